//! A block pasted from a spreadsheet: what each of its rows becomes, before anything is saved.

use super::{CheckedForm, EntryError, TOTAL, Typed};
use crate::message;
use crate::model::{Period, RecordId, RecordKind, clean, from_old_font, from_outside};
use crate::vault::{Office, View};

/// Most rows of one paste.
const MAX_ROWS: usize = 5_000;
/// Longest heading that is told, in letters.
const MAX_HEAD: usize = 60;

/// What a pasted block becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The record's column under each column of the block; `None` for one that is left out.
    pub columns: Vec<Option<String>>,
    /// Whether the first row named the columns.
    pub headed: bool,
    /// The rows of the block, each checked as a form of its own.
    pub rows: Vec<PastedRow>,
    /// Columns of the block that hold something and are left out: from 1, with what stands above them.
    pub left_out: Vec<(usize, String)>,
    /// The block in Unicode, where some of it is written in a font of before.
    pub unicode: Option<String>,
}

/// A row of a pasted block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedRow {
    /// What stands in it, by column.
    pub typed: Typed,
    /// What it becomes.
    pub checked: CheckedForm,
}

/// Splits a block as spreadsheets put it on the clipboard: tabs between cells, line ends between rows, cells
/// with either of them in quotation marks. Any other quotation mark is one that somebody typed.
fn cells(block: &str) -> Vec<Vec<String>> {
    let block = block.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = block.as_str();
    while !rest.is_empty() {
        let (cell, after) = quoted(rest).unwrap_or_else(|| {
            let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        });
        row.push(cell);
        match after.strip_prefix('\t') {
            // A tab at the very end has an empty cell behind it.
            Some("") => row.push(String::new()),
            Some(next) => {
                rest = next;
                continue;
            }
            None => {}
        }
        rows.push(std::mem::take(&mut row));
        rest = after.get(1..).unwrap_or_default();
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// Reads a block as anything that its columns may be, and keeps nothing of it.
pub(crate) fn look_at_pasted(block: &str) {
    let rows = cells(block);
    for kind in RecordKind::ALL {
        for heading in rows.first().into_iter().flatten() {
            std::hint::black_box(named(kind, heading));
        }
        for cell in rows.iter().flatten() {
            for column in kind.columns() {
                drop(crate::typed::read(cell, column.kind));
            }
        }
    }
}

/// A cell in quotation marks at the beginning of a text, and what comes after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        if let Some(next) = after.strip_prefix('"') {
            cell.push('"');
            rest = next;
            continue;
        }
        let ends = after.is_empty() || after.starts_with(['\t', '\n']);
        return (ends && cell.contains(['\t', '\n'])).then_some((cell, after));
    }
}

/// The block in Unicode, where some of its cells are written in a font of before.
fn in_unicode(block: &str) -> Option<String> {
    let mut out = String::with_capacity(block.len());
    let mut changed = false;
    for cell in block.split_inclusive(['\t', '\n']) {
        match from_old_font(cell) {
            Some((_, text)) => {
                changed = true;
                out.push_str(&text);
            }
            None => out.push_str(cell),
        }
    }
    changed.then_some(out)
}

/// The column that a heading names, by its label in any of the languages; that of a head count's total too.
fn named(kind: RecordKind, heading: &str) -> Option<String> {
    let columns = kind.columns().iter().map(|column| column.name.as_str());
    let has_total = kind.columns().iter().any(|column| column.name == "men");
    let mut names = columns.chain(has_total.then_some(TOTAL));
    let found = names.find(|name| message::names_column(heading, name));
    found.map(str::to_owned)
}

/// Within so many rows stands the one with the headings.
const HEAD_WITHIN: usize = 5;
/// So many cells that hold something a row above the headings has at most.
const TITLE: usize = 2;

/// The row that names the columns; above it is a title at most.
fn head_of(kind: RecordKind, rows: &[Vec<String>]) -> Option<usize> {
    let holding = |row: &[String]| row.iter().filter(|cell| !clean(cell).is_empty()).count();
    let names = |row: &[String]| {
        row.iter()
            .filter(|cell| named(kind, cell).is_some())
            .count()
    };
    let is_head = |row: &Vec<String>| names(row) * 2 > holding(row);
    let head = rows.iter().take(HEAD_WITHIN).position(is_head)?;
    let are_titles = rows[..head].iter().all(|row| holding(row) <= TITLE);
    let is_first = head == 0;
    (is_first || (are_titles && names(&rows[head]) > 1)).then_some(head)
}

impl View {
    /// Reads a pasted block. Its columns are those its first row names, or `columns` where given,
    /// or else the record's own in their order.
    ///
    /// # Errors
    /// [`EntryError::NothingPasted`], [`EntryError::TooMuchPasted`], the database's.
    pub fn read_pasted(
        &self,
        kind: RecordKind,
        block: &str,
        columns: Option<Vec<Option<String>>>,
        period: Option<Period>,
    ) -> Result<Pasted, EntryError> {
        let mut rows = cells(block);
        if rows.is_empty() {
            return Err(EntryError::NothingPasted);
        }
        let head = head_of(kind, &rows);
        let headed = head.is_some();
        let heads = match head {
            Some(head) => rows.drain(..=head).next_back().unwrap_or_default(),
            None => Vec::new(),
        };
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = columns.unwrap_or_else(|| {
            if headed {
                heads.iter().map(|cell| named(kind, cell)).collect()
            } else {
                let all = kind
                    .columns()
                    .iter()
                    .map(|column| Some(column.name.clone()));
                all.chain(std::iter::repeat(None)).take(width).collect()
            }
        });
        if rows.is_empty() {
            return Err(EntryError::NothingPasted);
        }
        if rows.len() > MAX_ROWS {
            return Err(EntryError::TooMuchPasted(MAX_ROWS));
        }
        let known = |name: &String| {
            name == TOTAL || kind.columns().iter().any(|column| column.name == *name)
        };
        let left_out = (0..width).filter(|place| {
            let known = columns
                .get(*place)
                .and_then(Option::as_ref)
                .is_some_and(known);
            let holds =
                |row: &Vec<String>| row.get(*place).is_some_and(|cell| !clean(cell).is_empty());
            !known && rows.iter().any(holds)
        });
        let head = |place: usize| {
            from_outside(heads.get(place).map_or("", String::as_str), MAX_HEAD, false)
        };
        let left_out = left_out.map(|place| (place + 1, head(place))).collect();
        let mut against = self.checked_against(kind, period)?;
        let rows = rows
            .into_iter()
            .map(|row| {
                let typed: Typed = columns
                    .iter()
                    .zip(row)
                    .filter_map(|(column, text)| {
                        let column = column.as_ref().filter(|name| known(name))?;
                        Some((column.clone(), text))
                    })
                    .collect();
                let checked = self.check_against(kind, &typed, None, &against);
                if let Some(cells) = &checked.cells {
                    against.add_row(cells);
                }
                PastedRow { typed, checked }
            })
            .collect();
        Ok(Pasted {
            columns,
            headed,
            rows,
            left_out,
            unicode: in_unicode(block),
        })
    }
}

impl Office {
    /// Adds the rows of a paste: all of them or none.
    ///
    /// # Errors
    /// [`EntryError::Row`] for the first row that is wrong.
    pub fn add_typed(
        &mut self,
        kind: RecordKind,
        rows: &[Typed],
    ) -> Result<Vec<RecordId>, EntryError> {
        let mut against = self.checked_against(kind, None)?;
        let mut all = Vec::with_capacity(rows.len());
        for (index, typed) in rows.iter().enumerate() {
            let checked = self.check_against(kind, typed, None, &against);
            match (checked.cells, checked.problems.into_iter().next()) {
                (Some(cells), _) => {
                    against.add_row(&cells);
                    all.push(cells);
                }
                (None, Some(problem)) => return Err(EntryError::Row(index + 1, problem)),
                (None, None) => return Err(EntryError::NothingPasted),
            }
        }
        self.add_records(kind, all)
    }
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn quotation_marks_are_what_the_spreadsheet_put_around_a_cell_or_what_somebody_typed() {
        let split = |block: &str| {
            let rows = cells(block).into_iter();
            rows.map(|row| row.join("|")).collect::<Vec<_>>()
        };
        for (block, rows) in [
            ("a\tb\r\nc\td\r\n", vec!["a|b", "c|d"]),
            ("\"Hội nghị\" A\tb\nc\td", vec!["\"Hội nghị\" A|b", "c|d"]),
            (
                "\"Tháng hành động\tb\nc\td",
                vec!["\"Tháng hành động|b", "c|d"],
            ),
            ("\"một\nhai\"\tb\nc\td", vec!["một\nhai|b", "c|d"]),
            ("\"nói \"\"to\"\"\r\nlên\"\nc", vec!["nói \"to\"\nlên", "c"]),
            ("\"A\"\tb", vec!["\"A\"|b"]),
            ("a\t\tc\t\n\t\n\t\tz", vec!["a||c|", "||z"]),
            ("5\"\t6\"\n7\"", vec!["5\"|6\"", "7\""]),
            ("a\t", vec!["a|"]),
        ] {
            assert_eq!(split(block), rows, "{block:?}");
        }
    }
}
