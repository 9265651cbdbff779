//! An office that went back to an earlier state: a backup was put in place, or a folder was copied back. Its
//! running numbers and revisions were used since by packages that are not here.

use super::trust::coded;
use super::{Action, Log, NoEntry, Reader, StoreError, Writer};
use crate::model::{Moment, Period, UnitCode, as_code};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// What showed that an office went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// A backup was put in place.
    Backup,
    /// A package of this office itself came that is not here.
    Package,
    /// An office above answered a package that is not here: earlier programs took its word.
    Receipt,
}

impl ShownBy {
    /// All.
    pub const ALL: [Self; 3] = [Self::Backup, Self::Package, Self::Receipt];
    /// The code in the store; message `put-back-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Package => "package",
            Self::Receipt => "receipt",
        }
    }
}

as_code!(ShownBy, ShownBy::ALL, ShownBy::code);

/// That an office went back, and to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PutBack {
    /// When it was seen.
    pub at: Moment,
    /// What showed it.
    pub shown_by: ShownBy,
    /// Who answered a package that is not here.
    pub unit: Option<UnitCode>,
    /// How many entries the log had.
    pub entries: i64,
    /// When the last of them was written: what was done later is not here.
    pub last_at: Moment,
}

fn put_back(row: &Row<'_>) -> Result<PutBack, StoreError> {
    let shown_by: String = row.get(1)?;
    let unit: Option<String> = row.get(2)?;
    Ok(PutBack {
        at: row.get(0)?,
        shown_by: coded(ShownBy::ALL, ShownBy::code, "put back", &shown_by)?,
        unit: unit.map(|unit| UnitCode::new(&unit)).transpose()?,
        entries: row.get(3)?,
        last_at: row.get(4)?,
    })
}

/// That the office went back, as long as no head has said that what was to be done is done: what was seen
/// first.
///
/// # Errors
/// SQLite's.
pub fn gone_back(reader: &impl Reader) -> Result<Option<PutBack>, StoreError> {
    let sql = "SELECT at, shown_by, unit, entries, last_at FROM put_back
               WHERE done = 0 ORDER BY seq LIMIT 1";
    reader
        .connection()
        .prepare_cached(sql)?
        .query_row([], |row| Ok(put_back(row)))
        .optional()?
        .transpose()
}

/// A running number beyond all that a clock ever gave: the numbers of an office stay below what a label may
/// have, whatever came back to it.
const MOST: i64 = 1 << 40;

impl Log<'_> {
    /// Notes that something shows that the office went back, once as long as it is not dealt with; and moves
    /// its running number to where none was used: to the seconds of the clock, which are more than any office
    /// makes packages, or beyond a number that its own signature shows to be used. `at` is when it went back, where
    /// that is known: somebody may have worked on since who cannot note it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn went_back(
        &self,
        shown_by: ShownBy,
        unit: Option<&UnitCode>,
        used: Option<i64>,
        at: Option<Moment>,
    ) -> Result<(), StoreError> {
        if gone_back(self)?.is_none() || shown_by == ShownBy::Backup {
            let until = at.unwrap_or_else(Moment::now);
            let last: Option<(i64, Moment)> = self
                .connection()
                .query_row(
                    "SELECT seq, at FROM audit WHERE at <= ?1 AND moment(at) IS NOT NULL
                     ORDER BY seq DESC LIMIT 1",
                    [until],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let (entries, last_at) = last.unwrap_or((0, until));
            let subject = format!("{} {entries}", shown_by.code());
            self.entry(Action::WentBack, &subject)?;
            self.connection().execute(
                "INSERT INTO put_back (at, shown_by, unit, entries, last_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    Moment::now(),
                    shown_by.code(),
                    unit.map(UnitCode::as_str),
                    entries,
                    last_at
                ],
            )?;
        }
        let used = used.unwrap_or_default().max(Moment::now().seconds());
        self.unlogged(NoEntry::Finishing).sequence_beyond(used)
    }

    /// Notes that a revision of a period is used up by a package that is not here, as who received it says.
    ///
    /// # Errors
    /// SQLite's.
    pub fn revision_used(
        &self,
        package_id: &str,
        period: Period,
        revision: i64,
    ) -> Result<(), StoreError> {
        // Not under its id alone: the package itself may come and is kept then.
        let answered = format!("answered {package_id}");
        self.unlogged(NoEntry::Finishing)
            .made_before(&answered, period, revision)
    }

    /// Notes that a head has done what was to be done.
    ///
    /// # Errors
    /// SQLite's.
    pub fn going_back_is_done(&self) -> Result<(), StoreError> {
        self.entry(Action::Dismissed, "went-back")?;
        self.connection()
            .execute("UPDATE put_back SET done = 1 WHERE done = 0", [])?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Moves the running number on, never back.
    fn sequence_beyond(&self, used: i64) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE office SET sequence = max(sequence, ?1)",
            [used.min(MOST)],
        )?;
        Ok(())
    }

    /// Notes a package that this office made in a state that is not here any more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn made_before(
        &self,
        package_id: &str,
        period: Period,
        revision: i64,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO sent_earlier (package_id, period, revision) VALUES (?1, ?2, ?3)
             ON CONFLICT (package_id) DO NOTHING",
            params![package_id, period.to_string(), revision],
        )?;
        Ok(())
    }
}

/// The last revision of a period that is used up by a package of this office that is not here.
///
/// # Errors
/// SQLite's.
pub(super) fn used_revision(reader: &impl Reader, period: Period) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(revision), 0) FROM sent_earlier WHERE period = ?1";
    Ok(reader
        .connection()
        .query_row(sql, [period.to_string()], |row| row.get(0))?)
}

/// This office's present running number.
///
/// # Errors
/// SQLite's.
pub fn sequence(reader: &impl Reader) -> Result<i64, StoreError> {
    let sql = "SELECT sequence FROM office";
    Ok(reader.connection().query_row(sql, [], |row| row.get(0))?)
}
