//! What is kept of cases, and own records of other kinds, and cannot be read: it is found, told, and taken out where a
//! head decides so.

use super::decided::{DECIDED, are_decisions};
use super::facts::{CLOSING, OPEN, TURNED_DOWN, VOIDED, flat_of, kinds, own_row, received};
use super::record::{OWN, unreadable_ids};
use super::restricted::{RESTRICTED, Restriction};
use super::seal::{STATE, sealed_of, take_as_they_are};
use super::{
    Action, Facts, FactsKeys, FrozenFacts, Reader, SealedPlace, Store, StoreError, VoidNote,
    Writer, text_of,
};
use crate::model::{Moment, RecordKind};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(super) const BEGUN: &str = "begun";

/// Whether it is of a case that other users see, and this one does not.
fn is_others<T>(read: &Result<T, StoreError>) -> bool {
    matches!(read, Err(StoreError::Restricted))
}

/// Whether what lies at a place can be opened and read, by whoever is to see it.
fn is_readable(keys: &FactsKeys, place: &SealedPlace, sealed: &[u8]) -> bool {
    let what = place.what.as_str();
    if let Some(kind) = kinds().find(|kind| kind.table() == what) {
        let read = own_row(kind, keys, place, sealed);
        return !keys.unreadable.contains(place) && (read.is_ok() || is_others(&read));
    }
    let opened = keys.open(what, &place.place, sealed);
    let is_others = is_others(&opened);
    let Ok(plain) = opened else {
        return is_others;
    };
    if what == RESTRICTED {
        return serde_json::from_slice::<Restriction>(&plain).is_ok();
    }
    if what == CLOSING {
        return serde_json::from_slice::<FrozenFacts>(&plain).is_ok();
    }
    if what == OPEN {
        return serde_json::from_slice::<Value>(&plain).is_ok();
    }
    if what == VOIDED {
        return serde_json::from_slice::<VoidNote>(&plain).is_ok();
    }
    if what == DECIDED {
        return are_decisions(&plain);
    }
    if what == TURNED_DOWN {
        return serde_json::from_slice::<String>(&plain).is_ok();
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

/// The kinds of record whose own rows everybody at the office can write.
fn open_kinds() -> impl Iterator<Item = RecordKind> {
    let all = RecordKind::ALL.into_iter();
    all.filter(|kind| !kind.is_of_cases())
}

/// Own records of other kinds than those of cases that cannot be read, each with its id as it lies.
fn unreadable_records(
    connection: &Connection,
) -> Result<Vec<(RecordKind, Vec<u8>, SealedPlace)>, StoreError> {
    let mut found = Vec::new();
    for kind in open_kinds() {
        for id in unreadable_ids(connection, kind)? {
            let place = SealedPlace::new(kind.table(), &String::from_utf8_lossy(&id));
            found.push((kind, id, place));
        }
    }
    Ok(found)
}

/// The same, by their places alone.
fn records_that_do_not_read(
    reader: &impl Reader,
) -> Result<impl Iterator<Item = SealedPlace>, StoreError> {
    let found = unreadable_records(reader.connection())?.into_iter();
    Ok(found.map(|(_, _, place)| place))
}

/// Every own record that cannot be read; every sealed row that cannot be opened or read; and what was begun and cannot
/// be opened. Of what lies sealed nobody can tell without the key.
///
/// # Errors
/// SQLite's.
pub fn all_unreadable(reader: &impl Reader) -> Result<Vec<SealedPlace>, StoreError> {
    let mut unreadable: Vec<SealedPlace> = records_that_do_not_read(reader)?.collect();
    let Facts::Held(keys) = reader.facts() else {
        return Ok(unreadable);
    };
    let begun = keys.unreadable.iter().filter(|place| place.what == BEGUN);
    unreadable.extend(begun.cloned());
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
/// not hold the key, what the log tells of it. Own records of other kinds that cannot be read now.
///
/// # Errors
/// SQLite's.
pub fn unreadable_facts(reader: &impl Reader) -> Result<Vec<SealedPlace>, StoreError> {
    let mut unreadable: Vec<SealedPlace> = records_that_do_not_read(reader)?.collect();
    match reader.facts() {
        Facts::Open => {}
        Facts::Held(keys) => unreadable.extend(keys.unreadable.clone()),
        Facts::Closed => {
            let told = told_unreadable(reader)?.into_keys().map(|subject| {
                let (what, place) = subject.rsplit_once(' ').unwrap_or((&subject, ""));
                SealedPlace::new(what, place)
            });
            // Of what everybody reads, what was told is there or not.
            // Of what waits for the register, it is asked for beside this.
            let is_sealed = |place: &SealedPlace| {
                !place.is_of_names() && !open_kinds().any(|kind| kind.table() == place.what)
            };
            unreadable.extend(told.filter(is_sealed));
        }
    }
    Ok(unreadable)
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
        "SELECT subject, min(at) FROM audit
         WHERE action = ?1 AND seq > ?2 AND moment(at) IS NOT NULL GROUP BY subject",
    )?;
    let told = params![Action::FactsUnreadable.code(), since];
    let rows = statement.query_map(told, |row| Ok((text_of(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
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
}

impl Writer<'_> {
    /// Takes rows out that cannot be read, and takes what is left for all that there is.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn take_out_facts(&self, places: &[SealedPlace]) -> Result<(), StoreError> {
        for (kind, id, place) in unreadable_records(self.connection)? {
            if places.contains(&place) {
                let table = kind.table();
                let sql = format!("DELETE FROM {table} WHERE origin = 0 AND id = CAST(?1 AS TEXT)");
                self.connection.execute(&sql, [id])?;
            }
        }
        for whole @ SealedPlace { what, place } in places {
            match what.as_str() {
                _ if whole.is_of_names() => self.take_out_name(whole)?,
                BEGUN => {
                    let sql = "DELETE FROM begun_cases WHERE id = ?1";
                    self.connection.execute(sql, [place])?;
                }
                _ => self.take_out(what, place)?,
            }
        }
        take_as_they_are(self)
    }

    /// Takes a row out by what is shown of its place, which may be no text.
    fn take_out(&self, what: &str, place: &str) -> Result<(), StoreError> {
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
        Ok(())
    }
}
