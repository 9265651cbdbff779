//! Work with cases: a case over time, who is in it, what is due, handing it over, erasing who it
//! names, and what the committee learns from all of them.
//!
//! Facts are for whoever records. Names, accounts, notes and files are for case officers, and
//! looking at them is an act that is logged before it is shown.

mod analysis;
mod cases;
mod erasure;
mod indicators;
mod list;
mod persons;
#[cfg(test)]
mod tests;

pub use analysis::*;
pub use cases::*;
pub use erasure::*;
pub use indicators::*;
pub use list::*;
pub use persons::*;

use crate::entry::EntryError;
use crate::message::Told;
use crate::model::FieldError;
use crate::period::PeriodError;
use crate::store::StoreError;
use crate::vault::VaultError;

/// What can go wrong with a case. Messages `case-…`.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The person refused to be recorded: nothing that names her is kept.
    #[error("refused to be recorded")]
    Refused,
    /// The person is not in the case.
    #[error("not in the case")]
    NotInCase,
    /// The case is closed, voided or handed over.
    #[error("the case is not open")]
    NotOpen,
    /// The case is open.
    #[error("the case is open")]
    Open,
    /// No reason was given.
    #[error("needs a reason")]
    NeedsReason,
    /// There is no such row of the register in Phụ lục 01.
    #[error("no row {0} of the register")]
    NoSuchRow(String),
    /// The name of a file, or the number given, cannot be used.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// Entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// Period.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Told for CaseError {
    fn code(&self) -> String {
        match self {
            Self::Refused => "case-refused".to_owned(),
            Self::NotInCase => "case-not-in-case".to_owned(),
            Self::NotOpen => "case-not-open".to_owned(),
            Self::Open => "case-open".to_owned(),
            Self::NeedsReason => "case-needs-reason".to_owned(),
            Self::NoSuchRow(_) => "case-no-such-row".to_owned(),
            Self::Field(error) => error.code(),
            Self::Entry(error) => error.code(),
            Self::Period(error) => error.code(),
            Self::Vault(error) => error.code(),
            Self::Store(error) => error.code(),
        }
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoSuchRow(detail) => vec![("detail", detail.clone())],
            Self::Field(error) => error.args(),
            Self::Entry(error) => error.args(),
            Self::Period(error) => error.args(),
            Self::Vault(error) => error.args(),
            Self::Store(error) => error.args(),
            _ => Vec::new(),
        }
    }
    fn fields(&self) -> Vec<&FieldError> {
        match self {
            Self::Field(error) => vec![error],
            Self::Entry(error) => error.fields(),
            _ => Vec::new(),
        }
    }
    fn inner(&self) -> Option<&dyn Told> {
        match self {
            Self::Entry(error) => error.inner(),
            Self::Period(error) => error.inner(),
            _ => None,
        }
    }
}
