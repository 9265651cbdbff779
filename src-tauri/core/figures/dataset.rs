//! The records of one period from one or many units, ready to be counted.

use super::{Summary, counted};
use crate::catalogue::Catalogue;
use crate::model::{
    ActionMonthChoice, CommitteeMember, Coverage, Day, Month, Origin, Period, Record, RecordId,
    RecordKind, RecordsByKind, Stored, UnitCode, with_record,
};
use crate::package::Content;
use crate::store::{self, OWN, Reader, StoreError};
use std::collections::BTreeSet;

/// Records of one unit that belong to one period.
#[derive(Debug, Clone)]
pub struct UnitRecords {
    /// Unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    records: RecordsByKind,
    /// What its cases come to, where their facts are not to be read.
    counted: Option<Summary>,
}

impl UnitRecords {
    /// What its cases come to, where their facts are not to be read.
    pub(crate) fn counted(&self) -> Option<&Summary> {
        self.counted.as_ref()
    }

    /// Those of a type, by day; members of the committee by their role.
    pub fn of<R: Record>(&self) -> &[Stored<R>] {
        self.records.of()
    }
}

/// Records of a period.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The period.
    pub period: Period,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The last month whose services count.
    pub served_until: Month,
    /// The action months of the year: first and last day.
    pub(crate) action_months: Vec<(ActionMonthChoice, Day, Day)>,
    /// Units, in the catalogue's order.
    pub units: Vec<UnitRecords>,
}

/// A period that the catalogue does not have, or the store's error.
#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    /// The catalogue has no such report.
    #[error("no report {0} in the catalogue")]
    NoSuchPeriod(Period),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a unit's records are read from: a store, or a package not yet taken in.
pub trait Records {
    /// All records of a type.
    ///
    /// # Errors
    /// The store's.
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError>;

    /// What its cases come to in a period, where their facts are not to be read.
    ///
    /// # Errors
    /// The store's.
    fn counted(
        &self,
        _catalogue: &Catalogue,
        _period: Period,
    ) -> Result<Option<Summary>, StoreError> {
        Ok(None)
    }
}

/// The records of one origin in a store.
pub struct InStore<'a, S>(pub &'a S, pub Origin);

impl<S: Reader> Records for InStore<'_, S> {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        store::records(self.0, self.1)
    }

    fn counted(
        &self,
        catalogue: &Catalogue,
        period: Period,
    ) -> Result<Option<Summary>, StoreError> {
        let Self(reader, origin) = *self;
        if !store::facts_are_closed(reader) {
            return Ok(None);
        }
        let kept = match origin {
            OWN => store::case_numbers(reader, period, 0)?,
            origin => store::summary(reader, origin)?,
        };
        counted(kept, catalogue, period).map(Some)
    }
}

/// What a closing froze: its records, and what cases came to where their facts are not to be read.
pub(crate) struct Frozen {
    pub(crate) content: Content,
    pub(crate) counted: Option<Summary>,
}

impl Records for Frozen {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        self.content.of()
    }

    fn counted(&self, _: &Catalogue, _: Period) -> Result<Option<Summary>, StoreError> {
        Ok(self.counted.clone())
    }
}

impl Records for Content {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        let flat = self.records.get(&R::KIND).cloned().unwrap_or_default();
        flat.into_iter().map(store::typed).collect()
    }
}

impl Dataset {
    /// An empty dataset of a period.
    ///
    /// # Errors
    /// [`DatasetError::NoSuchPeriod`].
    pub fn new(catalogue: &Catalogue, period: Period) -> Result<Self, DatasetError> {
        let (from, to) = catalogue
            .days(period)
            .ok_or(DatasetError::NoSuchPeriod(period))?;
        Ok(Self {
            period,
            from,
            to,
            served_until: to.month().later(catalogue.register.grace_months),
            action_months: catalogue
                .regime
                .action_months
                .iter()
                .filter_map(|month| {
                    Some((
                        ActionMonthChoice::from_code(&month.code).ok()?,
                        month.from.in_year(period.year)?,
                        month.to.in_year(period.year)?,
                    ))
                })
                .collect(),
            units: Vec::new(),
        })
    }

    /// Adds a unit's records that belong to the period.
    ///
    /// # Errors
    /// The store's.
    pub fn add(
        &mut self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        records: &impl Records,
    ) -> Result<(), DatasetError> {
        let name = catalogue
            .units_of(self.period)
            .get(unit)
            .or_else(|| catalogue.units.get(unit))
            .map_or_else(|| unit.to_string(), |u| u.name.clone());
        let mut coverage = Coverage::new(self.period, (self.from, self.to));
        let mut kept = RecordsByKind::default();
        let counted = records.counted(catalogue, self.period)?;
        for kind in RecordKind::ALL {
            if kind.may_leave() && !(kind.is_facts() && counted.is_some()) {
                with_record!(kind, R => {
                    let mut found = records.of::<R>()?;
                    found.retain(|stored| coverage.take(stored.id, &stored.record));
                    found.sort_by_key(|stored| (stored.record.day(), stored.id));
                    kept.put(found);
                });
            }
        }
        let mut members = kept.of::<CommitteeMember>().to_vec();
        members.sort_by_key(|member| (member.record.role, member.id));
        kept.put(members);
        self.units.push(UnitRecords {
            unit: unit.clone(),
            name,
            records: kept,
            counted,
        });
        self.units
            .sort_by_key(|records| catalogue.units.rank(&records.unit));
        Ok(())
    }

    /// The ids of its records of a kind.
    pub fn ids(&self, kind: RecordKind) -> BTreeSet<RecordId> {
        let units = self.units.iter();
        units.flat_map(|unit| unit.records.ids(kind)).collect()
    }

    /// The same period with one unit alone.
    pub fn alone(&self, unit: &UnitRecords) -> Self {
        self.only(|other| other.unit == unit.unit)
    }

    /// The same period with some of its units.
    pub fn only(&self, keep: impl Fn(&UnitRecords) -> bool) -> Self {
        Self {
            units: self
                .units
                .iter()
                .filter(|unit| keep(unit))
                .cloned()
                .collect(),
            action_months: self.action_months.clone(),
            ..*self
        }
    }

    /// Records of all units, each with its unit.
    pub fn all<'a, R: Record + 'a>(
        &'a self,
    ) -> impl Iterator<Item = (&'a UnitRecords, &'a Stored<R>)> + Clone {
        self.units
            .iter()
            .flat_map(|unit| unit.of().iter().map(move |record| (unit, record)))
    }
}
