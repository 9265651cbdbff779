//! The users of an office: their passphrases and roles, and the recovery sheet.

use super::holders::{Holder, KeyList, public};
use super::keyring::new_identity;
use super::slot::{self, Opener, OwnKey, Slot};
use super::{Office, RecoverySheet, Role, UserName, VaultError, attempts, users};
use crate::store::{self, Action};
use age::secrecy::SecretString;
use std::path::Path;

/// The roles of which somebody must be left who has them: nobody else could give them again.
const NEVER_LOST: [Role; 3] = [Role::CaseOfficer, Role::Receiver, Role::Head];

/// The users of a list without the one of some name.
fn without(list: &KeyList, name: &str) -> Vec<Holder> {
    let others = list.users.iter().filter(|holder| holder.name != name);
    others.cloned().collect()
}

/// Refuses users among whom a role is lost that some user has now. The recovery sheet is no user, and
/// whoever is awaited cannot use her keys yet.
fn check_not_lost(list: &KeyList, users: &[Holder]) -> Result<(), VaultError> {
    let has = |users: &[Holder], role: Role| {
        let here = |holder: &&Holder| holder.name != slot::RECOVERY && holder.identity.is_some();
        users
            .iter()
            .filter(here)
            .any(|holder| holder.roles.contains(&role))
    };
    match NEVER_LOST
        .into_iter()
        .find(|role| has(&list.users, *role) && !has(users, *role))
    {
        Some(role) => Err(VaultError::LastWith(role)),
        None => Ok(()),
    }
}

impl Office {
    /// Gives a user a passphrase and roles: a new user, or, with `replace`, one who lost hers or whose
    /// was seen by somebody. Then the office's keys change, so that her former key file opens nothing.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who does not hold the keys of these roles herself,
    /// [`VaultError::LastWith`]; see also [`VaultError`].
    pub fn put_user(
        &mut self,
        user: &UserName,
        passphrase: &SecretString,
        roles: &[Role],
        replace: bool,
    ) -> Result<(), VaultError> {
        let act = self.act(Role::Head)?;
        let name = user.as_str();
        let list = act.holders()?.clone();
        let former: Vec<Role> = list
            .holder(name)
            .map(|holder| holder.roles.clone())
            .unwrap_or_default();
        let is_there = list.holder(name).is_some();
        // A key file that the list does not name opens nothing: making a user was cut short.
        if !replace && is_there {
            return Err(VaultError::UserExists(name.to_owned()));
        }
        if user.is_recovery() {
            return Err(VaultError::BadUserName(name.to_owned()));
        }
        slot::check_passphrase(passphrase, &[name, act.name(), act.unit().as_str()])?;
        // Keys can be given, and taken away, by who holds them.
        for role in NEVER_LOST {
            if roles.contains(&role) || former.contains(&role) {
                act.also(role)?;
            }
        }
        let identity = new_identity();
        let fresh = Holder::new(name, roles, &identity)?;
        let mut users = without(&list, name);
        users.push(fresh.clone());
        check_not_lost(&list, &users)?;
        self.check_restricted_are_kept(name, roles, is_there)?;
        // The list names both of her identities until her key file has the new one.
        let mut both = list.clone();
        both.users.push(fresh);
        let subject = format!("user {name}");
        let write = |office: &Self| -> Result<Slot, VaultError> {
            let slot = office.new_slot(&identity)?;
            slot::write(&office.folder, user, passphrase, &slot)?;
            Ok(slot)
        };
        // Nobody is named who has no key file, and a new one believes no list before the one that names her.
        if !is_there {
            let mut slot = self.new_slot(&identity)?;
            if let Some(own) = &mut slot.own {
                own.generation += 1;
            }
            slot::write(&self.folder, user, passphrase, &slot)?;
        }
        self.share_restrictions(&both)?;
        self.put_list(both, &subject)?;
        let slot = match is_there {
            true => write(self)?,
            false => self.new_slot(&identity)?,
        };
        let is_own = name == self.user();
        if is_own {
            self.keyring.slot = slot;
            self.opener = Some(Opener::Passphrase(passphrase.clone()));
        }
        if is_there {
            self.change_keys(users, &former, &subject)?;
        }
        self.settle_restrictions()?;
        // By the office's key of before, who had her key file then could put a list before her.
        if is_there && !is_own {
            write(self)?;
        }
        self.key_file_was_written(name)
    }

    /// A key file in which the list in force is known, and the office's key that signed it.
    fn new_slot(&self, identity: &SecretString) -> Result<Slot, VaultError> {
        let list = self.holders()?;
        Ok(Slot {
            own: Some(OwnKey {
                identity: identity.clone(),
                office_key: list.office_key.clone(),
                generation: list.generation,
            }),
            before: None,
        })
    }

    fn key_file_was_written(&mut self, name: &str) -> Result<(), VaultError> {
        Ok(self.view.store.transaction(self.user.as_str(), |log| {
            log.entry(Action::KeyFileWritten, &format!("user {name}"))
                .map(|_| ())
        })?)
    }

    /// Gives a user other roles, without asking for her passphrase. Where she loses one, the office's
    /// keys change.
    ///
    /// # Errors
    /// [`VaultError::NoUser`], [`VaultError::LastWith`]; as [`Office::put_user`].
    pub fn set_roles(&mut self, user: &UserName, roles: &[Role]) -> Result<(), VaultError> {
        let act = self.act(Role::Head)?;
        let name = user.as_str();
        let mut list = act.holders()?.clone();
        let former = match list.holder(name) {
            Some(holder) if !user.is_recovery() => holder.roles.clone(),
            _ => return Err(VaultError::NoUser(name.to_owned())),
        };
        for role in NEVER_LOST {
            if roles.contains(&role) != former.contains(&role) {
                act.also(role)?;
            }
        }
        let mut users = list.users.clone();
        for holder in users.iter_mut().filter(|holder| holder.name == name) {
            holder.roles = roles.to_vec();
        }
        check_not_lost(&list, &users)?;
        act.check_restricted_are_kept(name, roles, false)?;
        let subject = format!("user {name}");
        let loses = |role: Role| former.contains(&role) && !roles.contains(&role);
        let lost: Vec<Role> = Role::ALL.into_iter().filter(|role| loses(*role)).collect();
        if !lost.is_empty() {
            return self.change_keys(users, &lost, &subject);
        }
        list.users = users;
        self.put_list(list, &subject)
    }

    /// Takes a user away: the office's keys change, so that her key file opens nothing any more. The
    /// present user cannot take away herself.
    ///
    /// # Errors
    /// [`VaultError::NoUser`], [`VaultError::LastWith`]; see also [`VaultError`].
    pub fn remove_user(&mut self, user: &UserName) -> Result<(), VaultError> {
        let act = self.act(Role::Head)?;
        let name = user.as_str();
        if name == act.user() {
            return Err(VaultError::BadUserName(name.to_owned()));
        }
        let list = act.holders()?.clone();
        let former = list.holder(name).map(|holder| holder.roles.clone());
        if user.is_recovery() || (former.is_none() && !slot::exists(&act.folder, user)) {
            return Err(VaultError::NoUser(name.to_owned()));
        }
        let subject = format!("user {name} removed");
        if let Some(former) = former {
            let users = without(&list, name);
            check_not_lost(&list, &users)?;
            act.check_restricted_are_kept(name, &[], false)?;
            self.change_keys(users, &former, &subject)?;
            self.settle_restrictions()?;
        }
        slot::remove(&self.folder, user)?;
        let mut act = self.act(Role::Head)?;
        Ok(act.write(|log, _| log.entry(Action::KeysChanged, &subject)?.drop_user(name))?)
    }

    /// Whether a passphrase is the present user's.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`], [`VaultError::Wait`].
    pub fn check_own_passphrase(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let read = || slot::read(&self.folder, &self.user, passphrase);
        attempts::attempt(&self.folder, read).map(drop)
    }

    /// The users who can unlock the office, and what each may do where that is known.
    ///
    /// # Errors
    /// The database's.
    pub fn users(&self) -> Result<Vec<(String, Vec<Role>)>, VaultError> {
        let Some(list) = &self.list else {
            let roles = store::user_roles(self.store())?;
            return Ok(users(&self.folder)
                .into_iter()
                .map(|name| {
                    let codes = roles.get(&name).map_or("", String::as_str);
                    let known = codes.split(' ').filter_map(Role::from_code).collect();
                    (name, known)
                })
                .collect());
        };
        let mut users: Vec<_> = list
            .users
            .iter()
            .filter(|holder| holder.name != slot::RECOVERY)
            .map(|holder| (holder.name.clone(), holder.roles.clone()))
            .collect();
        users.sort_by(|(a, _), (b, _)| a.cmp(b));
        users.dedup_by(|(a, _), (b, _)| a == b);
        Ok(users)
    }

    /// Gives the present user a new passphrase. Only her small key file is rewritten: a copy of it
    /// made before still opens with the former one ([`Office::passphrase_was_seen`]).
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn change_passphrase(&mut self, passphrase: &SecretString) -> Result<(), VaultError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        let about = [act.user(), act.name(), act.unit().as_str()];
        slot::check_passphrase(passphrase, &about)?;
        slot::write(&act.folder, &act.user, passphrase, &act.keyring.slot)?;
        let who = act.user().to_owned();
        act.note(Action::KeysChanged, &who)?;
        if self.opener.is_some() {
            self.opener = Some(Opener::Passphrase(passphrase.clone()));
        }
        Ok(())
    }

    /// Gives the present user, a head, a new passphrase because somebody saw the former one: the
    /// office's keys change too, so that no copy of her key file opens anything. For who is no head, a
    /// head does it ([`Office::put_user`]).
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn passphrase_was_seen(&mut self, passphrase: &SecretString) -> Result<(), VaultError> {
        let (user, roles) = (self.user.clone(), self.roles().to_vec());
        self.put_user(&user, passphrase, &roles, true)
    }

    /// Makes a new recovery sheet; the office's keys change, so that the one before opens nothing.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who does not hold all keys, which the sheet must hold too.
    pub fn renew_recovery_sheet(&mut self) -> Result<RecoverySheet, VaultError> {
        let act = self.act(Role::Head)?;
        for role in NEVER_LOST {
            act.also(role)?;
        }
        let list = act.holders()?.clone();
        let (sheet, identity) = (new_identity(), new_identity());
        let fresh = Holder::new(slot::RECOVERY, &Role::ALL, &identity)?;
        let mut users = without(&list, slot::RECOVERY);
        users.push(fresh.clone());
        let mut both = list;
        both.users.push(fresh);
        self.share_restrictions(&both)?;
        self.put_list(both, "recovery sheet")?;
        let recipient = public(&sheet)?;
        let write = |office: &Self| -> Result<(), VaultError> {
            slot::write_recovery(&office.folder, &office.new_slot(&identity)?, &recipient)
        };
        write(self)?;
        self.change_keys(users, &Role::ALL, "recovery sheet")?;
        self.settle_restrictions()?;
        write(self)?;
        self.key_file_was_written(slot::RECOVERY)?;
        Ok(RecoverySheet { identity: sheet })
    }

    /// Writes the recovery sheet as it is printed. The log says so: whoever has the file opens everything.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no head; the system's.
    pub fn write_recovery_sheet(&mut self, to: &Path, pdf: &[u8]) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        act.write_then_note(to, pdf, Action::Exported, "recovery sheet")
    }

    /// Notes that the recovery sheet was printed and read back.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn confirm_recovery_sheet(&mut self) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        Ok(act.note(Action::RecoveryConfirmed, "recovery sheet")?)
    }

    /// What the present user may do.
    pub fn roles(&self) -> &[Role] {
        self.keyring.roles()
    }
}
