//! The case register below the office: what travels is made from the records here, entries sealed
//! to case officers are opened here, and cases of the first schema become records here.

mod begun;
mod categories;
mod consent;
mod contact;
mod danger;
mod doubts;
mod facts;
mod first_schema;
mod incidents;
mod sealed;
mod staff;
mod ties;

pub use begun::*;
pub use categories::*;
pub use consent::*;
pub use contact::*;
pub use danger::*;
pub use doubts::*;
pub use facts::*;
pub use first_schema::*;
pub use incidents::*;
pub use sealed::*;
pub use staff::*;
pub use ties::*;
