//! Reading ahead: while one package of many is taken in, the next ones are read, looked at and
//! opened on another thread. Only what comes from a key trusted already is opened ahead; whether a
//! package may be taken in is decided afterwards, in order, as for a single one.

use super::{IntakeError, own_identities};
use crate::model::UnitCode;
use crate::package::{Content, Looked, Manifest, PackageKind, Refusal, look, read_file};
use crate::store::{self, KeyState};
use crate::vault::Office;
use age::secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;

/// How many packages are held ready: each may be large.
const READY: usize = 2;

/// A package's file, looked at, and perhaps opened.
pub(super) struct ReadPackage {
    pub(super) bytes: Vec<u8>,
    pub(super) looked: Looked,
    pub(super) opened: Option<Result<(Manifest, Content), Refusal>>,
}

impl ReadPackage {
    /// Reads a file and looks at it.
    pub(super) fn file(path: &Path) -> Result<Self, Refusal> {
        let bytes = read_file(path)?;
        let looked = look(&bytes)?;
        Ok(Self {
            bytes,
            looked,
            opened: None,
        })
    }
}

/// What opening ahead needs of an office.
struct Keys {
    unit: UnitCode,
    trusted: BTreeSet<String>,
    own: Vec<(String, SecretString)>,
}

impl Keys {
    fn open(&self, looked: &Looked) -> Option<Result<(Manifest, Content), Refusal>> {
        let label = &looked.envelope;
        let may_be_ours = label.kind == PackageKind::Submission
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

/// Reads files on a thread of `scope`; they come in their order.
pub(super) fn read_ahead<'scope, 'files: 'scope>(
    scope: &'scope Scope<'scope, '_>,
    office: &Office,
    files: &'files [PathBuf],
) -> Result<Receiver<Result<ReadPackage, Refusal>>, IntakeError> {
    let keys = Keys {
        unit: office.unit().clone(),
        trusted: store::unit_keys(office.store())?
            .into_iter()
            .filter(|key| key.state == KeyState::Trusted)
            .map(|key| key.signing_key)
            .collect(),
        own: own_identities(office)?,
    };
    let (sender, receiver) = sync_channel(READY);
    scope.spawn(move || {
        for file in files {
            let read = ReadPackage::file(file).map(|mut read| {
                read.opened = keys.open(&read.looked);
                read
            });
            // The receiver is gone once the import failed.
            if sender.send(read).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}
