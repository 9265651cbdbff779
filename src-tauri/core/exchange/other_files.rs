//! Files that people take for a workbook: known by their first bytes, each told as what it is and with the
//! way to a workbook that is read.

use zip::ZipArchive;

/// What a file is that is no `.xlsx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// A workbook that asks for a password.
    Protected,
    /// Excel's form before 2007 (`.xls`).
    OldExcel,
    /// Excel's binary form (`.xlsb`).
    BinaryExcel,
    /// LibreOffice's own form (`.ods`).
    OpenDocument,
    /// Text: values separated by commas, or a web page.
    Text,
}

/// How a compound file begins: old Excel, and what Excel wraps around a workbook with a password.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Length of an entry of a compound file's directory; each begins at a multiple of it.
const DIRECTORY_ENTRY: usize = 128;
/// The stream of a compound file in which a workbook with a password lies.
const ENCRYPTED: &str = "EncryptedPackage";
/// How the sheets of Excel 2 to 4 begin, which are no compound file.
const OLDEST: [[u8; 2]; 3] = [[0x09, 0x00], [0x09, 0x02], [0x09, 0x04]];
/// How much of a file is looked at to tell whether it is text, in bytes.
const LOOKED_AT: usize = 64 << 10;

impl OtherFile {
    /// All, each with its message.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Protected => "workbook-protected",
            Self::OldExcel => "workbook-old-excel",
            Self::BinaryExcel => "workbook-binary-excel",
            Self::OpenDocument => "workbook-open-document",
            Self::Text => "workbook-text",
        }
    }

    /// What a file is that was not read as a workbook, where its bytes tell.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&COMPOUND) {
            return Some(match is_protected(bytes) {
                true => Self::Protected,
                false => Self::OldExcel,
            });
        }
        if bytes.starts_with(b"PK") {
            return in_archive(bytes);
        }
        if OLDEST.iter().any(|begin| bytes.starts_with(begin)) {
            return Some(Self::OldExcel);
        }
        is_text(bytes).then_some(Self::Text)
    }
}

fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut entries = bytes.chunks_exact(DIRECTORY_ENTRY);
    entries.any(|entry| entry.starts_with(&name))
}

fn in_archive(bytes: &[u8]) -> Option<OtherFile> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    for index in 0..archive.len().min(super::sheets::MAX_ENTRIES) {
        let entry = archive.by_index_raw(index).ok()?;
        match entry.name().ok()?.as_ref() {
            "META-INF/manifest.xml" => return Some(OtherFile::OpenDocument),
            "xl/workbook.bin" => return Some(OtherFile::BinaryExcel),
            _ => {}
        }
    }
    None
}

/// Whether a file begins as text does, in UTF-8 or UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(LOOKED_AT)];
    if begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    // What was cut within a letter is text still.
    let valid = match std::str::from_utf8(begin) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&begin[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !valid.is_empty()
        && !valid
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n'))
}
