//! Counted numbers, each with the ids of the records under it; what may be printed of them, and what they
//! add up to. By which rule a figure is counted is said in its section of the outline (`sections`).
//!
//! The screen, the report, a narrative's live figures, a package's control totals and the
//! province's sums all take a number from here. A figure never guesses: where no record knows a
//! number it is `None`, which prints as blank or "chưa có số liệu", never as 0.

mod cases;
mod code;
mod dataset;
mod gate;
mod indicator;
mod numbers;
mod register;
mod shown;
mod summary;

pub(crate) use cases::*;
pub use dataset::*;
pub use gate::*;
pub use indicator::*;
pub use numbers::*;
pub use register::*;
pub use shown::*;
pub use summary::*;

use crate::model::{FigureCode, Money, People, RecordId};
use crate::package::ControlTotals;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A number and the records it was counted from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The number; `None` where no record knows it.
    pub value: Option<i64>,
    /// The records, by unit-independent id, each once.
    pub records: BTreeSet<RecordId>,
}

impl Figure {
    /// Counts records.
    pub(crate) fn count<'a>(ids: impl IntoIterator<Item = &'a RecordId>) -> Self {
        let records: BTreeSet<RecordId> = ids.into_iter().copied().collect();
        Self {
            value: Some(records.len() as i64),
            records,
        }
    }

    /// Sums what records know; unknown parts are left out, and a sum of unknowns is unknown.
    pub(crate) fn sum(parts: impl IntoIterator<Item = (RecordId, Option<i64>)>) -> Self {
        let mut figure = Self::default();
        let mut any = false;
        for (id, part) in parts {
            any = true;
            if let Some(part) = part {
                figure.value = Some(figure.value.unwrap_or(0).saturating_add(part));
                figure.records.insert(id);
            }
        }
        if !any {
            // Nothing took place: that is a known zero.
            figure.value = Some(0);
        }
        figure
    }
}

/// All figures of a dataset.
pub type Figures = BTreeMap<FigureCode, Figure>;

/// The control totals that a package carries: from the same figures.
pub fn control_totals(figures: &Figures) -> ControlTotals {
    let value = |code: &FigureCode| {
        figures
            .get(code)
            .and_then(|figure| figure.value)
            .unwrap_or(0)
    };
    let people = |people| value(&FigureCode::Participants(people));
    ControlTotals {
        men: people(People::Men),
        women: people(People::Women),
        unrecorded: people(People::Unrecorded),
        granted: value(&FigureCode::funding(None, Money::Granted)),
        cases: value(&FigureCode::CASES),
    }
}

#[cfg(test)]
mod tests;
