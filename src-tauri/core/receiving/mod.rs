//! The receiving office's view of what came in: who reported what, when, and what to do about it.

#[cfg(test)]
mod attack;
mod decide;
mod dhis2;
mod matrix;
mod persons;
mod print;
mod quotes;
mod records_out;
mod review;
mod tables;
#[cfg(test)]
mod tests;
mod totals;
mod units;

pub use decide::*;
pub use dhis2::*;
pub use matrix::*;
pub use persons::*;
pub use quotes::*;
pub use records_out::*;
pub use review::*;
pub use tables::*;
pub use totals::*;

use crate::message::{Class, LibraryWords, Saying, Told};
use crate::model::{Period, UnitCode};
use crate::period::PeriodError;
use crate::store::StoreError;
use crate::vault::VaultError;

/// What can go wrong with what came in. Messages `receiving-…`.
#[derive(Debug, thiserror::Error)]
pub enum ReceivingError {
    /// No submission came in that package.
    #[error("no submission {0}")]
    NoSubmission(String),
    /// The unit has not sent the report of the period.
    #[error("{0} has not sent {1}")]
    NotSent(UnitCode, Period),
    /// It is set aside: somebody else than its unit signed it.
    #[error("{0} is set aside")]
    Aside(String),
    /// A later revision stands in its place.
    #[error("{0} was replaced")]
    Replaced(String),
    /// It was accepted or returned: nothing more is said of it before that is taken back.
    #[error("{0} was decided")]
    Decided(String),
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
    /// No figure and no row of Phụ lục 01 has that code.
    #[error("no number {0}")]
    NoNumber(String),
    /// The catalogue of that year is kept by another office, or there is none.
    #[error("does not keep the units of {0}")]
    NotKeeper(String),
    /// The catalogue does not say what its rows are called in DHIS2.
    #[error("no DHIS2 mapping in {0}")]
    NoMapping(String),
    /// Cases are given out person by person only for a reason, of at most [`MAX_REASON`].
    #[error("no reason")]
    NoReason,
    /// A library could not write a file.
    #[error("not written: {0:?}")]
    NotWritten(LibraryWords),
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
    fn told(&self) -> Saying<'_> {
        let not_now = |id: &'static str| Saying::new(Class::NotNow, id);
        match self {
            Self::NoSubmission(id) => not_now("receiving-no-submission").detail(id),
            Self::NotSent(unit, period) => not_now("receiving-not-sent")
                .with("unit", unit)
                .with("period", period),
            Self::Aside(id) => not_now("receiving-aside").detail(id),
            Self::Replaced(id) => not_now("receiving-replaced").detail(id),
            Self::Decided(id) => not_now("receiving-decided").detail(id),
            Self::NoRemark => not_now("receiving-no-remark"),
            Self::LongRemark => not_now("receiving-long-remark").detail(MAX_REMARK),
            Self::TooManyRemarks => not_now("receiving-too-many-remarks").detail(MAX_REMARKS),
            Self::NoSection(section) => not_now("receiving-no-section").detail(section),
            Self::NoNumber(code) => not_now("receiving-no-number").detail(code),
            Self::NotKeeper(year) => not_now("receiving-not-keeper").detail(year),
            Self::NoMapping(catalogue) => not_now("receiving-no-mapping").detail(catalogue),
            Self::NoReason => not_now("receiving-no-reason").detail(MAX_REASON),
            Self::NotWritten(_) => Saying::new(Class::Failed, "receiving-not-written"),
            Self::Period(error) => error.told(),
        }
    }
}
