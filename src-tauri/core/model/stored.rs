//! A record with its id and its version.

use super::{Cell, RecordId};

/// Where a record came from: 0 is this office itself, another number a received submission.
pub type Origin = i64;

/// A record with what is known of it beside its own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<R> {
    /// Id, the same in every office it travels to.
    pub id: RecordId,
    /// Grows by one with each change.
    pub version: i64,
    /// Where it came from.
    pub origin: Origin,
    /// The record.
    pub record: R,
}

/// A record in flat form.
pub type Flat = Stored<Vec<Cell>>;
