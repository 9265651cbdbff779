-- What travels of cases has ids and numbers that are drawn from this secret, for each receiving office
-- and year: the office's own tell when somebody was recorded, and stand on the paper file.
CREATE TABLE travel_key (
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
INSERT INTO travel_key (key) VALUES (randomblob(32));
