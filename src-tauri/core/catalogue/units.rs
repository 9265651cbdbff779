//! The tree of units: province, departments, districts (until 2025), communes.

use super::{CatalogueError, Fault, FaultPlace};
use crate::model::{UnitCode, clean};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::HashMap;
use ts_rs::TS;

/// A unit of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Code, unique in the catalogue.
    pub code: UnitCode,
    /// Name, as `Phường Vũ Ninh`.
    pub name: String,
    /// Code of its level, one of the regime's.
    pub level: String,
    /// Code of the unit above it; none at the top.
    pub parent: Option<UnitCode>,
}

impl Unit {
    /// The place name without its kind: `Vũ Ninh`.
    pub fn place(&self) -> &str {
        const KINDS: [&str; 7] = [
            "Tỉnh ",
            "Thành phố ",
            "Thị xã ",
            "Thị trấn ",
            "Huyện ",
            "Phường ",
            "Xã ",
        ];
        KINDS
            .iter()
            .find_map(|kind| self.name.strip_prefix(kind))
            .unwrap_or(&self.name)
    }
}

/// All units, in the file's order, found by code.
#[derive(Debug, Clone)]
pub struct Units {
    list: Vec<Unit>,
    by_code: HashMap<UnitCode, usize>,
}

impl Serialize for Units {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

impl Units {
    /// Reads lines of code, name, level and parent, separated by tabs; a unit's parent stands
    /// above it.
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, CatalogueError> {
        super::seen(file, text)?;
        let mut units = Self {
            list: Vec::new(),
            by_code: HashMap::new(),
        };
        for (index, line) in text.lines().enumerate().skip(1) {
            let broken = |fault: Fault| CatalogueError::Broken {
                file: file.to_owned(),
                place: FaultPlace::Line(index + 1),
                fault,
            };
            let fields: Vec<&str> = line.split('\t').collect();
            let [code, name, level, parent] = fields[..] else {
                return Err(broken(Fault::Columns(fields.len())));
            };
            let code = UnitCode::new(code).map_err(|_| broken(Fault::BadCode(code.to_owned())))?;
            if units.by_code.contains_key(&code) {
                return Err(broken(Fault::Twice(code.to_string())));
            }
            let parent = match parent {
                "" => None,
                parent => match UnitCode::new(parent) {
                    Ok(parent) if units.by_code.contains_key(&parent) => Some(parent),
                    _ => return Err(broken(Fault::NoParent(parent.to_owned()))),
                },
            };
            let name = clean(name);
            if name.is_empty() {
                return Err(broken(Fault::NoName));
            }
            units.by_code.insert(code.clone(), units.list.len());
            units.list.push(Unit {
                code,
                name,
                level: level.to_owned(),
                parent,
            });
        }
        Ok(units)
    }

    /// Puts a unit in the place of the one with its code, or at the end.
    pub(super) fn put(&mut self, unit: Unit) {
        match self.by_code.get(&unit.code) {
            Some(index) => self.list[*index] = unit,
            None => self.insert(usize::MAX, unit),
        }
    }

    /// Puts a new unit at a place, or at the end.
    pub(super) fn insert(&mut self, place: usize, unit: Unit) {
        self.list.insert(place.min(self.list.len()), unit);
        self.index();
    }

    /// Takes a unit out.
    pub(super) fn remove(&mut self, code: &UnitCode) {
        self.list.retain(|unit| unit.code != *code);
        self.index();
    }

    /// Puts what lies directly below one unit below another.
    pub(super) fn move_below(&mut self, from: &UnitCode, to: &UnitCode) {
        for unit in &mut self.list {
            if unit.parent.as_ref() == Some(from) {
                unit.parent = Some(to.clone());
            }
        }
    }

    fn index(&mut self) {
        let codes = self.list.iter().enumerate();
        self.by_code = codes
            .map(|(place, unit)| (unit.code.clone(), place))
            .collect();
    }

    /// The unit with this code.
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.by_code.get(code).map(|index| &self.list[*index])
    }

    /// All units, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.list.iter()
    }

    /// The units directly below one.
    pub fn below<'a>(&'a self, code: &'a UnitCode) -> impl Iterator<Item = &'a Unit> {
        self.list
            .iter()
            .filter(move |unit| unit.parent.as_ref() == Some(code))
    }

    /// Whether `unit` is `above` or lies anywhere under it.
    pub fn is_within(&self, unit: &UnitCode, above: &UnitCode) -> bool {
        let mut current = self.get(unit);
        while let Some(unit) = current {
            if unit.code == *above {
                return true;
            }
            current = unit.parent.as_ref().and_then(|parent| self.get(parent));
        }
        false
    }

    /// How many units lie above one.
    pub fn depth(&self, code: &UnitCode) -> usize {
        let mut depth = 0;
        let mut current = self.get(code).and_then(|unit| unit.parent.as_ref());
        while let Some(above) = current {
            depth += 1;
            current = self.get(above).and_then(|unit| unit.parent.as_ref());
        }
        depth
    }

    /// Place of a unit in the catalogue's order; unknown units come last.
    pub fn rank(&self, code: &UnitCode) -> usize {
        self.by_code.get(code).copied().unwrap_or(usize::MAX)
    }
}
