//! Printed reports: a typed tree built from figures and narratives, rendered by small back ends.

mod annex01;
mod annex02;
mod document;
mod listing;
mod pdf;
mod sheet;

pub use annex01::*;
pub use annex02::*;
pub use document::*;
pub use listing::*;
pub use pdf::*;
pub use sheet::*;
