//! What SQLite says when it cannot read or write, told apart as people can do something about it.

use super::StoreError;
use crate::message::Trouble;
use rusqlite::ErrorCode;
use std::fs::File;
use std::path::Path;

/// Least room that a database needs on its drive to be opened and written, in bytes.
const LEAST_ROOM: u64 = 256 << 10;

/// How much room is left on a folder's drive, in bytes; none where the drive does not tell: some drives in the
/// network, telephones and cards say that they have no room at all, and take what is written nevertheless.
pub(crate) fn room_at(folder: &Path) -> Option<u64> {
    let told = fs4::statvfs(folder).ok()?;
    (told.total_space() > 0).then(|| told.available_space())
}

/// What an error of SQLite is.
pub(super) fn of(error: &rusqlite::Error) -> Trouble {
    let Some(failure) = error.sqlite_error() else {
        return match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::QueryReturnedNoRows => Trouble::Damaged,
            // A statement of this program's own is wrong.
            _ => Trouble::Other(rusqlite::ffi::SQLITE_MISUSE),
        };
    };
    match failure.code {
        ErrorCode::DiskFull => Trouble::Full,
        ErrorCode::ReadOnly => Trouble::ReadOnly,
        ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
            Trouble::NotAllowed
        }
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => Trouble::InUse,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::NotFound => {
            Trouble::Damaged
        }
        ErrorCode::CannotOpen => Trouble::Gone,
        ErrorCode::SystemIoFailure => Trouble::Broken,
        ErrorCode::OutOfMemory => Trouble::NoMemory,
        ErrorCode::OperationInterrupted | ErrorCode::OperationAborted => Trouble::Interrupted,
        ErrorCode::TooBig | ErrorCode::NoLargeFileSupport => Trouble::TooLarge,
        ErrorCode::InternalMalfunction
        | ErrorCode::SchemaChanged
        | ErrorCode::ConstraintViolation
        | ErrorCode::TypeMismatch
        | ErrorCode::ApiMisuse
        | ErrorCode::ParameterOutOfRange => Trouble::Other(failure.extended_code),
        // Kinds of later versions.
        _ => Trouble::Other(failure.extended_code),
    }
}

/// Why SQLite could not read or write a file, asked of the system where SQLite says no more than that it could
/// not.
fn of_file(said: Trouble, path: &Path) -> Trouble {
    match said {
        Trouble::Gone | Trouble::Broken | Trouble::ReadOnly | Trouble::NotAllowed => {
            asked(path).unwrap_or(said)
        }
        known => known,
    }
}

/// What the system says of a database's file and the folder in which SQLite writes beside it.
fn asked(path: &Path) -> Option<Trouble> {
    let folder = path.parent().unwrap_or(Path::new("."));
    if let Err(error) = std::fs::read_dir(folder) {
        return Some(Trouble::of(&error));
    }
    // Nothing is changed by it.
    match File::options().read(true).write(true).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Some(Trouble::of(&error));
        }
        _ => {}
    }
    if room_at(folder).is_some_and(|free| free < LEAST_ROOM) {
        return Some(Trouble::Full);
    }
    let beside = tempfile::tempfile_in(folder);
    beside.err().map(|error| Trouble::of(&error))
}

impl StoreError {
    /// Whether a database is damaged.
    pub fn is_damage(&self) -> bool {
        let trouble = match self {
            Self::Sqlite(error) => of(error),
            Self::File { trouble, .. } => *trouble,
            _ => return false,
        };
        trouble == Trouble::Damaged
    }

    /// The same, with the file that it is about.
    pub(crate) fn in_file(self, path: &Path) -> Self {
        let trouble = match &self {
            Self::Sqlite(error) => of(error),
            _ => return self,
        };
        // What has another key is no failure, and is told by who has the key.
        match trouble {
            _ if self.is_other_key() => self,
            Trouble::Other(_) => self,
            trouble => Self::File {
                path: path.to_owned(),
                trouble: of_file(trouble, path),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn sqlite(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some("in English".to_owned()))
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_drive_that_tells_nothing_of_its_room_is_not_taken_for_a_full_one() {
        let drive = tempfile::tempdir().unwrap();
        assert!(room_at(drive.path()).is_some_and(|free| free > 0));
        assert_eq!(room_at(&drive.path().join("khong-co")), None);
        assert_eq!(room_at(Path::new("/proc")), None);
    }

    #[test]
    fn what_sqlite_says_is_known_for_what_it_is() {
        for (code, trouble) in [
            (ffi::SQLITE_FULL, Trouble::Full),
            (ffi::SQLITE_READONLY, Trouble::ReadOnly),
            (ffi::SQLITE_READONLY_DIRECTORY, Trouble::ReadOnly),
            (ffi::SQLITE_PERM, Trouble::NotAllowed),
            (ffi::SQLITE_BUSY, Trouble::InUse),
            (ffi::SQLITE_LOCKED, Trouble::InUse),
            (ffi::SQLITE_CORRUPT, Trouble::Damaged),
            (ffi::SQLITE_NOTADB, Trouble::Damaged),
            (ffi::SQLITE_CANTOPEN, Trouble::Gone),
            (ffi::SQLITE_IOERR_READ, Trouble::Broken),
            (ffi::SQLITE_IOERR_FSYNC, Trouble::Broken),
            (ffi::SQLITE_NOMEM, Trouble::NoMemory),
            (ffi::SQLITE_TOOBIG, Trouble::TooLarge),
            (
                ffi::SQLITE_CONSTRAINT_UNIQUE,
                Trouble::Other(ffi::SQLITE_CONSTRAINT_UNIQUE),
            ),
        ] {
            assert_eq!(of(&sqlite(code)), trouble, "{code}");
        }
    }

    #[test]
    fn no_word_of_sqlite_is_told_whatever_it_says() {
        use crate::message::{Language, Told};
        for code in 1..=101 {
            for language in Language::all() {
                let told = StoreError::from(sqlite(code)).sentence(language);
                assert!(!told.contains("English"), "{code}: {told}");
                assert!(!told.contains(&sqlite(code).to_string()), "{code}: {told}");
            }
        }
    }
}
