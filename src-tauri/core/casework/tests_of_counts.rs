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
