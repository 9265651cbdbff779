//! Writing workbooks: empty templates with headings, drop-downs and notes; and filled ones.

use super::{heading, labels, sheet_columns, sheet_name};
use crate::figures::Shown;
use crate::message;
use crate::model::{Cell, Column, ColumnKind, Day, Decimal, RecordKind};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    Workbook, Worksheet, XlsxError,
};

/// Rows for which a template offers drop-downs.
const ROWS: u32 = 2000;

/// A row to be written: cells in the order of the sheet's columns.
pub type SheetRow = Vec<Cell>;

/// Tables under their titles, each row a label and what is shown of it.
pub type LabelledTables = [(String, Vec<(String, Shown)>)];

/// Writes tables that are only to be read on one sheet, and a note under them.
///
/// # Errors
/// The library's.
pub fn tables(tables: &LabelledTables, note: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let right = Format::new().set_align(FormatAlign::Right);
    let sheet = book.add_worksheet();
    sheet.set_column_width(0, 60)?.set_column_width(1, 14)?;
    let mut line = 0;
    for (title, rows) in tables {
        sheet.write_with_format(line, 0, title, &bold)?;
        line += 1;
        for (label, shown) in rows {
            sheet.write(line, 0, label)?;
            match shown {
                Shown::Exact(number) => {
                    sheet.write_with_format(line, 1, *number as f64, &right)?;
                }
                shown => {
                    sheet.write_with_format(line, 1, shown.to_string(), &right)?;
                }
            }
            line += 1;
        }
        line += 1;
    }
    sheet.write(line, 0, note)?;
    book.save_to_buffer()
}

/// Writes a workbook with a sheet for each kind given, filled with its rows.
///
/// # Errors
/// The library's.
pub fn workbook(sheets: &[(RecordKind, Vec<SheetRow>)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same content gives the same file, whenever it is written.
    let made = ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
        .set_background_color(0xE9_DD_EE);
    let date = Format::new()
        .set_num_format("dd/mm/yyyy")
        .set_align(FormatAlign::Top);
    // A cell of text keeps what is typed into it: no day is made of 3/5, no 12 of 012, no part of 45%.
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let number = Format::new()
        .set_num_format("#,##0")
        .set_align(FormatAlign::Top);
    let decimal = Format::new()
        .set_num_format("#,##0.####")
        .set_align(FormatAlign::Top);
    let mut lists = Lists::default();
    for (kind, rows) in sheets {
        let columns = sheet_columns(*kind);
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(*kind))?.set_freeze_panes(1, 0)?;
        sheet.set_row_height(0, 45)?;
        for (index, column) in columns.iter().enumerate() {
            let place = index as u16;
            let title = heading(column);
            let shown = if column.required {
                format!("{title} *")
            } else {
                title
            };
            sheet.write_with_format(0, place, shown, &head)?;
            sheet.insert_note(0, place, &Note::new(note(column)).set_author("Tiến Bộ"))?;
            sheet.set_column_width(place, width(column.kind))?;
            sheet.set_column_format(place, &text)?;
            lists.validate(sheet, place, column)?;
        }
        for (index, row) in rows.iter().enumerate() {
            let line = index as u32 + 1;
            for (place, (cell, column)) in row.iter().zip(&columns).enumerate() {
                let place = place as u16;
                match (cell, column.kind) {
                    (Cell::Empty, _) => {}
                    (Cell::Text(iso), ColumnKind::Day) if Day::parse_iso(iso).is_ok() => {
                        sheet.write_with_format(
                            line,
                            place,
                            ExcelDateTime::parse_from_str(iso)?,
                            &date,
                        )?;
                    }
                    (Cell::Text(value), kind) => {
                        sheet.write_with_format(line, place, shown(value, kind), &text)?;
                    }
                    (Cell::Int(value), ColumnKind::YesNo) => {
                        sheet.write_with_format(line, place, yes_or_no(*value == 1), &text)?;
                    }
                    (Cell::Int(value), ColumnKind::Decimal) => {
                        let value = *value as f64 / Decimal::PARTS as f64;
                        sheet.write_with_format(line, place, value, &decimal)?;
                    }
                    (Cell::Int(value), ColumnKind::Year) => {
                        sheet.write(line, place, *value as f64)?;
                    }
                    (Cell::Int(value), _) => {
                        sheet.write_with_format(line, place, *value as f64, &number)?;
                    }
                }
            }
        }
    }
    lists.write(&mut book)?;
    book.save_to_buffer()
}

/// An empty template for one kind, with a sheet too for each kind that its records refer to.
///
/// # Errors
/// The library's.
pub fn template(kind: RecordKind) -> Result<Vec<u8>, XlsxError> {
    let kinds = kind.after_what_it_refers_to().into_iter();
    workbook(&kinds.map(|kind| (kind, Vec::new())).collect::<Vec<_>>())
}

/// Codes as people see them.
fn shown(value: &str, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Choice(list) | ColumnKind::Choices(list) => value
            .split(';')
            .map(|code| message::choice(message::Language::OFFICIAL, list.name, code))
            .collect::<Vec<_>>()
            .join("; "),
        _ => value.to_owned(),
    }
}

fn yes_or_no(yes: bool) -> String {
    message::official(if yes { "word-yes" } else { "word-no" }, &[])
}

fn width(kind: ColumnKind) -> f64 {
    match kind {
        ColumnKind::Paragraphs(_) => 48.0,
        ColumnKind::Line(max) if max > 100 => 30.0,
        ColumnKind::Choices(_) | ColumnKind::Choice(_) => 24.0,
        _ => 14.0,
    }
}

/// What a heading's note tells: what the column holds and how to write it.
fn note(column: &Column) -> String {
    let kind = match column.kind {
        ColumnKind::Line(max) | ColumnKind::Paragraphs(max) => {
            message::official("note-text", &[("max", max.to_string())])
        }
        ColumnKind::Day => message::official("note-day", &[]),
        ColumnKind::Month => message::official("note-month", &[]),
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Year | ColumnKind::Decimal => {
            message::official("note-number", &[])
        }
        ColumnKind::YesNo => message::official("note-yes-no", &[]),
        ColumnKind::Choice(_) => message::official("note-choice", &[]),
        ColumnKind::Choices(list) => {
            message::official("note-choices", &[("choices", labels(list).join("; "))])
        }
        ColumnKind::Reference(_) => message::official("note-reference", &[]),
        ColumnKind::Unit => message::official("note-unit", &[]),
    };
    if column.required {
        format!("{} {kind}", message::official("note-required", &[]))
    } else {
        kind
    }
}

/// The drop-downs' lists, on a hidden sheet of their own: Excel allows 255 characters in place.
#[derive(Default)]
struct Lists {
    columns: Vec<Vec<String>>,
}

impl Lists {
    fn validate(
        &mut self,
        sheet: &mut Worksheet,
        place: u16,
        column: &Column,
    ) -> Result<(), XlsxError> {
        let items = match column.kind {
            ColumnKind::Choice(list) => labels(list),
            ColumnKind::YesNo => vec![yes_or_no(true), yes_or_no(false)],
            _ => return Ok(()),
        };
        let index = self
            .columns
            .iter()
            .position(|known| *known == items)
            .unwrap_or_else(|| {
                self.columns.push(items.clone());
                self.columns.len() - 1
            });
        let letter = rust_xlsxwriter::utility::column_number_to_name(index as u16);
        let formula = format!("='{LISTS}'!${letter}$1:${letter}${}", items.len());
        let validation = DataValidation::new()
            .allow_list_formula(formula.as_str().into())
            .set_error_title(message::official("note-error-title", &[]))?
            .set_error_message(message::official("note-choice", &[]))?;
        sheet.add_data_validation(1, place, ROWS, place, &validation)?;
        Ok(())
    }

    fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(LISTS)?.set_hidden(true);
        for (column, items) in self.columns.iter().enumerate() {
            for (row, item) in items.iter().enumerate() {
                sheet.write(row as u32, column as u16, item)?;
            }
        }
        Ok(())
    }
}

pub(super) const LISTS: &str = "Danh sách";
