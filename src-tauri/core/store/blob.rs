//! The bytes of attached files, kept once for each content.

use super::{Reader, StoreError, Writer};
use crate::model::Sha256;
use rusqlite::{OptionalExtension, params};

/// The bytes with this hash.
///
/// # Errors
/// SQLite's.
pub fn blob(reader: &impl Reader, hash: &Sha256) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached("SELECT bytes FROM blobs WHERE sha256 = ?1")?
        .query_row([hash.as_str()], |row| row.get(0))
        .optional()?)
}

/// How many bytes are kept with this hash; nothing where none are.
///
/// # Errors
/// SQLite's.
pub fn blob_length(reader: &impl Reader, hash: &Sha256) -> Result<Option<i64>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached("SELECT length(bytes) FROM blobs WHERE sha256 = ?1")?
        .query_row([hash.as_str()], |row| row.get(0))
        .optional()?)
}

impl Writer<'_> {
    /// Keeps bytes under their hash.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_blob(&self, hash: &Sha256, bytes: &[u8]) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO blobs (sha256, bytes) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING",
            )?
            .execute(params![hash.as_str(), bytes])?;
        Ok(())
    }
}
