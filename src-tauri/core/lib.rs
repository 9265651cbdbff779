//! Everything of Tiến Bộ that is true without a window.
//!
//! Data flows one way: record → figures → report → package → intake → figures → report.

#![warn(clippy::unwrap_used, clippy::expect_used)]

pub mod annex;
pub mod bounds;
pub mod casework;
pub mod catalogue;
pub mod entry;
pub mod exchange;
#[cfg(test)]
mod failures;
pub mod figures;
pub mod intake;
pub mod message;
pub mod model;
pub mod outside;
pub mod package;
pub mod period;
pub mod progress;
pub mod receiving;
pub mod register;
pub mod report;
pub mod sections;
pub mod sending;
pub mod store;
#[cfg(test)]
mod test_acts;
#[cfg(test)]
mod test_offices;
pub mod typed;
pub mod vault;
