//! Cuộc kiểm tra, section I.5.2.

use crate::model::{CodePart, Counted, Day, Division, FigureCode, Long, Short, record};

record! {
    /// Cuộc kiểm tra, section I.5.2.
    Inspection {
        /// Plan or decision it follows.
        decision: Short,
        /// Date.
        date: Day,
        /// Units inspected, one a line.
        units: Long,
        /// Content.
        content: Option<Long>,
        /// Results.
        results: Option<Long>,
    }
    dated: |r| r.date;
    layout {
        table: date decision units results;
        form: decision date units content results;
        repeat: decision;
    }
}

/// What is counted of inspections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InspectionFigure {
    /// Inspections.
    Held,
    /// Units inspected.
    Units,
}

impl Counted for InspectionFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        vec![Self::Held, Self::Units]
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Part};
        match self {
            Self::Held => [End; 3],
            Self::Units => [Part("units"), End, End],
        }
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::Held | Self::Units => None,
        }
    }
}

impl FigureCode {
    /// Inspections.
    pub const INSPECTIONS: Self = Self::Inspections(InspectionFigure::Held);
    /// Units inspected.
    pub const UNITS_INSPECTED: Self = Self::Inspections(InspectionFigure::Units);
}
