//! Kinh phí, I.5.1.2: money granted and used, by source.

use super::{Checking, Printing, Proposal, SectionKind, choice};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures};
use crate::message::official as say;
use crate::model::{Dong, FigureCode, FundingLine, FundingSource, Money, RecordKind};
use crate::report::Block;

pub(super) struct Funding;

impl SectionKind for Funding {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::FundingLine]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        let all = data.all::<FundingLine>().map(|(_, r)| r);
        let sources = FundingSource::ALL.iter().copied().map(Some);
        for source in std::iter::once(None).chain(sources) {
            let lines = all
                .clone()
                .filter(|r| source.is_none_or(|source| r.record.source == source));
            let granted = lines.clone().map(|r| (r.id, Some(r.record.granted.get())));
            let code = |money| FigureCode::funding(source, money);
            out.insert(code(Money::Granted), Figure::sum(granted));
            let used = lines.map(|r| (r.id, r.record.used.map(Dong::get)));
            out.insert(code(Money::Used), Figure::sum(used));
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 1] =
            [("dong", FigureCode::funding(None, Money::Granted))];
        &CLAIMS
    }

    fn check(&self, place: &mut Checking) {
        if place.data.all::<FundingLine>().next().is_none() {
            place.warn("no-funding", "");
        }
    }

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-funding",
            figures: vec![
                FigureCode::funding(None, Money::Granted),
                FigureCode::funding(None, Money::Used),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        if printing.data.all::<FundingLine>().next().is_none() {
            blocks.push(Block::paragraph(say("report-no-funding", &[])));
            return;
        }
        let known = |source, money| printing.known(&FigureCode::funding(source, money));
        let granted = |source: &FundingSource| {
            printing.has_any(&FigureCode::funding(Some(*source), Money::Granted))
        };
        let sources = FundingSource::ALL.iter().copied().filter(granted);
        let sources: Vec<String> = sources
            .map(|source| {
                say(
                    "report-funding-source",
                    &[
                        ("source", choice(source)),
                        ("granted", known(Some(source), Money::Granted)),
                        ("used", known(Some(source), Money::Used)),
                    ],
                )
            })
            .collect();
        blocks.push(Block::paragraph(say(
            "report-funding",
            &[
                ("granted", known(None, Money::Granted)),
                ("used", known(None, Money::Used)),
                ("sources", sources.join("; ")),
            ],
        )));
    }
}
