//! The register's database: its key is random, lies in the office's database sealed to the register
//! key, and so opens for case officers alone.

use super::holders::{KeyList, OfficeKey, in_force};
use super::keyring::{Keyring, new_data_key};
use super::slot::DataKey;
use super::{Office, Role, UserName, VaultError, View};
use crate::bounds;
use crate::message::LibraryWords;
use crate::model::Moment;
use crate::package::seal;
use crate::progress::Watch;
use crate::register::{self, SealedCase, absorb};
use crate::store::{self, Action, Guarded, IdentityStore, NoEntry, SealedPlace, Store, StoreError};
use age::secrecy::SecretString;
use serde::Serialize;
use std::io::Read;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use zeroize::Zeroizing;

/// Name of the register's file.
pub(super) const FILE: &str = "register.db";

/// How the names begin of registers that were given up.
pub(super) const LOST: &str = "register.lost-";

/// scrypt's work factor for the register's box: what is stretched is a whole key already.
const BOX_WORK_FACTOR: u8 = 2;

/// How many persons the register names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct RegisterNames {
    /// So many it should, as was noted at its last change; known to who holds the facts key.
    pub noted: Option<i64>,
    /// So many it does; known to case officers.
    pub counted: Option<i64>,
}

impl RegisterNames {
    /// Whether it names as many as it should; unknown where either is.
    pub fn fit(&self) -> Option<bool> {
        let (noted, counted) = self.noted.zip(self.counted)?;
        Some(noted == counted)
    }
}

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(LibraryWords::of(error))
}

/// Seals the key of the register's database under the register key itself, not to its public half: who
/// does not hold it can make no box, and put no register of her own in the place of this one.
fn boxed(database_key: &DataKey, register_key: &SecretString) -> Result<Vec<u8>, VaultError> {
    let mut recipient = age::scrypt::Recipient::new(register_key.clone());
    recipient.set_work_factor(BOX_WORK_FACTOR);
    age::encrypt(&recipient, &**database_key).map_err(key)
}

/// Opens a box; `None` where none of these keys made it.
fn unboxed(sealed: &[u8], register_keys: &[SecretString]) -> Option<DataKey> {
    register_keys.iter().find_map(|register_key| {
        let mut identity = age::scrypt::Identity::new(register_key.clone());
        identity.set_max_work_factor(BOX_WORK_FACTOR);
        to_key(seal::decrypt_with(sealed, &identity, 32).ok()?)
    })
}

/// Opens a box of an earlier program, which anybody could make.
fn unboxed_before(sealed: &[u8], register_keys: &[SecretString]) -> Option<DataKey> {
    use age::secrecy::ExposeSecret;
    let register_key = register_keys.first()?;
    to_key(seal::decrypt(sealed, register_key.expose_secret(), 32).ok()?)
}

fn to_key(plain: Vec<u8>) -> Option<DataKey> {
    let plain = Zeroizing::new(plain);
    <[u8; 32]>::try_from(plain.as_slice())
        .ok()
        .map(Zeroizing::new)
}

/// Opens the register for a case officer, and moves into it what waits sealed; `None` for who is none.
/// Only an office that no head has opened since an earlier program, which has no list, may have none yet.
pub(super) fn open(
    folder: &Path,
    store: &mut Store,
    keyring: &Keyring,
    user: &UserName,
    list: Option<&KeyList>,
) -> Result<Option<IdentityStore>, VaultError> {
    let Some(register_key) = keyring.register_keys().first() else {
        return Ok(None);
    };
    let path = folder.join(FILE);
    let [present, next] = store::register_boxes(store)?;
    let mut register = match (&present, &next) {
        (None, None) if list.is_none() && !path.exists() => {
            if store.is_read_only() {
                return Ok(None);
            }
            begin(&path, store, register_key, user)?
        }
        (None, None) => return Err(VaultError::ForeignRegister),
        _ => {
            let opened = open_boxed(&path, [&next, &present], keyring, list)?;
            let (register, database_key, is_done) = opened;
            if !is_done && !store.is_read_only() {
                // It has the key that it was being given; or a box of an earlier program.
                let sealed = boxed(&database_key, register_key)?;
                store.transaction(user.as_str(), |log| {
                    log.unlogged(NoEntry::Finishing).register_box_is(&sealed)
                })?;
            }
            register
        }
    };
    register.hold_restricted(store::restricted_names(store)?);
    let changes = register.changes()?;
    if !store.register_goes_on(changes)? {
        return Err(VaultError::ForeignRegister);
    }
    if !store.is_read_only() {
        if changes != store::register_changes(store)? {
            // The power went before a change was noted that was to be made.
            store.transaction(user.as_str(), |log| {
                log.unlogged(NoEntry::Finishing).register_changed(changes)
            })?;
        }
        match store.register_names()? {
            Some(noted) if noted != register.names()? => store.register_differs(),
            Some(_) => {}
            // An earlier program noted none, or the power went before the last change was done.
            None => note_names(store, user, register.names()?)?,
        }
        take_in(store, &mut register, keyring, user)?;
    }
    Ok(Some(register))
}

/// Opens the register with the first of some boxes that fits; tells whether that is its present one, and
/// this program's. Whoever held a former register key could still make a box with it: none counts, but
/// while the key is being changed.
fn open_boxed(
    path: &Path,
    [next, present]: [&Option<Vec<u8>>; 2],
    keyring: &Keyring,
    list: Option<&KeyList>,
) -> Result<(IdentityStore, DataKey, bool), VaultError> {
    let register_keys = in_force(keyring.register_keys(), list, OfficeKey::Register);
    let open = |sealed: &Option<Vec<u8>>| -> Result<_, VaultError> {
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let of_now = unboxed(sealed, register_keys).map(|key| (key, true));
        let before = || unboxed_before(sealed, register_keys).map(|key| (key, false));
        let Some((database_key, of_now)) = of_now.or_else(|| before().filter(|_| list.is_none()))
        else {
            return Ok(None);
        };
        match IdentityStore::open(path, &database_key) {
            Ok(Some(register)) => Ok(Some((register, database_key, of_now))),
            Ok(None) => Err(VaultError::RegisterLost),
            Err(error) if error.is_other_key() => Ok(None),
            Err(error) => Err(error.into()),
        }
    };
    if let Some((register, database_key, _)) = open(next)? {
        return Ok((register, database_key, false));
    }
    open(present)?.ok_or(VaultError::ForeignRegister)
}

/// Makes a register where there is none.
fn begin(
    path: &Path,
    store: &mut Store,
    register_key: &SecretString,
    user: &UserName,
) -> Result<IdentityStore, VaultError> {
    let database_key = new_data_key()?;
    let register = IdentityStore::make(path, &database_key)?;
    let sealed = boxed(&database_key, register_key)?;
    store.transaction(user.as_str(), |log| -> Result<(), StoreError> {
        let writer = log.entry(Action::KeysChanged, "register")?;
        writer.register_box_is(&sealed)?;
        writer.register_changed(0)
    })?;
    Ok(register)
}

/// Whether a register may be given up: it is lost, and not because somebody wrote over what opens it; then a head
/// decides, whose backup has both.
pub(super) fn may_give_up(
    folder: &Path,
    store: &mut Store,
    keyring: &Keyring,
    user: &UserName,
    list: Option<&KeyList>,
) -> Result<(), VaultError> {
    match open(folder, store, keyring, user, list) {
        Ok(Some(_)) => Err(VaultError::RegisterThere),
        Ok(None) => Ok(()),
        Err(error) => match whose_fault(store, error) {
            error @ VaultError::RegisterOverwritten if !keyring.has(Role::Head) => Err(error),
            VaultError::RegisterOverwritten
            | VaultError::RegisterLost
            | VaultError::ForeignRegister => Ok(()),
            error => Err(error),
        },
    }
}

/// What is told of a register that does not open: where somebody wrote over the box of its key, or over what is noted
/// of it, that, and not that the file is another's. A file that is gone is gone.
pub(super) fn whose_fault(store: &Store, error: VaultError) -> VaultError {
    let is_of_register =
        |part: &Guarded| [Guarded::Office, Guarded::Register, Guarded::Tables].contains(part);
    match (&error, store.check_guarded()) {
        (VaultError::ForeignRegister, Err(StoreError::Differing(_)))
            if store.differing().iter().any(is_of_register) =>
        {
            VaultError::RegisterOverwritten
        }
        _ => error,
    }
}

/// Puts aside what lies in the register's place, and begins a new one: who does it says that the register
/// is lost.
pub(super) fn give_up(
    folder: &Path,
    store: &mut Store,
    keyring: &Keyring,
    user: &UserName,
) -> Result<(), VaultError> {
    let register_key = keyring.register_keys().first();
    let register_key = register_key.ok_or(VaultError::NotAllowed(Role::CaseOfficer))?;
    store.transaction(user.as_str(), |log| {
        log.entry(Action::RegisterGivenUp, "register").map(|_| ())
    })?;
    let path = folder.join(FILE);
    let stamp = Moment::now().in_file_name();
    for end in ["", "-wal", "-shm"] {
        let from = folder.join(format!("{FILE}{end}"));
        if from.exists() {
            let to = folder.join(format!("{LOST}{stamp}.db{end}"));
            std::fs::rename(&from, &to).map_err(VaultError::io(&from))?;
        }
    }
    begin(&path, store, register_key, user).map(|_| ())
}

/// Moves what waits sealed into the register, but not where somebody wrote there who may not: then it waits until a
/// head has looked at it.
fn take_in(
    store: &mut Store,
    register: &mut IdentityStore,
    keyring: &Keyring,
    user: &UserName,
) -> Result<(), VaultError> {
    let is_others = |part: &Guarded| [Guarded::Names, Guarded::Tables].contains(part);
    if store.differing().iter().any(is_others) {
        return Ok(());
    }
    if store::anything_sealed(store)? {
        let before = begin_change(store, register, user)?;
        let absorbed = absorb(store, register, keyring.register_keys(), user.as_str());
        end_change(store, register, user, before, absorbed.is_err())?;
        absorbed?;
    }
    Ok(())
}

/// How many persons the register named before a change, and how many it should have.
pub(super) struct NamesBefore {
    counted: i64,
    noted: Option<i64>,
}

/// Begins a change of the register: it is counted before it is made.
pub(super) fn begin_change(
    store: &mut Store,
    register: &mut IdentityStore,
    user: &UserName,
) -> Result<NamesBefore, VaultError> {
    register.hold_restricted(store::restricted_names(store)?);
    let before = NamesBefore {
        counted: register.names()?,
        noted: store.register_names()?,
    };
    count_change(store, register, user)?;
    Ok(before)
}

/// Notes how many persons the register names after a change: as many more or fewer than it should before. What was
/// wrong before stays told. Where it failed and the register cannot be written now either, nothing is noted, as where
/// the power goes: it is counted at the next opening.
fn end_change(
    store: &mut Store,
    register: &mut IdentityStore,
    user: &UserName,
    before: NamesBefore,
    failed: bool,
) -> Result<(), VaultError> {
    if failed && register.write_over_what_failed().is_err() {
        return Ok(());
    }
    let should = before.noted.unwrap_or(before.counted);
    note_names(store, user, should + register.names()? - before.counted)
}

fn note_names(store: &mut Store, user: &UserName, names: i64) -> Result<(), VaultError> {
    if !store.is_guarded() {
        return Ok(());
    }
    Ok(
        store.transaction(user.as_str(), |log| -> Result<(), StoreError> {
            log.unlogged(NoEntry::Derived).register_names(names);
            Ok(())
        })?,
    )
}

/// Counts a change of the register before it is made.
fn count_change(
    store: &mut Store,
    register: &mut IdentityStore,
    user: &UserName,
) -> Result<(), VaultError> {
    store.transaction(user.as_str(), |log| -> Result<(), StoreError> {
        log.unlogged(NoEntry::Derived).register_change_comes();
        Ok(())
    })?;
    let changes = register.count_change(store::register_changes(store)?)?;
    Ok(store.transaction(user.as_str(), |log| {
        log.unlogged(NoEntry::Derived).register_changed(changes)
    })?)
}

impl Office {
    /// Seals what names persons in a case to the register's key. Anyone who records may seal; only
    /// a case officer can read it back.
    pub(crate) fn seal_case(&self, case: &SealedCase) -> Result<Vec<u8>, VaultError> {
        case.seal(self.register_key()).map_err(key)
    }

    /// Seals what only case officers are to read.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub(crate) fn seal_for_officers(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let recipient = &[self.register_key().to_owned()];
        seal::encrypt(plain, recipient).map_err(key)
    }

    /// Opens what was sealed for case officers.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is none; [`VaultError::Key`] where it cannot be opened.
    pub(crate) fn open_as_officer(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let register_keys = self.keyring.register_keys();
        if register_keys.is_empty() {
            return Err(VaultError::NotAllowed(Role::CaseOfficer));
        }
        register::opened(sealed, register_keys).ok_or_else(|| key("register"))
    }

    /// What an entry for the register names, with its files; nothing where it cannot be opened or read.
    pub(crate) fn open_names(&self, sealed: &[u8]) -> Option<SealedCase> {
        SealedCase::open(sealed, self.keyring.register_keys())
    }

    /// What waits to name persons in the register and never comes into it: it cannot be read, or no key opens it. For
    /// who does not hold those, also what the log tells of that and is still there.
    ///
    /// # Errors
    /// The database's.
    pub(super) fn unreadable_names(&self) -> Result<Vec<SealedPlace>, VaultError> {
        let store = self.store();
        // What a newer program keeps there, it reads.
        if store.is_read_only() || !store::anything_sealed(store)? {
            return Ok(Vec::new());
        }
        let keys = self.keyring.register_keys();
        let mut found = register::unreadable_entries(store, keys)?;
        if keys.is_empty() {
            let told = store::told_unreadable(store)?;
            let there = store::waiting_names(store)?;
            found.extend(
                there
                    .into_iter()
                    .filter(|p| told.contains_key(&p.to_string())),
            );
            found.sort_unstable();
            found.dedup();
        }
        Ok(found)
    }

    /// Moves what waits sealed into the register, where the present user is a case officer.
    pub(super) fn absorb_sealed(&mut self) -> Result<(), VaultError> {
        if let Some(register) = &mut self.register {
            take_in(&mut self.view.store, register, &self.keyring, &self.user)?;
        }
        Ok(())
    }

    /// Gives the register's database a new key, so that earlier copies of it open with nothing that is
    /// here. Killed in between, it opens with the one or the other.
    pub(super) fn change_register_database_key(&mut self) -> Result<(), VaultError> {
        let not_allowed = VaultError::NotAllowed(Role::CaseOfficer);
        let Some(register_key) = self.keyring.register_keys().first() else {
            return Err(not_allowed);
        };
        let Self {
            register: Some(register),
            view: View { store, .. },
            user,
            ..
        } = self
        else {
            return Err(not_allowed);
        };
        let database_key = new_data_key()?;
        let sealed = boxed(&database_key, register_key)?;
        store.transaction(user.as_str(), |log| {
            log.unlogged(NoEntry::Finishing).register_box_comes(&sealed)
        })?;
        if let Err(error) = register.change_key(&database_key) {
            self.open_register_anew()?;
            return Err(error.in_file(&self.folder.join(FILE)).into());
        }
        store.transaction(user.as_str(), |log| {
            log.unlogged(NoEntry::Finishing).register_box_is(&sealed)
        })?;
        Ok(store.checkpoint()?)
    }

    /// Closes the register, whose connection may read with a key that the file does not have, and opens it with
    /// the one that it has.
    fn open_register_anew(&mut self) -> Result<(), VaultError> {
        self.register = None;
        let [present, next] = store::register_boxes(&self.view.store)?;
        let (path, list) = (self.folder.join(FILE), self.list.as_ref());
        let (register, _, _) = open_boxed(&path, [&next, &present], &self.keyring, list)?;
        self.register = Some(register);
        self.hold_restricted_names()
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

    /// Changes the register, for a case officer.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`]; the work's.
    pub(super) fn change_register<T, E: From<VaultError>>(
        &mut self,
        work: impl FnOnce(&mut IdentityStore) -> Result<T, E>,
    ) -> Result<T, E> {
        let Self {
            register: Some(register),
            view: View { store, .. },
            user,
            ..
        } = self
        else {
            return Err(VaultError::NotAllowed(Role::CaseOfficer).into());
        };
        let before = begin_change(store, register, user)?;
        let done = work(register);
        end_change(store, register, user, before, done.is_err())?;
        done
    }

    /// How many persons the register names, and how many it should, as far as the user's keys tell.
    ///
    /// # Errors
    /// The database's.
    pub fn register_names(&self) -> Result<RegisterNames, VaultError> {
        let counted = self.register.as_ref().map(IdentityStore::names);
        Ok(RegisterNames {
            noted: self.store().register_names()?,
            counted: counted.transpose()?,
        })
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

    /// That the register lies in its place, for who cannot open it too. Only an office that no head has
    /// opened since an earlier program may have none yet.
    ///
    /// # Errors
    /// [`VaultError::RegisterLost`].
    pub(super) fn register_is_there(&self) -> Result<(), VaultError> {
        let boxes = store::register_boxes(self.store())?;
        let may_have_none = self.list.is_none() && boxes.iter().all(Option::is_none);
        let length = std::fs::metadata(self.folder.join(FILE)).map_or(0, |found| found.len());
        match length == 0 && !may_have_none {
            true => Err(VaultError::RegisterLost),
            false => Ok(()),
        }
    }

    /// Whether the register's file does not look like one, for who cannot open it: it begins with zeros, or ends
    /// within a page.
    pub(super) fn register_looks_damaged(&self) -> bool {
        let path = self.folder.join(FILE);
        let Ok(length) = std::fs::metadata(&path).map(|found| found.len()) else {
            return false;
        };
        let mut head = [0; 16];
        let read = bounds::open(&path).and_then(|mut file| file.read_exact(&mut head));
        length > 0 && (read.is_err() || head == [0; 16] || !length.is_multiple_of(super::PAGE))
    }

    /// The files of the register as a backup takes them: a checked copy for a case officer, or, for
    /// others, the encrypted bytes as they lie.
    pub(super) fn register_files(
        &self,
        work: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<(String, PathBuf)>, VaultError> {
        self.register_is_there()?;
        let here = self.folder.join(FILE);
        if let Some(register) = &self.register {
            let [present, next] = store::register_boxes(self.store())?;
            let (_, database_key, _) =
                open_boxed(&here, [&next, &present], &self.keyring, self.list.as_ref())?;
            let copy = work.join(FILE);
            register.copy_to(&copy, &database_key, watch)?;
            let checked = IdentityStore::open(&copy, &database_key)?
                .ok_or_else(|| VaultError::BadBackup(copy.clone()))?;
            let is_same = checked.changes()? == register.changes()?
                && checked.names()? == register.names()?;
            if !is_same || !checked.integrity()?.is_empty() {
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
