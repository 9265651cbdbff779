//! What people type, as a record's cell, and a cell as people read it. Forms, pasted blocks,
//! workbooks and the command line all come through here.

use crate::message::{self, Language};
use crate::model::{
    Cell, ChoiceList, Column, ColumnKind, Day, Decimal, FieldError, Flat, Month, Problem,
    RecordKind, cells_of, entered, fold, from_old_font, grouped, is_left_out, parse_number,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What is understood as yes and as no beside the words of each language.
const YES: [&str; 2] = ["x", "1"];
const NO: [&str; 1] = ["0"];

/// Reads typed text by its column's kind. A reference stays as typed, to be looked up.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str, kind: ColumnKind) -> Result<Cell, Problem> {
    let typed: String = text.chars().filter(|c| !is_left_out(*c)).collect();
    let text = entered(text);
    if text.is_empty() {
        return Ok(Cell::Empty);
    }
    match kind {
        ColumnKind::Line(_)
        | ColumnKind::Paragraphs(_)
        | ColumnKind::Reference(_)
        | ColumnKind::Unit => Ok(Cell::Text(text)),
        ColumnKind::Day => Day::parse(&text).map(|day| Cell::Text(day.iso())),
        ColumnKind::Month => Month::parse(&text).map(|month| Cell::Text(month.iso())),
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Year => {
            whole(parse_number(&typed)?, &text).map(Cell::Int)
        }
        ColumnKind::Decimal => parse_number(&typed).map(Cell::Int),
        ColumnKind::YesNo => {
            let word = fold(&text);
            if YES.contains(&word.as_str()) || is_message("word-yes", &word) {
                Ok(Cell::Int(1))
            } else if NO.contains(&word.as_str()) || is_message("word-no", &word) {
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

/// Reads a field of a JSON object that a person or a script wrote: text as it is typed into a form, numbers
/// in the field's own unit (`0.5` is a half, in a package it is 5,000 ten-thousandths).
///
/// # Errors
/// What is wrong with it; [`Problem::WrongType`] for a value of a type that the column never has.
pub fn read_json(value: &Value, kind: ColumnKind) -> Result<Cell, Problem> {
    let is_number = matches!(
        kind,
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal | ColumnKind::Year
    );
    match (value, kind) {
        (Value::String(text), _) => read(text, kind),
        (Value::Number(number), _) if is_number => {
            read(&number.to_string().replace('.', ","), kind)
        }
        (Value::Array(items), ColumnKind::Choices(_)) => {
            let words: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            read(&words.ok_or(Problem::WrongType)?.join(";"), kind)
        }
        _ => Cell::from_json(value, kind),
    }
}

/// A cell as [`read_json`] reads it.
pub fn to_json(cell: &Cell, kind: ColumnKind) -> Value {
    match (cell, kind) {
        (Cell::Int(parts), ColumnKind::Decimal) => {
            let number = *parts as f64 / Decimal::PARTS as f64;
            let number = serde_json::Number::from_f64(number).map(Value::Number);
            let exact = number.filter(|number| read_json(number, kind).as_ref() == Ok(cell));
            exact.unwrap_or_else(|| write(cell, kind).into())
        }
        _ => cell.to_json(kind),
    }
}

/// A record's cells in canonical form, from the JSON of [`read_json`].
///
/// # Errors
/// The first field that is wrong.
pub fn record_from_json(
    kind: RecordKind,
    object: &Map<String, Value>,
) -> Result<Vec<Cell>, FieldError> {
    kind.canonical(cells_of(kind.columns(), object, read_json)?)
}

/// A record as JSON of [`to_json`], its id and version beside its fields.
pub fn record_to_json(kind: RecordKind, flat: &Flat) -> Map<String, Value> {
    let fields = kind.columns().iter().zip(&flat.record);
    let fields = fields.filter(|(_, cell)| **cell != Cell::Empty);
    let id = ("id".to_owned(), flat.id.to_string().into());
    let version = ("version".to_owned(), flat.version.into());
    [id, version]
        .into_iter()
        .chain(fields.map(|(column, cell)| (column.name.clone(), to_json(cell, column.kind))))
        .collect()
}

/// Ten-thousandths as a whole number.
///
/// # Errors
/// [`Problem::NotWhole`] where there are decimals.
pub(crate) fn whole(parts: i64, text: &str) -> Result<i64, Problem> {
    if parts % Decimal::PARTS == 0 {
        Ok(parts / Decimal::PARTS)
    } else {
        Err(Problem::NotWhole(text.to_owned()))
    }
}

/// Whether folded text is a message in one of the languages.
fn is_message(id: &str, folded: &str) -> bool {
    Language::all().any(|language| fold(&message::text(language, id, &[])) == folded)
}

/// A choice by its label in any of the languages, whatever its diacritics and case, or by its code.
fn choice(list: &ChoiceList, text: &str) -> Result<&'static str, Problem> {
    let unicode = from_old_font(text).map(|(_, text)| text);
    let wanted = fold(unicode.as_deref().unwrap_or(text));
    let is_label = |code: &str| {
        Language::all().any(|language| fold(&message::choice(language, list.name, code)) == wanted)
    };
    list.codes
        .iter()
        .find(|code| **code == text || is_label(code))
        .copied()
        .ok_or_else(|| Problem::NotAChoice(text.to_owned()))
}

/// A cell as a form holds it: what [`read`] reads back as the same cell. Choices are their codes.
pub fn write(cell: &Cell, kind: ColumnKind) -> String {
    match (cell, kind) {
        (Cell::Text(text), ColumnKind::Choice(_) | ColumnKind::Choices(_)) => text.clone(),
        (Cell::Int(flag), ColumnKind::YesNo) => flag.to_string(),
        (Cell::Text(text), ColumnKind::Line(_) | ColumnKind::Paragraphs(_)) => text.clone(),
        _ => show(cell, kind, Language::OFFICIAL),
    }
}

/// What cells hold as a form writes it, by the names of their columns; nothing of empty ones.
pub fn written(columns: &[Column], cells: &[Cell]) -> BTreeMap<String, String> {
    let filled = columns.iter().zip(cells);
    let filled = filled.filter(|(_, cell)| **cell != Cell::Empty);
    filled
        .map(|(column, cell)| (column.name.clone(), write(cell, column.kind)))
        .collect()
}

/// A cell as people read it, on one line.
pub fn show(cell: &Cell, kind: ColumnKind, language: Language) -> String {
    match (cell, kind) {
        (Cell::Empty, _) => String::new(),
        (Cell::Int(parts), ColumnKind::Decimal) => Decimal::from_parts(*parts)
            .map(|decimal| decimal.to_string())
            .unwrap_or_default(),
        (Cell::Int(flag), ColumnKind::YesNo) => {
            let id = if *flag == 0 { "word-no" } else { "word-yes" };
            message::text(language, id, &[])
        }
        (Cell::Int(year), ColumnKind::Year) => year.to_string(),
        (Cell::Int(number), _) => grouped(*number),
        (Cell::Text(iso), ColumnKind::Day) => Day::parse_iso(iso)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        (Cell::Text(iso), ColumnKind::Month) => Month::parse_iso(iso)
            .map(|month| month.to_string())
            .unwrap_or_default(),
        (Cell::Text(codes), ColumnKind::Choice(list) | ColumnKind::Choices(list)) => codes
            .split(';')
            .map(|code| message::choice(language, list.name, code))
            .collect::<Vec<_>>()
            .join("; "),
        (Cell::Text(text), _) => text.replace('\n', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::clean;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// Any cell that a column of this kind may hold.
    fn cell(kind: ColumnKind) -> BoxedStrategy<Cell> {
        let number = |max: i64| (0..=max).prop_map(Cell::Int).boxed();
        let text = |pattern: &str| {
            proptest::string::string_regex(pattern)
                .unwrap()
                .prop_map(|text| Cell::Text(clean(&text)))
                .prop_filter("not empty", |cell| *cell != Cell::Text(String::new()))
                .boxed()
        };
        match kind {
            ColumnKind::Line(_) | ColumnKind::Paragraphs(_) => text("[a-zA-ZăĐđưỷ0-9/ ]{1,30}"),
            ColumnKind::Day => (1900i32..=2100, 1u32..=12, 1u32..=28)
                .prop_map(|(y, m, d)| Cell::Text(format!("{y:04}-{m:02}-{d:02}")))
                .boxed(),
            ColumnKind::Month => (1900i32..=2100, 1u32..=12)
                .prop_map(|(y, m)| Cell::Text(format!("{y:04}-{m:02}")))
                .boxed(),
            ColumnKind::Count => number(100_000_000),
            ColumnKind::Money | ColumnKind::Decimal => number(crate::model::Dong::MAX),
            ColumnKind::Year => number(2100),
            ColumnKind::YesNo => number(1),
            ColumnKind::Choice(list) => (0..list.codes.len())
                .prop_map(|index| Cell::Text(list.codes[index].to_owned()))
                .boxed(),
            ColumnKind::Choices(list) => {
                prop::sample::subsequence(list.codes, 1..=list.codes.len())
                    .prop_map(|codes| Cell::Text(codes.join(";")))
                    .boxed()
            }
            ColumnKind::Reference(_) | ColumnKind::Unit => text("[0-9]{2,5}"),
        }
    }

    fn column_and_cell() -> impl Strategy<Value = (ColumnKind, Cell)> {
        let kinds: Vec<ColumnKind> = RecordKind::ALL
            .into_iter()
            .flat_map(|kind| kind.columns().iter().map(|column| column.kind))
            .collect();
        prop::sample::select(kinds).prop_flat_map(|kind| (Just(kind), cell(kind)))
    }

    #[test]
    fn numbers_of_json_are_in_the_fields_own_unit() {
        let read = |json: &str, kind| read_json(&serde_json::from_str(json).unwrap(), kind);
        for (json, parts) in [
            ("5", 50_000),
            ("0.5", 5_000),
            ("0.125", 1_250),
            ("\"0,5\"", 5_000),
        ] {
            assert_eq!(
                read(json, ColumnKind::Decimal),
                Ok(Cell::Int(parts)),
                "{json}"
            );
        }
        assert_eq!(read("12.0", ColumnKind::Count), Ok(Cell::Int(12)));
        let day = || Ok(Cell::Text("2024-03-05".to_owned()));
        assert_eq!(read("\"05/03/2024\"", ColumnKind::Day), day());
        assert_eq!(read("\"2024-03-05\"", ColumnKind::Day), day());
        for wrong in ["12.5", "1e20", "true", "[1]"] {
            assert!(read(wrong, ColumnKind::Count).is_err(), "{wrong}");
        }
        assert_eq!(
            read("912345678", ColumnKind::Line(20)),
            Err(Problem::WrongType)
        );
    }

    proptest! {
        #[test]
        fn what_a_form_holds_reads_back_as_the_same_cell((kind, cell) in column_and_cell()) {
            prop_assert_eq!(read(&write(&cell, kind), kind), Ok(cell.clone()));
            // Decomposed, as some systems give it.
            let decomposed: String = write(&cell, kind).nfd().collect();
            prop_assert_eq!(read(&decomposed, kind), Ok(cell));
        }

        #[test]
        fn what_json_has_reads_back_as_the_same_cell((kind, cell) in column_and_cell()) {
            prop_assert_eq!(read_json(&to_json(&cell, kind), kind), Ok(cell));
        }

        #[test]
        fn labels_read_as_their_codes_in_every_language((kind, cell) in column_and_cell()) {
            if matches!(kind, ColumnKind::Choice(_) | ColumnKind::Choices(_) | ColumnKind::YesNo) {
                for language in Language::all() {
                    prop_assert_eq!(read(&show(&cell, kind, language), kind), Ok(cell.clone()));
                }
            }
        }
    }
}
