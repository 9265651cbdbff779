//! How a survivor may be reached. Who is called or visited where the perpetrator hears it is beaten for it: while
//! nobody asked her, no way to her is safe.
//!
//! Number, hours and code word stand under the register's key. Whether she may be called, visited or written to stands
//! on her record, under the facts': it names nobody and leads to nobody, and whoever plans a follow-up or is reminded
//! of one must see it though no name is revealed. It travels in no report.

use super::consent::EverInCase;
use crate::model::{
    CaseRef, Day, FieldError, FollowUp, FollowUpForm, Problem, RecordId, Stored, Survivor, at,
};
use crate::store::{self, Reader, StoreError};
use serde::Serialize;
use ts_rs::TS;

/// Whether a way to somebody is safe, as she said. Message `contact-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ContactState {
    /// She said that it is.
    Safe,
    /// Nobody asked her.
    NotAsked,
    /// She said that it is not.
    Never,
}

impl ContactState {
    /// All, from what allows most.
    pub const ALL: [Self; 3] = [Self::Safe, Self::NotAsked, Self::Never];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::NotAsked => "not-asked",
            Self::Never => "never",
        }
    }

    fn of_answers(answers: impl IntoIterator<Item = Option<bool>>) -> Self {
        let answers: Vec<Option<bool>> = answers.into_iter().collect();
        if answers.contains(&Some(false)) {
            Self::Never
        } else if answers.contains(&Some(true)) {
            Self::Safe
        } else {
            Self::NotAsked
        }
    }
}

/// A way to a survivor. Message `contact-<way>-<state>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactWay {
    /// By telephone.
    Call,
    /// At her door.
    Visit,
    /// By letter.
    Write,
}

impl ContactWay {
    /// All, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Call, Self::Visit, Self::Write];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Write => "write",
        }
    }

    /// The way that a follow-up goes; nothing where nobody seeks her out.
    pub fn of(form: FollowUpForm) -> Option<Self> {
        match form {
            FollowUpForm::Visit => Some(Self::Visit),
            FollowUpForm::Telephone => Some(Self::Call),
            FollowUpForm::Office | FollowUpForm::TrustedPerson => None,
        }
    }

    fn answer(self, survivor: &Survivor) -> Option<bool> {
        match self {
            Self::Call => survivor.may_call,
            Self::Visit => survivor.may_visit,
            Self::Write => survivor.may_write,
        }
    }
}

/// Whether a person may be reached in a way, from what she said in all her cases: a no on a record that was taken out
/// again too.
///
/// # Errors
/// The database's.
pub fn contact_of(
    reader: &impl Reader,
    person: &CaseRef,
    way: ContactWay,
) -> Result<ContactState, StoreError> {
    let here = store::records_with::<Survivor>(reader, "person", person.as_str())?;
    let ever = store::records_ever_with::<Survivor>(reader, "person", person.as_str())?;
    let answer = |survivor: &Stored<Survivor>| way.answer(&survivor.record);
    let refused = ever.iter().map(answer).filter(|said| *said == Some(false));
    Ok(ContactState::of_answers(
        here.iter().map(answer).chain(refused),
    ))
}

/// Whether the survivors of a case may be reached in a way: what one of them said never is never, for she may live with
/// the other; of who was taken out of it again a never holds. Nothing where it never had one.
///
/// # Errors
/// The database's.
pub fn contact_of_case(
    reader: &impl Reader,
    case: RecordId,
    way: ContactWay,
) -> Result<Option<ContactState>, StoreError> {
    let of_case = EverInCase::of(reader, case)?;
    let mut states = Vec::new();
    for (survivor, is_here) in of_case.each() {
        let state = contact_of(reader, &survivor.record.person, way)?;
        if is_here || state == ContactState::Never {
            states.push(state);
        }
    }
    Ok(states.into_iter().max())
}

/// For how many days ahead what she said of one follow-up is taken to hold: what is safe this week may not be so next
/// month.
const HER_WORD_HOLDS: i64 = 7;

/// Refuses a follow-up by a way that may not be safe, unless she herself said that day that it is, and it is made or to be
/// made soon. What was planned or done so before stays; what is recorded of it since is asked again.
///
/// # Errors
/// The way.
pub fn check_contact(
    reader: &impl Reader,
    here: Option<&FollowUp>,
    new: &FollowUp,
    today: Day,
) -> Result<(), FieldError> {
    let is_as_it_was = here.is_some_and(|here| {
        (
            here.follow_up_form,
            here.done_on,
            here.said_safe,
            here.due_on,
        ) == (new.follow_up_form, new.done_on, new.said_safe, new.due_on)
    });
    let Some(way) = new.follow_up_form.and_then(ContactWay::of) else {
        return Ok(());
    };
    let ahead = (new.due_on.date() - today.date()).num_days();
    let is_soon = new.done_on.is_some() || ahead <= HER_WORD_HOLDS;
    let said_safe = new.said_safe == Some(true);
    if is_as_it_was || (said_safe && is_soon) {
        return Ok(());
    }
    // What cannot be read is not known to be safe.
    let state = contact_of_case(reader, new.case.id(), way);
    match state.unwrap_or(Some(ContactState::NotAsked)) {
        None | Some(ContactState::Safe) => Ok(()),
        Some(_) if said_safe => Err(at("said_safe")(Problem::SaidTooEarly(
            HER_WORD_HOLDS.to_string(),
        ))),
        Some(ContactState::NotAsked) => Err(at("follow_up_form")(Problem::ContactNotAsked)),
        Some(ContactState::Never) => Err(at("follow_up_form")(Problem::ContactNever)),
    }
}
