//! How choices and records are declared: a field once, and its column, cell and check follow.

use super::{
    Cell, ChoiceList, Column, ColumnKind, Coverage, Day, Field, FieldError, Held, Problem, at,
};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Makes files, packages and the window read and write a closed list of values by their codes; the
/// window's type is the union of them.
macro_rules! as_code {
    ($name:ident, $all:expr, $code:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($code(*self))
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let found = $all.iter().copied().find(|value| $code(*value) == text);
                found.ok_or_else(|| serde::de::Error::custom(text))
            }
        }
        $crate::model::as_union!($name, $all.iter().map(|value| $code(*value)));
    };
}
pub(crate) use as_code;

/// Makes the window's type of something the union of its codes.
macro_rules! as_union {
    ($name:ident, $codes:expr) => {
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                let codes = $codes.map(|code: &str| format!("{code:?}"));
                codes.collect::<Vec<_>>().join(" | ")
            }
            fn decl(config: &ts_rs::Config) -> String {
                format!("type {} = {};", stringify!($name), Self::inline(config))
            }
            fn output_path() -> Option<std::path::PathBuf> {
                Some(concat!(stringify!($name), ".ts").into())
            }
        }
    };
}
pub(crate) use as_union;

/// Gives what carries data, as an error does, its codes: one for each variant, and the list of them. Variants that
/// have the code of what they carry stand last, after a `;`.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        $($variant:pat => $code:literal,)*
        $(; $($carried:pat => $of:expr,)*)?
    ) => {
        /// The codes that follow from the variant alone.
        pub const CODES: &'static [&'static str] = &[$($code,)*];
        $(#[$doc])*
        pub fn code(&self) -> &'static str {
            match self {
                $($variant => $code,)*
                $($($carried => $of,)*)?
            }
        }
    };
}
pub(crate) use codes;

/// Makes an enum whose values have codes, and a column kind of its own.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        $crate::model::as_code!($name, $name::ALL, $name::code);

        impl $name {
            /// All values, in the order people see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The codes of all values.
            pub const LIST: $crate::model::ChoiceList = $crate::model::ChoiceList { name: $list, codes: &[$($code,)*] };
            /// The code in files and databases; label: message `choice-<list>-<code>`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
            /// Reads a code.
            ///
            /// # Errors
            /// [`Problem::NotAChoice`] for any other text.
            pub fn from_code(code: &str) -> Result<Self, $crate::model::Problem> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err($crate::model::Problem::NotAChoice(code.to_owned())),
                }
            }
        }
        impl $crate::model::Choice for $name {
            fn list() -> &'static $crate::model::ChoiceList {
                const LIST: &$crate::model::ChoiceList = &$name::LIST;
                LIST
            }
            fn code(self) -> &'static str { $name::code(self) }
            fn from_code(code: &str) -> Result<Self, $crate::model::Problem> {
                $name::from_code(code)
            }
        }
        impl $crate::model::NamesNobody for $name {}
        impl $crate::model::Scalar for $name {
            const KIND: $crate::model::ColumnKind = $crate::model::ColumnKind::Choice(&$name::LIST);
            fn to_cell(&self) -> $crate::model::Cell {
                $crate::model::Cell::Text(self.code().to_owned())
            }
            fn from_cell(cell: $crate::model::Cell) -> Result<Self, $crate::model::Problem> {
                match cell {
                    $crate::model::Cell::Text(code) => Self::from_code(&code),
                    $crate::model::Cell::Empty | $crate::model::Cell::Int(_) => {
                        Err($crate::model::Problem::WrongType)
                    }
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

/// Answers to a list of questions: yes, no, and not said. What is in none was not asked. Stands in three columns: the
/// first those that were answered yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers<T: Ord> {
    /// Answered yes.
    pub yes: Set<T>,
    /// Answered no.
    pub no: Set<T>,
    /// Asked, and not answered.
    pub unsaid: Set<T>,
}

impl<T: Choice> Answers<T> {
    /// What the column of the answer no is called, behind the name of the field.
    pub const NO: &'static str = "_no";
    /// The same of what was not said.
    pub const UNSAID: &'static str = "_unsaid";

    /// Whether a question was answered, yes or no.
    pub fn is_answered(&self, question: T) -> bool {
        self.yes.contains(question) || self.no.contains(question)
    }

    /// Whether no question was answered.
    pub fn is_unasked(&self) -> bool {
        self.yes.is_empty() && self.no.is_empty()
    }

    fn in_columns(&self) -> [(&'static str, &Set<T>); 3] {
        [
            ("", &self.yes),
            (Self::NO, &self.no),
            (Self::UNSAID, &self.unsaid),
        ]
    }
}
impl<T: Choice> Field for Answers<T> {
    fn columns(name: &str, out: &mut Vec<Column>) {
        for behind in ["", Self::NO, Self::UNSAID] {
            Set::<T>::columns(&format!("{name}{behind}"), out);
        }
    }
    fn write(&self, out: &mut Vec<Cell>) {
        for (_, set) in self.in_columns() {
            set.write(out);
        }
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        let answers = Self {
            yes: Set::read(name, cells)?,
            no: Set::read(&format!("{name}{}", Self::NO), cells)?,
            unsaid: Set::read(&format!("{name}{}", Self::UNSAID), cells)?,
        };
        let mut seen = BTreeSet::new();
        for (behind, set) in answers.in_columns() {
            if set.0.iter().any(|question| !seen.insert(*question)) {
                return Err(at(&format!("{name}{behind}"))(Problem::Contradicts));
            }
        }
        Ok(answers)
    }
}

/// A struct whose flat form has fixed columns.
pub trait FlatForm: Sized {
    /// Its columns, in order.
    fn columns() -> Vec<Column>;
    /// Its cells, one for each column.
    fn to_cells(&self) -> Vec<Cell>;
    /// Builds it from cells in column order.
    ///
    /// # Errors
    /// The first column that is wrong.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError>;
}

/// A record of the table of kinds.
pub trait Record: FlatForm + Held {
    /// The columns by which people know that two rows speak of one thing; none where nothing tells for certain.
    const KEY: &'static [&'static str] = &[];
    /// Whether its day may lie ahead, or outside the period that is being worked on, and is no slip for that.
    const ANY_DAY: bool = false;
    /// The day by which it is sorted and looked for; `None` for a record that has only its year.
    fn day(&self) -> Option<Day>;
    /// The year it counts in, where it has no day.
    fn year(&self) -> Option<i32> {
        self.day().map(Day::year)
    }
    /// How its table and its form are laid out; `None` for a record that people do not fill in.
    fn layout() -> Option<Layout> {
        None
    }
    /// Whether it belongs to a period: this alone decides what is counted in it, what its
    /// submission takes along, and what a receiver lets in.
    fn in_period(&self, period: &Coverage) -> bool;
}

/// How records of a kind are laid out: names of columns.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
pub struct Layout {
    /// Columns of the table, where it has one of its own.
    pub table: &'static [&'static str],
    /// Fields always shown in the form.
    pub form: &'static [&'static str],
    /// Fields shown on demand.
    pub more: &'static [&'static str],
    /// Fields whose value is often the same again.
    pub repeat: &'static [&'static str],
    /// Columns that are not typed into the form: the program or another form puts them.
    #[serde(skip)]
    pub hidden: &'static [&'static str],
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

        impl $crate::model::FlatForm for $name {
            fn columns() -> Vec<$crate::model::Column> {
                let mut out = Vec::new();
                $(<$type as $crate::model::Field>::columns(stringify!($field), &mut out);)*
                out
            }
            fn to_cells(&self) -> Vec<$crate::model::Cell> {
                let mut out = Vec::new();
                $($crate::model::Field::write(&self.$field, &mut out);)*
                out
            }
            fn from_cells(cells: Vec<$crate::model::Cell>) -> Result<Self, $crate::model::FieldError> {
                let mut cells = cells.into_iter();
                let row = Self {
                    $($field: <$type as $crate::model::Field>::read(stringify!($field), &mut cells)?,)*
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

/// Declares a record: its fields, the period it belongs to, and a check across fields. It belongs
/// to the period of its day (`dated`), to those of its year (`of_year`), to none (`stays`, with its
/// day), or to what `in_period` says. Where two rows with the same of some columns speak of one thing, these are
/// its `key`. Where its day may lie ahead or outside the period, `any_day` says so. Where people fill it
/// in, `layout` has each of its columns.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident { $($fields:tt)* }
        dated: |$this:ident| $day:expr;
        $(check: |$cthis:ident| $check:expr;)?
        $(key: $($key:ident)*;)?
        $(any_day: $any_day:literal;)?
        $(layout { $($layout:tt)* })?
    ) => {
        $crate::model::declare::record! {
            $(#[$doc])* $name { $($fields)* }
            day: |$this| Some($day);
            in_period: |$this, period| period.covers($day);
            $(check: |$cthis| $check;)?
            $(key: $($key)*;)?
            $(any_day: $any_day;)?
            $(layout { $($layout)* })?
        }
    };
    (
        $(#[$doc:meta])* $name:ident { $($fields:tt)* }
        of_year: |$this:ident| $year:expr;
        $(check: |$cthis:ident| $check:expr;)?
        $(key: $($key:ident)*;)?
        $(any_day: $any_day:literal;)?
        $(layout { $($layout:tt)* })?
    ) => {
        $crate::model::declare::record! {
            $(#[$doc])* $name { $($fields)* }
            day: |_record| None;
            year: |$this| Some($year.get());
            in_period: |$this, period| period.covers_year($year);
            $(check: |$cthis| $check;)?
            $(key: $($key)*;)?
            $(any_day: $any_day;)?
            $(layout { $($layout)* })?
        }
    };
    (
        $(#[$doc:meta])* $name:ident { $($fields:tt)* }
        stays: |$this:ident| $day:expr;
        $(check: |$cthis:ident| $check:expr;)?
        $(key: $($key:ident)*;)?
        $(any_day: $any_day:literal;)?
        $(layout { $($layout:tt)* })?
    ) => {
        $crate::model::declare::record! {
            $(#[$doc])* $name { $($fields)* }
            day: |$this| $day;
            in_period: |_record, _period| false;
            $(check: |$cthis| $check;)?
            $(key: $($key)*;)?
            $(any_day: $any_day;)?
            $(layout { $($layout)* })?
        }
    };
    (
        $(#[$doc:meta])* $name:ident { $($fields:tt)* }
        day: |$this:ident| $day:expr;
        $(year: |$ythis:ident| $year:expr;)?
        in_period: |$pthis:ident, $period:ident| $in_period:expr;
        $(check: |$cthis:ident| $check:expr;)?
        $(key: $($key:ident)*;)?
        $(any_day: $any_day:literal;)?
        $(layout { $($part:ident: $($column:ident)*;)* })?
    ) => {
        $crate::model::declare::row! {
            $(#[$doc])*
            #[derive(Debug)]
            $name { $($fields)* }
            $(check: |$cthis| $check;)?
        }

        impl $crate::model::Record for $name {
            $(const KEY: &'static [&'static str] = &[$(stringify!($key)),*];)?
            $(const ANY_DAY: bool = $any_day;)?
            fn day(&self) -> Option<$crate::model::Day> {
                let $this = self;
                $day
            }
            $(fn year(&self) -> Option<i32> {
                let $ythis = self;
                $year
            })?
            fn in_period(&self, $period: &$crate::model::Coverage) -> bool {
                let $pthis = self;
                $in_period
            }
            $(fn layout() -> Option<$crate::model::Layout> {
                Some($crate::model::Layout {
                    $($part: &[$(stringify!($column)),*],)*
                    ..$crate::model::Layout::default()
                })
            })?
        }
    };
}
pub(super) use record;
