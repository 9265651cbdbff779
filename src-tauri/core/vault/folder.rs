//! What lies in a folder, before anything is unlocked or made in it.

use super::backup::{PUT_BACK, SCRATCH};
use super::identities::LOST;
use super::{DATABASE, REGISTER};
use crate::bounds;
use crate::message::{Class, Saying, Told};
use serde::Serialize;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use ts_rs::TS;

/// A database's page, in bytes: it has whole ones.
pub(super) const PAGE: u64 = 4096;

/// How a folder stands that is to be an office's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FolderStanding {
    /// Nothing of an office lies there: one can be made.
    New,
    /// An office that somebody can unlock.
    Office,
    /// It is not there, though an office was: on a stick, or in a folder that was moved.
    Gone,
    /// It cannot be read.
    Unreadable,
    /// Keys, register or packages of an office lie there without its database.
    DatabaseGone,
    /// What an office puts aside lies there, as a register that was given up, and nothing that it could be opened by.
    Remains,
    /// The database has no byte.
    DatabaseEmpty,
    /// The database ends in the middle of a page.
    DatabaseCut,
    /// The database is no office's.
    DatabaseForeign,
    /// The database lies there without a key file.
    KeysGone,
}

impl FolderStanding {
    /// Every standing.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Office,
        Self::Gone,
        Self::Unreadable,
        Self::DatabaseGone,
        Self::Remains,
        Self::DatabaseEmpty,
        Self::DatabaseCut,
        Self::DatabaseForeign,
        Self::KeysGone,
    ];

    /// How a folder stands. One that is not there is new.
    pub fn of(folder: &Path) -> Self {
        look(folder).unwrap_or_else(|error| match error.kind() {
            ErrorKind::NotFound => Self::New,
            _ => Self::Unreadable,
        })
    }

    /// The message that says it, and what to do; the folder is its detail.
    fn message(self) -> &'static str {
        match self {
            Self::New => "vault-no-office",
            Self::Office => "vault-office-exists",
            Self::Gone => "vault-folder-gone",
            Self::Unreadable => "vault-folder-unreadable",
            Self::DatabaseGone => "vault-database-gone",
            Self::Remains => "vault-remains",
            Self::DatabaseEmpty => "vault-database-empty",
            Self::DatabaseCut => "vault-database-cut",
            Self::DatabaseForeign => "vault-database-foreign",
            Self::KeysGone => "vault-keys-gone",
        }
    }
}

/// A folder in which an office can be neither opened nor made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderState {
    /// The folder.
    pub folder: std::path::PathBuf,
    /// How it stands.
    pub standing: FolderStanding,
}

impl Told for FolderState {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::NotNow, self.standing.message()).detail(self.folder.display())
    }
}

/// Whether a folder is an office's.
pub(crate) fn holds_an_office(folder: &Path) -> bool {
    folder.join(DATABASE).exists()
}

fn look(folder: &Path) -> std::io::Result<FolderStanding> {
    fs::read_dir(folder)?;
    let database = match fs::metadata(folder.join(DATABASE)) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(match (has_traces(folder)?, holds(folder, is_aside)?) {
                (true, _) => FolderStanding::DatabaseGone,
                (false, true) => FolderStanding::Remains,
                (false, false) => FolderStanding::New,
            });
        }
        found => found?.len(),
    };
    if database == 0 {
        return Ok(FolderStanding::DatabaseEmpty);
    }
    let mut head = Vec::new();
    let file = bounds::open(&folder.join(DATABASE))?;
    file.take(16).read_to_end(&mut head)?;
    // Encrypted, it begins with random bytes.
    if head == b"SQLite format 3\0" {
        return Ok(FolderStanding::DatabaseForeign);
    }
    if !database.is_multiple_of(PAGE) {
        return Ok(FolderStanding::DatabaseCut);
    }
    Ok(
        match holds(&folder.join("keys"), |name| name.ends_with(".age"))? {
            true => FolderStanding::Office,
            false => FolderStanding::KeysGone,
        },
    )
}

/// Whether a name is one of what an office puts aside, or had not done with.
fn is_aside(name: &str) -> bool {
    name.starts_with(LOST) || name.starts_with(SCRATCH) || name == PUT_BACK
}

/// Whether something lies in a folder that only an office leaves there.
fn has_traces(folder: &Path) -> std::io::Result<bool> {
    let ours = |name: &str| name.starts_with(DATABASE) || name.starts_with(REGISTER);
    Ok(holds(folder, ours)?
        || holds(&folder.join("keys"), |_| true)?
        || holds(&folder.join("packages"), |_| true)?)
}

/// Whether a folder holds a file of such a name; none does that is not there.
fn holds(folder: &Path, wanted: impl Fn(&str) -> bool) -> std::io::Result<bool> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        if wanted(&entry?.file_name().to_string_lossy()) {
            return Ok(true);
        }
    }
    Ok(false)
}
