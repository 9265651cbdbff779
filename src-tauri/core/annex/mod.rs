//! The reports that the regime asks for: Phụ lục 01, a table of results, and Phụ lục 02, an outline. Both
//! stand between the same head and tail.

mod annex01;
mod annex02;
mod quotes;

pub use quotes::*;

use crate::catalogue::Unit;
use crate::figures::{Dataset, DatasetError, Gate};
use crate::message::official as say;
use crate::model::{UnitCode, sort_vietnamese};
use crate::report::{Block, Document, Letterhead};

/// What to print.
pub struct Annex<'a> {
    /// Whose report it is.
    pub letterhead: Letterhead<'a>,
    /// The office's records, or those of all units it sums up.
    pub data: &'a Dataset,
    /// Units that should have reported and did not; for a receiving office.
    pub missing: Vec<&'a Unit>,
    /// Whether it sums up several units.
    pub over_many: bool,
    /// Which units it sums up, where not all.
    pub scope: Option<String>,
    /// What may be said of numbers of cases.
    pub gate: &'a Gate,
    /// What stands between head and tail.
    pub body: Body<'a>,
}

/// Which report it is, and what that one needs besides.
pub enum Body<'a> {
    /// Phụ lục 01.
    Annex01,
    /// Phụ lục 02.
    Annex02 {
        /// Records of units that the office's own text may quote, where they are not in `data`.
        quoted: Option<&'a Dataset>,
    },
}

impl Annex<'_> {
    /// Builds the tree.
    ///
    /// # Errors
    /// [`DatasetError::NoSuchPeriod`] where the catalogue has no such report.
    pub fn document(&self) -> Result<Document, DatasetError> {
        let Letterhead {
            catalogue, office, ..
        } = self.letterhead;
        let period = self.data.period;
        let rule = catalogue
            .report(period)
            .ok_or(DatasetError::NoSuchPeriod(period))?;
        let title = rule.title.replace("{year}", &period.year.to_string());
        let summary = match &self.scope {
            Some(scope) => format!("{title} {scope}"),
            None => title,
        };
        let mut blocks = Vec::new();
        if self.over_many {
            self.reporting_units(&mut blocks);
        }
        let (name, landscape) = match self.body {
            Body::Annex01 => {
                annex01::body(self, &mut blocks);
                ("Phụ lục 01", true)
            }
            Body::Annex02 { quoted } => {
                annex02::body(self, quoted, &mut blocks);
                ("Báo cáo", false)
            }
        };
        Ok(Document {
            title: format!("{name}: {summary} – {}", office.name),
            landscape,
            kind: "BÁO CÁO".to_owned(),
            summary,
            blocks,
            ..self.letterhead.paper(Some(rule))
        })
    }

    /// Who reported, and by name who did not, under each unit above.
    fn reporting_units(&self, blocks: &mut Vec<Block>) {
        let Letterhead {
            catalogue, office, ..
        } = self.letterhead;
        let units = self.data.units.iter();
        let reported = units.filter(|unit| unit.unit != office.code).count();
        blocks.push(Block::paragraph(say(
            "report-reported-units",
            &[
                ("count", reported.to_string()),
                ("missing", self.missing.len().to_string()),
            ],
        )));
        let mut groups: Vec<(Option<&UnitCode>, Vec<&str>)> = Vec::new();
        for unit in &self.missing {
            let parent = unit.parent.as_ref();
            match groups.iter_mut().find(|(above, _)| *above == parent) {
                Some((_, names)) => names.push(&unit.name),
                None => groups.push((parent, vec![&unit.name])),
            }
        }
        for (above, mut names) in groups {
            let above = above.and_then(|code| catalogue.units.get(code));
            sort_vietnamese(&mut names, |name| name);
            blocks.push(Block::paragraph(say(
                "report-missing-units",
                &[
                    (
                        "above",
                        above.map(|unit| unit.name.clone()).unwrap_or_default(),
                    ),
                    ("units", names.join("; ")),
                ],
            )));
        }
    }
}

#[cfg(test)]
mod tests;
