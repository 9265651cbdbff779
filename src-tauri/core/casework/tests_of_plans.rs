use super::*;
use crate::catalogue::Risk;
use crate::model::{
    CaseOutcome, CaseRef, ClosingCriterion, Day, PlanKind, PlanWhat, RecordId, RecordKind,
};
use crate::report::reading::read_print;
use crate::store::{self, Action, CriterionAnswer};
use crate::test_offices::{Place, open_case, typed};
use crate::vault::{Office, Role};

const COMMUNE: &str = "09163";

fn survivor(office: &Office, case: RecordId) -> (String, CaseRef) {
    let case = office.case(case).unwrap();
    let survivor = &case.survivors[0];
    (survivor.id.to_string(), survivor.record.person.clone())
}

fn step(office: &mut Office, case: RecordId, fields: &[(&str, &str)]) -> Result<(), String> {
    let (survivor, _) = survivor(office, case);
    let today = Day::today().unwrap().to_string();
    let mut all = typed(&[("survivor", &survivor), ("planned_on", &today)]);
    all.extend(typed(fields));
    let saved = office.save_typed(RecordKind::PlanStep, &all, None);
    saved.map(|_| ()).map_err(|error| error.to_string())
}

fn on(days: u32) -> String {
    later(Day::today().unwrap(), days).to_string()
}

#[test]
fn a_step_belongs_to_one_plan_and_is_due_until_it_has_a_result() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    step(
        &mut office,
        case,
        &[("plan_what", "bag"), ("due_on", &on(2))],
    )
    .unwrap();
    step(
        &mut office,
        case,
        &[("plan_what", "shelter"), ("due_on", &on(9))],
    )
    .unwrap();
    step(&mut office, case, &[("plan_what", "way-out")]).unwrap();
    let seen = office.case(case).unwrap();
    let of =
        |plan| -> Vec<PlanWhat> { seen.steps(plan).map(|step| step.record.plan_what).collect() };
    assert_eq!(of(PlanKind::Safety), [PlanWhat::Bag, PlanWhat::WayOut]);
    assert_eq!(of(PlanKind::Case), [PlanWhat::Shelter]);
    let due = |office: &Office, days| {
        office
            .steps_due(later(Day::today().unwrap(), days))
            .unwrap()
    };
    assert_eq!(due(&office, 1).len(), 0);
    assert_eq!(due(&office, 7).len(), 1);
    assert_eq!(due(&office, 30).len(), 2);
    let bag = due(&office, 7).remove(0);
    assert_eq!((bag.case, bag.step.record.plan_what), (case, PlanWhat::Bag));
    let (hers, _) = survivor(&office, case);
    let today = on(0);
    let ended = typed(&[
        ("survivor", &hers),
        ("planned_on", &today),
        ("plan_what", "bag"),
        ("due_on", &on(2)),
        ("plan_end", "not-safe"),
        ("result_on", &today),
    ]);
    office
        .save_typed(RecordKind::PlanStep, &ended, Some((bag.step.id, 1)))
        .unwrap();
    assert_eq!(due(&office, 7).len(), 0);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn a_result_has_its_day_and_none_lies_ahead() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let (today, tomorrow) = (on(0), on(1));
    for wrong in [
        vec![("plan_what", "bag"), ("plan_end", "done")],
        vec![("plan_what", "bag"), ("result_on", today.as_str())],
        vec![
            ("plan_what", "bag"),
            ("plan_end", "done"),
            ("result_on", tomorrow.as_str()),
        ],
        vec![("plan_what", "bag"), ("planned_on", tomorrow.as_str())],
        vec![("plan_what", "bag"), ("due_on", "1/1/2020")],
        vec![("plan_what", "chạy")],
    ] {
        assert!(step(&mut office, case, &wrong).is_err(), "{wrong:?}");
    }
    let fine = [
        ("plan_what", "bag"),
        ("plan_end", "done"),
        ("result_on", today.as_str()),
    ];
    step(&mut office, case, &fine).unwrap();
}

#[test]
fn great_danger_asks_for_a_safety_plan_until_there_is_one() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    assert!(!office.case(case).unwrap().lacks_safety_plan());
    let check = typed(&[
        ("case", &case.to_string()),
        ("checked_on", &on(0)),
        ("signs", "strangled"),
    ]);
    office
        .save_typed(RecordKind::RiskCheck, &check, None)
        .unwrap();
    let seen = office.case(case).unwrap();
    assert!(
        seen.danger
            .as_ref()
            .is_some_and(|danger| danger.risk == Risk::Immediate)
    );
    assert!(seen.lacks_safety_plan());
    // Help that is planned is no safety plan.
    step(&mut office, case, &[("plan_what", "police")]).unwrap();
    assert!(office.case(case).unwrap().lacks_safety_plan());
    step(&mut office, case, &[("plan_what", "signal")]).unwrap();
    assert!(!office.case(case).unwrap().lacks_safety_plan());
}

#[test]
fn a_plan_with_open_steps_is_not_done() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    step(&mut office, case, &[("plan_what", "police")]).unwrap();
    let end = |met: bool| EndOfCase {
        on: Day::today().unwrap(),
        outcome: CaseOutcome::HerWish,
        criteria: ClosingCriterion::ALL
            .iter()
            .map(|criterion| CriterionAnswer {
                criterion: *criterion,
                met: met || *criterion != ClosingCriterion::PlanDone,
                why: "Người đó tự lo việc còn lại".to_owned(),
            })
            .collect(),
        why: "Người đó không muốn theo dõi nữa".to_owned(),
    };
    let version = office.case(case).unwrap().case.version;
    let error = office.close_case(case, version, end(true)).unwrap_err();
    assert!(matches!(error, CaseError::PlanOpen(1)), "{error}");
    office.close_case(case, version, end(false)).unwrap();
}

#[test]
fn a_card_tells_a_stranger_nothing() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = open_case(&mut office);
    let (_, person) = survivor(&office, case);
    let file = place.at("viec-can-nho.pdf");
    let nothing = office.write_plan_card(case, &person, " \n", &file);
    assert!(matches!(nothing, Err(CaseError::NothingPlanned)));
    assert!(!file.exists());
    for (place, what) in PlanWhat::ALL.iter().enumerate() {
        let due = on(u32::try_from(place).unwrap());
        step(
            &mut office,
            case,
            &[("plan_what", what.code()), ("due_on", &due)],
        )
        .unwrap();
    }
    office
        .write_plan_card(case, &person, "1900 96 96 80\n0912 345 678", &file)
        .unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let pages = read_print(&bytes).unwrap().into_iter();
    let text: Vec<String> = pages.flat_map(|page| page.lines).collect();
    let text = text.join("\n");
    assert!(
        text.contains("1900 96 96 80") && text.contains("Câu hẹn với hàng xóm"),
        "{text}"
    );
    assert!(text.contains(&on(3)));
    let number = office.case(case).unwrap().case.record.number;
    let all = format!("{text} {}", String::from_utf8_lossy(&bytes)).to_lowercase();
    for word in [
        "bạo lực",
        "nạn nhân",
        "an toàn",
        "công an",
        "tạm lánh",
        "luật",
        "tòa",
        "hội",
        "ban vì",
        "ủy ban",
        "phụ nữ",
        "cấm",
        "vụ việc",
        "kế hoạch",
        "tiến bộ",
        "tienbo",
        number.as_str(),
        person.as_str(),
    ] {
        assert!(!all.contains(word), "{word}: {text}");
    }
    let printed = store::audit_entries(office.store()).unwrap();
    let printed = printed
        .iter()
        .filter(|entry| entry.action == Action::Printed.code());
    assert_eq!(printed.count(), 1);
    let other = CaseRef::new("123456").unwrap();
    let error = office.write_plan_card(case, &other, "", &file).unwrap_err();
    assert!(matches!(error, CaseError::NotInCase));
    let long = office
        .write_plan_card(case, &person, &"x".repeat(601), &file)
        .unwrap_err();
    assert!(matches!(long, CaseError::CardTooLong(_)), "{long}");
    assert!(office.roles().contains(&Role::CaseOfficer));
}
