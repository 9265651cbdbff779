//! What a case officer decides of a case for a reason: that its danger is lower, that it is closed or was recorded wrongly,
//! that what was due by the hour is done; and the head who looks at it.

use super::cases::today;
use super::restricted::lacks_a_head;
use super::{Case, CaseError, CaseState, later};
use crate::catalogue::{RegisterRules, Risk};
use crate::model::{
    CaseOutcome, CaseRef, Cell, ClosingCriterion, Day, FlatForm, FollowUp, HourDuty,
    LoweringReason, Problem, RecordId, RecordKind, Set, Short, ViolenceCase, at, clean,
};
use crate::register;
use crate::store::{self, Action, CriterionAnswer, Decided, Decision, OWN, StoreError};
use crate::vault::{Office, Role, View};
use std::collections::BTreeSet;

/// How a case ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndOfCase {
    /// Day.
    pub on: Day,
    /// How it ended.
    pub outcome: CaseOutcome,
    /// What is asked before, where the outcome leaves it to be asked.
    pub criteria: Vec<CriterionAnswer>,
    /// Why, in words, where the outcome needs them.
    pub why: String,
}

/// What closing a case with an outcome asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedAtEnd {
    /// The four criteria.
    pub criteria: bool,
    /// Words.
    pub words: bool,
    /// That somebody asked about the danger, that it is not great, and that help was offered.
    pub safety: bool,
    /// That it is looked at again later.
    pub reviews: bool,
}

/// What closing a case with an outcome asks for.
pub fn asked_at_end(outcome: CaseOutcome) -> AskedAtEnd {
    match outcome {
        CaseOutcome::Died => AskedAtEnd {
            criteria: false,
            words: false,
            safety: false,
            reviews: false,
        },
        CaseOutcome::Moved => AskedAtEnd {
            criteria: false,
            words: true,
            safety: false,
            reviews: false,
        },
        CaseOutcome::HerWish => AskedAtEnd {
            criteria: true,
            words: true,
            safety: false,
            reviews: true,
        },
        CaseOutcome::HandedOver => AskedAtEnd {
            criteria: true,
            words: false,
            safety: true,
            reviews: false,
        },
        CaseOutcome::Safe
        | CaseOutcome::Prosecution
        | CaseOutcome::Separated
        | CaseOutcome::Other => AskedAtEnd {
            criteria: true,
            words: false,
            safety: true,
            reviews: true,
        },
    }
}

/// Letters that a reason has at least: fewer give none.
const REASON: usize = 4;

/// The reason of a decision, on one line.
pub(super) fn reason(text: &str) -> Result<String, CaseError> {
    let text = words(text)?;
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    match letters.count() < REASON {
        true => Err(CaseError::NeedsReason),
        false => Ok(text),
    }
}

/// Words of a decision, on one line.
pub(super) fn words(text: &str) -> Result<String, CaseError> {
    let text = clean(text);
    match text.is_empty() {
        true => Ok(text),
        false => Ok(Short::new(&text).map_err(at("reason"))?.to_string()),
    }
}

impl EndOfCase {
    /// What is kept of it, where the case may end so.
    pub(super) fn checked(mut self, case: &Case) -> Result<Self, CaseError> {
        if case.state != CaseState::Open {
            return Err(CaseError::NotOpen);
        }
        if self.on > today()? {
            return Err(at("closed_on")(Problem::NotYet).into());
        }
        let asked = asked_at_end(self.outcome);
        if asked.safety {
            if case.propose_check.is_some() {
                return Err(CaseError::NewViolence);
            }
            match case.danger.as_ref().map(|danger| danger.risk) {
                None => return Err(CaseError::NeverChecked),
                Some(Risk::Immediate | Risk::High) => return Err(CaseError::DangerStands),
                Some(Risk::Some | Risk::None) => {}
            }
            if case.services.is_empty() && case.referrals.is_empty() {
                return Err(CaseError::NothingOffered);
            }
            if !case.hours.is_empty() {
                return Err(CaseError::HoursRun);
            }
        }
        self.why = match asked.words {
            true => reason(&self.why)?,
            false => words(&self.why)?,
        };
        let says_done =
            |one: &CriterionAnswer| one.criterion == ClosingCriterion::PlanDone && one.met;
        let open = case.plan.iter().filter(|step| step.record.is_open());
        let open = open.count();
        if asked.criteria && open > 0 && self.criteria.iter().any(says_done) {
            return Err(CaseError::PlanOpen(open));
        }
        self.criteria = match asked.criteria {
            true => answered(&self.criteria)?,
            false => Vec::new(),
        };
        Ok(self)
    }

    /// The looks at it that are planned, as rows.
    pub(super) fn reviews(
        &self,
        case: RecordId,
        rules: &RegisterRules,
    ) -> Result<Vec<Vec<Cell>>, CaseError> {
        let days = match asked_at_end(self.outcome).reviews {
            true => rules.review_days.as_slice(),
            false => &[],
        };
        let review = |days: &u32| {
            let review = FollowUp {
                case: case.into(),
                due_on: later(self.on, *days),
                follow_up_form: None,
                said_safe: None,
                goes_along: Set(BTreeSet::new()),
                done_on: None,
                follow_up_result: None,
                debriefed_on: None,
                review: Some(true),
            };
            Ok(RecordKind::FollowUp.canonical(review.to_cells())?)
        };
        days.iter().map(review).collect()
    }
}

/// Each criterion with its one answer, and words where it is not met.
fn answered(given: &[CriterionAnswer]) -> Result<Vec<CriterionAnswer>, CaseError> {
    let all = ClosingCriterion::ALL.iter();
    all.map(|criterion| {
        let mut answers = given.iter().filter(|answer| answer.criterion == *criterion);
        let (Some(answer), None) = (answers.next(), answers.next()) else {
            return Err(CaseError::CriteriaOpen);
        };
        let why = match answer.met {
            true => words(&answer.why)?,
            false => reason(&answer.why)?,
        };
        Ok(CriterionAnswer {
            why,
            ..answer.clone()
        })
    })
    .collect()
}

/// A case of which something was decided that no head has looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCase {
    /// The case.
    pub id: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// What was decided, the last of it.
    pub decision: Decision,
}

impl View {
    /// Cases of which something was decided that no head has looked at yet, in the order in which it was; none for who
    /// cannot read facts of cases.
    ///
    /// # Errors
    /// The database's.
    pub fn waiting_for_a_head(&self) -> Result<Vec<WaitingCase>, CaseError> {
        let mut found = Vec::new();
        if store::facts_are_closed(self.store()) {
            return Ok(found);
        }
        for case in store::records::<ViolenceCase>(self.store(), OWN)? {
            let decisions = store::decisions(self.store(), case.id)?;
            let last = decisions.into_iter().rev().find(Decision::waits_for_a_head);
            if let Some(decision) = last {
                found.push(WaitingCase {
                    id: case.id,
                    number: case.record.number,
                    decision,
                });
            }
        }
        found.sort_by_key(|case| (case.decision.at, case.id));
        Ok(found)
    }
}

impl Office {
    /// Says that a case is in less danger than was found, and why: a head is asked to look at it.
    ///
    /// # Errors
    /// [`CaseError::NotLower`], [`CaseError::NeedsReason`], [`CaseError::NotOpen`]; see also [`CaseError`].
    pub fn lower_danger(
        &mut self,
        id: RecordId,
        to: Risk,
        ground: LoweringReason,
        why: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let case = self.case(id)?;
        if !matches!(case.state, CaseState::Open | CaseState::HandingOver) {
            return Err(CaseError::NotOpen);
        }
        let from = case.danger.as_ref().map(|danger| danger.risk);
        let Some(from) = from.filter(|from| to < *from) else {
            return Err(CaseError::NotLower);
        };
        let why = reason(why)?;
        let checks = case.risk_checks.iter();
        let what = Decided::DangerLowered {
            from,
            to,
            reason: ground,
            checks: checks.map(|check| (check.id, check.version)).collect(),
        };
        self.note_decision(id, Action::DangerLowered, what, why)
    }

    /// Notes that a head looked at what was decided of a case: at what she decided herself only where there is no other
    /// head.
    ///
    /// # Errors
    /// [`CaseError::NothingToSee`], [`CaseError::OwnDecision`]; see also [`CaseError`].
    pub fn see_decisions(&mut self, id: RecordId) -> Result<(), CaseError> {
        // Who sees a restricted case looks at it where no head does.
        let looker = match lacks_a_head(self, id)? {
            true => Role::CaseOfficer,
            false => Role::Head,
        };
        let mut act = self.act(looker)?;
        store::record::<ViolenceCase>(act.store(), id)?;
        let me = act.user().to_owned();
        let mut users = act.users()?;
        if let Some(restricted) = act.restricted_to(id) {
            users.retain(|(name, _)| restricted.seen_by.contains(name));
        }
        let mut others = users.iter().filter(|(name, _)| *name != me);
        let own_too = !others.any(|(_, roles)| roles.contains(&looker));
        let decisions = store::decisions(act.store(), id)?;
        let mut waiting = decisions
            .iter()
            .filter(|one| one.waits_for_a_head())
            .peekable();
        if waiting.peek().is_none() {
            return Err(CaseError::NothingToSee);
        }
        if !own_too && waiting.all(|one| one.who == me) {
            return Err(CaseError::OwnDecision);
        }
        let subject = subject(id);
        act.write(|log, _| -> Result<(), CaseError> {
            let writer = log.entry(Action::DecisionsSeen, &subject)?;
            Ok(writer.decisions_seen(id, own_too)?)
        })
    }

    /// Says that what was due by the hour is done, or why it need not be.
    ///
    /// # Errors
    /// [`CaseError::NeedsReason`], [`CaseError::NotDue`]; see also [`CaseError`].
    pub fn hour_is_done(
        &mut self,
        id: RecordId,
        duty: HourDuty,
        why: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let case = self.case(id)?;
        if !case.hours.iter().any(|hour| hour.duty == duty) {
            return Err(CaseError::NotDue);
        }
        let why = reason(why)?;
        self.note_decision(id, Action::HourDone, Decided::HourDone { duty }, why)
    }

    pub(super) fn note_decision(
        &mut self,
        id: RecordId,
        action: Action,
        what: Decided,
        why: String,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        act.write(|log, catalogues| -> Result<(), StoreError> {
            let writer = log.entry(action, &subject(id))?;
            writer.decide(id, what, why)?;
            register::project(log, catalogues, id)
        })?;
        Ok(())
    }
}

/// How the log names a case.
pub(super) fn subject(case: RecordId) -> String {
    format!("{} {case}", RecordKind::ViolenceCase.table())
}
