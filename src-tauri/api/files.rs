//! Files that are written and read for the user. Where they lie is given by whoever asks: the window
//! after a dialog, the command line as an argument.

use crate::{Failure, Session, today};
use serde::Serialize;
use std::path::Path;
use tienbo_core::bounds;
use tienbo_core::catalogue;
use tienbo_core::entry::{EntryError, MAX_ATTACHMENT};
use tienbo_core::exchange::Table;
use tienbo_core::vault::{VaultError, write_atomically};
use ts_rs::TS;

/// A kind of file, as a dialog tells them apart. Message `desk-file-<extension>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Excel workbook.
    Workbook,
    /// PDF.
    Pdf,
    /// Package of any kind.
    Package,
    /// A table: a workbook, comma-separated values, or a page to print, as the name's ending asks.
    Table,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// A catalogue in one file.
    Catalogue,
    /// Backup of an office.
    Backup,
    /// Whatever it is.
    Any,
}

impl FileKind {
    /// The endings that its files can have, the likeliest first; none where it can be any.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Workbook => &["xlsx"],
            Self::Table => &["xlsx", "csv", "pdf"],
            Self::Xml => &["xml"],
            Self::Json => &["json"],
            Self::Catalogue => &[catalogue::ONE_FILE],
            Self::Pdf => &["pdf"],
            Self::Package => &["tienbo"],
            Self::Backup => &["tienbo-backup"],
            Self::Any => &[],
        }
    }

    /// A file of this kind with a likely name. Whoever named it, another office perhaps, leads to no other folder by
    /// it, and hides it from nobody.
    pub fn named(self, name: impl Into<String>) -> Suggested {
        let name: String = name.into();
        let name = name.trim_start_matches(['.', ' ']);
        Suggested {
            kind: self,
            name: name.replace(['/', '\\', ':'], "-"),
        }
    }
}

/// What a file that is to be written is, and what it would be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// Its kind.
    pub kind: FileKind,
    /// A name; the user may take another.
    pub name: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Written {
    /// Where it lies.
    pub file: String,
}

impl Written {
    /// A file that lies there.
    pub fn at(path: &Path) -> Self {
        Self { file: shown(path) }
    }
}

/// A path as people read it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Writes a file in which nothing of an office stands, whole or not at all: an empty workbook to fill in. What is
/// of an office is written by the core, which asks who may and tells the log.
///
/// # Errors
/// The system's.
pub fn write(to: &Path, bytes: &[u8]) -> Result<Written, Failure> {
    write_atomically(to, bytes)?;
    Ok(Written::at(to))
}

/// Writes a table as a workbook, as comma-separated values or as a page to print, as the file's name
/// asks.
///
/// # Errors
/// The system's.
pub fn write_table(session: &mut Session, to: &Path, table: &Table) -> Result<Written, Failure> {
    session.office.write_table(table, to, today()?)?;
    Ok(Written::at(to))
}

/// The name and the bytes of a file that is to be attached.
///
/// # Errors
/// One too large to be attached; the system's.
pub fn read_to_attach(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let system = |error: std::io::Error| VaultError::io(path)(error);
    // Looked at first: a film is not read into memory to be refused.
    let size = path.metadata().map_err(system)?.len();
    if size > MAX_ATTACHMENT as u64 {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(EntryError::FileTooLarge(size).into());
    }
    let bytes = bounds::read_file(path, MAX_ATTACHMENT as u64).map_err(system)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    Ok((name.unwrap_or_default(), bytes))
}
