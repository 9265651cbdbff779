//! What can be wrong with a file of a catalogue, and where. Messages `catalogue-at-…` and
//! `catalogue-fault-…`.

use crate::message::{Class, Misread, Saying, Told};
use crate::model::{Day, UnitCode, Year};
use std::fmt;

/// Where in a file of a catalogue something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultPlace {
    /// A line, from 1.
    Line(usize),
    /// A row of Phụ lục 01.
    Row(String),
    /// A section or dash of the outline.
    Section(String),
    /// At a unit of the unit file.
    Unit(UnitCode),
    /// A change of units: which one, in the order of their days from 1, and its day.
    Change(usize, Day),
    /// A key, as the file writes it, or an entry of a list: `page.top`, `acts "q"`.
    Key(String),
}

impl FaultPlace {
    /// An entry of a list.
    pub(super) fn entry(list: &str, code: &str) -> Self {
        Self::Key(format!("{list} {code:?}"))
    }
}

impl Told for FaultPlace {
    fn told(&self) -> Saying<'_> {
        let at = |code: &'static str| Saying::new(Class::BadInput, code);
        match self {
            Self::Line(number) => at("catalogue-at-line").detail(number),
            Self::Row(code) => at("catalogue-at-row").detail(code),
            Self::Section(code) => at("catalogue-at-section").detail(code),
            Self::Unit(code) => at("catalogue-at-unit").detail(code),
            Self::Change(number, day) => at("catalogue-at-change")
                .with("number", number)
                .with("day", day),
            Self::Key(key) => at("catalogue-at-key").detail(key),
        }
    }
}

/// What is wrong with a file of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not TOML, or not of the file's form: what of it.
    Form(Misread),
    /// A character that is not seen, or is written by its number.
    Unseen,
    /// The id has no version behind a dot.
    NoVersion(String),
    /// The unit that receives reports goes within the year.
    ReceiverGoes,
    /// A margin of a page, in millimetres, is not what Nghị định 30/2020/NĐ-CP allows.
    Margin {
        /// In the file.
        given: u32,
        /// Least that is allowed.
        from: u32,
        /// Most that is allowed.
        to: u32,
    },
    /// A code stands there already.
    Twice(String),
    /// A unit's level is none of the regime's.
    NoLevel(String),
    /// The catalogue has no such unit.
    NoUnit(UnitCode),
    /// A period ends before it begins.
    Backwards,
    /// The regime has no report at all.
    NoReport,
    /// What lies above does not stand above.
    NoParent(String),
    /// A ratio needs what is no row that is entered or counted.
    NoPart(String),
    /// A ratio's scale is not above 0.
    Scale,
    /// A target measures what is no row.
    NoMeasured(String),
    /// A target is no number.
    Target(String),
    /// A line of the unit file has another number of columns than four.
    Columns(usize),
    /// A table in the outline has another number of heads than its section prints.
    Heads {
        /// How many it has.
        found: usize,
        /// How many are printed.
        printed: usize,
    },
    /// Not a unit's code.
    BadCode(String),
    /// A name is missing.
    NoName,
    /// A change's day is not in the catalogue's year.
    NotInYear(Year),
    /// More units than this, each counted once for every day on which any changes.
    TooMany(usize),
    /// A change does not say what act it rests on.
    NoBasis,
    /// Fewer than two units merge, or one of them twice.
    MergeTwo,
    /// A unit is split into fewer than two.
    SplitTwo,
    /// Something still lies below a unit that goes.
    StillBelow {
        /// Code of the unit.
        unit: UnitCode,
        /// What lies below it.
        below: UnitCode,
    },
    /// A unit would come to lie within itself.
    WithinItself {
        /// Code of the unit.
        unit: UnitCode,
        /// What was to be above it.
        parent: UnitCode,
    },
    /// A unit has no name.
    Nameless(UnitCode),
    /// On that day there is no such unit.
    NotThatDay(UnitCode),
    /// A new unit's code is that of another.
    Taken {
        /// The code that is taken.
        code: UnitCode,
        /// Whose it is.
        name: String,
    },
    /// A new unit has none above it.
    NothingAbove(UnitCode),
    /// A new unit cannot lie there: that unit goes, or is the same.
    NotBelow {
        /// Code of the unit.
        unit: UnitCode,
        /// What was to be above it.
        parent: UnitCode,
    },
    /// The organisation unit's code does not say where the unit's own code goes.
    NoPlaceForCode,
    /// Phụ lục 01 has no such row.
    NoRow,
    /// A row's data elements are not those its rule gives.
    Elements,
    /// A data element is empty, or that of another row.
    ElementTwice,
    /// The program knows no such code.
    UnknownCode,
    /// A code of the program's has no entry.
    NoEntry,
    /// An act is in no group, or its GBVIMS type is none.
    ActGroups,
    /// There is nobody to call in danger.
    NoContact,
    /// What is cited is no law of the list; nothing where nothing is cited.
    NoLaw(String),
    /// A limit of a measure gives who decides it no time.
    NoTime(String),
    /// Where in a law something stands is not said, or it is said of what no law says.
    NoArticle(String),
}

impl Told for Fault {
    fn told(&self) -> Saying<'_> {
        let fault = |code: &'static str| Saying::new(Class::BadInput, code);
        match self {
            Self::Form(misread) => fault("catalogue-fault-form").telling("detail", misread),
            Self::Unseen => fault("catalogue-fault-unseen"),
            Self::NoVersion(id) => fault("catalogue-fault-no-version").detail(id),
            Self::ReceiverGoes => fault("catalogue-fault-receiver-goes"),
            Self::Margin { given, from, to } => fault("catalogue-fault-margin")
                .with("given", given)
                .with("from", from)
                .with("to", to),
            Self::Twice(code) => fault("catalogue-fault-twice").detail(code),
            Self::NoLevel(level) => fault("catalogue-fault-no-level").detail(level),
            Self::NoUnit(code) => fault("catalogue-fault-no-unit").detail(code),
            Self::Backwards => fault("catalogue-fault-backwards"),
            Self::NoReport => fault("catalogue-fault-no-report"),
            Self::NoParent(parent) => fault("catalogue-fault-no-parent").detail(parent),
            Self::NoPart(part) => fault("catalogue-fault-no-part").detail(part),
            Self::Scale => fault("catalogue-fault-scale"),
            Self::NoMeasured(row) => fault("catalogue-fault-no-measured").detail(row),
            Self::Target(value) => fault("catalogue-fault-target").detail(value),
            Self::Columns(found) => fault("catalogue-fault-columns").detail(found),
            Self::Heads { found, printed } => fault("catalogue-fault-heads")
                .with("found", found)
                .with("printed", printed),
            Self::BadCode(code) => fault("catalogue-fault-bad-code").detail(code),
            Self::NoName => fault("catalogue-fault-no-name"),
            Self::NotInYear(year) => fault("catalogue-fault-not-in-year").detail(year),
            Self::TooMany(most) => fault("catalogue-fault-too-many").detail(most),
            Self::NoBasis => fault("catalogue-fault-no-basis"),
            Self::MergeTwo => fault("catalogue-fault-merge-two"),
            Self::SplitTwo => fault("catalogue-fault-split-two"),
            Self::StillBelow { unit, below } => fault("catalogue-fault-still-below")
                .with("unit", unit)
                .with("below", below),
            Self::WithinItself { unit, parent } => fault("catalogue-fault-within-itself")
                .with("unit", unit)
                .with("parent", parent),
            Self::Nameless(unit) => fault("catalogue-fault-nameless").detail(unit),
            Self::NotThatDay(unit) => fault("catalogue-fault-not-that-day").detail(unit),
            Self::Taken { code, name } => fault("catalogue-fault-taken")
                .with("code", code)
                .with("name", name),
            Self::NothingAbove(unit) => fault("catalogue-fault-nothing-above").detail(unit),
            Self::NotBelow { unit, parent } => fault("catalogue-fault-not-below")
                .with("unit", unit)
                .with("parent", parent),
            Self::NoPlaceForCode => fault("catalogue-fault-no-place-for-code"),
            Self::NoRow => fault("catalogue-fault-no-row"),
            Self::Elements => fault("catalogue-fault-elements"),
            Self::ElementTwice => fault("catalogue-fault-element-twice"),
            Self::UnknownCode => fault("catalogue-fault-unknown-code"),
            Self::NoEntry => fault("catalogue-fault-no-entry"),
            Self::ActGroups => fault("catalogue-fault-act-groups"),
            Self::NoContact => fault("catalogue-fault-no-contact"),
            Self::NoLaw(law) => fault("catalogue-fault-no-law").detail(law),
            Self::NoTime(issuer) => fault("catalogue-fault-no-time").detail(issuer),
            Self::NoArticle(law) => fault("catalogue-fault-no-article").detail(law),
        }
    }
}

// For developers; what a person is told is above.
impl fmt::Display for FaultPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
