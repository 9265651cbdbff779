//! The child track: who is a child by the law, and what is asked of who learns of one.

use super::CaseError;
use super::tests_of_rights::text_of;
use crate::model::{
    CaseRef, ChildDuty, ChildForm, Day, Line, PersonIdentity, RecordId, RecordKind,
};
use crate::store::{self, Action};
use crate::test_offices::*;
use crate::vault::Office;

fn a_case(office: &mut Office, category: &str, age: &str) -> RecordId {
    let case = typed(&[("found_on", "5/3/2024"), ("category", category)]);
    let survivor = typed(&[("sex", "female"), ("age", age)]);
    office.open_case(&case, &survivor).unwrap()
}

fn child_of(office: &Office, case: RecordId) -> RecordId {
    office.case(case).unwrap().survivors[0].id
}

/// Records something of a child.
fn say(
    office: &mut Office,
    (kind, child): (RecordKind, RecordId),
    fields: &[(&str, &str)],
) -> Result<RecordId, String> {
    let mut record = typed(fields);
    record.insert("survivor".to_owned(), child.to_string());
    let saved = office.save_typed(kind, &record, None);
    saved.map_err(|error| format!("{error:?}"))
}

#[test]
fn a_child_is_under_sixteen_or_said_to_be_one() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    // Luật Trẻ em 102/2016/QH13, Điều 1: under sixteen, whatever the case is called. From sixteen on where it is said.
    for (category, age, is_child) in [
        ("domestic", "0-5", true),
        ("domestic", "12-15", true),
        ("domestic", "16-17", false),
        ("child-abuse", "16-17", true),
        ("domestic", "unknown", false),
        ("child-abuse", "unknown", true),
        ("child-abuse", "18-24", false),
        ("domestic", "25-39", false),
    ] {
        let case = a_case(&mut office, category, age);
        let children = office.case(case).unwrap().children().len();
        assert_eq!(children, usize::from(is_child), "{category} {age}");
    }
    // Whoever records something of the child track of somebody of sixteen says so too.
    let case = a_case(&mut office, "domestic", "16-17");
    let child = child_of(&office, case);
    let heard = [("heard_on", "5/3/2024")];
    say(&mut office, (RecordKind::ChildTrack, child), &heard).unwrap();
    assert_eq!(office.case(case).unwrap().children().len(), 1);
}

#[test]
fn what_is_asked_of_who_learns_of_a_child_stays_open_until_it_is_said() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_case(&mut office, "domestic", "6-11");
    let child = child_of(&office, case);
    let open = |office: &Office| office.case(case).unwrap().child_duties_open(child);
    use ChildDuty as D;
    assert_eq!(
        open(&office),
        [
            D::Receipt,
            D::Worker,
            D::Line,
            D::School,
            D::First,
            D::Detailed
        ]
    );
    let track = (RecordKind::ChildTrack, child);
    let said = [
        ("heard_on", "5/3/2024"),
        ("child_worker", "worker"),
        ("worker_told_on", "5/3/2024"),
        // Deliberately not told: who harms the child would learn of it.
        ("school_told", "unsafe"),
    ];
    say(&mut office, track, &said).unwrap();
    assert_eq!(open(&office), [D::Line, D::First, D::Detailed]);
    let line = [("heard_on", "6/3/2024"), ("line_told_on", "6/3/2024")];
    say(&mut office, track, &line).unwrap();
    let assessment = (RecordKind::ChildAssessment, child);
    let first = [("stage", "first"), ("assessed_on", "6/3/2024")];
    say(&mut office, assessment, &first).unwrap();
    assert_eq!(open(&office), [D::Detailed]);
    // Something was agreed to without a guardian: it is to be said why that is best for the child.
    let by_interest = [
        ("consent_purpose", "share"),
        ("consent_answer", "given"),
        ("consent_by", "best-interest"),
        ("no_guardian", "may-harm"),
        ("asked_on", "6/3/2024"),
    ];
    say(&mut office, (RecordKind::ConsentAct, child), &by_interest).unwrap();
    assert_eq!(open(&office), [D::BestInterest, D::Detailed]);
    let best = [
        ("heard_on", "6/3/2024"),
        ("no_guardian", "may-harm"),
        ("best_interest", "away-from-harm"),
    ];
    say(&mut office, track, &best).unwrap();
    let detailed = [
        ("stage", "detailed"),
        ("assessed_on", "8/3/2024"),
        ("impact_level", "medium"),
    ];
    say(&mut office, assessment, &detailed).unwrap();
    assert_eq!(open(&office), []);
}

#[test]
fn who_was_told_has_a_day_that_has_come_and_a_form_has_its_own_questions() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_case(&mut office, "child-abuse", "6-11");
    let child = child_of(&office, case);
    let heard = ("heard_on", "5/3/2024");
    let track = RecordKind::ChildTrack;
    let assessment = RecordKind::ChildAssessment;
    let first = [("stage", "first"), ("assessed_on", "6/3/2024")];
    for (kind, fields, wrong) in [
        (
            track,
            vec![heard, ("child_worker", "worker")],
            "worker_told_on",
        ),
        (
            track,
            vec![heard, ("worker_told_on", "5/3/2024")],
            "child_worker",
        ),
        (
            track,
            vec![heard, ("school_told", "told")],
            "school_told_on",
        ),
        (
            track,
            vec![
                heard,
                ("school_told", "unsafe"),
                ("school_told_on", "5/3/2024"),
            ],
            "school_told",
        ),
        (
            track,
            vec![heard, ("no_guardian", "may-harm")],
            "best_interest",
        ),
        (track, vec![heard, ("heard_hour", "24")], "heard_hour"),
        (
            track,
            vec![heard, ("line_told_on", "5/3/2099")],
            "line_told_on",
        ),
        (
            assessment,
            [&first[..], &[("bonds_level", "high")]].concat(),
            "bonds_level",
        ),
    ] {
        let refused = say(&mut office, (kind, child), &fields).unwrap_err();
        assert!(refused.contains(wrong), "{fields:?}: {refused}");
    }
    let midnight = [heard, ("heard_hour", "0")];
    say(&mut office, (track, child), &midnight).unwrap();
}

/// A case of a child with a name, of which somebody answered whether it may be kept.
fn a_named_child(office: &mut Office, by: &[(&str, &str)]) -> (RecordId, CaseRef) {
    let case = a_case(office, "domestic", "6-11");
    let child = child_of(office, case);
    let kept = [
        ("consent_purpose", "name"),
        ("consent_answer", "given"),
        ("asked_on", "5/3/2024"),
    ];
    let agreed = (RecordKind::ConsentAct, child);
    say(office, agreed, &[&kept[..], by].concat()).unwrap();
    let person = office.case(case).unwrap().survivors[0]
        .record
        .person
        .clone();
    let identity = PersonIdentity {
        name: Line::new("Chim-Hoàng-Yến").ok(),
        born: Day::parse("17/3/2015").ok(),
        ..PersonIdentity::default()
    };
    office.put_person(case, &person, &identity, None).unwrap();
    (case, person)
}

const BY_LAW: [(&str, &str); 2] = [("consent_by", "law"), ("law_ground", "child")];

/// What is read on a form.
fn printed(
    office: &mut Office,
    place: &Place,
    of: (RecordId, &CaseRef),
    form: ChildForm,
) -> String {
    let file = place.at("mau.pdf");
    let day = Day::parse("10/3/2024").unwrap();
    office
        .write_child_form(of.0, of.1, form, &file, day)
        .unwrap();
    text_of(&file)
}

#[test]
fn a_form_says_what_is_recorded_and_leaves_the_rest_to_be_filled_in() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_named_child(&mut office, &BY_LAW);
    let child = child_of(&office, case);
    let track = [
        ("heard_on", "5/3/2024"),
        ("heard_hour", "14"),
        ("heard_by", "telephone"),
        ("carer", "relatives"),
    ];
    say(&mut office, (RecordKind::ChildTrack, child), &track).unwrap();
    let assessment = [
        ("stage", "first"),
        ("assessed_on", "6/3/2024"),
        ("harm_level", "high"),
        ("access_level", "high"),
        ("defence_level", "low"),
        ("danger_level", "high"),
    ];
    let assessed = (RecordKind::ChildAssessment, child);
    say(&mut office, assessed, &assessment).unwrap();
    let of = (case, &person);
    let before = store::audit_entries(office.store()).unwrap().len();
    let receipt = printed(&mut office, &place, of, ChildForm::Receipt);
    for said in [
        "Mẫu số 01",
        "TIẾP NHẬN THÔNG TIN TRẺ EM",
        "Chim-Hoàng-Yến",
        "17/03/2015",
        "Điện thoại",
        "14 giờ, ngày 05/03/2024",
        "Ông bà",
        "Họ và tên cha",
        ".....",
    ] {
        assert!(receipt.contains(said), "{said}: {receipt}");
    }
    // Its text was seen; that of the others was not, and they say so.
    assert!(!receipt.contains("chưa đối chiếu"));
    let first = printed(&mut office, &place, of, ChildForm::First);
    assert!(first.contains("Cao: 2 Trung bình: 0 Thấp: 0"), "{first}");
    assert!(first.contains("Cao: 0 Trung bình: 0 Thấp: 1"), "{first}");
    assert!(first.contains("chưa đối chiếu"), "{first}");
    // What the detailed assessment says was not recorded: it is to be filled in.
    let detailed = printed(&mut office, &place, of, ChildForm::Detailed);
    assert!(detailed.contains("Cao: ……"), "{detailed}");
    // Each is a look at the name, logged before it is written.
    let after = store::audit_entries(office.store()).unwrap();
    let looks = after.iter().skip(before);
    let looks: Vec<&str> = looks.map(|entry| entry.action.as_str()).collect();
    let each = [Action::IdentityRevealed.code(), Action::Printed.code()];
    assert_eq!(looks, each.repeat(3));
}

#[test]
fn what_refuses_a_name_prints_none_and_nobody_but_a_case_officer_prints() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let (case, person) = a_named_child(&mut office, &BY_LAW);
    let child = child_of(&office, case);
    let no = [
        ("consent_purpose", "name"),
        ("consent_answer", "refused"),
        ("asked_on", "6/3/2024"),
    ];
    say(&mut office, (RecordKind::ConsentAct, child), &no).unwrap();
    for form in ChildForm::ALL {
        let page = printed(&mut office, &place, (case, &person), *form);
        assert!(!page.contains("Hoàng"), "{page}");
        assert!(!page.contains("17/03/2015"), "{page}");
    }
    // Of an adult there is none.
    let grown = a_case(&mut office, "domestic", "25-39");
    let she = office.case(grown).unwrap().survivors[0]
        .record
        .person
        .clone();
    let file = place.at("mau.pdf");
    let day = Day::parse("10/3/2024").unwrap();
    let refused = office.write_child_form(grown, &she, ChildForm::First, &file, day);
    assert!(matches!(refused, Err(CaseError::NotInCase)));
}
