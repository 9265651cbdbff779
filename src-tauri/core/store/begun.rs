//! What goes on of cases without the facts key: cases that were begun, and numbers of all.

use super::seal::sealed_of;
use super::{Reader, StoreError, Writer};
use crate::model::{Period, RecordId, RecordKind, from_outside};
use rusqlite::{OptionalExtension, params};

/// A case that somebody began who cannot read facts, until the next unlocking by who can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunCase {
    /// Its place in the queue, in the order they came.
    pub id: i64,
    /// The case's id, where it was given one.
    pub case: Option<RecordId>,
    /// Name of the user who began it, as she says.
    pub who: String,
    /// An age file for the facts key; none where it is larger than is taken.
    pub sealed: Option<Vec<u8>>,
}

/// Cases that were begun and wait, the first of them, in the order they came; what is larger than `largest`
/// bytes without what is sealed.
///
/// # Errors
/// SQLite's.
pub fn begun_cases(
    reader: &impl Reader,
    most: usize,
    largest: usize,
) -> Result<Vec<BegunCase>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT id, case_id, who, CASE WHEN length(sealed) <= ?2 THEN sealed END
         FROM begun_cases ORDER BY id LIMIT ?1",
    )?;
    let bound = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    let mut rows = statement.query([bound(most), bound(largest)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        // Whoever opens the database writes here what she likes.
        let text = |place: usize| -> Result<String, StoreError> {
            let bytes = row.get_ref(place)?.as_bytes().unwrap_or_default();
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        found.push(BegunCase {
            id: row.get(0)?,
            case: RecordId::parse(&text(1)?).ok(),
            who: from_outside(&text(2)?, 32, false),
            sealed: sealed_of(row, 3)?,
        });
    }
    Ok(found)
}

/// How many cases were begun and wait.
///
/// # Errors
/// SQLite's.
pub fn begun_count(reader: &impl Reader) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) FROM begun_cases";
    let count: i64 = reader.connection().query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many own cases were recorded, voided ones among them: a number that everybody at the office knows.
///
/// # Errors
/// SQLite's.
pub fn recorded_cases(reader: &impl Reader) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) FROM sealed_facts WHERE what = ?1";
    let table = RecordKind::ViolenceCase.table();
    let count = reader
        .connection()
        .query_row(sql, [table], |row| row.get::<_, i64>(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Numbers of cases of a period: by which rules they were counted, and what they are, as JSON. Revision 0 is
/// what they are now.
///
/// # Errors
/// SQLite's.
pub fn case_numbers(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT basis, numbers FROM case_numbers WHERE period = ?1 AND revision = ?2";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found = statement.query_row(params![period.to_string(), revision], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(found.optional()?)
}

impl Writer<'_> {
    /// Keeps a case that was begun.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_begun(&self, case: Option<RecordId>, sealed: &[u8]) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT INTO begun_cases (case_id, who, sealed) VALUES (?1, ?2, ?3)")?
            .execute(params![case.map(|case| case.to_string()), self.who, sealed])?;
        Ok(())
    }

    /// Forgets a case that was begun, which is in the register now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_begun(&self, id: i64) -> Result<(), StoreError> {
        self.connection
            .execute("DELETE FROM begun_cases WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Keeps numbers of cases of a period for who does not hold the facts key.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_case_numbers(
        &self,
        period: Period,
        revision: i64,
        basis: &str,
        numbers: &str,
    ) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO case_numbers (period, revision, basis, numbers) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (period, revision) DO UPDATE
            SET basis = excluded.basis, numbers = excluded.numbers";
        self.connection.prepare_cached(sql)?.execute(params![
            period.to_string(),
            revision,
            basis,
            numbers
        ])?;
        Ok(())
    }
}
