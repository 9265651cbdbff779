//! Results of rows of Phụ lục 01.

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{Cell, Period, RecordKind, Stored, UnitCode};
use crate::package::Content;

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

fn dataset(content: &Content, period: &str) -> Dataset {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let period: Period = period.parse().unwrap();
    let mut data = Dataset::new(&catalogue, period).unwrap();
    data.add(&catalogue, &UnitCode::new("09163").unwrap(), content)
        .unwrap();
    data
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
}
