//! Packages whose files are kept, and files that were refused.

use super::audit::REFUSED_FILES;
use super::{Action, Log, Reader, StoreError, Writer, moment_of};
use crate::model::{Moment, Sha256, UnitCode};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeSet;

/// The code of the kind of package that is asked for by its id.
const SUBMISSION: &str = "submission";

/// A package whose file is kept as it came, or as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPackage {
    /// Id in its label.
    pub package_id: String,
    /// Hash of its bytes; also its file's name.
    pub sha256: Sha256,
    /// Code of its kind.
    pub kind: String,
    /// Who made it.
    pub unit: UnitCode,
    /// The file it came in; none where it was made here, or passed on inside another.
    pub file: Option<String>,
    /// Since when it is kept.
    pub kept_at: Moment,
}

fn kept(row: &Row<'_>) -> Result<KeptPackage, StoreError> {
    let (sha256, unit): (String, String) = (row.get(1)?, row.get(3)?);
    Ok(KeptPackage {
        package_id: row.get(0)?,
        sha256: Sha256::parse(&sha256)?,
        kind: row.get(2)?,
        unit: UnitCode::new(&unit)?,
        file: row.get(4)?,
        kept_at: row.get(5)?,
    })
}

fn find(
    reader: &impl Reader,
    condition: &str,
    value: &str,
) -> Result<Option<KeptPackage>, StoreError> {
    let sql = format!(
        "SELECT package_id, sha256, kind, unit, file, kept_at FROM packages WHERE {condition} = ?1"
    );
    reader
        .connection()
        .prepare_cached(&sql)?
        .query_row([value], |row| Ok(kept(row)))
        .optional()?
        .transpose()
}

/// The kept file of a package.
///
/// # Errors
/// SQLite's.
pub fn kept_package(
    reader: &impl Reader,
    package_id: &str,
) -> Result<Option<KeptPackage>, StoreError> {
    find(reader, "package_id", package_id)
}

/// The kept package with these bytes.
///
/// # Errors
/// SQLite's.
pub fn kept_by_hash(
    reader: &impl Reader,
    sha256: &Sha256,
) -> Result<Option<KeptPackage>, StoreError> {
    find(reader, "sha256", sha256.as_str())
}

/// The ids of all packages that are kept as they came, or as they were made here.
///
/// # Errors
/// SQLite's.
pub fn kept_packages(reader: &impl Reader) -> Result<Vec<String>, StoreError> {
    let connection = reader.connection();
    let mut statement =
        connection.prepare("SELECT package_id FROM packages ORDER BY package_id")?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The hashes of all kept packages.
///
/// # Errors
/// SQLite's.
pub fn kept_hashes(reader: &impl Reader) -> Result<BTreeSet<Sha256>, StoreError> {
    let mut statement = reader.connection().prepare("SELECT sha256 FROM packages")?;
    let mut rows = statement.query([])?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let sha256: String = row.get(0)?;
        found.insert(Sha256::parse(&sha256)?);
    }
    Ok(found)
}

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its place in the list.
    pub id: i64,
    /// When it was refused last.
    pub at: Moment,
    /// Name of the file, without its folder.
    pub file: String,
    /// Where it lay.
    pub path: Option<String>,
    /// Hash of its bytes, where they could be read.
    pub sha256: Option<Sha256>,
    /// Code of the verdict.
    pub code: String,
    /// The verdict in words.
    pub detail: String,
    /// The reason as JSON.
    pub refusal: Option<String>,
}

/// A refused file, where each of its columns reads: everybody at the office can write here.
fn refused(row: &Row<'_>) -> rusqlite::Result<Option<RefusedRow>> {
    let text = |place| -> rusqlite::Result<Option<Option<String>>> {
        let text = row.get_ref(place)?.as_str_or_null().ok();
        Ok(text.map(|text| text.map(str::to_owned)))
    };
    let (Some(at), Some(Some(file)), Some(path), Some(sha256)) =
        (moment_of(row, 1)?, text(2)?, text(3)?, text(4)?)
    else {
        return Ok(None);
    };
    let sha256 = sha256.map(|hash| Sha256::parse(&hash)).transpose();
    let (Ok(sha256), Some(Some(code)), Some(Some(detail)), Some(refusal)) =
        (sha256, text(5)?, text(6)?, text(7)?)
    else {
        return Ok(None);
    };
    Ok(Some(RefusedRow {
        id: row.get(0)?,
        at,
        file,
        path,
        sha256,
        code,
        detail,
        refusal,
    }))
}

/// Refused files that were not dismissed yet, oldest first; but for rows that do not read.
///
/// # Errors
/// SQLite's.
pub fn refused_files(reader: &impl Reader) -> Result<Vec<RefusedRow>, StoreError> {
    let mut statement = reader.connection().prepare(
        "SELECT id, at, file, path, sha256, code, detail, refusal
         FROM refused WHERE dismissed = 0 ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(refused(row)?);
    }
    Ok(found)
}

impl Log<'_> {
    /// Takes one refused file off the list, or all of them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn dismiss_refused(&self, id: Option<i64>) -> Result<(), StoreError> {
        let which = id.map_or_else(|| "all".to_owned(), |id| id.to_string());
        self.entry(Action::Dismissed, &format!("{REFUSED_FILES}{which}"))?;
        self.connection().execute(
            "UPDATE refused SET dismissed = 1 WHERE ?1 IS NULL OR id = ?1",
            [id],
        )?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Notes that a package's file is kept. A submission is asked for by its id, and has it whatever else came with the
    /// same one: anybody can read an id off a label. What is no submission is then known by its bytes alone.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_package(&self, kept: &KeptPackage) -> Result<(), StoreError> {
        if kept.kind == SUBMISSION {
            self.connection()
                .prepare_cached(
                    "UPDATE packages SET package_id = sha256 WHERE package_id = ?1 AND kind <> ?2",
                )?
                .execute([kept.package_id.as_str(), SUBMISSION])?;
        }
        self.connection()
            .prepare_cached(
                "INSERT INTO packages (package_id, sha256, kind, unit, file, kept_at)
                 SELECT iif(?3 <> ?7 AND EXISTS (SELECT 1 FROM packages WHERE package_id = ?1), ?2, ?1),
                   ?2, ?3, ?4, ?5, ?6
                 WHERE true ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                kept.package_id,
                kept.sha256.as_str(),
                kept.kind,
                kept.unit.as_str(),
                kept.file,
                kept.kept_at,
                SUBMISSION
            ])?;
        Ok(())
    }

    /// Lists a refused file. The same content refused again is listed once, with the last reason.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_refused(&self, row: &RefusedRow) -> Result<(), StoreError> {
        // What cannot be read has no hash: it is the same file where its name is.
        self.connection().execute(
            "DELETE FROM refused WHERE dismissed = 0
               AND (sha256 = ?1 OR (?1 IS NULL AND sha256 IS NULL AND file = ?2))",
            params![row.sha256.as_ref().map(Sha256::as_str), row.file],
        )?;
        self.connection().execute(
            "INSERT INTO refused (at, file, path, sha256, code, detail, refusal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                row.at,
                row.file,
                row.path,
                row.sha256.as_ref().map(Sha256::as_str),
                row.code,
                row.detail,
                row.refusal
            ],
        )?;
        Ok(())
    }

    /// Takes a content off the list of refused files, since it was taken in.
    ///
    /// # Errors
    /// SQLite's.
    pub fn no_longer_refused(&self, sha256: &Sha256) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("UPDATE refused SET dismissed = 1 WHERE dismissed = 0 AND sha256 = ?1")?
            .execute([sha256.as_str()])?;
        Ok(())
    }
}
