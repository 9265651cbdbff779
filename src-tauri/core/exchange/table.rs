//! Tables that are only to be read: as a workbook, or as comma-separated values.

use super::WorkbookError;
use crate::figures::Shown;
use crate::model::{Decimal, from_outside, grouped};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::path::Path;

/// What stands in a cell of a table that is given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing, or nobody knows.
    Empty,
    /// Words, never read as a formula.
    Text(String),
    /// A count or money.
    Number(i64),
    /// A number in ten-thousandths.
    Decimal(i64),
    /// A count as it may leave the office.
    Masked(Shown),
}

impl TableCell {
    /// A number that may be unknown.
    pub fn number(value: Option<i64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// A number in ten-thousandths that may be unknown.
    pub fn decimal(value: Option<i64>) -> Self {
        value.map_or(Self::Empty, Self::Decimal)
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => grouped(*number),
            Self::Decimal(parts) => {
                Decimal::from_parts(*parts).map_or_else(|_| String::new(), |d| d.to_string())
            }
            Self::Masked(shown) => shown.to_string(),
        }
    }

    /// As programs read it: numbers without groups, with a point.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Number(number) | Self::Masked(Shown::Exact(number)) => number.to_string(),
            Self::Decimal(parts) => {
                let sign = if *parts < 0 { "-" } else { "" };
                let parts = parts.unsigned_abs();
                let whole = parts / Decimal::PARTS.unsigned_abs();
                let rest = format!("{:04}", parts % Decimal::PARTS.unsigned_abs());
                match rest.trim_end_matches('0') {
                    "" => format!("{sign}{whole}"),
                    rest => format!("{sign}{whole}.{rest}"),
                }
            }
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
            .map_err(|error| WorkbookError::NotWritten(error.to_string()))
    }

    /// Comma-separated values (RFC 4180) in UTF-8, with the mark by which Excel knows it; heads and
    /// rows alone. All are quoted, whatever a spreadsheet takes for a separator.
    fn csv(&self) -> Result<Vec<u8>, WorkbookError> {
        let failed = |error: &dyn std::fmt::Display| WorkbookError::NotWritten(error.to_string());
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let heads = self.heads.iter().map(|head| no_formula(head));
        writer.write_record(heads).map_err(|error| failed(&error))?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                // A minus is a number's own there.
                TableCell::Number(_) | TableCell::Decimal(_) => cell.plain(),
                TableCell::Empty | TableCell::Text(_) | TableCell::Masked(_) => {
                    no_formula(&cell.plain())
                }
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
                    TableCell::Number(value) | TableCell::Masked(Shown::Exact(value)) => {
                        sheet.write_with_format(line, place, *value as f64, &number)?
                    }
                    TableCell::Decimal(parts) => {
                        let value = *parts as f64 / Decimal::PARTS as f64;
                        sheet.write_with_format(line, place, value, &decimal)?
                    }
                    TableCell::Masked(shown) => {
                        sheet.write_with_format(line, place, shown.to_string(), &right)?
                    }
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
                    TableCell::Number(1_234_567),
                ],
                vec![
                    TableCell::from("Xã \"A\", B".to_owned()),
                    TableCell::Decimal(-12_500),
                ],
                vec![TableCell::Empty, TableCell::Masked(Shown::Below(5))],
                vec![TableCell::Empty, TableCell::Decimal(600_000)],
            ],
            notes: Vec::new(),
        };
        let csv = String::from_utf8(table.csv().unwrap()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}\"Đơn vị\",\"Số\"\r\n\"'=1+1\",\"1234567\"\r\n\"Xã \"\"A\"\", B\",\"-1.25\"\r\n\
             \"\",\"<5\"\r\n\"\",\"60\"\r\n"
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
