//! The rights of the persons that cases are about: what they are owed and until when, what is written of them erased
//! alone, what was erased confirmed on paper.

use crate::files::{FileKind, Suggested, Written};
use crate::law::{RestsOn, Told};
use crate::office::with_keys;
use crate::persons::copies_beside;
use crate::{Failure, NamedUnit, Session, TypedDay, today};
use serde::{Deserialize, Serialize};
use std::path::Path;
use tienbo_core::casework::{Owed, OwedInCase};
use tienbo_core::message;
use tienbo_core::model::{AskedBy, CaseRef, Day, ErasureReason, Guardian, ProviderKind, RecordId};
use tienbo_core::store::ErasureOfWritten;
use ts_rs::TS;

/// Something that whoever a case is about is owed.
#[derive(Debug, Serialize, TS)]
pub struct OwedSeen {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What, in words.
    pub told: String,
    /// The last day on which it is done in time.
    pub due_on: Day,
    /// Whether that day is over.
    pub overdue: bool,
    /// The package in which a unit received the case that is to be told.
    pub package: Option<String>,
    /// The referral to a place that is to be told.
    pub referral: Option<RecordId>,
    /// The law of the day from which its time runs.
    pub rests_on: Option<RestsOn>,
}

/// What stands on a case's page of the rights of whom it is about.
#[derive(Debug, Serialize, TS)]
pub struct CaseRights {
    /// What they are owed.
    pub owed: Vec<OwedSeen>,
    /// Whether something was erased, of which a confirmation can be printed.
    pub erased: bool,
}

/// An erasure of what is written of a case, as it is said.
#[derive(Debug, Deserialize, TS)]
pub struct ErasureTyped {
    /// Who asked for it.
    pub asked_by: AskedBy,
    /// Who the guardian is, where it was one.
    #[serde(default)]
    pub guardian: Option<Guardian>,
    /// On which day, today unless one is typed.
    pub asked_on: Option<TypedDay>,
    /// The ground.
    pub reason: ErasureReason,
    /// What else is to be said of it, in words.
    #[serde(default)]
    pub why: String,
}

/// What is to be known after what is written of a case was erased.
#[derive(Debug, Serialize, TS)]
pub struct WrittenErased {
    /// What was kept beside the office of before: folders that a backup took the place of.
    pub copies: Vec<String>,
    /// What new keys of the register ask for.
    pub told: Vec<String>,
}

fn owed_seen(session: &Session, one: &OwedInCase, today: Day) -> OwedSeen {
    let language = session.language();
    let rules = &session.office.catalogues().latest().register;
    let person = one.owed.person().map(CaseRef::as_str);
    let person = person.unwrap_or_default().to_owned();
    let id = format!("owed-{}", one.owed.code());
    let (package, referral, unit) = match &one.owed {
        Owed::ReceiverTold { package, unit } => {
            let named = NamedUnit::of(unit, session.office.catalogues());
            (Some(package.clone()), None, named.name)
        }
        Owed::ProviderTold {
            referral, provider, ..
        } => {
            let named = message::choice(language, ProviderKind::LIST.name, provider.code());
            (None, Some(*referral), named)
        }
        Owed::NameErased(_) | Owed::WrittenErased | Owed::Answer(..) => (None, None, String::new()),
    };
    OwedSeen {
        case: one.case,
        number: one.number.clone(),
        told: message::text(language, &id, &[("person", person), ("unit", unit)]),
        package,
        referral,
        due_on: one.until,
        overdue: one.until < today,
        rests_on: Told { rules, language }.of_time(one.owed.time(), one.since),
    }
}

/// What whoever cases are about are owed and was not done yet, the first first.
///
/// # Errors
/// Who is no case officer.
pub(crate) fn owed(session: &Session) -> Result<Vec<OwedSeen>, Failure> {
    let today = today()?;
    let owed = session.office.owed()?;
    Ok(owed
        .iter()
        .map(|one| owed_seen(session, one, today))
        .collect())
}

/// What stands on a case's page of the rights of whom it is about.
///
/// # Errors
/// Who is no case officer.
pub fn case_rights(session: &Session, id: RecordId) -> Result<CaseRights, Failure> {
    let mut owed = owed(session)?;
    owed.retain(|one| one.case == id);
    let erased = !session.office.erased_of(id)?.is_empty();
    Ok(CaseRights { owed, erased })
}

/// The name under which the confirmation of what was erased of a case is written. It names nobody, and says nothing of
/// what the case is.
///
/// # Errors
/// A case that is not there.
pub fn confirmation_of_erasure_name(session: &Session, id: RecordId) -> Result<Suggested, Failure> {
    let number = session.office.case(id)?.case.record.number;
    Ok(FileKind::Pdf.named(format!("giay-xac-nhan-{}.pdf", number.as_str())))
}

/// Writes the confirmation of what was erased of a case, to be given to who asked for it.
///
/// # Errors
/// Who is no case officer; nothing that was erased; the system's.
pub fn confirm_erasure(session: &mut Session, to: &Path, id: RecordId) -> Result<Written, Failure> {
    session
        .office
        .write_erasure_confirmation(id, to, today()?)?;
    Ok(Written::at(to))
}

/// A unit that received a case was told of what was erased of it since, and how.
///
/// # Errors
/// Nothing that it is to be told; no words.
pub fn receiver_is_told(
    session: &mut Session,
    id: RecordId,
    package: String,
    how: String,
) -> Result<(), Failure> {
    session.office.receiver_is_told(id, &package, &how)?;
    session.changed();
    Ok(())
}

/// The place of a referral was told of what was erased since, and how.
///
/// # Errors
/// Nothing that it is to be told; no words.
pub fn provider_is_told(
    session: &mut Session,
    id: RecordId,
    referral: RecordId,
    how: String,
) -> Result<(), Failure> {
    session.office.provider_is_told(id, referral, &how)?;
    session.changed();
    Ok(())
}

/// What is held of a person is used again, though it was asked that it is not.
///
/// # Errors
/// Who is no case officer; a request that limits nothing; no reason.
pub fn lift_limit(
    session: &mut Session,
    id: RecordId,
    request: RecordId,
    why: String,
) -> Result<(), Failure> {
    session.office.lift_limit(id, request, &why)?;
    session.changed();
    Ok(())
}

/// The name under which what is held about a person is written. It names nobody.
///
/// # Errors
/// None.
pub fn held_about_name(person: CaseRef) -> Result<Suggested, Failure> {
    Ok(FileKind::Pdf.named(format!("du-lieu-{}.pdf", person.as_str())))
}

/// Writes what is held about a person, to be given to who may see it. It is a look at her name, and logged as one.
///
/// # Errors
/// Who is no case officer; a person who is in no case; the system's.
pub fn save_held_about(
    session: &mut Session,
    to: &Path,
    person: CaseRef,
) -> Result<Written, Failure> {
    session.office.write_held_about(&person, to, today()?)?;
    Ok(Written::at(to))
}

/// Erases what is written, noted and attached of a case, and nobody whom it names.
///
/// # Errors
/// Who is no case officer; a day that is none; nothing that is written; what is other survivors' too.
pub fn erase_written(
    session: &mut Session,
    id: RecordId,
    asked: ErasureTyped,
) -> Result<WrittenErased, Failure> {
    let said = ErasureOfWritten {
        asked_by: asked.asked_by,
        guardian: asked.guardian,
        asked_on: TypedDay::read_or_today(asked.asked_on.as_ref(), "asked_on")?,
        reason: asked.reason,
        why: asked.why,
    };
    let ((), told) = with_keys(session, |office| office.erase_written(id, said))?;
    session.changed();
    let copies = copies_beside(session)?;
    Ok(WrittenErased { copies, told })
}
