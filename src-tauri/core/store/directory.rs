//! The directories that receiving offices gave with their rosters.

use super::{Reader, StoreError, Writer};
use crate::model::{GivenPlace, UnitCode};
use rusqlite::params;
use serde_json::{Map, Value};

/// The places of every receiving office whose roster is in force.
///
/// # Errors
/// SQLite's; a place that cannot be read.
pub fn given_directories(
    reader: &impl Reader,
) -> Result<Vec<(UnitCode, Vec<GivenPlace>)>, StoreError> {
    let sql = "SELECT unit, places FROM given_directories ORDER BY unit";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (unit, places): (String, String) = (row.get(0)?, row.get(1)?);
        let bad = |error: &dyn std::fmt::Display| StoreError::bad("directory", error);
        let objects: Vec<Map<String, Value>> =
            serde_json::from_str(&places).map_err(|error| bad(&error))?;
        let places = objects.iter().map(GivenPlace::from_json);
        let places = places.collect::<Result<_, _>>();
        found.push((UnitCode::new(&unit)?, places.map_err(|error| bad(&error))?));
    }
    Ok(found)
}

/// Whether a receiving office whose roster is in force gave a place.
///
/// # Errors
/// SQLite's.
pub fn is_given_place(reader: &impl Reader, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (
        SELECT 1 FROM given_directories, json_each(given_directories.places) AS place
        WHERE json_extract(place.value, '$.id') = ?1)";
    let mut statement = reader.connection().prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| row.get(0))?)
}

impl Writer<'_> {
    /// Puts the places that a receiving office gives now in the place of those that it gave before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_given_directory(
        &self,
        unit: &UnitCode,
        places: &[GivenPlace],
    ) -> Result<(), StoreError> {
        let objects: Vec<Map<String, Value>> = places.iter().map(GivenPlace::to_json).collect();
        let text =
            serde_json::to_string(&objects).map_err(|error| StoreError::bad("directory", error))?;
        self.connection().execute(
            "INSERT INTO given_directories (unit, places) VALUES (?1, ?2)
             ON CONFLICT (unit) DO UPDATE SET places = excluded.places",
            params![unit.as_str(), text],
        )?;
        Ok(())
    }
}
