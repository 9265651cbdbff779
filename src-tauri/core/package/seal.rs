//! Encryption of bytes to age recipients and back. Everything here is the age library's.

use crate::message::{Class, LibraryWords, Saying, Told};
use std::io::{Read, Write};

/// Why bytes could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Not an age recipient or identity.
    #[error("not an age key: {0:?}")]
    Key(LibraryWords),
    /// age could not encrypt: its reason.
    #[error("{0:?}")]
    Encrypt(LibraryWords),
    /// Not an age file, not for this identity, or damaged.
    #[error("cannot be decrypted: {0:?}")]
    Decrypt(LibraryWords),
    /// Larger than allowed.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
}

impl Told for SealError {
    fn told(&self) -> Saying<'_> {
        let failed = |id: &'static str| Saying::new(Class::Failed, id);
        match self {
            Self::Key(_) => failed("package-reading-key"),
            Self::Encrypt(_) => failed("package-not-encrypted"),
            Self::Decrypt(_) => failed("package-not-decrypted"),
            Self::TooLarge(bytes) => failed("package-unpacked-too-large").detail(bytes),
        }
    }
}

/// Encrypts to every recipient (`age1…`).
///
/// # Errors
/// [`SealError`].
pub fn encrypt(plain: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let keys = recipients
        .iter()
        .map(|key| {
            key.parse::<age::x25519::Recipient>()
                .map_err(|_| SealError::Key(LibraryWords::of(key)))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let failed = |error: &dyn std::fmt::Display| SealError::Encrypt(LibraryWords::of(error));
    let mut sealed = Vec::with_capacity(plain.len() + 1024);
    let mut writer =
        age::Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient))
            .map_err(|error| failed(&error))?
            .wrap_output(&mut sealed)
            .map_err(|error| failed(&error))?;
    writer.write_all(plain).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(sealed)
}

/// Whether bytes begin as an age file that is sealed to keys, and to no passphrase. Whose keys they are, it does not
/// say.
pub fn is_sealed_to_keys(sealed: &[u8]) -> bool {
    age::Decryptor::new_buffered(sealed).is_ok_and(|file| !file.is_scrypt())
}

/// Decrypts with an identity (`AGE-SECRET-KEY-1…`) at most `limit` bytes.
///
/// # Errors
/// [`SealError`].
pub fn decrypt(sealed: &[u8], identity: &str, limit: u64) -> Result<Vec<u8>, SealError> {
    let identity: age::x25519::Identity = identity
        .parse()
        .map_err(|error: &str| SealError::Key(LibraryWords::of(error)))?;
    decrypt_with(sealed, &identity, limit)
}

/// Decrypts with whatever identity age knows at most `limit` bytes, into memory that does not grow.
///
/// # Errors
/// [`SealError`].
pub fn decrypt_with(
    sealed: &[u8],
    identity: &dyn age::Identity,
    limit: u64,
) -> Result<Vec<u8>, SealError> {
    let failed = |error: &dyn std::fmt::Display| SealError::Decrypt(LibraryWords::of(error));
    let reader = age::Decryptor::new_buffered(sealed)
        .and_then(|decryptor| decryptor.decrypt(std::iter::once(identity)))
        .map_err(|error| failed(&error))?;
    // What is open is shorter than what is sealed.
    let room = (sealed.len() as u64).min(limit);
    let mut plain = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    reader
        .take(limit + 1)
        .read_to_end(&mut plain)
        .map_err(|error| failed(&error))?;
    if plain.len() as u64 > limit {
        return Err(SealError::TooLarge(limit));
    }
    Ok(plain)
}
