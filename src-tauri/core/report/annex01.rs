//! Phụ lục 01 as a tree: its table, landscape, with the result of each row.

use super::{
    Block, Document, Mark, Row, TableColumn, Text, document_head, recipients, reporting_units,
    signature, summary,
};
use crate::catalogue::{Catalogue, Rule, Unit};
use crate::figures::{Dataset, DatasetError, Indicators, ResultSource, Shown};
use crate::message;
use crate::model::{CommitteeMember, Day, Decimal, RecordKind, Stored};
use chrono::Datelike;
use std::collections::BTreeMap;

/// What to print.
pub struct Annex01<'a> {
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
}

fn say(id: &str, args: &[(&str, String)]) -> String {
    message::official(id, args)
}

/// A number of ten-thousandths as it prints.
fn number(parts: i64) -> String {
    Decimal::from_parts(parts)
        .map(|decimal| decimal.to_string())
        .unwrap_or_default()
}

impl Annex01<'_> {
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
        let summary = summary(rule, &period.year.to_string(), self.scope.as_deref());
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
        self.table(&mut blocks);
        let date = self.date.date();
        Ok(Document {
            title: format!("Phụ lục 01: {summary} – {}", self.office.name),
            date: (date.year(), date.month(), date.day()),
            page: self.catalogue.regime.page,
            landscape: true,
            head: document_head(self.catalogue, self.office, self.date, self.number),
            kind: "BÁO CÁO".to_owned(),
            summary,
            blocks,
            signature: signature(self.catalogue, self.signing, self.date),
            recipients: recipients(self.catalogue, self.office, rule),
        })
    }

    fn table(&self, blocks: &mut Vec<Block>) {
        let indicators = Indicators::new(self.catalogue, self.data);
        let masked = match self.catalogue.masks(&self.office.code) {
            Some(threshold) => indicators.masked(threshold),
            None => BTreeMap::new(),
        };
        let columns = vec![
            TableColumn::new("TT", 16, "center"),
            TableColumn::new(say("annex01-indicator", &[]), 88, "left"),
            TableColumn::new(say("annex01-result", &[]), 24, "right"),
            TableColumn::new(say("annex01-unit", &[]), 22, "center"),
            TableColumn::new(say("annex01-responsible", &[]), 52, "left"),
            TableColumn::new(say("annex01-period", &[]), 22, "center"),
        ];
        let mut rows = Vec::new();
        let mut notes: Vec<String> = Vec::new();
        let mut empty = false;
        for row in &self.catalogue.annex01 {
            let result = indicators.row(row);
            let shown = match (masked.get(&row.code), result.value) {
                (Some(shown), _) => Some(shown.to_string()),
                (None, Some(value)) => Some(number(value)),
                (None, None) => None,
            };
            let nothing = result.value.is_none() && result.denominator == Some(0);
            empty |= nothing;
            let mut value = match shown {
                Some(shown) if result.source.is_some() => {
                    // Where the number comes from: the register, or what was entered.
                    let kind = if self.catalogue.counts_register(row) {
                        RecordKind::ViolenceCase
                    } else {
                        RecordKind::IndicatorValue
                    };
                    Mark::Record(kind.table().to_owned(), String::new()).on(&shown)
                }
                _ if nothing => say("annex01-nothing", &[]),
                _ => String::new(),
            };
            for other in &result.overrides {
                let mark = notes.len() + 1;
                value.push_str(&format!(" ({mark})"));
                let unit = self.data.units.iter().find(|u| u.unit == other.unit);
                let args = [
                    ("mark", mark.to_string()),
                    ("row", row.printed_no.clone()),
                    ("unit", unit.map(|u| u.name.clone()).unwrap_or_default()),
                    ("counted", number(other.counted)),
                    ("value", number(other.value)),
                    ("reason", other.reason.clone()),
                ];
                // Nor does the note say a small number that the table keeps back.
                let threshold = self.catalogue.masks(&self.office.code).unwrap_or(0);
                let small = |parts: i64| (1..threshold).contains(&(parts / Decimal::PARTS));
                let hidden = small(other.counted)
                    || masked
                        .get(&row.code)
                        .is_some_and(|shown| !matches!(shown, Shown::Exact(_)));
                let id = if hidden {
                    "annex01-override-masked"
                } else {
                    "annex01-override"
                };
                notes.push(say(id, &args));
            }
            let unit = row.unit.as_ref().or(row.measure.as_ref());
            let text = |text: Option<&String>| Text::from(text.cloned().unwrap_or_default());
            rows.push(Row::Cells(vec![
                Text::from(row.printed_no.clone()),
                Text::from(row.wording.clone()),
                Text::from(value),
                match row.rule {
                    Rule::Heading => Text::from(String::new()),
                    _ => text(unit),
                },
                text(row.responsible.as_ref()),
                text(row.period.as_ref()),
            ]));
        }
        blocks.push(Block::Table { columns, rows });
        for note in notes {
            blocks.push(Block::paragraph(note));
        }
        if !masked.is_empty() {
            let below = self.catalogue.regime.mask_below.to_string();
            blocks.push(Block::paragraph(say("report-masked", &[("below", below)])));
        }
        if empty {
            blocks.push(Block::paragraph(say("annex01-nothing-note", &[])));
        }
        let from_register = self
            .catalogue
            .annex01
            .iter()
            .filter(|row| indicators.row(row).source == Some(ResultSource::Register));
        let from_register: Vec<&str> = from_register.map(|row| row.printed_no.as_str()).collect();
        if !from_register.is_empty() {
            blocks.push(Block::paragraph(say(
                "annex01-register",
                &[("rows", from_register.join("; "))],
            )));
        }
    }
}
