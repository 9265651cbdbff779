//! Tables on paper.

use super::ReceivingError;
use crate::exchange::{Table, TableCell};
use crate::message;
use crate::message::LibraryWords;
use crate::model::{CommitteeMember, Day};
use crate::report::{Letterhead, Listing, Pdf, pdf};
use crate::store::{self, Action, OWN};
use crate::vault::{Office, Role, VaultError, View};
use std::path::Path;

impl View {
    /// A table under the office's head.
    fn pages_of(&self, table: &Table, date: Day) -> Result<Pdf, ReceivingError> {
        let catalogue = self.catalogues().latest();
        let office = catalogue.units_on(date).get(self.unit());
        let office = office.or_else(|| catalogue.units.get(self.unit()));
        let office = office.ok_or_else(|| VaultError::UnknownUnit(self.unit().to_string()))?;
        let signing = store::records::<CommitteeMember>(self.store(), OWN)?;
        let rows = table.rows.iter();
        let document = Listing {
            letterhead: Letterhead {
                catalogue,
                office,
                signing: &signing,
                date,
                number: None,
            },
            kind: message::official("listing-kind", &[]),
            title: table.title.clone(),
            heads: &table.heads,
            rows: rows
                .map(|row| row.iter().map(TableCell::shown).collect())
                .collect(),
            notes: &table.notes,
        };
        Ok(pdf(&document.document()).map_err(crate::period::PeriodError::from)?)
    }
}

impl Office {
    /// Writes a table as the file's name asks: a page to print (`.pdf`), comma-separated values (`.csv`),
    /// or a workbook.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn write_table(
        &mut self,
        table: &Table,
        file: &Path,
        date: Day,
    ) -> Result<(), ReceivingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let as_pages = file
            .extension()
            .is_some_and(|ext| ext.eq_ignore_ascii_case("pdf"));
        let (made, action) = match as_pages {
            true => (act.pages_of(table, date)?.bytes, Action::Printed),
            false => {
                let made = table.file(file);
                let made =
                    made.map_err(|error| ReceivingError::NotWritten(LibraryWords::of(error)))?;
                (made, Action::Exported)
            }
        };
        Ok(act.write_then_publish(file, &made, action, &table.title, &table.told)?)
    }
}
