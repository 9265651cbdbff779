//! Tồn tại hoặc kiến nghị of an inspection, section I.5.2.

use crate::model::{Day, Inspection, Long, Problem, RecordRef, Short, at, choice, record};

choice! {
    /// Whether a finding is a shortcoming or a recommendation.
    FindingKind in "finding" {
        /// Tồn tại, vướng mắc.
        Shortcoming = "shortcoming",
        /// Kiến nghị, đề xuất.
        Recommendation = "recommendation",
    }
}

record! {
    /// Tồn tại hoặc kiến nghị of an inspection, section I.5.2.
    InspectionFinding {
        /// The inspection.
        inspection: RecordRef<Inspection>,
        /// Date of finding.
        date: Day,
        /// Shortcoming or recommendation.
        kind: FindingKind,
        /// Wording.
        content: Long,
        /// To whom it is addressed.
        addressed_to: Option<Short>,
        /// When it was settled; empty while open.
        settled_on: Option<Day>,
    }
    dated: |r| r.date;
    check: |r| match r.settled_on {
        Some(settled) if settled < r.date => {
            Err(at("settled_on")(Problem::RangeBackwards))
        }
        _ => Ok(()),
    };
    layout {
        table: date inspection kind content addressed_to settled_on;
        form: inspection date kind content addressed_to settled_on;
        repeat: inspection date kind;
    }
}
