//! What whoever a case is about is owed, and until when.

use super::*;
use crate::model::{
    AskedBy, CasePapers, CaseRef, Day, ErasureReason, LegalTime, Line, Paragraphs, PersonIdentity,
    RecordId, RecordKind,
};
use crate::package::TransferGround;
use crate::sending::StaysHere;
use crate::store::{self, Action, ErasureOfWritten};
use crate::test_offices::*;
use crate::vault::Office;

fn on(day: &str) -> Day {
    Day::parse(day).unwrap()
}

/// A case with a name and an account to which its survivor agreed.
fn a_kept_case(office: &mut Office) -> (RecordId, CaseRef) {
    let case = open_case(office);
    let person = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    let identity = PersonIdentity {
        name: Line::new("Bà Bịa").ok(),
        ..PersonIdentity::default()
    };
    office.put_person(case, &person, &identity, None).unwrap();
    let papers = CasePapers {
        account: Paragraphs::new("Kể một lần.").ok(),
        notes: None,
        ..CasePapers::default()
    };
    office.put_papers(case, &papers, None).unwrap();
    (case, person)
}

fn answer(office: &mut Office, case: RecordId, what: &str, answer: &str, asked_on: &str) {
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let mut form = typed(&[
        ("survivor", &survivor),
        ("consent_purpose", what),
        ("consent_answer", answer),
        ("asked_on", asked_on),
    ]);
    if answer == "given" {
        form.insert("consent_by".to_owned(), "herself".to_owned());
    }
    office
        .save_typed(RecordKind::ConsentAct, &form, None)
        .unwrap();
}

fn asked(by: AskedBy) -> ErasureOfWritten {
    ErasureOfWritten {
        asked_by: by,
        guardian: None,
        asked_on: day(),
        reason: ErasureReason::HerWish,
        why: String::new(),
    }
}

#[test]
fn what_is_kept_against_a_no_is_due_by_the_law_of_the_day_on_which_it_was_said() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    assert_eq!(office.owed().unwrap(), []);
    answer(&mut office, case, "account", "withdrawn", "10/2/2026");
    answer(&mut office, case, "name", "refused", "1/12/2025");
    // Who says it again gives the office no more time.
    answer(&mut office, case, "account", "refused", "20/2/2026");
    let owed = office.owed().unwrap();
    let told: Vec<(Owed, Day, Day)> = owed
        .iter()
        .map(|one| (one.owed.clone(), one.since, one.until))
        .collect();
    let name = Owed::NameErased(person.clone());
    assert_eq!(
        told,
        [
            (name.clone(), on("1/12/2025"), on("4/12/2025")),
            (Owed::WrittenErased, on("10/2/2026"), on("25/2/2026")),
        ]
    );
    // A yes in between, and a new no: its time begins then.
    answer(&mut office, case, "account", "given", "1/3/2026");
    assert_eq!(office.owed().unwrap().len(), 1);
    answer(&mut office, case, "account", "withdrawn", "5/3/2026");
    assert_eq!(office.owed().unwrap()[1].until, on("20/3/2026"));

    office.erase_written(case, asked(AskedBy::Person)).unwrap();
    let owed = office.owed().unwrap();
    assert_eq!((owed.len(), &owed[0].owed), (1, &name));
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    assert_eq!(office.owed().unwrap(), []);
}

#[test]
fn working_days_leave_out_saturdays_and_sundays() {
    let place = Place::new();
    let office = place.office(COMMUNE);
    let rules = &office.catalogues().latest().register;
    for (asked, until) in [
        // A Monday, a Thursday, a Friday, a Saturday, a Sunday.
        ("2/3/2026", "4/3/2026"),
        ("5/3/2026", "9/3/2026"),
        ("6/3/2026", "10/3/2026"),
        ("7/3/2026", "10/3/2026"),
        ("8/3/2026", "10/3/2026"),
        // By the decree of before: hours of any day.
        ("5/12/2025", "8/12/2025"),
    ] {
        let rule = rules.time(LegalTime::Request, on(asked)).unwrap();
        assert_eq!(rule.last_day(on(asked)), on(until), "{asked}");
    }
}

#[test]
fn what_was_erased_is_confirmed_on_paper_that_names_nobody() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    name_a_head(&mut office);
    let (case, person) = a_kept_case(&mut office);
    let file = place.at("giay.pdf");
    let none = office.write_erasure_confirmation(case, &file, day());
    assert!(matches!(none, Err(CaseError::NothingErased)) && !file.exists());
    office.erase_written(case, asked(AskedBy::Person)).unwrap();
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    let erased = office.erased_of(case).unwrap();
    assert_eq!(
        (erased.len(), &erased[1].person),
        (2, &Some(person.clone()))
    );
    let written = office.write_erasure_confirmation(case, &file, day());
    written.unwrap();
    let text = text_of(&file);
    for said in [person.as_str(), "Lời kể", "Chính người", "30/11/2024"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for unsaid in ["Kể một lần", "bạo lực", "Bà Bịa"] {
        assert!(!text.contains(unsaid), "{unsaid}: {text}");
    }
    let log = store::entries_of(office.store(), Action::Printed).unwrap();
    assert_eq!(log.len(), 1);
}

fn request(office: &mut Office, case: RecordId, said: &[(&str, &str)]) -> Result<RecordId, String> {
    let mut form = typed(&[
        ("request_kind", "see"),
        ("asked_by", "person"),
        ("requested_on", "6/3/2026"),
    ]);
    form.insert("case".to_owned(), case.to_string());
    form.extend(typed(said));
    let saved = office.save_typed(RecordKind::DataRequest, &form, None);
    saved.map_err(|error| format!("{error:?}"))
}

#[test]
fn a_request_is_due_until_it_is_answered() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    let about = ("asked_about", person.as_str());
    let id = request(&mut office, case, &[about]).unwrap();
    let owed = office.owed().unwrap();
    assert_eq!(owed.len(), 1);
    // Asked on a Friday.
    assert_eq!(owed[0].until, on("10/3/2026"));
    let of = Owed::Answer(person.clone(), crate::model::RequestKind::See);
    assert_eq!(owed[0].owed, of);

    let (version, mut form) = office.typed(RecordKind::DataRequest, id).unwrap();
    form.extend(typed(&[("answered_on", "9/3/2026")]));
    let kind = RecordKind::DataRequest;
    assert!(office.save_typed(kind, &form, Some((id, version))).is_err());
    form.extend(typed(&[
        ("request_answer", "done"),
        ("answer_form", "spoken"),
    ]));
    office.save_typed(kind, &form, Some((id, version))).unwrap();
    assert_eq!(office.owed().unwrap(), []);
    assert_eq!(office.case(case).unwrap().requests.len(), 1);
    // What the office was asked changes no number, and stays with it.
    assert!(!kind.is_handed_over() && !kind.may_leave());
}

#[test]
fn nobody_asks_about_who_is_not_in_the_case_nor_who_may_hurt_her() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    let about = ("asked_about", person.as_str());
    let (survivor, version) = {
        let record = &office.case(case).unwrap().survivors[0];
        (record.id, record.version)
    };
    let (_, mut form) = office.typed(RecordKind::Survivor, survivor).unwrap();
    form.insert("relation".to_owned(), "spouse".to_owned());
    office
        .save_typed(RecordKind::Survivor, &form, Some((survivor, version)))
        .unwrap();
    for (said, column) in [
        (vec![("asked_about", "1")], "asked_about"),
        (vec![about, ("requested_on", "1/1/2039")], "requested_on"),
        (vec![about, ("asked_by", "office")], "asked_by"),
        (vec![about, ("asked_by", "guardian")], "guardian"),
        (
            vec![about, ("asked_by", "guardian"), ("guardian", "spouse")],
            "guardian",
        ),
    ] {
        let refused = request(&mut office, case, &said).unwrap_err();
        assert!(
            refused.contains(&format!("\"{column}\"")),
            "{said:?}: {refused}"
        );
    }
    let his = [about, ("asked_by", "guardian"), ("guardian", "spouse")];
    let told = request(&mut office, case, &his).unwrap_err();
    assert!(told.contains("GuardianMayNotAsk"), "{told}");
    let mother = [about, ("asked_by", "guardian"), ("guardian", "mother")];
    request(&mut office, case, &mother).unwrap();
}

/// What a page says.
pub(super) fn text_of(file: &std::path::Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    let pages = crate::report::reading::read_print(&bytes).unwrap();
    let lines: Vec<String> = pages.into_iter().flat_map(|page| page.lines).collect();
    lines.join(" ")
}

#[test]
fn what_is_held_about_her_is_printed_as_far_as_she_agreed_and_logged_as_a_look() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    let he = typed(&[
        ("case", &case.to_string()),
        ("sex", "male"),
        ("age", "40-59"),
    ]);
    office
        .save_typed(RecordKind::Perpetrator, &he, None)
        .unwrap();
    let his = office.case(case).unwrap().perpetrators[0]
        .record
        .person
        .clone();
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let again = [
        ("survivor", survivor.as_str()),
        ("known_on", "20/9/2024"),
        ("injury", "light"),
    ];
    office
        .save_typed(RecordKind::Incident, &typed(&again), None)
        .unwrap();
    let file = place.at("du-lieu.pdf");
    office.write_held_about(&person, &file, day()).unwrap();
    let hers = text_of(&file);
    for said in ["Bà Bịa", "Kể một lần.", "Nữ", "20/09/2024", "Bị thương"] {
        assert!(hers.contains(said), "{said}: {hers}");
    }
    assert!(!hers.contains(his.as_str()));
    // Of what a survivor told he is given nothing.
    office.write_held_about(&his, &file, day()).unwrap();
    let his = text_of(&file);
    for unsaid in ["Bà Bịa", "Kể một lần", person.as_str()] {
        assert!(!his.contains(unsaid), "{unsaid}: {his}");
    }
    // What she does not agree to is blocked here too.
    answer(&mut office, case, "name", "withdrawn", "1/11/2024");
    answer(&mut office, case, "account", "withdrawn", "1/11/2024");
    office.write_held_about(&person, &file, day()).unwrap();
    let blocked = text_of(&file);
    assert!(blocked.contains("Đang khóa"), "{blocked}");
    for unsaid in ["Bà Bịa", "Kể một lần"] {
        assert!(!blocked.contains(unsaid), "{unsaid}: {blocked}");
    }
    let looks = office.looks_at(case).unwrap();
    let revealed = Action::IdentityRevealed.code();
    assert_eq!(
        looks.iter().filter(|look| look.action == revealed).count(),
        3
    );
    let nobody = CaseRef::new("1").unwrap();
    let none = office.write_held_about(&nobody, &place.at("khong.pdf"), day());
    assert!(matches!(none, Err(CaseError::Nobody(_))));
}

/// Hands a case over to another unit, in a package that lies on a stick.
fn hand_over(place: &Place, office: &mut Office, case: RecordId) -> String {
    law_asks_for_transfer(office, case, &unit(OTHER));
    let written = office.write_transfer(
        case,
        &unit(OTHER),
        TransferGround::Law,
        StaysHere::default(),
        &place.at("chuyen.tienbo"),
    );
    written.unwrap().envelope.package_id
}

#[test]
fn a_unit_that_received_her_case_is_told_of_what_was_erased() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let (case, person) = a_kept_case(&mut office);
    let package = hand_over(&place, &mut office, case);
    assert_eq!(office.owed().unwrap(), []);
    let early = office.receiver_is_told(case, &package, "Gọi điện");
    assert!(matches!(early, Err(CaseError::NotDue)));

    office.erase_written(case, asked(AskedBy::Person)).unwrap();
    let owed = office.owed().unwrap();
    let told = Owed::ReceiverTold {
        package: package.clone(),
        unit: unit(OTHER),
    };
    assert_eq!((owed.len(), &owed[0].owed), (1, &told));
    let today = Day::today().unwrap();
    assert_eq!((owed[0].since, owed[0].until), (today, later(today, 20)));
    let wordless = office.receiver_is_told(case, &package, " ");
    assert!(matches!(wordless, Err(CaseError::NeedsReason)));
    office.receiver_is_told(case, &package, "Gọi điện").unwrap();
    assert_eq!(office.owed().unwrap(), []);
    // What is erased later is told anew; not what was erased as another has it now.
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    assert_eq!(office.owed().unwrap().len(), 1);
    let log = store::entries_of(office.store(), Action::ReceiverTold).unwrap();
    assert_eq!(log.len(), 1);
}

#[test]
fn who_erases_her_own_copy_of_what_was_handed_over_tells_nobody_to() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let (case, person) = a_kept_case(&mut office);
    hand_over(&place, &mut office, case);
    office
        .erase_person(&person, ErasureReason::HandedOver)
        .unwrap();
    assert_eq!(office.owed().unwrap(), []);
}
