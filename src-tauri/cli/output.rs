//! What the command line prints.

use crate::exit::Failure;
use comfy_table::{LineStyle, TableStyle};
use serde::Serialize;
use std::io::Write;
use tienbo_api::Sentence;
use tienbo_core::message::{Language, column};

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
    // Nobody hears it where that fails; the exit code tells all the same.
    let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
}

/// Prints why a command ended.
pub fn failure(failure: &Failure, as_json: bool, language: Language) {
    let Failure::Told(failed) = failure else {
        return;
    };
    let sentence = failed.sentence(language);
    if as_json {
        ended(&sentence, failure.exit());
    }
    tell(&sentence.sentence);
    for field in &sentence.fields {
        // The sentence of a single field says it already.
        if !sentence.sentence.contains(&field.text) {
            let label = column(language, &field.column);
            tell(format!("  {label}: {}", field.text));
        }
    }
    for cell in &sentence.cells {
        // The sentence of a record of a list says which it is.
        match cell.sheet.is_empty() {
            true => tell(format!("  {}", cell.sentence)),
            false => tell(format!("  {} {}: {}", cell.sheet, cell.cell, cell.sentence)),
        }
    }
}

/// Prints as JSON why a command ended.
pub fn ended(sentence: &Sentence, exit: u8) {
    #[derive(Serialize)]
    struct Ended<'a> {
        #[serde(flatten)]
        sentence: &'a Sentence,
        exit: u8,
    }
    let _ = json(&Ended { sentence, exit });
}
