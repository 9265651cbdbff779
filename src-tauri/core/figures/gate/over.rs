//! Numbers over several units: each is one more number, and gives way to what a unit hides.

use super::CaseCode;
use super::published::{Numbers, Published, is_small};
use super::worlds::Place;
use crate::figures::Shown;
use crate::model::{Period, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

impl Numbers {
    pub(super) fn shown(
        &mut self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        code: &CaseCode,
        below: i64,
    ) -> Shown {
        let here: BTreeSet<UnitCode> = self
            .latest(behind, period)
            .map(|(unit, _)| unit.clone())
            .collect();
        if let Some(one) = here.first()
            && here.len() == 1
        {
            let alone = self.present(one, period);
            let shown = alone.and_then(|of| of.shown.get(code).copied());
            return shown.unwrap_or(Shown::Exact(0));
        }
        if !self.over.contains_key(behind) {
            self.decide_over(behind, below);
        }
        let key = (period, code.clone());
        let shown = self.over.get(behind).and_then(|shown| shown.get(&key));
        shown.copied().unwrap_or(Shown::Exact(0))
    }

    /// Decides of all numbers over units, in all periods.
    pub(super) fn decide_over(&mut self, behind: &BTreeSet<UnitCode>, below: i64) {
        if self.over.is_empty() {
            self.remember();
        }
        let periods: BTreeSet<Period> = self.units.keys().map(|(_, period)| *period).collect();
        let mut shown = BTreeMap::new();
        for period in periods {
            self.guard_over(behind, period, below);
        }
        self.worlds.find_worlds();
        let periods: BTreeSet<Period> = self.units.keys().map(|(_, period)| *period).collect();
        for period in periods {
            let codes: BTreeSet<CaseCode> = self
                .latest(behind, period)
                .flat_map(|(_, of)| of.cells.keys().cloned())
                .collect();
            let replaced = |code: &CaseCode| {
                let mut units = self.latest(behind, period);
                units.any(|(_, of)| of.is_replaced(code))
            };
            // What stands in no sum, since another number does, is not told.
            let (kept_back, codes): (Vec<_>, Vec<_>) = codes.into_iter().partition(replaced);
            let kept_back = kept_back.into_iter();
            shown.extend(kept_back.map(|code| ((period, code), Shown::Hidden)));
            // A whole is decided before its parts.
            let mut codes = codes;
            codes.sort_by_key(|code| std::iter::successors(code.whole(), CaseCode::whole).count());
            let mut few = BTreeSet::new();
            for code in codes {
                let of_few = code.whole().is_some_and(|whole| few.contains(&whole));
                let (value, decided) = self.decide_sum(behind, period, &code, of_few, below);
                if is_small(value, below) && !matches!(decided, Shown::Exact(_)) {
                    few.insert(code.clone());
                }
                shown.insert((period, code), decided);
            }
        }
        self.over.insert(behind.clone(), shown);
    }

    /// What was told before over units is known.
    fn remember(&mut self) {
        for told in std::mem::take(&mut self.told_over) {
            let (least, most) = match (told.exact, told.below) {
                (Some(exact), _) => (exact, exact),
                (None, Some(below)) => (1, below - 1),
                (None, None) => continue,
            };
            let of_each = told.behind.iter().map(|(unit, revision)| {
                let all = self.units.get(&(unit.clone(), told.period))?;
                all.iter().find(|of| of.revision == *revision)
            });
            // Where one is not here any more, nobody knows what the sum was of.
            let Some(of_each) = of_each.collect::<Option<Vec<&Published>>>() else {
                continue;
            };
            let put = of_each.iter().find_map(|of| of.put_as(&told.code));
            let terms = of_each.into_iter().filter_map(|of| {
                let counted = || Some(of.stands_for(put.as_ref()?)?.0);
                Some((of.cell(&told.code).or_else(counted)?, 1))
            });
            let terms: Vec<(Place, i64)> = terms.collect();
            let total = self.worlds.total(&terms);
            if (least..=most).contains(&self.worlds.value(total)) {
                self.worlds.know(total, least, most);
            }
        }
        self.worlds.find_worlds();
    }

    /// Guards sums over units that are small, and what is left of one without a part of it.
    fn guard_over(&mut self, behind: &BTreeSet<UnitCode>, period: Period, below: i64) {
        let mut sums: BTreeMap<String, Vec<(Place, i64)>> = BTreeMap::new();
        for (_, of) in self.latest(behind, period).filter(|(_, of)| of.masked) {
            for (code, place) in &of.cells {
                sums.entry(code.to_string()).or_default().push((*place, 1));
            }
            for (name, rest) in &of.rests {
                sums.entry(name.clone()).or_default().push(*rest);
            }
        }
        for parts in sums.into_values() {
            let come_to: i64 = parts
                .iter()
                .map(|(place, sign)| sign * self.worlds.value(*place))
                .sum();
            let parts: Vec<(Place, i64)> = parts
                .into_iter()
                .map(|(place, sign)| (place, if come_to < 0 { -sign } else { sign }))
                .collect();
            if parts.len() > 1 && is_small(come_to.abs(), below) {
                let total = self.worlds.total(&parts);
                self.worlds.guard(total);
            }
        }
    }

    /// Decides of a sum over units, and gives its number too.
    fn decide_sum(
        &mut self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        code: &CaseCode,
        of_few: bool,
        below: i64,
    ) -> (i64, Shown) {
        let members: Vec<(Place, Shown)> = self
            .latest(behind, period)
            .filter_map(|(_, of)| of.stands_for(code))
            .collect();
        let value: i64 = members
            .iter()
            .map(|(place, _)| self.worlds.value(*place))
            .sum();
        let hidden: Vec<Shown> = members
            .iter()
            .map(|(_, shown)| *shown)
            .filter(|shown| !matches!(shown, Shown::Exact(_)))
            .collect();
        let known: i64 = members
            .iter()
            .filter(|(_, shown)| matches!(shown, Shown::Exact(_)))
            .map(|(place, _)| self.worlds.value(*place))
            .sum();
        let shown = match hidden[..] {
            // Whoever reads adds them up.
            [] => Shown::Exact(value),
            // It says no more of the unit than the unit says.
            [alone] if known == 0 => alone,
            [_] => Shown::Hidden,
            _ if of_few => Shown::Hidden,
            _ => {
                let terms: Vec<(Place, i64)> =
                    members.iter().map(|(place, _)| (*place, 1)).collect();
                let (least, most) = match is_small(value, below) {
                    true => (1, below - 1),
                    false => (value, value),
                };
                let total = self.worlds.total(&terms);
                let told = self.worlds.tell(total, least, most);
                match (told, is_small(value, below)) {
                    (false, _) => Shown::Hidden,
                    (true, true) => Shown::Below(below),
                    (true, false) => Shown::Exact(value),
                }
            }
        };
        (value, shown)
    }
}
