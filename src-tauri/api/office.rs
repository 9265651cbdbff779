//! Quản trị: users, passphrase, backup, audit log, verification, keys.

use crate::files::{self, FileKind, Suggested, Written};
use crate::units::{KnownKey, RosterAge, known_keys, rosters_in_force};
use crate::{ApiError, Failure, NamedUnit, Secret, Session};
use age::secrecy::ExposeSecret;
use serde::Serialize;
use std::path::Path;
use tienbo_core::catalogue::Catalogues;
use tienbo_core::message::{self, Language, LibraryWords, text};
use tienbo_core::model::{Moment, RecordKind, grouped};
use tienbo_core::progress::Watch;
use tienbo_core::report::{recovery_sheet, sheet};
use tienbo_core::store::{self, Action, Guarded, LogWentBack};
use tienbo_core::vault::{
    self, HeldKey, Office, RegisterNames, Role, UnreadableFact, UserName, Verification,
};
use ts_rs::TS;

/// A user.
#[derive(Debug, Serialize, TS)]
pub struct User {
    /// Name.
    pub name: String,
    /// Roles; none where they are not known.
    pub roles: Vec<Role>,
}

/// What was done with keys, and what is to be done since.
#[derive(Debug, Serialize, TS)]
pub struct KeysDone {
    /// What is to be done since, in words; nothing where no key that others know is another one.
    pub told: Vec<String>,
}

/// A user as she was put, and what is to be done since.
#[derive(Debug, Serialize, TS)]
pub struct UserPut {
    /// The user.
    #[serde(flatten)]
    pub user: User,
    /// What is to be done since, in words.
    pub told: Vec<String>,
}

/// The office's own keys, and those of others that it knows.
#[derive(Debug, Serialize, TS)]
pub struct Keys {
    /// Fingerprint of its own keys, to be read out on the telephone.
    pub fingerprint: String,
    /// As an office with an earlier program shows it.
    pub earlier_fingerprint: String,
    /// The newest roster of each receiving office, with its age.
    pub rosters: Vec<RosterAge>,
    /// Keys of others.
    pub others: Vec<KnownKey>,
}

/// What verifying found.
#[derive(Debug, Serialize, TS)]
pub struct Verified {
    /// Whether everything is as it was written.
    pub fine: bool,
    /// What was found.
    #[serde(flatten)]
    pub found: Verification,
    /// What is wrong, in words; or that nothing is.
    pub sentences: Vec<String>,
    /// Who holds which key, in words.
    pub keys: Vec<String>,
}

/// A backup that was written.
#[derive(Debug, Serialize, TS)]
pub struct BackedUp {
    /// Where it lies.
    #[serde(flatten)]
    pub written: Written,
    /// How many persons the register in it names, and how many it should.
    pub names: RegisterNames,
    /// The same in words; nothing where there is nobody to name.
    pub told: Option<String>,
    /// Whether that is not right.
    pub differs: bool,
}

/// What was put back.
#[derive(Debug, Serialize, TS)]
pub struct Restored {
    /// The office's folder.
    pub folder: String,
    /// Where the data that was there is kept.
    pub kept: Option<String>,
}

/// What stays told until a head has settled it.
#[derive(Debug, Serialize, TS)]
pub struct ToSettle {
    /// What it is.
    pub sentences: Vec<String>,
    /// What is to be done.
    pub steps: Vec<String>,
}

/// What is to be done after an office went back; messages `went-back-<…>`.
const STEPS: [&str; 6] = ["records", "own", "received", "users", "erased", "tell"];

/// That the office went back to an earlier state, as long as a head has not said that all is done.
///
/// # Errors
/// The database's.
pub fn went_back(session: &Session) -> Result<Option<ToSettle>, Failure> {
    let language = session.language();
    let Some(found) = session.office.gone_back()? else {
        return Ok(None);
    };
    let catalogues = session.office.catalogues();
    let unit = found.unit.map(|unit| NamedUnit::of(&unit, catalogues));
    let args = [
        ("at", found.at.in_words()),
        ("last", found.last_at.in_words()),
        ("entries", found.entries.to_string()),
        (
            "unit",
            unit.map(|unit| format!("{} ({})", unit.name, unit.unit))
                .unwrap_or_default(),
        ),
    ];
    let id = format!("went-back-{}", found.shown_by.code());
    let step = |step: &&str| text(language, &format!("went-back-do-{step}"), &args);
    Ok(Some(ToSettle {
        sentences: vec![text(language, &id, &args)],
        steps: STEPS.iter().map(step).collect(),
    }))
}

/// Notes that what was to be done after the office went back is done.
///
/// # Errors
/// Who is no head.
pub fn went_back_is_done(session: &mut Session) -> Result<(), Failure> {
    Ok(session.office.going_back_is_done()?)
}

/// That the machine's clock cannot be right, as it seems, so that nothing is signed.
///
/// # Errors
/// The database's.
pub fn clock(session: &Session) -> Result<Option<ToSettle>, Failure> {
    let Some(doubt) = session.office.clock_doubt()? else {
        return Ok(None);
    };
    let language = session.language();
    let args = [
        ("now", doubt.now.in_words()),
        ("newest", doubt.newest.in_words()),
    ];
    let step = |step: &str| text(language, &format!("clock-do-{step}"), &[]);
    Ok(Some(ToSettle {
        sentences: vec![text(language, "clock-doubt", &args)],
        steps: ["set", "right"].map(step).to_vec(),
    }))
}

/// Notes that the clock is right.
///
/// # Errors
/// Who is no head.
pub fn clock_is_right(session: &mut Session) -> Result<(), Failure> {
    Ok(session.office.clock_is_right()?)
}

/// What only some may set and is otherwise than they left it; nothing for who holds no facts key, and cannot
/// tell.
///
/// # Errors
/// The database's, where another program has written since and it was looked at anew.
pub fn differing(session: &Session) -> Result<Option<ToSettle>, Failure> {
    let language = session.language();
    let found = session.office.differing()?;
    let say = |part: &Guarded, id: &str| {
        let part = text(language, &part.message(), &[]);
        text(language, id, &[("part", part)])
    };
    let steps = found
        .iter()
        .map(|part| text(language, &format!("differing-do-{}", part.code()), &[]));
    let last = text(language, "differing-do", &[]);
    let differing = ToSettle {
        sentences: found.iter().map(|part| say(part, "differing")).collect(),
        steps: steps.chain([last]).collect(),
    };
    Ok((!found.is_empty()).then_some(differing))
}

/// Takes what differs as it is now.
///
/// # Errors
/// Who is no head.
pub fn take_differing(session: &mut Session) -> Result<(), Failure> {
    Ok(session.office.take_differing()?)
}

/// What is said of units whose log does not go on from the head that was kept.
pub(crate) fn logs_in_words(
    logs: &[LogWentBack],
    catalogues: &Catalogues,
    language: Language,
) -> Vec<String> {
    let logs = logs.iter().map(|log| {
        let unit = NamedUnit::of(&log.unit, catalogues);
        let args = [
            ("unit", format!("{} ({})", unit.name, unit.unit)),
            ("at", log.at.in_words()),
            ("before", log.before.to_string()),
            ("entries", log.entries.to_string()),
        ];
        text(language, "unit-log-went-back", &args)
    });
    logs.collect()
}

/// What is still to be done since keys of the office changed, in words.
fn keys_pending(session: &Session) -> Result<Vec<String>, Failure> {
    let language = session.language();
    let say = |id: &str, detail: String| text(language, id, &[("detail", detail)]);
    let pending = session.office.keys_pending()?;
    let mut told = Vec::new();
    if let Some(waits) = pending.register {
        told.push(match (waits.for_sheet, waits.for_users.is_empty()) {
            (true, _) => say("keys-register-for-sheet", String::new()),
            (false, true) => say("keys-register-for-nobody", String::new()),
            (false, false) => say("keys-register-waits", waits.for_users.join(", ")),
        });
    }
    if let Some(card) = pending.card.filter(|card| card.offices > 0) {
        let id = match card.unanswered {
            Some(_) => "keys-card-due-unanswered",
            None => "keys-card-due",
        };
        let args = [
            ("offices", card.offices.to_string()),
            (
                "unanswered",
                card.unanswered.unwrap_or_default().to_string(),
            ),
        ];
        told.push(text(language, id, &args));
    }
    if !pending.followers.is_empty() {
        told.push(say("keys-followers", pending.followers.join(", ")));
    }
    if pending.sheet_follows {
        told.push(say("keys-sheet-follows", String::new()));
    }
    Ok(told)
}

/// What whoever unlocks the office is told of it: what cannot be opened, what is still to be done.
///
/// # Errors
/// The database's.
pub fn notices(session: &Session) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    let unreadable = session.office.known_unreadable()?;
    told.extend(unreadable_in_words(session, &unreadable));
    if session.office.begun_left_out()? > 0 {
        told.push(text(session.language(), "begun-left-out", &[]));
    }
    told.extend(keys_pending(session)?);
    Ok(told)
}

/// What is kept of cases at a place and cannot be read.
#[derive(Debug, Serialize, TS)]
pub struct UnreadableRow {
    /// The place, as the log names it.
    pub place: String,
    /// What it is, in words.
    pub what: String,
    /// When it was found, where the log tells.
    pub since: Option<Moment>,
}

/// What is kept of cases and cannot be read.
#[derive(Debug, Serialize, TS)]
pub struct UnreadableFacts {
    /// Each place.
    pub rows: Vec<UnreadableRow>,
    /// What it means and what can be done, in words; nothing where there is none.
    pub sentences: Vec<String>,
    /// Whether the present user can take it out.
    pub can_take_out: bool,
}

fn shown(session: &Session, fact: &UnreadableFact) -> UnreadableRow {
    let language = session.language();
    let what = fact.place.what.as_str();
    let (said, table) = match what.strip_prefix("received ") {
        Some(table) => ("unreadable-received", table),
        None => ("unreadable-own", what),
    };
    let what = match RecordKind::from_table(table) {
        Some(kind) => text(language, said, &[("kind", message::kind(language, kind))]),
        None if fact.place.is_of_names() => text(language, "unreadable-names", &[]),
        None if ["closing", "open", "begun"].contains(&what) => {
            text(language, &format!("unreadable-{what}"), &[])
        }
        None => text(language, "unreadable-other", &[]),
    };
    UnreadableRow {
        place: fact.place.to_string(),
        what,
        since: fact.since,
    }
}

/// How many places are named in a sentence.
const MOST_NAMED: usize = 5;

/// What it means that something cannot be read: that numbers lack it, or names in the register.
fn unreadable_in_words(session: &Session, found: &[UnreadableFact]) -> Vec<String> {
    let language = session.language();
    let (names, facts): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.place.is_of_names());
    let mut said = Vec::new();
    for (id, found) in [("unreadable-facts", facts), ("unreadable-entries", names)] {
        let Some(since) = found.iter().map(|one| one.since).min() else {
            continue;
        };
        let named = found.iter().take(MOST_NAMED).map(|one| {
            let row = shown(session, one);
            format!("{} ({})", row.what, row.place)
        });
        let mut named: Vec<String> = named.collect();
        if found.len() > MOST_NAMED {
            named.push("…".to_owned());
        }
        let args = [
            ("count", found.len().to_string()),
            ("named", named.join("; ")),
            ("since", since.map_or_else(String::new, Moment::in_words)),
        ];
        said.push(text(language, id, &args));
        if since.is_some() {
            said.push(text(language, "unreadable-since", &args));
        }
    }
    if !said.is_empty() {
        said.push(text(language, "unreadable-do", &[]));
    }
    said
}

/// What is kept of cases and cannot be read, looked for anew.
///
/// # Errors
/// The database's.
pub fn unreadable_facts(session: &Session) -> Result<UnreadableFacts, Failure> {
    let found = session.office.unreadable_facts()?;
    Ok(UnreadableFacts {
        sentences: unreadable_in_words(session, &found),
        can_take_out: session.office.roles().contains(&Role::Head),
        rows: found.iter().map(|one| shown(session, one)).collect(),
    })
}

/// Takes out what is kept of cases and cannot be read: the places that were shown, and no others.
///
/// # Errors
/// Who is no head; other places than those; no reason.
pub fn take_out_unreadable(
    session: &mut Session,
    places: Vec<String>,
    reason: String,
) -> Result<(), Failure> {
    session.office.take_out_unreadable(&places, &reason)?;
    session.changed();
    Ok(())
}

/// Does something with keys. Where keys that others know are other ones afterwards, what is to be done since is
/// told with it; and always where the register waits for its own.
pub(crate) fn with_keys<T, E>(
    session: &mut Session,
    work: impl FnOnce(&mut Office) -> Result<T, E>,
) -> Result<(T, Vec<String>), Failure>
where
    Failure: From<E>,
{
    let before = session.office.fingerprint();
    let done = work(&mut session.office)?;
    let is_told =
        session.office.fingerprint() != before || session.office.keys_pending()?.register.is_some();
    let told = match is_told {
        true => keys_pending(session)?,
        false => Vec::new(),
    };
    Ok((done, told))
}

/// The users who can unlock the office.
///
/// # Errors
/// The database's.
pub fn users(session: &Session) -> Result<Vec<User>, Failure> {
    let users = session.office.users()?.into_iter();
    Ok(users.map(|(name, roles)| User { name, roles }).collect())
}

/// Adds a user, or gives one who is there new roles and a new passphrase.
///
/// # Errors
/// Who is no head; a name or passphrase that cannot be taken; a user who is there and not to be replaced.
pub fn put_user(
    session: &mut Session,
    name: String,
    passphrase: Secret,
    roles: Vec<Role>,
    replace: bool,
) -> Result<UserPut, Failure> {
    let user = UserName::new(&name)?;
    let put = |office: &mut Office| office.put_user(&user, &passphrase.0, &roles, replace);
    let ((), told) = with_keys(session, put)?;
    let user = User { name, roles };
    Ok(UserPut { user, told })
}

/// Gives a user other roles; her passphrase stays.
///
/// # Errors
/// Who is no head, or does not hold the keys of these roles; no such user; the last who has a role.
pub fn set_roles(
    session: &mut Session,
    name: String,
    roles: Vec<Role>,
) -> Result<UserPut, Failure> {
    let user = UserName::new(&name)?;
    let ((), told) = with_keys(session, |office| office.set_roles(&user, &roles))?;
    let user = User { name, roles };
    Ok(UserPut { user, told })
}

/// Takes a user away, and changes the office's keys.
///
/// # Errors
/// Who is no head; no such user.
pub fn remove_user(session: &mut Session, name: String) -> Result<KeysDone, Failure> {
    let user = UserName::new(&name)?;
    let ((), told) = with_keys(session, |office| office.remove_user(&user))?;
    Ok(KeysDone { told })
}

/// Gives the present user a new passphrase, once the old one was right. Where somebody saw that one, the
/// office's keys change too, which needs a head.
///
/// # Errors
/// The old one is wrong; the new one is too short or easily guessed; who is no head.
pub fn change_passphrase(
    session: &mut Session,
    old: &Secret,
    fresh: &Secret,
    seen: bool,
) -> Result<KeysDone, Failure> {
    session.office.check_own_passphrase(&old.0)?;
    put_passphrase(session, fresh, seen)
}

/// Gives the present user a new passphrase; as [`change_passphrase`], without the old one.
///
/// # Errors
/// The new one is too short or easily guessed; who is no head.
pub fn put_passphrase(
    session: &mut Session,
    fresh: &Secret,
    seen: bool,
) -> Result<KeysDone, Failure> {
    let ((), told) = with_keys(session, |office| match seen {
        true => office.passphrase_was_seen(&fresh.0),
        false => office.change_passphrase(&fresh.0),
    })?;
    Ok(KeysDone { told })
}

/// What a backup made today is called.
///
/// # Errors
/// None.
pub fn backup_name() -> Result<Suggested, Failure> {
    let day = crate::today()?.iso();
    Ok(FileKind::Backup.named(format!("tienbo-{day}.tienbo-backup")))
}

/// Writes a backup.
///
/// # Errors
/// The system's; stopped.
pub fn backup(
    session: &mut Session,
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<BackedUp, Failure> {
    let names = session.office.backup(to, watch)?;
    Ok(BackedUp {
        written: Written::at(to),
        told: told_of_backup(session, names)?,
        differs: names.fit() == Some(false),
        names,
    })
}

/// What is told of a backup: how many persons its register names, and which key files in it open nothing.
fn told_of_backup(session: &Session, names: RegisterNames) -> Result<Option<String>, Failure> {
    let language = session.language();
    let slots = session.office.damaged_slots()?.into_iter();
    let slots = slots.map(|file| text(language, "verify-slot-broken", &[("detail", file)]));
    let told: Vec<String> = slots.chain(names_in_words(names, language)).collect();
    Ok((!told.is_empty()).then(|| told.join(" ")))
}

/// That somebody reported the register lost and began a new one, which nobody may miss.
fn register_given_up(session: &Session) -> Result<Option<String>, Failure> {
    let store = session.office.store();
    let entry = store::last_entry(store, Action::RegisterGivenUp, "")?;
    let at = store::last_action(store, Action::RegisterGivenUp)?;
    Ok(entry.zip(at).map(|((_, who), at)| {
        let args = [("at", at.in_words()), ("who", who)];
        text(session.language(), "verify-register-given-up", &args)
    }))
}

/// How many persons the register names, as far as it is known; nothing where there is nobody to name.
fn names_in_words(names: RegisterNames, language: Language) -> Option<String> {
    let id = match (names.noted, names.counted) {
        (None, None) => "register-names-unknown",
        (None, Some(_)) => "register-names-not-noted",
        (Some(0), Some(0)) => return None,
        (Some(_), None) => "register-names-uncounted",
        (Some(noted), Some(counted)) if noted == counted => "register-names-fit",
        (Some(_), Some(_)) => "register-names-differ",
    };
    let number = |number: Option<i64>| number.map(grouped).unwrap_or_default();
    let args = [
        ("noted", number(names.noted)),
        ("counted", number(names.counted)),
    ];
    Some(text(language, id, &args))
}

/// Puts a backup in place of an office that is closed.
///
/// # Errors
/// A backup that is not sound; the system's; stopped.
pub fn restore(from: &Path, folder: &Path, watch: &mut Watch<'_>) -> Result<Restored, Failure> {
    let kept = vault::restore(from, folder, watch)?;
    Ok(Restored {
        folder: files::shown(folder),
        kept: kept.as_deref().map(files::shown),
    })
}

/// Writes the recovery sheet that is still to be confirmed, as a PDF. That is logged.
///
/// # Errors
/// It was confirmed already; who is no head; the system's.
pub fn save_recovery_sheet(session: &mut Session, to: &Path) -> Result<Written, Failure> {
    let identity = session.recovery.as_ref().ok_or(ApiError::RecoveryOver)?;
    let drawn = recovery_sheet(session.office.name(), identity.expose_secret());
    let bytes = sheet(&drawn).map_err(|error| ApiError::System(LibraryWords::of(error)))?;
    session.office.write_recovery_sheet(to, &bytes)?;
    Ok(Written::at(to))
}

/// Makes a new recovery sheet and changes the office's keys; the one before opens nothing any more.
///
/// # Errors
/// Who does not hold all keys.
pub fn renew_recovery(session: &mut Session) -> Result<KeysDone, Failure> {
    let (sheet, told) = with_keys(session, Office::renew_recovery_sheet)?;
    session.recovery = Some(sheet.identity);
    Ok(KeysDone { told })
}

/// The recovery sheet that is still to be confirmed, as text.
///
/// # Errors
/// It was confirmed already.
pub fn recovery_sheet_text(session: &Session) -> Result<String, Failure> {
    let identity = session.recovery.as_ref().ok_or(ApiError::RecoveryOver)?;
    Ok(recovery_sheet(session.office.name(), identity.expose_secret()).text())
}

/// Forgets the recovery key, once the word that stands on its printed sheet was typed back; gives
/// whether it was right.
///
/// # Errors
/// The database's.
pub fn confirm_recovery(session: &mut Session, word: String) -> Result<bool, Failure> {
    let right = session.recovery.as_ref().is_some_and(|identity| {
        tienbo_core::report::check_word(identity.expose_secret()).eq_ignore_ascii_case(word.trim())
    });
    if right {
        session.recovery = None;
        session.office.confirm_recovery_sheet()?;
    }
    Ok(right)
}

/// Checks that everything is as it was written.
///
/// # Errors
/// The database's.
pub fn verify(session: &Session) -> Result<Verified, Failure> {
    let found = session.office.verify()?;
    let say = |id: &str, detail: String| text(session.language(), id, &[("detail", detail)]);
    let mut sentences = Vec::new();
    let broken: Vec<String> = found.audit_break.iter().map(i64::to_string).collect();
    let outside = found.outside.iter();
    let outside: Vec<String> = outside
        .map(|head| format!("{} ({})", head.entries, head.unit))
        .collect();
    let wrong = [
        ("verify-database-broken", &found.database),
        ("verify-slot-broken", &found.slots),
        ("verify-audit-broken", &broken),
        ("verify-attachment-broken", &found.attachments),
        ("verify-attachment-at-case", &found.at_cases),
        ("verify-package-broken", &found.packages),
        ("verify-case-broken", &found.cases),
        ("verify-head-missing", &outside),
    ];
    for (id, names) in wrong {
        sentences.extend(names.iter().map(|name| say(id, name.clone())));
    }
    if found.database.iter().any(|file| file == "office.db") {
        return Ok(Verified {
            fine: false,
            found,
            sentences,
            keys: Vec::new(),
        });
    }
    if !found.unreadable.is_empty() {
        let unreadable = session.office.unreadable_facts()?;
        sentences.extend(unreadable_in_words(session, &unreadable));
    }
    let say_of = |told: Option<ToSettle>| told.into_iter().flat_map(|told| told.sentences);
    sentences.extend(say_of(differing(session)?));
    if !found.holders {
        sentences.push(say("verify-holders", String::new()));
    }
    sentences.extend(names_in_words(found.names, session.language()));
    sentences.extend(register_given_up(session)?);
    if found.is_fine() {
        sentences.push(say("verify-fine", found.audit.length.to_string()));
    }
    if found.old_sheet {
        sentences.push(say("verify-old-sheet", String::new()));
    }
    sentences.extend(say_of(went_back(session)?));
    let catalogues = session.office.catalogues();
    sentences.extend(logs_in_words(&found.logs, catalogues, session.language()));
    let holds = |held: &HeldKey| say(&format!("verify-holds-{}", held.key), held.users.join(", "));
    let keys = found.held.iter().map(holds).collect();
    Ok(Verified {
        fine: found.is_fine(),
        found,
        sentences,
        keys,
    })
}

/// The office's keys, and those it knows of others.
///
/// # Errors
/// The database's.
pub fn keys(session: &Session) -> Result<Keys, Failure> {
    Ok(Keys {
        fingerprint: session.office.fingerprint(),
        earlier_fingerprint: session.office.earlier_fingerprint(),
        rosters: rosters_in_force(session)?,
        others: known_keys(session)?,
    })
}

/// Makes new keys for the office: after a loss, or when its work was handed over. The former ones
/// introduce them.
///
/// # Errors
/// Who is no head.
pub fn renew_keys(session: &mut Session) -> Result<KeysDone, Failure> {
    let ((), told) = with_keys(session, Office::change_office_keys)?;
    Ok(KeysDone { told })
}

/// Opens the office with the key on its recovery sheet, and gives a user a new passphrase and all roles.
///
/// # Errors
/// A key that does not open it; a name or passphrase that cannot be taken.
pub fn recover(
    folder: &Path,
    identity: &Secret,
    user: &UserName,
    passphrase: &Secret,
) -> Result<Office, Failure> {
    let mut office = Office::recover(folder, &identity.0)?;
    office.put_user(user, &passphrase.0, &Role::ALL, true)?;
    drop(office);
    Ok(Office::open(folder, user, &passphrase.0)?)
}
