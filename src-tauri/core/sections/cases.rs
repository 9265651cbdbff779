//! Bạo lực, xâm hại, I.2.5: totals of cases and survivors, small ones masked.

use super::{Checking, Printing, Proposal, SectionKind};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figures, case_figures};
use crate::message::official as say;
use crate::model::{FigureCode, RecordKind, Survivors};
use crate::report::Block;

pub(super) struct ViolenceCases;

impl SectionKind for ViolenceCases {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::ViolenceCase, RecordKind::CoordinationActivity]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        case_figures(data, out);
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 2] = [
            ("vu viec", FigureCode::CASES),
            ("vu bao luc", FigureCode::CASES),
        ];
        &CLAIMS
    }

    fn check(&self, _place: &mut Checking) {}

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-cases",
            figures: vec![FigureCode::CASES, FigureCode::Survivors(Survivors::Served)],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        if !printing.has_any(&FigureCode::CASES) {
            blocks.push(Block::paragraph(say("report-no-cases", &[])));
            return;
        }
        let numbers = [
            ("cases", FigureCode::CASES),
            ("survivors", FigureCode::SURVIVORS),
            ("served", FigureCode::Survivors(Survivors::Served)),
        ];
        let known = numbers
            .each_ref()
            .map(|(name, code)| (*name, printing.known(code)));
        blocks.push(Block::paragraph(say("report-cases", &known)));
        if numbers.iter().any(|(_, code)| printing.keeps_back(code)) {
            let below = printing.numbers.below().to_string();
            blocks.push(Block::paragraph(say("report-masked", &[("below", below)])));
        }
    }
}
