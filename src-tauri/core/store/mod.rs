//! The office's database: one encrypted SQLite file (SQLCipher, raw 32-byte key).
//!
//! One file of queries for each aggregate. What changes something is a [`Writer`], and there is none but from
//! a [`Log`], which writes the entry of the audit log that tells of the change, in the same transaction, or
//! is told why there is none ([`NoEntry`]). This module knows nothing of keys, packages or reports.
//!
//! An error that is *SQLite's* is [`StoreError::Sqlite`]: the file cannot be read or written, or a constraint
//! does not hold. Whatever is read may also be no value of its type: [`StoreError::BadRow`] in a record,
//! [`StoreError::Misfit`] or [`StoreError::BadValue`] elsewhere.

mod audit;
mod begun;
mod blob;
mod catalogue;
mod decided;
mod directory;
mod draft;
mod facts;
mod guarded;
mod identity;
mod kept;
mod keys;
mod period;
mod persons;
mod published;
mod put_back;
mod record;
mod register;
mod restricted;
mod schema;
mod seal;
mod submission;
mod tables;
#[cfg(test)]
mod tests;
mod trouble;
mod trust;
mod unit_logs;
mod unreadable;
mod user;
mod waiting;

pub use audit::*;
pub use begun::*;
pub use blob::*;
pub use catalogue::*;
pub use decided::*;
pub use directory::*;
pub use draft::*;
pub use facts::*;
pub use guarded::*;
pub use identity::*;
pub use kept::*;
pub use keys::*;
pub use period::*;
pub use persons::*;
pub use published::*;
pub use put_back::*;
pub use record::*;
pub use register::*;
pub use restricted::*;
pub use schema::RECORD_SCHEMA;
pub use seal::*;
pub use submission::*;
pub(crate) use trouble::room_at;
pub use trust::*;
pub use unit_logs::*;
pub use unreadable::*;
pub use user::*;
pub use waiting::*;

use crate::message::{Class, Misread, Saying, Told, Trouble};
use crate::model::{FieldError, Moment, Problem};
use crate::progress::{Stopped, Watch};
use rusqlite::backup::StepResult;
use rusqlite::config::DbConfig;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, ToSql, TransactionBehavior, ffi};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What can go wrong with the database. Messages `store-…`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite's own error.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
    /// SQLite could not read or write a file.
    #[error("{path}: {trouble:?}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        trouble: Trouble,
    },
    /// The file was written by a newer program: it can be read here, not changed.
    #[error("schema {found} is newer than {known}")]
    TooNew {
        /// Schema of the file.
        found: i64,
        /// Newest schema this program knows.
        known: i64,
    },
    /// The backup before a migration could not be written.
    #[error("backup before migration: {0}")]
    Backup(std::io::Error),
    /// A row does not hold what its types allow.
    #[error("row of {table}: {error}")]
    BadRow {
        /// Table of the row.
        table: &'static str,
        /// What is wrong.
        error: FieldError,
    },
    /// A value outside a record is not what it must be.
    #[error("stored {what}: {problem:?}")]
    BadValue {
        /// Name of the value, as a developer calls it.
        what: &'static str,
        /// What is wrong.
        problem: Misread,
    },
    /// A value outside a record is not one of its type.
    #[error("stored {what}: {problem}")]
    Misfit {
        /// Name of the value, as a developer calls it.
        what: &'static str,
        /// What is wrong.
        problem: Problem,
    },
    /// No such record.
    #[error("no record {0}")]
    NoRecord(String),
    /// Long work was asked to stop.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// Facts of cases lie under a key that is not in hand.
    #[error("facts of cases are under a key of their own")]
    FactsClosed,
    /// It is of a case that only some users see, and this one is none of them.
    #[error("the case is restricted to others")]
    Restricted,
    /// A person of a restricted case is named in one that is not restricted with it.
    #[error("a person of a restricted case in another one")]
    RestrictedPerson,
    /// Sealed facts are gone, or were changed by another hand.
    #[error("sealed facts {0} are gone or damaged")]
    BadFacts(String),
    /// Something that only who holds the facts key sets is otherwise than they left it.
    #[error("{} is not as who may set it left it", .0.code())]
    Differing(Guarded),
    /// Another program wrote into the database while something was made to be given out.
    #[error("another program wrote into the database meanwhile")]
    WrittenMeanwhile,
    /// Of what is kept of cases, so many parts cannot be read, and nobody has decided of it.
    #[error("{0} parts of what is kept of cases cannot be read")]
    FactsMissing(usize),
    /// Numbers of cases were counted by other rules, and who is here cannot count them.
    #[error("numbers of cases are to be counted again")]
    NotCounted,
    /// The record was changed by somebody else since it was read.
    #[error("{0} has changed since")]
    Changed(NamedRecord),
    /// The record was deleted by somebody else since it was read.
    #[error("{0} was deleted since")]
    Deleted(NamedRecord),
}

impl Told for StoreError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Sqlite(error) => {
                Saying::new(Class::Failed, "vault-store").because(trouble::of(error))
            }
            Self::File { path, trouble } => Saying::new(Class::Failed, "vault-io")
                .with("path", path.display())
                .telling("detail", trouble),
            Self::TooNew { found, known } => Saying::new(Class::NotNow, "vault-too-new")
                .with("found", found)
                .with("known", known),
            Self::Backup(error) => {
                Saying::new(Class::Failed, "store-backup").because(Trouble::of(error))
            }
            Self::BadRow { table, error } => Saying::new(Class::Failed, "store-bad-row")
                .with("table", table)
                .telling("detail", error),
            // What it is called in the program tells its users nothing.
            Self::BadValue { problem, .. } => {
                Saying::new(Class::Failed, "store-bad-value").telling("detail", problem)
            }
            Self::Misfit { problem, .. } => {
                Saying::new(Class::Failed, "store-bad-value").telling("detail", problem)
            }
            Self::NoRecord(id) => Saying::new(Class::NotNow, "store-no-record").detail(id),
            Self::Stopped(stopped) => stopped.told(),
            Self::Changed(record) => {
                Saying::new(Class::NotNow, "store-changed").telling("record", record)
            }
            Self::Deleted(record) => {
                Saying::new(Class::NotNow, "store-deleted").telling("record", record)
            }
            Self::FactsClosed => Saying::new(Class::NotNow, "store-facts-closed"),
            Self::Restricted => Saying::new(Class::NotNow, "store-restricted"),
            Self::RestrictedPerson => Saying::new(Class::NotNow, "store-restricted-person"),
            Self::BadFacts(place) => Saying::new(Class::Failed, "store-bad-facts").detail(place),
            Self::Differing(part) => {
                Saying::new(Class::NotNow, "store-differing").naming("part", part.message())
            }
            Self::WrittenMeanwhile => Saying::new(Class::NotNow, "store-written-meanwhile"),
            Self::FactsMissing(count) => {
                Saying::new(Class::NotNow, "store-facts-missing").detail(count)
            }
            Self::NotCounted => Saying::new(Class::NotNow, "store-not-counted"),
        }
    }
}

impl StoreError {
    pub(crate) fn bad(what: &'static str, problem: impl std::fmt::Display) -> Self {
        Self::BadValue {
            what,
            problem: Misread::of(problem),
        }
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        Self::Misfit {
            what: "value",
            problem,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    /// SQLite's own; or, where a column did not hold a value of its type, what is wrong with it.
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(place, kind, inner) => {
                match inner.downcast::<Problem>() {
                    Ok(problem) => (*problem).into(),
                    Err(inner) => Self::Sqlite(rusqlite::Error::FromSqlConversionFailure(
                        place, kind, inner,
                    )),
                }
            }
            rusqlite::Error::SqliteFailure(_, Some(said)) if said == guarded::REFUSED => {
                Self::FactsClosed
            }
            error => Self::Sqlite(error),
        }
    }
}

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.iso().into())
    }
}
impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse_iso(value.as_str()?).map_err(FromSqlError::other)
    }
}

/// A text as it lies in a row of a table into which everybody at the office writes: what is no text reads as far as
/// it is one, and stops nothing.
fn text_of(row: &Row<'_>, place: usize) -> rusqlite::Result<String> {
    let bytes = row.get_ref(place)?.as_bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// A moment as it lies in such a row, where it is one.
fn moment_of(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Moment>> {
    let text = row.get_ref(place)?.as_str().ok();
    Ok(text.and_then(|text| Moment::parse_iso(text).ok()))
}

/// An open database.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    schema: schema::FoundSchema,
    facts: Facts,
    guard: Option<guarded::Guard>,
}

impl Store {
    /// Opens or makes the database at `path` with its raw key, and brings its schema up to date.
    /// A database with a newer schema than this program's is opened to be read only.
    ///
    /// # Errors
    /// A wrong key shows as SQLite's "not a database"; see also [`StoreError`].
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        Self::opened(path, key).map_err(|error| error.in_file(path))
    }

    fn opened(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let mut connection = connect(path, key)?;
        connection.execute_batch("PRAGMA cache_size = -32768;")?;
        connection.create_scalar_function(
            "fold",
            1,
            rusqlite::functions::FunctionFlags::SQLITE_UTF8
                | rusqlite::functions::FunctionFlags::SQLITE_DETERMINISTIC,
            |context| {
                context
                    .get::<String>(0)
                    .map(|text| crate::model::fold(&text))
            },
        )?;
        connection.create_scalar_function(
            "moment",
            1,
            rusqlite::functions::FunctionFlags::SQLITE_UTF8
                | rusqlite::functions::FunctionFlags::SQLITE_DETERMINISTIC,
            |context| {
                let text = context.get_raw(0).as_str().ok();
                let moment = text.and_then(|text| Moment::parse_iso(text).ok());
                Ok(moment.map(Moment::seconds))
            },
        )?;
        // A statement or two for each kind of record, and those of the other tables.
        connection.set_prepared_statement_cache_capacity(96);
        let schema = schema::migrate(&mut connection, path, key, &schema::STEPS)?;
        match schema {
            schema::FoundSchema::Newer(_) => connection.execute_batch("PRAGMA query_only = ON;")?,
            schema::FoundSchema::Current | schema::FoundSchema::Migrated => {
                // Nothing depends on it.
                let _ = give_back(&connection);
            }
        }
        let facts = Self::found_facts(&connection)?;
        let is_newer = matches!(schema, schema::FoundSchema::Newer(_));
        if matches!(facts, Facts::Closed) && !is_newer {
            guarded::refuse(&connection)?;
        }
        Ok(Self {
            facts,
            connection,
            path: path.to_owned(),
            schema,
            guard: None,
        })
    }

    /// Whether the database was written by a newer program, so that it can only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self.schema, schema::FoundSchema::Newer(_))
    }

    /// Refuses what has to be noted in a database that can only be read.
    ///
    /// # Errors
    /// [`StoreError::TooNew`].
    pub(crate) fn check_can_be_written(&self) -> Result<(), StoreError> {
        match self.schema {
            schema::FoundSchema::Newer(found) => Err(StoreError::TooNew {
                found,
                known: schema::KNOWN,
            }),
            _ => Ok(()),
        }
    }

    /// Whether opening brought the database up to date, so that what is made from records may be
    /// made otherwise now.
    pub fn was_migrated(&self) -> bool {
        self.schema == schema::FoundSchema::Migrated
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs what somebody does in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// Whatever `work` returns; then nothing has changed.
    pub fn transaction<T, E: From<StoreError>>(
        &mut self,
        who: &str,
        work: impl FnOnce(&Log<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.check_can_be_written()?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| StoreError::from(error).in_file(&self.path))?;
        let touched = RefCell::default();
        let log = Log {
            connection: &transaction,
            who,
            facts: &self.facts,
            touched: &touched,
        };
        let guard = self.guard.as_ref();
        if let (Some(guard), Facts::Held(keys)) = (guard, &self.facts)
            && let Some(differing) = guard.begin(&transaction, keys)?
        {
            log.entry(Action::Differs, &differing)?;
        }
        let result = work(&log)?;
        let in_file = |error: StoreError| error.in_file(&self.path);
        seal::settle(&transaction, &self.facts, &touched, guard).map_err(in_file)?;
        let committed = transaction.commit().map_err(StoreError::from);
        committed.map_err(in_file)?;
        if let Some(guard) = guard {
            guard.is_settled();
        }
        // What was done is done: where the disk is full, the room is given back another time.
        let _ = give_back(&self.connection);
        Ok(result)
    }

    /// Copies the whole database to a new encrypted file with the same key, while it is in use.
    ///
    /// # Errors
    /// SQLite's, or [`StoreError::Stopped`].
    pub fn copy_to(
        &self,
        path: &Path,
        key: &[u8; 32],
        watch: &mut Watch<'_>,
    ) -> Result<(), StoreError> {
        copy(&self.connection, path, key, watch).map_err(|error| error.in_file(path))
    }

    /// Asks SQLite to check every page and every row's constraints.
    ///
    /// # Errors
    /// SQLite's. What the check finds is the list returned; empty is sound.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        integrity(&self.connection)
    }

    /// Gives the database the first of some keys: every page is written anew under it, in one transaction, and
    /// none under the former one, which is among the others, is left.
    ///
    /// # Errors
    /// SQLite's; then it has its former key.
    pub fn change_key(&mut self, keys: &[Zeroizing<[u8; 32]>]) -> Result<(), StoreError> {
        let Some(key) = keys.first() else {
            return Ok(());
        };
        let changed = change_key(&self.connection, key);
        if changed.is_err() {
            self.connect_anew(keys)?;
        }
        changed.map_err(|error| error.in_file(&self.path))
    }

    /// Closes the connection, which may read with a key that the file does not have, and opens the database with
    /// the first of some keys that fits.
    fn connect_anew(&mut self, keys: &[Zeroizing<[u8; 32]>]) -> Result<(), StoreError> {
        // What it has not written is locked until it is closed.
        drop(std::mem::replace(
            &mut self.connection,
            Connection::open_in_memory()?,
        ));
        let mut opened = keys.iter().map(|key| Self::open(&self.path, key));
        let fresh = loop {
            match opened.next() {
                Some(Err(error)) if error.is_other_key() => {}
                Some(opened) => break opened?,
                None => return Err(StoreError::Sqlite(failed(ffi::SQLITE_NOTADB))),
            }
        };
        drop(opened);
        let former = std::mem::replace(self, fresh);
        if let Facts::Held(mut keys) = former.facts {
            let held = std::mem::take(&mut keys.restricted);
            self.hold_facts(keys, |restriction| held.secrets(restriction))?;
        }
        match former.guard {
            Some(guard) => self.put_guard_up(GUARDED_FORM, guard.people()),
            None => Ok(()),
        }
    }

    /// Puts everything into the one file and empties the log beside it, so that what was deleted
    /// is nowhere any more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        checkpoint(&self.connection)
    }
}

fn checkpoint(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn integrity(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for pragma in [
        "PRAGMA cipher_integrity_check",
        "PRAGMA integrity_check",
        "PRAGMA foreign_key_check",
    ] {
        let mut statement = connection.prepare(pragma)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.push(line);
            }
        }
    }
    Ok(found)
}

/// A transaction that is open, in which the audit log is written before anything else is: the one way to a
/// [`Writer`].
pub struct Log<'a> {
    connection: &'a Connection,
    who: &'a str,
    facts: &'a Facts,
    touched: &'a RefCell<seal::Touched>,
}

/// What changes rows, under an entry of the audit log or a [`NoEntry`].
pub struct Writer<'a> {
    connection: &'a Connection,
    who: &'a str,
    facts: &'a Facts,
    touched: &'a RefCell<seal::Touched>,
}

/// Store, log and writer can be read from.
pub trait Reader {
    /// The connection.
    #[doc(hidden)]
    fn connection(&self) -> &Connection;

    /// Whether facts of cases can be read.
    #[doc(hidden)]
    fn facts(&self) -> &Facts;
}
impl Reader for Store {
    fn connection(&self) -> &Connection {
        &self.connection
    }
    fn facts(&self) -> &Facts {
        &self.facts
    }
}
impl Reader for Log<'_> {
    fn connection(&self) -> &Connection {
        self.connection
    }
    fn facts(&self) -> &Facts {
        self.facts
    }
}
impl Reader for Writer<'_> {
    fn connection(&self) -> &Connection {
        self.connection
    }
    fn facts(&self) -> &Facts {
        self.facts
    }
}

/// Opens or makes an encrypted database, as both of an office are used.
fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    apply_key(&connection, key)?;
    // Said again of a database that has it, it would be written again: who only looks writes nothing.
    if connection.query_row("PRAGMA auto_vacuum", [], |row| row.get::<_, i64>(0))? == 0 {
        connection.execute_batch("PRAGMA auto_vacuum = INCREMENTAL;")?;
    }
    // A column that is not there is an error, and never read as its own name.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;",
    )?;
    Ok(connection)
}

impl StoreError {
    /// Whether a file did not open: it has another key, or is no database.
    pub fn is_other_key(&self) -> bool {
        let code = match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        };
        code == Some(rusqlite::ErrorCode::NotADatabase)
    }
}

fn change_key(connection: &Connection, key: &[u8; 32]) -> Result<(), StoreError> {
    checkpoint(connection)?;
    let sql = Zeroizing::new(format!("PRAGMA rekey = {};", &*literal(key)));
    connection.execute_batch(&sql)?;
    // SQLCipher does not tell that its commit failed; what was not committed is locked.
    checkpoint(connection).map_err(|error| match error {
        StoreError::Sqlite(error)
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseLocked) =>
        {
            StoreError::Sqlite(failed(ffi::SQLITE_IOERR_WRITE))
        }
        error => error,
    })
}

/// So many pages of a database lie free at least (4 MiB), and so great a part of it, before they are given back.
const MUCH_FREE: i64 = 1 << 10;
const PART_FREE: i64 = 4;

/// Gives back to the disk what much that was deleted took: else a file of the office would be as great for ever as it
/// once was, and every backup of it.
fn give_back(connection: &Connection) -> Result<(), StoreError> {
    let number = |pragma: &str| -> Result<i64, StoreError> {
        let sql = format!("PRAGMA {pragma}");
        Ok(connection.query_row(&sql, [], |row| row.get(0))?)
    };
    let free = number("freelist_count")?;
    if free < MUCH_FREE || free * PART_FREE < number("page_count")? {
        return Ok(());
    }
    // A database that an earlier program made gives nothing back until it is written anew.
    let sql = match number("auto_vacuum")? {
        0 => "VACUUM",
        _ => "PRAGMA incremental_vacuum",
    };
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    drop(rows);
    checkpoint(connection)
}

/// What SQLite would say of something that it does not tell.
fn failed(code: i32) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

/// A raw key as SQLCipher's statements name it.
fn literal(key: &[u8; 32]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(70));
    text.push_str("\"x'");
    for byte in key {
        text.push_str(&format!("{byte:02x}"));
    }
    text.push_str("'\"");
    text
}

fn apply_key(connection: &Connection, key: &[u8; 32]) -> Result<(), StoreError> {
    let sql = Zeroizing::new(format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = {};",
        &*literal(key)
    ));
    connection.execute_batch(&sql)?;
    // Reads the first page: a wrong key fails here and not later.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(())
}

fn copy(
    from: &Connection,
    path: &Path,
    key: &[u8; 32],
    watch: &mut Watch<'_>,
) -> Result<(), StoreError> {
    let mut target = Connection::open(path)?;
    apply_key(&target, key)?;
    let backup = rusqlite::backup::Backup::new(from, &mut target)?;
    loop {
        let step = backup.step(256)?;
        let pages = backup.progress();
        let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
        let (of, left) = (count(pages.pagecount), count(pages.remaining));
        watch.tell("copy", of.saturating_sub(left), of)?;
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(std::time::Duration::from_millis(20)),
        }
    }
}
