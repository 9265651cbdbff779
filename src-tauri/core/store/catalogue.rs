//! The catalogues in force, one a year, as text.

use super::{Action, Log, Reader, StoreError};
use crate::model::{Moment, Year};
use rusqlite::params;

/// The files of every catalogue in force, as JSON, by year.
///
/// # Errors
/// SQLite's.
pub fn catalogue_texts(reader: &impl Reader) -> Result<Vec<String>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare("SELECT files FROM catalogues ORDER BY year")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Log<'_> {
    /// Puts a catalogue in force for its year, in place of the one before, which is kept beside it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_catalogue(&self, year: Year, id: &str, files: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO former_catalogues (year, id, files, adopted_at, until)
             SELECT year, id, files, adopted_at, ?3 FROM catalogues WHERE year = ?1 AND id <> ?2",
            params![year.get(), id, Moment::now()],
        )?;
        self.connection().execute(
            "INSERT INTO catalogues (year, id, files, adopted_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (year) DO UPDATE
             SET id = excluded.id, files = excluded.files, adopted_at = excluded.adopted_at",
            params![year.get(), id, files, Moment::now()],
        )?;
        self.entry(Action::CatalogueAdopted, id)?;
        Ok(())
    }
}
