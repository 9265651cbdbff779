//! Counts of the case register. Persons count once in the year; a case that another organisation
//! has reported already is left out of the indicators.

use super::{Dataset, Figure, Figures};
use crate::catalogue::RegisterCount;
use crate::model::{CaseCategory, CaseRef, RecordId, UnitCode, ViolenceCase};
use std::collections::{BTreeMap, BTreeSet};

/// Counts persons of cases that fit, each once, whatever number of cases she is in.
fn persons<'a>(
    data: &'a Dataset,
    who: impl Fn(&'a ViolenceCase) -> Option<&'a CaseRef>,
    fits: impl Fn(&ViolenceCase) -> bool,
) -> Figure {
    let mut found: BTreeMap<(&UnitCode, &CaseRef), BTreeSet<RecordId>> = BTreeMap::new();
    for (unit, case) in data.all(|u| &u.cases) {
        let record = &case.record;
        if record.reported_elsewhere == Some(true) || !fits(record) {
            continue;
        }
        if let Some(person) = who(record) {
            found
                .entry((&unit.unit, person))
                .or_default()
                .insert(case.id);
        }
    }
    Figure {
        value: Some(found.len() as i64),
        records: found.into_values().flatten().collect(),
    }
}

fn survivor(case: &ViolenceCase) -> Option<&CaseRef> {
    Some(&case.survivor)
}
fn perpetrator(case: &ViolenceCase) -> Option<&CaseRef> {
    case.perpetrator.as_ref()
}
fn domestic(case: &ViolenceCase) -> bool {
    case.category == CaseCategory::Domestic
}
/// Gender-based violence counts outside the family only, so that nothing is counted twice
/// (default rule of the catalogue). Child abuse is counted here where it is gender-based.
fn gender(case: &ViolenceCase) -> bool {
    case.category == CaseCategory::GenderBased
}
fn returnee(case: &ViolenceCase) -> bool {
    case.category == CaseCategory::TraffickingReturnee
}
/// A basic service counts once received, not when offered.
fn served(case: &ViolenceCase) -> bool {
    !case.received.is_empty()
}
/// Below the criminal threshold: said so, not merely unknown.
fn below(case: &ViolenceCase) -> bool {
    case.prosecuted == Some(false)
}
fn counselled(case: &ViolenceCase) -> bool {
    below(case) && case.counselled == Some(true)
}

/// One count of the register (Phụ lục 01, Mục tiêu 3).
pub fn register_count(data: &Dataset, count: RegisterCount) -> Figure {
    use RegisterCount as C;
    match count {
        C::DomesticSurvivors => persons(data, survivor, domestic),
        C::DomesticSurvivorsServed => persons(data, survivor, |c| domestic(c) && served(c)),
        C::GenderSurvivors => persons(data, survivor, gender),
        C::GenderSurvivorsServed => persons(data, survivor, |c| gender(c) && served(c)),
        C::DomesticPerpetrators => persons(data, perpetrator, domestic),
        C::DomesticPerpetratorsBelow => persons(data, perpetrator, |c| domestic(c) && below(c)),
        C::DomesticPerpetratorsCounselled => {
            persons(data, perpetrator, |c| domestic(c) && counselled(c))
        }
        C::GenderPerpetrators => persons(data, perpetrator, gender),
        C::GenderPerpetratorsBelow => persons(data, perpetrator, |c| gender(c) && below(c)),
        C::GenderPerpetratorsCounselled => {
            persons(data, perpetrator, |c| gender(c) && counselled(c))
        }
        C::Returnees => persons(data, survivor, returnee),
        C::ReturneesNeeding => persons(data, survivor, |c| {
            returnee(c) && c.needs_support == Some(true)
        }),
        C::ReturneesSupported => persons(data, survivor, |c| {
            returnee(c) && c.needs_support == Some(true) && c.got_support == Some(true)
        }),
    }
}

pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    // Every case found in the period, those reported elsewhere too: the office's own work.
    let all = || data.all(|u| &u.cases).map(|(_, r)| r);
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
    out.insert("survivors".to_owned(), persons(data, survivor, |_| true));
    out.insert(
        "survivors.served".to_owned(),
        persons(data, survivor, served),
    );
}

/// A count as it may leave the office: masked from 1 to below the catalogue's threshold at the
/// levels it names, so that nobody can be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number.
    Exact(i64),
    /// Fewer than this number.
    Below(i64),
    /// Not shown, because the difference would be a small number.
    Hidden,
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact(number) => f.write_str(&crate::model::grouped(*number)),
            Self::Below(threshold) => write!(f, "<{threshold}"),
            Self::Hidden => f.write_str("…"),
        }
    }
}

/// A figure as it may be printed: `None` where it is unknown. Figures of the case register are
/// masked below the threshold, and so is a part that would give a small rest of its whole away.
pub fn shown(figures: &Figures, code: &str, threshold: Option<i64>) -> Option<Shown> {
    let value = |code: &str| figures.get(code).and_then(|figure| figure.value);
    let number = value(code)?;
    let (family, is_part) = match code.split_once('.') {
        Some((family, _)) => (family, true),
        None => (code, false),
    };
    if !["cases", "survivors"].contains(&family) {
        return Some(Shown::Exact(number));
    }
    let (whole, part) = mask(value(family)?, number, threshold);
    Some(if is_part { part } else { whole })
}

/// Masks a count and a part of it. The part is hidden also where it, or what it leaves of the
/// whole, would give a small cell away.
pub fn mask(whole: i64, part: i64, threshold: Option<i64>) -> (Shown, Shown) {
    let Some(threshold) = threshold else {
        return (Shown::Exact(whole), Shown::Exact(part));
    };
    let small = |number: i64| (1..threshold).contains(&number);
    if small(whole) {
        return (Shown::Below(threshold), Shown::Below(threshold));
    }
    if small(part) {
        return (Shown::Exact(whole), Shown::Below(threshold));
    }
    if small(whole - part) {
        return (Shown::Exact(whole), Shown::Hidden);
    }
    (Shown::Exact(whole), Shown::Exact(part))
}
