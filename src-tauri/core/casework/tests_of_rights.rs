//! What whoever a case is about is owed, and until when.

use super::*;
use crate::model::{
    AskedBy, CasePapers, CaseRef, Day, ErasureReason, LegalTime, Line, Paragraphs, PersonIdentity,
    RecordId, RecordKind,
};
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
    let bytes = std::fs::read(&file).unwrap();
    let pages = crate::report::reading::read_print(&bytes).unwrap();
    let lines: Vec<String> = pages.into_iter().flat_map(|page| page.lines).collect();
    let text = lines.join(" ");
    for said in [person.as_str(), "Lời kể", "Chính người", "30/11/2024"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for unsaid in ["Kể một lần", "bạo lực", "Bà Bịa"] {
        assert!(!text.contains(unsaid), "{unsaid}: {text}");
    }
    let log = store::entries_of(office.store(), Action::Printed).unwrap();
    assert_eq!(log.len(), 1);
}
