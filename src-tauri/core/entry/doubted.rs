//! What of a case is doubtful, pointed out while its records are typed.

use super::Slip;
use crate::model::{
    Cell, FlatForm, Incident, Measure, Perpetrator, RecordId, RecordKind, Service, Stored,
    Survivor, ViolenceCase,
};
use crate::register::{self, CaseDoubt, CaseRecords, SurvivorRecords};
use crate::store::{self, StoreError};
use crate::vault::View;

impl View {
    /// What is doubtful of a record of a case as it is typed, beside what belongs to that case. Nothing for who cannot
    /// read facts.
    pub(super) fn doubted(
        &self,
        kind: RecordKind,
        cells: &[Cell],
        id: Option<RecordId>,
    ) -> Vec<Slip> {
        let found = self.doubts_of(kind, cells, id).unwrap_or_default();
        let slip = |doubt: CaseDoubt| {
            let column = doubt.column_of(kind)?;
            Some(Slip::new(column, doubt.code(), doubt.detail()))
        };
        found.into_iter().filter_map(slip).collect()
    }

    fn doubts_of(
        &self,
        kind: RecordKind,
        cells: &[Cell],
        id: Option<RecordId>,
    ) -> Option<Vec<CaseDoubt>> {
        if store::facts_are_closed(self.store()) {
            return None;
        }
        let cells = cells.to_vec();
        if kind == RecordKind::ViolenceCase {
            self.doubts_of_case(typed(id, ViolenceCase::from_cells(cells).ok()?), id)
        } else if kind == RecordKind::Survivor {
            self.doubts_of_survivor(typed(id, Survivor::from_cells(cells).ok()?))
        } else if kind == RecordKind::Perpetrator {
            self.doubts_of_perpetrator(typed(id, Perpetrator::from_cells(cells).ok()?))
        } else if kind == RecordKind::Incident {
            self.doubts_of_incident(typed(id, Incident::from_cells(cells).ok()?))
        } else if kind == RecordKind::Service {
            self.doubts_of_service(typed(id, Service::from_cells(cells).ok()?))
        } else if kind == RecordKind::Measure {
            self.doubts_of_measure(typed(id, Measure::from_cells(cells).ok()?))
        } else {
            None
        }
    }

    fn doubts_of_case(
        &self,
        case: Stored<ViolenceCase>,
        here: Option<RecordId>,
    ) -> Option<Vec<CaseDoubt>> {
        let records = match here {
            None => CaseRecords {
                case,
                survivors: Vec::new(),
                perpetrators: Vec::new(),
                follow_ups: Vec::new(),
                again: false,
                restricted: false,
            },
            Some(id) => CaseRecords {
                case,
                ..self.case_records(id)?
            },
        };
        Some(self.doubts_in(&records))
    }

    fn doubts_of_survivor(&self, survivor: Stored<Survivor>) -> Option<Vec<CaseDoubt>> {
        let mut records = self.case_records(survivor.record.case.id())?;
        let mut all = records.survivors.iter_mut();
        match all.find(|of| of.survivor.id == survivor.id) {
            Some(of) => of.survivor = survivor,
            None => records.survivors.push(SurvivorRecords {
                survivor,
                services: Vec::new(),
                consents: Vec::new(),
                incidents: Vec::new(),
                tracks: Vec::new(),
                relationships: Vec::new(),
            }),
        }
        Some(self.doubts_in(&records))
    }

    /// Of other perpetrators nothing is told while one is typed.
    fn doubts_of_perpetrator(&self, perpetrator: Stored<Perpetrator>) -> Option<Vec<CaseDoubt>> {
        let mut records = self.case_records(perpetrator.record.case.id())?;
        let here = std::mem::take(&mut records.perpetrators).into_iter();
        let mut here = here.filter(|(one, _)| one.id == perpetrator.id);
        let measures = here.next().map(|(_, measures)| measures);
        records.perpetrators = vec![(perpetrator, measures.unwrap_or_default())];
        Some(self.doubts_in(&records))
    }

    /// Of other violence in it nothing is told while new violence is typed.
    fn doubts_of_incident(&self, incident: Stored<Incident>) -> Option<Vec<CaseDoubt>> {
        let survivor = incident.record.survivor.id();
        let mut records = self.case_records(self.case_of(RecordKind::Survivor, survivor)?)?;
        let case = &mut records.case.record;
        case.acts = incident.record.acts.clone();
        case.other_acts = incident.record.other_acts.clone();
        case.gbv_type = incident.record.gbv_type;
        (case.found_on, case.incident_on) = (incident.record.known_on, incident.record.happened_on);
        records.perpetrators.clear();
        records.survivors.retain(|of| of.survivor.id == survivor);
        for of in &mut records.survivors {
            of.incidents.clear();
            of.services.clear();
        }
        Some(self.doubts_in(&records))
    }

    /// Of other services and of measures nothing is told while one is typed.
    fn doubts_of_service(&self, service: Stored<Service>) -> Option<Vec<CaseDoubt>> {
        let survivor = service.record.survivor.id();
        let mut records = self.case_records(self.case_of(RecordKind::Survivor, survivor)?)?;
        records.perpetrators.clear();
        for of in &mut records.survivors {
            of.services.clear();
            if of.survivor.id == survivor {
                of.services.push(service.clone());
            }
        }
        Some(self.doubts_in(&records))
    }

    /// Of other measures and of services nothing is told while one is typed.
    fn doubts_of_measure(&self, measure: Stored<Measure>) -> Option<Vec<CaseDoubt>> {
        let perpetrator = measure.record.perpetrator.id();
        let rules = register::rules_of(self.catalogues(), measure.record.taken_on);
        let doubt = register::doubt_of_measure(&measure.record, rules);
        let mut doubts = Vec::from_iter(doubt);
        if let Some(case) = self.case_of(RecordKind::Perpetrator, perpetrator) {
            let mut records = self.case_records(case)?;
            for of in &mut records.survivors {
                of.services.clear();
            }
            records
                .perpetrators
                .retain(|(one, _)| one.id == perpetrator);
            for (_, measures) in &mut records.perpetrators {
                *measures = vec![measure.clone()];
            }
            doubts.extend(self.doubts_in(&records));
        }
        Some(doubts)
    }

    fn doubts_in(&self, records: &CaseRecords) -> Vec<CaseDoubt> {
        register::doubts(records, self.catalogues())
    }

    fn case_records(&self, case: RecordId) -> Option<CaseRecords> {
        register::case_records(self.store(), case).ok()
    }

    fn case_of(&self, kind: RecordKind, id: RecordId) -> Option<RecordId> {
        let case: Result<Option<RecordId>, StoreError> = register::case_of(self.store(), kind, id);
        case.ok().flatten()
    }
}

/// A record as it is typed.
fn typed<R>(id: Option<RecordId>, record: R) -> Stored<R> {
    Stored {
        id: id.unwrap_or_default(),
        version: 0,
        origin: store::OWN,
        record,
    }
}
