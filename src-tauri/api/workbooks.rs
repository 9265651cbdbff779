//! Workbooks in and out.

use crate::files::{self, FileKind, Suggested, Written};
use crate::{ApiError, Failure, Session};
use std::path::Path;
use tienbo_core::exchange::{self, Imported};
use tienbo_core::model::{Problem, RecordKind, at};
use tienbo_core::progress::Watch;

/// Takes a workbook in: all of it or nothing.
///
/// # Errors
/// What is no workbook; each cell that is wrong.
pub fn import_workbook(
    session: &mut Session,
    from: &Path,
    watch: &mut Watch<'_>,
) -> Result<Imported, Failure> {
    let imported = session.office.import_workbook(from, watch);
    session.changed();
    imported.map_err(Failure::of_workbook)
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
    exchange::template(kind).map_err(|error| ApiError::System(error.to_string()).into())
}

/// Writes [`template`].
///
/// # Errors
/// As [`template`]; the system's.
pub fn save_template(_: &Session, to: &Path, kind: RecordKind) -> Result<Written, Failure> {
    files::write(to, &template(kind)?)
}
