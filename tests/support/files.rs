//! Folders and files: the repository's, and those of a test.

use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    root().join(path)
}

/// A sample workbook.
pub fn sample(file: &str) -> PathBuf {
    repository("assets/samples").join(file)
}

/// A path as an argument.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A JSON string.
pub fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value}"))
        .to_owned()
}

/// A folder that is gone when it is dropped.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Every file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Whether bytes stand somewhere in others.
pub fn stands_in(hay: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(hay, needle).is_some()
}

/// Copies a folder's files.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("below it"));
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        std::fs::copy(&file, &target).expect("copied");
    }
}

/// A folder for an office, and whatever lies beside it.
pub struct Place(TempDir);

impl Default for Place {
    fn default() -> Self {
        Self(folder())
    }
}

impl Place {
    /// A new one.
    pub fn new() -> Self {
        Self::default()
    }

    /// The office's folder.
    pub fn office(&self) -> PathBuf {
        self.file("van-phong")
    }

    /// A file beside it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Bytes that cannot be made smaller.
pub fn noise(length: usize) -> Vec<u8> {
    let mut noise = 0x2545_f491_4f6c_dd1d_u64;
    let bytes = std::iter::repeat_with(|| {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        noise as u8
    });
    bytes.take(length).collect()
}

/// How often something is tried: a short run in the tests, a long one in `cargo xtask campaign`.
pub fn short_or_campaign<N>(short: N, campaign: N) -> N {
    if std::env::var_os("TIENBO_CAMPAIGN").is_some() {
        campaign
    } else {
        short
    }
}
