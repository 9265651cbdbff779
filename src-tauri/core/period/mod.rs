//! A period's life in an office: check, close, export, open again.

mod check;
mod close;
mod export;

pub use check::*;
pub use close::*;
pub use export::*;

use crate::catalogue::Unit;
use crate::figures::{Dataset, DatasetError, InStore};
use crate::model::{Day, Period};
use crate::package::WriteError;
use crate::report::{Annex02, Document, PdfError};
use crate::store::{self, OWN, Reader, StoreError};
use crate::vault::{Office, VaultError};

/// What can go wrong with a period. Messages `period-…`.
#[derive(Debug, thiserror::Error)]
pub enum PeriodError {
    /// The catalogue has no such report.
    #[error("no report {0}")]
    NoSuchPeriod(Period),
    /// The check found errors.
    #[error("{0} errors")]
    NotComplete(usize),
    /// Warnings stand without a reason.
    #[error("{0} warnings without a reason")]
    NeedsReason(usize),
    /// The period is closed already.
    #[error("{0} is closed")]
    AlreadyClosed(Period),
    /// The period is not closed.
    #[error("{0} is not closed")]
    NotClosed(Period),
    /// No trusted receiving office is known.
    #[error("no trusted receiving office")]
    NoReceiver,
    /// A report of that kind has no printed form yet.
    #[error("{0} has no printed form")]
    NotPrintable(Period),
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Package.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Typesetting.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// JSON.
    #[error("{0}")]
    Json(String),
}

impl From<DatasetError> for PeriodError {
    fn from(error: DatasetError) -> Self {
        match error {
            DatasetError::NoSuchPeriod(period) => Self::NoSuchPeriod(period),
            DatasetError::Store(error) => Self::Store(error),
        }
    }
}

impl Office {
    /// The unit of the catalogue that this office is.
    ///
    /// # Errors
    /// [`VaultError::UnknownUnit`].
    pub fn own_unit(&self) -> Result<&Unit, VaultError> {
        self.catalogue()
            .units
            .get(self.unit())
            .ok_or_else(|| VaultError::UnknownUnit(self.unit().to_string()))
    }

    /// The office's own records of a period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn own_data(&self, period: Period) -> Result<Dataset, PeriodError> {
        self.own_data_in(self.store(), period)
    }

    pub(crate) fn own_data_in(
        &self,
        reader: &impl Reader,
        period: Period,
    ) -> Result<Dataset, PeriodError> {
        let mut data = Dataset::new(self.catalogue(), period)?;
        data.add(self.catalogue(), self.unit(), &InStore(reader, OWN))?;
        Ok(data)
    }

    /// The office's own records and those of every unit whose submission counts.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn all_data(&self, period: Period) -> Result<Dataset, PeriodError> {
        let mut data = self.own_data(period)?;
        for submission in store::current_submissions(self.store(), period)? {
            let records = InStore(self.store(), submission.origin);
            data.add(self.catalogue(), &submission.unit, &records)?;
        }
        Ok(data)
    }

    /// Units below this office that should have reported and did not.
    ///
    /// # Errors
    /// The store's.
    pub fn missing_units(&self, period: Period) -> Result<Vec<&Unit>, PeriodError> {
        let current = store::current_submissions(self.store(), period)?;
        let units = &self.catalogue().units;
        Ok(units
            .iter()
            .filter(|unit| unit.code != *self.unit() && units.is_within(&unit.code, self.unit()))
            .filter(|unit| {
                current
                    .iter()
                    .all(|submission| submission.unit != unit.code)
            })
            .collect())
    }

    /// A period's report as it prints: of this unit alone, or over all that reported to it.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn report(
        &self,
        period: Period,
        date: Day,
        number: Option<u32>,
        over_many: bool,
    ) -> Result<Document, PeriodError> {
        if period.report != crate::model::ReportKind::Annex02 {
            return Err(PeriodError::NotPrintable(period));
        }
        let data = if over_many {
            self.all_data(period)?
        } else {
            self.own_data(period)?
        };
        let missing = if over_many {
            self.missing_units(period)?
        } else {
            Vec::new()
        };
        let report = Annex02 {
            catalogue: self.catalogue(),
            office: self.own_unit()?,
            data: &data,
            date,
            number,
            missing,
            over_many,
        };
        Ok(report.document()?)
    }
}
