//! What waits for somebody's yes, wherever it waits: how much of each, and who decides.

use crate::cases::Untold;
use crate::{Failure, Session};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::store::{self, WaitingKind};
use tienbo_core::vault::Role;
use ts_rs::TS;

/// What waits. Message `ui-waits-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Waits {
    /// Cases of other units.
    Cases,
    /// Things said of persons that differ from what is known.
    Proposals,
    /// Cases that were taken over or turned down, and of which the other unit was not told.
    ToTell,
    /// Rosters.
    Rosters,
    /// Units of which a card, or another register key, waits to be compared.
    Keys,
}

impl Waits {
    /// All, in the order people see them.
    pub const ALL: [Self; 5] = [
        Self::Cases,
        Self::Proposals,
        Self::ToTell,
        Self::Rosters,
        Self::Keys,
    ];
    /// Who decides.
    pub fn role(self) -> Role {
        match self {
            Self::Cases | Self::Proposals => Role::CaseOfficer,
            Self::ToTell | Self::Rosters | Self::Keys => Role::Head,
        }
    }
}

/// How much waits of something.
#[derive(Debug, Serialize, TS)]
pub struct WaitingWork {
    /// What.
    pub what: Waits,
    /// How many.
    pub count: usize,
    /// Who decides.
    pub role: Role,
}

/// What waits for somebody's yes: that of which there is some. Of persons, case officers alone learn that
/// anything waits.
///
/// # Errors
/// The database's.
pub fn what_waits(session: &Session) -> Result<Vec<WaitingWork>, Failure> {
    let counted = Waits::ALL.map(|what| {
        Ok(WaitingWork {
            what,
            count: count(session, what)?,
            role: what.role(),
        })
    });
    let counted = counted.into_iter().collect::<Result<Vec<_>, Failure>>()?;
    Ok(counted.into_iter().filter(|one| one.count > 0).collect())
}

fn count(session: &Session, what: Waits) -> Result<usize, Failure> {
    let office = &session.office;
    let of_kind = |kind| -> Result<usize, Failure> {
        let waiting = store::waiting(office.store())?;
        Ok(waiting.iter().filter(|one| one.kind == kind).count())
    };
    Ok(match what {
        Waits::Cases => of_kind(WaitingKind::Transfer)?,
        Waits::Rosters => of_kind(WaitingKind::Roster)?,
        Waits::Proposals => match office.roles().contains(&Role::CaseOfficer) {
            true => office.waiting_proposals()?.len(),
            false => 0,
        },
        Waits::ToTell => {
            let untold = Untold::here(session)?;
            untold.taken_over.len() + untold.turned_down.len()
        }
        Waits::Keys => {
            let keys = store::unit_keys(office.store())?.into_iter();
            let keys = keys.filter(|key| key.waits_for_comparison());
            keys.map(|key| key.unit).collect::<BTreeSet<_>>().len()
        }
    })
}
