//! Migrations: they only go forward, each in a transaction, after an automatic backup.

use super::{StoreError, copy};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Every schema ever released, in order. Never change one; add one.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001_initial.sql")];

/// The newest schema this program knows.
pub(super) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Brings the schema up to date, and gives its number where it is newer than [`KNOWN`].
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    key: &[u8; 32],
) -> Result<Option<i64>, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > KNOWN {
        return Ok(Some(found));
    }
    if found == KNOWN {
        return Ok(None);
    }
    if found > 0 {
        let backup = path.with_extension(format!("schema-{found}.backup"));
        if backup.exists() {
            std::fs::remove_file(&backup).map_err(StoreError::Backup)?;
        }
        copy(connection, &backup, key)?;
    }
    for (index, sql) in MIGRATIONS
        .iter()
        .enumerate()
        .skip(usize::try_from(found).unwrap_or(0))
    {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(
            None,
            "user_version",
            i64::try_from(index + 1).unwrap_or(KNOWN),
        )?;
        transaction.commit()?;
    }
    Ok(None)
}
