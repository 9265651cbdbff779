//! What the gate shows, told unit by unit.

use super::*;
use crate::catalogue::{Catalogue, RegisterCount, UnitAct, UnitChange, built_in_ids};
use crate::model::{CaseCategory, Cases, Day, FigureCode, Month, Period, Survivors, UnitCode};
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
        Self::after(Ledger::kept())
    }

    fn after(ledger: Ledger) -> Self {
        let catalogue = catalogue();
        let gate = Gate::new(catalogue.masking(false), ledger);
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

/// An office that prints, again and again, with a ledger.
struct Printing {
    catalogue: Catalogue,
    ledger: Ledger,
    /// What it closed, each time with what it came to.
    closed: Vec<(&'static str, i64, CaseNumbers)>,
}

impl Printing {
    fn new() -> Self {
        Self {
            catalogue: catalogue(),
            ledger: Ledger::kept(),
            closed: Vec::new(),
        }
    }

    fn close(&mut self, when: &'static str, revision: i64, numbers: &[(CaseCode, i64)]) {
        let numbers = CaseNumbers::default().with(numbers);
        self.closed.push((when, revision, numbers));
    }

    /// Prints what is not closed; or what is, where there are no numbers.
    fn prints(&mut self, when: &str, numbers: &[(CaseCode, i64)], asked: &[CaseCode]) -> String {
        let mut gate = Gate::new(self.catalogue.masking(false), self.ledger.clone());
        let own = unit("09163");
        for (when, revision, numbers) in &self.closed {
            gate.closed(&self.catalogue, &own, (period(when), *revision), numbers);
        }
        gate.all_closed(&self.catalogue, &own);
        if !numbers.is_empty() {
            let numbers = CaseNumbers::default().with(numbers);
            gate.not_closed(&self.catalogue, &own, period(when), &numbers);
        }
        let says = |code| {
            gate.cleared(&units(&["09163"]), period(when), code)
                .to_string()
        };
        let said: Vec<String> = asked.iter().map(says).collect();
        self.ledger.note(gate.taken());
        said.join(" ")
    }

    fn is_noted(&self) -> (usize, usize) {
        let open = self.ledger.open.as_deref().unwrap_or_default();
        (self.ledger.told.len(), open.len())
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

/// Of twelve and four the sum and that four are few was said. Were twelve of twelve and twelve shown now, there could
/// not have been more than twelve of the first.
#[test]
fn what_was_kept_back_before_it_was_closed_stays_hidden() {
    let asked = [
        ALL,
        of(CaseCategory::Domestic),
        of(CaseCategory::GenderBased),
    ];
    let mut office = Printing::new();
    assert_eq!(office.prints(YEAR, &cases(12, 4), &asked), "16 … <5");
    // It is printed again as it was, and the ledger says no more.
    let noted = office.is_noted();
    assert_eq!(noted, (3, 1));
    assert_eq!(office.prints(YEAR, &cases(12, 4), &asked), "16 … <5");
    assert_eq!(office.is_noted(), noted);
    let mut another = Printing::new();
    another.ledger = office.ledger.clone();
    for (office, closed) in [(&mut office, false), (&mut another, true)] {
        let more = cases(12, 12);
        if closed {
            office.close(YEAR, 1, &more);
        }
        let more = if closed { &[][..] } else { &more };
        assert_eq!(office.prints(YEAR, more, &asked), "24 … …");
    }
    // Had nothing been printed before, all of it would be.
    assert_eq!(
        Printing::new().prints(YEAR, &cases(12, 12), &asked),
        "24 12 12"
    );
}

/// What is printed after a closing comes after it, also when a later closing is there.
#[test]
fn what_left_before_it_was_closed_stands_where_it_left() {
    let asked = [ALL];
    let mut office = Printing::new();
    assert_eq!(office.prints(YEAR, &[(ALL, 8)], &asked), "8");
    office.close(YEAR, 1, &[(ALL, 9)]);
    assert_eq!(office.prints(YEAR, &[], &asked), "…");
    assert_eq!(office.prints(YEAR, &[(ALL, 15)], &asked), "15");
    office.close(YEAR, 2, &[(ALL, 16)]);
    assert_eq!(office.prints(YEAR, &[], &asked), "…");
    assert_eq!(office.prints(YEAR, &[(ALL, 30)], &asked), "30");
    let open = office.ledger.open.unwrap_or_default();
    let after: Vec<usize> = open.iter().map(|report| report.after.len()).collect();
    assert_eq!(after, [0, 1, 2]);
}

/// A year in which it was printed many times, each time with cases more.
#[test]
fn all_prints_of_a_year_are_held_against_one_another() {
    let came_to = |print: i64| {
        let mut numbers = cases(2 * print, print).to_vec();
        numbers.push((SURVIVORS, 4 * print));
        numbers
    };
    let asked = [ALL, SURVIVORS, of(CaseCategory::GenderBased)];
    let mut office = Printing::new();
    let prints = (1..=12).map(|print| office.prints(YEAR, &came_to(print), &asked));
    let shown: BTreeSet<String> = prints.collect();
    assert!(shown.contains("36 48 …"), "{shown:?}");
    assert_eq!(office.is_noted().1, 12);
}

/// A case counts in the year in which it was found and in no other, so that numbers of one year say nothing of those
/// of another.
#[test]
fn no_day_is_in_the_periods_of_two_years() {
    for id in built_in_ids() {
        let catalogue = Catalogue::built_in(id).unwrap();
        for period in catalogue.periods() {
            let (first, last) = catalogue.days(period).unwrap();
            let year = period.year.get();
            assert_eq!((first.year(), last.year()), (year, year), "{period}");
        }
    }
}

#[test]
fn no_catalogue_lowers_masking_below_the_floor() {
    let mut catalogue = catalogue();
    catalogue.regime.mask_below = 2;
    catalogue.regime.mask_levels.clear();
    for (a_head_said_so, shown) in [(false, "<5"), (true, "3")] {
        let mut gate = Gate::new(catalogue.masking(a_head_said_so), Ledger::default());
        let numbers = CaseNumbers::default().with(&[(ALL, 3)]);
        gate.publish(&catalogue, &unit("09163"), period(YEAR), 1, &numbers);
        let said = gate.cleared(&units(&["09163"]), period(YEAR), &ALL);
        assert_eq!(said.to_string(), shown);
    }
}

#[test]
fn what_a_unit_keeps_back_nobody_above_shows() {
    let mut own = Try::new();
    own.publish("09163", YEAR, 0, &[(ALL, 8)]);
    own.says(&["09163"], YEAR, &ALL);
    let mut own = Try::after(own.gate.taken());
    own.publish("09163", YEAR, 1, &[(ALL, 9), (SURVIVORS, 3)]);
    let kept_back = own.gate.kept_back(&unit("09163"), period(YEAR), 1);
    assert_eq!(kept_back, ["cases [8..]", "survivors <5 [1..4]"]);
    let mut above = Try::new();
    above.gate.heed(&unit("09163"), period(YEAR), 1, &kept_back);
    above.publish("09163", YEAR, 1, &[(ALL, 9), (SURVIVORS, 3)]);
    above.publish("09166", YEAR, 1, &[(ALL, 7), (SURVIVORS, 8)]);
    assert_eq!(above.says(&["09163"], YEAR, &ALL), "…");
    assert_eq!(above.says(&["09163"], YEAR, &SURVIVORS), "<5");
    assert_eq!(above.says(&["09163", "09166"], YEAR, &ALL), "…");
}

/// A unit that keeps back more than the office above it says below which number one lies: the office above says that
/// again, for whoever read that nothing was said of it would take it for one that is not small there either.
#[test]
fn what_a_unit_says_of_a_small_number_is_said_again_above() {
    for (cases, shown) in [(3, "<8"), (6, "<8")] {
        let mut above = Try::new();
        let kept_back = ["cases <8".to_owned()];
        above.gate.heed(&unit("09163"), period(YEAR), 1, &kept_back);
        above.publish("09163", YEAR, 1, &[(ALL, cases)]);
        above.publish("09166", YEAR, 1, &[(ALL, 12)]);
        assert_eq!(above.says(&["09163"], YEAR, &ALL), shown);
        assert_eq!(above.says(&["09163", "09166"], YEAR, &ALL), "…");
    }
}

/// Of two units that keep back three and four nobody knows which has which, where seven are printed above; unless what
/// one of them printed before it closed says that it has no more than three.
#[test]
fn what_follows_from_what_a_unit_told_before_is_known_above() {
    for (kept_back, shown) in [("cases <5", "7"), ("cases <5 [..3]", "…")] {
        let mut above = Try::new();
        for (code, kept_back, cases) in [("09163", kept_back, 3), ("09166", "cases <5", 4)] {
            let kept_back = [kept_back.to_owned()];
            above.gate.heed(&unit(code), period(YEAR), 1, &kept_back);
            above.publish(code, YEAR, 1, &[(ALL, cases)]);
        }
        assert_eq!(above.says(&["09163", "09166"], YEAR, &ALL), shown);
    }
}

/// What a unit's own print shows everybody knows, though its office above would keep it back.
#[test]
fn what_a_unit_shows_is_known_above() {
    for (kept_back, shown) in [
        (None, "…"),
        (Some(["cases.gender-based <5".to_owned()]), "12"),
    ] {
        let mut above = Try::new();
        if let Some(kept_back) = kept_back {
            let code = unit("09163");
            above.gate.heed(&code, period(YEAR), 1, &kept_back);
        }
        above.publish("09163", YEAR, 1, &cases(12, 4));
        let said = above.says(&["09163"], YEAR, &of(CaseCategory::Domestic));
        assert_eq!(said, shown);
    }
}

/// What an officer put in the place of a count is shown there, and the count nowhere.
#[test]
fn a_count_that_another_number_stands_for_is_not_shown() {
    let mut tried = Try::new();
    let row = "III.2.1.1";
    let said = CaseCode::Said(RegisterCount::DomesticSurvivors, row.to_owned());
    let numbers = [(DOMESTIC, 7), (GENDER, 6), (said.clone(), 9)];
    tried.publish("09163", ANNEX01, 1, &numbers);
    tried.publish("09166", ANNEX01, 1, &[(DOMESTIC, 11), (GENDER, 6)]);
    let says = |behind: &[&str], count, row| {
        let (behind, period) = (units(behind), period(ANNEX01));
        let code = tried.gate.said(&behind, period, count, row);
        tried.gate.cleared(&behind, period, &code).to_string()
    };
    let both = ["09163", "09166"];
    let domestic = RegisterCount::DomesticSurvivors;
    assert_eq!(says(&["09163"], domestic, Some(row)), "9");
    assert_eq!(says(&["09163"], domestic, None), "…");
    assert_eq!(says(&["09163"], RegisterCount::GenderSurvivors, None), "6");
    assert_eq!(says(&both, domestic, Some(row)), "20");
    assert_eq!(says(&both, domestic, None), "…");
    // In the place of a small one it is not shown either: why it stands there can tell how many more it is.
    let mut tried = Try::new();
    tried.publish("09163", ANNEX01, 1, &[(DOMESTIC, 4), (said.clone(), 9)]);
    assert_eq!(tried.says(&["09163"], ANNEX01, &said), "…");
}

/// A sum over what a unit kept back may have left: what it reports later leaves that as open as it was.
#[test]
fn what_was_kept_back_stays_as_open_as_it_was() {
    let mut tried = Try::new();
    tried.publish("09163", YEAR, 1, &cases(12, 4));
    let domestic = of(CaseCategory::Domestic);
    assert_eq!(tried.says(&["09163"], YEAR, &domestic), "…");
    // There can be fifteen of them: fourteen would say that there were no more.
    tried.publish("09163", YEAR, 2, &cases(14, 4));
    assert_eq!(tried.says(&["09163"], YEAR, &domestic), "…");
}

/// The catalogue after two communes became one, on the first of September.
fn after_a_merge() -> Catalogue {
    let mut catalogue = catalogue();
    let into = catalogue.units.get(&unit("09193")).unwrap().clone();
    let units = vec![unit("09163"), unit("09166")];
    catalogue.changes.push(UnitChange {
        on: Day::parse_iso("2024-09-01").unwrap(),
        basis: "Nghị quyết mẫu".to_owned(),
        act: UnitAct::Merge { units, into },
    });
    catalogue
}

/// Six and seven cases were found by June by the two units that are one since.
#[test]
fn the_year_of_a_unit_is_not_taken_from_the_half_years_of_those_it_was_made_of() {
    for (in_the_year, shown) in [(15, "…"), (19, "19")] {
        let mut tried = Try::new();
        tried.catalogue = after_a_merge();
        let mut own = Gate::new(tried.catalogue.masking(false), Ledger::default());
        tried.publish("09163", HALF, 1, &[(ALL, 6)]);
        tried.publish("09166", HALF, 1, &[(ALL, 7)]);
        tried.publish("09193", YEAR, 1, &[(ALL, in_the_year)]);
        assert_eq!(tried.says(&["09193"], YEAR, &ALL), shown);
        // The unit itself has of those months what it took over.
        let (made, year) = (
            unit("09193"),
            CaseNumbers::default().with(&[(ALL, in_the_year)]),
        );
        for (former, cases) in [("09163", 6), ("09166", 7)] {
            let half = CaseNumbers::default().with(&[(ALL, cases)]);
            own.told_by_others(&tried.catalogue, &unit(former), period(HALF), &half);
        }
        own.publish(&tried.catalogue, &made, period(YEAR), 1, &year);
        let said = own.cleared(&BTreeSet::from([made]), period(YEAR), &ALL);
        assert_eq!(said.to_string(), shown);
    }
}

/// Of six and four a commune said that there were ten, and that four are few. Were it said that the commune made of it
/// and of one without a case has six of the first in the year, there could not have been fewer than four.
#[test]
fn what_a_unit_kept_back_is_not_told_by_the_one_made_of_it() {
    let of_half = [
        (ALL, 10),
        (of(CaseCategory::Domestic), 6),
        (of(CaseCategory::GenderBased), 0),
        (of(CaseCategory::ChildAbuse), 0),
        (of(CaseCategory::TraffickingReturnee), 4),
    ];
    let of_none = of_half.clone().map(|(code, _)| (code, 0));
    let of_year = [
        (ALL, 20),
        (of(CaseCategory::Domestic), 6),
        (of(CaseCategory::GenderBased), 0),
        (of(CaseCategory::ChildAbuse), 0),
        (of(CaseCategory::TraffickingReturnee), 14),
    ];
    let mut own = Try::new();
    own.catalogue = after_a_merge();
    for (former, half) in [("09163", &of_half), ("09166", &of_none)] {
        let numbers = CaseNumbers::default().with(half);
        own.gate
            .told_by_others(&own.catalogue, &unit(former), period(HALF), &numbers);
        // What another unit has told this office does not tell.
        assert_eq!(own.says(&[former], HALF, &ALL), "…");
    }
    own.publish("09193", YEAR, 1, &of_year);
    assert_eq!(own.says(&["09193"], YEAR, &ALL), "20");
    assert_eq!(own.says(&["09193"], YEAR, &of(CaseCategory::Domestic)), "…");
}

/// The half-year was closed with fifteen survivors, none of them a child, and then the year's Phụ lục 01 was printed
/// with all of them: fourteen who came back leave one.
#[test]
fn what_is_printed_just_after_a_part_of_the_year_was_closed_counts_the_same() {
    let half = [
        (ALL, 16),
        (of(CaseCategory::Domestic), 8),
        (of(CaseCategory::GenderBased), 0),
        (of(CaseCategory::ChildAbuse), 0),
        (of(CaseCategory::TraffickingReturnee), 8),
        (SURVIVORS, 15),
    ];
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let counts = |came_back| {
        let few = [(DOMESTIC, 1), (GENDER, 0)];
        [&few[..], &[(returnees.clone(), came_back)]].concat()
    };
    for (came_back, said) in [(14, "<5 …"), (21, "<5 21")] {
        let mut office = Printing::new();
        office.close(HALF, 1, &half);
        assert_eq!(office.prints(HALF, &[], &[SURVIVORS]), "15");
        let asked = [DOMESTIC, returnees.clone()];
        assert_eq!(office.prints(ANNEX01, &counts(came_back), &asked), said);
    }
}

/// A year that is printed when it comes to no more than its first half shows what that shows.
#[test]
fn a_year_that_comes_to_no_more_than_its_half_shows_no_more() {
    let asked = [
        ALL,
        of(CaseCategory::Domestic),
        of(CaseCategory::GenderBased),
    ];
    let mut office = Printing::new();
    office.close(HALF, 1, &cases(12, 4));
    let said = office.prints(HALF, &[], &asked);
    assert_eq!(said, "16 … <5");
    assert_eq!(office.prints(YEAR, &cases(12, 4), &asked), said);
}

/// Of ten survivors in the year seven came in its first half; five had a service, and a few of the seven. Three came
/// later: were it said that there were five, two of the seven would have had it.
#[test]
fn who_had_no_service_in_the_half_year_is_not_told_by_the_year() {
    let row = |row: &str| {
        CaseCode::Row(TableRow {
            table: "services".to_owned(),
            row: row.to_owned(),
            of_survivors: true,
            adds_up: false,
        })
    };
    let all = CaseCode::Row(TableRow::survivors());
    let numbers = |survivors, served| {
        [
            (ALL, survivors),
            (of(CaseCategory::Domestic), survivors),
            (SURVIVORS, survivors),
            (all.clone(), survivors),
            (row("counsel"), served),
        ]
    };
    let mut office = Printing::new();
    office.close(HALF, 1, &numbers(27, 4)[..3]);
    let asked = [all.clone(), row("counsel")];
    assert_eq!(office.prints(HALF, &numbers(27, 4), &asked), "27 <5");
    office.close(YEAR, 1, &numbers(36, 13)[..3]);
    assert_eq!(office.prints(YEAR, &numbers(36, 13), &asked), "36 …");
}

fn survivors_of(cases_of: [i64; 4], survivors: i64) -> Vec<(CaseCode, i64)> {
    let [domestic, gender, children, returnees] = cases_of;
    vec![
        (ALL, domestic + gender + children + returnees),
        (of(CaseCategory::Domestic), domestic),
        (of(CaseCategory::GenderBased), gender),
        (of(CaseCategory::ChildAbuse), children),
        (of(CaseCategory::TraffickingReturnee), returnees),
        (SURVIVORS, survivors),
    ]
}

/// That the year's Phụ lục 01 is closed as it was printed says that all of the year were counted in that print: thirteen
/// survivors, three more than by June.
#[test]
fn that_nothing_changed_since_a_print_is_not_told_where_it_says_too_much() {
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let counts = [(DOMESTIC, 0), (GENDER, 0), (returnees.clone(), 13)];
    let asked = [returnees];
    let mut office = Printing::new();
    office.close(HALF, 1, &survivors_of([2, 0, 0, 3], 10));
    assert_eq!(office.prints(HALF, &[], &[SURVIVORS]), "10");
    assert_eq!(office.prints(ANNEX01, &counts, &asked), "13");
    office.close(YEAR, 1, &survivors_of([2, 0, 0, 9], 13));
    assert_eq!(office.prints(YEAR, &[], &[SURVIVORS]), "…");
    office.close(ANNEX01, 1, &counts);
    assert_eq!(office.prints(ANNEX01, &[], &asked), "…");
}

/// A commune had eight survivors by June, all of them children. Of twenty in the year of the commune made of it eleven
/// came back and eight are children: the last one is to stay hidden.
#[test]
fn whom_a_unit_had_before_a_reform_is_among_those_of_both_annexes_after_it() {
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let mut own = Try::new();
    own.catalogue = after_a_merge();
    for (former, children) in [("09163", 8), ("09166", 0)] {
        let half = survivors_of([0, 0, children, 0], children);
        let numbers = CaseNumbers::default().with(&half);
        own.gate
            .told_by_others(&own.catalogue, &unit(former), period(HALF), &numbers);
    }
    own.publish("09193", YEAR, 1, &survivors_of([6, 0, 8, 11], 20));
    let counts = [(DOMESTIC, 1), (GENDER, 0), (returnees.clone(), 11)];
    own.publish("09193", ANNEX01, 1, &counts);
    assert_eq!(own.says(&["09193"], YEAR, &SURVIVORS), "20");
    assert_eq!(own.says(&["09193"], ANNEX01, &DOMESTIC), "<5");
    assert_eq!(own.says(&["09193"], ANNEX01, &returnees), "…");
}

/// What stood beside a print of Phụ lục 01 is kept with it: of whom it counted all is known later.
#[test]
fn what_stands_beside_a_print_of_phu_luc_01_is_kept_and_shows_nothing() {
    let catalogue = catalogue();
    let own = unit("09163");
    let gate = |ledger: Ledger| Gate::new(catalogue.masking(false), ledger);
    let year = CaseNumbers::default().with(&survivors_of([0, 0, 0, 9], 10));
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let counts = CaseNumbers::default().with(&[(returnees.clone(), 10)]);
    let mut first = gate(Ledger::kept());
    first.not_closed(&catalogue, &own, period(YEAR), &year);
    first.not_closed(&catalogue, &own, period(ANNEX01), &counts);
    // Nothing of Phụ lục 01 has left.
    assert_eq!(first.taken().open, Some(Vec::new()));
    let behind = BTreeSet::from([own.clone()]);
    first.cleared(&behind, period(ANNEX01), &returnees);
    let kept = first.taken();
    assert_eq!(kept.open.as_ref().map(Vec::len), Some(2));
    let mut later = gate(kept);
    later.all_closed(&catalogue, &own);
    later.not_closed(&catalogue, &own, period(YEAR), &year);
    // It is decided when it is printed itself.
    let said = later.cleared(&behind, period(YEAR), &ALL);
    assert_eq!(said.to_string(), "9");
}

/// A file of persons told of eleven. Of a number that is printed after it, what it has beside them is kept back where
/// it is small, of one unit and of several together.
#[test]
fn a_number_that_is_printed_after_a_file_of_persons_leaves_no_few_beside_it() {
    let month = |text: &str| Month::parse_iso(text).unwrap();
    let told = |of: &str, count: usize| {
        let person = ToldPerson {
            unit: unit(of),
            found: (month("2024-01"), month("2024-06")),
            category: Some(CaseCategory::Domestic),
            woman: true,
        };
        vec![person; count]
    };
    for (domestic, said) in [(11, "11"), (12, "…"), (15, "…"), (16, "16")] {
        let mut tried = Try::new();
        tried.gate.told_persons(told("09163", 11));
        tried.publish("09163", YEAR, 1, &cases(domestic, 10));
        let of_domestic = tried.says(&["09163"], YEAR, &of(CaseCategory::Domestic));
        assert_eq!(of_domestic, said, "{domestic}");
        let others = [
            ALL,
            of(CaseCategory::GenderBased),
            of(CaseCategory::ChildAbuse),
            of(CaseCategory::TraffickingReturnee),
        ];
        let others = others.map(|code| tried.says(&["09163"], YEAR, &code));
        // Else it follows from them.
        let is_shown = !others.contains(&"…".to_owned());
        assert_eq!(is_shown, said != "…", "{others:?}");
        tried.publish("09166", YEAR, 1, &cases(domestic, 10));
        assert_eq!(
            tried.says(&["09166"], YEAR, &ALL),
            (domestic + 10).to_string()
        );
    }
    let mut tried = Try::new();
    tried
        .gate
        .told_persons([told("09163", 11), told("09166", 11)].concat());
    for of_unit in ["09163", "09166"] {
        tried.publish(of_unit, YEAR, 1, &[(ALL, 13)]);
    }
    // Two of each stay hidden, and so do the four of both.
    assert_eq!(tried.says(&["09163", "09166"], YEAR, &ALL), "…");
}
