//! What is due of cases, and what the register reminds of.

use super::{
    HourSeen, WayTold, decision_in_words, doubt_in_words, hour_seen, visit_in_words, ways_in_words,
};
use crate::rights::{self, OwedSeen};
use crate::{Failure, Session, TypedDay, today};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tienbo_core::casework::{earlier, later};
use tienbo_core::message;
use tienbo_core::model::{
    CaseRef, Day, MeasureKind, Moment, PlanWhat, RecordId, RecordKind, VisitRule,
};
use tienbo_core::register::doubted_cases;
use tienbo_core::vault::Role;
use ts_rs::TS;

/// For how many hours home tells one by one of hours that are over: a week. Of others it tells in which cases.
const HOURS_TOLD_LATE: u32 = 7 * 24;

/// The same, of a case by its number alone.
#[derive(Debug, Serialize, TS)]
pub struct HourDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What is due.
    #[serde(flatten)]
    pub hour: HourSeen,
}

/// A case of which something was decided that no head has looked at yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CaseWaiting {
    /// The case.
    pub id: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// By whom, when and why.
    pub told: String,
}

/// A follow-up that is due.
#[derive(Debug, Serialize, TS)]
pub struct FollowUpDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// The day.
    pub due_on: Day,
    /// Whether that day is over.
    pub overdue: bool,
    /// How it is not to be made, in words; the number to call stands nowhere but with her name.
    pub unsafe_ways: Vec<WayTold>,
    /// How a visit is made, in words, where who goes there is threatened.
    pub visit: Option<String>,
}

/// A visit under a threat about which nobody spoke with who went.
#[derive(Debug, Serialize, TS)]
pub struct DebriefDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// The day of the visit.
    pub visited_on: Day,
    /// What is to be done, in words.
    pub told: String,
}

/// A measure of a case that ends soon, or has ended lately.
#[derive(Debug, Serialize, TS)]
pub struct MeasureEnding {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What it is.
    pub measure: String,
    /// Its last day.
    pub ends_on: Day,
    /// Whether that day is over.
    pub over: bool,
}

/// A step of a plan that is due.
#[derive(Debug, Serialize, TS)]
pub struct StepDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What is to be done.
    pub what: String,
    /// Until when.
    pub due_on: Day,
    /// Whether that day is over.
    pub overdue: bool,
    /// How somebody of the office goes to her home, in words, where who goes there is threatened.
    pub visit: Option<String>,
}

/// A case that is to be looked at again.
#[derive(Debug, Serialize, TS)]
pub struct DoubtedCase {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What is doubtful of it, in words.
    pub doubts: Vec<String>,
}

/// What the register reminds of.
#[derive(Debug, Serialize, TS)]
pub struct RegisterReminders {
    /// Follow-ups due today and in the next seven days.
    pub due: Vec<FollowUpDue>,
    /// Visits under a threat about which nobody spoke with who went.
    pub debriefs: Vec<DebriefDue>,
    /// Steps of plans that are due in the next seven days, or were.
    pub steps: Vec<StepDue>,
    /// What whoever cases are about are owed.
    pub owed: Vec<OwedSeen>,
    /// Measures of open cases that end in the next seven days or have ended in the last seven.
    pub ends: Vec<MeasureEnding>,
    /// Cases of the last two years that are to be looked at again.
    pub doubted: Vec<DoubtedCase>,
    /// What is due by the hour, or was until a few days ago.
    pub hours: Vec<HourDue>,
    /// Cases in which hours have been over for longer.
    pub hours_late: Vec<RecordId>,
    /// Who works on the cases on which somebody else than who asks does.
    pub others: BTreeMap<RecordId, String>,
    /// Open cases on which nobody works, where there are several who could.
    pub nobodys: Vec<RecordId>,
    /// Cases of which something was decided, for a head to look at.
    pub waiting: Vec<CaseWaiting>,
    /// Persons whose identity has been kept for as long as it may; told once a year.
    pub retention: usize,
}

/// Cases of which something was decided that no head has looked at yet, for who is told of single cases.
pub(crate) fn waiting(session: &Session) -> Result<Vec<CaseWaiting>, Failure> {
    let waiting = session.office.waiting_for_a_head()?.into_iter();
    Ok(waiting
        .map(|case| CaseWaiting {
            told: decision_in_words(&case.decision, session.language()),
            id: case.id,
            number: case.number,
        })
        .collect())
}

/// Follow-ups of open cases that are due until a day, the oldest first.
fn due_until(session: &Session, until: Day) -> Result<Vec<FollowUpDue>, Failure> {
    let today = today()?;
    session.office.check_may_list(RecordKind::FollowUp)?;
    let reminders = session.office.reminders(until)?.into_iter();
    Ok(reminders
        .map(|reminder| FollowUpDue {
            case: reminder.case,
            number: reminder.number,
            due_on: reminder.due_on,
            overdue: reminder.due_on < today,
            unsafe_ways: ways_in_words(&reminder.unsafe_ways, session.language()),
            visit: visit(session, reminder.visit),
        })
        .collect())
}

fn visit(session: &Session, rule: Option<VisitRule>) -> Option<String> {
    rule.map(|rule| visit_in_words(rule, None, session.language()))
}

fn debriefs_due(session: &Session) -> Result<Vec<DebriefDue>, Failure> {
    session.office.check_may_list(RecordKind::FollowUp)?;
    let due = session.office.debriefs_due()?.into_iter();
    let told = due.map(|due| DebriefDue {
        case: due.case,
        number: due.number,
        visited_on: due.visited_on,
        told: message::text(
            session.language(),
            "debrief-due",
            &[("day", due.visited_on.to_string())],
        ),
    });
    Ok(told.collect())
}

/// Something that is due.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum DueRow {
    /// By the hour.
    Hour(HourDue),
    /// A follow-up.
    FollowUp(FollowUpDue),
    /// That somebody speaks with who went on a visit under a threat.
    Debrief(DebriefDue),
    /// A step of a plan.
    Step(StepDue),
    /// A measure that ends.
    Measure(MeasureEnding),
    /// What somebody is owed.
    Owed(OwedSeen),
}

/// All that is due of open cases: by the hour, whenever; follow-ups until a day, today unless one is typed; measures that end
/// about now; what somebody is owed, whenever. Steps of plans as follow-ups.
///
/// # Errors
/// A day that is none.
pub fn all_due(session: &Session, until: Option<TypedDay>) -> Result<Vec<DueRow>, Failure> {
    let until = TypedDay::read_or_today(until.as_ref(), "due_on")?;
    let follow_ups = due_until(session, until)?.into_iter();
    let hours = hours_due(session)?.into_iter();
    let mut due: Vec<DueRow> = hours.map(DueRow::Hour).collect();
    due.extend(follow_ups.map(DueRow::FollowUp));
    due.extend(debriefs_due(session)?.into_iter().map(DueRow::Debrief));
    due.extend(steps_due(session, until)?.into_iter().map(DueRow::Step));
    due.extend(measure_ends(session)?.into_iter().map(DueRow::Measure));
    if session.office.roles().contains(&Role::CaseOfficer) {
        due.extend(rights::owed(session)?.into_iter().map(DueRow::Owed));
    }
    Ok(due)
}

fn steps_due(session: &Session, until: Day) -> Result<Vec<StepDue>, Failure> {
    let (today, language) = (today()?, session.language());
    let due = session.office.steps_due(until)?.into_iter();
    let told = due.map(|due| StepDue {
        case: due.case,
        number: due.number,
        what: message::choice(
            language,
            PlanWhat::LIST.name,
            due.step.record.plan_what.code(),
        ),
        due_on: due.due_on,
        overdue: due.due_on < today,
        visit: visit(session, due.visit),
    });
    Ok(told.collect())
}

/// What is due by the hour of all open cases, or was.
///
/// # Errors
/// The database's.
fn hours_due(session: &Session) -> Result<Vec<HourDue>, Failure> {
    let rules = &session.office.catalogues().latest().register;
    let due = session.office.hours_due()?.into_iter();
    let due = due.filter_map(|one| {
        Some(HourDue {
            case: one.case,
            number: one.number,
            hour: hour_seen(&one.hour, rules, session.language())?,
        })
    });
    Ok(due.collect())
}

/// What the register reminds of.
///
/// # Errors
/// The database's.
pub fn register_reminders(session: &Session) -> Result<RegisterReminders, Failure> {
    // For who is no case officer there is none.
    let is_officer = session.office.roles().contains(&Role::CaseOfficer);
    let retention = session.office.retention_prompt().unwrap_or(0);
    let is_head = session.office.roles().contains(&Role::Head);
    let waiting = match is_head {
        true => waiting(session)?,
        false => Vec::new(),
    };
    if !is_officer {
        return Ok(RegisterReminders {
            hours: Vec::new(),
            hours_late: Vec::new(),
            others: BTreeMap::new(),
            nobodys: nobodys(session)?,
            waiting,
            due: Vec::new(),
            ends: Vec::new(),
            doubted: Vec::new(),
            debriefs: Vec::new(),
            steps: Vec::new(),
            owed: Vec::new(),
            retention,
        });
    }
    let told_from = Moment::now().before_hours(HOURS_TOLD_LATE);
    let (hours, late): (Vec<HourDue>, Vec<HourDue>) = hours_due(session)?
        .into_iter()
        .partition(|due| due.hour.until >= told_from);
    let late: BTreeSet<RecordId> = late.into_iter().map(|due| due.case).collect();
    Ok(RegisterReminders {
        hours_late: late.into_iter().collect(),
        others: others(session)?,
        nobodys: nobodys(session)?,
        due: due_until(session, later(today()?, WEEK))?,
        debriefs: debriefs_due(session)?,
        steps: steps_due(session, later(today()?, WEEK))?,
        ends: measure_ends(session)?,
        doubted: doubted(session)?,
        owed: rights::owed(session)?,
        hours,
        waiting,
        retention,
    })
}

/// Who works on the cases on which somebody else than who asks does.
fn others(session: &Session) -> Result<BTreeMap<RecordId, String>, Failure> {
    let me = session.office.user();
    let in_charge = session.office.cases_in_charge()?.into_iter();
    let others = in_charge.filter(|(_, who)| who.officer != me);
    Ok(others.map(|(case, who)| (case, who.officer)).collect())
}

/// Open cases on which nobody works, for who can name somebody.
fn nobodys(session: &Session) -> Result<Vec<RecordId>, Failure> {
    if session.office.case_officers()?.len() < 2 {
        return Ok(Vec::new());
    }
    Ok(session.office.cases_of_nobody()?)
}

/// Days of a week.
const WEEK: u32 = 7;

fn measure_ends(session: &Session) -> Result<Vec<MeasureEnding>, Failure> {
    let today = today()?;
    let language = session.language();
    let ends = session
        .office
        .measure_ends(earlier(today, WEEK), later(today, WEEK))?;
    let told = ends.into_iter().map(|end| MeasureEnding {
        case: end.case,
        number: end.number,
        measure: message::choice(language, MeasureKind::LIST.name, end.kind.code()),
        ends_on: end.ends_on,
        over: end.ends_on < today,
    });
    Ok(told.collect())
}

/// Cases of this year and the last in which somebody may be counted wrongly; what is merely not said yet stands on their pages.
fn doubted(session: &Session) -> Result<Vec<DoubtedCase>, Failure> {
    let since = today()?.year() - 1;
    let language = session.language();
    let found = doubted_cases(session.office.store(), session.office.catalogues())?.into_iter();
    let told = found
        .filter(|case| case.counts_on.iter().any(|day| day.year() >= since))
        .map(|case| {
            let counting = case.doubts.iter();
            let counting = counting.filter(|doubt| doubt.may_count_wrongly());
            DoubtedCase {
                case: case.id,
                number: case.number,
                doubts: counting
                    .map(|doubt| doubt_in_words(doubt, language))
                    .collect(),
            }
        });
    Ok(told.filter(|case| !case.doubts.is_empty()).collect())
}
