//! Hộp nhận: many files at once, what became of each, what was refused, who waits for an answer.

use super::progress::StepsTo;
use super::small;
use crate::bindings::commands;
use crate::desk::Desk;
use crate::failure::{DeskError, Failure, Gone};
use crate::files::{self, Sort};
use serde::Serialize;
use std::path::PathBuf;
use tienbo_core::intake::{Batch, Outcome, Verdict, packages_in};
use tienbo_core::message::Language;
use tienbo_core::model::UnitCode;
use tienbo_core::progress::Watch;
use tienbo_core::vault::Office;
use ts_rs::TS;

/// What became of a file.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TakenFile {
    /// File.
    file: String,
    /// Kind of package, where it could be read.
    kind: Option<String>,
    /// Code of who sent it.
    unit: Option<String>,
    /// Name of who sent it.
    sender: String,
    /// Id of the period of a submission.
    period: Option<String>,
    /// Revision of a submission.
    revision: Option<i64>,
    /// Code of the verdict.
    verdict: String,
    /// The verdict, and what to do.
    sentence: String,
    /// `fine`, `same`, `late`, `refused`.
    tone: String,
    /// Records taken in.
    records: i64,
    /// Packages passed on inside.
    children: u32,
}

/// What became of many files.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TakenFiles {
    /// Each that was looked at.
    files: Vec<TakenFile>,
    /// How many there were.
    of: u32,
    /// Whether it was stopped before the last one.
    stopped: bool,
}

/// A refused file that was not dismissed yet.
#[derive(Serialize, TS)]
pub(crate) struct RefusedShown {
    /// Its place in the list.
    id: i64,
    /// When.
    at: String,
    /// File.
    file: String,
    /// Whether it still lies where it lay, so that it can be tried again.
    there: bool,
    /// Why, and what to do.
    sentence: String,
}

/// A unit with decisions that it was not told yet.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WaitingShown {
    /// Unit.
    unit: String,
    /// Name.
    name: String,
    /// Submissions accepted.
    accepted: u32,
    /// Submissions returned.
    returned: u32,
    /// Whether a receipt can be sealed to it.
    can_be_told: bool,
}

/// A submission that nothing was decided of.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Undecided {
    /// Unit.
    unit: String,
    /// Name.
    name: String,
    /// Period.
    period: String,
    /// Revision.
    revision: i64,
    /// When it came in.
    at: String,
    /// Whether it was made too late.
    late: bool,
    /// What its sender said of the warnings that stood.
    reason: String,
    /// How many those were: places of the report that were not complete.
    warnings: u32,
}

/// The inbox.
#[derive(Serialize, TS)]
pub(crate) struct InboxShown {
    /// Refused files.
    refused: Vec<RefusedShown>,
    /// Units that wait for a receipt.
    waiting: Vec<WaitingShown>,
    /// Submissions that count and of which nothing was decided, the latest first.
    undecided: Vec<Undecided>,
    /// The folder that is watched.
    folder: Option<String>,
}

/// What lies in the watched folder and was not looked at yet.
#[derive(Serialize, TS)]
pub(crate) struct Unseen {
    /// How many packages.
    files: u32,
    /// Whether the folder can be read; a stick may be pulled out.
    there: bool,
}

/// A receipt that was written.
#[derive(Serialize, TS)]
pub(crate) struct ReceiptShown {
    /// Unit.
    unit: String,
    /// File.
    file: String,
}

pub(super) fn unit_name(office: &Office, unit: &UnitCode) -> String {
    let mut catalogues = office.catalogues().iter();
    catalogues
        .find_map(|catalogue| catalogue.units.get(unit))
        .map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

fn taken(office: &Office, outcome: &Outcome, language: Language) -> TakenFile {
    let same = Verdict::AlreadyImported.code();
    let tone = match outcome.verdict {
        _ if outcome.is_refused() => "refused",
        verdict if verdict == same => "same",
        _ if outcome.late => "late",
        _ => "fine",
    };
    TakenFile {
        file: outcome.file.clone(),
        kind: outcome.kind.map(|kind| kind.code().to_owned()),
        unit: outcome.sender.as_ref().map(UnitCode::to_string),
        sender: outcome
            .sender
            .as_ref()
            .map(|unit| unit_name(office, unit))
            .unwrap_or_default(),
        period: outcome.period.map(|period| period.to_string()),
        revision: outcome.revision,
        verdict: outcome.verdict.to_owned(),
        sentence: outcome.sentence_in(language),
        tone: tone.to_owned(),
        records: outcome.counts.values().sum(),
        children: small(outcome.children.len()),
    }
}

fn take(desk: &Desk, paths: &[PathBuf], steps: &StepsTo) -> Result<TakenFiles, Failure> {
    let found = packages_in(paths).map_err(|error| DeskError::System(error.to_string()))?;
    let language = desk.language();
    let mut tell = steps.watch(desk);
    let mut watch = Watch::new(&mut tell);
    desk.session(|session| {
        session.changed();
        let Batch {
            outcomes,
            files,
            stopped,
        } = session.office.import_all(&found, None, &mut watch)?;
        let office = &session.office;
        Ok(TakenFiles {
            files: outcomes
                .iter()
                .map(|outcome| taken(office, outcome, language))
                .collect(),
            of: small(files),
            stopped,
        })
    })
}

fn undecided(office: &Office) -> Result<Vec<Undecided>, Failure> {
    let inbox = office.inbox(None)?;
    let mut found: Vec<Undecided> = inbox
        .submissions
        .into_iter()
        .filter(|entry| !entry.submission.replaced && entry.submission.receipt.is_none())
        .map(|entry| {
            let submission = entry.submission;
            let period = submission.period;
            Undecided {
                name: unit_name(office, &submission.unit),
                unit: submission.unit.to_string(),
                period: period.to_string(),
                revision: submission.revision,
                at: submission.imported_at.iso(),
                late: entry.late,
                warnings: entry
                    .closing
                    .as_ref()
                    .map_or(0, |closing| small(closing.warnings.len())),
                reason: entry
                    .closing
                    .map(|closing| closing.reason)
                    .unwrap_or_default(),
            }
        })
        .collect();
    found.reverse();
    Ok(found)
}

commands! {
    /// The inbox.
    fn inbox_state(desk) -> InboxShown {
        let language = desk.language();
        let folder = desk.settings().inbox;
        desk.session(|session| {
            let office = &session.office;
            let refused = office.refused()?;
            Ok(InboxShown {
                refused: refused
                    .iter()
                    .rev()
                    .map(|file| RefusedShown {
                        id: file.id,
                        at: file.at.iso(),
                        file: file.file.clone(),
                        there: file.path.as_ref().is_some_and(|path| PathBuf::from(path).exists()),
                        sentence: file.sentence_in(language),
                    })
                    .collect(),
                waiting: office
                    .waiting_receipts()?
                    .into_iter()
                    .map(|waiting| WaitingShown {
                        name: unit_name(office, &waiting.unit),
                        unit: waiting.unit.to_string(),
                        accepted: small(waiting.accepted),
                        returned: small(waiting.returned),
                        can_be_told: waiting.can_be_told,
                    })
                    .collect(),
                undecided: undecided(office)?,
                folder: folder.as_deref().map(files::shown),
            })
        })
    }

    /// Takes in files that the user chooses.
    fn take_in_files(desk, steps: StepsTo) -> TakenFiles {
        let paths = files::open_many(&desk, Sort::Package)?;
        take(&desk, &paths, &steps)
    }

    /// Takes in all packages in a folder that the user chooses, however deep they lie.
    fn take_in_folder(desk, steps: StepsTo) -> TakenFiles {
        let folder = files::folder(&desk)?;
        take(&desk, &[folder], &steps)
    }

    /// Takes in what was dropped onto the window last.
    fn take_in_dropped(desk, steps: StepsTo) -> TakenFiles {
        let paths = desk.dropped();
        if paths.is_empty() {
            return Err(DeskError::Gone(Gone::Dropped).into());
        }
        take(&desk, &paths, &steps)
    }

    /// Takes in what lies in the watched folder and was not looked at yet.
    fn take_in_watched(desk, steps: StepsTo) -> TakenFiles {
        let folder = desk.settings().inbox.ok_or(DeskError::Gone(Gone::Watched))?;
        let paths = desk.session(|session| {
            let found = session.office.unseen_packages(&folder);
            Ok(found?.map_err(|error| DeskError::System(error.to_string()))?)
        })?;
        take(&desk, &paths, &steps)
    }

    /// Tries a refused file again.
    fn take_in_again(desk, id: i64, steps: StepsTo) -> TakenFiles {
        let path = desk.session(|session| {
            let refused = session.office.refused()?;
            let file = refused.into_iter().find(|file| file.id == id);
            let path = file.and_then(|file| file.path);
            Ok(path.ok_or(DeskError::Gone(Gone::RefusedFile))?)
        })?;
        take(&desk, &[PathBuf::from(path)], &steps)
    }

    /// Takes one refused file off the list, or all of them.
    fn dismiss_refused(desk, id: Option<i64>) -> () {
        desk.office(|office| office.dismiss_refused(id))
    }

    /// Watches a folder that the user chooses, or none.
    fn watch_inbox(desk, on: bool) -> Option<String> {
        let folder = if on { Some(files::folder(&desk)?) } else { None };
        desk.watch_inbox(folder.clone());
        Ok(folder.as_deref().map(files::shown))
    }

    /// What lies in the watched folder and was not looked at yet.
    fn unseen(desk) -> Unseen {
        let Some(folder) = desk.settings().inbox else {
            return Ok(Unseen { files: 0, there: false });
        };
        desk.session(|session| {
            Ok(match session.office.unseen_packages(&folder)? {
                Ok(found) => Unseen { files: small(found.len()), there: true },
                Err(_) => Unseen { files: 0, there: false },
            })
        })
    }

    /// Writes the receipts of all units that were not told yet into a folder that the user chooses.
    fn write_receipts(desk) -> Vec<ReceiptShown> {
        let folder = files::folder(&desk)?;
        desk.session(|session| {
            let written = session.office.write_receipts(&folder)?;
            Ok(written
                .into_iter()
                .map(|receipt| ReceiptShown {
                    unit: unit_name(&session.office, &receipt.unit),
                    file: files::shown(&receipt.file),
                })
                .collect())
        })
    }
}
