//! Since when nobody works at the window, asleep or awake.

use std::time::{Duration, Instant, SystemTime};

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
}
