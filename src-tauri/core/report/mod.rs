//! Paper: a typed tree of what stands on it, rendered by small back ends, and sheets of a fixed form. What
//! a report says is put together above.

mod card;
mod document;
mod letterhead;
mod letters;
mod listing;
mod pdf;
pub mod reading;
mod sheet;

pub use card::*;
pub use document::*;
pub use letterhead::*;
pub use letters::not_printed;
pub use listing::*;
pub use pdf::*;
pub use sheet::*;
