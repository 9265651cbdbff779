//! A submission that does not go on from the one whose place it takes: two machines have a copy of one office, or a
//! backup was put in place there. What the earlier one had and this one has not may be lost, and is named.

use crate::message::{Language, kind, text};
use crate::model::{Cell, ColumnKind, Flat, Moment, RecordId, RecordKind, from_outside};
use crate::store::{self, StoreError, Submission};
use crate::vault::{Office, VaultError, View};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Most records that are named one by one.
const MOST_NAMED: usize = 8;
/// Longest name of a record, in characters.
const LONGEST_NAME: usize = 60;

/// A submission that takes the place of one from which it does not go on, and lacks some of its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Fork {
    /// The unit, by name and code.
    pub unit: String,
    /// Its revision.
    pub revision: i64,
    /// The revision whose place it takes.
    pub before: i64,
    /// When that one was made.
    pub before_at: Moment,
    /// Records that are in that one, and in this one neither there nor told to be deleted.
    pub lost: Vec<LostRecord>,
}

/// A record that may be lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LostRecord {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: RecordId,
    /// The first text that it has, cut short; empty where it has none.
    pub name: String,
}

/// What a record is known by: its first text.
fn name(kind: RecordKind, record: &Flat) -> String {
    let cells = kind.columns().iter().zip(&record.record);
    let mut texts = cells.filter_map(|(column, cell)| match (&column.kind, cell) {
        (ColumnKind::Line(_) | ColumnKind::Paragraphs(_), Cell::Text(text)) => Some(text),
        _ => None,
    });
    // Whoever made the package wrote it.
    let text = texts
        .next()
        .map(|text| from_outside(text, LONGEST_NAME, false));
    text.unwrap_or_default()
}

impl View {
    /// The submission of the same unit and period whose place one took.
    fn replaced_by(&self, by: &Submission) -> Result<Option<Submission>, StoreError> {
        let of_unit = store::submissions_of(self.store(), &by.unit)?.into_iter();
        let earlier = of_unit.filter(|s| s.period == by.period && s.revision < by.revision);
        Ok(earlier.max_by_key(|s| s.revision))
    }

    /// The records of a submission that are not in another.
    fn missing_in(
        &self,
        earlier: &Submission,
        later: &Submission,
        deleted: &BTreeSet<RecordId>,
    ) -> Result<Vec<LostRecord>, StoreError> {
        let mut lost = Vec::new();
        for kind in RecordKind::ALL {
            // What is sealed of cases counts and names nothing; it is told by the log of its unit.
            if kind.is_facts() || !kind.may_leave() {
                continue;
            }
            let there = store::flat_records(self.store(), kind, later.origin)?;
            let there: BTreeSet<RecordId> = there.iter().map(|record| record.id).collect();
            for record in store::flat_records(self.store(), kind, earlier.origin)? {
                if !there.contains(&record.id) && !deleted.contains(&record.id) {
                    lost.push(LostRecord {
                        kind,
                        id: record.id,
                        name: name(kind, &record),
                    });
                }
            }
        }
        Ok(lost)
    }
}

impl Office {
    /// Whether a submission that was taken in does not go on from the one whose place it took, though that one has
    /// records which are not in it.
    ///
    /// # Errors
    /// The database's. A package whose file is lost tells nothing.
    pub fn fork_of(&self, package_id: &str) -> Result<Option<Fork>, VaultError> {
        let Some(submission) = store::submission_by_package(self.store(), package_id)? else {
            return Ok(None);
        };
        let Some(earlier) = self.replaced_by(&submission)? else {
            return Ok(None);
        };
        let Ok(looked) = self.kept_label(package_id) else {
            return Ok(None);
        };
        if looked.envelope.supersedes.as_ref() == Some(&earlier.package_id) {
            return Ok(None);
        }
        let lost = self.missing_in(&earlier, &submission, &BTreeSet::new())?;
        if lost.is_empty() {
            return Ok(None);
        }
        // Only now is it worth while to open the package again.
        let deleted = match self.reread(package_id) {
            Ok((_, content)) => content.deleted.into_values().flatten().collect(),
            Err(_) => BTreeSet::new(),
        };
        let still = lost.into_iter().filter(|one| !deleted.contains(&one.id));
        let lost: Vec<LostRecord> = still.collect();
        Ok((!lost.is_empty()).then(|| Fork {
            unit: super::label::named(self, &submission.unit),
            revision: submission.revision,
            before: earlier.revision,
            before_at: earlier.created_at,
            lost,
        }))
    }
}

impl Fork {
    /// The records, the first of them by name.
    fn named(&self, language: Language) -> String {
        let named = self.lost.iter().take(MOST_NAMED).map(|one| {
            let kind = kind(language, one.kind);
            match one.name.is_empty() {
                true => kind,
                false => format!("{kind} “{}”", one.name),
            }
        });
        let mut named: Vec<String> = named.collect();
        if self.lost.len() > MOST_NAMED {
            named.push("…".to_owned());
        }
        named.join("; ")
    }

    /// In words of a language.
    pub fn sentence_in(&self, language: Language) -> String {
        let args = [
            ("unit", self.unit.clone()),
            ("revision", self.revision.to_string()),
            ("before", self.before.to_string()),
            ("at", self.before_at.in_words()),
            ("count", self.lost.len().to_string()),
            ("detail", self.named(language)),
        ];
        text(language, "package-fork", &args)
    }
}
