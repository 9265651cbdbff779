//! The head and the tail of a paper that an office sends out.

use super::{Document, Head, Signature};
use crate::catalogue::{Catalogue, ReportRule, Unit};
use crate::model::{CommitteeMember, CommitteeRole, Day, Stored};
use chrono::Datelike;

/// Whose paper it is, of which day, and who may sign it.
pub struct Letterhead<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The issuing office.
    pub office: &'a Unit,
    /// The office's committee, whose head signs.
    pub signing: &'a [Stored<CommitteeMember>],
    /// Date of the paper.
    pub date: Day,
    /// Number given to it, where one is.
    pub number: Option<u32>,
}

impl Letterhead<'_> {
    /// An upright paper that says nothing yet, for those who receive a report.
    pub fn paper(&self, rule: Option<&ReportRule>) -> Document {
        let date = self.date.date();
        Document {
            title: String::new(),
            date: (date.year(), date.month(), date.day()),
            page: self.catalogue.regime.page,
            landscape: false,
            head: self.head(),
            form: String::new(),
            kind: String::new(),
            summary: String::new(),
            blocks: Vec::new(),
            signature: self.signature(),
            recipients: rule.map(|rule| self.recipients(rule)).unwrap_or_default(),
        }
    }

    fn head(&self) -> Head {
        let level = self.catalogue.level(self.office);
        let upper = self.office.name.to_uppercase();
        let head_line = |text: &str| text.replace("{unit}", &upper);
        let symbol = level.map(|level| level.symbol.as_str()).unwrap_or_default();
        Head {
            superior: level.map(|l| head_line(&l.superior)).unwrap_or_default(),
            issuer: level.map(|l| head_line(&l.issuer)).unwrap_or_default(),
            number: match self.number {
                Some(number) => format!("Số: {number:02}/{symbol}"),
                None => format!("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/{symbol}"),
            },
            place_date: format!("{}, {}", self.office.place(), self.date.in_words()),
        }
    }

    /// The head of the office's committee on the day of the paper.
    fn signature(&self) -> Signature {
        let head = self.signing.iter().map(|m| &m.record).find(|member| {
            member.role == CommitteeRole::Head
                && member.since <= self.date
                && member.until.is_none_or(|until| until >= self.date)
        });
        Signature {
            role: self.catalogue.regime.signature.clone(),
            name: head
                .map(|member| member.name.to_string())
                .unwrap_or_default(),
        }
    }

    /// The lines of Nơi nhận.
    fn recipients(&self, rule: &ReportRule) -> Vec<String> {
        let name = lower_first(&self.office.name);
        let lines = rule.addressees.iter();
        let mut recipients: Vec<String> = lines
            .map(|line| format!("- {};", line.replace("{unit}", &name)))
            .collect();
        recipients.push(format!("- {}.", self.catalogue.regime.archive));
        recipients
    }
}

/// `Phường Vũ Ninh` → `phường Vũ Ninh`, inside a sentence.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
