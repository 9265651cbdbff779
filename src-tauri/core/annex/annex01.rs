//! Phụ lục 01: its table, on its side, with the result of each row.

use super::{Annex, say};
use crate::catalogue::{IndicatorRow, Rule};
use crate::figures::{Cleared, ClearedResult, IndicatorResult, Indicators, Override, ResultSource};
use crate::model::{Decimal, RecordKind};
use crate::report::{Block, Mark, Row, TableColumn, Text};

/// Puts the table, and below it what must be known to read it.
pub(super) fn body(annex: &Annex, blocks: &mut Vec<Block>) {
    let catalogue = annex.letterhead.catalogue;
    let indicators = Indicators::new(catalogue, annex.data);
    let behind = annex
        .data
        .units
        .iter()
        .map(|unit| unit.unit.clone())
        .collect();
    let mut keeps_back = false;
    let mut notes: Vec<String> = Vec::new();
    let mut empty = false;
    let mut from_register: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for row in &catalogue.annex01 {
        let result = indicators.row(row);
        if result.source == Some(ResultSource::Register) {
            from_register.push(&row.printed_no);
        }
        // Where the number comes from: the register, or what was entered.
        let kind = match catalogue.counts_register(row) {
            true => RecordKind::ViolenceCase,
            false => RecordKind::IndicatorValue,
        };
        let cleared = annex
            .gate
            .result(catalogue, &behind, annex.data.period, row, &result);
        empty |= cleared.value.is_none() && is_empty(&result);
        keeps_back |= cleared.value.is_some_and(|value| !value.is_exact());
        let mut value = printed(&result, &cleared, kind);
        for other in &result.overrides {
            let mark = notes.len() + 1;
            value.push_str(&format!(" ({mark})"));
            notes.push(note(mark, row, other, annex));
        }
        rows.push(cells(row, value));
    }
    let columns = vec![
        TableColumn::new("TT", 16, "center"),
        TableColumn::new(say("annex01-indicator", &[]), 88, "left"),
        TableColumn::new(say("annex01-result", &[]), 24, "right"),
        TableColumn::new(say("annex01-unit", &[]), 22, "center"),
        TableColumn::new(say("annex01-responsible", &[]), 52, "left"),
        TableColumn::new(say("annex01-period", &[]), 22, "center"),
    ];
    blocks.push(Block::Table { columns, rows });
    if keeps_back {
        let below = annex.gate.below().to_string();
        notes.push(say("report-masked", &[("below", below)]));
    }
    if empty {
        notes.push(say("annex01-nothing-note", &[]));
    }
    if !from_register.is_empty() {
        let rows = from_register.join("; ");
        notes.push(say("annex01-register", &[("rows", rows)]));
    }
    blocks.extend(notes.into_iter().map(Block::paragraph));
}

/// Nothing took place that the row is a share of.
fn is_empty(result: &IndicatorResult) -> bool {
    result.value.is_none() && result.denominator == Some(0)
}

/// A number of ten-thousandths as it prints.
fn number(parts: i64) -> String {
    Decimal::from_parts(parts)
        .map(|decimal| decimal.to_string())
        .unwrap_or_default()
}

/// A row's value as it prints.
fn printed(result: &IndicatorResult, cleared: &ClearedResult, kind: RecordKind) -> String {
    match cleared.value.as_ref().map(Cleared::to_string) {
        Some(shown) if result.source.is_some() => {
            Mark::Record(kind.table().to_owned(), String::new()).on(&shown)
        }
        _ if is_empty(result) => say("annex01-nothing", &[]),
        _ => String::new(),
    }
}

/// What is said of a number that a unit's officer put in place of the register's. Of a unit whose small
/// numbers are kept back it does not say what the register counts, which no other output does.
fn note(mark: usize, row: &IndicatorRow, other: &Override, annex: &Annex) -> String {
    let id = match annex.gate.keeps_back(&other.unit) {
        true => "annex01-override-masked",
        false => "annex01-override",
    };
    let mut units = annex.data.units.iter();
    let unit = units.find(|unit| unit.unit == other.unit);
    let args = [
        ("mark", mark.to_string()),
        ("row", row.printed_no.clone()),
        ("unit", unit.map(|u| u.name.clone()).unwrap_or_default()),
        ("counted", number(other.counted)),
        ("value", number(other.value)),
        ("reason", other.reason.clone()),
    ];
    say(id, &args)
}

/// A row of the table.
fn cells(row: &IndicatorRow, value: String) -> Row {
    let unit = match row.rule {
        Rule::Heading => None,
        Rule::Entered | Rule::EnteredRatio { .. } | Rule::Ratio { .. } | Rule::Register { .. } => {
            row.unit.as_ref().or(row.measure.as_ref())
        }
    };
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let cells = [
        row.printed_no.clone(),
        row.wording.clone(),
        value,
        text(unit),
        text(row.responsible.as_ref()),
        text(row.period.as_ref()),
    ];
    Row::Cells(cells.map(Text::from).into())
}
