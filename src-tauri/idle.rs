//! Whether somebody is still at the window, asleep or awake.

use std::time::{Duration, Instant, SystemTime};

/// A wall clock that is behind by more than this was set back: how long nobody was there is not known.
const SET_BACK: Duration = Duration::from_secs(60);

/// A moment by two clocks: the one stands still while the machine sleeps, the other can be set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clocks {
    awake: Instant,
    wall: SystemTime,
}

impl Clocks {
    pub(crate) fn now() -> Self {
        Self {
            awake: Instant::now(),
            wall: SystemTime::now(),
        }
    }
}

/// Since when somebody is there, and whether she has left. Who has left is not there again by moving the
/// mouse: anybody can do that. She is there again when she unlocks.
#[derive(Debug)]
pub(crate) struct Presence {
    last: Clocks,
    left: bool,
}

impl Presence {
    /// Somebody is there now: she unlocked.
    pub(crate) fn new(now: Clocks) -> Self {
        Self {
            last: now,
            left: false,
        }
    }

    /// Whether nobody gave a sign of life for as long as the office waits for one, by either clock.
    pub(crate) fn has_left(&self, now: Clocks, patience: Duration) -> bool {
        let awake = now.awake.saturating_duration_since(self.last.awake);
        let by_wall = now.wall.duration_since(self.last.wall);
        // Time by the wall clock is never less than time awake, but for what a clock is set right by.
        let behind = match &by_wall {
            Ok(by_wall) => awake.saturating_sub(*by_wall),
            Err(before) => awake.saturating_add(before.duration()),
        };
        let idle = by_wall.unwrap_or_default().max(awake);
        self.left || idle >= patience || behind > SET_BACK
    }

    /// Somebody gives a sign of life, which counts only where she has not left before it. Gives whether she
    /// has.
    pub(crate) fn sign(&mut self, now: Clocks, patience: Duration) -> bool {
        self.left = self.has_left(now, patience);
        if !self.left {
            self.last = now;
        }
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10 * 60);
    const SECOND: Duration = Duration::from_secs(1);
    const NIGHT: Duration = Duration::from_secs(8 * 60 * 60);

    fn later(clocks: Clocks, awake: Duration, wall: Duration) -> Clocks {
        Clocks {
            awake: clocks.awake + awake,
            wall: clocks.wall + wall,
        }
    }

    #[test]
    fn a_night_asleep_is_idle_time() {
        let evening = Clocks::now();
        let there = Presence::new(evening);
        assert!(!there.has_left(later(evening, SECOND, SECOND), PATIENCE));
        // Asleep, one clock stood still; awake, both go on.
        assert!(there.has_left(later(evening, SECOND, NIGHT), PATIENCE));
        assert!(there.has_left(later(evening, PATIENCE, PATIENCE), PATIENCE));
    }

    #[test]
    fn the_first_movement_after_a_night_finds_it_locked() {
        let evening = Clocks::now();
        let mut there = Presence::new(evening);
        let morning = later(evening, SECOND, NIGHT);
        assert!(there.sign(morning, PATIENCE));
        // Nor does the next one, however soon, make up for it.
        assert!(there.sign(later(morning, SECOND, SECOND), PATIENCE));
        assert!(there.has_left(morning, PATIENCE));
        assert!(!Presence::new(morning).has_left(morning, PATIENCE));
    }

    #[test]
    fn signs_of_life_put_off_locking() {
        let mut now = Clocks::now();
        let mut there = Presence::new(now);
        for _ in 0..100 {
            now = later(now, PATIENCE / 2, PATIENCE / 2);
            assert!(!there.sign(now, PATIENCE));
        }
    }

    #[test]
    fn a_clock_that_was_set_back_hides_nothing() {
        let evening = Clocks::now();
        let there = Presence::new(evening);
        let set_back = |awake: Duration, back: Duration| Clocks {
            awake: evening.awake + awake,
            wall: evening.wall + awake - back,
        };
        // The other clock tells.
        assert!(there.has_left(set_back(NIGHT, NIGHT), PATIENCE));
        // It slept, and how long is not known any more.
        assert!(there.has_left(set_back(SECOND, NIGHT), PATIENCE));
        assert!(there.has_left(set_back(PATIENCE / 2, PATIENCE / 4), PATIENCE));
        // Clocks are set right by a little all the time.
        assert!(!there.has_left(set_back(SECOND, SET_BACK / 2), PATIENCE));
        assert!(!there.has_left(set_back(PATIENCE / 2, SECOND), PATIENCE));
    }
}
