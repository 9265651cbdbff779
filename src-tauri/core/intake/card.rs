//! Cards: a unit's public keys.

use super::label::{is_introduced, keys_of_sender, told};
use super::{Stop, Taken, Verdict};
use crate::package::{Looked, Refusal};
use crate::store::{self, Action, Because, KeyState, StoreError};
use crate::vault::Office;

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
