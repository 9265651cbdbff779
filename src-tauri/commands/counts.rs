//! What is counted from the register, and what the committee learns from it.

use super::DayText;
use super::cases::{CaseOfPerson, changed};
use crate::bindings::commands;
use crate::failure::Failure;
use crate::files::{self, Sort};
use serde::Serialize;
use tienbo_core::casework::{AnalysisTable, CaseError};
use tienbo_core::figures::Shown;
use tienbo_core::model::{Decimal, Year};
use ts_rs::TS;

/// A row of the register in Phụ lục 01.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CountRow {
    code: String,
    no: String,
    wording: String,
    measure: String,
    /// Who counts, in words.
    rule: String,
    /// As it is shown; empty where nothing took place.
    value: String,
    /// `numerator / denominator` of a ratio.
    ratio: Option<String>,
    /// What the register counts, where a number was put in its place.
    counted: Option<String>,
    /// Why.
    reason: Option<String>,
    /// What is printed outside the office, where it is not the value.
    outside: Option<String>,
    /// The cases under it.
    cases: Vec<String>,
    may_override: bool,
}

/// A table of the analysis.
#[derive(Serialize, TS)]
pub(crate) struct AnalysisShown {
    code: String,
    rows: Vec<AnalysisRowShown>,
}

/// A row of it.
#[derive(Serialize, TS)]
pub(crate) struct AnalysisRowShown {
    label: String,
    count: u32,
    outside: String,
    cases: Vec<String>,
}

/// The analysis.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AnalysisView {
    cases: u32,
    survivors: u32,
    cases_outside: String,
    survivors_outside: String,
    /// Cases with a survivor without any service: id and number.
    without_service: Vec<CaseOfPerson>,
    tables: Vec<AnalysisShown>,
    /// Numbers from 1 to below this one are masked outside.
    threshold: u32,
}

fn shown(parts: i64) -> String {
    Decimal::from_parts(parts)
        .map(|decimal| decimal.to_string())
        .unwrap_or_default()
}

fn table(table: &AnalysisTable) -> AnalysisShown {
    AnalysisShown {
        code: table.code.to_owned(),
        rows: table
            .rows
            .iter()
            .map(|row| AnalysisRowShown {
                label: row.label.clone(),
                count: u32::try_from(row.count).unwrap_or(u32::MAX),
                outside: row.outside.to_string(),
                cases: row.cases.iter().map(ToString::to_string).collect(),
            })
            .collect(),
    }
}

fn year(number: i32) -> Result<Year, Failure> {
    Year::new(number)
        .map_err(|problem| CaseError::Field(tienbo_core::model::at("year")(problem)).into())
}

commands! {
    /// The rows of Phụ lục 01 that are counted from the register, in a year.
    fn register_rows(desk, number: i32) -> Vec<CountRow> {
        let language = desk.language();
        let year = year(number)?;
        let rows = desk.office(|office| office.register_rows(year, language))?;
        Ok(rows
            .into_iter()
            .map(|row| CountRow {
                code: row.code,
                no: row.printed_no,
                wording: row.wording,
                measure: row.measure,
                rule: row.rule,
                value: row.value.map(shown).unwrap_or_default(),
                ratio: row
                    .ratio
                    .map(|(above, below)| format!("{} / {}", shown(above), shown(below))),
                counted: row.overridden.as_ref().map(|o| shown(o.counted)),
                reason: row.overridden.map(|o| o.reason),
                outside: row.outside.as_ref().map(Shown::to_string),
                cases: row.cases.iter().map(ToString::to_string).collect(),
                may_override: row.may_override,
            })
            .collect())
    }

    /// Puts a number in place of a count; without one the count holds again.
    fn override_count(desk, number: i32, row: String, value: Option<String>, reason: String) -> () {
        let year = year(number)?;
        changed(&desk, |office| {
            office.override_count(year, &row, value.as_deref(), &reason)
        })
    }

    /// Analyses the cases found between two days.
    fn case_analysis(desk, from: DayText, to: DayText) -> AnalysisView {
        let (from, to) = (from.read("date")?, to.read("date_to")?);
        let language = desk.language();
        desk.office(|office| -> Result<AnalysisView, CaseError> {
            let threshold = office.catalogues().latest().regime.mask_below;
            let analysis = office.analysis(from, to, threshold, language)?;
            Ok(AnalysisView {
                cases: u32::try_from(analysis.cases).unwrap_or(u32::MAX),
                survivors: u32::try_from(analysis.survivors).unwrap_or(u32::MAX),
                cases_outside: analysis.cases_outside.to_string(),
                survivors_outside: analysis.survivors_outside.to_string(),
                without_service: analysis
                    .without_service
                    .iter()
                    .map(|(id, number)| CaseOfPerson {
                        id: id.to_string(),
                        number: number.as_str().to_owned(),
                        survivor: true,
                    })
                    .collect(),
                tables: analysis.tables.iter().map(table).collect(),
                threshold: u32::try_from(threshold).unwrap_or(0),
            })
        })
    }

    /// Writes the analysis as it may leave the office to a workbook that the user chooses.
    fn save_analysis(desk, from: DayText, to: DayText) -> String {
        let (from, to) = (from.read("date")?, to.read("date_to")?);
        let language = desk.language();
        let name = format!("vu-viec-{}-{}.xlsx", from.iso(), to.iso());
        let path = files::save_as(&desk, Sort::Workbook, &name)?;
        desk.session(|session| {
            session.office.write_analysis(from, to, language, &path)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }
}
