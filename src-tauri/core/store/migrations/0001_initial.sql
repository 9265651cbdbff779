-- The first schema: one table for each kind of record, what is received, keys, and the audit log.

CREATE TABLE office (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  reading_key TEXT NOT NULL,
  register_recipient TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0)
) STRICT;

-- Keys the office had before its present ones: they introduce these, and open what was sealed to them.
CREATE TABLE former_keys (
  signing_key TEXT PRIMARY KEY,
  reading_key TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;

-- The catalogues in force, one a year, as their files' text.
CREATE TABLE catalogues (
  year INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  files TEXT NOT NULL,
  adopted_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

-- Where records come from: 0 is this office, every other number a submission.
CREATE TABLE origins (origin INTEGER PRIMARY KEY) STRICT;
INSERT INTO origins (origin) VALUES (0);

CREATE TABLE submissions (
  origin INTEGER PRIMARY KEY REFERENCES origins (origin),
  package_id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  created_at TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  carried_by TEXT,
  label_hash TEXT NOT NULL,
  closing TEXT,
  receipt TEXT CHECK (receipt IN ('accepted', 'returned')),
  UNIQUE (unit, period, revision)
) STRICT;

CREATE TABLE refused (
  at TEXT NOT NULL,
  file TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed IN (0, 1))
) STRICT;

CREATE TABLE received_receipts (
  package_id TEXT NOT NULL,
  from_unit TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'returned')),
  reasons TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (package_id, from_unit)
) STRICT;

CREATE TABLE unit_keys (
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  signing_key TEXT PRIMARY KEY,
  reading_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('known', 'trusted', 'revoked')),
  valid_from TEXT NOT NULL,
  valid_to TEXT
) STRICT;

CREATE TABLE closings (
  period TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  closed_at TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  reasons TEXT NOT NULL,
  warnings TEXT NOT NULL,
  figures TEXT NOT NULL,
  content BLOB NOT NULL,
  reopened INTEGER NOT NULL CHECK (reopened IN (0, 1)),
  package_id TEXT,
  PRIMARY KEY (period, revision)
) STRICT;

-- Each row is an age file for the register key; the database key alone does not open it.
CREATE TABLE case_identities (case_id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;

-- The bytes of attached files, once for each content.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 20971520)
) STRICT;

CREATE TABLE issued_documents (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "symbol" TEXT NOT NULL CHECK (length("symbol") BETWEEN 1 AND 60),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "issuer" TEXT NOT NULL CHECK (length("issuer") BETWEEN 1 AND 300),
  "summary" TEXT NOT NULL CHECK (length("summary") BETWEEN 1 AND 1000),
  "kind" TEXT CHECK ("kind" IN ('decision', 'plan', 'letter', 'report', 'guidance', 'notice', 'programme', 'proposal', 'other')),
  "topic" TEXT CHECK (length("topic") BETWEEN 1 AND 300),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE coordination_activities (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "dash" TEXT NOT NULL CHECK ("dash" IN ('I.2.1', 'I.2.2', 'I.2.3', 'I.2.4', 'I.2.5')),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "date_to" TEXT CHECK ("date_to" GLOB '????-??-??'),
  "content" TEXT NOT NULL CHECK (length("content") BETWEEN 1 AND 5000),
  "partners" TEXT CHECK (length("partners") BETWEEN 1 AND 300),
  "result" TEXT CHECK (length("result") BETWEEN 1 AND 5000),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE communication_events (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "date_to" TEXT CHECK ("date_to" GLOB '????-??-??'),
  "form" TEXT NOT NULL CHECK ("form" IN ('discussion', 'workshop', 'conference', 'talk', 'rally', 'contest', 'club', 'broadcast', 'other')),
  "organiser" TEXT NOT NULL CHECK ("organiser" IN ('committee', 'member')),
  "organiser_name" TEXT CHECK (length("organiser_name") BETWEEN 1 AND 300),
  "content" TEXT NOT NULL CHECK (length("content") BETWEEN 1 AND 5000),
  "place" TEXT CHECK (length("place") BETWEEN 1 AND 300),
  "men" INTEGER CHECK ("men" >= 0),
  "women" INTEGER CHECK ("women" >= 0),
  "unrecorded" INTEGER CHECK ("unrecorded" >= 0),
  "sessions" INTEGER CHECK ("sessions" >= 0),
  "effect" TEXT CHECK (length("effect") BETWEEN 1 AND 5000),
  "action_month" TEXT CHECK ("action_month" IN ('domestic-violence', 'gender-equality', 'none')),
  "cost" INTEGER CHECK ("cost" >= 0),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE communication_products (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "form" TEXT NOT NULL CHECK ("form" IN ('poster', 'banner', 'leaflet', 'article', 'broadcast', 'video', 'social-post', 'other')),
  "content" TEXT NOT NULL CHECK (length("content") BETWEEN 1 AND 5000),
  "quantity" INTEGER NOT NULL CHECK ("quantity" >= 0),
  "quantity_unit" TEXT CHECK (length("quantity_unit") BETWEEN 1 AND 40),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "distributed" TEXT CHECK (length("distributed") BETWEEN 1 AND 300),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_courses (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 300),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "date_to" TEXT CHECK ("date_to" GLOB '????-??-??'),
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('gender-equality', 'mainstreaming', 'women-leaders', 'women-councillors')),
  "audience" TEXT CHECK (length("audience") BETWEEN 1 AND 300),
  "content" TEXT CHECK (length("content") BETWEEN 1 AND 5000),
  "classes" INTEGER CHECK ("classes" >= 0),
  "men" INTEGER CHECK ("men" >= 0),
  "women" INTEGER CHECK ("women" >= 0),
  "unrecorded" INTEGER CHECK ("unrecorded" >= 0),
  "organiser" TEXT CHECK (length("organiser") BETWEEN 1 AND 300),
  "place" TEXT CHECK (length("place") BETWEEN 1 AND 300),
  "cost" INTEGER CHECK ("cost" >= 0),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspections (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "decision" TEXT NOT NULL CHECK (length("decision") BETWEEN 1 AND 300),
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "units" TEXT NOT NULL CHECK (length("units") BETWEEN 1 AND 5000),
  "content" TEXT CHECK (length("content") BETWEEN 1 AND 5000),
  "results" TEXT CHECK (length("results") BETWEEN 1 AND 5000),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_findings (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "inspection" TEXT NOT NULL,
  "date" TEXT NOT NULL CHECK ("date" GLOB '????-??-??'),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('shortcoming', 'recommendation')),
  "content" TEXT NOT NULL CHECK (length("content") BETWEEN 1 AND 5000),
  "addressed_to" TEXT CHECK (length("addressed_to") BETWEEN 1 AND 300),
  "settled_on" TEXT CHECK ("settled_on" GLOB '????-??-??'),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE committee_members (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 100),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unrecorded')),
  "position" TEXT NOT NULL CHECK (length("position") BETWEEN 1 AND 300),
  "role" TEXT NOT NULL CHECK ("role" IN ('head', 'deputy', 'standing', 'member', 'secretary')),
  "since" TEXT NOT NULL CHECK ("since" GLOB '????-??-??'),
  "until" TEXT CHECK ("until" GLOB '????-??-??'),
  "decision" TEXT CHECK (length("decision") BETWEEN 1 AND 300),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding_lines (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "year" INTEGER NOT NULL,
  "source" TEXT NOT NULL CHECK ("source" IN ('state-budget', 'target-programme', 'contribution', 'other')),
  "granted" INTEGER NOT NULL CHECK ("granted" >= 0),
  "used" INTEGER CHECK ("used" >= 0),
  "purpose" TEXT CHECK (length("purpose") BETWEEN 1 AND 300),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_values (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "indicator" TEXT NOT NULL CHECK (length("indicator") BETWEEN 1 AND 20),
  "year" INTEGER NOT NULL,
  "value" INTEGER CHECK ("value" >= 0),
  "numerator" INTEGER CHECK ("numerator" >= 0),
  "denominator" INTEGER CHECK ("denominator" >= 0),
  "source" TEXT CHECK (length("source") BETWEEN 1 AND 300),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 5000),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE violence_cases (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "number" TEXT NOT NULL CHECK (length("number") BETWEEN 1 AND 8),
  "found" TEXT NOT NULL CHECK ("found" GLOB '????-??'),
  "reported" TEXT CHECK ("reported" GLOB '????-??'),
  "closed" TEXT CHECK ("closed" GLOB '????-??'),
  "commune" TEXT,
  "category" TEXT NOT NULL CHECK ("category" IN ('domestic', 'gender-based', 'child-abuse', 'trafficking-returnee')),
  "several" INTEGER CHECK ("several" IN (0, 1)),
  "acts" TEXT,
  "survivor" TEXT NOT NULL CHECK (length("survivor") BETWEEN 1 AND 8),
  "survivor_sex" TEXT NOT NULL CHECK ("survivor_sex" IN ('female', 'male', 'unrecorded')),
  "survivor_age" TEXT NOT NULL CHECK ("survivor_age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "disability" INTEGER CHECK ("disability" IN (0, 1)),
  "pregnant" INTEGER CHECK ("pregnant" IN (0, 1)),
  "relation" TEXT CHECK ("relation" IN ('spouse', 'former-spouse', 'child', 'parent', 'other-family', 'acquaintance', 'stranger', 'unknown')),
  "perpetrator" TEXT CHECK (length("perpetrator") BETWEEN 1 AND 8),
  "perpetrator_sex" TEXT CHECK ("perpetrator_sex" IN ('female', 'male', 'unrecorded')),
  "perpetrator_age" TEXT CHECK ("perpetrator_age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "prosecuted" INTEGER CHECK ("prosecuted" IN (0, 1)),
  "counselled" INTEGER CHECK ("counselled" IN (0, 1)),
  "measures" TEXT,
  "offered" TEXT,
  "received" TEXT,
  "declined" TEXT,
  "providers" TEXT,
  "needs_support" INTEGER CHECK ("needs_support" IN (0, 1)),
  "got_support" INTEGER CHECK ("got_support" IN (0, 1)),
  "found_by" TEXT CHECK ("found_by" IN ('survivor', 'community', 'police', 'health', 'school', 'union', 'hotline', 'other')),
  "incident" TEXT CHECK ("incident" GLOB '????-??'),
  "days_to_report" INTEGER CHECK ("days_to_report" >= 0),
  "consent_to_record" INTEGER CHECK ("consent_to_record" IN (0, 1)),
  "consent_to_share" INTEGER CHECK ("consent_to_share" IN (0, 1)),
  "reported_elsewhere" INTEGER CHECK ("reported_elsewhere" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE narratives (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "section" TEXT NOT NULL CHECK (length("section") BETWEEN 1 AND 20),
  "period" TEXT NOT NULL CHECK (length("period") BETWEEN 1 AND 60),
  "text" TEXT NOT NULL CHECK (length("text") BETWEEN 1 AND 20000),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "record" TEXT NOT NULL,
  "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
  "sha256" TEXT NOT NULL CHECK (length("sha256") BETWEEN 1 AND 64),
  "size" INTEGER NOT NULL CHECK ("size" >= 0),
  "travels" INTEGER NOT NULL CHECK ("travels" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;
