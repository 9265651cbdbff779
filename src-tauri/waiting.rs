//! What watches over an office that is locked or left alone: the waits after wrong passphrases, which
//! outlive the program, and since when nobody works at it, asleep or awake.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tienbo_core::vault::write_atomically;

/// From this many wrong passphrases on, each further one makes the next wait twice as long.
const FREE_ATTEMPTS: u32 = 3;
/// Longest wait, in seconds.
const LONGEST_WAIT: u64 = 300;

/// Wrong passphrases since the last right one, kept beside the office.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Attempts {
    wrong: u32,
    /// Until when to wait, in seconds since 1970.
    not_before: u64,
}

fn path(office: &Path) -> PathBuf {
    office.join("attempts.json")
}

/// Seconds since 1970.
fn seconds(now: SystemTime) -> u64 {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs()
}

impl Attempts {
    /// The attempts at an office so far.
    pub(crate) fn at(office: &Path) -> Self {
        let text = std::fs::read_to_string(path(office)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// How many seconds are still to be waited. A clock that was set back does not make it longer than
    /// the longest wait.
    pub(crate) fn wait(&self, now: SystemTime) -> u64 {
        let left = self.not_before.saturating_sub(seconds(now));
        left.min(LONGEST_WAIT)
    }

    /// Counts a wrong passphrase.
    pub(crate) fn wrong(mut self, office: &Path, now: SystemTime) {
        self.wrong = self.wrong.saturating_add(1);
        let beyond = self.wrong.saturating_sub(FREE_ATTEMPTS);
        if beyond > 0 {
            self.not_before = seconds(now) + LONGEST_WAIT.min(1_u64 << beyond.min(16));
        }
        if let Ok(text) = serde_json::to_vec(&self) {
            // Where it cannot be kept, the time that an attempt takes is all that slows down.
            let _ = write_atomically(&path(office), &text);
        }
    }

    /// Forgets them after a right one.
    pub(crate) fn right(office: &Path) {
        let _ = std::fs::remove_file(path(office));
    }
}

/// When somebody last worked at the window, by two clocks: the one stands still while the machine
/// sleeps, the other can be set.
pub(crate) struct Touched {
    awake: Instant,
    wall: SystemTime,
}

impl Touched {
    pub(crate) fn now() -> Self {
        Self {
            awake: Instant::now(),
            wall: SystemTime::now(),
        }
    }

    /// For how long nobody has, by the clock that says longer.
    pub(crate) fn idle(&self, awake: Instant, wall: SystemTime) -> Duration {
        let by_wall = wall.duration_since(self.wall).unwrap_or_default();
        by_wall.max(awake.saturating_duration_since(self.awake))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_asleep_is_idle_time() {
        let touched = Touched::now();
        let night = Duration::from_secs(8 * 60 * 60);
        assert!(touched.idle(touched.awake, touched.wall + night) >= night);
        // A clock that was set back hides nothing.
        assert!(touched.idle(touched.awake + night, touched.wall - night) >= night);
    }

    #[test]
    fn waits_outlive_the_program() {
        let office = tempfile::tempdir().unwrap();
        let now = SystemTime::now();
        for _ in 0..FREE_ATTEMPTS {
            Attempts::at(office.path()).wrong(office.path(), now);
            assert_eq!(Attempts::at(office.path()).wait(now), 0);
        }
        for wait in [2, 4, 8] {
            Attempts::at(office.path()).wrong(office.path(), now);
            assert_eq!(Attempts::at(office.path()).wait(now), wait);
        }
        let later = now + Duration::from_secs(8);
        assert_eq!(Attempts::at(office.path()).wait(later), 0);
        let set_back = now - Duration::from_secs(1 << 20);
        assert_eq!(Attempts::at(office.path()).wait(set_back), LONGEST_WAIT);
        Attempts::right(office.path());
        assert_eq!(Attempts::at(office.path()), Attempts::default());
    }
}
