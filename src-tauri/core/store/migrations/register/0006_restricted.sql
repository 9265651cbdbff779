-- What lies under the key of a restricted case is longer than what was given.
CREATE TABLE files_anew (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 2000),
  at TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 21000000)
) STRICT;
INSERT INTO files_anew (id, case_id, name, at, sha256, bytes)
  SELECT id, case_id, name, at, sha256, bytes FROM files;
DROP TABLE files;
ALTER TABLE files_anew RENAME TO files;
CREATE INDEX files_of_case ON files (case_id);
