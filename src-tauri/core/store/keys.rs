//! What the office's database keeps of keys: which list of holders is in force, the sealed key of
//! `register.db`, and how much that holds. Keys of the office itself lie here only in an office that
//! no head has opened since an earlier program.

use super::seal::OfRegister;
use super::{Reader, StoreError, Writer};
use age::secrecy::SecretString;
use rusqlite::{OptionalExtension, params};

/// Keys of the office as earlier programs kept them.
pub struct KeysBefore {
    /// minisign secret key box, not encrypted further.
    pub signing_key: SecretString,
    /// age X25519 identity.
    pub reading_key: SecretString,
    /// age recipient to which identities of cases are sealed; of the present keys alone.
    pub register_recipient: Option<String>,
}

/// The office's keys as earlier programs kept them, the present ones first; none once a head has
/// moved them.
///
/// # Errors
/// SQLite's.
pub fn keys_before(reader: &impl Reader) -> Result<Vec<KeysBefore>, StoreError> {
    let mut statement = reader.connection().prepare(
        "SELECT signing_key, reading_key, register_recipient FROM keys_schema_6
         ORDER BY until IS NOT NULL, until DESC",
    )?;
    let rows = statement.query_map([], |row| {
        let secret =
            |place| Ok::<_, rusqlite::Error>(SecretString::from(row.get_ref(place)?.as_str()?));
        Ok(KeysBefore {
            signing_key: secret(0)?,
            reading_key: secret(1)?,
            register_recipient: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Which list of holders is in force: hashes of its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyListNote {
    /// Of the list in force; none in an office that was not moved yet.
    pub hash: Option<String>,
    /// Of a list that is being put in its place.
    pub next: Option<String>,
}

/// Which list of holders is in force.
///
/// # Errors
/// SQLite's.
pub fn key_list(reader: &impl Reader) -> Result<KeyListNote, StoreError> {
    Ok(reader
        .connection()
        .query_row("SELECT key_list, next_key_list FROM office", [], |row| {
            Ok(KeyListNote {
                hash: row.get(0)?,
                next: row.get(1)?,
            })
        })?)
}

/// The sealed key of `register.db`; and that which it is being given.
///
/// # Errors
/// SQLite's.
pub fn register_boxes(reader: &impl Reader) -> Result<[Option<Vec<u8>>; 2], StoreError> {
    Ok(reader.connection().query_row(
        "SELECT register_box, next_register_box FROM office",
        [],
        |row| Ok([row.get(0)?, row.get(1)?]),
    )?)
}

/// How often the register had been changed when it was last open here.
///
/// # Errors
/// SQLite's.
pub fn register_changes(reader: &impl Reader) -> Result<i64, StoreError> {
    let sql = "SELECT register_changes FROM office";
    Ok(reader.connection().query_row(sql, [], |row| row.get(0))?)
}

/// The public identity under which a user is awaited, where she has told one.
///
/// # Errors
/// SQLite's.
pub fn awaited_identity(reader: &impl Reader, name: &str) -> Result<Option<String>, StoreError> {
    let found: Option<Option<String>> = reader
        .connection()
        .query_row(
            "SELECT identity FROM users WHERE name = ?1",
            [name],
            |row| row.get(0),
        )
        .optional()?;
    Ok(found.flatten())
}

impl Writer<'_> {
    /// Forgets the office's keys, which are where only their holders reach them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_keys_before(&self) -> Result<(), StoreError> {
        self.connection().execute("DELETE FROM keys_schema_6", [])?;
        Ok(())
    }

    /// Notes the list that is about to be put in force.
    ///
    /// # Errors
    /// SQLite's.
    pub fn key_list_comes(&self, hash: &str) -> Result<(), StoreError> {
        self.connection()
            .execute("UPDATE office SET next_key_list = ?1", [hash])?;
        Ok(())
    }

    /// Notes that a list is in force.
    ///
    /// # Errors
    /// SQLite's.
    pub fn key_list_is(&self, hash: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE office SET key_list = ?1, next_key_list = NULL",
            [hash],
        )?;
        Ok(())
    }

    /// Notes the sealed key that `register.db` is about to be given.
    ///
    /// # Errors
    /// SQLite's.
    pub fn register_box_comes(&self, sealed: &[u8]) -> Result<(), StoreError> {
        self.connection()
            .execute("UPDATE office SET next_register_box = ?1", [sealed])?;
        Ok(())
    }

    /// Notes that `register.db` has a key, sealed.
    ///
    /// # Errors
    /// SQLite's.
    pub fn register_box_is(&self, sealed: &[u8]) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE office SET register_box = ?1, next_register_box = NULL",
            [sealed],
        )?;
        Ok(())
    }

    /// Notes how often the register was changed.
    ///
    /// # Errors
    /// SQLite's.
    pub fn register_changed(&self, changes: i64) -> Result<(), StoreError> {
        self.connection()
            .execute("UPDATE office SET register_changes = ?1", [changes])?;
        self.touched.borrow_mut().register = Some(OfRegister::Is(changes));
        Ok(())
    }

    /// Notes that a change of the register is about to be counted there.
    pub fn register_change_comes(&self) {
        self.touched.borrow_mut().register = Some(OfRegister::Comes);
    }

    /// Notes how many persons the register names.
    pub fn register_names(&self, names: i64) {
        self.touched.borrow_mut().register = Some(OfRegister::Names(names));
    }

    /// Notes under which public identity a user is awaited, or that she is not any more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn await_identity(&self, name: &str, identity: Option<&str>) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO users (name, roles, identity) VALUES (?1, '', ?2)
             ON CONFLICT (name) DO UPDATE SET identity = excluded.identity",
            params![name, identity],
        )?;
        Ok(())
    }
}
