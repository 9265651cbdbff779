//! The completeness check, section by section of the outline.

use super::PeriodError;
use super::narrative::contradictions;
use crate::annex::{live_figures, quotation};
use crate::catalogue::{Catalogue, Filling, IndicatorRow, Rule, Section};
use crate::figures::{Dataset, FigureCode, Figures, Indicators, Members, People, figures};
use crate::message::{Class, Language, Saying, Told};
use crate::model::{
    FundingLine, Inspection, InspectionFinding, Narrative, OutlineDash, Period, ReportKind, grouped,
};
use crate::vault::Office;
use serde::Serialize;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// Checks one unit's data for the report of its period.
pub fn check(catalogue: &Catalogue, data: &Dataset) -> Vec<Finding> {
    match data.period.report {
        ReportKind::Annex02 => outline(catalogue, data, |_| true),
        ReportKind::Annex01 => indicators(catalogue, data),
        // Its outline is the unit's own (Quyết định 373/QĐ-UBND, mục V.3); what is kept of it here
        // are the inspections.
        ReportKind::SelfInspection => outline(catalogue, data, |section| {
            section.fills == Some(Filling::Inspections)
        }),
    }
}

/// Rows of Phụ lục 01 that are entered: each should have its number.
fn indicators(catalogue: &Catalogue, data: &Dataset) -> Vec<Finding> {
    let entered =
        |row: &&IndicatorRow| matches!(row.rule, Rule::Entered | Rule::EnteredRatio { .. });
    let indicators = Indicators::new(catalogue, data);
    catalogue
        .annex01
        .iter()
        .filter(entered)
        .map(|row| {
            let known = !indicators.row(row).records.is_empty();
            Finding {
                place: row.code.clone(),
                severity: if known {
                    Severity::Fine
                } else {
                    Severity::Warning
                },
                code: if known { "fine" } else { "no-value" },
                detail: row.printed_no.clone(),
            }
        })
        .collect()
}

fn outline(
    catalogue: &Catalogue,
    data: &Dataset,
    covers: impl Fn(&Section) -> bool,
) -> Vec<Finding> {
    let figures = figures(data);
    let mut findings = Vec::new();
    for section in catalogue.outline.iter().filter(|section| covers(section)) {
        if section.fills.is_some() || section.narrative {
            place(
                &section.code,
                section.fills,
                section.narrative,
                (catalogue, data),
                &figures,
                &mut findings,
            );
        }
        for dash in &section.dashes {
            let fills = dash.fills.or(section.fills);
            place(
                &dash.code,
                fills,
                dash.fills.is_none(),
                (catalogue, data),
                &figures,
                &mut findings,
            );
        }
    }
    findings
}

fn place(
    code: &str,
    fills: Option<Filling>,
    needs_text: bool,
    (catalogue, data): (&Catalogue, &Dataset),
    figures: &Figures,
    findings: &mut Vec<Finding>,
) {
    let before = findings.len();
    let mut found = |severity, what, detail: String| {
        findings.push(Finding {
            place: code.to_owned(),
            severity,
            code: what,
            detail,
        });
    };
    let texts: Vec<_> = data
        .all::<Narrative>()
        .filter(|(_, n)| n.record.section.as_str() == code)
        .collect();
    for (_, text) in &texts {
        let is_figure = |code: &str| figures.contains_key(&FigureCode::from(code));
        let is_known = |reference: &str| match quotation(reference) {
            Some((_, what)) => is_figure(what) || catalogue.has_place(what),
            None => is_figure(reference),
        };
        for figure in live_figures(text.record.text.as_str()).filter(|f| !is_known(f)) {
            found(Severity::Error, "unknown-figure", figure.to_owned());
        }
        for contradiction in contradictions(text.record.text.as_str(), figures) {
            let detail = format!(
                "“{}” ≠ {}",
                contradiction.said,
                grouped(contradiction.value)
            );
            found(Severity::Warning, "contradiction", detail);
        }
    }
    let value = |code: FigureCode| figures.get(&code).and_then(|figure| figure.value);
    let none = |code| value(code).unwrap_or(0) == 0;
    let no_activity = |dash: &str| {
        let dash = OutlineDash::from_code(dash).ok();
        dash.is_none_or(|dash| none(FigureCode::Coordination(dash)))
    };
    match fills {
        Some(Filling::IssuedDocuments) if none(FigureCode::Documents) => {
            found(Severity::Warning, "no-documents", String::new());
        }
        Some(Filling::Coordination) if code != "I.2" && no_activity(code) && texts.is_empty() => {
            found(Severity::Warning, "no-text", String::new());
        }
        Some(Filling::Communication) if none(FigureCode::EVENTS) => {
            found(Severity::Warning, "no-events", String::new());
        }
        Some(Filling::Communication) => {
            let unknown = value(FigureCode::at_events(None, People::Unrecorded)).unwrap_or(0);
            if unknown > 0 {
                found(Severity::Warning, "unrecorded-sex", unknown.to_string());
            }
        }
        Some(Filling::Committee) => {
            let date = data.to;
            match value(FigureCode::Members(Members::Heads)).unwrap_or(0) {
                1 => {}
                0 => found(Severity::Error, "no-head", date.to_string()),
                heads => found(Severity::Error, "many-heads", heads.to_string()),
            }
        }
        Some(Filling::Funding) if data.all::<FundingLine>().next().is_none() => {
            found(Severity::Warning, "no-funding", String::new());
        }
        Some(Filling::Inspections) => {
            let orphan = data.all::<InspectionFinding>().filter(|(unit, finding)| {
                unit.of::<Inspection>()
                    .iter()
                    .all(|i| i.id != finding.record.inspection.id())
            });
            let orphan = orphan.count();
            if orphan > 0 {
                found(Severity::Error, "orphan-finding", orphan.to_string());
            } else if none(FigureCode::Inspections) {
                found(Severity::Warning, "no-inspections", String::new());
            }
        }
        None if needs_text && texts.is_empty() => {
            found(Severity::Warning, "no-text", String::new());
        }
        _ => {}
    }
    if findings.len() == before {
        findings.push(Finding {
            place: code.to_owned(),
            severity: Severity::Fine,
            code: "fine",
            detail: String::new(),
        });
    }
}

impl Office {
    /// Checks the office's own data of a period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn check(&self, period: Period) -> Result<Vec<Finding>, PeriodError> {
        Ok(check(self.catalogue_of(period)?, &self.own_data(period)?))
    }
}
