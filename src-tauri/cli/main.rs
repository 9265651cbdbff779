//! `tienbo`: the core without a window, for scripts and for the provincial office's batch work.
//!
//! Results go to standard output, messages to standard error. Exit codes: see [`exit`].

#![warn(clippy::unwrap_used, clippy::expect_used)]

mod arguments;
mod commands;
mod demo;
mod exit;
mod misuse;
mod output;
mod secret;

use clap::FromArgMatches;
use std::process::ExitCode;
use tienbo_core::message::Language;

fn main() -> ExitCode {
    let language = arguments::language(std::env::args_os());
    let arguments = arguments::command(language)
        .try_get_matches()
        .and_then(|matches| arguments::Arguments::from_arg_matches(&matches));
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(not_understood(error, language)),
    };
    match commands::run(&arguments, language) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::failure(&failure, arguments.json, language);
            ExitCode::from(failure.exit())
        }
    }
}

/// Tells what was wrong with the arguments, or shows the help that was asked for; gives the exit code.
fn not_understood(error: clap::Error, language: Language) -> u8 {
    match misuse::Misuse::new(error) {
        Ok(misuse) => {
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
