//! Rosters: the catalogues and keys of the receiving office.

use super::label::{is_introduced, keys_of_sender, open, told};
use super::{Stop, Taken, Verdict};
use crate::catalogue::Catalogue;
use crate::package::{Looked, Refusal, Roster, fingerprint, same_fingerprint};
use crate::store::{self, Action, Because, KeyState, StoreError};
use crate::vault::Office;

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
    let roster: Roster = opened.message()?;
    let mut adopted = Vec::new();
    for files in &roster.catalogues {
        let catalogue = files
            .load()
            .map_err(|error| Refusal::Damaged(format!("roster.json: {}", error.file())))?;
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
