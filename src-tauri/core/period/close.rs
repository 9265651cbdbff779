//! Closing freezes a period's figures; opening again leads to a new revision.

use super::{Finding, PeriodError, Severity};
use crate::figures::{Figures, belongs, figures};
use crate::model::{
    Attachment, Cell, CommitteeMember, Day, Narrative, Period, RecordId, RecordKind,
};
use crate::package::{Content, StandingWarning, Travelling, WriteError};
use crate::store::{self, Closing, NewClosing, OWN, StoreError};
use crate::vault::{Office, Role};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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

/// What became of a record since its period was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordChange {
    /// It was not there.
    Added,
    /// It said something else.
    Changed,
    /// It was there.
    Removed,
}

/// A record that differs from what was frozen at closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedRecord {
    /// Name of its kind.
    pub kind: &'static str,
    /// Id.
    pub id: RecordId,
    /// What became of it.
    pub change: RecordChange,
}

/// What differs now from what was frozen at closing. It shows in no report and no package before
/// the period is opened again and closed as a new revision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChangedSince {
    /// Figures.
    pub figures: Vec<ChangedFigure>,
    /// Records.
    pub records: Vec<ChangedRecord>,
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
        self.must_be_there(period)?;
        let data = self.own_data(period)?;
        let findings = super::check(self.catalogue_of(period)?, &data);
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
        let standing: Vec<StandingWarning> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Warning)
            .map(|finding| StandingWarning {
                place: finding.place.clone(),
                code: finding.code.to_owned(),
                detail: finding.detail.clone(),
            })
            .collect();
        let content = self.content_now(period)?.freeze();
        let new = NewClosing {
            figures: &serde_json::to_string(&figures(&data)).map_err(json)?,
            content: &content.map_err(WriteError::from)?,
            warnings: &serde_json::to_string(&standing).map_err(json)?,
            reasons: reason.as_deref().unwrap_or_default(),
        };
        let who = self.user().to_owned();
        let revision = self
            .store_mut()
            .transaction(|writer| writer.close(period, &new, &who))?;
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

    /// What later changes of records have moved in a closed period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn changed_since_closing(&self, period: Period) -> Result<ChangedSince, PeriodError> {
        let closing = self.closed(period)?;
        let frozen: Figures = serde_json::from_str(&closing.figures).map_err(json)?;
        let now = figures(&self.own_data_now(period)?);
        let codes: BTreeSet<&String> = frozen.keys().chain(now.keys()).collect();
        let changed = codes
            .into_iter()
            .filter(|code| frozen.get(*code) != now.get(*code))
            .map(|code| ChangedFigure {
                code: code.clone(),
                closed: frozen.get(code).and_then(|f| f.value),
                now: now.get(code).and_then(|f| f.value),
            })
            .collect();
        let frozen = Content::thaw(&closing.content).map_err(PeriodError::Frozen)?;
        let (before, after) = (by_id(&frozen), self.content_now(period)?);
        let after = by_id(&after);
        let ids: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        let records = ids
            .into_iter()
            .filter_map(|(kind, id)| {
                let change = match (before.get(&(*kind, *id)), after.get(&(*kind, *id))) {
                    (None, _) => RecordChange::Added,
                    (_, None) => RecordChange::Removed,
                    (Some(before), Some(after)) if before != after => RecordChange::Changed,
                    _ => return None,
                };
                Some(ChangedRecord {
                    kind: kind.table(),
                    id: *id,
                    change,
                })
            })
            .collect();
        Ok(ChangedSince {
            figures: changed,
            records,
        })
    }

    /// The records of a period as they are now, as they would travel.
    pub(super) fn content_now(&self, period: Period) -> Result<Content, PeriodError> {
        let days = self
            .catalogue_of(period)?
            .days(period)
            .ok_or(PeriodError::NoSuchPeriod(period))?;
        let mut content = Content::default();
        let mut ids = BTreeSet::new();
        // Attachments come last in `ALL`: they follow their records.
        for kind in RecordKind::ALL {
            if !belongs(period.report, kind) {
                continue;
            }
            let mut kept = Vec::new();
            for record in store::flat_records(self.store(), kind, OWN)? {
                if travels(kind, &record.record, period, days, &ids)? {
                    ids.insert(record.id);
                    kept.push(record);
                }
            }
            if !kept.is_empty() {
                content.records.insert(kind, kept);
            }
        }
        Ok(content)
    }
}

fn by_id(content: &Content) -> BTreeMap<(RecordKind, RecordId), &Travelling> {
    content
        .records
        .iter()
        .flat_map(|(kind, records)| records.iter().map(|record| ((*kind, record.id), record)))
        .collect()
}

/// Whether a record belongs to a period's submission; `ids` are the records that do already.
fn travels(
    kind: RecordKind,
    cells: &[Cell],
    period: Period,
    (from, to): (Day, Day),
    ids: &BTreeSet<RecordId>,
) -> Result<bool, PeriodError> {
    let bad = |error| StoreError::BadRow {
        table: kind.table(),
        error,
    };
    Ok(match kind {
        RecordKind::CommitteeMember => {
            let member = CommitteeMember::from_cells(cells.to_vec()).map_err(bad)?;
            member.since <= to && member.until.is_none_or(|until| until >= from)
        }
        RecordKind::Narrative => {
            let narrative = Narrative::from_cells(cells.to_vec()).map_err(bad)?;
            narrative.period == period
        }
        RecordKind::SurvivorFacts | RecordKind::PerpetratorFacts => {
            matches!(cells.first(), Some(Cell::Text(case))
                if RecordId::parse(case).is_ok_and(|case| ids.contains(&case)))
        }
        RecordKind::Attachment => {
            let attachment = Attachment::from_cells(cells.to_vec()).map_err(bad)?;
            attachment.travels && ids.contains(&attachment.record)
        }
        kind => {
            let (day, year) = kind.dated(cells.to_vec()).map_err(bad)?;
            store::falls_into(day, year, from, to)
        }
    })
}

pub(super) fn json(error: serde_json::Error) -> PeriodError {
    PeriodError::Json(error.to_string())
}
