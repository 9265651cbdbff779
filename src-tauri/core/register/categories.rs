//! Of which categories a case is, and in which of them each of its persons counts: as it was said, and as relations,
//! acts and ages say. A child whom her father beats is a survivor of domestic violence too, and a girl whom a
//! stranger rapes one of gender-based violence outside the family, whatever else their cases are.

use super::{CaseRecords, SurvivorRecords, Violence};
use crate::catalogue::{ActGroup, RegisterRules};
use crate::model::{
    Act, AgeBand, CaseCategory, Day, OtherAct, RecordId, Relation, Set, ViolenceCase,
};
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
    records: &'a CaseRecords,
    rules: &'a RegisterRules,
}

impl<'a> Categorised<'a> {
    /// By the rules of the year in which it counts, and the law of the day of each violence.
    pub fn new(records: &'a CaseRecords, rules: &'a RegisterRules) -> Self {
        Self { records, rules }
    }

    /// The case.
    pub fn case(&self) -> &'a ViolenceCase {
        &self.records.case.record
    }

    /// As it was said.
    fn said(&self) -> Categories {
        let also = self.case().also.0.iter().copied();
        also.chain([self.case().category]).collect()
    }

    /// Whether all that is said to have been done is trafficking: who sold her may be of her family, and that is none of
    /// the acts of domestic violence.
    fn is_only_trafficking(&self, violence: Violence<'_>) -> bool {
        let of_trafficking = |act: &OtherAct| *act == OtherAct::Trafficking;
        let Violence {
            acts, other_acts, ..
        } = violence;
        let returnee = CaseCategory::TraffickingReturnee;
        acts.is_empty()
            && other_acts.0.iter().all(of_trafficking)
            && (!other_acts.is_empty() || self.said().iter().all(|of| *of == returnee))
    }

    /// How a survivor stands to those who were violent, as far as it is said of one of them.
    fn relations(&self, of: &SurvivorRecords) -> Vec<Option<Relation>> {
        let ties = self.records.ties(of).into_iter();
        let said: Vec<_> = ties
            .map(|tie| tie.relation)
            .filter(Option::is_some)
            .collect();
        match said.is_empty() {
            true => vec![None],
            false => said,
        }
    }

    /// Those that a survivor's relations and age say, with what she suffered.
    fn shown_by(&self, of: &SurvivorRecords) -> Categories {
        let mut shown = Categories::new();
        if of.survivor.record.age.is_child() {
            shown.insert(CaseCategory::ChildAbuse);
        }
        for violence in self.records.violence_against(of) {
            let relations = self.relations(of).into_iter();
            shown.extend(
                relations.filter_map(|relation| self.shown_by_violence(relation, violence)),
            );
        }
        shown
    }

    /// The one that acts between two people say.
    fn shown_by_violence(
        &self,
        relation: Option<Relation>,
        violence: Violence<'_>,
    ) -> Option<CaseCategory> {
        let Violence {
            day,
            acts,
            other_acts,
            ..
        } = violence;
        let may_count = |act: &Act| relation.is_some_and(|of| self.rules.may_count(of, *act, day));
        match Kinship::of(relation, self.rules, day) {
            Kinship::Family => {
                let is_unsaid = acts.is_empty() && !self.is_only_trafficking(violence);
                (is_unsaid || acts.0.iter().any(may_count)).then_some(CaseCategory::Domestic)
            }
            Kinship::Outside => {
                let groups = self.rules.groups(acts, other_acts, day);
                groups
                    .contains(&ActGroup::Sexual)
                    .then_some(CaseCategory::GenderBased)
            }
            Kinship::Unknown => None,
        }
    }

    /// Whether a category can be so of a survivor who stands so to who was violent.
    fn may_be(
        &self,
        category: CaseCategory,
        of: &SurvivorRecords,
        relations: &[Option<Relation>],
    ) -> bool {
        let survivor = &of.survivor.record;
        let mut kinships = self.records.violence_against(of).flat_map(|violence| {
            let relations = relations.iter();
            relations.map(move |relation| Kinship::of(*relation, self.rules, violence.day))
        });
        match category {
            CaseCategory::Domestic => kinships.any(|kinship| kinship != Kinship::Outside),
            CaseCategory::GenderBased => kinships.any(|kinship| kinship != Kinship::Family),
            CaseCategory::ChildAbuse => survivor.age.is_child() || survivor.age == AgeBand::Unknown,
            CaseCategory::TraffickingReturnee => self.may_be_returnee(of),
        }
    }

    /// Those in which a survivor counts: what was said and what is shown, without what cannot be so of her. Where
    /// nothing is left, it is as it was said, and doubtful.
    pub fn of_survivor(&self, of: &SurvivorRecords) -> Categories {
        let all = self.left_of(of);
        match all.is_empty() {
            true => self.said(),
            false => all,
        }
    }

    /// What was said and what is shown, without what cannot be so of her.
    fn left_of(&self, of: &SurvivorRecords) -> Categories {
        let mut all = self.said();
        all.append(&mut self.shown_by(of));
        let relations = self.relations(of);
        all.retain(|category| self.may_be(*category, of, &relations));
        all
    }

    /// Whether a survivor may count among those who came back from traffickers, by whether she is found to be a victim.
    fn may_be_returnee(&self, of: &SurvivorRecords) -> bool {
        let found_on = self.case().found_on;
        self.rules.returnee_counts(of.identification(), found_on)
    }

    /// Whether a survivor counts at all: not who is found to be no victim of trafficking, where nothing else is said.
    pub fn counts(&self, of: &SurvivorRecords) -> bool {
        let is_said = self.said().contains(&CaseCategory::TraffickingReturnee);
        let is_refuted = is_said && !self.may_be_returnee(of);
        !is_refuted || !self.left_of(of).is_empty()
    }

    /// Those that are so of a survivor and one who was violent to her: of hers, what can be so between them; all of
    /// hers where it is not said how she stands to him, or where nothing fits.
    fn between(&self, of: &SurvivorRecords, perpetrator: RecordId) -> Categories {
        let hers = self.of_survivor(of);
        let mut ties = self.records.ties(of).into_iter();
        let his = ties.find(|tie| tie.perpetrator == Some(perpetrator));
        let Some(relation) = his.and_then(|tie| tie.relation) else {
            return hers;
        };
        let relation = [Some(relation)];
        let fits = |category: &CaseCategory| self.may_be(*category, of, &relation);
        let between: Categories = hers.iter().copied().filter(fits).collect();
        match between.is_empty() {
            true => hers,
            false => between,
        }
    }

    /// Those in which a perpetrator counts: what is so between him and each survivor.
    pub fn of_perpetrator(
        &self,
        perpetrator: RecordId,
        survivors: &[SurvivorRecords],
    ) -> Categories {
        self.of_those_who_count(survivors, |of| self.between(of, perpetrator))
    }

    /// Those of its survivors together.
    fn of_survivors(&self, survivors: &[SurvivorRecords]) -> Categories {
        self.of_those_who_count(survivors, |of| self.of_survivor(of))
    }

    fn of_those_who_count(
        &self,
        survivors: &[SurvivorRecords],
        of: impl Fn(&SurvivorRecords) -> Categories,
    ) -> Categories {
        let counts = survivors.iter().filter(|of| self.counts(of));
        let all: Categories = counts.flat_map(of).collect();
        match all.is_empty() {
            true => self.said(),
            false => all,
        }
    }

    /// Those of the case.
    pub fn all(&self, survivors: &[SurvivorRecords]) -> Categories {
        let mut all = self.said();
        all.append(&mut self.of_survivors(survivors));
        all
    }

    /// The others beside what it is about first of all.
    pub fn also(&self, survivors: &[SurvivorRecords]) -> Set<CaseCategory> {
        let mut all = self.all(survivors);
        all.remove(&self.case().category);
        Set(all)
    }
}
