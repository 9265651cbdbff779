//! The register's own database, `register.db`: names, accounts, notes and files of cases, with
//! their search index. It is encrypted with a key that only case officers hold; who has the office's
//! data key alone sees bytes.

use super::schema::{self, FoundSchema, MigrationStep, sql};
use super::{Draft, Facts, Reader, StoreError, connect, copy};
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
const STEPS: [MigrationStep; 5] = [
    sql(include_str!("migrations/register/0001_initial.sql")),
    sql(include_str!("migrations/register/0002_asked.sql")),
    sql(include_str!("migrations/register/0003_changes.sql")),
    sql(include_str!("migrations/register/0004_erasing.sql")),
    sql(include_str!("migrations/register/0005_erasing_written.sql")),
];

/// Most persons that a search gives.
const MOST_FOUND: i64 = 200;

/// The open register.
pub struct IdentityStore {
    connection: Connection,
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
        Ok(Self { connection })
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
            .map(|identity| json("identity", &identity))
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
        let json = text("identity", identity)?;
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
                .execute([person.as_str(), &json])?;
            connection
                .prepare_cached(
                    "INSERT INTO names (rowid, person, words)
                     SELECT id, person, ?2 FROM persons WHERE person = ?1",
                )?
                .execute([person.as_str(), &words(identity)])?;
            Ok(())
        })
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
        let query: Vec<String> = fold(query)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect();
        if query.is_empty() {
            return Ok(Vec::new());
        }
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
        Ok(found)
    }

    /// Which persons are named here.
    ///
    /// # Errors
    /// SQLite's.
    pub fn named_persons(&self) -> Result<BTreeSet<CaseRef>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person FROM persons")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|person| Ok(CaseRef::new(&person?)?)).collect()
    }

    /// The cases of which something is written, was written before or waits to be, or a file is kept.
    ///
    /// # Errors
    /// SQLite's.
    pub fn written_cases(&self) -> Result<BTreeSet<RecordId>, StoreError> {
        let sql = "SELECT case_id FROM papers UNION SELECT case_id FROM files";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut cases: BTreeSet<RecordId> = rows
            .map(|case| Ok(RecordId::parse(&case?)?))
            .collect::<Result<_, StoreError>>()?;
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
        let sql = "SELECT about FROM former UNION SELECT about FROM proposals";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|about| About::from_code(&about?)).collect()
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
            Some(papers) => json("papers", &papers),
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
        self.connection
            .prepare_cached(
                "INSERT INTO papers (case_id, papers) VALUES (?1, ?2)
                 ON CONFLICT (case_id) DO UPDATE SET papers = excluded.papers",
            )?
            .execute([case.to_string(), text("papers", papers)?])?;
        Ok(())
    }

    fn keep_former(&self, about: &About, known: &SaidOf, who: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO former (about, until, who, fields) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![about.code(), Moment::now(), who, known.write()?])?;
        Ok(())
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
        let added = self
            .connection
            .prepare_cached(
                "INSERT INTO proposals (about, source, at, fields) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (about, fields) DO NOTHING",
            )?
            .execute(params![about.code(), source, Moment::now(), said.write()?])?;
        Ok(added > 0)
    }

    /// What waits beside what is known, the first that came first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, about, source, at, fields FROM proposals ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get::<_, String>(4)?,
            ))
        })?;
        rows.map(|row| {
            let (id, about, source, at, fields) = row?;
            let about = About::from_code(&about)?;
            Ok(Proposal {
                id,
                said: SaidOf::read(&about, &fields)?,
                about,
                source,
                at,
            })
        })
        .collect()
    }

    /// Leaves of a proposal what is still to be decided; nothing takes it away.
    ///
    /// # Errors
    /// SQLite's.
    pub fn leave_of_proposal(&mut self, id: i64, left: Option<&SaidOf>) -> Result<(), StoreError> {
        // What is left may wait already, as another proposal.
        let changed = match left {
            None => 0,
            Some(left) => self.connection.execute(
                "UPDATE OR IGNORE proposals SET fields = ?2 WHERE id = ?1",
                params![id, left.write()?],
            )?,
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
        rows.map(|row| {
            let (id, name, at, size) = row?;
            let id = RecordId::parse(&id)?;
            Ok(CaseFile { id, name, at, size })
        })
        .collect()
    }

    /// A file of a case.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], SQLite's.
    pub fn file(&self, case: RecordId, id: RecordId) -> Result<CaseFileBytes, StoreError> {
        self.connection
            .query_row(
                "SELECT name, bytes FROM files WHERE id = ?1 AND case_id = ?2",
                [id.to_string(), case.to_string()],
                |row| {
                    Ok(CaseFileBytes {
                        name: row.get(0)?,
                        bytes: row.get(1)?,
                    })
                },
            )
            .optional()?
            .ok_or_else(|| StoreError::NoRecord(id.to_string()))
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
        self.connection.execute(
            "INSERT INTO files (id, case_id, name, at, sha256, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id.to_string(),
                case.to_string(),
                file.name,
                Moment::now(),
                Sha256::of(&file.bytes).as_str(),
                file.bytes
            ],
        )?;
        Ok(id)
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
        super::draft(self, who, place)
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
            Some(fields) => self.connection.execute(
                "INSERT INTO drafts (who, place, at, fields) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (who, place) DO UPDATE SET at = excluded.at, fields = excluded.fields",
                params![who, place, Moment::now(), fields],
            )?,
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
