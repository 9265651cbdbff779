//! Packages: look at one, take many in, see what came, answer.

use super::keys::write_package;
use super::{Code, Tell, date_or_today, unit, write};
use crate::arguments::{File, Import, Inbox, MatrixArgs, Receipt, ReviewArgs};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tienbo_core::figures::figure_label;
use tienbo_core::intake::Outcome;
use tienbo_core::message::Told;
use tienbo_core::model::{Decimal, Period, UnitCode, clean, grouped};
use tienbo_core::package::{self, PackageKind};
use tienbo_core::period::{Reason, Receipt as ReceiptContent, ReceiptEntry, ReceiptState};
use tienbo_core::receiving::{MatrixPeriod, MatrixRow};
use tienbo_core::store;
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
    line(label.created_at.as_str())?;
    if let Some(fingerprint) = fingerprint {
        tell(told.text("cli-fingerprint-is", &[("detail", fingerprint)]));
    }
    Ok(exit::FINE)
}

/// All packages among files and folders, in the order of their names.
fn packages(files: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for file in files {
        if file.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(file)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<_, _>>()?;
            inside.retain(|path| path.extension().is_some_and(|ext| ext == "tienbo"));
            inside.sort();
            found.extend(inside);
        } else {
            found.push(file.clone());
        }
    }
    Ok(found)
}

pub(super) fn import(office: &mut Office, import: &Import, told: &Tell) -> Code {
    let files = packages(&import.files)?;
    let bar = ProgressBar::new(files.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let outcomes = office.import_all(&files, import.fingerprint.as_deref(), |outcome| {
        bar.set_message(outcome.file.clone());
        bar.inc(1);
    })?;
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
            "cli-head-file",
            "cli-head-unit",
            "cli-head-verdict",
            "cli-head-late",
            "cli-head-records",
            "cli-head-sentence",
        ]),
        outcomes.iter().map(row).collect(),
    )
}

pub(super) fn inbox(office: &mut Office, inbox: &Inbox, told: &Tell) -> Code {
    if inbox.dismiss {
        office.dismiss_refused()?;
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
            "cli-head-unit",
            "cli-head-period",
            "cli-head-revision",
            "cli-head-late",
            "cli-head-state",
            "cli-head-reason",
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
            refused.at, refused.file, refused.detail
        ))?;
    }
    for missing in &found.missing {
        let name = format!("{} ({})", missing.name, missing.unit);
        line(told.text("cli-missing", &[("detail", name)]))?;
    }
    Ok(exit::FINE)
}

/// The submission of a unit that counts for a period.
fn current(office: &Office, unit: &UnitCode, period: Period) -> Result<String, Failure> {
    store::current_submissions(office.store(), period)?
        .into_iter()
        .find(|submission| submission.unit == *unit)
        .map(|submission| submission.package_id)
        .ok_or_else(|| Failure::Usage("cli-no-submission", unit.to_string()))
}

pub(super) fn receipt(office: &mut Office, receipt: &Receipt, told: &Tell) -> Code {
    let code = unit(&receipt.unit)?;
    let places: Vec<String> = office
        .catalogue_of(receipt.period)?
        .outline
        .iter()
        .map(|section| section.code.clone())
        .collect();
    let reasons = receipt.return_reason.iter().map(|reason| {
        // "I.1: …" is about section I.1.
        let (section, said) = match reason.split_once(':') {
            Some((section, said)) if places.iter().any(|place| place == section.trim()) => {
                (Some(section.trim().to_owned()), said)
            }
            _ => (None, reason.as_str()),
        };
        Reason {
            section,
            record: None,
            text: clean(said),
        }
    });
    let entry = ReceiptEntry {
        package_id: current(office, &code, receipt.period)?,
        state: if receipt.accept {
            ReceiptState::Accepted
        } else {
            ReceiptState::Returned
        },
        reasons: reasons.collect(),
    };
    let content = ReceiptContent {
        receipts: vec![entry],
    };
    let package = office.export_receipt(&code, &content)?;
    write_package(&receipt.out, &package, told)
}

/// Units × periods, with how complete and how timely each period is.
pub(super) fn matrix(office: &Office, which: &MatrixArgs, told: &Tell) -> Code {
    let matrix = office.matrix(&which.periods, date_or_today(which.on)?)?;
    let rows: Vec<&MatrixRow> = if which.telephone {
        let mut open: Vec<&MatrixRow> = Vec::new();
        for period in &which.periods {
            for row in matrix.to_telephone(*period) {
                if open.iter().all(|known| known.unit != row.unit) {
                    open.push(row);
                }
            }
        }
        open
    } else {
        matrix.rows.iter().collect()
    };
    let rate = |parts: Option<i64>| {
        let parts = parts.and_then(|parts| Decimal::from_parts(parts).ok());
        parts.map_or_else(String::new, |rate| format!("{rate} %"))
    };
    if told.json && which.out.is_none() {
        let periods: Vec<_> = matrix
            .periods
            .iter()
            .map(|period| {
                serde_json::json!({
                    "period": period.period, "due_before": period.due_before.map(|day| day.iso()),
                    "expected": period.expected, "here": period.here, "in_time": period.in_time,
                    "completeness": period.completeness(), "timeliness": period.timeliness(),
                })
            })
            .collect();
        json(&serde_json::json!({"periods": periods, "rows": rows}))?;
        return Ok(exit::FINE);
    }
    let mut heads = vec![told.text("cli-head-unit", &[])];
    heads.extend(
        matrix
            .periods
            .iter()
            .map(|period| period.period.to_string()),
    );
    let mut lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut line = vec![format!("{} ({})", row.name, row.unit)];
            line.extend(row.cells.iter().map(|cell| {
                let standing = told.text(&format!("standing-{}", cell.standing.code()), &[]);
                match cell.revision {
                    Some(revision) if revision > 1 => {
                        let args = [("revision", revision.to_string())];
                        format!("{standing}, {}", told.text("standing-revision", &args))
                    }
                    _ => standing,
                }
            }));
            line
        })
        .collect();
    if !which.telephone {
        let mut rates = |id: &str, of: fn(&MatrixPeriod) -> Option<i64>| {
            let mut line = vec![told.text(id, &[])];
            line.extend(matrix.periods.iter().map(|period| rate(of(period))));
            lines.push(line);
        };
        rates("standing-completeness", MatrixPeriod::completeness);
        rates("standing-timeliness", MatrixPeriod::timeliness);
    }
    if let Some(out) = &which.out {
        let title = told.text("standing-title", &[("unit", office.name().to_owned())]);
        let book = tienbo_core::exchange::table_workbook(&title, &heads, &lines)
            .map_err(|error| Failure::System(error.to_string()))?;
        write(out, &book)?;
        return told.written(out);
    }
    table(heads, lines)?;
    Ok(exit::FINE)
}

/// A submission beside the one before, last year's and the neighbours', and what to ask about.
pub(super) fn review(office: &Office, which: &ReviewArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    let Some(review) = office.review(&code, which.period)? else {
        let detail = format!("{} {}", which.unit, which.period);
        return Err(Failure::Usage("cli-no-submission", detail));
    };
    if told.json {
        json(&review)?;
        return Ok(exit::FINE);
    }
    let number = |value: Option<i64>| value.map_or_else(String::new, grouped);
    let rows = review.lines.iter().map(|line| {
        vec![
            figure_label(told.language, &line.figure),
            number(line.now),
            number(line.before),
            number(line.last_year),
            number(line.neighbours),
        ]
    });
    let heads = [
        "cli-head-figure",
        "cli-head-value",
        "cli-head-revision-before",
        "cli-head-last-year",
        "cli-head-neighbours",
    ];
    table(told.heads(&heads), rows.collect())?;
    for remark in &review.remarks {
        line(remark.sentence(told.language))?;
    }
    Ok(exit::FINE)
}
