//! What is checked and brought up to date of keys when an office is opened: that the list of holders
//! is the one in force; what an earlier program left, which a head moves; who is awaited.

use super::holders::{Holder, KeyList, ReadList, public};
use super::keyring::{Keyring, new_identity, new_seal_key};
use super::slot::{self, Opener, OwnKey};
use super::{Office, Role, UserName, VaultError, users};
use crate::package::SigningKey;
use crate::store::{self, NoEntry, Store, StoreError};
use age::secrecy::{ExposeSecret, SecretString};
use std::path::Path;

/// Opens `office.db` with the present key, or with the former one where the change was not finished.
pub(super) fn open_store(path: &Path, keyring: &Keyring) -> Result<Store, VaultError> {
    for data_key in keyring.data_keys() {
        match Store::open(path, data_key) {
            Err(error) if error.is_other_key() => {}
            opened => return Ok(opened?),
        }
    }
    Err(match keyring.slot.before {
        Some(_) => VaultError::OldSlot,
        None => VaultError::ForeignDatabase,
    })
}

/// Refuses a list of holders that is not the one that `office.db` notes, and one that is gone.
pub(super) fn check_in_force(
    store: &mut Store,
    read: Option<&ReadList>,
    user: &UserName,
) -> Result<(), VaultError> {
    let noted = store::key_list(store)?;
    let Some(read) = read else {
        return match noted.hash {
            Some(_) => Err(VaultError::BadKeyList),
            None => Ok(()),
        };
    };
    let hash = Some(read.hash.as_str());
    if noted.hash.as_deref() == hash {
        return Ok(());
    }
    if noted.next.as_deref() != hash {
        return Err(VaultError::OldKeyList);
    }
    // It was put in place, and the power went before that was noted.
    if !store.is_read_only() {
        store.transaction(user.as_str(), |log| {
            let writer = log.unlogged(NoEntry::Finishing);
            hash.map_or(Ok(()), |hash| writer.key_list_is(hash))
        })?;
    }
    Ok(())
}

impl Office {
    /// Brings keys up to date at an unlocking: moves those that an earlier program left, finishes a
    /// change that is under way, admits who is awaited.
    pub(super) fn bring_keys_up_to_date(&mut self, opener: &Opener) -> Result<(), VaultError> {
        let Some(list) = &self.list else {
            if self.may_move_keys()? {
                self.move_keys(opener)?;
            }
            return Ok(());
        };
        if self.is_named(list)? {
            let (office_key, generation) = (list.office_key.clone(), list.generation);
            if let Some(own) = &mut self.keyring.slot.own
                && (own.office_key != office_key
                    || own.generation != generation
                    || self.keyring.slot.before.is_some())
            {
                own.office_key = office_key;
                own.generation = generation;
                self.keyring.slot.before = None;
                opener.write(&self.folder, &self.user, &self.keyring.slot)?;
            }
            self.begin_facts_key()?;
            self.finish_change()?;
            self.finish_erasure_keys()?;
            self.drop_keys_before()?;
            return self.admit();
        }
        if self.user.is_recovery() && list.holder(slot::RECOVERY).is_none() {
            // The sheet of an earlier program opens what names and counts, not the seal key.
            return self.move_keys(opener);
        }
        self.ask_to_be_admitted(opener)
    }

    /// Makes the key under which facts of cases lie, at an office whose list is of a program that had none.
    fn begin_facts_key(&mut self) -> Result<(), VaultError> {
        let list = self.holders()?;
        if !self.keyring.has(Role::Head) || !list.facts_key.is_empty() {
            return Ok(());
        }
        let list = list.clone();
        self.keyring.begin_facts();
        self.put_list(list, "facts key")
    }

    /// Whether the list names this user's own identity.
    pub(super) fn is_named(&self, list: &KeyList) -> Result<bool, VaultError> {
        let own = self.keyring.slot.own.as_ref();
        let identity = own.map(|own| public(&own.identity)).transpose()?;
        let named = |holder: &Holder| identity.is_some() && holder.identity == identity;
        Ok(list.users.iter().any(named))
    }

    /// Whether this is a head who holds everything, at an office of an earlier program. Labels in slots
    /// were anybody's to write; the register key was case officers' alone.
    fn may_move_keys(&self) -> Result<bool, VaultError> {
        let roles = store::user_roles(self.store())?;
        let noted = roles.get(self.user.as_str());
        let is_head = noted.is_none_or(|roles| roles.split(' ').any(|r| r == Role::Head.code()));
        Ok(self.keyring.was_head() && (is_head || self.user.is_recovery()))
    }

    /// Moves the office's keys to where only their holders reach them. Where no database has the seal
    /// key any more (an earlier program's recovery sheet), new office keys take its place.
    fn move_keys(&mut self, opener: &Opener) -> Result<(), VaultError> {
        let before = store::keys_before(self.store())?;
        let of = |key: fn(&store::KeysBefore) -> &SecretString| -> Vec<SecretString> {
            before.iter().map(key).cloned().collect()
        };
        let (mut seal_keys, mut reading_keys) = (of(|k| &k.signing_key), of(|k| &k.reading_key));
        if seal_keys.is_empty() {
            seal_keys.push(new_seal_key()?);
            reading_keys.push(new_identity());
        }
        let present = seal_keys
            .first()
            .map(|key| SigningKey::from_box(key.expose_secret()));
        let Some(Ok(present)) = present else {
            return Err(VaultError::BadKeyList);
        };
        let office_key = present.public();
        let identity = match self.keyring.slot.own.take() {
            Some(own) => own.identity,
            None => new_identity(),
        };
        let own = Holder::new(self.user.as_str(), &Role::ALL, &identity)?;
        let generation = self.list.as_ref().map_or(0, |list| list.generation);
        self.keyring.slot.own = Some(OwnKey {
            identity,
            office_key,
            generation,
        });
        self.keyring.take(seal_keys, reading_keys);
        self.opener = Some(opener.clone());
        // Her slot keeps what it had until the list is in force.
        opener.write(&self.folder, &self.user, &self.keyring.slot)?;
        let mut list = KeyList::new(self.unit(), generation);
        list.facts_moved = self.list.as_ref().is_some_and(|list| list.facts_moved);
        list.guarded = self.list.as_ref().map_or(0, |list| list.guarded);
        list.users.push(own);
        if self.list.is_none() {
            list.users.extend(self.awaited()?);
        }
        self.put_list(list, "keys moved to their holders")?;
        self.drop_keys_before()?;
        self.keyring.slot.before = None;
        opener.write(&self.folder, &self.user, &self.keyring.slot)
    }

    /// The other users of an office of an earlier program, who have not unlocked it since.
    fn awaited(&self) -> Result<Vec<Holder>, VaultError> {
        let noted = store::user_roles(self.store())?;
        let others = users(&self.folder).into_iter();
        let others = others.filter(|name| name != self.user.as_str());
        Ok(others
            .map(|name| {
                let mut roles: Vec<Role> = match noted.get(&name) {
                    Some(codes) => codes.split(' ').filter_map(Role::from_code).collect(),
                    None => vec![Role::Recorder],
                };
                if roles.contains(&Role::Head) {
                    roles.push(Role::Receiver);
                }
                Holder {
                    name,
                    roles,
                    identity: None,
                }
            })
            .collect())
    }

    /// Takes the office's keys out of the database that everybody opens, once they lie where they belong.
    fn drop_keys_before(&mut self) -> Result<(), VaultError> {
        if !self.keyring.has(Role::Head) || store::keys_before(self.store())?.is_empty() {
            return Ok(());
        }
        self.view.store.transaction(self.user.as_str(), |log| {
            log.unlogged(NoEntry::Upgrade).drop_keys_before()
        })?;
        self.view.store.checkpoint()?;
        self.drop_old_copies()
    }

    /// Tells under which identity a user is awaited who came with a slot of an earlier program: in the
    /// register where she has its key, which shows that she had it.
    fn ask_to_be_admitted(&mut self, opener: &Opener) -> Result<(), VaultError> {
        let list = self.holders()?;
        let name = self.user.as_str().to_owned();
        if list
            .holder(&name)
            .is_none_or(|holder| holder.identity.is_some())
        {
            return Err(VaultError::OldSlot);
        }
        let (office_key, generation) = (list.office_key.clone(), list.generation);
        let identity = match &self.keyring.slot.own {
            Some(own) => public(&own.identity)?,
            None => {
                let identity = new_identity();
                let told = public(&identity)?;
                self.keyring.slot.own = Some(OwnKey {
                    identity,
                    office_key,
                    generation,
                });
                opener.write(&self.folder, &self.user, &self.keyring.slot)?;
                told
            }
        };
        if let Some(register) = &mut self.register {
            return Ok(register.put_newcomer(&name, &identity)?);
        }
        Ok(self.view.store.transaction(&name, |log| {
            let writer = log.unlogged(NoEntry::Upgrade);
            writer.await_identity(&name, Some(&identity))
        })?)
    }

    /// Seals keys to those who are awaited and have told their identity since. Who is to be more than a
    /// recorder must have told it in the register: into the other database anybody could write.
    fn admit(&mut self) -> Result<(), VaultError> {
        let holds_all = Role::ALL[1..].iter().all(|role| self.keyring.has(*role));
        let list = self.holders()?;
        if !holds_all || list.users.iter().all(|holder| holder.identity.is_some()) {
            return Ok(());
        }
        let told = self.register()?.newcomers()?;
        let mut list = list.clone();
        let mut admitted = Vec::new();
        for holder in list.users.iter_mut().filter(|h| h.identity.is_none()) {
            let is_officer = holder.roles.contains(&Role::CaseOfficer);
            let identity = match told.get(&holder.name) {
                Some(identity) => Some(identity.clone()),
                None if is_officer => None,
                None => store::awaited_identity(self.store(), &holder.name)?,
            };
            let fits = |identity: &String| identity.parse::<age::x25519::Recipient>().is_ok();
            let Some(identity) = identity.filter(fits) else {
                continue;
            };
            match told.contains_key(&holder.name) {
                false => holder.roles = vec![Role::Recorder],
                // She has shown that she had the register key.
                true if !is_officer => holder.roles.push(Role::CaseOfficer),
                true => {}
            }
            holder.identity = Some(identity);
            admitted.push(holder.name.clone());
        }
        if admitted.is_empty() {
            return Ok(());
        }
        self.put_list(list, &format!("user {}", admitted.join(", ")))?;
        if let Some(register) = &mut self.register {
            register.drop_newcomers()?;
        }
        let work = |log: &store::Log<'_>| -> Result<(), StoreError> {
            let writer = log.unlogged(NoEntry::Upgrade);
            let mut names = admitted.iter();
            names.try_for_each(|name| writer.await_identity(name, None))
        };
        Ok(self.view.store.transaction(self.user.as_str(), work)?)
    }
}
