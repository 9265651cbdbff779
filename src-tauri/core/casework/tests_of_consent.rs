//! What a survivor agreed to: nothing is kept, shown, found, referred or sent beyond it.

use super::*;
use crate::entry::{EntryError, Typed};
use crate::model::{
    AgeBand, CasePapers, CaseRef, Consent, ConsentAct, ConsentAnswer, ConsentPurpose, Guardian,
    LawGround, Line, Perpetrator, PersonIdentity, Problem, RecordId, RecordKind, Relation, Sex,
    Survivor, at,
};
use crate::package::TransferGround;
use crate::register::{ConsentState, Consents, Recorded, Tie};
use crate::sending::{SendingError, StaysHere};
use crate::store::{self, Decided};
use crate::test_offices::*;
use crate::vault::Office;

/// What a survivor may answer in the walks.
const ANSWERS: [(&str, &str); 7] = [
    ("name", "given"),
    ("name", "refused"),
    ("name", "withdrawn"),
    ("account", "given"),
    ("account", "withdrawn"),
    ("transfer", "given"),
    ("transfer", "withdrawn"),
];

fn answer(survivor: RecordId, (purpose, answer): (&str, &str)) -> Typed {
    let mut said = typed(&[
        ("consent_purpose", purpose),
        ("consent_answer", answer),
        ("asked_on", "20/3/2024"),
    ]);
    said.insert("survivor".to_owned(), survivor.to_string());
    if purpose == "transfer" {
        said.insert("consent_unit".to_owned(), OTHER.to_owned());
    }
    if answer == "given" {
        said.insert("consent_by".to_owned(), "herself".to_owned());
    }
    said
}

fn the_survivor(office: &Office, case: RecordId) -> (RecordId, CaseRef) {
    let case = office.case(case).unwrap();
    let survivor = &case.survivors[0];
    (survivor.id, survivor.record.person.clone())
}

/// Opens a case whose survivor is as told.
fn case_of(office: &mut Office, fields: &[(&str, &str)]) -> RecordId {
    let mut survivor = typed(&[("sex", "female"), ("age", "25-39"), ("relation", "spouse")]);
    survivor.extend(typed(fields));
    office.open_case(&a_case(), &survivor).unwrap()
}

fn named(name: &str) -> PersonIdentity {
    PersonIdentity {
        name: Line::new(name).ok(),
        ..PersonIdentity::default()
    }
}

fn written(account: &str) -> CasePapers {
    CasePapers::read(&typed(&[("account", account)])).unwrap()
}

#[test]
fn the_last_answer_holds_over_all_sequences_of_five() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[]);
    let record = office.case(case).unwrap().survivors[0].record.clone();
    let day = Some(day());
    let act = |(purpose, answer): (&str, &str), place: u8| {
        let is_transfer = purpose == "transfer";
        crate::model::Stored {
            id: RecordId::new().part(place),
            version: 1,
            origin: store::OWN,
            record: ConsentAct {
                survivor: case.into(),
                consent_purpose: ConsentPurpose::from_code(purpose).unwrap(),
                consent_unit: is_transfer.then(|| unit(OTHER)),
                consent_answer: ConsentAnswer::from_code(answer).unwrap(),
                consent_by: None,
                guardian: None,
                no_guardian: None,
                law_ground: None,
                consent_form: None,
                told_first: None,
                asked_on: crate::test_offices::day(),
                consent_until: None,
            },
        }
    };
    let last = |sequence: &[(&str, &str)], purpose: &str| match sequence
        .iter()
        .rfind(|(of, _)| *of == purpose)
    {
        None => "not-asked".to_owned(),
        Some((_, answer)) => (*answer).to_owned(),
    };
    let mut count = 0;
    for number in 0..ANSWERS.len().pow(5) {
        let sequence: Vec<(&str, &str)> = (0..5u32)
            .map(|place| ANSWERS[number / ANSWERS.len().pow(place) % ANSWERS.len()])
            .collect();
        let acts = sequence
            .iter()
            .zip(1..)
            .map(|(said, place)| act(*said, place));
        let acts: Vec<_> = acts.collect();
        let consents = Consents::new([Recorded::new(&record, &[Tie::UNKNOWN])], &acts);
        let other = unit(OTHER);
        for (purpose, to) in [
            (ConsentPurpose::Name, None),
            (ConsentPurpose::Account, None),
            (ConsentPurpose::Transfer, Some(&other)),
        ] {
            let state = consents.state(purpose, to, day);
            assert_eq!(
                state.code(),
                last(&sequence, purpose.code()),
                "{sequence:?}"
            );
        }
        // Of another unit and another purpose nothing was said.
        let third = unit(PROVINCE);
        let transfer = consents.state(ConsentPurpose::Transfer, Some(&third), day);
        assert_eq!(transfer, ConsentState::NotAsked);
        assert_eq!(consents.shares(), None);
        count += 1;
    }
    assert_eq!(count, 16_807);
}

/// All pairs of answers, one after another in one walk.
fn walk() -> Vec<(&'static str, &'static str)> {
    let mut walk = vec![ANSWERS[0]];
    for (place, first) in ANSWERS.iter().enumerate() {
        for second in &ANSWERS[place..] {
            walk.extend([*first, *second, *first]);
        }
    }
    walk
}

#[test]
fn nothing_is_kept_shown_found_referred_or_sent_beyond_what_stands_in_the_records() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let case = case_of(&mut office, &[]);
    let (survivor, person) = the_survivor(&office, case);
    let to = unit(OTHER);
    let (mut name, mut account, mut transfer) = (None, None, None);
    let (mut has_name, mut has_account) = (false, false);
    let steps = std::iter::once(None).chain(walk().into_iter().map(Some));
    for step in steps {
        if let Some(said) = step {
            office
                .save_typed(RecordKind::ConsentAct, &answer(survivor, said), None)
                .unwrap();
            match said.0 {
                "name" => name = Some(said.1),
                "account" => account = Some(said.1),
                _ => transfer = Some(said.1),
            }
        }
        let yes = |of: Option<&str>| of == Some("given");
        let kept = office.put_person(case, &person, &named("Bịa Thị Đồng Ý"), None);
        assert_eq!(kept.is_ok(), yes(name), "{step:?}");
        has_name |= kept.is_ok();
        let kept = office.put_papers(case, &written("Diễn biến bịa"), None);
        assert_eq!(kept.is_ok(), yes(account), "{step:?}");
        has_account |= kept.is_ok();
        let attached = office.attach_to_case(case, "giấy.txt", b"x".to_vec());
        assert_eq!(attached.is_ok(), yes(account), "{step:?}");
        if let Ok(file) = attached {
            office.drop_case_file(case, file).unwrap();
        }

        let shown = office.reveal_case(case).unwrap();
        let of = &shown.persons[0];
        assert_eq!(!of.identity.is_empty(), yes(name), "{step:?}");
        assert_eq!(of.hides, has_name && !yes(name), "{step:?}");
        assert_eq!(!shown.papers.is_empty(), yes(account), "{step:?}");
        assert_eq!(shown.hides, has_account && !yes(account), "{step:?}");
        let found = office.find_persons("Đồng").unwrap();
        assert_eq!(!found.is_empty(), yes(name), "{step:?}");
        // Not even what it was before.
        let tells = |shown: &Revealed| {
            let former = shown.former.iter().map(|(about, _)| about.to_string());
            former.filter(|about| about.starts_with("person")).count()
        };
        assert!(yes(name) || tells(&shown) == 0, "{step:?}");

        let along = office.goes_along(case, &to).unwrap();
        assert_eq!(along.survivors.is_empty(), !yes(name), "{step:?}");
        assert_eq!(along.account, yes(account), "{step:?}");
        assert_eq!(along.not_agreed.is_empty(), yes(transfer), "{step:?}");
        let file = place.at("chuyen.tienbo");
        let ground = TransferGround::Consent;
        let sent = office.write_transfer(case, &to, ground, StaysHere::default(), &file);
        match sent {
            Ok(_) => assert!(yes(transfer), "{step:?}"),
            Err(SendingError::Case(error)) => {
                let CaseError::NotAgreedToTransfer(persons) = *error else {
                    panic!("{error}");
                };
                assert!(!yes(transfer) && persons == person.as_str(), "{step:?}");
            }
            Err(error) => panic!("{error}"),
        }
        for (part, may) in [
            ("name", yes(name)),
            ("account", yes(account)),
            ("need", true),
        ] {
            let mut referral = typed(&[
                ("provider", "police"),
                ("referred_on", "21/3/2024"),
                ("consent_by", "herself"),
                ("shared", part),
            ]);
            referral.insert("survivor".to_owned(), survivor.to_string());
            let checked = office.check_typed(RecordKind::Referral, &referral, None, None);
            assert_eq!(checked.unwrap().cells.is_some(), may, "{step:?} {part}");
        }
    }
}

#[test]
fn who_was_not_asked_is_counted_and_no_more() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[("disability", "1")]);
    let perpetrator = [("sex", "male"), ("age", "40-59"), ("prosecuted", "0")];
    let mut perpetrator = typed(&perpetrator);
    perpetrator.insert("case".to_owned(), case.to_string());
    office
        .save_typed(RecordKind::Perpetrator, &perpetrator, None)
        .unwrap();
    let travels = |office: &Office| office.case(case).unwrap().facts.remove(0);
    let facts = travels(&office);
    let (_, of) = &facts.survivors[0];
    assert_eq!(
        (of.age, of.relation, of.disability),
        (AgeBand::Unknown, None, None)
    );
    let (_, his) = &facts.perpetrators[0];
    assert_eq!((his.sex, his.age), (Sex::Unrecorded, AgeBand::Unknown));
    assert_eq!(his.prosecuted, Some(false));
    let (survivor, person) = the_survivor(&office, case);
    let not_asked = office.put_person(case, &person, &named("Bịa"), None);
    let state = ConsentState::NotAsked;
    assert!(matches!(not_asked, Err(CaseError::NotAgreed(of)) if of == state));
    // Once she agrees, in the same unlocking.
    for purpose in ["name", "share"] {
        let said = answer(survivor, (purpose, "given"));
        office
            .save_typed(RecordKind::ConsentAct, &said, None)
            .unwrap();
    }
    office
        .put_person(case, &person, &named("Bịa"), None)
        .unwrap();
    let (_, of) = &travels(&office).survivors[0];
    assert_eq!(of.relation, Some(Relation::Spouse));
    assert_eq!(of.consent, Some(Consent::Given));
    let (_, his) = &travels(&office).perpetrators[0];
    assert_eq!(his.sex, Sex::Male);
}

#[test]
fn who_changes_her_record_to_a_refusal_is_not_named_any_more() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[("consent", "given")]);
    let (survivor, person) = the_survivor(&office, case);
    office
        .put_person(case, &person, &named("Bịa"), None)
        .unwrap();
    office.put_papers(case, &written("Bịa"), None).unwrap();
    let (version, mut form) = office.typed(RecordKind::Survivor, survivor).unwrap();
    form.insert("consent".to_owned(), "refused".to_owned());
    office
        .save_typed(RecordKind::Survivor, &form, Some((survivor, version)))
        .unwrap();
    let shown = office.reveal_case(case).unwrap();
    assert!(shown.persons[0].identity.is_empty() && shown.persons[0].hides);
    assert!(shown.papers.is_empty() && shown.hides);
    assert!(office.find_persons("Bịa").unwrap().is_empty());
    // What is kept is told until it is erased.
    let owed = office.owed().unwrap();
    assert_eq!(owed.len(), 2);
    assert!(owed.iter().all(|one| one.case == case));
    let why = crate::model::ErasureReason::HerWish;
    office.erase_person(&person, why).unwrap();
    assert!(office.owed().unwrap().is_empty());
}

#[test]
fn of_two_survivors_one_who_refuses_keeps_what_is_written_of_both_away() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[("consent", "given")]);
    let (_, person) = the_survivor(&office, case);
    let mut second = typed(&[("sex", "female"), ("age", "18-24"), ("consent", "refused")]);
    second.insert("case".to_owned(), case.to_string());
    office
        .save_typed(RecordKind::Survivor, &second, None)
        .unwrap();
    office
        .put_person(case, &person, &named("Bịa"), None)
        .unwrap();
    let refused = office.put_papers(case, &written("Bịa"), None);
    assert!(matches!(
        refused,
        Err(CaseError::NotAgreed(ConsentState::Refused))
    ));
}

#[test]
fn what_was_answered_stays_as_it_was_recorded() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[]);
    let (survivor, _) = the_survivor(&office, case);
    let said = answer(survivor, ("name", "withdrawn"));
    let kind = RecordKind::ConsentAct;
    let act = office.save_typed(kind, &said, None).unwrap();
    let other = answer(survivor, ("name", "given"));
    let changed = office.save_typed(kind, &other, Some((act, 1)));
    assert!(
        matches!(changed, Err(EntryError::AnswerStays)),
        "{changed:?}"
    );
    let deleted = office.delete_records(kind, &[(act, 1)]);
    assert!(
        matches!(deleted, Err(EntryError::AnswerStays)),
        "{deleted:?}"
    );
    // Nor does her record say otherwise, beside it.
    let (version, mut form) = office.typed(RecordKind::Survivor, survivor).unwrap();
    form.insert("consent".to_owned(), "given".to_owned());
    let changed = office.save_typed(RecordKind::Survivor, &form, Some((survivor, version)));
    assert!(changed.is_err());
    // No answer of a day that has not come.
    let mut ahead = answer(survivor, ("name", "given"));
    ahead.insert("asked_on".to_owned(), "1/1/2090".to_owned());
    assert!(office.save_typed(kind, &ahead, None).is_err());
}

/// What is wrong with the yes of a guardian, for a survivor of an age, her relation, and the perpetrator's sex.
fn guardians_yes(
    office: &mut Office,
    (age, relation, his): (&str, &str, Option<&str>),
    said: &[(&str, &str)],
) -> Option<(String, Problem)> {
    let case = case_of(office, &[("age", age), ("relation", relation)]);
    if let Some(sex) = his {
        let mut perpetrator = typed(&[("sex", sex), ("age", "40-59")]);
        perpetrator.insert("case".to_owned(), case.to_string());
        office
            .save_typed(RecordKind::Perpetrator, &perpetrator, None)
            .unwrap();
    }
    let (survivor, _) = the_survivor(office, case);
    let mut form = answer(survivor, ("name", "given"));
    form.extend(typed(said));
    let checked = office.check_typed(RecordKind::ConsentAct, &form, None, None);
    let problem = checked.unwrap().problems.into_iter().next();
    problem.map(|problem| (problem.column, problem.problem))
}

#[test]
fn nobody_agrees_for_another_who_may_hurt_her_or_who_can_decide() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let guardian = |by, who| [("consent_by", by), ("guardian", who)];
    let both = "child-and-guardian";
    let harm = || Some(("guardian".to_owned(), Problem::GuardianMayHarm));
    let not_hers = || Some(("consent_by".to_owned(), Problem::NotHersToGive));
    let mut asked = |of, said: &[(&str, &str)]| guardians_yes(&mut office, of, said);
    // A child whose father hurts it: not he, and not its mother while it is not known who it was.
    let child = |his| ("6-11", "child", his);
    assert_eq!(
        asked(child(Some("male")), &guardian(both, "father")),
        harm()
    );
    assert_eq!(asked(child(Some("male")), &guardian(both, "mother")), None);
    assert_eq!(
        asked(child(Some("female")), &guardian(both, "mother")),
        harm()
    );
    assert_eq!(asked(child(None), &guardian(both, "mother")), harm());
    assert_eq!(asked(child(None), &guardian(both, "protection")), None);
    // Of whom it is not known who hurts it.
    let unknown = ("6-11", "unknown", None);
    assert_eq!(asked(unknown, &guardian(both, "mother")), harm());
    let stranger = ("12-15", "stranger", None);
    assert_eq!(asked(stranger, &guardian(both, "mother")), None);
    // From seven the child is asked too, before that it is not.
    assert_eq!(asked(stranger, &guardian("guardian", "mother")), not_hers());
    assert_eq!(asked(stranger, &[]), not_hers());
    let small = ("0-5", "stranger", None);
    assert_eq!(asked(small, &guardian("guardian", "mother")), None);
    assert_eq!(asked(small, &guardian(both, "mother")), not_hers());
    // An adult speaks for herself.
    let wife = ("25-39", "spouse", Some("male"));
    assert_eq!(asked(wife, &guardian("guardian", "mother")), not_hers());
    assert_eq!(asked(wife, &[]), None);
    // Best interest has a reason.
    let best = [("consent_by", "best-interest")];
    let needed = Some(("no_guardian".to_owned(), Problem::Required));
    assert_eq!(asked(child(Some("male")), &best), needed);
    let reason = [best[0], ("no_guardian", "may-harm")];
    assert_eq!(asked(child(Some("male")), &reason), None);
}

#[test]
fn a_case_is_opened_on_no_guardians_yes_that_may_be_his() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let opened = |office: &mut Office, fields: &[(&str, &str)]| {
        let survivor = typed(&[&[("sex", "female")], fields].concat());
        let opened = office.open_case(&a_case(), &survivor);
        opened.err().map(|error| match error {
            CaseError::Entry(EntryError::Fields(errors)) => errors[0].clone(),
            other => panic!("{other}"),
        })
    };
    let guardian = ("consent", "guardian");
    let child = [("age", "6-11"), ("relation", "child"), guardian];
    let harm = at("consent")(Problem::GuardianMayHarm);
    assert_eq!(opened(&mut office, &child), Some(harm));
    let wife = [("age", "25-39"), ("relation", "spouse"), guardian];
    let not_hers = at("consent")(Problem::NotHersToGive);
    assert_eq!(opened(&mut office, &wife), Some(not_hers));
    let others = [("age", "6-11"), ("relation", "stranger"), guardian];
    assert_eq!(opened(&mut office, &others), None);
    assert!(
        store::records::<Perpetrator>(office.store(), store::OWN)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store::records::<Survivor>(office.store(), store::OWN)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn every_guardian_and_relation_is_decided() {
    let may_harm = |guardian, relation| {
        let tie = Tie {
            relation,
            ..Tie::UNKNOWN
        };
        crate::register::may_harm(guardian, &[tie])
    };
    for guardian in Guardian::ALL {
        for relation in Relation::ALL {
            // Who works for the protection of children may speak, unless an official hurt the child.
            let may_harm = may_harm(*guardian, Some(*relation));
            let speaks = *guardian == Guardian::Protection && *relation != Relation::Official;
            assert!(!speaks || !may_harm);
        }
        let unknown = may_harm(*guardian, None);
        assert_eq!(unknown, *guardian != Guardian::Protection);
    }
}

/// Records what a survivor answered, as typed.
fn say(office: &mut Office, survivor: RecordId, said: (&str, &str), more: &[(&str, &str)]) {
    let mut form = answer(survivor, said);
    form.extend(typed(more));
    let kind = RecordKind::ConsentAct;
    office.save_typed(kind, &form, None).unwrap();
}

/// Changes a field of the survivor of a case.
fn change(office: &mut Office, survivor: RecordId, fields: &[(&str, &str)]) {
    let kind = RecordKind::Survivor;
    let (version, mut form) = office.typed(kind, survivor).unwrap();
    form.extend(typed(fields));
    office
        .save_typed(kind, &form, Some((survivor, version)))
        .unwrap();
}

#[test]
fn a_no_holds_though_who_said_it_is_taken_out_of_the_case() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    for another_stays in [false, true] {
        let case = case_of(&mut office, &[("share", "có")]);
        let (survivor, person) = the_survivor(&office, case);
        for purpose in ["name", "account"] {
            say(&mut office, survivor, (purpose, "given"), &[]);
        }
        let mut he = typed(&[("sex", "male"), ("age", "40-59")]);
        he.insert("case".to_owned(), case.to_string());
        let kind = RecordKind::Perpetrator;
        office.save_typed(kind, &he, None).unwrap();
        let his = office.case(case).unwrap().perpetrators[0]
            .record
            .person
            .clone();
        for (who, name) in [(&person, "Bịa Thị Không"), (&his, "Bịa Văn Ác")] {
            office.put_person(case, who, &named(name), None).unwrap();
        }
        let told = written("Bịa Thị Không kể lại");
        office.put_papers(case, &told, None).unwrap();
        for purpose in ["name", "account"] {
            say(&mut office, survivor, (purpose, "withdrawn"), &[]);
        }
        if another_stays {
            let mut second = a_survivor();
            second.extend(typed(&[("consent", "given"), ("share", "có")]));
            second.insert("case".to_owned(), case.to_string());
            let kind = RecordKind::Survivor;
            office.save_typed(kind, &second, None).unwrap();
        }
        let kind = RecordKind::Survivor;
        office.delete_records(kind, &[(survivor, 1)]).unwrap();

        let shown = office.reveal_case(case).unwrap();
        assert!(shown.papers.is_empty() && shown.hides, "{another_stays}");
        assert_eq!(shown.written, ConsentState::Withdrawn);
        assert_eq!(office.case(case).unwrap().written, ConsentState::Withdrawn);
        let owed = office.owed().unwrap();
        let owed = owed.into_iter().filter(|one| one.case == case);
        let owed: Vec<Owed> = owed.map(|one| one.owed).collect();
        assert_eq!(owed.len(), 2, "{owed:?}");
        assert!(owed.contains(&Owed::NameErased(person.clone())));
        // Where nobody is left, he is not named either, nothing of the case goes along and nobody agrees to that.
        let along = office.goes_along(case, &unit(OTHER)).unwrap();
        assert!(!along.account && !along.not_agreed.is_empty());
        assert_eq!(along.perpetrators.is_empty(), !another_stays);
        let file = place.at("chuyen.tienbo");
        let ground = TransferGround::Consent;
        let sent = office.write_transfer(case, &unit(OTHER), ground, StaysHere::default(), &file);
        assert!(sent.is_err());
        let facts = office.case(case).unwrap().facts.remove(0);
        assert_eq!(facts.case.acts.is_empty(), !another_stays);
        if !another_stays {
            assert!(office.find_persons("Bịa").unwrap().is_empty());
        }
    }
}

#[test]
fn a_yes_that_by_what_comes_out_later_nobody_could_give_is_none() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let is_named = |office: &mut Office, case| {
        let shown = office.reveal_case(case).unwrap();
        let of = &shown.persons[0];
        assert_eq!(of.identity.is_empty(), of.hides);
        (of.consent, !of.identity.is_empty())
    };
    let (yes, no) = ((ConsentState::Given, true), (ConsentState::NotAsked, false));
    // The guardian who said yes is who hurts the child.
    let case = case_of(&mut office, &[("age", "6-11"), ("relation", "stranger")]);
    let (survivor, person) = the_survivor(&office, case);
    let father = [("consent_by", "child-and-guardian"), ("guardian", "father")];
    for purpose in ["name", "share"] {
        say(&mut office, survivor, (purpose, "given"), &father);
    }
    office
        .put_person(case, &person, &named("Bé Bịa"), None)
        .unwrap();
    assert_eq!(is_named(&mut office, case), yes);
    change(&mut office, survivor, &[("relation", "child")]);
    assert_eq!(is_named(&mut office, case), no);
    let (_, facts) = &office.case(case).unwrap().facts.remove(0).survivors[0];
    assert_eq!((facts.share, facts.age), (None, AgeBand::Unknown));
    // What her mother says once it is known who did it holds.
    let mut he = typed(&[("sex", "male"), ("age", "40-59")]);
    he.insert("case".to_owned(), case.to_string());
    let kind = RecordKind::Perpetrator;
    office.save_typed(kind, &he, None).unwrap();
    let mother = [("consent_by", "child-and-guardian"), ("guardian", "mother")];
    say(&mut office, survivor, ("name", "given"), &mother);
    assert_eq!(is_named(&mut office, case), yes);

    // Who agreed alone is a child.
    let case = case_of(&mut office, &[("age", "unknown"), ("relation", "stranger")]);
    let (survivor, person) = the_survivor(&office, case);
    say(&mut office, survivor, ("name", "given"), &[]);
    office
        .put_person(case, &person, &named("Bé Bịa"), None)
        .unwrap();
    change(&mut office, survivor, &[("age", "12-15")]);
    assert_eq!(is_named(&mut office, case), no);
    // A no is anybody's.
    say(&mut office, survivor, ("name", "withdrawn"), &[]);
    assert_eq!(is_named(&mut office, case).0, ConsentState::Withdrawn);

    // So it is with what was said as the case was opened.
    let fields = [
        ("age", "6-11"),
        ("relation", "stranger"),
        ("consent", "guardian"),
    ];
    let case = case_of(&mut office, &fields);
    let (survivor, person) = the_survivor(&office, case);
    office
        .put_person(case, &person, &named("Bé Bịa"), None)
        .unwrap();
    change(&mut office, survivor, &[("relation", "child")]);
    assert_eq!(is_named(&mut office, case), no);
}

#[test]
fn what_the_law_asks_for_has_its_ground_and_a_head_looks_at_it() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[]);
    let (survivor, person) = the_survivor(&office, case);
    say(&mut office, survivor, ("name", "refused"), &[]);
    let by_law = |ground: &str| {
        let mut said = answer(survivor, ("name", "given"));
        said.insert("consent_by".to_owned(), "law".to_owned());
        said.insert("law_ground".to_owned(), ground.to_owned());
        said
    };
    let kind = RecordKind::ConsentAct;
    let column = |refused: Result<RecordId, EntryError>| match refused {
        Err(EntryError::Field(error)) => error.column.to_string(),
        Err(EntryError::Fields(problems)) => problems[0].column.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        column(office.save_typed(kind, &by_law(""), None)),
        "law_ground"
    );
    let mut hers = by_law("danger");
    hers.insert("consent_by".to_owned(), "herself".to_owned());
    assert_eq!(column(office.save_typed(kind, &hers, None)), "law_ground");
    assert_eq!(office.waiting_for_a_head().unwrap(), []);
    office.save_typed(kind, &by_law("danger"), None).unwrap();
    let state = office.case(case).unwrap().agreed.remove(0);
    assert_eq!((state.person, state.name), (person, ConsentState::Given));
    let waiting = office.waiting_for_a_head().unwrap();
    let what: Vec<_> = waiting.into_iter().map(|one| one.decision.what).collect();
    let (purpose, ground) = (ConsentPurpose::Name, LawGround::Danger);
    assert_eq!(what, [Decided::AskedByLaw { purpose, ground }]);
}

#[test]
fn a_no_of_a_day_before_that_of_a_yes_is_not_passed_over_in_silence() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(&mut office, &[]);
    let (survivor, _) = the_survivor(&office, case);
    say(&mut office, survivor, ("name", "given"), &[]);
    for no in ["refused", "withdrawn"] {
        let mut before = answer(survivor, ("name", no));
        before.insert("asked_on".to_owned(), "15/3/2024".to_owned());
        let told = office.save_typed(RecordKind::ConsentAct, &before, None);
        let told = format!("{:?}", told.unwrap_err());
        assert!(told.contains("LaterYes(\"20/03/2024\")"), "{told}");
        // Of something else that she was asked for it holds.
        before.insert("consent_purpose".to_owned(), "account".to_owned());
        office
            .save_typed(RecordKind::ConsentAct, &before, None)
            .unwrap();
    }
    say(&mut office, survivor, ("name", "withdrawn"), &[]);
    let state = office.case(case).unwrap().agreed.remove(0).name;
    assert_eq!(state, ConsentState::Withdrawn);
}
