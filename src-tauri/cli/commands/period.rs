//! A period's life: check, close, open again, export, print, figures.

use super::{Code, Tell, keys, typed, unit};
use crate::exit;
use crate::output::{table, tell};
use crate::values::day;
use clap::Args;
use std::path::PathBuf;
use tienbo_api::cases::CaseWaiting;
use tienbo_api::period::{self, CaseVoided, Checked, TakenOut, Task};
use tienbo_api::report::{self, PeriodFigures};
use tienbo_api::{Session, sending};
use tienbo_core::message::find;
use tienbo_core::model::{Day, Period};
use tienbo_core::period::Scope;
use tienbo_core::progress::Watch;
use tienbo_core::sections::Severity;

#[derive(Args)]
pub struct Close {
    pub period: Period,
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Args)]
pub struct Export {
    pub period: Period,
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(long, value_parser = day)]
    pub date: Option<Day>,
}

#[derive(Args)]
pub struct Report {
    pub period: Period,
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(long, value_parser = day)]
    pub date: Option<Day>,
    #[arg(long)]
    pub number: Option<u32>,
    #[arg(long, conflicts_with_all = ["under", "units"])]
    pub all: bool,
    #[arg(long, value_name = "UNIT", conflicts_with = "units")]
    pub under: Option<String>,
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    pub units: Vec<String>,
}

#[derive(Args)]
pub struct FiguresArgs {
    pub period: Period,
    #[arg(long)]
    pub all: bool,
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Fine => "cli-fine",
        Severity::Warning => "cli-warning",
        Severity::Error => "cli-error",
    }
}

pub fn check(session: &Session, period: Period, told: &Tell) -> Code {
    let checked = period::check(session, period)?;
    let changed = checked.changed_since_closing.as_ref();
    told.answer(&checked, |checked| {
        let row = |task: &Task| {
            vec![
                told.text(mark(task.severity), &[]),
                task.place.clone(),
                task.sentence.clone(),
            ]
        };
        table(
            told.heads(&["head-state", "head-place", "head-finding"]),
            checked.findings.iter().map(row).collect(),
        )?;
        tell_changed(changed.map_or(0, |changed| changed.records.len()), told);
        tell_voided(&checked.voided, told);
        tell_waiting(&checked.waiting, told);
        tell_removed(&checked.removed, told);
        tell_drafts(checked, told);
        Ok(())
    })?;
    let mut findings = checked.findings.iter();
    let errors = findings.any(|task| task.severity == Severity::Error);
    Ok(if errors { exit::REFUSED } else { exit::FINE })
}

/// Says how many records a closed period's report and package leave as they were.
fn tell_changed(records: usize, told: &Tell) {
    if records > 0 {
        tell(told.text("cli-changed-since", &[("count", records.to_string())]));
    }
}

/// Says what was typed for the period and not saved.
fn tell_drafts(checked: &Checked, told: &Tell) {
    for draft in &checked.drafts {
        tell(draft.told.clone());
    }
    if checked.sealed_drafts > 0 {
        let args = [("count", checked.sealed_drafts.to_string())];
        tell(told.text("drafts-sealed", &args));
    }
}

/// Says which cases were marked as recorded wrongly since the last closing, by whom and why.
fn tell_voided(voided: &[CaseVoided], told: &Tell) {
    for case in voided {
        let args = [
            ("number", case.number.as_str().to_owned()),
            ("told", case.told.clone()),
        ];
        tell(told.text("cli-voided-since", &args));
    }
}

/// Says of which cases something was decided that no head has looked at.
fn tell_waiting(waiting: &[CaseWaiting], told: &Tell) {
    for case in waiting {
        let args = [
            ("number", case.number.as_str().to_owned()),
            ("told", case.told.clone()),
        ];
        tell(told.text("cli-decision-waiting", &args));
    }
}

/// Says what was deleted of cases since the last closing, by whom.
fn tell_removed(removed: &[TakenOut], told: &Tell) {
    for one in removed {
        let args = [
            ("number", one.number.as_str().to_owned()),
            ("told", one.told.clone()),
        ];
        tell(told.text("cli-removed-since", &args));
    }
}

pub fn close(session: &mut Session, close: &Close, told: &Tell) -> Code {
    let closed = period::close_period(session, close.period, close.reason.clone())?;
    let args = [
        ("period", closed.period.to_string()),
        ("revision", closed.revision.to_string()),
    ];
    told.result(&closed, told.text("cli-closed", &args))?;
    tell_voided(&closed.voided, told);
    tell_waiting(&closed.waiting, told);
    tell_removed(&closed.removed, told);
    Ok(exit::FINE)
}

pub fn reopen(session: &mut Session, period: Period, told: &Tell) -> Code {
    let opened = period::reopen_period(session, period)?;
    let args = [("period", opened.period.to_string())];
    told.result(&opened, told.text("cli-reopened", &args))
}

pub fn export(session: &mut Session, export: &Export, told: &Tell) -> Code {
    let state = period::submit_state(session, export.period)?;
    let watch = &mut Watch::none();
    let date = typed(export.date);
    let written = sending::export_period(session, &export.out, watch, export.period, date)?;
    tell_changed(state.closed.map_or(0, |closed| closed.changed.len()), told);
    keys::package(&written, told)
}

pub fn report(session: &mut Session, report: &Report, told: &Tell) -> Code {
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
    let (date, number) = (typed(report.date), report.number);
    let printed = report::save_report(session, &report.out, report.period, date, number, scope)?;
    told.result(&printed, &printed.file)
}

pub fn figures(session: &Session, which: &FiguresArgs, told: &Tell) -> Code {
    let found = report::period_figures(session, which.period, which.all)?;
    told.answer(&found, |PeriodFigures { figures, annex01 }| {
        let unknown = || find(told.language, "report-unknown", &[]).unwrap_or_default();
        let activity = figures.iter().map(|(code, figure)| {
            vec![
                code.to_string(),
                figure.number.shown.clone(),
                figure.records.len().to_string(),
            ]
        });
        let rows = annex01.iter().filter(|row| row.source.is_some());
        let indicators = rows.map(|row| {
            let value = match row.number.value {
                Some(_) => row.number.shown.clone(),
                None => unknown(),
            };
            vec![row.code.clone(), value, row.records.len().to_string()]
        });
        table(
            told.heads(&["head-figure", "head-value", "head-records"]),
            activity.chain(indicators).collect(),
        )
    })
}
