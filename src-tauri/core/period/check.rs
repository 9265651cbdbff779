//! The completeness check, section by section of the outline.

use super::PeriodError;
use super::drafts::finding_of_drafts;
use super::known::Known;
use super::narrative::contradictions;
use crate::annex::{live_figures, quotation};
use crate::catalogue::{Catalogue, IndicatorRow, Rule, Section};
use crate::entry::title;
use crate::figures::{Dataset, Indicators};
use crate::message::{self, Language};
use crate::model::{
    Attachment, Cell, FigureCode, Filling, FlatForm, Narrative, Period, RecordId, RecordKind,
    ReportKind, Sha256, from_old_font, grouped, with_record,
};
use crate::register::{self, CaseDoubt};
use crate::report::not_printed;
use crate::sections::{Checking, Finding, Severity, figures, section};
use crate::store::{self, StoreError};
use crate::vault::{Office, View};
use std::collections::BTreeSet;

/// Most letters by which a text is shown.
const MAX_SHOWN: usize = 60;

/// Checks one unit's data for the report of its period.
pub fn check(catalogue: &Catalogue, data: &Dataset) -> Vec<Finding> {
    let mut findings = match data.period.report {
        ReportKind::Annex02 => outline(catalogue, data, |_| true),
        ReportKind::Annex01 => indicators(catalogue, data),
        // Its outline is the unit's own (Quyết định 373/QĐ-UBND, mục V.3); what is kept of it here
        // are the inspections.
        ReportKind::SelfInspection => outline(catalogue, data, |section| {
            section.fills == Some(Filling::Inspections)
        }),
    };
    findings.extend(not_taken(catalogue, data));
    findings
}

/// Records for which a receiver would refuse the whole package: another program wrote them, or the catalogue was
/// another one then.
fn not_taken(catalogue: &Catalogue, data: &Dataset) -> Vec<Finding> {
    let mut known = Known::of(catalogue);
    let mut findings = Vec::new();
    for kind in RecordKind::ALL {
        if !kind.is_carried_by(data.period.report) {
            continue;
        }
        let records: Vec<(RecordId, Vec<Cell>)> = with_record!(kind, R => {
            data.all::<R>().map(|(_, stored)| (stored.id, stored.record.to_cells())).collect()
        });
        for (id, cells) in records {
            if !known.takes(kind, id, &cells) {
                findings.push(Finding {
                    place: String::new(),
                    severity: Severity::Error,
                    code: "not-taken",
                    detail: named(kind, id, &cells),
                });
            }
        }
    }
    findings
}

/// A record as a list names it; with its id where no list has it, so that it can be deleted by that.
fn named(kind: RecordKind, id: RecordId, cells: &[Cell]) -> String {
    let begin: String = title(kind, cells).chars().take(MAX_SHOWN).collect();
    let name = format!("{} “{begin}”", message::kind(Language::OFFICIAL, kind));
    match kind.has_sheet() {
        true => name,
        false => format!("{name} ({} {id})", kind.table()),
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
            let result = indicators.row(row);
            // A ratio of which nothing was counted has its parts and no value.
            let parts = result.numerator.is_some() && result.denominator.is_some();
            let known = result.value.is_some() || parts;
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
    let place = |code, is_dash| Checking {
        code,
        is_dash,
        has_text: texts(data, code).next().is_some(),
        data,
        figures: &figures,
        findings: Vec::new(),
    };
    let mut findings = Vec::new();
    // A kind of record fills several places, and is told of at the first.
    let mut looked_at = BTreeSet::new();
    let mut look = |mut place: Checking, fills: Option<Filling>| {
        let kinds = fills.map_or(&[][..], |filling| section(filling).kinds());
        for kind in kinds.iter().filter(|kind| looked_at.insert(**kind)) {
            check_letters(*kind, &mut place);
        }
        findings.extend(check_place(place, fills, catalogue));
    };
    for section in catalogue.outline.iter().filter(|section| covers(section)) {
        if section.fills.is_some() || section.narrative {
            look(place(&section.code, false), section.fills);
        }
        for dash in &section.dashes {
            look(place(&dash.code, true), dash.fills.or(section.fills));
        }
    }
    findings
}

fn check_place(mut place: Checking, fills: Option<Filling>, catalogue: &Catalogue) -> Vec<Finding> {
    for text in texts(place.data, place.code) {
        check_text(text, &mut place, catalogue);
    }
    match fills {
        Some(filling) => section(filling).check(&mut place),
        // What no records fill is filled by a text.
        None if !place.has_text => place.warn("no-text", ""),
        None => {}
    }
    place.found()
}

/// What units say at a place.
fn texts<'a>(data: &'a Dataset, place: &str) -> impl Iterator<Item = &'a str> {
    data.all::<Narrative>()
        .map(|(_, text)| &text.record)
        .filter(move |text| text.section.as_str() == place)
        .map(|text| text.text.as_str())
}

/// References that stand for nothing, and numbers that the records do not bear out.
fn check_text(text: &str, place: &mut Checking, catalogue: &Catalogue) {
    warn_of_letters(text, "", place);
    warn_of_old_font(text, "", place);
    let figures = place.figures;
    let is_figure = |code: &str| figures.contains_key(&FigureCode::from(code));
    let is_known = |reference: &str| match quotation(reference) {
        Some((_, what)) => is_figure(what) || catalogue.has_place(what),
        None => is_figure(reference),
    };
    for figure in live_figures(text).filter(|reference| !is_known(reference)) {
        place.fail("unknown-figure", figure);
    }
    for contradiction in contradictions(text, figures) {
        let value = grouped(contradiction.value);
        place.warn(
            "contradiction",
            format!("“{}” ≠ {value}", contradiction.said),
        );
    }
}

/// Letters of records that no font has: a mark will stand in their place. And texts whose letters are an old font's.
fn check_letters(kind: RecordKind, place: &mut Checking) {
    let data = place.data;
    let records: Vec<Vec<Cell>> = with_record!(kind, R => {
        data.all::<R>().map(|(_, stored)| stored.record.to_cells()).collect()
    });
    for cells in records {
        for (column, cell) in kind.columns().iter().zip(&cells) {
            let Cell::Text(text) = cell else { continue };
            let column = message::column(Language::OFFICIAL, &column.name);
            let of = format!("{}, {column}: ", begin(&title(kind, &cells)));
            warn_of_letters(text, &of, place);
            warn_of_old_font(text, &of, place);
        }
    }
}

/// So much of a text as is shown of it.
fn begin(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}

/// `of` says whose text it is.
fn warn_of_letters(text: &str, of: &str, place: &mut Checking) {
    let letters = not_printed(text);
    if letters.is_empty() {
        return;
    }
    let letters: Vec<String> = letters
        .iter()
        .map(|letter| format!("U+{:04X}", u32::from(*letter)))
        .collect();
    place.warn(
        "not-printed",
        format!("{of}“{}” ({})", begin(text), letters.join(", ")),
    );
}

fn warn_of_old_font(text: &str, of: &str, place: &mut Checking) {
    if let Some((_, unicode)) = from_old_font(text) {
        place.warn(
            "old-font",
            format!("{of}“{}” → “{}”", begin(text), begin(&unicode)),
        );
    }
}

/// Where numbers of cases stand in a report.
fn place_of_cases(catalogue: &Catalogue, period: Period) -> String {
    let of_cases = |section: &&Section| section.fills == Some(Filling::ViolenceCases);
    let place = match period.report {
        ReportKind::Annex01 => catalogue.annex01.first().map(|row| row.code.clone()),
        ReportKind::Annex02 | ReportKind::SelfInspection => {
            let mut outline = catalogue.outline.iter();
            let section = outline.find(of_cases);
            section.map(|section| section.code.clone())
        }
    };
    place.unwrap_or_default()
}

/// That some of what is kept of cases cannot be read, so that numbers of cases are too small.
fn unreadable(catalogue: &Catalogue, period: Period, missing: usize) -> Finding {
    Finding {
        place: place_of_cases(catalogue, period),
        severity: Severity::Error,
        code: "unreadable",
        detail: missing.to_string(),
    }
}

/// How the bytes of attached files are held against what is said of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    /// By their length.
    Length,
    /// By their hash, which reads them.
    Hash,
}

impl View {
    /// Files that would travel with a period and are gone, or are not what was attached: no receiver would take its
    /// package.
    pub(super) fn lost_files(&self, data: &Dataset, by: Files) -> Result<Vec<Finding>, StoreError> {
        let mut lost = Vec::new();
        for (_, file) in data.all::<Attachment>() {
            let file = &file.record;
            let length = store::blob_length(self.store(), &file.sha256)?;
            let mut is_there = length == Some(file.size.get());
            if is_there && by == Files::Hash {
                let bytes = store::blob(self.store(), &file.sha256)?;
                is_there = bytes.is_some_and(|bytes| Sha256::of(&bytes) == file.sha256);
            }
            if !is_there {
                lost.push(Finding {
                    place: String::new(),
                    severity: Severity::Error,
                    code: "file-lost",
                    detail: file.name.to_string(),
                });
            }
        }
        Ok(lost)
    }
}

impl View {
    /// That there are cases of the period in which somebody may be counted wrongly. Which, is
    /// told to case officers alone: what stands here travels with a reason.
    fn doubted_in(
        &self,
        catalogue: &Catalogue,
        period: Period,
    ) -> Result<Option<Finding>, StoreError> {
        let Some((from, to)) = catalogue.days(period) else {
            return Ok(None);
        };
        let mut cases = register::doubted_cases(self.store(), self.catalogues())?.into_iter();
        let is_doubted = cases.any(|case| {
            let mut days = case.counts_on.iter();
            let is_in_period = days.any(|day| (from..=to).contains(day));
            is_in_period && case.doubts.iter().any(CaseDoubt::may_count_wrongly)
        });
        Ok(is_doubted.then(|| Finding {
            place: place_of_cases(catalogue, period),
            severity: Severity::Warning,
            code: "cases-doubted",
            detail: String::new(),
        }))
    }
}

impl Office {
    /// Checks the office's own data of a period, and what was typed for it and not saved.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn check(&self, period: Period) -> Result<Vec<Finding>, PeriodError> {
        let catalogue = self.catalogue_of(period)?;
        let data = self.own_data(period)?;
        let mut findings = check(catalogue, &data);
        findings.extend(self.lost_files(&data, Files::Length)?);
        // A closed period has what was frozen then.
        let is_open = store::closing(self.store(), period)?.is_none_or(|last| last.reopened);
        let missing = store::unreadable_facts(self.store())?.len();
        if missing > 0 && is_open {
            findings.insert(0, unreadable(catalogue, period, missing));
        }
        findings.extend(self.doubted_in(catalogue, period)?);
        findings.extend(finding_of_drafts(&self.drafts_left(period)?));
        Ok(findings)
    }
}
