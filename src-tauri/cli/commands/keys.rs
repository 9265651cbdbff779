//! Keys: the office's card, the roster, and whose keys are trusted.

use super::{Code, Tell, unit, write};
use crate::arguments::{Card, Out, Trust, UnitsArgs};
use crate::exit;
use crate::output::{json, line, table, tell};
use serde_json::Value;
use tienbo_core::catalogue::UnitChange;
use tienbo_core::intake::{Comparison, Way};
use tienbo_core::model::{Day, UnitCode, Year, at};
use tienbo_core::sending::WrittenPackage;
use tienbo_core::store;
use tienbo_core::vault::Office;

/// Tells of a package that was written: its label as JSON, or its file.
pub(super) fn tell_package(
    written: &WrittenPackage,
    fingerprint: Option<String>,
    told: &Tell,
) -> Code {
    let file = written.file.display().to_string();
    if told.json {
        let mut value = serde_json::to_value(&written.envelope)?;
        value["file"] = Value::from(file);
        if let Some(fingerprint) = fingerprint {
            value["fingerprint"] = Value::from(fingerprint);
        }
        json(&value)?;
    } else {
        line(file)?;
        if let Some(fingerprint) = fingerprint {
            tell(told.text("cli-fingerprint-is", &[("detail", fingerprint)]));
        }
    }
    Ok(exit::FINE)
}

pub(super) fn card(office: &mut Office, card: &Card, told: &Tell) -> Code {
    if card.new_keys {
        office.change_office_keys()?;
    }
    let written = office.write_card(&card.out)?;
    tell_package(&written, Some(office.fingerprint()?), told)
}

pub(super) fn roster(office: &mut Office, out: &Out, told: &Tell) -> Code {
    let written = office.write_roster(&out.out)?;
    tell_package(&written, Some(office.fingerprint()?), told)
}

pub(super) fn trust(office: &mut Office, trust: &Trust, told: &Tell) -> Code {
    if let Some(code) = &trust.history {
        return history(office, &unit(code)?, told);
    }
    if let Some(code) = &trust.revoke {
        office.revoke_key(&unit(code)?, trust.reason.as_deref().unwrap_or_default())?;
    } else if let (Some(code), Some(fingerprint)) = (&trust.unit, &trust.fingerprint) {
        let compared = Comparison {
            fingerprint: fingerprint.clone(),
            way: Way::from_code(&trust.way).unwrap_or(Way::Telephone),
            spoke_with: trust.with.clone().unwrap_or_default(),
        };
        office.trust_key(&unit(code)?, &compared)?;
    }
    let keys = store::unit_keys(office.store())?;
    if told.json {
        let keys = keys
            .iter()
            .map(|key| {
                let mut value = serde_json::to_value(key)?;
                value["fingerprint"] = Value::from(key.fingerprint());
                Ok(value)
            })
            .collect::<Result<Vec<_>, serde_json::Error>>()?;
        json(&keys)?;
        return Ok(exit::FINE);
    }
    let rows = keys.iter().map(|key| {
        vec![
            key.unit.to_string(),
            key.name.clone(),
            told.text(&format!("key-state-{}", key.state.code()), &[]),
            key.fingerprint(),
        ]
    });
    table(
        told.heads(&["head-unit", "head-name", "head-state", "head-fingerprint"]),
        rows.collect(),
    )?;
    Ok(exit::FINE)
}

/// What happened to the keys of a unit: compared by whom, with whom, when and how.
fn history(office: &Office, unit: &UnitCode, told: &Tell) -> Code {
    let events = store::key_events(office.store(), unit)?;
    if told.json {
        json(&events)?;
        return Ok(exit::FINE);
    }
    let rows = events.iter().map(|event| {
        let way = event.way.as_deref();
        let how = way.map(|way| told.text(&format!("key-way-{way}"), &[]));
        vec![
            event.at.iso(),
            told.text(&format!("key-event-{}", event.event), &[]),
            event.who.clone(),
            how.unwrap_or_default(),
            event.spoke_with.clone().unwrap_or_default(),
            event.note.clone().unwrap_or_default(),
        ]
    });
    let heads = [
        "head-at",
        "head-event",
        "head-who",
        "head-way",
        "head-spoke-with",
        "head-reason",
    ];
    table(told.heads(&heads), rows.collect())?;
    Ok(exit::FINE)
}

/// The unit tree on a day; or puts what happens to units in a year.
pub(super) fn units(office: &mut Office, which: &UnitsArgs, told: &Tell) -> Code {
    let year = Year::new(which.year).map_err(at("year"))?;
    if let Some(file) = &which.changes {
        let name = file.display().to_string();
        let changes = UnitChange::list(&name, &std::fs::read_to_string(file)?)?;
        office.put_unit_changes(year, &changes)?;
    }
    if let Some(file) = &which.export {
        write(file, &office.files_of(year)?.as_one_file()?)?;
    }
    let catalogue = office.catalogues().of(year)?;
    let last_day = Day::parse(&format!("31/12/{year}")).map_err(at("date"))?;
    let units = catalogue.units_on(which.on.unwrap_or(last_day));
    if told.json {
        let value = serde_json::json!({
            "catalogue": catalogue.regime.id, "units": units, "changes": catalogue.changes,
        });
        json(&value)?;
        return Ok(exit::FINE);
    }
    let rows = units.iter().map(|unit| {
        let above = unit.parent.as_ref().map(UnitCode::to_string);
        vec![
            unit.code.to_string(),
            unit.name.clone(),
            unit.level.clone(),
            above.unwrap_or_default(),
        ]
    });
    let heads = ["head-unit", "head-name", "head-level", "head-above"];
    table(told.heads(&heads), rows.collect())?;
    for change in &catalogue.changes {
        let (before, after) = change.act.before_and_after();
        let list = |units: Vec<&UnitCode>| {
            let codes: Vec<String> = units.into_iter().map(UnitCode::to_string).collect();
            codes.join(", ")
        };
        let act = told.text(&format!("unit-act-{}", change.act.code()), &[]);
        let (before, after) = (list(before), list(after));
        line(format!(
            "{} {act}: {before} → {after} ({})",
            change.on, change.basis
        ))?;
    }
    Ok(exit::FINE)
}
