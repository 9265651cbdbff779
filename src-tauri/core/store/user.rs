//! What each user may do, as it is shown.

use super::{Reader, StoreError, Writer};
use std::collections::BTreeMap;

/// The roles of users, by name, as codes separated by blanks. Users of an office made by an earlier
/// program are missing until their roles are set again.
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
    /// Notes what a user may do.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_user_roles(&self, name: &str, roles: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO users (name, roles) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET roles = excluded.roles",
            )?
            .execute([name, roles])?;
        Ok(())
    }

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
