//! Acts: whoever changes something does so in a role that she has, and the log says what she did.

use super::{Office, Role, VaultError, View, write_atomically};
use crate::catalogue::Catalogues;
use crate::figures::{Ledger, count_cases};
use crate::model::RecordId;
use crate::store::{self, Action, IdentityStore, Log, NoEntry, Reader, Restriction, StoreError};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::Path;

/// Who puts a number in place of what the register counts, or takes it away again.
pub(crate) const WHO_OVERRIDES: [Role; 2] = [Role::CaseOfficer, Role::Head];

/// An office at which somebody acts in a role. It reads what the office reads, and is the only way to change
/// anything.
pub(crate) struct Act<'o> {
    office: &'o mut Office,
    /// What tells that another program wrote into the database since it was found to be as who may set it left it;
    /// none where it was not asked.
    found: Option<i64>,
}

impl Deref for Act<'_> {
    type Target = Office;
    fn deref(&self) -> &Office {
        self.office
    }
}

impl Office {
    /// Begins an act for which a role is needed.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub(crate) fn act(&mut self, role: Role) -> Result<Act<'_>, VaultError> {
        self.act_in_any(&[role])
    }

    /// Begins an act for which a role is needed and by which something leaves the office, or what came in counts:
    /// not as long as what only some may set is otherwise than they left it.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`], [`StoreError::Differing`].
    pub(crate) fn act_beyond(&mut self, role: Role) -> Result<Act<'_>, VaultError> {
        let mut act = self.act(role)?;
        act.beyond()?;
        Ok(act)
    }

    /// Begins an act for which one of some roles is needed.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] with the first of them.
    pub(crate) fn act_in_any(&mut self, roles: &[Role]) -> Result<Act<'_>, VaultError> {
        match roles.iter().any(|role| self.keyring.has(*role)) {
            true => Ok(Act {
                office: self,
                found: None,
            }),
            false => Err(VaultError::NotAllowed(
                roles.first().copied().unwrap_or(Role::Head),
            )),
        }
    }
}

impl Office {
    /// Notes, once between unlocking and locking, that the user looks at a case, or at what is recorded of cases.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn note_look(&mut self, subject: String) -> Result<(), VaultError> {
        if self.store().is_read_only() || self.has_looked(&subject) {
            return Ok(());
        }
        let mut act = self.act_in_any(&Role::ALL)?;
        act.note(Action::CaseViewed, &subject)?;
        self.has_now_looked(subject);
        Ok(())
    }

    /// Whether it is noted that the user looked at something since unlocking.
    pub(crate) fn has_looked(&self, subject: &str) -> bool {
        self.looked_at.contains(subject)
    }

    /// That it is noted.
    pub(crate) fn has_now_looked(&mut self, subject: String) {
        self.looked_at.insert(subject);
    }
}

fn is_still(reader: &impl Reader, found: Option<i64>) -> Result<(), StoreError> {
    match found {
        Some(found) if found != store::version_of(reader)? => Err(StoreError::WrittenMeanwhile),
        _ => Ok(()),
    }
}

impl Act<'_> {
    /// Refuses an act for which a further role is needed.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub(crate) fn also(&self, role: Role) -> Result<(), VaultError> {
        match self.office.keyring.has(role) {
            true => Ok(()),
            false => Err(VaultError::NotAllowed(role)),
        }
    }

    /// Whether the user may put a number in place of what the register counts.
    pub(crate) fn may_override(&self) -> bool {
        WHO_OVERRIDES
            .iter()
            .any(|role| self.office.keyring.has(*role))
    }

    /// Refuses an act by which something leaves the office as long as what only some may set is otherwise than they
    /// left it, or the office can only be read, so that nothing would tell what left.
    ///
    /// # Errors
    /// [`StoreError::Differing`], [`StoreError::TooNew`], [`StoreError::WrittenMeanwhile`]; SQLite's.
    pub(crate) fn beyond(&mut self) -> Result<(), StoreError> {
        let store = self.office.store();
        store.check_can_be_written()?;
        // Taken first: what is written meanwhile shows.
        let version = store::version_of(store)?;
        store.check_undisturbed()?;
        self.found = Some(version);
        Ok(())
    }

    /// Refuses to give out what was made while another program wrote into the database: it may have been made of
    /// what that wrote, and took back again.
    ///
    /// # Errors
    /// [`StoreError::WrittenMeanwhile`]; SQLite's.
    pub(crate) fn check_still_as_found(&self) -> Result<(), StoreError> {
        is_still(self.office.store(), self.found)
    }

    /// Changes the office in one transaction, with the catalogues in force beside it.
    ///
    /// # Errors
    /// Whatever `work` returns; then nothing has changed.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Log<'_>, &Catalogues) -> Result<T, E>,
    ) -> Result<T, E> {
        let found = self.found;
        let Office { view, user, .. } = &mut *self.office;
        let View {
            store,
            catalogues,
            unit,
            ..
        } = view;
        store.transaction(user.as_str(), |log| {
            is_still(log, found)?;
            let done = work(log, catalogues)?;
            if log.has_changed_own_facts() {
                count_cases(log, catalogues, unit)?;
            }
            Ok(done)
        })
    }

    /// Does what only the log tells of: something was shown, printed, given out.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn note(&mut self, action: Action, subject: &str) -> Result<(), StoreError> {
        self.write(|log, _| log.entry(action, subject).map(|_| ()))
    }

    /// Writes a file that is given out, and then notes that it was: what could not be written was not.
    ///
    /// # Errors
    /// [`VaultError::Io`], SQLite's.
    pub(crate) fn write_then_note(
        &mut self,
        file: &Path,
        bytes: &[u8],
        action: Action,
        subject: &str,
    ) -> Result<(), VaultError> {
        self.office.store().check_can_be_written()?;
        self.check_still_as_found()?;
        write_atomically(file, bytes)?;
        Ok(self.note(action, subject)?)
    }

    /// Notes that a file is given out, and then writes it: what the log must tell of never lies there without.
    ///
    /// # Errors
    /// As [`Self::write_then_note`].
    pub(crate) fn note_then_write(
        &mut self,
        file: &Path,
        bytes: &[u8],
        action: Action,
        subject: &str,
    ) -> Result<(), VaultError> {
        self.check_still_as_found()?;
        self.note(action, subject)?;
        write_atomically(file, bytes)
    }

    /// Writes a file that is given out, and then notes that it was. What it tells of numbers of cases goes into the
    /// ledger before: a crash between leaves one that says too much, never too little.
    ///
    /// # Errors
    /// As [`Self::write_then_note`].
    pub(crate) fn write_then_publish(
        &mut self,
        file: &Path,
        bytes: &[u8],
        action: Action,
        subject: &str,
        told: &[Ledger],
    ) -> Result<(), VaultError> {
        self.check_still_as_found()?;
        self.write(|log, _| {
            let writer = log.unlogged(NoEntry::NotWrittenYet);
            told.iter()
                .try_for_each(|told| told.put(&writer, action.code()))
        })?;
        self.write_then_note(file, bytes, action, subject)
    }

    /// Changes the office and puts other catalogues in force with it.
    ///
    /// # Errors
    /// Whatever `work` returns; then nothing has changed.
    pub(crate) fn adopt<T, E: From<StoreError>>(
        &mut self,
        catalogues: Catalogues,
        work: impl FnOnce(&Log<'_>, &Catalogues) -> Result<T, E>,
    ) -> Result<T, E> {
        let found = self.found;
        let Office { view, user, .. } = &mut *self.office;
        let View { store, unit, .. } = view;
        let done = store.transaction(user.as_str(), |log| -> Result<T, E> {
            is_still(log, found)?;
            let done = work(log, &catalogues)?;
            count_cases(log, &catalogues, unit)?;
            Ok(done)
        })?;
        view.catalogues = catalogues;
        Ok(done)
    }

    /// Moves what waits sealed into the register, where the present user is a case officer. What brought it
    /// is done: where it cannot be moved now, as on a full disk, it waits for the next unlocking.
    pub(crate) fn absorb_sealed(&mut self) {
        let _ = self.office.absorb_sealed();
    }

    /// Restricts cases to users by name ([`Office::restricted_cases`]).
    ///
    /// # Errors
    /// The databases'; whatever `work` returns.
    pub(crate) fn restrict(
        &mut self,
        id: &str,
        cases: BTreeSet<RecordId>,
        names: &BTreeSet<String>,
        work: impl FnOnce(&Log<'_>) -> Result<(), StoreError>,
    ) -> Result<(), VaultError> {
        self.office.restrict(id, cases, names, work)
    }

    /// Lifts a restriction.
    ///
    /// # Errors
    /// [`StoreError::Restricted`]; the databases'; whatever `work` returns.
    pub(crate) fn lift_restriction(
        &mut self,
        id: &str,
        restriction: Restriction,
        work: impl FnOnce(&Log<'_>) -> Result<(), StoreError>,
    ) -> Result<(), VaultError> {
        self.office.lift_restriction(id, restriction, work)
    }

    /// Gives the register new keys, so that earlier copies of it open with nothing that is here.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no case officer.
    pub(crate) fn change_register_keys(&mut self) -> Result<(), VaultError> {
        self.office.change_register_keys()
    }

    /// Looks at the register or changes it. The log tells of it first.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no case officer; the work's.
    pub(crate) fn in_register<T, E: From<VaultError>>(
        &mut self,
        action: Action,
        subject: &str,
        work: impl FnOnce(&mut IdentityStore) -> Result<T, E>,
    ) -> Result<T, E> {
        self.office.register()?;
        self.note(action, subject).map_err(VaultError::from)?;
        self.office.change_register(work)
    }

    /// Changes the register in a way of which the log says nothing, for a reason.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no case officer; the work's.
    pub(crate) fn in_register_unlogged<T, E: From<VaultError>>(
        &mut self,
        _: NoEntry,
        work: impl FnOnce(&mut IdentityStore) -> Result<T, E>,
    ) -> Result<T, E> {
        self.office.change_register(work)
    }
}
