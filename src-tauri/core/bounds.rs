//! How much is read of what comes from outside. Whatever a file says of itself, no more memory is
//! taken for it than its reader states: a file is read up to so many bytes, an archive is opened only
//! when it cannot hold more than so many entries.

use age::secrecy::SecretString;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;
use zeroize::Zeroizing;

/// Largest file of records that is read, in bytes.
pub const MAX_TEXT_FILE: u64 = 16 << 20;
/// Largest file with a passphrase, a recovery key or a user's keys, in bytes.
pub const MAX_SECRET_FILE: u64 = 64 << 10;

/// Reads to the end of a source, and no more of it than `most` bytes.
///
/// # Errors
/// The system's; [`ErrorKind::FileTooLarge`] where there is more.
pub fn read(source: impl Read, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(&mut bytes, source, most)?;
    Ok(bytes)
}

fn read_into(bytes: &mut Vec<u8>, source: impl Read, most: u64) -> Result<()> {
    source.take(most.saturating_add(1)).read_to_end(bytes)?;
    if bytes.len() as u64 > most {
        return Err(Error::new(
            ErrorKind::FileTooLarge,
            format!("> {most} byte"),
        ));
    }
    Ok(())
}

/// That a path leads to something that has no end of its own: a pipe, a device.
#[derive(Debug, thiserror::Error)]
#[error("neither file nor folder")]
pub struct NotAFile;

/// Opens a file that lies on a drive. What waits for somebody to write, or never ends, is not opened.
///
/// # Errors
/// The system's; [`NotAFile`].
pub fn open(path: &Path) -> Result<File> {
    let found = std::fs::metadata(path)?;
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Err(Error::other(NotAFile));
    }
    File::open(path)
}

/// Reads a file that lies on a drive, and no more of it than `most` bytes.
///
/// # Errors
/// As [`open`]; [`ErrorKind::FileTooLarge`] where there is more.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>> {
    read(open(path)?, most)
}

/// Reads a text from a source, and no more of it than `most` bytes: UTF-8, or what Windows' programs
/// write, UTF-8 and UTF-16 that say which they are (byte order mark).
///
/// # Errors
/// The system's; [`ErrorKind::FileTooLarge`] where there is more, [`ErrorKind::InvalidData`] where it
/// is none of these.
pub fn read_text(source: impl Read, most: u64) -> Result<String> {
    Ok(decoded(&read(source, most)?)?.into_owned())
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    text.ok_or_else(|| Error::new(ErrorKind::InvalidData, encoding.name()))
}

/// Reads a secret from a source, and no more of it than `most` bytes, as [`read_text`] does: in memory that does not
/// grow, and that is wiped.
///
/// # Errors
/// As [`read_text`].
pub fn read_secret(source: impl Read, most: u64) -> Result<SecretString> {
    let room = usize::try_from(most.saturating_add(1)).unwrap_or_default();
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    read_into(&mut bytes, source, most)?;
    match decoded(&bytes)? {
        Cow::Borrowed(text) => Ok(SecretString::from(text)),
        Cow::Owned(text) => Ok(SecretString::from(Zeroizing::new(text).as_str())),
    }
}

/// Reads a text file that lies on a drive, and no more of it than `most` bytes.
///
/// # Errors
/// As [`open`] and [`read_text`].
pub fn read_text_file(path: &Path, most: u64) -> Result<String> {
    read_text(open(path)?, most)
}

/// How many entries a ZIP can have at most, however its directory is found: each begins with these
/// four bytes. What lies in it may contain them too, so this is no count.
pub(crate) fn most_zip_entries(mut archive: impl Read) -> Result<usize> {
    const SIGNATURE: [u8; 4] = *b"PK\x01\x02";
    let mut buffer = vec![0; 64 << 10];
    let (mut found, mut held) = (0, 0);
    loop {
        let read = archive.read(&mut buffer[held..])?;
        if read == 0 {
            return Ok(found);
        }
        let there = &buffer[..held + read];
        found += there.windows(4).filter(|four| *four == SIGNATURE).count();
        // One that lies across two reads is seen with the second.
        let end = there.len();
        held = end.min(3);
        buffer.copy_within(end - held..end, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use age::secrecy::ExposeSecret;

    /// Gives one byte at a time.
    struct Slow<'a>(&'a [u8]);
    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
            let given = self.0.len().min(1).min(buffer.len());
            buffer[..given].copy_from_slice(&self.0[..given]);
            self.0 = &self.0[given..];
            Ok(given)
        }
    }

    #[test]
    fn no_more_is_read_than_was_said() {
        assert_eq!(read(&b"abc"[..], 3).unwrap(), b"abc");
        let endless = std::io::repeat(b' ');
        assert_eq!(
            read(endless, 3).unwrap_err().kind(),
            ErrorKind::FileTooLarge
        );
        assert!(read_text(&b"\xff"[..], 3).is_err());
    }

    #[test]
    fn a_text_is_read_as_windows_programs_write_it() {
        let text = "Đáp Cầu";
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let utf16 = || text.encode_utf16();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            marked(b"\xff\xfe", utf16().flat_map(u16::to_le_bytes).collect()),
            marked(b"\xfe\xff", utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            assert_eq!(read_text(&bytes[..], 100).unwrap(), text);
            let secret = read_secret(&bytes[..], 100).unwrap();
            assert_eq!(secret.expose_secret(), text);
        }
        assert!(read_text(&b"\xff\xfe\x00\xd8"[..], 100).is_err());
        assert!(read_secret(&b"\xff\xfe\x00\xd8"[..], 100).is_err());
        assert!(read_secret(text.as_bytes(), 3).is_err());
    }

    #[test]
    fn entries_are_counted_wherever_they_lie() {
        let bytes = [
            &b"PK\x01PK\x01\x02"[..],
            &[0; 100],
            b"PK\x01\x02PK\x01\x02PK\x01",
        ]
        .concat();
        assert_eq!(most_zip_entries(&bytes[..]).unwrap(), 3);
        assert_eq!(most_zip_entries(Slow(&bytes)).unwrap(), 3);
        let mut long = vec![b'x'; (64 << 10) - 2];
        long.extend(b"PK\x01\x02");
        assert_eq!(most_zip_entries(&long[..]).unwrap(), 1);
    }
}
