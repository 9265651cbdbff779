//! Where help is to be had, and the sheets on which somebody says yes to it.

use super::*;
use crate::entry::EntryError;
use crate::exchange::TableCell;
use crate::intake::IntakeError;
use crate::message::Language;
use crate::model::{
    CaseRef, ConsentSheet, Day, DirectoryEntry, FieldError, Line, PersonIdentity, Problem,
    RecordId, RecordKind, RecordRef,
};
use crate::package::{MOST_PLACES, Roster};
use crate::store::{self, Action};
use crate::test_offices::*;
use crate::vault::{LessMasking, Office, Role};

const PLACE: [(&str, &str); 4] = [
    ("place_name", "Trạm Y tế bịa"),
    ("provider", "clinic"),
    ("gives", "medical"),
    ("telephone", "0222 000 000"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields
        .iter()
        .filter(|(name, _)| more.iter().all(|(new, _)| new != name));
    kept.chain(more).copied().collect()
}

fn save(office: &mut Office, fields: &[(&str, &str)]) -> Result<RecordId, EntryError> {
    office.save_typed(RecordKind::DirectoryEntry, &typed(fields), None)
}

fn names(office: &Office) -> Vec<String> {
    let places = office.directory().unwrap().into_iter();
    places
        .map(|place| place.entry.place_name.to_string())
        .collect()
}

#[test]
fn where_help_is_to_be_had_is_an_officers_to_say_and_is_never_deleted() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let id = save(&mut office, &PLACE).unwrap();
    let deleted = office.delete_records(RecordKind::DirectoryEntry, &[(id, 1)]);
    assert!(matches!(deleted, Err(EntryError::DirectoryStays)));
    let day = Day::parse("1/7/2025").unwrap();
    let closed = with(&PLACE, &[("retired_on", "1/7/2025")]);
    let form = typed(&closed);
    office
        .save_typed(RecordKind::DirectoryEntry, &form, Some((id, 1)))
        .unwrap();
    assert_eq!(names(&office), ["Trạm Y tế bịa"]);
    assert!(office.open_places(day).unwrap().is_empty());
    // Nobody made sure of it, so somebody should.
    assert!(office.directory().unwrap()[0].entry.is_old(day));
    let unseen = with(&PLACE, &[("confirmed_on", "1/6/2024")]);
    save(&mut office, &unseen).unwrap();
    let of = |on: &str| {
        let places = office.open_places(Day::parse(on).unwrap()).unwrap();
        places
            .iter()
            .map(|place| place.entry.is_old(Day::parse(on).unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("1/6/2025"), [true, false]);
    assert_eq!(of("2/6/2025"), [true, true]);
}

#[test]
fn a_referral_names_a_place_that_is_known_and_keeps_it() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let id = save(&mut office, &PLACE).unwrap().to_string();
    let unknown = RecordId::new().to_string();
    let service = |of: &str| {
        typed(&[
            ("survivor", survivor.as_str()),
            ("service", "medical"),
            ("offered_on", "20/3/2024"),
            ("directory_entry", of),
        ])
    };
    let refused = office.save_typed(RecordKind::Service, &service(&unknown), None);
    let Err(EntryError::Field(FieldError { column, problem })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(column, "directory_entry");
    assert!(matches!(problem, Problem::UnknownReference(_)));
    office
        .save_typed(RecordKind::Service, &service(&id), None)
        .unwrap();
    let kept = &office.case(case).unwrap().services[0].record;
    let place_of = |of: Option<RecordRef<DirectoryEntry>>| of.map(|of| of.id().to_string());
    assert_eq!(place_of(kept.directory_entry), Some(id.clone()));
    // Who counsels him is one of them too.
    let him = [
        ("case", case.to_string()),
        ("sex", "male".to_owned()),
        ("age", "25-39".to_owned()),
    ];
    let him = him.map(|(name, value)| (name.to_owned(), value));
    let him = office.save_typed(RecordKind::Perpetrator, &him.into(), None);
    let him = him.unwrap().to_string();
    let measure = |of: &str| {
        typed(&[
            ("perpetrator", &him),
            ("measure", "counselling"),
            ("taken_on", "20/3/2024"),
            ("directory_entry", of),
        ])
    };
    let kind = RecordKind::Measure;
    assert!(office.save_typed(kind, &measure(&unknown), None).is_err());
    office.save_typed(kind, &measure(&id), None).unwrap();
    let kept = &office.case(case).unwrap().measures[0].record;
    assert_eq!(place_of(kept.directory_entry), Some(id));
}

#[test]
fn what_is_written_of_a_place_is_no_formula_in_its_table() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let formula = with(&PLACE, &[("place_name", "=HYPERLINK(\"http://x\")")]);
    save(&mut office, &formula).unwrap();
    let table = office.directory_table(Language::OFFICIAL, day()).unwrap();
    assert!(matches!(&table.rows[0][0], TableCell::Text(text) if text.starts_with('=')));
    let csv = table.file(std::path::Path::new("x.csv")).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("\"'=HYPERLINK"), "{csv}");
}

/// What a roster of the province brings, put in force where a head says yes.
fn roster(place: &Place, province: &mut Office, commune: &mut Office) -> Result<(), IntakeError> {
    let file = place.at(&format!("danh-ba-{}.tienbo", RecordId::new()));
    province.write_roster(&file).unwrap();
    take_in(commune, &file, None);
    match commune.waiting_rosters()?.first() {
        Some(waiting) => {
            let package = waiting.waiting.package_id.clone();
            commune.accept_roster(&package, LessMasking::Refused)
        }
        None => Ok(()),
    }
}

#[test]
fn what_the_province_gives_waits_for_a_head_and_takes_the_place_of_what_it_gave_before() {
    let place = Place::new();
    let mut province = place.office(PROVINCE);
    let mut commune = place.office(COMMUNE);
    enrol(&place, &mut province, &mut [&mut commune]);
    // A roster without a directory says nothing of one.
    assert!(names(&commune).is_empty());
    let id = save(&mut province, &PLACE).unwrap();
    save(&mut commune, &with(&PLACE, &[("place_name", "Của xã")])).unwrap();
    let file = place.at("danh-ba-1.tienbo");
    province.write_roster(&file).unwrap();
    take_in(&mut commune, &file, None);
    let waiting = commune.waiting_rosters().unwrap();
    let [change] = waiting[0].changes.places.as_slice() else {
        panic!("{:?}", waiting[0].changes.places);
    };
    assert!(change.before.is_none() && change.after.is_some());
    assert_eq!(names(&commune), ["Của xã"]);
    let package = waiting[0].waiting.package_id.clone();
    commune
        .accept_roster(&package, LessMasking::Refused)
        .unwrap();
    assert_eq!(names(&commune), ["Của xã", "Trạm Y tế bịa"]);
    // It is not the commune's to change.
    let form = typed(&PLACE);
    let changed = commune.save_typed(RecordKind::DirectoryEntry, &form, Some((id, 1)));
    assert!(changed.is_err());
    // The same again changes nothing, and waits for nobody.
    let file = place.at("danh-ba-2.tienbo");
    province.write_roster(&file).unwrap();
    take_in(&mut commune, &file, None);
    assert!(commune.waiting_rosters().unwrap().is_empty());
    let other = typed(&with(&PLACE, &[("place_name", "Bệnh viện bịa")]));
    province
        .save_typed(RecordKind::DirectoryEntry, &other, Some((id, 1)))
        .unwrap();
    roster(&place, &mut province, &mut commune).unwrap();
    assert_eq!(names(&commune), ["Bệnh viện bịa", "Của xã"]);
}

fn text_of(file: &std::path::Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    let pages = crate::report::reading::read_print(&bytes).unwrap();
    let lines: Vec<String> = pages.into_iter().flat_map(|page| page.lines).collect();
    lines.join(" ")
}

fn pages_of(file: &std::path::Path) -> usize {
    let bytes = std::fs::read(file).unwrap();
    crate::report::reading::read_print(&bytes).unwrap().len()
}

/// A case whose survivor has a name, and what she said to keeping it.
fn a_named_case(office: &mut Office) -> (RecordId, CaseRef) {
    let case = open_case(office);
    let survivors = &office.case(case).unwrap().survivors;
    let person = survivors[0].record.person.clone();
    let identity = PersonIdentity {
        name: Line::new("Bà Bịa").ok(),
        ..PersonIdentity::default()
    };
    office.put_person(case, &person, &identity, None).unwrap();
    (case, person)
}

#[test]
fn a_sheet_of_what_is_asked_has_a_name_only_where_that_is_agreed_and_is_logged_as_a_look() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_named_case(&mut office);
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let file = place.at("to.pdf");
    let of = Some((case, &person));
    let looks = |office: &Office| {
        let looks = office.looks_at(case).unwrap();
        let revealed = Action::IdentityRevealed.code();
        looks.iter().filter(|look| look.action == revealed).count()
    };
    let before = looks(&office);
    for sheet in ConsentSheet::ALL {
        for (of, has_number) in [(None, false), (of, true)] {
            office
                .write_consent_sheet(*sheet, of, false, &file, day())
                .unwrap();
            let blank = text_of(&file);
            assert!(!blank.contains("Bà Bịa"), "{blank}");
            assert_eq!(blank.contains(person.as_str()), has_number, "{blank}");
            assert_eq!(pages_of(&file), 1);
        }
    }
    assert_eq!(looks(&office), before);
    for sheet in ConsentSheet::ALL {
        office
            .write_consent_sheet(*sheet, of, true, &file, day())
            .unwrap();
        assert!(text_of(&file).contains("Bà Bịa"));
        assert_eq!(pages_of(&file), 1);
    }
    assert_eq!(looks(&office), before + ConsentSheet::ALL.len());
    let no = typed(&[
        ("survivor", survivor.as_str()),
        ("consent_purpose", "name"),
        ("consent_answer", "withdrawn"),
        ("asked_on", "1/11/2024"),
    ]);
    office
        .save_typed(RecordKind::ConsentAct, &no, None)
        .unwrap();
    for sheet in ConsentSheet::ALL {
        office
            .write_consent_sheet(*sheet, of, true, &file, day())
            .unwrap();
        let refused = text_of(&file);
        assert!(!refused.contains("Bà Bịa"), "{refused}");
        assert!(refused.contains(person.as_str()), "{refused}");
    }
    assert_eq!(looks(&office), before + ConsentSheet::ALL.len());
    let his = CaseRef::new("1").unwrap();
    let sheet = ConsentSheet::Keep;
    let none = office.write_consent_sheet(sheet, Some((case, &his)), false, &file, day());
    assert!(matches!(none, Err(CaseError::NotInCase)));
    let printed = Action::Printed.code();
    let log = store::audit_entries(office.store()).unwrap();
    assert!(
        log.iter()
            .any(|one| one.action == printed && one.subject == "consent-sheet keep")
    );
    assert!(office.roles().contains(&Role::CaseOfficer));
}

#[test]
fn a_place_from_outside_steers_nothing_and_is_bounded() {
    let place = |fields: serde_json::Value| {
        let mut place = serde_json::json!({
            "id": RecordId::new().to_string(), "place_name": "Trạm", "provider": "clinic",
        });
        for (name, value) in fields.as_object().unwrap() {
            place[name] = value.clone();
        }
        place.as_object().unwrap().clone()
    };
    let roster = |directory: Vec<serde_json::Map<String, serde_json::Value>>| Roster {
        catalogues: Vec::new(),
        keys: Vec::new(),
        directory,
    };
    let turned = place(serde_json::json!({"place_name": "Trạm\u{202e}y tế\u{1b}[2J"}));
    let read = roster(vec![turned]).places().unwrap();
    assert_eq!(read[0].entry.place_name.as_str(), "Trạmy tế [2J");
    let long = place(serde_json::json!({"telephone": "0".repeat(101)}));
    let refused = roster(vec![long]).places().unwrap_err();
    assert_eq!(refused.column, "telephone");
    let named = place(serde_json::json!({"survivor": "20001"}));
    let refused = roster(vec![named]).places().unwrap_err();
    assert_eq!(refused.problem, Problem::UnknownField);
    let one = place(serde_json::json!({}));
    let refused = roster(vec![one.clone(), one.clone()]).places().unwrap_err();
    assert_eq!(refused.problem, Problem::GivenTwice);
    let many = vec![one; MOST_PLACES + 1];
    let refused = roster(many).places().unwrap_err();
    assert!(matches!(refused.problem, Problem::OutOfRange(_)));
    // A roster of before has none.
    let before: Roster = serde_json::from_str(r#"{"catalogues":[],"keys":[]}"#).unwrap();
    assert!(before.places().unwrap().is_empty());
    assert!(
        !serde_json::to_string(&before)
            .unwrap()
            .contains("directory")
    );
}
