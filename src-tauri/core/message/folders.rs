//! The languages as they lie on the disk: a folder each under `assets/messages`, named by its code,
//! with message files in it. The build script lists them for `language.rs`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A language's code and its message files, both in alphabetical order.
pub type Folder = (String, Vec<PathBuf>);

/// Lists the languages under a folder.
///
/// # Errors
/// The system's.
pub fn list(messages: &Path) -> io::Result<Vec<Folder>> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(messages)? {
        let folder = entry?.path();
        let code = folder.file_name().and_then(|name| name.to_str());
        let (Some(code), true) = (code, folder.is_dir()) else {
            continue;
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let file = entry?.path();
            if file.extension().is_some_and(|extension| extension == "ftl") {
                files.push(file);
            }
        }
        files.sort();
        languages.push((code.to_owned(), files));
    }
    languages.sort();
    Ok(languages)
}
