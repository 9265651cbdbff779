//! Packages that this office makes and gives away. Each kind has its file here and one of the same name in
//! [`crate::intake`], where it is taken in.
//!
//! A package is made, written where its receiver can be given it, read back from there, and only then
//! noted: what could not be written was not told.

mod card;
mod label;
mod receipt;
mod roster;
mod submission;
#[cfg(test)]
mod tests;
mod transfer;

pub use receipt::*;
pub use submission::*;
pub use transfer::*;

use crate::casework::CaseError;
use crate::catalogue::Catalogues;
use crate::message::Told;
use crate::model::{Period, UnitCode};
use crate::package::{Envelope, Package, Refusal, WriteError};
use crate::period::PeriodError;
use crate::store::{StoreError, Writer};
use crate::vault::{Office, VaultError, write_atomically};
use std::path::{Path, PathBuf};

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum SendingError {
    /// No trusted office is known that would receive it.
    #[error("no trusted receiving office")]
    NoReceiver,
    /// The package made of the closing is not on this machine any more.
    #[error("package of {0} is lost")]
    PackageLost(Period),
    /// Nothing was decided of what the unit sent.
    #[error("nothing decided of {0}")]
    NothingDecided(UnitCode),
    /// The unit's card names no key for its case officers, or is not trusted.
    #[error("unit {0} cannot receive cases")]
    CannotReceive(UnitCode),
    /// No transfer came in this package.
    #[error("no transfer {0}")]
    NoTransfer(String),
    /// The drive has too little room: needed and free, in bytes.
    #[error("{needed} bytes needed, {free} free")]
    NoRoom {
        /// Needed.
        needed: u64,
        /// Free.
        free: u64,
    },
    /// What lies there is not what was written.
    #[error("{0} does not read back")]
    NotReadBack(PathBuf),
    /// What was frozen at closing cannot be read back.
    #[error("frozen content: {0}")]
    Frozen(Refusal),
    /// The package could not be made.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Case.
    #[error(transparent)]
    Case(Box<CaseError>),
    /// Period.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CaseError> for SendingError {
    fn from(error: CaseError) -> Self {
        Self::Case(Box::new(error))
    }
}

impl Told for SendingError {
    fn code(&self) -> String {
        match self {
            Self::NoReceiver => "period-no-receiver",
            Self::PackageLost(_) => "period-package-lost",
            Self::NothingDecided(_) => "receiving-nothing-decided",
            Self::CannotReceive(_) => "case-cannot-receive",
            Self::NoTransfer(_) => "case-no-transfer",
            Self::NoRoom { .. } => "sending-no-room",
            Self::NotReadBack(_) => "sending-not-read-back",
            Self::Frozen(_) | Self::Write(_) => "period-failed",
            Self::Case(error) => return error.code(),
            Self::Period(error) => return error.code(),
            Self::Vault(error) => return error.code(),
            Self::Store(error) => return error.code(),
        }
        .to_owned()
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        let detail = match self {
            Self::PackageLost(period) => period.to_string(),
            Self::NothingDecided(unit) | Self::CannotReceive(unit) => unit.to_string(),
            Self::NoTransfer(package) => package.clone(),
            Self::NoRoom { needed, free } => {
                return vec![("needed", needed.to_string()), ("free", free.to_string())];
            }
            Self::NotReadBack(file) => file.display().to_string(),
            Self::Frozen(_) | Self::Write(_) => self.to_string(),
            Self::NoReceiver => return Vec::new(),
            Self::Case(error) => return error.args(),
            Self::Period(error) => return error.args(),
            Self::Vault(error) => return error.args(),
            Self::Store(error) => return error.args(),
        };
        vec![("detail", detail)]
    }
    fn inner(&self) -> Option<&dyn Told> {
        match self {
            Self::Case(error) => error.inner(),
            Self::Period(error) => error.inner(),
            _ => None,
        }
    }
}

/// A package that lies where its receiver can be given it.
pub struct WrittenPackage {
    /// Its label.
    pub envelope: Envelope,
    /// File.
    pub file: PathBuf,
    /// Size of the file, in bytes.
    pub size: u64,
}

/// Room that a drive must have beside the file itself, in bytes.
const SPARE_ROOM: u64 = 64 << 10;

/// Writes a package to its file, reads it back, and then notes what `note` says of it. A stick that is
/// full or was pulled out leaves everything as it was.
fn write_then_note(
    office: &mut Office,
    package: Package,
    file: &Path,
    note: impl FnOnce(&Writer<'_>, &Catalogues, &str) -> Result<(), StoreError>,
) -> Result<WrittenPackage, SendingError> {
    let size = package.bytes.len() as u64;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let needed = size + SPARE_ROOM;
    // Where the room cannot be told, writing tells.
    if let Ok(free) = fs4::available_space(folder.unwrap_or(Path::new(".")))
        && free < needed
    {
        return Err(SendingError::NoRoom { needed, free });
    }
    write_atomically(file, &package.bytes)?;
    let there = std::fs::read(file).map_err(VaultError::io(file))?;
    if there != package.bytes {
        return Err(SendingError::NotReadBack(file.to_owned()));
    }
    let who = office.user().to_owned();
    office.write(|writer, catalogues| note(writer, catalogues, &who))?;
    Ok(WrittenPackage {
        envelope: package.envelope,
        file: file.to_owned(),
        size,
    })
}
