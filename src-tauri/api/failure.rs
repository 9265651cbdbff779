//! What an act fails with, and the sentence that is told of it.

use serde::Serialize;
use tienbo_core::entry::{EntryError, InList};
use tienbo_core::exchange::{Becomes, CellError, PlannedRow, Unread, WorkbookError, WorkbookPlan};
use tienbo_core::message::{Class, Language, LibraryWords, Saying, Told, column};
use ts_rs::TS;

/// Why an act could not be done.
pub struct Failure {
    told: Box<dyn Told + Send>,
    cells: Vec<NotedCell>,
}

/// A cell or row of a workbook, or a record of a list, of which something is said.
pub struct NotedCell {
    sheet: String,
    cell: String,
    /// Name of its column, where it is one of ours.
    column: Option<String>,
    told: Box<dyn Told + Send>,
}

impl NotedCell {
    fn wrong(CellError { sheet, cell, error }: CellError) -> Self {
        Self {
            sheet,
            cell,
            column: Some(error.column),
            told: Box::new(error.problem),
        }
    }

    /// What is said of a record of a list.
    fn of_record(record: InList) -> Self {
        Self {
            sheet: String::new(),
            cell: record.number.to_string(),
            column: Some(record.said.column().to_owned()),
            told: Box::new(record),
        }
    }

    pub(crate) fn unread(unread: &Unread) -> Self {
        Self {
            sheet: unread.sheet.clone(),
            cell: unread.cell.clone(),
            column: None,
            told: Box::new(unread.clone()),
        }
    }

    /// What is asked of a row.
    pub(crate) fn of_row(row: &PlannedRow) -> Vec<Self> {
        let noted = |column: Option<&String>, told: Box<dyn Told + Send>| Self {
            sheet: row.sheet.clone(),
            cell: row.row.to_string(),
            column: column.cloned(),
            told,
        };
        let mut all = Vec::new();
        match &row.becomes {
            Becomes::New | Becomes::Same => {}
            Becomes::Change { columns, .. } => {
                let differs = columns.iter();
                all.extend(differs.map(|one| noted(Some(&one.column), Box::new(one.clone()))));
            }
            double @ Becomes::Double { .. } => all.push(noted(None, Box::new(double.clone()))),
        }
        let slips = row.slips.iter();
        all.extend(slips.map(|slip| noted(Some(&slip.column), Box::new(slip.clone()))));
        all
    }

    /// In a language.
    pub(crate) fn sentence(&self, language: Language) -> CellSentence {
        let name = self.column.as_ref();
        CellSentence {
            sheet: self.sheet.clone(),
            cell: self.cell.clone(),
            column: name.map_or_else(String::new, |name| column(language, name)),
            sentence: self.told.sentence(language),
        }
    }
}

/// What is asked of a workbook before it is taken in.
pub(crate) fn asked(plan: &WorkbookPlan) -> Vec<NotedCell> {
    let unread = plan.unread.iter().map(NotedCell::unread);
    unread
        .chain(plan.rows.iter().flat_map(NotedCell::of_row))
        .collect()
}

impl<E: Told + Send + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            told: Box::new(error),
            cells: Vec::new(),
        }
    }
}

/// What goes wrong beside the core. Messages `desk-gone-…`, `program-failed`.
pub enum ApiError {
    /// A library failed, or something was asked for that is not there.
    System(LibraryWords),
    /// The drive that was chosen is not there any more: where it was.
    DriveGone(String),
    /// The refused file is not there any more: its name.
    FileGone(String),
    /// No roster was chosen whose sender's fingerprint is to be compared.
    NoRoster,
    /// No workbook was read that could be taken in.
    NoWorkbook,
    /// The recovery sheet was confirmed already.
    RecoveryOver,
}

impl Told for ApiError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::System(words) => match words.carried() {
                Some((code, detail)) => {
                    Saying::new(Class::Failed, format!("problem-{code}")).detail(detail)
                }
                None => Saying::new(Class::Failed, "program-failed"),
            },
            Self::DriveGone(drive) => Saying::new(Class::NotNow, "desk-gone-drive").detail(drive),
            Self::FileGone(file) => {
                Saying::new(Class::NotNow, "desk-gone-refused-file").detail(file)
            }
            Self::NoRoster => Saying::new(Class::NotNow, "desk-gone-roster"),
            Self::NoWorkbook => Saying::new(Class::NotNow, "desk-gone-workbook"),
            Self::RecoveryOver => Saying::new(Class::NotNow, "desk-gone-recovery-sheet"),
        }
    }
}

/// A failure as it is told.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sentence {
    /// Stable code.
    pub error: String,
    /// What kind of failure it is; what is done of it follows from that.
    pub class: Class,
    /// What is wrong and what to do.
    pub sentence: String,
    /// The fields of a form that are wrong.
    pub fields: Vec<FieldSentence>,
    /// The cells of a workbook, or records of a list, that are wrong, or of which something is asked.
    pub cells: Vec<CellSentence>,
}

/// What is said of a field of a form.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FieldSentence {
    /// Column.
    pub column: String,
    /// In words.
    pub text: String,
}

/// What is said of a cell of a workbook, or of a record of a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CellSentence {
    /// Sheet; empty for a record of a list.
    pub sheet: String,
    /// Cell, as `C7`; a row, or the place of a record in its list, as `7`; empty for a whole sheet.
    pub cell: String,
    /// Heading of its column; empty where it is none of ours.
    pub column: String,
    /// In words.
    pub sentence: String,
}

impl FieldSentence {
    /// What is told of a column.
    pub fn new(column: &str, told: &dyn Told, language: Language) -> Self {
        Self {
            column: column.to_owned(),
            text: told.sentence(language),
        }
    }
}

impl Sentence {
    /// What is told of something, in a language.
    pub fn of(told: &dyn Told, cells: &[NotedCell], language: Language) -> Self {
        let field = told.fields().iter();
        Self {
            error: told.code(),
            class: told.class(),
            sentence: told.sentence(language),
            fields: field
                .map(|error| FieldSentence::new(&error.column, &error.problem, language))
                .collect(),
            cells: cells.iter().map(|cell| cell.sentence(language)).collect(),
        }
    }
}

impl Failure {
    /// Why a workbook was not taken in, with the cells that are wrong, or of which something is asked.
    pub(crate) fn of_workbook(error: WorkbookError) -> Self {
        let cells = match &error {
            WorkbookError::Cells(cells, unread) => {
                let wrong = cells.iter().cloned().map(NotedCell::wrong);
                wrong.chain(unread.iter().map(NotedCell::unread)).collect()
            }
            WorkbookError::Asks(plan) => asked(plan),
            _ => Vec::new(),
        };
        Self {
            cells,
            ..Self::from(error)
        }
    }

    /// Why records that were written as JSON were not taken, with each of which something is said.
    pub(crate) fn of_list(error: EntryError) -> Self {
        let cells = match &error {
            EntryError::List(all) | EntryError::ListAsks(all) => {
                all.iter().cloned().map(NotedCell::of_record).collect()
            }
            _ => Vec::new(),
        };
        Self {
            cells,
            ..Self::from(error)
        }
    }

    /// What kind of failure it is.
    pub fn class(&self) -> Class {
        self.told.class()
    }

    /// The sentence in a language.
    pub fn sentence(&self, language: Language) -> Sentence {
        Sentence::of(&*self.told, &self.cells, language)
    }
}
