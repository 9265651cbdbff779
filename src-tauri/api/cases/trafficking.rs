//! The trafficking track of a case, as its page shows it.

use super::CasePart;
use super::page::part;
use crate::law::{RestsOn, Told};
use serde::Serialize;
use tienbo_core::casework::Case;
use tienbo_core::message;
use tienbo_core::model::{CaseRef, Day, Identification, RecordId, ServiceKind, Stored, Survivor};
use ts_rs::TS;

/// Somebody of whom it is said that traffickers had her.
#[derive(Debug, Serialize, TS)]
pub struct ReturneeSeen {
    /// Her record.
    pub survivor: RecordId,
    /// Random number.
    pub person: CaseRef,
    /// Whether she has been found to be a victim, in words; nothing where nobody said.
    pub identification: Option<String>,
    /// Whether she counts for it, and why.
    pub counts: Option<RestsOn>,
    /// What is owed to her, and what she needs beside it.
    pub supports: Vec<SupportSeen>,
    /// By which law.
    pub rests_on: Option<RestsOn>,
    /// What is owed to those who came along with her.
    pub along: Option<RestsOn>,
    /// What was said, by day.
    pub tracks: Vec<CasePart>,
}

/// A support, and how it stands with it.
#[derive(Debug, Serialize, TS)]
pub struct SupportSeen {
    /// Which.
    pub service: ServiceKind,
    /// The same in words.
    pub label: String,
    /// Whether the law owes it.
    pub is_owed: bool,
    /// Whether it is said that she needs it.
    pub is_needed: bool,
    /// The day on which she first received it.
    pub received_on: Option<Day>,
}

/// Those of a case of whom it is said that traffickers had them.
pub(super) fn returnees_seen(case: &Case, told: &Told<'_>) -> Vec<ReturneeSeen> {
    let language = told.language;
    let found_on = case.case.record.found_on;
    let tracks = |survivor: RecordId| {
        let tracks = case.trafficking_tracks.iter();
        tracks
            .filter(|one| one.record.survivor.id() == survivor)
            .map(|one| part(one, language))
            .collect()
    };
    let seen = |one: &Stored<Survivor>| {
        let known = case.returnee(one, told.rules);
        let of = |state| told.of_support(state, known.since);
        let in_words = |found: Identification| {
            message::choice(language, Identification::LIST.name, found.code())
        };
        let supports = known.supports.iter().map(|support| SupportSeen {
            service: support.service,
            label: message::choice(language, ServiceKind::LIST.name, support.service.code()),
            is_owed: support.is_owed,
            is_needed: support.is_needed,
            received_on: support.received_on,
        });
        let found = known.identification;
        ReturneeSeen {
            survivor: one.id,
            person: one.record.person.clone(),
            identification: found.map(in_words),
            counts: found.and_then(|found| told.of_returnee(found, found_on)),
            supports: supports.collect(),
            rests_on: known.state.and_then(of),
            along: known.along.and_then(of),
            tracks: tracks(one.id),
        }
    };
    case.returnees().into_iter().map(seen).collect()
}
