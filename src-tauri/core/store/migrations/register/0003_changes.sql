-- How often it was changed, so that an older copy is known.
CREATE TABLE state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  changes INTEGER NOT NULL
) STRICT;
INSERT INTO state (only, changes) VALUES (1, 0);

-- Public identities of case officers whom the list of holders awaits: who can write here has the
-- register key.
CREATE TABLE newcomers (name TEXT PRIMARY KEY, identity TEXT NOT NULL) STRICT, WITHOUT ROWID;
