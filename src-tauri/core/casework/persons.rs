//! Who is in a case, for case officers.

use super::{CaseError, today};
use crate::entry::MAX_ATTACHMENT;
use crate::entry::{EntryError, Typed};
use crate::model::{
    CasePapers, CaseRef, Cell, Column, FlatForm, Line, Moment, PersonIdentity, RecordId,
    RecordKind, Survivor, ViolenceCase, at,
};
use crate::register::{self, ConsentState};
use crate::store::{
    self, About, Action, CaseFile, CaseFileBytes, Former, IdentityStore, NoEntry, Proposal, SaidOf,
    StoreError,
};
use crate::typed;
use crate::vault::{Office, Role, View, write_atomically};
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// What a case names, as it is revealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revealed {
    /// Persons in the case, survivors first, each with what is known of her.
    pub persons: Vec<RevealedPerson>,
    /// How it stands with what is written of the case: without her yes nothing of it is shown.
    pub written: ConsentState,
    /// Whether something is written, or a file is kept, that is not shown.
    pub hides: bool,
    /// What was written down.
    pub papers: CasePapers,
    /// The case's files, without their bytes.
    pub files: Vec<CaseFile>,
    /// What came in and says something else of them: it waits for a case officer to take or drop it.
    pub proposals: Vec<Proposal>,
    /// What was known of them before, the latest first, with whom or what it is about.
    pub former: Vec<(About, Former)>,
}

/// A person of a case, as it is revealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevealedPerson {
    /// Her random number.
    pub person: CaseRef,
    /// How it stands with what names her.
    pub consent: ConsentState,
    /// What names her; nothing without her yes.
    pub identity: PersonIdentity,
    /// Whether something is kept that is not shown.
    pub hides: bool,
}

/// Something that waits beside what is known of a person or written of a case, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingProposal {
    /// By which it is asked for.
    pub id: i64,
    /// Of whom, or of which case.
    pub about: About,
    /// The cases in which it is seen.
    pub cases: Vec<RecordId>,
    /// Out of what it came, and by whom.
    pub source: String,
    /// When it was found.
    pub at: Moment,
}

/// A person that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Her random number, under which facts name her.
    pub person: CaseRef,
    /// What names her.
    pub identity: PersonIdentity,
    /// Cases in which she is a survivor.
    pub as_survivor: Vec<RecordId>,
    /// Cases in which she is a perpetrator.
    pub as_perpetrator: Vec<RecordId>,
}

/// Reads typed fields into cells of some columns, or gives all that is wrong.
/// That something else is kept of a case by now than was typed over.
fn changed_meanwhile(office: &View, case: RecordId) -> Result<StoreError, StoreError> {
    let named = store::named_record(office.store(), RecordKind::ViolenceCase, case)?;
    Ok(StoreError::Changed(named))
}

fn cells(columns: &[Column], typed: &Typed) -> Result<Vec<Cell>, EntryError> {
    let mut problems = Vec::new();
    let cells = columns
        .iter()
        .map(|column| {
            let text = typed.get(&column.name).map_or("", String::as_str);
            typed::read(text, column.kind)
                .and_then(|cell| column.kind.fits(&cell).map(|()| cell))
                .unwrap_or_else(|problem| {
                    problems.push(at(&column.name)(problem));
                    Cell::Empty
                })
        })
        .collect();
    if problems.is_empty() {
        Ok(cells)
    } else {
        Err(EntryError::Fields(problems))
    }
}

impl PersonIdentity {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`EntryError::Fields`].
    pub fn read(typed: &Typed) -> Result<Self, EntryError> {
        let cells = cells(&Self::columns(), typed)?;
        Self::from_cells(cells).map_err(EntryError::Field)
    }
    /// As a form shows it.
    pub fn typed(&self) -> Typed {
        typed::written(&Self::columns(), &self.to_cells())
    }
}

impl CasePapers {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`EntryError::Fields`].
    pub fn read(typed: &Typed) -> Result<Self, EntryError> {
        let cells = cells(&Self::columns(), typed)?;
        Self::from_cells(cells).map_err(EntryError::Field)
    }
    /// As a form shows it.
    pub fn typed(&self) -> Typed {
        typed::written(&Self::columns(), &self.to_cells())
    }
}

/// What is known with the fields that are named, or all, as a proposal says them; and what is left of it.
fn decided<T: FlatForm>(
    known: &T,
    said: &T,
    fields: &[String],
) -> Result<(T, Option<T>), StoreError> {
    let (mut known, mut left) = (known.to_cells(), said.to_cells());
    let columns = T::columns();
    for ((column, known), left) in columns.iter().zip(&mut known).zip(&mut left) {
        let meant = fields.is_empty() || fields.contains(&column.name);
        if meant && *left != Cell::Empty {
            *known = std::mem::replace(left, Cell::Empty);
        }
    }
    let read = |cells| T::from_cells(cells).map_err(|error| StoreError::bad("proposal", error));
    let nothing = left.iter().all(|cell| *cell == Cell::Empty);
    let left = (!nothing).then(|| read(left)).transpose()?;
    Ok((read(known)?, left))
}

impl View {
    /// The cases in which a person is a survivor, and those in which she is a perpetrator; without what cannot be
    /// read of them.
    pub(super) fn cases_of(
        &self,
        person: &CaseRef,
    ) -> Result<(Vec<RecordId>, Vec<RecordId>), CaseError> {
        let number = person.as_str();
        let survivors = store::records_with::<Survivor>(self.store(), "person", number)?;
        let perpetrators =
            store::records_with::<crate::model::Perpetrator>(self.store(), "person", number)?;
        let readable = |id: &RecordId| store::record::<ViolenceCase>(self.store(), *id).is_ok();
        let as_survivor = survivors.iter().map(|s| s.record.case.id());
        let as_perpetrator = perpetrators.iter().map(|p| p.record.case.id());
        Ok((
            as_survivor.filter(readable).collect(),
            as_perpetrator.filter(readable).collect(),
        ))
    }

    /// How it stands with what names a person of a case, or with what is written of it.
    fn consent(&self, case: RecordId, person: Option<&CaseRef>) -> Result<ConsentState, CaseError> {
        let (reader, today) = (self.store(), today()?);
        Ok(match person {
            Some(person) => register::may_be_named(reader, case, person, today)?,
            None => register::may_be_written(reader, case, today)?,
        })
    }

    /// Refuses to keep what names a person of a case, or what is written of it, unless she agreed to it.
    fn may_name(&self, case: RecordId, person: Option<&CaseRef>) -> Result<(), CaseError> {
        if let Some(person) = person
            && !self.case(case)?.persons().contains(person)
        {
            return Err(CaseError::NotInCase);
        }
        agreed(self.consent(case, person)?)
    }

    /// Refuses to take what waits of who did not agree to it.
    fn may_take(&self, about: &About) -> Result<(), CaseError> {
        match about {
            About::Case(case) => self.may_name(*case, None),
            About::Person(person) => agreed(self.consent_anywhere(person)?),
        }
    }

    /// How it stands with what names a person, in whatever case she is.
    pub(super) fn consent_anywhere(&self, person: &CaseRef) -> Result<ConsentState, CaseError> {
        let (as_survivor, as_perpetrator) = self.cases_of(person)?;
        let mut states = Vec::new();
        for case in as_survivor.into_iter().chain(as_perpetrator) {
            states.push(self.consent(case, Some(person))?);
        }
        Ok(states.into_iter().min().unwrap_or_default())
    }
}

/// Refuses what nobody agreed to.
fn agreed(state: ConsentState) -> Result<(), CaseError> {
    match state {
        ConsentState::Given => Ok(()),
        state => Err(CaseError::NotAgreed(state)),
    }
}

impl Office {
    /// Shows what a case names. An act of its own: it is logged before it is shown.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn reveal_case(&mut self, id: RecordId) -> Result<Revealed, CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let case = act.case(id)?;
        let mut consents = Vec::new();
        for person in case.persons() {
            consents.push((act.consent(id, Some(&person))?, person));
        }
        let written = act.consent(id, None)?;
        let subject = format!("violence_cases {id}");
        act.in_register(Action::IdentityRevealed, &subject, |register| {
            let mut persons = Vec::new();
            let mut shown = Vec::new();
            for (consent, person) in consents {
                let known = register.person(&person)?.unwrap_or_default();
                let may = consent == ConsentState::Given;
                let hides = !may && !known.is_empty();
                if may {
                    shown.push(About::Person(person.clone()));
                }
                persons.push(RevealedPerson {
                    person,
                    consent,
                    hides,
                    identity: if may {
                        known
                    } else {
                        PersonIdentity::default()
                    },
                });
            }
            let (mut papers, mut files) = (register.papers(id)?, register.files(id)?);
            let may = written == ConsentState::Given;
            let is_kept = !papers.is_empty() || !files.is_empty();
            let hides = is_kept && !may;
            match may {
                true => shown.push(About::Case(id)),
                false => {
                    papers = CasePapers::default();
                    files.clear();
                }
            }
            let mut former = Vec::new();
            for about in &shown {
                let of = register.former(about)?.into_iter();
                former.extend(of.map(|former| (about.clone(), former)));
            }
            let mut proposals = register.proposals()?;
            proposals.retain(|proposal| shown.contains(&proposal.about));
            Ok(Revealed {
                persons,
                written,
                hides,
                papers,
                files,
                proposals,
                former,
            })
        })
    }

    /// What waits beside what is known of persons and written of cases, without what it says.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn waiting_proposals(&self) -> Result<Vec<WaitingProposal>, CaseError> {
        let proposals = self.register()?.proposals()?.into_iter();
        proposals
            .map(|proposal| {
                let cases = match &proposal.about {
                    About::Case(case) => vec![*case],
                    About::Person(person) => {
                        let (mut cases, as_perpetrator) = self.cases_of(person)?;
                        cases.extend(as_perpetrator);
                        cases
                    }
                };
                Ok(WaitingProposal {
                    id: proposal.id,
                    about: proposal.about,
                    cases,
                    source: proposal.source,
                    at: proposal.at,
                })
            })
            .collect()
    }

    /// Takes what waits beside what is known in its place, or drops it: some of its fields by name, or
    /// all of them where none is named. The other fields go on waiting.
    ///
    /// # Errors
    /// [`CaseError::NoProposal`]; [`CaseError::NotAgreed`] to take what names somebody who did not agree to
    /// it; [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn decide_proposal(
        &mut self,
        id: i64,
        take: bool,
        fields: &[String],
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let mut proposals = act.register()?.proposals()?.into_iter();
        let found = proposals.find(|proposal| proposal.id == id);
        let proposal = found.ok_or(CaseError::NoProposal)?;
        if take {
            act.may_take(&proposal.about)?;
        }
        let who = act.user().to_owned();
        let action = match take {
            true => Action::IdentityChanged,
            false => Action::ProposalDropped,
        };
        let subject = format!("{} {}", proposal.about, proposal.source);
        let decide = |register: &mut IdentityStore| {
            let left = match (&proposal.about, &proposal.said) {
                (About::Person(person), SaidOf::Person(said)) => {
                    let known = register.person(person)?.unwrap_or_default();
                    let (known, left) = decided(&known, said, fields)?;
                    if take {
                        register.put_person(person, &known, &who)?;
                    }
                    left.map(SaidOf::Person)
                }
                (About::Case(case), SaidOf::Case(said)) => {
                    let (known, left) = decided(&register.papers(*case)?, said, fields)?;
                    if take {
                        register.put_papers(*case, &known, &who)?;
                    }
                    left.map(SaidOf::Case)
                }
                _ => return Err(StoreError::bad("proposal", id)),
            };
            register.leave_of_proposal(id, left.as_ref())
        };
        act.in_register(action, &subject, |register| Ok(register.together(decide)?))
    }

    /// Finds persons by what names them: every word of the query begins one of theirs. The act is
    /// logged, what was searched for is not.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn find_persons(&mut self, query: &str) -> Result<Vec<FoundPerson>, CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let mut found = Vec::new();
        for (person, identity) in act.register()?.find(query)? {
            if act.consent_anywhere(&person)? == ConsentState::Given {
                found.push((person, identity));
            }
        }
        act.note(Action::IdentitySearched, &format!("{} found", found.len()))?;
        found
            .into_iter()
            .map(|(person, identity)| {
                let (as_survivor, as_perpetrator) = act.cases_of(&person)?;
                Ok(FoundPerson {
                    person,
                    identity,
                    as_survivor,
                    as_perpetrator,
                })
            })
            .collect()
    }

    /// Keeps what names a person of a case; nothing known takes it away. Her name is the same in
    /// every case she is in. What was typed over something must still find it there.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where something else is known by now than it was typed over;
    /// [`CaseError::NotAgreed`] where she did not agree to it; see also [`CaseError`].
    pub fn put_person(
        &mut self,
        case: RecordId,
        person: &CaseRef,
        identity: &PersonIdentity,
        from: Option<&PersonIdentity>,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let known = act.register()?.person(person)?.unwrap_or_default();
        if from.is_some_and(|from| *from != known) {
            return Err(changed_meanwhile(&act, case)?.into());
        }
        if !identity.is_empty() {
            act.may_name(case, Some(person))?;
        }
        let subject = format!("violence_cases {case} person {}", person.as_str());
        let who = act.user().to_owned();
        act.in_register(Action::IdentityChanged, &subject, |register| {
            register.put_person(person, identity, &who)?;
            Ok(register.put_draft(&who, &person_place(case, person), None)?)
        })
    }

    /// Keeps what was written down of a case. What was typed over something must still find it there.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where something else is written by now than it was typed over;
    /// [`CaseError::NotAgreed`] where a survivor did not agree to it; see also [`CaseError`].
    pub fn put_papers(
        &mut self,
        case: RecordId,
        papers: &CasePapers,
        from: Option<&CasePapers>,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let written = act.register()?.papers(case)?;
        if from.is_some_and(|from| *from != written) {
            return Err(changed_meanwhile(&act, case)?.into());
        }
        if !papers.is_empty() {
            act.may_name(case, None)?;
        }
        let subject = format!("violence_cases {case} papers");
        let who = act.user().to_owned();
        act.in_register(Action::IdentityChanged, &subject, |register| {
            register.put_papers(case, papers, &who)?;
            Ok(register.put_draft(&who, &papers_place(case), None)?)
        })
    }

    /// Attaches a file to a case, under the register's key.
    ///
    /// # Errors
    /// As [`Self::put_papers`]; [`EntryError::FileTooLarge`].
    pub fn attach_to_case(
        &mut self,
        case: RecordId,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<RecordId, CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        if bytes.len() > MAX_ATTACHMENT {
            return Err(EntryError::FileTooLarge(bytes.len()).into());
        }
        act.may_name(case, None)?;
        let name = Line::<200>::new(name).map_err(at("name"))?.to_string();
        let file = CaseFileBytes { name, bytes };
        let subject = format!("violence_cases {case}");
        act.in_register(Action::Attached, &subject, |register| {
            Ok(register.put_file(case, &file)?)
        })
    }

    /// The name of a file of a case, as it was given.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer; a file that is not there.
    pub fn case_file_name(&self, case: RecordId, id: RecordId) -> Result<String, CaseError> {
        agreed(self.consent(case, None)?)?;
        let mut files = self.register()?.files(case)?.into_iter();
        let file = files.find(|file| file.id == id);
        Ok(file
            .ok_or_else(|| StoreError::NoRecord(id.to_string()))?
            .name)
    }

    /// Writes a file of a case, readable to whoever has it. The log says so before it is written.
    ///
    /// # Errors
    /// [`CaseError`]; the system's.
    pub fn write_case_file(
        &mut self,
        case: RecordId,
        id: RecordId,
        to: &Path,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        act.case_file_name(case, id)?;
        let subject = format!("violence_cases {case} file");
        act.in_register(Action::Exported, &subject, |register| {
            Ok(write_atomically(to, &register.file(case, id)?.bytes)?)
        })
    }

    /// Takes a file of a case away.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn drop_case_file(&mut self, case: RecordId, id: RecordId) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let subject = format!("violence_cases {case} file");
        act.in_register(Action::Deleted, &subject, |register| {
            Ok(register.drop_file(case, id)?)
        })
    }

    /// Keeps what is being typed of an identity, and what it is typed over, under the register's key; nothing typed
    /// drops it.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn keep_identity_draft(
        &mut self,
        place: &str,
        draft: &IdentityDraft,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let who = act.user().to_owned();
        let fields =
            serde_json::to_string(draft).map_err(|error| StoreError::bad("draft", error))?;
        let empty = draft.typed.values().all(|text| text.trim().is_empty());
        let fields = (!empty).then_some(fields);
        act.in_register_unlogged(NoEntry::Draft, |register| {
            Ok(register.put_draft(&who, place, fields.as_deref())?)
        })
    }

    /// The user's draft of an identity.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn identity_draft(&self, place: &str) -> Result<Option<IdentityDraft>, CaseError> {
        let Some(draft) = self.register()?.draft(self.user(), place)? else {
            return Ok(None);
        };
        let kept =
            serde_json::from_str(&draft.fields).map_err(|error| StoreError::bad("draft", error))?;
        Ok(Some(match kept {
            KeptIdentity::Now(draft) => draft,
            KeptIdentity::Before(typed) => IdentityDraft {
                from: Typed::new(),
                typed,
            },
        }))
    }
}

/// What is being typed of an identity, and what it is typed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentityDraft {
    /// What was known or written when it was begun; nothing where an earlier program kept it.
    pub from: Typed,
    /// Fields.
    pub typed: Typed,
}

/// A draft of an identity as it is kept.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeptIdentity {
    Now(IdentityDraft),
    /// An earlier program's.
    Before(Typed),
}

/// Where the draft of a person's identity is kept.
pub fn person_place(case: RecordId, person: &CaseRef) -> String {
    format!("person/{case}/{}", person.as_str())
}

/// Where the draft of what is written of a case is kept.
pub fn papers_place(case: RecordId) -> String {
    format!("papers/{case}")
}
