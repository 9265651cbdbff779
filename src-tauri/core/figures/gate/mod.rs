//! The gate: every number of cases that leaves an office goes through it, so that all that leaves says the
//! same of the same number, and no small one can be worked out of all of it together.
//!
//! Its numbers are those of one year – a case counts in the year in which it was found and in no other, so that
//! those of two years have nothing to do with one another –: every figure of cases of Phụ lục 02 and every count
//! of the register for Phụ lục 01, of each unit, in each period and revision, with what adds up to what. A unit's
//! own numbers come first, in the order in which they were published: what is shown of them everybody knows, what
//! is not stays hidden, whoever prints: a unit's report says what its own print keeps back. A sum over units is
//! one more number, and gives way. A unit does not know of it: what it reports later leaves open what it kept
//! back before.

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
use crate::catalogue::{Catalogue, IndicatorRow, Masking, RegisterCount};
use crate::model::{Period, ReportKind, UnitCode};
use published::{Numbers, Report, Told};
use relations::Reform;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The reforms between a period and others by which a unit was made of others, or others of it.
fn reforms(catalogue: &Catalogue, unit: &UnitCode, period: Period) -> Vec<Reform> {
    let mut reforms = Vec::new();
    if catalogue.changes.is_empty() {
        return reforms;
    }
    let last_day = |of: Period| catalogue.days(of).map(|(_, last)| last);
    for other in catalogue.periods().filter(|of| of.report == period.report) {
        let (Some(here), Some(there)) = (last_day(period), last_day(other)) else {
            continue;
        };
        let (first, last) = (here.min(there), here.max(there));
        let (then, now) = if here < there {
            (period, other)
        } else {
            (other, period)
        };
        for made in catalogue.units_on(last).iter() {
            let reform = catalogue.made_of(&made.code, first, last);
            let of_unit = |(made, of): &(BTreeSet<UnitCode>, _)| match here == last {
                true => made.contains(unit),
                false => BTreeSet::contains(of, unit),
            };
            reforms.extend(reform.filter(of_unit).map(|(made, of)| Reform {
                made: (now, made),
                of: (then, of),
            }));
        }
    }
    reforms.sort();
    reforms.dedup();
    reforms
}

/// The gate of an office for a year.
pub struct Gate {
    masking: Masking,
    numbers: RefCell<Numbers>,
}

impl Gate {
    /// Begins with how small numbers are kept back, and what the office has told before.
    pub fn new(masking: Masking, told: Vec<LedgerEntry>) -> Self {
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
            masking,
            numbers: RefCell::new(numbers),
        }
    }

    /// Below which number those of units are kept back.
    pub fn below(&self) -> i64 {
        self.masking.below
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
        let told = Told::Here(revision);
        self.take_in(catalogue, (unit, period), told, numbers);
    }

    /// Takes in what a unit has of a period before a reform made it, which the units told of which it was made.
    pub(crate) fn told_by_others(
        &mut self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        period: Period,
        numbers: &CaseNumbers,
    ) {
        self.take_in(catalogue, (unit, period), Told::ByOthers, numbers);
    }

    fn take_in(
        &mut self,
        catalogue: &Catalogue,
        (unit, period): (&UnitCode, Period),
        told: Told,
        numbers: &CaseNumbers,
    ) {
        let Some(days) = catalogue.days(period) else {
            return;
        };
        let masked = self.masking.masks(catalogue, unit);
        let below = self.below();
        let reforms = reforms(catalogue, unit, period);
        let report = Report {
            period,
            days,
            told,
            masked,
            reforms,
        };
        let all = self.numbers.get_mut();
        all.publish(unit, report, numbers, below);
    }

    /// Takes in what a unit's own print of a revision keeps back: this office does not show it either. It comes before
    /// the numbers of that revision.
    pub fn heed(&mut self, unit: &UnitCode, period: Period, revision: i64, kept_back: &[String]) {
        let entries = kept_back.iter().map(|words| {
            let (code, below) = ledger::from_words(words);
            LedgerEntry {
                period,
                code,
                behind: vec![(unit.clone(), revision)],
                exact: None,
                below,
            }
        });
        let told_of = &mut self.numbers.get_mut().told_of;
        told_of.entry(unit.clone()).or_default().extend(entries);
    }

    /// What a revision of a unit's report keeps back, for whoever receives it.
    pub fn kept_back(&self, unit: &UnitCode, period: Period, revision: i64) -> Vec<String> {
        let numbers = self.numbers.borrow();
        let all = numbers.units.get(&(unit.clone(), period));
        let of = all.and_then(|all| all.iter().find(|of| of.revision == revision));
        let shown = of.into_iter().flat_map(|of| &of.shown);
        let kept_back = shown.filter_map(|(code, shown)| match shown {
            Shown::Exact(_) => None,
            Shown::Below(below) => Some(ledger::in_words(&code.to_string(), Some(*below))),
            Shown::Hidden => Some(code.to_string()),
        });
        kept_back.collect()
    }

    /// What may be said of a number of cases over units.
    pub fn cleared(&self, behind: &BTreeSet<UnitCode>, period: Period, code: &CaseCode) -> Cleared {
        let mut numbers = self.numbers.borrow_mut();
        let shown = numbers.shown(behind, period, code, self.below());
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
        if let Some((row, count)) = row.counted() {
            let code = self.said(behind, period, count, Some(&row.code));
            let cleared = self.cleared(behind, period, &code);
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
        let cleared = parts.map(|(count, row)| {
            let code = self.said(behind, period, count, row);
            self.cleared(behind, period, &code)
        });
        match cleared.filter(|cleared| !cleared.is_exact()).count() {
            0 => open,
            _ => ClearedResult {
                value: Some(Cleared::kept_back()),
                ..ClearedResult::default()
            },
        }
    }

    /// What stands for a count of the register over units in a row: what an officer put there, where one did.
    fn said(
        &self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        count: RegisterCount,
        row: Option<&str>,
    ) -> CaseCode {
        let numbers = self.numbers.borrow();
        let said = numbers.latest(behind, period);
        let mut said = said.map(|(_, of)| of.said(count, row));
        let counted = CaseCode::Count(count);
        said.find(|code| *code != counted).unwrap_or(counted)
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
        let kept_back = parts.find_map(|(count, row)| match shown(&of.said(count, row)) {
            Shown::Exact(_) => None,
            kept_back => Some(kept_back),
        });
        Some(match (kept_back, row.counted()) {
            (None, _) => Cleared::number(value),
            (Some(shown), Some(_)) => Cleared::count(shown),
            (Some(_), None) => Cleared::kept_back(),
        })
    }

    /// Whether small numbers of a unit are kept back.
    pub fn keeps_back(&self, unit: &UnitCode) -> bool {
        let numbers = self.numbers.borrow();
        let mut all = numbers.units.iter();
        all.any(|((of, _), published)| of == unit && published.iter().any(|p| p.masked))
    }

    /// What was asked for, as it was told: what goes into the ledger with what leaves.
    pub fn taken(&self) -> Vec<LedgerEntry> {
        self.numbers.borrow().taken.iter().cloned().collect()
    }
}
