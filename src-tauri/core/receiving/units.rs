//! The unit tree as the receiving office keeps it.

use super::ReceivingError;
use crate::catalogue::{CatalogueFiles, UnitChange};
use crate::model::Year;
use crate::store::Action;
use crate::vault::{LessMasking, Office, Role, VaultError, View};
use std::path::Path;

impl View {
    /// Whether units lie below this office, whose submissions it receives.
    pub fn receives(&self) -> bool {
        let mut catalogues = self.catalogues().iter();
        catalogues.any(|catalogue| catalogue.units.below(self.unit()).next().is_some())
    }

    /// Whether this office keeps the catalogue of a year: its units report here in the end.
    pub fn keeps_units(&self, year: Year) -> bool {
        let catalogue = self.catalogues().of_year(year);
        catalogue.is_some_and(|catalogue| catalogue.regime.receiving_unit == *self.unit())
    }

    /// The files of the catalogue of a year.
    ///
    /// # Errors
    /// [`ReceivingError::NotKeeper`] where there is none.
    pub fn files_of(&self, year: Year) -> Result<CatalogueFiles, ReceivingError> {
        let id = self
            .catalogues()
            .of_year(year)
            .map(|catalogue| catalogue.regime.id.clone());
        let mut files = self.catalogue_files()?.into_iter();
        files
            .find(|files| files.load().is_ok_and(|c| Some(c.regime.id) == id))
            .ok_or_else(|| ReceivingError::NotKeeper(year.to_string()))
    }
}

impl Office {
    /// Writes the catalogue of a year as one file, with which a new unit begins.
    ///
    /// # Errors
    /// [`ReceivingError::NotKeeper`] where there is none; the system's.
    pub fn write_catalogue(&mut self, year: Year, file: &Path) -> Result<(), ReceivingError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        act.beyond()?;
        let files = act.files_of(year)?;
        let made = files.as_one_file().map_err(VaultError::from)?;
        let id = files.load().map_err(VaultError::from)?.regime.id;
        let subject = format!("catalogue {id}");
        Ok(act.write_then_note(file, &made, Action::Exported, &subject)?)
    }

    /// Puts what happens to units in a year in place of what was known of it, as the next version of
    /// the year's catalogue. Units learn of it by the next roster.
    ///
    /// # Errors
    /// [`ReceivingError::NotKeeper`]; a catalogue error that says which change cannot be.
    pub fn put_unit_changes(
        &mut self,
        year: Year,
        changes: &[UnitChange],
    ) -> Result<(), ReceivingError> {
        self.act(Role::Head)?;
        if !self.keeps_units(year) {
            return Err(ReceivingError::NotKeeper(year.to_string()));
        }
        let next = self.files_of(year)?.with_changes(changes);
        let next = next.map_err(VaultError::from)?;
        Ok(self.adopt_catalogue(&next, LessMasking::Refused)?)
    }
}
