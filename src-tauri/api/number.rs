//! Numbers in answers: as programs compare them, and as people read them.

use serde::{Serialize, Serializer};
use tienbo_core::model::{Decimal, ReportKind, grouped};
use ts_rs::TS;

/// A number that may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Number {
    /// The number; `null` where nobody knows it.
    #[serde(serialize_with = "whole_without_point")]
    pub value: Option<f64>,
    /// As people read it; empty where nobody knows it.
    pub shown: String,
}

impl Number {
    /// A count, or money.
    pub fn count(value: Option<i64>) -> Self {
        Self {
            value: value.map(|value| value as f64),
            shown: value.map(grouped).unwrap_or_default(),
        }
    }

    /// A number in ten-thousandths.
    pub fn decimal(parts: Option<i64>) -> Self {
        Self {
            value: parts.map(|parts| parts as f64 / Decimal::PARTS as f64),
            shown: parts
                .and_then(|parts| Decimal::from_parts(parts).ok())
                .map(|number| number.to_string())
                .unwrap_or_default(),
        }
    }

    /// A number of a report: rows of Phụ lục 01 are in ten-thousandths, figures are whole.
    pub fn of(report: ReportKind, value: Option<i64>) -> Self {
        match report {
            ReportKind::Annex01 => Self::decimal(value),
            ReportKind::Annex02 | ReportKind::SelfInspection => Self::count(value),
        }
    }
}

/// `60`, not `60.0`: a count is a whole number to whoever reads it.
fn whole_without_point<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        // Beyond this a float holds whole numbers no more exactly.
        Some(value) if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 => {
            to.serialize_i64(*value as i64)
        }
        Some(value) => to.serialize_f64(*value),
        None => to.serialize_none(),
    }
}
