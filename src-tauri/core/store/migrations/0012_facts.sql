-- Facts of cases leave the tables that everybody at the office reads: they lie sealed under a key of their
-- own once somebody who holds it has moved them.

CREATE TABLE sealed_facts (
  -- The kind of an own record, `received` and the kind of what a unit sent, `closing`, or `state`.
  what TEXT NOT NULL,
  place TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (what, place)
) STRICT;

-- What cases come to in a period, for who does not hold the facts key: now (revision 0), and in each closing.
CREATE TABLE case_numbers (
  period TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  -- By which rules they were counted.
  basis TEXT NOT NULL,
  numbers TEXT NOT NULL,
  PRIMARY KEY (period, revision)
) STRICT, WITHOUT ROWID;

-- Cases that somebody began who cannot read facts: age files for the facts key, until the next unlocking by
-- who can.
CREATE TABLE begun_cases (
  id INTEGER PRIMARY KEY,
  case_id TEXT,
  who TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- Random numbers that cases and persons have, so that none is drawn twice.
CREATE TABLE used_numbers (number TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
