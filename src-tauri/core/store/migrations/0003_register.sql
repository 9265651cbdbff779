-- The case register: a case over time, its facts that travel, and what goes with them.

-- Cases as the first schema kept them; opening the office makes records of them.
ALTER TABLE violence_cases RENAME TO cases_schema_1;
ALTER TABLE case_identities RENAME TO identities_schema_1;

-- The key of register.db, sealed to the register's recipient.
ALTER TABLE office ADD COLUMN register_box BLOB;

-- To whom a unit's case officers can be sent an identity.
ALTER TABLE unit_keys ADD COLUMN register_key TEXT;

-- Each row is an age file for the register key, until a case officer unlocks the office.
CREATE TABLE register_inbox (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  numbers TEXT NOT NULL
) STRICT;

CREATE TABLE erasures (
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  cases INTEGER NOT NULL CHECK (cases >= 0),
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;

CREATE TABLE transfers (
  package_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  unit TEXT NOT NULL,
  at TEXT NOT NULL,
  confirmed_at TEXT
) STRICT;

CREATE TABLE case_facts (
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
  "other_acts" TEXT,
  "gbv_type" TEXT CHECK ("gbv_type" IN ('rape', 'sexual-assault', 'physical-assault', 'forced-marriage', 'denial', 'psychological')),
  "found_by" TEXT CHECK ("found_by" IN ('survivor', 'community', 'police', 'health', 'school', 'union', 'hotline', 'other')),
  "incident" TEXT CHECK ("incident" GLOB '????-??'),
  "days_to_report" INTEGER CHECK ("days_to_report" >= 0),
  "reported_elsewhere" INTEGER CHECK ("reported_elsewhere" IN (0, 1)),
  "handed_over" INTEGER CHECK ("handed_over" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE survivor_facts (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "person" TEXT NOT NULL CHECK (length("person") BETWEEN 1 AND 8),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unrecorded')),
  "age" TEXT NOT NULL CHECK ("age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "disability" INTEGER CHECK ("disability" IN (0, 1)),
  "pregnant" INTEGER CHECK ("pregnant" IN (0, 1)),
  "relation" TEXT CHECK ("relation" IN ('spouse', 'former-spouse', 'child', 'parent', 'other-family', 'acquaintance', 'stranger', 'unknown')),
  "consent" TEXT CHECK ("consent" IN ('given', 'guardian', 'law', 'refused')),
  "share" INTEGER CHECK ("share" IN (0, 1)),
  "offered" TEXT,
  "received" TEXT,
  "declined" TEXT,
  "providers" TEXT,
  "first_basic" TEXT CHECK ("first_basic" GLOB '????-??'),
  "first_service" TEXT CHECK ("first_service" GLOB '????-??'),
  "days_to_service" INTEGER CHECK ("days_to_service" >= 0),
  "needs_support" INTEGER CHECK ("needs_support" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE perpetrator_facts (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "person" TEXT NOT NULL CHECK (length("person") BETWEEN 1 AND 8),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unrecorded')),
  "age" TEXT NOT NULL CHECK ("age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "prosecuted" INTEGER CHECK ("prosecuted" IN (0, 1)),
  "counselled" TEXT CHECK ("counselled" GLOB '????-??'),
  "measures" TEXT,
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
  "found_on" TEXT NOT NULL CHECK ("found_on" GLOB '????-??-??'),
  "category" TEXT NOT NULL CHECK ("category" IN ('domestic', 'gender-based', 'child-abuse', 'trafficking-returnee')),
  "several" INTEGER CHECK ("several" IN (0, 1)),
  "found_by" TEXT CHECK ("found_by" IN ('survivor', 'community', 'police', 'health', 'school', 'union', 'hotline', 'other')),
  "acts" TEXT,
  "other_acts" TEXT,
  "gbv_type" TEXT CHECK ("gbv_type" IN ('rape', 'sexual-assault', 'physical-assault', 'forced-marriage', 'denial', 'psychological')),
  "commune" TEXT,
  "incident_on" TEXT CHECK ("incident_on" GLOB '????-??-??'),
  "reported_on" TEXT CHECK ("reported_on" GLOB '????-??-??'),
  "days_to_report" INTEGER CHECK ("days_to_report" >= 0),
  "reported_elsewhere" INTEGER CHECK ("reported_elsewhere" IN (0, 1)),
  "closed_on" TEXT CHECK ("closed_on" GLOB '????-??-??'),
  "outcome" TEXT CHECK ("outcome" IN ('safe', 'prosecution', 'separated', 'her-wish', 'moved', 'handed-over', 'died', 'other')),
  "voided" TEXT CHECK ("voided" IN ('duplicate', 'no-violence', 'other-unit', 'wrong-entry')),
  "taken_over_from" TEXT,
  "handed_to" TEXT,
  "handed_on" TEXT CHECK ("handed_on" GLOB '????-??-??'),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE survivors (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "person" TEXT NOT NULL CHECK (length("person") BETWEEN 1 AND 8),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unrecorded')),
  "age" TEXT NOT NULL CHECK ("age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "relation" TEXT CHECK ("relation" IN ('spouse', 'former-spouse', 'child', 'parent', 'other-family', 'acquaintance', 'stranger', 'unknown')),
  "consent" TEXT CHECK ("consent" IN ('given', 'guardian', 'law', 'refused')),
  "share" INTEGER CHECK ("share" IN (0, 1)),
  "disability" INTEGER CHECK ("disability" IN (0, 1)),
  "pregnant" INTEGER CHECK ("pregnant" IN (0, 1)),
  "needs_support" INTEGER CHECK ("needs_support" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE perpetrators (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "person" TEXT NOT NULL CHECK (length("person") BETWEEN 1 AND 8),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unrecorded')),
  "age" TEXT NOT NULL CHECK ("age" IN ('0-5', '6-11', '12-15', '16-17', '18-24', '25-39', '40-59', '60+', 'unknown')),
  "prosecuted" INTEGER CHECK ("prosecuted" IN (0, 1)),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "survivor" TEXT NOT NULL,
  "service" TEXT NOT NULL CHECK ("service" IN ('shelter', 'medical', 'counselling', 'legal-aid', 'reintegration', 'travel', 'schooling', 'vocational', 'hardship-allowance', 'loan')),
  "provider" TEXT CHECK ("provider" IN ('trusted-address', 'clinic', 'shelter', 'social-facility', 'legal-aid-centre', 'mediation-group', 'womens-union', 'police', 'other-facility', 'other')),
  "offered_on" TEXT NOT NULL CHECK ("offered_on" GLOB '????-??-??'),
  "answer" TEXT CHECK ("answer" IN ('accepted', 'declined')),
  "received_on" TEXT CHECK ("received_on" GLOB '????-??-??'),
  "ended_on" TEXT CHECK ("ended_on" GLOB '????-??-??'),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE referrals (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "survivor" TEXT NOT NULL,
  "provider" TEXT NOT NULL CHECK ("provider" IN ('trusted-address', 'clinic', 'shelter', 'social-facility', 'legal-aid-centre', 'mediation-group', 'womens-union', 'police', 'other-facility', 'other')),
  "service" TEXT CHECK ("service" IN ('shelter', 'medical', 'counselling', 'legal-aid', 'reintegration', 'travel', 'schooling', 'vocational', 'hardship-allowance', 'loan')),
  "referred_on" TEXT NOT NULL CHECK ("referred_on" GLOB '????-??-??'),
  "referral_outcome" TEXT CHECK ("referral_outcome" IN ('taken', 'completed', 'not-gone', 'turned-away')),
  "outcome_on" TEXT CHECK ("outcome_on" GLOB '????-??-??'),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE measures (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "perpetrator" TEXT NOT NULL,
  "measure" TEXT NOT NULL CHECK ("measure" IN ('stop-order', 'police-summons', 'contact-ban', 'community-criticism', 'mediation', 'counselling', 'community-service', 'administrative-fine', 'criminal')),
  "taken_on" TEXT NOT NULL CHECK ("taken_on" GLOB '????-??-??'),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_ups (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "due_on" TEXT NOT NULL CHECK ("due_on" GLOB '????-??-??'),
  "follow_up_form" TEXT CHECK ("follow_up_form" IN ('visit', 'telephone', 'office', 'trusted-person')),
  "done_on" TEXT CHECK ("done_on" GLOB '????-??-??'),
  "follow_up_result" TEXT CHECK ("follow_up_result" IN ('safe', 'at-risk', 'new-violence', 'not-reached')),
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE risk_checks (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  "case" TEXT NOT NULL,
  "checked_on" TEXT NOT NULL CHECK ("checked_on" GLOB '????-??-??'),
  "signs" TEXT,
  PRIMARY KEY (origin, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX survivors_of_case ON survivors ("case");
CREATE INDEX survivors_by_person ON survivors (person);
CREATE INDEX perpetrators_of_case ON perpetrators ("case");
CREATE INDEX perpetrators_by_person ON perpetrators (person);
CREATE INDEX services_of_survivor ON services (survivor);
CREATE INDEX referrals_of_survivor ON referrals (survivor);
CREATE INDEX measures_of_perpetrator ON measures (perpetrator);
CREATE INDEX follow_ups_of_case ON follow_ups ("case");
CREATE INDEX risk_checks_of_case ON risk_checks ("case");
CREATE INDEX cases_by_number ON violence_cases (number);
CREATE INDEX survivor_facts_of_case ON survivor_facts ("case");
CREATE INDEX perpetrator_facts_of_case ON perpetrator_facts ("case");
