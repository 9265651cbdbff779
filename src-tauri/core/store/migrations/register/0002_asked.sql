-- Nothing that is known of a person or written of a case is overwritten by what comes in.

-- What came in and says something else than what is known: it stands beside it until a case officer takes
-- or drops it. `about` is `person/<number>` or `case/<id>`; `fields` is as `identity` and `papers` are.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL CHECK (length(about) BETWEEN 1 AND 60),
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  fields TEXT NOT NULL,
  UNIQUE (about, fields)
) STRICT;

-- What was known before it was changed, until it is erased.
CREATE TABLE former (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL CHECK (length(about) BETWEEN 1 AND 60),
  until TEXT NOT NULL,
  who TEXT NOT NULL,
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX former_about ON former (about);
