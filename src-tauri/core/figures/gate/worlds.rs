//! Numbers, which of them add up to which, and what a reader knows of each. A number is guarded as long
//! as another world stands beside the true one: other numbers, of which all that a reader knows is true
//! as well, and in which it is another. Whoever reads cannot tell the two apart.
//!
//! What is shown is only ever more than before, so that a world once found stands until something is
//! shown that is not so in it; then another one is looked for, and what leaves none is not shown. It is looked
//! for by trial first, which mostly finds one; where that does not, in all worlds at once (`feasible`).
//!
//! Some of what a reader may take for true need not be so: that both of two reports left at one time, that nobody was
//! served since. A number that could be told by whoever takes all of it for true is still guarded against
//! everybody else.

use super::feasible::{Answer, Problem};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Where a number lies.
pub(super) type Place = usize;

/// More than any count.
pub(super) const MUCH: i64 = i64::MAX / 1024;

/// By how much a number may differ in another world that is looked for in all at once: more than it takes.
const FAR: i64 = 60;
/// How many steps are tried.
const STEPS: u32 = 200;
/// How many numbers may differ at once in a world that is looked for in all: what is more is taken to be as
/// it is, so that more is kept back, never less.
const WIDE: usize = 160;

/// What is otherwise in another world: by how much each number differs.
type World = Vec<(Place, i64)>;

/// Against whom a number is guarded, and what holds in another world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reader {
    /// Who believes nothing but what is certain.
    Careful,
    /// Who takes for true what mostly is so too.
    Trusting,
}

impl Reader {
    /// Who believes less.
    fn less(self) -> Option<Self> {
        match self {
            Self::Trusting => Some(Self::Careful),
            Self::Careful => None,
        }
    }
}

/// A world that was found.
#[derive(Debug, Clone)]
struct Found {
    world: World,
    /// Whoever cannot tell it from the true one.
    of: Reader,
}

/// That a number has to stay able to be another by so much.
#[derive(Debug, Clone)]
struct Span {
    place: Place,
    by: i64,
    /// The world in which it is; none, until it is settled.
    world: Option<usize>,
}

#[derive(Debug, Clone)]
struct Number {
    value: i64,
    /// The least and the most that it can be, as a reader knows of it by itself.
    least: i64,
    most: i64,
    /// Whether only a trusting reader takes that for true.
    believed: bool,
    /// What it is made of, of numbers that are made of nothing else: itself, where it is one of those.
    made_of: Vec<(Place, i64)>,
    /// What is made of it, where it is one of those.
    makes: Vec<(Place, i64)>,
    /// The sums in which it stands, and with which sign.
    sums: Vec<(usize, i64)>,
    /// Against whom it is guarded, if it is.
    guarded: Option<Reader>,
    /// The world in which it is another.
    world: Option<usize>,
    /// Worlds in which it is another, some of which stand no more.
    in_worlds: Vec<usize>,
}

/// By how much the numbers around one can differ, and what is made of them.
struct AllWorlds {
    problem: Problem,
    /// The numbers, as the columns of the problem.
    near: Vec<Place>,
    /// The one that is asked for, as a sum of them.
    sum: Vec<(usize, i64)>,
}

/// Numbers and their sums.
#[derive(Debug, Clone, Default)]
pub(super) struct Worlds {
    numbers: Vec<Number>,
    /// Each comes to zero: a whole, less its parts.
    sums: Vec<Vec<(Place, i64)>>,
    worlds: Vec<Found>,
    spans: Vec<Span>,
    /// Guarded numbers without a world, until they are settled.
    waiting: BTreeSet<Place>,
    /// Guarded numbers for which the search ended before it knew whether there is another world. What touches
    /// them is not shown.
    unsure: BTreeSet<Place>,
    /// By how much each number differs in the world that is being looked for, and each sum from zero.
    delta: Vec<i64>,
    off: Vec<i64>,
}

impl Worlds {
    /// Adds a number of which nothing is known, and gives its place.
    pub(super) fn number(&mut self, value: i64) -> Place {
        let place = self.numbers.len();
        self.numbers.push(Number {
            value,
            least: value.min(0),
            most: MUCH,
            believed: false,
            made_of: vec![(place, 1)],
            makes: vec![(place, 1)],
            sums: Vec::new(),
            guarded: None,
            world: None,
            in_worlds: Vec::new(),
        });
        self.delta.push(0);
        place
    }

    /// Adds a number that everybody knows.
    pub(super) fn known(&mut self, value: i64) -> Place {
        let place = self.number(value);
        let number = &mut self.numbers[place];
        (number.least, number.most) = (value, value);
        place
    }

    /// Says that nobody knows whether a number is below zero.
    pub(super) fn leave_open(&mut self, place: Place) {
        self.numbers[place].least = -MUCH;
    }

    /// The place of the next number.
    pub(super) fn next(&self) -> Place {
        self.numbers.len()
    }

    /// Says that what is known of the numbers from a place on is only believed: it may be otherwise.
    pub(super) fn doubt_from(&mut self, place: Place) {
        for number in &mut self.numbers[place..] {
            number.believed = true;
        }
    }

    /// The number at a place.
    pub(super) fn value(&self, place: Place) -> i64 {
        self.numbers[place].value
    }

    /// Says that parts add up to a whole, and gives what they leave of it, or, below zero, have too much: a
    /// number of its own that could be found by subtraction.
    pub(super) fn sum(&mut self, whole: Place, parts: &[Place]) -> Place {
        let mut terms = vec![(whole, 1)];
        terms.extend(parts.iter().map(|part| (*part, -1)));
        let rest: i64 = terms.iter().map(|(at, sign)| sign * self.value(*at)).sum();
        if rest < 0 {
            terms.iter_mut().for_each(|(_, sign)| *sign = -*sign);
        }
        self.total(&terms)
    }

    /// Says that everybody knows that a sum of numbers is not below zero, and gives it; nothing, where it is.
    pub(super) fn not_below_zero(&mut self, terms: &[(Place, i64)]) -> Option<Place> {
        let total: i64 = terms.iter().map(|(at, sign)| sign * self.value(*at)).sum();
        (total >= 0).then(|| self.total(terms))
    }

    /// The sum of numbers, as a number of its own; of each with its sign.
    pub(super) fn total(&mut self, terms: &[(Place, i64)]) -> Place {
        let total = terms.iter().map(|(at, sign)| sign * self.value(*at)).sum();
        let place = self.number(total);
        let mut made_of: BTreeMap<Place, i64> = BTreeMap::new();
        for (at, sign) in terms {
            for (of, times) in &self.numbers[*at].made_of {
                *made_of.entry(*of).or_default() += sign * times;
            }
        }
        made_of.retain(|_, times| *times != 0);
        for (of, times) in &made_of {
            self.numbers[*of].makes.push((place, *times));
        }
        self.numbers[place].made_of = made_of.into_iter().collect();
        self.numbers[place].makes.clear();
        self.relate(place, terms);
        place
    }

    /// Relates a new number to those that it is the sum of. In a world in which those differ it differs by as
    /// much; a world in which it cannot falls.
    fn relate(&mut self, new: Place, terms: &[(Place, i64)]) {
        let sum = self.sums.len();
        let mut touched: BTreeMap<usize, i64> = BTreeMap::new();
        for (place, sign) in terms {
            let number = &mut self.numbers[*place];
            number.sums.push((sum, *sign));
            for world in &number.in_worlds {
                let differs = self.worlds[*world].world.iter().find(|(at, _)| at == place);
                *touched.entry(*world).or_default() += differs.map_or(0, |(_, by)| sign * by);
            }
        }
        self.numbers[new].sums.push((sum, -1));
        let mut all = terms.to_vec();
        all.push((new, -1));
        self.sums.push(all);
        self.off.push(0);
        for (world, by) in touched.into_iter().filter(|(_, by)| *by != 0) {
            if self.may(new, by, self.worlds[world].of) {
                self.worlds[world].world.push((new, by));
                self.numbers[new].in_worlds.push(world);
            } else {
                self.fall(world);
            }
        }
    }

    /// A world stands no more.
    fn fall(&mut self, world: usize) {
        for span in self.spans_in(world) {
            self.spans[span].world = None;
        }
        for (place, _) in std::mem::take(&mut self.worlds[world].world) {
            let number = &mut self.numbers[place];
            number.in_worlds.retain(|of| *of != world);
            if number.world == Some(world) {
                number.world = None;
                if number.guarded.is_some() {
                    self.waiting.insert(place);
                }
            }
        }
    }

    /// Says that everybody knows that a number lies in a range, whatever follows from it.
    pub(super) fn know(&mut self, place: Place, least: i64, most: i64) {
        let number = &mut self.numbers[place];
        number.least = number.least.max(least);
        number.most = number.most.min(most);
        for world in number.in_worlds.clone() {
            if !self.stands(world) {
                self.fall(world);
            }
        }
    }

    /// Guards a number from now on, unless it can be told already, whatever is done.
    pub(super) fn guard(&mut self, place: Place) {
        self.numbers[place].guarded = Some(Reader::Trusting);
        self.waiting.insert(place);
    }

    /// Finds worlds for the guarded numbers that have none. One for which there is none can be told already, and
    /// is guarded no more: but against who believes less, if that one cannot tell it.
    pub(super) fn find_worlds(&mut self) {
        self.waiting.append(&mut self.unsure);
        for place in std::mem::take(&mut self.waiting) {
            while let Some(reader) = self.numbers[place].guarded {
                let world = self.numbers[place].world;
                if world.is_some_and(|world| self.worlds[world].of >= reader && self.stands(world))
                {
                    break;
                }
                match self.find(place, reader) {
                    Answer::Found(()) => break,
                    Answer::No => self.numbers[place].guarded = reader.less(),
                    Answer::GaveUp => {
                        self.unsure.insert(place);
                        break;
                    }
                }
            }
        }
        // What cannot be that far any more, whatever is done, is not asked for again.
        for span in 0..self.spans.len() {
            if self.spans[span].world.is_none() {
                self.reach(span);
            }
        }
        self.spans.retain(|span| span.world.is_some());
    }

    /// Keeps a number as open as it is from now on: whatever is told later leaves it able to be as much more and
    /// as much less as it can be now, up to a number.
    pub(super) fn keep_open(&mut self, place: Place, most: i64) {
        for way in [1, -1] {
            if let Some((by, world)) = self.furthest(place, way, most) {
                let world = Some(self.keep(place, world, Reader::Trusting));
                self.spans.push(Span { place, by, world });
            }
        }
    }

    /// The world in which a number is as much more, or less, as it can be up to a number.
    fn furthest(&mut self, place: Place, way: i64, most: i64) -> Option<(i64, World)> {
        let (least, greatest) = self.range(place);
        let value = self.value(place);
        let room = if way > 0 {
            greatest - value
        } else {
            value - least
        };
        let most = room.min(most);
        if most < 1 {
            return None;
        }
        if let Some(world) = self.tried(place, way * most, Reader::Trusting) {
            return Some((way * most, world));
        }
        let all = self.all_worlds(place, Reader::Trusting);
        let most = all.problem.furthest(&all.sum, way * most);
        (1..=most).rev().find_map(|step| {
            let by = way * step;
            let world = match self.worked_out(place, by, Reader::Trusting) {
                Answer::Found(world) => Some(world),
                Answer::No | Answer::GaveUp => self.tried(place, by, Reader::Trusting),
            };
            Some((by, world?))
        })
    }

    /// Whether more follows than from others of before: a number that could be another, or as far away, cannot now.
    pub(super) fn tell_more_than(&self, before: &Self) -> bool {
        let mut both = before.numbers.iter().zip(&self.numbers);
        both.any(|(before, now)| before.guarded > now.guarded)
            || self.spans.len() < before.spans.len()
    }

    /// Between which numbers one lies, as far as it follows from what was told; not where it is as far away as is
    /// looked for.
    pub(super) fn follows(&mut self, place: Place) -> (Option<i64>, Option<i64>) {
        let value = self.value(place);
        let mut end = |way: i64| match self.furthest(place, way, FAR) {
            Some((by, _)) if by.abs() == FAR => None,
            Some((by, _)) => Some(value + by),
            None => Some(value),
        };
        (end(-1), end(1))
    }

    /// The spans that have a world.
    fn spans_in(&self, world: usize) -> Vec<usize> {
        let spans = self.spans.iter().enumerate();
        spans
            .filter(|(_, span)| span.world == Some(world))
            .map(|(at, _)| at)
            .collect()
    }

    /// Looks for a world for a span that has none any more.
    fn reach(&mut self, span: usize) -> Answer<()> {
        let Span { place, by, .. } = self.spans[span];
        let found = match self.tried(place, by, Reader::Trusting) {
            Some(world) => Answer::Found(world),
            None => self.worked_out(place, by, Reader::Trusting),
        };
        match found {
            Answer::Found(world) => {
                self.spans[span].world = Some(self.keep(place, world, Reader::Trusting));
                Answer::Found(())
            }
            Answer::No => Answer::No,
            Answer::GaveUp => Answer::GaveUp,
        }
    }

    /// What readers know of a number by itself.
    pub(super) fn range(&self, place: Place) -> (i64, i64) {
        (self.numbers[place].least, self.numbers[place].most)
    }

    /// Takes back what was not told yet: a number lies in a range again that was known of it.
    pub(super) fn take_back(&mut self, place: Place, (least, most): (i64, i64)) {
        let number = &mut self.numbers[place];
        (number.least, number.most) = (least, most);
    }

    /// Tells readers that a number lies in a range, unless a guarded number would follow.
    pub(super) fn tell(&mut self, place: Place, least: i64, most: i64) -> bool {
        // What still waits for a world would not be seen to lose one.
        if !self.waiting.is_empty() {
            self.find_worlds();
        }
        let number = &mut self.numbers[place];
        let before = (number.least, number.most);
        number.least = before.0.max(least);
        number.most = before.1.min(most);
        if (number.least, number.most) == before {
            return true;
        }
        if self.touches_unsure(place) {
            let number = &mut self.numbers[place];
            (number.least, number.most) = before;
            return false;
        }
        let touched = self.numbers[place].in_worlds.clone();
        for world in touched {
            if self.stands(world) {
                continue;
            }
            let numbers = self.worlds[world].world.iter();
            let guarded: Vec<(Place, Reader)> = numbers
                .map(|(place, _)| (*place, &self.numbers[*place]))
                .filter(|(_, number)| number.world == Some(world))
                .filter_map(|(place, number)| Some((place, number.guarded?)))
                .collect();
            for (of, reader) in guarded {
                let still = self.numbers[of].world == Some(world);
                if still && !matches!(self.find(of, reader), Answer::Found(())) {
                    let number = &mut self.numbers[place];
                    (number.least, number.most) = before;
                    return false;
                }
            }
            for span in self.spans_in(world) {
                if !matches!(self.reach(span), Answer::Found(())) {
                    let number = &mut self.numbers[place];
                    (number.least, number.most) = before;
                    return false;
                }
            }
        }
        self.forget(place);
        true
    }

    /// Whether a number has to do with one for which the search ended.
    fn touches_unsure(&self, place: Place) -> bool {
        if self.unsure.is_empty() {
            return false;
        }
        let near = self.near(place, usize::MAX, Reader::Careful);
        let of_unsure = |unsure: &Place| {
            let mut made_of = self.numbers[*unsure].made_of.iter();
            made_of.any(|(of, _)| near.contains(of))
        };
        self.unsure.iter().any(of_unsure)
    }

    /// Drops worlds in which a number is what it cannot be any more.
    fn forget(&mut self, place: Place) {
        let mut in_worlds = std::mem::take(&mut self.numbers[place].in_worlds);
        in_worlds.retain(|world| self.stands(*world));
        self.numbers[place].in_worlds = in_worlds;
    }

    /// Whether a world is not yet excluded by what is known.
    fn stands(&self, world: usize) -> bool {
        let Found { world, of } = &self.worlds[world];
        let mut numbers = world.iter();
        !world.is_empty() && numbers.all(|(at, delta)| self.may(*at, *delta, *of))
    }

    /// Whether a number can be another by so much, for all that a reader takes for true.
    fn may(&self, place: Place, delta: i64, of: Reader) -> bool {
        let (least, most) = self.taken_for(place, of);
        (least..=most).contains(&(self.value(place) + delta))
    }

    /// Between which numbers one lies, for a reader.
    fn taken_for(&self, place: Place, of: Reader) -> (i64, i64) {
        match self.numbers[place].believed && of == Reader::Careful {
            true => (-MUCH, MUCH),
            false => self.range(place),
        }
    }

    fn is_fixed(&self, place: Place, of: Reader) -> bool {
        let (least, most) = self.taken_for(place, of);
        least >= most
    }

    /// Looks for a world in which a number is another.
    fn find(&mut self, place: Place, of: Reader) -> Answer<()> {
        for step in [1, -1] {
            if let Some(world) = self.tried(place, step, of) {
                self.keep(place, world, of);
                return Answer::Found(());
            }
        }
        let mut answer = Answer::No;
        for step in [1, -1] {
            match self.worked_out(place, step, of) {
                Answer::Found(world) => {
                    self.keep(place, world, of);
                    return Answer::Found(());
                }
                Answer::GaveUp => answer = Answer::GaveUp,
                Answer::No => {}
            }
        }
        answer
    }

    /// Keeps a world for every number that needs one, and gives it.
    fn keep(&mut self, place: Place, world: World, of: Reader) -> usize {
        let index = self.worlds.len();
        for (at, _) in &world {
            let number = &self.numbers[*at];
            let stands = number.world.is_some_and(|own| self.stands(own));
            let helps = !stands && number.guarded.is_none_or(|reader| reader <= of);
            let number = &mut self.numbers[*at];
            number.in_worlds.push(index);
            if *at == place || helps {
                number.world = Some(index);
            }
        }
        self.worlds.push(Found { world, of });
        index
    }

    /// The numbers that a number has to do with, of those that are made of nothing else: the nearest ones.
    fn near(&self, place: Place, most: usize, reader: Reader) -> BTreeSet<Place> {
        let free = |of: &Place| !self.is_fixed(*of, reader);
        let mut near = BTreeSet::new();
        let mut next: VecDeque<Place> = VecDeque::new();
        let first = self.numbers[place].made_of.iter().map(|(of, _)| *of);
        next.extend(first.filter(free));
        while let Some(of) = next.pop_front() {
            if near.len() >= most || !near.insert(of) {
                continue;
            }
            // What stands in few sums comes first: a sum over many units last.
            let mut rows: Vec<&Vec<(Place, i64)>> = self.numbers[of]
                .makes
                .iter()
                .map(|(row, _)| &self.numbers[*row].made_of)
                .collect();
            rows.sort_by_key(|row| row.len());
            for row in rows {
                let others = row.iter().map(|(of, _)| *of);
                next.extend(others.filter(free).filter(|of| !near.contains(of)));
            }
        }
        near
    }

    /// Looks in all worlds at once for one in which a number is another by a step.
    fn worked_out(&self, place: Place, step: i64, of: Reader) -> Answer<World> {
        if !self.may(place, step, of) {
            return Answer::No;
        }
        let all = self.all_worlds(place, of);
        match all.problem.with(&all.sum, step) {
            Answer::Found(deltas) => match self.world(&all.near, &deltas, of) {
                Some(world) => Answer::Found(world),
                None => Answer::GaveUp,
            },
            Answer::No if all.near.len() < WIDE => Answer::No,
            Answer::No | Answer::GaveUp => Answer::GaveUp,
        }
    }

    /// All worlds around a number.
    fn all_worlds(&self, place: Place, reader: Reader) -> AllWorlds {
        let near: Vec<Place> = self.near(place, WIDE, reader).into_iter().collect();
        let column: BTreeMap<Place, usize> =
            near.iter().enumerate().map(|(at, of)| (*of, at)).collect();
        let range = |of: Place| {
            let (value, (least, most)) = (self.value(of), self.taken_for(of, reader));
            ((least - value).max(-FAR), (most - value).min(FAR))
        };
        let row = |of: Place| -> Vec<(usize, i64)> {
            let made_of = self.numbers[of].made_of.iter();
            made_of
                .filter_map(|(of, times)| Some((*column.get(of)?, *times)))
                .collect()
        };
        let rows: BTreeSet<Place> = near
            .iter()
            .flat_map(|of| self.numbers[*of].makes.iter().map(|(row, _)| *row))
            .collect();
        AllWorlds {
            problem: Problem::new(
                near.iter().map(|of| range(*of)).collect(),
                rows.into_iter().map(|of| (row(of), range(of))).collect(),
            ),
            sum: row(place),
            near,
        }
    }

    /// The world in which numbers differ by so much, with all that is made of them; none, where it does not
    /// stand.
    fn world(&self, numbers: &[Place], deltas: &[i64], reader: Reader) -> Option<World> {
        let mut world: BTreeMap<Place, i64> = BTreeMap::new();
        for (of, delta) in numbers.iter().zip(deltas).filter(|(_, delta)| **delta != 0) {
            for (made, times) in &self.numbers[*of].makes {
                *world.entry(*made).or_default() += times * delta;
            }
        }
        world.retain(|_, delta| *delta != 0);
        let mut all = world.iter();
        let stands = all.all(|(at, delta)| self.may(*at, *delta, reader));
        stands.then(|| world.into_iter().collect())
    }

    /// Tries to find a world in which a number is another by a step.
    fn tried(&mut self, place: Place, step: i64, of: Reader) -> Option<World> {
        if !self.may(place, step, of) {
            return None;
        }
        let mut left = STEPS;
        let mut changed = Vec::new();
        self.change(place, step, &mut changed);
        let found = self.balance(&mut changed, &mut left, of);
        let world: World = changed.iter().map(|at| (*at, self.delta[*at])).collect();
        while let Some(at) = changed.pop() {
            self.undo(at);
        }
        found.then_some(world)
    }

    fn change(&mut self, place: Place, delta: i64, changed: &mut Vec<Place>) {
        self.delta[place] = delta;
        changed.push(place);
        for (sum, sign) in &self.numbers[place].sums {
            self.off[*sum] += sign * delta;
        }
    }

    fn undo(&mut self, place: Place) {
        let delta = std::mem::take(&mut self.delta[place]);
        for (sum, sign) in &self.numbers[place].sums {
            self.off[*sum] -= sign * delta;
        }
    }

    /// What can be changed so that a sum holds again.
    fn ways(&self, sum: usize, of: Reader) -> impl Iterator<Item = (Place, i64)> {
        let needed = -self.off[sum];
        let terms = self.sums[sum].iter();
        terms
            .map(move |(place, sign)| (*place, needed * sign))
            .filter(move |(place, delta)| self.delta[*place] == 0 && self.may(*place, *delta, of))
    }

    /// The sum that does not hold with the fewest ways to make it hold: one without any ends the attempt.
    fn tightest(&self, changed: &[Place], of: Reader) -> Option<usize> {
        let mut tightest: Option<usize> = None;
        let mut fewest = usize::MAX;
        for place in changed.iter().rev() {
            for (sum, _) in &self.numbers[*place].sums {
                if self.off[*sum] == 0 || tightest == Some(*sum) {
                    continue;
                }
                let ways = self.ways(*sum, of).take(fewest).count();
                if ways < fewest {
                    (tightest, fewest) = (Some(*sum), ways);
                }
                if ways == 0 {
                    return tightest;
                }
            }
        }
        tightest
    }

    /// Changes further numbers until all sums hold again.
    fn balance(&mut self, changed: &mut Vec<Place>, left: &mut u32, of: Reader) -> bool {
        let Some(sum) = self.tightest(changed, of) else {
            return true;
        };
        let ways = self.ways(sum, of);
        let mut ways: Vec<(usize, Place, i64)> = ways
            .map(|(place, delta)| (self.numbers[place].sums.len(), place, delta))
            .collect();
        // What stands in few sums upsets few.
        ways.sort_unstable();
        for (_, place, delta) in ways {
            if *left == 0 {
                return false;
            }
            *left -= 1;
            self.change(place, delta, changed);
            if self.balance(changed, left, of) {
                return true;
            }
            changed.pop();
            self.undo(place);
        }
        false
    }
}
