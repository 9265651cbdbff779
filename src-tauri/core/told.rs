//! What people are told of each error: its code and the arguments of its sentence.

use crate::catalogue::CatalogueError;
use crate::exchange::WorkbookError;
use crate::intake::IntakeError;
use crate::message::Told;
use crate::period::PeriodError;
use crate::store::StoreError;
use crate::vault::{MIN_PASSPHRASE, VaultError};

impl Told for StoreError {
    fn code(&self) -> String {
        match self {
            Self::TooNew { .. } => "vault-too-new",
            Self::NoRecord(_) => "store-no-record",
            Self::Changed(_) => "store-changed",
            Self::Stopped(_) => "desk-cancelled",
            _ => "vault-store",
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        let detail = match self {
            Self::NoRecord(id) | Self::Changed(id) => id.clone(),
            other => other.to_string(),
        };
        vec![("detail", detail)]
    }
}

impl Told for CatalogueError {
    fn code(&self) -> String {
        match self {
            Self::Unreadable { .. } => "catalogue-unreadable",
            Self::Broken { .. } => "catalogue-broken",
            Self::Unknown(_) => "catalogue-unknown",
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable { file, reason } => {
                vec![("file", file.clone()), ("detail", reason.clone())]
            }
            Self::Broken {
                file,
                place,
                reason,
            } => vec![
                ("file", file.clone()),
                ("place", place.clone()),
                ("detail", reason.clone()),
            ],
            Self::Unknown(id) => vec![("detail", id.clone())],
        }
    }
}

impl Told for VaultError {
    fn code(&self) -> String {
        match self {
            Self::NoOffice(_) => "vault-no-office",
            Self::OfficeExists(_) => "vault-office-exists",
            Self::InUse(_) => "vault-in-use",
            Self::WrongPassphrase => "vault-wrong-passphrase",
            Self::NoUser(_) => "vault-no-user",
            Self::UserExists(_) => "vault-user-exists",
            Self::BadUserName(_) => "vault-bad-user-name",
            Self::ShortPassphrase => "vault-short-passphrase",
            Self::UnknownUnit(_) => "vault-unknown-unit",
            Self::NotAllowed(_) => "vault-not-allowed",
            Self::BadBackup(_) => "vault-bad-backup",
            Self::Io { .. } => "vault-io",
            Self::PackageLost(_) => "vault-package-lost",
            Self::Key(_) => "vault-key",
            Self::Store(error) => return error.code(),
            Self::Catalogue(error) => return error.code(),
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        let detail = match self {
            Self::NoOffice(path)
            | Self::OfficeExists(path)
            | Self::InUse(path)
            | Self::BadBackup(path) => path.display().to_string(),
            Self::NoUser(name) | Self::UserExists(name) | Self::BadUserName(name) => name.clone(),
            Self::UnknownUnit(unit) | Self::PackageLost(unit) => unit.clone(),
            Self::ShortPassphrase => MIN_PASSPHRASE.to_string(),
            Self::Catalogue(error) => return error.args(),
            Self::Io { path, reason } => format!("{}: {reason}", path.display()),
            other => other.to_string(),
        };
        vec![("detail", detail)]
    }
}

impl Told for PeriodError {
    fn code(&self) -> String {
        match self {
            Self::NoSuchPeriod(_) => "period-no-such-period",
            Self::NotComplete(_) => "period-not-complete",
            Self::NeedsReason(_) => "period-needs-reason",
            Self::AlreadyClosed(_) => "period-already-closed",
            Self::NotClosed(_) => "period-not-closed",
            Self::UnitGone(_) => "period-unit-gone",
            Self::NotPrintable(_) => "period-not-printable",
            Self::Vault(error) => return error.code(),
            Self::Store(error) => return error.code(),
            Self::Write(_) | Self::Pdf(_) | Self::Json(_) | Self::Frozen(_) => "period-failed",
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        let detail = match self {
            Self::NoSuchPeriod(period)
            | Self::AlreadyClosed(period)
            | Self::NotClosed(period)
            | Self::UnitGone(period)
            | Self::NotPrintable(period) => period.to_string(),
            Self::NotComplete(number) | Self::NeedsReason(number) => number.to_string(),
            Self::Vault(error) => return error.args(),
            other => other.to_string(),
        };
        vec![("detail", detail)]
    }
}

impl Told for IntakeError {
    fn code(&self) -> String {
        match self {
            Self::Vault(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::NoKey(_) => "intake-no-key".to_owned(),
            Self::NobodyNamed => "intake-nobody-named".to_owned(),
            Self::NoReason => "intake-no-reason".to_owned(),
        }
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoKey(detail) => vec![("detail", detail.clone())],
            Self::NobodyNamed | Self::NoReason => Vec::new(),
            Self::Vault(error) => error.args(),
            Self::Store(error) => error.args(),
        }
    }
}

impl Told for WorkbookError {
    fn code(&self) -> String {
        match self {
            Self::NotAWorkbook(_) => "workbook-not-a-workbook",
            Self::TooLarge => "workbook-too-large",
            Self::NoSheet => "workbook-no-sheet",
            Self::NoColumn { .. } => "workbook-no-column",
            Self::NotWritten(_) => "workbook-not-written",
            Self::Cells(_) => "workbook-cells",
            Self::Vault(error) => return error.code(),
            Self::Store(error) => return error.code(),
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotAWorkbook(reason) | Self::NotWritten(reason) => {
                vec![("detail", reason.clone())]
            }
            Self::NoColumn { sheet, column } => vec![("detail", format!("{sheet}, {column}"))],
            Self::Cells(cells) => vec![("detail", cells.len().to_string())],
            Self::Vault(error) => error.args(),
            Self::Store(error) => error.args(),
            Self::TooLarge | Self::NoSheet => Vec::new(),
        }
    }
}
