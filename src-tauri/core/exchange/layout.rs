//! Where on the sheets of a workbook our tables stand, and what of it is not read.

use super::sheets::{Book, Looked, MAX_ROWS, Value};
use super::template::LISTS;
use super::{WorkbookError, heading, sheet_columns};
use crate::message::{self, Class, Saying, Told};
use crate::model::{Column, RecordKind, clean, from_outside};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Within so many rows that hold something stands the one with the headings.
const HEAD_WITHIN: usize = 20;
/// From so many headings on that are known, a row is the one with the headings.
const KNOWN_HEADS: usize = 2;
/// From so many cells on, a row above the headings is more than a title.
const MORE_THAN_A_TITLE: usize = 3;
/// Longest heading or name of a sheet that is told, in letters.
const MAX_TOLD: usize = 60;

/// A sheet of ours.
pub(super) struct Sheet {
    pub(super) kind: RecordKind,
    pub(super) name: String,
    /// Where each of the kind's columns stands, from 0.
    pub(super) columns: Places,
    /// What stands under the headings: by row from 0, the values of the kind's columns.
    pub(super) rows: BTreeMap<usize, Vec<(usize, Value)>>,
    /// Rows that Excel does not show.
    pub(super) hidden: BTreeSet<usize>,
    /// Columns that Excel does not show and that hold something.
    pub(super) hidden_columns: Vec<HiddenColumn>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A column that Excel does not show and that holds something: nobody who looks at the sheet sees what is taken in of it.
pub(super) struct HiddenColumn {
    /// Its place among the kind's.
    pub(super) place: usize,
    /// The first row, from 0, in which it holds something.
    pub(super) row: usize,
    /// In how many rows it does.
    pub(super) rows: usize,
}

/// Columns, each with the column of the sheet under which it stands.
pub(super) type Places = Vec<(Column, Option<usize>)>;

/// What of a workbook holds something and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Name of the sheet.
    pub sheet: String,
    /// The first cell of it that holds something; empty for a sheet as a whole.
    pub cell: String,
    /// What the heading above it says.
    pub heading: String,
    /// Why it is not read.
    pub why: WhyUnread,
}

/// Why something is not read. Messages `workbook-unread-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUnread {
    /// No kind of record has a sheet of this name.
    Sheet,
    /// Another sheet of the workbook has this name.
    SheetAgain,
    /// No column has this heading.
    Column,
    /// Another column of the sheet has this heading.
    ColumnAgain,
    /// It stands above the headings.
    Above,
    /// Cells of several rows are one: what it holds is read for the first row alone.
    Merged,
}

impl WhyUnread {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Sheet,
        Self::SheetAgain,
        Self::Column,
        Self::ColumnAgain,
        Self::Above,
        Self::Merged,
    ];

    /// Its message.
    pub fn message(self) -> &'static str {
        match self {
            Self::Sheet => "import-unread-sheet",
            Self::SheetAgain => "import-unread-sheet-again",
            Self::Column => "import-unread-column",
            Self::ColumnAgain => "import-unread-column-again",
            Self::Above => "import-unread-above",
            Self::Merged => "import-unread-merged",
        }
    }
}

impl Told for Unread {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, self.why.message()).detail(&self.heading)
    }
}

/// Finds our tables in a workbook.
///
/// # Errors
/// [`WorkbookError::NotAWorkbook`], [`WorkbookError::TooLarge`], [`WorkbookError::NoSheet`],
/// [`WorkbookError::NoHeadings`], [`WorkbookError::NoColumn`].
pub(super) fn sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<Unread>), WorkbookError> {
    let mut book = Book::open(bytes)?;
    let names: Vec<String> = book.sheets().map(str::to_owned).collect();
    let mut by_kind: BTreeMap<RecordKind, &String> = BTreeMap::new();
    let mut unread = Vec::new();
    for name in &names {
        let kind = RecordKind::sheets().find(|kind| message::names_kind(name, *kind));
        let why = match kind {
            None => WhyUnread::Sheet,
            Some(kind) if by_kind.contains_key(&kind) => WhyUnread::SheetAgain,
            Some(kind) => {
                by_kind.insert(kind, name);
                continue;
            }
        };
        if name != LISTS && book.holds_something(name)? {
            unread.push(Unread {
                sheet: told(name),
                cell: String::new(),
                heading: String::new(),
                why,
            });
        }
    }
    let mut found = Vec::new();
    let mut rows_left = MAX_ROWS;
    // In the order in which records refer to one another.
    for kind in RecordKind::sheets() {
        let Some(name) = by_kind.get(&kind) else {
            continue;
        };
        let mut reading = Reading::new(kind, name, rows_left);
        let looked =
            book.each_cell(name, |(row, column, value)| reading.put(row, column, value))?;
        if let Some((sheet, left)) = reading.done(looked)? {
            rows_left -= sheet.rows.len();
            unread.extend(left);
            found.push(sheet);
        }
    }
    match found.is_empty() && by_kind.is_empty() {
        true => Err(WorkbookError::NoSheet),
        false => Ok((found, unread)),
    }
}

/// A text of a workbook as it is told of it.
pub(super) fn told(text: &str) -> String {
    from_outside(text, MAX_TOLD, false)
}

/// Whether somebody would see something in a cell.
pub(super) fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Text(text) if clean(text).is_empty())
}

/// A column of a sheet that is not ours.
struct Other {
    heading: String,
    why: WhyUnread,
    /// The first row, from 0, in which it holds something.
    row: Option<usize>,
}

/// A sheet that is being read, from its first cell to its last.
struct Reading<'a> {
    kind: RecordKind,
    name: &'a str,
    rows_left: usize,
    /// Rows above the headings, and that of the headings as long as it is not known to be it.
    first: Vec<(usize, Vec<(usize, Value)>)>,
    table: Option<(Sheet, BTreeMap<usize, Other>)>,
}

impl<'a> Reading<'a> {
    fn new(kind: RecordKind, name: &'a str, rows_left: usize) -> Self {
        Self {
            kind,
            name,
            rows_left,
            first: Vec::new(),
            table: None,
        }
    }

    /// Takes the next cell; says whether it is kept.
    fn put(&mut self, row: usize, column: usize, value: Value) -> Result<bool, WorkbookError> {
        if is_blank(&value) {
            return Ok(false);
        }
        if self.table.is_none() && self.first.last().is_some_and(|(last, _)| *last != row) {
            self.row_is_whole()?;
        }
        let Some((sheet, others)) = &mut self.table else {
            match self.first.last_mut() {
                Some((last, cells)) if *last == row => cells.push((column, value)),
                _ => self.first.push((row, vec![(column, value)])),
            }
            return Ok(true);
        };
        let mut columns = sheet.columns.iter();
        let Some(place) = columns.position(|(_, place)| *place == Some(column)) else {
            let other = others.entry(column).or_insert_with(|| Other {
                heading: String::new(),
                why: WhyUnread::Column,
                row: None,
            });
            other.row.get_or_insert(row);
            return Ok(false);
        };
        sheet.rows.entry(row).or_default().push((place, value));
        match sheet.rows.len() > self.rows_left {
            true => Err(WorkbookError::TooLarge),
            false => Ok(true),
        }
    }

    /// The last of the first rows is whole: whether it has the headings.
    fn row_is_whole(&mut self) -> Result<(), WorkbookError> {
        let Some((_, cells)) = self.first.last() else {
            return Ok(());
        };
        let columns = sheet_columns(self.kind);
        let mut places: Places = columns.into_iter().map(|column| (column, None)).collect();
        let mut others = BTreeMap::new();
        for (place, value) in cells {
            let heading = value.typed();
            let named = places
                .iter_mut()
                .find(|(column, _)| message::names_column(&heading, &column.name));
            let why = match named {
                Some((_, of @ None)) => {
                    *of = Some(*place);
                    continue;
                }
                Some(_) => WhyUnread::ColumnAgain,
                None => WhyUnread::Column,
            };
            let heading = told(&heading);
            let row = None;
            others.insert(*place, Other { heading, why, row });
        }
        let known = places.iter().filter(|(_, place)| place.is_some()).count();
        if known < KNOWN_HEADS.min(places.len()) {
            return match self.first.len() < HEAD_WITHIN {
                true => Ok(()),
                false => Err(self.no_headings()),
            };
        }
        let lacks = places
            .iter()
            .find(|(column, place)| column.required && place.is_none());
        if let Some((column, _)) = lacks {
            return Err(WorkbookError::NoColumn {
                sheet: told(self.name),
                column: heading(column),
            });
        }
        self.first.pop();
        let sheet = Sheet {
            kind: self.kind,
            name: told(self.name),
            columns: places,
            rows: BTreeMap::new(),
            hidden: BTreeSet::new(),
            hidden_columns: Vec::new(),
            from_1904: false,
        };
        self.table = Some((sheet, others));
        Ok(())
    }

    fn no_headings(&self) -> WorkbookError {
        let first = sheet_columns(self.kind);
        let heads = first.iter().take(KNOWN_HEADS).map(heading);
        WorkbookError::NoHeadings {
            sheet: told(self.name),
            columns: heads.collect::<Vec<_>>().join(", "),
        }
    }

    /// The sheet, and what of it is not read; none where nothing stands on it.
    fn done(mut self, looked: Looked) -> Result<Option<(Sheet, Vec<Unread>)>, WorkbookError> {
        if self.table.is_none() {
            self.row_is_whole()?;
        }
        let Some((mut sheet, others)) = self.table.take() else {
            return match self.first.is_empty() {
                true => Ok(None),
                false => Err(self.no_headings()),
            };
        };
        sheet.drop_numbers_of_columns();
        let above = self.first.iter();
        let above = above.filter(|(_, cells)| cells.len() >= MORE_THAN_A_TITLE);
        let above = above.filter_map(|(row, cells)| {
            let (column, _) = cells.first()?;
            Some((String::new(), WhyUnread::Above, *row, *column))
        });
        let beside = others.into_iter().filter_map(|(column, other)| {
            let row = other.row?;
            Some((other.heading, other.why, row, column))
        });
        let mut unread: Vec<Unread> = above
            .chain(beside)
            .map(|(heading, why, row, column)| Unread {
                sheet: sheet.name.clone(),
                cell: cell_name(row, Some(column)),
                heading,
                why,
            })
            .collect();
        for ((first, column), (last, last_column)) in looked.merged {
            let within = |place: Option<usize>| {
                place.is_some_and(|place| (column..=last_column).contains(&place))
            };
            let of_ours = sheet
                .columns
                .iter()
                .find(|(_, place)| *place == Some(column));
            let is_wide = sheet.columns.iter().filter(|of| within(of.1)).count() > 1;
            // Below a cell that holds nothing, nothing is lost; nor where no row of ours is.
            let holds = |row: &usize| {
                let values = sheet.rows.get(row).into_iter().flatten();
                let mut places = values.map(|(place, _)| sheet.columns[*place].1);
                places.any(|place| place == Some(column))
            };
            let below = (Bound::Excluded(first), Bound::Included(last.max(first)));
            let is_high = sheet.rows.range(below).next().is_some();
            if let Some((of, _)) = of_ours
                && holds(&first)
                && (is_wide || is_high)
            {
                unread.push(Unread {
                    sheet: sheet.name.clone(),
                    cell: format!(
                        "{}:{}",
                        cell_name(first, Some(column)),
                        cell_name(last, Some(last_column))
                    ),
                    heading: heading(of),
                    why: WhyUnread::Merged,
                });
            }
        }
        sheet.hidden_columns = sheet.not_shown(&looked.hidden_columns);
        (sheet.hidden, sheet.from_1904) = (looked.hidden, looked.from_1904);
        Ok(Some((sheet, unread)))
    }
}

/// Whether cells are the numbers of columns, as tables in documents have them under their headings: `(1)`, `(2)`, …
fn are_numbers_of_columns(cells: &[(usize, Value)]) -> bool {
    let mut numbers = Vec::new();
    for (_, value) in cells {
        let typed = clean(&value.typed());
        let bare = typed.trim_matches(['(', ')', '[', ']', ' ']);
        match bare.parse::<usize>() {
            Ok(number) => numbers.push(number),
            // Columns that are not counted have letters.
            Err(_) if bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_uppercase()) => {}
            Err(_) => return false,
        }
    }
    numbers.len() >= MORE_THAN_A_TITLE
        && numbers.is_sorted_by(|one, next| one < next)
        && numbers
            .last()
            .zip(numbers.first())
            .is_some_and(|(last, first)| last - first < 2 * numbers.len())
}

impl Sheet {
    /// Leaves the row out in which columns are numbered.
    fn drop_numbers_of_columns(&mut self) {
        let first = self.rows.first_entry();
        if let Some(row) = first.filter(|row| are_numbers_of_columns(row.get())) {
            row.remove();
        }
    }

    /// Its columns that lie in runs of those that are not shown, and hold something.
    fn not_shown(&self, runs: &[(usize, usize)]) -> Vec<HiddenColumn> {
        let is_hidden = |column: usize| {
            let mut runs = runs.iter();
            runs.any(|(first, last)| (*first..=*last).contains(&column))
        };
        let places = self.columns.iter().enumerate();
        let hidden = places.filter(|(_, (_, column))| column.is_some_and(is_hidden));
        let holding = hidden.filter_map(|(place, _)| {
            let holds = |cells: &[(usize, Value)]| cells.iter().any(|(of, _)| *of == place);
            let mut rows = self.rows.iter().filter(|(_, cells)| holds(cells));
            let (row, _) = rows.next()?;
            Some(HiddenColumn {
                place,
                row: *row,
                rows: 1 + rows.count(),
            })
        });
        holding.collect()
    }
}

/// Excel's name of a cell, from its row and column from 0; of a row where no column is known.
pub(super) fn cell_name(row: usize, column: Option<usize>) -> String {
    let letter = column.map(letters).unwrap_or_default();
    format!("{letter}{}", row + 1)
}

/// Excel's letters of a column, from 0.
fn letters(mut index: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return out;
        }
        index = index / 26 - 1;
    }
}
