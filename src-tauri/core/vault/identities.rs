//! The register's database: its key is random, lies in the office's database sealed to the register
//! key, and so opens for case officers alone.

use super::{Keyring, Office, Role, UserName, VaultError};
use crate::package::seal;
use crate::progress::Watch;
use crate::register::{MAX_SEALED, SealedCase, absorb};
use crate::store::{self, Action, IdentityStore, OfficeKeys, Store};
use age::secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Name of the register's file.
pub(super) const FILE: &str = "register.db";

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(error.to_string())
}

/// The key of the register's database, made where there is none yet; `None` for who is no case
/// officer.
fn database_key(
    store: &mut Store,
    keys: &OfficeKeys,
    keyring: &Keyring,
    user: &UserName,
) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
    let Some(register_key) = keyring.register_key() else {
        return Ok(None);
    };
    if let Some(sealed) = store::register_box(store)? {
        let plain = seal::decrypt(&sealed, register_key.expose_secret(), 32)
            .map(Zeroizing::new)
            .map_err(key)?;
        let opened = <[u8; 32]>::try_from(plain.as_slice()).map_err(key)?;
        return Ok(Some(Zeroizing::new(opened)));
    }
    if store.is_read_only() {
        return Ok(None);
    }
    let mut fresh = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *fresh).map_err(key)?;
    let recipient = std::slice::from_ref(&keys.register_recipient);
    let sealed = seal::encrypt(&*fresh, recipient).map_err(key)?;
    store.transaction(user.as_str(), |log| {
        log.entry(Action::KeysChanged, "register")?
            .put_register_box(&sealed)
    })?;
    Ok(Some(fresh))
}

/// Opens the register for a case officer, and moves into it what waits sealed.
pub(super) fn open(
    folder: &Path,
    store: &mut Store,
    keys: &OfficeKeys,
    keyring: &Keyring,
    user: &UserName,
) -> Result<Option<IdentityStore>, VaultError> {
    let Some(database_key) = database_key(store, keys, keyring, user)? else {
        return Ok(None);
    };
    let mut register = IdentityStore::open(&folder.join(FILE), &database_key)?;
    if let (Some(key), false) = (keyring.register_key(), store.is_read_only()) {
        absorb(store, &mut register, key, user.as_str())?;
    }
    Ok(Some(register))
}

impl Office {
    /// Seals what names persons in a case to the register's key. Anyone who records may seal; only
    /// a case officer can read it back.
    pub(crate) fn seal_case(&self, case: &SealedCase) -> Result<Vec<u8>, VaultError> {
        case.seal(&self.keys.register_recipient).map_err(key)
    }

    /// Seals what only case officers are to read.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub(crate) fn seal_for_officers(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let recipient = std::slice::from_ref(&self.keys.register_recipient);
        seal::encrypt(plain, recipient).map_err(key)
    }

    /// Opens what was sealed for case officers.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is none; [`VaultError::Key`] where it cannot be opened.
    pub(crate) fn open_as_officer(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let register_key = self
            .keyring
            .register_key()
            .ok_or(VaultError::NotAllowed(Role::CaseOfficer))?;
        let opened = seal::decrypt(sealed, register_key.expose_secret(), MAX_SEALED);
        opened.map(Zeroizing::new).map_err(key)
    }

    /// Moves what waits sealed into the register, where the present user is a case officer.
    pub(super) fn absorb_sealed(&mut self) -> Result<(), VaultError> {
        if let (Some(register), Some(key)) = (&mut self.register, self.keyring.register_key()) {
            absorb(&mut self.view.store, register, key, self.user.as_str())?;
        }
        Ok(())
    }

    /// The register, for a case officer.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub(crate) fn register(&self) -> Result<&IdentityStore, VaultError> {
        self.register
            .as_ref()
            .ok_or(VaultError::NotAllowed(Role::CaseOfficer))
    }

    /// The register to write, for a case officer.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub(super) fn register_mut(&mut self) -> Result<&mut IdentityStore, VaultError> {
        self.register
            .as_mut()
            .ok_or(VaultError::NotAllowed(Role::CaseOfficer))
    }

    /// Removes the copies of the database that earlier programs left beside it before a migration:
    /// they hold what was erased since.
    pub(crate) fn drop_old_copies(&self) -> Result<(), VaultError> {
        let entries = std::fs::read_dir(&self.folder).map_err(VaultError::io(&self.folder))?;
        for entry in entries {
            let path = entry.map_err(VaultError::io(&self.folder))?.path();
            if path.extension().is_some_and(|end| end == "backup") {
                std::fs::remove_file(&path).map_err(VaultError::io(&path))?;
            }
        }
        Ok(())
    }

    /// The files of the register as a backup takes them: a checked copy for a case officer, or, for
    /// others, the encrypted bytes as they lie.
    pub(super) fn register_files(
        &self,
        work: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<(String, PathBuf)>, VaultError> {
        let here = self.folder.join(FILE);
        if let Some(register) = &self.register {
            let sealed = store::register_box(self.store())?.unwrap_or_default();
            let register_key = self
                .keyring
                .register_key()
                .ok_or(VaultError::NotAllowed(Role::CaseOfficer))?;
            let plain = seal::decrypt(&sealed, register_key.expose_secret(), 32)
                .map(Zeroizing::new)
                .map_err(key)?;
            let database_key = Zeroizing::new(<[u8; 32]>::try_from(plain.as_slice()).map_err(key)?);
            let copy = work.join(FILE);
            register.copy_to(&copy, &database_key, watch)?;
            let checked = IdentityStore::open(&copy, &database_key)?;
            if !checked.integrity()?.is_empty() {
                return Err(VaultError::BadBackup(copy));
            }
            checked.checkpoint()?;
            return Ok(vec![(FILE.to_owned(), copy)]);
        }
        // Nobody writes it: this process holds the office's lock, and has not opened it.
        let log = self.folder.join(format!("{FILE}-wal"));
        Ok([(FILE.to_owned(), here), (format!("{FILE}-wal"), log)]
            .into_iter()
            .filter(|(_, path)| path.exists())
            .collect())
    }
}
