//! Changing who holds which key, and the keys themselves. A list takes the place of the one before by
//! one rename; `office.db` notes beforehand which list comes, and afterwards that it is there. While
//! keys change, the list has the former beside the present ones, so that an office that was killed in
//! between opens all the same, and a head's next unlocking finishes the change.

use super::holders::{FILE, Holder, KeyList, OfficeKey, in_force, public};
use super::keyring::Keyring;
use super::own_keys::PublicKeys;
use super::slot;
use super::{Office, Role, VaultError, View, write_atomically};
use crate::model::Sha256;
use crate::package::SigningKey;
use crate::store::{Action, FactsKeys, NoEntry, Store};
use age::secrecy::{ExposeSecret, SecretString};
use std::path::Path;

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
        .map_err(|error| VaultError::Key(error.to_string()))?
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

/// Signs a list and puts it in the place of the one before.
pub(super) fn put_in_force(
    folder: &Path,
    store: &mut Store,
    who: &str,
    list: &KeyList,
    seal_keys: &[SecretString],
    subject: &str,
) -> Result<(), VaultError> {
    let file = list.signed(seal_keys)?;
    let hash = Sha256::of(&file);
    store.transaction(who, |log| {
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
            &list,
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
        self.list = Some(list);
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
        list.users = users;
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
        let former = self.keyring.renew(&renewed)?;
        if let Err(error) = self.put_list(list, subject) {
            self.keyring.put_back(former);
            return Err(error);
        }
        self.finish_change()
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
        if let Some(data_key) = self.keyring.data_keys().first() {
            self.view.store.change_key(data_key)?;
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
        let former = self.keyring.renew(&[OfficeKey::Reading, OfficeKey::Seal])?;
        let done = self.put_list(list, "office keys");
        if done.is_err() {
            self.keyring.put_back(former);
        }
        done
    }
}
