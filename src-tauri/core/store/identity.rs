//! The register's own database, `register.db`: names, accounts, notes and files of cases, with
//! their search index. It is encrypted with a key that only case officers hold; who has the office's
//! data key alone sees bytes.

use super::schema::{self, FoundSchema, MigrationStep, sql};
use super::{Draft, Facts, Reader, RestrictedNames, StoreError, connect, copy};
use crate::model::{
    AskedBy, CasePapers, CaseRef, Day, ErasureReason, Guardian, Moment, PersonIdentity, RecordId,
    Sha256, fold,
};
use crate::progress::Watch;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every step of the register ever released, in order. Never change one; add one.
const STEPS: [MigrationStep; 6] = [
    sql(include_str!("migrations/register/0001_initial.sql")),
    sql(include_str!("migrations/register/0002_asked.sql")),
    sql(include_str!("migrations/register/0003_changes.sql")),
    sql(include_str!("migrations/register/0004_erasing.sql")),
    sql(include_str!("migrations/register/0005_erasing_written.sql")),
    sql(include_str!("migrations/register/0006_restricted.sql")),
];

/// What a text under the key of a restricted case is, so that none is taken for another.
const PERSONS: &str = "persons";
const PAPERS: &str = "papers";
const FORMER: &str = "former";
const PROPOSED: &str = "proposals";
const FILES: &str = "files";
const FILE_NAMES: &str = "file names";
const DRAFTS: &str = "drafts";

/// Most persons that a search gives.
const MOST_FOUND: i64 = 200;

/// The open register.
pub struct IdentityStore {
    connection: Connection,
    /// What of it lies under the keys of restricted cases.
    restricted: RestrictedNames,
}

impl Reader for IdentityStore {
    fn connection(&self) -> &Connection {
        &self.connection
    }
    fn facts(&self) -> &Facts {
        &Facts::Closed
    }
}

/// A file of a case, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// Id by which it is asked for.
    pub id: RecordId,
    /// Its name, as it was given.
    pub name: String,
    /// When it was attached.
    pub at: Moment,
    /// Size in bytes.
    pub size: i64,
}

/// A file of a case with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFileBytes {
    /// Its name, as it was given.
    pub name: String,
    /// The file, decrypted.
    pub bytes: Vec<u8>,
}

/// What something that is known or proposed is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Who a person is.
    Person(CaseRef),
    /// What was written of a case.
    Case(RecordId),
}

impl About {
    fn restriction<'r>(&self, of: &'r RestrictedNames) -> Option<&'r str> {
        match self {
            Self::Person(person) => of.of_person(person),
            Self::Case(case) => of.of_case(*case),
        }
    }

    fn code(&self) -> String {
        match self {
            Self::Person(person) => format!("person/{}", person.as_str()),
            Self::Case(case) => format!("case/{case}"),
        }
    }

    fn from_code(code: &str) -> Result<Self, StoreError> {
        match code.split_once('/') {
            Some(("person", person)) => Ok(Self::Person(CaseRef::new(person)?)),
            Some(("case", case)) => Ok(Self::Case(RecordId::parse(case)?)),
            _ => Err(StoreError::bad("about", code)),
        }
    }
}

impl std::fmt::Display for About {
    /// As the log names it: a person by her number alone, a case by its id.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(person) => write!(f, "person {}", person.as_str()),
            Self::Case(case) => write!(f, "violence_cases {case} papers"),
        }
    }
}

/// What a person or a case is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidOf {
    /// Of a person.
    Person(PersonIdentity),
    /// Of a case.
    Case(CasePapers),
}

impl SaidOf {
    fn read(about: &About, fields: &str) -> Result<Self, StoreError> {
        Ok(match about {
            About::Person(_) => Self::Person(json("identity", fields)?),
            About::Case(_) => Self::Case(json("papers", fields)?),
        })
    }

    fn write(&self) -> Result<String, StoreError> {
        match self {
            Self::Person(identity) => text("identity", identity),
            Self::Case(papers) => text("papers", papers),
        }
    }
}

/// What came in and says something else than what is known: it waits beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// By which it is asked for.
    pub id: i64,
    /// Of whom, or of which case.
    pub about: About,
    /// Out of what it came, and by whom.
    pub source: String,
    /// When it was found.
    pub at: Moment,
    /// The fields in which it differs; the others are empty.
    pub said: SaidOf,
}

impl Proposal {
    /// Whether it is another one than `other`, about the same, that says `said`.
    fn is(&self, other: &Self, said: &SaidOf) -> bool {
        self.id != other.id && self.about == other.about && self.said == *said
    }
}

/// An erasure that was begun and is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasing {
    /// Who is erased.
    pub person: CaseRef,
    /// When it was begun, as the office's database notes it too.
    pub at: Moment,
    /// The ground that was given.
    pub reason: ErasureReason,
}

/// An erasure of what is written of a case that was begun and is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasingWritten {
    /// The case.
    pub case: RecordId,
    /// When it was begun, as its decision notes it too.
    pub at: Moment,
    /// What is said of it.
    pub said: ErasureOfWritten,
}

/// What is said of an erasure of what is written of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureOfWritten {
    /// Who asked for it.
    pub asked_by: AskedBy,
    /// Who the guardian is, where it was one.
    pub guardian: Option<Guardian>,
    /// On which day.
    pub asked_on: Day,
    /// The ground that was given.
    pub reason: ErasureReason,
    /// What else is to be said of it, in words.
    pub why: String,
}

/// What was known before it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// When it was changed.
    pub until: Moment,
    /// Name of the user who changed it.
    pub who: String,
    /// What was known.
    pub said: SaidOf,
}

fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::bad(what, error))
}

fn text<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::bad(what, error))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The words by which a person is found: name, identity number, telephone, address.
fn words(identity: &PersonIdentity) -> String {
    let parts = [
        identity.name.as_ref().map(ToString::to_string),
        identity.identity_number.as_ref().map(ToString::to_string),
        identity.telephone.as_ref().map(ToString::to_string),
        identity.address.as_ref().map(ToString::to_string),
        identity.safe_number.as_ref().map(ToString::to_string),
        // Numbers as they are written without gaps, too.
        identity
            .telephone
            .as_ref()
            .map(|text| digits(text.as_str())),
        identity
            .safe_number
            .as_ref()
            .map(|text| digits(text.as_str())),
        identity
            .identity_number
            .as_ref()
            .map(|text| digits(text.as_str())),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| fold(&part))
        .collect();
    parts.join(" ")
}

/// Takes away what waits, and what was known before, of a person or case.
fn forget(connection: &Connection, about: &About) -> Result<(), StoreError> {
    for table in ["proposals", "former"] {
        let sql = format!("DELETE FROM {table} WHERE about = ?1");
        connection.execute(&sql, [about.code()])?;
    }
    Ok(())
}

impl IdentityStore {
    /// Opens the register at `path` with its key; `None` where there is nothing.
    ///
    /// # Errors
    /// SQLite's; a wrong key shows as [`StoreError::is_other_key`].
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Option<Self>, StoreError> {
        let is_there = std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
        is_there.then(|| Self::make(path, key)).transpose()
    }

    /// Makes the register at `path` with its key; or opens it.
    ///
    /// # Errors
    /// As [`IdentityStore::open`].
    pub fn make(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        Self::made(path, key).map_err(|error| error.in_file(path))
    }

    fn made(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let mut connection = connect(path, key)?;
        if let FoundSchema::Newer(found) = schema::migrate(&mut connection, path, key, &STEPS)? {
            let known = STEPS.len() as i64;
            return Err(StoreError::TooNew { found, known });
        }
        Ok(Self {
            connection,
            restricted: RestrictedNames::default(),
        })
    }

    /// How often it was changed.
    ///
    /// # Errors
    /// SQLite's.
    pub fn changes(&self) -> Result<i64, StoreError> {
        let sql = "SELECT changes FROM state";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Counts a change beyond those that the office notes, so that a copy made before it is known for older;
    /// gives how often it was changed then. One that was counted and not noted, as on a full disk, was not made.
    ///
    /// # Errors
    /// SQLite's.
    pub fn count_change(&mut self, noted: i64) -> Result<i64, StoreError> {
        // With `RETURNING` the commit came after the row that is asked for, and nobody heard that it failed.
        let sql = "UPDATE state SET changes = max(changes, ?1 + 1)";
        self.connection.execute(sql, [noted])?;
        self.changes()
    }

    /// Writes over what is left of a change that failed: SQLite may have written all of it and know only that the
    /// drive did not confirm it, and would find it at the next opening.
    ///
    /// # Errors
    /// SQLite's.
    pub fn write_over_what_failed(&mut self) -> Result<(), StoreError> {
        let sql = "UPDATE state SET changes = changes";
        self.connection.execute(sql, [])?;
        Ok(())
    }

    /// Gives the register another key: every page is written anew under it.
    ///
    /// # Errors
    /// SQLite's; then it has its former key.
    pub fn change_key(&mut self, key: &[u8; 32]) -> Result<(), StoreError> {
        super::change_key(&self.connection, key)
    }

    /// Public identities of case officers whom the list of holders awaits, by name.
    ///
    /// # Errors
    /// SQLite's.
    pub fn newcomers(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT name, identity FROM newcomers")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes a newcomer's public identity.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_newcomer(&mut self, name: &str, identity: &str) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO newcomers (name, identity) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET identity = excluded.identity",
            [name, identity],
        )?;
        Ok(())
    }

    /// Forgets newcomers, whom the list names now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_newcomers(&mut self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM newcomers", [])?;
        Ok(())
    }

    /// What names a person, if anything does.
    ///
    /// # Errors
    /// SQLite's.
    pub fn person(&self, person: &CaseRef) -> Result<Option<PersonIdentity>, StoreError> {
        self.connection
            .prepare_cached("SELECT identity FROM persons WHERE person = ?1")?
            .query_row([person.as_str()], |row| row.get::<_, String>(0))
            .optional()?
            .map(|kept| json("identity", &self.opened(PERSONS, person.as_str(), kept)?))
            .transpose()
    }

    /// Keeps what names a person; nothing known takes it away. What was known before is kept as former.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_person(
        &mut self,
        person: &CaseRef,
        identity: &PersonIdentity,
        who: &str,
    ) -> Result<(), StoreError> {
        let about = About::Person(person.clone());
        let kept = self.kept(
            &about,
            PERSONS,
            person.as_str(),
            text("identity", identity)?,
        )?;
        let is_restricted = about.restriction(&self.restricted).is_some();
        self.together(|register| {
            if let Some(known) = register.person(person)?
                && known != *identity
            {
                let known = SaidOf::Person(known);
                register.keep_former(&About::Person(person.clone()), &known, who)?;
            }
            let connection = &register.connection;
            connection
                .prepare_cached(
                    "DELETE FROM names WHERE rowid IN (SELECT id FROM persons WHERE person = ?1)",
                )?
                .execute([person.as_str()])?;
            if identity.is_empty() {
                connection.execute("DELETE FROM persons WHERE person = ?1", [person.as_str()])?;
                return Ok(());
            }
            connection
                .prepare_cached(
                    "INSERT INTO persons (person, identity) VALUES (?1, ?2)
                     ON CONFLICT (person) DO UPDATE SET identity = excluded.identity",
                )?
                .execute([person.as_str(), &kept])?;
            // By words that others read she would be found.
            if !is_restricted {
                register.put_words(person, identity)?;
            }
            Ok(())
        })
    }

    fn put_words(&self, person: &CaseRef, identity: &PersonIdentity) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO names (rowid, person, words)
                 SELECT id, person, ?2 FROM persons WHERE person = ?1",
            )?
            .execute([person.as_str(), &words(identity)])?;
        Ok(())
    }

    /// Does all of some work or nothing of it; inside other such work, as a part of it.
    ///
    /// # Errors
    /// The work's, or SQLite's; then nothing has changed.
    pub fn together<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.connection.execute_batch("SAVEPOINT part")?;
        let done = work(self);
        self.connection.execute_batch(match done {
            Ok(_) => "RELEASE part",
            Err(_) => "ROLLBACK TO part; RELEASE part",
        })?;
        done
    }

    /// The persons whose words begin with every word of a query, whatever the diacritics.
    ///
    /// # Errors
    /// SQLite's.
    pub fn find(&self, query: &str) -> Result<Vec<(CaseRef, PersonIdentity)>, StoreError> {
        let folded = fold(query);
        let begins = folded.split(|c: char| !c.is_alphanumeric());
        let begins = begins.filter(|word| !word.is_empty()).map(str::to_owned);
        let begins = Vec::from_iter(begins);
        if begins.is_empty() {
            return Ok(Vec::new());
        }
        let query = Vec::from_iter(begins.iter().map(|word| format!("\"{word}\"*")));
        let mut statement = self.connection.prepare_cached(
            "SELECT persons.person, persons.identity FROM names
             JOIN persons ON persons.id = names.rowid
             WHERE names MATCH ?1 ORDER BY persons.person LIMIT ?2",
        )?;
        let rows = statement.query_map(params![query.join(" "), MOST_FOUND], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (person, identity) = row?;
            found.push((CaseRef::new(&person)?, json("identity", &identity)?));
        }
        found.extend(self.find_restricted(&begins)?);
        found.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
        Ok(found)
    }

    /// The persons of restricted cases that this user sees among whose words is one for each beginning.
    fn find_restricted(
        &self,
        begins: &[String],
    ) -> Result<Vec<(CaseRef, PersonIdentity)>, StoreError> {
        let mut found = Vec::new();
        for person in self.restricted.persons() {
            if let Some(identity) = self.person(person)? {
                let words = words(&identity);
                let words = Vec::from_iter(words.split(|c: char| !c.is_alphanumeric()));
                let has = |begin: &String| words.iter().any(|word| word.starts_with(&**begin));
                if begins.iter().all(has) {
                    found.push((person.clone(), identity));
                }
            }
        }
        Ok(found)
    }

    /// Which persons are named here, but for those of restricted cases that this user does not see.
    ///
    /// # Errors
    /// SQLite's.
    pub fn named_persons(&self) -> Result<BTreeSet<CaseRef>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person, identity FROM persons")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut persons = BTreeSet::new();
        for row in rows {
            let (person, kept) = row?;
            if !self.restricted.is_shut(&kept) {
                persons.insert(CaseRef::new(&person)?);
            }
        }
        Ok(persons)
    }

    /// The cases of which something is written, was written before or waits to be, or a file is kept.
    ///
    /// # Errors
    /// SQLite's.
    pub fn written_cases(&self) -> Result<BTreeSet<RecordId>, StoreError> {
        let sql = "SELECT case_id, papers FROM papers UNION ALL SELECT case_id, name FROM files";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut cases = BTreeSet::new();
        for row in rows {
            let (case, kept) = row?;
            if !self.restricted.is_shut(&kept) {
                cases.insert(RecordId::parse(&case)?);
            }
        }
        for about in self.told_beside()? {
            if let About::Case(case) = about {
                cases.insert(case);
            }
        }
        Ok(cases)
    }

    /// The persons who are named here, were named before or wait to be.
    ///
    /// # Errors
    /// SQLite's.
    pub fn kept_persons(&self) -> Result<BTreeSet<CaseRef>, StoreError> {
        let mut persons = self.named_persons()?;
        for about in self.told_beside()? {
            if let About::Person(person) = about {
                persons.insert(person);
            }
        }
        Ok(persons)
    }

    /// Of whom, and of which cases, something was known before, or waits.
    fn told_beside(&self) -> Result<Vec<About>, StoreError> {
        let sql = "SELECT about, fields FROM former UNION ALL SELECT about, fields FROM proposals";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (about, kept) = row?;
            if !self.restricted.is_shut(&kept) {
                found.push(About::from_code(&about)?);
            }
        }
        Ok(found)
    }

    /// Whether anything is written of a case, was or is being written of it, or a file is kept.
    ///
    /// # Errors
    /// SQLite's.
    pub fn is_written(&self, case: RecordId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE place = 'papers/' || ?1)";
        let case_id = case.to_string();
        let drafted: bool = self
            .connection
            .query_row(sql, [case_id], |row| row.get(0))?;
        Ok(drafted || self.written_cases()?.contains(&case))
    }

    /// How many persons are named here.
    ///
    /// # Errors
    /// SQLite's.
    pub fn names(&self) -> Result<i64, StoreError> {
        let sql = "SELECT count(*) FROM persons";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// What was written down of a case.
    ///
    /// # Errors
    /// SQLite's.
    pub fn papers(&self, case: RecordId) -> Result<CasePapers, StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT papers FROM papers WHERE case_id = ?1")?
            .query_row([case.to_string()], |row| row.get::<_, String>(0))
            .optional()?;
        match found {
            Some(kept) => json("papers", &self.opened(PAPERS, &case.to_string(), kept)?),
            None => Ok(CasePapers::default()),
        }
    }

    /// Keeps what was written down of a case. What was there before is kept as former.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_papers(
        &mut self,
        case: RecordId,
        papers: &CasePapers,
        who: &str,
    ) -> Result<(), StoreError> {
        let known = self.papers(case)?;
        if !known.is_empty() && known != *papers {
            self.keep_former(&About::Case(case), &SaidOf::Case(known), who)?;
        }
        if papers.is_empty() {
            self.connection
                .execute("DELETE FROM papers WHERE case_id = ?1", [case.to_string()])?;
            return Ok(());
        }
        let place = case.to_string();
        let kept = self.kept(&About::Case(case), PAPERS, &place, text("papers", papers)?)?;
        self.connection
            .prepare_cached(
                "INSERT INTO papers (case_id, papers) VALUES (?1, ?2)
                 ON CONFLICT (case_id) DO UPDATE SET papers = excluded.papers",
            )?
            .execute([place, kept])?;
        Ok(())
    }

    fn keep_former(&self, about: &About, known: &SaidOf, who: &str) -> Result<(), StoreError> {
        let kept = self.kept(about, FORMER, &about.code(), known.write()?)?;
        self.connection
            .prepare_cached(
                "INSERT INTO former (about, until, who, fields) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![about.code(), Moment::now(), who, kept])?;
        Ok(())
    }

    /// A text about a person or case as it is kept.
    fn kept(
        &self,
        about: &About,
        what: &str,
        place: &str,
        text: String,
    ) -> Result<String, StoreError> {
        let under = about.restriction(&self.restricted);
        self.restricted.seal_text(under, what, place, text)
    }

    /// A text out of what is kept of it.
    fn opened(&self, what: &str, place: &str, kept: String) -> Result<String, StoreError> {
        self.restricted.open_text(what, place, kept)
    }

    /// What was known of a person or written of a case before, the latest first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn former(&self, about: &About) -> Result<Vec<Former>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT until, who, fields FROM former WHERE about = ?1 ORDER BY id DESC",
        )?;
        let rows = statement.query_map([about.code()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        rows.map(|row| {
            let (until, who, fields) = row?;
            let fields = self.opened(FORMER, &about.code(), fields)?;
            let said = SaidOf::read(about, &fields)?;
            Ok(Former { until, who, said })
        })
        .collect()
    }

    /// Lets what differs from what is known wait beside it, once. Gives whether it did not wait already.
    ///
    /// # Errors
    /// SQLite's.
    pub fn propose(
        &mut self,
        about: &About,
        source: &str,
        said: &SaidOf,
    ) -> Result<bool, StoreError> {
        // Under a key of its own the same lies otherwise each time.
        let mut waiting = self.proposals_about(Some(about))?.into_iter();
        if waiting.any(|one| one.said == *said) {
            return Ok(false);
        }
        let kept = self.kept(about, PROPOSED, &about.code(), said.write()?)?;
        self.connection
            .prepare_cached(
                "INSERT INTO proposals (about, source, at, fields) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![about.code(), source, Moment::now(), kept])?;
        Ok(true)
    }

    /// What waits beside what is known and this user sees, the first that came first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        self.proposals_about(None)
    }

    fn proposals_about(&self, about: Option<&About>) -> Result<Vec<Proposal>, StoreError> {
        let mut statement = self.connection.prepare_cached(match about {
            Some(_) => {
                "SELECT id, about, source, at, fields FROM proposals WHERE about = ?1 ORDER BY id"
            }
            None => {
                "SELECT id, about, source, at, fields FROM proposals WHERE ?1 IS NULL ORDER BY id"
            }
        })?;
        let rows = statement.query_map([about.map(About::code)], |row| {
            Ok((
                row.get(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get::<_, String>(4)?,
            ))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (id, about, source, at, fields) = row?;
            if self.restricted.is_shut(&fields) {
                continue;
            }
            let fields = self.opened(PROPOSED, &about, fields)?;
            let about = About::from_code(&about)?;
            found.push(Proposal {
                id,
                said: SaidOf::read(&about, &fields)?,
                about,
                source,
                at,
            });
        }
        Ok(found)
    }

    /// Leaves of a proposal what is still to be decided; nothing takes it away.
    ///
    /// # Errors
    /// SQLite's.
    pub fn leave_of_proposal(&mut self, id: i64, left: Option<&SaidOf>) -> Result<(), StoreError> {
        // What is left may wait already, as another proposal.
        let proposals = self.proposals()?;
        let proposal = proposals.iter().find(|one| one.id == id);
        let changed = match left.zip(proposal) {
            Some((left, proposal)) if !proposals.iter().any(|one| one.is(proposal, left)) => {
                let about = &proposal.about;
                let kept = self.kept(about, PROPOSED, &about.code(), left.write()?)?;
                self.connection.execute(
                    "UPDATE OR IGNORE proposals SET fields = ?2 WHERE id = ?1",
                    params![id, kept],
                )?
            }
            _ => 0,
        };
        if changed == 0 {
            self.connection
                .execute("DELETE FROM proposals WHERE id = ?1", [id])?;
        }
        Ok(())
    }

    /// The files of a case.
    ///
    /// # Errors
    /// SQLite's.
    pub fn files(&self, case: RecordId) -> Result<Vec<CaseFile>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, at, length(bytes) FROM files WHERE case_id = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([case.to_string()], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Moment>(2)?,
                row.get::<_, i64>(3)?,
            ))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (id, name, at, size) = row?;
            let is_restricted = self.restricted.is_marked(&name);
            let name = self.opened(FILE_NAMES, &id, name)?;
            let id = RecordId::parse(&id)?;
            let size = match is_restricted {
                true => i64::try_from(self.file(case, id)?.bytes.len()).unwrap_or(i64::MAX),
                false => size,
            };
            found.push(CaseFile { id, name, at, size });
        }
        Ok(found)
    }

    /// A file of a case.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], SQLite's.
    pub fn file(&self, case: RecordId, id: RecordId) -> Result<CaseFileBytes, StoreError> {
        let kept: Option<(String, Vec<u8>)> = self
            .connection
            .query_row(
                "SELECT name, bytes FROM files WHERE id = ?1 AND case_id = ?2",
                [id.to_string(), case.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (name, bytes) = kept.ok_or_else(|| StoreError::NoRecord(id.to_string()))?;
        let place = id.to_string();
        // The bytes of a file that lies open may begin like those of one that does not.
        let bytes = match self.restricted.is_marked(&name) {
            true => self.restricted.open_bytes(FILES, &place, &bytes)?,
            false => bytes,
        };
        let name = self.opened(FILE_NAMES, &place, name)?;
        Ok(CaseFileBytes { name, bytes })
    }

    /// Attaches a file to a case.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_file(
        &mut self,
        case: RecordId,
        file: &CaseFileBytes,
    ) -> Result<RecordId, StoreError> {
        let id = RecordId::new();
        let (name, bytes) = self.kept_file(case, id, file)?;
        self.connection.execute(
            "INSERT INTO files (id, case_id, name, at, sha256, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id.to_string(),
                case.to_string(),
                name,
                Moment::now(),
                Sha256::of(&bytes).as_str(),
                bytes
            ],
        )?;
        Ok(id)
    }

    /// Name and bytes of a file as they are kept.
    fn kept_file(
        &self,
        case: RecordId,
        id: RecordId,
        file: &CaseFileBytes,
    ) -> Result<(String, Vec<u8>), StoreError> {
        let under = self.restricted.of_case(case);
        let place = id.to_string();
        let name = self
            .restricted
            .seal_text(under, FILE_NAMES, &place, file.name.clone())?;
        let bytes = self
            .restricted
            .seal_bytes(under, FILES, &place, &file.bytes)?;
        Ok((name, bytes))
    }

    /// Takes a file of a case away.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_file(&mut self, case: RecordId, id: RecordId) -> Result<(), StoreError> {
        self.connection.execute(
            "DELETE FROM files WHERE id = ?1 AND case_id = ?2",
            [id.to_string(), case.to_string()],
        )?;
        Ok(())
    }

    /// A user's draft of an identity.
    ///
    /// # Errors
    /// SQLite's.
    pub fn draft(&self, who: &str, place: &str) -> Result<Option<Draft>, StoreError> {
        let found = super::draft(self, who, place)?;
        let opened = found.map(|draft| {
            let fields = self.opened(DRAFTS, &format!("{who} {place}"), draft.fields)?;
            Ok(Draft { fields, ..draft })
        });
        opened.transpose()
    }

    /// Keeps a draft of an identity; no fields drop it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_draft(
        &mut self,
        who: &str,
        place: &str,
        fields: Option<&str>,
    ) -> Result<(), StoreError> {
        match fields {
            None => self.connection.execute(
                "DELETE FROM drafts WHERE who = ?1 AND place = ?2",
                [who, place],
            )?,
            Some(fields) => {
                let under = self.restricted.of_place(place);
                let at = format!("{who} {place}");
                let fields = self
                    .restricted
                    .seal_text(under, DRAFTS, &at, fields.to_owned())?;
                self.connection.execute(
                    "INSERT INTO drafts (who, place, at, fields) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (who, place) DO UPDATE SET at = excluded.at, fields = excluded.fields",
                    params![who, place, Moment::now(), fields],
                )?
            }
        };
        Ok(())
    }

    /// Notes that a person is to be erased, so that it is done though the power goes.
    ///
    /// # Errors
    /// SQLite's.
    pub fn begin_erasure(&mut self, erasing: &Erasing) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO erasing (person, at, reason) VALUES (?1, ?2, ?3)
             ON CONFLICT (person) DO UPDATE SET at = excluded.at, reason = excluded.reason",
            params![erasing.person.as_str(), erasing.at, erasing.reason.code()],
        )?;
        Ok(())
    }

    /// Erasures that were begun and are not finished.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erasures_begun(&self) -> Result<Vec<Erasing>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT person, at, reason FROM erasing ORDER BY at, person")?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        rows.map(|row| {
            let (person, at, reason) = row?;
            Ok(Erasing {
                person: CaseRef::new(&person)?,
                at,
                reason: ErasureReason::from_code(&reason)?,
            })
        })
        .collect()
    }

    /// Notes that an erasure is finished.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erasure_done(&mut self, person: &CaseRef) -> Result<(), StoreError> {
        self.connection
            .execute("DELETE FROM erasing WHERE person = ?1", [person.as_str()])?;
        Ok(())
    }

    /// Notes that what is written of a case is to be erased, so that it is done though the power goes.
    ///
    /// # Errors
    /// SQLite's.
    pub fn begin_erasing_written(&mut self, erasing: &ErasingWritten) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO erasing_written (case_id, at, said) VALUES (?1, ?2, ?3)
             ON CONFLICT (case_id) DO UPDATE SET at = excluded.at, said = excluded.said",
            params![
                erasing.case.to_string(),
                erasing.at,
                text("erasing", &erasing.said)?
            ],
        )?;
        Ok(())
    }

    /// Erasures of what is written of a case that were begun and are not finished.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erasing_written(&self) -> Result<Vec<ErasingWritten>, StoreError> {
        let sql = "SELECT case_id, at, said FROM erasing_written ORDER BY at, case_id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        rows.map(|row| {
            let (case, at, said) = row?;
            Ok(ErasingWritten {
                case: RecordId::parse(&case)?,
                at,
                said: json("erasing", &said)?,
            })
        })
        .collect()
    }

    /// Notes that the erasure of what is written of a case is finished.
    ///
    /// # Errors
    /// SQLite's.
    pub fn written_is_erased(&mut self, case: RecordId) -> Result<(), StoreError> {
        let sql = "DELETE FROM erasing_written WHERE case_id = ?1";
        self.connection.execute(sql, [case.to_string()])?;
        Ok(())
    }

    /// The register key, as others seal to it, under which somebody was erased last.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erased_under(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT erased_under FROM state";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Takes away for good what names persons, named them before or is being typed of them, and everything written,
    /// noted, attached and being typed of cases; and notes the register key under which that was done. The file is written anew, so that no
    /// page keeps a trace.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erase(
        &mut self,
        persons: &[CaseRef],
        cases: &[RecordId],
        register_key: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute("UPDATE state SET erased_under = ?1", [register_key])?;
        for person in persons {
            transaction.execute(
                "DELETE FROM names WHERE rowid IN (SELECT id FROM persons WHERE person = ?1)",
                [person.as_str()],
            )?;
            transaction.execute("DELETE FROM persons WHERE person = ?1", [person.as_str()])?;
            forget(&transaction, &About::Person(person.clone()))?;
            // Drafts are kept by place, which ends with the person.
            transaction.execute(
                "DELETE FROM drafts WHERE place LIKE 'person/%/' || ?1",
                [person.as_str()],
            )?;
        }
        for case in cases {
            forget(&transaction, &About::Case(*case))?;
            let case = case.to_string();
            for table in ["papers", "files"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE case_id = ?1"), [&case])?;
            }
            // Or it names the case. Who a person is was not written of it.
            transaction.execute(
                "DELETE FROM drafts WHERE instr(place, ?1) > 0 AND place NOT LIKE 'person/%'",
                [&case],
            )?;
        }
        transaction.execute("INSERT INTO names (names) VALUES ('optimize')", [])?;
        transaction.commit()?;
        self.connection.execute_batch("VACUUM;")?;
        self.checkpoint()
    }

    /// Takes in hand what is known of restricted cases: what is written from now on lies under their keys.
    pub fn hold_restricted(&mut self, names: RestrictedNames) {
        self.restricted = names;
    }

    /// Writes anew what is kept of persons and cases that are, or were, restricted and this user sees, under the key that
    /// each is to lie under now. The file is written anew, so that no page keeps a trace.
    ///
    /// # Errors
    /// SQLite's; then nothing has changed.
    pub fn write_restricted_anew(&mut self) -> Result<(), StoreError> {
        self.together(|register| {
            register.write_persons_anew()?;
            register.write_texts_anew()?;
            register.write_files_anew()
        })?;
        self.connection
            .execute("INSERT INTO names (names) VALUES ('optimize')", [])?;
        self.connection.execute_batch("VACUUM;")?;
        self.checkpoint()
    }

    fn write_persons_anew(&self) -> Result<(), StoreError> {
        for (person, kept) in self.pairs("SELECT person, identity FROM persons")? {
            let about = About::Person(CaseRef::new(&person)?);
            let Some(plain) =
                self.to_write_anew(about.restriction(&self.restricted), PERSONS, &person, kept)?
            else {
                continue;
            };
            let About::Person(of) = &about else { continue };
            let identity: PersonIdentity = json("identity", &plain)?;
            let kept = self.kept(&about, PERSONS, &person, plain)?;
            let delete =
                "DELETE FROM names WHERE rowid IN (SELECT id FROM persons WHERE person = ?1)";
            self.connection.execute(delete, [&person])?;
            let update = "UPDATE persons SET identity = ?2 WHERE person = ?1";
            self.connection.execute(update, [&person, &kept])?;
            if about.restriction(&self.restricted).is_none() {
                self.put_words(of, &identity)?;
            }
        }
        Ok(())
    }

    fn write_texts_anew(&self) -> Result<(), StoreError> {
        for (case, kept) in self.pairs("SELECT case_id, papers FROM papers")? {
            let about = About::Case(RecordId::parse(&case)?);
            let under = about.restriction(&self.restricted);
            if let Some(plain) = self.to_write_anew(under, PAPERS, &case, kept)? {
                let kept = self.kept(&about, PAPERS, &case, plain)?;
                let update = "UPDATE papers SET papers = ?2 WHERE case_id = ?1";
                self.connection.execute(update, [&case, &kept])?;
            }
        }
        for (table, what) in [("former", FORMER), ("proposals", PROPOSED)] {
            let select = format!("SELECT id || ' ' || about, fields FROM {table}");
            for (key, kept) in self.pairs(&select)? {
                let (id, code) = key.split_once(' ').unwrap_or_default();
                let about = About::from_code(code)?;
                let under = about.restriction(&self.restricted);
                if let Some(plain) = self.to_write_anew(under, what, code, kept)? {
                    let kept = self.kept(&about, what, code, plain)?;
                    let update = format!("UPDATE {table} SET fields = ?2 WHERE id = ?1");
                    self.connection.execute(&update, [id, &kept])?;
                }
            }
        }
        for (key, kept) in self.pairs("SELECT who || ' ' || place, fields FROM drafts")? {
            // A name may have blanks in it, a place has none.
            let place = key.rsplit_once(' ').map_or("", |(_, place)| place);
            let under = self.restricted.of_place(place);
            if let Some(plain) = self.to_write_anew(under, DRAFTS, &key, kept)? {
                let kept = self.restricted.seal_text(under, DRAFTS, &key, plain)?;
                let update = "UPDATE drafts SET fields = ?2 WHERE who || ' ' || place = ?1";
                self.connection.execute(update, [&key, &kept])?;
            }
        }
        Ok(())
    }

    fn write_files_anew(&self) -> Result<(), StoreError> {
        for (key, name) in self.pairs("SELECT case_id || ' ' || id, name FROM files")? {
            let (case, id) = key.split_once(' ').unwrap_or_default();
            let (case, id) = (RecordId::parse(case)?, RecordId::parse(id)?);
            let under = self.restricted.of_case(case);
            let is_to_be = under.is_some() || self.restricted.is_marked(&name);
            if !is_to_be || self.restricted.is_shut(&name) {
                continue;
            }
            let file = self.file(case, id)?;
            let (name, bytes) = self.kept_file(case, id, &file)?;
            let update = "UPDATE files SET name = ?2, bytes = ?3, sha256 = ?4 WHERE id = ?1";
            let hash = Sha256::of(&bytes);
            let row = params![id.to_string(), name, bytes, hash.as_str()];
            self.connection.execute(update, row)?;
        }
        Ok(())
    }

    /// The text that is to be written anew: one that lies, or is to lie, under a key that this user holds.
    fn to_write_anew(
        &self,
        under: Option<&str>,
        what: &str,
        place: &str,
        kept: String,
    ) -> Result<Option<String>, StoreError> {
        let is_to_be = under.is_some() || self.restricted.is_marked(&kept);
        if !is_to_be || self.restricted.is_shut(&kept) {
            return Ok(None);
        }
        self.opened(what, place, kept).map(Some)
    }

    fn pairs(&self, select: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.connection.prepare(select)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Puts everything into the one file and empties the log beside it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        super::checkpoint(&self.connection)
    }

    /// Copies the register to a new file with the same key.
    ///
    /// # Errors
    /// SQLite's, or [`StoreError::Stopped`].
    pub fn copy_to(
        &self,
        path: &Path,
        key: &[u8; 32],
        watch: &mut Watch<'_>,
    ) -> Result<(), StoreError> {
        copy(&self.connection, path, key, watch)
    }

    /// What SQLite and SQLCipher find wrong with it; empty is sound.
    ///
    /// # Errors
    /// SQLite's.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        super::integrity(&self.connection)
    }
}
