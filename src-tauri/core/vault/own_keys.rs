//! The office's own keys: with one it signs what it sends, with the other it opens what it gets.

use super::holders::{KeyList, public};
use super::keyring::Keyring;
use super::{Office, Role, VaultError};
use crate::message::LibraryWords;
use crate::package::{Introduction, SigningKey, fingerprint};
use crate::store::{self, Reader};
use age::secrecy::{ExposeSecret, SecretString};

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(LibraryWords::of(error))
}

/// The public halves of an office's keys, which everybody at it knows.
pub(super) struct PublicKeys {
    /// minisign public key.
    pub(super) signing: String,
    /// age recipient of what is sent to the office.
    pub(super) reading: String,
    /// age recipient of what names persons.
    pub(super) register: String,
    /// age recipient of facts of cases; none before a head has moved them under a key of their own.
    pub(super) facts: Option<String>,
}

impl PublicKeys {
    /// What the list says, which a head signed. Who holds the register or the facts key believes nobody
    /// what its public half is.
    pub(super) fn of(list: &KeyList, keyring: &Keyring) -> Result<Self, VaultError> {
        let register = keyring.register_keys().first().map(public).transpose()?;
        if register.is_some_and(|register| register != list.register_key) {
            return Err(VaultError::BadKeyList);
        }
        let facts = keyring.facts_keys().first().map(public).transpose()?;
        if facts.is_some_and(|facts| facts != list.facts_key) {
            return Err(VaultError::BadKeyList);
        }
        Ok(Self {
            signing: list.office_key.clone(),
            reading: list.reading_key.clone(),
            register: list.register_key.clone(),
            facts: Some(list.facts_key.clone()).filter(|key| !key.is_empty()),
        })
    }

    /// What lies in the database of an office that no head has opened since an earlier program.
    pub(super) fn before(reader: &impl Reader, keyring: &Keyring) -> Result<Self, VaultError> {
        let before = store::keys_before(reader)?;
        let present = before.first().ok_or(VaultError::BadKeyList)?;
        let register = match keyring.register_keys().first() {
            Some(key) => Some(public(key)?),
            None => present.register_recipient.clone(),
        };
        Ok(Self {
            signing: SigningKey::from_box(present.signing_key.expose_secret())
                .map_err(key)?
                .public(),
            reading: public(&present.reading_key)?,
            register: register.ok_or(VaultError::BadKeyList)?,
            facts: None,
        })
    }
}

impl Office {
    /// The office's signing key, for a head.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`], [`VaultError::Key`].
    pub(crate) fn signing_key(&self) -> Result<SigningKey, VaultError> {
        SigningKey::from_box(self.signing_box()?.expose_secret()).map_err(key)
    }

    /// The office's signing key as minisign's box, for a head.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub fn signing_box(&self) -> Result<&SecretString, VaultError> {
        let present = self.keyring.seal_keys().first();
        present.ok_or(VaultError::NotAllowed(Role::Head))
    }

    /// The identity that opens what is sent to the office, for a receiver.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`].
    pub fn reading_identity(&self) -> Result<&SecretString, VaultError> {
        let present = self.keyring.reading_keys().first();
        present.ok_or(VaultError::NotAllowed(Role::Receiver))
    }

    /// The office's public signing key, `RW…`, for `minisign -P`.
    pub fn signing_public_key(&self) -> &str {
        &self.public.signing
    }

    /// Whether a public signing key is the office's; a head also knows its former ones.
    pub(crate) fn is_own_key(&self, signing_key: &str) -> bool {
        let mut former = self.keyring.seal_keys().iter();
        self.public.signing == signing_key
            || former.any(|former| {
                SigningKey::from_box(former.expose_secret())
                    .is_ok_and(|former| former.public() == signing_key)
            })
    }

    /// The office's public reading key, `age1…`.
    pub fn reading_key(&self) -> &str {
        &self.public.reading
    }

    /// The public key to which identities of cases are sealed, `age1…`.
    pub fn register_key(&self) -> &str {
        &self.public.register
    }

    /// The fingerprint of the office's keys, to be read out on the telephone.
    pub fn fingerprint(&self) -> String {
        fingerprint(
            &self.public.signing,
            &self.public.reading,
            Some(&self.public.register),
        )
    }

    /// The fingerprint as an office with an earlier program shows it, which does not cover the register key.
    pub fn earlier_fingerprint(&self) -> String {
        fingerprint(&self.public.signing, &self.public.reading, None)
    }

    /// What the office's former keys say of its present ones, by a head.
    pub(crate) fn introductions(&self) -> Result<Vec<Introduction>, VaultError> {
        let former = self.keyring.seal_keys().iter().skip(1);
        former
            .map(|former| {
                SigningKey::from_box(former.expose_secret())
                    .and_then(|key| {
                        key.introduce(self.unit(), &self.public.signing, &self.public.reading)
                    })
                    .map_err(key)
            })
            .collect()
    }

    /// The office's reading keys, its present one first, then the former ones: what is public, and
    /// the identity that opens.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no receiver.
    pub(crate) fn reading_identities(&self) -> Result<Vec<(String, SecretString)>, VaultError> {
        self.reading_identity()?;
        let keys = self.keyring.reading_keys().iter();
        keys.map(|identity| Ok((public(identity)?, identity.clone())))
            .collect()
    }
}
