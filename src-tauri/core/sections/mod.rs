//! The sections of the outline of Phụ lục 02, one file for each kind: which records fill it, what is
//! counted of them and by which rule, what is checked, proposed and printed.

mod action_months;
mod cases;
mod checking;
mod committee;
mod communication;
mod coordination;
mod documents;
mod funding;
mod inspections;
mod people;
mod printing;
#[cfg(test)]
mod tests;
mod training;

pub use checking::*;
pub use committee::{Serving, serving};
pub use printing::*;

use crate::catalogue::{FilledBy, IndicatorRow, ReportPlace, Section};
use crate::figures::{Dataset, Figures, Summary};
use crate::message::{self, Language};
use crate::model::{FigureCode, Filling, RecordKind};
use crate::report::Block;

/// A kind of section of the outline.
pub trait SectionKind: Sync {
    /// The kinds of record that fill it.
    fn kinds(&self) -> &'static [RecordKind];

    /// Counts what is reported there.
    fn figures(&self, data: &Dataset, out: &mut Figures);

    /// Words that, behind a number in a text, speak of a figure: folded, as [`crate::model::fold`] does.
    fn claims(&self) -> &'static [(&'static str, FigureCode)];

    /// Finds what is missing or wrong at a place that it fills: a section, or a dash of one.
    fn check(&self, place: &mut Checking);

    /// The sentence that could be said at such a place; `None` where there is none.
    fn proposal(&self, place: &str) -> Option<Proposal>;

    /// Prints what its records say.
    fn print(&self, printing: &Printing, section: &Section, blocks: &mut Vec<Block>);

    /// Prints what its records say under a dash of the section, where each belongs under one.
    fn print_under(&self, _dash: &str, _printing: &Printing, _blocks: &mut Vec<Block>) {}
}

/// A sentence built from figures.
pub struct Proposal {
    /// Its message.
    pub message: &'static str,
    /// The figures in it, `a`, `b` and `c`. Nothing is proposed where the first is zero.
    pub figures: Vec<FigureCode>,
}

/// Says for each filling of the catalogue which kind of section it is.
macro_rules! sections {
    ($($filling:ident: $section:expr;)*) => {
        /// The kind of section that a filling makes.
        pub fn section(filling: Filling) -> &'static dyn SectionKind {
            match filling { $(Filling::$filling => &$section,)* }
        }

        static ALL: &[&dyn SectionKind] = &[$(&$section,)*];
    };
}

sections! {
    IssuedDocuments: documents::Documents;
    Coordination: coordination::Coordination;
    ViolenceCases: cases::ViolenceCases;
    LeaderTraining: training::LEADERS;
    GenderTraining: training::GENDER;
    Communication: communication::Communication;
    ActionMonths: action_months::ActionMonths;
    Committee: committee::Committee;
    Funding: funding::Funding;
    Inspections: inspections::Inspections;
}

/// Computes every figure.
pub fn figures(data: &Dataset) -> Figures {
    let mut out = Figures::new();
    for section in ALL {
        section.figures(data, &mut out);
    }
    people::figures(data, &mut out);
    out
}

/// Summarises a dataset whose figures nobody needs otherwise.
pub fn summary(data: &Dataset, rows: &[IndicatorRow]) -> Summary {
    Summary::of(data, &figures(data), rows)
}

/// The kinds of record that fill a place of a report.
pub fn kinds(place: &ReportPlace) -> &'static [RecordKind] {
    match place.filled_by {
        FilledBy::Records(filling) => section(filling).kinds(),
        FilledBy::Value => &[RecordKind::IndicatorValue],
        FilledBy::NoRecords => &[],
    }
}

/// Words that, behind a number in a text, speak of a figure.
pub fn claims() -> impl Iterator<Item = &'static (&'static str, FigureCode)> {
    let of_sections = ALL.iter().flat_map(|section| section.claims());
    of_sections.chain(people::claims())
}

/// A sentence that could be said at a place that records fill, with live figures.
pub fn propose(filling: Filling, place: &str, figures: &Figures) -> Option<String> {
    let proposal = section(filling).proposal(place)?;
    let first = figures.get(proposal.figures.first()?)?;
    if first.value.unwrap_or(0) == 0 {
        return None;
    }
    const NAMES: [&str; 3] = ["a", "b", "c"];
    let args: Vec<(&str, String)> = NAMES
        .into_iter()
        .zip(&proposal.figures)
        .map(|(name, code)| (name, format!("{{{code}}}")))
        .collect();
    Some(message::text(Language::OFFICIAL, proposal.message, &args))
}
