-- Keys are held by those who may use them: they leave the database that everybody opens.

-- The office's keys as they lay here, until a head moves them. The present ones have no end.
CREATE TABLE keys_schema_6 (
  signing_key TEXT PRIMARY KEY,
  reading_key TEXT NOT NULL,
  register_recipient TEXT,
  until TEXT
) STRICT;
INSERT INTO keys_schema_6
  SELECT signing_key, reading_key, register_recipient, NULL FROM office;
INSERT INTO keys_schema_6 SELECT signing_key, reading_key, NULL, until FROM former_keys;
DROP TABLE former_keys;
ALTER TABLE office DROP COLUMN signing_key;
ALTER TABLE office DROP COLUMN reading_key;
ALTER TABLE office DROP COLUMN register_recipient;

-- Hash of the list of holders in force, and of one that is being put in its place.
ALTER TABLE office ADD COLUMN key_list TEXT CHECK (length(key_list) = 64);
ALTER TABLE office ADD COLUMN next_key_list TEXT CHECK (length(next_key_list) = 64);

-- The key that register.db is being given.
ALTER TABLE office ADD COLUMN next_register_box BLOB;

-- How often register.db was changed: an older copy says less.
ALTER TABLE office ADD COLUMN register_changes INTEGER NOT NULL DEFAULT 0;

-- The public identity of somebody whom the list awaits, having a slot of an earlier program.
ALTER TABLE users ADD COLUMN identity TEXT;
