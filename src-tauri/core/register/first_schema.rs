//! Cases of the first schema, one row each, become records of the register; those that units sent
//! become facts.

use super::project_all;
use crate::catalogue::Catalogues;
use crate::model::{
    CaseRef, CaseRow, FieldError, FlatForm, Origin, PERPETRATOR_PART, Perpetrator, Record,
    RecordId, RecordKind, RegisterRecords, RowFacts, SURVIVOR_PART,
};
use std::collections::BTreeMap;

use crate::store::{self, NoEntry, OWN, Store, StoreError, Writer};

/// Who makes records of them: nobody at the office.
const PROGRAM: &str = "tienbo";

/// Makes records of the cases that the first schema kept.
///
/// # Errors
/// The database's, or a row that its types do not allow; then nothing has changed.
pub fn take_over_first_schema(
    store: &mut Store,
    catalogues: &Catalogues,
) -> Result<(), StoreError> {
    let columns = CaseRow::columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let rows = store::first_schema_cases(store, &names)?;
    if rows.is_empty() {
        return Ok(());
    }
    store.transaction(PROGRAM, |log| {
        for (id, version, origin, deleted, cells, who) in rows {
            let log = log.by(&who);
            let writer = log.unlogged(NoEntry::Upgrade);
            let bad = |error| StoreError::BadRow {
                table: RecordKind::ViolenceCase.table(),
                error,
            };
            let row = CaseRow::from_cells(cells).map_err(bad)?;
            if origin == OWN {
                add_case(&writer, id, version, &row.register(id).map_err(bad)?)?;
                if deleted {
                    log.delete(RecordKind::ViolenceCase, id, version)?;
                }
            } else {
                add_facts(&writer, origin, id, version, &row.facts(id))?;
            }
        }
        project_all(log, catalogues)?;
        log.unlogged(NoEntry::Upgrade).drop_first_schema_cases()
    })
}

/// Adds a case from a row, with its survivor, services, perpetrator and measures.
///
/// # Errors
/// SQLite's.
pub fn add_case(
    writer: &Writer<'_>,
    id: RecordId,
    version: i64,
    records: &RegisterRecords,
) -> Result<(), StoreError> {
    fn put<R: Record>(
        writer: &Writer<'_>,
        id: RecordId,
        version: i64,
        record: &R,
    ) -> Result<(), StoreError> {
        writer.insert(R::KIND, OWN, id, version, &record.to_cells())
    }
    put(writer, id, version, &records.case)?;
    let survivor = id.part(SURVIVOR_PART);
    put(writer, survivor, version, &records.survivor)?;
    for service in &records.services {
        put(writer, RecordId::new(), 1, service)?;
    }
    if let Some(perpetrator) = &records.perpetrator {
        put(writer, id.part(PERPETRATOR_PART), version, perpetrator)?;
    }
    for measure in &records.measures {
        put(writer, RecordId::new(), 1, measure)?;
    }
    Ok(())
}

/// Adds a case from a row of a workbook, or, where a case of that number is there, the row's
/// survivor and perpetrator to it. Gives the case's id.
///
/// # Errors
/// The row's, or SQLite's.
pub fn add_row(
    writer: &Writer<'_>,
    cases: &mut BTreeMap<CaseRef, RecordId>,
    id: RecordId,
    row: &CaseRow,
) -> Result<Result<RecordId, StoreError>, FieldError> {
    let mut records = row.register(id)?;
    let Some(case) = cases.get(&row.number).copied() else {
        cases.insert(row.number.clone(), id);
        return Ok(add_case(writer, id, 1, &records).map(|()| id));
    };
    records.survivor.case = case.into();
    let add = || -> Result<RecordId, StoreError> {
        let survivor = id.part(SURVIVOR_PART);
        let cells = records.survivor.to_cells();
        writer.insert(RecordKind::Survivor, OWN, survivor, 1, &cells)?;
        for service in &records.services {
            let cells = service.to_cells();
            writer.insert(RecordKind::Service, OWN, RecordId::new(), 1, &cells)?;
        }
        let Some(mut perpetrator) = records.perpetrator else {
            return Ok(case);
        };
        let here = store::records_with::<Perpetrator>(writer, "case", &case.to_string())?;
        if here.iter().any(|p| p.record.person == perpetrator.person) {
            return Ok(case);
        }
        perpetrator.case = case.into();
        let cells = perpetrator.to_cells();
        let perpetrator = id.part(PERPETRATOR_PART);
        writer.insert(RecordKind::Perpetrator, OWN, perpetrator, 1, &cells)?;
        for measure in &records.measures {
            let cells = measure.to_cells();
            writer.insert(RecordKind::Measure, OWN, RecordId::new(), 1, &cells)?;
        }
        Ok(case)
    };
    Ok(add())
}

fn add_facts(
    writer: &Writer<'_>,
    origin: Origin,
    id: RecordId,
    version: i64,
    facts: &RowFacts,
) -> Result<(), StoreError> {
    let survivor = id.part(SURVIVOR_PART);
    let cells = facts.case.to_cells();
    writer.insert(RecordKind::CaseFacts, origin, id, version, &cells)?;
    let cells = facts.survivor.to_cells();
    writer.insert(RecordKind::SurvivorFacts, origin, survivor, version, &cells)?;
    if let Some(perpetrator) = &facts.perpetrator {
        let id = id.part(PERPETRATOR_PART);
        let cells = perpetrator.to_cells();
        writer.insert(RecordKind::PerpetratorFacts, origin, id, version, &cells)?;
    }
    Ok(())
}
