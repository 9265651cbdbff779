-- The register's own database: what names a person. Its key is held by case officers alone.

CREATE TABLE persons (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL UNIQUE CHECK (length(person) BETWEEN 1 AND 8),
  identity TEXT NOT NULL
) STRICT;

-- Folded words of names, numbers and addresses, to find a person again.
CREATE VIRTUAL TABLE names USING fts5 (person UNINDEXED, words, tokenize = 'unicode61', prefix = '2 3');

-- Deleted words do not linger in the index.
INSERT INTO names (names, rank) VALUES ('secure-delete', 1);

-- What was written down of a case.
CREATE TABLE papers (case_id TEXT PRIMARY KEY, papers TEXT NOT NULL) STRICT;

CREATE TABLE files (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  at TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 20971520)
) STRICT;
CREATE INDEX files_of_case ON files (case_id);

-- What is being typed of an identity and not saved yet.
CREATE TABLE drafts (
  who TEXT NOT NULL,
  place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
  at TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (who, place)
) STRICT, WITHOUT ROWID;
