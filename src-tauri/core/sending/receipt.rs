//! Receipts: what was decided of the packages a unit sent, told to it.

use super::label::{label, recipient};
use super::{SendingError, write_then_note};
use crate::model::{UnitCode, clean};
use crate::package::{
    self, KeptHead, Package, PackageKind, Reason, Receipt, ReceiptEntry, ReceiptState,
};
use crate::store::{self, Action, KeyState, Log, StoreError, Submission};
use crate::vault::{Act, Office, Role, View};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A unit with decisions that it was not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingReceipt {
    /// Who is to be told.
    pub unit: UnitCode,
    /// Name on its card.
    pub name: String,
    /// Submissions accepted that it was not told of.
    pub accepted: usize,
    /// Submissions returned that it was not told of.
    pub returned: usize,
    /// Whether a receipt can be sealed to it: its key is trusted.
    pub can_be_told: bool,
}

/// A receipt that lies where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenReceipt {
    /// Who is to be told.
    pub unit: UnitCode,
    /// Where it lies.
    pub file: PathBuf,
    /// Submissions it speaks of.
    pub submissions: usize,
}

/// What was said of a submission so far.
pub(crate) fn remarks(submission: &Submission) -> Result<Vec<Reason>, StoreError> {
    serde_json::from_str(&submission.remarks).map_err(|error| StoreError::bad("remarks", error))
}

/// What was said of a submission, without remarks that are empty still.
pub(crate) fn remarks_that_say_something(
    submission: &Submission,
) -> Result<Vec<Reason>, StoreError> {
    let mut remarks = remarks(submission)?;
    for remark in &mut remarks {
        remark.text = clean(&remark.text);
    }
    remarks.retain(|remark| !remark.text.is_empty());
    Ok(remarks)
}

/// A receipt to a unit, sealed.
///
/// # Errors
/// [`SendingError::NoReceiver`] where the unit's key is not trusted.
pub(super) fn sealed(
    act: &mut Act<'_>,
    unit: &UnitCode,
    receipt: &Receipt,
    heads: Vec<KeptHead>,
) -> Result<Package, SendingError> {
    let key = store::trusted_key(act.store(), unit)?.ok_or(SendingError::NoReceiver)?;
    let signing_key = act.signing_key()?;
    let recipients = vec![recipient(&key)];
    let label = label(act, PackageKind::Receipt, &signing_key, recipients)?;
    Ok(package::write_receipt(label, receipt, heads)?)
}

/// Notes what a receipt has told.
pub(super) fn told(log: &Log<'_>, receipt: &Receipt) -> Result<(), StoreError> {
    for entry in &receipt.receipts {
        let subject = format!("{} {}", entry.package_id, entry.state.code());
        log.entry(Action::Receipted, &subject)?
            .receipt_written(&entry.package_id)?;
    }
    Ok(())
}

/// What a unit is told: every decision on what it sent, so that a receipt that got lost is made good by
/// the next.
fn receipt_for(office: &View, unit: &UnitCode) -> Result<Receipt, SendingError> {
    let mut receipts = Vec::new();
    for submission in store::submissions_of(office.store(), unit)? {
        let state = match submission.receipt.as_deref() {
            Some("accepted") => ReceiptState::Accepted,
            Some(_) => ReceiptState::Returned,
            None => continue,
        };
        receipts.push(ReceiptEntry {
            package_id: submission.package_id.clone(),
            state,
            reasons: remarks_that_say_something(&submission)?,
        });
    }
    Ok(Receipt { receipts })
}

/// Most heads of a log that a receipt repeats, the latest: a label has its size.
const MOST_HEADS: usize = 150;

/// The heads of a unit's log, as what it sent carried them.
fn heads_of(office: &View, unit: &UnitCode) -> Result<Vec<KeptHead>, SendingError> {
    let submissions = store::submissions_of(office.store(), unit)?;
    let kept = submissions.into_iter().rev().filter_map(|submission| {
        let package_id = submission.package_id;
        submission.audit.map(|audit| KeptHead {
            package_id,
            audit,
            period: Some(submission.period),
            revision: Some(submission.revision),
            sequence: Some(submission.sequence),
        })
    });
    Ok(kept.take(MOST_HEADS).collect())
}

impl View {
    /// Units with decisions that no receipt has told them.
    ///
    /// # Errors
    /// [`SendingError`].
    pub fn waiting_receipts(&self) -> Result<Vec<WaitingReceipt>, SendingError> {
        let mut waiting: BTreeMap<UnitCode, WaitingReceipt> = BTreeMap::new();
        let trusted: BTreeMap<UnitCode, String> = store::unit_keys(self.store())?
            .into_iter()
            .filter(|key| key.state == KeyState::Trusted)
            .map(|key| (key.unit, key.name))
            .collect();
        for submission in store::submissions(self.store())? {
            if submission.receipt.is_none() || submission.receipt_written_at.is_some() {
                continue;
            }
            let name = trusted.get(&submission.unit);
            let of_unit =
                waiting
                    .entry(submission.unit.clone())
                    .or_insert_with(|| WaitingReceipt {
                        unit: submission.unit.clone(),
                        name: name.cloned().unwrap_or_default(),
                        accepted: 0,
                        returned: 0,
                        can_be_told: name.is_some(),
                    });
            if submission.receipt.as_deref() == Some(ReceiptState::Accepted.code()) {
                of_unit.accepted += 1;
            } else {
                of_unit.returned += 1;
            }
        }
        Ok(waiting.into_values().collect())
    }
}

impl Office {
    /// Writes the receipts of all units with decisions that they were not told yet into a folder, one
    /// file for each unit. A unit whose key is not trusted any more is left waiting.
    ///
    /// # Errors
    /// [`SendingError`]; what was written before stays, and is not written again.
    pub fn write_receipts(&mut self, folder: &Path) -> Result<Vec<WrittenReceipt>, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let mut written = Vec::new();
        for waiting in act.waiting_receipts()? {
            if waiting.can_be_told {
                let file = folder.join(format!("phieu-tiep-nhan-{}.tienbo", waiting.unit));
                written.push(write_receipt(&mut act, &waiting.unit, &file)?);
            }
        }
        Ok(written)
    }

    /// Writes a unit's receipt, which tells every decision on what it sent.
    ///
    /// # Errors
    /// [`SendingError`], where nothing was decided or the unit's key is not trusted.
    pub fn write_receipt(
        &mut self,
        unit: &UnitCode,
        file: &Path,
    ) -> Result<WrittenReceipt, SendingError> {
        write_receipt(&mut self.act_beyond(Role::Head)?, unit, file)
    }
}

fn write_receipt(
    act: &mut Act<'_>,
    unit: &UnitCode,
    file: &Path,
) -> Result<WrittenReceipt, SendingError> {
    let receipt = receipt_for(act, unit)?;
    if receipt.receipts.is_empty() {
        return Err(SendingError::NothingDecided(unit.clone()));
    }
    let heads = heads_of(act, unit)?;
    let package = sealed(act, unit, &receipt, heads)?;
    write_then_note(act, package, file, |log, _| told(log, &receipt))?;
    Ok(WrittenReceipt {
        unit: unit.clone(),
        file: file.to_owned(),
        submissions: receipt.receipts.len(),
    })
}
