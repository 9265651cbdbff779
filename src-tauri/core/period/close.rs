//! Closing freezes a period's figures; opening again leads to a new revision.

use super::{Finding, PeriodError, Severity};
use crate::figures::{Figures, figures};
use crate::model::Period;
use crate::store::{self, Closing};
use crate::vault::{Office, Role};
use serde::Serialize;

/// What a closing did.
#[derive(Debug, Clone, Serialize)]
pub struct Closed {
    /// Period.
    pub period: Period,
    /// Revision.
    pub revision: i64,
    /// What the check said.
    pub findings: Vec<Finding>,
}

/// A figure that differs from the one frozen at closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedFigure {
    /// Code.
    pub code: String,
    /// At closing.
    pub closed: Option<i64>,
    /// Now.
    pub now: Option<i64>,
}

impl Office {
    /// Closes a period. Warnings need a reason, which is kept and travels along.
    ///
    /// # Errors
    /// [`PeriodError::NotComplete`], [`PeriodError::NeedsReason`], [`PeriodError::AlreadyClosed`].
    pub fn close(&mut self, period: Period, reason: Option<&str>) -> Result<Closed, PeriodError> {
        self.require(Role::Head)?;
        if store::closing(self.store(), period)?.is_some_and(|last| !last.reopened) {
            return Err(PeriodError::AlreadyClosed(period));
        }
        let data = self.own_data(period)?;
        let findings = super::check(self.catalogue(), &data);
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors > 0 {
            return Err(PeriodError::NotComplete(errors));
        }
        let reason = reason
            .map(crate::model::clean)
            .filter(|reason| !reason.is_empty());
        if warnings > 0 && reason.is_none() {
            return Err(PeriodError::NeedsReason(warnings));
        }
        let frozen = serde_json::to_string(&figures(&data)).map_err(json)?;
        let who = self.user().to_owned();
        let reasons = reason.unwrap_or_default();
        let revision = self
            .store_mut()
            .transaction(|writer| writer.close(period, &frozen, &reasons, &who))?;
        Ok(Closed {
            period,
            revision,
            findings,
        })
    }

    /// Opens a closed period again.
    ///
    /// # Errors
    /// [`PeriodError::NotClosed`].
    pub fn reopen(&mut self, period: Period) -> Result<(), PeriodError> {
        self.require(Role::Head)?;
        self.closed(period)?;
        let who = self.user().to_owned();
        self.store_mut()
            .transaction(|writer| writer.reopen(period, &who))?;
        Ok(())
    }

    /// The closing of a period that is closed now.
    ///
    /// # Errors
    /// [`PeriodError::NotClosed`].
    pub fn closed(&self, period: Period) -> Result<Closing, PeriodError> {
        store::closing(self.store(), period)?
            .filter(|closing| !closing.reopened)
            .ok_or(PeriodError::NotClosed(period))
    }

    /// Figures of a closed period that later changes of records have moved.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn changed_since_closing(&self, period: Period) -> Result<Vec<ChangedFigure>, PeriodError> {
        let closing = self.closed(period)?;
        let frozen: Figures = serde_json::from_str(&closing.figures).map_err(json)?;
        let now = figures(&self.own_data(period)?);
        let codes: std::collections::BTreeSet<&String> = frozen.keys().chain(now.keys()).collect();
        Ok(codes
            .into_iter()
            .filter(|code| frozen.get(*code) != now.get(*code))
            .map(|code| ChangedFigure {
                code: code.clone(),
                closed: frozen.get(code).and_then(|f| f.value),
                now: now.get(code).and_then(|f| f.value),
            })
            .collect())
    }
}

pub(super) fn json(error: serde_json::Error) -> PeriodError {
    PeriodError::Json(error.to_string())
}
