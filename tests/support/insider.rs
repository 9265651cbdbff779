//! Who opens an office's files without the program, with `age` and SQLCipher alone: somebody of the office.

use age::secrecy::SecretString;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use serde_json::Value;
use std::path::Path;
use tienbo_core::package::seal;

use crate::string;

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// Somebody of an office: what her own key file holds.
pub struct Insider<'a> {
    folder: &'a Path,
    /// Her key file's text.
    pub slot: Value,
}

impl<'a> Insider<'a> {
    /// Opens her key file.
    pub fn new(folder: &'a Path, user: &str, passphrase: &str) -> Self {
        let sealed = std::fs::read(folder.join(format!("keys/{user}.age"))).unwrap();
        let identity = age::scrypt::Identity::new(secret(passphrase));
        let plain = age::decrypt(&identity, &sealed).unwrap();
        let slot = serde_json::from_slice(&plain).unwrap();
        Self { folder, slot }
    }

    /// The office's keys of a name that she can open, the present one first.
    pub fn keys(&self, name: &str) -> Option<Vec<String>> {
        let (_, list) = list(self.folder);
        let sealed = STANDARD.decode(string(&list["keys"][name])).unwrap();
        let plain = seal::decrypt(&sealed, &string(&self.slot["identity"]), 1 << 20).ok()?;
        Some(serde_json::from_slice(&plain).unwrap())
    }

    /// `office.db`, which everybody opens.
    pub fn database(&self) -> Connection {
        let key = self.keys("data").unwrap()[0].clone();
        database(&self.folder.join("office.db"), &key)
    }
}

/// A database under a key.
pub fn database(path: &Path, key: &str) -> Connection {
    let database = Connection::open(path).unwrap();
    let sql = format!("PRAGMA key = \"x'{key}'\"");
    database.execute_batch(&sql).unwrap();
    database
}

/// The file of the list of holders, and the list in it.
pub fn list(folder: &Path) -> (Value, Value) {
    let file: Value =
        serde_json::from_slice(&std::fs::read(folder.join("keys/office.json")).unwrap()).unwrap();
    let list = serde_json::from_str(&string(&file["list"])).unwrap();
    (file, list)
}
