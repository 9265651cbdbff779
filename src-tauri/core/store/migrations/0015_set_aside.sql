-- What somebody else signed with a unit's key is set aside: it stays, and counts nowhere. No revision is used up by it.
ALTER TABLE submissions RENAME TO submissions_before;
CREATE TABLE submissions (
  origin INTEGER PRIMARY KEY REFERENCES origins (origin),
  package_id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  created_at TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  carried_by TEXT,
  label_hash TEXT NOT NULL,
  closing TEXT,
  receipt TEXT CHECK (receipt IN ('accepted', 'returned')),
  remarks TEXT NOT NULL DEFAULT '[]',
  decided_at TEXT,
  decided_by TEXT,
  receipt_written_at TEXT,
  audit_entries INTEGER,
  audit_hash TEXT,
  -- Why, when and by whom it was set aside.
  aside TEXT CHECK (length(aside) BETWEEN 1 AND 1000),
  aside_at TEXT,
  aside_by TEXT,
  CHECK (aside IS NULL OR replaced = 1)
) STRICT;
INSERT INTO submissions
  SELECT origin, package_id, unit, period, revision, sequence, created_at, imported_at, replaced, carried_by,
    label_hash, closing, receipt, remarks, decided_at, decided_by, receipt_written_at, audit_entries, audit_hash,
    NULL, NULL, NULL
  FROM submissions_before;
DROP TABLE submissions_before;
CREATE INDEX submissions_of_period ON submissions (period, replaced);
CREATE UNIQUE INDEX submissions_that_stand ON submissions (unit, period, revision) WHERE aside IS NULL;

-- Since when a key was in others' hands, where a head said so.
ALTER TABLE unit_keys ADD COLUMN lost_since TEXT CHECK (lost_since GLOB '????-??-??');

-- Where help is to be had, as a receiving office gives it with its roster: a list of objects.
CREATE TABLE given_directories (
  unit TEXT NOT NULL PRIMARY KEY,
  places TEXT NOT NULL
) STRICT;
