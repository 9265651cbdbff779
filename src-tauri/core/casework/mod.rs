//! Work with cases: a case over time, who is in it, what is due, handing it over, erasing who it
//! names, and what the committee learns from all of them.
//!
//! Facts are for case officers; a head looks at one case at a time, for a reason. Who looked at which is logged, once between
//! unlocking and locking. Names, accounts, notes and files are for case officers alone, and each look at them is
//! logged before they are shown.

mod analysis;
mod asked;
mod cases;
mod child;
mod child_forms;
mod decide;
mod erasure;
mod held;
mod hours;
mod indicators;
mod list;
mod national;
mod officer;
mod persons;
mod plan;
mod restricted;
mod rights;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_acts;
#[cfg(test)]
mod tests_of_children;
#[cfg(test)]
mod tests_of_consent;
#[cfg(test)]
mod tests_of_contact;
#[cfg(test)]
mod tests_of_counts;
#[cfg(test)]
mod tests_of_danger;
#[cfg(test)]
mod tests_of_directory;
#[cfg(test)]
mod tests_of_erasure;
#[cfg(test)]
mod tests_of_law;
#[cfg(test)]
mod tests_of_officers;
#[cfg(test)]
mod tests_of_orders;
#[cfg(test)]
mod tests_of_plans;
#[cfg(test)]
mod tests_of_restricted;
#[cfg(test)]
mod tests_of_retention;
#[cfg(test)]
mod tests_of_rights;
#[cfg(test)]
mod tests_of_staff;
#[cfg(test)]
mod tests_of_ties;
#[cfg(test)]
mod tests_of_trafficking;
mod trafficking;

use analysis::clear;
pub use analysis::*;
pub use cases::*;
pub use decide::*;
pub use erasure::*;
pub use hours::{Hour, HourOfCase};
pub use indicators::*;
pub use list::*;
pub use national::*;
pub use officer::*;
pub use persons::*;
pub use plan::*;
pub use restricted::*;
pub use rights::*;
pub use trafficking::*;

use crate::entry::EntryError;
use crate::message::{Class, Saying, Told};
use crate::model::FieldError;
use crate::period::PeriodError;
use crate::register::ConsentState;
use crate::report::SheetError;
use crate::store::StoreError;
use crate::vault::VaultError;

/// What can go wrong with a case. Messages `case-…`.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// She did not agree to what names her: nothing of that is kept or shown.
    #[error("no consent: {}", .0.code())]
    NotAgreed(ConsentState),
    /// Survivors did not agree that the case is handed over: their numbers.
    #[error("no consent to the transfer: {0}")]
    NotAgreedToTransfer(String),
    /// The person is not in the case.
    #[error("not in the case")]
    NotInCase,
    /// Nobody here has that number.
    #[error("nobody has the number {0}")]
    Nobody(String),
    /// Nothing is written of the case.
    #[error("nothing is written of the case")]
    NothingWritten,
    /// Nothing was erased of the case.
    #[error("nothing was erased of the case")]
    NothingErased,
    /// What is written of the case is other survivors' too, and nobody said no to it.
    #[error("what is written is others' too")]
    WrittenOfOthers,
    /// The case is closed, voided or handed over.
    #[error("the case is not open")]
    NotOpen,
    /// The case is open.
    #[error("the case is open")]
    Open,
    /// Nothing waits under that number.
    #[error("no such proposal")]
    NoProposal,
    /// No reason was given.
    #[error("needs a reason")]
    NeedsReason,
    /// The danger is not greater than what it is to be lowered to.
    #[error("the danger is not greater")]
    NotLower,
    /// Nothing of the case waits for a head.
    #[error("nothing waits for a head")]
    NothingToSee,
    /// A head decided it herself, and another is to look at it.
    #[error("she decided it herself")]
    OwnDecision,
    /// A head looks at a case for a reason.
    #[error("needs the reason of the look")]
    LookNeedsReason,
    /// There is no case officer of that name.
    #[error("no case officer {0}")]
    NoOfficer(String),
    /// Nobody who reads names would see the restricted case.
    #[error("a restricted case needs a case officer")]
    NeedsOfficer,
    /// The case is not restricted.
    #[error("not restricted")]
    NotRestricted,
    /// She is none of those who see the case.
    #[error("{0} does not see the case")]
    NotAmongThem(String),
    /// Nothing of the kind is due by the hour.
    #[error("not due by the hour")]
    NotDue,
    /// A case is not closed while its danger is great.
    #[error("the danger is great")]
    DangerStands,
    /// A case is not closed before somebody asked about the danger.
    #[error("nobody asked about the danger")]
    NeverChecked,
    /// A case is not closed after new violence before somebody asked about the danger.
    #[error("nobody asked about the danger since new violence")]
    NewViolence,
    /// A case is not closed before what is due by the hour is done, or somebody said why it need not be.
    #[error("something is due by the hour")]
    HoursRun,
    /// A case is not closed before help was offered.
    #[error("no help was offered")]
    NothingOffered,
    /// What is asked before a case is closed was not answered.
    #[error("not all was answered that is asked before a case is closed")]
    CriteriaOpen,
    /// A case is not closed as if its plan were done while steps of it are open.
    #[error("{0} steps of the plan are open")]
    PlanOpen(usize),
    /// No plan was made, and nothing else is to stand on its card.
    #[error("nothing is planned")]
    NothingPlanned,
    /// What is added on a card is longer than so many characters.
    #[error("more than {0} characters on a card")]
    CardTooLong(usize),
    /// A card that was not drawn.
    #[error(transparent)]
    Card(#[from] SheetError),
    /// There is no such row of the register in Phụ lục 01.
    #[error("no row {0} of the register")]
    NoSuchRow(String),
    /// The days are no period of the catalogue: of others nothing is said outside.
    #[error("no period has these days")]
    NoPeriod,
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
    fn told(&self) -> Saying<'_> {
        let not_now = |id: &'static str| Saying::new(Class::NotNow, id);
        match self {
            Self::NotAgreed(state) => not_now(match state {
                ConsentState::Given | ConsentState::NotAsked => "case-not-asked",
                ConsentState::Expired => "case-consent-expired",
                ConsentState::Limited => "case-limited",
                ConsentState::Refused => "case-refused",
                ConsentState::Withdrawn => "case-withdrawn",
            }),
            Self::NotAgreedToTransfer(persons) => {
                not_now("case-transfer-not-agreed").detail(persons)
            }
            Self::NotInCase => not_now("case-not-in-case"),
            Self::Nobody(number) => not_now("case-nobody").detail(number),
            Self::NothingWritten => not_now("case-nothing-written"),
            Self::NothingErased => not_now("case-nothing-erased"),
            Self::WrittenOfOthers => not_now("case-written-of-others"),
            Self::NotOpen => not_now("case-not-open"),
            Self::Open => not_now("case-open"),
            Self::NoProposal => not_now("case-no-proposal"),
            Self::NeedsReason => not_now("case-needs-reason"),
            Self::NotLower => not_now("case-not-lower"),
            Self::NothingToSee => not_now("case-nothing-to-see"),
            Self::OwnDecision => not_now("case-own-decision"),
            Self::LookNeedsReason => not_now("case-look-needs-reason"),
            Self::NoOfficer(name) => not_now("case-no-officer").detail(name),
            Self::NeedsOfficer => not_now("case-needs-officer"),
            Self::NotRestricted => not_now("case-not-restricted"),
            Self::NotAmongThem(name) => not_now("case-not-among-them").detail(name),
            Self::NotDue => not_now("case-not-due"),
            Self::DangerStands => not_now("case-danger-stands"),
            Self::NeverChecked => not_now("case-never-checked"),
            Self::NewViolence => not_now("case-new-violence"),
            Self::HoursRun => not_now("case-hours-run"),
            Self::NothingOffered => not_now("case-nothing-offered"),
            Self::CriteriaOpen => not_now("case-criteria-open"),
            Self::PlanOpen(steps) => not_now("case-plan-open").detail(steps),
            Self::CardTooLong(most) => not_now("case-card-too-long").detail(most),
            Self::NothingPlanned => not_now("case-nothing-planned"),
            Self::Card(error) => error.told(),
            Self::NoSuchRow(row) => not_now("case-no-such-row").detail(row),
            Self::NoPeriod => not_now("case-no-period"),
            Self::Field(error) => error.told(),
            Self::Entry(error) => error.told(),
            Self::Period(error) => error.told(),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}
