//! Taking a workbook in: every wrong cell is named, and all of it is taken or nothing.

use super::layout::{self, Sheet, Unread, cell_name};
use super::plan::{Answers, Becomes, ReadWorkbook, WorkbookPlan};
use super::sheets::{self, Value};
use super::{OtherFile, cell};
use crate::entry::Slip;
use crate::message::{Class, Saying, Told};
use crate::model::{
    CaseIdentity, CaseRow, Cell, Column, ColumnKind, Day, FieldError, FlatForm, Problem, RecordId,
    RecordKind, at, from_old_font, from_outside,
};
use crate::progress::Watch;
use crate::register::{self, Begun, SealedCase};
use crate::store::{self, Action, OWN, SealedSource, StoreError};
use crate::vault::{Office, Role, VaultError, View};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use ts_rs::TS;

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
    #[error("not written: {0}")]
    NotWritten(String),
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
            Self::NotAWorkbook(reason) => bad_input("workbook-not-a-workbook").detail(reason),
            Self::OtherFile(other) => bad_input(other.message()),
            Self::TooLarge => bad_input("workbook-too-large"),
            Self::NoSheet => bad_input("workbook-no-sheet"),
            Self::NoHeadings { sheet, columns } => bad_input("workbook-no-headings")
                .with("sheet", sheet)
                .with("columns", columns),
            Self::NoColumn { sheet, column } => bad_input("workbook-no-column")
                .with("sheet", sheet)
                .with("column", column),
            Self::NotWritten(reason) => {
                Saying::new(Class::Failed, "workbook-not-written").detail(reason)
            }
            Self::Cells(cells, _) => bad_input("workbook-cells").detail(cells.len()),
            Self::Asks(plan) => Saying::new(Class::NotNow, "workbook-asks").detail(plan.asked()),
            Self::ChangedSince => Saying::new(Class::NotNow, "workbook-changed-since"),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
        }
    }
}

/// A row that was read.
pub(super) struct ReadRow {
    pub(super) kind: RecordKind,
    /// Its sheet's place among those that are ours.
    pub(super) sheet: usize,
    /// Its row on the sheet, from 0.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
    /// The id it gets if it is new.
    pub(super) id: RecordId,
    /// A case on one row, whose records are made from it.
    pub(super) case: Option<CaseRow>,
    /// Whether the number of its perpetrator was drawn here: the sheet names somebody without one.
    pub(super) drawn: bool,
    identity: Option<CaseIdentity>,
    /// Text in a font of before Unicode.
    pub(super) slips: Vec<Slip>,
}

impl View {
    /// Replaces what people write for a reference by the id of a record that is here, or that an earlier sheet
    /// brings. What refers to another record could only be checked after that.
    pub(super) fn resolve(
        &self,
        sheets: &[Sheet],
        rows: &mut [ReadRow],
        errors: &mut Vec<CellError>,
    ) -> Result<(), WorkbookError> {
        let mut references = self.references(rows.iter().map(|row| row.kind))?;
        for row in rows.iter().filter(|row| row.case.is_none()) {
            if references.refer_to(row.kind) {
                references.add_new(row.kind, row.id, &row.cells);
            }
        }
        for row in rows.iter_mut().filter(|row| row.refers()) {
            let wrong = |error: &FieldError| error_at(&sheets[row.sheet], row.number, error);
            let mut unknown = Vec::new();
            for (place, column, referred) in row.kind.written_references() {
                let Cell::Text(written) = &row.cells[place] else {
                    continue;
                };
                match references.find(referred, written) {
                    Ok(id) => row.cells[place] = id,
                    Err(problem) => unknown.push(at(&column.name)(problem)),
                }
            }
            errors.extend(unknown.iter().map(wrong));
            match row.kind.canonical(row.cells.clone()) {
                Ok(_) => {}
                // Of a reference that is not there it was said already.
                Err(error) if is_reference(row.kind, &error.column) => {}
                Err(error) => errors.push(wrong(&error)),
            }
        }
        Ok(())
    }
}

fn is_reference(kind: RecordKind, column: &str) -> bool {
    let mut references = kind.written_references();
    references.any(|(_, reference, _)| reference.name == column)
}

impl ReadRow {
    /// Whether it names other records in words.
    fn refers(&self) -> bool {
        self.kind.written_references().next().is_some()
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
            let closed = store::facts_are_closed(log);
            let mut cases = match closed {
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
                        let here = cases.get(&case.number).copied();
                        let id = match (becomes, here) {
                            (Becomes::Same, Some(here)) => here,
                            _ => register::add_row(&writer, &mut cases, row.id, case)
                                .map_err(bad)??,
                        };
                        if let Some(sealed) = sealed {
                            let source = SealedSource::Workbook;
                            writer.add_sealed(id, sealed, &BTreeMap::new(), source)?;
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

/// A case's row and what names its persons, from the cells of a sheet; and whether the number of its perpetrator was
/// drawn.
fn case_of(
    office: &View,
    mut cells: Vec<Cell>,
    wrong: bool,
) -> Result<(Option<CaseRow>, Option<CaseIdentity>, bool), FieldError> {
    let identity = CaseIdentity::from_cells(cells.split_off(CaseRow::columns().len()))?;
    if wrong {
        return Ok((None, None, false));
    }
    let mut case = CaseRow::from_cells(cells)?;
    // Whoever is told of is a person of the case, with or without a number in the sheet.
    let tells = case.tells_of_a_perpetrator() || !identity.perpetrator().is_empty();
    let drawn = case.perpetrator.is_none() && tells;
    if drawn {
        case.perpetrator = Some(office.new_number().map_err(at("perpetrator"))?);
    }
    // Whoever refused to be recorded is counted, not named.
    let named = !identity.survivor().is_empty() || !identity.papers().is_empty();
    if case.consent_to_record == Some(false) && named {
        return Err(at("survivor_name")(Problem::NoConsent));
    }
    let identity = Some(identity).filter(|identity| !identity.is_empty());
    Ok((Some(case), identity, drawn))
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

/// The day that a number in a column of days is: programs that copy values alone leave the format behind. Only what
/// lies within a lifetime.
fn unmarked_day(sheet: &Sheet, column: &Column, value: &Value) -> Option<Value> {
    let (ColumnKind::Day, Value::Number(number)) = (column.kind, value) else {
        return None;
    };
    let day = sheets::day(*number, sheet.from_1904).filter(|_| number.fract() == 0.0)?;
    (1930..=2100)
        .contains(&day.year())
        .then_some(Value::Day(day))
}

/// Reads each cell of the sheets that are ours as what its column asks for, and keeps nothing of it.
pub(crate) fn read_every_row(bytes: &[u8]) {
    let Ok((sheets, _)) = layout::sheets(bytes) else {
        return;
    };
    drop(swapped_days(&sheets));
    for sheet in &sheets {
        for (place, value) in sheet.rows.values().flatten() {
            if let Some((column, _)) = sheet.columns.get(*place) {
                drop(cell::read(Some(value), column));
            }
        }
    }
}

/// The day that a program took for another one since it put the month first.
fn swapped_day(day: NaiveDate) -> Option<Day> {
    let meant = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
    (meant != day).then(|| Day::new(meant).ok())?
}

/// Columns of sheets, by their places, whose days a program that puts the month first has taken in: what it could
/// read as a day in that way is one, of a day no later than the 12th, and what it could not stayed text.
fn swapped_days(sheets: &[Sheet]) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for (index, sheet) in sheets.iter().enumerate() {
        for (place, (column, _)) in sheet.columns.iter().enumerate() {
            if column.kind != ColumnKind::Day {
                continue;
            }
            let values = sheet.rows.values().flatten();
            let (mut days, mut texts, mut other) = (0_usize, 0_usize, false);
            for (_, value) in values.filter(|(of, _)| *of == place) {
                match value {
                    Value::Day(day) if day.day() <= 12 => days += 1,
                    Value::Text(text) => match Day::parse(text) {
                        Ok(day) if day.date().day() > 12 => texts += 1,
                        _ => other = true,
                    },
                    _ => other = true,
                }
            }
            if days > 0 && texts > 0 && !other {
                found.insert((index, place));
            }
        }
    }
    found
}

fn is_text(column: &Column) -> bool {
    matches!(column.kind, ColumnKind::Line(_) | ColumnKind::Paragraphs(_))
}

/// `unicode`: text in a font of before Unicode is read as it was meant.
pub(super) fn read(
    office: &View,
    sheets: &[Sheet],
    unicode: bool,
) -> (Vec<ReadRow>, Vec<CellError>) {
    let identities = CaseIdentity::columns();
    let names = |column: &Column| identities.iter().any(|of| of.name == column.name);
    let swapped = swapped_days(sheets);
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
        let mut slips = Vec::new();
        if sheet.hidden.contains(&number) {
            let first = sheet.columns.first().map_or("", |(column, _)| &column.name);
            slips.push(Slip::new(first, "hidden-row", String::new()));
        }
        for (place, (column, _)) in sheet.columns.iter().enumerate() {
            let value = line.iter().find(|(of, _)| *of == place);
            let value = value.map(|(_, value)| value);
            let from_number = value.and_then(|value| unmarked_day(sheet, column, value));
            let value = from_number.as_ref().or(value);
            let read = cell::read(value, column)
                .and_then(|cell| office.catalogues().check_cell(column, &cell).map(|()| cell));
            match read {
                Ok(Cell::Text(text)) if is_text(column) => {
                    cells.push(Cell::Text(match from_old_font(&text) {
                        Some((_, meant)) if unicode => meant,
                        Some((font, meant)) => {
                            // Nobody is named where something is said of a row.
                            let shown = if names(column) { "" } else { &meant };
                            slips.push(Slip::of_old_font(&column.name, font, shown));
                            text
                        }
                        None => text,
                    }));
                }
                Ok(cell) => {
                    if let Some(Value::Day(day)) = value
                        && swapped.contains(&(index, place))
                        && let Some(meant) = swapped_day(*day)
                    {
                        slips.push(Slip::new(&column.name, "swapped-day", meant.to_string()));
                    }
                    if let Some(day) = &from_number {
                        slips.push(Slip::new(&column.name, "unmarked-day", day.typed()));
                    }
                    cells.push(cell);
                }
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
        let (mut case, mut identity, mut drawn) = (None, None, false);
        if sheet.kind == RecordKind::ViolenceCase {
            match case_of(office, std::mem::take(&mut cells), wrong) {
                Ok(read) => (case, identity, drawn) = read,
                Err(error) => errors.push(error_at(sheet, number, &error)),
            }
        } else if !wrong && sheet.kind.written_references().next().is_none() {
            let checked = sheet.kind.canonical(cells.clone()).and_then(|cells| {
                let known = office.catalogues().check_record(sheet.kind, &cells);
                known.map(|()| cells)
            });
            match checked {
                Ok(canonical) => cells = canonical,
                Err(error) => errors.push(error_at(sheet, number, &error)),
            }
        }
        rows.push(ReadRow {
            kind: sheet.kind,
            sheet: index,
            number,
            cells,
            id: RecordId::new(),
            drawn,
            case,
            identity,
            slips,
        });
    }
    (rows, errors)
}

pub(super) fn error_at(sheet: &Sheet, row: usize, error: &FieldError) -> CellError {
    let mut columns = sheet.columns.iter();
    let place = columns.find(|(column, _)| column.name == error.column);
    CellError {
        sheet: sheet.name.clone(),
        cell: cell_name(row, place.and_then(|(_, place)| *place)),
        error: error.clone(),
    }
}
