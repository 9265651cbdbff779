//! What the sections of a report are printed from, and how numbers and records stand in it.

use crate::catalogue::{Catalogue, Unit};
use crate::figures::{Cleared, Dataset, Numbers, UnitRecords};
use crate::message::{self, Language, official as say};
use crate::model::{Choice, FigureCode, People, Record, Stored};
use crate::report::{Mark, Row, Text};

/// A report that is being printed.
pub struct Printing<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The issuing office.
    pub office: &'a Unit,
    /// The records it counts.
    pub data: &'a Dataset,
    /// Their figures, as they may leave.
    pub numbers: &'a Numbers<'a>,
    /// Whether it sums up several units.
    pub over_many: bool,
}

impl Printing<'_> {
    /// Whether there is anything that a figure counts.
    pub fn has_any(&self, code: &FigureCode) -> bool {
        self.numbers.has_any(code)
    }

    /// Whether a figure is kept back.
    pub fn keeps_back(&self, code: &FigureCode) -> bool {
        self.number(code).is_some_and(|number| !number.is_exact())
    }

    /// A number in a sentence: the number, or "chưa có số liệu".
    pub fn known(&self, code: &FigureCode) -> String {
        match self.number(code) {
            Some(number) => traced(code, &number.to_string()),
            None => say("report-unknown", &[]),
        }
    }

    /// A number in a table: blank where unknown.
    pub fn cell(&self, code: &FigureCode) -> String {
        self.number(code)
            .map(|number| traced(code, &number.to_string()))
            .unwrap_or_default()
    }

    fn number(&self, code: &FigureCode) -> Option<Cleared> {
        self.numbers.cleared(code)
    }

    /// `nam 40, nữ 60, chưa ghi nhận giới tính 5`: the parts that are known.
    pub fn people(&self, code: impl Fn(People) -> FigureCode) -> String {
        let mut parts = Vec::new();
        for (part, id) in [
            (People::Men, "report-people-men"),
            (People::Women, "report-people-women"),
            (People::Unrecorded, "report-people-unrecorded"),
        ] {
            let code = code(part);
            let says = part != People::Unrecorded || self.has_any(&code);
            if let Some(number) = self.number(&code).filter(|_| says) {
                parts.push(say(id, &[("number", traced(&code, &number.to_string()))]));
            }
        }
        parts.join(", ")
    }

    /// `Phường Vũ Ninh: ` before what a unit says, where there are many.
    pub fn named(&self, unit: &UnitRecords, text: &str) -> String {
        if self.over_many {
            format!("{}: {text}", unit.name)
        } else {
            text.to_owned()
        }
    }

    /// Rows of all units, numbered through; over many units, each unit's under its name.
    pub fn rows<R: Record>(
        &self,
        keep: impl Fn(&R) -> bool,
        cells: impl Fn(&R) -> Vec<String>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut number = 0;
        for unit in &self.data.units {
            let kept = unit.of::<R>().iter().filter(|record| keep(&record.record));
            let mut kept = kept.peekable();
            if self.over_many && kept.peek().is_some() {
                rows.push(Row::Group(unit.name.clone()));
            }
            for record in kept {
                number += 1;
                let mut row = vec![recorded(record, &format!("{number}."))];
                row.extend(cells(&record.record));
                rows.push(Row::Cells(row.into_iter().map(Text::from).collect()));
            }
        }
        rows
    }
}

/// A number that leads to its figure.
pub fn traced(code: &FigureCode, shown: &str) -> String {
    Mark::Figure(code.clone()).on(shown)
}

/// Text that leads to its record.
pub fn recorded<R: Record>(record: &Stored<R>, shown: &str) -> String {
    Mark::Record(R::KIND.table().to_owned(), record.id.to_string()).on(shown)
}

/// What a choice is called on paper.
pub fn choice<C: Choice>(value: C) -> String {
    message::choice(Language::OFFICIAL, C::list().name, value.code())
}
