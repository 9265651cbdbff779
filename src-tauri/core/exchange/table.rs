//! Tables that are only to be read: as a workbook, or as comma-separated values.

use super::WorkbookError;
use crate::figures::{Cleared, Ledger};
use crate::message::LibraryWords;
use crate::model::{Decimal, from_outside};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::path::Path;

/// What stands in a cell of a table that is given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing, or nobody knows.
    Empty,
    /// Words, never read as a formula.
    Text(String),
    /// A number, as it may leave the office.
    Number(Cleared),
}

impl TableCell {
    /// A number that may be unknown.
    pub fn number(value: Option<Cleared>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }

    /// As programs read it: numbers without groups, with a point.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Number(number) => number.plain(),
            other => other.shown(),
        }
    }
}

impl From<String> for TableCell {
    fn from(text: String) -> Self {
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text),
        }
    }
}

/// A table that is given out: shown, printed, or written to a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is.
    pub title: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Rows, a cell for each head.
    pub rows: Vec<Vec<TableCell>>,
    /// What must be known to read it.
    pub notes: Vec<String>,
    /// What it tells of numbers of cases, for the ledger.
    pub told: Vec<Ledger>,
}

impl Table {
    /// As the file's name asks: `.csv`, or else a workbook.
    ///
    /// # Errors
    /// [`WorkbookError::NotWritten`].
    pub fn file(&self, path: &Path) -> Result<Vec<u8>, WorkbookError> {
        if path
            .extension()
            .is_some_and(|ext| ext.eq_ignore_ascii_case("csv"))
        {
            return self.csv();
        }
        self.workbook()
            .map_err(|error| WorkbookError::NotWritten(LibraryWords::of(error)))
    }

    /// Comma-separated values (RFC 4180) in UTF-8, with the mark by which Excel knows it; heads and
    /// rows alone. All are quoted, whatever a spreadsheet takes for a separator.
    fn csv(&self) -> Result<Vec<u8>, WorkbookError> {
        let failed =
            |error: &dyn std::fmt::Display| WorkbookError::NotWritten(LibraryWords::of(error));
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let heads = self.heads.iter().map(|head| no_formula(head));
        writer.write_record(heads).map_err(|error| failed(&error))?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                // A minus is a number's own there.
                TableCell::Number(_) => cell.plain(),
                TableCell::Empty | TableCell::Text(_) => no_formula(&cell.plain()),
            });
            writer.write_record(cells).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_background_color(0xE9_DD_EE);
        let number = Format::new().set_num_format("#,##0");
        let decimal = Format::new().set_num_format("#,##0.####");
        let right = Format::new().set_align(FormatAlign::Right);
        let sheet = book.add_worksheet();
        sheet.write_with_format(0, 0, &self.title, &bold)?;
        for (place, text) in (0u16..).zip(&self.heads) {
            sheet.write_with_format(1, place, text, &head)?;
            sheet.set_column_width(place, if place == 0 { 34 } else { 22 })?;
        }
        let mut line = 2;
        for row in &self.rows {
            for (place, cell) in (0u16..).zip(row) {
                match cell {
                    TableCell::Empty => continue,
                    TableCell::Text(text) => sheet.write(line, place, text)?,
                    TableCell::Number(cleared) => match cleared.parts() {
                        Some(parts) => {
                            let value = parts as f64 / Decimal::PARTS as f64;
                            let format = if cleared.is_count() {
                                &number
                            } else {
                                &decimal
                            };
                            sheet.write_with_format(line, place, value, format)?
                        }
                        None => {
                            sheet.write_with_format(line, place, cleared.to_string(), &right)?
                        }
                    },
                };
            }
            line += 1;
        }
        for note in &self.notes {
            line += 1;
            sheet.write(line, 0, note)?;
        }
        sheet.set_freeze_panes(2, 1)?;
        book.save_to_buffer()
    }
}

/// Text as a spreadsheet must take it: on one line, and told to be text where it would be taken for a
/// formula, whatever blanks stand before it.
fn no_formula(text: &str) -> String {
    let line = from_outside(text, 32_000, false);
    let begins = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\'' || c == '"');
    if begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        return format!("'{line}");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_numbers_and_spreadsheets_run_no_formula() {
        let table = Table {
            title: "Bảng".to_owned(),
            heads: ["Đơn vị", "Số"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![
                    TableCell::from("=1+1".to_owned()),
                    TableCell::Number(Cleared::units(1_234_567)),
                ],
                vec![
                    TableCell::from("Xã \"A\", B".to_owned()),
                    TableCell::Number(Cleared::entered(-12_500)),
                ],
                vec![TableCell::Empty, TableCell::Number(Cleared::kept_back())],
                vec![
                    TableCell::Empty,
                    TableCell::Number(Cleared::entered(600_000)),
                ],
            ],
            ..Table::default()
        };
        let csv = String::from_utf8(table.csv().unwrap()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}\"Đơn vị\",\"Số\"\r\n\"'=1+1\",\"1234567\"\r\n\"Xã \"\"A\"\", B\",\"-1.25\"\r\n\
             \"\",\"…\"\r\n\"\",\"60\"\r\n"
        );
        assert!(table.file(Path::new("a.XLSX")).unwrap().starts_with(b"PK"));
    }

    #[test]
    fn no_cell_and_no_head_of_a_csv_is_a_formula() {
        let evil = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "\u{200b}=1",
            "Xã;=cmd|'/c calc'!A0",
            "a\"\n=1",
            "\u{feff}=1",
            "'=1",
            "\"=1",
            "＝1",
        ];
        let table = Table {
            heads: evil.map(str::to_owned).to_vec(),
            rows: vec![evil.map(|text| TableCell::from(text.to_owned())).to_vec()],
            ..Table::default()
        };
        let csv = String::from_utf8(table.csv().unwrap()).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines.len(), 3, "two lines and the end: {csv}");
        for line in &lines[..2] {
            assert!(!line.contains(['\n', '\r', '\t']), "{line}");
            let mut read = csv::ReaderBuilder::new();
            let mut read = read.has_headers(false).from_reader(line.as_bytes());
            let cells = read.records().next().unwrap().unwrap();
            assert_eq!(cells.len(), evil.len());
            for cell in &cells {
                assert!(
                    !cell.trim().starts_with(['=', '+', '-', '@', '＝']),
                    "{cell:?}"
                );
            }
            // Each cell is quoted: no other separator ends one.
            assert!(
                line.starts_with('"') && line.ends_with('"') && line.matches("\",\"").count() == 15
            );
        }
    }
}
