//! Kiểm tra, I.5.2: inspections with what they found, and what of it was settled.

use super::{Checking, Printing, Proposal, SectionKind, choice, recorded};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures, UnitRecords};
use crate::message::official as say;
use crate::model::{
    Day, FigureCode, FindingKind, Inspection, InspectionFinding, RecordId, RecordKind,
};
use crate::report::Block;
use std::fmt::Write;

pub(super) struct Inspections;

impl SectionKind for Inspections {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::Inspection, RecordKind::InspectionFinding]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        let inspections = data.all::<Inspection>().map(|(_, r)| r);
        let ids = inspections.clone().map(|inspection| &inspection.id);
        out.insert(FigureCode::INSPECTIONS, Figure::count(ids));
        // Units inspected: one a line.
        let units =
            inspections.map(|r| (r.id, Some(r.record.units.as_str().lines().count() as i64)));
        out.insert(FigureCode::UNITS_INSPECTED, Figure::sum(units));
        let findings = data.all::<InspectionFinding>().map(|(_, r)| r);
        for kind in FindingKind::ALL {
            let of_kind = findings.clone().filter(|r| r.record.kind == *kind);
            let settled = of_kind
                .clone()
                .filter(|r| settled_on(&r.record, data.to).is_some());
            let settled = Figure::count(settled.map(|r| &r.id));
            out.insert(FigureCode::findings_settled(*kind), settled);
            let found = Figure::count(of_kind.map(|r| &r.id));
            out.insert(FigureCode::findings(*kind), found);
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 1] = [("cuoc kiem tra", FigureCode::INSPECTIONS)];
        &CLAIMS
    }

    fn check(&self, place: &mut Checking) {
        let orphans = place.data.all::<InspectionFinding>();
        let orphans = orphans.filter(|(unit, finding)| {
            let mut inspections = unit.of::<Inspection>().iter();
            inspections.all(|inspection| inspection.id != finding.record.inspection.id())
        });
        let orphans = orphans.count();
        if orphans > 0 {
            place.fail("orphan-finding", orphans);
        } else if place.value(&FigureCode::INSPECTIONS) == 0 {
            place.warn("no-inspections", "");
        }
    }

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-inspections",
            figures: vec![
                FigureCode::INSPECTIONS,
                FigureCode::findings(FindingKind::Recommendation),
                FigureCode::findings_settled(FindingKind::Recommendation),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        if !printing.has_any(&FigureCode::INSPECTIONS) {
            blocks.push(Block::paragraph(say("report-no-inspections", &[])));
            return;
        }
        let known = |code| printing.known(&code);
        let recommendations = FindingKind::Recommendation;
        blocks.push(Block::paragraph(say(
            "report-inspections",
            &[
                ("inspections", known(FigureCode::INSPECTIONS)),
                ("units", known(FigureCode::UNITS_INSPECTED)),
                (
                    "shortcomings",
                    known(FigureCode::findings(FindingKind::Shortcoming)),
                ),
                (
                    "recommendations",
                    known(FigureCode::findings(recommendations)),
                ),
                (
                    "settled",
                    known(FigureCode::findings_settled(recommendations)),
                ),
            ],
        )));
        for (unit, inspection) in printing.data.all::<Inspection>() {
            let record = &inspection.record;
            let units = record.units.as_str().replace('\n', "; ");
            let decision = recorded(inspection, record.decision.as_str());
            let mut text = format!("{decision} ({}): {units}", record.date);
            if let Some(results) = &record.results {
                let _ = write!(text, " – {results}");
            }
            text.push_str(&findings(unit, inspection.id, printing.data.to));
            let text = printing.named(unit, &text);
            blocks.push(Block::paragraph(format!("+ {text}")));
        }
    }
}

/// When a finding was settled. What was settled after the period's last day was open in it.
fn settled_on(finding: &InspectionFinding, last: Day) -> Option<Day> {
    finding.settled_on.filter(|day| *day <= last)
}

/// What an inspection found, as sentences after its own.
fn findings(unit: &UnitRecords, inspection: RecordId, last: Day) -> String {
    let mut text = String::new();
    for kind in FindingKind::ALL {
        let of_kind: Vec<String> = unit
            .of::<InspectionFinding>()
            .iter()
            .filter(|f| f.record.inspection.id() == inspection && f.record.kind == *kind)
            .map(|finding| {
                let state = match settled_on(&finding.record, last) {
                    Some(day) => say("report-settled", &[("day", day.to_string())]),
                    None => say("report-open", &[]),
                };
                format!("{} ({state})", finding.record.content)
            })
            .collect();
        if !of_kind.is_empty() {
            let name = choice(*kind);
            let _ = write!(text, ". {name}: {}", of_kind.join("; "));
        }
    }
    text
}
