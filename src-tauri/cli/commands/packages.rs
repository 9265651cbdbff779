//! Packages: look at one, take many in, see what came, answer.

use super::{Code, Tell, write};
use crate::arguments::{File, Import, Inbox, Original};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use tienbo_core::intake::{Outcome, packages_in};
use tienbo_core::model::UnitCode;
use tienbo_core::package::{self, PackageKind};
use tienbo_core::progress::{Progress, Watch};
use tienbo_core::vault::Office;

fn kind_name(kind: PackageKind, told: &Tell) -> String {
    told.text(&format!("package-kind-{}", kind.code()), &[])
}

pub(super) fn inspect(file: &File, told: &Tell) -> Code {
    let looked = package::look(&package::read_file(&file.file)?)?;
    let label = &looked.envelope;
    let fingerprint = label
        .senders_reading_key()
        .map(|reading| package::fingerprint(&label.sender.signing_key, reading));
    if told.json {
        json(&serde_json::json!({"envelope": label, "fingerprint": fingerprint}))?;
        return Ok(exit::FINE);
    }
    line(format!(
        "{} {}",
        kind_name(label.kind, told),
        label.package_id
    ))?;
    line(format!("{} ({})", label.sender.name, label.sender.unit))?;
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
    if let Some(fingerprint) = fingerprint {
        tell(told.text("cli-fingerprint-is", &[("detail", fingerprint)]));
    }
    Ok(exit::FINE)
}

pub(super) fn import(office: &mut Office, import: &Import, told: &Tell) -> Code {
    let files = packages_in(&import.files)?;
    let bar = ProgressBar::new(files.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let mut show = |progress: Progress| {
        bar.set_position(progress.done);
        ControlFlow::Continue(())
    };
    let mut watch = Watch::new(&mut show);
    let outcomes = office
        .import_all(&files, import.fingerprint.as_deref(), &mut watch)?
        .outcomes;
    bar.finish_and_clear();
    if told.json {
        json(&outcomes)?;
    } else {
        print(&outcomes, told)?;
    }
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        *totals.entry(outcome.verdict).or_insert(0) += 1;
    }
    for (verdict, count) in totals {
        tell(format!("{count} × {verdict}"));
    }
    let refused = outcomes.iter().filter(|outcome| outcome.is_refused());
    let refused = refused.count();
    let args = [
        ("files", files.len().to_string()),
        ("refused", refused.to_string()),
    ];
    tell(told.text("cli-imported", &args));
    Ok(if refused > 0 {
        exit::REFUSED
    } else {
        exit::FINE
    })
}

fn print(outcomes: &[Outcome], told: &Tell) -> Result<(), Failure> {
    let row = |outcome: &Outcome| {
        let records: i64 = outcome.counts.values().sum();
        let late = if outcome.late {
            "cli-late"
        } else {
            "cli-in-time"
        };
        let submission = outcome.kind == Some(PackageKind::Submission);
        vec![
            outcome.file.clone(),
            outcome
                .sender
                .as_ref()
                .map(UnitCode::to_string)
                .unwrap_or_default(),
            outcome.verdict.to_owned(),
            if submission {
                told.text(late, &[])
            } else {
                String::new()
            },
            records.to_string(),
            outcome.sentence_in(told.language),
        ]
    };
    table(
        told.heads(&[
            "head-file",
            "head-unit",
            "head-verdict",
            "head-late",
            "head-records",
            "head-sentence",
        ]),
        outcomes.iter().map(row).collect(),
    )
}

pub(super) fn inbox(office: &mut Office, inbox: &Inbox, told: &Tell) -> Code {
    if inbox.dismiss {
        office.dismiss_refused(None)?;
    }
    let found = office.inbox(inbox.period)?;
    if told.json {
        json(&found)?;
        return Ok(exit::FINE);
    }
    let rows: Vec<_> = found
        .submissions
        .iter()
        .map(|entry| {
            let submission = &entry.submission;
            let state = match (submission.replaced, submission.receipt.as_deref()) {
                (true, _) => "cli-replaced",
                (false, Some("accepted")) => "cli-accepted",
                (false, Some(_)) => "cli-returned",
                (false, None) => "cli-unanswered",
            };
            let late = if entry.late {
                "cli-late"
            } else {
                "cli-in-time"
            };
            let reason = entry.closing.as_ref().map(|closing| closing.reason.clone());
            vec![
                submission.unit.to_string(),
                submission.period.to_string(),
                submission.revision.to_string(),
                told.text(late, &[]),
                told.text(state, &[]),
                reason.unwrap_or_default(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let heads = told.heads(&[
            "head-unit",
            "head-period",
            "head-revision",
            "head-late",
            "head-state",
            "head-reason",
        ]);
        table(heads, rows)?;
    }
    for entry in &found.sent {
        let sent = &entry.sent;
        let state = match sent.receipt.as_deref() {
            Some("accepted") => "cli-accepted",
            Some(_) => "cli-returned",
            None => "cli-unanswered",
        };
        let args = [
            ("period", sent.period.to_string()),
            ("revision", sent.revision.to_string()),
            ("state", told.text(state, &[])),
        ];
        line(told.text("cli-sent", &args))?;
        for reason in &entry.reasons {
            let place = reason.section.as_deref().unwrap_or("–");
            line(format!("  {place}: {}", reason.text))?;
        }
    }
    for refused in &found.refused {
        line(format!(
            "{} {}: {}",
            refused.at,
            refused.file,
            refused.sentence_in(told.language)
        ))?;
    }
    for missing in &found.missing {
        let name = format!("{} ({})", missing.name, missing.unit);
        line(told.text("cli-missing", &[("detail", name)]))?;
    }
    Ok(exit::FINE)
}

/// Writes a package as it came, however long ago.
pub(super) fn original(office: &Office, which: &Original, told: &Tell) -> Code {
    write(&which.out, &office.kept_package(&which.package)?)?;
    if told.json {
        json(&serde_json::json!({"file": which.out}))?;
    } else {
        line(which.out.display().to_string())?;
    }
    Ok(exit::FINE)
}
