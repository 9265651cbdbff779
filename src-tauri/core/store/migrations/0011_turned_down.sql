-- What was turned down stays with the reason: rosters as well as cases.
ALTER TABLE refused_transfers RENAME TO turned_down;
ALTER TABLE turned_down ADD COLUMN kind TEXT NOT NULL DEFAULT 'transfer'
  CHECK (kind IN ('transfer', 'roster'));

-- A head can say no to a key that waits for a comparison.
ALTER TABLE key_events RENAME TO key_events_before;
CREATE TABLE key_events (
  seq INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('card', 'introduced', 'compared', 'roster', 'replaced', 'revoked',
    'forked', 'register-key', 'contradicted', 'log-went-back', 'turned-down')),
  way TEXT CHECK (way IN ('telephone', 'in-person', 'video', 'letter')),
  spoke_with TEXT CHECK (length(spoke_with) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 1000)
) STRICT;
INSERT INTO key_events SELECT seq, unit, signing_key, at, who, event, way, spoke_with, note FROM key_events_before;
DROP TABLE key_events_before;
CREATE INDEX key_events_of_unit ON key_events (unit, seq);
