//! What was told person by person.

use super::{Reader, StoreError, Writer};
use crate::model::{RecordId, UnitCode, Year};
use rusqlite::params;

/// Survivors who stand in a file that was given out of a year, by the id of their facts, each with her unit.
///
/// # Errors
/// SQLite's.
pub fn told_persons(
    reader: &impl Reader,
    year: Year,
) -> Result<Vec<(RecordId, UnitCode)>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT id, unit FROM told_persons WHERE year = ?1")?;
    let rows = statement.query_map([year.get()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (id, unit) = row?;
        Ok((RecordId::parse(&id)?, UnitCode::new(&unit)?))
    })
    .collect()
}

/// The rows that were given out of a year, each as JSON.
///
/// # Errors
/// SQLite's.
pub fn told_rows(reader: &impl Reader, year: Year) -> Result<Vec<String>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT row FROM told_rows WHERE year = ?1 ORDER BY seq")?;
    let rows = statement.query_map([year.get()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writer<'_> {
    /// Notes who stands in a file that is given out of a year, and its rows. Nothing notes which row is whose,
    /// so that the two come in orders of their own.
    ///
    /// # Errors
    /// SQLite's; somebody who was told before.
    pub fn put_told_persons(
        &self,
        year: Year,
        persons: &[(RecordId, UnitCode)],
        rows: &[String],
    ) -> Result<(), StoreError> {
        let mut of_person = self
            .connection()
            .prepare_cached("INSERT INTO told_persons (id, unit, year) VALUES (?1, ?2, ?3)")?;
        for (id, unit) in persons {
            of_person.execute(params![id.to_string(), unit.as_str(), year.get()])?;
        }
        let mut of_row = self
            .connection()
            .prepare_cached("INSERT INTO told_rows (year, row) VALUES (?1, ?2)")?;
        for row in rows {
            of_row.execute(params![year.get(), row])?;
        }
        Ok(())
    }
}
