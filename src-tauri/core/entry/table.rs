//! The table of a record kind: search, filter, order and totals over all of it.

use crate::message::Language;
use crate::model::{Cell, ColumnKind, Day, Flat, RecordId, RecordKind, fold, sort_vietnamese};
use crate::store::{self, OWN, StoreError};
use crate::typed;
use crate::vault::View;
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What a table is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
pub struct Query {
    /// Every word must occur, whatever its diacritics and case.
    pub search: String,
    /// Of these columns, one of these codes.
    pub choices: BTreeMap<String, BTreeSet<String>>,
    /// Only records that fall between these days.
    pub days: Option<(Day, Day)>,
    /// Only these records.
    pub only: Option<BTreeSet<RecordId>>,
    /// The column to sort by; without one, the newest come first.
    pub sort: Option<String>,
    /// Whether the order is turned round.
    pub descending: bool,
}

/// What a query found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Places of the rows, in order.
    pub order: Vec<usize>,
    /// Totals of the columns of counts and money, over the rows found; a column in which nothing
    /// is known has none.
    pub sums: BTreeMap<String, i64>,
}

/// A record as it is searched.
struct SearchedRow {
    flat: Flat,
    /// Its cells as people read them.
    shown: Vec<String>,
    /// Those, folded, one on a line.
    text: String,
    day: Option<Day>,
    year: Option<i32>,
}

/// All own records of a kind, ready to be searched.
pub struct RecordTable {
    kind: RecordKind,
    rows: Vec<SearchedRow>,
}

impl View {
    /// Reads the table of a kind, as it is shown in a language.
    ///
    /// # Errors
    /// The database's.
    pub fn table(&self, kind: RecordKind, language: Language) -> Result<RecordTable, StoreError> {
        let references = self.references([kind])?;
        let rows = store::flat_records(self.store(), kind, OWN)?
            .into_iter()
            .map(|flat| {
                let shown: Vec<String> = kind
                    .columns()
                    .iter()
                    .zip(&flat.record)
                    .map(|(column, cell)| match (cell, column.kind.referred()) {
                        (Cell::Text(id), Some(referred)) => {
                            references.words(referred, id).unwrap_or(id).to_owned()
                        }
                        _ => typed::show(cell, column.kind, language),
                    })
                    .collect();
                let (day, year) = kind.dated(flat.record.clone()).unwrap_or_default();
                SearchedRow {
                    text: fold(&shown.join("\n")),
                    shown,
                    day,
                    year,
                    flat,
                }
            })
            .collect();
        Ok(RecordTable { kind, rows })
    }
}

impl RecordTable {
    /// Of which kind its records are.
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The record at a place, and its cells as they are shown.
    pub fn row(&self, place: usize) -> Option<(&Flat, &[String])> {
        self.rows
            .get(place)
            .map(|row| (&row.flat, row.shown.as_slice()))
    }

    /// Runs a query.
    pub fn find(&self, query: &Query) -> Selection {
        let columns = self.kind.columns();
        let words: Vec<String> = fold(&query.search)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let choices: Vec<(usize, &BTreeSet<String>)> = query
            .choices
            .iter()
            .filter_map(|(name, codes)| {
                let place = columns.iter().position(|column| column.name == *name)?;
                Some((place, codes))
            })
            .collect();
        let fits = |row: &SearchedRow| {
            words.iter().all(|word| row.text.contains(word))
                && choices
                    .iter()
                    .all(|(place, codes)| match &row.flat.record[*place] {
                        Cell::Text(has) => has.split(';').any(|code| codes.contains(code)),
                        Cell::Int(has) => codes.contains(&has.to_string()),
                        Cell::Empty => codes.contains(""),
                    })
                && query
                    .days
                    .is_none_or(|(from, to)| is_dated_between(row.day, row.year, from, to))
                && query
                    .only
                    .as_ref()
                    .is_none_or(|only| only.contains(&row.flat.id))
        };
        let mut order: Vec<usize> = (0..self.rows.len())
            .filter(|place| fits(&self.rows[*place]))
            .collect();
        self.sort(&mut order, query);
        let mut sums = BTreeMap::new();
        for (place, column) in columns.iter().enumerate() {
            if !matches!(column.kind, ColumnKind::Count | ColumnKind::Money) {
                continue;
            }
            let known = order
                .iter()
                .filter_map(|row| match self.rows[*row].flat.record[place] {
                    Cell::Int(number) => Some(number),
                    _ => None,
                });
            if let Some(sum) = known.reduce(|a, b| a.saturating_add(b)) {
                sums.insert(column.name.clone(), sum);
            }
        }
        Selection { order, sums }
    }

    fn sort(&self, order: &mut [usize], query: &Query) {
        let columns = self.kind.columns();
        let by = query
            .sort
            .as_ref()
            .and_then(|name| columns.iter().position(|column| column.name == *name));
        match by {
            None => order.sort_by_key(|place| {
                let row = &self.rows[*place];
                std::cmp::Reverse((row.day, row.year, row.flat.id))
            }),
            Some(column) => match columns[column].kind {
                ColumnKind::Line(_)
                | ColumnKind::Paragraphs(_)
                | ColumnKind::Reference(_)
                | ColumnKind::Choices(_) => {
                    let text = |place: usize| self.rows[place].shown[column].as_str();
                    let mut named: Vec<(&str, usize)> =
                        order.iter().map(|place| (text(*place), *place)).collect();
                    sort_vietnamese(&mut named, |(text, _)| text);
                    for (slot, (_, place)) in order.iter_mut().zip(named) {
                        *slot = place;
                    }
                }
                kind => {
                    let value = |place: &usize| &self.rows[*place].flat.record[column];
                    order.sort_by(|a, b| compare(value(a), value(b), kind));
                }
            },
        }
        if query.descending {
            order.reverse();
        }
        // What is empty stands last, whichever way the order goes.
        if let Some(column) = by {
            order.sort_by_key(|place| self.rows[*place].flat.record[column] == Cell::Empty);
        }
    }
}

/// Numbers and dates by their value, choices in the order of their list.
fn compare(a: &Cell, b: &Cell, kind: ColumnKind) -> Ordering {
    match (a, b, kind) {
        (Cell::Text(a), Cell::Text(b), ColumnKind::Choice(list)) => {
            let rank = |code: &String| list.codes.iter().position(|known| known == code);
            rank(a).cmp(&rank(b))
        }
        (Cell::Int(a), Cell::Int(b), _) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b), _) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

/// Whether a record falls between two days by its own day or, where it has none, by its year.
fn is_dated_between(day: Option<Day>, year: Option<i32>, from: Day, to: Day) -> bool {
    match day {
        Some(day) => (from..=to).contains(&day),
        None => year == Some(from.year()),
    }
}
