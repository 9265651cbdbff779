//! What a unit's records of a period come to, without the records: small enough to be kept beside a
//! submission, and such that the summaries of many units add up to the summary of them all.

use super::{Dataset, Entered, Figure, Figures, IndicatorParts, Override, register_counts};
use crate::catalogue::{Catalogue, IndicatorRow, RegisterCount};
use crate::model::{Decimal, FigureCode, IndicatorValue, Period, RecordId, Sha256};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The rules by which summaries are made. One kept under other rules is made anew: count it up when
/// a figure is counted otherwise than it was. That there is a figure more is seen from its code.
const RULES: i64 = 1;

/// Tells by which rules a summary is made: the program's and the catalogue's.
pub fn summary_basis(catalogue: &Catalogue, period: Period) -> String {
    static COUNTED: LazyLock<Sha256> = LazyLock::new(|| {
        let figures = FigureCode::all().into_iter().map(|code| code.to_string());
        let counts = RegisterCount::ALL.map(|count| count.code().to_owned());
        let counted: Vec<String> = figures.chain(counts).collect();
        Sha256::of(counted.join(" ").as_bytes())
    });
    let basis = catalogue.counting_basis(period);
    format!("{RULES}:{}:{basis}", *COUNTED)
}

/// The figures of one unit, or of many added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Figures by code, but for those of which nothing took place: a known zero. `None` where
    /// something took place and no record knows the number.
    figures: BTreeMap<FigureCode, Option<i64>>,
    /// Values entered for rows of Phụ lục 01.
    entered: BTreeMap<String, Entered>,
    /// Counts of the register.
    counts: BTreeMap<String, i64>,
    /// What officers put for rows in place of the register's counts, in ten-thousandths: how much more
    /// than those it is.
    corrections: BTreeMap<String, i64>,
}

fn add(sum: &mut Option<i64>, part: Option<i64>) {
    if let Some(part) = part {
        *sum = Some(sum.unwrap_or(0).saturating_add(part));
    }
}

impl Summary {
    /// Summarises a dataset.
    pub fn of(data: &Dataset, figures: &Figures, rows: &[IndicatorRow]) -> Self {
        let nothing = |figure: &Figure| figure.value == Some(0) && figure.records.is_empty();
        let mut summary = Self {
            figures: figures
                .iter()
                .filter(|(_, figure)| !nothing(figure))
                .map(|(code, figure)| (code.clone(), figure.value))
                .collect(),
            ..Self::default()
        };
        for (_, record) in data.all::<IndicatorValue>() {
            let code = record.record.indicator.as_str().to_owned();
            let parts = |value: Option<Decimal>| value.map(Decimal::parts);
            let entered = summary.entered.entry(code).or_default();
            add(&mut entered.value, parts(record.record.value));
            add(&mut entered.numerator, parts(record.record.numerator));
            add(&mut entered.denominator, parts(record.record.denominator));
        }
        for unit in &data.units {
            let counts = register_counts(data, unit);
            for (row, count) in rows.iter().filter_map(IndicatorRow::counted) {
                let counted = counts.get(&count).and_then(|f| f.value).unwrap_or(0);
                if let Some(said) = super::said_by(unit, row, counted) {
                    let sum = summary.corrections.entry(row.code.clone()).or_default();
                    *sum = sum.saturating_add(said.value - said.counted);
                }
            }
            for (count, figure) in counts {
                let value = figure.value.unwrap_or(0);
                if value != 0 {
                    *summary.counts.entry(count.code().to_owned()).or_default() += value;
                }
            }
        }
        summary
    }

    /// Adds another unit's.
    pub fn add(&mut self, other: &Self) {
        for (code, value) in &other.figures {
            add(self.figures.entry(code.clone()).or_default(), *value);
        }
        for (code, entered) in &other.entered {
            let sum = self.entered.entry(code.clone()).or_default();
            add(&mut sum.value, entered.value);
            add(&mut sum.numerator, entered.numerator);
            add(&mut sum.denominator, entered.denominator);
        }
        for (sums, parts) in [
            (&mut self.counts, &other.counts),
            (&mut self.corrections, &other.corrections),
        ] {
            for (code, value) in parts {
                let sum = sums.entry(code.clone()).or_default();
                *sum = sum.saturating_add(*value);
            }
        }
    }

    /// A figure; `None` where something took place and nobody knows the number.
    pub fn figure(&self, code: &FigureCode) -> Option<i64> {
        self.figures.get(code).copied().unwrap_or(Some(0))
    }

    /// What was put in a row in the place of a count of the register, in ten-thousandths; nothing, where nobody put
    /// anything there.
    pub fn put_in_place(&self, row: &IndicatorRow, count: RegisterCount) -> Option<i64> {
        self.corrections.get(&row.code)?;
        Some(self.said(row, count).0)
    }

    /// The codes of figures of which something took place.
    pub fn codes(&self) -> impl Iterator<Item = &FigureCode> {
        self.figures.keys()
    }
}

impl IndicatorParts for Summary {
    fn entered(&self, code: &str) -> (Entered, BTreeSet<RecordId>) {
        let entered = self.entered.get(code).copied().unwrap_or_default();
        (entered, BTreeSet::new())
    }

    fn count(&self, count: RegisterCount) -> Figure {
        Figure {
            value: Some(self.counts.get(count.code()).copied().unwrap_or(0)),
            ..Figure::default()
        }
    }

    fn said(&self, row: &IndicatorRow, count: RegisterCount) -> (i64, Vec<Override>) {
        let counted = self.counts.get(count.code()).copied().unwrap_or(0) * Decimal::PARTS;
        let correction = self.corrections.get(&row.code).copied().unwrap_or(0);
        (counted.saturating_add(correction), Vec::new())
    }
}
