//! Reforms: units that merge, split, are renamed, moved, abolished or founded on a day of the year.
//! The catalogue's unit file is the tree as the year begins; its changes give the tree of every later
//! day, so that what was reported before a reform keeps its units.

use super::{CatalogueError, Fault, FaultPlace, Unit, Units};
use crate::model::{Day, UnitCode, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What happens to units on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnitChange {
    /// From this day on.
    pub on: Day,
    /// The act that says so, as `Nghị quyết 01/NQ-HĐND`.
    pub basis: String,
    /// What happens on that day.
    pub act: UnitAct,
}

/// What happens to units. Message `unit-act-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum UnitAct {
    /// Units become one, which may go on under the code of one of them.
    Merge {
        /// The units that become one.
        units: Vec<UnitCode>,
        /// What they become.
        into: Unit,
    },
    /// A unit becomes several, one of which may go on under its code.
    Split {
        /// Code of the unit it happens to.
        unit: UnitCode,
        /// What it becomes.
        into: Vec<Unit>,
    },
    /// A unit gets another name.
    Rename {
        /// Code of the unit it happens to.
        unit: UnitCode,
        /// Its new name.
        name: String,
    },
    /// A unit comes under another one.
    Move {
        /// Code of the unit it happens to.
        unit: UnitCode,
        /// The unit above it from then on.
        parent: UnitCode,
    },
    /// A unit is no more. Nothing may lie below it any longer.
    Abolish {
        /// Code of the unit it happens to.
        unit: UnitCode,
    },
    /// A unit is new.
    Found {
        /// The new unit, with the one above it.
        unit: Unit,
    },
}

impl UnitAct {
    /// The codes of all, in the order people see them.
    pub const CODES: [&str; 6] = ["merge", "split", "rename", "move", "abolish", "found"];
    /// Stable code, as the catalogue writes it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename",
            Self::Move { .. } => "move",
            Self::Abolish { .. } => "abolish",
            Self::Found { .. } => "found",
        }
    }

    /// The units that were there before, and those that are there after it.
    pub fn before_and_after(&self) -> (Vec<&UnitCode>, Vec<&UnitCode>) {
        match self {
            Self::Merge { units, into } => (units.iter().collect(), vec![&into.code]),
            Self::Split { unit, into } => {
                (vec![unit], into.iter().map(|unit| &unit.code).collect())
            }
            Self::Rename { unit, .. } | Self::Move { unit, .. } => (vec![unit], vec![unit]),
            Self::Abolish { unit } => (vec![unit], Vec::new()),
            Self::Found { unit } => (Vec::new(), vec![&unit.code]),
        }
    }
}

impl UnitChange {
    /// Reads a file of changes, as catalogues keep them.
    ///
    /// # Errors
    /// [`CatalogueError::Broken`].
    pub fn list(file: &str, text: &str) -> Result<Vec<Self>, CatalogueError> {
        Ok(super::parse::<ChangesFile>(file, text)?.changes)
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangesFile {
    #[serde(default, rename = "change")]
    pub(super) changes: Vec<UnitChange>,
}

/// Most units that a catalogue has, each counted once for every day on which any changes: ten times all of the
/// country's.
const MAX_UNITS: usize = 120_000;

/// The units of every day of a year.
#[derive(Debug, Clone)]
pub(super) struct Eras {
    first: Units,
    later: Vec<(Day, Units)>,
}

impl Eras {
    /// Works the changes out, in the order of their days.
    pub(super) fn new(
        file: &str,
        year: Year,
        first: Units,
        changes: &mut [UnitChange],
    ) -> Result<Self, CatalogueError> {
        changes.sort_by_key(|change| change.on);
        let mut eras = Self {
            first,
            later: Vec::new(),
        };
        for (index, change) in changes.iter().enumerate() {
            let broken = |fault: Fault| CatalogueError::Broken {
                file: file.to_owned(),
                place: FaultPlace::Change(index + 1, change.on),
                fault,
            };
            if change.on.year() != year.get() {
                return Err(broken(Fault::NotInYear(year)));
            }
            if change.basis.trim().is_empty() {
                return Err(broken(Fault::NoBasis));
            }
            // Every day on which something happens has units of its own.
            if eras.later.last().is_none_or(|(day, _)| *day != change.on) {
                let units = eras.on(change.on).clone();
                eras.later.push((change.on, units));
            }
            if let Some((_, units)) = eras.later.last_mut() {
                units.apply(&change.act).map_err(broken)?;
                if units.iter().count() * eras.later.len() > MAX_UNITS {
                    return Err(broken(Fault::TooMany(MAX_UNITS)));
                }
            }
        }
        Ok(eras)
    }

    /// The units as they are on a day.
    pub(super) fn on(&self, day: Day) -> &Units {
        let era = self.later.iter().rev().find(|(from, _)| *from <= day);
        era.map_or(&self.first, |(_, units)| units)
    }

    /// Whether a unit that was there at the year's beginning is there all the year.
    pub(super) fn always_have(&self, unit: &UnitCode) -> bool {
        self.first.get(unit).is_none()
            || self
                .later
                .iter()
                .all(|(_, units)| units.get(unit).is_some())
    }

    /// Every unit of the year, each as it was last.
    pub(super) fn all(&self) -> Units {
        let mut all = self.first.clone();
        for (_, units) in &self.later {
            for unit in units.iter() {
                all.put(unit.clone());
            }
        }
        all
    }
}

impl Units {
    /// Applies a change, or says why it cannot be.
    fn apply(&mut self, act: &UnitAct) -> Result<(), Fault> {
        match act {
            UnitAct::Merge { units, into } => {
                let merged: BTreeSet<&UnitCode> = units.iter().collect();
                if merged.len() < 2 || merged.len() != units.len() {
                    return Err(Fault::MergeTwo);
                }
                if !units.contains(&into.code) {
                    self.must_be_new(&into.code)?;
                }
                self.must_have_above(into, units)?;
                // What lay below them lies below what they become.
                for unit in units {
                    self.must_have(unit)?;
                    self.move_below(unit, &into.code);
                }
                let place = units.iter().map(|unit| self.rank(unit)).min();
                units.iter().for_each(|unit| self.remove(unit));
                self.insert(place.unwrap_or_default(), into.clone());
            }
            UnitAct::Split { unit, into } => {
                self.must_have(unit)?;
                if into.len() < 2 {
                    return Err(Fault::SplitTwo);
                }
                if !into.iter().any(|new| new.code == *unit) {
                    self.must_have_nothing_below(unit)?;
                }
                let place = self.rank(unit);
                self.remove(unit);
                for (index, new) in into.iter().enumerate() {
                    self.must_be_new(&new.code)?;
                    self.must_have_above(new, std::slice::from_ref(unit))?;
                    self.insert(place + index, new.clone());
                }
            }
            UnitAct::Rename { unit, name } => {
                let mut renamed = self.must_have(unit)?.clone();
                renamed.name = name.clone();
                self.put(renamed);
            }
            UnitAct::Move { unit, parent } => {
                let mut moved = self.must_have(unit)?.clone();
                self.must_have(parent)?;
                if self.is_within(parent, unit) {
                    return Err(Fault::WithinItself {
                        unit: unit.clone(),
                        parent: parent.clone(),
                    });
                }
                moved.parent = Some(parent.clone());
                self.put(moved);
            }
            UnitAct::Abolish { unit } => {
                self.must_have(unit)?;
                self.must_have_nothing_below(unit)?;
                self.remove(unit);
            }
            UnitAct::Found { unit } => {
                self.must_be_new(&unit.code)?;
                self.must_have_above(unit, &[])?;
                self.insert(usize::MAX, unit.clone());
            }
        }
        match self.iter().find(|unit| unit.name.trim().is_empty()) {
            Some(nameless) => Err(Fault::Nameless(nameless.code.clone())),
            None => Ok(()),
        }
    }

    fn must_have(&self, code: &UnitCode) -> Result<&Unit, Fault> {
        self.get(code)
            .ok_or_else(|| Fault::NotThatDay(code.clone()))
    }

    fn must_be_new(&self, code: &UnitCode) -> Result<(), Fault> {
        match self.get(code) {
            Some(there) => Err(Fault::Taken {
                code: code.clone(),
                name: there.name.clone(),
            }),
            None => Ok(()),
        }
    }

    fn must_have_nothing_below(&self, unit: &UnitCode) -> Result<(), Fault> {
        match self.below(unit).next() {
            Some(below) => Err(Fault::StillBelow {
                unit: unit.clone(),
                below: below.code.clone(),
            }),
            None => Ok(()),
        }
    }

    /// A new unit lies under one that is there and does not go.
    fn must_have_above(&self, unit: &Unit, going: &[UnitCode]) -> Result<(), Fault> {
        let Some(parent) = &unit.parent else {
            return Err(Fault::NothingAbove(unit.code.clone()));
        };
        if going.contains(parent) || *parent == unit.code {
            return Err(Fault::NotBelow {
                unit: unit.code.clone(),
                parent: parent.clone(),
            });
        }
        self.must_have(parent).map(|_| ())
    }
}
