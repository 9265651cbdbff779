//! The facts of a case.

use crate::model::{
    Act, CaseCategory, CaseRef, CodePart, Count, Counted, Division, FigureCode, FoundBy, GbvType,
    Month, OtherAct, Set, UnitCode, facts,
};

facts! {
    /// The facts of a case.
    CaseFacts {
        /// Random number of the case in its office.
        number: CaseRef,
        /// Month in which it was found; counts into the year.
        found: Month,
        /// Month in which it was reported.
        reported: Option<Month>,
        /// Month in which it was closed.
        closed: Option<Month>,
        /// Where it happened.
        commune: Option<UnitCode>,
        /// Category.
        category: CaseCategory,
        /// Of which other categories it is: as it was said, or as relations, acts and ages say.
        also: Set<CaseCategory>,
        /// Whether other categories apply too, as earlier programs asked.
        several: Option<bool>,
        /// Acts of domestic violence.
        acts: Set<Act>,
        /// Acts outside the family.
        other_acts: Set<OtherAct>,
        /// GBVIMS type.
        gbv_type: Option<GbvType>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Month of the incident.
        incident: Option<Month>,
        /// Days from incident to report (help within 72 hours matters).
        days_to_report: Option<Count>,
        /// Another organisation has reported the case already: it is not counted again.
        reported_elsewhere: Option<bool>,
        /// Another unit has taken the case over and confirmed it: that unit counts it.
        handed_over: Option<bool>,
    }
    day: |r| r.found.first_day();
    in_period: |r, period| r.found.first_day().is_some_and(|day| period.covers(day));
}

impl CaseFacts {
    /// Whether it is of a category, by itself or beside others.
    pub fn is_of(&self, category: CaseCategory) -> bool {
        self.category == category || self.also.contains(category)
    }

    /// In which of its categories somebody counts of whom it is said in which: in that of the case where of none.
    pub fn counting(&self, said: &Set<CaseCategory>) -> Vec<CaseCategory> {
        let said = said.0.iter().copied();
        let of_case: Vec<CaseCategory> = said.filter(|of| self.is_of(*of)).collect();
        match of_case.is_empty() {
            true => vec![self.category],
            false => of_case,
        }
    }
}

/// What is counted of cases of violence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cases {
    /// All that were found.
    All,
    /// Those of a category, some of several.
    Of(CaseCategory),
    /// Those that are closed.
    Closed,
}

impl Counted for Cases {
    const OF_CASES: bool = true;
    fn all() -> Vec<Self> {
        let categories = CaseCategory::ALL.iter().copied().map(Self::Of);
        let all = std::iter::once(Self::All).chain(categories);
        all.chain([Self::Closed]).collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Part};
        let part = match self {
            Self::All => End,
            Self::Of(category) => CodePart::choice(*category),
            Self::Closed => Part("closed"),
        };
        [part, End, End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::All => None,
            Self::Of(_) => Some((FigureCode::CASES, Division::Category)),
            Self::Closed => Some((FigureCode::CASES, Division::Closed)),
        }
    }
}

impl FigureCode {
    /// All cases.
    pub const CASES: Self = Self::Cases(Cases::All);
}
