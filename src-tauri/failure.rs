//! What a command fails with, and the sentence the window shows of it.

use serde::Serialize;
use tienbo_core::message::{Class, Language, Saying, Told};
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
    /// The user closed a dialog, or stopped what was under way.
    Cancelled,
    /// What it is about is not there any more.
    Gone(Gone),
    /// The system's reason.
    System(String),
}

/// What was there a moment ago, or when the window asked for it. Messages `desk-gone-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// The submission that is looked at: taken back, replaced, or never sent.
    Submission,
    /// The drive that was chosen.
    Drive,
    /// The refused file, or where it lay.
    RefusedFile,
    /// What was dropped onto the window.
    Dropped,
    /// The folder that was watched.
    Watched,
    /// The recovery sheet that was to be confirmed.
    RecoverySheet,
    /// The file that was written last.
    Saved,
    /// The roster that was chosen.
    Roster,
}

impl Gone {
    fn code(self) -> &'static str {
        match self {
            Self::Submission => "desk-gone-submission",
            Self::Drive => "desk-gone-drive",
            Self::RefusedFile => "desk-gone-refused-file",
            Self::Dropped => "desk-gone-dropped",
            Self::Watched => "desk-gone-watched",
            Self::RecoverySheet => "desk-gone-recovery-sheet",
            Self::Saved => "desk-gone-saved",
            Self::Roster => "desk-gone-roster",
        }
    }
}

impl Told for DeskError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Locked => Saying::new(Class::Locked, "desk-locked"),
            Self::Wait(seconds) => {
                Saying::new(Class::NotUnlocked, "desk-wait").with("count", seconds)
            }
            Self::Cancelled => Saying::new(Class::Cancelled, "desk-cancelled"),
            Self::Gone(what) => Saying::new(Class::NotNow, what.code()),
            Self::System(reason) => Saying::new(Class::Failed, "desk-system").detail(reason),
        }
    }
}

/// A failure as the window shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Sentence {
    /// Stable code.
    pub(crate) code: String,
    /// What kind of failure it is; what the window does follows from it.
    pub(crate) class: FailureClass,
    /// What is wrong and what to do.
    pub(crate) text: String,
    /// The fields of a form that are wrong.
    pub(crate) fields: Vec<FieldSentence>,
}

/// [`Class`], as the window has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailureClass {
    /// Nothing failed.
    Fine,
    /// The user herself stopped it.
    Cancelled,
    /// Something was not said, or does not go together.
    Usage,
    /// The office is locked.
    Locked,
    /// The office cannot be unlocked.
    NotUnlocked,
    /// What was given cannot be taken.
    BadInput,
    /// Not possible in the office's present state, or not allowed.
    NotNow,
    /// A failure of the machine.
    Failed,
}

impl From<Class> for FailureClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Fine => Self::Fine,
            Class::Cancelled => Self::Cancelled,
            Class::Usage => Self::Usage,
            Class::Locked => Self::Locked,
            Class::NotUnlocked => Self::NotUnlocked,
            Class::BadInput => Self::BadInput,
            Class::NotNow => Self::NotNow,
            Class::Failed => Self::Failed,
        }
    }
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
            class: self.0.class().into(),
            text: self.0.sentence(language),
            fields: self
                .0
                .fields()
                .iter()
                .map(|error| FieldSentence::new(&error.column, &error.problem, language))
                .collect(),
        }
    }
}
