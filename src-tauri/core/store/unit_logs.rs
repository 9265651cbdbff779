//! The heads of logs between offices: how long this office's log was when it made a package for whom, and
//! the newest head of each unit's log that came here. Who keeps a head sees when a log does not go on from
//! it: an earlier state was put back, it was written anew, or two hands have one key.

use super::{AuditHead, Because, Log, Reader, StoreError, UnitKey, Writer};
use crate::model::{Moment, UnitCode};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a package says of its sender's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOfLog {
    /// Its length and head.
    pub head: AuditHead,
    /// What it has where earlier packages for the same receivers found its end; none from an earlier program.
    pub before: Option<Vec<AuditHead>>,
}

/// The newest head of a unit's log that is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitLog {
    signing_key: String,
    sequence: i64,
    head: AuditHead,
    states: bool,
}

impl UnitLog {
    /// Whether a package under a key, with a running number, was made later.
    fn is_before(&self, signing_key: &str, sequence: i64) -> bool {
        // A key that took another's place is the later one.
        self.signing_key != signing_key || self.sequence < sequence
    }

    /// Whether a log is that which was kept, gone on. Of a later package it says so itself; an earlier one,
    /// which was on its way for longer, has a shorter log.
    fn goes_on(&self, said: &SaidOfLog, is_later: bool) -> bool {
        let kept = &self.head;
        match (kept.length.cmp(&said.head.length), is_later) {
            (std::cmp::Ordering::Equal, _) => kept.hash == said.head.hash,
            (std::cmp::Ordering::Greater, later) => !later,
            (std::cmp::Ordering::Less, false) => false,
            (std::cmp::Ordering::Less, true) => {
                let mut before = said.before.iter().flatten();
                let there = before.find(|head| head.length == kept.length);
                there.map_or(!self.states, |there| there.hash == kept.hash)
            }
        }
    }
}

fn unit_log(reader: &impl Reader, unit: &UnitCode) -> Result<Option<UnitLog>, StoreError> {
    let sql = "SELECT signing_key, sequence, entries, hash, states FROM unit_logs WHERE unit = ?1";
    Ok(reader
        .connection()
        .prepare_cached(sql)?
        .query_row([unit.as_str()], |row| {
            Ok(UnitLog {
                signing_key: row.get(0)?,
                sequence: row.get(1)?,
                head: AuditHead {
                    length: row.get(2)?,
                    hash: row.get(3)?,
                },
                states: row.get(4)?,
            })
        })
        .optional()?)
}

impl Log<'_> {
    /// Keeps the head of a unit's log as a package brought it, and notes where the log does not go on from
    /// the head that was kept before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_unit_log(
        &self,
        key: &UnitKey,
        sequence: i64,
        package: &str,
        said: &SaidOfLog,
    ) -> Result<(), StoreError> {
        let mut is_later = true;
        if let Some(kept) = unit_log(self, &key.unit)? {
            is_later = kept.is_before(&key.signing_key, sequence);
            if !kept.goes_on(said, is_later) {
                let (before, now) = (kept.head.length, said.head.length);
                let broken = format!("{package} {before} {now}");
                self.note_of_key(key, Because::LogWentBack { package: &broken })?;
            }
        }
        if is_later {
            self.connection()
                .prepare_cached(
                    "INSERT INTO unit_logs (unit, signing_key, sequence, entries, hash, states)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (unit) DO UPDATE SET signing_key = excluded.signing_key,
                       sequence = excluded.sequence, entries = excluded.entries,
                       hash = excluded.hash, states = excluded.states",
                )?
                .execute(params![
                    key.unit.as_str(),
                    key.signing_key,
                    sequence,
                    said.head.length,
                    said.head.hash,
                    said.before.is_some()
                ])?;
        }
        Ok(())
    }

    /// Forgets the head of a unit's log that came under a key which others had. What the unit sent itself brought
    /// the one before, from which its next package goes on.
    ///
    /// # Errors
    /// SQLite's.
    pub(super) fn forget_unit_log(
        &self,
        unit: &UnitCode,
        signing_key: &str,
    ) -> Result<(), StoreError> {
        let forgotten = self.connection().execute(
            "DELETE FROM unit_logs WHERE unit = ?1 AND signing_key = ?2",
            [unit.as_str(), signing_key],
        )?;
        if forgotten > 0 {
            self.connection().execute(
                "INSERT INTO unit_logs (unit, signing_key, sequence, entries, hash, states)
                 SELECT s.unit, l.signing_key, s.sequence, s.audit_entries, s.audit_hash, 0
                 FROM submissions s JOIN seen_labels l ON l.label_hash = s.label_hash
                 WHERE s.unit = ?1 AND s.aside IS NULL AND s.audit_entries IS NOT NULL
                 ORDER BY s.origin DESC LIMIT 1",
                [unit.as_str()],
            )?;
        }
        Ok(())
    }
}

/// A unit whose log does not go on from the head that was kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LogWentBack {
    /// Whose log.
    pub unit: UnitCode,
    /// When it was seen.
    pub at: Moment,
    /// The package that showed it.
    pub package_id: String,
    /// How many entries the log had in a package before.
    pub before: i64,
    /// How many it has in this one.
    pub entries: i64,
}

/// The logs that went back, the latest of each unit, as long as nobody has spoken with the unit since and
/// compared its key anew.
///
/// # Errors
/// SQLite's.
pub fn logs_gone_back(reader: &impl Reader) -> Result<Vec<LogWentBack>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT unit, at, note, max(seq) FROM key_events AS seen
         WHERE event = 'log-went-back' AND NOT EXISTS
           (SELECT 1 FROM key_events AS later WHERE later.unit = seen.unit
              AND later.seq > seen.seq AND later.event = 'compared')
         GROUP BY unit ORDER BY unit",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (unit, note): (String, String) = (row.get(0)?, row.get(2)?);
        let parts: Vec<&str> = note.split(' ').collect();
        let [package_id, before, entries] = parts[..] else {
            return Err(StoreError::bad("log", note));
        };
        let number = |text: &str| text.parse().map_err(|error| StoreError::bad("log", error));
        found.push(LogWentBack {
            unit: UnitCode::new(&unit)?,
            at: row.get(1)?,
            package_id: package_id.to_owned(),
            before: number(before)?,
            entries: number(entries)?,
        });
    }
    Ok(found)
}

/// Most heads of one unit that a package repeats: of several that were made for it, some may be on their way
/// still.
const MOST_OF_UNIT: usize = 20;
/// Most heads that a package repeats; its label has its size.
const MOST_HEADS: usize = 200;

/// What this office's log has now where its packages for some units found its end, the latest first.
///
/// # Errors
/// SQLite's.
pub fn heads_before(
    reader: &impl Reader,
    units: &[UnitCode],
) -> Result<Vec<AuditHead>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT h.entries, a.hash FROM sent_heads h JOIN audit a ON a.seq = h.entries
         WHERE h.unit = ?1 GROUP BY h.entries ORDER BY max(h.sequence) DESC LIMIT ?2",
    )?;
    let most = MOST_OF_UNIT.min(MOST_HEADS / units.len().max(1)).max(1);
    let most = i64::try_from(most).unwrap_or(1);
    let mut heads: Vec<AuditHead> = Vec::new();
    for unit in units {
        let rows = statement.query_map(params![unit.as_str(), most], |row| {
            Ok(AuditHead {
                length: row.get(0)?,
                hash: row.get(1)?,
            })
        })?;
        for head in rows {
            let head = head?;
            if heads.len() < MOST_HEADS && !heads.contains(&head) {
                heads.push(head);
            }
        }
    }
    Ok(heads)
}

/// This office's log where a package with a running number says that it ends; none where an earlier program made
/// the package.
///
/// # Errors
/// SQLite's.
pub fn head_in_package(
    reader: &impl Reader,
    sequence: i64,
) -> Result<Option<AuditHead>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT h.entries, a.hash FROM sent_heads h JOIN audit a ON a.seq = h.entries
         WHERE h.sequence = ?1 LIMIT 1",
    )?;
    let head = statement.query_row([sequence], |row| {
        Ok(AuditHead {
            length: row.get(0)?,
            hash: row.get(1)?,
        })
    });
    Ok(head.optional()?)
}

impl Writer<'_> {
    /// Notes how long the log is in a package that is made for some units.
    ///
    /// # Errors
    /// SQLite's.
    pub fn head_sent(
        &self,
        units: &[UnitCode],
        sequence: i64,
        head: &AuditHead,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection().prepare_cached(
            "INSERT INTO sent_heads (unit, sequence, entries) VALUES (?1, ?2, ?3)
             ON CONFLICT (unit, sequence) DO NOTHING",
        )?;
        for unit in units {
            statement.execute(params![unit.as_str(), sequence, head.length])?;
        }
        Ok(())
    }
}
