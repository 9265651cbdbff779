//! The users of an office: their passphrases and roles, and the recovery sheet.

use super::{Office, RecoverySheet, Role, UserName, VaultError, slot, users};
use crate::store::{self, Action};
use age::secrecy::SecretString;

impl Office {
    /// Gives a user a passphrase and roles: a new user, or, with `replace`, one who lost hers.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn put_user(
        &mut self,
        user: &UserName,
        passphrase: &SecretString,
        roles: &[Role],
        replace: bool,
    ) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        if !replace && slot::exists(&act.folder, user) {
            return Err(VaultError::UserExists(user.as_str().to_owned()));
        }
        let keyring = act.keyring.with_roles(roles)?;
        slot::write(&act.folder, user, passphrase, &keyring)?;
        let subject = format!("user {}", user.as_str());
        Ok(act.write(|log, _| {
            log.entry(Action::KeysChanged, &subject)?
                .put_user_roles(user.as_str(), &role_codes(roles))
        })?)
    }

    /// Gives the present user a new passphrase, if `old` is her present one.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`]; see also [`VaultError`].
    pub fn change_passphrase_from(
        &mut self,
        old: &SecretString,
        new: &SecretString,
    ) -> Result<(), VaultError> {
        slot::read(&self.folder, &self.user, old)?;
        self.change_passphrase(new)
    }

    /// Takes a user's key slot away. The present user cannot take away her own.
    ///
    /// # Errors
    /// [`VaultError::NoUser`]; see also [`VaultError`].
    pub fn remove_user(&mut self, user: &UserName) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        if user.as_str() == act.user() {
            return Err(VaultError::BadUserName(user.as_str().to_owned()));
        }
        slot::remove(&act.folder, user)?;
        let subject = format!("user {} removed", user.as_str());
        Ok(act.write(|log, _| {
            log.entry(Action::KeysChanged, &subject)?
                .drop_user(user.as_str())
        })?)
    }

    /// The users who can unlock the office, and what each may do where that is known.
    ///
    /// # Errors
    /// The database's.
    pub fn users(&self) -> Result<Vec<(String, Vec<Role>)>, VaultError> {
        let roles = store::user_roles(self.store())?;
        Ok(users(&self.folder)
            .into_iter()
            .map(|name| {
                let codes = roles.get(&name).map_or("", String::as_str);
                let known = codes.split(' ').filter_map(Role::from_code).collect();
                (name, known)
            })
            .collect())
    }

    /// Gives the present user a new passphrase. Only her small key file is rewritten.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn change_passphrase(&mut self, passphrase: &SecretString) -> Result<(), VaultError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        slot::write(&act.folder, &act.user, passphrase, &act.keyring)?;
        let who = act.user().to_owned();
        Ok(act.note(Action::KeysChanged, &who)?)
    }

    /// Makes a new recovery sheet; the one before opens nothing any more.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] without the register key, which the sheet must hold too.
    pub fn renew_recovery_sheet(&mut self) -> Result<RecoverySheet, VaultError> {
        let mut act = self.act(Role::Head)?;
        act.also(Role::CaseOfficer)?;
        let recovery = age::x25519::Identity::generate();
        slot::write_recovery(&act.folder, &act.keyring, &recovery.to_public())?;
        act.note(Action::KeysChanged, "recovery sheet")?;
        Ok(RecoverySheet {
            identity: recovery.to_string(),
        })
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

/// Roles as they are kept to be shown.
pub(super) fn role_codes(roles: &[Role]) -> String {
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    codes.join(" ")
}
