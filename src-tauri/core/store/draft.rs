//! Drafts: what was typed and not saved yet.

use super::{Reader, StoreError, Writer};
use crate::model::{Moment, RecordKind};
use rusqlite::{OptionalExtension, params};

/// Something typed into a form by one user and not saved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form it was typed into, as `issued_documents/new`.
    pub place: String,
    /// When it was last typed at.
    pub at: Moment,
    /// What was typed, as JSON.
    pub fields: String,
}

/// A user's draft for a form.
///
/// # Errors
/// SQLite's.
pub fn draft(reader: &impl Reader, who: &str, place: &str) -> Result<Option<Draft>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached("SELECT at, fields FROM drafts WHERE who = ?1 AND place = ?2")?
        .query_row([who, place], |row| {
            Ok(Draft {
                place: place.to_owned(),
                at: row.get(0)?,
                fields: row.get(1)?,
            })
        })
        .optional()?)
}

/// All drafts of a user, the last typed first.
///
/// # Errors
/// SQLite's.
pub fn drafts(reader: &impl Reader, who: &str) -> Result<Vec<Draft>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT place, at, fields FROM drafts WHERE who = ?1 ORDER BY at DESC")?;
    let rows = statement.query_map([who], |row| {
        Ok(Draft {
            place: row.get(0)?,
            at: row.get(1)?,
            fields: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a draft's place is a form of a single case, or of what belongs to one.
pub fn is_draft_of_cases(place: &str) -> bool {
    let table = place.split('/').next().unwrap_or_default();
    RecordKind::from_table(table).is_some_and(RecordKind::is_of_cases)
}

/// All drafts, each with its user.
///
/// # Errors
/// SQLite's.
pub fn all_drafts(reader: &impl Reader) -> Result<Vec<(String, Draft)>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT who, place, at, fields FROM drafts ORDER BY who, place")?;
    let rows = statement.query_map([], |row| {
        let draft = Draft {
            place: row.get(1)?,
            at: row.get(2)?,
            fields: row.get(3)?,
        };
        Ok((row.get(0)?, draft))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writer<'_> {
    /// Keeps somebody's draft in place of the one before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_draft(&self, place: &str, fields: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO drafts (who, place, at, fields) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (who, place) DO UPDATE SET at = excluded.at, fields = excluded.fields",
            )?
            .execute(params![self.who, place, Moment::now(), fields])?;
        Ok(())
    }

    /// Drops somebody's draft, if there is one.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_draft(&self, place: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("DELETE FROM drafts WHERE who = ?1 AND place = ?2")?
            .execute([self.who, place])?;
        Ok(())
    }
}
