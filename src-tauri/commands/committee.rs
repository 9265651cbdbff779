//! Who serves in the committee.

use super::{DayText, small};
use crate::bindings::commands;
use serde::Serialize;
use tienbo_core::figures::Figure;
use tienbo_core::model::CommitteeMember;
use tienbo_core::sections::serving;
use tienbo_core::store::{self, StoreError};
use ts_rs::TS;

/// Who serves in the committee on a day.
#[derive(Serialize, TS)]
pub(crate) struct CommitteeOn {
    /// How many.
    members: u32,
    /// How many of them are women.
    women: u32,
    /// The records of all who serve.
    serving: Vec<String>,
    /// The records of the heads; one, where they are in order.
    heads: Vec<String>,
}

fn number(figure: &Figure) -> u32 {
    small(figure.records.len())
}

fn ids(figure: &Figure) -> Vec<String> {
    figure.records.iter().map(ToString::to_string).collect()
}

commands! {
    /// Who serves in the committee on a day, by the rule of the report's numbers.
    fn committee(desk, on: DayText) -> CommitteeOn {
        let on = on.read("date")?;
        desk.office(|office| -> Result<CommitteeOn, StoreError> {
            let members = store::records::<CommitteeMember>(office.store(), store::OWN)?;
            let serving = serving(&members, on);
            Ok(CommitteeOn {
                members: number(&serving.members),
                women: number(&serving.women),
                serving: ids(&serving.members),
                heads: ids(&serving.heads),
            })
        })
    }
}
