//! Backups: one file that holds the database, the key slots and the packages kept, checked by
//! opening it.

use super::holders::ReadList;
use super::{
    Office, RegisterNames, Role, VaultError, View, beside, folder_of, in_made_folder,
    settle_folder, sweep, write_atomically,
};
use crate::bounds;
use crate::model::{Moment, RecordId, Sha256};
use crate::progress::Watch;
use crate::store::{self, Action, PutBack, Store, StoreError};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// What stands between an office's name and the moment when a backup took its place.
const REPLACED: &str = ".replaced-";

/// The file by which the next unlocking knows that a backup was put in place.
pub(super) const PUT_BACK: &str = "put-back";
/// Largest such mark that is read, in bytes.
const MAX_MARK: u64 = 1 << 10;

/// Most files that a backup holds: the databases, the users' keys and the packages kept.
const MAX_ENTRIES: usize = 100_000;
/// Room that a drive must have beside what is restored, in bytes.
const SPARE_ROOM: u64 = 16 << 20;

impl Office {
    /// Writes a backup of the whole office while it is in use. Everything in it is encrypted as in
    /// the office itself; the copy is opened and checked before it takes its place. Gives how many persons the
    /// register in it names, and how many it should: what is gone from it is better known before an earlier backup
    /// is overwritten.
    ///
    /// # Errors
    /// See [`VaultError`]; then no file is left.
    pub fn backup(
        &mut self,
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<RegisterNames, VaultError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        let folder = folder_of(path);
        sweep(folder);
        // Not on the stick: it may have no more room than the backup needs, or know no shared memory.
        let work = act.scratch()?;
        let copy = work.path().join("office.db");
        let data_key = act.data_key()?;
        act.store().copy_to(&copy, data_key, watch)?;
        watch.tell("check", 0, 0).map_err(StoreError::from)?;
        let found = Store::open(&copy, data_key)?.integrity()?;
        if !found.is_empty() {
            return Err(VaultError::BadBackup(path.to_owned()));
        }
        let mut entries = vec![("office.db".to_owned(), copy)];
        entries.extend(act.register_files(work.path(), watch)?);
        for inside in ["keys", "packages"] {
            let inside_folder = act.folder.join(inside);
            let found = match fs::read_dir(&inside_folder) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                found => found.map_err(VaultError::io(&inside_folder))?,
            };
            for entry in found {
                let entry = entry.map_err(VaultError::io(&inside_folder))?;
                let name = format!("{inside}/{}", entry.file_name().to_string_lossy());
                // Files half-written by a crash have other names.
                if allowed(&name) {
                    entries.push((name, entry.path()));
                }
            }
        }
        let mut file = beside(folder).map_err(VaultError::io(path))?;
        watch.tell("write", 0, 0).map_err(StoreError::from)?;
        write_zip(file.as_file_mut(), &entries).map_err(VaultError::io(path))?;
        file.persist(path)
            .map_err(|error| VaultError::io(path)(error.error))?;
        settle_folder(folder)?;
        act.note(Action::BackedUp, "office")?;
        act.register_names()
    }
}

/// How the folder is called in which a backup is made, within the office's own.
pub(super) const SCRATCH: &str = ".backup-";

impl Office {
    /// A folder to make a backup in. Those that a power cut left go first: nobody else has the office open.
    fn scratch(&self) -> Result<tempfile::TempDir, VaultError> {
        let folder = &self.folder;
        for entry in fs::read_dir(folder).map_err(VaultError::io(folder))? {
            let entry = entry.map_err(VaultError::io(folder))?;
            if entry.file_name().to_string_lossy().starts_with(SCRATCH) {
                let left = entry.path();
                fs::remove_dir_all(&left).map_err(VaultError::io(&left))?;
            }
        }
        let made = tempfile::Builder::new().prefix(SCRATCH).tempdir_in(folder);
        made.map_err(VaultError::io(folder))
    }
}

impl View {
    /// That the office went back to an earlier state, as long as no head has said that what was to be done
    /// is done.
    ///
    /// # Errors
    /// The database's.
    pub fn gone_back(&self) -> Result<Option<PutBack>, VaultError> {
        Ok(store::gone_back(self.store())?)
    }
}

impl Office {
    /// Notes that what was to be done after the office went back is done.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no head.
    pub fn going_back_is_done(&mut self) -> Result<(), VaultError> {
        let mut act = self.act(Role::Head)?;
        Ok(act.write(|log, _| log.going_back_is_done())?)
    }

    /// What was kept beside the office and an erasure does not reach: folders that a backup took the place
    /// of, registers that were given up.
    ///
    /// # Errors
    /// [`VaultError::Io`].
    pub fn copies_beside(&self) -> Result<Vec<PathBuf>, VaultError> {
        let own = self
            .folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let replaced = format!("{own}{REPLACED}");
        let mut copies = Vec::new();
        for (folder, begins) in [
            (folder_of(&self.folder), replaced.as_str()),
            (self.folder.as_path(), super::identities::LOST),
        ] {
            for entry in fs::read_dir(folder).map_err(VaultError::io(folder))? {
                let entry = entry.map_err(VaultError::io(folder))?;
                if entry.file_name().to_string_lossy().starts_with(begins) {
                    copies.push(entry.path());
                }
            }
        }
        copies.sort();
        Ok(copies)
    }

    /// Deletes what was kept beside the office, so that what was erased is not there either.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who is no case officer, [`VaultError::Io`].
    pub fn drop_copies_beside(&mut self) -> Result<(), VaultError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let copies = act.copies_beside()?;
        act.note(Action::Erased, "copies beside the office")?;
        for copy in copies {
            let dropped = match copy.is_dir() {
                true => fs::remove_dir_all(&copy),
                false => fs::remove_file(&copy),
            };
            dropped.map_err(VaultError::io(&copy))?;
        }
        Ok(())
    }
}

fn write_zip(file: &mut File, entries: &[(String, PathBuf)]) -> std::io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .large_file(true);
    let mut zip = zip::ZipWriter::new(std::io::BufWriter::new(&mut *file));
    let written = entries.iter().try_for_each(|(name, path)| {
        zip.start_file(name.as_str(), options)?;
        std::io::copy(&mut bounds::open(path)?, &mut zip).map(|_| ())
    });
    if let Err(error) = written {
        // Dropped, it would try to end the file on the full drive, and say so beside what is told.
        std::mem::forget(zip);
        return Err(error);
    }
    zip.finish()?.flush()?;
    file.sync_all()
}

/// Whether a backup may hold an entry of this name.
fn allowed(name: &str) -> bool {
    let inside = |folder: &str, suffix: &str| {
        name.strip_prefix(folder)
            .and_then(|rest| rest.strip_suffix(suffix))
    };
    name == "office.db"
        || name == super::identities::FILE
        || name == super::holders::FILE
        || name == "register.db-wal"
        || inside("keys/", ".age").is_some_and(|user| super::UserName::new(user).is_ok())
        || inside("packages/", ".tienbo").is_some_and(|name| {
            // By its bytes; before schema 4 by its package.
            Sha256::parse(name).is_ok() || RecordId::parse(name).is_ok()
        })
}

/// Opens a backup and looks through its directory before anything of it is copied: so many files and no
/// more, each stored as it is, each named as it may be and once, and together no longer than the backup
/// itself, or than there is room for.
pub(crate) fn look_at_backup(backup: &Path) -> Result<zip::ZipArchive<File>, VaultError> {
    let bad = || VaultError::BadBackup(backup.to_owned());
    let file = bounds::open(backup).map_err(VaultError::io(backup))?;
    let length = file.metadata().map_err(VaultError::io(backup))?.len();
    // Every package kept has entries of its own.
    let most = bounds::most_zip_entries(&file).map_err(VaultError::io(backup))?;
    if most > 8 * MAX_ENTRIES {
        return Err(bad());
    }
    let mut zip = zip::ZipArchive::new(file).map_err(|error| of_zip(backup, error))?;
    if zip.len() > MAX_ENTRIES || zip.has_duplicate_names() {
        return Err(bad());
    }
    let mut total: u64 = 0;
    for index in 0..zip.len() {
        let entry = zip
            .by_index_raw(index)
            .map_err(|error| of_zip(backup, error))?;
        let name = entry.name().map_err(|_| bad())?;
        let is_sound = allowed(&name)
            && !entry.is_symlink()
            && entry.compression() == zip::CompressionMethod::Stored
            && entry.size() == entry.compressed_size();
        total = total.saturating_add(entry.size());
        // Files that lie on one another would take more room than the backup has.
        if !is_sound || total > length {
            return Err(bad());
        }
    }
    Ok(zip)
}

/// That a backup cannot be read, or is none.
fn of_zip(backup: &Path, error: zip::result::ZipError) -> VaultError {
    match error {
        zip::result::ZipError::Io(error) => of_reading(backup, error),
        _ => VaultError::BadBackup(backup.to_owned()),
    }
}

/// The same: what the archive's own check finds is no failure of the system.
fn of_reading(backup: &Path, error: std::io::Error) -> VaultError {
    match error.raw_os_error() {
        Some(_) => VaultError::io(backup)(error),
        None => VaultError::BadBackup(backup.to_owned()),
    }
}

/// Copies an entry of a backup to its file, and gives how long it is.
fn copy_out(backup: &Path, entry: &mut impl Read, target: &Path) -> Result<u64, VaultError> {
    let mut file = File::create_new(target).map_err(VaultError::io(target))?;
    let mut buffer = vec![0; 64 << 10];
    let mut copied = 0;
    loop {
        let read = entry.read(&mut buffer);
        let read = read.map_err(|error| of_reading(backup, error))?;
        if read == 0 {
            break;
        }
        let written = file.write_all(&buffer[..read]);
        written.map_err(VaultError::io(target))?;
        copied += read as u64;
    }
    file.sync_all().map_err(VaultError::io(target))?;
    Ok(copied)
}

/// When a backup was put in place of which the log does not tell yet.
pub(super) fn put_back_at(folder: &Path) -> Option<Moment> {
    let mark = bounds::read_text_file(&folder.join(PUT_BACK), MAX_MARK).ok()?;
    Some(Moment::parse_iso(mark.trim()).unwrap_or_else(|_| Moment::now()))
}

/// Forgets that a backup was put in place, once the log tells of it.
pub(super) fn put_back_is_noted(folder: &Path) -> Result<(), VaultError> {
    let mark = folder.join(PUT_BACK);
    std::fs::remove_file(&mark).map_err(VaultError::io(&mark))
}

/// Puts a backup in place. The folder's present data is kept beside it, under the name returned.
///
/// # Errors
/// A backup that is not one, or whose list of holders was altered; [`StoreError::Stopped`]; then nothing has changed.
pub fn restore(
    backup: &Path,
    folder: &Path,
    watch: &mut Watch<'_>,
) -> Result<Option<PathBuf>, VaultError> {
    let zip = look_at_backup(backup)?;
    in_made_folder(folder_of(folder), || put_back(backup, zip, folder, watch))
}

fn put_back(
    backup: &Path,
    mut zip: zip::ZipArchive<File>,
    folder: &Path,
    watch: &mut Watch<'_>,
) -> Result<Option<PathBuf>, VaultError> {
    let bad = || VaultError::BadBackup(backup.to_owned());
    let parent = folder_of(folder);
    let needed = backup.metadata().map_err(VaultError::io(backup))?.len() + SPARE_ROOM;
    // Where the room cannot be told, writing tells.
    if let Some(free) = store::room_at(parent)
        && free < needed
    {
        return Err(VaultError::NoRoom { needed, free });
    }
    let name = folder
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    // What a crash leaves of it is found as what was kept beside the office is.
    let work = tempfile::Builder::new()
        .prefix(&format!("{name}{REPLACED}"))
        .tempdir_in(parent)
        .map_err(VaultError::io(parent))?;
    let fresh = work.path().join(FRESH);
    for inside in ["keys", "packages"] {
        fs::create_dir_all(fresh.join(inside)).map_err(VaultError::io(&fresh))?;
    }
    let entries = zip.len();
    for index in 0..entries {
        watch
            .tell("copy", index as u64, entries as u64)
            .map_err(StoreError::from)?;
        let entry = zip.by_index(index);
        let mut entry = entry.map_err(|error| of_zip(backup, error))?;
        let name = entry.name().map_err(|_| bad())?.into_owned();
        let size = entry.size();
        // One that is cut short, or is not what was put there, ends it.
        if copy_out(backup, &mut entry, &fresh.join(&name))? != size {
            return Err(bad());
        }
    }
    // That much shows without a key: whether the list of holders is as it was signed, without which nobody unlocks the
    // office; and an office that has a list has a register.
    let list = ReadList::of(&fresh).map_err(|error| match error {
        VaultError::BadKeyList => bad(),
        other => other,
    })?;
    let is_whole = |name: &str| fs::metadata(fresh.join(name)).is_ok_and(|file| file.len() > 0);
    if !is_whole("office.db") || (list.is_some() && !is_whole(super::identities::FILE)) {
        return Err(bad());
    }
    let here = ReadList::of(folder).ok().flatten();
    if let (Some(backup), Some(here)) = (list, here)
        && backup.list.unit != here.list.unit
    {
        let (backup, here) = (backup.list.unit, here.list.unit);
        return Err(VaultError::OtherUnit { backup, here });
    }
    let mark = fresh.join(PUT_BACK);
    write_atomically(&mark, Moment::now().iso().as_bytes())?;
    super::restrict(&fresh)?;
    if !folder.exists() {
        fs::rename(&fresh, folder).map_err(VaultError::io(folder))?;
        return Ok(None);
    }
    // Nobody may have it open; some systems do not move a folder with an open file.
    drop(super::lock(folder)?);
    let stamp = Moment::now().in_file_name();
    let aside = parent.join(format!("{name}{REPLACED}{stamp}"));
    if change_places(&fresh, folder) {
        let kept = fs::rename(&fresh, &aside).map(|()| aside);
        return Ok(Some(kept.unwrap_or_else(|_| work.keep().join(FRESH))));
    }
    fs::rename(folder, &aside).map_err(VaultError::io(folder))?;
    if let Err(error) = fs::rename(&fresh, folder) {
        // What was there comes back.
        let _ = fs::rename(&aside, folder);
        return Err(VaultError::io(folder)(error));
    }
    Ok(Some(aside))
}

/// How the folder is called in which a backup is unpacked.
const FRESH: &str = "office";

/// Lets two folders change places in one step, so that there is an office at any moment; where system and drive can.
fn change_places(one: &Path, other: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        false
    }
}
