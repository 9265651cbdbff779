//! The records, a file each: fields in the order of columns everywhere, choices of its own, what
//! period it belongs to, what is checked across its fields, and how its table and its form are laid
//! out.

mod attachment;
mod case_facts;
mod committee_member;
mod communication_event;
mod communication_product;
mod coordination_activity;
mod follow_up;
mod funding_line;
mod indicator_value;
mod inspection;
mod inspection_finding;
mod issued_document;
mod measure;
mod narrative;
mod perpetrator;
mod perpetrator_facts;
mod referral;
mod risk_check;
mod service;
mod survivor;
mod survivor_facts;
mod training_course;
mod violence_case;

pub use attachment::*;
pub use case_facts::*;
pub use committee_member::*;
pub use communication_event::*;
pub use communication_product::*;
pub use coordination_activity::*;
pub use follow_up::*;
pub use funding_line::*;
pub use indicator_value::*;
pub use inspection::*;
pub use inspection_finding::*;
pub use issued_document::*;
pub use measure::*;
pub use narrative::*;
pub use perpetrator::*;
pub use perpetrator_facts::*;
pub use referral::*;
pub use risk_check::*;
pub use service::*;
pub use survivor::*;
pub use survivor_facts::*;
pub use training_course::*;
pub use violence_case::*;

use super::{Day, FieldError, Line, Paragraphs, Problem, at, choice};

/// One line of a heading, name or symbol.
pub type Short = Line<300>;
/// A summary or a description.
pub type Long = Paragraphs<5000>;

choice! {
    /// Sex, as recorded.
    Sex in "sex" {
        /// Nữ.
        Female = "female",
        /// Nam.
        Male = "male",
        /// Chưa ghi nhận.
        Unrecorded = "unrecorded",
    }
}

/// Refuses a later day that lies before an earlier one.
fn in_order(
    earlier: Option<Day>,
    later: Option<Day>,
    column: &'static str,
) -> Result<(), FieldError> {
    match (earlier, later) {
        (Some(earlier), Some(later)) if later < earlier => Err(at(column)(Problem::RangeBackwards)),
        _ => Ok(()),
    }
}
