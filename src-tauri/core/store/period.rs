//! Closings: a period's frozen figures, and its revisions.

use super::{Action, Reader, StoreError, Writer, now};
use crate::model::Period;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// A closed period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// The period.
    pub period: Period,
    /// Revision, from 1.
    pub revision: i64,
    /// When it was closed.
    pub closed_at: String,
    /// By whom.
    pub closed_by: String,
    /// Reasons given for warnings, by their code and place.
    pub reasons: String,
    /// The frozen figures, as JSON.
    #[serde(skip)]
    pub figures: String,
    /// Whether it has been opened again since.
    pub reopened: bool,
    /// The package made from it.
    pub package_id: Option<String>,
}

/// The latest closing of a period.
///
/// # Errors
/// SQLite's.
pub fn closing(reader: &impl Reader, period: Period) -> Result<Option<Closing>, StoreError> {
    Ok(reader
        .connection()
        .query_row(
            "SELECT revision, closed_at, closed_by, reasons, figures, reopened, package_id
             FROM closings WHERE period = ?1 ORDER BY revision DESC LIMIT 1",
            [period.to_string()],
            |row| {
                Ok(Closing {
                    period,
                    revision: row.get(0)?,
                    closed_at: row.get(1)?,
                    closed_by: row.get(2)?,
                    reasons: row.get(3)?,
                    figures: row.get(4)?,
                    reopened: row.get(5)?,
                    package_id: row.get(6)?,
                })
            },
        )
        .optional()?)
}

impl Writer<'_> {
    /// Freezes a period's figures as its next revision.
    ///
    /// # Errors
    /// SQLite's.
    pub fn close(
        &self,
        period: Period,
        figures: &str,
        reasons: &str,
        who: &str,
    ) -> Result<i64, StoreError> {
        let revision = closing(self, period)?.map_or(1, |last| last.revision + 1);
        self.connection().execute(
            "INSERT INTO closings (period, revision, closed_at, closed_by, reasons, figures, reopened)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
            params![period.to_string(), revision, now().to_rfc3339(), who, reasons, figures],
        )?;
        self.audit(
            who,
            Action::Closed,
            &format!("{period} revision {revision}"),
        )?;
        Ok(revision)
    }

    /// Opens a closed period again; the next closing is a new revision.
    ///
    /// # Errors
    /// SQLite's.
    pub fn reopen(&self, period: Period, who: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE closings SET reopened = 1 WHERE period = ?1",
            [period.to_string()],
        )?;
        self.audit(who, Action::Reopened, &period.to_string())
    }

    /// Notes which package was made from a closing.
    ///
    /// # Errors
    /// SQLite's.
    pub fn packaged(
        &self,
        period: Period,
        revision: i64,
        package_id: &str,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE closings SET package_id = ?3 WHERE period = ?1 AND revision = ?2",
            params![period.to_string(), revision, package_id],
        )?;
        Ok(())
    }

    /// The next number in this office's sequence of packages.
    ///
    /// # Errors
    /// SQLite's.
    pub fn next_sequence(&self) -> Result<i64, StoreError> {
        Ok(self.connection().query_row(
            "UPDATE office SET sequence = sequence + 1 RETURNING sequence",
            [],
            |row| row.get(0),
        )?)
    }
}

/// The package made from the last revision before `revision`, if any was made.
///
/// # Errors
/// SQLite's.
pub fn submitted_package(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Option<String>, StoreError> {
    Ok(reader
        .connection()
        .query_row(
            "SELECT package_id FROM closings WHERE period = ?1 AND revision < ?2
               AND package_id IS NOT NULL ORDER BY revision DESC LIMIT 1",
            params![period.to_string(), revision],
            |row| row.get(0),
        )
        .optional()?)
}
