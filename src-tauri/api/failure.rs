//! What an act fails with, and the sentence that is told of it.

use serde::Serialize;
use tienbo_core::exchange::{CellError, WorkbookError};
use tienbo_core::message::{Class, Language, Saying, Told, column};
use ts_rs::TS;

/// Why an act could not be done.
pub struct Failure {
    told: Box<dyn Told + Send>,
    cells: Vec<CellError>,
}

impl<E: Told + Send + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            told: Box::new(error),
            cells: Vec::new(),
        }
    }
}

/// What goes wrong beside the core. Messages `desk-gone-…`, `system-failed`.
pub enum ApiError {
    /// The system's reason.
    System(String),
    /// The drive that was chosen is not there any more: where it was.
    DriveGone(String),
    /// The refused file is not there any more: its name.
    FileGone(String),
    /// No roster was chosen whose sender's fingerprint is to be compared.
    NoRoster,
    /// The recovery sheet was confirmed already.
    RecoveryOver,
}

impl Told for ApiError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::System(reason) => Saying::new(Class::Failed, "system-failed").detail(reason),
            Self::DriveGone(drive) => Saying::new(Class::NotNow, "desk-gone-drive").detail(drive),
            Self::FileGone(file) => {
                Saying::new(Class::NotNow, "desk-gone-refused-file").detail(file)
            }
            Self::NoRoster => Saying::new(Class::NotNow, "desk-gone-roster"),
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
    /// The cells of a workbook that are wrong.
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

/// What is said of a cell of a workbook.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CellSentence {
    /// Sheet.
    pub sheet: String,
    /// Cell, as `C7`.
    pub cell: String,
    /// Heading of its column.
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
    pub fn of(told: &dyn Told, cells: &[CellError], language: Language) -> Self {
        let field = told.fields().iter();
        let cell = |cell: &CellError| CellSentence {
            sheet: cell.sheet.clone(),
            cell: cell.cell.clone(),
            column: column(language, &cell.error.column),
            sentence: cell.error.problem.sentence(language),
        };
        Self {
            error: told.code(),
            class: told.class(),
            sentence: told.sentence(language),
            fields: field
                .map(|error| FieldSentence::new(&error.column, &error.problem, language))
                .collect(),
            cells: cells.iter().map(cell).collect(),
        }
    }
}

impl Failure {
    /// Why a workbook was not taken in, with the cells that are wrong.
    pub(crate) fn of_workbook(error: WorkbookError) -> Self {
        let cells = match &error {
            WorkbookError::Cells(cells) => cells.clone(),
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
