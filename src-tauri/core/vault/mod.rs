//! The vault: one folder per office, its key slots, the lock against a second process, backups.
//!
//! `keys/<user>.age` is an age passphrase file that holds a user's own identity and the office's
//! public key; `keys/recovery.age` holds the same for the recovery sheet, which is printed once and
//! kept nowhere. `keys/office.json` is the list of who holds which key of the office, signed by a
//! head: each key lies in it sealed to the identities of those who hold it. There is no back door.
//!
//! | key | opens | held by |
//! | --- | --- | --- |
//! | data | `office.db` | everybody |
//! | facts | the facts of cases, which lie sealed in it | case officers, receivers, heads |
//! | register | the key of `register.db`, which names persons; what waits sealed for it | case officers |
//! | reading | what is sent to the office | receivers |
//! | seal | signs what the office sends, and the list | heads |

mod act;
mod attempts;
mod backup;
mod clock;
mod facts;
mod folder;
mod holders;
mod identities;
mod kept;
mod key_change;
mod keyring;
mod moved;
mod own_keys;
mod pending;
mod secret_text;
mod slot;
mod strength;
mod user;
mod verify;
mod view;

pub(crate) use act::{Act, WHO_OVERRIDES};
pub use backup::*;
pub use clock::ClockDoubt;
pub use facts::UnreadableFact;
pub use identities::RegisterNames;
pub use pending::{CardDue, KeysPending, RegisterWaits};
pub use secret_text::SecretText;
pub use slot::{Role, UserName, users};
pub use strength::strength;
pub use verify::*;
pub use view::View;

use crate::catalogue::{Catalogue, CatalogueError, CatalogueFiles, Catalogues};
use crate::message::{Class, LibraryWords, Saying, Told, Trouble};
use crate::model::UnitCode;
use crate::package::Refusal;
use crate::register;
use crate::store::{
    self, Action, GUARDED_FORM, IdentityStore, OfficeRow, SealedPlace, ShownBy, Store, StoreError,
};
use age::secrecy::SecretString;
pub use folder::*;
use fs4::FileExt;
use holders::{Holder, KeyList, ReadList};
use identities::FILE as REGISTER;
use keyring::Keyring;
use own_keys::PublicKeys;
use slot::{Opener, OwnKey, Slot};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file of an office's database in its folder.
const DATABASE: &str = "office.db";

/// What can go wrong with the vault. Messages `vault-…`.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder holds no office that can be opened, or is no place for a new one.
    #[error("{}: {:?}", .0.folder.display(), .0.standing)]
    Folder(FolderState),
    /// Another process has the office open.
    #[error("office in {0} is open elsewhere")]
    InUse(PathBuf),
    /// Wrong passphrase or recovery key, or a damaged key file: age does not tell them apart.
    #[error("cannot unlock")]
    WrongPassphrase,
    /// Too many wrong ones: the next is tried in so many seconds.
    #[error("wrong several times; {0} seconds to wait")]
    Wait(u64),
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
    /// Passphrase too easily guessed.
    #[error("passphrase is easily guessed")]
    WeakPassphrase,
    /// A key file that is an old copy, or of somebody who was removed.
    #[error("key file is not in force")]
    OldSlot,
    /// A key file or list of holders of a newer program.
    #[error("key file is a newer program's")]
    NewerSlot,
    /// A key file is damaged: it is no age file.
    #[error("key file {0} is damaged")]
    DamagedSlot(PathBuf),
    /// The list of holders is damaged or gone.
    #[error("list of holders is damaged or gone")]
    BadKeyList,
    /// Another key than the office's signed the list of holders.
    #[error("list of holders is not signed by the office's key")]
    ForeignKeyList,
    /// The list of holders is an old copy.
    #[error("list of holders is an old copy")]
    OldKeyList,
    /// `office.db` has another key than those who may open it hold: an old copy, or another's.
    #[error("office.db does not belong to these keys")]
    ForeignDatabase,
    /// `register.db` is gone or empty.
    #[error("register.db is gone")]
    RegisterLost,
    /// `register.db` is an old copy, or another office's.
    #[error("register.db is an old copy or another's")]
    ForeignRegister,
    /// What opens `register.db` lies in `office.db`, and was written over there.
    #[error("what opens register.db was written over")]
    RegisterOverwritten,
    /// A register that is given up opens as it should.
    #[error("register.db is sound")]
    RegisterThere,
    /// What cannot be read of cases is not what was shown of it.
    #[error("what cannot be read is not what was shown")]
    OthersUnreadable,
    /// No reason was given.
    #[error("no reason")]
    NoReason,
    /// Nobody would have the role any more.
    #[error("nobody else has the role {0:?}")]
    LastWith(Role),
    /// But for the recovery sheet she alone could read a case that is restricted.
    #[error("only {0} reads a restricted case")]
    OnlyOneWhoSees(String),
    /// A new recovery sheet is to be made first.
    #[error("recovery sheet is an earlier program's")]
    OldSheet,
    /// The unit is not in the catalogue.
    #[error("no unit {0} in the catalogue")]
    UnknownUnit(String),
    /// The user's role does not allow it.
    #[error("needs the role {0:?}")]
    NotAllowed(Role),
    /// The backup is not a sound copy of an office.
    #[error("backup {0} cannot be used")]
    BadBackup(PathBuf),
    /// The backup is another unit's than what lies in its place.
    #[error("backup of {backup} over {here}")]
    OtherUnit {
        /// Unit of the backup.
        backup: UnitCode,
        /// Unit of what lies there.
        here: UnitCode,
    },
    /// The drive has too little room for what a backup holds: needed and free, in bytes.
    #[error("{needed} bytes needed, {free} free")]
    NoRoom {
        /// Bytes that the files and the spare room take.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A file could not be read or written.
    #[error("{path}: {trouble:?}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        trouble: Trouble,
    },
    /// The kept file of a package is gone, or is not what it was.
    #[error("package {0} is lost")]
    PackageLost(String),
    /// No key of this office opens a kept package, or what it holds cannot be read any more.
    #[error("package cannot be read again: {0}")]
    NotReread(Refusal),
    /// A library refused to make or use a key.
    #[error("key: {0:?}")]
    Key(LibraryWords),
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
            Self::Folder(state) => state.told(),
            Self::InUse(path) => locked("vault-in-use").detail(path.display()),
            Self::WrongPassphrase => locked("vault-wrong-passphrase"),
            Self::Wait(seconds) => locked("vault-wait").with("count", seconds),
            Self::NoUser(name) => locked("vault-no-user").detail(name),
            Self::UserExists(name) => not_now("vault-user-exists").detail(name),
            Self::BadUserName(name) => bad_input("vault-bad-user-name").detail(name),
            Self::ShortPassphrase => bad_input("vault-short-passphrase").detail(MIN_PASSPHRASE),
            Self::MasksLess(catalogue) => not_now("vault-masks-less").detail(catalogue),
            Self::WeakPassphrase => bad_input("vault-weak-passphrase"),
            Self::OldSlot => locked("vault-old-slot"),
            Self::NewerSlot => locked("vault-newer-slot"),
            Self::DamagedSlot(path) => locked("vault-damaged-slot").detail(path.display()),
            Self::BadKeyList => locked("vault-bad-key-list"),
            Self::ForeignKeyList => locked("vault-foreign-key-list"),
            Self::OldKeyList => locked("vault-old-key-list"),
            Self::ForeignDatabase => locked("vault-foreign-database"),
            Self::RegisterLost => locked("vault-register-lost"),
            Self::ForeignRegister => locked("vault-foreign-register"),
            Self::RegisterOverwritten => locked("vault-register-overwritten"),
            Self::RegisterThere => not_now("vault-register-there"),
            Self::OthersUnreadable => not_now("vault-others-unreadable"),
            Self::NoReason => bad_input("vault-no-reason"),
            Self::OnlyOneWhoSees(name) => not_now("vault-only-one-who-sees").detail(name),
            Self::LastWith(role) => not_now("vault-last-with").naming("role", role.message()),
            Self::OldSheet => not_now("vault-old-sheet"),
            Self::UnknownUnit(unit) => bad_input("vault-unknown-unit").detail(unit),
            Self::NotAllowed(role) => not_now("vault-not-allowed").naming("role", role.message()),
            Self::BadBackup(path) => bad_input("vault-bad-backup").detail(path.display()),
            Self::OtherUnit { backup, here } => not_now("vault-other-unit")
                .with("backup", backup)
                .with("here", here),
            Self::NoRoom { needed, free } => failed("sending-no-room")
                .with("needed", needed)
                .with("free", free),
            Self::Io { path, trouble } => failed("vault-io")
                .with("path", path.display())
                .because(*trouble),
            Self::PackageLost(package) => not_now("vault-package-lost").detail(package),
            Self::NotReread(refusal) => failed("vault-not-reread").telling("detail", refusal),
            Self::Key(_) => failed("vault-key"),
            Self::Store(error) => error.told(),
            Self::Catalogue(error) => error.told(),
        }
    }
}

impl VaultError {
    /// That a file or folder could not be read or written.
    pub fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |error| Self::Io {
            path: path.to_owned(),
            trouble: Trouble::of(&error),
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

/// Least strength of a passphrase that is taken, as [`strength`] gives it.
pub const LEAST_STRENGTH: u8 = 3;

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
    user: UserName,
    keyring: Keyring,
    /// Who holds which key; none in an office that no head has opened since an earlier program.
    list: Option<KeyList>,
    /// What a head opened her key file with, to note in it each list that she makes.
    opener: Option<Opener>,
    public: PublicKeys,
    /// What names persons in cases; only a case officer has it.
    register: Option<IdentityStore>,
    /// What waits for the register and never comes into it, as it was found at the unlocking.
    unreadable_names: Vec<SealedPlace>,
    /// At which single cases, or lists of what is recorded of them, the user has looked since she unlocked it.
    looked_at: BTreeSet<String>,
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

fn no_place(standing: FolderStanding, folder: &Path) -> VaultError {
    VaultError::Folder(FolderState {
        folder: folder.to_owned(),
        standing,
    })
}

fn must_be(wanted: FolderStanding, folder: &Path) -> Result<(), VaultError> {
    match FolderStanding::of(folder) {
        standing if standing == wanted => Ok(()),
        // Where an office is looked for, no folder is another thing than an empty one: a stick may be pulled out.
        FolderStanding::New if !folder.exists() => Err(no_place(FolderStanding::Gone, folder)),
        standing => Err(no_place(standing, folder)),
    }
}

/// Takes away what a new office left that could not be made whole.
fn remove_half(folder: &Path) {
    let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = files(folder).filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(DATABASE) || name.starts_with(REGISTER)
    });
    for entry in ours.chain(files(&folder.join("keys"))) {
        // What cannot be removed is told of when the folder is looked at again.
        let _ = fs::remove_file(entry.path());
    }
}

/// How often an office that seems to be open elsewhere is tried, and how long is waited in between.
const LOCK_ATTEMPTS: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(30);

/// The folder that a file lies in; `.` for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Does some work in a folder, which is made where it is not there. Where the work is refused, nothing that
/// was made for it and is empty stays.
///
/// # Errors
/// The work's; [`VaultError::Io`] where the folder cannot be made.
pub fn in_made_folder<T, E: From<VaultError>>(
    folder: &Path,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let made: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    let done = match fs::create_dir_all(folder) {
        Ok(()) => work(),
        Err(error) => Err(VaultError::io(folder)(error).into()),
    };
    if done.is_err() {
        // One that holds something stays, and so do those above it.
        let _ = made.iter().try_for_each(fs::remove_dir);
    }
    done
}

/// How a file is called that is being written beside its place.
const UNFINISHED: [&str; 2] = [".tienbo-", ".part"];

/// How old what was left unfinished is at least, before it is taken away: nobody writes it any more.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// A new file beside the place that it will take.
fn beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let [begins, ends] = UNFINISHED;
    tempfile::Builder::new()
        .prefix(begins)
        .suffix(ends)
        .tempfile_in(folder)
}

/// Takes away what a power cut or a pulled stick left unfinished in a folder long ago.
pub(crate) fn sweep(folder: &Path) {
    let [begins, ends] = UNFINISHED;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let age = entry.metadata().and_then(|found| found.modified());
        let age = age.ok().and_then(|at| at.elapsed().ok());
        let is_left = name.starts_with(begins) && name.ends_with(ends);
        if is_left && age.is_some_and(|age| age > LEFT) {
            // What cannot be taken away does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Asks the system to have written what lies in a folder: a file that took its place there would be gone with a
/// stick that is pulled out at once.
///
/// # Errors
/// The system's; none where a drive knows nothing of it.
pub(crate) fn settle_folder(folder: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    {
        use std::io::ErrorKind;
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            Err(error)
                if !matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
                ) =>
            {
                return Err(VaultError::io(folder)(error));
            }
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Writes a file beside its place, syncs it, and renames it into place.
///
/// # Errors
/// The system's; then the file that was there is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let folder = folder_of(path);
    let write = || -> std::io::Result<()> {
        let mut file = beside(folder)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(VaultError::io(path))?;
    // What is noted of it next must not be known after a power cut that the file did not outlive.
    settle_folder(folder)
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
        let name = new.name.clone().unwrap_or_else(|| unit.name.clone());
        if catalogue.is_below_floor() {
            return Err(VaultError::MasksLess(catalogue.regime.id));
        }
        let about = [new.user.as_str(), &name, new.unit.as_str()];
        slot::check_passphrase(&new.passphrase, &about)?;
        must_be(FolderStanding::New, folder)?;
        let keys = folder.join("keys");
        fs::create_dir_all(&keys).map_err(VaultError::io(&keys))?;
        restrict(folder)?;
        let lock = lock(folder)?;
        must_be(FolderStanding::New, folder)?;
        let made = Self::make(folder, lock, new, catalogue, name);
        if made.is_err() {
            // Half an office is no use to anybody, and would be taken for one that lost something.
            remove_half(folder);
        }
        made
    }

    fn make(
        folder: &Path,
        lock: File,
        new: NewOffice,
        catalogue: Catalogue,
        name: String,
    ) -> Result<(Self, RecoverySheet), VaultError> {
        let mut keyring = Keyring::new_for_office()?;
        let (own, sheet) = (keyring::new_identity(), keyring::new_identity());
        let for_sheet = keyring::new_identity();
        let mut list = KeyList::new(&new.unit, 0);
        (list.facts_moved, list.guarded) = (true, GUARDED_FORM);
        list.users = vec![
            Holder::new(slot::RECOVERY, &Role::ALL, &for_sheet)?,
            Holder::new(new.user.as_str(), &Role::ALL, &own)?,
        ];
        let list = key_change::sealed(&keyring, list, None)?;
        let slot = |identity: SecretString| Slot {
            own: Some(OwnKey {
                identity,
                office_key: list.office_key.clone(),
                generation: list.generation,
            }),
            before: None,
        };

        let mut store = moved::open_store(&folder.join(DATABASE), &keyring)?;
        let row = OfficeRow {
            unit: new.unit,
            name,
        };
        let files = json(&new.catalogue)?;
        store.transaction(new.user.as_str(), |log| -> Result<(), StoreError> {
            log.create_office(&row)?;
            let regime = &catalogue.regime;
            log.put_catalogue(regime.year, &regime.id, &files)
        })?;
        let catalogues = Catalogues::new(catalogue);
        let by = new.user.as_str();
        facts::seal_all(&mut store, &keyring, &catalogues, &row.unit, by)?;
        let (who, seal_keys) = (new.user.as_str(), keyring.seal_keys());
        key_change::put_in_force(folder, &mut store, who, (None, &list), seal_keys, "office")?;
        let public = PublicKeys::of(&list, &keyring)?;
        let register = identities::open(folder, &mut store, &keyring, &new.user, None)?;
        slot::write_recovery(folder, &slot(for_sheet), &holders::public(&sheet)?)?;
        // The user's slot comes last: an office that can be unlocked is whole.
        keyring.slot = slot(own);
        slot::write(folder, &new.user, &new.passphrase, &keyring.slot)?;
        let office = Self {
            folder: folder.to_owned(),
            view: View::new(store, row.unit, row.name, catalogues),
            user: new.user,
            keyring,
            list: Some(list),
            opener: Some(Opener::Passphrase(new.passphrase)),
            public,
            register,
            unreadable_names: Vec::new(),
            looked_at: BTreeSet::new(),
            _lock: lock,
        };
        Ok((office, RecoverySheet { identity: sheet }))
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
        Self::open_with(
            folder,
            user.clone(),
            &Opener::Passphrase(passphrase.clone()),
            false,
        )
    }

    /// Opens an office with the recovery identity.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn recover(folder: &Path, identity: &SecretString) -> Result<Self, VaultError> {
        let opener = Opener::Sheet(slot::typed_identity(identity));
        Self::open_with(folder, UserName::recovery(), &opener, false)
    }

    /// Opens an office whose register is lost, and begins a new one: a case officer's act, who says
    /// that no backup has it. What lies in its place is kept beside it.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn give_up_register(
        folder: &Path,
        user: &UserName,
        passphrase: &SecretString,
    ) -> Result<Self, VaultError> {
        Self::open_with(
            folder,
            user.clone(),
            &Opener::Passphrase(passphrase.clone()),
            true,
        )
    }

    /// The same with the recovery identity, which holds every key.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn give_up_register_by_sheet(
        folder: &Path,
        identity: &SecretString,
    ) -> Result<Self, VaultError> {
        let opener = Opener::Sheet(slot::typed_identity(identity));
        Self::open_with(folder, UserName::recovery(), &opener, true)
    }

    fn open_with(
        folder: &Path,
        user: UserName,
        opener: &Opener,
        give_up_register: bool,
    ) -> Result<Self, VaultError> {
        must_be(FolderStanding::Office, folder)?;
        let opened = Self::open_there(folder, user, opener, give_up_register);
        // What is pulled out in the middle looks damaged, and is not.
        opened.map_err(|error| match fs::read_dir(folder) {
            Err(gone) => VaultError::io(folder)(gone),
            Ok(_) => error,
        })
    }

    fn open_there(
        folder: &Path,
        user: UserName,
        opener: &Opener,
        give_up_register: bool,
    ) -> Result<Self, VaultError> {
        let path = folder.join(DATABASE);
        let lock = lock(folder)?;
        let slot = attempts::attempt(folder, || opener.read(folder, &user))?;
        let read = ReadList::of(folder)?;
        let keyring = Keyring::of(slot, read.as_ref(), &user)?;
        let mut store = moved::open_store(&path, &keyring)?;
        let named = |error: StoreError| error.in_file(&path);
        let row = store::office(&store)
            .map_err(named)?
            .ok_or_else(|| no_place(FolderStanding::DatabaseForeign, folder))?;
        let catalogues = catalogues(&store)?.ok_or_else(|| {
            VaultError::Catalogue(CatalogueError::Unknown(folder.display().to_string()))
        })?;
        moved::check_in_force(&mut store, read.as_ref(), &user)?;
        let list = read.map(|read| read.list);
        facts::hold(&mut store, &keyring, list.as_ref())?;
        if !store.is_read_only() {
            if list.as_ref().is_none_or(|list| !list.facts_moved) {
                register::take_over_first_schema(&mut store, &catalogues)?;
            }
            // Sealed facts are made anew by who can read them.
            let migrated = store.was_migrated() && !store::facts_are_sealed(&store);
            // Who cannot set what follows from it leaves it to who can.
            let is_closed = store::facts_are_closed(&store);
            let put_back = backup::put_back_at(folder).filter(|_| !is_closed);
            store
                .transaction(user.as_str(), |log| {
                    if migrated {
                        register::project_all(log, &catalogues)?;
                    }
                    if let Some(at) = put_back {
                        log.went_back(ShownBy::Backup, None, None, Some(at))?;
                    }
                    log.entry(Action::Unlocked, "office").map(|_| ())
                })
                .map_err(named)?;
            if put_back.is_some() {
                backup::put_back_is_noted(folder)?;
            }
        }
        let public = match &list {
            Some(list) => PublicKeys::of(list, &keyring)?,
            None => PublicKeys::before(&store, &keyring)?,
        };
        if give_up_register {
            identities::may_give_up(folder, &mut store, &keyring, &user, list.as_ref())?;
            identities::give_up(folder, &mut store, &keyring, &user)?;
        }
        let register = identities::open(folder, &mut store, &keyring, &user, list.as_ref())
            .map_err(|error| identities::whose_fault(&store, error))?;
        let mut office = Self {
            folder: folder.to_owned(),
            view: View::new(store, row.unit, row.name, catalogues),
            user,
            opener: keyring.has(Role::Head).then(|| opener.clone()),
            keyring,
            list,
            public,
            register,
            unreadable_names: Vec::new(),
            looked_at: BTreeSet::new(),
            _lock: lock,
        };
        if !office.store().is_read_only() {
            office.bring_keys_up_to_date(opener)?;
            office.bring_facts_up_to_date()?;
            office.log_unreadable()?;
        }
        Ok(office)
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
        let masks_less = catalogue
            .is_below_floor()
            .then(|| catalogue.masking_in_words());
        let a_head_said_so = masking == LessMasking::Allowed;
        let mut catalogues = act.catalogues().clone();
        catalogues.put(catalogue);
        Ok(act.adopt(catalogues, |log, catalogues| {
            log.put_catalogue(year, &id, &text)?;
            if let Some(words) = masks_less.filter(|_| a_head_said_so) {
                log.entry(Action::MaskingLowered, &words)?;
            }
            register::project_all(log, catalogues)
        })?)
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
    pub(crate) fn data_key(&self) -> Result<&[u8; 32], VaultError> {
        let present = self.keyring.data_keys().first();
        Ok(present.ok_or(VaultError::ForeignDatabase)?)
    }
}

impl Deref for Office {
    type Target = View;
    fn deref(&self) -> &View {
        &self.view
    }
}

/// Reads a key file that is open, or a list of holders, and forgets it again.
pub(crate) fn look_at_keys(bytes: &[u8]) {
    drop(Slot::from_bytes(bytes));
    drop(ReadList::parse(bytes));
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

/// Lets only the user read the folder, where the drive knows users: many sticks do not. What lies in it is
/// encrypted anyway.
fn restrict(folder: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    {
        use std::io::ErrorKind;
        use std::os::unix::fs::PermissionsExt;
        match fs::set_permissions(folder, fs::Permissions::from_mode(0o700)) {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::Unsupported | ErrorKind::PermissionDenied
                ) => {}
            done => done.map_err(VaultError::io(folder))?,
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod planted;
mod restricted;
#[cfg(test)]
mod tests;
