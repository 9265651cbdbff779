//! An erasure takes what is of the person who is erased, and nothing that is another's.

use super::*;
use crate::entry::Typed;
use crate::model::{
    CasePapers, CaseRef, ErasureReason, Line, Paragraphs, PersonIdentity, RecordId, RecordKind,
};
use crate::test_offices::*;
use crate::vault::Office;

const WHY: ErasureReason = ErasureReason::ALL[0];

fn named(name: &str) -> PersonIdentity {
    PersonIdentity {
        name: Line::new(name).ok(),
        ..PersonIdentity::default()
    }
}

fn a_draft(text: &str) -> IdentityDraft {
    IdentityDraft {
        from: Typed::new(),
        typed: typed(&[("name", text)]),
    }
}

fn add(office: &mut Office, kind: RecordKind, case: RecordId, said: &[(&str, &str)]) -> CaseRef {
    let mut form = typed(said);
    form.insert("case".to_owned(), case.to_string());
    office.save_typed(kind, &form, None).unwrap();
    let persons = office.case(case).unwrap();
    match kind {
        RecordKind::Perpetrator => persons.perpetrators.last().unwrap().record.person.clone(),
        _ => persons.survivors.last().unwrap().record.person.clone(),
    }
}

/// A case of which everything is kept: an account, a file, drafts; with its survivor and its perpetrator.
fn a_written_case(office: &mut Office) -> (RecordId, CaseRef, CaseRef) {
    let case = open_case(office);
    let survivor = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    let he = [("sex", "male"), ("age", "40-59")];
    let perpetrator = add(office, RecordKind::Perpetrator, case, &he);
    for (person, name) in [(&survivor, "Bà Bịa"), (&perpetrator, "Ông Bịa")] {
        office.put_person(case, person, &named(name), None).unwrap();
        let place = person_place(case, person);
        office.keep_identity_draft(&place, &a_draft(name)).unwrap();
    }
    let papers = CasePapers {
        account: Paragraphs::new("Ông Bịa đánh từ năm ngoái.").ok(),
        notes: Paragraphs::new("Nếu nguy hiểm: sang nhà chị Ba.").ok(),
    };
    office.put_papers(case, &papers, None).unwrap();
    let place = papers_place(case);
    office
        .keep_identity_draft(&place, &a_draft("kể tiếp"))
        .unwrap();
    office
        .attach_to_case(case, "anh.jpg", b"anh".to_vec())
        .unwrap();
    (case, survivor, perpetrator)
}

/// Whether account, notes, file and what is being written of a case are all there, or all gone.
fn is_written(office: &mut Office, case: RecordId) -> bool {
    let register = office.register().unwrap();
    let papers = register.papers(case).unwrap();
    let parts = [
        papers.account.is_some(),
        papers.notes.is_some(),
        !register.files(case).unwrap().is_empty(),
        office
            .identity_draft(&papers_place(case))
            .unwrap()
            .is_some(),
    ];
    assert!(parts.iter().all(|part| *part == parts[0]), "{parts:?}");
    parts[0]
}

fn is_named(office: &Office, case: RecordId, person: &CaseRef) -> bool {
    let known = office.register().unwrap().person(person).unwrap().is_some();
    let draft = office.identity_draft(&person_place(case, person)).unwrap();
    assert_eq!(known, draft.is_some());
    known
}

#[test]
fn erasing_the_perpetrator_leaves_what_the_survivor_told() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, survivor, perpetrator) = a_written_case(&mut office);
    // The officer is told where his name may stand.
    assert_eq!(office.erase_person(&perpetrator, WHY).unwrap(), [case]);
    assert!(!is_named(&office, case, &perpetrator));
    assert!(is_named(&office, case, &survivor));
    assert!(is_written(&mut office, case));
    assert_eq!(office.erasures().unwrap()[0].cases, 0);

    assert_eq!(office.erase_person(&survivor, WHY).unwrap(), []);
    assert!(!is_named(&office, case, &survivor));
    assert!(!is_written(&mut office, case));
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn what_is_written_goes_with_the_last_survivor() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, first, _) = a_written_case(&mut office);
    let child = [("sex", "female"), ("age", "6-11")];
    let second = add(&mut office, RecordKind::Survivor, case, &child);
    assert_eq!(office.erase_person(&first, WHY).unwrap(), [case]);
    assert!(is_written(&mut office, case));
    assert_eq!(office.erase_person(&second, WHY).unwrap(), []);
    assert!(!is_written(&mut office, case));
}

#[test]
fn what_is_written_against_the_no_of_who_is_erased_goes_with_her() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, ..) = a_written_case(&mut office);
    let she = [("sex", "female"), ("age", "60+"), ("consent", "refused")];
    let second = add(&mut office, RecordKind::Survivor, case, &she);
    assert_eq!(office.erase_person(&second, WHY).unwrap(), []);
    assert!(!is_written(&mut office, case));
}

#[test]
fn who_is_a_survivor_in_one_case_and_a_perpetrator_in_another_takes_her_own_along() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (hers, her, _) = a_written_case(&mut office);
    let (other, _, _) = a_written_case(&mut office);
    let as_one = [
        ("person", her.as_str()),
        ("sex", "female"),
        ("age", "25-39"),
    ];
    add(&mut office, RecordKind::Perpetrator, other, &as_one);
    assert_eq!(office.erase_person(&her, WHY).unwrap(), [other]);
    assert!(!is_written(&mut office, hers));
    assert!(is_written(&mut office, other));
}

#[test]
fn nobody_is_erased_who_is_not_there() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, ..) = a_written_case(&mut office);
    let nobody = CaseRef::new("1").unwrap();
    let erased = office.erase_person(&nobody, WHY);
    assert!(matches!(erased, Err(CaseError::Nobody(number)) if number == "1"));
    assert_eq!(office.erasures().unwrap(), []);
    assert!(is_written(&mut office, case));
}
