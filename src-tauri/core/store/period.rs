//! Closings: a period's frozen figures, and its revisions.

use super::facts::frozen_facts;
use super::put_back::used_revision;
use super::{Action, FrozenFacts, Log, Reader, StoreError, Writer};
use crate::model::{Moment, Period, UnitCode};
use rusqlite::{Row, params};
use serde::Serialize;

/// A closed period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// The report that is closed.
    pub period: Period,
    /// Revision, from 1.
    pub revision: i64,
    /// When it was closed.
    pub closed_at: Moment,
    /// Name of the user who closed it.
    pub closed_by: String,
    /// Reason given for the warnings that stood.
    pub reasons: String,
    /// Those warnings, as JSON.
    #[serde(skip)]
    pub warnings: String,
    /// The frozen figures, as JSON; where facts lie sealed, those of cases without their records.
    #[serde(skip)]
    pub figures: String,
    /// The records as they stood, as a package's payload holds them; where facts lie sealed, without those of
    /// cases.
    #[serde(skip)]
    pub content: Vec<u8>,
    /// What it froze of cases, where that lies sealed and its key is in hand.
    #[serde(skip)]
    pub facts: Option<FrozenFacts>,
    /// Whether it has been opened again since.
    pub reopened: bool,
    /// The package made from it.
    pub package_id: Option<String>,
}

impl Closing {
    /// What the log calls it.
    pub fn subject(&self) -> String {
        subject(self.period, self.revision)
    }
}

fn subject(period: Period, revision: i64) -> String {
    format!("{period} revision {revision}")
}

/// What a closing freezes.
pub struct NewClosing<'a> {
    /// The figures, as JSON.
    pub figures: &'a str,
    /// The records, as a package's payload holds them.
    pub content: &'a [u8],
    /// The warnings that stood, as JSON.
    pub warnings: &'a str,
    /// The reason given for them.
    pub reasons: &'a str,
    /// What it freezes of cases, where facts lie sealed.
    pub facts: Option<&'a FrozenFacts>,
}

const COLUMNS: &str =
    "revision, closed_at, closed_by, reasons, warnings, figures, content, reopened, package_id";

fn closing_of(period: Period, row: &Row<'_>) -> rusqlite::Result<Closing> {
    let revision = row.get(0)?;
    Ok(Closing {
        facts: None,
        period,
        revision,
        closed_at: row.get(1)?,
        closed_by: row.get(2)?,
        reasons: row.get(3)?,
        warnings: row.get(4)?,
        figures: row.get(5)?,
        content: row.get(6)?,
        reopened: row.get(7)?,
        package_id: row.get(8)?,
    })
}

fn select(
    reader: &impl Reader,
    period: Period,
    condition: &str,
) -> Result<Option<Closing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM closings WHERE period = ?1 AND {condition}
         ORDER BY revision DESC LIMIT 1"
    );
    Ok(collect(reader, period, &sql)?.pop())
}

fn collect(reader: &impl Reader, period: Period, sql: &str) -> Result<Vec<Closing>, StoreError> {
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([period.to_string()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut closing = closing_of(period, row)?;
        closing.facts = frozen_facts(reader, period, closing.revision)?;
        found.push(closing);
    }
    Ok(found)
}

/// All closings of a period, the first one first.
///
/// # Errors
/// SQLite's.
pub fn closings(reader: &impl Reader, period: Period) -> Result<Vec<Closing>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM closings WHERE period = ?1 ORDER BY revision");
    collect(reader, period, &sql)
}

/// Every closing there is, by period and revision.
///
/// # Errors
/// SQLite's.
pub fn closing_places(reader: &impl Reader) -> Result<Vec<(Period, i64)>, StoreError> {
    let sql = "SELECT period, revision FROM closings ORDER BY period, revision";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let period: String = row.get(0)?;
        let period = period.parse();
        found.push((
            period.map_err(|error| StoreError::bad("period", error))?,
            row.get(1)?,
        ));
    }
    Ok(found)
}

/// A closing by its revision.
///
/// # Errors
/// SQLite's.
pub fn closing_at(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Option<Closing>, StoreError> {
    select(reader, period, &format!("revision = {revision}"))
}

/// A closing as an earlier program kept it, with what it froze of cases among the rest.
///
/// # Errors
/// SQLite's.
pub fn closing_before(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Closing, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM closings WHERE period = ?1 AND revision = ?2");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let place = params![period.to_string(), revision];
    Ok(statement.query_row(place, |row| closing_of(period, row))?)
}

/// The latest closing of a period.
///
/// # Errors
/// SQLite's.
pub fn closing(reader: &impl Reader, period: Period) -> Result<Option<Closing>, StoreError> {
    select(reader, period, "1")
}

/// What was sent for a period: the package of each closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// The report that is closed.
    pub period: Period,
    /// Which closing of the period it was made of, from 1.
    pub revision: i64,
    /// Id of the package that went out.
    pub package_id: String,
    /// When it was last written where it was to be taken from.
    pub at: Moment,
    /// What an office that it was for said last: `accepted` or `returned`.
    pub receipt: Option<String>,
    /// Who that was.
    pub answered_by: Option<UnitCode>,
    /// When it wrote so, by its clock.
    pub answered_at: Option<Moment>,
    /// Its reasons, as JSON.
    #[serde(skip)]
    pub reasons: Option<String>,
}

/// All packages of its closings that this office has sent, oldest first: each once for every office that
/// answered, with what that said last, or once where none did. Sent is what the log says lay where it was
/// to be taken from.
///
/// # Errors
/// SQLite's.
pub fn sent(reader: &impl Reader) -> Result<Vec<Sent>, StoreError> {
    let mut statement = reader.connection().prepare(
        "SELECT c.period, c.revision, c.package_id, r.state, r.reasons, r.from_unit, r.at,
           (SELECT at FROM audit WHERE action = 'exported'
              AND subject = c.period || ' revision ' || c.revision ORDER BY seq DESC LIMIT 1)
         FROM closings c
         LEFT JOIN received_receipts r ON r.package_id = c.package_id
         WHERE c.package_id IS NOT NULL
           AND c.period || ' revision ' || c.revision IN
             (SELECT subject FROM audit WHERE action = 'exported')
         ORDER BY c.closed_at, c.revision, r.place, r.from_unit",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let period: String = row.get(0)?;
        let answered_by: Option<String> = row.get(5)?;
        found.push(Sent {
            period: period
                .parse()
                .map_err(|error| StoreError::bad("period", error))?,
            revision: row.get(1)?,
            package_id: row.get(2)?,
            receipt: row.get(3)?,
            reasons: row.get(4)?,
            answered_by: answered_by.map(|unit| UnitCode::new(&unit)).transpose()?,
            answered_at: row.get(6)?,
            at: row.get(7)?,
        });
    }
    Ok(found)
}

/// Whether a package was made of a closing of this office, be it one that is not here any more.
///
/// # Errors
/// SQLite's.
pub fn is_own_package(reader: &impl Reader, package_id: &str) -> Result<bool, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached(
            "SELECT 1 FROM closings WHERE package_id = ?1
             UNION ALL SELECT 1 FROM sent_earlier WHERE package_id = ?1",
        )?
        .exists([package_id])?)
}

/// The last closing of a period of which a package was made, before a revision.
///
/// # Errors
/// SQLite's.
pub fn submitted_before(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Option<Closing>, StoreError> {
    let condition = format!("revision < {revision} AND package_id IS NOT NULL");
    select(reader, period, &condition)
}

impl Log<'_> {
    /// Freezes a period as its next revision.
    ///
    /// # Errors
    /// SQLite's.
    pub fn close(&self, period: Period, new: &NewClosing<'_>) -> Result<i64, StoreError> {
        let last = closing(self, period)?.map_or(0, |last| last.revision);
        let revision = last.max(used_revision(self, period)?) + 1;
        self.connection().execute(
            "INSERT INTO closings (period, revision, closed_at, closed_by, reasons, warnings,
               figures, content, reopened)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
            params![
                period.to_string(),
                revision,
                Moment::now(),
                self.who,
                new.reasons,
                new.warnings,
                new.figures,
                new.content
            ],
        )?;
        let writer = self.entry(Action::Closed, &subject(period, revision))?;
        if let Some(facts) = new.facts {
            writer.freeze_facts(period, revision, facts)?;
        }
        Ok(revision)
    }

    /// Opens a closed period again; the next closing is a new revision.
    ///
    /// # Errors
    /// SQLite's.
    pub fn reopen(&self, period: Period) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE closings SET reopened = 1 WHERE period = ?1",
            [period.to_string()],
        )?;
        self.entry(Action::Reopened, &period.to_string())?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Takes what an earlier program's closing froze of cases apart from the rest, and seals it.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn take_apart(
        &self,
        closing: &Closing,
        figures: &str,
        content: &[u8],
        facts: &FrozenFacts,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE closings SET figures = ?3, content = ?4 WHERE period = ?1 AND revision = ?2",
            params![
                closing.period.to_string(),
                closing.revision,
                figures,
                content
            ],
        )?;
        self.freeze_facts(closing.period, closing.revision, facts)
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
