//! Closing freezes a period's figures; opening again leads to a new revision.

use super::PeriodError;
use super::check::Files;
use crate::figures::{Figures, apart};
use crate::message::LibraryWords;
use crate::model::{
    CaseRef, Coverage, Day, FigureCode, Flat, Moment, Period, RecordId, RecordKind, Stored,
    ViolenceCase, VoidReason,
};
use crate::package::{Content, StandingWarning, Travelling, WriteError};
use crate::register;
use crate::sections::{Finding, Severity, figures};
use crate::store::{
    self, Action, AuditEntry, Closing, NewClosing, OWN, Store, StoreError, VoidNote,
};
use crate::vault::{Office, Role, View};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What a closing did.
#[derive(Debug, Clone, Serialize)]
pub struct Closed {
    /// Period.
    pub period: Period,
    /// Revision.
    pub revision: i64,
    /// What the check said.
    pub findings: Vec<Finding>,
    /// Cases that were marked as recorded wrongly since it was closed before.
    pub voided: Vec<VoidedCase>,
    /// What was taken out of cases since then.
    pub removed: Vec<RemovedFromCase>,
}

/// A record of a case that was deleted since a period that the case was found in was last closed: who closes it knows
/// who and what does not count any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemovedFromCase {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: RecordId,
    /// The case.
    pub case: RecordId,
    /// The case's random number.
    pub number: CaseRef,
    /// Who deleted it, as its sealed row says.
    pub who: String,
    /// When.
    pub at: Moment,
    /// Whether the log says otherwise: another program wrote there.
    pub contradicted: bool,
}

/// A case that was marked as recorded wrongly since a period that it was found in was last closed: who closes it knows
/// what does not count any more, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoidedCase {
    /// Id.
    pub id: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// Why it was wrong.
    pub reason: VoidReason,
    /// The same in words, by whom and when; none where an earlier program asked for no words.
    pub note: Option<VoidNote>,
}

/// What became of a record since its period was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
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
    /// Its kind.
    pub kind: RecordKind,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangedFigure {
    /// Code.
    pub code: FigureCode,
    /// At closing.
    pub closed: Option<i64>,
    /// Now.
    pub now: Option<i64>,
}

/// A record of a case with what the log tells of its deletions since it was there last.
type Deletions = ((RecordKind, RecordId), Vec<AuditEntry>);

/// What the log tells of deletions of each record of a case since it was there last, by the last of them.
fn deletions(store: &store::Store) -> Result<Vec<Deletions>, StoreError> {
    let mut entries = store::entries_of(store, Action::Deleted)?;
    entries.extend(store::entries_of(store, Action::Restored)?);
    entries.sort_by_key(|entry| entry.seq);
    let mut of_records: BTreeMap<(RecordKind, RecordId), Vec<AuditEntry>> = BTreeMap::new();
    for entry in entries {
        if let Some(record) = record_of(&entry.subject) {
            let told = of_records.entry(record).or_default();
            match entry.action == Action::Deleted.code() {
                true => told.push(entry),
                false => told.clear(),
            }
        }
    }
    let mut deletions: Vec<_> = of_records.into_iter().collect();
    deletions.retain(|(_, told)| !told.is_empty());
    deletions.sort_by_key(|(_, told)| told.last().map(|entry| entry.seq));
    Ok(deletions)
}

/// The cases that were marked as recorded wrongly since a closing, as the log names them.
fn voided_since(store: &store::Store, closing: &Closing) -> Result<BTreeSet<String>, StoreError> {
    match store::last_entry(store, Action::Closed, &closing.subject())? {
        Some((closed, _)) => store::subjects_since(store, Action::CaseVoided, closed),
        None => Ok(BTreeSet::new()),
    }
}

/// Whether a case is, or was, one of some days: found then, or with new violence that became known then.
fn counts_in(
    store: &Store,
    case: &Stored<ViolenceCase>,
    days: (Day, Day),
) -> Result<bool, StoreError> {
    let is_of = |day: Day| (days.0..=days.1).contains(&day);
    let mut incidents = register::incidents_ever(store, case.id)?.into_iter();
    Ok(is_of(case.record.found_on) || incidents.any(|one| is_of(one.record.known_on)))
}

impl View {
    /// The closing of a period that is closed now.
    ///
    /// # Errors
    /// [`PeriodError::NotClosed`].
    pub fn closed(&self, period: Period) -> Result<Closing, PeriodError> {
        store::closing(self.store(), period)?
            .filter(|closing| !closing.reopened)
            .ok_or(PeriodError::NotClosed(period))
    }

    /// Cases of a period that were marked as recorded wrongly since it was last closed, in the order in which they
    /// were; none for who cannot read facts of cases.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn voided_since_closing(&self, period: Period) -> Result<Vec<VoidedCase>, PeriodError> {
        let store = self.store();
        if store::facts_are_closed(store) {
            return Ok(Vec::new());
        }
        let days = self
            .catalogue_of(period)?
            .days(period)
            .ok_or(PeriodError::NoSuchPeriod(period))?;
        let closing = store::closing(store, period)?;
        let since = match &closing {
            Some(closing) => voided_since(store, closing)?,
            None => BTreeSet::new(),
        };
        let mut voided = Vec::new();
        for case in store::records::<ViolenceCase>(store, OWN)? {
            let Some(reason) = case.record.voided else {
                continue;
            };
            if !counts_in(store, &case, days)? {
                continue;
            }
            let note = store::void_note(store, case.id)?;
            // Moments tell seconds, and a clock can be set back; the log can be written by others. Either is enough.
            let is_later = |closing: &Closing| {
                let by_clock = note
                    .as_ref()
                    .is_some_and(|note| note.at > closing.closed_at);
                let id = case.id.to_string();
                by_clock || since.iter().any(|subject| subject.ends_with(&id))
            };
            if closing.as_ref().is_some_and(|closing| !is_later(closing)) {
                continue;
            }
            voided.push(VoidedCase {
                id: case.id,
                number: case.record.number,
                reason,
                note,
            });
        }
        voided.sort_by_key(|case| case.note.as_ref().map(|note| note.at));
        Ok(voided)
    }

    /// What was deleted of cases of a period since it was last closed, and is not there again, in the order in which
    /// it was; nothing for who cannot read facts of cases.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn removed_since_closing(
        &self,
        period: Period,
    ) -> Result<Vec<RemovedFromCase>, PeriodError> {
        let store = self.store();
        if store::facts_are_closed(store) {
            return Ok(Vec::new());
        }
        let days = self
            .catalogue_of(period)?
            .days(period)
            .ok_or(PeriodError::NoSuchPeriod(period))?;
        let closing = store::closing(store, period)?;
        let closed = match &closing {
            Some(closing) => store::last_entry(store, Action::Closed, &closing.subject())?,
            None => None,
        };
        let mut removed: Vec<RemovedFromCase> = Vec::new();
        for ((kind, id), told) in deletions(store)? {
            let Some((who, at)) = store::deleted_by(store, kind, id)? else {
                continue;
            };
            // As with cases: clock or log, either is enough.
            let is_later = closing.as_ref().is_none_or(|closing| {
                let by_log = closed
                    .as_ref()
                    .is_some_and(|(closed, _)| told.iter().any(|entry| entry.seq > *closed));
                at > closing.closed_at || by_log
            });
            let case = self.case_it_was_taken_from(kind, id, days)?;
            let Some((case, number)) = case.filter(|_| is_later) else {
                continue;
            };
            let is_told = |entry: &AuditEntry| (&entry.who, entry.at) == (&who, Some(at));
            removed.push(RemovedFromCase {
                kind,
                id,
                case,
                number,
                contradicted: told.len() != 1 || !told.iter().any(is_told),
                who,
                at,
            });
        }
        Ok(removed)
    }

    /// The case of some days that a deleted record was of, where it counts.
    fn case_it_was_taken_from(
        &self,
        kind: RecordKind,
        id: RecordId,
        days: (Day, Day),
    ) -> Result<Option<(RecordId, CaseRef)>, StoreError> {
        match store::flat_record(self.store(), kind, id) {
            Ok(_) => return Ok(None),
            Err(StoreError::NoRecord(_)) => {}
            Err(error) => return Err(error),
        }
        let of = match register::case_of(self.store(), kind, id) {
            // Erased, with all that was of it.
            Ok(None) | Err(StoreError::NoRecord(_)) => return Ok(None),
            of => of?,
        };
        let case = match of.map(|of| store::record::<ViolenceCase>(self.store(), of)) {
            None | Some(Err(StoreError::NoRecord(_))) => return Ok(None),
            Some(case) => case?,
        };
        let counts = case.record.voided.is_none() && counts_in(self.store(), &case, days)?;
        Ok(counts.then_some((case.id, case.record.number)))
    }

    /// What later changes of records have moved in a closed period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn changed_since_closing(&self, period: Period) -> Result<ChangedSince, PeriodError> {
        let closing = self.closed(period)?;
        let frozen = frozen_figures(&closing)?;
        let now = figures(&self.own_data_now(period)?);
        // A figure that only one of two programs counts says nothing of what changed here; the records do.
        let changed = frozen
            .iter()
            .filter_map(|(code, frozen)| Some((code, frozen, now.get(code)?)))
            .filter(|(_, frozen, now)| frozen != now)
            .map(|(code, frozen, now)| ChangedFigure {
                code: code.clone(),
                closed: frozen.value,
                now: now.value,
            })
            .collect();
        let frozen = thawed(&closing)?;
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
                    kind: *kind,
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
        let closed = store::facts_are_closed(self.store());
        let read = |kind: RecordKind| match closed && kind.is_of_cases() {
            true => Ok(Vec::new()),
            false => store::flat_records(self.store(), kind, OWN),
        };
        Ok(content_of(period, days, read)?)
    }
}

impl Office {
    /// Closes a period. Warnings need a reason, which is kept and travels along.
    ///
    /// # Errors
    /// [`PeriodError::NotComplete`], [`PeriodError::NeedsReason`], [`PeriodError::AlreadyClosed`],
    /// [`PeriodError::StaleFacts`], [`StoreError::Differing`].
    pub fn close(&mut self, period: Period, reason: Option<&str>) -> Result<Closed, PeriodError> {
        let mut act = self.act(Role::Head)?;
        if store::closing(act.store(), period)?.is_some_and(|last| !last.reopened) {
            return Err(PeriodError::AlreadyClosed(period));
        }
        act.must_be_there(period)?;
        store::check_all_readable(act.store())?;
        act.beyond()?;
        let stale = match store::facts_are_closed(act.store()) {
            true => 0,
            false => register::stale_facts(act.store(), act.catalogues())?.len(),
        };
        if stale > 0 {
            return Err(PeriodError::StaleFacts(stale));
        }
        let data = act.own_data(period)?;
        let mut findings = super::check(act.catalogue_of(period)?, &data);
        findings.extend(act.lost_files(&data, Files::Hash)?);
        findings.extend(super::drafts::finding_of_drafts(&act.drafts_left(period)?));
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
        let (mut figures, mut content) = (figures(&data), act.content_now(period)?);
        let mut facts = None;
        if store::facts_are_sealed(act.store()) {
            let of_cases;
            (figures, content, of_cases) = apart(figures, content)?;
            facts = Some(of_cases);
        }
        let new = NewClosing {
            figures: &serde_json::to_string(&figures).map_err(json)?,
            content: &content.freeze().map_err(WriteError::from)?,
            facts: facts.as_ref(),
            warnings: &serde_json::to_string(&standing).map_err(json)?,
            reasons: reason.as_deref().unwrap_or_default(),
        };
        let voided = act.voided_since_closing(period)?;
        let removed = act.removed_since_closing(period)?;
        let revision = act.write(|log, _| log.close(period, &new))?;
        Ok(Closed {
            period,
            revision,
            findings,
            voided,
            removed,
        })
    }

    /// Opens a closed period again.
    ///
    /// # Errors
    /// [`PeriodError::NotClosed`].
    pub fn reopen(&mut self, period: Period) -> Result<(), PeriodError> {
        let mut act = self.act(Role::Head)?;
        act.closed(period)?;
        act.write(|log, _| log.reopen(period))?;
        Ok(())
    }
}

/// The record of a case that an entry of the log is about; none where it is another's.
fn record_of(subject: &str) -> Option<(RecordKind, RecordId)> {
    let (table, id) = subject.split_once(' ')?;
    let kind = RecordKind::from_table(table).filter(|kind| kind.is_of_register())?;
    Some((kind, RecordId::parse(id).ok()?))
}

/// What a period's submission takes along of the records that `read` gives.
fn content_of(
    period: Period,
    days: (Day, Day),
    read: impl Fn(RecordKind) -> Result<Vec<Flat>, StoreError>,
) -> Result<Content, StoreError> {
    let mut content = Content::default();
    let mut coverage = Coverage::new(period, days);
    for kind in RecordKind::ALL {
        if !kind.is_carried_by(period.report) {
            continue;
        }
        let mut kept = Vec::new();
        for flat in read(kind)? {
            let belongs = coverage.take_flat(kind, flat.id, flat.record.clone());
            let belongs = belongs.map_err(|error| StoreError::BadRow {
                table: kind.table(),
                error,
            })?;
            if belongs {
                kept.push(flat);
            }
        }
        if !kept.is_empty() {
            content.records.insert(kind, kept);
        }
    }
    Ok(content)
}

/// The records that a closing froze; those of cases among them where their key is in hand, or where they lie
/// with the rest.
///
/// # Errors
/// [`PeriodError::Frozen`].
pub(crate) fn thawed(closing: &Closing) -> Result<Content, PeriodError> {
    let mut content = Content::thaw(&closing.content).map_err(PeriodError::Frozen)?;
    if let Some(facts) = &closing.facts {
        let of_cases = Content::thaw(&facts.content).map_err(PeriodError::Frozen)?;
        content.records.extend(of_cases.records);
    }
    Ok(content)
}

/// The figures that a closing froze; those of cases with their records where their key is in hand, or where
/// they lie with the rest.
fn frozen_figures(closing: &Closing) -> Result<Figures, PeriodError> {
    let mut frozen: Figures = serde_json::from_str(&closing.figures).map_err(json)?;
    if let Some(facts) = &closing.facts {
        let of_cases: Figures = serde_json::from_str(&facts.figures).map_err(json)?;
        frozen.extend(of_cases);
    }
    Ok(frozen)
}

fn by_id(content: &Content) -> BTreeMap<(RecordKind, RecordId), &Travelling> {
    content
        .records
        .iter()
        .flat_map(|(kind, records)| records.iter().map(|record| ((*kind, record.id), record)))
        .collect()
}

pub(super) fn json(error: serde_json::Error) -> PeriodError {
    PeriodError::Json(LibraryWords::of(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::figures::Dataset;
    use crate::model::{Cell, ColumnKind, Sha256, UnitCode};
    use crate::store::Reader;
    use crate::test_offices::*;
    use proptest::prelude::*;

    /// Numbers drawn beforehand, one after the other.
    struct Drawn(Vec<u8>, usize);

    impl Drawn {
        fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
            self.1 += 1;
            of[usize::from(self.0[self.1 % self.0.len()]) % of.len()]
        }

        /// A cell that the column may hold; `ids` are the records that are there.
        fn cell(&mut self, column: &crate::model::Column, ids: &[(RecordKind, RecordId)]) -> Cell {
            if !column.required && self.one_of(&[true, false]) {
                return Cell::Empty;
            }
            let text = match (column.name.as_str(), column.kind) {
                ("period", _) => self
                    .one_of(&["phu-luc-02/2024/annual", "phu-luc-02/2024/six-months"])
                    .to_owned(),
                ("sha256", _) => Sha256::of(b"x").to_string(),
                (_, ColumnKind::Line(_) | ColumnKind::Paragraphs(_)) => "12".to_owned(),
                (_, ColumnKind::Day) => self
                    .one_of(&[
                        "2023-12-31",
                        "2024-01-01",
                        "2024-05-31",
                        "2024-07-09",
                        "2025-01-01",
                    ])
                    .to_owned(),
                (_, ColumnKind::Month) => self
                    .one_of(&["2023-12", "2024-01", "2024-06", "2025-01"])
                    .to_owned(),
                (_, ColumnKind::Year) => return Cell::Int(self.one_of(&[2023, 2024])),
                (_, ColumnKind::YesNo) => return Cell::Int(self.one_of(&[0, 1])),
                (_, ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal) => {
                    return Cell::Int(self.one_of(&[0, 1, 5]));
                }
                (_, ColumnKind::Choice(list) | ColumnKind::Choices(list)) => {
                    self.one_of(list.codes).to_owned()
                }
                (_, ColumnKind::Reference(kind)) => {
                    let fits =
                        |(of, _): &&(RecordKind, RecordId)| kind.is_none_or(|kind| kind == *of);
                    let of: Vec<_> = ids.iter().filter(fits).copied().collect();
                    self.one_of(&of).1.to_string()
                }
                (_, ColumnKind::Unit) => "09163".to_owned(),
            };
            Cell::Text(text)
        }

        /// Records of every kind that may leave.
        fn records(&mut self) -> Content {
            let mut content = Content::default();
            let mut ids = Vec::new();
            for kind in RecordKind::ALL.into_iter().filter(|kind| kind.may_leave()) {
                let mut records = Vec::new();
                while records.len() < 40 {
                    let cells = kind.columns().iter().map(|column| self.cell(column, &ids));
                    // Days that contradict one another are drawn again.
                    if let Ok(record) = kind.canonical(cells.collect()) {
                        records.push(Flat {
                            id: RecordId::new(),
                            version: 1,
                            origin: 0,
                            record,
                        });
                    }
                }
                ids.extend(records.iter().map(|record| (kind, record.id)));
                content.records.insert(kind, records);
            }
            content
        }
    }

    /// What is drawn says something: of every kind that may leave, records leave.
    #[test]
    fn closing_sends_records_of_every_kind_that_may_leave() {
        let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
        let mut draw = 1u32;
        let numbers = std::iter::repeat_with(|| {
            draw = draw.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            draw.to_le_bytes()[3]
        });
        let here = Drawn(numbers.take(99_991).collect(), 0).records();
        let mut sent: BTreeSet<RecordKind> = BTreeSet::new();
        for period in catalogue.periods() {
            let days = catalogue.days(period).unwrap();
            let read = |kind| Ok(here.records.get(&kind).cloned().unwrap_or_default());
            let content = content_of(period, days, read).unwrap();
            let kinds = content.records.into_iter();
            sent.extend(
                kinds
                    .filter(|(_, records)| !records.is_empty())
                    .map(|(kind, _)| kind),
            );
        }
        let all = RecordKind::ALL.into_iter().filter(|kind| kind.may_leave());
        assert_eq!(sent, all.collect());
    }

    #[test]
    fn a_figure_that_came_with_a_later_program_is_no_change_since_closing() {
        let place = Place::new();
        let mut office = place.office(COMMUNE);
        name_a_head(&mut office);
        office.close(period(), Some("số liệu thử")).unwrap();
        // As a program closed it that did not count documents yet.
        let mut frozen: Figures =
            serde_json::from_str(&office.closed(period()).unwrap().figures).unwrap();
        frozen.remove(&FigureCode::DOCUMENTS).unwrap();
        let frozen = serde_json::to_string(&frozen).unwrap();
        let sql = "UPDATE closings SET figures = ?1";
        office.store().connection().execute(sql, [frozen]).unwrap();
        let none = ChangedSince::default();
        assert_eq!(office.changed_since_closing(period()).unwrap(), none);
        // What is recorded later shows all the same.
        let document = typed(&[
            ("symbol", "1/KH"),
            ("date", "5/3/2024"),
            ("issuer", "UBND xã"),
            ("summary", "Kế hoạch"),
            ("kind", "plan"),
        ]);
        let id = office
            .save_typed(RecordKind::IssuedDocument, &document, None)
            .unwrap();
        let changed = office.changed_since_closing(period()).unwrap();
        assert_eq!(changed.figures, none.figures);
        let kind = RecordKind::IssuedDocument;
        let change = RecordChange::Added;
        assert_eq!(changed.records, [ChangedRecord { kind, id, change }]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_closing_sends_is_what_is_counted_here_and_at_the_receiver(
            drawn in prop::collection::vec(any::<u8>(), 997),
        ) {
            let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
            let unit = UnitCode::new("09163").unwrap();
            let here = Drawn(drawn, 0).records();
            for period in catalogue.periods() {
                let days = catalogue.days(period).unwrap();
                let read = |kind| Ok(here.records.get(&kind).cloned().unwrap_or_default());
                let sent = content_of(period, days, read).unwrap();
                let counted = |content: &Content| {
                    let mut data = Dataset::new(&catalogue, period).unwrap();
                    data.add(&catalogue, &unit, content).unwrap();
                    data
                };
                let came = Content::thaw(&sent.freeze().unwrap()).unwrap();
                let (counted_here, counted_there) = (counted(&here), counted(&came));
                for kind in RecordKind::ALL {
                    let ids: BTreeSet<RecordId> =
                        sent.records.get(&kind).into_iter().flatten().map(|flat| flat.id).collect();
                    prop_assert!(ids.is_empty() || kind.is_carried_by(period.report), "{}", kind.table());
                    prop_assert_eq!(&counted_there.ids(kind), &ids, "{}", kind.table());
                    if kind.is_carried_by(period.report) {
                        prop_assert_eq!(&counted_here.ids(kind), &ids, "{}", kind.table());
                    }
                }
            }
        }
    }
}
