//! Migrations: they only go forward, each in a transaction, after an automatic backup.

use super::{StoreError, copy};
use crate::progress::Watch;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Every schema ever released, in order. Never change one; add one.
pub(super) const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_window.sql"),
    include_str!("migrations/0003_register.sql"),
    include_str!("migrations/0004_receiving.sql"),
];

/// The newest schema this program knows.
pub(super) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Brings the schema up to date with `migrations`, and gives its number where it is newer. The
/// database as it was stays beside it, encrypted with the same key.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    key: &[u8; 32],
    migrations: &[&str],
) -> Result<Option<i64>, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if found > known {
        return Ok(Some(found));
    }
    if found == known {
        return Ok(None);
    }
    if found > 0 {
        let backup = path.with_extension(format!("schema-{found}.backup"));
        if backup.exists() {
            std::fs::remove_file(&backup).map_err(StoreError::Backup)?;
        }
        copy(connection, &backup, key, &mut Watch::none())?;
    }
    for (index, sql) in migrations
        .iter()
        .enumerate()
        .skip(usize::try_from(found).unwrap_or(0))
    {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(
            None,
            "user_version",
            i64::try_from(index + 1).unwrap_or(known),
        )?;
        transaction.commit()?;
    }
    Ok(None)
}
