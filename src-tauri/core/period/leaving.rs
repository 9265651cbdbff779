//! What a submission takes out of the office, to whom, and what it leaves there.

use super::{PeriodError, thawed};
use crate::model::{Attachment, CaseIdentity, Flat, FlatForm, Period, RecordKind};
use crate::store::{self, OWN, StoreError, UnitKey};
use crate::vault::View;

/// What leaves, and what stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Records, by kind, as they stood at closing.
    pub records: Vec<(RecordKind, Vec<Flat>)>,
    /// Files: name and size in bytes.
    pub files: Vec<(String, i64)>,
    /// Who can read the package: names of units.
    pub readers: Vec<String>,
    /// Packages of units below that are passed on.
    pub children: usize,
    /// Records of these kinds that stay, since they belong to another period.
    pub other_periods: usize,
    /// Files that stay, since they were not ticked.
    pub files_kept: usize,
    /// Persons in cases, whose identity never leaves; unknown to who cannot read facts of cases.
    pub identities: Option<usize>,
}

/// The columns that never leave the office.
pub fn never_leaves() -> Vec<String> {
    let columns = CaseIdentity::columns().into_iter();
    columns.map(|column| column.name).collect()
}

impl View {
    /// The offices that receive this unit's reports of a period: every unit above it whose key is
    /// trusted.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn receivers(&self, period: Period) -> Result<Vec<UnitKey>, PeriodError> {
        self.must_be_there(period)?;
        let units = self.catalogue_of(period)?.units_of(period);
        let mut found = Vec::new();
        let mut above = units.get(self.unit()).and_then(|unit| unit.parent.clone());
        while let Some(code) = above {
            if let Some(key) = store::trusted_key(self.store(), &code)? {
                found.push(key);
            }
            above = units.get(&code).and_then(|unit| unit.parent.clone());
        }
        Ok(found)
    }

    /// What the submission of a closed period takes along.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn leaving(&self, period: Period) -> Result<Leaving, PeriodError> {
        let closing = self.closed(period)?;
        let content = self.as_it_travels(period, thawed(&closing)?)?;
        let bad = |error| StoreError::BadRow {
            table: RecordKind::Attachment.table(),
            error,
        };
        let files = content
            .attached()
            .map_err(bad)?
            .into_iter()
            .map(|file| (file.name.to_string(), file.size.get()))
            .collect::<Vec<(String, i64)>>();
        let mut here = 0;
        for kind in RecordKind::ALL {
            let stays_unread = kind.is_of_cases() && store::facts_are_closed(self.store());
            if kind.is_carried_by(period.report) && kind != RecordKind::Attachment && !stays_unread
            {
                here += store::flat_records(self.store(), kind, OWN)?.len();
            }
        }
        let attachments = store::records::<Attachment>(self.store(), OWN)?.len();
        let records: Vec<(RecordKind, Vec<Flat>)> = content
            .records
            .into_iter()
            .filter(|(kind, _)| *kind != RecordKind::Attachment)
            .collect();
        let leaving: usize = records.iter().map(|(_, records)| records.len()).sum();
        Ok(Leaving {
            other_periods: here.saturating_sub(leaving),
            files_kept: attachments.saturating_sub(files.len()),
            identities: match store::facts_are_closed(self.store()) {
                true => None,
                false => Some(store::count_persons(self.store())?),
            },
            readers: self
                .receivers(period)?
                .into_iter()
                .map(|key| key.name)
                .collect(),
            children: store::current_submissions(self.store(), period)?.len(),
            records,
            files,
        })
    }
}
