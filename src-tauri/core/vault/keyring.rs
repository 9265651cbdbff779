//! The keys in somebody's hand while she has the office open: what her own identity opened.

use super::holders::{Holder, KeyList, OfficeKey, ReadList, public};
use super::slot::{self, DataKey, KeysBefore, Slot};
use super::{Role, UserName, VaultError};
use crate::message::LibraryWords;
use age::secrecy::{ExposeSecret, SecretString};

/// The keys in somebody's hand, of each the present one first.
pub(super) struct Keyring {
    /// Her slot, to be written again.
    pub(super) slot: Slot,
    /// The key of `office.db`; and the former one while it is being changed.
    data_keys: Vec<DataKey>,
    /// Facts identities: the former ones open what was sealed with and to them.
    facts_keys: Vec<SecretString>,
    /// Register identities: the former ones open what others sealed to them.
    register_keys: Vec<SecretString>,
    /// Reading identities: the former ones open what was sealed to them.
    reading_keys: Vec<SecretString>,
    /// Signing key boxes: the former ones introduce the present one.
    seal_keys: Vec<SecretString>,
    /// What she may do, which is no more than she has keys for.
    roles: Vec<Role>,
}

/// Keys as they were in hand: data, facts, register, reading, seal.
pub(super) struct Former([Vec<SecretString>; 5]);

/// A new key of 32 bytes.
pub(super) fn new_data_key() -> Result<DataKey, VaultError> {
    let mut key = DataKey::default();
    getrandom::fill(&mut *key).map_err(|error| VaultError::Key(LibraryWords::of(error)))?;
    Ok(key)
}

/// A new signing key box.
pub(super) fn new_seal_key() -> Result<SecretString, VaultError> {
    let signing = minisign::KeyPair::generate_unencrypted_keypair()
        .and_then(|pair| pair.sk.to_box(None))
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))?;
    Ok(SecretString::from(signing.into_string()))
}

/// A new identity.
pub(super) fn new_identity() -> SecretString {
    age::x25519::Identity::generate().to_string()
}

impl Keyring {
    /// The keys of a new office.
    pub(super) fn new_for_office() -> Result<Self, VaultError> {
        Ok(Self {
            slot: Slot::default(),
            data_keys: vec![new_data_key()?],
            facts_keys: vec![new_identity()],
            register_keys: vec![new_identity()],
            reading_keys: vec![new_identity()],
            seal_keys: vec![new_seal_key()?],
            roles: Role::ALL.to_vec(),
        })
    }

    /// The keys that a slot opens, by the list of holders where the office has one.
    ///
    /// # Errors
    /// [`VaultError::OldSlot`] where the list does not name her identity, [`VaultError::ForeignKeyList`]
    /// where the office's key that she knows did not sign it, [`VaultError::OldKeyList`] where she knows a
    /// later one, [`VaultError::BadKeyList`] where it is gone.
    pub(super) fn of(
        slot: Slot,
        read: Option<&ReadList>,
        user: &UserName,
    ) -> Result<Self, VaultError> {
        let (Some(own), Some(read)) = (&slot.own, read) else {
            return Self::before(slot, read.map(|read| &read.list));
        };
        if !read.is_signed_by(&own.office_key) {
            return Err(VaultError::ForeignKeyList);
        }
        if read.list.generation < own.generation {
            return Err(VaultError::OldKeyList);
        }
        let identity = Some(public(&own.identity)?);
        let named = read
            .list
            .users
            .iter()
            .find(|holder| holder.identity == identity);
        match named.cloned() {
            // A slot under another's name would act in that name.
            Some(holder) if holder.name == user.as_str() => {
                Self::of_holder(slot, &read.list, &holder)
            }
            Some(_) => Err(VaultError::OldSlot),
            None => Self::before(slot, Some(&read.list)),
        }
    }

    fn of_holder(slot: Slot, list: &KeyList, holder: &Holder) -> Result<Self, VaultError> {
        let own = slot.own.as_ref().ok_or(VaultError::OldSlot)?;
        let opened = |key: OfficeKey| match key.is_for(&holder.roles) {
            true => list.open(key, &own.identity).unwrap_or_default(),
            false => Vec::new(),
        };
        let data_keys: Option<Vec<DataKey>> = opened(OfficeKey::Data)
            .iter()
            .map(|hex| slot::from_hex(hex.expose_secret()))
            .collect();
        let data_keys = data_keys.filter(|keys| !keys.is_empty());
        let mut keyring = Self {
            data_keys: data_keys.ok_or(VaultError::OldSlot)?,
            facts_keys: opened(OfficeKey::Facts),
            register_keys: opened(OfficeKey::Register),
            reading_keys: opened(OfficeKey::Reading),
            seal_keys: opened(OfficeKey::Seal),
            roles: Vec::new(),
            slot,
        };
        keyring.roles = holder.roles.clone();
        keyring.keep_roles_with_keys();
        Ok(keyring)
    }

    /// The keys in a slot of an earlier program. Its label *head* gives no key, and so no role.
    fn before(slot: Slot, list: Option<&KeyList>) -> Result<Self, VaultError> {
        let Some(before) = &slot.before else {
            return Err(match list {
                Some(_) => VaultError::OldSlot,
                None => VaultError::BadKeyList,
            });
        };
        let register_key = before.register_key.clone().into_iter();
        let register_keys: Vec<SecretString> = register_key
            .filter(|key| {
                list.is_none_or(|list| public(key).is_ok_and(|key| key == list.register_key))
            })
            .collect();
        let opened = |key| list.and_then(|list| list.open(OfficeKey::Facts, key));
        let facts_keys = register_keys.iter().find_map(opened).unwrap_or_default();
        let mut keyring = Self {
            data_keys: vec![before.data_key.clone()],
            facts_keys,
            register_keys,
            reading_keys: Vec::new(),
            seal_keys: Vec::new(),
            roles: before.roles.clone(),
            slot,
        };
        keyring.keep_roles_with_keys();
        Ok(keyring)
    }

    fn keep_roles_with_keys(&mut self) {
        let mut roles = std::mem::take(&mut self.roles);
        roles.retain(|role| match role {
            Role::Recorder => true,
            Role::CaseOfficer => !self.register_keys.is_empty(),
            Role::Receiver => !self.reading_keys.is_empty(),
            Role::Head => !self.seal_keys.is_empty(),
        });
        self.roles = roles;
    }

    /// Whether an earlier program's slot labels her head and has all the keys that slots had.
    pub(super) fn was_head(&self) -> bool {
        let labelled = |before: &KeysBefore| before.roles.contains(&Role::Head);
        self.slot.before.as_ref().is_some_and(labelled) && !self.register_keys.is_empty()
    }

    /// Takes the office's keys of an earlier program into the hand of the head who moves them.
    pub(super) fn take(&mut self, seal_keys: Vec<SecretString>, reading_keys: Vec<SecretString>) {
        self.seal_keys = seal_keys;
        self.reading_keys = reading_keys;
        self.begin_facts();
        self.roles = Role::ALL.to_vec();
    }

    /// Makes the facts key, where there is none yet.
    pub(super) fn begin_facts(&mut self) {
        if self.facts_keys.is_empty() {
            self.facts_keys.push(new_identity());
        }
    }

    /// Puts new keys before the present ones; gives what there was.
    pub(super) fn renew(&mut self, keys: &[OfficeKey]) -> Result<Former, VaultError> {
        let former = self.former();
        let (data_key, seal_key) = (new_data_key()?, new_seal_key()?);
        if keys.contains(&OfficeKey::Data) {
            self.data_keys.truncate(1);
            self.data_keys.insert(0, data_key);
        }
        if keys.contains(&OfficeKey::Seal) {
            self.seal_keys.insert(0, seal_key);
        }
        for (key, held) in [
            (OfficeKey::Facts, &mut self.facts_keys),
            (OfficeKey::Register, &mut self.register_keys),
            (OfficeKey::Reading, &mut self.reading_keys),
        ] {
            if keys.contains(&key) {
                held.insert(0, new_identity());
            }
        }
        Ok(former)
    }

    fn former(&self) -> Former {
        Former([
            self.secrets(OfficeKey::Data),
            self.secrets(OfficeKey::Facts),
            self.secrets(OfficeKey::Register),
            self.secrets(OfficeKey::Reading),
            self.secrets(OfficeKey::Seal),
        ])
    }

    /// Puts the keys back as they were, where the new ones did not come into force.
    pub(super) fn put_back(&mut self, Former([data, facts, register, reading, seal]): Former) {
        self.data_keys = data
            .iter()
            .filter_map(|hex| slot::from_hex(hex.expose_secret()))
            .collect();
        self.facts_keys = facts;
        self.register_keys = register;
        self.reading_keys = reading;
        self.seal_keys = seal;
    }

    /// Keeps in hand what a list says that she holds.
    pub(super) fn keep_to(&mut self, list: &KeyList, user: &UserName) {
        let identity = self
            .slot
            .own
            .as_ref()
            .and_then(|own| public(&own.identity).ok());
        let mut named = list.users.iter().filter(|h| h.name == user.as_str());
        if let Some(holder) = named.find(|h| h.identity == identity) {
            self.roles = holder.roles.clone();
            let drop_unless_held = |key: OfficeKey, keys: &mut Vec<SecretString>| {
                if !key.is_for(&holder.roles) {
                    keys.clear();
                }
            };
            drop_unless_held(OfficeKey::Facts, &mut self.facts_keys);
            drop_unless_held(OfficeKey::Register, &mut self.register_keys);
            drop_unless_held(OfficeKey::Reading, &mut self.reading_keys);
            drop_unless_held(OfficeKey::Seal, &mut self.seal_keys);
            self.keep_roles_with_keys();
        }
    }

    /// Forgets the former key of `office.db`, which opens nothing any more.
    pub(super) fn drop_former_data_key(&mut self) {
        self.data_keys.truncate(1);
    }

    /// What she holds of a key, to be sealed to others.
    pub(super) fn secrets(&self, of: OfficeKey) -> Vec<SecretString> {
        match of {
            OfficeKey::Data => self
                .data_keys
                .iter()
                .map(super::holders::as_secret)
                .collect(),
            OfficeKey::Facts => self.facts_keys.clone(),
            OfficeKey::Register => self.register_keys.clone(),
            OfficeKey::Reading => self.reading_keys.clone(),
            OfficeKey::Seal => self.seal_keys.clone(),
        }
    }

    pub(super) fn data_keys(&self) -> &[DataKey] {
        &self.data_keys
    }
    pub(super) fn facts_keys(&self) -> &[SecretString] {
        &self.facts_keys
    }
    pub(super) fn register_keys(&self) -> &[SecretString] {
        &self.register_keys
    }
    pub(super) fn reading_keys(&self) -> &[SecretString] {
        &self.reading_keys
    }
    pub(super) fn seal_keys(&self) -> &[SecretString] {
        &self.seal_keys
    }
    pub(super) fn roles(&self) -> &[Role] {
        &self.roles
    }
    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::TravelKey;
    use age::secrecy::zeroize::ZeroizeOnDrop;

    fn wiped<T: ZeroizeOnDrop>(_: impl IntoIterator<Item = T>) {}

    #[test]
    fn every_key_in_somebodys_hand_is_wiped_when_it_is_let_go_of() {
        // Field by field: one that is added is decided on here.
        let Keyring {
            slot: Slot { own, before },
            data_keys,
            facts_keys,
            register_keys,
            reading_keys,
            seal_keys,
            roles: _,
        } = Keyring::new_for_office().unwrap();
        wiped(data_keys);
        for keys in [facts_keys, register_keys, reading_keys, seal_keys] {
            assert_eq!(keys.len(), 1);
            wiped(keys);
        }
        wiped(own.map(|own| own.identity));
        if let Some(KeysBefore {
            data_key,
            register_key,
            roles: _,
        }) = before
        {
            wiped([data_key]);
            wiped(register_key);
        }
        // What travels under secrets of the sealed state.
        let _ = |key: TravelKey| match key {
            TravelKey::Before(secret) | TravelKey::Present(secret) => wiped([secret]),
        };
    }
}
