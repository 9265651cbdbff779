-- What comes in is asked for, and what others keep of this office's log.

-- A receipt is ordered by its sender's running number under the key that signed it, never by a clock.
-- Of several offices' answers the one that came in last is shown: the one with the highest `place`.
ALTER TABLE received_receipts ADD COLUMN signing_key TEXT;
ALTER TABLE received_receipts ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE received_receipts ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

-- The newest roster of each receiving office that is in force here: an earlier one never is again.
CREATE TABLE rosters (
  unit TEXT PRIMARY KEY,
  signing_key TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  made_at TEXT NOT NULL,
  taken_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What came in and waits for somebody's yes; until then it counts nowhere.
CREATE TABLE waiting (
  package_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('transfer', 'roster')),
  unit TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  made_at TEXT NOT NULL,
  came_at TEXT NOT NULL,
  came_by TEXT NOT NULL,
  file TEXT,
  -- A roster: its package as it came. A transfer: an age file for the register key.
  content BLOB NOT NULL
) STRICT;

-- Cases that another unit would have handed over and a case officer did not take.
CREATE TABLE refused_transfers (
  package_id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  told_at TEXT
) STRICT, WITHOUT ROWID;

-- Who sealed an entry, and out of what: a workbook, or another unit's transfer.
ALTER TABLE register_inbox ADD COLUMN who TEXT;
ALTER TABLE register_inbox ADD COLUMN source TEXT;

-- A register key that a unit's card names under a signing key known here with another one. It waits for
-- a comparison; `card_sequence` is the running number of that card, so that no earlier card takes its place.
ALTER TABLE unit_keys ADD COLUMN offered_register_key TEXT;
ALTER TABLE unit_keys ADD COLUMN card_sequence INTEGER NOT NULL DEFAULT 0;

-- The label that each running number of a key was seen on: two packages of one number are two hands.
CREATE TABLE seen_labels (
  signing_key TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  label_hash TEXT NOT NULL CHECK (length(label_hash) = 64),
  PRIMARY KEY (signing_key, sequence)
) STRICT, WITHOUT ROWID;

-- Heads of this office's log that others keep, as their receipts say.
CREATE TABLE outside_heads (
  package_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries > 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (package_id, unit)
) STRICT, WITHOUT ROWID;

-- The head of its sender's log that a submission carried.
ALTER TABLE submissions ADD COLUMN audit_entries INTEGER;
ALTER TABLE submissions ADD COLUMN audit_hash TEXT;

-- More can happen to a key.
ALTER TABLE key_events RENAME TO key_events_before;
CREATE TABLE key_events (
  seq INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('card', 'introduced', 'compared', 'roster', 'replaced', 'revoked',
    'forked', 'register-key', 'contradicted')),
  way TEXT CHECK (way IN ('telephone', 'in-person', 'video', 'letter')),
  spoke_with TEXT CHECK (length(spoke_with) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 1000)
) STRICT;
INSERT INTO key_events SELECT seq, unit, signing_key, at, who, event, way, spoke_with, note FROM key_events_before;
DROP TABLE key_events_before;
CREATE INDEX key_events_of_unit ON key_events (unit, seq);
