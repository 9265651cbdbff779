//! What a receiving office does with what came: who reported, look at a submission, decide, answer.

use super::{Code, Tell, date_or_today, unit, write};
use crate::arguments::{Folder, MatrixArgs, Receipt, ReviewArgs};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use tienbo_core::figures::figure_label;
use tienbo_core::message::Told;
use tienbo_core::model::{Decimal, Period, UnitCode, clean, grouped};
use tienbo_core::period::{Reason, ReceiptState};
use tienbo_core::receiving::{MatrixPeriod, MatrixRow, WrittenReceipt};
use tienbo_core::store;
use tienbo_core::vault::Office;

/// The submission of a unit that counts for a period.
fn current(office: &Office, unit: &UnitCode, period: Period) -> Result<String, Failure> {
    store::current_submissions(office.store(), period)?
        .into_iter()
        .find(|submission| submission.unit == *unit)
        .map(|submission| submission.package_id)
        .ok_or_else(|| Failure::Usage("cli-no-submission", unit.to_string()))
}

/// Remarks as they are given: "I.1: …" is about section I.1.
fn reasons(office: &Office, period: Period, given: &[String]) -> Result<Vec<Reason>, Failure> {
    let catalogue = office.catalogue_of(period)?;
    let reason = |reason: &String| {
        let (section, said) = match reason.split_once(':') {
            Some((section, said)) if catalogue.has_place(section.trim()) => {
                (Some(section.trim().to_owned()), said)
            }
            _ => (None, reason.as_str()),
        };
        Reason {
            section,
            record: None,
            text: clean(said),
        }
    };
    Ok(given.iter().map(reason).collect())
}

/// Decides on a unit's submission and writes the unit's receipt.
pub(super) fn receipt(office: &mut Office, receipt: &Receipt, told: &Tell) -> Code {
    let code = unit(&receipt.unit)?;
    let package = current(office, &code, receipt.period)?;
    let remarks = reasons(office, receipt.period, &receipt.return_reason)?;
    office.put_remarks(&package, &remarks)?;
    let state = if receipt.accept {
        ReceiptState::Accepted
    } else {
        ReceiptState::Returned
    };
    office.decide(&package, Some(state))?;
    let written = office.write_receipt(&code, &receipt.out)?;
    print_receipts(&[written], told)
}

/// Writes the receipts of all units that were not told yet, one file for each.
pub(super) fn receipts(office: &mut Office, folder: &Folder, told: &Tell) -> Code {
    std::fs::create_dir_all(&folder.folder)?;
    let written = office.write_receipts(&folder.folder)?;
    let code = print_receipts(&written, told)?;
    for waiting in office.waiting_receipts()? {
        tell(told.text("cli-receipt-waits", &[("detail", waiting.unit.to_string())]));
    }
    Ok(code)
}

fn print_receipts(written: &[WrittenReceipt], told: &Tell) -> Code {
    if told.json {
        json(&written)?;
        return Ok(exit::FINE);
    }
    for receipt in written {
        line(receipt.file.display().to_string())?;
    }
    Ok(exit::FINE)
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
pub(super) fn review(office: &mut Office, which: &ReviewArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    if !which.remark.is_empty() {
        let package = current(office, &code, which.period)?;
        let mut remarks = office.remarks(&package)?;
        remarks.extend(reasons(office, which.period, &which.remark)?);
        office.put_remarks(&package, &remarks)?;
    }
    let state = match (which.accept, which.r#return) {
        (true, _) => Some(ReceiptState::Accepted),
        (_, true) => Some(ReceiptState::Returned),
        _ => None,
    };
    if state.is_some() {
        office.decide(&current(office, &code, which.period)?, state)?;
    }
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
    for doubt in &review.doubts {
        line(doubt.sentence(told.language))?;
    }
    for remark in office.remarks(&review.package_id)? {
        let place = remark.section.as_deref().unwrap_or("–");
        line(format!("{place}: {}", remark.text))?;
    }
    Ok(exit::FINE)
}
