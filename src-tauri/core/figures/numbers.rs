//! Figures of records, as texts and reports say them.

use super::{Cleared, Dataset, Figures, Gate};
use crate::model::{FigureCode, Period, UnitCode};
use std::collections::BTreeSet;

/// The figures of some units in a period. They are counted exactly, and given out as they may leave.
pub struct Numbers<'a> {
    gate: &'a Gate,
    behind: BTreeSet<UnitCode>,
    period: Period,
    figures: Figures,
}

impl<'a> Numbers<'a> {
    /// Those of a dataset.
    pub fn new(gate: &'a Gate, data: &Dataset, figures: Figures) -> Self {
        Self {
            gate,
            behind: data.units.iter().map(|unit| unit.unit.clone()).collect(),
            period: data.period,
            figures,
        }
    }

    /// Whether it is counted at all.
    pub fn has(&self, code: &FigureCode) -> bool {
        self.figures.contains_key(code)
    }

    /// Whether there is anything that a figure counts, as far as that may be said: where a number is kept back,
    /// there may be.
    pub fn has_any(&self, code: &FigureCode) -> bool {
        let nothing = |cleared: Cleared| cleared.parts() == Some(0);
        self.cleared(code).is_some_and(|cleared| !nothing(cleared))
    }

    /// Below which number those of cases are kept back.
    pub fn below(&self) -> i64 {
        self.gate.below()
    }

    /// A figure as it may leave; `None` where it is unknown.
    pub fn cleared(&self, code: &FigureCode) -> Option<Cleared> {
        let value = self.value(code);
        self.gate.figure(&self.behind, self.period, code, value)
    }

    fn value(&self, code: &FigureCode) -> Option<i64> {
        self.figures.get(code).and_then(|figure| figure.value)
    }
}
