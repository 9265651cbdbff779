//! The tables of records: made as the records declare them, and made anew where those say something
//! else than a table does.

use super::StoreError;
use crate::model::{ColumnKind, RecordKind};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// The SQL that makes a kind's table as it is declared.
pub(super) fn declared(kind: RecordKind) -> String {
    let mut sql = format!(
        "CREATE TABLE {} (
  id TEXT NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins (origin),
  version INTEGER NOT NULL CHECK (version > 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),\n",
        kind.table()
    );
    for column in kind.columns() {
        let name = &column.name;
        let kind = match column.kind {
            ColumnKind::Count
            | ColumnKind::Money
            | ColumnKind::Decimal
            | ColumnKind::Year
            | ColumnKind::YesNo => "INTEGER",
            _ => "TEXT",
        };
        let required = if column.required { " NOT NULL" } else { "" };
        let check = match column.kind {
            ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal => {
                format!(" CHECK (\"{name}\" >= 0)")
            }
            ColumnKind::YesNo => format!(" CHECK (\"{name}\" IN (0, 1))"),
            ColumnKind::Day => format!(" CHECK (\"{name}\" GLOB '????-??-??')"),
            ColumnKind::Month => format!(" CHECK (\"{name}\" GLOB '????-??')"),
            ColumnKind::Choice(list) => {
                let codes: Vec<String> = list.codes.iter().map(|c| format!("'{c}'")).collect();
                format!(" CHECK (\"{name}\" IN ({}))", codes.join(", "))
            }
            ColumnKind::Line(max) | ColumnKind::Paragraphs(max) => {
                format!(" CHECK (length(\"{name}\") BETWEEN 1 AND {max})")
            }
            _ => String::new(),
        };
        sql.push_str(&format!("  \"{name}\" {kind}{required}{check},\n"));
    }
    sql.push_str("  PRIMARY KEY (origin, id)\n) STRICT, WITHOUT ROWID");
    sql
}

/// The SQL of a table as the database keeps it, where there is one.
pub(super) fn found(connection: &Connection, table: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(connection
        .query_row(sql, [table], |row| row.get(0))
        .optional()?)
}

/// What the SQL of a table says, whatever its spaces and the order of its columns: each column with
/// its type and checks, each constraint, each option.
pub(super) fn meaning(sql: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut part = String::new();
    let mut depth = 0;
    let mut quote = None;
    for c in sql.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '(') => {
                depth += 1;
                if depth == 1 {
                    // What stands before is the table's name.
                    part.clear();
                    continue;
                }
            }
            (None, ')' | ',') if depth <= 1 => {
                depth -= i32::from(c == ')');
                parts.insert(std::mem::take(&mut part).trim().to_owned());
                continue;
            }
            (None, ')') => depth -= 1,
            (None, _) if c.is_whitespace() => {
                if !part.ends_with(' ') {
                    part.push(' ');
                }
                continue;
            }
            (None, _) => {}
        }
        part.push(c);
    }
    parts.insert(part.trim().to_owned());
    parts
}

/// Makes every table of records say what the records declare: a new kind's is made, one that says
/// something else is made anew, with its rows.
///
/// # Errors
/// A row that today's declaration does not allow, a column with values that no field has any more;
/// SQLite's.
pub(super) fn as_declared(connection: &Connection) -> Result<(), StoreError> {
    let facts_are_sealed = super::facts::are_sealed(connection)?;
    for kind in RecordKind::ALL {
        // Sealed rows have no table here: it is made when they are opened, as they are declared then.
        if facts_are_sealed && kind.is_of_cases() {
            continue;
        }
        let sql = declared(kind);
        match found(connection, kind.table())? {
            None => connection.execute_batch(&sql)?,
            Some(found) if meaning(&found) == meaning(&sql) => {}
            Some(_) => anew(connection, kind.table(), &sql)?,
        }
    }
    Ok(())
}

/// Makes a table anew with its rows, indexes and triggers. What refers to it goes on referring to
/// it: the caller has set foreign keys off and `legacy_alter_table` on.
fn anew(connection: &Connection, table: &str, sql: &str) -> Result<(), StoreError> {
    let beside: Vec<String> = list(
        connection,
        "SELECT sql FROM sqlite_schema
         WHERE tbl_name = ?1 AND type IN ('index', 'trigger') AND sql IS NOT NULL",
        table,
    )?;
    let before = format!("{table}_before");
    connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO {before}; {sql}"))?;
    let declared = columns(connection, table)?;
    let (kept, gone): (Vec<String>, Vec<String>) = columns(connection, &before)?
        .into_iter()
        .partition(|name| declared.contains(name));
    for name in gone {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {before} WHERE \"{name}\" IS NOT NULL)");
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Err(StoreError::bad("column", format!("{table}.{name}")));
        }
    }
    let kept: Vec<String> = kept.iter().map(|name| format!("\"{name}\"")).collect();
    let kept = kept.join(", ");
    connection.execute_batch(&format!(
        "INSERT INTO {table} ({kept}) SELECT {kept} FROM {before}; DROP TABLE {before};"
    ))?;
    beside
        .iter()
        .try_for_each(|sql| Ok(connection.execute_batch(sql)?))
}

/// The columns that a table has.
///
/// # Errors
/// SQLite's.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    list(connection, "SELECT name FROM pragma_table_info(?1)", table)
}

fn list(connection: &Connection, sql: &str, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([table], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
