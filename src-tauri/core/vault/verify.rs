//! `tienbo verify`: is everything as it was written?

use super::holders::ReadList;
use super::slot::RECOVERY;
use super::{Office, RegisterNames, VaultError};
use crate::model::{Attachment, Sha256};
use crate::store::{self, AuditHead, Guarded, LogWentBack, OutsideHead};
use serde::Serialize;
use ts_rs::TS;

/// What verifying found. Everything is in order where [`Verification::is_fine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Verification {
    /// What SQLite and SQLCipher say of damaged pages and rows.
    pub database: Vec<String>,
    /// The first entry of the audit log that does not fit the one before.
    pub audit_break: Option<i64>,
    /// Attached files, by name, that are missing or whose bytes changed.
    pub attachments: Vec<String>,
    /// Packages, by id, that are missing or no longer what was taken in.
    pub packages: Vec<String>,
    /// Cases whose facts that travel are not what their records say.
    pub cases: Vec<String>,
    /// Heads of the audit log that other offices keep, as their receipts say, and that are not in it.
    pub outside: Vec<OutsideHead>,
    /// Units whose log does not go on from the head that is kept of it here, as long as nobody has asked
    /// them: nothing is wrong here.
    pub logs: Vec<LogWentBack>,
    /// Entries for the register that no key of it opens; known to case officers.
    pub unopened: usize,
    /// How many persons the register names, and how many it should.
    pub names: RegisterNames,
    /// Whether the facts of cases are those that were sealed last, none gone and none an earlier one; known to
    /// who holds their key.
    pub facts: bool,
    /// What only some may set and is otherwise than they left it; known to who holds the facts key.
    pub differing: Vec<Guarded>,
    /// What is kept of cases and cannot be read, by its place; known to who holds their key.
    pub unreadable: Vec<String>,
    /// Whether the list of who holds which key is the one in force, signed by the office's key.
    pub holders: bool,
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
            && self.audit_break.is_none()
            && self.attachments.is_empty()
            && self.packages.is_empty()
            && self.cases.is_empty()
            && self.outside.is_empty()
            && self.unopened == 0
            && self.names.fit() != Some(false)
            && self.holders
            && self.facts
            && self.differing.is_empty()
            && self.unreadable.is_empty()
    }
}

impl Office {
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

    /// How many entries for the register no key of it opens; known to those alone who hold it.
    ///
    /// # Errors
    /// The database's.
    pub fn unopened(&self) -> Result<usize, VaultError> {
        // Read alone, nothing was moved to where it belongs yet.
        if self.store().is_read_only() {
            return Ok(0);
        }
        Ok(match self.register() {
            Ok(_) => store::sealed_count(self.store())?,
            Err(_) => 0,
        })
    }

    /// Checks database, audit chain, attachments, and the packages kept as they came.
    ///
    /// # Errors
    /// [`VaultError::RegisterLost`]; the database's.
    pub fn verify(&self) -> Result<Verification, VaultError> {
        self.register_is_there()?;
        let store = self.store();
        let mut attachments = Vec::new();
        let submissions = store::submissions(store)?;
        for origin in std::iter::once(store::OWN).chain(submissions.iter().map(|s| s.origin)) {
            for attachment in store::records::<Attachment>(store, origin)? {
                let record = &attachment.record;
                let bytes = store::blob(store, &record.sha256)?;
                if bytes.is_none_or(|bytes| Sha256::of(&bytes) != record.sha256) {
                    attachments.push(record.name.to_string());
                }
            }
        }
        let packages = submissions
            .iter()
            .filter(|submission| {
                self.kept_label(&submission.package_id)
                    .map_or(true, |looked| looked.label_hash != submission.label_hash)
            })
            .map(|submission| submission.package_id.clone())
            .collect();
        let mut database = store.integrity()?;
        if let Ok(register) = self.register() {
            database.extend(register.integrity()?);
        }
        let stale = match store::facts_are_closed(store) {
            true => Vec::new(),
            false => crate::register::stale_facts(store, self.catalogues())?,
        };
        let unreadable = store::all_unreadable(store)?;
        Ok(Verification {
            database,
            cases: stale.iter().map(ToString::to_string).collect(),
            audit_break: store::audit_break(store)?,
            attachments,
            packages,
            outside: store::missing_heads(store)?,
            logs: store::logs_gone_back(store)?,
            unopened: self.unopened()?,
            names: self.register_names()?,
            holders: self.holders_are_in_force()?,
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
