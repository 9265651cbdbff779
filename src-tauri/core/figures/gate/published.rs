//! What each unit published, and what is shown of it.

use super::worlds::{MUCH, Place, Worlds};
use super::{CaseCode, CaseNumbers, LedgerEntry};
use crate::figures::Shown;
use crate::model::{Day, Period, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

/// A unit's numbers of a period as one revision has them.
pub(super) struct Published {
    pub(super) revision: i64,
    pub(super) days: (Day, Day),
    /// Whether small numbers of the unit are kept back.
    pub(super) masked: bool,
    pub(super) cells: BTreeMap<CaseCode, Place>,
    pub(super) shown: BTreeMap<CaseCode, Shown>,
    /// What is left of each number without a part of it, by what it is: a number itself, with its sign.
    pub(super) rests: BTreeMap<String, (Place, i64)>,
}

#[derive(Default)]
pub(super) struct Numbers {
    pub(super) worlds: Worlds,
    pub(super) guards: Vec<Place>,
    pub(super) units: BTreeMap<(UnitCode, Period), Vec<Published>>,
    pub(super) over: BTreeMap<BTreeSet<UnitCode>, BTreeMap<(Period, CaseCode), Shown>>,
    /// What was told before.
    pub(super) told: Vec<LedgerEntry>,
    /// What was asked for, as it was told.
    pub(super) taken: BTreeSet<LedgerEntry>,
}

/// Whether a number is too small to be shown.
pub(super) fn is_small(value: i64, below: i64) -> bool {
    (1..below).contains(&value)
}

impl Numbers {
    pub(super) fn publish(
        &mut self,
        unit: &UnitCode,
        (period, days, revision, masked): (Period, (Day, Day), i64, bool),
        numbers: &CaseNumbers,
        below: i64,
    ) {
        let mut published = Published {
            revision,
            days,
            masked,
            cells: BTreeMap::new(),
            shown: BTreeMap::new(),
            rests: BTreeMap::new(),
        };
        for (code, value) in &numbers.0 {
            let place = match masked {
                true => self.worlds.number(*value),
                false => self.worlds.known(*value),
            };
            published.cells.insert(code.clone(), place);
        }
        if masked {
            self.relate(unit, period, &mut published, numbers);
        }
        let places: Vec<Place> = published.cells.values().copied().collect();
        let rests: Vec<Place> = published.rests.values().map(|(rest, _)| *rest).collect();
        for place in places.iter().chain(&rests) {
            if masked && is_small(self.worlds.value(*place), below) {
                self.guard(*place);
            }
        }
        self.settle();
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            let whole = code.whole().and_then(|whole| published.cells.get(&whole));
            let of_few = whole.is_some_and(|whole| is_small(self.worlds.value(*whole), below));
            let shown = match masked {
                true => self.decide(*place, of_few, below),
                false => Shown::Exact(*value),
            };
            published.shown.insert(code.clone(), shown);
        }
        // What a unit does not show stays hidden, whoever prints.
        for (code, place) in &published.cells {
            if published.shown.get(code) == Some(&Shown::Hidden) {
                self.guard(*place);
            }
        }
        self.settle();
        let key = (unit.clone(), period);
        self.units.entry(key).or_default().push(published);
        self.over.clear();
    }

    pub(super) fn guard(&mut self, place: Place) {
        if !self.worlds.is_guarded(place) {
            self.worlds.guard(place);
            self.guards.push(place);
        }
    }

    pub(super) fn settle(&mut self) {
        self.worlds.settle(self.guards.iter().copied());
    }

    /// Shows as much of a number as can be. Of what is a part of few nothing is shown, so that nothing follows
    /// from which parts are empty.
    pub(super) fn decide(&mut self, place: Place, of_few: bool, below: i64) -> Shown {
        let value = self.worlds.value(place);
        if of_few {
            return Shown::Hidden;
        }
        if is_small(value, below) {
            return match self.worlds.tell(place, 1, below - 1) {
                true => Shown::Below(below),
                false => Shown::Hidden,
            };
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
