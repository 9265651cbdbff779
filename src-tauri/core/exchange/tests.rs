//! Workbooks as people have them. What each of `tests/workbooks` comes to stands in `outcomes.txt` beside them, which
//! `TIENBO_NEW_WORKBOOKS=1` writes anew, to be read before it is kept.

use super::*;
use crate::message::{Language, Told};
use crate::model::{Cell, RecordKind};
use crate::progress::Watch;
use crate::store::{self, OWN};
use crate::test_offices::{COMMUNE, Place};
use crate::typed;
use crate::vault::Office;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/workbooks")
}

fn not_read(unread: &Unread) -> String {
    let why = unread.why.message();
    let said = format!(
        "? {} {} {why} {}",
        unread.sheet, unread.cell, unread.heading
    );
    said.trim_end().to_owned()
}

/// What is asked before a workbook is taken in, a line for each thing.
fn asked(plan: &WorkbookPlan) -> Vec<String> {
    let unread = plan.unread.iter().map(not_read);
    let rows = plan.rows.iter().flat_map(|row| {
        let becomes = match &row.becomes {
            Becomes::New | Becomes::Same => Vec::new(),
            Becomes::Double { of } => vec![format!("? row {} is like {of}", row.row)],
            Becomes::Change { columns, .. } => {
                let columns = columns.iter();
                columns
                    .map(|of| format!("? row {} {} here {}", row.row, of.column, of.here))
                    .collect()
            }
        };
        let slips = row.slips.iter().map(|slip| {
            let code = slip.code;
            format!("? row {} {} {code} {}", row.row, slip.column, slip.detail)
        });
        becomes.into_iter().chain(slips)
    });
    unread
        .chain(rows)
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The records of an office, a line each.
fn records(office: &Office) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in RecordKind::sheets() {
        for flat in store::flat_records(office.store(), kind, OWN).unwrap() {
            let cells = kind.columns().iter().zip(&flat.record);
            let cells = cells.filter(|(column, cell)| {
                // Numbers that are drawn are others each time.
                **cell != Cell::Empty && !(kind == RecordKind::ViolenceCase && column.name == "id")
            });
            let cells: Vec<String> = cells
                .map(|(column, cell)| {
                    let shown = typed::show(cell, column.kind, Language::OFFICIAL);
                    format!("{}={shown}", column.name)
                })
                .collect();
            lines.push(format!("{}: {}", kind.table(), cells.join(" | ")).replace('\n', "⏎"));
        }
    }
    lines
}

/// Takes a workbook in with every question answered yes; a line for what was asked, for each wrong cell, and for each
/// record that is here afterwards.
fn taken(office: &mut Office, path: &Path) -> Vec<String> {
    let none = Answers::default();
    let mut lines = match office.import_workbook(path, &none, &mut Watch::none()) {
        Err(WorkbookError::Asks(plan)) => asked(&plan),
        Err(WorkbookError::Cells(cells, unread)) => {
            let wrong = cells.iter().map(|CellError { cell, error, .. }| {
                format!("! {cell} {} {}", error.column, error.problem.code())
            });
            return wrong.chain(unread.iter().map(not_read)).collect();
        }
        Err(error) => return vec![format!("! {}", error.code())],
        Ok(imported) => {
            let mut lines = Vec::new();
            if imported.unchanged > 0 {
                lines.push(format!("unchanged {}", imported.unchanged));
            }
            lines.extend(records(office));
            return lines;
        }
    };
    let yes = Answers {
        of: None,
        leave_out: true,
        slips: true,
        unicode: Some(true),
        changes: Some(true),
        doubles: Some(true),
    };
    let imported = office
        .import_workbook(path, &yes, &mut Watch::none())
        .unwrap();
    for (kind, changed) in imported.changed {
        lines.push(format!("changed {} {changed}", kind.table()));
    }
    lines.extend(records(office));
    lines
}

/// Takes away what a workbook brought.
fn clear(office: &mut Office) {
    for kind in RecordKind::sheets() {
        let all = store::flat_records(office.store(), kind, OWN).unwrap();
        let all: Vec<_> = all.iter().map(|flat| (flat.id, flat.version)).collect();
        if !all.is_empty() {
            office.delete_records(kind, &all).unwrap();
        }
    }
}

/// Workbooks that come after one another into the same office.
const AFTER: [[&str; 2]; 8] = [
    ["00-goc", "00-goc"],
    ["18b-vu-lan-1", "18d-cung-vu-nguoi-thu-hai-khac-thang"],
    ["24a-thuyet-minh-1", "24b-thuyet-minh-2"],
    ["24c-chi-tieu-1", "24d-chi-tieu-2"],
    ["25c-kinh-phi-1", "25d-kinh-phi-2-sua"],
    ["27a-vu-nam-2024-so-1-2", "27a-vu-nam-2024-so-1-2"],
    ["27a-vu-nam-2024-so-1-2", "27b-vu-nam-2025-so-1-2"],
    ["26a-go-trong-mau-vi", "26a-go-trong-mau-vi"],
];

/// Workbooks of cases, which nobody takes away again.
const CASES: [&str; 3] = ["18", "20", "27"];

#[test]
fn every_workbook_comes_to_what_is_written_beside_it() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            Some(name.strip_suffix(".xlsx")?.to_owned())
        })
        .collect();
    names.sort();
    let alone = names.iter().map(|name| vec![name.as_str()]);
    let after = AFTER.iter().map(|names| names.to_vec());
    let mut text = String::new();
    for (number, names) in alone.chain(after).enumerate() {
        writeln!(text, "\n{}", names.join(", then ")).unwrap();
        let of_cases = CASES.iter().any(|begin| names[0].starts_with(begin));
        let own = Place::new();
        let mut lines = Vec::new();
        let mut other = of_cases.then(|| own.office(COMMUNE));
        for name in names {
            let office = other.as_mut().unwrap_or(&mut office);
            lines = taken(office, &folder().join(format!("{name}.xlsx")));
        }
        if !of_cases {
            clear(&mut office);
        }
        assert!(!lines.is_empty(), "{number}: nothing is told");
        for line in lines {
            writeln!(text, "  {line}").unwrap();
        }
    }
    let outcomes = folder().join("outcomes.txt");
    if std::env::var_os("TIENBO_NEW_WORKBOOKS").is_some() {
        std::fs::write(&outcomes, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&outcomes).unwrap();
    for (line, kept) in text.lines().zip(kept.lines()) {
        assert_eq!(line, kept);
    }
    assert_eq!(text.lines().count(), kept.lines().count());
}
