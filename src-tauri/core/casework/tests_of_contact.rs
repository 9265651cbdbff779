//! How a survivor may be reached: no follow-up goes a way to her that may not be safe.

use super::*;
use crate::entry::EntryError;
use crate::model::{
    Cell, Day, FieldError, FlatForm, FollowUp, FollowUpForm, Line, PersonIdentity, Problem,
    RecordId, RecordKind, Set, Survivor, at,
};
use crate::register::{ContactState, ContactWay};
use crate::store;
use crate::test_offices::*;
use crate::vault::Office;

/// Says of the survivor of a case how she may be reached.
fn reach(office: &mut Office, case: RecordId, said: &[(&str, &str)]) {
    let id = office.case(case).unwrap().survivors[0].id;
    let (version, mut form) = office.typed(RecordKind::Survivor, id).unwrap();
    form.extend(typed(said));
    let at = Some((id, version));
    office.save_typed(RecordKind::Survivor, &form, at).unwrap();
}

fn fields(case: RecordId, said: &[(&str, &str)]) -> crate::entry::Typed {
    let mut form = typed(&[("due_on", "20/5/2024")]);
    form.extend(typed(said));
    form.insert("case".to_owned(), case.to_string());
    form
}

/// A follow-up as a form, and as a list of records, brings it: both say the same of it.
fn plan(
    office: &mut Office,
    case: RecordId,
    said: &[(&str, &str)],
) -> Result<RecordId, FieldError> {
    let form = fields(case, said);
    let checked = office.check_typed(RecordKind::FollowUp, &form, None, None);
    let told = checked.unwrap().problems.first().cloned();
    let record = FollowUp {
        case: case.into(),
        due_on: Day::parse_iso("2024-05-20").unwrap(),
        follow_up_form: form
            .get("follow_up_form")
            .map(|code| FollowUpForm::from_code(code).unwrap()),
        said_safe: form.contains_key("said_safe").then_some(true),
        goes_along: Set(std::collections::BTreeSet::new()),
        done_on: None,
        follow_up_result: None,
        debriefed_on: None,
        review: None,
    };
    let cells: Vec<Cell> = record.to_cells();
    match office.add_records(RecordKind::FollowUp, vec![cells]) {
        Ok(ids) => {
            assert_eq!(told, None);
            let form = office.save_typed(RecordKind::FollowUp, &form, None);
            assert!(form.is_ok());
            Ok(ids[0])
        }
        Err(EntryError::Field(error)) => {
            assert_eq!(told.as_ref(), Some(&error));
            let form = office.save_typed(RecordKind::FollowUp, &form, None);
            assert!(matches!(form, Err(EntryError::Fields(_))));
            Err(error)
        }
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn no_follow_up_goes_a_way_that_she_was_not_asked_about_or_that_she_refused() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let asked = at("follow_up_form")(Problem::ContactNotAsked);
    let never = at("follow_up_form")(Problem::ContactNever);
    for form in ["telephone", "visit"] {
        let way = [("follow_up_form", form)];
        assert_eq!(plan(&mut office, case, &way), Err(asked.clone()), "{form}");
    }
    // Nobody seeks her out, or it is not decided how.
    for form in ["office", "trusted-person"] {
        plan(&mut office, case, &[("follow_up_form", form)]).unwrap();
    }
    plan(&mut office, case, &[]).unwrap();

    reach(
        &mut office,
        case,
        &[("may_call", "có"), ("may_visit", "không")],
    );
    plan(&mut office, case, &[("follow_up_form", "telephone")]).unwrap();
    let visit = [("follow_up_form", "visit")];
    assert_eq!(plan(&mut office, case, &visit), Err(never.clone()));
    // She said otherwise that day.
    let said = [("follow_up_form", "visit"), ("said_safe", "có")];
    plan(&mut office, case, &said).unwrap();

    // Another survivor of the case was not asked.
    let mut second = a_survivor();
    second.insert("case".to_owned(), case.to_string());
    let kind = RecordKind::Survivor;
    let second = office.save_typed(kind, &second, None).unwrap();
    let call = [("follow_up_form", "telephone")];
    assert_eq!(plan(&mut office, case, &call), Err(asked));
    let (version, mut form) = office.typed(kind, second).unwrap();
    form.extend(typed(&[("may_call", "không")]));
    office
        .save_typed(kind, &form, Some((second, version)))
        .unwrap();
    assert_eq!(plan(&mut office, case, &call), Err(never));
}

#[test]
fn what_she_refuses_in_one_case_holds_in_all_of_hers() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let first = open_case(&mut office);
    reach(&mut office, first, &[("may_call", "không")]);
    let person = office.case(first).unwrap().survivors[0]
        .record
        .person
        .clone();
    let mut again = a_survivor();
    again.extend(typed(&[("person", person.as_str()), ("may_call", "có")]));
    let second = office.open_case(&a_case(), &again).unwrap();
    let never = at("follow_up_form")(Problem::ContactNever);
    let call = [("follow_up_form", "telephone")];
    assert_eq!(plan(&mut office, second, &call), Err(never));
}

#[test]
fn who_said_never_is_not_sought_out_once_she_is_taken_out_of_the_case() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let first = open_case(&mut office);
    reach(&mut office, first, &[("may_call", "không")]);
    let survivor = office.case(first).unwrap().survivors[0].clone();
    let at_version = (survivor.id, survivor.version);
    let kind = RecordKind::Survivor;
    office.delete_records(kind, &[at_version]).unwrap();
    let never = at("follow_up_form")(Problem::ContactNever);
    let call = [("follow_up_form", "telephone")];
    assert_eq!(plan(&mut office, first, &call), Err(never.clone()));
    // Nor in another case of hers, nor beside another survivor of the first.
    let mut again = a_survivor();
    let person = survivor.record.person.as_str();
    again.extend(typed(&[("person", person), ("may_call", "có")]));
    let second = office.open_case(&a_case(), &again).unwrap();
    assert_eq!(plan(&mut office, second, &call), Err(never.clone()));
    let mut beside = a_survivor();
    beside.insert("may_call".to_owned(), "có".to_owned());
    beside.insert("case".to_owned(), first.to_string());
    office.save_typed(kind, &beside, None).unwrap();
    assert_eq!(plan(&mut office, first, &call), Err(never));
}

#[test]
fn what_was_planned_before_stays_and_is_asked_again_when_it_is_done() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    reach(
        &mut office,
        case,
        &[("may_call", "có"), ("may_visit", "có")],
    );
    let id = plan(&mut office, case, &[("follow_up_form", "telephone")]).unwrap();
    let until = Day::parse_iso("2024-05-20").unwrap();
    let ways = |office: &Office| office.reminders(until).unwrap()[0].unsafe_ways.clone();
    assert_eq!(ways(&office), []);

    reach(&mut office, case, &[("may_call", "không")]);
    assert_eq!(ways(&office), [(ContactWay::Call, ContactState::Never)]);
    let kind = RecordKind::FollowUp;
    let (version, mut form) = office.typed(kind, id).unwrap();
    office.save_typed(kind, &form, Some((id, version))).unwrap();
    let (version, _) = office.typed(kind, id).unwrap();
    form.extend(typed(&[
        ("done_on", "20/5/2024"),
        ("follow_up_result", "safe"),
    ]));
    let done = office.save_typed(kind, &form, Some((id, version)));
    let never = at("follow_up_form")(Problem::ContactNever);
    assert!(matches!(done, Err(EntryError::Fields(all)) if all == [never]));
    form.extend(typed(&[("said_safe", "có")]));
    office.save_typed(kind, &form, Some((id, version))).unwrap();
}

#[test]
fn number_hours_and_word_stand_under_the_registers_key_alone() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let person = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    let identity = PersonIdentity {
        safe_number: Line::new("0977 555 111").ok(),
        safe_number_of: Line::new("chị gái").ok(),
        code_word: Line::new("Hỏi mua gà").ok(),
        ..PersonIdentity::default()
    };
    office.put_person(case, &person, &identity, None).unwrap();
    assert_eq!(
        office.reveal_case(case).unwrap().persons[0].identity,
        identity
    );
    assert_eq!(office.find_persons("0977555111").unwrap().len(), 1);
    let survivors = store::records::<Survivor>(office.store(), store::OWN).unwrap();
    let kept = format!("{survivors:?} {:?}", office.case(case).unwrap());
    assert!(!kept.contains("0977") && !kept.contains("gà"));

    // Nobody agreed to be reached who did not agree to be named.
    let mut refusing = a_survivor();
    refusing.insert("consent".to_owned(), "refused".to_owned());
    let other = office.open_case(&a_case(), &refusing).unwrap();
    let person = office.case(other).unwrap().survivors[0]
        .record
        .person
        .clone();
    let kept = office.put_person(other, &person, &identity, None);
    assert!(matches!(kept, Err(CaseError::NotAgreed(_))));
}

#[test]
fn what_she_said_of_one_visit_holds_for_no_visit_weeks_ahead() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let today = Day::today().unwrap();
    let mut plan = |days: u32| {
        let mut form = typed(&[("follow_up_form", "visit"), ("said_safe", "có")]);
        form.insert("case".to_owned(), case.to_string());
        form.insert("due_on".to_owned(), later(today, days).to_string());
        office.save_typed(RecordKind::FollowUp, &form, None)
    };
    plan(0).unwrap();
    let id = plan(7).unwrap();
    let early = [at("said_safe")(Problem::SaidTooEarly("7".to_owned()))];
    for days in [8, 60] {
        let refused = plan(days);
        assert!(matches!(refused, Err(EntryError::Fields(all)) if all == early));
    }
    // Nor is one put off with it.
    let kind = RecordKind::FollowUp;
    let (version, mut form) = office.typed(kind, id).unwrap();
    form.insert("due_on".to_owned(), later(today, 30).to_string());
    let put_off = office.save_typed(kind, &form, Some((id, version)));
    assert!(matches!(put_off, Err(EntryError::Fields(all)) if all == early));
}
