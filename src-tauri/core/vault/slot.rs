//! Key slots: small age files, each holding the office's keys for one user.

use super::{MIN_PASSPHRASE, VaultError, write_atomically};
use crate::bounds::{self, MAX_SECRET_FILE};
use crate::package::seal;
use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use zeroize::{Zeroize, Zeroizing};

/// scrypt's work factor as a power of two: 128 MiB and about a third of a second on the laptops
/// this is for (OWASP's recommendation for scrypt).
const WORK_FACTOR: u8 = 17;

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Records everything but identities.
    Recorder,
    /// Also reads identities.
    CaseOfficer,
    /// Closes, signs, exports, manages users.
    Head,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Recorder, Self::CaseOfficer, Self::Head];

    /// The code in slots, on the command line and in `role-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Recorder => "recorder",
            Self::CaseOfficer => "case-officer",
            Self::Head => "head",
        }
    }
    /// The message that names it.
    pub fn message(self) -> String {
        format!("role-{}", self.code())
    }
    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The name under which the recovery identity is at the office; no user has it.
const RECOVERY: &str = "recovery";

/// A user's name, which is also her key file's: 1 to 32 of `a-z 0-9 -`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserName(String);

impl UserName {
    /// Checks a name.
    ///
    /// # Errors
    /// [`VaultError::BadUserName`].
    pub fn new(name: &str) -> Result<Self, VaultError> {
        let fits = (1..=32).contains(&name.len())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if fits {
            Ok(Self(name.to_owned()))
        } else {
            Err(VaultError::BadUserName(name.to_owned()))
        }
    }
    /// Who is at an office that was opened with its recovery identity.
    pub(super) fn recovery() -> Self {
        Self(RECOVERY.to_owned())
    }
    fn is_recovery(&self) -> bool {
        self.0 == RECOVERY
    }
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The keys that a slot holds.
pub struct Keyring {
    data_key: Zeroizing<[u8; 32]>,
    register_key: Option<SecretString>,
    roles: Vec<Role>,
}

#[derive(Serialize, Deserialize)]
struct SlotFile {
    data_key: String,
    register_key: Option<String>,
    roles: Vec<Role>,
}

impl Drop for SlotFile {
    fn drop(&mut self) {
        self.data_key.zeroize();
        self.register_key.zeroize();
    }
}

impl Keyring {
    pub(super) fn new_for_office() -> Result<Self, VaultError> {
        let mut data_key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *data_key).map_err(|error| VaultError::Key(error.to_string()))?;
        Ok(Self {
            data_key,
            register_key: Some(age::x25519::Identity::generate().to_string()),
            roles: Role::ALL.to_vec(),
        })
    }

    /// The keys that a user with these roles may hold.
    pub(super) fn with_roles(&self, roles: &[Role]) -> Result<Self, VaultError> {
        let register_key = if roles.contains(&Role::CaseOfficer) {
            let key = self.register_key.clone();
            Some(key.ok_or(VaultError::NotAllowed(Role::CaseOfficer))?)
        } else {
            None
        };
        Ok(Self {
            data_key: self.data_key.clone(),
            register_key,
            roles: roles.to_vec(),
        })
    }

    pub(super) fn data_key(&self) -> &[u8; 32] {
        &self.data_key
    }
    pub(super) fn register_key(&self) -> Option<&SecretString> {
        self.register_key.as_ref()
    }
    pub(super) fn register_recipient(&self) -> Result<String, VaultError> {
        let key = self
            .register_key
            .as_ref()
            .ok_or(VaultError::NotAllowed(Role::CaseOfficer))?;
        key.expose_secret()
            .parse::<age::x25519::Identity>()
            .map(|identity| identity.to_public().to_string())
            .map_err(|error| VaultError::Key(error.to_owned()))
    }
    pub(super) fn roles(&self) -> &[Role] {
        &self.roles
    }
    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let file = SlotFile {
            data_key: self
                .data_key
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            register_key: self
                .register_key
                .as_ref()
                .map(|key| key.expose_secret().to_owned()),
            roles: self.roles.clone(),
        };
        serde_json::to_vec(&file)
            .map(Zeroizing::new)
            .map_err(|error| VaultError::Key(error.to_string()))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let mut file: SlotFile =
            serde_json::from_slice(bytes).map_err(|_| VaultError::WrongPassphrase)?;
        let mut data_key = Zeroizing::new([0; 32]);
        if file.data_key.len() != 64 || !file.data_key.is_ascii() {
            return Err(VaultError::WrongPassphrase);
        }
        for (index, byte) in data_key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&file.data_key[2 * index..2 * index + 2], 16)
                .map_err(|_| VaultError::WrongPassphrase)?;
        }
        Ok(Self {
            data_key,
            register_key: file.register_key.take().map(SecretString::from),
            roles: std::mem::take(&mut file.roles),
        })
    }
}

pub(super) fn check_passphrase(passphrase: &SecretString) -> Result<(), VaultError> {
    if passphrase.expose_secret().chars().count() < MIN_PASSPHRASE {
        return Err(VaultError::ShortPassphrase);
    }
    Ok(())
}

fn path(folder: &Path, user: &UserName) -> PathBuf {
    folder.join("keys").join(format!("{}.age", user.as_str()))
}

pub(super) fn exists(folder: &Path, user: &UserName) -> bool {
    path(folder, user).exists()
}

pub(super) fn remove(folder: &Path, user: &UserName) -> Result<(), VaultError> {
    if user.is_recovery() || !exists(folder, user) {
        return Err(VaultError::NoUser(user.as_str().to_owned()));
    }
    let path = path(folder, user);
    std::fs::remove_file(&path).map_err(VaultError::io(&path))
}

pub(super) fn write(
    folder: &Path,
    user: &UserName,
    passphrase: &SecretString,
    keyring: &Keyring,
) -> Result<(), VaultError> {
    if user.is_recovery() {
        return Err(VaultError::BadUserName(user.as_str().to_owned()));
    }
    check_passphrase(passphrase)?;
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(WORK_FACTOR);
    let sealed = age::encrypt(&recipient, &keyring.to_bytes()?)
        .map_err(|error| VaultError::Key(error.to_string()))?;
    write_atomically(&path(folder, user), &sealed)
}

pub(super) fn read(
    folder: &Path,
    user: &UserName,
    passphrase: &SecretString,
) -> Result<Keyring, VaultError> {
    let path = path(folder, user);
    if user.is_recovery() || !path.exists() {
        return Err(VaultError::NoUser(user.as_str().to_owned()));
    }
    let sealed = bounds::read_file(&path, MAX_SECRET_FILE).map_err(VaultError::io(&path))?;
    let mut identity = age::scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(WORK_FACTOR + 2);
    let plain = age::decrypt(&identity, &sealed)
        .map(Zeroizing::new)
        .map_err(|_| VaultError::WrongPassphrase)?;
    Keyring::from_bytes(&plain)
}

pub(super) fn write_recovery(
    folder: &Path,
    keyring: &Keyring,
    recipient: &age::x25519::Recipient,
) -> Result<(), VaultError> {
    let key = |error: age::EncryptError| VaultError::Key(error.to_string());
    let mut sealed = Vec::new();
    let recipients = std::iter::once(recipient as &dyn age::Recipient);
    let mut writer = age::Encryptor::with_recipients(recipients)
        .map_err(key)?
        .wrap_output(&mut sealed)
        .map_err(|error| VaultError::Key(error.to_string()))?;
    writer
        .write_all(&keyring.to_bytes()?)
        .and_then(|()| writer.finish().map(|_| ()))
        .map_err(|error| VaultError::Key(error.to_string()))?;
    write_atomically(&path(folder, &UserName::recovery()), &sealed)
}

pub(super) fn read_recovery(folder: &Path, identity: &SecretString) -> Result<Keyring, VaultError> {
    let path = path(folder, &UserName::recovery());
    let sealed = bounds::read_file(&path, MAX_SECRET_FILE).map_err(VaultError::io(&path))?;
    // As it stands on the sheet, in groups, or as it was typed.
    let typed: Zeroizing<String> = Zeroizing::new(
        identity
            .expose_secret()
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect(),
    );
    let plain = seal::decrypt(&sealed, &typed, 1 << 16).map_err(|_| VaultError::WrongPassphrase)?;
    Keyring::from_bytes(&plain)
}

/// The users who have a slot, in alphabetical order.
pub fn users(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("keys"))
        .into_iter()
        .flatten()
        .flatten();
    let mut users: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.strip_suffix(".age").map(str::to_owned)
        })
        .filter(|user| user != RECOVERY)
        .collect();
    users.sort();
    users
}
