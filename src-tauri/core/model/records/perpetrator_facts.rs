//! The facts of a perpetrator in a case.

use crate::model::{
    AgeBand, CaseCategory, CaseFacts, CaseRef, MeasureKind, Month, RecordRef, Set, Sex, facts,
};

facts! {
    /// The facts of a perpetrator in a case.
    PerpetratorFacts {
        /// The case.
        case: RecordRef<CaseFacts>,
        /// Random number.
        person: CaseRef,
        /// The categories of the case that are so of him, in which he counts; where none is said, that of the case.
        counts_in: Set<CaseCategory>,
        /// Sex.
        sex: Sex,
        /// Age.
        age: AgeBand,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
        /// Month in which he was first counselled.
        counselled: Option<Month>,
        /// Measures.
        measures: Set<MeasureKind>,
    }
    day: |_r| None;
    in_period: |r, period| period.has(r.case.id());
}
