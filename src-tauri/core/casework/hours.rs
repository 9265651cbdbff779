//! What is due by the hour: health care after sexual violence, urgent measures for a child, the chair's decision. Hours
//! run from the moment at which somebody recorded what makes it due, or from the beginning of the day on which it was
//! reported where that is earlier.

use super::{CaseError, CaseState};
use crate::catalogue::{RegisterRules, Risk};
use crate::model::{
    Act, CaseCategory, CaseRef, Day, HourDuty, Moment, OtherAct, RecordId, RecordKind, RiskCheck,
    RiskSign, Stored,
};
use crate::register::{self, CaseRecords, Categorised, Violence};
use crate::store::{self, Decided, Decision, OWN, Reader, StoreError};
use crate::vault::View;
use std::collections::BTreeMap;

/// Something that is due by the hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hour {
    /// What.
    pub duty: HourDuty,
    /// Since when the hours run.
    pub since: Moment,
    /// When they are over.
    pub until: Moment,
}

/// The same, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourOfCase {
    /// Id.
    pub case: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// What is due.
    pub hour: Hour,
}

/// Days before an act was found in which hours still run since it.
const DAYS_OF_HOURS: i64 = 3;

/// What of a case says that something is due by the hour.
pub(super) struct At<'c> {
    /// The case with its records.
    pub records: &'c CaseRecords,
    /// Its safety checks.
    pub checks: &'c [Stored<RiskCheck>],
}

impl At<'_> {
    /// What makes something due, each with the record that says so and the day that it was.
    fn reasons(&self, rules: &RegisterRules) -> Vec<(HourDuty, (RecordKind, RecordId), Day)> {
        let mut reasons = Vec::new();
        let case = &self.records.case.record;
        let of_case = (RecordKind::ViolenceCase, self.records.case.id);
        let known = case.reported_on.unwrap_or(case.found_on);
        if let Some(day) = sexual_violence(Violence::of_case(case), case.incident_on, known) {
            reasons.push((HourDuty::SexualCare, of_case, day));
        }
        for of in &self.records.survivors {
            let is_child = of.survivor.record.age.is_child();
            if is_child {
                reasons.push((HourDuty::ChildUrgent, of_case, known));
            }
            for incident in &of.incidents {
                let of_incident = (RecordKind::Incident, incident.id);
                let record = &incident.record;
                let violence = Violence::of(record);
                let known = record.known_on;
                if let Some(day) = sexual_violence(violence, record.happened_on, known) {
                    reasons.push((HourDuty::SexualCare, of_incident, day));
                }
                if is_child {
                    reasons.push((HourDuty::ChildUrgent, of_incident, known));
                }
            }
        }
        let categories = Categorised::new(self.records, rules).all(&self.records.survivors);
        for check in self.checks {
            let (of_check, day) = ((RecordKind::RiskCheck, check.id), check.record.checked_on);
            if check.record.signs.yes.contains(RiskSign::SexualRecent) {
                reasons.push((HourDuty::SexualCare, of_check, day));
            }
            let is_immediate = rules.risk(&check.record) == Some(Risk::Immediate);
            if is_immediate && categories.contains(&CaseCategory::Domestic) {
                reasons.push((HourDuty::ChairDecision, of_check, day));
            }
        }
        reasons
    }
}

/// The day of sexual violence that became known within the days in which hours still run since it.
fn sexual_violence(violence: Violence<'_>, on: Option<Day>, known: Day) -> Option<Day> {
    let other = [OtherAct::Rape, OtherAct::SexualAssault];
    let mut sexual = other.iter().map(|act| violence.other_acts.contains(*act));
    let is_sexual = violence.acts.contains(Act::I) || sexual.any(|is| is);
    let on = on.filter(|_| is_sexual)?;
    ((known.date() - on.date()).num_days() <= DAYS_OF_HOURS).then_some(on)
}

/// Since when hours run: since it was recorded, or the beginning of its day where that was an earlier one.
fn since(recorded: Moment, day: Day) -> Moment {
    match recorded.day() {
        Ok(of_record) if day < of_record => recorded.beginning_of_day(day).unwrap_or(recorded),
        Ok(_) | Err(_) => recorded,
    }
}

/// What is due by the hour of an open case, and is not done, the first first.
pub(super) fn of_case(
    reader: &impl Reader,
    rules: &RegisterRules,
    at: &At<'_>,
    decisions: &[Decision],
) -> Result<Vec<Hour>, StoreError> {
    let mut due: BTreeMap<HourDuty, Hour> = BTreeMap::new();
    for (duty, (kind, id), day) in at.reasons(rules) {
        let (Some(rule), Some(recorded)) =
            (rules.hour(duty, day), store::recorded_at(reader, kind, id)?)
        else {
            continue;
        };
        let is_done = decisions.iter().any(|decision| {
            let is_it = matches!(decision.what, Decided::HourDone { duty: done } if done == duty);
            is_it && decision.at >= recorded
        });
        if is_done {
            continue;
        }
        let since = since(recorded, day);
        let until = since.after_hours(rule.hours);
        let hour = Hour { duty, since, until };
        match due.get(&duty) {
            // What happened again is due again: the hours that end last can still be kept.
            Some(known) if known.until >= until => {}
            Some(_) | None => {
                due.insert(duty, hour);
            }
        }
    }
    let mut due: Vec<Hour> = due.into_values().collect();
    due.sort_by_key(|hour| (hour.until, hour.duty));
    Ok(due)
}

impl View {
    /// What is due by the hour of all open cases, the first first.
    ///
    /// # Errors
    /// The database's.
    pub fn hours_due(&self) -> Result<Vec<HourOfCase>, CaseError> {
        let store = self.store();
        let mut checks = by_case(store::records::<RiskCheck>(store, OWN)?, |r| r.case.id());
        let mut found = Vec::new();
        for records in register::all_case_records(store)? {
            let case = &records.case;
            if !matches!(
                CaseState::of(&case.record),
                CaseState::Open | CaseState::HandingOver
            ) {
                continue;
            }
            let checks = checks.remove(&case.id).unwrap_or_default();
            let at = At {
                records: &records,
                checks: &checks,
            };
            let rules = register::rules_of(self.catalogues(), case.record.found_on);
            let decisions = store::decisions(store, case.id)?;
            let hours = of_case(store, rules, &at, &decisions)?.into_iter();
            found.extend(hours.map(|hour| HourOfCase {
                case: case.id,
                number: case.record.number.clone(),
                hour,
            }));
        }
        found.sort_by_key(|one| (one.hour.until, one.case));
        Ok(found)
    }
}

fn by_case<R>(
    records: Vec<Stored<R>>,
    case: impl Fn(&R) -> RecordId,
) -> BTreeMap<RecordId, Vec<Stored<R>>> {
    let mut of: BTreeMap<RecordId, Vec<Stored<R>>> = BTreeMap::new();
    for record in records {
        of.entry(case(&record.record)).or_default().push(record);
    }
    of
}
