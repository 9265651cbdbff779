//! A form: what was typed into it, checked as it will be saved; drafts of it.

use super::{EntryError, Known, References};
use crate::message::{Class, Saying, Told};
use crate::model::{
    CaseRef, Cell, ColumnKind, Day, FieldError, Flat, Moment, OldFont, Period, Problem, RecordId,
    RecordKind, Scalar, YEARS, at, fold, from_old_font, grouped, names_a_sum, title,
};
use crate::store::{self, Draft, NoEntry, OWN, StoreError};
use crate::typed;
use crate::vault::{Act, Office, Role, View};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Money up to so many đồng pays for nothing: it is a sum whose thousands were lost.
const MOST_FEW: i64 = 999;

/// What was typed into a form: text by the name of its column. For head counts, `total` may stand
/// for the one part that is not given.
pub type Typed = BTreeMap<String, String>;

/// What was typed into a form and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedDraft {
    /// When it was last typed at.
    pub at: Moment,
    /// The version of the record that it began from; none for a new one, and where an earlier program kept it.
    pub version: Option<i64>,
    /// Fields.
    pub typed: Typed,
}

/// A draft as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KeptForm {
    Change { version: i64, typed: Typed },
    New(Typed),
}

/// The name under which a form gives all participants.
pub const TOTAL: &str = "total";

/// Something that can be saved, but is likely a slip. Message `slip-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Name of the column.
    pub column: String,
    /// Code of the slip, in its message.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
}

impl Slip {
    pub(crate) fn new(column: &str, code: &'static str, detail: String) -> Self {
        Self {
            column: column.to_owned(),
            code,
            detail,
        }
    }

    /// That text is written in a font of before Unicode; `text` is what it is in Unicode, or nothing where it
    /// is not to be shown.
    pub(crate) fn of_old_font(column: &str, font: OldFont, text: &str) -> Self {
        let code = match font {
            OldFont::Tcvn3 => "old-font-tcvn3",
            OldFont::Vni => "old-font-vni",
        };
        let mut detail: String = text.chars().take(MAX_SHOWN).collect();
        if detail.len() < text.len() {
            detail.push('…');
        }
        Self::new(column, code, detail)
    }

    /// Whether it is about text in a font of before Unicode.
    pub fn is_of_old_font(&self) -> bool {
        self.code.starts_with("old-font")
    }
}

impl Told for Slip {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, format!("slip-{}", self.code)).detail(&self.detail)
    }
}

/// What a form would save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedForm {
    /// The record's cells in canonical form; `None` where there are problems.
    pub cells: Option<Vec<Cell>>,
    /// What must be put right first, one for each column at most.
    pub problems: Vec<FieldError>,
    /// What is likely a slip, of what can be read so far.
    pub slips: Vec<Slip>,
    /// What was understood, as a form writes it: every field that can be read, what a total filled
    /// in, and the total of a head count.
    pub read: Typed,
    /// What is written in a font of before Unicode, in Unicode.
    pub unicode: Typed,
}

/// What a form is checked against beyond its own columns.
pub(crate) struct CheckedAgainst {
    references: References,
    known: Known,
    /// First and last day of the period that is being worked on.
    days: Option<(Day, Day)>,
    today: Option<Day>,
    /// The other records of the kind, by day or year and by what they refer to.
    others: BTreeMap<When, Vec<Other>>,
}

type When = (Option<Day>, Option<i32>, Vec<Cell>);

/// A record that another one may be like.
struct Other {
    id: RecordId,
    words: Vec<u64>,
    title: String,
}

/// From this share of common words on, two records of one day are told to be alike.
const ALIKE: f64 = 0.8;
/// Most letters of a text that are compared.
const MAX_COMPARED: usize = 2_000;
/// Most letters by which a record is shown that another is like.
const MAX_SHOWN: usize = 120;

impl View {
    pub(crate) fn checked_against(
        &self,
        kind: RecordKind,
        period: Option<Period>,
    ) -> Result<CheckedAgainst, StoreError> {
        let days = period.and_then(|period| self.catalogues().of_year(period.year)?.days(period));
        let mut against = CheckedAgainst {
            references: self.references([kind])?,
            known: self.known(kind)?,
            days,
            today: Day::today().ok(),
            others: BTreeMap::new(),
        };
        // The register has no words to be alike in.
        if !kind.is_of_register() {
            for other in store::flat_records(self.store(), kind, OWN)? {
                against.add(kind, other.id, &other.record);
            }
        }
        Ok(against)
    }

    /// Checks what was typed into a form for a record, new or at `id`, while working on a period.
    ///
    /// # Errors
    /// The database's. What is wrong with the form is in the result.
    pub fn check_typed(
        &self,
        kind: RecordKind,
        typed: &Typed,
        id: Option<RecordId>,
        period: Option<Period>,
    ) -> Result<CheckedForm, EntryError> {
        let mut checked = self.check_against(kind, typed, id, &self.checked_against(kind, period)?);
        if let Some(cells) = &checked.cells {
            match self.check_for_her(kind, id, cells) {
                Err(EntryError::Field(problem)) => {
                    checked.problems.push(problem);
                    checked.cells = None;
                }
                // An answer that is changed is told when it is saved.
                Err(EntryError::AnswerStays) | Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(checked)
    }

    pub(super) fn check_against(
        &self,
        kind: RecordKind,
        typed: &Typed,
        id: Option<RecordId>,
        against: &CheckedAgainst,
    ) -> CheckedForm {
        let (cells, mut problems) = self.read_typed(kind, typed, against);
        let read = understood(kind, &cells);
        let mut slips = against.slips(kind, &cells, id);
        slips.extend(self.doubted(kind, &cells, id));
        let unicode = in_old_fonts(kind, &cells).map(|(column, _, text)| (column, text));
        let unicode = unicode.collect();
        let mut canonical = None;
        if problems.is_empty() {
            let checked = kind.canonical(cells).and_then(|cells| {
                self.catalogues().check_record(kind, &cells)?;
                against.known.check(id, &cells).map(|()| cells)
            });
            match checked {
                Ok(cells) => canonical = Some(cells),
                Err(error) => problems.push(error),
            }
        }
        CheckedForm {
            cells: canonical,
            problems,
            slips,
            read,
            unicode,
        }
    }

    fn read_typed(
        &self,
        kind: RecordKind,
        typed: &Typed,
        against: &CheckedAgainst,
    ) -> (Vec<Cell>, Vec<FieldError>) {
        let mut problems = Vec::new();
        let mut cells = Vec::with_capacity(kind.columns().len());
        for column in kind.columns() {
            let text = typed.get(&column.name).map_or("", String::as_str);
            let read = typed::read(text, column.kind).and_then(|cell| match cell {
                Cell::Empty if is_number(kind, &column.name) => {
                    self.new_number().map(|number| number.to_cell())
                }
                Cell::Empty if column.required => Err(Problem::Required),
                Cell::Text(text) if column.kind.is_reference() => match column.kind.referred() {
                    Some(referred) if against.references.refer_to(referred) => {
                        against.references.find(referred, &text)
                    }
                    _ => RecordId::parse(&text).map(|id| Cell::Text(id.to_string())),
                },
                cell => self
                    .catalogues()
                    .check_cell(column, &cell)
                    .and_then(|()| column.kind.fits(&cell))
                    .map(|()| cell),
            });
            cells.push(read.unwrap_or_else(|problem| {
                problems.push(at(&column.name)(problem));
                Cell::Empty
            }));
        }
        if let Err(problem) = fill_in_total(kind, typed, &mut cells) {
            problems.push(problem);
        }
        (cells, problems)
    }

    /// A random number that no case and no person of the register has.
    pub(crate) fn new_number(&self) -> Result<CaseRef, Problem> {
        for _ in 0..64 {
            let number = CaseRef::random()?;
            if !store::is_used_number(self.store(), &number).unwrap_or(true) {
                return Ok(number);
            }
        }
        Err(Problem::Required)
    }

    /// What a form shows of a record.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`].
    pub fn typed(&self, kind: RecordKind, id: RecordId) -> Result<(i64, Typed), StoreError> {
        let Flat {
            version, record, ..
        } = store::flat_record(self.store(), kind, id)?;
        Ok((version, typed::written(kind.columns(), &record)))
    }
}

impl Act<'_> {
    /// Saves what was typed as [`Office::save_typed`] does, in the role that the act was begun in.
    ///
    /// # Errors
    /// [`EntryError`].
    pub(crate) fn save(
        &mut self,
        kind: RecordKind,
        typed: &Typed,
        at: Option<(RecordId, i64)>,
    ) -> Result<RecordId, EntryError> {
        let id = at.map(|(id, _)| id);
        let checked = self.check_typed(kind, typed, id, None)?;
        let Some(cells) = checked.cells else {
            return Err(EntryError::Fields(checked.problems));
        };
        let cells = self.may_become(kind, id, cells)?;
        let place = draft_place(kind, id, owner(kind, typed));
        self.write(|log, catalogues| {
            log.unlogged(NoEntry::Draft).drop_draft(&place)?;
            let id = match at {
                None => super::add(log, kind, &cells)?,
                Some((id, version)) => {
                    super::unless_danger_falls(log, catalogues, (kind, id), || {
                        log.change(kind, id, version, &cells)?;
                        Ok(())
                    })?;
                    id
                }
            };
            super::bring_facts_up_to_date(log, catalogues, kind, id)?;
            Ok(id)
        })
    }
}

impl Office {
    /// Saves what was typed as a new record, or as a change of one that is still at `version`, and
    /// drops its draft. A form with problems saves nothing.
    ///
    /// # Errors
    /// [`EntryError::Fields`] with all problems; see also [`EntryError`].
    pub fn save_typed(
        &mut self,
        kind: RecordKind,
        typed: &Typed,
        at: Option<(RecordId, i64)>,
    ) -> Result<RecordId, EntryError> {
        self.act_in_any(super::recording_roles(kind))?
            .save(kind, typed, at)
    }

    /// Keeps what is being typed, so that it is there again after a crash, with the version of the record that it
    /// began from; nothing typed drops it.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn keep_draft(
        &mut self,
        place: &str,
        version: Option<i64>,
        typed: Typed,
    ) -> Result<(), EntryError> {
        let mut act = self.act_in_any(&[Role::Recorder, Role::CaseOfficer])?;
        let is_empty = typed.values().all(|text| text.trim().is_empty());
        let kept = match version {
            Some(version) => KeptForm::Change { version, typed },
            None => KeptForm::New(typed),
        };
        let fields =
            serde_json::to_string(&kept).map_err(|error| StoreError::bad("draft", error))?;
        let fields = act.draft_as_kept(place, fields)?;
        act.write(|log, _| {
            let writer = log.unlogged(NoEntry::Draft);
            if is_empty {
                Ok(writer.drop_draft(place)?)
            } else {
                Ok(writer.put_draft(place, &fields)?)
            }
        })
    }

    /// The user's draft at a place.
    ///
    /// # Errors
    /// The database's.
    pub fn draft(&self, place: &str) -> Result<Option<TypedDraft>, StoreError> {
        let draft = store::draft(self.store(), self.user(), place)?;
        draft.map_or(Ok(None), |draft| self.read_draft(&draft))
    }

    /// A draft as its user reads it; nothing where she has its key no more, or it is none.
    pub(crate) fn read_draft(&self, draft: &Draft) -> Result<Option<TypedDraft>, StoreError> {
        let Some(fields) = self.draft_as_typed(&draft.fields) else {
            return Ok(None);
        };
        let (version, typed) = match serde_json::from_str(&fields) {
            Ok(KeptForm::Change { version, typed }) => (Some(version), typed),
            Ok(KeptForm::New(typed)) => (None, typed),
            Err(_) => return Ok(None),
        };
        let at = draft.at;
        Ok(Some(TypedDraft { at, version, typed }))
    }
}

fn understood(kind: RecordKind, cells: &[Cell]) -> Typed {
    let mut read = typed::written(kind.columns(), cells);
    let counts = kind.columns().iter().zip(cells);
    let counts = counts.filter_map(|(column, cell)| match cell {
        Cell::Int(number) if is_head_count(&column.name) => Some(*number),
        Cell::Int(_) | Cell::Text(_) | Cell::Empty => None,
    });
    if let Some(total) = counts.reduce(|sum, number| sum + number) {
        read.insert(TOTAL.to_owned(), crate::model::grouped(total));
    }
    read
}

/// Whether a column holds a random number that the program draws where none is given.
fn is_number(kind: RecordKind, column: &str) -> bool {
    matches!(
        (kind, column),
        (RecordKind::ViolenceCase, "number")
            | (RecordKind::Survivor | RecordKind::Perpetrator, "person")
    )
}

fn is_head_count(column: &str) -> bool {
    ["men", "women", "unrecorded"].contains(&column)
}

/// Where a form's draft is kept: by the record's id, or, for a new one, by the record it belongs to,
/// where it belongs to one.
pub fn draft_place(kind: RecordKind, id: Option<RecordId>, owner: Option<RecordId>) -> String {
    match (id, owner) {
        (Some(id), _) => format!("{}/{id}", kind.table()),
        (None, Some(owner)) => format!("{}/new/{owner}", kind.table()),
        (None, None) => format!("{}/new", kind.table()),
    }
}

/// The record of the register that what was typed belongs to.
fn owner(kind: RecordKind, typed: &Typed) -> Option<RecordId> {
    if !kind.is_of_register() {
        return None;
    }
    let (column, _) = kind.owner()?;
    RecordId::parse(typed.get(column)?).ok()
}

/// Puts the part of a head count in that a total leaves open: the men where women are known, else
/// the women, else all of it as not recorded by sex.
fn fill_in_total(kind: RecordKind, typed: &Typed, cells: &mut [Cell]) -> Result<(), FieldError> {
    let Some(text) = typed.get(TOTAL).filter(|text| !text.trim().is_empty()) else {
        return Ok(());
    };
    let place = |name: &str| kind.columns().iter().position(|c| c.name == name);
    let (Some(men), Some(women), Some(unrecorded)) =
        (place("men"), place("women"), place("unrecorded"))
    else {
        return Ok(());
    };
    let total = match typed::read(text, ColumnKind::Count).map_err(at(TOTAL))? {
        Cell::Int(total) => total,
        _ => return Ok(()),
    };
    let known = |index: usize| match cells[index] {
        Cell::Int(number) => Some(number),
        _ => None,
    };
    let (m, w, u) = (known(men), known(women), known(unrecorded));
    let given = m.unwrap_or(0) + w.unwrap_or(0) + u.unwrap_or(0);
    let rest = total - given;
    let open = match (m, w) {
        (Some(_), Some(_)) if u.is_some() || rest == 0 => None,
        (None, Some(_)) => Some((men, "women")),
        (Some(_), None) => Some((women, "men")),
        _ => Some((unrecorded, TOTAL)),
    };
    match open {
        None if rest != 0 => Err(at(TOTAL)(Problem::SumDiffers(crate::model::grouped(given)))),
        None => Ok(()),
        Some((_, column)) if rest < 0 => Err(at(column)(Problem::PartLargerThanWhole)),
        Some((index, _)) => {
            cells[index] = Cell::Int(rest);
            Ok(())
        }
    }
}

/// The texts of a record that are written in a font of before Unicode: their columns, the font, and the text in Unicode.
pub(crate) fn in_old_fonts(
    kind: RecordKind,
    cells: &[Cell],
) -> impl Iterator<Item = (String, OldFont, String)> {
    let texts = kind.columns().iter().zip(cells);
    texts.filter_map(|(column, cell)| {
        let (ColumnKind::Line(_) | ColumnKind::Paragraphs(_), Cell::Text(text)) =
            (column.kind, cell)
        else {
            return None;
        };
        let (font, text) = from_old_font(text)?;
        Some((column.name.clone(), font, text))
    })
}

/// The words of a record's texts by their hashes, in order; of a long text its beginning.
fn words(kind: RecordKind, cells: &[Cell]) -> Vec<u64> {
    let texts = kind.columns().iter().zip(cells);
    let texts = texts.filter_map(|(column, cell)| match (column.kind, cell) {
        (ColumnKind::Line(_) | ColumnKind::Paragraphs(_), Cell::Text(text)) => Some(text),
        _ => None,
    });
    let mut found = Vec::new();
    for text in texts {
        let begin: String = text.chars().take(MAX_COMPARED).collect();
        let folded = fold(&begin);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        found.extend(words.filter(|word| !word.is_empty()).map(|word| {
            let mut hash = DefaultHasher::new();
            word.hash(&mut hash);
            hash.finish()
        }));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two records have nearly the same words.
fn are_alike(one: &[u64], other: &[u64]) -> bool {
    let common = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    let all = one.len() + other.len() - common;
    all > 0 && common as f64 / all as f64 >= ALIKE
}

/// The day or year of a record, and what it refers to; where it has no day, what must be chosen of it too, as the
/// source of money: records of another are not like it.
fn when(kind: RecordKind, cells: &[Cell]) -> Result<When, FieldError> {
    let (day, year) = kind.dated(cells.to_vec())?;
    Ok((day, year, apart(kind, cells, day)))
}

fn apart(kind: RecordKind, cells: &[Cell], day: Option<Day>) -> Vec<Cell> {
    let columns = kind.columns().iter().zip(cells);
    let tells = columns.filter(|(column, _)| {
        let chosen = matches!(column.kind, ColumnKind::Choice(_)) && column.required;
        column.kind.referred().is_some() || (chosen && day.is_none())
    });
    tells.map(|(_, cell)| cell.clone()).collect()
}

impl CheckedAgainst {
    /// Adds a record that those which come after it may be like.
    pub(crate) fn add(&mut self, kind: RecordKind, id: RecordId, cells: &[Cell]) {
        let other = Other {
            id,
            words: words(kind, cells),
            title: title(kind, cells).chars().take(MAX_SHOWN).collect(),
        };
        let when = when(kind, cells).unwrap_or_default();
        self.others.entry(when).or_default().push(other);
    }

    /// Adds a row of several, which those after it may not say again.
    pub(super) fn add_row(&mut self, cells: &[Cell]) {
        self.known.add(RecordId::new(), cells);
    }

    /// What is likely a slip in a record's cells, as far as they can be read.
    pub(crate) fn slips(
        &self,
        kind: RecordKind,
        cells: &[Cell],
        id: Option<RecordId>,
    ) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut slip = |column: &str, code, detail: String| {
            slips.push(Slip::new(column, code, detail));
        };
        let columns = kind.columns();
        let of = |name: &str| {
            let place = columns.iter().position(|column| column.name == name);
            place.map(|place| &cells[place])
        };
        let dated = columns
            .iter()
            .find(|column| matches!(column.kind, ColumnKind::Day | ColumnKind::Month));
        // A form that is not complete yet is dated by the day that stands in it.
        let typed_day = || match dated.and_then(|column| of(&column.name)) {
            Some(Cell::Text(day)) => Day::parse_iso(day).ok(),
            _ => None,
        };
        let when = when(kind, cells).unwrap_or_else(|_| {
            let day = typed_day();
            (day, None, apart(kind, cells, day))
        });
        if let (Some(column), Some(day)) = (dated.filter(|_| !kind.has_any_day()), when.0) {
            if !YEARS.contains(&day.year()) {
                slip(&column.name, "long-ago", day.to_string());
            } else if self.today.is_some_and(|today| day > today) {
                slip(&column.name, "in-future", String::new());
            } else if let Some((from, to)) = self.days
                && !(from..=to).contains(&day)
            {
                slip(&column.name, "outside-period", format!("{from} – {to}"));
            }
        }
        if let (Some(Cell::Text(from)), Some(Cell::Text(to))) = (of("date"), of("date_to"))
            && let (Ok(from), Ok(to)) = (Day::parse_iso(from), Day::parse_iso(to))
        {
            let days = (to.date() - from.date()).num_days() + 1;
            if days > 62 {
                slip("date_to", "long-range", days.to_string());
            }
        }
        if of("men").is_some() {
            let all: i64 = ["men", "women", "unrecorded"]
                .iter()
                .filter_map(|name| match of(name) {
                    Some(Cell::Int(number)) => Some(*number),
                    _ => None,
                })
                .sum();
            let known = ["men", "women", "unrecorded"]
                .iter()
                .any(|name| matches!(of(name), Some(Cell::Int(_))));
            if known && all == 0 {
                slip("men", "nobody", String::new());
            }
        }
        for (column, cell) in columns.iter().zip(cells) {
            // In a spreadsheet that writes numbers as elsewhere, 500.000 became 500.
            if let (ColumnKind::Money, Cell::Int(dong @ 1..=MOST_FEW)) = (column.kind, cell) {
                slips.push(Slip::new(&column.name, "few-dong", grouped(*dong)));
            }
            if let (ColumnKind::Line(_) | ColumnKind::Paragraphs(_), Cell::Text(text)) =
                (column.kind, cell)
                && names_a_sum(text)
            {
                slips.push(Slip::new(&column.name, "sum-row", text.clone()));
            }
        }
        for (column, font, text) in in_old_fonts(kind, cells) {
            slips.push(Slip::of_old_font(&column, font, &text));
        }
        let mine = words(kind, cells);
        let mut others = self.others.get(&when).into_iter().flatten();
        let alike = others.find(|other| Some(other.id) != id && are_alike(&mine, &other.words));
        if let Some(other) = alike {
            let column = columns.first().map_or("", |column| column.name.as_str());
            slips.push(Slip::new(column, "near-duplicate", other.title.clone()));
        }
        slips
    }
}
