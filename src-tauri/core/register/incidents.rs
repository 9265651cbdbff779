//! A case in which there was violence again. It counts in the year in which it was found, and once in each later year
//! in which new violence became known: with those who suffered it, and what was done since.

use super::{CaseRecords, SurvivorRecords, answered_since, rules_of};
use crate::catalogue::{Catalogues, GbvDecision, RegisterRules};
use crate::model::{
    Act, CaseFacts, Day, FollowUp, FollowUpResult, GbvType, Incident, OtherAct, RecordId,
    RecordKind, Set, Stored, Survivor, ViolenceCase,
};
use crate::store::{self, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// What was done to somebody at one time, and the day by whose law it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Violence<'a> {
    /// The day by whose law its acts are judged.
    pub day: Day,
    /// Acts of domestic violence.
    pub acts: &'a Set<Act>,
    /// Acts outside the family.
    pub other_acts: &'a Set<OtherAct>,
    /// GBVIMS type, where somebody chose it.
    gbv_type: Option<GbvType>,
}

impl<'a> Violence<'a> {
    /// What a case says first of all.
    pub fn of_case(case: &'a ViolenceCase) -> Self {
        Self {
            day: super::day_of_acts(case),
            acts: &case.acts,
            other_acts: &case.other_acts,
            gbv_type: case.gbv_type,
        }
    }

    /// New violence.
    pub fn of(incident: &'a Incident) -> Self {
        Self {
            day: incident.day_of_acts(),
            acts: &incident.acts,
            other_acts: &incident.other_acts,
            gbv_type: incident.gbv_type,
        }
    }

    /// Its GBVIMS type: the one that was chosen, or else what its acts say.
    pub fn decided_type(&self, rules: &RegisterRules) -> GbvDecision {
        let by_acts = || rules.decided_type(self.acts, self.other_acts, self.day);
        self.gbv_type.map_or_else(by_acts, GbvDecision::Type)
    }
}

impl CaseRecords {
    /// New violence in it.
    pub fn incidents(&self) -> impl Iterator<Item = &Stored<Incident>> {
        self.survivors.iter().flat_map(|of| &of.incidents)
    }

    /// What the case says first of all, unless it is seen by new violence alone.
    fn at_first(&self) -> impl Iterator<Item = Violence<'_>> {
        let at_first = Violence::of_case(&self.case.record);
        (!self.again).then_some(at_first).into_iter()
    }

    /// All violence in it.
    pub fn violence(&self) -> impl Iterator<Item = Violence<'_>> {
        let later = self.incidents().map(|one| Violence::of(&one.record));
        self.at_first().chain(later)
    }

    /// What one of its survivors suffered: what the case says of all, and what came after.
    pub fn violence_against<'a>(
        &'a self,
        of: &'a SurvivorRecords,
    ) -> impl Iterator<Item = Violence<'a>> {
        let later = of.incidents.iter().map(|one| Violence::of(&one.record));
        self.at_first().chain(later)
    }

    /// The GBVIMS type of all violence in it: the gravest, unless one is asked for that may be graver.
    pub fn decided_type(&self, rules: &RegisterRules) -> GbvDecision {
        let decided: Vec<GbvDecision> = self
            .violence()
            .map(|violence| violence.decided_type(rules))
            .collect();
        let types = decided.iter().filter_map(|decision| match decision {
            GbvDecision::Type(of) => Some(*of),
            GbvDecision::Asked | GbvDecision::NoActs => None,
        });
        match types.min() {
            Some(gravest) if GbvType::ALL.first() == Some(&gravest) => GbvDecision::Type(gravest),
            _ if decided.contains(&GbvDecision::Asked) => GbvDecision::Asked,
            Some(gravest) => GbvDecision::Type(gravest),
            None => GbvDecision::NoActs,
        }
    }

    /// The first new violence of each later year.
    fn again(&self) -> BTreeMap<i32, &Stored<Incident>> {
        let mut first: BTreeMap<i32, &Stored<Incident>> = BTreeMap::new();
        for incident in self.incidents() {
            let known_on = incident.record.known_on;
            if known_on.year() <= self.case.record.found_on.year() {
                continue;
            }
            let here = first.entry(known_on.year()).or_insert(incident);
            if (known_on, incident.id) < (here.record.known_on, here.id) {
                *here = incident;
            }
        }
        first
    }

    /// The last day on which a follow-up found new violence that is not recorded.
    pub fn unrecorded_violence(&self) -> Option<Day> {
        let found = new_violence_found(&self.follow_ups)?;
        let mut known = self.incidents().map(|one| one.record.known_on);
        (!known.any(|day| day >= found)).then_some(found)
    }

    /// The days by which it counts: on which it was found, and in each later year the first on which new violence
    /// became known.
    pub fn counts_on(&self) -> Vec<Day> {
        let again = self.again().into_values().map(|one| one.record.known_on);
        std::iter::once(self.case.record.found_on)
            .chain(again)
            .collect()
    }

    /// What it is in each year in which it counts: as it was found, under its own id, and as there was violence again,
    /// under the id of the first of the year.
    pub fn by_year(&self, catalogues: &Catalogues) -> Vec<Self> {
        let found = self.case.record.found_on.year();
        let mut years = vec![self.with_incidents(|year| year <= found)];
        for (year, first) in self.again() {
            let mut again = self.with_incidents(|of| of == year);
            again.case.id = first.id;
            again.case.record = case_again(&self.case.record, &first.record);
            again.again = true;
            again.survivors.retain(|of| !of.incidents.is_empty());
            let rules = rules_of(catalogues, first.record.known_on);
            again.keep_since(answered_since(&again.case.record, rules));
            years.push(again);
        }
        years
    }

    fn with_incidents(&self, is_of: impl Fn(i32) -> bool) -> Self {
        let mut records = self.clone();
        for of in &mut records.survivors {
            of.incidents.retain(|one| is_of(one.record.known_on.year()));
        }
        records
    }

    /// Leaves out what was done before a day.
    fn keep_since(&mut self, since: Day) {
        for of in &mut self.survivors {
            of.services.retain(|service| {
                let record = &service.record;
                record.received_on.unwrap_or(record.offered_on) >= since
            });
        }
        for (_, measures) in &mut self.perpetrators {
            measures.retain(|measure| measure.record.taken_on >= since);
        }
    }
}

/// All new violence that was ever recorded in a case, of survivors who were taken out of it too.
///
/// # Errors
/// The database's.
pub fn incidents_ever(
    reader: &impl Reader,
    case: RecordId,
) -> Result<Vec<Stored<Incident>>, StoreError> {
    let mut incidents = Vec::new();
    for survivor in store::records_ever_with::<Survivor>(reader, "case", &case.to_string())? {
        let survivor = survivor.id.to_string();
        incidents.extend(store::records_ever_with(reader, "survivor", &survivor)?);
    }
    Ok(incidents)
}

/// The last day on which a follow-up found new violence.
pub fn new_violence_found(follow_ups: &[Stored<FollowUp>]) -> Option<Day> {
    let records = follow_ups.iter().map(|one| &one.record);
    let found = records.filter(|one| one.follow_up_result == Some(FollowUpResult::NewViolence));
    found.map(|one| one.done_on.unwrap_or(one.due_on)).max()
}

/// A case as it is in a later year, by the first new violence of that year.
fn case_again(case: &ViolenceCase, first: &Incident) -> ViolenceCase {
    ViolenceCase {
        found_on: first.known_on,
        found_by: None,
        injury: first.injury,
        commune: first.commune.clone().or_else(|| case.commune.clone()),
        incident_on: first.happened_on,
        reported_on: None,
        days_to_report: None,
        closed_on: case.closed_on.filter(|day| *day >= first.known_on),
        ..case.clone()
    }
}

/// The cases that facts are of by their ids, which are those of their cases, or of new violence in them.
#[derive(Debug, Default)]
pub struct CasesOfFacts {
    cases: BTreeMap<RecordId, RecordId>,
    /// Facts of cases that others see.
    shut: BTreeSet<RecordId>,
}

impl CasesOfFacts {
    /// Those that are here; none for who cannot read facts, who is given no ids either.
    ///
    /// # Errors
    /// The database's.
    pub fn new(reader: &impl Reader) -> Result<Self, StoreError> {
        if store::facts_are_closed(reader) {
            return Ok(Self::default());
        }
        let mut cases = BTreeMap::new();
        for incident in store::records::<Incident>(reader, store::OWN)? {
            match super::case_of(reader, RecordKind::Incident, incident.id) {
                Ok(Some(case)) => {
                    cases.insert(incident.id, case);
                }
                // Of a survivor who was taken out with what could not be read: nothing travels of it.
                Ok(None) | Err(StoreError::NoRecord(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let shut = facts_of_shut_cases(reader)?;
        Ok(Self { cases, shut })
    }

    /// Whether the case that facts are of is one that this user sees.
    pub fn is_seen(&self, facts: RecordId) -> bool {
        !self.shut.contains(&facts)
    }

    /// The case that facts are of.
    pub fn case(&self, facts: RecordId) -> RecordId {
        self.cases.get(&facts).copied().unwrap_or(facts)
    }

    /// The cases that facts are of, but for those that others see.
    pub fn cases(&self, facts: impl IntoIterator<Item = RecordId>) -> BTreeSet<RecordId> {
        let seen = facts.into_iter().filter(|facts| self.is_seen(*facts));
        seen.map(|facts| self.case(facts)).collect()
    }
}

/// The facts of cases that others see: those of new violence have ids of their own, and the number of their case.
fn facts_of_shut_cases(reader: &impl Reader) -> Result<BTreeSet<RecordId>, StoreError> {
    let restrictions = store::restrictions(reader).into_iter();
    let shut = restrictions.filter(|(.., sees)| !sees);
    let shut = BTreeSet::from_iter(shut.flat_map(|(_, of, _)| of.cases));
    if shut.is_empty() {
        return Ok(shut);
    }
    let all = store::records::<CaseFacts>(reader, store::OWN)?;
    let of_shut = all.iter().filter(|facts| shut.contains(&facts.id));
    let numbers = BTreeSet::from_iter(of_shut.map(|facts| &facts.record.number));
    let theirs = all
        .iter()
        .filter(|facts| numbers.contains(&facts.record.number));
    Ok(theirs.map(|facts| facts.id).collect())
}
