//! Files attached to a record.

use super::{IdText, KindText};
use crate::bindings::commands;
use crate::files::{self, Sort};
use serde::Serialize;
use tienbo_core::model::{RecordKind, grouped};
use tienbo_core::vault::write_atomically;
use ts_rs::TS;

/// An attached file.
#[derive(Serialize, TS)]
pub(crate) struct AttachedFile {
    /// Id.
    id: String,
    /// Version.
    version: i64,
    /// Name.
    name: String,
    /// Size in bytes, as it is shown.
    size: String,
    /// Whether it leaves with its record.
    travels: bool,
}

commands! {
    /// The files attached to a record.
    fn attachments(desk, id: IdText) -> Vec<AttachedFile> {
        let files = desk.office(|office| office.attachments(id.0))?;
        Ok(files
            .into_iter()
            .map(|file| AttachedFile {
                id: file.id.to_string(),
                version: file.version,
                name: file.record.name.to_string(),
                size: grouped(file.record.size.get()),
                travels: file.record.travels,
            })
            .collect())
    }

    /// Attaches a file that the user chooses; it stays here until it is ticked to travel.
    fn attach_file(desk, kind: KindText, id: IdText) -> () {
        let (name, bytes) = files::attached(&desk)?;
        desk.office(|office| office.attach(kind.0, id.0, &name, &bytes, false).map(|_| ()))
    }

    /// Writes an attached file to a place that the user chooses, and gives the place.
    fn save_attachment(desk, id: IdText) -> String {
        let (name, bytes) = desk.office(|office| office.attached_file(id.0))?;
        let path = files::save_as(&desk, Sort::Any, &name)?;
        write_atomically(&path, &bytes)?;
        desk.session(|session| {
            session.saved = Some(path.clone());
            Ok(files::shown(&path))
        })
    }

    /// Says whether a file leaves with its record.
    fn set_travels(desk, id: IdText, travels: bool) -> () {
        desk.office(|office| office.set_travels(id.0, travels))
    }

    /// Takes a file off its record.
    fn detach(desk, id: IdText, version: i64) -> () {
        desk.office(|office| office.delete_record(RecordKind::Attachment, id.0, version))
    }
}
