//! What each command does: parse → call the core → print. One file for each part of the work.

mod cases;
mod keys;
mod office;
mod packages;
mod period;
mod receiving;
mod records;

use crate::arguments::{Arguments, Do};
use crate::exit::{self, Failure};
use crate::output::{json, line, tell};
use crate::{demo, secret};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tienbo_core::message::{Language, text};
use tienbo_core::model::{Day, UnitCode, at};
use tienbo_core::vault::{self, Office, UserName, write_atomically};

type Code = Result<u8, Failure>;

/// How results are to be told.
struct Tell {
    json: bool,
    language: Language,
}

impl Tell {
    fn text(&self, id: &str, args: &[(&str, String)]) -> String {
        text(self.language, id, args)
    }

    /// Headings of a table.
    fn heads(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| self.text(id, &[])).collect()
    }

    /// Says that a file was written.
    fn written(&self, path: &Path) -> Code {
        self.result(
            &serde_json::json!({ "file": path }),
            path.display().to_string(),
        )
    }

    /// Prints a result: as JSON, or as a line.
    fn result(&self, value: &impl Serialize, shown: impl AsRef<str>) -> Code {
        if self.json {
            json(value)?;
        } else {
            line(shown)?;
        }
        Ok(exit::FINE)
    }
}

/// Runs a command and gives its exit code.
pub fn run(arguments: &Arguments, language: Language) -> Code {
    let told = &Tell {
        json: arguments.json,
        language,
    };
    let open = || open(arguments, language);
    match &arguments.command {
        Do::Init(init) => office::init(arguments, init, told),
        Do::Catalogue(catalogue) => office::catalogue(catalogue, open, told),
        Do::User(user) => office::user(&mut open()?, user, told),
        Do::Passphrase(new) => office::passphrase(&mut open()?, new, told),
        Do::Case(cases) => cases::run(&mut open()?, &cases.act, told),
        Do::Verify => office::verify(&open()?, told),
        Do::Backup(out) => office::backup(&mut open()?, out, told),
        Do::Restore(file) => office::restore(&folder(arguments)?, file, told),
        Do::Card(card) => keys::card(&mut open()?, card, told),
        Do::Roster(out) => keys::roster(&mut open()?, out, told),
        Do::Trust(trust) => keys::trust(&mut open()?, trust, told),
        Do::Add(add) => records::add(&mut open()?, add, told),
        Do::Change(change) => records::change(&mut open()?, change, told),
        Do::Delete(delete) => records::delete(&mut open()?, delete, told),
        Do::Attach(attach) => records::attach(&mut open()?, attach, told),
        Do::List(list) => records::list(&open()?, list, told),
        Do::ImportXlsx(file) => records::import_workbook(&mut open()?, file, told),
        Do::Template(template) => records::template(template, told),
        Do::Check(which) => period::check(&open()?, which.period, told),
        Do::Close(close) => period::close(&mut open()?, close, told),
        Do::Reopen(which) => period::reopen(&mut open()?, which.period, told),
        Do::Export(export) => period::export(&mut open()?, export, told),
        Do::Report(report) => period::report(&mut open()?, report, told),
        Do::Figures(which) => period::figures(&open()?, which, told),
        Do::Inspect(file) => packages::inspect(file, told),
        Do::Import(import) => packages::import(&mut open()?, import, told),
        Do::Inbox(inbox) => packages::inbox(&mut open()?, inbox, told),
        Do::Matrix(which) => receiving::matrix(&mut open()?, which, told),
        Do::Review(which) => receiving::review(&mut open()?, which, told),
        Do::Receipt(receipt) => receiving::receipt(&mut open()?, receipt, told),
        Do::Units(which) => keys::units(&mut open()?, which, told),
        Do::Totals(which) => receiving::totals(&mut open()?, which, told),
        Do::Trace(which) => receiving::trace(&open()?, which, told),
        Do::Trend(which) => receiving::trend(&mut open()?, which, told),
        Do::Exchange(which) => receiving::exchange(&mut open()?, which, told),
        Do::Receipts(folder) => receiving::receipts(&mut open()?, folder, told),
        Do::Original(which) => packages::original(&open()?, which, told),
        Do::Demo(demo) => demo::run(&demo.dir, told.json, language),
        Do::Samples(samples) => demo::samples::write_all(&samples.dir),
    }
}

fn open(arguments: &Arguments, language: Language) -> Result<Office, Failure> {
    let folder = folder(arguments)?;
    let office = match &arguments.recovery_sheet {
        Some(sheet) => Office::recover(&folder, &secret::recovery_identity(sheet)?)?,
        None => {
            let user = UserName::new(&arguments.user)?;
            Office::open(&folder, &user, &secret::passphrase(arguments, language)?)?
        }
    };
    if office.store().is_read_only() {
        tell(text(language, "cli-read-only", &[]));
    }
    Ok(office)
}

fn folder(arguments: &Arguments) -> Result<PathBuf, Failure> {
    arguments
        .office
        .clone()
        .or_else(vault::default_folder)
        .ok_or(Failure::Usage("cli-no-folder", String::new()))
}

fn unit(code: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(code).map_err(at("commune"))?)
}

fn date_or_today(date: Option<Day>) -> Result<Day, Failure> {
    match date {
        Some(date) => Ok(date),
        None => Ok(Day::today().map_err(at("date"))?),
    }
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(write_atomically(path, bytes)?)
}
