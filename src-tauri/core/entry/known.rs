//! What records are known by, where anything tells for certain that two speak of one thing: of those there is one.

use crate::message::Language;
use crate::model::{Cell, FieldError, Problem, RecordId, RecordKind, at};
use crate::store::{self, OWN, StoreError};
use crate::typed;
use crate::vault::View;
use std::collections::BTreeMap;

/// The own records of a kind by what they are known by.
pub(crate) struct Known {
    kind: RecordKind,
    /// Two, where an earlier program let them stand beside one another.
    by_key: BTreeMap<Vec<String>, Vec<RecordId>>,
}

impl View {
    /// What the records here are known by.
    pub(crate) fn known(&self, kind: RecordKind) -> Result<Known, StoreError> {
        let mut known = Known {
            kind,
            by_key: BTreeMap::new(),
        };
        if !kind.key().is_empty() {
            for flat in store::flat_records(self.store(), kind, OWN)? {
                known.add(flat.id, &flat.record);
            }
        }
        Ok(known)
    }
}

impl Known {
    /// Adds a record that those which come after it may not stand beside.
    pub(crate) fn add(&mut self, id: RecordId, cells: &[Cell]) {
        if let Some(key) = self.kind.key_of(cells) {
            self.by_key.entry(key).or_default().push(id);
        }
    }

    /// That a record, new or at `id`, stands beside no other that is known by the same. One that does so already may
    /// go on.
    ///
    /// # Errors
    /// [`Problem::KnownHere`].
    pub(crate) fn check(&self, id: Option<RecordId>, cells: &[Cell]) -> Result<(), FieldError> {
        let key = self.kind.key_of(cells);
        let same = key.and_then(|key| self.by_key.get(&key));
        if same.is_none_or(|same| id.is_some_and(|id| same.contains(&id))) {
            return Ok(());
        }
        let columns = self.kind.columns().iter().zip(cells);
        let of_key = columns.filter(|(column, _)| self.kind.key().contains(&&*column.name));
        let shown: Vec<String> = of_key
            .map(|(column, cell)| typed::show(cell, column.kind, Language::OFFICIAL))
            .filter(|shown| !shown.is_empty())
            .collect();
        let first = self.kind.key().first().copied().unwrap_or_default();
        Err(at(first)(Problem::KnownHere(shown.join(", "))))
    }
}
