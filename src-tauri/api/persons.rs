//! Who a case names, for case officers: revealed, kept, found, erased.

use crate::cases::{CaseOfPerson, Said, case_of_person};
use crate::files::{self, FileKind, Suggested, Written};
use crate::office::with_keys;
use crate::{Failure, Session};
use serde::Serialize;
use std::path::Path;
use tienbo_core::casework::{IdentityDraft, RetentionDue, papers_place, person_place};
use tienbo_core::entry::Typed;
use tienbo_core::message::{self, Language};
use tienbo_core::model::{
    CasePapers, CaseRef, ErasureReason, Moment, PersonIdentity, RecordId, grouped,
};
use tienbo_core::register::ConsentState;
use tienbo_core::store::{About, Erasure, SaidOf};
use ts_rs::TS;

/// Who a case names, as it is revealed.
#[derive(Serialize, TS)]
pub struct RevealedCase {
    /// Persons, survivors first.
    pub persons: Vec<RevealedPerson>,
    /// How it stands with what is written: without a yes nothing of it is shown.
    pub written: ConsentState,
    /// Whether something written or a file is kept that is not shown.
    pub hides: bool,
    /// What was written down.
    pub papers: Typed,
    /// Files.
    pub files: Vec<FileOfCase>,
    /// What came in and says something else: it waits to be taken or dropped.
    pub proposals: Vec<ProposalHere>,
    /// What was known before, the latest first.
    pub former: Vec<FormerHere>,
}

/// Something that waits beside what is known of a person or written of a case.
#[derive(Serialize, TS)]
pub struct ProposalHere {
    /// By which it is asked for.
    pub id: i64,
    /// Number of the person; none where it is about what is written of the case.
    pub person: Option<CaseRef>,
    /// Out of what it came, and by whom, in words.
    pub source: String,
    /// When it was found.
    pub at: Moment,
    /// What it says, field by field.
    pub said: Vec<Said>,
}

/// What was known before it was changed.
#[derive(Serialize, TS)]
pub struct FormerHere {
    /// Number of the person; none where it is about what was written of the case.
    pub person: Option<CaseRef>,
    /// When it was changed.
    pub until: Moment,
    /// Name of the user who changed it.
    pub who: String,
    /// What was known, field by field.
    pub said: Vec<Said>,
}

/// Something that waits, without what it says.
#[derive(Serialize, TS)]
pub struct ProposalWaiting {
    /// By which it is asked for.
    pub id: i64,
    /// Number of the person; none where it is about what is written of a case.
    pub person: Option<CaseRef>,
    /// The cases in which it is seen.
    pub cases: Vec<CaseOfPerson>,
    /// Out of what it came, and by whom, in words.
    pub source: String,
    /// When it was found.
    pub at: Moment,
}

/// Who a person is.
#[derive(Serialize, TS)]
pub struct RevealedPerson {
    /// Her random number.
    pub person: CaseRef,
    /// How it stands with what names her: without a yes nothing of it is shown.
    pub consent: ConsentState,
    /// Whether something is kept that is not shown.
    pub hides: bool,
    /// What names her, as a form writes it.
    pub identity: Typed,
}

/// A file of a case.
#[derive(Serialize, TS)]
pub struct FileOfCase {
    /// Id.
    pub id: RecordId,
    /// Name.
    pub name: String,
    /// Size in bytes, as it is shown.
    pub size: String,
}

/// A person that was found.
#[derive(Serialize, TS)]
pub struct PersonFound {
    /// Her random number.
    pub person: CaseRef,
    /// What names her, field by field.
    pub said: Vec<Said>,
    /// Her cases, those in which she is a survivor first.
    pub cases: Vec<CaseOfPerson>,
}

/// Shows who a case names. The look is logged.
///
/// # Errors
/// Who is no case officer.
pub fn reveal_case(session: &mut Session, id: RecordId) -> Result<RevealedCase, Failure> {
    let revealed = session.office.reveal_case(id)?;
    let language = session.language();
    Ok(RevealedCase {
        proposals: revealed
            .proposals
            .into_iter()
            .map(|proposal| ProposalHere {
                id: proposal.id,
                source: source_in_words(&proposal.source, language),
                at: proposal.at,
                said: said_of(&proposal.said, language),
                person: person_of(proposal.about),
            })
            .collect(),
        former: revealed
            .former
            .into_iter()
            .map(|(about, former)| FormerHere {
                person: person_of(about),
                until: former.until,
                who: former.who,
                said: said_of(&former.said, language),
            })
            .collect(),
        persons: revealed
            .persons
            .into_iter()
            .map(|of| RevealedPerson {
                person: of.person,
                consent: of.consent,
                hides: of.hides,
                identity: of.identity.typed(),
            })
            .collect(),
        written: revealed.written,
        hides: revealed.hides,
        papers: revealed.papers.typed(),
        files: revealed
            .files
            .into_iter()
            .map(|file| FileOfCase {
                id: file.id,
                name: file.name,
                size: grouped(file.size),
            })
            .collect(),
    })
}

fn person_of(about: About) -> Option<CaseRef> {
    match about {
        About::Person(person) => Some(person),
        About::Case(_) => None,
    }
}

/// What is said of a person or case, field by field.
fn said_of(said: &SaidOf, language: Language) -> Vec<Said> {
    let typed = match said {
        SaidOf::Person(identity) => identity.typed(),
        SaidOf::Case(papers) => papers.typed(),
    };
    said_typed(typed, language)
}

fn said_typed(typed: Typed, language: Language) -> Vec<Said> {
    typed
        .into_iter()
        .map(|(column, value)| Said {
            label: message::column(language, &column),
            column,
            value,
        })
        .collect()
}

/// Out of what something came, and by whom: `workbook hoa`.
fn source_in_words(source: &str, language: Language) -> String {
    let (code, who) = source.split_once(' ').unwrap_or((source, ""));
    let id = format!("sealed-source-{code}");
    message::text(language, &id, &[("who", who.to_owned())])
}

/// What waits beside what is known of persons and written of cases, without what it says.
///
/// # Errors
/// Who is no case officer.
pub fn waiting_proposals(session: &Session) -> Result<Vec<ProposalWaiting>, Failure> {
    let office = &session.office;
    let waiting = office.waiting_proposals()?.into_iter();
    waiting
        .map(|proposal| {
            let cases = proposal.cases.into_iter();
            Ok(ProposalWaiting {
                id: proposal.id,
                cases: cases
                    .map(|id| case_of_person(office, id, true))
                    .collect::<Result<_, _>>()?,
                source: source_in_words(&proposal.source, session.language()),
                at: proposal.at,
                person: person_of(proposal.about),
            })
        })
        .collect()
}

/// Takes what waits in the place of what is known, or drops it: some fields by name, or all where none is
/// named.
///
/// # Errors
/// Who is no case officer; nothing waits under that number.
pub fn decide_proposal(
    session: &mut Session,
    id: i64,
    take: bool,
    fields: Vec<String>,
) -> Result<(), Failure> {
    session.office.decide_proposal(id, take, &fields)?;
    session.changed();
    Ok(())
}

/// Keeps what names a person of a case, over what was known when it was begun.
///
/// # Errors
/// Who is no case officer; a person who refused to be recorded; the fields that are wrong.
pub fn save_person(
    session: &mut Session,
    id: RecordId,
    person: CaseRef,
    typed: Typed,
    from: Option<Typed>,
) -> Result<(), Failure> {
    let identity = PersonIdentity::read(&typed)?;
    let from = from.as_ref().map(PersonIdentity::read).transpose()?;
    session
        .office
        .put_person(id, &person, &identity, from.as_ref())?;
    session.changed();
    Ok(())
}

/// What is being typed of a person and not saved.
///
/// # Errors
/// Who is no case officer.
pub fn person_draft(
    session: &Session,
    id: RecordId,
    person: CaseRef,
) -> Result<Option<IdentityDraft>, Failure> {
    Ok(session.office.identity_draft(&person_place(id, &person))?)
}

/// Keeps what is being typed of a person, under the register's key.
///
/// # Errors
/// Who is no case officer.
pub fn keep_person(
    session: &mut Session,
    id: RecordId,
    person: CaseRef,
    draft: IdentityDraft,
) -> Result<(), Failure> {
    let place = person_place(id, &person);
    Ok(session.office.keep_identity_draft(&place, &draft)?)
}

/// Keeps account and notes of a case, over what was written when they were begun.
///
/// # Errors
/// Who is no case officer; a case of which every survivor refused; the fields that are wrong.
pub fn save_papers(
    session: &mut Session,
    id: RecordId,
    typed: Typed,
    from: Option<Typed>,
) -> Result<(), Failure> {
    let papers = CasePapers::read(&typed)?;
    let from = from.as_ref().map(CasePapers::read).transpose()?;
    session.office.put_papers(id, &papers, from.as_ref())?;
    session.changed();
    Ok(())
}

/// What is being written of a case and not saved.
///
/// # Errors
/// Who is no case officer.
pub fn papers_draft(session: &Session, id: RecordId) -> Result<Option<IdentityDraft>, Failure> {
    Ok(session.office.identity_draft(&papers_place(id))?)
}

/// Keeps what is being written of a case, under the register's key.
///
/// # Errors
/// Who is no case officer.
pub fn keep_papers(
    session: &mut Session,
    id: RecordId,
    draft: IdentityDraft,
) -> Result<(), Failure> {
    Ok(session
        .office
        .keep_identity_draft(&papers_place(id), &draft)?)
}

/// Attaches a file to a case, under the register's key.
///
/// # Errors
/// Who is no case officer; a file too large; the system's.
pub fn attach_case_file(session: &mut Session, from: &Path, id: RecordId) -> Result<(), Failure> {
    let (name, bytes) = files::read_to_attach(from)?;
    session.office.attach_to_case(id, &name, bytes)?;
    session.changed();
    Ok(())
}

/// The name under which a file of a case is written.
///
/// # Errors
/// Who is no case officer; a file that is not there.
pub fn case_file_name(
    session: &mut Session,
    id: RecordId,
    file: RecordId,
) -> Result<Suggested, Failure> {
    Ok(FileKind::Any.named(session.office.case_file_name(id, file)?))
}

/// Writes a file of a case, readable to whoever has it. That is logged.
///
/// # Errors
/// Who is no case officer; a file that is not there; the system's.
pub fn save_case_file(
    session: &mut Session,
    to: &Path,
    id: RecordId,
    file: RecordId,
) -> Result<Written, Failure> {
    session.office.write_case_file(id, file, to)?;
    Ok(Written::at(to))
}

/// Takes a file of a case away.
///
/// # Errors
/// Who is no case officer; a file that is not there.
pub fn drop_case_file(session: &mut Session, id: RecordId, file: RecordId) -> Result<(), Failure> {
    session.office.drop_case_file(id, file)?;
    session.changed();
    Ok(())
}

/// Finds persons by what names them. The act is logged, what was searched for is not.
///
/// # Errors
/// Who is no case officer.
pub fn find_persons(session: &mut Session, query: String) -> Result<Vec<PersonFound>, Failure> {
    let found = session.office.find_persons(&query)?;
    let language = session.language();
    let office = &session.office;
    found
        .into_iter()
        .map(|found| {
            let as_survivor = found.as_survivor.iter().map(|id| (*id, true));
            let as_perpetrator = found.as_perpetrator.iter().map(|id| (*id, false));
            let cases = as_survivor.chain(as_perpetrator);
            Ok(PersonFound {
                person: found.person,
                said: said_typed(found.identity.typed(), language),
                cases: cases
                    .map(|(id, survivor)| case_of_person(office, id, survivor))
                    .collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

/// Who was erased, and where she may be still.
#[derive(Debug, Serialize, TS)]
pub struct ErasedPerson {
    /// Her number.
    pub person: CaseRef,
    /// What was kept beside the office of before: folders that a backup took the place of.
    pub copies: Vec<String>,
    /// What is to be done since: to read again what may name her still, and what new keys of the register ask for.
    pub told: Vec<String>,
}

/// Erases who a person is, for good.
///
/// # Errors
/// Who is no case officer.
pub fn erase_person(
    session: &mut Session,
    person: CaseRef,
    reason: ErasureReason,
) -> Result<ErasedPerson, Failure> {
    let (written, of_keys) = with_keys(session, |office| office.erase_person(&person, reason))?;
    session.changed();
    let mut told = Vec::new();
    for case in written {
        let case = case_of_person(&session.office, case, false)?.number;
        let number = [("number", case.as_str().to_owned())];
        told.push(message::text(
            session.language(),
            "case-erased-may-stand",
            &number,
        ));
    }
    told.extend(of_keys);
    let copies = copies_beside(session)?;
    Ok(ErasedPerson {
        person,
        copies,
        told,
    })
}

/// What was kept beside the office of before, which no erasure reaches.
///
/// # Errors
/// The system's.
pub fn copies_beside(session: &Session) -> Result<Vec<String>, Failure> {
    let copies = session.office.copies_beside()?;
    Ok(copies.iter().map(|copy| files::shown(copy)).collect())
}

/// Deletes what was kept beside the office of before.
///
/// # Errors
/// Who is no case officer; the system's.
pub fn drop_copies_beside(session: &mut Session) -> Result<(), Failure> {
    Ok(session.office.drop_copies_beside()?)
}

/// The erasures made here, the latest first.
///
/// # Errors
/// The database's.
pub fn erasures(session: &Session) -> Result<Vec<Erasure>, Failure> {
    Ok(session.office.erasures()?)
}

/// Persons whose identity has been kept for as long as it may.
///
/// # Errors
/// Who is no case officer.
pub fn retention_due(session: &Session) -> Result<Vec<RetentionDue>, Failure> {
    Ok(session.office.retention_due()?)
}

/// Notes that retention was looked through this year.
///
/// # Errors
/// Who is no case officer.
pub fn review_retention(session: &mut Session) -> Result<(), Failure> {
    Ok(session.office.review_retention()?)
}
