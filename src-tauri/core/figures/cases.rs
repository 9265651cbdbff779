//! Figures of cases, for Phụ lục 02; and what cases come to in every period, kept for who does not hold the
//! facts key.

use super::{Dataset, Figure, Figures, Records, Summary, counted_cases, summary_basis};
use crate::catalogue::{Catalogue, Catalogues};
use crate::model::{
    CaseCategory, CaseFacts, CaseRef, Cases, FigureCode, Period, RecordId, RecordKind, Sex,
    SurvivorFacts, Survivors, UnitCode,
};
use crate::package::Content;
use crate::store::{self, FrozenFacts, Log, NoEntry, OWN, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// Counts cases and survivors. Of units whose facts are not to be read it takes what was counted of them.
pub(crate) fn case_figures(data: &Dataset, out: &mut Figures) {
    cases(data, out);
    survivors(data, out);
    for counted in data.units.iter().filter_map(|unit| unit.counted()) {
        for (code, figure) in out.iter_mut().filter(|(code, _)| code.is_of_cases()) {
            let value = figure.value.zip(counted.figure(code));
            figure.value = value.map(|(a, b)| a + b);
        }
    }
}

/// Cases by category, and those closed.
fn cases(data: &Dataset, out: &mut Figures) {
    // Every case found in the period, those reported elsewhere too: the office's own work. One that
    // another unit has taken over is that unit's.
    let all = data
        .all::<CaseFacts>()
        .map(|(_, r)| r)
        .filter(|r| r.record.handed_over != Some(true));
    let mut put = |which, figure| out.insert(FigureCode::Cases(which), figure);
    put(Cases::All, Figure::count(all.clone().map(|r| &r.id)));
    for category in CaseCategory::ALL {
        let of_category = all.clone().filter(|r| r.record.is_of(*category));
        put(
            Cases::Of(*category),
            Figure::count(of_category.map(|r| &r.id)),
        );
    }
    let last = data.to.month();
    let closed = all.filter(|r| r.record.closed.is_some_and(|month| month <= last));
    put(Cases::Closed, Figure::count(closed.map(|r| &r.id)));
}

/// A survivor found in the period, in whatever category.
#[derive(Default)]
struct SurvivorFound {
    cases: BTreeSet<RecordId>,
    served: bool,
    woman: bool,
}

/// Survivors of the cases that were not reported elsewhere, each person once; and those served.
fn survivors(data: &Dataset, out: &mut Figures) {
    let mut persons: BTreeMap<(usize, &CaseRef), SurvivorFound> = BTreeMap::new();
    for (index, unit) in data.units.iter().enumerate() {
        let cases = counted_cases(unit);
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
    let mut put = |which, fits: fn(&SurvivorFound) -> bool| {
        let of: Vec<&SurvivorFound> = persons.values().filter(|person| fits(person)).collect();
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

/// The office's own facts, read once.
fn own_facts(reader: &impl Reader) -> Result<Content, StoreError> {
    let mut own = Content::default();
    for kind in RecordKind::ALL.into_iter().filter(|kind| kind.is_facts()) {
        own.records
            .insert(kind, store::flat_records(reader, kind, OWN)?);
    }
    Ok(own)
}

/// What a unit's cases come to in a period.
pub(crate) fn summary_of_cases(
    catalogue: &Catalogue,
    unit: &UnitCode,
    period: Period,
    facts: &impl Records,
) -> Result<Option<Summary>, StoreError> {
    // A catalogue that has no such report counts nothing for it.
    let Ok(mut data) = Dataset::new(catalogue, period) else {
        return Ok(None);
    };
    match data.add(catalogue, unit, facts) {
        Ok(()) => {}
        Err(super::DatasetError::Store(error)) => return Err(error),
        Err(super::DatasetError::NoSuchPeriod(_)) => return Ok(None),
    }
    let mut figures = Figures::new();
    case_figures(&data, &mut figures);
    Ok(Some(Summary::of(&data, &figures, &[])))
}

/// Counts the office's own cases of every period, now and at each closing, for who does not hold the facts
/// key; nothing where that key is not in hand, or no facts lie under it.
///
/// # Errors
/// The database's.
pub(crate) fn count_cases(
    log: &Log<'_>,
    catalogues: &Catalogues,
    unit: &UnitCode,
) -> Result<(), StoreError> {
    if store::facts_are_closed(log) || !store::facts_are_sealed(log) {
        return Ok(());
    }
    let writer = log.unlogged(NoEntry::Derived);
    let keep = |catalogue: &Catalogue,
                period: Period,
                revision: i64,
                facts: &dyn Fn() -> Result<Option<Summary>, StoreError>| {
        let basis = summary_basis(catalogue, period);
        let kept = store::case_numbers(log, period, revision)?;
        // What is frozen is counted again by other rules alone.
        if revision > 0 && kept.is_some_and(|(by, _)| by == basis) {
            return Ok(());
        }
        let Some(summary) = facts()? else {
            return Ok(());
        };
        let text = serde_json::to_string(&summary);
        let text = text.map_err(|error| StoreError::bad("summary", error))?;
        writer.put_case_numbers(period, revision, &basis, &text)
    };
    let own = own_facts(log)?;
    for catalogue in catalogues.iter() {
        for period in catalogue.periods() {
            keep(catalogue, period, 0, &|| {
                summary_of_cases(catalogue, unit, period, &own)
            })?;
        }
    }
    for (period, revision) in store::closing_places(log)? {
        let Some(catalogue) = catalogues.of_year(period.year) else {
            continue;
        };
        keep(catalogue, period, revision, &|| {
            let closing = store::closing_at(log, period, revision)?;
            let Some(facts) = closing.and_then(|closing| closing.facts) else {
                return Ok(None);
            };
            let content = Content::thaw(&facts.content);
            let content = content.map_err(|error| StoreError::bad("closing", error))?;
            summary_of_cases(catalogue, unit, period, &content)
        })?;
    }
    Ok(())
}

/// Whether numbers of cases are kept of every period, by the rules in force.
///
/// # Errors
/// The database's.
pub(crate) fn cases_are_counted(
    reader: &impl Reader,
    catalogues: &Catalogues,
) -> Result<bool, StoreError> {
    for catalogue in catalogues.iter() {
        for period in catalogue.periods() {
            let kept = store::case_numbers(reader, period, 0)?;
            if kept.is_none_or(|(by, _)| by != summary_basis(catalogue, period)) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// What was counted of cases, where it was by the rules in force.
///
/// # Errors
/// [`StoreError::NotCounted`].
pub(crate) fn counted(
    kept: Option<(String, String)>,
    catalogue: &Catalogue,
    period: Period,
) -> Result<Summary, StoreError> {
    let kept = kept.filter(|(by, _)| *by == summary_basis(catalogue, period));
    let (_, text) = kept.ok_or(StoreError::NotCounted)?;
    serde_json::from_str(&text).map_err(|error| StoreError::bad("summary", error))
}

/// What a closing freezes, taken apart: the figures without the records of those of cases, the content
/// without cases, and what is of cases.
///
/// # Errors
/// [`StoreError::BadValue`] where it cannot be written.
pub(crate) fn apart(
    mut figures: Figures,
    mut content: Content,
) -> Result<(Figures, Content, FrozenFacts), StoreError> {
    let bad = |error: &dyn std::fmt::Display| StoreError::bad("closing", error);
    let mut of_cases = Figures::new();
    for (code, figure) in figures.iter_mut().filter(|(code, _)| code.is_of_cases()) {
        of_cases.insert(code.clone(), figure.clone());
        figure.records.clear();
    }
    let mut facts = Content::default();
    for kind in RecordKind::ALL {
        if let Some(records) = content.records.remove(&kind) {
            let to = match kind.is_of_cases() {
                true => &mut facts,
                false => &mut content,
            };
            to.records.insert(kind, records);
        }
    }
    let frozen = FrozenFacts {
        figures: serde_json::to_string(&of_cases).map_err(|error| bad(&error))?,
        content: facts.freeze().map_err(|error| bad(&error))?,
    };
    Ok((figures, content, frozen))
}
