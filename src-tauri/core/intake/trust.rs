//! Trusting and revoking other offices' keys.

use super::IntakeError;
use super::aside::{is_since, signed_since};
use crate::model::{Day, Moment, UnitCode, clean};
use crate::package::{fingerprint, same_fingerprint};
use crate::store::{self, Because, KeyState, StoreError, UnitKey, Way};
use crate::vault::{Act, Office, Role, View};

impl UnitKey {
    /// The fingerprint of the keys in force, to be compared by telephone.
    pub fn fingerprint(&self) -> String {
        self.fingerprint_with(self.register_key.as_deref())
    }

    /// The fingerprint with a register key, or, with none, as earlier programs show it.
    pub(super) fn fingerprint_with(&self, register_key: Option<&str>) -> String {
        fingerprint(&self.signing_key, &self.reading_key, register_key)
    }

    /// Whether somebody has to compare something of it: the card itself, or another register key.
    pub fn waits_for_comparison(&self) -> bool {
        match self.state {
            KeyState::Known => true,
            KeyState::Trusted => self.offered_register_key.is_some(),
            KeyState::Revoked => false,
        }
    }

    /// The fingerprint with the register key that waits for a comparison, where one does.
    pub fn offered_fingerprint(&self) -> Option<String> {
        let offered = self.offered_register_key.as_deref()?;
        Some(self.fingerprint_with(Some(offered)))
    }

    /// The key as a fingerprint that was compared covers it; nothing where it is not this key's. What an
    /// earlier program shows does not cover the register key: no case is handed over by that alone.
    fn compared(mut self, told: &str) -> Option<Self> {
        let is = |register_key: Option<&str>| {
            same_fingerprint(&self.fingerprint_with(register_key), told)
        };
        let offered = self.offered_register_key.clone();
        if offered.is_some() && is(offered.as_deref()) {
            self.register_key = offered;
        } else if self.register_key.is_none() || !is(self.register_key.as_deref()) {
            if !is(None) {
                return None;
            }
            if self.state == KeyState::Trusted {
                // It goes on waiting; what was compared before stays.
                return Some(self);
            }
            self.register_key = None;
        }
        self.offered_register_key = None;
        Some(self)
    }
}

/// A fingerprint that was compared, and with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// As it was read out.
    pub fingerprint: String,
    /// By which way the two offices spoke.
    pub way: Way,
    /// Who at the other office read it out.
    pub spoke_with: String,
}

/// Longest name of who read a fingerprint out, in characters.
const MAX_NAME: usize = 100;
/// Longest reason for revoking a key, in characters.
pub(super) const MAX_REASON: usize = 1_000;

impl Office {
    /// Trusts the key of a unit that has the fingerprint compared with somebody there, who is named
    /// in the key's history.
    ///
    /// # Errors
    /// [`IntakeError::NoKey`] where no card with it is here; [`IntakeError::NobodyNamed`].
    pub fn trust_key(&mut self, unit: &UnitCode, compared: &Comparison) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let spoke_with = said(&compared.spoke_with, MAX_NAME).ok_or(IntakeError::NobodyNamed)?;
        let mut keys = store::unit_keys(act.store())?.into_iter();
        let key = keys.find_map(|key| {
            let may_be = key.unit == *unit && key.state != KeyState::Revoked;
            may_be.then_some(key)?.compared(&compared.fingerprint)
        });
        let because = Because::Compared {
            way: compared.way,
            spoke_with: &spoke_with,
        };
        set_key_state(&mut act, unit, key, KeyState::Trusted, because)
    }

    /// Revokes the trusted key of a unit, with a reason: what comes signed by it from now on is
    /// refused, what came before stays. Where others had it, what came since that day is set aside, also under a
    /// former key that was in force then: whoever had that could introduce this one.
    ///
    /// # Errors
    /// [`IntakeError::NoKey`] where it has none, [`IntakeError::NoReason`], [`IntakeError::LostLater`].
    pub fn revoke_key(
        &mut self,
        unit: &UnitCode,
        reason: &str,
        lost_since: Option<Day>,
    ) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let key = store::trusted_key(act.store(), unit)?;
        let mut key = key.ok_or_else(|| IntakeError::NoKey(unit.to_string()))?;
        if let Some(since) = lost_since.filter(|since| !is_since(&act, Moment::now(), *since)) {
            return Err(IntakeError::LostLater(since));
        }
        let (mut lost, mut aside) = (Vec::new(), Vec::new());
        if let Some(since) = lost_since {
            let keys = in_force_since(&act, unit, since)?;
            aside = signed_since(&act, &keys, since)?;
            lost.extend(keys.into_iter().map(|key| (key.signing_key, since)));
        }
        key.state = KeyState::Revoked;
        let because = Because::Revoked { reason: &reason };
        Ok(act.write(|log, _| -> Result<(), StoreError> {
            log.set_key(&key, because)?;
            for (key, since) in &lost {
                log.key_lost(key, *since)?;
            }
            let mut aside = aside.iter();
            aside.try_for_each(|of| log.set_aside(&of.submission, &of.signing_key, &reason))
        })?)
    }

    /// Says no to what waits for a comparison of a unit's keys, with a reason: a card that the unit did not
    /// make is never trusted here, and another register key is dropped. The key that is trusted stays; and so does
    /// what has the fingerprint that the unit read out, where somebody else's card waits beside its own.
    ///
    /// # Errors
    /// [`IntakeError::NoKey`] where nothing else waits, [`IntakeError::NoReason`].
    pub fn turn_down_key(
        &mut self,
        unit: &UnitCode,
        read_out: Option<&str>,
        reason: &str,
    ) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let mut keys = store::unit_keys(act.store())?;
        keys.retain(|key| {
            let is_its_own = |told: &str| match key.offered_fingerprint() {
                Some(offered) => same_fingerprint(&offered, told),
                None => key.clone().compared(told).is_some(),
            };
            let waits = key.unit == *unit && key.waits_for_comparison();
            waits && !read_out.is_some_and(is_its_own)
        });
        if keys.is_empty() {
            return Err(IntakeError::NoKey(unit.to_string()));
        }
        let because = Because::TurnedDown { reason: &reason };
        Ok(act.write(|log, _| -> Result<(), StoreError> {
            for mut key in keys {
                if key.state == KeyState::Known {
                    key.state = KeyState::Revoked;
                    log.set_key(&key, because)?;
                } else {
                    let writer = log.note_of_key(&key, because)?;
                    writer.drop_offered_register_key(&key.signing_key)?;
                }
            }
            Ok(())
        })?)
    }
}

/// The keys of a unit that were in force on a day or since.
fn in_force_since(office: &View, unit: &UnitCode, since: Day) -> Result<Vec<UnitKey>, StoreError> {
    let mut keys = store::unit_keys(office.store())?;
    keys.retain(|key| {
        let was_in_force = match key.state {
            KeyState::Known => false,
            KeyState::Trusted => true,
            KeyState::Revoked => key.valid_to.is_some_and(|end| is_since(office, end, since)),
        };
        key.unit == *unit && was_in_force
    });
    Ok(keys)
}

fn set_key_state(
    act: &mut Act<'_>,
    unit: &UnitCode,
    key: Option<UnitKey>,
    state: KeyState,
    because: Because<'_>,
) -> Result<(), IntakeError> {
    let mut key = key.ok_or_else(|| IntakeError::NoKey(unit.to_string()))?;
    key.state = state;
    act.write(|log, _| log.set_key(&key, because))?;
    Ok(())
}

/// Text that says something and is no longer than it may be.
pub(super) fn said(text: &str, longest: usize) -> Option<String> {
    let text = clean(text);
    (!text.is_empty() && text.chars().count() <= longest).then_some(text)
}
