//! What is said of a count outside the office, where nobody may be recognised in a small one.

use serde::{Serialize, Serializer};
use std::fmt;
use ts_rs::TS;

/// A count as it may leave the office; written as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS)]
#[ts(as = "String")]
pub enum Shown {
    /// The number.
    Exact(i64),
    /// One or more, but fewer than this number.
    Below(i64),
    /// Not shown, because a small number would follow from it.
    Hidden,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => f.write_str(&crate::model::grouped(*number)),
            Self::Below(threshold) => write!(f, "<{threshold}"),
            Self::Hidden => f.write_str("…"),
        }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
