//! What people put into a workbook's cell, as a record's cell.

use crate::model::{Cell, ColumnKind, Day, Decimal, Problem, clean, parse_number};
use crate::typed;
use calamine::{Data, DataType};

/// Reads one cell by its column's kind. References stay text, to be resolved by the import.
pub(super) fn read(data: &Data, kind: ColumnKind) -> Result<Cell, Problem> {
    let text = match data {
        Data::Empty => return Ok(Cell::Empty),
        Data::String(text) => return typed::read(text, kind),
        Data::DateTimeIso(text) | Data::DurationIso(text) => clean(text),
        Data::Error(error) => return Err(Problem::NotAChoice(error.to_string())),
        other => other.to_string(),
    };
    match kind {
        ColumnKind::Day => match date(data) {
            Some(date) => Day::new(date).map(|day| Cell::Text(day.iso())),
            None => typed::read(&text, kind),
        },
        ColumnKind::Month => match date(data) {
            Some(date) => Day::new(date).map(|day| Cell::Text(day.month().iso())),
            None => typed::read(&text, kind),
        },
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Year => {
            typed::whole(number(data, &text)?, &text).map(Cell::Int)
        }
        ColumnKind::Decimal => number(data, &text).map(Cell::Int),
        ColumnKind::YesNo => match data {
            Data::Bool(flag) => Ok(Cell::Int(i64::from(*flag))),
            _ => typed::read(&text, kind),
        },
        _ => typed::read(&plain(data, text), kind),
    }
}

fn date(data: &Data) -> Option<chrono::NaiveDate> {
    match data {
        Data::DateTime(_) | Data::DateTimeIso(_) => data.as_date(),
        _ => None,
    }
}

/// A number cell in a text column reads as its digits: Excel makes numbers of codes.
fn plain(data: &Data, text: String) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        _ => text,
    }
}

/// A number in ten-thousandths, whether Excel holds it as a number or as text.
fn number(data: &Data, text: &str) -> Result<i64, Problem> {
    match data {
        Data::Int(number) => number
            .checked_mul(Decimal::PARTS)
            .ok_or_else(|| Problem::OutOfRange(text.to_owned())),
        Data::Float(number) => {
            // Four decimals as text, so that 0.1 + 0.2 reads as people see it.
            let shown = format!("{number:.4}").replace('.', ",");
            parse_number(&shown)
        }
        _ => parse_number(text),
    }
}
