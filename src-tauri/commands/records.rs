//! One screen per record kind: its table, its form, and what is pasted into it.

use super::{DayText, IdText, KindText, PeriodText, small};
use crate::bindings::commands;
use crate::desk::Session;
use crate::failure::{Failure, FieldSentence};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tienbo_core::catalogue::Rule;
use tienbo_core::entry::{CheckedForm, EntryError, Query, RecordTable, Typed, draft_place};
use tienbo_core::message::Language;
use tienbo_core::model::{Column, ColumnKind, FieldError, Layout, RecordKind};
use ts_rs::TS;

/// A record kind's columns, and how they are laid out.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Schema {
    /// Table's name.
    kind: String,
    /// Whether its records belong to a case.
    of_register: bool,
    /// Columns, in order.
    columns: Vec<ColumnInfo>,
    /// How its table and its form are laid out.
    layout: Layout,
}

/// A column.
#[derive(Serialize, TS)]
pub(crate) struct ColumnInfo {
    /// Name; message `column-<name>` with `_` as `-`.
    name: String,
    /// What it holds.
    holds: Holds,
    /// Whether it must be filled.
    required: bool,
    /// Most characters, for text.
    most: Option<u32>,
    /// Name of the list of choices; message `choice-<list>-<code>`.
    list: Option<String>,
    /// Codes of the choices.
    codes: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Holds {
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
        most: most.and_then(|most| u32::try_from(most).ok()),
        list: list.map(|list| list.name.to_owned()),
        codes: list
            .map(|list| list.codes.iter().map(|code| (*code).to_owned()).collect())
            .unwrap_or_default(),
    }
}

/// What a table is asked for.
#[derive(Deserialize, TS)]
pub(crate) struct TableQuery {
    search: String,
    choices: BTreeMap<String, BTreeSet<String>>,
    from: Option<DayText>,
    to: Option<DayText>,
    only: Option<Vec<IdText>>,
    sort: Option<String>,
    descending: bool,
}

/// What a query found.
#[derive(Serialize, TS)]
pub(crate) struct TableFound {
    /// Records of the kind, found or not.
    all: u32,
    /// Places of the rows found, in order.
    order: Vec<u32>,
    /// Totals over them, by column, as they are shown.
    sums: BTreeMap<String, String>,
}

/// A row of a table.
#[derive(Serialize, TS)]
pub(crate) struct TableRow {
    /// Id.
    id: String,
    /// Version.
    version: i64,
    /// Cells as they are shown.
    cells: Vec<String>,
}

/// A record in its form.
#[derive(Serialize, TS)]
pub(crate) struct RecordForm {
    /// Version.
    version: i64,
    /// Fields.
    typed: Typed,
}

/// What a form can choose from the catalogues in force.
#[derive(Serialize, TS)]
pub(crate) struct CatalogueChoices {
    /// Units.
    units: Vec<CodeAndName>,
    /// Rows of Phụ lục 01 that are entered.
    indicators: Vec<CodeAndName>,
}

/// A code, and what it stands for.
#[derive(Serialize, TS)]
pub(crate) struct CodeAndName {
    /// Code.
    code: String,
    /// Name or wording.
    name: String,
}

/// What is said of a form.
#[derive(Serialize, TS)]
pub(crate) struct FormChecked {
    /// What must be put right.
    problems: Vec<FieldSentence>,
    /// What is likely a slip.
    slips: Vec<FieldSentence>,
    /// What was understood, as a form writes it; `total` is the total of a head count.
    read: Typed,
}

/// Something typed and not saved.
#[derive(Serialize, TS)]
pub(crate) struct DraftForm {
    /// When.
    at: String,
    /// Fields.
    typed: Typed,
}

/// What a pasted block becomes.
#[derive(Serialize, TS)]
pub(crate) struct PastedBlock {
    /// Columns of the record under those of the block.
    columns: Vec<Option<String>>,
    /// Whether the first row named the columns.
    headed: bool,
    /// Rows.
    rows: Vec<PastedLine>,
}

/// A row of a pasted block.
#[derive(Serialize, TS)]
pub(crate) struct PastedLine {
    /// Fields.
    typed: Typed,
    /// What must be put right.
    problems: Vec<FieldSentence>,
    /// What is likely a slip.
    slips: Vec<FieldSentence>,
}

fn told(checked: &CheckedForm, language: Language) -> FormChecked {
    FormChecked {
        problems: checked
            .problems
            .iter()
            .map(|error| FieldSentence::new(&error.column, error, language))
            .collect(),
        slips: checked
            .slips
            .iter()
            .map(|slip| FieldSentence::new(&slip.column, slip, language))
            .collect(),
        read: checked.read.clone(),
    }
}

/// The table of a kind, read again only after a record has changed.
fn table(
    session: &mut Session,
    kind: RecordKind,
    language: Language,
) -> Result<&RecordTable, Failure> {
    let table = match session.table.take().filter(|table| table.kind() == kind) {
        Some(table) => table,
        None => session.office.table(kind, language)?,
    };
    Ok(session.table.insert(table))
}

commands! {
    /// The columns of every kind that people enter.
    fn schemas(_desk) -> Vec<Schema> {
        Ok(RecordKind::ALL
            .into_iter()
            .filter(|kind| kind.has_sheet() || kind.is_of_register())
            .map(|kind| Schema {
                kind: kind.table().to_owned(),
                of_register: kind.is_of_register(),
                columns: kind.columns().iter().map(column).collect(),
                layout: kind.layout().unwrap_or_default(),
            })
            .collect())
    }

    /// Runs a query over a kind's table.
    fn find_records(desk, kind: KindText, query: TableQuery) -> TableFound {
        let language = desk.language();
        desk.session(|session| {
            let table = table(session, kind.0, language)?;
            let days = query.from.zip(query.to);
            let days = days
                .map(|(from, to)| Ok::<_, FieldError>((from.read("date")?, to.read("date_to")?)))
                .transpose()?;
            let found = table.find(&Query {
                search: query.search,
                choices: query.choices,
                days,
                only: query.only.map(|ids| ids.into_iter().map(|id| id.0).collect()),
                sort: query.sort,
                descending: query.descending,
            });
            let sums = found.sums.into_iter();
            Ok(TableFound {
                all: small(table.len()),
                order: found.order.into_iter().map(small).collect(),
                sums: sums
                    .map(|(name, sum)| (name, tienbo_core::model::grouped(sum)))
                    .collect(),
            })
        })
    }

    /// The rows at some places of a kind's table.
    fn record_rows(desk, kind: KindText, places: Vec<u32>) -> Vec<TableRow> {
        let language = desk.language();
        desk.session(|session| {
            let table = table(session, kind.0, language)?;
            let rows = places.iter().filter_map(|place| {
                let (flat, cells) = table.row(usize::try_from(*place).ok()?)?;
                Some(TableRow {
                    id: flat.id.to_string(),
                    version: flat.version,
                    cells: cells.to_vec(),
                })
            });
            Ok(rows.collect())
        })
    }

    /// A record in its form.
    fn record(desk, kind: KindText, id: IdText) -> RecordForm {
        desk.office(|office| office.typed(kind.0, id.0))
            .map(|(version, typed)| RecordForm { version, typed })
    }

    /// What a form can choose from the catalogues in force, the latest year's first.
    fn catalogue_choices(desk) -> CatalogueChoices {
        desk.session(|session| {
            let catalogue = session.office.catalogues().latest();
            Ok(CatalogueChoices {
                units: catalogue
                    .units
                    .iter()
                    .map(|unit| CodeAndName {
                        code: unit.code.to_string(),
                        name: unit.name.clone(),
                    })
                    .collect(),
                indicators: catalogue
                    .annex01
                    .iter()
                    .filter(|row| matches!(row.rule, Rule::Entered | Rule::EnteredRatio { .. }))
                    .map(|row| CodeAndName {
                        code: row.code.clone(),
                        name: row.wording.clone(),
                    })
                    .collect(),
            })
        })
    }

    /// Checks a form, while working on a period.
    fn check_record(
        desk,
        kind: KindText,
        typed: Typed,
        id: Option<IdText>,
        period: Option<PeriodText>,
    ) -> FormChecked {
        let language = desk.language();
        let (id, period) = (id.map(|id| id.0), period.map(|period| period.0));
        desk.office(|office| office.check_typed(kind.0, &typed, id, period))
            .map(|checked| told(&checked, language))
    }

    /// Saves a form as a new record, or as a change of one that is still at `version`.
    fn save_record(
        desk,
        kind: KindText,
        typed: Typed,
        id: Option<IdText>,
        version: Option<i64>,
    ) -> String {
        desk.session(|session| {
            let at = id.map(|id| id.0).zip(version);
            let id = session.office.save_typed(kind.0, &typed, at)?;
            session.changed();
            Ok(id.to_string())
        })
    }

    /// Deletes a record that is still at `version`. It can be put back.
    fn delete_record(desk, kind: KindText, id: IdText, version: i64) -> () {
        desk.session(|session| {
            session.office.delete_record(kind.0, id.0, version)?;
            session.changed();
            Ok(())
        })
    }

    /// Puts a deleted record back.
    fn restore_record(desk, kind: KindText, id: IdText) -> () {
        desk.session(|session| {
            session.office.restore_record(kind.0, id.0)?;
            session.changed();
            Ok(())
        })
    }

    /// What was typed into a form and not saved.
    /// A new record's draft is kept by the record it belongs to, where it belongs to one.
    fn draft(
        desk,
        kind: KindText,
        id: Option<IdText>,
        owner: Option<IdText>,
    ) -> Option<DraftForm> {
        let place = draft_place(kind.0, id.map(|id| id.0), owner.map(|owner| owner.0));
        let draft = desk.office(|office| office.draft(&place))?;
        Ok(draft.map(|(at, typed)| DraftForm { at: at.iso(), typed }))
    }

    /// Keeps what is being typed into a form; nothing typed drops it.
    fn keep_draft(
        desk,
        kind: KindText,
        id: Option<IdText>,
        owner: Option<IdText>,
        typed: Typed,
    ) -> () {
        desk.touch();
        let place = draft_place(kind.0, id.map(|id| id.0), owner.map(|owner| owner.0));
        desk.office(|office| office.keep_draft(&place, &typed))
    }

    /// Says what each row of a pasted block becomes. `columns` overrides what it was taken for.
    fn read_pasted(
        desk,
        kind: KindText,
        block: String,
        columns: Option<Vec<Option<String>>>,
        period: Option<PeriodText>,
    ) -> PastedBlock {
        let language = desk.language();
        let period = period.map(|period| period.0);
        let pasted = desk.office(|office| office.read_pasted(kind.0, &block, columns, period))?;
        Ok(PastedBlock {
            columns: pasted.columns,
            headed: pasted.headed,
            rows: pasted
                .rows
                .into_iter()
                .map(|row| {
                    let FormChecked { problems, slips, .. } = told(&row.checked, language);
                    PastedLine { typed: row.typed, problems, slips }
                })
                .collect(),
        })
    }

    /// Adds the rows of a paste: all of them or none.
    fn add_pasted(desk, kind: KindText, rows: Vec<Typed>) -> u32 {
        desk.session(|session| {
            let added = session.office.add_typed(kind.0, &rows);
            session.changed();
            added.map(|ids| small(ids.len())).map_err(|error: EntryError| error.into())
        })
    }
}
