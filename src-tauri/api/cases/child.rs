//! The child track of a case, as its page shows it, and its forms.

use super::CasePart;
use super::page::part;
use crate::files::{FileKind, Suggested, Written};
use crate::law::{RestsOn, Told};
use crate::{Failure, Session, today};
use serde::Serialize;
use std::path::Path;
use tienbo_core::casework::Case;
use tienbo_core::model::{CaseRef, ChildDuty, ChildForm, RecordId, Stored, Survivor};
use ts_rs::TS;

/// A survivor who is a child.
#[derive(Debug, Serialize, TS)]
pub struct ChildSeen {
    /// The record of the child.
    pub survivor: RecordId,
    /// Random number.
    pub person: CaseRef,
    /// What is asked of who learns of it and was not said yet.
    pub open: Vec<ChildDutySeen>,
    /// What was learnt and who was told, by day.
    pub tracks: Vec<CasePart>,
    /// Assessments of its danger, by day.
    pub assessments: Vec<CasePart>,
}

/// Something that is asked of who learns of a child.
#[derive(Debug, Serialize, TS)]
pub struct ChildDutySeen {
    /// What.
    pub duty: ChildDuty,
    /// The same, as the catalogue words it, and the law.
    pub rests_on: RestsOn,
}

/// The children of a case.
pub(super) fn children_seen(case: &Case, told: &Told<'_>) -> Vec<ChildSeen> {
    let found_on = case.case.record.found_on;
    let open = |child: RecordId| {
        let duties = case.child_duties_open(child).into_iter();
        let seen = duties.filter_map(|duty| {
            let rests_on = told.of_child_duty(duty, found_on)?;
            Some(ChildDutySeen { duty, rests_on })
        });
        seen.collect()
    };
    let tracks = |child: RecordId| {
        let tracks = case.child_tracks.iter();
        tracks
            .filter(|one| one.record.survivor.id() == child)
            .map(|one| part(one, told.language))
            .collect()
    };
    let assessments = |child: RecordId| {
        let assessments = case.child_assessments.iter();
        assessments
            .filter(|one| one.record.survivor.id() == child)
            .map(|one| part(one, told.language))
            .collect()
    };
    let seen = |child: &Stored<Survivor>| ChildSeen {
        survivor: child.id,
        person: child.record.person.clone(),
        open: open(child.id),
        tracks: tracks(child.id),
        assessments: assessments(child.id),
    };
    case.children().into_iter().map(seen).collect()
}

/// The name under which a form of a child is written. It names nobody.
///
/// # Errors
/// None.
pub fn child_form_name(person: CaseRef, form: ChildForm) -> Result<Suggested, Failure> {
    let name = format!("mau-{}-tre-em-{}.pdf", form.code(), person.as_str());
    Ok(FileKind::Pdf.named(name))
}

/// Writes a form of the decree on the law on children, filled from what is recorded. It is a look at the child's name, and
/// logged as one.
///
/// # Errors
/// Who is no case officer; who is no child in the case; the system's.
pub fn save_child_form(
    session: &mut Session,
    to: &Path,
    id: RecordId,
    person: CaseRef,
    form: ChildForm,
) -> Result<Written, Failure> {
    let office = &mut session.office;
    office.write_child_form(id, &person, form, to, today()?)?;
    Ok(Written::at(to))
}
