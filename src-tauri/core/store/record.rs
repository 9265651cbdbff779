//! Records: insert, change, delete, list. One set of statements, made from a kind's columns.

use super::facts::{ready, received_facts};
use super::restricted::is_shut;
use super::{Action, Facts, Log, Reader, StoreError, Writer};
use crate::message::{Class, Saying, Told};
use crate::model::{
    Cell, Flat, Moment, Origin, Record, RecordId, RecordKind, Stored, fold, from_outside, title,
    with_record,
};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// This office's own records.
pub const OWN: Origin = 0;

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Owned(Value::Null),
            Self::Int(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

pub(super) fn cells(row: &Row<'_>, first: usize, count: usize) -> rusqlite::Result<Vec<Cell>> {
    (first..first + count)
        .map(|index| {
            Ok(match row.get_ref(index)? {
                ValueRef::Integer(number) => Cell::Int(number),
                ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
                _ => Cell::Empty,
            })
        })
        .collect()
}

fn names(kind: RecordKind) -> String {
    let names: Vec<String> = kind
        .columns()
        .iter()
        .map(|c| format!("\"{}\"", c.name))
        .collect();
    names.join(", ")
}

fn flat(row: &Row<'_>, kind: RecordKind) -> Result<Flat, StoreError> {
    let id = row.get_ref(0)?.as_str().unwrap_or_default();
    // One id has one spelling: in another it would be there twice.
    let parsed = RecordId::parse(id)?;
    if parsed.to_string() != id {
        return Err(StoreError::bad("id", id));
    }
    Ok(Stored {
        id: parsed,
        version: row.get(1)?,
        origin: row.get(2)?,
        record: cells(row, 3, kind.columns().len())?,
    })
}

/// Whether everybody at the office can write rows of a kind and origin: what does not read of them is left out here,
/// told by [`super::all_unreadable`], and stops nothing but what all records are needed for.
fn is_everybodys(kind: RecordKind, origin: Origin) -> bool {
    origin == OWN && !kind.is_of_cases()
}

/// A flat record that its type allows.
fn checked(kind: RecordKind, flat: Flat) -> Result<Flat, StoreError> {
    with_record!(kind, R => typed::<R>(flat.clone()).map(|_| flat))
}

/// All records of a kind from one origin that are not deleted, oldest first; own ones that do not read are left out.
///
/// # Errors
/// SQLite's, or a row that its types do not allow.
pub fn flat_records(
    reader: &impl Reader,
    kind: RecordKind,
    origin: Origin,
) -> Result<Vec<Flat>, StoreError> {
    match is_everybodys(kind, origin) {
        true => each(reader, kind, origin, |flat| checked(kind, flat)),
        false => each(reader, kind, origin, Ok),
    }
}

/// The own records of a kind that do not read, deleted ones among them, each by its id as it lies. What its table does
/// not allow, which whoever opens the database can have it not ask for, is no record either: no backup takes it.
pub(super) fn unreadable_ids(
    connection: &Connection,
    kind: RecordKind,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let sql = format!(
        "SELECT id, version, origin, {}, version > 0 AND deleted IN (0, 1) FROM {}
         WHERE origin = 0 ORDER BY id",
        names(kind),
        kind.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let reads = flat(row, kind).and_then(|flat| checked(kind, flat)).is_ok();
        if !reads || !row.get::<_, bool>(3 + kind.columns().len())? {
            found.push(row.get_ref(0)?.as_bytes().unwrap_or_default().to_vec());
        }
    }
    Ok(found)
}

/// All records of a type from one origin that are not deleted, oldest first; own ones that do not read are left out.
///
/// # Errors
/// SQLite's, or a row that its types do not allow.
pub fn records<R: Record>(
    reader: &impl Reader,
    origin: Origin,
) -> Result<Vec<Stored<R>>, StoreError> {
    each(reader, R::KIND, origin, typed)
}

/// Each record as it is read: none is held in two forms at once but one.
fn each<T>(
    reader: &impl Reader,
    kind: RecordKind,
    origin: Origin,
    make: impl Fn(Flat) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    ready(reader, kind)?;
    match received_facts(reader, kind, origin)? {
        Some(received) => received.into_iter().map(make).collect(),
        None => in_table(reader.connection(), kind.table(), kind, origin, make),
    }
}

fn in_table<T>(
    connection: &Connection,
    table: &str,
    kind: RecordKind,
    origin: Origin,
    make: impl Fn(Flat) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let sql = format!(
        "SELECT id, version, origin, {} FROM {table} WHERE origin = ?1 AND deleted = 0 ORDER BY id",
        names(kind),
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([origin])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        match flat(row, kind).and_then(&make) {
            Err(error) if is_misfit(&error) && is_everybodys(kind, origin) => {}
            made => found.push(made?),
        }
    }
    Ok(found)
}

/// Whether a row does not hold what its types allow.
fn is_misfit(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::BadRow { .. } | StoreError::BadValue { .. } | StoreError::Misfit { .. }
    )
}

/// Records in the table that the database itself has of a kind, as earlier programs left them.
pub(super) fn in_main(
    connection: &Connection,
    kind: RecordKind,
    origin: Origin,
) -> Result<Vec<Flat>, StoreError> {
    let table = format!("main.{}", kind.table());
    in_table(connection, &table, kind, origin, Ok)
}

/// A flat record as its type.
///
/// # Errors
/// [`StoreError::BadRow`] where its cells do not allow it.
pub fn typed<R: Record>(flat: Flat) -> Result<Stored<R>, StoreError> {
    Ok(Stored {
        id: flat.id,
        version: flat.version,
        origin: flat.origin,
        record: R::from_cells(flat.record).map_err(|error| StoreError::BadRow {
            table: R::KIND.table(),
            error,
        })?,
    })
}

/// An own record that is not deleted.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn flat_record(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Flat, StoreError> {
    ready(reader, kind)?;
    let sql = format!(
        "SELECT id, version, origin, {} FROM {} WHERE origin = 0 AND id = ?1 AND deleted = 0",
        names(kind),
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query([id.to_string()])?;
    match rows.next()? {
        Some(row) => flat(row, kind),
        None if kind == RecordKind::ViolenceCase && is_shut(reader, id) => {
            Err(StoreError::Restricted)
        }
        None => Err(StoreError::NoRecord(id.to_string())),
    }
}

/// An own record that somebody is about to change: where it was deleted since, she is told which it was.
///
/// # Errors
/// [`StoreError::Deleted`], [`StoreError::NoRecord`], SQLite's.
pub fn record_to_change(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Flat, StoreError> {
    flat_record(reader, kind, id).map_err(|error| match error {
        StoreError::NoRecord(_) => {
            named_record(reader, kind, id).map_or_else(|none| none, StoreError::Deleted)
        }
        error => error,
    })
}

/// Who deleted an own record of a case, and when, as its row says, which lies sealed; none where it is not deleted.
///
/// # Errors
/// SQLite's.
pub fn deleted_by(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Option<(String, Moment)>, StoreError> {
    ready(reader, kind)?;
    let sql = format!(
        "SELECT changed_by, changed_at FROM {} WHERE origin = 0 AND id = ?1 AND deleted = 1",
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let by = statement.query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(by.optional()?)
}

/// When an own record was recorded first, where it is there and that reads.
///
/// # Errors
/// SQLite's.
pub fn recorded_at(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Option<Moment>, StoreError> {
    ready(reader, kind)?;
    let sql = format!(
        "SELECT created_at FROM {} WHERE origin = 0 AND id = ?1",
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let at = statement.query_row([id.to_string()], |row| super::moment_of(row, 0));
    Ok(at.optional()?.flatten())
}

/// The greatest id of own records of a kind, deleted ones too; nothing where it does not read.
fn last_id(reader: &impl Reader, kind: RecordKind) -> Result<Option<RecordId>, StoreError> {
    ready(reader, kind)?;
    let sql = format!("SELECT max(id) FROM {} WHERE origin = 0", kind.table());
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let last: Option<String> = statement.query_row([], |row| row.get(0))?;
    Ok(last.and_then(|last| RecordId::parse(&last).ok()))
}

/// Own records of a kind, not deleted, that have a value in a column, oldest first, as far as they read. Columns that
/// refer to another record, and the numbers of persons, have an index.
///
/// # Errors
/// SQLite's.
pub fn flat_records_with(
    reader: &impl Reader,
    kind: RecordKind,
    column: &str,
    value: &str,
) -> Result<Vec<Flat>, StoreError> {
    rows_with(reader, kind, column, value, "AND deleted = 0")
}

fn rows_with(
    reader: &impl Reader,
    kind: RecordKind,
    column: &str,
    value: &str,
    also: &str,
) -> Result<Vec<Flat>, StoreError> {
    ready(reader, kind)?;
    let column = kind
        .columns()
        .iter()
        .find(|known| known.name == column)
        .ok_or_else(|| StoreError::bad("column", column))?;
    let sql = format!(
        "SELECT id, version, origin, {} FROM {} WHERE origin = 0 AND \"{}\" = ?1 {also} ORDER BY id",
        names(kind),
        kind.table(),
        column.name
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query([value])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let read = flat(row, kind);
        match is_everybodys(kind, OWN) {
            true => found.extend(read.and_then(|flat| checked(kind, flat)).ok()),
            false => found.push(read?),
        }
    }
    Ok(found)
}

/// The same as their type.
///
/// # Errors
/// SQLite's, or a row that its types do not allow.
pub fn records_with<R: Record>(
    reader: &impl Reader,
    column: &str,
    value: &str,
) -> Result<Vec<Stored<R>>, StoreError> {
    flat_records_with(reader, R::KIND, column, value)?
        .into_iter()
        .map(typed)
        .collect()
}

/// Own records with a value in a column, deleted ones too, each as its type.
///
/// # Errors
/// SQLite's.
pub fn records_ever_with<R: Record>(
    reader: &impl Reader,
    column: &str,
    value: &str,
) -> Result<Vec<Stored<R>>, StoreError> {
    let found = rows_with(reader, R::KIND, column, value, "")?;
    found.into_iter().map(typed).collect()
}

/// An own record that is not deleted, as its type.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn record<R: Record>(reader: &impl Reader, id: RecordId) -> Result<Stored<R>, StoreError> {
    typed(flat_record(reader, R::KIND, id)?)
}

/// The records that own records of a kind refer to which have a value in a column, whether they are deleted or not.
///
/// # Errors
/// SQLite's.
pub fn references_with(
    reader: &impl Reader,
    kind: RecordKind,
    refers: &str,
    [column, value]: [&str; 2],
) -> Result<BTreeSet<RecordId>, StoreError> {
    ready(reader, kind)?;
    for named in [refers, column] {
        if !kind.columns().iter().any(|known| known.name == named) {
            return Err(StoreError::bad("column", named));
        }
    }
    let sql = format!(
        "SELECT DISTINCT \"{refers}\" FROM {} WHERE origin = 0 AND \"{column}\" = ?1",
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let rows = statement.query_map([value], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(RecordId::parse(&id?)?)).collect()
}

/// The record that an own record refers to, whether it is deleted or not.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn reference(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
    column: &str,
) -> Result<RecordId, StoreError> {
    ready(reader, kind)?;
    let column = kind
        .columns()
        .iter()
        .find(|known| known.name == column)
        .ok_or_else(|| StoreError::bad("column", column))?;
    let sql = format!(
        "SELECT \"{}\" FROM {} WHERE origin = 0 AND id = ?1",
        column.name,
        kind.table()
    );
    let found: Option<String> = reader
        .connection()
        .prepare_cached(&sql)?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    let found = found.ok_or_else(|| StoreError::NoRecord(id.to_string()))?;
    Ok(RecordId::parse(&found)?)
}

/// Own records of a kind whose text contains every word of `query`, whatever its diacritics.
///
/// # Errors
/// SQLite's.
pub fn search(
    reader: &impl Reader,
    kind: RecordKind,
    query: &str,
) -> Result<Vec<Flat>, StoreError> {
    let words: Vec<String> = fold(query).split_whitespace().map(str::to_owned).collect();
    let found = flat_records(reader, kind, OWN)?;
    Ok(found
        .into_iter()
        .filter(|flat| {
            let mut text = String::new();
            for cell in &flat.record {
                if let Cell::Text(part) = cell {
                    text.push_str(part);
                    text.push('\n');
                }
            }
            let text = fold(&text);
            words.iter().all(|word| text.contains(word))
        })
        .collect())
}

impl Log<'_> {
    /// Adds an own record, under an id that comes after those of all that are there: what was recorded last on one day
    /// is last also where the clock was set back.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add(&self, kind: RecordKind, cells: &[Cell]) -> Result<RecordId, StoreError> {
        let id = RecordId::after(last_id(self, kind)?);
        self.entry(Action::Added, &subject(kind, id))?
            .insert(kind, OWN, id, 1, cells)?;
        Ok(id)
    }

    /// Changes an own record that is still at `version`.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], [`StoreError::Changed`], [`StoreError::Deleted`], SQLite's.
    pub fn change(
        &self,
        kind: RecordKind,
        id: RecordId,
        version: i64,
        cells: &[Cell],
    ) -> Result<(), StoreError> {
        self.change_as(Action::Changed, kind, id, version, cells)?;
        Ok(())
    }

    /// Changes an own record that is still at `version` in an act of its own, and gives what makes other changes that
    /// belong to it.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_as(
        &self,
        action: Action,
        kind: RecordKind,
        id: RecordId,
        version: i64,
        cells: &[Cell],
    ) -> Result<Writer<'_>, StoreError> {
        check_version(self, kind, id, version)?;
        let writer = self.entry(action, &subject(kind, id))?;
        writer.update(kind, id, cells)?;
        Ok(writer)
    }

    /// Deletes an own record that is still at `version`; its row stays, marked.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`], [`StoreError::Changed`], SQLite's.
    pub fn delete(&self, kind: RecordKind, id: RecordId, version: i64) -> Result<(), StoreError> {
        check_version(self, kind, id, version)?;
        self.entry(Action::Deleted, &subject(kind, id))?
            .mark_deleted(kind, id, true)?;
        Ok(())
    }

    /// Puts an own record back that was deleted, as it was.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] where no such record is deleted, SQLite's.
    pub fn restore(&self, kind: RecordKind, id: RecordId) -> Result<(), StoreError> {
        let restored = self.entry(Action::Restored, &subject(kind, id))?;
        match restored.mark_deleted(kind, id, false)? {
            true => Ok(()),
            false => Err(StoreError::NoRecord(id.to_string())),
        }
    }
}

/// What the log calls a record.
fn subject(kind: RecordKind, id: RecordId) -> String {
    format!("{} {id}", kind.table())
}

/// Refuses a record that was changed since it was read.
fn check_version(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
    version: i64,
) -> Result<(), StoreError> {
    ready(reader, kind)?;
    let sql = format!(
        "SELECT version, deleted FROM {} WHERE id = ?1 AND origin = 0",
        kind.table()
    );
    let found: Option<(i64, bool)> = reader
        .connection()
        .prepare_cached(&sql)?
        .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        None => Err(StoreError::NoRecord(id.to_string())),
        Some((_, true)) => Err(StoreError::Deleted(named_record(reader, kind, id)?)),
        Some((found, false)) if found != version => {
            Err(StoreError::Changed(named_record(reader, kind, id)?))
        }
        Some((_, false)) => Ok(()),
    }
}

/// Most letters of what people know a record by, where a sentence names it.
const MAX_TITLE: usize = 60;

/// A record as a sentence names it: its kind, and by what people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRecord {
    kind: RecordKind,
    title: String,
}

impl NamedRecord {
    /// A record of these cells.
    pub fn new(kind: RecordKind, cells: &[Cell]) -> Self {
        let title = from_outside(&title(kind, cells), MAX_TITLE, false);
        Self { kind, title }
    }
}

impl fmt::Display for NamedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.kind.table(), self.title)
    }
}

impl Told for NamedRecord {
    fn told(&self) -> Saying<'_> {
        let id = match self.title.is_empty() {
            true => "record-untitled",
            false => "record-titled",
        };
        let kind = format!("kind-{}", self.kind.table().replace('_', "-"));
        Saying::new(Class::Fine, id)
            .naming("kind", kind)
            .with("title", &self.title)
    }
}

/// An own record, deleted or not, as a sentence names it.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn named_record(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<NamedRecord, StoreError> {
    let mut named = named_records(reader, kind, Some(id))?;
    let named = named.remove(&id);
    named.ok_or_else(|| StoreError::NoRecord(id.to_string()))
}

/// The own records of a kind as sentences name them, deleted ones among them, as far as they read.
///
/// # Errors
/// [`StoreError::FactsClosed`], SQLite's.
pub fn named_records(
    reader: &impl Reader,
    kind: RecordKind,
    only: Option<RecordId>,
) -> Result<BTreeMap<RecordId, NamedRecord>, StoreError> {
    ready(reader, kind)?;
    let sql = format!(
        "SELECT id, version, origin, {} FROM {} WHERE origin = 0 AND (?1 IS NULL OR id = ?1)",
        names(kind),
        kind.table()
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query([only.map(|id| id.to_string())])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Ok(flat) = flat(row, kind) {
            found.insert(flat.id, NamedRecord::new(kind, &flat.record));
        }
    }
    Ok(found)
}

impl Writer<'_> {
    /// Adds a record with an id of its own. `cells` are in canonical form.
    ///
    /// # Errors
    /// SQLite's, a duplicate id among them.
    pub fn insert(
        &self,
        kind: RecordKind,
        origin: Origin,
        id: RecordId,
        version: i64,
        cells: &[Cell],
    ) -> Result<(), StoreError> {
        self.insert_all(kind, origin, [(id, version, cells)])
    }

    /// Adds records: id, version and cells in canonical form.
    ///
    /// # Errors
    /// SQLite's, a duplicate id among them.
    pub fn insert_all<'c>(
        &self,
        kind: RecordKind,
        origin: Origin,
        records: impl IntoIterator<Item = (RecordId, i64, &'c [Cell])>,
    ) -> Result<(), StoreError> {
        ready(self, kind)?;
        if origin != OWN && kind.is_of_cases() && matches!(self.facts, Facts::Held(_)) {
            return self.seal_received(kind, origin, records);
        }
        let marks: Vec<String> = (0..kind.columns().len())
            .map(|index| format!("?{}", index + 6))
            .collect();
        let sql = format!(
            "INSERT INTO {} (id, origin, version, changed_at, changed_by, created_at, created_by, deleted, {})
             VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?5, 0, {})",
            kind.table(),
            names(kind),
            marks.join(", ")
        );
        let mut statement = self.connection().prepare_cached(&sql)?;
        let moment = Moment::now();
        for (id, version, cells) in records {
            let text = id.to_string();
            let head: [&dyn ToSql; 5] = [&text, &origin, &version, &moment, &self.who];
            let cells = cells.iter().map(|cell| cell as &dyn ToSql);
            statement.execute(params_from_iter(head.into_iter().chain(cells)))?;
            self.seal_row(kind, id)?;
        }
        Ok(())
    }

    fn update(&self, kind: RecordKind, id: RecordId, cells: &[Cell]) -> Result<(), StoreError> {
        ready(self, kind)?;
        let sets: Vec<String> = kind
            .columns()
            .iter()
            .enumerate()
            .map(|(index, column)| format!("\"{}\" = ?{}", column.name, index + 4))
            .collect();
        let sql = format!(
            "UPDATE {} SET version = version + 1, changed_at = ?2, changed_by = ?3, {}
             WHERE id = ?1 AND origin = 0",
            kind.table(),
            sets.join(", ")
        );
        let head: [Box<dyn ToSql>; 3] = [
            Box::new(id.to_string()),
            Box::new(Moment::now()),
            Box::new(self.who.to_owned()),
        ];
        let values = head
            .iter()
            .map(AsRef::as_ref)
            .chain(cells.iter().map(|cell| cell as &dyn ToSql));
        self.connection()
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        self.seal_row(kind, id)
    }

    /// Marks an own record as deleted, or as there again; gives whether it was not so already.
    fn mark_deleted(
        &self,
        kind: RecordKind,
        id: RecordId,
        deleted: bool,
    ) -> Result<bool, StoreError> {
        ready(self, kind)?;
        let sql = format!(
            "UPDATE {} SET version = version + 1, deleted = ?4, changed_at = ?2, changed_by = ?3
             WHERE origin = 0 AND id = ?1 AND deleted <> ?4",
            kind.table()
        );
        let marked = self.connection().prepare_cached(&sql)?.execute(params![
            id.to_string(),
            Moment::now(),
            self.who,
            deleted
        ])?;
        if marked > 0 {
            self.seal_row(kind, id)?;
        }
        Ok(marked > 0)
    }

    /// Puts a record that is made from others, and counts its version up where it differs. Such
    /// records have no audit entry of their own.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_derived(
        &self,
        kind: RecordKind,
        id: RecordId,
        cells: &[Cell],
    ) -> Result<(), StoreError> {
        ready(self, kind)?;
        let sql = format!(
            "SELECT version, deleted, {} FROM {} WHERE origin = 0 AND id = ?1",
            names(kind),
            kind.table()
        );
        let here = self
            .connection()
            .prepare_cached(&sql)?
            .query_row([id.to_string()], |row| {
                let deleted: bool = row.get(1)?;
                Ok((deleted, self::cells(row, 2, kind.columns().len())?))
            })
            .optional()?;
        match here {
            None => self.insert(kind, OWN, id, 1, cells),
            Some((false, before)) if before == cells => Ok(()),
            Some(_) => {
                self.update(kind, id, cells)?;
                let sql = format!(
                    "UPDATE {} SET deleted = 0 WHERE origin = 0 AND id = ?1",
                    kind.table()
                );
                self.connection()
                    .prepare_cached(&sql)?
                    .execute([id.to_string()])?;
                self.seal_row(kind, id)
            }
        }
    }

    /// Takes away records that are made from others.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_derived(&self, kind: RecordKind, id: RecordId) -> Result<(), StoreError> {
        self.mark_deleted(kind, id, true)?;
        Ok(())
    }
}
