//! One case handed over to another unit, and the receipt for one taken over. A transfer is the only package
//! that carries who a case names, sealed for the receiving unit's case officers alone.

use super::label::{label, recipient};
use super::{SendingError, WrittenPackage, receipt, write_then_note};
use crate::casework::{Case, CaseError, CaseState};
use crate::model::{
    CasePapers, CaseRef, Cell, Day, Flat, FlatForm, Group, Moment, RecordId, RecordKind, UnitCode,
};
use crate::package::{
    PackageKind, Reason, Receipt, ReceiptEntry, ReceiptState, SCHEMA, TransferGround,
    TransferredCase, WriteError, write_transfer,
};
use crate::register::{self, ConsentState, SealedCase, SealedFile};
use crate::store::{
    self, Action, NoEntry, Store, StoreError, Transfer, TransferDirection, UnitKey,
};
use crate::vault::{Office, Role, View};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// Whether a case can be handed over to a unit: its trusted card names a key for its case officers, and no
/// other one waits for a comparison.
pub fn receives_cases(key: &UnitKey) -> bool {
    key.state == store::KeyState::Trusted
        && key.register_key.is_some()
        && key.offered_register_key.is_none()
}

/// The units that a case can be handed over to.
///
/// # Errors
/// The database's.
pub fn case_receivers(office: &View) -> Result<Vec<UnitKey>, StoreError> {
    let mut keys = store::unit_keys(office.store())?;
    keys.retain(|key| receives_cases(key) && key.unit != *office.unit());
    Ok(keys)
}

/// What another unit said of a case that was handed over to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferAnswer {
    /// Whether it took the case.
    pub state: ReceiptState,
    /// When it wrote so, by its clock.
    pub at: Moment,
    /// Why it did not.
    pub reasons: Vec<Reason>,
}

/// What was said of the cases handed over, by package, where an answer came.
///
/// # Errors
/// The database's.
pub fn transfer_answers(office: &View) -> Result<BTreeMap<String, TransferAnswer>, StoreError> {
    let kept = store::transfer_answers(office.store())?.into_iter();
    kept.map(|(package_id, kept)| {
        let reasons = serde_json::from_str(&kept.reasons);
        let answer = TransferAnswer {
            state: ReceiptState::from_code(&kept.state)
                .ok_or_else(|| StoreError::bad("state", &kept.state))?,
            at: kept.at,
            reasons: reasons.map_err(|error| StoreError::bad("reasons", error))?,
        };
        Ok((package_id, answer))
    })
    .collect()
}

/// What stays here when a case is handed over, of what names persons. Nothing does unless it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct StaysHere {
    /// The account of events.
    pub account: bool,
    /// Notes.
    pub notes: bool,
    /// Files.
    pub files: bool,
    /// What names perpetrators.
    pub perpetrators: bool,
}

/// What of a case names somebody and would go along when it is handed over, without saying it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GoesAlong {
    /// Survivors who did not agree that it is handed over to this unit.
    pub not_agreed: Vec<CaseRef>,
    /// Survivors of whom a name goes along.
    pub survivors: Vec<CaseRef>,
    /// Perpetrators of whom a name goes along.
    pub perpetrators: Vec<CaseRef>,
    /// Whether an account does.
    pub account: bool,
    /// Whether notes do.
    pub notes: bool,
    /// How many files do.
    pub files: usize,
}

impl Office {
    /// What would go along if a case were handed over to a unit, and who did not agree to it.
    ///
    /// # Errors
    /// Who is no case officer; see also [`SendingError`].
    pub fn goes_along(&self, id: RecordId, unit: &UnitCode) -> Result<GoesAlong, SendingError> {
        let case = self.case(id)?;
        let sealed = names(self, &case, StaysHere::default())?;
        let named = |persons: Vec<&CaseRef>| -> Vec<CaseRef> {
            let persons = persons.into_iter();
            let goes = persons.filter(|person| sealed.persons.contains_key(person.as_str()));
            goes.cloned().collect()
        };
        Ok(GoesAlong {
            not_agreed: not_agreed(self, &case, unit)?,
            survivors: named(case.survivors.iter().map(|s| &s.record.person).collect()),
            perpetrators: named(case.perpetrators.iter().map(|p| &p.record.person).collect()),
            account: sealed.papers.account.is_some(),
            notes: sealed.papers.notes.is_some() || sealed.papers.plan_words.is_some(),
            files: sealed.files.len(),
        })
    }

    /// Writes the package that hands a case over to another unit, with what names persons, where they agreed that
    /// it is kept, but for what stays here. The case goes on counting here until that unit confirms it.
    ///
    /// # Errors
    /// [`CaseError::NotOpen`], [`SendingError::CannotReceive`]; [`CaseError::NotAgreedToTransfer`] where a
    /// survivor did not agree, and it is not recorded that the law asks for it; see also [`SendingError`].
    pub fn write_transfer(
        &mut self,
        id: RecordId,
        unit: &UnitCode,
        ground: TransferGround,
        stays: StaysHere,
        file: &Path,
    ) -> Result<WrittenPackage, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        act.also(Role::CaseOfficer)?;
        let case = act.case(id)?;
        if !matches!(case.state, CaseState::Open | CaseState::HandingOver) {
            return Err(CaseError::NotOpen.into());
        }
        let cannot = || SendingError::CannotReceive(unit.clone());
        let key = store::trusted_key(act.store(), unit)?
            .filter(receives_cases)
            .ok_or_else(cannot)?;
        let register_key = key.register_key.clone().ok_or_else(cannot)?;
        for person in case.persons() {
            if register::is_limited(act.store(), &person)? {
                return Err(CaseError::NotAgreed(ConsentState::Limited).into());
            }
        }
        // Where the law asks for it, that stands as an answer of its own, with its ground, and a head is asked to look.
        let missing = not_agreed(&act, &case, unit)?;
        if !missing.is_empty() {
            let persons: Vec<&str> = missing.iter().map(CaseRef::as_str).collect();
            return Err(CaseError::NotAgreedToTransfer(persons.join(", ")).into());
        }
        let other = OtherNames::of(&case, &records_of_case(act.store(), id)?)?;
        let sealed = other
            .persons(names(&act, &case, stays)?)
            .seal(&register_key)
            .map_err(WriteError::Seal)?;
        let sent = TransferredCase {
            schema: SCHEMA,
            case: other.id(id),
            ground,
            records: other.records(records_of_case(act.store(), id)?),
        };
        let signing_key = act.signing_key()?;
        let recipients = vec![recipient(&key)];
        let label = label(&mut act, PackageKind::Transfer, &signing_key, recipients)?;
        let package = write_transfer(label, &sent, sealed)?;
        let transfer = Transfer {
            package_id: package.envelope.package_id.clone(),
            case: id,
            direction: TransferDirection::Out,
            unit: unit.clone(),
            at: Moment::now(),
            confirmed_at: None,
        };
        let mut record = case.case.record;
        record.handed_to = Some(unit.clone());
        let (cells, version) = (record.to_cells(), case.case.version);
        let subject = format!("violence_cases {id} to {unit} {}", ground.code());
        write_then_note(&mut act, package, file, |log, catalogues| {
            log.entry(Action::Exported, &subject)?;
            log.add_transfer(&transfer)?;
            log.change(RecordKind::ViolenceCase, id, version, &cells)?;
            register::project(log, catalogues, id)
        })
    }

    /// Writes the receipt by which this unit confirms that it has taken a case over, or says why it has not.
    ///
    /// # Errors
    /// [`SendingError::NoTransfer`]; see also [`SendingError`].
    pub fn confirm_transfer(
        &mut self,
        package_id: &str,
        file: &Path,
    ) -> Result<WrittenPackage, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let taken = store::transfer(act.store(), package_id)?
            .filter(|transfer| transfer.direction == TransferDirection::In);
        let refused = store::turned_down_case(act.store(), package_id)?;
        let (unit, state, reasons) = match (taken, refused) {
            (Some(taken), _) => (taken.unit, ReceiptState::Accepted, Vec::new()),
            (None, Some(refused)) => {
                let reason = Reason {
                    section: None,
                    record: None,
                    text: refused.reason,
                };
                (refused.unit, ReceiptState::Returned, vec![reason])
            }
            (None, None) => return Err(SendingError::NoTransfer(package_id.to_owned())),
        };
        let answer = Receipt {
            receipts: vec![ReceiptEntry {
                package_id: package_id.to_owned(),
                state,
                reasons,
            }],
        };
        let package = receipt::sealed(&mut act, &unit, &answer, Vec::new())?;
        write_then_note(&mut act, package, file, |log, _| {
            receipt::told(log, &answer)?;
            let writer = log.unlogged(NoEntry::Finishing);
            match state {
                ReceiptState::Accepted => writer.confirm_transfer(package_id),
                ReceiptState::Returned => writer.refusal_told(package_id),
            }
        })
    }
}

/// The ids and numbers under which a case travels, drawn for this package alone: the office's own tell
/// when it was recorded, and stand on the paper file.
struct OtherNames {
    ids: BTreeMap<RecordId, RecordId>,
    numbers: BTreeMap<String, String>,
}

impl OtherNames {
    fn of(
        case: &Case,
        records: &BTreeMap<String, Vec<Map<String, Value>>>,
    ) -> Result<Self, StoreError> {
        let mut ids = BTreeMap::new();
        for id in records
            .values()
            .flatten()
            .filter_map(|record| id_in(record, "id"))
        {
            ids.insert(id, RecordId::random()?);
        }
        let mut numbers = BTreeMap::new();
        let own = case.persons().into_iter();
        for own in own.chain([case.case.record.number.clone()]) {
            numbers.insert(
                own.as_str().to_owned(),
                CaseRef::random()?.as_str().to_owned(),
            );
        }
        Ok(Self { ids, numbers })
    }

    fn id(&self, own: RecordId) -> RecordId {
        self.ids.get(&own).copied().unwrap_or(own)
    }

    fn persons(&self, mut sealed: SealedCase) -> SealedCase {
        let persons = std::mem::take(&mut sealed.persons).into_iter();
        sealed.persons = persons
            .map(|(own, identity)| (self.numbers.get(&own).cloned().unwrap_or(own), identity))
            .collect();
        sealed
    }

    fn records(
        &self,
        mut records: BTreeMap<String, Vec<Map<String, Value>>>,
    ) -> BTreeMap<String, Vec<Map<String, Value>>> {
        for kind in RecordKind::of(Group::Register) {
            let referring = kind
                .columns()
                .iter()
                .filter(|c| c.kind.referred().is_some());
            // Where somebody was sent stands in this office's directory: which kind of place that was goes along.
            let (places, referring): (Vec<_>, Vec<_>) = referring
                .partition(|column| column.kind.referred() == Some(RecordKind::DirectoryEntry));
            let referring: Vec<&str> = referring
                .iter()
                .map(|column| column.name.as_str())
                .collect();
            for record in records.get_mut(kind.table()).into_iter().flatten() {
                record.retain(|name, _| places.iter().all(|column| column.name != *name));
                for name in referring.iter().copied().chain(["id"]) {
                    if let Some(id) = id_in(record, name) {
                        record.insert(name.to_owned(), Value::from(self.id(id).to_string()));
                    }
                }
                for name in ["person", "number"] {
                    let own = record.get(name).and_then(Value::as_str);
                    if let Some(number) = own.and_then(|own| self.numbers.get(own)) {
                        record.insert(name.to_owned(), Value::from(number.clone()));
                    }
                }
            }
        }
        records
    }
}

fn id_in(record: &Map<String, Value>, name: &str) -> Option<RecordId> {
    RecordId::parse(record.get(name)?.as_str()?).ok()
}

/// Survivors of a case who did not agree that it is handed over to a unit.
fn not_agreed(office: &View, case: &Case, unit: &UnitCode) -> Result<Vec<CaseRef>, SendingError> {
    let today = Day::today().map_err(StoreError::from)?;
    let store = office.store();
    Ok(register::not_agreed_to_transfer(
        store,
        case.case.id,
        unit,
        today,
    )?)
}

/// What names persons in a case and goes along: nothing that they did not agree is kept.
fn names(office: &Office, case: &Case, stays: StaysHere) -> Result<SealedCase, SendingError> {
    let register = office.register()?;
    let id = case.case.id;
    let today = Day::today().map_err(StoreError::from)?;
    let mut sealed = SealedCase::default();
    for person in case.persons() {
        let is_perpetrator = case.perpetrators.iter().any(|p| p.record.person == person);
        let state = register::may_be_named(office.store(), id, &person, today)?;
        if state != ConsentState::Given || (is_perpetrator && stays.perpetrators) {
            continue;
        }
        if let Some(identity) = register.person(&person)? {
            sealed.persons.insert(person.as_str().to_owned(), identity);
        }
    }
    if register::may_be_written(office.store(), id, today)? != ConsentState::Given {
        return Ok(sealed);
    }
    let papers = register.papers(id)?;
    sealed.papers = CasePapers {
        account: papers.account.filter(|_| !stays.account),
        notes: papers.notes.filter(|_| !stays.notes),
        plan_words: papers.plan_words.filter(|_| !stays.notes),
    };
    for file in register.files(id)?.into_iter().filter(|_| !stays.files) {
        let file = register.file(id, file.id)?;
        sealed.files.push(SealedFile::new(&file));
    }
    Ok(sealed)
}

/// Whether all that a record refers to in its case is there: not a relation to a perpetrator who was taken out.
fn is_whole(kind: RecordKind, record: &Flat, owners: &BTreeMap<RecordKind, Vec<RecordId>>) -> bool {
    let mut columns = kind.columns().iter().zip(&record.record);
    columns.all(|(column, cell)| match (column.kind.referred(), cell) {
        (Some(referred), Cell::Text(text)) if referred.is_of_register() => {
            let known = owners.get(&referred);
            let id = RecordId::parse(text);
            id.is_ok_and(|id| known.is_some_and(|known| known.contains(&id)))
        }
        _ => true,
    })
}

/// The records of a case as JSON objects, by kind.
fn records_of_case(
    store: &Store,
    id: RecordId,
) -> Result<BTreeMap<String, Vec<Map<String, Value>>>, StoreError> {
    let mut found: BTreeMap<String, Vec<Map<String, Value>>> = BTreeMap::new();
    let mut owners: BTreeMap<RecordKind, Vec<RecordId>> = BTreeMap::new();
    let handed_over = RecordKind::of(Group::Register).filter(|kind| kind.is_handed_over());
    for kind in handed_over {
        let records = match kind.owner() {
            None => vec![store::flat_record(store, kind, id)?],
            Some((column, owner)) => {
                let mut records = Vec::new();
                for owner in owners.get(&owner).into_iter().flatten() {
                    let of = store::flat_records_with(store, kind, column, &owner.to_string())?;
                    let goes = |one: &Flat| is_whole(kind, one, &owners);
                    records.extend(of.into_iter().filter(goes));
                }
                records
            }
        };
        for record in records {
            owners.entry(kind).or_default().push(record.id);
            let mut object = kind.to_json(&record.record);
            object.insert("id".to_owned(), Value::from(record.id.to_string()));
            found
                .entry(kind.table().to_owned())
                .or_default()
                .push(object);
        }
    }
    Ok(found)
}
