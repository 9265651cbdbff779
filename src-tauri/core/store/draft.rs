//! Drafts: what was typed and not saved yet.

use super::{Reader, StoreError, Writer, moment_of};
use crate::model::{Moment, RecordKind};
use rusqlite::{OptionalExtension, Row, params};

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

/// A draft out of its place, moment and fields; none where one of them does not read. Everybody at the office can
/// write here, and what is no draft is nobody's work.
fn draft_of(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Draft>> {
    let text = |place| row.get_ref(place).map(|value| value.as_str().ok());
    let at = moment_of(row, first + 1)?;
    Ok(match (text(first)?, at, text(first + 2)?) {
        (Some(place), Some(at), Some(fields)) => Some(Draft {
            place: place.to_owned(),
            at,
            fields: fields.to_owned(),
        }),
        _ => None,
    })
}

/// A user's draft for a form; none where it does not read.
///
/// # Errors
/// SQLite's.
pub fn draft(reader: &impl Reader, who: &str, place: &str) -> Result<Option<Draft>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached("SELECT place, at, fields FROM drafts WHERE who = ?1 AND place = ?2")?
        .query_row([who, place], |row| draft_of(row, 0))
        .optional()?
        .flatten())
}

/// All drafts of a user that read, the last typed first.
///
/// # Errors
/// SQLite's.
pub fn drafts(reader: &impl Reader, who: &str) -> Result<Vec<Draft>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT place, at, fields FROM drafts WHERE who = ?1 ORDER BY at DESC")?;
    let rows = statement.query_map([who], |row| draft_of(row, 0))?;
    Ok(rows
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?)
}

/// Whether a draft's place is a form of a single case, or of what belongs to one.
pub fn is_draft_of_cases(place: &str) -> bool {
    let table = place.split('/').next().unwrap_or_default();
    RecordKind::from_table(table).is_some_and(RecordKind::is_of_cases)
}

/// All drafts that read, each with its user.
///
/// # Errors
/// SQLite's.
pub fn all_drafts(reader: &impl Reader) -> Result<Vec<(String, Draft)>, StoreError> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT who, place, at, fields FROM drafts ORDER BY who, place")?;
    let rows = statement.query_map([], |row| {
        let who = row.get_ref(0)?.as_str().ok().map(str::to_owned);
        Ok(who.zip(draft_of(row, 1)?))
    })?;
    Ok(rows
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?)
}

/// Drafts and refused files that their tables do not allow, which whoever opens the database can have them not ask
/// for: no backup takes a database that has any.
const NOT_ALLOWED: [(&str, &str); 2] = [
    ("drafts", "length(place) NOT BETWEEN 1 AND 200"),
    ("refused", "dismissed NOT IN (0, 1)"),
];

/// Whether there are drafts or refused files that their tables do not allow.
///
/// # Errors
/// SQLite's.
pub fn has_rows_not_allowed(reader: &impl Reader) -> Result<bool, StoreError> {
    let mut any = false;
    for (table, are) in NOT_ALLOWED {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {are})");
        any |= reader
            .connection()
            .query_row(&sql, [], |row| row.get::<_, bool>(0))?;
    }
    Ok(any)
}

impl Writer<'_> {
    /// Drops drafts and refused files that their tables do not allow.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_rows_not_allowed(&self) -> Result<(), StoreError> {
        for (table, are) in NOT_ALLOWED {
            let sql = format!("DELETE FROM {table} WHERE {are}");
            self.connection().execute(&sql, [])?;
        }
        Ok(())
    }

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
