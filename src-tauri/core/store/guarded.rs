//! What lies in `office.db` open to everybody at the office and is not everybody's to set: keys of other offices,
//! catalogues, the ledger of what was published, what came in and what waits, closings. Whoever has the data key
//! and SQL could write there; so it is guarded by a secret that lies sealed under the facts key, which nobody
//! holds who only records.
//!
//! Each row of these tables adds a keyed code (HMAC-SHA-256) to a sum of its table, and the sums lie sealed with the
//! digest of the facts ([`super::seal`]). Who holds the key has triggers in the connection's own memory by which
//! every statement that changes a row changes its table's sum in the same transaction, so that none can forget to.
//! Who does not hold it has others there that refuse such a statement. The sums are made anew from the rows and
//! compared when somebody unlocks who holds the key, and whenever another connection has written since.
//!
//! The head of the log is sealed beside them: what the log had then it must have, and since then nobody who holds
//! the key can have done anything, nor anybody what is theirs to do. So a log that was written anew is told, and facts with all sums of an earlier
//! state put back under the log of today.

use super::seal::OfRegister;
use super::{
    Action, AuditHead, Facts, FactsKeys, Reader, Store, StoreError, Writer, audit, schema, tables,
};
use crate::model::{RecordKind, as_code};
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Which tables are guarded, and how their rows are coded. One more whenever rows that are there would be coded
/// otherwise, as by a new column that is not empty in them: then what lies there counts as it is from the next
/// unlocking by a head on.
pub const GUARDED_FORM: u32 = 3;

/// What a refused statement says.
pub(super) const REFUSED: &str = "guarded: only who holds the facts key sets this";

/// A part of the database that is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guarded {
    /// What the office is, its running number, the key of its register.
    Office,
    /// Keys of other offices, and what happened to them.
    Keys,
    /// Catalogues.
    Catalogues,
    /// What was told outside of numbers and persons.
    Published,
    /// What others keep of this office's log, and what it sent.
    Sent,
    /// What waits for somebody's yes, what was turned down, and which rosters are in force.
    Waiting,
    /// What came in, and what was said of it.
    Received,
    /// Closed periods, and what cases come to.
    Closings,
    /// Numbers put in place of what the register counts, and indicators that came in.
    Indicators,
    /// Where help is to be had.
    Directory,
    /// Cases handed over, and erasures.
    Cases,
    /// What names persons in cases and waits to be moved into the register.
    Names,
    /// How many persons the register names.
    Register,
    /// The sealed facts of cases.
    Facts,
    /// The log.
    Log,
    /// How the tables refer to one another.
    Tables,
}

impl Guarded {
    /// All.
    pub const ALL: [Self; 16] = [
        Self::Office,
        Self::Keys,
        Self::Catalogues,
        Self::Published,
        Self::Sent,
        Self::Waiting,
        Self::Received,
        Self::Closings,
        Self::Indicators,
        Self::Directory,
        Self::Cases,
        Self::Names,
        Self::Register,
        Self::Facts,
        Self::Log,
        Self::Tables,
    ];

    /// The code; message `guarded-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Keys => "keys",
            Self::Catalogues => "catalogues",
            Self::Published => "published",
            Self::Sent => "sent",
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::Closings => "closings",
            Self::Indicators => "indicators",
            Self::Directory => "directory",
            Self::Cases => "cases",
            Self::Names => "names",
            Self::Register => "register",
            Self::Facts => "facts",
            Self::Log => "log",
            Self::Tables => "tables",
        }
    }

    /// The id of the message that names it.
    pub fn message(self) -> String {
        format!("guarded-{}", self.code())
    }
}

as_code!(Guarded, Guarded::ALL, Guarded::code);

/// Tables all of whose rows are guarded, but of `office` some columns alone.
const TABLES: [(&str, Guarded); 30] = [
    ("office", Guarded::Office),
    ("unit_keys", Guarded::Keys),
    ("key_events", Guarded::Keys),
    ("seen_labels", Guarded::Keys),
    ("unit_logs", Guarded::Keys),
    ("catalogues", Guarded::Catalogues),
    ("former_catalogues", Guarded::Catalogues),
    ("published", Guarded::Published),
    ("told_persons", Guarded::Published),
    ("told_rows", Guarded::Published),
    ("outside_heads", Guarded::Sent),
    ("sent_heads", Guarded::Sent),
    ("sent_earlier", Guarded::Sent),
    ("answered_gone", Guarded::Sent),
    ("put_back", Guarded::Sent),
    ("waiting", Guarded::Waiting),
    ("turned_down", Guarded::Waiting),
    ("rosters", Guarded::Waiting),
    ("origins", Guarded::Received),
    ("submissions", Guarded::Received),
    ("summaries", Guarded::Received),
    ("packages", Guarded::Received),
    ("received_receipts", Guarded::Received),
    ("closings", Guarded::Closings),
    ("case_numbers", Guarded::Closings),
    ("given_directories", Guarded::Directory),
    ("transfers", Guarded::Cases),
    ("erasures", Guarded::Cases),
    ("register_inbox", Guarded::Names),
    ("identities_schema_1", Guarded::Names),
];

/// The tables all of whose rows are guarded.
#[cfg(test)]
pub(crate) fn guarded_tables() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().map(|(table, _)| table)
}

/// Of the office's row. Which list of holders is in force is known by its signature and by the slots.
const OF_OFFICE: [&str; 6] = [
    "unit",
    "name",
    "sequence",
    "register_box",
    "next_register_box",
    "register_changes",
];

/// The only triggers that the database has; it has no view.
const TRIGGERS: [(&str, &str); 2] = [
    (
        "audit_keeps",
        "CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END",
    ),
    (
        "audit_stays",
        "CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END",
    ),
];

/// Which rows of a table are guarded.
#[derive(Clone, Copy)]
enum Rows {
    /// All.
    All,
    /// Of a table of records those that came from other units.
    OfOthers,
    /// Those, and own ones of rows of Phụ lục 01 that the register counts.
    OfOthersAndCounted,
}

impl Rows {
    /// The condition that a row meets, with a word before its columns.
    fn are(self, before: &str) -> String {
        match self {
            Self::All => "1".to_owned(),
            Self::OfOthers => format!("{before}origin <> 0"),
            Self::OfOthersAndCounted => {
                format!("({before}origin <> 0 OR {before}indicator GLOB '{COUNTED}')")
            }
        }
    }
}

/// The rows of Phụ lục 01 that the register counts, and none that is entered: of targets 2 and 3 of goal III.
const COUNTED: &str = "III.[23].*";

/// A table whose rows are guarded, or some of them.
#[derive(Clone)]
struct GuardedTable {
    name: &'static str,
    part: Guarded,
    columns: Vec<String>,
    rows: Rows,
}

impl GuardedTable {
    fn found(connection: &Connection) -> Result<Vec<Self>, StoreError> {
        let of_records = RecordKind::ALL
            .into_iter()
            .filter(|kind| !kind.is_of_cases());
        let of_records = of_records.map(|kind| match kind {
            RecordKind::IndicatorValue => {
                (kind.table(), Guarded::Indicators, Rows::OfOthersAndCounted)
            }
            RecordKind::DirectoryEntry => (kind.table(), Guarded::Directory, Rows::All),
            _ => (kind.table(), Guarded::Received, Rows::OfOthers),
        });
        let whole = TABLES
            .into_iter()
            .map(|(name, part)| (name, part, Rows::All));
        let mut columns = connection.prepare(
            "SELECT i.name FROM main.sqlite_schema t, pragma_table_info(t.name, 'main') i
             WHERE t.name = ?1 AND t.type = 'table' AND t.sql LIKE 'CREATE TABLE%'",
        )?;
        let mut found = Vec::new();
        for (name, part, rows) in whole.chain(of_records) {
            let names = columns.query_map([name], |row| row.get::<_, String>(0))?;
            let mut names = names.collect::<Result<Vec<_>, _>>()?;
            if name == "office" {
                names.retain(|column| OF_OFFICE.contains(&column.as_str()));
            }
            // One that is gone has no rows; whatever reads it fails.
            if !names.is_empty() {
                found.push(Self {
                    name,
                    part,
                    columns: names,
                    rows,
                });
            }
        }
        Ok(found)
    }

    /// Its columns, each with a word before it.
    fn listed(&self, before: &str) -> String {
        let columns = self.columns.iter();
        let columns = columns.map(|column| format!("{before}\"{}\"", column.replace('"', "\"\"")));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// A trigger's condition for a row under a name.
    fn when(&self, row: &str) -> String {
        format!("WHEN {} ", self.rows.are(&format!("{row}.")))
    }

    fn sum(&self, connection: &Connection, coding: &Coding) -> Result<Sum, StoreError> {
        let rows = self.rows.are("");
        let (columns, name) = (self.listed(""), self.name);
        let sql = format!("SELECT {columns} FROM main.{name} WHERE {rows}");
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut sum = Sum::default();
        while let Some(row) = rows.next()? {
            let mut coded = coding.begin(self);
            for place in 0..self.columns.len() {
                coded.value(row.get_ref(place)?);
            }
            sum.add(coded.finish());
        }
        Ok(sum)
    }
}

/// The codes of rows added up, each number by itself and without carrying, so that it is taken back by the same
/// code; a row that is there twice counts twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    fn with(self, other: Self, add: fn(u64, u64) -> u64) -> Self {
        let mut sum = self;
        for (number, other) in sum.0.iter_mut().zip(other.0) {
            *number = add(*number, other);
        }
        sum
    }
    fn add(&mut self, other: Self) {
        *self = self.with(other, u64::wrapping_add);
    }
    fn take(&mut self, other: Self) {
        *self = self.with(other, u64::wrapping_sub);
    }
}

/// How a row is coded: HMAC-SHA-256 over the table's name and, of each value that is not empty, the column's name,
/// the value's type and the value. So a column that is added later and is empty changes nothing.
#[derive(Clone)]
struct Coding(Hmac<Sha256>);

impl Coding {
    fn new(secret: &[u8; 32]) -> Result<Self, StoreError> {
        let code = Hmac::new_from_slice(secret);
        Ok(Self(
            code.map_err(|error| StoreError::bad("facts key", error))?,
        ))
    }

    fn begin<'t>(&self, table: &'t GuardedTable) -> Coded<'t> {
        let mut code = self.0.clone();
        put(&mut code, b"guarded");
        put(&mut code, table.name.as_bytes());
        Coded {
            code,
            columns: table.columns.iter(),
        }
    }
}

fn put(code: &mut Hmac<Sha256>, part: &[u8]) {
    code.update(&part.len().to_le_bytes());
    code.update(part);
}

/// A row that is being coded, value by value.
struct Coded<'t> {
    code: Hmac<Sha256>,
    columns: std::slice::Iter<'t, String>,
}

impl Coded<'_> {
    fn value(&mut self, value: ValueRef<'_>) {
        let Some(column) = self.columns.next() else {
            return;
        };
        let number: [u8; 8];
        let (kind, bytes) = match value {
            ValueRef::Null => return,
            ValueRef::Integer(integer) => {
                number = integer.to_le_bytes();
                (b"i", number.as_slice())
            }
            ValueRef::Real(real) => {
                number = real.to_le_bytes();
                (b"r", number.as_slice())
            }
            ValueRef::Text(text) => (b"t", text),
            ValueRef::Blob(blob) => (b"b", blob),
        };
        for part in [column.as_bytes(), kind, bytes] {
            put(&mut self.code, part);
        }
    }

    fn finish(self) -> Sum {
        let mut sum = Sum::default();
        let code = self.code.finalize().into_bytes();
        for (number, bytes) in sum.0.iter_mut().zip(code.chunks_exact(8)) {
            let mut eight = [0; 8];
            eight.copy_from_slice(bytes);
            *number = u64::from_le_bytes(eight);
        }
        sum
    }
}

/// What is sealed of the guarded tables.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Sums {
    form: u32,
    /// By the table's name.
    sums: BTreeMap<String, Sum>,
    /// How often the register was changed, and whether one more change of it is about to be counted there.
    register_changes: i64,
    register_change_comes: bool,
    /// How many persons the register names; none while a change of it is under way, and before it was noted first.
    #[serde(default)]
    register_names: Option<i64>,
    /// The log's head when somebody last changed something who holds the facts key.
    log: AuditHead,
    /// What was found to differ, and no head has agreed to since.
    differing: BTreeSet<Guarded>,
}

impl Sums {
    /// Of what lies there now.
    fn of_now(connection: &Connection, secret: &[u8; 32]) -> Result<Self, StoreError> {
        let coding = Coding::new(secret)?;
        let mut sums = BTreeMap::new();
        for table in GuardedTable::found(connection)? {
            sums.insert(table.name.to_owned(), table.sum(connection, &coding)?);
        }
        Ok(Self {
            form: GUARDED_FORM,
            sums,
            register_changes: register_changes(connection)?,
            register_change_comes: false,
            register_names: None,
            log: audit::head(connection)?,
            differing: BTreeSet::new(),
        })
    }

    fn is_of_now(&self) -> bool {
        self.form == GUARDED_FORM
    }

    /// Where none should be missing and all are.
    pub(super) fn none() -> Self {
        Self {
            form: GUARDED_FORM,
            sums: BTreeMap::new(),
            register_changes: 0,
            register_change_comes: false,
            register_names: None,
            log: audit::no_head(),
            differing: BTreeSet::new(),
        }
    }
}

/// What the statements of a transaction have changed of the sums.
#[derive(Clone, Default)]
struct Changes(Arc<Mutex<BTreeMap<&'static str, Sum>>>);

impl Changes {
    fn all(&self) -> MutexGuard<'_, BTreeMap<&'static str, Sum>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The guard of a connection whose user holds the facts key.
pub(super) struct Guard {
    changes: Changes,
    /// SQLite's number that changes when another connection has written.
    version: Cell<i64>,
    differing: RefCell<BTreeSet<Guarded>>,
    /// What the log tells of already.
    noted: RefCell<BTreeSet<Guarded>>,
    /// Length of the log as it was sealed last.
    length: Cell<i64>,
    people: People,
}

/// Who works at an office, by name, as the list of holders says.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Those who hold the facts key: in a log that goes on past the sealed head, none of them did.
    pub holders: Vec<String>,
    /// Everybody: nobody else can have.
    pub users: Vec<String>,
}

impl People {
    /// Whether somebody works here who does not hold the facts key.
    fn has_without_key(&self, name: &str) -> bool {
        let is = |other: &String| other == name;
        self.users.iter().any(is) && !self.holders.iter().any(is)
    }
}

fn drop_triggers(connection: &Connection) -> Result<(), StoreError> {
    let sql =
        "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger' AND name GLOB 'guarded *'";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    for name in names.collect::<Result<Vec<_>, _>>()? {
        connection.execute_batch(&format!("DROP TRIGGER temp.\"{name}\""))?;
    }
    Ok(())
}

/// Refuses in the connection's own memory what only who holds the facts key sets.
pub(super) fn refuse(connection: &Connection) -> Result<(), StoreError> {
    drop_triggers(connection)?;
    for table in GuardedTable::found(connection)? {
        let name = table.name;
        let update = match name {
            "office" => format!("UPDATE OF {}", OF_OFFICE.join(", ")),
            _ => "UPDATE".to_owned(),
        };
        for (number, (what, row)) in [
            ("INSERT", "NEW"),
            (update.as_str(), "NEW"),
            (update.as_str(), "OLD"),
            ("DELETE", "OLD"),
        ]
        .into_iter()
        .enumerate()
        {
            let when = table.when(row);
            connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER \"guarded {name} {number}\" BEFORE {what} ON main.{name} {when}
                 BEGIN SELECT raise(ABORT, '{REFUSED}'); END"
            ))?;
        }
    }
    Ok(())
}

impl Guard {
    /// Who works at the office.
    pub(super) fn people(self) -> People {
        self.people
    }

    /// Puts it up: from now on what changes a guarded row changes its table's sum.
    fn put_up(
        connection: &Connection,
        secret: &[u8; 32],
        people: People,
    ) -> Result<Self, StoreError> {
        drop_triggers(connection)?;
        let changes = Changes::default();
        let tables = GuardedTable::found(connection)?;
        let coding = Coding::new(secret)?;
        let (of_rows, counted) = (tables.clone(), changes.clone());
        // Nothing that lies in the database itself, where others write, may call it, or knows its name.
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| StoreError::bad("facts key", error))?;
        let function = format!("guarded_{}", crate::model::hex(&random));
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        connection.create_scalar_function(function.as_str(), -1, flags, move |row| {
            let place = usize::try_from(row.get::<i64>(1)?).unwrap_or(usize::MAX);
            let Some(table) = of_rows.get(place) else {
                return Err(rusqlite::Error::InvalidParameterCount(row.len(), place));
            };
            let mut coded = coding.begin(table);
            for place in 2..row.len() {
                coded.value(row.get_raw(place));
            }
            let code = coded.finish();
            let mut changes = counted.all();
            let sum = changes.entry(table.name).or_default();
            match row.get::<i64>(0)? {
                1 => sum.add(code),
                _ => sum.take(code),
            }
            Ok(rusqlite::types::Null)
        })?;
        for (place, table) in tables.iter().enumerate() {
            let name = table.name;
            for (number, (what, sign, row)) in [
                ("INSERT", 1, "NEW"),
                ("UPDATE", 1, "NEW"),
                ("UPDATE", -1, "OLD"),
                ("DELETE", -1, "OLD"),
            ]
            .into_iter()
            .enumerate()
            {
                let (when, values) = (table.when(row), table.listed(&format!("{row}.")));
                connection.execute_batch(&format!(
                    "CREATE TEMP TRIGGER \"guarded {name} {number}\" AFTER {what} ON main.{name} {when}
                     BEGIN SELECT {function}({sign}, {place}, {values}); END"
                ))?;
            }
        }
        Ok(Self {
            changes,
            version: Cell::new(-1),
            differing: RefCell::default(),
            noted: RefCell::default(),
            length: Cell::new(-1),
            people,
        })
    }

    /// Compares what lies there with what is sealed, where another connection has written since; or at first.
    fn look(&self, connection: &Connection, keys: &FactsKeys) -> Result<(), StoreError> {
        let version = data_version(connection)?;
        if self.version.get() == version {
            return Ok(());
        }
        let planted = drop_planted(connection)?;
        let state = super::seal::state(connection, keys)?;
        let sealed = state.guarded.clone().filter(Sums::is_of_now);
        let sealed = sealed.unwrap_or_else(Sums::none);
        let coding = Coding::new(&state.secret)?;
        let mut differing = BTreeSet::new();
        for table in GuardedTable::found(connection)? {
            let sum = sealed.sums.get(table.name).copied().unwrap_or_default();
            if table.sum(connection, &coding)? != sum {
                differing.insert(table.part);
            }
        }
        let stays =
            |part: &Guarded| [Guarded::Log, Guarded::Tables, Guarded::Register].contains(part);
        differing.extend(sealed.differing.iter().filter(|part| stays(part)));
        if is_built_otherwise(connection)? || planted {
            differing.insert(Guarded::Tables);
        }
        if !self.goes_on(connection, &sealed.log)? {
            differing.insert(Guarded::Log);
        }
        if !super::seal::fit(connection, &state)? {
            differing.insert(Guarded::Facts);
        }
        self.length.set(sealed.log.length);
        self.noted.replace(sealed.differing);
        self.differing.replace(differing);
        self.version.set(version);
        Ok(())
    }

    /// Whether the log has its sealed head, and since then only what who holds no facts key can have done: what one
    /// does who holds it seals the head anew.
    fn goes_on(&self, connection: &Connection, head: &AuditHead) -> Result<bool, StoreError> {
        let hash: Option<String> = connection
            .query_row(
                "SELECT hash FROM audit WHERE seq = ?1",
                [head.length],
                |row| row.get(0),
            )
            .optional()?;
        if head.length > 0 && hash.as_ref() != Some(&head.hash) {
            return Ok(false);
        }
        let mut since = connection.prepare(
            "SELECT seq, at, who, action, subject, hash FROM audit WHERE seq > ?1 ORDER BY seq",
        )?;
        let mut rows = since.query([head.length])?;
        let mut before = head.clone();
        while let Some(row) = rows.next()? {
            let Some(next) = audit::hash_after(row, &before)? else {
                return Ok(false);
            };
            let text = |place| row.get_ref(place).ok()?.as_str().ok();
            let is_of_others = match (text(2), text(3), text(4)) {
                (Some(who), Some(action), Some(subject)) => {
                    self.people.has_without_key(who) && audit::may_be_anybodys(who, action, subject)
                }
                _ => false,
            };
            if !is_of_others {
                return Ok(false);
            }
            before = next;
        }
        Ok(true)
    }

    /// Begins a transaction: looks where another connection has written. Gives what differs and the log does not
    /// tell of yet.
    pub(super) fn begin(
        &self,
        connection: &Connection,
        keys: &FactsKeys,
    ) -> Result<Option<String>, StoreError> {
        self.changes.all().clear();
        self.look(connection, keys)?;
        let differing = self.differing.borrow();
        let is_new = differing.difference(&self.noted.borrow()).next().is_some();
        let codes: Vec<_> = differing.iter().map(|part| part.code()).collect();
        Ok(is_new.then(|| codes.join(" ")))
    }

    /// Whether a transaction has changed something that is to be sealed.
    pub(super) fn is_to_be_sealed(&self, connection: &Connection) -> Result<bool, StoreError> {
        Ok(!self.changes.all().is_empty() || audit::head(connection)?.length != self.length.get())
    }

    /// Notes in what is sealed what a transaction has done.
    pub(super) fn settle(
        &self,
        connection: &Connection,
        sums: &mut Sums,
        of_register: Option<OfRegister>,
    ) -> Result<(), StoreError> {
        for (table, change) in std::mem::take(&mut *self.changes.all()) {
            sums.sums.entry(table.to_owned()).or_default().add(change);
        }
        // Not what the office's row says: others could have written there.
        match of_register {
            Some(OfRegister::Comes) => sums.register_change_comes = true,
            Some(OfRegister::Is(changes)) => {
                (sums.register_changes, sums.register_change_comes) = (changes, false);
                sums.register_names = None;
            }
            Some(OfRegister::Names(names)) => sums.register_names = Some(names),
            None => {}
        }
        sums.log = audit::head(connection)?;
        sums.differing = self.differing.borrow().clone();
        self.length.set(sums.log.length);
        Ok(())
    }

    /// What was noted is kept.
    pub(super) fn is_settled(&self) {
        self.noted.replace(self.differing.borrow().clone());
    }
}

fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

/// A number that changes when another program writes into the database.
///
/// # Errors
/// SQLite's.
pub(crate) fn version_of(reader: &impl Reader) -> Result<i64, StoreError> {
    data_version(reader.connection())
}

fn register_changes(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT register_changes FROM office";
    let found = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0))
}

/// Takes triggers and views away that are not the program's: they would run in the name of who opens the
/// database; and what stands in the log where it leaves the next entry no number. Gives whether there were any.
fn drop_planted(connection: &Connection) -> Result<bool, StoreError> {
    let beyond = "SELECT EXISTS (SELECT 1 FROM main.audit WHERE seq >= ?1)";
    if connection.query_row(beyond, [audit::BEYOND], |row| row.get(0))? {
        // The trigger that holds it is made anew below.
        connection.execute_batch("DROP TRIGGER IF EXISTS main.audit_stays")?;
        let out = "DELETE FROM main.audit WHERE seq >= ?1";
        connection.execute(out, [audit::BEYOND])?;
    }
    let sql = "SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema WHERE type IN ('trigger', 'view')";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let found: Vec<(String, String, String)> = rows.collect::<Result<_, _>>()?;
    let is_own = |name: &str, sql: &str| TRIGGERS.contains(&(name, sql));
    let mut planted = false;
    for (kind, name, sql) in &found {
        if !is_own(name, sql) {
            planted = true;
            let name = name.replace('"', "\"\"");
            let kind = if kind == "view" { "VIEW" } else { "TRIGGER" };
            connection.execute_batch(&format!("DROP {kind} IF EXISTS main.\"{name}\""))?;
        }
    }
    for (own, sql) in TRIGGERS {
        if !found
            .iter()
            .any(|(_, name, found)| name == own && found == sql)
        {
            planted = true;
            connection.execute_batch(sql)?;
        }
    }
    Ok(planted)
}

/// How a database is built: what each table's SQL says with its columns, and each index, by name.
struct Built {
    tables: BTreeMap<String, (BTreeSet<String>, Vec<Column>)>,
    /// Each with its table.
    indexes: BTreeMap<String, (String, String)>,
}

/// A column's name and type, whether it must have a value, which it has where none is given, and its place in the
/// key.
type Column = (String, String, bool, Option<String>, i64);

impl Built {
    fn of(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema
                   WHERE type IN ('table', 'index') AND sql IS NOT NULL";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut built = Self {
            tables: BTreeMap::new(),
            indexes: BTreeMap::new(),
        };
        let mut columns = connection.prepare(
            "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo(?1, 'main')",
        )?;
        while let Some(row) = rows.next()? {
            let (kind, name): (String, String) = (row.get(0)?, row.get(1)?);
            let (table, sql): (String, String) = (row.get(2)?, row.get(3)?);
            if kind == "index" {
                built.indexes.insert(name, (table, sql));
                continue;
            }
            let columns = columns.query_map([&name], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?;
            let columns = columns.collect::<Result<_, _>>()?;
            built.tables.insert(name, (tables::meaning(&sql), columns));
        }
        Ok(built)
    }

    /// As the steps build it that lead to this program's schema.
    fn by_steps() -> Result<&'static Self, StoreError> {
        static BY_STEPS: OnceLock<Built> = OnceLock::new();
        if let Some(built) = BY_STEPS.get() {
            return Ok(built);
        }
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection, Path::new(""), &[0; 32], &schema::STEPS)?;
        let mut built = Self::of(&connection)?;
        // Those of cases are gone since their rows lie sealed.
        let of_cases =
            |name: &str| RecordKind::from_table(name).is_some_and(RecordKind::is_of_cases);
        built.tables.retain(|name, _| !of_cases(name));
        built.indexes.retain(|_, (table, _)| !of_cases(table));
        Ok(BY_STEPS.get_or_init(|| built))
    }
}

/// Whether the database is built otherwise than the steps build it, as with a constraint that leaves rows out in
/// silence, or a reference by which they go with others. A strange index or table is taken
/// out, and an index that is gone made again.
fn is_built_otherwise(connection: &Connection) -> Result<bool, StoreError> {
    let (found, right) = (Built::of(connection)?, Built::by_steps()?);
    let mut otherwise = false;
    for (name, index) in &found.indexes {
        if right.tables.contains_key(&index.0) && right.indexes.get(name) != Some(index) {
            otherwise = true;
            let name = name.replace('"', "\"\"");
            connection.execute_batch(&format!("DROP INDEX main.\"{name}\""))?;
        }
    }
    for (name, index) in &right.indexes {
        if found.indexes.get(name) != Some(index) {
            otherwise = true;
            // Where rows do not allow it any more, that goes on being told.
            let _ = connection.execute_batch(&index.1);
        }
    }
    // A table that no step makes can hold rows fast that it refers to.
    let strange = found.tables.keys().filter(|name| {
        let of_cases = RecordKind::from_table(name).is_some_and(RecordKind::is_of_cases);
        !right.tables.contains_key(*name) && !of_cases && !name.starts_with("sqlite_")
    });
    for name in strange {
        otherwise = true;
        let name = name.replace('"', "\"\"");
        // One that another hangs on goes on being told.
        let _ = connection.execute_batch(&format!("DROP TABLE IF EXISTS main.\"{name}\""));
    }
    let mut tables = right.tables.iter();
    Ok(otherwise || tables.any(|(name, right)| found.tables.get(name) != Some(right)))
}

impl Sums {
    /// The same under another secret: what differs goes on differing.
    pub(super) fn under(
        &self,
        connection: &Connection,
        before: &[u8; 32],
        fresh: &[u8; 32],
    ) -> Result<Self, StoreError> {
        let (before, fresh) = (Coding::new(before)?, Coding::new(fresh)?);
        let mut sums = BTreeMap::new();
        for table in GuardedTable::found(connection)? {
            let sealed = self.sums.get(table.name).copied().unwrap_or_default();
            let mut sum = table.sum(connection, &fresh)?;
            sum.add(sealed);
            sum.take(table.sum(connection, &before)?);
            sums.insert(table.name.to_owned(), sum);
        }
        Ok(Self {
            sums,
            ..self.clone()
        })
    }
}

impl Store {
    /// Puts the guard up over what only who holds the facts key sets, and compares it with what is sealed. `form` is
    /// the one that the list of holders says is sealed; below one nothing is yet.
    ///
    /// # Errors
    /// SQLite's; [`StoreError::BadFacts`].
    pub fn put_guard_up(&mut self, form: u32, people: People) -> Result<(), StoreError> {
        let Facts::Held(keys) = &self.facts else {
            return Ok(());
        };
        if self.is_read_only() {
            return Ok(());
        }
        let state = super::seal::state(&self.connection, keys)?;
        if form < GUARDED_FORM && state.guarded.as_ref().is_none_or(|sums| !sums.is_of_now()) {
            return drop_triggers(&self.connection);
        }
        let guard = Guard::put_up(&self.connection, &state.secret, people)?;
        guard.look(&self.connection, keys)?;
        self.guard = Some(guard);
        Ok(())
    }

    /// Puts the guard up again under another secret.
    pub(super) fn put_guard_up_anew(&mut self) -> Result<(), StoreError> {
        match self.guard.take() {
            Some(guard) => self.put_guard_up(GUARDED_FORM, guard.people),
            None => Ok(()),
        }
    }

    /// Takes the guard down, and refuses what only who holds the facts key sets.
    pub(super) fn take_guard_down(&mut self) -> Result<(), StoreError> {
        self.guard = None;
        match self.is_read_only() {
            true => Ok(()),
            false => refuse(&self.connection),
        }
    }

    /// Whether the guard is up.
    pub fn is_guarded(&self) -> bool {
        self.guard.is_some()
    }

    /// The parts of the database that are not as who holds the facts key left them; nobody can tell without it.
    pub fn differing(&self) -> Vec<Guarded> {
        let guard = self.guard.iter();
        guard
            .flat_map(|guard| guard.differing.borrow().clone())
            .collect()
    }

    /// Looks anew at what differs, where it was set right by this office itself.
    ///
    /// # Errors
    /// SQLite's; [`StoreError::BadFacts`].
    pub(crate) fn look_anew(&self) -> Result<(), StoreError> {
        let (Some(guard), Facts::Held(keys)) = (&self.guard, &self.facts) else {
            return Ok(());
        };
        guard.version.set(-1);
        guard.look(&self.connection, keys)
    }

    /// Holds how often the register says that it was changed against what is sealed, whatever the office's own row
    /// says: fewer times, and it is an older one; more often, and `office.db` is. Gives whether it is no older.
    ///
    /// # Errors
    /// SQLite's; [`StoreError::BadFacts`].
    pub fn register_goes_on(&self, changes: i64) -> Result<bool, StoreError> {
        let (Some(guard), Facts::Held(keys)) = (&self.guard, &self.facts) else {
            return Ok(changes >= register_changes(&self.connection)?);
        };
        let sealed = super::seal::state(&self.connection, keys)?.guarded;
        let sealed = sealed.unwrap_or_else(Sums::none);
        // The power may have gone before a change was noted that was counted in the register.
        let most = sealed.register_changes + i64::from(sealed.register_change_comes);
        if changes > most {
            guard.differing.borrow_mut().insert(Guarded::Log);
        }
        Ok(changes >= sealed.register_changes)
    }

    /// How many persons the register names, as who changed it last noted; none where that is not known, or its key
    /// is not in hand.
    ///
    /// # Errors
    /// [`StoreError::BadFacts`], SQLite's.
    pub fn register_names(&self) -> Result<Option<i64>, StoreError> {
        let (Some(_), Facts::Held(keys)) = (&self.guard, &self.facts) else {
            return Ok(None);
        };
        let sealed = super::seal::state(&self.connection, keys)?.guarded;
        Ok(sealed.and_then(|sums| sums.register_names))
    }

    /// Tells that the register names more or fewer persons than who changed it last noted.
    pub fn register_differs(&self) {
        if let Some(guard) = &self.guard {
            guard.differing.borrow_mut().insert(Guarded::Register);
        }
    }

    /// Refuses to go on where something differs, looking anew where another program has written since.
    ///
    /// # Errors
    /// [`StoreError::Differing`]; SQLite's.
    pub fn check_guarded(&self) -> Result<(), StoreError> {
        if let (Some(guard), Facts::Held(keys)) = (&self.guard, &self.facts) {
            guard.look(&self.connection, keys)?;
        }
        match self.differing().first() {
            Some(part) => Err(StoreError::Differing(*part)),
            None => Ok(()),
        }
    }

    /// The same; and refuses once where another program has written since it was last looked at: what is about to be
    /// given out may have been made of that.
    ///
    /// # Errors
    /// [`StoreError::WrittenMeanwhile`]; as [`Store::check_guarded`].
    pub(crate) fn check_undisturbed(&self) -> Result<(), StoreError> {
        let version = data_version(&self.connection)?;
        let mut guard = self.guard.iter();
        let disturbed = guard.any(|guard| guard.version.get() != version);
        self.check_guarded()?;
        match disturbed {
            true => Err(StoreError::WrittenMeanwhile),
            false => Ok(()),
        }
    }

    /// Takes what lies in the guarded tables as it is, and guards it from now on.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's; then nothing has changed.
    pub fn guard_as_it_is(&mut self, who: &str, entry: (Action, &str)) -> Result<(), StoreError> {
        let guard = self.guard.take();
        let done = self.transaction(who, |log| -> Result<(), StoreError> {
            let writer = log.entry(entry.0, entry.1)?;
            writer.guard_as_it_is()?;
            super::seal::take_as_they_are(&writer)
        });
        if done.is_err() {
            self.guard = guard;
            return done;
        }
        let people = guard.map(|guard| guard.people);
        self.put_guard_up(GUARDED_FORM, people.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Seals sums of what lies in the guarded tables as it is now.
    pub(super) fn guard_as_it_is(&self) -> Result<(), StoreError> {
        let keys = self.held()?;
        let mut state = super::seal::state(self.connection, keys)?;
        state.guarded = Some(Sums::of_now(self.connection, &state.secret)?);
        super::seal::put_state(self.connection, keys, &state)
    }
}
