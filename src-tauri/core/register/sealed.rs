//! Entries that are sealed to the register's key: whoever records or takes a package in can make or
//! keep one, and only a case officer's unlocking opens it into `register.db`.

use super::{may_be_named, may_be_written};
use crate::message::LibraryWords;
use crate::model::{
    CaseIdentity, CasePapers, CaseRef, Cell, Day, FlatForm, Paragraphs, PersonIdentity, RecordId,
    outside_line,
};
use crate::package::seal::{self, SealError};
use crate::store::{
    self, About, Action, CaseFileBytes, IdentityStore, Log, NoEntry, Reader, SaidOf, SealedEntry,
    SealedPlace, SealedSource, Store, StoreError,
};
use age::secrecy::{ExposeSecret, SecretString};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// Largest sealed entry that is opened, in bytes.
pub const MAX_SEALED: u64 = store::MAX_ENTRY.unsigned_abs();

/// Entries that are moved with one commit.
const AT_ONCE: usize = 1_000;

/// What names persons in a case, on its way into a register.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SealedCase {
    /// Persons, by their random number.
    pub persons: BTreeMap<String, PersonIdentity>,
    /// What was written down.
    pub papers: CasePapers,
    /// Files of the case.
    pub files: Vec<SealedFile>,
}

/// A file in a sealed entry.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedFile {
    /// Its name, as it was given.
    #[serde(deserialize_with = "outside_line::<_, 200>")]
    pub name: String,
    /// The file, in base64.
    pub bytes: String,
}

impl SealedFile {
    /// Packs a file.
    pub fn new(file: &CaseFileBytes) -> Self {
        Self {
            name: file.name.clone(),
            bytes: STANDARD.encode(&file.bytes),
        }
    }
}

impl SealedCase {
    /// Seals it to a register's recipient.
    ///
    /// # Errors
    /// The library's.
    pub fn seal(&self, recipient: &str) -> Result<Vec<u8>, SealError> {
        let plain = serde_json::to_vec(self).map(Zeroizing::new);
        let plain = plain.map_err(|error| SealError::Encrypt(LibraryWords::of(error)))?;
        seal::encrypt(&plain, &[recipient.to_owned()])
    }

    /// Opens an entry; nothing where no key does, or what it holds cannot be read.
    pub fn open(sealed: &[u8], keys: &[SecretString]) -> Option<Self> {
        let case = Self::parse(&opened(sealed, keys)?)?;
        let mut files = case.files.iter();
        let read = files.all(|file| STANDARD.decode(&file.bytes).is_ok());
        read.then_some(case)
    }

    /// Reads an entry that was opened; nothing where it is none.
    pub fn parse(plain: &[u8]) -> Option<Self> {
        serde_json::from_slice(plain).ok()
    }
}

/// What names a person in a case, as the first schema sealed it.
fn first_schema_identity(sealed: &[u8], keys: &[SecretString]) -> Option<CaseIdentity> {
    serde_json::from_slice(&opened(sealed, keys)?).ok()
}

/// The places of what waits for the register and never comes into it: what does not read, and, for who holds the
/// register's keys, what none of them opens.
///
/// # Errors
/// SQLite's.
pub fn unreadable_entries(
    reader: &impl Reader,
    keys: &[SecretString],
) -> Result<Vec<SealedPlace>, StoreError> {
    let entries = store::sealed_entries(reader)?.into_iter();
    let entries = entries.filter_map(|entry| match entry {
        Ok(entry) if keys.is_empty() || SealedCase::open(&entry.sealed, keys).is_some() => None,
        Ok(entry) => Some(SealedPlace::waiting_name(entry.id)),
        Err(place) => Some(place),
    });
    let first = store::first_schema_identities(reader)?.into_iter();
    let first = first.filter_map(|entry| match entry {
        Ok((_, sealed)) if keys.is_empty() || first_schema_identity(&sealed, keys).is_some() => {
            None
        }
        Ok((case, _)) => Some(SealedPlace::first_schema_name(case)),
        Err(place) => Some(place),
    });
    Ok(entries.chain(first).collect())
}

/// What is sealed to the register's key, or to one it had before.
pub fn opened(sealed: &[u8], keys: &[SecretString]) -> Option<Zeroizing<Vec<u8>>> {
    keys.iter().find_map(|key| {
        let plain = seal::decrypt(sealed, key.expose_secret(), MAX_SEALED);
        plain.ok().map(Zeroizing::new)
    })
}

/// The fields in which what came in says something, and something else than what is known; nothing where
/// there is none.
fn beside<T: FlatForm>(known: &T, new: &T) -> Result<Option<T>, StoreError> {
    let (known, new) = (known.to_cells(), new.to_cells());
    let differing: Vec<Cell> = known
        .iter()
        .zip(new)
        .map(|(known, new)| if *known == new { Cell::Empty } else { new })
        .collect();
    if differing.iter().all(|cell| *cell == Cell::Empty) {
        return Ok(None);
    }
    let said = T::from_cells(differing).map_err(|error| StoreError::bad("proposal", error))?;
    Ok(Some(said))
}

/// What an entry did to the register, for the log.
#[derive(Default)]
struct Told {
    /// Whether something is known now that was not.
    named: bool,
    /// What waits beside what was known.
    proposed: Vec<About>,
    /// Persons who came with a case that they are not of.
    strangers: usize,
    /// What was left out since who it names refused to be recorded: persons, papers, files.
    refused: usize,
}

/// Whom an entry's case has, and who of them is not to be named.
struct Members {
    /// Numbers of its persons.
    persons: BTreeSet<String>,
    /// Those whose names nobody may keep, for she said no to it in whatever case, and perpetrators who were erased.
    refusing: BTreeSet<String>,
    /// Whether a survivor of the case said no to what is written of it.
    unwritten: bool,
}

impl Members {
    /// As things are now: whoever said no after an entry was sealed is not named by it either.
    fn of(reader: &impl Reader, case: RecordId) -> Result<Self, StoreError> {
        let today = Day::today().map_err(|error| StoreError::bad("today", error))?;
        let persons = store::persons_of_case(reader, case)?;
        let mut refusing = store::refusing_in_case(reader, case)?;
        refusing.extend(store::erased_perpetrators(reader, case)?);
        for number in &persons {
            let person = CaseRef::new(number).map_err(|error| StoreError::bad("person", error))?;
            if may_be_named(reader, case, &person, today)?.is_no() {
                refusing.insert(number.clone());
            }
        }
        Ok(Self {
            persons,
            refusing,
            unwritten: may_be_written(reader, case, today)?.is_no(),
        })
    }
}

impl Told {
    fn tell(&self, log: &Log<'_>, entry: &SealedEntry) -> Result<(), StoreError> {
        let source = source_of(entry);
        if self.named {
            let subject = format!("violence_cases {} {source}", entry.case);
            log.entry(Action::IdentityChanged, &subject)?;
        }
        for about in &self.proposed {
            log.entry(Action::IdentityProposed, &format!("{about} {source}"))?;
        }
        if self.strangers > 0 {
            let subject = format!("violence_cases {} {} {source}", entry.case, self.strangers);
            log.entry(Action::StrangersDropped, &subject)?;
        }
        if self.refused > 0 {
            let subject = format!("violence_cases {} {} {source}", entry.case, self.refused);
            log.entry(Action::RefusalKept, &subject)?;
        }
        Ok(())
    }
}

/// Out of what an entry was made, and by whom.
fn source_of(entry: &SealedEntry) -> String {
    match &entry.who {
        Some(who) => format!("{} {who}", entry.source.code()),
        None => entry.source.code().to_owned(),
    }
}

/// Moves every sealed entry of the office into its register, and tells the log what that changed. What is
/// known already stays as it is: what an entry says otherwise waits beside it. An entry that cannot be read or
/// opened stays, and is told ([`unreadable_entries`]).
///
/// # Errors
/// The databases'. Done again, it goes on where it stopped.
pub fn absorb(
    store: &mut Store,
    register: &mut IdentityStore,
    keys: &[SecretString],
    who: &str,
) -> Result<(), StoreError> {
    // Many at once share one commit; one that cannot be taken does not stop the others.
    let entries = store::sealed_entries(store)?.into_iter().flatten();
    for entries in entries.collect::<Vec<_>>().chunks(AT_ONCE) {
        let taken = register.together(|register| {
            let mut taken = Vec::with_capacity(entries.len());
            for entry in entries {
                let Some(sealed) = SealedCase::open(&entry.sealed, keys) else {
                    continue;
                };
                // It waits for who sees the case.
                if store::is_shut(store, entry.case) {
                    continue;
                }
                let members = Members::of(store, entry.case)?;
                let done = register.together(|register| take(register, entry, sealed, &members));
                if let Ok(told) = done {
                    taken.push((entry, told));
                }
            }
            // The log comes first: what a crash leaves undone is done, and told, again.
            store.transaction(who, |log| {
                let mut taken = taken.iter();
                taken.try_for_each(|(entry, told)| told.tell(log, entry))
            })?;
            Ok(taken)
        })?;
        store.transaction(who, |log| {
            let writer = log.unlogged(NoEntry::Finishing);
            let mut taken = taken.iter();
            taken.try_for_each(|(entry, _)| writer.drop_sealed(entry.id))
        })?;
    }
    let first = store::first_schema_identities(store)?;
    for (case, sealed) in first.into_iter().flatten() {
        let Some(identity) = first_schema_identity(&sealed, keys) else {
            continue;
        };
        let mut persons = BTreeMap::new();
        let person = |kind| first_person(store, kind, case);
        if let Some(survivor) = person(crate::model::RecordKind::Survivor)? {
            persons.insert(survivor, identity.survivor());
        }
        let mut papers = identity.papers();
        match person(crate::model::RecordKind::Perpetrator)? {
            Some(perpetrator) => {
                persons.insert(perpetrator, identity.perpetrator());
            }
            // Who was named, but is no person of the case, stays in the notes.
            None => papers.notes = with_perpetrator(papers.notes, &identity.perpetrator()),
        }
        let sealed = SealedCase {
            persons,
            papers,
            ..SealedCase::default()
        };
        let members = Members::of(store, case)?;
        let entry = SealedEntry {
            id: 0,
            case,
            sealed: Vec::new(),
            numbers: BTreeMap::new(),
            who: Some(who.to_owned()),
            source: SealedSource::Workbook,
        };
        let Ok(told) = take(register, &entry, sealed, &members) else {
            continue;
        };
        store.transaction(who, |log| {
            told.tell(log, &entry)?;
            log.unlogged(NoEntry::Upgrade)
                .drop_first_schema_identity(case)
        })?;
    }
    Ok(())
}

fn with_perpetrator(
    notes: Option<Paragraphs<20000>>,
    perpetrator: &PersonIdentity,
) -> Option<Paragraphs<20000>> {
    let of = [&perpetrator.name.as_ref().map(ToString::to_string)];
    let address = perpetrator.address.as_ref().map(ToString::to_string);
    let mut lines: Vec<String> = notes.iter().map(ToString::to_string).collect();
    lines.extend(of.into_iter().flatten().cloned());
    lines.extend(address);
    Paragraphs::new(&lines.join("\n")).ok().or(notes)
}

fn first_person(
    reader: &impl Reader,
    kind: crate::model::RecordKind,
    case: RecordId,
) -> Result<Option<String>, StoreError> {
    let found = store::flat_records_with(reader, kind, "case", &case.to_string())?;
    let place = kind.columns().iter().position(|c| c.name == "person");
    Ok(found
        .first()
        .and_then(|flat| match flat.record.get(place?) {
            Some(crate::model::Cell::Text(person)) => Some(person.clone()),
            _ => None,
        }))
}

/// Takes an entry into the register: persons of its case alone, nobody who refused to be recorded, and
/// nothing that is known is overwritten.
fn take(
    register: &mut IdentityStore,
    entry: &SealedEntry,
    sealed: SealedCase,
    members: &Members,
) -> Result<Told, StoreError> {
    let mut told = Told::default();
    let source = source_of(entry);
    let who = entry.who.as_deref().unwrap_or_default();
    for (number, identity) in sealed.persons {
        let here = match entry.source {
            SealedSource::Workbook => Some(number.as_str()),
            SealedSource::Transfer => entry.numbers.get(&number).map(CaseRef::as_str),
        };
        let Some(here) = here.filter(|here| members.persons.contains(*here)) else {
            told.strangers += 1;
            continue;
        };
        if members.refusing.contains(here) {
            told.refused += usize::from(!identity.is_empty());
            continue;
        }
        let person = CaseRef::new(here)?;
        match register.person(&person)? {
            None if identity.is_empty() => {}
            None => {
                register.put_person(&person, &identity, who)?;
                told.named = true;
            }
            Some(known) => {
                if let Some(other) = beside(&known, &identity)? {
                    let about = About::Person(person);
                    if register.propose(&about, &source, &SaidOf::Person(other))? {
                        told.proposed.push(about);
                    }
                }
            }
        }
    }
    if members.unwritten {
        told.refused += usize::from(!sealed.papers.is_empty()) + sealed.files.len();
        return Ok(told);
    }
    let papers = register.papers(entry.case)?;
    if papers.is_empty() && !sealed.papers.is_empty() {
        register.put_papers(entry.case, &sealed.papers, who)?;
        told.named = true;
    } else if let Some(other) = beside(&papers, &sealed.papers)? {
        let about = About::Case(entry.case);
        if register.propose(&about, &source, &SaidOf::Case(other))? {
            told.proposed.push(about);
        }
    }
    let here = register.files(entry.case)?;
    for file in sealed.files {
        let bytes = STANDARD
            .decode(&file.bytes)
            .map_err(|error| StoreError::bad("file", error))?;
        // Done again after a crash, a file is not attached twice.
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if here.iter().any(|h| h.name == file.name && h.size == size) {
            continue;
        }
        let name = file.name;
        register.put_file(entry.case, &CaseFileBytes { name, bytes })?;
        told.named = true;
    }
    Ok(told)
}
