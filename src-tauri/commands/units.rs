//! Đơn vị và khóa: the unit tree and what happens to it, whose keys are trusted, and why.

use super::WayText;
use super::receiving::unit_code;
use crate::bindings::commands;
use crate::failure::Failure;
use crate::files::{self, Sort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tienbo_core::catalogue::{Catalogue, Unit, UnitAct, UnitChange};
use tienbo_core::intake::Comparison;
use tienbo_core::message::{Language, text};
use tienbo_core::model::{Day, Problem, UnitCode, Year, at, clean};
use tienbo_core::store::{self, KeyState, UnitKey};
use tienbo_core::vault::{Office, write_atomically};
use ts_rs::TS;

/// The units of a year.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnitsShown {
    /// Years of the catalogues here.
    years: Vec<i32>,
    /// Id of the year's catalogue, with its version.
    catalogue: String,
    /// Whether this office keeps it.
    keeps: bool,
    /// Units at this office and below on the day asked for, each after the one above it.
    units: Vec<UnitShown>,
    /// Levels that a new unit can have.
    levels: Vec<LevelShown>,
    /// What happens to units in the year, in order.
    changes: Vec<ChangeShown>,
    /// This office's fingerprint.
    fingerprint: String,
}

/// A level.
#[derive(Serialize, TS)]
pub(crate) struct LevelShown {
    /// Code.
    code: String,
    /// Name.
    name: String,
}

/// A unit with its keys.
#[derive(Serialize, TS)]
pub(crate) struct UnitShown {
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Name of its level.
    level: String,
    /// Code of the unit above.
    parent: Option<String>,
    /// How far below this office.
    depth: u32,
    /// The key that is trusted.
    trusted: Option<UnitKeyShown>,
    /// A card whose fingerprint was not compared yet.
    card: Option<UnitKeyShown>,
    /// Whether a key of it was revoked and no other is trusted.
    revoked: bool,
}

/// A key.
#[derive(Serialize, TS)]
pub(crate) struct UnitKeyShown {
    /// Fingerprint.
    fingerprint: String,
    /// Since when it is here.
    since: String,
}

/// Something that happened to a key.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyEventShown {
    /// When.
    at: String,
    /// What.
    what: String,
    /// By whom.
    who: String,
    /// How it was compared.
    way: String,
    /// With whom.
    spoke_with: String,
    /// Why it was revoked.
    note: String,
    /// The first figures of the key's fingerprint.
    key: String,
}

/// A change of units.
#[derive(Serialize, TS)]
pub(crate) struct ChangeShown {
    /// From this day on.
    on: String,
    /// What happens.
    what: String,
    /// Units before.
    before: Vec<String>,
    /// Units after.
    after: Vec<String>,
    /// The act that says so.
    basis: String,
}

/// A change of units as it is typed.
#[derive(Deserialize, TS)]
pub(crate) struct ChangeForm {
    /// `merge`, `split`, `rename`, `move`, `abolish`, `found`.
    kind: String,
    /// From this day on.
    on: String,
    /// The act that says so.
    basis: String,
    /// The units it happens to.
    units: Vec<String>,
    /// What they become.
    into: Vec<NewUnit>,
    /// The new name of a renamed unit.
    name: String,
    /// The unit above a moved one.
    parent: String,
}

/// A new unit.
#[derive(Deserialize, TS)]
pub(crate) struct NewUnit {
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Code of its level.
    level: String,
    /// Code of the unit above.
    parent: String,
}

fn key_shown(key: &UnitKey) -> UnitKeyShown {
    UnitKeyShown {
        fingerprint: key.fingerprint(),
        since: key.valid_from.iso(),
    }
}

fn units_below<'a>(office: &Office, catalogue: &'a Catalogue, day: Day) -> Vec<(&'a Unit, u32)> {
    let units = catalogue.units_on(day);
    let mut found = Vec::new();
    let mut open: Vec<(&Unit, u32)> = units
        .get(office.unit())
        .map(|u| (u, 0))
        .into_iter()
        .collect();
    while let Some((unit, depth)) = open.pop() {
        found.push((unit, depth));
        let mut below: Vec<(&Unit, u32)> =
            units.below(&unit.code).map(|u| (u, depth + 1)).collect();
        below.reverse();
        open.extend(below);
    }
    found
}

fn year_of(year: i32) -> Result<Year, Failure> {
    Ok(Year::new(year).map_err(at("year"))?)
}

fn change(form: ChangeForm) -> Result<UnitChange, Failure> {
    let one = |codes: &[String]| unit_code(codes.first().map_or("", String::as_str));
    let new = |unit: NewUnit| -> Result<Unit, Failure> {
        Ok(Unit {
            code: unit_code(unit.code.trim())?,
            name: clean(&unit.name),
            level: unit.level,
            parent: Some(unit_code(&unit.parent)?),
        })
    };
    let mut into: Vec<Unit> = form.into.into_iter().map(new).collect::<Result<_, _>>()?;
    let first = |into: &mut Vec<Unit>| match into.is_empty() {
        true => Err(Failure::from(at("unit")(Problem::Required))),
        false => Ok(into.remove(0)),
    };
    let act = match form.kind.as_str() {
        "merge" => UnitAct::Merge {
            units: form
                .units
                .iter()
                .map(|code| unit_code(code))
                .collect::<Result<_, _>>()?,
            into: first(&mut into)?,
        },
        "split" => UnitAct::Split {
            unit: one(&form.units)?,
            into,
        },
        "rename" => UnitAct::Rename {
            unit: one(&form.units)?,
            name: clean(&form.name),
        },
        "move" => UnitAct::Move {
            unit: one(&form.units)?,
            parent: unit_code(&form.parent)?,
        },
        "abolish" => UnitAct::Abolish {
            unit: one(&form.units)?,
        },
        "found" => UnitAct::Found {
            unit: first(&mut into)?,
        },
        other => return Err(at("kind")(Problem::NotAChoice(other.to_owned())).into()),
    };
    Ok(UnitChange {
        on: Day::parse(&form.on).map_err(at("date"))?,
        basis: clean(&form.basis),
        act,
    })
}

fn changes(catalogue: &Catalogue, language: Language) -> Vec<ChangeShown> {
    let name = |code: &UnitCode, act: &UnitAct| {
        let new = match act {
            UnitAct::Merge { into, .. } => Some(into),
            UnitAct::Split { into, .. } => into.iter().find(|unit| unit.code == *code),
            UnitAct::Found { unit } => Some(unit),
            _ => None,
        };
        let known = new.or_else(|| catalogue.units.get(code));
        known.map_or_else(
            || code.to_string(),
            |unit| format!("{} ({code})", unit.name),
        )
    };
    let shown = |change: &UnitChange| {
        let (before, after) = change.act.before_and_after();
        let before = before
            .into_iter()
            .map(|code| match catalogue.units.get(code) {
                Some(unit) => format!("{} ({code})", unit.name),
                None => code.to_string(),
            });
        let mut after: Vec<String> = after
            .into_iter()
            .map(|code| name(code, &change.act))
            .collect();
        match &change.act {
            UnitAct::Rename { name, .. } => after = vec![name.clone()],
            UnitAct::Move { parent, .. } => {
                after = vec![format!("→ {}", name(parent, &change.act))]
            }
            _ => {}
        }
        ChangeShown {
            on: change.on.iso(),
            what: text(language, &format!("unit-act-{}", change.act.code()), &[]),
            before: before.collect(),
            after,
            basis: change.basis.clone(),
        }
    };
    catalogue.changes.iter().map(shown).collect()
}

commands! {
    /// The units of a year as they are on a day, its last one unless told otherwise, with their keys.
    fn units(desk, year: Option<i32>, on: Option<String>) -> UnitsShown {
        let language = desk.language();
        desk.session(|session| {
            let office = &session.office;
            let catalogue = match year {
                Some(year) => office.catalogues().of(year_of(year)?)?,
                None => office.catalogues().latest(),
            };
            let year = catalogue.regime.year;
            let day = match on {
                Some(on) => Day::parse(&on).map_err(at("date"))?,
                None => Day::parse_iso(&format!("{year}-12-31")).map_err(at("date"))?,
            };
            let mut keys: BTreeMap<UnitCode, Vec<UnitKey>> = BTreeMap::new();
            for key in store::unit_keys(office.store())? {
                keys.entry(key.unit.clone()).or_default().push(key);
            }
            let level_name = |code: &str| {
                let level = catalogue.regime.levels.iter().find(|level| level.code == code);
                level.map_or_else(|| code.to_owned(), |level| level.name.clone())
            };
            let units = units_below(office, catalogue, day)
                .into_iter()
                .map(|(unit, depth)| {
                    let of_unit = keys.get(&unit.code).map_or(&[][..], Vec::as_slice);
                    let in_state = |state| of_unit.iter().rev().find(move |key| key.state == state);
                    let trusted = in_state(KeyState::Trusted);
                    UnitShown {
                        code: unit.code.to_string(),
                        name: unit.name.clone(),
                        level: level_name(&unit.level),
                        parent: unit.parent.as_ref().map(UnitCode::to_string),
                        depth,
                        trusted: trusted.map(key_shown),
                        card: in_state(KeyState::Known).map(key_shown),
                        revoked: trusted.is_none() && in_state(KeyState::Revoked).is_some(),
                    }
                })
                .collect();
            let mut years: Vec<i32> =
                office.catalogues().iter().map(|known| known.regime.year.get()).collect();
            years.sort_unstable();
            Ok(UnitsShown {
                years,
                catalogue: catalogue.regime.id.clone(),
                keeps: office.keeps_units(year),
                units,
                levels: catalogue
                    .regime
                    .levels
                    .iter()
                    .map(|level| LevelShown { code: level.code.clone(), name: level.name.clone() })
                    .collect(),
                changes: changes(catalogue, language),
                fingerprint: office.fingerprint()?,
            })
        })
    }

    /// Trusts the key of a unit that has the fingerprint compared with somebody there.
    fn trust_unit_key(
        desk,
        unit: String,
        fingerprint: String,
        way: WayText,
        spoke_with: String,
    ) -> () {
        let unit = unit_code(&unit)?;
        let compared = Comparison {
            fingerprint,
            way: way.0,
            spoke_with,
        };
        desk.office(|office| office.trust_key(&unit, &compared))
    }

    /// Revokes the trusted key of a unit, with a reason.
    fn revoke_unit_key(desk, unit: String, reason: String) -> () {
        let unit = unit_code(&unit)?;
        desk.office(|office| office.revoke_key(&unit, &reason))
    }

    /// What happened to the keys of a unit, the latest first.
    fn unit_key_history(desk, unit: String) -> Vec<KeyEventShown> {
        let unit = unit_code(&unit)?;
        let language = desk.language();
        desk.session(|session| {
            let store = session.office.store();
            let keys = store::unit_keys(store)?;
            let fingerprint = |signing_key: &str| {
                let key = keys.iter().find(|key| key.signing_key == signing_key);
                key.map(|key| key.fingerprint().chars().take(5).collect()).unwrap_or_default()
            };
            let say = |id: String| text(language, &id, &[]);
            let mut events: Vec<KeyEventShown> = store::key_events(store, &unit)?
                .into_iter()
                .map(|event| KeyEventShown {
                    at: event.at.iso(),
                    what: say(format!("key-event-{}", event.event)),
                    who: event.who,
                    way: event.way.map(|way| say(format!("key-way-{way}"))).unwrap_or_default(),
                    spoke_with: event.spoke_with.unwrap_or_default(),
                    note: event.note.unwrap_or_default(),
                    key: fingerprint(&event.signing_key),
                })
                .collect();
            events.reverse();
            Ok(events)
        })
    }

    /// Writes the roster to a place that the user chooses, and gives the place.
    fn save_roster(desk) -> String {
        let path = files::save_as(&desk, Sort::Package, "danh-ba.tienbo")?;
        desk.office(|office| office.write_roster(&path))?;
        Ok(files::shown(&path))
    }

    /// Writes the catalogue of a year as one file, with which a new unit begins; gives the place.
    fn save_catalogue(desk, year: i32) -> String {
        let name = format!("danh-muc-{year}.tienbo-catalogue");
        let path = files::save_as(&desk, Sort::Catalogue, &name)?;
        let year = year_of(year)?;
        desk.session(|session| {
            let bytes = session.office.files_of(year)?.as_one_file()?;
            write_atomically(&path, &bytes)?;
            Ok(files::shown(&path))
        })
    }

    /// Adds a change of units to a year.
    fn add_unit_change(desk, year: i32, form: ChangeForm) -> () {
        let year = year_of(year)?;
        let change = change(form)?;
        desk.session(|session| {
            let catalogue = session.office.catalogues().of_year(year);
            let mut changes = catalogue.map(|known| known.changes.clone()).unwrap_or_default();
            changes.push(change);
            session.office.put_unit_changes(year, &changes)?;
            session.changed();
            Ok(())
        })
    }

    /// Takes a change of units out of a year, by its place in the list.
    fn drop_unit_change(desk, year: i32, place: u32) -> () {
        let year = year_of(year)?;
        desk.session(|session| {
            let catalogue = session.office.catalogues().of_year(year);
            let mut changes = catalogue.map(|known| known.changes.clone()).unwrap_or_default();
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            if place < changes.len() {
                changes.remove(place);
            }
            session.office.put_unit_changes(year, &changes)?;
            session.changed();
            Ok(())
        })
    }
}
