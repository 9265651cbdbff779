//! What records put into each place of the outline.

use super::{Annex02, cell, known, lower_first, people, say, value};
use crate::catalogue::{Filling, Section};
use crate::figures::{Figures, Shown, shown};
use crate::message::{self, Language};
use crate::model::{
    ActionMonthChoice, EventForm, FindingKind, FundingSource, ProductForm, grouped,
};
use crate::report::{Block, TableColumn};
use std::collections::BTreeSet;
use std::fmt::Write;

impl Annex02<'_> {
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
                self.courses(&["women-leaders", "women-councillors"], figures, blocks);
            }
            Filling::GenderTraining => {
                self.courses(&["gender-equality", "mainstreaming"], figures, blocks);
            }
            Filling::Communication => self.communication(figures, blocks),
            Filling::ActionMonths => self.action_months(figures, blocks),
            Filling::Committee => self.committee(figures, blocks),
            Filling::Funding => self.funding(figures, blocks),
            Filling::Inspections => self.inspections(figures, blocks),
        }
    }

    fn documents(&self, section: &Section, blocks: &mut Vec<Block>) {
        let mut documents: Vec<_> = self.data.all(|u| &u.documents).collect();
        if documents.is_empty() {
            blocks.push(Block::paragraph(say("report-no-documents", &[])));
            return;
        }
        documents.sort_by_key(|(_, document)| (document.record.date, document.id));
        let widths = [8, 26, 21, 32, 60];
        let aligns = ["center", "left", "center", "left", "left"];
        let mut columns: Vec<TableColumn> = section
            .columns
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let width = widths.get(index).copied().unwrap_or(20);
                TableColumn::new(head, width, aligns.get(index).copied().unwrap_or("left"))
            })
            .collect();
        if self.over_many {
            columns.insert(1, TableColumn::new(say("report-unit", &[]), 24, "left"));
        }
        let rows = documents
            .iter()
            .enumerate()
            .map(|(index, (unit, document))| {
                let record = &document.record;
                let mut row = vec![
                    format!("{}.", index + 1),
                    record.symbol.to_string(),
                    record.date.to_string(),
                    record.issuer.to_string(),
                    record.summary.to_string(),
                ];
                if self.over_many {
                    row.insert(1, unit.name.clone());
                }
                row
            })
            .collect();
        blocks.push(Block::Table { columns, rows });
    }

    fn cases(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let cases = value(figures, "cases");
        if cases == 0 {
            blocks.push(Block::paragraph(say("report-no-cases", &[])));
            return;
        }
        let threshold = self.threshold(&self.office.code);
        let count = |code: &str| shown(figures, code, threshold).unwrap_or(Shown::Exact(0));
        let shown_cases = count("cases");
        let shown_survivors = count("survivors");
        let shown_served = count("survivors.served");
        blocks.push(Block::paragraph(say(
            "report-cases",
            &[
                ("cases", shown_cases.to_string()),
                ("survivors", shown_survivors.to_string()),
                ("served", shown_served.to_string()),
            ],
        )));
        let hidden = [shown_cases, shown_survivors, shown_served];
        if hidden.iter().any(|shown| !matches!(shown, Shown::Exact(_))) {
            let below = self.catalogue.regime.mask_below.to_string();
            blocks.push(Block::paragraph(say("report-masked", &[("below", below)])));
        }
    }

    fn courses(&self, purposes: &[&str], figures: &Figures, blocks: &mut Vec<Block>) {
        let of_purpose: Vec<_> = self
            .data
            .all(|u| &u.courses)
            .filter(|(_, course)| purposes.contains(&course.record.purpose.code()))
            .collect();
        if of_purpose.is_empty() {
            blocks.push(Block::paragraph(say("report-no-courses", &[])));
            return;
        }
        for purpose in purposes {
            let code = format!("courses.{purpose}");
            if value(figures, &code) == 0 {
                continue;
            }
            blocks.push(Block::paragraph(say(
                "report-courses",
                &[
                    (
                        "purpose",
                        message::choice(Language::Vietnamese, "training-purpose", purpose),
                    ),
                    ("courses", known(figures, &code)),
                    ("classes", known(figures, &format!("{code}.classes"))),
                    ("total", known(figures, &format!("{code}.total"))),
                    ("people", people(figures, &code)),
                ],
            )));
        }
        let mut columns = vec![
            TableColumn::new("TT", 8, "center"),
            TableColumn::new(say("report-course", &[]), 58, "left"),
            TableColumn::new(say("report-date", &[]), 24, "center"),
            TableColumn::new(say("report-classes", &[]), 12, "right"),
            TableColumn::new(say("report-men", &[]), 13, "right"),
            TableColumn::new(say("report-women", &[]), 13, "right"),
            TableColumn::new(say("report-total", &[]), 14, "right"),
        ];
        if self.over_many {
            columns.insert(1, TableColumn::new(say("report-unit", &[]), 26, "left"));
        }
        let rows = of_purpose
            .iter()
            .enumerate()
            .map(|(index, (unit, course))| {
                let record = &course.record;
                let count = |count: Option<crate::model::Count>| {
                    count.map(|count| count.to_string()).unwrap_or_default()
                };
                let title = match &record.content {
                    Some(content) => format!("{}: {content}", record.title),
                    None => record.title.to_string(),
                };
                let mut row = vec![
                    format!("{}.", index + 1),
                    title,
                    record.date.to_string(),
                    record
                        .classes
                        .map_or(1, crate::model::Count::get)
                        .to_string(),
                    count(record.participants.men()),
                    count(record.participants.women()),
                    grouped(record.participants.total()),
                ];
                if self.over_many {
                    row.insert(1, unit.name.clone());
                }
                row
            })
            .collect();
        blocks.push(Block::Table { columns, rows });
    }

    fn communication(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        if value(figures, "events") == 0 && value(figures, "products") == 0 {
            blocks.push(Block::paragraph(say("report-no-events", &[])));
            return;
        }
        blocks.push(Block::paragraph(say(
            "report-events",
            &[
                ("events", known(figures, "events")),
                ("committee", known(figures, "events.committee")),
                ("member", known(figures, "events.member")),
                ("total", known(figures, "events.total")),
                ("people", people(figures, "events")),
            ],
        )));
        let columns = vec![
            TableColumn::new("TT", 8, "center"),
            TableColumn::new(say("report-form", &[]), 56, "left"),
            TableColumn::new(say("report-events-head", &[]), 18, "right"),
            TableColumn::new(say("report-men", &[]), 16, "right"),
            TableColumn::new(say("report-women", &[]), 16, "right"),
            TableColumn::new(say("report-unrecorded", &[]), 24, "right"),
            TableColumn::new(say("report-total", &[]), 18, "right"),
        ];
        let forms = EventForm::ALL.iter().map(|form| form.code());
        let forms: Vec<&str> = forms
            .filter(|form| value(figures, &format!("events.form.{form}")) > 0)
            .collect();
        let row = |number: String, name: String, code: &str| {
            let mut row = vec![number, name, cell(figures, code)];
            for part in ["men", "women", "unrecorded", "total"] {
                row.push(cell(figures, &format!("{code}.{part}")));
            }
            row
        };
        let mut rows: Vec<Vec<String>> = forms
            .iter()
            .enumerate()
            .map(|(index, form)| {
                let name = message::choice(Language::Vietnamese, "event-form", form);
                row(
                    format!("{}.", index + 1),
                    name,
                    &format!("events.form.{form}"),
                )
            })
            .collect();
        rows.push(row(String::new(), say("report-sum", &[]), "events"));
        if !forms.is_empty() {
            blocks.push(Block::Table { columns, rows });
        }
        for unit in &self.data.units {
            let contents: BTreeSet<&str> = unit
                .events
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
            .filter(|form| value(figures, &format!("products.form.{}", form.code())) > 0)
            .map(|form| {
                let name = message::choice(Language::Vietnamese, "product-form", form.code());
                format!(
                    "{}: {}",
                    lower_first(&name),
                    known(figures, &format!("products.form.{}", form.code()))
                )
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
        for month in &self.catalogue.regime.action_months {
            let Ok(choice) = ActionMonthChoice::from_code(&month.code) else {
                continue;
            };
            let starts = month.from.in_year(self.data.period.year);
            if starts.is_none_or(|day| day > self.data.to) {
                continue;
            }
            let code = format!("action-month.{}", choice.code());
            let id = if value(figures, &code) == 0 {
                "report-no-month"
            } else {
                "report-month"
            };
            blocks.push(Block::paragraph(say(
                id,
                &[
                    ("month", month.name.clone()),
                    ("events", known(figures, &code)),
                    ("total", known(figures, &format!("{code}.total"))),
                    ("people", people(figures, &code)),
                ],
            )));
        }
    }

    fn committee(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        blocks.push(Block::paragraph(say(
            "report-members",
            &[
                ("members", known(figures, "members")),
                ("women", known(figures, "members.women")),
            ],
        )));
        for (unit, member) in self.data.all(|u| &u.members) {
            let record = &member.record;
            if record.since < self.data.from || record.since > self.data.to {
                continue;
            }
            let text = say(
                "report-appointed",
                &[
                    ("name", record.name.to_string()),
                    ("position", record.position.to_string()),
                    (
                        "role",
                        message::choice(Language::Vietnamese, "committee-role", record.role.code()),
                    ),
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
        let any = self.data.all(|u| &u.funding).next().is_some();
        if !any {
            blocks.push(Block::paragraph(say("report-no-funding", &[])));
            return;
        }
        let mut parts = Vec::new();
        for source in FundingSource::ALL {
            let code = format!("funding.{}", source.code());
            if value(figures, &format!("{code}.granted")) > 0 {
                parts.push(say(
                    "report-funding-source",
                    &[
                        (
                            "source",
                            message::choice(Language::Vietnamese, "funding-source", source.code()),
                        ),
                        ("granted", known(figures, &format!("{code}.granted"))),
                        ("used", known(figures, &format!("{code}.used"))),
                    ],
                ));
            }
        }
        blocks.push(Block::paragraph(say(
            "report-funding",
            &[
                ("granted", known(figures, "funding.granted")),
                ("used", known(figures, "funding.used")),
                ("sources", parts.join("; ")),
            ],
        )));
    }

    fn inspections(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        if value(figures, "inspections") == 0 {
            blocks.push(Block::paragraph(say("report-no-inspections", &[])));
            return;
        }
        blocks.push(Block::paragraph(say(
            "report-inspections",
            &[
                ("inspections", known(figures, "inspections")),
                ("units", known(figures, "inspections.units")),
                ("shortcomings", known(figures, "findings.shortcoming")),
                ("recommendations", known(figures, "findings.recommendation")),
                ("settled", known(figures, "findings.recommendation.settled")),
            ],
        )));
        for unit in &self.data.units {
            for inspection in &unit.inspections {
                let record = &inspection.record;
                let units = record.units.as_str().replace('\n', "; ");
                let mut text = format!("{} ({}): {units}", record.decision, record.date);
                if let Some(results) = &record.results {
                    let _ = write!(text, " – {results}");
                }
                blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
                for kind in FindingKind::ALL {
                    let of_kind = unit
                        .findings
                        .iter()
                        .filter(|f| f.record.inspection == inspection.id && f.record.kind == *kind);
                    for finding in of_kind {
                        let record = &finding.record;
                        let name = message::choice(Language::Vietnamese, "finding", kind.code());
                        let state = match record.settled_on {
                            Some(day) => say("report-settled", &[("day", day.to_string())]),
                            None => say("report-open", &[]),
                        };
                        blocks.push(Block::paragraph(format!(
                            "{name}: {} ({state})",
                            record.content
                        )));
                    }
                }
            }
        }
    }
}
