//! Cards, rosters and receipts.

use super::{IntakeError, Stop, Taken, Verdict, check_sender, open};
use crate::catalogue::Catalogue;
use crate::package::{
    Envelope, Looked, Receipt, ReceiptState, Refusal, Roster, fingerprint, same_fingerprint,
};
use crate::store::{self, Action, Because, KeyState, StoreError, UnitKey, now};
use crate::vault::Office;

fn told(label: &Envelope) -> String {
    format!("{} ({})", label.sender.name, label.sender.unit)
}

/// The keys that a card or roster names for its sender.
fn keys_of_sender(label: &Envelope, state: KeyState) -> Result<UnitKey, Refusal> {
    let reading_key = label
        .senders_reading_key()
        .filter(|key| key.parse::<age::x25519::Recipient>().is_ok())
        .ok_or_else(|| Refusal::Damaged("envelope.json: recipients".to_owned()))?;
    Ok(UnitKey {
        unit: label.sender.unit.clone(),
        name: label.sender.name.clone(),
        signing_key: label.sender.signing_key.clone(),
        reading_key: reading_key.to_owned(),
        register_key: label
            .register_key
            .clone()
            .filter(|key| key.parse::<age::x25519::Recipient>().is_ok()),
        state,
        valid_from: now().to_rfc3339(),
        valid_to: None,
    })
}

/// Whether a key that is trusted here for the unit introduces its new keys.
fn is_introduced(office: &Office, label: &Envelope, new: &UnitKey) -> Result<bool, StoreError> {
    let Some(trusted) = store::trusted_key(office.store(), &new.unit)? else {
        return Ok(false);
    };
    Ok(label.introductions.iter().any(|introduction| {
        introduction.signing_key == trusted.signing_key
            && introduction.holds(&new.unit, &new.signing_key, &new.reading_key)
    }))
}

/// Keeps a card's keys as *known*; trusting them is an act of its own, but for keys that the unit's
/// trusted ones introduce.
pub(super) fn card(office: &mut Office, looked: &Looked) -> Result<Taken, Stop> {
    let label = &looked.envelope;
    let known_unit = office
        .catalogues()
        .iter()
        .any(|catalogue| catalogue.units.get(&label.sender.unit).is_some());
    if !known_unit || label.sender.unit == *office.unit() {
        return Err(Refusal::WrongUnit(told(label)).into());
    }
    let mut key = keys_of_sender(label, KeyState::Known)?;
    if store::unit_key_by_signing(office.store(), &key.signing_key)?.is_some() {
        return Ok(Taken::plain(Verdict::AlreadyImported));
    }
    let (verdict, because) = if is_introduced(office, label, &key)? {
        key.state = KeyState::Trusted;
        (Verdict::CardTrusted, Because::INTRODUCED)
    } else {
        (Verdict::CardKept, Because::CARD)
    };
    let who = office.user().to_owned();
    office
        .store_mut()
        .transaction(|writer| -> Result<(), StoreError> {
            writer.set_key(&key, &because, &who)?;
            writer.audit(&who, Action::Imported, &format!("card {}", key.unit))
        })?;
    Ok(Taken::plain(verdict))
}

/// Takes over the catalogues and keys of the receiving office.
pub(super) fn roster(
    office: &mut Office,
    looked: &Looked,
    compared: Option<&str>,
) -> Result<Taken, Stop> {
    let label = &looked.envelope;
    let receives = |catalogue: &Catalogue| catalogue.regime.receiving_unit == label.sender.unit;
    if !office.catalogues().iter().any(receives) || label.sender.unit == *office.unit() {
        return Err(Refusal::WrongUnit(told(label)).into());
    }
    let own = keys_of_sender(label, KeyState::Trusted)?;
    // Later rosters are accepted only from the same keys, or from keys that these introduced.
    let trusted = match store::trusted_key(office.store(), &own.unit)? {
        Some(key) if key.signing_key == own.signing_key => key.reading_key == own.reading_key,
        Some(_) => is_introduced(office, label, &own)?,
        None => compared.is_some_and(|compared| {
            same_fingerprint(compared, &fingerprint(&own.signing_key, &own.reading_key))
        }),
    };
    if !trusted {
        return Err(Refusal::UnknownKey(told(label)).into());
    }
    let opened = open(office, looked)?;
    let roster: Roster = opened.json("roster.json")?;
    let mut adopted = Vec::new();
    for files in &roster.catalogues {
        let catalogue = files
            .load()
            .map_err(|error| Refusal::Damaged(format!("roster.json: {error}")))?;
        let known = office.catalogues().of_year(catalogue.regime.year);
        // An earlier version does not take the place of a later one.
        let is_new = known.is_none_or(|known| !known.regime.reads(&catalogue.regime.id));
        // A unit that a reform abolished goes on with the catalogues it is in.
        if is_new && receives(&catalogue) && catalogue.units.get(office.unit()).is_some() {
            let text = serde_json::to_string(files)
                .map_err(|error| StoreError::bad("catalogue", error))?;
            adopted.push((catalogue, text));
        }
    }
    let mut keys = roster.keys;
    // What is revoked comes before what is trusted in its place.
    keys.sort_by_key(|key| key.state == KeyState::Trusted);
    keys.retain(|key| key.unit != *office.unit() && key.unit != own.unit);
    keys.push(own);
    let who = office.user().to_owned();
    let mut catalogues = office.catalogues().clone();
    for (catalogue, _) in &adopted {
        catalogues.put(catalogue.clone());
    }
    let subject = format!("roster {}", label.package_id);
    office
        .store_mut()
        .transaction(|writer| -> Result<(), StoreError> {
            for (catalogue, text) in &adopted {
                let regime = &catalogue.regime;
                writer.put_catalogue(regime.year, &regime.id, text, &who)?;
            }
            if !adopted.is_empty() {
                crate::register::project_all(writer, &catalogues, &who)?;
            }
            for key in &keys {
                writer.set_key(key, &Because::ROSTER, &who)?;
            }
            writer.audit(&who, Action::Imported, &subject)
        })?;
    office.put_catalogues_in_force(catalogues);
    Ok(Taken::plain(Verdict::RosterApplied))
}

/// Notes what the receiving office says of this office's packages.
pub(super) fn receipt(office: &mut Office, looked: &Looked) -> Result<Taken, Stop> {
    check_sender(office, looked)?;
    let opened = open(office, looked)?;
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
                    &looked.envelope.created_at,
                )?;
            }
            writer.audit(
                &who,
                Action::Imported,
                &format!("receipt {}", looked.envelope.package_id),
            )
        })?;
    for entry in &receipt.receipts {
        if entry.state == ReceiptState::Accepted {
            office
                .transfer_confirmed(&entry.package_id, &from)
                .map_err(IntakeError::from)?;
        }
    }
    Ok(Taken::plain(Verdict::ReceiptKept))
}
