//! What travels of cases is under ids and numbers of its own. The office's own ids tell the millisecond
//! at which somebody was recorded, and its numbers stand on the paper file; so what leaves has others,
//! drawn for each line and year with a secret that lies under the facts key. Within them the same
//! record has the same id in every revision, so that revisions can be held beside each other; across them nothing
//! can be matched, and by nobody who does not hold that key.
//!
//! A line is the office directly above, with all offices above that one: they get one package between them. The
//! middle one passes it on as it was signed, so that whoever is above holds it against the unit's own key, and what
//! either says of a record is found by the other and by the unit. Ids of its own for each of them would part nothing
//! that they could not put together: each reads the whole package. Another office directly above, as after a
//! reform, is another line.

use super::PeriodError;
use crate::model::{CaseRef, Cell, Column, Period, RecordId, RecordKind, UnitCode};
use crate::package::Content;
use crate::store::{self, OWN, StoreError, TravelKey};
use crate::vault::View;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of facts that hold a number of a case, and of a person.
const NUMBERS: [&str; 2] = ["number", "person"];

/// What stands in the place of the office's own ids and numbers for a line and a year.
struct Travelling {
    key: TravelKey,
    /// The office directly above, by which the line is known, and the year.
    about: String,
    /// Numbers by the column they stand in and the office's own one.
    numbers: BTreeMap<(&'static str, String), String>,
}

impl Travelling {
    /// The first bytes of HMAC-SHA-256 under the secret over what they are for; as earlier programs drew them, of
    /// SHA-256 over the secret and that.
    fn drawn(&self, what: &str) -> Result<[u8; 16], StoreError> {
        let about = &self.about;
        let digest = match &self.key {
            TravelKey::Before(secret) => {
                let text = format!("tienbo-travelling/1\n{about}\n{what}");
                let digest = Sha256::new().chain_update(**secret);
                digest.chain_update(text).finalize()
            }
            TravelKey::Present(secret) => {
                let mut code = Hmac::<Sha256>::new_from_slice(&**secret)
                    .map_err(|error| StoreError::bad("travel key", error))?;
                code.update(format!("tienbo-travelling/2\n{about}\n{what}").as_bytes());
                code.finalize().into_bytes()
            }
        };
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Ok(bytes)
    }

    fn id(&self, own: RecordId) -> Result<RecordId, StoreError> {
        let drawn = self.drawn(&format!("id\n{own}"))?;
        Ok(RecordId::from_random(drawn))
    }

    /// Draws a number for each of the office's own. No two get the same.
    fn draw_numbers(
        &mut self,
        column: &'static str,
        own: BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let mut taken = BTreeSet::new();
        for own in own {
            let mut number = String::new();
            for draw in 0..u32::MAX {
                let bytes = self.drawn(&format!("{column}\n{own}\n{draw}"))?;
                let [a, b, c, d, ..] = bytes;
                number = CaseRef::of_random([a, b, c, d]).as_str().to_owned();
                if taken.insert(number.clone()) {
                    break;
                }
            }
            self.numbers.insert((column, own), number);
        }
        Ok(())
    }

    /// A cell as it travels.
    fn cell(&self, column: &Column, cell: &mut Cell) -> Result<(), StoreError> {
        let Cell::Text(text) = &*cell else {
            return Ok(());
        };
        let travels = if column.kind.referred().is_some() {
            let id = RecordId::parse(text).ok();
            let id = id.map(|id| self.id(id)).transpose()?;
            id.map(|id| id.to_string())
        } else {
            let name = NUMBERS.into_iter().find(|name| column.name == *name);
            name.and_then(|name| self.numbers.get(&(name, text.clone())).cloned())
        };
        if let Some(travels) = travels {
            *cell = Cell::Text(travels);
        }
        Ok(())
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
            key: store::travel_key(self.store(), period.year)?,
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
        // For who cannot read facts there are none in it.
        if store::facts_are_closed(self.store()) {
            return Ok(content);
        }
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
            travelling.draw_numbers(name, own)?;
        }
        for kind in facts() {
            for record in content.records.get_mut(&kind).into_iter().flatten() {
                record.id = travelling.id(record.id)?;
                for (column, cell) in kind.columns().iter().zip(&mut record.record) {
                    travelling.cell(column, cell)?;
                }
            }
            if let Some(records) = content.records.get_mut(&kind) {
                // Their order tells nothing either.
                records.sort_by_key(|record| record.id);
            }
            for id in content.deleted.get_mut(&kind).into_iter().flatten() {
                *id = travelling.id(*id)?;
            }
        }
        Ok(content)
    }

    /// The id under which a record of a case leaves in the submission of a period.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn travelling_id(&self, period: Period, own: RecordId) -> Result<RecordId, PeriodError> {
        Ok(self.travelling(period)?.id(own)?)
    }

    /// The record of this office that somebody names who got it in the submission of a period; what did
    /// not travel under another id is what it is.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn own_record(&self, period: Period, named: RecordId) -> Result<RecordId, PeriodError> {
        if store::facts_are_closed(self.store()) {
            return Ok(named);
        }
        let travelling = self.travelling(period)?;
        for kind in facts() {
            let own = store::flat_records(self.store(), kind, OWN)?;
            for own in own {
                if travelling.id(own.id)? == named {
                    return Ok(own.id);
                }
            }
        }
        Ok(named)
    }
}
