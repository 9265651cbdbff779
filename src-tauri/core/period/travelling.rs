//! What travels of cases is under ids and numbers of its own. The office's own ids tell the millisecond
//! at which somebody was recorded, and its numbers stand on the paper file; so what leaves has others,
//! drawn from a secret of the office for each receiving office and year. Within them the same record has
//! the same id in every revision, so that revisions can be held beside each other; across them nothing
//! can be matched.

use super::PeriodError;
use crate::model::{CaseRef, Cell, Column, Period, RecordId, RecordKind, UnitCode};
use crate::package::Content;
use crate::store::{self, OWN};
use crate::vault::View;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of facts that hold a number of a case, and of a person.
const NUMBERS: [&str; 2] = ["number", "person"];

/// What stands in the place of the office's own ids and numbers for a receiving office and a year.
struct Travelling {
    key: [u8; 32],
    /// The receiving office and the year.
    about: String,
    /// Numbers by the column they stand in and the office's own one.
    numbers: BTreeMap<(&'static str, String), String>,
}

impl Travelling {
    /// The first bytes of SHA-256 over the secret and what they are for.
    fn drawn(&self, what: &str) -> [u8; 16] {
        let mut digest = Sha256::new();
        digest.update(self.key);
        digest.update(format!("tienbo-travelling/1\n{}\n{what}", self.about));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        bytes
    }

    fn id(&self, own: RecordId) -> RecordId {
        RecordId::from_random(self.drawn(&format!("id\n{own}")))
    }

    /// Draws a number for each of the office's own. No two get the same.
    fn draw_numbers(&mut self, column: &'static str, own: BTreeSet<String>) {
        let mut taken = BTreeSet::new();
        for own in own {
            let mut number = String::new();
            for draw in 0..u32::MAX {
                let bytes = self.drawn(&format!("{column}\n{own}\n{draw}"));
                let [a, b, c, d, ..] = bytes;
                number = CaseRef::of_random([a, b, c, d]).as_str().to_owned();
                if taken.insert(number.clone()) {
                    break;
                }
            }
            self.numbers.insert((column, own), number);
        }
    }

    /// A cell as it travels.
    fn cell(&self, column: &Column, cell: &mut Cell) {
        let Cell::Text(text) = &*cell else {
            return;
        };
        let travels = if column.kind.referred().is_some() {
            let id = RecordId::parse(text).ok();
            id.map(|id| self.id(id).to_string())
        } else {
            let name = NUMBERS.into_iter().find(|name| column.name == *name);
            name.and_then(|name| self.numbers.get(&(name, text.clone())).cloned())
        };
        if let Some(travels) = travels {
            *cell = Cell::Text(travels);
        }
    }
}

/// The kinds of record that travel of a case.
fn facts() -> impl Iterator<Item = RecordKind> {
    RecordKind::ALL.into_iter().filter(|kind| kind.is_facts())
}

impl View {
    fn travelling(&self, period: Period) -> Result<Travelling, PeriodError> {
        let units = self.catalogue_of(period)?.units_of(period);
        let above = units.get(self.unit()).and_then(|unit| unit.parent.clone());
        let above = above.as_ref().map_or("", UnitCode::as_str);
        Ok(Travelling {
            key: store::travel_key(self.store())?,
            about: format!("{above}\n{}", period.year),
            numbers: BTreeMap::new(),
        })
    }

    /// What a closed period holds, with the ids and numbers under which it leaves.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub(crate) fn as_it_travels(
        &self,
        period: Period,
        mut content: Content,
    ) -> Result<Content, PeriodError> {
        let mut travelling = self.travelling(period)?;
        for name in NUMBERS {
            let mut own = BTreeSet::new();
            for kind in facts() {
                let Some(place) = kind.columns().iter().position(|c| c.name == name) else {
                    continue;
                };
                let records = content.records.get(&kind).into_iter().flatten();
                own.extend(records.filter_map(|record| match record.record.get(place) {
                    Some(Cell::Text(number)) => Some(number.clone()),
                    _ => None,
                }));
            }
            travelling.draw_numbers(name, own);
        }
        for kind in facts() {
            for record in content.records.get_mut(&kind).into_iter().flatten() {
                record.id = travelling.id(record.id);
                for (column, cell) in kind.columns().iter().zip(&mut record.record) {
                    travelling.cell(column, cell);
                }
            }
            if let Some(records) = content.records.get_mut(&kind) {
                // Their order tells nothing either.
                records.sort_by_key(|record| record.id);
            }
            for id in content.deleted.get_mut(&kind).into_iter().flatten() {
                *id = travelling.id(*id);
            }
        }
        Ok(content)
    }

    /// The id under which a record of a case leaves in the submission of a period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn travelling_id(&self, period: Period, own: RecordId) -> Result<RecordId, PeriodError> {
        Ok(self.travelling(period)?.id(own))
    }

    /// The record of this office that somebody names who got it in the submission of a period; what did
    /// not travel under another id is what it is.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn own_record(&self, period: Period, named: RecordId) -> Result<RecordId, PeriodError> {
        let travelling = self.travelling(period)?;
        if store::facts_are_closed(self.store()) {
            return Ok(named);
        }
        for kind in facts() {
            let own = store::flat_records(self.store(), kind, OWN)?;
            if let Some(own) = own.iter().find(|own| travelling.id(own.id) == named) {
                return Ok(own.id);
            }
        }
        Ok(named)
    }
}
