use super::*;
use crate::message::Language;
use crate::model::{
    CasePapers, CaseRef, ErasureReason, Line, Paragraphs, Perpetrator, PersonIdentity, RecordId,
    RecordKind, Survivor, Year,
};
use crate::store::{self, Decided, OWN, StoreError};
use crate::test_offices::{Place, a_case, a_survivor, open_case, passphrase, typed};
use crate::vault::{Office, Role, UserName, VaultError};
use std::collections::BTreeSet;

const COMMUNE: &str = "09163";
const NAME: &str = "Người Bịa Đặt";
const WORDS: &str = "Chị kể rằng chuyện bịa";

/// An office with three case officers, of whom one has all roles, a head who is none, and a recorder.
fn office(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    for (name, roles) in [
        ("mai", vec![Role::CaseOfficer]),
        ("hoa", vec![Role::CaseOfficer]),
        ("truong", vec![Role::Head]),
        ("ghi", vec![Role::Recorder]),
    ] {
        let name = UserName::new(name).unwrap();
        office
            .put_user(&name, &passphrase(), &roles, false)
            .unwrap();
    }
    office
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn survivor_of(office: &Office, case: RecordId) -> CaseRef {
    office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone()
}

/// A case with a name, written words and a file.
fn told_case(office: &mut Office) -> (RecordId, CaseRef) {
    let case = open_case(office);
    let person = survivor_of(office, case);
    let identity = PersonIdentity {
        name: Some(Line::new(NAME).unwrap()),
        ..PersonIdentity::default()
    };
    office.put_person(case, &person, &identity, None).unwrap();
    let papers = CasePapers {
        account: Some(Paragraphs::new(WORDS).unwrap()),
        ..CasePapers::default()
    };
    office.put_papers(case, &papers, None).unwrap();
    office
        .attach_to_case(case, "anh.jpg", b"anh bia".to_vec())
        .unwrap();
    (case, person)
}

fn is_restricted<T: std::fmt::Debug>(done: Result<T, CaseError>) -> bool {
    match done {
        Err(CaseError::Store(error) | CaseError::Vault(VaultError::Store(error))) => {
            matches!(error, StoreError::Restricted)
        }
        other => {
            eprintln!("{other:?}");
            false
        }
    }
}

/// Who is at the office sees nothing of the case but that it is there.
fn sees_nothing(office: &mut Office, case: RecordId, person: &CaseRef) {
    assert!(is_restricted(office.case(case)));
    assert!(is_restricted(
        office.look_at_case(case, Some("cần xem lại"))
    ));
    let list = office.case_list(Language::default()).unwrap();
    assert!((0..list.len()).all(|place| list.line(place).is_none_or(|line| line.id != case)));
    for kind in RecordKind::ALL.into_iter().filter(|k| k.is_of_register()) {
        for record in store::flat_records(office.store(), kind, OWN).unwrap() {
            let of = crate::register::case_of(office.store(), kind, record.id).unwrap();
            assert_ne!(of, Some(case), "{kind:?}");
        }
    }
    assert!(store::decisions(office.store(), case).unwrap().is_empty());
    if office.roles().contains(&Role::CaseOfficer) {
        assert!(is_restricted(office.reveal_case(case)));
        assert!(office.find_persons("Bịa").unwrap().is_empty());
        let register = office.register().unwrap();
        assert!(matches!(
            register.person(person),
            Err(StoreError::Restricted)
        ));
        assert!(matches!(register.papers(case), Err(StoreError::Restricted)));
        assert!(register.files(case).is_err());
        assert!(!register.named_persons().unwrap().contains(person));
        assert!(!register.written_cases().unwrap().contains(&case));
        let other = PersonIdentity {
            name: Some(Line::new("Tên Khác").unwrap()),
            ..PersonIdentity::default()
        };
        assert!(office.put_person(case, person, &other, None).is_err());
        assert!(
            office
                .put_papers(case, &CasePapers::default(), None)
                .is_err()
        );
        assert!(
            office
                .attach_to_case(case, "khac.txt", b"x".to_vec())
                .is_err()
        );
        let erased = office.erase_person(person, ErasureReason::HerWish);
        assert!(erased.is_err(), "{erased:?}");
    }
    let restricted = office.restricted_cases();
    assert_eq!(restricted.len(), 1);
    assert!(!restricted[0].sees);
}

fn sees_all(office: &mut Office, case: RecordId) {
    let revealed = office.reveal_case(case).unwrap();
    let name = revealed.persons[0].identity.name.as_ref().unwrap();
    assert_eq!(name.as_str(), NAME);
    assert_eq!(revealed.papers.account.unwrap().to_string(), WORDS);
    assert_eq!(revealed.files[0].name, "anh.jpg");
    assert_eq!(revealed.files[0].size, 7);
    let file = office.register().unwrap().file(case, revealed.files[0].id);
    assert_eq!(file.unwrap().bytes, b"anh bia");
    assert_eq!(office.find_persons("bia dat").unwrap().len(), 1);
}

/// What the register counts, row by row.
fn counted(office: &Office) -> Vec<String> {
    let rows = office.register_rows(Year::new(2024).unwrap(), Language::default());
    let rows = rows.unwrap().into_iter();
    rows.map(|row| format!("{} {:?}", row.code, (row.value, row.ratio)))
        .collect()
}

#[test]
fn a_restricted_case_is_seen_by_those_who_are_named_alone_and_counts_for_all() {
    let place = Place::new();
    let mut lan = office(&place);
    let (case, person) = told_case(&mut lan);
    let before = counted(&lan);
    let seen_by = names(&["mai", "truong"]);
    let cases = lan
        .restrict_case(case, &seen_by, "người nhà ở cơ quan")
        .unwrap();
    assert_eq!(cases, BTreeSet::from([case]));
    // She left herself out: at once, not from the next unlocking on.
    sees_nothing(&mut lan, case, &person);
    assert_eq!(counted(&lan), before);
    assert!(lan.verify().unwrap().is_fine());
    drop(lan);
    for name in ["hoa", "lan"] {
        let mut office = place.open(COMMUNE, name);
        sees_nothing(&mut office, case, &person);
        assert_eq!(counted(&office), before);
        // Her other work goes on, and changes no count of what she does not see.
        let other = open_case(&mut office);
        assert_eq!(office.case(other).unwrap().state, CaseState::Open);
        office
            .void_case(other, 1, crate::model::VoidReason::ALL[0], "chỉ là thử")
            .unwrap();
        assert_eq!(counted(&office), before);
        assert!(office.unreadable_facts().unwrap().is_empty());
        assert!(office.verify().unwrap().is_fine());
    }
    let mut head = place.open(COMMUNE, "truong");
    head.look_at_case(case, Some("xem lại quyết định")).unwrap();
    assert!(head.register().is_err());
    assert!(head.verify().unwrap().is_fine());
    drop(head);
    let mut mai = place.open(COMMUNE, "mai");
    sees_all(&mut mai, case);
    assert_eq!(counted(&mai), before);
    assert!(mai.verify().unwrap().is_fine());
    let decisions = store::decisions(mai.store(), case).unwrap();
    let what = Decided::Restricted { seen_by };
    let restricted = decisions.iter().find(|one| one.what == what).unwrap();
    assert_eq!(restricted.why, "người nhà ở cơ quan");
    // What is changed of it stays under its key.
    let papers = CasePapers {
        notes: Some(Paragraphs::new("thêm một điều bịa").unwrap()),
        ..CasePapers::default()
    };
    mai.put_papers(case, &papers, None).unwrap();
    drop(mai);
    sees_nothing(&mut place.open(COMMUNE, "hoa"), case, &person);
}

#[test]
fn what_travels_of_a_restricted_case_is_the_least_that_counting_needs() {
    let place = Place::new();
    let mut office = office(&place);
    let mut survivor = a_survivor();
    for (column, value) in [
        ("consent", "given"),
        ("share", "có"),
        ("relation", "spouse"),
        ("disability", "1"),
    ] {
        survivor.insert(column.to_owned(), value.to_owned());
    }
    let case = office.open_case(&a_case(), &survivor).unwrap();
    let told = |office: &Office| {
        let facts = office.case(case).unwrap().facts.remove(0);
        (facts.case.acts.0.len(), facts.survivors[0].1.relation)
    };
    assert_ne!(told(&office), (0, None));
    office
        .restrict_case(case, &names(&["lan"]), "người nhà ở cơ quan")
        .unwrap();
    assert_eq!(told(&office), (0, None));
    office.lift_restriction_of(case, "không cần nữa").unwrap();
    assert_ne!(told(&office), (0, None));
}

#[test]
fn whoever_is_named_no_more_has_no_key_to_what_is_written_since_and_lifting_gives_all_back() {
    let place = Place::new();
    let mut lan = office(&place);
    let (case, person) = told_case(&mut lan);
    let key = |office: &Office| {
        let (id, _) = store::restriction_of(office.store(), case).unwrap();
        use age::secrecy::ExposeSecret;
        let keys = office.store().restriction_keys(&id);
        keys.map(|keys| Vec::from_iter(keys.iter().map(|key| key.expose_secret().to_owned())))
    };
    lan.restrict_case(case, &names(&["lan", "hoa"]), "có xung đột lợi ích")
        .unwrap();
    drop(lan);
    let hoa = place.open(COMMUNE, "hoa");
    let first = key(&hoa).unwrap();
    assert_eq!(first.len(), 1);
    drop(hoa);
    let mut lan = place.open(COMMUNE, "lan");
    lan.restrict_case(case, &names(&["lan", "mai"]), "đổi người phụ trách")
        .unwrap();
    let second = key(&lan).unwrap();
    assert!(second.iter().all(|key| !first.contains(key)));
    sees_all(&mut lan, case);
    drop(lan);
    let mut hoa = place.open(COMMUNE, "hoa");
    assert_eq!(key(&hoa), None);
    sees_nothing(&mut hoa, case, &person);
    // Who does not see it restricts nothing, lifts nothing, gives it to nobody.
    assert!(is_restricted(hoa.lift_restriction_of(case, "muốn xem lại")));
    assert!(is_restricted(hoa.restrict_case(
        case,
        &names(&["hoa"]),
        "muốn xem lại"
    )));
    assert!(is_restricted(hoa.name_officer(&[case], "hoa", None, "")));
    drop(hoa);
    let mut mai = place.open(COMMUNE, "mai");
    let error = mai.name_officer(&[case], "hoa", None, "").unwrap_err();
    assert!(matches!(error, CaseError::NotAmongThem(_)));
    mai.lift_restriction_of(case, "không còn xung đột").unwrap();
    assert!(mai.restricted_cases().is_empty());
    assert!(mai.verify().unwrap().is_fine());
    drop(mai);
    for name in ["hoa", "lan"] {
        let mut office = place.open(COMMUNE, name);
        sees_all(&mut office, case);
        assert!(office.verify().unwrap().is_fine());
    }
}

#[test]
fn cases_with_a_person_in_common_are_restricted_together_and_her_number_comes_into_no_other() {
    let place = Place::new();
    let mut lan = office(&place);
    let (case, person) = told_case(&mut lan);
    let mut again = a_survivor();
    again.insert("person".to_owned(), person.as_str().to_owned());
    let second = lan.open_case(&a_case(), &again).unwrap();
    let other = open_case(&mut lan);
    let him = typed(&[("sex", "male"), ("age", "25-39")]);
    let perpetrator = |office: &mut Office, of: RecordId, number: &str| {
        let mut him = him.clone();
        him.insert("case".to_owned(), of.to_string());
        him.insert("person".to_owned(), number.to_owned());
        office.save_typed(RecordKind::Perpetrator, &him, None)
    };
    perpetrator(&mut lan, second, "77001").unwrap();
    let cases = lan
        .restrict_case(case, &names(&["lan", "mai"]), "người nhà ở cơ quan")
        .unwrap();
    assert_eq!(cases, BTreeSet::from([case, second]));
    let count = |office: &Office| {
        let persons = store::records::<Perpetrator>(office.store(), OWN)
            .unwrap()
            .len();
        persons
            + store::records::<Survivor>(office.store(), OWN)
                .unwrap()
                .len()
    };
    let before = count(&lan);
    for number in [person.as_str(), "77001"] {
        assert!(perpetrator(&mut lan, other, number).is_err(), "{number}");
        let mut her = a_survivor();
        her.insert("person".to_owned(), number.to_owned());
        assert!(lan.open_case(&a_case(), &her).is_err());
    }
    // Nor does somebody of another case come into these.
    let stranger = survivor_of(&lan, other);
    assert!(perpetrator(&mut lan, second, stranger.as_str()).is_err());
    assert_eq!(count(&lan), before);
    drop(lan);
    // Whoever begins a case with such a number keeps nobody from unlocking the office.
    let mut ghi = place.open(COMMUNE, "ghi");
    let mut her = a_survivor();
    her.insert("person".to_owned(), person.as_str().to_owned());
    ghi.open_case(&a_case(), &her).unwrap();
    drop(ghi);
    let mut hoa = place.open(COMMUNE, "hoa");
    let begun = store::records::<Survivor>(hoa.store(), OWN).unwrap();
    assert_eq!(begun.len(), 2);
    assert!(begun.iter().all(|one| one.record.person != person));
    assert!(perpetrator(&mut hoa, other, "77001").is_err());
    assert!(
        hoa.restrict_case(other, &names(&["hoa"]), "thử xem sao")
            .is_ok()
    );
}

#[test]
fn a_change_of_users_loses_no_restricted_case() {
    let place = Place::new();
    let mut lan = office(&place);
    let (case, person) = told_case(&mut lan);
    let user = |name: &str| UserName::new(name).unwrap();
    lan.restrict_case(case, &names(&["mai", "hoa"]), "người nhà ở cơ quan")
        .unwrap();
    // Other keys of the office change, and it stays as it is.
    lan.remove_user(&user("ghi")).unwrap();
    sees_nothing(&mut lan, case, &person);
    let other = passphrase();
    lan.put_user(&user("mai"), &other, &[Role::CaseOfficer], true)
        .unwrap();
    drop(lan);
    // Her new key has it once somebody who sees it has unlocked the office.
    sees_nothing(&mut place.open(COMMUNE, "mai"), case, &person);
    drop(place.open(COMMUNE, "hoa"));
    sees_all(&mut place.open(COMMUNE, "mai"), case);
    let mut lan = place.open(COMMUNE, "lan");
    lan.remove_user(&user("hoa")).unwrap();
    drop(lan);
    drop(place.open(COMMUNE, "mai"));
    let mut lan = place.open(COMMUNE, "lan");
    let only = |done: Result<(), VaultError>| {
        assert!(
            matches!(done, Err(VaultError::OnlyOneWhoSees(_))),
            "{done:?}"
        );
    };
    only(lan.remove_user(&user("mai")));
    only(lan.set_roles(&user("mai"), &[Role::Recorder]));
    only(lan.put_user(&user("mai"), &other, &[Role::CaseOfficer], true));
    // The sheet sees it, and names others.
    let sheet = lan.renew_recovery_sheet().unwrap();
    drop(lan);
    drop(place.open(COMMUNE, "mai"));
    let mut office = Office::recover(&place.at(COMMUNE), &sheet.identity).unwrap();
    sees_all(&mut office, case);
    assert_eq!(office.restricted_cases()[0].seen_by, names(&["mai"]));
    office
        .restrict_case(case, &names(&["lan"]), "cán bộ cũ nghỉ việc")
        .unwrap();
    drop(office);
    let mut lan = place.open(COMMUNE, "lan");
    sees_all(&mut lan, case);
    // Her own passphrase was seen.
    lan.passphrase_was_seen(&other).unwrap();
    sees_all(&mut lan, case);
    drop(lan);
    let mut lan = place.open(COMMUNE, "lan");
    sees_all(&mut lan, case);
    lan.remove_user(&user("mai")).unwrap();
    sees_all(&mut lan, case);
    assert!(lan.verify().unwrap().is_fine());
}

#[test]
fn where_no_head_sees_a_restricted_case_another_who_does_looks_at_what_is_decided() {
    let place = Place::new();
    let mut lan = office(&place);
    let case = open_case(&mut lan);
    lan.restrict_case(case, &names(&["mai", "hoa"]), "lãnh đạo là người nhà")
        .unwrap();
    assert!(is_restricted(lan.see_decisions(case)));
    drop(lan);
    let mut mai = place.open(COMMUNE, "mai");
    let reason = crate::model::VoidReason::ALL[0];
    let version = mai.case(case).unwrap().case.version;
    mai.void_case(case, version, reason, "ghi hai lần").unwrap();
    assert_eq!(mai.waiting_for_a_head().unwrap().len(), 1);
    let error = mai.see_decisions(case).unwrap_err();
    assert!(matches!(error, CaseError::OwnDecision));
    drop(mai);
    let mut hoa = place.open(COMMUNE, "hoa");
    hoa.see_decisions(case).unwrap();
    assert!(hoa.waiting_for_a_head().unwrap().is_empty());
}

#[test]
fn restricting_asks_for_a_reason_and_for_somebody_who_reads_names() {
    let place = Place::new();
    let mut lan = office(&place);
    let case = open_case(&mut lan);
    let mut tried = |of: &[&str], why: &str| lan.restrict_case(case, &names(of), why).unwrap_err();
    assert!(matches!(tried(&["lan"], "vì"), CaseError::NeedsReason));
    assert!(matches!(
        tried(&["truong"], "người nhà ở đây"),
        CaseError::NeedsOfficer
    ));
    assert!(matches!(
        tried(&[], "người nhà ở đây"),
        CaseError::NeedsOfficer
    ));
    for nobody in ["ghi", "ma", "recovery"] {
        let error = tried(&["lan", nobody], "người nhà ở đây");
        assert!(matches!(error, CaseError::NoOfficer(_)), "{nobody}");
    }
    let error = lan.lift_restriction_of(case, "thử xem sao").unwrap_err();
    assert!(matches!(error, CaseError::NotRestricted));
    assert!(lan.restricted_cases().is_empty());
}
