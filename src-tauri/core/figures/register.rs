//! Counts of the case register. Persons count once in the year; a case that another organisation
//! has reported already, or that another unit has taken over, is left out.

use super::{Dataset, Figure, IndicatorParts, UnitRecords};
use crate::catalogue::{PersonFacts, Persons, RegisterCount};
use crate::model::{CaseCategory, CaseFacts, CaseRef, PerpetratorFacts, RecordId, SurvivorFacts};
use std::collections::{BTreeMap, HashMap};

/// A person in one unit's cases of a category.
#[derive(Default)]
struct CountedPerson<'a> {
    cases: Vec<RecordId>,
    facts: Vec<PersonFacts<'a>>,
}

type ByPerson<'a> = HashMap<(CaseCategory, &'a CaseRef), CountedPerson<'a>>;

/// The cases of a unit that count.
pub(crate) fn counted_cases(unit: &UnitRecords) -> HashMap<RecordId, &CaseFacts> {
    unit.of::<CaseFacts>()
        .iter()
        .filter(|case| {
            case.record.reported_elsewhere != Some(true) && case.record.handed_over != Some(true)
        })
        .map(|case| (case.id, &case.record))
        .collect()
}

/// The persons in those cases, by what is known of them.
fn persons<'a>(
    cases: &HashMap<RecordId, &'a CaseFacts>,
    all: impl Iterator<Item = (RecordId, &'a CaseRef, PersonFacts<'a>)>,
) -> ByPerson<'a> {
    let mut persons = ByPerson::new();
    for (case, person, facts) in all {
        let counting = cases.get(&case).map(|of| of.counting(facts.counts_in()));
        for category in counting.into_iter().flatten() {
            let known = persons.entry((category, person)).or_default();
            known.cases.push(case);
            known.facts.push(facts);
        }
    }
    persons
}

/// The counts of one unit, each with its cases.
///
/// - A person counts once in the year and category, by the day on which the case was found.
/// - A person counts in each category of a case that is so of her. Gender-based violence counts outside the family
///   only.
pub fn register_counts(data: &Dataset, unit: &UnitRecords) -> BTreeMap<RegisterCount, Figure> {
    if let Some(counted) = unit.counted() {
        let counts = RegisterCount::ALL.into_iter();
        return counts.map(|count| (count, counted.count(count))).collect();
    }
    let cases = counted_cases(unit);
    let survivors = unit.of::<SurvivorFacts>().iter().map(|of| {
        let facts = &of.record;
        (facts.case.id(), &facts.person, PersonFacts::Survivor(facts))
    });
    let survivors = persons(&cases, survivors);
    let perpetrators = unit.of::<PerpetratorFacts>().iter().map(|of| {
        let facts = &of.record;
        (
            facts.case.id(),
            &facts.person,
            PersonFacts::Perpetrator(facts),
        )
    });
    let perpetrators = persons(&cases, perpetrators);
    let counts = RegisterCount::ALL.into_iter().map(|count| {
        let persons = match count.persons() {
            Persons::Survivors => &survivors,
            Persons::Perpetrators => &perpetrators,
        };
        let conditions = count.conditions().iter();
        let of: Vec<&CountedPerson<'_>> = persons
            .iter()
            .filter(|((category, _), person)| {
                *category == count.category()
                    && conditions
                        .clone()
                        .all(|condition| condition.is_so(&person.facts, data.served_until))
            })
            .map(|(_, person)| person)
            .collect();
        let figure = Figure {
            value: Some(of.len() as i64),
            records: of
                .iter()
                .flat_map(|person| person.cases.iter().copied())
                .collect(),
        };
        (count, figure)
    });
    counts.collect()
}
