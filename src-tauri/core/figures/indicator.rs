//! Phụ lục 01: the result of each row, from entered values, sums of rows, or the register.

use super::{Dataset, Figure, register_count};
use crate::catalogue::{Catalogue, Direction, IndicatorRow, RegisterCount, Rule};
use crate::model::{Decimal, RecordId};
use serde::Serialize;
use std::collections::BTreeSet;

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
    /// The records under it.
    pub records: BTreeSet<RecordId>,
}

/// Ratios add up from numerators and denominators, never from percentages; plain values of many
/// units add up where the row is a count.
pub fn indicator(catalogue: &Catalogue, data: &Dataset, row: &IndicatorRow) -> IndicatorResult {
    let mut result = IndicatorResult {
        code: row.code.clone(),
        value: None,
        numerator: None,
        denominator: None,
        source: None,
        records: BTreeSet::new(),
    };
    match &row.rule {
        Rule::Heading => {}
        Rule::Entered => {
            let entered = entered(data, &row.code, |v| v.value);
            result.source = Some(ResultSource::Entered);
            result.value = entered.value;
            result.records = entered.records;
        }
        Rule::EnteredRatio { scale } => {
            result.source = Some(ResultSource::Entered);
            let numerator = entered(data, &row.code, |v| v.numerator);
            let denominator = entered(data, &row.code, |v| v.denominator);
            result.records = numerator.records.clone();
            ratio(&mut result, numerator.value, denominator.value, *scale);
        }
        Rule::Ratio {
            numerator,
            denominator,
            scale,
        } => {
            result.source = Some(ResultSource::Computed);
            let above = parts(catalogue, data, numerator, &mut result.records);
            let below = parts(catalogue, data, denominator, &mut result.records);
            ratio(&mut result, above, below, *scale);
        }
        Rule::Register { count } => {
            let figure = register_count(data, *count);
            result.source = Some(ResultSource::Register);
            result.value = figure.value.map(|value| value * Decimal::PARTS);
            result.records = figure.records;
        }
    }
    result
}

fn entered(
    data: &Dataset,
    code: &str,
    pick: impl Fn(&crate::model::IndicatorValue) -> Option<Decimal>,
) -> Figure {
    let of_row = data
        .all(|u| &u.indicators)
        .filter(|(_, r)| r.record.indicator.as_str() == code);
    let mut figure = Figure::default();
    for (_, record) in of_row {
        if let Some(part) = pick(&record.record) {
            figure.value = Some(figure.value.unwrap_or(0) + part.parts());
            figure.records.insert(record.id);
        }
    }
    figure
}

fn parts(
    catalogue: &Catalogue,
    data: &Dataset,
    codes: &[String],
    records: &mut BTreeSet<RecordId>,
) -> Option<i64> {
    let mut sum = None;
    for code in codes {
        let (value, used) = match code
            .strip_prefix("register:")
            .and_then(RegisterCount::from_code)
        {
            Some(count) => {
                let figure = register_count(data, count);
                (
                    figure.value.map(|value| value * Decimal::PARTS),
                    figure.records,
                )
            }
            None => match catalogue.annex01.iter().find(|row| row.code == *code) {
                Some(row) => {
                    let result = indicator(catalogue, data, row);
                    (result.value, result.records)
                }
                None => (None, BTreeSet::new()),
            },
        };
        records.extend(used);
        sum = Some(sum.unwrap_or(0) + value?);
    }
    sum
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

/// Whether a result reaches a target.
pub fn reaches(value: i64, direction: Direction, target: &str) -> Option<bool> {
    let target = crate::model::parse_number(&target.replace('.', ",")).ok()?;
    Some(match direction {
        Direction::AtLeast => value >= target,
        Direction::Above => value > target,
        Direction::AtMost => value <= target,
        Direction::Below => value < target,
    })
}
