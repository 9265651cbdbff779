//! What could not be written was not given out; and what came in is seen by whoever can read.

use super::*;
use crate::catalogue::{Catalogue, Catalogues};
use crate::exchange::{Table, TableCell};
use crate::message::Language;
use crate::model::{Day, FigureCode, Moment, Origin, RecordId, RecordKind};
use crate::period::Scope;
use crate::store::{self, Action, Log, OWN, Store, Submission};
use crate::test_offices::*;
use crate::vault::{Office, View};

/// What the log says was done last.
fn last(office: &Office) -> (i64, String) {
    let entry = store::audit_entries(office.store()).unwrap().pop().unwrap();
    (entry.seq, entry.action)
}

/// What gives something out: it is told of the folder to write into.
type Give = fn(&mut Office, &std::path::Path) -> Option<Class>;

fn class<T, E: Told>(given: Result<T, E>) -> Option<Class> {
    given.err().map(|error| error.class())
}

const GIVEN: [(&str, Give); 8] = [
    ("exported", |office, folder| {
        class(office.write_dhis2(period(), Dhis2Form::Adx, &folder.join("adx.xml")))
    }),
    ("exported", |office, folder| {
        class(office.write_table(&table(), &folder.join("bang.csv"), day()))
    }),
    ("printed", |office, folder| {
        class(office.write_table(&table(), &folder.join("bang.pdf"), day()))
    }),
    ("exported", |office, folder| {
        class(office.write_records(&[period()], folder))
    }),
    ("exported", |office, folder| {
        class(office.write_workbook(RecordKind::CommitteeMember, &folder.join("ban.xlsx"), ""))
    }),
    ("exported", |office, folder| {
        let file = folder.join("vu-viec.xlsx");
        class(office.write_analysis(first_day(), last_day(), Language::OFFICIAL, &file))
    }),
    ("exported", |office, folder| {
        let file = folder.join("co-so-du-lieu.xlsx");
        class(office.write_national_table(period().year, Language::OFFICIAL, &file))
    }),
    ("printed", |office, folder| {
        let file = folder.join("bao-cao.pdf");
        class(office.write_report(period(), day(), None, &Scope::Own, &file))
    }),
];

fn table() -> Table {
    Table {
        title: "Bảng".to_owned(),
        heads: vec!["Đơn vị".to_owned()],
        rows: vec![vec![TableCell::Text("27".to_owned())]],
        ..Table::default()
    }
}

#[test]
fn what_could_not_be_written_is_not_in_the_log_and_what_was_is() {
    let place = Place::new();
    let mut office = place.office(PROVINCE);
    name_a_head(&mut office);
    let gone = place.at("usb");
    for (place_of, (_, give)) in GIVEN.iter().enumerate() {
        let before = last(&office);
        assert_eq!(give(&mut office, &gone), Some(Class::Failed), "{place_of}");
        assert_eq!(last(&office), before, "{place_of}");
    }
    std::fs::create_dir(&gone).unwrap();
    for (place_of, (action, give)) in GIVEN.iter().enumerate() {
        let (before, _) = last(&office);
        assert_eq!(give(&mut office, &gone), None, "{place_of}");
        assert_eq!(last(&office), (before + 1, (*action).to_owned()));
    }
    assert_eq!(std::fs::read_dir(&gone).unwrap().count(), 8);
}

/// Documents of an origin, issued in the period.
fn put_documents(log: &Log<'_>, origin: Origin, count: usize) {
    let document = serde_json::json!({"symbol": "05/KH-BVSTBPN", "date": "2024-03-08",
        "issuer": "Ủy ban nhân dân", "summary": "Kế hoạch thử"});
    let cells = RecordKind::IssuedDocument
        .from_json(document.as_object().unwrap())
        .unwrap();
    let rows = (0..count).map(|_| (RecordId::new(), 1, cells.as_slice()));
    log.entry(Action::Added, "documents")
        .and_then(|writer| writer.insert_all(RecordKind::IssuedDocument, origin, rows))
        .unwrap();
}

/// A revision of the commune's report, as it is kept once it was taken in.
fn put_submission(log: &Log<'_>, revision: i64, made_at: &str, documents: usize) {
    let made_at = Moment::parse_iso(made_at).unwrap();
    let submission = Submission {
        origin: OWN,
        package_id: format!("g{revision}"),
        unit: unit(COMMUNE),
        period: period(),
        revision,
        sequence: revision,
        created_at: made_at,
        imported_at: made_at,
        replaced: false,
        aside: None,
        carried_by: None,
        label_hash: revision.to_string(),
        audit: None,
        closing: None,
        receipt: None,
        remarks: "[]".to_owned(),
        decided_at: None,
        decided_by: None,
        receipt_written_at: None,
    };
    let writer = log.entry(Action::Imported, "submission").unwrap();
    let origin = writer.add_submission(&submission).unwrap();
    put_documents(log, origin, documents);
}

/// A province's store with a document of its own and two revisions from a commune: no folder of an office, no
/// passphrase, no keys of anybody.
fn seen_of_a_province(place: &Place) -> View {
    let mut store = Store::open(&place.at("office.db"), &[7; 32]).unwrap();
    let put = |log: &Log<'_>| -> Result<(), store::StoreError> {
        put_documents(log, OWN, 1);
        put_submission(log, 1, "2024-11-30T08:00:00+07:00", 2);
        put_submission(log, 2, "2024-12-20T08:00:00+07:00", 4);
        Ok(())
    };
    store.transaction(HEAD, put).unwrap();
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let name = "Tỉnh Bắc Ninh".to_owned();
    View::new(store, unit(PROVINCE), name, Catalogues::new(catalogue))
}

#[test]
fn the_matrix_needs_only_a_reader() {
    let place = Place::new();
    let province = seen_of_a_province(&place);
    let today = Day::parse_iso("2025-01-10").unwrap();
    let matrix = province.matrix(&[period()], today).unwrap();
    let of = |code: &str| {
        let row = matrix.rows.iter().find(|row| row.unit == unit(code));
        row.unwrap().cells[0].clone()
    };
    // Its correction came after the day it was due, but not what it sent first.
    assert_eq!(of(COMMUNE).standing, Standing::InTime);
    assert_eq!(of(COMMUNE).revision, Some(2));
    assert_eq!(of(OTHER).standing, Standing::Missing);
    assert_eq!((matrix.periods[0].here, matrix.periods[0].in_time), (1, 1));
}

#[test]
fn a_review_needs_only_a_reader() {
    let place = Place::new();
    let province = seen_of_a_province(&place);
    let review = province.review(&unit(COMMUNE), period()).unwrap().unwrap();
    assert_eq!((review.package_id.as_str(), review.revision), ("g2", 2));
    let documents = FigureCode::DOCUMENTS.to_string();
    let line = review.lines.iter().find(|line| line.figure == documents);
    let line = line.unwrap();
    assert_eq!((line.now, line.before), (Some(4), Some(2)));
    assert_eq!(province.review(&unit(OTHER), period()).unwrap(), None);
}

#[test]
fn totals_need_only_a_reader() {
    let place = Place::new();
    let totals = seen_of_a_province(&place).totals(period()).unwrap();
    let documents = |code: &str| {
        let row = totals.row(&unit(code)).unwrap();
        (row.is_known(), row.sum.figure(&FigureCode::DOCUMENTS))
    };
    assert_eq!(documents(PROVINCE), (true, Some(5)));
    assert_eq!(documents(COMMUNE), (true, Some(4)));
    assert_eq!(documents(OTHER), (false, Some(0)));
}
