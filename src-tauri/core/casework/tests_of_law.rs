//! What is said of cases is held against the law of its day.

use crate::catalogue::{Catalogue, GbvDecision, RegisterRules};
use crate::entry::Typed;
use crate::model::{
    Act, Day, GbvType, MeasureIssuer, MeasureKind, OtherAct, Part, Period, RecordId, RecordKind,
    Relation, ReportKind, Set, Year,
};
use crate::register::{self, CaseDoubt};
use crate::test_offices::*;
use crate::vault::Office;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static RULES: LazyLock<RegisterRules> = LazyLock::new(|| {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").expect("built in");
    catalogue.register
});

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The acts that count between a survivor of a relation and who did it, on a day, by their points.
fn between(relation: Relation, on: &str) -> String {
    let acts = Act::ALL.iter();
    let count = acts.filter(|act| RULES.may_count(relation, **act, day(on)));
    count.map(|act| act.code()).collect::<Vec<_>>().join(" ")
}

const ALL: &str = "a b c d dd e g h i k l m n o p q";

#[test]
fn which_acts_count_between_whom_follows_the_decree_from_its_day_on() {
    // As Nghị định 76/2023/NĐ-CP, Điều 2 and 3, lists them, read apart from the catalogue.
    assert_eq!(
        between(Relation::Divorced, "25/12/2023"),
        "a b c e g h k l q"
    );
    let cohabiting = "a b c d dd e g h i k l m n o p q";
    assert_eq!(between(Relation::Cohabiting, "25/12/2023"), cohabiting);
    // Before it every act was.
    assert_eq!(between(Relation::Divorced, "24/12/2023"), ALL);
    assert_eq!(between(Relation::Spouse, "1/6/2024"), ALL);
    // Điểm i is between spouses alone.
    let family = ALL.replace("i ", "");
    assert_eq!(between(Relation::Child, "1/6/2024"), family);
    for outside in [Relation::Dating, Relation::Teacher, Relation::Stranger] {
        assert_eq!(between(outside, "1/6/2024"), "");
    }
    // Where it is not said which, or not known, nothing is held against it.
    for unsaid in [Relation::FormerSpouse, Relation::Unknown] {
        assert_eq!(between(unsaid, "1/6/2024"), ALL);
    }
}

#[test]
fn a_measure_lasts_no_longer_than_the_law_allows_who_decided_it() {
    let last = |issuer: Option<MeasureIssuer>, from: &str| {
        let last = RULES.last_day(MeasureKind::ContactBan, issuer, day(from));
        last.map(|day| day.to_string())
    };
    let chair = Some(MeasureIssuer::Chair);
    let court = Some(MeasureIssuer::Court);
    assert_eq!(last(chair, "30/12/2024").as_deref(), Some("02/01/2025"));
    assert_eq!(last(court, "31/10/2024").as_deref(), Some("28/02/2025"));
    assert_eq!(last(None, "1/1/2024").as_deref(), Some("01/05/2024"));
    assert_eq!(last(Some(MeasureIssuer::Other), "1/1/2024"), None);
    let fine = RULES.last_day(MeasureKind::AdministrativeFine, None, day("1/1/2024"));
    assert_eq!(fine, None);
}

#[test]
fn a_type_is_asked_for_where_an_act_does_not_say_it() {
    use GbvDecision::{Asked, NoActs, Type};
    let decided = |acts: &[Act], others: &[OtherAct]| {
        let acts = Set(acts.iter().copied().collect());
        let others = Set(others.iter().copied().collect());
        RULES.decided_type(&acts, &others, day("1/6/2026"))
    };
    assert_eq!(decided(&[], &[]), NoActs);
    assert_eq!(decided(&[Act::B], &[]), Type(GbvType::Psychological));
    assert_eq!(decided(&[Act::B, Act::N], &[]), Type(GbvType::Denial));
    // Beating and threats are one point of the law.
    assert_eq!(decided(&[Act::A], &[]), Asked);
    for beside in [Act::L, Act::K, Act::P] {
        assert_eq!(decided(&[beside, Act::B], &[]), Asked, "{beside:?}");
    }
    assert_eq!(decided(&[Act::B], &[OtherAct::Trafficking]), Asked);
    // Cases of before stay what they were counted as.
    let beaten = Set(BTreeSet::from([Act::A]));
    let none = Set(BTreeSet::new());
    let before = RULES.decided_type(&beaten, &none, day("31/12/2025"));
    assert_eq!(before, Type(GbvType::PhysicalAssault));
    // Nothing that an act might be stands before this.
    assert_eq!(decided(&[Act::A, Act::I], &[]), Type(GbvType::Rape));
}

fn case_of(acts: &str, found_on: &str) -> Typed {
    typed(&[
        ("found_on", found_on),
        ("category", "domestic"),
        ("acts", acts),
    ])
}

fn survivor(relation: &str) -> Typed {
    typed(&[("sex", "female"), ("age", "25-39"), ("relation", relation)])
}

fn slips(office: &Office, kind: RecordKind, form: &Typed, id: Option<RecordId>) -> Vec<String> {
    let checked = office.check_typed(kind, form, id, None).unwrap();
    let told = checked.slips.into_iter();
    told.map(|slip| format!("{} {} {}", slip.column, slip.code, slip.detail))
        .collect()
}

fn not_between(points: &[Act]) -> CaseDoubt {
    CaseDoubt::NotBetween(BTreeSet::from_iter(points.iter().copied()))
}

#[test]
fn an_act_that_does_not_count_between_them_is_told_at_entry_on_its_page_and_by_the_check() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let open = |office: &mut Office, acts: &str, relation: &str| {
        let case = case_of(acts, "5/3/2024");
        office.open_case(&case, &survivor(relation)).unwrap()
    };
    let doubted = open(&mut office, "b;dd;n", "divorced");
    open(&mut office, "b", "spouse");
    let page = office.case(doubted).unwrap();
    assert_eq!(page.doubts, [not_between(&[Act::Dd, Act::N])]);
    // At the case and at the survivor, as they are typed.
    let (cases, survivors) = (RecordKind::ViolenceCase, RecordKind::Survivor);
    let typed_case = case_of("b;dd;n", "5/3/2024");
    let told = "acts not-between đ, n";
    assert_eq!(slips(&office, cases, &typed_case, Some(doubted)), [told]);
    let (id, version) = (page.survivors[0].id, page.survivors[0].version);
    let mut hers = survivor("divorced");
    hers.insert("case".to_owned(), doubted.to_string());
    let told = "relation not-between đ, n";
    assert_eq!(slips(&office, survivors, &hers, Some(id)), [told]);
    // The check of both reports tells that there is one, and not which.
    let check = |office: &Office, report| {
        let (year, part) = (Year::new(2024).unwrap(), Part::Annual);
        let found = office.check(Period { report, year, part }).unwrap();
        let found = found.into_iter().filter(|one| one.code == "cases-doubted");
        found.map(|one| one.detail).collect::<Vec<_>>()
    };
    for report in [ReportKind::Annex01, ReportKind::Annex02] {
        assert_eq!(check(&office, report), [""]);
    }
    // It is saved all the same, and counts; set right it is told no more.
    hers.insert("relation".to_owned(), "spouse".to_owned());
    assert_eq!(
        slips(&office, survivors, &hers, Some(id)),
        Vec::<String>::new()
    );
    let saved = office.save_typed(survivors, &hers, Some((id, version)));
    saved.unwrap();
    assert_eq!(office.case(doubted).unwrap().doubts, []);
    assert_eq!(check(&office, ReportKind::Annex01), Vec::<String>::new());
    let all = register::doubted_cases(office.store(), office.catalogues()).unwrap();
    assert_eq!(all, []);
}

#[test]
fn a_ban_has_an_end_which_is_told_when_it_is_missing_too_late_near_or_over() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = office
        .open_case(&case_of("b", "5/3/2024"), &survivor("spouse"))
        .unwrap();
    let mut he = typed(&[("sex", "male"), ("age", "40-59")]);
    he.insert("case".to_owned(), case.to_string());
    let he = office
        .save_typed(RecordKind::Perpetrator, &he, None)
        .unwrap();
    let ban = |fields: &[(&str, &str)]| {
        let mut ban = typed(&[("measure", "contact-ban"), ("taken_on", "6/3/2024")]);
        ban.extend(typed(fields));
        ban.insert("perpetrator".to_owned(), he.to_string());
        ban
    };
    let kind = RecordKind::Measure;
    let chair = ("decided_by", "chair");
    let told = |fields: &[(&str, &str)]| slips(&office, kind, &ban(fields), None);
    assert_eq!(told(&[chair]), ["ends_on no-end "]);
    assert_eq!(
        told(&[chair, ("ends_on", "9/3/2024")]),
        Vec::<String>::new()
    );
    let late = "ends_on too-long 09/03/2024";
    assert_eq!(told(&[chair, ("ends_on", "10/3/2024")]), [late]);
    let court = ("decided_by", "court");
    let months = told(&[court, ("ends_on", "6/7/2024")]);
    assert_eq!(months, Vec::<String>::new());
    // An end before it begins is no end.
    let backwards = office.check_typed(kind, &ban(&[("ends_on", "5/3/2024")]), None, None);
    assert_eq!(backwards.unwrap().problems[0].column, "ends_on");
    // Written down or not, its end reminds; without a day of its own it is the last that the law allows.
    office
        .save_typed(kind, &ban(&[chair, ("ends_on", "8/3/2024")]), None)
        .unwrap();
    office.save_typed(kind, &ban(&[chair]), None).unwrap();
    let ends = |office: &Office, from: &str, until: &str| -> Vec<String> {
        let ends = office.measure_ends(day(from), day(until)).unwrap();
        ends.iter().map(|end| end.ends_on.to_string()).collect()
    };
    assert_eq!(
        ends(&office, "8/3/2024", "9/3/2024"),
        ["08/03/2024", "09/03/2024"]
    );
    assert_eq!(ends(&office, "9/3/2024", "16/3/2024"), ["09/03/2024"]);
    assert_eq!(
        ends(&office, "10/3/2024", "16/3/2024"),
        Vec::<String>::new()
    );
    // Of a case that is closed nothing reminds.
    let version = office.case(case).unwrap().case.version;
    let moved = crate::test_offices::moved_away(day("10/3/2024"));
    office.close_case(case, version, moved).unwrap();
    assert_eq!(ends(&office, "8/3/2024", "9/3/2024"), Vec::<String>::new());
}
