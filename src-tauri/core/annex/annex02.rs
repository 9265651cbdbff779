//! Phụ lục 02: its outline, filled for one unit, or for a receiving office over many.

use super::{Annex, Quotes, say};
use crate::catalogue::{Catalogue, Dash, Filling, Section, Unit};
use crate::figures::{Dataset, FigureCode, Figures, People, UnitRecords, figures};
use crate::model::{CoordinationActivity, Narrative, Record, Stored, grouped};
use crate::report::{Block, Letterhead, Mark};
use std::fmt::Write;

/// Puts the outline, section by section.
pub(super) fn body(
    annex: &Annex,
    quoted: Option<&Dataset>,
    before: Option<&Figures>,
    blocks: &mut Vec<Block>,
) {
    let Letterhead {
        catalogue, office, ..
    } = annex.letterhead;
    let quotes = Quotes::new(annex, quoted, before);
    // Those of a report over one unit are that unit's.
    let of_one = match &annex.data.units[..] {
        [one] => quotes.numbers(&one.unit),
        _ => None,
    };
    let of_many;
    let figures = match of_one {
        Some(numbers) => &numbers.figures,
        None => {
            of_many = figures(annex.data);
            &of_many
        }
    };
    let outline = Outline {
        catalogue,
        office,
        data: annex.data,
        over_many: annex.over_many,
        before,
        quotes: &quotes,
    };
    for section in &catalogue.outline {
        outline.section(section, figures, blocks);
    }
}

/// What the places of the outline are filled from.
pub(super) struct Outline<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) office: &'a Unit,
    pub(super) data: &'a Dataset,
    pub(super) over_many: bool,
    pub(super) before: Option<&'a Figures>,
    quotes: &'a Quotes<'a>,
}

impl Outline<'_> {
    fn section(&self, section: &Section, figures: &Figures, blocks: &mut Vec<Block>) {
        let level = u8::try_from(section.code.split('.').count())
            .unwrap_or(3)
            .min(3);
        let place = Mark::Place(section.code.clone());
        blocks.push(Block::Heading {
            level,
            text: place.on(&section.heading).into(),
        });
        if let Some(filling) = section.fills {
            self.fill(filling, section, figures, blocks);
        }
        if section.narrative || section.fills.is_some() {
            let before = blocks.len();
            self.narratives(&section.code, blocks);
            if section.narrative && blocks.len() == before {
                blocks.push(Block::paragraph(say("report-none", &[])));
            }
        }
        for dash in &section.dashes {
            self.dash(dash, section, figures, blocks);
        }
    }

    fn dash(&self, dash: &Dash, section: &Section, figures: &Figures, blocks: &mut Vec<Block>) {
        let wording = dash
            .printed
            .as_deref()
            .unwrap_or(&dash.wording)
            .trim_end_matches(['.', ':']);
        let place = Mark::Place(dash.code.clone());
        blocks.push(Block::Lead {
            text: place.on(&format!("- {wording}:")).into(),
        });
        let before = blocks.len();
        if let Some(filling) = dash.fills {
            self.fill(filling, section, figures, blocks);
        }
        if section.fills == Some(Filling::Coordination) {
            self.coordination(&dash.code, blocks);
        }
        self.narratives(&dash.code, blocks);
        if blocks.len() == before {
            blocks.push(Block::paragraph(say("report-no-data", &[])));
        }
    }

    /// `Phường Vũ Ninh: ` before what a unit says, where there are many.
    pub(super) fn named(&self, unit: &UnitRecords, text: &str) -> String {
        if self.over_many {
            format!("{}: {text}", unit.name)
        } else {
            text.to_owned()
        }
    }

    /// What units say at a place; where the office that sums them up has a text of its own there, that
    /// alone.
    fn narratives(&self, place: &str, blocks: &mut Vec<Block>) {
        let says = |unit: &&UnitRecords| {
            let mut texts = unit.of::<Narrative>().iter();
            texts.any(|text| text.record.section.as_str() == place)
        };
        let own = self
            .data
            .units
            .iter()
            .find(|unit| unit.unit == self.office.code);
        let own = own.filter(says).filter(|_| self.over_many);
        let units = match own {
            Some(own) => std::slice::from_ref(own),
            None => &self.data.units[..],
        };
        for unit in units {
            for narrative in unit
                .of::<Narrative>()
                .iter()
                .filter(|n| n.record.section.as_str() == place)
            {
                let text = narrative.record.text.as_str();
                let text = self.quotes.put_into(text, &unit.unit);
                for paragraph in text.lines().filter(|line| !line.is_empty()) {
                    blocks.push(Block::paragraph(match own {
                        Some(_) => paragraph.to_owned(),
                        None => self.named(unit, paragraph),
                    }));
                }
            }
        }
    }

    fn coordination(&self, dash: &str, blocks: &mut Vec<Block>) {
        for (unit, activity) in self.data.all::<CoordinationActivity>() {
            let record = &activity.record;
            if record.dash.code() != dash {
                continue;
            }
            let date = recorded(activity, &record.date.to_string());
            let mut text = format!("{date}: {}", record.content);
            if let Some(partners) = &record.partners {
                let _ = write!(text, " ({}: {partners})", say("report-partners", &[]));
            }
            if let Some(result) = &record.result {
                let _ = write!(text, " – {result}");
            }
            blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
        }
    }
}

/// A number in a sentence: the number, or "chưa có số liệu".
pub(super) fn known(figures: &Figures, code: &FigureCode) -> String {
    match figures.get(code).and_then(|figure| figure.value) {
        Some(value) => traced(code, &grouped(value)),
        None => say("report-unknown", &[]),
    }
}

/// A number that leads to its figure.
pub(super) fn traced(code: &FigureCode, shown: &str) -> String {
    Mark::Figure(code.clone()).on(shown)
}

/// Text that leads to its record.
pub(super) fn recorded<R: Record>(record: &Stored<R>, shown: &str) -> String {
    Mark::Record(R::KIND.table().to_owned(), record.id.to_string()).on(shown)
}

/// A number in a table: blank where unknown.
pub(super) fn cell(figures: &Figures, code: &FigureCode) -> String {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .map(|value| traced(code, &grouped(value)))
        .unwrap_or_default()
}

pub(super) fn value(figures: &Figures, code: &FigureCode) -> i64 {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .unwrap_or(0)
}

/// `nam 40, nữ 60, chưa ghi nhận giới tính 5`: the parts that are known.
pub(super) fn people(figures: &Figures, code: impl Fn(People) -> FigureCode) -> String {
    let mut parts = Vec::new();
    for (part, id) in [
        (People::Men, "report-people-men"),
        (People::Women, "report-people-women"),
        (People::Unrecorded, "report-people-unrecorded"),
    ] {
        let code = code(part);
        let number = figures.get(&code).and_then(|f| f.value);
        if let Some(number) = number.filter(|n| part != People::Unrecorded || *n > 0) {
            parts.push(say(id, &[("number", traced(&code, &grouped(number)))]));
        }
    }
    parts.join(", ")
}
