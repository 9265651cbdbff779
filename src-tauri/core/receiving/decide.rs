//! What is said of a submission, accepted or returned, and the receipts that tell its sender.

use super::ReceivingError;
use crate::model::{Period, UnitCode, clean};
use crate::package::{Reason, Receipt, ReceiptEntry, ReceiptState};
use crate::store::{self, KeyState, StoreError, Submission};
use crate::vault::{Office, Role, write_atomically};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Longest remark, in characters.
pub const MAX_REMARK: usize = 2_000;
/// Most remarks on one submission.
pub const MAX_REMARKS: usize = 200;

/// A unit with decisions that it was not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingReceipt {
    /// Unit.
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
    /// Unit.
    pub unit: UnitCode,
    /// File.
    pub file: PathBuf,
    /// Submissions it speaks of.
    pub submissions: usize,
}

fn read(remarks: &str) -> Result<Vec<Reason>, StoreError> {
    serde_json::from_str(remarks).map_err(|error| StoreError::bad("remarks", error))
}

impl Office {
    fn submission(&self, package_id: &str) -> Result<Submission, ReceivingError> {
        store::submission_by_package(self.store(), package_id)?
            .ok_or_else(|| ReceivingError::NoSubmission(package_id.to_owned()))
    }

    /// What was said of a submission so far.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn remarks(&self, package_id: &str) -> Result<Vec<Reason>, ReceivingError> {
        Ok(read(&self.submission(package_id)?.remarks)?)
    }

    /// Keeps what is said of a submission, in place of what was said before. A remark may still be
    /// empty while it is being typed.
    ///
    /// # Errors
    /// [`ReceivingError`], where a remark is too long or about a section that is not there.
    pub fn put_remarks(
        &mut self,
        package_id: &str,
        remarks: &[Reason],
    ) -> Result<(), ReceivingError> {
        let submission = self.submission(package_id)?;
        let catalogue = self.catalogue_of(submission.period)?;
        if remarks.len() > MAX_REMARKS {
            return Err(ReceivingError::TooManyRemarks);
        }
        for remark in remarks {
            if remark.text.chars().count() > MAX_REMARK {
                return Err(ReceivingError::LongRemark);
            }
            let section = remark.section.as_deref();
            let known = section.is_none_or(|section| catalogue.has_place(section));
            if !known {
                let section = section.unwrap_or_default();
                return Err(ReceivingError::NoSection(section.to_owned()));
            }
        }
        let text = serde_json::to_string(remarks).map_err(|e| StoreError::bad("remarks", e))?;
        self.store_mut()
            .transaction(|writer| writer.put_remarks(package_id, &text))?;
        Ok(())
    }

    /// Accepts or returns a submission, or takes that back. Returning needs a remark that says why.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn decide(
        &mut self,
        package_id: &str,
        state: Option<ReceiptState>,
    ) -> Result<(), ReceivingError> {
        self.require(Role::Head)?;
        let submission = self.submission(package_id)?;
        if submission.replaced {
            return Err(ReceivingError::Replaced(package_id.to_owned()));
        }
        let reasons = said(&submission)?;
        if state == Some(ReceiptState::Returned) && reasons.is_empty() {
            return Err(ReceivingError::NoRemark);
        }
        let who = self.user().to_owned();
        self.store_mut()
            .transaction(|writer| writer.decide(package_id, state.map(ReceiptState::code), &who))?;
        Ok(())
    }

    /// Accepts every submission of a period of which nothing was decided and that gives no doubt; gives
    /// how many.
    ///
    /// # Errors
    /// [`ReceivingError`]; what was decided before stays.
    pub fn accept_without_doubt(&mut self, period: Period) -> Result<usize, ReceivingError> {
        let beside = self.compared_with(period)?;
        let mut accepted = 0;
        for submission in store::current_submissions(self.store(), period)? {
            if submission.receipt.is_some() {
                continue;
            }
            let review = self.review_beside(&submission.unit, period, &beside)?;
            if review.is_some_and(|review| review.doubts.is_empty()) {
                self.decide(&submission.package_id, Some(ReceiptState::Accepted))?;
                accepted += 1;
            }
        }
        Ok(accepted)
    }

    /// Units with decisions that no receipt has told them.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn waiting_receipts(&self) -> Result<Vec<WaitingReceipt>, ReceivingError> {
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

    /// What a unit is told: every decision on what it sent, so that a receipt that got lost is made
    /// good by the next.
    fn receipt_for(&self, unit: &UnitCode) -> Result<Receipt, ReceivingError> {
        let mut receipts = Vec::new();
        for submission in store::submissions_of(self.store(), unit)? {
            let state = match submission.receipt.as_deref() {
                Some("accepted") => ReceiptState::Accepted,
                Some(_) => ReceiptState::Returned,
                None => continue,
            };
            receipts.push(ReceiptEntry {
                package_id: submission.package_id.clone(),
                state,
                reasons: said(&submission)?,
            });
        }
        Ok(Receipt { receipts })
    }

    /// Writes the receipts of all units with decisions that they were not told yet into a folder, one
    /// file for each unit. A unit whose key is not trusted any more is left waiting.
    ///
    /// # Errors
    /// [`ReceivingError`]; what was written before stays, and is not written again.
    pub fn write_receipts(&mut self, folder: &Path) -> Result<Vec<WrittenReceipt>, ReceivingError> {
        self.require(Role::Head)?;
        let mut written = Vec::new();
        for waiting in self.waiting_receipts()? {
            if waiting.can_be_told {
                let file = folder.join(format!("phieu-tiep-nhan-{}.tienbo", waiting.unit));
                written.push(self.write_receipt(&waiting.unit, &file)?);
            }
        }
        Ok(written)
    }

    /// Writes a unit's receipt, which tells every decision on what it sent.
    ///
    /// # Errors
    /// [`ReceivingError`], where nothing was decided or the unit's key is not trusted.
    pub fn write_receipt(
        &mut self,
        unit: &UnitCode,
        file: &Path,
    ) -> Result<WrittenReceipt, ReceivingError> {
        let receipt = self.receipt_for(unit)?;
        if receipt.receipts.is_empty() {
            return Err(ReceivingError::NothingDecided(unit.to_string()));
        }
        let package = self.seal_receipt(unit, &receipt)?;
        // Told once it lies there: a stick that was full leaves the unit waiting.
        write_atomically(file, &package.bytes)?;
        self.receipt_given(&receipt)?;
        Ok(WrittenReceipt {
            unit: unit.clone(),
            file: file.to_owned(),
            submissions: receipt.receipts.len(),
        })
    }
}

/// The remarks that say something.
fn said(submission: &Submission) -> Result<Vec<Reason>, StoreError> {
    let mut remarks = read(&submission.remarks)?;
    for remark in &mut remarks {
        remark.text = clean(&remark.text);
    }
    remarks.retain(|remark| !remark.text.is_empty());
    Ok(remarks)
}
