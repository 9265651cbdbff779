//! An erasure takes what is of the person who is erased, and nothing that is another's.

use super::*;
use crate::catalogue::Risk;
use crate::entry::Typed;
use crate::message::Language;
use crate::model::{
    AskedBy, CasePapers, CaseRef, ErasureReason, Guardian, Line, LoweringReason, Paragraphs,
    PersonIdentity, RecordId, RecordKind, VoidReason, Year,
};
use crate::store::{self, Action, Decided, ErasingWritten, ErasureOfWritten, NoEntry};
use crate::test_offices::*;
use crate::vault::{Office, Role, UserName, VaultError};

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
        ..CasePapers::default()
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

/// She asks that what is written is erased.
fn she_asks() -> ErasureOfWritten {
    ErasureOfWritten {
        asked_by: AskedBy::Person,
        guardian: None,
        asked_on: day(),
        reason: WHY,
        why: "Gọi điện nhờ xóa".to_owned(),
    }
}

/// Everything that reports are made of, as text.
fn what_counts(office: &Office, case: RecordId) -> String {
    let rows = office
        .register_rows(Year::new(2024).unwrap(), Language::FIRST)
        .unwrap();
    format!("{rows:?} {:?}", office.case(case).unwrap().facts)
}

/// Nothing of the texts of a case is in the register's file, nor with what was decided.
fn is_forgotten(office: &mut Office, case: RecordId) -> bool {
    let about = crate::store::About::Case(case);
    let register = office.register().unwrap();
    let is_empty = register.former(&about).unwrap().is_empty()
        && !register.written_cases().unwrap().contains(&case)
        && !register.is_written(case).unwrap();
    is_empty && !is_written(office, case)
}

#[test]
fn what_is_written_is_erased_alone() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, survivor, perpetrator) = a_written_case(&mut office);
    // What was written before, and words of a decision, tell of her too.
    let before = office.register().unwrap().papers(case).unwrap();
    let other = CasePapers {
        account: Paragraphs::new("Kể lại khác.").ok(),
        ..before.clone()
    };
    office.put_papers(case, &other, Some(&before)).unwrap();
    let place_of = papers_place(case);
    let draft = a_draft("kể tiếp");
    office.keep_identity_draft(&place_of, &draft).unwrap();
    add_check(&mut office, case);
    let reason = LoweringReason::SafePlace;
    let words = "Đã sang nhà chị Ba";
    office
        .lower_danger(case, Risk::Some, reason, words)
        .unwrap();
    let counted = what_counts(&office, case);

    office.erase_written(case, she_asks()).unwrap();
    assert!(is_forgotten(&mut office, case));
    for person in [&survivor, &perpetrator] {
        assert!(is_named(&office, case, person));
    }
    assert_eq!(what_counts(&office, case), counted);
    assert_eq!(office.erasures().unwrap(), []);

    // Who asked, on which day and why stands with what was decided; that words told where she is, no more, once a head
    // has read them.
    office.see_decisions(case).unwrap();
    let decisions = office.case(case).unwrap().decisions;
    let [lowered, erased] = decisions.as_slice() else {
        panic!("{decisions:?}");
    };
    assert_eq!(lowered.why, "");
    assert_eq!(
        (erased.who.as_str(), erased.why.as_str()),
        (HEAD, "Gọi điện nhờ xóa")
    );
    let Decided::WrittenErased(said) = &erased.what else {
        panic!("{erased:?}");
    };
    assert_eq!((said.asked_by, said.asked_on), (AskedBy::Person, day()));
    let log = store::entries_of(office.store(), Action::WrittenErased).unwrap();
    assert_eq!(log.len(), 1);
    assert!(office.verify().unwrap().is_fine());

    let again = office.erase_written(case, she_asks());
    assert!(matches!(again, Err(CaseError::NothingWritten)));
}

/// A safety check that finds great danger.
fn add_check(office: &mut Office, case: RecordId) {
    let check = [("checked_on", "6/3/2024"), ("signs", "threat-to-kill")];
    let mut form = typed(&check);
    form.insert("case".to_owned(), case.to_string());
    office
        .save_typed(RecordKind::RiskCheck, &form, None)
        .unwrap();
}

#[test]
fn what_was_written_before_and_emptied_since_is_kept_and_can_be_erased() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let papers = CasePapers {
        account: Paragraphs::new("Kể một lần.").ok(),
        notes: None,
        ..CasePapers::default()
    };
    office.put_papers(case, &papers, None).unwrap();
    let nothing = CasePapers::default();
    office.put_papers(case, &nothing, Some(&papers)).unwrap();
    say_no(&mut office, case, 0);
    let owed = office.owed().unwrap();
    assert_eq!((owed.len(), owed[0].case), (1, case));
    office.erase_written(case, she_asks()).unwrap();
    assert!(is_forgotten(&mut office, case));
    assert_eq!(office.owed().unwrap(), []);
}

/// A survivor of a case takes back that anything is written.
fn say_no(office: &mut Office, case: RecordId, which: usize) {
    let survivor = office.case(case).unwrap().survivors[which].id.to_string();
    let no = typed(&[
        ("survivor", &survivor),
        ("consent_purpose", "account"),
        ("consent_answer", "withdrawn"),
        ("asked_on", "1/11/2024"),
    ]);
    office
        .save_typed(RecordKind::ConsentAct, &no, None)
        .unwrap();
}

#[test]
fn one_survivor_does_not_have_erased_what_another_told_unless_she_says_no() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, first, _) = a_written_case(&mut office);
    let child = [("sex", "female"), ("age", "18-24"), ("consent", "given")];
    add(&mut office, RecordKind::Survivor, case, &child);
    let asked = office.erase_written(case, she_asks());
    assert!(matches!(asked, Err(CaseError::WrittenOfOthers)));
    assert!(is_written(&mut office, case));
    say_no(&mut office, case, 1);
    office.erase_written(case, she_asks()).unwrap();
    assert!(is_forgotten(&mut office, case));
    assert!(is_named(&office, case, &first));
}

#[test]
fn who_may_be_the_perpetrator_does_not_have_erased_what_a_child_told() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, ..) = a_written_case(&mut office);
    let child = [("sex", "female"), ("age", "6-11"), ("relation", "child")];
    add(&mut office, RecordKind::Survivor, case, &child);
    say_no(&mut office, case, 0);
    let asks = |guardian: Option<Guardian>| ErasureOfWritten {
        asked_by: AskedBy::Guardian,
        guardian,
        ..she_asks()
    };
    for guardian in [None, Some(Guardian::Father)] {
        let asked = office.erase_written(case, asks(guardian));
        assert!(matches!(asked, Err(CaseError::Field(error)) if error.column == "guardian"));
    }
    assert!(is_written(&mut office, case));
    let not_hers = ErasureOfWritten {
        asked_by: AskedBy::Office,
        ..she_asks()
    };
    assert!(matches!(
        office.erase_written(case, not_hers),
        Err(CaseError::Field(error)) if error.column == "asked_by"
    ));
}

#[test]
fn an_erasure_of_what_is_written_that_was_stopped_is_finished() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, survivor, _) = a_written_case(&mut office);
    let erasing = ErasingWritten {
        case,
        at: crate::model::Moment::now(),
        said: she_asks(),
    };
    let mut act = office.act(Role::CaseOfficer).unwrap();
    act.in_register_unlogged(NoEntry::Beginning, |register| -> Result<(), VaultError> {
        Ok(register.begin_erasing_written(&erasing)?)
    })
    .unwrap();
    drop(office);
    let mut office = place.open(COMMUNE, HEAD);
    office.finish_erasures().unwrap();
    assert!(is_forgotten(&mut office, case));
    assert!(is_named(&office, case, &survivor));
    let told = office.case(case).unwrap().decisions;
    assert_eq!((told.len(), told[0].at), (1, erasing.at));
    // Once.
    office.finish_erasures().unwrap();
    assert_eq!(office.case(case).unwrap().decisions, told);
}

/// An office with two heads, of whom one is a case officer.
fn two_heads(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    let mai = UserName::new("mai").unwrap();
    office
        .put_user(&mai, &passphrase(), &[Role::Head], false)
        .unwrap();
    office
}

#[test]
fn words_that_a_head_is_still_to_read_are_erased_once_she_has() {
    let place = Place::new();
    let mut office = two_heads(&place);
    let (case, survivor, _) = a_written_case(&mut office);
    const WORDS: &str = "Bà Bịa rút đơn, không phải bạo lực";
    let version = office.case(case).unwrap().case.version;
    office
        .void_case(case, version, VoidReason::NoViolence, WORDS)
        .unwrap();
    office.erase_person(&survivor, WHY).unwrap();
    let voided = |office: &Office| {
        let decisions = office.case(case).unwrap().decisions;
        let mut voided = decisions.into_iter();
        voided
            .find(|one| matches!(one.what, Decided::Voided { .. }))
            .unwrap()
    };
    assert_eq!(voided(&office).why, WORDS);
    assert_eq!(office.case(case).unwrap().void_note, None);
    // Nobody else can have it forgotten.
    office.erase_person(&survivor, WHY).unwrap();
    assert_eq!(voided(&office).why, WORDS);
    assert_eq!(office.waiting_for_a_head().unwrap()[0].decision.why, WORDS);
    drop(office);
    let mut office = place.open(COMMUNE, "mai");
    office.see_decisions(case).unwrap();
    let seen = voided(&office);
    assert_eq!((seen.why.as_str(), seen.waits_for_a_head()), ("", false));
    assert!(office.verify().unwrap().is_fine());
}
