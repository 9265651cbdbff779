//! Phụ lục 02 as a tree: for one unit, or for a receiving office over many.

mod fillings;

use super::{Block, Document, Head, Mark, Signature, plain};
use crate::catalogue::{Catalogue, Dash, Filling, ReportRule, Section, Unit};
use crate::figures::{
    Dataset, DatasetError, FigureCode, Figures, Masked, People, UnitRecords, figures,
};
use crate::message;
use crate::model::{
    CommitteeMember, CommitteeRole, CoordinationActivity, Day, Narrative, Record, Stored, UnitCode,
    grouped,
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
    /// Which units it sums up, where not all.
    pub scope: Option<String>,
    /// The office's committee, whose head signs.
    pub signing: &'a [Stored<CommitteeMember>],
    /// Records of units that the office's own text may quote, where they are not in `data`.
    pub quoted: Option<&'a Dataset>,
    /// The office's own figures as the report of an earlier part of the year had them.
    pub before: Option<&'a Figures>,
}

fn say(id: &str, args: &[(&str, String)]) -> String {
    message::official(id, args)
}

/// A number in a sentence: the number, or "chưa có số liệu".
fn known(figures: &Figures, code: &FigureCode) -> String {
    match figures.get(code).and_then(|figure| figure.value) {
        Some(value) => traced(code, &grouped(value)),
        None => say("report-unknown", &[]),
    }
}

/// A number that leads to its figure.
fn traced(code: &FigureCode, shown: &str) -> String {
    Mark::Figure(code.clone()).on(shown)
}

/// Text that leads to its record.
fn recorded<R: Record>(record: &Stored<R>, shown: &str) -> String {
    Mark::Record(R::KIND.table().to_owned(), record.id.to_string()).on(shown)
}

/// A number in a table: blank where unknown.
fn cell(figures: &Figures, code: &FigureCode) -> String {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .map(|value| traced(code, &grouped(value)))
        .unwrap_or_default()
}

fn value(figures: &Figures, code: &FigureCode) -> i64 {
    figures
        .get(code)
        .and_then(|figure| figure.value)
        .unwrap_or(0)
}

/// `nam 40, nữ 60, chưa ghi nhận giới tính 5`: the parts that are known.
fn people(figures: &Figures, code: impl Fn(People) -> FigureCode) -> String {
    let mut parts = Vec::new();
    for (part, id) in [
        (People::Men, "report-people-men"),
        (People::Women, "report-people-women"),
        (People::Unrecorded, "report-people-unrecorded"),
    ] {
        let code = code(part);
        let number = figures.get(&code).and_then(|f| f.value);
        if let Some(number) = number.filter(|n| part != People::Unrecorded || *n > 0) {
            parts.push(say(id, &[("number", traced(&code, &grouped(number)))]));
        }
    }
    parts.join(", ")
}

/// Replaces `{figure}` in a narrative by that unit's number, marked as that figure; counts of cases below the threshold
/// are masked as everywhere in print.
pub fn with_live_figures(text: &str, figures: &Figures, masked: &Masked) -> String {
    with_references(text, |reference| {
        let code = FigureCode::known(reference).filter(|code| figures.contains_key(code))?;
        Some(match masked.shown(figures, &code) {
            Some(number) => traced(&code, &number.to_string()),
            None => say("report-unknown", &[]),
        })
    })
}

/// Replaces `{reference}` in a text by what it stands for; one that stands for nothing is left as it is.
fn with_references(text: &str, stands_for: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after
            .split_once('}')
            .and_then(|(reference, next)| Some((stands_for(reference)?, next)));
        match found {
            Some((shown, next)) => {
                out.push_str(&shown);
                rest = next;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What a narrative quotes of a unit by reference, `{09163:II}`: a section's text, or a figure's
/// number. `*` stands for all units of the report.
pub fn quotation(reference: &str) -> Option<(&str, &str)> {
    let (unit, what) = reference.split_once(':')?;
    (!unit.is_empty() && !what.is_empty()).then_some((unit, what))
}

/// The figure codes and quotations that a narrative names, known or not.
pub fn live_figures(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(code, _)| code))
}

/// The head of page 1 of an office's report.
pub(super) fn document_head(
    catalogue: &Catalogue,
    office: &Unit,
    date: Day,
    number: Option<u32>,
) -> Head {
    let level = catalogue.level(office);
    let upper = office.name.to_uppercase();
    let head_line = |text: &str| text.replace("{unit}", &upper);
    let symbol = level.map(|level| level.symbol.as_str()).unwrap_or_default();
    Head {
        superior: level.map(|l| head_line(&l.superior)).unwrap_or_default(),
        issuer: level.map(|l| head_line(&l.issuer)).unwrap_or_default(),
        number: match number {
            Some(number) => format!("Số: {number:02}/{symbol}"),
            None => format!("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/{symbol}"),
        },
        place_date: format!("{}, {}", office.place(), date.in_words()),
    }
}

/// What a report is about, and of which units.
pub(super) fn summary(rule: &ReportRule, year: &str, scope: Option<&str>) -> String {
    let title = rule.title.replace("{year}", year);
    match scope {
        Some(scope) => format!("{title} {scope}"),
        None => title,
    }
}

/// The lines of Nơi nhận.
pub(super) fn recipients(catalogue: &Catalogue, office: &Unit, rule: &ReportRule) -> Vec<String> {
    let name = lower_first(&office.name);
    let lines = rule.addressees.iter();
    let mut recipients: Vec<String> = lines
        .map(|line| format!("- {};", line.replace("{unit}", &name)))
        .collect();
    recipients.push(format!("- {}.", catalogue.regime.archive));
    recipients
}

/// Who signs: the head of the office's committee on the day of the report.
pub(super) fn signature(
    catalogue: &Catalogue,
    members: &[Stored<CommitteeMember>],
    date: Day,
) -> Signature {
    let head = members.iter().map(|m| &m.record).find(|member| {
        member.role == CommitteeRole::Head
            && member.since <= date
            && member.until.is_none_or(|until| until >= date)
    });
    Signature {
        role: catalogue.regime.signature.clone(),
        name: head
            .map(|member| member.name.to_string())
            .unwrap_or_default(),
    }
}

/// Who reported, and by name who did not, under each unit above.
pub(super) fn reporting_units(
    catalogue: &Catalogue,
    office: &Unit,
    data: &Dataset,
    missing: &[&Unit],
    blocks: &mut Vec<Block>,
) {
    let reported = data.units.iter().filter(|u| u.unit != office.code).count();
    blocks.push(Block::paragraph(say(
        "report-reported-units",
        &[
            ("count", reported.to_string()),
            ("missing", missing.len().to_string()),
        ],
    )));
    let mut groups: Vec<(Option<&UnitCode>, Vec<&str>)> = Vec::new();
    for unit in missing {
        let parent = unit.parent.as_ref();
        match groups.iter_mut().find(|(above, _)| *above == parent) {
            Some((_, names)) => names.push(&unit.name),
            None => groups.push((parent, vec![&unit.name])),
        }
    }
    for (above, names) in groups {
        let above = above.and_then(|code| catalogue.units.get(code));
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
        let year = period.year.to_string();
        let summary = summary(rule, &year, self.scope.as_deref());
        let figures = figures(self.data);
        let mut blocks = Vec::new();
        if self.over_many {
            reporting_units(
                self.catalogue,
                self.office,
                self.data,
                &self.missing,
                &mut blocks,
            );
        }
        for section in &self.catalogue.outline {
            self.section(section, &figures, &mut blocks);
        }
        let date = self.date.date();
        Ok(Document {
            title: format!("Báo cáo: {summary} – {}", self.office.name),
            date: (date.year(), date.month(), date.day()),
            page: self.catalogue.regime.page,
            landscape: false,
            head: document_head(self.catalogue, self.office, self.date, self.number),
            kind: "BÁO CÁO".to_owned(),
            summary,
            blocks,
            signature: signature(self.catalogue, self.signing, self.date),
            recipients: recipients(self.catalogue, self.office, rule),
        })
    }

    fn section(&self, section: &Section, figures: &Figures, blocks: &mut Vec<Block>) {
        let level = u8::try_from(section.code.split('.').count())
            .unwrap_or(3)
            .min(3);
        let place = Mark::Place(section.code.clone());
        blocks.push(Block::Heading {
            level,
            text: place.on(&section.heading).into(),
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
        let place = Mark::Place(dash.code.clone());
        blocks.push(Block::Lead {
            text: place.on(&format!("- {wording}:")).into(),
        });
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

    /// What may be printed of a unit's case counts, where its level asks for masking. What an
    /// earlier report of the year printed is known for the office itself.
    fn masked(&self, unit: &UnitRecords, figures: &Figures) -> Masked {
        let before = self.before.filter(|_| unit.unit == self.office.code);
        match self.catalogue.masks(&unit.unit) {
            Some(threshold) => Masked::new(figures, before, threshold),
            None => Masked::default(),
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

    /// What units say at a place; where the office that sums them up has a text of its own there, that
    /// alone.
    fn narratives(&self, place: &str, blocks: &mut Vec<Block>) {
        let says = |unit: &&UnitRecords| {
            let mut texts = unit.of::<Narrative>().iter();
            texts.any(|text| text.record.section.as_str() == place)
        };
        let own = self
            .data
            .units
            .iter()
            .find(|unit| unit.unit == self.office.code);
        let own = own.filter(says).filter(|_| self.over_many);
        let units = match own {
            Some(own) => std::slice::from_ref(own),
            None => &self.data.units[..],
        };
        for unit in units {
            for narrative in unit
                .of::<Narrative>()
                .iter()
                .filter(|n| n.record.section.as_str() == place)
            {
                let mut text = narrative.record.text.to_string();
                if live_figures(&text).next().is_some() {
                    // A unit's text speaks of that unit's numbers.
                    let alone = self.data.alone(unit);
                    let figures = crate::figures::figures(&alone);
                    text = self.with_quotations(&unit.unit, &text);
                    text = with_live_figures(&text, &figures, &self.masked(unit, &figures));
                }
                for paragraph in text.lines().filter(|line| !line.is_empty()) {
                    blocks.push(Block::paragraph(match own {
                        Some(_) => paragraph.to_owned(),
                        None => self.named(unit, paragraph),
                    }));
                }
            }
        }
    }

    /// Puts what is quoted of units in the place of its references.
    fn with_quotations(&self, by: &UnitCode, text: &str) -> String {
        with_references(text, |reference| {
            let (unit, what) = quotation(reference)?;
            Some(self.quoted(by, unit, what))
        })
    }

    /// The records that a unit's text means by all units: those of the report for who writes it, those at
    /// and below the unit for another.
    fn all_of(&self, by: &UnitCode) -> Dataset {
        let all = match self.quoted {
            Some(quoted) if !self.over_many => quoted,
            _ => self.data,
        };
        let units = self.catalogue.units_of(all.period);
        let is_own = *by == self.office.code;
        all.only(|records| is_own || units.is_within(&records.unit, by))
    }

    /// A unit's text of a section in quotation marks, or its number of a figure.
    fn quoted(&self, by: &UnitCode, unit: &str, what: &str) -> String {
        let unknown = || say("report-quoted-unknown", &[("unit", unit.to_owned())]);
        if unit == "*" {
            let figures = figures(&self.all_of(by));
            return plain(&known(&figures, &FigureCode::from(what)));
        }
        let in_data = |data: &'_ Dataset| {
            let found = data
                .units
                .iter()
                .find(|records| records.unit.as_str() == unit);
            found.map(|records| data.alone(records))
        };
        let Some(alone) = in_data(self.data).or_else(|| self.quoted.and_then(in_data)) else {
            return unknown();
        };
        let Some(records) = alone.units.first() else {
            return unknown();
        };
        let figures = figures(&alone);
        let masked = self.masked(records, &figures);
        if let Some(code) = FigureCode::known(what).filter(|code| figures.contains_key(code)) {
            let shown = masked.shown(&figures, &code);
            return shown.map_or_else(|| say("report-unknown", &[]), |shown| shown.to_string());
        }
        let mut texts = records.of::<Narrative>().iter();
        let text = texts.find(|text| text.record.section.as_str() == what);
        let Some(text) = text else {
            return unknown();
        };
        // A quoted text speaks of its unit's numbers, and quotes nobody in turn.
        let text = with_live_figures(text.record.text.as_str(), &figures, &masked);
        let text = plain(&text);
        let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        say(
            "report-quoted",
            &[("unit", records.name.clone()), ("text", text)],
        )
    }

    fn coordination(&self, dash: &str, blocks: &mut Vec<Block>) {
        for (unit, activity) in self.data.all::<CoordinationActivity>() {
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
            blocks.push(Block::paragraph(format!("+ {}", self.named(unit, &text))));
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

#[cfg(test)]
mod tests;
