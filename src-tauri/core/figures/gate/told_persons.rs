//! Persons who were told one by one: whoever reads a file of persons counts its rows, and takes them from what is
//! printed later.

use super::CaseCode;
use crate::catalogue::{Persons, RegisterCount};
use crate::model::{CaseCategory, Cases, Day, FigureCode, Month, Sex, Survivors, UnitCode};
use std::collections::BTreeMap;

/// A row of a file of persons that was given out, as far as numbers count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldPerson {
    /// Whose case it is, where the row says it.
    pub unit: UnitCode,
    /// Between which months it was found.
    pub found: (Month, Month),
    /// Of which category it is, where the row says it.
    pub category: Option<CaseCategory>,
    /// Whether the row says that she is a woman.
    pub woman: bool,
}

impl ToldPerson {
    /// Reads a row as it is kept: JSON of its cells, by the columns of the file (`receiving::persons::columns`); `None`
    /// for what is no such row. Every row says where and when.
    pub fn read(row: &str) -> Option<Self> {
        let cells: BTreeMap<String, String> = serde_json::from_str(row).ok()?;
        let cell = |name: &str| cells.get(name).map(String::as_str);
        Some(Self {
            unit: UnitCode::new(cell("unit")?).ok()?,
            found: months(cell("found")?)?,
            category: cell("category").and_then(|code| CaseCategory::from_code(code).ok()),
            woman: cell("sex") == Some(Sex::Female.code()),
        })
    }
}

/// The months of a month, a half-year or a year, as the file writes them.
fn months(found: &str) -> Option<(Month, Month)> {
    let (first, last) = match found.split_once('-') {
        None => (format!("{found}-01"), format!("{found}-12")),
        Some((year, "H1")) => (format!("{year}-01"), format!("{year}-06")),
        Some((year, "H2")) => (format!("{year}-07"), format!("{year}-12")),
        Some(_) => (found.to_owned(), found.to_owned()),
    };
    Some((
        Month::parse_iso(&first).ok()?,
        Month::parse_iso(&last).ok()?,
    ))
}

/// Whether a row's months are those of a report: a half-year and a year are told of rows whose months end later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// All of them are.
    InIt,
    /// Some of them are.
    PerhapsInIt,
}

impl ToldPerson {
    /// Whether she is counted by a number of a report of her unit, as who reads the row may think.
    pub(super) fn is_in(&self, code: &CaseCode, (first, last): (Day, Day), found: Found) -> bool {
        let (first, last) = (first.month(), last.month());
        let in_time = match found {
            Found::InIt => first <= self.found.0 && self.found.1 <= last,
            Found::PerhapsInIt => first <= self.found.1 && self.found.0 <= last,
        };
        in_time
            && match code {
                CaseCode::Figure(FigureCode::Cases(Cases::All)) => true,
                CaseCode::Figure(FigureCode::Cases(Cases::Of(category))) => {
                    self.category == Some(*category)
                }
                CaseCode::Figure(FigureCode::Survivors(Survivors::All)) => true,
                CaseCode::Figure(FigureCode::Survivors(Survivors::Women)) => self.woman,
                CaseCode::Count(count) => self.is_counted(*count),
                CaseCode::Figure(_) | CaseCode::Said(..) | CaseCode::Row(_) => false,
            }
    }

    fn is_counted(&self, count: RegisterCount) -> bool {
        count.persons() == Persons::Survivors
            && count.conditions().is_empty()
            && self.category == Some(count.category())
    }
}
