//! The receiving office's view of what came in: who reported what, when, and what to do about it.

mod decide;
mod dhis2;
mod matrix;
mod print;
mod quotes;
mod records_out;
mod review;
mod tables;
mod totals;
mod units;

pub use decide::*;
pub use dhis2::*;
pub use matrix::*;
pub use quotes::*;
pub use records_out::*;
pub use review::*;
pub use tables::*;
pub use totals::*;

use crate::message::Told;
use crate::period::PeriodError;
use crate::store::StoreError;
use crate::vault::VaultError;

/// What can go wrong with what came in. Messages `receiving-…`.
#[derive(Debug, thiserror::Error)]
pub enum ReceivingError {
    /// No submission came in that package.
    #[error("no submission {0}")]
    NoSubmission(String),
    /// A later revision stands in its place.
    #[error("{0} was replaced")]
    Replaced(String),
    /// A submission is returned only with a reason.
    #[error("returned without a remark")]
    NoRemark,
    /// A remark is longer than [`MAX_REMARK`].
    #[error("a remark is too long")]
    LongRemark,
    /// There are more than [`MAX_REMARKS`].
    #[error("too many remarks")]
    TooManyRemarks,
    /// A remark is about a section that the report does not have.
    #[error("no section {0}")]
    NoSection(String),
    /// The catalogue of that year is kept by another office, or there is none.
    #[error("does not keep the units of {0}")]
    NotKeeper(String),
    /// The catalogue does not say what its rows are called in DHIS2.
    #[error("no DHIS2 mapping in {0}")]
    NoMapping(String),
    /// A library could not write a file.
    #[error("not written: {0}")]
    NotWritten(String),
    /// Period.
    #[error(transparent)]
    Period(#[from] PeriodError),
}

impl From<StoreError> for ReceivingError {
    fn from(error: StoreError) -> Self {
        Self::Period(error.into())
    }
}

impl From<VaultError> for ReceivingError {
    fn from(error: VaultError) -> Self {
        Self::Period(error.into())
    }
}

impl Told for ReceivingError {
    fn code(&self) -> String {
        match self {
            Self::NoSubmission(_) => "receiving-no-submission",
            Self::Replaced(_) => "receiving-replaced",
            Self::NoRemark => "receiving-no-remark",
            Self::LongRemark => "receiving-long-remark",
            Self::TooManyRemarks => "receiving-too-many-remarks",
            Self::NoSection(_) => "receiving-no-section",
            Self::NotKeeper(_) => "receiving-not-keeper",
            Self::NoMapping(_) => "receiving-no-mapping",
            Self::NotWritten(_) => "receiving-not-written",
            Self::Period(error) => return error.code(),
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        let detail = match self {
            Self::NoSubmission(detail)
            | Self::Replaced(detail)
            | Self::NoSection(detail)
            | Self::NotKeeper(detail)
            | Self::NoMapping(detail)
            | Self::NotWritten(detail) => detail.clone(),
            Self::LongRemark => MAX_REMARK.to_string(),
            Self::TooManyRemarks => MAX_REMARKS.to_string(),
            Self::NoRemark => String::new(),
            Self::Period(error) => return error.args(),
        };
        vec![("detail", detail)]
    }
}
