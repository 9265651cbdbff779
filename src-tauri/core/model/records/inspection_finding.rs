//! Tồn tại hoặc kiến nghị of an inspection, section I.5.2.

use crate::model::{
    CodePart, Counted, Day, Division, FigureCode, Inspection, Long, Problem, RecordRef, Short, at,
    choice, record,
};

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

/// What is counted of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingFigure {
    /// Those that were made.
    Made(FindingKind),
    /// Those of them that were settled by the last day.
    Settled(FindingKind),
}

impl Counted for FindingFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        let kinds = FindingKind::ALL.iter().copied();
        kinds
            .flat_map(|kind| [Self::Made(kind), Self::Settled(kind)])
            .collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Part};
        match self {
            Self::Made(kind) => [CodePart::choice(*kind), End, End],
            Self::Settled(kind) => [CodePart::choice(*kind), Part("settled"), End],
        }
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::Made(_) => None,
            Self::Settled(kind) => Some((FigureCode::findings(*kind), Division::Closed)),
        }
    }
}

impl FigureCode {
    /// Findings of inspections.
    pub const fn findings(kind: FindingKind) -> Self {
        Self::Findings(FindingFigure::Made(kind))
    }

    /// Those of them that were settled by the last day.
    pub const fn findings_settled(kind: FindingKind) -> Self {
        Self::Findings(FindingFigure::Settled(kind))
    }
}
