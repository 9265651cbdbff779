//! Tổng hợp: everything added up at every level, over time, against targets, down to the records.

use crate::files::{self, Written, write_table};
use crate::records::{RecordsOfKind, carried};
use crate::{Failure, NamedUnit, Number, Session};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use tienbo_core::catalogue::{Catalogue, IndicatorRow, Target, TargetDirection};
use tienbo_core::exchange::Table;
use tienbo_core::figures::{Indicators, Summary};
use tienbo_core::message::Language;
use tienbo_core::model::{Cases, CourseCount, EventCount, FigureCode, Money, Period, UnitCode};
use tienbo_core::receiving::{self, Dhis2Form, Quantity, ReceivingError, quantity_label};
use tienbo_core::store::{self, OWN};
use tienbo_core::vault::Office;
use ts_rs::TS;

/// What is looked at first of a report that has it.
const FIRST: [FigureCode; 5] = [
    FigureCode::DOCUMENTS,
    FigureCode::events(None, EventCount::Events),
    FigureCode::courses(None, CourseCount::Courses),
    FigureCode::Cases(Cases::All),
    FigureCode::funding(None, Money::Granted),
];

/// A period's totals.
#[derive(Debug, Serialize, TS)]
pub struct Totals {
    /// Numbers that can be looked at.
    pub lines: Vec<NumberName>,
    /// Code of the one that is looked at first, where there is any.
    pub first: Option<String>,
    /// Units, each after the one above it.
    pub rows: Vec<TotalsRow>,
}

/// A number that can be looked at.
#[derive(Debug, Serialize, TS)]
pub struct NumberName {
    /// Code of the figure, or of the row of Phụ lục 01.
    pub code: String,
    /// Name.
    pub label: String,
}

/// A unit with all below it.
#[derive(Debug, Serialize, TS)]
pub struct TotalsRow {
    /// Code.
    pub unit: UnitCode,
    /// Name in the period.
    pub name: String,
    /// Code of its level.
    pub level: String,
    /// Code of the unit above; `null` for this office.
    pub parent: Option<UnitCode>,
    /// How far below this office.
    pub depth: usize,
    /// Whether records of its own are counted.
    pub has_own: bool,
    /// Units whose submissions count.
    pub reported: i64,
    /// Units that should report.
    pub expected: i64,
    /// The numbers asked for, by code.
    pub values: BTreeMap<String, Number>,
    /// The same of the unit alone, where units lie below it and it has records of its own.
    pub own: Option<BTreeMap<String, Number>>,
}

/// A number of a unit in a period.
#[derive(Debug, Serialize, TS)]
pub struct TrendPoint {
    /// Period.
    pub period: Period,
    /// The number.
    pub value: Number,
    /// Units whose submissions count.
    pub reported: i64,
    /// Units that should report.
    pub expected: i64,
    /// The units that it was then, where a reform has made it of others.
    pub made_of: Vec<NamedUnit>,
}

/// What is under a number of a unit alone.
#[derive(Debug, Serialize, TS)]
pub struct Traced {
    /// The number.
    pub value: Number,
    /// Its records, by kind.
    pub kinds: Vec<RecordsOfKind>,
}

/// A row of Phụ lục 01 beside its targets.
#[derive(Debug, Serialize, TS)]
pub struct TargetRow {
    /// Code.
    pub code: String,
    /// Number and wording.
    pub label: String,
    /// Unit of measure.
    pub measure: String,
    /// The result.
    pub result: Number,
    /// Targets.
    pub targets: Vec<TargetOfYear>,
}

/// A target for a year.
#[derive(Debug, Serialize, TS)]
pub struct TargetOfYear {
    /// Year.
    pub year: i32,
    /// Which side is good.
    pub direction: TargetDirection,
    /// Value.
    pub value: Number,
    /// Whether the result reaches it; `null` where one of the two is unknown.
    pub reached: Option<bool>,
}

/// What was written for another system.
#[derive(Debug, Serialize, TS)]
pub struct Dhis2File {
    /// Where.
    pub file: String,
    /// Values in it.
    pub values: usize,
    /// Small counts of cases that were left out.
    pub left_out: usize,
}

/// A file of records for another system.
#[derive(Debug, Serialize, TS)]
pub struct RecordsWritten {
    /// Where.
    pub folder: String,
    /// Each file.
    pub files: Vec<receiving::RecordsFile>,
    /// Records in all of them.
    pub records: usize,
    /// The cases person by person, where they were asked for.
    pub persons: Option<receiving::PersonsFile>,
}

fn lines_of(office: &Office, period: Period, codes: &[String]) -> Result<Vec<Quantity>, Failure> {
    let line = |code: &String| Ok(office.quantity(code, &[period])?);
    codes.iter().map(line).collect()
}

fn numbers(
    office: &Office,
    period: Period,
    sum: Option<&Summary>,
    lines: &[Quantity],
) -> Result<BTreeMap<String, Number>, Failure> {
    let number = |line: &Quantity| -> Result<_, Failure> {
        let value = match sum {
            Some(sum) => office.quantity_value(period, sum, line)?,
            None => None,
        };
        Ok((line.code().to_owned(), Number::of(period.report, value)))
    };
    lines.iter().map(number).collect()
}

/// The totals of a period, with the numbers of these codes; without, with all there are.
///
/// # Errors
/// No such period; a code that its catalogue does not know.
pub fn totals(
    session: &mut Session,
    period: Period,
    codes: Option<Vec<String>>,
) -> Result<Totals, Failure> {
    let language = session.language();
    session.office.keep_summaries(period)?;
    let totals = session.office.totals(period)?;
    let office = &session.office;
    let catalogue = office.catalogue_of(period)?;
    let all = totals.quantities(catalogue);
    let lines = match codes {
        Some(codes) => lines_of(office, period, &codes)?,
        None => all.clone(),
    };
    let rows = totals.rows.iter().map(|row| -> Result<_, Failure> {
        let alone = row.alone.as_ref();
        Ok(TotalsRow {
            unit: row.unit.clone(),
            name: row.name.clone(),
            level: row.level.clone(),
            parent: row.parent.clone(),
            depth: row.depth,
            has_own: row.has_own,
            reported: row.reported,
            expected: row.expected,
            values: numbers(office, period, row.is_known().then_some(&row.sum), &lines)?,
            own: alone
                .map(|alone| numbers(office, period, Some(alone), &lines))
                .transpose()?,
        })
    });
    let is_there = |code: &String| all.iter().any(|line| line.code() == *code);
    let likely = FIRST.iter().map(FigureCode::to_string).find(is_there);
    Ok(Totals {
        rows: rows.collect::<Result<_, _>>()?,
        first: likely.or_else(|| all.first().map(|line| line.code().to_owned())),
        lines: all
            .iter()
            .map(|line| NumberName {
                code: line.code().to_owned(),
                label: quantity_label(catalogue, language, line),
            })
            .collect(),
    })
}

/// Totals of a period as a table that may leave the office: small counts of cases are kept back.
///
/// # Errors
/// As [`totals`].
pub fn totals_table(
    session: &mut Session,
    period: Period,
    codes: &[String],
) -> Result<Table, Failure> {
    session.office.keep_summaries(period)?;
    let totals = session.office.totals(period)?;
    let catalogue = session.office.catalogue_of(period)?;
    let lines = lines_of(&session.office, period, codes)?;
    let gate = session.office.gate(period.year)?;
    Ok(totals.table(catalogue, &gate, session.language(), &lines))
}

/// Writes [`totals_table`], as the file's name asks.
///
/// # Errors
/// As [`totals`]; the system's.
pub fn save_totals(
    session: &mut Session,
    to: &Path,
    period: Period,
    codes: Vec<String>,
) -> Result<Written, Failure> {
    let table = totals_table(session, period, &codes)?;
    write_table(session, to, &table)
}

/// The number of a unit alone, and the records under it; nothing where the unit has not reported.
///
/// # Errors
/// No such period; a code that its catalogue does not know.
pub fn trace(
    session: &Session,
    period: Period,
    unit: UnitCode,
    code: String,
) -> Result<Option<Traced>, Failure> {
    let office = &session.office;
    let line = office.quantity(&code, &[period])?;
    let Some(traced) = office.traced(period, &unit, &line)? else {
        return Ok(None);
    };
    let origin = match unit == *office.unit() {
        true => OWN,
        false => {
            store::current_submission(office.store(), &unit, period)?
                .ok_or_else(|| ReceivingError::NotSent(unit.clone(), period))?
                .origin
        }
    };
    Ok(Some(Traced {
        value: Number::of(period.report, traced.value),
        kinds: carried(session, period.report, origin, |id| {
            traced.records.contains(id)
        })?,
    }))
}

/// The periods of the same report and part of the year, oldest first.
fn alike(office: &Office, period: Period) -> Vec<Period> {
    let catalogues = office.catalogues().iter();
    let mut found: Vec<Period> = catalogues
        .flat_map(Catalogue::periods)
        .filter(|other| other.report == period.report && other.part == period.part)
        .collect();
    found.sort_by_key(|period| period.year);
    found
}

/// A number of a unit, with all below it, in some periods.
///
/// # Errors
/// A period that is in no catalogue; a code that one does not know.
pub fn trend(
    session: &mut Session,
    unit: &UnitCode,
    code: &str,
    periods: &[Period],
) -> Result<Vec<TrendPoint>, Failure> {
    let line = session.office.quantity(code, periods)?;
    let points = session.office.trend(unit, &line, periods)?;
    let catalogues = session.office.catalogues();
    Ok(points
        .into_iter()
        .map(|point| TrendPoint {
            period: point.period,
            value: Number::of(point.period.report, point.value),
            reported: point.reported,
            expected: point.expected,
            made_of: point
                .made_of
                .iter()
                .map(|unit| NamedUnit::of(unit, catalogues))
                .collect(),
        })
        .collect())
}

/// [`trend`] in all periods of the same report and part of the year.
///
/// # Errors
/// As [`trend`].
pub fn trend_over_years(
    session: &mut Session,
    period: Period,
    unit: UnitCode,
    code: String,
) -> Result<Vec<TrendPoint>, Failure> {
    let periods = alike(&session.office, period);
    trend(session, &unit, &code, &periods)
}

/// [`trend`] as a table that may leave the office.
///
/// # Errors
/// As [`trend`].
pub fn trend_table(
    session: &mut Session,
    unit: &UnitCode,
    code: &str,
    periods: &[Period],
) -> Result<Table, Failure> {
    let line = session.office.quantity(code, periods)?;
    let points = session.office.trend(unit, &line, periods)?;
    Ok(session
        .office
        .trend_table(unit, &line, &points, session.language())?)
}

/// Writes [`trend_over_years`] as a table that may leave the office, as the file's name asks.
///
/// # Errors
/// As [`trend`]; the system's.
pub fn save_trend(
    session: &mut Session,
    to: &Path,
    period: Period,
    unit: UnitCode,
    code: String,
) -> Result<Written, Failure> {
    let periods = alike(&session.office, period);
    let table = trend_table(session, &unit, &code, &periods)?;
    write_table(session, to, &table)
}

/// The rows of Phụ lục 01 that have targets, over all units, beside them.
///
/// # Errors
/// No such period.
pub fn targets(session: &mut Session, period: Period) -> Result<Vec<TargetRow>, Failure> {
    let language = session.language();
    session.office.keep_summaries(period)?;
    let totals = session.office.totals(period)?;
    let catalogue = session.office.catalogue_of(period)?;
    let Some(whole) = totals.whole() else {
        return Ok(Vec::new());
    };
    let indicators = Indicators::of_summary(catalogue, &whole.sum);
    let rows = catalogue
        .annex01
        .iter()
        .filter(|row| !row.targets.is_empty());
    Ok(rows
        .map(|row| target_row(catalogue, &indicators, row, language))
        .collect())
}

fn target_row(
    catalogue: &Catalogue,
    indicators: &Indicators<'_, &Summary>,
    row: &IndicatorRow,
    language: Language,
) -> TargetRow {
    let measured = catalogue.measured(row);
    let result = indicators.row(measured).value;
    let measure = measured.unit.as_ref().or(measured.measure.as_ref());
    let of_year = |target: &Target| TargetOfYear {
        year: target.year,
        direction: target.direction,
        value: Number::decimal(target.parts()),
        reached: result.and_then(|result| target.is_reached_by(result)),
    };
    TargetRow {
        code: row.code.clone(),
        label: quantity_label(catalogue, language, &Quantity::Indicator(row.code.clone())),
        measure: measure.cloned().unwrap_or_default(),
        result: Number::decimal(result),
        targets: row.targets.iter().map(of_year).collect(),
    }
}

/// Writes the indicators of a period as Aggregate Data Exchange (XML); small counts of cases are left out.
///
/// # Errors
/// A catalogue that does not say what its rows are called in DHIS2; the system's.
pub fn save_adx(session: &mut Session, to: &Path, period: Period) -> Result<Dhis2File, Failure> {
    write_values(session, to, period, Dhis2Form::Adx)
}

/// Writes the indicators of a period as DHIS2's `dataValueSets` (JSON); small counts of cases are left
/// out.
///
/// # Errors
/// As [`save_adx`].
pub fn save_dhis2(session: &mut Session, to: &Path, period: Period) -> Result<Dhis2File, Failure> {
    write_values(session, to, period, Dhis2Form::Json)
}

fn write_values(
    session: &mut Session,
    to: &Path,
    period: Period,
    form: Dhis2Form,
) -> Result<Dhis2File, Failure> {
    let written = session.office.write_dhis2(period, form, to)?;
    Ok(Dhis2File {
        file: files::shown(to),
        values: written.values,
        left_out: written.left_out,
    })
}

/// Writes the records of some periods without what names anybody, as Parquet files in a folder; the cases
/// person by person only for a reason.
///
/// # Errors
/// No such period; cases without a reason; the system's.
pub fn save_records(
    session: &mut Session,
    folder: &Path,
    periods: Vec<Period>,
    reason_for_cases: Option<String>,
) -> Result<RecordsWritten, Failure> {
    let office = &mut session.office;
    let persons = reason_for_cases
        .map(|reason| office.write_persons(&periods, &reason, folder))
        .transpose()?;
    let written = office.write_records(&periods, folder)?;
    Ok(RecordsWritten {
        folder: files::shown(folder),
        records: written.iter().map(|file| file.records).sum(),
        files: written,
        persons,
    })
}
