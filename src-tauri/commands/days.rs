//! Days as people type them, for screens that are no record's form.

use super::DayText;
use crate::bindings::commands;
use serde::Serialize;
use tienbo_core::model::{Day, at};
use ts_rs::TS;

/// A day as it was understood.
#[derive(Serialize, TS)]
pub(crate) struct ReadDay {
    /// As other commands take it: `2024-12-05`.
    day: String,
    /// As people here write it: `05/12/2024`.
    shown: String,
}

impl From<Day> for ReadDay {
    fn from(day: Day) -> Self {
        Self {
            day: day.iso(),
            shown: day.to_string(),
        }
    }
}

commands! {
    /// Reads a day as people type it; where nothing was typed there is none.
    fn read_day(_desk, text: DayText) -> Option<ReadDay> {
        Ok(text.any("date")?.map(ReadDay::from))
    }

    /// Today, by the laptop's clock.
    fn today(_desk) -> ReadDay {
        Ok(Day::today().map_err(at("date"))?.into())
    }
}
