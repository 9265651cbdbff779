//! Figures against a naive recount of generated records.

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{Cell, Period, RecordKind, Stored, UnitCode};
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

#[test]
fn ratios_add_up_from_numerators_and_an_empty_denominator_is_blank() {
    let kind = RecordKind::IndicatorValue;
    let value = |code: &str, above: i64, below: i64| {
        stored(
            kind,
            &[
                ("indicator", cell(code)),
                ("year", Cell::Int(2024)),
                ("numerator", Cell::Int(above * 10_000)),
                ("denominator", Cell::Int(below * 10_000)),
            ],
        )
    };
    let records = vec![value("I.1", 1, 2), value("I.1", 9, 10), value("II.1", 0, 0)];
    let content = Content {
        records: [(kind, records)].into(),
        ..Content::default()
    };
    let data = dataset(&content, "phu-luc-01/2024/annual");
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let result = |code: &str| {
        let row = catalogue
            .annex01
            .iter()
            .find(|row| row.code == code)
            .unwrap();
        Indicators::new(&catalogue, &data).row(row)
    };
    // 10 of 12, not the mean of 50 % and 90 %.
    assert_eq!(result("I.1").value, Some(833_333));
    assert_eq!(result("II.1").value, None);
    assert_eq!(result("III.2.1").value, None);
    assert_eq!(
        reaches(900_000, crate::catalogue::Direction::AtLeast, "90"),
        Some(true)
    );
    assert_eq!(
        reaches(899_999, crate::catalogue::Direction::AtLeast, "90"),
        Some(false)
    );
}
