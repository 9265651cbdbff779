//! What is done with a case: it is opened, closed, opened again, marked as recorded wrongly; danger is lowered.

use crate::files::{FileKind, Suggested, Written};
use crate::{Failure, Session, TypedDay};
use serde::Serialize;
use std::path::Path;
use tienbo_core::casework::{EndOfCase, asked_at_end};
use tienbo_core::catalogue::Risk;
use tienbo_core::entry::Typed;
use tienbo_core::model::{
    AskedOf, CaseCategory, CaseOutcome, CaseRef, HourDuty, LoweringReason, RecordId, RecordKind,
    RiskSign, VoidReason,
};
use tienbo_core::register::asked_at_first;
use tienbo_core::store::CriterionAnswer;
use tienbo_core::vault::Role;
use ts_rs::TS;

/// The form of a new case of a category, or before one is chosen: the fields that it asks for.
#[derive(Debug, Serialize, TS)]
pub struct NewCaseForm {
    /// The category.
    pub category: Option<CaseCategory>,
    /// Fields of the case.
    pub case: Vec<&'static str>,
    /// Fields of its first survivor.
    pub survivor: Vec<&'static str>,
}

/// A question of the safety check, as it is put to somebody.
#[derive(Debug, Serialize, TS)]
pub struct SafetyQuestion {
    /// Code of the sign.
    pub sign: RiskSign,
    /// Whom it is put to.
    pub asked: AskedOf,
    /// The question.
    pub wording: String,
}

/// What closing a case with an outcome asks for.
#[derive(Debug, Serialize, TS)]
pub struct EndAsked {
    /// The outcome.
    pub outcome: CaseOutcome,
    /// Whether the criteria are asked.
    pub criteria: bool,
    /// Whether words are.
    pub words: bool,
}

/// The questions of the safety check, as they are put to each whom it asks.
///
/// # Errors
/// None.
pub fn safety_questions(session: &Session) -> Result<Vec<SafetyQuestion>, Failure> {
    let rules = &session.office.catalogues().latest().register;
    let mut questions = Vec::new();
    for asked in AskedOf::ALL.iter().copied() {
        for rule in rules.questions_for(asked) {
            if let Ok(sign) = RiskSign::from_code(&rule.code) {
                let wording = rule.wording_for(asked).to_owned();
                questions.push(SafetyQuestion {
                    sign,
                    asked,
                    wording,
                });
            }
        }
    }
    Ok(questions)
}

/// What closing a case asks for, by how it ends.
///
/// # Errors
/// None.
pub fn ends_asked() -> Result<Vec<EndAsked>, Failure> {
    let outcomes = CaseOutcome::ALL.iter().copied();
    let asked = |outcome: CaseOutcome| {
        let asked = asked_at_end(outcome);
        EndAsked {
            outcome,
            criteria: asked.criteria,
            words: asked.words,
        }
    };
    Ok(outcomes.map(asked).collect())
}

/// Says that a case is in less danger, for a reason and why; a head is asked to look.
///
/// # Errors
/// A case that is in no greater danger; no words.
pub fn lower_danger(
    session: &mut Session,
    id: RecordId,
    to: Risk,
    reason: LoweringReason,
    why: String,
) -> Result<(), Failure> {
    session.office.lower_danger(id, to, reason, &why)?;
    session.changed();
    Ok(())
}

/// A head looked at what was decided of a case.
///
/// # Errors
/// Who is no head; nothing that waits for one.
pub fn see_decisions(session: &mut Session, id: RecordId) -> Result<(), Failure> {
    session.office.see_decisions(id)?;
    session.changed();
    Ok(())
}

/// What was due by the hour is done, or need not be, and why.
///
/// # Errors
/// Nothing of the kind is due; no words.
pub fn hour_is_done(
    session: &mut Session,
    id: RecordId,
    duty: HourDuty,
    why: String,
) -> Result<(), Failure> {
    session.office.hour_is_done(id, duty, &why)?;
    session.changed();
    Ok(())
}

/// Names who works on cases, for good or until the last day on which she stands in.
///
/// # Errors
/// Who is neither case officer nor head; a name that is no case officer's; a day that is over.
pub fn name_officer(
    session: &mut Session,
    cases: Vec<RecordId>,
    officer: String,
    until: Option<TypedDay>,
    why: String,
) -> Result<(), Failure> {
    let until = TypedDay::read_if_any(until.as_ref(), "until")?;
    session.office.name_officer(&cases, &officer, until, &why)?;
    session.changed();
    Ok(())
}

/// The users who can be named for a case.
///
/// # Errors
/// The database's.
pub fn case_officers(session: &Session) -> Result<Vec<String>, Failure> {
    Ok(session.office.case_officers()?.into_iter().collect())
}

/// The name under which the card of a survivor's plans is written. It says nothing of what it is.
///
/// # Errors
/// None.
pub fn plan_card_name() -> Result<Suggested, Failure> {
    Ok(FileKind::Pdf.named("viec-can-nho.pdf".to_owned()))
}

/// Writes the card of a survivor's plans, with lines of her own before them.
///
/// # Errors
/// Who is no case officer; nobody of the case; lines that are too long; nothing to write; the system's.
pub fn save_plan_card(
    session: &mut Session,
    to: &Path,
    id: RecordId,
    person: CaseRef,
    lines: String,
) -> Result<Written, Failure> {
    session.office.write_plan_card(id, &person, &lines, to)?;
    Ok(Written::at(to))
}

/// The forms of a new case, one for each category and one before it is chosen, for who is at the office.
///
/// # Errors
/// None.
pub fn new_case_forms(session: &Session) -> Result<Vec<NewCaseForm>, Failure> {
    let is_officer = session.office.roles().contains(&Role::CaseOfficer);
    let form = |category: Option<CaseCategory>| NewCaseForm {
        category,
        case: asked_at_first(RecordKind::ViolenceCase, category, is_officer),
        survivor: asked_at_first(RecordKind::Survivor, category, is_officer),
    };
    let categories = CaseCategory::ALL.iter().copied().map(Some);
    Ok([None].into_iter().chain(categories).map(form).collect())
}

/// Records a new case with its first survivor.
///
/// # Errors
/// The fields of both that are wrong; then nothing is saved.
pub fn open_case(
    session: &mut Session,
    facts: Typed,
    survivor: Typed,
) -> Result<RecordId, Failure> {
    let id = session.office.open_case(&facts, &survivor)?;
    session.changed();
    Ok(id)
}

/// How a case ends, as it is said.
#[derive(Debug, serde::Deserialize, TS)]
pub struct EndTyped {
    /// Day, today unless one is typed.
    pub on: Option<TypedDay>,
    /// How it ended.
    pub outcome: CaseOutcome,
    /// What is asked before.
    #[serde(default)]
    pub criteria: Vec<CriterionAnswer>,
    /// Why, in words.
    #[serde(default)]
    pub why: String,
}

/// Closes a case that is still at `version`.
///
/// # Errors
/// A case that is not open, or was changed since; a day that is none; what is asked before a case is closed.
pub fn close_case(
    session: &mut Session,
    id: RecordId,
    version: i64,
    end: EndTyped,
) -> Result<(), Failure> {
    let end = EndOfCase {
        on: TypedDay::read_or_today(end.on.as_ref(), "closed_on")?,
        outcome: end.outcome,
        criteria: end.criteria,
        why: end.why,
    };
    session.office.close_case(id, version, end)?;
    session.changed();
    Ok(())
}

/// Opens a case again that is still at `version`.
///
/// # Errors
/// A case that is open, or was changed since.
pub fn reopen_case(session: &mut Session, id: RecordId, version: i64) -> Result<(), Failure> {
    session.office.reopen_case(id, version)?;
    session.changed();
    Ok(())
}

/// Marks a case as recorded wrongly that is still at `version`; `why` in words, which the head is told of.
///
/// # Errors
/// A case that is marked so already, or was changed since; no words.
pub fn void_case(
    session: &mut Session,
    id: RecordId,
    version: i64,
    reason: VoidReason,
    why: String,
) -> Result<(), Failure> {
    session.office.void_case(id, version, reason, &why)?;
    session.changed();
    Ok(())
}
