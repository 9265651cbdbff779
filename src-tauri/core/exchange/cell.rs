//! What people put into a workbook's cell, as a record's cell.

use crate::message::{self, Language};
use crate::model::{
    Cell, ChoiceList, ColumnKind, Day, Decimal, Month, Problem, clean, fold, parse_number,
};
use calamine::{Data, DataType};

/// The words for yes and no that are understood, folded.
const YES: [&str; 4] = ["co", "x", "yes", "1"];
const NO: [&str; 3] = ["khong", "no", "0"];

/// Reads one cell by its column's kind. References stay text, to be resolved by the import.
pub(super) fn read(data: &Data, kind: ColumnKind) -> Result<Cell, Problem> {
    let text = match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => clean(text),
        Data::Error(error) => return Err(Problem::NotAChoice(error.to_string())),
        other => other.to_string(),
    };
    if text.is_empty() {
        return Ok(Cell::Empty);
    }
    match kind {
        ColumnKind::Line(_)
        | ColumnKind::Paragraphs(_)
        | ColumnKind::Reference
        | ColumnKind::Unit => Ok(Cell::Text(plain(data, text))),
        ColumnKind::Day => day(data, &text).map(|day| Cell::Text(day.iso())),
        ColumnKind::Month => match data.as_date().filter(|_| is_date(data)) {
            Some(date) => Day::new(date).map(|day| Cell::Text(day.month().iso())),
            None => Month::parse(&text).map(|month| Cell::Text(month.iso())),
        },
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Year => {
            let parts = number(data, &text)?;
            if parts % Decimal::PARTS != 0 {
                return Err(Problem::NotANumber(text));
            }
            Ok(Cell::Int(parts / Decimal::PARTS))
        }
        ColumnKind::Decimal => number(data, &text).map(Cell::Int),
        ColumnKind::YesNo => {
            let word = fold(&text);
            if YES.contains(&word.as_str()) || matches!(data, Data::Bool(true)) {
                Ok(Cell::Int(1))
            } else if NO.contains(&word.as_str()) || matches!(data, Data::Bool(false)) {
                Ok(Cell::Int(0))
            } else {
                Err(Problem::NotAChoice(text))
            }
        }
        ColumnKind::Choice(list) => choice(list, &text).map(|code| Cell::Text(code.to_owned())),
        ColumnKind::Choices(list) => {
            let mut codes = Vec::new();
            for part in text
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
            {
                codes.push(choice(list, part)?);
            }
            Ok(if codes.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(codes.join(";"))
            })
        }
    }
}

fn is_date(data: &Data) -> bool {
    matches!(data, Data::DateTime(_) | Data::DateTimeIso(_))
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

fn day(data: &Data, text: &str) -> Result<Day, Problem> {
    match data.as_date().filter(|_| is_date(data)) {
        Some(date) => Day::new(date),
        None => Day::parse(text),
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

/// A choice by its label, whatever its diacritics and case, or by its code.
fn choice(list: &ChoiceList, text: &str) -> Result<&'static str, Problem> {
    let wanted = fold(text);
    list.codes
        .iter()
        .find(|code| {
            **code == text
                || fold(&message::choice(Language::Vietnamese, list.name, code)) == wanted
        })
        .copied()
        .ok_or_else(|| Problem::NotAChoice(text.to_owned()))
}
