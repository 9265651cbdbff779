//! Cards, rosters and receipts.

use super::{Stop, Taken, Verdict, check_recipient, check_sender};
use crate::package::{Looked, Refusal, fingerprint, same_fingerprint};
use crate::period::{Receipt, Roster};
use crate::store::{self, Action, KeyState, StoreError, UnitKey, now};
use crate::vault::Office;

/// Keeps a card's keys as *known*; trusting them is an act of its own.
pub(super) fn card(office: &mut Office, looked: &Looked) -> Result<Taken, Stop> {
    let label = &looked.envelope;
    let sender = &label.sender;
    if office.catalogue().units.get(&sender.unit).is_none() {
        return Err(Refusal::WrongUnit(format!("{} ({})", sender.name, sender.unit)).into());
    }
    let [own] = &label.recipients[..] else {
        return Err(Refusal::Damaged("envelope.json: recipients".to_owned()).into());
    };
    if own.unit != sender.unit || own.key.parse::<age::x25519::Recipient>().is_err() {
        return Err(Refusal::Damaged("envelope.json: recipients".to_owned()).into());
    }
    if store::unit_key_by_signing(office.store(), &sender.signing_key)?.is_some() {
        return Ok(Taken::plain(Verdict::AlreadyImported));
    }
    let key = UnitKey {
        unit: sender.unit.clone(),
        name: sender.name.clone(),
        signing_key: sender.signing_key.clone(),
        reading_key: own.key.clone(),
        state: KeyState::Known,
        valid_from: now().to_rfc3339(),
        valid_to: None,
    };
    let who = office.user().to_owned();
    office
        .store_mut()
        .transaction(|writer| -> Result<(), StoreError> {
            writer.set_key(&key, &who)?;
            writer.audit(&who, Action::Imported, &format!("card {}", key.unit))
        })?;
    Ok(Taken::plain(Verdict::CardKept))
}

/// Takes over the keys of the receiving office and of the units it trusts.
pub(super) fn roster(
    office: &mut Office,
    looked: &Looked,
    compared: Option<&str>,
) -> Result<Taken, Stop> {
    let label = &looked.envelope;
    let sender = &label.sender;
    if sender.unit != office.catalogue().regime.receiving_unit {
        return Err(Refusal::WrongUnit(format!("{} ({})", sender.name, sender.unit)).into());
    }
    let own = label.recipients.iter().find(|r| r.unit == sender.unit);
    let own = own.ok_or_else(|| Refusal::Damaged("envelope.json: recipients".to_owned()))?;
    let known = store::trusted_key(office.store(), &sender.unit)?;
    let trusted = match (&known, compared) {
        // Later rosters are accepted only from the same key.
        (Some(key), _) => key.signing_key == sender.signing_key && key.reading_key == own.key,
        (None, Some(compared)) => {
            same_fingerprint(compared, &fingerprint(&sender.signing_key, &own.key))
        }
        (None, None) => false,
    };
    if !trusted {
        return Err(Refusal::UnknownKey(format!("{} ({})", sender.name, sender.unit)).into());
    }
    check_recipient(office, looked)?;
    let opened = looked.open(&office.row().reading_key)?;
    let roster: Roster = opened.json("roster.json")?;
    if roster.catalogue != office.catalogue().regime.id {
        return Err(Refusal::OtherCatalogue(roster.catalogue).into());
    }
    let mut keys = roster.keys;
    // What is revoked comes before what is trusted in its place.
    keys.sort_by_key(|key| key.state == KeyState::Trusted);
    keys.retain(|key| key.unit != *office.unit() && key.unit != sender.unit);
    keys.push(UnitKey {
        unit: sender.unit.clone(),
        name: sender.name.clone(),
        signing_key: sender.signing_key.clone(),
        reading_key: own.key.clone(),
        state: KeyState::Trusted,
        valid_from: now().to_rfc3339(),
        valid_to: None,
    });
    let who = office.user().to_owned();
    let subject = format!("roster {}", label.package_id);
    office
        .store_mut()
        .transaction(|writer| -> Result<(), StoreError> {
            for key in &keys {
                writer.set_key(key, &who)?;
            }
            writer.audit(&who, Action::Imported, &subject)
        })?;
    Ok(Taken::plain(Verdict::RosterApplied))
}

/// Notes what the receiving office says of this office's packages.
pub(super) fn receipt(office: &mut Office, looked: &Looked) -> Result<Taken, Stop> {
    check_sender(office, looked)?;
    check_recipient(office, looked)?;
    let opened = looked.open(&office.row().reading_key)?;
    let receipt: Receipt = opened.json("receipt.json")?;
    let who = office.user().to_owned();
    let from = looked.envelope.sender.unit.clone();
    office
        .store_mut()
        .transaction(|writer| -> Result<(), StoreError> {
            for entry in &receipt.receipts {
                let reasons = serde_json::to_string(&entry.reasons)
                    .map_err(|error| StoreError::bad("reasons", error))?;
                writer.add_received_receipt(
                    &entry.package_id,
                    &from,
                    entry.state.code(),
                    &reasons,
                )?;
            }
            writer.audit(
                &who,
                Action::Imported,
                &format!("receipt {}", looked.envelope.package_id),
            )
        })?;
    Ok(Taken::plain(Verdict::ReceiptKept))
}
