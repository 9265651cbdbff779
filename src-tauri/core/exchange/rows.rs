//! Reading the rows of sheets: each cell as what its column asks for, references by what people write, and what is
//! wrong or likely a slip of each.

use super::layout::{self, Sheet, cell_name};
use super::sheets::{self, Value};
use super::{CellError, WorkbookError, cell};
use crate::entry::Slip;
use crate::model::{
    CaseIdentity, CaseRow, Cell, Column, ColumnKind, Day, FieldError, FlatForm, Problem, RecordId,
    RecordKind, at, clean, from_old_font, names_a_sum,
};
use crate::vault::View;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Most wrong cells that are named.
const MAX_WRONG: usize = 10_000;

/// A row that was read.
pub(super) struct ReadRow {
    pub(super) kind: RecordKind,
    /// Its sheet's place among those that are ours.
    pub(super) sheet: usize,
    /// Its row on the sheet, from 0.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
    /// Whether one of its cells could not be read.
    wrong: bool,
    /// The id it gets if it is new.
    pub(super) id: RecordId,
    /// A case on one row, whose records are made from it.
    pub(super) case: Option<CaseRow>,
    /// Whether the number of its perpetrator was drawn here: the sheet names somebody without one.
    pub(super) drawn: bool,
    pub(super) identity: Option<CaseIdentity>,
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
        for kind in RecordKind::sheets() {
            if references.refer_to(kind) {
                let new = rows
                    .iter()
                    .filter(|row| row.kind == kind && row.case.is_none());
                references.add_new(kind, new.map(|row| (row.id, &*row.cells)));
            }
        }
        for row in rows.iter_mut().filter(|row| row.refers()) {
            let wrong = |error: &FieldError| error_at(&sheets[row.sheet], row.number, error);
            let mut not_found = Vec::new();
            for (place, column, referred) in row.kind.written_references() {
                let Cell::Text(written) = &row.cells[place] else {
                    continue;
                };
                match references.find(referred, written) {
                    Ok(id) => row.cells[place] = id,
                    Err(problem) => not_found.push(at(&column.name)(problem)),
                }
            }
            errors.extend(not_found.iter().map(wrong));
            // What a cell lacks that could not be read was said already.
            if row.wrong {
                continue;
            }
            match checked(self, row.kind, row.cells.clone()) {
                Ok(canonical) => row.cells = canonical,
                // And so it was of what was not found.
                Err(error) if not_found.iter().any(|told| told.column == error.column) => {}
                Err(error) => errors.push(wrong(&error)),
            }
        }
        Ok(())
    }
}

/// A record's cells in canonical form, where records and catalogues allow them.
fn checked(office: &View, kind: RecordKind, cells: Vec<Cell>) -> Result<Vec<Cell>, FieldError> {
    let cells = kind.canonical(cells)?;
    office.catalogues().check_record(kind, &cells)?;
    Ok(cells)
}

impl ReadRow {
    /// Whether it names other records in words.
    fn refers(&self) -> bool {
        self.kind.written_references().next().is_some()
    }
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
    // A child gives no yes alone, and the sheet does not say whose it was: nobody was asked.
    if case.survivor_age.is_child() && case.consent_to_record == Some(true) {
        case.consent_to_record = None;
    }
    // Whoever refused to be recorded is counted, not named.
    let named = !identity.survivor().is_empty() || !identity.papers().is_empty();
    if case.consent_to_record == Some(false) && named {
        return Err(at("survivor_name")(Problem::NoConsent));
    }
    let identity = Some(identity).filter(|identity| !identity.is_empty());
    Ok((Some(case), identity, drawn))
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

/// That a row has the sums at the foot of a table.
fn sum_in(sheet: &Sheet, line: &[(usize, Value)]) -> Option<FieldError> {
    line.iter().find_map(|(place, value)| match value {
        Value::Text(text) if names_a_sum(text) => {
            let (column, _) = sheet.columns.get(*place)?;
            Some(at(&column.name)(Problem::IsASum(clean(text))))
        }
        _ => None,
    })
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
        let told_before = errors.len();
        let mut slips = Vec::new();
        if sheet.hidden.contains(&number) {
            let first = sheet.columns.first().map_or("", |(column, _)| &column.name);
            slips.push(Slip::new(first, "hidden-row", String::new()));
        }
        // Said once of a column, at the first row in which it holds something.
        for hidden in sheet.hidden_columns.iter().filter(|of| of.row == number) {
            let (column, _) = &sheet.columns[hidden.place];
            let rows = hidden.rows.to_string();
            slips.push(Slip::new(&column.name, "hidden-column", rows));
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
            match checked(office, sheet.kind, cells.clone()) {
                Ok(canonical) => cells = canonical,
                Err(error) => errors.push(error_at(sheet, number, &error)),
            }
        }
        // What is wrong with the sums at the foot of a table is that they are no record.
        if errors.len() > told_before
            && let Some(error) = sum_in(sheet, line)
        {
            errors.truncate(told_before);
            errors.push(error_at(sheet, number, &error));
            wrong = true;
        }
        rows.push(ReadRow {
            kind: sheet.kind,
            sheet: index,
            number,
            cells,
            wrong,
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
