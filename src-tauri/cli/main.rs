//! `tienbo`: the core without a window, for scripts and for the provincial office's batch work.
//!
//! Results go to standard output, messages to standard error. Exit codes: see [`exit`].

#![warn(clippy::unwrap_used, clippy::expect_used)]

mod arguments;
mod commands;
mod demo;
mod exit;
mod output;
mod secret;

use clap::FromArgMatches;
use std::process::ExitCode;
use tienbo_core::message::Told;

fn main() -> ExitCode {
    let language = arguments::language(std::env::args_os());
    let matches = match arguments::command(language).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version go to standard output and are no error.
            let code = if error.use_stderr() {
                exit::USAGE
            } else {
                exit::FINE
            };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let arguments = match arguments::Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(exit::USAGE);
        }
    };
    match commands::run(&arguments, language) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::failure(&failure, arguments.json, language);
            ExitCode::from(exit::code(failure.class()))
        }
    }
}
