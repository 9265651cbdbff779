//! What a person is told of something: a message and what is put into it, and the class of it.

use super::{Language, column, find, message_safe, text};
use crate::model::{FieldError, Problem, from_outside};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Display;
use ts_rs::TS;

/// Longest words that are put into a sentence, in characters.
const MAX_WORDS: usize = 1_000;

/// What kind of thing a person is told. The command line's exit codes and what the window does of a
/// failure follow from the class, and from nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Nothing failed: what became of a package, a finding of the check, a likely slip.
    Fine,
    /// The user herself stopped it.
    Cancelled,
    /// Not enough was said to do it, or what was said does not go together.
    Usage,
    /// The office is locked.
    Locked,
    /// The office cannot be unlocked.
    NotUnlocked,
    /// What was given cannot be taken: a value, a workbook, a package, a catalogue.
    BadInput,
    /// Not possible in the office's present state, not allowed to this user, or about something that
    /// is not there.
    NotNow,
    /// Disk, database or another failure of the machine.
    Failed,
}

/// Something a person is told: message `<code>` says what is wrong, `<code>-do` what to do, with `-` in
/// the place of a dot.
pub trait Told {
    /// What is told. An error that only passes on another one gives that one's.
    fn told(&self) -> Saying<'_>;

    /// Stable code, which scripts may rely on.
    fn code(&self) -> String {
        self.told().code.into_owned()
    }
    /// Its class.
    fn class(&self) -> Class {
        self.told().class
    }
    /// The fields of a form that are wrong, where it is about a form.
    fn fields(&self) -> &[FieldError] {
        self.told().fields
    }
    /// What is wrong and what to do, in a language.
    fn sentence(&self, language: Language) -> String {
        self.told().sentence(language)
    }
}

impl<T: Told + ?Sized> Told for Box<T> {
    fn told(&self) -> Saying<'_> {
        (**self).told()
    }
}

/// A message with what is put into it.
pub struct Saying<'a> {
    class: Class,
    code: Cow<'static, str>,
    args: Vec<(&'static str, Inserted<'a>)>,
    /// The column it is about, whose label stands before it.
    column: Option<&'a str>,
    fields: &'a [FieldError],
}

/// What is put into a message in the place of a variable.
enum Inserted<'a> {
    /// The same in every language.
    Words(String),
    /// Another message.
    Message(String),
    /// Something else that is told.
    Told(&'a dyn Told),
    /// Something else that is told, made for it.
    Made(Box<dyn Told>),
    /// What is wrong with a value: the code and its detail, as a library passed them on.
    Carried(String, String),
}

impl Inserted<'_> {
    /// In a language. What is told ends without its full stop: it stands within a sentence.
    fn text(&self, language: Language) -> String {
        let within = |sentence: String| match sentence.strip_suffix('.') {
            Some(sentence) => sentence.to_owned(),
            None => sentence,
        };
        match self {
            Self::Words(words) => words.clone(),
            Self::Message(id) => text(language, id, &[]),
            Self::Told(told) => within(told.sentence(language)),
            Self::Made(told) => within(told.sentence(language)),
            Self::Carried(code, detail) => within(text(
                language,
                &format!("problem-{code}"),
                &[("detail", detail.clone())],
            )),
        }
    }
}

impl<'a> Saying<'a> {
    /// The message of a code.
    pub fn new(class: Class, code: impl Into<Cow<'static, str>>) -> Self {
        Self {
            class,
            code: code.into(),
            args: Vec::new(),
            column: None,
            fields: &[],
        }
    }

    /// Puts what is the same in every language in the place of a variable. Where a library passes on
    /// what is wrong with a value, that is told.
    pub fn with(mut self, variable: &'static str, words: impl Display) -> Self {
        // Whoever made what is told of (a package, a file, a workbook) may have written these words.
        let words = words.to_string();
        let given = match Problem::carried(&words) {
            Some((code, detail)) => {
                Inserted::Carried(code.to_owned(), from_outside(detail, MAX_WORDS, false))
            }
            None => Inserted::Words(from_outside(&words, MAX_WORDS, true)),
        };
        self.args.push((variable, given));
        self
    }

    /// Puts it in the place of `$detail`.
    pub fn detail(self, words: impl Display) -> Self {
        self.with("detail", words)
    }

    /// Puts another message in the place of a variable.
    pub fn naming(mut self, variable: &'static str, id: impl Into<String>) -> Self {
        self.args.push((variable, Inserted::Message(id.into())));
        self
    }

    /// Puts something else that is told in the place of a variable, without its full stop.
    pub fn telling(mut self, variable: &'static str, told: &'a dyn Told) -> Self {
        self.args.push((variable, Inserted::Told(told)));
        self
    }

    /// Puts something that is told in the place of `$detail`, without its full stop.
    pub fn because(mut self, told: impl Told + 'static) -> Self {
        self.args.push(("detail", Inserted::Made(Box::new(told))));
        self
    }

    /// Says what column it is about.
    pub fn of_column(mut self, column: &'a str) -> Self {
        self.column = Some(column);
        self
    }

    /// Says what fields of a form are wrong.
    pub fn of_fields(mut self, fields: &'a [FieldError]) -> Self {
        self.fields = fields;
        self
    }

    fn sentence(&self, language: Language) -> String {
        let args: Vec<(&str, String)> = self
            .args
            .iter()
            .map(|(variable, given)| (*variable, given.text(language)))
            .collect();
        let id = message_safe(&self.code);
        let mut sentence = text(language, &id, &args);
        if let Some(todo) = find(language, &format!("{id}-do"), &args) {
            sentence = format!("{sentence} {todo}");
        }
        match self.column {
            Some(name) => {
                let label = from_outside(&column(language, name), MAX_WORDS, false);
                format!("{label}: {sentence}")
            }
            None => sentence,
        }
    }
}

impl Told for Problem {
    fn told(&self) -> Saying<'_> {
        let id = format!("problem-{}", self.code());
        Saying::new(Class::BadInput, id).detail(self.detail())
    }
}

impl Told for FieldError {
    fn told(&self) -> Saying<'_> {
        self.problem
            .told()
            .of_column(&self.column)
            .of_fields(std::slice::from_ref(self))
    }
}
