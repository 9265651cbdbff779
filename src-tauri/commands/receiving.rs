//! Tình hình nộp and Xem xét: who reported, a submission beside others, remarks, decisions.

use super::inbox::unit_name;
use super::{DecisionText, PeriodText, small};
use crate::bindings::commands;
use crate::failure::{DeskError, Failure, Gone};
use crate::files::{self, Sort};
use serde::{Deserialize, Serialize};
use tienbo_core::entry::title;
use tienbo_core::exchange::TableCell;
use tienbo_core::message::{Language, find};
use tienbo_core::model::{
    Cell, Day, Flat, Moment, Origin, Period, RecordId, RecordKind, ReportKind, UnitCode, at,
};
use tienbo_core::package::ClosingNote;
use tienbo_core::package::Reason;
use tienbo_core::receiving::{Matrix, Quantity, percent, period_name, quantity_label};
use tienbo_core::store;
use tienbo_core::typed;
use tienbo_core::vault::{Office, write_atomically};
use ts_rs::TS;

/// Units × periods.
#[derive(Serialize, TS)]
pub(crate) struct MatrixShown {
    /// Periods.
    periods: Vec<MatrixColumn>,
    /// Units.
    rows: Vec<MatrixLine>,
}

/// A period of the matrix.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MatrixColumn {
    /// Id.
    period: String,
    /// The day before which it is due.
    due_before: Option<String>,
    /// Units asked for it.
    expected: i64,
    /// Submissions that stand.
    here: i64,
    /// Those made in time.
    in_time: i64,
    /// Reports here of reports asked for, in per cent as shown.
    completeness: String,
    /// Reports in time of reports asked for, in per cent as shown.
    timeliness: String,
}

/// A unit of the matrix.
#[derive(Serialize, TS)]
pub(crate) struct MatrixLine {
    /// Code.
    unit: String,
    /// Name.
    name: String,
    /// Name of the unit above.
    above: String,
    /// Its reports, in the order of the periods.
    cells: Vec<MatrixCellShown>,
}

/// A unit's report.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MatrixCellShown {
    /// Where it stands: `in-time`, `late`, `returned`, `missing`, `not-due`, `not-asked`.
    standing: String,
    /// Revision that counts.
    revision: Option<i64>,
    /// When its first revision was made.
    made_at: Option<String>,
    /// What was decided: `accepted`, `returned`.
    decided: Option<String>,
}

/// A remark on a submission.
#[derive(Clone, Serialize, Deserialize, TS)]
pub(crate) struct RemarkShown {
    /// Section it is about.
    section: Option<String>,
    /// Record it is about.
    record: Option<String>,
    /// What is said.
    text: String,
}

/// A submission under review.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewShown {
    /// Package.
    package_id: String,
    /// Name of its unit.
    unit_name: String,
    /// The period in words.
    period_name: String,
    /// Revision.
    revision: i64,
    /// When it was made.
    made_at: String,
    /// When it came in.
    received_at: String,
    /// Whether it was made too late.
    late: bool,
    /// Name of the unit that passed it on.
    carried_by: Option<String>,
    /// Who closed the period, and what was said of the warnings that stood.
    closed_by: String,
    /// The reason given at closing.
    reason: String,
    /// The warnings that stood then, each after its place.
    warnings: Vec<String>,
    /// Numbers side by side.
    lines: Vec<ReviewLineShown>,
    /// What to ask about.
    doubts: Vec<DoubtShown>,
    /// Sections of the report.
    sections: Vec<SectionShown>,
    /// Its texts.
    texts: Vec<TextShown>,
    /// Its records, by kind.
    kinds: Vec<SubmittedKind>,
    /// What was said of it.
    remarks: Vec<RemarkShown>,
    /// What was decided: `accepted`, `returned`.
    decided: Option<String>,
    /// When.
    decided_at: Option<String>,
    /// By whom.
    decided_by: Option<String>,
    /// When its unit was told.
    told_at: Option<String>,
}

/// A number beside the same number elsewhere.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewLineShown {
    /// Code.
    code: String,
    /// Name.
    label: String,
    /// In this submission.
    now: String,
    /// In the revision before.
    before: String,
    /// In the same period last year.
    last_year: String,
    /// The neighbours' middle one.
    neighbours: String,
}

/// Something to ask about.
#[derive(Serialize, TS)]
pub(crate) struct DoubtShown {
    /// In words.
    sentence: String,
    /// Section or row it is about, where there is one.
    section: Option<String>,
    /// Records it is about.
    records: Vec<String>,
}

/// A section of a report.
#[derive(Serialize, TS)]
pub(crate) struct SectionShown {
    /// Code.
    code: String,
    /// Heading.
    heading: String,
}

/// A text of a submission.
#[derive(Serialize, TS)]
pub(crate) struct TextShown {
    /// Section.
    section: String,
    /// Text.
    text: String,
}

/// Records of one kind in a submission.
#[derive(Serialize, TS)]
pub(crate) struct SubmittedKind {
    /// Table of the kind.
    kind: String,
    /// Fields that have something.
    columns: Vec<String>,
    /// Records.
    rows: Vec<SubmittedRow>,
}

/// A record of a submission.
#[derive(Serialize, TS)]
pub(crate) struct SubmittedRow {
    /// Id.
    id: String,
    /// What it is listed by.
    title: String,
    /// Cells under the columns.
    cells: Vec<String>,
}

impl SubmittedKind {
    /// Keeps these records alone.
    pub(super) fn keep(&mut self, ids: &[String]) {
        self.rows.retain(|row| ids.contains(&row.id));
    }
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

pub(super) fn today() -> Result<Day, Failure> {
    Ok(Day::today().map_err(at("date"))?)
}

fn matrix_of(office: &Office, periods: &[PeriodText]) -> Result<Matrix, Failure> {
    let periods: Vec<Period> = periods.iter().map(|period| period.0).collect();
    Ok(office.matrix(&periods, today()?)?)
}

/// The records of a submission, kind by kind, as people read them.
pub(super) fn submitted_kinds(
    office: &Office,
    origin: Origin,
    report: ReportKind,
    language: Language,
) -> Result<Vec<SubmittedKind>, Failure> {
    let mut kinds = Vec::new();
    for kind in RecordKind::ALL {
        let is_text = kind == RecordKind::Narrative || kind == RecordKind::Attachment;
        if is_text || !kind.is_carried_by(report) {
            continue;
        }
        let records = store::flat_records(office.store(), kind, origin)?;
        if records.is_empty() {
            continue;
        }
        let columns = kind.columns();
        let used: Vec<usize> = (0..columns.len())
            .filter(|index| {
                let cell = |record: &Flat| record.record.get(*index).cloned();
                records
                    .iter()
                    .any(|record| cell(record).is_some_and(|cell| cell != Cell::Empty))
            })
            .collect();
        kinds.push(SubmittedKind {
            kind: kind.table().to_owned(),
            columns: used
                .iter()
                .map(|index| columns[*index].name.clone())
                .collect(),
            rows: records
                .iter()
                .map(|record| SubmittedRow {
                    id: record.id.to_string(),
                    title: title(kind, &record.record),
                    cells: used
                        .iter()
                        .map(|index| {
                            let cell = &record.record[*index];
                            typed::show(cell, columns[*index].kind, language)
                        })
                        .collect(),
                })
                .collect(),
        });
    }
    Ok(kinds)
}

/// What was not complete when the period was closed, in words.
fn warnings(closing: Option<&ClosingNote>, language: Language) -> Vec<String> {
    let stood = closing.map_or(&[][..], |closing| &closing.warnings);
    let worded = stood.iter().map(|warning| {
        let args = [("detail", warning.detail.clone())];
        let said = find(language, &format!("check-{}", warning.code), &args);
        format!(
            "{}: {}",
            warning.place,
            said.unwrap_or_else(|| warning.code.clone())
        )
    });
    worded.collect()
}

fn texts(office: &Office, origin: Origin) -> Result<Vec<TextShown>, Failure> {
    let found = store::records::<tienbo_core::model::Narrative>(office.store(), origin)?;
    Ok(found
        .into_iter()
        .map(|text| TextShown {
            section: text.record.section.to_string(),
            text: text.record.text.to_string(),
        })
        .collect())
}

pub(super) fn unit_code(text: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(text).map_err(at("unit"))?)
}

commands! {
    /// Units × periods, as they stand today.
    fn matrix(desk, periods: Vec<PeriodText>) -> MatrixShown {
        desk.session(|session| {
            let office = &session.office;
            let matrix = matrix_of(office, &periods)?;
            Ok(MatrixShown {
                periods: matrix
                    .periods
                    .iter()
                    .map(|period| MatrixColumn {
                        period: period.period.to_string(),
                        due_before: period.due_before.map(Day::iso),
                        expected: period.expected,
                        here: period.here,
                        in_time: period.in_time,
                        completeness: percent(period.completeness()),
                        timeliness: percent(period.timeliness()),
                    })
                    .collect(),
                rows: matrix
                    .rows
                    .into_iter()
                    .map(|row| MatrixLine {
                        above: row.parent.map(|unit| unit_name(office, &unit)).unwrap_or_default(),
                        unit: row.unit.to_string(),
                        name: row.name,
                        cells: row
                            .cells
                            .into_iter()
                            .map(|cell| MatrixCellShown {
                                standing: cell.standing.code().to_owned(),
                                revision: cell.revision,
                                made_at: cell.made_at.map(Moment::iso),
                                decided: cell.receipt.map(|state| state.code().to_owned()),
                            })
                            .collect(),
                    })
                    .collect(),
            })
        })
    }

    /// Writes the matrix, or whom to telephone, as a workbook, as comma-separated values or as a page to
    /// print, as the file's name asks; gives the place.
    fn save_matrix(desk, periods: Vec<PeriodText>, to_telephone: bool) -> String {
        let name = if to_telephone { "can-goi-dien.xlsx" } else { "tinh-hinh-nop.xlsx" };
        let path = files::save_as(&desk, Sort::Table, name)?;
        let language = desk.language();
        desk.session(|session| {
            let matrix = matrix_of(&session.office, &periods)?;
            let table = matrix.table(&session.office, language, to_telephone);
            session.office.write_table(&table, &path, today()?)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// A unit's submission of a period under review; nothing where none is here.
    fn review(desk, unit: String, period: PeriodText) -> Option<ReviewShown> {
        let unit = unit_code(&unit)?;
        let language = desk.language();
        desk.session(|session| {
            let office = &mut session.office;
            office.keep_summaries(period.0)?;
            let Some(review) = office.review(&unit, period.0)? else {
                return Ok(None);
            };
            let office = &session.office;
            let inbox = office.inbox(Some(period.0))?;
            let entry = inbox
                .submissions
                .into_iter()
                .find(|entry| entry.submission.package_id == review.package_id)
                .ok_or(DeskError::Gone(Gone::Submission))?;
            let (submission, late) = (entry.submission, entry.late);
            let carried_by = submission
                .carried_by
                .as_deref()
                .map(|package| store::submission_by_package(office.store(), package))
                .transpose()?
                .flatten()
                .map(|above| unit_name(office, &above.unit));
            let catalogue = office.catalogue_of(period.0)?;
            let cell = |value: Option<i64>| match period.0.report {
                ReportKind::Annex01 => TableCell::decimal(value).shown(),
                _ => TableCell::number(value).shown(),
            };
            let places = catalogue.places(period.0.report);
            let remarks = office.remarks(&review.package_id)?;
            Ok(Some(ReviewShown {
                unit_name: unit_name(office, &unit),
                period_name: period_name(Some(catalogue), period.0),
                revision: review.revision,
                made_at: submission.created_at.iso(),
                received_at: submission.imported_at.iso(),
                late,
                carried_by,
                closed_by: entry.closing.as_ref().map(|c| c.closed_by.clone()).unwrap_or_default(),
                warnings: warnings(entry.closing.as_ref(), language),
                reason: entry.closing.map(|closing| closing.reason).unwrap_or_default(),
                lines: review
                    .lines
                    .iter()
                    .map(|line| {
                        let of = Quantity::new(period.0.report, &line.figure);
                        ReviewLineShown {
                            code: line.figure.clone(),
                            label: quantity_label(catalogue, language, &of),
                            now: cell(line.now),
                            before: cell(line.before),
                            last_year: cell(line.last_year),
                            neighbours: cell(line.neighbours),
                        }
                    })
                    .collect(),
                doubts: review
                    .doubts
                    .iter()
                    .map(|doubt| DoubtShown {
                        sentence: doubt.sentence_in(language),
                        section: catalogue.has_place(&doubt.place).then(|| doubt.place.clone()),
                        records: doubt.records.iter().map(RecordId::to_string).collect(),
                    })
                    .collect(),
                sections: places
                    .iter()
                    .map(|place| SectionShown {
                        code: place.code.to_owned(),
                        heading: place.heading.to_owned(),
                    })
                    .collect(),
                texts: texts(office, submission.origin)?,
                kinds: submitted_kinds(office, submission.origin, period.0.report, language)?,
                remarks: remarks
                    .into_iter()
                    .map(|remark| RemarkShown {
                        section: remark.section,
                        record: remark.record.map(|record| record.to_string()),
                        text: remark.text,
                    })
                    .collect(),
                decided: submission.receipt,
                decided_at: submission.decided_at.map(Moment::iso),
                decided_by: submission.decided_by,
                told_at: submission.receipt_written_at.map(Moment::iso),
                package_id: review.package_id,
            }))
        })
    }

    /// Keeps what is said of a submission, as it is typed.
    fn put_remarks(desk, package_id: String, remarks: Vec<RemarkShown>) -> () {
        let remarks: Vec<Reason> = remarks
            .into_iter()
            .map(|remark| Reason {
                section: remark.section,
                record: remark.record.and_then(|record| RecordId::parse(&record).ok()),
                text: remark.text,
            })
            .collect();
        desk.office(|office| office.put_remarks(&package_id, &remarks))
    }

    /// Accepts (`accepted`) or returns (`returned`) a submission, or takes that back.
    fn decide(desk, package_id: String, state: Option<DecisionText>) -> () {
        desk.office(|office| office.decide(&package_id, state.map(|state| state.0)))
    }

    /// Accepts every submission of a period of which nothing was decided and that gives no doubt; gives
    /// how many.
    fn accept_without_doubt(desk, period: PeriodText) -> u32 {
        desk.session(|session| {
            Ok(small(session.office.accept_without_doubt(period.0)?))
        })
    }

    /// Writes the report as its unit printed it to a place that the user chooses, and gives the place.
    fn save_submitted_report(desk, package_id: String) -> String {
        let path = files::save_as(&desk, Sort::Pdf, "bao-cao-don-vi.pdf")?;
        desk.session(|session| {
            let (_, content) = session.office.reread(&package_id)?;
            let report = content.report.ok_or_else(|| DeskError::System("report.pdf".to_owned()))?;
            write_atomically(&path, &report)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Writes the numbers of a review side by side, and gives the place.
    fn save_review(desk, unit: String, period: PeriodText) -> String {
        let path = files::save_as(&desk, Sort::Table, "doi-chieu.xlsx")?;
        let unit = unit_code(&unit)?;
        let language = desk.language();
        desk.session(|session| {
            let review = session.office.review(&unit, period.0)?;
            let review = review.ok_or(DeskError::Gone(Gone::Submission))?;
            let table = review.table(session.office.catalogue_of(period.0)?, language);
            session.office.write_table(&table, &path, today()?)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }
}
