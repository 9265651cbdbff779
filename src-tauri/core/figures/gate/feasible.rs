//! Whether whole numbers can be changed so that one sum of them comes to more or less, while all others stay
//! in their ranges. No change at all is always allowed; from there the simplex method goes, bounds on all
//! sides, and where it ends between whole numbers, branches. Whatever it finds is checked in whole numbers by
//! who asked, so that no rounding passes for an answer.

use std::collections::BTreeMap;

/// How often columns and rows change places in one direction, before it is given up.
const TURNS: u32 = 3_000;
/// How often it branches.
const BRANCHES: u32 = 100;
/// What counts as nothing.
const TINY: f64 = 1e-7;

/// What comes of a search.
pub(super) enum Answer<T> {
    /// It was found.
    Found(T),
    /// There is none.
    No,
    /// It ended before it knew.
    GaveUp,
}

/// A range of whole numbers, with zero in it.
type Range = (i64, i64);
/// A sum: how many times it has which column.
type Sum = Vec<(usize, i64)>;

/// Columns that may change, and sums of them, each within a range.
pub(super) struct Problem {
    columns: Vec<Range>,
    rows: BTreeMap<Sum, Range>,
}

impl Problem {
    /// Puts together sums that are the same, and takes what can be no other out of all of them.
    pub(super) fn new(columns: Vec<Range>, rows: Vec<(Sum, Range)>) -> Self {
        let mut problem = Self {
            columns,
            rows: BTreeMap::new(),
        };
        let mut left = rows;
        while let Some(again) = problem.take_in(left) {
            left = again;
        }
        problem
    }

    /// Takes sums in; all of them come again, where one of them was a column, whose range is smaller now.
    fn take_in(&mut self, rows: Vec<(Sum, Range)>) -> Option<Vec<(Sum, Range)>> {
        let mut narrowed = false;
        for (sum, range) in rows {
            let mut sum = self.open(&sum);
            let (mut least, mut most) = range;
            if let [(column, times)] = sum[..] {
                let (by, positive) = (times.abs(), times > 0);
                let range = if positive {
                    (least, most)
                } else {
                    (-most, -least)
                };
                let own = &mut self.columns[column];
                let before = *own;
                *own = (own.0.max(-(-range.0 / by)), own.1.min(range.1 / by));
                narrowed |= own.0 == own.1 && before.0 < before.1;
                continue;
            }
            let Some((_, first)) = sum.first() else {
                continue;
            };
            if *first < 0 {
                sum.iter_mut().for_each(|(_, times)| *times = -*times);
                (least, most) = (-most, -least);
            }
            let range = self.rows.entry(sum).or_insert((least, most));
            *range = (range.0.max(least), range.1.min(most));
        }
        narrowed.then(|| std::mem::take(&mut self.rows).into_iter().collect())
    }

    /// A sum without what can be no other.
    fn open(&self, sum: &[(usize, i64)]) -> Sum {
        let open = |(column, _): &(usize, i64)| self.columns[*column].0 < self.columns[*column].1;
        sum.iter().copied().filter(open).collect()
    }

    /// By how much a sum can come to more, or less, up to a number: between whole numbers too, and so at least as
    /// much as in whole ones.
    pub(super) fn furthest(&self, sum: &[(usize, i64)], most: i64) -> i64 {
        let sum = self.open(sum);
        if sum.is_empty() {
            return 0;
        }
        let mut simplex = Simplex::new(self, &sum);
        let goal = simplex.last_row();
        match simplex.push(goal, most as f64) {
            Answer::Found(()) | Answer::GaveUp => most.abs(),
            Answer::No => (simplex.value[goal].abs() + TINY).floor() as i64,
        }
    }

    /// By how much each column changes, where a sum comes to one more, or less, by the step.
    pub(super) fn with(&self, sum: &[(usize, i64)], step: i64) -> Answer<Vec<i64>> {
        let sum = self.open(sum);
        if sum.is_empty() {
            return Answer::No;
        }
        let mut simplex = Simplex::new(self, &sum);
        let goal = simplex.last_row();
        match simplex.push(goal, step as f64) {
            Answer::Found(()) => {}
            Answer::No => return Answer::No,
            Answer::GaveUp => return Answer::GaveUp,
        }
        simplex.lower[goal] = step as f64;
        simplex.upper[goal] = step as f64;
        let mut left = BRANCHES;
        simplex.branch(self.columns.len(), &mut left)
    }
}

/// Rows as sums of columns. All that can change stands in `value`: first the columns, then the rows. As the
/// method goes on, a row takes the place of a column, and is itself a sum no more.
#[derive(Clone)]
struct Simplex {
    value: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// What stands in each column and in each row now.
    columns: Vec<usize>,
    rows: Vec<usize>,
    table: Vec<Vec<f64>>,
}

impl Simplex {
    /// With one more row, without bounds, for the sum that is to change.
    fn new(problem: &Problem, sum: &Sum) -> Self {
        let width = problem.columns.len();
        let mut lower: Vec<f64> = problem.columns.iter().map(|range| range.0 as f64).collect();
        let mut upper: Vec<f64> = problem.columns.iter().map(|range| range.1 as f64).collect();
        let mut table = Vec::new();
        let mut add = |sum: &Sum, least: f64, most: f64| {
            let mut row = vec![0.0; width];
            for (column, times) in sum {
                row[*column] = *times as f64;
            }
            lower.push(least);
            upper.push(most);
            table.push(row);
        };
        for (sum, (least, most)) in &problem.rows {
            add(sum, *least as f64, *most as f64);
        }
        add(sum, f64::NEG_INFINITY, f64::INFINITY);
        Self {
            value: vec![0.0; lower.len()],
            columns: (0..width).collect(),
            rows: (width..lower.len()).collect(),
            lower,
            upper,
            table,
        }
    }

    fn last_row(&self) -> usize {
        self.value.len() - 1
    }

    /// Changes one of them to a value, and others with it.
    fn push(&mut self, goal: usize, to: f64) -> Answer<()> {
        let way = if to > self.value[goal] { 1.0 } else { -1.0 };
        for _ in 0..TURNS {
            if (to - self.value[goal]) * way <= TINY {
                return Answer::Found(());
            }
            let Some((column, step)) = self.entering(goal, way) else {
                return Answer::No;
            };
            self.turn(goal, to, column, step);
        }
        Answer::GaveUp
    }

    /// The first column that can change, and in which direction, so that the goal changes as it should.
    fn entering(&self, goal: usize, way: f64) -> Option<(usize, f64)> {
        let row = self.rows.iter().position(|of| *of == goal);
        let can = |(column, of): (usize, &usize)| {
            let by = match row {
                Some(row) => self.table[row][column],
                None if *of == goal => 1.0,
                None => 0.0,
            };
            let step = if by * way > 0.0 { 1.0 } else { -1.0 };
            let room = if step > 0.0 {
                self.upper[*of] - self.value[*of]
            } else {
                self.value[*of] - self.lower[*of]
            };
            (by.abs() > TINY && room > TINY).then_some((*of, column, step))
        };
        let columns = self.columns.iter().enumerate();
        // The first by its number: so the method never goes in a circle.
        let first = columns.filter_map(can).min_by_key(|(of, _, _)| *of);
        first.map(|(_, column, step)| (column, step))
    }

    /// Changes a column as far as its bounds, those of the rows and the goal allow.
    fn turn(&mut self, goal: usize, to: f64, column: usize, step: f64) {
        let of = self.columns[column];
        let own = if step > 0.0 {
            self.upper[of] - self.value[of]
        } else {
            self.value[of] - self.lower[of]
        };
        let mut most = own;
        if of == goal {
            most = most.min((to - self.value[goal]).abs());
        }
        let mut leaving: Option<usize> = None;
        for (row, of) in self.rows.iter().enumerate() {
            let by = self.table[row][column] * step;
            if by.abs() <= TINY {
                continue;
            }
            let bound = if by > 0.0 {
                self.upper[*of]
            } else {
                self.lower[*of]
            };
            let mut room = ((bound - self.value[*of]) / by).max(0.0);
            if *of == goal {
                room = room.min(((to - self.value[goal]) / by).max(0.0));
            }
            let first = leaving.is_none_or(|before| *of < self.rows[before]);
            if room < most - TINY || (room <= most + TINY && leaving.is_some() && first) {
                most = most.min(room);
                leaving = Some(row);
            }
        }
        self.value[of] += step * most;
        for (row, of) in self.rows.iter().enumerate() {
            self.value[*of] += self.table[row][column] * step * most;
        }
        if let Some(row) = leaving {
            self.exchange(row, column);
        }
    }

    /// A row and a column change places.
    fn exchange(&mut self, row: usize, column: usize) {
        let by = self.table[row][column];
        let mut solved = std::mem::take(&mut self.table[row]);
        for cell in &mut solved {
            *cell /= -by;
        }
        solved[column] = 1.0 / by;
        let solved: Vec<(usize, f64)> = (0..).zip(solved).filter(|(_, by)| *by != 0.0).collect();
        for other in &mut self.table {
            let Some(times) = other.get(column).copied() else {
                continue;
            };
            if times == 0.0 {
                continue;
            }
            other[column] = 0.0;
            for (at, by) in &solved {
                other[*at] += times * by;
            }
        }
        let width = self.columns.len();
        let mut cells = vec![0.0; width];
        for (at, by) in solved {
            cells[at] = by;
        }
        self.table[row] = cells;
        std::mem::swap(&mut self.rows[row], &mut self.columns[column]);
    }

    /// Makes all columns whole numbers: one that is not is pushed to the next above it, or below.
    fn branch(&self, columns: usize, left: &mut u32) -> Answer<Vec<i64>> {
        let broken = |at: &usize| (self.value[*at] - self.value[*at].round()).abs() > 1e-6;
        let Some(at) = (0..columns).find(broken) else {
            let whole = self.value[..columns].iter().map(|by| by.round() as i64);
            return Answer::Found(whole.collect());
        };
        let mut answer = Answer::No;
        let nearer_zero = self.value[at].trunc();
        let farther = nearer_zero + self.value[at].signum();
        for to in [nearer_zero, farther] {
            if *left == 0 {
                return Answer::GaveUp;
            }
            *left -= 1;
            let mut half = self.clone();
            match half.push(at, to) {
                Answer::Found(()) => {}
                Answer::No => continue,
                Answer::GaveUp => {
                    answer = Answer::GaveUp;
                    continue;
                }
            }
            match to < self.value[at] {
                true => half.upper[at] = to,
                false => half.lower[at] = to,
            }
            match half.branch(columns, left) {
                Answer::Found(whole) => return Answer::Found(whole),
                Answer::No => {}
                Answer::GaveUp => answer = Answer::GaveUp,
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(columns: &[Range], rows: &[(&[(usize, i64)], Range)], step: i64) -> Option<Vec<i64>> {
        let rows = rows.iter().map(|(sum, range)| (sum.to_vec(), *range));
        let problem = Problem::new(columns.to_vec(), rows.collect());
        match problem.with(&[(0, 1)], step) {
            Answer::Found(columns) => Some(columns),
            Answer::No => None,
            Answer::GaveUp => panic!("gave up"),
        }
    }

    #[test]
    fn what_adds_up_is_moved_from_one_to_another() {
        let three = [(0, 9), (-1, 9), (-2, 0)];
        let sum: &[(usize, i64)] = &[(0, 1), (1, 1), (2, 1)];
        let moved = with(&three, &[(sum, (0, 0))], 3).unwrap();
        assert_eq!(moved, [3, -1, -2]);
        assert_eq!(with(&three, &[(sum, (0, 0))], 4), None);
        assert_eq!(with(&three, &[(sum, (0, 0))], -1), None);
    }

    #[test]
    fn between_whole_numbers_there_is_nothing() {
        let twice: &[(usize, i64)] = &[(0, 1), (1, -2)];
        let two = [(-3, 3), (-3, 3)];
        assert_eq!(with(&two, &[(twice, (0, 0))], 1), None);
        assert_eq!(with(&two, &[(twice, (0, 0))], 2), Some(vec![2, 1]));
        // Half of one and half of another are one: of whole numbers one of them is.
        let third: &[(usize, i64)] = &[(0, 2), (1, -1), (2, -1)];
        let moved = with(&[(0, 1), (0, 1), (0, 1)], &[(third, (0, 0))], 1).unwrap();
        assert_eq!(moved, [1, 1, 1]);
    }
}
