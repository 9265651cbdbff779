//! Exit codes, also listed at the end of the help.

use tienbo_core::casework::CaseError;
use tienbo_core::catalogue::CatalogueError;
use tienbo_core::entry::EntryError;
use tienbo_core::exchange::WorkbookError;
use tienbo_core::intake::IntakeError;
use tienbo_core::message::{Language, Told, text};
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

/// Anything that ends a command.
#[derive(Debug)]
pub enum Failure {
    /// Vault.
    Vault(VaultError),
    /// Period.
    Period(PeriodError),
    /// Import.
    Intake(IntakeError),
    /// What came in.
    Receiving(ReceivingError),
    /// What was to be sent.
    Sending(SendingError),
    /// Workbook.
    Workbook(WorkbookError),
    /// A package that was looked at.
    Package(Refusal),
    /// A record's field.
    Field(FieldError),
    /// An entry.
    Entry(EntryError),
    /// A case.
    Case(Box<CaseError>),
    /// A message of the command line itself, with its detail.
    Usage(&'static str, String),
    /// Whoever read the output has stopped, as `head` does.
    Unread,
    /// The system's.
    System(String),
}

macro_rules! from {
    ($($error:ty => $variant:ident),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}
from!(EntryError => Entry, VaultError => Vault, PeriodError => Period, IntakeError => Intake, ReceivingError => Receiving, SendingError => Sending,
      WorkbookError => Workbook, Refusal => Package, FieldError => Field);
impl From<CaseError> for Failure {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::Field(error) => Self::Field(error),
            CaseError::Entry(error) => Self::Entry(error),
            CaseError::Period(error) => Self::Period(error),
            CaseError::Vault(error) => Self::Vault(error),
            CaseError::Store(error) => Self::Entry(EntryError::Store(error)),
            error => Self::Case(Box::new(error)),
        }
    }
}
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Vault(error.into())
    }
}
impl From<CatalogueError> for Failure {
    fn from(error: CatalogueError) -> Self {
        Self::Vault(error.into())
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

impl Failure {
    /// The exit code.
    pub fn exit(&self) -> u8 {
        match self {
            Self::Vault(error) => vault(error),
            Self::Period(error) => period(error),
            Self::Intake(IntakeError::Vault(error)) | Self::Entry(EntryError::Vault(error)) => {
                vault(error)
            }
            Self::Entry(EntryError::Store(
                StoreError::NoRecord(_) | StoreError::Changed(_) | StoreError::TooNew { .. },
            )) => NOT_NOW,
            Self::Intake(
                IntakeError::NoKey(_) | IntakeError::NobodyNamed | IntakeError::NoReason,
            ) => USAGE,
            Self::Receiving(ReceivingError::Period(error)) => period(error),
            Self::Receiving(_) => NOT_NOW,
            Self::Sending(error) => sending(error),
            Self::Intake(_) | Self::System(_) | Self::Entry(EntryError::Store(_)) => FAILED,
            Self::Workbook(WorkbookError::Vault(error)) => vault(error),
            Self::Workbook(WorkbookError::Store(_)) => FAILED,
            Self::Workbook(_) | Self::Package(_) | Self::Field(_) | Self::Entry(_) => BAD_INPUT,
            Self::Case(_) => NOT_NOW,
            Self::Usage(..) => USAGE,
            Self::Unread => FINE,
        }
    }

    /// Code and sentence.
    pub fn told(&self, language: Language) -> (String, String) {
        match self {
            Self::Vault(error) => (error.code(), error.sentence(language)),
            Self::Period(error) => (error.code(), error.sentence(language)),
            Self::Intake(error) => (error.code(), error.sentence(language)),
            Self::Receiving(error) => (error.code(), error.sentence(language)),
            Self::Sending(error) => (error.code(), error.sentence(language)),
            Self::Workbook(error) => (Told::code(error), error.sentence(language)),
            Self::Package(error) => (Refusal::code(error).to_owned(), error.sentence(language)),
            Self::Field(error) | Self::Entry(EntryError::Field(error)) => {
                let id = format!("problem-{}", error.problem.code());
                let what = text(language, &id, &[("detail", error.problem.detail())]);
                let column = tienbo_core::message::column(language, &error.column);
                (id, format!("{column}: {what}"))
            }
            Self::Entry(error) => (Told::code(error), error.sentence(language)),
            Self::Case(error) => (Told::code(&**error), error.sentence(language)),
            Self::Usage(id, detail) => (
                (*id).to_owned(),
                text(language, id, &[("detail", detail.clone())]),
            ),
            Self::Unread => (String::new(), String::new()),
            Self::System(reason) => {
                let args = [("detail", reason.clone())];
                ("cli-system".to_owned(), text(language, "cli-system", &args))
            }
        }
    }
}

fn period(error: &PeriodError) -> u8 {
    match error {
        PeriodError::Vault(error) => vault(error),
        PeriodError::Store(_) | PeriodError::Write(_) | PeriodError::Pdf(_) => FAILED,
        _ => NOT_NOW,
    }
}

fn sending(error: &SendingError) -> u8 {
    match error {
        SendingError::Vault(error) => vault(error),
        SendingError::Period(error) => period(error),
        SendingError::Store(_)
        | SendingError::Write(_)
        | SendingError::NoRoom { .. }
        | SendingError::NotReadBack(_) => FAILED,
        _ => NOT_NOW,
    }
}

fn vault(error: &VaultError) -> u8 {
    match error {
        VaultError::WrongPassphrase | VaultError::NoUser(_) | VaultError::InUse(_) => LOCKED,
        VaultError::Store(StoreError::TooNew { .. }) => NOT_NOW,
        VaultError::Io { .. } | VaultError::Key(_) | VaultError::Store(_) => FAILED,
        VaultError::BadBackup(_)
        | VaultError::UnknownUnit(_)
        | VaultError::ShortPassphrase
        | VaultError::BadUserName(_)
        | VaultError::Catalogue(_) => BAD_INPUT,
        _ => NOT_NOW,
    }
}
