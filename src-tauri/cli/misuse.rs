//! Wrong use of the command, told in the reader's language: what clap found wrong, in our words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::num::ParseIntError;
use tienbo_core::message::{Class, Language, Saying, Told, text};
use tienbo_core::model::{NotAPeriod, Problem};

/// What clap found wrong. Messages `cli-use-…`.
pub struct Misuse {
    error: clap::Error,
    /// What is wrong with a value, where a type of ours refused it.
    problem: Option<Problem>,
}

impl Misuse {
    /// Takes clap's error over; gives it back where it is no error: help, or the version.
    pub fn new(error: clap::Error) -> Result<Self, clap::Error> {
        if !error.use_stderr() || error.kind() == SHOWS_HELP {
            return Err(error);
        }
        let problem = error.source().and_then(|source| {
            let period = |wrong: &NotAPeriod| Problem::NotAPeriod(wrong.0.clone());
            source
                .downcast_ref::<Problem>()
                .cloned()
                .or_else(|| source.downcast_ref().map(period))
        });
        Ok(Self { error, problem })
    }

    /// What clap says of one part of the error.
    fn part(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::Strings(all)) => all.join(", "),
            Some(part) => part.to_string(),
            None => String::new(),
        }
    }

    /// Everything that is told: what is wrong, what was meant perhaps, and how the command is used.
    pub fn text(&self, language: Language) -> String {
        let mut told = vec![self.sentence(language)];
        let meant = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        for kind in meant {
            let detail = self.part(kind);
            if !detail.is_empty() {
                told.push(text(language, "cli-use-meant", &[("detail", detail)]));
            }
        }
        let usage = self.part(ContextKind::Usage);
        if let Some((_, usage)) = usage.split_once(':') {
            let heading = text(language, "cli-heading-usage", &[]);
            told.push(format!("{heading}: {}", usage.trim()));
        }
        told.push(text(language, "cli-use-help", &[]));
        told.join("\n")
    }
}

/// A command without its subcommand shows its help.
const SHOWS_HELP: ErrorKind = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;

impl Told for Misuse {
    fn told(&self) -> Saying<'_> {
        let argument = self.part(ContextKind::InvalidArg);
        let value = self.part(ContextKind::InvalidValue);
        let wrong = |code: &'static str| {
            Saying::new(Class::Usage, code)
                .with("argument", &argument)
                .with("value", &value)
        };
        match self.error.kind() {
            ErrorKind::InvalidValue if value.is_empty() => wrong("cli-use-no-value"),
            ErrorKind::InvalidValue => {
                wrong("cli-use-not-a-choice").with("choices", self.part(ContextKind::ValidValue))
            }
            ErrorKind::ValueValidation => match &self.problem {
                Some(problem) => wrong("cli-use-bad-value").telling("detail", problem),
                None if self.is_a_number() => wrong("cli-use-not-a-number"),
                None => match self.error.source() {
                    Some(reason) => wrong("cli-use-bad-value").detail(reason),
                    None => wrong("cli-use-bad-value").detail(""),
                },
            },
            ErrorKind::UnknownArgument => wrong("cli-use-unknown"),
            ErrorKind::InvalidSubcommand => {
                wrong("cli-use-no-command").detail(self.part(ContextKind::InvalidSubcommand))
            }
            ErrorKind::MissingRequiredArgument => wrong("cli-use-missing"),
            ErrorKind::MissingSubcommand => {
                wrong("cli-use-which").with("choices", self.part(ContextKind::ValidSubcommand))
            }
            ErrorKind::ArgumentConflict => {
                let other = self.part(ContextKind::PriorArg);
                match other.is_empty() || other == argument {
                    true => wrong("cli-use-twice"),
                    false => wrong("cli-use-conflict").with("other", other),
                }
            }
            ErrorKind::TooManyValues
            | ErrorKind::TooFewValues
            | ErrorKind::WrongNumberOfValues
            | ErrorKind::NoEquals => wrong("cli-use-values"),
            ErrorKind::InvalidUtf8 => wrong("cli-use-not-text"),
            _ => Saying::new(Class::Usage, "cli-use").detail(self.error.kind()),
        }
    }
}

impl Misuse {
    fn is_a_number(&self) -> bool {
        self.error
            .source()
            .is_some_and(|source| source.is::<ParseIntError>())
    }
}
