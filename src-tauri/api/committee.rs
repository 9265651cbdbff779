//! Who serves in the committee.

use crate::{Failure, Session, TypedDay};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::model::{CommitteeMember, RecordId};
use tienbo_core::sections::serving;
use tienbo_core::store;
use ts_rs::TS;

/// Who serves in the committee on a day.
#[derive(Debug, Serialize, TS)]
pub struct CommitteeOn {
    /// How many.
    pub members: usize,
    /// How many of them are women.
    pub women: usize,
    /// The records of all who serve.
    pub serving: BTreeSet<RecordId>,
    /// The records of the heads; one, where they are in order.
    pub heads: BTreeSet<RecordId>,
}

/// Who serves in the committee on a day, by the rule of the report's numbers.
///
/// # Errors
/// A day that is none; the database's.
pub fn committee(session: &Session, on: TypedDay) -> Result<CommitteeOn, Failure> {
    let on = on.read("date")?;
    let members = store::records::<CommitteeMember>(session.office.store(), store::OWN)?;
    let serving = serving(&members, on);
    Ok(CommitteeOn {
        members: serving.members.records.len(),
        women: serving.women.records.len(),
        serving: serving.members.records,
        heads: serving.heads.records,
    })
}
