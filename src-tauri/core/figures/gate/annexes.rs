//! What the numbers of Phụ lục 01 and those of Phụ lục 02 have to do with one another: they count the same
//! survivors under other codes.

use super::CaseCode;
use super::published::Published;
use super::relations::Left;
use super::worlds::{Place, Worlds};
use crate::catalogue::{Condition, Persons, RegisterCount};
use crate::model::{CaseCategory, Cases, FigureCode, Period, ReportKind, Survivors};
use std::collections::BTreeMap;

/// The same persons under the codes of both annexes: of the last report by Phụ lục 02 before one by Phụ lục 01
/// these are the same, of a later one as many or more.
pub(super) fn between_annexes(
    left: &mut Left<'_>,
    (period, published): (Period, &Published),
    earlier: &[(Period, &Published)],
) -> BTreeMap<&'static str, Place> {
    let mut uncounted = BTreeMap::new();
    let is_annex01 = |period: &Period| period.report == ReportKind::Annex01;
    let here = [(period, published)];
    let all = || {
        earlier
            .iter()
            .chain(&here)
            .map(|(period, of)| (period, *of))
    };
    for (_, annex01) in all().filter(|(period, _)| is_annex01(period)) {
        let annex02 = || {
            all()
                .filter(|(period, _)| !is_annex01(period))
                .map(|(_, of)| of)
        };
        let mut before = annex02().filter(|of| of.order < annex01.order && of.days == annex01.days);
        let same = before.next_back();
        for of in annex02() {
            if of.order != published.order && annex01.order != published.order {
                continue;
            }
            let is_same = same.is_some_and(|same| same.order == of.order);
            let later = of.days == annex01.days && of.order > annex01.order;
            if is_same || later {
                let rests = under_both_codes(left, annex01, of, published);
                if is_same {
                    uncounted = rests;
                }
            }
            if of.is_within(annex01) && !later {
                where_no_case_is(left, of, annex01, same);
            }
        }
    }
    // Of these as well nobody is lost from one report to the next.
    for (other, of) in earlier.iter().filter(|(_, of)| of.is_within(published)) {
        for (what, place) in &uncounted {
            if let Some(before) = of.uncounted.get(what)
                && (*what != NOT_SERVED || *other == period)
            {
                left.worlds.not_below_zero(&[(*place, 1), (*before, -1)]);
            }
        }
    }
    uncounted
}

/// The categories of which there is no case: nobody is in them.
fn without_cases(worlds: &Worlds, annex02: &Published) -> Vec<CaseCategory> {
    let none = |category: &CaseCategory| {
        let cases = annex02.figure(FigureCode::Cases(Cases::Of(*category)));
        cases.is_some_and(|cases| worlds.value(cases) == 0)
    };
    CaseCategory::ALL.iter().copied().filter(none).collect()
}

/// The count of survivors of a category under conditions.
fn survivors_of(category: CaseCategory, conditions: &[Condition]) -> Option<RegisterCount> {
    RegisterCount::ALL.into_iter().find(|count| {
        count.persons() == Persons::Survivors
            && count.category() == category
            && count.conditions() == conditions
    })
}

/// What is said of survivors whom Phụ lục 01 does not count.
const ALL: &str = "all";
const SERVED: &str = "served";
const NOT_SERVED: &str = "not served";

/// The figures of survivors that both annexes count, and under which conditions.
fn in_both() -> impl Iterator<Item = (Survivors, &'static [Condition])> {
    let all = Survivors::ALL.into_iter();
    all.filter_map(|of| Some((of, of.in_annex01()?)))
}

/// What the counts of Phụ lục 01 leave of the figures of Phụ lục 02.
fn under_both_codes(
    left: &mut Left<'_>,
    annex01: &Published,
    annex02: &Published,
    published: &Published,
) -> BTreeMap<&'static str, Place> {
    let mut uncounted = BTreeMap::new();
    let none = without_cases(left.worlds, annex02);
    for (code, place) in &annex01.cells {
        if let CaseCode::Count(count) = code
            && none.contains(&count.category())
            && left.worlds.value(*place) == 0
        {
            left.worlds.know(*place, 0, 0);
        }
    }
    let other = match annex01.order == published.order {
        true => annex02,
        false => annex01,
    };
    for (of, conditions) in in_both() {
        let code = FigureCode::Survivors(of);
        let Some(whole) = annex02.figure(code.clone()) else {
            continue;
        };
        let counts = CaseCategory::ALL.iter();
        let counts = counts.filter_map(|category| survivors_of(*category, conditions));
        let parts: Vec<(CaseCode, Place)> = counts
            .map(CaseCode::Count)
            .filter_map(|code| annex01.cells.get(&code).map(|place| (code, *place)))
            .collect();
        let name = format!("{code} beside revision {}", other.revision);
        for (part, place) in &parts {
            left.of(format!("{name} without {part}"), whole, &[*place]);
        }
        let places: Vec<Place> = parts.iter().map(|(_, place)| *place).collect();
        let rest = left.of(format!("{name} without all"), whole, &places);
        let parts_come_to: i64 = places.iter().map(|place| left.worlds.value(*place)).sum();
        if parts_come_to <= left.worlds.value(whole) {
            uncounted.insert(if conditions.is_empty() { ALL } else { SERVED }, rest);
        }
        // Who was not served was so under the codes of both.
        let rests = |of: &Published, code: &CaseCode| match of.order == published.order {
            true => Left::without(left.rests, code),
            false => Left::without(&of.rests, code),
        };
        let whole = rests(annex02, &CaseCode::Figure(code));
        let parts = parts.iter().filter_map(|(code, _)| rests(annex01, code));
        let parts: Vec<Place> = parts.collect();
        if let Some(whole) = whole {
            let mut terms = vec![(whole, 1)];
            terms.extend(parts.into_iter().map(|part| (part, -1)));
            if let Some(rest) = left.worlds.not_below_zero(&terms) {
                uncounted.insert(NOT_SERVED, rest);
            }
        }
    }
    uncounted
}

/// Where a report by Phụ lục 02 says of which categories there is no case, all its survivors are of the others,
/// and are among those that there are of these then or later.
fn where_no_case_is(
    left: &mut Left<'_>,
    then: &Published,
    annex01: &Published,
    same: Option<&Published>,
) {
    let none = without_cases(left.worlds, then);
    if none.is_empty() {
        return;
    }
    let of_categories = OfCategories {
        none,
        annex01,
        same,
    };
    let served = &[Condition::Served][..];
    let mut known: Vec<Option<Terms>> = Vec::new();
    for (which, conditions) in in_both() {
        let survivors =
            |of: &Published, sign| Some(vec![(of.figure(FigureCode::Survivors(which))?, sign)]);
        let counted = |category: &CaseCategory| {
            let place = of_categories.counted(*category, conditions)?;
            Some(vec![(place, 1)])
        };
        known.extend(of_categories.among(&counted, &survivors, then));
    }
    // Who was not served when a revision came is not in a later one either.
    if then.days == annex01.days {
        let survivors = |of: &Published, sign: i64| {
            let all = of.figure(FigureCode::SURVIVORS)?;
            let served = of.figure(FigureCode::Survivors(Survivors::Served))?;
            Some(vec![(all, sign), (served, -sign)])
        };
        let counted = |category: &CaseCategory| {
            let all = of_categories.counted(*category, &[])?;
            Some(vec![
                (all, 1),
                (of_categories.counted(*category, served)?, -1),
            ])
        };
        known.extend(of_categories.among(&counted, &survivors, then));
    }
    for terms in known.into_iter().flatten() {
        left.worlds.not_below_zero(&terms);
    }
}

/// A sum of numbers, of each with its sign.
type Terms = Vec<(Place, i64)>;

/// What is counted of categories by Phụ lục 01, and by Phụ lục 02 at the same time.
struct OfCategories<'a> {
    /// Those without a case.
    none: Vec<CaseCategory>,
    annex01: &'a Published,
    same: Option<&'a Published>,
}

impl OfCategories<'_> {
    fn counted(&self, category: CaseCategory, conditions: &[Condition]) -> Option<Place> {
        let count = survivors_of(category, conditions)?;
        self.annex01.cells.get(&CaseCode::Count(count)).copied()
    }

    /// All of a category, whether it is counted or what all counts leave of the figure.
    fn all_of(&self, category: CaseCategory) -> Option<Terms> {
        if let Some(place) = self.counted(category, &[]) {
            return Some(vec![(place, 1)]);
        }
        let all = self.same?.figure(FigureCode::SURVIVORS)?;
        let counted = CaseCategory::ALL.iter();
        let counted = counted.filter_map(|category| self.counted(*category, &[]));
        let less = counted.map(|place| (place, -1));
        Some(std::iter::once((all, 1)).chain(less).collect())
    }

    /// That survivors of then are among those of the categories with a case: as these are counted, and as the
    /// figure of the same time leaves them without the other categories. Of a category of which they are
    /// not counted they are among all.
    fn among(
        &self,
        counted: &dyn Fn(&CaseCategory) -> Option<Terms>,
        survivors: &dyn Fn(&Published, i64) -> Option<Terms>,
        then: &Published,
    ) -> [Option<Terms>; 2] {
        let has_cases = |category: &&CaseCategory| !self.none.contains(category);
        let by_count = || {
            let of_each = CaseCategory::ALL.iter().filter(has_cases);
            let of_each =
                of_each.map(|category| counted(category).or_else(|| self.all_of(*category)));
            let mut terms = of_each.collect::<Option<Vec<Terms>>>()?.concat();
            terms.extend(survivors(then, -1)?);
            Some(terms)
        };
        let by_figure = || {
            let mut terms = survivors(self.same?, 1)?;
            let others = self.none.iter().filter_map(counted).flatten();
            terms.extend(others.map(|(place, sign)| (place, -sign)));
            terms.extend(survivors(then, -1)?);
            Some(terms)
        };
        [by_count(), by_figure()]
    }
}
