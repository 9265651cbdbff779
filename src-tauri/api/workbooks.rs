//! Workbooks in and out.

use crate::failure::{CellSentence, NotedCell};
use crate::files::{self, FileKind, Suggested, Written};
use crate::{ApiError, Failure, Session};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use tienbo_core::entry::Slip;
use tienbo_core::exchange::{self, Answers, Becomes, Imported, PlannedRow};
use tienbo_core::message::{LibraryWords, Told};
use tienbo_core::model::{Problem, RecordKind, at, from_outside};
use tienbo_core::progress::Watch;
use ts_rs::TS;

/// Most rows of a plan that are shown.
const MAX_SHOWN: usize = 2_000;

/// What a workbook would become.
#[derive(Debug, Serialize, TS)]
pub struct WorkbookRead {
    /// Its name.
    pub file: String,
    /// How many rows become what: `new`, `same`, `change`, `double`.
    pub counts: BTreeMap<&'static str, usize>,
    /// How many rows have what is likely a slip.
    pub slips: usize,
    /// How many rows have text in a font of before Unicode.
    pub old_font: usize,
    /// What of it is not read.
    pub unread: Vec<CellSentence>,
    /// Its rows: those of which something is asked before the others.
    pub rows: Vec<WorkbookRow>,
    /// How many rows more there are.
    pub more: usize,
}

/// A row of a workbook.
#[derive(Debug, Serialize, TS)]
pub struct WorkbookRow {
    /// Sheet.
    pub sheet: String,
    /// Row on it, from 1.
    pub row: usize,
    /// By what people know it.
    pub title: String,
    /// What becomes of it: `new`, `same`, `change`, `double`.
    pub becomes: &'static str,
    /// In words.
    pub sentence: String,
    /// What is said of its cells: what they change, what is likely a slip.
    pub cells: Vec<CellSentence>,
}

/// What becomes of a row, in one word.
fn word(becomes: &Becomes) -> &'static str {
    match becomes {
        Becomes::New => "new",
        Becomes::Same => "same",
        Becomes::Change { .. } => "change",
        Becomes::Double { .. } => "double",
    }
}

/// Says what a workbook would become, and keeps where it is until it is taken in.
///
/// # Errors
/// What is no workbook; each cell that is wrong.
pub fn read_workbook(
    session: &mut Session,
    from: &Path,
    watch: &mut Watch<'_>,
) -> Result<WorkbookRead, Failure> {
    let plan = session.office.plan_workbook(from, watch);
    let plan = plan.map_err(Failure::of_workbook)?;
    let language = session.language();
    let mut counts = BTreeMap::new();
    for row in &plan.rows {
        *counts.entry(word(&row.becomes)).or_insert(0) += 1;
    }
    // Those of which something is asked come first.
    let mut rows: Vec<&PlannedRow> = plan.rows.iter().collect();
    rows.sort_by_key(|row| match (&row.becomes, row.slips.is_empty()) {
        (Becomes::Change { .. } | Becomes::Double { .. }, _) | (_, false) => 0,
        (Becomes::New, true) => 1,
        (Becomes::Same, true) => 2,
    });
    let shown = rows.iter().take(MAX_SHOWN).map(|row| WorkbookRow {
        sheet: row.sheet.clone(),
        row: row.row,
        title: row.title.clone(),
        becomes: word(&row.becomes),
        sentence: row.becomes.sentence(language),
        cells: NotedCell::of_row(row)
            .iter()
            .map(|cell| cell.sentence(language))
            .collect(),
    });
    let unread = plan.unread.iter().map(NotedCell::unread);
    let with_slips = |of: fn(&Slip) -> bool| {
        let rows = plan.rows.iter();
        rows.filter(|row| row.slips.iter().any(of)).count()
    };
    let read = WorkbookRead {
        file: from
            .file_name()
            .map(|name| from_outside(&name.to_string_lossy(), 200, false))
            .unwrap_or_default(),
        counts,
        slips: with_slips(|slip| !slip.is_of_old_font()),
        old_font: with_slips(Slip::is_of_old_font),
        unread: unread.map(|cell| cell.sentence(language)).collect(),
        rows: shown.collect(),
        more: rows.len().saturating_sub(MAX_SHOWN),
    };
    session.workbook = Some((from.to_owned(), plan.workbook));
    Ok(read)
}

/// Takes in the workbook that was read last, as was answered: all of it or nothing.
///
/// # Errors
/// None was read; what is asked and was not answered; the file is another one now.
pub fn take_workbook(
    session: &mut Session,
    watch: &mut Watch<'_>,
    answers: Answers,
) -> Result<Imported, Failure> {
    let (from, of) = session.workbook.clone().ok_or(ApiError::NoWorkbook)?;
    let answers = Answers {
        of: Some(of),
        ..answers
    };
    let imported = session.office.import_workbook(&from, &answers, watch);
    session.changed();
    let imported = imported.map_err(Failure::of_workbook)?;
    session.workbook = None;
    Ok(imported)
}

/// What a kind's workbook is called as a file.
///
/// # Errors
/// None.
pub fn workbook_name(kind: RecordKind) -> Result<Suggested, Failure> {
    Ok(FileKind::Workbook.named(format!("{}.xlsx", exchange::sheet_name(kind))))
}

/// Writes a kind's records as a workbook; cases for a reason, which the log keeps.
///
/// # Errors
/// Cases without a reason; who may not see them; the system's.
pub fn export_workbook(
    session: &mut Session,
    to: &Path,
    kind: RecordKind,
    reason: Option<String>,
) -> Result<Written, Failure> {
    let reason = reason.unwrap_or_default();
    session.office.write_workbook(kind, to, &reason)?;
    Ok(Written::at(to))
}

/// A kind's empty workbook with headings, lists and notes.
///
/// # Errors
/// A kind that workbooks do not have.
pub fn template(kind: RecordKind) -> Result<Vec<u8>, Failure> {
    if !kind.has_sheet() {
        return Err(at("kind")(Problem::NotAChoice(kind.table().to_owned())).into());
    }
    exchange::template(kind).map_err(|error| ApiError::System(LibraryWords::of(error)).into())
}

/// Writes [`template`].
///
/// # Errors
/// As [`template`]; the system's.
pub fn save_template(_: &Session, to: &Path, kind: RecordKind) -> Result<Written, Failure> {
    files::write(to, &template(kind)?)
}
