//! Entries that are sealed to the register's key: whoever records or takes a package in can make or
//! keep one, and only a case officer's unlocking opens it into `register.db`.

use crate::model::{CasePapers, CaseRef, Paragraphs, PersonIdentity, RecordId, outside_line};
use crate::package::seal::{self, SealError};
use crate::store::{
    self, Action, CaseFileBytes, IdentityStore, NoEntry, Reader, Store, StoreError,
};
use age::secrecy::{ExposeSecret, SecretString};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Largest sealed entry that is opened, in bytes.
const MAX_SEALED: u64 = 256 << 20;

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
        let plain = plain.map_err(|error| SealError::Encrypt(error.to_string()))?;
        seal::encrypt(&plain, &[recipient.to_owned()])
    }

    fn open(sealed: &[u8], key: &SecretString) -> Option<Self> {
        let plain = seal::decrypt(sealed, key.expose_secret(), MAX_SEALED).ok()?;
        serde_json::from_slice(&Zeroizing::new(plain)).ok()
    }
}

/// What is known already stays where the new entry says nothing.
fn merge(mut old: PersonIdentity, new: PersonIdentity) -> PersonIdentity {
    fn put<T>(old: &mut Option<T>, new: Option<T>) {
        if new.is_some() {
            *old = new;
        }
    }
    put(&mut old.name, new.name);
    put(&mut old.born, new.born);
    put(&mut old.address, new.address);
    put(&mut old.telephone, new.telephone);
    put(&mut old.identity_number, new.identity_number);
    old
}

/// Moves every sealed entry of the office into its register. An entry that cannot be opened stays.
///
/// # Errors
/// The databases'. Done again, it goes on where it stopped.
pub fn absorb(
    store: &mut Store,
    register: &mut IdentityStore,
    key: &SecretString,
    who: &str,
) -> Result<(), StoreError> {
    // Many at once share one commit; one that cannot be taken does not stop the others.
    for entries in store::sealed_entries(store)?.chunks(AT_ONCE) {
        let taken = register.together(|register| {
            let mut taken = Vec::with_capacity(entries.len());
            for entry in entries {
                let Some(sealed) = SealedCase::open(&entry.sealed, key) else {
                    continue;
                };
                let done = register
                    .together(|register| take(register, entry.case, sealed, &entry.numbers));
                if done.is_ok() {
                    taken.push(entry.id);
                }
            }
            Ok(taken)
        })?;
        store.transaction(who, |log| {
            let writer = log.unlogged(NoEntry::Finishing);
            let mut taken = taken.iter();
            taken.try_for_each(|id| writer.drop_sealed(*id))
        })?;
    }
    for (case, sealed) in store::first_schema_identities(store)? {
        let Ok(plain) = seal::decrypt(&sealed, key.expose_secret(), MAX_SEALED) else {
            continue;
        };
        let plain = Zeroizing::new(plain);
        let Ok(identity) = serde_json::from_slice::<crate::model::CaseIdentity>(&plain) else {
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
        if take(register, case, sealed, &BTreeMap::new()).is_err() {
            continue;
        }
        store.transaction(who, |log| {
            log.entry(Action::IdentityChanged, &format!("violence_cases {case}"))?
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

fn take(
    register: &mut IdentityStore,
    case: RecordId,
    sealed: SealedCase,
    numbers: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    for (number, identity) in sealed.persons {
        let number = CaseRef::new(numbers.get(&number).unwrap_or(&number))?;
        let known = register.person(&number)?.unwrap_or_default();
        register.put_person(&number, &merge(known, identity))?;
    }
    if !sealed.papers.is_empty() {
        register.put_papers(case, &sealed.papers)?;
    }
    let here = register.files(case)?;
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
        register.put_file(case, &CaseFileBytes { name, bytes })?;
    }
    Ok(())
}
