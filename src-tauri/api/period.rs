//! A period of this office: what it still needs, closing it, what leaves, what was sent.

use crate::cases::{self, CaseWaiting, void_in_words};
use crate::office::notices;
use crate::records::RecordsOfKind;
use crate::{Failure, NamedUnit, Session, today};
use serde::Serialize;
use tienbo_core::entry::title;
use tienbo_core::message::{self, Language, Told, text};
use tienbo_core::model::{
    CaseRef, Day, Moment, Part, Period, RecordId, RecordKind, ReportKind, at, grouped,
};
use tienbo_core::package::{Reason, ReceiptState};
use tienbo_core::period::{
    ChangedFigure, ChangedRecord, DraftLeft, PeriodError, RecordChange, RemovedFromCase,
    VoidedCase, never_leaves,
};
use tienbo_core::sections::{Finding, Severity, kinds};
use tienbo_core::store;
use tienbo_core::vault::{Office, Role};
use ts_rs::TS;

/// A report's period.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PeriodInfo {
    /// The period.
    pub period: Period,
    /// Its report.
    pub report: ReportKind,
    /// Its year.
    pub year: i32,
    /// Which part of the year.
    pub part: Part,
    /// The report's name in the catalogue.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Day before which it is due.
    pub due_before: Option<Day>,
    /// Days left to the last day in time; negative once it is past.
    pub days_left: Option<i64>,
    /// Whether it is closed now.
    pub closed: bool,
}

/// The periods of an office.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Periods {
    /// All that its catalogues have, by their last day.
    pub all: Vec<PeriodInfo>,
    /// The one to work on first: the Phụ lục 02 that is due next; when all are past, the last.
    pub current: Option<Period>,
}

/// A place of the outline, and what the check says of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Task {
    /// Section, dash, or row of Phụ lục 01.
    pub place: String,
    /// Its heading as the source prints it.
    pub heading: String,
    /// How grave it is.
    pub severity: Severity,
    /// Stable code of what the check says.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
    /// What the check says.
    pub sentence: String,
    /// Which records fill it; none where it is text alone.
    pub kinds: Vec<RecordKind>,
    /// Whether it takes text.
    pub narrative: bool,
}

/// What the check says of a period, and what was changed since it was closed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Checked {
    /// Places of the outline, in order.
    pub findings: Vec<Task>,
    /// What differs now from what was closed; `null` where it is open.
    pub changed_since_closing: Option<ChangedSince>,
    /// Cases that were marked as recorded wrongly since the period was last closed; told to heads and case officers.
    pub voided: Vec<CaseVoided>,
    /// Cases of which something was decided, for a head to look at.
    pub waiting: Vec<CaseWaiting>,
    /// What was deleted of cases since then; told to the same.
    pub removed: Vec<TakenOut>,
    /// Forms and texts with something typed for it and not saved.
    pub drafts: Vec<DraftPlace>,
    /// How many forms others have of single cases.
    pub sealed_drafts: usize,
}

/// A case that was marked as recorded wrongly.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CaseVoided {
    /// Id.
    pub id: RecordId,
    /// Random number.
    pub number: CaseRef,
    /// Why, by whom and when, in words.
    pub told: String,
}

/// A part of a case that was deleted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TakenOut {
    /// Id of the case.
    pub case: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// Of which kind it was, by whom it was deleted and when, in words.
    pub told: String,
}

/// What differs now from what was frozen at closing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangedSince {
    /// Figures.
    pub figures: Vec<ChangedFigure>,
    /// Records.
    pub records: Vec<RecordChanged>,
}

/// A record that changed since closing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecordChanged {
    /// Kind.
    pub kind: RecordKind,
    /// Id.
    pub id: RecordId,
    /// What became of it.
    pub change: RecordChange,
    /// What it is listed by; empty where it is not there any more.
    pub title: String,
}

/// A package that was sent, and the answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SentPackage {
    /// Period.
    pub period: Period,
    /// Revision.
    pub revision: i64,
    /// Package.
    pub package_id: String,
    /// When it was last written where it was to be taken from.
    pub at: Moment,
    /// What one of the receiving offices decided; `null` where none has answered.
    pub receipt: Option<ReceiptState>,
    /// Why it was returned.
    pub reasons: Vec<Reason>,
    /// Who answered.
    pub answered_by: Option<NamedUnit>,
    /// When it wrote so, by its clock.
    pub answered_at: Option<Moment>,
}

/// What the first screen shows of a period and of the office.
#[derive(Debug, Serialize, TS)]
pub struct Home {
    /// Places of the outline, in order.
    pub tasks: Vec<Task>,
    /// Places at which closing is stopped.
    pub errors: usize,
    /// Places at which closing needs a reason.
    pub warnings: usize,
    /// Places in order.
    pub fine: usize,
    /// The closing, while the period is closed.
    pub closed: Option<ClosedState>,
    /// What was sent, oldest first.
    pub sent: Vec<SentPackage>,
    /// When the last backup was made.
    pub last_backup: Option<Moment>,
    /// Whether there is no backup, or none of the last two weeks.
    pub backup_is_due: bool,
    /// Whether the recovery sheet was printed and confirmed.
    pub recovery_confirmed: bool,
    /// Whether a receiving office's key is trusted, so that something can be exported.
    pub has_receiver: bool,
    /// What whoever unlocks the office is told of it: what cannot be opened, what is still to be done.
    pub notices: Vec<String>,
    /// Forms with something typed and not saved: the user's, and others' for the period.
    pub drafts: Vec<DraftPlace>,
    /// How many forms others have of single cases.
    pub sealed_drafts: usize,
}

/// A form with something typed and not saved.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftPlace {
    /// Form.
    pub place: String,
    /// When.
    pub at: Moment,
    /// Who types it; `null` where that is who asks.
    pub who: Option<String>,
    /// Whether the record that it changes was deleted since.
    pub of_deleted: bool,
    /// All of it in words.
    pub told: String,
}

/// A period's closing and what was sent.
#[derive(Debug, Serialize, TS)]
pub struct SubmitState {
    /// The closing, while the period is closed.
    pub closed: Option<ClosedState>,
    /// Revisions closed so far.
    pub revisions: i64,
    /// Names of the offices that will be able to read the package.
    pub receivers: Vec<String>,
    /// All that was sent, oldest first.
    pub sent: Vec<SentPackage>,
    /// Cases that were marked as recorded wrongly since the last closing; told to heads and case officers.
    pub voided: Vec<CaseVoided>,
    /// Cases of which something was decided, for a head to look at.
    pub waiting: Vec<CaseWaiting>,
    /// What was deleted of cases since then; told to the same.
    pub removed: Vec<TakenOut>,
    /// Forms and texts with something typed for it and not saved.
    pub drafts: Vec<DraftPlace>,
    /// How many forms others have of single cases.
    pub sealed_drafts: usize,
}

/// A closing.
#[derive(Debug, Serialize, TS)]
pub struct ClosedState {
    /// Revision.
    pub revision: i64,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Reason given for the warnings that stood.
    pub reason: String,
    /// The package made of it, where one was.
    pub package_id: Option<String>,
    /// Records that changed since.
    pub changed: Vec<RecordChanged>,
}

/// What closing a period did.
#[derive(Debug, Serialize, TS)]
pub struct Closed {
    /// Period.
    pub period: Period,
    /// Its revision.
    pub revision: i64,
    /// What the check said.
    pub findings: Vec<Task>,
    /// Cases that were marked as recorded wrongly since the closing before.
    pub voided: Vec<CaseVoided>,
    /// Cases of which something was decided, for a head to look at.
    pub waiting: Vec<CaseWaiting>,
    /// What was deleted of cases since then.
    pub removed: Vec<TakenOut>,
}

/// A period that was opened again.
#[derive(Debug, Serialize, TS)]
pub struct Reopened {
    /// The period.
    pub period: Period,
}

/// What leaves the office.
#[derive(Debug, Serialize, TS)]
pub struct Leaving {
    /// Records by kind.
    pub kinds: Vec<RecordsOfKind>,
    /// Files.
    pub files: Vec<LeavingFile>,
    /// Who can read the package.
    pub readers: Vec<String>,
    /// Packages passed on.
    pub children: usize,
    /// Records that stay since they belong to another period.
    pub other_periods: usize,
    /// Files that stay.
    pub files_kept: usize,
    /// Sealed identities, which stay; unknown to who cannot read facts of cases.
    pub identities: Option<usize>,
    /// Fields that never leave.
    pub never: Vec<String>,
}

/// A file that leaves.
#[derive(Debug, Serialize, TS)]
pub struct LeavingFile {
    /// Name.
    pub name: String,
    /// Size in bytes, as it is shown.
    pub size: String,
}

/// The periods of an office's catalogues.
///
/// # Errors
/// The database's.
pub fn periods(session: &Session) -> Result<Periods, Failure> {
    let office = &session.office;
    let today = today()?;
    let mut all = Vec::new();
    for catalogue in office.catalogues().iter() {
        for period in catalogue.periods() {
            let (Some((from, to)), Some(rule)) = (catalogue.days(period), catalogue.report(period))
            else {
                continue;
            };
            let due_before = catalogue.due_before(period);
            let closing = store::closing(office.store(), period)?;
            all.push(PeriodInfo {
                period,
                report: period.report,
                year: period.year.get(),
                part: period.part,
                name: rule.name.clone(),
                from,
                to,
                due_before,
                days_left: due_before.map(|due| (due.date() - today.date()).num_days() - 1),
                closed: closing.is_some_and(|closing| !closing.reopened),
            });
        }
    }
    all.sort_by_key(|info| (info.to, info.from, info.period.to_string()));
    let current = current(&all);
    Ok(Periods { all, current })
}

fn current(periods: &[PeriodInfo]) -> Option<Period> {
    let reports = || {
        let all = periods.iter();
        all.filter(|info| info.report == ReportKind::Annex02)
    };
    reports()
        .find(|info| info.days_left.is_some_and(|days| days >= 0) && !info.closed)
        .or_else(|| reports().next_back())
        .map(|info| info.period)
}

fn tasks(
    session: &Session,
    period: Period,
    findings: &[Finding],
) -> Result<Vec<Task>, PeriodError> {
    let places = session.office.catalogue_of(period)?.places(period.report);
    let task = |finding: &Finding| {
        let place = places.iter().find(|place| place.code == finding.place);
        Task {
            place: finding.place.clone(),
            heading: place.map_or_else(
                || without_place(finding.code, session.language()),
                |place| place.heading.to_owned(),
            ),
            severity: finding.severity,
            code: finding.code,
            detail: finding.detail.clone(),
            sentence: finding.sentence(session.language()),
            kinds: place.map(|place| kinds(place).to_vec()).unwrap_or_default(),
            narrative: place.is_some_and(|place| place.narrative),
        }
    };
    Ok(findings.iter().map(task).collect())
}

/// What stands above a finding that is of no place of the outline.
fn without_place(code: &str, language: Language) -> String {
    match code {
        "file-lost" => message::kind(language, RecordKind::Attachment),
        "not-taken" => text(language, "ui-nav-records", &[]),
        _ => text(language, "ui-drafts", &[]),
    }
}

/// What differs from what a period was closed with; nothing where it is open.
fn changed(office: &Office, period: Period) -> Result<Option<ChangedSince>, PeriodError> {
    let changed = match office.changed_since_closing(period) {
        Ok(changed) => changed,
        Err(PeriodError::NotClosed(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let records = changed.records.into_iter().map(|changed: ChangedRecord| {
        let flat = store::flat_record(office.store(), changed.kind, changed.id).ok();
        RecordChanged {
            kind: changed.kind,
            id: changed.id,
            change: changed.change,
            title: flat
                .map(|flat| title(changed.kind, &flat.record))
                .unwrap_or_default(),
        }
    });
    Ok(Some(ChangedSince {
        records: records.collect(),
        figures: changed.figures,
    }))
}

/// Checks a period.
///
/// # Errors
/// No such period.
pub fn check(session: &Session, period: Period) -> Result<Checked, Failure> {
    let findings = session.office.check(period)?;
    let left = session.office.drafts_left(period)?;
    Ok(Checked {
        findings: tasks(session, period, &findings)?,
        changed_since_closing: changed(&session.office, period)?,
        voided: voided(session, period)?,
        waiting: waiting_to_tell(session)?,
        removed: removed(session, period)?,
        drafts: drafts_in_words(session, left.drafts)?,
        sealed_drafts: left.sealed,
    })
}

fn drafts_in_words(session: &Session, drafts: Vec<DraftLeft>) -> Result<Vec<DraftPlace>, Failure> {
    let place = |DraftLeft { who, place, at }| {
        Ok(DraftPlace {
            of_deleted: session.office.is_draft_of_deleted(&place)?,
            told: draft_in_words(&place, &who, at, session.language()),
            who: (who != session.office.user()).then_some(who),
            place,
            at,
        })
    };
    drafts.into_iter().map(place).collect()
}

fn draft_in_words(place: &str, who: &str, at: Moment, language: Language) -> String {
    let mut parts = place.split('/');
    let kind = parts.next().and_then(RecordKind::from_table);
    let what = match kind {
        Some(RecordKind::Narrative) | None => {
            let section = parts.next_back().unwrap_or_default();
            format!("{} {section}", text(language, "ui-nav-narrative", &[]))
        }
        Some(kind) => message::kind(language, kind),
    };
    let args = [
        ("what", what),
        ("who", who.to_owned()),
        ("at", at.in_words()),
    ];
    text(language, "draft-left", &args)
}

/// Whether whoever is at the office is told what became of single cases.
fn is_told_of_cases(session: &Session) -> bool {
    let mut roles = session.office.roles().iter();
    roles.any(|role| [Role::Head, Role::CaseOfficer].contains(role))
}

/// Cases that were marked as recorded wrongly since a period was last closed, for who is told.
fn voided(session: &Session, period: Period) -> Result<Vec<CaseVoided>, Failure> {
    if !is_told_of_cases(session) {
        return Ok(Vec::new());
    }
    let voided = session.office.voided_since_closing(period)?;
    Ok(voided_in_words(voided, session.language()))
}

/// Cases of which something was decided, for a head to look at, for who is told.
fn waiting_to_tell(session: &Session) -> Result<Vec<CaseWaiting>, Failure> {
    match is_told_of_cases(session) {
        true => cases::waiting(session),
        false => Ok(Vec::new()),
    }
}

/// What was deleted of cases since a period was last closed, for who is told.
fn removed(session: &Session, period: Period) -> Result<Vec<TakenOut>, Failure> {
    if !is_told_of_cases(session) {
        return Ok(Vec::new());
    }
    let removed = session.office.removed_since_closing(period)?;
    Ok(removed_in_words(removed, session.language()))
}

fn removed_in_words(removed: Vec<RemovedFromCase>, language: Language) -> Vec<TakenOut> {
    let told = |one: RemovedFromCase| {
        let args = [
            ("what", message::kind(language, one.kind)),
            ("who", one.who),
            ("at", one.at.in_words()),
        ];
        let mut told = text(language, "case-removed-note", &args);
        if one.contradicted {
            told = format!(
                "{told}. {}",
                text(language, "case-removed-contradicted", &[])
            );
        }
        TakenOut {
            case: one.case,
            number: one.number,
            told,
        }
    };
    removed.into_iter().map(told).collect()
}

fn voided_in_words(voided: Vec<VoidedCase>, language: Language) -> Vec<CaseVoided> {
    let told = |case: VoidedCase| CaseVoided {
        told: void_in_words(case.reason, case.note.as_ref(), language),
        id: case.id,
        number: case.number,
    };
    voided.into_iter().map(told).collect()
}

fn sent(office: &Office) -> Result<Vec<SentPackage>, Failure> {
    let sent = office.inbox(None)?.sent.into_iter();
    Ok(sent
        .map(|entry| SentPackage {
            period: entry.sent.period,
            revision: entry.sent.revision,
            package_id: entry.sent.package_id,
            at: entry.sent.at,
            receipt: entry
                .sent
                .receipt
                .as_deref()
                .and_then(ReceiptState::from_code),
            reasons: entry.reasons,
            answered_by: entry
                .sent
                .answered_by
                .map(|unit| NamedUnit::of(&unit, office.catalogues())),
            answered_at: entry.sent.answered_at,
        })
        .collect())
}

/// What a period still needs, and how the office stands.
///
/// # Errors
/// No such period.
pub fn home(session: &Session, period: Period) -> Result<Home, Failure> {
    let office = &session.office;
    let Checked {
        findings,
        changed_since_closing,
        drafts: left,
        sealed_drafts,
        voided: _,
        waiting: _,
        removed: _,
    } = check(session, period)?;
    let last = |action| store::last_action(office.store(), action);
    let mut drafts = own_drafts(session)?;
    drafts.extend(left.into_iter().filter(|draft| draft.who.is_some()));
    let of = |severity| {
        findings
            .iter()
            .filter(|task| task.severity == severity)
            .count()
    };
    let last_backup = last(store::Action::BackedUp)?;
    Ok(Home {
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        fine: of(Severity::Fine),
        tasks: findings,
        closed: closed_state(
            store::closing(office.store(), period)?,
            changed_since_closing.map(|changed| changed.records),
        ),
        sent: sent(office)?,
        backup_is_due: is_due(last_backup)?,
        last_backup,
        recovery_confirmed: last(store::Action::RecoveryConfirmed)?.is_some(),
        has_receiver: !office.receivers(period)?.is_empty(),
        notices: notices(session)?,
        drafts,
        sealed_drafts,
    })
}

/// All that the user typed and has not saved, the last first.
fn own_drafts(session: &Session) -> Result<Vec<DraftPlace>, Failure> {
    let office = &session.office;
    let own = store::drafts(office.store(), office.user())?.into_iter();
    let own = own.map(|store::Draft { place, at, .. }| DraftLeft {
        who: office.user().to_owned(),
        place,
        at,
    });
    drafts_in_words(session, own.collect())
}

/// How many days a backup serves.
const BACKUP_DAYS: i64 = 14;

fn is_due(last_backup: Option<Moment>) -> Result<bool, Failure> {
    let Some(last) = last_backup else {
        return Ok(true);
    };
    let day = last.day().map_err(at("date"))?;
    Ok((today()?.date() - day.date()).num_days() > BACKUP_DAYS)
}

/// The last closing of a period, where it was not opened again, with what changed since.
fn closed_state(
    last: Option<store::Closing>,
    changed: Option<Vec<RecordChanged>>,
) -> Option<ClosedState> {
    last.filter(|closing| !closing.reopened)
        .map(|closing| ClosedState {
            revision: closing.revision,
            at: closing.closed_at,
            by: closing.closed_by,
            reason: closing.reasons,
            package_id: closing.package_id,
            changed: changed.unwrap_or_default(),
        })
}

/// A period's closing and what was sent.
///
/// # Errors
/// No such period.
pub fn submit_state(session: &Session, period: Period) -> Result<SubmitState, Failure> {
    let office = &session.office;
    let last = store::closing(office.store(), period)?;
    let changed = changed(office, period)?.map(|changed| changed.records);
    let left = office.drafts_left(period)?;
    Ok(SubmitState {
        drafts: drafts_in_words(session, left.drafts)?,
        sealed_drafts: left.sealed,
        revisions: last.as_ref().map_or(0, |closing| closing.revision),
        closed: closed_state(last, changed),
        receivers: office
            .receivers(period)?
            .into_iter()
            .map(|key| key.name)
            .collect(),
        sent: sent(office)?,
        voided: voided(session, period)?,
        waiting: waiting_to_tell(session)?,
        removed: removed(session, period)?,
    })
}

/// Closes a period, with a reason for the warnings that stand.
///
/// # Errors
/// Errors that the check finds; warnings without a reason; a period that is closed.
pub fn close_period(
    session: &mut Session,
    period: Period,
    reason: Option<String>,
) -> Result<Closed, Failure> {
    let closed = session.office.close(period, reason.as_deref())?;
    Ok(Closed {
        findings: tasks(session, period, &closed.findings)?,
        period: closed.period,
        revision: closed.revision,
        voided: voided_in_words(closed.voided, session.language()),
        waiting: waiting_to_tell(session)?,
        removed: removed_in_words(closed.removed, session.language()),
    })
}

/// Opens a closed period again.
///
/// # Errors
/// A period that is not closed.
pub fn reopen_period(session: &mut Session, period: Period) -> Result<Reopened, Failure> {
    session.office.reopen(period)?;
    Ok(Reopened { period })
}

/// What the submission of a closed period takes along, and what stays.
///
/// # Errors
/// A period that is not closed.
pub fn leaving(session: &Session, period: Period) -> Result<Leaving, Failure> {
    let leaving = session.office.leaving(period)?;
    let language = session.language();
    let file = |(name, size): (String, i64)| LeavingFile {
        name,
        size: grouped(size),
    };
    Ok(Leaving {
        kinds: leaving
            .records
            .iter()
            .map(|(kind, records)| {
                let shown = RecordsOfKind::new(*kind, records, language);
                match kind.is_of_cases() && !session.lists_cases() {
                    true => shown.without_what_they_say(),
                    false => shown,
                }
            })
            .collect(),
        files: leaving.files.into_iter().map(file).collect(),
        readers: leaving.readers,
        children: leaving.children,
        other_periods: leaving.other_periods,
        files_kept: leaving.files_kept,
        identities: leaving.identities,
        never: never_leaves(),
    })
}
