//! The trafficking track: who counts among those who came back, which supports are owed to whom, and what shows it.

use crate::entry::EntryError;
use crate::model::{RecordId, RecordKind, ServiceKind, SupportState, Year};
use crate::register;
use crate::store::Decided;
use crate::test_offices::*;
use crate::vault::Office;

fn a_returnee(office: &mut Office, case: &[(&str, &str)], she: &[(&str, &str)]) -> RecordId {
    let mut of_case = typed(&[("category", "trafficking-returnee")]);
    of_case.extend(typed(case));
    let mut survivor = typed(&[("sex", "female"), ("age", "25-39")]);
    survivor.extend(typed(she));
    office.open_case(&of_case, &survivor).unwrap()
}

/// Records what is said of traffickers.
fn say(
    office: &mut Office,
    case: RecordId,
    fields: &[(&str, &str)],
) -> Result<RecordId, EntryError> {
    let mut track = typed(fields);
    let survivor = office.case(case).unwrap().survivors[0].id;
    track.insert("survivor".to_owned(), survivor.to_string());
    office.save_typed(RecordKind::TraffickingTrack, &track, None)
}

const NO_VICTIM: [(&str, &str); 4] = [
    ("identification", "not-identified"),
    ("victim_paper", "answer"),
    ("paper_on", "10/3/2024"),
    ("paper_by", "police"),
];
const VICTIM: [(&str, &str); 4] = [
    ("identification", "identified"),
    ("victim_paper", "certificate"),
    ("paper_on", "10/3/2024"),
    ("paper_by", "police"),
];

/// What a row of the register comes to.
fn row(office: &Office, code: &str) -> i64 {
    let language = crate::message::Language::FIRST;
    let rows = office.register_rows(Year::new(2024).unwrap(), language);
    let rows = rows.unwrap().into_iter();
    let mut found = rows.filter(|row| row.code == code);
    found.next().and_then(|row| row.value).unwrap_or(0) / 10_000
}

#[test]
fn who_is_still_being_identified_counts_and_who_is_found_to_be_no_victim_does_not() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let found = [("found_on", "5/3/2024")];
    // Not said, as in registers of before; being identified; identified: each counts (dòng III.3.1: “được phát hiện”).
    let unsaid = a_returnee(&mut office, &found, &[]);
    let in_process = [("identification", "in-process")];
    a_returnee(&mut office, &found, &in_process);
    let identified = a_returnee(&mut office, &found, &[]);
    say(
        &mut office,
        identified,
        &[&[("noted_on", "11/3/2024")][..], &VICTIM].concat(),
    )
    .unwrap();
    assert_eq!(row(&office, "III.3.1"), 3);
    // An answer that she is none: she counts nowhere, and a head is asked to look.
    let on = |day: &'static str| [("noted_on", day)];
    let no = [&on("12/3/2024")[..], &NO_VICTIM].concat();
    let answer = say(&mut office, unsaid, &no).unwrap();
    assert_eq!(row(&office, "III.3.1"), 2);
    let case = office.case(unsaid).unwrap();
    assert!(case.facts.is_empty());
    let waits = |case: &super::Case| {
        let mut decided = case.decisions.iter();
        decided.any(|one| one.what == Decided::NoVictim && one.waits_for_a_head())
    };
    assert!(waits(&case));
    // A later paper says otherwise; of two, the later holds, whichever was recorded first.
    let yes = [&on("20/3/2024")[..], &VICTIM].concat();
    say(&mut office, unsaid, &yes).unwrap();
    assert_eq!(row(&office, "III.3.1"), 3);
    let here = office.case(unsaid).unwrap().trafficking_tracks;
    let here = here.iter().find(|one| one.id == answer).unwrap();
    let at = Some((answer, here.version));
    let mut later = typed(&NO_VICTIM);
    let survivor = office.case(unsaid).unwrap().survivors[0].id;
    later.insert("survivor".to_owned(), survivor.to_string());
    later.insert("noted_on".to_owned(), "25/3/2024".to_owned());
    office
        .save_typed(RecordKind::TraffickingTrack, &later, at)
        .unwrap();
    assert_eq!(row(&office, "III.3.1"), 2);
    assert!(
        register::stale_facts(office.store(), office.catalogues())
            .unwrap()
            .is_empty()
    );
    // Who was beaten at home counts for that, victim of traffickers or none.
    let beaten = [
        ("found_on", "5/3/2024"),
        ("also", "domestic"),
        ("acts", "a"),
    ];
    let beaten = a_returnee(&mut office, &beaten, &[("relation", "spouse")]);
    let before = (row(&office, "III.2.1.1"), row(&office, "III.3.1"));
    say(&mut office, beaten, &no).unwrap();
    let after = (row(&office, "III.2.1.1"), row(&office, "III.3.1"));
    assert_eq!(after, (before.0, before.1 - 1));
}

#[test]
fn that_somebody_is_a_victim_or_none_stands_on_a_paper_alone() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = a_returnee(&mut office, &[("found_on", "5/3/2024")], &[]);
    let noted = ("noted_on", "12/3/2024");
    for (fields, wrong) in [
        (
            vec![noted, ("identification", "identified")],
            "victim_paper",
        ),
        (
            vec![noted, ("identification", "not-identified")],
            "victim_paper",
        ),
        (
            vec![
                noted,
                ("identification", "in-process"),
                ("paper_on", "1/3/2024"),
            ],
            "paper_on",
        ),
        (vec![noted, ("came_back", "handed-over")], "brought_by"),
        (
            vec![noted, ("came_back", "by-herself"), ("brought_by", "police")],
            "brought_by",
        ),
        (vec![("noted_on", "12/3/2099")], "noted_on"),
    ] {
        let refused = format!("{:?}", say(&mut office, case, &fields).unwrap_err());
        assert!(refused.contains(wrong), "{fields:?}: {refused}");
    }
    // No other record says that she is none.
    let here = office.case(case).unwrap().survivors.remove(0);
    let mut she = typed(&[("sex", "female"), ("age", "25-39")]);
    she.extend(typed(&[("identification", "not-identified")]));
    she.insert("case".to_owned(), case.to_string());
    she.insert("person".to_owned(), here.record.person.as_str().to_owned());
    let at = Some((here.id, here.version));
    let refused = office.save_typed(RecordKind::Survivor, &she, at);
    assert!(format!("{refused:?}").contains("SetByAct"), "{refused:?}");
}

#[test]
fn supports_are_owed_by_the_law_of_the_day_and_of_whom_it_is_so() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    use ServiceKind as S;
    let returnee = |office: &Office, case: RecordId| {
        let case = office.case(case).unwrap();
        let rules = &office.catalogues().latest().register;
        case.returnee(&case.survivors[0], rules)
    };
    let owed = |office: &Office, case: RecordId| -> Vec<ServiceKind> {
        let known = returnee(office, case);
        let owed = known.supports.iter().filter(|support| support.is_owed);
        owed.map(|support| support.service).collect()
    };
    // Luật 53/2024/QH15, Điều 37 khoản 3: while she is being identified, here, and abroad.
    let case = a_returnee(&mut office, &[("found_on", "5/8/2025")], &[]);
    let begun = [("noted_on", "6/8/2025"), ("identification", "in-process")];
    say(&mut office, case, &begun).unwrap();
    let inland = [
        S::Shelter,
        S::Medical,
        S::Counselling,
        S::LegalAid,
        S::Travel,
        S::Interpreting,
        S::LegalSupport,
    ];
    assert_eq!(owed(&office, case), inland);
    let abroad = [("noted_on", "7/8/2025"), ("came_from", "still-abroad")];
    say(&mut office, case, &abroad).unwrap();
    let abroad = [S::Shelter, S::Medical, S::Interpreting, S::LegalSupport];
    assert_eq!(owed(&office, case), abroad);
    // Khoản 1 and 2: once she is identified, she and the child that came along.
    let back = [
        ("noted_on", "20/8/2025"),
        ("identification", "identified"),
        ("victim_paper", "certificate"),
        ("paper_on", "19/8/2025"),
        ("paper_by", "police"),
        ("came_back", "handed-over"),
        ("brought_by", "border-guard"),
        ("came_from", "abroad"),
        ("children_along", "1"),
        ("needs", "loan;interpreting"),
    ];
    say(&mut office, case, &back).unwrap();
    assert_eq!(owed(&office, case).len(), 11);
    let known = returnee(&office, case);
    assert_eq!(known.along, Some(SupportState::ChildAlong));
    let needed: Vec<ServiceKind> = known
        .supports
        .iter()
        .filter(|support| support.is_needed)
        .map(|support| support.service)
        .collect();
    assert_eq!(needed, [S::Loan, S::Interpreting]);
    // What she needs is so of the indicator too, where nothing else is said (dòng III.3.2).
    let facts = &office.case(case).unwrap().facts[0];
    assert_eq!(facts.survivors[0].1.needs_support, Some(true));
    // Khoản 4: a foreigner.
    let foreign = [("noted_on", "21/8/2025"), ("nationality", "foreign")];
    say(&mut office, case, &foreign).unwrap();
    assert_eq!(owed(&office, case).len(), 6);
    assert!(!owed(&office, case).contains(&S::Travel));
    // Luật 66/2011/QH12 knew no interpreting, and nobody who was being identified.
    let before = a_returnee(&mut office, &[("found_on", "5/3/2024")], &[]);
    say(
        &mut office,
        before,
        &[&[("noted_on", "11/3/2024")][..], &VICTIM].concat(),
    )
    .unwrap();
    assert_eq!(owed(&office, before).len(), 9);
    assert!(!owed(&office, before).contains(&S::Interpreting));
    let still = a_returnee(
        &mut office,
        &[("found_on", "5/3/2024")],
        &[("identification", "in-process")],
    );
    assert!(owed(&office, still).is_empty());
    // Said to need none, and which she needs.
    let differs = a_returnee(
        &mut office,
        &[("found_on", "5/3/2024")],
        &[("needs_support", "không")],
    );
    let needs = [("noted_on", "11/3/2024"), ("needs", "medical")];
    say(&mut office, differs, &needs).unwrap();
    let doubts = office.case(differs).unwrap().doubts;
    assert!(doubts.iter().any(|doubt| doubt.code() == "needs-differ"));
    let facts = &office.case(differs).unwrap().facts[0];
    assert_eq!(facts.survivors[0].1.needs_support, Some(false));
}
