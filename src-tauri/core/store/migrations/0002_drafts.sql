-- What was typed and not saved yet, so that neither a crash nor a power cut loses it.
CREATE TABLE drafts (
  who TEXT NOT NULL,
  place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
  at TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (who, place)
) STRICT, WITHOUT ROWID;
