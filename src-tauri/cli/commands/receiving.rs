//! What a receiving office does with what came: who reported, look at a submission, decide, answer.

use super::{Code, Tell, typed, unit};
use crate::exit::{self, Failure};
use crate::output::{line, tell};
use crate::values::{Folder, day};
use clap::Args;
use std::path::{Path, PathBuf};
use tienbo_api::inbox::{self, ReceiptWritten};
use tienbo_api::{Session, files, receiving, totals};
use tienbo_core::exchange::Table;
use tienbo_core::model::{Day, Period};
use tienbo_core::package::ReceiptState;
use tienbo_core::receiving::ReceivingError;
use tienbo_core::vault::in_made_folder;

#[derive(Args)]
pub struct MatrixArgs {
    #[arg(required = true)]
    pub periods: Vec<Period>,
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
    #[arg(long)]
    pub telephone: bool,
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

#[derive(Args)]
pub struct ReviewArgs {
    pub unit: String,
    pub period: Period,
    #[arg(long)]
    pub remark: Vec<String>,
    #[arg(long, conflicts_with = "return")]
    pub accept: bool,
    #[arg(long)]
    pub r#return: bool,
    #[arg(long, conflicts_with_all = ["accept", "return", "remark"])]
    pub print: bool,
}

#[derive(Args)]
pub struct Receipt {
    pub unit: String,
    pub period: Period,
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(
        long,
        conflicts_with = "return_reason",
        required_unless_present = "return_reason"
    )]
    pub accept: bool,
    #[arg(long)]
    pub return_reason: Vec<String>,
}

#[derive(Args)]
pub struct TotalsArgs {
    pub period: Period,
    pub code: Vec<String>,
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

#[derive(Args)]
pub struct TraceArgs {
    pub period: Period,
    pub unit: String,
    pub code: String,
}

#[derive(Args)]
pub struct TrendArgs {
    pub unit: String,
    pub code: String,
    #[arg(required = true)]
    pub periods: Vec<Period>,
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

#[derive(Args)]
pub struct ExchangeArgs {
    #[arg(required = true)]
    pub periods: Vec<Period>,
    #[arg(long, value_parser = ["adx", "dhis2", "parquet"])]
    pub form: String,
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(long)]
    pub with_cases: bool,
    #[arg(long, requires = "with_cases")]
    pub reason: Option<String>,
}

/// Decides on a unit's submission and writes the unit's receipt.
pub fn receipt(session: &mut Session, receipt: &Receipt, told: &Tell) -> Code {
    let code = unit(&receipt.unit)?;
    let package = receiving::current_package(session, &code, receipt.period)?;
    let remarks = receiving::typed_remarks(session, receipt.period, &receipt.return_reason)?;
    receiving::take_back(session, &package)?;
    receiving::put_remarks(session, package.clone(), remarks)?;
    let state = if receipt.accept {
        ReceiptState::Accepted
    } else {
        ReceiptState::Returned
    };
    receiving::decide(session, package, Some(state))?;
    let written = receiving::write_receipt(session, &receipt.out, &code)?;
    print_receipts(&vec![written], told)
}

/// Writes the receipts of all units that were not told yet, one file for each.
pub fn receipts(session: &mut Session, folder: &Folder, told: &Tell) -> Code {
    let folder = &folder.folder;
    let written = in_made_folder(folder, || inbox::write_receipts(session, folder))?;
    let code = print_receipts(&written, told)?;
    for waiting in inbox::inbox_state(session)?.waiting {
        let unit = waiting.unit.unit.to_string();
        tell(told.text("cli-receipt-waits", &[("detail", unit)]));
    }
    Ok(code)
}

fn print_receipts(written: &Vec<ReceiptWritten>, told: &Tell) -> Code {
    told.answer(written, |written| {
        written.iter().try_for_each(|receipt| line(&receipt.file))
    })
}

/// Writes a table to a file, where there is one.
fn to_file(
    session: &mut Session,
    out: Option<&Path>,
    made: impl FnOnce(&mut Session) -> Result<Table, tienbo_api::Failure>,
    told: &Tell,
) -> Option<Code> {
    let out = out?;
    let written = made(session).and_then(|made| files::write_table(session, out, &made));
    Some(
        written
            .map_err(Failure::from)
            .and_then(|written| told.written(&written)),
    )
}

/// Units × periods, with how complete and how timely each period is.
pub fn matrix(session: &mut Session, which: &MatrixArgs, told: &Tell) -> Code {
    let on = typed(which.on);
    let table = |session: &mut Session| {
        receiving::matrix_table(session, &which.periods, on.as_ref(), which.telephone)
    };
    if let Some(done) = to_file(session, which.out.as_deref(), table, told) {
        return done;
    }
    let made = table(session)?;
    let matrix = receiving::matrix(session, which.periods.clone(), on.clone(), which.telephone)?;
    told.answer(&matrix, |_| told.table(&made))
}

/// The totals of a period at every level.
pub fn totals(session: &mut Session, which: &TotalsArgs, told: &Tell) -> Code {
    let table = |session: &mut Session| totals::totals_table(session, which.period, &which.code);
    if let Some(done) = to_file(session, which.out.as_deref(), table, told) {
        return done;
    }
    if !told.json {
        told.table(&table(session)?)?;
        return Ok(exit::FINE);
    }
    let codes = Some(which.code.clone()).filter(|codes| !codes.is_empty());
    let found = totals::totals(session, which.period, codes)?;
    told.answer(&found, |_| Ok(()))
}

/// The records under a number of one unit.
pub fn trace(session: &Session, which: &TraceArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    let traced = totals::trace(session, which.period, code.clone(), which.code.clone())?;
    let traced = traced.ok_or(ReceivingError::NotSent(code, which.period))?;
    told.answer(&traced, |traced| {
        let mut records = traced.kinds.iter().flat_map(|kind| &kind.rows);
        records.try_for_each(|record| line(record.id.to_string()))
    })
}

/// A number of a unit over some periods.
pub fn trend(session: &mut Session, which: &TrendArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    let table =
        |session: &mut Session| totals::trend_table(session, &code, &which.code, &which.periods);
    if let Some(done) = to_file(session, which.out.as_deref(), table, told) {
        return done;
    }
    if !told.json {
        told.table(&table(session)?)?;
        return Ok(exit::FINE);
    }
    let points = totals::trend(session, &code, &which.code, &which.periods)?;
    told.answer(&points, |_| Ok(()))
}

/// A submission beside the one before, last year's and the neighbours', and what to ask about.
pub fn review(session: &mut Session, which: &ReviewArgs, told: &Tell) -> Code {
    let code = unit(&which.unit)?;
    if which.print {
        let compared = receiving::compare_print(session, code, which.period)?;
        return told.answer(&compared, |compared| {
            line(&compared.sentence)?;
            let mut places = compared.places.iter();
            places.try_for_each(|place| line(&place.sentence))?;
            compared.notes.iter().try_for_each(line)
        });
    }
    let state = match (which.accept, which.r#return) {
        (true, _) => Some(ReceiptState::Accepted),
        (_, true) => Some(ReceiptState::Returned),
        _ => None,
    };
    if !which.remark.is_empty() {
        let package = receiving::current_package(session, &code, which.period)?;
        let remarks = receiving::typed_remarks(session, which.period, &which.remark)?;
        if state.is_some() {
            receiving::take_back(session, &package)?;
        }
        receiving::add_remarks(session, &package, remarks)?;
    }
    if state.is_some() {
        let package = receiving::current_package(session, &code, which.period)?;
        receiving::decide(session, package, state)?;
    }
    let made = receiving::review_table(session, &code, which.period)?;
    let review = receiving::review(session, code, which.period)?;
    told.answer(&review, |review| {
        told.table(&made)?;
        let Some(review) = review else { return Ok(()) };
        if let Some(log) = &review.log {
            line(told.text("cli-review-log", &[("detail", log.clone())]))?;
        }
        for doubt in &review.doubts {
            line(&doubt.sentence)?;
        }
        for remark in &review.remarks {
            let place = remark.section.as_deref().unwrap_or("–");
            line(format!("{place}: {}", remark.text))?;
        }
        Ok(())
    })
}

/// What goes to other systems.
pub fn exchange(session: &mut Session, which: &ExchangeArgs, told: &Tell) -> Code {
    if which.form == "parquet" {
        let (out, periods) = (&which.out, which.periods.clone());
        // Without a reason it says that there must be one.
        let reason = which.reason.clone().unwrap_or_default();
        let reason = which.with_cases.then_some(reason);
        let save = || totals::save_records(session, out, periods, reason);
        let written = in_made_folder(out, save)?;
        if let Some(persons) = &written.persons {
            let args = [
                ("rows", persons.rows.to_string()),
                ("left", persons.left_out.to_string()),
            ];
            tell(told.text("cli-exchange-persons", &args));
        }
        return told.answer(&written, |written| {
            let files = written.files.iter();
            let mut files: Vec<_> = files.map(|file| (&file.file, file.records)).collect();
            let persons = written.persons.iter();
            files.extend(persons.map(|persons| (&persons.file, persons.rows)));
            let mut files = files.into_iter();
            files.try_for_each(|(file, records)| line(format!("{} ({records})", file.display())))
        });
    }
    let period = which.periods[0];
    let written = match which.form.as_str() {
        "adx" => totals::save_adx(session, &which.out, period)?,
        _ => totals::save_dhis2(session, &which.out, period)?,
    };
    let args = [("count", written.left_out.to_string())];
    tell(told.text("cli-exchange-left-out", &args));
    told.result(&written, &written.file)
}
