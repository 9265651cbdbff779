//! The records, a file each: fields in the order of columns everywhere, choices of its own, what
//! period it belongs to, what is checked across its fields, and how its table and its form are laid
//! out; and what is counted of it, as codes that say which whole each is a part of. Here are the tables
//! of their kinds, of what is counted, and of what fills a place of the outline: everything that goes
//! through all of them follows from these.

mod attachment;
mod case_facts;
mod child_assessment;
mod child_track;
mod committee_member;
mod communication_event;
mod communication_product;
mod consent_act;
mod coordination_activity;
mod data_request;
mod directory_entry;
mod follow_up;
mod funding_line;
mod incident;
mod indicator_value;
mod inspection;
mod inspection_finding;
mod issued_document;
mod measure;
mod narrative;
mod perpetrator;
mod perpetrator_facts;
mod plan_step;
mod referral;
mod relationship;
mod risk_check;
mod service;
mod survivor;
mod survivor_facts;
mod trafficking_track;
mod training_course;
mod violence_case;

pub use attachment::*;
pub use case_facts::*;
pub use child_assessment::*;
pub use child_track::*;
pub use committee_member::*;
pub use communication_event::*;
pub use communication_product::*;
pub use consent_act::*;
pub use coordination_activity::*;
pub use data_request::*;
pub use directory_entry::*;
pub use follow_up::*;
pub use funding_line::*;
pub use incident::*;
pub use indicator_value::*;
pub use inspection::*;
pub use inspection_finding::*;
pub use issued_document::*;
pub use measure::*;
pub use narrative::*;
pub use perpetrator::*;
pub use perpetrator_facts::*;
pub use plan_step::*;
pub use referral::*;
pub use relationship::*;
pub use risk_check::*;
pub use service::*;
pub use survivor::*;
pub use survivor_facts::*;
pub use trafficking_track::*;
pub use training_course::*;
pub use violence_case::*;

use super::figures::figures;
use super::kinds::kinds;
use super::{Day, FieldError, Line, Paragraphs, People, Problem, at, choice};
use serde::{Deserialize, Serialize};

// The order is that of sheets and of a package's entries. A kind comes after those that its records
// refer to; files, which belong to any record, come last.
kinds! { $
    IssuedDocument in issued_documents: Activity, sheet;
    CoordinationActivity in coordination_activities: Activity, sheet;
    CommunicationEvent in communication_events: Activity, sheet;
    CommunicationProduct in communication_products: Activity, sheet;
    TrainingCourse in training_courses: Activity, sheet;
    Inspection in inspections: Activity, sheet;
    InspectionFinding in inspection_findings: Activity, sheet;
    CommitteeMember in committee_members: Activity, sheet;
    FundingLine in funding_lines: Activity, sheet;
    IndicatorValue in indicator_values: Indicator, sheet, entry "indicators.json";
    DirectoryEntry in directory_entries: Directory;
    CaseFacts in case_facts: Facts;
    SurvivorFacts in survivor_facts: Facts;
    PerpetratorFacts in perpetrator_facts: Facts;
    ViolenceCase in violence_cases: Register, sheet;
    Survivor in survivors: Register;
    Incident in incidents: Register;
    ConsentAct in consent_acts: Register;
    Perpetrator in perpetrators: Register;
    Relationship in relationships: Register;
    Service in services: Register;
    Referral in referrals: Register;
    Measure in measures: Register;
    FollowUp in follow_ups: Register;
    RiskCheck in risk_checks: Register;
    PlanStep in plan_steps: Register;
    DataRequest in data_requests: Register;
    TraffickingTrack in trafficking_tracks: Register;
    ChildTrack in child_tracks: Register;
    ChildAssessment in child_assessments: Register;
    Narrative in narratives: Text, sheet, entry "narrative.json";
    Attachment in attachments: File;
}

// Each with the word that its codes begin with, and its name is the message `figure-<word>`. By which
// rule it is counted its section says (`sections`).
figures! {
    /// Documents issued.
    Documents(DocumentFigure) = "documents";
    /// Coordination activities under a dash of the outline.
    Coordination(OutlineDash) = "coordination";
    /// Everyone who took part in anything.
    Participants(People) = "participants";
    /// Communication events.
    Events(EventFigure) = "events";
    /// Communication events of an action month.
    ActionMonth(MonthFigure) = "action-month";
    /// Communication products.
    Products(ProductFigure) = "products";
    /// Courses.
    Courses(CourseFigure) = "courses";
    /// Inspections.
    Inspections(InspectionFigure) = "inspections";
    /// Findings of inspections.
    Findings(FindingFigure) = "findings";
    /// Members of the committee.
    Members(Members) = "members";
    /// Money.
    Funding(FundingFigure) = "funding";
    /// Cases of violence.
    Cases(Cases) = "cases";
    /// Survivors of violence.
    Survivors(Survivors) = "survivors";
}

/// What fills a place of the outline, as a catalogue names it (`fills`). How, its section says
/// (`sections`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filling {
    /// The table of issued documents.
    IssuedDocuments,
    /// Coordination activities, each under its dash.
    Coordination,
    /// Totals of violence cases.
    ViolenceCases,
    /// Courses for women leaders and councillors.
    LeaderTraining,
    /// Communication events and products.
    Communication,
    /// Action months.
    ActionMonths,
    /// Courses on gender equality.
    GenderTraining,
    /// Members of the committee.
    Committee,
    /// Money.
    Funding,
    /// Inspections.
    Inspections,
}

impl Filling {
    /// How many heads the outline has for a table that fills it, where it has some.
    pub fn heads(self) -> Option<usize> {
        match self {
            Self::IssuedDocuments => Some(IssuedDocument::PRINTED),
            Self::Coordination
            | Self::ViolenceCases
            | Self::LeaderTraining
            | Self::Communication
            | Self::ActionMonths
            | Self::GenderTraining
            | Self::Committee
            | Self::Funding
            | Self::Inspections => None,
        }
    }
}

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
