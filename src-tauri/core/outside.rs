//! Every parser of bytes that come from outside, as a function of the bytes alone: what fuzzing and
//! `tests/altered.rs` feed. Whatever the bytes, each comes back, and holds no more than [`MOST_HELD`], which
//! `tests/memory.rs` measures on the real command.

use crate::catalogue::{Catalogue, CatalogueFiles, Catalogues, UnitChange};
use crate::package::{
    self, Envelope, Message, Receipt, Roster, TransferredCase, look, read_content, read_manifest,
    unpack,
};
use crate::register::{self, SealedCase};
use crate::report::reading;
use crate::{entry, exchange, vault};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::Write;
use std::sync::LazyLock;

/// What a file from outside makes the program hold at most, in bytes: four times the JSON that a package may
/// have. Beside it come the bytes of the file itself, of a package four times: as it came, sealed, opened and unpacked.
pub const MOST_HELD: u64 = 4 * package::MAX_JSON;

/// A parser of bytes from outside.
pub type Parser = fn(&[u8]);

/// All of them, by the name of their fuzzing target.
pub const PARSERS: [(&str, Parser); 14] = [
    ("container", container),
    ("envelope", envelope),
    ("payload", payload),
    ("print", print),
    ("manifest", manifest),
    ("roster", roster),
    ("receipt", receipt),
    ("transfer", transfer),
    ("workbook", workbook),
    ("catalogue", catalogue),
    ("backup", backup),
    ("slot", slot),
    ("sealed", sealed),
    ("pasted", pasted),
];

/// A package, as anybody can look at it.
pub fn container(bytes: &[u8]) {
    drop(look(bytes));
}

/// A label.
pub fn envelope(bytes: &[u8]) {
    drop(Envelope::parse(bytes));
}

/// What lies inside the age layer, with every record.
pub fn payload(bytes: &[u8]) {
    if let Ok((_, entries)) = unpack(bytes) {
        drop(read_content(entries));
    }
}

/// A print that lies beside records, held against half of it.
pub fn print(bytes: &[u8]) {
    if let Ok(pages) = reading::read_print(bytes) {
        drop(reading::compare(&pages, &pages[..pages.len() / 2]));
    }
}

/// A payload's manifest.
pub fn manifest(bytes: &[u8]) {
    drop(read_manifest(bytes));
}

fn message<M: Message>(bytes: &[u8]) {
    drop(package::read_message::<M>(bytes));
}

/// A roster's message, with its catalogues.
pub fn roster(bytes: &[u8]) {
    if let Ok(roster) = package::read_message::<Roster>(bytes) {
        for files in &roster.catalogues {
            drop(files.load());
        }
    }
}

/// A receipt's message.
pub fn receipt(bytes: &[u8]) {
    message::<Receipt>(bytes);
}

/// A transfer's message.
pub fn transfer(bytes: &[u8]) {
    message::<TransferredCase>(bytes);
}

/// A workbook, with every cell of every sheet, and every row of those that are ours.
pub fn workbook(bytes: &[u8]) {
    exchange::read_every_cell(bytes);
    exchange::read_every_row(bytes);
}

/// A catalogue as one file, and a list of what happens to units.
pub fn catalogue(bytes: &[u8]) {
    if let Ok(files) = CatalogueFiles::from_bytes(bytes) {
        drop(files.load());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(UnitChange::list("changes", text));
    }
}

/// A backup's directory.
pub fn backup(bytes: &[u8]) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    if file.write_all(bytes).is_ok() {
        drop(vault::look_at_backup(file.path()));
    }
}

/// A user's keys, once they are open; the list of who holds which key of the office.
pub fn slot(bytes: &[u8]) {
    vault::look_at_keys(bytes);
}

/// What was sealed to a key of this office, once it is open: what another office, or somebody who only records, says
/// of the persons of a case; what she began of one.
pub fn sealed(bytes: &[u8]) {
    static CATALOGUES: LazyLock<Option<Catalogues>> = LazyLock::new(|| {
        let catalogue = Catalogue::built_in("bac-ninh-2024.1").ok()?;
        Some(Catalogues::new(catalogue))
    });
    if let Some(case) = SealedCase::parse(bytes) {
        for file in &case.files {
            drop(STANDARD.decode(&file.bytes));
        }
    }
    if let Some(catalogues) = &*CATALOGUES {
        register::look_at_begun(bytes, catalogues);
    }
}

/// A block of cells that was copied elsewhere.
pub fn pasted(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        entry::look_at_pasted(text);
    }
}
