//! What each unit published, and what is shown of it.

use super::annexes::Uncounted;
use super::relations::{Reform, Rests};
use super::worlds::{MUCH, Place, Worlds};
use super::{CaseCode, CaseNumbers, LedgerEntry, ToldPerson};
use crate::catalogue::RegisterCount;
use crate::figures::Shown;
use crate::model::{Day, FigureCode, Period, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

/// A unit's numbers of a period as one revision has them.
pub(super) struct Published {
    /// How many were published before it.
    pub(super) order: usize,
    /// Whether what it keeps back is kept as open as it left it.
    kept_open: bool,
    pub(super) revision: i64,
    /// Whether it was not closed, and may be otherwise since it left.
    pub(super) past: bool,
    /// Whether nothing of it left.
    untold: bool,
    pub(super) days: (Day, Day),
    /// Whether small numbers of the unit are kept back.
    pub(super) masked: bool,
    pub(super) cells: BTreeMap<CaseCode, Place>,
    /// The same by their codes, as the ledger writes them.
    by_code: BTreeMap<String, Place>,
    pub(super) shown: BTreeMap<CaseCode, Shown>,
    pub(super) rests: Rests,
    /// Of a report by Phụ lục 01: whom it does not count of those of Phụ lục 02.
    pub(super) uncounted: Uncounted,
}

impl Published {
    /// Whether all its days are days of another.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        is_within(self.days, other.days)
    }

    /// Whether it left before it was closed.
    pub(super) fn is_open(&self) -> bool {
        self.revision < BY_OTHERS || self.revision == 0
    }

    /// A figure of Phụ lục 02.
    pub(super) fn figure(&self, code: FigureCode) -> Option<Place> {
        self.cells.get(&CaseCode::Figure(code)).copied()
    }

    /// What stands for a count of the register in a row: what an officer put there, where one did.
    pub(super) fn said(&self, count: RegisterCount, row: Option<&str>) -> CaseCode {
        let said = row.map(|row| CaseCode::Said(count, row.to_owned()));
        let said = said.filter(|code| self.cells.contains_key(code));
        said.unwrap_or(CaseCode::Count(count))
    }

    /// Whether an officer put another number in the place of one.
    pub(super) fn is_replaced(&self, code: &CaseCode) -> bool {
        let CaseCode::Count(count) = code else {
            return false;
        };
        let mut codes = self.cells.keys();
        codes.any(|code| matches!(code, CaseCode::Said(of, _) if of == count))
    }

    /// The code, as the ledger writes it, of a number that an officer put in the place of a count.
    pub(super) fn put_as(&self, code: &str) -> Option<CaseCode> {
        let mut codes = self.cells.keys();
        let is_it = |of: &&CaseCode| matches!(of, CaseCode::Said(..)) && of.to_string() == code;
        codes.find(is_it).cloned()
    }

    /// What stands for a number in a sum over units: where no officer put another number there, the count.
    pub(super) fn stands_for(&self, code: &CaseCode) -> Option<(Place, Shown)> {
        let counted = match code {
            CaseCode::Said(count, _) if !self.cells.contains_key(code) => CaseCode::Count(*count),
            _ => code.clone(),
        };
        Some((*self.cells.get(&counted)?, *self.shown.get(&counted)?))
    }

    /// Whether a unit comes to the same as it did here, but for tables of the analysis that only one of both has.
    fn is(&self, numbers: &CaseNumbers, worlds: &Worlds) -> bool {
        let of_table = |code: &CaseCode| matches!(code, CaseCode::Row(_));
        let now: BTreeMap<&CaseCode, i64> =
            numbers.0.iter().map(|(code, of)| (code, *of)).collect();
        let mut cells = self.cells.iter();
        let all_are_there = now
            .keys()
            .all(|code| of_table(code) || self.cells.contains_key(*code));
        all_are_there
            && cells.all(|(code, place)| match now.get(code) {
                Some(value) => worlds.value(*place) == *value,
                None => of_table(code),
            })
    }

    /// The number with a code, as the ledger writes it.
    pub(super) fn cell(&self, code: &str) -> Option<Place> {
        self.by_code.get(code).copied()
    }
}

/// What a unit's numbers are of.
pub(super) struct Report {
    pub(super) period: Period,
    pub(super) days: (Day, Day),
    pub(super) told: Told,
    /// Whether small numbers of the unit are kept back.
    pub(super) masked: bool,
    pub(super) reforms: Vec<Reform>,
}

/// Between which numbers one lies, as far as it follows from what was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Follows {
    pub(super) least: Option<i64>,
    pub(super) most: Option<i64>,
}

impl Follows {
    fn holds(self, value: i64) -> bool {
        self.least.is_none_or(|least| least <= value) && self.most.is_none_or(|most| value <= most)
    }
}

/// What has left of a number.
#[derive(Default)]
struct Left {
    exact: Option<i64>,
    /// Below which number it was said to be.
    below: Option<i64>,
}

/// Who told a unit's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The unit, by a revision of its report.
    Here(i64),
    /// The unit, by what left of its report before it was closed, when it may have been another.
    Before(i64),
    /// Nobody: the unit had it beside a report of the same days that left before it was closed.
    Beside(i64),
    /// A unit of which this office's was made, by a report that is not here: it showed what its own gate let it show,
    /// and this office shows none of it.
    ByOthers,
}

impl Told {
    /// The revision under which it is told.
    fn revision(self) -> i64 {
        match self {
            Self::Here(revision) | Self::Before(revision) | Self::Beside(revision) => revision,
            Self::ByOthers => BY_OTHERS,
        }
    }
}

/// Numbers that are those of a report before, with what that shows of them, where any of it left.
type Same = BTreeMap<CaseCode, (Place, Option<Shown>)>;

/// The revision of what other units told: that of no report.
const BY_OTHERS: i64 = -1;

/// The revision under which a report is told that was not closed, by its number.
pub(super) fn open_revision(number: i64) -> i64 {
    BY_OTHERS - number
}

/// What each unit published of a period, in the order in which it did.
pub(super) type Units = BTreeMap<(UnitCode, Period), Vec<Published>>;

/// What a unit's report of a period comes to now.
pub(super) fn present<'a>(
    units: &'a Units,
    unit: &UnitCode,
    period: Period,
) -> Option<&'a Published> {
    let all = units.get(&(unit.clone(), period))?;
    all.iter().rev().find(|of| !of.past)
}

/// All numbers of a year, with what is known of them and what was asked.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) worlds: Worlds,
    pub(super) units: Units,
    pub(super) over: BTreeMap<BTreeSet<UnitCode>, BTreeMap<(Period, CaseCode), Shown>>,
    /// What was told before of units alone, and over several.
    pub(super) told_of: BTreeMap<UnitCode, Vec<LedgerEntry>>,
    pub(super) told_over: Vec<LedgerEntry>,
    /// The revisions of units' reports of which it is known what their own prints kept back: the codes of that, with
    /// what follows of each from all that the unit told.
    pub(super) heeded: BTreeMap<(UnitCode, Period, i64), BTreeMap<String, Follows>>,
    /// The revisions of reports that were not closed when they left, of which it is known what they came to.
    pub(super) open: BTreeSet<i64>,
    /// Who stands in files of persons.
    pub(super) told_persons: Vec<ToldPerson>,
    /// What was asked for, as it was told.
    pub(super) taken: BTreeSet<LedgerEntry>,
}

/// Whether all days of the first are days of the other.
fn is_within(days: (Day, Day), other: (Day, Day)) -> bool {
    other.0 <= days.0 && days.1 <= other.1
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
        report: Report,
        numbers: &CaseNumbers,
        below: i64,
    ) {
        let (period, told) = (report.period, report.told);
        let same = match told {
            Told::ByOthers => Same::new(),
            Told::Here(_) | Told::Before(_) | Told::Beside(_) => {
                self.as_before(unit, &report, numbers)
            }
        };
        let mut published;
        if report.masked {
            self.keep_open(unit, below);
            let before = (!same.is_empty()).then(|| self.worlds.clone());
            published = self.laid_down(unit, &report, numbers, &same, below);
            let mut shown = same;
            if let Some(before) = before
                && self.worlds.tell_more_than(&before)
            {
                // That they are the same would say too much: nobody is to know.
                self.worlds = before;
                shown = Same::new();
                published = self.laid_down(unit, &report, numbers, &shown, below);
            }
            let shown = shown.into_iter();
            let shown = shown.filter_map(|(code, (_, shown))| Some((code, shown?)));
            published.shown = shown.collect();
            if !published.untold {
                self.decide_all((unit, period), &mut published, numbers, below);
            }
        } else {
            published = self.with_cells(unit, &report, numbers, &same);
            let shown = numbers.0.iter();
            published.shown = shown
                .map(|(code, value)| (code.clone(), Shown::Exact(*value)))
                .collect();
        }
        if matches!(told, Told::ByOthers | Told::Beside(_)) {
            let hidden = published
                .cells
                .keys()
                .map(|code| (code.clone(), Shown::Hidden));
            published.shown = hidden.collect();
        }
        self.worlds.find_worlds();
        let key = (unit.clone(), period);
        self.units.entry(key).or_default().push(published);
        self.over.clear();
    }

    /// Puts down what a unit comes to, with all that everybody knows of it beforehand.
    fn laid_down(
        &mut self,
        unit: &UnitCode,
        report: &Report,
        numbers: &CaseNumbers,
        same: &Same,
        below: i64,
    ) -> Published {
        let mut published = self.with_cells(unit, report, numbers, same);
        let place = (unit, report.period);
        self.relate(place, &mut published, numbers, &report.reforms, below);
        self.keep_back(&published, below);
        published
    }

    /// The number that an officer put in the place of a count, where she did so before and put the same: it is taken
    /// to be the same one.
    fn put_before(&self, unit: &UnitCode, code: &CaseCode, value: i64) -> Option<Place> {
        let of_unit = self.units.iter().filter(|((of, _), _)| of == unit);
        let mut places = of_unit
            .flat_map(|(_, all)| all)
            .filter_map(|of| of.cells.get(code).copied());
        let is_put = matches!(code, CaseCode::Said(..));
        places.find(|place| is_put && self.worlds.value(*place) == value)
    }

    /// A report with its numbers, some of which are those of another.
    fn with_cells(
        &mut self,
        unit: &UnitCode,
        report: &Report,
        numbers: &CaseNumbers,
        same: &Same,
    ) -> Published {
        let mut published = Published {
            order: self.units.values().map(Vec::len).sum(),
            kept_open: false,
            revision: report.told.revision(),
            past: matches!(report.told, Told::Before(_) | Told::Beside(_)),
            untold: matches!(report.told, Told::Beside(_)),
            days: report.days,
            masked: report.masked,
            cells: BTreeMap::new(),
            by_code: BTreeMap::new(),
            shown: BTreeMap::new(),
            rests: Rests::new(),
            uncounted: Uncounted::new(),
        };
        for (code, value) in &numbers.0 {
            let same = same.get(code).map(|(place, _)| *place);
            let place = match same.or_else(|| self.put_before(unit, code, *value)) {
                Some(place) => place,
                None if report.masked => self.worlds.number(*value),
                None => self.worlds.known(*value),
            };
            published.cells.insert(code.clone(), place);
            published.by_code.insert(code.to_string(), place);
        }
        published
    }

    /// The numbers that a unit published last of a period, with what was shown of them, where it comes to the same
    /// again and one of both was not closed: then they are the same numbers. So are those of a part of the year, where
    /// the year comes to no more: whoever knows that both left at one time knows that nobody was found between.
    fn as_before(&self, unit: &UnitCode, report: &Report, numbers: &CaseNumbers) -> Same {
        let (period, days, revision) = (&report.period, report.days, report.told.revision());
        let of_year = self.units.iter().filter(|((of, other), all)| {
            let within = all
                .last()
                .is_some_and(|last| is_within(last.days, days) || is_within(days, last.days));
            of == unit && other.report == period.report && (other == period || within)
        });
        let mut last: Vec<&Published> = of_year.filter_map(|(_, all)| all.last()).collect();
        last.sort_by_key(|of| std::cmp::Reverse(of.order));
        let is_same = |of: &&Published| {
            let not_closed = of.revision < BY_OTHERS || revision < BY_OTHERS;
            not_closed
                && of.revision != BY_OTHERS
                && of.masked == report.masked
                && of.is(numbers, &self.worlds)
        };
        let Some(last) = last.into_iter().find(is_same) else {
            return Same::new();
        };
        let numbers = numbers.0.iter();
        let same = numbers.filter_map(|(code, _)| {
            let shown = last.shown.get(code).filter(|_| !last.untold);
            Some((code.clone(), (*last.cells.get(code)?, shown.copied())))
        });
        same.collect()
    }

    /// Whether a unit's report that is not closed comes to what it did when some of it left last, and has no number
    /// more: then that one stands for it.
    pub(super) fn is_as_it_left(
        &mut self,
        (unit, period): (&UnitCode, Period),
        numbers: &CaseNumbers,
    ) -> bool {
        let Self { units, worlds, .. } = self;
        let all = units.get_mut(&(unit.clone(), period));
        let Some(last) = all.and_then(|all| all.last_mut()) else {
            return false;
        };
        let mut codes = numbers.0.iter();
        let same = last.revision < BY_OTHERS
            && !last.untold
            && last.is(numbers, worlds)
            && codes.all(|(code, _)| last.cells.contains_key(code));
        last.past &= !same;
        same
    }

    /// What a report kept back that a unit has sent may stand in a sum that left since, of which the unit does not
    /// know: what it reports later leaves it as open as it was, as far as a small number of another unit can
    /// lie beside it.
    fn keep_open(&mut self, unit: &UnitCode, below: i64) {
        let Self { units, worlds, .. } = self;
        let of_unit = units.iter_mut().filter(|((of, _), _)| of == unit);
        let reports = of_unit.flat_map(|(_, all)| all);
        for report in reports.filter(|report| report.revision > 0 && !report.kept_open) {
            report.kept_open = true;
            let shown = report.shown.iter();
            let kept_back = shown.filter(|(_, shown)| !matches!(shown, Shown::Exact(_)));
            for place in kept_back.filter_map(|(code, _)| report.cells.get(code)) {
                worlds.keep_open(*place, below - 1);
            }
        }
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
        self.worlds.find_worlds();
    }

    /// Says of all numbers that are a part of no other whether they are small: one that is neither shown nor said
    /// to be small is not. Where that says too much, nothing is said of any of them, and those that are
    /// small or none are not shown, so that nobody can know it of the others. Of those it says nothing of which is said
    /// again what was said before.
    fn tell_small_from_great(
        &mut self,
        published: &Published,
        said_before: &BTreeMap<String, i64>,
        below: i64,
    ) -> bool {
        let wholes: Vec<Place> = published
            .cells
            .iter()
            .filter(|(code, _)| code.whole().is_none() && !published.is_replaced(code))
            .filter(|(code, _)| !said_before.contains_key(&code.to_string()))
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
        let mut before = self.has_left(unit, period, published.revision);
        let key = (unit.clone(), period, published.revision);
        if let Some(kept_back) = self.heeded.get(&key) {
            for (code, follows) in kept_back {
                if let Some(place) = published.cell(code)
                    && follows.holds(self.worlds.value(place))
                {
                    let (least, most) = (follows.least.unwrap_or(0), follows.most.unwrap_or(MUCH));
                    self.worlds.know(place, least, most);
                }
            }
            // What its own print did not keep back it shows.
            for (code, value) in numbers
                .0
                .iter()
                .filter(|(_, value)| !is_small(*value, below))
            {
                let left = before.entry(code.to_string());
                left.or_insert(Left {
                    exact: Some(*value),
                    below: None,
                });
            }
        }
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            let left = before.get(&code.to_string());
            match left.map(|left| (left.exact, left.below)) {
                Some((Some(exact), _)) if exact == *value => {
                    self.worlds.know(*place, exact, exact);
                }
                Some((None, Some(below))) if is_small(*value, below) => {
                    self.worlds.know(*place, 1, below - 1);
                }
                Some(_) | None => {}
            }
        }
        // What is known already comes before what is told now: nothing may follow from both together.
        self.worlds.find_worlds();
        let mut kept_back: BTreeSet<CaseCode> = BTreeSet::new();
        let said_before: BTreeMap<String, i64> = numbers
            .0
            .iter()
            .filter_map(|(code, value)| {
                let left = before.get(&code.to_string())?;
                let of = left.below.filter(|_| left.exact.is_none())?;
                (of != below && is_small(*value, of)).then(|| (code.to_string(), of))
            })
            .collect();
        let small_are_told = self.tell_small_from_great(published, &said_before, below);
        for (code, value) in &numbers.0 {
            let Some(place) = published.cells.get(code) else {
                continue;
            };
            // It was decided when the same left before.
            if published.shown.contains_key(code) && !before.contains_key(&code.to_string()) {
                continue;
            }
            let whole = code.whole().and_then(|whole| published.cells.get(&whole));
            let of_few = match whole {
                Some(whole) => is_small(self.worlds.value(*whole), below),
                None => !small_are_told && *value < below,
            };
            if published.is_replaced(code) {
                // Nothing says it; but why another number stands there can tell by how much it is another.
                if !matches!(self.decide(*place, of_few, below), Shown::Exact(_)) {
                    kept_back.insert(code.clone());
                }
                published.shown.insert(code.clone(), Shown::Hidden);
                continue;
            }
            if let CaseCode::Said(count, _) = code
                && kept_back.contains(&CaseCode::Count(*count))
            {
                published.shown.insert(code.clone(), Shown::Hidden);
                continue;
            }
            let shown = match before.get(&code.to_string()) {
                Some(left) if left.exact == Some(*value) => Shown::Exact(*value),
                // That it is below another number is said again, and no more.
                Some(_) if said_before.contains_key(&code.to_string()) => {
                    Shown::Below(said_before[&code.to_string()])
                }
                // Where nothing was said, nothing is said now.
                Some(left) if left.exact.is_none() && left.below != Some(below) => Shown::Hidden,
                Some(left) if left.exact.is_none() => self.keep_hidden(*place, of_few, below),
                Some(_) | None => self.decide(*place, of_few, below),
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

    /// What has left of a revision, by the codes of its numbers; nothing of what an earlier program told before it was
    /// closed.
    fn has_left(&self, unit: &UnitCode, period: Period, revision: i64) -> BTreeMap<String, Left> {
        let mut left: BTreeMap<String, Left> = BTreeMap::new();
        for told in self.told_of.get(unit).into_iter().flatten() {
            let of = matches!(&told.behind[..], [(_, of)] if *of == revision);
            if revision != 0 && of && told.period == period {
                let before = left.entry(told.code.clone()).or_default();
                before.exact = before.exact.or(told.exact);
                before.below = before.below.or(told.below);
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

    /// What a unit's report of a period comes to now.
    pub(super) fn present(&self, unit: &UnitCode, period: Period) -> Option<&Published> {
        present(&self.units, unit, period)
    }

    /// The latest numbers of the units of a period.
    pub(super) fn latest<'a>(
        &'a self,
        behind: &'a BTreeSet<UnitCode>,
        period: Period,
    ) -> impl Iterator<Item = (&'a UnitCode, &'a Published)> {
        behind
            .iter()
            .filter_map(move |unit| Some((unit, self.present(unit, period)?)))
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
