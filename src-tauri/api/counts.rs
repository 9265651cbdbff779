//! What is counted from the register, and what the committee learns from it.

use crate::cases::CaseOfPerson;
use crate::files::{FileKind, Suggested, Written};
use crate::{Failure, Number, Session, TypedDay};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use tienbo_core::casework::{self, CaseError};
use tienbo_core::figures::Shown;
use tienbo_core::model::{RecordId, Year};
use ts_rs::TS;

/// A row of the register in Phụ lục 01.
#[derive(Debug, Serialize, TS)]
pub struct CountRow {
    /// Code.
    pub code: String,
    /// Number as printed.
    pub no: String,
    /// Wording.
    pub wording: String,
    /// Unit of measure.
    pub measure: String,
    /// Who counts, in words.
    pub rule: String,
    /// The number; unknown where nothing took place.
    pub value: Number,
    /// Numerator and denominator of a ratio.
    pub ratio: Option<(Number, Number)>,
    /// What the register counts, where a number was put in its place.
    pub counted: Option<Number>,
    /// Why it was put there.
    pub reason: Option<String>,
    /// What is printed outside the office, where it is not the value.
    pub outside: Option<Shown>,
    /// The cases under it; none for who lists none.
    pub cases: BTreeSet<RecordId>,
    /// How many of them ended with a survivor's death; none for who lists none.
    pub died: usize,
    /// Whether the officer may put a number in its place.
    pub may_override: bool,
}

/// The analysis of the cases found between two days.
#[derive(Debug, Serialize, TS)]
pub struct Analysis {
    /// Cases.
    pub cases: i64,
    /// Survivors, each once.
    pub survivors: i64,
    /// The cases as they are shown outside the office.
    pub cases_outside: Shown,
    /// The survivors as they are shown outside the office.
    pub survivors_outside: Shown,
    /// Cases with a survivor without any service; none for who lists none.
    pub without_service: Vec<CaseOfPerson>,
    /// Tables.
    pub tables: Vec<AnalysisTable>,
    /// Numbers from 1 to below this one are masked outside.
    pub threshold: i64,
}

/// A table of the analysis.
#[derive(Debug, Serialize, TS)]
pub struct AnalysisTable {
    /// Code; message `analysis-<code>`.
    pub code: &'static str,
    /// Whether inside the office only those rows are looked at of which there is something.
    pub sparse: bool,
    /// Rows.
    pub rows: Vec<AnalysisRow>,
}

/// A row of it.
#[derive(Debug, Serialize, TS)]
pub struct AnalysisRow {
    /// Label.
    pub label: String,
    /// Count.
    pub count: i64,
    /// What is shown of it outside the office.
    pub outside: Shown,
    /// The cases under it; none for who lists none.
    pub cases: BTreeSet<RecordId>,
}

/// The analysis as it may leave the office: small numbers masked, no case named.
#[derive(Debug, Serialize)]
pub struct AnalysisOutside {
    /// Cases.
    pub cases: Shown,
    /// Survivors, each once.
    pub survivors: Shown,
    /// Tables.
    pub tables: Vec<TableOutside>,
}

/// A table of it.
#[derive(Debug, Serialize)]
pub struct TableOutside {
    /// Code; message `analysis-<code>`.
    pub code: &'static str,
    /// Rows.
    pub rows: Vec<RowOutside>,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub struct RowOutside {
    /// Label.
    pub label: String,
    /// Count.
    pub count: Shown,
}

/// The rows of Phụ lục 01 that are counted from the register, in a year.
///
/// # Errors
/// A year that is in no catalogue.
pub fn register_rows(session: &Session, year: Year) -> Result<Vec<CountRow>, Failure> {
    let rows = session.office.register_rows(year, session.language())?;
    let lists = session.lists_cases();
    Ok(rows
        .into_iter()
        .map(|row| {
            let (counted, reason) = row
                .overridden
                .map(|over| (Number::decimal(Some(over.counted)), over.reason))
                .unzip();
            CountRow {
                code: row.code,
                no: row.printed_no,
                wording: row.wording,
                measure: row.measure,
                rule: row.rule,
                value: Number::decimal(row.value),
                ratio: row.ratio.map(|(above, below)| {
                    (Number::decimal(Some(above)), Number::decimal(Some(below)))
                }),
                counted,
                reason,
                died: if lists { row.died } else { 0 },
                outside: row.outside,
                cases: if lists { row.cases } else { BTreeSet::new() },
                may_override: row.may_override,
            }
        })
        .collect())
}

/// A row of which a number was put in place of a count, or taken away again.
#[derive(Debug, Serialize, TS)]
pub struct RowOverridden {
    /// Code of the row.
    pub row: String,
}

/// Puts a number, as it is typed, in place of a count; without one the count holds again.
///
/// # Errors
/// A row that may not be overridden; a number that is none; no reason.
pub fn override_count(
    session: &mut Session,
    year: Year,
    row: String,
    value: Option<String>,
    reason: String,
) -> Result<RowOverridden, Failure> {
    session
        .office
        .override_count(year, &row, value.as_deref(), &reason)?;
    session.changed();
    Ok(RowOverridden { row })
}

/// Analyses the cases found between two days. Who lists no cases asks for a period's days alone: between others there
/// may be a single case.
///
/// # Errors
/// A day that is none; days that are no period's, for who lists no cases.
pub fn case_analysis(session: &Session, from: TypedDay, to: TypedDay) -> Result<Analysis, Failure> {
    let (from, to) = (from.read("from")?, to.read("to")?);
    let office = &session.office;
    let lists = session.lists_cases();
    if !lists {
        office.period_of_days(from, to).ok_or(CaseError::NoPeriod)?;
    }
    let threshold = office.masking(office.catalogues().latest())?.below;
    let analysis = office.analysis(from, to, session.language())?;
    let row = |row: casework::AnalysisRow| AnalysisRow {
        label: row.label,
        count: row.count,
        outside: row.outside,
        cases: if lists { row.cases } else { BTreeSet::new() },
    };
    Ok(Analysis {
        cases: analysis.cases,
        survivors: analysis.survivors,
        cases_outside: analysis.cases_outside,
        survivors_outside: analysis.survivors_outside,
        without_service: analysis
            .without_service
            .into_iter()
            .filter(|_| lists)
            .map(|(id, number)| CaseOfPerson {
                id,
                number,
                survivor: true,
            })
            .collect(),
        tables: analysis
            .tables
            .into_iter()
            .map(|table| AnalysisTable {
                code: table.code,
                sparse: table.sparse,
                rows: table.rows.into_iter().map(row).collect(),
            })
            .collect(),
        threshold,
    })
}

/// [`case_analysis`] of a period as it may leave the office.
///
/// # Errors
/// A day that is none; days that are no period's.
pub fn analysis_outside(
    session: &Session,
    from: TypedDay,
    to: TypedDay,
) -> Result<AnalysisOutside, Failure> {
    let (first, last) = (from.clone().read("from")?, to.clone().read("to")?);
    session
        .office
        .period_of_days(first, last)
        .ok_or(CaseError::NoPeriod)?;
    let analysis = case_analysis(session, from, to)?;
    Ok(
        analysis.with(analysis.cases_outside, analysis.survivors_outside, |row| {
            row.outside
        }),
    )
}

impl Analysis {
    /// Its numbers as they are known here, in the form of what leaves.
    pub fn exact(&self) -> AnalysisOutside {
        let (cases, survivors) = (Shown::Exact(self.cases), Shown::Exact(self.survivors));
        let mut exact = self.with(cases, survivors, |row| Shown::Exact(row.count));
        for (of, table) in exact.tables.iter_mut().zip(&self.tables) {
            if table.sparse {
                of.rows.retain(|row| row.count != Shown::Exact(0));
            }
        }
        exact
    }

    fn with(
        &self,
        cases: Shown,
        survivors: Shown,
        count: impl Fn(&AnalysisRow) -> Shown,
    ) -> AnalysisOutside {
        let row = |row: &AnalysisRow| RowOutside {
            label: row.label.clone(),
            count: count(row),
        };
        let tables = self.tables.iter().map(|table| TableOutside {
            code: table.code,
            rows: table.rows.iter().map(row).collect(),
        });
        AnalysisOutside {
            cases,
            survivors,
            tables: tables.collect(),
        }
    }
}

/// What the analysis is called as a file.
///
/// # Errors
/// A day that is none.
pub fn analysis_name(from: TypedDay, to: TypedDay) -> Result<Suggested, Failure> {
    let (from, to) = (from.read("from")?.iso(), to.read("to")?.iso());
    Ok(FileKind::Workbook.named(format!("vu-viec-{from}-{to}.xlsx")))
}

/// Writes the analysis as it may leave the office, as a workbook. That it was made is logged.
///
/// # Errors
/// A day that is none; the system's.
pub fn save_analysis(
    session: &mut Session,
    to: &Path,
    first: TypedDay,
    last: TypedDay,
) -> Result<Written, Failure> {
    let (first, last) = (first.read("from")?, last.read("to")?);
    let language = session.language();
    session.office.write_analysis(first, last, language, to)?;
    Ok(Written::at(to))
}

/// A group of information of the national database on domestic violence, as far as the register has it.
#[derive(Debug, Serialize)]
pub struct NationalGroup {
    /// Code; message `national-<code>`.
    pub code: &'static str,
    /// Rows.
    pub rows: Vec<RowOutside>,
}

/// The numbers of a year by the groups of the national database, as they may leave the office.
///
/// # Errors
/// A year that is in no catalogue.
pub fn national_table(session: &Session, year: Year) -> Result<Vec<NationalGroup>, Failure> {
    let groups = session.office.national_table(year, session.language())?;
    let row = |(label, count)| RowOutside { label, count };
    let groups = groups.into_iter().map(|group| NationalGroup {
        code: group.code,
        rows: group.rows.into_iter().map(row).collect(),
    });
    Ok(groups.collect())
}

/// What that table is called as a file.
///
/// # Errors
/// None.
pub fn national_name(year: Year) -> Result<Suggested, Failure> {
    Ok(FileKind::Workbook.named(format!("co-so-du-lieu-quoc-gia-{year}.xlsx")))
}

/// Writes that table as a workbook. That it was made is logged.
///
/// # Errors
/// Who is no head; the system's.
pub fn save_national_table(
    session: &mut Session,
    to: &Path,
    year: Year,
) -> Result<Written, Failure> {
    let language = session.language();
    session.office.write_national_table(year, language, to)?;
    Ok(Written::at(to))
}
