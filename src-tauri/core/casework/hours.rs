//! What is due by the hour: health care after sexual violence, urgent measures for a child, the chair's decision. Hours
//! run from the moment at which somebody recorded what makes it due, or from the beginning of the day on which it was
//! reported where that is earlier.

use super::{CaseError, CaseState};
use crate::catalogue::{RegisterRules, Risk};
use crate::model::{
    Act, CaseCategory, CaseRef, Day, HourDuty, Moment, OtherAct, RecordId, RecordKind, RiskCheck,
    RiskSign, Stored, Survivor, ViolenceCase,
};
use crate::register::{self, Categorised};
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
    case: &'c Stored<ViolenceCase>,
    survivors: Vec<&'c Survivor>,
    checks: Vec<&'c Stored<RiskCheck>>,
}

impl<'c> At<'c> {
    pub(super) fn new(
        case: &'c Stored<ViolenceCase>,
        survivors: &'c [Stored<Survivor>],
        checks: &'c [Stored<RiskCheck>],
    ) -> Self {
        Self {
            case,
            survivors: survivors.iter().map(|survivor| &survivor.record).collect(),
            checks: checks.iter().collect(),
        }
    }

    /// What makes something due, each with the record that says so and the day that it was.
    fn reasons(&self, rules: &RegisterRules) -> Vec<(HourDuty, (RecordKind, RecordId), Day)> {
        let mut reasons = Vec::new();
        let case = &self.case.record;
        let of_case = (RecordKind::ViolenceCase, self.case.id);
        if let Some(day) = sexual_violence(case) {
            reasons.push((HourDuty::SexualCare, of_case, day));
        }
        if self
            .survivors
            .iter()
            .any(|survivor| survivor.age.is_child())
        {
            let day = case.reported_on.unwrap_or(case.found_on);
            reasons.push((HourDuty::ChildUrgent, of_case, day));
        }
        let categories = Categorised::new(case, rules).all(&self.survivors);
        for check in &self.checks {
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

/// The day of sexual violence that was found within the days in which hours still run since it.
fn sexual_violence(case: &ViolenceCase) -> Option<Day> {
    let other = [OtherAct::Rape, OtherAct::SexualAssault];
    let is_sexual =
        case.acts.contains(Act::I) || other.iter().any(|act| case.other_acts.contains(*act));
    let on = case.incident_on.filter(|_| is_sexual)?;
    let known = case.reported_on.unwrap_or(case.found_on);
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
        let is_done = decisions.iter().any(|decision| match decision.what {
            Decided::HourDone { duty: done } => done == duty && decision.at >= recorded,
            Decided::DangerLowered { .. }
            | Decided::Closed { .. }
            | Decided::Voided { .. }
            | Decided::Reopened
            | Decided::WrittenErased(_)
            | Decided::ReceiverTold { .. } => false,
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
    /// What is due by the hour of all open cases and was over at some moment at the earliest, the first first.
    ///
    /// # Errors
    /// The database's.
    pub fn hours_due(&self, from: Moment) -> Result<Vec<HourOfCase>, CaseError> {
        let store = self.store();
        let survivors = by_case(store::records::<Survivor>(store, OWN)?, |r| r.case.id());
        let checks = by_case(store::records::<RiskCheck>(store, OWN)?, |r| r.case.id());
        let mut found = Vec::new();
        for case in store::records::<ViolenceCase>(store, OWN)? {
            if !matches!(
                CaseState::of(&case.record),
                CaseState::Open | CaseState::HandingOver
            ) {
                continue;
            }
            let none = (Vec::new(), Vec::new());
            let at = At::new(
                &case,
                survivors.get(&case.id).unwrap_or(&none.0),
                checks.get(&case.id).unwrap_or(&none.1),
            );
            let rules = register::rules_of(self.catalogues(), case.record.found_on);
            let decisions = store::decisions(store, case.id)?;
            let hours = of_case(store, rules, &at, &decisions)?.into_iter();
            found.extend(
                hours
                    .filter(|hour| hour.until >= from)
                    .map(|hour| HourOfCase {
                        case: case.id,
                        number: case.record.number.clone(),
                        hour,
                    }),
            );
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
