//! The records of one period from one or many units, ready to be counted.

use crate::catalogue::Catalogue;
use crate::model::{
    ActionMonthChoice, CaseFacts, CommitteeMember, CommunicationEvent, CommunicationProduct,
    CoordinationActivity, Day, FundingLine, IndicatorValue, Inspection, InspectionFinding,
    IssuedDocument, Month, Narrative, Period, PerpetratorFacts, Record, RecordId, RecordKind,
    ReportKind, SurvivorFacts, TrainingCourse, UnitCode,
};
use crate::package::Content;
use crate::store::{self, Origin, Reader, StoreError, Stored, falls_into};
use std::collections::{BTreeSet, HashSet};

/// Records of one unit that belong to one period.
#[derive(Debug, Clone)]
pub struct UnitRecords {
    /// Unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// Documents, by date.
    pub documents: Vec<Stored<IssuedDocument>>,
    /// Coordination activities.
    pub coordination: Vec<Stored<CoordinationActivity>>,
    /// Communication events.
    pub events: Vec<Stored<CommunicationEvent>>,
    /// Communication products.
    pub products: Vec<Stored<CommunicationProduct>>,
    /// Courses.
    pub courses: Vec<Stored<TrainingCourse>>,
    /// Inspections.
    pub inspections: Vec<Stored<Inspection>>,
    /// Findings.
    pub findings: Vec<Stored<InspectionFinding>>,
    /// Members serving in the period.
    pub members: Vec<Stored<CommitteeMember>>,
    /// Money.
    pub funding: Vec<Stored<FundingLine>>,
    /// Indicator values of the year.
    pub indicators: Vec<Stored<IndicatorValue>>,
    /// Cases found in the period.
    pub cases: Vec<Stored<CaseFacts>>,
    /// Survivors in them.
    pub survivors: Vec<Stored<SurvivorFacts>>,
    /// Perpetrators in them.
    pub perpetrators: Vec<Stored<PerpetratorFacts>>,
    /// Texts for this very period.
    pub narratives: Vec<Stored<Narrative>>,
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
    months: Vec<(ActionMonthChoice, Day, Day)>,
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
}

/// The records of one origin in a store.
pub struct InStore<'a, S>(pub &'a S, pub Origin);

impl<S: Reader> Records for InStore<'_, S> {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        store::records(self.0, self.1)
    }
}

impl Records for Content {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        let flat = self.records.get(&R::KIND).cloned().unwrap_or_default();
        flat.into_iter().map(store::typed).collect()
    }
}

fn of_period<R: Record>(
    records: &impl Records,
    from: Day,
    to: Day,
) -> Result<Vec<Stored<R>>, StoreError> {
    let mut found = records.of::<R>()?;
    found.retain(|stored| falls_into(stored.record.day(), stored.record.year(), from, to));
    found.sort_by_key(|stored| (stored.record.day(), stored.id));
    Ok(found)
}

/// Whether a report of this kind carries records of this kind.
pub fn belongs(report: ReportKind, kind: RecordKind) -> bool {
    match report {
        _ if !kind.may_travel() => false,
        ReportKind::Annex02 | ReportKind::SelfInspection => kind != RecordKind::IndicatorValue,
        ReportKind::Annex01 => {
            kind == RecordKind::IndicatorValue || RecordKind::FACTS.contains(&kind)
        }
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
            months: catalogue
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
        let (from, to) = (self.from, self.to);
        let name = catalogue
            .units_of(self.period)
            .get(unit)
            .or_else(|| catalogue.units.get(unit))
            .map_or_else(|| unit.to_string(), |u| u.name.clone());
        let mut members = records.of::<CommitteeMember>()?;
        members
            .retain(|m| m.record.since <= to && m.record.until.is_none_or(|until| until >= from));
        members.sort_by_key(|m| (m.record.role, m.id));
        let mut narratives = records.of::<Narrative>()?;
        narratives.retain(|n| n.record.period == self.period);
        let cases: Vec<Stored<CaseFacts>> = of_period(records, from, to)?;
        let ids: HashSet<RecordId> = cases.iter().map(|case| case.id).collect();
        let mut survivors = records.of::<SurvivorFacts>()?;
        survivors.retain(|survivor| ids.contains(&survivor.record.case));
        let mut perpetrators = records.of::<PerpetratorFacts>()?;
        perpetrators.retain(|perpetrator| ids.contains(&perpetrator.record.case));
        self.units.push(UnitRecords {
            unit: unit.clone(),
            name,
            documents: of_period(records, from, to)?,
            coordination: of_period(records, from, to)?,
            events: of_period(records, from, to)?,
            products: of_period(records, from, to)?,
            courses: of_period(records, from, to)?,
            inspections: of_period(records, from, to)?,
            findings: of_period(records, from, to)?,
            members,
            funding: of_period(records, from, to)?,
            indicators: of_period(records, from, to)?,
            cases,
            survivors,
            perpetrators,
            narratives,
        });
        self.units
            .sort_by_key(|records| catalogue.units.rank(&records.unit));
        Ok(())
    }

    /// The ids of its records of a kind. Attachments are no part of a dataset.
    pub fn ids(&self, kind: RecordKind) -> BTreeSet<RecordId> {
        fn of<R>(records: &[Stored<R>]) -> Vec<RecordId> {
            records.iter().map(|record| record.id).collect()
        }
        let of_unit = |unit: &UnitRecords| match kind {
            RecordKind::IssuedDocument => of(&unit.documents),
            RecordKind::CoordinationActivity => of(&unit.coordination),
            RecordKind::CommunicationEvent => of(&unit.events),
            RecordKind::CommunicationProduct => of(&unit.products),
            RecordKind::TrainingCourse => of(&unit.courses),
            RecordKind::Inspection => of(&unit.inspections),
            RecordKind::InspectionFinding => of(&unit.findings),
            RecordKind::CommitteeMember => of(&unit.members),
            RecordKind::FundingLine => of(&unit.funding),
            RecordKind::IndicatorValue => of(&unit.indicators),
            RecordKind::CaseFacts => of(&unit.cases),
            RecordKind::SurvivorFacts => of(&unit.survivors),
            RecordKind::PerpetratorFacts => of(&unit.perpetrators),
            RecordKind::Narrative => of(&unit.narratives),
            // An attachment is no part of a dataset, and the register's own records stay at home.
            _ => Vec::new(),
        };
        self.units.iter().flat_map(of_unit).collect()
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
            months: self.months.clone(),
            ..*self
        }
    }

    /// The action month of an event: what the officer said, or else what its date says.
    pub fn action_month(&self, event: &CommunicationEvent) -> Option<ActionMonthChoice> {
        let by_date = || {
            let day = event.date.from();
            let found = self
                .months
                .iter()
                .find(|(_, from, to)| (*from..=*to).contains(&day));
            found.map(|(month, ..)| *month)
        };
        event
            .action_month
            .or_else(by_date)
            .filter(|month| *month != ActionMonthChoice::None)
    }

    /// Records of all units, each with its unit.
    pub fn all<'a, R: 'a>(
        &'a self,
        pick: impl Fn(&'a UnitRecords) -> &'a Vec<Stored<R>> + 'a,
    ) -> impl Iterator<Item = (&'a UnitRecords, &'a Stored<R>)> {
        self.units
            .iter()
            .flat_map(move |unit| pick(unit).iter().map(move |record| (unit, record)))
    }
}
