//! `tienbo verify`: is everything as it was written?

use super::holders::{OfficeKey, ReadList};
use super::slot::{RECOVERY, damaged, users};
use super::{Office, RegisterNames, VaultError};
use crate::model::{Attachment, RecordId, RecordKind, Sha256};
use crate::store::{self, AuditHead, Guarded, LogWentBack, OutsideHead, StoreError};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// What verifying found. Everything is in order where [`Verification::is_fine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Verification {
    /// Databases, by the names of their files, with pages or rows that are damaged. Where the office's own is,
    /// nothing else was looked at.
    pub database: Vec<String>,
    /// Key files, by their names, that are gone or damaged.
    pub slots: Vec<String>,
    /// The first entry of the audit log that does not fit the one before.
    pub audit_break: Option<i64>,
    /// Attached files, by name, that are missing or whose bytes changed.
    pub attachments: Vec<String>,
    /// Attached files, by name, that were put at a case, where none may lie: what belongs to one is in the register.
    /// Known to who can read facts of cases.
    pub at_cases: Vec<String>,
    /// Packages, by id, that are missing or no longer what was taken in or made here.
    pub packages: Vec<String>,
    /// Cases whose facts that travel are not what their records say.
    pub cases: Vec<String>,
    /// Heads of the audit log that other offices keep, as their receipts say, and that are not in it.
    pub outside: Vec<OutsideHead>,
    /// Units whose log does not go on from the head that is kept of it here, as long as nobody has asked
    /// them: nothing is wrong here.
    pub logs: Vec<LogWentBack>,
    /// How many persons the register names, and how many it should.
    pub names: RegisterNames,
    /// Whether the facts of cases are those that were sealed last, none gone and none an earlier one; known to
    /// who holds their key.
    pub facts: bool,
    /// What only some may set and is otherwise than they left it; known to who holds the facts key.
    pub differing: Vec<Guarded>,
    /// What is kept of cases, or names persons in them, and cannot be read, by its place; known to who holds the keys.
    pub unreadable: Vec<String>,
    /// Whether the list of who holds which key is the one in force, signed by the office's key.
    pub holders: bool,
    /// Who holds which key, as that list says.
    pub held: Vec<HeldKey>,
    /// Whether the recovery sheet is of an earlier program: it opens what names and counts, and not
    /// the key with which the office signs.
    pub old_sheet: bool,
    /// Length and head of the audit log.
    pub audit: AuditHead,
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        self.database.is_empty()
            && self.slots.is_empty()
            && self.audit_break.is_none()
            && self.attachments.is_empty()
            && self.at_cases.is_empty()
            && self.packages.is_empty()
            && self.cases.is_empty()
            && self.outside.is_empty()
            && self.names.fit() != Some(false)
            && self.holders
            && self.facts
            && self.differing.is_empty()
            && self.unreadable.is_empty()
    }
}

/// A key of the office, and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HeldKey {
    /// Its name, as in the list of holders: `data`, `facts`, `register`, `reading` or `seal`.
    pub key: &'static str,
    /// The users who hold it, by name.
    pub users: Vec<String>,
}

/// Whether looking through a database found damage, or ended at some.
fn is_damaged(found: Result<Vec<String>, StoreError>) -> Result<bool, StoreError> {
    match found {
        Ok(found) => Ok(!found.is_empty()),
        Err(error) if error.is_damage() => Ok(true),
        Err(error) => Err(error),
    }
}

impl Verification {
    /// Of an office whose database cannot be read.
    fn of_nothing() -> Self {
        Self {
            database: Vec::new(),
            slots: Vec::new(),
            audit_break: None,
            attachments: Vec::new(),
            at_cases: Vec::new(),
            packages: Vec::new(),
            cases: Vec::new(),
            outside: Vec::new(),
            logs: Vec::new(),
            names: RegisterNames {
                noted: None,
                counted: None,
            },
            facts: true,
            differing: Vec::new(),
            unreadable: Vec::new(),
            holders: true,
            held: Vec::new(),
            old_sheet: false,
            audit: AuditHead {
                length: 0,
                hash: String::new(),
            },
        }
    }
}

impl Office {
    /// Key files that are gone or damaged: of everybody whom the list of holders names, and of the sheet.
    ///
    /// # Errors
    /// The database's.
    pub fn damaged_slots(&self) -> Result<Vec<String>, VaultError> {
        let mut names = users(self.folder());
        if let Ok(list) = self.holders() {
            names.extend(list.users.iter().map(|holder| holder.name.clone()));
        } else {
            names.push(RECOVERY.to_owned());
        }
        names.sort();
        names.dedup();
        Ok(damaged(self.folder(), names.iter().map(String::as_str)))
    }

    /// Whether the list of holders lies in the folder as it was put in force.
    fn holders_are_in_force(&self) -> Result<bool, VaultError> {
        let Ok(list) = self.holders() else {
            // An office of an earlier program has none.
            return Ok(true);
        };
        let noted = store::key_list(self.store())?;
        Ok(ReadList::of(self.folder())
            .ok()
            .flatten()
            .is_some_and(|read| {
                read.list == *list && noted.hash.as_deref() == Some(read.hash.as_str())
            }))
    }

    /// Who holds which key; of an office of an earlier program nothing is known.
    fn held_keys(&self) -> Vec<HeldKey> {
        let Ok(list) = self.holders() else {
            return Vec::new();
        };
        let users = || list.users.iter().filter(|holder| holder.name != RECOVERY);
        let keys = OfficeKey::ALL.into_iter().map(|key| HeldKey {
            key: key.name(),
            users: users()
                .filter(|holder| key.is_for(&holder.roles))
                .map(|holder| holder.name.clone())
                .collect(),
        });
        keys.collect()
    }

    /// Whether a record is of a case; nobody's is for who cannot read their facts.
    fn is_of_a_case(&self, id: RecordId) -> Result<bool, StoreError> {
        if store::facts_are_closed(self.store()) {
            return Ok(false);
        }
        for kind in RecordKind::ALL
            .into_iter()
            .filter(|kind| kind.is_of_cases())
        {
            match store::flat_record(self.store(), kind, id) {
                Ok(_) => return Ok(true),
                Err(StoreError::NoRecord(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Checks database, audit chain, attachments, and the packages kept as they came.
    ///
    /// # Errors
    /// [`VaultError::RegisterLost`]; the database's.
    pub fn verify(&self) -> Result<Verification, VaultError> {
        let slots = self.damaged_slots()?;
        if is_damaged(self.store().integrity())? {
            return Ok(Verification {
                database: vec![super::DATABASE.to_owned()],
                slots,
                ..Verification::of_nothing()
            });
        }
        self.register_is_there()?;
        let store = self.store();
        let (mut attachments, mut at_cases) = (Vec::new(), Vec::new());
        let submissions = store::all_submissions(store)?;
        for origin in std::iter::once(store::OWN).chain(submissions.iter().map(|s| s.origin)) {
            for attachment in store::records::<Attachment>(store, origin)? {
                let record = &attachment.record;
                let bytes = store::blob(store, &record.sha256)?;
                let is_whole = bytes.is_some_and(|bytes| {
                    i64::try_from(bytes.len()) == Ok(record.size.get())
                        && Sha256::of(&bytes) == record.sha256
                });
                if !is_whole {
                    attachments.push(record.name.to_string());
                }
                if origin == store::OWN && self.is_of_a_case(record.record)? {
                    at_cases.push(record.name.to_string());
                }
            }
        }
        let others = submissions.iter().filter(|submission| {
            self.kept_label(&submission.package_id)
                .map_or(true, |looked| looked.label_hash != submission.label_hash)
        });
        let mut packages: BTreeSet<String> = others.map(|of| of.package_id.clone()).collect();
        let kept = store::kept_packages(store)?;
        packages.extend(kept.into_iter().filter(|id| self.kept_package(id).is_err()));
        let register = match self.register() {
            Ok(register) => is_damaged(register.integrity())?,
            Err(_) => self.register_looks_damaged(),
        };
        let database = register.then(|| super::REGISTER.to_owned());
        let stale = match store::facts_are_closed(store) {
            true => Vec::new(),
            false => crate::register::stale_facts(store, self.catalogues())?,
        };
        let unreadable = self.all_unreadable()?;
        Ok(Verification {
            database: database.into_iter().collect(),
            slots,
            cases: stale.iter().map(ToString::to_string).collect(),
            audit_break: store::audit_break(store)?,
            attachments,
            at_cases,
            packages: packages.into_iter().collect(),
            outside: store::missing_heads(store)?,
            logs: store::logs_gone_back(store)?,
            names: self.register_names()?,
            holders: self.holders_are_in_force()?,
            held: self.held_keys(),
            facts: store::facts_are_whole(store)?,
            differing: self.differing()?,
            unreadable: unreadable.iter().map(ToString::to_string).collect(),
            old_sheet: self
                .holders()
                .is_ok_and(|list| list.holder(RECOVERY).is_none()),
            audit: store::audit_head(store)?,
        })
    }
}
