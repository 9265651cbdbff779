//! The office itself: make it, its catalogues and users, verify, back up, restore.

use super::{Code, Tell, unit, write};
use crate::arguments::{Arguments, CatalogueArgs, File, Init, NewPassphrase, Out, User, Which};
use crate::exit::{self, Failure};
use crate::output::{json, line, table, tell};
use crate::secret;
use age::secrecy::ExposeSecret;
use std::path::Path;
use tienbo_core::catalogue::{Catalogue, CatalogueFiles};
use tienbo_core::progress::Watch;
use tienbo_core::report::recovery_sheet;
use tienbo_core::vault::{self, NewOffice, Office, Role, UserName};

fn files(which: &Which) -> Result<CatalogueFiles, Failure> {
    Ok(match &which.catalogue_file {
        Some(file) => CatalogueFiles::from_file(file)?,
        None => CatalogueFiles::built_in(&which.catalogue)?,
    })
}

pub(super) fn init(arguments: &Arguments, init: &Init, told: &Tell) -> Code {
    let new = NewOffice {
        unit: unit(&init.unit)?,
        name: init.name.clone(),
        catalogue: files(&init.catalogue)?,
        user: UserName::new(&arguments.user)?,
        passphrase: secret::first_passphrase(arguments, told.language)?,
    };
    let (office, sheet) = Office::create(&super::folder(arguments)?, new)?;
    let sheet = recovery_sheet(office.name(), sheet.identity.expose_secret()).text();
    match &init.recovery_file {
        Some(file) => write(file, sheet.as_bytes())?,
        None => tell(sheet),
    }
    told.result(
        &serde_json::json!({
            "unit": office.unit(), "name": office.name(), "folder": office.folder(),
            "fingerprint": office.fingerprint()?,
        }),
        office.folder().display().to_string(),
    )
}

pub(super) fn catalogue(
    arguments: &CatalogueArgs,
    open: impl Fn() -> Result<Office, Failure>,
    told: &Tell,
) -> Code {
    let files = files(&arguments.which)?;
    let catalogue = files.load()?;
    if arguments.adopt {
        open()?.adopt_catalogue(&files)?;
    }
    if told.json {
        json(&catalogue)?;
    } else {
        print(&catalogue, told)?;
    }
    Ok(exit::FINE)
}

fn print(catalogue: &Catalogue, told: &Tell) -> Result<(), Failure> {
    let regime = &catalogue.regime;
    line(format!("{} – {}", regime.id, regime.name))?;
    line(format!(
        "{} ({}), {}",
        regime.legal_basis.symbol, regime.legal_basis.date, regime.legal_basis.issuer
    ))?;
    line(told.text(
        "cli-catalogue-size",
        &[
            ("rows", catalogue.annex01.len().to_string()),
            ("units", catalogue.units.iter().count().to_string()),
        ],
    ))?;
    let rows = regime.reports.iter().map(|report| {
        let due = report.due_before.in_year(regime.year);
        vec![
            report.name.clone(),
            due.map(|day| day.to_string()).unwrap_or_default(),
        ]
    });
    table(
        told.heads(&["head-report", "head-due-before"]),
        rows.collect(),
    )
}

pub(super) fn user(office: &mut Office, user: &User, told: &Tell) -> Code {
    let name = UserName::new(&user.name)?;
    let roles: Vec<Role> = user
        .roles
        .iter()
        .filter_map(|role| Role::from_code(role))
        .collect();
    let file = user.passphrase.new_passphrase_file.as_deref();
    let passphrase = secret::new_passphrase(file, told.language)?;
    office.put_user(&name, &passphrase, &roles, user.replace)?;
    told.result(
        &serde_json::json!({"user": name.as_str(), "roles": roles}),
        told.text("user-put", &[("detail", name.as_str().to_owned())]),
    )
}

pub(super) fn passphrase(office: &mut Office, new: &NewPassphrase, told: &Tell) -> Code {
    let file = new.new_passphrase_file.as_deref();
    office.change_passphrase(&secret::new_passphrase(file, told.language)?)?;
    told.result(
        &serde_json::json!({"user": office.user()}),
        told.text("passphrase-changed", &[]),
    )
}

pub(super) fn verify(office: &Office, told: &Tell) -> Code {
    let found = office.verify()?;
    if told.json {
        let mut value = serde_json::to_value(&found)?;
        value["fine"] = serde_json::Value::from(found.is_fine());
        json(&value)?;
    } else {
        found.database.iter().try_for_each(line)?;
        let broken = found.audit_break.map(|entry| entry.to_string());
        let wrong = [
            ("verify-audit-broken", broken.as_slice()),
            ("verify-attachment-broken", found.attachments.as_slice()),
            ("verify-package-broken", found.packages.as_slice()),
        ];
        for (id, names) in wrong {
            for name in names {
                line(told.text(id, &[("detail", name.clone())]))?;
            }
        }
        if found.is_fine() {
            let entries = found.audit.length.to_string();
            line(told.text("verify-fine", &[("detail", entries)]))?;
        }
    }
    Ok(if found.is_fine() {
        exit::FINE
    } else {
        exit::REFUSED
    })
}

pub(super) fn backup(office: &mut Office, out: &Out, told: &Tell) -> Code {
    office.backup(&out.out, &mut Watch::none())?;
    told.written(&out.out)
}

pub(super) fn restore(folder: &Path, backup: &File, told: &Tell) -> Code {
    let kept = vault::restore(&backup.file, folder, &mut Watch::none())?;
    if let Some(kept) = &kept {
        tell(told.text("cli-kept", &[("detail", kept.display().to_string())]));
    }
    told.result(
        &serde_json::json!({"folder": folder, "kept": kept}),
        folder.display().to_string(),
    )
}
