//! Whether the machine's clock can be right: asked before anything is signed, since what is signed by a wrong clock
//! stays so.

use super::{Office, Role, VaultError, View};
use crate::model::Moment;
use crate::store::{self, StoreError};
use chrono::Duration;

/// A clock may have been put right by a little between two pieces of work.
const LITTLE: Duration = Duration::minutes(10);

/// Nobody leaves an office alone for so long.
const LONG: Duration = Duration::days(3 * 366);

/// A clock that cannot be right, as it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockDoubt {
    /// What it shows.
    pub now: Moment,
    /// When the newest thing here was done: nothing can be done before it, nor so long after.
    pub newest: Moment,
}

/// Whether a clock is doubtful that shows a moment, where another was the newest thing.
fn doubt(now: Moment, newest: Moment) -> Option<ClockDoubt> {
    let is_odd = now.is_before(newest, LITTLE) || newest.is_before(now, LONG);
    is_odd.then_some(ClockDoubt { now, newest })
}

impl View {
    /// Whether the clock shows a moment before the newest thing here, or very long after it, and no head has said
    /// that it is right.
    ///
    /// # Errors
    /// The database's.
    pub fn clock_doubt(&self) -> Result<Option<ClockDoubt>, StoreError> {
        let now = Moment::now();
        let times = store::log_times(self.store(), LONG.num_seconds())?;
        // Whoever unlocked the office by that clock is in the log already.
        let jumped = times.before_jump.and_then(|before| doubt(now, before));
        if jumped.is_some() {
            return Ok(jumped);
        }
        // No regime was in force before it was given: a new office has done nothing yet.
        let first = match times.was_confirmed {
            true => None,
            false => self.catalogues().first_moment(),
        };
        let newest = times.newest.max(first);
        Ok(newest.and_then(|newest| doubt(now, newest)))
    }
}

impl Office {
    /// Notes that a head looked at the clock, and that it is right.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no head.
    pub fn clock_is_right(&mut self) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        Ok(act.note(store::Action::ClockConfirmed, "clock")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_doubted_that_went_back_or_far_ahead() {
        let moment = |text: &str| Moment::parse_iso(text).unwrap();
        let newest = moment("2024-12-05T08:30:00+07:00");
        for (now, is_doubted) in [
            ("2000-01-01T00:00:00+07:00", true),
            ("2024-12-05T01:30:00+07:00", true),
            ("2024-12-05T08:21:00+07:00", false),
            // The same moment on a clock of another zone.
            ("2024-12-04T17:30:00-08:00", false),
            ("2024-12-05T08:30:00+07:00", false),
            ("2026-12-05T08:30:00+07:00", false),
            ("2099-06-01T08:30:00+07:00", true),
        ] {
            let found = doubt(moment(now), newest).is_some();
            assert_eq!(found, is_doubted, "{now}");
        }
    }
}
