//! The directory as a table that is given out.

use super::{Table, TableCell};
use crate::message::{self, Language};
use crate::model::{Cell, Column, Day, DirectoryEntry, FlatForm};
use crate::store::StoreError;
use crate::typed;
use crate::vault::View;

impl View {
    /// Where help is to be had on a day, with who says so.
    ///
    /// # Errors
    /// The database's.
    pub fn directory_table(&self, language: Language, on: Day) -> Result<Table, StoreError> {
        let columns = DirectoryEntry::columns();
        let heads = columns
            .iter()
            .map(|column| message::column(language, &column.name));
        let mut heads: Vec<String> = heads.collect();
        heads.push(message::text(language, "head-given-by", &[]));
        let shown = |(column, cell): (&Column, Cell)| {
            TableCell::from(typed::show(&cell, column.kind, language).replace('\n', "; "))
        };
        let rows = self.open_places(on)?.into_iter().map(|place| {
            let by = place.given_by.as_ref().unwrap_or(self.unit());
            let cells = columns.iter().zip(place.entry.to_cells());
            let mut row: Vec<TableCell> = cells.map(shown).collect();
            row.push(TableCell::from(self.name_of_unit(by)));
            row
        });
        Ok(Table {
            title: message::text(language, "directory-title", &[("day", on.to_string())]),
            rows: rows.collect(),
            heads,
            ..Table::default()
        })
    }
}
