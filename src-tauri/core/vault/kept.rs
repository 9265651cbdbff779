//! Files that are kept as they came: those of packages, each named by the hash of its bytes, and those attached to
//! records.

use super::{Office, Role, VaultError, write_atomically};
use crate::model::{Attachment, RecordId, RecordKind, Sha256, Stored};
use crate::package::{Content, Looked, Manifest, Refusal, look, read_file};
use crate::store::{self, Action, StoreError};
use age::secrecy::ExposeSecret;
use std::path::{Path, PathBuf};

impl Office {
    fn packages_folder(&self) -> PathBuf {
        self.folder.join("packages")
    }

    fn kept_path(&self, sha256: &Sha256) -> PathBuf {
        self.packages_folder().join(format!("{sha256}.tienbo"))
    }

    /// Keeps a package's file. A file that is there already is left as it is: its name says what is
    /// in it.
    pub(crate) fn keep_file(&self, bytes: &[u8], sha256: &Sha256) -> Result<(), VaultError> {
        let path = self.kept_path(sha256);
        let is_there = |there: Vec<u8>| Sha256::of(&there) == *sha256;
        if path.exists() && read_file(&path).is_ok_and(is_there) {
            return Ok(());
        }
        let folder = self.packages_folder();
        std::fs::create_dir_all(&folder).map_err(VaultError::io(&folder))?;
        write_atomically(&path, bytes)
    }

    /// The bytes of a package that came or was made here, exactly as they were.
    ///
    /// # Errors
    /// [`VaultError::PackageLost`] where the file is gone or is not what it was.
    pub fn kept_package(&self, package_id: &str) -> Result<Vec<u8>, VaultError> {
        let lost = || VaultError::PackageLost(package_id.to_owned());
        let kept = store::kept_package(self.store(), package_id)?;
        let path = match &kept {
            Some(kept) => self.kept_path(&kept.sha256),
            // Before schema 4 a file was named by its package.
            None => self.packages_folder().join(format!("{package_id}.tienbo")),
        };
        let bytes = read_file(&path).map_err(|_| lost())?;
        if kept.is_some_and(|kept| Sha256::of(&bytes) != kept.sha256) {
            return Err(lost());
        }
        Ok(bytes)
    }

    /// Writes a package that came or was made here to a file, exactly as it was.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who neither takes in nor gives out; [`VaultError::PackageLost`].
    pub fn write_original(&mut self, package_id: &str, file: &Path) -> Result<(), VaultError> {
        let mut act = self.act_in_any(&[Role::Receiver, Role::Head])?;
        act.beyond()?;
        let bytes = act.kept_package(package_id)?;
        let subject = format!("package {package_id}");
        act.write_then_note(file, &bytes, Action::Exported, &subject)
    }

    /// Writes a file that is attached to a record, as it was attached.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] where it is not there; the system's.
    pub fn write_attached(&mut self, id: RecordId, file: &Path) -> Result<(), VaultError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        act.beyond()?;
        let flat = store::flat_record(act.store(), RecordKind::Attachment, id)?;
        let attachment: Stored<Attachment> = store::typed(flat)?;
        let bytes = store::blob(act.store(), &attachment.record.sha256)?
            .ok_or_else(|| StoreError::NoRecord(id.to_string()))?;
        let subject = format!("{} {id}", RecordKind::Attachment.table());
        act.write_then_note(file, &bytes, Action::Exported, &subject)
    }

    /// Writes the report of a submission as its unit printed it.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who cannot open what came; [`VaultError::PackageLost`], also where the
    /// package has none.
    pub fn write_submitted_report(
        &mut self,
        package_id: &str,
        file: &Path,
    ) -> Result<(), VaultError> {
        let mut act = self.act_beyond(Role::Receiver)?;
        let (_, content) = act.reread(package_id)?;
        let report = content.report;
        let report = report.ok_or_else(|| VaultError::PackageLost(package_id.to_owned()))?;
        let subject = format!("package {package_id} report");
        act.write_then_note(file, &report, Action::Exported, &subject)
    }

    /// Looks at a kept package again.
    ///
    /// # Errors
    /// [`VaultError::PackageLost`].
    pub(crate) fn kept_label(&self, package_id: &str) -> Result<Looked, VaultError> {
        let lost = |_| VaultError::PackageLost(package_id.to_owned());
        look(&self.kept_package(package_id)?).map_err(lost)
    }

    /// Looks again at a file that is kept under a hash.
    ///
    /// # Errors
    /// [`VaultError::PackageLost`] where it is gone, or is not what it was.
    pub(crate) fn kept_file(&self, sha256: &Sha256) -> Result<Looked, VaultError> {
        let lost = |_| VaultError::PackageLost(sha256.to_string());
        let bytes = read_file(&self.kept_path(sha256)).map_err(lost)?;
        match Sha256::of(&bytes) == *sha256 {
            true => look(&bytes).map_err(lost),
            false => Err(VaultError::PackageLost(sha256.to_string())),
        }
    }

    /// Opens a kept submission again, however long ago it came and whatever became of its sender's
    /// key: with the office's reading key of that time.
    ///
    /// # Errors
    /// [`VaultError::PackageLost`], [`VaultError::NotReread`].
    pub fn reread(&self, package_id: &str) -> Result<(Manifest, Content), VaultError> {
        let looked = self.kept_label(package_id)?;
        let mut failed = Refusal::NotForUs(package_id.to_owned());
        for (_, identity) in self.reading_identities()? {
            match looked
                .open(identity.expose_secret())
                .and_then(|o| o.content())
            {
                Ok(content) => return Ok(content),
                Err(refusal) => failed = refusal,
            }
        }
        Err(VaultError::NotReread(failed))
    }
}
