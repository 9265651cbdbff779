//! Cases person by person, for other engines: a row for each survivor, without number or id, generalised until
//! nobody is recognised in it (`k_anonymity`), beside all numbers that are printed and all that was told
//! before. A household stands in the file once: one survivor of a case, one case of a survivor.
//!
//! A row that was told stays as it was told, and nobody is told twice: what a later file adds are rows of
//! others, k-anonymous by themselves, so that two files laid side by side say what the later one says. A file tells
//! of all who can be told of, so that the next one of the same records is the same: what it told more would be those
//! who agree to less.

mod columns;
mod k_anonymity;
mod printed;
#[cfg(test)]
mod tests;

use self::columns::{AND, COLUMNS, NOT_TOLD, SurvivorInCase, UNIT};
use self::k_anonymity::{Candidate, Persons};
use self::printed::{ALONE, NumbersOfUnits, numbers};
use super::ReceivingError;
use super::records_out::{Texts, write_texts};
use crate::catalogue::{Catalogue, MASK_FLOOR};
use crate::figures::{Dataset, counted_cases};
use crate::message::LibraryWords;
use crate::model::{CaseRef, Line, Period, RecordId, RecordKind, SurvivorFacts, UnitCode, Year};
use crate::store::{self, Action, Log, StoreError, TravelKey};
use crate::vault::{Office, Role, View};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The longest reason for which cases are given out person by person.
pub const MAX_REASON: usize = 500;

/// A file of persons that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonsFile {
    /// Where it lies.
    pub file: PathBuf,
    /// Rows in it: those that were told before too.
    pub rows: usize,
    /// Those that were not told before.
    pub added: usize,
    /// Survivors of the periods who are not in it.
    pub left_out: usize,
}

/// A survivor found in a year.
struct Survivor {
    unit: UnitCode,
    person: CaseRef,
    case: RecordId,
    values: Vec<Vec<String>>,
}

/// The cases of a year, as all its periods have them.
#[derive(Default)]
struct YearOfCases {
    /// The facts of survivors that are there, whether or not their cases count here.
    present: BTreeSet<RecordId>,
    survivors: BTreeMap<RecordId, Survivor>,
    /// Those of the periods that are asked for.
    asked: BTreeSet<RecordId>,
    /// What may be printed of a unit with all below it.
    printed: NumbersOfUnits,
}

/// What is told of a year anew.
struct Told {
    steps: Vec<(&'static str, usize, usize)>,
    persons: Vec<(RecordId, UnitCode)>,
    rows: Vec<BTreeMap<&'static str, String>>,
    left_out: usize,
}

impl YearOfCases {
    /// Reads the year from what is counted of each of its periods.
    fn new(
        catalogue: &Catalogue,
        office: &UnitCode,
        periods: &[Dataset],
        asked: impl Fn(Period) -> bool,
    ) -> Self {
        let mut year = Self::default();
        for data in periods {
            year.take(catalogue, office, data, asked(data.period));
        }
        year.printed = numbers(catalogue, office, periods);
        year.count_columns();
        year
    }

    fn take(&mut self, catalogue: &Catalogue, office: &UnitCode, data: &Dataset, asked: bool) {
        let units = catalogue.units_of(data.period);
        for unit in &data.units {
            let cases = counted_cases(unit);
            for survivor in unit.of::<SurvivorFacts>() {
                self.present.insert(survivor.id);
                let Some(case) = cases.get(&survivor.record.case.id()) else {
                    continue;
                };
                let found = SurvivorInCase {
                    unit: &unit.unit,
                    units,
                    office,
                    rules: &catalogue.register,
                    case,
                    survivor: &survivor.record,
                };
                if asked {
                    self.asked.insert(survivor.id);
                } else if self.survivors.contains_key(&survivor.id) {
                    continue;
                }
                let of = Survivor {
                    unit: unit.unit.clone(),
                    person: survivor.record.person.clone(),
                    case: survivor.record.case.id(),
                    values: COLUMNS
                        .iter()
                        .map(|column| (column.steps)(&found))
                        .collect(),
                };
                self.survivors.insert(survivor.id, of);
            }
        }
    }

    /// Counts how many there are of each value of a column: tables of the analysis print those.
    fn count_columns(&mut self) {
        for survivor in self.survivors.values() {
            let cells = || COLUMNS.iter().zip(&survivor.values);
            // The steps of a unit are the units above it.
            let above = cells().filter(|(column, _)| column.name == UNIT);
            let above = above.flat_map(|(_, steps)| steps);
            let above = above.filter_map(|code| UnitCode::new(code).ok());
            let above = above.map(|above| (above, String::new()));
            let alone = (survivor.unit.clone(), format!("{ALONE} "));
            for (unit, which) in above.chain([alone]) {
                for (column, steps) in cells() {
                    let values = steps.iter().flat_map(|value| value.split(AND));
                    for value in values.filter(|value| *value != NOT_TOLD) {
                        let name = (unit.clone(), format!("{which}{} {value}", column.name));
                        self.printed.entry(name).or_default().count(survivor.case);
                    }
                }
            }
        }
    }

    /// What may be told beside what was told before of some.
    fn told(&self, before: &[(RecordId, UnitCode)], least: usize, order: &Order) -> Told {
        // Somebody who was told and is not there any more may be there as another.
        let gone = before.iter().filter(|(id, _)| !self.present.contains(id));
        let closed: BTreeSet<&UnitCode> = gone.map(|(_, unit)| unit).collect();
        let told_before: BTreeSet<RecordId> = before.iter().map(|(id, _)| *id).collect();
        let before: Vec<&Survivor> = told_before
            .iter()
            .filter_map(|id| self.survivors.get(id))
            .collect();
        let mut cases: BTreeSet<RecordId> = before.iter().map(|told| told.case).collect();
        let cases_before = cases.clone();
        let of = |survivor: &Survivor| (survivor.unit.clone(), survivor.person.clone());
        let mut persons: BTreeSet<_> = before.iter().map(|told| of(told)).collect();
        let mut may_be_told: Vec<(RecordId, &Survivor)> = self
            .asked
            .iter()
            .filter_map(|id| Some((*id, self.survivors.get(id)?)))
            .collect();
        may_be_told.sort_by_key(|(id, _)| order.of(*id));
        may_be_told.retain(|(_, survivor)| {
            !closed.contains(&survivor.unit)
                && !cases.contains(&survivor.case)
                && persons.insert(of(survivor))
                && cases.insert(survivor.case)
        });

        // Of numbers that count the same of them, the one that leaves the least room.
        let place_of: HashMap<RecordId, usize> = may_be_told
            .iter()
            .enumerate()
            .map(|(place, (_, survivor))| (survivor.case, place))
            .collect();
        let mut rooms: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for number in self.printed.values() {
            let told = number.cases.intersection(&cases_before).count();
            let room = number.size().saturating_sub(least + told);
            let counts = number
                .cases
                .iter()
                .filter_map(|case| place_of.get(case).copied());
            let counts: Vec<usize> = counts.collect();
            if counts.len() > room {
                let least = rooms.entry(counts).or_insert(room);
                *least = room.min(*least);
            }
        }
        let mut counted_in = vec![Vec::new(); may_be_told.len()];
        let mut room = Vec::new();
        for (number, (counts, least)) in rooms.into_iter().enumerate() {
            room.push(least);
            for place in counts {
                counted_in[place].push(number);
            }
        }
        let all = may_be_told.iter().zip(counted_in);
        let all = all.map(|((_, survivor), counted_in)| Candidate {
            values: survivor.values.clone(),
            counted_in,
        });
        let persons = Persons {
            all: all.collect(),
            room,
            least,
        };
        let (steps, classes) = persons.generalised();
        let mut told = Told {
            steps: COLUMNS
                .iter()
                .zip(steps.iter().zip(&persons.last_steps()))
                .map(|(column, (step, last))| (column.name, *step, *last))
                .collect(),
            persons: Vec::new(),
            rows: Vec::new(),
            left_out: 0,
        };
        for class in &classes {
            let cells = COLUMNS.iter().zip(&class.values);
            let row: BTreeMap<&str, String> = cells
                .filter(|(_, value)| **value != NOT_TOLD)
                .map(|(column, value)| (column.name, (*value).to_owned()))
                .collect();
            for person in &class.persons {
                let (id, survivor) = &may_be_told[*person];
                told.persons.push((*id, survivor.unit.clone()));
                told.rows.push(row.clone());
            }
        }
        // In an order in which nothing says whose a row is.
        told.persons.sort();
        let told_now: BTreeSet<RecordId> = told.persons.iter().map(|(id, _)| *id).collect();
        let is_left_out = |id: &&RecordId| !told_before.contains(*id) && !told_now.contains(*id);
        told.left_out = self.asked.iter().filter(is_left_out).count();
        told
    }

    /// All that may be told beside what was told before, part by part: those whom the first part leaves out may stand
    /// in a class of their own. There is always one part, which may tell of nobody.
    fn all_told(
        &self,
        mut before: Vec<(RecordId, UnitCode)>,
        least: usize,
        order: &Order,
    ) -> Vec<Told> {
        let mut parts: Vec<Told> = Vec::new();
        loop {
            let told = self.told(&before, least, order);
            let is_last = told.rows.is_empty();
            before.extend(told.persons.iter().cloned());
            if parts.is_empty() || !is_last {
                parts.push(told);
            }
            if is_last {
                return parts;
            }
        }
    }
}

/// The order in which persons come, by which some stand back for others: drawn from a secret of the office, so that
/// it says nothing of them and is the same each time.
struct Order(Hmac<Sha256>);

impl Order {
    fn new(secret: &[u8]) -> Result<Self, StoreError> {
        let code = Hmac::new_from_slice(secret);
        Ok(Self(
            code.map_err(|error| StoreError::bad("travel key", error))?,
        ))
    }

    fn of(&self, person: RecordId) -> [u8; 32] {
        let mut code = self.0.clone();
        code.update(format!("tienbo-order/1\n{person}").as_bytes());
        code.finalize().into_bytes().into()
    }
}

impl View {
    /// The cases of a year as they are counted here: this office's own, and those of every unit whose submission
    /// stands.
    fn year_of_cases(
        &self,
        year: Year,
        asked: &BTreeSet<Period>,
    ) -> Result<YearOfCases, ReceivingError> {
        let catalogue = self.catalogue_in(year)?;
        let mut periods = Vec::new();
        for period in catalogue.periods() {
            let mut data = self.own_data_now(period)?;
            for submission in self.standing_submissions(period)? {
                data.units.extend(self.submitted(&submission)?.units);
            }
            periods.push(data);
        }
        let is_asked = |period| asked.contains(&period);
        Ok(YearOfCases::new(catalogue, self.unit(), &periods, is_asked))
    }

    fn order_of_persons(&self, year: Year) -> Result<Order, StoreError> {
        match store::travel_key(self.store(), year)? {
            TravelKey::Before(secret) | TravelKey::Present(secret) => Order::new(&*secret),
        }
    }
}

impl Office {
    /// Writes the cases of some periods' years person by person into a folder, for a reason: this office's own,
    /// and those of every unit whose submission stands. What was told of these years before is in it again.
    ///
    /// # Errors
    /// [`ReceivingError::NoReason`]; see also [`ReceivingError`].
    pub fn write_persons(
        &mut self,
        periods: &[Period],
        reason: &str,
        folder: &Path,
    ) -> Result<PersonsFile, ReceivingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let reason = Line::<MAX_REASON>::new(reason).map_err(|_| ReceivingError::NoReason)?;
        let mut years: BTreeMap<Year, BTreeSet<Period>> = BTreeMap::new();
        for period in periods {
            act.catalogue_of(*period)?;
            years.entry(period.year).or_default().insert(*period);
        }
        let mut written = PersonsFile {
            file: folder.join(format!("{}.parquet", RecordKind::SurvivorFacts.table())),
            rows: 0,
            added: 0,
            left_out: 0,
        };
        let mut rows = Vec::new();
        for (year, asked) in years {
            let least = act.catalogue_in(year)?.regime.mask_below.max(MASK_FLOOR);
            let least = usize::try_from(least).unwrap_or(usize::MAX);
            let before = store::told_persons(act.store(), year)?;
            let order = act.order_of_persons(year)?;
            let of_year = act.year_of_cases(year, &asked)?;
            let parts = of_year.all_told(before, least, &order);
            written.left_out += parts.last().map_or(0, |last| last.left_out);
            written.added += parts.iter().map(|told| told.rows.len()).sum::<usize>();
            // Kept first: a row that lies in a file and is not kept could be told otherwise.
            act.write(|log, _| {
                parts
                    .iter()
                    .try_for_each(|told| told.keep(log, year, &reason))
            })?;
            for row in store::told_rows(act.store(), year)? {
                let row: BTreeMap<String, String> = serde_json::from_str(&row)
                    .map_err(|error| StoreError::bad("told_rows", error))?;
                rows.push(row);
            }
        }
        written.rows = rows.len();
        rows.sort();
        let columns = COLUMNS.iter().map(|column| {
            let values = rows
                .iter()
                .map(|row| row.get(column.name).map(String::as_str));
            (column.name, values.collect())
        });
        let columns: Vec<Texts<'_>> = columns.collect();
        act.check_still_as_found()?;
        write_texts(&written.file, &columns)
            .map_err(|error| ReceivingError::NotWritten(LibraryWords::of(error)))?;
        Ok(written)
    }
}

impl Told {
    /// Keeps it, so that it is told again as it is.
    fn keep(&self, log: &Log<'_>, year: Year, reason: &Line<MAX_REASON>) -> Result<(), StoreError> {
        let rows = self.rows.iter().map(|row| {
            serde_json::to_string(row).map_err(|error| StoreError::bad("told_rows", error))
        });
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let writer = log.entry(Action::PersonsExported, &self.subject(year, reason))?;
        writer.put_told_persons(year, &self.persons, &rows)
    }

    /// What the log says of it: how many rows, how many persons are left out, and for each column by how many
    /// of its steps it was generalised.
    fn subject(&self, year: Year, reason: &Line<MAX_REASON>) -> String {
        let steps = self.steps.iter();
        let steps = steps.map(|(column, step, last)| format!("{column} {step}/{last}"));
        format!(
            "{} {year}: {} + {} – {} – {reason}",
            RecordKind::SurvivorFacts.table(),
            self.rows.len(),
            self.left_out,
            steps.collect::<Vec<_>>().join(", "),
        )
    }
}
