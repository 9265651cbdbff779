//! Records as they are entered: typed into forms and checked, pasted, listed; added, changed,
//! deleted, put back. Workbooks come through [`crate::exchange`].

mod attached;
mod directory;
mod doubted;
mod form;
mod known;
mod paste;
mod references;
mod table;
#[cfg(test)]
mod tests;
mod written;

pub use crate::model::title;
pub use directory::*;
pub use form::*;
pub(crate) use known::Known;
pub use paste::*;
pub(crate) use references::References;
pub use table::*;
pub use written::*;

use crate::catalogue::{Catalogues, RegisterRules, Risk};
use crate::message::{Class, Saying, Told};
use crate::model::{
    CaseRef, Cell, ConsentAct, DataRequest, Day, FieldError, FlatForm, FollowUp, FollowUpResult,
    Identification, Incident, Perpetrator, Problem, RecordId, RecordKind, Referral, Relationship,
    RiskCheck, Survivor, TraffickingTrack, ViolenceCase, at,
};
use crate::register;
use crate::store::{self, Decided, Log, NoEntry, StoreError};
use crate::vault::{Act, Office, Role, VaultError, View};

/// Largest file that can be attached, in bytes: 20 MiB.
pub const MAX_ATTACHMENT: usize = 20 << 20;

/// What can go wrong with an entry. Messages `entry-…`.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// A field that is wrong.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The problems of a form.
    #[error("{} problems", .0.len())]
    Fields(Vec<FieldError>),
    /// A row of several that is wrong, from 1.
    #[error("row {0}: {1}")]
    Row(usize, FieldError),
    /// Records of a list that are wrong.
    #[error("{} records of a list are wrong", .0.len())]
    List(Vec<InList>),
    /// What is likely a slip in records, and has to be said to be meant.
    #[error("{} likely slips", .0.len())]
    ListAsks(Vec<InList>),
    /// Nothing to take out of a pasted block.
    #[error("nothing pasted")]
    NothingPasted,
    /// More rows than are taken at once.
    #[error("more than {0} rows pasted")]
    TooMuchPasted(usize),
    /// Narratives and records are entered; attachments are attached, not added.
    #[error("attachments are attached to a record")]
    NotEntered,
    /// A record is to be changed of which is not said at which version, or the other way round.
    #[error("a record without its version, or a version without its record")]
    NoVersion,
    /// Something else stands at the place of a text than when it was begun.
    #[error("the text was changed since it was begun")]
    TextChanged,
    /// The file is larger than [`MAX_ATTACHMENT`].
    #[error("file of {0} bytes is too large")]
    FileTooLarge(usize),
    /// Files of a violence case are attached in the register, under its own key.
    #[error("files of violence cases are attached in the register")]
    CaseFile,
    /// A case that was recorded wrongly is marked so, and stays.
    #[error("a violence case is not deleted")]
    CaseStays,
    /// What a survivor answered is kept; who answers otherwise answers again.
    #[error("what was answered stays")]
    AnswerStays,
    /// The danger of a case stands on a safety check: an act of its own lowers it, for a reason.
    #[error("the danger of the case stands on it")]
    DangerStays,
    /// A place of the directory that is no more is retired, and stays: referrals name it.
    #[error("a place of the directory is retired")]
    DirectoryStays,
    /// What travels of a case is made from it, not entered.
    #[error("facts are made from the register")]
    Derived,
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Told for EntryError {
    fn told(&self) -> Saying<'_> {
        let bad_input = |id: &'static str| Saying::new(Class::BadInput, id);
        match self {
            Self::Field(error) => error.told(),
            Self::Fields(errors) => bad_input("entry-fields")
                .with("count", errors.len())
                .of_fields(errors),
            Self::Row(row, error) => bad_input("entry-row")
                .with("row", row)
                .telling("detail", error),
            Self::List(wrong) => bad_input("entry-list").detail(wrong.len()),
            Self::ListAsks(slips) => {
                Saying::new(Class::NotNow, "entry-list-asks").detail(slips.len())
            }
            Self::NothingPasted => bad_input("entry-nothing-pasted"),
            Self::TooMuchPasted(most) => bad_input("entry-too-much-pasted").detail(most),
            Self::NotEntered => bad_input("entry-not-entered"),
            Self::NoVersion => bad_input("entry-no-version"),
            Self::TextChanged => Saying::new(Class::NotNow, "entry-text-changed"),
            Self::FileTooLarge(size) => bad_input("entry-file-too-large").detail(size),
            Self::CaseFile => bad_input("entry-case-file"),
            Self::CaseStays => bad_input("entry-case-stays"),
            Self::AnswerStays => bad_input("entry-answer-stays"),
            Self::DangerStays => Saying::new(Class::NotNow, "entry-danger-stays"),
            Self::DirectoryStays => bad_input("entry-directory-stays"),
            Self::Derived => bad_input("entry-derived"),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}

/// Brings what is made from a record up to date with it.
fn bring_facts_up_to_date(
    log: &Log<'_>,
    catalogues: &Catalogues,
    kind: RecordKind,
    id: RecordId,
) -> Result<(), StoreError> {
    match register::case_of(log, kind, id)? {
        Some(case) => register::project(log, catalogues, case),
        None => Ok(()),
    }
}

/// Adds a record, with what follows from it.
fn add(log: &Log<'_>, kind: RecordKind, cells: &[Cell]) -> Result<RecordId, EntryError> {
    let id = log.add(kind, cells)?;
    keep_relations(log, kind, id, cells)?;
    ask_a_head(log, kind, id, cells)?;
    Ok(id)
}

/// Keeps what is said of the one perpetrator of a case where another comes into it.
fn keep_relations(
    log: &Log<'_>,
    kind: RecordKind,
    id: RecordId,
    cells: &[Cell],
) -> Result<(), EntryError> {
    if kind == RecordKind::Perpetrator {
        let perpetrator = Perpetrator::from_cells(cells.to_vec())?;
        register::keep_relations(log, id, &perpetrator)?;
    }
    Ok(())
}

/// Puts before a head what is done without anybody's yes.
fn ask_a_head(
    log: &Log<'_>,
    kind: RecordKind,
    id: RecordId,
    cells: &[Cell],
) -> Result<(), EntryError> {
    if kind == RecordKind::TraffickingTrack {
        let track = TraffickingTrack::from_cells(cells.to_vec())?;
        let is_none = track.identification == Some(Identification::NotIdentified);
        if let (true, Some(case)) = (is_none, register::case_of(log, kind, id)?) {
            log.unlogged(NoEntry::Derived)
                .decide(case, Decided::NoVictim, String::new())?;
        }
    }
    if kind != RecordKind::ConsentAct {
        return Ok(());
    }
    let act = ConsentAct::from_cells(cells.to_vec())?;
    if let (Some(ground), Some(case)) = (act.by_law(), register::case_of(log, kind, id)?) {
        let purpose = act.consent_purpose;
        let what = Decided::AskedByLaw { purpose, ground };
        log.unlogged(NoEntry::Derived)
            .decide(case, what, String::new())?;
    }
    Ok(())
}

/// Changes a record that is there, unless that makes the danger of a case less: only an act of its own does.
fn unless_danger_falls(
    log: &Log<'_>,
    catalogues: &Catalogues,
    (kind, id): (RecordKind, RecordId),
    change: impl FnOnce() -> Result<(), EntryError>,
) -> Result<(), EntryError> {
    let case = match kind {
        RecordKind::RiskCheck => register::case_of(log, kind, id)?,
        _ => None,
    };
    let Some(case) = case else {
        return change();
    };
    let risk = || -> Result<Option<Risk>, StoreError> {
        let danger = register::danger_of(log, catalogues, case)?;
        Ok(danger.map(|danger| danger.risk))
    };
    let before = risk()?;
    change()?;
    match risk()? < before {
        true => Err(EntryError::DangerStays),
        false => Ok(()),
    }
}

impl View {
    /// Checks that a record may stand here, and gives it in canonical form.
    fn checked_record(&self, kind: RecordKind, cells: Vec<Cell>) -> Result<Vec<Cell>, EntryError> {
        if kind == RecordKind::Attachment {
            return Err(EntryError::NotEntered);
        }
        is_entered(kind)?;
        let cells = kind.canonical(cells)?;
        self.catalogues().check_record(kind, &cells)?;
        for (column, cell) in kind.columns().iter().zip(&cells) {
            let referred = column.kind.referred().filter(|of| !of.is_of_directory());
            if let (Some(referred), Cell::Text(text)) = (referred, cell) {
                let unknown = |_| at(&column.name)(Problem::UnknownReference(text.clone()));
                let id = RecordId::parse(text).map_err(at(&column.name))?;
                store::flat_record(self.store(), referred, id).map_err(unknown)?;
            }
        }
        Ok(cells)
    }
}

impl View {
    /// Refuses what a survivor did not agree to, or who cannot speak for her: an answer, a referral, the ground on
    /// which she is recorded; and a way to her that may not be safe. What is there stays as it is.
    pub(crate) fn check_for_her(
        &self,
        kind: RecordKind,
        id: Option<RecordId>,
        cells: &[Cell],
    ) -> Result<(), EntryError> {
        let today = Day::today().map_err(StoreError::from)?;
        self.check_done(kind, id, cells, today)?;
        if kind == RecordKind::ConsentAct {
            if id.is_some() {
                return Err(EntryError::AnswerStays);
            }
            let act = ConsentAct::from_cells(cells.to_vec())?;
            act.check_law()?;
            register::check_answer(self.store(), &act)?;
        } else if kind == RecordKind::Referral {
            let new = Referral::from_cells(cells.to_vec())?;
            let here = id.map(|id| store::record::<Referral>(self.store(), id));
            let here = here.transpose()?;
            if !here.is_some_and(|here| new.goes_as(&here.record)) {
                register::check_referral(self.store(), &new, today)?;
            }
        } else if kind == RecordKind::Survivor {
            let new = Survivor::from_cells(cells.to_vec())?;
            let here = id.map(|id| store::record::<Survivor>(self.store(), id));
            let here = here.transpose()?;
            let was = here.as_ref().and_then(|here| here.record.identification);
            let is_none = Some(Identification::NotIdentified);
            if new.identification == is_none && was != is_none {
                // The paper that says so stands in a record of its own.
                return Err(at("identification")(Problem::SetByAct).into());
            }
            if let Some(here) = &here {
                register::check_relation(self.store(), here, &new)?;
            }
            register::check_recorded(self.store(), here.as_ref(), &new)?;
        } else if kind == RecordKind::Relationship {
            let new = Relationship::from_cells(cells.to_vec())?;
            register::check_relationship(self.store(), &new)?;
        } else if kind == RecordKind::FollowUp {
            let new = FollowUp::from_cells(cells.to_vec())?;
            let here = id.map(|id| store::record::<FollowUp>(self.store(), id));
            let here = here.transpose()?.map(|here| here.record);
            register::check_contact(self.store(), here.as_ref(), &new, today)?;
            register::check_visit(self.store(), here.as_ref(), &new)?;
        } else if kind == RecordKind::DataRequest {
            let new = DataRequest::from_cells(cells.to_vec())?;
            register::check_request(self.store(), &new, today)?;
        }
        Ok(())
    }
}

/// The days on which what a record says was done: what is planned is none.
const DONE_ON: [(RecordKind, &str); 15] = [
    (RecordKind::ChildAssessment, "assessed_on"),
    (RecordKind::ChildTrack, "heard_on"),
    (RecordKind::ChildTrack, "worker_told_on"),
    (RecordKind::ChildTrack, "line_told_on"),
    (RecordKind::ChildTrack, "school_told_on"),
    (RecordKind::ConsentAct, "asked_on"),
    (RecordKind::FollowUp, "debriefed_on"),
    (RecordKind::FollowUp, "done_on"),
    (RecordKind::Incident, "known_on"),
    (RecordKind::PlanStep, "planned_on"),
    (RecordKind::PlanStep, "result_on"),
    (RecordKind::RiskCheck, "checked_on"),
    (RecordKind::Service, "received_on"),
    (RecordKind::TraffickingTrack, "noted_on"),
    (RecordKind::ViolenceCase, "staff_threat_since"),
];

impl View {
    /// Refuses what is said to be done on a day that has not come: it would count as done, and what is still to be done
    /// would be asked of nobody. And new danger in a case that ended, where nobody would be reminded of it. What is there
    /// stays as it is.
    fn check_done(
        &self,
        kind: RecordKind,
        id: Option<RecordId>,
        cells: &[Cell],
        today: Day,
    ) -> Result<(), EntryError> {
        let here = id.map(|id| store::record_to_change(self.store(), kind, id));
        let here = here.transpose()?.map(|here| here.record);
        for (_, column) in DONE_ON.iter().filter(|(of, _)| *of == kind) {
            let place = kind.columns().iter().position(|c| c.name == *column);
            let of = |cells: &[Cell]| place.and_then(|place| cells.get(place)).cloned();
            let new = of(cells);
            let is_as_it_was = here.as_deref().is_some_and(|here| of(here) == new);
            let done = match &new {
                Some(Cell::Text(day)) if !is_as_it_was => Day::parse_iso(day).ok(),
                _ => None,
            };
            if done.is_some_and(|day| day > today) {
                return Err(at(column)(Problem::NotYet).into());
            }
        }
        if kind == RecordKind::FollowUp {
            let found = |cells: &[Cell]| -> Result<bool, FieldError> {
                let result = FollowUp::from_cells(cells.to_vec())?.follow_up_result;
                Ok(result == Some(FollowUpResult::NewViolence))
            };
            let is_new = found(cells)? && !here.as_deref().map(found).transpose()?.unwrap_or(false);
            let case = FollowUp::from_cells(cells.to_vec())?.case.id();
            if is_new && self.has_ended(case)?.is_some() {
                return Err(at("follow_up_result")(Problem::CaseEnded).into());
            }
        } else if kind == RecordKind::Incident {
            let survivor = Incident::from_cells(cells.to_vec())?.survivor.id();
            let survivor = store::record::<Survivor>(self.store(), survivor);
            // As with a case, that she is here is checked of every reference.
            let ended = survivor.map(|of| self.has_ended(of.record.case.id()));
            if here.is_none() && matches!(ended, Ok(Ok(Some(_)))) {
                return Err(at("known_on")(Problem::CaseEnded).into());
            }
        } else if kind == RecordKind::RiskCheck {
            let check = RiskCheck::from_cells(cells.to_vec())?;
            let rules = self.has_ended(check.case.id())?;
            let risk = |check: &RiskCheck| rules.and_then(|rules| rules.risk(check));
            let here = here.map(RiskCheck::from_cells).transpose()?;
            let before = here.as_ref().and_then(risk);
            if risk(&check) >= Some(Risk::High) && risk(&check) > before {
                return Err(at("signs")(Problem::CaseEnded).into());
            }
        }
        Ok(())
    }

    /// The rules of a case that is closed, or was recorded wrongly; nothing of another.
    fn has_ended(&self, case: RecordId) -> Result<Option<&RegisterRules>, StoreError> {
        // That it is here is checked of every reference.
        let Ok(case) = store::record::<ViolenceCase>(self.store(), case) else {
            return Ok(None);
        };
        let case = case.record;
        let has_ended = case.closed_on.is_some() || case.voided.is_some();
        Ok(has_ended.then(|| register::rules_of(self.catalogues(), case.found_on)))
    }
}

/// What of a case acts of their own set: how it ended, that it was recorded wrongly, whom it went to.
const SET_BY_ACTS: [&str; 5] = ["closed_on", "outcome", VOIDED, "handed_to", "handed_on"];
/// That it was recorded wrongly.
const VOIDED: &str = "voided";

impl Act<'_> {
    /// Adds records in canonical form: all of them or none.
    fn insert(
        &mut self,
        kind: RecordKind,
        rows: &[Vec<Cell>],
    ) -> Result<Vec<RecordId>, EntryError> {
        self.write(|log, catalogues| {
            rows.iter()
                .map(|cells| {
                    let id = add(log, kind, cells)?;
                    bring_facts_up_to_date(log, catalogues, kind, id)?;
                    Ok(id)
                })
                .collect()
        })
    }

    /// Checks what a user says that a record is to become, a new one or the one that is there, and gives it in
    /// canonical form. What acts of their own set stays as it is.
    pub(super) fn may_become(
        &self,
        kind: RecordKind,
        id: Option<RecordId>,
        mut cells: Vec<Cell>,
    ) -> Result<Vec<Cell>, EntryError> {
        let here = id.map(|id| store::record_to_change(self.store(), kind, id));
        let here = here.transpose()?.map(|here| here.record);
        let may_override = self.may_override();
        if let Some(here) = &here {
            self.catalogues().check_override(may_override, kind, here)?;
        }
        if kind == RecordKind::ViolenceCase {
            let columns = kind.columns().iter().enumerate();
            for (place, column) in columns.filter(|(_, c)| SET_BY_ACTS.contains(&&*c.name)) {
                let here = here.as_ref().and_then(|here| here.get(place));
                let here = here.cloned().unwrap_or(Cell::Empty);
                if column.name == VOIDED && here != Cell::Empty {
                    // It stays as it was until it is opened again, so that whoever closes its period is told of it.
                    return Err(at(&column.name)(Problem::SetByAct).into());
                }
                match cells.get_mut(place) {
                    Some(cell) if *cell == Cell::Empty => *cell = here,
                    Some(cell) if *cell != here => {
                        return Err(at(&column.name)(Problem::SetByAct).into());
                    }
                    _ => {}
                }
            }
        }
        if let Some(here) = &here {
            stays_where_it_is(kind, here, &cells)?;
        }
        let cells = self.checked_record(kind, cells)?;
        self.check_places(kind, here.as_deref(), &cells)?;
        self.check_for_her(kind, id, &cells)?;
        if kind == RecordKind::DataRequest {
            self.check_answered(id, here.as_deref(), &cells)?;
        }
        self.catalogues()
            .check_override(may_override, kind, &cells)?;
        Ok(cells)
    }
}

impl Act<'_> {
    /// Refuses to change a request for which what is held is not used, and to say that all was erased while something
    /// is kept.
    fn check_answered(
        &self,
        id: Option<RecordId>,
        here: Option<&[Cell]>,
        cells: &[Cell],
    ) -> Result<(), EntryError> {
        let new = DataRequest::from_cells(cells.to_vec())?;
        if let (Some(id), Some(here)) = (id, here)
            && here != cells
        {
            self.check_lifted(id)?;
        }
        let said = here.map(|here| DataRequest::from_cells(here.to_vec()));
        let said = said.transpose()?.is_some_and(|said| said.says_erased());
        match new.says_erased() && !said {
            true => self.check_erased(&new.asked_about),
            false => Ok(()),
        }
    }

    /// Refuses what would end in silence that what is held of somebody is not used.
    fn check_lifted(&self, request: RecordId) -> Result<(), EntryError> {
        let request = store::record::<DataRequest>(self.store(), request)?;
        match register::stands(self.store(), &request)? {
            true => Err(at("request_answer")(Problem::LiftedByAct).into()),
            false => Ok(()),
        }
    }

    /// Refuses to say that all that is held of a person was erased: what names her, and of cases of which she was told to
    /// be a survivor what is written, and reasons that a head is still to read.
    fn check_erased(&self, person: &CaseRef) -> Result<(), EntryError> {
        let wrong = |problem| Err(at("request_answer")(problem).into());
        let register = self.register()?;
        if register.kept_persons()?.contains(person) {
            return wrong(Problem::NameKept);
        }
        let of_person = ["person", person.as_str()];
        let kind = RecordKind::Survivor;
        for case in store::references_with(self.store(), kind, "case", of_person)? {
            let number = || -> Result<String, StoreError> {
                let case = store::record::<ViolenceCase>(self.store(), case)?;
                Ok(case.record.number.as_str().to_owned())
            };
            if register.is_written(case)? {
                return wrong(Problem::WrittenKept(number()?));
            }
            let decisions = store::decisions(self.store(), case)?;
            if decisions.iter().any(|one| one.to_forget) {
                return wrong(Problem::WordsKept(number()?));
            }
        }
        Ok(())
    }
}

/// Refuses to move what belongs to a case to another one: what was answered, found and done in that case would go with
/// it out of sight.
fn stays_where_it_is(kind: RecordKind, here: &[Cell], new: &[Cell]) -> Result<(), FieldError> {
    let Some((owner, _)) = kind.owner().filter(|_| kind.is_of_register()) else {
        return Ok(());
    };
    let place = kind.columns().iter().position(|c| c.name == owner);
    let differs = place.is_some_and(|place| here.get(place) != new.get(place));
    match differs {
        true => Err(at(owner)(Problem::StaysInCase)),
        false => Ok(()),
    }
}

/// Whether records of a kind are entered by people, who may change, delete and restore them: what follows from a case
/// is none.
fn is_entered(kind: RecordKind) -> Result<(), EntryError> {
    match kind.is_facts() {
        true => Err(EntryError::Derived),
        false => Ok(()),
    }
}

/// Who enters and changes records of a kind: what belongs to a case its case officers, for whether a
/// woman agreed and how a case ended is a finding; where help is to be had they and heads, for somebody in danger calls
/// the number that stands there; everything else whoever records. A case is begun by either.
fn recording_roles(kind: RecordKind) -> &'static [Role] {
    if kind.is_of_register() {
        &[Role::CaseOfficer]
    } else if kind.is_of_directory() {
        &[Role::CaseOfficer, Role::Head]
    } else {
        &[Role::Recorder]
    }
}

impl Office {
    /// Adds records of a kind: all of them or none.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn add_records(
        &mut self,
        kind: RecordKind,
        rows: Vec<Vec<Cell>>,
    ) -> Result<Vec<RecordId>, EntryError> {
        let mut act = self.act_in_any(recording_roles(kind))?;
        let mut known = act.known(kind)?;
        let mut checked = Vec::with_capacity(rows.len());
        for cells in rows {
            let cells = act.may_become(kind, None, cells)?;
            known.check(None, &cells)?;
            known.add(RecordId::new(), &cells);
            checked.push(cells);
        }
        act.insert(kind, &checked)
    }

    /// Changes a record that is still at `version`.
    ///
    /// # Errors
    /// [`EntryError`]; [`StoreError::Changed`] where somebody else changed it since.
    pub fn change_record(
        &mut self,
        kind: RecordKind,
        id: RecordId,
        version: i64,
        cells: Vec<Cell>,
    ) -> Result<(), EntryError> {
        let mut act = self.act_in_any(recording_roles(kind))?;
        let cells = act.may_become(kind, Some(id), cells)?;
        act.known(kind)?.check(Some(id), &cells)?;
        act.write(|log, catalogues| {
            unless_danger_falls(log, catalogues, (kind, id), || {
                log.change(kind, id, version, &cells)?;
                ask_a_head(log, kind, id, &cells)?;
                Ok(bring_facts_up_to_date(log, catalogues, kind, id)?)
            })
        })
    }

    /// Deletes records that are still at their versions: all of them or none. They stay in the database, marked.
    ///
    /// # Errors
    /// [`EntryError`]; [`StoreError::Changed`] where somebody else changed one since.
    pub fn delete_records(
        &mut self,
        kind: RecordKind,
        records: &[(RecordId, i64)],
    ) -> Result<(), EntryError> {
        let mut act = self.act_in_any(recording_roles(kind))?;
        is_entered(kind)?;
        if kind == RecordKind::ViolenceCase {
            return Err(EntryError::CaseStays);
        }
        if kind == RecordKind::ConsentAct {
            return Err(EntryError::AnswerStays);
        }
        if kind.is_of_directory() {
            return Err(EntryError::DirectoryStays);
        }
        for (id, _) in records {
            let here = store::record_to_change(act.store(), kind, *id)?;
            act.catalogues()
                .check_override(act.may_override(), kind, &here.record)?;
            if kind == RecordKind::DataRequest {
                act.check_lifted(*id)?;
            }
        }
        act.write(|log, catalogues| {
            for (id, version) in records {
                unless_danger_falls(log, catalogues, (kind, *id), || {
                    log.delete(kind, *id, *version)?;
                    Ok(bring_facts_up_to_date(log, catalogues, kind, *id)?)
                })?;
            }
            Ok(())
        })
    }

    /// Puts deleted records back: all of them or none.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn restore_records(
        &mut self,
        kind: RecordKind,
        records: &[RecordId],
    ) -> Result<(), EntryError> {
        let mut act = self.act_in_any(recording_roles(kind))?;
        is_entered(kind)?;
        let may_override = act.may_override();
        let mut known = act.known(kind)?;
        act.write(|log, catalogues| {
            for id in records {
                log.restore(kind, *id)?;
                let back = store::flat_record(log, kind, *id)?;
                keep_relations(log, kind, *id, &back.record)?;
                known.check(None, &back.record)?;
                known.add(*id, &back.record);
                catalogues.check_override(may_override, kind, &back.record)?;
                bring_facts_up_to_date(log, catalogues, kind, *id)?;
            }
            Ok(())
        })
    }
}
