//! What is still to be done since keys of the office changed: here, and at the offices that know its keys.

use super::holders::{KeyList, OfficeKey};
use super::key_change::SIGNING;
use super::{Office, Role, VaultError, slot};
use crate::store::{self, Action, KeyState};
use std::collections::BTreeSet;

/// What is still to be done since keys of the office changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeysPending {
    /// The register waits for its new key.
    pub register: Option<RegisterWaits>,
    /// Users who have not unlocked the office since its signing key changed: they still follow the former one.
    pub followers: Vec<String>,
    /// Whether the recovery sheet follows the former one.
    pub sheet_follows: bool,
    /// No card was made since keys changed that others know.
    pub card: Option<CardDue>,
}

/// The register waits for its new key, which a head who is a case officer gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterWaits {
    /// Users who are both; where there is none, the recovery sheet does it.
    pub for_users: Vec<String>,
    /// Whether a new recovery sheet is to be made first.
    pub for_sheet: bool,
}

/// The office's new card is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardDue {
    /// How many offices have keys that are trusted here: they know the former keys of this one.
    pub offices: usize,
    /// How many of them have not answered anything that was signed with the new key; known where the
    /// signing key changed.
    pub unanswered: Option<usize>,
}

impl Office {
    /// What is still to be done since keys of the office changed, as far as the present user can know it and has
    /// to: a register that waits is told to everybody who can, the rest to heads.
    ///
    /// # Errors
    /// The database's.
    pub fn keys_pending(&self) -> Result<KeysPending, VaultError> {
        let Some(list) = &self.list else {
            return Ok(KeysPending::default());
        };
        let mut pending = KeysPending {
            register: self.register_waits(list)?,
            ..KeysPending::default()
        };
        if self.keyring.has(Role::Head) {
            self.add_followers(list, &mut pending)?;
            pending.card = self.card_due()?;
        }
        Ok(pending)
    }

    fn register_waits(&self, list: &KeyList) -> Result<Option<RegisterWaits>, VaultError> {
        let waits = list.is_changing(OfficeKey::Register) || self.erased_under_present_key()?;
        let can = list.users.iter().filter(|holder| {
            let needed = [Role::Head, Role::CaseOfficer];
            holder.name != slot::RECOVERY
                && holder.identity.is_some()
                && needed.iter().all(|role| holder.roles.contains(role))
        });
        Ok(waits.then(|| RegisterWaits {
            for_users: can.map(|holder| holder.name.clone()).collect(),
            for_sheet: list.holder(slot::RECOVERY).is_none(),
        }))
    }

    /// Whoever has a key file that was not written since follows the former key, and with it whoever has kept
    /// that.
    fn add_followers(&self, list: &KeyList, pending: &mut KeysPending) -> Result<(), VaultError> {
        let store = self.store();
        let last = store::last_entry(store, Action::PublicKeysChanged, SIGNING)?;
        // Who changed it has a key file that knows each list that she makes.
        let Some((since, changed_by)) = last else {
            return Ok(());
        };
        let mut follow = store::who_since(store, Action::Unlocked, since)?;
        let written = store::subjects_since(store, Action::KeyFileWritten, since)?;
        follow.extend(written.iter().filter_map(|subject| {
            let name = subject.strip_prefix("user ");
            name.map(str::to_owned)
        }));
        let names: BTreeSet<&str> = list
            .users
            .iter()
            .filter(|holder| holder.identity.is_some())
            .map(|holder| holder.name.as_str())
            .filter(|name| *name != changed_by && !follow.contains(*name))
            .collect();
        pending.sheet_follows = names.contains(slot::RECOVERY);
        pending.followers = names
            .into_iter()
            .filter(|name| *name != slot::RECOVERY)
            .map(str::to_owned)
            .collect();
        Ok(())
    }

    fn card_due(&self) -> Result<Option<CardDue>, VaultError> {
        let store = self.store();
        let Some((changed, _)) = store::last_entry(store, Action::PublicKeysChanged, "")? else {
            return Ok(None);
        };
        let cards = store::subjects_since(store, Action::Exported, changed)?;
        if cards.iter().any(|subject| subject == "card") {
            return Ok(None);
        }
        let keys = store::unit_keys(store)?.into_iter();
        let units: BTreeSet<String> = keys
            .filter(|key| key.state == KeyState::Trusted && key.unit != *self.unit())
            .map(|key| key.unit.to_string())
            .collect();
        let signing = store::last_entry(store, Action::PublicKeysChanged, SIGNING)?;
        let unanswered = match signing {
            Some((signing, _)) if signing == changed => {
                let answered = store::heads_kept_since(store, signing)?;
                Some(units.difference(&answered).count())
            }
            _ => None,
        };
        Ok(Some(CardDue {
            offices: units.len(),
            unanswered,
        }))
    }
}
