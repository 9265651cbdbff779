//! What came in and waits for somebody's yes: cases that other units hand over, and rosters.

use super::facts::why_turned_down;
use super::trust::coded;
use super::{Action, Facts, Log, Reader, StoreError, Writer};
use crate::model::{Moment, UnitCode, as_code};
use rusqlite::{MAIN_DB, OptionalExtension, Row, params};
use serde::Serialize;
use std::io::Read;

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingKind {
    /// A case that another unit hands over, for a case officer's yes.
    Transfer,
    /// A roster that changes keys or catalogues, for a head's yes.
    Roster,
}

impl WaitingKind {
    /// All.
    pub const ALL: [Self; 2] = [Self::Transfer, Self::Roster];
    /// The code in the store; message `package-kind-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Roster => "roster",
        }
    }
}

as_code!(WaitingKind, WaitingKind::ALL, WaitingKind::code);

/// A package that waits for somebody's yes, without what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Its id.
    pub package_id: String,
    /// What it is.
    pub kind: WaitingKind,
    /// Who sent it.
    pub unit: UnitCode,
    /// The sender's running number.
    pub sequence: i64,
    /// When it was made, by the sender's clock.
    pub made_at: Moment,
    /// When it came in.
    pub came_at: Moment,
    /// Name of the user who took it in.
    pub came_by: String,
    /// Name of its file, where it is known.
    pub file: Option<String>,
}

const COLUMNS: &str = "package_id, kind, unit, sequence, made_at, came_at, came_by, file";

fn kind_of(code: &str) -> Result<WaitingKind, StoreError> {
    coded(WaitingKind::ALL, WaitingKind::code, "kind of package", code)
}

fn waiting_row(row: &Row<'_>) -> Result<Waiting, StoreError> {
    let (kind, unit): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Waiting {
        package_id: row.get(0)?,
        kind: kind_of(&kind)?,
        unit: UnitCode::new(&unit)?,
        sequence: row.get(3)?,
        made_at: row.get(4)?,
        came_at: row.get(5)?,
        came_by: row.get(6)?,
        file: row.get(7)?,
    })
}

/// What waits, the first that came first.
///
/// # Errors
/// SQLite's.
pub fn waiting(reader: &impl Reader) -> Result<Vec<Waiting>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM waiting ORDER BY came_at, package_id");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(waiting_row(row)?);
    }
    Ok(found)
}

/// How many packages of a kind wait that a unit sent, and how many bytes they take.
///
/// # Errors
/// SQLite's.
pub fn waiting_of(
    reader: &impl Reader,
    kind: WaitingKind,
    unit: &UnitCode,
) -> Result<(usize, u64), StoreError> {
    let sql = "SELECT count(*), coalesce(sum(length(content)), 0) FROM waiting
               WHERE kind = ?1 AND unit = ?2";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found: (i64, i64) = statement.query_row([kind.code(), unit.as_str()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    let packages = usize::try_from(found.0).unwrap_or_default();
    Ok((packages, count(found.1)))
}

/// A package that waits.
///
/// # Errors
/// SQLite's.
pub fn waiting_package(
    reader: &impl Reader,
    package_id: &str,
) -> Result<Option<Waiting>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM waiting WHERE package_id = ?1");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let found = statement.query_row([package_id], |row| Ok(waiting_row(row)));
    found.optional()?.transpose()
}

/// What a package that waits holds, of which no more is read than is asked for.
///
/// # Errors
/// SQLite's.
pub fn waiting_content<'r, R: Reader>(
    reader: &'r R,
    package_id: &str,
) -> Result<Option<impl Read + use<'r, R>>, StoreError> {
    let connection = reader.connection();
    let mut statement =
        connection.prepare_cached("SELECT rowid FROM waiting WHERE package_id = ?1")?;
    let row: Option<i64> = statement
        .query_row([package_id], |row| row.get(0))
        .optional()?;
    let open = |row| connection.blob_open(MAIN_DB, "waiting", "content", row, true);
    Ok(row.map(open).transpose()?)
}

/// What waited for somebody's yes and did not get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnedDown {
    /// The package it came in.
    pub package_id: String,
    /// What it was.
    pub kind: WaitingKind,
    /// Who sent it.
    pub unit: UnitCode,
    /// When it was turned down.
    pub at: Moment,
    /// Name of the user who turned it down.
    pub who: String,
    /// Why.
    pub reason: String,
    /// When the answer was written for the other unit: of a case alone.
    pub told_at: Option<Moment>,
}

/// What stands in a row in place of why a case was turned down, which lies sealed with the facts of cases: the words
/// may name somebody.
const SEALED: &str = "…";

/// What was turned down, the latest first; why a case was, for who can read facts of cases.
///
/// # Errors
/// SQLite's.
pub fn turned_down(reader: &impl Reader) -> Result<Vec<TurnedDown>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT package_id, kind, unit, at, who, reason, told_at FROM turned_down
         ORDER BY at DESC, package_id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (package_id, kind, unit): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let (kind, mut reason): (_, String) = (kind_of(&kind)?, row.get(5)?);
        if kind == WaitingKind::Transfer && reason == SEALED {
            reason = why_turned_down(reader, &package_id)?.unwrap_or(reason);
        }
        found.push(TurnedDown {
            package_id,
            kind,
            unit: UnitCode::new(&unit)?,
            at: row.get(3)?,
            who: row.get(4)?,
            reason,
            told_at: row.get(6)?,
        });
    }
    Ok(found)
}

/// A case that was turned down, by its package.
///
/// # Errors
/// SQLite's.
pub fn turned_down_case(
    reader: &impl Reader,
    package_id: &str,
) -> Result<Option<TurnedDown>, StoreError> {
    let mut found = turned_down(reader)?.into_iter();
    Ok(found.find(|one| one.kind == WaitingKind::Transfer && one.package_id == package_id))
}

impl Log<'_> {
    /// Puts a package where it waits for somebody's yes.
    ///
    /// # Errors
    /// SQLite's.
    pub fn let_wait(&self, waiting: &Waiting, content: &[u8]) -> Result<Writer<'_>, StoreError> {
        let subject = format!("{} {} waits", waiting.kind.code(), waiting.package_id);
        let writer = self.entry(Action::Imported, &subject)?;
        self.connection().execute(
            "INSERT INTO waiting
               (package_id, kind, unit, sequence, made_at, came_at, came_by, file, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                waiting.package_id,
                waiting.kind.code(),
                waiting.unit.as_str(),
                waiting.sequence,
                waiting.made_at,
                waiting.came_at,
                waiting.came_by,
                waiting.file,
                content
            ],
        )?;
        Ok(writer)
    }

    /// Turns down what waits, and keeps why: of a case its unit is told. What comes a second time can be turned
    /// down a second time.
    ///
    /// # Errors
    /// SQLite's.
    pub fn turn_down(&self, waiting: &Waiting, reason: &str) -> Result<(), StoreError> {
        let subject = format!("{} {}", waiting.kind.code(), waiting.package_id);
        let writer = self.entry(Action::TurnedDown, &subject)?;
        writer.no_longer_waiting(&waiting.package_id)?;
        let is_sealed =
            waiting.kind == WaitingKind::Transfer && matches!(self.facts, Facts::Held(_));
        if is_sealed {
            writer.seal_why_turned_down(&waiting.package_id, reason)?;
        }
        self.connection().execute(
            "INSERT INTO turned_down (package_id, kind, unit, at, who, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (package_id) DO UPDATE
             SET at = excluded.at, who = excluded.who, reason = excluded.reason",
            params![
                waiting.package_id,
                waiting.kind.code(),
                waiting.unit.as_str(),
                Moment::now(),
                self.who,
                if is_sealed { SEALED } else { reason }
            ],
        )?;
        Ok(())
    }
}

/// Cases that were turned down of which earlier programs left open why: each package with the reason.
///
/// # Errors
/// SQLite's.
pub fn turned_down_open(reader: &impl Reader) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT package_id, reason FROM turned_down WHERE kind = ?1 AND reason <> ?2";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let of = [WaitingKind::Transfer.code(), SEALED];
    let rows = statement.query_map(of, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writer<'_> {
    /// Seals why a case was turned down, which an earlier program left open.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn seal_turned_down(&self, package_id: &str, reason: &str) -> Result<(), StoreError> {
        self.seal_why_turned_down(package_id, reason)?;
        self.connection().execute(
            "UPDATE turned_down SET reason = ?2 WHERE package_id = ?1",
            [package_id, SEALED],
        )?;
        Ok(())
    }

    /// Takes a package off what waits.
    ///
    /// # Errors
    /// SQLite's.
    pub fn no_longer_waiting(&self, package_id: &str) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM waiting WHERE package_id = ?1", [package_id])?;
        Ok(())
    }

    /// Takes a unit's earlier rosters off what waits, since a later one came.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_earlier_rosters(&self, unit: &UnitCode, sequence: i64) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM waiting WHERE kind = 'roster' AND unit = ?1 AND sequence < ?2",
            params![unit.as_str(), sequence],
        )?;
        Ok(())
    }

    /// Notes that a unit was told that its case was not taken.
    ///
    /// # Errors
    /// SQLite's.
    pub fn refusal_told(&self, package_id: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE turned_down SET told_at = ?2 WHERE package_id = ?1",
            params![package_id, Moment::now()],
        )?;
        Ok(())
    }
}
