//! What each unit published, and what is shown of it.

use super::relations::Rests;
use super::worlds::{MUCH, Place, Worlds};
use super::{CaseCode, CaseNumbers, LedgerEntry};
use crate::figures::{FigureCode, Shown};
use crate::model::{Day, Period, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

/// A unit's numbers of a period as one revision has them.
pub(super) struct Published {
    /// How many were published before it.
    pub(super) order: usize,
    pub(super) revision: i64,
    pub(super) days: (Day, Day),
    /// Whether small numbers of the unit are kept back.
    pub(super) masked: bool,
    pub(super) cells: BTreeMap<CaseCode, Place>,
    /// The same by their codes, as the ledger writes them.
    by_code: BTreeMap<String, Place>,
    pub(super) shown: BTreeMap<CaseCode, Shown>,
    pub(super) rests: Rests,
    /// Of a report by Phụ lục 01: whom it does not count of those that the figures of Phụ lục 02 count, by
    /// what is said of them.
    pub(super) uncounted: BTreeMap<&'static str, Place>,
}

impl Published {
    /// Whether all its days are days of another.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        other.days.0 <= self.days.0 && self.days.1 <= other.days.1
    }

    /// A figure of Phụ lục 02.
    pub(super) fn figure(&self, code: FigureCode) -> Option<Place> {
        self.cells.get(&CaseCode::Figure(code)).copied()
    }

    /// The number with a code, as the ledger writes it.
    pub(super) fn cell(&self, code: &str) -> Option<Place> {
        self.by_code.get(code).copied()
    }
}

/// All numbers of a year, with what is known of them and what was asked.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) worlds: Worlds,
    pub(super) units: BTreeMap<(UnitCode, Period), Vec<Published>>,
    pub(super) over: BTreeMap<BTreeSet<UnitCode>, BTreeMap<(Period, CaseCode), Shown>>,
    /// What was told before of units alone, and over several.
    pub(super) told_of: BTreeMap<UnitCode, Vec<LedgerEntry>>,
    pub(super) told_over: Vec<LedgerEntry>,
    /// What was asked for, as it was told.
    pub(super) taken: BTreeSet<LedgerEntry>,
}

/// Whether a number is too small to be shown.
pub(super) fn is_small(value: i64, below: i64) -> bool {
    (1..below).contains(&value)
}

impl Numbers {
    /// Takes in what a unit comes to in a period, and decides what is shown of it.
    pub(super) fn publish(
        &mut self,
        unit: &UnitCode,
        (period, days, revision, masked): (Period, (Day, Day), i64, bool),
        numbers: &CaseNumbers,
        below: i64,
    ) {
        let mut published = Published {
            order: self.units.values().map(Vec::len).sum(),
            revision,
            days,
            masked,
            cells: BTreeMap::new(),
            by_code: BTreeMap::new(),
            shown: BTreeMap::new(),
            rests: Rests::new(),
            uncounted: BTreeMap::new(),
        };
        for (code, value) in &numbers.0 {
            let place = match masked {
                true => self.worlds.number(*value),
                false => self.worlds.known(*value),
            };
            published.cells.insert(code.clone(), place);
            published.by_code.insert(code.to_string(), place);
        }
        if masked {
            self.relate(unit, period, &mut published, numbers);
            self.keep_back(&published, below);
            self.decide_all((unit, period), &mut published, numbers, below);
        } else {
            let shown = numbers.0.iter();
            published.shown = shown
                .map(|(code, value)| (code.clone(), Shown::Exact(*value)))
                .collect();
        }
        self.worlds.settle();
        let key = (unit.clone(), period);
        self.units.entry(key).or_default().push(published);
        self.over.clear();
    }

    /// Guards what is small of what a unit published.
    fn keep_back(&mut self, published: &Published, below: i64) {
        let cells = published.cells.values().copied();
        let rests = published.rests.values().map(|(rest, _)| *rest);
        for place in cells.chain(rests) {
            if is_small(self.worlds.value(place), below) {
                self.worlds.guard(place);
            }
        }
        self.worlds.settle();
    }

    /// Says of all numbers that are a part of no other whether they are small: one that is neither shown nor said
    /// to be small is not. Where that says too much, nothing is said of any of them, and those that are
    /// small or none are not shown, so that nobody can know it of the others.
    fn tell_small_from_great(&mut self, published: &Published, below: i64) -> bool {
        let wholes: Vec<Place> = published
            .cells
            .iter()
            .filter(|(code, _)| code.whole().is_none())
            .map(|(_, place)| *place)
            .collect();
        let is_great = |worlds: &Worlds, place: &Place| worlds.value(*place) >= below;
        let before: Vec<(i64, i64)> = wholes.iter().map(|at| self.worlds.range(*at)).collect();
        let told = wholes.iter().all(|place| match self.worlds.value(*place) {
            0 => true,
            value if value < below => self.worlds.tell(*place, 1, below - 1),
            _ => self.worlds.tell(*place, below, MUCH),
        });
        if told {
            return true;
        }
        for (place, range) in wholes.iter().zip(before) {
            self.worlds.take_back(*place, range);
        }
        let all_are_great = wholes.iter().all(|place| is_great(&self.worlds, place));
        if all_are_great {
            for place in wholes {
                self.worlds.know(place, below, MUCH);
            }
        }
        all_are_great
    }

    /// Decides what is shown of each of a unit's numbers, a whole before its parts. What has left already stays
    /// as it was.
    fn decide_all(
        &mut self,
        (unit, period): (&UnitCode, Period),
        published: &mut Published,
        numbers: &CaseNumbers,
        below: i64,
    ) {
        let before = self.has_left(unit, period, published.revision);
        let small_are_told = self.tell_small_from_great(published, below);
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            if before.get(&code.to_string()) == Some(&Some(*value)) {
                self.worlds.know(*place, *value, *value);
            }
        }
        self.worlds.settle();
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            let whole = code.whole().and_then(|whole| published.cells.get(&whole));
            let of_few = match whole {
                Some(whole) => is_small(self.worlds.value(*whole), below),
                None => !small_are_told && *value < below,
            };
            let shown = match before.get(&code.to_string()) {
                Some(Some(exact)) if exact == value => Shown::Exact(*value),
                Some(None) => self.keep_hidden(*place, of_few, below),
                Some(Some(_)) | None => self.decide(*place, of_few, below),
            };
            published.shown.insert(code.clone(), shown);
        }
        // What a unit does not show stays hidden, whoever prints.
        for (code, place) in &published.cells {
            if published.shown.get(code) == Some(&Shown::Hidden) {
                self.worlds.guard(*place);
            }
        }
    }

    /// What has left of a revision that was closed, by the codes of its numbers: the number, or that it was kept
    /// back.
    fn has_left(
        &self,
        unit: &UnitCode,
        period: Period,
        revision: i64,
    ) -> BTreeMap<String, Option<i64>> {
        let mut left: BTreeMap<String, Option<i64>> = BTreeMap::new();
        for told in self.told_of.get(unit).into_iter().flatten() {
            let of = matches!(&told.behind[..], [(_, of)] if *of == revision);
            if revision > 0 && of && told.period == period {
                let before = left.entry(told.code.clone()).or_default();
                *before = before.or(told.exact);
            }
        }
        left
    }

    /// Says of a number that is not shown only whether it is small.
    fn keep_hidden(&mut self, place: Place, of_few: bool, below: i64) -> Shown {
        let is_small = is_small(self.worlds.value(place), below);
        match !of_few && is_small && self.worlds.tell(place, 1, below - 1) {
            true => Shown::Below(below),
            false => Shown::Hidden,
        }
    }

    /// Shows as much of a number as can be. Of what is a part of few nothing is shown, so that nothing follows
    /// from which parts are empty.
    fn decide(&mut self, place: Place, of_few: bool, below: i64) -> Shown {
        let value = self.worlds.value(place);
        if of_few || is_small(value, below) {
            return self.keep_hidden(place, of_few, below);
        }
        if self.worlds.tell(place, value, value) {
            return Shown::Exact(value);
        }
        // Who knows how numbers are kept back knows that one that is not small was.
        if value >= below {
            self.worlds.tell(place, below, MUCH);
        }
        Shown::Hidden
    }

    /// The latest numbers of the units of a period.
    pub(super) fn latest<'a>(
        &'a self,
        behind: &'a BTreeSet<UnitCode>,
        period: Period,
    ) -> impl Iterator<Item = (&'a UnitCode, &'a Published)> {
        behind.iter().filter_map(move |unit| {
            let all = self.units.get(&(unit.clone(), period))?;
            Some((unit, all.last()?))
        })
    }

    pub(super) fn revisions(
        &self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
    ) -> Vec<(UnitCode, i64)> {
        let latest = self.latest(behind, period);
        latest
            .map(|(unit, of)| (unit.clone(), of.revision))
            .collect()
    }
}
