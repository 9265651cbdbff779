//! The facts of cases: records of the register, what travels of them, here and from other units, and what
//! closings froze of them. They lie in `office.db` sealed row by row under the facts key ([`super::seal`]), since
//! that database opens for everybody at the office.
//!
//! Who holds the key has the office's own rows in tables of the connection's own memory, under the names
//! that they would have in the database, so that statements are the same; each that changes is sealed anew
//! in the same transaction. What other units sent, and what closings froze, is opened when it is asked for.

use super::record::{OWN, cells};
use super::restricted::{Restriction, Restrictions, case_of_row};
use super::seal::{json, opened_at, sealed_at, sealed_of};
use super::{FactsKeys, Log, Reader, SealedPlace, Store, StoreError, Writer, tables};
use crate::model::{
    Cell, Flat, Moment, Origin, Period, RecordId, RecordKind, Stored, Year, cells_from_json,
};
use age::secrecy::SecretString;
use rusqlite::{Connection, ToSql, params, params_from_iter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Largest sealed row of one record that is opened, in bytes: the program writes none of that size.
const MAX_ROW: i64 = 1 << 20;

/// Whether facts can be read here.
pub enum Facts {
    /// They lie in tables that whoever opens the database reads, as earlier programs left them.
    Open,
    /// They lie sealed, and these keys open them.
    Held(FactsKeys),
    /// They lie sealed, and their key is not in hand.
    Closed,
}

pub(super) const CLOSING: &str = "closing";
pub(super) const OPEN: &str = "open";
pub(super) const VOIDED: &str = "voided";
pub(super) const TURNED_DOWN: &str = "turned-down";

/// A row of an own record as it is sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct SealedRow {
    created: (String, String),
    changed: (String, String),
    deleted: bool,
    record: Map<String, Value>,
}

/// What a closing froze of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFacts {
    /// The figures, as JSON, each with its records.
    pub figures: String,
    /// The records, as a package's payload holds them.
    #[serde(with = "base64_bytes")]
    pub content: Vec<u8>,
}

/// Why a case was marked as recorded wrongly, in words. They are for the office alone: a text may name somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidNote {
    /// The words.
    pub why: String,
    /// Name of the user who marked it.
    pub who: String,
    /// When.
    pub at: Moment,
}

pub(super) mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in super::super) fn serialize<S: Serializer>(
        bytes: &[u8],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }
    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}

/// The kinds of record that lie sealed.
pub(super) fn kinds() -> impl Iterator<Item = RecordKind> {
    let all = RecordKind::ALL.into_iter();
    all.filter(|kind| kind.is_of_cases())
}

pub(super) fn received(kind: RecordKind) -> String {
    format!("received {}", kind.table())
}

fn closing_place(period: Period, revision: i64) -> String {
    format!("{period} {revision}")
}

fn open_place(year: Year, number: i64) -> String {
    format!("{year} {number}")
}

/// Whether the database has its facts sealed: earlier programs kept them in tables.
pub(super) fn are_sealed(connection: &Connection) -> Result<bool, StoreError> {
    let table = RecordKind::ViolenceCase.table();
    let has_seals = tables::found(connection, "sealed_facts")?.is_some();
    Ok(has_seals && tables::found(connection, table)?.is_none())
}

/// Makes the tables of the connection's own memory.
fn make_tables(connection: &Connection) -> Result<(), StoreError> {
    for kind in kinds() {
        let sql = tables::declared(kind)
            .replacen("CREATE TABLE", "CREATE TEMP TABLE", 1)
            .replacen(" REFERENCES origins (origin)", "", 1);
        connection.execute_batch(&sql)?;
        let looked_for = kind.columns().iter().filter(|column| {
            column.kind.referred().is_some() || ["number", "person"].contains(&&*column.name)
        });
        for column in looked_for {
            connection.execute_batch(&format!(
                "CREATE INDEX temp.{table}_by_{name} ON {table} (\"{name}\")",
                table = kind.table(),
                name = column.name
            ))?;
        }
    }
    Ok(())
}

fn drop_tables(connection: &Connection) -> Result<(), StoreError> {
    kinds().try_for_each(|kind| {
        let sql = format!("DROP TABLE IF EXISTS temp.{}", kind.table());
        Ok(connection.execute_batch(&sql)?)
    })
}

/// Opens the office's own rows into the connection's memory; gives those that cannot be read.
fn load(connection: &Connection, keys: &FactsKeys) -> Result<Vec<SealedPlace>, StoreError> {
    let mut unreadable = Vec::new();
    let loading = connection.unchecked_transaction()?;
    make_tables(&loading)?;
    for kind in kinds() {
        let columns = kind.columns();
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let marks: Vec<String> = (0..columns.len())
            .map(|at| format!("?{}", at + 8))
            .collect();
        let sql = format!(
            "INSERT INTO temp.{} (id, origin, version, created_at, created_by, changed_at, changed_by,
               deleted, {}) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, {})",
            kind.table(),
            names.join(", "),
            marks.join(", ")
        );
        let mut insert = loading.prepare(&sql)?;
        let mut all = loading.prepare_cached(
            "SELECT what, place, CASE WHEN length(sealed) <= ?2 THEN sealed END
             FROM sealed_facts WHERE what = ?1",
        )?;
        let mut rows = all.query(params![kind.table(), MAX_ROW])?;
        while let Some(row) = rows.next()? {
            let sealed = sealed_of(row, 2)?;
            let place = SealedPlace::of_row(row)?;
            let read = sealed.map(|sealed| own_row(kind, keys, &place, &sealed));
            let (row, flat) = match read {
                Some(Ok(read)) => read,
                Some(Err(StoreError::Restricted)) => continue,
                Some(Err(_)) | None => {
                    unreadable.push(place);
                    continue;
                }
            };
            let place = place.place;
            let head: [&dyn ToSql; 7] = [
                &place,
                &flat.version,
                &row.created.0,
                &row.created.1,
                &row.changed.0,
                &row.changed.1,
                &row.deleted,
            ];
            let cells = flat.record.iter().map(|cell| cell as &dyn ToSql);
            match insert.execute(params_from_iter(head.into_iter().chain(cells))) {
                Err(error) if is_constraint(&error) => {
                    unreadable.push(SealedPlace::new(kind.table(), &place));
                }
                done => {
                    done?;
                }
            }
        }
    }
    loading.commit()?;
    Ok(unreadable)
}

fn is_constraint(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

/// Opens the row of an own record.
pub(super) fn own_row(
    kind: RecordKind,
    keys: &FactsKeys,
    place: &SealedPlace,
    sealed: &[u8],
) -> Result<(SealedRow, Flat), StoreError> {
    let plain = keys.open(&place.what, &place.place, sealed)?;
    let row: SealedRow = serde_json::from_slice(&plain).map_err(json)?;
    let flat = flat_of(kind, OWN, row.record.clone())?;
    Ok((row, flat))
}

/// A record out of its JSON, with its id and version.
pub(super) fn flat_of(
    kind: RecordKind,
    origin: Origin,
    mut object: Map<String, Value>,
) -> Result<Flat, StoreError> {
    let missing = || StoreError::bad("facts", kind.table());
    let id = object.remove("id").ok_or_else(missing)?;
    let version = object.remove("version").and_then(|v| v.as_i64());
    let bad = |error| StoreError::BadRow {
        table: kind.table(),
        error,
    };
    Ok(Stored {
        id: RecordId::parse(id.as_str().ok_or_else(missing)?)?,
        version: version.ok_or_else(missing)?,
        origin,
        record: cells_from_json(kind.columns(), &object).map_err(bad)?,
    })
}

/// Refuses a kind of record whose rows lie sealed, where their key is not in hand.
pub(super) fn ready(reader: &impl Reader, kind: RecordKind) -> Result<(), StoreError> {
    match reader.facts() {
        Facts::Closed if kind.is_of_cases() => Err(StoreError::FactsClosed),
        _ => Ok(()),
    }
}

/// Whether facts of cases cannot be read here.
pub fn facts_are_closed(reader: &impl Reader) -> bool {
    matches!(reader.facts(), Facts::Closed)
}

/// Whether facts of cases lie sealed under a key of their own, in hand or not.
pub fn facts_are_sealed(reader: &impl Reader) -> bool {
    !matches!(reader.facts(), Facts::Open)
}

/// Whether there is an own record of cases of an id: deleted, or one that cannot be read, too.
///
/// # Errors
/// [`StoreError::FactsClosed`], SQLite's.
pub fn is_here(reader: &impl Reader, kind: RecordKind, id: RecordId) -> Result<bool, StoreError> {
    ready(reader, kind)?;
    let id = id.to_string();
    let sealed = sealed_at(reader.connection(), kind.table(), &id)?.is_some();
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1)",
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    Ok(sealed || statement.query_row([&id], |row| row.get(0))?)
}

/// Facts that another unit sent; `None` where they lie in tables.
pub(super) fn received_facts(
    reader: &impl Reader,
    kind: RecordKind,
    origin: Origin,
) -> Result<Option<Vec<Flat>>, StoreError> {
    if origin == OWN || !kind.is_of_cases() {
        return Ok(None);
    }
    let keys = match reader.facts() {
        Facts::Open => return Ok(None),
        Facts::Closed => return Err(StoreError::FactsClosed),
        Facts::Held(keys) => keys,
    };
    let (what, place) = (received(kind), origin.to_string());
    let Some(plain) = opened_at(reader.connection(), keys, &what, &place)? else {
        return Ok(Some(Vec::new()));
    };
    let objects: Vec<Map<String, Value>> = serde_json::from_slice(&plain).map_err(json)?;
    let flat = objects
        .into_iter()
        .map(|object| flat_of(kind, origin, object));
    flat.collect::<Result<_, _>>().map(Some)
}

/// What a closing froze of cases; `None` where it lies with the rest, or its key is not in hand.
///
/// # Errors
/// [`StoreError::BadFacts`] where it is gone or cannot be opened.
pub(super) fn frozen_facts(
    reader: &impl Reader,
    period: Period,
    revision: i64,
) -> Result<Option<FrozenFacts>, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(None);
    };
    let place = closing_place(period, revision);
    let plain = opened_at(reader.connection(), keys, CLOSING, &place)?;
    let plain = plain.ok_or(StoreError::BadFacts(place))?;
    serde_json::from_slice(&plain).map(Some).map_err(json)
}

/// Why a case was marked as recorded wrongly; `None` where it was not, or by an earlier program, which asked for no
/// words, or they cannot be read.
///
/// # Errors
/// SQLite's.
pub fn void_note(reader: &impl Reader, case: RecordId) -> Result<Option<VoidNote>, StoreError> {
    words(reader, VOIDED, &case.to_string())
}

/// Why a case was turned down, by its package; `None` where that is not sealed, or cannot be read.
pub(super) fn why_turned_down(
    reader: &impl Reader,
    package_id: &str,
) -> Result<Option<String>, StoreError> {
    words(reader, TURNED_DOWN, package_id)
}

/// What people wrote of a case and lies sealed. What cannot be read is told as such elsewhere, and stops nothing.
pub(super) fn words<T: DeserializeOwned>(
    reader: &impl Reader,
    what: &str,
    place: &str,
) -> Result<Option<T>, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(None);
    };
    let sealed = sealed_at(reader.connection(), what, place)?;
    let plain = sealed.and_then(|sealed| keys.open(what, place, &sealed).ok());
    Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
}

/// What reports of a year that were not closed came to when some of them left, as JSON, each with its number, in the
/// order in which they left; `None` where the key is not in hand.
///
/// # Errors
/// [`StoreError::BadFacts`] where one cannot be opened; SQLite's.
pub fn open_reports(
    reader: &impl Reader,
    year: Year,
) -> Result<Option<Vec<(i64, String)>>, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(None);
    };
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT what, place, sealed FROM sealed_facts WHERE what = ?1")?;
    let mut rows = statement.query([OPEN])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place = SealedPlace::of_row(row)?.place;
        let bad = || StoreError::BadFacts(format!("{OPEN}/{place}"));
        let (of_year, number) = place.split_once(' ').ok_or_else(bad)?;
        if of_year != year.to_string() {
            continue;
        }
        let plain = keys.open(OPEN, &place, &row.get::<_, Vec<u8>>(2)?)?;
        let text = String::from_utf8(plain.to_vec()).map_err(|_| bad())?;
        found.push((number.parse().map_err(|_| bad())?, text));
    }
    found.sort_unstable();
    Ok(Some(found))
}

impl Store {
    /// Refuses a database in which facts of cases lie open.
    ///
    /// # Errors
    /// [`StoreError::BadFacts`].
    pub fn check_no_open_facts(&self) -> Result<(), StoreError> {
        let named = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)";
        for kind in kinds() {
            if self
                .connection
                .query_row(named, [kind.table()], |row| row.get(0))?
            {
                return Err(StoreError::BadFacts(kind.table().to_owned()));
            }
        }
        let of_first_schema = "SELECT EXISTS (SELECT 1 FROM cases_schema_1)";
        if self
            .connection
            .query_row(of_first_schema, [], |row| row.get(0))?
        {
            return Err(StoreError::BadFacts("cases_schema_1".to_owned()));
        }
        match self.facts {
            Facts::Open => Err(StoreError::BadFacts("sealed_facts".to_owned())),
            Facts::Held(_) | Facts::Closed => Ok(()),
        }
    }

    /// Whether facts of cases can be read: found when the database was opened, later set by who has the key.
    pub(super) fn found_facts(connection: &Connection) -> Result<Facts, StoreError> {
        Ok(match are_sealed(connection)? {
            true => Facts::Closed,
            false => Facts::Open,
        })
    }

    /// Takes the facts keys in hand: what they open is read from now on, what they do not open is told
    /// ([`unreadable_facts`]). Of cases that only some users see, `open` gives the keys to who is one of them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn hold_facts(
        &mut self,
        mut keys: FactsKeys,
        open: impl Fn(&Restriction) -> Option<Vec<SecretString>>,
    ) -> Result<(), StoreError> {
        if !matches!(self.facts, Facts::Closed) {
            return Ok(());
        }
        keys.restricted = Restrictions::found(&self.connection, &keys, open)?;
        let query_only = self.is_read_only();
        if query_only {
            self.connection.execute_batch("PRAGMA query_only = OFF;")?;
        }
        let loaded = load(&self.connection, &keys);
        if query_only {
            self.connection.execute_batch("PRAGMA query_only = ON;")?;
        }
        keys.unreadable = loaded?;
        self.facts = Facts::Held(keys);
        Ok(())
    }

    /// Puts the facts keys out of hand.
    ///
    /// # Errors
    /// SQLite's.
    pub fn let_go_of_facts(&mut self) -> Result<(), StoreError> {
        if matches!(self.facts, Facts::Held(_)) {
            self.facts = Facts::Closed;
            drop_tables(&self.connection)?;
            self.take_guard_down()?;
        }
        Ok(())
    }

    /// Seals what lies in tables, and does in the same transaction what else belongs to it.
    ///
    /// # Errors
    /// Whatever `work` returns; then nothing has changed.
    pub fn seal_facts<E: From<StoreError>>(
        &mut self,
        keys: FactsKeys,
        who: &str,
        work: impl FnOnce(&Log<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if !matches!(self.facts, Facts::Open) {
            return Ok(());
        }
        self.facts = Facts::Held(keys);
        let done = self.transaction(who, |log| {
            let writer = log.unlogged(super::NoEntry::Upgrade);
            writer.move_tables()?;
            work(log)?;
            Ok(writer.guard_as_it_is()?)
        });
        if done.is_err() {
            self.facts = Facts::Open;
            return done;
        }
        Ok(self.put_guard_up(super::GUARDED_FORM, super::People::default())?)
    }
}

impl Log<'_> {
    /// Whether facts of the office's own cases were changed or frozen in this transaction.
    pub fn has_changed_own_facts(&self) -> bool {
        self.touched.borrow().own
    }
}

impl Writer<'_> {
    /// Seals an own record as it is now, where its kind is one that lies sealed.
    pub(super) fn seal_row(&self, kind: RecordKind, id: RecordId) -> Result<(), StoreError> {
        if !kind.is_of_cases() || matches!(self.facts, Facts::Open) {
            return Ok(());
        }
        let columns = kind.columns();
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let sql = format!(
            "SELECT version, created_at, created_by, changed_at, changed_by, deleted, {}
             FROM temp.{} WHERE origin = 0 AND id = ?1",
            names.join(", "),
            kind.table()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.to_string()])?;
        let Some(row) = rows.next()? else {
            return Ok(());
        };
        let record = cells(row, 6, columns.len())?;
        self.note_numbers(kind, &record)?;
        let case = match self.held()?.restricted.is_empty() {
            true => None,
            false => case_of_row(self, kind, id)?,
        };
        if let Some(case) = case {
            self.check_person_is_of_its_cases(kind, &record, case)?;
        }
        let sealed = SealedRow {
            created: (row.get(1)?, row.get(2)?),
            changed: (row.get(3)?, row.get(4)?),
            deleted: row.get(5)?,
            record: kind.object(id, row.get(0)?, &record),
        };
        let plain = serde_json::to_vec(&sealed).map_err(json)?;
        self.touched.borrow_mut().own = true;
        match case {
            Some(case) => self.seal_of_case(case, kind.table(), &id.to_string(), plain),
            None => self.seal_at(kind.table(), &id.to_string(), plain),
        }
    }

    /// Seals facts that another unit sent, beside those of its kind that it sent already.
    pub(super) fn seal_received<'c>(
        &self,
        kind: RecordKind,
        origin: Origin,
        records: impl IntoIterator<Item = (RecordId, i64, &'c [Cell])>,
    ) -> Result<(), StoreError> {
        let (what, place) = (received(kind), origin.to_string());
        let here = opened_at(self.connection, self.held()?, &what, &place)?;
        let mut all: Vec<Map<String, Value>> = match here {
            Some(plain) => serde_json::from_slice(&plain).map_err(json)?,
            None => Vec::new(),
        };
        let records = records.into_iter();
        all.extend(records.map(|(id, version, cells)| kind.object(id, version, cells)));
        all.sort_by_cached_key(|object| object.get("id").map(ToString::to_string));
        self.seal_at(&what, &place, serde_json::to_vec(&all).map_err(json)?)
    }

    /// Seals what a closing froze of cases.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn freeze_facts(
        &self,
        period: Period,
        revision: i64,
        frozen: &FrozenFacts,
    ) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(frozen).map_err(json)?;
        self.touched.borrow_mut().own = true;
        self.seal_at(CLOSING, &closing_place(period, revision), plain)
    }

    /// Seals what a report that is not closed comes to, of which something leaves.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's; where there is one with its number.
    pub fn put_open_report(
        &self,
        year: Year,
        number: i64,
        report: String,
    ) -> Result<(), StoreError> {
        let place = open_place(year, number);
        match sealed_at(self.connection, OPEN, &place)? {
            Some(_) => Err(StoreError::bad(OPEN, place)),
            None => self.seal_at(OPEN, &place, report.into_bytes()),
        }
    }

    /// Seals why a case is marked as recorded wrongly.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn put_void_note(&self, case: RecordId, why: String) -> Result<(), StoreError> {
        let note = VoidNote {
            why,
            who: self.who.to_owned(),
            at: Moment::now(),
        };
        let plain = serde_json::to_vec(&note).map_err(json)?;
        self.seal_of_case(case, VOIDED, &case.to_string(), plain)
    }

    /// Forgets why a case was marked so.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`] where there is something to forget, SQLite's.
    pub fn drop_void_note(&self, case: RecordId) -> Result<(), StoreError> {
        self.unseal_at(VOIDED, &case.to_string())
    }

    /// Seals why a case was turned down.
    pub(super) fn seal_why_turned_down(
        &self,
        package_id: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(reason).map_err(json)?;
        self.seal_at(TURNED_DOWN, package_id, plain)
    }

    /// Notes a number that a case or a person of the register has, so that nobody draws it again.
    ///
    /// # Errors
    /// SQLite's.
    pub fn use_number(&self, number: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO used_numbers (number) VALUES (?1) ON CONFLICT (number) DO NOTHING";
        self.connection.prepare_cached(sql)?.execute([number])?;
        Ok(())
    }

    fn note_numbers(&self, kind: RecordKind, record: &[Cell]) -> Result<(), StoreError> {
        if !kind.is_of_register() {
            return Ok(());
        }
        for (column, cell) in kind.columns().iter().zip(record) {
            if let ("number" | "person", Cell::Text(number)) = (&*column.name, cell) {
                self.use_number(number)?;
            }
        }
        Ok(())
    }

    /// Moves what earlier programs kept in tables under the facts key, and drops those tables.
    fn move_tables(&self) -> Result<(), StoreError> {
        make_tables(self.connection)?;
        for kind in kinds() {
            let table = kind.table();
            let mut columns = vec![
                "id",
                "origin",
                "version",
                "created_at",
                "created_by",
                "changed_at",
                "changed_by",
                "deleted",
            ];
            columns.extend(kind.columns().iter().map(|column| column.name.as_str()));
            let columns: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
            let columns = columns.join(", ");
            self.connection.execute_batch(&format!(
                "INSERT INTO temp.{table} ({columns}) SELECT {columns} FROM main.{table} WHERE origin = 0"
            ))?;
            let own: Vec<String> = self
                .connection
                .prepare(&format!("SELECT id FROM temp.{table}"))?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in own {
                self.seal_row(kind, RecordId::parse(&id)?)?;
            }
            let origins: Vec<Origin> = self
                .connection
                .prepare(&format!(
                    "SELECT DISTINCT origin FROM main.{table} WHERE origin <> 0"
                ))?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for origin in origins {
                let found = super::record::in_main(self.connection, kind, origin)?;
                let records = found.iter().map(|f| (f.id, f.version, f.record.as_slice()));
                self.seal_received(kind, origin, records)?;
            }
            self.connection
                .execute_batch(&format!("DROP TABLE main.{table}"))?;
        }
        self.seal_travel_key()?;
        self.facts_are_made()
    }
}
