//! Cases that only some users see.

use crate::{Failure, Session};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::casework::RestrictedCases;
use tienbo_core::message::{self, Language};
use tienbo_core::model::RecordId;
use tienbo_core::vault::Role;
use ts_rs::TS;

/// A user to whom a case can be restricted.
#[derive(Debug, Serialize, TS)]
pub struct MaySee {
    /// Her name.
    pub name: String,
    /// Whether she reads who a case names: a head who is no case officer does not.
    pub reads_names: bool,
}

/// The users to whom a case can be restricted.
///
/// # Errors
/// The database's.
pub fn may_see_restricted(session: &Session) -> Result<Vec<MaySee>, Failure> {
    let users = session.office.may_see_restricted()?.into_iter();
    Ok(users
        .map(|(name, roles)| MaySee {
            name,
            reads_names: roles.contains(&Role::CaseOfficer),
        })
        .collect())
}

/// Restricts a case, and those in which its persons are too, to users by name. Gives how many cases that are.
///
/// # Errors
/// Who is no case officer; names among which is no case officer's; no reason; a person of it in a case that others see.
pub fn restrict_case(
    session: &mut Session,
    id: RecordId,
    seen_by: Vec<String>,
    why: String,
) -> Result<usize, Failure> {
    let names = BTreeSet::from_iter(seen_by);
    let cases = session.office.restrict_case(id, &names, &why)?;
    session.changed();
    Ok(cases.len())
}

/// Lifts the restriction of a case: whoever sees cases sees it.
///
/// # Errors
/// Who does not see it, or is no case officer; no reason.
pub fn lift_restriction(session: &mut Session, id: RecordId, why: String) -> Result<(), Failure> {
    session.office.lift_restriction_of(id, &why)?;
    session.changed();
    Ok(())
}

fn names(restricted: &RestrictedCases) -> String {
    Vec::from_iter(restricted.seen_by.iter().map(String::as_str)).join(", ")
}

/// Who sees a case, in words; nothing where it is not restricted.
pub(super) fn restricted_in_words(
    restricted: Option<&RestrictedCases>,
    language: Language,
) -> Option<String> {
    restricted.map(|of| message::text(language, "case-restricted-to", &[("names", names(of))]))
}

/// The cases that the present user does not see, in words.
pub(super) fn shut_in_words(session: &Session) -> Vec<String> {
    let all = session.office.restricted_cases().into_iter();
    all.filter(|restricted| !restricted.sees)
        .map(|of| {
            let args = [("count", of.cases.len().to_string()), ("names", names(&of))];
            message::text(session.language(), "cases-shut", &args)
        })
        .collect()
}
