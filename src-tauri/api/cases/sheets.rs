//! Sheets of what a survivor is asked, to be printed.

use crate::files::{FileKind, Suggested, Written};
use crate::{Failure, Session, today};
use std::path::Path;
use tienbo_core::model::{CaseRef, ConsentSheet, RecordId};

/// The name under which a sheet is written. It names nobody.
///
/// # Errors
/// None.
pub fn consent_sheet_name(sheet: ConsentSheet) -> Result<Suggested, Failure> {
    let name = match sheet {
        ConsentSheet::Keep => "to-hoi-giu-thong-tin.pdf",
        ConsentSheet::PassOn => "to-hoi-chuyen-noi-khac.pdf",
        ConsentSheet::TakeBack => "giay-rut-lai-dong-y.pdf",
    };
    Ok(FileKind::Pdf.named(name))
}

/// Writes a sheet: with nothing on it, for a person of a case, or with what she answered. With a name on it, it is a look
/// at that, and logged as one.
///
/// # Errors
/// Who is no case officer; a person who is not in the case; the system's.
pub fn save_consent_sheet(
    session: &mut Session,
    to: &Path,
    sheet: ConsentSheet,
    id: Option<RecordId>,
    person: Option<CaseRef>,
    answered: bool,
) -> Result<Written, Failure> {
    let of = id.zip(person.as_ref());
    let office = &mut session.office;
    office.write_consent_sheet(sheet, of, answered, to, today()?)?;
    Ok(Written::at(to))
}
