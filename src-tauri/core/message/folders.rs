//! The languages as they lie on the disk: a folder each under `assets/messages`, named by its code,
//! with message files in it and in folders of it. The build script lists them for `language.rs`.

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
        gather(&folder, &mut files)?;
        files.sort();
        languages.push((code.to_owned(), files));
    }
    languages.sort();
    Ok(languages)
}

/// The message files in a folder and in those below it.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    Ok(())
}
