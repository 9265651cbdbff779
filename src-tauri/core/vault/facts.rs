//! The facts of cases at an office: opened with their key, moved under it where an earlier program left them
//! open, counted for who does not hold it, and taken in where somebody began a case who cannot read any.

use super::holders::{KeyList, OfficeKey, in_force};
use super::keyring::Keyring;
use super::{Office, Role, VaultError, View, restricted};
use crate::catalogue::Catalogues;
use crate::figures::{Figures, apart, cases_are_counted, count_cases};
use crate::message::LibraryWords;
use crate::model::{Moment, RecordId, RecordKind, UnitCode, clean};
use crate::package::{Content, seal};
use crate::register;
use crate::store::{
    self, Action, FactsKeys, GUARDED_FORM, Guarded, Log, NoEntry, People, SealedPlace, Store,
    StoreError,
};
use age::secrecy::ExposeSecret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;

/// How many places the log names that cannot be read, until somebody decides of them: enough to see what
/// happened, and no more than anybody could have it name.
const MOST_LOGGED: usize = 100;

/// What is kept of cases at a place and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableFact {
    /// Where it lies.
    pub place: SealedPlace,
    /// When it was found, where the log tells.
    pub since: Option<Moment>,
}

/// What the text of a draft begins with that is sealed to its user.
const SEALED_DRAFT: &str = "age:";

fn key(error: impl std::fmt::Display) -> VaultError {
    VaultError::Key(LibraryWords::of(error))
}

fn bad(error: impl std::fmt::Display) -> StoreError {
    StoreError::bad("closing", error)
}

/// Takes the facts key in hand, for who holds it. Facts that lie in tables, or as the first schema had them,
/// are refused once the list says that they were moved: whoever opens the database could put them there.
pub(super) fn hold(
    store: &mut Store,
    keyring: &Keyring,
    list: Option<&KeyList>,
) -> Result<(), VaultError> {
    if list.is_some_and(|list| list.facts_moved) {
        store.check_no_open_facts()?;
    }
    match in_force(keyring.facts_keys(), list, OfficeKey::Facts) {
        [] => Ok(()),
        keys => {
            let own = keyring.slot.own.as_ref().map(|own| &own.identity);
            store.hold_facts(FactsKeys::new(keys), |of| restricted::opened(of, own))?;
            let people = list.map(|list| People {
                holders: list.names_of_holders(OfficeKey::Facts),
                users: list.users.iter().map(|user| user.name.clone()).collect(),
            });
            let form = list.map_or(0, |list| list.guarded);
            Ok(store.put_guard_up(form, people.unwrap_or_default())?)
        }
    }
}

/// Seals all that an office which is being made, or an earlier program, has of cases.
pub(super) fn seal_all(
    store: &mut Store,
    keyring: &Keyring,
    catalogues: &Catalogues,
    unit: &UnitCode,
    who: &str,
) -> Result<(), VaultError> {
    let keys = FactsKeys::new(in_force(keyring.facts_keys(), None, OfficeKey::Facts));
    Ok(
        store.seal_facts(keys, who, |log| -> Result<(), StoreError> {
            for (period, revision) in store::closing_places(log)? {
                let closing = store::closing_before(log, period, revision)?;
                let figures: Figures = serde_json::from_str(&closing.figures).map_err(bad)?;
                let content = Content::thaw(&closing.content).map_err(bad)?;
                let (figures, content, facts) = apart(figures, content)?;
                let figures = serde_json::to_string(&figures).map_err(bad)?;
                let content = content.freeze().map_err(bad)?;
                let writer = log.unlogged(NoEntry::Upgrade);
                writer.take_apart(&closing, &figures, &content, &facts)?;
            }
            count_cases(log, catalogues, unit)
        })?,
    )
}

impl Office {
    /// Brings facts up to date at an unlocking: moves what an earlier program left open, takes in what was
    /// begun, counts what is not counted by the rules in force.
    pub(super) fn bring_facts_up_to_date(&mut self) -> Result<(), VaultError> {
        self.move_facts()?;
        if store::travel_key_is_open(self.store())? {
            self.view.store.transaction(self.user.as_str(), |log| {
                log.unlogged(NoEntry::Upgrade).seal_travel_key()
            })?;
            self.store().checkpoint()?;
            self.drop_old_copies()?;
        }
        if store::has_rows_not_allowed(self.store())? {
            self.view.store.transaction(self.user.as_str(), |log| {
                log.unlogged(NoEntry::Draft).drop_rows_not_allowed()
            })?;
        }
        self.seal_drafts()?;
        let Self {
            view,
            keyring,
            user,
            ..
        } = self;
        let View {
            store,
            catalogues,
            unit,
            ..
        } = view;
        if store::facts_are_closed(store) || !store::facts_are_sealed(store) {
            return Ok(());
        }
        let refused = store::turned_down_open(store)?;
        if !refused.is_empty() {
            store.transaction(user.as_str(), |log| {
                let writer = log.unlogged(NoEntry::Upgrade);
                let mut refused = refused.iter();
                refused.try_for_each(|(package, reason)| writer.seal_turned_down(package, reason))
            })?;
        }
        let begun = store::begun_count(store)?;
        let is_counted = cases_are_counted(store, catalogues)?;
        let is_made = !store::facts_were_made_before(store)?;
        if begun > 0 || !is_counted || !is_made {
            let unreadable = store.transaction(user.as_str(), |log| {
                if !is_made {
                    register::project_all(log, catalogues)?;
                    log.unlogged(NoEntry::Upgrade).facts_are_made()?;
                }
                let unreadable = register::take_in_begun(log, catalogues, keyring.facts_keys())?;
                count_cases(log, catalogues, unit)?;
                Ok::<_, StoreError>(unreadable)
            })?;
            store.tell_unreadable(Some(unreadable));
        }
        // What names persons in a case that was begun waits for who may open that.
        self.absorb_sealed()?;
        self.settle_restrictions()
    }

    /// Has the log tell, once, of what is kept of cases and cannot be read: everybody at the office learns from it
    /// that something is missing; and that nothing is any more.
    pub(super) fn log_unreadable(&mut self) -> Result<(), VaultError> {
        self.unreadable_names = self.unreadable_names()?;
        let store = &self.view.store;
        if store::facts_are_closed(store) || !store::facts_are_sealed(store) {
            return Ok(());
        }
        let told = store::told_unreadable(store)?;
        let mut unreadable = store::unreadable_facts(store)?;
        unreadable.extend(self.unreadable_names.iter().cloned());
        let mut new: Vec<String> = unreadable.iter().map(ToString::to_string).collect();
        new.retain(|place| !told.contains_key(place));
        new.truncate(MOST_LOGGED.saturating_sub(told.len()));
        let is_over =
            !told.is_empty() && unreadable.is_empty() && store::all_unreadable(store)?.is_empty();
        if new.is_empty() && !is_over {
            return Ok(());
        }
        let work = |log: &Log<'_>| -> Result<(), StoreError> {
            if is_over {
                log.entry(Action::FactsSettled, "readable again")?;
            }
            let mut new = new.iter();
            new.try_for_each(|place| log.entry(Action::FactsUnreadable, place).map(|_| ()))
        };
        Ok(self.view.store.transaction(self.user.as_str(), work)?)
    }

    /// What is kept of cases and cannot be read, as it was found at the unlocking, and since when that is known;
    /// for who does not hold the facts key, what the log tells of.
    ///
    /// # Errors
    /// The database's.
    pub fn known_unreadable(&self) -> Result<Vec<UnreadableFact>, VaultError> {
        let mut places = store::unreadable_facts(self.store())?;
        places.extend(self.unreadable_names.iter().cloned());
        self.since(places)
    }

    /// The same, all of it, looked for anew.
    ///
    /// # Errors
    /// The database's.
    pub fn unreadable_facts(&self) -> Result<Vec<UnreadableFact>, VaultError> {
        match store::facts_are_closed(self.store()) {
            true => self.known_unreadable(),
            false => self.since(self.all_unreadable()?),
        }
    }

    /// The places of all that cannot be read, looked for anew.
    pub(super) fn all_unreadable(&self) -> Result<Vec<SealedPlace>, VaultError> {
        let mut places = store::all_unreadable(self.store())?;
        places.extend(self.unreadable_names()?);
        Ok(places)
    }

    fn since(&self, places: Vec<SealedPlace>) -> Result<Vec<UnreadableFact>, VaultError> {
        let told = store::told_unreadable(self.store())?;
        let places = places.into_iter();
        Ok(places
            .map(|place| UnreadableFact {
                since: told.get(&place.to_string()).copied(),
                place,
            })
            .collect())
    }

    /// Of how many cases that were begun something was left out which who began them may not say, since this
    /// case officer unlocked the office before; known to case officers.
    ///
    /// # Errors
    /// The database's.
    pub fn begun_left_out(&self) -> Result<usize, VaultError> {
        match self.keyring.has(Role::CaseOfficer) {
            true => Ok(store::since_unlocked_before(
                self.store(),
                self.user(),
                Action::BegunLeftOut,
            )?),
            false => Ok(0),
        }
    }

    /// Takes out what is kept of cases and cannot be read, and takes what is left for all that there is: a head
    /// does, who was shown `shown` of it, for a reason that the log keeps. Nothing brings it back but a backup.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`]; [`VaultError::OthersUnreadable`] where it is not what was shown;
    /// [`VaultError::NoReason`].
    pub fn take_out_unreadable(
        &mut self,
        shown: &[String],
        reason: &str,
    ) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        if store::facts_are_closed(act.store()) {
            return Err(StoreError::FactsClosed.into());
        }
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(VaultError::NoReason);
        }
        let unit = act.unit().clone();
        let places = act.all_unreadable()?;
        let named: BTreeSet<String> = places.iter().map(ToString::to_string).collect();
        if named.is_empty() || named != shown.iter().cloned().collect() {
            return Err(VaultError::OthersUnreadable);
        }
        act.write(|log, _| -> Result<(), StoreError> {
            for place in named.iter().take(MOST_LOGGED) {
                log.entry(Action::FactsTakenOut, place)?;
            }
            let writer = log.entry(Action::FactsSettled, &format!("{} {reason}", named.len()))?;
            writer.take_out_facts(&places)
        })?;
        let gone = places
            .iter()
            .filter(|place| place.what == RecordKind::ViolenceCase.table());
        let gone: Vec<RecordId> = gone
            .filter_map(|place| RecordId::parse(&place.place).ok())
            .collect();
        act.write(|log, catalogues| -> Result<(), StoreError> {
            register::project_all(log, catalogues)?;
            // What travels of a case that is gone goes with it.
            for case in gone {
                register::project(log, catalogues, case)?;
            }
            count_cases(log, catalogues, &unit)
        })?;
        self.view.store.tell_unreadable(None);
        self.unreadable_names.clear();
        // What could not be read differed from what was sealed.
        Ok(self.store().look_anew()?)
    }

    /// Moves facts under their key, where an earlier program left them in tables, and guards what lies open
    /// beside them: a head, who signs that it is so.
    fn move_facts(&mut self) -> Result<(), VaultError> {
        let is_done = |list: &KeyList| list.facts_moved && list.guarded >= GUARDED_FORM;
        let Some(list) = self.list.as_ref().filter(|list| !is_done(list)) else {
            return Ok(());
        };
        if !self.keyring.has(Role::Head) || self.keyring.facts_keys().is_empty() {
            return Ok(());
        }
        let mut list = list.clone();
        (list.facts_moved, list.guarded) = (true, GUARDED_FORM);
        if !store::facts_are_sealed(self.store()) {
            self.seal_open_facts()?;
        }
        if !self.store().is_guarded() {
            let entry = (Action::KeysChanged, "guard");
            self.view.store.guard_as_it_is(self.user.as_str(), entry)?;
        }
        self.put_list(list, "facts under their key")
    }

    /// What only some may set and is otherwise than they left it, looking anew where another program has written
    /// since; nothing for who holds no facts key.
    ///
    /// # Errors
    /// The database's.
    pub fn differing(&self) -> Result<Vec<Guarded>, VaultError> {
        match self.store().check_guarded() {
            Ok(()) | Err(StoreError::Differing(_)) => Ok(self.store().differing()),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes what was found to differ as it is now, knowingly: whoever wrote it, it counts from now on.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no head.
    pub fn take_differing(&mut self) -> Result<(), VaultError> {
        self.act(Role::Head)?;
        let differing = self.differing()?;
        if differing.is_empty() {
            return Ok(());
        }
        let codes: Vec<&str> = differing.iter().map(|part| part.code()).collect();
        let codes = codes.join(" ");
        let entry = (Action::DifferingTaken, codes.as_str());
        Ok(self.view.store.guard_as_it_is(self.user.as_str(), entry)?)
    }

    fn seal_open_facts(&mut self) -> Result<(), VaultError> {
        let Self {
            view,
            keyring,
            user,
            ..
        } = &mut *self;
        let View {
            store,
            catalogues,
            unit,
            ..
        } = view;
        seal_all(store, keyring, catalogues, unit, user.as_str())?;
        store.transaction(user.as_str(), |log| {
            let entry = log.entry(Action::KeysChanged, "facts moved to their holders");
            entry.map(|_| ())
        })?;
        self.store().checkpoint()?;
        self.drop_old_copies()
    }

    /// Seals what is being typed of cases to who types it, where an earlier program kept it open.
    fn seal_drafts(&mut self) -> Result<(), VaultError> {
        let Some(list) = &self.list else {
            return Ok(());
        };
        let mut sealed = Vec::new();
        for (who, draft) in store::all_drafts(self.store())? {
            let holder = list
                .holder(&who)
                .and_then(|holder| holder.identity.as_ref());
            if let Some(identity) = holder
                && store::is_draft_of_cases(&draft.place)
                && !draft.fields.starts_with(SEALED_DRAFT)
            {
                sealed.push((who, draft.place, sealed_to(identity, &draft.fields)?));
            }
        }
        if sealed.is_empty() {
            return Ok(());
        }
        let work = |log: &Log<'_>| -> Result<(), StoreError> {
            let mut drafts = sealed.iter();
            drafts.try_for_each(|(who, place, fields)| {
                log.by(who)
                    .unlogged(NoEntry::Upgrade)
                    .put_draft(place, fields)
            })
        };
        Ok(self.view.store.transaction(self.user.as_str(), work)?)
    }

    /// Refuses who is no case officer a list of what single cases say. A head looks at one case at a time, which
    /// is logged.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`]; [`StoreError::FactsClosed`] for who cannot read any.
    pub fn check_may_list(&self, kind: RecordKind) -> Result<(), VaultError> {
        let store = self.store();
        let is_open = !store::facts_are_sealed(store) || self.keyring.has(Role::CaseOfficer);
        match kind.is_of_cases() && !is_open {
            true if store::facts_are_closed(store) => Err(StoreError::FactsClosed.into()),
            true => Err(VaultError::NotAllowed(Role::CaseOfficer)),
            false => Ok(()),
        }
    }

    /// Seals what was begun of a case to who holds the facts key.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub(crate) fn seal_for_facts(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let recipient = self.public.facts.clone();
        let recipient = recipient.ok_or(VaultError::Store(StoreError::FactsClosed))?;
        seal::encrypt(plain, &[recipient]).map_err(key)
    }

    /// What is being typed at a place, as it is kept: of cases sealed to who types it.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub(crate) fn draft_as_kept(&self, place: &str, fields: String) -> Result<String, VaultError> {
        match &self.keyring.slot.own {
            Some(own) if store::is_draft_of_cases(place) => {
                sealed_to(&super::holders::public(&own.identity)?, &fields)
            }
            // An earlier program's key file has nothing to seal it to.
            _ => Ok(fields),
        }
    }

    /// What was being typed, out of what is kept of it; nothing where it was sealed to a key that its user
    /// has no more.
    pub(crate) fn draft_as_typed(&self, kept: &str) -> Option<String> {
        let Some(sealed) = kept.strip_prefix(SEALED_DRAFT) else {
            return Some(kept.to_owned());
        };
        let own = self.keyring.slot.own.as_ref()?;
        let sealed = STANDARD.decode(sealed).ok()?;
        let limit = register::MAX_SEALED;
        let plain = seal::decrypt(&sealed, own.identity.expose_secret(), limit).ok()?;
        String::from_utf8(plain).ok()
    }
}

fn sealed_to(recipient: &str, fields: &str) -> Result<String, VaultError> {
    let sealed = seal::encrypt(fields.as_bytes(), &[recipient.to_owned()]).map_err(key)?;
    Ok(format!("{SEALED_DRAFT}{}", STANDARD.encode(sealed)))
}
