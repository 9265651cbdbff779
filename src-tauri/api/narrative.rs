//! Nội dung thuyết minh: the texts of a period.

use crate::{Failure, Session};
use serde::Serialize;
use tienbo_core::message::{Language, text};
use tienbo_core::model::{FigureCode, Period, from_old_font, grouped};
use tienbo_core::period::Contradiction;
use tienbo_core::sections::figures;
use ts_rs::TS;

/// A place of the outline with its text.
#[derive(Debug, Serialize, TS)]
pub struct NarrativeText {
    /// Code.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// What the source asks for.
    pub guidance: Option<String>,
    /// The text kept; `{figure}` stands for a live figure.
    pub text: String,
    /// What was typed and not saved.
    pub draft: Option<String>,
    /// What stood here when that was begun, where it is known.
    pub over: Option<String>,
    /// The text of the period before.
    pub before: Option<String>,
    /// A sentence built from the records.
    pub proposal: Option<String>,
    /// What is said of the text.
    #[serde(flatten)]
    pub said: SaidOfText,
}

/// What is said of a text.
#[derive(Debug, Serialize, TS)]
pub struct SaidOfText {
    /// Numbers that the records do not bear out, in words.
    pub contradictions: Vec<String>,
    /// The text in Unicode, where its letters are an old font's.
    pub unicode: Option<String>,
}

impl SaidOfText {
    fn new(text: &str, found: &[Contradiction], language: Language) -> Self {
        Self {
            contradictions: worded(found, language),
            unicode: from_old_font(text).map(|(_, unicode)| unicode),
        }
    }
}

/// A figure that can stand in a text.
#[derive(Debug, Serialize, TS)]
pub struct FigureChoice {
    /// How a text refers to it.
    pub code: String,
    /// Name.
    pub label: String,
    /// Its number as it is shown; `null` where it is unknown.
    pub value: Option<String>,
}

/// The texts of a period, and the figures that can stand in them.
#[derive(Debug, Serialize, TS)]
pub struct Narratives {
    /// Places, in order.
    pub places: Vec<NarrativeText>,
    /// Figures.
    pub figures: Vec<FigureChoice>,
    /// What units below say, and can be quoted.
    pub quotable: Vec<QuotableText>,
    /// Totals of all units, that can stand in a text.
    pub totals: Vec<FigureChoice>,
}

/// A unit's text that can be quoted.
#[derive(Debug, Serialize, TS)]
pub struct QuotableText {
    /// The reference by which it is quoted.
    pub reference: String,
    /// Name of the unit.
    pub unit: String,
    /// Section.
    pub section: String,
    /// What it says.
    pub text: String,
}

fn worded(found: &[Contradiction], language: Language) -> Vec<String> {
    let sentence = |found: &Contradiction| {
        let args = [
            ("said", found.said.clone()),
            ("figure", found.figure.label(language)),
            ("value", grouped(found.value)),
        ];
        text(language, "ui-contradiction", &args)
    };
    found.iter().map(sentence).collect()
}

fn figure_choices(session: &Session, period: Period) -> Result<Vec<FigureChoice>, Failure> {
    let figures = figures(&session.office.own_data(period)?);
    let choice = |code: &FigureCode| FigureChoice {
        code: code.to_string(),
        label: code.label(session.language()),
        value: figures
            .get(code)
            .and_then(|figure| figure.value)
            .map(grouped),
    };
    Ok(figures.keys().map(choice).collect())
}

/// The texts of a period, and the figures that can stand in them.
///
/// # Errors
/// No such period.
pub fn narratives(session: &mut Session, period: Period) -> Result<Narratives, Failure> {
    let language = session.language();
    let office = &session.office;
    let places = office.narratives(period)?.into_iter();
    let places = places
        .map(|place| {
            let draft = office.text_draft(period, &place.code)?;
            let (draft, over) = draft.map(|draft| (draft.text, draft.over)).unzip();
            Ok(NarrativeText {
                said: SaidOfText::new(&place.text, &place.contradictions, language),
                code: place.code,
                heading: place.heading,
                guidance: place.guidance,
                text: place.text,
                draft,
                over: over.flatten(),
                before: place.before.map(|(_, text)| text),
                proposal: place.proposal,
            })
        })
        .collect::<Result<_, Failure>>()?;
    let figures = figure_choices(session, period)?;
    let texts = office.unit_texts(period)?.into_iter();
    let quotable = texts
        .map(|text| QuotableText {
            reference: text.reference(),
            unit: text.name,
            section: text.section,
            text: text.text,
        })
        .collect();
    let totals = match office.receives() {
        true => {
            session.office.keep_summaries(period)?;
            let totals = session.office.totals(period)?;
            let sum = totals
                .whole()
                .map(|row| row.sum.clone())
                .unwrap_or_default();
            let of_all = |figure: &FigureChoice| FigureChoice {
                code: format!("*:{}", figure.code),
                label: figure.label.clone(),
                value: sum
                    .figure(&FigureCode::from(figure.code.as_str()))
                    .map(grouped),
            };
            figures.iter().map(of_all).collect()
        }
        false => Vec::new(),
    };
    Ok(Narratives {
        places,
        figures,
        quotable,
        totals,
    })
}

/// Puts the text of a place over what stood there when it was begun, and says what is to be said of it.
///
/// # Errors
/// No such period; a text that cannot be kept; one that was changed since.
pub fn put_narrative(
    session: &mut Session,
    period: Period,
    place: String,
    text: String,
    over: String,
) -> Result<SaidOfText, Failure> {
    session.office.put_narrative(period, &place, &text, &over)?;
    session.changed();
    let found = session.office.contradictions(period, &text)?;
    Ok(SaidOfText::new(&text, &found, session.language()))
}

/// Keeps a text that is being typed.
///
/// # Errors
/// The database's.
pub fn keep_narrative(
    session: &mut Session,
    period: Period,
    place: String,
    text: String,
    over: String,
) -> Result<(), Failure> {
    Ok(session
        .office
        .keep_narrative(period, &place, &text, &over)?)
}
