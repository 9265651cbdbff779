//! Looking at a package without a secret, and opening it with one.

use super::{
    Content, Envelope, MAX_PACKAGE, Manifest, Message, Refusal, container, key, largest_payload,
    payload, seal, sha256,
};
use crate::bounds;
use crate::message::Trouble;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

/// A package whose structure, signature and payload hash hold. Whether its key is trusted is the
/// receiving office's to say.
#[derive(Debug)]
pub struct Looked {
    /// What its label says, once its signature fits.
    pub envelope: Envelope,
    /// SHA-256 of the label.
    pub label_hash: String,
    sealed: Vec<u8>,
}

/// A package that was opened and agrees with its label.
#[derive(Debug)]
pub struct Opened {
    /// What its manifest says, once it fits the label and the entries.
    pub manifest: Manifest,
    entries: BTreeMap<String, Vec<u8>>,
}

/// Reads a package's bytes, and no more of them than a package may have.
///
/// # Errors
/// [`Refusal::Unreadable`], [`Refusal::TooLarge`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    bounds::read_file(path, MAX_PACKAGE).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Refusal::TooLarge(format!("{MAX_PACKAGE} byte")),
        _ => Refusal::Unreadable(Trouble::of(&error)),
    })
}

/// What a file says on its label, unchecked: enough to put files in order, not to believe them.
///
/// # Errors
/// [`Refusal::Unreadable`]; [`Refusal::Damaged`] where it has none.
pub fn label_of(path: &Path) -> Result<Envelope, Refusal> {
    let file = bounds::open(path).map_err(|error| Refusal::Unreadable(Trouble::of(&error)))?;
    Envelope::parse(&container::read_label(file)?)
}

/// Whether a file begins as a package does, whatever it is called. One that cannot be read does not.
pub fn begins_as_package(path: &Path) -> bool {
    bounds::open(path)
        .and_then(container::begins)
        .unwrap_or(false)
}

/// Checks structure, label, signature and the payload's hash. Needs no secret.
///
/// # Errors
/// [`Refusal`].
pub fn look(bytes: &[u8]) -> Result<Looked, Refusal> {
    let [label, signature, sealed] = container::read(bytes)?;
    let envelope = Envelope::parse(label)?;
    key::verify(
        label,
        signature,
        &envelope.sender.signing_key,
        &envelope.package_id,
    )?;
    if sealed.len() as u64 > largest_payload(envelope.kind) {
        return Err(Refusal::TooLarge("payload.age".to_owned()));
    }
    if sealed.len() as u64 != envelope.payload.size || sha256(sealed) != envelope.payload.sha256 {
        return Err(Refusal::Altered("payload.age".to_owned()));
    }
    Ok(Looked {
        envelope,
        label_hash: key::label_hash(label),
        sealed: sealed.to_vec(),
    })
}

impl Looked {
    /// Decrypts, unpacks within the limits, and holds the manifest against the label.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn open(&self, identity: &str) -> Result<Opened, Refusal> {
        let plain = seal::decrypt(&self.sealed, identity, MAX_PACKAGE)
            .map_err(|_| Refusal::damaged("payload.age"))?;
        let (manifest, entries) = payload::unpack(&plain)?;
        drop(plain);
        let same = manifest.package_id == self.envelope.package_id
            && manifest.sender == self.envelope.sender
            && manifest.recipients == self.envelope.recipients
            && manifest.period == self.envelope.period;
        if !same {
            return Err(Refusal::Altered("manifest.json".to_owned()));
        }
        Ok(Opened { manifest, entries })
    }
}

impl Opened {
    /// The message of a roster, receipt or transfer.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] where it is missing or malformed.
    pub fn message<M: Message>(&self) -> Result<M, Refusal> {
        read_message(self.bytes(M::ENTRY)?)
    }

    /// An entry as it is.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] where it is missing.
    pub fn bytes(&self, name: &str) -> Result<&[u8], Refusal> {
        self.entries
            .get(name)
            .map(Vec::as_slice)
            .ok_or_else(|| Refusal::damaged(name))
    }

    /// An entry as it is, without the others.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] where it is missing.
    pub fn into_bytes(mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let bytes = self.entries.remove(name);
        bytes.ok_or_else(|| Refusal::damaged(name))
    }

    /// The records of a submission, every one checked, and held against the manifest's counts.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn content(self) -> Result<(Manifest, Content), Refusal> {
        let (content, counts) = payload::read_content(self.entries)?;
        if counts != self.manifest.counts {
            return Err(Refusal::damaged("manifest.json: counts"));
        }
        Ok((self.manifest, content))
    }
}

/// Reads a message, no longer than it may be.
pub(crate) fn read_message<M: Message>(bytes: &[u8]) -> Result<M, Refusal> {
    if bytes.len() > M::MOST {
        return Err(Refusal::TooLarge(M::ENTRY.to_owned()));
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::damaged(M::ENTRY))
}
