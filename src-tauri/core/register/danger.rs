//! The danger that a case is in: the greatest that was found since a case officer lowered it last. What is found later
//! and is less lowers nothing, and what nobody asked says nothing.

use super::rules_of;
use crate::catalogue::{Catalogues, RegisterRules, Risk};
use crate::model::{Day, RecordId, RiskCheck, RiskSign, Stored, ViolenceCase};
use crate::store::{self, Decided, Decision, Reader, StoreError};

/// The danger that a case is in, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// How great it is.
    pub risk: Risk,
    /// The check that found it; none where it was lowered since, and nothing greater was found.
    pub check: Option<RecordId>,
    /// The day of that check, or of the lowering.
    pub on: Day,
    /// The signs that weigh most.
    pub signs: Vec<RiskSign>,
}

/// The danger that checks and decisions say; nothing where nobody asked yet.
pub fn danger(
    checks: &[Stored<RiskCheck>],
    decisions: &[Decision],
    rules: &RegisterRules,
) -> Option<Danger> {
    let lowered = decisions.iter().rev().find_map(|decision| {
        let Decided::DangerLowered { to, checks, .. } = &decision.what else {
            return None;
        };
        Some((decision, *to, checks))
    });
    let known = |check: &Stored<RiskCheck>| {
        lowered.is_some_and(|(_, _, known)| known.contains(&(check.id, check.version)))
    };
    let found = checks
        .iter()
        .filter(|check| !known(check))
        .filter_map(|check| {
            let risk = rules.risk(&check.record)?;
            Some((risk, check.record.checked_on, check))
        });
    let found = found.max_by_key(|(risk, on, check)| (*risk, *on, check.id));
    let found = found.map(|(risk, on, check)| Danger {
        risk,
        check: Some(check.id),
        on,
        signs: rules.weighing(&check.record.signs.yes),
    });
    let floor = lowered.and_then(|(decision, to, _)| {
        Some(Danger {
            risk: to,
            check: None,
            on: decision.at.day().ok()?,
            signs: Vec::new(),
        })
    });
    match (floor, found) {
        (Some(floor), Some(found)) if found.risk > floor.risk => Some(found),
        (Some(floor), _) => Some(floor),
        (None, found) => found,
    }
}

/// The danger that a case is in.
///
/// # Errors
/// [`StoreError::NoRecord`], SQLite's.
pub fn danger_of(
    reader: &impl Reader,
    catalogues: &Catalogues,
    case: RecordId,
) -> Result<Option<Danger>, StoreError> {
    let checks = store::records_with(reader, "case", &case.to_string())?;
    let decisions = store::decisions(reader, case)?;
    let case = store::record::<ViolenceCase>(reader, case)?;
    let rules = rules_of(catalogues, case.record.found_on);
    Ok(danger(&checks, &decisions, rules))
}
