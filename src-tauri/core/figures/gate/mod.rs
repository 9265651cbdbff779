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
//!
//! A report that is not closed is published by whatever leaves of it: what it came to then is one revision more,
//! which stays known and hidden as it left.

mod annexes;
mod case_code;
mod cleared;
mod feasible;
mod ledger;
mod over;
mod published;
mod relations;
#[cfg(test)]
mod tests;
mod told_persons;
mod worlds;

pub use case_code::{CaseCode, CaseNumbers, TableRow};
pub use cleared::{Cleared, ClearedResult};
pub use ledger::{Ledger, LedgerEntry, OpenReport};
pub use told_persons::ToldPerson;

use super::{IndicatorResult, Shown};
use crate::catalogue::{Catalogue, IndicatorRow, Masking, RegisterCount};
use crate::model::{FigureCode, Part, Period, ReportKind, UnitCode};
use published::{Follows, Numbers, Report, Told};
use relations::Reform;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The reforms between a period and others by which a unit was made of others, or others of it.
fn reforms(catalogue: &Catalogue, unit: &UnitCode, period: Period) -> Vec<Reform> {
    let mut reforms = Vec::new();
    if catalogue.changes.is_empty() {
        return reforms;
    }
    let last_day = |of: Period| catalogue.days(of).map(|(_, last)| last);
    // Phụ lục 01 has to do with Phụ lục 02 of the time before it.
    let alike = |of: &Period| {
        of.report == period.report || [of.report, period.report].contains(&ReportKind::Annex01)
    };
    for other in catalogue.periods().filter(alike) {
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
    /// This office's closings so far, by period and revision.
    closings: Vec<(Period, i64)>,
    /// Its reports of which something left before they were closed, and those beside them, until they are taken in.
    left: VecDeque<OpenReport>,
    /// The revisions of those of which nothing left.
    untold: BTreeSet<i64>,
    /// Those of which something leaves now, if it does; `None` where nobody can keep them.
    leaving: Option<Vec<OpenReport>>,
    /// The number of the next one.
    next: i64,
}

impl Gate {
    /// Begins with how small numbers are kept back, and what the office has told before.
    pub fn new(masking: Masking, ledger: Ledger) -> Self {
        let mut numbers = Numbers::default();
        let left = ledger.open.as_deref().unwrap_or_default();
        numbers.open.extend(left.iter().map(OpenReport::revision));
        let mut untold = numbers.open.clone();
        for entry in ledger.told {
            for (_, revision) in &entry.behind {
                untold.remove(revision);
            }
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
            closings: Vec::new(),
            untold,
            next: left.iter().map(|report| report.number).max().unwrap_or(0) + 1,
            leaving: ledger.open.as_ref().map(|_| Vec::new()),
            left: ledger.open.unwrap_or_default().into(),
        }
    }

    /// Takes in who stands in files of persons of the year: it comes before the numbers.
    pub fn told_persons(&mut self, persons: Vec<ToldPerson>) {
        self.numbers.get_mut().told_persons = persons;
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

    /// Takes in what this office's unit came to when it closed a period; and before, what it came to when something
    /// left that was not closed.
    pub fn closed(
        &mut self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        (period, revision): (Period, i64),
        numbers: &CaseNumbers,
    ) {
        while let Some(report) = self.left.pop_front() {
            if report.after.contains(&(period, revision)) {
                self.left.push_front(report);
                break;
            }
            self.left_open(catalogue, unit, &report);
        }
        self.closings.push((period, revision));
        self.publish(catalogue, unit, period, revision, numbers);
    }

    /// Takes in what it came to when something left since its last closing.
    pub fn all_closed(&mut self, catalogue: &Catalogue, unit: &UnitCode) {
        for report in std::mem::take(&mut self.left) {
            self.left_open(catalogue, unit, &report);
        }
    }

    fn left_open(&mut self, catalogue: &Catalogue, unit: &UnitCode, report: &OpenReport) {
        let revision = report.revision();
        let told = match self.untold.contains(&revision) {
            true => Told::Beside(revision),
            false => Told::Before(revision),
        };
        self.take_in(catalogue, (unit, report.period), told, &report.numbers);
    }

    /// Takes in what this office's unit comes to in a period that is not closed; where it is still what it was
    /// when something left last, that stands.
    pub fn not_closed(
        &mut self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        period: Period,
        numbers: &CaseNumbers,
    ) {
        if self
            .numbers
            .get_mut()
            .is_as_it_left((unit, period), numbers)
        {
            return;
        }
        let revision = match &mut self.leaving {
            Some(leaving) => {
                let report = OpenReport {
                    number: self.next,
                    period,
                    after: self.closings.clone(),
                    numbers: numbers.clone(),
                };
                let revision = report.revision();
                leaving.push(report);
                self.next += 1;
                revision
            }
            None => 0,
        };
        self.publish(catalogue, unit, period, revision, numbers);
    }

    /// Takes in what a unit had of a period before a reform made this office's of it and others: what it showed of it
    /// is not known here, but it kept back by the same rules.
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

    /// Takes in what a unit's own print of a revision keeps back: this office does not show it either, and all the rest
    /// everybody knows. It comes before the numbers of that revision.
    pub fn heed(&mut self, unit: &UnitCode, period: Period, revision: i64, kept_back: &[String]) {
        let numbers = self.numbers.get_mut();
        let told_of = numbers.told_of.entry(unit.clone()).or_default();
        let mut heeded = BTreeMap::new();
        for words in kept_back {
            let (code, below, follows) = ledger::kept_back_from_words(words);
            heeded.insert(code.clone(), follows);
            told_of.push(LedgerEntry {
                period,
                code,
                behind: vec![(unit.clone(), revision)],
                exact: None,
                below,
            });
        }
        let key = (unit.clone(), period, revision);
        numbers.heeded.insert(key, heeded);
    }

    /// What a revision of a unit's report keeps back, for whoever receives it.
    pub fn kept_back(&self, unit: &UnitCode, period: Period, revision: i64) -> Vec<String> {
        let mut numbers = self.numbers.borrow_mut();
        let Numbers { units, worlds, .. } = &mut *numbers;
        let all = units.get(&(unit.clone(), period));
        let of = all.and_then(|all| all.iter().find(|of| of.revision == revision));
        let Some(of) = of else {
            return Vec::new();
        };
        let mut kept_back = Vec::new();
        for (code, shown) in &of.shown {
            let below = match shown {
                Shown::Exact(_) => continue,
                Shown::Below(below) => Some(*below),
                Shown::Hidden => None,
            };
            let follows = of.cells.get(code).map(|place| worlds.follows(*place));
            let (least, most) = follows.unwrap_or_default();
            let follows = Follows { least, most };
            kept_back.push(ledger::kept_back_in_words(
                &code.to_string(),
                below,
                follows,
            ));
        }
        kept_back
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
    pub fn taken(&self) -> Ledger {
        let told: Vec<LedgerEntry> = self.numbers.borrow().taken.iter().cloned().collect();
        let has_left = |report: &&OpenReport| {
            let mut behind = told
                .iter()
                .filter(|told| told.period == report.period)
                .flat_map(|told| &told.behind);
            behind.any(|(_, revision)| *revision == report.revision())
        };
        let leaving = self.leaving.as_ref().map(|leaving| {
            // What Phụ lục 01 tells is told of those whom Phụ lục 02 counts at the same time.
            let is_of = |report: &OpenReport, kind| report.period.report == kind;
            let annex01_left = leaving
                .iter()
                .any(|report| is_of(report, ReportKind::Annex01) && has_left(&report));
            let is_beside = |report: &OpenReport| {
                let is_year = report.period.part == Part::Annual;
                annex01_left && is_year && is_of(report, ReportKind::Annex02)
            };
            let kept = leaving
                .iter()
                .filter(|report| has_left(report) || is_beside(report));
            kept.cloned().collect()
        });
        Ledger {
            told,
            open: leaving,
        }
    }
}
