//! What records put into each place of the outline.

use super::annex02::{Outline, cell, known, people, recorded, traced, value};
use super::say;
use crate::catalogue::{Filling, Section};
use crate::figures::{
    CourseCount, EventCount, FigureCode, Figures, Masked, Members, Money, People, Shown, Survivors,
    UnitRecords,
};
use crate::message::{self, Language};
use crate::model::{
    ActionMonthChoice, Choice, CommitteeMember, CommunicationEvent, Count, Day, EventForm,
    FindingKind, FundingLine, FundingSource, Inspection, InspectionFinding, IssuedDocument,
    OrganiserKind, ProductForm, Record, RecordId, Stored, TrainingCourse, TrainingPurpose, grouped,
};
use crate::report::{Block, Row, TableColumn, Text, lower_first};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What a choice is called on paper.
fn choice<C: Choice>(value: C) -> String {
    message::choice(Language::OFFICIAL, C::list().name, value.code())
}

impl Outline<'_> {
    pub(super) fn fill(
        &self,
        filling: Filling,
        section: &Section,
        figures: &Figures,
        blocks: &mut Vec<Block>,
    ) {
        match filling {
            Filling::IssuedDocuments => self.documents(section, blocks),
            Filling::Coordination => {}
            Filling::ViolenceCases => self.cases(figures, blocks),
            Filling::LeaderTraining => {
                let purposes = [
                    TrainingPurpose::WomenLeaders,
                    TrainingPurpose::WomenCouncillors,
                ];
                self.courses(&purposes, figures, blocks);
            }
            Filling::GenderTraining => {
                let purposes = [
                    TrainingPurpose::GenderEquality,
                    TrainingPurpose::Mainstreaming,
                ];
                self.courses(&purposes, figures, blocks);
            }
            Filling::Communication => self.communication(figures, blocks),
            Filling::ActionMonths => self.action_months(figures, blocks),
            Filling::Committee => self.committee(figures, blocks),
            Filling::Funding => self.funding(figures, blocks),
            Filling::Inspections => self.inspections(figures, blocks),
        }
    }

    /// Rows of all units, numbered through; over many units, each unit's under its name.
    fn rows<R: Record>(
        &self,
        pick: impl Fn(&UnitRecords) -> Vec<&Stored<R>>,
        cells: impl Fn(&R) -> Vec<String>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut number = 0;
        for unit in &self.data.units {
            let records = pick(unit);
            if self.over_many && !records.is_empty() {
                rows.push(Row::Group(unit.name.clone()));
            }
            for record in records {
                number += 1;
                let mut row = vec![recorded(record, &format!("{number}."))];
                row.extend(cells(&record.record));
                rows.push(Row::Cells(row.into_iter().map(Text::from).collect()));
            }
        }
        rows
    }

    fn documents(&self, section: &Section, blocks: &mut Vec<Block>) {
        let widths = [8, 36, 22, 28, 54];
        let aligns = ["center", "left", "center", "left", "left"];
        let columns = section
            .columns
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let width = widths.get(index).copied().unwrap_or(20);
                TableColumn::new(head, width, aligns.get(index).copied().unwrap_or("left"))
            })
            .collect();
        // Every unit's documents stand by date already.
        let rows = self.rows(
            |unit| unit.of().iter().collect(),
            |record: &IssuedDocument| {
                vec![
                    record.symbol.to_string(),
                    record.date.to_string(),
                    record.issuer.to_string(),
                    record.summary.to_string(),
                ]
            },
        );
        blocks.push(if rows.is_empty() {
            Block::paragraph(say("report-no-documents", &[]))
        } else {
            Block::Table { columns, rows }
        });
    }

    fn cases(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let cases = value(figures, &FigureCode::CASES);
        if cases == 0 {
            blocks.push(Block::paragraph(say("report-no-cases", &[])));
            return;
        }
        let masked = match self.catalogue.masks(&self.office.code) {
            Some(threshold) => Masked::new(figures, self.before, threshold),
            None => Masked::default(),
        };
        let count = |code: &FigureCode| masked.shown(figures, code).unwrap_or(Shown::Exact(0));
        let served = FigureCode::Survivors(Survivors::Served);
        let shown_cases = count(&FigureCode::CASES);
        let shown_survivors = count(&FigureCode::SURVIVORS);
        let shown_served = count(&served);
        blocks.push(Block::paragraph(say(
            "report-cases",
            &[
                (
                    "cases",
                    traced(&FigureCode::CASES, &shown_cases.to_string()),
                ),
                (
                    "survivors",
                    traced(&FigureCode::SURVIVORS, &shown_survivors.to_string()),
                ),
                ("served", traced(&served, &shown_served.to_string())),
            ],
        )));
        let hidden = [shown_cases, shown_survivors, shown_served];
        if hidden.iter().any(|shown| !matches!(shown, Shown::Exact(_))) {
            let below = self.catalogue.regime.mask_below.to_string();
            blocks.push(Block::paragraph(say("report-masked", &[("below", below)])));
        }
    }

    fn courses(&self, purposes: &[TrainingPurpose], figures: &Figures, blocks: &mut Vec<Block>) {
        let code = |purpose: TrainingPurpose, count| FigureCode::Courses(Some(purpose), count);
        let none = purposes
            .iter()
            .all(|purpose| value(figures, &code(*purpose, CourseCount::Courses)) == 0);
        if none {
            blocks.push(Block::paragraph(say("report-no-courses", &[])));
            return;
        }
        for purpose in purposes {
            let code = |count| code(*purpose, count);
            if value(figures, &code(CourseCount::Courses)) == 0 {
                continue;
            }
            blocks.push(Block::paragraph(say(
                "report-courses",
                &[
                    ("purpose", choice(*purpose)),
                    ("courses", known(figures, &code(CourseCount::Courses))),
                    ("classes", known(figures, &code(CourseCount::Classes))),
                    (
                        "total",
                        known(figures, &code(CourseCount::People(People::Total))),
                    ),
                    (
                        "people",
                        people(figures, |part| code(CourseCount::People(part))),
                    ),
                ],
            )));
        }
        let columns = vec![
            TableColumn::new(say("report-number", &[]), 8, "center"),
            TableColumn::new(say("report-course", &[]), 58, "left"),
            TableColumn::new(say("report-date", &[]), 24, "center"),
            TableColumn::new(say("report-classes", &[]), 12, "right"),
            TableColumn::new(say("report-men", &[]), 13, "right"),
            TableColumn::new(say("report-women", &[]), 13, "right"),
            TableColumn::new(say("report-total", &[]), 14, "right"),
        ];
        let count = |count: Option<Count>| count.map(|count| count.to_string()).unwrap_or_default();
        let rows = self.rows(
            |unit| {
                let of_purpose =
                    |course: &&Stored<TrainingCourse>| purposes.contains(&course.record.purpose);
                unit.of().iter().filter(of_purpose).collect()
            },
            |record: &TrainingCourse| {
                let title = match &record.content {
                    Some(content) => format!("{}: {content}", record.title),
                    None => record.title.to_string(),
                };
                vec![
                    title,
                    record.date.to_string(),
                    grouped(record.classes.map_or(1, Count::get)),
                    count(record.participants.men()),
                    count(record.participants.women()),
                    grouped(record.participants.total()),
                ]
            },
        );
        blocks.push(Block::Table { columns, rows });
    }

    fn communication(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let none = |code| value(figures, code) == 0;
        if none(&FigureCode::EVENTS) && none(&FigureCode::Products) {
            blocks.push(Block::paragraph(say("report-no-events", &[])));
            return;
        }
        blocks.push(Block::paragraph(say(
            "report-events",
            &[
                ("events", known(figures, &FigureCode::EVENTS)),
                (
                    "committee",
                    known(figures, &FigureCode::EventsBy(OrganiserKind::Committee)),
                ),
                (
                    "member",
                    known(figures, &FigureCode::EventsBy(OrganiserKind::Member)),
                ),
                (
                    "total",
                    known(figures, &FigureCode::at_events(None, People::Total)),
                ),
                (
                    "people",
                    people(figures, |part| FigureCode::at_events(None, part)),
                ),
            ],
        )));
        let columns = vec![
            TableColumn::new(say("report-number", &[]), 8, "center"),
            TableColumn::new(say("report-form", &[]), 56, "left"),
            TableColumn::new(say("report-events-head", &[]), 18, "right"),
            TableColumn::new(say("report-men", &[]), 16, "right"),
            TableColumn::new(say("report-women", &[]), 16, "right"),
            TableColumn::new(say("report-unrecorded", &[]), 24, "right"),
            TableColumn::new(say("report-total", &[]), 18, "right"),
        ];
        let held = |form| FigureCode::Events(form, EventCount::Events);
        let forms = EventForm::ALL.iter().copied();
        let forms: Vec<EventForm> = forms
            .filter(|form| value(figures, &held(Some(*form))) > 0)
            .collect();
        let row = |number: String, name: String, form: Option<EventForm>| {
            let mut row = vec![number, name, cell(figures, &held(form))];
            for part in People::ALL {
                row.push(cell(figures, &FigureCode::at_events(form, part)));
            }
            Row::Cells(row.into_iter().map(Text::from).collect())
        };
        let mut rows: Vec<Row> = forms
            .iter()
            .enumerate()
            .map(|(index, form)| row(format!("{}.", index + 1), choice(*form), Some(*form)))
            .collect();
        rows.push(row(String::new(), say("report-sum", &[]), None));
        if !forms.is_empty() {
            blocks.push(Block::Table { columns, rows });
        }
        for unit in &self.data.units {
            let contents: BTreeSet<&str> = unit
                .of::<CommunicationEvent>()
                .iter()
                .map(|event| event.record.content.as_str())
                .collect();
            if !contents.is_empty() {
                let mut contents: Vec<String> = contents
                    .into_iter()
                    .map(|text| text.replace('\n', " "))
                    .collect();
                crate::model::sort_vietnamese(&mut contents, |text| text);
                let text = say("report-contents", &[("contents", contents.join("; "))]);
                blocks.push(Block::paragraph(self.named(unit, &text)));
            }
        }
        let products: Vec<String> = ProductForm::ALL
            .iter()
            .map(|form| (form, FigureCode::ProductsMade(*form)))
            .filter(|(_, made)| value(figures, made) > 0)
            .map(|(form, made)| {
                let name = lower_first(&choice(*form));
                format!("{name}: {}", known(figures, &made))
            })
            .collect();
        if !products.is_empty() {
            blocks.push(Block::paragraph(say(
                "report-products",
                &[("products", products.join("; "))],
            )));
        }
    }

    fn action_months(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let before = blocks.len();
        for month in &self.catalogue.regime.action_months {
            let Ok(month_choice) = ActionMonthChoice::from_code(&month.code) else {
                continue;
            };
            let starts = month.from.in_year(self.data.period.year);
            if starts.is_none_or(|day| day > self.data.to) {
                continue;
            }
            let code = |count| FigureCode::ActionMonth(month_choice, count);
            let held = code(EventCount::Events);
            let id = if value(figures, &held) == 0 {
                "report-no-month"
            } else {
                "report-month"
            };
            blocks.push(Block::paragraph(say(
                id,
                &[
                    ("month", month.name.clone()),
                    ("events", known(figures, &held)),
                    (
                        "total",
                        known(figures, &code(EventCount::People(People::Total))),
                    ),
                    (
                        "people",
                        people(figures, |part| code(EventCount::People(part))),
                    ),
                ],
            )));
        }
        if blocks.len() == before {
            blocks.push(Block::paragraph(say("report-no-months-yet", &[])));
        }
    }

    fn committee(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        if self.data.all::<CommitteeMember>().next().is_none() {
            return;
        }
        blocks.push(Block::paragraph(say(
            "report-members",
            &[
                (
                    "members",
                    known(figures, &FigureCode::Members(Members::Serving)),
                ),
                (
                    "women",
                    known(figures, &FigureCode::Members(Members::Women)),
                ),
            ],
        )));
        for (unit, member) in self.data.all::<CommitteeMember>() {
            let record = &member.record;
            if record.since < self.data.from || record.since > self.data.to {
                continue;
            }
            let text = say(
                "report-appointed",
                &[
                    ("name", recorded(member, &record.name.to_string())),
                    ("position", record.position.to_string()),
                    ("role", choice(record.role)),
                    ("since", record.since.to_string()),
                    (
                        "decision",
                        record
                            .decision
                            .as_ref()
                            .map(|d| format!(" ({d})"))
                            .unwrap_or_default(),
                    ),
                ],
            );
            blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
        }
    }

    fn funding(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let any = self.data.all::<FundingLine>().next().is_some();
        if !any {
            blocks.push(Block::paragraph(say("report-no-funding", &[])));
            return;
        }
        let mut parts = Vec::new();
        for source in FundingSource::ALL {
            let code = |money| FigureCode::Funding(Some(*source), money);
            if value(figures, &code(Money::Granted)) > 0 {
                parts.push(say(
                    "report-funding-source",
                    &[
                        ("source", choice(*source)),
                        ("granted", known(figures, &code(Money::Granted))),
                        ("used", known(figures, &code(Money::Used))),
                    ],
                ));
            }
        }
        blocks.push(Block::paragraph(say(
            "report-funding",
            &[
                (
                    "granted",
                    known(figures, &FigureCode::Funding(None, Money::Granted)),
                ),
                (
                    "used",
                    known(figures, &FigureCode::Funding(None, Money::Used)),
                ),
                ("sources", parts.join("; ")),
            ],
        )));
    }

    fn inspections(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        if value(figures, &FigureCode::Inspections) == 0 {
            blocks.push(Block::paragraph(say("report-no-inspections", &[])));
            return;
        }
        blocks.push(Block::paragraph(say(
            "report-inspections",
            &[
                ("inspections", known(figures, &FigureCode::Inspections)),
                ("units", known(figures, &FigureCode::UnitsInspected)),
                (
                    "shortcomings",
                    known(figures, &FigureCode::Findings(FindingKind::Shortcoming)),
                ),
                (
                    "recommendations",
                    known(figures, &FigureCode::Findings(FindingKind::Recommendation)),
                ),
                (
                    "settled",
                    known(
                        figures,
                        &FigureCode::FindingsSettled(FindingKind::Recommendation),
                    ),
                ),
            ],
        )));
        for unit in &self.data.units {
            for inspection in unit.of::<Inspection>() {
                let record = &inspection.record;
                let units = record.units.as_str().replace('\n', "; ");
                let decision = recorded(inspection, record.decision.as_str());
                let mut text = format!("{decision} ({}): {units}", record.date);
                if let Some(results) = &record.results {
                    let _ = write!(text, " – {results}");
                }
                text.push_str(&findings(unit, inspection.id, self.data.to));
                blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
            }
        }
    }
}

/// What an inspection found, as sentences after its own. What was settled after the period's last
/// day was open in it.
fn findings(unit: &UnitRecords, inspection: RecordId, last: Day) -> String {
    let mut text = String::new();
    for kind in FindingKind::ALL {
        let of_kind: Vec<String> = unit
            .of::<InspectionFinding>()
            .iter()
            .filter(|f| f.record.inspection.id() == inspection && f.record.kind == *kind)
            .map(|finding| {
                let record = &finding.record;
                let state = match record.settled_on.filter(|day| *day <= last) {
                    Some(day) => say("report-settled", &[("day", day.to_string())]),
                    None => say("report-open", &[]),
                };
                format!("{} ({state})", record.content)
            })
            .collect();
        if !of_kind.is_empty() {
            let name = choice(*kind);
            let _ = write!(text, ". {name}: {}", of_kind.join("; "));
        }
    }
    text
}
