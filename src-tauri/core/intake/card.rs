//! Cards: a unit's public keys.

use super::ahead::ReadPackage;
use super::label::{Seen, introduced, keys_of_sender, told};
use super::{Stop, Taken, Verdict, note_kept};
use crate::package::Refusal;
use crate::store::{self, Action, Because, KeyState, StoreError, UnitKey};
use crate::vault::Act;

/// Most keys of a unit that wait for their fingerprint to be compared.
const MAX_WAITING: usize = 20;

/// What a card brings.
enum Brings {
    /// Keys known here, or an earlier card of them.
    Nothing,
    /// A unit's keys, or, of keys not compared yet, another register key.
    Keys(UnitKey, Because<'static>),
    /// Another register key under a signing key that is trusted: the fingerprint is another one.
    RegisterKey(UnitKey, String),
}

/// Keeps a card's keys as *known*; trusting them is an act of its own, but for keys that the unit's
/// trusted ones introduce; the register key among them waits all the same.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let label = &read.looked.envelope;
    let known_unit = act
        .catalogues()
        .iter()
        .any(|catalogue| catalogue.units.get(&label.sender.unit).is_some());
    if !known_unit || label.sender.unit == *act.unit() {
        return Err(Refusal::WrongUnit(told(act, label)).into());
    }
    let key = keys_of_sender(act, label, KeyState::Known)?;
    let signing_key = key.signing_key.clone();
    let known = store::unit_key_by_signing(act.store(), &signing_key)?;
    let was_trusted = known
        .as_ref()
        .is_some_and(|known| known.state == KeyState::Trusted);
    let (verdict, brings) = match known {
        Some(known) => {
            let newer = label.sequence > store::card_sequence(act.store(), &signing_key)?;
            register_key(known, &key)
                .filter(|_| newer)
                .map_or((Verdict::AlreadyImported, Brings::Nothing), |brings| {
                    (Verdict::CardKept, brings)
                })
        }
        None => match introduced(act, label, &key)? {
            Some(key) => (Verdict::CardTrusted, Brings::Keys(key, Because::Introduced)),
            None => {
                let of_unit = store::unit_keys(act.store())?.into_iter();
                let waiting = of_unit.filter(|k| k.unit == key.unit && k.state == KeyState::Known);
                if waiting.count() >= MAX_WAITING {
                    return Err(Refusal::TooLarge(format!("{} > {MAX_WAITING}", key.unit)).into());
                }
                (Verdict::CardKept, Brings::Keys(key, Because::Card))
            }
        },
    };
    // Anybody can make a card: of one that nobody trusts, its keys are noted and its file is not kept.
    let is_trusted = was_trusted || verdict == Verdict::CardTrusted;
    let kept = is_trusted.then(|| read.keep(act)).transpose()?;
    let seen = Seen::of(&read.looked);
    act.write(|log, _| -> Result<(), StoreError> {
        let writer = log.entry(Action::Imported, &format!("card {}", label.sender.unit))?;
        match &brings {
            Brings::Nothing => {}
            Brings::Keys(key, because) => {
                log.set_key(key, *because)?;
            }
            Brings::RegisterKey(key, offered) => {
                log.note_of_key(key, Because::RegisterKey)?;
                writer.offer_register_key(&key.signing_key, offered)?;
            }
        }
        writer.card_seen(&signing_key, label.sequence)?;
        match &kept {
            Some(kept) => note_kept(log, &writer, kept, &seen),
            None => writer.no_longer_refused(&read.sha256),
        }
    })?;
    Ok(Taken::plain(verdict))
}

/// What the register key that a card names brings, where its signing key is known.
fn register_key(known: UnitKey, card: &UnitKey) -> Option<Brings> {
    let offered = card.register_key.clone()?;
    let here = known
        .offered_register_key
        .as_ref()
        .or(known.register_key.as_ref());
    let same_keys = known.unit == card.unit && known.reading_key == card.reading_key;
    if here == Some(&offered) || !same_keys {
        return None;
    }
    match known.state {
        KeyState::Revoked => None,
        KeyState::Known => Some(Brings::Keys(card.clone(), Because::Card)),
        KeyState::Trusted => Some(Brings::RegisterKey(known, offered)),
    }
}
