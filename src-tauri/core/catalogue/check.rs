//! What must hold between the parts of a catalogue.

use super::{
    Catalogue, CatalogueError, Fault, FaultPlace, IndicatorRow, RegisterCount, Rule, Target,
};
use crate::model::Filling;
use std::collections::BTreeSet;

/// Refuses a catalogue whose parts do not fit together; `main` is the name of its main file.
///
/// # Errors
/// [`CatalogueError::Broken`] with the first place that is wrong.
pub(super) fn check(catalogue: &Catalogue, main: &str) -> Result<(), CatalogueError> {
    let regime = &catalogue.regime;
    let of = |file: &str| {
        let file = file.to_owned();
        move |(place, fault)| CatalogueError::Broken { file, place, fault }
    };
    margins(catalogue).map_err(of(main))?;
    levels(catalogue).map_err(of(main))?;
    units(catalogue).map_err(of(&regime.units))?;
    receiving_unit(catalogue).map_err(of(main))?;
    reports(catalogue).map_err(of(main))?;
    outline(catalogue).map_err(of(&regime.outline))?;
    annex01(catalogue).map_err(of(&regime.annex01))
}

/// What is wrong in a file, and where.
type Checked = Result<(), (FaultPlace, Fault)>;

/// Margins of the page, in mm, as Nghị định 30/2020/NĐ-CP allows them.
fn margins(catalogue: &Catalogue) -> Checked {
    let page = catalogue.regime.page;
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
            return Err((FaultPlace::Key(format!("page.{side}")), fault));
        }
    }
    Ok(())
}

/// Each level of units is declared once.
fn levels(catalogue: &Catalogue) -> Checked {
    let mut levels = BTreeSet::new();
    for level in &catalogue.regime.levels {
        if !levels.insert(level.code.as_str()) {
            let fault = Fault::Twice(level.code.clone());
            return Err((FaultPlace::entry("levels", &level.code), fault));
        }
    }
    Ok(())
}

/// Each unit stands on a level that is declared.
fn units(catalogue: &Catalogue) -> Checked {
    for unit in catalogue.units.iter() {
        let mut levels = catalogue.regime.levels.iter();
        if !levels.any(|level| level.code == unit.level) {
            let fault = Fault::NoLevel(unit.level.clone());
            return Err((FaultPlace::Unit(unit.code.clone()), fault));
        }
    }
    Ok(())
}

/// The unit that receives the reports is one of the units.
fn receiving_unit(catalogue: &Catalogue) -> Checked {
    let receiver = &catalogue.regime.receiving_unit;
    match catalogue.units.get(receiver) {
        Some(_) => Ok(()),
        None => {
            let place = FaultPlace::Key("receiving_unit".to_owned());
            Err((place, Fault::NoUnit(receiver.clone())))
        }
    }
}

/// There is a report, and none ends before it begins.
fn reports(catalogue: &Catalogue) -> Checked {
    for rule in &catalogue.regime.reports {
        if rule.from > rule.to {
            return Err((FaultPlace::entry("reports", &rule.name), Fault::Backwards));
        }
    }
    match catalogue.regime.reports.is_empty() {
        true => Err((FaultPlace::Key("reports".to_owned()), Fault::NoReport)),
        false => Ok(()),
    }
}

/// Each place of the outline is there once, below one that stands before it.
fn outline(catalogue: &Catalogue) -> Checked {
    let mut places = BTreeSet::new();
    for section in &catalogue.outline {
        if let Some(parent) = &section.parent
            && !places.contains(parent.as_str())
        {
            let place = FaultPlace::Section(section.code.clone());
            return Err((place, Fault::NoParent(parent.clone())));
        }
        let printed = section.fills.and_then(Filling::heads);
        let found = section.columns.len();
        if let Some(printed) = printed.filter(|printed| *printed != found) {
            let place = FaultPlace::Section(section.code.clone());
            return Err((place, Fault::Heads { found, printed }));
        }
        for code in std::iter::once(&section.code).chain(section.dashes.iter().map(|d| &d.code)) {
            if !places.insert(code.as_str()) {
                return Err((
                    FaultPlace::Section(code.clone()),
                    Fault::Twice(code.clone()),
                ));
            }
        }
    }
    Ok(())
}

/// Each row of Phụ lục 01 is there once, below one that stands before it; its rule and its targets name
/// rows that are there.
fn annex01(catalogue: &Catalogue) -> Checked {
    let rows = &catalogue.annex01;
    let mut codes = BTreeSet::new();
    for row in rows {
        let place = || FaultPlace::Row(row.code.clone());
        if let Some(parent) = &row.parent
            && !codes.contains(parent.as_str())
        {
            return Err((place(), Fault::NoParent(parent.clone())));
        }
        if !codes.insert(row.code.as_str()) {
            return Err((place(), Fault::Twice(row.code.clone())));
        }
    }
    for row in rows {
        let of_row = |fault| (FaultPlace::Row(row.code.clone()), fault);
        rule(rows, &row.rule).map_err(of_row)?;
        for target in &row.targets {
            self::target(&codes, target).map_err(of_row)?;
        }
    }
    Ok(())
}

/// A ratio is of numbers that are entered or counted, on a scale of at least 1.
fn rule(rows: &[IndicatorRow], rule: &Rule) -> Result<(), Fault> {
    if let Rule::Ratio {
        numerator,
        denominator,
        ..
    } = rule
    {
        let mut parts = numerator.iter().chain(denominator);
        let is_known = |part: &String| match part.strip_prefix("register:") {
            Some(count) => RegisterCount::from_code(count).is_some(),
            None => rows.iter().any(|other| {
                other.code == *part && matches!(other.rule, Rule::Entered | Rule::Register { .. })
            }),
        };
        if let Some(unknown) = parts.find(|part| !is_known(part)) {
            return Err(Fault::NoPart(unknown.clone()));
        }
    }
    match rule {
        Rule::Ratio { scale, .. } | Rule::EnteredRatio { scale } if *scale < 1 => Err(Fault::Scale),
        _ => Ok(()),
    }
}

/// A target measures a row that is there, against a number.
fn target(rows: &BTreeSet<&str>, target: &Target) -> Result<(), Fault> {
    if let Some(measured) = &target.row
        && !rows.contains(measured.as_str())
    {
        return Err(Fault::NoMeasured(measured.clone()));
    }
    match target.value.parse::<f64>() {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::Target(target.value.clone())),
    }
}
