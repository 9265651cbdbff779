//! Bạo lực, xâm hại, I.2.5: totals of cases and survivors, small ones masked.

use super::{Checking, Printing, Proposal, SectionKind};
use crate::catalogue::Section;
use crate::figures::{Cases, Dataset, Figure, FigureCode, Figures, Survivors, counted_cases};
use crate::message::official as say;
use crate::model::{CaseCategory, CaseFacts, CaseRef, RecordId, RecordKind, Sex, SurvivorFacts};
use crate::report::Block;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct ViolenceCases;

impl SectionKind for ViolenceCases {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::ViolenceCase, RecordKind::CoordinationActivity]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        cases(data, out);
        survivors(data, out);
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
            let below = printing.catalogue.regime.mask_below.to_string();
            blocks.push(Block::paragraph(say("report-masked", &[("below", below)])));
        }
    }
}

/// Cases by category, and those closed.
fn cases(data: &Dataset, out: &mut Figures) {
    // Every case found in the period, those reported elsewhere too: the office's own work. One that
    // another unit has taken over is that unit's.
    let all = data
        .all::<CaseFacts>()
        .map(|(_, r)| r)
        .filter(|r| r.record.handed_over != Some(true));
    let mut put = |which, figure| out.insert(FigureCode::Cases(which), figure);
    put(Cases::All, Figure::count(all.clone().map(|r| &r.id)));
    for category in CaseCategory::ALL {
        let of_category = all.clone().filter(|r| r.record.category == *category);
        put(
            Cases::Of(*category),
            Figure::count(of_category.map(|r| &r.id)),
        );
    }
    let last = data.to.month();
    let closed = all.filter(|r| r.record.closed.is_some_and(|month| month <= last));
    put(Cases::Closed, Figure::count(closed.map(|r| &r.id)));
}

/// A survivor found in the period, in whatever category.
#[derive(Default)]
struct Found {
    cases: BTreeSet<RecordId>,
    served: bool,
    woman: bool,
}

/// Survivors of the cases that were not reported elsewhere, each person once; and those served.
fn survivors(data: &Dataset, out: &mut Figures) {
    let mut persons: BTreeMap<(usize, &CaseRef), Found> = BTreeMap::new();
    for (index, unit) in data.units.iter().enumerate() {
        let cases = counted_cases(unit);
        for survivor in unit.of::<SurvivorFacts>() {
            let record = &survivor.record;
            if cases.contains_key(&record.case.id()) {
                let known = persons.entry((index, &record.person)).or_default();
                known.cases.insert(record.case.id());
                known.served |= record.first_basic.is_some_and(|m| m <= data.served_until);
                known.woman |= record.sex == Sex::Female;
            }
        }
    }
    let mut put = |which, fits: fn(&Found) -> bool| {
        let of: Vec<&Found> = persons.values().filter(|person| fits(person)).collect();
        let figure = Figure {
            value: Some(of.len() as i64),
            records: of.iter().flat_map(|person| person.cases.clone()).collect(),
        };
        out.insert(FigureCode::Survivors(which), figure);
    };
    put(Survivors::All, |_| true);
    put(Survivors::Served, |person| person.served);
    put(Survivors::Women, |person| person.woman);
}
