//! Phụ lục 01: the result of each row, from entered values, sums of rows, or the register.

use super::{Dataset, Figure, Summary, UnitRecords, register_counts};
use crate::catalogue::{Catalogue, IndicatorRow, RegisterCount, Rule};
use crate::model::{Decimal, IndicatorValue, RecordId, UnitCode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where a result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultSource {
    /// Entered.
    Entered,
    /// Computed from other rows.
    Computed,
    /// Counted from the case register.
    Register,
}

/// A count of the register that the officer of a unit put another number for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Override {
    /// Unit.
    pub unit: UnitCode,
    /// What the register counts.
    pub counted: i64,
    /// What the officer says.
    pub value: i64,
    /// Why.
    pub reason: String,
}

/// The result of a row of Phụ lục 01.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorResult {
    /// Code of the row.
    pub code: String,
    /// In ten-thousandths of the row's measure; `None` where nothing is known or the denominator
    /// is empty ("không phát sinh").
    pub value: Option<i64>,
    /// Numerator in ten-thousandths, of a ratio.
    pub numerator: Option<i64>,
    /// Denominator in ten-thousandths, of a ratio.
    pub denominator: Option<i64>,
    /// Where it comes from; `None` for a heading.
    pub source: Option<ResultSource>,
    /// The records under it: values entered, or cases.
    pub records: BTreeSet<RecordId>,
    /// Numbers that officers put in place of the register's.
    pub overrides: Vec<Override>,
}

impl IndicatorResult {
    /// That of a row of which nothing is known.
    pub(crate) fn nothing(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            value: None,
            numerator: None,
            denominator: None,
            source: None,
            records: BTreeSet::new(),
            overrides: Vec::new(),
        }
    }
}

/// What was entered for a row, added up over its records, in ten-thousandths. `None` where nobody
/// entered it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Values.
    pub value: Option<i64>,
    /// Numerators.
    pub numerator: Option<i64>,
    /// Denominators.
    pub denominator: Option<i64>,
}

/// What results of rows are made of: records, or a summary of them.
pub trait IndicatorParts {
    /// What was entered for a row, and the records that say so.
    fn entered(&self, code: &str) -> (Entered, BTreeSet<RecordId>);
    /// A count of the register over all units.
    fn count(&self, count: RegisterCount) -> Figure;
    /// A register count in ten-thousandths, summed over units, each with what its officer put for it;
    /// and those numbers.
    fn said(&self, row: &IndicatorRow, count: RegisterCount) -> (i64, Vec<Override>);
}

/// The results of all rows.
pub struct Indicators<'a, P> {
    catalogue: &'a Catalogue,
    parts: P,
}

/// A dataset, with the register of each unit counted once.
pub struct Counted<'a> {
    data: &'a Dataset,
    counts: Vec<BTreeMap<RegisterCount, Figure>>,
}

impl<'a> Indicators<'a, Counted<'a>> {
    /// Of a dataset.
    pub fn new(catalogue: &'a Catalogue, data: &'a Dataset) -> Self {
        let units = data.units.iter();
        let counts = units.map(|unit| register_counts(data, unit)).collect();
        Self {
            catalogue,
            parts: Counted { data, counts },
        }
    }
}

impl<'a> Indicators<'a, &'a Summary> {
    /// Of a summary; no result knows its records.
    pub fn of_summary(catalogue: &'a Catalogue, summary: &'a Summary) -> Self {
        Self {
            catalogue,
            parts: summary,
        }
    }
}

impl<P: IndicatorParts> IndicatorParts for &P {
    fn entered(&self, code: &str) -> (Entered, BTreeSet<RecordId>) {
        (**self).entered(code)
    }
    fn count(&self, count: RegisterCount) -> Figure {
        (**self).count(count)
    }
    fn said(&self, row: &IndicatorRow, count: RegisterCount) -> (i64, Vec<Override>) {
        (**self).said(row, count)
    }
}

impl IndicatorParts for Counted<'_> {
    fn entered(&self, code: &str) -> (Entered, BTreeSet<RecordId>) {
        let mut sum = Entered::default();
        let mut records = BTreeSet::new();
        let of_row = self
            .data
            .all::<IndicatorValue>()
            .filter(|(_, r)| r.record.indicator.as_str() == code);
        for (_, record) in of_row {
            let parts = [
                (&mut sum.value, record.record.value),
                (&mut sum.numerator, record.record.numerator),
                (&mut sum.denominator, record.record.denominator),
            ];
            for (sum, part) in parts {
                if let Some(part) = part {
                    *sum = Some(sum.unwrap_or(0).saturating_add(part.parts()));
                }
            }
            records.insert(record.id);
        }
        (sum, records)
    }

    fn count(&self, count: RegisterCount) -> Figure {
        let mut sum = Figure {
            value: Some(0),
            ..Figure::default()
        };
        for figure in self.counts.iter().filter_map(|counts| counts.get(&count)) {
            sum.value = sum.value.zip(figure.value).map(|(a, b)| a + b);
            // Merged, not put in one by one.
            sum.records.append(&mut figure.records.clone());
        }
        sum
    }

    fn said(&self, row: &IndicatorRow, count: RegisterCount) -> (i64, Vec<Override>) {
        let mut sum = 0;
        let mut overrides = Vec::new();
        for (unit, counts) in self.data.units.iter().zip(&self.counts) {
            let counted = counts.get(&count).and_then(|f| f.value).unwrap_or(0);
            match said_by(unit, row, counted) {
                Some(said) => {
                    sum = said.value.saturating_add(sum);
                    overrides.push(said);
                }
                None => sum = sum.saturating_add(counted * Decimal::PARTS),
            }
        }
        (sum, overrides)
    }
}

/// What a unit's officer put in place of a count of its register; the last one entered holds.
pub(super) fn said_by(unit: &UnitRecords, row: &IndicatorRow, counted: i64) -> Option<Override> {
    unit.of::<IndicatorValue>().iter().rev().find_map(|value| {
        let record = &value.record;
        (record.indicator.as_str() == row.code).then_some(())?;
        Some(Override {
            unit: unit.unit.clone(),
            counted: counted * Decimal::PARTS,
            value: record.value?.parts(),
            reason: record
                .note
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        })
    })
}

impl<P: IndicatorParts> Indicators<'_, P> {
    /// A count of the register over all units.
    pub fn count(&self, count: RegisterCount) -> Figure {
        self.parts.count(count)
    }

    /// The results of all rows, in order.
    pub fn all(&self) -> Vec<IndicatorResult> {
        self.catalogue
            .annex01
            .iter()
            .map(|row| self.row(row))
            .collect()
    }

    /// The result of a row. Ratios add up from numerators and denominators, never from
    /// percentages; plain values of many units add up where the row is a count.
    pub fn row(&self, row: &IndicatorRow) -> IndicatorResult {
        let mut result = IndicatorResult::nothing(&row.code);
        match &row.rule {
            Rule::Heading => {}
            Rule::Entered => {
                let (entered, records) = self.parts.entered(&row.code);
                result.source = Some(ResultSource::Entered);
                result.value = entered.value;
                result.records = records;
            }
            Rule::EnteredRatio { scale } => {
                result.source = Some(ResultSource::Entered);
                let (entered, records) = self.parts.entered(&row.code);
                result.records = records;
                ratio(&mut result, entered.numerator, entered.denominator, *scale);
            }
            Rule::Ratio {
                numerator,
                denominator,
                scale,
            } => {
                result.source = Some(ResultSource::Computed);
                let above = self.sum(numerator, &mut result.records);
                let below = self.sum(denominator, &mut result.records);
                ratio(&mut result, above, below, *scale);
            }
            Rule::Register { count } => {
                result.source = Some(ResultSource::Register);
                let (value, overrides) = self.parts.said(row, *count);
                result.value = Some(value);
                result.overrides = overrides;
                result.records = self.count(*count).records;
            }
        }
        result
    }

    fn sum(&self, codes: &[String], records: &mut BTreeSet<RecordId>) -> Option<i64> {
        let mut sum = None;
        for code in codes {
            let (value, mut used) = match register_part(code) {
                Some(count) => {
                    let figure = self.count(count);
                    (figure.value.map(|v| v * Decimal::PARTS), figure.records)
                }
                None => match self.catalogue.annex01.iter().find(|row| row.code == *code) {
                    Some(row) => {
                        let result = self.row(row);
                        (result.value, result.records)
                    }
                    None => (None, BTreeSet::new()),
                },
            };
            records.append(&mut used);
            sum = Some(value?.saturating_add(sum.unwrap_or(0)));
        }
        sum
    }
}

fn register_part(code: &str) -> Option<RegisterCount> {
    code.strip_prefix("register:")
        .and_then(RegisterCount::from_code)
}

fn ratio(result: &mut IndicatorResult, above: Option<i64>, below: Option<i64>, scale: i64) {
    result.numerator = above;
    result.denominator = below;
    let (Some(above), Some(below)) = (above, below) else {
        return;
    };
    if below == 0 {
        return;
    }
    // In 128 bits, rounded half up to ten-thousandths of the measure.
    let (above, below) = (i128::from(above), i128::from(below));
    let scaled = above * i128::from(scale) * i128::from(Decimal::PARTS);
    result.value = i64::try_from((2 * scaled + below) / (2 * below)).ok();
}
