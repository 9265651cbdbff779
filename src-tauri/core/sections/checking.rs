//! What is missing or wrong at a place of the outline.

use crate::figures::{Dataset, Figures};
use crate::message::{Class, Language, Saying, Told};
use crate::model::FigureCode;
use serde::Serialize;
use ts_rs::TS;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// In order.
    Fine,
    /// Closing needs a reason, which travels along.
    Warning,
    /// Closing is stopped.
    Error,
}

/// What the check says of a place of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Section or dash.
    pub place: String,
    /// How grave.
    pub severity: Severity,
    /// Stable code; message `check-<code>`.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
}

impl Told for Finding {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, format!("check-{}", self.code)).detail(&self.detail)
    }
}

impl Finding {
    /// The sentence, after the place it is about.
    pub fn line(&self, language: Language) -> String {
        format!("{}: {}", self.place, self.sentence(language))
    }
}

/// A place of the outline that is being checked.
pub struct Checking<'a> {
    /// Its code.
    pub code: &'a str,
    /// Whether it is a dash of a section.
    pub is_dash: bool,
    /// Whether it has a text.
    pub has_text: bool,
    /// The unit's records.
    pub data: &'a Dataset,
    /// Their figures.
    pub figures: &'a Figures,
    /// What was found there.
    pub findings: Vec<Finding>,
}

impl Checking<'_> {
    /// A figure, 0 where it is unknown.
    pub fn value(&self, code: &FigureCode) -> i64 {
        let figure = self.figures.get(code);
        figure.and_then(|figure| figure.value).unwrap_or(0)
    }

    /// What needs a reason.
    pub fn warn(&mut self, code: &'static str, detail: impl ToString) {
        self.find(Severity::Warning, code, detail);
    }

    /// What must be put right.
    pub fn fail(&mut self, code: &'static str, detail: impl ToString) {
        self.find(Severity::Error, code, detail);
    }

    fn find(&mut self, severity: Severity, code: &'static str, detail: impl ToString) {
        self.findings.push(Finding {
            place: self.code.to_owned(),
            severity,
            code,
            detail: detail.to_string(),
        });
    }

    /// What was found; where it is nothing, that all is in order.
    pub fn found(mut self) -> Vec<Finding> {
        if self.findings.is_empty() {
            self.find(Severity::Fine, "fine", "");
        }
        self.findings
    }
}
