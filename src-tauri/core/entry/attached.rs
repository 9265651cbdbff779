//! Files attached to a record: kept encrypted in the database, leaving with their record only where
//! that was ticked.

use super::{EntryError, MAX_ATTACHMENT};
use crate::model::{
    Attachment, Cell, Count, FlatForm, Held, Line, Problem, RecordId, RecordKind, Sha256, Stored,
    at,
};
use crate::store::{self, Action, OWN, StoreError};
use crate::vault::{Office, Role, View};

impl View {
    /// The files attached to a record.
    ///
    /// # Errors
    /// The database's.
    pub fn attachments(&self, record: RecordId) -> Result<Vec<Stored<Attachment>>, StoreError> {
        let mut found = store::records::<Attachment>(self.store(), OWN)?;
        found.retain(|attachment| attachment.record.record == record);
        Ok(found)
    }

    /// The name and the bytes of an attached file.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] where it is not there.
    pub fn attached_file(&self, id: RecordId) -> Result<(String, Vec<u8>), StoreError> {
        let flat = store::flat_record(self.store(), RecordKind::Attachment, id)?;
        let attachment: Stored<Attachment> = store::typed(flat)?;
        let bytes = store::blob(self.store(), &attachment.record.sha256)?
            .ok_or_else(|| StoreError::NoRecord(id.to_string()))?;
        Ok((attachment.record.name.to_string(), bytes))
    }
}

impl Office {
    /// Attaches a file to a record. It leaves the office with its record only where `travels`.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn attach(
        &mut self,
        kind: RecordKind,
        id: RecordId,
        name: &str,
        bytes: &[u8],
        travels: bool,
    ) -> Result<RecordId, EntryError> {
        let mut act = self.act(Role::Recorder)?;
        if kind.is_of_register() || kind.is_facts() {
            return Err(EntryError::CaseFile);
        }
        if !kind.may_have_files() {
            let problem = Problem::NotAChoice(kind.table().to_owned());
            return Err(at("record")(problem).into());
        }
        if bytes.len() > MAX_ATTACHMENT {
            return Err(EntryError::FileTooLarge(bytes.len()));
        }
        store::flat_record(act.store(), kind, id)?;
        let hash = Sha256::of(bytes);
        let attachment = Attachment {
            record: id,
            name: Line::new(name).map_err(at("name"))?,
            sha256: hash.clone(),
            size: Count::new(i64::try_from(bytes.len()).unwrap_or(i64::MAX)).map_err(at("size"))?,
            travels,
        };
        act.write(|log, _| {
            let writer = log.entry(Action::Attached, &format!("{} {id}", kind.table()))?;
            writer.put_blob(&hash, bytes)?;
            let attached = RecordId::new();
            let cells = attachment.to_cells();
            writer.insert(Attachment::KIND, store::OWN, attached, 1, &cells)?;
            Ok(attached)
        })
    }

    /// Says whether an attached file leaves the office with its record.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn set_travels(&mut self, id: RecordId, travels: bool) -> Result<(), EntryError> {
        let mut act = self.act(Role::Recorder)?;
        let kind = RecordKind::Attachment;
        let mut flat = store::flat_record(act.store(), kind, id)?;
        for (column, cell) in kind.columns().iter().zip(&mut flat.record) {
            if column.name == "travels" {
                *cell = Cell::Int(i64::from(travels));
            }
        }
        act.write(|log, _| Ok(log.change(kind, id, flat.version, &flat.record)?))
    }
}
