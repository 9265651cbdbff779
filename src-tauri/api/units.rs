//! Đơn vị và khóa: the unit tree and what happens to it, whose keys are trusted, and why.

use crate::files::{FileKind, Suggested, Written};
use crate::{Failure, NamedUnit, Session, TypedDay};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use tienbo_core::catalogue::{Catalogue, Unit, UnitAct, UnitChange};
use tienbo_core::intake::Comparison;
use tienbo_core::message::{Language, text};
use tienbo_core::model::{Day, Moment, Problem, UnitCode, Year, at, clean};
use tienbo_core::store::{self, KeyEventKind, KeyState, UnitKey, Way};
use tienbo_core::vault::Office;
use ts_rs::TS;

/// The units of a year.
#[derive(Debug, Serialize, TS)]
pub struct Units {
    /// Years of the catalogues here.
    pub years: Vec<i32>,
    /// Id of the year's catalogue, with its version.
    pub catalogue: String,
    /// Whether this office keeps it.
    pub keeps: bool,
    /// Units on the day asked for, each after the one above it.
    pub units: Vec<UnitWithKeys>,
    /// Units below this one whose key is trusted.
    pub trusted: usize,
    /// Those whose card is here and not compared yet.
    pub to_compare: usize,
    /// Those of which there is neither.
    pub without_card: usize,
    /// Levels that a new unit can have.
    pub levels: Vec<LevelChoice>,
    /// What happens to units in the year, in order.
    pub changes: Vec<ChangeInWords>,
    /// This office's fingerprint.
    pub fingerprint: String,
}

/// A level.
#[derive(Debug, Serialize, TS)]
pub struct LevelChoice {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A unit with its keys.
#[derive(Debug, Serialize, TS)]
pub struct UnitWithKeys {
    /// The unit.
    #[serde(flatten)]
    pub unit: Unit,
    /// Name of its level.
    pub level_name: String,
    /// How far below the first one.
    pub depth: usize,
    /// The key that is trusted.
    pub trusted: Option<KeySeen>,
    /// A card whose fingerprint was not compared yet.
    pub card: Option<KeySeen>,
    /// Whether a key of it was revoked and no other is trusted.
    pub revoked: bool,
}

/// A key.
#[derive(Debug, Serialize, TS)]
pub struct KeySeen {
    /// Fingerprint.
    pub fingerprint: String,
    /// Since when it is here.
    pub since: Moment,
}

/// A unit's key, and how it stands.
#[derive(Debug, Serialize, TS)]
pub struct KnownKey {
    /// Unit.
    pub unit: UnitCode,
    /// Name of the unit in the catalogue.
    pub name: String,
    /// How it stands.
    pub state: KeyState,
    /// Fingerprint.
    pub fingerprint: String,
    /// Whether somebody has to compare something of it: the card itself, or another register key.
    pub to_compare: bool,
    /// Since when it is here.
    pub since: Moment,
}

/// Something that happened to a key.
#[derive(Debug, Serialize, TS)]
pub struct KeyEventInWords {
    /// When.
    pub at: Moment,
    /// What happened.
    pub event: KeyEventKind,
    /// What happened, in words.
    pub what: String,
    /// By whom.
    pub who: String,
    /// How it was compared.
    pub way: Option<Way>,
    /// How it was compared, in words; empty where it was not.
    pub compared: String,
    /// With whom.
    pub spoke_with: Option<String>,
    /// Why it was revoked.
    pub note: Option<String>,
    /// The first figures of the key's fingerprint.
    pub key: String,
}

/// A change of units.
#[derive(Debug, Serialize, TS)]
pub struct ChangeInWords {
    /// The change.
    #[serde(flatten)]
    pub change: UnitChange,
    /// What happens, in words.
    pub what: String,
    /// Units before, by name and code.
    pub before: Vec<String>,
    /// Units after.
    pub after: Vec<String>,
}

/// A change of units as it is typed.
#[derive(Debug, Deserialize, TS)]
pub struct TypedChange {
    /// What happens.
    pub kind: ChangeKind,
    /// From this day on.
    pub on: TypedDay,
    /// The act that says so.
    pub basis: String,
    /// Codes of the units it happens to.
    pub units: Vec<String>,
    /// What they become.
    pub into: Vec<TypedUnit>,
    /// The new name of a renamed unit.
    pub name: String,
    /// Code of the unit above a moved one.
    pub parent: String,
}

/// What happens to units. Message `unit-act-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Units become one.
    Merge,
    /// A unit becomes several.
    Split,
    /// A unit gets another name.
    Rename,
    /// A unit comes under another one.
    Move,
    /// A unit is no more.
    Abolish,
    /// A unit is new.
    Found,
}

/// A new unit as it is typed.
#[derive(Debug, Deserialize, TS)]
pub struct TypedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of its level.
    pub level: String,
    /// Code of the unit above.
    pub parent: String,
}

fn code(typed: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(typed.trim()).map_err(at("unit"))?)
}

impl TypedUnit {
    fn read(self) -> Result<Unit, Failure> {
        Ok(Unit {
            code: code(&self.code)?,
            name: clean(&self.name),
            level: self.level,
            parent: Some(code(&self.parent)?),
        })
    }
}

impl TypedChange {
    /// The change.
    ///
    /// # Errors
    /// A day that is none, a code that is none; no unit where there must be one.
    pub fn read(self) -> Result<UnitChange, Failure> {
        let first = || code(self.units.first().map_or("", String::as_str));
        let mut into = self.into.into_iter().map(TypedUnit::read);
        let mut one = || {
            let none = || at("unit")(Problem::Required).into();
            into.next().unwrap_or_else(|| Err(none()))
        };
        let act = match self.kind {
            ChangeKind::Merge => UnitAct::Merge {
                units: self
                    .units
                    .iter()
                    .map(|unit| code(unit))
                    .collect::<Result<_, _>>()?,
                into: one()?,
            },
            ChangeKind::Split => UnitAct::Split {
                unit: first()?,
                into: into.collect::<Result<_, _>>()?,
            },
            ChangeKind::Rename => UnitAct::Rename {
                unit: first()?,
                name: clean(&self.name),
            },
            ChangeKind::Move => UnitAct::Move {
                unit: first()?,
                parent: code(&self.parent)?,
            },
            ChangeKind::Abolish => UnitAct::Abolish { unit: first()? },
            ChangeKind::Found => UnitAct::Found { unit: one()? },
        };
        Ok(UnitChange {
            on: self.on.read("date")?,
            basis: clean(&self.basis),
            act,
        })
    }
}

fn seen(key: &UnitKey) -> KeySeen {
    KeySeen {
        fingerprint: key.fingerprint(),
        since: key.valid_from,
    }
}

/// Another register key that a trusted key's card names, to be compared as a card is.
fn offered(key: &UnitKey) -> Option<KeySeen> {
    Some(KeySeen {
        fingerprint: key.offered_fingerprint()?,
        since: key.valid_from,
    })
}

/// Units where it begins and all below them on a day, each after the one above it, with how far down
/// it is.
fn tree(catalogue: &Catalogue, day: Day, begins: impl Fn(&Unit) -> bool) -> Vec<(&Unit, usize)> {
    let units = catalogue.units_on(day);
    let mut found = Vec::new();
    let first = units.iter().filter(|unit| begins(unit));
    let mut open: Vec<(&Unit, usize)> = first.map(|unit| (unit, 0)).collect();
    while let Some((unit, depth)) = open.pop() {
        found.push((unit, depth));
        let below = units.below(&unit.code).map(|unit| (unit, depth + 1));
        let mut below: Vec<(&Unit, usize)> = below.collect();
        below.reverse();
        open.extend(below);
    }
    found
}

pub(crate) fn in_words(
    catalogue: &Catalogue,
    change: &UnitChange,
    language: Language,
) -> ChangeInWords {
    let act = &change.act;
    let made = |code: &UnitCode| match act {
        UnitAct::Merge { into, .. } => Some(into),
        UnitAct::Split { into, .. } => into.iter().find(|unit| unit.code == *code),
        UnitAct::Found { unit } => Some(unit),
        UnitAct::Rename { .. } | UnitAct::Move { .. } | UnitAct::Abolish { .. } => None,
    };
    let named = |unit: Option<&Unit>, code: &UnitCode| {
        unit.map_or_else(
            || code.to_string(),
            |unit| format!("{} ({code})", unit.name),
        )
    };
    let was = |code: &UnitCode| named(catalogue.units.get(code), code);
    let is = |code: &UnitCode| named(made(code).or_else(|| catalogue.units.get(code)), code);
    let (before, after) = act.before_and_after();
    ChangeInWords {
        what: text(language, &format!("unit-act-{}", act.code()), &[]),
        before: before.into_iter().map(was).collect(),
        after: match act {
            UnitAct::Rename { name, .. } => vec![name.clone()],
            UnitAct::Move { parent, .. } => vec![format!("→ {}", is(parent))],
            _ => after.into_iter().map(is).collect(),
        },
        change: change.clone(),
    }
}

fn catalogue_of(office: &Office, year: Year) -> Result<&Catalogue, Failure> {
    Ok(office.catalogues().of(year)?)
}

/// The units of a year, of the latest unless one is given, as they are on a day, its last one unless one
/// is typed: this office and all below it, with their keys.
///
/// # Errors
/// A year without a catalogue; a day that is none.
pub fn units(
    session: &Session,
    year: Option<Year>,
    on: Option<TypedDay>,
) -> Result<Units, Failure> {
    let office = &session.office;
    let catalogue = match year {
        Some(year) => catalogue_of(office, year)?,
        None => office.catalogues().latest(),
    };
    units_in(session, catalogue, on.as_ref(), |unit| {
        unit.code == *office.unit()
    })
}

/// [`units`], of the whole tree.
///
/// # Errors
/// As [`units`].
pub fn all_units(session: &Session, year: Year, on: Option<TypedDay>) -> Result<Units, Failure> {
    let catalogue = catalogue_of(&session.office, year)?;
    units_in(session, catalogue, on.as_ref(), |unit| {
        unit.parent.is_none()
    })
}

fn units_in(
    session: &Session,
    catalogue: &Catalogue,
    on: Option<&TypedDay>,
    begins: impl Fn(&Unit) -> bool,
) -> Result<Units, Failure> {
    let office = &session.office;
    let language = session.language();
    let regime = &catalogue.regime;
    let day = match TypedDay::read_if_any(on, "date")? {
        Some(day) => day,
        None => Day::parse_iso(&format!("{}-12-31", regime.year)).map_err(at("date"))?,
    };
    let mut keys: BTreeMap<UnitCode, Vec<UnitKey>> = BTreeMap::new();
    for key in store::unit_keys(office.store())? {
        keys.entry(key.unit.clone()).or_default().push(key);
    }
    let level_name = |code: &str| {
        let level = regime.levels.iter().find(|level| level.code == code);
        level.map_or_else(|| code.to_owned(), |level| level.name.clone())
    };
    let units = tree(catalogue, day, begins)
        .into_iter()
        .map(|(unit, depth)| {
            let of_unit = keys.get(&unit.code).map_or(&[][..], Vec::as_slice);
            let in_state = |state| of_unit.iter().rev().find(move |key| key.state == state);
            let trusted = in_state(KeyState::Trusted);
            UnitWithKeys {
                unit: unit.clone(),
                level_name: level_name(&unit.level),
                depth,
                trusted: trusted.map(seen),
                card: in_state(KeyState::Known)
                    .map(seen)
                    .or_else(|| trusted.and_then(offered)),
                revoked: trusted.is_none() && in_state(KeyState::Revoked).is_some(),
            }
        });
    let levels = regime.levels.iter().map(|level| LevelChoice {
        code: level.code.clone(),
        name: level.name.clone(),
    });
    let mut years: Vec<i32> = office
        .catalogues()
        .iter()
        .map(|known| known.regime.year.get())
        .collect();
    years.sort_unstable();
    let units: Vec<UnitWithKeys> = units.collect();
    let below = || units.iter().filter(|unit| unit.depth > 0);
    Ok(Units {
        years,
        trusted: below().filter(|unit| unit.trusted.is_some()).count(),
        to_compare: below().filter(|unit| unit.card.is_some()).count(),
        without_card: below()
            .filter(|unit| unit.trusted.is_none() && unit.card.is_none())
            .count(),
        catalogue: regime.id.clone(),
        keeps: office.keeps_units(regime.year),
        units,
        levels: levels.collect(),
        changes: catalogue
            .changes
            .iter()
            .map(|change| in_words(catalogue, change, language))
            .collect(),
        fingerprint: office.fingerprint(),
    })
}

/// The newest roster of a receiving office that is in force, and how old it is.
#[derive(Debug, Serialize, TS)]
pub struct RosterAge {
    /// Who made it.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// When it was made, by its maker's clock.
    pub made_at: Moment,
    /// How many days ago that is.
    pub days: i64,
    /// The same in words.
    pub told: String,
}

/// The newest roster of each receiving office.
///
/// # Errors
/// The database's.
pub fn rosters_in_force(session: &Session) -> Result<Vec<RosterAge>, Failure> {
    let today = Day::today().map_err(at("date"))?.date();
    let standings = store::roster_standings(session.office.store())?.into_iter();
    standings
        .map(|standing| {
            let made = standing.made_at.day().map_err(at("date"))?.date();
            let unit = NamedUnit::of(&standing.unit, session.office.catalogues());
            let days = (today - made).num_days().max(0);
            let args = [
                ("unit", format!("{} ({})", unit.name, unit.unit)),
                ("at", standing.made_at.in_words()),
                ("days", days.to_string()),
            ];
            let id = match days {
                0 => "roster-made-today",
                _ => "roster-made",
            };
            Ok(RosterAge {
                told: text(session.language(), id, &args),
                unit,
                made_at: standing.made_at,
                days,
            })
        })
        .collect()
}

/// The keys of others that this office knows.
///
/// # Errors
/// The database's.
pub fn known_keys(session: &Session) -> Result<Vec<KnownKey>, Failure> {
    let keys = store::unit_keys(session.office.store())?.into_iter();
    Ok(keys
        .map(|key| KnownKey {
            fingerprint: key.fingerprint(),
            to_compare: key.waits_for_comparison(),
            name: session.office.name_of_unit(&key.unit),
            unit: key.unit,
            state: key.state,
            since: key.valid_from,
        })
        .collect())
}

/// Trusts the key of a unit that has the fingerprint compared with somebody there.
///
/// # Errors
/// No card with it is here; nobody named; who is no head.
pub fn trust_unit_key(
    session: &mut Session,
    unit: UnitCode,
    fingerprint: String,
    way: Way,
    spoke_with: String,
) -> Result<(), Failure> {
    let compared = Comparison {
        fingerprint,
        way,
        spoke_with,
    };
    Ok(session.office.trust_key(&unit, &compared)?)
}

/// Says no to what waits for a comparison of a unit's keys, with a reason; but for what has the fingerprint that the
/// unit read out, where it read out one.
///
/// # Errors
/// Nothing waits; no reason; who is no head.
pub fn turn_down_unit_key(
    session: &mut Session,
    unit: UnitCode,
    read_out: String,
    reason: String,
) -> Result<(), Failure> {
    let read_out = Some(read_out.trim()).filter(|told| !told.is_empty());
    Ok(session.office.turn_down_key(&unit, read_out, &reason)?)
}

/// Revokes the trusted key of a unit, with a reason; where others had it, what came since that day is set aside.
///
/// # Errors
/// It has none; no reason; a day that is none; who is no head.
pub fn revoke_unit_key(
    session: &mut Session,
    unit: UnitCode,
    reason: String,
    lost_since: Option<TypedDay>,
) -> Result<(), Failure> {
    let lost_since = TypedDay::read_if_any(lost_since.as_ref(), "lost_since")?;
    Ok(session.office.revoke_key(&unit, &reason, lost_since)?)
}

/// What happened to the keys of a unit, the latest first.
///
/// # Errors
/// The database's.
pub fn unit_key_history(
    session: &Session,
    unit: UnitCode,
) -> Result<Vec<KeyEventInWords>, Failure> {
    let store = session.office.store();
    let keys = store::unit_keys(store)?;
    let begins = |signing_key: &str| {
        let key = keys.iter().find(|key| key.signing_key == signing_key);
        key.map(|key| key.fingerprint().chars().take(5).collect())
            .unwrap_or_default()
    };
    let say = |id: String| text(session.language(), &id, &[]);
    let events = store::key_events(store, &unit)?.into_iter().rev();
    Ok(events
        .map(|event| KeyEventInWords {
            at: event.at,
            what: say(format!("key-event-{}", event.event.code())),
            event: event.event,
            who: event.who,
            compared: event
                .way
                .map(|way| say(format!("key-way-{}", way.code())))
                .unwrap_or_default(),
            way: event.way,
            spoke_with: event.spoke_with,
            note: event.note,
            key: begins(&event.signing_key),
        })
        .collect())
}

/// What the catalogue of a year is called as a file.
///
/// # Errors
/// None.
pub fn catalogue_name(year: Year) -> Result<Suggested, Failure> {
    Ok(FileKind::Catalogue.named(format!("danh-muc-{year}.tienbo-catalogue")))
}

/// Writes the catalogue of a year as one file, with which a new unit begins.
///
/// # Errors
/// A year without a catalogue; the system's.
pub fn save_catalogue(session: &mut Session, to: &Path, year: Year) -> Result<Written, Failure> {
    session.office.write_catalogue(year, to)?;
    Ok(Written::at(to))
}

/// Adds a change of units to a year.
///
/// # Errors
/// A day that is none; a change that the tree does not allow; who does not keep the units.
pub fn add_unit_change(
    session: &mut Session,
    year: Year,
    change: TypedChange,
) -> Result<(), Failure> {
    let mut changes = catalogue_of(&session.office, year)?.changes.clone();
    changes.push(change.read()?);
    put_unit_changes(session, year, &changes)
}

/// Takes a change of units out of a year, by its place in the list.
///
/// # Errors
/// As [`add_unit_change`].
pub fn drop_unit_change(session: &mut Session, year: Year, place: usize) -> Result<(), Failure> {
    let mut changes = catalogue_of(&session.office, year)?.changes.clone();
    if place < changes.len() {
        changes.remove(place);
    }
    put_unit_changes(session, year, &changes)
}

/// Puts what happens to units in a year, in place of what was there.
///
/// # Errors
/// As [`add_unit_change`].
pub fn put_unit_changes(
    session: &mut Session,
    year: Year,
    changes: &[UnitChange],
) -> Result<(), Failure> {
    session.office.put_unit_changes(year, changes)?;
    session.changed();
    Ok(())
}
