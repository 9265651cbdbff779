//! What a text says by reference: `{events}` is a number of the unit whose text it is, `{09163:II}` the text
//! of another unit, `{09163:events}` its number, `{*:events}` that of all units of the report.

use super::{Annex, say};
use crate::catalogue::{Catalogue, Unit};
use crate::figures::{Dataset, Numbers, UnitRecords};
use crate::model::{FigureCode, Narrative, UnitCode};
use crate::report::plain;
use crate::sections::{figures, traced};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

/// Replaces `{figure}` in a narrative by that unit's number, marked as that figure, as far as it may leave.
pub fn with_live_figures(text: &str, numbers: &Numbers<'_>) -> String {
    with_references(text, |reference| {
        let code = FigureCode::known(reference).filter(|code| numbers.has(code))?;
        Some(match numbers.cleared(&code) {
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

/// Most letters that the texts of a report quote of one another: a text is quoted in few words and as often as somebody
/// likes, and whoever quotes long ones by the thousand fills more pages than anybody can set.
const MOST_QUOTED: usize = 300_000;

/// What the texts of a report can refer to. Numbers are counted when a text first asks for them.
pub(super) struct Quotes<'a> {
    catalogue: &'a Catalogue,
    office: &'a Unit,
    /// The records that the office's own text means by all units.
    all: &'a Dataset,
    annex: &'a Annex<'a>,
    units: BTreeMap<&'a str, Quotable<'a>>,
    /// How many letters more may be quoted.
    left: Cell<usize>,
}

/// A unit of the report, or one that may be quoted in it.
struct Quotable<'a> {
    records: &'a UnitRecords,
    /// Where they stand.
    data: &'a Dataset,
    own: OnceCell<Numbers<'a>>,
    all: OnceCell<Numbers<'a>>,
}

/// A number in a sentence.
fn shown(numbers: &Numbers<'_>, code: &FigureCode) -> String {
    match numbers.cleared(code) {
        Some(shown) => shown.to_string(),
        None => say("report-unknown", &[]),
    }
}

impl<'a> Quotes<'a> {
    pub(super) fn new(annex: &'a Annex<'a>, quoted: Option<&'a Dataset>) -> Self {
        // A unit that stands in both is quoted as the report has it.
        let units = quoted.into_iter().chain([annex.data]).flat_map(|data| {
            data.units.iter().map(move |records| {
                let quotable = Quotable {
                    records,
                    data,
                    own: OnceCell::new(),
                    all: OnceCell::new(),
                };
                (records.unit.as_str(), quotable)
            })
        });
        Self {
            catalogue: annex.letterhead.catalogue,
            office: annex.letterhead.office,
            all: quoted.filter(|_| !annex.over_many).unwrap_or(annex.data),
            annex,
            units: units.collect(),
            left: Cell::new(MOST_QUOTED),
        }
    }

    /// The numbers of a unit alone.
    pub(super) fn numbers(&self, unit: &UnitCode) -> Option<&Numbers<'a>> {
        Some(self.numbers_of(self.units.get(unit.as_str())?))
    }

    fn numbers_of<'q>(&self, unit: &'q Quotable<'a>) -> &'q Numbers<'a> {
        unit.own
            .get_or_init(|| self.count(&unit.data.alone(unit.records)))
    }

    /// Counts records.
    fn count(&self, data: &Dataset) -> Numbers<'a> {
        Numbers::new(self.annex.gate, data, figures(data))
    }

    /// A text with what it refers to, in the words of the unit whose text it is.
    pub(super) fn put_into(&self, text: &str, by: &UnitCode) -> String {
        let refers = live_figures(text).next().is_some();
        let Some(unit) = self.units.get(by.as_str()).filter(|_| refers) else {
            return text.to_owned();
        };
        let text = with_references(text, |reference| match quotation(reference)? {
            ("*", what) => Some(self.of_all(unit, what)),
            (other, what) => Some(self.quoted(other, what)),
        });
        let own = self.numbers_of(unit);
        with_live_figures(&text, own)
    }

    /// The number of what a unit's text means by all units: those of the report for who writes it, those at
    /// and below the unit for another.
    fn of_all(&self, by: &Quotable<'a>, what: &str) -> String {
        let numbers = by.all.get_or_init(|| {
            let units = self.catalogue.units_of(self.all.period);
            let by = &by.records.unit;
            let is_own = *by == self.office.code;
            let means = |records: &UnitRecords| is_own || units.is_within(&records.unit, by);
            self.count(&self.all.only(means))
        });
        shown(numbers, &FigureCode::from(what))
    }

    /// A unit's text of a section in quotation marks, or its number of a figure.
    fn quoted(&self, unit: &str, what: &str) -> String {
        let unknown = || say("report-quoted-unknown", &[("unit", unit.to_owned())]);
        let Some(quotable) = self.units.get(unit) else {
            return unknown();
        };
        let numbers = self.numbers_of(quotable);
        if let Some(code) = FigureCode::known(what).filter(|code| numbers.has(code)) {
            return shown(numbers, &code);
        }
        let mut texts = quotable.records.of::<Narrative>().iter();
        let text = texts.find(|text| text.record.section.as_str() == what);
        let Some(text) = text else {
            return unknown();
        };
        let name = quotable.records.name.clone();
        let letters = text.record.text.as_str().chars().count();
        let Some(left) = self.left.get().checked_sub(letters) else {
            return say("report-quoted-too-much", &[("unit", name)]);
        };
        self.left.set(left);
        // A quoted text speaks of its unit's numbers, and quotes nobody in turn.
        let text = plain(&with_live_figures(text.record.text.as_str(), numbers));
        let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        say("report-quoted", &[("unit", name), ("text", text)])
    }
}
