//! First start and unlocking: what an office can be made of, and what is open.

use crate::files::shown;
use crate::period::{PeriodInfo, Periods, periods};
use crate::{Failure, Secret, Session};
use age::secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use std::path::Path;
use tienbo_core::catalogue::{Catalogue, CatalogueFiles, built_in_ids};
use tienbo_core::model::{Day, Period, UnitCode, at};
use tienbo_core::vault::{
    LEAST_STRENGTH, MIN_PASSPHRASE, NewOffice, Office, RecoverySheet, Role, UserName, strength,
};
use ts_rs::TS;

/// A unit that an office can be made for.
#[derive(Debug, Serialize, TS)]
pub struct UnitChoice {
    /// Catalogue.
    pub catalogue: String,
    /// Name of the catalogue.
    pub catalogue_name: String,
    /// Code.
    pub code: UnitCode,
    /// Name.
    pub name: String,
    /// Name of its level.
    pub level: String,
    /// Name of the unit above it.
    pub above: Option<String>,
}

/// How strong a passphrase is.
#[derive(Debug, Serialize, TS)]
pub struct Strength {
    /// 0, guessed at once, to 4, not guessed in years.
    pub score: u8,
    /// Whether it is strong enough to be taken.
    pub enough: bool,
    /// Whether it has the characters it needs.
    pub long_enough: bool,
    /// How many it needs.
    pub least: usize,
}

/// What a new office is, as it is typed.
#[derive(Deserialize, TS)]
pub struct NewOfficeForm {
    /// Id of the catalogue.
    pub catalogue: String,
    /// Code of the unit.
    pub unit: String,
    /// Name, where it differs from the catalogue's.
    pub name: Option<String>,
    /// First user, who has all roles.
    pub user: String,
    /// Her passphrase.
    pub passphrase: Secret,
}

/// A recovery sheet to be printed.
#[derive(Serialize, TS)]
pub struct RecoveryToPrint {
    /// The key, in full.
    pub identity: String,
    /// The unit's name.
    pub unit_name: String,
}

/// An office that was made or begun anew in a folder.
#[derive(Debug, Serialize)]
pub struct OfficeMade {
    /// Unit.
    pub unit: UnitCode,
    /// Name.
    pub unit_name: String,
    /// Where it lies.
    pub folder: String,
    /// Fingerprint of its keys, to be read out on the telephone.
    pub fingerprint: String,
}

impl OfficeMade {
    /// What is told of an office that was made.
    pub fn of(office: &Office) -> Self {
        Self {
            unit: office.unit().clone(),
            unit_name: office.name().to_owned(),
            folder: shown(office.folder()),
            fingerprint: office.fingerprint(),
        }
    }
}

/// The office that is open, and who is at it.
#[derive(Serialize, TS)]
pub struct OpenOffice {
    /// Unit.
    pub unit: UnitCode,
    /// Name.
    pub unit_name: String,
    /// User.
    pub user: String,
    /// Her roles.
    pub roles: Vec<Role>,
    /// Whether units lie below it, whose submissions it receives.
    pub receives: bool,
    /// Whether a newer program made it, so that it can only be read.
    pub read_only: bool,
    /// Whether the user can read what single cases say.
    pub reads_cases: bool,
    /// The recovery sheet that still waits to be printed.
    pub recovery: Option<RecoveryToPrint>,
    /// The periods of its catalogues, by their last day.
    pub periods: Vec<PeriodInfo>,
    /// The period to work on first.
    pub current: Option<Period>,
}

/// The office that is open, and who is at it.
///
/// # Errors
/// The database's.
pub fn session(session: &Session) -> Result<OpenOffice, Failure> {
    let office = &session.office;
    let Periods { all, current } = periods(session)?;
    let recovery = session.recovery.as_ref();
    Ok(OpenOffice {
        unit: office.unit().clone(),
        unit_name: office.name().to_owned(),
        user: office.user().to_owned(),
        roles: office.roles().to_vec(),
        receives: office.receives(),
        read_only: office.store().is_read_only(),
        reads_cases: !tienbo_core::store::facts_are_closed(office.store()),
        recovery: recovery.map(|identity| RecoveryToPrint {
            identity: identity.expose_secret().to_owned(),
            unit_name: office.name().to_owned(),
        }),
        periods: all,
        current,
    })
}

fn units_of(id: &str, catalogue: &Catalogue) -> Vec<UnitChoice> {
    let last = Day::parse_iso(&format!("{}-12-31", catalogue.regime.year));
    let units = last.map_or(&catalogue.units, |last| catalogue.units_on(last));
    let choice = |unit: &tienbo_core::catalogue::Unit| {
        let above = unit.parent.as_ref().and_then(|code| units.get(code));
        let level = catalogue.level(unit);
        UnitChoice {
            catalogue: id.to_owned(),
            catalogue_name: catalogue.regime.name.clone(),
            code: unit.code.clone(),
            name: unit.name.clone(),
            level: level.map(|level| level.name.clone()).unwrap_or_default(),
            above: above.map(|unit| unit.name.clone()),
        }
    };
    units.iter().map(choice).collect()
}

/// The units of the catalogues that come with the program, and of the one that was chosen as a file.
///
/// # Errors
/// A catalogue that is broken.
pub fn unit_choices(chosen: Option<&CatalogueFiles>) -> Result<Vec<UnitChoice>, Failure> {
    let mut choices = Vec::new();
    if let Some(files) = chosen {
        let catalogue = files.load()?;
        choices.extend(units_of(&catalogue.regime.id, &catalogue));
    }
    for id in built_in_ids() {
        choices.extend(units_of(id, &Catalogue::built_in(id)?));
    }
    Ok(choices)
}

/// How strong a passphrase is for who knows some words about its user: her name, her office's, its code.
///
/// # Errors
/// None.
pub fn passphrase_strength(passphrase: Secret, about: Vec<String>) -> Result<Strength, Failure> {
    let text = passphrase.0.expose_secret();
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let score = strength(&passphrase.0, &about);
    Ok(Strength {
        score,
        enough: score >= LEAST_STRENGTH,
        long_enough: text.chars().count() >= MIN_PASSPHRASE,
        least: MIN_PASSPHRASE,
    })
}

/// Makes an office in a folder that is empty or new, with a catalogue that was chosen as a file or one
/// that comes with the program.
///
/// # Errors
/// A unit that the catalogue does not have; a name or passphrase that cannot be taken; an office is
/// there already.
pub fn create(
    folder: &Path,
    form: NewOfficeForm,
    chosen: Option<CatalogueFiles>,
) -> Result<(Office, RecoverySheet), Failure> {
    let is_chosen = |files: &CatalogueFiles| {
        files
            .load()
            .is_ok_and(|found| found.regime.id == form.catalogue)
    };
    let new = NewOffice {
        unit: UnitCode::new(&form.unit).map_err(at("unit"))?,
        catalogue: match chosen.filter(is_chosen) {
            Some(files) => files,
            None => CatalogueFiles::built_in(&form.catalogue)?,
        },
        name: form.name.filter(|name| !name.trim().is_empty()),
        user: UserName::new(&form.user)?,
        passphrase: form.passphrase.0,
    };
    Ok(Office::create(folder, new)?)
}
