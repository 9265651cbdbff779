//! What each command does: parse → ask the api → print. One file for each part of the work, with the
//! arguments of its commands.

pub mod cases;
pub mod keys;
pub mod office;
pub mod packages;
pub mod period;
pub mod receiving;
pub mod records;

use crate::arguments::{Arguments, Do};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use crate::{demo, secret};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;
use tienbo_api::files::Written;
use tienbo_api::{Session, TypedDay};
use tienbo_core::exchange::{Table, TableCell};
use tienbo_core::message::{Language, text};
use tienbo_core::model::{Day, Period, UnitCode, Year, at};
use tienbo_core::vault::{self, Office, UserName};

type Code = Result<u8, Failure>;

#[derive(Args)]
pub struct Out {
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct File {
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Folder {
    pub folder: PathBuf,
}

#[derive(Args)]
pub struct Dir {
    pub dir: PathBuf,
}

#[derive(Args)]
pub struct PeriodArg {
    pub period: Period,
}

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
    fn written(&self, written: &Written) -> Code {
        self.result(written, &written.file)
    }

    /// Prints an answer: as JSON, or as a line.
    fn result(&self, answer: &impl Serialize, shown: impl AsRef<str>) -> Code {
        self.answer(answer, |_| line(shown))
    }

    /// Prints an answer: as JSON, or as `show` does.
    fn answer<A: Serialize>(
        &self,
        answer: &A,
        show: impl FnOnce(&A) -> Result<(), Failure>,
    ) -> Code {
        if self.json {
            json(answer)?;
        } else {
            show(answer)?;
        }
        Ok(exit::FINE)
    }

    /// Prints a table.
    fn table(&self, made: &Table) -> Result<(), Failure> {
        let rows = made.rows.iter();
        let rows = rows.map(|row| row.iter().map(TableCell::shown).collect());
        table(made.heads.clone(), rows.collect())?;
        made.notes.iter().try_for_each(line)
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

fn open(arguments: &Arguments, language: Language) -> Result<Session, Failure> {
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
    Ok(Session::new(office, language))
}

fn folder(arguments: &Arguments) -> Result<PathBuf, Failure> {
    arguments
        .office
        .clone()
        .or_else(vault::default_folder)
        .ok_or(Failure::usage("cli-no-folder", String::new()))
}

fn unit(code: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(code).map_err(at("commune"))?)
}

fn year(number: i32) -> Result<Year, Failure> {
    Ok(Year::new(number).map_err(at("year"))?)
}

/// A day of the command line, as the api takes it.
fn typed(day: Option<Day>) -> Option<TypedDay> {
    day.map(TypedDay::from)
}
