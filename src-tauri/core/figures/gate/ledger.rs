//! The ledger of what left, in the words of the gate.

use crate::model::{Period, UnitCode, Year};
use crate::store::{self, PublishedNumber, Reader, StoreError};
use std::fmt;

/// What stands in the ledger between a code and the number below which it was said to be.
const SAID_TO_BE_BELOW: &str = " <";

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
            let (code, below) = match number.code.split_once(SAID_TO_BE_BELOW) {
                Some((code, below)) => (code.to_owned(), below.parse().ok()),
                None => (number.code, None),
            };
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
                code: match told.below {
                    Some(below) => format!("{}{SAID_TO_BE_BELOW}{below}", told.code),
                    None => told.code.clone(),
                },
                behind: behind.map_err(|error| StoreError::bad("published", error))?,
                exact: told.exact,
            })
        };
        told.iter().map(entry).collect()
    }
}
