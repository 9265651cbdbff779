//! Own records as a workbook that can be taken in again.

use super::{SheetRow, WorkbookError, workbook};
use crate::message::LibraryWords;
use crate::model::{Cell, FlatForm, RecordKind, from_outside};
use crate::register;
use crate::store::{self, Action, OWN};
use crate::vault::{Office, Role, VaultError, View};
use std::path::Path;

/// Longest reason that the log keeps, in letters; what is longer is cut.
const MAX_REASON: usize = 500;

impl Office {
    /// Writes a kind's records to a file, without what names a person in a case; before them those that they
    /// refer to. Cases go person by person: who writes them is a case officer or a head,
    /// for a reason, which the log keeps.
    ///
    /// # Errors
    /// [`WorkbookError`]; [`VaultError::NoReason`] for cases without one.
    pub fn write_workbook(
        &mut self,
        kind: RecordKind,
        file: &Path,
        reason: &str,
    ) -> Result<(), WorkbookError> {
        let mut act = match kind.is_of_cases() {
            true => self.act_in_any(&[Role::CaseOfficer, Role::Head])?,
            false => self.act_in_any(&Role::ALL)?,
        };
        act.beyond()?;
        let mut subject = kind.table().to_owned();
        if kind.is_of_cases() {
            let reason = from_outside(reason, MAX_REASON, false);
            if reason.is_empty() {
                return Err(VaultError::NoReason.into());
            }
            subject.push_str(&format!(" – {reason}"));
            store::check_all_readable(act.store())?;
        }
        let mut sheets: Vec<(RecordKind, Vec<SheetRow>)> = Vec::new();
        for kind in kind.after_what_it_refers_to() {
            sheets.push((kind, rows(&act, kind)?));
        }
        let made = workbook(&sheets)
            .map_err(|error| WorkbookError::NotWritten(LibraryWords::of(error)))?;
        let written = match kind.is_of_cases() {
            true => act.note_then_write(file, &made, Action::PersonsExported, &subject),
            false => act.write_then_note(file, &made, Action::Exported, &subject),
        };
        Ok(written?)
    }
}

fn rows(office: &View, kind: RecordKind) -> Result<Vec<SheetRow>, WorkbookError> {
    if kind == RecordKind::ViolenceCase {
        let rows = register::case_rows(office.store())?;
        return Ok(rows.iter().map(FlatForm::to_cells).collect());
    }
    let references = office.references([kind])?;
    let records = store::flat_records(office.store(), kind, OWN)?;
    let mut rows: Vec<SheetRow> = records.into_iter().map(|row| row.record).collect();
    for row in &mut rows {
        for (place, _, referred) in kind.written_references() {
            if let Cell::Text(id) = &row[place]
                && let Some(words) = references.words(referred, id)
            {
                row[place] = Cell::Text(words.to_owned());
            }
        }
    }
    Ok(rows)
}
