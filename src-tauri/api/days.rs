//! Days as people type them, for screens that are no record's form.

use crate::{Failure, TypedDay};
use serde::Serialize;
use tienbo_core::model::Day;
use ts_rs::TS;

/// A day as it was understood.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReadDay {
    /// As other commands take it: `2024-12-05`.
    pub day: Day,
    /// As people here write it: `05/12/2024`.
    pub shown: String,
}

impl From<Day> for ReadDay {
    fn from(day: Day) -> Self {
        Self {
            shown: day.to_string(),
            day,
        }
    }
}

/// Reads a day as people type it; where nothing was typed there is none.
///
/// # Errors
/// Text that is no day.
pub fn read_day(text: TypedDay) -> Result<Option<ReadDay>, Failure> {
    let day = TypedDay::read_if_any(Some(&text), "date")?;
    Ok(day.map(ReadDay::from))
}

/// Today, by the laptop's clock.
///
/// # Errors
/// A clock outside the years that make sense.
pub fn today() -> Result<ReadDay, Failure> {
    Ok(crate::today()?.into())
}
