//! Taking a workbook in: every wrong cell is named, and all of it is taken or nothing.

use super::sheets::{Book, MAX_ROWS, Value};
use super::{OtherFile, cell, heading, sheet_columns, sheet_name};
use crate::bounds;
use crate::message::{Class, Saying, Told};
use crate::model::{
    CaseIdentity, CaseRow, Cell, Column, FieldError, FlatForm, Problem, RecordId, RecordKind,
    Sha256, at, fold, from_outside,
};
use crate::progress::Watch;
use crate::register::{self, Begun, SealedCase};
use crate::store::{self, Action, OWN, SealedSource, StoreError};
use crate::vault::{Act, Office, Role, VaultError, View};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use ts_rs::TS;

/// Largest workbook, in bytes.
const MAX_WORKBOOK: u64 = 64 << 20;
/// Most wrong cells that are named.
const MAX_WRONG: usize = 10_000;

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
    /// Another kind of file, which is known.
    #[error("not a workbook but {0:?}")]
    OtherFile(OtherFile),
    /// More than 64 MiB, 256 MiB unpacked, 100,000 rows or 256 columns, or a cell of more than 32,767
    /// characters.
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
            Self::OtherFile(other) => bad_input(other.message()),
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
    /// Where each of the kind's columns stands, from 0.
    columns: Places,
    /// What stands under the headings: by row from 0, the values of the kind's columns.
    rows: BTreeMap<usize, Vec<(usize, Value)>>,
}

/// Columns, each with the column of the sheet under which it stands.
type Places = Vec<(Column, Option<usize>)>;

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
        let closed = store::facts_are_closed(self.store());
        let mut survivors = match closed {
            true => BTreeSet::new(),
            false => register::survivors_of_cases(self.store())?,
        };
        let mut here: BTreeMap<RecordKind, Vec<Vec<Cell>>> = BTreeMap::new();
        for kind in rows.iter().map(|row| row.kind).collect::<BTreeSet<_>>() {
            // Rows of cases are held against what is here when somebody takes them in who can read it.
            if closed && kind.is_of_cases() {
                continue;
            }
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

impl Act<'_> {
    /// Refuses a row that the user may not add, or not as it is.
    fn check_new_row(&self, row: &ReadRow) -> Result<(), FieldError> {
        let catalogues = self.catalogues();
        catalogues.check_record(row.kind, &row.cells)?;
        catalogues.check_override(self.may_override(), row.kind, &row.cells)
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
        let bytes = match bounds::read_file(path, MAX_WORKBOOK) {
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                return Err(WorkbookError::TooLarge);
            }
            read => read.map_err(VaultError::io(path))?,
        };
        watch.tell("read", 0, 0).map_err(StoreError::from)?;
        let sheets = sheets(&bytes)?;
        let (mut rows, mut errors) = read(&act, &sheets);
        watch.tell("check", 0, 0).map_err(StoreError::from)?;
        act.resolve(&sheets, &mut rows, &mut errors)?;
        if !errors.is_empty() {
            return Err(WorkbookError::Cells(errors));
        }
        let fresh = act.fresh(&rows)?;
        let new = fresh.iter().filter(|(_, id)| id.is_some());
        for row in new.map(|(index, _)| &rows[*index]) {
            let checked = match &row.case {
                Some(_) => Ok(()),
                None => act.check_new_row(row),
            };
            if let Err(error) = checked {
                errors.push(error_at(&sheets[row.sheet], row.number, &error));
            }
        }
        if !errors.is_empty() {
            return Err(WorkbookError::Cells(errors));
        }
        let mut sealed = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            if let (Some(identity), Some(case)) = (&row.identity, &row.case) {
                sealed.insert(index, act.seal_case(&identity_of(case, identity))?);
            }
        }
        let mut begun = BTreeMap::new();
        if store::facts_are_closed(act.store()) {
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
            let closed = store::facts_are_closed(log);
            let mut cases = match closed {
                true => BTreeMap::new(),
                false => register::case_numbers(log)?,
            };
            for (done, (index, id)) in new.iter().enumerate() {
                if done % 500 == 0 {
                    watch.tell("write", done as u64, new.len() as u64)?;
                }
                let row = &rows[*index];
                match &row.case {
                    Some(case) if closed => {
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
                        let id =
                            register::add_row(&writer, &mut cases, *id, case).map_err(bad)??;
                        if let Some(sealed) = sealed.get(index) {
                            let source = SealedSource::Workbook;
                            writer.add_sealed(id, sealed, &BTreeMap::new(), source)?;
                        }
                        register::project(log, catalogues, id)?;
                    }
                    None => writer.insert(row.kind, OWN, *id, 1, &row.cells)?,
                }
                *imported.added.entry(row.kind).or_insert(0) += 1;
            }
            Ok(())
        })?;
        act.absorb_sealed();
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

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    let mut book = Book::open(bytes)?;
    let names: Vec<String> = book.sheets().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows_left = MAX_ROWS;
    for kind in RecordKind::sheets() {
        let wanted = fold(&sheet_name(kind));
        let Some(name) = names.iter().find(|name| fold(name.trim()) == wanted) else {
            continue;
        };
        // The first row that holds something has the headings.
        let mut head_row = None;
        let mut heads: Vec<(usize, String)> = Vec::new();
        let mut columns: Option<Places> = None;
        let mut rows: BTreeMap<usize, Vec<(usize, Value)>> = BTreeMap::new();
        book.each_cell(name, |(row, column, value)| {
            if row == *head_row.get_or_insert(row) {
                heads.push((column, fold(&crate::model::clean(&value.typed()))));
                return Ok(true);
            }
            let columns = match &mut columns {
                Some(columns) => columns,
                None => columns.insert(places(kind, name, &heads)?),
            };
            let Some(place) = columns.iter().position(|(_, place)| *place == Some(column)) else {
                return Ok(false);
            };
            rows.entry(row).or_default().push((place, value));
            match rows.len() > rows_left {
                true => Err(WorkbookError::TooLarge),
                false => Ok(true),
            }
        })?;
        rows_left -= rows.len();
        let columns = match columns {
            Some(columns) => columns,
            None => places(kind, name, &heads)?,
        };
        found.push(Sheet {
            kind,
            name: name.clone(),
            columns,
            rows,
        });
    }
    if found.is_empty() {
        return Err(WorkbookError::NoSheet);
    }
    Ok(found)
}

/// Reads each cell of the sheets that are ours as what its column asks for, and keeps nothing of it.
pub(crate) fn read_every_row(bytes: &[u8]) {
    for sheet in sheets(bytes).into_iter().flatten() {
        for (place, value) in sheet.rows.values().flatten() {
            if let Some((column, _)) = sheet.columns.get(*place) {
                drop(cell::read(Some(value), column.kind));
            }
        }
    }
}

/// Where the columns of a kind stand by the headings of its sheet.
fn places(
    kind: RecordKind,
    sheet: &str,
    heads: &[(usize, String)],
) -> Result<Places, WorkbookError> {
    let mut columns = Vec::new();
    for column in sheet_columns(kind) {
        let wanted = fold(&heading(&column));
        // A template marks what is required with a star.
        let place = heads
            .iter()
            .find(|(_, head)| head.trim_end_matches([' ', '*']) == wanted)
            .map(|(place, _)| *place);
        if place.is_none() && column.required {
            return Err(WorkbookError::NoColumn {
                sheet: sheet.to_owned(),
                column: heading(&column),
            });
        }
        columns.push((column, place));
    }
    Ok(columns)
}

fn read(office: &View, sheets: &[Sheet]) -> (Vec<ReadRow>, Vec<CellError>) {
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    let lines = sheets.iter().enumerate().flat_map(|(index, sheet)| {
        let lines = sheet.rows.iter();
        lines.map(move |(number, line)| (index, sheet, *number, line))
    });
    for (index, sheet, number, line) in lines {
        if errors.len() > MAX_WRONG {
            break;
        }
        let mut cells = Vec::with_capacity(sheet.columns.len());
        let mut wrong = false;
        for (place, (column, _)) in sheet.columns.iter().enumerate() {
            let value = line.iter().find(|(of, _)| *of == place);
            let read = cell::read(value.map(|(_, value)| value), column.kind)
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
    CellError {
        sheet: sheet.name.clone(),
        cell: format!("{letter}{}", row + 1),
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
