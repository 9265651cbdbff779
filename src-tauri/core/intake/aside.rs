//! Submissions that somebody else than their unit signed: its key was in others' hands. They are set aside, which leaves
//! everything else as it would be without them, and can be brought back where that was an error.

use super::IntakeError;
use super::label::named;
use super::trust::{MAX_REASON, said};
use crate::model::{Day, Moment};
use crate::package::{Beside, MadeAs, Refusal, Standing};
use crate::store::{self, StoreError, Submission, UnitKey};
use crate::vault::{Office, Role, View};

/// A submission, and the key that signed it.
pub(super) struct Signed {
    pub(super) submission: Submission,
    pub(super) signing_key: String,
}

/// Whether something happened here on a day or since.
pub(super) fn is_since(office: &View, at: Moment, day: Day) -> bool {
    let zone = office.catalogues().latest().regime.time_zone;
    at.day_in(zone).is_ok_and(|at| at >= day)
}

/// Who signed a submission, by its own label; nobody where its file is lost.
fn signed_with(office: &Office, submission: &Submission) -> Option<String> {
    let label = office.kept_label(&submission.package_id).ok()?;
    Some(label.envelope.sender.signing_key)
}

/// What came here since a day, signed with one of some keys. The day is one of this office's clock: who has another's
/// key writes on a label what she likes.
pub(super) fn signed_since(
    office: &Office,
    keys: &[UnitKey],
    since: Day,
) -> Result<Vec<Signed>, StoreError> {
    let mut signed = Vec::new();
    let Some(unit) = keys.first().map(|key| &key.unit) else {
        return Ok(signed);
    };
    for submission in store::submissions_of(office.store(), unit)? {
        if !is_since(office, submission.imported_at, since) {
            continue;
        }
        let by = signed_with(office, &submission);
        if let Some(signing_key) = by.filter(|by| keys.iter().any(|key| key.signing_key == *by)) {
            signed.push(Signed {
                submission,
                signing_key,
            });
        }
    }
    Ok(signed)
}

impl Office {
    /// Sets a submission aside that its unit did not make, with a reason.
    ///
    /// # Errors
    /// [`IntakeError::NoReason`]; [`IntakeError::NoneStands`] where none of that package is here that counts or
    /// counted.
    pub fn set_aside(&mut self, package_id: &str, reason: &str) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let found = store::submission_by_package(act.store(), package_id)?;
        let none = || IntakeError::NoneStands(package_id.to_owned());
        let submission = found.filter(|of| of.aside.is_none()).ok_or_else(none)?;
        let signing_key = signed_with(&act, &submission).unwrap_or_default();
        Ok(act.write(|log, _| log.set_aside(&submission, &signing_key, &reason))?)
    }

    /// Brings a submission back that was set aside, with a reason: its unit says that it did make it.
    ///
    /// # Errors
    /// [`IntakeError::NoReason`]; [`IntakeError::NoneAside`]; [`IntakeError::NotTaken`] where another of its
    /// revision stands.
    pub fn bring_back(&mut self, package_id: &str, reason: &str) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let found = store::submission_by_package(act.store(), package_id)?;
        let none = || IntakeError::NoneAside(package_id.to_owned());
        let submission = found.filter(|of| of.aside.is_some()).ok_or_else(none)?;
        let mut of_unit = store::submissions_of(act.store(), &submission.unit)?;
        of_unit.retain(|of| of.period == submission.period);
        if let Some(other) = of_unit.iter().find(|of| of.revision == submission.revision) {
            let last = of_unit.iter().map(|of| of.revision).max();
            let beside = Beside {
                unit: named(&act, &submission.unit),
                period: submission.period,
                came: MadeAs::of(&submission),
                here: MadeAs::of(other),
                next: last.unwrap_or(submission.revision) + 1,
            };
            let standing = Standing::Beside(Box::new(beside));
            return Err(IntakeError::NotTaken(Refusal::Conflict(standing)));
        }
        Ok(act.write(|log, _| log.bring_back(&submission, &reason))?)
    }
}
