//! The attack on the gate (`tienbo_support::attack`): generated offices, each with a gate and a ledger of its own,
//! do what a plan says one after the other, and everything that leaves of all of them, as they write it, goes to
//! the attacker. A few offices of each plan in every run, 2,000 with `cargo xtask campaign`; with `TIENBO_OFFICE_AGAIN`
//! the one that a run names, again.

mod leaving;
mod outputs;
mod plans;
mod scene;

use super::dhis2::DataValues;
use super::tables::Gates;
use super::*;
use crate::catalogue::{Catalogue, Catalogues, Masking, RegisterCount, UnitAct, UnitChange};
use crate::figures::{CaseCode, CaseNumbers, Gate, Ledger, TableRow};
use crate::model::{CaseCategory, Cases, Day, FigureCode, Period, UnitCode};
use outputs::OUTPUTS;
use plans::*;
use scene::Scene;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tienbo_support::attack::{
    Attack, Counted, Draw, Kind, Line, Number, STAGES, Said, Stage, Word, comes_to, drawn, kinds,
    kinds_of_several,
};
use tienbo_support::short_or_campaign;

const HALF: &str = "phu-luc-02/2024/six-months";
const YEAR: &str = "phu-luc-02/2024/annual";
const ANNEX01: &str = "phu-luc-01/2024/annual";

/// At most one of so many small numbers is told of a later report of a unit and of a sum that had left before it.
const RARE: usize = 200;

/// How many offices and small numbers that nobody may tell there were, and how many numbers were shown nevertheless.
#[derive(Default)]
struct Tally {
    offices: usize,
    secrets: usize,
    shown: usize,
    there: usize,
    /// What could be told, in offices that the gate is to blame for.
    told: Vec<String>,
    /// How many could be told of a later report of a unit and of a sum that had left before.
    of_later: usize,
    /// How many numbers each output said something of, and how many of them it kept back.
    outputs: BTreeMap<&'static str, (usize, usize)>,
}

/// Attacks offices that do as a plan says, with one threshold after the other.
fn attacked(plan: fn(&mut Draw) -> Vec<Step>, varied: fn(Scene, u64, &mut Draw) -> Scene) -> Tally {
    attacked_again(plan, varied, &[])
}

/// The same, and of offices that a gate told of once.
fn attacked_again(
    plan: fn(&mut Draw) -> Vec<Step>,
    varied: fn(Scene, u64, &mut Draw) -> Scene,
    told_once: &[u64],
) -> Tally {
    let mut tally = Tally::default();
    let told_once = told_once.iter().filter(|_| one_alone().is_none());
    for office in offices().chain(told_once.copied()) {
        let mut draw = Draw(office);
        let scene = Scene::new(&mut draw, [5, 3, 10][(office % 3) as usize]);
        let mut scene = varied(scene, office, &mut draw);
        let plan = plan(&mut draw);
        let secrets = scene.secrets(&plan);
        let (told, of_later) = scene.go(&plan, &secrets, &mut draw);
        tally.offices += 1;
        tally.secrets += secrets.len();
        tally.of_later += of_later;
        if !told.is_empty() {
            let below = scene.below();
            let told = told.join("\n");
            tally
                .told
                .push(format!("office {office}, below {below}:\n{told}"));
        }
        for (place, output) in &scene.outputs {
            let (all, kept_back) = tally.outputs.entry(output).or_default();
            *all += 1;
            let is_exact = matches!(scene.said[*place].shown, Word::Exact(_));
            *kept_back += usize::from(!is_exact);
        }
        let positive = |said: &&Said| comes_to(&said.line, &scene.truth) > 0;
        for said in scene.said.iter().filter(positive) {
            tally.there += 1;
            tally.shown += usize::from(matches!(said.shown, Word::Exact(_)));
        }
    }
    println!(
        "{} offices: {} small numbers attacked, {} offices in which the gate told one, {} told of \
         later reports; {} of {} numbers shown",
        tally.offices,
        tally.secrets,
        tally.told.len(),
        tally.of_later,
        tally.shown,
        tally.there
    );
    for (output, (all, kept_back)) in &tally.outputs {
        println!("{output}: {all} numbers, {kept_back} kept back");
    }
    tally
}

/// The offices of each kind: in every run each threshold with each way in which offices are not alike.
fn offices() -> Range<u64> {
    match one_alone() {
        Some(office) => office..office + 1,
        None => 0..short_or_campaign(15, 2_000),
    }
}

/// The one that is to be played again.
fn one_alone() -> Option<u64> {
    let office = std::env::var("TIENBO_OFFICE_AGAIN").ok()?;
    Some(office.parse().expect("its number"))
}

/// Nothing is told, and what is shown is worth showing.
fn holds(tally: &Tally) {
    assert!(
        tally.told.is_empty(),
        "{} offices\n{}",
        tally.told.len(),
        tally.told.join("\n")
    );
    // A unit does not know of the sums that left, and keeps each number open by itself: several of them together may be
    // closed. That is rare, and is not to become more.
    assert!(
        tally.of_later * RARE <= tally.secrets,
        "{} of {} told of later reports",
        tally.of_later,
        tally.secrets
    );
    // The attack has something to find, and something to find it from.
    let worth = tally.secrets > 100 && tally.shown * 4 > tally.there;
    assert!(worth || one_alone().is_some());
}

/// As it is everywhere.
fn plain(scene: Scene, _: u64, _: &mut Draw) -> Scene {
    scene
}

/// Whatever leaves of the communes, of a district and of the province, in both annexes and both periods, with a
/// second revision and after a commune that was late: no small number can be told of all of it together.
#[test]
fn no_small_number_can_be_told_from_all_that_leaves() {
    holds(&attacked(province, plain));
}

#[test]
fn no_small_number_can_be_told_from_all_revisions_of_a_commune() {
    holds(&attacked(commune, plain));
}

#[test]
fn no_small_number_can_be_told_from_three_revisions_of_both_annexes() {
    holds(&attacked(revised, plain));
}

/// Officers put other numbers in the place of counts; a unit keeps back more than the office above; a district has
/// cases of its own, which are kept back or not; numbers are asked for one by one.
#[test]
fn no_small_number_can_be_told_where_offices_are_not_alike() {
    let varied = |scene: Scene, office: u64, draw: &mut Draw| match office % 5 {
        0 => scene.puts(draw),
        1 => scene.keeps_back_more(),
        2 => scene.with_a_district(false),
        3 => scene.with_a_district(true).puts(draw),
        _ => scene.keeps_back_more().asking_of_some(),
    };
    holds(&attacked_again(province, varied, &[365]));
    holds(&attacked_again(revised, varied, &[433, 649, 1003]));
}

/// Whoever reads does not know whether a case is of several categories.
#[test]
fn no_small_number_can_be_told_where_cases_are_of_several_categories() {
    let several = |scene: Scene, _: u64, draw: &mut Draw| scene.of_several_categories(draw);
    holds(&attacked(province, several));
    holds(&attacked(revised, several));
}

#[test]
fn no_small_number_can_be_told_from_analyses_beside_reports() {
    holds(&attacked(analyses, |scene, _, draw| scene.analysed(draw)));
}

#[test]
fn no_small_number_can_be_told_of_what_was_printed_before_it_was_closed() {
    holds(&attacked_again(
        before_closing,
        plain,
        &[382, 697, 1093, 1765],
    ));
}

#[test]
fn no_small_number_can_be_told_through_a_reform() {
    holds(&attacked(reform, |scene, _, _| scene.merged()));
}

/// Each output is also read as it would be without the gate, with every number as it is: then the attacker tells a
/// small one. So none is read in vain.
#[test]
fn no_output_is_read_in_vain() {
    let mut in_vain: BTreeSet<&str> = OUTPUTS.into();
    for office in offices() {
        let mut draw = Draw(office);
        let mut scene = Scene::new(&mut draw, 5);
        let plan = revised(&mut draw);
        let secrets = scene.secrets(&plan);
        scene.go(&plan, &secrets, &mut draw);
        in_vain.retain(|output| !scene.is_told_without_gate(output, &secrets));
        if in_vain.is_empty() {
            return;
        }
    }
    panic!("{in_vain:?}");
}

/// The attacker finds what a masking of each table by itself lets through.
#[test]
fn the_attack_finds_what_two_tables_tell_together() {
    let mut scene = Scene::new(&mut Draw(1), 5);
    let place = |kind: Kind| scene.kinds.iter().position(|of| *of == kind).unwrap();
    let domestic = place(Kind::Survivor(1, 0, None, true, 0));
    let gender = place(Kind::Survivor(1, 1, None, true, 0));
    scene.truth.fill(0);
    scene.truth[domestic] = 6;
    scene.truth[gender] = 2;
    let year = report(YEAR, 1, 1, 1);
    let annex01 = report(ANNEX01, 1, 1, 1);
    let say = |scene: &mut Scene, report: Sent, code: CaseCode, shown: Word| {
        scene.said.push(Said {
            line: scene.line(0, report, &code),
            shown,
            without: scene.without(0, report, &code),
            not_small: None,
            what: code.to_string(),
        });
    };
    let of = |category| CaseCode::Figure(FigureCode::Cases(Cases::Of(category)));
    let survivors = CaseCode::Figure(FigureCode::SURVIVORS);
    let domestic = CaseCode::Count(RegisterCount::DomesticSurvivors);
    let gender = CaseCode::Count(RegisterCount::GenderSurvivors);
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let line = scene.line(0, annex01, &gender);
    let is_told = |scene: &Scene| {
        let mut attack = Attack::new(&scene.truth);
        attack.hear(&scene.said);
        !attack.can_be_another(&line)
    };
    say(&mut scene, year, survivors, Word::Exact(8));
    say(&mut scene, annex01, gender, Word::Below(5));
    say(&mut scene, annex01, returnees, Word::Exact(0));
    assert!(!is_told(&scene));
    // With those of domestic violence two are left, of which some may be children.
    say(&mut scene, annex01, domestic, Word::Exact(6));
    assert!(!is_told(&scene));
    // There is no case of a child.
    let children = of(CaseCategory::ChildAbuse);
    say(&mut scene, year, children, Word::Exact(0));
    assert!(is_told(&scene));
}
