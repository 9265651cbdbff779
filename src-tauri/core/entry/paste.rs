//! A block pasted from a spreadsheet: what each of its rows becomes, before anything is saved.

use super::{CheckedForm, EntryError, TOTAL, Typed};
use crate::message::{self, Language};
use crate::model::{Column, Period, RecordId, RecordKind, fold};
use crate::vault::{Office, View};

/// Most rows of one paste.
const MAX_ROWS: usize = 5_000;

/// What a pasted block becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The record's column under each column of the block; `None` for one that is left out.
    pub columns: Vec<Option<String>>,
    /// Whether the first row named the columns.
    pub headed: bool,
    /// The rows of the block, each checked as a form of its own.
    pub rows: Vec<PastedRow>,
}

/// A row of a pasted block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedRow {
    /// What stands in it, by column.
    pub typed: Typed,
    /// What it becomes.
    pub checked: CheckedForm,
}

/// Splits a block as spreadsheets put it on the clipboard: tabs between cells, line ends between
/// rows, cells with either of them in quotation marks.
fn cells(block: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = block.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// Reads a block as anything that its columns may be, and keeps nothing of it.
pub(crate) fn look_at_pasted(block: &str) {
    for cell in cells(block).into_iter().flatten() {
        for kind in RecordKind::ALL {
            std::hint::black_box(named(kind, &cell));
            for column in kind.columns() {
                drop(crate::typed::read(&cell, column.kind));
            }
        }
    }
}

/// The column that a heading names, by its label in any of the languages.
fn named(kind: RecordKind, heading: &str) -> Option<&'static Column> {
    let heading = fold(&crate::model::clean(heading));
    let heading = heading.trim_end_matches([' ', '*', ':']);
    kind.columns().iter().find(|column| {
        Language::all().any(|language| fold(&message::column(language, &column.name)) == heading)
    })
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
        let Some(first) = rows.first() else {
            return Err(EntryError::NothingPasted);
        };
        let names: Vec<_> = first.iter().map(|cell| named(kind, cell)).collect();
        let headed = names.iter().flatten().count() * 2 > first.len();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = columns.unwrap_or_else(|| {
            if headed {
                let names = names.iter();
                names.map(|name| name.map(|c| c.name.clone())).collect()
            } else {
                let all = kind
                    .columns()
                    .iter()
                    .map(|column| Some(column.name.clone()));
                all.chain(std::iter::repeat(None)).take(width).collect()
            }
        });
        if headed {
            rows.remove(0);
        }
        if rows.is_empty() {
            return Err(EntryError::NothingPasted);
        }
        if rows.len() > MAX_ROWS {
            return Err(EntryError::TooMuchPasted(MAX_ROWS));
        }
        let known = |name: &String| {
            name == TOTAL || kind.columns().iter().any(|column| column.name == *name)
        };
        let against = self.checked_against(kind, period)?;
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
                PastedRow { typed, checked }
            })
            .collect();
        Ok(Pasted {
            columns,
            headed,
            rows,
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
        let against = self.checked_against(kind, None)?;
        let mut all = Vec::with_capacity(rows.len());
        for (index, typed) in rows.iter().enumerate() {
            let checked = self.check_against(kind, typed, None, &against);
            match (checked.cells, checked.problems.into_iter().next()) {
                (Some(cells), _) => all.push(cells),
                (None, Some(problem)) => return Err(EntryError::Row(index + 1, problem)),
                (None, None) => return Err(EntryError::NothingPasted),
            }
        }
        self.add_records(kind, all)
    }
}
