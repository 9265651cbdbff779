//! The command line: its commands, and the arguments of all of them; those of one command stand beside
//! it in `commands`. Help texts come from the message files, so that every
//! language has them: `cli-do-<command>`, and `cli-<command>-<argument>` or `cli-<argument>`.

use crate::commands::cases::Cases;
use crate::commands::keys::{Card, Trust, UnitsArgs};
use crate::commands::office::{
    CatalogueArgs, ClockArgs, DifferingArgs, Init, Passphrase, RecoveryArgs, RestoredArgs,
    UnreadableArgs, User,
};
use crate::commands::packages::{Import, Inbox, Original};
use crate::commands::period::{Close, Export, FiguresArgs, Report};
use crate::commands::receiving::{
    ExchangeArgs, MatrixArgs, Receipt, ReviewArgs, TotalsArgs, TraceArgs, TrendArgs,
};
use crate::commands::records::{
    Add, Attach, Change, Delete, DirectoryArgs, ExportXlsx, ImportXlsx, List, Template,
};
use crate::opening::Opening;
use crate::values::{Dir, File, Folder, Out, PeriodArg};
use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use tienbo_core::message::{Language, find, text};

#[derive(Parser)]
#[command(name = "tienbo", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub opening: Opening,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, default_value = Language::FIRST.code(), value_parser = languages())]
    pub lang: String,
    #[command(subcommand)]
    pub command: Do,
}

#[derive(Subcommand)]
pub enum Do {
    Init(Init),
    Catalogue(CatalogueArgs),
    User(User),
    Passphrase(Passphrase),
    RecoverySheet(RecoveryArgs),
    RegisterLost,
    Unreadable(UnreadableArgs),
    Card(Card),
    Roster(Out),
    Trust(Trust),
    Add(Add),
    Change(Change),
    Delete(Delete),
    Attach(Attach),
    List(List),
    ImportXlsx(ImportXlsx),
    Template(Template),
    ExportXlsx(ExportXlsx),
    Check(PeriodArg),
    Close(Close),
    Reopen(PeriodArg),
    Export(Export),
    Inspect(File),
    Import(Import),
    Inbox(Inbox),
    Matrix(MatrixArgs),
    Review(ReviewArgs),
    Receipt(Receipt),
    Receipts(Folder),
    Units(UnitsArgs),
    Exchange(ExchangeArgs),
    Totals(TotalsArgs),
    Trace(TraceArgs),
    Trend(TrendArgs),
    Original(Original),
    Report(Report),
    Figures(FiguresArgs),
    Case(Cases),
    Directory(DirectoryArgs),
    Verify,
    Backup(Out),
    Restore(File),
    Restored(RestoredArgs),
    Differing(DifferingArgs),
    Clock(ClockArgs),
    Demo(Dir),
    #[command(hide = true)]
    Samples(Dir),
}

/// The language asked for with `--lang`, before anything else is parsed.
pub fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    let mut asked = false;
    for argument in arguments {
        let argument = argument.to_string_lossy();
        let code = match argument.strip_prefix("--lang=") {
            Some(code) => Some(code),
            None if asked => Some(&*argument),
            None => None,
        };
        if let Some(language) = code.and_then(Language::of) {
            return language;
        }
        asked = argument == "--lang";
    }
    Language::FIRST
}

/// Whether JSON was asked for, where the rest could not be understood.
pub fn as_json(arguments: impl Iterator<Item = OsString>) -> bool {
    let mut options = arguments.take_while(|argument| argument != "--");
    options.any(|argument| {
        let argument = argument.to_string_lossy();
        argument == "--json" || argument.starts_with("--json=")
    })
}

/// The codes that `--lang` takes.
fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(Language::all().map(Language::code))
}

/// The command line with its help in a language.
pub fn command(language: Language) -> Command {
    let command = Arguments::command()
        .about(text(language, "cli-about", &[]))
        .after_help(text(language, "cli-exit-codes", &[]))
        .subcommand_help_heading(text(language, "cli-heading-commands", &[]))
        .subcommand_value_name(text(language, "cli-usage-command", &[]))
        .help_template(help_template(language))
        .disable_help_flag(true)
        .disable_version_flag(true);
    let command = with_arguments(command, "cli", language)
        .arg(help_flag(language))
        .arg(
            clap::Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .help_heading(text(language, "cli-heading-options", &[]))
                .help(text(language, "cli-version", &[])),
        );
    let mut command = with_subcommands(command, "", language);
    // Gives each command its full name, which stands in its usage.
    command.build();
    with_usage(command, language)
}

/// Words the usage of a command and of all below it: clap's own is English.
fn with_usage(mut command: Command, language: Language) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let options = text(language, "cli-usage-options", &[]);
    let usage = usage.replace("[OPTIONS]", &format!("[{options}]"));
    let below: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    below
        .into_iter()
        .fold(command.override_usage(usage), |command, name| {
            command.mut_subcommand(name, |sub| with_usage(sub, language))
        })
}

/// Puts help to subcommands, those of subcommands included: `cli-do-<path>`.
fn with_subcommands(command: Command, above: &str, language: Language) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name.clone(), |sub| {
            let path = format!("{above}{name}");
            let about = text(language, &format!("cli-do-{path}"), &[]);
            let sub = with_arguments(sub.about(about), &format!("cli-{path}"), language)
                .help_template(help_template(language))
                .subcommand_help_heading(text(language, "cli-heading-commands", &[]))
                .subcommand_value_name(text(language, "cli-usage-command", &[]))
                .disable_help_subcommand(true)
                .disable_help_flag(true)
                // Which commands there are is said in an error, which scripts read as JSON.
                .arg_required_else_help(false)
                .arg(help_flag(language));
            with_subcommands(sub, &format!("{path}-"), language)
        })
    })
}

/// What clap would say behind a help in English: what is taken, and what stands where nothing is given.
fn about_values(arg: &clap::Arg, language: Language) -> String {
    let say =
        |id: &str, detail: String| format!(" [{}]", text(language, id, &[("detail", detail)]));
    let mut more = String::new();
    let choices: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    if !choices.is_empty() {
        more += &say("cli-usage-choices", choices.join(", "));
    }
    if let Some(default) = arg.get_default_values().first() {
        more += &say("cli-usage-default", default.to_string_lossy().into_owned());
    }
    if let Some(variable) = arg.get_env() {
        more += &say("cli-usage-env", variable.to_string_lossy().into_owned());
    }
    more
}

/// The name of an argument's value in its usage: message `cli-value-<name>`.
fn named_value(arg: clap::Arg, language: Language) -> clap::Arg {
    let name = match arg.get_value_names() {
        Some([name]) => name.to_string(),
        _ => arg.get_id().to_string(),
    };
    let id = format!("cli-value-{}", name.to_lowercase().replace('_', "-"));
    arg.value_name(text(language, &id, &[]))
}

fn help_template(language: Language) -> String {
    let usage = text(language, "cli-heading-usage", &[]);
    format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}\n")
}

fn help_flag(language: Language) -> clap::Arg {
    clap::Arg::new("help")
        .long("help")
        .short('h')
        .action(clap::ArgAction::Help)
        .help_heading(text(language, "cli-heading-options", &[]))
        .help(text(language, "cli-help", &[]))
}

fn with_arguments(command: Command, prefix: &str, language: Language) -> Command {
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    ids.into_iter().fold(command, |command, id| {
        let own = format!("{prefix}-{}", id.replace('_', "-"));
        let shared = format!("cli-{}", id.replace('_', "-"));
        let help = find(language, &own, &[]).unwrap_or_else(|| text(language, &shared, &[]));
        command.mut_arg(id, |arg| {
            let arg = arg.help_heading(text(language, "cli-heading-options", &[]));
            if !arg.get_action().takes_values() {
                return arg.help(help);
            }
            let more = about_values(&arg, language);
            let arg = arg
                .help(help + &more)
                .hide_default_value(true)
                .hide_possible_values(true)
                .hide_env(true);
            named_value(arg, language)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::builder::StyledStr;

    /// The help of a command and of all below it, each by what it is the help of.
    fn helps(command: &Command, above: &str, helps: &mut Vec<(String, String)>) {
        let of = |name: &str| format!("{above} {name}");
        let text = |text: Option<&StyledStr>| text.map(ToString::to_string).unwrap_or_default();
        helps.push((of(command.get_name()), text(command.get_about())));
        for argument in command.get_arguments() {
            helps.push((of(argument.get_id().as_str()), text(argument.get_help())));
            for name in argument.get_value_names().into_iter().flatten() {
                helps.push((of(argument.get_id().as_str()), name.to_string()));
            }
        }
        for sub in command.get_subcommands() {
            self::helps(sub, &of(command.get_name()), helps);
        }
    }

    #[test]
    fn every_command_and_argument_has_help_in_every_language() {
        for language in Language::all() {
            let command = command(language);
            command.clone().debug_assert();
            let mut all = Vec::new();
            helps(&command, "", &mut all);
            let missing = all
                .iter()
                .filter(|(_, help)| help.is_empty() || help.starts_with("cli-"));
            assert_eq!(missing.collect::<Vec<_>>(), Vec::<&(String, String)>::new());
        }
    }

    #[test]
    fn every_help_is_that_of_a_command_or_an_argument() {
        let mut all = Vec::new();
        helps(&command(Language::FIRST), "", &mut all);
        let file = include_str!("../../assets/messages/vi/command-line-help.ftl");
        let ids = file.lines().filter_map(|line| line.split_once(" ="));
        let frame = ["cli-exit-codes", "cli-heading-", "cli-usage-", "cli-value-"];
        let unused: Vec<&str> = ids
            .map(|(id, _)| id)
            .filter(|id| id.starts_with("cli-") && !frame.iter().any(|of| id.starts_with(of)))
            .filter(|id| {
                // Behind it stands what the argument takes.
                let own = text(Language::FIRST, id, &[]);
                !all.iter().any(|(_, help)| help.starts_with(&own))
            })
            .collect();
        assert!(unused.is_empty(), "{unused:#?}");
    }
}
