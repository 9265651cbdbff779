//! Migrations: they only go forward, all of them or none, after an automatic backup. How to add one:
//! `migrations/README.md`.

use super::{StoreError, copy, tables};
use crate::progress::Watch;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// What leads from one schema to the next.
#[derive(Clone, Copy)]
pub(super) struct MigrationStep {
    /// Whether the tables of records become what the records declare: for new fields, codes and
    /// kinds. Raises [`RECORD_SCHEMA`].
    pub(super) records: bool,
    /// Statements, after that.
    pub(super) sql: &'static str,
}

/// A step of statements alone.
pub(super) const fn sql(sql: &'static str) -> MigrationStep {
    let records = false;
    MigrationStep { records, sql }
}

/// Every step ever released, in order. Never change one; add one.
pub(super) const STEPS: [MigrationStep; 15] = [
    sql(include_str!("migrations/0001_initial.sql")),
    sql(include_str!("migrations/0002_window.sql")),
    sql(include_str!("migrations/0003_register.sql")),
    sql(include_str!("migrations/0004_receiving.sql")),
    sql(include_str!("migrations/0005_published.sql")),
    sql(include_str!("migrations/0006_asked.sql")),
    sql(include_str!("migrations/0007_keys.sql")),
    // Ids that travel have another form: an earlier reader must refuse them as a later schema's.
    MigrationStep {
        records: true,
        sql: include_str!("migrations/0008_travelling.sql"),
    },
    sql(include_str!("migrations/0009_put_back.sql")),
    sql(include_str!("migrations/0010_persons.sql")),
    sql(include_str!("migrations/0011_turned_down.sql")),
    sql(include_str!("migrations/0012_facts.sql")),
    sql(include_str!("migrations/0013_guarded.sql")),
    sql(include_str!("migrations/0014_open_reports.sql")),
    // What a survivor was asked for, and what goes along with a referral; a safety check with its answers, and what case
    // officers decided, which an earlier program could not read. And submissions that are set aside.
    MigrationStep {
        records: true,
        sql: include_str!("migrations/0015_set_aside.sql"),
    },
];

/// The newest schema this program knows.
pub(super) const KNOWN: i64 = STEPS.len() as i64;

/// Schema of the records as they are declared, which packages name: the second when the steps above
/// were statements alone, and one more for each with `records`.
pub const RECORD_SCHEMA: i64 = {
    let mut schema = 2;
    let mut place = 0;
    while place < STEPS.len() {
        if STEPS[place].records {
            schema += 1;
        }
        place += 1;
    }
    schema
};

/// What a database's schema was when it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundSchema {
    /// The one this program writes: nothing was to be done.
    Current,
    /// An earlier one, or none: it is this program's now.
    Migrated,
    /// A later program's, with its number: nothing was done.
    Newer(i64),
}

/// Brings a database up to date with `steps`. The database as it was stays beside it, encrypted
/// with the same key.
///
/// # Errors
/// A step's, the copy's; then nothing has changed.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    key: &[u8; 32],
    steps: &[MigrationStep],
) -> Result<FoundSchema, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if found > known {
        return Ok(FoundSchema::Newer(found));
    }
    if found == known {
        return Ok(FoundSchema::Current);
    }
    if found > 0 {
        let backup = path.with_extension(format!("schema-{found}.backup"));
        if backup.exists() {
            std::fs::remove_file(&backup).map_err(StoreError::Backup)?;
        }
        copy(connection, &backup, key, &mut Watch::none())?;
    }
    // A table can be made anew under its name without what refers to it being touched.
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;")?;
    let done = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)
        .and_then(|transaction| apply(transaction, found, known, steps));
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA legacy_alter_table = OFF;")?;
    done.map(|()| FoundSchema::Migrated)
}

fn apply(
    transaction: Transaction<'_>,
    found: i64,
    known: i64,
    steps: &[MigrationStep],
) -> Result<(), StoreError> {
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        if step.records {
            tables::as_declared(&transaction)?;
        }
        transaction.execute_batch(step.sql)?;
    }
    let lost: i64 =
        transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })?;
    if lost > 0 {
        return Err(StoreError::bad("foreign keys", lost));
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}
