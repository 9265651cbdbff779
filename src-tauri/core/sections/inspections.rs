//! Kiểm tra, I.5.2: inspections with what they found, and what of it was settled.

use super::{Checking, Printing, Proposal, SectionKind, choice, recorded};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures, UnitRecords};
use crate::message::official as say;
use crate::model::{
    Day, FigureCode, FindingKind, Inspection, InspectionFinding, RecordKind, Stored,
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
        let of_others = place.data.all::<InspectionFinding>();
        let of_others = of_others.filter(|(unit, finding)| !is_of_period(unit, finding));
        let of_others = of_others.count();
        if of_others > 0 {
            place.warn("finding-of-another-period", of_others);
        }
        if place.value(&FigureCode::INSPECTIONS) == 0 && of_others == 0 {
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
            of_other_periods(printing, blocks);
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
            let found = |finding: &Stored<InspectionFinding>| {
                finding.record.inspection.id() == inspection.id
            };
            for found in findings(unit, &found, printing.data.to) {
                let _ = write!(text, ". {found}");
            }
            let text = printing.named(unit, &text);
            blocks.push(Block::paragraph(format!("+ {text}")));
        }
        of_other_periods(printing, blocks);
    }
}

/// Whether the inspection of a finding was held in the period too: what is found of it may be written down later.
fn is_of_period(unit: &UnitRecords, finding: &Stored<InspectionFinding>) -> bool {
    let mut inspections = unit.of::<Inspection>().iter();
    inspections.any(|inspection| inspection.id == finding.record.inspection.id())
}

/// Prints what was found in the period by inspections of another.
fn of_other_periods(printing: &Printing, blocks: &mut Vec<Block>) {
    for unit in &printing.data.units {
        let of_another = |finding: &Stored<InspectionFinding>| !is_of_period(unit, finding);
        let found = findings(unit, &of_another, printing.data.to);
        if !found.is_empty() {
            let found = found.join(". ");
            let text = say("report-findings-of-another-period", &[("found", found)]);
            let text = printing.named(unit, &text);
            blocks.push(Block::paragraph(format!("+ {text}")));
        }
    }
}

/// When a finding was settled. What was settled after the period's last day was open in it.
fn settled_on(finding: &InspectionFinding, last: Day) -> Option<Day> {
    finding.settled_on.filter(|day| *day <= last)
}

/// Some of what a unit's inspections found, a sentence for each kind.
fn findings(
    unit: &UnitRecords,
    of: &dyn Fn(&Stored<InspectionFinding>) -> bool,
    last: Day,
) -> Vec<String> {
    let of_kind = |kind: &FindingKind| {
        let all = unit.of::<InspectionFinding>().iter();
        let of_kind: Vec<String> = all
            .filter(|finding| finding.record.kind == *kind && of(finding))
            .map(|finding| {
                let state = match settled_on(&finding.record, last) {
                    Some(day) => say("report-settled", &[("day", day.to_string())]),
                    None => say("report-open", &[]),
                };
                format!("{} ({state})", finding.record.content)
            })
            .collect();
        let found = of_kind.join("; ");
        (!of_kind.is_empty()).then(|| format!("{}: {found}", choice(*kind)))
    };
    FindingKind::ALL.iter().filter_map(of_kind).collect()
}
