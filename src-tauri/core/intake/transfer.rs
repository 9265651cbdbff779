//! A case handed over by another unit. It is checked whole, and waits, sealed to this office's case officers,
//! until one of them takes it: then it gets numbers of this office, and counts. What it names of persons who
//! are not of it is left out.

use super::ahead::ReadPackage;
use super::label::{Seen, check_sender, open, taken_id};
use super::trust::{MAX_REASON, said};
use super::{IntakeError, Stop, Taken, Verdict};
use crate::casework::CaseState;
use crate::model::{
    CaseCategory, CaseRef, Cell, Day, FieldError, FlatForm, Group, Moment, RecordId, RecordKind,
    UnitCode, ViolenceCase,
};
use crate::package::{
    Envelope, MAX_IDENTITY, Message, Refusal, TransferGround, TransferredCase, seal,
};
use crate::register;
use crate::store::{
    self, OWN, SealedSource, StoreError, Transfer, TransferDirection, Waiting, WaitingKind,
};
use crate::vault::{Act, Office, Role, View};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use zeroize::Zeroizing;

/// Most records of one case.
const MOST: usize = 5_000;
/// Most cases of one unit that wait.
const MOST_WAITING: usize = 200;
/// Most bytes that the cases of one unit take while they wait: as much as the greatest case that a program can send.
const MOST_WAITING_BYTES: u64 = MAX_IDENTITY + 2 * TransferredCase::MOST as u64;
/// Most bytes that its records take while a case waits.
const MOST_SENT: u64 = 2 * TransferredCase::MOST as u64;

type CaseRecords = Vec<(RecordKind, RecordId, Vec<Cell>)>;

/// With what a case begins that waits: the length of an age file for the register key with its records follows, that
/// file, and whom the case names, as it came. So a list of what waits reads the records alone.
const MARK: &[u8; 8] = b"case 1\r\n";

/// A case as earlier programs let it wait: all of it in an age file for the register key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingBefore {
    sent: TransferredCase,
    /// Whom it names, as it came: an age file for the register key, in base64.
    identity: String,
}

/// A case that waits, opened: its records are read, whom it names is not.
struct WaitingCase<R> {
    sent: TransferredCase,
    names: Names<R>,
}

/// Whom a case names.
enum Names<R> {
    /// What is still to be read, as it came.
    Beside(R),
    /// In base64, as earlier programs kept it.
    Before(String),
}

impl<R: Read> Names<R> {
    /// As it came: an age file for the register key.
    fn sealed(self) -> Result<Vec<u8>, IntakeError> {
        let mut sealed = Vec::new();
        match self {
            Self::Beside(mut rest) => {
                rest.read_to_end(&mut sealed).map_err(not_read)?;
                Ok(sealed)
            }
            Self::Before(text) => Ok(STANDARD.decode(text).map_err(not_read)?),
        }
    }
}

fn not_read(error: impl std::fmt::Display) -> StoreError {
    StoreError::bad("transfer", error)
}

/// A case as it is kept while it waits.
fn packed(sealed: &[u8], identity: &[u8]) -> Vec<u8> {
    let length = (sealed.len() as u64).to_be_bytes();
    [MARK, &length[..], sealed, identity].concat()
}

/// Opens the records of a case that waits.
fn opened<R: Read>(office: &Office, mut kept: R) -> Result<WaitingCase<R>, IntakeError> {
    let mut begins = [0; MARK.len() + 8];
    let mark = kept.read_exact(&mut begins);
    let (mark, length) = mark
        .map(|()| begins.split_at(MARK.len()))
        .map_err(not_read)?;
    let mut sealed = Vec::new();
    if mark != MARK {
        sealed.extend(begins);
        kept.read_to_end(&mut sealed).map_err(not_read)?;
        let plain = office.open_as_officer(&sealed)?;
        let WaitingBefore { sent, identity } = serde_json::from_slice(&plain).map_err(not_read)?;
        let names = Names::Before(identity);
        return Ok(WaitingCase { sent, names });
    }
    let length = length
        .iter()
        .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    let mut records = kept.by_ref().take(length.min(MOST_SENT));
    records.read_to_end(&mut sealed).map_err(not_read)?;
    let plain = office.open_as_officer(&sealed)?;
    let sent = serde_json::from_slice(&plain).map_err(not_read)?;
    let names = Names::Beside(kept);
    Ok(WaitingCase { sent, names })
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
}

/// Whom a case names that another unit hands over, without naming them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NamesOffered {
    /// Whether that can be opened: the case cannot be taken otherwise.
    pub can_be_opened: bool,
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
    if let Some(verdict) = here_already(act, label)? {
        return Ok(Taken::plain(verdict));
    }
    let id = &label.package_id;
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
    let plain = serde_json::to_vec(&sent).map(Zeroizing::new);
    let content = packed(
        &act.seal_for_officers(&plain.map_err(not_read)?)?,
        &identity,
    );
    drop(identity);
    has_room(there, room.saturating_add(content.len() as u64))?;
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
    act.write(|log, _| -> Result<(), StoreError> {
        let writer = log.let_wait(&waiting, &content)?;
        writer.no_longer_refused(&read.sha256)?;
        seen.note(log, &writer)
    })?;
    Ok(Taken::plain(Verdict::CaseWaits))
}

/// What became of a case that came before; nothing of one that did not. One that another has the id of, of whatever
/// unit, is refused: taken for that one, it would never be seen.
fn here_already(act: &Act<'_>, label: &Envelope) -> Result<Option<Verdict>, Stop> {
    let (id, sender) = (&label.package_id, &label.sender.unit);
    if let Some(waiting) = store::waiting_package(act.store(), id)? {
        let said = (waiting.kind, waiting.sequence, waiting.made_at);
        let is_it = said == (WaitingKind::Transfer, label.sequence, label.created_at);
        return match is_it && waiting.unit == *sender {
            true => Ok(Some(Verdict::CaseWaits)),
            false => Err(taken_id(act, id, &waiting.unit).into()),
        };
    }
    let taken = store::transfer(act.store(), id)?.map(|taken| {
        let is_its = taken.direction == TransferDirection::In && taken.unit == *sender;
        (is_its, taken.unit)
    });
    let turned_down = store::turned_down_case(act.store(), id)?;
    let turned_down = turned_down.map(|one| (one.unit == *sender, one.unit));
    match taken.or(turned_down) {
        None => Ok(None),
        Some((true, _)) => Ok(Some(Verdict::AlreadyImported)),
        Some((false, of)) => Err(taken_id(act, id, &of).into()),
    }
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

/// What is told of a case before it is taken, but of whom it names.
fn offered(office: &Office, sent: &TransferredCase) -> Result<CaseOffered, IntakeError> {
    let records = records_of(office, sent)?;
    let case = records
        .iter()
        .find(|(kind, ..)| *kind == RecordKind::ViolenceCase);
    let cells = case.map(|(_, _, cells)| cells.clone()).unwrap_or_default();
    let case = ViolenceCase::from_cells(cells).map_err(|error| StoreError::BadRow {
        table: RecordKind::ViolenceCase.table(),
        error,
    })?;
    Ok(CaseOffered {
        ground: sent.ground,
        found_on: case.found_on,
        category: case.category,
        records: records.len(),
        persons: persons_in(&records)?.len(),
    })
}

fn persons_in(records: &CaseRecords) -> Result<BTreeSet<CaseRef>, StoreError> {
    Ok(persons(records)?.into_iter().collect())
}

/// The records of a case that waits, checked against the catalogues in force now.
fn records_of(office: &View, sent: &TransferredCase) -> Result<CaseRecords, IntakeError> {
    checked(office, sent).map_err(|stop| match stop {
        Stop::Refused(refusal) => IntakeError::NotTaken(refusal),
        Stop::Failed(error) => error,
    })
}

fn waiting_case(office: &View, package_id: &str) -> Result<Waiting, IntakeError> {
    let found = store::waiting_package(office.store(), package_id)?;
    found
        .filter(|waiting| waiting.kind == WaitingKind::Transfer)
        .ok_or_else(|| IntakeError::NothingWaits(package_id.to_owned()))
}

/// A case that waits, opened.
fn opened_case<'o>(
    office: &'o Office,
    package_id: &str,
) -> Result<WaitingCase<impl Read + use<'o>>, IntakeError> {
    let kept = store::waiting_content(office.store(), package_id)?;
    let kept = kept.ok_or_else(|| IntakeError::NothingWaits(package_id.to_owned()))?;
    opened(office, kept)
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
                let case = opened_case(self, &waiting.package_id);
                let case = case.and_then(|case| offered(self, &case.sent)).ok();
                found.push(WaitingTransfer { waiting, case });
            }
        }
        Ok(found)
    }

    /// Whom a case names that waits, without naming them: what a case officer is to know before her yes.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NotTaken`]; who is no case officer.
    pub fn names_offered(&self, package_id: &str) -> Result<NamesOffered, IntakeError> {
        self.register()?;
        waiting_case(self, package_id)?;
        let WaitingCase { sent, names } = opened_case(self, package_id)?;
        let persons = persons_in(&records_of(self, &sent)?)?;
        let named = self.open_names(&names.sealed()?);
        let is_stranger = |number: &&String| {
            CaseRef::new(number).map_or(true, |person| !persons.contains(&person))
        };
        Ok(NamesOffered {
            can_be_opened: named.is_some(),
            strangers: named.map_or(0, |named| named.persons.keys().filter(is_stranger).count()),
        })
    }

    /// Takes a case over that waits: from now on it is one of this office's, under numbers of its own, and
    /// counts. Gives its id.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NotTaken`]; who is no case officer.
    pub fn accept_transfer(&mut self, package_id: &str) -> Result<RecordId, IntakeError> {
        let mut act = self.act_beyond(Role::CaseOfficer)?;
        let waiting = waiting_case(&act, package_id)?;
        let WaitingCase { sent, names } = opened_case(&act, package_id)?;
        let identity = names.sealed()?;
        let records = records_of(&act, &sent)?;
        // What cannot be opened now never can, and would stay in the register's queue.
        if act.open_names(&identity).is_none() {
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
        drop(identity);
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
        let waiting = waiting_case(&act, package_id)?;
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
    let kinds = RecordKind::of(Group::Register).filter(|kind| kind.is_handed_over());
    let kinds: Vec<RecordKind> = kinds.collect();
    let is_of_none = |table: &&String| kinds.iter().all(|kind| kind.table() != table.as_str());
    if let Some(other) = sent.records.keys().find(is_of_none) {
        return Err(invalid(other.clone()));
    }
    for kind in kinds {
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

    /// A case with one record of a kind beside it.
    fn a_case_with(kind: RecordKind, fields: serde_json::Value) -> TransferredCase {
        let case = RecordId::new();
        let object = |id: RecordId, fields: serde_json::Value| {
            let mut object = fields.as_object().unwrap().clone();
            object.insert("id".to_owned(), id.to_string().into());
            vec![object]
        };
        let mut fields = fields;
        fields["case"] = case.to_string().into();
        let found = serde_json::json!({
            "number": "10001", "found_on": "2024-03-05", "category": "domestic",
        });
        let table = |kind: RecordKind| kind.table().to_owned();
        TransferredCase {
            schema: store::RECORD_SCHEMA,
            case,
            ground: crate::package::TransferGround::Law,
            records: BTreeMap::from([
                (table(RecordKind::ViolenceCase), object(case, found)),
                (table(kind), object(RecordId::new(), fields)),
            ]),
        }
    }

    #[test]
    fn what_another_office_was_asked_does_not_come_with_a_case() {
        let place = crate::test_offices::Place::new();
        let office = place.office(crate::test_offices::COMMUNE);
        let follow_up = serde_json::json!({"due_on": "2024-04-05"});
        let sent = a_case_with(RecordKind::FollowUp, follow_up);
        assert!(checked(&office, &sent).is_ok_and(|records| records.len() == 2));
        let request = serde_json::json!({
            "asked_about": "20001", "request_kind": "see", "asked_by": "person",
            "requested_on": "2024-04-05",
        });
        let sent = a_case_with(RecordKind::DataRequest, request);
        assert!(matches!(checked(&office, &sent), Err(Stop::Refused(_))));
    }

    #[test]
    fn the_greatest_case_waits_and_no_other_as_great_beside_it() {
        // With its records, and what age adds.
        let greatest = MAX_IDENTITY + TransferredCase::MOST as u64 + (1 << 20);
        assert!(has_room(0, greatest).is_ok());
        assert!(has_room(1, greatest + (2 << 20)).is_err());
        assert!(has_room(1, 2 * greatest).is_err());
        assert!(has_room(MOST_WAITING - 1, 0).is_ok());
        assert!(has_room(MOST_WAITING, 0).is_err());
    }
}
