-- Into the office's own database everybody at the office can write: who is to be erased stands here first, so
-- that nobody is erased but by a case officer.
CREATE TABLE erasing (
  person TEXT PRIMARY KEY CHECK (length(person) BETWEEN 1 AND 8),
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The register key, as others seal to it, under which somebody was erased last: a new one takes its place.
ALTER TABLE state ADD COLUMN erased_under TEXT;
