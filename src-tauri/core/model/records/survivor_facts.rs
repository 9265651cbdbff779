//! The facts of a survivor in a case. Services that she received count from their month on.

use crate::model::{
    AgeBand, CaseCategory, CaseFacts, CaseRef, CodePart, Consent, Count, Counted, Division,
    FigureCode, Month, ProviderKind, RecordRef, Relation, ServiceKind, Set, Sex, facts,
};

facts! {
    /// The facts of a survivor in a case. Services that she received count from their month on.
    SurvivorFacts {
        /// The case.
        case: RecordRef<CaseFacts>,
        /// Her random number: the same person has the same number in every case of the office.
        person: CaseRef,
        /// The categories of the case that are so of her, in which she counts; where none is said, that of the case.
        counts_in: Set<CaseCategory>,
        /// Sex.
        sex: Sex,
        /// Age when the case was found.
        age: AgeBand,
        /// Lives with a disability.
        disability: Option<bool>,
        /// Was pregnant.
        pregnant: Option<bool>,
        /// Her relation to the perpetrator.
        relation: Option<Relation>,
        /// On what ground the case is recorded.
        consent: Option<Consent>,
        /// She agreed to the facts being shared. Where she refused, what is not needed to count
        /// her is left out.
        share: Option<bool>,
        /// Services offered.
        offered: Set<ServiceKind>,
        /// Services received.
        received: Set<ServiceKind>,
        /// Services declined.
        declined: Set<ServiceKind>,
        /// Who gave them.
        providers: Set<ProviderKind>,
        /// Month in which she first received a basic service.
        first_basic: Option<Month>,
        /// Month in which she first received any service.
        first_service: Option<Month>,
        /// Days from discovery to the first service.
        days_to_service: Option<Count>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
    }
    day: |_r| None;
    in_period: |r, period| period.has(r.case.id());
}

/// What is counted of survivors of violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Survivors {
    /// All that were found.
    All,
    /// Those who received a basic service.
    Served,
    /// The women.
    Women,
}

impl Survivors {
    /// All figures of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Served, Self::Women];
}

impl Counted for Survivors {
    const OF_CASES: bool = true;
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Part};
        let part = match self {
            Self::All => End,
            Self::Served => Part("served"),
            Self::Women => Part("women"),
        };
        [part, End, End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::All => None,
            Self::Served => Some((FigureCode::SURVIVORS, Division::Served)),
            Self::Women => Some((FigureCode::SURVIVORS, Division::Women)),
        }
    }
}

impl FigureCode {
    /// All survivors.
    pub const SURVIVORS: Self = Self::Survivors(Survivors::All);
}
