//! Cases of the first schema, one row each, become records of the register; those that units sent
//! become facts.

use super::project_all;
use crate::catalogue::Catalogues;
use crate::model::{
    CaseRef, CaseRow, FieldError, FlatForm, Origin, PERPETRATOR_PART, Perpetrator, Record,
    RecordId, RecordKind, RegisterRecords, RowFacts, SURVIVOR_PART,
};
use std::collections::BTreeMap;

use crate::store::{self, OWN, Store, StoreError, Writer};

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
    store.transaction(|writer| {
        for (id, version, origin, deleted, cells, who) in rows {
            let bad = |error| StoreError::BadRow {
                table: RecordKind::ViolenceCase.table(),
                error,
            };
            let row = CaseRow::from_cells(cells).map_err(bad)?;
            if origin == OWN {
                add_case(writer, id, version, &row.register(id).map_err(bad)?, &who)?;
                if deleted {
                    writer.delete(RecordKind::ViolenceCase, id, version, &who)?;
                }
            } else {
                add_facts(writer, origin, id, version, &row.facts(id), &who)?;
            }
        }
        project_all(writer, catalogues, "tienbo")?;
        writer.drop_first_schema_cases()
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
    who: &str,
) -> Result<(), StoreError> {
    fn put<R: Record>(
        writer: &Writer<'_>,
        id: RecordId,
        version: i64,
        record: &R,
        who: &str,
    ) -> Result<(), StoreError> {
        writer.insert(R::KIND, OWN, id, version, &record.to_cells(), who)
    }
    put(writer, id, version, &records.case, who)?;
    let survivor = id.part(SURVIVOR_PART);
    put(writer, survivor, version, &records.survivor, who)?;
    for service in &records.services {
        put(writer, RecordId::new(), 1, service, who)?;
    }
    if let Some(perpetrator) = &records.perpetrator {
        put(writer, id.part(PERPETRATOR_PART), version, perpetrator, who)?;
    }
    for measure in &records.measures {
        put(writer, RecordId::new(), 1, measure, who)?;
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
    who: &str,
) -> Result<Result<RecordId, StoreError>, FieldError> {
    let mut records = row.register(id)?;
    let Some(case) = cases.get(&row.number).copied() else {
        cases.insert(row.number.clone(), id);
        return Ok(add_case(writer, id, 1, &records, who).map(|()| id));
    };
    records.survivor.case = case.into();
    let add = || -> Result<RecordId, StoreError> {
        let survivor = id.part(SURVIVOR_PART);
        let cells = records.survivor.to_cells();
        writer.insert(RecordKind::Survivor, OWN, survivor, 1, &cells, who)?;
        for service in &records.services {
            let cells = service.to_cells();
            writer.insert(RecordKind::Service, OWN, RecordId::new(), 1, &cells, who)?;
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
        writer.insert(RecordKind::Perpetrator, OWN, perpetrator, 1, &cells, who)?;
        for measure in &records.measures {
            let cells = measure.to_cells();
            writer.insert(RecordKind::Measure, OWN, RecordId::new(), 1, &cells, who)?;
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
    who: &str,
) -> Result<(), StoreError> {
    let survivor = id.part(SURVIVOR_PART);
    let cells = facts.case.to_cells();
    writer.insert(RecordKind::CaseFacts, origin, id, version, &cells, who)?;
    let cells = facts.survivor.to_cells();
    writer.insert(
        RecordKind::SurvivorFacts,
        origin,
        survivor,
        version,
        &cells,
        who,
    )?;
    if let Some(perpetrator) = &facts.perpetrator {
        let id = id.part(PERPETRATOR_PART);
        let cells = perpetrator.to_cells();
        writer.insert(
            RecordKind::PerpetratorFacts,
            origin,
            id,
            version,
            &cells,
            who,
        )?;
    }
    Ok(())
}
