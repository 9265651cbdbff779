//! Counts of the case register. Persons count once in the year; a case that another organisation
//! has reported already, or that another unit has taken over, is left out.

use super::{
    Cases, Dataset, Figure, FigureCode, Figures, Published, Shown, Survivors, UnitRecords,
};
use crate::catalogue::{Condition, Persons, RegisterCount};
use crate::model::{
    CaseCategory, CaseFacts, CaseRef, PerpetratorFacts, RecordId, Sex, SurvivorFacts,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A person in one unit's cases of a category.
#[derive(Default)]
struct Person {
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

type ByPerson<'a> = HashMap<(CaseCategory, &'a CaseRef), Person>;

/// The cases of a unit that count.
fn counted(unit: &UnitRecords) -> HashMap<RecordId, &CaseFacts> {
    unit.of::<CaseFacts>()
        .iter()
        .filter(|case| {
            case.record.reported_elsewhere != Some(true) && case.record.handed_over != Some(true)
        })
        .map(|case| (case.id, &case.record))
        .collect()
}

fn survivors<'a>(data: &Dataset, unit: &'a UnitRecords) -> ByPerson<'a> {
    let cases = counted(unit);
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
    let cases = counted(unit);
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

impl Person {
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
    let survivors = survivors(data, unit);
    let perpetrators = perpetrators(data, unit);
    let counts = RegisterCount::ALL.into_iter().map(|count| {
        let persons = match count.persons() {
            Persons::Survivors => &survivors,
            Persons::Perpetrators => &perpetrators,
        };
        let conditions = count.conditions().iter();
        let of: Vec<&Person> = persons
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

/// Figures of cases and survivors: cases by category, those closed, survivors and those served.
pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    // Every case found in the period, those reported elsewhere too: the office's own work. One that
    // another unit has taken over is that unit's.
    let all = data
        .all::<CaseFacts>()
        .map(|(_, r)| r)
        .filter(|r| r.record.handed_over != Some(true));
    let mut put = |which, figure| out.insert(FigureCode::Cases(which), figure);
    put(Cases::All, Figure::count(all.clone().map(|r| &r.id)));
    for category in CaseCategory::ALL {
        let of_category = all.clone().filter(|r| r.record.category == *category);
        put(
            Cases::Of(*category),
            Figure::count(of_category.map(|r| &r.id)),
        );
    }
    let last = data.to.month();
    let closed = all.filter(|r| r.record.closed.is_some_and(|month| month <= last));
    put(Cases::Closed, Figure::count(closed.map(|r| &r.id)));

    // Survivors of those cases that were not reported elsewhere, each person once.
    let mut persons: BTreeMap<(usize, &CaseRef), Found> = BTreeMap::new();
    for (index, unit) in data.units.iter().enumerate() {
        let cases = counted(unit);
        for survivor in unit.of::<SurvivorFacts>() {
            let record = &survivor.record;
            if cases.contains_key(&record.case.id()) {
                let known = persons.entry((index, &record.person)).or_default();
                known.cases.insert(record.case.id());
                known.served |= record.first_basic.is_some_and(|m| m <= data.served_until);
                known.woman |= record.sex == Sex::Female;
            }
        }
    }
    let mut put = |which, fits: fn(&Found) -> bool| {
        let of: Vec<&Found> = persons.values().filter(|person| fits(person)).collect();
        let figure = Figure {
            value: Some(of.len() as i64),
            records: of.iter().flat_map(|person| person.cases.clone()).collect(),
        };
        out.insert(FigureCode::Survivors(which), figure);
    };
    put(Survivors::All, |_| true);
    put(Survivors::Served, |person| person.served);
    put(Survivors::Women, |person| person.woman);
}

/// A survivor found in the period, in whatever category.
#[derive(Default)]
struct Found {
    cases: BTreeSet<RecordId>,
    served: bool,
    woman: bool,
}

/// What may be printed of the register's figures, masked together below a threshold so that none
/// gives another away, nor does what was printed for an earlier part of the year.
#[derive(Debug, Clone, Default)]
pub struct Masked(BTreeMap<FigureCode, Shown>);

impl Masked {
    /// Masks the figures of a period. `before` are those of an earlier part of the same year, where
    /// they were printed.
    pub fn new(figures: &Figures, before: Option<&Figures>, threshold: i64) -> Self {
        let earlier = before.map(|before| Self::new(before, None, threshold));
        let mut published = Published::default();
        let mut places: BTreeMap<&FigureCode, usize> = BTreeMap::new();
        let value = |figures: &Figures, code: &FigureCode| figures.get(code).and_then(|f| f.value);
        let all = FigureCode::all();
        // A whole comes before its parts, and the parts of one division stand together.
        let known = all
            .iter()
            .chain(figures.keys().filter(|code| code.is_unknown()));
        let of_cases: Vec<&FigureCode> = known
            .filter(|code| code.is_of_cases() && value(figures, code).is_some())
            .collect();
        for parts in of_cases.chunk_by(|a, b| a.within().is_some() && a.within() == b.within()) {
            let mut cells = Vec::new();
            for code in parts {
                let Some(number) = value(figures, code) else {
                    continue;
                };
                let cell = published.cell(number);
                // Whoever was found in the first months was found in the year.
                if let (Some(before), Some(earlier)) = (before, &earlier)
                    && let (Some(value), Some(shown)) = (value(before, code), earlier.0.get(*code))
                {
                    let part = published.published_before(value, *shown);
                    published.sum(cell, &[part]);
                }
                places.insert(code, cell);
                cells.push(cell);
            }
            let whole = parts.first().and_then(|code| code.within());
            if let Some(whole) = whole.and_then(|(whole, _)| places.get(&whole)) {
                published.sum(*whole, &cells);
            }
        }
        let shown = published.mask(threshold);
        Self(
            places
                .into_iter()
                .filter_map(|(code, cell)| Some((code.clone(), *shown.get(cell)?)))
                .collect(),
        )
    }

    /// A figure as it may be printed: `None` where it is unknown.
    pub fn shown(&self, figures: &Figures, code: &FigureCode) -> Option<Shown> {
        let number = figures.get(code).and_then(|figure| figure.value)?;
        Some(self.0.get(code).copied().unwrap_or(Shown::Exact(number)))
    }
}
