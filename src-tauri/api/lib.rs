//! What the window and the command line can ask for: plain functions over an office that is open, and
//! answers that are typed once.
//!
//! One file for each part of the work. A function takes the [`Session`] and typed arguments, calls the
//! core, and gives an answer that is the same JSON for the window and for `--json`; the window's
//! TypeScript types are made from it. What is typed by people is read here ([`TypedDay`]); what goes
//! wrong is a [`Failure`], worded once. Nothing here knows of a window, of dialogs, or of a terminal:
//! a place to read from or to write to is given.

#![warn(clippy::unwrap_used, clippy::expect_used)]

pub mod cases;
pub mod committee;
pub mod counts;
pub mod days;
pub mod directory;
pub mod drives;
mod failure;
pub mod files;
pub mod inbox;
pub mod law;
pub mod log;
pub mod narrative;
mod number;
pub mod office;
pub mod period;
pub mod persons;
pub mod receiving;
pub mod records;
pub mod report;
pub mod rights;
pub mod sending;
mod session;
pub mod start;
#[cfg(test)]
mod tests;
pub mod totals;
mod typed;
pub mod units;
pub mod waiting;
pub mod workbooks;

pub use failure::{ApiError, CellSentence, Failure, FieldSentence, Sentence};
pub use number::Number;
pub use session::Session;
pub use typed::{Secret, TypedDay};

use serde::Serialize;
use tienbo_core::catalogue::Catalogues;
use tienbo_core::model::{Day, UnitCode, at};
use ts_rs::TS;

/// A unit by its code and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NamedUnit {
    /// Code.
    pub unit: UnitCode,
    /// Name.
    pub name: String,
}

impl NamedUnit {
    /// The unit as the latest catalogue that has it names it; where none has it, by its code.
    pub fn of(unit: &UnitCode, catalogues: &Catalogues) -> Self {
        let known = catalogues
            .iter()
            .find_map(|catalogue| catalogue.units.get(unit));
        Self {
            unit: unit.clone(),
            name: known.map_or_else(|| unit.to_string(), |unit| unit.name.clone()),
        }
    }
}

/// Today, as the laptop's clock has it.
///
/// # Errors
/// A clock outside the years that make sense.
pub fn today() -> Result<Day, Failure> {
    Ok(Day::today().map_err(at("date"))?)
}
