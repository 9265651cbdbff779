//! Phụ lục 02: its outline, filled for one unit, or for a receiving office over many.

use super::{Annex, Quotes, say};
use crate::catalogue::{Dash, Section};
use crate::figures::{Dataset, Numbers, UnitRecords};
use crate::model::Narrative;
use crate::report::{Block, Letterhead, Mark};
use crate::sections::{self, Printing};

/// Puts the outline, section by section.
pub(super) fn body(annex: &Annex, quoted: Option<&Dataset>, blocks: &mut Vec<Block>) {
    let Letterhead {
        catalogue, office, ..
    } = annex.letterhead;
    let quotes = Quotes::new(annex, quoted);
    // Those of a report over one unit are that unit's.
    let of_one = match &annex.data.units[..] {
        [one] => quotes.numbers(&one.unit),
        _ => None,
    };
    let of_many;
    let numbers = match of_one {
        Some(numbers) => numbers,
        None => {
            of_many = Numbers::new(annex.gate, annex.data, sections::figures(annex.data));
            &of_many
        }
    };
    let printing = Printing {
        catalogue,
        office,
        data: annex.data,
        numbers,
        over_many: annex.over_many,
    };
    let outline = Outline {
        printing,
        quotes: &quotes,
    };
    for section in &catalogue.outline {
        outline.section(section, blocks);
    }
}

/// What the places of the outline are filled from.
struct Outline<'a> {
    printing: Printing<'a>,
    quotes: &'a Quotes<'a>,
}

impl Outline<'_> {
    fn section(&self, section: &Section, blocks: &mut Vec<Block>) {
        let level = u8::try_from(section.code.split('.').count())
            .unwrap_or(3)
            .min(3);
        let place = Mark::Place(section.code.clone());
        blocks.push(Block::Heading {
            level,
            text: place.on(&section.heading).into(),
        });
        if let Some(filling) = section.fills {
            sections::section(filling).print(&self.printing, section, blocks);
        }
        if section.narrative || section.fills.is_some() {
            let before = blocks.len();
            self.narratives(&section.code, blocks);
            if section.narrative && blocks.len() == before {
                blocks.push(Block::paragraph(say("report-none", &[])));
            }
        }
        for dash in &section.dashes {
            self.dash(dash, section, blocks);
        }
    }

    fn dash(&self, dash: &Dash, section: &Section, blocks: &mut Vec<Block>) {
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
            sections::section(filling).print(&self.printing, section, blocks);
        }
        if let Some(filling) = section.fills {
            sections::section(filling).print_under(&dash.code, &self.printing, blocks);
        }
        self.narratives(&dash.code, blocks);
        if blocks.len() == before {
            blocks.push(Block::paragraph(say("report-no-data", &[])));
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
            .printing
            .data
            .units
            .iter()
            .find(|unit| unit.unit == self.printing.office.code);
        let own = own.filter(says).filter(|_| self.printing.over_many);
        let units = match own {
            Some(own) => std::slice::from_ref(own),
            None => &self.printing.data.units[..],
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
                        None => self.printing.named(unit, paragraph),
                    }));
                }
            }
        }
    }
}
