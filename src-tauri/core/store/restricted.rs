//! Cases that only some users see. What is kept of them lies under a key of their own, inside what the facts key opens;
//! so do the names of their persons in the register. The key is sealed to the identities of those users. What is counted
//! of the cases lies under the facts key alone, so that whoever counts counts it.

use super::facts::{VOIDED, kinds};
use super::seal::{Seals, json, opened_at, sealed_of};
use super::{Facts, FactsKeys, Log, NoEntry, Reader, SealedPlace, Store, StoreError, Writer};
use crate::model::{CaseRef, Cell, RecordId, RecordKind, ViolenceCase};
use crate::store::decided::DECIDED;
use age::secrecy::SecretString;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use zeroize::Zeroizing;

pub(super) const RESTRICTED: &str = "restricted";
/// What begins with it lies under the key of a restriction, whose id follows up to a line feed.
const MARK: &str = "restricted/";

/// What restricts cases that have persons in common to some users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// The cases.
    pub cases: BTreeSet<RecordId>,
    /// Who sees them, by name, each with the public identities that the key is sealed to.
    pub seen_by: BTreeMap<String, BTreeSet<String>>,
    /// The key, the one before it while that may still be in use, sealed.
    #[serde(with = "super::facts::base64_bytes")]
    pub sealed: Vec<u8>,
    /// Whether the register is still to be written anew under it.
    pub pending: bool,
    /// Whether it ends: what is written is under it no more.
    pub lifted: bool,
}

/// A restriction, and its keys for who sees its cases.
struct Held {
    what: Restriction,
    keys: Option<(Arc<Seals>, Vec<SecretString>)>,
}

/// All restrictions of an office, by their ids.
#[derive(Default)]
pub(super) struct Restrictions(BTreeMap<String, Held>);

/// What of something that was opened lies under the key of a restriction, and of which.
pub(super) fn restricted_part(plain: &[u8]) -> Option<(&str, &[u8])> {
    let rest = plain.strip_prefix(MARK.as_bytes())?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (id, inner) = rest.split_at_checked(end)?;
    Some((std::str::from_utf8(id).ok()?, inner.get(1..)?))
}

fn marked(id: &str, inner: &[u8]) -> Vec<u8> {
    [MARK.as_bytes(), id.as_bytes(), b"\n", inner].concat()
}

impl Held {
    fn new(what: Restriction, secrets: Option<Vec<SecretString>>) -> Self {
        let keys = secrets.map(|secrets| (Arc::new(Seals::new(&secrets)), secrets));
        Self { what, keys }
    }

    fn seals(&self) -> Result<&Arc<Seals>, StoreError> {
        let keys = self.keys.as_ref().ok_or(StoreError::Restricted)?;
        Ok(&keys.0)
    }
}

impl Restrictions {
    /// Those that lie in the database, with the keys of those that `open` opens.
    pub(super) fn found(
        connection: &Connection,
        keys: &FactsKeys,
        open: impl Fn(&Restriction) -> Option<Vec<SecretString>>,
    ) -> Result<Self, StoreError> {
        let sql = "SELECT what, place, sealed FROM sealed_facts WHERE what = ?1";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([RESTRICTED])?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let place = SealedPlace::of_row(row)?.place;
            let sealed = sealed_of(row, 2)?.unwrap_or_default();
            // What cannot be read is told as such elsewhere.
            let plain = keys.open(RESTRICTED, &place, &sealed).ok();
            let read = plain.and_then(|plain| serde_json::from_slice::<Restriction>(&plain).ok());
            if let Some(what) = read {
                let secrets = open(&what);
                found.insert(place, Held::new(what, secrets));
            }
        }
        Ok(Self(found))
    }

    /// The keys of a restriction that were in hand.
    pub(super) fn secrets(&self, of: &Restriction) -> Option<Vec<SecretString>> {
        let held = self.0.values().find(|held| held.what == *of)?;
        held.keys.as_ref().map(|(_, secrets)| secrets.clone())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(&self, case: RecordId) -> Option<(&String, &Held)> {
        self.0
            .iter()
            .find(|(_, held)| held.what.cases.contains(&case))
    }

    pub(super) fn open(
        &self,
        id: &str,
        what: &str,
        place: &str,
        inner: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let row = || StoreError::BadFacts(format!("{what}/{place}"));
        let held = self.0.get(id).ok_or_else(row)?;
        held.seals()?.open(what, place, inner)
    }

    /// Seals what is kept of a case under the key of its restriction; nothing where it has none.
    pub(super) fn seal(
        &self,
        case: RecordId,
        what: &str,
        place: &str,
        plain: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let Some((id, held)) = self.of(case).filter(|(_, held)| !held.what.lifted) else {
            return Ok(None);
        };
        let inner = held.seals()?.seal(what, place, plain)?;
        Ok(Some(Zeroizing::new(marked(id, &inner))))
    }
}

/// What restricts a case, with its id; nothing where everybody sees it who sees cases.
pub fn restriction_of(reader: &impl Reader, case: RecordId) -> Option<(String, Restriction)> {
    let Facts::Held(keys) = reader.facts() else {
        return None;
    };
    let (id, held) = keys.restricted.of(case)?;
    Some((id.clone(), held.what.clone()))
}

/// All restrictions, by their ids, and whether this user sees their cases.
pub fn restrictions(reader: &impl Reader) -> Vec<(String, Restriction, bool)> {
    let Facts::Held(keys) = reader.facts() else {
        return Vec::new();
    };
    let all = keys.restricted.0.iter();
    all.map(|(id, held)| (id.clone(), held.what.clone(), held.keys.is_some()))
        .collect()
}

/// Whether a case is restricted to users of whom this one is none.
pub fn is_shut(reader: &impl Reader, case: RecordId) -> bool {
    match reader.facts() {
        Facts::Held(keys) => {
            let found = keys.restricted.of(case);
            found.is_some_and(|(_, held)| held.keys.is_none())
        }
        Facts::Open | Facts::Closed => false,
    }
}

/// The case of an own record of the register, as it lies in the connection's memory, deleted or not.
pub(super) fn case_of_row(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Option<RecordId>, StoreError> {
    if !kind.is_of_register() {
        return Ok(None);
    }
    let (mut kind, mut id) = (kind, id.to_string());
    while let Some((column, above)) = kind.owner() {
        let sql = format!(
            "SELECT \"{column}\" FROM temp.{} WHERE origin = 0 AND id = ?1",
            kind.table()
        );
        let mut statement = reader.connection().prepare_cached(&sql)?;
        let found: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
        let Some(found) = found else {
            return Ok(None);
        };
        (kind, id) = (above, found);
    }
    Ok(Some(RecordId::parse(&id)?))
}

/// Persons of the register in some cases, as records of them were ever there.
fn persons_in(
    reader: &impl Reader,
    cases: &BTreeSet<RecordId>,
) -> Result<BTreeSet<CaseRef>, StoreError> {
    let mut persons = BTreeSet::new();
    for kind in [RecordKind::Survivor, RecordKind::Perpetrator] {
        let sql = format!(
            "SELECT \"case\", person FROM temp.{} WHERE origin = 0",
            kind.table()
        );
        let mut statement = reader.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if cases.contains(&RecordId::parse(&row.get::<_, String>(0)?)?) {
                persons.insert(CaseRef::new(&row.get::<_, String>(1)?)?);
            }
        }
    }
    Ok(persons)
}

/// The keys under which names of the register lie, of persons and cases that are restricted.
#[derive(Clone, Default)]
pub struct RestrictedNames {
    seals: BTreeMap<String, Option<Arc<Seals>>>,
    cases: BTreeMap<RecordId, String>,
    persons: BTreeMap<CaseRef, String>,
}

/// What of the register is restricted now, for who sees some of it.
///
/// # Errors
/// SQLite's.
pub fn restricted_names(reader: &impl Reader) -> Result<RestrictedNames, StoreError> {
    let mut names = RestrictedNames::default();
    let Facts::Held(keys) = reader.facts() else {
        return Ok(names);
    };
    for (id, held) in &keys.restricted.0 {
        let seals = held.keys.as_ref().map(|(seals, _)| Arc::clone(seals));
        names.seals.insert(id.clone(), seals);
        if held.what.lifted {
            continue;
        }
        let cases = held.what.cases.iter();
        names.cases.extend(cases.map(|case| (*case, id.clone())));
        let persons = persons_in(reader, &held.what.cases)?.into_iter();
        names
            .persons
            .extend(persons.map(|person| (person, id.clone())));
    }
    Ok(names)
}

impl RestrictedNames {
    /// The restriction under which something about a person or case is to lie.
    pub(super) fn of_person(&self, person: &CaseRef) -> Option<&str> {
        self.persons.get(person).map(String::as_str)
    }

    /// The same of a case.
    pub(super) fn of_case(&self, case: RecordId) -> Option<&str> {
        self.cases.get(&case).map(String::as_str)
    }

    /// The restriction of the person or case that a draft's place ends with or names.
    pub(super) fn of_place(&self, place: &str) -> Option<&str> {
        let mut parts = place.split('/');
        parts.find_map(|part| {
            let case = RecordId::parse(part).ok().and_then(|id| self.of_case(id));
            case.or_else(|| self.of_person(&CaseRef::new(part).ok()?))
        })
    }

    /// What is kept in place of a text.
    pub(super) fn seal_text(
        &self,
        under: Option<&str>,
        what: &str,
        place: &str,
        text: String,
    ) -> Result<String, StoreError> {
        let Some(id) = under else {
            return Ok(text);
        };
        let inner = self.seals(id)?.seal(what, place, text.as_bytes())?;
        Ok(format!("{MARK}{id}\n{}", STANDARD.encode(inner)))
    }

    /// A text out of what is kept in its place.
    pub(super) fn open_text(
        &self,
        what: &str,
        place: &str,
        kept: String,
    ) -> Result<String, StoreError> {
        let Some((id, inner)) = restricted_part(kept.as_bytes()) else {
            return Ok(kept);
        };
        let bad = || StoreError::BadFacts(format!("{what}/{place}"));
        let inner = STANDARD.decode(inner).map_err(|_| bad())?;
        let plain = self.seals(id)?.open(what, place, &inner)?;
        String::from_utf8(plain.to_vec()).map_err(|_| bad())
    }

    /// What is kept in place of bytes.
    pub(super) fn seal_bytes(
        &self,
        under: Option<&str>,
        what: &str,
        place: &str,
        bytes: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        match under {
            Some(id) => Ok(marked(id, &self.seals(id)?.seal(what, place, bytes)?)),
            None => Ok(bytes.to_vec()),
        }
    }

    /// Bytes out of what is kept in their place under the key of a restriction.
    pub(super) fn open_bytes(
        &self,
        what: &str,
        place: &str,
        kept: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let bad = || StoreError::BadFacts(format!("{what}/{place}"));
        let (id, inner) = restricted_part(kept).ok_or_else(bad)?;
        Ok(self.seals(id)?.open(what, place, inner)?.to_vec())
    }

    /// The persons whose names lie under keys in hand.
    pub(super) fn persons(&self) -> impl Iterator<Item = &CaseRef> {
        let persons = self.persons.iter();
        persons.filter_map(|(person, id)| self.seals(id).is_ok().then_some(person))
    }

    /// Whether a text is kept under the key of a restriction.
    pub(super) fn is_marked(&self, kept: &str) -> bool {
        restricted_part(kept.as_bytes()).is_some()
    }

    /// Whether a text is kept under the key of a restriction that this user does not hold.
    pub(super) fn is_shut(&self, kept: &str) -> bool {
        restricted_part(kept.as_bytes()).is_some_and(|(id, _)| self.seals(id).is_err())
    }

    fn seals(&self, id: &str) -> Result<&Seals, StoreError> {
        match self.seals.get(id) {
            Some(Some(seals)) => Ok(seals),
            _ => Err(StoreError::Restricted),
        }
    }
}

impl Store {
    /// Puts a restriction in force, its keys the present one first: what is kept of its cases is sealed anew, and what
    /// else belongs to it is done in the same transaction. The register follows (`pending`).
    ///
    /// # Errors
    /// Whatever `work` returns; [`StoreError::FactsClosed`], SQLite's: then nothing has changed.
    pub fn restrict<E: From<StoreError>>(
        &mut self,
        who: &str,
        (id, next): (&str, Restriction),
        secrets: Vec<SecretString>,
        work: impl FnOnce(&Log<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Facts::Held(keys) = &mut self.facts else {
            return Err(StoreError::FactsClosed.into());
        };
        let cases = next.cases.clone();
        let plain = serde_json::to_vec(&next).map_err(json).map_err(E::from)?;
        let held = Held::new(next, Some(secrets));
        let before = keys.restricted.0.insert(id.to_owned(), held);
        let done = self.transaction(who, |log| {
            let writer = log.unlogged(NoEntry::Derived);
            writer.seal_at(RESTRICTED, id, plain)?;
            writer.reseal_cases(&cases)?;
            work(log)
        });
        if let (Err(_), Facts::Held(keys)) = (&done, &mut self.facts) {
            match before {
                Some(before) => keys.restricted.0.insert(id.to_owned(), before),
                None => keys.restricted.0.remove(id),
            };
        }
        done
    }

    /// Notes what changed of a restriction while what lies under it stays.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn note_restriction(
        &mut self,
        who: &str,
        (id, next): (&str, Restriction),
        secrets: Vec<SecretString>,
    ) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(&next).map_err(json)?;
        self.transaction(who, |log| {
            log.unlogged(NoEntry::Finishing)
                .seal_at(RESTRICTED, id, plain)
        })?;
        if let Facts::Held(keys) = &mut self.facts {
            let held = Held::new(next, Some(secrets));
            keys.restricted.0.insert(id.to_owned(), held);
        }
        Ok(())
    }

    /// Forgets a restriction that was lifted.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn drop_restriction(&mut self, who: &str, id: &str) -> Result<(), StoreError> {
        self.transaction(who, |log| {
            log.unlogged(NoEntry::Finishing).unseal_at(RESTRICTED, id)
        })?;
        if let Facts::Held(keys) = &mut self.facts {
            keys.restricted.0.remove(id);
        }
        Ok(())
    }

    /// The keys of a restriction, for who sees its cases.
    pub fn restriction_keys(&self, id: &str) -> Option<Vec<SecretString>> {
        let Facts::Held(keys) = &self.facts else {
            return None;
        };
        let held = keys.restricted.0.get(id)?;
        held.keys.as_ref().map(|(_, secrets)| secrets.clone())
    }

    /// Lets go of the keys of a restriction, and of what they opened: its user sees its cases no more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn let_go_of_restriction(&mut self, id: &str) -> Result<(), StoreError> {
        let Facts::Held(keys) = &mut self.facts else {
            return Ok(());
        };
        if let Some(held) = keys.restricted.0.get_mut(id) {
            held.keys = None;
            let cases = held.what.cases.clone();
            self.forget_cases(&cases)?;
        }
        Ok(())
    }

    /// Takes the records of cases out of the connection's memory.
    fn forget_cases(&self, cases: &BTreeSet<RecordId>) -> Result<(), StoreError> {
        let rows = rows_of(self, cases)?;
        for (kind, id) in rows {
            let sql = format!(
                "DELETE FROM temp.{} WHERE origin = 0 AND id = ?1",
                kind.table()
            );
            self.connection.execute(&sql, [id.to_string()])?;
        }
        Ok(())
    }
}

/// The own records of some cases in the connection's memory, deleted ones too.
fn rows_of(
    reader: &impl Reader,
    cases: &BTreeSet<RecordId>,
) -> Result<Vec<(RecordKind, RecordId)>, StoreError> {
    let mut found = Vec::new();
    for kind in kinds().filter(|kind| kind.is_of_register()) {
        let sql = format!("SELECT id FROM temp.{} WHERE origin = 0", kind.table());
        let mut statement = reader.connection().prepare(&sql)?;
        let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
        for id in ids {
            let id = RecordId::parse(&id?)?;
            let case = case_of_row(reader, kind, id)?;
            if case.is_some_and(|case| cases.contains(&case)) {
                found.push((kind, id));
            }
        }
    }
    Ok(found)
}

impl Writer<'_> {
    /// Seals anew what is kept of cases: their records, and what was decided of them.
    fn reseal_cases(&self, cases: &BTreeSet<RecordId>) -> Result<(), StoreError> {
        for (kind, id) in rows_of(self, cases)? {
            self.seal_row(kind, id)?;
        }
        for case in cases {
            let place = case.to_string();
            for what in [DECIDED, VOIDED] {
                if let Some(plain) = opened_at(self.connection, self.held()?, what, &place)? {
                    self.seal_of_case(*case, what, &place, plain.to_vec())?;
                }
            }
        }
        Ok(())
    }

    /// Refuses a person of a restricted case in one that is not restricted with it: her number would tell who is in
    /// that, and her name would lie where others read it.
    pub(super) fn check_person_is_of_its_cases(
        &self,
        kind: RecordKind,
        record: &[Cell],
        case: RecordId,
    ) -> Result<(), StoreError> {
        let restricted = &self.held()?.restricted;
        if ![RecordKind::Survivor, RecordKind::Perpetrator].contains(&kind) {
            return Ok(());
        }
        let place = kind.columns().iter().position(|c| c.name == "person");
        let Some(Cell::Text(person)) = place.and_then(|place| record.get(place)) else {
            return Ok(());
        };
        let here = restricted.of(case).map(|(id, _)| id);
        for (kind, case) in cases_with(self, person)? {
            let other = match kind.is_facts() {
                // Of new violence the facts have an id of their own.
                true if restricted.of(case).is_none() => continue,
                _ => restricted.of(case).map(|(id, _)| id),
            };
            if other != here {
                return Err(StoreError::RestrictedPerson);
            }
        }
        Ok(())
    }
}

/// Where a person's number is: records by their case, and what travels, by the case that it was made of.
fn cases_with(
    reader: &impl Reader,
    person: &str,
) -> Result<Vec<(RecordKind, RecordId)>, StoreError> {
    let mut found = Vec::new();
    for kind in [
        RecordKind::Survivor,
        RecordKind::Perpetrator,
        RecordKind::SurvivorFacts,
        RecordKind::PerpetratorFacts,
    ] {
        let sql = format!(
            "SELECT \"case\" FROM temp.{} WHERE origin = 0 AND person = ?1",
            kind.table()
        );
        let mut statement = reader.connection().prepare_cached(&sql)?;
        let cases = statement.query_map([person], |row| row.get::<_, String>(0))?;
        for case in cases {
            found.push((kind, RecordId::parse(&case?)?));
        }
    }
    Ok(found)
}

/// Whether somebody is in a restricted case, seen or not.
///
/// # Errors
/// SQLite's.
pub fn is_of_restricted_case(reader: &impl Reader, person: &CaseRef) -> Result<bool, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(false);
    };
    if keys.restricted.is_empty() {
        return Ok(false);
    }
    let mut cases = cases_with(reader, person.as_str())?.into_iter();
    Ok(cases.any(|(_, case)| keys.restricted.of(case).is_some()))
}

/// A case, and every other in which one of its persons, or of theirs, is or was: they are restricted together.
///
/// # Errors
/// [`StoreError::NoRecord`], [`StoreError::Restricted`]; [`StoreError::RestrictedPerson`] where one of these cases is
/// restricted to others; SQLite's.
pub fn cases_with_persons_of(
    reader: &impl Reader,
    case: RecordId,
) -> Result<BTreeSet<RecordId>, StoreError> {
    super::record::<ViolenceCase>(reader, case)?;
    let mut cases = BTreeSet::from([case]);
    let mut known = BTreeSet::new();
    loop {
        let mut fresh = persons_in(reader, &cases)?;
        fresh.retain(|person| known.insert(person.clone()));
        if fresh.is_empty() {
            return Ok(cases);
        }
        for person in fresh {
            for (kind, case) in cases_with(reader, person.as_str())? {
                match kind.is_facts() {
                    true if is_shut(reader, case) => return Err(StoreError::RestrictedPerson),
                    true => {}
                    false => {
                        cases.insert(case);
                    }
                }
            }
        }
    }
}
