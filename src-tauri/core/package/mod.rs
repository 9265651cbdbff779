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

use crate::message::{Class, Saying, Told, Trouble};
use crate::model::{FieldError, Moment, Period, Sha256, codes};
use crate::store::Submission;
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
    #[error("unreadable: {0:?}")]
    Unreadable(#[serde(with = "trouble_name")] Trouble),
    /// Not a package, cut short, or with a byte that does not belong.
    #[error("damaged: {0:?}")]
    Damaged(Damage),
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
    Older(Standing),
    /// Another package with the same revision is here.
    #[error("conflict with {0}")]
    Conflict(Standing),
    /// A package of another sender, or another one of the same, has its id: that package, and whose it is.
    #[error("the id of another: {0}")]
    TakenId(String),
    /// Made later than what is here, under an earlier revision, or earlier under a later one: its office went back
    /// to an earlier state.
    #[error("went back: {0}")]
    WentBack(Box<Beside>),
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

/// Why the system cannot read a file, by its name.
mod trouble_name {
    use super::{Deserialize, Trouble};

    pub(super) fn serialize<S: serde::Serializer>(
        trouble: &Trouble,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(trouble.name())
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        from: D,
    ) -> Result<Trouble, D::Error> {
        Ok(Trouble::from_name(&String::deserialize(from)?))
    }
}

/// What is damaged of a file that is to be a package. Messages `damage-…`: what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Damage {
    /// It has no byte.
    Empty,
    /// It ends in the middle.
    Cut,
    /// Its end is zeros: room was made for it, and it was never copied there.
    Zeros,
    /// Something stands behind its end.
    Longer,
    /// Another archive, which may hold a package.
    Archive,
    /// Something else than a package.
    Foreign,
    /// A part of it, by the part's name in the format.
    Part(String),
}

impl Damage {
    const WHOLE: [(Self, &str); 6] = [
        (Self::Empty, "empty"),
        (Self::Cut, "cut"),
        (Self::Zeros, "zeros"),
        (Self::Longer, "longer"),
        (Self::Archive, "archive"),
        (Self::Foreign, "foreign"),
    ];

    /// Each, once; of a part, one with this name.
    pub fn all(part: &str) -> Vec<Self> {
        let whole = Self::WHOLE.into_iter().map(|(damage, _)| damage);
        whole.chain([Self::Part(part.to_owned())]).collect()
    }

    fn code(&self) -> &str {
        let known = Self::WHOLE.iter().find(|(damage, _)| damage == self);
        known.map_or("part", |(_, code)| code)
    }
}

impl From<String> for Damage {
    fn from(text: String) -> Self {
        let known = Self::WHOLE.into_iter().find(|(_, code)| *code == text);
        known.map_or(Self::Part(text), |(damage, _)| damage)
    }
}

impl From<Damage> for String {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::Part(part) => part,
            whole => whole.code().to_owned(),
        }
    }
}

impl Told for Damage {
    fn told(&self) -> Saying<'_> {
        let saying = Saying::new(Class::BadInput, format!("damage-{}", self.code()));
        match self {
            Self::Part(part) => saying.detail(part),
            _ => saying,
        }
    }
}

/// How a package stands to what is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Standing {
    /// A submission, beside one of its unit and period.
    Beside(Box<Beside>),
    /// Another package: its id, or who made it.
    Package(String),
}

/// A submission that came, beside one of the same unit and period that is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The unit, by name and code.
    pub unit: String,
    /// Period.
    pub period: Period,
    /// The one that came.
    pub came: MadeAs,
    /// The one that is here.
    pub here: MadeAs,
    /// The revision that its next one must have at least.
    pub next: i64,
}

/// As what a submission was made, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeAs {
    /// Id of the package.
    pub package: String,
    /// Which closing of its period it was made of, from 1.
    pub revision: i64,
    /// The running number of its office.
    pub sequence: i64,
    /// When.
    pub at: Moment,
}

impl MadeAs {
    /// Of a submission.
    pub(crate) fn of(submission: &Submission) -> Self {
        Self {
            package: submission.package_id.clone(),
            revision: submission.revision,
            sequence: submission.sequence,
            at: submission.created_at,
        }
    }
}

impl Told for Standing {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Beside(beside) => beside.told(),
            Self::Package(package) => Saying::new(Class::BadInput, "package-named").detail(package),
        }
    }
}

impl Told for Beside {
    fn told(&self) -> Saying<'_> {
        let Self {
            unit,
            period,
            came,
            here,
            next,
        } = self;
        Saying::new(Class::BadInput, "package-beside")
            .with("unit", unit)
            .with("period", period)
            .with("came", came.revision)
            .with("came_number", came.sequence)
            .with("came_at", came.at.in_words())
            .with("package", &here.package)
            .with("here", here.revision)
            .with("here_number", here.sequence)
            .with("here_at", here.at.in_words())
            .with("next", next)
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Beside(beside) => beside.fmt(f),
            Self::Package(package) => f.write_str(package),
        }
    }
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (came, here) = (&self.came, &self.here);
        let (revision, other) = (came.revision, here.revision);
        write!(
            f,
            "{} {}: revision {revision} beside {other}",
            self.unit, self.period
        )
    }
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
    /// A part that is damaged or not there.
    pub(crate) fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged(Damage::Part(part.into()))
    }

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
        Self::TakenId(_) => "goi.trung-ma",
        Self::WentBack(_) => "goi.di-lui",
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
            Self::Unreadable(trouble) => saying.telling("detail", trouble),
            Self::Damaged(damage) => saying.telling("detail", damage),
            Self::Altered(detail)
            | Self::TooLarge(detail)
            | Self::UnknownVersion(detail)
            | Self::UnknownKey(detail)
            | Self::RevokedKey(detail)
            | Self::WrongUnit(detail)
            | Self::NotForUs(detail)
            | Self::OtherCatalogue(detail)
            | Self::TakenId(detail)
            | Self::NothingSentThere(detail)
            | Self::SentBefore(detail)
            | Self::InTheFuture(detail) => saying.detail(detail),
            Self::Older(standing) | Self::Conflict(standing) => saying.telling("detail", standing),
            Self::WentBack(beside) => saying
                .telling("detail", &**beside)
                .with("next", beside.next),
            Self::InvalidRecord(invalid) => saying.telling("detail", invalid),
            Self::Child { child, reason } => {
                saying.with("child", child).telling("detail", &**reason)
            }
        }
    }
}

#[cfg(test)]
mod tests;
