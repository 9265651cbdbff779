//! What must hold between the parts of a catalogue.

use super::{Catalogue, CatalogueError, Fault, Place, Rule};
use std::collections::BTreeSet;

pub(super) fn check(catalogue: &Catalogue, main: &str) -> Result<(), CatalogueError> {
    let regime = &catalogue.regime;
    let broken = |file: &str, place: Place, fault: Fault| {
        Err(CatalogueError::Broken {
            file: file.to_owned(),
            place,
            fault,
        })
    };
    let key = |key: &str| Place::Key(key.to_owned());

    let page = regime.page;
    let decree = [
        ("top", page.top, 20..=25),
        ("bottom", page.bottom, 20..=25),
        ("left", page.left, 30..=35),
        ("right", page.right, 15..=20),
    ];
    for (side, given, allowed) in decree {
        if !allowed.contains(&given) {
            let (from, to) = allowed.into_inner();
            let fault = Fault::Margin { given, from, to };
            return broken(main, Place::Key(format!("page.{side}")), fault);
        }
    }

    let mut levels = BTreeSet::new();
    for level in &regime.levels {
        if !levels.insert(level.code.as_str()) {
            let fault = Fault::Twice(level.code.clone());
            return broken(main, Place::entry("levels", &level.code), fault);
        }
    }
    for unit in catalogue.units.iter() {
        if !levels.contains(unit.level.as_str()) {
            let fault = Fault::NoLevel(unit.level.clone());
            return broken(&regime.units, Place::Unit(unit.code.clone()), fault);
        }
    }
    if catalogue.units.get(&regime.receiving_unit).is_none() {
        let fault = Fault::NoUnit(regime.receiving_unit.clone());
        return broken(main, key("receiving_unit"), fault);
    }
    for rule in &regime.reports {
        if rule.from > rule.to {
            return broken(main, Place::entry("reports", &rule.name), Fault::Backwards);
        }
    }
    if regime.reports.is_empty() {
        return broken(main, key("reports"), Fault::NoReport);
    }

    let mut places = BTreeSet::new();
    for section in &catalogue.outline {
        if let Some(parent) = &section.parent
            && !places.contains(parent.as_str())
        {
            let place = Place::Section(section.code.clone());
            return broken(&regime.outline, place, Fault::NoParent(parent.clone()));
        }
        for code in std::iter::once(&section.code).chain(section.dashes.iter().map(|d| &d.code)) {
            if !places.insert(code.as_str()) {
                let place = Place::Section(code.clone());
                return broken(&regime.outline, place, Fault::Twice(code.clone()));
            }
        }
    }

    let rows = &catalogue.annex01;
    let mut codes = BTreeSet::new();
    for row in rows {
        if let Some(parent) = &row.parent
            && !codes.contains(parent.as_str())
        {
            let place = Place::Row(row.code.clone());
            return broken(&regime.annex01, place, Fault::NoParent(parent.clone()));
        }
        if !codes.insert(row.code.as_str()) {
            let place = Place::Row(row.code.clone());
            return broken(&regime.annex01, place, Fault::Twice(row.code.clone()));
        }
    }
    for row in rows {
        let place = Place::Row(row.code.clone());
        if let Rule::Ratio {
            numerator,
            denominator,
            ..
        } = &row.rule
        {
            for part in numerator.iter().chain(denominator) {
                let known = match part.strip_prefix("register:") {
                    Some(count) => super::RegisterCount::from_code(count).is_some(),
                    None => rows.iter().any(|other| {
                        other.code == *part
                            && matches!(other.rule, Rule::Entered | Rule::Register { .. })
                    }),
                };
                if !known {
                    return broken(&regime.annex01, place, Fault::NoPart(part.clone()));
                }
            }
        }
        if let Rule::Ratio { scale, .. } | Rule::EnteredRatio { scale } = row.rule
            && scale < 1
        {
            return broken(&regime.annex01, place, Fault::Scale);
        }
        for target in &row.targets {
            if let Some(measured) = &target.row
                && !codes.contains(measured.as_str())
            {
                let fault = Fault::NoMeasured(measured.clone());
                return broken(&regime.annex01, place, fault);
            }
            if target.value.parse::<f64>().is_err() {
                let fault = Fault::Target(target.value.clone());
                return broken(&regime.annex01, place, fault);
            }
        }
    }
    Ok(())
}
