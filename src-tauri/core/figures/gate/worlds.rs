//! Numbers, which of them add up to which, and what a reader knows of each. A number is guarded as long
//! as another world stands beside the true one: other numbers, of which all that a reader knows is true
//! as well, and in which it is another. Whoever reads cannot tell the two apart.
//!
//! What is shown is only ever more than before, so that a world once found stands until something is
//! shown that is not so in it; then another one is looked for, and what leaves none is not shown.

use std::collections::BTreeMap;

/// Where a number lies.
pub(super) type Place = usize;

/// More than any count.
pub(super) const MUCH: i64 = i64::MAX / 1024;

/// How many steps are tried to find another world. One that is not found is taken not to be there,
/// so that more is kept back, never less.
const STEPS: u32 = 400;
/// The same where a world fell because more became known than is shown here.
const MANY_STEPS: u32 = 20_000;

/// What is otherwise in another world: by how much each number differs.
type World = Vec<(Place, i64)>;

#[derive(Debug, Clone)]
struct Number {
    value: i64,
    /// The least and the most that it can be, as a reader knows of it by itself.
    least: i64,
    most: i64,
    /// The sums in which it stands, and with which sign.
    sums: Vec<(usize, i64)>,
    guarded: bool,
    /// The world in which it is another.
    world: Option<usize>,
    /// Worlds in which it is another, some of which stand no more.
    in_worlds: Vec<usize>,
}

/// Numbers and their sums.
#[derive(Debug, Clone, Default)]
pub(super) struct Worlds {
    numbers: Vec<Number>,
    /// Each comes to zero: a whole, less its parts.
    sums: Vec<Vec<(Place, i64)>>,
    worlds: Vec<World>,
    /// By how much each number differs in the world that is being looked for, and each sum from zero.
    delta: Vec<i64>,
    off: Vec<i64>,
}

impl Worlds {
    /// Adds a number of which nothing is known, and gives its place.
    pub(super) fn number(&mut self, value: i64) -> Place {
        self.numbers.push(Number {
            value,
            least: value.min(0),
            most: MUCH,
            sums: Vec::new(),
            guarded: false,
            world: None,
            in_worlds: Vec::new(),
        });
        self.delta.push(0);
        self.numbers.len() - 1
    }

    /// Adds a number that everybody knows.
    pub(super) fn known(&mut self, value: i64) -> Place {
        let place = self.number(value);
        let number = &mut self.numbers[place];
        (number.least, number.most) = (value, value);
        place
    }

    /// The number at a place.
    pub(super) fn value(&self, place: Place) -> i64 {
        self.numbers[place].value
    }

    /// Says that parts add up to a whole, and gives what they leave of it, or, below zero, have too much: a
    /// number of its own that could be found by subtraction.
    pub(super) fn sum(&mut self, whole: Place, parts: &[Place]) -> Place {
        let parts_come_to: i64 = parts.iter().map(|part| self.value(*part)).sum();
        let rest = self.value(whole) - parts_come_to;
        let place = self.number(rest.abs());
        let mut terms = vec![(whole, 1), (place, if rest < 0 { 1 } else { -1 })];
        terms.extend(parts.iter().map(|part| (*part, -1)));
        self.relate(place, terms);
        place
    }

    /// The sum of numbers, as a number of its own; of each with its sign.
    pub(super) fn total(&mut self, parts: &[(Place, i64)]) -> Place {
        let total = parts
            .iter()
            .map(|(part, sign)| sign * self.value(*part))
            .sum();
        let place = self.number(total);
        let mut terms = vec![(place, -1)];
        terms.extend(parts);
        self.relate(place, terms);
        place
    }

    /// Says that everybody knows the sum of numbers, whatever follows from it.
    pub(super) fn total_known(&mut self, parts: &[(Place, i64)]) {
        let total = self.total(parts);
        let number = &mut self.numbers[total];
        (number.least, number.most) = (number.value, number.value);
        for world in std::mem::take(&mut number.in_worlds) {
            self.fall(world);
        }
    }

    /// Relates a new number to others. In a world in which those differ it differs by as much; a world in which
    /// it cannot falls.
    fn relate(&mut self, new: Place, terms: Vec<(Place, i64)>) {
        let sum = self.sums.len();
        let mut touched: BTreeMap<usize, i64> = BTreeMap::new();
        let mut sign_of_new = 1;
        for (place, sign) in &terms {
            let number = &mut self.numbers[*place];
            number.sums.push((sum, *sign));
            for world in &number.in_worlds {
                let differs = self.worlds[*world].iter().find(|(at, _)| at == place);
                *touched.entry(*world).or_default() += differs.map_or(0, |(_, by)| sign * by);
            }
            if *place == new {
                sign_of_new = *sign;
            }
        }
        self.sums.push(terms);
        self.off.push(0);
        for (world, off) in touched.into_iter().filter(|(_, off)| *off != 0) {
            let by = -off * sign_of_new;
            if self.may(new, by) {
                self.worlds[world].push((new, by));
                self.numbers[new].in_worlds.push(world);
            } else {
                self.fall(world);
            }
        }
    }

    /// A world stands no more.
    fn fall(&mut self, world: usize) {
        for (place, _) in std::mem::take(&mut self.worlds[world]) {
            let number = &mut self.numbers[place];
            number.in_worlds.retain(|of| *of != world);
            if number.world == Some(world) {
                number.world = None;
            }
        }
    }

    /// Guards a number from now on, unless it can be told already, whatever is done.
    pub(super) fn guard(&mut self, place: Place) {
        self.numbers[place].guarded = true;
    }

    /// Finds worlds for the guarded numbers that have none. One for which none is found can be told
    /// already, and is guarded no more.
    pub(super) fn settle(&mut self, places: impl Iterator<Item = Place>) {
        for place in places {
            let number = &self.numbers[place];
            if number.guarded && number.world.is_none() && !self.find(place, MANY_STEPS) {
                self.numbers[place].guarded = false;
            }
        }
    }

    /// Whether a number is guarded.
    pub(super) fn is_guarded(&self, place: Place) -> bool {
        self.numbers[place].guarded
    }

    /// Tells readers that a number lies in a range, unless a guarded number would follow.
    pub(super) fn tell(&mut self, place: Place, least: i64, most: i64) -> bool {
        let number = &mut self.numbers[place];
        let before = (number.least, number.most);
        number.least = before.0.max(least);
        number.most = before.1.min(most);
        if (number.least, number.most) == before {
            return true;
        }
        let value = number.value;
        let (least, most) = (number.least, number.most);
        let touched = number.in_worlds.clone();
        for world in touched {
            let holds = |(at, delta): &(Place, i64)| {
                *at != place || (least..=most).contains(&(value + delta))
            };
            if self.worlds[world].iter().all(holds) {
                continue;
            }
            let guarded: Vec<Place> = self.worlds[world]
                .iter()
                .map(|(place, _)| *place)
                .filter(|place| self.numbers[*place].world == Some(world))
                .collect();
            for of in guarded {
                let still = self.numbers[of].world == Some(world);
                if still && self.numbers[of].guarded && !self.find(of, STEPS) {
                    let number = &mut self.numbers[place];
                    (number.least, number.most) = before;
                    return false;
                }
            }
        }
        self.forget(place);
        true
    }

    /// Drops worlds in which a number is what it cannot be any more.
    fn forget(&mut self, place: Place) {
        let Number {
            value, least, most, ..
        } = self.numbers[place];
        let worlds = &self.worlds;
        let stands = |world: &usize| {
            worlds[*world]
                .iter()
                .all(|(at, delta)| *at != place || (least..=most).contains(&(value + delta)))
        };
        self.numbers[place].in_worlds.retain(stands);
    }

    /// Looks for a world in which a number is another, and keeps it for every number that needs one.
    fn find(&mut self, place: Place, steps: u32) -> bool {
        for step in [1, -1] {
            let mut left = steps;
            let mut changed = Vec::new();
            let found = self.may(place, step) && {
                self.change(place, step, &mut changed);
                self.balance(&mut changed, &mut left)
            };
            if found {
                let world: World = changed.iter().map(|at| (*at, self.delta[*at])).collect();
                let index = self.worlds.len();
                for (at, delta) in &world {
                    for (sum, sign) in &self.numbers[*at].sums {
                        self.off[*sum] -= sign * delta;
                    }
                    self.delta[*at] = 0;
                }
                for (at, _) in &world {
                    self.numbers[*at].in_worlds.push(index);
                    let stands = self.numbers[*at].world.is_some_and(|own| self.stands(own));
                    if *at == place || !stands {
                        self.numbers[*at].world = Some(index);
                    }
                }
                self.worlds.push(world);
                return true;
            }
            while let Some(at) = changed.pop() {
                self.undo(at);
            }
        }
        false
    }

    /// Whether a world is not yet excluded by what is known.
    fn stands(&self, world: usize) -> bool {
        let world = &self.worlds[world];
        !world.is_empty() && world.iter().all(|(at, delta)| self.may(*at, *delta))
    }

    /// Whether a number can be another by so much.
    fn may(&self, place: Place, delta: i64) -> bool {
        let number = &self.numbers[place];
        (number.least..=number.most).contains(&(number.value + delta))
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

    /// Changes further numbers until all sums hold again.
    fn balance(&mut self, changed: &mut Vec<Place>, left: &mut u32) -> bool {
        let off = changed.iter().rev().find_map(|place| {
            let sums = self.numbers[*place].sums.iter();
            sums.map(|(sum, _)| *sum).find(|sum| self.off[*sum] != 0)
        });
        let Some(sum) = off else {
            return true;
        };
        let needed = -self.off[sum];
        let mut ways: Vec<(usize, Place, i64)> = self.sums[sum]
            .iter()
            .map(|(place, sign)| (self.numbers[*place].sums.len(), *place, needed * sign))
            .filter(|(_, place, delta)| self.delta[*place] == 0 && self.may(*place, *delta))
            .collect();
        // What stands in few sums upsets few.
        ways.sort_unstable();
        for (_, place, delta) in ways {
            if *left == 0 {
                return false;
            }
            *left -= 1;
            self.change(place, delta, changed);
            if self.balance(changed, left) {
                return true;
            }
            changed.pop();
            self.undo(place);
        }
        false
    }
}
