//! The office's card: its public keys, signed by itself.

use super::label::{introductions, label, ourselves};
use super::{SendingError, WrittenPackage, write_then_note};
use crate::package::{PackageKind, write_card};
use crate::store::Action;
use crate::vault::Office;
use std::path::Path;

impl Office {
    /// Writes the office's card. Its only recipient is the office, and that entry of the label carries
    /// the reading key.
    ///
    /// # Errors
    /// [`SendingError`].
    pub fn write_card(&mut self, file: &Path) -> Result<WrittenPackage, SendingError> {
        let signing_key = self.signing_key()?;
        let recipients = vec![ourselves(self)?];
        let mut label = label(self, PackageKind::Card, &signing_key, recipients)?;
        label.introductions = introductions(self)?;
        label.register_key = Some(self.row().register_recipient.clone());
        let package = write_card(label)?;
        write_then_note(self, package, file, |writer, _, who| {
            writer.audit(who, Action::Exported, "card")
        })
    }
}
