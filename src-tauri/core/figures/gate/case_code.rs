//! Numbers of cases by their codes: which is a part of which, and of which rows they are.

use crate::catalogue::{Catalogue, IndicatorRow, RegisterCount, Rule};
use crate::figures::{IndicatorParts, Summary};
use crate::model::{Decimal, FigureCode, Parts, ReportKind};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What stands before the code of a count of the register.
const REGISTER: &str = "register:";

/// A number of cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseCode {
    /// A figure of Phụ lục 02.
    Figure(FigureCode),
    /// A count of the register, for Phụ lục 01.
    Count(RegisterCount),
    /// What an officer put in the place of one, in the row with a code. It is shown there, and the count itself
    /// nowhere.
    Said(RegisterCount, String),
    /// A row of a table of the analysis.
    Row(TableRow),
}

/// A row of a table of the analysis of cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TableRow {
    /// The table.
    pub table: String,
    /// What is counted.
    pub row: String,
    /// Whether survivors are counted; otherwise cases.
    pub of_survivors: bool,
    /// Whether the rows of the table add up to all.
    pub adds_up: bool,
}

impl TableRow {
    /// All survivors that the tables count, of cases reported elsewhere too.
    pub fn survivors() -> Self {
        Self {
            table: "survivors".to_owned(),
            row: "all".to_owned(),
            of_survivors: false,
            adds_up: false,
        }
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(code) => code.fmt(f),
            Self::Count(count) => write!(f, "register:{}", count.code()),
            Self::Said(_, row) => write!(f, "said:{row}"),
            Self::Row(row) => write!(f, "analysis:{}:{}", row.table, row.row),
        }
    }
}

impl CaseCode {
    /// The number of the same table that it is a part of.
    pub(crate) fn whole(&self) -> Option<Self> {
        match self {
            Self::Figure(code) => code.within().map(|(whole, _)| Self::Figure(whole)),
            Self::Count(count) => count.within().map(Self::Count),
            Self::Said(..) => None,
            Self::Row(row) if *row == TableRow::survivors() => None,
            Self::Row(row) if row.of_survivors => Some(Self::Row(TableRow::survivors())),
            Self::Row(_) => Some(Self::Figure(FigureCode::CASES)),
        }
    }

    /// What it and the other parts of that number by the same division have in common.
    pub(super) fn division(&self) -> Option<String> {
        match self {
            Self::Figure(code) => {
                let (whole, division) = code.within()?;
                Some(format!("{whole} {division:?}"))
            }
            Self::Count(_) | Self::Said(..) => None,
            Self::Row(row) => Some(row.table.clone()),
        }
    }

    /// How it and the other parts of that number by the same division make it up.
    pub(super) fn parts(&self) -> Parts {
        match self {
            Self::Figure(code) => code
                .within()
                .map_or(Parts::Some, |(_, division)| division.parts()),
            Self::Count(_) | Self::Said(..) => Parts::Some,
            Self::Row(row) if row.adds_up => Parts::AddUp,
            Self::Row(_) => Parts::Some,
        }
    }
}

/// What one unit alone comes to in a period, of cases: a whole stands before its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNumbers(pub(super) Vec<(CaseCode, i64)>);

impl CaseNumbers {
    /// These with tables of the analysis.
    pub(crate) fn with(mut self, tables: &[(CaseCode, i64)]) -> Self {
        self.0.extend_from_slice(tables);
        self
    }

    /// Those of a summary.
    pub fn of(summary: &Summary, catalogue: &Catalogue, report: ReportKind) -> Self {
        if report == ReportKind::Annex01 {
            let counts = RegisterCount::ALL.into_iter().map(|count| {
                let value = summary.count(count).value.unwrap_or(0);
                (CaseCode::Count(count), value)
            });
            let rows = catalogue.annex01.iter().filter_map(IndicatorRow::counted);
            let said = rows.filter_map(|(row, count)| {
                let said = summary.put_in_place(row, count)?;
                // A part of one is one, and small.
                let whole = (said / Decimal::PARTS).max(said.signum());
                Some((CaseCode::Said(count, row.code.clone()), whole))
            });
            return Self(counts.chain(said).collect());
        }
        let known = FigureCode::all().into_iter();
        let codes = known.chain(summary.codes().filter(|code| code.is_unknown()).cloned());
        let of_cases = codes.filter(FigureCode::is_of_cases);
        let numbers = of_cases.filter_map(|code| {
            let value = summary.figure(&code)?;
            Some((CaseCode::Figure(code), value))
        });
        Self(numbers.collect())
    }
}

impl IndicatorRow {
    /// The counts of the register that its result is made of, each with the code of the row from which it is taken,
    /// where an officer can put another number in its place.
    pub(crate) fn register_parts<'a>(
        &'a self,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = (RegisterCount, Option<&'a str>)> + 'a {
        let (own, parts) = match &self.rule {
            Rule::Register { count } => (Some(*count), None),
            Rule::Ratio {
                numerator,
                denominator,
                ..
            } => (None, Some(numerator.iter().chain(denominator))),
            Rule::Heading | Rule::Entered | Rule::EnteredRatio { .. } => (None, None),
        };
        let parts = parts.into_iter().flatten();
        let own = own.into_iter().map(|count| (count, Some(&*self.code)));
        own.chain(parts.filter_map(|part| {
            let row = (!part.starts_with(REGISTER)).then_some(&**part);
            Some((catalogue.register_part(part)?, row))
        }))
    }
}

impl Catalogue {
    /// The count of the register that a part of a ratio is, by its own name or by that of its row.
    pub(crate) fn register_part(&self, part: &str) -> Option<RegisterCount> {
        match part.strip_prefix(REGISTER) {
            Some(code) => RegisterCount::from_code(code),
            None => {
                let row = self.annex01.iter().find(|row| row.code == part)?;
                row.counted().map(|(_, count)| count)
            }
        }
    }
}
