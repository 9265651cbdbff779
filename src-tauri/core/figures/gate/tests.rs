//! What the gate shows, told unit by unit.

use super::*;
use crate::catalogue::{Catalogue, RegisterCount};
use crate::figures::{Cases, FigureCode, Survivors};
use crate::model::{CaseCategory, Period, UnitCode};
use std::collections::BTreeSet;

const HALF: &str = "phu-luc-02/2024/six-months";
const YEAR: &str = "phu-luc-02/2024/annual";
const ANNEX01: &str = "phu-luc-01/2024/annual";

fn catalogue() -> Catalogue {
    Catalogue::built_in("bac-ninh-2024.1").unwrap()
}

fn unit(code: &str) -> UnitCode {
    UnitCode::new(code).unwrap()
}

fn units(codes: &[&str]) -> BTreeSet<UnitCode> {
    codes.iter().map(|code| unit(code)).collect()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn of(category: CaseCategory) -> CaseCode {
    CaseCode::Figure(FigureCode::Cases(Cases::Of(category)))
}

const ALL: CaseCode = CaseCode::Figure(FigureCode::CASES);
const SURVIVORS: CaseCode = CaseCode::Figure(FigureCode::SURVIVORS);
const SERVED: CaseCode = CaseCode::Figure(FigureCode::Survivors(Survivors::Served));
const DOMESTIC: CaseCode = CaseCode::Count(RegisterCount::DomesticSurvivors);
const GENDER: CaseCode = CaseCode::Count(RegisterCount::GenderSurvivors);

/// A gate, and what it says.
struct Try {
    catalogue: Catalogue,
    gate: Gate,
}

impl Try {
    fn new() -> Self {
        Self::after(Vec::new())
    }

    fn after(told: Vec<LedgerEntry>) -> Self {
        let catalogue = catalogue();
        let gate = Gate::new(&catalogue, told);
        Self { catalogue, gate }
    }

    fn publish(&mut self, of: &str, when: &str, revision: i64, numbers: &[(CaseCode, i64)]) {
        let numbers = CaseNumbers::default().with(numbers);
        self.gate
            .publish(&self.catalogue, &unit(of), period(when), revision, &numbers);
    }

    fn says(&self, behind: &[&str], when: &str, code: &CaseCode) -> String {
        self.gate
            .cleared(&units(behind), period(when), code)
            .to_string()
    }
}

fn cases(domestic: i64, gender: i64) -> [(CaseCode, i64); 5] {
    [
        (ALL, domestic + gender),
        (of(CaseCategory::Domestic), domestic),
        (of(CaseCategory::GenderBased), gender),
        (of(CaseCategory::ChildAbuse), 0),
        (of(CaseCategory::TraffickingReturnee), 0),
    ]
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let mut tried = Try::new();
    tried.publish("09163", YEAR, 1, &cases(10, 20));
    for (code, value) in cases(10, 20) {
        assert_eq!(tried.says(&["09163"], YEAR, &code), value.to_string());
    }
}

#[test]
fn a_small_part_takes_another_with_it_and_a_small_whole_all_its_parts() {
    let mut tried = Try::new();
    tried.publish("09163", YEAR, 1, &cases(12, 1));
    assert_eq!(tried.says(&["09163"], YEAR, &ALL), "13");
    assert_eq!(
        tried.says(&["09163"], YEAR, &of(CaseCategory::Domestic)),
        "…"
    );
    assert_eq!(
        tried.says(&["09163"], YEAR, &of(CaseCategory::GenderBased)),
        "<5"
    );
    tried.publish("09166", YEAR, 1, &cases(3, 0));
    assert_eq!(tried.says(&["09166"], YEAR, &ALL), "<5");
    for category in CaseCategory::ALL {
        assert_eq!(tried.says(&["09166"], YEAR, &of(*category)), "…");
    }
}

#[test]
fn the_half_year_is_not_taken_from_the_year_nor_one_revision_from_another() {
    for (first, then, shown) in [(10, 12, "…"), (10, 17, "17"), (10, 10, "10")] {
        let mut tried = Try::new();
        tried.publish("09163", HALF, 1, &[(ALL, first)]);
        tried.publish("09163", YEAR, 1, &[(ALL, then)]);
        assert_eq!(tried.says(&["09163"], HALF, &ALL), first.to_string());
        assert_eq!(tried.says(&["09163"], YEAR, &ALL), shown);
    }
    for (first, then, shown) in [(8, 9, "…"), (9, 8, "…"), (8, 8, "8"), (8, 13, "13")] {
        let mut tried = Try::new();
        tried.publish("09163", YEAR, 1, &[(ALL, first)]);
        tried.publish("09163", YEAR, 2, &[(ALL, then)]);
        assert_eq!(tried.says(&["09163"], YEAR, &ALL), shown);
    }
}

#[test]
fn one_annex_is_not_taken_from_the_other() {
    let mut tried = Try::new();
    tried.publish("09163", YEAR, 1, &[(SURVIVORS, 8)]);
    tried.publish("09163", ANNEX01, 1, &[(DOMESTIC, 6), (GENDER, 2)]);
    assert_eq!(tried.says(&["09163"], YEAR, &SURVIVORS), "8");
    assert_eq!(tried.says(&["09163"], ANNEX01, &DOMESTIC), "…");
    assert_eq!(tried.says(&["09163"], ANNEX01, &GENDER), "<5");
}

#[test]
fn a_revision_is_not_taken_from_any_before_it() {
    let mut tried = Try::new();
    for (revision, count, shown) in [(1, 8, "8"), (2, 9, "…"), (3, 10, "…"), (4, 14, "14")] {
        tried.publish("09163", YEAR, revision, &[(ALL, count)]);
        assert_eq!(tried.says(&["09163"], YEAR, &ALL), shown);
    }
}

/// Twelve survivors of two categories in the half-year: were eight of one shown, four of the other would be
/// left.
#[test]
fn where_there_is_no_case_of_a_category_there_is_nobody_in_it() {
    let all = |domestic: i64, survivors: i64| {
        let mut numbers = cases(domestic, 10).to_vec();
        numbers[0].1 += 10;
        numbers[4].1 += 10;
        numbers.push((SURVIVORS, survivors));
        numbers
    };
    let mut tried = Try::new();
    tried.publish("09163", HALF, 1, &all(0, 12));
    tried.publish("09163", YEAR, 1, &all(5, 20));
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let counts = [(DOMESTIC, 8), (GENDER, 4), (returnees.clone(), 8)];
    tried.publish("09163", ANNEX01, 1, &counts);
    assert_eq!(tried.says(&["09163"], YEAR, &SURVIVORS), "20");
    assert_eq!(tried.says(&["09163"], ANNEX01, &DOMESTIC), "8");
    assert_eq!(tried.says(&["09163"], ANNEX01, &GENDER), "<5");
    assert_eq!(tried.says(&["09163"], ANNEX01, &returnees), "…");
}

#[test]
fn what_has_left_stays_as_it_was() {
    let mut before = Try::new();
    before.publish("09163", YEAR, 1, &[(ALL, 8)]);
    assert_eq!(before.says(&["09163"], YEAR, &ALL), "8");
    // Had the second revision come first, the eight would have been kept back.
    let mut now = Try::after(before.gate.taken());
    now.publish("09163", YEAR, 2, &[(ALL, 9)]);
    now.publish("09163", YEAR, 1, &[(ALL, 8)]);
    assert_eq!(now.says(&["09163"], YEAR, &ALL), "8");
    assert_eq!(now.gate.taken(), before.gate.taken());
}

#[test]
fn two_columns_of_one_table_are_not_taken_from_one_another() {
    let mut tried = Try::new();
    for code in ["09163", "09166"] {
        tried.publish(code, YEAR, 1, &[(SURVIVORS, 14), (SERVED, 11)]);
    }
    assert_eq!(tried.says(&["09163"], YEAR, &SURVIVORS), "14");
    assert_eq!(tried.says(&["09163"], YEAR, &SERVED), "…");
    assert_eq!(tried.says(&["09163", "09166"], YEAR, &SURVIVORS), "28");
    assert_eq!(tried.says(&["09163", "09166"], YEAR, &SERVED), "22");
}

#[test]
fn a_sum_over_units_gives_way_to_what_a_unit_hides() {
    let mut tried = Try::new();
    tried.publish("09163", YEAR, 1, &[(ALL, 2)]);
    tried.publish("09166", YEAR, 1, &[(ALL, 12)]);
    tried.publish("09169", YEAR, 1, &[(ALL, 3)]);
    // Whoever prints it, over one unit it is that unit's.
    assert_eq!(tried.says(&["09163"], YEAR, &ALL), "<5");
    // Twelve are known.
    assert_eq!(tried.says(&["09163", "09166"], YEAR, &ALL), "…");
    assert_eq!(tried.says(&["09163", "09166", "09169"], YEAR, &ALL), "17");
    // With that one, this would say how many the third has.
    assert_eq!(tried.says(&["09163", "09169"], YEAR, &ALL), "5");
}

#[test]
fn what_was_told_before_over_fewer_units_is_not_taken_from_what_is_told_now() {
    let publish = |tried: &mut Try, last: bool| {
        tried.publish("09163", YEAR, 1, &[(ALL, 2)]);
        tried.publish("09169", YEAR, 1, &[(ALL, 3)]);
        if last {
            tried.publish("09166", YEAR, 1, &[(ALL, 1)]);
        }
    };
    let mut before = Try::new();
    publish(&mut before, false);
    assert_eq!(before.says(&["09163", "09169"], YEAR, &ALL), "5");
    let mut now = Try::after(before.gate.taken());
    publish(&mut now, true);
    assert_eq!(now.says(&["09163", "09166", "09169"], YEAR, &ALL), "…");
    // Had it not been told, it could be told now.
    let mut now = Try::new();
    publish(&mut now, true);
    assert_eq!(now.says(&["09163", "09166", "09169"], YEAR, &ALL), "6");
}

#[test]
fn what_was_told_before_it_was_closed_is_known() {
    let mut before = Try::new();
    before.publish("09163", YEAR, 0, &[(ALL, 8)]);
    assert_eq!(before.says(&["09163"], YEAR, &ALL), "8");
    let mut now = Try::after(before.gate.taken());
    now.publish("09163", YEAR, 0, &[(ALL, 9)]);
    assert_eq!(now.says(&["09163"], YEAR, &ALL), "…");
}
