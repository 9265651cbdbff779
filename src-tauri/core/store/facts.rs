//! The facts of cases: records of the register, what travels of them, here and from other units, and what
//! closings froze of them. They lie in `office.db` sealed row by row under the facts key, since that
//! database opens for everybody at the office.
//!
//! Who holds the key has the office's own rows in tables of the connection's own memory, under the names
//! that they would have in the database, so that statements are the same; each that changes is sealed anew
//! in the same transaction. What other units sent, and what closings froze, is opened when it is asked for.
//!
//! A seal is an age file under the facts key itself as its passphrase, not under its public half: who does not
//! hold the key can make none. In it stand the row's place and a line feed before what was sealed, so that no
//! row is taken for another.

use super::guarded::{Guard, Sums};
use super::record::{OWN, cells};
use super::{Action, Log, Reader, Store, StoreError, Writer, tables};
use crate::model::{
    Cell, Flat, Moment, Origin, Period, RecordId, RecordKind, Stored, Year, cells_from_json,
    from_outside,
};
use age::secrecy::SecretString;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::Sha256;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// scrypt's work factor for a seal: what is stretched is a whole key already.
const WORK_FACTOR: u8 = 2;
/// What is sealed is filled up to a multiple of so many bytes, so that its length tells little.
const FILLED: usize = 512;

/// Largest sealed row of one record that is opened, in bytes: the program writes none of that size.
const MAX_ROW: i64 = 1 << 20;

/// The keys that open facts, made ready once: how long stretching takes on this machine is measured each
/// time that one is.
pub struct FactsKeys {
    /// Seals under the present one.
    present: Option<age::scrypt::Recipient>,
    /// Open what is under one of them, the present one first.
    all: Vec<age::scrypt::Identity>,
    /// What lies sealed and opens with none of them, or says nothing that can be read.
    unreadable: Vec<SealedPlace>,
}

/// Where something lies sealed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SealedPlace {
    /// A kind of record by its table; `received` and that; `closing`, `open`, `begun`.
    pub what: String,
    /// Its place among those.
    pub place: String,
}

impl SealedPlace {
    fn new(what: &str, place: &str) -> Self {
        Self {
            what: what.to_owned(),
            place: place.to_owned(),
        }
    }

    /// A case that was begun, by its place in the queue.
    pub fn begun(id: i64) -> Self {
        Self::new(BEGUN, &id.to_string())
    }

    /// Of a row as it lies: whoever opens the database writes there what she likes.
    fn of_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let text = |place: usize| -> Result<String, StoreError> {
            let bytes = row.get_ref(place)?.as_bytes().unwrap_or_default();
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        Ok(Self {
            what: text(0)?,
            place: text(1)?,
        })
    }
}

impl std::fmt::Display for SealedPlace {
    /// As the log names it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = format!("{} {}", self.what, self.place);
        f.write_str(from_outside(whole.trim_end(), 100, false).as_str())
    }
}

/// Whether facts can be read here.
pub enum Facts {
    /// They lie in tables that whoever opens the database reads, as earlier programs left them.
    Open,
    /// They lie sealed, and these keys open them.
    Held(FactsKeys),
    /// They lie sealed, and their key is not in hand.
    Closed,
}

impl FactsKeys {
    /// Of the facts keys as the list of holders has them, the present one first.
    pub fn new(keys: &[SecretString]) -> Self {
        let seals = |key: &SecretString| {
            let mut recipient = age::scrypt::Recipient::new(key.clone());
            recipient.set_work_factor(WORK_FACTOR);
            recipient
        };
        let opens = |key: &SecretString| {
            let mut identity = age::scrypt::Identity::new(key.clone());
            identity.set_max_work_factor(WORK_FACTOR);
            identity
        };
        Self {
            present: keys.first().map(seals),
            all: keys.iter().map(opens).collect(),
            unreadable: Vec::new(),
        }
    }

    fn seal(&self, what: &str, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let present = self.present.as_ref().ok_or(StoreError::FactsClosed)?;
        let whole = [format!("{what}/{place}\n").as_bytes(), plain].concat();
        age::encrypt(present, &Zeroizing::new(whole))
            .map_err(|error| StoreError::bad("facts key", error))
    }

    fn open(
        &self,
        what: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let opened = self
            .all
            .iter()
            .find_map(|identity| age::decrypt(identity, sealed).map(Zeroizing::new).ok());
        let row = format!("{what}/{place}");
        let plain = opened.as_deref().and_then(|whole| {
            let rest = whole.strip_prefix(row.as_bytes())?;
            rest.strip_prefix(b"\n")
        });
        let plain = plain.map(|plain| Zeroizing::new(plain.to_vec()));
        plain.ok_or(StoreError::BadFacts(row))
    }
}

/// What a transaction has done with sealed rows so far.
#[derive(Default)]
pub(super) struct Touched {
    /// What the digest of all of them changes by; none where none was changed.
    digest: Option<[u8; 32]>,
    /// Whether the office's own were changed, or a closing's.
    own: bool,
    /// What was noted of how often the register was changed.
    pub(super) register: Option<OfRegister>,
}

/// What is noted of a change of the register.
#[derive(Clone, Copy)]
pub(super) enum OfRegister {
    /// It is about to be counted there.
    Comes,
    /// It was changed so often.
    Is(i64),
}

/// What is kept of all sealed rows together, so that one that is gone or an earlier one is told. It is made with a
/// secret that lies in it: who cannot open it can choose no rows that would come out the same.
#[derive(Serialize, Deserialize)]
pub(super) struct State {
    pub(super) secret: [u8; 32],
    digest: [u8; 32],
    /// By which schema what travels was made from the records last.
    made: i64,
    /// Of what lies open beside the facts and is guarded; none before a head has unlocked the office with this
    /// program.
    #[serde(default)]
    pub(super) guarded: Option<Sums>,
    /// From what ids and numbers are drawn under which cases travel; none where that lies open still.
    #[serde(default)]
    travel: Option<TravelSecrets>,
}

/// The secrets from which ids and numbers are drawn under which cases travel.
#[derive(Clone, Serialize, Deserialize)]
struct TravelSecrets {
    present: [u8; 32],
    /// One that lay where everybody at the office read it, with the years of which a report had left under it:
    /// their revisions go on under the ids that the receiving office knows.
    before: Option<([u8; 32], BTreeSet<Year>)>,
}

/// From what ids and numbers are drawn under which the cases of a year travel.
pub enum TravelKey {
    /// A secret of earlier programs, which lay where everybody at the office read it.
    Before([u8; 32]),
    /// One that nobody reads who does not hold the facts key.
    Present([u8; 32]),
}

impl State {
    fn new() -> Result<Self, StoreError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| StoreError::bad("facts key", error))?;
        Ok(Self {
            secret,
            digest: [0; 32],
            made: 0,
            guarded: None,
            travel: None,
        })
    }

    /// What a row adds to the digest: HMAC-SHA-256 of it.
    fn of_row(&self, what: &str, place: &str, sealed: &[u8]) -> Result<[u8; 32], StoreError> {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.secret)
            .map_err(|error| StoreError::bad("facts key", error))?;
        for part in [what.as_bytes(), place.as_bytes(), sealed] {
            code.update(&part.len().to_le_bytes());
            code.update(part);
        }
        Ok(code.finalize().into_bytes().into())
    }
}

const STATE: &str = "state";
const CLOSING: &str = "closing";
const OPEN: &str = "open";
const BEGUN: &str = "begun";

/// A row of an own record as it is sealed.
#[derive(Serialize, Deserialize)]
struct SealedRow {
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

mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}

fn json(error: serde_json::Error) -> StoreError {
    StoreError::bad("facts", error)
}

/// The kinds of record that lie sealed.
fn kinds() -> impl Iterator<Item = RecordKind> {
    let all = RecordKind::ALL.into_iter();
    all.filter(|kind| kind.is_of_cases())
}

fn received(kind: RecordKind) -> String {
    format!("received {}", kind.table())
}

fn closing_place(period: Period, revision: i64) -> String {
    format!("{period} {revision}")
}

fn open_place(year: Year, number: i64) -> String {
    format!("{year} {number}")
}

fn add_digest(to: &mut [u8; 32], other: &[u8; 32]) {
    for (byte, other) in to.iter_mut().zip(other) {
        *byte ^= other;
    }
}

fn sealed_at(
    connection: &Connection,
    what: &str,
    place: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed FROM sealed_facts WHERE what = ?1 AND place = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([what, place], |row| Ok(sealed_of(row, 0)));
    let found = found.optional()?.transpose()?;
    Ok(found.map(Option::unwrap_or_default))
}

/// What lies sealed in a row, whatever whoever opens the database wrote there: what is no bytes opens with no key.
fn sealed_of(row: &Row<'_>, place: usize) -> Result<Option<Vec<u8>>, StoreError> {
    let bytes = row.get_ref(place)?.as_bytes_or_null();
    Ok(bytes.unwrap_or_default().map(<[u8]>::to_vec))
}

fn put_sealed(
    connection: &Connection,
    what: &str,
    place: &str,
    sealed: &[u8],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO sealed_facts (what, place, sealed) VALUES (?1, ?2, ?3)
        ON CONFLICT (what, place) DO UPDATE SET sealed = excluded.sealed";
    connection
        .prepare_cached(sql)?
        .execute(params![what, place, sealed])?;
    Ok(())
}

fn opened_at(
    connection: &Connection,
    keys: &FactsKeys,
    what: &str,
    place: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let sealed = sealed_at(connection, what, place)?;
    sealed
        .map(|sealed| keys.open(what, place, &sealed))
        .transpose()
}

pub(super) fn state(connection: &Connection, keys: &FactsKeys) -> Result<State, StoreError> {
    match opened_at(connection, keys, STATE, "")? {
        Some(plain) => serde_json::from_slice(&plain).map_err(json),
        None => Err(StoreError::BadFacts(STATE.to_owned())),
    }
}

/// The state as it lies, or the first one.
fn state_or_new(connection: &Connection, keys: &FactsKeys) -> Result<State, StoreError> {
    match sealed_at(connection, STATE, "")? {
        Some(_) => state(connection, keys),
        None => {
            let first = State::new()?;
            put_state(connection, keys, &first)?;
            Ok(first)
        }
    }
}

pub(super) fn put_state(
    connection: &Connection,
    keys: &FactsKeys,
    state: &State,
) -> Result<(), StoreError> {
    let plain = serde_json::to_vec(state).map_err(json)?;
    put_sealed(connection, STATE, "", &keys.seal(STATE, "", &plain)?)
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
            let read = sealed.and_then(|sealed| own_row(kind, keys, &place, &sealed).ok());
            let Some((row, flat)) = read else {
                unreadable.push(place);
                continue;
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
fn own_row(
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

/// Whether what lies at a place can be opened and read.
fn is_readable(keys: &FactsKeys, place: &SealedPlace, sealed: &[u8]) -> bool {
    let what = place.what.as_str();
    if let Some(kind) = kinds().find(|kind| kind.table() == what) {
        return !keys.unreadable.contains(place) && own_row(kind, keys, place, sealed).is_ok();
    }
    let Ok(plain) = keys.open(what, &place.place, sealed) else {
        return false;
    };
    if what == CLOSING {
        return serde_json::from_slice::<FrozenFacts>(&plain).is_ok();
    }
    if what == OPEN {
        return serde_json::from_slice::<Value>(&plain).is_ok();
    }
    let of_units = kinds().find(|kind| received(*kind) == what);
    of_units.is_some_and(|kind| {
        let objects = serde_json::from_slice::<Vec<Map<String, Value>>>(&plain);
        objects.is_ok_and(|objects| {
            let mut objects = objects.into_iter();
            objects.all(|object| flat_of(kind, OWN, object).is_ok())
        })
    })
}

/// A record out of its JSON, with its id and version.
fn flat_of(
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

/// Whether the sealed rows are those that were sealed last, none more, none less, none earlier; nobody can
/// tell without the key.
///
/// # Errors
/// SQLite's.
pub fn facts_are_whole(reader: &impl Reader) -> Result<bool, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(true);
    };
    let Ok(state) = state(reader.connection(), keys) else {
        return Ok(false);
    };
    let opens = |what: &str, place: &str, sealed: &[u8]| keys.open(what, place, sealed).is_ok();
    Ok(digest_of_now(reader.connection(), &state, opens)? == Some(state.digest))
}

/// Whether the sealed rows are those of the state, without opening them.
pub(super) fn fit(connection: &Connection, state: &State) -> Result<bool, StoreError> {
    Ok(digest_of_now(connection, state, |_, _, _| true)? == Some(state.digest))
}

/// Makes the state that of the rows as they lie.
pub(super) fn take_as_they_are(writer: &Writer<'_>) -> Result<(), StoreError> {
    let (connection, keys) = (writer.connection, writer.held()?);
    let mut state = state(connection, keys)?;
    if let Some(digest) = digest_of_now(connection, &state, |_, _, _| true)? {
        state.digest = digest;
    }
    put_state(connection, keys, &state)
}

/// The digest of all sealed rows as they lie; `None` where one does not do, or where a place has two: equal ones
/// would leave no trace in it.
fn digest_of_now(
    connection: &Connection,
    state: &State,
    does: impl Fn(&str, &str, &[u8]) -> bool,
) -> Result<Option<[u8; 32]>, StoreError> {
    let mut digest = [0; 32];
    let mut before = None;
    let mut statement =
        connection.prepare("SELECT what, place, sealed FROM sealed_facts ORDER BY what, place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let here = SealedPlace::of_row(row)?;
        let sealed = sealed_of(row, 2)?.unwrap_or_default();
        if before.as_ref() == Some(&here) {
            return Ok(None);
        }
        if here.what != STATE {
            if !does(&here.what, &here.place, &sealed) {
                return Ok(None);
            }
            let code = state.of_row(&here.what, &here.place, &sealed)?;
            add_digest(&mut digest, &code);
        }
        before = Some(here);
    }
    Ok(Some(digest))
}

/// Every sealed row that cannot be opened or read; and what was begun and cannot be opened. Nobody can tell
/// without the key.
///
/// # Errors
/// SQLite's.
pub fn all_unreadable(reader: &impl Reader) -> Result<Vec<SealedPlace>, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(Vec::new());
    };
    let begun = keys.unreadable.iter().filter(|place| place.what == BEGUN);
    let mut unreadable: Vec<SealedPlace> = begun.cloned().collect();
    let mut statement = reader
        .connection()
        .prepare("SELECT what, place, sealed FROM sealed_facts WHERE what <> ?1")?;
    let mut rows = statement.query([STATE])?;
    while let Some(row) = rows.next()? {
        let place = SealedPlace::of_row(row)?;
        let sealed = sealed_of(row, 2)?.unwrap_or_default();
        if !is_readable(keys, &place, &sealed) {
            unreadable.push(place);
        }
    }
    Ok(unreadable)
}

/// What could not be read of the office's own cases when it was unlocked, and of what was begun; for who does
/// not hold the key, what the log tells of it.
///
/// # Errors
/// SQLite's.
pub fn unreadable_facts(reader: &impl Reader) -> Result<Vec<SealedPlace>, StoreError> {
    match reader.facts() {
        Facts::Open => Ok(Vec::new()),
        Facts::Held(keys) => Ok(keys.unreadable.clone()),
        Facts::Closed => {
            let told = told_unreadable(reader)?.into_iter();
            Ok(told
                .map(|(subject, _)| {
                    let (what, place) = subject.rsplit_once(' ').unwrap_or((&subject, ""));
                    SealedPlace::new(what, place)
                })
                .collect())
        }
    }
}

/// Refuses what all that is kept of cases is needed for, where some of it cannot be read and nobody has decided
/// of it.
///
/// # Errors
/// [`StoreError::FactsMissing`], SQLite's.
pub fn check_all_readable(reader: &impl Reader) -> Result<(), StoreError> {
    let known = unreadable_facts(reader)?.len();
    let missing = match known {
        0 => all_unreadable(reader)?.len(),
        known => known,
    };
    match missing {
        0 => Ok(()),
        missing => Err(StoreError::FactsMissing(missing)),
    }
}

/// What the log tells of as not readable, and as neither decided nor readable again; with when it was told.
///
/// # Errors
/// SQLite's.
pub fn told_unreadable(reader: &impl Reader) -> Result<BTreeMap<String, Moment>, StoreError> {
    let settled = super::last_entry(reader, Action::FactsSettled, "")?;
    let since = settled.map_or(0, |(entry, _)| entry);
    let mut statement = reader.connection().prepare_cached(
        "SELECT subject, min(at) FROM audit WHERE action = ?1 AND seq > ?2 GROUP BY subject",
    )?;
    let told = params![Action::FactsUnreadable.code(), since];
    let rows = statement.query_map(told, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether what travels was made from the records by an earlier program.
///
/// # Errors
/// SQLite's.
pub fn facts_were_made_before(reader: &impl Reader) -> Result<bool, StoreError> {
    match reader.facts() {
        Facts::Held(keys) => Ok(state(reader.connection(), keys)?.made != super::schema::KNOWN),
        Facts::Open | Facts::Closed => Ok(false),
    }
}

/// From what ids and numbers are drawn under which cases of a year travel.
///
/// # Errors
/// [`StoreError::FactsClosed`] for who cannot read facts; SQLite's.
pub fn travel_key(reader: &impl Reader, year: Year) -> Result<TravelKey, StoreError> {
    let sealed = match reader.facts() {
        Facts::Closed => return Err(StoreError::FactsClosed),
        Facts::Held(keys) => state(reader.connection(), keys)?.travel,
        Facts::Open => None,
    };
    match sealed {
        Some(TravelSecrets { present, before }) => Ok(match before {
            Some((secret, years)) if years.contains(&year) => TravelKey::Before(secret),
            _ => TravelKey::Present(present),
        }),
        None => open_travel_key(reader.connection())?
            .map(TravelKey::Before)
            .ok_or_else(|| StoreError::BadFacts("travel_key".to_owned())),
    }
}

/// The secret as earlier programs left it open.
fn open_travel_key(connection: &Connection) -> Result<Option<[u8; 32]>, StoreError> {
    let sql = "SELECT key FROM travel_key";
    Ok(connection.query_row(sql, [], |row| row.get(0)).optional()?)
}

/// Whether the secret of what travels lies open still, and the key under which it belongs is in hand.
///
/// # Errors
/// SQLite's.
pub fn travel_key_is_open(reader: &impl Reader) -> Result<bool, StoreError> {
    match reader.facts() {
        Facts::Held(keys) => Ok(state(reader.connection(), keys)?.travel.is_none()),
        Facts::Open | Facts::Closed => Ok(false),
    }
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
    /// ([`unreadable_facts`]).
    ///
    /// # Errors
    /// SQLite's.
    pub fn hold_facts(&mut self, mut keys: FactsKeys) -> Result<(), StoreError> {
        if !matches!(self.facts, Facts::Closed) {
            return Ok(());
        }
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

    /// Adds what was begun and cannot be read to what is told; or, with nothing, forgets what was told, for it
    /// was decided.
    pub fn tell_unreadable(&mut self, places: Option<Vec<SealedPlace>>) {
        if let Facts::Held(keys) = &mut self.facts {
            match places {
                Some(places) => keys.unreadable.extend(places),
                None => keys.unreadable.clear(),
            }
        }
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
        Ok(self.put_guard_up(super::GUARDED_FORM, Vec::new())?)
    }

    /// Seals every row anew under the first of some keys; from then on it alone opens any. A row that none of
    /// them opens stays as it lies, and is told as before.
    ///
    /// # Errors
    /// SQLite's; then nothing has changed.
    pub fn reseal_facts(&mut self, mut keys: FactsKeys) -> Result<(), StoreError> {
        let Facts::Held(held) = &self.facts else {
            return Ok(());
        };
        keys.unreadable = held.unreadable.clone();
        let before = state_or_new(&self.connection, &keys)?;
        let mut fresh = State::new()?;
        fresh.made = before.made;
        fresh.travel.clone_from(&before.travel);
        let resealing = self.connection.unchecked_transaction()?;
        // What did not fit before does not fit afterwards either.
        fresh.digest = before.digest;
        {
            let mut places = Vec::new();
            let mut all =
                resealing.prepare("SELECT what, place FROM sealed_facts WHERE what <> ?1")?;
            let mut rows = all.query([STATE])?;
            while let Some(row) = rows.next()? {
                places.push(SealedPlace::of_row(row)?);
            }
            for SealedPlace { what, place } in places {
                let Some(former) = sealed_at(&resealing, &what, &place)? else {
                    continue;
                };
                let sealed = match keys.open(&what, &place, &former) {
                    Ok(plain) => keys.seal(&what, &place, &plain)?,
                    Err(_) => former.clone(),
                };
                put_sealed(&resealing, &what, &place, &sealed)?;
                add_digest(&mut fresh.digest, &before.of_row(&what, &place, &former)?);
                let row = fresh.of_row(&what, &place, &sealed)?;
                add_digest(&mut fresh.digest, &row);
            }
            let sums = before.guarded.as_ref();
            fresh.guarded = sums
                .map(|sums| sums.under(&resealing, &before.secret, &fresh.secret))
                .transpose()?;
            put_state(&resealing, &keys, &fresh)?;
        }
        resealing.commit()?;
        keys.all.truncate(1);
        self.facts = Facts::Held(keys);
        self.put_guard_up_anew()
    }
}

/// Notes at the end of a transaction what it did with sealed rows, and with those that are guarded.
pub(super) fn settle(
    connection: &Connection,
    facts: &Facts,
    touched: &RefCell<Touched>,
    guard: Option<&Guard>,
) -> Result<(), StoreError> {
    let Facts::Held(keys) = facts else {
        return Ok(());
    };
    let change = touched.borrow().digest;
    let of_guarded = match guard {
        Some(guard) => guard.is_to_be_sealed(connection)?,
        None => false,
    };
    let of_register = touched.borrow().register;
    if change.is_none() && !of_guarded && of_register.is_none() {
        return Ok(());
    }
    let mut state = state_or_new(connection, keys)?;
    if let Some(change) = change {
        add_digest(&mut state.digest, &change);
    }
    if let Some(guard) = guard {
        let sums = state.guarded.get_or_insert_with(Sums::none);
        guard.settle(connection, sums, of_register)?;
    }
    put_state(connection, keys, &state)
}

impl Log<'_> {
    /// Whether facts of the office's own cases were changed or frozen in this transaction.
    pub fn has_changed_own_facts(&self) -> bool {
        self.touched.borrow().own
    }
}

impl Writer<'_> {
    pub(super) fn held(&self) -> Result<&FactsKeys, StoreError> {
        match self.facts {
            Facts::Held(keys) => Ok(keys),
            Facts::Open | Facts::Closed => Err(StoreError::FactsClosed),
        }
    }

    fn seal_at(&self, what: &str, place: &str, mut plain: Vec<u8>) -> Result<(), StoreError> {
        // What is sealed is JSON, to which blanks add nothing.
        plain.resize(plain.len().next_multiple_of(FILLED), b' ');
        let plain = Zeroizing::new(plain);
        let keys = self.held()?;
        let sealed = keys.seal(what, place, &plain)?;
        let state = state_or_new(self.connection, keys)?;
        let mut touched = self.touched.borrow_mut();
        let digest = touched.digest.get_or_insert_default();
        if let Some(before) = sealed_at(self.connection, what, place)? {
            add_digest(digest, &state.of_row(what, place, &before)?);
        }
        add_digest(digest, &state.of_row(what, place, &sealed)?);
        put_sealed(self.connection, what, place, &sealed)
    }

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
        let sealed = SealedRow {
            created: (row.get(1)?, row.get(2)?),
            changed: (row.get(3)?, row.get(4)?),
            deleted: row.get(5)?,
            record: kind.object(id, row.get(0)?, &record),
        };
        let plain = serde_json::to_vec(&sealed).map_err(json)?;
        self.touched.borrow_mut().own = true;
        self.seal_at(kind.table(), &id.to_string(), plain)
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

    /// Takes rows out that cannot be read, and takes what is left for all that there is.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn take_out_facts(&self, places: &[SealedPlace]) -> Result<(), StoreError> {
        for SealedPlace { what, place } in places {
            match what.as_str() {
                BEGUN => self
                    .connection
                    .execute("DELETE FROM begun_cases WHERE id = ?1", [place])?,
                _ => self.take_out(what, place)?,
            };
        }
        take_as_they_are(self)
    }

    /// Takes a row out by what is shown of its place, which may be no text.
    fn take_out(&self, what: &str, place: &str) -> Result<usize, StoreError> {
        let connection = self.connection;
        let mut all = connection.prepare("SELECT what, place, rowid FROM sealed_facts")?;
        let mut rows = all.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let here = SealedPlace::of_row(row)?;
            if (here.what.as_str(), here.place.as_str()) == (what, place) {
                out.push(row.get::<_, i64>(2)?);
            }
        }
        for id in &out {
            connection.execute("DELETE FROM sealed_facts WHERE rowid = ?1", [id])?;
        }
        Ok(out.len())
    }

    /// Notes that what travels was made from the records by this program.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn facts_are_made(&self) -> Result<(), StoreError> {
        let keys = self.held()?;
        let made = super::schema::KNOWN;
        let state = state_or_new(self.connection, keys)?;
        put_state(self.connection, keys, &State { made, ..state })
    }

    /// Moves the secret of what travels under the facts key, and makes another for the years of which nothing has
    /// left yet.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn seal_travel_key(&self) -> Result<(), StoreError> {
        let keys = self.held()?;
        let mut state = state_or_new(self.connection, keys)?;
        if state.travel.is_some() {
            return Ok(());
        }
        let mut years = BTreeSet::new();
        for sql in [
            "SELECT DISTINCT period FROM closings WHERE package_id IS NOT NULL",
            "SELECT DISTINCT period FROM sent_earlier",
        ] {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let period = row.get::<_, String>(0)?.parse::<Period>();
                years.insert(
                    period
                        .map_err(|error| StoreError::bad("period", error))?
                        .year,
                );
            }
        }
        let before = open_travel_key(self.connection)?.map(|secret| (secret, years));
        let mut present = [0; 32];
        getrandom::fill(&mut present).map_err(|error| StoreError::bad("facts key", error))?;
        state.travel = Some(TravelSecrets { present, before });
        put_state(self.connection, keys, &state)?;
        self.connection.execute("DELETE FROM travel_key", [])?;
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

/// How many cases were begun and wait.
///
/// # Errors
/// SQLite's.
pub fn begun_count(reader: &impl Reader) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) FROM begun_cases";
    let count: i64 = reader.connection().query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
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
}
