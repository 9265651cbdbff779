//! Kết quả chỉ tiêu, Phụ lục 01: a value, or a numerator with its denominator.

use crate::model::{Decimal, Line, Long, Problem, Short, Year, at, record};

record! {
    /// Kết quả chỉ tiêu, Phụ lục 01: a value, or a numerator with its denominator.
    IndicatorValue {
        /// Code of the row of Phụ lục 01.
        indicator: Line<20>,
        /// Year.
        year: Year,
        /// Value, where the row is a plain number.
        value: Option<Decimal>,
        /// Numerator, where it is a ratio.
        numerator: Option<Decimal>,
        /// Denominator, where it is a ratio.
        denominator: Option<Decimal>,
        /// Where the number comes from.
        source: Option<Short>,
        /// Note.
        note: Option<Long>,
    }
    of_year: |r| r.year;
    check: |r| match (r.value, r.numerator, r.denominator) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => Ok(()),
        _ => Err(at("value")(Problem::NoValue)),
    };
    key: indicator year;
    layout {
        table: year indicator value numerator denominator source;
        form: indicator year value numerator denominator source note;
        repeat: year source;
    }
}
