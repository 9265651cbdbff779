-- What is written of a case is to be erased alone: it stands here first, so that it is done though the power goes.
CREATE TABLE erasing_written (
  case_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  said TEXT NOT NULL
) STRICT, WITHOUT ROWID;
