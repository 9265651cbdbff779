//! Secrets at the border to JSON: what is read or written of them lies in memory that is wiped.

use super::VaultError;
use crate::message::LibraryWords;
use age::secrecy::{ExposeSecret, SecretString};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// A secret as JSON has it: copied once, into memory that is wiped.
pub struct SecretText(pub SecretString);

impl SecretText {
    /// A copy of a secret, to be written.
    pub(super) fn of(secret: &SecretString) -> Self {
        Self(secret.clone())
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = SecretText;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<SecretText, E> {
                Ok(SecretText(SecretString::from(text)))
            }
            fn visit_string<E: Error>(self, text: String) -> Result<SecretText, E> {
                let text = Zeroizing::new(text);
                self.visit_str(&text)
            }
        }
        from.deserialize_str(Text)
    }
}

impl Serialize for SecretText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.expose_secret())
    }
}

/// Something with secrets as JSON of at most `room` bytes: memory that grew would leave what it was behind.
pub(super) fn to_json(
    value: &impl Serialize,
    room: usize,
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut json = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *json, value)
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))?;
    Ok(json)
}

/// Secrets as a JSON list.
pub(super) fn of_secrets(secrets: &[SecretString]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let texts: Vec<&str> = secrets.iter().map(SecretString::expose_secret).collect();
    // A line feed takes two bytes, a text its quotes and a comma.
    let room = texts.iter().map(|text| 2 * text.len() + 3).sum::<usize>() + 2;
    to_json(&texts, room)
}

/// The texts of a JSON list of secrets. A JSON library would put together what has a line feed in it (a
/// signing key's box) in memory that it does not wipe.
pub(super) fn texts(json: &[u8]) -> Option<Vec<SecretString>> {
    let inside = std::str::from_utf8(json).ok()?.trim();
    let inside = inside.strip_prefix('[')?.strip_suffix(']')?;
    let pieces: Vec<&str> = inside.split('"').collect();
    // Before, between and after the texts.
    let outside = pieces.iter().step_by(2).map(|piece| piece.trim());
    if pieces.len().is_multiple_of(2) || !outside.clone().all(|piece| matches!(piece, "" | ",")) {
        return None;
    }
    let mut texts = Vec::new();
    for piece in pieces.iter().skip(1).step_by(2) {
        let mut text = Zeroizing::new(String::with_capacity(piece.len()));
        for (place, line) in piece.split("\\n").enumerate() {
            if line.contains('\\') {
                return None;
            }
            if place > 0 {
                text.push('\n');
            }
            text.push_str(line);
        }
        texts.push(SecretString::from(text.as_str()));
    }
    Some(texts)
}
