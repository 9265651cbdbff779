//! Trusting and revoking other offices' keys.

use super::IntakeError;
use crate::model::{UnitCode, clean};
use crate::package::{fingerprint, same_fingerprint};
use crate::store::{self, Because, KeyState, UnitKey};
use crate::vault::{Act, Office, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

impl UnitKey {
    /// The fingerprint of both keys, to be compared by telephone.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.signing_key, &self.reading_key)
    }
}

/// How two offices compared a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Read out on the telephone.
    Telephone,
    /// Read off a sheet, face to face.
    InPerson,
    /// In a video call.
    Video,
    /// In a sealed letter.
    Letter,
}

impl Way {
    /// All, in the order people see them.
    pub const ALL: [Self; 4] = [Self::Telephone, Self::InPerson, Self::Video, Self::Letter];
    /// Code; message `key-way-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::InPerson => "in-person",
            Self::Video => "video",
            Self::Letter => "letter",
        }
    }
    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
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
const MAX_REASON: usize = 1_000;

impl Office {
    /// Trusts the key of a unit that has the fingerprint compared with somebody there, who is named
    /// in the key's history.
    ///
    /// # Errors
    /// [`IntakeError::NoKey`] where no card with it is here; [`IntakeError::NobodyNamed`].
    pub fn trust_key(&mut self, unit: &UnitCode, compared: &Comparison) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let spoke_with = said(&compared.spoke_with, MAX_NAME).ok_or(IntakeError::NobodyNamed)?;
        let key = store::unit_keys(act.store())?.into_iter().find(|key| {
            key.unit == *unit
                && key.state != KeyState::Revoked
                && same_fingerprint(&key.fingerprint(), &compared.fingerprint)
        });
        let because = Because {
            event: "compared",
            way: Some(compared.way.code()),
            spoke_with: Some(&spoke_with),
            note: None,
        };
        set_key_state(&mut act, unit, key, KeyState::Trusted, &because)
    }

    /// Revokes the trusted key of a unit, with a reason: what comes signed by it from now on is
    /// refused, what came before stays.
    ///
    /// # Errors
    /// [`IntakeError::NoKey`] where it has none, [`IntakeError::NoReason`].
    pub fn revoke_key(&mut self, unit: &UnitCode, reason: &str) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let key = store::trusted_key(act.store(), unit)?;
        let because = Because {
            event: "revoked",
            way: None,
            spoke_with: None,
            note: Some(&reason),
        };
        set_key_state(&mut act, unit, key, KeyState::Revoked, &because)
    }
}

fn set_key_state(
    act: &mut Act<'_>,
    unit: &UnitCode,
    key: Option<UnitKey>,
    state: KeyState,
    because: &Because<'_>,
) -> Result<(), IntakeError> {
    let mut key = key.ok_or_else(|| IntakeError::NoKey(unit.to_string()))?;
    key.state = state;
    act.write(|log, _| log.set_key(&key, because))?;
    Ok(())
}

/// Text that says something and is no longer than it may be.
fn said(text: &str, longest: usize) -> Option<String> {
    let text = clean(text);
    (!text.is_empty() && text.chars().count() <= longest).then_some(text)
}
