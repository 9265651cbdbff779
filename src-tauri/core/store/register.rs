//! What the office's database keeps for the case register beside the records: sealed entries on
//! their way into `register.db`, erasures, and cases handed from unit to unit.

use super::{Action, Erasing, Log, Reader, SealedPlace, StoreError, Writer, text_of};
use crate::model::{CaseRef, Cell, ErasureReason, Moment, RecordId, RecordKind, UnitCode};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// An entry that is sealed to the register's key until a case officer unlocks the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// Its place in the queue, in the order they came.
    pub id: i64,
    /// The case it belongs to.
    pub case: RecordId,
    /// An age file.
    pub sealed: Vec<u8>,
    /// Numbers of persons as the entry has them, and as this office has.
    pub numbers: BTreeMap<String, CaseRef>,
    /// Name of the user who sealed it, where that was kept.
    pub who: Option<String>,
    /// Out of what it was made.
    pub source: SealedSource,
}

/// Out of what a sealed entry was made. The code is kept, and told in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedSource {
    /// A workbook: its persons have the numbers that they have here.
    Workbook,
    /// A case that another unit handed over: its persons were given numbers of this office.
    Transfer,
}

impl SealedSource {
    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Transfer => "transfer",
        }
    }
}

/// An erasure that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Erasure {
    /// When it was begun.
    pub at: Moment,
    /// Name of the user who erased.
    pub who: String,
    /// The person's random number.
    pub person: CaseRef,
    /// The ground that was given.
    pub reason: ErasureReason,
    /// Cases whose papers and files went too.
    pub cases: i64,
    /// Whether it was finished: an earlier program that was stopped in between is to do it again.
    pub done: bool,
}

/// Which way a case went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TransferDirection {
    /// From another unit to this one.
    In,
    /// From this unit to another.
    Out,
}

impl TransferDirection {
    /// Both.
    pub const ALL: [Self; 2] = [Self::In, Self::Out];
    /// The code in the store; message `transfer-way-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// A case handed from unit to unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The package it went in.
    pub package_id: String,
    /// The case in this office.
    pub case: RecordId,
    /// Whether it came or went.
    pub direction: TransferDirection,
    /// The other unit.
    pub unit: UnitCode,
    /// When it was made or taken in.
    pub at: Moment,
    /// When the other unit confirmed it, or was sent the confirmation.
    pub confirmed_at: Option<Moment>,
}

/// What another unit said, in a receipt, of a case that was handed over to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// `accepted` or `returned`.
    pub state: String,
    /// When it wrote so, by its clock.
    pub at: Moment,
    /// Its reasons, as JSON.
    pub reasons: String,
}

/// What the first schema kept of cases: id, version, origin, whether deleted, cells, who.
pub type FirstSchemaRow = (RecordId, i64, i64, bool, Vec<Cell>, String);

/// The tables in which what names persons waits for the register, each with the column by which its rows are known.
const NAMES: [(&str, &str); 2] = [(QUEUE, "id"), (FIRST_SCHEMA, "case_id")];
const QUEUE: &str = "register_inbox";
const FIRST_SCHEMA: &str = "identities_schema_1";

/// Largest sealed entry that is read, in bytes: the program keeps none of that size.
pub const MAX_ENTRY: i64 = 256 << 20;

/// What waits for a case officer: each as it is read, or the place of what does not read.
pub type Waits<T> = Vec<Result<T, SealedPlace>>;

impl SealedPlace {
    /// Of an entry that waits for the register.
    pub fn waiting_name(id: i64) -> Self {
        Self::new(QUEUE, &id.to_string())
    }

    /// Of an identity that the first schema sealed.
    pub fn first_schema_name(case: RecordId) -> Self {
        Self::new(FIRST_SCHEMA, &case.to_string())
    }

    /// Whether what lies there names persons and waits for the register: no number lacks it.
    pub fn is_of_names(&self) -> bool {
        NAMES.iter().any(|(table, _)| self.what == *table)
    }
}

/// Whatever whoever opens the database wrote there, as far as it reads.
fn waits<T>(
    reader: &impl Reader,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Waits<T>, StoreError> {
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([MAX_ENTRY])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place = SealedPlace::of_row(row)?;
        found.push(read(row).map_err(|_| place));
    }
    Ok(found)
}

/// Entries that wait for a case officer.
///
/// # Errors
/// SQLite's.
pub fn sealed_entries(reader: &impl Reader) -> Result<Waits<SealedEntry>, StoreError> {
    let sql = "SELECT 'register_inbox', CAST(id AS TEXT), id, case_id,
                 CASE WHEN length(sealed) <= ?1 THEN sealed END, numbers, source, who
               FROM register_inbox ORDER BY id";
    waits(reader, sql, sealed_entry)
}

fn sealed_entry(row: &Row<'_>) -> Result<SealedEntry, StoreError> {
    let (case, numbers): (String, String) = (row.get(3)?, row.get(5)?);
    let numbers: BTreeMap<String, CaseRef> =
        serde_json::from_str(&numbers).map_err(|error| StoreError::bad("numbers", error))?;
    // Before that was kept, only a transfer's entry had numbers.
    let is_transfer = match row.get::<_, Option<String>>(6)?.as_deref() {
        Some(code) => code == SealedSource::Transfer.code(),
        None => !numbers.is_empty(),
    };
    Ok(SealedEntry {
        id: row.get(2)?,
        case: RecordId::parse(&case)?,
        sealed: row.get(4)?,
        numbers,
        who: row.get(7)?,
        source: match is_transfer {
            true => SealedSource::Transfer,
            false => SealedSource::Workbook,
        },
    })
}

/// The places of all that waits for the register, whether it reads or not.
///
/// # Errors
/// SQLite's.
pub fn waiting_names(reader: &impl Reader) -> Result<Vec<SealedPlace>, StoreError> {
    let sql = "SELECT 'register_inbox', CAST(id AS TEXT) FROM register_inbox
               UNION ALL SELECT 'identities_schema_1', case_id FROM identities_schema_1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(SealedPlace::of_row(row)?);
    }
    Ok(found)
}

/// The numbers of the persons in an own case, those of deleted records among them.
///
/// # Errors
/// SQLite's.
pub fn persons_of_case(
    reader: &impl Reader,
    case: RecordId,
) -> Result<BTreeSet<String>, StoreError> {
    super::facts::ready(reader, RecordKind::Survivor)?;
    let mut statement = reader.connection().prepare_cached(
        "SELECT person FROM survivors WHERE \"case\" = ?1
         UNION SELECT person FROM perpetrators WHERE \"case\" = ?1",
    )?;
    let rows = statement.query_map([case.to_string()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The persons of a case who refused to be recorded when it or any other was opened, be that record deleted since.
///
/// # Errors
/// SQLite's.
pub fn refusing_in_case(
    reader: &impl Reader,
    case: RecordId,
) -> Result<BTreeSet<String>, StoreError> {
    super::facts::ready(reader, RecordKind::Survivor)?;
    let mut statement = reader.connection().prepare_cached(
        "SELECT person FROM survivors
         WHERE origin = 0 AND consent = 'refused' AND person IN
           (SELECT person FROM survivors WHERE \"case\" = ?1
            UNION SELECT person FROM perpetrators WHERE \"case\" = ?1)",
    )?;
    let rows = statement.query_map([case.to_string()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether anything waits for a case officer.
///
/// # Errors
/// SQLite's.
pub fn anything_sealed(reader: &impl Reader) -> Result<bool, StoreError> {
    Ok(reader.connection().query_row(
        "SELECT EXISTS (SELECT 1 FROM register_inbox)
             OR EXISTS (SELECT 1 FROM identities_schema_1)",
        [],
        |row| row.get(0),
    )?)
}

/// Identities that the first schema sealed, by case.
///
/// # Errors
/// SQLite's.
pub fn first_schema_identities(
    reader: &impl Reader,
) -> Result<Waits<(RecordId, Vec<u8>)>, StoreError> {
    let sql = "SELECT 'identities_schema_1', case_id,
                 CASE WHEN length(sealed) <= ?1 THEN sealed END
               FROM identities_schema_1";
    waits(reader, sql, |row| {
        let case: String = row.get(1)?;
        Ok((RecordId::parse(&case)?, row.get(2)?))
    })
}

/// Cases as the first schema kept them.
///
/// # Errors
/// SQLite's.
pub fn first_schema_cases(
    reader: &impl Reader,
    columns: &[&str],
) -> Result<Vec<FirstSchemaRow>, StoreError> {
    let here = super::tables::columns(reader.connection(), "cases_schema_1")?;
    // What later programs ask for as well was not asked then.
    let name = |name: &&str| match here.iter().any(|known| known == name) {
        true => format!("\"{name}\""),
        false => "NULL".to_owned(),
    };
    let names: Vec<String> = columns.iter().map(name).collect();
    let sql = format!(
        "SELECT id, version, origin, deleted, changed_by, {} FROM cases_schema_1 ORDER BY id",
        names.join(", ")
    );
    let mut statement = reader.connection().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        found.push((
            RecordId::parse(&id)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            super::record::cells(row, 5, columns.len())?,
            row.get(4)?,
        ));
    }
    Ok(found)
}

/// Erasures, the latest first.
///
/// # Errors
/// SQLite's.
pub fn erasures(reader: &impl Reader) -> Result<Vec<Erasure>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT at, who, person, reason, cases, done FROM erasures ORDER BY rowid DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, Moment>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, i64>(4)?,
            row.get::<_, bool>(5)?,
        ))
    })?;
    rows.map(|row| {
        let (at, who, person, reason, cases, done) = row?;
        Ok(Erasure {
            at,
            who,
            person: CaseRef::new(&person)?,
            reason: ErasureReason::from_code(&reason)?,
            cases,
            done,
        })
    })
    .collect()
}

/// The perpetrators of a case who were erased and are survivors in none: an entry that waited meanwhile does not bring
/// them back.
///
/// # Errors
/// SQLite's.
pub fn erased_perpetrators(
    reader: &impl Reader,
    case: RecordId,
) -> Result<BTreeSet<String>, StoreError> {
    super::facts::ready(reader, RecordKind::Survivor)?;
    let mut statement = reader.connection().prepare_cached(
        "SELECT person FROM perpetrators WHERE \"case\" = ?1
         EXCEPT SELECT person FROM survivors",
    )?;
    let rows = statement.query_map([case.to_string()], |row| row.get::<_, String>(0))?;
    let erased: BTreeSet<CaseRef> = erasures(reader)?.into_iter().map(|e| e.person).collect();
    let mut persons = BTreeSet::new();
    for person in rows {
        let person = person?;
        if erased.iter().any(|erased| erased.as_str() == person) {
            persons.insert(person);
        }
    }
    Ok(persons)
}

/// Whether the log tells of an erasure.
///
/// # Errors
/// SQLite's.
pub fn erasure_is_told(reader: &impl Reader, erasing: &Erasing) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM erasures WHERE person = ?1 AND at = ?2)";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let values = params![erasing.person.as_str(), erasing.at];
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// Cases handed over or taken over, the latest first.
///
/// # Errors
/// SQLite's.
pub fn transfers(reader: &impl Reader) -> Result<Vec<Transfer>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT package_id, case_id, direction, unit, at, confirmed_at FROM transfers
         ORDER BY at DESC, package_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, Moment>(4)?,
            row.get::<_, Option<Moment>>(5)?,
        ))
    })?;
    rows.map(|row| {
        let (package_id, case, direction, unit, at, confirmed_at) = row?;
        Ok(Transfer {
            package_id,
            case: RecordId::parse(&case)?,
            direction: if direction == "in" {
                TransferDirection::In
            } else {
                TransferDirection::Out
            },
            unit: UnitCode::new(&unit)?,
            at,
            confirmed_at,
        })
    })
    .collect()
}

/// A transfer by its package.
///
/// # Errors
/// SQLite's.
pub fn transfer(reader: &impl Reader, package_id: &str) -> Result<Option<Transfer>, StoreError> {
    Ok(transfers(reader)?
        .into_iter()
        .find(|transfer| transfer.package_id == package_id))
}

/// What the units said to which cases were handed over, by package: each of those that went to it.
///
/// # Errors
/// SQLite's.
pub fn transfer_answers(reader: &impl Reader) -> Result<BTreeMap<String, KeptAnswer>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT t.package_id, r.state, r.at, r.reasons FROM transfers t
         JOIN received_receipts r ON r.package_id = t.package_id AND r.from_unit = t.unit
         WHERE t.direction = 'out'",
    )?;
    let rows = statement.query_map([], |row| {
        let answer = KeptAnswer {
            state: row.get(1)?,
            at: row.get(2)?,
            reasons: row.get(3)?,
        };
        Ok((row.get(0)?, answer))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Numbers of persons that the register has used, deleted records and erased persons included.
///
/// # Errors
/// SQLite's.
pub fn is_used_number(reader: &impl Reader, number: &CaseRef) -> Result<bool, StoreError> {
    let sql = match super::facts_are_sealed(reader) {
        true => "SELECT 1 FROM used_numbers WHERE number = ?1",
        false => {
            "SELECT 1 FROM violence_cases WHERE number = ?1
             UNION ALL SELECT 1 FROM survivors WHERE person = ?1
             UNION ALL SELECT 1 FROM perpetrators WHERE person = ?1 LIMIT 1"
        }
    };
    let found: Option<i64> = reader
        .connection()
        .prepare_cached(sql)?
        .query_row([number.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// How many persons the own cases have, survivors and perpetrators.
///
/// # Errors
/// SQLite's.
pub fn count_persons(reader: &impl Reader) -> Result<usize, StoreError> {
    super::facts::ready(reader, RecordKind::Survivor)?;
    let count: i64 = reader.connection().query_row(
        "SELECT count(*) FROM (
           SELECT person FROM survivors WHERE deleted = 0
           UNION SELECT person FROM perpetrators WHERE deleted = 0)",
        [],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(count).unwrap_or(0))
}

impl Log<'_> {
    /// Notes that a person's identity was erased.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_erasure(&self, erasing: &Erasing, cases: i64) -> Result<(), StoreError> {
        let (person, reason) = (erasing.person.as_str(), erasing.reason.code());
        self.connection().execute(
            "INSERT INTO erasures (at, who, person, reason, cases, done)
             VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            params![erasing.at, self.who, person, reason, cases],
        )?;
        let subject = format!("person {person} {reason}");
        self.entry(Action::Erased, &subject)?;
        Ok(())
    }

    /// Notes a case that went from unit to unit, and gives what writes its records.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_transfer(&self, transfer: &Transfer) -> Result<Writer<'_>, StoreError> {
        self.connection().execute(
            "INSERT INTO transfers (package_id, case_id, direction, unit, at, confirmed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                transfer.package_id,
                transfer.case.to_string(),
                transfer.direction.code(),
                transfer.unit.as_str(),
                transfer.at,
                transfer.confirmed_at
            ],
        )?;
        let (action, word) = match transfer.direction {
            TransferDirection::In => (Action::TakenOver, "from"),
            TransferDirection::Out => (Action::HandedOver, "to"),
        };
        let subject = format!("violence_cases {} {word} {}", transfer.case, transfer.unit);
        self.entry(action, &subject)
    }
}

impl Writer<'_> {
    /// Keeps a sealed entry of a case.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_sealed(
        &self,
        case: RecordId,
        sealed: &[u8],
        numbers: &BTreeMap<String, String>,
        source: SealedSource,
    ) -> Result<(), StoreError> {
        let numbers =
            serde_json::to_string(numbers).map_err(|error| StoreError::bad("numbers", error))?;
        self.connection()
            .prepare_cached(
                "INSERT INTO register_inbox (case_id, sealed, numbers, who, source)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                case.to_string(),
                sealed,
                numbers,
                self.who,
                source.code()
            ])?;
        Ok(())
    }

    /// Forgets a sealed entry, which is in the register now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_sealed(&self, id: i64) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM register_inbox WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Takes out what waits for the register at a place, which may be no text.
    pub(super) fn take_out_name(&self, place: &SealedPlace) -> Result<(), StoreError> {
        for (table, key) in NAMES.iter().filter(|(table, _)| place.what == *table) {
            let sql = format!("SELECT CAST({key} AS TEXT), rowid FROM {table}");
            let mut all = self.connection.prepare(&sql)?;
            let mut rows = all.query([])?;
            let mut out: Vec<i64> = Vec::new();
            while let Some(row) = rows.next()? {
                if text_of(row, 0)? == place.place {
                    out.push(row.get(1)?);
                }
            }
            let sql = format!("DELETE FROM {table} WHERE rowid = ?1");
            let mut out = out.into_iter();
            out.try_for_each(|id| self.connection.execute(&sql, [id]).map(|_| ()))?;
        }
        Ok(())
    }

    /// Forgets an identity that the first schema sealed, which is in the register now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_first_schema_identity(&self, case: RecordId) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM identities_schema_1 WHERE case_id = ?1",
            [case.to_string()],
        )?;
        Ok(())
    }

    /// Forgets the cases as the first schema kept them, which are records now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_first_schema_cases(&self) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM cases_schema_1", [])?;
        Ok(())
    }

    /// Notes that what was to be erased of a person is gone.
    ///
    /// # Errors
    /// SQLite's.
    pub fn erasure_done(&self, person: &CaseRef) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE erasures SET done = 1 WHERE person = ?1",
            [person.as_str()],
        )?;
        Ok(())
    }

    /// Forgets sealed entries of a case, whoever could open them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_sealed_of(&self, case: RecordId) -> Result<(), StoreError> {
        self.connection().execute(
            "DELETE FROM register_inbox WHERE case_id = ?1",
            [case.to_string()],
        )?;
        Ok(())
    }

    /// Notes that the unit a case went to has confirmed it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn confirm_transfer(&self, package_id: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE transfers SET confirmed_at = ?2 WHERE package_id = ?1",
            params![package_id, Moment::now()],
        )?;
        Ok(())
    }
}
