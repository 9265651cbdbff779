//! Counts of the case register. Persons count once in the year; a case that another organisation
//! has reported already, or that another unit has taken over, is left out.

use super::{Dataset, Figure, Figures, Published, Shown, UnitRecords};
use crate::catalogue::RegisterCount;
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

type Persons<'a> = HashMap<(CaseCategory, &'a CaseRef), Person>;

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

fn survivors<'a>(data: &Dataset, unit: &'a UnitRecords) -> Persons<'a> {
    let cases = counted(unit);
    let mut persons = Persons::new();
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

fn perpetrators<'a>(data: &Dataset, unit: &'a UnitRecords) -> Persons<'a> {
    let cases = counted(unit);
    let mut persons = Persons::new();
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

fn count(persons: &Persons<'_>, category: CaseCategory, fits: impl Fn(&Person) -> bool) -> Figure {
    let of: Vec<&Person> = persons
        .iter()
        .filter(|((of, _), person)| *of == category && fits(person))
        .map(|(_, person)| person)
        .collect();
    Figure {
        value: Some(of.len() as i64),
        records: of
            .iter()
            .flat_map(|person| person.cases.iter().copied())
            .collect(),
    }
}

/// The counts of one unit, each with its cases. The rule of each in words: message
/// `rule-<count>`.
///
/// - A person counts once in the year and category, by the day on which the case was found.
/// - Gender-based violence counts outside the family only, so that nothing is counted twice.
/// - *Served* is who received a basic service by the last day of the period, or the catalogue's
///   months of grace after it.
/// - *Below the threshold* is who is said to be so in a case and prosecuted in none.
pub fn register_counts(data: &Dataset, unit: &UnitRecords) -> BTreeMap<RegisterCount, Figure> {
    use CaseCategory::{Domestic, GenderBased, TraffickingReturnee};
    use RegisterCount as C;
    let survivors = survivors(data, unit);
    let perpetrators = perpetrators(data, unit);
    let all = |_: &Person| true;
    let served = |p: &Person| p.served;
    let below = |p: &Person| p.below && !p.prosecuted;
    let counselled = |p: &Person| below(p) && p.counselled;
    let returnee = TraffickingReturnee;
    BTreeMap::from([
        (C::DomesticSurvivors, count(&survivors, Domestic, all)),
        (
            C::DomesticSurvivorsServed,
            count(&survivors, Domestic, served),
        ),
        (C::GenderSurvivors, count(&survivors, GenderBased, all)),
        (
            C::GenderSurvivorsServed,
            count(&survivors, GenderBased, served),
        ),
        (C::DomesticPerpetrators, count(&perpetrators, Domestic, all)),
        (
            C::DomesticPerpetratorsBelow,
            count(&perpetrators, Domestic, below),
        ),
        (
            C::DomesticPerpetratorsCounselled,
            count(&perpetrators, Domestic, counselled),
        ),
        (
            C::GenderPerpetrators,
            count(&perpetrators, GenderBased, all),
        ),
        (
            C::GenderPerpetratorsBelow,
            count(&perpetrators, GenderBased, below),
        ),
        (
            C::GenderPerpetratorsCounselled,
            count(&perpetrators, GenderBased, counselled),
        ),
        (C::Returnees, count(&survivors, returnee, all)),
        (
            C::ReturneesNeeding,
            count(&survivors, returnee, |p| p.needs),
        ),
        (
            C::ReturneesSupported,
            count(&survivors, returnee, |p| p.needs && p.supported),
        ),
    ])
}

/// Codes of the register's figures: cases by category, those closed, survivors and those served.
pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    // Every case found in the period, those reported elsewhere too: the office's own work. One that
    // another unit has taken over is that unit's.
    let all = || {
        data.all::<CaseFacts>()
            .map(|(_, r)| r)
            .filter(|r| r.record.handed_over != Some(true))
    };
    out.insert("cases".to_owned(), Figure::count(all().map(|r| &r.id)));
    for category in CaseCategory::ALL {
        let of_category = all().filter(|r| r.record.category == *category);
        out.insert(
            format!("cases.{}", category.code()),
            Figure::count(of_category.map(|r| &r.id)),
        );
    }
    let closed = all().filter(|r| {
        r.record
            .closed
            .is_some_and(|month| month <= data.to.month())
    });
    out.insert(
        "cases.closed".to_owned(),
        Figure::count(closed.map(|r| &r.id)),
    );

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
    let mut put = |code: &str, fits: fn(&Found) -> bool| {
        let of: Vec<&Found> = persons.values().filter(|person| fits(person)).collect();
        let figure = Figure {
            value: Some(of.len() as i64),
            records: of.iter().flat_map(|person| person.cases.clone()).collect(),
        };
        out.insert(code.to_owned(), figure);
    };
    put("survivors", |_| true);
    put("survivors.served", |person| person.served);
    put("survivors.women", |person| person.woman);
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
pub struct Masked(BTreeMap<String, Shown>);

impl Masked {
    /// Masks the figures of a period. `before` are those of an earlier part of the same year, where
    /// they were printed.
    pub fn new(figures: &Figures, before: Option<&Figures>, threshold: i64) -> Self {
        let earlier = before.map(|before| Self::new(before, None, threshold));
        let mut published = Published::default();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let value = |figures: &Figures, code: &str| figures.get(code).and_then(|f| f.value);
        let mut put = |published: &mut Published, code: &str| -> Option<usize> {
            let cell = published.cell(value(figures, code)?);
            // Whoever was found in the first months was found in the year.
            if let (Some(before), Some(earlier)) = (before, &earlier)
                && let (Some(value), Some(shown)) = (value(before, code), earlier.0.get(code))
            {
                let part = published.published_before(value, *shown);
                published.sum(cell, &[part]);
            }
            places.insert(code.to_owned(), cell);
            Some(cell)
        };
        if let Some(cases) = put(&mut published, "cases") {
            let categories: Vec<usize> = CaseCategory::ALL
                .iter()
                .filter_map(|category| put(&mut published, &format!("cases.{}", category.code())))
                .collect();
            published.sum(cases, &categories);
            if let Some(closed) = put(&mut published, "cases.closed") {
                published.sum(cases, &[closed]);
            }
        }
        if let Some(survivors) = put(&mut published, "survivors") {
            for part in ["survivors.served", "survivors.women"] {
                if let Some(part) = put(&mut published, part) {
                    published.sum(survivors, &[part]);
                }
            }
        }
        let shown = published.mask(threshold);
        Self(
            places
                .into_iter()
                .filter_map(|(code, cell)| Some((code, *shown.get(cell)?)))
                .collect(),
        )
    }

    /// A figure as it may be printed: `None` where it is unknown.
    pub fn shown(&self, figures: &Figures, code: &str) -> Option<Shown> {
        let number = figures.get(code).and_then(|figure| figure.value)?;
        Some(self.0.get(code).copied().unwrap_or(Shown::Exact(number)))
    }
}
