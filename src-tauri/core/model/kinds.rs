//! What follows from the table of the kinds of record (`records/mod.rs`), and the one place where a
//! kind becomes a type.

use super::{
    Cell, Column, ColumnKind, Day, FieldError, FlatForm, Layout, Problem, Record, RecordId,
    RecordKind, RecordsByKind, ReportKind, Stored, at, from_outside, with_record,
};
use std::collections::BTreeSet;

/// What records of a kind are for. Whether they leave, and in which report, follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What the committee did and had: Phụ lục 02.
    Activity,
    /// Numbers entered for rows of Phụ lục 01.
    Indicator,
    /// Where help is to be had: given out with the roster, and in no report.
    Directory,
    /// What travels of the case register, made from it.
    Facts,
    /// The case register, which stays in the office.
    Register,
    /// Texts of a report.
    Text,
    /// Files of other records.
    File,
}

/// Makes the kinds of record of their table.
macro_rules! kinds {
    ($d:tt $($name:ident in $table:ident: $group:ident $(, $sheet:ident)? $(, entry $entry:literal)?;)*) => {
        /// The kinds of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $(
                #[doc = concat!("[`", stringify!($name), "`]")]
                $name,
            )*
        }

        impl RecordKind {
            /// All kinds: each after those that its records refer to.
            pub const ALL: [Self; [$(stringify!($table)),*].len()] = [$(Self::$name),*];

            /// Name of the table, and of the kind in packages, on the command line and in the window.
            pub fn table(self) -> &'static str {
                match self { $(Self::$name => stringify!($table),)* }
            }

            /// What its records are for.
            pub fn group(self) -> $crate::model::Group {
                match self { $(Self::$name => $crate::model::Group::$group,)* }
            }

            /// Whether workbooks have a sheet of it.
            pub fn has_sheet(self) -> bool {
                match self { $(Self::$name => <[&str]>::len(&[$(stringify!($sheet))?]) == 1,)* }
            }

            /// Name of the entry of a package that holds it.
            pub fn entry(self) -> &'static str {
                match self {
                    $(Self::$name => [
                        $($entry,)?
                        concat!("records/", stringify!($table), ".jsonl"),
                    ][0],)*
                }
            }
        }

        /// Runs an expression with `$R` as the record type of a [`RecordKind`].
        macro_rules! with_record {
            ($d kind:expr, $d R:ident => $d body:expr) => {
                match $d kind {
                    $($crate::model::RecordKind::$name => {
                        type $d R = $crate::model::$name;
                        $d body
                    })*
                }
            };
        }
        pub(crate) use with_record;

        /// Records of every kind.
        #[derive(Debug, Clone, Default)]
        pub struct RecordsByKind { $($table: Vec<$crate::model::Stored<$name>>,)* }

        $(impl $crate::model::Held for $name {
            const KIND: RecordKind = RecordKind::$name;
            fn held(all: &RecordsByKind) -> &Vec<$crate::model::Stored<Self>> { &all.$table }
            fn held_mut(all: &mut RecordsByKind) -> &mut Vec<$crate::model::Stored<Self>> {
                &mut all.$table
            }
        })*

        $crate::model::as_code!(RecordKind, RecordKind::ALL, RecordKind::table);
    };
}

pub(super) use kinds;

/// A type of the table of kinds.
pub trait Held: Sized {
    /// Which kind it is.
    const KIND: RecordKind;
    /// The records of this type.
    fn held(all: &RecordsByKind) -> &Vec<Stored<Self>>;
    /// The same, to be changed.
    fn held_mut(all: &mut RecordsByKind) -> &mut Vec<Stored<Self>>;
}

impl RecordsByKind {
    /// Those of a type.
    pub fn of<R: Held>(&self) -> &[Stored<R>] {
        R::held(self)
    }

    /// Puts those of a type.
    pub fn put<R: Held>(&mut self, records: Vec<Stored<R>>) {
        *R::held_mut(self) = records;
    }

    /// The ids of those of a kind.
    pub fn ids(&self, kind: RecordKind) -> impl Iterator<Item = RecordId> {
        let ids: Vec<RecordId> =
            with_record!(kind, R => self.of::<R>().iter().map(|record| record.id).collect());
        ids.into_iter()
    }
}

impl RecordKind {
    /// The kinds of a group.
    pub fn of(group: Group) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |kind| kind.group() == group)
    }

    /// The kinds that have a sheet of a workbook, in the order of its sheets.
    pub fn sheets() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kind| kind.has_sheet())
    }

    /// Whether its records are the case register's, which stay in the office.
    pub fn is_of_register(self) -> bool {
        self.group() == Group::Register
    }

    /// Whether its records are what travels of the case register.
    pub fn is_facts(self) -> bool {
        self.group() == Group::Facts
    }

    /// Whether its records are of single cases: the register's, and what travels of them.
    pub fn is_of_cases(self) -> bool {
        self.is_of_register() || self.is_facts()
    }

    /// Whether its records go along with a case that is handed over: all of the register but what this office was asked.
    pub fn is_handed_over(self) -> bool {
        self.is_of_register() && self != Self::DataRequest
    }

    /// Whether files can be attached to its records: those of a case are kept in the register.
    pub fn may_have_files(self) -> bool {
        match self.group() {
            Group::Activity | Group::Indicator | Group::Text => true,
            Group::Directory | Group::Facts | Group::Register | Group::File => false,
        }
    }

    /// Whether its records are listed and counted: all but texts of a report, files of other records
    /// and the directory.
    pub fn is_listed(self) -> bool {
        match self.group() {
            Group::Activity | Group::Indicator | Group::Facts | Group::Register => true,
            Group::Directory | Group::Text | Group::File => false,
        }
    }

    /// Whether the day of its records may lie ahead or outside the period that is being worked on.
    pub fn has_any_day(self) -> bool {
        with_record!(self, R => R::ANY_DAY)
    }

    /// Whether records of this kind may leave the office in a report: all but the register's, and the directory, which
    /// goes with the roster.
    pub fn may_leave(self) -> bool {
        !self.is_of_register() && !self.is_of_directory()
    }

    /// Whether its records tell where help is to be had.
    pub fn is_of_directory(self) -> bool {
        self.group() == Group::Directory
    }

    /// Whether everybody who records sets its records: those of cases, and where somebody is sent, officers do.
    pub fn is_everybodys(self) -> bool {
        !self.is_of_cases() && !self.is_of_directory()
    }

    /// Whether a report of this kind carries records of this kind.
    pub fn is_carried_by(self, report: ReportKind) -> bool {
        match self.group() {
            Group::Activity | Group::Text | Group::File => report != ReportKind::Annex01,
            Group::Indicator => report == ReportKind::Annex01,
            Group::Facts => true,
            Group::Directory | Group::Register => false,
        }
    }

    /// The column that names the record that a record belongs to, and that record's kind.
    pub fn owner(self) -> Option<(&'static str, Self)> {
        let mut columns = self.columns().iter();
        columns.find_map(|column| Some((column.name.as_str(), column.kind.referred()?)))
    }

    /// The columns that name another record in words that people write or choose, with their places and
    /// that record's kind. What belongs to a case is put into it where the case is.
    pub fn written_references(self) -> impl Iterator<Item = (usize, &'static Column, Self)> {
        let columns = self.columns().iter().enumerate();
        columns
            .filter(move |_| !self.is_of_cases())
            .filter_map(|(place, column)| Some((place, column, column.kind.referred()?)))
    }

    /// It, after all kinds that its records refer to in words.
    pub fn after_what_it_refers_to(self) -> Vec<Self> {
        let mut all = BTreeSet::from([self]);
        // Each kind comes after those that its records refer to.
        for kind in Self::ALL.into_iter().rev() {
            if all.contains(&kind) {
                all.extend(kind.written_references().map(|(_, _, referred)| referred));
            }
        }
        all.into_iter().collect()
    }

    /// The kind with this table.
    pub fn from_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// The kind that an entry of a package holds.
    pub fn from_entry(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.entry() == name)
    }

    /// Its columns, made once.
    pub fn columns(self) -> &'static [Column] {
        static COLUMNS: std::sync::LazyLock<Vec<Vec<Column>>> = std::sync::LazyLock::new(|| {
            RecordKind::ALL
                .into_iter()
                .map(|kind| with_record!(kind, R => R::columns()))
                .collect()
        });
        // `ALL` is in the order of the enum.
        &COLUMNS[self as usize]
    }

    /// How its table and its form are laid out; `None` for records that people do not fill in.
    pub fn layout(self) -> Option<Layout> {
        with_record!(self, R => R::layout())
    }

    /// Reads a record's cells from a JSON object and checks them; gives them in canonical form.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn from_json(
        self,
        object: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Vec<Cell>, FieldError> {
        self.canonical(cells_from_json(self.columns(), object)?)
    }

    /// A record's cells as a JSON object; empty cells are left out.
    pub fn to_json(self, cells: &[Cell]) -> serde_json::Map<String, serde_json::Value> {
        cells_to_json(self.columns(), cells)
    }

    /// A record as JSON: its id and version beside its fields, as packages have it.
    pub fn object(
        self,
        id: RecordId,
        version: i64,
        cells: &[Cell],
    ) -> serde_json::Map<String, serde_json::Value> {
        let mut object = serde_json::Map::from_iter([
            ("id".to_owned(), id.to_string().into()),
            ("version".to_owned(), version.into()),
        ]);
        object.extend(self.to_json(cells));
        object
    }

    /// Checks cells and gives them back in canonical form.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn canonical(self, cells: Vec<Cell>) -> Result<Vec<Cell>, FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| record.to_cells()))
    }

    /// The columns by which its records are known: see [`Record::KEY`].
    pub fn key(self) -> &'static [&'static str] {
        with_record!(self, R => R::KEY)
    }

    /// By what of its cells a record is known, where two rows with the same speak of one thing: see
    /// [`Record::KEY`]. Letter case and blanks do not count.
    pub fn key_of(self, cells: &[Cell]) -> Option<Vec<String>> {
        let key = self.key();
        let columns = self.columns().iter().zip(cells);
        let of_key: Vec<String> = columns
            .filter(|(column, _)| key.contains(&column.name.as_str()))
            .map(|(_, cell)| match cell {
                Cell::Text(text) => text.to_lowercase(),
                Cell::Int(number) => number.to_string(),
                Cell::Empty => String::new(),
            })
            .collect();
        (!of_key.is_empty()).then_some(of_key)
    }

    /// The day and the year by which cells in canonical form are sorted and looked for.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn dated(self, cells: Vec<Cell>) -> Result<(Option<Day>, Option<i32>), FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| (record.day(), record.year())))
    }
}

/// The cells of some columns as a JSON object; empty cells are left out.
pub fn cells_to_json(
    columns: &[Column],
    cells: &[Cell],
) -> serde_json::Map<String, serde_json::Value> {
    columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| **cell != Cell::Empty)
        .map(|(column, cell)| (column.name.clone(), cell.to_json(column.kind)))
        .collect()
}

/// Reads the cells of some columns from a JSON object. A field that is no column is refused: nothing
/// that somebody wrote is dropped in silence.
///
/// # Errors
/// [`Problem::UnknownField`], or the first column whose value has a wrong type.
pub fn cells_from_json(
    columns: &[Column],
    object: &serde_json::Map<String, serde_json::Value>,
) -> Result<Vec<Cell>, FieldError> {
    cells_of(columns, object, Cell::from_json)
}

/// The same, with each field read in a way of one's own.
///
/// # Errors
/// As [`cells_from_json`], and what `read` gives.
pub(crate) fn cells_of(
    columns: &[Column],
    object: &serde_json::Map<String, serde_json::Value>,
    read: impl Fn(&serde_json::Value, ColumnKind) -> Result<Cell, Problem>,
) -> Result<Vec<Cell>, FieldError> {
    let known = |name: &str| columns.iter().any(|column| column.name == name);
    if let Some(name) = object.keys().find(|name| !known(name)) {
        return Err(at(&from_outside(name, 100, false))(Problem::UnknownField));
    }
    columns
        .iter()
        .map(|column| {
            let value = object.get(&column.name).unwrap_or(&serde_json::Value::Null);
            read(value, column.kind).map_err(at(&column.name))
        })
        .collect()
}

/// What a list shows a record by: the first text that people wrote.
pub fn title(kind: RecordKind, cells: &[Cell]) -> String {
    let texts = kind.columns().iter().zip(cells).filter(|(column, _)| {
        matches!(column.kind, ColumnKind::Line(_) | ColumnKind::Paragraphs(_))
            && column.name != "organiser_name"
    });
    let first = texts
        .filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text.replace('\n', " ")),
            _ => None,
        })
        .next();
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_comes_after_those_that_its_records_refer_to() {
        for (index, kind) in RecordKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, index);
            for column in kind.columns() {
                match column.kind {
                    ColumnKind::Reference(Some(other)) => assert!(other < kind, "{}", kind.table()),
                    ColumnKind::Reference(None) => assert_eq!(index + 1, RecordKind::ALL.len()),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_form_has_every_column_once_and_a_table_no_other() {
        for kind in RecordKind::ALL {
            let entered = match kind.group() {
                Group::Activity | Group::Indicator | Group::Directory | Group::Register => true,
                // Facts are made, a text has a screen of its own, a file is chosen.
                Group::Facts | Group::Text | Group::File => false,
            };
            assert_eq!(kind.layout().is_some(), entered, "{}", kind.table());
            let Some(layout) = kind.layout() else {
                continue;
            };
            let mut columns: Vec<&str> = kind.columns().iter().map(|c| c.name.as_str()).collect();
            let mut laid_out = [layout.form, layout.more, layout.hidden].concat();
            for name in [layout.table, layout.repeat].concat() {
                assert!(columns.contains(&name), "{}: {name}", kind.table());
            }
            columns.sort_unstable();
            laid_out.sort_unstable();
            assert_eq!(laid_out, columns, "{}", kind.table());
        }
    }

    #[test]
    fn a_kind_is_found_by_its_table_and_by_its_entry() {
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::from_table(kind.table()), Some(kind));
            assert_eq!(RecordKind::from_entry(kind.entry()), Some(kind));
            let text = serde_json::to_string(&kind).unwrap();
            assert_eq!(serde_json::from_str::<RecordKind>(&text).unwrap(), kind);
        }
    }
}
