-- What the receiving office keeps of what came, says of it, and knows of whom it trusts.

-- Every package whose file is kept in packages/, under the hash of its bytes. Before this schema a
-- file was named by the package's id and has no row here.
CREATE TABLE packages (
  package_id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,
  -- The file it came in; none where it was made here or passed on inside another.
  file TEXT,
  kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a reviewer says of a submission. `receipt` is what was decided.
ALTER TABLE submissions ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE submissions ADD COLUMN decided_at TEXT;
ALTER TABLE submissions ADD COLUMN decided_by TEXT;
ALTER TABLE submissions ADD COLUMN receipt_written_at TEXT;

-- Refused files, each content once until it is dismissed or taken in.
ALTER TABLE refused RENAME TO refused_before;
CREATE TABLE refused (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  file TEXT NOT NULL,
  -- Where it lay.
  path TEXT,
  -- Hash of its bytes, where they could be read.
  sha256 TEXT,
  code TEXT NOT NULL,
  -- The sentence as it was told, and the reason as JSON, to be told in another language.
  detail TEXT NOT NULL,
  refusal TEXT,
  dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed IN (0, 1))
) STRICT;
INSERT INTO refused (at, file, code, detail, dismissed)
  SELECT at, file, code, detail, dismissed FROM refused_before ORDER BY rowid;
DROP TABLE refused_before;
CREATE INDEX refused_open ON refused (sha256) WHERE dismissed = 0;

-- The life of every key: its card, how it was compared and with whom, what took its place.
CREATE TABLE key_events (
  seq INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('card', 'introduced', 'compared', 'roster', 'replaced', 'revoked')),
  way TEXT CHECK (way IN ('telephone', 'in-person', 'video', 'letter')),
  spoke_with TEXT CHECK (length(spoke_with) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX key_events_of_unit ON key_events (unit, seq);

-- Catalogues that others took the place of.
CREATE TABLE former_catalogues (
  year INTEGER NOT NULL,
  id TEXT NOT NULL,
  files TEXT NOT NULL,
  adopted_at TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;

CREATE INDEX submissions_of_period ON submissions (period, replaced);

-- What the records of a submission come to, so that many units add up without being read again.
-- `basis` tells by which rules; a summary made by others is made anew.
CREATE TABLE summaries (
  origin INTEGER PRIMARY KEY REFERENCES origins (origin),
  basis TEXT NOT NULL,
  summary TEXT NOT NULL
) STRICT;
