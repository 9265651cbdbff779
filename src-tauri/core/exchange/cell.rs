//! What people put into a workbook's cell, as a record's cell. What a spreadsheet made of it on its own
//! (a day of `3/5`, a part of one of `45%`) is not taken for what was meant.

use super::sheets::Value;
use crate::model::{Cell, Column, ColumnKind, Day, Problem, may_begin_with_zero, parse_number};
use crate::typed;

/// Parts by which a sum of decimals may miss what it comes to, since machines count in halves of halves.
const NOISE: f64 = 1e-9;

/// Reads one cell by its column's kind. References stay text, to be resolved by the import.
pub(super) fn read(value: Option<&Value>, column: &Column) -> Result<Cell, Problem> {
    let Some(value) = value else {
        return Ok(Cell::Empty);
    };
    let kind = column.kind;
    match (value, kind) {
        (Value::Text(text), _) => typed::read(text, kind),
        (Value::Failed(error), _) => Err(Problem::FormulaFailed(error.clone())),
        (Value::NotComputed, _) => Err(Problem::NotComputed),
        (Value::Percent(_), _) => Err(Problem::IsAPercentage(value.typed())),
        (Value::Day(day), ColumnKind::Day) => Day::new(*day).map(|day| Cell::Text(day.iso())),
        (Value::Day(day), ColumnKind::Month) => {
            Day::new(*day).map(|day| Cell::Text(day.month().iso()))
        }
        (Value::Day(_), _) => Err(Problem::IsADay(value.typed())),
        (Value::Time(_), _) => Err(Problem::IsADay(value.typed())),
        (
            Value::Number(number) | Value::Digits(number, _),
            ColumnKind::Count | ColumnKind::Money | ColumnKind::Year,
        ) if (number - number.round()).abs() > NOISE => Err(Problem::NotWhole(value.typed())),
        (
            Value::Number(number) | Value::Digits(number, _),
            ColumnKind::Count | ColumnKind::Money | ColumnKind::Year,
        ) => typed::whole(ten_thousandths(*number)?, &value.typed()).map(Cell::Int),
        (Value::Number(number) | Value::Digits(number, _), ColumnKind::Decimal) => {
            ten_thousandths(*number).map(Cell::Int)
        }
        (Value::Flag(flag), ColumnKind::YesNo) => Ok(Cell::Int(i64::from(*flag))),
        (Value::Number(_), _) if may_begin_with_zero(&column.name) => {
            Err(Problem::MayLackZero(value.typed()))
        }
        (Value::Number(_) | Value::Digits(..) | Value::Flag(_), _) => {
            typed::read(&value.typed(), kind)
        }
    }
}

/// Four decimals as text, so that 0.1 + 0.2 reads as people see it; what has more was not typed as one.
fn ten_thousandths(number: f64) -> Result<i64, Problem> {
    let text = format!("{number:.4}").replace('.', ",");
    let shown = || text.trim_end_matches('0').trim_end_matches(',').to_owned();
    parse_number(&text).map_err(|problem| match problem {
        Problem::OutOfRange(_) => Problem::OutOfRange(shown()),
        other => other,
    })
}
