//! The flat form of a record: cells under columns, and what can be wrong with them.

use super::RecordKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// One flat value of a record, as it stands in a database row or a workbook's cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Nothing was entered.
    Empty,
    /// A whole number: a count, đồng, a year, ten-thousandths of a [`super::Decimal`], 0 or 1.
    Int(i64),
    /// Text, a date as `YYYY-MM-DD`, a choice's code, or several codes separated by `;`.
    Text(String),
}

/// What a column holds; decides how a cell is read from people and shown to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// One line of text with at most this many characters.
    Line(usize),
    /// Text of several lines with at most this many characters.
    Paragraphs(usize),
    /// A civil date.
    Day,
    /// A month of a year, `YYYY-MM`.
    Month,
    /// A number of people or things.
    Count,
    /// Đồng.
    Money,
    /// A number with up to four decimals, held as ten-thousandths.
    Decimal,
    /// A year.
    Year,
    /// Yes or no, held as 1 or 0.
    YesNo,
    /// One of these codes.
    Choice(&'static ChoiceList),
    /// Several of these codes.
    Choices(&'static ChoiceList),
    /// The id of another record, of this kind where it is always the same; people give that
    /// record's own symbol instead.
    Reference(Option<RecordKind>),
    /// The code of a unit of the catalogue.
    Unit,
}

impl ColumnKind {
    /// The kind whose records a column of references names, where it is always the same.
    pub fn referred(self) -> Option<RecordKind> {
        match self {
            Self::Reference(kind) => kind,
            _ => None,
        }
    }

    /// Whether a column names a record.
    pub fn is_reference(self) -> bool {
        matches!(self, Self::Reference(_))
    }

    /// Checks text against the column's length, which a record would refuse one at a time.
    ///
    /// # Errors
    /// [`Problem::TooLong`].
    pub fn fits(self, cell: &Cell) -> Result<(), Problem> {
        match (self, cell) {
            (Self::Line(max) | Self::Paragraphs(max), Cell::Text(text))
                if text.chars().count() > max =>
            {
                Err(Problem::TooLong(max))
            }
            _ => Ok(()),
        }
    }
}

/// The closed list behind a choice column.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceList {
    /// Message prefix of the labels: `choice-<name>-<code>`.
    pub name: &'static str,
    /// The codes, in the order people see them.
    pub codes: &'static [&'static str],
}

/// A column of a record's flat form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in the database, the package and the command line; message `column-<name>`.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether an empty cell is refused.
    pub required: bool,
}

/// What is wrong with one value. The message is `problem-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// A required value is missing.
    Required,
    /// Longer than the column allows.
    TooLong(usize),
    /// A character that text must not contain (a control character).
    ControlCharacter,
    /// Not a date, or a date outside 1900–2100.
    NotADate(String),
    /// A year of two digits that this century does not have yet.
    ShortYear(String),
    /// A day that the month does not have; given is the month's last.
    MonthIsOver(String),
    /// Not a month.
    NotAMonth(String),
    /// Not a day of any year as `MM-DD`.
    NotAMonthDay(String),
    /// Not a moment as [`super::Moment`] writes it.
    NotAMoment(String),
    /// Not a report's period.
    NotAPeriod(String),
    /// Not a number.
    NotANumber(String),
    /// A number with a fraction, where whole ones are counted.
    NotWhole(String),
    /// A spreadsheet made a day or a time of what was typed; given is what it shows.
    IsADay(String),
    /// A spreadsheet keeps parts of one, and shows parts of a hundred.
    IsAPercentage(String),
    /// A number in a spreadsheet where a text was meant that may begin with a zero.
    MayLackZero(String),
    /// A formula that no program has worked out.
    NotComputed,
    /// A formula that failed, as `#REF!`.
    FormulaFailed(String),
    /// The sums at the foot of a table, which are no record; given is what stands before them.
    IsASum(String),
    /// Outside the range that makes sense.
    OutOfRange(String),
    /// Not one of the list.
    NotAChoice(String),
    /// The last day is before the first.
    RangeBackwards,
    /// No head count at all was given.
    NoHeadCount,
    /// Parts are larger than their whole.
    PartLargerThanWhole,
    /// The parts do not add up to the total that was given.
    SumDiffers(String),
    /// Neither a value nor a numerator with its denominator.
    NoValue,
    /// Names a record that is not there.
    UnknownReference(String),
    /// Names more than one record; given is what each can be named by.
    SeveralFit(String),
    /// A record that is here is known by the same; given is what it is listed by.
    KnownHere(String),
    /// A code the catalogue does not have.
    NotInCatalogue(String),
    /// A case or person number that is not one to eight digits.
    NotACaseRef,
    /// Says the opposite of another field.
    Contradicts,
    /// Names a person who did not agree to be recorded.
    NoConsent,
    /// A yes of who cannot give it, by her age.
    NotHersToGive,
    /// A no of a day before that of a yes which is recorded already; given is that day.
    LaterYes(String),
    /// A yes of a guardian who may be the perpetrator.
    GuardianMayHarm,
    /// The guardian may be the perpetrator, and asks for nothing in her name.
    GuardianMayNotAsk,
    /// A row that the register counts: in place of that a case officer or a head puts a number.
    CountedByRegister,
    /// What of a case an act of its own sets: how it ended, that it was recorded wrongly, whom it went to.
    SetByAct,
    /// How somebody stands to each of several is said for each.
    SaidForEach,
    /// What belongs to a case is not moved to another one.
    StaysInCase,
    /// A day on which something was done, and that has not come yet.
    NotYet,
    /// A day that is over, where one ahead is meant.
    Over,
    /// A closed case, or one that was recorded wrongly, is opened again before new danger is recorded of it.
    CaseEnded,
    /// The value has the wrong JSON type.
    WrongType,
    /// A way to a survivor of whom nobody asked whether it is safe.
    ContactNotAsked,
    /// A way to a survivor that she said is not safe.
    ContactNever,
    /// That she said a way is safe that day, for a day that is farther ahead than this many days.
    SaidTooEarly(String),
    /// Who goes to that home is threatened: nobody is to go there.
    NobodyVisits,
    /// Who goes to that home is threatened: somebody goes along.
    NobodyGoesAlone,
    /// Who goes to that home is threatened: the police go along.
    PoliceGoAlong,
    /// What is held of the person is kept and not used, as somebody asked.
    Limited,
    /// A request by which what is held is not used: an act of its own lifts that.
    LiftedByAct,
    /// It is said that all was erased, and the name of the person is kept.
    NameKept,
    /// It is said that all was erased, and something is written of a case: its number.
    WrittenKept(String),
    /// It is said that all was erased, and words are kept until a head has read them: the number of the case.
    WordsKept(String),
    /// A number for a row of Phụ lục 01 that is a ratio: its code.
    IsARatio(String),
    /// A ratio for a row of Phụ lục 01 that is a number: its code.
    IsANumber(String),
    /// One object has the field twice.
    GivenTwice,
    /// Another row of the sheet speaks of the same thing; given is its number.
    GivenInRow(String),
    /// The number is that of a case that is here, or in an earlier row, and says something else.
    KnownOtherwise(String),
    /// The record has no such field.
    UnknownField,
}

impl Problem {
    /// Stable code, also the message's name behind `problem-`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong(_) => "too-long",
            Self::ControlCharacter => "control-character",
            Self::NotADate(_) => "not-a-date",
            Self::ShortYear(_) => "short-year",
            Self::MonthIsOver(_) => "month-is-over",
            Self::NotAMonth(_) => "not-a-month",
            Self::NotAMonthDay(_) => "not-a-month-day",
            Self::NotAMoment(_) => "not-a-moment",
            Self::NotAPeriod(_) => "not-a-period",
            Self::NotANumber(_) => "not-a-number",
            Self::NotWhole(_) => "not-whole",
            Self::IsADay(_) => "is-a-day",
            Self::IsAPercentage(_) => "is-a-percentage",
            Self::MayLackZero(_) => "may-lack-zero",
            Self::NotComputed => "not-computed",
            Self::FormulaFailed(_) => "formula-failed",
            Self::IsASum(_) => "is-a-sum",
            Self::OutOfRange(_) => "out-of-range",
            Self::NotAChoice(_) => "not-a-choice",
            Self::RangeBackwards => "range-backwards",
            Self::NoHeadCount => "no-head-count",
            Self::PartLargerThanWhole => "part-larger-than-whole",
            Self::SumDiffers(_) => "sum-differs",
            Self::NoValue => "no-value",
            Self::UnknownReference(_) => "unknown-reference",
            Self::SeveralFit(_) => "several-fit",
            Self::KnownHere(_) => "known-here",
            Self::NotInCatalogue(_) => "not-in-catalogue",
            Self::NotACaseRef => "not-a-case-ref",
            Self::Contradicts => "contradicts",
            Self::NoConsent => "no-consent",
            Self::NotHersToGive => "not-hers-to-give",
            Self::LaterYes(_) => "later-yes",
            Self::GuardianMayHarm => "guardian-may-harm",
            Self::GuardianMayNotAsk => "guardian-may-not-ask",
            Self::ContactNotAsked => "contact-not-asked",
            Self::ContactNever => "contact-never",
            Self::CountedByRegister => "counted-by-register",
            Self::SetByAct => "set-by-act",
            Self::SaidForEach => "said-for-each",
            Self::StaysInCase => "stays-in-case",
            Self::NotYet => "not-yet",
            Self::Over => "over",
            Self::CaseEnded => "case-ended",
            Self::WrongType => "wrong-type",
            Self::SaidTooEarly(_) => "said-too-early",
            Self::NobodyVisits => "nobody-visits",
            Self::NobodyGoesAlone => "nobody-goes-alone",
            Self::PoliceGoAlong => "police-go-along",
            Self::Limited => "limited",
            Self::LiftedByAct => "lifted-by-act",
            Self::NameKept => "name-kept",
            Self::WrittenKept(_) => "written-kept",
            Self::WordsKept(_) => "words-kept",
            Self::IsARatio(_) => "is-a-ratio",
            Self::IsANumber(_) => "is-a-number",
            Self::GivenTwice => "given-twice",
            Self::GivenInRow(_) => "given-in-row",
            Self::KnownOtherwise(_) => "known-otherwise",
            Self::UnknownField => "unknown-field",
        }
    }

    /// What was given, or the bound that was passed, for the message.
    pub fn detail(&self) -> String {
        match self {
            Self::TooLong(max) => max.to_string(),
            Self::SaidTooEarly(given)
            | Self::WrittenKept(given)
            | Self::WordsKept(given)
            | Self::NotADate(given)
            | Self::ShortYear(given)
            | Self::MonthIsOver(given)
            | Self::NotAMonth(given)
            | Self::NotAMonthDay(given)
            | Self::NotAMoment(given)
            | Self::NotAPeriod(given)
            | Self::NotANumber(given)
            | Self::NotWhole(given)
            | Self::IsADay(given)
            | Self::IsAPercentage(given)
            | Self::MayLackZero(given)
            | Self::FormulaFailed(given)
            | Self::IsARatio(given)
            | Self::IsANumber(given)
            | Self::GivenInRow(given)
            | Self::KnownOtherwise(given)
            | Self::IsASum(given)
            | Self::OutOfRange(given)
            | Self::NotAChoice(given)
            | Self::SumDiffers(given)
            | Self::UnknownReference(given)
            | Self::SeveralFit(given)
            | Self::KnownHere(given)
            | Self::LaterYes(given)
            | Self::NotInCatalogue(given) => given.clone(),
            _ => String::new(),
        }
    }
}

/// What stands before a problem's code, its detail, and the end, where a library passes it on as text:
/// noncharacters, which no text of a person has.
const CARRIED: [char; 3] = ['\u{fdd3}', '\u{fdd4}', '\u{fdd5}'];

impl fmt::Display for Problem {
    /// Code and detail, marked so that [`Problem::carried`] finds them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [start, middle, end] = CARRIED;
        write!(f, "{start}{}{middle}{}{end}", self.code(), self.detail())
    }
}

impl std::error::Error for Problem {}

impl Problem {
    /// Code and detail of a problem that a library passed on in its own words: serde makes text of
    /// what a type says of a value it refuses.
    pub fn carried(words: &str) -> Option<(&str, &str)> {
        let [start, middle, end] = CARRIED;
        let (_, rest) = words.split_once(start)?;
        let (code, rest) = rest.split_once(middle)?;
        let (detail, _) = rest.split_once(end)?;
        // Whoever writes the marks herself names no message by them.
        let is_code = code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        is_code.then_some((code, detail))
    }
}

/// A problem and the column it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{column}: {problem}")]
pub struct FieldError {
    /// Name of the column.
    pub column: String,
    /// What is wrong.
    pub problem: Problem,
}

/// A type that stands in one or more columns of a record.
pub trait Field: Sized {
    /// Adds this field's columns, the first named `name`.
    fn columns(name: &str, out: &mut Vec<Column>);
    /// Adds this value's cells, one for each column.
    fn write(&self, out: &mut Vec<Cell>);
    /// Takes this field's cells and builds the value, or says which column is wrong.
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError>;
}

/// A value that fits one cell. Gives [`Field`] to itself and to `Option` of itself.
pub trait Scalar: Sized {
    /// What its column holds.
    const KIND: ColumnKind;
    /// The cell.
    fn to_cell(&self) -> Cell;
    /// The value; never called with [`Cell::Empty`].
    fn from_cell(cell: Cell) -> Result<Self, Problem>;
}

/// Names a problem's column.
pub fn at(name: &str) -> impl FnOnce(Problem) -> FieldError + '_ {
    move |problem| FieldError {
        column: name.to_owned(),
        problem,
    }
}

impl<T: Scalar> Field for T {
    fn columns(name: &str, out: &mut Vec<Column>) {
        out.push(Column {
            name: name.to_owned(),
            kind: T::KIND,
            required: true,
        });
    }
    fn write(&self, out: &mut Vec<Cell>) {
        out.push(self.to_cell());
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        match cells.next() {
            None | Some(Cell::Empty) => Err(at(name)(Problem::Required)),
            Some(cell) => T::from_cell(cell).map_err(at(name)),
        }
    }
}

impl<T: Scalar> Field for Option<T> {
    fn columns(name: &str, out: &mut Vec<Column>) {
        out.push(Column {
            name: name.to_owned(),
            kind: T::KIND,
            required: false,
        });
    }
    fn write(&self, out: &mut Vec<Cell>) {
        out.push(self.as_ref().map_or(Cell::Empty, Scalar::to_cell));
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        match cells.next() {
            None | Some(Cell::Empty) => Ok(None),
            Some(cell) => T::from_cell(cell).map(Some).map_err(at(name)),
        }
    }
}

impl Scalar for bool {
    const KIND: ColumnKind = ColumnKind::YesNo;
    fn to_cell(&self) -> Cell {
        Cell::Int(i64::from(*self))
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Int(0) => Ok(false),
            Cell::Int(1) => Ok(true),
            _ => Err(Problem::WrongType),
        }
    }
}

impl Cell {
    /// The cell as the package's JSON has it.
    pub fn to_json(&self, kind: ColumnKind) -> Value {
        match (self, kind) {
            (Self::Empty, _) => Value::Null,
            (Self::Int(number), ColumnKind::YesNo) => Value::Bool(*number != 0),
            (Self::Int(number), _) => Value::from(*number),
            (Self::Text(text), ColumnKind::Choices(_)) => {
                text.split(';').map(Value::from).collect()
            }
            (Self::Text(text), _) => Value::from(text.as_str()),
        }
    }

    /// Reads a cell from JSON.
    ///
    /// # Errors
    /// [`Problem::WrongType`] for a value of a type the column never has.
    pub fn from_json(value: &Value, kind: ColumnKind) -> Result<Self, Problem> {
        match (value, kind) {
            (Value::Null, _) => Ok(Self::Empty),
            (Value::Bool(flag), ColumnKind::YesNo) => Ok(Self::Int(i64::from(*flag))),
            (
                Value::Number(number),
                ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal | ColumnKind::Year,
            ) => number
                .as_i64()
                .map(Self::Int)
                .ok_or_else(|| Problem::OutOfRange(number.to_string())),
            (Value::Array(items), ColumnKind::Choices(_)) => {
                let codes: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
                let codes = codes.ok_or(Problem::WrongType)?;
                Ok(if codes.is_empty() {
                    Self::Empty
                } else {
                    Self::Text(codes.join(";"))
                })
            }
            (
                Value::String(text),
                ColumnKind::Line(_)
                | ColumnKind::Paragraphs(_)
                | ColumnKind::Day
                | ColumnKind::Month
                | ColumnKind::Choice(_)
                | ColumnKind::Reference(_)
                | ColumnKind::Unit,
            ) => Ok(Self::Text(text.clone())),
            _ => Err(Problem::WrongType),
        }
    }
}
