//! A report from its records to the PDF, beside LibreOffice.

use crate::{go, period, shell};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use tienbo_core::model::Day;
use tienbo_core::period::Scope;
use tienbo_core::report::{Block, Document, Row, pdf};
use tienbo_core::vault::Office;
use tienbo_support::bench::{Form, Table, median};
use tienbo_support::{repository, shown, tool};

/// The report of the sample commune.
pub fn report(office: &Office) -> Document {
    let day = Day::parse("5/12/2024").expect("a day");
    office
        .report(period(), day, None, &Scope::Own)
        .expect("a report")
}

/// Phụ lục 02 as PDF, and the same text typed into a DOCX, converted.
pub fn typesetting(table: &mut Table, form: Form, work: &Path, office: &Office) {
    let folder = work.join("typesetting");
    std::fs::create_dir(&folder).expect("made");
    let typed = report(office);
    std::fs::write(folder.join("blocks.json"), blocks(&typed).to_string()).expect("written");
    go(Command::new("/usr/bin/python3")
        .arg(repository("tests/peers/write_docx.py"))
        .args(["blocks.json", "report.docx"])
        .current_dir(&folder));
    let docx = shown(&folder.join("report.docx"));
    let inside = tool("unzip", &["-p", &docx, "word/document.xml"]);
    assert!(inside.contains(&typed.summary), "{inside}");

    let ours = median(
        form.of(9, 1),
        || (),
        |()| {
            let bytes = pdf(&report(office)).expect("typeset").bytes;
            std::fs::write(folder.join("ours.pdf"), bytes).expect("written");
        },
    );
    let line = table.add("Phụ lục 02 of the sample commune, records to PDF", ours);
    line.aim("20 × less");
    // Half a gigabyte to install: not for every test run.
    if form == Form::Quick {
        return;
    }
    let convert = "soffice --headless --convert-to pdf";
    shell(&folder, &format!("{convert} report.docx"));
    let one = median(
        3,
        || (),
        |()| shell(&folder, &format!("{convert} report.docx")),
    );
    line.beside("LibreOffice, one DOCX to PDF", one);
    // Without LibreOffice's own start: what each of ten more files costs.
    for copy in 0..10 {
        std::fs::copy(
            folder.join("report.docx"),
            folder.join(format!("copy-{copy}.docx")),
        )
        .expect("copied");
    }
    let eleven = median(
        3,
        || (),
        |()| shell(&folder, &format!("{convert} report.docx copy-*.docx")),
    );
    let each = eleven.saturating_sub(one) / 10;
    table
        .add("the same, LibreOffice's start left out", ours)
        .beside("LibreOffice, each further DOCX", each);
}

/// A report as blocks of plain text.
fn blocks(report: &Document) -> Value {
    let paragraph = |text: &str| json!({"text": text});
    let head = &report.head;
    let mut blocks: Vec<Value> = [
        &head.superior,
        &head.issuer,
        &head.number,
        &head.place_date,
        &report.kind,
        &report.summary,
    ]
    .into_iter()
    .map(|line| paragraph(line))
    .collect();
    for block in &report.blocks {
        blocks.push(match block {
            Block::Heading { level, text } => json!({"heading": level, "text": text.plain()}),
            Block::Paragraph { text } | Block::Lead { text } | Block::Line { text, .. } => {
                paragraph(&text.plain())
            }
            Block::Table { columns, rows } => {
                let heads: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
                let cells = rows.iter().filter_map(|row| match row {
                    Row::Cells(cells) => Some(cells.iter().map(|cell| cell.plain()).collect()),
                    Row::Group(_) => None,
                });
                json!({"table": std::iter::once(heads).chain(cells).collect::<Vec<_>>()})
            }
        });
    }
    let signature = &report.signature;
    let below = report.recipients.iter().chain(&signature.role);
    blocks.extend(below.chain([&signature.name]).map(|line| paragraph(line)));
    Value::Array(blocks)
}
