//! Cards: a unit's public keys.

use super::ahead::ReadPackage;
use super::label::{is_introduced, keys_of_sender, told};
use super::{Stop, Taken, Verdict, note_kept};
use crate::package::Refusal;
use crate::store::{self, Action, Because, KeyState};
use crate::vault::Act;

/// Keeps a card's keys as *known*; trusting them is an act of its own, but for keys that the unit's
/// trusted ones introduce.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let label = &read.looked.envelope;
    let known_unit = act
        .catalogues()
        .iter()
        .any(|catalogue| catalogue.units.get(&label.sender.unit).is_some());
    if !known_unit || label.sender.unit == *act.unit() {
        return Err(Refusal::WrongUnit(told(label)).into());
    }
    let mut key = keys_of_sender(label, KeyState::Known)?;
    let is_known = store::unit_key_by_signing(act.store(), &key.signing_key)?.is_some();
    let (verdict, because) = if is_known {
        (Verdict::AlreadyImported, Because::Card)
    } else if is_introduced(act, label, &key)? {
        key.state = KeyState::Trusted;
        (Verdict::CardTrusted, Because::Introduced)
    } else {
        (Verdict::CardKept, Because::Card)
    };
    let kept = read.keep(act)?;
    act.write(|log, _| {
        let writer = log.entry(Action::Imported, &format!("card {}", key.unit))?;
        if !is_known {
            log.set_key(&key, because)?;
        }
        note_kept(&writer, &kept)
    })?;
    Ok(Taken::plain(verdict))
}
