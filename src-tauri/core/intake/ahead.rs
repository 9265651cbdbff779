//! Reading ahead: while one package of many is taken in, the next ones are read, looked at and
//! opened on another thread. Only what comes from a key trusted already is opened ahead; whether a
//! package may be taken in is decided afterwards, in order, as for a single one.

use super::IntakeError;
use crate::model::{Moment, Sha256, UnitCode, from_outside};
use crate::package::{Content, Looked, Manifest, PackageKind, Refusal, look, read_file};
use crate::store::{self, KeptPackage, KeyState};
use crate::vault::{Act, Office, VaultError};
use age::secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;

/// How many packages are held ready.
const READY: usize = 2;
/// Largest file that is read ahead, in bytes: a larger one is read when its turn comes, alone.
const MAX_AHEAD: u64 = 4 << 20;

/// A package's file, looked at, and perhaps opened.
pub(super) struct ReadPackage {
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: Sha256,
    /// The file's name; none where another package carried it.
    pub(super) file: Option<String>,
    pub(super) looked: Looked,
    pub(super) opened: Option<Result<(Manifest, Content), Refusal>>,
}

impl ReadPackage {
    /// Keeps the file, and gives its row. The file comes first: a crash before the transaction leaves a file
    /// that nothing names.
    pub(super) fn keep(&self, act: &Act<'_>) -> Result<KeptPackage, VaultError> {
        act.keep_file(&self.bytes, &self.sha256)?;
        let label = &self.looked.envelope;
        Ok(KeptPackage {
            package_id: label.package_id.clone(),
            sha256: self.sha256.clone(),
            kind: label.kind.code().to_owned(),
            unit: label.sender.unit.clone(),
            file: self.file.clone(),
            kept_at: Moment::now(),
        })
    }

    /// Reads a file and looks at it. What is no package still has its hash.
    pub(super) fn file(path: &Path) -> Result<Self, Unreadable> {
        let bytes = read_file(path).map_err(|refusal| Unreadable {
            sha256: None,
            refusal,
        })?;
        let sha256 = Sha256::of(&bytes);
        match look(&bytes) {
            Ok(looked) => Ok(Self {
                bytes,
                sha256,
                file: Some(name_of(path)),
                looked,
                opened: None,
            }),
            Err(refusal) => Err(Unreadable {
                sha256: Some(sha256),
                refusal,
            }),
        }
    }
}

/// A file that is no package, or a damaged one.
pub(super) struct Unreadable {
    pub(super) sha256: Option<Sha256>,
    pub(super) refusal: Refusal,
}

/// Longest name of a file that is kept, in characters.
const MAX_NAME: usize = 200;

/// A file's name as people know it. Whoever named it wrote what is shown.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| from_outside(&name.to_string_lossy(), MAX_NAME, false))
        .unwrap_or_default()
}

/// What opening ahead needs of an office.
struct Keys {
    unit: UnitCode,
    trusted: BTreeSet<String>,
    /// What was taken in before.
    kept: BTreeSet<Sha256>,
    own: Vec<(String, SecretString)>,
}

impl Keys {
    fn open(&self, read: &ReadPackage) -> Option<Result<(Manifest, Content), Refusal>> {
        let looked = &read.looked;
        let label = &looked.envelope;
        let may_be_ours = label.kind == PackageKind::Submission
            && !self.kept.contains(&read.sha256)
            && self.trusted.contains(&label.sender.signing_key);
        let (_, identity) = self
            .own
            .iter()
            .filter(|_| may_be_ours)
            .find(|(public, _)| {
                let recipients = &label.recipients;
                recipients
                    .iter()
                    .any(|r| r.unit == self.unit && r.key == *public)
            })?;
        let opened = looked.open(identity.expose_secret());
        Some(opened.and_then(crate::package::Opened::content))
    }
}

/// Reads files on a thread of `scope`; they come in their order, none in the place of a large one.
pub(super) fn read_ahead<'scope, 'files: 'scope>(
    scope: &'scope Scope<'scope, '_>,
    office: &Office,
    files: &'files [PathBuf],
) -> Result<Receiver<Option<Result<ReadPackage, Unreadable>>>, IntakeError> {
    let keys = Keys {
        unit: office.unit().clone(),
        trusted: store::unit_keys(office.store())?
            .into_iter()
            .filter(|key| key.state == KeyState::Trusted)
            .map(|key| key.signing_key)
            .collect(),
        kept: store::kept_hashes(office.store())?,
        // Who is no receiver is told so at each package that is sealed.
        own: office.reading_identities().unwrap_or_default(),
    };
    let (sender, receiver) = sync_channel(READY);
    scope.spawn(move || {
        for file in files {
            let is_large = file.metadata().is_ok_and(|file| file.len() > MAX_AHEAD);
            let read = (!is_large).then(|| {
                ReadPackage::file(file).map(|mut read| {
                    read.opened = keys.open(&read);
                    read
                })
            });
            // The receiver is gone once the import failed.
            if sender.send(read).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}
