//! What people write for the record that another one refers to: an id is chosen or found by the words
//! that the record is listed by, the same in forms, pasted blocks, tables and workbooks.

use super::title;
use crate::model::{Cell, Problem, RecordId, RecordKind, fold};
use crate::store::{self, OWN, StoreError};
use crate::vault::View;
use std::collections::BTreeMap;

/// The own records that records of a kind refer to in words.
#[derive(Debug, Default)]
pub(crate) struct References {
    kinds: BTreeMap<RecordKind, Referred>,
}

/// The records of a kind that is referred to.
#[derive(Debug, Default)]
struct Referred {
    /// By the words that they are listed by, folded.
    by_words: BTreeMap<String, RecordId>,
    /// The words by which each is listed.
    words: BTreeMap<RecordId, String>,
    /// By what they are known by, where anything tells for certain.
    by_key: BTreeMap<Vec<String>, RecordId>,
}

impl View {
    /// The records here that records of some kinds refer to in words.
    pub(crate) fn references(
        &self,
        kinds: impl IntoIterator<Item = RecordKind>,
    ) -> Result<References, StoreError> {
        let mut references = References::default();
        for (_, _, referred) in kinds.into_iter().flat_map(RecordKind::written_references) {
            if references.kinds.contains_key(&referred) {
                continue;
            }
            references.kinds.insert(referred, Referred::default());
            for found in store::flat_records(self.store(), referred, OWN)? {
                references.add(referred, found.id, &found.record);
            }
        }
        Ok(references)
    }
}

impl References {
    /// Whether records of a kind are referred to.
    pub(crate) fn refer_to(&self, kind: RecordKind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// Adds a record; one with its words is no longer found by them.
    fn add(&mut self, kind: RecordKind, id: RecordId, cells: &[Cell]) {
        let referred = self.kinds.entry(kind).or_default();
        let words = title(kind, cells);
        if !words.is_empty() {
            referred.by_words.insert(fold(&words), id);
        }
        referred.words.insert(id, words);
        if let Some(key) = kind.key_of(cells) {
            referred.by_key.insert(key, id);
        }
    }

    /// Adds a record that is not kept yet, unless one is here that has its words or is known by the same.
    pub(crate) fn add_new(&mut self, kind: RecordKind, id: RecordId, cells: &[Cell]) {
        let referred = self.kinds.entry(kind).or_default();
        let words = fold(&title(kind, cells));
        if referred.by_words.contains_key(&words) {
            return;
        }
        match kind.key_of(cells).and_then(|key| referred.by_key.get(&key)) {
            Some(known) => {
                referred.by_words.insert(words, *known);
            }
            None => self.add(kind, id, cells),
        }
    }

    /// The record that was written, by its words or as its id.
    ///
    /// # Errors
    /// [`Problem::UnknownReference`].
    pub(crate) fn find(&self, kind: RecordKind, written: &str) -> Result<Cell, Problem> {
        let found = self.kinds.get(&kind).and_then(|referred| {
            let id = RecordId::parse(written).ok();
            id.filter(|id| referred.words.contains_key(id))
                .or_else(|| referred.by_words.get(&fold(written)).copied())
        });
        let unknown = || Problem::UnknownReference(written.to_owned());
        found
            .map(|id| Cell::Text(id.to_string()))
            .ok_or_else(unknown)
    }

    /// What people write for a record; nothing where it is not here.
    pub(crate) fn words(&self, kind: RecordKind, id: &str) -> Option<&str> {
        let id = RecordId::parse(id).ok()?;
        let words = self.kinds.get(&kind)?.words.get(&id)?;
        Some(words)
            .filter(|words| !words.is_empty())
            .map(|words| &**words)
    }
}
