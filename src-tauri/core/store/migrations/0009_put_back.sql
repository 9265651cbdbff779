-- An office that went back to an earlier state, and what of a log others keep.

-- Each time that something showed it. What was done between `last_at` and `at` is not here.
CREATE TABLE put_back (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  -- A backup was put in place; a package of this office itself came that is not here; an office above
  -- answered such a package.
  shown_by TEXT NOT NULL CHECK (shown_by IN ('backup', 'package', 'receipt')),
  -- Who answered it.
  unit TEXT,
  -- The log as it was found: how many entries, and when the last was written.
  entries INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  -- Whether a head has said that what was to be done is done.
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;

-- Packages that this office made in a state that is not here any more, and that came back: their
-- revisions are used up.
CREATE TABLE sent_earlier (
  package_id TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0)
) STRICT, WITHOUT ROWID;

-- Packages that an office above answered and of which nothing is here: they are told of once.
CREATE TABLE answered_gone (
  package_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- How long this office's log was when it made a package for a unit.
CREATE TABLE sent_heads (
  unit TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (unit, sequence)
) STRICT, WITHOUT ROWID;

-- The newest head of each unit's log that a package of it brought here. `states` tells whether its program
-- says what its log has where earlier packages found its end.
CREATE TABLE unit_logs (
  unit TEXT PRIMARY KEY,
  signing_key TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  hash TEXT NOT NULL,
  states INTEGER NOT NULL CHECK (states IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO unit_logs (unit, signing_key, sequence, entries, hash, states)
  SELECT s.unit, l.signing_key, max(s.sequence), s.audit_entries, s.audit_hash, 0
  FROM submissions s JOIN seen_labels l ON l.label_hash = s.label_hash
  JOIN unit_keys k ON k.signing_key = l.signing_key AND k.state = 'trusted'
  WHERE s.audit_entries IS NOT NULL GROUP BY s.unit;

-- More can happen to a key.
ALTER TABLE key_events RENAME TO key_events_before;
CREATE TABLE key_events (
  seq INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('card', 'introduced', 'compared', 'roster', 'replaced', 'revoked',
    'forked', 'register-key', 'contradicted', 'log-went-back')),
  way TEXT CHECK (way IN ('telephone', 'in-person', 'video', 'letter')),
  spoke_with TEXT CHECK (length(spoke_with) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 1000)
) STRICT;
INSERT INTO key_events SELECT seq, unit, signing_key, at, who, event, way, spoke_with, note FROM key_events_before;
DROP TABLE key_events_before;
CREATE INDEX key_events_of_unit ON key_events (unit, seq);
