//! What people write for the record that another one refers to: an id is chosen or found by the words
//! that the record is listed by, the same in forms, pasted blocks, tables and workbooks.

use super::title;
use crate::message::Language;
use crate::model::{Cell, Problem, RecordId, RecordKind, fold};
use crate::store::{self, OWN, StoreError};
use crate::typed;
use crate::vault::View;
use std::collections::{BTreeMap, BTreeSet};

/// The own records that records of a kind refer to in words.
#[derive(Debug, Default)]
pub(crate) struct References {
    kinds: BTreeMap<RecordKind, Referred>,
}

/// The records of a kind that is referred to.
#[derive(Debug, Default)]
struct Referred {
    /// Those that each of the words, folded, may mean.
    by_words: BTreeMap<String, BTreeSet<RecordId>>,
    /// What each may be named by.
    names: BTreeMap<RecordId, Names>,
    /// By what they are known by, where anything tells for certain.
    by_key: BTreeMap<Vec<String>, RecordId>,
}

/// What a record may be named by: what it is listed by, that with its day, that with all else that it says. People
/// write the first that no other record has.
type Names = [String; 3];

/// Most letters of what a record says beside its day, where that is needed to tell it from another.
const MAX_ELSE: usize = 120;
/// Most records that are named where words fit several.
const MAX_NAMED: usize = 5;

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

    /// Adds a record.
    fn add(&mut self, kind: RecordKind, id: RecordId, cells: &[Cell]) {
        let referred = self.kinds.entry(kind).or_default();
        let names = names(kind, cells);
        referred.may_mean(&names, id);
        referred.names.insert(id, names);
        if let Some(key) = kind.key_of(cells) {
            referred.by_key.insert(key, id);
        }
    }

    /// Adds the records of a kind that are not kept yet. One that a record which is here is known by, or has the name
    /// and day of, is that one.
    pub(crate) fn add_new<'c>(
        &mut self,
        kind: RecordKind,
        rows: impl IntoIterator<Item = (RecordId, &'c [Cell])>,
    ) {
        let mut new = Vec::new();
        let referred = self.kinds.entry(kind).or_default();
        for (id, cells) in rows {
            let names = names(kind, cells);
            let key = kind.key_of(cells);
            match key.and_then(|key| referred.by_key.get(&key).copied()) {
                Some(known) => referred.may_mean(&names, known),
                None if referred.by_words.contains_key(&fold(&names[1])) => {}
                None => new.push((id, cells)),
            }
        }
        for (id, cells) in new {
            self.add(kind, id, cells);
        }
    }

    /// The record that was written, by its words or as its id.
    ///
    /// # Errors
    /// [`Problem::UnknownReference`]; [`Problem::SeveralFit`] where the words are those of more than one.
    pub(crate) fn find(&self, kind: RecordKind, written: &str) -> Result<Cell, Problem> {
        let unknown = || Problem::UnknownReference(written.to_owned());
        let referred = self.kinds.get(&kind).ok_or_else(unknown)?;
        let by_id = RecordId::parse(written).ok();
        if let Some(id) = by_id.filter(|id| referred.names.contains_key(id)) {
            return Ok(Cell::Text(id.to_string()));
        }
        let fits = referred.by_words.get(&fold(written)).ok_or_else(unknown)?;
        match fits.first() {
            Some(id) if fits.len() == 1 => Ok(Cell::Text(id.to_string())),
            _ => Err(Problem::SeveralFit(referred.all(fits))),
        }
    }

    /// What people write for a record; nothing where it is not here.
    pub(crate) fn words(&self, kind: RecordKind, id: &str) -> Option<&str> {
        let words = self.kinds.get(&kind)?.words(RecordId::parse(id).ok()?)?;
        Some(words).filter(|words| !words.is_empty())
    }
}

impl Referred {
    /// Notes that a record may be named so.
    fn may_mean(&mut self, names: &Names, id: RecordId) {
        for name in names.iter().filter(|name| !name.is_empty()) {
            self.by_words.entry(fold(name)).or_default().insert(id);
        }
    }

    /// The shortest name of a record that no other has; its longest, where others say the very same.
    fn words(&self, id: RecordId) -> Option<&str> {
        let names = self.names.get(&id)?;
        let means_it = |name: &&String| {
            let fits = self.by_words.get(&fold(name));
            fits.is_none_or(|fits| fits.len() == 1)
        };
        let own = names.iter().find(means_it).or(names.last());
        own.map(String::as_str)
    }

    /// The names of records, beside one another.
    fn all(&self, ids: &BTreeSet<RecordId>) -> String {
        let mut named: Vec<String> = ids
            .iter()
            .filter_map(|id| Some(format!("\"{}\"", self.words(*id)?)))
            .take(MAX_NAMED)
            .collect();
        if named.len() < ids.len() {
            named.push("…".to_owned());
        }
        named.join(", ")
    }
}

fn names(kind: RecordKind, cells: &[Cell]) -> Names {
    let title = title(kind, cells);
    if title.is_empty() {
        return Names::default();
    }
    let (day, year) = kind.dated(cells.to_vec()).unwrap_or_default();
    let when = match (day, year) {
        (Some(day), _) => day.to_string(),
        (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    };
    let columns = kind.columns().iter().zip(cells);
    let says = columns.map(|(column, cell)| typed::show(cell, column.kind, Language::OFFICIAL));
    let says = says.filter(|says| !says.is_empty() && *says != title && *says != when);
    let more = says.collect::<Vec<_>>().join(", ");
    let more: String = more.chars().take(MAX_ELSE).collect();
    let beside = |parts: &[&str]| {
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        match parts.is_empty() {
            true => title.clone(),
            false => format!("{title} ({})", parts.join("; ")),
        }
    };
    [title.clone(), beside(&[&when]), beside(&[&when, &more])]
}
