//! Wrong passphrases: how many there were since the last right one, and how long the next attempt waits.
//! They are counted beside the office, so that the waits outlive the program and hold for window and
//! command line alike; whoever tries holds the office's lock, so that attempts are made one after the other.

use super::{VaultError, write_atomically};
use crate::bounds;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// From this many wrong passphrases on, each further one makes the next wait twice as long.
const FREE_ATTEMPTS: u32 = 3;
/// Longest wait, in seconds.
const LONGEST_WAIT: u64 = 300;
/// Largest file of attempts that is read, in bytes.
const MAX_ATTEMPTS_FILE: u64 = 4 << 10;

/// Wrong passphrases since the last right one.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Attempts {
    wrong: u32,
    /// Until when to wait, in seconds since 1970.
    not_before: u64,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("attempts.json")
}

/// Seconds since 1970.
fn seconds(now: SystemTime) -> u64 {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs()
}

impl Attempts {
    /// The attempts at an office so far.
    fn at(folder: &Path) -> Self {
        let text = bounds::read_file(&path(folder), MAX_ATTEMPTS_FILE).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// How many seconds are still to be waited. A clock that was ahead and is right again, as after an empty
    /// battery, makes it no longer than the longest wait from now on.
    fn wait(&mut self, folder: &Path, now: SystemTime) -> u64 {
        let latest = seconds(now) + LONGEST_WAIT;
        if self.not_before > latest {
            self.not_before = latest;
            self.keep(folder);
        }
        self.not_before.saturating_sub(seconds(now))
    }

    fn keep(&self, folder: &Path) {
        if let Ok(text) = serde_json::to_vec(self) {
            // Where it cannot be kept, the time that an attempt takes is all that slows down.
            let _ = write_atomically(&path(folder), &text);
        }
    }

    /// Counts a wrong passphrase.
    fn wrong(mut self, folder: &Path, now: SystemTime) {
        self.wrong = self.wrong.saturating_add(1);
        let beyond = self.wrong.saturating_sub(FREE_ATTEMPTS);
        if beyond > 0 {
            self.not_before = seconds(now) + LONGEST_WAIT.min(1_u64 << beyond.min(16));
        }
        self.keep(folder);
    }

    /// Forgets them after a right one.
    fn right(folder: &Path) {
        let _ = std::fs::remove_file(path(folder));
    }
}

/// Tries what opens a key file, unless earlier wrong ones make it wait.
///
/// # Errors
/// [`VaultError::Wait`]; the attempt's.
pub(super) fn attempt<T>(
    folder: &Path,
    open: impl FnOnce() -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let mut attempts = Attempts::at(folder);
    let seconds = attempts.wait(folder, SystemTime::now());
    if seconds > 0 {
        return Err(VaultError::Wait(seconds));
    }
    let opened = open();
    match &opened {
        Ok(_) => Attempts::right(folder),
        Err(VaultError::WrongPassphrase | VaultError::NoUser(_)) => {
            attempts.wrong(folder, SystemTime::now());
        }
        // A disk that fails says nothing of a passphrase.
        Err(_) => {}
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn waits_outlive_the_program() {
        let office = tempfile::tempdir().unwrap();
        let now = SystemTime::now();
        for _ in 0..FREE_ATTEMPTS {
            Attempts::at(office.path()).wrong(office.path(), now);
            assert_eq!(Attempts::at(office.path()).wait(office.path(), now), 0);
        }
        for wait in [2, 4, 8] {
            Attempts::at(office.path()).wrong(office.path(), now);
            assert_eq!(Attempts::at(office.path()).wait(office.path(), now), wait);
        }
        let later = now + Duration::from_secs(8);
        assert_eq!(Attempts::at(office.path()).wait(office.path(), later), 0);
        let set_back = now - Duration::from_secs(1 << 20);
        assert_eq!(
            Attempts::at(office.path()).wait(office.path(), set_back),
            LONGEST_WAIT
        );
        // It ends, whatever the clock said when the last wrong one was counted.
        let waited = set_back + Duration::from_secs(LONGEST_WAIT);
        assert_eq!(Attempts::at(office.path()).wait(office.path(), waited), 0);
        Attempts::right(office.path());
        assert_eq!(Attempts::at(office.path()), Attempts::default());
    }

    #[test]
    fn what_is_no_passphrase_is_not_counted() {
        let office = tempfile::tempdir().unwrap();
        let fail = |error: fn() -> VaultError| {
            let _ = attempt(office.path(), || Err::<(), _>(error()));
        };
        for _ in 0..9 {
            fail(|| VaultError::BadKeyList);
        }
        assert_eq!(Attempts::at(office.path()), Attempts::default());
        for _ in 0..=FREE_ATTEMPTS {
            fail(|| VaultError::WrongPassphrase);
        }
        let tried = attempt(office.path(), || -> Result<(), _> { panic!("it waits") });
        assert!(matches!(tried, Err(VaultError::Wait(1..=2))));
    }
}
