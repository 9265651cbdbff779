//! A number as it leaves the office.

use crate::figures::Shown;
use crate::model::{Decimal, FigureCode, grouped};
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
    /// What the gate says of a count.
    pub(super) fn count(shown: Shown) -> Self {
        Self(Leaving::Count(shown))
    }

    /// A number in ten-thousandths, of which the gate says that it may leave.
    pub(super) fn number(parts: i64) -> Self {
        Self(Leaving::Parts(parts))
    }

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
