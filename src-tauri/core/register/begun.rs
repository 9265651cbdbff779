//! Cases that somebody began who cannot read facts: sealed to the facts key as they were recorded, and taken
//! into the register by the next unlocking of somebody who holds it.

use super::{add_row, project};
use crate::catalogue::Catalogues;
use crate::model::{
    CaseRef, CaseRow, Cell, Column, FlatForm, RecordId, RecordKind, Survivor, ViolenceCase,
    cells_from_json,
};
use crate::store::{self, BegunCase, Log, NoEntry, OWN, Reader, SealedSource, StoreError};
use age::secrecy::SecretString;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// What was begun of a case.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Begun {
    /// A case and its first survivor, as a form recorded them.
    Case {
        /// The case's fields.
        case: Map<String, Value>,
        /// The survivor's.
        survivor: Map<String, Value>,
    },
    /// A row of a workbook.
    Row {
        /// Its fields.
        row: Map<String, Value>,
        /// What names its persons, sealed to the register key, in base64.
        named: Option<String>,
    },
}

fn object(columns: &[Column], cells: &[Cell]) -> Map<String, Value> {
    let filled = columns.iter().zip(cells);
    filled
        .filter(|(_, cell)| **cell != Cell::Empty)
        .map(|(column, cell)| (column.name.clone(), cell.to_json(column.kind)))
        .collect()
}

impl Begun {
    /// A case with its first survivor, in canonical form.
    pub fn case(case: &[Cell], survivor: &[Cell]) -> Self {
        Self::Case {
            case: RecordKind::ViolenceCase.to_json(case),
            survivor: RecordKind::Survivor.to_json(survivor),
        }
    }

    /// A row of a workbook, with what names its persons as it was sealed.
    pub fn row(row: &CaseRow, named: Option<&[u8]>) -> Self {
        Self::Row {
            row: object(&CaseRow::columns(), &row.to_cells()),
            named: named.map(|sealed| STANDARD.encode(sealed)),
        }
    }

    /// As it is sealed.
    ///
    /// # Errors
    /// [`StoreError::BadValue`], never in practice.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let bytes = serde_json::to_vec(self).map(Zeroizing::new);
        bytes.map_err(|error| StoreError::bad("begun case", error))
    }
}

/// Takes what was begun into the register. What the facts keys do not open, or is none, stays where it is.
///
/// # Errors
/// The database's.
pub fn take_in_begun(
    log: &Log<'_>,
    catalogues: &Catalogues,
    entry: &BegunCase,
    keys: &[SecretString],
) -> Result<(), StoreError> {
    let opened = super::opened(&entry.sealed, keys);
    let begun = opened.and_then(|plain| serde_json::from_slice::<Begun>(&plain).ok());
    let Some(begun) = begun else {
        return Ok(());
    };
    let log = log.by(&entry.who);
    let writer = log.unlogged(NoEntry::Finishing);
    let case = match begun {
        Begun::Case { case, survivor } => {
            let id = entry.case.unwrap_or_default();
            let mut survivor = survivor;
            survivor.insert("case".to_owned(), id.to_string().into());
            let kind = RecordKind::ViolenceCase;
            let (Ok(case), Ok(survivor)) = (
                kind.from_json(&case),
                RecordKind::Survivor.from_json(&survivor),
            ) else {
                return Ok(());
            };
            match store::record::<ViolenceCase>(&log, id) {
                Err(StoreError::NoRecord(_)) => {}
                // Under an id that is here already nothing is begun.
                Ok(_) => return writer.drop_begun(entry.id),
                Err(error) => return Err(error),
            }
            writer.insert(kind, OWN, id, 1, &case)?;
            writer.insert(RecordKind::Survivor, OWN, RecordId::new(), 1, &survivor)?;
            Some(id)
        }
        Begun::Row { row, named } => {
            let cells = cells_from_json(&CaseRow::columns(), &row);
            let Some(row) = cells.and_then(CaseRow::from_cells).ok() else {
                return Ok(());
            };
            let place = (row.number.clone(), row.survivor.clone());
            if survivors_of_cases(&log)?.contains(&place) {
                None
            } else {
                let mut cases = case_numbers(&log)?;
                let Ok(case) = add_row(&writer, &mut cases, RecordId::new(), &row) else {
                    return Ok(());
                };
                let case = case?;
                if let Some(sealed) = named.and_then(|named| STANDARD.decode(named).ok()) {
                    let source = SealedSource::Workbook;
                    writer.add_sealed(case, &sealed, &BTreeMap::new(), source)?;
                }
                Some(case)
            }
        }
    };
    if let Some(case) = case {
        project(&log, catalogues, case)?;
    }
    writer.drop_begun(entry.id)
}

/// The own cases by their number.
///
/// # Errors
/// The database's.
pub fn case_numbers(reader: &impl Reader) -> Result<BTreeMap<CaseRef, RecordId>, StoreError> {
    let cases = store::records::<ViolenceCase>(reader, OWN)?;
    Ok(cases
        .into_iter()
        .map(|case| (case.record.number, case.id))
        .collect())
}

/// Numbers of cases, each with those of its survivors.
///
/// # Errors
/// The database's.
pub fn survivors_of_cases(
    reader: &impl Reader,
) -> Result<BTreeSet<(CaseRef, CaseRef)>, StoreError> {
    let numbers: BTreeMap<RecordId, CaseRef> = case_numbers(reader)?
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let survivors = store::records::<Survivor>(reader, OWN)?;
    Ok(survivors
        .into_iter()
        .filter_map(|s| Some((numbers.get(&s.record.case.id())?.clone(), s.record.person)))
        .collect())
}
