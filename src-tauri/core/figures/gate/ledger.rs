//! The ledger of what left, in the words of the gate.

use crate::model::{Period, UnitCode, Year};
use crate::store::{self, PublishedNumber, Reader, StoreError};
use std::fmt;

/// What stands in the ledger between a code and the number below which it was said to be.
const SAID_TO_BE_BELOW: &str = " <";

/// A code, with the number below which its number was said to be.
pub(super) fn in_words(code: &str, below: Option<i64>) -> String {
    match below {
        Some(below) => format!("{code}{SAID_TO_BE_BELOW}{below}"),
        None => code.to_owned(),
    }
}

/// A code, and the number below which its number was said to be.
pub(super) fn from_words(words: &str) -> (String, Option<i64>) {
    match words.split_once(SAID_TO_BE_BELOW) {
        Some((code, below)) => (code.to_owned(), below.parse().ok()),
        None => (words.to_owned(), None),
    }
}

/// What was told of a number: an entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerEntry {
    /// The period.
    pub period: Period,
    /// The number's code.
    pub code: String,
    /// The units whose records it counts, each with the revision of its report, 0 for what was not closed.
    pub behind: Vec<(UnitCode, i64)>,
    /// The number, where it was shown.
    pub exact: Option<i64>,
    /// Below which number it was said to be, where only that was said.
    pub below: Option<i64>,
}

impl LedgerEntry {
    /// What the ledger says of a year.
    ///
    /// # Errors
    /// The store's.
    pub fn of_year(reader: &impl Reader, year: Year) -> Result<Vec<Self>, StoreError> {
        let told = store::published(reader, year)?.into_iter().map(|number| {
            let bad = |error: &dyn fmt::Display| StoreError::bad("published", error);
            let (code, below) = from_words(&number.code);
            Ok(Self {
                period: number.period.parse().map_err(|error| bad(&error))?,
                code,
                below,
                behind: serde_json::from_str(&number.behind).map_err(|error| bad(&error))?,
                exact: number.exact,
            })
        });
        told.collect()
    }

    /// As the ledger keeps it.
    ///
    /// # Errors
    /// Never, in practice: [`StoreError::BadValue`].
    pub fn for_ledger(told: &[Self]) -> Result<Vec<PublishedNumber>, StoreError> {
        let entry = |told: &Self| {
            let behind = serde_json::to_string(&told.behind);
            Ok(PublishedNumber {
                period: told.period.to_string(),
                code: in_words(&told.code, told.below),
                behind: behind.map_err(|error| StoreError::bad("published", error))?,
                exact: told.exact,
            })
        };
        told.iter().map(entry).collect()
    }
}
