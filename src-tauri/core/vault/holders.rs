//! Who holds which key of the office: a list that a head signs. Each key lies in it sealed to the
//! identities of those who hold it, so that a role is what its holder can decrypt, not a label.
//!
//! The list lies open in `keys/office.json`: it says no more than the names and roles of users. Its
//! signature is checked against the office's key that each user's own slot names; a later key of the
//! office is followed where the one that she knows signed for it.

use super::secret_text::{of_secrets, texts};
use super::{Role, VaultError, slot};
use crate::bounds;
use crate::message::LibraryWords;
use crate::model::{Sha256, UnitCode};
use crate::package::{SigningKey, check_signature, seal};
use age::secrecy::{ExposeSecret, SecretString};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Name of the list's file, below the office's folder.
pub(super) const FILE: &str = "keys/office.json";

/// Largest list that is read, in bytes.
const MAX_LIST: u64 = 1 << 20;

/// What the list's signature says that it is; and that of one key of the office for the next.
const LIST: &str = "tienbo key list";
const SUCCEEDS: &str = "tienbo key list successor";

/// A key of the office. A further one takes its place in [`OfficeKey::ALL`]; lists without it say that
/// nobody holds it yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OfficeKey {
    /// Opens `office.db`.
    Data,
    /// Opens the facts of cases, which lie sealed in it.
    Facts,
    /// Opens what names persons.
    Register,
    /// Opens what is sent to the office.
    Reading,
    /// Signs what the office sends, and this list.
    Seal,
}

impl OfficeKey {
    pub(super) const ALL: [Self; 5] = [
        Self::Data,
        Self::Facts,
        Self::Register,
        Self::Reading,
        Self::Seal,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Facts => "facts",
            Self::Register => "register",
            Self::Reading => "reading",
            Self::Seal => "seal",
        }
    }

    /// The roles of which each is to hold it.
    fn roles(self) -> &'static [Role] {
        match self {
            Self::Data => &Role::ALL,
            // Heads close and send facts, receivers open packages that carry them.
            Self::Facts => &[Role::CaseOfficer, Role::Receiver, Role::Head],
            Self::Register => &[Role::CaseOfficer],
            Self::Reading => &[Role::Receiver],
            Self::Seal => &[Role::Head],
        }
    }

    /// Whether who has some roles is to hold it; everybody holds the data key.
    pub(super) fn is_for(self, roles: &[Role]) -> bool {
        self == Self::Data || self.roles().iter().any(|role| roles.contains(role))
    }

    /// A role that is to hold it, to be told to who does not.
    pub(super) fn first_role(self) -> Role {
        self.roles().first().copied().unwrap_or(Role::Head)
    }
}

/// A user, or the recovery sheet, in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    /// Name.
    pub(super) name: String,
    /// What she may do.
    pub(super) roles: Vec<Role>,
    /// Public half of her own identity, `age1…`; none before she has unlocked the office with this
    /// program, having a slot of an earlier one.
    pub(super) identity: Option<String>,
}

impl Holder {
    pub(super) fn new(
        name: &str,
        roles: &[Role],
        identity: &SecretString,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            name: name.to_owned(),
            roles: roles.to_vec(),
            identity: Some(public(identity)?),
        })
    }
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeyList {
    /// Version of this form.
    pub(super) version: u8,
    /// Unit whose office it is.
    pub(super) unit: UnitCode,
    /// Grows with each list.
    pub(super) generation: u64,
    /// Keys that are being changed: what they open may still have the former one.
    pub(super) changing: Vec<String>,
    /// The office's public signing key.
    pub(super) office_key: String,
    /// The office's public reading key.
    pub(super) reading_key: String,
    /// The register's public key.
    pub(super) register_key: String,
    /// The public key to which facts of cases are sealed by who cannot read them; empty in a list of
    /// an earlier program.
    #[serde(default)]
    pub(super) facts_key: String,
    /// Whether facts of cases were moved under their key: from then on none lie in tables that whoever opens
    /// the database could write.
    #[serde(default)]
    pub(super) facts_moved: bool,
    /// In which form what only some may set in `office.db` is guarded; zero where a head has not seen to it
    /// yet.
    #[serde(default)]
    pub(super) guarded: u32,
    /// Who holds keys.
    pub(super) users: Vec<Holder>,
    /// Keys by name, each an age file (base64) that holds the present key and those before it.
    pub(super) keys: BTreeMap<String, String>,
}

const VERSION: u8 = 2;

/// What one key of the office says of the one after it.
#[derive(Clone, Serialize, Deserialize)]
struct Succession {
    key: String,
    signature: String,
}

/// The file: the list's text, to the byte as it was signed.
#[derive(Serialize, Deserialize)]
struct SignedList {
    list: String,
    signature: String,
    successions: Vec<Succession>,
}

/// A list as it lies in the folder: its signature holds for the key that it names itself.
pub(super) struct ReadList {
    pub(super) list: KeyList,
    /// Hash of the file, which `office.db` notes.
    pub(super) hash: Sha256,
    successions: Vec<Succession>,
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(LibraryWords::of(error))
}

impl KeyList {
    pub(super) fn new(unit: &UnitCode, generation: u64) -> Self {
        Self {
            version: VERSION,
            unit: unit.clone(),
            generation,
            changing: Vec::new(),
            office_key: String::new(),
            reading_key: String::new(),
            register_key: String::new(),
            facts_key: String::new(),
            facts_moved: false,
            guarded: 0,
            users: Vec::new(),
            keys: BTreeMap::new(),
        }
    }

    pub(super) fn is_changing(&self, key: OfficeKey) -> bool {
        self.changing.iter().any(|name| name == key.name())
    }

    pub(super) fn change(&mut self, keys: &[OfficeKey]) {
        self.changing = keys.iter().map(|key| key.name().to_owned()).collect();
    }

    pub(super) fn holder(&self, name: &str) -> Option<&Holder> {
        self.users.iter().find(|holder| holder.name == name)
    }

    /// Names of those who hold a key.
    pub(super) fn names_of_holders(&self, key: OfficeKey) -> Vec<String> {
        let holders = self.users.iter();
        let holders = holders.filter(|user| user.identity.is_some() && key.is_for(&user.roles));
        holders.map(|holder| holder.name.clone()).collect()
    }

    /// The identities that a key is sealed to.
    pub(super) fn holders_of(&self, key: OfficeKey) -> Vec<String> {
        let mut identities: Vec<String> = self
            .users
            .iter()
            .filter(|holder| key.is_for(&holder.roles))
            .filter_map(|holder| holder.identity.clone())
            .collect();
        // The sheet of an earlier program opens the register key, whose holders have the facts too.
        if key == OfficeKey::Facts && self.holder(slot::RECOVERY).is_none() {
            identities.push(self.register_key.clone());
        }
        identities.sort();
        identities
    }

    /// Puts a key in: the present one and those before it.
    pub(super) fn seal(&mut self, of: OfficeKey, keys: &[SecretString]) -> Result<(), VaultError> {
        let sealed = seal::encrypt(&of_secrets(keys)?, &self.holders_of(of)).map_err(key)?;
        let name = of.name().to_owned();
        self.keys.insert(name, STANDARD.encode(sealed));
        Ok(())
    }

    /// Opens a key; `None` where this identity does not.
    pub(super) fn open(&self, of: OfficeKey, identity: &SecretString) -> Option<Vec<SecretString>> {
        let sealed = STANDARD.decode(self.keys.get(of.name())?).ok()?;
        let plain = seal::decrypt(&sealed, identity.expose_secret(), MAX_LIST).ok()?;
        texts(&Zeroizing::new(plain))
    }

    /// Leaves a key sealed as an earlier list has it.
    pub(super) fn keep(&mut self, of: OfficeKey, before: &Self) {
        if let Some(sealed) = before.keys.get(of.name()) {
            self.keys.insert(of.name().to_owned(), sealed.clone());
        }
    }

    /// The list signed with the office's present key, those before it signing for that.
    pub(super) fn signed(&self, seal_keys: &[SecretString]) -> Result<Vec<u8>, VaultError> {
        let boxes = seal_keys
            .iter()
            .map(|text| SigningKey::from_box(text.expose_secret()).map_err(key))
            .collect::<Result<Vec<_>, _>>()?;
        let (present, former) = boxes
            .split_first()
            .ok_or(VaultError::NotAllowed(Role::Head))?;
        let list = serde_json::to_string(self).map_err(key)?;
        let file = SignedList {
            signature: present.sign(list.as_bytes(), LIST).map_err(key)?,
            list,
            successions: former
                .iter()
                .map(|former| {
                    let text = self.succession();
                    Ok(Succession {
                        key: former.public(),
                        signature: former.sign(text.as_bytes(), SUCCEEDS).map_err(key)?,
                    })
                })
                .collect::<Result<_, VaultError>>()?,
        };
        serde_json::to_vec_pretty(&file).map_err(key)
    }

    fn succession(&self) -> String {
        format!("{}\n{}\n", self.unit, self.office_key)
    }
}

impl ReadList {
    /// Reads the list of an office; `None` where there is none, as earlier programs left it.
    pub(super) fn of(folder: &Path) -> Result<Option<Self>, VaultError> {
        let path = path(folder);
        match bounds::read_file(&path, MAX_LIST) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            read => Self::parse(&read.map_err(VaultError::io(&path))?).map(Some),
        }
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        let bad = || VaultError::BadKeyList;
        let file: SignedList = serde_json::from_slice(bytes).map_err(|_| bad())?;
        let list: KeyList = serde_json::from_str(&file.list).map_err(|_| bad())?;
        if list.version > VERSION {
            return Err(VaultError::NewerSlot);
        }
        check_signature(&file.list, &file.signature, &list.office_key, LIST).map_err(|_| bad())?;
        Ok(Self {
            list,
            hash: Sha256::of(bytes),
            successions: file.successions,
        })
    }

    /// Whether the office's key that somebody knows signed the list, or signed for the key that did.
    pub(super) fn is_signed_by(&self, office_key: &str) -> bool {
        self.list.office_key == office_key
            || self.successions.iter().any(|succession| {
                let text = self.list.succession();
                let signature = &succession.signature;
                succession.key == office_key
                    && check_signature(&text, signature, office_key, SUCCEEDS).is_ok()
            })
    }
}

/// Of the keys in hand of some kind, the present one first, those that what is here may lie under: the one
/// before it too while the key is being changed, but not after.
pub(super) fn in_force<'k, K>(keys: &'k [K], list: Option<&KeyList>, of: OfficeKey) -> &'k [K] {
    match list.is_some_and(|list| list.is_changing(of)) {
        true => keys.get(..2).unwrap_or(keys),
        false => keys.get(..1).unwrap_or_default(),
    }
}

/// The public half of an identity, `age1…`.
pub(super) fn public(identity: &SecretString) -> Result<String, VaultError> {
    let identity: age::x25519::Identity = identity.expose_secret().parse().map_err(key)?;
    Ok(identity.to_public().to_string())
}

/// A key of 32 bytes as the list holds it.
pub(super) fn as_secret(key: &slot::DataKey) -> SecretString {
    SecretString::from(slot::to_hex(key).to_string())
}
