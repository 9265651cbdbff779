//! Rosters: the catalogues and keys of the receiving act.

use super::ahead::ReadPackage;
use super::label::{is_introduced, keys_of_sender, open, told};
use super::{Stop, Taken, Verdict, note_kept};
use crate::catalogue::Catalogue;
use crate::package::{Refusal, Roster, fingerprint, same_fingerprint};
use crate::register;
use crate::store::{self, Action, Because, KeyState, StoreError};
use crate::vault::{Act, Role};

/// Takes over the catalogues and keys of the receiving act. Both are the head's to decide of.
pub(super) fn take(
    act: &mut Act<'_>,
    read: &ReadPackage,
    compared: Option<&str>,
) -> Result<Taken, Stop> {
    act.also(Role::Head)?;
    let label = &read.looked.envelope;
    let receives = |catalogue: &Catalogue| catalogue.regime.receiving_unit == label.sender.unit;
    if !act.catalogues().iter().any(receives) || label.sender.unit == *act.unit() {
        return Err(Refusal::WrongUnit(told(act, label)).into());
    }
    let own = keys_of_sender(act, label, KeyState::Trusted)?;
    // Later rosters are accepted only from the same keys, or from keys that these introduced.
    let trusted = match store::trusted_key(act.store(), &own.unit)? {
        Some(key) if key.signing_key == own.signing_key => key.reading_key == own.reading_key,
        Some(_) => is_introduced(act, label, &own)?,
        None => compared.is_some_and(|compared| {
            same_fingerprint(compared, &fingerprint(&own.signing_key, &own.reading_key))
        }),
    };
    if !trusted {
        return Err(Refusal::UnknownKey(told(act, label)).into());
    }
    let opened = open(act, &read.looked)?;
    let roster: Roster = opened.message()?;
    let mut adopted = Vec::new();
    for files in &roster.catalogues {
        let catalogue = files
            .load()
            .map_err(|error| Refusal::Damaged(format!("roster.json: {}", error.file())))?;
        let known = act.catalogues().of_year(catalogue.regime.year);
        // An earlier version does not take the place of a later one.
        let is_new = known.is_none_or(|known| !known.regime.can_read(&catalogue.regime.id));
        // A unit that a reform abolished goes on with the catalogues it is in.
        if is_new && receives(&catalogue) && catalogue.units.get(act.unit()).is_some() {
            let text = serde_json::to_string(files)
                .map_err(|error| StoreError::bad("catalogue", error))?;
            adopted.push((catalogue, text));
        }
    }
    let mut keys = roster.keys;
    // What is revoked comes before what is trusted in its place.
    keys.sort_by_key(|key| key.state == KeyState::Trusted);
    keys.retain(|key| key.unit != *act.unit() && key.unit != own.unit);
    keys.push(own);
    let mut catalogues = act.catalogues().clone();
    for (catalogue, _) in &adopted {
        catalogues.put(catalogue.clone());
    }
    let kept = read.keep(act)?;
    let subject = format!("roster {}", label.package_id);
    act.adopt(catalogues, |log, catalogues| -> Result<(), StoreError> {
        let writer = log.entry(Action::Imported, &subject)?;
        for (catalogue, text) in &adopted {
            log.put_catalogue(catalogue.regime.year, &catalogue.regime.id, text)?;
        }
        if !adopted.is_empty() {
            register::project_all(log, catalogues)?;
        }
        for key in &keys {
            log.set_key(key, Because::Roster)?;
        }
        note_kept(&writer, &kept)
    })?;
    Ok(Taken::plain(Verdict::RosterApplied))
}
