//! Tháng hành động, I.4.2: the communication events of each action month.

use super::communication::count_events;
use super::{Checking, Printing, Proposal, SectionKind};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figures};
use crate::message::official as say;
use crate::model::{
    ActionMonthChoice, CommunicationEvent, EventCount, FigureCode, People, RecordKind,
};
use crate::report::Block;

pub(super) struct ActionMonths;

impl SectionKind for ActionMonths {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::CommunicationEvent]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        for month in ActionMonthChoice::ALL {
            if *month != ActionMonthChoice::None {
                let all = data.all::<CommunicationEvent>().map(|(_, r)| r);
                let within = all.filter(|r| month_of(&r.record, data) == Some(*month));
                count_events(out, |count| FigureCode::in_month(*month, count), within);
            }
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        &[]
    }

    fn check(&self, _place: &mut Checking) {}

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        let held = |month| FigureCode::in_month(month, EventCount::Events);
        Some(Proposal {
            message: "proposal-months",
            figures: vec![
                held(ActionMonthChoice::DomesticViolence),
                held(ActionMonthChoice::GenderEquality),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        let before = blocks.len();
        for month in &printing.catalogue.regime.action_months {
            let Ok(choice) = ActionMonthChoice::from_code(&month.code) else {
                continue;
            };
            let starts = month.from.in_year(printing.data.period.year);
            if starts.is_none_or(|day| day > printing.data.to) {
                continue;
            }
            let held = FigureCode::in_month(choice, EventCount::Events);
            let people = |part| FigureCode::in_month(choice, EventCount::People(part));
            let id = match printing.has_any(&held) {
                false => "report-no-month",
                true => "report-month",
            };
            blocks.push(Block::paragraph(say(
                id,
                &[
                    ("month", month.name.clone()),
                    ("events", printing.known(&held)),
                    ("total", printing.known(&people(People::Total))),
                    ("people", printing.people(people)),
                ],
            )));
        }
        if blocks.len() == before {
            blocks.push(Block::paragraph(say("report-no-months-yet", &[])));
        }
    }
}

/// The action month of an event: what the officer said, or else what its date says.
fn month_of(event: &CommunicationEvent, data: &Dataset) -> Option<ActionMonthChoice> {
    let by_date = || {
        let day = event.date.from();
        let mut months = data.action_months.iter();
        let found = months.find(|(_, from, to)| (*from..=*to).contains(&day));
        found.map(|(month, ..)| *month)
    };
    event
        .action_month
        .or_else(by_date)
        .filter(|month| *month != ActionMonthChoice::None)
}
