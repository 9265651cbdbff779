//! The roster: whose keys the receiving office trusts, and its catalogues.

use super::label::{label, ourselves, recipient};
use super::{SendingError, WrittenPackage, write_then_note};
use crate::model::GivenPlace;
use crate::package::{PackageKind, Roster, write_message};
use crate::store::{self, Action, KeyState};
use crate::vault::{Office, Role};
use std::path::Path;

impl Office {
    /// Writes the roster, for every unit whose key is trusted here.
    ///
    /// # Errors
    /// [`SendingError`].
    pub fn write_roster(&mut self, file: &Path) -> Result<WrittenPackage, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let signing_key = act.signing_key()?;
        let keys = store::unit_keys(act.store())?;
        let mut recipients = vec![ourselves(&act)];
        let trusted = keys.iter().filter(|key| key.state == KeyState::Trusted);
        recipients.extend(trusted.map(recipient));
        let roster = Roster {
            catalogues: act.catalogue_files()?,
            keys: keys
                .into_iter()
                .filter(|key| key.state != KeyState::Known)
                .collect(),
            directory: act.own_places()?.iter().map(GivenPlace::to_json).collect(),
        };
        let mut label = label(&mut act, PackageKind::Roster, &signing_key, recipients)?;
        label.introductions = act.introductions()?;
        label.register_key = Some(act.register_key().to_owned());
        let package = write_message(label, &roster)?;
        write_then_note(&mut act, package, file, |log, _| {
            log.entry(Action::Exported, "roster").map(|_| ())
        })
    }
}
