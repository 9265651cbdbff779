//! Tình hình nộp and Xem xét: who reported, a submission beside others, remarks, decisions.

use crate::files::{self, Written};
use crate::inbox::ReceiptWritten;
use crate::records::{RecordsOfKind, carried};
use crate::{ApiError, Failure, NamedUnit, Number, Session, TypedDay};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use tienbo_core::exchange::Table;
use tienbo_core::message::{Language, LibraryWords, find, text};
use tienbo_core::model::{Moment, Narrative, Origin, Period, RecordId, UnitCode, clean};
use tienbo_core::package::{ClosingNote, Reason, ReceiptState, StandingWarning};
use tienbo_core::receiving::{
    self, Doubt, MatrixFilter, MatrixPeriod, MatrixRow, Quantity, ReceivingError, percent,
    period_name, quantity_label,
};
use tienbo_core::report::reading::{Compared, Difference, Unreadable, compare, read_print};
use tienbo_core::report::{Pdf, pdf};
use tienbo_core::store::{self, AuditHead, StoreError};
use tienbo_core::vault::{Office, VaultError};
use ts_rs::TS;

/// Units × periods.
#[derive(Debug, Serialize, TS)]
pub struct Matrix {
    /// Periods.
    pub periods: Vec<MatrixColumn>,
    /// Units.
    pub rows: Vec<MatrixLine>,
}

/// A period of the matrix.
#[derive(Debug, Serialize, TS)]
pub struct MatrixColumn {
    /// The period and its counts.
    #[serde(flatten)]
    pub counts: MatrixPeriod,
    /// Reports here of reports asked for, in per cent.
    pub completeness: Number,
    /// Reports in time of reports asked for, in per cent.
    pub timeliness: Number,
}

/// A unit of the matrix.
#[derive(Debug, Serialize, TS)]
pub struct MatrixLine {
    /// The unit and its reports.
    #[serde(flatten)]
    pub row: MatrixRow,
    /// Name of the unit above.
    pub above: String,
    /// By what it is shown.
    pub shown_by: Vec<MatrixFilter>,
}

/// A submission under review.
#[derive(Debug, Serialize, TS)]
pub struct Review {
    /// Package.
    pub package_id: String,
    /// Its unit.
    pub unit: UnitCode,
    /// Name of its unit.
    pub unit_name: String,
    /// Period.
    pub period: Period,
    /// The period in words.
    pub period_name: String,
    /// Revision.
    pub revision: i64,
    /// When it was made.
    pub made_at: Moment,
    /// When it came in.
    pub received_at: Moment,
    /// Whether it was made too late.
    pub late: bool,
    /// Name of the unit that passed it on.
    pub carried_by: Option<String>,
    /// How long its unit's log was when the package was made, and the first digits of its hash, as the cover slip
    /// prints them; none of an earlier program's.
    pub log: Option<String>,
    /// Who closed the period.
    pub closed_by: String,
    /// The reason given at closing for the warnings that stood.
    pub reason: String,
    /// Those warnings, each after its place.
    pub warnings: Vec<String>,
    /// Numbers side by side.
    pub lines: Vec<ReviewLine>,
    /// What to ask about.
    pub doubts: Vec<DoubtInWords>,
    /// Sections of the report.
    pub sections: Vec<ReportSection>,
    /// Its texts.
    pub texts: Vec<SectionText>,
    /// Its records, by kind.
    pub kinds: Vec<RecordsOfKind>,
    /// What was said of it.
    pub remarks: Vec<Reason>,
    /// What was decided.
    pub decided: Option<ReceiptState>,
    /// When.
    pub decided_at: Option<Moment>,
    /// By whom.
    pub decided_by: Option<String>,
    /// When its unit was told.
    pub told_at: Option<Moment>,
}

/// A number beside the same number elsewhere.
#[derive(Debug, Serialize, TS)]
pub struct ReviewLine {
    /// Code.
    pub figure: String,
    /// Name.
    pub label: String,
    /// In this submission.
    pub now: Number,
    /// In the revision before.
    pub before: Number,
    /// In the same period last year.
    pub last_year: Number,
    /// The median of the neighbours'.
    pub neighbours: Number,
}

/// Something to ask about.
#[derive(Debug, Serialize, TS)]
pub struct DoubtInWords {
    /// Stable code.
    pub code: &'static str,
    /// In words.
    pub sentence: String,
    /// Section or row it is about, where there is one.
    pub section: Option<String>,
    /// Records it is about.
    pub records: BTreeSet<RecordId>,
}

/// A section of a report.
#[derive(Debug, Serialize, TS)]
pub struct ReportSection {
    /// Code.
    pub code: String,
    /// Heading.
    pub heading: String,
}

/// A text of a submission.
#[derive(Debug, Serialize, TS)]
pub struct SectionText {
    /// Section.
    pub section: String,
    /// Text.
    pub text: String,
}

/// Units × periods as they stand on a day, today unless one is typed; all of them, or those to be
/// telephoned.
///
/// # Errors
/// A period that is in no catalogue; a day that is none.
pub fn matrix(
    session: &Session,
    periods: Vec<Period>,
    on: Option<TypedDay>,
    to_telephone: bool,
) -> Result<Matrix, Failure> {
    let office = &session.office;
    let found = matrix_on(office, &periods, on.as_ref())?;
    let column = |counts: MatrixPeriod| MatrixColumn {
        completeness: rate(counts.completeness()),
        timeliness: rate(counts.timeliness()),
        counts,
    };
    let is_open = |row: &MatrixRow| row.shown_by().contains(&MatrixFilter::Open);
    let rows = found.rows.into_iter();
    Ok(Matrix {
        periods: found.periods.into_iter().map(column).collect(),
        rows: rows
            .filter(|row| !to_telephone || is_open(row))
            .map(|row| MatrixLine {
                above: row
                    .parent
                    .as_ref()
                    .map(|unit| NamedUnit::of(unit, office.catalogues()).name)
                    .unwrap_or_default(),
                shown_by: row.shown_by(),
                row,
            })
            .collect(),
    })
}

/// A rate as it is shown, in per cent with one decimal.
fn rate(rate: Option<i64>) -> Number {
    Number {
        shown: percent(rate),
        ..Number::decimal(rate)
    }
}

fn matrix_on(
    office: &Office,
    periods: &[Period],
    on: Option<&TypedDay>,
) -> Result<receiving::Matrix, Failure> {
    let on = TypedDay::read_or_today(on, "date")?;
    Ok(office.matrix(periods, on)?)
}

/// [`matrix`] as a table.
///
/// # Errors
/// As [`matrix`].
pub fn matrix_table(
    session: &Session,
    periods: &[Period],
    on: Option<&TypedDay>,
    to_telephone: bool,
) -> Result<Table, Failure> {
    let office = &session.office;
    let matrix = matrix_on(office, periods, on)?;
    Ok(matrix.table(office, session.language(), to_telephone))
}

/// What a matrix is called as a file.
///
/// # Errors
/// None.
pub fn matrix_name(to_telephone: bool) -> Result<files::Suggested, Failure> {
    let name = match to_telephone {
        true => "can-goi-dien.xlsx",
        false => "tinh-hinh-nop.xlsx",
    };
    Ok(files::FileKind::Table.named(name))
}

/// Writes the matrix of today, or whom to telephone, as the file's name asks.
///
/// # Errors
/// As [`matrix`]; the system's.
pub fn save_matrix(
    session: &mut Session,
    to: &Path,
    periods: Vec<Period>,
    to_telephone: bool,
) -> Result<Written, Failure> {
    let table = matrix_table(session, &periods, None, to_telephone)?;
    files::write_table(session, to, &table)
}

/// What was not complete when a period was closed, in words, each after its place.
fn warnings(closing: Option<&ClosingNote>, language: Language) -> Vec<String> {
    let stood = closing.map_or(&[][..], |closing| &closing.warnings);
    let worded = |warning: &StandingWarning| {
        let args = [("detail", warning.detail.clone())];
        let said = find(language, &format!("check-{}", warning.code), &args);
        let said = said.unwrap_or_else(|| warning.code.clone());
        match warning.place.as_str() {
            // It is about the whole report.
            "" => said,
            place => format!("{place}: {said}"),
        }
    };
    stood.iter().map(worded).collect()
}

fn texts(office: &Office, origin: Origin) -> Result<Vec<SectionText>, Failure> {
    let found = store::records::<Narrative>(office.store(), origin)?;
    let text = found.into_iter().map(|text| SectionText {
        section: text.record.section.to_string(),
        text: text.record.text.to_string(),
    });
    Ok(text.collect())
}

fn no_submission(unit: &UnitCode, period: Period) -> ReceivingError {
    ReceivingError::NotSent(unit.clone(), period)
}

/// A unit's submission of a period under review; nothing where none is here.
///
/// # Errors
/// A period that is in no catalogue.
pub fn review(
    session: &mut Session,
    unit: UnitCode,
    period: Period,
) -> Result<Option<Review>, Failure> {
    session.office.keep_summaries(period)?;
    let Some(review) = session.office.review(&unit, period)? else {
        return Ok(None);
    };
    let language = session.language();
    let office = &session.office;
    let entry = office
        .inbox(Some(period))?
        .submissions
        .into_iter()
        .find(|entry| entry.submission.package_id == review.package_id)
        .ok_or_else(|| no_submission(&unit, period))?;
    let (submission, late, closing) = (entry.submission, entry.late, entry.closing);
    let above = match &submission.carried_by {
        Some(package) => store::submission_by_package(office.store(), package)?,
        None => None,
    };
    let name = |unit: &UnitCode| NamedUnit::of(unit, office.catalogues()).name;
    let catalogue = office.catalogue_of(period)?;
    let number = |value| Number::of(period.report, value);
    let line = |line: &receiving::ReviewLine| ReviewLine {
        label: quantity_label(
            catalogue,
            language,
            &Quantity::new(period.report, &line.figure),
        ),
        figure: line.figure.clone(),
        now: number(line.now),
        before: number(line.before),
        last_year: number(line.last_year),
        neighbours: number(line.neighbours),
    };
    let doubt = |doubt: &Doubt| DoubtInWords {
        code: doubt.code,
        sentence: doubt.sentence_in(language),
        section: catalogue
            .has_place(&doubt.place)
            .then(|| doubt.place.clone()),
        records: doubt.records.clone(),
    };
    let places = catalogue.places(period.report).into_iter();
    let fork = session.office.fork_of(&review.package_id)?;
    let fork = fork.map(|fork| DoubtInWords {
        code: "fork",
        sentence: fork.sentence_in(language),
        section: None,
        records: BTreeSet::new(),
    });
    Ok(Some(Review {
        unit_name: name(&unit),
        unit,
        period,
        period_name: period_name(Some(catalogue), period),
        revision: review.revision,
        made_at: submission.created_at,
        received_at: submission.imported_at,
        late,
        carried_by: above.map(|above| name(&above.unit)),
        log: submission.audit.as_ref().map(AuditHead::short),
        warnings: warnings(closing.as_ref(), language),
        closed_by: closing
            .as_ref()
            .map(|note| note.closed_by.clone())
            .unwrap_or_default(),
        reason: closing.map(|note| note.reason).unwrap_or_default(),
        lines: review.lines.iter().map(line).collect(),
        doubts: review.doubts.iter().map(doubt).chain(fork).collect(),
        sections: places
            .map(|place| ReportSection {
                code: place.code.to_owned(),
                heading: place.heading.to_owned(),
            })
            .collect(),
        texts: texts(office, submission.origin)?,
        kinds: carried(session, period.report, submission.origin, |_| true)?,
        remarks: office.remarks(&review.package_id)?,
        decided: submission
            .receipt
            .as_deref()
            .and_then(ReceiptState::from_code),
        decided_at: submission.decided_at,
        decided_by: submission.decided_by,
        told_at: submission.receipt_written_at,
        package_id: review.package_id,
    }))
}

/// [`review`]'s numbers side by side, as a table that may leave the office.
///
/// # Errors
/// As [`review`]; no submission is here.
pub fn review_table(
    session: &mut Session,
    unit: &UnitCode,
    period: Period,
) -> Result<Table, Failure> {
    session.office.keep_summaries(period)?;
    let review = session.office.review(unit, period)?;
    let review = review.ok_or_else(|| no_submission(unit, period))?;
    Ok(session.office.review_table(&review, session.language())?)
}

/// Writes [`review_table`], as the file's name asks.
///
/// # Errors
/// As [`review_table`]; the system's.
pub fn save_review(
    session: &mut Session,
    to: &Path,
    unit: UnitCode,
    period: Period,
) -> Result<Written, Failure> {
    let table = review_table(session, &unit, period)?;
    files::write_table(session, to, &table)
}

/// Keeps what is said of a submission, as it is typed.
///
/// # Errors
/// A remark too long, or about a section that is not there.
pub fn put_remarks(
    session: &mut Session,
    package_id: String,
    remarks: Vec<Reason>,
) -> Result<(), Failure> {
    Ok(session.office.put_remarks(&package_id, &remarks)?)
}

/// Accepts or returns a submission, or takes that back.
///
/// # Errors
/// Who is no head; returned without a remark; a submission that was replaced.
pub fn decide(
    session: &mut Session,
    package_id: String,
    state: Option<ReceiptState>,
) -> Result<(), Failure> {
    Ok(session.office.decide(&package_id, state)?)
}

/// Accepts every submission of a period of which nothing was decided and that gives no doubt; gives
/// how many.
///
/// # Errors
/// Who is no head; a period that is in no catalogue.
pub fn accept_without_doubt(session: &mut Session, period: Period) -> Result<usize, Failure> {
    Ok(session.office.accept_without_doubt(period)?)
}

/// Writes the report as its unit printed it. That is logged.
///
/// # Errors
/// A package that is lost, or has no report; the system's.
pub fn save_submitted_report(
    session: &mut Session,
    to: &Path,
    package_id: String,
) -> Result<Written, Failure> {
    session.office.write_submitted_report(&package_id, to)?;
    Ok(Written::at(to))
}

/// What the report of a unit is called as a file, as the unit printed it.
///
/// # Errors
/// A package that is not here.
pub fn submitted_report_name(
    session: &Session,
    package_id: String,
) -> Result<files::Suggested, Failure> {
    let submission = store::submission_by_package(session.office.store(), &package_id)?;
    let submission = submission.ok_or(VaultError::PackageLost(package_id))?;
    let period = submission.period.to_string().replace('/', "-");
    Ok(files::FileKind::Pdf.named(format!(
        "ban-in-don-vi-gui-{}-{period}-lan-{}.pdf",
        submission.unit, submission.revision
    )))
}

/// How the print in a submission stands to its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PrintStanding {
    /// The package has none.
    None,
    /// It is, byte for byte, what this program prints of the records.
    Same,
    /// It reads as what this program prints of the records does, and is another file: its unit printed it with
    /// another version, or something is drawn otherwise.
    Drawn,
    /// It reads otherwise: what its unit masked or quoted is not known here, or it says something else.
    Other,
    /// It cannot be read.
    Unreadable,
}

/// A line that reads otherwise in a print that came and in the one made anew.
#[derive(Debug, Serialize, TS)]
pub struct PrintPlace {
    /// Its page, in the print that came where it is in that.
    pub page: usize,
    /// The line in the print that came.
    pub came: Option<String>,
    /// The line in the one made anew.
    pub anew: Option<String>,
    /// The same in words.
    pub sentence: String,
}

impl PrintPlace {
    fn new(found: Difference, language: Language) -> Self {
        let ((came_page, came), (anew_page, anew)) = (found.came.unzip(), found.anew.unzip());
        let message = match (&came, &anew) {
            (Some(_), Some(_)) => "print-place-both",
            (Some(_), None) => "print-place-came",
            (None, _) => "print-place-anew",
        };
        let page = came_page.or(anew_page).unwrap_or_default();
        let args = [
            ("page", page.to_string()),
            ("came", came.clone().unwrap_or_default()),
            ("anew", anew.clone().unwrap_or_default()),
        ];
        Self {
            page,
            sentence: text(language, message, &args),
            came,
            anew,
        }
    }
}

/// A print that was held against the records beside it.
#[derive(Debug, Serialize, TS)]
pub struct ComparedPrint {
    /// How it stands.
    pub standing: PrintStanding,
    /// The same in words.
    pub sentence: String,
    /// Where it reads otherwise; no more than some.
    pub places: Vec<PrintPlace>,
    /// What else differs, in words: how many places more, pages on which something is drawn otherwise.
    pub notes: Vec<String>,
    /// Pages on which something is drawn otherwise.
    pub drawn: Vec<usize>,
    /// Pages of the print made anew.
    pub pages: usize,
}

/// The report that counts of a unit made anew from its records, of the day on which its package was made.
fn print_anew(session: &Session, unit: &UnitCode, period: Period) -> Result<Pdf, Failure> {
    let office = &session.office;
    let submission = store::current_submission(office.store(), unit, period)?;
    let submission = submission.ok_or_else(|| no_submission(unit, period))?;
    let made = submission.created_at.day().map_err(StoreError::from)?;
    Ok(pdf(&office.report_of_unit(unit, period, made)?)?)
}

/// Holds the print in a unit's submission against one made anew from its records, and says where they differ.
///
/// # Errors
/// No submission is here, or its package is lost; a report that is not printed.
pub fn compare_print(
    session: &Session,
    unit: UnitCode,
    period: Period,
) -> Result<ComparedPrint, Failure> {
    let anew = print_anew(session, &unit, period)?;
    let package = current_package(session, &unit, period)?;
    let (_, content) = session.office.reread(&package)?;
    let (standing, compared) = match content.report {
        None => (PrintStanding::None, Compared::default()),
        Some(sent) if sent == anew.bytes => (PrintStanding::Same, Compared::default()),
        Some(sent) => match read_print(&sent) {
            Err(Unreadable) => (PrintStanding::Unreadable, Compared::default()),
            Ok(sent) => {
                // What this program has just written, it reads.
                let anew = read_print(&anew.bytes)
                    .map_err(|error| ApiError::System(LibraryWords::of(error)))?;
                let compared = compare(&sent, &anew);
                match compared.places.is_empty() {
                    true => (PrintStanding::Drawn, compared),
                    false => (PrintStanding::Other, compared),
                }
            }
        },
    };
    let language = session.language();
    let message = match standing {
        PrintStanding::None => "print-none",
        PrintStanding::Same => "print-same",
        PrintStanding::Drawn => "print-drawn",
        PrintStanding::Other => "print-other",
        PrintStanding::Unreadable => "print-unreadable",
    };
    let mut notes = Vec::new();
    if compared.more > 0 {
        let count = [("count", compared.more.to_string())];
        notes.push(text(language, "print-more", &count));
    }
    if !compared.drawn.is_empty() {
        let pages: Vec<String> = compared.drawn.iter().map(usize::to_string).collect();
        let pages = [("pages", pages.join(", "))];
        notes.push(text(language, "print-drawn-pages", &pages));
    }
    let places = compared.places.into_iter();
    Ok(ComparedPrint {
        standing,
        sentence: text(language, message, &[]),
        places: places
            .map(|found| PrintPlace::new(found, language))
            .collect(),
        notes,
        drawn: compared.drawn,
        pages: anew.pages,
    })
}

/// The package of a unit's submission that counts for a period.
///
/// # Errors
/// No submission is here.
pub fn current_package(
    session: &Session,
    unit: &UnitCode,
    period: Period,
) -> Result<String, Failure> {
    let current = store::current_submission(session.office.store(), unit, period)?;
    let current = current.ok_or_else(|| no_submission(unit, period))?;
    Ok(current.package_id)
}

/// Remarks as they are typed: "I.1: …" is about section I.1.
///
/// # Errors
/// A period that is in no catalogue.
pub fn typed_remarks(
    session: &Session,
    period: Period,
    typed: &[String],
) -> Result<Vec<Reason>, Failure> {
    let catalogue = session.office.catalogue_of(period)?;
    let remark = |typed: &String| {
        let (section, said) = match typed.split_once(':') {
            Some((section, said)) if catalogue.has_place(section.trim()) => {
                (Some(section.trim().to_owned()), said)
            }
            _ => (None, typed.as_str()),
        };
        Reason {
            section,
            record: None,
            text: clean(said),
        }
    };
    Ok(typed.iter().map(remark).collect())
}

/// Takes back what was decided of a submission, which is to be decided anew.
///
/// # Errors
/// Who is no head.
pub fn take_back(session: &mut Session, package_id: &str) -> Result<(), Failure> {
    let submission = store::submission_by_package(session.office.store(), package_id)?;
    if submission.is_some_and(|submission| submission.receipt.is_some()) {
        session.office.decide(package_id, None)?;
    }
    Ok(())
}

/// Adds remarks to what was said of a submission.
///
/// # Errors
/// As [`put_remarks`].
pub fn add_remarks(
    session: &mut Session,
    package_id: &str,
    more: Vec<Reason>,
) -> Result<(), Failure> {
    let mut remarks = session.office.remarks(package_id)?;
    remarks.extend(more);
    Ok(session.office.put_remarks(package_id, &remarks)?)
}

/// Writes a unit's receipt, which tells every decision on what it sent.
///
/// # Errors
/// Who is no head; nothing was decided; the system's.
pub fn write_receipt(
    session: &mut Session,
    to: &Path,
    unit: &UnitCode,
) -> Result<ReceiptWritten, Failure> {
    let written = session.office.write_receipt(unit, to)?;
    Ok(ReceiptWritten::new(&written, session.office.catalogues()))
}
