//! What people type: days, read by the core, and passphrases, shown nowhere.

use crate::{Failure, today};
use age::secrecy::SecretString;
use serde::Deserialize;
use std::convert::Infallible;
use std::str::FromStr;
use tienbo_core::model::{Day, at};
use tienbo_core::vault::SecretText;
use ts_rs::TS;

/// A day as a person types it: `5/12/2024`, `05-12-24`, or `2024-12-05`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct TypedDay(String);

impl TypedDay {
    /// The day of a field.
    ///
    /// # Errors
    /// Text that is no day, told of that field.
    pub fn read(&self, field: &str) -> Result<Day, Failure> {
        Ok(Day::parse(&self.0).map_err(at(field))?)
    }

    /// The day of a field that may be left empty.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_if_any(typed: Option<&Self>, field: &str) -> Result<Option<Day>, Failure> {
        typed
            .filter(|typed| !typed.0.trim().is_empty())
            .map(|typed| typed.read(field))
            .transpose()
    }

    /// The day of a field; today where it is left empty.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_or_today(typed: Option<&Self>, field: &str) -> Result<Day, Failure> {
        match Self::read_if_any(typed, field)? {
            Some(day) => Ok(day),
            None => today(),
        }
    }
}

impl FromStr for TypedDay {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl From<Day> for TypedDay {
    fn from(day: Day) -> Self {
        Self(day.iso())
    }
}

/// A passphrase or key on its way: wiped after use, shown nowhere.
#[derive(Clone)]
pub struct Secret(pub SecretString);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        SecretText::deserialize(from).map(|text| Self(text.0))
    }
}
impl TS for Secret {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
}
