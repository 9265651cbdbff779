-- What was told person by person, by year: who stands in a file that was given out, and every row of it.
-- Nobody is told twice, and a row once told is told the same ever after. Which row is whose is kept nowhere.
CREATE TABLE told_persons (
  -- Of the facts of the survivor.
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  year INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE told_rows (
  seq INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  -- Its columns, as JSON.
  row TEXT NOT NULL
) STRICT;
