//! Records that a person or a script wrote as JSON, one or a list: what is wrong with each, or likely a slip, is told of
//! it by its place in the list and by what people know it.

use super::{CheckedAgainst, EntryError, Known, Slip, recording_roles, title};
use crate::message::{Class, Saying, Told};
use crate::model::{Cell, FieldError, Problem, RecordId, RecordKind, at, from_outside};
use crate::typed;
use crate::vault::{Act, Office};
use serde_json::{Map, Value};

/// Most letters of what people know a record of a list by.
const MAX_NAME: usize = 60;

/// The fields of a JSON object as they were written: one that is there twice is there twice.
pub type WrittenFields = Vec<(String, Value)>;

/// A record of a list, as it is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InList {
    /// Its place in the list, from 1.
    pub number: usize,
    /// By what people know it; empty where nothing of that kind stands in it.
    pub name: String,
    /// What is said of it.
    pub said: SaidOfRecord,
}

/// What is said of a record of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidOfRecord {
    /// What is wrong with it.
    Wrong(FieldError),
    /// What is likely a slip.
    Slip(Slip),
}

impl SaidOfRecord {
    /// The column that it is about.
    pub fn column(&self) -> &str {
        match self {
            Self::Wrong(error) => &error.column,
            Self::Slip(slip) => &slip.column,
        }
    }
}

impl Told for SaidOfRecord {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Wrong(error) => error.told(),
            Self::Slip(slip) => slip.told().of_column(&slip.column),
        }
    }
}

impl Told for InList {
    fn told(&self) -> Saying<'_> {
        let id = match self.name.is_empty() {
            true => "entry-in-list",
            false => "entry-in-list-named",
        };
        Saying::new(Class::BadInput, id)
            .with("number", self.number)
            .with("name", &self.name)
            .telling("detail", &self.said)
    }
}

/// Records that were read, and what is said of them.
#[derive(Default)]
struct Read {
    rows: Vec<Vec<Cell>>,
    wrong: Vec<InList>,
    slips: Vec<InList>,
}

/// An object of these fields.
fn object(fields: WrittenFields) -> (Map<String, Value>, Option<FieldError>) {
    let mut object = Map::new();
    let mut twice = None;
    for (name, value) in fields {
        if object.contains_key(&name) {
            let name = from_outside(&name, 100, false);
            twice = twice.or_else(|| Some(at(&name)(Problem::GivenTwice)));
        }
        object.insert(name, value);
    }
    (object, twice)
}

/// What is likely a slip. Where records are known by something, likeness says nothing; nor does it of a record that
/// comes alone, which somebody meant: a list may be one that was added before.
fn slips(
    kind: RecordKind,
    cells: &[Cell],
    (id, is_of_list): (Option<RecordId>, bool),
    against: &CheckedAgainst,
) -> impl Iterator<Item = Slip> {
    let slips = against.slips(kind, cells, id).into_iter();
    let may_be_like = is_of_list && kind.key().is_empty();
    slips.filter(move |slip| may_be_like || slip.code != "near-duplicate")
}

/// By what people know a record, as far as it reads.
fn name_of(kind: RecordKind, object: &Map<String, Value>) -> String {
    let read = kind.columns().iter().map(|column| {
        let value = object.get(&column.name).unwrap_or(&Value::Null);
        typed::read_json(value, column.kind).unwrap_or(Cell::Empty)
    });
    let cells: Vec<Cell> = read.collect();
    from_outside(&title(kind, &cells), MAX_NAME, false)
}

impl Act<'_> {
    /// Reads a record, and says what it would not be taken for.
    fn read_written(
        &self,
        kind: RecordKind,
        id: Option<RecordId>,
        object: &Map<String, Value>,
        known: &Known,
    ) -> Result<Vec<Cell>, EntryError> {
        let cells = typed::record_from_json(kind, object)?;
        let cells = self.may_become(kind, id, cells)?;
        known.check(id, &cells)?;
        Ok(cells)
    }

    /// Reads a list of records, all of it. As in a pasted block, they may be like one another: who made one list of them
    /// told them apart.
    fn read_list(
        &self,
        kind: RecordKind,
        list: Vec<WrittenFields>,
        (known, against): (&mut Known, &CheckedAgainst),
    ) -> Result<Read, EntryError> {
        let mut read = Read::default();
        let is_list = list.len() > 1;
        for (place, fields) in list.into_iter().enumerate() {
            let (object, twice) = object(fields);
            let name = name_of(kind, &object);
            let say = |said| InList {
                number: place + 1,
                name: name.clone(),
                said,
            };
            let cells = match twice {
                Some(error) => Err(error.into()),
                None => self.read_written(kind, None, &object, known),
            };
            let cells = match cells {
                Ok(cells) => cells,
                Err(EntryError::Field(error)) => {
                    read.wrong.push(say(SaidOfRecord::Wrong(error)));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let slips = slips(kind, &cells, (None, is_list), against);
            read.slips
                .extend(slips.map(|slip| say(SaidOfRecord::Slip(slip))));
            known.add(RecordId::new(), &cells);
            read.rows.push(cells);
        }
        Ok(read)
    }
}

impl Office {
    /// Adds records that somebody wrote as JSON: all of them or none. What is likely a slip has to be said to be meant.
    ///
    /// # Errors
    /// [`EntryError::Field`] for what is wrong with the only one, [`EntryError::List`] with what is wrong with each of
    /// several, [`EntryError::ListAsks`] with what is likely a slip; see also [`EntryError`].
    pub fn add_written(
        &mut self,
        kind: RecordKind,
        list: Vec<WrittenFields>,
        despite_slips: bool,
    ) -> Result<Vec<RecordId>, EntryError> {
        let mut act = self.act_in_any(recording_roles(kind))?;
        let (mut known, against) = (act.known(kind)?, act.checked_against(kind, None)?);
        let count = list.len();
        let read = act.read_list(kind, list, (&mut known, &against))?;
        if let Some(first) = read.wrong.first() {
            return Err(match (&first.said, count) {
                (SaidOfRecord::Wrong(error), 1) => error.clone().into(),
                _ => EntryError::List(read.wrong),
            });
        }
        if !read.slips.is_empty() && !despite_slips {
            return Err(EntryError::ListAsks(read.slips));
        }
        act.insert(kind, &read.rows)
    }

    /// Changes a record that is still at `version` to what somebody wrote as JSON. What is likely a slip has to be said
    /// to be meant.
    ///
    /// # Errors
    /// As [`Self::add_written`]; [`crate::store::StoreError::Changed`] where somebody else changed it since.
    pub fn change_written(
        &mut self,
        kind: RecordKind,
        (id, version): (RecordId, i64),
        fields: WrittenFields,
        despite_slips: bool,
    ) -> Result<(), EntryError> {
        let act = self.act_in_any(recording_roles(kind))?;
        let (object, twice) = object(fields);
        if let Some(error) = twice {
            return Err(error.into());
        }
        let cells = act.read_written(kind, Some(id), &object, &act.known(kind)?)?;
        let name = name_of(kind, &object);
        let against = act.checked_against(kind, None)?;
        let slips: Vec<InList> = slips(kind, &cells, (Some(id), false), &against)
            .map(|slip| InList {
                number: 1,
                name: name.clone(),
                said: SaidOfRecord::Slip(slip),
            })
            .collect();
        if !slips.is_empty() && !despite_slips {
            return Err(EntryError::ListAsks(slips));
        }
        self.change_record(kind, id, version, cells)
    }
}
