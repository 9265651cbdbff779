//! What could not be written was not given out.

use super::*;
use crate::exchange::{Table, TableCell};
use crate::message::Language;
use crate::model::RecordKind;
use crate::period::Scope;
use crate::store;
use crate::test_offices::*;
use crate::vault::Office;

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

const GIVEN: [(&str, Give); 7] = [
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
        class(office.write_records(&[period()], false, folder))
    }),
    ("exported", |office, folder| {
        class(office.write_workbook(RecordKind::CommitteeMember, &folder.join("ban.xlsx")))
    }),
    ("exported", |office, folder| {
        let file = folder.join("vu-viec.xlsx");
        class(office.write_analysis(day(), day(), Language::OFFICIAL, &file))
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
        notes: Vec::new(),
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
    assert_eq!(std::fs::read_dir(&gone).unwrap().count(), 7);
}
