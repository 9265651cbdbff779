//! Nội dung thuyết minh: the texts of a period.

use super::PeriodText;
use crate::bindings::commands;
use crate::failure::Failure;
use serde::Serialize;
use tienbo_core::entry::Typed;
use tienbo_core::figures::{FigureCode, Masked};
use tienbo_core::message::{Language, text};
use tienbo_core::model::grouped;
use tienbo_core::period::{Contradiction, narrative_place};
use tienbo_core::sections::figures;
use tienbo_core::vault::Office;
use ts_rs::TS;

/// A place of the outline with its text.
#[derive(Serialize, TS)]
pub(crate) struct NarrativeText {
    /// Code.
    code: String,
    /// Heading.
    heading: String,
    /// What the source asks for.
    guidance: Option<String>,
    /// The text kept; `{figure}` stands for a live figure.
    text: String,
    /// What was typed and not saved.
    draft: Option<String>,
    /// The text of the period before.
    before: Option<String>,
    /// A sentence built from the records.
    proposal: Option<String>,
    /// Numbers that the records do not bear out, in words.
    contradictions: Vec<String>,
}

/// A figure that can stand in a text.
#[derive(Serialize, TS)]
pub(crate) struct FigureChoice {
    /// Code.
    code: String,
    /// Name.
    label: String,
    /// Its number as it is shown; none where it is unknown.
    value: Option<String>,
}

/// The texts of a period, and the figures that can stand in them.
#[derive(Serialize, TS)]
pub(crate) struct Narratives {
    /// Places, in order.
    places: Vec<NarrativeText>,
    /// Figures.
    figures: Vec<FigureChoice>,
    /// What units below say, and can be quoted.
    quotable: Vec<QuotableText>,
    /// Totals of all units, that can stand in a text.
    totals: Vec<FigureChoice>,
}

/// A unit's text that can be quoted.
#[derive(Serialize, TS)]
pub(crate) struct QuotableText {
    /// The reference by which it is quoted.
    reference: String,
    /// Name of the unit.
    unit: String,
    /// Section.
    section: String,
    /// What it says.
    text: String,
}

const TEXT: &str = "text";

fn worded(found: &[Contradiction], language: Language) -> Vec<String> {
    found
        .iter()
        .map(|found| {
            let args = [
                ("said", found.said.clone()),
                ("figure", found.figure.label(language)),
                ("value", grouped(found.value)),
            ];
            text(language, "ui-contradiction", &args)
        })
        .collect()
}

fn figure_choices(
    office: &Office,
    period: &PeriodText,
    language: Language,
) -> Result<Vec<FigureChoice>, Failure> {
    let figures = figures(&office.own_data(period.0)?);
    let codes = figures.keys();
    Ok(codes
        .map(|code| FigureChoice {
            code: code.to_string(),
            label: code.label(language),
            value: Masked::default()
                .shown(&figures, code)
                .map(|value| value.to_string()),
        })
        .collect())
}

commands! {
    /// The texts of a period, and the figures that can stand in them.
    fn narratives(desk, period: PeriodText) -> Narratives {
        let language = desk.language();
        desk.session(|session| {
            let office = &session.office;
            let places = office
                .narratives(period.0)?
                .into_iter()
                .map(|place| -> Result<NarrativeText, Failure> {
                    let draft = office.draft(&narrative_place(period.0, &place.code))?;
                    Ok(NarrativeText {
                        contradictions: worded(&place.contradictions, language),
                        code: place.code,
                        heading: place.heading,
                        guidance: place.guidance,
                        text: place.text,
                        draft: draft.and_then(|(_, mut typed)| typed.remove(TEXT)),
                        before: place.before.map(|(_, text)| text),
                        proposal: place.proposal,
                    })
                })
                .collect::<Result<_, _>>()?;
            let figures = figure_choices(office, &period, language)?;
            let texts = office.unit_texts(period.0)?;
            let quotable: Vec<QuotableText> = texts
                .into_iter()
                .map(|text| QuotableText {
                    reference: text.reference(),
                    unit: text.name,
                    section: text.section,
                    text: text.text,
                })
                .collect();
            let totals = if office.receives() {
                session.office.keep_summaries(period.0)?;
                let totals = session.office.totals(period.0)?;
                let sum = totals.whole().map(|row| row.sum.clone()).unwrap_or_default();
                let of_all = |figure: &FigureChoice| FigureChoice {
                    code: format!("*:{}", figure.code),
                    label: figure.label.clone(),
                    value: sum.figure(&FigureCode::from(figure.code.as_str())).map(grouped),
                };
                figures.iter().map(of_all).collect()
            } else {
                Vec::new()
            };
            Ok(Narratives { places, figures, quotable, totals })
        })
    }

    /// Puts the text of a place, and says which of its numbers the records do not bear out.
    fn put_narrative(desk, period: PeriodText, place: String, text: String) -> Vec<String> {
        let language = desk.language();
        desk.session(|session| {
            session.changed();
            session.office.put_narrative(period.0, &place, &text)?;
            Ok(worded(&session.office.contradictions(period.0, &text)?, language))
        })
    }

    /// Keeps a text that is being typed.
    fn keep_narrative(desk, period: PeriodText, place: String, text: String) -> () {
        desk.touch();
        let typed = Typed::from([(TEXT.to_owned(), text)]);
        desk.office(|office| office.keep_draft(&narrative_place(period.0, &place), &typed))
    }
}
