//! What is judged of every package by its label: who sent it, and whether it is for this office.

use super::Stop;
use crate::model::{Moment, UnitCode};
use crate::package::{Envelope, Looked, Opened, Refusal};
use crate::store::{self, KeyState, StoreError, UnitKey};
use crate::vault::{Office, View};
use age::secrecy::{ExposeSecret, SecretString};

/// A unit as a refusal names it: as the catalogue calls it, never as a label does that anybody can
/// write.
fn named(office: &View, unit: &UnitCode) -> String {
    format!("{} ({unit})", office.name_of_unit(unit))
}

/// The sender as a refusal names it.
pub(super) fn told(office: &View, label: &Envelope) -> String {
    named(office, &label.sender.unit)
}

/// The keys that a card or roster names for its sender.
pub(super) fn keys_of_sender(
    office: &View,
    label: &Envelope,
    state: KeyState,
) -> Result<UnitKey, Refusal> {
    let reading_key = label
        .senders_reading_key()
        .filter(|key| key.parse::<age::x25519::Recipient>().is_ok())
        .ok_or_else(|| Refusal::Damaged("envelope.json: recipients".to_owned()))?;
    Ok(UnitKey {
        unit: label.sender.unit.clone(),
        name: office.name_of_unit(&label.sender.unit),
        signing_key: label.sender.signing_key.clone(),
        reading_key: reading_key.to_owned(),
        register_key: label
            .register_key
            .clone()
            .filter(|key| key.parse::<age::x25519::Recipient>().is_ok()),
        state,
        valid_from: Moment::now(),
        valid_to: None,
    })
}

/// Whether a key that is trusted here for the unit introduces its new keys.
pub(super) fn is_introduced(
    office: &View,
    label: &Envelope,
    new: &UnitKey,
) -> Result<bool, StoreError> {
    let Some(trusted) = store::trusted_key(office.store(), &new.unit)? else {
        return Ok(false);
    };
    Ok(label.introductions.iter().any(|introduction| {
        introduction.signing_key == trusted.signing_key
            && introduction.holds(&new.unit, &new.signing_key, &new.reading_key)
    }))
}

/// Refuses a sender whose key is not trusted here for the unit it names.
pub(super) fn check_sender(office: &View, looked: &Looked) -> Result<(), Stop> {
    let sender = &looked.envelope.sender;
    let told = told(office, &looked.envelope);
    match store::unit_key_by_signing(office.store(), &sender.signing_key)? {
        None => Err(Refusal::UnknownKey(told).into()),
        Some(key) if key.unit != sender.unit => Err(Refusal::WrongUnit(told).into()),
        Some(key) => match key.state {
            KeyState::Trusted => Ok(()),
            KeyState::Known => Err(Refusal::UnknownKey(told).into()),
            KeyState::Revoked => Err(Refusal::RevokedKey(told).into()),
        },
    }
}

/// Opens a package with the key it was sealed to: the office's own, or a former one.
pub(super) fn open(office: &Office, looked: &Looked) -> Result<Opened, Stop> {
    let identity = own_identity(office, looked)?;
    Ok(looked.open(identity.expose_secret())?)
}

/// The identity of this office that a package is sealed to.
///
/// # Errors
/// [`Refusal::NotForUs`].
pub(super) fn own_identity(office: &Office, looked: &Looked) -> Result<SecretString, Stop> {
    let recipients = &looked.envelope.recipients;
    let own = office.reading_identities()?;
    let fits = |public: &str| {
        recipients
            .iter()
            .any(|r| r.unit == *office.unit() && r.key == public)
    };
    match own.into_iter().find(|(public, _)| fits(public)) {
        Some((_, identity)) => Ok(identity),
        None => {
            let names: Vec<_> = recipients.iter().map(|r| named(office, &r.unit)).collect();
            Err(Refusal::NotForUs(names.join(", ")).into())
        }
    }
}
