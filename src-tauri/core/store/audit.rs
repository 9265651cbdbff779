//! The audit log: append-only, each entry carrying the hash of the one before.

use super::{Log, Reader, StoreError, Writer, moment_of, text_of};
use crate::model::{Moment, RecordKind, UnitCode, outside_line};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What was done. The code is kept; the label is message `audit-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The office was made.
    Created,
    /// Somebody unlocked it.
    Unlocked,
    /// A head said that the machine's clock is right, though it seems not to be.
    ClockConfirmed,
    /// A catalogue was put in force.
    CatalogueAdopted,
    /// A head said in so many words that small counts of cases are masked less than the program asks for.
    MaskingLowered,
    /// A record was added.
    Added,
    /// A record was changed.
    Changed,
    /// A record was deleted.
    Deleted,
    /// A deleted record was put back.
    Restored,
    /// A file was attached to a record.
    Attached,
    /// A workbook was imported.
    WorkbookImported,
    /// A single case was looked at, or a list of what is recorded of all of them.
    CaseViewed,
    /// A case was marked as recorded wrongly.
    CaseVoided,
    /// The danger of a case was lowered.
    DangerLowered,
    /// A head looked at what was decided of a case.
    DecisionsSeen,
    /// What was due by the hour for a case was said to be done.
    HourDone,
    /// The case officer of a case was named.
    OfficerNamed,
    /// A case was restricted to some users.
    CaseRestricted,
    /// The restriction of a case was lifted.
    RestrictionLifted,
    /// What is written of a case was erased for good, and nobody whom it names.
    WrittenErased,
    /// A unit that received a case was told of what was erased of it.
    ReceiverTold,
    /// A place to which somebody was sent was told of what was erased of her.
    ProviderTold,
    /// What is held of a person is used again, though somebody had asked that it is not.
    LimitLifted,
    /// An identity was looked at.
    IdentityRevealed,
    /// The names of persons were searched.
    IdentitySearched,
    /// What names a person, or what was written of a case, was changed.
    IdentityChanged,
    /// An identity was erased for good.
    Erased,
    /// Retention was looked through.
    RetentionReviewed,
    /// A case was handed over to another unit.
    HandedOver,
    /// A case was taken over from another unit.
    TakenOver,
    /// A period was closed.
    Closed,
    /// A closed period was opened again.
    Reopened,
    /// A package was made.
    Exported,
    /// Cases were given out person by person.
    PersonsExported,
    /// A package was taken in.
    Imported,
    /// A package was refused.
    Refused,
    /// A key was trusted.
    Trusted,
    /// A key was revoked.
    Revoked,
    /// Something happened to a key that stays as it is.
    KeyNoted,
    /// What waited for somebody's yes was not taken.
    TurnedDown,
    /// What came in says otherwise of a person or case than is known: it waits beside it.
    IdentityProposed,
    /// What waited so was dropped.
    ProposalDropped,
    /// Persons came with a case who are not of it, and were left out.
    StrangersDropped,
    /// What names a person came with a case, and was left out since she refused to be recorded.
    RefusalKept,
    /// A submission was accepted or returned, or that was taken back.
    Decided,
    /// A submission that somebody else than its unit signed was set aside.
    SetAside,
    /// A submission that was set aside counts again.
    BroughtBack,
    /// Something was said of a submission.
    Remarked,
    /// Refused files were taken off the list.
    Dismissed,
    /// A receipt was given.
    Receipted,
    /// A report was printed.
    Printed,
    /// A backup was made.
    BackedUp,
    /// A case that was begun was taken into the register.
    BegunTaken,
    /// What who began a case may not say of it was left out.
    BegunLeftOut,
    /// What is kept of cases cannot be read.
    FactsUnreadable,
    /// What of that was taken out, by a head.
    FactsTakenOut,
    /// What could not be read is decided, or readable again.
    FactsSettled,
    /// The office went back to an earlier state.
    WentBack,
    /// What only some may set was found to be otherwise than they left it.
    Differs,
    /// A head took it as it is.
    DifferingTaken,
    /// Passphrase or users changed.
    KeysChanged,
    /// Keys of the office that others know are other ones now.
    PublicKeysChanged,
    /// A key file was written that knows the keys in force.
    KeyFileWritten,
    /// The register was said to be lost, and a new one begun.
    RegisterGivenUp,
    /// The recovery sheet was printed and read back.
    RecoveryConfirmed,
}

impl Action {
    /// The code kept in the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Unlocked => "unlocked",
            Self::CatalogueAdopted => "catalogue-adopted",
            Self::MaskingLowered => "masking-lowered",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
            Self::Attached => "attached",
            Self::WorkbookImported => "workbook-imported",
            Self::CaseViewed => "case-viewed",
            Self::CaseVoided => "case-voided",
            Self::DangerLowered => "danger-lowered",
            Self::DecisionsSeen => "decisions-seen",
            Self::HourDone => "hour-done",
            Self::OfficerNamed => "officer-named",
            Self::CaseRestricted => "case-restricted",
            Self::RestrictionLifted => "restriction-lifted",
            Self::WrittenErased => "written-erased",
            Self::ReceiverTold => "receiver-told",
            Self::ProviderTold => "provider-told",
            Self::LimitLifted => "limit-lifted",
            Self::IdentityRevealed => "identity-revealed",
            Self::IdentitySearched => "identity-searched",
            Self::IdentityChanged => "identity-changed",
            Self::Erased => "erased",
            Self::RetentionReviewed => "retention-reviewed",
            Self::HandedOver => "handed-over",
            Self::TakenOver => "taken-over",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Exported => "exported",
            Self::PersonsExported => "persons-exported",
            Self::Imported => "imported",
            Self::Refused => "refused",
            Self::Trusted => "trusted",
            Self::Revoked => "revoked",
            Self::KeyNoted => "key-noted",
            Self::TurnedDown => "turned-down",
            Self::IdentityProposed => "identity-proposed",
            Self::ProposalDropped => "proposal-dropped",
            Self::StrangersDropped => "strangers-dropped",
            Self::RefusalKept => "refusal-kept",
            Self::Decided => "decided",
            Self::SetAside => "set-aside",
            Self::BroughtBack => "brought-back",
            Self::Remarked => "remarked",
            Self::Dismissed => "dismissed",
            Self::Receipted => "receipted",
            Self::Printed => "printed",
            Self::BackedUp => "backed-up",
            Self::BegunTaken => "begun-taken",
            Self::BegunLeftOut => "begun-left-out",
            Self::FactsUnreadable => "facts-unreadable",
            Self::FactsTakenOut => "facts-taken-out",
            Self::FactsSettled => "facts-settled",
            Self::WentBack => "went-back",
            Self::ClockConfirmed => "clock-confirmed",
            Self::Differs => "differs",
            Self::DifferingTaken => "differing-taken",
            Self::KeysChanged => "keys-changed",
            Self::PublicKeysChanged => "public-keys-changed",
            Self::KeyFileWritten => "key-file-written",
            Self::RegisterGivenUp => "register-given-up",
            Self::RecoveryConfirmed => "recovery-confirmed",
        }
    }
}

/// Length and head of the audit chain, as packages carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
pub struct AuditHead {
    /// Number of entries.
    pub length: i64,
    /// Hash of the last one, in hex; zeros when there is none.
    #[serde(deserialize_with = "outside_line::<_, 100>")]
    pub hash: String,
}

/// One entry of the log, as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Number, from 1.
    pub seq: i64,
    /// When it was written; none where another program wrote what is no moment.
    pub at: Option<Moment>,
    /// Name of the user who did it.
    pub who: String,
    /// Code of what was done; message `audit-<code>`.
    pub action: String,
    /// To what: kind and id, never a person's data.
    pub subject: String,
}

/// The hash of an entry: of the hash before it, then number, moment, user, action and subject, each as
/// the text that lies in the database.
fn entry_hash(before: &str, seq: i64, [at, who, action, subject]: [&str; 4]) -> String {
    let mut hasher = Sha256::new();
    for part in [before, &seq.to_string(), at, who, action, subject] {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    crate::model::hex(&hasher.finalize())
}

/// The head of the chain.
///
/// # Errors
/// SQLite's.
pub fn audit_head(reader: &impl Reader) -> Result<AuditHead, StoreError> {
    head(reader.connection())
}

pub(super) fn head(connection: &Connection) -> Result<AuditHead, StoreError> {
    let found = |sql: &str| {
        let mut statement = connection.prepare_cached(sql)?;
        let head = statement.query_row([], |row| {
            Ok(AuditHead {
                length: row.get(0)?,
                hash: text_of(row, 1)?,
            })
        });
        head.optional()
    };
    let last = found("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
    let last = match last {
        Some(head) if head.length >= BEYOND => found(
            "SELECT seq, hash FROM audit AS here WHERE seq > 0 AND NOT EXISTS
               (SELECT 1 FROM audit AS next WHERE next.seq = here.seq + 1)
             ORDER BY seq LIMIT 1",
        )?,
        last => last,
    };
    Ok(last.unwrap_or_else(no_head))
}

/// A number that no log comes to: what stands there was put there by hand, and would leave no number for the next
/// entry.
pub(super) const BEYOND: i64 = 1 << 40;

/// The head of a log without an entry.
pub(super) fn no_head() -> AuditHead {
    AuditHead {
        length: 0,
        hash: "0".repeat(64),
    }
}

/// All entries, oldest first.
///
/// # Errors
/// SQLite's.
pub fn audit_entries(reader: &impl Reader) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare("SELECT seq, at, who, action, subject FROM audit ORDER BY seq")?;
    let rows = statement.query_map([], audit_entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entries of an action, in their order.
///
/// # Errors
/// SQLite's.
pub fn entries_of(reader: &impl Reader, action: Action) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT seq, at, who, action, subject FROM audit WHERE action = ?1 ORDER BY seq",
    )?;
    let rows = statement.query_map([action.code()], audit_entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn audit_entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        seq: row.get(0)?,
        at: moment_of(row, 1)?,
        who: text_of(row, 2)?,
        action: text_of(row, 3)?,
        subject: text_of(row, 4)?,
    })
}

/// The entries of some actions on a subject, the latest first, so many at most.
///
/// # Errors
/// SQLite's.
pub fn entries_on(
    reader: &impl Reader,
    actions: &[Action],
    subject: &str,
    most: usize,
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT seq, at, who, action, subject FROM audit WHERE subject = ?1 ORDER BY seq DESC",
    )?;
    let codes: Vec<&str> = actions.iter().map(|action| action.code()).collect();
    let mut rows = statement.query([subject])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = audit_entry(row)?;
        if codes.contains(&entry.action.as_str()) {
            found.push(entry);
        }
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}

/// Whether something was done to a subject.
///
/// # Errors
/// SQLite's.
pub fn was_done(reader: &impl Reader, action: Action, subject: &str) -> Result<bool, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?1 AND subject = ?2)")?
        .query_row(params![action.code(), subject], |row| row.get(0))?)
}

/// When something was done last.
///
/// # Errors
/// SQLite's.
pub fn last_action(reader: &impl Reader, action: Action) -> Result<Option<Moment>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached(
            "SELECT at FROM audit WHERE action = ?1 AND moment(at) IS NOT NULL
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([action.code()], |row| row.get(0))
        .optional()?)
}

/// The last entry of some action whose subject has a word: its number, and who made it. Every subject has
/// the empty word.
///
/// # Errors
/// SQLite's.
pub fn last_entry(
    reader: &impl Reader,
    action: Action,
    word: &str,
) -> Result<Option<(i64, String)>, StoreError> {
    let sql = "SELECT seq, who FROM audit WHERE action = ?1 AND instr(subject, ?2) > 0
               ORDER BY seq DESC LIMIT 1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found = statement.query_row([action.code(), word], |row| {
        Ok((row.get(0)?, text_of(row, 1)?))
    });
    Ok(found.optional()?)
}

/// Who has done something since an entry.
///
/// # Errors
/// SQLite's.
pub fn who_since(
    reader: &impl Reader,
    action: Action,
    entry: i64,
) -> Result<BTreeSet<String>, StoreError> {
    since(reader, "who", action, entry)
}

/// To what something was done since an entry.
///
/// # Errors
/// SQLite's.
pub fn subjects_since(
    reader: &impl Reader,
    action: Action,
    entry: i64,
) -> Result<BTreeSet<String>, StoreError> {
    since(reader, "subject", action, entry)
}

fn since(
    reader: &impl Reader,
    column: &str,
    action: Action,
    entry: i64,
) -> Result<BTreeSet<String>, StoreError> {
    let sql = format!("SELECT DISTINCT {column} FROM audit WHERE action = ?1 AND seq > ?2");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let rows = statement.query_map(params![action.code(), entry], |row| text_of(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How often something was done since somebody unlocked the office before this time.
///
/// # Errors
/// SQLite's.
pub fn since_unlocked_before(
    reader: &impl Reader,
    who: &str,
    action: Action,
) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) FROM audit WHERE action = ?1 AND seq > coalesce((
               SELECT seq FROM audit WHERE action = ?2 AND who = ?3
               ORDER BY seq DESC LIMIT 1 OFFSET 1), 0)";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let values = params![action.code(), Action::Unlocked.code(), who];
    let count: i64 = statement.query_row(values, |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The units that keep a head of this office's log, as it was at some entry or after it.
///
/// # Errors
/// SQLite's.
pub fn heads_kept_since(reader: &impl Reader, entry: i64) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT DISTINCT unit FROM outside_heads WHERE entries >= ?1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let rows = statement.query_map([entry], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether an entry can be of somebody who holds no facts key: of what only others do, as giving keys, sending
/// packages or changing what is recorded of cases, she can have written none but by hand. Of cases she begins some.
pub(super) fn may_be_anybodys(who: &str, action: &str, subject: &str) -> bool {
    const ANYBODYS: [Action; 4] = [
        Action::Unlocked,
        Action::WorkbookImported,
        Action::Refused,
        Action::BackedUp,
    ];
    const OF_RECORDS: [Action; 5] = [
        Action::Added,
        Action::Changed,
        Action::Deleted,
        Action::Restored,
        Action::Attached,
    ];
    let is = |of: Action| action == of.code();
    let kind_of = |table: &str| RecordKind::from_table(table);
    let is_open = |table: &str| kind_of(table).is_some_and(RecordKind::is_everybodys);
    let table = subject.split(' ').next().unwrap_or_default();
    ANYBODYS.into_iter().any(is)
        || (OF_RECORDS.into_iter().any(is) && is_open(table))
        || (is(Action::Added) && kind_of(table) == Some(RecordKind::ViolenceCase))
        || (is(Action::Exported) && is_open(subject))
        || (is(Action::Dismissed) && subject.starts_with(REFUSED_FILES))
        || (is(Action::KeysChanged) && subject == who)
}

/// When things were done here, since a head said last that the clock is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogTimes {
    /// When the newest was done.
    pub newest: Option<Moment>,
    /// When the newest was done before the clock went on by more than was asked for.
    pub before_jump: Option<Moment>,
    /// Whether a head has said so.
    pub was_confirmed: bool,
}

/// When things were done here; a jump is one of more than so many seconds.
///
/// # Errors
/// SQLite's.
pub fn log_times(reader: &impl Reader, jump: i64) -> Result<LogTimes, StoreError> {
    let connection = reader.connection();
    let confirmed: Option<i64> = connection
        .prepare_cached("SELECT max(seq) FROM audit WHERE action = ?1")?
        .query_row([Action::ClockConfirmed.code()], |row| row.get(0))?;
    let since = confirmed.unwrap_or_default();
    // By when they were, whatever their offsets.
    let newest = connection
        .prepare_cached(
            "SELECT at FROM audit WHERE seq >= ?1 AND moment(at) IS NOT NULL
             ORDER BY moment(at) DESC, seq DESC LIMIT 1",
        )?
        .query_row([since], |row| row.get(0))
        .optional()?;
    let before_jump = connection
        .prepare_cached(
            "SELECT at FROM audit WHERE seq >= ?1 AND moment(at) =
               (SELECT newest FROM
                 (SELECT moment(at) AS at, max(moment(at)) OVER
                   (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS newest
                  FROM audit WHERE seq >= ?1)
                WHERE at - newest > ?2 LIMIT 1)
             LIMIT 1",
        )?
        .query_row([since, jump], |row| row.get(0))
        .optional()?;
    Ok(LogTimes {
        newest,
        before_jump,
        was_confirmed: confirmed.is_some(),
    })
}

/// What the subject begins with of an entry by which refused files were taken off the list.
pub(super) const REFUSED_FILES: &str = "refused ";

/// Whether an entry stands after another, each of its columns reads, and its hash is that of what it says after
/// that one's; then its hash. The row is its number, when, who, what, to what, and hash.
pub(super) fn hash_after(row: &Row<'_>, before: &AuditHead) -> rusqlite::Result<Option<AuditHead>> {
    let text = |place| row.get_ref(place).map(|value| value.as_str().ok());
    let (seq, parts) = (row.get(0)?, (text(1)?, text(2)?, text(3)?, text(4)?));
    let (Some(at), Some(who), Some(action), Some(subject)) = parts else {
        return Ok(None);
    };
    let hash = entry_hash(&before.hash, seq, [at, who, action, subject]);
    let fits = before.length.checked_add(1) == Some(seq)
        && Moment::parse_iso(at).is_ok()
        && text(5)? == Some(hash.as_str());
    Ok(fits.then_some(AuditHead { length: seq, hash }))
}

/// Recomputes the chain. Gives the first entry that does not fit, if any.
///
/// # Errors
/// SQLite's.
pub fn audit_break(reader: &impl Reader) -> Result<Option<i64>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare("SELECT seq, at, who, action, subject, hash FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut before = no_head();
    while let Some(row) = rows.next()? {
        match hash_after(row, &before)? {
            Some(head) => before = head,
            None => return Ok(Some(row.get(0)?)),
        }
    }
    Ok(None)
}

/// A head of this office's log that another office keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutsideHead {
    /// Who keeps it.
    pub unit: UnitCode,
    /// How many entries the log had.
    pub entries: i64,
    /// Hash of the last of them.
    pub hash: String,
}

/// The heads that other offices keep and that are not in this log: it was written anew, or is an earlier
/// state put back.
///
/// # Errors
/// SQLite's.
pub fn missing_heads(reader: &impl Reader) -> Result<Vec<OutsideHead>, StoreError> {
    let mut statement = reader.connection().prepare(
        "SELECT DISTINCT h.unit, h.entries, h.hash FROM outside_heads h
         LEFT JOIN audit a ON a.seq = h.entries
         WHERE a.hash IS NOT h.hash ORDER BY h.entries, h.unit",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
    })?;
    rows.map(|row| {
        let (unit, entries, hash) = row?;
        Ok(OutsideHead {
            unit: UnitCode::new(&unit)?,
            entries,
            hash,
        })
    })
    .collect()
}

impl AuditHead {
    /// The head as it is printed and read out: how many entries, and the first 64 bits of the hash.
    pub fn short(&self) -> String {
        let shown: Vec<char> = self.hash.chars().take(16).collect();
        let groups: Vec<String> = shown
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        format!("{} · {}", self.length, groups.join(" "))
    }
}

impl Writer<'_> {
    /// Keeps a head of this office's log that another office keeps. What it said first stays.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_outside_head(
        &self,
        package_id: &str,
        unit: &UnitCode,
        head: &AuditHead,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO outside_heads (package_id, unit, entries, hash) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (package_id, unit) DO NOTHING",
            params![package_id, unit.as_str(), head.length, head.hash],
        )?;
        Ok(())
    }
}

/// Why a change has no entry in the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEntry {
    /// What is being typed is no record yet.
    Draft,
    /// It is made from what is here, and can be made again: facts of a case, summaries.
    Derived,
    /// A package that lies nowhere yet: its entry comes with its file.
    NotWrittenYet,
    /// It finishes what an earlier entry tells of.
    Finishing,
    /// What is about to be done: its entry follows before anything is.
    Beginning,
    /// What an earlier program kept takes the form that this one keeps it in.
    Upgrade,
}

impl<'a> Log<'a> {
    /// Writes an entry, and gives what makes the changes it tells of. The subject is a kind and an id, never
    /// a person's data.
    ///
    /// # Errors
    /// SQLite's.
    pub fn entry(&self, action: Action, subject: &str) -> Result<Writer<'a>, StoreError> {
        let head = audit_head(self)?;
        let (seq, at) = (head.length + 1, Moment::now().iso());
        let hash = entry_hash(&head.hash, seq, [&at, self.who, action.code(), subject]);
        self.connection()
            .prepare_cached(
                "INSERT INTO audit (seq, at, who, action, subject, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![seq, at, self.who, action.code(), subject, hash])?;
        Ok(self.writer())
    }

    /// Whether the log's last entry says that the same person did the same.
    pub(super) fn told_last(&self, action: Action, subject: &str) -> Result<bool, StoreError> {
        let sql = "SELECT who, action, subject FROM audit ORDER BY seq DESC LIMIT 1";
        let last: Option<[String; 3]> = self
            .connection()
            .prepare_cached(sql)?
            .query_row([], |row| {
                Ok([text_of(row, 0)?, text_of(row, 1)?, text_of(row, 2)?])
            })
            .optional()?;
        Ok(last.is_some_and(|last| last == [self.who, action.code(), subject]))
    }

    /// What makes changes of which the log says nothing, for a reason.
    pub fn unlogged(&self, _: NoEntry) -> Writer<'a> {
        self.writer()
    }

    fn writer(&self) -> Writer<'a> {
        Writer {
            connection: self.connection,
            who: self.who,
            facts: self.facts,
            touched: self.touched,
        }
    }

    /// The log of what somebody else did, in the same transaction.
    pub fn by<'b>(&'b self, who: &'b str) -> Log<'b> {
        Log {
            connection: self.connection,
            who,
            facts: self.facts,
            touched: self.touched,
        }
    }
}
