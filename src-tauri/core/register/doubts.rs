//! What of a case does not fit together by the law of its day, or is not said yet. It is told, never refused: whoever
//! records it knows what happened.

use super::{
    CaseRecords, Kinship, SurvivorRecords, Violence, all_case_records, answered_since, rules_of,
};
use crate::catalogue::{Catalogues, GbvDecision, RegisterRules};
use crate::message::{Class, Saying, Told};
use crate::model::{
    Act, AgeBand, CaseCategory, CaseRef, Day, Measure, MeasureKind, RecordId, RecordKind, Relation,
    Survivor,
};
use crate::store::{self, Reader, StoreError};
use std::collections::BTreeSet;

/// A doubt about a case. Message `slip-<code>`, as of any likely slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseDoubt {
    /// Acts that are no domestic violence between these people, by the law of their day.
    NotBetween(BTreeSet<Act>),
    /// It is not said how somebody stands to one of several who were violent.
    RelationNotSaid,
    /// It is said to be domestic violence, and nobody in it is of the family of who did it.
    OutsideFamily,
    /// It is said to be violence outside the family, and somebody in it is of the family of who did it.
    WithinFamily,
    /// It is said to be about a child, and nobody in it is one.
    NotAChild,
    /// It is said to be of other categories too, and not of which.
    WhichOthers,
    /// Somebody is a survivor and a perpetrator of it.
    OwnPerpetrator,
    /// He is said to be below the criminal threshold, and a criminal measure was taken.
    Prosecuted,
    /// He was fined, which is below the criminal threshold, and that is not said.
    ThresholdNotSaid,
    /// A returnee got help, and it is not said whether she needs it.
    NeedNotSaid,
    /// It is said that she needs no support, and which she needs.
    NeedsDiffer,
    /// A service or measure lies before what it would answer, and does not count: before this day.
    BeforeCase(Day),
    /// A follow-up found new violence on this day, and it is not recorded: it would count in a later year.
    NewViolence(Day),
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
            Self::RelationNotSaid => "relation-not-said",
            Self::OutsideFamily => "outside-family",
            Self::WithinFamily => "within-family",
            Self::NotAChild => "not-a-child",
            Self::WhichOthers => "which-others",
            Self::OwnPerpetrator => "own-perpetrator",
            Self::Prosecuted => "prosecuted",
            Self::ThresholdNotSaid => "threshold-not-said",
            Self::NeedNotSaid => "need-not-said",
            Self::NeedsDiffer => "needs-differ",
            Self::BeforeCase(_) => "before-case",
            Self::NewViolence(_) => "new-violence",
            Self::TypeNotSaid => "type-not-said",
            Self::NoEnd => "no-end",
            Self::TooLong(_) => "too-long",
        }
    }

    /// The columns that it is about, each of the kind of record that has it: what stands first is where it is told of
    /// a case.
    fn columns(&self) -> &'static [(RecordKind, &'static str)] {
        use RecordKind as K;
        match self {
            Self::NotBetween(_) => &[
                (K::ViolenceCase, "acts"),
                (K::Survivor, "relation"),
                (K::Incident, "acts"),
            ],
            Self::OutsideFamily | Self::WithinFamily => {
                &[(K::ViolenceCase, "category"), (K::Survivor, "relation")]
            }
            Self::RelationNotSaid => &[(K::Relationship, "relation")],
            Self::NotAChild => &[(K::ViolenceCase, "category"), (K::Survivor, "age")],
            Self::WhichOthers => &[(K::ViolenceCase, "also")],
            Self::OwnPerpetrator => &[(K::Perpetrator, "person"), (K::Survivor, "person")],
            Self::Prosecuted | Self::ThresholdNotSaid => {
                &[(K::Perpetrator, "prosecuted"), (K::Measure, "measure")]
            }
            Self::NeedNotSaid => &[(K::Survivor, "needs_support")],
            Self::NeedsDiffer => &[
                (K::Survivor, "needs_support"),
                (K::TraffickingTrack, "needs"),
            ],
            Self::BeforeCase(_) => &[(K::Service, "received_on"), (K::Measure, "taken_on")],
            Self::NewViolence(_) => &[(K::FollowUp, "follow_up_result")],
            Self::TypeNotSaid => &[(K::ViolenceCase, "gbv_type"), (K::Incident, "gbv_type")],
            Self::NoEnd | Self::TooLong(_) => &[(K::Measure, "ends_on")],
        }
    }

    /// The column at which it is told of a case.
    pub fn column(&self) -> &'static str {
        self.columns().first().map_or("", |(_, column)| *column)
    }

    /// The column at which it is told while a record of a kind is typed, where it has one.
    pub fn column_of(&self, kind: RecordKind) -> Option<&'static str> {
        let mut columns = self.columns().iter();
        columns
            .find(|(of, _)| *of == kind)
            .map(|(_, column)| *column)
    }

    /// Whether somebody may be counted wrongly for it.
    pub fn may_count_wrongly(&self) -> bool {
        match self {
            Self::NotBetween(_)
            | Self::RelationNotSaid
            | Self::OutsideFamily
            | Self::WithinFamily
            | Self::NotAChild
            | Self::WhichOthers
            | Self::OwnPerpetrator
            | Self::Prosecuted
            | Self::ThresholdNotSaid
            | Self::NeedNotSaid
            | Self::NeedsDiffer
            | Self::BeforeCase(_)
            | Self::NewViolence(_) => true,
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
            Self::RelationNotSaid
            | Self::OutsideFamily
            | Self::WithinFamily
            | Self::NotAChild
            | Self::WhichOthers
            | Self::OwnPerpetrator
            | Self::Prosecuted
            | Self::ThresholdNotSaid
            | Self::NeedNotSaid
            | Self::NeedsDiffer
            | Self::TypeNotSaid
            | Self::NoEnd => String::new(),
            Self::BeforeCase(day) | Self::NewViolence(day) | Self::TooLong(day) => day.to_string(),
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

/// What is doubtful of a case by all its records, in each year in which it counts, each once.
pub fn doubts(records: &CaseRecords, catalogues: &Catalogues) -> Vec<CaseDoubt> {
    let mut found = Vec::new();
    for of_year in records.by_year(catalogues) {
        let rules = rules_of(catalogues, of_year.case.record.found_on);
        for doubt in doubts_of_year(&of_year, rules) {
            if !found.contains(&doubt) {
                found.push(doubt);
            }
        }
    }
    found.extend(records.unrecorded_violence().map(CaseDoubt::NewViolence));
    found
}

fn doubts_of_year(records: &CaseRecords, rules: &RegisterRules) -> Vec<CaseDoubt> {
    let mut found = Vec::from_iter(of_relations(records, rules));
    if records.lacks_relation() {
        found.push(CaseDoubt::RelationNotSaid);
    }
    found.extend(of_categories(records, rules));
    found.extend(of_perpetrators(records));
    let since = answered_since(&records.case.record, rules);
    let services = records.survivors.iter().flat_map(|of| &of.services);
    let received = services.filter_map(|service| service.record.received_on);
    let measures = records
        .perpetrators
        .iter()
        .flat_map(|(_, measures)| measures);
    let mut days = received.chain(measures.map(|measure| measure.record.taken_on));
    if days.any(|day| day < since) {
        found.push(CaseDoubt::BeforeCase(since));
    }
    if records.decided_type(rules) == GbvDecision::Asked {
        found.push(CaseDoubt::TypeNotSaid);
    }
    found
}

/// Acts that do not count between these people, where it is said of all of them how they stand to who did it.
fn of_relations(records: &CaseRecords, rules: &RegisterRules) -> Option<CaseDoubt> {
    let relations = |of: &SurvivorRecords| -> Option<Vec<Relation>> {
        let ties = records.ties(of).into_iter();
        ties.map(|tie| tie.relation).collect()
    };
    let of_all = records.survivors.iter().map(relations);
    let of_all: Vec<Relation> = of_all.collect::<Option<Vec<_>>>()?.concat();
    if of_all.is_empty() {
        return None;
    }
    let mut not_between: BTreeSet<Act> = BTreeSet::new();
    let mut look = |violence: Violence<'_>, relations: &[Relation]| {
        let between = |act: &Act| {
            let mut relations = relations.iter();
            relations.any(|relation| rules.may_count(*relation, *act, violence.day))
        };
        not_between.extend(violence.acts.0.iter().filter(|act| !between(act)));
    };
    if !records.again {
        look(Violence::of_case(&records.case.record), &of_all);
    }
    for of in &records.survivors {
        for incident in &of.incidents {
            let relations = relations(of).unwrap_or_default();
            look(Violence::of(&incident.record), &relations);
        }
    }
    (!not_between.is_empty()).then_some(CaseDoubt::NotBetween(not_between))
}

/// Categories that were said, and cannot be so of anybody in it.
fn of_categories(records: &CaseRecords, rules: &RegisterRules) -> Vec<CaseDoubt> {
    let case = &records.case.record;
    let survivors = || records.survivors.iter().map(|of| &of.survivor.record);
    let is_said = |category| case.category == category || case.also.contains(category);
    let all = |is_so: &dyn Fn(&Survivor) -> bool| survivors().count() > 0 && survivors().all(is_so);
    let are = |kinship: Kinship| {
        let mut all = records.survivors.iter();
        !records.survivors.is_empty()
            && all.all(|of| {
                let ties = records.ties(of);
                let mut days = records.violence_against(of).map(|violence| violence.day);
                days.all(|day| {
                    let mut ties = ties.iter();
                    ties.all(|tie| Kinship::of(tie.relation, rules, day) == kinship)
                })
            })
    };
    let mut found = Vec::new();
    if is_said(CaseCategory::Domestic) && are(Kinship::Outside) {
        found.push(CaseDoubt::OutsideFamily);
    }
    if is_said(CaseCategory::GenderBased) && are(Kinship::Family) {
        found.push(CaseDoubt::WithinFamily);
    }
    let is_grown = |one: &Survivor| !one.age.is_child() && one.age != AgeBand::Unknown;
    if is_said(CaseCategory::ChildAbuse) && all(&is_grown) {
        found.push(CaseDoubt::NotAChild);
    }
    if case.several == Some(true) && case.also.is_empty() {
        found.push(CaseDoubt::WhichOthers);
    }
    let is_returnee = is_said(CaseCategory::TraffickingReturnee);
    let is_helped = |of: &SurvivorRecords| {
        let mut services = of.services.iter();
        let received = services.any(|service| service.record.received_on.is_some());
        let needs = of.survivor.record.needs_support.or(of.needs_named());
        received && needs.is_none()
    };
    if is_returnee && records.survivors.iter().any(is_helped) {
        found.push(CaseDoubt::NeedNotSaid);
    }
    let differs = |of: &SurvivorRecords| {
        of.survivor.record.needs_support == Some(false) && of.needs_named().is_some()
    };
    if records.survivors.iter().any(differs) {
        found.push(CaseDoubt::NeedsDiffer);
    }
    found
}

/// What does not fit of its perpetrators.
fn of_perpetrators(records: &CaseRecords) -> Vec<CaseDoubt> {
    let mut found = Vec::new();
    for (perpetrator, measures) in &records.perpetrators {
        let perpetrator = &perpetrator.record;
        let mut survivors = records.survivors.iter();
        if survivors.any(|of| of.survivor.record.person == perpetrator.person) {
            found.push(CaseDoubt::OwnPerpetrator);
        }
        let taken = |kind| {
            measures
                .iter()
                .any(|measure| measure.record.measure == kind)
        };
        if perpetrator.prosecuted == Some(false) && taken(MeasureKind::Criminal) {
            found.push(CaseDoubt::Prosecuted);
        }
        if perpetrator.prosecuted.is_none() && taken(MeasureKind::AdministrativeFine) {
            found.push(CaseDoubt::ThresholdNotSaid);
        }
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
    /// The days by which it counts, the one on which it was found first.
    pub counts_on: Vec<Day>,
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
    let mut found = Vec::new();
    for records in all_case_records(reader)? {
        let case = &records.case.record;
        if case.voided.is_some() || case.handed_on.is_some() {
            continue;
        }
        let doubts = doubts(&records, catalogues);
        if !doubts.is_empty() {
            found.push(DoubtedCase {
                id: records.case.id,
                number: case.number.clone(),
                counts_on: records.counts_on(),
                doubts,
            });
        }
    }
    found.sort_by(|a, b| (&a.counts_on, a.id).cmp(&(&b.counts_on, b.id)));
    Ok(found)
}
