//! Phối hợp liên ngành, I.2: activities, each under its dash.

use super::{Checking, Printing, Proposal, SectionKind, recorded};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures};
use crate::message::official as say;
use crate::model::{CoordinationActivity, FigureCode, OutlineDash, RecordKind};
use crate::report::Block;
use std::fmt::Write;

pub(super) struct Coordination;

impl SectionKind for Coordination {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::CoordinationActivity]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        for dash in OutlineDash::ALL {
            let of_dash = data
                .all::<CoordinationActivity>()
                .filter(|(_, r)| r.record.dash == *dash);
            let figure = Figure::count(of_dash.map(|(_, r)| &r.id));
            out.insert(FigureCode::Coordination(*dash), figure);
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        &[]
    }

    /// A dash needs an activity or a text.
    fn check(&self, place: &mut Checking) {
        let has_activity = OutlineDash::from_code(place.code)
            .is_ok_and(|dash| place.value(&FigureCode::Coordination(dash)) > 0);
        if place.is_dash && !has_activity && !place.has_text {
            place.warn("no-text", "");
        }
    }

    fn proposal(&self, place: &str) -> Option<Proposal> {
        let dash = OutlineDash::from_code(place).ok()?;
        Some(Proposal {
            message: "proposal-coordination",
            figures: vec![FigureCode::Coordination(dash)],
        })
    }

    fn print(&self, _printing: &Printing, _section: &Section, _blocks: &mut Vec<Block>) {}

    fn print_under(&self, dash: &str, printing: &Printing, blocks: &mut Vec<Block>) {
        for (unit, activity) in printing.data.all::<CoordinationActivity>() {
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
            let text = printing.named(unit, &text);
            blocks.push(Block::paragraph(format!("+ {text}")));
        }
    }
}
