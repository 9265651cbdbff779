//! Keys: the office's card, the roster, and whose keys are trusted.

use super::{Code, Tell, unit, write};
use crate::arguments::{Card, Out, Trust};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use serde_json::Value;
use std::path::Path;
use tienbo_core::package::Package;
use tienbo_core::store;
use tienbo_core::vault::Office;

/// Writes a package; prints its label as JSON, or its file.
pub(super) fn write_package(path: &Path, package: &Package, told: &Tell) -> Code {
    write_package_with(path, package, None, told)
}

fn write_package_with(
    path: &Path,
    package: &Package,
    fingerprint: Option<String>,
    told: &Tell,
) -> Code {
    write(path, &package.bytes)?;
    if told.json {
        let mut value = serde_json::to_value(&package.envelope)?;
        value["file"] = Value::from(path.display().to_string());
        if let Some(fingerprint) = fingerprint {
            value["fingerprint"] = Value::from(fingerprint);
        }
        json(&value)?;
    } else {
        line(path.display().to_string())?;
        if let Some(fingerprint) = fingerprint {
            tell(told.text("cli-fingerprint-is", &[("detail", fingerprint)]));
        }
    }
    Ok(exit::FINE)
}

pub(super) fn card(office: &mut Office, card: &Card, told: &Tell) -> Code {
    if card.new_keys {
        office.change_office_keys()?;
    }
    let package = office.export_card()?;
    let fingerprint = office.fingerprint()?;
    write_package_with(&card.out, &package, Some(fingerprint), told)
}

pub(super) fn roster(office: &mut Office, out: &Out, told: &Tell) -> Code {
    let package = office.export_roster()?;
    let fingerprint = office.fingerprint()?;
    write_package_with(&out.out, &package, Some(fingerprint), told)
}

pub(super) fn trust(office: &mut Office, trust: &Trust, told: &Tell) -> Code {
    let done = match (&trust.revoke, &trust.unit, &trust.fingerprint) {
        (Some(code), _, _) => Some((code, office.revoke_key(&unit(code)?)?)),
        (None, Some(code), Some(compared)) => {
            Some((code, office.trust_key(&unit(code)?, compared)?))
        }
        _ => None,
    };
    if let Some((code, false)) = done {
        return Err(Failure::Usage("cli-no-key", code.clone()));
    }
    let keys = store::unit_keys(office.store())?;
    if told.json {
        let keys = keys
            .iter()
            .map(|key| {
                let mut value = serde_json::to_value(key)?;
                value["fingerprint"] = Value::from(key.fingerprint());
                Ok(value)
            })
            .collect::<Result<Vec<_>, serde_json::Error>>()?;
        json(&keys)?;
        return Ok(exit::FINE);
    }
    let rows = keys.iter().map(|key| {
        vec![
            key.unit.to_string(),
            key.name.clone(),
            told.text(&format!("key-state-{}", key.state.code()), &[]),
            key.fingerprint(),
        ]
    });
    table(
        told.heads(&[
            "cli-head-unit",
            "cli-head-name",
            "cli-head-state",
            "cli-head-fingerprint",
        ]),
        rows.collect(),
    )?;
    Ok(exit::FINE)
}
