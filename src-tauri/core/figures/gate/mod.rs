//! The gate: every number of cases that leaves an office goes through it, so that all that leaves says the
//! same of the same number, and no small one can be worked out of all of it together.
//!
//! Its numbers are those of one year: every figure of cases of Phụ lục 02 and every count of the register for
//! Phụ lục 01, of each unit, in each period and revision, with what adds up to what. A unit's own numbers
//! come first, in the order in which they were published: what is shown of them everybody knows, what is
//! not stays hidden, whoever prints. A sum over units is one more number, and gives way.

mod annexes;
#[cfg(test)]
mod attack;
mod case_code;
mod cleared;
mod feasible;
mod ledger;
mod over;
mod published;
mod relations;
#[cfg(test)]
mod tests;
mod worlds;

pub use case_code::{CaseCode, CaseNumbers, TableRow};
pub use cleared::{Cleared, ClearedResult};
pub use ledger::LedgerEntry;

use super::{FigureCode, IndicatorResult, Shown};
use crate::catalogue::{Catalogue, IndicatorRow};
use crate::model::{Period, ReportKind, UnitCode};
use published::Numbers;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The gate of an office for a year.
pub struct Gate {
    below: i64,
    numbers: RefCell<Numbers>,
}

impl Gate {
    /// Begins with what the office has told before.
    pub fn new(catalogue: &Catalogue, told: Vec<LedgerEntry>) -> Self {
        let mut numbers = Numbers::default();
        for entry in told {
            match &entry.behind[..] {
                [(unit, _)] => {
                    let of = numbers.told_of.entry(unit.clone()).or_default();
                    of.push(entry);
                }
                _ => numbers.told_over.push(entry),
            }
        }
        Self {
            below: catalogue.regime.mask_below,
            numbers: RefCell::new(numbers),
        }
    }

    /// Takes in what a unit alone comes to in a period. Units' numbers come in the order in which they were
    /// published, the present ones last.
    pub fn publish(
        &mut self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        period: Period,
        revision: i64,
        numbers: &CaseNumbers,
    ) {
        let Some(days) = catalogue.days(period) else {
            return;
        };
        let masked = catalogue.masks(unit).is_some();
        self.numbers
            .get_mut()
            .publish(unit, (period, days, revision, masked), numbers, self.below);
    }

    /// What may be said of a number of cases over units.
    pub fn cleared(&self, behind: &BTreeSet<UnitCode>, period: Period, code: &CaseCode) -> Cleared {
        let mut numbers = self.numbers.borrow_mut();
        let shown = numbers.shown(behind, period, code, self.below);
        let told = LedgerEntry {
            period,
            code: code.to_string(),
            behind: numbers.revisions(behind, period),
            exact: match shown {
                Shown::Exact(number) => Some(number),
                Shown::Below(_) | Shown::Hidden => None,
            },
            below: match shown {
                Shown::Below(below) => Some(below),
                Shown::Exact(_) | Shown::Hidden => None,
            },
        };
        numbers.taken.insert(told);
        Cleared::count(shown)
    }

    /// What may be said of a figure over units: `None` where nobody knows it.
    pub fn figure(
        &self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        code: &FigureCode,
        value: Option<i64>,
    ) -> Option<Cleared> {
        let value = value?;
        Some(
            Cleared::figure(code, value)
                .unwrap_or_else(|| self.cleared(behind, period, &CaseCode::Figure(code.clone()))),
        )
    }

    /// What may be said of the result of a row of Phụ lục 01 over units. A ratio is shown only where its
    /// numerator and its denominator are.
    pub fn result(
        &self,
        catalogue: &Catalogue,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        row: &IndicatorRow,
        result: &IndicatorResult,
    ) -> ClearedResult {
        let parts = |parts: Option<i64>| parts.map(Cleared::number);
        let open = ClearedResult {
            value: parts(result.value),
            numerator: parts(result.numerator),
            denominator: parts(result.denominator),
        };
        if let Some((_, count)) = row.counted() {
            let cleared = self.cleared(behind, period, &CaseCode::Count(count));
            return match cleared.is_exact() {
                true => open,
                false => ClearedResult {
                    value: result.value.map(|_| cleared),
                    ..ClearedResult::default()
                },
            };
        }
        // All of them are asked for: each is told by the ratio.
        let parts = row.register_parts(catalogue);
        let cleared = parts.map(|count| self.cleared(behind, period, &CaseCode::Count(count)));
        match cleared.filter(|cleared| !cleared.is_exact()).count() {
            0 => open,
            _ => ClearedResult {
                value: Some(Cleared::kept_back()),
                ..ClearedResult::default()
            },
        }
    }

    /// What may be said of the value alone of a row of Phụ lục 01 over units.
    pub fn row(
        &self,
        catalogue: &Catalogue,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        row: &IndicatorRow,
        value: Option<i64>,
    ) -> Option<Cleared> {
        let result = IndicatorResult {
            value,
            ..IndicatorResult::nothing(&row.code)
        };
        self.result(catalogue, behind, period, row, &result).value
    }

    /// What an earlier revision of a unit's report showed of a number of cases, by the code of its figure or
    /// row.
    pub fn earlier(
        &self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        (period, revision): (Period, i64),
        code: &str,
        value: Option<i64>,
    ) -> Option<Cleared> {
        let value = value?;
        let numbers = self.numbers.borrow();
        let all = numbers.units.get(&(unit.clone(), period))?;
        let of = all.iter().find(|of| of.revision == revision)?;
        let shown = |code: &CaseCode| of.shown.get(code).copied().unwrap_or(Shown::Hidden);
        if period.report != ReportKind::Annex01 {
            let code = CaseCode::Figure(FigureCode::from(code));
            return Some(Cleared::count(shown(&code)));
        }
        let row = catalogue.annex01.iter().find(|row| row.code == code)?;
        let mut parts = row.register_parts(catalogue);
        let kept_back = parts.find_map(|count| match shown(&CaseCode::Count(count)) {
            Shown::Exact(_) => None,
            kept_back => Some(kept_back),
        });
        Some(match (kept_back, row.counted()) {
            (None, _) => Cleared::number(value),
            (Some(shown), Some(_)) => Cleared::count(shown),
            (Some(_), None) => Cleared::kept_back(),
        })
    }

    /// Below which number those of these units are kept back; `None` where none are.
    pub fn keeps_back<'a>(&self, behind: impl IntoIterator<Item = &'a UnitCode>) -> Option<i64> {
        let numbers = self.numbers.borrow();
        let masked = |unit: &&UnitCode| {
            let mut all = numbers.units.iter();
            all.any(|((of, _), published)| of == *unit && published.iter().any(|p| p.masked))
        };
        behind
            .into_iter()
            .any(|unit| masked(&unit))
            .then_some(self.below)
    }

    /// What was asked for, as it was told: what goes into the ledger with what leaves.
    pub fn taken(&self) -> Vec<LedgerEntry> {
        self.numbers.borrow().taken.iter().cloned().collect()
    }
}
