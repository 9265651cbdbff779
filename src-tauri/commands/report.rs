//! Báo cáo: the report on its pages, each number with what is under it.

use super::{DayText, PeriodText, ScopeText, small};
use crate::bindings::commands;
use crate::failure::{DeskError, Failure, Gone};
use crate::files::{self, Sort};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::figures::FigureCode;
use tienbo_core::model::{Day, RecordKind, at, grouped};
use tienbo_core::sections::figures;
use ts_rs::TS;

/// A report that was typeset.
#[derive(Serialize, TS)]
pub(crate) struct Preview {
    /// Number of pages.
    pages: u32,
    /// Where each place of the outline begins.
    places: Vec<PlaceOnPage>,
}

/// Where a place of the outline begins.
#[derive(Serialize, TS)]
pub(crate) struct PlaceOnPage {
    /// Code.
    code: String,
    /// Heading.
    heading: String,
    /// Page, from 0.
    page: u32,
}

/// A page of a report.
#[derive(Serialize, TS)]
pub(crate) struct PreviewPage {
    /// Picture, as SVG.
    svg: String,
    /// Width in points.
    width: f64,
    /// Height in points.
    height: f64,
    /// Text, line by line.
    text: String,
    /// What can be followed.
    spots: Vec<PreviewSpot>,
}

/// Something on a page that can be followed.
#[derive(Serialize, TS)]
pub(crate) struct PreviewSpot {
    /// `figure:<code>`, `record:<table>:<id>`, `place:<code>`.
    mark: String,
    /// What is read there.
    text: String,
    /// Left edge, in points.
    x: f64,
    /// Upper edge.
    y: f64,
    /// Width.
    width: f64,
    /// Height.
    height: f64,
}

/// What is under a figure.
#[derive(Serialize, TS)]
pub(crate) struct UnderFigure {
    /// Its name.
    label: String,
    /// Its number.
    value: Option<String>,
    /// Its records, by kind.
    groups: Vec<RecordGroup>,
}

/// Records of one kind.
#[derive(Serialize, TS)]
pub(crate) struct RecordGroup {
    /// Table of the kind.
    kind: String,
    /// Ids.
    ids: Vec<String>,
}

pub(super) fn date_or_today(date: Option<DayText>) -> Result<Day, Failure> {
    match date.map(|date| date.any("date")).transpose()?.flatten() {
        Some(date) => Ok(date),
        None => Ok(Day::today().map_err(at("date"))?),
    }
}

commands! {
    /// Typesets a period's report as it will print.
    fn preview(
        desk,
        period: PeriodText,
        date: Option<DayText>,
        number: Option<u32>,
        scope: ScopeText,
    ) -> Preview {
        let date = date_or_today(date)?;
        desk.session(|session| {
            let pages = session.office.pages(period.0, date, number, &scope.0)?;
            let mut places = Vec::new();
            for page in 0..pages.count() {
                let spots = pages.sight(page).map(|sight| sight.spots).unwrap_or_default();
                for spot in spots {
                    if let tienbo_core::report::Mark::Place(code) = spot.mark {
                        // A heading broken over two lines is one place.
                        let known = |place: &PlaceOnPage| place.code == code;
                        if !places.iter().any(known) {
                            places.push(PlaceOnPage { code, heading: spot.text, page: small(page) });
                        }
                    }
                }
            }
            let count = small(pages.count());
            session.pages = Some(pages);
            Ok(Preview { pages: count, places })
        })
    }

    /// A page of the report typeset last.
    fn preview_page(desk, page: u32) -> Option<PreviewPage> {
        desk.session(|session| {
            let page = usize::try_from(page).unwrap_or(usize::MAX);
            let Some(pages) = &session.pages else { return Ok(None) };
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
        })
    }

    /// What is under a figure of a period.
    fn figure_records(desk, period: PeriodText, code: String) -> UnderFigure {
        let language = desk.language();
        desk.session(|session| {
            let data = session.office.own_data(period.0)?;
            let code = FigureCode::from(code.as_str());
            let figure = figures(&data).remove(&code).unwrap_or_default();
            let groups = RecordKind::ALL
                .into_iter()
                .filter_map(|kind| {
                    let ids: BTreeSet<_> = data.ids(kind);
                    let ids: Vec<String> =
                        figure.records.intersection(&ids).map(ToString::to_string).collect();
                    // What travels of a case leads to the case.
                    let kind = if kind.is_facts() { RecordKind::ViolenceCase } else { kind };
                    let kind = kind.table().to_owned();
                    (!ids.is_empty()).then_some(RecordGroup { kind, ids })
                })
                .collect();
            Ok(UnderFigure {
                label: code.label(language),
                value: figure.value.map(grouped),
                groups,
            })
        })
    }

    /// Writes the report as a PDF to a place that the user chooses, and gives the place.
    fn save_report(
        desk,
        period: PeriodText,
        date: Option<DayText>,
        number: Option<u32>,
        scope: ScopeText,
    ) -> String {
        let date = date_or_today(date)?;
        let name = format!("bao-cao-{}-{}.pdf", period.0.year, period.0.part.code());
        let path = files::save_as(&desk, Sort::Pdf, &name)?;
        desk.session(|session| {
            session.office.write_report(period.0, date, number, &scope.0, &path)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Opens the file that was written last in the system's program for it.
    fn open_saved(desk) -> () {
        let path = desk.session(|session| Ok(session.saved.clone()))?;
        let path = path.ok_or(DeskError::Gone(Gone::Saved))?;
        tauri_plugin_opener::open_path(&path, None::<&str>)
            .map_err(|error| DeskError::System(error.to_string()).into())
    }
}
