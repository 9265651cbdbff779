//! What whoever a case is about is owed, and until when.

use super::*;
use crate::model::{
    AskedBy, CasePapers, CaseRef, Day, ErasureReason, LegalTime, Line, Paragraphs, PersonIdentity,
    RecordId, RecordKind,
};
use crate::package::TransferGround;
use crate::register::ConsentState;
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

#[test]
fn an_erasure_is_confirmed_of_the_case_of_which_something_went_and_once() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    name_a_head(&mut office);
    let (case, person) = a_kept_case(&mut office);
    // In another case what is written is another survivor's too, and stays; in a third nothing was.
    let (shared, _) = a_kept_case(&mut office);
    let empty = open_case(&mut office);
    for of in [shared, empty] {
        let mut form = a_survivor();
        form.insert("case".to_owned(), of.to_string());
        form.insert("person".to_owned(), person.as_str().to_owned());
        form.insert("consent".to_owned(), "given".to_owned());
        let kind = RecordKind::Survivor;
        office.save_typed(kind, &form, None).unwrap();
    }
    let here = office.case(empty).unwrap().survivors;
    let other = here.iter().find(|one| one.record.person != person);
    let other = other.map(|one| (one.id, one.version)).unwrap();
    office
        .delete_records(RecordKind::Survivor, &[other])
        .unwrap();
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    let written = |of: RecordId| {
        let erased = office.erased_of(of).unwrap();
        erased.iter().map(|one| one.written).collect::<Vec<_>>()
    };
    assert_eq!(
        [written(case), written(shared), written(empty)],
        [[true], [false], [false]]
    );
    // Erased alone first, it does not go a second time with her.
    let (again, person) = a_kept_case(&mut office);
    office.erase_written(again, asked(AskedBy::Person)).unwrap();
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    let erased = office.erased_of(again).unwrap();
    let written = erased.iter().filter(|one| one.written);
    assert_eq!((erased.len(), written.count()), (2, 1));
    let file = place.at("giay.pdf");
    office
        .write_erasure_confirmation(again, &file, day())
        .unwrap();
    assert_eq!(text_of(&file).matches("Lời kể").count(), 1);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn who_was_taken_out_of_a_case_that_went_elsewhere_is_erased_there_too() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let (case, person) = a_kept_case(&mut office);
    let package = hand_over(&place, &mut office, case);
    let mut second = a_survivor();
    second.insert("case".to_owned(), case.to_string());
    let kind = RecordKind::Survivor;
    office.save_typed(kind, &second, None).unwrap();
    let here = office.case(case).unwrap().survivors;
    let here = here.iter().find(|one| one.record.person == person).unwrap();
    office
        .delete_records(kind, &[(here.id, here.version)])
        .unwrap();
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    let owed = office.owed().unwrap();
    let told = Owed::ReceiverTold {
        package,
        unit: unit(OTHER),
    };
    assert_eq!((owed.len(), &owed[0].owed), (1, &told));
}

/// A request about a person, answered today.
fn answered(
    office: &mut Office,
    (case, person): (RecordId, &CaseRef),
    (asked, answer): (&str, &str),
) -> Result<RecordId, String> {
    let today = Day::today().unwrap().to_string();
    let said = [
        ("asked_about", person.as_str()),
        ("request_kind", asked),
        ("answered_on", &today),
        ("request_answer", answer),
    ];
    request(office, case, &said)
}

#[test]
fn what_is_held_of_who_asked_for_it_is_kept_and_not_used_until_an_act_lifts_that() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let (case, person) = a_kept_case(&mut office);
    law_asks_for_transfer(&mut office, case, &unit(OTHER));
    let is_used = |office: &mut Office| {
        let shown = office.reveal_case(case).unwrap();
        let identity = PersonIdentity {
            name: Line::new("Bà Bịa").ok(),
            ..PersonIdentity::default()
        };
        let survivor = office.case(case).unwrap().survivors[0].id.to_string();
        let referral = typed(&[
            ("survivor", &survivor),
            ("provider", "police"),
            ("referred_on", "21/3/2024"),
            ("consent_by", "herself"),
            ("shared", "need"),
        ]);
        let kind = RecordKind::Referral;
        let referral = office.check_typed(kind, &referral, None, None).unwrap();
        let held = place.at("dang-giu.pdf");
        office.write_held_about(&person, &held, day()).unwrap();
        let card = place.at("the.pdf");
        let file = place.at("chuyen.tienbo");
        let stays = StaysHere::default();
        let sent = office.write_transfer(case, &unit(OTHER), TransferGround::Law, stays, &file);
        let used = [
            !shown.persons[0].identity.is_empty(),
            !shown.papers.is_empty(),
            !office.find_persons("Bịa").unwrap().is_empty(),
            office.put_person(case, &person, &identity, None).is_ok(),
            referral.cells.is_some(),
            text_of(&held).contains("Bà Bịa"),
            office.write_plan_card(case, &person, "0900", &card).is_ok(),
            sent.is_ok(),
        ];
        assert!(used.iter().all(|one| *one == used[0]), "{used:?}");
        used[0]
    };
    assert!(is_used(&mut office));
    // In part it is not done; turned down it limits nothing.
    let of = (case, &person);
    assert!(answered(&mut office, of, ("limit", "partly")).is_err());
    answered(&mut office, of, ("limit", "law-forbids")).unwrap();
    assert!(is_used(&mut office));
    let limit = answered(&mut office, of, ("limit", "done")).unwrap();
    assert!(!is_used(&mut office));
    let seen = office.case(case).unwrap();
    assert_eq!(
        (seen.limits, seen.agreed[0].name),
        (vec![limit], ConsentState::Limited)
    );
    // It is kept, counted, and not owed to anybody that it is erased.
    assert_eq!((seen.facts.len(), office.owed().unwrap()), (1, Vec::new()));
    assert!(
        office
            .register()
            .unwrap()
            .person(&person)
            .unwrap()
            .is_some()
    );

    // It ends by no other way.
    let kind = RecordKind::DataRequest;
    let (version, mut form) = office.typed(kind, limit).unwrap();
    assert!(office.delete_records(kind, &[(limit, version)]).is_err());
    form.extend(typed(&[("request_answer", "not-theirs")]));
    assert!(
        office
            .save_typed(kind, &form, Some((limit, version)))
            .is_err()
    );
    for why in ["", "vì"] {
        let lifted = office.lift_limit(case, limit, why);
        assert!(matches!(lifted, Err(CaseError::NeedsReason)));
    }
    let elsewhere = open_case(&mut office);
    let lifted = office.lift_limit(elsewhere, limit, "Người đó yêu cầu");
    assert!(matches!(lifted, Err(CaseError::NotDue)));
    assert!(!is_used(&mut office));
    office.lift_limit(case, limit, "Người đó yêu cầu").unwrap();
    assert!(is_used(&mut office));
    assert_eq!(office.waiting_for_a_head().unwrap().len(), 1);
    // A no weighs more.
    answered(&mut office, of, ("limit", "done")).unwrap();
    answer(&mut office, case, "name", "withdrawn", "20/3/2024");
    let owed = office.owed().unwrap();
    assert_eq!(owed[0].owed, Owed::NameErased(person.clone()));
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn nothing_is_said_to_be_erased_that_is_kept() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    let of = (case, &person);
    let id = request(
        &mut office,
        case,
        &[("asked_about", person.as_str()), ("request_kind", "erase")],
    );
    let id = id.unwrap();
    let refused = |office: &mut Office| answered(office, of, ("erase", "done")).unwrap_err();
    assert!(refused(&mut office).contains("NameKept"));
    // Nor is the answer changed to it.
    let kind = RecordKind::DataRequest;
    let (version, mut form) = office.typed(kind, id).unwrap();
    let done = [("answered_on", "9/3/2026"), ("request_answer", "done")];
    form.extend(typed(&done));
    assert!(office.save_typed(kind, &form, Some((id, version))).is_err());
    let nobody = PersonIdentity::default();
    office.put_person(case, &person, &nobody, None).unwrap();
    // What was known before is kept too.
    assert!(refused(&mut office).contains("NameKept"));
    office.erase_written(case, asked(AskedBy::Person)).unwrap();
    office
        .put_papers(
            case,
            &CasePapers {
                account: Paragraphs::new("Lại kể.").ok(),
                ..CasePapers::default()
            },
            None,
        )
        .unwrap();
    let mut second = a_survivor();
    second.insert("case".to_owned(), case.to_string());
    second.insert("consent".to_owned(), "given".to_owned());
    let survivor = RecordKind::Survivor;
    office.save_typed(survivor, &second, None).unwrap();
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    // What is another's too stays, and that is another answer.
    assert!(refused(&mut office).contains("WrittenKept"));
    answered(&mut office, of, ("erase", "partly")).unwrap();
    let other = office.case(case).unwrap().survivors;
    let other = other.into_iter().find(|one| one.record.person != person);
    let other = other.unwrap().record.person;
    office.erase_person(&other, ErasureReason::HerWish).unwrap();
    office.save_typed(kind, &form, Some((id, version))).unwrap();
}

#[test]
fn a_place_that_received_her_name_is_told_of_its_erasure() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_kept_case(&mut office);
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let mut refer = |shared: &str, provider: &str| {
        let form = typed(&[
            ("survivor", &survivor),
            ("provider", provider),
            ("referred_on", "21/3/2024"),
            ("consent_by", "herself"),
            ("shared", shared),
        ]);
        office
            .save_typed(RecordKind::Referral, &form, None)
            .unwrap()
    };
    let (named, told) = (refer("name", "police"), refer("account", "womens-union"));
    refer("number;need", "clinic");
    assert_eq!(office.owed().unwrap(), []);
    office.erase_written(case, asked(AskedBy::Person)).unwrap();
    let owed = |office: &Office| -> Vec<RecordId> {
        let owed = office.owed().unwrap().into_iter();
        let owed = owed.map(|one| match one.owed {
            Owed::ProviderTold { referral, .. } => referral,
            other => panic!("{other:?}"),
        });
        owed.collect()
    };
    assert_eq!(owed(&office), [told]);
    let early = office.provider_is_told(case, named, "Gọi điện");
    assert!(matches!(early, Err(CaseError::NotDue)));
    let wordless = office.provider_is_told(case, told, " ");
    assert!(matches!(wordless, Err(CaseError::NeedsReason)));
    office.provider_is_told(case, told, "Gọi điện").unwrap();
    assert_eq!(owed(&office), []);
    office
        .erase_person(&person, ErasureReason::HerWish)
        .unwrap();
    assert_eq!(owed(&office), [named]);
    office.provider_is_told(case, named, "Gọi điện").unwrap();
    assert_eq!(owed(&office), []);
}
