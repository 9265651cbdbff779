//! k-anonymity (Samarati and Sweeney 1998): rows of persons are generalised until every combination of their
//! columns that stands in the file stands for at least k persons; who is left is not told.
//!
//! Generalisation is full-domain: a column is as exact for one row as for another. How exact, top-down
//! specialisation finds (Fung, Wang and Yu 2005): beginning with everything untold, the column is made one step
//! more exact that lets the file say most, as long as there is one. How much a file says is Sweeney's precision.
//!
//! Two things more are asked of what is told:
//! - Of every number that may be printed, k of those whom it counts are not in the file, or more: what is
//!   left of a printed number, less the rows, is never a small number, and no number is read from the rows.
//!   Who stands back for it is drawn once (persons come in an order that says nothing).
//! - Rows that are alike but for what is sensitive do not all have the same act or the same help.

use super::columns::{AND, COLUMNS, NOT_TOLD};
use std::collections::{BTreeMap, BTreeSet};

/// A person who may be told of.
pub(super) struct Candidate {
    /// Her values of each column, from the most exact to the least; the last one stays where there are no
    /// further ones.
    pub(super) values: Vec<Vec<String>>,
    /// The numbers that count her, each once.
    pub(super) counted_in: Vec<usize>,
}

/// Rows that are alike: a combination of columns, and who is told in it.
pub(super) struct Class<'a> {
    /// Its values.
    pub(super) values: Vec<&'a str>,
    /// Those who stand in it, by their place.
    pub(super) persons: Vec<usize>,
}

/// Persons, and what must hold of what is told of them.
pub(super) struct Persons {
    /// Who may be told of, each once, each of a case of her own.
    pub(super) all: Vec<Candidate>,
    /// How many rows may be of those whom a number counts.
    pub(super) room: Vec<usize>,
    /// How many at least stand in a class.
    pub(super) least: usize,
}

/// A step of a hierarchy for each column: the first is the most exact.
pub(super) type Steps = Vec<usize>;

/// What one cell weighs in the loss of precision: more than there are steps, and divided by their number.
const WEIGHT: usize = 60;

impl Persons {
    /// The last step of each column.
    pub(super) fn last_steps(&self) -> Steps {
        let last = |column: usize| {
            let steps = self.all.iter().map(|person| person.values[column].len());
            steps.max().unwrap_or(1) - 1
        };
        (0..COLUMNS.len()).map(last).collect()
    }

    /// Finds how exact the columns can be, and what is told then.
    pub(super) fn generalised(&self) -> (Steps, Vec<Class<'_>>) {
        let last = self.last_steps();
        let mut steps = last.clone();
        let mut told = self.told(&steps, &last);
        let mut loss = self.loss(&told, &steps, &last);
        loop {
            let finer = (0..steps.len()).filter(|column| steps[*column] > 0);
            let best = finer
                .map(|column| {
                    let mut steps = steps.clone();
                    steps[column] -= 1;
                    let told = self.told(&steps, &last);
                    (self.loss(&told, &steps, &last), steps, told)
                })
                .min_by_key(|(loss, ..)| *loss);
            match best {
                Some((less, finer, classes)) if less < loss => {
                    (loss, steps, told) = (less, finer, classes);
                }
                _ => return (steps, told),
            }
        }
    }

    /// What is told where the columns are so exact.
    fn told(&self, steps: &Steps, last: &Steps) -> Vec<Class<'_>> {
        let mut classes: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (place, person) in self.all.iter().enumerate() {
            let values = person.values.iter().zip(steps);
            let values = values.map(|(of, step)| {
                let value = of.get(*step).or(of.last());
                value.map_or(NOT_TOLD, String::as_str)
            });
            classes.entry(values.collect()).or_default().push(place);
        }
        let mut classes: Vec<Class<'_>> = classes
            .into_iter()
            .filter(|(_, persons)| persons.len() >= self.least)
            .map(|(values, persons)| Class { values, persons })
            .collect();
        self.leave_room(&mut classes);
        leave_open(&mut classes, steps, last);
        classes
    }

    /// Leaves as many out as it takes so that every number counts enough others.
    fn leave_room(&self, classes: &mut Vec<Class<'_>>) {
        // Which classes lie within a number: those all of whom it counts.
        let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut counted = vec![0; self.room.len()];
        for (place, class) in classes.iter().enumerate() {
            let numbers = || {
                let persons = class.persons.iter();
                persons.flat_map(|person| &self.all[*person].counted_in)
            };
            for number in numbers() {
                counted[*number] += 1;
                if counted[*number] == class.persons.len() {
                    within.entry(*number).or_default().push(place);
                }
            }
            for number in numbers() {
                counted[*number] = 0;
            }
        }
        for (number, within) in within {
            loop {
                let told: usize = within
                    .iter()
                    .map(|class| classes[*class].persons.len())
                    .sum();
                let too_many = told.saturating_sub(self.room[number]);
                let largest = within
                    .iter()
                    .max_by_key(|class| classes[**class].persons.len());
                let (Some(largest), true) = (largest, too_many > 0) else {
                    break;
                };
                let persons = &mut classes[*largest].persons;
                let stay = persons.len().saturating_sub(too_many).max(self.least);
                // Where even the largest has none to spare, it goes as a whole.
                persons.truncate(if stay < persons.len() { stay } else { 0 });
            }
        }
        classes.retain(|class| !class.persons.is_empty());
    }

    /// What is lost against a file that says everything of everybody.
    fn loss(&self, told: &[Class<'_>], steps: &Steps, last: &Steps) -> usize {
        let rows: usize = told.iter().map(|class| class.persons.len()).sum();
        let cells = steps.iter().zip(last);
        let of_row: usize = cells
            .map(|(step, last)| step * WEIGHT / (*last).max(1))
            .sum();
        rows * of_row + (self.all.len() - rows) * WEIGHT * steps.len()
    }
}

/// Leaves out rows that are alike in what is not sensitive and have all the same of what is.
fn leave_open(classes: &mut Vec<Class<'_>>, steps: &Steps, last: &Steps) {
    let known = |class: &Class<'_>| -> Vec<String> {
        let cells = COLUMNS.iter().zip(&class.values);
        cells
            .filter(|(column, _)| !column.is_sensitive)
            .map(|(_, value)| (*value).to_owned())
            .collect()
    };
    let told: Vec<usize> = (0..COLUMNS.len())
        .filter(|column| COLUMNS[*column].is_sensitive && steps[*column] < last[*column])
        .collect();
    let mut alike: BTreeMap<Vec<String>, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for class in &*classes {
        let in_all = alike.entry(known(class));
        let has = told
            .iter()
            .map(|column| class.values[*column].split(AND).collect());
        let has: Vec<BTreeSet<&str>> = has.collect();
        in_all
            .and_modify(|in_all| {
                for (in_all, has) in in_all.iter_mut().zip(&has) {
                    in_all.retain(|value| has.contains(value));
                }
            })
            .or_insert(has);
    }
    classes.retain(|class| {
        let in_all = alike.get(&known(class));
        in_all.is_some_and(|in_all| in_all.iter().all(BTreeSet::is_empty))
    });
}
