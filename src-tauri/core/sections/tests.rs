//! Figures against a naive recount of generated records, and against the list of their codes.

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{Cell, Period, RecordId, RecordKind, Stored, UnitCode};
use crate::package::Content;
use proptest::prelude::*;

fn cell(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn stored(kind: RecordKind, cells: &[(&str, Cell)]) -> Stored<Vec<Cell>> {
    let row = kind.columns().iter().map(|column| {
        let found = cells.iter().find(|(name, _)| *name == column.name);
        found.map_or(Cell::Empty, |(_, cell)| cell.clone())
    });
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.canonical(row.collect()).unwrap(),
    }
}

/// Month, by the committee, men, women, unrecorded.
type Event = (u32, bool, Option<i64>, Option<i64>, i64);

fn events() -> impl Strategy<Value = Vec<Event>> {
    let known = || prop::option::of(0i64..500);
    prop::collection::vec(
        (1u32..=12, any::<bool>(), known(), known(), 0i64..50),
        0..40,
    )
}

fn dataset(content: &Content, period: &str) -> Dataset {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let period: Period = period.parse().unwrap();
    let mut data = Dataset::new(&catalogue, period).unwrap();
    data.add(&catalogue, &UnitCode::new("09163").unwrap(), content)
        .unwrap();
    data
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn event_figures_equal_a_naive_recount(events in events()) {
        let kind = RecordKind::CommunicationEvent;
        let number = |n: Option<i64>| n.map_or(Cell::Empty, Cell::Int);
        let records: Vec<_> = events.iter().map(|(month, own, men, women, unrecorded)| stored(kind, &[
            ("date", cell(&format!("2024-{month:02}-15"))),
            ("form", cell("talk")),
            ("organiser", cell(if *own { "committee" } else { "member" })),
            ("content", cell("nội dung")),
            ("men", number(*men)),
            ("women", number(*women)),
            ("unrecorded", Cell::Int(*unrecorded)),
        ])).collect();
        let content = Content { records: [(kind, records)].into(), ..Content::default() };
        for (period, last) in [("2024", 12), ("2024-6t", 5)] {
            let found = figures(&dataset(&content, period));
            let inside: Vec<&Event> = events.iter().filter(|e| e.0 <= last).collect();
            let count = |code: &str| found[&FigureCode::from(code)].value;
            prop_assert_eq!(count("events"), Some(inside.len() as i64));
            prop_assert_eq!(count("events.committee"), Some(inside.iter().filter(|e| e.1).count() as i64));
            let sum = |pick: fn(&Event) -> Option<i64>| {
                let known: Vec<i64> = inside.iter().filter_map(|e| pick(e)).collect();
                (!known.is_empty() || inside.is_empty()).then(|| known.iter().sum::<i64>())
            };
            prop_assert_eq!(count("events.men"), sum(|e| e.2));
            prop_assert_eq!(count("events.women"), sum(|e| e.3));
            prop_assert_eq!(count("events.total"), sum(|e| Some(e.2.unwrap_or(0) + e.3.unwrap_or(0) + e.4)));
            prop_assert_eq!(found[&FigureCode::EVENTS].records.len(), inside.len());
        }
    }
}

/// A code that no section counts would read as a number that nobody knows.
#[test]
fn every_figure_that_has_a_code_is_counted_and_no_other() {
    let found = figures(&dataset(&Content::default(), "2024"));
    let codes: Vec<FigureCode> = found.into_keys().collect();
    let mut known = FigureCode::all();
    known.sort();
    assert_eq!(codes, known);
}
