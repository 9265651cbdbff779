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
use crate::message::{Class, Saying, Told};
use crate::model::{Period, UnitCode};
use crate::package::{Envelope, Package, WriteError};
use crate::period::PeriodError;
use crate::report::SheetError;
use crate::store::{self, Log, StoreError};
use crate::vault::{
    Act, ClockDoubt, VaultError, folder_of, settle_folder, sweep, write_atomically,
};
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
    /// The machine's clock cannot be right, as it seems.
    #[error("clock shows {}, after {}", .0.now, .0.newest)]
    Clock(ClockDoubt),
    /// The unit's card names no key for its case officers, or is not trusted.
    #[error("unit {0} cannot receive cases")]
    CannotReceive(UnitCode),
    /// No transfer came in this package.
    #[error("no transfer {0}")]
    NoTransfer(String),
    /// The drive has too little room: needed and free, in bytes.
    #[error("{needed} bytes needed, {free} free")]
    NoRoom {
        /// Bytes that the file and the spare room take.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// What lies there is not what was written.
    #[error("{0} does not read back")]
    NotReadBack(PathBuf),
    /// An attached file of the closed period is gone, or is not what was attached: its name.
    #[error("attached file {0} is lost")]
    FileLost(String),
    /// The package could not be made.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Case.
    #[error(transparent)]
    Case(Box<CaseError>),
    /// Period.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// A sheet could not be drawn.
    #[error(transparent)]
    Sheet(#[from] SheetError),
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
    fn told(&self) -> Saying<'_> {
        let not_now = |code: &'static str| Saying::new(Class::NotNow, code);
        let failed = |code: &'static str| Saying::new(Class::Failed, code);
        match self {
            Self::NoReceiver => not_now("sending-no-receiver"),
            Self::PackageLost(period) => not_now("sending-package-lost").detail(period),
            Self::NothingDecided(unit) => not_now("sending-nothing-decided").detail(unit),
            Self::Clock(doubt) => not_now("sending-clock")
                .with("now", doubt.now.in_words())
                .with("newest", doubt.newest.in_words()),
            Self::CannotReceive(unit) => not_now("sending-cannot-receive").detail(unit),
            Self::NoTransfer(package) => not_now("sending-no-transfer").detail(package),
            Self::NoRoom { needed, free } => failed("sending-no-room")
                .with("needed", needed)
                .with("free", free),
            Self::NotReadBack(file) => failed("sending-not-read-back").detail(file.display()),
            Self::FileLost(name) => not_now("sending-file-lost").detail(name),
            Self::Write(error) => error.told(),
            Self::Case(error) => error.told(),
            Self::Period(error) => error.told(),
            Self::Sheet(error) => error.told(),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}

/// A package that lies where its receiver can be given it.
pub struct WrittenPackage {
    /// What its label says.
    pub envelope: Envelope,
    /// Where it lies.
    pub file: PathBuf,
    /// Size of the file, in bytes.
    pub size: u64,
}

/// Room that a drive must have beside the file itself, in bytes.
const SPARE_ROOM: u64 = 64 << 10;

/// Writes a package to its file, reads it back, and then notes what `note` says of it. A stick that is
/// full or was pulled out leaves everything as it was.
fn write_then_note(
    act: &mut Act<'_>,
    package: Package,
    file: &Path,
    note: impl FnOnce(&Log<'_>, &Catalogues) -> Result<(), StoreError>,
) -> Result<WrittenPackage, SendingError> {
    let size = package.bytes.len() as u64;
    let folder = folder_of(file);
    sweep(folder);
    let needed = size + SPARE_ROOM;
    // Where the room cannot be told, writing tells.
    if let Some(free) = store::room_at(folder)
        && free < needed
    {
        return Err(SendingError::NoRoom { needed, free });
    }
    act.check_still_as_found()?;
    write_atomically(file, &package.bytes)?;
    settle_folder(folder)?;
    let there = std::fs::read(file).map_err(VaultError::io(file))?;
    if there != package.bytes {
        return Err(SendingError::NotReadBack(file.to_owned()));
    }
    act.write(note)?;
    Ok(WrittenPackage {
        envelope: package.envelope,
        file: file.to_owned(),
        size,
    })
}
