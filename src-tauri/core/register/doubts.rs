//! What of a case does not fit together by the law of its day, or is not said yet. It is told, never refused: whoever
//! records it knows what happened.

use super::{day_of_acts, rules_of};
use crate::catalogue::{Catalogues, GbvDecision, RegisterRules};
use crate::message::{Class, Saying, Told};
use crate::model::{Act, CaseRef, Day, Measure, RecordId, Relation, Survivor, ViolenceCase};
use crate::store::{self, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// A doubt about a case. Message `slip-<code>`, as of any likely slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseDoubt {
    /// Acts that are no domestic violence between these people, by the law of their day.
    NotBetween(BTreeSet<Act>),
    /// Of acts it does not follow which GBVIMS type they are, and none is chosen.
    TypeNotSaid,
    /// A measure has no last day, though the law limits it.
    NoEnd,
    /// A measure lasts beyond the last day that the law allows who decided it.
    TooLong(Day),
}

impl CaseDoubt {
    /// Its code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotBetween(_) => "not-between",
            Self::TypeNotSaid => "type-not-said",
            Self::NoEnd => "no-end",
            Self::TooLong(_) => "too-long",
        }
    }

    /// The column that it is about, of the record that has it.
    pub fn column(&self) -> &'static str {
        match self {
            Self::NotBetween(_) => "acts",
            Self::TypeNotSaid => "gbv_type",
            Self::NoEnd | Self::TooLong(_) => "ends_on",
        }
    }

    /// Whether it hangs on how a survivor stands to who did it.
    pub fn is_of_relation(&self) -> bool {
        match self {
            Self::NotBetween(_) => true,
            Self::TypeNotSaid | Self::NoEnd | Self::TooLong(_) => false,
        }
    }

    /// What it is about, in few words.
    pub fn detail(&self) -> String {
        match self {
            Self::NotBetween(acts) => {
                let points = acts.iter().map(|act| act_point(*act));
                points.collect::<Vec<_>>().join(", ")
            }
            Self::TypeNotSaid | Self::NoEnd => String::new(),
            Self::TooLong(last) => last.to_string(),
        }
    }
}

/// The point of the law that an act is, as it is printed.
fn act_point(act: Act) -> &'static str {
    match act {
        Act::Dd => "đ",
        Act::A
        | Act::B
        | Act::C
        | Act::D
        | Act::E
        | Act::G
        | Act::H
        | Act::I
        | Act::K
        | Act::L
        | Act::M
        | Act::N
        | Act::O
        | Act::P
        | Act::Q => act.code(),
    }
}

impl Told for CaseDoubt {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, format!("slip-{}", self.code())).detail(self.detail())
    }
}

/// What is doubtful of a case with survivors of these relations to who did it.
pub fn doubts(
    case: &ViolenceCase,
    relations: &[Option<Relation>],
    rules: &RegisterRules,
) -> Vec<CaseDoubt> {
    let day = day_of_acts(case);
    let mut found = Vec::new();
    let relations: Option<Vec<Relation>> = relations.iter().copied().collect();
    if let Some(relations) = relations.filter(|relations| !relations.is_empty()) {
        let between = |act: &Act| {
            let mut relations = relations.iter();
            relations.any(|relation| rules.may_count(*relation, *act, day))
        };
        let acts = case.acts.0.iter().copied();
        let not_between: BTreeSet<Act> = acts.filter(|act| !between(act)).collect();
        if !not_between.is_empty() {
            found.push(CaseDoubt::NotBetween(not_between));
        }
    }
    let decided = rules.decided_type(&case.acts, &case.other_acts, day);
    if case.gbv_type.is_none() && decided == GbvDecision::Asked {
        found.push(CaseDoubt::TypeNotSaid);
    }
    found
}

/// What is doubtful of a measure.
pub fn doubt_of_measure(measure: &Measure, rules: &RegisterRules) -> Option<CaseDoubt> {
    let last = rules.last_day(measure.measure, measure.decided_by, measure.taken_on)?;
    match measure.ends_on {
        None => Some(CaseDoubt::NoEnd),
        Some(ends_on) if ends_on > last => Some(CaseDoubt::TooLong(last)),
        Some(_) => None,
    }
}

/// The last day of a measure: the one that was written down, or else the last that the law allows.
pub fn end_of(measure: &Measure, rules: &RegisterRules) -> Option<Day> {
    let last = || rules.last_day(measure.measure, measure.decided_by, measure.taken_on);
    measure.ends_on.or_else(last)
}

/// A case of which something is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtedCase {
    /// Its id.
    pub id: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// The day on which it was found.
    pub found_on: Day,
    /// What.
    pub doubts: Vec<CaseDoubt>,
}

/// The office's own cases that count and of which something is doubtful, by day. Nothing for who cannot read facts.
///
/// # Errors
/// SQLite's.
pub fn doubted_cases(
    reader: &impl Reader,
    catalogues: &Catalogues,
) -> Result<Vec<DoubtedCase>, StoreError> {
    if store::facts_are_closed(reader) {
        return Ok(Vec::new());
    }
    let mut relations: BTreeMap<RecordId, Vec<Option<Relation>>> = BTreeMap::new();
    for survivor in store::records::<Survivor>(reader, store::OWN)? {
        let survivor = survivor.record;
        let of_case = relations.entry(survivor.case.id()).or_default();
        of_case.push(survivor.relation);
    }
    let mut found = Vec::new();
    for case in store::records::<ViolenceCase>(reader, store::OWN)? {
        let (id, case) = (case.id, case.record);
        if case.voided.is_some() || case.handed_on.is_some() {
            continue;
        }
        let relations = relations.remove(&id).unwrap_or_default();
        let doubts = doubts(&case, &relations, rules_of(catalogues, case.found_on));
        if !doubts.is_empty() {
            found.push(DoubtedCase {
                id,
                number: case.number,
                found_on: case.found_on,
                doubts,
            });
        }
    }
    found.sort_by_key(|case| (case.found_on, case.id));
    Ok(found)
}
