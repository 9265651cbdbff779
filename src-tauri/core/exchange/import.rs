//! Taking a workbook in: every wrong cell is named, and all of it is taken or nothing.

use super::{cell, heading, sheet_columns, sheet_name};
use crate::message::{Class, Saying, Told};
use crate::model::{
    CaseIdentity, CaseRef, CaseRow, Cell, FieldError, FlatForm, Problem, RecordId, RecordKind,
    Sha256, Survivor, ViolenceCase, at, fold,
};
use crate::progress::Watch;
use crate::register::{self, SealedCase};
use crate::store::{self, Action, OWN, StoreError};
use crate::vault::{Office, Role, VaultError, View};
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;
use ts_rs::TS;

/// Largest workbook, in bytes.
const MAX_WORKBOOK: u64 = 64 << 20;
/// Most rows on a sheet.
const MAX_ROWS: usize = 100_000;

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
    /// Rows that were here already.
    pub unchanged: i64,
}

/// Why a workbook was not taken in. Messages `workbook-…`.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// Not an Excel workbook, or damaged.
    #[error("not a workbook: {0}")]
    NotAWorkbook(String),
    /// More than 64 MiB, or a sheet of more than 100,000 rows.
    #[error("too large")]
    TooLarge,
    /// No sheet of it is one of ours.
    #[error("no known sheet")]
    NoSheet,
    /// A heading that a sheet needs is missing.
    #[error("sheet {sheet} lacks column {column}")]
    NoColumn {
        /// Name of the sheet.
        sheet: String,
        /// The heading that is missing.
        column: String,
    },
    /// The workbook could not be made.
    #[error("not written: {0}")]
    NotWritten(String),
    /// Wrong cells; nothing was taken in.
    #[error("{} wrong cells", .0.len())]
    Cells(Vec<CellError>),
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
            Self::NotAWorkbook(reason) => bad_input("workbook-not-a-workbook").detail(reason),
            Self::TooLarge => bad_input("workbook-too-large"),
            Self::NoSheet => bad_input("workbook-no-sheet"),
            Self::NoColumn { sheet, column } => bad_input("workbook-no-column")
                .with("sheet", sheet)
                .with("column", column),
            Self::NotWritten(reason) => {
                Saying::new(Class::Failed, "workbook-not-written").detail(reason)
            }
            Self::Cells(cells) => bad_input("workbook-cells").detail(cells.len()),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}

/// A row that was read.
struct ReadRow {
    kind: RecordKind,
    sheet: usize,
    number: usize,
    cells: Vec<Cell>,
    /// The id it gets if it is new, where other rows refer to it.
    id: Option<RecordId>,
    /// A case on one row, whose records are made from it.
    case: Option<CaseRow>,
    identity: Option<CaseIdentity>,
}

struct Sheet {
    kind: RecordKind,
    name: String,
    /// Where each of the kind's columns stands.
    columns: Vec<(crate::model::Column, Option<usize>)>,
    range: Range<Data>,
}

impl View {
    /// Replaces what people write for a reference (the inspection's plan or decision) by its id.
    fn resolve(
        &self,
        sheets: &[Sheet],
        rows: &mut [ReadRow],
        errors: &mut Vec<CellError>,
    ) -> Result<(), WorkbookError> {
        let kind = RecordKind::Inspection;
        let mut known: BTreeMap<String, RecordId> = BTreeMap::new();
        for inspection in store::flat_records(self.store(), kind, OWN)? {
            if let Some(Cell::Text(decision)) = inspection.record.first() {
                known.insert(fold(decision), inspection.id);
            }
        }
        // Inspections of this workbook that are not here yet get their ids now.
        for row in rows.iter().filter(|row| row.kind == kind) {
            if let Some(Cell::Text(decision)) = row.cells.first() {
                known.entry(fold(decision)).or_default();
            }
        }
        for row in rows
            .iter_mut()
            .filter(|row| row.kind == RecordKind::InspectionFinding)
        {
            let Some(Cell::Text(decision)) = row.cells.first().cloned() else {
                continue;
            };
            match known.get(&fold(&decision)) {
                Some(id) => row.cells[0] = Cell::Text(id.to_string()),
                None => errors.push(error_at(
                    &sheets[row.sheet],
                    row.number,
                    &FieldError {
                        column: "inspection".to_owned(),
                        problem: Problem::UnknownReference(decision),
                    },
                )),
            }
        }
        for row in rows.iter_mut().filter(|row| row.kind == kind) {
            if let Some(Cell::Text(decision)) = row.cells.first()
                && let Some(id) = known.get(&fold(decision))
            {
                row.id = Some(*id);
            }
        }
        // Findings could only be checked once their reference was an id.
        for row in rows
            .iter_mut()
            .filter(|row| row.kind == RecordKind::InspectionFinding)
        {
            if let Err(error) = row.kind.canonical(row.cells.clone())
                && error.column != "inspection"
            {
                errors.push(error_at(&sheets[row.sheet], row.number, &error));
            }
        }
        Ok(())
    }

    /// Which rows are new, and the id each gets; `None` for a row that is here already. Two equal
    /// rows are two records: a workbook with two adds what is missing to two.
    fn fresh(&self, rows: &[ReadRow]) -> Result<Vec<(usize, Option<RecordId>)>, StoreError> {
        // A survivor in a case is one row; a second row of her case is another survivor's.
        let mut survivors = survivors_of_cases(self.store())?;
        let mut here: BTreeMap<RecordKind, Vec<Vec<Cell>>> = BTreeMap::new();
        for kind in rows.iter().map(|row| row.kind).collect::<BTreeSet<_>>() {
            let flat = store::flat_records(self.store(), kind, OWN)?;
            here.insert(kind, flat.into_iter().map(|flat| flat.record).collect());
        }
        let mut counts: BTreeMap<(RecordKind, String), i64> = BTreeMap::new();
        for (kind, records) in &here {
            for record in records {
                *counts.entry((*kind, format!("{record:?}"))).or_insert(0) += 1;
            }
        }
        let mut fresh = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            if let Some(case) = &row.case {
                let is_new = survivors.insert((case.number.clone(), case.survivor.clone()));
                fresh.push((index, is_new.then(RecordId::new)));
                continue;
            }
            let key = (row.kind, format!("{:?}", row.cells));
            match counts.get_mut(&key) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    fresh.push((index, None));
                }
                _ => {
                    fresh.push((index, Some(row.id.unwrap_or_default())));
                }
            }
        }
        Ok(fresh)
    }
}

impl Office {
    /// Takes a workbook in. The same workbook again, or rows that are here already, change nothing.
    ///
    /// # Errors
    /// [`WorkbookError`]; then nothing was changed.
    pub fn import_workbook(
        &mut self,
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Imported, WorkbookError> {
        let mut act = self.act(Role::Recorder)?;
        let size = path.metadata().map_err(VaultError::io(path))?.len();
        if size > MAX_WORKBOOK {
            return Err(WorkbookError::TooLarge);
        }
        let bytes = std::fs::read(path).map_err(VaultError::io(path))?;
        watch.tell("read", 0, 0).map_err(StoreError::from)?;
        let sheets = sheets(&bytes)?;
        let (mut rows, mut errors) = read(&act, &sheets);
        watch.tell("check", 0, 0).map_err(StoreError::from)?;
        act.resolve(&sheets, &mut rows, &mut errors)?;
        if !errors.is_empty() {
            return Err(WorkbookError::Cells(errors));
        }
        let fresh = act.fresh(&rows)?;
        let mut sealed = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            if let (Some(identity), Some(case)) = (&row.identity, &row.case) {
                sealed.insert(index, act.seal_case(&identity_of(case, identity))?);
            }
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let subject = format!("{} {}", Sha256::of(&bytes), name.unwrap_or_default());
        let new: Vec<(usize, RecordId)> = fresh
            .iter()
            .filter_map(|(index, id)| Some((*index, (*id)?)))
            .collect();
        let mut imported = Imported {
            unchanged: (fresh.len() - new.len()) as i64,
            ..Imported::default()
        };
        if new.is_empty() {
            return Ok(imported);
        }
        act.write(|log, catalogues| -> Result<(), StoreError> {
            let writer = log.entry(Action::WorkbookImported, &subject)?;
            let mut cases = case_numbers(log)?;
            for (done, (index, id)) in new.iter().enumerate() {
                if done % 500 == 0 {
                    watch.tell("write", done as u64, new.len() as u64)?;
                }
                let row = &rows[*index];
                match &row.case {
                    Some(case) => {
                        let bad = |error| StoreError::BadRow {
                            table: row.kind.table(),
                            error,
                        };
                        let id =
                            register::add_row(&writer, &mut cases, *id, case).map_err(bad)??;
                        if let Some(sealed) = sealed.get(index) {
                            writer.add_sealed(id, sealed, &BTreeMap::new())?;
                        }
                        register::project(log, catalogues, id)?;
                    }
                    None => writer.insert(row.kind, OWN, *id, 1, &row.cells)?,
                }
                *imported.added.entry(row.kind).or_insert(0) += 1;
            }
            Ok(())
        })?;
        act.absorb_sealed()?;
        Ok(imported)
    }
}

/// A case's row and what names its persons, from the cells of a sheet.
fn case_of(
    office: &View,
    mut cells: Vec<Cell>,
    wrong: bool,
) -> Result<(Option<CaseRow>, Option<CaseIdentity>), FieldError> {
    let identity = CaseIdentity::from_cells(cells.split_off(CaseRow::columns().len()))?;
    if wrong {
        return Ok((None, None));
    }
    let mut case = CaseRow::from_cells(cells)?;
    // Who is named is a person of the case, with or without a number in the sheet.
    if case.perpetrator.is_none() && !identity.perpetrator().is_empty() {
        case.perpetrator = Some(office.new_number().map_err(at("perpetrator"))?);
    }
    // Whoever refused to be recorded is counted, not named.
    let named = !identity.survivor().is_empty() || !identity.papers().is_empty();
    if case.consent_to_record == Some(false) && named {
        return Err(at("survivor_name")(Problem::NoConsent));
    }
    let identity = Some(identity).filter(|identity| !identity.is_empty());
    Ok((Some(case), identity))
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

/// The own cases by their number.
fn case_numbers(reader: &impl store::Reader) -> Result<BTreeMap<CaseRef, RecordId>, StoreError> {
    let cases = store::records::<ViolenceCase>(reader, OWN)?;
    Ok(cases
        .into_iter()
        .map(|case| (case.record.number, case.id))
        .collect())
}

/// Numbers of cases, each with those of its survivors.
fn survivors_of_cases(
    reader: &impl store::Reader,
) -> Result<BTreeSet<(CaseRef, CaseRef)>, StoreError> {
    let numbers: BTreeMap<RecordId, CaseRef> = case_numbers(reader)?
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let survivors = store::records::<Survivor>(reader, OWN)?;
    Ok(survivors
        .into_iter()
        .filter_map(|s| Some((numbers.get(&s.record.case.id())?.clone(), s.record.person)))
        .collect())
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    let not = |error: calamine::XlsxError| WorkbookError::NotAWorkbook(error.to_string());
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(not)?;
    let names = book.sheet_names();
    let mut found = Vec::new();
    for kind in RecordKind::sheets() {
        let wanted = fold(&sheet_name(kind));
        let Some(name) = names.iter().find(|name| fold(name.trim()) == wanted) else {
            continue;
        };
        let range = book.worksheet_range(name).map_err(not)?;
        if range.height() > MAX_ROWS {
            return Err(WorkbookError::TooLarge);
        }
        let heads: Vec<String> = range
            .rows()
            .next()
            .map(|row| {
                row.iter()
                    .map(|cell| fold(&crate::model::clean(&cell.to_string())))
                    .collect()
            })
            .unwrap_or_default();
        let mut columns = Vec::new();
        for column in sheet_columns(kind) {
            let wanted = fold(&heading(&column));
            // A template marks what is required with a star.
            let place = heads
                .iter()
                .position(|head| head.trim_end_matches([' ', '*']) == wanted);
            if place.is_none() && column.required {
                return Err(WorkbookError::NoColumn {
                    sheet: name.clone(),
                    column: heading(&column),
                });
            }
            columns.push((column, place));
        }
        found.push(Sheet {
            kind,
            name: name.clone(),
            columns,
            range,
        });
    }
    if found.is_empty() {
        return Err(WorkbookError::NoSheet);
    }
    Ok(found)
}

fn read(office: &View, sheets: &[Sheet]) -> (Vec<ReadRow>, Vec<CellError>) {
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        for (number, line) in sheet.range.rows().enumerate().skip(1) {
            let mut cells = Vec::with_capacity(sheet.columns.len());
            let mut wrong = false;
            for (column, place) in &sheet.columns {
                let data = place
                    .and_then(|place| line.get(place))
                    .unwrap_or(&Data::Empty);
                let read = cell::read(data, column.kind)
                    .and_then(|cell| office.catalogues().check_cell(column, &cell).map(|()| cell));
                match read {
                    Ok(cell) => cells.push(cell),
                    Err(problem) => {
                        wrong = true;
                        let error = FieldError {
                            column: column.name.clone(),
                            problem,
                        };
                        errors.push(error_at(sheet, number, &error));
                        cells.push(Cell::Empty);
                    }
                }
            }
            if cells.iter().all(|cell| *cell == Cell::Empty) && !wrong {
                continue;
            }
            let mut case = None;
            let mut identity = None;
            if sheet.kind == RecordKind::ViolenceCase {
                match case_of(office, std::mem::take(&mut cells), wrong) {
                    Ok(read) => (case, identity) = read,
                    Err(error) => errors.push(error_at(sheet, number, &error)),
                }
            } else if !wrong && sheet.kind != RecordKind::InspectionFinding {
                match sheet.kind.canonical(cells.clone()) {
                    Ok(canonical) => cells = canonical,
                    Err(error) => errors.push(error_at(sheet, number, &error)),
                }
            }
            rows.push(ReadRow {
                kind: sheet.kind,
                sheet: index,
                number,
                cells,
                id: None,
                case,
                identity,
            });
        }
    }
    (rows, errors)
}

fn error_at(sheet: &Sheet, row: usize, error: &FieldError) -> CellError {
    let place = sheet
        .columns
        .iter()
        .find(|(column, _)| column.name == error.column);
    let letter = place
        .and_then(|(_, place)| *place)
        .map(letters)
        .unwrap_or_default();
    let first = sheet.range.start().map_or(0, |(row, _)| row as usize);
    CellError {
        sheet: sheet.name.clone(),
        cell: format!("{letter}{}", first + row + 1),
        error: error.clone(),
    }
}

/// Excel's letters of a column, from 0.
fn letters(mut index: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return out;
        }
        index = index / 26 - 1;
    }
}
