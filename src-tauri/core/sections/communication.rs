//! Truyền thông, I.4.1: communication events by form, what they were about, and products.

use super::{Checking, Printing, Proposal, SectionKind, choice, people};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures, UnitRecords};
use crate::message::official as say;
use crate::model::{
    CommunicationEvent, CommunicationProduct, EventCount, EventForm, FigureCode, OrganiserKind,
    People, ProductForm, RecordKind, Stored, sort_vietnamese,
};
use crate::report::{Block, Row, TableColumn, Text, lower_first};
use std::collections::BTreeSet;

pub(super) struct Communication;

impl SectionKind for Communication {
    fn kinds(&self) -> &'static [RecordKind] {
        &[
            RecordKind::CommunicationEvent,
            RecordKind::CommunicationProduct,
        ]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        let all = data.all::<CommunicationEvent>().map(|(_, r)| r);
        count_events(out, |count| FigureCode::events(None, count), all.clone());
        for organiser in OrganiserKind::ALL {
            let held = all.clone().filter(|r| r.record.organiser == *organiser);
            let figure = Figure::count(held.map(|r| &r.id));
            out.insert(FigureCode::events_by(*organiser), figure);
        }
        for form in EventForm::ALL {
            let of_form = all.clone().filter(|r| r.record.form == *form);
            count_events(out, |count| FigureCode::events(Some(*form), count), of_form);
        }
        // Products by form; quantities add up within a form.
        let products = data.all::<CommunicationProduct>().map(|(_, r)| r);
        let ids = products.clone().map(|product| &product.id);
        out.insert(FigureCode::PRODUCTS, Figure::count(ids));
        for form in ProductForm::ALL {
            let of_form = products.clone().filter(|r| r.record.form == *form);
            let quantities = of_form.map(|r| (r.id, Some(r.record.quantity.get())));
            out.insert(FigureCode::products_made(*form), Figure::sum(quantities));
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 2] = [
            ("cuoc truyen thong", FigureCode::EVENTS),
            ("buoi truyen thong", FigureCode::EVENTS),
        ];
        &CLAIMS
    }

    fn check(&self, place: &mut Checking) {
        if place.value(&FigureCode::EVENTS) == 0 {
            place.warn("no-events", "");
            return;
        }
        let unknown = place.value(&FigureCode::at_events(None, People::Unrecorded));
        if unknown > 0 {
            place.warn("unrecorded-sex", unknown);
        }
    }

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-communication",
            figures: vec![
                FigureCode::EVENTS,
                FigureCode::at_events(None, People::Total),
                FigureCode::at_events(None, People::Women),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        let none = |code| !printing.has_any(code);
        if none(&FigureCode::EVENTS) && none(&FigureCode::PRODUCTS) {
            blocks.push(Block::paragraph(say("report-no-events", &[])));
            return;
        }
        let by = |organiser| printing.known(&FigureCode::events_by(organiser));
        let people = |part| FigureCode::at_events(None, part);
        blocks.push(Block::paragraph(say(
            "report-events",
            &[
                ("events", printing.known(&FigureCode::EVENTS)),
                ("committee", by(OrganiserKind::Committee)),
                ("member", by(OrganiserKind::Member)),
                ("total", printing.known(&people(People::Total))),
                ("people", printing.people(people)),
            ],
        )));
        blocks.extend(by_form(printing));
        let units = printing.data.units.iter();
        let contents = units.filter_map(|unit| Some(printing.named(unit, &contents(unit)?)));
        blocks.extend(contents.map(Block::paragraph));
        blocks.extend(products(printing).map(Block::paragraph));
    }
}

/// How many events there were, and who took part. A record is one event ("cuộc"), whatever its number
/// of sessions.
pub(super) fn count_events<'a>(
    out: &mut Figures,
    code: impl Fn(EventCount) -> FigureCode,
    events: impl Iterator<Item = &'a Stored<CommunicationEvent>> + Clone,
) {
    let ids = events.clone().map(|event| &event.id);
    out.insert(code(EventCount::Events), Figure::count(ids));
    let counts = events.map(|event| (event.id, event.record.participants));
    people::count(out, |part| code(EventCount::People(part)), counts);
}

/// A row for each form in which events were held, and their sum; none where there were none.
fn by_form(printing: &Printing) -> Option<Block> {
    let held = |form| FigureCode::events(form, EventCount::Events);
    let forms = EventForm::ALL.iter().copied();
    let forms: Vec<EventForm> = forms
        .filter(|form| printing.has_any(&held(Some(*form))))
        .collect();
    if forms.is_empty() {
        return None;
    }
    let columns = vec![
        TableColumn::new(say("report-number", &[]), 8, "center"),
        TableColumn::new(say("report-form", &[]), 56, "left"),
        TableColumn::new(say("report-events-head", &[]), 18, "right"),
        TableColumn::new(say("report-men", &[]), 16, "right"),
        TableColumn::new(say("report-women", &[]), 16, "right"),
        TableColumn::new(say("report-unrecorded", &[]), 24, "right"),
        TableColumn::new(say("report-total", &[]), 18, "right"),
    ];
    let row = |number: String, name: String, form: Option<EventForm>| {
        let mut row = vec![number, name, printing.cell(&held(form))];
        for part in People::ALL {
            row.push(printing.cell(&FigureCode::at_events(form, part)));
        }
        Row::Cells(row.into_iter().map(Text::from).collect())
    };
    let mut rows: Vec<Row> = forms
        .iter()
        .enumerate()
        .map(|(index, form)| row(format!("{}.", index + 1), choice(*form), Some(*form)))
        .collect();
    rows.push(row(String::new(), say("report-sum", &[]), None));
    Some(Block::Table { columns, rows })
}

/// What a unit's events were about, each content once.
fn contents(unit: &UnitRecords) -> Option<String> {
    let contents: BTreeSet<&str> = unit
        .of::<CommunicationEvent>()
        .iter()
        .map(|event| event.record.content.as_str())
        .collect();
    let mut contents: Vec<String> = contents
        .into_iter()
        .map(|text| text.replace('\n', " "))
        .collect();
    sort_vietnamese(&mut contents, |text| text);
    let said = !contents.is_empty();
    said.then(|| say("report-contents", &[("contents", contents.join("; "))]))
}

/// How many were made of each form of product.
fn products(printing: &Printing) -> Option<String> {
    let products: Vec<String> = ProductForm::ALL
        .iter()
        .map(|form| (form, FigureCode::products_made(*form)))
        .filter(|(_, made)| printing.has_any(made))
        .map(|(form, made)| {
            let name = lower_first(&choice(*form));
            format!("{name}: {}", printing.known(&made))
        })
        .collect();
    let made = !products.is_empty();
    made.then(|| say("report-products", &[("products", products.join("; "))]))
}
