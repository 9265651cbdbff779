//! Signing keys, signatures and fingerprints. Everything cryptographic here is minisign's.

use super::envelope::MAX_KEY;
use super::{Refusal, sha256};
use crate::message::{Class, LibraryWords, Saying, Told};
use crate::model::{UnitCode, is_unseen, outside_line};
use age::secrecy::{ExposeSecret, SecretString};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// The one untrusted comment a package's signature has.
const COMMENT: &str = "tienbo package";

/// A key that a library refused.
#[derive(Debug, thiserror::Error)]
#[error("signing key: {0:?}")]
pub struct KeyError(pub LibraryWords);

impl Told for KeyError {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Failed, "package-signing-key")
    }
}

/// The office's signing key. It is opened for the moment of signing alone, since minisign's library does not
/// wipe what it opens.
pub struct SigningKey {
    secret: SecretString,
    public: minisign::PublicKey,
}

impl SigningKey {
    /// Reads a secret key box that is not encrypted further.
    ///
    /// # Errors
    /// A box that minisign refuses.
    pub fn from_box(text: &str) -> Result<Self, KeyError> {
        let public = minisign::PublicKey::from_secret_key(&opened(text)?);
        Ok(Self {
            public: public.map_err(refused)?,
            secret: SecretString::from(text.to_owned()),
        })
    }

    /// The public key, `RW…`.
    pub fn public(&self) -> String {
        self.public.to_base64()
    }

    /// Signs a text with a trusted comment: a label's is its package id.
    ///
    /// # Errors
    /// minisign's.
    pub fn sign(&self, text: &[u8], comment: &str) -> Result<String, KeyError> {
        minisign::sign(
            Some(&self.public),
            &opened(self.secret.expose_secret())?,
            Cursor::new(text),
            Some(comment),
            Some(COMMENT),
        )
        .map(minisign::SignatureBox::into_string)
        .map_err(refused)
    }
}

fn refused(error: minisign::PError) -> KeyError {
    KeyError(LibraryWords::of(error))
}

fn opened(text: &str) -> Result<minisign::SecretKey, KeyError> {
    minisign::SecretKeyBox::from_string(text)
        .and_then(minisign::SecretKeyBox::into_unencrypted_secret_key)
        .map_err(refused)
}

/// Length of a signature with its algorithm and the key's number, in bytes.
const SIGNATURE: usize = 74;
/// Length of the signature over it and the trusted comment, in bytes.
const COMMENT_SIGNATURE: usize = 64;

/// A signature file's text, where it has the four lines that it may have, each of its length: minisign's
/// library takes them for given.
fn well_formed<'a>(signature: &'a [u8], comment: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(signature).ok()?;
    let lines: Vec<&str> = text.splitn(6, '\n').collect();
    let [untrusted, signed, trusted, comment_signed, ""] = lines[..] else {
        return None;
    };
    let is_long = |text: &str, length: usize| {
        STANDARD
            .decode(text)
            .is_ok_and(|bytes| bytes.len() == length)
    };
    let fits = untrusted.strip_prefix("untrusted comment: ") == Some(COMMENT)
        && trusted.strip_prefix("trusted comment: ") == Some(comment)
        && is_long(signed, SIGNATURE)
        && is_long(comment_signed, COMMENT_SIGNATURE);
    fits.then_some(text)
}

/// Checks a label's signature, to the byte: nothing of the signature file is free to change.
pub(super) fn verify(
    envelope: &[u8],
    signature: &[u8],
    public: &str,
    package_id: &str,
) -> Result<(), Refusal> {
    let altered = |what: &str| Refusal::Altered(what.to_owned());
    let key = minisign::PublicKey::from_base64(public).map_err(|_| altered("signing_key"))?;
    if key.to_base64() != public {
        return Err(altered("signing_key"));
    }
    let text =
        well_formed(signature, package_id).ok_or_else(|| altered("envelope.json.minisig"))?;
    let parsed =
        minisign::SignatureBox::from_string(text).map_err(|_| altered("envelope.json.minisig"))?;
    if parsed.to_string() != text {
        return Err(altered("envelope.json.minisig"));
    }
    minisign::verify(&key, &parsed, Cursor::new(envelope), true, false, false)
        .map_err(|_| altered("envelope.json"))
}

/// Checks the signature of a text, with the trusted comment that says what it is.
///
/// # Errors
/// [`Refusal::Altered`].
pub fn check_signature(
    text: &str,
    signature: &str,
    public: &str,
    comment: &str,
) -> Result<(), Refusal> {
    verify(text.as_bytes(), signature.as_bytes(), public, comment)
}

/// What a former key of an office says of its new ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// The former signing key.
    #[serde(deserialize_with = "outside_line::<_, MAX_KEY>")]
    pub signing_key: String,
    /// Its signature over the unit and its new keys.
    #[serde(deserialize_with = "signature")]
    pub signature: String,
}

/// Reads a signature as it stands; one with a character that is not seen is none.
fn signature<'de, D: Deserializer<'de>>(reader: D) -> Result<String, D::Error> {
    let signature = String::deserialize(reader)?;
    let is_one = signature.chars().all(|c| c == '\n' || !is_unseen(c));
    Ok(if is_one { signature } else { String::new() })
}

/// The one trusted comment an introduction's signature has.
const INTRODUCES: &str = "tienbo card";

fn introduced(unit: &UnitCode, signing_key: &str, reading_key: &str) -> String {
    format!("tienbo-card/1\n{unit}\n{signing_key}\n{reading_key}\n")
}

impl SigningKey {
    /// Introduces the unit's new keys with this, its former one.
    ///
    /// # Errors
    /// minisign's.
    pub fn introduce(
        &self,
        unit: &UnitCode,
        signing_key: &str,
        reading_key: &str,
    ) -> Result<Introduction, KeyError> {
        let text = introduced(unit, signing_key, reading_key);
        Ok(Introduction {
            signing_key: self.public(),
            signature: self.sign(text.as_bytes(), INTRODUCES)?,
        })
    }
}

impl Introduction {
    /// Whether its signature holds for these new keys.
    pub fn holds(&self, unit: &UnitCode, signing_key: &str, reading_key: &str) -> bool {
        let text = introduced(unit, signing_key, reading_key);
        let signature = self.signature.as_bytes();
        verify(text.as_bytes(), signature, &self.signing_key, INTRODUCES).is_ok()
    }
}

/// The fingerprint of an office's public keys, to be compared by telephone: the first 80 bits of SHA-256
/// over their text, as five groups of digits. It covers the register key where there is one; what earlier
/// programs show covers the other two alone.
pub fn fingerprint(signing_key: &str, reading_key: &str, register_key: Option<&str>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{signing_key}\n{reading_key}"));
    if let Some(register_key) = register_key {
        hasher.update(format!("\n{register_key}"));
    }
    let digest = hasher.finalize();
    digest[..10]
        .chunks(2)
        .map(|pair| format!("{:05}", u16::from_be_bytes([pair[0], pair[1]])))
        .collect::<Vec<_>>()
        .join("-")
}

/// A fingerprint as people type it: spaces and dashes do not matter.
pub fn same_fingerprint(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let a = digits(a);
    !a.is_empty() && a == digits(b)
}

/// SHA-256 of a label, to tell a second copy of a package from another one of the same id.
pub fn label_hash(envelope: &[u8]) -> String {
    sha256(envelope)
}
