//! Cases that are easily counted wrongly, as they are typed: what each comes to, and what is told of it. The wordings
//! that they follow stand in Phụ lục 01 and in the law; who counts is said beside each row.

use crate::entry::Typed;
use crate::model::{Day, RecordId, RecordKind, Year};
use crate::register;
use crate::test_offices::*;
use crate::vault::Office;
use std::collections::BTreeMap;

/// An office and what its rows came to last.
struct Counting {
    office: Office,
    last: BTreeMap<String, i64>,
    _place: Place,
}

/// Rows that count persons of Mục tiêu 3.
const ROWS: [&str; 7] = [
    "III.2.1.1",
    "III.2.1.1.1",
    "III.2.1.2",
    "III.2.1.2.1",
    "III.2.2.1",
    "III.2.2.2",
    "III.3.1",
];

impl Counting {
    fn new() -> Self {
        let place = Place::new();
        let office = place.office(COMMUNE);
        let mut counting = Self {
            office,
            last: BTreeMap::new(),
            _place: place,
        };
        counting.added();
        counting
    }

    /// The rows in which there are more or fewer than before, and by how many.
    fn added(&mut self) -> Vec<(String, i64)> {
        let language = crate::message::Language::FIRST;
        let year = Year::new(2024).unwrap();
        let rows = self.office.register_rows(year, language).unwrap();
        let here = rows
            .into_iter()
            .filter(|row| ROWS.contains(&row.code.as_str()));
        let here = here.filter_map(|row| Some((row.code, row.value? / 10_000)));
        let here: BTreeMap<String, i64> = here.collect();
        let differs = here.iter().filter_map(|(code, value)| {
            let by = value - self.last.get(code).copied().unwrap_or(0);
            (by != 0).then(|| (code.clone(), by))
        });
        let differs = differs.collect();
        self.last = here;
        differs
    }

    fn open(&mut self, case: &[(&str, &str)], survivor: &[(&str, &str)]) -> RecordId {
        let mut of_case = typed(&[("found_on", "5/3/2024")]);
        of_case.extend(typed(case));
        let mut she = typed(&[("sex", "female"), ("share", "có")]);
        she.extend(typed(survivor));
        self.office.open_case(&of_case, &she).unwrap()
    }

    fn add(
        &mut self,
        kind: RecordKind,
        (owner, id): (&str, RecordId),
        fields: &[(&str, &str)],
    ) -> RecordId {
        let mut record: Typed = typed(fields);
        record.insert(owner.to_owned(), id.to_string());
        self.office.save_typed(kind, &record, None).unwrap()
    }

    fn survivor_of(&self, case: RecordId) -> RecordId {
        self.office.case(case).unwrap().survivors[0].id
    }

    /// What is told of a case.
    fn told(&self, case: RecordId) -> Vec<&'static str> {
        let doubts = self.office.case(case).unwrap().doubts;
        doubts.iter().map(register::CaseDoubt::code).collect()
    }
}

fn rows(of: &[(&str, i64)]) -> Vec<(String, i64)> {
    of.iter()
        .map(|(code, by)| ((*code).to_owned(), *by))
        .collect()
}

#[test]
fn a_child_beaten_at_home_is_a_survivor_of_domestic_violence_whatever_her_case_is_called() {
    let mut counting = Counting::new();
    assert!(
        ROWS.iter().all(|row| counting.last.contains_key(*row)),
        "{:?}",
        counting.last
    );
    // By her father: of the family (Luật 13/2022/QH15, Điều 3).
    let case = counting.open(
        &[("category", "child-abuse"), ("acts", "a")],
        &[("age", "6-11"), ("relation", "child")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1)]));
    assert_eq!(counting.told(case), Vec::<&str>::new());
    let he = [("sex", "male"), ("age", "25-39"), ("prosecuted", "không")];
    counting.add(RecordKind::Perpetrator, ("case", case), &he);
    assert_eq!(counting.added(), rows(&[("III.2.2.1", 1)]));
    let medical = [
        ("service", "medical"),
        ("offered_on", "6/3/2024"),
        ("answer", "accepted"),
        ("received_on", "6/3/2024"),
    ];
    let she = counting.survivor_of(case);
    counting.add(RecordKind::Service, ("survivor", she), &medical);
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", 1)]));
    // By a stranger who raped her: outside the family.
    counting.open(
        &[("category", "child-abuse"), ("other_acts", "rape")],
        &[("age", "12-15"), ("relation", "stranger")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.2", 1)]));
    // What a neighbour let go wrong for her is neither.
    counting.open(
        &[("category", "child-abuse"), ("other_acts", "child-neglect")],
        &[("age", "12-15"), ("relation", "acquaintance")],
    );
    assert_eq!(counting.added(), rows(&[]));
    // Of a returnee whose husband beats her both are so.
    counting.open(
        &[
            ("category", "trafficking-returnee"),
            ("also", "domestic"),
            ("acts", "a"),
        ],
        &[
            ("age", "25-39"),
            ("relation", "spouse"),
            ("needs_support", "có"),
        ],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1), ("III.3.1", 1)]));
}

#[test]
fn whom_her_family_sold_is_no_survivor_of_domestic_violence_by_that_alone() {
    let mut counting = Counting::new();
    let returnee = [("category", "trafficking-returnee")];
    for relation in ["spouse", "other-family"] {
        let sold_by = [("age", "25-39"), ("relation", relation)];
        // Nothing else is said, or that she was sold.
        counting.open(&returnee, &sold_by);
        assert_eq!(counting.added(), rows(&[("III.3.1", 1)]), "{relation}");
        let sold = [returnee[0], ("other_acts", "trafficking")];
        let case = counting.open(&sold, &sold_by);
        assert_eq!(counting.added(), rows(&[("III.3.1", 1)]), "{relation}");
        let he = [("sex", "male"), ("age", "25-39")];
        counting.add(RecordKind::Perpetrator, ("case", case), &he);
        assert_eq!(counting.added(), rows(&[]));
        // Beaten too, or said to be a survivor of domestic violence.
        let beaten = [returnee[0], ("other_acts", "trafficking"), ("acts", "a")];
        counting.open(&beaten, &sold_by);
        let both = [("III.2.1.1", 1), ("III.3.1", 1)];
        assert_eq!(counting.added(), rows(&both), "{relation}");
        counting.open(&[returnee[0], ("also", "domestic")], &sold_by);
        assert_eq!(counting.added(), rows(&both), "{relation}");
    }
    // A child whom its father sold.
    let child = [("category", "child-abuse"), ("other_acts", "trafficking")];
    counting.open(&child, &[("age", "6-11"), ("relation", "child")]);
    assert_eq!(counting.added(), rows(&[]));
}

#[test]
fn each_survivor_of_a_case_counts_in_what_is_so_of_her() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[
            ("category", "domestic"),
            ("also", "gender-based"),
            ("acts", "a"),
            ("other_acts", "rape"),
        ],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1)]));
    let visitor = [
        ("sex", "female"),
        ("age", "18-24"),
        ("relation", "acquaintance"),
    ];
    counting.add(RecordKind::Survivor, ("case", case), &visitor);
    assert_eq!(counting.added(), rows(&[("III.2.1.2", 1)]));
}

#[test]
fn what_was_done_before_the_case_does_not_answer_it_and_that_is_told() {
    let mut counting = Counting::new();
    let domestic = [("category", "domestic"), ("acts", "a")];
    let wife = [("age", "25-39"), ("relation", "spouse")];
    let case = counting.open(&domestic, &wife);
    let she = counting.survivor_of(case);
    let he = [("sex", "male"), ("age", "25-39"), ("prosecuted", "không")];
    let he = counting.add(RecordKind::Perpetrator, ("case", case), &he);
    counting.added();
    let service = |on: &'static str| {
        [
            ("service", "medical"),
            ("offered_on", on),
            ("answer", "accepted"),
            ("received_on", on),
        ]
    };
    // As it is typed too.
    let mut typed_service = typed(&service("5/3/2019"));
    typed_service.insert("survivor".to_owned(), she.to_string());
    let slips = |office: &Office| {
        let checked = office.check_typed(RecordKind::Service, &typed_service, None, None);
        let slips = checked.unwrap().slips.into_iter();
        slips
            .map(|slip| (slip.column.to_string(), slip.code.to_string(), slip.detail))
            .collect::<Vec<_>>()
    };
    let before = (
        "received_on".to_owned(),
        "before-case".to_owned(),
        "04/02/2024".to_owned(),
    );
    assert!(
        slips(&counting.office).contains(&before),
        "{:?}",
        slips(&counting.office)
    );
    counting.add(RecordKind::Service, ("survivor", she), &service("5/3/2019"));
    let counselling = [("measure", "counselling"), ("taken_on", "5/3/2019")];
    counting.add(RecordKind::Measure, ("perpetrator", he), &counselling);
    assert_eq!(counting.added(), rows(&[]));
    assert_eq!(counting.told(case), ["before-case"]);
    // Of weeks before it was found, where nobody knows when it happened, it may be hers: she was treated first.
    counting.add(
        RecordKind::Service,
        ("survivor", she),
        &service("10/2/2024"),
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", 1)]));
    // With its day, what lies before that day is not.
    let view = counting.office.case(case).unwrap().case;
    let mut known = typed(&domestic);
    known.extend(typed(&[
        ("found_on", "5/3/2024"),
        ("incident_on", "1/3/2024"),
    ]));
    known.insert("number".to_owned(), view.record.number.as_str().to_owned());
    let at = Some((case, view.version));
    counting
        .office
        .save_typed(RecordKind::ViolenceCase, &known, at)
        .unwrap();
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", -1)]));
}

#[test]
fn what_does_not_fit_is_told_on_its_page_and_by_the_check() {
    let mut counting = Counting::new();
    // Her husband, and "outside the family": it is domestic violence.
    let case = counting.open(
        &[("category", "gender-based"), ("acts", "a")],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1)]));
    assert_eq!(counting.told(case), ["within-family"]);
    // Domestic, by a stranger: as it was said, and doubtful.
    let case = counting.open(
        &[("category", "domestic")],
        &[("age", "25-39"), ("relation", "stranger")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1)]));
    assert_eq!(counting.told(case), ["outside-family"]);
    // A child of forty.
    let case = counting.open(&[("category", "child-abuse")], &[("age", "40-59")]);
    assert_eq!(counting.added(), rows(&[]));
    assert_eq!(counting.told(case), ["not-a-child"]);
    // Below the threshold with a criminal measure; a fine, and nothing said of it.
    for (prosecuted, measure, told) in [
        ("không", "criminal", "prosecuted"),
        ("", "administrative-fine", "threshold-not-said"),
    ] {
        let case = counting.open(
            &[("category", "domestic"), ("acts", "a")],
            &[("age", "25-39"), ("relation", "spouse")],
        );
        let he = [
            ("sex", "male"),
            ("age", "25-39"),
            ("prosecuted", prosecuted),
        ];
        let he = counting.add(RecordKind::Perpetrator, ("case", case), &he);
        let measure = [("measure", measure), ("taken_on", "6/3/2024")];
        counting.add(RecordKind::Measure, ("perpetrator", he), &measure);
        assert_eq!(counting.told(case), [told]);
    }
    // Somebody against herself.
    let case = counting.open(
        &[("category", "domestic"), ("acts", "a")],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    let number = counting.office.case(case).unwrap().survivors[0]
        .record
        .person
        .as_str()
        .to_owned();
    let herself = [
        ("sex", "female"),
        ("age", "25-39"),
        ("person", number.as_str()),
    ];
    counting.add(RecordKind::Perpetrator, ("case", case), &herself);
    assert_eq!(counting.told(case), ["own-perpetrator"]);
    counting.added();
    // Helped, and it is not said whether she needs it.
    let case = counting.open(&[("category", "trafficking-returnee")], &[("age", "25-39")]);
    let she = counting.survivor_of(case);
    let help = [
        ("service", "medical"),
        ("offered_on", "6/3/2024"),
        ("answer", "accepted"),
        ("received_on", "6/3/2024"),
    ];
    counting.add(RecordKind::Service, ("survivor", she), &help);
    assert_eq!(counting.told(case), ["need-not-said"]);
    let period = "phu-luc-01/2024/annual".parse().unwrap();
    let found = counting.office.check(period).unwrap();
    assert!(found.iter().any(|one| one.code == "cases-doubted"));
}

#[test]
fn who_reconciles_gives_no_basic_service() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[("category", "domestic"), ("acts", "a")],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    let she = counting.survivor_of(case);
    counting.added();
    let counselling = |provider: &'static str| {
        [
            ("service", "counselling"),
            ("provider", provider),
            ("offered_on", "6/3/2024"),
            ("answer", "accepted"),
            ("received_on", "6/3/2024"),
        ]
    };
    counting.add(
        RecordKind::Service,
        ("survivor", she),
        &counselling("mediation-group"),
    );
    assert_eq!(counting.added(), rows(&[]));
    counting.add(
        RecordKind::Service,
        ("survivor", she),
        &counselling("womens-union"),
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", 1)]));
}

#[test]
fn what_earlier_programs_asked_is_asked_again_where_it_says_too_little() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[("category", "domestic"), ("acts", "a"), ("several", "có")],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    assert_eq!(counting.told(case), ["which-others"]);
    let found_on = counting.office.case(case).unwrap().case.record.found_on;
    assert_eq!(found_on, Day::parse("5/3/2024").unwrap());
}

#[test]
fn new_violence_counts_in_its_year_with_what_was_done_since() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[
            ("found_on", "5/12/2023"),
            ("category", "domestic"),
            ("acts", "a"),
        ],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    let survivor = counting.survivor_of(case);
    let he = [("sex", "male"), ("age", "40-59"), ("prosecuted", "không")];
    let he = counting.add(RecordKind::Perpetrator, ("case", case), &he);
    let medical = |day: &'static str| {
        [
            ("service", "medical"),
            ("offered_on", day),
            ("answer", "accepted"),
            ("received_on", day),
        ]
    };
    counting.add(
        RecordKind::Service,
        ("survivor", survivor),
        &medical("6/1/2024"),
    );
    let counselled = [("measure", "counselling"), ("taken_on", "7/1/2024")];
    counting.add(RecordKind::Measure, ("perpetrator", he), &counselled);
    assert_eq!(counting.added(), rows(&[]), "it was found in 2023");
    // A follow-up of June finds new violence: it is proposed, told, and does not count by itself.
    let found = [
        ("due_on", "3/6/2024"),
        ("done_on", "3/6/2024"),
        ("follow_up_form", "office"),
        ("follow_up_result", "new-violence"),
    ];
    counting.add(RecordKind::FollowUp, ("case", case), &found);
    let june = Day::parse("3/6/2024").unwrap();
    let here = counting.office.case(case).unwrap();
    assert_eq!(
        (here.propose_incident, here.propose_check),
        (Some(june), Some(june))
    );
    assert_eq!(counting.told(case), ["new-violence"]);
    assert_eq!(counting.added(), rows(&[]));
    // What happened: she counts in 2024 too, and he; what was done before June answers what was before.
    let again = [
        ("known_on", "3/6/2024"),
        ("happened_on", "1/6/2024"),
        ("acts", "a;i"),
    ];
    let incident = counting.add(RecordKind::Incident, ("survivor", survivor), &again);
    assert_eq!(
        counting.added(),
        rows(&[("III.2.1.1", 1), ("III.2.2.1", 1)])
    );
    let here = counting.office.case(case).unwrap();
    assert_eq!(here.propose_incident, None);
    assert_eq!(here.propose_check, Some(june), "nobody asked since");
    assert_eq!(counting.told(case), Vec::<&str>::new());
    let years: Vec<i32> = here.facts.iter().map(|of| of.case.found.year()).collect();
    assert_eq!(years, [2023, 2024]);
    // The numbers lead to the case.
    let row = counting
        .office
        .register_rows(Year::new(2024).unwrap(), crate::message::Language::FIRST)
        .unwrap()
        .into_iter()
        .find(|row| row.code == "III.2.1.1")
        .unwrap();
    assert_eq!(row.cases.into_iter().collect::<Vec<_>>(), [case]);
    counting.add(
        RecordKind::Service,
        ("survivor", survivor),
        &medical("4/6/2024"),
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", 1)]));
    let counselled = [("measure", "counselling"), ("taken_on", "9/6/2024")];
    counting.add(RecordKind::Measure, ("perpetrator", he), &counselled);
    assert_eq!(counting.added(), rows(&[]));
    let counselled = |counting: &Counting| {
        let year = Year::new(2024).unwrap();
        let rows = counting
            .office
            .register_rows(year, crate::message::Language::FIRST);
        let mut rows = rows.unwrap().into_iter();
        let row = rows.find(|row| row.code == "III.2.2.1.1").unwrap();
        row.value.unwrap() / 10_000
    };
    assert_eq!(counselled(&counting), 1);
    // Again in the same year: she counts once.
    let autumn = [("known_on", "3/10/2024"), ("acts", "b")];
    counting.add(RecordKind::Incident, ("survivor", survivor), &autumn);
    assert_eq!(counting.added(), rows(&[]));
    // Without the first of the year, the second is what counts, and help of June lies before it.
    let delete = |counting: &mut Counting| {
        let kind = RecordKind::Incident;
        counting
            .office
            .delete_records(kind, &[(incident, 1)])
            .unwrap();
    };
    delete(&mut counting);
    assert_eq!(counting.added(), rows(&[("III.2.1.1.1", -1)]));
    assert_eq!(counselled(&counting), 0);
    assert!(counting.office.verify().unwrap().is_fine());
}

#[test]
fn new_violence_counts_who_suffered_it_by_what_she_suffered() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[
            ("found_on", "5/3/2023"),
            ("category", "domestic"),
            ("acts", "b"),
        ],
        &[("age", "40-59"), ("relation", "spouse")],
    );
    // Her daughter's friend, a girl who is not of the family, saw it.
    let friend = [
        ("sex", "female"),
        ("age", "12-15"),
        ("relation", "acquaintance"),
    ];
    let friend = counting.add(RecordKind::Survivor, ("case", case), &friend);
    assert_eq!(counting.added(), rows(&[]));
    let raped = [("known_on", "2/2/2024"), ("other_acts", "rape")];
    counting.add(RecordKind::Incident, ("survivor", friend), &raped);
    // The girl counts as who was raped outside the family; the wife suffered nothing in 2024.
    assert_eq!(counting.added(), rows(&[("III.2.1.2", 1)]));
    let wife = counting.survivor_of(case);
    let beaten = [("known_on", "3/2/2024"), ("acts", "a")];
    counting.add(RecordKind::Incident, ("survivor", wife), &beaten);
    assert_eq!(counting.added(), rows(&[("III.2.1.1", 1)]));
}

#[test]
fn new_violence_of_the_year_in_which_a_case_was_found_counts_with_it() {
    let mut counting = Counting::new();
    let case = counting.open(
        &[("category", "gender-based"), ("acts", "")],
        &[("age", "25-39"), ("relation", "dating")],
    );
    assert_eq!(counting.added(), rows(&[("III.2.1.2", 1)]));
    let survivor = counting.survivor_of(case);
    let raped = [("known_on", "2/8/2024"), ("other_acts", "rape")];
    counting.add(RecordKind::Incident, ("survivor", survivor), &raped);
    assert_eq!(counting.added(), rows(&[]));
    let of_2024 = counting.office.case(case).unwrap().facts.remove(0).case;
    assert_eq!(of_2024.gbv_type, Some(crate::model::GbvType::Rape));
    assert_eq!(of_2024.found.iso(), "2024-03");
    // Of the next year it is a case of its own, until the whole case is marked as recorded wrongly.
    let again = [("known_on", "2/1/2025"), ("other_acts", "stalking")];
    counting.add(RecordKind::Incident, ("survivor", survivor), &again);
    assert_eq!(counting.added(), rows(&[]));
    let facts = |counting: &Counting| counting.office.case(case).unwrap().facts.len();
    assert_eq!(facts(&counting), 2);
    let version = counting.office.case(case).unwrap().case.version;
    let reason = crate::model::VoidReason::WrongEntry;
    counting
        .office
        .void_case(case, version, reason, "Nhập nhầm.")
        .unwrap();
    assert_eq!(facts(&counting), 0);
    assert_eq!(counting.added(), rows(&[("III.2.1.2", -1)]));
    assert!(counting.office.verify().unwrap().is_fine());
}

#[test]
fn hours_run_again_for_new_violence() {
    use crate::model::HourDuty;
    let mut counting = Counting::new();
    let case = counting.open(
        &[("category", "domestic"), ("acts", "b")],
        &[("age", "25-39"), ("relation", "spouse")],
    );
    let due = |counting: &Counting| -> Vec<HourDuty> {
        let hours = counting.office.case(case).unwrap().hours;
        hours.iter().map(|hour| hour.duty).collect()
    };
    assert_eq!(due(&counting), []);
    let today = Day::today().unwrap();
    let (known, happened) = (today.to_string(), super::earlier(today, 1).to_string());
    let survivor = counting.survivor_of(case);
    let raped = [
        ("known_on", known.as_str()),
        ("happened_on", happened.as_str()),
        ("acts", "i"),
    ];
    counting.add(RecordKind::Incident, ("survivor", survivor), &raped);
    assert_eq!(due(&counting), [HourDuty::SexualCare]);
    let all = counting.office.hours_due().unwrap();
    assert_eq!(all.len(), 1);
}
