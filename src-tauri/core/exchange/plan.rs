//! What becomes of each row of a workbook, told before anything is taken in: what is new, what is here, what changes
//! something that is here, what is likely here twice; and what is asked before it is taken.

use super::layout::{self, Sheet, Unread};
use super::rows::{ReadRow, error_at, read};
use super::{CellError, WorkbookError};
use crate::bounds;
use crate::catalogue::Catalogues;
use crate::entry::{CheckedAgainst, Slip, title};
use crate::message::{Class, Language, Saying, Told};
use crate::model::{
    CaseRef, CaseRow, Cell, Column, ColumnKind, Day, FieldError, FlatForm, Problem, RecordId,
    RecordKind, Sha256, at,
};
use crate::progress::Watch;
use crate::register;
use crate::store::{self, OWN, StoreError};
use crate::typed;
use crate::vault::{VaultError, View};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use ts_rs::TS;

/// Largest workbook, in bytes.
const MAX_WORKBOOK: u64 = 64 << 20;

/// Most letters of what people know a row by.
const MAX_TITLE: usize = 120;

/// What a workbook becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookPlan {
    /// The file that was read.
    pub workbook: Sha256,
    /// Its rows, sheet by sheet.
    pub rows: Vec<PlannedRow>,
    /// What of it holds something and is not read.
    pub unread: Vec<Unread>,
}

/// A row of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// Kind of record.
    pub kind: RecordKind,
    /// Name of its sheet.
    pub sheet: String,
    /// Its row on the sheet, from 1.
    pub row: usize,
    /// By what people know it.
    pub title: String,
    /// What becomes of it.
    pub becomes: Becomes,
    /// What is likely a slip.
    pub slips: Vec<Slip>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// A new record.
    New,
    /// It is here.
    Same,
    /// A record speaks of the same thing, and says something else.
    Change {
        /// The record.
        id: RecordId,
        /// Its version.
        version: i64,
        /// The columns that say something else.
        columns: Vec<Differs>,
    },
    /// A record, or an earlier row, is so much like it that it is likely the same.
    Double {
        /// By what people know that one.
        of: String,
    },
}

/// A column of a row that says something else than the record that is here. Message `import-differs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// Name of the column.
    pub column: String,
    /// What is here, as a form writes it.
    pub here: String,
}

impl Told for Differs {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, "import-differs").detail(&self.here)
    }
}

impl Told for Becomes {
    fn told(&self) -> Saying<'_> {
        let fine = |id: &'static str| Saying::new(Class::Fine, id);
        match self {
            Self::New => fine("import-new"),
            Self::Same => fine("import-same"),
            Self::Change { columns, .. } => fine("import-change").detail(columns.len()),
            Self::Double { of } => fine("import-double").detail(of),
        }
    }
}

/// What somebody answered to what a plan asks. What is not answered is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct Answers {
    /// The file that was told of; none takes it as it is found.
    #[serde(skip)]
    pub of: Option<Sha256>,
    /// What is not read is to be left out.
    pub leave_out: bool,
    /// What is likely a slip is meant.
    pub slips: bool,
    /// Whether text in a font of before Unicode becomes Unicode; `false` keeps it as it is.
    pub unicode: Option<bool>,
    /// Whether records are changed as rows say; `false` leaves them as they are.
    pub changes: Option<bool>,
    /// Whether rows that are likely here are added all the same; `false` leaves them out.
    pub doubles: Option<bool>,
}

impl WorkbookPlan {
    /// Whether something is asked that was not answered.
    pub fn asks(&self, answers: &Answers) -> bool {
        let any = |of: fn(&Becomes) -> bool| self.rows.iter().any(|row| of(&row.becomes));
        (!self.unread.is_empty() && !answers.leave_out)
            || (self.has_slips(|slip| !slip.is_of_old_font()) && !answers.slips)
            || (self.has_slips(Slip::is_of_old_font) && answers.unicode.is_none())
            || (any(|b| matches!(b, Becomes::Change { .. })) && answers.changes.is_none())
            || (any(|b| matches!(b, Becomes::Double { .. })) && answers.doubles.is_none())
    }

    fn has_slips(&self, of: impl Fn(&Slip) -> bool) -> bool {
        self.rows.iter().flat_map(|row| &row.slips).any(of)
    }

    /// About how many rows, columns and sheets something is asked.
    pub fn asked(&self) -> usize {
        let rows = self.rows.iter().filter(|row| {
            let plain = matches!(row.becomes, Becomes::New | Becomes::Same);
            !plain || !row.slips.is_empty()
        });
        self.unread.len() + rows.count()
    }
}

/// A workbook that was read, and what becomes of it.
pub(super) struct ReadWorkbook {
    pub(super) plan: WorkbookPlan,
    /// The rows of the plan.
    pub(super) rows: Vec<ReadRow>,
    /// The sheets that they stand on.
    pub(super) sheets: Vec<Sheet>,
}

impl View {
    /// Says what a workbook would become.
    ///
    /// # Errors
    /// [`WorkbookError`]: what cannot be read, and each cell that is wrong.
    pub fn plan_workbook(
        &self,
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<WorkbookPlan, WorkbookError> {
        Ok(self.read_workbook(path, false, watch)?.plan)
    }

    /// `unicode`: text in a font of before Unicode is read as it was meant.
    pub(super) fn read_workbook(
        &self,
        path: &Path,
        unicode: bool,
        watch: &mut Watch<'_>,
    ) -> Result<ReadWorkbook, WorkbookError> {
        let bytes = match bounds::read_file(path, MAX_WORKBOOK) {
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                return Err(WorkbookError::TooLarge);
            }
            read => read.map_err(VaultError::io(path))?,
        };
        watch.tell("read", 0, 0).map_err(StoreError::from)?;
        let (sheets, unread) = layout::sheets(&bytes)?;
        let (mut rows, mut errors) = read(self, &sheets, unicode);
        watch.tell("check", 0, 0).map_err(StoreError::from)?;
        self.resolve(&sheets, &mut rows, &mut errors)?;
        let becomes = self.becomes(&sheets, &mut rows, &mut errors)?;
        if !errors.is_empty() {
            return Err(WorkbookError::Cells(errors, unread));
        }
        let planned = rows.iter().zip(becomes);
        let planned = planned.map(|(row, (becomes, slips))| PlannedRow {
            kind: row.kind,
            sheet: sheets[row.sheet].name.clone(),
            row: row.number + 1,
            title: match &row.case {
                Some(case) => case.number.as_str().to_owned(),
                None => title(row.kind, &row.cells)
                    .chars()
                    .take(MAX_TITLE)
                    .collect(),
            },
            becomes,
            slips,
        });
        let plan = WorkbookPlan {
            workbook: Sha256::of(&bytes),
            rows: planned.collect(),
            unread,
        };
        Ok(ReadWorkbook { plan, rows, sheets })
    }

    /// What becomes of each row.
    fn becomes(
        &self,
        sheets: &[Sheet],
        rows: &mut [ReadRow],
        errors: &mut Vec<CellError>,
    ) -> Result<Vec<(Becomes, Vec<Slip>)>, WorkbookError> {
        let mut all = Vec::with_capacity(rows.len());
        let mut kinds: BTreeMap<RecordKind, Here> = BTreeMap::new();
        // Rows of cases are held against what is here when somebody takes them in who can read it.
        let mut cases = match store::facts_are_closed(self.store()) {
            true => None,
            false => Some(Cases::here(self)?),
        };
        for row in rows {
            if let Some(case) = &mut row.case {
                let standing = match &mut cases {
                    None => Ok(Becomes::New),
                    Some(cases) => cases.standing(case, row.drawn, self.catalogues()),
                };
                let standing = standing.and_then(|becomes| {
                    let today = Day::today().map_err(at("closed"))?;
                    match becomes == Becomes::New && case.closed > Some(today.month()) {
                        true => Err(at("closed")(Problem::NotYet)),
                        false => Ok(becomes),
                    }
                });
                let becomes = standing.unwrap_or_else(|error| {
                    errors.push(error_at(&sheets[row.sheet], row.number, &error));
                    Becomes::Same
                });
                all.push((becomes, std::mem::take(&mut row.slips)));
                continue;
            }
            // A row of a case with a wrong cell is told of already.
            if row.kind == RecordKind::ViolenceCase {
                all.push((Becomes::Same, Vec::new()));
                continue;
            }
            let here = match kinds.get_mut(&row.kind) {
                Some(here) => here,
                None => kinds.entry(row.kind).or_insert(Here::of(self, row.kind)?),
            };
            let (becomes, mut slips) = here.becomes(row).unwrap_or_else(|error| {
                errors.push(error_at(&sheets[row.sheet], row.number, &error));
                (Becomes::Same, Vec::new())
            });
            // These were found before text was cleaned.
            slips.retain(|slip| !slip.is_of_old_font());
            slips.append(&mut row.slips);
            all.push((becomes, slips));
        }
        Ok(all)
    }
}

/// What is here of a kind, and what earlier rows brought.
struct Here {
    kind: RecordKind,
    /// How many records say the very same. Two equal rows are two records: a workbook with two adds what is missing
    /// to two.
    same: BTreeMap<String, i64>,
    /// Records by what they are known by.
    by_key: BTreeMap<Vec<String>, (RecordId, i64, Vec<Cell>)>,
    /// What earlier rows are known by.
    keys: BTreeMap<Vec<String>, usize>,
    against: CheckedAgainst,
}

impl Here {
    fn of(office: &View, kind: RecordKind) -> Result<Self, StoreError> {
        let (mut same, mut by_key) = (BTreeMap::new(), BTreeMap::new());
        for flat in store::flat_records(office.store(), kind, OWN)? {
            *same.entry(format!("{:?}", flat.record)).or_insert(0) += 1;
            if let Some(key) = kind.key_of(&flat.record) {
                by_key.insert(key, (flat.id, flat.version, flat.record));
            }
        }
        Ok(Self {
            kind,
            same,
            by_key,
            keys: BTreeMap::new(),
            against: office.checked_against(kind, None)?,
        })
    }

    fn becomes(&mut self, row: &ReadRow) -> Result<(Becomes, Vec<Slip>), FieldError> {
        let key = self.kind.key_of(&row.cells);
        if let Some(key) = &key
            && let Some(other) = self.keys.insert(key.clone(), row.number + 1)
        {
            let column = self.kind.columns().iter().find(|column| column.required);
            let column = column.map_or("", |column| column.name.as_str());
            return Err(at(column)(Problem::GivenInRow(other.to_string())));
        }
        if let Some(left) = self.same.get_mut(&format!("{:?}", row.cells))
            && *left > 0
        {
            *left -= 1;
            return Ok((Becomes::Same, Vec::new()));
        }
        let mut slips = self.against.slips(self.kind, &row.cells, None);
        let double = slips.iter().position(|slip| slip.code == "near-duplicate");
        let double = double.map(|place| slips.remove(place));
        self.against.add(self.kind, row.id, &row.cells);
        let becomes = match (key.and_then(|key| self.by_key.get(&key)), double) {
            (Some((id, version, here)), _) => {
                let columns = self.kind.columns().iter().zip(here).zip(&row.cells);
                let differ = columns.filter(|((_, here), cell)| here != cell);
                let shown = |column: &Column, cell: &Cell| {
                    typed::show(cell, column.kind, Language::OFFICIAL)
                };
                Becomes::Change {
                    id: *id,
                    version: *version,
                    columns: differ
                        .map(|((column, here), _)| Differs {
                            column: column.name.clone(),
                            here: shown(column, here),
                        })
                        .collect(),
                }
            }
            // Where records are known by something, likeness says nothing.
            (None, Some(double)) if self.by_key.is_empty() && self.keys.is_empty() => {
                Becomes::Double { of: double.detail }
            }
            (None, _) => Becomes::New,
        };
        Ok((becomes, slips))
    }
}

/// The cases that are here, a row for each survivor, and those that earlier rows brought.
struct Cases {
    rows: BTreeMap<(CaseRef, CaseRef), CaseRow>,
    /// Of each case, one of its rows.
    cases: BTreeMap<CaseRef, CaseRow>,
}

impl Cases {
    fn here(office: &View) -> Result<Self, StoreError> {
        let mut all = Self {
            rows: BTreeMap::new(),
            cases: BTreeMap::new(),
        };
        for row in register::case_rows(office.store())? {
            all.add(row);
        }
        Ok(all)
    }

    fn add(&mut self, row: CaseRow) {
        self.cases.insert(row.number.clone(), row.clone());
        let place = (row.number.clone(), row.survivor.clone());
        self.rows.insert(place, row);
    }

    /// Whether a row is here or new. A number that is here is that of the same case, which says the same.
    fn standing(
        &mut self,
        row: &mut CaseRow,
        drawn: bool,
        catalogues: &Catalogues,
    ) -> Result<Becomes, FieldError> {
        let Some(taken) = register::as_taken_in(row, catalogues)? else {
            return Ok(Becomes::New);
        };
        let place = (row.number.clone(), row.survivor.clone());
        if let Some(here) = self.rows.get(&place) {
            differs(row, &taken, here, |name| !(drawn && name == "perpetrator"))?;
            if drawn {
                row.perpetrator.clone_from(&here.perpetrator);
            }
            return Ok(Becomes::Same);
        }
        if let Some(here) = self.cases.get(&row.number) {
            differs(row, &taken, here, |name| {
                CaseRow::OF_THE_CASE.contains(&name)
            })?;
        }
        self.add(taken);
        Ok(Becomes::New)
    }
}

/// That a row says something else than what is here, once it is taken in. What it leaves open says nothing.
fn differs(
    row: &CaseRow,
    taken: &CaseRow,
    here: &CaseRow,
    counts: impl Fn(&str) -> bool,
) -> Result<(), FieldError> {
    let columns = CaseRow::columns();
    let said = row.to_cells();
    let cells = said.iter().zip(taken.to_cells()).zip(here.to_cells());
    let other = columns
        .iter()
        .zip(cells)
        .find(|(column, ((said, taken), here))| {
            let says_no = column.kind == ColumnKind::YesNo && *taken == Cell::Int(0);
            let open = **said == Cell::Empty || (says_no && *here == Cell::Empty);
            counts(&column.name) && !open && taken != here
        });
    match other {
        Some((column, _)) => {
            let number = row.number.as_str().to_owned();
            Err(at(&column.name)(Problem::KnownOtherwise(number)))
        }
        None => Ok(()),
    }
}
