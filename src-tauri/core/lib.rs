//! Everything of Tiến Bộ that is true without a window.
//!
//! Data flows one way: record → figures → report → package → intake → figures → report.

pub mod catalogue;
pub mod message;
pub mod model;
pub mod package;
pub mod store;
pub mod vault;
