//! Danger that stays until somebody lowers it, and a case that is closed when she is safe.

use super::*;
use crate::catalogue::{Catalogue, CatalogueFiles, RegisterRules, Risk};
use crate::entry::EntryError;
use crate::model::{
    AskedOf, CaseOutcome, ClosingCriterion, Day, FlatForm, FollowUp, HourDuty, LoweringReason,
    Moment, OwnView, Problem, RecordId, RecordKind, RiskCheck, RiskSign, Set, Stored, VoidReason,
};
use crate::register::danger;
use crate::store::{self, Action, CriterionAnswer, Decided, Decision, Reader};
use crate::test_offices::*;
use crate::vault::{Office, Role, UserName, VaultError};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::built_in("bac-ninh-2024.1").unwrap());
const WHY: &str = "Đã ở nhà tạm lánh, người gây bạo lực không biết chỗ";

fn rules() -> &'static RegisterRules {
    &CATALOGUE.register
}

fn iso(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// Adds a record to a case, as typed.
fn put(office: &mut Office, kind: RecordKind, case: RecordId, fields: &[(&str, &str)]) -> RecordId {
    let mut form = typed(fields);
    form.insert("case".to_owned(), case.to_string());
    office.save_typed(kind, &form, None).unwrap()
}

/// A check of a day, as typed.
fn check(office: &mut Office, case: RecordId, on: &str, fields: &[(&str, &str)]) -> RecordId {
    let day = [("checked_on", on)];
    put(
        office,
        RecordKind::RiskCheck,
        case,
        &[&day, fields].concat(),
    )
}

fn risk_of(office: &Office, case: RecordId) -> Option<Risk> {
    office.case(case).unwrap().danger.map(|danger| danger.risk)
}

fn lower(office: &mut Office, case: RecordId, to: Risk) {
    let reason = LoweringReason::SafePlace;
    office.lower_danger(case, to, reason, WHY).unwrap();
}

/// The codes of all questions but some.
fn all_but(but: &[RiskSign]) -> String {
    let all = RiskSign::ALL.iter().filter(|sign| !but.contains(sign));
    all.map(|sign| sign.code()).collect::<Vec<_>>().join(";")
}

fn version_of(office: &Office, kind: RecordKind, id: RecordId) -> i64 {
    store::flat_record(office.store(), kind, id)
        .unwrap()
        .version
}

#[test]
fn a_question_has_one_answer_and_what_an_earlier_program_did_not_ask_is_not_asked() {
    let kind = RecordKind::RiskCheck;
    let read = |value: serde_json::Value| kind.from_json(value.as_object().unwrap());
    let case = RecordId::new().to_string();
    let earlier = read(serde_json::json!({"case": case, "checked_on": "2024-03-05",
        "signs": ["strangled"]}));
    let earlier = RiskCheck::from_cells(earlier.unwrap()).unwrap();
    assert!(earlier.signs.is_answered(RiskSign::Strangled));
    assert!(!earlier.signs.is_answered(RiskSign::Weapon));
    assert!(earlier.says_something());
    let twice = read(serde_json::json!({"case": case, "checked_on": "2024-03-05",
        "signs": ["weapon"], "signs_no": ["strangled"], "signs_unsaid": ["weapon"]}));
    let twice = twice.and_then(RiskCheck::from_cells).unwrap_err();
    assert_eq!(
        (twice.column.as_str(), twice.problem),
        ("signs_unsaid", Problem::Contradicts)
    );
}

#[test]
fn what_nobody_asked_is_no_sign_of_safety_and_lowers_nothing() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let first = check(&mut office, case, "5/3/2024", &[]);
    assert_eq!(risk_of(&office, case), None);
    check(
        &mut office,
        case,
        "5/3/2024",
        &[("signs_unsaid", "strangled"), ("own_view", "unsaid")],
    );
    assert_eq!(risk_of(&office, case), None);
    let found = check(
        &mut office,
        case,
        "6/3/2024",
        &[("signs", "strangled;worse")],
    );
    check(&mut office, case, "6/3/2024", &[]);
    check(
        &mut office,
        case,
        "7/3/2024",
        &[("signs_no", &all_but(&[])), ("own_view", "safe")],
    );
    let danger = office.case(case).unwrap().danger.unwrap();
    assert_eq!(
        (danger.risk, danger.check, danger.on),
        (Risk::Immediate, Some(found), iso("2024-03-06"))
    );
    assert_eq!(danger.signs, [RiskSign::Strangled]);
    // The one that says nothing can go; the one that it stands on stays as it is.
    let kind = RecordKind::RiskCheck;
    office.delete_records(kind, &[(first, 1)]).unwrap();
    let deleted = office.delete_records(kind, &[(found, 1)]);
    assert!(
        matches!(deleted, Err(EntryError::DangerStays)),
        "{deleted:?}"
    );
    let (version, mut form) = office.typed(kind, found).unwrap();
    form.insert("signs".to_owned(), "worse".to_owned());
    form.insert("signs_no".to_owned(), "strangled".to_owned());
    let changed = office.save_typed(kind, &form, Some((found, version)));
    assert!(
        matches!(changed, Err(EntryError::DangerStays)),
        "{changed:?}"
    );
    assert_eq!(risk_of(&office, case), Some(Risk::Immediate));
}

#[test]
fn a_person_is_in_no_less_danger_than_she_says() {
    for (view, risk) in [
        (OwnView::Safe, Some(Risk::None)),
        (OwnView::Afraid, Some(Risk::Some)),
        (OwnView::InDanger, Some(Risk::High)),
        (OwnView::Unsaid, None),
    ] {
        let check = a_check(&[], Some(view));
        assert_eq!(rules().risk(&check.record), risk, "{view:?}");
    }
    let signs = [RiskSign::Separation, RiskSign::Worse];
    for one in signs {
        assert_eq!(
            rules().risk(&a_check(&[one], None).record),
            Some(Risk::Some)
        );
    }
    // Together they are more; what was long ago is not now.
    assert_eq!(
        rules().risk(&a_check(&signs, None).record),
        Some(Risk::High)
    );
    let sexual = |sign| rules().risk(&a_check(&[sign], Some(OwnView::Safe)).record);
    assert_eq!(sexual(RiskSign::Sexual), Some(Risk::High));
    assert_eq!(sexual(RiskSign::SexualRecent), Some(Risk::Immediate));
}

#[test]
fn only_a_case_officer_lowers_the_danger_for_a_reason_and_a_head_looks() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    for role in Role::ALL {
        let user = UserName::new(role.code()).unwrap();
        office
            .put_user(&user, &passphrase(), &[role], false)
            .unwrap();
    }
    let case = open_case(&mut office);
    let found = check(&mut office, case, "5/3/2024", &[("signs", "strangled")]);
    let reason = LoweringReason::SafePlace;
    let in_role = |role: Role| place.open(COMMUNE, role.code());
    drop(office);
    for role in [Role::Recorder, Role::Receiver, Role::Head] {
        let mut office = in_role(role);
        let lowered = office.lower_danger(case, Risk::Some, reason, WHY);
        assert!(matches!(
            lowered,
            Err(CaseError::Vault(VaultError::NotAllowed(Role::CaseOfficer)))
        ));
    }
    let mut office = in_role(Role::CaseOfficer);
    let none = office.lower_danger(case, Risk::Some, reason, " \n");
    assert!(matches!(none, Err(CaseError::NeedsReason)));
    let not = office.lower_danger(case, Risk::Immediate, reason, WHY);
    assert!(matches!(not, Err(CaseError::NotLower)));
    assert!(office.waiting_for_a_head().unwrap().is_empty());
    lower(&mut office, case, Risk::Some);
    assert_eq!(risk_of(&office, case), Some(Risk::Some));
    let unseen = office.waiting_for_a_head().unwrap();
    let decision = &unseen[0].decision;
    assert_eq!((unseen[0].id, decision.why.as_str()), (case, WHY));
    assert_eq!(decision.who, Role::CaseOfficer.code());
    let log = store::entries_of(office.store(), Action::DangerLowered).unwrap();
    assert_eq!(log.len(), 1);
    assert!(log[0].subject.ends_with(&case.to_string()));
    // Who lowered it is not who looks.
    assert!(office.see_decisions(case).is_err());
    drop(office);
    let mut office = in_role(Role::Head);
    assert_eq!(office.waiting_for_a_head().unwrap().len(), 1);
    office.see_decisions(case).unwrap();
    assert!(office.waiting_for_a_head().unwrap().is_empty());
    assert!(matches!(
        office.see_decisions(case),
        Err(CaseError::NothingToSee)
    ));
    drop(office);
    // What is found later counts anew, and so does what is put otherwise into a check that was there.
    let mut office = in_role(Role::CaseOfficer);
    check(
        &mut office,
        case,
        "5/3/2024",
        &[("signs", "worse;separation")],
    );
    assert_eq!(risk_of(&office, case), Some(Risk::High));
    lower(&mut office, case, Risk::None);
    let kind = RecordKind::RiskCheck;
    let (version, mut form) = office.typed(kind, found).unwrap();
    form.insert("signs".to_owned(), "weapon".to_owned());
    office
        .save_typed(kind, &form, Some((found, version)))
        .unwrap();
    assert_eq!(risk_of(&office, case), Some(Risk::Immediate));
    assert_eq!(office.waiting_for_a_head().unwrap().len(), 1);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn an_erasure_takes_the_words_of_decisions_and_leaves_that_they_were_made() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    check(&mut office, case, "5/3/2024", &[("signs", "strangled")]);
    lower(&mut office, case, Risk::Some);
    let person = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    office
        .erase_person(&person, crate::model::ErasureReason::ALL[0])
        .unwrap();
    // A head reads why, and then it is gone.
    assert!(!office.case(case).unwrap().decisions[0].why.is_empty());
    office.see_decisions(case).unwrap();
    let case = office.case(case).unwrap();
    assert_eq!(case.decisions[0].why, "");
    assert_eq!(case.danger.unwrap().risk, Risk::Some);
    assert!(office.verify().unwrap().is_fine());
}

fn a_check(signs: &[RiskSign], own_view: Option<OwnView>) -> Stored<RiskCheck> {
    let set = |signs: &[RiskSign]| Set(signs.iter().copied().collect::<BTreeSet<_>>());
    let signs = crate::model::Answers {
        yes: set(signs),
        no: set(&[]),
        unsaid: set(&[]),
    };
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: RiskCheck {
            case: RecordId::new().into(),
            checked_on: iso("2024-03-05"),
            asked_of: None,
            signs,
            own_view,
            suicide_steps: Set(BTreeSet::new()),
        },
    }
}

/// What can happen to the danger of a case.
#[derive(Debug, Clone)]
enum Step {
    Found(Vec<RiskSign>, Option<OwnView>),
    Lowered(Risk),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let signs = prop::collection::vec(prop::sample::select(RiskSign::ALL), 0..4);
    let view = prop::option::of(prop::sample::select(OwnView::ALL));
    let found = (signs, view).prop_map(|(signs, view)| Step::Found(signs, view));
    let lowered = prop::sample::select(Risk::ALL.to_vec()).prop_map(Step::Lowered);
    prop::collection::vec(prop_oneof![3 => found, 1 => lowered], 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn danger_rises_with_what_is_found_and_falls_by_decisions_alone(steps in steps()) {
        let (mut checks, mut decisions): (Vec<Stored<RiskCheck>>, Vec<Decision>) = Default::default();
        let mut known: Option<Risk> = None;
        for step in steps {
            match step {
                Step::Found(signs, view) => {
                    let check = a_check(&signs, view);
                    known = known.max(rules().risk(&check.record));
                    checks.push(check);
                }
                Step::Lowered(to) if Some(to) < known => {
                    let what = Decided::DangerLowered {
                        from: known.unwrap(),
                        to,
                        reason: LoweringReason::Other,
                        checks: checks.iter().map(|check| (check.id, check.version)).collect(),
                    };
                    let (who, why) = ("lan".to_owned(), WHY.to_owned());
                    decisions.push(Decision { what, who, why, at: Moment::now(), seen: None, to_forget: false });
                    known = Some(to);
                }
                Step::Lowered(_) => {}
            }
            let danger = danger(&checks, &decisions, rules());
            prop_assert_eq!(danger.map(|danger| danger.risk), known);
        }
    }
}

fn all_met() -> Vec<CriterionAnswer> {
    let all = ClosingCriterion::ALL.iter().copied();
    all.map(|criterion| CriterionAnswer {
        criterion,
        met: true,
        why: String::new(),
    })
    .collect()
}

fn end(outcome: CaseOutcome) -> EndOfCase {
    EndOfCase {
        on: iso("2024-06-01"),
        outcome,
        criteria: all_met(),
        why: String::new(),
    }
}

/// Records help that was offered and declined.
fn offer(office: &mut Office, case: RecordId) {
    let survivor = office.case(case).unwrap().survivors[0].id.to_string();
    let form = typed(&[
        ("survivor", &survivor),
        ("service", "shelter"),
        ("offered_on", "6/3/2024"),
        ("answer", "declined"),
    ]);
    office.save_typed(RecordKind::Service, &form, None).unwrap();
}

/// What a case officer decides to a case's end has a head look at it: another than who decided it, where there is one.
#[test]
fn a_head_looks_at_what_ended_a_case_and_not_at_what_she_decided_herself() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let both = [Role::Head, Role::CaseOfficer];
    let another = UserName::new("head").unwrap();
    let waiting = |office: &Office| {
        let waiting = office.waiting_for_a_head().unwrap();
        waiting
            .into_iter()
            .map(|case| case.decision.what)
            .collect::<Vec<_>>()
    };
    let version = |office: &Office, case| office.case(case).unwrap().case.version;
    let closed = open_case(&mut office);
    let at = version(&office, closed);
    office
        .close_case(closed, at, moved_away(iso("2024-03-10")))
        .unwrap();
    let voided = open_case(&mut office);
    let at = version(&office, voided);
    office
        .void_case(voided, at, VoidReason::Duplicate, "Ghi hai lần")
        .unwrap();
    assert!(matches!(
        waiting(&office)[..],
        [
            Decided::Closed { .. },
            Decided::Voided {
                reason: VoidReason::Duplicate
            }
        ]
    ));
    // The only head may look at her own; where there is another, that one does.
    office.see_decisions(closed).unwrap();
    assert_eq!(waiting(&office).len(), 1);
    office
        .put_user(&another, &passphrase(), &both, false)
        .unwrap();
    assert!(matches!(
        office.see_decisions(voided),
        Err(CaseError::OwnDecision)
    ));
    assert_eq!(waiting(&office).len(), 1);
    drop(office);
    let mut office = place.open(COMMUNE, "head");
    office.see_decisions(voided).unwrap();
    assert!(waiting(&office).is_empty());
    // Opened again and ended again it waits again.
    let at = version(&office, voided);
    office.reopen_case(voided, at).unwrap();
    assert!(waiting(&office).is_empty());
    let at = version(&office, voided);
    office
        .void_case(voided, at, VoidReason::NoViolence, "Xem lại")
        .unwrap();
    assert_eq!(waiting(&office).len(), 1);
    assert!(matches!(
        office.see_decisions(voided),
        Err(CaseError::OwnDecision)
    ));
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn a_case_is_not_closed_over_danger_that_stands_or_that_nobody_asked_about() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let close = |office: &mut Office, end: EndOfCase| {
        let version = version_of(office, RecordKind::ViolenceCase, case);
        office.close_case(case, version, end)
    };
    let safe = || end(CaseOutcome::Safe);
    assert!(matches!(
        close(&mut office, safe()),
        Err(CaseError::NeverChecked)
    ));
    check(&mut office, case, "5/3/2024", &[]);
    assert!(matches!(
        close(&mut office, safe()),
        Err(CaseError::NeverChecked)
    ));
    check(
        &mut office,
        case,
        "5/3/2024",
        &[("signs", "worse;separation")],
    );
    let separated = close(&mut office, end(CaseOutcome::Separated));
    assert!(matches!(separated, Err(CaseError::DangerStands)));
    lower(&mut office, case, Risk::Some);
    assert!(matches!(
        close(&mut office, safe()),
        Err(CaseError::NothingOffered)
    ));
    offer(&mut office, case);
    for left_out in 0..ClosingCriterion::ALL.len() {
        let mut some = safe();
        some.criteria.remove(left_out);
        assert!(matches!(
            close(&mut office, some),
            Err(CaseError::CriteriaOpen)
        ));
        let mut unmet = safe();
        unmet.criteria[left_out].met = false;
        assert!(matches!(
            close(&mut office, unmet),
            Err(CaseError::NeedsReason)
        ));
        let mut twice = safe();
        twice.criteria.push(twice.criteria[left_out].clone());
        assert!(matches!(
            close(&mut office, twice),
            Err(CaseError::CriteriaOpen)
        ));
    }
    let mut unmet = safe();
    unmet.criteria[2].met = false;
    unmet.criteria[2].why = "Chưa gặp lại để hỏi".to_owned();
    close(&mut office, unmet).unwrap();
    let closed = office.case(case).unwrap();
    assert_eq!(closed.state, CaseState::Closed);
    let kept = closed.decisions.last().unwrap();
    let Decided::Closed {
        outcome, criteria, ..
    } = &kept.what
    else {
        panic!("{kept:?}");
    };
    assert_eq!(*outcome, Some(CaseOutcome::Safe));
    assert_eq!(criteria[2].why, "Chưa gặp lại để hỏi");
    assert!(office.verify().unwrap().is_fine());
}

/// What is wrong with a record of a case, as typed.
fn wrong(
    office: &mut Office,
    kind: RecordKind,
    (owner, id): (&str, RecordId),
    fields: &[(&str, &str)],
) -> Vec<(String, Problem)> {
    let mut form = typed(fields);
    form.insert(owner.to_owned(), id.to_string());
    match office.save_typed(kind, &form, None) {
        Ok(_) => Vec::new(),
        Err(EntryError::Fields(errors)) => {
            let errors = errors.into_iter();
            errors.map(|one| (one.column, one.problem)).collect()
        }
        Err(error) => panic!("{error}"),
    }
}

fn tell_new_violence(office: &mut Office, case: RecordId) -> Vec<(String, Problem)> {
    let told = [
        ("due_on", "20/5/2024"),
        ("done_on", "20/5/2024"),
        ("follow_up_form", "office"),
        ("follow_up_result", "new-violence"),
    ];
    wrong(office, RecordKind::FollowUp, ("case", case), &told)
}

#[test]
fn a_case_is_not_closed_over_new_violence_or_what_is_due_by_the_hour() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let child = typed(&[("sex", "female"), ("age", "6-11"), ("relation", "child")]);
    let case = office.open_case(&a_case(), &child).unwrap();
    let safe = [("own_view", "safe")];
    check(&mut office, case, "6/3/2024", &safe);
    offer(&mut office, case);
    assert_eq!(tell_new_violence(&mut office, case), []);
    let close = |office: &mut Office| {
        let version = version_of(office, RecordKind::ViolenceCase, case);
        office.close_case(case, version, end(CaseOutcome::Safe))
    };
    let closed = close(&mut office);
    assert!(matches!(closed, Err(CaseError::NewViolence)), "{closed:?}");
    check(&mut office, case, "20/5/2024", &safe);
    let closed = close(&mut office);
    assert!(matches!(closed, Err(CaseError::HoursRun)), "{closed:?}");
    office
        .hour_is_done(case, HourDuty::ChildUrgent, "Đã ở với bà ngoại")
        .unwrap();
    close(&mut office).unwrap();
    // A death and a move ask for none of it.
    let other = office.open_case(&a_case(), &child).unwrap();
    office.close_case(other, 1, end(CaseOutcome::Died)).unwrap();
}

#[test]
fn nothing_is_done_on_a_day_that_has_not_come() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let survivor = office.case(case).unwrap().survivors[0].id;
    let (of_case, of_her) = (("case", case), ("survivor", survivor));
    let ahead = "1/1/2090";
    let not_yet = |column: &str| vec![(column.to_owned(), Problem::NotYet)];
    let follow_up = |done: &'static str| {
        [
            ("due_on", ahead),
            ("done_on", done),
            ("follow_up_form", "office"),
        ]
    };
    let kind = RecordKind::FollowUp;
    let done = wrong(&mut office, kind, of_case, &follow_up(ahead));
    assert_eq!(done, not_yet("done_on"));
    assert_eq!(wrong(&mut office, kind, of_case, &follow_up("")), []);
    let safe = [("checked_on", ahead), ("own_view", "safe")];
    let checked = wrong(&mut office, RecordKind::RiskCheck, of_case, &safe);
    assert_eq!(checked, not_yet("checked_on"));
    let service = |received: &'static str| {
        [
            ("service", "medical"),
            ("offered_on", "6/3/2024"),
            ("answer", "accepted"),
            ("received_on", received),
        ]
    };
    let kind = RecordKind::Service;
    let received = wrong(&mut office, kind, of_her, &service(ahead));
    assert_eq!(received, not_yet("received_on"));
    assert_eq!(wrong(&mut office, kind, of_her, &service("")), []);
    let said = [
        ("consent_purpose", "name"),
        ("consent_answer", "given"),
        ("consent_by", "herself"),
        ("asked_on", ahead),
    ];
    let asked = wrong(&mut office, RecordKind::ConsentAct, of_her, &said);
    assert_eq!(asked, not_yet("asked_on"));
    let end = moved_away(iso("2090-01-01"));
    let Err(CaseError::Field(error)) = office.close_case(case, 1, end) else {
        panic!("closed ahead");
    };
    let error = (error.column, error.problem);
    assert_eq!(error, ("closed_on".to_owned(), Problem::NotYet));
    // What an earlier program took stays as it is, and the rest of it can be changed.
    let kind = RecordKind::FollowUp;
    let planned = office.case(case).unwrap().follow_ups[0].id;
    let sql = "UPDATE follow_ups SET done_on = '2089-12-01'";
    assert_eq!(office.store().connection().execute(sql, []).unwrap(), 1);
    let (version, mut form) = office.typed(kind, planned).unwrap();
    form.extend(typed(&[("follow_up_result", "safe")]));
    office
        .save_typed(kind, &form, Some((planned, version)))
        .unwrap();
}

#[test]
fn a_case_that_ended_is_opened_again_before_new_danger_is_recorded_of_it() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let ended = |column: &str| vec![(column.to_owned(), Problem::CaseEnded)];
    for is_void in [false, true] {
        let case = open_case(&mut office);
        match is_void {
            true => office
                .void_case(case, 1, VoidReason::NoViolence, WHY)
                .unwrap(),
            false => office
                .close_case(case, 1, moved_away(iso("2024-04-01")))
                .unwrap(),
        }
        let kind = RecordKind::RiskCheck;
        let signs = |signs| [("checked_on", "20/5/2024"), ("signs", signs)];
        let strangled = wrong(&mut office, kind, ("case", case), &signs("strangled"));
        assert_eq!(strangled, ended("signs"));
        let told = tell_new_violence(&mut office, case);
        assert_eq!(told, ended("follow_up_result"));
        let survivor = office.case(case).unwrap().survivors[0].id;
        let beaten = |office: &mut Office| {
            let again = [("known_on", "20/5/2024"), ("acts", "a")];
            let kind = RecordKind::Incident;
            wrong(office, kind, ("survivor", survivor), &again)
        };
        assert_eq!(beaten(&mut office), ended("known_on"));
        // That she is safe, or in no great danger, is recorded as before.
        let some = wrong(&mut office, kind, ("case", case), &signs("substances"));
        assert_eq!(some, []);
        office.reopen_case(case, 2).unwrap();
        assert_eq!(tell_new_violence(&mut office, case), []);
        assert_eq!(beaten(&mut office), []);
        let strangled = wrong(&mut office, kind, ("case", case), &signs("strangled"));
        assert_eq!(strangled, []);
        assert_eq!(risk_of(&office, case), Some(Risk::Immediate));
    }
}

#[test]
fn an_outcome_that_leaves_nothing_to_ask_says_why_and_one_that_needs_no_word_needs_none() {
    for (outcome, words) in [
        (CaseOutcome::Died, false),
        (CaseOutcome::Moved, true),
        (CaseOutcome::HerWish, true),
    ] {
        let place = Place::new();
        let mut office = place.office(COMMUNE);
        let case = open_case(&mut office);
        check(&mut office, case, "5/3/2024", &[("signs", "strangled")]);
        if words {
            let silent = office.close_case(case, 1, end(outcome));
            assert!(matches!(silent, Err(CaseError::NeedsReason)), "{outcome:?}");
        }
        let why = EndOfCase {
            why: "Đã nói rõ lý do".to_owned(),
            ..end(outcome)
        };
        office.close_case(case, 1, why).unwrap();
    }
}

#[test]
fn a_closed_case_is_looked_at_again_and_one_that_is_opened_again_keeps_how_it_was_closed() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    check(
        &mut office,
        case,
        "5/3/2024",
        &[("signs_no", &all_but(&[]))],
    );
    offer(&mut office, case);
    put(
        &mut office,
        RecordKind::FollowUp,
        case,
        &[("due_on", "2/6/2024")],
    );
    office.close_case(case, 1, end(CaseOutcome::Safe)).unwrap();
    let days = |office: &Office| -> Vec<Day> {
        let due = office.reminders(iso("2025-01-01")).unwrap().into_iter();
        due.map(|reminder| reminder.due_on).collect()
    };
    // What was planned before reminds of nothing any more.
    assert_eq!(days(&office), [iso("2024-07-01"), iso("2024-08-30")]);
    office.reopen_case(case, 2).unwrap();
    assert_eq!(days(&office), [iso("2024-06-02")]);
    let open = office.case(case).unwrap();
    let reviews = |f: &&Stored<FollowUp>| f.record.review == Some(true);
    assert_eq!(open.follow_ups.iter().filter(reviews).count(), 0);
    let kinds: Vec<bool> = open
        .decisions
        .iter()
        .map(|decision| matches!(decision.what, Decided::Reopened))
        .collect();
    assert_eq!(kinds, [false, true]);
    office.close_case(case, 3, end(CaseOutcome::Safe)).unwrap();
    assert_eq!(office.case(case).unwrap().decisions.len(), 3);
}

#[test]
fn new_violence_asks_about_the_danger_the_same_day_and_is_looked_at_the_next() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let proposed = |office: &Office| {
        let case = office.case(case).unwrap();
        (case.propose_check, case.propose_follow_up)
    };
    // Nobody asked yet: days, not a month.
    assert_eq!(proposed(&office), (None, Some(iso("2024-03-08"))));
    check(
        &mut office,
        case,
        "5/3/2024",
        &[("signs_no", &all_but(&[]))],
    );
    assert_eq!(proposed(&office), (None, Some(iso("2024-04-04"))));
    put(
        &mut office,
        RecordKind::FollowUp,
        case,
        &[("due_on", "4/5/2024")],
    );
    assert_eq!(proposed(&office), (None, None));
    put(
        &mut office,
        RecordKind::FollowUp,
        case,
        &[
            ("due_on", "4/4/2024"),
            ("done_on", "4/4/2024"),
            ("follow_up_result", "new-violence"),
        ],
    );
    // However late the next one was planned.
    let again = (Some(iso("2024-04-04")), Some(iso("2024-04-05")));
    assert_eq!(proposed(&office), again);
    check(&mut office, case, "4/4/2024", &[]);
    assert_eq!(proposed(&office), again);
    check(
        &mut office,
        case,
        "4/4/2024",
        &[("signs", "worse;separation")],
    );
    assert_eq!(proposed(&office), (None, Some(iso("2024-04-11"))));
}

/// A case of today, as typed.
fn case_of_today(
    office: &mut Office,
    fields: &[(&str, &str)],
    survivor: &[(&str, &str)],
) -> RecordId {
    let today = Day::today().unwrap().to_string();
    let case = [("found_on", today.as_str()), ("category", "domestic")];
    let case = typed(&[&case[..], fields].concat());
    office.open_case(&case, &typed(survivor)).unwrap()
}

#[test]
fn what_is_due_by_the_hour_is_told_until_it_is_said_to_be_done() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let today = Day::today().unwrap().to_string();
    let grown = [("sex", "female"), ("age", "25-39")];
    let rape = [("acts", "i"), ("incident_on", today.as_str())];
    let raped = case_of_today(&mut office, &rape, &grown);
    let child = case_of_today(&mut office, &[], &[("sex", "male"), ("age", "6-11")]);
    let quiet = case_of_today(&mut office, &[("acts", "i")], &grown);
    let long_ago = typed(&[("found_on", "5/3/2024"), ("category", "domestic")]);
    let long_ago = office
        .open_case(&long_ago, &typed(&[("sex", "female"), ("age", "6-11")]))
        .unwrap();
    let duties = |office: &Office, case: RecordId| -> Vec<HourDuty> {
        let hours = office.case(case).unwrap().hours;
        hours.iter().map(|hour| hour.duty).collect()
    };
    assert_eq!(duties(&office, raped), [HourDuty::SexualCare]);
    assert_eq!(duties(&office, child), [HourDuty::ChildUrgent]);
    assert_eq!(duties(&office, quiet), []);
    check(&mut office, quiet, &today, &[("signs", "sexual-recent")]);
    assert_eq!(
        duties(&office, quiet),
        [HourDuty::ChairDecision, HourDuty::SexualCare]
    );
    let hours = office.case(quiet).unwrap().hours;
    let length = |hour: &Hour| (hour.until.seconds() - hour.since.seconds()) / 3600;
    assert_eq!(hours.iter().map(length).collect::<Vec<_>>(), [12, 72]);
    // What was over long ago is due as it was.
    let now = Moment::now();
    let told: Vec<RecordId> = office
        .hours_due()
        .unwrap()
        .iter()
        .map(|one| one.case)
        .collect();
    assert_eq!(told.len(), 5);
    assert_eq!(told[0], long_ago);
    assert_eq!(duties(&office, long_ago), [HourDuty::ChildUrgent]);
    assert!(office.case(long_ago).unwrap().hours[0].until < now);

    let none = office.hour_is_done(child, HourDuty::ChildUrgent, "");
    assert!(matches!(none, Err(CaseError::NeedsReason)));
    let other = office.hour_is_done(child, HourDuty::SexualCare, WHY);
    assert!(matches!(other, Err(CaseError::NotDue)));
    office
        .hour_is_done(child, HourDuty::ChildUrgent, WHY)
        .unwrap();
    assert_eq!(duties(&office, child), []);
    assert_eq!(office.hours_due().unwrap().len(), 4);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn suicide_stays_to_be_acted_on_until_the_danger_is_lowered() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let found = check(
        &mut office,
        case,
        "5/3/2024",
        &[
            ("signs", "suicidal"),
            ("suicide_steps", "not-alone;line-given"),
        ],
    );
    check(&mut office, case, "6/3/2024", &[("signs_no", "suicidal")]);
    assert_eq!(office.case(case).unwrap().suicidal, Some(found));
    lower(&mut office, case, Risk::Some);
    assert_eq!(office.case(case).unwrap().suicidal, None);
}

#[test]
fn questions_are_those_for_whom_they_are_asked_and_call_nobody_sister() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    for (age, sex, category, asked) in [
        ("25-39", "female", "domestic", AskedOf::Woman),
        ("25-39", "male", "domestic", AskedOf::Man),
        ("12-15", "male", "domestic", AskedOf::Child),
        ("unknown", "female", "child-abuse", AskedOf::Child),
        ("60+", "male", "domestic", AskedOf::Elder),
        ("18-24", "female", "trafficking-returnee", AskedOf::Returnee),
    ] {
        let case = typed(&[("found_on", "5/3/2024"), ("category", category)]);
        let survivor = typed(&[("sex", sex), ("age", age)]);
        let case = office.open_case(&case, &survivor).unwrap();
        assert_eq!(
            office.case(case).unwrap().asked_of,
            asked,
            "{age} {sex} {category}"
        );
    }
    for asked in AskedOf::ALL.iter().copied() {
        let questions: Vec<_> = rules().questions_for(asked).collect();
        assert!(questions.len() >= 15, "{asked:?}");
        for question in &questions {
            let words = question.wording_for(asked).to_lowercase();
            assert!(!words.split(' ').any(|word| word == "chị"), "{words}");
        }
        // Whoever is asked, what kills first is asked.
        let asks = |sign: RiskSign| questions.iter().any(|q| q.code == sign.code());
        assert!(asks(RiskSign::Strangled) && asks(RiskSign::Suicidal) && asks(RiskSign::Weapon));
        assert_eq!(asks(RiskSign::NoProtector), asked == AskedOf::Child);
    }
    // Every question is put to somebody.
    for sign in RiskSign::ALL {
        let mut all = AskedOf::ALL
            .iter()
            .flat_map(|asked| rules().questions_for(*asked));
        assert!(all.any(|question| question.code == sign.code()), "{sign:?}");
    }
}

#[test]
fn a_catalogue_of_before_asks_what_the_program_knows_to_ask() {
    let mut files = CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let (name, text) = (
        "register-2023.toml".to_owned(),
        include_str!("../../../assets/catalogue/register-2023.toml"),
    );
    let mut earlier: toml_edit::DocumentMut = text.parse().unwrap();
    earlier.remove("hours");
    earlier.remove("high_together");
    earlier.remove("review_days");
    let questions = earlier["risk_signs"].as_array_of_tables_mut().unwrap();
    questions.retain(|question| question["code"].as_str() != Some("jealous"));
    files.files.insert(name, earlier.to_string());
    let earlier = files.load().unwrap().register;
    assert_eq!(earlier.risk_signs.len(), rules().risk_signs.len());
    assert_eq!(earlier.hours.len(), HourDuty::ALL.len());
    assert_eq!(earlier.review_days, [30, 90]);
    assert_eq!(earlier.high_together, rules().high_together);
}

#[test]
fn a_case_that_another_is_said_to_have_reported_is_looked_at_by_a_head() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    assert_eq!(office.waiting_for_a_head().unwrap(), []);
    let kind = RecordKind::ViolenceCase;
    let save = |office: &mut Office, said: &str| {
        let (version, mut here) = office.typed(kind, case).unwrap();
        here.insert("reported_elsewhere".to_owned(), said.to_owned());
        office
            .save_typed(kind, &here, Some((case, version)))
            .unwrap();
    };
    save(&mut office, "1");
    // Once, whatever else of it is changed.
    save(&mut office, "1");
    let waiting = office.waiting_for_a_head().unwrap();
    let what: Vec<_> = waiting.iter().map(|one| &one.decision.what).collect();
    assert_eq!(what, [&Decided::ReportedElsewhere]);
    assert_eq!(office.case(case).unwrap().decisions.len(), 1);
    save(&mut office, "");
    save(&mut office, "1");
    assert_eq!(office.case(case).unwrap().decisions.len(), 2);
}
