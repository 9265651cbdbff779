//! What the system says when it cannot read or write, told apart as people can do something about it; and what
//! libraries say of themselves, which is for developers.

use super::{Class, Saying, Told};
use crate::bounds::NotAFile;
use std::fmt::Display;
use std::io::{Error, ErrorKind};

/// Why the system could not read or write. Messages `trouble-…`: the cause, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The drive is full.
    Full,
    /// The drive, or the folder, can only be read.
    ReadOnly,
    /// The user of the machine may not.
    NotAllowed,
    /// The file or folder is not there.
    Gone,
    /// The drive is not connected any more.
    Unplugged,
    /// The drive fails.
    Broken,
    /// Another program has it.
    InUse,
    /// A file lies where a folder is needed.
    NotAFolder,
    /// It is a folder.
    AFolder,
    /// It is no file that could be read to its end: a pipe, a device.
    NotAFile,
    /// Its name is too long, or has what the drive does not take.
    BadName,
    /// It is larger than what is read, or than the drive takes.
    TooLarge,
    /// Something of that name is there already.
    Exists,
    /// It ends before its end.
    Cut,
    /// It is no text.
    NotText,
    /// Links lead round in a circle.
    Circle,
    /// It lies on another drive.
    OtherDrive,
    /// Too many files are open.
    TooManyOpen,
    /// The machine has no memory left.
    NoMemory,
    /// A drive in the network does not answer.
    NoAnswer,
    /// It was stopped from outside.
    Interrupted,
    /// The drive does not do this.
    Unsupported,
    /// A database's file is damaged.
    Damaged,
    /// Something that this program does not know, by its number.
    Other(i32),
}

impl Trouble {
    /// Each, once.
    pub const ALL: [Self; 24] = [
        Self::Full,
        Self::ReadOnly,
        Self::NotAllowed,
        Self::Gone,
        Self::Unplugged,
        Self::Broken,
        Self::InUse,
        Self::NotAFolder,
        Self::AFolder,
        Self::NotAFile,
        Self::BadName,
        Self::TooLarge,
        Self::Exists,
        Self::Cut,
        Self::NotText,
        Self::Circle,
        Self::OtherDrive,
        Self::TooManyOpen,
        Self::NoMemory,
        Self::NoAnswer,
        Self::Interrupted,
        Self::Unsupported,
        Self::Damaged,
        Self::Other(0),
    ];

    /// What an error of the system is.
    pub fn of(error: &Error) -> Self {
        let own = error.get_ref().is_some_and(|inner| inner.is::<NotAFile>());
        if own {
            return Self::NotAFile;
        }
        error
            .raw_os_error()
            .and_then(of_number)
            .or_else(|| of_kind(error.kind()))
            .unwrap_or_else(|| Self::Other(error.raw_os_error().unwrap_or_default()))
    }

    /// Whether it may be that the drive was pulled out.
    pub fn may_be_unplugged(self) -> bool {
        matches!(self, Self::Gone | Self::Unplugged | Self::Broken)
    }

    /// Stable name; `trouble-<name>` is the message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::NotAllowed => "not-allowed",
            Self::Gone => "gone",
            Self::Unplugged => "unplugged",
            Self::Broken => "broken",
            Self::InUse => "in-use",
            Self::NotAFolder => "not-a-folder",
            Self::AFolder => "a-folder",
            Self::NotAFile => "not-a-file",
            Self::BadName => "bad-name",
            Self::TooLarge => "too-large",
            Self::Exists => "exists",
            Self::Cut => "cut",
            Self::NotText => "not-text",
            Self::Circle => "circle",
            Self::OtherDrive => "other-drive",
            Self::TooManyOpen => "too-many-open",
            Self::NoMemory => "no-memory",
            Self::NoAnswer => "no-answer",
            Self::Interrupted => "interrupted",
            Self::Unsupported => "unsupported",
            Self::Damaged => "damaged",
            Self::Other(_) => "other",
        }
    }

    /// Which has a name; what an earlier program wrote in its place is none.
    pub fn from_name(name: &str) -> Self {
        let known = Self::ALL.into_iter().find(|trouble| trouble.name() == name);
        known.unwrap_or(Self::Other(0))
    }
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Self {
        Self::of(error)
    }
}

impl Told for Trouble {
    fn told(&self) -> Saying<'_> {
        let number = match self {
            Self::Other(number) => *number,
            _ => 0,
        };
        Saying::new(Class::Failed, format!("trouble-{}", self.name())).detail(number)
    }
}

/// What the standard library tells apart on every system.
fn of_kind(kind: ErrorKind) -> Option<Trouble> {
    Some(match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero => Trouble::Full,
        ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnly,
        ErrorKind::PermissionDenied => Trouble::NotAllowed,
        ErrorKind::NotFound => Trouble::Gone,
        ErrorKind::StaleNetworkFileHandle | ErrorKind::NotConnected => Trouble::Unplugged,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => {
            Trouble::InUse
        }
        ErrorKind::Deadlock => Trouble::InUse,
        ErrorKind::NotADirectory => Trouble::NotAFolder,
        ErrorKind::IsADirectory => Trouble::AFolder,
        ErrorKind::InvalidFilename => Trouble::BadName,
        ErrorKind::FileTooLarge => Trouble::TooLarge,
        ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty => Trouble::Exists,
        ErrorKind::UnexpectedEof => Trouble::Cut,
        ErrorKind::InvalidData => Trouble::NotText,
        ErrorKind::CrossesDevices => Trouble::OtherDrive,
        ErrorKind::OutOfMemory => Trouble::NoMemory,
        ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset => Trouble::NoAnswer,
        ErrorKind::Interrupted => Trouble::Interrupted,
        ErrorKind::Unsupported | ErrorKind::TooManyLinks | ErrorKind::NotSeekable => {
            Trouble::Unsupported
        }
        _ => return None,
    })
}

/// What it does not tell apart, by the numbers of Unix systems.
#[cfg(unix)]
fn of_number(number: i32) -> Option<Trouble> {
    Some(match number {
        // EIO, EUCLEAN
        5 | 117 => Trouble::Broken,
        // ENXIO, ENODEV, ENOMEDIUM
        6 | 19 | 123 => Trouble::Unplugged,
        // ENFILE, EMFILE
        23 | 24 => Trouble::TooManyOpen,
        // ELOOP
        40 => Trouble::Circle,
        // EPERM is said of what cannot be changed, and of drives that know no owners.
        1 => Trouble::NotAllowed,
        // EOVERFLOW
        75 => Trouble::TooLarge,
        _ => return None,
    })
}

/// What it does not tell apart, by the numbers of Windows.
#[cfg(windows)]
fn of_number(number: i32) -> Option<Trouble> {
    Some(match number {
        // Write protected.
        19 => Trouble::ReadOnly,
        // Bad command, CRC, seek, sector not found, general failure, device, file and disk corrupt.
        22 | 23 | 25 | 27 | 31 | 483 | 1117 | 1392 | 1393 => Trouble::Broken,
        // No such unit, not ready, no media, unrecognized volume, not connected, removed, no such device.
        20 | 21 | 55 | 433 | 1005 | 1006 | 1112 | 1167 | 1617 => Trouble::Unplugged,
        // Sharing, lock.
        32 | 33 => Trouble::InUse,
        // Open files.
        4 | 36 => Trouble::TooManyOpen,
        // Name invalid, too long.
        123 | 161 | 206 => Trouble::BadName,
        // Larger than the file system takes.
        223 => Trouble::TooLarge,
        _ => return None,
    })
}

#[cfg(not(any(unix, windows)))]
fn of_number(_: i32) -> Option<Trouble> {
    None
}

/// What a library says of itself when it fails: English, for developers. It cannot be put into a sentence, as it
/// cannot be displayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryWords(String);

impl LibraryWords {
    /// Of an error.
    pub fn of(error: impl Display) -> Self {
        Self(error.to_string())
    }

    /// What is wrong with a value, where a type of this program said it and the library passed it on.
    pub fn carried(&self) -> Option<(&str, &str)> {
        crate::model::Problem::carried(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;
    use std::collections::BTreeSet;

    #[test]
    fn each_is_told_apart_and_says_what_to_do() {
        for language in Language::all() {
            let mut said = BTreeSet::new();
            for trouble in Trouble::ALL {
                let sentence = trouble.sentence(language);
                assert!(!sentence.contains("trouble-"), "{sentence}");
                assert!(sentence.matches('.').count() >= 2, "{sentence}");
                assert!(said.insert(sentence));
                if !matches!(trouble, Trouble::Other(_)) {
                    assert_eq!(Trouble::from_name(trouble.name()), trouble);
                }
            }
        }
        assert_eq!(Trouble::from_name("Permission denied"), Trouble::Other(0));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_drive_says_is_known_for_what_it_is() {
        for (number, trouble) in [
            (1, Trouble::NotAllowed),
            (2, Trouble::Gone),
            (5, Trouble::Broken),
            (6, Trouble::Unplugged),
            (12, Trouble::NoMemory),
            (13, Trouble::NotAllowed),
            (16, Trouble::InUse),
            (17, Trouble::Exists),
            (18, Trouble::OtherDrive),
            (19, Trouble::Unplugged),
            (20, Trouble::NotAFolder),
            (21, Trouble::AFolder),
            (23, Trouble::TooManyOpen),
            (24, Trouble::TooManyOpen),
            (26, Trouble::InUse),
            (27, Trouble::TooLarge),
            (28, Trouble::Full),
            (30, Trouble::ReadOnly),
            (36, Trouble::BadName),
            (39, Trouble::Exists),
            (40, Trouble::Circle),
            (75, Trouble::TooLarge),
            (95, Trouble::Unsupported),
            (107, Trouble::Unplugged),
            (110, Trouble::NoAnswer),
            (116, Trouble::Unplugged),
            (117, Trouble::Broken),
            (122, Trouble::Full),
            (123, Trouble::Unplugged),
        ] {
            assert_eq!(Trouble::of(&Error::from_raw_os_error(number)), trouble);
        }
    }

    #[test]
    fn no_word_of_the_system_is_told_whatever_it_says() {
        for number in 1..=200 {
            let error = Error::from_raw_os_error(number);
            let own = error.to_string();
            let words = own.split(" (os error").next().unwrap_or_default();
            for language in Language::all() {
                let told = Trouble::of(&error).sentence(language);
                assert!(!told.contains(words), "{number}: {told}");
            }
        }
        let wrapped = Error::new(ErrorKind::StorageFull, "no room in /x/.tmpM3iUHe");
        assert_eq!(Trouble::of(&wrapped), Trouble::Full);
        assert_eq!(Trouble::of(&Error::other(NotAFile)), Trouble::NotAFile);
        assert_eq!(Trouble::of(&Error::other("x")), Trouble::Other(0));
    }
}
