//! Making packages.

use super::{
    ClosingNote, Content, ControlTotals, Entry, Envelope, FORMAT, Introduction, KeptHead, Manifest,
    Message, PackageKind, PayloadHash, Receipt, Recipient, Sender, SigningKey, TransferredCase,
    container, largest_payload, payload, seal, sha256,
};
use crate::message::{Class, LibraryWords, Saying, Told};
use crate::model::{Moment, Period, RecordId};
use crate::store::AuditHead;
use std::collections::BTreeMap;

/// Why a package could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A key that a library refused.
    #[error(transparent)]
    Key(#[from] super::KeyError),
    /// A recipient's key.
    #[error(transparent)]
    Seal(#[from] seal::SealError),
    /// It would be larger than a receiver reads: what of it.
    #[error("{0} too large")]
    TooLarge(String),
    /// The ZIP or JSON library.
    #[error("{0:?}")]
    Pack(LibraryWords),
}

impl Told for WriteError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Key(error) => error.told(),
            Self::Seal(error) => error.told(),
            Self::TooLarge(what) => {
                Saying::new(Class::NotNow, "package-too-large-to-send").detail(what)
            }
            Self::Pack(_) => Saying::new(Class::Failed, "package-not-made"),
        }
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        Self::Pack(LibraryWords::of(error))
    }
}
impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Pack(LibraryWords::of(error))
    }
}

/// What a package's label says, apart from what follows from its content.
pub struct Label<'a> {
    /// What the package is.
    pub kind: PackageKind,
    /// Signing key of the sender.
    pub signing_key: &'a SigningKey,
    /// This office, with the key that signs.
    pub sender: Sender,
    /// The sender's own recipient, so that it can read what it sent.
    pub own_reading_key: Option<String>,
    /// To whom it is sealed.
    pub recipients: Vec<Recipient>,
    /// Period of a submission.
    pub period: Option<Period>,
    /// Revision of a submission.
    pub revision: Option<i64>,
    /// Package it replaces.
    pub supersedes: Option<String>,
    /// The office's running number: no two of its packages have the same.
    pub sequence: i64,
    /// When it is made.
    pub created_at: Moment,
    /// Id of the catalogue it is made with.
    pub catalogue: String,
    /// Length and head of the office's audit chain, which the receiver keeps.
    pub audit: AuditHead,
    /// What that chain has where earlier packages for the same receivers found its end.
    pub log_before: Option<Vec<AuditHead>>,
    /// What was said at closing, of a submission.
    pub closing: Option<ClosingNote>,
    /// To whom the sender's case officers can be sent an identity, in a card.
    pub register_key: Option<String>,
    /// The former keys' word for a card or roster made with new ones.
    pub introductions: Vec<Introduction>,
}

/// A finished package.
pub struct Package {
    /// What its label says.
    pub envelope: Envelope,
    /// The `.tienbo` file, whole.
    pub bytes: Vec<u8>,
}

/// Makes a submission.
///
/// # Errors
/// [`WriteError`].
pub fn write_submission(
    label: Label<'_>,
    content: &Content,
    totals: ControlTotals,
) -> Result<Package, WriteError> {
    let schema = payload::schema_of(label.kind);
    write(
        (label, schema),
        payload::entries(content),
        content.counts(),
        totals,
        Vec::new(),
    )
}

/// Makes a card, whose label says everything.
///
/// # Errors
/// [`WriteError`].
pub fn write_card(label: Label<'_>) -> Result<Package, WriteError> {
    let schema = payload::schema_of(label.kind);
    write_plain((label, schema), Vec::new(), Vec::new())
}

/// Makes a receipt, which repeats the heads of the unit's log that came with its packages.
///
/// # Errors
/// [`WriteError`].
pub fn write_receipt(
    label: Label<'_>,
    receipt: &Receipt,
    heads: Vec<KeptHead>,
) -> Result<Package, WriteError> {
    let schema = payload::schema_of(label.kind);
    write_plain((label, schema), vec![entry_of(receipt)?], heads)
}

/// Makes a roster or receipt.
///
/// # Errors
/// [`WriteError`].
pub fn write_message<M: Message>(label: Label<'_>, message: &M) -> Result<Package, WriteError> {
    let schema = message.schema(payload::schema_of(label.kind));
    write_plain((label, schema), vec![entry_of(message)?], Vec::new())
}

/// Makes a transfer: the records of a case, and what it names, sealed to the receiver's case
/// officers. Its one recipient is the receiving unit; the sender cannot open it again.
///
/// # Errors
/// [`WriteError`].
pub fn write_transfer(
    mut label: Label<'_>,
    case: &TransferredCase,
    identity: Vec<u8>,
) -> Result<Package, WriteError> {
    label.own_reading_key = None;
    let entries = vec![entry_of(case)?, ("identity.age".to_owned(), identity)];
    let schema = payload::schema_of(label.kind);
    write_plain((label, schema), entries, Vec::new())
}

/// A message as the entry of its package, no longer than a receiver reads.
fn entry_of<M: Message>(message: &M) -> Result<(String, Vec<u8>), WriteError> {
    let bytes = serde_json::to_vec(message)?;
    if bytes.len() > M::MOST {
        return Err(WriteError::TooLarge(M::ENTRY.to_owned()));
    }
    Ok((M::ENTRY.to_owned(), bytes))
}

/// Makes a package without records.
fn write_plain(
    labelled: (Label<'_>, i64),
    entries: Vec<(String, Vec<u8>)>,
    heads: Vec<KeptHead>,
) -> Result<Package, WriteError> {
    let totals = ControlTotals::default();
    write(labelled, entries, BTreeMap::new(), totals, heads)
}

fn write(
    (label, schema): (Label<'_>, i64),
    entries: Vec<(String, Vec<u8>)>,
    counts: BTreeMap<String, i64>,
    totals: ControlTotals,
    heads: Vec<KeptHead>,
) -> Result<Package, WriteError> {
    let package_id = RecordId::new().to_string();
    let manifest = Manifest {
        package_id: package_id.clone(),
        sender: label.sender.clone(),
        recipients: label.recipients.clone(),
        period: label.period,
        schema,
        entries: entries
            .iter()
            .map(|(name, bytes)| Entry {
                name: name.clone(),
                size: bytes.len() as u64,
                sha256: sha256(bytes),
            })
            .collect(),
        counts,
        totals,
        closing: label.closing,
        audit: label.audit,
    };
    let mut packed = vec![("manifest.json".to_owned(), serde_json::to_vec(&manifest)?)];
    packed.extend(entries);
    payload::fits(&packed).map_err(WriteError::TooLarge)?;
    let plain = payload::pack(&packed)?;
    let mut keys: Vec<String> = label.recipients.iter().map(|r| r.key.clone()).collect();
    keys.extend(label.own_reading_key);
    keys.sort();
    keys.dedup();
    let sealed = seal::encrypt(&plain, &keys)?;
    if sealed.len() as u64 > largest_payload(label.kind) {
        return Err(WriteError::TooLarge("payload.age".to_owned()));
    }
    let envelope = Envelope {
        format: FORMAT.to_owned(),
        kind: label.kind,
        package_id,
        sender: label.sender,
        recipients: label.recipients,
        period: label.period,
        revision: label.revision,
        supersedes: label.supersedes,
        sequence: label.sequence,
        created_at: label.created_at,
        catalogue: label.catalogue,
        register_key: label.register_key,
        introductions: label.introductions,
        log_before: label.log_before,
        kept_heads: heads,
        payload: PayloadHash {
            size: sealed.len() as u64,
            sha256: sha256(&sealed),
        },
    };
    let bytes = serde_json::to_vec_pretty(&envelope)?;
    let signature = label.signing_key.sign(&bytes, &envelope.package_id)?;
    Ok(Package {
        bytes: container::write([&bytes, signature.as_bytes(), &sealed])?,
        envelope,
    })
}
