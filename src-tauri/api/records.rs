//! Records: their tables, their forms, what is pasted, and the files attached to them.

use crate::files::{self, FileKind, Suggested, Written};
use crate::{Failure, FieldSentence, Session};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use tienbo_core::catalogue::Rule;
use tienbo_core::entry::{
    CheckedForm, EntryError, Query, Typed, TypedDraft, WrittenFields, draft_place, title,
};
use tienbo_core::message::Language;
use tienbo_core::model::{
    Cell, Column, ColumnKind, Flat, Layout, Moment, Origin, Period, RecordId, RecordKind,
    ReportKind, grouped,
};
use tienbo_core::store::{self, OWN};
use tienbo_core::typed;
use tienbo_core::vault::Role;
use ts_rs::TS;

/// A record kind's columns, and how they are laid out.
#[derive(Debug, Serialize, TS)]
pub struct Schema {
    /// Kind.
    pub kind: RecordKind,
    /// Whether its records belong to a case.
    pub of_register: bool,
    /// Columns, in order.
    pub columns: Vec<ColumnInfo>,
    /// How its table and its form are laid out.
    pub layout: Layout,
}

/// A column.
#[derive(Debug, Serialize, TS)]
pub struct ColumnInfo {
    /// Name; message `column-<name>` with `_` as `-`.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether it must be filled.
    pub required: bool,
    /// Most characters, for text.
    pub most: Option<usize>,
    /// Name of the list of choices; message `choice-<list>-<code>`.
    pub list: Option<&'static str>,
    /// Codes of the choices.
    pub codes: &'static [&'static str],
    /// The kind of record that it names, where it names one.
    pub refers_to: Option<RecordKind>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// A line of text.
    Line,
    /// Several lines.
    Paragraphs,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A number of people or things.
    Count,
    /// Đồng.
    Money,
    /// A number with decimals.
    Decimal,
    /// A year.
    Year,
    /// Yes or no.
    YesNo,
    /// One choice.
    Choice,
    /// Several choices.
    Choices,
    /// Another record.
    Reference,
    /// A unit.
    Unit,
}

/// A record that something was done with.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct RecordDone {
    /// Id.
    pub id: RecordId,
}

/// A record that was changed.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RecordNow {
    /// Id.
    pub id: RecordId,
    /// The version at which it is now.
    pub version: i64,
}

/// A record that was deleted.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RecordDeleted {
    /// Id.
    pub id: RecordId,
    /// Always; so that a script need not know which command it was.
    pub deleted: bool,
}

/// What a query found.
#[derive(Debug, Serialize, TS)]
pub struct TableFound {
    /// Records of the kind, found or not.
    pub all: usize,
    /// Places of the rows found, in order.
    pub order: Vec<usize>,
    /// Totals over them, by column, as they are shown.
    pub sums: BTreeMap<String, String>,
}

/// A record as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ShownRecord {
    /// Id.
    pub id: RecordId,
    /// Version.
    pub version: i64,
    /// What it is listed by.
    pub title: String,
    /// Cells, as they are shown.
    pub cells: Vec<String>,
}

/// Records of one kind as people read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordsOfKind {
    /// Kind.
    pub kind: RecordKind,
    /// Columns in which one of them has something.
    pub columns: Vec<&'static str>,
    /// The records, with a cell for each of these columns.
    pub rows: Vec<ShownRecord>,
}

/// A record in its form.
#[derive(Debug, Serialize, TS)]
pub struct RecordForm {
    /// Version.
    pub version: i64,
    /// Fields.
    pub typed: Typed,
}

/// What a form can choose from the catalogues in force.
#[derive(Debug, Serialize, TS)]
pub struct CatalogueChoices {
    /// Units.
    pub units: Vec<CodeAndName>,
    /// Rows of Phụ lục 01 that are entered.
    pub indicators: Vec<CodeAndName>,
}

/// A code, and what it stands for.
#[derive(Debug, Serialize, TS)]
pub struct CodeAndName {
    /// Code.
    pub code: String,
    /// Name or wording.
    pub name: String,
}

/// What is said of a form.
#[derive(Debug, Serialize, TS)]
pub struct FormChecked {
    /// What must be put right.
    pub problems: Vec<FieldSentence>,
    /// What is likely a slip.
    pub slips: Vec<FieldSentence>,
    /// What was understood, as a form writes it; `total` is the total of a head count.
    pub read: Typed,
    /// What is written in a font of before Unicode, in Unicode.
    pub unicode: Typed,
}

/// Something typed and not saved.
#[derive(Debug, Serialize, TS)]
pub struct DraftForm {
    /// When.
    pub at: Moment,
    /// The version of the record that it began from; `null` for a new one. 0, which no record has, where it was kept
    /// without one: then what stands now has to be looked at first.
    pub version: Option<i64>,
    /// Fields.
    pub typed: Typed,
}

/// What a pasted block becomes.
#[derive(Debug, Serialize, TS)]
pub struct PastedBlock {
    /// Columns of the record under those of the block.
    pub columns: Vec<Option<String>>,
    /// Whether the first row named the columns.
    pub headed: bool,
    /// Rows.
    pub rows: Vec<PastedLine>,
    /// How many of them are wrong.
    pub wrong: usize,
    /// Columns of the block that hold something and are left out: from 1, with what stands above them.
    pub left_out: Vec<(usize, String)>,
    /// The block in Unicode, where some of it is written in a font of before.
    pub unicode: Option<String>,
}

/// A row of a pasted block.
#[derive(Debug, Serialize, TS)]
pub struct PastedLine {
    /// Fields.
    pub typed: Typed,
    /// What was understood of them, as a list shows it.
    pub read: Typed,
    /// What must be put right.
    pub problems: Vec<FieldSentence>,
    /// What is likely a slip.
    pub slips: Vec<FieldSentence>,
}

/// An attached file.
#[derive(Debug, Serialize, TS)]
pub struct AttachedFile {
    /// Id.
    pub id: RecordId,
    /// Version.
    pub version: i64,
    /// Name.
    pub name: String,
    /// Size in bytes, as it is shown.
    pub size: String,
    /// Whether it leaves with its record.
    pub travels: bool,
}

impl RecordsOfKind {
    /// The same for who lists no facts of cases: how many there are and which fields they have, and not what stands
    /// in them.
    #[must_use]
    pub(crate) fn without_what_they_say(mut self) -> Self {
        for row in &mut self.rows {
            row.title.clear();
            row.cells.fill("…".to_owned());
        }
        self
    }

    /// Records of a kind; columns in which none of them has anything are left out.
    pub fn new(kind: RecordKind, records: &[Flat], language: Language) -> Self {
        let columns = kind.columns();
        let used: Vec<usize> = (0..columns.len())
            .filter(|place| records.iter().any(|record| has(record, *place)))
            .collect();
        let cell = |record: &Flat, place: usize| {
            let cell = record.record.get(place).unwrap_or(&Cell::Empty);
            typed::show(cell, columns[place].kind, language)
        };
        let shown = |record: &Flat| ShownRecord {
            id: record.id,
            version: record.version,
            title: title(kind, &record.record),
            cells: used.iter().map(|place| cell(record, *place)).collect(),
        };
        Self {
            kind,
            rows: records.iter().map(shown).collect(),
            columns: used
                .iter()
                .map(|place| columns[*place].name.as_str())
                .collect(),
        }
    }
}

fn has(record: &Flat, place: usize) -> bool {
    record
        .record
        .get(place)
        .is_some_and(|cell| *cell != Cell::Empty)
}

/// The records of one origin that a report of this kind carries and that are wanted, by kind. Texts and
/// files are told apart from them. Facts of cases are for who lists cases; of those that came, for receivers too.
pub(crate) fn carried(
    session: &Session,
    report: ReportKind,
    origin: Origin,
    wanted: impl Fn(&RecordId) -> bool,
) -> Result<Vec<RecordsOfKind>, Failure> {
    let mut found = Vec::new();
    let is_receiver = session.office.roles().contains(&Role::Receiver);
    for kind in RecordKind::ALL {
        let may_list = session.lists_cases() || (origin != OWN && is_receiver);
        let is_closed = kind.is_of_cases() && !may_list;
        if !kind.is_listed() || is_closed || !kind.is_carried_by(report) {
            continue;
        }
        let mut records = store::flat_records(session.office.store(), kind, origin)?;
        records.retain(|record| wanted(&record.id));
        if !records.is_empty() {
            found.push(RecordsOfKind::new(kind, &records, session.language()));
        }
    }
    Ok(found)
}

fn column(column: &Column) -> ColumnInfo {
    let (holds, most, list) = match column.kind {
        ColumnKind::Line(most) => (Holds::Line, Some(most), None),
        ColumnKind::Paragraphs(most) => (Holds::Paragraphs, Some(most), None),
        ColumnKind::Day => (Holds::Day, None, None),
        ColumnKind::Month => (Holds::Month, None, None),
        ColumnKind::Count => (Holds::Count, None, None),
        ColumnKind::Money => (Holds::Money, None, None),
        ColumnKind::Decimal => (Holds::Decimal, None, None),
        ColumnKind::Year => (Holds::Year, None, None),
        ColumnKind::YesNo => (Holds::YesNo, None, None),
        ColumnKind::Choice(list) => (Holds::Choice, None, Some(list)),
        ColumnKind::Choices(list) => (Holds::Choices, None, Some(list)),
        ColumnKind::Reference(_) => (Holds::Reference, None, None),
        ColumnKind::Unit => (Holds::Unit, None, None),
    };
    ColumnInfo {
        name: column.name.clone(),
        holds,
        required: column.required,
        most,
        list: list.map(|list| list.name),
        codes: list.map_or(&[], |list| list.codes),
        refers_to: column.kind.referred(),
    }
}

/// What is said of the fields of a form. The name of each stands over it, or before what is said of it.
fn told(checked: &CheckedForm, language: Language) -> FormChecked {
    let problems = checked.problems.iter();
    let slips = checked.slips.iter();
    FormChecked {
        problems: problems
            .map(|error| FieldSentence::new(&error.column, &error.problem, language))
            .collect(),
        slips: slips
            .map(|slip| FieldSentence::new(&slip.column, slip, language))
            .collect(),
        read: checked.read.clone(),
        unicode: checked.unicode.clone(),
    }
}

/// The columns of every kind that people enter.
///
/// # Errors
/// None.
pub fn schemas() -> Result<Vec<Schema>, Failure> {
    let entered = RecordKind::ALL
        .into_iter()
        .filter(|kind| kind.has_sheet() || kind.is_of_register() || kind.is_of_directory());
    let schema = |kind: RecordKind| Schema {
        kind,
        of_register: kind.is_of_register(),
        layout: kind.layout().unwrap_or_default(),
        columns: kind.columns().iter().map(column).collect(),
    };
    Ok(entered.map(schema).collect())
}

/// Runs a query over a kind's table.
///
/// # Errors
/// The database's.
pub fn find_records(
    session: &mut Session,
    kind: RecordKind,
    query: Query,
) -> Result<TableFound, Failure> {
    let table = session.table(kind)?;
    let found = table.find(&query);
    let sums = found.sums.into_iter();
    Ok(TableFound {
        all: table.len(),
        order: found.order,
        sums: sums.map(|(name, sum)| (name, grouped(sum))).collect(),
    })
}

/// The rows at some places of a kind's table, with a cell for each of its columns.
///
/// # Errors
/// The database's.
pub fn record_rows(
    session: &mut Session,
    kind: RecordKind,
    places: Vec<usize>,
) -> Result<Vec<ShownRecord>, Failure> {
    let table = session.table(kind)?;
    let row = |place: usize| {
        let (flat, cells) = table.row(place)?;
        Some(ShownRecord {
            id: flat.id,
            version: flat.version,
            title: title(kind, &flat.record),
            cells: cells.to_vec(),
        })
    };
    Ok(places.into_iter().filter_map(row).collect())
}

/// A record in its form.
///
/// # Errors
/// A record that is not there.
pub fn record(
    session: &mut Session,
    kind: RecordKind,
    id: RecordId,
) -> Result<RecordForm, Failure> {
    session.office.look_at_record(kind, id)?;
    let (version, typed) = session.office.typed(kind, id)?;
    Ok(RecordForm { version, typed })
}

/// What a form can choose from the catalogues in force, the latest year's first.
///
/// # Errors
/// None.
pub fn catalogue_choices(session: &Session) -> Result<CatalogueChoices, Failure> {
    let catalogue = session.office.catalogues().latest();
    let rows = catalogue.annex01.iter();
    let entered = rows.filter(|row| matches!(row.rule, Rule::Entered | Rule::EnteredRatio { .. }));
    Ok(CatalogueChoices {
        units: catalogue
            .units
            .iter()
            .map(|unit| CodeAndName {
                code: unit.code.to_string(),
                name: unit.name.clone(),
            })
            .collect(),
        indicators: entered
            .map(|row| CodeAndName {
                code: row.code.clone(),
                name: row.wording.clone(),
            })
            .collect(),
    })
}

/// Checks a form of a record, new or at `id`, while working on a period.
///
/// # Errors
/// The database's; what is wrong with the form is in the answer.
pub fn check_record(
    session: &Session,
    kind: RecordKind,
    typed: Typed,
    id: Option<RecordId>,
    period: Option<Period>,
) -> Result<FormChecked, Failure> {
    let checked = session.office.check_typed(kind, &typed, id, period)?;
    Ok(told(&checked, session.language()))
}

/// Saves a form as a new record, or as a change of one that is still at `version`.
///
/// # Errors
/// The fields that are wrong; a record that was changed since.
pub fn save_record(
    session: &mut Session,
    kind: RecordKind,
    typed: Typed,
    id: Option<RecordId>,
    version: Option<i64>,
) -> Result<RecordId, Failure> {
    let at = match (id, version) {
        (Some(id), Some(version)) => Some((id, version)),
        (None, None) => None,
        // Whoever names a record and not what it was changes none in silence, and adds none beside it.
        (Some(_), None) | (None, Some(_)) => return Err(EntryError::NoVersion.into()),
    };
    let id = session.office.save_typed(kind, &typed, at)?;
    session.changed();
    Ok(id)
}

/// Deletes records that are still at their versions: all of them or none. They can be put back.
///
/// # Errors
/// A record that was changed since.
pub fn delete_records(
    session: &mut Session,
    kind: RecordKind,
    records: Vec<(RecordId, i64)>,
) -> Result<(), Failure> {
    session.office.delete_records(kind, &records)?;
    session.changed();
    Ok(())
}

/// Deletes one record, as [`delete_records`] does.
///
/// # Errors
/// A record that was changed since.
pub fn delete_record(
    session: &mut Session,
    kind: RecordKind,
    id: RecordId,
    version: i64,
) -> Result<RecordDeleted, Failure> {
    delete_records(session, kind, vec![(id, version)])?;
    let deleted = true;
    Ok(RecordDeleted { id, deleted })
}

/// Puts deleted records back: all of them or none.
///
/// # Errors
/// A record that is not there.
pub fn restore_records(
    session: &mut Session,
    kind: RecordKind,
    records: Vec<RecordId>,
) -> Result<(), Failure> {
    session.office.restore_records(kind, &records)?;
    session.changed();
    Ok(())
}

/// What was typed into a form and not saved. A new record's draft is kept by the record it belongs to,
/// where it belongs to one.
///
/// # Errors
/// The database's.
pub fn draft(
    session: &Session,
    kind: RecordKind,
    id: Option<RecordId>,
    owner: Option<RecordId>,
) -> Result<Option<DraftForm>, Failure> {
    let draft = session.office.draft(&draft_place(kind, id, owner))?;
    Ok(draft.map(|TypedDraft { at, version, typed }| DraftForm {
        at,
        version: id.map(|_| version.unwrap_or(0)),
        typed,
    }))
}

/// Keeps what is being typed into a form, with the version of the record that it began from; nothing typed drops it.
///
/// # Errors
/// The database's.
pub fn keep_draft(
    session: &mut Session,
    kind: RecordKind,
    id: Option<RecordId>,
    owner: Option<RecordId>,
    version: Option<i64>,
    typed: Typed,
) -> Result<(), Failure> {
    let place = draft_place(kind, id, owner);
    Ok(session.office.keep_draft(&place, version, typed)?)
}

/// Says what each row of a pasted block becomes. `columns` overrides what it was taken for.
///
/// # Errors
/// Nothing or too much pasted.
pub fn read_pasted(
    session: &Session,
    kind: RecordKind,
    block: String,
    columns: Option<Vec<Option<String>>>,
    period: Option<Period>,
) -> Result<PastedBlock, Failure> {
    let pasted = session.office.read_pasted(kind, &block, columns, period)?;
    let rows = pasted.rows.into_iter().map(|row| {
        let FormChecked {
            problems,
            slips,
            read,
            ..
        } = told(&row.checked, session.language());
        PastedLine {
            typed: row.typed,
            read,
            problems,
            slips,
        }
    });
    let rows: Vec<PastedLine> = rows.collect();
    Ok(PastedBlock {
        wrong: rows.iter().filter(|row| !row.problems.is_empty()).count(),
        rows,
        columns: pasted.columns,
        headed: pasted.headed,
        left_out: pasted.left_out,
        unicode: pasted.unicode,
    })
}

/// Adds the rows of a paste: all of them or none. Gives the records, which are at version 1.
///
/// # Errors
/// The row that is wrong.
pub fn add_pasted(
    session: &mut Session,
    kind: RecordKind,
    rows: Vec<Typed>,
) -> Result<Vec<RecordId>, Failure> {
    let added = session.office.add_typed(kind, &rows)?;
    session.changed();
    Ok(added)
}

/// The files attached to a record.
///
/// # Errors
/// The database's.
pub fn attachments(session: &Session, id: RecordId) -> Result<Vec<AttachedFile>, Failure> {
    let files = session.office.attachments(id)?.into_iter();
    Ok(files
        .map(|file| AttachedFile {
            id: file.id,
            version: file.version,
            name: file.record.name.to_string(),
            size: grouped(file.record.size.get()),
            travels: file.record.travels,
        })
        .collect())
}

/// Attaches a file; it stays here unless it is ticked to travel. Answers with the file's record.
///
/// # Errors
/// A file too large; a record that is not there; the system's.
pub fn attach_file(
    session: &mut Session,
    from: &Path,
    kind: RecordKind,
    id: RecordId,
    travels: bool,
) -> Result<RecordDone, Failure> {
    let (name, bytes) = files::read_to_attach(from)?;
    let id = session.office.attach(kind, id, &name, &bytes, travels)?;
    Ok(RecordDone { id })
}

/// The name under which an attached file is written.
///
/// # Errors
/// A file that is not there.
pub fn attachment_name(session: &Session, id: RecordId) -> Result<Suggested, Failure> {
    let (name, _) = session.office.attached_file(id)?;
    Ok(FileKind::Any.named(name))
}

/// Writes an attached file.
///
/// # Errors
/// A file that is not there; the system's.
pub fn save_attachment(session: &mut Session, to: &Path, id: RecordId) -> Result<Written, Failure> {
    session.office.write_attached(id, to)?;
    Ok(Written::at(to))
}

/// Says whether a file leaves with its record.
///
/// # Errors
/// A file that is not there.
pub fn set_travels(session: &mut Session, id: RecordId, travels: bool) -> Result<(), Failure> {
    Ok(session.office.set_travels(id, travels)?)
}

/// Takes a file off its record.
///
/// # Errors
/// A file that was changed since.
pub fn detach(session: &mut Session, id: RecordId, version: i64) -> Result<(), Failure> {
    Ok(session
        .office
        .delete_records(RecordKind::Attachment, &[(id, version)])?)
}

/// Adds records of a kind that were written as JSON: all of them or none.
///
/// # Errors
/// The records that are wrong; what is likely a slip, unless it was said to be meant.
pub fn add_written(
    session: &mut Session,
    kind: RecordKind,
    list: Vec<WrittenFields>,
    despite_slips: bool,
) -> Result<Vec<RecordId>, Failure> {
    let ids = session.office.add_written(kind, list, despite_slips);
    let ids = ids.map_err(Failure::of_list)?;
    session.changed();
    Ok(ids)
}

/// Changes a record that is still at `version` to what was written as JSON.
///
/// # Errors
/// The field that is wrong; what is likely a slip, unless it was said to be meant; a record that was changed since.
pub fn change_written(
    session: &mut Session,
    kind: RecordKind,
    (id, version): (RecordId, i64),
    fields: WrittenFields,
    despite_slips: bool,
) -> Result<RecordNow, Failure> {
    let changed = session
        .office
        .change_written(kind, (id, version), fields, despite_slips);
    changed.map_err(Failure::of_list)?;
    session.changed();
    let version = version + 1;
    Ok(RecordNow { id, version })
}

/// The records of a kind that have every word of a search.
///
/// # Errors
/// The database's.
pub fn search(session: &mut Session, kind: RecordKind, query: &str) -> Result<Vec<Flat>, Failure> {
    session.office.look_at_records(kind)?;
    Ok(store::search(session.office.store(), kind, query)?)
}
