//! Báo cáo: the report on its pages, each number with what is under it.

use crate::files::{FileKind, Suggested};
use crate::{Failure, Number, Session, TypedDay};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tienbo_core::figures::{IndicatorResult, Indicators, Override, ResultSource};
use tienbo_core::model::{FigureCode, Period, RecordId, RecordKind, UnitCode, grouped};
use tienbo_core::period::Scope;
use tienbo_core::register::CasesOfFacts;
use tienbo_core::report::{Mark, Pages};
use tienbo_core::sections::figures;
use ts_rs::TS;

/// A report that was typeset.
#[derive(Debug, Serialize, TS)]
pub struct Preview {
    /// Number of pages.
    pub pages: usize,
    /// Where each place of the outline begins.
    pub places: Vec<PlaceOnPage>,
}

/// Where a place of the outline begins.
#[derive(Debug, Serialize, TS)]
pub struct PlaceOnPage {
    /// Code.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// Page, from 0.
    pub page: usize,
}

/// A page of a report.
#[derive(Debug, Serialize, TS)]
pub struct PreviewPage {
    /// Picture, as SVG.
    pub svg: String,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// Text, line by line.
    pub text: String,
    /// What can be followed.
    pub spots: Vec<PreviewSpot>,
}

/// Something on a page that can be followed.
#[derive(Debug, Serialize, TS)]
pub struct PreviewSpot {
    /// `figure:<code>`, `record:<table>:<id>`, `place:<code>`.
    pub mark: String,
    /// What is read there.
    pub text: String,
    /// Left edge, in points.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// What is under a figure.
#[derive(Debug, Serialize, TS)]
pub struct UnderFigure {
    /// Its name.
    pub label: String,
    /// Its number as it is shown; `null` where it is unknown.
    pub value: Option<String>,
    /// Its records, by kind.
    pub groups: Vec<RecordGroup>,
}

/// Records of one kind.
#[derive(Debug, Serialize, TS)]
pub struct RecordGroup {
    /// Kind.
    pub kind: RecordKind,
    /// Ids.
    pub ids: BTreeSet<RecordId>,
}

/// A report that was written.
#[derive(Debug, Serialize, TS)]
pub struct PrintedReport {
    /// Where it lies.
    pub file: String,
    /// Its pages.
    pub pages: usize,
}

/// The numbers of a period.
#[derive(Debug, Serialize)]
pub struct PeriodFigures {
    /// Figures of the activities, by code.
    pub figures: BTreeMap<FigureCode, CountedFigure>,
    /// Rows of Phụ lục 01.
    pub annex01: Vec<CountedIndicator>,
}

/// A figure of the activities.
#[derive(Debug, Serialize)]
pub struct CountedFigure {
    /// The number.
    #[serde(flatten)]
    pub number: Number,
    /// The records under it.
    pub records: BTreeSet<RecordId>,
}

/// A row of Phụ lục 01.
#[derive(Debug, Serialize)]
pub struct CountedIndicator {
    /// Code of the row.
    pub code: String,
    /// The number, in the row's measure.
    #[serde(flatten)]
    pub number: Number,
    /// Numerator, of a ratio.
    pub numerator: Option<Number>,
    /// Denominator, of a ratio.
    pub denominator: Option<Number>,
    /// Where it comes from; `None` for a heading.
    pub source: Option<ResultSource>,
    /// The records under it: values entered, or cases.
    pub records: BTreeSet<RecordId>,
    /// Numbers that officers put in place of the register's.
    pub overrides: Vec<CountedOverride>,
}

/// A count of the register that the officer of a unit put another number for.
#[derive(Debug, Serialize)]
pub struct CountedOverride {
    /// Unit.
    pub unit: UnitCode,
    /// What the register counts.
    pub counted: Number,
    /// What the officer says.
    pub value: Number,
    /// Why.
    pub reason: String,
}

impl From<Override> for CountedOverride {
    fn from(put: Override) -> Self {
        Self {
            unit: put.unit,
            counted: Number::decimal(Some(put.counted)),
            value: Number::decimal(Some(put.value)),
            reason: put.reason,
        }
    }
}

impl From<IndicatorResult> for CountedIndicator {
    fn from(row: IndicatorResult) -> Self {
        let part = |parts: Option<i64>| parts.map(|parts| Number::decimal(Some(parts)));
        Self {
            code: row.code,
            number: Number::decimal(row.value),
            numerator: part(row.numerator),
            denominator: part(row.denominator),
            source: row.source,
            records: row.records,
            overrides: row
                .overrides
                .into_iter()
                .map(CountedOverride::from)
                .collect(),
        }
    }
}

/// Typesets a period's report as it will print, dated today unless a day is typed.
///
/// # Errors
/// No such period; a report without a printed form; a day that is none.
pub fn preview(
    session: &mut Session,
    period: Period,
    date: Option<TypedDay>,
    number: Option<u32>,
    scope: Scope,
) -> Result<Preview, Failure> {
    let date = TypedDay::read_or_today(date.as_ref(), "date")?;
    let pages = session.office.pages(period, date, number, &scope)?;
    let preview = Preview {
        pages: pages.count(),
        places: places(&pages),
    };
    session.pages = Some(pages);
    Ok(preview)
}

fn places(pages: &Pages) -> Vec<PlaceOnPage> {
    let mut places: Vec<PlaceOnPage> = Vec::new();
    for page in 0..pages.count() {
        let spots = pages
            .sight(page)
            .map(|sight| sight.spots)
            .unwrap_or_default();
        for spot in spots {
            if let Mark::Place(code) = spot.mark
                // A heading broken over two lines is one place.
                && !places.iter().any(|place| place.code == code)
            {
                let heading = spot.text;
                places.push(PlaceOnPage {
                    code,
                    heading,
                    page,
                });
            }
        }
    }
    places
}

/// A page of the report typeset last.
///
/// # Errors
/// None.
pub fn preview_page(session: &Session, page: usize) -> Result<Option<PreviewPage>, Failure> {
    let Some(pages) = &session.pages else {
        return Ok(None);
    };
    let found = pages.svg(page).zip(pages.sight(page));
    Ok(found.map(|(svg, sight)| PreviewPage {
        svg,
        width: sight.width,
        height: sight.height,
        text: sight.text,
        spots: sight
            .spots
            .into_iter()
            .map(|spot| PreviewSpot {
                mark: spot.mark.code(),
                text: spot.text,
                x: spot.x,
                y: spot.y,
                width: spot.width,
                height: spot.height,
            })
            .collect(),
    }))
}

/// What is under a figure of a period.
///
/// # Errors
/// No such period.
pub fn figure_records(
    session: &Session,
    period: Period,
    code: FigureCode,
) -> Result<UnderFigure, Failure> {
    let data = session.office.own_data(period)?;
    let figure = figures(&data).remove(&code).unwrap_or_default();
    let of_facts = CasesOfFacts::new(session.office.store())?;
    let group = |kind: RecordKind| {
        let ids: BTreeSet<RecordId> = data.ids(kind).into_iter().collect();
        let ids: BTreeSet<RecordId> = figure.records.intersection(&ids).copied().collect();
        // What travels of a case leads to the case.
        let (kind, ids) = match kind.is_facts() {
            true => (RecordKind::ViolenceCase, of_facts.cases(ids)),
            false => (kind, ids),
        };
        let is_told = !kind.is_of_cases() || session.lists_cases();
        (!ids.is_empty() && is_told).then_some(RecordGroup { kind, ids })
    };
    Ok(UnderFigure {
        label: code.label(session.language()),
        value: figure.value.map(grouped),
        groups: RecordKind::ALL.into_iter().filter_map(group).collect(),
    })
}

/// The numbers of a period: of this office, or of all below it too.
///
/// # Errors
/// No such period.
pub fn period_figures(
    session: &Session,
    period: Period,
    all: bool,
) -> Result<PeriodFigures, Failure> {
    let scope = if all { Scope::All } else { Scope::Own };
    let lists = session.lists_cases();
    let data = session.office.data_in(period, &scope)?;
    let catalogue = session.office.catalogue_of(period)?;
    let counted = figures(&data).into_iter().map(|(code, figure)| {
        let number = Number::count(figure.value);
        let mut records = figure.records;
        if code.is_of_cases() && !lists {
            records.clear();
        }
        (code, CountedFigure { number, records })
    });
    let of_cases = |code: &str| {
        let mut rows = catalogue.annex01.iter();
        rows.any(|row| row.code == code && catalogue.counts_register(row))
    };
    let rows = Indicators::new(catalogue, &data)
        .all()
        .into_iter()
        .map(|mut row| {
            if !lists && of_cases(&row.code) {
                row.records.clear();
            }
            row
        });
    Ok(PeriodFigures {
        figures: counted.collect(),
        annex01: rows.map(CountedIndicator::from).collect(),
    })
}

/// What a report is called as a file.
///
/// # Errors
/// None.
pub fn report_name(period: Period) -> Result<Suggested, Failure> {
    let name = format!("bao-cao-{}-{}.pdf", period.year, period.part.code());
    Ok(FileKind::Pdf.named(name))
}

/// Writes the report as a PDF, dated today unless a day is typed. That it was printed is logged.
///
/// # Errors
/// As [`preview`]; the system's.
pub fn save_report(
    session: &mut Session,
    to: &Path,
    period: Period,
    date: Option<TypedDay>,
    number: Option<u32>,
    scope: Scope,
) -> Result<PrintedReport, Failure> {
    let date = TypedDay::read_or_today(date.as_ref(), "date")?;
    let pages = session
        .office
        .write_report(period, date, number, &scope, to)?;
    Ok(PrintedReport {
        file: crate::files::shown(to),
        pages,
    })
}
