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
/// A point before exactly three digits groups thousands (`1.234`), as in every office program set to
/// Vietnamese, unless what stands before it is a zero (`0.125`); before another number of digits it is a
/// decimal point. Blanks group thousands too, and nothing else: what stands on two lines, or is no group
/// of three, is two numbers. A comma before exactly three zeros (`500,000`) groups thousands where others write,
/// and is a decimal comma here: which of them is meant cannot be told.
///
/// # Errors
/// Anything else, more than four decimals, or a number too large to count with.
pub fn parse_number(text: &str) -> Result<i64, Problem> {
    let text = text.trim();
    let wrong = || Problem::NotANumber(text.to_owned());
    let (negative, plain) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = match plain.split_once(',') {
        Some(parts) => parts,
        None => match plain.split_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 && only_digits(decimals) => {
                (whole, decimals)
            }
            Some(("0", decimals)) => ("0", decimals),
            _ => (plain, "0"),
        },
    };
    let digits = ungrouped(whole).ok_or_else(wrong)?;
    if decimals.is_empty() || decimals.len() > 4 || !only_digits(decimals) {
        return Err(wrong());
    }
    let may_be_grouped = plain.contains(',') && only_digits(whole) && whole.len() <= 3;
    if decimals == "000" && may_be_grouped && !whole.starts_with('0') {
        return Err(wrong());
    }
    let number: i64 = format!("{digits}{decimals:0<4}")
        .parse()
        .map_err(|_| Problem::OutOfRange(text.to_owned()))?;
    Ok(if negative { -number } else { number })
}

/// The digits of a whole number, without what groups them in threes.
fn ungrouped(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    if !GROUPING.contains(&mark) {
        return None;
    }
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, others) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && others.iter().all(|group| group.len() == 3)
        && groups.iter().all(|group| only_digits(group));
    fits.then(|| groups.concat())
}

/// What groups thousands: a point, and blanks as people and programs write them.
const GROUPING: [char; 5] = ['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'];

fn only_digits(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
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
            let shown = Self(parts.saturating_abs()).to_string();
            let sign = if parts < 0 { "-" } else { "" };
            Err(Problem::OutOfRange(format!("{sign}{shown}")))
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
            ("0.125", 1_250),
            ("0.500", 5_000),
            ("0,125", 1_250),
            ("05", 50_000),
            ("1\u{a0}234\u{a0}567,5", 12_345_675_000),
            ("-3", -30_000),
            ("1.500,000", 15_000_000),
            ("0,000", 0),
            ("12,0", 120_000),
            ("\u{2212}3", -30_000),
        ] {
            assert_eq!(parse_number(typed), Ok(parts), "{typed}");
        }
        for typed in [
            "",
            "x",
            "1,2,3",
            "1.23.456",
            "12a",
            "1.2345,6",
            ",5",
            "1,00001",
            "1.,5",
            "5,",
            "25\n30",
            "10 20",
            "1\t234",
            "1 234.567",
            "1.234 567",
            "0.125.000",
            "012.500",
            "00.5.1",
            "1 23",
            "1  234",
            "1,234.5",
            "500,000",
            "1,000",
            "-12,000",
            "１２",
            "- 3",
            "--3",
            "5 %",
            "1e3",
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
