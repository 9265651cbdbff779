//! Printed reports: a typed tree built from figures and narratives, rendered by small back ends.

mod annex02;
mod document;
mod pdf;

pub use annex02::*;
pub use document::*;
pub use pdf::*;
