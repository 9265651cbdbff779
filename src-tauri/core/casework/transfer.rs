//! One case handed over to another unit: the only package that carries who a case names, sealed for
//! the receiving unit's case officers alone.

use super::{CaseError, CaseState};
use crate::model::{CaseRef, RecordId, RecordKind, UnitCode};
use crate::package::{
    Package, PackageKind, Receipt, ReceiptEntry, ReceiptState, Recipient, SCHEMA, TransferGround,
    TransferredCase, WriteError, write_transfer,
};
use crate::register::{SealedCase, SealedFile};
use crate::store::{self, Direction, StoreError, Transfer, UnitKey, now};
use crate::vault::{Office, Role};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A unit that a case can be handed over to.
pub fn receives_cases(key: &UnitKey) -> bool {
    key.state == store::KeyState::Trusted && key.register_key.is_some()
}

impl Office {
    /// The units that a case can be handed over to: those whose trusted card names a key for their
    /// case officers.
    ///
    /// # Errors
    /// The database's.
    pub fn case_receivers(&self) -> Result<Vec<UnitKey>, CaseError> {
        let mut keys = store::unit_keys(self.store())?;
        keys.retain(|key| receives_cases(key) && key.unit != *self.unit());
        Ok(keys)
    }

    /// Makes the package that hands a case over to another unit, with everything it names. The case
    /// goes on counting here until that unit confirms it.
    ///
    /// # Errors
    /// [`CaseError::NotOpen`], [`CaseError::CannotReceive`]; see also [`CaseError`].
    pub fn export_transfer(
        &mut self,
        id: RecordId,
        unit: &UnitCode,
        ground: TransferGround,
    ) -> Result<Package, CaseError> {
        self.require(Role::Head)?;
        self.register()?;
        let case = self.case(id)?;
        if !matches!(case.state, CaseState::Open | CaseState::HandingOver) {
            return Err(CaseError::NotOpen);
        }
        let cannot = || CaseError::CannotReceive(unit.clone());
        let key = store::trusted_key(self.store(), unit)?.ok_or_else(cannot)?;
        let register_key = key.register_key.clone().ok_or_else(cannot)?;

        let register = self.register()?;
        let mut sealed = SealedCase {
            papers: register.papers(id)?,
            ..SealedCase::default()
        };
        for person in case.persons() {
            if let Some(identity) = register.person(&person)? {
                sealed.persons.insert(person.as_str().to_owned(), identity);
            }
        }
        for file in register.files(id)? {
            sealed
                .files
                .push(SealedFile::new(&register.file(id, file.id)?));
        }
        let sealed = sealed
            .seal(&register_key)
            .map_err(|error| CaseError::Period(WriteError::Seal(error).into()))?;

        let records = TransferredCase {
            schema: SCHEMA,
            case: id,
            ground,
            records: self.records_of_case(id)?,
        };
        let records = serde_json::to_vec(&records)
            .map_err(|error| CaseError::Period(WriteError::from(error).into()))?;
        let subject = format!("violence_cases {id} to {unit} {}", ground.code());
        let sequence = self.begin_export(&subject)?;
        let signing_key = self.signing_key()?;
        let recipient = Recipient {
            unit: key.unit.clone(),
            name: key.name.clone(),
            key: key.reading_key.clone(),
        };
        let label = self.label(
            PackageKind::Transfer,
            &signing_key,
            vec![recipient],
            sequence,
        )?;
        let package = write_transfer(label, records, sealed)
            .map_err(|error| CaseError::Period(error.into()))?;
        let transfer = Transfer {
            package_id: package.envelope.package_id.clone(),
            case: id,
            direction: Direction::Out,
            unit: unit.clone(),
            at: now().to_rfc3339(),
            confirmed_at: None,
        };
        let who = self.user().to_owned();
        self.store_mut()
            .transaction(|writer| writer.add_transfer(&transfer, &who))?;
        let to = unit.clone();
        self.change_case(id, case.case.version, |case| {
            case.handed_to = Some(to);
            Ok(())
        })?;
        Ok(package)
    }

    /// The records of a case as JSON objects, by kind.
    fn records_of_case(
        &self,
        id: RecordId,
    ) -> Result<BTreeMap<String, Vec<Map<String, Value>>>, CaseError> {
        let mut found: BTreeMap<String, Vec<Map<String, Value>>> = BTreeMap::new();
        let mut owners: BTreeMap<RecordKind, Vec<RecordId>> = BTreeMap::new();
        for kind in RecordKind::REGISTER {
            let owner = kind
                .columns()
                .iter()
                .find_map(|column| Some((column.name.as_str(), kind.referred(&column.name)?)));
            let records = match owner {
                None => vec![store::flat_record(self.store(), kind, id)?],
                Some((column, owner)) => {
                    let mut records = Vec::new();
                    for owner in owners.get(&owner).into_iter().flatten() {
                        let of = store::flat_records_with(
                            self.store(),
                            kind,
                            column,
                            &owner.to_string(),
                        )?;
                        records.extend(of);
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

    /// Cases handed over and taken over, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub fn transfers(&self) -> Result<Vec<Transfer>, CaseError> {
        Ok(store::transfers(self.store())?)
    }

    /// The receipt by which this unit confirms that it has taken a case over.
    ///
    /// # Errors
    /// [`CaseError::NoTransfer`]; see also [`CaseError`].
    pub fn confirm_transfer(&mut self, package_id: &str) -> Result<Package, CaseError> {
        let transfer = store::transfer(self.store(), package_id)?
            .filter(|transfer| transfer.direction == Direction::In)
            .ok_or_else(|| CaseError::NoTransfer(package_id.to_owned()))?;
        let receipt = Receipt {
            receipts: vec![ReceiptEntry {
                package_id: package_id.to_owned(),
                state: ReceiptState::Accepted,
                reasons: Vec::new(),
            }],
        };
        let package = self.seal_receipt(&transfer.unit, &receipt)?;
        self.receipt_given(&receipt)?;
        self.store_mut()
            .transaction(|writer| writer.confirm_transfer(package_id))?;
        Ok(package)
    }

    /// Notes that another unit has confirmed a case it took over: that unit counts it now. A
    /// receipt for another package, or from another unit, changes nothing.
    pub(crate) fn transfer_confirmed(
        &mut self,
        package_id: &str,
        from: &UnitCode,
    ) -> Result<(), CaseError> {
        let Some(transfer) = store::transfer(self.store(), package_id)?
            .filter(|t| t.direction == Direction::Out && t.unit == *from)
            .filter(|t| t.confirmed_at.is_none())
        else {
            return Ok(());
        };
        let today = super::cases::today()?;
        let version =
            store::record::<crate::model::ViolenceCase>(self.store(), transfer.case)?.version;
        let unit = from.clone();
        self.change_case(transfer.case, version, |case| {
            case.handed_to = Some(unit);
            case.handed_on = Some(today.max(case.found_on));
            Ok(())
        })?;
        let package_id = package_id.to_owned();
        Ok(self
            .store_mut()
            .transaction(|writer| -> Result<(), StoreError> {
                writer.confirm_transfer(&package_id)
            })?)
    }
}

/// Numbers for the persons of a case that comes from another unit, drawn anew here.
pub(crate) fn new_numbers(
    office: &Office,
    persons: impl IntoIterator<Item = CaseRef>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let mut numbers = BTreeMap::new();
    for person in persons {
        if let crate::model::Cell::Text(new) = office.new_number()? {
            numbers.entry(person.as_str().to_owned()).or_insert(new);
        }
    }
    Ok(numbers)
}
