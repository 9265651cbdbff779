//! The vault: one folder per office, its key slots, the lock against a second process, backups.
//!
//! `office.db` is encrypted with a random data key. `keys/<user>.age` is an age passphrase file
//! that holds the data key and, for case officers, the register key; `keys/recovery.age` holds
//! both for the recovery identity, which is printed once and kept nowhere. There is no back door.

mod act;
mod backup;
mod identities;
mod kept;
mod own_keys;
mod slot;
mod user;
mod verify;
mod view;

pub(crate) use act::Act;
pub use backup::*;
pub use slot::{Keyring, Role, UserName, users};
pub use verify::*;
pub use view::View;

use crate::catalogue::{CatalogueError, CatalogueFiles, Catalogues};
use crate::message::{Class, Saying, Told};
use crate::model::UnitCode;
use crate::package::Refusal;
use crate::register;
use crate::store::{self, Action, IdentityStore, OfficeKeys, OfficeRow, Store, StoreError};
use age::secrecy::{ExposeSecret, SecretString};
use fs4::FileExt;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What can go wrong with the vault. Messages `vault-…`.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder holds no office.
    #[error("no office in {0}")]
    NoOffice(PathBuf),
    /// The folder holds an office already.
    #[error("there is an office in {0}")]
    OfficeExists(PathBuf),
    /// Another process has the office open.
    #[error("office in {0} is open elsewhere")]
    InUse(PathBuf),
    /// Wrong passphrase or recovery key, or a damaged key file: age does not tell them apart.
    #[error("cannot unlock")]
    WrongPassphrase,
    /// No such user.
    #[error("no user {0}")]
    NoUser(String),
    /// A user of that name exists.
    #[error("user {0} exists")]
    UserExists(String),
    /// Not a user name.
    #[error("not a user name: {0}")]
    BadUserName(String),
    /// Passphrase too short.
    #[error("passphrase shorter than {MIN_PASSPHRASE} characters")]
    ShortPassphrase,
    /// The catalogue masks less than the program asks for, and nobody said that it may.
    #[error("catalogue {0} masks less")]
    MasksLess(String),
    /// The unit is not in the catalogue.
    #[error("no unit {0} in the catalogue")]
    UnknownUnit(String),
    /// The user's role does not allow it.
    #[error("needs the role {0:?}")]
    NotAllowed(Role),
    /// The backup is not a sound copy of an office.
    #[error("backup {0} cannot be used")]
    BadBackup(PathBuf),
    /// The drive has too little room for what a backup holds: needed and free, in bytes.
    #[error("{needed} bytes needed, {free} free")]
    NoRoom {
        /// Bytes that the files and the spare room take.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// The kept file of a package is gone, or is not what it was.
    #[error("package {0} is lost")]
    PackageLost(String),
    /// No key of this office opens a kept package, or what it holds cannot be read any more.
    #[error("package cannot be read again: {0}")]
    NotReread(Refusal),
    /// A library refused to make or use a key.
    #[error("key: {0}")]
    Key(String),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Catalogue.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

impl Told for VaultError {
    fn told(&self) -> Saying<'_> {
        let not_now = |id: &'static str| Saying::new(Class::NotNow, id);
        let locked = |id: &'static str| Saying::new(Class::NotUnlocked, id);
        let bad_input = |id: &'static str| Saying::new(Class::BadInput, id);
        let failed = |id: &'static str| Saying::new(Class::Failed, id);
        match self {
            Self::NoOffice(path) => not_now("vault-no-office").detail(path.display()),
            Self::OfficeExists(path) => not_now("vault-office-exists").detail(path.display()),
            Self::InUse(path) => locked("vault-in-use").detail(path.display()),
            Self::WrongPassphrase => locked("vault-wrong-passphrase"),
            Self::NoUser(name) => locked("vault-no-user").detail(name),
            Self::UserExists(name) => not_now("vault-user-exists").detail(name),
            Self::BadUserName(name) => bad_input("vault-bad-user-name").detail(name),
            Self::ShortPassphrase => bad_input("vault-short-passphrase").detail(MIN_PASSPHRASE),
            Self::MasksLess(catalogue) => not_now("vault-masks-less").detail(catalogue),
            Self::UnknownUnit(unit) => bad_input("vault-unknown-unit").detail(unit),
            Self::NotAllowed(role) => not_now("vault-not-allowed").naming("role", role.message()),
            Self::BadBackup(path) => bad_input("vault-bad-backup").detail(path.display()),
            Self::NoRoom { needed, free } => failed("sending-no-room")
                .with("needed", needed)
                .with("free", free),
            Self::Io { path, reason } => failed("vault-io")
                .with("path", path.display())
                .detail(reason),
            Self::PackageLost(package) => not_now("vault-package-lost").detail(package),
            Self::NotReread(refusal) => failed("vault-not-reread").telling("detail", refusal),
            Self::Key(reason) => failed("vault-key").detail(reason),
            Self::Store(error) => error.told(),
            Self::Catalogue(error) => error.told(),
        }
    }
}

impl VaultError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |error| Self::Io {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }
}

/// What becomes of a catalogue that masks less than the program asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessMasking {
    /// It is refused.
    Refused,
    /// A head said in so many words that it may.
    Allowed,
}

/// Shortest passphrase that is taken, in characters.
pub const MIN_PASSPHRASE: usize = 10;

/// The folder in which the platform keeps this product's offices.
pub fn default_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("vn", "tienbo", "Tien Bo")
        .map(|dirs| dirs.data_dir().join("office"))
}

/// What a new office is.
pub struct NewOffice {
    /// Code of its unit, which is in the catalogue.
    pub unit: UnitCode,
    /// Name, where it differs from the catalogue's.
    pub name: Option<String>,
    /// Its first catalogue.
    pub catalogue: CatalogueFiles,
    /// First user, who has all roles.
    pub user: UserName,
    /// What she unlocks it with, of at least [`MIN_PASSPHRASE`] characters.
    pub passphrase: SecretString,
}

/// The recovery sheet: shown once, kept nowhere.
pub struct RecoverySheet {
    /// The recovery identity, `AGE-SECRET-KEY-1…`, whose own checksum finds a typing error.
    pub identity: SecretString,
}

/// An office that is open: what can be seen of it, its folder and keys, and who is at it.
pub struct Office {
    folder: PathBuf,
    view: View,
    keys: OfficeKeys,
    user: UserName,
    keyring: Keyring,
    /// What names persons in cases; only a case officer has it.
    register: Option<IdentityStore>,
    _lock: File,
}

fn lock(folder: &Path) -> Result<File, VaultError> {
    let path = folder.join("office.lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(VaultError::io(&path))?;
    // A program that is being started from here holds the lock until it has begun, though the office
    // was closed: it is not in use.
    for _ in 0..LOCK_ATTEMPTS {
        if FileExt::try_lock(&file).is_ok() {
            return Ok(file);
        }
        std::thread::sleep(LOCK_PAUSE);
    }
    Err(VaultError::InUse(folder.to_owned()))
}

/// How often an office that seems to be open elsewhere is tried, and how long is waited in between.
const LOCK_ATTEMPTS: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(30);

/// The folder that a file lies in; `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes a file beside its place, syncs it, and renames it into place.
///
/// # Errors
/// The system's; then the file that was there is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let folder = folder_of(path);
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(VaultError::io(path))
}

impl Office {
    /// Makes an office in an empty or new folder.
    ///
    /// # Errors
    /// See [`VaultError`]; then nothing usable is left in the folder.
    pub fn create(folder: &Path, new: NewOffice) -> Result<(Self, RecoverySheet), VaultError> {
        let catalogue = new.catalogue.load()?;
        let unit = catalogue
            .units
            .get(&new.unit)
            .ok_or_else(|| VaultError::UnknownUnit(new.unit.to_string()))?;
        let name = new.name.unwrap_or_else(|| unit.name.clone());
        if catalogue.is_below_floor() {
            return Err(VaultError::MasksLess(catalogue.regime.id));
        }
        slot::check_passphrase(&new.passphrase)?;
        let keys = folder.join("keys");
        fs::create_dir_all(&keys).map_err(VaultError::io(&keys))?;
        restrict(folder)?;
        let lock = lock(folder)?;
        if folder.join("office.db").exists() {
            return Err(VaultError::OfficeExists(folder.to_owned()));
        }
        let keyring = Keyring::new_for_office()?;
        let recovery = age::x25519::Identity::generate();
        slot::write_recovery(folder, &keyring, &recovery.to_public())?;

        let mut store = Store::open(&folder.join("office.db"), keyring.data_key())?;
        let (signing_key, reading_key) = new_keys()?;
        let row = OfficeRow {
            unit: new.unit,
            name,
            keys: OfficeKeys {
                signing_key,
                reading_key,
                register_recipient: keyring.register_recipient()?,
            },
        };
        let files = json(&new.catalogue)?;
        let who = new.user.as_str();
        store.transaction(who, |log| -> Result<(), StoreError> {
            let writer = log.create_office(&row)?;
            writer.put_user_roles(who, &user::role_codes(keyring.roles()))?;
            let regime = &catalogue.regime;
            log.put_catalogue(regime.year, &regime.id, &files)
        })?;
        let register = identities::open(folder, &mut store, &row.keys, &keyring, &new.user)?;
        // The user's slot comes last: an office that can be unlocked is whole.
        slot::write(folder, &new.user, &new.passphrase, &keyring)?;
        let office = Self {
            folder: folder.to_owned(),
            view: View::new(store, row.unit, row.name, Catalogues::new(catalogue)),
            keys: row.keys,
            user: new.user,
            keyring,
            register,
            _lock: lock,
        };
        Ok((
            office,
            RecoverySheet {
                identity: recovery.to_string(),
            },
        ))
    }

    /// Opens an office with a user's passphrase.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn open(
        folder: &Path,
        user: &UserName,
        passphrase: &SecretString,
    ) -> Result<Self, VaultError> {
        Self::open_with(folder, user.clone(), || {
            slot::read(folder, user, passphrase)
        })
    }

    /// Opens an office with the recovery identity.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn recover(folder: &Path, identity: &SecretString) -> Result<Self, VaultError> {
        let user = UserName::recovery();
        Self::open_with(folder, user, || slot::read_recovery(folder, identity))
    }

    fn open_with(
        folder: &Path,
        user: UserName,
        keyring: impl FnOnce() -> Result<Keyring, VaultError>,
    ) -> Result<Self, VaultError> {
        let path = folder.join("office.db");
        if !path.exists() {
            return Err(VaultError::NoOffice(folder.to_owned()));
        }
        let lock = lock(folder)?;
        let keyring = keyring()?;
        let mut store = Store::open(&path, keyring.data_key())?;
        let row = store::office(&store)?.ok_or_else(|| VaultError::NoOffice(folder.to_owned()))?;
        let catalogues = catalogues(&store)?.ok_or_else(|| {
            VaultError::Catalogue(CatalogueError::Unknown(folder.display().to_string()))
        })?;
        if !store.is_read_only() {
            register::take_over_first_schema(&mut store, &catalogues)?;
            let migrated = store.was_migrated();
            store.transaction(user.as_str(), |log| {
                if migrated {
                    register::project_all(log, &catalogues)?;
                }
                log.entry(Action::Unlocked, "office").map(|_| ())
            })?;
        }
        let register = identities::open(folder, &mut store, &row.keys, &keyring, &user)?;
        Ok(Self {
            folder: folder.to_owned(),
            view: View::new(store, row.unit, row.name, catalogues),
            keys: row.keys,
            user,
            keyring,
            register,
            _lock: lock,
        })
    }

    /// Puts a catalogue in force for its year. The office's unit must be in it.
    ///
    /// # Errors
    /// [`VaultError::MasksLess`]; see also [`VaultError`].
    pub fn adopt_catalogue(
        &mut self,
        files: &CatalogueFiles,
        masking: LessMasking,
    ) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        let text = json(files)?;
        let catalogue = files.load()?;
        if catalogue.units.get(act.unit()).is_none() {
            return Err(VaultError::UnknownUnit(act.unit().to_string()));
        }
        let (year, id) = (catalogue.regime.year, catalogue.regime.id.clone());
        if masking == LessMasking::Refused && act.catalogues().lowers_masking(&catalogue) {
            return Err(VaultError::MasksLess(id));
        }
        let mut catalogues = act.catalogues().clone();
        catalogues.put(catalogue);
        Ok(act.adopt(catalogues, |log, catalogues| {
            log.put_catalogue(year, &id, &text)?;
            register::project_all(log, catalogues)
        })?)
    }

    /// Makes new signing and reading keys. The former ones introduce them to whoever trusted them,
    /// and go on opening what was sealed to them.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn change_office_keys(&mut self) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        let (signing_key, reading_key) = new_keys()?;
        act.write(|log, _| log.replace_own_keys(&signing_key, &reading_key))?;
        self.keys.signing_key = signing_key;
        self.keys.reading_key = reading_key;
        Ok(())
    }

    /// What can be seen of the office; nothing can be changed through it.
    pub fn reader(&self) -> &View {
        &self.view
    }
    /// The folder in which it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
    /// Who is at the office.
    pub fn user(&self) -> &str {
        self.user.as_str()
    }
    /// The office's keys.
    pub fn keys(&self) -> &OfficeKeys {
        &self.keys
    }
    pub(crate) fn data_key(&self) -> &[u8; 32] {
        self.keyring.data_key()
    }
}

impl Deref for Office {
    type Target = View;
    fn deref(&self) -> &View {
        &self.view
    }
}

/// A new signing key box and a new reading identity.
fn new_keys() -> Result<(String, String), VaultError> {
    let signing = minisign::KeyPair::generate_unencrypted_keypair()
        .and_then(|pair| pair.sk.to_box(None))
        .map_err(|error| VaultError::Key(error.to_string()))?;
    let reading = age::x25519::Identity::generate().to_string();
    Ok((signing.into_string(), reading.expose_secret().to_owned()))
}

fn json(files: &CatalogueFiles) -> Result<String, StoreError> {
    serde_json::to_string(files).map_err(|error| StoreError::bad("catalogue", error))
}

fn parse_catalogue(text: &str) -> Result<CatalogueFiles, VaultError> {
    Ok(serde_json::from_str(text).map_err(|error| StoreError::bad("catalogue", error))?)
}

/// The catalogues kept in a store; `None` where there is none.
fn catalogues(store: &Store) -> Result<Option<Catalogues>, VaultError> {
    let mut found: Option<Catalogues> = None;
    for text in store::catalogue_texts(store)? {
        let catalogue = parse_catalogue(&text)?.load()?;
        match &mut found {
            None => found = Some(Catalogues::new(catalogue)),
            Some(found) => found.put(catalogue),
        }
    }
    Ok(found)
}

/// Lets only the user read the folder.
fn restrict(folder: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(VaultError::io(folder))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests;
