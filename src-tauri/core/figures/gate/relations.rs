//! What a unit's numbers have to do with one another: everything that whoever reads them knows of them
//! beforehand. Each relation is a number of its own – what is left of one number without others – that is
//! never below zero, and is kept back as they are where it is small.

use super::annexes::between_annexes;
use super::published::{Numbers, Published};
use super::worlds::{Place, Worlds};
use super::{CaseCode, CaseNumbers, LedgerEntry, TableRow};
use crate::figures::{FigureCode, Survivors};
use crate::model::{Period, UnitCode};
use std::collections::BTreeMap;

/// What is left of numbers without others, by what it is: a number itself, with its sign.
pub(super) type Rests = BTreeMap<String, (Place, i64)>;

/// Where rests are put down.
pub(super) struct Left<'a> {
    pub(super) worlds: &'a mut Worlds,
    pub(super) rests: &'a mut Rests,
}

impl Left<'_> {
    /// What parts leave of a whole: a number that is kept back where it is small.
    pub(super) fn of(&mut self, name: String, whole: Place, parts: &[Place]) -> Place {
        let parts_come_to: i64 = parts.iter().map(|part| self.worlds.value(*part)).sum();
        let sign = match self.worlds.value(whole) < parts_come_to {
            true => -1,
            false => 1,
        };
        let rest = self.worlds.sum(whole, parts);
        self.rests.insert(name, (rest, sign));
        rest
    }

    /// What is left of a number without a part of it.
    pub(super) fn without(rests: &Rests, code: &CaseCode) -> Option<Place> {
        let (rest, sign) = rests.get(&format!("without {code}"))?;
        (*sign == 1).then_some(*rest)
    }
}

const WOMEN: CaseCode = CaseCode::Figure(FigureCode::Survivors(Survivors::Women));

impl Numbers {
    /// Says what a unit's numbers have to do with one another, with those of its other periods and revisions,
    /// and with what was told of them before.
    pub(super) fn relate(
        &mut self,
        unit: &UnitCode,
        period: Period,
        published: &mut Published,
        numbers: &CaseNumbers,
    ) {
        let mut rests = Rests::new();
        let mut left = Left {
            worlds: &mut self.worlds,
            rests: &mut rests,
        };
        within_a_table(&mut left, published, numbers);
        let others = self.units.iter().filter(|((of, _), _)| of == unit);
        let mut earlier: Vec<(Period, &Published)> = Vec::new();
        for ((_, other), all) in others {
            for (before, of) in all.iter().rev().enumerate() {
                let name = match before {
                    0 => other.to_string(),
                    _ => format!("{other} revision {}", of.revision),
                };
                since(&mut left, &name, (period, published), (*other, of));
                earlier.push((*other, of));
            }
        }
        earlier.sort_by_key(|(_, of)| of.order);
        let uncounted = between_annexes(&mut left, (period, published), &earlier);
        for told in self.told_of.get(unit).into_iter().flatten() {
            let all = self.units.get(&(unit.clone(), told.period));
            let of = match told.period == period {
                true => Some(&*published),
                false => all.and_then(|all| all.last()),
            };
            if let Some(of) = of.filter(|_| told.period.report == period.report) {
                told_before_closing(&mut left, told, of, published);
            }
        }
        published.rests = rests;
        published.uncounted = uncounted;
    }
}

/// What the numbers of one table have to do with one another.
fn within_a_table(left: &mut Left<'_>, published: &Published, numbers: &CaseNumbers) {
    let codes: Vec<&CaseCode> = numbers.0.iter().map(|(code, _)| code).collect();
    let cell = |code: &CaseCode| published.cells.get(code).copied();
    let whole = |code: &CaseCode| code.whole().and_then(|whole| cell(&whole));
    let alike =
        |a: &&CaseCode, b: &&CaseCode| a.adds_up() && b.adds_up() && a.division() == b.division();
    for parts in codes.chunk_by(alike) {
        let Some(first) = parts.first().filter(|first| first.adds_up()) else {
            continue;
        };
        let places: Vec<Place> = parts.iter().filter_map(|code| cell(code)).collect();
        if let Some(whole) = whole(first) {
            let rest = left.of(format!("{first} and others"), whole, &places);
            // All parts stand in the table: everybody knows that nothing is left.
            if left.worlds.value(rest) == 0 {
                left.worlds.know(rest, 0, 0);
            }
        }
    }
    for code in codes {
        if let (Some(whole), Some(part)) = (whole(code), cell(code)) {
            left.of(format!("without {code}"), whole, &[part]);
        }
    }
    // The tables of the analysis count survivors of cases reported elsewhere too.
    let all = cell(&CaseCode::Row(TableRow::survivors()));
    let reported = cell(&CaseCode::Figure(FigureCode::SURVIVORS));
    if let (Some(all), Some(reported)) = (all, reported) {
        left.of("reported elsewhere".to_owned(), all, &[reported]);
    }
}

/// What was told of a number of a period before it was closed, when it may have been another.
fn told_before_closing(
    left: &mut Left<'_>,
    told: &LedgerEntry,
    of: &Published,
    published: &Published,
) {
    let ([(_, 0)], Some(before), Some(place)) =
        (&told.behind[..], told.exact, published.cell(&told.code))
    else {
        return;
    };
    let known = left.worlds.known(before);
    let (whole, part) = match () {
        () if of.is_within(published) => (place, known),
        () if published.is_within(of) => (known, place),
        () => return,
    };
    let name = format!("{} told of {} as {before}", told.code, told.period);
    left.of(name, whole, &[part]);
}

/// Whoever was found in a part of the year was found in the year; and a later revision of a report counts
/// more, or, where it comes to less, fewer.
fn since(
    left: &mut Left<'_>,
    name: &str,
    (period, published): (Period, &Published),
    (other, earlier): (Period, &Published),
) {
    let same = period == other;
    let later = earlier.is_within(published);
    if !later && !published.is_within(earlier) {
        return;
    }
    let ordered = |now: Place, then: Place| if later { (now, then) } else { (then, now) };
    for (code, place) in &published.cells {
        if let Some(before) = earlier.cells.get(code) {
            let (whole, part) = ordered(*place, *before);
            left.of(format!("{code} beside {name}"), whole, &[part]);
        }
        // Who was left without a part of it is still left: of a part that nobody comes into later.
        if same || *code == WOMEN {
            let now = Left::without(left.rests, code);
            if let (Some(now), Some(before)) = (now, Left::without(&earlier.rests, code)) {
                let (whole, part) = ordered(now, before);
                left.worlds.sum(whole, &[part]);
            }
        }
    }
}
