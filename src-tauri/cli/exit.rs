//! Exit codes, also listed at the end of the help, and what ends a command.

use tienbo_core::casework::CaseError;
use tienbo_core::catalogue::CatalogueError;
use tienbo_core::entry::EntryError;
use tienbo_core::exchange::WorkbookError;
use tienbo_core::intake::IntakeError;
use tienbo_core::message::{Class, Saying, Told};
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
    /// What the core tells.
    Told(Box<dyn Told>),
    /// A workbook, whose wrong cells are listed.
    Workbook(WorkbookError),
    /// A message of the command line itself, with its detail.
    Usage(&'static str, String),
    /// Whoever read the output has stopped, as `head` does.
    Unread,
    /// The system's.
    System(String),
}

impl Told for Failure {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Told(error) => error.told(),
            Self::Workbook(error) => error.told(),
            Self::Usage(id, detail) => Saying::new(Class::Usage, *id).detail(detail),
            Self::Unread => Saying::new(Class::Fine, ""),
            Self::System(reason) => Saying::new(Class::Failed, "cli-system").detail(reason),
        }
    }
}

macro_rules! from {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Told(Box::new(error))
            }
        })*
    };
}
from!(
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
    VaultError
);
impl From<WorkbookError> for Failure {
    fn from(error: WorkbookError) -> Self {
        Self::Workbook(error)
    }
}
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::System(error.to_string()),
        }
    }
}
impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe) {
            return Self::Unread;
        }
        Self::Usage("cli-bad-json", error.to_string())
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
            assert_eq!(code(road.class()), NOT_NOW);
        }
    }
}
