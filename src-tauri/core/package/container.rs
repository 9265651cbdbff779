//! The outer ZIP: three stored entries, canonical to the byte. It is so fixed that it is written and
//! read here, field by field: what a reader is given of it are slices of the file, so that looking at
//! a package takes no memory but the file's own.

use super::{Damage, MAX_ENVELOPE, MAX_PACKAGE, Refusal};
use crate::message::Trouble;
use std::io::Read;

pub(super) const ENTRIES: [&str; 3] = ["envelope.json", "envelope.json.minisig", "payload.age"];
/// Largest of each entry, in bytes.
const LIMITS: [u64; 3] = [MAX_ENVELOPE, MAX_ENVELOPE, MAX_PACKAGE];

/// Length of an entry's header, without its name.
const HEADER: usize = 30;
/// Where in a header the entry's size stands.
const SIZE: usize = 22;
const VERSION: u16 = 10;
/// Version 1.0 of the format, made by Unix.
const MADE_BY: u16 = (3 << 8) | VERSION;
/// 1980-01-01.
const DATE: u16 = 0x21;
/// A regular file that everybody may read and its owner write, 0644.
const ATTRIBUTES: u32 = 0o100_644 << 16;

fn number(number: usize) -> std::io::Result<u32> {
    u32::try_from(number).map_err(std::io::Error::other)
}

/// What the headers of an entry in its place and in the directory have in common.
fn common(name: &str, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut fields = Vec::new();
    // Version, flags, method (stored), time.
    for field in [VERSION, 0, 0, 0, DATE] {
        fields.extend(field.to_le_bytes());
    }
    let size = number(bytes.len())?;
    // The name's length takes two bytes, the two after it are that of a field that is not there.
    for field in [crc32fast::hash(bytes), size, size, number(name.len())?] {
        fields.extend(field.to_le_bytes());
    }
    Ok(fields)
}

/// What stands around three entries: before each, and after the last.
fn framing(entries: [&[u8]; 3]) -> std::io::Result<([Vec<u8>; 3], Vec<u8>)> {
    let mut before = [const { Vec::new() }; 3];
    let mut directory = Vec::new();
    let mut place = 0;
    for ((name, bytes), before) in ENTRIES.into_iter().zip(entries).zip(&mut before) {
        let common = common(name, bytes)?;
        before.extend(b"PK\x03\x04");
        before.extend(&common);
        before.extend(name.as_bytes());
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&common);
        // No comment, the first disk, no text.
        directory.extend([0; 6]);
        directory.extend(ATTRIBUTES.to_le_bytes());
        directory.extend(number(place)?.to_le_bytes());
        directory.extend(name.as_bytes());
        place += before.len() + bytes.len();
    }
    let (size, place) = (number(directory.len())?, number(place)?);
    directory.extend(b"PK\x05\x06\0\0\0\0\x03\0\x03\0");
    directory.extend(size.to_le_bytes());
    directory.extend(place.to_le_bytes());
    directory.extend([0; 2]);
    Ok((before, directory))
}

/// Writes the container; the same entries always give the same bytes.
pub(super) fn write(entries: [&[u8]; 3]) -> std::io::Result<Vec<u8>> {
    let (before, after) = framing(entries)?;
    let parts = before.iter().zip(entries);
    let mut bytes: Vec<u8> = Vec::new();
    for (before, entry) in parts {
        bytes.extend(before);
        bytes.extend(entry);
    }
    bytes.extend(after);
    Ok(bytes)
}

/// How many zeros at its end a file has that was never copied there.
const ZEROS: usize = 512;

/// What is wrong with bytes that are no container.
fn damage(bytes: &[u8], is_cut: bool) -> Damage {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let name = bytes.get(HEADER..HEADER + ENTRIES[0].len());
    if bytes.is_empty() {
        Damage::Empty
    } else if bytes.iter().all(|byte| *byte == 0) {
        Damage::Zeros
    } else if !begins(b"PK\x03\x04") {
        // Archives by their first bytes: RAR, 7z, gzip.
        match begins(b"Rar!") || begins(b"7z\xbc\xaf") || begins(b"\x1f\x8b") {
            true => Damage::Archive,
            false => Damage::Foreign,
        }
    } else if name.is_some_and(|name| name != ENTRIES[0].as_bytes()) {
        Damage::Archive
    } else if bytes.ends_with(&[0; ZEROS]) {
        Damage::Zeros
    } else if is_cut {
        Damage::Cut
    } else {
        Damage::Part("ZIP".to_owned())
    }
}

/// The size of an entry, from the header before it.
fn size(index: usize, header: &[u8]) -> Result<usize, Refusal> {
    let damaged = || Refusal::damaged("ZIP");
    let name = header.get(HEADER..).ok_or_else(damaged)?;
    let size = header[SIZE..].first_chunk().ok_or_else(damaged)?;
    if !header.starts_with(b"PK\x03\x04") || name != ENTRIES[index].as_bytes() {
        return Err(damaged());
    }
    let size = u32::from_le_bytes(*size);
    if u64::from(size) > LIMITS[index] {
        return Err(Refusal::TooLarge(ENTRIES[index].to_owned()));
    }
    usize::try_from(size).map_err(|_| damaged())
}

/// Reads the label alone. Nothing of it is checked.
pub(super) fn read_label(mut file: impl Read) -> Result<Vec<u8>, Refusal> {
    let mut header = vec![0; HEADER + ENTRIES[0].len()];
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Refusal::Damaged(Damage::Cut),
        _ => Refusal::Unreadable(Trouble::of(&error)),
    };
    file.read_exact(&mut header).map_err(unreadable)?;
    let mut label = vec![0; size(0, &header)?];
    file.read_exact(&mut label).map_err(unreadable)?;
    Ok(label)
}

/// Whether a file begins as a container does, whatever it is called.
pub(super) fn begins(mut file: impl Read) -> std::io::Result<bool> {
    let mut header = Vec::new();
    let most = HEADER + ENTRIES[0].len();
    file.by_ref().take(most as u64).read_to_end(&mut header)?;
    Ok(header.len() == most && size(0, &header).is_ok())
}

/// Takes the container apart and refuses it unless its entries give back every byte.
pub(super) fn read(bytes: &[u8]) -> Result<[&[u8]; 3], Refusal> {
    if bytes.len() as u64 > MAX_PACKAGE {
        return Err(Refusal::TooLarge(format!("{} byte", bytes.len())));
    }
    let mut entries: [&[u8]; 3] = [&[]; 3];
    let mut headers: [&[u8]; 3] = [&[]; 3];
    let mut rest = bytes;
    let damaged = |is_cut: bool| Refusal::Damaged(damage(bytes, is_cut));
    for index in 0..ENTRIES.len() {
        let header = HEADER + ENTRIES[index].len();
        (headers[index], rest) = rest.split_at_checked(header).ok_or_else(|| damaged(true))?;
        let size = size(index, headers[index]).map_err(|refusal| match refusal {
            Refusal::Damaged(_) => damaged(false),
            refusal => refusal,
        })?;
        (entries[index], rest) = rest.split_at_checked(size).ok_or_else(|| damaged(true))?;
    }
    let (before, after) = framing(entries).map_err(|_| damaged(false))?;
    if headers != before {
        return Err(damaged(false));
    }
    if rest != after {
        return Err(match rest.starts_with(&after) {
            true => Refusal::Damaged(Damage::Longer),
            false => damaged(after.starts_with(rest)),
        });
    }
    Ok(entries)
}
