//! A period's life: check, close, open again, export, print, figures.

use super::keys::tell_package;
use super::{Code, Tell, date_or_today, unit};
use crate::arguments::{Close, Export, FiguresArgs, Report};
use crate::exit;
use crate::output::{json, table, tell};
use tienbo_core::figures;
use tienbo_core::message::{Told, find};
use tienbo_core::model::{Decimal, Period, grouped};
use tienbo_core::period::{PeriodError, Scope};
use tienbo_core::sections::{self, Finding, Severity};
use tienbo_core::vault::Office;

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Fine => "cli-fine",
        Severity::Warning => "cli-warning",
        Severity::Error => "cli-error",
    }
}

pub(super) fn check(office: &Office, period: Period, told: &Tell) -> Code {
    let findings = office.check(period)?;
    let changed = match office.changed_since_closing(period) {
        Ok(changed) => Some(changed),
        Err(PeriodError::NotClosed(_)) => None,
        Err(error) => return Err(error.into()),
    };
    if told.json {
        json(&serde_json::json!({"findings": findings, "changed_since_closing": changed}))?;
    } else {
        let row = |finding: &Finding| {
            vec![
                told.text(mark(finding.severity), &[]),
                finding.place.clone(),
                finding.sentence(told.language),
            ]
        };
        table(
            told.heads(&["head-state", "head-place", "head-finding"]),
            findings.iter().map(row).collect(),
        )?;
        tell_changed(changed.map_or(0, |changed| changed.records.len()), told);
    }
    let errors = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    Ok(if errors { exit::REFUSED } else { exit::FINE })
}

/// Says how many records a closed period's report and package leave as they were.
fn tell_changed(records: usize, told: &Tell) {
    if records > 0 {
        tell(told.text("cli-changed-since", &[("count", records.to_string())]));
    }
}

pub(super) fn close(office: &mut Office, close: &Close, told: &Tell) -> Code {
    let closed = office.close(close.period, close.reason.as_deref())?;
    let args = [
        ("period", closed.period.to_string()),
        ("revision", closed.revision.to_string()),
    ];
    told.result(&closed, told.text("cli-closed", &args))
}

pub(super) fn reopen(office: &mut Office, period: Period, told: &Tell) -> Code {
    office.reopen(period)?;
    told.result(
        &serde_json::json!({ "period": period }),
        told.text("cli-reopened", &[("period", period.to_string())]),
    )
}

pub(super) fn export(office: &mut Office, export: &Export, told: &Tell) -> Code {
    let changed = office.changed_since_closing(export.period)?;
    let date = date_or_today(export.date)?;
    let written = office.write_submission(export.period, date, &export.out)?;
    tell_changed(changed.records.len(), told);
    tell_package(&written, None, told)
}

pub(super) fn report(office: &mut Office, report: &Report, told: &Tell) -> Code {
    let date = date_or_today(report.date)?;
    let scope = match (&report.under, &report.units[..]) {
        _ if report.all => Scope::All,
        (Some(above), _) => Scope::Below(unit(above)?),
        (None, []) => Scope::Own,
        (None, codes) => Scope::Chosen(
            codes
                .iter()
                .map(|code| unit(code))
                .collect::<Result<_, _>>()?,
        ),
    };
    let pages = office.write_report(report.period, date, report.number, &scope, &report.out)?;
    told.result(
        &serde_json::json!({"file": report.out, "pages": pages}),
        report.out.display().to_string(),
    )
}

pub(super) fn figures(office: &Office, which: &FiguresArgs, told: &Tell) -> Code {
    let data = if which.all {
        office.all_data(which.period)?
    } else {
        office.own_data(which.period)?
    };
    let catalogue = office.catalogue_of(which.period)?;
    let figures = sections::figures(&data);
    let annex01 = figures::Indicators::new(catalogue, &data).all();
    if told.json {
        json(&serde_json::json!({"figures": figures, "annex01": annex01}))?;
        return Ok(exit::FINE);
    }
    let activity = figures.iter().map(|(code, figure)| {
        vec![
            code.to_string(),
            figure.value.map_or_else(String::new, grouped),
            figure.records.len().to_string(),
        ]
    });
    let indicators = annex01
        .iter()
        .filter(|row| row.source.is_some())
        .map(|row| {
            let value = row.value.and_then(|parts| Decimal::from_parts(parts).ok());
            vec![
                row.code.clone(),
                value.map_or_else(
                    || find(told.language, "report-unknown", &[]).unwrap_or_default(),
                    |value| value.to_string(),
                ),
                row.records.len().to_string(),
            ]
        });
    table(
        told.heads(&["head-figure", "head-value", "head-records"]),
        activity.chain(indicators).collect(),
    )?;
    Ok(exit::FINE)
}
