//! A case handed over by another unit. It is checked whole, and waits, sealed to this office's case officers,
//! until one of them takes it: then it gets numbers of this office, and counts. What it names of persons who
//! are not of it is left out.

use super::ahead::ReadPackage;
use super::label::{Seen, check_sender, open};
use super::trust::{MAX_REASON, said};
use super::{IntakeError, Stop, Taken, Verdict};
use crate::casework::CaseState;
use crate::model::{
    CaseCategory, CaseRef, Cell, Day, FieldError, FlatForm, Group, Moment, RecordId, RecordKind,
    UnitCode, ViolenceCase,
};
use crate::package::{MAX_IDENTITY, Message, Refusal, TransferGround, TransferredCase, seal};
use crate::register::{self, SealedCase};
use crate::store::{
    self, OWN, SealedSource, StoreError, Transfer, TransferDirection, Waiting, WaitingKind,
};
use crate::vault::{Act, Office, Role, View};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// Most records of one case.
const MOST: usize = 5_000;
/// Most cases of one unit that wait.
const MOST_WAITING: usize = 200;
/// Most bytes that the cases of one unit take while they wait: as much as the greatest case that a program can send,
/// whose names and files wait in base64.
const MOST_WAITING_BYTES: u64 = 4 * MAX_IDENTITY.div_ceil(3) + 2 * TransferredCase::MOST as u64;

type CaseRecords = Vec<(RecordKind, RecordId, Vec<Cell>)>;

/// A case on its way in, as it waits: an age file for the register key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingCase {
    sent: TransferredCase,
    /// Whom it names, as it came: an age file for the register key, in base64.
    identity: String,
}

/// A case of another unit that waits for a case officer's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingTransfer {
    /// The package.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// What it is; nothing for who is no case officer, or where it cannot be opened.
    pub case: Option<CaseOffered>,
}

/// A case that another unit hands over, without whom it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseOffered {
    /// On what ground.
    pub ground: TransferGround,
    /// When the unit learnt of it.
    pub found_on: Day,
    /// What kind of case it is.
    pub category: CaseCategory,
    /// Its records, survivors and services among them.
    pub records: usize,
    /// Its persons.
    pub persons: usize,
    /// Whether what it names can be opened: it cannot be taken otherwise.
    pub is_named: bool,
    /// Persons who come with it and are not of it: they are left out.
    pub strangers: usize,
}

/// Lets a case of another unit wait for a case officer.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let looked = &read.looked;
    let label = &looked.envelope;
    check_sender(act, looked)?;
    // A case goes to one unit alone.
    if label.recipients.len() != 1 {
        return Err(Refusal::damaged("envelope.json: recipients").into());
    }
    let id = &label.package_id;
    if store::transfer(act.store(), id)?.is_some()
        || store::turned_down_case(act.store(), id)?.is_some()
    {
        return Ok(Taken::plain(Verdict::AlreadyImported));
    }
    if store::waiting_package(act.store(), id)?.is_some() {
        return Ok(Taken::plain(Verdict::CaseWaits));
    }
    let (there, room) = store::waiting_of(act.store(), WaitingKind::Transfer, &label.sender.unit)?;
    has_room(there, room)?;
    let opened = open(act, looked)?;
    let seen = Seen::opened(looked, &opened.manifest);
    let sent: TransferredCase = opened.message()?;
    checked(act, &sent)?;
    let identity = opened.into_bytes("identity.age")?;
    if !seal::is_sealed_to_keys(&identity) {
        return Err(Refusal::damaged("identity.age").into());
    }
    let case = WaitingCase {
        sent,
        identity: STANDARD.encode(identity),
    };
    let plain = serde_json::to_vec(&case).map(Zeroizing::new);
    let plain = plain.map_err(|error| StoreError::bad("transfer", error))?;
    drop(case);
    let sealed = act.seal_for_officers(&plain)?;
    has_room(there, room.saturating_add(sealed.len() as u64))?;
    let waiting = Waiting {
        package_id: id.clone(),
        kind: WaitingKind::Transfer,
        unit: label.sender.unit.clone(),
        sequence: label.sequence,
        made_at: label.created_at,
        came_at: Moment::now(),
        came_by: act.user().to_owned(),
        file: read.file.clone(),
    };
    drop(plain);
    act.write(|log, _| -> Result<(), StoreError> {
        let writer = log.let_wait(&waiting, &sealed)?;
        writer.no_longer_refused(&read.sha256)?;
        seen.note(log, &writer)
    })?;
    Ok(Taken::plain(Verdict::CaseWaits))
}

/// Refuses a case of a unit of which so many wait already, or that would take so many bytes with them.
fn has_room(waiting: usize, bytes: u64) -> Result<(), Refusal> {
    if waiting >= MOST_WAITING {
        return Err(Refusal::TooLarge(format!("> {MOST_WAITING}")));
    }
    if bytes > MOST_WAITING_BYTES {
        return Err(Refusal::TooLarge(format!("> {MOST_WAITING_BYTES} byte")));
    }
    Ok(())
}

/// A case that waits, opened.
fn opened(office: &Office, sealed: &[u8]) -> Result<WaitingCase, IntakeError> {
    let plain = office.open_as_officer(sealed)?;
    let read = serde_json::from_slice(&plain);
    Ok(read.map_err(|error| StoreError::bad("transfer", error))?)
}

/// What a case names, with its files; nothing where it cannot be opened, or what it holds cannot be read.
fn names(office: &Office, identity: &[u8]) -> Option<SealedCase> {
    let plain = office.open_as_officer(identity).ok()?;
    let names = SealedCase::parse(&plain)?;
    let mut files = names.files.iter();
    files
        .all(|file| STANDARD.decode(&file.bytes).is_ok())
        .then_some(names)
}

/// What is told of a case before it is taken.
fn offered(office: &Office, sealed: &[u8]) -> Result<CaseOffered, IntakeError> {
    let WaitingCase { sent, identity } = opened(office, sealed)?;
    let records = records_of(office, &sent)?;
    let persons: BTreeSet<CaseRef> = persons(&records)?.into_iter().collect();
    let case = records
        .iter()
        .find(|(kind, ..)| *kind == RecordKind::ViolenceCase);
    let cells = case.map(|(_, _, cells)| cells.clone()).unwrap_or_default();
    let case = ViolenceCase::from_cells(cells).map_err(|error| StoreError::BadRow {
        table: RecordKind::ViolenceCase.table(),
        error,
    })?;
    let named = STANDARD.decode(&identity).ok();
    let named = named.and_then(|identity| names(office, &identity));
    let is_named = named.is_some();
    let named = named.map(|named| named.persons).unwrap_or_default();
    let is_stranger =
        |number: &&String| CaseRef::new(number).map_or(true, |person| !persons.contains(&person));
    Ok(CaseOffered {
        ground: sent.ground,
        found_on: case.found_on,
        category: case.category,
        records: records.len(),
        persons: persons.len(),
        is_named,
        strangers: named.keys().filter(is_stranger).count(),
    })
}

/// The records of a case that waits, checked against the catalogues in force now.
fn records_of(office: &View, sent: &TransferredCase) -> Result<CaseRecords, IntakeError> {
    checked(office, sent).map_err(|stop| match stop {
        Stop::Refused(refusal) => IntakeError::NotTaken(refusal),
        Stop::Failed(error) => error,
    })
}

fn waiting_case(office: &View, package_id: &str) -> Result<(Waiting, Vec<u8>), IntakeError> {
    let found = store::waiting_package(office.store(), package_id)?;
    found
        .filter(|(waiting, _)| waiting.kind == WaitingKind::Transfer)
        .ok_or_else(|| IntakeError::NothingWaits(package_id.to_owned()))
}

impl Office {
    /// The cases of other units that wait for a case officer's yes. What they are, only she is told.
    ///
    /// # Errors
    /// The database's.
    pub fn waiting_transfers(&self) -> Result<Vec<WaitingTransfer>, IntakeError> {
        let mut found = Vec::new();
        for waiting in store::waiting(self.store())? {
            if waiting.kind == WaitingKind::Transfer {
                let (waiting, sealed) = waiting_case(self, &waiting.package_id)?;
                let case = offered(self, &sealed).ok();
                found.push(WaitingTransfer { waiting, case });
            }
        }
        Ok(found)
    }

    /// Takes a case over that waits: from now on it is one of this office's, under numbers of its own, and
    /// counts. Gives its id.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NotTaken`]; who is no case officer.
    pub fn accept_transfer(&mut self, package_id: &str) -> Result<RecordId, IntakeError> {
        let mut act = self.act_beyond(Role::CaseOfficer)?;
        let (waiting, sealed) = waiting_case(&act, package_id)?;
        let WaitingCase { sent, identity } = opened(&act, &sealed)?;
        let identity = STANDARD.decode(&identity);
        let identity = identity.map_err(|error| StoreError::bad("transfer", error))?;
        let records = records_of(&act, &sent)?;
        // What cannot be opened now never can, and would stay in the register's queue.
        if names(&act, &identity).is_none() {
            return Err(IntakeError::NotTaken(Refusal::damaged("identity.age")));
        }
        // The case is this office's own now, under ids of its own: it may be here already, handed over
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
        let numbers = new_numbers(&act, persons)?;
        let number = act.new_number().map_err(StoreError::from)?;
        for (kind, _, cells) in &mut records {
            if *kind == RecordKind::ViolenceCase {
                taken_over(cells, &number, &waiting.unit)?;
            }
            rename(*kind, cells, &ids, &numbers);
        }
        let transfer = Transfer {
            package_id: package_id.to_owned(),
            case,
            direction: TransferDirection::In,
            unit: waiting.unit,
            at: Moment::now(),
            confirmed_at: None,
        };
        act.write(|log, catalogues| -> Result<(), StoreError> {
            let writer = log.add_transfer(&transfer)?;
            for (kind, id, cells) in &records {
                writer.insert(*kind, OWN, *id, 1, cells)?;
            }
            writer.add_sealed(case, &identity, &numbers, SealedSource::Transfer)?;
            writer.no_longer_waiting(package_id)?;
            register::project(log, catalogues, case)
        })?;
        act.absorb_sealed();
        Ok(case)
    }

    /// Turns down a case that waits, with the reason that its unit is told. Nothing of it stays.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NoReason`]; who is no case officer.
    pub fn turn_down_transfer(
        &mut self,
        package_id: &str,
        reason: &str,
    ) -> Result<(), IntakeError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let (waiting, _) = waiting_case(&act, package_id)?;
        Ok(act.write(|log, _| log.turn_down(&waiting, &reason))?)
    }
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
            if kind == RecordKind::ViolenceCase && !is_open(&cells).map_err(wrong)? {
                return Err(named("closed, voided"));
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

/// Whether a case is one that its unit can hand over: worked on, and offered to this office at most.
fn is_open(case: &[Cell]) -> Result<bool, FieldError> {
    let state = CaseState::of(&ViolenceCase::from_cells(case.to_vec())?);
    Ok(matches!(state, CaseState::Open | CaseState::HandingOver))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_case_waits_and_no_other_as_great_beside_it() {
        // In base64, with its records, and what age adds.
        let greatest = MAX_IDENTITY * 4 / 3 + TransferredCase::MOST as u64 + (1 << 20);
        assert!(has_room(0, greatest).is_ok());
        assert!(has_room(1, greatest + (2 << 20)).is_err());
        assert!(has_room(1, 2 * greatest).is_err());
        assert!(has_room(MOST_WAITING - 1, 0).is_ok());
        assert!(has_room(MOST_WAITING, 0).is_err());
    }
}
