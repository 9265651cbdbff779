//! What waits for somebody's yes, wherever it waits: how much of each.

use crate::{Failure, Session};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::store::{self, TransferDirection, WaitingKind};
use tienbo_core::vault::Role;
use ts_rs::TS;

/// How much waits.
#[derive(Debug, Serialize, TS)]
pub struct WhatWaits {
    /// Cases of other units that wait for a case officer.
    pub cases: usize,
    /// Cases that were taken over or turned down, and of which the other unit was not told: for a head.
    pub to_tell: usize,
    /// Things said of persons that differ from what is known, for a case officer; none for others.
    pub proposals: usize,
    /// Rosters that wait for a head.
    pub rosters: usize,
    /// Units of which a card, or another register key, waits to be compared by a head.
    pub keys: usize,
}

/// What waits for somebody's yes.
///
/// # Errors
/// The database's.
pub fn what_waits(session: &Session) -> Result<WhatWaits, Failure> {
    let office = &session.office;
    let store = office.store();
    let waiting = store::waiting(store)?;
    let of_kind = |kind| waiting.iter().filter(|one| one.kind == kind).count();
    let taken_over = store::transfers(store)?.into_iter();
    let taken_over = taken_over
        .filter(|one| one.direction == TransferDirection::In && one.confirmed_at.is_none());
    let turned_down = store::turned_down(store)?.into_iter();
    let turned_down =
        turned_down.filter(|one| one.kind == WaitingKind::Transfer && one.told_at.is_none());
    let keys = store::unit_keys(store)?.into_iter();
    let keys: BTreeSet<_> = keys
        .filter(|key| key.waits_for_comparison())
        .map(|key| key.unit)
        .collect();
    Ok(WhatWaits {
        cases: of_kind(WaitingKind::Transfer),
        to_tell: taken_over.count() + turned_down.count(),
        proposals: match office.roles().contains(&Role::CaseOfficer) {
            true => office.waiting_proposals()?.len(),
            false => 0,
        },
        rosters: of_kind(WaitingKind::Roster),
        keys: keys.len(),
    })
}
