//! Chốt và nộp: close, see what leaves, export to a drive, history, what came back.

use super::home::{SentPackage, sent};
use super::progress::StepsTo;
use super::report::date_or_today;
use super::{PeriodText, small};
use crate::bindings::commands;
use crate::desk::Desk;
use crate::failure::{DeskError, Failure, Gone};
use crate::files::{self, Sort};
use serde::Serialize;
use std::path::{Path, PathBuf};
use sysinfo::Disks;
use tienbo_core::entry::title;
use tienbo_core::intake::Outcome;
use tienbo_core::message::Language;
use tienbo_core::model::{Period, grouped};
use tienbo_core::package::{PackageKind, Refusal};
use tienbo_core::period::{PeriodError, RecordChange, never_leaves};
use tienbo_core::progress::Watch;
use tienbo_core::report::sheet;
use tienbo_core::sending::cover_slip;
use tienbo_core::store;
use tienbo_core::typed;
use tienbo_core::vault::{Office, write_atomically};
use ts_rs::TS;

/// A period's closing and what was sent.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubmitState {
    /// The closing, while the period is closed.
    closed: Option<ClosedState>,
    /// Revisions closed so far.
    revisions: i64,
    /// Names of the offices that will be able to read the package.
    receivers: Vec<String>,
    /// All that was sent, oldest first.
    sent: Vec<SentPackage>,
}

/// A closing.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClosedState {
    /// Revision.
    revision: i64,
    /// When.
    at: String,
    /// By whom.
    by: String,
    /// Reason given for the warnings that stood.
    reason: String,
    /// The package made of it, where one was.
    package_id: Option<String>,
    /// Records that changed since, as they are listed.
    changed: Vec<ChangedLine>,
}

/// A record that changed since closing.
#[derive(Serialize, TS)]
pub(crate) struct ChangedLine {
    /// Table of its kind.
    kind: String,
    /// Id.
    id: String,
    /// `added`, `changed`, `removed`.
    change: String,
    /// What it is listed by; empty where it is not there any more.
    title: String,
}

/// What leaves the office.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeavingShown {
    /// Records by kind.
    kinds: Vec<LeavingKind>,
    /// Files.
    files: Vec<String>,
    /// Who can read the package.
    readers: Vec<String>,
    /// Packages passed on.
    children: u32,
    /// Records that stay since they belong to another period.
    other_periods: u32,
    /// Files that stay.
    files_kept: u32,
    /// Sealed identities, which stay.
    identities: u32,
    /// Fields that never leave.
    never: Vec<String>,
}

/// Records of one kind that leave.
#[derive(Serialize, TS)]
pub(crate) struct LeavingKind {
    /// Table of the kind.
    kind: String,
    /// Fields that have something.
    columns: Vec<String>,
    /// Rows, cell by cell under those fields.
    rows: Vec<Vec<String>>,
}

/// A drive.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Drive {
    /// Its place in the list, by which it is chosen.
    place: u32,
    /// Name.
    name: String,
    /// Where it is mounted.
    mount: String,
    /// Free, in bytes.
    free: f64,
    /// Whether it can be pulled out.
    removable: bool,
}

/// A package that lies on a drive and was read back.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportedPackage {
    /// Where.
    path: String,
    /// Size in bytes, as it is shown.
    size: String,
    /// Package.
    package_id: String,
}

/// What became of a file taken in.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TakenIn {
    /// File.
    file: String,
    /// In words.
    sentence: String,
    /// Whether it was refused.
    refused: bool,
    /// Whether it is a roster whose sender's fingerprint must be compared first.
    compare: bool,
}

/// Removable drives first; those of the system itself are left out.
fn drives() -> Vec<(PathBuf, String, u64, bool)> {
    let disks = Disks::new_with_refreshed_list();
    let mut found: Vec<_> = disks
        .iter()
        .filter(|disk| !disk.is_read_only() && disk.total_space() > 0)
        .map(|disk| {
            let name = disk.name().to_string_lossy().into_owned();
            let mount = disk.mount_point().to_owned();
            (mount, name, disk.available_space(), disk.is_removable())
        })
        .filter(|(mount, ..)| {
            let system = ["/boot", "/dev", "/proc", "/sys", "/run/lock", "/etc"];
            !system.iter().any(|folder| mount.starts_with(folder))
        })
        .collect();
    found.sort_by_key(|(mount, _, _, removable)| (!removable, mount.clone()));
    found
}

fn taken_in(outcome: &Outcome, language: Language) -> TakenIn {
    let unknown = Refusal::UnknownKey(String::new()).code();
    TakenIn {
        file: outcome.file.clone(),
        sentence: outcome.sentence_in(language),
        refused: outcome.is_refused(),
        compare: outcome.kind == Some(PackageKind::Roster) && outcome.verdict == unknown,
    }
}

fn take(desk: &Desk, path: &Path, fingerprint: Option<&str>) -> Result<TakenIn, Failure> {
    let language = desk.language();
    desk.session(|session| {
        let outcome = session.office.import(path, fingerprint)?;
        session.changed();
        let taken = taken_in(&outcome, language);
        session.roster = taken.compare.then(|| path.to_owned());
        Ok(taken)
    })
}

commands! {
    /// A period's closing and what was sent.
    fn submit_state(desk, period: PeriodText) -> SubmitState {
        desk.office(|office| -> Result<SubmitState, PeriodError> {
            let period = period.0;
            let last = store::closing(office.store(), period)?;
            let changed = match office.changed_since_closing(period) {
                Ok(changed) => changed.records,
                Err(PeriodError::NotClosed(_)) => Vec::new(),
                Err(error) => return Err(error),
            };
            let changed = changed
                .into_iter()
                .map(|record| {
                    let flat = store::flat_record(office.store(), record.kind, record.id);
                    let title = flat
                        .map(|flat| title(record.kind, &flat.record))
                        .unwrap_or_default();
                    ChangedLine {
                        kind: record.kind.table().to_owned(),
                        id: record.id.to_string(),
                        change: match record.change {
                            RecordChange::Added => "added",
                            RecordChange::Changed => "changed",
                            RecordChange::Removed => "removed",
                        }
                        .to_owned(),
                        title,
                    }
                })
                .collect();
            Ok(SubmitState {
                revisions: last.as_ref().map_or(0, |closing| closing.revision),
                closed: last.filter(|closing| !closing.reopened).map(|closing| ClosedState {
                    revision: closing.revision,
                    at: closing.closed_at.iso(),
                    by: closing.closed_by,
                    reason: closing.reasons,
                    package_id: closing.package_id,
                    changed,
                }),
                receivers: office.receivers(period)?.into_iter().map(|key| key.name).collect(),
                sent: sent(office)?,
            })
        })
    }

    /// Closes a period, with a reason for the warnings that stand; gives its revision.
    fn close_period(desk, period: PeriodText, reason: Option<String>) -> i64 {
        desk.office(|office| office.close(period.0, reason.as_deref()))
            .map(|closed| closed.revision)
    }

    /// Opens a closed period again.
    fn reopen_period(desk, period: PeriodText) -> () {
        desk.office(|office| office.reopen(period.0))
    }

    /// What the submission of a closed period takes along, and what stays.
    fn leaving(desk, period: PeriodText) -> LeavingShown {
        let language = desk.language();
        let leaving = desk.office(|office| office.leaving(period.0))?;
        let kinds = leaving
            .records
            .iter()
            .map(|(kind, records)| {
                let columns = kind.columns();
                let used: Vec<usize> = (0..columns.len())
                    .filter(|index| {
                        let empty = tienbo_core::model::Cell::Empty;
                        records.iter().any(|record| record.record[*index] != empty)
                    })
                    .collect();
                LeavingKind {
                    kind: kind.table().to_owned(),
                    columns: used.iter().map(|index| columns[*index].name.clone()).collect(),
                    rows: records
                        .iter()
                        .map(|record| {
                            let cell = |index: &usize| {
                                typed::show(&record.record[*index], columns[*index].kind, language)
                            };
                            used.iter().map(cell).collect()
                        })
                        .collect(),
                }
            })
            .collect();
        Ok(LeavingShown {
            kinds,
            files: leaving
                .files
                .iter()
                .map(|(name, size)| format!("{name} ({} byte)", grouped(*size)))
                .collect(),
            readers: leaving.readers,
            children: small(leaving.children),
            other_periods: small(leaving.other_periods),
            files_kept: small(leaving.files_kept),
            identities: small(leaving.identities),
            never: never_leaves(),
        })
    }

    /// The drives that a package can be written to.
    fn list_drives(_desk) -> Vec<Drive> {
        let shown = drives().into_iter().enumerate();
        Ok(shown
            .map(|(place, (mount, name, free, removable))| Drive {
                place: small(place),
                name,
                mount: files::shown(&mount),
                free: free as f64,
                removable,
            })
            .collect())
    }

    /// Makes the submission of a closed period and writes it to a drive of the list, or to a folder
    /// that the user chooses; reads it back from there.
    fn export_period(
        desk,
        period: PeriodText,
        drive: Option<u32>,
        steps: StepsTo,
    ) -> ExportedPackage {
        let folder = match drive.and_then(|place| usize::try_from(place).ok()) {
            Some(place) => drives()
                .into_iter()
                .nth(place)
                .map(|(mount, ..)| mount)
                .ok_or(DeskError::Gone(Gone::Drive))?,
            None => files::folder(&desk)?,
        };
        let mut tell = steps.watch(&desk);
        let mut watch = Watch::new(&mut tell);
        let date = date_or_today(None)?;
        desk.session(|session| {
            watch.tell("seal", 0, 0).map_err(store::StoreError::from)?;
            let path = folder.join(package_name(&session.office, period.0));
            let written = session.office.write_submission(period.0, date, &path)?;
            Ok(ExportedPackage {
                path: files::shown(&path),
                size: grouped(i64::try_from(written.size).unwrap_or(i64::MAX)),
                package_id: written.envelope.package_id,
            })
        })
    }

    /// Writes the slip that goes with the stick, as a PDF to be printed, and gives its place.
    fn save_cover_slip(desk, period: PeriodText) -> String {
        let path = files::save_as(&desk, Sort::Pdf, "phieu-bia.pdf")?;
        desk.session(|session| {
            let slip = cover_slip(&session.office, period.0)?;
            let bytes = sheet(&slip)?;
            write_atomically(&path, &bytes)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Takes in a file that the user chooses: a receipt, a roster, a card, a submission.
    fn take_in(desk) -> TakenIn {
        let path = files::open(&desk, Sort::Package)?;
        take(&desk, &path, None)
    }

    /// Takes in the roster chosen last, with the fingerprint that was compared by telephone.
    fn take_in_roster(desk, fingerprint: String) -> TakenIn {
        let path = desk.session(|session| Ok(session.roster.clone()))?;
        let path = path.ok_or(DeskError::Gone(Gone::Roster))?;
        take(&desk, &path, Some(fingerprint.trim()))
    }
}

/// `09163-2024-annual-1.tienbo`: unit, year, part and revision.
fn package_name(office: &Office, period: Period) -> String {
    let revision = office.closed(period).map_or(0, |closing| closing.revision);
    format!(
        "{}-{}-{}-{}-{revision}.tienbo",
        office.unit(),
        period.report.code(),
        period.year,
        period.part.code()
    )
}
