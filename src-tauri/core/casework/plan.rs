//! The safety plan and the case plan: what is due of them, whether one is missing, and the card that she may take along.

use super::{Case, CaseError, CaseState};
use crate::catalogue::Risk;
use crate::message;
use crate::model::{
    CaseRef, Day, Paragraphs, PlanBy, PlanEnd, PlanKind, PlanStep, PlanWhat, RecordId, RecordKind,
    Stored, Survivor, ViolenceCase, VisitRule,
};
use crate::report;
use crate::store::{self, Action, OWN};
use crate::vault::{Office, Role, View};
use std::path::Path;

/// Most characters that are added on a card.
const CARD_LINES: usize = 600;
type CardLines = Paragraphs<CARD_LINES>;

/// A step of a plan that is due, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDue {
    /// The step.
    pub step: Stored<PlanStep>,
    /// The case.
    pub case: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// The day until which it is to be done.
    pub due_on: Day,
    /// How somebody of the office goes to her home, where who goes there is threatened and may do this step.
    pub visit: Option<VisitRule>,
}

impl Case {
    /// The steps of a plan, in the order in which they were agreed.
    pub fn steps(&self, plan: PlanKind) -> impl Iterator<Item = &Stored<PlanStep>> {
        let steps = self.plan.iter();
        steps.filter(move |step| step.record.plan_what.plan() == plan)
    }

    /// Whether it is in great danger and no safety plan was made.
    pub fn lacks_safety_plan(&self) -> bool {
        let is_open = matches!(self.state, CaseState::Open | CaseState::HandingOver);
        let risk = self.danger.as_ref().map(|danger| danger.risk);
        let is_great = risk.is_some_and(|risk| risk >= Risk::High);
        is_open && is_great && self.steps(PlanKind::Safety).next().is_none()
    }
}

/// What a card says of a step: words that tell a stranger nothing.
fn on_card(step: &PlanStep) -> Option<String> {
    let stands = match (step.plan_what.plan(), step.plan_end) {
        (_, None) | (PlanKind::Safety, Some(PlanEnd::Done)) => true,
        (PlanKind::Safety | PlanKind::Case, Some(_)) => false,
    };
    let words = message::official(&format!("card-{}", step.plan_what.code()), &[]);
    let line = match step.due_on.filter(|_| step.is_open()) {
        None => words,
        Some(day) => format!("{day}  {words}"),
    };
    stands.then_some(line)
}

impl View {
    /// Steps of plans of open cases that are due until a day, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn steps_due(&self, until: Day) -> Result<Vec<StepDue>, CaseError> {
        let mut found = Vec::new();
        for step in store::records::<PlanStep>(self.store(), OWN)? {
            let due_on = step.record.due_on.filter(|day| *day <= until);
            let Some(due_on) = due_on.filter(|_| step.record.is_open()) else {
                continue;
            };
            let Ok(survivor) = store::record::<Survivor>(self.store(), step.record.survivor.id())
            else {
                continue;
            };
            let Ok(case) = store::record::<ViolenceCase>(self.store(), survivor.record.case.id())
            else {
                continue;
            };
            let state = CaseState::of(&case.record);
            let goes = matches!(
                step.record.plan_by,
                None | Some(PlanBy::Officer | PlanBy::Together)
            );
            let visit = case.record.staff_threat.filter(|_| goes);
            if matches!(state, CaseState::Open | CaseState::HandingOver) {
                found.push(StepDue {
                    step,
                    case: case.id,
                    number: case.record.number,
                    due_on,
                    visit,
                });
            }
        }
        found.sort_by_key(|due| (due.due_on, due.step.id));
        Ok(found)
    }
}

impl Office {
    /// Writes the card of a survivor's plans: telephone numbers and lines as they are given, then what is to be remembered, in
    /// words that tell a stranger nothing. It says neither whose it is nor from whom, and the lines are kept nowhere.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer; [`CaseError::NotInCase`]; lines that are too long;
    /// [`CaseError::NothingPlanned`] where it would say nothing; the system's.
    pub fn write_plan_card(
        &mut self,
        id: RecordId,
        person: &CaseRef,
        lines: &str,
        file: &Path,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let case = act.case(id)?;
        let mut survivors = case.survivors.iter();
        let survivor = survivors.find(|one| one.record.person == *person);
        let survivor = survivor.ok_or(CaseError::NotInCase)?;
        act.is_free(person)?;
        let mut said = Vec::new();
        if !lines.trim().is_empty() {
            let lines = CardLines::new(lines);
            let lines = lines.map_err(|_| CaseError::CardTooLong(CARD_LINES))?;
            said.extend(lines.as_str().lines().map(str::to_owned));
        }
        for what in PlanWhat::ALL {
            let of_her = case.plan.iter().filter(|step| {
                step.record.plan_what == *what && step.record.survivor.id() == survivor.id
            });
            said.extend(of_her.filter_map(|step| on_card(&step.record)));
        }
        if said.is_empty() {
            return Err(CaseError::NothingPlanned);
        }
        let title = message::official("card-title", &[]);
        let page = report::card(&title, &said)?;
        let subject = format!("{} {id}", RecordKind::ViolenceCase.table());
        Ok(act.note_then_write(file, &page, Action::Printed, &subject)?)
    }
}
