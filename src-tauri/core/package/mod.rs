//! The `.tienbo` package, version 1: write, look at without a secret, open. The format is
//! described in `package-format.md` beside this file; this module is the only one that knows it.

mod container;
mod envelope;
mod key;
mod messages;
mod payload;
mod read;
pub mod seal;
mod write;

pub use envelope::*;
pub use key::*;
pub use messages::*;
pub use payload::*;
pub use read::*;
pub use write::*;

use crate::message::{Class, Saying, Told};
use crate::model::{FieldError, Sha256, codes};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Largest package, in bytes.
pub const MAX_PACKAGE: u64 = 256 << 20;
/// Largest label, in bytes.
pub const MAX_ENVELOPE: u64 = 64 << 10;
/// Largest `payload.age` of a card or a receipt, in bytes: what anybody may send.
pub const MAX_SMALL_PAYLOAD: u64 = 64 << 10;
/// Most JSON in a payload, unpacked, in bytes.
pub const MAX_JSON: u64 = 64 << 20;
/// Most of everything else in a payload (print, files, packages passed on), unpacked, in bytes.
pub const MAX_FILES: u64 = 256 << 20;
/// Largest print, in bytes.
pub const MAX_PRINT: u64 = 16 << 20;
/// Largest `identity.age`, what a case names with its files, in bytes.
pub const MAX_IDENTITY: u64 = 64 << 20;
/// Largest manifest, in bytes.
pub const MAX_MANIFEST: u64 = 8 << 20;
/// Largest ratio of unpacked to packed payload.
pub const MAX_RATIO: u64 = 100;
/// Most entries in a payload.
pub const MAX_ENTRIES: usize = 20_000;
/// Longest JSON line or element of a list, in bytes.
pub const MAX_LINE: usize = 1 << 20;
/// Most records in a submission, deleted ones among them.
pub const MAX_RECORDS: usize = 100_000;

/// Largest `payload.age` of a kind of package, in bytes.
fn largest_payload(kind: PackageKind) -> u64 {
    match kind {
        PackageKind::Card | PackageKind::Receipt => MAX_SMALL_PAYLOAD,
        PackageKind::Submission | PackageKind::Roster | PackageKind::Transfer => MAX_PACKAGE,
    }
}

/// SHA-256 in lower-case hex, as labels and manifests have it.
fn sha256(bytes: &[u8]) -> String {
    Sha256::of(bytes).to_string()
}

/// Why a package is refused. The code is stable; message `package-<code>` says what is wrong,
/// `package-<code>-do` what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The system cannot read the file: it is not there, or its drive is gone.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// Not a package, cut short, or with a byte that does not belong.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Its signature or a hash does not fit: somebody changed it.
    #[error("altered: {0}")]
    Altered(String),
    /// Beyond a limit of the format.
    #[error("too large: {0}")]
    TooLarge(String),
    /// A format, kind or schema this program does not know.
    #[error("unknown version: {0}")]
    UnknownVersion(String),
    /// The signing key is not known here, or its fingerprint was not compared yet.
    #[error("unknown key of {0}")]
    UnknownKey(String),
    /// The signing key was revoked.
    #[error("revoked key of {0}")]
    RevokedKey(String),
    /// The key belongs to another unit than the label names, or the unit may not report here.
    #[error("wrong unit: {0}")]
    WrongUnit(String),
    /// This office is not among the recipients.
    #[error("not for us, for {0}")]
    NotForUs(String),
    /// A record that the schema or the catalogue does not allow.
    #[error("invalid record: {0}")]
    InvalidRecord(Invalid),
    /// Made with another catalogue than this office's.
    #[error("other catalogue: {0}")]
    OtherCatalogue(String),
    /// An earlier revision or sequence than what is here.
    #[error("older than what is here: {0}")]
    Older(String),
    /// Another package with the same revision is here.
    #[error("conflict with {0}")]
    Conflict(String),
    /// It answers packages that this office did not send to its sender.
    #[error("answers nothing sent to {0}")]
    NothingSentThere(String),
    /// A receipt that answers packages of this office of which it has no trace: whose receipt.
    #[error("answers packages that are not here: {0}")]
    SentBefore(String),
    /// It says that it was made later than now.
    #[error("made in the future: {0}")]
    InTheFuture(String),
    /// A package it carries is refused.
    #[error("child {child}: {reason}")]
    Child {
        /// The child's package id.
        child: String,
        /// Why that one is refused.
        reason: Box<Refusal>,
    },
}

/// What is wrong with a record in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Invalid {
    /// A field of it.
    Field {
        /// The record: its entry in the package and the line, or its kind.
        place: String,
        /// The field, and what is wrong with it.
        error: FieldError,
    },
    /// The record itself, or the part of its line that is not there, by its name in the format.
    Record(String),
}

impl Told for Invalid {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Field { place, error } => Saying::new(Class::BadInput, "package-field")
                .with("place", place)
                .telling("detail", error),
            Self::Record(place) => Saying::new(Class::BadInput, "package-record").detail(place),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { place, error } => write!(f, "{place}: {error}"),
            Self::Record(place) => f.write_str(place),
        }
    }
}

impl Refusal {
    /// A record that is wrong as a whole.
    pub(crate) fn invalid(place: impl Into<String>) -> Self {
        Self::InvalidRecord(Invalid::Record(place.into()))
    }

    /// A record with a field that is wrong.
    pub(crate) fn invalid_field(place: impl Into<String>, error: FieldError) -> Self {
        let place = place.into();
        Self::InvalidRecord(Invalid::Field { place, error })
    }

    codes! {
        /// Stable code, `goi.…`; with `-` for `.` the message's id.
        Self::Unreadable(_) => "goi.khong-doc-duoc",
        Self::Damaged(_) => "goi.hong",
        Self::Altered(_) => "goi.chu-ky-sai",
        Self::TooLarge(_) => "goi.qua-lon",
        Self::UnknownVersion(_) => "goi.phien-ban-la",
        Self::UnknownKey(_) => "goi.khoa-la",
        Self::RevokedKey(_) => "goi.khoa-thu-hoi",
        Self::WrongUnit(_) => "goi.sai-don-vi",
        Self::NotForUs(_) => "goi.khong-gui-cho-ta",
        Self::InvalidRecord(_) => "goi.ban-ghi-sai",
        Self::OtherCatalogue(_) => "goi.khac-danh-muc",
        Self::Older(_) => "goi.cu-hon",
        Self::Conflict(_) => "goi.xung-dot",
        Self::NothingSentThere(_) => "goi.phieu-la",
        Self::SentBefore(_) => "goi.goi-da-mat",
        Self::InTheFuture(_) => "goi.ngay-tuong-lai",
        Self::Child { .. } => "goi.goi-con-loi",
    }
}

impl Told for Refusal {
    fn told(&self) -> Saying<'_> {
        let class = match self {
            Self::Unreadable(_) => Class::Failed,
            _ => Class::BadInput,
        };
        let saying = Saying::new(class, self.code());
        match self {
            Self::Unreadable(detail)
            | Self::Damaged(detail)
            | Self::Altered(detail)
            | Self::TooLarge(detail)
            | Self::UnknownVersion(detail)
            | Self::UnknownKey(detail)
            | Self::RevokedKey(detail)
            | Self::WrongUnit(detail)
            | Self::NotForUs(detail)
            | Self::OtherCatalogue(detail)
            | Self::Older(detail)
            | Self::Conflict(detail)
            | Self::NothingSentThere(detail)
            | Self::SentBefore(detail)
            | Self::InTheFuture(detail) => saying.detail(detail),
            Self::InvalidRecord(invalid) => saying.telling("detail", invalid),
            Self::Child { child, reason } => {
                saying.with("child", child).telling("detail", &**reason)
            }
        }
    }
}

#[cfg(test)]
mod tests;
