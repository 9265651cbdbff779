//! Quản trị: users, passphrase, backup, audit log, verification, keys.

use super::UserRole;
use super::progress::StepsTo;
use super::start::Secret;
use crate::bindings::commands;
use crate::failure::{DeskError, Gone};
use crate::files::{self, Sort};
use age::secrecy::ExposeSecret;
use serde::Serialize;
use tienbo_core::message::text;
use tienbo_core::model::{Day, RecordKind, at};
use tienbo_core::package::fingerprint;
use tienbo_core::progress::Watch;
use tienbo_core::report::{recovery_sheet, sheet};
use tienbo_core::store;
use tienbo_core::vault::{self, Role, UserName, write_atomically};
use ts_rs::TS;

/// A user.
#[derive(Serialize, TS)]
pub(crate) struct UserShown {
    /// Name.
    name: String,
    /// Roles; none where they are not known.
    roles: Vec<UserRole>,
}

/// The office's own keys, and those of others that it knows.
#[derive(Serialize, TS)]
pub(crate) struct KeysShown {
    /// Fingerprint of its own keys, to be read out on the telephone.
    fingerprint: String,
    /// Keys of others.
    others: Vec<KeyShown>,
}

/// A unit's key.
#[derive(Serialize, TS)]
pub(crate) struct KeyShown {
    /// Unit.
    unit: String,
    /// Name.
    name: String,
    /// `known`, `trusted`, `revoked`.
    state: String,
    /// Fingerprint.
    fingerprint: String,
}

/// An entry of the audit log.
#[derive(Serialize, TS)]
pub(crate) struct AuditLine {
    /// Number.
    seq: i64,
    /// When.
    at: String,
    /// Who.
    who: String,
    /// What, in words.
    action: String,
    /// To what, in words where it is a record.
    subject: String,
}

/// A part of the audit log, newest first.
#[derive(Serialize, TS)]
pub(crate) struct AuditPage {
    /// Entries.
    lines: Vec<AuditLine>,
    /// How many fit the search.
    found: u32,
}

/// What verifying found.
#[derive(Serialize, TS)]
pub(crate) struct Verified {
    /// Whether everything is as it was written.
    fine: bool,
    /// What is wrong, in words; or that nothing is.
    sentences: Vec<String>,
}

impl From<UserRole> for Role {
    fn from(role: UserRole) -> Self {
        match role {
            UserRole::Recorder => Self::Recorder,
            UserRole::CaseOfficer => Self::CaseOfficer,
            UserRole::Head => Self::Head,
        }
    }
}

commands! {
    /// The users who can unlock the office.
    fn users(desk) -> Vec<UserShown> {
        let users = desk.office(|office| office.users())?;
        Ok(users
            .into_iter()
            .map(|(name, roles)| UserShown {
                name,
                roles: roles.into_iter().map(UserRole::from).collect(),
            })
            .collect())
    }

    /// Adds a user, or gives one who is there new roles and a new passphrase.
    fn put_user(
        desk,
        name: String,
        passphrase: Secret,
        roles: Vec<UserRole>,
        replace: bool,
    ) -> () {
        let roles: Vec<Role> = roles.into_iter().map(Role::from).collect();
        desk.office(|office| {
            office.put_user(&UserName::new(&name)?, &passphrase.0, &roles, replace)
        })
    }

    /// Takes a user's key away.
    fn remove_user(desk, name: String) -> () {
        desk.office(|office| office.remove_user(&UserName::new(&name)?))
    }

    /// Gives the present user a new passphrase, once the old one was right.
    fn change_passphrase(desk, old: Secret, fresh: Secret) -> () {
        desk.attempt(|| desk.office(|office| office.change_passphrase_from(&old.0, &fresh.0)))
    }

    /// Writes a backup to a place that the user chooses, and gives the place.
    fn backup(desk, steps: StepsTo) -> String {
        let today = Day::today().map_err(at("date"))?;
        let name = format!("tienbo-{}.tienbo-backup", today.iso());
        let path = files::save_as(&desk, Sort::Backup, &name)?;
        let mut tell = steps.watch(&desk);
        desk.office(|office| office.backup(&path, &mut Watch::new(&mut tell)))?;
        Ok(files::shown(&path))
    }

    /// Puts a backup in place that the user chooses; gives where the data that was there is kept.
    fn restore_backup(desk, steps: StepsTo) -> Option<String> {
        let path = files::open(&desk, Sort::Backup)?;
        desk.lock();
        let mut tell = steps.watch(&desk);
        let kept = vault::restore(&path, &desk.folder(), &mut Watch::new(&mut tell))?;
        Ok(kept.map(|kept| files::shown(&kept)))
    }

    /// Writes the recovery sheet that is still to be confirmed, as a PDF; gives its place.
    fn save_recovery_sheet(desk) -> String {
        let path = files::save_as(&desk, Sort::Pdf, "to-khoi-phuc.pdf")?;
        desk.session(|session| {
            let identity = session.recovery.as_ref();
            let identity = identity.ok_or(DeskError::Gone(Gone::RecoverySheet))?;
            let drawn = recovery_sheet(session.office.name(), identity.expose_secret());
            let bytes = sheet(&drawn)?;
            write_atomically(&path, &bytes)?;
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Makes a new recovery sheet; the one before opens nothing any more.
    fn renew_recovery(desk) -> () {
        desk.session(|session| {
            session.recovery = Some(session.office.renew_recovery_sheet()?.identity);
            Ok(())
        })
    }

    /// The audit log, newest first: entries that have every word of the search.
    fn audit_log(desk, search: String, skip: u32, take: u32) -> AuditPage {
        let language = desk.language();
        let entries = desk.office(|office| store::audit_entries(office.store()))?;
        let words: Vec<String> = tienbo_core::model::fold(&search)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let lines: Vec<AuditLine> = entries
            .into_iter()
            .rev()
            .map(|entry| AuditLine {
                seq: entry.seq,
                action: text(language, &format!("audit-{}", entry.action), &[]),
                subject: subject(&entry.subject, language),
                at: entry.at.iso(),
                who: entry.who,
            })
            .filter(|line| {
                let all = format!("{} {} {} {}", line.at, line.who, line.action, line.subject);
                let all = tienbo_core::model::fold(&all);
                words.iter().all(|word| all.contains(word))
            })
            .collect();
        let found = super::small(lines.len());
        let (skip, take) = (skip as usize, take as usize);
        Ok(AuditPage { lines: lines.into_iter().skip(skip).take(take).collect(), found })
    }

    /// Checks that everything is as it was written.
    fn verify(desk) -> Verified {
        let language = desk.language();
        let found = desk.office(|office| office.verify())?;
        let say = |id: &str, detail: String| text(language, id, &[("detail", detail)]);
        let mut sentences = found.database.clone();
        sentences.extend(found.audit_break.map(|seq| say("verify-audit-broken", seq.to_string())));
        sentences.extend(found.attachments.iter().map(|f| say("verify-attachment-broken", f.clone())));
        sentences.extend(found.packages.iter().map(|id| say("verify-package-broken", id.clone())));
        if found.is_fine() {
            sentences.push(say("verify-fine", found.audit.length.to_string()));
        }
        Ok(Verified { fine: found.is_fine(), sentences })
    }

    /// The office's keys, and those it knows of others.
    fn keys(desk) -> KeysShown {
        desk.session(|session| {
            let office = &session.office;
            let others = store::unit_keys(office.store())?;
            Ok(KeysShown {
                fingerprint: office.fingerprint()?,
                others: others
                    .into_iter()
                    .map(|key| KeyShown {
                        unit: key.unit.to_string(),
                        state: key.state.code().to_owned(),
                        fingerprint: fingerprint(&key.signing_key, &key.reading_key),
                        name: key.name,
                    })
                    .collect(),
            })
        })
    }

    /// Makes new keys for the office: after a loss, or when its work was handed over. The former ones
    /// introduce them.
    fn renew_keys(desk) -> () {
        desk.office(|office| office.change_office_keys())
    }

    /// Writes the office's card to a place that the user chooses, and gives the place.
    fn save_card(desk) -> String {
        let name = desk.office(|office| -> Result<_, DeskError> {
            Ok(format!("the-{}.tienbo", office.unit()))
        })?;
        let path = files::save_as(&desk, Sort::Package, &name)?;
        desk.office(|office| office.write_card(&path))?;
        Ok(files::shown(&path))
    }
}

/// A record's table becomes the name of its kind; ids stay as they are.
fn subject(subject: &str, language: tienbo_core::message::Language) -> String {
    match subject.split_once(' ') {
        Some((table, rest)) => match RecordKind::from_table(table) {
            Some(kind) => format!("{} {rest}", tienbo_core::message::kind(language, kind)),
            None => subject.to_owned(),
        },
        None => subject.to_owned(),
    }
}
