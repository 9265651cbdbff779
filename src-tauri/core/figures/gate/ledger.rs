//! The ledger of what left, in the words of the gate.

use super::CaseNumbers;
use super::published::{Follows, open_revision};
use crate::model::{Period, UnitCode, Year};
use crate::store::{self, PublishedNumber, Reader, StoreError, Writer};
use serde::{Deserialize, Serialize};
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

/// What stands before and within the range in which a number that is kept back lies.
const FOLLOWS: &str = " [";
const UP_TO: &str = "..";

/// What a unit keeps back of a number, for whoever receives its report: the code, the number below which it was said to
/// be, and what follows of it from all that was told.
pub(super) fn kept_back_in_words(code: &str, below: Option<i64>, follows: Follows) -> String {
    let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
    let words = in_words(code, below);
    match follows == Follows::default() {
        true => words,
        false => format!(
            "{words}{FOLLOWS}{}{UP_TO}{}]",
            end(follows.least),
            end(follows.most)
        ),
    }
}

/// Reads what [`kept_back_in_words`] wrote.
pub(super) fn kept_back_from_words(words: &str) -> (String, Option<i64>, Follows) {
    let (words, range) = words.split_once(FOLLOWS).unwrap_or((words, ""));
    let (least, most) = range
        .trim_end_matches(']')
        .split_once(UP_TO)
        .unwrap_or_default();
    let (code, below) = from_words(words);
    let follows = Follows {
        least: least.parse().ok(),
        most: most.parse().ok(),
    };
    (code, below, follows)
}

/// What was told of a number: an entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerEntry {
    /// The period.
    pub period: Period,
    /// The number's code.
    pub code: String,
    /// The units whose records it counts, each with the revision of its report; of one that was not closed, a
    /// number below zero ([`OpenReport`]), or 0, where an earlier program told it.
    pub behind: Vec<(UnitCode, i64)>,
    /// The number, where it was shown.
    pub exact: Option<i64>,
    /// Below which number it was said to be, where only that was said.
    pub below: Option<i64>,
}

/// A report that was not closed, as it was when some of it left. The ledger has what was shown of it; what was kept
/// back lies here, sealed with the facts of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenReport {
    /// Which of the year's it is, from 1.
    #[serde(skip)]
    pub number: i64,
    /// The period.
    pub period: Period,
    /// The closings that came before it, by period and revision.
    pub after: Vec<(Period, i64)>,
    /// What it came to.
    pub numbers: CaseNumbers,
}

impl OpenReport {
    /// The revision under which the ledger tells of it.
    pub(super) fn revision(&self) -> i64 {
        open_revision(self.number)
    }
}

/// What an office told of the numbers of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What was told of each number.
    pub told: Vec<LedgerEntry>,
    /// The reports that were not closed, in the order in which they left; `None` for who cannot read the facts of
    /// cases.
    pub open: Option<Vec<OpenReport>>,
}

fn bad(error: impl fmt::Display) -> StoreError {
    StoreError::bad("published", error)
}

impl Ledger {
    /// That of a year.
    ///
    /// # Errors
    /// The store's.
    pub fn of_year(reader: &impl Reader, year: Year) -> Result<Self, StoreError> {
        let told = store::published(reader, year)?.into_iter().map(|number| {
            let (code, below) = from_words(&number.code);
            Ok(LedgerEntry {
                period: number.period.parse().map_err(bad)?,
                code,
                below,
                behind: serde_json::from_str(&number.behind).map_err(bad)?,
                exact: number.exact,
            })
        });
        let open = store::open_reports(reader, year)?.map(|reports| {
            let reports = reports.into_iter().map(|(number, report)| {
                let report: OpenReport = serde_json::from_str(&report).map_err(bad)?;
                Ok(OpenReport { number, ..report })
            });
            reports.collect::<Result<_, StoreError>>()
        });
        Ok(Self {
            told: told.collect::<Result<_, StoreError>>()?,
            open: open.transpose()?,
        })
    }

    /// Notes what an output tells.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn put(&self, writer: &Writer<'_>, output: &str) -> Result<(), StoreError> {
        for report in self.open.iter().flatten() {
            let text = serde_json::to_string(report).map_err(bad)?;
            writer.put_open_report(report.period.year, report.number, text)?;
        }
        let numbers = self.told.iter().map(|told| {
            Ok(PublishedNumber {
                period: told.period.to_string(),
                code: in_words(&told.code, told.below),
                behind: serde_json::to_string(&told.behind).map_err(bad)?,
                exact: told.exact,
            })
        });
        writer.put_published(output, &numbers.collect::<Result<Vec<_>, StoreError>>()?)
    }
}

#[cfg(test)]
impl Ledger {
    /// One of which nothing was told yet, of an office that keeps what left before it was closed.
    pub(crate) fn kept() -> Self {
        Self {
            told: Vec::new(),
            open: Some(Vec::new()),
        }
    }

    /// Notes what an output told, as the store does.
    pub(crate) fn note(&mut self, taken: Self) {
        for entry in taken.told {
            if !self.told.contains(&entry) {
                self.told.push(entry);
            }
        }
        let open = taken.open.into_iter().flatten();
        self.open.get_or_insert_default().extend(open);
    }
}
