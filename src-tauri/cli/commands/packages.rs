//! Packages: look at one, take many in, see what came, give one back as it came.

use super::{Code, Tell};
use crate::exit::{self, Failure};
use crate::output::{line, table, tell};
use crate::values::File;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use tienbo_api::inbox::{self, ReceivedSubmission, TakenFile, Tone};
use tienbo_api::{Session, sending};
use tienbo_core::model::{Period, UnitCode};
use tienbo_core::package::{PackageKind, ReceiptState};
use tienbo_core::progress::{Progress, Watch};

#[derive(Args)]
pub struct Import {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long)]
    pub fingerprint: Option<String>,
}

#[derive(Args)]
pub struct Inbox {
    pub period: Option<Period>,
    #[arg(long)]
    pub dismiss: bool,
    #[arg(long, value_name = "PACKAGE")]
    pub accept: Option<String>,
    #[arg(long, requires = "accept")]
    pub less_masking: bool,
    #[arg(
        long,
        value_name = "PACKAGE",
        conflicts_with = "accept",
        requires = "reason"
    )]
    pub turn_down: Option<String>,
    #[arg(
        long,
        value_name = "PACKAGE",
        conflicts_with_all = ["accept", "turn_down"],
        requires = "reason"
    )]
    pub set_aside: Option<String>,
    #[arg(
        long,
        value_name = "PACKAGE",
        conflicts_with_all = ["accept", "turn_down", "set_aside"],
        requires = "reason"
    )]
    pub bring_back: Option<String>,
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Args)]
pub struct Original {
    pub package: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

pub fn inspect(file: &File, told: &Tell) -> Code {
    let looked = sending::look_at(&file.file)?;
    told.answer(&looked, |looked| {
        let label = &looked.envelope;
        let kind = told.text(&format!("package-kind-{}", label.kind.code()), &[]);
        line(format!("{kind} {}", label.package_id))?;
        // Whoever made it wrote that name.
        let claimed = format!("{} ({})", label.sender.name, label.sender.unit);
        line(told.text("cli-claims-to-be", &[("detail", claimed)]))?;
        if let (Some(period), Some(revision)) = (label.period, label.revision) {
            let args = [
                ("period", period.to_string()),
                ("revision", revision.to_string()),
            ];
            line(told.text("cli-submission-is", &args))?;
        }
        for recipient in &label.recipients {
            line(format!("→ {} ({})", recipient.name, recipient.unit))?;
        }
        line(label.created_at.iso())?;
        if let Some(fingerprint) = &looked.fingerprint {
            tell(told.text("cli-fingerprint-is", &[("detail", fingerprint.clone())]));
        }
        Ok(())
    })
}

pub fn import(session: &mut Session, import: &Import, told: &Tell) -> Code {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let mut show = |progress: Progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
        ControlFlow::Continue(())
    };
    let mut watch = Watch::new(&mut show);
    let fingerprint = import.fingerprint.as_deref();
    let taken = inbox::take_in_all(session, &import.files, fingerprint, &mut watch)?;
    bar.finish_and_clear();
    told.answer(&taken, |taken| print(&taken.files, told))?;
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &taken.files {
        *totals.entry(file.outcome.verdict.code()).or_insert(0) += 1;
    }
    for (verdict, count) in totals {
        tell(format!("{count} × {verdict}"));
    }
    let refused = taken.files.iter().filter(|file| file.tone == Tone::Refused);
    let refused = refused.count();
    let args = [
        ("files", taken.of.to_string()),
        ("refused", refused.to_string()),
    ];
    tell(told.text("cli-imported", &args));
    taken.told.iter().for_each(tell);
    Ok(if refused > 0 || !taken.told.is_empty() {
        exit::REFUSED
    } else {
        exit::FINE
    })
}

fn late(late: bool) -> &'static str {
    if late { "cli-late" } else { "cli-in-time" }
}

fn print(files: &[TakenFile], told: &Tell) -> Result<(), Failure> {
    let row = |file: &TakenFile| {
        let outcome = &file.outcome;
        let sender = outcome.sender.as_ref().map(UnitCode::to_string);
        let in_time = match outcome.kind {
            Some(PackageKind::Submission) => told.text(late(outcome.late), &[]),
            _ => String::new(),
        };
        vec![
            outcome.file.clone(),
            sender.unwrap_or_default(),
            outcome.verdict.code().to_owned(),
            in_time,
            file.records.to_string(),
            file.sentence.clone(),
        ]
    };
    let heads = [
        "head-file",
        "head-unit",
        "head-verdict",
        "head-late",
        "head-records",
        "head-sentence",
    ];
    table(told.heads(&heads), files.iter().map(row).collect())
}

fn decided(receipt: Option<&str>) -> &'static str {
    match receipt.map(ReceiptState::from_code) {
        Some(Some(ReceiptState::Accepted)) => "cli-accepted",
        Some(_) => "cli-returned",
        None => "cli-unanswered",
    }
}

pub fn inbox(session: &mut Session, inbox: &Inbox, told: &Tell) -> Code {
    if inbox.dismiss {
        inbox::dismiss_refused(session, None)?;
    }
    if let Some(package) = &inbox.accept {
        inbox::accept_roster(session, package.clone(), inbox.less_masking)?;
    }
    if let Some(package) = &inbox.turn_down {
        let reason = inbox.reason.clone().unwrap_or_default();
        inbox::turn_down_roster(session, package.clone(), reason)?;
    }
    if let Some(package) = &inbox.set_aside {
        let reason = inbox.reason.clone().unwrap_or_default();
        inbox::set_aside(session, package.clone(), reason)?;
    }
    if let Some(package) = &inbox.bring_back {
        let reason = inbox.reason.clone().unwrap_or_default();
        inbox::bring_back(session, package.clone(), reason)?;
    }
    told.answer(&inbox::inbox(session, inbox.period)?, |found| {
        print_submissions(&found.submissions, told)?;
        for entry in &found.sent {
            let sent = &entry.sent;
            let args = [
                ("period", sent.period.to_string()),
                ("revision", sent.revision.to_string()),
                ("state", told.text(decided(sent.receipt.as_deref()), &[])),
            ];
            let by = match (&sent.answered_by, sent.answered_at) {
                (Some(unit), Some(at)) => format!(" ({unit}, {})", at.in_words()),
                _ => String::new(),
            };
            line(format!("{}{by}", told.text("cli-sent", &args)))?;
            for reason in &entry.reasons {
                let place = reason.section.as_deref().unwrap_or("–");
                line(format!("  {place}: {}", reason.text))?;
            }
        }
        for refused in &found.refused {
            line(format!(
                "{} {}: {}",
                refused.at.in_words(),
                refused.file,
                refused.sentence
            ))?;
        }
        for roster in &found.rosters {
            let args = [
                (
                    "unit",
                    format!("{} ({})", roster.unit.name, roster.unit.unit),
                ),
                ("package", roster.package_id.clone()),
                ("at", roster.made_at.in_words()),
            ];
            line(told.text("cli-roster-waits", &args))?;
            for sentence in &roster.sentences {
                line(format!("  {sentence}"))?;
            }
        }
        for roster in &found.in_force {
            line(&roster.told)?;
        }
        found.logs.iter().try_for_each(line)?;
        for missing in &found.missing {
            let name = format!("{} ({})", missing.name, missing.unit);
            line(told.text("cli-missing", &[("detail", name)]))?;
        }
        Ok(())
    })
}

fn print_submissions(submissions: &[ReceivedSubmission], told: &Tell) -> Result<(), Failure> {
    if submissions.is_empty() {
        return Ok(());
    }
    let row = |received: &ReceivedSubmission| {
        let entry = &received.entry;
        let submission = &entry.submission;
        let state = match (&submission.aside, submission.replaced) {
            (Some(_), _) => "cli-aside",
            (None, true) => "cli-replaced",
            (None, false) => decided(submission.receipt.as_deref()),
        };
        let closing = entry.closing.as_ref();
        let reason = match &submission.aside {
            Some(aside) => Some(format!("{} ({})", aside.why, submission.package_id)),
            None => closing.map(|closing| closing.reason.clone()),
        };
        vec![
            submission.unit.to_string(),
            submission.period.to_string(),
            submission.revision.to_string(),
            told.text(late(entry.late), &[]),
            told.text(state, &[]),
            reason.unwrap_or_default(),
        ]
    };
    let heads = [
        "head-unit",
        "head-period",
        "head-revision",
        "head-late",
        "head-state",
        "head-reason",
    ];
    table(told.heads(&heads), submissions.iter().map(row).collect())
}

/// Writes a package as it came, however long ago.
pub fn original(session: &mut Session, which: &Original, told: &Tell) -> Code {
    told.written(&inbox::save_original(session, &which.out, &which.package)?)
}
