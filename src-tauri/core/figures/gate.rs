//! The gate: every number of cases that leaves an office goes through it, so that all that leaves says the
//! same of the same number, and no small one can be worked out of all of it together.
//!
//! Its numbers are those of one year: every figure of cases of Phụ lục 02 and every count of the register for
//! Phụ lục 01, of each unit, in each period and revision, with what adds up to what. A unit's own numbers
//! come first, in the order in which they were published: what is shown of them everybody knows, what is
//! not stays hidden, whoever prints. A sum over units is one more number, and gives way.

use super::worlds::{MUCH, Place, Worlds};
use super::{FigureCode, IndicatorParts, IndicatorResult, Shown, Summary, Survivors};
use crate::catalogue::{Catalogue, Condition, IndicatorRow, Persons, RegisterCount, Rule};
use crate::model::{Day, Decimal, Period, ReportKind, UnitCode, Year, grouped};
use crate::store::{self, PublishedNumber, Reader, StoreError};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A number as it leaves the office. Only the gate makes one of a number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared(Leaving);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    /// A count.
    Count(Shown),
    /// A number in ten-thousandths.
    Parts(i64),
}

impl Cleared {
    /// How many units there are of a kind: nobody is recognised in it.
    pub fn units(count: i64) -> Self {
        Self(Leaving::Count(Shown::Exact(count)))
    }

    /// A figure that counts no cases and nobody in them; `None` of any other.
    pub fn figure(code: &FigureCode, value: i64) -> Option<Self> {
        (!code.is_of_cases()).then_some(Self(Leaving::Count(Shown::Exact(value))))
    }

    /// A number in ten-thousandths that counts no cases.
    #[cfg(test)]
    pub(crate) fn entered(parts: i64) -> Self {
        Self(Leaving::Parts(parts))
    }

    /// That a number is kept back, whatever it is.
    pub fn kept_back() -> Self {
        Self(Leaving::Count(Shown::Hidden))
    }

    /// Whether it is a count.
    pub fn is_count(self) -> bool {
        matches!(self.0, Leaving::Count(_))
    }

    /// As programs read it: without groups, with a point.
    pub fn plain(self) -> String {
        match self.0 {
            Leaving::Count(Shown::Exact(count)) => count.to_string(),
            Leaving::Count(shown) => shown.to_string(),
            Leaving::Parts(parts) => {
                let sign = if parts < 0 { "-" } else { "" };
                let parts = parts.unsigned_abs();
                let whole = parts / Decimal::PARTS.unsigned_abs();
                let rest = format!("{:04}", parts % Decimal::PARTS.unsigned_abs());
                match rest.trim_end_matches('0') {
                    "" => format!("{sign}{whole}"),
                    rest => format!("{sign}{whole}.{rest}"),
                }
            }
        }
    }

    /// Whether the number itself leaves.
    pub fn is_exact(self) -> bool {
        matches!(self.0, Leaving::Count(Shown::Exact(_)) | Leaving::Parts(_))
    }

    /// The number in ten-thousandths, where it leaves.
    pub fn parts(self) -> Option<i64> {
        match self.0 {
            Leaving::Count(Shown::Exact(count)) => Some(count.saturating_mul(Decimal::PARTS)),
            Leaving::Parts(parts) => Some(parts),
            Leaving::Count(Shown::Below(_) | Shown::Hidden) => None,
        }
    }

    /// What is said of a count; of a number that is none, that it is not shown.
    pub fn shown(self) -> Shown {
        match self.0 {
            Leaving::Count(shown) => shown,
            Leaving::Parts(_) => Shown::Hidden,
        }
    }
}

impl fmt::Display for Cleared {
    /// As people read it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Leaving::Count(Shown::Exact(count)) => f.write_str(&grouped(count)),
            Leaving::Count(shown) => shown.fmt(f),
            Leaving::Parts(parts) => match Decimal::from_parts(parts) {
                Ok(number) => number.fmt(f),
                Err(_) => Ok(()),
            },
        }
    }
}

/// The result of a row of Phụ lục 01 as it leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClearedResult {
    /// The result.
    pub value: Option<Cleared>,
    /// Its numerator.
    pub numerator: Option<Cleared>,
    /// Its denominator.
    pub denominator: Option<Cleared>,
}

/// A number of cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseCode {
    /// A figure of Phụ lục 02.
    Figure(FigureCode),
    /// A count of the register, for Phụ lục 01.
    Count(RegisterCount),
    /// A row of a table of the analysis.
    Row(TableRow),
}

/// A row of a table of the analysis of cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableRow {
    /// The table.
    pub table: &'static str,
    /// What is counted.
    pub row: String,
    /// Whether survivors are counted; otherwise cases.
    pub of_survivors: bool,
    /// Whether the rows of the table add up to all.
    pub adds_up: bool,
}

impl TableRow {
    /// All survivors that the tables count, of cases reported elsewhere too.
    pub fn survivors() -> Self {
        Self {
            table: "survivors",
            row: "all".to_owned(),
            of_survivors: false,
            adds_up: false,
        }
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(code) => code.fmt(f),
            Self::Count(count) => write!(f, "register:{}", count.code()),
            Self::Row(row) => write!(f, "analysis:{}:{}", row.table, row.row),
        }
    }
}

impl CaseCode {
    /// The number of the same table that it is a part of.
    fn whole(&self) -> Option<Self> {
        match self {
            Self::Figure(code) => code.within().map(|(whole, _)| Self::Figure(whole)),
            Self::Count(count) => count.within().map(Self::Count),
            Self::Row(row) if *row == TableRow::survivors() => None,
            Self::Row(row) if row.of_survivors => Some(Self::Row(TableRow::survivors())),
            Self::Row(_) => Some(Self::Figure(FigureCode::CASES)),
        }
    }

    /// What it and the other parts of that number by the same division have in common.
    fn division(&self) -> Option<String> {
        match self {
            Self::Figure(code) => {
                let (whole, division) = code.within()?;
                Some(format!("{whole} {division:?}"))
            }
            Self::Count(_) => None,
            Self::Row(row) => Some(row.table.to_owned()),
        }
    }

    /// Whether it and the other parts of that number by the same division add up to it.
    fn adds_up(&self) -> bool {
        match self {
            Self::Figure(code) => code
                .within()
                .is_some_and(|(_, division)| division.adds_up()),
            Self::Count(_) => false,
            Self::Row(row) => row.adds_up,
        }
    }

    /// The figure of Phụ lục 02 that counts the same persons and others beside them.
    fn in_annex02(&self) -> Option<FigureCode> {
        let Self::Count(count) = self else {
            return None;
        };
        match (count.persons(), count.conditions()) {
            (Persons::Survivors, []) => Some(FigureCode::SURVIVORS),
            (Persons::Survivors, [Condition::Served]) => {
                Some(FigureCode::Survivors(Survivors::Served))
            }
            (Persons::Survivors, _) | (Persons::Perpetrators, _) => None,
        }
    }
}

/// What one unit alone comes to in a period, of cases: a whole stands before its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseNumbers(Vec<(CaseCode, i64)>);

impl CaseNumbers {
    /// These with tables of the analysis.
    pub(crate) fn with(mut self, tables: &[(CaseCode, i64)]) -> Self {
        self.0.extend_from_slice(tables);
        self
    }

    /// Those of a summary.
    pub fn of(summary: &Summary, catalogue: &Catalogue, report: ReportKind) -> Self {
        if report == ReportKind::Annex01 {
            let counts = RegisterCount::ALL.into_iter().map(|count| {
                let row = catalogue
                    .annex01
                    .iter()
                    .find(|row| row.counted().is_some_and(|(_, of)| of == count));
                let value = match row {
                    Some(row) => summary.said(row, count).0 / Decimal::PARTS,
                    None => summary.count(count).value.unwrap_or(0),
                };
                (CaseCode::Count(count), value)
            });
            return Self(counts.collect());
        }
        let known = FigureCode::all().into_iter();
        let codes = known.chain(summary.codes().filter(|code| code.is_unknown()).cloned());
        let of_cases = codes.filter(FigureCode::is_of_cases);
        let numbers = of_cases.filter_map(|code| {
            let value = summary.figure(&code)?;
            Some((CaseCode::Figure(code), value))
        });
        Self(numbers.collect())
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
}

impl LedgerEntry {
    /// What the ledger says of a year.
    ///
    /// # Errors
    /// The store's.
    pub fn of_year(reader: &impl Reader, year: Year) -> Result<Vec<Self>, StoreError> {
        let told = store::published(reader, year)?.into_iter().map(|number| {
            let bad = |error: &dyn fmt::Display| StoreError::bad("published", error);
            Ok(Self {
                period: number.period.parse().map_err(|error| bad(&error))?,
                code: number.code,
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
                code: told.code.clone(),
                behind: behind.map_err(|error| StoreError::bad("published", error))?,
                exact: told.exact,
            })
        };
        told.iter().map(entry).collect()
    }
}

/// A unit's numbers of a period as one revision has them.
struct Published {
    revision: i64,
    days: (Day, Day),
    /// Whether small numbers of the unit are kept back.
    masked: bool,
    cells: BTreeMap<CaseCode, Place>,
    shown: BTreeMap<CaseCode, Shown>,
    /// What is left of each number without a part of it, by what it is: a number itself, with its sign.
    rests: BTreeMap<String, (Place, i64)>,
}

#[derive(Default)]
struct Numbers {
    worlds: Worlds,
    guards: Vec<Place>,
    units: BTreeMap<(UnitCode, Period), Vec<Published>>,
    over: BTreeMap<BTreeSet<UnitCode>, BTreeMap<(Period, CaseCode), Shown>>,
    /// What was told before.
    told: Vec<LedgerEntry>,
    /// What was asked for, as it was told.
    taken: BTreeSet<LedgerEntry>,
}

/// The gate of an office for a year.
pub struct Gate {
    below: i64,
    numbers: RefCell<Numbers>,
}

impl Gate {
    /// Begins with what the office has told before.
    pub fn new(catalogue: &Catalogue, told: Vec<LedgerEntry>) -> Self {
        let numbers = Numbers {
            told,
            ..Numbers::default()
        };
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
        };
        numbers.taken.insert(told);
        Cleared(Leaving::Count(shown))
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
        let parts = |parts: Option<i64>| parts.map(|parts| Cleared(Leaving::Parts(parts)));
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
            return Some(Cleared(Leaving::Count(shown(&code))));
        }
        let row = catalogue.annex01.iter().find(|row| row.code == code)?;
        let mut parts = row.register_parts(catalogue);
        let kept_back = parts.find_map(|count| match shown(&CaseCode::Count(count)) {
            Shown::Exact(_) => None,
            kept_back => Some(kept_back),
        });
        Some(match (kept_back, row.counted()) {
            (None, _) => Cleared(Leaving::Parts(value)),
            (Some(shown), Some(_)) => Cleared(Leaving::Count(shown)),
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

impl IndicatorRow {
    /// The counts of the register that its result is made of.
    pub(crate) fn register_parts<'a>(
        &'a self,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = RegisterCount> + 'a {
        let (own, parts) = match &self.rule {
            Rule::Register { count } => (Some(*count), None),
            Rule::Ratio {
                numerator,
                denominator,
                ..
            } => (None, Some(numerator.iter().chain(denominator))),
            Rule::Heading | Rule::Entered | Rule::EnteredRatio { .. } => (None, None),
        };
        let parts = parts.into_iter().flatten();
        own.into_iter()
            .chain(parts.filter_map(|part| catalogue.register_part(part)))
    }
}

impl Catalogue {
    /// The count of the register that a part of a ratio is, by its own name or by that of its row.
    pub(crate) fn register_part(&self, part: &str) -> Option<RegisterCount> {
        match part.strip_prefix("register:") {
            Some(code) => RegisterCount::from_code(code),
            None => {
                let row = self.annex01.iter().find(|row| row.code == part)?;
                row.counted().map(|(_, count)| count)
            }
        }
    }
}

/// Whether a number is too small to be shown.
fn is_small(value: i64, below: i64) -> bool {
    (1..below).contains(&value)
}

impl Numbers {
    fn publish(
        &mut self,
        unit: &UnitCode,
        (period, days, revision, masked): (Period, (Day, Day), i64, bool),
        numbers: &CaseNumbers,
        below: i64,
    ) {
        let mut published = Published {
            revision,
            days,
            masked,
            cells: BTreeMap::new(),
            shown: BTreeMap::new(),
            rests: BTreeMap::new(),
        };
        for (code, value) in &numbers.0 {
            let place = match masked {
                true => self.worlds.number(*value),
                false => self.worlds.known(*value),
            };
            published.cells.insert(code.clone(), place);
        }
        if masked {
            self.relate(unit, period, &mut published, numbers);
        }
        let places: Vec<Place> = published.cells.values().copied().collect();
        let rests: Vec<Place> = published.rests.values().map(|(rest, _)| *rest).collect();
        for place in places.iter().chain(&rests) {
            if masked && is_small(self.worlds.value(*place), below) {
                self.guard(*place);
            }
        }
        self.settle();
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            let whole = code.whole().and_then(|whole| published.cells.get(&whole));
            let of_few = whole.is_some_and(|whole| is_small(self.worlds.value(*whole), below));
            let shown = match masked {
                true => self.decide(*place, of_few, below),
                false => Shown::Exact(*value),
            };
            published.shown.insert(code.clone(), shown);
        }
        // What a unit does not show stays hidden, whoever prints.
        for (code, place) in &published.cells {
            if published.shown.get(code) == Some(&Shown::Hidden) {
                self.guard(*place);
            }
        }
        self.settle();
        let key = (unit.clone(), period);
        self.units.entry(key).or_default().push(published);
        self.over.clear();
    }

    /// Says what a unit's numbers have to do with one another, with those of its other periods, and with what
    /// was told of them before.
    fn relate(
        &mut self,
        unit: &UnitCode,
        period: Period,
        published: &mut Published,
        numbers: &CaseNumbers,
    ) {
        let mut rests = BTreeMap::new();
        let mut part_of = |worlds: &mut Worlds, name: String, whole: Place, parts: &[Place]| {
            let parts_come_to: i64 = parts.iter().map(|part| worlds.value(*part)).sum();
            let sign = if worlds.value(whole) < parts_come_to {
                -1
            } else {
                1
            };
            let rest = worlds.sum(whole, parts);
            rests.insert(name, (rest, sign));
            rest
        };
        let codes: Vec<&CaseCode> = numbers.0.iter().map(|(code, _)| code).collect();
        let alike = |a: &&CaseCode, b: &&CaseCode| {
            a.adds_up() && b.adds_up() && a.division() == b.division()
        };
        for parts in codes.chunk_by(alike) {
            let whole = parts.first().and_then(|code| code.whole());
            let whole = whole.and_then(|whole| published.cells.get(&whole).copied());
            let places = parts
                .iter()
                .filter_map(|code| published.cells.get(code).copied());
            let places: Vec<Place> = places.collect();
            if let (Some(whole), Some(first)) = (whole, parts.first())
                && first.adds_up()
            {
                let name = format!("{first} and others");
                let rest = part_of(&mut self.worlds, name, whole, &places);
                // All parts stand in the table: everybody knows that nothing is left.
                if self.worlds.value(rest) == 0 {
                    self.worlds.tell(rest, 0, 0);
                }
            }
        }
        for ((_, other), all) in self
            .units
            .range((unit.clone(), period)..=(unit.clone(), period))
            .chain(
                self.units
                    .iter()
                    .filter(|((of, other), _)| of == unit && *other != period),
            )
        {
            let Some(last) = all.last() else {
                continue;
            };
            let within =
                |inner: (Day, Day), outer: (Day, Day)| outer.0 <= inner.0 && inner.1 <= outer.1;
            for (code, place) in &published.cells {
                let Some(before) = last.cells.get(code) else {
                    continue;
                };
                let name = format!("{code} beside {other}");
                // Whoever was found in a part of the year was found in the year.
                if within(last.days, published.days) {
                    part_of(&mut self.worlds, name, *place, &[*before]);
                } else if within(published.days, last.days) {
                    part_of(&mut self.worlds, name, *before, &[*place]);
                }
            }
            // The same persons under the codes of both annexes.
            let (annex01, annex02) = match (period.report, other.report) {
                (ReportKind::Annex01, ReportKind::Annex01) => continue,
                (ReportKind::Annex01, _) => (&published.cells, &last.cells),
                (_, ReportKind::Annex01) => (&last.cells, &published.cells),
                (_, _) => continue,
            };
            let annex01_days = match period.report {
                ReportKind::Annex01 => (published.days, last.days),
                _ => (last.days, published.days),
            };
            if annex01_days.0 != annex01_days.1 {
                continue;
            }
            let mut of_figure: BTreeMap<FigureCode, Vec<Place>> = BTreeMap::new();
            for (code, place) in annex01 {
                if let Some(figure) = code.in_annex02() {
                    let whole = annex02.get(&CaseCode::Figure(figure.clone()));
                    if let Some(whole) = whole {
                        let name = format!("{figure} without {code}");
                        part_of(&mut self.worlds, name, *whole, &[*place]);
                    }
                    of_figure.entry(figure).or_default().push(*place);
                }
            }
            for (figure, places) in of_figure {
                if let Some(whole) = annex02.get(&CaseCode::Figure(figure.clone())) {
                    let name = format!("{figure} without all of Phụ lục 01");
                    part_of(&mut self.worlds, name, *whole, &places);
                }
            }
        }
        // The tables of the analysis count survivors of cases reported elsewhere too.
        let all = published.cells.get(&CaseCode::Row(TableRow::survivors()));
        let reported = published
            .cells
            .get(&CaseCode::Figure(FigureCode::SURVIVORS));
        if let (Some(all), Some(reported)) = (all, reported) {
            part_of(
                &mut self.worlds,
                "reported elsewhere".to_owned(),
                *all,
                &[*reported],
            );
        }
        // What a number leaves of the one that it is a part of.
        for code in &codes {
            let whole = code
                .whole()
                .and_then(|whole| published.cells.get(&whole).copied());
            if let (Some(whole), Some(part)) = (whole, published.cells.get(code)) {
                part_of(&mut self.worlds, format!("without {code}"), whole, &[*part]);
            }
        }
        // What was told of the number when it was another, or the same.
        for told in &self.told {
            let of_unit = matches!(&told.behind[..], [(of, _)] if of == unit);
            if let (true, Some(before)) = (of_unit && told.period == period, told.exact) {
                let place = published
                    .cells
                    .iter()
                    .find(|(code, _)| code.to_string() == told.code);
                if let Some((code, place)) = place {
                    let known = self.worlds.known(before);
                    let name = format!("{code} told as {before}");
                    part_of(&mut self.worlds, name, *place, &[known]);
                }
            }
        }
        published.rests = rests;
    }

    fn guard(&mut self, place: Place) {
        if !self.worlds.is_guarded(place) {
            self.worlds.guard(place);
            self.guards.push(place);
        }
    }

    fn settle(&mut self) {
        self.worlds.settle(self.guards.iter().copied());
    }

    /// Shows as much of a number as can be. Of what is a part of few nothing is shown, so that nothing follows
    /// from which parts are empty.
    fn decide(&mut self, place: Place, of_few: bool, below: i64) -> Shown {
        let value = self.worlds.value(place);
        if of_few {
            return Shown::Hidden;
        }
        if is_small(value, below) {
            return match self.worlds.tell(place, 1, below - 1) {
                true => Shown::Below(below),
                false => Shown::Hidden,
            };
        }
        if self.worlds.tell(place, value, value) {
            return Shown::Exact(value);
        }
        // Who knows how numbers are kept back knows that one that is not small was.
        if value >= below {
            self.worlds.tell(place, below, MUCH);
        }
        Shown::Hidden
    }

    /// The latest numbers of the units of a period.
    fn latest<'a>(
        &'a self,
        behind: &'a BTreeSet<UnitCode>,
        period: Period,
    ) -> impl Iterator<Item = (&'a UnitCode, &'a Published)> {
        behind.iter().filter_map(move |unit| {
            let all = self.units.get(&(unit.clone(), period))?;
            Some((unit, all.last()?))
        })
    }

    fn revisions(&self, behind: &BTreeSet<UnitCode>, period: Period) -> Vec<(UnitCode, i64)> {
        let latest = self.latest(behind, period);
        latest
            .map(|(unit, of)| (unit.clone(), of.revision))
            .collect()
    }

    fn shown(
        &mut self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        code: &CaseCode,
        below: i64,
    ) -> Shown {
        let here: BTreeSet<UnitCode> = self
            .latest(behind, period)
            .map(|(unit, _)| unit.clone())
            .collect();
        if let Some(one) = here.first()
            && here.len() == 1
        {
            let alone = self
                .units
                .get(&(one.clone(), period))
                .and_then(|all| all.last());
            let shown = alone.and_then(|of| of.shown.get(code).copied());
            return shown.unwrap_or(Shown::Exact(0));
        }
        if !self.over.contains_key(behind) {
            self.decide_over(behind, below);
        }
        let key = (period, code.clone());
        let shown = self.over.get(behind).and_then(|shown| shown.get(&key));
        shown.copied().unwrap_or(Shown::Exact(0))
    }

    /// Decides of all numbers over units, in all periods.
    fn decide_over(&mut self, behind: &BTreeSet<UnitCode>, below: i64) {
        if self.over.is_empty() {
            self.remember();
        }
        let periods: BTreeSet<Period> = self.units.keys().map(|(_, period)| *period).collect();
        let mut shown = BTreeMap::new();
        for period in periods {
            self.guard_over(behind, period, below);
        }
        self.settle();
        let periods: BTreeSet<Period> = self.units.keys().map(|(_, period)| *period).collect();
        for period in periods {
            let codes: BTreeSet<CaseCode> = self
                .latest(behind, period)
                .flat_map(|(_, of)| of.cells.keys().cloned())
                .collect();
            // A whole is decided before its parts.
            let mut codes: Vec<CaseCode> = codes.into_iter().collect();
            codes.sort_by_key(|code| std::iter::successors(code.whole(), CaseCode::whole).count());
            let mut few = BTreeSet::new();
            for code in codes {
                let of_few = code.whole().is_some_and(|whole| few.contains(&whole));
                let (value, decided) = self.decide_sum(behind, period, &code, of_few, below);
                if is_small(value, below) && !matches!(decided, Shown::Exact(_)) {
                    few.insert(code.clone());
                }
                shown.insert((period, code), decided);
            }
        }
        self.over.insert(behind.clone(), shown);
    }

    /// What was told before over units is known.
    fn remember(&mut self) {
        for told in std::mem::take(&mut self.told) {
            if told.behind.len() > 1
                && let Some(exact) = told.exact
            {
                let mut terms = Vec::new();
                for (unit, revision) in &told.behind {
                    let all = self.units.get(&(unit.clone(), told.period));
                    let of = all.and_then(|all| all.iter().find(|of| of.revision == *revision));
                    let cell = of.and_then(|of| {
                        let mut cells = of.cells.iter();
                        cells.find(|(code, _)| code.to_string() == told.code)
                    });
                    terms.extend(cell.map(|(_, place)| (*place, 1)));
                }
                let come_to: i64 = terms
                    .iter()
                    .map(|(place, _)| self.worlds.value(*place))
                    .sum();
                if come_to == exact {
                    self.worlds.total_known(&terms);
                }
            }
        }
        self.settle();
    }

    /// Guards sums over units that are small, and what is left of one without a part of it.
    fn guard_over(&mut self, behind: &BTreeSet<UnitCode>, period: Period, below: i64) {
        let mut sums: BTreeMap<String, Vec<(Place, i64)>> = BTreeMap::new();
        for (_, of) in self.latest(behind, period).filter(|(_, of)| of.masked) {
            for (code, place) in &of.cells {
                sums.entry(code.to_string()).or_default().push((*place, 1));
            }
            for (name, rest) in &of.rests {
                sums.entry(name.clone()).or_default().push(*rest);
            }
        }
        for parts in sums.into_values() {
            let come_to: i64 = parts
                .iter()
                .map(|(place, sign)| sign * self.worlds.value(*place))
                .sum();
            let parts: Vec<(Place, i64)> = parts
                .into_iter()
                .map(|(place, sign)| (place, if come_to < 0 { -sign } else { sign }))
                .collect();
            if parts.len() > 1 && is_small(come_to.abs(), below) {
                let total = self.worlds.total(&parts);
                self.guard(total);
            }
        }
    }

    /// Decides of a sum over units, and gives its number too.
    fn decide_sum(
        &mut self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        code: &CaseCode,
        of_few: bool,
        below: i64,
    ) -> (i64, Shown) {
        let members: Vec<(Place, Shown)> = self
            .latest(behind, period)
            .filter_map(|(_, of)| Some((*of.cells.get(code)?, *of.shown.get(code)?)))
            .collect();
        let value: i64 = members
            .iter()
            .map(|(place, _)| self.worlds.value(*place))
            .sum();
        let hidden: Vec<Shown> = members
            .iter()
            .map(|(_, shown)| *shown)
            .filter(|shown| !matches!(shown, Shown::Exact(_)))
            .collect();
        let known: i64 = members
            .iter()
            .filter(|(_, shown)| matches!(shown, Shown::Exact(_)))
            .map(|(place, _)| self.worlds.value(*place))
            .sum();
        let shown = match hidden[..] {
            // Whoever reads adds them up.
            [] => Shown::Exact(value),
            // It says no more of the unit than the unit says.
            [alone] if known == 0 => alone,
            [_] => Shown::Hidden,
            _ if of_few => Shown::Hidden,
            _ => {
                let terms: Vec<(Place, i64)> =
                    members.iter().map(|(place, _)| (*place, 1)).collect();
                let (least, most) = match is_small(value, below) {
                    true => (1, below - 1),
                    false => (value, value),
                };
                let total = self.worlds.total(&terms);
                let told = self.worlds.tell(total, least, most);
                match (told, is_small(value, below)) {
                    (false, _) => Shown::Hidden,
                    (true, true) => Shown::Below(below),
                    (true, false) => Shown::Exact(value),
                }
            }
        };
        (value, shown)
    }
}
