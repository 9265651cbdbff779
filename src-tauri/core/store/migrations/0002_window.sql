-- What was typed and not saved yet, so that neither a crash nor a power cut loses it.
CREATE TABLE drafts (
  who TEXT NOT NULL,
  place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
  at TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (who, place)
) STRICT, WITHOUT ROWID;

-- What each user may do, to be shown; what she can do lies in her key slot.
CREATE TABLE users (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 32),
  roles TEXT NOT NULL
) STRICT, WITHOUT ROWID;
