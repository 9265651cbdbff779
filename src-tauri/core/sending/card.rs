//! The office's card: its public keys, signed by itself.

use super::label::{label, ourselves};
use super::{SendingError, WrittenPackage, write_then_note};
use crate::package::{PackageKind, write_card};
use crate::store::Action;
use crate::vault::{Office, Role};
use std::path::Path;

impl Office {
    /// Writes the office's card. Its only recipient is the office, and that entry of the label carries
    /// the reading key.
    ///
    /// # Errors
    /// [`SendingError`].
    pub fn write_card(&mut self, file: &Path) -> Result<WrittenPackage, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let signing_key = act.signing_key()?;
        let recipients = vec![ourselves(&act)];
        let mut label = label(&mut act, PackageKind::Card, &signing_key, recipients)?;
        label.introductions = act.introductions()?;
        label.register_key = Some(act.register_key().to_owned());
        let package = write_card(label)?;
        write_then_note(&mut act, package, file, |log, _| {
            log.entry(Action::Exported, "card").map(|_| ())
        })
    }
}
