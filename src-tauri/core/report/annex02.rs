//! Phụ lục 02 as a tree: for one unit, or for a receiving office over many.

use super::{Block, Document, Head, Signature, TableColumn};
use crate::catalogue::{Catalogue, Dash, Filling, Section, Unit};
use crate::figures::{Dataset, DatasetError, Figures, Shown, UnitRecords, figures, mask};
use crate::message;
use crate::model::{
    ActionMonthChoice, CommitteeRole, Day, EventForm, FindingKind, FundingSource, ProductForm,
    UnitCode, grouped,
};
use chrono::Datelike;
use std::fmt::Write;

/// What to print.
pub struct Annex02<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The issuing office.
    pub office: &'a Unit,
    /// Its records, or those of all units it sums up.
    pub data: &'a Dataset,
    /// Date of the report.
    pub date: Day,
    /// Number given to it, where one is.
    pub number: Option<u32>,
    /// Units that should have reported and did not; for a receiving office.
    pub missing: Vec<&'a Unit>,
    /// Whether it sums up several units.
    pub over_many: bool,
}

fn say(id: &str, args: &[(&str, String)]) -> String {
    message::vi(id, args)
}

/// A number in a sentence: the number, or "chưa có số liệu".
fn known(figures: &Figures, code: &str) -> String {
    match figures.get(code).and_then(|figure| figure.value) {
        Some(value) => grouped(value),
        None => say("report-unknown", &[]),
    }
}

/// A number in a table: blank where unknown.
fn cell(figures: &Figures, code: &str) -> String {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .map(grouped)
        .unwrap_or_default()
}

fn value(figures: &Figures, code: &str) -> i64 {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .unwrap_or(0)
}

/// `nam 40, nữ 60, chưa ghi nhận giới tính 5`: the parts that are known.
fn people(figures: &Figures, code: &str) -> String {
    let mut parts = Vec::new();
    for part in ["men", "women", "unrecorded"] {
        let number = figures.get(&format!("{code}.{part}")).and_then(|f| f.value);
        if let Some(number) = number.filter(|n| part != "unrecorded" || *n > 0) {
            parts.push(say(
                &format!("report-people-{part}"),
                &[("number", grouped(number))],
            ));
        }
    }
    parts.join(", ")
}

/// Replaces `{figure}` in a narrative by that unit's number.
pub fn with_live_figures(text: &str, figures: &Figures) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((code, next)) if figures.contains_key(code) => {
                out.push_str(&known(figures, code));
                rest = next;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The figure codes that a narrative names, known or not.
pub fn live_figures(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(code, _)| code))
}

impl Annex02<'_> {
    /// Builds the tree.
    ///
    /// # Errors
    /// [`DatasetError::NoSuchPeriod`] where the catalogue has no such report.
    pub fn document(&self) -> Result<Document, DatasetError> {
        let period = self.data.period;
        let rule = self
            .catalogue
            .report(period)
            .ok_or(DatasetError::NoSuchPeriod(period))?;
        let level = self.catalogue.level(self.office);
        let upper = self.office.name.to_uppercase();
        let head_line = |text: &str| text.replace("{unit}", &upper);
        let year = period.year.to_string();
        let symbol = level.map(|level| level.symbol.as_str()).unwrap_or_default();
        let number = match self.number {
            Some(number) => format!("Số: {number:02}/{symbol}"),
            None => format!("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/{symbol}"),
        };
        let summary = rule.title.replace("{year}", &year);
        let figures = figures(self.data);
        let mut blocks = Vec::new();
        if self.over_many {
            self.reporting_units(&mut blocks);
        }
        for section in &self.catalogue.outline {
            self.section(section, &figures, &mut blocks);
        }
        let mut recipients: Vec<String> = rule
            .addressees
            .iter()
            .map(|line| {
                format!(
                    "- {};",
                    line.replace("{unit}", &lower_first(&self.office.name))
                )
            })
            .collect();
        recipients.push("- Lưu: VT, BVSTBPN.".to_owned());
        let date = self.date.date();
        Ok(Document {
            title: format!("Báo cáo: {summary} – {}", self.office.name),
            date: (date.year(), date.month(), date.day()),
            head: Head {
                superior: level.map(|l| head_line(&l.superior)).unwrap_or_default(),
                issuer: level.map(|l| head_line(&l.issuer)).unwrap_or_default(),
                number,
                place_date: format!("{}, {}", self.office.place(), self.date.in_words()),
            },
            kind: "BÁO CÁO".to_owned(),
            summary,
            blocks,
            signature: self.signature(),
            recipients,
        })
    }

    fn signature(&self) -> Signature {
        let own = self
            .data
            .units
            .iter()
            .find(|records| records.unit == self.office.code);
        let head = own.and_then(|records| {
            records.members.iter().map(|m| &m.record).find(|member| {
                member.role == CommitteeRole::Head
                    && member.since <= self.date
                    && member.until.is_none_or(|until| until >= self.date)
            })
        });
        Signature {
            role: vec![
                "TRƯỞNG BAN".to_owned(),
                "VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ".to_owned(),
            ],
            name: head
                .map(|member| member.name.to_string())
                .unwrap_or_default(),
        }
    }

    /// Who reported, and by name who did not, under each unit above.
    fn reporting_units(&self, blocks: &mut Vec<Block>) {
        let reported = self
            .data
            .units
            .iter()
            .filter(|u| u.unit != self.office.code)
            .count();
        blocks.push(Block::paragraph(say(
            "report-reported-units",
            &[
                ("count", reported.to_string()),
                ("missing", self.missing.len().to_string()),
            ],
        )));
        let mut groups: Vec<(Option<&UnitCode>, Vec<&str>)> = Vec::new();
        for unit in &self.missing {
            let parent = unit.parent.as_ref();
            match groups.iter_mut().find(|(above, _)| *above == parent) {
                Some((_, names)) => names.push(&unit.name),
                None => groups.push((parent, vec![&unit.name])),
            }
        }
        for (above, names) in groups {
            let above = above.and_then(|code| self.catalogue.units.get(code));
            let mut names = names;
            crate::model::sort_vietnamese(&mut names, |name| name);
            blocks.push(Block::paragraph(say(
                "report-missing-units",
                &[
                    (
                        "above",
                        above.map(|unit| unit.name.clone()).unwrap_or_default(),
                    ),
                    ("units", names.join("; ")),
                ],
            )));
        }
    }

    fn section(&self, section: &Section, figures: &Figures, blocks: &mut Vec<Block>) {
        let level = u8::try_from(section.code.split('.').count())
            .unwrap_or(3)
            .min(3);
        blocks.push(Block::Heading {
            level,
            text: section.heading.clone(),
        });
        if let Some(filling) = section.fills {
            self.fill(filling, section, figures, blocks);
        }
        if section.narrative || section.fills.is_some() {
            let before = blocks.len();
            self.narratives(&section.code, blocks);
            if section.narrative && blocks.len() == before {
                blocks.push(Block::paragraph(say("report-none", &[])));
            }
        }
        for dash in &section.dashes {
            self.dash(dash, section, figures, blocks);
        }
    }

    fn dash(&self, dash: &Dash, section: &Section, figures: &Figures, blocks: &mut Vec<Block>) {
        let wording = dash
            .printed
            .as_deref()
            .unwrap_or(&dash.wording)
            .trim_end_matches(['.', ':']);
        blocks.push(Block::paragraph(format!("- {wording}:")));
        let before = blocks.len();
        if let Some(filling) = dash.fills {
            self.fill(filling, section, figures, blocks);
        }
        if section.fills == Some(Filling::Coordination) {
            self.coordination(&dash.code, blocks);
        }
        self.narratives(&dash.code, blocks);
        if blocks.len() == before {
            blocks.push(Block::paragraph(say("report-no-data", &[])));
        }
    }

    /// `Phường Vũ Ninh: ` before what a unit says, where there are many.
    fn named(&self, unit: &UnitRecords, text: &str) -> String {
        if self.over_many {
            format!("{}: {text}", unit.name)
        } else {
            text.to_owned()
        }
    }

    fn narratives(&self, place: &str, blocks: &mut Vec<Block>) {
        for unit in &self.data.units {
            for narrative in unit
                .narratives
                .iter()
                .filter(|n| n.record.section.as_str() == place)
            {
                let mut text = narrative.record.text.to_string();
                if live_figures(&text).next().is_some() {
                    // A unit's text speaks of that unit's numbers.
                    let alone = self.data.alone(unit);
                    text = with_live_figures(&text, &crate::figures::figures(&alone));
                }
                for (index, paragraph) in text.lines().filter(|line| !line.is_empty()).enumerate() {
                    let text = if index == 0 {
                        self.named(unit, paragraph)
                    } else {
                        paragraph.to_owned()
                    };
                    blocks.push(Block::paragraph(text));
                }
            }
        }
    }

    fn coordination(&self, dash: &str, blocks: &mut Vec<Block>) {
        for (unit, activity) in self.data.all(|u| &u.coordination) {
            let record = &activity.record;
            if record.dash.code() != dash {
                continue;
            }
            let mut text = format!("{}: {}", record.date, record.content);
            if let Some(partners) = &record.partners {
                let _ = write!(text, " ({}: {partners})", say("report-partners", &[]));
            }
            if let Some(result) = &record.result {
                let _ = write!(text, " – {result}");
            }
            blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
        }
    }

    fn fill(
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
        let masked = self
            .catalogue
            .regime
            .mask_levels
            .contains(&self.office.level);
        let threshold = masked.then_some(self.catalogue.regime.mask_below);
        let survivors = value(figures, "survivors");
        let served = value(figures, "survivors.served");
        let (shown_survivors, shown_served) = mask(survivors, served, threshold);
        let (shown_cases, _) = mask(cases, cases, threshold);
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
                        message::choice(message::Language::Vietnamese, "training-purpose", purpose),
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
                let name = message::choice(message::Language::Vietnamese, "event-form", form);
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
        let products: Vec<String> = ProductForm::ALL
            .iter()
            .filter(|form| value(figures, &format!("products.form.{}", form.code())) > 0)
            .map(|form| {
                let name =
                    message::choice(message::Language::Vietnamese, "product-form", form.code());
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
                        message::choice(
                            message::Language::Vietnamese,
                            "committee-role",
                            record.role.code(),
                        ),
                    ),
                    ("since", record.since.to_string()),
                    (
                        "decision",
                        record
                            .decision
                            .as_ref()
                            .map(ToString::to_string)
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
                            message::choice(
                                message::Language::Vietnamese,
                                "funding-source",
                                source.code(),
                            ),
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
                        let name =
                            message::choice(message::Language::Vietnamese, "finding", kind.code());
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

/// `Phường Vũ Ninh` → `phường Vũ Ninh`, inside a sentence.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
