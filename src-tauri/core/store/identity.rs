//! The register's own database, `register.db`: names, accounts, notes and files of cases, with
//! their search index. It is encrypted with a key that only case officers hold; who has the office's
//! data key alone sees bytes.

use super::schema::{self, FoundSchema, Step, sql};
use super::{Draft, Reader, StoreError, connect, copy};
use crate::model::{CasePapers, CaseRef, Moment, PersonIdentity, RecordId, Sha256, fold};
use crate::progress::Watch;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// Every step of the register ever released, in order. Never change one; add one.
const STEPS: [Step; 1] = [sql(include_str!("migrations/register/0001_initial.sql"))];

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
        // Numbers as they are written without gaps, too.
        identity
            .telephone
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

impl IdentityStore {
    /// Opens or makes the register at `path` with its key.
    ///
    /// # Errors
    /// SQLite's; a wrong key shows as "not a database".
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let mut connection = connect(path, key)?;
        if let FoundSchema::Newer(found) = schema::migrate(&mut connection, path, key, &STEPS)? {
            let known = STEPS.len() as i64;
            return Err(StoreError::TooNew { found, known });
        }
        Ok(Self { connection })
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

    /// Keeps what names a person; nothing known takes it away.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_person(
        &mut self,
        person: &CaseRef,
        identity: &PersonIdentity,
    ) -> Result<(), StoreError> {
        let json = text("identity", identity)?;
        self.together(|register| {
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
    pub fn named_persons(&self) -> Result<std::collections::BTreeSet<CaseRef>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person FROM persons")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|person| Ok(CaseRef::new(&person?)?)).collect()
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

    /// Keeps what was written down of a case.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_papers(&mut self, case: RecordId, papers: &CasePapers) -> Result<(), StoreError> {
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

    /// Takes away for good what names persons, and everything written, noted, attached and being
    /// typed of cases. The file is written anew, so that no page keeps a trace.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erase(&mut self, persons: &[CaseRef], cases: &[RecordId]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for person in persons {
            transaction.execute(
                "DELETE FROM names WHERE rowid IN (SELECT id FROM persons WHERE person = ?1)",
                [person.as_str()],
            )?;
            transaction.execute("DELETE FROM persons WHERE person = ?1", [person.as_str()])?;
        }
        for case in cases {
            let case = case.to_string();
            for table in ["papers", "files"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE case_id = ?1"), [&case])?;
            }
            // Drafts are kept by place, which names the case.
            transaction.execute("DELETE FROM drafts WHERE instr(place, ?1) > 0", [&case])?;
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
