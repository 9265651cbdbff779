//! What is judged of every package by its label: who sent it, and whether it is for this office.

use super::Stop;
use crate::model::{Moment, UnitCode};
use crate::package::{Envelope, Looked, Manifest, Opened, Refusal};
use crate::store::{self, Because, KeyState, Log, Reader, SaidOfLog, StoreError, UnitKey, Writer};
use crate::vault::{Act, Office, View};
use age::secrecy::{ExposeSecret, SecretString};

/// A unit as a refusal names it: as the catalogue calls it, never as a label does that anybody can
/// write.
pub(super) fn named(office: &View, unit: &UnitCode) -> String {
    format!("{} ({unit})", office.name_of_unit(unit))
}

/// The id of a package that another has: anybody can read it off a label, and make a package with it.
pub(super) fn taken_id(office: &View, package_id: &str, by: &UnitCode) -> Refusal {
    Refusal::TakenId(format!("{package_id}, {}", named(office, by)))
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
        .ok_or_else(|| Refusal::damaged("envelope.json: recipients"))?;
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
        offered_register_key: None,
        lost_since: None,
    })
}

/// Refuses what says that it was made later than now.
pub(super) fn not_in_the_future(label: &Envelope) -> Result<(), Refusal> {
    match label.created_at.is_in_the_future() {
        true => Err(Refusal::InTheFuture(label.created_at.to_string())),
        false => Ok(()),
    }
}

/// A unit's new keys as its trusted one introduces them; `None` where it does not. What introduces covers the
/// signing and reading keys alone, and is in the hands of heads: the register key stays what it was, and
/// another one waits for a comparison.
pub(super) fn introduced(
    office: &View,
    label: &Envelope,
    new: &UnitKey,
) -> Result<Option<UnitKey>, StoreError> {
    let Some(trusted) = store::trusted_key(office.store(), &new.unit)? else {
        return Ok(None);
    };
    // Whoever else has the former key could introduce keys of her own: then people compare them.
    if store::is_in_two_hands(office.store(), &trusted)? {
        return Ok(None);
    }
    let is_introduced = label.introductions.iter().any(|introduction| {
        introduction.signing_key == trusted.signing_key
            && introduction.holds(&new.unit, &new.signing_key, &new.reading_key)
    });
    Ok(is_introduced.then(|| {
        let here = trusted
            .offered_register_key
            .as_ref()
            .or(trusted.register_key.as_ref());
        let is_another = new.register_key.is_some() && new.register_key.as_ref() != here;
        let offered = match is_another {
            true => new.register_key.clone(),
            false => trusted.offered_register_key,
        };
        UnitKey {
            state: KeyState::Trusted,
            register_key: trusted.register_key,
            offered_register_key: offered,
            ..new.clone()
        }
    }))
}

/// The running number of a package under its key, and its label: no office makes two packages of one number.
/// And what it says of its sender's log, once it was opened.
#[derive(Clone)]
pub(super) struct Seen {
    signing_key: String,
    sequence: i64,
    label_hash: String,
    package_id: String,
    log: Option<SaidOfLog>,
}

impl Seen {
    pub(super) fn of(looked: &Looked) -> Self {
        Self::on(&looked.envelope, &looked.label_hash, None)
    }

    /// Of a package that was opened.
    pub(super) fn opened(looked: &Looked, manifest: &Manifest) -> Self {
        let log = said_of_log(&looked.envelope, manifest);
        Self::on(&looked.envelope, &looked.label_hash, Some(log))
    }

    pub(super) fn on(label: &Envelope, label_hash: &str, log: Option<SaidOfLog>) -> Self {
        Self {
            signing_key: label.sender.signing_key.clone(),
            sequence: label.sequence,
            label_hash: label_hash.to_owned(),
            package_id: label.package_id.clone(),
            log,
        }
    }

    /// The trusted key under which another package had the number, where that was not noted yet: somebody
    /// else may sign with it, or its office went back to an earlier state.
    fn forks(&self, reader: &impl Reader) -> Result<Option<UnitKey>, StoreError> {
        let seen = store::seen_label(reader, &self.signing_key, self.sequence)?;
        if seen.is_none_or(|seen| seen == self.label_hash) {
            return Ok(None);
        }
        match store::unit_key_by_signing(reader, &self.signing_key)? {
            Some(key) if key.state == KeyState::Trusted && !store::is_forked(reader, &key)? => {
                Ok(Some(key))
            }
            _ => Ok(None),
        }
    }

    /// Notes a fork, where the package shows one, whatever becomes of it.
    pub(super) fn watch(&self, act: &mut Act<'_>) -> Result<(), StoreError> {
        match self.forks(act.store())? {
            Some(key) => act.write(|log, _| self.note_fork(log, &key)),
            None => Ok(()),
        }
    }

    /// Notes that the package was taken in, a fork where it shows one, and how far its sender's log is.
    pub(super) fn note(&self, log: &Log<'_>, writer: &Writer<'_>) -> Result<(), StoreError> {
        if let Some(key) = self.forks(log)? {
            self.note_fork(log, &key)?;
        }
        if let Some(said) = &self.log
            && let Some(key) = store::unit_key_by_signing(log, &self.signing_key)?
        {
            log.keep_unit_log(&key, self.sequence, &self.package_id, said)?;
        }
        writer.label_seen(&self.signing_key, self.sequence, &self.label_hash)
    }

    fn note_fork(&self, log: &Log<'_>, key: &UnitKey) -> Result<(), StoreError> {
        let package = &self.package_id;
        log.note_of_key(key, Because::Forked { package })
            .map(|_| ())
    }
}

/// What a package says of its sender's log.
pub(super) fn said_of_log(label: &Envelope, manifest: &Manifest) -> SaidOfLog {
    SaidOfLog {
        head: manifest.audit.clone(),
        before: label.log_before.clone(),
    }
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
