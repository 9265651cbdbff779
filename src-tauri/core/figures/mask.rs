//! Masking: which numbers of published tables are kept back, so that nobody can be recognised in a
//! small one, not even by taking numbers from one another.

use serde::{Serialize, Serializer};
use std::fmt;
use ts_rs::TS;

/// A count as it may leave the office; written as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS)]
#[ts(as = "String")]
pub enum Shown {
    /// The number.
    Exact(i64),
    /// One or more, but fewer than this number.
    Below(i64),
    /// Not shown, because a small number would follow from it.
    Hidden,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => f.write_str(&crate::model::grouped(*number)),
            Self::Below(threshold) => write!(f, "<{threshold}"),
            Self::Hidden => f.write_str("…"),
        }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// What a reader of the published tables knows of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its number.
    Exact,
    /// That it is small.
    Below,
    /// That it is not small: only such a cell is hidden for another's sake.
    HiddenLarge,
    /// Nothing: all parts of a sum were hidden, small, large and empty ones alike.
    HiddenAny,
    /// Nothing: it is not published.
    Unpublished,
    /// Its number, published before: it cannot be kept back any more.
    Known,
}

/// Numbers that are published together, and which of them add up to which. Sums may nest and may
/// share a total, but no cell is a part of two sums.
#[derive(Debug, Clone, Default)]
pub struct Published {
    values: Vec<i64>,
    states: Vec<State>,
    sums: Vec<(usize, Vec<usize>)>,
}

/// More than any count.
const MUCH: i64 = i64::MAX / 1024;

impl Published {
    /// Adds a number, and gives its place.
    pub fn cell(&mut self, value: i64) -> usize {
        self.values.push(value.max(0));
        self.states.push(State::Exact);
        self.values.len() - 1
    }

    /// Adds a number that was published before, as it was shown, and gives its place.
    pub fn published_before(&mut self, value: i64, shown: Shown) -> usize {
        let cell = self.cell(value);
        if let Some(state) = self.states.get_mut(cell) {
            *state = match shown {
                Shown::Exact(_) => State::Known,
                // Whatever was told of a number that was kept back, it was not the number.
                Shown::Below(_) | Shown::Hidden => State::Unpublished,
            };
        }
        cell
    }

    /// Says that parts add up to a total. What they leave of it becomes a part that is not
    /// published, but could be found by subtraction.
    pub fn sum(&mut self, total: usize, parts: &[usize]) {
        let mut parts = parts.to_vec();
        let value = |cell: usize| self.values.get(cell).copied().unwrap_or(0);
        let rest = value(total) - parts.iter().map(|part| value(*part)).sum::<i64>();
        if rest > 0 {
            let rest = self.cell(rest);
            if let Some(state) = self.states.get_mut(rest) {
                *state = State::Unpublished;
            }
            parts.push(rest);
        }
        self.sums.push((total, parts));
    }

    /// Decides what is shown of every cell, in the order in which they were added: nothing from 1
    /// to below the threshold can be told from what is shown.
    pub fn mask(mut self, threshold: i64) -> Vec<Shown> {
        let small: Vec<bool> = self
            .values
            .iter()
            .zip(&self.states)
            .map(|(value, state)| *state != State::Known && (1..threshold).contains(value))
            .collect();
        for (state, small) in self.states.iter_mut().zip(&small) {
            if *small && *state == State::Exact {
                *state = State::Below;
            }
        }
        // Of a small total no part is shown, so that nothing follows from which parts are empty.
        // Sums stand in any order, so that it takes as many rounds as they are deep.
        for _ in 0..self.sums.len() {
            for index in 0..self.sums.len() {
                let (total, parts) = self.sums[index].clone();
                if small[total] || self.states[total] == State::HiddenAny {
                    self.hide_all(&parts);
                }
            }
        }
        // Hides one more cell at a time until no small one can be told. Each round hides one, unless
        // what was published before tells it, whatever is done now.
        while let Some(told) = self.told(threshold, &small) {
            let before = self.states.clone();
            self.protect(told, threshold);
            if self.states == before {
                break;
            }
        }
        self.values
            .iter()
            .zip(&self.states)
            .map(|(value, state)| match state {
                State::Exact | State::Known => Shown::Exact(*value),
                State::Below => Shown::Below(threshold),
                State::HiddenLarge | State::HiddenAny | State::Unpublished => Shown::Hidden,
            })
            .collect()
    }

    fn hide_all(&mut self, parts: &[usize]) {
        for part in parts {
            if !self.is_settled(*part) {
                self.states[*part] = State::HiddenAny;
            }
        }
    }

    /// Whether nothing can be decided of a cell any more: it is hidden whole, or never shown, or was
    /// shown before.
    fn is_settled(&self, cell: usize) -> bool {
        matches!(
            self.states[cell],
            State::HiddenAny | State::Unpublished | State::Known
        )
    }

    /// What a reader can work out of each cell: the least and the most it can be.
    fn bounds(&self, threshold: i64) -> Vec<(i64, i64)> {
        let mut bounds: Vec<(i64, i64)> = self
            .values
            .iter()
            .zip(&self.states)
            .map(|(value, state)| match state {
                State::Exact | State::Known => (*value, *value),
                State::Below => (1, threshold - 1),
                State::HiddenLarge => (threshold, MUCH),
                State::HiddenAny | State::Unpublished => (0, MUCH),
            })
            .collect();
        // Exact for sums that form a tree, after as many rounds as the tree is deep, both ways.
        for _ in 0..2 * self.sums.len() + 1 {
            for (total, parts) in &self.sums {
                let sum = |pick: fn(&(i64, i64)) -> i64, bounds: &[(i64, i64)]| {
                    parts
                        .iter()
                        .map(|part| pick(&bounds[*part]))
                        .fold(0i64, |sum, more| sum.saturating_add(more).min(MUCH))
                };
                let (low, high) = (sum(|b| b.0, &bounds), sum(|b| b.1, &bounds));
                bounds[*total].0 = bounds[*total].0.max(low);
                bounds[*total].1 = bounds[*total].1.min(high);
                let (total_low, total_high) = bounds[*total];
                for part in parts {
                    let others = |pick: fn(&(i64, i64)) -> i64| {
                        parts
                            .iter()
                            .filter(|other| *other != part)
                            .map(|other| pick(&bounds[*other]))
                            .fold(0i64, |sum, more| sum.saturating_add(more).min(MUCH))
                    };
                    let (low, high) = (others(|b| b.0), others(|b| b.1));
                    let part_low = if high >= MUCH { 0 } else { total_low - high };
                    bounds[*part].0 = bounds[*part].0.max(part_low);
                    bounds[*part].1 = bounds[*part].1.min(total_high.saturating_sub(low));
                }
            }
        }
        bounds
    }

    /// The first small cell whose number follows from what is shown.
    fn told(&self, threshold: i64, small: &[bool]) -> Option<usize> {
        let bounds = self.bounds(threshold);
        (0..self.values.len()).find(|cell| small[*cell] && bounds[*cell].0 >= bounds[*cell].1)
    }

    /// Hides one more cell, so that a small one can be told less.
    fn protect(&mut self, told: usize, threshold: i64) {
        let sums: Vec<(usize, Vec<usize>)> = self
            .sums
            .iter()
            .filter(|(total, parts)| *total == told || parts.contains(&told))
            .cloned()
            .collect();
        // Beside it in its sum: the smallest number that is shown and not small.
        let beside = sums
            .iter()
            .flat_map(|(_, parts)| parts)
            .filter(|cell| self.states[**cell] == State::Exact && self.values[**cell] >= threshold)
            .min_by_key(|cell| self.values[**cell])
            .copied();
        if let Some(cell) = beside {
            self.states[cell] = State::HiddenLarge;
            return;
        }
        // Then all parts of the sum, whatever they are.
        for (_, parts) in &sums {
            if parts.iter().any(|part| !self.is_settled(*part)) {
                self.hide_all(parts);
                self.hide_below(parts);
                return;
            }
        }
        // Then the sum itself, and whatever its number follows from.
        for (total, _) in &sums {
            if !self.is_settled(*total) {
                self.states[*total] = State::HiddenAny;
                return;
            }
        }
        // Nothing around it is left: every number of the tables goes.
        let all: Vec<usize> = (0..self.states.len()).collect();
        self.hide_all(&all);
    }

    /// What adds up to a hidden cell is hidden with it.
    fn hide_below(&mut self, cells: &[usize]) {
        let below: Vec<Vec<usize>> = self
            .sums
            .iter()
            .filter(|(total, _)| cells.contains(total))
            .map(|(_, parts)| parts.clone())
            .collect();
        for parts in below {
            self.hide_all(&parts);
            self.hide_below(&parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tables that are published together: each splits the total, and its first part may be split
    /// again.
    #[derive(Debug, Clone)]
    struct Tables {
        /// Parts of each table, without the last, which is what they leave.
        tables: Vec<(Vec<i64>, bool, Option<Vec<i64>>)>,
        total: i64,
    }

    fn tables() -> impl Strategy<Value = Tables> {
        let split = prop::collection::vec(0i64..9, 1..5);
        let table = (
            split,
            any::<bool>(),
            prop::option::of(prop::collection::vec(0i64..4, 1..4)),
        );
        (prop::collection::vec(table, 1..4), 0i64..7).prop_map(|(tables, more)| {
            let sum = |parts: &Vec<i64>| parts.iter().sum::<i64>();
            let total = tables
                .iter()
                .map(|(parts, ..)| sum(parts))
                .max()
                .unwrap_or(0)
                + more;
            Tables { tables, total }
        })
    }

    /// Numbers from 0 to 62 as the bits of a word.
    type Numbers = u64;
    const ANY: Numbers = u64::MAX >> 1;

    fn from_to(least: i64, most: i64) -> Numbers {
        (least..=most).fold(0, |set, number| set | 1 << number)
    }

    /// A tree of sums as the attacker sees it: what each number may be by itself, and the ways in
    /// which it is split.
    struct Node {
        value: i64,
        may_be: Numbers,
        splits: Vec<Vec<Node>>,
    }

    fn may_be(shown: Shown, secondary: bool, threshold: i64) -> Numbers {
        match shown {
            Shown::Exact(value) => from_to(value, value),
            Shown::Below(_) => from_to(1, threshold - 1),
            // The strongest attacker knows that only numbers that are not small were hidden alone.
            Shown::Hidden if secondary => from_to(threshold, 62),
            Shown::Hidden => ANY,
        }
    }

    /// The values that a node can have, given what it is split into.
    fn possible(node: &Node, told: Option<(*const Node, i64)>) -> Numbers {
        let mut values = node.may_be;
        if let Some((which, value)) = told
            && std::ptr::eq(which, node)
        {
            values &= from_to(value, value);
        }
        for split in &node.splits {
            let sums = split.iter().fold(1, |sums: Numbers, part| {
                let part = possible(part, told);
                let of = (0..63).filter(|more| part & (1 << more) != 0);
                of.fold(0, |all, more| all | (sums << more) & ANY)
            });
            values &= sums;
        }
        values
    }

    fn all(node: &Node) -> Vec<&Node> {
        let mut found = vec![node];
        found.extend(node.splits.iter().flatten().flat_map(all));
        found
    }

    /// Publishes tables, and gives the tree as an attacker sees it.
    fn attacked(tables: &Tables, threshold: i64) -> Node {
        enum Split {
            Published(usize),
            Rest,
        }
        let mut published = Published::default();
        let total = published.cell(tables.total);
        /// A part, its number, and what it is split into.
        type Part = (Split, i64, Vec<(Split, i64)>);
        let mut shape: Vec<Vec<Part>> = Vec::new();
        for (parts, rest_is_published, nested) in &tables.tables {
            let mut cells = Vec::new();
            let mut shape_here = Vec::new();
            let rest = tables.total - parts.iter().sum::<i64>();
            let mut values = parts.clone();
            if *rest_is_published {
                values.push(rest);
            }
            for (index, value) in values.iter().enumerate() {
                let cell = published.cell(*value);
                cells.push(cell);
                let mut inner = Vec::new();
                if let (0, Some(nested)) = (index, nested) {
                    let mut left = *value;
                    let mut inner_cells = Vec::new();
                    for part in nested {
                        let part = (*part).min(left);
                        left -= part;
                        let cell = published.cell(part);
                        inner_cells.push(cell);
                        inner.push((Split::Published(cell), part));
                    }
                    published.sum(cell, &inner_cells);
                    if left > 0 {
                        inner.push((Split::Rest, left));
                    }
                }
                shape_here.push((Split::Published(cell), *value, inner));
            }
            published.sum(total, &cells);
            if !rest_is_published && rest > 0 {
                shape_here.push((Split::Rest, rest, Vec::new()));
            }
            shape.push(shape_here);
        }
        let shown = published.mask(threshold);
        // A number that is hidden though it is not small may have been hidden for another's sake.
        let blank = |cells: &[&Split]| {
            cells.iter().all(|cell| match cell {
                Split::Published(cell) => shown[*cell] == Shown::Hidden,
                Split::Rest => true,
            })
        };
        let node = |split: &Split, value: i64, alone: bool, splits: Vec<Vec<Node>>| Node {
            value,
            may_be: match split {
                Split::Published(cell) => {
                    may_be(shown[*cell], alone && value >= threshold, threshold)
                }
                Split::Rest => ANY,
            },
            splits,
        };
        let mut splits = Vec::new();
        for table in &shape {
            let cells: Vec<&Split> = table.iter().map(|(split, ..)| split).collect();
            let alone = !blank(&cells);
            let mut parts = Vec::new();
            for (split, value, inner) in table {
                let mut inner_nodes = Vec::new();
                if !inner.is_empty() {
                    let cells: Vec<&Split> = inner.iter().map(|(split, _)| split).collect();
                    let alone = !blank(&cells);
                    inner_nodes.push(
                        inner
                            .iter()
                            .map(|(split, value)| node(split, *value, alone, Vec::new()))
                            .collect(),
                    );
                }
                parts.push(node(split, *value, alone, inner_nodes));
            }
            splits.push(parts);
        }
        node(&Split::Published(total), tables.total, false, splits)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn no_small_number_can_be_told_from_what_is_shown(tables in tables()) {
            let threshold = 5;
            let tree = attacked(&tables, threshold);
            let can_be = |node: &Node, value| possible(&tree, Some((std::ptr::from_ref(node), value))) != 0;
            prop_assert!(possible(&tree, None) & (1 << tree.value) != 0, "what is shown is true");
            for node in all(&tree) {
                if (1..threshold).contains(&node.value) {
                    prop_assert!(can_be(node, node.value));
                    let others = (0..63).filter(|value| *value != node.value);
                    prop_assert!(others.clone().any(|value| can_be(node, value)), "{} can be told", node.value);
                }
            }
        }
    }

    #[test]
    fn what_was_published_before_is_not_taken_from_what_is_published_now() {
        // Ten in the first half of the year were printed; twelve in the year would say that two
        // were found in the second.
        let mut published = Published::default();
        let year = published.cell(12);
        let half = published.published_before(10, Shown::Exact(10));
        published.sum(year, &[half]);
        assert_eq!(published.mask(5)[year], Shown::Hidden);
        // Seven more are no small number.
        let mut published = Published::default();
        let year = published.cell(17);
        let half = published.published_before(10, Shown::Exact(10));
        published.sum(year, &[half]);
        assert_eq!(published.mask(5)[year], Shown::Exact(17));
    }

    #[test]
    fn nothing_is_hidden_where_nothing_is_small() {
        let mut published = Published::default();
        let total = published.cell(30);
        let parts = [published.cell(10), published.cell(0), published.cell(20)];
        published.sum(total, &parts);
        let shown: Vec<String> = published.mask(5).iter().map(Shown::to_string).collect();
        assert_eq!(shown, ["30", "10", "0", "20"]);
    }
}
