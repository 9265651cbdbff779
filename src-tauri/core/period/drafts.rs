//! What was typed for a period and not saved: no report has it, so whoever closes is told of it.

use super::PeriodError;
use crate::entry::Typed;
use crate::model::{Cell, ColumnKind, Day, Moment, Month, Period, RecordId, RecordKind};
use crate::sections::{Finding, Severity};
use crate::store::{self, Draft, StoreError, is_draft_of_cases};
use crate::typed;
use crate::vault::Office;

/// What users were typing for a period and have not saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftsLeft {
    /// Forms and texts, but for what others type of cases.
    pub drafts: Vec<DraftLeft>,
    /// How many forms others have of single cases. They are sealed to who types them.
    pub sealed: usize,
}

/// A form or text with something in it that is not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLeft {
    /// Who typed it.
    pub who: String,
    /// The form or text.
    pub place: String,
    /// When it was last typed at.
    pub at: Moment,
}

impl Office {
    /// What was typed for a period and not saved: texts of it, and records with a day in it or without a readable one;
    /// nothing while the period is closed.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn drafts_left(&self, period: Period) -> Result<DraftsLeft, PeriodError> {
        let mut left = DraftsLeft::default();
        if store::closing(self.store(), period)?.is_some_and(|last| !last.reopened) {
            return Ok(left);
        }
        for (who, draft) in store::all_drafts(self.store())? {
            if is_draft_of_cases(&draft.place) && who != self.user() {
                left.sealed += 1;
            } else if self.is_left(&draft, period)? {
                let Draft { place, at, .. } = draft;
                left.drafts.push(DraftLeft { who, place, at });
            }
        }
        Ok(left)
    }

    fn is_left(&self, draft: &Draft, period: Period) -> Result<bool, PeriodError> {
        let Some(kind) = kind_of_draft(&draft.place) else {
            let texts = super::narrative_place(period, "");
            return Ok(draft.place.starts_with(&texts));
        };
        if self.is_draft_of_deleted(&draft.place)? {
            return Ok(false);
        }
        // What its user has no key for any more has no readable day.
        let Some(typed) = self.read_draft(draft)? else {
            return Ok(true);
        };
        let days = self
            .catalogue_of(period)?
            .days(period)
            .ok_or(PeriodError::NoSuchPeriod(period))?;
        Ok(may_be_of(kind, &typed.typed, days, period))
    }

    /// Whether what lies at a place was typed into the form of a record that was deleted since: it is of no period, and
    /// can be saved only once that is put back.
    ///
    /// # Errors
    /// The database's.
    pub fn is_draft_of_deleted(&self, place: &str) -> Result<bool, StoreError> {
        let kind = kind_of_draft(place);
        let id = place.rsplit('/').next().map(RecordId::parse);
        let (Some(kind), Some(Ok(id)), false) = (kind, id, place.contains("/new")) else {
            return Ok(false);
        };
        if kind.is_of_cases() && store::facts_are_closed(self.store()) {
            return Ok(false);
        }
        match store::flat_record(self.store(), kind, id) {
            Ok(_) => Ok(false),
            Err(StoreError::NoRecord(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }
}

/// The kind of record that a draft's form is of; none of a text.
fn kind_of_draft(place: &str) -> Option<RecordKind> {
    let kind = RecordKind::from_table(place.split('/').next()?)?;
    (kind != RecordKind::Narrative).then_some(kind)
}

/// Whether a day or year that was typed lies in a period, or none that can be read was typed, or its day says nothing
/// of its period.
fn may_be_of(kind: RecordKind, typed: &Typed, days: (Day, Day), period: Period) -> bool {
    let mut dated = false;
    for column in kind.columns() {
        let text = typed.get(&column.name).map_or("", String::as_str);
        let is_in = match (column.kind, typed::read(text, column.kind)) {
            (ColumnKind::Day, Ok(Cell::Text(day))) => {
                Day::parse_iso(&day).is_ok_and(|day| (days.0..=days.1).contains(&day))
            }
            (ColumnKind::Month, Ok(Cell::Text(month))) => Month::parse_iso(&month)
                .is_ok_and(|month| (days.0.month()..=days.1.month()).contains(&month)),
            (ColumnKind::Year, Ok(Cell::Int(year))) => year == i64::from(period.year.get()),
            _ => continue,
        };
        if is_in {
            return true;
        }
        dated = true;
    }
    !dated || kind.has_any_day()
}

/// What the check says of what is left.
pub(super) fn finding_of_drafts(left: &DraftsLeft) -> Option<Finding> {
    let count = left.drafts.len() + left.sealed;
    (count > 0).then(|| Finding {
        place: String::new(),
        severity: Severity::Warning,
        code: "drafts",
        detail: count.to_string(),
    })
}
