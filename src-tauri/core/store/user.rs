//! Users of an office that no head has opened since an earlier program: the list of holders names
//! those of every other.

use super::{Reader, StoreError, Writer};
use std::collections::BTreeMap;

/// The roles of users as earlier programs showed them, by name, as codes separated by blanks. Users
/// of an office made by the first of them are missing.
///
/// # Errors
/// SQLite's.
pub fn user_roles(reader: &impl Reader) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT name, roles FROM users")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writer<'_> {
    /// Forgets a user.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_user(&self, name: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("DELETE FROM users WHERE name = ?1")?
            .execute([name])?;
        self.connection()
            .prepare_cached("DELETE FROM drafts WHERE who = ?1")?
            .execute([name])?;
        Ok(())
    }
}
