//! Keys: the office's card, the roster, whose keys are trusted; and the unit tree.

use super::{Code, Tell, typed, unit, year};
use crate::exit::Failure;
use crate::output::{line, table, tell};
use crate::values::{Out, day};
use clap::Args;
use std::path::PathBuf;
use tienbo_api::sending::{self, PackageWritten};
use tienbo_api::units::{self, ChangeInWords, KeyEventInWords, KnownKey, UnitWithKeys};
use tienbo_api::{Session, TypedDay, office};
use tienbo_core::bounds;
use tienbo_core::catalogue::{MAX_CATALOGUE, UnitChange};
use tienbo_core::model::{Day, UnitCode};
use tienbo_core::store::Way;

#[derive(Args)]
pub struct Card {
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(long)]
    pub new_keys: bool,
}

#[derive(Args)]
pub struct Trust {
    #[arg(requires = "fingerprint")]
    pub unit: Option<String>,
    pub fingerprint: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
    #[arg(long, default_value = "telephone", value_parser = ["telephone", "in-person", "video", "letter"])]
    pub way: String,
    #[arg(
        long,
        conflicts_with = "fingerprint",
        requires = "reason",
        value_name = "UNIT"
    )]
    pub revoke: Option<String>,
    #[arg(long, requires = "revoke", value_name = "DAY")]
    pub lost_since: Option<TypedDay>,
    #[arg(
        long,
        conflicts_with_all = ["fingerprint", "revoke"],
        requires = "reason",
        value_name = "UNIT"
    )]
    pub turn_down: Option<String>,
    #[arg(long, requires = "turn_down", value_name = "FINGERPRINT")]
    pub but: Option<String>,
    #[arg(long)]
    pub reason: Option<String>,
    #[arg(long, conflicts_with_all = ["fingerprint", "revoke", "turn_down"], value_name = "UNIT")]
    pub history: Option<String>,
}

#[derive(Args)]
pub struct UnitsArgs {
    pub year: i32,
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
    #[arg(long, value_name = "FILE")]
    pub changes: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
}

/// Prints where a package lies.
pub fn package(written: &PackageWritten, told: &Tell) -> Code {
    told.result(written, &written.file)
}

/// Prints where a package lies, and the fingerprint by which its sender's keys are compared.
fn with_fingerprint(written: &PackageWritten, earlier: &str, told: &Tell) -> Code {
    let code = package(written, told)?;
    if let (false, Some(fingerprint)) = (told.json, &written.fingerprint) {
        tell(told.text("cli-fingerprint-is", &[("detail", fingerprint.clone())]));
        let earlier = [("detail", earlier.to_owned())];
        tell(told.text("cli-fingerprint-was", &earlier));
    }
    Ok(code)
}

pub fn card(session: &mut Session, card: &Card, told: &Tell) -> Code {
    if card.new_keys {
        office::renew_keys(session)?;
    }
    let written = sending::save_card(session, &card.out)?;
    with_fingerprint(&written, &office::keys(session)?.earlier_fingerprint, told)
}

pub fn roster(session: &mut Session, out: &Out, told: &Tell) -> Code {
    let written = sending::save_roster(session, &out.out)?;
    with_fingerprint(&written, &office::keys(session)?.earlier_fingerprint, told)
}

pub fn trust(session: &mut Session, trust: &Trust, told: &Tell) -> Code {
    if let Some(code) = &trust.history {
        return history(session, unit(code)?, told);
    }
    if let Some(code) = &trust.revoke {
        let reason = trust.reason.clone().unwrap_or_default();
        units::revoke_unit_key(session, unit(code)?, reason, trust.lost_since.clone())?;
    } else if let Some(code) = &trust.turn_down {
        let reason = trust.reason.clone().unwrap_or_default();
        let but = trust.but.clone().unwrap_or_default();
        units::turn_down_unit_key(session, unit(code)?, but, reason)?;
    } else if let (Some(code), Some(fingerprint)) = (&trust.unit, &trust.fingerprint) {
        let way = Way::from_code(&trust.way).unwrap_or(Way::Telephone);
        let spoke_with = trust.with.clone().unwrap_or_default();
        units::trust_unit_key(session, unit(code)?, fingerprint.clone(), way, spoke_with)?;
    }
    told.answer(&units::known_keys(session)?, |keys| {
        let row = |key: &KnownKey| {
            vec![
                key.unit.to_string(),
                key.name.clone(),
                told.text(&format!("key-state-{}", key.state.code()), &[]),
                key.fingerprint.clone(),
            ]
        };
        let heads = ["head-unit", "head-name", "head-state", "head-fingerprint"];
        table(told.heads(&heads), keys.iter().map(row).collect())
    })
}

/// What happened to the keys of a unit: compared by whom, with whom, when and how.
fn history(session: &Session, unit: UnitCode, told: &Tell) -> Code {
    told.answer(&units::unit_key_history(session, unit)?, |events| {
        let row = |event: &KeyEventInWords| {
            vec![
                event.at.iso(),
                event.what.clone(),
                event.who.clone(),
                event.compared.clone(),
                event.spoke_with.clone().unwrap_or_default(),
                event.note.clone().unwrap_or_default(),
            ]
        };
        let heads = [
            "head-at",
            "head-event",
            "head-who",
            "head-way",
            "head-spoke-with",
            "head-why",
        ];
        table(told.heads(&heads), events.iter().map(row).collect())
    })
}

/// The unit tree on a day; or puts what happens to units in a year.
pub fn units(session: &mut Session, which: &UnitsArgs, told: &Tell) -> Code {
    let year = year(which.year)?;
    if let Some(file) = &which.changes {
        let name = file.display().to_string();
        let changes = UnitChange::list(&name, &bounds::read_text_file(file, MAX_CATALOGUE)?)?;
        units::put_unit_changes(session, year, &changes)?;
    }
    if let Some(file) = &which.export {
        units::save_catalogue(session, file, year)?;
    }
    let found = units::all_units(session, year, typed(which.on))?;
    told.answer(&found, |found| {
        let row = |with_keys: &UnitWithKeys| {
            let unit = &with_keys.unit;
            let above = unit.parent.as_ref().map(UnitCode::to_string);
            vec![
                unit.code.to_string(),
                unit.name.clone(),
                unit.level.clone(),
                above.unwrap_or_default(),
            ]
        };
        let heads = ["head-unit", "head-name", "head-level", "head-above"];
        table(told.heads(&heads), found.units.iter().map(row).collect())?;
        found.changes.iter().try_for_each(print_change)
    })
}

fn print_change(worded: &ChangeInWords) -> Result<(), Failure> {
    let ChangeInWords { change, what, .. } = worded;
    let (before, after) = change.act.before_and_after();
    let list = |units: Vec<&UnitCode>| {
        let codes: Vec<String> = units.into_iter().map(UnitCode::to_string).collect();
        codes.join(", ")
    };
    let (before, after) = (list(before), list(after));
    line(format!(
        "{} {what}: {before} → {after} ({})",
        change.on, change.basis
    ))
}
