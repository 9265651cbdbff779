//! What can be seen of an office without its keys, its folder or its user.

use super::{VaultError, parse_catalogue};
use crate::catalogue::{CatalogueFiles, Catalogues};
use crate::model::UnitCode;
use crate::store::{self, Store};

/// An office as one looks at it: its records and what came in, its unit, its catalogues. The rooms above add
/// to it what they read, count and lay out. It never gives out more than a shared store, which changes nothing:
/// a transaction needs the store itself, and that only an act of the vault reaches.
pub struct View {
    pub(super) store: Store,
    pub(super) catalogues: Catalogues,
    pub(super) unit: UnitCode,
    name: String,
}

impl View {
    /// A unit's store, to be looked at under some catalogues.
    pub(crate) fn new(store: Store, unit: UnitCode, name: String, catalogues: Catalogues) -> Self {
        Self {
            store,
            catalogues,
            unit,
            name,
        }
    }

    /// Database, to read.
    pub fn store(&self) -> &Store {
        &self.store
    }
    /// Code of the unit whose office it is.
    pub fn unit(&self) -> &UnitCode {
        &self.unit
    }
    /// Name of the unit, as its packages give it.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// A unit as the latest catalogue that has it calls it; its code where none has. What a unit calls
    /// itself on a label is not its name.
    pub fn name_of_unit(&self, unit: &UnitCode) -> String {
        let units = self.catalogues().iter();
        let known = units.filter_map(|catalogue| catalogue.units.get(unit));
        known
            .last()
            .map_or_else(|| unit.to_string(), |known| known.name.clone())
    }
    /// The catalogues in force.
    pub fn catalogues(&self) -> &Catalogues {
        &self.catalogues
    }

    /// The catalogues in force as a roster carries them.
    pub(crate) fn catalogue_files(&self) -> Result<Vec<CatalogueFiles>, VaultError> {
        store::catalogue_texts(&self.store)?
            .iter()
            .map(|text| parse_catalogue(text))
            .collect()
    }
}
