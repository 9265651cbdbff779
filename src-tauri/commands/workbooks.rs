//! Workbooks in and out.

use super::KindText;
use super::progress::StepsTo;
use crate::bindings::commands;
use crate::failure::{DeskError, Failure};
use crate::files::{self, Sort};
use serde::Serialize;
use tienbo_core::exchange::{self, WorkbookError};
use tienbo_core::message::{self, Told, text};
use tienbo_core::progress::Watch;
use tienbo_core::vault::write_atomically;
use ts_rs::TS;

/// What an import did, or why it did nothing.
#[derive(Serialize, TS)]
pub(crate) struct WorkbookResult {
    /// In words.
    sentence: String,
    /// Wrong cells; then nothing was taken in.
    wrong: Vec<WrongCell>,
}

/// A wrong cell of a workbook.
#[derive(Serialize, TS)]
pub(crate) struct WrongCell {
    /// Sheet.
    sheet: String,
    /// Cell, as `C7`.
    cell: String,
    /// What is wrong.
    sentence: String,
}

fn made(error: impl std::fmt::Display) -> Failure {
    DeskError::System(error.to_string()).into()
}

commands! {
    /// Takes a workbook in that the user chooses: all of it or nothing.
    fn import_workbook(desk, steps: StepsTo) -> WorkbookResult {
        let path = files::open(&desk, Sort::Workbook)?;
        let language = desk.language();
        let mut tell = steps.watch(&desk);
        let mut watch = Watch::new(&mut tell);
        desk.session(|session| {
            session.changed();
            match session.office.import_workbook(&path, &mut watch) {
                Ok(imported) => {
                    let mut parts: Vec<String> = imported
                        .added
                        .iter()
                        .map(|(kind, added)| {
                            format!("{}: {added}", message::kind(language, *kind))
                        })
                        .collect();
                    let unchanged = imported.unchanged.to_string();
                    parts.push(text(language, "workbook-unchanged", &[("count", unchanged)]));
                    Ok(WorkbookResult { sentence: parts.join("; "), wrong: Vec::new() })
                }
                Err(error @ WorkbookError::Cells(_)) => {
                    let sentence = error.sentence(language);
                    let WorkbookError::Cells(cells) = error else {
                        return Ok(WorkbookResult { sentence, wrong: Vec::new() });
                    };
                    let wrong = cells
                        .into_iter()
                        .map(|cell| WrongCell {
                            sheet: cell.sheet,
                            cell: cell.cell,
                            sentence: cell.error.sentence(language),
                        })
                        .collect();
                    Ok(WorkbookResult { sentence, wrong })
                }
                Err(error) => Err(error.into()),
            }
        })
    }

    /// Writes a kind's records as a workbook, and gives its place.
    fn export_workbook(desk, kind: KindText) -> String {
        let name = format!("{}.xlsx", exchange::sheet_name(kind.0));
        let path = files::save_as(&desk, Sort::Workbook, &name)?;
        desk.session(|session| Ok(session.office.write_workbook(kind.0, &path)?))?;
        Ok(files::shown(&path))
    }

    /// Writes a kind's empty workbook with headings, lists and notes, and gives its place.
    fn save_template(desk, kind: KindText) -> String {
        let name = format!("{}.xlsx", exchange::sheet_name(kind.0));
        let path = files::save_as(&desk, Sort::Workbook, &name)?;
        write_atomically(&path, &exchange::template(kind.0).map_err(made)?)?;
        Ok(files::shown(&path))
    }
}
