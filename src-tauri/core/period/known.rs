//! What a receiver asks of every record, asked before it leaves: each is there once, what it refers to is there
//! before it, and the catalogue knows what it names.

use crate::catalogue::Catalogue;
use crate::model::{Cell, RecordId, RecordKind};
use std::collections::BTreeMap;

/// The records of one unit and period that were looked at so far, kind by kind in the order of
/// [`RecordKind::ALL`], so that what is referred to has been seen.
pub(crate) struct Known<'c> {
    catalogue: &'c Catalogue,
    ids: BTreeMap<RecordId, RecordKind>,
}

impl<'c> Known<'c> {
    /// None yet, of what a catalogue has.
    pub(crate) fn of(catalogue: &'c Catalogue) -> Self {
        Self {
            catalogue,
            ids: BTreeMap::new(),
        }
    }

    /// Looks at one more. Gives whether a receiver takes it.
    pub(crate) fn takes(&mut self, kind: RecordKind, id: RecordId, cells: &[Cell]) -> bool {
        let mut cells = kind.columns().iter().zip(cells);
        let fits = cells.all(|(column, cell)| {
            let there = match (column.kind.referred(), cell) {
                (Some(referred), Cell::Text(id)) => {
                    RecordId::parse(id).is_ok_and(|id| self.ids.get(&id) == Some(&referred))
                }
                _ => true,
            };
            there && self.catalogue.knows(column, cell)
        });
        self.ids.insert(id, kind).is_none() && fits
    }
}
