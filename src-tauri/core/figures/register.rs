//! Counts of the case register. Persons count once in the year; a case that another organisation
//! has reported already, or that another unit has taken over, is left out.

use super::{Dataset, Figure, IndicatorParts, UnitRecords};
use crate::catalogue::{Condition, Persons, RegisterCount};
use crate::model::{CaseCategory, CaseFacts, CaseRef, PerpetratorFacts, RecordId, SurvivorFacts};
use std::collections::{BTreeMap, HashMap};

/// A person in one unit's cases of a category.
#[derive(Default)]
struct CountedPerson {
    cases: Vec<RecordId>,
    /// Received a basic service by the cut-off.
    served: bool,
    /// Received any service by the cut-off.
    supported: bool,
    needs: bool,
    prosecuted: bool,
    below: bool,
    counselled: bool,
}

type ByPerson<'a> = HashMap<(CaseCategory, &'a CaseRef), CountedPerson>;

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

fn survivors<'a>(data: &Dataset, unit: &'a UnitRecords) -> ByPerson<'a> {
    let cases = counted_cases(unit);
    let mut persons = ByPerson::new();
    for SurvivorFacts {
        case,
        person,
        first_basic,
        first_service,
        needs_support,
        ..
    } in unit
        .of::<SurvivorFacts>()
        .iter()
        .map(|survivor| &survivor.record)
    {
        let Some(facts) = cases.get(&case.id()) else {
            continue;
        };
        let known = persons.entry((facts.category, person)).or_default();
        known.cases.push(case.id());
        known.served |= first_basic.is_some_and(|month| month <= data.served_until);
        known.supported |= first_service.is_some_and(|month| month <= data.served_until);
        known.needs |= *needs_support == Some(true);
    }
    persons
}

fn perpetrators<'a>(data: &Dataset, unit: &'a UnitRecords) -> ByPerson<'a> {
    let cases = counted_cases(unit);
    let mut persons = ByPerson::new();
    for PerpetratorFacts {
        case,
        person,
        prosecuted,
        counselled,
        ..
    } in unit.of::<PerpetratorFacts>().iter().map(|p| &p.record)
    {
        let Some(facts) = cases.get(&case.id()) else {
            continue;
        };
        let known = persons.entry((facts.category, person)).or_default();
        known.cases.push(case.id());
        known.prosecuted |= *prosecuted == Some(true);
        known.below |= *prosecuted == Some(false);
        known.counselled |= counselled.is_some_and(|month| month <= data.served_until);
    }
    persons
}

impl CountedPerson {
    fn fits(&self, condition: Condition) -> bool {
        match condition {
            Condition::Served => self.served,
            Condition::NeedsSupport => self.needs,
            Condition::Supported => self.supported,
            Condition::BelowThreshold => self.below && !self.prosecuted,
            Condition::Counselled => self.counselled,
        }
    }
}

/// The counts of one unit, each with its cases. The rule of each in words: message
/// `rule-<count>`.
///
/// - A person counts once in the year and category, by the day on which the case was found.
/// - Gender-based violence counts outside the family only, so that nothing is counted twice.
pub fn register_counts(data: &Dataset, unit: &UnitRecords) -> BTreeMap<RegisterCount, Figure> {
    if let Some(counted) = unit.counted() {
        let counts = RegisterCount::ALL.into_iter();
        return counts.map(|count| (count, counted.count(count))).collect();
    }
    let survivors = survivors(data, unit);
    let perpetrators = perpetrators(data, unit);
    let counts = RegisterCount::ALL.into_iter().map(|count| {
        let persons = match count.persons() {
            Persons::Survivors => &survivors,
            Persons::Perpetrators => &perpetrators,
        };
        let conditions = count.conditions().iter();
        let of: Vec<&CountedPerson> = persons
            .iter()
            .filter(|((category, _), person)| {
                *category == count.category()
                    && conditions.clone().all(|condition| person.fits(*condition))
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
