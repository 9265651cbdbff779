//! The columns of the file of persons, each with its hierarchy: what may be said of a person, from the most
//! exact to nothing. Which groups take the place of which codes is declared here and nowhere else.

use crate::catalogue::{RegisterRules, Units};
use crate::model::{
    AgeBand, CaseCategory, CaseFacts, Relation, ServiceKind, SurvivorFacts, UnitCode,
};
use std::collections::BTreeSet;

/// What is said of somebody of whom a column says nothing.
pub(super) const NOT_TOLD: &str = "";
/// What stands between several values of one cell.
pub(super) const AND: char = ';';
/// The column of units.
pub(super) const UNIT: &str = "unit";
/// What is said where nothing is recorded.
const NOTHING: &str = "none";

/// Somebody who was found in a case, as the columns see her.
pub(super) struct SurvivorInCase<'a> {
    /// The unit whose case it is, and the units above it in the period.
    pub(super) unit: &'a UnitCode,
    pub(super) units: &'a Units,
    /// The unit whose office tells of her.
    pub(super) office: &'a UnitCode,
    pub(super) rules: &'a RegisterRules,
    pub(super) case: &'a CaseFacts,
    pub(super) survivor: &'a SurvivorFacts,
}

/// A column of the file.
pub(super) struct PersonColumn {
    /// Its name there.
    pub(super) name: &'static str,
    /// Whether it is what somebody who knows a person from the other columns could learn of her.
    pub(super) is_sensitive: bool,
    /// Its values of a person, from the most exact to the least.
    pub(super) steps: fn(&SurvivorInCase<'_>) -> Vec<String>,
}

const fn known(name: &'static str, steps: fn(&SurvivorInCase<'_>) -> Vec<String>) -> PersonColumn {
    PersonColumn {
        name,
        is_sensitive: false,
        steps,
    }
}

const fn sensitive(
    name: &'static str,
    steps: fn(&SurvivorInCase<'_>) -> Vec<String>,
) -> PersonColumn {
    PersonColumn {
        name,
        is_sensitive: true,
        steps,
    }
}

/// The columns. Anything else that is known of a case or a person is not in the file.
pub(super) static COLUMNS: [PersonColumn; 8] = [
    known("found", found),
    known(UNIT, |found| {
        units_above(found.unit, found.units, found.office)
            .iter()
            .map(ToString::to_string)
            .collect()
    }),
    known("category", |found| {
        let category = found.case.category;
        steps([category.code(), group(CATEGORIES, category), NOT_TOLD])
    }),
    known("sex", |found| steps([found.survivor.sex.code(), NOT_TOLD])),
    known("age", |found| {
        let age = found.survivor.age;
        steps([age.code(), group(AGES, age), group(OF_AGE, age), NOT_TOLD])
    }),
    known("relation", |found| {
        let relation = found.survivor.relation.unwrap_or(Relation::Unknown);
        steps([
            relation.code(),
            group(RELATIONS, relation),
            group(IN_FAMILY, relation),
            NOT_TOLD,
        ])
    }),
    sensitive("acts", |found| {
        let case = found.case;
        let groups = found.rules.groups_of(case);
        let groups = groups.into_iter().map(|group| group.code());
        steps([&several(groups), NOT_TOLD])
    }),
    sensitive("received", |found| {
        let received = found.survivor.received.0.iter();
        let groups = several(received.map(|service| group(SERVICES, *service)));
        let any = if groups == NOTHING { NOTHING } else { "some" };
        steps([&groups, any, NOT_TOLD])
    }),
];

/// Which codes a group stands for.
type Groups<T> = &'static [(&'static str, &'static [T])];

const CATEGORIES: Groups<CaseCategory> = &[
    ("domestic", &[CaseCategory::Domestic]),
    (
        "other",
        &[
            CaseCategory::GenderBased,
            CaseCategory::ChildAbuse,
            CaseCategory::TraffickingReturnee,
        ],
    ),
];
const AGES: Groups<AgeBand> = &[
    ("0-11", &[AgeBand::Upto5, AgeBand::Upto11]),
    ("12-17", &[AgeBand::Upto15, AgeBand::Upto17]),
    ("18-39", &[AgeBand::Upto24, AgeBand::Upto39]),
    ("40+", &[AgeBand::Upto59, AgeBand::Over59]),
    ("unknown", &[AgeBand::Unknown]),
];
const OF_AGE: Groups<AgeBand> = &[
    (
        "0-17",
        &[
            AgeBand::Upto5,
            AgeBand::Upto11,
            AgeBand::Upto15,
            AgeBand::Upto17,
        ],
    ),
    (
        "18+",
        &[
            AgeBand::Upto24,
            AgeBand::Upto39,
            AgeBand::Upto59,
            AgeBand::Over59,
        ],
    ),
    ("unknown", &[AgeBand::Unknown]),
];
const RELATIONS: Groups<Relation> = &[
    (
        "partner",
        &[
            Relation::Spouse,
            Relation::Divorced,
            Relation::Cohabiting,
            Relation::FormerSpouse,
        ],
    ),
    (
        "family",
        &[Relation::Child, Relation::Parent, Relation::OtherFamily],
    ),
    ("outside", OUTSIDE),
    ("unknown", &[Relation::Unknown]),
];
/// Who is no member of the family by law.
const OUTSIDE: &[Relation] = &[
    Relation::Dating,
    Relation::FormerDating,
    Relation::Acquaintance,
    Relation::Colleague,
    Relation::Teacher,
    Relation::Official,
    Relation::Stranger,
];
const IN_FAMILY: Groups<Relation> = &[
    (
        "family",
        &[
            Relation::Spouse,
            Relation::Divorced,
            Relation::Cohabiting,
            Relation::FormerSpouse,
            Relation::Child,
            Relation::Parent,
            Relation::OtherFamily,
        ],
    ),
    ("outside", OUTSIDE),
    ("unknown", &[Relation::Unknown]),
];
const SERVICES: Groups<ServiceKind> = &[
    (
        "shelter-care",
        &[ServiceKind::Shelter, ServiceKind::Medical],
    ),
    (
        "advice",
        &[
            ServiceKind::Counselling,
            ServiceKind::LegalAid,
            ServiceKind::LegalSupport,
            ServiceKind::Interpreting,
        ],
    ),
    (
        "livelihood",
        &[
            ServiceKind::Reintegration,
            ServiceKind::Travel,
            ServiceKind::Schooling,
            ServiceKind::Vocational,
            ServiceKind::HardshipAllowance,
            ServiceKind::Loan,
        ],
    ),
];

fn steps<const N: usize>(values: [&str; N]) -> Vec<String> {
    values.map(str::to_owned).to_vec()
}

fn group<T: PartialEq>(groups: Groups<T>, code: T) -> &'static str {
    let of = groups.iter().find(|(_, codes)| codes.contains(&code));
    of.map_or(NOT_TOLD, |(name, _)| name)
}

/// Several values as one cell, each once.
fn several<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: BTreeSet<&str> = values.collect();
    match values.is_empty() {
        true => NOTHING.to_owned(),
        false => Vec::from_iter(values).join(&AND.to_string()),
    }
}

/// The month, the half of the year, the year.
fn found(found: &SurvivorInCase<'_>) -> Vec<String> {
    let month = found.case.found;
    let iso = month.iso();
    let is_first = iso.split_once('-').is_some_and(|(_, month)| month <= "06");
    let half = if is_first { 1 } else { 2 };
    vec![
        iso,
        format!("{}-H{half}", month.year()),
        month.year().to_string(),
    ]
}

/// A unit and those above it, up to the office's.
pub(super) fn units_above(unit: &UnitCode, units: &Units, office: &UnitCode) -> Vec<UnitCode> {
    let mut above = vec![unit.clone()];
    while let Some(last) = above.last().filter(|last| *last != office) {
        let parent = units.get(last).and_then(|unit| unit.parent.clone());
        match parent.filter(|_| units.is_within(last, office)) {
            Some(parent) => above.push(parent),
            // One that is not below the office any more is as far away as can be.
            None => above.push(office.clone()),
        }
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers<T: PartialEq>(groups: Groups<T>, all: &[T]) -> bool {
        let of = |code: &T| {
            groups
                .iter()
                .filter(|(_, codes)| codes.contains(code))
                .count()
        };
        all.iter().all(|code| of(code) == 1)
    }

    #[test]
    fn every_code_is_in_one_group_and_groups_lie_within_the_next_ones() {
        assert!(covers(CATEGORIES, CaseCategory::ALL));
        assert!(covers(AGES, AgeBand::ALL) && covers(OF_AGE, AgeBand::ALL));
        assert!(covers(RELATIONS, Relation::ALL) && covers(IN_FAMILY, Relation::ALL));
        assert!(covers(SERVICES, ServiceKind::ALL));
        for (_, finer) in AGES {
            assert!(
                OF_AGE
                    .iter()
                    .any(|(_, of)| finer.iter().all(|age| of.contains(age)))
            );
        }
        for (_, finer) in RELATIONS {
            let within = |(_, of): &(&str, &[Relation])| finer.iter().all(|one| of.contains(one));
            assert!(IN_FAMILY.iter().any(within));
        }
    }
}
