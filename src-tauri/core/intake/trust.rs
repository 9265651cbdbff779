//! Trusting and revoking other offices' keys.

use super::IntakeError;
use crate::model::UnitCode;
use crate::package::{fingerprint, same_fingerprint};
use crate::store::{self, KeyState, StoreError, UnitKey};
use crate::vault::{Office, Role};

impl UnitKey {
    /// The fingerprint of both keys, to be compared by telephone.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.signing_key, &self.reading_key)
    }
}

impl Office {
    /// Trusts the key of a unit that has the fingerprint compared by telephone. Gives `false` where
    /// no card with it is here.
    ///
    /// # Errors
    /// [`IntakeError`].
    pub fn trust_key(&mut self, unit: &UnitCode, compared: &str) -> Result<bool, IntakeError> {
        let key = store::unit_keys(self.store())?.into_iter().find(|key| {
            key.unit == *unit
                && key.state != KeyState::Revoked
                && same_fingerprint(&key.fingerprint(), compared)
        });
        self.set_key_state(key, KeyState::Trusted)
    }

    /// Revokes the trusted key of a unit. Gives `false` where it has none.
    ///
    /// # Errors
    /// [`IntakeError`].
    pub fn revoke_key(&mut self, unit: &UnitCode) -> Result<bool, IntakeError> {
        let key = store::trusted_key(self.store(), unit)?;
        self.set_key_state(key, KeyState::Revoked)
    }

    fn set_key_state(
        &mut self,
        key: Option<UnitKey>,
        state: KeyState,
    ) -> Result<bool, IntakeError> {
        self.require(Role::Head)?;
        let Some(mut key) = key else {
            return Ok(false);
        };
        key.state = state;
        let who = self.user().to_owned();
        self.store_mut()
            .transaction(|writer| -> Result<(), StoreError> { writer.set_key(&key, &who) })?;
        Ok(true)
    }
}
