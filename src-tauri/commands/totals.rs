//! Tổng hợp: everything added up at every level, over time, against targets, down to the records.

use super::PeriodText;
use super::inbox::unit_name;
use super::receiving::{SubmittedKind, submitted_kinds, today, unit_code};
use crate::bindings::commands;
use crate::failure::{DeskError, Failure, Gone};
use crate::files::{self, Sort};
use serde::Serialize;
use tienbo_core::catalogue::{Rule, TargetDirection};
use tienbo_core::exchange::TableCell;
use tienbo_core::figures::{Indicators, Summary};
use tienbo_core::model::{Period, RecordId, ReportKind, UnitCode};
use tienbo_core::receiving::{Dhis2Form, Quantity, quantity_label};
use tienbo_core::store::{self, OWN};
use tienbo_core::vault::Office;
use ts_rs::TS;

/// A period's totals.
#[derive(Serialize, TS)]
pub(crate) struct TotalsShown {
    /// Numbers that can be looked at.
    lines: Vec<LineShown>,
    /// Units, each after the one above it.
    rows: Vec<TotalsLine>,
}

/// A number that can be looked at.
#[derive(Serialize, TS)]
pub(crate) struct LineShown {
    /// Code.
    code: String,
    /// Name.
    label: String,
}

/// A unit with all below it.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TotalsLine {
    /// Code.
    unit: String,
    /// Name.
    name: String,
    /// Code of the unit above.
    parent: Option<String>,
    /// How far below this office.
    depth: u32,
    /// Whether records of its own are counted.
    has_own: bool,
    /// Units whose submissions count.
    reported: i64,
    /// Units that should report.
    expected: i64,
    /// The numbers asked for.
    values: Vec<ValueShown>,
    /// The same of the unit alone, where units lie below it.
    own: Vec<ValueShown>,
}

/// A number.
#[derive(Serialize, TS)]
pub(crate) struct ValueShown {
    /// As people read it; empty where nobody knows it.
    shown: String,
    /// For charts.
    value: Option<f64>,
}

/// A number in a period.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrendShown {
    /// Period.
    period: String,
    /// The number.
    value: ValueShown,
    /// Units whose submissions count.
    reported: i64,
    /// Units that should report.
    expected: i64,
    /// Names of the units that it was then.
    made_of: Vec<String>,
}

/// A row of Phụ lục 01 beside its targets.
#[derive(Serialize, TS)]
pub(crate) struct TargetRow {
    /// Code.
    code: String,
    /// Number and wording.
    label: String,
    /// Unit of measure.
    measure: String,
    /// The result.
    result: ValueShown,
    /// Targets.
    targets: Vec<TargetShown>,
}

/// A target.
#[derive(Serialize, TS)]
pub(crate) struct TargetShown {
    /// Year.
    year: i32,
    /// `at-least`, `above`, `at-most`, `below`.
    direction: String,
    /// Value.
    value: ValueShown,
    /// Whether the result reaches it.
    reached: Option<bool>,
}

/// What was written for another system.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExchangeShown {
    /// Where.
    path: String,
    /// Values or records.
    count: u32,
    /// Small counts of cases that were left out.
    left_out: u32,
}

const PARTS: f64 = 10_000.0;

fn shown(report: ReportKind, value: Option<i64>) -> ValueShown {
    match report {
        ReportKind::Annex01 => ValueShown {
            shown: TableCell::decimal(value).shown(),
            value: value.map(|value| value as f64 / PARTS),
        },
        _ => ValueShown {
            shown: TableCell::number(value).shown(),
            value: value.map(|value| value as f64),
        },
    }
}

/// The periods of the same report and part of the year, oldest first.
fn alike(office: &Office, period: Period) -> Vec<Period> {
    let catalogues = office.catalogues().iter();
    let mut found: Vec<Period> = catalogues
        .flat_map(|catalogue| catalogue.periods())
        .filter(|other| other.report == period.report && other.part == period.part)
        .collect();
    found.sort_by_key(|period| period.year);
    found
}

commands! {
    /// The totals of a period, with the numbers asked for.
    fn totals(desk, period: PeriodText, codes: Vec<String>) -> TotalsShown {
        let language = desk.language();
        desk.session(|session| {
            session.office.keep_summaries(period.0)?;
            let totals = session.office.totals(period.0)?;
            let office = &session.office;
            let catalogue = office.catalogue_of(period.0)?;
            let lines: Vec<Quantity> =
                codes.iter().map(|code| Quantity::new(period.0.report, code)).collect();
            let mut rows = Vec::with_capacity(totals.rows.len());
            let shown_of = |sum: Option<&Summary>| -> Result<Vec<ValueShown>, Failure> {
                let value = |line| -> Result<Option<i64>, Failure> {
                    match sum {
                    Some(sum) => Ok(office.quantity_value(period.0, sum, line)?),
                    None => Ok(None),
                    }
                };
                let values = lines.iter().map(|line| Ok(shown(period.0.report, value(line)?)));
                values.collect()
            };
            for row in &totals.rows {
                rows.push(TotalsLine {
                    unit: row.unit.to_string(),
                    name: row.name.clone(),
                    parent: row.parent.as_ref().map(UnitCode::to_string),
                    depth: super::small(row.depth),
                    has_own: row.has_own,
                    reported: row.reported,
                    expected: row.expected,
                    values: shown_of(row.is_known().then_some(&row.sum))?,
                    own: shown_of(row.alone.as_ref())?,
                });
            }
            Ok(TotalsShown {
                lines: totals
                    .quantities(catalogue)
                    .iter()
                    .map(|line| LineShown {
                        code: line.code(),
                        label: quantity_label(catalogue, language, line),
                    })
                    .collect(),
                rows,
            })
        })
    }

    /// The records under a number of one unit alone.
    fn trace(desk, period: PeriodText, unit: String, code: String) -> Vec<SubmittedKind> {
        let unit = unit_code(&unit)?;
        let language = desk.language();
        desk.session(|session| {
            let office = &session.office;
            let line = Quantity::new(period.0.report, &code);
            let Some(traced) = office.traced(period.0, &unit, &line)? else {
                return Ok(Vec::new());
            };
            let origin = if unit == *office.unit() {
                OWN
            } else {
                let submission = store::current_submission(office.store(), &unit, period.0)?;
                submission.ok_or(DeskError::Gone(Gone::Submission))?.origin
            };
            let ids: Vec<String> = traced.records.iter().map(RecordId::to_string).collect();
            let mut kinds = submitted_kinds(office, origin, period.0.report, language)?;
            for kind in &mut kinds {
                kind.keep(&ids);
            }
            kinds.retain(|kind| !kind.is_empty());
            Ok(kinds)
        })
    }

    /// A number of a unit, with all below it, in all periods of the same report.
    fn trend(desk, period: PeriodText, unit: String, code: String) -> Vec<TrendShown> {
        let unit = unit_code(&unit)?;
        desk.session(|session| {
            let periods = alike(&session.office, period.0);
            let line = Quantity::new(period.0.report, &code);
            let points = session.office.trend(&unit, &line, &periods)?;
            let office = &session.office;
            Ok(points
                .into_iter()
                .map(|point| TrendShown {
                    period: point.period.to_string(),
                    value: shown(period.0.report, point.value),
                    reported: point.reported,
                    expected: point.expected,
                    made_of: point.made_of.iter().map(|unit| unit_name(office, unit)).collect(),
                })
                .collect())
        })
    }

    /// The rows of Phụ lục 01 that have targets, over all units, beside them.
    fn targets(desk, period: PeriodText) -> Vec<TargetRow> {
        let language = desk.language();
        desk.session(|session| {
            session.office.keep_summaries(period.0)?;
            let totals = session.office.totals(period.0)?;
            let catalogue = session.office.catalogue_of(period.0)?;
            let Some(whole) = totals.whole() else {
                return Ok(Vec::new());
            };
            let indicators = Indicators::of_summary(catalogue, &whole.sum);
            let rows = catalogue.annex01.iter().filter(|row| !row.targets.is_empty());
            Ok(rows
                .map(|row| {
                    let measured = |target: &tienbo_core::catalogue::Target| {
                        let of = target.row.as_deref().unwrap_or(&row.code);
                        catalogue.annex01.iter().find(|row| row.code == of)
                    };
                    let own = match &row.rule {
                        Rule::Heading => row.targets.first().and_then(measured).unwrap_or(row),
                        _ => row,
                    };
                    let result = indicators.row(own).value;
                    TargetRow {
                        code: row.code.clone(),
                        label: quantity_label(catalogue, language, &Quantity::Indicator(row.code.clone())),
                        measure: own.unit.clone().or_else(|| own.measure.clone()).unwrap_or_default(),
                        result: shown(ReportKind::Annex01, result),
                        targets: row
                            .targets
                            .iter()
                            .map(|target| {
                                let value = target.value.replace('.', ",");
                                let parts = tienbo_core::model::parse_number(&value).ok();
                                TargetShown {
                                    year: target.year,
                                    direction: match target.direction {
                                        TargetDirection::AtLeast => "at-least",
                                        TargetDirection::Above => "above",
                                        TargetDirection::AtMost => "at-most",
                                        TargetDirection::Below => "below",
                                    }
                                    .to_owned(),
                                    value: shown(ReportKind::Annex01, parts),
                                    reached: result
                                        .and_then(|result| target.is_reached_by(result)),
                                }
                            })
                            .collect(),
                    }
                })
                .collect())
        })
    }

    /// Writes the totals of a period as a workbook or as comma-separated values, as the file's name
    /// asks; small counts of cases are kept back. Gives the place.
    fn save_totals(desk, period: PeriodText, codes: Vec<String>) -> String {
        let path = files::save_as(&desk, Sort::Table, "tong-hop.xlsx")?;
        let language = desk.language();
        desk.session(|session| {
            session.office.keep_summaries(period.0)?;
            let totals = session.office.totals(period.0)?;
            let catalogue = session.office.catalogue_of(period.0)?;
            let lines: Vec<Quantity> =
                codes.iter().map(|code| Quantity::new(period.0.report, code)).collect();
            let table = totals.table(catalogue, language, &lines);
            session.office.write_table(&table, &path, today()?)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Writes the indicators of a period for DHIS2, as `adx` or `json`; gives the place and how many small
    /// counts of cases were left out.
    fn save_dhis2(desk, period: PeriodText, form: String) -> ExchangeShown {
        let (form, sort, name) = match form.as_str() {
            "adx" => (Dhis2Form::Adx, Sort::Xml, "chi-tieu-adx.xml"),
            _ => (Dhis2Form::Json, Sort::Json, "chi-tieu-dhis2.json"),
        };
        let path = files::save_as(&desk, sort, name)?;
        desk.session(|session| {
            let written = session.office.write_dhis2(period.0, form, &path)?;
            Ok(ExchangeShown {
                path: files::shown(&path),
                count: super::small(written.values),
                left_out: super::small(written.left_out),
            })
        })
    }

    /// Writes the records of a period without what names anybody, as Parquet files in a folder that the
    /// user chooses; facts of cases only where they are asked for.
    fn save_records(desk, period: PeriodText, with_cases: bool) -> ExchangeShown {
        let folder = files::folder(&desk)?;
        desk.session(|session| {
            let written = session.office.write_records(&[period.0], with_cases, &folder)?;
            Ok(ExchangeShown {
                path: files::shown(&folder),
                count: super::small(written.iter().map(|file| file.records).sum()),
                left_out: 0,
            })
        })
    }

    /// Writes a number over time, and gives the place.
    fn save_trend(desk, period: PeriodText, unit: String, code: String) -> String {
        let path = files::save_as(&desk, Sort::Table, "qua-cac-ky.xlsx")?;
        let unit = unit_code(&unit)?;
        let language = desk.language();
        desk.session(|session| {
            let periods = alike(&session.office, period.0);
            let line = Quantity::new(period.0.report, &code);
            let points = session.office.trend(&unit, &line, &periods)?;
            let table = session.office.trend_table(&unit, &line, &points, language)?;
            session.office.write_table(&table, &path, today()?)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }
}
