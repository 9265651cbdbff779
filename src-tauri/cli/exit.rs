//! Exit codes, also listed at the end of the help, and what ends a command.

use serde_json::error::Category;
use std::path::Path;
use tienbo_api::ApiError;
use tienbo_core::casework::CaseError;
use tienbo_core::catalogue::CatalogueError;
use tienbo_core::entry::EntryError;
use tienbo_core::exchange::WorkbookError;
use tienbo_core::intake::IntakeError;
use tienbo_core::message::{Class, LibraryWords, Misread, Saying, Told, Trouble};
use tienbo_core::model::FieldError;
use tienbo_core::package::Refusal;
use tienbo_core::period::PeriodError;
use tienbo_core::receiving::ReceivingError;
use tienbo_core::sending::SendingError;
use tienbo_core::store::StoreError;
use tienbo_core::vault::VaultError;

/// All fine.
pub const FINE: u8 = 0;
/// Some packages were refused, or a check found errors; the rest was done.
pub const REFUSED: u8 = 1;
/// Wrong use of the command.
pub const USAGE: u8 = 2;
/// Cannot unlock.
pub const LOCKED: u8 = 3;
/// What was given cannot be taken: a record, a workbook, a package.
pub const BAD_INPUT: u8 = 4;
/// Not possible in the office's present state, or not allowed to this user.
pub const NOT_NOW: u8 = 5;
/// Disk, database or another failure of the machine.
pub const FAILED: u8 = 6;

/// The exit code of a class.
pub fn code(class: Class) -> u8 {
    match class {
        Class::Fine => FINE,
        Class::Usage => USAGE,
        Class::Locked | Class::NotUnlocked => LOCKED,
        Class::BadInput => BAD_INPUT,
        Class::NotNow | Class::Cancelled => NOT_NOW,
        Class::Failed => FAILED,
    }
}

/// Anything that ends a command.
pub enum Failure {
    /// What is told.
    Told(tienbo_api::Failure),
    /// Whoever read the output has stopped, as `head` does.
    Unread,
}

impl Failure {
    /// Wrong use of the command: a message, with its detail.
    pub fn usage(id: &'static str, detail: impl Into<String>) -> Self {
        Own::Usage(id, detail.into()).into()
    }

    /// A file could not be read or written.
    pub fn file(path: &Path, error: std::io::Error) -> Self {
        VaultError::io(path)(error).into()
    }

    /// A library failed.
    pub fn program(error: impl std::fmt::Display) -> Self {
        ApiError::System(LibraryWords::of(error)).into()
    }

    /// The exit code.
    pub fn exit(&self) -> u8 {
        match self {
            Self::Told(failure) => code(failure.class()),
            Self::Unread => FINE,
        }
    }
}

/// What the command line fails with itself.
enum Own {
    Usage(&'static str, String),
    System(Trouble),
    OtherJson(Misread),
}

impl Told for Own {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Usage(id, detail) => Saying::new(Class::Usage, *id).detail(detail),
            Self::System(trouble) => {
                Saying::new(Class::Failed, "system-failed").telling("detail", trouble)
            }
            Self::OtherJson(misread) => {
                Saying::new(Class::Usage, "cli-other-json").telling("detail", misread)
            }
        }
    }
}

macro_rules! from {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Told(error.into())
            }
        })*
    };
}
from!(
    ApiError,
    Own,
    CaseError,
    CatalogueError,
    EntryError,
    FieldError,
    IntakeError,
    PeriodError,
    ReceivingError,
    Refusal,
    SendingError,
    StoreError,
    VaultError,
    WorkbookError
);
impl From<tienbo_api::Failure> for Failure {
    fn from(failure: tienbo_api::Failure) -> Self {
        Self::Told(failure)
    }
}
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Own::System(Trouble::of(&error)).into(),
        }
    }
}
impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe) {
            return Self::Unread;
        }
        match error.classify() {
            Category::Syntax | Category::Eof => {
                let place = format!("{}:{}", error.line(), error.column());
                Self::usage("cli-bad-json", place)
            }
            Category::Data | Category::Io => Own::OtherJson(Misread::of(error)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_one_exit_code_by_whatever_road() {
        let gone = || StoreError::NoRecord("01".to_owned());
        let roads = [
            Failure::from(gone()),
            Failure::from(VaultError::from(gone())),
            Failure::from(EntryError::from(gone())),
            Failure::from(PeriodError::from(gone())),
            Failure::from(CaseError::from(gone())),
            Failure::from(IntakeError::from(gone())),
            Failure::from(ReceivingError::from(gone())),
            Failure::from(SendingError::from(gone())),
            Failure::from(WorkbookError::from(gone())),
        ];
        for road in roads {
            assert_eq!(road.exit(), NOT_NOW);
        }
    }
}
