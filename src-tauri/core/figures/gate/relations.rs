//! What a unit's numbers have to do with one another: everything that whoever reads them knows of them
//! beforehand. Each relation is a number of its own – what is left of one number without others – that is
//! never below zero, and is kept back as they are where it is small.

use super::annexes::{Both, between_annexes, of_the_same, where_no_case_is};
use super::published::{Numbers, Published, Units, is_small, present};
use super::told_persons::Found;
use super::worlds::{Place, Worlds};
use super::{CaseCode, CaseNumbers, LedgerEntry, TableRow, ToldPerson};
use crate::model::{FigureCode, Parts, Period, ReportKind, Survivors, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

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

    /// What one number that people put down leaves of another: it may be more than that one.
    fn of_said(&mut self, name: String, whole: Place, part: Place) {
        let rest = self.worlds.total(&[(whole, 1), (part, -1)]);
        self.worlds.leave_open(rest);
        self.rests.insert(name, (rest, 1));
    }

    /// What numbers that are together a part of others leave of these.
    fn of_all(&mut self, name: String, wholes: &[Place], parts: &[Place]) {
        let whole = match wholes {
            [whole] => *whole,
            wholes => {
                let terms: Vec<(Place, i64)> = wholes.iter().map(|place| (*place, 1)).collect();
                self.worlds.total(&terms)
            }
        };
        self.of(name, whole, parts);
    }

    /// What is left of a number without a part of it.
    pub(super) fn without(rests: &Rests, code: &CaseCode) -> Option<Place> {
        let (rest, sign) = rests.get(&format!("without {code}"))?;
        (*sign == 1).then_some(*rest)
    }
}

/// That units were made of others, between the days of two periods.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reform {
    /// The period and the units that were made, all of them.
    pub(super) made: (Period, BTreeSet<UnitCode>),
    /// The period and the units of which they were.
    pub(super) of: (Period, BTreeSet<UnitCode>),
}

const WOMEN: CaseCode = CaseCode::Figure(FigureCode::Survivors(Survivors::Women));

impl Numbers {
    /// Says what a unit's numbers have to do with one another, with those of its other periods and revisions,
    /// and with what was told of them before.
    pub(super) fn relate(
        &mut self,
        (unit, period): (&UnitCode, Period),
        published: &mut Published,
        numbers: &CaseNumbers,
        reforms: &[Reform],
        below: i64,
    ) {
        let mut rests = Rests::new();
        let mut left = Left {
            worlds: &mut self.worlds,
            rests: &mut rests,
        };
        within_a_table(&mut left, published, numbers);
        said_within_a_table(&mut left, published);
        let others = self.units.iter().filter(|((of, _), _)| of == unit);
        let mut earlier: Vec<(Period, &Published)> = Vec::new();
        for ((_, other), all) in others {
            let mut after: Option<&Published> = None;
            let mut is_last = true;
            for of in all.iter().rev() {
                let name = match is_last && !of.past {
                    true => other.to_string(),
                    false => format!("{other} revision {}", of.revision),
                };
                is_last &= of.past;
                let earlier_of = Earlier {
                    period: *other,
                    of,
                    after,
                };
                since(&mut left, &name, (period, published), earlier_of, below);
                earlier.push((*other, of));
                after = Some(of);
            }
        }
        earlier.sort_by_key(|(_, of)| of.order);
        let uncounted = between_annexes(&mut left, (period, published), &earlier);
        for reform in reforms {
            through(&mut left, reform, (unit, period, published), &self.units);
        }
        beside_told_persons(&mut left, unit, published, &self.told_persons);
        let told_of = self.told_of.get(unit).into_iter().flatten();
        let not_closed = told_of.filter(|told| match told.behind[..] {
            [(_, revision)] => revision < 1 && !self.open.contains(&revision),
            _ => false,
        });
        for told in not_closed {
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
    let alike = |a: &&CaseCode, b: &&CaseCode| {
        a.parts() == b.parts() && a.parts() != Parts::Some && a.division() == b.division()
    };
    for parts in codes.chunk_by(alike) {
        let Some(first) = parts.first().filter(|first| first.parts() != Parts::Some) else {
            continue;
        };
        let places: Vec<Place> = parts.iter().filter_map(|code| cell(code)).collect();
        let Some(whole) = whole(first) else {
            continue;
        };
        let covers = first.parts() == Parts::Cover;
        if covers {
            // All of it is in some part, and some of it may be in several.
            let parts = places.iter().map(|place| (*place, 1));
            let terms: Vec<(Place, i64)> = parts.chain([(whole, -1)]).collect();
            left.worlds.not_below_zero(&terms);
        }
        // All parts stand in the table: everybody knows that nothing is left.
        let begin = left.worlds.next();
        let rest = left.of(format!("{first} and others"), whole, &places);
        if left.worlds.value(rest) == 0 {
            left.worlds.know(rest, 0, 0);
            if covers {
                left.worlds.doubt_from(begin);
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

/// The same, of numbers that officers put in the place of counts, which nothing holds to one another.
fn said_within_a_table(left: &mut Left<'_>, published: &Published) {
    let of_register = |code: &CaseCode| match code {
        CaseCode::Count(count) => (!published.is_replaced(code)).then_some((*count, false)),
        CaseCode::Said(count, _) => Some((*count, true)),
        CaseCode::Figure(_) | CaseCode::Row(_) => None,
    };
    for (part, place) in &published.cells {
        let Some((count, part_is_said)) = of_register(part) else {
            continue;
        };
        let wholes = published.cells.iter().filter_map(|(code, place)| {
            let (whole, is_said) = of_register(code)?;
            let is_whole = count.within() == Some(whole) && (is_said || part_is_said);
            is_whole.then_some((code, *place))
        });
        for (whole, of) in wholes {
            left.of_said(format!("{whole} without {part}"), of, *place);
        }
    }
}

/// Whoever was found before a reform was found, by the end of the year, by a unit that was made of hers.
fn through(
    left: &mut Left<'_>,
    reform: &Reform,
    (unit, period, published): (&UnitCode, Period, &Published),
    units: &Units,
) {
    let latest = |of: Period, code: &UnitCode| match (of, code) == (period, unit) {
        true => Some(published),
        false => present(units, code, of),
    };
    let all = |(of, units): &(Period, BTreeSet<UnitCode>)| -> Option<Vec<&Published>> {
        units.iter().map(|code| latest(*of, code)).collect()
    };
    let Some(made) = all(&reform.made) else {
        return;
    };
    let (then, before) = &reform.of;
    let formerly = before.iter().filter_map(|one| latest(*then, one));
    let formerly: Vec<&Published> = formerly.collect();
    if reform.made.0.report == ReportKind::Annex01 && then.report != ReportKind::Annex01 {
        let of_unit = |code: &UnitCode| {
            let of = units.iter().filter(move |((of, period), _)| {
                of == code && period.report != ReportKind::Annex01
            });
            let mut of: Vec<&Published> = of.flat_map(|(_, all)| all).collect();
            of.sort_by_key(|of| of.order);
            of.into_iter()
        };
        let later = made.iter().zip(&reform.made.1);
        let later = later.map(|(annex01, code)| (*annex01, of_the_same(annex01, of_unit(code))));
        let later: Vec<Both<'_>> = later.collect();
        where_no_case_is(left, &formerly, &later);
        return;
    }
    let is_count = |code: &&CaseCode| !matches!(code, CaseCode::Said(..));
    for code in published.cells.keys().filter(is_count) {
        let places = |of: &[&Published]| -> Option<Vec<Place>> {
            of.iter().map(|of| of.cells.get(code).copied()).collect()
        };
        let Some(wholes) = places(&made) else {
            continue;
        };
        // Of one of them alone too, where others told nothing.
        for one in before {
            let part = latest(*then, one).and_then(|of| of.cells.get(code));
            if let Some(part) = part {
                left.of_all(format!("{code} beside {then} of {one}"), &wholes, &[*part]);
            }
        }
        if let Some(parts) = all(&reform.of).and_then(|of| places(&of)) {
            left.of_all(format!("{code} beside {then} of all"), &wholes, &parts);
        }
        if *code == WOMEN {
            let without = |of: &&Published| match of.order == published.order {
                true => Left::without(left.rests, code),
                false => Left::without(&of.rests, code),
            };
            let wholes: Option<Vec<Place>> = made.iter().map(without).collect();
            let parts = formerly.iter().filter_map(without);
            let parts: Vec<(Place, i64)> = parts.map(|place| (place, -1)).collect();
            if let Some(wholes) = wholes {
                let terms = wholes.into_iter().map(|place| (place, 1));
                left.worlds
                    .not_below_zero(&terms.chain(parts).collect::<Vec<_>>());
            }
        }
    }
}

/// Of a number nobody is to take those who stand in a file of persons: how many it has beside them is kept back
/// where they are few.
fn beside_told_persons(
    left: &mut Left<'_>,
    unit: &UnitCode,
    published: &Published,
    told: &[ToldPerson],
) {
    for (code, place) in &published.cells {
        for (which, found) in [("all", Found::InIt), ("some", Found::PerhapsInIt)] {
            let of_unit = told.iter().filter(|person| person.unit == *unit);
            let rows = of_unit.filter(|person| person.is_in(code, published.days, found));
            let Ok(rows @ 1..) = i64::try_from(rows.count()) else {
                continue;
            };
            // Whoever stands in it may not be counted any more.
            let rows = left.worlds.known(rows.min(left.worlds.value(*place)));
            left.of(format!("{code} beside {which} persons"), *place, &[rows]);
        }
    }
}

/// What was told of a number of a period before it was closed, when it may have been another, and nobody knows here
/// what was kept back then.
fn told_before_closing(
    left: &mut Left<'_>,
    told: &LedgerEntry,
    of: &Published,
    published: &Published,
) {
    let (Some(before), Some(place)) = (told.exact, published.cell(&told.code)) else {
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

/// A unit's numbers that were published before others.
struct Earlier<'a> {
    period: Period,
    of: &'a Published,
    /// Those of the same period that came next.
    after: Option<&'a Published>,
}

/// Whoever was found in a part of the year was found in the year; and a later revision of a report counts
/// more, or, where it comes to less, fewer. Of a number that lay between both that follows from it; what is small of
/// their difference is kept back nevertheless.
fn since(
    left: &mut Left<'_>,
    name: &str,
    (period, published): (Period, &Published),
    earlier: Earlier<'_>,
    below: i64,
) {
    let same = period == earlier.period;
    let (earlier, after) = (earlier.of, earlier.after);
    let later = earlier.is_within(published);
    if !later && !published.is_within(earlier) {
        return;
    }
    let ordered = |now: Place, then: Place| if later { (now, then) } else { (then, now) };
    let follows = |worlds: &Worlds, now: Place, then: Place, between: Option<Place>| {
        let [now, then] = [now, then].map(|place| worlds.value(place));
        between.is_some_and(|place| {
            let between = worlds.value(place);
            (then.min(now)..=then.max(now)).contains(&between)
        })
    };
    let is_count = |(code, _): &(&CaseCode, _)| !matches!(code, CaseCode::Said(..));
    for (code, place) in published.cells.iter().filter(is_count) {
        let between = after.and_then(|of| of.cells.get(code)).copied();
        let before = earlier.cells.get(code).copied();
        // The same number has to do with it already, or is it.
        if [before, between].contains(&Some(*place)) {
            continue;
        }
        if let Some(before) = before {
            let worlds = &left.worlds;
            let difference = worlds.value(*place) - worlds.value(before);
            if is_small(difference.abs(), below) || !follows(worlds, *place, before, between) {
                let (whole, part) = ordered(*place, before);
                left.of(format!("{code} beside {name}"), whole, &[part]);
            }
        }
        // Who was left without a part of it is still left: of a part that nobody comes into later, as far as is known.
        if same || *code == WOMEN || matches!(code, CaseCode::Row(_)) {
            let now = Left::without(left.rests, code);
            if let (Some(now), Some(before)) = (now, Left::without(&earlier.rests, code)) {
                let between = after.and_then(|of| Left::without(&of.rests, code));
                let (whole, part) = ordered(now, before);
                // A service may have been noted later.
                let is_so = !matches!(code, CaseCode::Row(_))
                    || left.worlds.value(whole) >= left.worlds.value(part);
                if is_so && !follows(left.worlds, now, before, between) {
                    let begin = left.worlds.next();
                    left.worlds.sum(whole, &[part]);
                    // A case is closed later, and a service noted.
                    if *code != WOMEN && code.parts() != Parts::AddUp {
                        left.worlds.doubt_from(begin);
                    }
                }
            }
        }
    }
}
