//! `tienbo`: the core without a window, for scripts and for the provincial office's batch work.
//!
//! Results go to standard output, messages to standard error. Exit codes: see [`exit`].

#![warn(clippy::unwrap_used, clippy::expect_used)]

mod arguments;
mod commands;
mod demo;
mod exit;
mod misuse;
mod opening;
mod output;
mod secret;
mod values;

use arguments::{Arguments, Do};
use clap::FromArgMatches;
use commands::{Code, Tell, cases, keys, office, packages, period, receiving, records};
use std::process::ExitCode;
use tienbo_api::Sentence;
use tienbo_core::message::Language;

fn main() -> ExitCode {
    tienbo_system::keep_memory_private();
    let language = arguments::language(std::env::args_os());
    let arguments = arguments::command(language)
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(error) => {
            let as_json = arguments::as_json(std::env::args_os());
            return ExitCode::from(not_understood(error, as_json, language));
        }
    };
    match run(&arguments, language) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::failure(&failure, arguments.json, language);
            ExitCode::from(failure.exit())
        }
    }
}

/// Tells what was wrong with the arguments, or shows the help that was asked for; gives the exit code.
fn not_understood(error: clap::Error, as_json: bool, language: Language) -> u8 {
    match misuse::Misuse::new(error) {
        Ok(misuse) => {
            if as_json {
                output::ended(&Sentence::of(&misuse, &[], language), exit::USAGE);
            }
            output::tell(misuse.text(language));
            exit::USAGE
        }
        Err(shown) => {
            let _ = shown.print();
            if shown.use_stderr() {
                exit::USAGE
            } else {
                exit::FINE
            }
        }
    }
}

/// Runs a command and gives its exit code.
fn run(arguments: &Arguments, language: Language) -> Code {
    let told = &Tell {
        json: arguments.json,
        language,
    };
    let open = || arguments.opening.open(language);
    match &arguments.command {
        Do::Init(init) => office::init(&arguments.opening, init, told),
        Do::Catalogue(catalogue) => office::catalogue(catalogue, open, told),
        Do::User(user) => office::user(&mut open()?, user, told),
        Do::Passphrase(given) => office::passphrase(&mut open()?, given, told),
        Do::RecoverySheet(given) => office::recovery_sheet(&mut open()?, given, told),
        Do::RegisterLost => office::register_lost(&arguments.opening, told),
        Do::Case(cases) => cases::run(&mut open()?, &cases.act, told),
        Do::Verify => office::verify(&open()?, told),
        Do::Backup(out) => office::backup(&mut open()?, out, told),
        Do::Restore(file) => office::restore(&arguments.opening.folder()?, file, told),
        Do::Differing(which) => office::differing(&mut open()?, which, told),
        Do::Unreadable(which) => office::unreadable(&mut open()?, which, told),
        Do::Clock(which) => office::clock(&mut open()?, which, told),
        Do::Restored(which) => office::restored(&mut open()?, which, told),
        Do::Card(card) => keys::card(&mut open()?, card, told),
        Do::Roster(out) => keys::roster(&mut open()?, out, told),
        Do::Trust(trust) => keys::trust(&mut open()?, trust, told),
        Do::Add(add) => records::add(&mut open()?, add, told),
        Do::Change(change) => records::change(&mut open()?, change, told),
        Do::Delete(delete) => records::delete(&mut open()?, delete, told),
        Do::Attach(attach) => records::attach(&mut open()?, attach, told),
        Do::List(list) => records::list(&mut open()?, list, told),
        Do::ImportXlsx(file) => records::import_workbook(&mut open()?, file, told),
        Do::Template(template) => records::template(template, told),
        Do::ExportXlsx(export) => records::export_workbook(&mut open()?, export, told),
        Do::Directory(which) => records::directory(&mut open()?, which, told),
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
        Do::Original(which) => packages::original(&mut open()?, which, told),
        Do::Demo(demo) => demo::run(&demo.dir, told.json, language),
        Do::Samples(samples) => demo::samples::write_all(&samples.dir),
    }
}
