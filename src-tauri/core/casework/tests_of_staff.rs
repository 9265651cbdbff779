//! Who goes to a home where they are threatened does not go alone, and somebody speaks with them afterwards.

use crate::entry::EntryError;
use crate::model::{FieldError, Problem, RecordId, RecordKind, VisitRule, at};
use crate::test_offices::*;
use crate::vault::Office;

/// Says of a case how somebody goes there.
fn threat(office: &mut Office, case: RecordId, rule: &str, since: &str) -> Result<(), EntryError> {
    let kind = RecordKind::ViolenceCase;
    let (version, mut form) = office.typed(kind, case).unwrap();
    form.extend(typed(&[
        ("staff_threat", rule),
        ("staff_threat_since", since),
    ]));
    office
        .save_typed(kind, &form, Some((case, version)))
        .map(drop)
}

fn visit(
    office: &mut Office,
    case: RecordId,
    said: &[(&str, &str)],
) -> Result<RecordId, FieldError> {
    let mut form = typed(&[("due_on", "20/5/2024"), ("follow_up_form", "visit")]);
    form.insert("case".to_owned(), case.to_string());
    form.extend(typed(said));
    let kind = RecordKind::FollowUp;
    let checked = office.check_typed(kind, &form, None, None).unwrap();
    match checked.problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(office.save_typed(kind, &form, None).unwrap()),
    }
}

/// A case whose survivor may be visited.
fn a_case_to_visit(office: &mut Office) -> RecordId {
    let case = open_case(office);
    let id = office.case(case).unwrap().survivors[0].id;
    let kind = RecordKind::Survivor;
    let (version, mut form) = office.typed(kind, id).unwrap();
    form.extend(typed(&[("may_visit", "có")]));
    office.save_typed(kind, &form, Some((id, version))).unwrap();
    case
}

#[test]
fn nobody_goes_alone_where_they_are_threatened() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_case_to_visit(&mut office);
    let planned = visit(&mut office, case, &[]).unwrap();
    assert_eq!(office.reminders(day()).unwrap()[0].visit, None);

    // A threat has a day, which has come.
    assert!(threat(&mut office, case, "two-go", "").is_err());
    assert!(threat(&mut office, case, "two-go", "1/1/2099").is_err());
    threat(&mut office, case, "two-go", "6/3/2024").unwrap();
    let told = &office.reminders(day()).unwrap()[0];
    assert_eq!(told.visit, Some(VisitRule::TwoGo));
    let alone = at("goes_along")(Problem::NobodyGoesAlone);
    assert_eq!(visit(&mut office, case, &[]), Err(alone.clone()));
    visit(&mut office, case, &[("goes_along", "colleague")]).unwrap();
    // What was planned before is asked again when it is made.
    let kind = RecordKind::FollowUp;
    let (version, mut form) = office.typed(kind, planned).unwrap();
    form.extend(typed(&[
        ("done_on", "20/5/2024"),
        ("follow_up_result", "safe"),
    ]));
    let made = office.save_typed(kind, &form, Some((planned, version)));
    assert!(matches!(made, Err(EntryError::Fields(all)) if all == [alone]));

    threat(&mut office, case, "with-police", "6/3/2024").unwrap();
    let police = at("goes_along")(Problem::PoliceGoAlong);
    let along = [("goes_along", "colleague;health")];
    assert_eq!(visit(&mut office, case, &along), Err(police));
    visit(&mut office, case, &[("goes_along", "police")]).unwrap();
    threat(&mut office, case, "no-visit", "6/3/2024").unwrap();
    let nobody = at("follow_up_form")(Problem::NobodyVisits);
    let along = [("goes_along", "police")];
    assert_eq!(visit(&mut office, case, &along), Err(nobody));
    visit(&mut office, case, &[("follow_up_form", "office")]).unwrap();
    // It is the office's, and travels in no report.
    let facts = format!("{:?}", office.case(case).unwrap().facts);
    assert!(!facts.contains("staff_threat") && !facts.contains("NoVisit"));
}

#[test]
fn who_went_under_a_threat_is_spoken_with_afterwards() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_case_to_visit(&mut office);
    let made = [("done_on", "20/5/2024"), ("follow_up_result", "safe")];
    // Where nobody was threatened nothing is due.
    visit(&mut office, case, &made).unwrap();
    threat(&mut office, case, "two-go", "6/3/2024").unwrap();
    let mut along = made.to_vec();
    along.push(("goes_along", "womens-union"));
    let id = visit(&mut office, case, &along).unwrap();
    let due = office.debriefs_due().unwrap();
    assert_eq!((due.len(), due[0].follow_up), (1, id));
    // That the threat is over ends nothing.
    threat(&mut office, case, "", "").unwrap();
    assert_eq!(office.debriefs_due().unwrap().len(), 1);
    let kind = RecordKind::FollowUp;
    let (version, mut form) = office.typed(kind, id).unwrap();
    for (wrong, problem) in [("19/5/2024", "before it"), ("1/1/2099", "ahead")] {
        form.insert("debriefed_on".to_owned(), wrong.to_owned());
        let saved = office.save_typed(kind, &form, Some((id, version)));
        assert!(saved.is_err(), "{problem}");
    }
    form.insert("debriefed_on".to_owned(), "21/5/2024".to_owned());
    office.save_typed(kind, &form, Some((id, version))).unwrap();
    assert_eq!(office.debriefs_due().unwrap(), []);
    // A visit that is only planned has none.
    let early = [("goes_along", "police"), ("debriefed_on", "21/5/2024")];
    assert!(visit(&mut office, case, &early).is_err());
}

#[test]
fn the_paper_that_goes_home_says_nothing_of_who_visits() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_case_to_visit(&mut office);
    threat(&mut office, case, "two-go", "6/3/2024").unwrap();
    visit(&mut office, case, &[("goes_along", "police")]).unwrap();
    let person = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    let file = place.at("dang-giu.pdf");
    office.write_held_about(&person, &file, day()).unwrap();
    let text = super::tests_of_rights::text_of(&file);
    assert!(text.contains("Đến thăm"), "{text}");
    for unsaid in ["đe dọa", "Ai cùng đi", "06/03/2024"] {
        assert!(!text.contains(unsaid), "{unsaid}: {text}");
    }
}
