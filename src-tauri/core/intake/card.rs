//! Cards: a unit's public keys.

use super::ahead::ReadPackage;
use super::label::{is_introduced, keys_of_sender, told};
use super::{Stop, Taken, Verdict, note_kept};
use crate::package::Refusal;
use crate::store::{self, Action, Because, KeyState};
use crate::vault::Act;

/// Most keys of a unit that wait for their fingerprint to be compared.
const MAX_WAITING: usize = 20;

/// Keeps a card's keys as *known*; trusting them is an act of its own, but for keys that the unit's
/// trusted ones introduce.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let label = &read.looked.envelope;
    let known_unit = act
        .catalogues()
        .iter()
        .any(|catalogue| catalogue.units.get(&label.sender.unit).is_some());
    if !known_unit || label.sender.unit == *act.unit() {
        return Err(Refusal::WrongUnit(told(act, label)).into());
    }
    let mut key = keys_of_sender(act, label, KeyState::Known)?;
    let known = store::unit_key_by_signing(act.store(), &key.signing_key)?;
    let is_known = known.is_some();
    let (verdict, because) = if is_known {
        (Verdict::AlreadyImported, Because::Card)
    } else if is_introduced(act, label, &key)? {
        key.state = KeyState::Trusted;
        (Verdict::CardTrusted, Because::Introduced)
    } else {
        let of_unit = store::unit_keys(act.store())?.into_iter();
        let waiting = of_unit.filter(|k| k.unit == key.unit && k.state == KeyState::Known);
        if waiting.count() >= MAX_WAITING {
            return Err(Refusal::TooLarge(format!("{} > {MAX_WAITING}", key.unit)).into());
        }
        (Verdict::CardKept, Because::Card)
    };
    // Anybody can make a card: of one that nobody trusts, its keys are noted and its file is not kept.
    let is_trusted = known.map_or(key.state, |known| known.state) == KeyState::Trusted;
    let kept = is_trusted.then(|| read.keep(act)).transpose()?;
    act.write(|log, _| {
        let writer = log.entry(Action::Imported, &format!("card {}", key.unit))?;
        if !is_known {
            log.set_key(&key, because)?;
        }
        match &kept {
            Some(kept) => note_kept(&writer, kept),
            None => writer.no_longer_refused(&read.sha256),
        }
    })?;
    Ok(Taken::plain(verdict))
}
