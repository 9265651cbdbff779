//! The outer ZIP: three stored entries, canonical to the byte.

use super::{MAX_ENVELOPE, MAX_PACKAGE, Refusal};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

pub(super) const ENTRIES: [&str; 3] = ["envelope.json", "envelope.json.minisig", "payload.age"];

/// Writes the container; the same entries always give the same bytes.
pub(super) fn write(entries: [&[u8]; 3]) -> std::io::Result<Vec<u8>> {
    let size: usize = entries.iter().map(|entry| entry.len()).sum();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size + 1024)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .system(zip::System::Unix)
        .unix_permissions(0o644);
    for (name, bytes) in ENTRIES.into_iter().zip(entries) {
        zip.start_file(name, options)
            .map_err(std::io::Error::from)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(std::io::Error::from)?.into_inner())
}

/// Reads the label alone. Nothing of it is checked.
pub(super) fn read_label(file: std::fs::File) -> Result<Vec<u8>, Refusal> {
    let damaged = || Refusal::Damaged("zip".to_owned());
    let mut zip = ZipArchive::new(std::io::BufReader::new(file)).map_err(|_| damaged())?;
    let mut label = Vec::new();
    zip.by_name(ENTRIES[0])
        .map_err(|_| damaged())?
        .take(MAX_ENVELOPE)
        .read_to_end(&mut label)
        .map_err(|_| damaged())?;
    Ok(label)
}

/// Takes the container apart and refuses it unless its entries give back every byte.
pub(super) fn read(bytes: &[u8]) -> Result<[Vec<u8>; 3], Refusal> {
    if bytes.len() as u64 > MAX_PACKAGE {
        return Err(Refusal::TooLarge(format!("{} byte", bytes.len())));
    }
    let damaged = || Refusal::Damaged("zip".to_owned());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if zip.len() != ENTRIES.len() {
        return Err(damaged());
    }
    let mut entry = |index: usize, limit: u64| {
        let entry = zip.by_index(index).map_err(|_| damaged())?;
        if entry.name().ok().as_deref() != Some(ENTRIES[index])
            || entry.compression() != CompressionMethod::Stored
        {
            return Err(damaged());
        }
        if entry.size() > limit {
            return Err(Refusal::TooLarge(ENTRIES[index].to_owned()));
        }
        let mut content = Vec::new();
        entry
            .take(limit)
            .read_to_end(&mut content)
            .map_err(|_| damaged())?;
        Ok(content)
    };
    let entries = [
        entry(0, MAX_ENVELOPE)?,
        entry(1, MAX_ENVELOPE)?,
        entry(2, MAX_PACKAGE)?,
    ];
    let again = write([&entries[0], &entries[1], &entries[2]]).map_err(|_| damaged())?;
    if again != bytes {
        return Err(damaged());
    }
    Ok(entries)
}
