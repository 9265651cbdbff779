//! What is said of a submission, and whether it is accepted or returned. Its sender is told by a receipt
//! ([`crate::sending`]).

use super::ReceivingError;
use crate::model::Period;
use crate::package::{Reason, ReceiptState};
use crate::sending::{remarks, remarks_that_say_something};
use crate::store::{self, StoreError, Submission};
use crate::vault::{Act, Office, Role, View};

/// Longest remark, in characters.
pub const MAX_REMARK: usize = 2_000;
/// Most remarks on one submission.
pub const MAX_REMARKS: usize = 200;

impl View {
    fn submission(&self, package_id: &str) -> Result<Submission, ReceivingError> {
        let found = store::submission_by_package(self.store(), package_id)?;
        let found = found.ok_or_else(|| ReceivingError::NoSubmission(package_id.to_owned()))?;
        match found.aside {
            Some(_) => Err(ReceivingError::Aside(package_id.to_owned())),
            None => Ok(found),
        }
    }

    /// What was said of a submission so far.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn remarks(&self, package_id: &str) -> Result<Vec<Reason>, ReceivingError> {
        Ok(remarks(&self.submission(package_id)?)?)
    }
}

impl Office {
    /// Keeps what is said of a submission, in place of what was said before. A remark may still be
    /// empty while it is being typed. It goes out in the head's receipt, so it is hers to say; once she
    /// has decided, her decision is taken back before anything else is said.
    ///
    /// # Errors
    /// [`ReceivingError`], where a remark is too long or about a section that is not there.
    pub fn put_remarks(
        &mut self,
        package_id: &str,
        remarks: &[Reason],
    ) -> Result<(), ReceivingError> {
        let mut act = self.act(Role::Head)?;
        let submission = act.submission(package_id)?;
        if submission.receipt.is_some() {
            return Err(ReceivingError::Decided(package_id.to_owned()));
        }
        let catalogue = act.catalogue_of(submission.period)?;
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
        if text != submission.remarks {
            act.write(|log, _| log.put_remarks(package_id, &text))?;
        }
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
        decide(&mut self.act(Role::Head)?, package_id, state)
    }

    /// Accepts every submission of a period of which nothing was decided and that gives no doubt; gives
    /// how many.
    ///
    /// # Errors
    /// [`ReceivingError`]; what was decided before stays.
    pub fn accept_without_doubt(&mut self, period: Period) -> Result<usize, ReceivingError> {
        let mut act = self.act(Role::Head)?;
        let neighbourhood = act.neighbourhood(period)?;
        let mut accepted = 0;
        for submission in store::current_submissions(act.store(), period)? {
            if submission.receipt.is_some() {
                continue;
            }
            let review = act.review_in(&neighbourhood, &submission.unit, period)?;
            if review.is_some_and(|review| review.doubts.is_empty()) {
                decide(
                    &mut act,
                    &submission.package_id,
                    Some(ReceiptState::Accepted),
                )?;
                accepted += 1;
            }
        }
        Ok(accepted)
    }
}

fn decide(
    act: &mut Act<'_>,
    package_id: &str,
    state: Option<ReceiptState>,
) -> Result<(), ReceivingError> {
    let submission = act.submission(package_id)?;
    if submission.replaced {
        return Err(ReceivingError::Replaced(package_id.to_owned()));
    }
    let reasons = remarks_that_say_something(&submission)?;
    if state == Some(ReceiptState::Returned) && reasons.is_empty() {
        return Err(ReceivingError::NoRemark);
    }
    act.write(|log, _| log.decide(package_id, state.map(ReceiptState::code)))?;
    Ok(())
}
