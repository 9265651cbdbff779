//! Counts, đồng, decimals and head counts, and how people write them.

use super::{Cell, Column, ColumnKind, Field, FieldError, Problem, Scalar, at};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Groups an integer in threes: `1.234.567`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Reads a number as people write it here, into ten-thousandths: `1.234,5`, `1234.5`, `1 234`.
///
/// A single dot before exactly three digits groups thousands (`1.234`), as in every office
/// program set to Vietnamese; before another number of digits it is a decimal point.
///
/// # Errors
/// Anything else, more than four decimals, or a number too large to count with.
pub fn parse_number(text: &str) -> Result<i64, Problem> {
    let wrong = || Problem::NotANumber(text.trim().to_owned());
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, plain) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.as_str()),
    };
    let (whole, decimals) = if let Some((whole, decimals)) = plain.split_once(',') {
        (whole, decimals)
    } else {
        match plain.rsplit_once('.') {
            Some((whole, last)) if !whole.contains('.') && last.len() != 3 => (whole, last),
            _ => (plain, ""),
        }
    };
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return Err(wrong());
        }
        digits.push_str(group);
    }
    let only_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !only_digits(&digits) || !only_digits(decimals) || decimals.len() > 4 {
        return Err(wrong());
    }
    let scaled = format!("{digits}{decimals:0<4}");
    let number: i64 = scaled
        .parse()
        .map_err(|_| Problem::OutOfRange(text.trim().to_owned()))?;
    Ok(if negative { -number } else { number })
}

macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident, $kind:ident, $max:expr) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(i64);

        impl $name {
            /// The largest value.
            pub const MAX: i64 = $max;
            /// Checks a number.
            ///
            /// # Errors
            /// Below zero or above `MAX`.
            pub fn new(number: i64) -> Result<Self, Problem> {
                if (0..=Self::MAX).contains(&number) {
                    Ok(Self(number))
                } else {
                    Err(Problem::OutOfRange(grouped(number)))
                }
            }
            /// The number.
            pub fn get(self) -> i64 {
                self.0
            }
        }
        impl TryFrom<i64> for $name {
            type Error = Problem;
            fn try_from(number: i64) -> Result<Self, Problem> {
                Self::new(number)
            }
        }
        impl From<$name> for i64 {
            fn from(number: $name) -> Self {
                number.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&grouped(self.0))
            }
        }
        impl Scalar for $name {
            const KIND: ColumnKind = ColumnKind::$kind;
            fn to_cell(&self) -> Cell {
                Cell::Int(self.0)
            }
            fn from_cell(cell: Cell) -> Result<Self, Problem> {
                match cell {
                    Cell::Int(number) => Self::new(number),
                    _ => Err(Problem::WrongType),
                }
            }
        }
    };
}

whole_number! {
    /// A number of people or things, at most a hundred million (Vietnam's population).
    Count, Count, 100_000_000
}
whole_number! {
    /// An amount in đồng, at most a hundred thousand billion (100 nghìn tỷ).
    Dong, Money, 100_000_000_000_000
}

/// A number with up to four decimals, held exactly as ten-thousandths; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// How many of a unit's parts are held.
    pub const PARTS: i64 = 10_000;
    /// From ten-thousandths.
    ///
    /// # Errors
    /// Below zero or above a thousand billion.
    pub fn from_parts(parts: i64) -> Result<Self, Problem> {
        if (0..=1_000_000_000_000_000_000).contains(&parts) {
            Ok(Self(parts))
        } else {
            Err(Problem::OutOfRange(parts.to_string()))
        }
    }
    /// Ten-thousandths.
    pub fn parts(self) -> i64 {
        self.0
    }
}
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(self.0 / Self::PARTS))?;
        let decimals = format!("{:04}", self.0 % Self::PARTS);
        match decimals.trim_end_matches('0') {
            "" => Ok(()),
            rest => write!(f, ",{rest}"),
        }
    }
}
impl Scalar for Decimal {
    const KIND: ColumnKind = ColumnKind::Decimal;
    fn to_cell(&self) -> Cell {
        Cell::Int(self.0)
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Int(parts) => Self::from_parts(parts),
            _ => Err(Problem::WrongType),
        }
    }
}

/// How many people took part: men, women, and those *not recorded by sex*, each apart, so that an
/// unknown number never becomes 0 or a guess. At least one of the three is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadCount {
    men: Option<Count>,
    women: Option<Count>,
    unrecorded: Option<Count>,
}

impl HeadCount {
    /// A head count.
    ///
    /// # Errors
    /// [`Problem::NoHeadCount`] when nothing is known.
    pub fn new(
        men: Option<Count>,
        women: Option<Count>,
        unrecorded: Option<Count>,
    ) -> Result<Self, Problem> {
        if men.is_none() && women.is_none() && unrecorded.is_none() {
            return Err(Problem::NoHeadCount);
        }
        Ok(Self {
            men,
            women,
            unrecorded,
        })
    }
    /// Men, where known.
    pub fn men(self) -> Option<Count> {
        self.men
    }
    /// Women, where known.
    pub fn women(self) -> Option<Count> {
        self.women
    }
    /// People whose sex was not recorded.
    pub fn unrecorded(self) -> Option<Count> {
        self.unrecorded
    }
    /// All people counted.
    pub fn total(self) -> i64 {
        [self.men, self.women, self.unrecorded]
            .into_iter()
            .flatten()
            .map(Count::get)
            .sum()
    }
}
impl Field for HeadCount {
    fn columns(_: &str, out: &mut Vec<Column>) {
        for name in ["men", "women", "unrecorded"] {
            Option::<Count>::columns(name, out);
        }
    }
    fn write(&self, out: &mut Vec<Cell>) {
        self.men.write(out);
        self.women.write(out);
        self.unrecorded.write(out);
    }
    fn read(_: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        let men = Option::<Count>::read("men", cells)?;
        let women = Option::<Count>::read("women", cells)?;
        let unrecorded = Option::<Count>::read("unrecorded", cells)?;
        Self::new(men, women, unrecorded).map_err(at("men"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (typed, parts) in [
            ("1.234,5", 12_345_000),
            ("1234.5", 12_345_000),
            ("1234,5", 12_345_000),
            ("1.234", 12_340_000),
            ("1.234.567", 12_345_670_000),
            (" 12 500 ", 125_000_000),
            ("0,25", 2_500),
            ("0.5", 5_000),
            ("-3", -30_000),
        ] {
            assert_eq!(parse_number(typed), Ok(parts), "{typed}");
        }
        for typed in [
            "", "x", "1,2,3", "1.23.456", "12a", "1.2345,6", ",5", "1,00001", "1.,5",
        ] {
            assert!(parse_number(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn numbers_are_shown_grouped() {
        assert_eq!(grouped(12_500_000), "12.500.000");
        assert_eq!(grouped(999), "999");
        assert_eq!(Decimal(12_345_000).to_string(), "1.234,5");
    }

    #[test]
    fn a_head_count_needs_a_number_and_keeps_unknown_apart() {
        assert_eq!(HeadCount::new(None, None, None), Err(Problem::NoHeadCount));
        let count = HeadCount::new(None, Count::new(20).ok(), Count::new(5).ok());
        assert_eq!(count.clone().map(HeadCount::men), Ok(None));
        assert_eq!(count.map(HeadCount::total), Ok(25));
        assert!(Count::new(-1).is_err());
    }
}
