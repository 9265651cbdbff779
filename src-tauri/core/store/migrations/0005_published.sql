-- The ledger of what left: every number of cases that was shown outside the office, or kept back. What
-- was shown once is known, and everything that leaves later is held against it.
CREATE TABLE published (
  seq INTEGER PRIMARY KEY,
  -- When it first left, by whom, and in what.
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  output TEXT NOT NULL,
  period TEXT NOT NULL,
  code TEXT NOT NULL,
  -- The units whose records it counts, each with the revision of its report, as JSON.
  behind TEXT NOT NULL,
  -- The number; none where it was kept back.
  exact INTEGER
) STRICT;
CREATE UNIQUE INDEX published_once ON published (period, code, behind, ifnull(exact, -1));
