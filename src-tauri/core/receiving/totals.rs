//! Everything added up: at every level of the tree, over time, down to the records.

use super::ReceivingError;
use crate::catalogue::Catalogue;
use crate::figures::{Dataset, IndicatorResult, Indicators, Summary, summary_basis};
use crate::model::{FigureCode, Period, RecordId, ReportKind, UnitCode};
use crate::period::PeriodError;
use crate::sections::{figures, summary};
use crate::store::{self, NoEntry, StoreError};
use crate::vault::{Office, Role, View};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A unit with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsRow {
    /// Code of the unit.
    pub unit: UnitCode,
    /// Name in the period.
    pub name: String,
    /// Code of its level.
    pub level: String,
    /// The unit above; `None` for this office.
    pub parent: Option<UnitCode>,
    /// How far below this office.
    pub depth: usize,
    /// Whether records of its own are counted: its submission, or this office's records.
    pub has_own: bool,
    /// Units at it and below whose submissions count.
    pub reported: i64,
    /// Units at it and below that should report.
    pub expected: i64,
    /// What it and all below it come to.
    pub sum: Summary,
    /// What it alone comes to, where units lie below it and it has records of its own.
    pub alone: Option<Summary>,
}

/// A period's totals, each unit under the one above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Period.
    pub period: Period,
    /// This office first, then the tree in the catalogue's order.
    pub rows: Vec<TotalsRow>,
}

/// A number of a unit in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrendPoint {
    /// Period.
    pub period: Period,
    /// The number; `None` where nobody reported it.
    pub value: Option<i64>,
    /// Units whose submissions count.
    pub reported: i64,
    /// Units that should report.
    pub expected: i64,
    /// The units that it was then, where a reform has made it of others.
    pub made_of: Vec<UnitCode>,
    /// The units whose records it counts.
    pub behind: BTreeSet<UnitCode>,
}

/// The records under a number of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The number; `None` where nothing is known.
    pub value: Option<i64>,
    /// Ids of the records that it counts.
    pub records: BTreeSet<RecordId>,
}

/// A number of the totals: a figure, or the result of a row of Phụ lục 01.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Code of a figure.
    Figure(FigureCode),
    /// Code of a row.
    Indicator(String),
}

impl Quantity {
    /// Code of the figure or of the row.
    pub fn code(&self) -> String {
        match self {
            Self::Figure(code) => code.to_string(),
            Self::Indicator(code) => code.clone(),
        }
    }

    /// The number with a code in a report.
    pub fn new(report: ReportKind, code: &str) -> Self {
        match report {
            ReportKind::Annex01 => Self::Indicator(code.to_owned()),
            ReportKind::Annex02 | ReportKind::SelfInspection => {
                Self::Figure(FigureCode::from(code))
            }
        }
    }
}

impl Quantity {
    /// Whether it counts cases or persons in them, or is a ratio of such counts.
    pub fn is_of_cases(&self, catalogue: &Catalogue) -> bool {
        match self {
            Self::Figure(code) => code.is_of_cases(),
            Self::Indicator(code) => {
                let mut rows = catalogue.annex01.iter();
                rows.any(|row| row.code == *code && catalogue.counts_register(row))
            }
        }
    }
}

impl TotalsRow {
    /// Whether anything is known of it: it, or a unit below it, has reported.
    pub fn is_known(&self) -> bool {
        self.has_own || self.reported > 0
    }
}

impl Totals {
    /// This office with all below it.
    pub fn whole(&self) -> Option<&TotalsRow> {
        self.rows.first()
    }

    /// The row of a unit.
    pub fn row(&self, unit: &UnitCode) -> Option<&TotalsRow> {
        self.rows.iter().find(|row| row.unit == *unit)
    }

    /// The units whose records a row counts.
    pub fn behind(&self, unit: &UnitCode) -> BTreeSet<UnitCode> {
        let mut rows = self.rows.iter().skip_while(|row| row.unit != *unit);
        let Some(first) = rows.next() else {
            return BTreeSet::new();
        };
        // Those below a unit follow it.
        let below = rows.take_while(|row| row.depth > first.depth);
        std::iter::once(first)
            .chain(below)
            .filter(|row| row.has_own)
            .map(|row| row.unit.clone())
            .collect()
    }

    /// The figures of which anything took place anywhere.
    pub fn figure_codes(&self) -> Vec<&FigureCode> {
        self.whole()
            .map(|row| row.sum.codes().collect())
            .unwrap_or_default()
    }

    /// What units come to alone in a period, added up at every level below an office.
    pub(super) fn added_up(
        catalogue: &Catalogue,
        office: &UnitCode,
        period: Period,
        mut alone: HashMap<UnitCode, Summary>,
        reported: &BTreeSet<UnitCode>,
    ) -> Self {
        let units = catalogue.units_of(period);
        let mut children: HashMap<&UnitCode, Vec<&crate::catalogue::Unit>> = HashMap::new();
        for unit in units.iter() {
            if let Some(parent) = &unit.parent {
                children.entry(parent).or_default().push(unit);
            }
        }
        let mut rows = Vec::new();
        // Down the tree in order, each unit before those below it.
        let mut open: Vec<(&UnitCode, usize)> = vec![(office, 0)];
        while let Some((code, depth)) = open.pop() {
            let unit = units.get(code).or_else(|| catalogue.units.get(code));
            rows.push(TotalsRow {
                unit: code.clone(),
                name: unit.map_or_else(|| code.to_string(), |unit| unit.name.clone()),
                level: unit.map(|unit| unit.level.clone()).unwrap_or_default(),
                parent: unit
                    .filter(|_| depth > 0)
                    .and_then(|unit| unit.parent.clone()),
                depth,
                has_own: alone.contains_key(code),
                reported: i64::from(reported.contains(code)),
                expected: i64::from(depth > 0),
                alone: children.get(code).and_then(|_| alone.get(code).cloned()),
                sum: alone.remove(code).unwrap_or_default(),
            });
            let below = children.get(code).into_iter().flatten().rev();
            open.extend(below.map(|unit| (&unit.code, depth + 1)));
        }
        // And up again, each into the one above it.
        let places: HashMap<UnitCode, usize> = rows
            .iter()
            .enumerate()
            .map(|(place, row)| (row.unit.clone(), place))
            .collect();
        for place in (1..rows.len()).rev() {
            let (above, rest) = rows.split_at_mut(place);
            let row = &rest[0];
            let parent = row.parent.as_ref().and_then(|parent| places.get(parent));
            if let Some(parent) = parent.and_then(|parent| above.get_mut(*parent)) {
                parent.sum.add(&row.sum);
                parent.reported += row.reported;
                parent.expected += row.expected;
            }
        }
        Self { period, rows }
    }
}

impl View {
    /// The totals of a period: this office's own records and those of every unit below it, added up at
    /// every level.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn totals(&self, period: Period) -> Result<Totals, ReceivingError> {
        let mut alone: HashMap<UnitCode, Summary> = self.summaries(period)?.into_iter().collect();
        let reported: BTreeSet<UnitCode> = alone.keys().cloned().collect();
        let catalogue = self.catalogue_of(period)?;
        let own = summary(&self.own_data(period)?, &catalogue.annex01);
        alone.insert(self.unit().clone(), own);
        Ok(Totals::added_up(
            catalogue,
            self.unit(),
            period,
            alone,
            &reported,
        ))
    }

    /// The number with a code in the report of some periods: one that this program knows, or that a later
    /// one counted in a submission of them.
    ///
    /// # Errors
    /// [`ReceivingError::NoNumber`]; see also [`ReceivingError`].
    pub fn quantity(&self, code: &str, periods: &[Period]) -> Result<Quantity, ReceivingError> {
        let report = periods.first().map(|period| period.report);
        let quantity = Quantity::new(report.unwrap_or(ReportKind::Annex02), code);
        let mut known = matches!(&quantity, Quantity::Figure(code) if code.is_known());
        for period in periods {
            let catalogue = self.catalogue_of(*period)?;
            known = known
                || match &quantity {
                    Quantity::Indicator(code) => {
                        catalogue.annex01.iter().any(|row| row.code == *code)
                    }
                    Quantity::Figure(_) => self
                        .totals(*period)?
                        .quantities(catalogue)
                        .contains(&quantity),
                };
        }
        match known {
            true => Ok(quantity),
            false => Err(ReceivingError::NoNumber(code.to_owned())),
        }
    }

    /// A number of a summary of a period.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn quantity_value(
        &self,
        period: Period,
        summary: &Summary,
        quantity: &Quantity,
    ) -> Result<Option<i64>, ReceivingError> {
        Ok(match quantity {
            Quantity::Figure(code) => summary.figure(code),
            Quantity::Indicator(code) => self.indicator(period, summary, code)?.value,
        })
    }

    fn indicator(
        &self,
        period: Period,
        summary: &Summary,
        code: &str,
    ) -> Result<IndicatorResult, ReceivingError> {
        let catalogue = self.catalogue_of(period)?;
        let row = catalogue.annex01.iter().find(|row| row.code == code);
        let row = row.ok_or_else(|| ReceivingError::NoSection(code.to_owned()))?;
        Ok(Indicators::of_summary(catalogue, summary).row(row))
    }

    /// A number of a unit over some periods, with all below it. Where a reform has made the unit since,
    /// those that it was made of are taken together.
    ///
    /// # Errors
    /// [`ReceivingError`], where a period is in no catalogue, or the unit in none of the periods.
    pub fn trend(
        &self,
        unit: &UnitCode,
        quantity: &Quantity,
        periods: &[Period],
    ) -> Result<Vec<TrendPoint>, ReceivingError> {
        let mut latest = None;
        for period in periods {
            latest = latest.max(self.catalogue_of(*period)?.days(*period).map(|(_, to)| to));
        }
        let mut is_known = periods.is_empty();
        let points = periods
            .iter()
            .map(|period| {
                let totals = self.totals(*period)?;
                let then = self.catalogue_of(*period)?.days(*period).map(|(_, to)| to);
                let units = match (latest, then) {
                    (Some(latest), Some(then)) => self.catalogues().ancestors(unit, latest, then),
                    _ => BTreeSet::from([unit.clone()]),
                };
                let mut sum = Summary::default();
                let (mut reported, mut expected) = (0, 0);
                let mut behind = BTreeSet::new();
                for row in units.iter().filter_map(|unit| totals.row(unit)) {
                    is_known = true;
                    behind.append(&mut totals.behind(&row.unit));
                    sum.add(&row.sum);
                    reported += row.reported;
                    expected += row.expected;
                }
                // This office's own records are there without a submission.
                let known = reported > 0 || units.contains(self.unit());
                let value = match known {
                    true => self.quantity_value(*period, &sum, quantity)?,
                    false => None,
                };
                let made_of = units.into_iter().filter(|made| made != unit).collect();
                Ok(TrendPoint {
                    period: *period,
                    value,
                    reported,
                    expected,
                    made_of,
                    behind,
                })
            })
            .collect::<Result<_, ReceivingError>>()?;
        match is_known {
            true => Ok(points),
            false => Err(PeriodError::NoUnit(unit.clone()).into()),
        }
    }

    /// The records under a number of one unit alone, without those below it.
    ///
    /// # Errors
    /// [`ReceivingError`]; `None` where the unit has not reported.
    pub fn traced(
        &self,
        period: Period,
        unit: &UnitCode,
        quantity: &Quantity,
    ) -> Result<Option<Traced>, ReceivingError> {
        let Some(data) = self.data_of(period, unit)? else {
            return Ok(None);
        };
        let traced = match quantity {
            Quantity::Figure(code) => {
                let figure = figures(&data).remove(code).unwrap_or_default();
                Traced {
                    value: figure.value,
                    records: figure.records,
                }
            }
            Quantity::Indicator(code) => {
                let catalogue = self.catalogue_of(period)?;
                let row = catalogue.annex01.iter().find(|row| row.code == *code);
                let row = row.ok_or_else(|| ReceivingError::NoSection(code.clone()))?;
                let result = Indicators::new(catalogue, &data).row(row);
                Traced {
                    value: result.value,
                    records: result.records,
                }
            }
        };
        Ok(Some(traced))
    }

    /// A unit's records of a period: its submission that counts, or this office's own.
    pub(crate) fn data_of(
        &self,
        period: Period,
        unit: &UnitCode,
    ) -> Result<Option<Dataset>, PeriodError> {
        if unit == self.unit() {
            return self.own_data(period).map(Some);
        }
        let submission = store::current_submission(self.store(), unit, period)?;
        submission
            .map(|submission| self.submitted(&submission))
            .transpose()
    }

    /// What each unit comes to, alone, whose submission was not returned.
    pub(crate) fn standing_each(
        &self,
        period: Period,
    ) -> Result<BTreeMap<UnitCode, Summary>, ReceivingError> {
        let mut each = self.each(period)?;
        for submission in store::current_submissions(self.store(), period)? {
            if submission.receipt.as_deref() == Some("returned") {
                each.remove(&submission.unit);
            }
        }
        Ok(each)
    }

    /// What each unit that reported comes to, alone.
    pub(crate) fn each(
        &self,
        period: Period,
    ) -> Result<BTreeMap<UnitCode, Summary>, ReceivingError> {
        Ok(self.summaries(period)?.into_iter().collect())
    }
}

impl Office {
    /// Makes summaries of a period anew that were made by other rules than those in force, so that they are
    /// read from now on. They are made of what is here, so that whoever reads may keep them.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn keep_summaries(&mut self, period: Period) -> Result<(), ReceivingError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        // Who cannot read facts of cases cannot count them either.
        if act.store().is_read_only() || store::facts_are_closed(act.store()) {
            return Ok(());
        }
        let mut made = Vec::new();
        for (submission, kept) in act.kept_summaries(period)? {
            if kept.is_none() {
                let summary = serde_json::to_string(&act.summary_of(&submission)?);
                let summary = summary.map_err(|error| StoreError::bad("summary", error))?;
                made.push((submission.origin, summary));
            }
        }
        if made.is_empty() {
            return Ok(());
        }
        let basis = summary_basis(act.catalogue_of(period)?, period);
        Ok(act.write(|log, _| {
            let writer = log.unlogged(NoEntry::Derived);
            made.iter()
                .try_for_each(|(origin, text)| writer.put_summary(*origin, &basis, text))
        })?)
    }
}
