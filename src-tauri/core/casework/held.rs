//! What is held about a person, on paper: for who asks to see it.

use super::{CaseError, today};
use crate::message::{self, Language};
use crate::model::{
    CasePapers, CaseRef, ConsentPurpose, Day, FlatForm, Perpetrator, PersonIdentity, Record,
    RecordId, RecordKind, Survivor, ViolenceCase,
};
use crate::register::{self, ConsentState};
use crate::report::{Block, Row, TableColumn, Text};
use crate::store::Action;
use crate::typed;
use crate::vault::{Office, Role};
use std::path::Path;

/// What is said of the safety of who visits.
const OF_STAFF: [&str; 4] = [
    "staff_threat",
    "staff_threat_since",
    "goes_along",
    "debriefed_on",
];

/// A part of what is held: its heading, and field by field what is said.
struct Part {
    heading: String,
    said: Vec<[String; 2]>,
}

impl Part {
    fn new(heading: String, said: Vec<[String; 2]>) -> Self {
        Self { heading, said }
    }

    /// What a record says, but for what it belongs to.
    fn of<R: Record>(record: &R) -> Self {
        Self::new(message::kind(Language::OFFICIAL, R::KIND), said(record))
    }

    fn blocks(self) -> [Block; 2] {
        let cells =
            |[label, value]: [String; 2]| Row::Cells(vec![Text::from(label), Text::from(value)]);
        let heading = Block::Heading {
            level: 2,
            text: Text::from(self.heading),
        };
        let heads = ["held-sheet-field", "held-sheet-held"].map(|id| message::official(id, &[]));
        let [field, held] = heads;
        let table = Block::Table {
            columns: vec![
                TableColumn::new(field, 2, "left"),
                TableColumn::new(held, 3, "left"),
            ],
            rows: self.said.into_iter().map(cells).collect(),
        };
        [heading, table]
    }
}

/// What a form says, field by field, but for what it belongs to; nothing of what is empty.
fn said<F: FlatForm>(form: &F) -> Vec<[String; 2]> {
    let language = Language::OFFICIAL;
    let columns = F::columns().into_iter().zip(form.to_cells());
    // What keeps who visits her safe is the office's: he may read the paper that she takes home.
    let columns = columns.filter(|(column, _)| {
        column.kind.referred().is_none() && !OF_STAFF.contains(&column.name.as_str())
    });
    let said = columns.map(|(column, cell)| {
        let label = message::column(language, &column.name);
        [label, typed::show(&cell, column.kind, language)]
    });
    said.filter(|[_, value]| !value.is_empty()).collect()
}

impl Office {
    /// Writes what is held about a person, in all her cases: to be given to who may see it. It is a look at her name, and
    /// logged as one before it is written. What she did not agree to is blocked: of it is only said that it is kept.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer, [`CaseError::Nobody`]; the system's.
    pub fn write_held_about(
        &mut self,
        person: &CaseRef,
        file: &Path,
        date: Day,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let (as_survivor, as_perpetrator) = act.cases_of(person)?;
        if as_survivor.is_empty() && as_perpetrator.is_empty() {
            return Err(CaseError::Nobody(person.as_str().to_owned()));
        }
        let subject = |case: RecordId| format!("{} {case}", RecordKind::ViolenceCase.table());
        for case in as_survivor.iter().chain(&as_perpetrator) {
            act.note(Action::IdentityRevealed, &subject(*case))?;
        }
        let mut parts = vec![act.who_she_is(person)?];
        for case in &as_survivor {
            parts.extend(act.of_survivor(*case, person)?);
        }
        for case in &as_perpetrator {
            parts.extend(act.of_perpetrator(*case, person)?);
        }
        parts.retain(|part| !part.said.is_empty());
        let number = [("person", person.as_str().to_owned())];
        let mut blocks: Vec<Block> = parts.into_iter().flat_map(Part::blocks).collect();
        blocks.push(Block::paragraph(message::official(
            "held-sheet-rights",
            &[],
        )));
        let page = act.sheet(
            message::official("held-sheet-kind", &[]),
            message::official("held-sheet-title", &number),
            blocks,
            date,
        )?;
        let subject = format!("person {}", person.as_str());
        Ok(act.note_then_write(file, &page, Action::Printed, &subject)?)
    }

    /// What names a person, where she agreed that it is kept.
    fn who_she_is(&self, person: &CaseRef) -> Result<Part, CaseError> {
        let state = self.consent_anywhere(person)?;
        let known = self.register()?.person(person)?.unwrap_or_default();
        let said = match state {
            ConsentState::Given => said::<PersonIdentity>(&known),
            ConsentState::NotAsked
            | ConsentState::Expired
            | ConsentState::Limited
            | ConsentState::Refused
            | ConsentState::Withdrawn => blocked(!known.is_empty()),
        };
        Ok(Part::new(message::official("held-sheet-who", &[]), said))
    }

    /// What is held about a survivor of a case.
    fn of_survivor(&self, id: RecordId, person: &CaseRef) -> Result<Vec<Part>, CaseError> {
        let case = self.case(id)?;
        let mut parts = vec![Part::of::<ViolenceCase>(&case.case.record)];
        let survivor = case.survivors.iter().find(|s| s.record.person == *person);
        let Some(survivor) = survivor else {
            return Ok(parts);
        };
        parts.push(Part::of::<Survivor>(&survivor.record));
        let hers = |of: RecordId| of == survivor.id;
        let consents = case.consents.iter().map(|one| &one.record);
        parts.extend(consents.filter(|one| hers(one.survivor.id())).map(Part::of));
        let relations = case.relationships.iter().map(|one| &one.record);
        parts.extend(
            relations
                .filter(|one| hers(one.survivor.id()))
                .map(Part::of),
        );
        let incidents = case.incidents.iter().map(|one| &one.record);
        parts.extend(
            incidents
                .filter(|one| hers(one.survivor.id()))
                .map(Part::of),
        );
        let services = case.services.iter().map(|one| &one.record);
        parts.extend(services.filter(|one| hers(one.survivor.id())).map(Part::of));
        let referrals = case.referrals.iter().map(|one| &one.record);
        parts.extend(
            referrals
                .filter(|one| hers(one.survivor.id()))
                .map(Part::of),
        );
        let said = case.trafficking_tracks.iter().map(|one| &one.record);
        parts.extend(said.filter(|one| hers(one.survivor.id())).map(Part::of));
        let tracks = case.child_tracks.iter().map(|one| &one.record);
        parts.extend(tracks.filter(|one| hers(one.survivor.id())).map(Part::of));
        let assessments = case.child_assessments.iter().map(|one| &one.record);
        parts.extend(
            assessments
                .filter(|one| hers(one.survivor.id()))
                .map(Part::of),
        );
        let plan = case.plan.iter().map(|one| &one.record);
        parts.extend(plan.filter(|one| hers(one.survivor.id())).map(Part::of));
        if case.survivors.len() == 1 {
            parts.extend(case.risk_checks.iter().map(|one| Part::of(&one.record)));
            parts.extend(case.follow_ups.iter().map(|one| Part::of(&one.record)));
        }
        parts.push(self.what_is_written(id, case.survivors.len())?);
        Ok(parts)
    }

    /// What is written of a case, where every survivor agreed to it and it is nobody else's.
    fn what_is_written(&self, case: RecordId, survivors: usize) -> Result<Part, CaseError> {
        let state = register::may_be_written(self.store(), case, today()?)?;
        let register = self.register()?;
        let is_kept = register.is_written(case)?;
        let said = match state {
            ConsentState::Given if survivors > 1 => {
                let text = message::official("held-sheet-others", &[]);
                let label = message::choice(
                    Language::OFFICIAL,
                    ConsentPurpose::LIST.name,
                    ConsentPurpose::Account.code(),
                );
                Some([label, text])
                    .filter(|_| is_kept)
                    .into_iter()
                    .collect()
            }
            ConsentState::Given => {
                let mut said = said::<CasePapers>(&register.papers(case)?);
                let files = register.files(case)?.into_iter();
                let label = message::kind(Language::OFFICIAL, RecordKind::Attachment);
                said.extend(files.map(|file| [label.clone(), file.name]));
                said
            }
            ConsentState::NotAsked
            | ConsentState::Expired
            | ConsentState::Limited
            | ConsentState::Refused
            | ConsentState::Withdrawn => blocked(is_kept),
        };
        Ok(Part::new(
            message::official("held-sheet-written", &[]),
            said,
        ))
    }

    /// What is held about a perpetrator of a case: nothing that a survivor told.
    fn of_perpetrator(&self, id: RecordId, person: &CaseRef) -> Result<Vec<Part>, CaseError> {
        let case = self.case(id)?;
        let his = case
            .perpetrators
            .iter()
            .find(|p| p.record.person == *person);
        let Some(his) = his else {
            return Ok(Vec::new());
        };
        let mut parts = vec![Part::of::<Perpetrator>(&his.record)];
        let measures = case.measures.iter().map(|one| &one.record);
        parts.extend(
            measures
                .filter(|one| one.perpetrator.id() == his.id)
                .map(Part::of),
        );
        Ok(parts)
    }
}

/// That something is kept and blocked.
fn blocked(is_kept: bool) -> Vec<[String; 2]> {
    let line = ["held-sheet-blocked", "held-sheet-blocked-why"];
    let line = line.map(|id| message::official(id, &[]));
    Some(line).filter(|_| is_kept).into_iter().collect()
}
