//! The ledger of what left: numbers of cases that were shown outside the office.

use super::{Reader, StoreError, Writer};
use crate::model::{Moment, Year};
use rusqlite::params;

/// A number as it was told, in the words of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedNumber {
    /// The period.
    pub period: String,
    /// The number's code; with a threshold after it, as ` <5`, where only that was said of the number.
    pub code: String,
    /// The units whose records it counts, as JSON.
    pub behind: String,
    /// The number; `None` where it was kept back.
    pub exact: Option<i64>,
}

/// What was told of a year's numbers, in the order in which it first was.
///
/// # Errors
/// SQLite's.
pub fn published(reader: &impl Reader, year: Year) -> Result<Vec<PublishedNumber>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT period, code, behind, exact FROM published WHERE period LIKE ?1 ORDER BY seq",
    )?;
    let rows = statement.query_map([format!("%/{year}/%")], |row| {
        Ok(PublishedNumber {
            period: row.get(0)?,
            code: row.get(1)?,
            behind: row.get(2)?,
            exact: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writer<'_> {
    /// Notes in the ledger what an output told; what was told the same before stands there already.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_published(
        &self,
        output: &str,
        numbers: &[PublishedNumber],
    ) -> Result<(), StoreError> {
        let mut statement = self.connection().prepare_cached(
            "INSERT OR IGNORE INTO published (at, who, output, period, code, behind, exact)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let now = Moment::now();
        for number in numbers {
            statement.execute(params![
                now,
                self.who,
                output,
                number.period,
                number.code,
                number.behind,
                number.exact
            ])?;
        }
        Ok(())
    }
}
