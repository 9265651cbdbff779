//! Key slots: small age files, each holding one user's own identity, and the office's public key by
//! which she knows the list of who holds which key. Passphrases are stretched in one spelling (NFC).

use super::holders::ReadList;
use super::secret_text::{SecretText, to_json};
use super::strength::strength;
use super::{LEAST_STRENGTH, MIN_PASSPHRASE, VaultError, write_atomically};
use crate::bounds::{self, MAX_SECRET_FILE};
use crate::message::LibraryWords;
use crate::package::seal;
use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// scrypt's work factor as a power of two: 128 MiB and about a third of a second on the laptops
/// this is for (OWASP's recommendation for scrypt).
const WORK_FACTOR: u8 = 17;

/// What a user may do: what she holds the key of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Records everything but identities: the data key.
    Recorder,
    /// Also reads identities: the register key.
    CaseOfficer,
    /// Opens what is sent to the office: the reading key.
    Receiver,
    /// Closes, signs, exports, manages users: the seal key.
    Head,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [
        Self::Recorder,
        Self::CaseOfficer,
        Self::Receiver,
        Self::Head,
    ];

    /// The code in slots, on the command line and in `role-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Recorder => "recorder",
            Self::CaseOfficer => "case-officer",
            Self::Receiver => "receiver",
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
pub(super) const RECOVERY: &str = "recovery";

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
    pub(super) fn is_recovery(&self) -> bool {
        Self::is_sheets(&self.0)
    }
    /// Whether a name is that under which the recovery sheet is held, who is no user.
    pub(crate) fn is_sheets(name: &str) -> bool {
        name == RECOVERY
    }
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a slot holds.
#[derive(Default)]
pub(super) struct Slot {
    /// Her own key; a slot of an earlier program has none.
    pub(super) own: Option<OwnKey>,
    /// The office's keys as earlier programs kept them in each slot. They stay in hers until the list
    /// of holders names her.
    pub(super) before: Option<KeysBefore>,
}

/// A user's own key, and the key by which she knows her office.
#[derive(Clone)]
pub(super) struct OwnKey {
    /// Her age identity.
    pub(super) identity: SecretString,
    /// The office's public signing key, which signs the list of holders.
    pub(super) office_key: String,
    /// The generation of the list that she unlocked the office with last: no earlier one is in force again.
    pub(super) generation: u64,
}

/// The office's keys in a slot of an earlier program.
pub(super) struct KeysBefore {
    pub(super) data_key: DataKey,
    pub(super) register_key: Option<SecretString>,
    /// Labels: nothing shows that a head gave them.
    pub(super) roles: Vec<Role>,
}

/// The key of `office.db`.
pub(super) type DataKey = Zeroizing<[u8; 32]>;

/// A key of 32 bytes as hex, in memory that is wiped.
pub(super) fn to_hex(key: &[u8; 32]) -> Zeroizing<String> {
    let mut hex = Zeroizing::new(String::with_capacity(64));
    for byte in key {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

/// The key of 32 bytes that some hex stands for.
pub(super) fn from_hex(hex: &str) -> Option<DataKey> {
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(key)
}

/// The text inside a slot. Without a version it is an earlier program's, which has no identity.
#[derive(Serialize, Deserialize)]
struct SlotFile {
    #[serde(default)]
    version: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<SecretText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office_key: Option<String>,
    #[serde(default)]
    generation: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_key: Option<SecretText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    register_key: Option<SecretText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<Role>,
}

/// Room for a slot's text, in bytes: three keys and what they are called.
const ROOM: usize = 4 << 10;

/// The version of slots that this program writes; it reads every earlier one.
const VERSION: u8 = 2;

impl Slot {
    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let own = self.own.as_ref();
        let before = self.before.as_ref();
        let file = SlotFile {
            version: VERSION,
            identity: own.map(|own| SecretText::of(&own.identity)),
            office_key: own.map(|own| own.office_key.clone()),
            generation: own.map_or(0, |own| own.generation),
            data_key: before.map(|before| SecretText(to_hex(&before.data_key).as_str().into())),
            register_key: before
                .and_then(|before| before.register_key.as_ref().map(SecretText::of)),
            roles: before
                .map(|before| before.roles.clone())
                .unwrap_or_default(),
        };
        to_json(&file, ROOM)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let wrong = || VaultError::WrongPassphrase;
        let file: SlotFile = serde_json::from_slice(bytes).map_err(|_| wrong())?;
        if file.version > VERSION {
            return Err(VaultError::NewerSlot);
        }
        let own = file.identity.zip(file.office_key);
        let before = match file.data_key {
            Some(hex) => Some(KeysBefore {
                data_key: from_hex(hex.0.expose_secret()).ok_or_else(wrong)?,
                register_key: file.register_key.map(|key| key.0),
                roles: file.roles,
            }),
            None => None,
        };
        if own.is_none() && before.is_none() {
            return Err(wrong());
        }
        Ok(Self {
            own: own.map(|(identity, office_key)| OwnKey {
                identity: identity.0,
                office_key,
                generation: file.generation,
            }),
            before,
        })
    }
}

/// A passphrase in the one spelling in which it is stretched: its letters composed (NFC), since keyboards differ in
/// how they compose Vietnamese letters, and one space between its words and none around them, which nobody sees.
pub(super) fn stretched(passphrase: &SecretString) -> SecretString {
    let typed = passphrase.expose_secret();
    let words = typed.split_whitespace().enumerate();
    let spaced = words.flat_map(|(number, word)| {
        let space = (number > 0).then_some(' ');
        space.into_iter().chain(word.chars())
    });
    wiped(spaced.nfc(), typed.len())
}

/// A passphrase with its letters composed and its spaces as they were typed, as the program stretched it before.
fn composed(passphrase: &SecretString) -> SecretString {
    let typed = passphrase.expose_secret();
    wiped(typed.nfc(), typed.len())
}

/// The marks of Vietnamese tones: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A letter with its tone apart, as Windows' Vietnamese keyboard types it.
fn with_tone_apart(letter: char) -> impl Iterator<Item = char> {
    let parts = std::iter::once(letter).nfd();
    let tone = parts.clone().filter(|part| TONES.contains(part));
    parts.filter(|part| !TONES.contains(part)).nfc().chain(tone)
}

/// What an earlier program may have stretched of a passphrase, which it took as it was typed: as it is typed now, with
/// all marks apart from their letters (NFD), or tones alone. Each other text once.
fn as_typed_before(passphrase: &SecretString, composed: &SecretString) -> Vec<SecretString> {
    let typed = passphrase.expose_secret();
    let whole = composed.expose_secret();
    let mut others: Vec<SecretString> = Vec::new();
    for other in [
        passphrase.clone(),
        wiped(typed.nfd(), typed.len()),
        wiped(whole.chars().flat_map(with_tone_apart), typed.len()),
    ] {
        let text = other.expose_secret();
        if text != whole && others.iter().all(|known| known.expose_secret() != text) {
            others.push(other);
        }
    }
    others
}

/// Whether a user's key file may be an earlier program's: where the list of holders names her own identity, this
/// program has written it.
fn may_be_of_before(folder: &Path, user: &UserName) -> bool {
    let named = |read: ReadList| {
        let holder = read.list.holder(user.as_str()).cloned();
        holder.is_some_and(|holder| holder.identity.is_some())
    };
    !matches!(
        ReadList::of(folder).map(|read| read.is_some_and(named)),
        Ok(true)
    )
}

/// Letters as a text that is wiped. No letter that a keyboard makes takes more than three times its room
/// when it is composed, so that the text does not grow and leave what it was behind.
fn wiped(letters: impl Iterator<Item = char>, length: usize) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(3 * length));
    text.extend(letters);
    SecretString::from(text.as_str())
}

/// Refuses a passphrase that is too short or too easily guessed.
pub(super) fn check_passphrase(
    passphrase: &SecretString,
    about: &[&str],
) -> Result<(), VaultError> {
    if composed(passphrase).expose_secret().chars().count() < MIN_PASSPHRASE {
        return Err(VaultError::ShortPassphrase);
    }
    if strength(passphrase, about) < LEAST_STRENGTH {
        return Err(VaultError::WeakPassphrase);
    }
    Ok(())
}

fn path(folder: &Path, user: &UserName) -> PathBuf {
    folder.join("keys").join(format!("{}.age", user.as_str()))
}

pub(super) fn exists(folder: &Path, user: &UserName) -> bool {
    path(folder, user).exists()
}

/// Takes a slot away, where there is one.
pub(super) fn remove(folder: &Path, user: &UserName) -> Result<(), VaultError> {
    let path = path(folder, user);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::io(&path)(error))
        }
        _ => Ok(()),
    }
}

pub(super) fn write(
    folder: &Path,
    user: &UserName,
    passphrase: &SecretString,
    slot: &Slot,
) -> Result<(), VaultError> {
    if user.is_recovery() {
        return Err(VaultError::BadUserName(user.as_str().to_owned()));
    }
    let mut recipient = age::scrypt::Recipient::new(stretched(passphrase));
    recipient.set_work_factor(WORK_FACTOR);
    let sealed = age::encrypt(&recipient, &slot.to_bytes()?)
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))?;
    write_atomically(&path(folder, user), &sealed)
}

pub(super) fn read(
    folder: &Path,
    user: &UserName,
    passphrase: &SecretString,
) -> Result<Slot, VaultError> {
    let path = path(folder, user);
    if user.is_recovery() || !path.exists() {
        return Err(VaultError::NoUser(user.as_str().to_owned()));
    }
    let sealed = sealed_at(&path)?;
    let open = |passphrase: SecretString| {
        let mut identity = age::scrypt::Identity::new(passphrase);
        identity.set_max_work_factor(WORK_FACTOR + 2);
        seal::decrypt_with(&sealed, &identity, MAX_SECRET_FILE).map(Zeroizing::new)
    };
    let (stretched, composed) = (stretched(passphrase), composed(passphrase));
    let as_spaced = stretched.expose_secret() != composed.expose_secret();
    let opened = open(stretched).ok();
    let opened = opened.or_else(|| as_spaced.then(|| open(composed.clone()).ok())?);
    let opened = opened.or_else(|| {
        let before = may_be_of_before(folder, user).then(|| as_typed_before(passphrase, &composed));
        before
            .into_iter()
            .flatten()
            .find_map(|text| open(text).ok())
    });
    Slot::from_bytes(&opened.ok_or(VaultError::WrongPassphrase)?)
}

/// How an age file begins.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// A key file's bytes, where it is one.
fn sealed_at(path: &Path) -> Result<Vec<u8>, VaultError> {
    let sealed = bounds::read_file(path, MAX_SECRET_FILE).map_err(VaultError::io(path))?;
    match sealed.starts_with(AGE) {
        true => Ok(sealed),
        false => Err(VaultError::DamagedSlot(path.to_owned())),
    }
}

/// Of some names of key files, those that are gone, or are none.
pub(super) fn damaged<'a>(folder: &Path, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let file = |name: &str| folder.join("keys").join(format!("{name}.age"));
    let is_damaged = |name: &&str| sealed_at(&file(name)).is_err();
    names
        .filter(is_damaged)
        .map(|name| format!("keys/{name}.age"))
        .collect()
}

/// The identity on a recovery sheet, as it stands there in groups or as it was typed.
pub(super) fn typed_identity(identity: &SecretString) -> SecretString {
    let typed = identity.expose_secret();
    let letters = typed.chars().filter(|c| !c.is_whitespace());
    wiped(letters.map(|c| c.to_ascii_uppercase()), typed.len())
}

/// Writes the slot that the sheet with this recipient opens.
pub(super) fn write_recovery(
    folder: &Path,
    slot: &Slot,
    recipient: &str,
) -> Result<(), VaultError> {
    let recipients = [recipient.to_owned()];
    let sealed = seal::encrypt(&slot.to_bytes()?, &recipients)
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))?;
    write_atomically(&path(folder, &UserName::recovery()), &sealed)
}

pub(super) fn read_recovery(folder: &Path, identity: &SecretString) -> Result<Slot, VaultError> {
    let path = path(folder, &UserName::recovery());
    let sealed = sealed_at(&path)?;
    let plain = seal::decrypt(&sealed, identity.expose_secret(), 1 << 16)
        .map(Zeroizing::new)
        .map_err(|_| VaultError::WrongPassphrase)?;
    Slot::from_bytes(&plain)
}

/// What somebody opens her slot with.
#[derive(Clone)]
pub(super) enum Opener {
    /// A user's passphrase.
    Passphrase(SecretString),
    /// The identity on the recovery sheet.
    Sheet(SecretString),
}

impl Opener {
    pub(super) fn read(&self, folder: &Path, user: &UserName) -> Result<Slot, VaultError> {
        match self {
            Self::Passphrase(passphrase) => read(folder, user, passphrase),
            Self::Sheet(identity) => read_recovery(folder, identity),
        }
    }

    /// Writes the slot again, to be opened with the same.
    pub(super) fn write(
        &self,
        folder: &Path,
        user: &UserName,
        slot: &Slot,
    ) -> Result<(), VaultError> {
        match self {
            Self::Passphrase(passphrase) => write(folder, user, passphrase, slot),
            Self::Sheet(identity) => {
                write_recovery(folder, slot, &super::holders::public(identity)?)
            }
        }
    }
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
        // Whoever reaches the folder could name a file as she likes.
        .filter(|user| user != RECOVERY && UserName::new(user).is_ok())
        .collect();
    users.sort();
    users
}
