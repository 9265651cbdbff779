//! Taking a workbook in: every wrong cell is named, and all of it is taken or nothing.

use super::OtherFile;
use super::layout::{Sheet, Unread};
use super::plan::{Answers, Becomes, ReadWorkbook, WorkbookPlan};
use super::rows::{ReadRow, error_at};
use crate::message::{Class, LibraryWords, Saying, Told};
use crate::model::{
    CaseIdentity, CaseRow, Cell, FieldError, Month, Problem, RecordKind, at, from_outside,
};
use crate::progress::Watch;
use crate::register::{self, Begun, SealedCase};
use crate::store::{self, Action, Decided, OWN, SealedSource, StoreError};
use crate::vault::{Office, Role, VaultError};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// A wrong cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// Name of its sheet.
    pub sheet: String,
    /// Cell, as `C7`.
    pub cell: String,
    /// What is wrong with it.
    pub error: FieldError,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Imported {
    /// Records added, by kind.
    pub added: BTreeMap<RecordKind, i64>,
    /// Records changed, by kind.
    pub changed: BTreeMap<RecordKind, i64>,
    /// Rows that were here already.
    pub unchanged: i64,
    /// Rows that were left out as somebody answered.
    pub left_out: i64,
}

/// Why a workbook was not taken in. Messages `workbook-…`.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// Not an Excel workbook, or damaged.
    #[error("not a workbook: {0:?}")]
    NotAWorkbook(LibraryWords),
    /// Another kind of file, which is known.
    #[error("not a workbook but {0:?}")]
    OtherFile(OtherFile),
    /// More than 64 MiB, 256 MiB unpacked, 100,000 rows or 256 columns, or a cell of more than 32,767
    /// characters.
    #[error("too large")]
    TooLarge,
    /// A cell that holds something lies beyond all that is read.
    #[error("{sheet} {cell} lies too far away")]
    TooFar {
        /// Name of the sheet.
        sheet: String,
        /// Excel's name of the cell.
        cell: String,
    },
    /// No sheet of it is one of ours.
    #[error("no known sheet")]
    NoSheet,
    /// No row of a sheet has its headings.
    #[error("sheet {sheet} has no headings")]
    NoHeadings {
        /// Name of the sheet.
        sheet: String,
        /// Some of the headings that it should have.
        columns: String,
    },
    /// A heading that a sheet needs is missing.
    #[error("sheet {sheet} lacks column {column}")]
    NoColumn {
        /// Name of the sheet.
        sheet: String,
        /// The heading that is missing.
        column: String,
    },
    /// The workbook could not be made.
    #[error("not written: {0:?}")]
    NotWritten(LibraryWords),
    /// Wrong cells, and what is not read, which may be why they are; nothing was taken in.
    #[error("{} wrong cells", .0.len())]
    Cells(Vec<CellError>, Vec<Unread>),
    /// It can be taken in once somebody has answered what is asked of it; nothing was taken in.
    #[error("asks")]
    Asks(Box<WorkbookPlan>),
    /// The file is not the one any more of which it was told what it becomes.
    #[error("changed since it was read")]
    ChangedSince,
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Told for WorkbookError {
    fn told(&self) -> Saying<'_> {
        let bad_input = |id: &'static str| Saying::new(Class::BadInput, id);
        match self {
            Self::NotAWorkbook(_) => bad_input("workbook-not-a-workbook"),
            Self::OtherFile(other) => bad_input(other.message()),
            Self::TooLarge => bad_input("workbook-too-large"),
            Self::TooFar { sheet, cell } => bad_input("workbook-too-far")
                .with("sheet", sheet)
                .with("cell", cell),
            Self::NoSheet => bad_input("workbook-no-sheet"),
            Self::NoHeadings { sheet, columns } => bad_input("workbook-no-headings")
                .with("sheet", sheet)
                .with("columns", columns),
            Self::NoColumn { sheet, column } => bad_input("workbook-no-column")
                .with("sheet", sheet)
                .with("column", column),
            Self::NotWritten(_) => Saying::new(Class::Failed, "workbook-not-written"),
            Self::Cells(cells, _) => bad_input("workbook-cells").detail(cells.len()),
            Self::Asks(plan) => Saying::new(Class::NotNow, "workbook-asks").detail(plan.asked()),
            Self::ChangedSince => Saying::new(Class::NotNow, "workbook-changed-since"),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}

impl Office {
    /// Takes a workbook in, as somebody answered what [`View::plan_workbook`] told of it. The same workbook again,
    /// or rows that are here already, change nothing.
    ///
    /// # Errors
    /// [`WorkbookError`]; then nothing was changed.
    pub fn import_workbook(
        &mut self,
        path: &Path,
        answers: &Answers,
        watch: &mut Watch<'_>,
    ) -> Result<Imported, WorkbookError> {
        let mut act = self.act(Role::Recorder)?;
        let ReadWorkbook { plan, rows, sheets } =
            act.read_workbook(path, answers.unicode == Some(true), watch)?;
        if answers.of.as_ref().is_some_and(|of| *of != plan.workbook) {
            return Err(WorkbookError::ChangedSince);
        }
        if plan.asks(answers) {
            return Err(WorkbookError::Asks(Box::new(plan)));
        }
        let takes = |becomes: &Becomes| match becomes {
            Becomes::New => true,
            Becomes::Same => false,
            Becomes::Change { .. } => answers.changes == Some(true),
            Becomes::Double { .. } => answers.doubles == Some(true),
        };
        let mut sealed = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            if let (Some(identity), Some(case)) = (&row.identity, &row.case) {
                sealed.insert(index, act.seal_case(&identity_of(case, identity))?);
            }
        }
        // Who may not find how a case ended, or what a woman agreed to, begins it for a case officer.
        let begins = store::facts_are_closed(act.store()) || act.also(Role::CaseOfficer).is_err();
        let mut begun = BTreeMap::new();
        if begins {
            for (index, row) in rows.iter().enumerate() {
                if let Some(case) = &row.case {
                    let named = sealed.get(&index).map(Vec::as_slice);
                    let bytes = Begun::row(case, named).to_bytes()?;
                    begun.insert(index, act.seal_for_facts(&bytes)?);
                }
            }
        }
        let name = path
            .file_name()
            .map(|name| from_outside(&name.to_string_lossy(), 200, false));
        let subject = format!("{} {}", plan.workbook, name.unwrap_or_default());
        let mut imported = Imported::default();
        let mut todo = Vec::new();
        for (index, (row, planned)) in rows.iter().zip(&plan.rows).enumerate() {
            match planned.becomes {
                // What a sheet says of somebody whose case is here stands beside what is known of her.
                Becomes::Same if row.case.is_some() && sealed.contains_key(&index) => {
                    todo.push(index);
                    imported.unchanged += 1;
                }
                Becomes::Same => imported.unchanged += 1,
                ref becomes if takes(becomes) => todo.push(index),
                _ => imported.left_out += 1,
            }
        }
        if todo.is_empty() {
            return Ok(imported);
        }
        let mut errors = referring_to_what_is_left_out(&plan, &rows, &sheets, &todo);
        for row in todo.iter().map(|index| &rows[*index]) {
            let may_override = act.may_override();
            let checked = act
                .catalogues()
                .check_override(may_override, row.kind, &row.cells);
            if let Err(error) = checked {
                errors.push(error_at(&sheets[row.sheet], row.number, &error));
            }
        }
        if !errors.is_empty() {
            return Err(WorkbookError::Cells(errors, plan.unread));
        }
        act.write(|log, catalogues| -> Result<(), StoreError> {
            let writer = log.entry(Action::WorkbookImported, &subject)?;
            let mut cases = match begins {
                true => BTreeMap::new(),
                false => register::case_numbers(log)?,
            };
            for (done, index) in todo.iter().enumerate() {
                if done % 500 == 0 {
                    watch.tell("write", done as u64, todo.len() as u64)?;
                }
                let (row, becomes) = (&rows[*index], &plan.rows[*index].becomes);
                let sealed = sealed.get(index);
                match &row.case {
                    Some(case) if begins => {
                        writer.use_number(case.number.as_str())?;
                        writer.use_number(case.survivor.as_str())?;
                        let begun = begun.get(index);
                        writer.add_begun(None, begun.map_or(&[], Vec::as_slice))?;
                    }
                    Some(case) => {
                        let bad = |error| StoreError::BadRow {
                            table: row.kind.table(),
                            error,
                        };
                        let here = cases.get(&case.number).copied();
                        let ended = case.closed.and_then(Month::first_day);
                        let id = match (becomes, here) {
                            (Becomes::Same, Some(here)) => here,
                            _ => register::add_row(&writer, &mut cases, row.id, case)
                                .map_err(bad)??,
                        };
                        if let Some(sealed) = sealed {
                            let source = SealedSource::Workbook;
                            writer.add_sealed(id, sealed, &BTreeMap::new(), source)?;
                        }
                        if let (None, Some(on)) = (here, ended) {
                            // Nothing was asked before it ended so: a head looks at it.
                            let what = Decided::Closed {
                                on,
                                outcome: None,
                                criteria: Vec::new(),
                            };
                            writer.decide(id, what, String::new())?;
                        }
                        register::project(log, catalogues, id)?;
                    }
                    None => match becomes {
                        Becomes::Change { id, version, .. } => {
                            log.change(row.kind, *id, *version, &row.cells)?;
                        }
                        Becomes::New | Becomes::Same | Becomes::Double { .. } => {
                            writer.insert(row.kind, OWN, row.id, 1, &row.cells)?;
                        }
                    },
                }
                let counted = match becomes {
                    Becomes::Same => continue,
                    Becomes::Change { .. } => &mut imported.changed,
                    Becomes::New | Becomes::Double { .. } => &mut imported.added,
                };
                *counted.entry(row.kind).or_insert(0) += 1;
            }
            Ok(())
        })?;
        act.absorb_sealed();
        Ok(imported)
    }
}

/// The rows to be taken in that refer to another row, which is left out.
fn referring_to_what_is_left_out(
    plan: &WorkbookPlan,
    rows: &[ReadRow],
    sheets: &[Sheet],
    todo: &[usize],
) -> Vec<CellError> {
    let mut left_out: BTreeMap<String, &str> = BTreeMap::new();
    for (row, planned) in rows.iter().zip(&plan.rows) {
        left_out.insert(row.id.to_string(), &planned.title);
    }
    for index in todo {
        left_out.remove(&rows[*index].id.to_string());
    }
    let mut errors = Vec::new();
    for row in todo.iter().map(|index| &rows[*index]) {
        for (place, column, _) in row.kind.written_references() {
            if let Cell::Text(id) = &row.cells[place]
                && let Some(title) = left_out.get(id)
            {
                let unknown = Problem::UnknownReference((*title).to_owned());
                let error = at(&column.name)(unknown);
                errors.push(error_at(&sheets[row.sheet], row.number, &error));
            }
        }
    }
    errors
}

fn identity_of(case: &CaseRow, identity: &CaseIdentity) -> SealedCase {
    let survivor = (case.survivor.as_str().to_owned(), identity.survivor());
    let perpetrator = case
        .perpetrator
        .as_ref()
        .map(|person| (person.as_str().to_owned(), identity.perpetrator()));
    SealedCase {
        persons: std::iter::once(survivor)
            .chain(perpetrator)
            .filter(|(_, identity)| !identity.is_empty())
            .collect(),
        papers: identity.papers(),
        ..SealedCase::default()
    }
}
