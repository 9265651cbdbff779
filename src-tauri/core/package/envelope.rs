//! The label of a package.

use super::{Introduction, Refusal};
use crate::model::{Moment, Period, UnitCode, outside_line, outside_line_or_none};
use crate::store::AuditHead;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The format this program writes and reads.
pub const FORMAT: &str = "tienbo-package/1";

/// What a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PackageKind {
    /// A unit's report with its records.
    Submission,
    /// A receiving office's answer.
    Receipt,
    /// The receiving office's list of units and keys.
    Roster,
    /// An office's public keys.
    Card,
    /// One case, from the unit that had it to the unit that takes it over.
    Transfer,
}

impl PackageKind {
    /// The name in labels; message `package-kind-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Receipt => "receipt",
            Self::Roster => "roster",
            Self::Card => "card",
            Self::Transfer => "transfer",
        }
    }
}

/// Highest running number and revision: what every reader of JSON tells apart.
const MAX_SEQUENCE: i64 = (1 << 53) - 1;

/// Longest name of an office that is shown, in characters.
const MAX_NAME: usize = 200;
/// Longest key, hash or id on a label, in characters.
pub(super) const MAX_KEY: usize = 200;

/// Who sent a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Code of the unit in the catalogue.
    pub unit: UnitCode,
    /// Name of the office, as it calls itself: to be shown as such, and never as that of the unit.
    #[serde(deserialize_with = "outside_line::<_, MAX_NAME>")]
    pub name: String,
    /// minisign public key.
    #[serde(deserialize_with = "outside_line::<_, MAX_KEY>")]
    pub signing_key: String,
}

/// Who may read a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Code of the unit in the catalogue.
    pub unit: UnitCode,
    /// Name of the office, as it calls itself: to be shown as such, and never as that of the unit.
    #[serde(deserialize_with = "outside_line::<_, MAX_NAME>")]
    pub name: String,
    /// age recipient.
    #[serde(deserialize_with = "outside_line::<_, MAX_KEY>")]
    pub key: String,
}

/// The head of a log as its receiver keeps it: it came in a package, and a receipt repeats it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHead {
    /// The package it came in.
    #[serde(deserialize_with = "outside_line::<_, MAX_KEY>")]
    pub package_id: String,
    /// Length and hash.
    #[serde(flatten)]
    pub audit: AuditHead,
    /// What the package is about; none from an earlier program.
    #[serde(default, with = "crate::model::period_in_package")]
    pub period: Option<Period>,
    /// Its revision.
    #[serde(default)]
    pub revision: Option<i64>,
    /// Its running number.
    #[serde(default)]
    pub sequence: Option<i64>,
}

/// The ciphertext that a label covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayloadHash {
    /// Size of `payload.age` in bytes.
    pub size: u64,
    /// SHA-256 of `payload.age` in hex.
    #[serde(deserialize_with = "outside_line::<_, MAX_KEY>")]
    pub sha256: String,
}

/// The label: `envelope.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// [`FORMAT`].
    pub format: String,
    /// What the package is.
    pub kind: PackageKind,
    /// UUID version 7.
    pub package_id: String,
    /// Who made and signed it.
    pub sender: Sender,
    /// To whom it is sealed; in a card and a roster its sender, with its reading key.
    pub recipients: Vec<Recipient>,
    /// What a submission is about.
    #[serde(default, with = "crate::model::period_in_package")]
    pub period: Option<Period>,
    /// Revision of a submission.
    pub revision: Option<i64>,
    /// Package of the revision before.
    #[serde(default, deserialize_with = "outside_line_or_none::<_, MAX_NAME>")]
    pub supersedes: Option<String>,
    /// The sender's running number.
    pub sequence: i64,
    /// When it was made, with offset.
    pub created_at: Moment,
    /// Catalogue it was made with.
    #[serde(deserialize_with = "outside_line::<_, MAX_NAME>")]
    pub catalogue: String,
    /// In a card: to whom the sender's case officers can be sent an identity, `age1…`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "outside_line_or_none::<_, MAX_KEY>"
    )]
    pub register_key: Option<String>,
    /// The former keys' word for a card or roster made with new ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub introductions: Vec<Introduction>,
    /// What the sender's log has where earlier packages for the same receivers found its end; none from an
    /// earlier program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_before: Option<Vec<AuditHead>>,
    /// In a receipt: the heads of the receiving unit's log, as its packages carried them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept_heads: Vec<KeptHead>,
    /// Size and hash of the ciphertext, so that the signature covers it.
    pub payload: PayloadHash,
}

impl Envelope {
    /// The reading key that a card or roster names for its sender.
    pub fn senders_reading_key(&self) -> Option<&str> {
        let own = self
            .recipients
            .iter()
            .find(|r| r.unit == self.sender.unit)?;
        Some(&own.key)
    }

    /// Reads a label; unknown fields are ignored, an unknown format or kind is refused.
    ///
    /// # Errors
    /// [`Refusal::UnknownVersion`] or [`Refusal::Damaged`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            kind: String,
        }
        let damaged = |_| Refusal::damaged("envelope.json");
        let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
        if head.format != FORMAT {
            return Err(Refusal::UnknownVersion(head.format));
        }
        if !["submission", "receipt", "roster", "card", "transfer"].contains(&head.kind.as_str()) {
            return Err(Refusal::UnknownVersion(head.kind));
        }
        let envelope: Self = serde_json::from_slice(bytes).map_err(damaged)?;
        crate::model::RecordId::parse(&envelope.package_id)
            .map_err(|_| Refusal::damaged("envelope.json: package_id"))?;
        let about = (envelope.period, envelope.revision);
        let fits = match envelope.kind {
            PackageKind::Submission => matches!(about, (Some(_), Some(1..=MAX_SEQUENCE))),
            _ => true,
        };
        if !fits || !(1..=MAX_SEQUENCE).contains(&envelope.sequence) {
            return Err(Refusal::damaged(
                "envelope.json: period, revision, sequence",
            ));
        }
        Ok(envelope)
    }
}
