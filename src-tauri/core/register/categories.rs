//! Of which categories a case is, and in which of them each of its persons counts: as it was said, and as relations,
//! acts and ages say. A child whom her father beats is a survivor of domestic violence too, and a girl whom a
//! stranger rapes one of gender-based violence outside the family, whatever else their cases are.

use super::day_of_acts;
use crate::catalogue::{ActGroup, RegisterRules};
use crate::model::{AgeBand, CaseCategory, Day, Relation, Set, Survivor, ViolenceCase};
use std::collections::BTreeSet;

/// Categories.
pub type Categories = BTreeSet<CaseCategory>;

/// How somebody stands to who was violent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// Between them there is domestic violence.
    Family,
    /// They are nothing to one another that the law on domestic violence knows.
    Outside,
    /// It is not known, or the catalogue does not say.
    Unknown,
}

impl Kinship {
    /// By the law of a day.
    pub fn of(relation: Option<Relation>, rules: &RegisterRules, day: Day) -> Self {
        let Some(relation) = relation.filter(|relation| *relation != Relation::Unknown) else {
            return Self::Unknown;
        };
        match rules.is_of_family(relation, day) {
            Some(true) => Self::Family,
            Some(false) => Self::Outside,
            None => Self::Unknown,
        }
    }
}

/// A case, and what decides of which categories it is.
pub struct Categorised<'a> {
    case: &'a ViolenceCase,
    rules: &'a RegisterRules,
    day: Day,
}

impl<'a> Categorised<'a> {
    /// By the rules of the year in which it was found, and the law of its day.
    pub fn new(case: &'a ViolenceCase, rules: &'a RegisterRules) -> Self {
        let day = day_of_acts(case);
        Self { case, rules, day }
    }

    /// The case.
    pub fn case(&self) -> &'a ViolenceCase {
        self.case
    }

    /// As it was said.
    fn said(&self) -> Categories {
        let also = self.case.also.0.iter().copied();
        also.chain([self.case.category]).collect()
    }

    /// Those that a survivor's relation and age say, with the acts.
    fn shown_by(&self, survivor: &Survivor) -> Categories {
        let case = self.case;
        let mut shown = Categories::new();
        if survivor.age.is_child() {
            shown.insert(CaseCategory::ChildAbuse);
        }
        match Kinship::of(survivor.relation, self.rules, self.day) {
            Kinship::Family => {
                let mut acts = case.acts.0.iter();
                let may_count = |act| {
                    survivor
                        .relation
                        .is_some_and(|of| self.rules.may_count(of, act, self.day))
                };
                if case.acts.is_empty() || acts.any(|act| may_count(*act)) {
                    shown.insert(CaseCategory::Domestic);
                }
            }
            Kinship::Outside => {
                let groups = self.rules.groups(&case.acts, &case.other_acts, self.day);
                if groups.contains(&ActGroup::Sexual) {
                    shown.insert(CaseCategory::GenderBased);
                }
            }
            Kinship::Unknown => {}
        }
        shown
    }

    /// Whether a category can be so of a survivor.
    fn may_be(&self, category: CaseCategory, survivor: &Survivor) -> bool {
        let kinship = Kinship::of(survivor.relation, self.rules, self.day);
        match category {
            CaseCategory::Domestic => kinship != Kinship::Outside,
            CaseCategory::GenderBased => kinship != Kinship::Family,
            CaseCategory::ChildAbuse => survivor.age.is_child() || survivor.age == AgeBand::Unknown,
            CaseCategory::TraffickingReturnee => true,
        }
    }

    /// Those in which a survivor counts: what was said and what is shown, without what cannot be so of her. Where
    /// nothing is left, it is as it was said, and doubtful.
    pub fn of_survivor(&self, survivor: &Survivor) -> Categories {
        let mut all = self.said();
        all.append(&mut self.shown_by(survivor));
        all.retain(|category| self.may_be(*category, survivor));
        match all.is_empty() {
            true => self.said(),
            false => all,
        }
    }

    /// Those in which its perpetrators count: the survivors' together.
    pub fn of_perpetrators(&self, survivors: &[&Survivor]) -> Categories {
        let of_each = survivors.iter().map(|survivor| self.of_survivor(survivor));
        let all: Categories = of_each.flatten().collect();
        match all.is_empty() {
            true => self.said(),
            false => all,
        }
    }

    /// Those of the case.
    pub fn all(&self, survivors: &[&Survivor]) -> Categories {
        let mut all = self.said();
        all.append(&mut self.of_perpetrators(survivors));
        all
    }

    /// The others beside what it is about first of all.
    pub fn also(&self, survivors: &[&Survivor]) -> Set<CaseCategory> {
        let mut all = self.all(survivors);
        all.remove(&self.case.category);
        Set(all)
    }
}
