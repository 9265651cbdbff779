//! Where help is to be had: what this office recorded and what receiving offices gave, as one list.

use super::EntryError;
use crate::model::{
    Cell, Day, DirectoryEntry, GivenPlace, Problem, ProviderKind, RecordId, RecordKind,
    ServiceKind, UnitCode, at, sort_vietnamese,
};
use crate::store::{self, OWN, StoreError};
use crate::vault::View;

/// A place of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: RecordId,
    /// The receiving office that gave it; none for what was recorded here.
    pub given_by: Option<UnitCode>,
    /// At which version an own one stands.
    pub version: i64,
    /// What is said of it.
    pub entry: DirectoryEntry,
}

impl Place {
    /// Whether who is in danger is sent there: a shelter, who treats, who protects, who says what the law gives her.
    pub fn helps_in_danger(&self) -> bool {
        const FIRST: [ServiceKind; 3] = [
            ServiceKind::Shelter,
            ServiceKind::Medical,
            ServiceKind::LegalAid,
        ];
        self.entry.provider == ProviderKind::Police
            || FIRST
                .iter()
                .any(|service| self.entry.gives.contains(*service))
    }
}

impl View {
    /// All places that are known here, also those that are no more, by their names.
    ///
    /// # Errors
    /// The database's.
    pub fn directory(&self) -> Result<Vec<Place>, StoreError> {
        let own = store::records::<DirectoryEntry>(self.store(), OWN)?;
        let own = own.into_iter().map(|one| Place {
            id: one.id,
            given_by: None,
            version: one.version,
            entry: one.record,
        });
        let mut places: Vec<Place> = own.collect();
        for (unit, given) in store::given_directories(self.store())? {
            places.extend(given.into_iter().map(|GivenPlace { id, entry }| Place {
                id,
                given_by: Some(unit.clone()),
                version: 0,
                entry,
            }));
        }
        sort_vietnamese(&mut places, |place| place.entry.place_name.as_str());
        Ok(places)
    }

    /// The places that were recorded here, as they are given to others.
    ///
    /// # Errors
    /// The database's.
    pub fn own_places(&self) -> Result<Vec<GivenPlace>, StoreError> {
        let own = store::records::<DirectoryEntry>(self.store(), OWN)?.into_iter();
        let given = own.map(|one| GivenPlace {
            id: one.id,
            entry: one.record,
        });
        Ok(given.collect())
    }

    /// The places that a receiving office gave.
    ///
    /// # Errors
    /// The database's.
    pub fn places_given_by(&self, unit: &UnitCode) -> Result<Vec<GivenPlace>, StoreError> {
        let mut given = store::given_directories(self.store())?.into_iter();
        let given = given.find(|(by, _)| by == unit);
        Ok(given.map(|(_, places)| places).unwrap_or_default())
    }

    /// The places to which somebody is sent on a day.
    ///
    /// # Errors
    /// The database's.
    pub fn open_places(&self, on: Day) -> Result<Vec<Place>, StoreError> {
        let mut places = self.directory()?;
        places.retain(|place| place.entry.is_open(on));
        Ok(places)
    }

    /// Refuses a place that is in no directory; one that a record has already may be gone since.
    pub(super) fn check_places(
        &self,
        kind: RecordKind,
        here: Option<&[Cell]>,
        cells: &[Cell],
    ) -> Result<(), EntryError> {
        for (place, column) in kind.columns().iter().enumerate() {
            let is_place = column.kind.referred() == Some(RecordKind::DirectoryEntry);
            let (true, Some(new @ Cell::Text(id))) = (is_place, cells.get(place)) else {
                continue;
            };
            if here.and_then(|here| here.get(place)) == Some(new) {
                continue;
            }
            let own = RecordId::parse(id).map_err(at(&column.name))?;
            let is_own = store::flat_record(self.store(), RecordKind::DirectoryEntry, own).is_ok();
            if !is_own && !store::is_given_place(self.store(), id)? {
                return Err(at(&column.name)(Problem::UnknownReference(id.clone())).into());
            }
        }
        Ok(())
    }
}

/// What a place is called beside what else is said of a record that names it.
pub fn place_named(places: &[Place], id: Option<RecordId>) -> Option<&Place> {
    places.iter().find(|place| Some(place.id) == id)
}
