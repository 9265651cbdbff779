//! What the command line prints.

use crate::exit::{self, Failure};
use comfy_table::{LineStyle, TableStyle};
use serde::Serialize;
use std::io::Write;
use tienbo_core::exchange::{CellError, WorkbookError};
use tienbo_core::message::{self, Language, Told};

/// Prints a result as JSON.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    Ok(writeln!(out)?)
}

/// Prints a line of a result.
pub fn line(text: impl AsRef<str>) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout().lock(), "{}", text.as_ref())?)
}

/// Prints rows under their headings, as wide as they are: tabs would not line up.
pub fn table(heads: Vec<String>, rows: Vec<Vec<String>>) -> Result<(), Failure> {
    let mut table = comfy_table::Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
        .set_header(heads)
        .add_rows(rows);
    line(table.to_string())
}

/// Tells a person something.
pub fn tell(text: impl AsRef<str>) {
    eprintln!("{}", text.as_ref());
}

/// Prints why a command ended.
pub fn failure(failure: &Failure, as_json: bool, language: Language) {
    if matches!(failure, Failure::Unread) {
        return;
    }
    let sentence = failure.sentence(language);
    let cells = match failure {
        Failure::Workbook(WorkbookError::Cells(cells)) => cells.as_slice(),
        _ => &[],
    };
    if as_json {
        let cell = |cell: &CellError| {
            serde_json::json!({
                "sheet": cell.sheet,
                "cell": cell.cell,
                "column": message::column(language, &cell.error.column),
                "sentence": cell.error.sentence(language),
            })
        };
        let value = serde_json::json!({
            "error": failure.code(),
            "sentence": sentence,
            "exit": exit::code(failure.class()),
            "cells": cells.iter().map(cell).collect::<Vec<_>>(),
        });
        let _ = json(&value);
    }
    tell(&sentence);
    for cell in cells {
        let wrong = cell.error.sentence(language);
        tell(format!("  {} {}: {wrong}", cell.sheet, cell.cell));
    }
}
