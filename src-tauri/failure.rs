//! What a command fails with, and the sentence the window shows of it.

use serde::Serialize;
use tienbo_core::message::{Language, Told};
use ts_rs::TS;

/// Why a command could not be done.
pub(crate) struct Failure(Box<dyn Told + Send>);

impl<E: Told + Send + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

/// What only the window can fail with. Messages `desk-…`.
pub(crate) enum DeskError {
    /// No office is open.
    Locked,
    /// Too many wrong passphrases; try again in so many seconds.
    Wait(u64),
    /// Stopped by the user.
    Cancelled,
    /// The system's reason.
    System(String),
}

impl Told for DeskError {
    fn code(&self) -> String {
        match self {
            Self::Locked => "desk-locked",
            Self::Wait(_) => "desk-wait",
            Self::Cancelled => "desk-cancelled",
            Self::System(_) => "desk-system",
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Wait(seconds) => vec![("count", seconds.to_string())],
            Self::System(reason) => vec![("detail", reason.clone())],
            Self::Locked | Self::Cancelled => Vec::new(),
        }
    }
}

/// A failure as the window shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Sentence {
    /// Stable code.
    pub(crate) code: String,
    /// What is wrong and what to do.
    pub(crate) text: String,
    /// The fields of a form that are wrong.
    pub(crate) fields: Vec<FieldSentence>,
}

/// What is said of a field of a form.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FieldSentence {
    /// Column.
    pub(crate) column: String,
    /// In words.
    pub(crate) text: String,
}

impl FieldSentence {
    /// What is told of a column.
    pub(crate) fn new(column: &str, told: &dyn Told, language: Language) -> Self {
        Self {
            column: column.to_owned(),
            text: told.sentence(language),
        }
    }
}

impl Failure {
    /// The sentence in a language.
    pub(crate) fn sentence(&self, language: Language) -> Sentence {
        Sentence {
            code: self.0.code(),
            text: self.0.sentence(language),
            fields: self
                .0
                .fields()
                .iter()
                .map(|error| FieldSentence::new(&error.column, *error, language))
                .collect(),
        }
    }
}
