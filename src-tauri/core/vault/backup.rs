//! Backups: one file that holds the database and the key slots, checked by opening it.

use super::{Office, VaultError, write_atomically};
use crate::store::{Action, Store};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// Largest backup entry that is read back, in bytes.
const MAX_ENTRY: u64 = 4 << 30;

impl Office {
    /// Writes a backup of the whole office while it is in use. Everything in it is encrypted as in
    /// the office itself; the copy is opened and checked before it takes its place.
    ///
    /// # Errors
    /// See [`VaultError`]; then no file is left.
    pub fn backup(&mut self, path: &Path) -> Result<(), VaultError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let work = tempfile::tempdir_in(folder).map_err(VaultError::io(folder))?;
        let copy = work.path().join("office.db");
        self.store.copy_to(&copy, self.data_key())?;
        let found = Store::open(&copy, self.data_key())?.integrity()?;
        if !found.is_empty() {
            return Err(VaultError::BadBackup(path.to_owned()));
        }
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored)
            .large_file(true);
        let mut entries = vec![("office.db".to_owned(), copy)];
        let keys = self.folder.join("keys");
        for entry in fs::read_dir(&keys).map_err(VaultError::io(&keys))? {
            let entry = entry.map_err(VaultError::io(&keys))?;
            entries.push((
                format!("keys/{}", entry.file_name().to_string_lossy()),
                entry.path(),
            ));
        }
        for (name, file) in entries {
            let bytes = fs::read(&file).map_err(VaultError::io(&file))?;
            zip.start_file(name, options)
                .map_err(std::io::Error::other)
                .and_then(|()| zip.write_all(&bytes))
                .map_err(VaultError::io(path))?;
        }
        let bytes = zip
            .finish()
            .map_err(|e| VaultError::io(path)(e.into()))?
            .into_inner();
        write_atomically(path, &bytes)?;
        let who = self.user.as_str().to_owned();
        self.store
            .transaction(|writer| writer.audit(&who, Action::BackedUp, "office"))?;
        Ok(())
    }
}

/// Puts a backup in place. The folder's present data is kept beside it, under the name returned.
///
/// # Errors
/// A backup that is not one; then nothing has changed.
pub fn restore(backup: &Path, folder: &Path) -> Result<Option<PathBuf>, VaultError> {
    let bad = || VaultError::BadBackup(backup.to_owned());
    let file = File::open(backup).map_err(VaultError::io(backup))?;
    let mut zip = zip::ZipArchive::new(file).map_err(|_| bad())?;
    let parent = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(VaultError::io(parent))?;
    let work = tempfile::tempdir_in(parent).map_err(VaultError::io(parent))?;
    let fresh = work.path().join("office");
    fs::create_dir_all(fresh.join("keys")).map_err(VaultError::io(&fresh))?;
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|_| bad())?;
        let name = entry.name().map_err(|_| bad())?.into_owned();
        let slot = name.strip_prefix("keys/").is_some_and(|slot| {
            slot.strip_suffix(".age")
                .is_some_and(|user| super::UserName::new(user).is_ok())
        });
        if name != "office.db" && !slot {
            return Err(bad());
        }
        let mut bytes = Vec::new();
        entry
            .take(MAX_ENTRY)
            .read_to_end(&mut bytes)
            .map_err(|_| bad())?;
        write_atomically(&fresh.join(&name), &bytes)?;
    }
    if !fresh.join("office.db").exists() {
        return Err(bad());
    }
    super::restrict(&fresh)?;
    let mut kept = None;
    if folder.exists() {
        let _lock = super::lock(folder)?;
        let stamp = crate::store::now().format("%Y%m%d-%H%M%S");
        let name = folder
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let aside = parent.join(format!("{name}.replaced-{stamp}"));
        fs::rename(folder, &aside).map_err(VaultError::io(folder))?;
        kept = Some(aside);
    }
    fs::rename(&fresh, folder).map_err(VaultError::io(folder))?;
    Ok(kept)
}
