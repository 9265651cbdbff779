//! How choices and records are declared: a field once, and its column, cell and check follow.

use super::{
    Cell, ChoiceList, Column, ColumnKind, Day, Field, FieldError, Problem, RecordKind, at,
};
use std::collections::BTreeSet;

/// Makes an enum whose values have codes, and a column kind of its own.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All values, in the order people see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The codes of all values.
            pub const LIST: ChoiceList = ChoiceList { name: $list, codes: &[$($code,)*] };
            /// The code in files and databases; label: message `choice-<list>-<code>`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
            /// Reads a code.
            ///
            /// # Errors
            /// [`Problem::NotAChoice`] for any other text.
            pub fn from_code(code: &str) -> Result<Self, Problem> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err(Problem::NotAChoice(code.to_owned())),
                }
            }
        }
        impl $crate::model::Choice for $name {
            fn list() -> &'static ChoiceList {
                const LIST: &ChoiceList = &$name::LIST;
                LIST
            }
            fn code(self) -> &'static str { $name::code(self) }
            fn from_code(code: &str) -> Result<Self, Problem> { $name::from_code(code) }
        }
        impl $crate::model::NamesNobody for $name {}
        impl Scalar for $name {
            const KIND: ColumnKind = ColumnKind::Choice(&$name::LIST);
            fn to_cell(&self) -> Cell { Cell::Text(self.code().to_owned()) }
            fn from_cell(cell: Cell) -> Result<Self, Problem> {
                match cell {
                    Cell::Text(code) => Self::from_code(&code),
                    _ => Err(Problem::WrongType),
                }
            }
        }
    };
}
pub(super) use choice;

/// A value with a code in a closed list.
pub trait Choice: Copy + Ord {
    /// The list.
    fn list() -> &'static ChoiceList;
    /// The code.
    fn code(self) -> &'static str;
    /// Reads a code.
    ///
    /// # Errors
    /// [`Problem::NotAChoice`] for any other text.
    fn from_code(code: &str) -> Result<Self, Problem>;
}

/// A set of choices; an empty set is an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T: Ord>(pub BTreeSet<T>);

impl<T: Choice> Set<T> {
    /// Whether a value is in the set.
    pub fn contains(&self, value: T) -> bool {
        self.0.contains(&value)
    }
    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl<T: Choice> Field for Set<T> {
    fn columns(name: &str, out: &mut Vec<Column>) {
        out.push(Column {
            name: name.to_owned(),
            kind: ColumnKind::Choices(T::list()),
            required: false,
        });
    }
    fn write(&self, out: &mut Vec<Cell>) {
        let codes: Vec<&str> = self.0.iter().map(|value| value.code()).collect();
        out.push(if codes.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(codes.join(";"))
        });
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        match cells.next() {
            None | Some(Cell::Empty) => Ok(Self(BTreeSet::new())),
            Some(Cell::Text(codes)) => codes
                .split(';')
                .map(T::from_code)
                .collect::<Result<_, _>>()
                .map(Self)
                .map_err(at(name)),
            Some(Cell::Int(_)) => Err(at(name)(Problem::WrongType)),
        }
    }
}

/// A record: a struct whose flat form has fixed columns.
pub trait Record: Sized {
    /// Which record it is.
    const KIND: RecordKind;
    /// Its columns, in order.
    fn columns() -> Vec<Column>;
    /// Its cells, one for each column.
    fn to_cells(&self) -> Vec<Cell>;
    /// Builds the record from cells in column order.
    ///
    /// # Errors
    /// The first column that is wrong.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError>;
    /// The day by which it falls into a period; `None` for a record that counts by its year.
    fn day(&self) -> Option<Day>;
    /// The year it counts in, where it has no day.
    fn year(&self) -> Option<i32> {
        self.day().map(Day::year)
    }
}

/// Declares a struct whose flat form has fixed columns: its fields, and a check across them.
macro_rules! row {
    (
        $(#[$doc:meta])* $name:ident
        { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }
        $(check: |$cthis:ident| $check:expr;)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

        impl $name {
            /// Its columns, in order.
            pub fn columns() -> Vec<Column> {
                let mut out = Vec::new();
                $(<$type as Field>::columns(stringify!($field), &mut out);)*
                out
            }
            /// Its cells, one for each column.
            pub fn to_cells(&self) -> Vec<Cell> {
                let mut out = Vec::new();
                $(self.$field.write(&mut out);)*
                out
            }
            /// Builds it from cells in column order.
            ///
            /// # Errors
            /// The first column that is wrong.
            pub fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError> {
                let mut cells = cells.into_iter();
                let row = Self {
                    $($field: <$type as Field>::read(stringify!($field), &mut cells)?,)*
                };
                $({
                    let $cthis = &row;
                    $check?;
                })?
                Ok(row)
            }
        }
    };
}
pub(super) use row;

/// Declares a record: its fields, how it is dated, and a check across fields.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident
        { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }
        day: |$this:ident| $day:expr;
        $(year: |$ythis:ident| $year:expr;)?
        $(check: |$cthis:ident| $check:expr;)?
    ) => {
        $crate::model::declare::row! {
            $(#[$doc])*
            #[derive(Debug)]
            $name { $($(#[$fdoc])* $field: $type,)* }
            $(check: |$cthis| $check;)?
        }

        impl $crate::model::Record for $name {
            const KIND: $crate::model::RecordKind = $crate::model::RecordKind::$name;
            fn columns() -> Vec<Column> {
                Self::columns()
            }
            fn to_cells(&self) -> Vec<Cell> {
                self.to_cells()
            }
            fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError> {
                Self::from_cells(cells)
            }
            fn day(&self) -> Option<Day> {
                let $this = self;
                $day
            }
            $(fn year(&self) -> Option<i32> {
                let $ythis = self;
                $year
            })?
        }
    };
}
pub(super) use record;
