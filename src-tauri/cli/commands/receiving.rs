//! What a receiving office does with what came: who reported, look at a submission, decide, answer.

use super::{Code, Tell, date_or_today, unit};
use crate::arguments::{
    ExchangeArgs, Folder, MatrixArgs, Receipt, ReviewArgs, TotalsArgs, TraceArgs, TrendArgs,
};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use std::path::Path;
use tienbo_core::exchange::{Table, TableCell};
use tienbo_core::model::{Period, ReportKind, UnitCode, clean};
use tienbo_core::package::{Reason, ReceiptState};
use tienbo_core::receiving::{Dhis2Form, Quantity, ReceivingError};
use tienbo_core::sending::WrittenReceipt;
use tienbo_core::store;
use tienbo_core::vault::Office;

/// The submission of a unit that counts for a period.
fn current(office: &Office, unit: &UnitCode, period: Period) -> Result<String, Failure> {
    store::current_submission(office.store(), unit, period)?
        .map(|submission| submission.package_id)
        .ok_or_else(|| ReceivingError::NotSent(unit.clone(), period).into())
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

/// Takes back what was decided of a submission, which is decided anew.
fn take_back(office: &mut Office, package: &str) -> Result<(), Failure> {
    let submission = store::submission_by_package(office.store(), package)?;
    if submission.is_some_and(|submission| submission.receipt.is_some()) {
        office.decide(package, None)?;
    }
    Ok(())
}

/// Decides on a unit's submission and writes the unit's receipt.
pub(super) fn receipt(office: &mut Office, receipt: &Receipt, told: &Tell) -> Code {
    let code = unit(&receipt.unit)?;
    let package = current(office, &code, receipt.period)?;
    let remarks = reasons(office, receipt.period, &receipt.return_reason)?;
    take_back(office, &package)?;
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

/// Prints a table, or writes it to a file.
fn show(office: &mut Office, made: &Table, out: Option<&Path>, told: &Tell) -> Code {
    if let Some(out) = out {
        office.write_table(made, out, date_or_today(None)?)?;
        return told.written(out);
    }
    let rows = made.rows.iter();
    let rows = rows.map(|row| row.iter().map(TableCell::shown).collect());
    table(made.heads.clone(), rows.collect())?;
    made.notes.iter().try_for_each(line)?;
    Ok(exit::FINE)
}

/// Units × periods, with how complete and how timely each period is.
pub(super) fn matrix(office: &mut Office, which: &MatrixArgs, told: &Tell) -> Code {
    let matrix = office.matrix(&which.periods, date_or_today(which.on)?)?;
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
        let mut rows = matrix.rows;
        rows.retain(|row| !which.telephone || row.cells.iter().any(|cell| cell.standing.is_open()));
        json(&serde_json::json!({"periods": periods, "rows": rows}))?;
        return Ok(exit::FINE);
    }
    let made = matrix.table(office, told.language, which.telephone);
    show(office, &made, which.out.as_deref(), told)
}

/// The totals of a period at every level.
pub(super) fn totals(office: &mut Office, which: &TotalsArgs, told: &Tell) -> Code {
    office.keep_summaries(which.period)?;
    let totals = office.totals(which.period)?;
    let catalogue = office.catalogue_of(which.period)?;
    let of_report = |code: &String| Quantity::new(which.period.report, code);
    let lines: Vec<Quantity> = which.code.iter().map(of_report).collect();
    if told.json && which.out.is_none() {
        let lines = if lines.is_empty() {
            totals.quantities(catalogue)
        } else {
            lines
        };
        let mut rows = Vec::new();
        for row in &totals.rows {
            let mut values = serde_json::Map::new();
            for line in &lines {
                let value = match row.is_known() {
                    true => office.quantity_value(which.period, &row.sum, line)?,
                    false => None,
                };
                values.insert(line.code(), value.into());
            }
            rows.push(serde_json::json!({
                "unit": row.unit, "name": row.name, "parent": row.parent, "level": row.level,
                "reported": row.reported, "expected": row.expected, "values": values,
            }));
        }
        json(&rows)?;
        return Ok(exit::FINE);
    }
    let made = totals.table(catalogue, told.language, &lines);
    show(office, &made, which.out.as_deref(), told)
}

/// The records under a number of one unit.
pub(super) fn trace(office: &Office, which: &TraceArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    let of = Quantity::new(which.period.report, &which.code);
    let Some(traced) = office.traced(which.period, &code, &of)? else {
        return Err(ReceivingError::NotSent(code, which.period).into());
    };
    let records: Vec<String> = traced.records.iter().map(ToString::to_string).collect();
    if told.json {
        json(&serde_json::json!({"value": traced.value, "records": records}))?;
        return Ok(exit::FINE);
    }
    records.iter().try_for_each(line)?;
    Ok(exit::FINE)
}

/// A number of a unit over some periods.
pub(super) fn trend(office: &mut Office, which: &TrendArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    let report = which.periods.first().map(|period| period.report);
    let of = Quantity::new(report.unwrap_or(ReportKind::Annex02), &which.code);
    let points = office.trend(&code, &of, &which.periods)?;
    if told.json && which.out.is_none() {
        json(&points)?;
        return Ok(exit::FINE);
    }
    let made = office.trend_table(&code, &of, &points, told.language)?;
    show(office, &made, which.out.as_deref(), told)
}

/// A submission beside the one before, last year's and the neighbours', and what to ask about.
pub(super) fn review(office: &mut Office, which: &ReviewArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    if !which.remark.is_empty() {
        let package = current(office, &code, which.period)?;
        if which.accept || which.r#return {
            take_back(office, &package)?;
        }
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
    office.keep_summaries(which.period)?;
    let Some(review) = office.review(&code, which.period)? else {
        return Err(ReceivingError::NotSent(code, which.period).into());
    };
    if told.json {
        json(&review)?;
        return Ok(exit::FINE);
    }
    let made = review.table(office.catalogue_of(which.period)?, told.language);
    show(office, &made, None, told)?;
    for doubt in &review.doubts {
        line(doubt.sentence_in(told.language))?;
    }
    for remark in office.remarks(&review.package_id)? {
        let place = remark.section.as_deref().unwrap_or("–");
        line(format!("{place}: {}", remark.text))?;
    }
    Ok(exit::FINE)
}

/// What goes to other systems.
pub(super) fn exchange(office: &mut Office, which: &ExchangeArgs, told: &Tell) -> Code {
    if which.form == "parquet" {
        std::fs::create_dir_all(&which.out)?;
        let written = office.write_records(&which.periods, which.with_cases, &which.out)?;
        if told.json {
            json(&written)?;
            return Ok(exit::FINE);
        }
        for file in written {
            line(format!("{} ({})", file.file.display(), file.records))?;
        }
        return Ok(exit::FINE);
    }
    let period = which.periods[0];
    let form = match which.form.as_str() {
        "adx" => Dhis2Form::Adx,
        _ => Dhis2Form::Json,
    };
    let written = office.write_dhis2(period, form, &which.out)?;
    let args = [("count", written.left_out.to_string())];
    tell(told.text("cli-exchange-left-out", &args));
    let value = serde_json::json!({
        "file": which.out, "values": written.values, "left_out": written.left_out,
    });
    told.result(&value, which.out.display().to_string())
}
