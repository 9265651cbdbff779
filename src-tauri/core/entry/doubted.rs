//! What of a case is doubtful, pointed out while its records are typed.

use super::Slip;
use crate::model::{
    Cell, FlatForm, Measure, Perpetrator, RecordId, RecordKind, Service, Stored, Survivor,
    ViolenceCase,
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
            let case = ViolenceCase::from_cells(cells).ok()?;
            let records = match id {
                None => of_case_alone(typed(id, case)),
                Some(id) => CaseRecords {
                    case: typed(Some(id), case),
                    ..self.case_records(id)?
                },
            };
            return Some(self.doubts_in(&records));
        }
        if kind == RecordKind::Survivor {
            let survivor = Survivor::from_cells(cells).ok()?;
            let mut records = self.case_records(survivor.case.id())?;
            let services = position(&records.survivors, |of| Some(of.survivor.id) == id)
                .map(|at| records.survivors.remove(at).services);
            records.survivors.push(SurvivorRecords {
                survivor: typed(id, survivor),
                services: services.unwrap_or_default(),
                consents: Vec::new(),
            });
            return Some(self.doubts_in(&records));
        }
        if kind == RecordKind::Perpetrator {
            let perpetrator = Perpetrator::from_cells(cells).ok()?;
            let mut records = self.case_records(perpetrator.case.id())?;
            let measures = position(&records.perpetrators, |(one, _)| Some(one.id) == id)
                .map(|at| records.perpetrators.remove(at).1);
            // Of the others nothing is told while he is typed.
            records.perpetrators = vec![(typed(id, perpetrator), measures.unwrap_or_default())];
            return Some(self.doubts_in(&records));
        }
        if kind == RecordKind::Service {
            let service = Service::from_cells(cells).ok()?;
            let survivor = service.survivor.id();
            let case = self.case_of(RecordKind::Survivor, survivor)?;
            let mut records = self.case_records(case)?;
            records.perpetrators.clear();
            for of in &mut records.survivors {
                of.services.clear();
                if of.survivor.id == survivor {
                    of.services.push(typed(id, service.clone()));
                }
            }
            return Some(self.doubts_in(&records));
        }
        if kind == RecordKind::Measure {
            let measure = Measure::from_cells(cells).ok()?;
            let perpetrator = measure.perpetrator.id();
            let rules = register::rules_of(self.catalogues(), measure.taken_on);
            let mut doubts = Vec::from_iter(register::doubt_of_measure(&measure, rules));
            if let Some(case) = self.case_of(RecordKind::Perpetrator, perpetrator) {
                let mut records = self.case_records(case)?;
                records
                    .survivors
                    .iter_mut()
                    .for_each(|of| of.services.clear());
                records
                    .perpetrators
                    .retain(|(one, _)| one.id == perpetrator);
                for (_, measures) in &mut records.perpetrators {
                    *measures = vec![typed(id, measure.clone())];
                }
                doubts.extend(self.doubts_in(&records));
            }
            return Some(doubts);
        }
        None
    }

    fn doubts_in(&self, records: &CaseRecords) -> Vec<CaseDoubt> {
        let rules = register::rules_of(self.catalogues(), records.case.record.found_on);
        register::doubts(records, rules)
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

fn of_case_alone(case: Stored<ViolenceCase>) -> CaseRecords {
    CaseRecords {
        case,
        survivors: Vec::new(),
        perpetrators: Vec::new(),
    }
}

fn position<T>(all: &[T], is_it: impl Fn(&T) -> bool) -> Option<usize> {
    all.iter().position(is_it)
}
