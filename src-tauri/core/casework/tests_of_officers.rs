use super::*;
use crate::model::{Day, Problem, RecordId, RecordKind};
use crate::store::{self, Decided};
use crate::test_offices::{Place, open_case, passphrase};
use crate::vault::{Office, Role, UserName, VaultError};

const COMMUNE: &str = "09163";

/// An office with three case officers, of whom one has all roles and is at it, a head who is none, a recorder and a receiver.
fn office(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    for (name, roles) in [
        ("mai", vec![Role::CaseOfficer]),
        ("hoa", vec![Role::CaseOfficer]),
        ("truong", vec![Role::Head]),
        ("ghi", vec![Role::Recorder]),
        ("nhan", vec![Role::Receiver]),
    ] {
        let name = UserName::new(name).unwrap();
        office
            .put_user(&name, &passphrase(), &roles, false)
            .unwrap();
    }
    office
}

fn who(office: &Office, case: RecordId) -> Option<String> {
    office.in_charge_of(case).unwrap().map(|who| who.officer)
}

fn later_by(days: u32) -> Day {
    later(Day::today().unwrap(), days)
}

#[test]
fn who_stands_in_works_on_a_case_until_her_last_day_and_then_it_is_hers_again_whose_it_was() {
    let place = Place::new();
    let mut office = office(&place);
    let case = open_case(&mut office);
    assert_eq!(who(&office, case), None);
    assert_eq!(office.cases_of_nobody().unwrap(), [case]);
    office.name_officer(&[case], "lan", None, "").unwrap();
    assert_eq!(who(&office, case).as_deref(), Some("lan"));
    assert!(office.cases_of_nobody().unwrap().is_empty());
    let until = later_by(7);
    office
        .name_officer(&[case], "hoa", Some(until), "nghỉ phép")
        .unwrap();
    assert_eq!(who(&office, case).as_deref(), Some("hoa"));
    let decisions = store::decisions(office.store(), case).unwrap();
    let officers = office.case_officers().unwrap();
    let on = |day| in_charge(&decisions, &officers, day).unwrap();
    assert_eq!(on(until).officer, "hoa");
    assert_eq!(on(until).stands_in, Some((Some("lan".to_owned()), until)));
    assert_eq!(on(later_by(8)).officer, "lan");
    assert_eq!(on(later_by(8)).stands_in, None);
    // Given for good, nobody stands in any more.
    office.name_officer(&[case], "lan", None, "").unwrap();
    assert_eq!(who(&office, case).as_deref(), Some("lan"));
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn a_case_whose_officer_is_gone_is_told_as_nobodys_and_with_one_officer_left_it_is_hers() {
    let place = Place::new();
    let mut office = office(&place);
    let cases = [open_case(&mut office), open_case(&mut office)];
    office.name_officer(&cases, "hoa", None, "").unwrap();
    office.remove_user(&UserName::new("hoa").unwrap()).unwrap();
    assert_eq!(who(&office, cases[0]), None);
    assert_eq!(office.cases_of_nobody().unwrap().len(), 2);
    office.remove_user(&UserName::new("mai").unwrap()).unwrap();
    assert_eq!(who(&office, cases[1]).as_deref(), Some("lan"));
    assert!(office.cases_of_nobody().unwrap().is_empty());
}

#[test]
fn only_a_case_officer_is_named_and_for_no_day_that_is_over() {
    let place = Place::new();
    let mut office = office(&place);
    let case = open_case(&mut office);
    for nobody in ["truong", "ghi", "nhan", "ai đó", ""] {
        let error = office.name_officer(&[case], nobody, None, "").unwrap_err();
        assert!(matches!(error, CaseError::NoOfficer(_)), "{nobody}");
    }
    let yesterday = earlier(later_by(0), 1);
    let error = office
        .name_officer(&[case], "hoa", Some(yesterday), "")
        .unwrap_err();
    let is_over = matches!(&error, CaseError::Field(field) if field.problem == Problem::Over);
    assert!(is_over, "{error}");
    // Of several, one that is not there: none is given away.
    let error = office.name_officer(&[case, RecordId::new()], "hoa", None, "");
    assert!(error.is_err());
    assert_eq!(who(&office, case), None);
}

#[test]
fn a_head_looks_at_a_case_for_a_reason_that_stands_with_it() {
    let place = Place::new();
    let mut office = office(&place);
    let case = open_case(&mut office);
    let other = open_case(&mut office);
    drop(office);
    let mut head = place.open(COMMUNE, "truong");
    let refused = |office: &mut Office, case, why| office.look_at_case(case, why).unwrap_err();
    assert!(matches!(
        refused(&mut head, case, None),
        CaseError::LookNeedsReason
    ));
    for nothing in ["", "  ", "x", "...", "123456"] {
        let error = refused(&mut head, case, Some(nothing));
        assert!(matches!(error, CaseError::NeedsReason), "{nothing}");
    }
    let why = "Gia đình hỏi, cần biết đã báo công an chưa";
    head.look_at_case(case, Some(why)).unwrap();
    // Once between unlocking and locking, and of that case alone.
    head.look_at_case(case, None).unwrap();
    assert!(matches!(
        refused(&mut head, other, None),
        CaseError::LookNeedsReason
    ));
    drop(head);
    let mut officer = place.open(COMMUNE, "lan");
    let seen = officer.look_at_case(case, None).unwrap();
    let looks = seen.decisions.iter();
    let looks: Vec<_> = looks.filter(|d| d.what == Decided::LookedAt).collect();
    assert_eq!(looks.len(), 1);
    assert_eq!(
        (looks[0].who.as_str(), looks[0].why.as_str()),
        ("truong", why)
    );
    assert!(!looks[0].waits_for_a_head());
    drop(officer);
    // Who takes packages in holds the key of facts, and looks at no case.
    let mut receiver = place.open(COMMUNE, "nhan");
    let error = refused(&mut receiver, case, Some(why));
    let is_refused = matches!(
        error,
        CaseError::Vault(VaultError::NotAllowed(Role::Head)) | CaseError::Store(_)
    );
    assert!(is_refused, "{error}");
    assert!(receiver.check_may_list(RecordKind::ViolenceCase).is_err());
}
