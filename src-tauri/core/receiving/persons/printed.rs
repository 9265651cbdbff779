//! The numbers of cases that may be printed beside a file of persons, whatever is shown of them.

use super::columns::units_above;
use crate::catalogue::Catalogue;
use crate::figures::{Dataset, Figure, register_counts};
use crate::model::{Period, RecordId, UnitCode};
use crate::sections::figures;
use std::collections::{BTreeMap, BTreeSet};

/// How the name of a number begins that a unit has without those below it.
pub(super) const ALONE: &str = "alone";

/// A number that may be printed: how many it is, and the cases under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Printed {
    value: i64,
    pub(super) cases: BTreeSet<RecordId>,
}

/// Numbers by their names.
type Numbers = BTreeMap<String, Printed>;

/// Numbers of a unit with all below it, by their names.
pub(super) type NumbersOfUnits = BTreeMap<(UnitCode, String), Printed>;

impl Printed {
    fn of(figure: &Figure) -> Self {
        Self {
            value: figure.value.unwrap_or(0),
            cases: figure.records.clone(),
        }
    }

    fn without(&self, part: &Self) -> Self {
        Self {
            value: self.value - part.value,
            cases: self.cases.difference(&part.cases).copied().collect(),
        }
    }

    fn add(&mut self, other: &Self) {
        self.value += other.value;
        self.cases.extend(&other.cases);
    }

    /// Counts a case more.
    pub(super) fn count(&mut self, case: RecordId) {
        self.cases.insert(case);
        self.value = self.cases.len() as i64;
    }

    /// How many it counts: persons or cases, whichever are fewer.
    pub(super) fn size(&self) -> usize {
        let value = usize::try_from(self.value).unwrap_or(0);
        value.min(self.cases.len())
    }
}

/// Every figure of cases and count of the register, of each unit alone and of those above it, up to the
/// office's, in each period; what a part leaves of its whole, and a part of the year of the year.
pub(super) fn numbers(
    catalogue: &Catalogue,
    office: &UnitCode,
    periods: &[Dataset],
) -> NumbersOfUnits {
    let mut all = NumbersOfUnits::new();
    let units: BTreeSet<&UnitCode> = periods.iter().flat_map(of_data).collect();
    for unit in units {
        let alone = periods.iter().map(|data| {
            let alone = data.only(|other| other.unit == *unit);
            (data.period, of_one(&alone))
        });
        let alone: Vec<(Period, Numbers)> = alone.collect();
        for (period, numbers) in &alone {
            let mut named: Vec<(String, Printed)> = Vec::new();
            for (code, number) in numbers {
                named.push((format!("{period} {code}"), number.clone()));
                for (part, of_part) in &alone {
                    if let (true, Some(of_part)) =
                        (is_within(catalogue, *part, *period), of_part.get(code))
                    {
                        let name = format!("{period} without {part} {code}");
                        named.push((name, number.without(of_part)));
                    }
                }
            }
            for above in units_above(unit, catalogue.units_of(*period), office) {
                for (name, number) in &named {
                    let of_above = all.entry((above.clone(), name.clone())).or_default();
                    of_above.add(number);
                }
            }
            // What is printed of a unit alone is not what is printed of it with those below it.
            for (name, number) in named {
                all.insert((unit.clone(), format!("{ALONE} {name}")), number);
            }
        }
    }
    all
}

fn of_data(data: &Dataset) -> impl Iterator<Item = &UnitCode> {
    data.units.iter().map(|unit| &unit.unit)
}

/// The numbers of one unit in one period.
fn of_one(data: &Dataset) -> Numbers {
    let mut found: Vec<(String, Option<String>, Printed)> = Vec::new();
    for unit in &data.units {
        for (count, figure) in register_counts(data, unit) {
            let whole = count.within().map(|whole| whole.code().to_owned());
            found.push((count.code().to_owned(), whole, Printed::of(&figure)));
        }
    }
    for (code, figure) in figures(data).iter().filter(|(code, _)| code.is_of_cases()) {
        let whole = code.within().map(|(whole, _)| whole.to_string());
        found.push((code.to_string(), whole, Printed::of(figure)));
    }
    let named = found.iter();
    let mut numbers: Numbers = named
        .map(|(code, _, number)| (code.clone(), number.clone()))
        .collect();
    for (code, whole, number) in found {
        if let Some(whole) = whole.and_then(|whole| numbers.get(&whole)) {
            let rest = whole.without(&number);
            numbers.insert(format!("all but {code}"), rest);
        }
    }
    numbers
}

/// Whether a period is a part of another of the same report.
fn is_within(catalogue: &Catalogue, part: Period, whole: Period) -> bool {
    match (catalogue.days(part), catalogue.days(whole)) {
        (Some(inner), Some(outer)) => {
            part.report == whole.report && part != whole && outer.0 <= inner.0 && inner.1 <= outer.1
        }
        _ => false,
    }
}
