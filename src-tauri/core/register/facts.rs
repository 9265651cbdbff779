//! De-identification: the facts of a case, made from its records. They are kept beside them, as
//! records of their own kinds, so that figures, closings and packages read nothing else.

use super::{Categorised, Consents, Recorded, Tie, Violence, closest, incidents_ever};
use crate::catalogue::{Catalogues, GbvDecision, RegisterRules};
use crate::model::{
    AgeBand, Answer, CaseFacts, CaseRow, ConsentAct, Count, Day, FieldError, FlatForm, FollowUp,
    Held, Identification, Incident, Measure, MeasureKind, Month, Perpetrator, PerpetratorFacts,
    ProviderKind, Record, RecordId, RecordKind, Relation, Relationship, Service, ServiceKind, Set,
    Sex, Stored, Survivor, SurvivorFacts, TraffickingTrack, ViolenceCase, Year,
};
use crate::store::{self, Decided, Log, NoEntry, Reader, StoreError};
use chrono::Days;
use std::collections::{BTreeMap, BTreeSet};

/// A case with all its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRecords {
    /// The case.
    pub case: Stored<ViolenceCase>,
    /// Survivors, each with her services and what she was asked.
    pub survivors: Vec<SurvivorRecords>,
    /// Perpetrators, each with measures.
    pub perpetrators: Vec<(Stored<Perpetrator>, Vec<Stored<Measure>>)>,
    /// Follow-ups.
    pub follow_ups: Vec<Stored<FollowUp>>,
    /// Whether it is seen by new violence of a later year alone: what the case says of acts is of an earlier one.
    pub again: bool,
    /// Whether only some users see it: then what travels of it is the least that counting needs.
    pub restricted: bool,
}

/// A survivor with all her records of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurvivorRecords {
    /// She.
    pub survivor: Stored<Survivor>,
    /// Services.
    pub services: Vec<Stored<Service>>,
    /// What she was asked, and what she answered.
    pub consents: Vec<Stored<ConsentAct>>,
    /// New violence against her since the case was found.
    pub incidents: Vec<Stored<Incident>>,
    /// What was said of traffickers.
    pub tracks: Vec<Stored<TraffickingTrack>>,
    /// How she stands to each of several perpetrators, where that is said.
    pub relationships: Vec<Stored<Relationship>>,
}

impl SurvivorRecords {
    /// Whether she has been found to be a victim of trafficking, as it was said last.
    pub fn identification(&self) -> Option<Identification> {
        identification_of(&self.survivor.record, self.tracks.iter())
    }

    /// That she needs support, where it is said of some which she needs.
    pub fn needs_named(&self) -> Option<bool> {
        let mut tracks = self.tracks.iter();
        let is_named = tracks.any(|one| !one.record.needs.is_empty());
        is_named.then_some(true)
    }

    /// What she agreed to, in a case where she stands so to who was violent: a yes of who cannot give it is none.
    pub fn said(&self, ties: &[Tie]) -> Consents<'_> {
        let survivor = &self.survivor.record;
        let hold = |act: &&Stored<ConsentAct>| act.record.holds_of(survivor, ties);
        let acts = self.consents.iter().filter(hold);
        Consents::new([Recorded::new(survivor, ties)], acts)
    }
}

/// Whether a survivor has been found to be a victim of trafficking, as it was said last: in her track, or else where the case
/// was opened. That she is none stands in her track alone, with the paper that says so.
pub fn identification_of<'t>(
    survivor: &Survivor,
    tracks: impl Iterator<Item = &'t Stored<TraffickingTrack>>,
) -> Option<Identification> {
    let said = tracks.filter(|one| one.record.identification.is_some());
    let last = said.max_by_key(|one| (one.record.noted_on, one.id));
    let at_first = survivor.identification;
    last.and_then(|one| one.record.identification)
        .or(at_first.filter(|of| *of != Identification::NotIdentified))
}

/// What travels of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravellingCase {
    /// What travels of the case itself.
    pub case: CaseFacts,
    /// Of each survivor, under the id of her record.
    pub survivors: Vec<(RecordId, SurvivorFacts)>,
    /// Of each perpetrator, under the id of his record.
    pub perpetrators: Vec<(RecordId, PerpetratorFacts)>,
}

/// Reads a case that is not deleted.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn case_records(reader: &impl Reader, case: RecordId) -> Result<CaseRecords, StoreError> {
    let id = case.to_string();
    let case = store::record::<ViolenceCase>(reader, case)?;
    let mut survivors = Vec::new();
    for survivor in store::records_with::<Survivor>(reader, "case", &id)? {
        let id = survivor.id.to_string();
        survivors.push(SurvivorRecords {
            services: store::records_with(reader, "survivor", &id)?,
            consents: store::records_with(reader, "survivor", &id)?,
            incidents: store::records_with(reader, "survivor", &id)?,
            tracks: store::records_with(reader, "survivor", &id)?,
            relationships: store::records_with(reader, "survivor", &id)?,
            survivor,
        });
    }
    let mut perpetrators = Vec::new();
    for perpetrator in store::records_with::<Perpetrator>(reader, "case", &id)? {
        let measures = store::records_with(reader, "perpetrator", &perpetrator.id.to_string())?;
        perpetrators.push((perpetrator, measures));
    }
    Ok(CaseRecords {
        again: false,
        restricted: store::restriction_of(reader, case.id).is_some_and(|(_, of)| !of.lifted),
        follow_ups: store::records_with(reader, "case", &id)?,
        case,
        survivors,
        perpetrators,
    })
}

/// All own cases that are not deleted, each with its records.
///
/// # Errors
/// SQLite's.
pub fn all_case_records(reader: &impl Reader) -> Result<Vec<CaseRecords>, StoreError> {
    let mut services = by_owner::<Service>(reader, |one| one.survivor.id())?;
    let mut consents = by_owner::<ConsentAct>(reader, |one| one.survivor.id())?;
    let mut incidents = by_owner::<Incident>(reader, |one| one.survivor.id())?;
    let mut tracks = by_owner::<TraffickingTrack>(reader, |one| one.survivor.id())?;
    let mut relationships = by_owner::<Relationship>(reader, |one| one.survivor.id())?;
    let mut follow_ups = by_owner::<FollowUp>(reader, |one| one.case.id())?;
    let mut measures = by_owner::<Measure>(reader, |one| one.perpetrator.id())?;
    let mut survivors = by_owner::<Survivor>(reader, |one| one.case.id())?;
    let mut perpetrators = by_owner::<Perpetrator>(reader, |one| one.case.id())?;
    let cases = store::records::<ViolenceCase>(reader, store::OWN)?.into_iter();
    let all = cases.map(|case| CaseRecords {
        survivors: survivors
            .remove(&case.id)
            .unwrap_or_default()
            .into_iter()
            .map(|survivor| SurvivorRecords {
                services: services.remove(&survivor.id).unwrap_or_default(),
                consents: consents.remove(&survivor.id).unwrap_or_default(),
                incidents: incidents.remove(&survivor.id).unwrap_or_default(),
                tracks: tracks.remove(&survivor.id).unwrap_or_default(),
                relationships: relationships.remove(&survivor.id).unwrap_or_default(),
                survivor,
            })
            .collect(),
        perpetrators: perpetrators
            .remove(&case.id)
            .unwrap_or_default()
            .into_iter()
            .map(|one| {
                let measures = measures.remove(&one.id).unwrap_or_default();
                (one, measures)
            })
            .collect(),
        again: false,
        restricted: store::restriction_of(reader, case.id).is_some_and(|(_, of)| !of.lifted),
        follow_ups: follow_ups.remove(&case.id).unwrap_or_default(),
        case,
    });
    Ok(all.collect())
}

type ByOwner<R> = BTreeMap<RecordId, Vec<Stored<R>>>;

fn by_owner<R: Record>(
    reader: &impl Reader,
    owner: impl Fn(&R) -> RecordId,
) -> Result<ByOwner<R>, StoreError> {
    let mut all = ByOwner::new();
    for one in store::records::<R>(reader, store::OWN)? {
        all.entry(owner(&one.record)).or_default().push(one);
    }
    Ok(all)
}

fn days_between(from: Day, to: Day) -> Option<Count> {
    Count::new((to.date() - from.date()).num_days()).ok()
}

/// The rules of the year in which a case was found, or else the latest.
pub fn rules_of(catalogues: &Catalogues, found: Day) -> &RegisterRules {
    let year = Year::new(found.year()).ok();
    &year
        .and_then(|year| catalogues.of_year(year))
        .unwrap_or(catalogues.latest())
        .register
}

/// What travels of a case, for each year in which it counts, under the ids by which it travels; nothing of one that was
/// recorded wrongly, nor of one in which everybody is found to be no victim of trafficking and nothing else is said.
pub fn facts(records: &CaseRecords, catalogues: &Catalogues) -> Vec<(RecordId, TravellingCase)> {
    if records.case.record.voided.is_some() {
        return Vec::new();
    }
    let case = records.case.id;
    let travels = records.by_year(catalogues).into_iter().map(|of_year| {
        let id = of_year.case.id;
        let rules = rules_of(catalogues, of_year.case.record.found_on);
        let mut travels = facts_of_year(&of_year, rules);
        if id != case {
            travels.under(id);
        }
        let is_nobodys = travels.survivors.is_empty() && !of_year.survivors.is_empty();
        (!is_nobodys).then_some((id, travels))
    });
    travels.flatten().collect()
}

impl TravellingCase {
    /// Puts it under the id of new violence.
    fn under(&mut self, id: RecordId) {
        for (of, survivor) in &mut self.survivors {
            *of = id.with(*of);
            survivor.case = id.into();
        }
        for (of, perpetrator) in &mut self.perpetrators {
            *of = id.with(*of);
            perpetrator.case = id.into();
        }
    }
}

/// What travels of a case in one year.
///
/// Days become months. Of a case in which no survivor agreed that its facts be shared, or which only some users see, what
/// is not needed to count it is left out, and so it is of each survivor who did not.
fn facts_of_year(records: &CaseRecords, rules: &RegisterRules) -> TravellingCase {
    let case = &records.case.record;
    let of = Categorised::new(records, rules);
    let survivors = records.survivors.as_slice();
    let mut shares = survivors
        .iter()
        .map(|of| of.said(&records.ties(of)).shares());
    let shared = shares.any(|shares| shares == Some(true)) && !records.restricted;
    let month = |day: Option<Day>| day.map(Day::month);
    let share = |month: Option<Month>| month.filter(|_| shared);
    let entered = case.days_to_report;
    let days_to_report = case
        .incident_on
        .zip(case.reported_on)
        .and_then(|(from, to)| days_between(from, to))
        .or(entered);
    TravellingCase {
        case: CaseFacts {
            number: case.number.clone(),
            found: case.found_on.month(),
            reported: share(month(case.reported_on)),
            closed: month(case.closed_on),
            commune: case.commune.clone().filter(|_| shared),
            category: case.category,
            also: of.also(survivors),
            several: case.several.filter(|_| shared),
            acts: all_acts(records, shared, |one| one.acts),
            other_acts: all_acts(records, shared, |one| one.other_acts),
            gbv_type: match records.decided_type(rules) {
                GbvDecision::Type(of) => Some(of).filter(|_| shared),
                GbvDecision::Asked | GbvDecision::NoActs => None,
            },
            found_by: case.found_by.filter(|_| shared),
            incident: share(month(case.incident_on)),
            days_to_report: days_to_report.filter(|_| shared),
            reported_elsewhere: case.reported_elsewhere,
            handed_over: case.handed_on.map(|_| true),
        },
        survivors: survivors
            .iter()
            .filter(|one| of.counts(one))
            .map(|one| {
                let ties = records.ties(one);
                let said = one.said(&ties);
                let shared = said.shares() == Some(true) && !records.restricted;
                let relation = closest(&ties).filter(|_| shared);
                let facts = survivor_facts((one, &said, shared), relation, &of, rules);
                (one.survivor.id, facts)
            })
            .collect(),
        perpetrators: records
            .perpetrators
            .iter()
            .map(|(perpetrator, measures)| {
                let his = (perpetrator, measures.as_slice());
                let facts = perpetrator_facts(his, (&of, survivors), rules, shared);
                (perpetrator.id, facts)
            })
            .collect(),
    }
}

/// The acts of all violence in a case.
fn all_acts<T: Ord + Copy>(
    records: &CaseRecords,
    shared: bool,
    of: impl Fn(Violence<'_>) -> &Set<T>,
) -> Set<T> {
    let violence = records.violence().filter(|_| shared);
    Set(violence.flat_map(|one| of(one).0.iter().copied()).collect())
}

/// The day by whose law the acts of a case are judged: that of the incident, or on which it was found where that
/// is not known.
pub fn day_of_acts(case: &ViolenceCase) -> Day {
    case.incident_on.unwrap_or(case.found_on)
}

/// From which day on something may answer a case: that of its incident, or, where that is not known, the catalogue's
/// days before it was found.
pub fn answered_since(case: &ViolenceCase, rules: &RegisterRules) -> Day {
    case.incident_on.unwrap_or_else(|| {
        let known = case
            .reported_on
            .map_or(case.found_on, |day| day.min(case.found_on));
        let days = Days::new(u64::from(rules.days_before_found));
        let first = known.date().checked_sub_days(days);
        first.and_then(|date| Day::new(date).ok()).unwrap_or(known)
    })
}

fn none<T: Ord>() -> Set<T> {
    Set(BTreeSet::new())
}

fn survivor_facts(
    (of, said, shared): (&SurvivorRecords, &Consents<'_>, bool),
    relation: Option<Relation>,
    case: &Categorised<'_>,
    rules: &RegisterRules,
) -> SurvivorFacts {
    let survivor = &of.survivor.record;
    let since = answered_since(case.case(), rules);
    // What lies before it answers something else.
    let services = || {
        let services = of.services.iter().map(|service| &service.record);
        services.filter(|one| one.received_on.unwrap_or(one.offered_on) >= since)
    };
    let kinds = |fits: &dyn Fn(&Service) -> bool| -> Set<ServiceKind> {
        Set(services()
            .filter(|service| fits(service))
            .map(|service| service.service)
            .collect())
    };
    let found = case.case().found_on;
    let first = |fits: &dyn Fn(&Service) -> bool| {
        services()
            .filter(|service| fits(service))
            .filter_map(|service| service.received_on)
            .min()
    };
    let first_service = first(&|_| true);
    let share = said.shares();
    SurvivorFacts {
        case: survivor.case.id().into(),
        person: survivor.person.clone(),
        counts_in: Set(case.of_survivor(of)),
        sex: survivor.sex,
        age: if shared {
            survivor.age
        } else {
            AgeBand::Unknown
        },
        disability: survivor.lives_with_disability().filter(|_| shared),
        pregnant: survivor.pregnant.filter(|_| shared),
        relation,
        consent: said.ground(),
        share,
        offered: if shared { kinds(&|_| true) } else { none() },
        received: if shared {
            kinds(&|service| service.received_on.is_some())
        } else {
            none()
        },
        declined: if shared {
            kinds(&|service| service.answer == Some(Answer::Declined))
        } else {
            none()
        },
        providers: if shared {
            let of = services().filter(|service| service.received_on.is_some());
            Set(of
                .filter_map(|s| s.provider)
                .collect::<BTreeSet<ProviderKind>>())
        } else {
            none()
        },
        first_basic: first(&|service| {
            let day = service.received_on.unwrap_or(service.offered_on);
            rules.is_basic(service.service, service.provider, day)
        })
        .map(Day::month),
        first_service: first_service.map(Day::month),
        days_to_service: first_service
            .filter(|_| shared)
            .and_then(|day| days_between(found, day.max(found))),
        needs_support: survivor.needs_support.or(of.needs_named()),
    }
}

fn perpetrator_facts(
    (stored, measures): (&Stored<Perpetrator>, &[Stored<Measure>]),
    (case, survivors): (&Categorised<'_>, &[SurvivorRecords]),
    rules: &RegisterRules,
    shared: bool,
) -> PerpetratorFacts {
    let perpetrator = &stored.record;
    let since = answered_since(case.case(), rules);
    let measures = || {
        let measures = measures.iter().map(|measure| &measure.record);
        measures.filter(|measure| measure.taken_on >= since)
    };
    let counselled = measures()
        .filter(|measure| rules.is_counselling(measure.measure, measure.taken_on))
        .map(|measure| measure.taken_on)
        .min();
    PerpetratorFacts {
        case: perpetrator.case.id().into(),
        person: perpetrator.person.clone(),
        counts_in: Set(case.of_perpetrator(stored.id, survivors)),
        sex: match shared {
            true => perpetrator.sex,
            false => Sex::Unrecorded,
        },
        age: match shared {
            true => perpetrator.age,
            false => AgeBand::Unknown,
        },
        prosecuted: perpetrator.prosecuted,
        counselled: counselled.map(Day::month),
        measures: Set(measures()
            .filter(|_| shared)
            .map(|measure| measure.measure)
            .collect::<BTreeSet<MeasureKind>>()),
    }
}

/// The case that a record of the register belongs to; deleted records too. `None` for a record of
/// another kind.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn case_of(
    reader: &impl Reader,
    kind: RecordKind,
    id: RecordId,
) -> Result<Option<RecordId>, StoreError> {
    if !kind.is_of_register() {
        return Ok(None);
    }
    let (mut kind, mut id) = (kind, id);
    while let Some((column, above)) = kind.owner() {
        id = store::reference(reader, kind, id, column)?;
        kind = above;
    }
    Ok(Some(id))
}

/// Brings the facts of a case up to date with its records, in the same transaction.
///
/// # Errors
/// The database's.
pub fn project(log: &Log<'_>, catalogues: &Catalogues, case: RecordId) -> Result<(), StoreError> {
    let writer = log.unlogged(NoEntry::Derived);
    let travelling = match case_records(log, case) {
        Ok(records) => facts(&records, catalogues),
        Err(StoreError::NoRecord(_)) => Vec::new(),
        // Who does not see it leaves what travels of it as it is.
        Err(StoreError::Restricted) => return Ok(()),
        Err(error) => return Err(error),
    };
    let is_left_out_now = travelling.iter().any(|(_, of)| is_left_out(&of.case));
    // What an earlier program left lies open until it is sealed, and was decided long ago.
    if is_left_out_now && store::facts_are_sealed(log) && !was_left_out(log, case)? {
        // Whoever says so takes it out of every count: a head is asked to look.
        writer.decide(case, Decided::ReportedElsewhere, String::new())?;
    }
    let mut kept: BTreeSet<RecordId> = BTreeSet::new();
    for (id, travels) in &travelling {
        writer.put_derived(RecordKind::CaseFacts, *id, &travels.case.to_cells())?;
        kept.insert(*id);
        for (id, facts) in &travels.survivors {
            writer.put_derived(SurvivorFacts::KIND, *id, &facts.to_cells())?;
            kept.insert(*id);
        }
        for (id, facts) in &travels.perpetrators {
            writer.put_derived(PerpetratorFacts::KIND, *id, &facts.to_cells())?;
            kept.insert(*id);
        }
    }
    for id in ever_under(log, case)? {
        if !kept.contains(&id) {
            writer.drop_derived(RecordKind::CaseFacts, id)?;
        }
        for kind in [SurvivorFacts::KIND, PerpetratorFacts::KIND] {
            for here in store::flat_records_with(log, kind, "case", &id.to_string())? {
                if !kept.contains(&here.id) {
                    writer.drop_derived(kind, here.id)?;
                }
            }
        }
    }
    Ok(())
}

fn is_left_out(facts: &CaseFacts) -> bool {
    facts.reported_elsewhere == Some(true)
}

/// Whether a case was left out of the counts by its facts as they are kept.
fn was_left_out(reader: &impl Reader, case: RecordId) -> Result<bool, StoreError> {
    match store::record::<CaseFacts>(reader, case) {
        Ok(facts) => Ok(is_left_out(&facts.record)),
        Err(StoreError::NoRecord(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The ids under which a case can have travelled: its own, and those of all new violence that was ever recorded in it.
fn ever_under(reader: &impl Reader, case: RecordId) -> Result<Vec<RecordId>, StoreError> {
    let incidents = incidents_ever(reader, case)?.into_iter().map(|one| one.id);
    Ok(std::iter::once(case).chain(incidents).collect())
}

/// Brings the facts of all cases up to date, after the catalogue's rules changed.
///
/// # Errors
/// The database's.
pub fn project_all(log: &Log<'_>, catalogues: &Catalogues) -> Result<(), StoreError> {
    for case in store::flat_records(log, RecordKind::ViolenceCase, store::OWN)? {
        project(log, catalogues, case.id)?;
    }
    Ok(())
}

/// The cases whose facts differ from what their records say; none in a sound office.
///
/// # Errors
/// The database's.
pub fn stale_facts(
    reader: &impl Reader,
    catalogues: &Catalogues,
) -> Result<Vec<RecordId>, StoreError> {
    let mut stale = Vec::new();
    for records in all_case_records(reader)? {
        let case = records.case.id;
        let wanted = facts(&records, catalogues);
        let mut here = Vec::new();
        for id in ever_under(reader, case)? {
            match store::record::<CaseFacts>(reader, id) {
                Ok(facts) => here.push((id, travelling(reader, facts)?)),
                Err(StoreError::NoRecord(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let in_order = |mut all: Vec<(RecordId, TravellingCase)>| {
            all.sort_by_key(|(id, _)| *id);
            for (_, one) in &mut all {
                one.survivors.sort_by_key(|(id, _)| *id);
                one.perpetrators.sort_by_key(|(id, _)| *id);
            }
            all
        };
        if in_order(here) != in_order(wanted) {
            stale.push(case);
        }
    }
    Ok(stale)
}

fn travelling(
    reader: &impl Reader,
    facts: Stored<CaseFacts>,
) -> Result<TravellingCase, StoreError> {
    let id = facts.id.to_string();
    Ok(TravellingCase {
        case: facts.record,
        survivors: kept(reader, &id)?,
        perpetrators: kept(reader, &id)?,
    })
}

fn kept<R: Record>(reader: &impl Reader, case: &str) -> Result<Vec<(RecordId, R)>, StoreError> {
    let found = store::records_with::<R>(reader, "case", case)?;
    Ok(found.into_iter().map(|s| (s.id, s.record)).collect())
}

/// A row as it is read back once it was taken in: of what it says, what travels; `None` where nothing does.
///
/// # Errors
/// A month without days.
pub(crate) fn as_taken_in(
    row: &CaseRow,
    catalogues: &Catalogues,
) -> Result<Option<CaseRow>, FieldError> {
    fn stored<R>(record: R) -> Stored<R> {
        Stored {
            id: RecordId::new(),
            version: 1,
            origin: store::OWN,
            record,
        }
    }
    let made = row.register(RecordId::new())?;
    let measures = made.measures.into_iter().map(stored).collect();
    let services = made.services.into_iter().map(stored).collect();
    let records = CaseRecords {
        case: stored(made.case),
        survivors: vec![SurvivorRecords {
            survivor: stored(made.survivor),
            services,
            consents: Vec::new(),
            incidents: Vec::new(),
            tracks: Vec::new(),
            relationships: Vec::new(),
        }],
        follow_ups: Vec::new(),
        again: false,
        restricted: false,
        perpetrators: made
            .perpetrator
            .map(|perpetrator| (stored(perpetrator), measures))
            .into_iter()
            .collect(),
    };
    let travels = facts(&records, catalogues).into_iter().next();
    Ok(travels.and_then(|(_, travels)| {
        let (_, survivor) = travels.survivors.first()?;
        let perpetrator = travels.perpetrators.first().map(|(_, facts)| facts);
        Some(CaseRow::of_facts(&travels.case, survivor, perpetrator))
    }))
}

/// All own cases that count, one survivor to a row, without what names anyone: as a workbook brings
/// them in and takes them out.
///
/// # Errors
/// The database's.
pub fn case_rows(reader: &impl Reader) -> Result<Vec<CaseRow>, StoreError> {
    let mut survivors: BTreeMap<RecordId, Vec<SurvivorFacts>> = BTreeMap::new();
    for survivor in store::records::<SurvivorFacts>(reader, store::OWN)? {
        let case = survivor.record.case.id();
        survivors.entry(case).or_default().push(survivor.record);
    }
    let mut perpetrators: BTreeMap<RecordId, Vec<PerpetratorFacts>> = BTreeMap::new();
    for perpetrator in store::records::<PerpetratorFacts>(reader, store::OWN)? {
        let case = perpetrator.record.case.id();
        perpetrators
            .entry(case)
            .or_default()
            .push(perpetrator.record);
    }
    let mut rows = Vec::new();
    let cases = store::flat_records(reader, RecordKind::ViolenceCase, store::OWN)?;
    let cases: BTreeSet<RecordId> = cases.into_iter().map(|case| case.id).collect();
    for case in store::records::<CaseFacts>(reader, store::OWN)? {
        // A row is of a case as it was found.
        if !cases.contains(&case.id) {
            continue;
        }
        let of_case = perpetrators.remove(&case.id).unwrap_or_default();
        for (index, survivor) in survivors
            .remove(&case.id)
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let perpetrator = of_case.get(index).or(of_case.last());
            rows.push(CaseRow::of_facts(&case.record, survivor, perpetrator));
        }
    }
    Ok(rows)
}
