//! What people put into a workbook's cell, as a record's cell.

use super::sheets::Value;
use crate::model::{Cell, ColumnKind, Day, Problem, parse_number};
use crate::typed;
use chrono::NaiveDate;

/// Reads one cell by its column's kind. References stay text, to be resolved by the import.
pub(super) fn read(value: Option<&Value>, kind: ColumnKind) -> Result<Cell, Problem> {
    match value {
        None => Ok(Cell::Empty),
        Some(Value::Text(text)) => typed::read(text, kind),
        Some(Value::Failed(error)) => Err(Problem::NotAChoice(error.clone())),
        Some(Value::Number(number, day)) => read_number(*number, *day, kind),
        Some(Value::Flag(flag)) if kind == ColumnKind::YesNo => Ok(Cell::Int(i64::from(*flag))),
        Some(flag @ Value::Flag(_)) => typed::read(&flag.typed(), kind),
    }
}

fn read_number(number: f64, day: Option<NaiveDate>, kind: ColumnKind) -> Result<Cell, Problem> {
    let typed = || Value::Number(number, day).typed();
    match (kind, day) {
        (ColumnKind::Day, Some(day)) => Day::new(day).map(|day| Cell::Text(day.iso())),
        (ColumnKind::Month, Some(day)) => Day::new(day).map(|day| Cell::Text(day.month().iso())),
        (ColumnKind::Count | ColumnKind::Money | ColumnKind::Year, _) => {
            typed::whole(ten_thousandths(number)?, &typed()).map(Cell::Int)
        }
        (ColumnKind::Decimal, _) => ten_thousandths(number).map(Cell::Int),
        _ => typed::read(&typed(), kind),
    }
}

/// Four decimals as text, so that 0.1 + 0.2 reads as people see it.
fn ten_thousandths(number: f64) -> Result<i64, Problem> {
    parse_number(&format!("{number:.4}").replace('.', ","))
}
