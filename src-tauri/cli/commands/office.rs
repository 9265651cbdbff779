//! The office itself: make it, its catalogues and users, verify, back up, restore.

use super::{Code, Tell, unit};
use crate::exit::{self, Failure};
use crate::opening::Opening;
use crate::output::{line, table, tell};
use crate::secret;
use crate::values::{File, Out};
use age::secrecy::ExposeSecret;
use clap::Args;
use std::path::{Path, PathBuf};
use tienbo_api::start::OfficeMade;
use tienbo_api::{Secret, Session, office};
use tienbo_core::catalogue::{Catalogue, CatalogueFiles, FIRST_BUILT_IN};
use tienbo_core::progress::Watch;
use tienbo_core::report;
use tienbo_core::vault::{LessMasking, NewOffice, Office, Role, UserName};

#[derive(Args)]
pub struct Init {
    #[arg(long)]
    pub unit: String,
    #[arg(long)]
    pub name: Option<String>,
    #[command(flatten)]
    pub catalogue: Which,
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
}

/// Which catalogue: a built-in one by its id, or a file.
#[derive(Args)]
pub struct Which {
    #[arg(long, default_value = FIRST_BUILT_IN, value_name = "ID")]
    pub catalogue: String,
    #[arg(long, conflicts_with = "catalogue", value_name = "FILE")]
    pub catalogue_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct CatalogueArgs {
    #[command(flatten)]
    pub which: Which,
    #[arg(long)]
    pub adopt: bool,
    #[arg(long, requires = "adopt")]
    pub less_masking: bool,
}

#[derive(Args)]
pub struct User {
    pub name: String,
    #[arg(
        long,
        value_delimiter = ',',
        required_unless_present = "remove",
        value_parser = Role::ALL.map(Role::code)
    )]
    pub roles: Vec<String>,
    #[arg(long)]
    pub replace: bool,
    #[arg(long, conflicts_with = "replace")]
    pub keep_passphrase: bool,
    #[arg(long, conflicts_with_all = ["roles", "replace", "keep_passphrase"])]
    pub remove: bool,
    #[command(flatten)]
    pub passphrase: NewPassphrase,
}

#[derive(Args)]
pub struct Passphrase {
    #[arg(long)]
    pub seen: bool,
    #[command(flatten)]
    pub new: NewPassphrase,
}

#[derive(Args)]
pub struct RecoveryArgs {
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct RestoredArgs {
    #[arg(long)]
    pub done: bool,
}

#[derive(Args)]
pub struct ClockArgs {
    #[arg(long)]
    pub right: bool,
}

#[derive(Args)]
pub struct DifferingArgs {
    #[arg(long)]
    pub take: bool,
}

#[derive(Args)]
pub struct UnreadableArgs {
    #[arg(long, requires = "reason")]
    pub take_out: bool,
    #[arg(long, requires = "take_out")]
    pub reason: Option<String>,
}

#[derive(Args)]
pub struct NewPassphrase {
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

fn catalogue_files(which: &Which) -> Result<CatalogueFiles, Failure> {
    Ok(match &which.catalogue_file {
        Some(file) => CatalogueFiles::from_file(file)?,
        None => CatalogueFiles::built_in(&which.catalogue)?,
    })
}

pub fn init(opening: &Opening, init: &Init, told: &Tell) -> Code {
    if opening.recovery_sheet.is_some() {
        return Err(Failure::usage("cli-no-sheet-yet", ""));
    }
    let new = NewOffice {
        unit: unit(&init.unit)?,
        name: init.name.clone(),
        catalogue: catalogue_files(&init.catalogue)?,
        user: UserName::new(&opening.user)?,
        passphrase: opening.first_passphrase(told.language)?,
    };
    let (mut office, sheet) = Office::create(&opening.folder()?, new)?;
    let sheet = report::recovery_sheet(office.name(), sheet.identity.expose_secret()).text();
    give_sheet(&mut office, &sheet, init.recovery_file.as_deref())?;
    let made = OfficeMade::of(&office);
    told.result(&made, &made.folder)
}

/// Writes a recovery sheet to a file; without one, or where it cannot be written, it is told: there is no other.
fn give_sheet(office: &mut Office, sheet: &str, file: Option<&Path>) -> Result<(), Failure> {
    let written = file.map(|file| office.write_recovery_sheet(file, sheet.as_bytes()));
    if !matches!(written, Some(Ok(()))) {
        tell(sheet);
    }
    Ok(written.unwrap_or(Ok(()))?)
}

/// Makes a new recovery sheet; the one before opens nothing any more.
pub fn recovery_sheet(session: &mut Session, given: &RecoveryArgs, told: &Tell) -> Code {
    let done = office::renew_recovery(session)?;
    let sheet = office::recovery_sheet_text(session)?;
    give_sheet(&mut session.office, &sheet, given.recovery_file.as_deref())?;
    let said = told.text("recovery-renewed", &[]);
    told.result(&done, lines(said, &done.told))
}

pub fn catalogue(
    arguments: &CatalogueArgs,
    open: impl Fn() -> Result<Session, Failure>,
    told: &Tell,
) -> Code {
    let files = catalogue_files(&arguments.which)?;
    let catalogue = files.load()?;
    if arguments.adopt {
        let masking = match arguments.less_masking {
            true => LessMasking::Allowed,
            false => LessMasking::Refused,
        };
        open()?.office.adopt_catalogue(&files, masking)?;
    }
    told.answer(&catalogue, |catalogue| print(catalogue, told))
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

pub fn user(session: &mut Session, user: &User, told: &Tell) -> Code {
    if user.remove {
        let done = office::remove_user(session, user.name.clone())?;
        let said = told.text("user-removed", &[("detail", user.name.clone())]);
        return told.result(&done, lines(said, &done.told));
    }
    let roles: Vec<Role> = user
        .roles
        .iter()
        .filter_map(|role| Role::from_code(role))
        .collect();
    if user.keep_passphrase {
        let put = office::set_roles(session, user.name.clone(), roles)?;
        let said = told.text("user-roles-set", &[("detail", user.name.clone())]);
        return told.result(&put, lines(said, &put.told));
    }
    let file = user.passphrase.new_passphrase_file.as_deref();
    let passphrase = Secret(secret::new_passphrase(file, told.language)?);
    let put = office::put_user(session, user.name.clone(), passphrase, roles, user.replace)?;
    let said = told.text("user-put", &[("detail", user.name.clone())]);
    told.result(&put, lines(said, &put.told))
}

/// What was done, and what is to be done since, line by line.
pub fn lines(said: String, told: &[String]) -> String {
    [&[said], told].concat().join("\n")
}

pub fn passphrase(session: &mut Session, given: &Passphrase, told: &Tell) -> Code {
    let file = given.new.new_passphrase_file.as_deref();
    let passphrase = secret::new_passphrase(file, told.language)?;
    let done = office::put_passphrase(session, &Secret(passphrase), given.seen)?;
    let said = told.text("passphrase-changed", &[]);
    told.result(&done, lines(said, &done.told))
}

pub fn register_lost(opening: &Opening, told: &Tell) -> Code {
    let folder = opening.folder()?;
    let office = match &opening.recovery_sheet {
        Some(sheet) => {
            Office::give_up_register_by_sheet(&folder, &secret::recovery_identity(sheet)?)?
        }
        None => {
            let user = UserName::new(&opening.user)?;
            Office::give_up_register(&folder, &user, &opening.passphrase(told.language)?)?
        }
    };
    let said = told.text("register-begun", &[]);
    told.result(&OfficeMade::of(&office), said)
}

pub fn verify(session: &Session, told: &Tell) -> Code {
    let verified = office::verify(session)?;
    told.answer(&verified, |verified| {
        let mut all = verified.sentences.iter().chain(&verified.keys);
        all.try_for_each(line)
    })?;
    Ok(if verified.fine {
        exit::FINE
    } else {
        exit::REFUSED
    })
}

pub fn backup(session: &mut Session, out: &Out, told: &Tell) -> Code {
    let backup = office::backup(session, &out.out, &mut Watch::none())?;
    told.result(&backup, &backup.written.file)?;
    if let Some(names) = &backup.told {
        tell(names);
    }
    Ok(exit::FINE)
}

pub fn restored(session: &mut Session, which: &RestoredArgs, told: &Tell) -> Code {
    if which.done {
        office::went_back_is_done(session)?;
    }
    told.answer(&office::went_back(session)?, |found| {
        let Some(found) = found else {
            return line(told.text("cli-went-back-nothing", &[]));
        };
        to_settle(found)
    })
}

/// Whether the machine's clock can be right; with `--right`, that it is.
pub fn clock(session: &mut Session, which: &ClockArgs, told: &Tell) -> Code {
    if which.right {
        office::clock_is_right(session)?;
    }
    told.answer(&office::clock(session)?, |found| {
        let Some(found) = found else {
            return line(told.text("cli-clock-nothing", &[]));
        };
        to_settle(found)
    })
}

/// What it is, and what is to be done.
fn to_settle(found: &office::ToSettle) -> Result<(), Failure> {
    found.sentences.iter().try_for_each(line)?;
    let mut steps = found.steps.iter();
    steps.try_for_each(|step| line(format!("– {step}")))
}

pub fn differing(session: &mut Session, which: &DifferingArgs, told: &Tell) -> Code {
    if which.take {
        office::take_differing(session)?;
    }
    told.answer(&office::differing(session)?, |found| {
        let Some(found) = found else {
            return line(told.text("cli-differing-nothing", &[]));
        };
        to_settle(found)
    })
}

/// What is kept of cases and cannot be read; with `--take-out`, all that is told is taken out.
pub fn unreadable(session: &mut Session, which: &UnreadableArgs, told: &Tell) -> Code {
    let found = office::unreadable_facts(session)?;
    if which.take_out {
        let places = found.rows.iter().map(|row| row.place.clone()).collect();
        let reason = which.reason.clone().unwrap_or_default();
        office::take_out_unreadable(session, places, reason)?;
    }
    told.answer(&found, |found| {
        if found.rows.is_empty() {
            return line(told.text("unreadable-none", &[]));
        }
        let row = |row: &office::UnreadableRow| {
            let since = row.since.map_or_else(String::new, |at| at.to_string());
            vec![row.what.clone(), row.place.clone(), since]
        };
        let heads = ["head-case", "head-place", "head-at"];
        table(told.heads(&heads), found.rows.iter().map(row).collect())?;
        match which.take_out {
            true => line(told.text("unreadable-taken-out", &[])),
            false => found.sentences.iter().try_for_each(line),
        }
    })
}

pub fn restore(folder: &Path, backup: &File, told: &Tell) -> Code {
    let restored = office::restore(&backup.file, folder, &mut Watch::none())?;
    tell(told.text("cli-went-back-open", &[]));
    if let Some(kept) = &restored.kept {
        tell(told.text("cli-kept", &[("detail", kept.clone())]));
    }
    told.result(&restored, &restored.folder)
}
