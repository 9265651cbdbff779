//! What each command does: ask the api → print. One file for each part of the work, with the
//! arguments of its commands.

pub mod cases;
pub mod child;
pub mod keys;
pub mod office;
pub mod packages;
pub mod period;
pub mod receiving;
pub mod records;
pub mod rights;

use crate::exit::{self, Failure};
use crate::output::{json, line, table};
use serde::Serialize;
use tienbo_api::TypedDay;
use tienbo_api::files::Written;
use tienbo_core::exchange::{Table, TableCell};
use tienbo_core::message::{Language, text};
use tienbo_core::model::{Day, UnitCode, Year, at};

/// What a command ends with: its exit code.
pub type Code = Result<u8, Failure>;

/// How results are to be told.
pub struct Tell {
    pub json: bool,
    pub language: Language,
}

impl Tell {
    fn text(&self, id: &str, args: &[(&str, String)]) -> String {
        text(self.language, id, args)
    }

    /// Headings of a table.
    fn heads(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| self.text(id, &[])).collect()
    }

    /// Says that a file was written.
    fn written(&self, written: &Written) -> Code {
        self.result(written, &written.file)
    }

    /// Prints an answer: as JSON, or as a line.
    fn result(&self, answer: &impl Serialize, shown: impl AsRef<str>) -> Code {
        self.answer(answer, |_| line(shown))
    }

    /// Prints an answer: as JSON, or as `show` does.
    fn answer<A: Serialize>(
        &self,
        answer: &A,
        show: impl FnOnce(&A) -> Result<(), Failure>,
    ) -> Code {
        if self.json {
            json(answer)?;
        } else {
            show(answer)?;
        }
        Ok(exit::FINE)
    }

    /// Prints a table.
    fn table(&self, made: &Table) -> Result<(), Failure> {
        let rows = made.rows.iter();
        let rows = rows.map(|row| row.iter().map(TableCell::shown).collect());
        table(made.heads.clone(), rows.collect())?;
        made.notes.iter().try_for_each(line)
    }
}

fn unit(code: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(code).map_err(at("commune"))?)
}

fn year(number: i32) -> Result<Year, Failure> {
    Ok(Year::new(number).map_err(at("year"))?)
}

/// A day of the command line, as the api takes it.
fn typed(day: Option<Day>) -> Option<TypedDay> {
    day.map(TypedDay::from)
}
