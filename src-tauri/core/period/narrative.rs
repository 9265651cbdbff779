//! The texts of a period: what each place says, what it said before, what could be said from the
//! records, and where a number typed by hand disagrees with them.

use super::PeriodError;
use crate::catalogue::FilledBy;
use crate::entry::{EntryError, Typed};
use crate::figures::Figures;
use crate::model::{
    Cell, ColumnKind, Decimal, FigureCode, FlatForm, Narrative, Part, Period, RecordKind,
    ReportKind, Stored, fold, parse_number,
};
use crate::sections::{claims, figures, propose};
use crate::store::{self, OWN, StoreError};
use crate::typed;
use crate::vault::{Office, View};

/// A place of the outline with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativePlace {
    /// Code.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// What the source asks for.
    pub guidance: Option<String>,
    /// The text kept.
    pub text: String,
    /// The text of the period before, where there is one.
    pub before: Option<(Period, String)>,
    /// A sentence built from the records, with live figures.
    pub proposal: Option<String>,
    /// Numbers in the text that the records do not bear out.
    pub contradictions: Vec<Contradiction>,
}

/// A text that was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDraft {
    /// The text.
    pub text: String,
    /// What stood at its place when it was begun; none where an earlier program kept it.
    pub over: Option<String>,
}

/// A number typed by hand that disagrees with the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The words it was read from.
    pub said: String,
    /// The figure it speaks of.
    pub figure: &'static FigureCode,
    /// What the records say.
    pub value: i64,
}

impl View {
    /// The narratives of a period, place by place.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn narratives(&self, period: Period) -> Result<Vec<NarrativePlace>, PeriodError> {
        let figures = figures(&self.own_data_now(period)?);
        let catalogue = self.catalogue_of(period)?;
        let texts: Vec<Stored<Narrative>> = store::records(self.store(), OWN)?;
        let of = |period: Period, code: &str| {
            texts
                .iter()
                .find(|n| n.record.period == period && n.record.section.as_str() == code)
                .map(|n| n.record.text.to_string())
        };
        let places = catalogue.places(period.report).into_iter();
        Ok(places
            .filter(|place| place.narrative)
            .map(|place| {
                let text = of(period, place.code).unwrap_or_default();
                let before = earlier(period)
                    .into_iter()
                    .find_map(|earlier| Some((earlier, of(earlier, place.code)?)));
                NarrativePlace {
                    contradictions: contradictions(&text, &figures),
                    proposal: match place.filled_by {
                        FilledBy::Records(filling) => propose(filling, place.code, &figures),
                        FilledBy::Value | FilledBy::NoRecords => None,
                    },
                    code: place.code.to_owned(),
                    heading: place.heading.to_owned(),
                    guidance: place.guidance.map(str::to_owned),
                    before,
                    text,
                }
            })
            .collect())
    }

    /// Where in a text being written numbers disagree with a period's records.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn contradictions(
        &self,
        period: Period,
        text: &str,
    ) -> Result<Vec<Contradiction>, PeriodError> {
        Ok(contradictions(text, &figures(&self.own_data_now(period)?)))
    }
}

impl Office {
    /// Puts the text of a place; an empty one takes it away. `over` is what stood there when it was begun.
    ///
    /// # Errors
    /// [`EntryError::TextChanged`] where something else stands there by now; see also [`EntryError`].
    pub fn put_narrative(
        &mut self,
        period: Period,
        place: &str,
        text: &str,
        over: &str,
    ) -> Result<(), EntryError> {
        let kind = RecordKind::Narrative;
        let same = |cells: &[Cell]| {
            Narrative::from_cells(cells.to_vec())
                .is_ok_and(|n| n.period == period && n.section.as_str() == place)
        };
        let here = store::flat_records(self.store(), kind, OWN)?
            .into_iter()
            .find(|narrative| same(&narrative.record));
        let stands = here.as_ref().and_then(|here| {
            let narrative = Narrative::from_cells(here.record.clone()).ok()?;
            Some(narrative.text.to_string())
        });
        let stands = stands.unwrap_or_default();
        if stands != as_kept(over) && stands != as_kept(text) {
            return Err(EntryError::TextChanged);
        }
        let typed = Typed::from([
            ("section".to_owned(), place.to_owned()),
            ("period".to_owned(), period.to_string()),
            ("text".to_owned(), text.to_owned()),
        ]);
        match (here, text.trim().is_empty()) {
            (None, true) => {}
            (Some(here), true) => self.delete_records(kind, &[(here.id, here.version)])?,
            (Some(here), false) => {
                self.save_typed(kind, &typed, Some((here.id, here.version)))?;
            }
            (None, false) => {
                self.save_typed(kind, &typed, None)?;
            }
        }
        self.keep_draft(&narrative_place(period, place), None, Typed::new())
    }

    /// What the user typed at a place and did not save.
    ///
    /// # Errors
    /// The database's.
    pub fn text_draft(&self, period: Period, place: &str) -> Result<Option<TextDraft>, StoreError> {
        let draft = self.draft(&narrative_place(period, place))?;
        Ok(draft.and_then(|mut draft| {
            Some(TextDraft {
                text: draft.typed.remove(TEXT)?,
                over: draft.typed.remove(OVER),
            })
        }))
    }

    /// Keeps a text that is being typed, with what stood at its place when it was begun.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn keep_narrative(
        &mut self,
        period: Period,
        place: &str,
        text: &str,
        over: &str,
    ) -> Result<(), EntryError> {
        let typed = Typed::from([
            (TEXT.to_owned(), text.to_owned()),
            (OVER.to_owned(), over.to_owned()),
        ]);
        self.keep_draft(&narrative_place(period, place), None, typed)
    }
}

/// A text as it is kept where it was typed so.
fn as_kept(text: &str) -> String {
    match typed::read(text, ColumnKind::Paragraphs(0)) {
        Ok(Cell::Text(text)) => text,
        _ => String::new(),
    }
}

/// The field of a draft that holds the text.
const TEXT: &str = "text";
/// The field of a draft that holds what stood at its place when it was begun.
const OVER: &str = "over";

/// Where the draft of a narrative is kept.
pub fn narrative_place(period: Period, place: &str) -> String {
    format!("narratives/{period}/{place}")
}

/// The periods whose text may be taken over, the nearest first.
fn earlier(period: Period) -> Vec<Period> {
    let last = crate::model::Year::new(period.year.get() - 1).ok();
    let of = |year, part| Period {
        report: ReportKind::Annex02,
        year,
        part,
    };
    let mut found = Vec::new();
    if period.part == Part::Annual {
        found.push(of(period.year, Part::SixMonths));
    }
    if let Some(last) = last {
        found.extend([of(last, period.part), of(last, Part::Annual)]);
    }
    found
}

/// Where numbers in a text disagree with the records.
pub(super) fn contradictions(text: &str, figures: &Figures) -> Vec<Contradiction> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words
        .iter()
        .map(|word| {
            fold(word)
                .trim_matches([',', ';', '.', ':', ')', '('])
                .to_owned()
        })
        .collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let digits = word.trim_matches([',', ';', '.', ':', ')', '(']);
        let Ok(number) = parse_number(digits) else {
            continue;
        };
        let mut after = &folded[index + 1..];
        let unit = match after.first().map(String::as_str) {
            Some("trieu") => 1_000_000,
            Some("ty") => 1_000_000_000,
            _ => 1,
        };
        if unit > 1 {
            after = &after[1..];
        }
        // 12,5 triệu is more than twelve of them.
        let number = number.saturating_mul(unit) / Decimal::PARTS;
        let follows = |noun: &str| {
            let noun: Vec<&str> = noun.split(' ').collect();
            after.len() >= noun.len() && noun.iter().zip(after).all(|(a, b)| a == b)
        };
        let Some((noun, figure)) = claims().find(|(noun, _)| follows(noun)) else {
            continue;
        };
        let Some(value) = figures.get(figure).and_then(|figure| figure.value) else {
            continue;
        };
        if value != number {
            let end = words.len() - after.len() + noun.split(' ').count();
            found.push(Contradiction {
                said: words[index..end].join(" "),
                figure,
                value,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figure;
    use crate::model::{Money, People};

    #[test]
    fn numbers_that_the_records_do_not_bear_out_are_found() {
        let figure = |value| Figure {
            value: Some(value),
            ..Figure::default()
        };
        let figures = Figures::from([
            (FigureCode::EVENTS, figure(12)),
            (FigureCode::Participants(People::Total), figure(1_234)),
            (
                FigureCode::funding(None, Money::Granted),
                figure(20_000_000),
            ),
        ]);
        let said = |text: &str| -> Vec<String> {
            contradictions(text, &figures)
                .into_iter()
                .map(|c| format!("{} ≠ {}", c.said, c.value))
                .collect()
        };
        assert_eq!(
            said("Tổ chức 15 cuộc truyền thông, 1.234 lượt người; cấp 25 triệu đồng."),
            ["15 cuộc truyền thông, ≠ 12", "25 triệu đồng. ≠ 20000000"]
        );
        assert_eq!(said("cấp 20,5 triệu đồng"), ["20,5 triệu đồng ≠ 20000000"]);
        assert!(said("12 cuộc truyền thông; 20.000.000 đồng; 3 vụ việc; năm 2024").is_empty());
        assert!(said("cấp 20 triệu đồng, tức 0,02 tỷ đồng").is_empty());
    }
}
