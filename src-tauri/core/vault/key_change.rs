//! Changing who holds which key, and the keys themselves. A list takes the place of the one before by
//! one rename; `office.db` notes beforehand which list comes, and afterwards that it is there. While
//! keys change, the list has the former beside the present ones, so that an office that was killed in
//! between opens all the same, and a head's next unlocking finishes the change.

use super::holders::{FILE, Holder, KeyList, OfficeKey, in_force, public};
use super::keyring::Keyring;
use super::own_keys::PublicKeys;
use super::slot;
use super::{Office, Role, VaultError, View, write_atomically};
use crate::message::LibraryWords;
use crate::model::Sha256;
use crate::package::SigningKey;
use crate::store::{Action, FactsKeys, NoEntry, Store, StoreError};
use age::secrecy::{ExposeSecret, SecretString};
use std::path::Path;

/// How the log names the office's public signing key.
pub(super) const SIGNING: &str = "signing";

/// A list with its keys sealed to those it names. Of a key that is not in this hand, the holders must be
/// those of the list before.
pub(super) fn sealed(
    keyring: &Keyring,
    mut list: KeyList,
    before: Option<&KeyList>,
) -> Result<KeyList, VaultError> {
    let present = keyring.seal_keys().first();
    let present = present.ok_or(VaultError::NotAllowed(Role::Head))?;
    list.office_key = SigningKey::from_box(present.expose_secret())
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))?
        .public();
    for (held, told) in [
        (keyring.reading_keys(), &mut list.reading_key),
        (keyring.register_keys(), &mut list.register_key),
        (keyring.facts_keys(), &mut list.facts_key),
    ] {
        if let Some(present) = held.first() {
            *told = public(present)?;
        }
    }
    for key in OfficeKey::ALL {
        let secrets = keyring.secrets(key);
        if !secrets.is_empty() {
            list.seal(key, &secrets)?;
            continue;
        }
        let role = key.first_role();
        let before = before.ok_or(VaultError::NotAllowed(role))?;
        if before.holders_of(key) != list.holders_of(key) {
            return Err(VaultError::NotAllowed(role));
        }
        list.keep(key, before);
    }
    Ok(list)
}

/// Which of the office's public keys are others in a list than in the one before, as the log names them.
fn other_public_keys(before: &KeyList, list: &KeyList) -> Option<String> {
    let keys = [
        (SIGNING, &before.office_key, &list.office_key),
        ("reading", &before.reading_key, &list.reading_key),
        ("register", &before.register_key, &list.register_key),
    ];
    let others = keys.iter().filter(|(_, before, now)| before != now);
    let others: Vec<&str> = others.map(|(name, _, _)| *name).collect();
    (!others.is_empty()).then(|| others.join(" "))
}

/// Signs a list and puts it in the place of the one before. The log tells which keys that others know are other
/// ones now.
pub(super) fn put_in_force(
    folder: &Path,
    store: &mut Store,
    who: &str,
    (before, list): (Option<&KeyList>, &KeyList),
    seal_keys: &[SecretString],
    subject: &str,
) -> Result<(), VaultError> {
    let file = list.signed(seal_keys)?;
    let hash = Sha256::of(&file);
    store.transaction(who, |log| -> Result<(), StoreError> {
        if let Some(others) = before.and_then(|before| other_public_keys(before, list)) {
            log.entry(Action::PublicKeysChanged, &others)?;
        }
        log.entry(Action::KeysChanged, subject)?
            .key_list_comes(hash.as_str())
    })?;
    write_atomically(&folder.join(FILE), &file)?;
    Ok(store.transaction(who, |log| {
        log.unlogged(NoEntry::Finishing).key_list_is(hash.as_str())
    })?)
}

impl Office {
    /// The list of holders; an office that no head has opened since an earlier program has none, and
    /// nobody who could change it.
    pub(super) fn holders(&self) -> Result<&KeyList, VaultError> {
        self.list.as_ref().ok_or(VaultError::NotAllowed(Role::Head))
    }

    /// Puts a list in force, sealed to those it names.
    pub(super) fn put_list(&mut self, list: KeyList, subject: &str) -> Result<(), VaultError> {
        let mut list = sealed(&self.keyring, list, self.list.as_ref())?;
        list.generation += 1;
        let View { store, .. } = &mut self.view;
        let seal_keys = self.keyring.seal_keys();
        put_in_force(
            &self.folder,
            store,
            self.user.as_str(),
            (self.list.as_ref(), &list),
            seal_keys,
            subject,
        )?;
        self.keyring.keep_to(&list, &self.user);
        if self.keyring.facts_keys().is_empty() {
            self.view.store.let_go_of_facts()?;
        }
        if !self.keyring.has(Role::CaseOfficer) {
            self.register = None;
        }
        self.public = PublicKeys::of(&list, &self.keyring)?;
        // Another list follows at once where the key of the database changes.
        let is_last = !list.is_changing(OfficeKey::Data);
        self.list = Some(list);
        if is_last {
            self.pin_list()?;
        }
        Ok(())
    }

    /// Notes the list in force in the key file of the head who made it, so that no earlier one is believed by
    /// her, from now on.
    fn pin_list(&mut self) -> Result<(), VaultError> {
        let (Some(list), Some(opener)) = (&self.list, &self.opener) else {
            return Ok(());
        };
        // With a sheet that another takes the place of, nothing is written any more.
        if !self.is_named(list)? {
            return Ok(());
        }
        if let Some(own) = &mut self.keyring.slot.own {
            own.office_key = list.office_key.clone();
            own.generation = list.generation;
            opener.write(&self.folder, &self.user, &self.keyring.slot)?;
        }
        if !self.keyring.has(Role::Head) {
            self.opener = None;
        }
        Ok(())
    }

    /// Puts other users in the list, with new keys that only they get: the key of `office.db`, that of the
    /// facts in it, and those of the roles that somebody loses, or whose keys somebody may have seen. What she
    /// has kept opens nothing any more, and signs nothing that the office still believes; the former signing
    /// key introduces the new one to other offices.
    pub(super) fn change_keys(
        &mut self,
        users: Vec<Holder>,
        lost: &[Role],
        subject: &str,
    ) -> Result<(), VaultError> {
        // What lies under a key before the former one would open with none.
        self.finish_change()?;
        let mut list = self.holders()?.clone();
        // Nobody could seal the new keys to the sheet of an earlier program: its recipient is unknown.
        if !users.iter().any(|holder| holder.name == slot::RECOVERY) {
            return Err(VaultError::OldSheet);
        }
        // Who gives up a role has it until the change is finished, for which it is needed.
        let mut meanwhile = users.clone();
        for holder in meanwhile.iter_mut().filter(|h| h.name == self.user()) {
            let kept = holder.roles.clone();
            let given_up = self.keyring.roles().iter().filter(|r| !kept.contains(r));
            holder.roles.extend(given_up);
        }
        let gives_up = meanwhile != users;
        list.users = meanwhile;
        let mut changing = vec![OfficeKey::Data, OfficeKey::Facts];
        if lost.contains(&Role::CaseOfficer) {
            self.register()?;
            self.absorb_sealed()?;
            changing.push(OfficeKey::Register);
        }
        let mut renewed = changing.clone();
        if list.is_changing(OfficeKey::Register) {
            changing.push(OfficeKey::Register);
        }
        list.change(&changing);
        if lost.contains(&Role::Receiver) {
            self.reading_identity()?;
            renewed.push(OfficeKey::Reading);
        }
        if lost.contains(&Role::Head) {
            renewed.push(OfficeKey::Seal);
        }
        self.renew(&renewed, list, subject)?;
        self.finish_change()?;
        if gives_up {
            let mut list = self.holders()?.clone();
            list.users = users;
            self.put_list(list, subject)?;
        }
        Ok(())
    }

    /// Puts new keys before the present ones, and a list in force that has them.
    fn renew(
        &mut self,
        keys: &[OfficeKey],
        list: KeyList,
        subject: &str,
    ) -> Result<(), VaultError> {
        let former = self.keyring.renew(keys)?;
        let done = self.put_list(list, subject);
        if done.is_err() {
            self.keyring.put_back(former);
        }
        done
    }

    /// Gives the register new keys, so that earlier copies of it, and who has a former key, open nothing of
    /// what is here: at once where a head does it, whose list tells others of the register key; else the key
    /// of its database now, and the register key when a head comes who is a case officer.
    pub(super) fn change_register_keys(&mut self) -> Result<(), VaultError> {
        match self.may_change_register_key() {
            true => self.change_register_key(),
            false => self.change_register_database_key(),
        }
    }

    /// Whether new register keys can be sealed to everybody who is to have them. The sheet of an earlier
    /// program has no recipient to seal to.
    fn may_change_register_key(&self) -> bool {
        let has_sheet = |list: &KeyList| list.holder(slot::RECOVERY).is_some();
        self.keyring.has(Role::Head)
            && self.register.is_some()
            && self.list.as_ref().is_some_and(has_sheet)
    }

    fn change_register_key(&mut self) -> Result<(), VaultError> {
        self.finish_change()?;
        self.absorb_sealed()?;
        let mut list = self.holders()?.clone();
        list.change(&[OfficeKey::Register]);
        self.renew(&[OfficeKey::Register], list, "register")?;
        self.finish_change()
    }

    /// Whether somebody was erased under the present register key, which is to be a new one since; known to
    /// case officers.
    pub(super) fn erased_under_present_key(&self) -> Result<bool, VaultError> {
        let Some(register) = &self.register else {
            return Ok(false);
        };
        Ok(register.erased_under()?.as_deref() == Some(self.register_key()))
    }

    /// Gives the register the new keys that an erasure by a case officer who is no head could not give it.
    pub(super) fn finish_erasure_keys(&mut self) -> Result<(), VaultError> {
        match self.may_change_register_key() && self.erased_under_present_key()? {
            true => self.change_register_key(),
            false => Ok(()),
        }
    }

    /// Finishes a change of keys that is under way, where this user holds what it needs: the register waits for
    /// a head who is a case officer.
    pub(super) fn finish_change(&mut self) -> Result<(), VaultError> {
        let Some(list) = self.list.as_ref().filter(|list| !list.changing.is_empty()) else {
            return Ok(());
        };
        let mut list = list.clone();
        let of_register = list.is_changing(OfficeKey::Register);
        let waits = of_register && self.register.is_none();
        if !self.keyring.has(Role::Head) || (waits && list.changing.len() == 1) {
            return Ok(());
        }
        if list.is_changing(OfficeKey::Data) {
            self.view.store.change_key(self.keyring.data_keys())?;
        }
        if list.is_changing(OfficeKey::Facts) {
            let keys = in_force(self.keyring.facts_keys(), Some(&list), OfficeKey::Facts);
            let keys = FactsKeys::new(keys);
            self.view.store.reseal_facts(keys)?;
            self.view.store.checkpoint()?;
        }
        if of_register && !waits {
            self.change_register_database_key()?;
        }
        self.drop_old_copies()?;
        self.keyring.drop_former_data_key();
        match waits {
            true => list.change(&[OfficeKey::Register]),
            false => list.changing.clear(),
        }
        self.put_list(list, "new keys in force")
    }

    /// Makes new signing and reading keys. The former ones introduce them to whoever trusted them, and
    /// go on opening what was sealed to them.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no head and receiver; see also [`VaultError`].
    pub fn change_office_keys(&mut self) -> Result<(), VaultError> {
        let act = self.act(Role::Head)?;
        act.also(Role::Receiver)?;
        let list = act.holders()?.clone();
        self.renew(&[OfficeKey::Reading, OfficeKey::Seal], list, "office keys")
    }
}
