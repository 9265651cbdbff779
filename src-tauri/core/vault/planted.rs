//! What whoever opens the database writes into the tables that everybody at the office writes: nothing of it shuts the
//! office, and of what no record is left there is a way out.

use super::*;
use crate::model::{Cell, Column, ColumnKind, Flat, Moment, RecordId, RecordKind, Sha256};
use crate::period::PeriodError;
use crate::progress::Watch;
use crate::sections::Severity;
use crate::store::{Log, NoEntry, OWN, Reader, RefusedRow};
use crate::test_offices::{COMMUNE, HEAD, Place, name_a_head, period};

const FILE: &[u8] = b"a file";

/// A cell that its column may hold.
fn cell(column: &Column, record: RecordId) -> Cell {
    let text = match (column.name.as_str(), column.kind) {
        ("period", _) => "phu-luc-02/2024/annual".to_owned(),
        ("sha256", _) => Sha256::of(FILE).to_string(),
        ("size", _) => return Cell::Int(6),
        ("section", _) => "VI".to_owned(),
        ("date_to" | "until" | "numerator" | "denominator", _) => return Cell::Empty,
        ("indicator", _) => "I.1".to_owned(),
        (_, ColumnKind::Line(_) | ColumnKind::Paragraphs(_)) => "12".to_owned(),
        (_, ColumnKind::Day) => "2024-03-05".to_owned(),
        (_, ColumnKind::Month) => "2024-03".to_owned(),
        (_, ColumnKind::Year) => return Cell::Int(2024),
        (_, ColumnKind::YesNo) => return Cell::Int(1),
        (_, ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal) => return Cell::Int(5),
        (_, ColumnKind::Choice(list) | ColumnKind::Choices(list)) => list.codes[0].to_owned(),
        (_, ColumnKind::Reference(_)) => record.to_string(),
        (_, ColumnKind::Unit) => COMMUNE.to_owned(),
    };
    Cell::Text(text)
}

/// The kinds of record that everybody at the office writes.
fn kinds() -> impl Iterator<Item = RecordKind> {
    let all = RecordKind::ALL.into_iter();
    all.filter(|kind| !kind.is_of_cases())
}

/// An office with a row in each table that everybody writes.
fn office(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    name_a_head(&mut office);
    let work = |log: &Log<'_>| -> Result<(), StoreError> {
        let mut record = RecordId::new();
        for kind in kinds() {
            let cells = kind.columns().iter().map(|column| cell(column, record));
            let cells = kind.canonical(cells.collect()).unwrap();
            let added = log.add(kind, &cells)?;
            if kind == RecordKind::Inspection {
                record = added;
            }
        }
        let writer = log.unlogged(NoEntry::Draft);
        writer.put_blob(&Sha256::of(FILE), FILE)?;
        writer.put_draft("issued_documents/new", "{\"symbol\":\"1\"}")?;
        writer.add_refused(&RefusedRow {
            id: 0,
            at: Moment::now(),
            file: "a.tienbo".to_owned(),
            path: None,
            sha256: None,
            code: "goi.hong".to_owned(),
            detail: "x".to_owned(),
            refusal: None,
        })
    };
    office.view.store.transaction(HEAD, work).unwrap();
    office
}

fn columns(office: &Office, table: &str) -> Vec<(String, bool)> {
    let sql = "SELECT name, type = 'TEXT' FROM pragma_table_info(?1)";
    let mut statement = office.store().connection().prepare(sql).unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

/// By what the rows of a table are known.
fn key_of(table: &str) -> &'static str {
    match table {
        "drafts" => "place",
        _ => "id",
    }
}

/// The keys of the rows of a table, quoted.
fn all(office: &Office, table: &str) -> Vec<String> {
    let sql = format!("SELECT quote({}) FROM {table}", key_of(table));
    let mut statement = office.store().connection().prepare(&sql).unwrap();
    let found = statement.query_map([], |row| row.get(0));
    found.unwrap().map(Result::unwrap).collect()
}

/// Takes every row out of a table but some.
fn take_out(office: &Office, table: &str, but: &[String]) {
    let (key, but) = (key_of(table), but.join(", "));
    let sql = format!("DELETE FROM {table} WHERE {key} NOT IN ({but})");
    office.store().connection().execute_batch(&sql).unwrap();
}

/// Puts a row beside the first of a table that is the same but for one column.
fn plant(office: &Office, table: &str, column: &str, value: &str) {
    let connection = office.store().connection();
    let key = key_of(table);
    let fresh = match table {
        "refused" => "NULL".to_owned(),
        _ => format!("'{}'", RecordId::new()),
    };
    let columns = columns(office, table);
    let values = columns.iter().map(|(name, _)| match name {
        name if name == column => value.to_owned(),
        name if name == key => fresh.clone(),
        name => format!("\"{name}\""),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    let sql = format!(
        "PRAGMA ignore_check_constraints = ON;
         INSERT INTO {table} SELECT {values} FROM {table} ORDER BY {key} LIMIT 1;
         PRAGMA ignore_check_constraints = OFF;"
    );
    let planted = connection.execute_batch(&sql);
    planted.unwrap_or_else(|error| panic!("{table}.{column} {value}: {error}"));
}

/// Looks through all that is read of the office.
fn is_read(office: &Office, what: &str) {
    let read = |done: Result<(), String>| done.unwrap_or_else(|error| panic!("{what}: {error}"));
    let said = |error: &dyn std::fmt::Display| error.to_string();
    read(office.check(period()).map(|_| ()).map_err(|e| said(&e)));
    read(office.verify().map(|_| ()).map_err(|e| said(&e)));
    read(office.refused().map(|_| ()).map_err(|e| said(&e)));
    read(
        office
            .drafts_left(period())
            .map(|_| ())
            .map_err(|e| said(&e)),
    );
    for kind in kinds() {
        let found: Result<Vec<Flat>, _> = store::flat_records(office.store(), kind, OWN);
        read(found.map(|_| ()).map_err(|e| said(&e)));
    }
}

/// Closes the period, or is told why not; what is told of rows that do not read names them, and is taken out.
fn closes(office: &mut Office, table: &str, what: &str) {
    let unreadable = office.unreadable_facts().unwrap();
    if !unreadable.is_empty() {
        assert!(
            unreadable.iter().all(|one| one.place.what == table),
            "{what}"
        );
        let refused = office.close(period(), Some("x")).unwrap_err();
        assert!(
            matches!(
                refused,
                PeriodError::Store(StoreError::FactsMissing(count)) if count == unreadable.len()
            ),
            "{what}: {refused:?}"
        );
        let shown: Vec<String> = unreadable.iter().map(|one| one.place.to_string()).collect();
        office.take_out_unreadable(&shown, "x").unwrap();
        assert_eq!(office.unreadable_facts().unwrap(), [], "{what}");
    }
    match office.close(period(), Some("x")) {
        Ok(_) => office.reopen(period()).unwrap(),
        // Whatever is wrong with a record that reads is said of it.
        Err(PeriodError::NotComplete(_)) => {
            let findings = office.check(period()).unwrap();
            let mut wrong = findings
                .iter()
                .filter(|one| one.severity == Severity::Error);
            assert!(
                wrong.all(|one| !one.detail.is_empty()),
                "{what}: {findings:?}"
            );
        }
        Err(error) => panic!("{what}: {error:?}"),
    }
}

#[test]
fn whatever_stands_in_a_column_that_everybody_writes_shuts_no_office_and_has_a_way_out() {
    let place = Place::new();
    let mut office = office(&place);
    let mut told = 0;
    for table in kinds().map(RecordKind::table).chain(["drafts", "refused"]) {
        let before = all(&office, table);
        for (column, is_text) in columns(&office, table) {
            // Rows of other origins are guarded; SQLite numbers what was refused.
            let is_left = column == "origin" || (table, column.as_str()) == ("refused", "id");
            let values: &[&str] = match is_text {
                _ if is_left => &[],
                true => &["'x'", "''", "CAST(x'ff' AS TEXT)"],
                false => &["-1", "9223372036854775807"],
            };
            // Each in a row of its own, in which all else is right.
            for value in values {
                plant(&office, table, &column, value);
            }
        }
        drop(office);
        office = place.open(COMMUNE, HEAD);
        is_read(&office, table);
        told += office.unreadable_facts().unwrap().len();
        closes(&mut office, table, table);
        let backup = place.at(&format!("{table}.tienbo-backup"));
        office.backup(&backup, &mut Watch::none()).unwrap();
        // What reads is as good as anybody's, and goes as any other.
        take_out(&office, table, &before);
    }
    assert!(told > 100, "{told}");
}
