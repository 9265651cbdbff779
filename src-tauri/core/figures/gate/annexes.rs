//! What the numbers of Phụ lục 01 and those of Phụ lục 02 have to do with one another: they count the same
//! survivors under other codes.

use super::CaseCode;
use super::published::Published;
use super::relations::Left;
use super::worlds::{Place, Worlds};
use crate::catalogue::{Condition, Persons, RegisterCount};
use crate::model::{CaseCategory, Cases, FigureCode, Period, ReportKind, Survivors};
use std::collections::{BTreeMap, BTreeSet};

/// Whom a report by Phụ lục 01 does not count of those that the figures of Phụ lục 02 count, by what is said of
/// them; and whether it is certain that both count the same persons.
pub(super) type Uncounted = BTreeMap<&'static str, (Place, bool)>;

/// The same persons under the codes of both annexes: of the last report by Phụ lục 02 before one by Phụ lục 01
/// these are the same, of a later one as many or more.
pub(super) fn between_annexes(
    left: &mut Left<'_>,
    (period, published): (Period, &Published),
    earlier: &[(Period, &Published)],
) -> Uncounted {
    let mut uncounted = Uncounted::new();
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
        let before = |of: &&Published| of.order < annex01.order;
        let of_year = of_the_same(annex01, annex02());
        // That both left at one time is only believed.
        let of_part = annex02()
            .filter(before)
            .rfind(|of| left_at_once(left.worlds, annex01, of));
        let same = of_year.into_iter().chain(of_part).max_by_key(|of| of.order);
        for of in annex02() {
            if of.order != published.order && annex01.order != published.order {
                continue;
            }
            let is_one =
                |other: Option<&Published>| other.is_some_and(|other| other.order == of.order);
            let is_later = of.order > annex01.order;
            let later = is_later && of.days == annex01.days;
            let believed_later = is_later && left_at_once(left.worlds, annex01, of);
            let mut relate = |left: &mut Left<'_>, certain: bool| {
                let rests = under_both_codes(left, annex01, of, published, certain);
                if is_one(same) {
                    let rests = rests.into_iter();
                    uncounted = rests.map(|(what, at)| (what, (at, certain))).collect();
                }
            };
            let certain = is_one(of_year) || later;
            if certain {
                relate(left, true);
            }
            let is_before = of.is_within(annex01) && !later && !believed_later;
            if is_before {
                where_no_case_is(left, &[of], &[(annex01, of_year)]);
            }
            let begin = left.worlds.next();
            if !certain && (is_one(of_part) || believed_later) {
                relate(left, false);
            }
            if is_before && same.map(|of| of.order) != of_year.map(|of| of.order) {
                where_no_case_is(left, &[of], &[(annex01, same)]);
            }
            left.worlds.doubt_from(begin);
        }
    }
    // Of these as well nobody is lost from one report to the next; who was not served may have been since.
    for (other, of) in earlier.iter().filter(|(_, of)| of.is_within(published)) {
        for (what, (place, certain)) in &uncounted {
            if let Some((before, of_before)) = of.uncounted.get(what)
                && (*what != NOT_SERVED || *other == period)
            {
                let begin = left.worlds.next();
                left.worlds.not_below_zero(&[(*place, 1), (*before, -1)]);
                if !certain || !of_before || *what == NOT_SERVED {
                    left.worlds.doubt_from(begin);
                }
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

/// The categories of which there may be a case.
fn with_cases(worlds: &Worlds, annex02: &Published) -> BTreeSet<CaseCategory> {
    let none = without_cases(worlds, annex02);
    let all = CaseCategory::ALL.iter().copied();
    all.filter(|category| !none.contains(category)).collect()
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

/// The last report by Phụ lục 02 before one by Phụ lục 01 of the same days, of some in their order: it counts the same
/// persons.
pub(super) fn of_the_same<'a>(
    annex01: &Published,
    annex02: impl Iterator<Item = &'a Published>,
) -> Option<&'a Published> {
    let same = annex02.filter(|of| of.order < annex01.order && of.days == annex01.days);
    same.last()
}

/// Whether a report by Phụ lục 01 that was not closed may count those alone whom one of a part of its year counts:
/// whoever knows that both left at one time knows that nobody was found between.
fn left_at_once(worlds: &Worlds, annex01: &Published, annex02: &Published) -> bool {
    if !annex01.is_open() || annex02.days == annex01.days || !annex02.is_within(annex01) {
        return false;
    }
    let mut figures = in_both().filter_map(|(of, conditions)| {
        let whole = annex02.figure(FigureCode::Survivors(of))?;
        let counts = CaseCategory::ALL.iter();
        let counts = counts.filter_map(|category| survivors_of(*category, conditions));
        let places = counts.filter_map(|count| annex01.cells.get(&CaseCode::Count(count)));
        let parts: i64 = places.map(|place| worlds.value(*place)).sum();
        Some((worlds.value(whole), parts))
    });
    figures.all(|(whole, parts)| parts <= whole)
}

/// What the counts of Phụ lục 01 leave of the figures of Phụ lục 02.
fn under_both_codes(
    left: &mut Left<'_>,
    annex01: &Published,
    annex02: &Published,
    published: &Published,
    certain: bool,
) -> BTreeMap<&'static str, Place> {
    let mut uncounted = BTreeMap::new();
    let none = without_cases(left.worlds, annex02);
    for (code, place) in &annex01.cells {
        if let CaseCode::Count(count) = code
            && none.contains(&count.category())
            && left.worlds.value(*place) == 0
        {
            let nobody = match certain {
                true => *place,
                false => left.worlds.total(&[(*place, 1)]),
            };
            left.worlds.know(nobody, 0, 0);
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
        // Mostly nobody counts in several categories.
        let begin = left.worlds.next();
        let rest = left.of(format!("{name} without all"), whole, &places);
        left.worlds.doubt_from(begin);
        let parts_come_to: i64 = places.iter().map(|place| left.worlds.value(*place)).sum();
        if parts_come_to <= left.worlds.value(whole) {
            uncounted.insert(if conditions.is_empty() { ALL } else { SERVED }, rest);
        }
        // Who was not served was so under the codes of both, but may have been served before a later report.
        let begin = left.worlds.next();
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
        if annex02.order > annex01.order {
            left.worlds.doubt_from(begin);
        }
    }
    uncounted
}

/// A report by Phụ lục 01, and one by Phụ lục 02 that counts the same persons.
pub(super) type Both<'a> = (&'a Published, Option<&'a Published>);

/// Where reports by Phụ lục 02, of one unit each, say of which categories there is no case, all their survivors are of
/// the others, and are among those that there are of these then or later.
pub(super) fn where_no_case_is(left: &mut Left<'_>, then: &[&Published], later: &[Both<'_>]) {
    let of_each: Vec<BTreeSet<CaseCategory>> = then
        .iter()
        .map(|then| with_cases(left.worlds, then))
        .collect();
    // Those of some units are of the categories of them all.
    let mut of_some: BTreeSet<BTreeSet<CaseCategory>> = BTreeSet::new();
    for of in &of_each {
        let more = of_some.iter().map(|some| some | of);
        let more: Vec<_> = more.chain([of.clone()]).collect();
        of_some.extend(more);
    }
    for of in of_some
        .iter()
        .filter(|of| of.len() < CaseCategory::ALL.len())
    {
        let then = then.iter().zip(&of_each);
        let then = then.filter(|(_, with_cases)| with_cases.is_subset(of));
        let then: Vec<&Published> = then.map(|(then, _)| *then).collect();
        survivors_are_of(left.worlds, of, &then, later);
    }
}

/// That the survivors of reports are of some categories.
fn survivors_are_of(
    worlds: &mut Worlds,
    of: &BTreeSet<CaseCategory>,
    then: &[&Published],
    later: &[Both<'_>],
) {
    let categories = CaseCategory::ALL.iter().copied();
    let of_categories = OfCategories {
        none: categories
            .filter(|category| !of.contains(category))
            .collect(),
        later,
    };
    let mut known: Vec<Option<Terms>> = Vec::new();
    for (which, conditions) in in_both() {
        let survivors =
            |of: &Published, sign| Some(vec![(of.figure(FigureCode::Survivors(which))?, sign)]);
        let counted = |category: &CaseCategory| of_categories.counted(*category, conditions);
        known.extend(of_categories.among(&counted, &survivors, then));
    }
    for terms in known.into_iter().flatten() {
        worlds.not_below_zero(&terms);
    }
    who_was_not_served(worlds, &of_categories, then);
}

/// Who was not served when a revision came is not in a later one either: that is only believed, for a service may be
/// noted later.
fn who_was_not_served(worlds: &mut Worlds, of_categories: &OfCategories<'_>, then: &[&Published]) {
    let ([then], [(annex01, _)]) = (then, of_categories.later) else {
        return;
    };
    if then.days != annex01.days {
        return;
    }
    let survivors = |of: &Published, sign: i64| {
        let all = of.figure(FigureCode::SURVIVORS)?;
        let served = of.figure(FigureCode::Survivors(Survivors::Served))?;
        Some(vec![(all, sign), (served, -sign)])
    };
    let counted = |category: &CaseCategory| {
        let served = of_categories.counted(*category, &[Condition::Served])?;
        let all = of_categories.counted(*category, &[])?;
        Some(less(all, served))
    };
    let begin = worlds.next();
    let known = of_categories.among(&counted, &survivors, &[then]);
    for terms in known.into_iter().flatten() {
        worlds.not_below_zero(&terms);
    }
    worlds.doubt_from(begin);
}

/// A sum of numbers, of each with its sign.
type Terms = Vec<(Place, i64)>;

/// A sum without another.
fn less(mut sum: Terms, other: Terms) -> Terms {
    sum.extend(other.into_iter().map(|(place, sign)| (place, -sign)));
    sum
}

/// What is counted of categories by Phụ lục 01, and by Phụ lục 02 at the same time, of one unit or of several
/// together.
struct OfCategories<'a> {
    /// Those without a case.
    none: Vec<CaseCategory>,
    later: &'a [Both<'a>],
}

impl OfCategories<'_> {
    fn counted(&self, category: CaseCategory, conditions: &[Condition]) -> Option<Terms> {
        let count = CaseCode::Count(survivors_of(category, conditions)?);
        let of_each = self.later.iter();
        let of_each = of_each.map(|(annex01, _)| Some((*annex01.cells.get(&count)?, 1)));
        of_each.collect()
    }

    /// What the reports by Phụ lục 02 of the same time have.
    fn at_the_same_time(&self, terms: &dyn Fn(&Published, i64) -> Option<Terms>) -> Option<Terms> {
        let of_each = self.later.iter().map(|(_, same)| terms((*same)?, 1));
        Some(of_each.collect::<Option<Vec<Terms>>>()?.concat())
    }

    /// All of a category, whether it is counted or what all counts leave of the figure.
    fn all_of(&self, category: CaseCategory) -> Option<Terms> {
        if let Some(terms) = self.counted(category, &[]) {
            return Some(terms);
        }
        let all = self.at_the_same_time(&|same, sign| {
            Some(vec![(same.figure(FigureCode::SURVIVORS)?, sign)])
        })?;
        let counted = CaseCategory::ALL.iter();
        let counted = counted.filter_map(|category| self.counted(*category, &[]));
        Some(less(all, counted.flatten().collect()))
    }

    /// That survivors of then are among those of the categories with a case: as these are counted, and as the
    /// figure of the same time leaves them without the other categories. Of a category of which they are
    /// not counted they are among all.
    fn among(
        &self,
        counted: &dyn Fn(&CaseCategory) -> Option<Terms>,
        survivors: &dyn Fn(&Published, i64) -> Option<Terms>,
        then: &[&Published],
    ) -> [Option<Terms>; 2] {
        let has_cases = |category: &&CaseCategory| !self.none.contains(category);
        let then = || {
            let of_each = then.iter().map(|then| survivors(then, 1));
            Some(of_each.collect::<Option<Vec<Terms>>>()?.concat())
        };
        let by_count = || {
            let of_each = CaseCategory::ALL.iter().filter(has_cases);
            let of_each =
                of_each.map(|category| counted(category).or_else(|| self.all_of(*category)));
            let all = of_each.collect::<Option<Vec<Terms>>>()?.concat();
            Some(less(all, then()?))
        };
        let by_figure = || {
            let all = self.at_the_same_time(survivors)?;
            let others = self.none.iter().filter_map(counted).flatten();
            Some(less(less(all, others.collect()), then()?))
        };
        [by_count(), by_figure()]
    }
}
