//! Packages of this office itself that come back: of one that is not here any more, since the office went back
//! to an earlier state, the revision and running number are used up.

use super::ahead::ReadPackage;
use super::{Stop, Taken, Verdict};
use crate::package::{PackageKind, Refusal, Standing};
use crate::store::{self, Action, ShownBy, StoreError};
use crate::vault::Act;

/// Takes a package back that this office's own key signed. One that is here is no news; of one that is not,
/// a submission's file is kept, so that what is answered of it is understood.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let label = &read.looked.envelope;
    let is_submission = label.kind == PackageKind::Submission;
    if is_submission && store::is_own_package(act.store(), &label.package_id)? {
        return match act.kept_label(&label.package_id) {
            Ok(here) if here.label_hash != read.looked.label_hash => {
                Err(Refusal::Conflict(Standing::Package(label.package_id.clone())).into())
            }
            _ => Ok(Taken::plain(Verdict::AlreadyImported)),
        };
    }
    // Cards, rosters and receipts are not noted one by one: their numbers are.
    if !is_submission && label.sequence <= store::sequence(act.store())? {
        return Ok(Taken::plain(Verdict::Own));
    }
    let kept = is_submission.then(|| read.keep(act)).transpose()?;
    let subject = format!("own {} {}", label.kind.code(), label.package_id);
    act.write(|log, _| -> Result<(), StoreError> {
        log.went_back(ShownBy::Package, None, Some(label.sequence), None)?;
        let writer = log.entry(Action::Imported, &subject)?;
        if let (Some(kept), Some(period), Some(revision)) = (&kept, label.period, label.revision) {
            writer.keep_package(kept)?;
            writer.made_before(&label.package_id, period, revision)?;
        }
        writer.no_longer_refused(&read.sha256)
    })?;
    Ok(Taken::plain(Verdict::OwnTakenBack))
}
