//! Packages this office has received: submissions, and those refused.

use super::{Action, AuditHead, Log, Reader, StoreError, Writer};
use crate::model::{Moment, Origin, Period, UnitCode};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// Why a submission does not count, though it was taken in: somebody else than its unit signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Aside {
    /// Why, in the words of who set it aside.
    pub why: String,
    /// When.
    pub at: Moment,
    /// Name of the user who did.
    pub by: String,
}

/// A submission taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Submission {
    /// Its records' origin.
    #[serde(skip)]
    pub origin: Origin,
    /// Id of the package it came in.
    pub package_id: String,
    /// Who sent it.
    pub unit: UnitCode,
    /// For which period.
    pub period: Period,
    /// Which closing of the sender it was made of, from 1.
    pub revision: i64,
    /// Sequence of the sender.
    pub sequence: i64,
    /// When it was made.
    pub created_at: Moment,
    /// When it was taken in.
    pub imported_at: Moment,
    /// Whether a later revision stands in its place, or it is set aside.
    pub replaced: bool,
    /// Why it counts nowhere, where it is set aside.
    pub aside: Option<Aside>,
    /// The package that passed it on, where a middle office did.
    pub carried_by: Option<String>,
    /// Hash of the label, to tell a second copy from a conflict.
    #[serde(skip)]
    pub label_hash: String,
    /// Length and head of its sender's log, as it carried them.
    #[serde(skip)]
    pub audit: Option<AuditHead>,
    /// What the sender said at closing, as JSON.
    #[serde(skip)]
    pub closing: Option<String>,
    /// What was decided, `accepted` or `returned`.
    pub receipt: Option<String>,
    /// What the reviewer says of it, as JSON.
    #[serde(skip)]
    pub remarks: String,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// Name of the user who decided.
    pub decided_by: Option<String>,
    /// When the decision was last written into a receipt.
    pub receipt_written_at: Option<Moment>,
}

const COLUMNS: &str = "origin, package_id, unit, period, revision, sequence, created_at,
    imported_at, replaced, carried_by, label_hash, closing, receipt,
    remarks, decided_at, decided_by, receipt_written_at, audit_entries, audit_hash,
    aside, aside_at, aside_by";

fn submission(row: &Row<'_>) -> Result<Submission, StoreError> {
    let unit: String = row.get(2)?;
    let period: String = row.get(3)?;
    let audit = row.get::<_, Option<i64>>(17)?.zip(row.get(18)?);
    let aside = match (row.get(19)?, row.get(20)?, row.get(21)?) {
        (Some(why), Some(at), Some(by)) => Some(Aside { why, at, by }),
        _ => None,
    };
    Ok(Submission {
        aside,
        audit: audit.map(|(length, hash)| AuditHead { length, hash }),
        origin: row.get(0)?,
        package_id: row.get(1)?,
        unit: UnitCode::new(&unit)?,
        period: period
            .parse()
            .map_err(|error| StoreError::bad("period", error))?,
        revision: row.get(4)?,
        sequence: row.get(5)?,
        created_at: row.get(6)?,
        imported_at: row.get(7)?,
        replaced: row.get(8)?,
        carried_by: row.get(9)?,
        label_hash: row.get(10)?,
        closing: row.get(11)?,
        receipt: row.get(12)?,
        remarks: row.get(13)?,
        decided_at: row.get(14)?,
        decided_by: row.get(15)?,
        receipt_written_at: row.get(16)?,
    })
}

/// What is not set aside.
const STANDS: &str = "aside IS NULL";

fn collect(
    reader: &impl Reader,
    condition: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Submission>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM submissions WHERE {condition} ORDER BY origin");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(submission(row)?);
    }
    Ok(found)
}

/// The submissions of which each counts or counted, in the order they came in: none that is set aside.
///
/// # Errors
/// SQLite's.
pub fn submissions(reader: &impl Reader) -> Result<Vec<Submission>, StoreError> {
    collect(reader, STANDS, &[])
}

/// All submissions in the order they came in, those that are set aside among them.
///
/// # Errors
/// SQLite's.
pub fn all_submissions(reader: &impl Reader) -> Result<Vec<Submission>, StoreError> {
    collect(reader, "1", &[])
}

/// The submissions that count for a period: of every unit the latest revision.
///
/// # Errors
/// SQLite's.
pub fn current_submissions(
    reader: &impl Reader,
    period: Period,
) -> Result<Vec<Submission>, StoreError> {
    collect(
        reader,
        "period = ?1 AND replaced = 0",
        &[&period.to_string()],
    )
}

/// The submissions for a period that are not set aside, each unit's in the order in which it made them.
///
/// # Errors
/// SQLite's.
pub fn submissions_for(
    reader: &impl Reader,
    period: Period,
) -> Result<Vec<Submission>, StoreError> {
    let of_period = format!("period = ?1 AND {STANDS}");
    let mut found = collect(reader, &of_period, &[&period.to_string()])?;
    found.sort_by_key(|submission| submission.sequence);
    Ok(found)
}

/// What counts of a unit's submissions for a period, in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// Who reported.
    pub unit: UnitCode,
    /// Which closing of the sender it was made of, from 1.
    pub revision: i64,
    /// Id of the package that counts.
    pub package_id: String,
    /// What was decided.
    pub receipt: Option<String>,
    /// When the unit's first revision was made.
    pub first_made_at: Moment,
}

/// Who has reported for a period.
///
/// # Errors
/// SQLite's.
pub fn reported(reader: &impl Reader, period: Period) -> Result<Vec<Reported>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT unit, revision, package_id, receipt,
           iif(revision = 1, created_at, (SELECT created_at FROM submissions AS first
             WHERE first.unit = submissions.unit AND first.period = submissions.period
               AND first.aside IS NULL
             ORDER BY first.revision LIMIT 1))
         FROM submissions WHERE period = ?1 AND replaced = 0",
    )?;
    let mut rows = statement.query([period.to_string()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let unit: String = row.get(0)?;
        found.push(Reported {
            unit: UnitCode::new(&unit)?,
            revision: row.get(1)?,
            package_id: row.get(2)?,
            receipt: row.get(3)?,
            first_made_at: row.get(4)?,
        });
    }
    Ok(found)
}

/// The submission of a unit that counts for a period.
///
/// # Errors
/// SQLite's.
pub fn current_submission(
    reader: &impl Reader,
    unit: &UnitCode,
    period: Period,
) -> Result<Option<Submission>, StoreError> {
    let of_unit = "unit = ?1 AND period = ?2 AND replaced = 0";
    Ok(collect(reader, of_unit, &[&unit.as_str(), &period.to_string()])?.pop())
}

/// The kept summaries of the submissions that count for a period: what each was made by, and what it
/// says.
///
/// # Errors
/// SQLite's.
pub fn summaries(
    reader: &impl Reader,
    period: Period,
) -> Result<HashMap<Origin, (String, String)>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT origin, basis, summary FROM submissions JOIN summaries USING (origin)
         WHERE period = ?1 AND replaced = 0",
    )?;
    let rows = statement.query_map([period.to_string()], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The kept summary of a submission, whichever revision it is: what it was made by, and what it says.
///
/// # Errors
/// SQLite's.
pub fn summary(
    reader: &impl Reader,
    origin: Origin,
) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT basis, summary FROM summaries WHERE origin = ?1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found = statement.query_row([origin], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// The submissions of a unit that are not set aside.
///
/// # Errors
/// SQLite's.
pub fn submissions_of(
    reader: &impl Reader,
    unit: &UnitCode,
) -> Result<Vec<Submission>, StoreError> {
    let of_unit = format!("unit = ?1 AND {STANDS}");
    collect(reader, &of_unit, &[&unit.as_str()])
}

/// The submission with this package id, also one that is set aside.
///
/// # Errors
/// SQLite's.
pub fn submission_by_package(
    reader: &impl Reader,
    package_id: &str,
) -> Result<Option<Submission>, StoreError> {
    Ok(collect(reader, "package_id = ?1", &[&package_id])?.pop())
}

/// Who answers in a receipt, and by which of its packages.
#[derive(Debug, Clone, Copy)]
pub struct Answerer<'a> {
    /// The office that answers.
    pub unit: &'a UnitCode,
    /// minisign public key that signed the receipt.
    pub signing_key: &'a str,
    /// The receipt's running number.
    pub sequence: i64,
    /// When it was made, by that office's clock.
    pub made_at: Moment,
}

/// Whether an office has said something of a package that is no older than a receipt: under one key the
/// running numbers tell. A receipt under another key is always newer, since the key before is revoked by
/// then.
///
/// # Errors
/// SQLite's.
pub fn has_answered_since(
    reader: &impl Reader,
    package_id: &str,
    receipt: &Answerer<'_>,
) -> Result<bool, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached(
            "SELECT 1 FROM received_receipts
             WHERE package_id = ?1 AND from_unit = ?2 AND signing_key = ?3 AND sequence >= ?4",
        )?
        .exists(params![
            package_id,
            receipt.unit.as_str(),
            receipt.signing_key,
            receipt.sequence
        ])?)
}

impl Log<'_> {
    /// Keeps what a reviewer says of a submission, as JSON. It is kept while she types: as long as the log's
    /// last entry tells of it, there is no other.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_remarks(&self, package_id: &str, remarks: &str) -> Result<(), StoreError> {
        if !self.told_last(Action::Remarked, package_id)? {
            self.entry(Action::Remarked, package_id)?;
        }
        self.connection().execute(
            "UPDATE submissions SET remarks = ?2 WHERE package_id = ?1",
            [package_id, remarks],
        )?;
        Ok(())
    }

    /// Notes what was decided of a submission; `None` takes a decision back.
    ///
    /// # Errors
    /// SQLite's.
    pub fn decide(&self, package_id: &str, state: Option<&str>) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE submissions SET receipt = ?2, receipt_written_at = NULL,
               decided_at = iif(?2 IS NULL, NULL, ?3), decided_by = iif(?2 IS NULL, NULL, ?4)
             WHERE package_id = ?1",
            params![package_id, state, Moment::now(), self.who],
        )?;
        let subject = format!("{package_id} {}", state.unwrap_or("–"));
        self.entry(Action::Decided, &subject)?;
        Ok(())
    }

    /// Sets a submission aside that somebody else than its unit signed. It stays; what the unit sent itself counts
    /// again, and the head of its log is kept as that brought it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_aside(
        &self,
        submission: &Submission,
        signing_key: &str,
        why: &str,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE submissions SET replaced = 1, aside = ?2, aside_at = ?3, aside_by = ?4
             WHERE package_id = ?1",
            params![submission.package_id, why, Moment::now(), self.who],
        )?;
        self.latest_stands(submission)?;
        self.forget_unit_log(&submission.unit, signing_key)?;
        self.entry(Action::SetAside, &submission.package_id)?;
        Ok(())
    }

    /// Takes a submission back that was set aside: its unit did sign it.
    ///
    /// # Errors
    /// SQLite's; another of its revision that stands.
    pub fn bring_back(&self, submission: &Submission, why: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE submissions SET aside = NULL, aside_at = NULL, aside_by = NULL
             WHERE package_id = ?1",
            [&submission.package_id],
        )?;
        self.latest_stands(submission)?;
        let subject = format!("{} – {why}", submission.package_id);
        self.entry(Action::BroughtBack, &subject)?;
        Ok(())
    }

    /// Of a unit's submissions of a period the latest revision counts, of those that are not set aside.
    fn latest_stands(&self, of: &Submission) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE submissions SET replaced = (revision < (SELECT max(revision) FROM submissions AS other
               WHERE other.unit = ?1 AND other.period = ?2 AND other.aside IS NULL))
             WHERE unit = ?1 AND period = ?2 AND aside IS NULL",
            params![of.unit.as_str(), of.period.to_string()],
        )?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Takes a submission in and gives the origin under which its records are kept.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_submission(&self, new: &Submission) -> Result<Origin, StoreError> {
        self.connection().execute(
            "UPDATE submissions SET replaced = 1 WHERE unit = ?1 AND period = ?2",
            params![new.unit.as_str(), new.period.to_string()],
        )?;
        let origin: i64 = self.connection().query_row(
            "INSERT INTO origins (origin) SELECT max(origin) + 1 FROM origins RETURNING origin",
            [],
            |row| row.get(0),
        )?;
        self.connection().execute(
            "INSERT INTO submissions (origin, package_id, unit, period, revision, sequence, created_at,
               imported_at, replaced, carried_by, label_hash, closing, audit_entries, audit_hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13)",
            params![
                origin,
                new.package_id,
                new.unit.as_str(),
                new.period.to_string(),
                new.revision,
                new.sequence,
                new.created_at,
                new.imported_at,
                new.carried_by,
                new.label_hash,
                new.closing,
                new.audit.as_ref().map(|audit| audit.length),
                new.audit.as_ref().map(|audit| audit.hash.as_str())
            ],
        )?;
        Ok(origin)
    }

    /// Keeps the summary of a submission, in place of the one made by other rules.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_summary(
        &self,
        origin: Origin,
        basis: &str,
        summary: &str,
    ) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO summaries (origin, basis, summary) VALUES (?1, ?2, ?3)
                 ON CONFLICT (origin) DO UPDATE
                 SET basis = excluded.basis, summary = excluded.summary",
            )?
            .execute(params![origin, basis, summary])?;
        Ok(())
    }

    /// Notes that a decision was written into a receipt.
    ///
    /// # Errors
    /// SQLite's.
    pub fn receipt_written(&self, package_id: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE submissions SET receipt_written_at = ?2 WHERE package_id = ?1",
            params![package_id, Moment::now()],
        )?;
        Ok(())
    }

    /// Keeps what a receipt says of a package this office sent. It takes the place of what the same office
    /// said before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_received_receipt(
        &self,
        package_id: &str,
        from: &Answerer<'_>,
        state: &str,
        reasons: &str,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO received_receipts
               (package_id, from_unit, state, reasons, at, signing_key, sequence, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
               (SELECT coalesce(max(place), 0) + 1 FROM received_receipts))
             ON CONFLICT (package_id, from_unit) DO UPDATE
             SET state = excluded.state, reasons = excluded.reasons, at = excluded.at,
               signing_key = excluded.signing_key, sequence = excluded.sequence,
               place = excluded.place",
            params![
                package_id,
                from.unit.as_str(),
                state,
                reasons,
                from.made_at,
                from.signing_key,
                from.sequence
            ],
        )?;
        Ok(())
    }
}
