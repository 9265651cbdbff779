//! The office's own keys: with one it signs what it sends, with the other it opens what it gets.

use super::{Office, VaultError};
use crate::package::{SigningKey, fingerprint};
use crate::store;
use age::secrecy::SecretString;

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(error.to_string())
}

/// The public half of a reading identity, `age1…`.
fn public(identity: &str) -> Result<String, VaultError> {
    let identity: age::x25519::Identity = identity.parse().map_err(key)?;
    Ok(identity.to_public().to_string())
}

impl Office {
    /// The office's signing key.
    pub(crate) fn signing_key(&self) -> Result<SigningKey, VaultError> {
        SigningKey::from_box(&self.keys.signing_key).map_err(key)
    }

    /// The office's public signing key, `RW…`, for `minisign -P`.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub fn signing_public_key(&self) -> Result<String, VaultError> {
        Ok(self.signing_key()?.public())
    }

    /// The office's public reading key, `age1…`.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub fn reading_key(&self) -> Result<String, VaultError> {
        public(&self.keys.reading_key)
    }

    /// The fingerprint of the office's keys, to be read out on the telephone.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub fn fingerprint(&self) -> Result<String, VaultError> {
        Ok(fingerprint(
            &self.signing_public_key()?,
            &self.reading_key()?,
            Some(&self.keys.register_recipient),
        ))
    }

    /// The fingerprint as an office with an earlier program shows it, which does not cover the register key.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub fn earlier_fingerprint(&self) -> Result<String, VaultError> {
        Ok(fingerprint(
            &self.signing_public_key()?,
            &self.reading_key()?,
            None,
        ))
    }

    /// The office's reading keys, its present one first, then the former ones: what is public, and
    /// the identity that opens.
    pub(crate) fn reading_identities(&self) -> Result<Vec<(String, SecretString)>, VaultError> {
        let former = store::former_keys(self.store())?.into_iter();
        std::iter::once(self.keys.reading_key.clone())
            .chain(former.map(|(_, reading)| reading))
            .map(|identity| Ok((public(&identity)?, SecretString::from(identity))))
            .collect()
    }
}
