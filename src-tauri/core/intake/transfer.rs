//! A case handed over by another unit. It is checked whole, gets numbers of this office, and what it
//! names stays sealed until a case officer unlocks the office.

use super::label::{check_sender, open};
use super::{Stop, Taken, Verdict};
use crate::model::{
    CaseRef, Cell, FlatForm, Group, Moment, RecordId, RecordKind, UnitCode, ViolenceCase,
};
use crate::package::{Looked, Refusal, TransferredCase};
use crate::register;
use crate::store::{self, OWN, StoreError, Transfer, TransferDirection};
use crate::vault::{Act, View};
use std::collections::{BTreeMap, BTreeSet};

/// Most records of one case.
const MOST: usize = 5_000;

type CaseRecords = Vec<(RecordKind, RecordId, Vec<Cell>)>;

pub(super) fn take(act: &mut Act<'_>, looked: &Looked) -> Result<Taken, Stop> {
    let label = &looked.envelope;
    check_sender(act, looked)?;
    // A case goes to one unit alone.
    if label.recipients.len() != 1 {
        return Err(Refusal::Damaged("envelope.json: recipients".to_owned()).into());
    }
    if store::transfer(act.store(), &label.package_id)?.is_some() {
        return Ok(Taken::plain(Verdict::AlreadyImported));
    }
    let opened = open(act, looked)?;
    let sent: TransferredCase = opened.message()?;
    let sealed = opened.bytes("identity.age")?.to_vec();
    let records = checked(act, &sent)?;
    // The case is this act's own now, under ids of its own: it may be here already, handed over
    // and now coming back.
    let ids: BTreeMap<RecordId, RecordId> = records
        .iter()
        .map(|(_, id, _)| (*id, RecordId::new()))
        .collect();
    let mut records: CaseRecords = records
        .into_iter()
        .map(|(kind, id, cells)| (kind, ids.get(&id).copied().unwrap_or(id), cells))
        .collect();
    let case = ids.get(&sent.case).copied().unwrap_or(sent.case);

    let persons = persons(&records)?;
    let numbers = new_numbers(act, persons)?;
    let number = act.new_number().map_err(StoreError::from)?;
    for (kind, _, cells) in &mut records {
        if *kind == RecordKind::ViolenceCase {
            taken_over(cells, &number, &label.sender.unit)?;
        }
        rename(*kind, cells, &ids, &numbers);
    }
    let transfer = Transfer {
        package_id: label.package_id.clone(),
        case,
        direction: TransferDirection::In,
        unit: label.sender.unit.clone(),
        at: Moment::now(),
        confirmed_at: None,
    };
    let mut counts = BTreeMap::new();
    act.write(|log, catalogues| -> Result<(), StoreError> {
        let writer = log.add_transfer(&transfer)?;
        for (kind, id, cells) in &records {
            writer.insert(*kind, OWN, *id, 1, cells)?;
            *counts.entry(kind.table().to_owned()).or_insert(0) += 1;
        }
        writer.add_sealed(case, &sealed, &numbers)?;
        register::project(log, catalogues, case)
    })?;
    act.absorb_sealed()?;
    Ok(Taken {
        verdict: Verdict::CaseTakenOver,
        counts,
        children: Vec::new(),
    })
}

/// Gives the case its number here, and says from whom it came.
fn taken_over(cells: &mut Vec<Cell>, number: &CaseRef, from: &UnitCode) -> Result<(), StoreError> {
    let kind = RecordKind::ViolenceCase;
    let case = ViolenceCase::from_cells(cells.clone());
    let mut case = case.map_err(|error| StoreError::BadRow {
        table: kind.table(),
        error,
    })?;
    case.number = number.clone();
    case.taken_over_from = Some(from.clone());
    (case.handed_to, case.handed_on) = (None, None);
    *cells = case.to_cells();
    Ok(())
}

/// Puts this office's ids and numbers of persons in the place of the sender's.
fn rename(
    kind: RecordKind,
    cells: &mut [Cell],
    ids: &BTreeMap<RecordId, RecordId>,
    numbers: &BTreeMap<String, String>,
) {
    for (column, cell) in kind.columns().iter().zip(cells) {
        let Cell::Text(text) = &*cell else {
            continue;
        };
        let new = if column.kind.referred().is_some() {
            let new = RecordId::parse(text).ok().and_then(|id| ids.get(&id));
            new.map(ToString::to_string)
        } else if column.name == "person" {
            numbers.get(text).cloned()
        } else {
            None
        };
        if let Some(new) = new {
            *cell = Cell::Text(new);
        }
    }
}

/// The records of a transferred case, every one checked: of the register, each once, and each
/// belonging to the case.
fn checked(office: &View, sent: &TransferredCase) -> Result<CaseRecords, Stop> {
    let invalid = |what: String| Stop::from(Refusal::invalid(what));
    let mut ids: BTreeMap<RecordKind, BTreeSet<RecordId>> = BTreeMap::new();
    let mut records = CaseRecords::new();
    let kinds: Vec<&str> = RecordKind::of(Group::Register)
        .map(RecordKind::table)
        .collect();
    if let Some(other) = sent.records.keys().find(|k| !kinds.contains(&k.as_str())) {
        return Err(invalid(other.clone()));
    }
    for kind in RecordKind::of(Group::Register) {
        for object in sent.records.get(kind.table()).into_iter().flatten() {
            let named = |what: &str| invalid(format!("{}: {what}", kind.table()));
            let id = object
                .get("id")
                .and_then(serde_json::Value::as_str)
                .and_then(|id| RecordId::parse(id).ok())
                .ok_or_else(|| named("id"))?;
            let mut fields = object.clone();
            fields.remove("id");
            let wrong = |error| Stop::from(Refusal::invalid_field(kind.table(), error));
            let cells = kind.from_json(&fields).map_err(wrong)?;
            office
                .catalogues()
                .check_record(kind, &cells)
                .map_err(wrong)?;
            for (column, cell) in kind.columns().iter().zip(&cells) {
                if let (Some(owner), Cell::Text(owner_id)) = (column.kind.referred(), cell) {
                    let here = RecordId::parse(owner_id)
                        .is_ok_and(|id| ids.get(&owner).is_some_and(|ids| ids.contains(&id)));
                    if !here {
                        return Err(named(&column.name));
                    }
                }
            }
            if !ids.entry(kind).or_default().insert(id) {
                return Err(named(&id.to_string()));
            }
            records.push((kind, id, cells));
        }
    }
    let cases = ids.get(&RecordKind::ViolenceCase);
    let one = cases.is_some_and(|cases| cases.len() == 1 && cases.contains(&sent.case));
    if !one || records.len() > MOST {
        return Err(invalid(RecordKind::ViolenceCase.table().to_owned()));
    }
    Ok(records)
}

fn persons(records: &CaseRecords) -> Result<Vec<CaseRef>, StoreError> {
    let mut persons = Vec::new();
    for (kind, _, cells) in records {
        let place = kind.columns().iter().position(|c| c.name == "person");
        if let Some(Cell::Text(person)) = place.and_then(|place| cells.get(place)) {
            persons.push(CaseRef::new(person)?);
        }
    }
    Ok(persons)
}

/// Numbers for the persons of the case, drawn anew here: the sender's number of each, and ours.
fn new_numbers(
    office: &View,
    persons: Vec<CaseRef>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let mut numbers = BTreeMap::new();
    for person in persons {
        let new = office.new_number()?.as_str().to_owned();
        numbers.entry(person.as_str().to_owned()).or_insert(new);
    }
    Ok(numbers)
}
