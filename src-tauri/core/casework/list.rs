//! The list of cases: what is to be done comes first, and nothing in it names anyone.

use super::{CaseError, CaseState};
use crate::message::{self, Language};
use crate::model::{
    CaseCategory, CaseRef, Day, FollowUp, RecordId, Stored, Survivor, SurvivorFacts, ViolenceCase,
    fold,
};
use crate::store::{self, OWN};
use crate::vault::Office;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use ts_rs::TS;

/// A case in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseLine {
    /// Id of its record.
    pub id: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// Where it stands.
    pub state: CaseState,
    /// Day on which it was found; nothing, as of all that follows, for who lists no facts of cases.
    pub found_on: Option<Day>,
    /// What kind of violence it is.
    pub category: Option<CaseCategory>,
    /// How many survivors it has.
    pub survivors: Option<usize>,
    /// Survivors without any service.
    pub unserved: Option<usize>,
    /// The next follow-up that is planned.
    pub follow_up: Option<Day>,
    /// Who works on it; nothing where nobody does.
    pub officer: Option<String>,
    #[serde(skip)]
    text: String,
}

/// What the list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct CaseQuery {
    /// Every word must occur in what is shown: number, category, state, month.
    pub search: String,
    /// Only cases that stand so.
    pub states: BTreeSet<CaseState>,
    /// Only of these categories.
    pub categories: BTreeSet<CaseCategory>,
    /// Only found between these days.
    pub days: Option<(Day, Day)>,
    /// Only cases with a survivor without any service.
    pub unserved: bool,
    /// Only cases with a follow-up due until this day.
    pub due: Option<Day>,
    /// Only those on which she works.
    pub officer: Option<String>,
    /// Only these cases.
    pub only: Option<BTreeSet<RecordId>>,
}

/// All own cases, ready to be searched.
pub struct CaseList {
    lines: Vec<CaseLine>,
}

impl Office {
    /// Reads the list of cases.
    ///
    /// # Errors
    /// The database's.
    pub fn case_list(&self, language: Language) -> Result<CaseList, CaseError> {
        let mut survivors: HashMap<RecordId, usize> = HashMap::new();
        for survivor in store::records::<Survivor>(self.store(), OWN)? {
            *survivors.entry(survivor.record.case.id()).or_default() += 1;
        }
        let mut served: HashMap<RecordId, usize> = HashMap::new();
        for survivor in store::records::<SurvivorFacts>(self.store(), OWN)? {
            if survivor.record.first_service.is_some() {
                *served.entry(survivor.record.case.id()).or_default() += 1;
            }
        }
        let mut follow_ups: HashMap<RecordId, Day> = HashMap::new();
        for follow_up in store::records::<FollowUp>(self.store(), OWN)? {
            let record = follow_up.record;
            if record.done_on.is_none() {
                let next = follow_ups.entry(record.case.id()).or_insert(record.due_on);
                *next = (*next).min(record.due_on);
            }
        }
        let mut in_charge = self.cases_in_charge()?;
        let label = |list: &str, code: &str| message::choice(language, list, code);
        let mut lines: Vec<CaseLine> = store::records::<ViolenceCase>(self.store(), OWN)?
            .into_iter()
            .map(|Stored { id, record, .. }| {
                let state = CaseState::of(&record);
                let open = matches!(state, CaseState::Open | CaseState::HandingOver);
                let all = survivors.get(&id).copied().unwrap_or(0);
                let text = format!(
                    "{} {} {} {}",
                    record.number.as_str(),
                    record.found_on,
                    label("case-category", record.category.code()),
                    message::text(language, &format!("case-state-{}", state.code()), &[]),
                );
                let unserved = match state {
                    CaseState::Voided => 0,
                    _ => all.saturating_sub(served.get(&id).copied().unwrap_or(0)),
                };
                CaseLine {
                    id,
                    number: record.number,
                    state,
                    found_on: Some(record.found_on),
                    category: Some(record.category),
                    survivors: Some(all),
                    unserved: Some(unserved),
                    follow_up: follow_ups.get(&id).copied().filter(|_| open),
                    officer: in_charge
                        .remove(&id)
                        .filter(|_| open)
                        .map(|who| who.officer),
                    text: fold(&text),
                }
            })
            .collect();
        // Open cases with somebody who has no help yet, then by the next follow-up, then the newest.
        lines.sort_by_key(|line| {
            let open = matches!(line.state, CaseState::Open | CaseState::HandingOver);
            (
                !(open && line.unserved > Some(0)),
                !open,
                line.follow_up.is_none(),
                line.follow_up,
                std::cmp::Reverse((line.found_on, line.id)),
            )
        });
        Ok(CaseList { lines })
    }
}

impl CaseList {
    /// The same for who lists no facts of cases: their numbers, and where each stands.
    #[must_use]
    pub fn without_facts(self, language: Language) -> Self {
        let lines = self.lines.into_iter().map(|line| {
            let state = message::text(language, &format!("case-state-{}", line.state.code()), &[]);
            CaseLine {
                found_on: None,
                category: None,
                survivors: None,
                unserved: None,
                follow_up: None,
                officer: None,
                text: fold(&format!("{} {state}", line.number.as_str())),
                ..line
            }
        });
        let mut lines: Vec<CaseLine> = lines.collect();
        lines.sort_by(|a, b| a.number.cmp(&b.number));
        Self { lines }
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
    /// The case at a place.
    pub fn line(&self, place: usize) -> Option<&CaseLine> {
        self.lines.get(place)
    }

    /// Places of the cases that fit, in order.
    pub fn find(&self, query: &CaseQuery) -> Vec<usize> {
        let words: Vec<String> = fold(&query.search)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let fits = |line: &CaseLine| {
            words.iter().all(|word| line.text.contains(word))
                && (query.states.is_empty() || query.states.contains(&line.state))
                && (query.categories.is_empty()
                    || line
                        .category
                        .is_some_and(|of| query.categories.contains(&of)))
                && query.days.is_none_or(|(from, to)| {
                    line.found_on.is_some_and(|day| from <= day && day <= to)
                })
                && (!query.unserved || line.unserved > Some(0))
                && query
                    .due
                    .is_none_or(|due| line.follow_up.is_some_and(|day| day <= due))
                && (query.officer.is_none() || line.officer == query.officer)
                && query
                    .only
                    .as_ref()
                    .is_none_or(|only| only.contains(&line.id))
        };
        (0..self.lines.len())
            .filter(|place| fits(&self.lines[*place]))
            .collect()
    }
}

/// The months between two days, for charts.
pub(super) fn months(from: Day, to: Day) -> Vec<crate::model::Month> {
    let mut month = from.month();
    let mut months = Vec::new();
    while month <= to.month() {
        months.push(month);
        month = month.later(1);
    }
    months
}
