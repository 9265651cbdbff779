//! Lists the languages under `assets/messages`, so that a new one is a folder and no line of Rust.

#[path = "message/folders.rs"]
mod folders;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the languages lie, from this package's folder.
const MESSAGES: &str = "../../assets/messages";

fn main() -> io::Result<()> {
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let variable = |name| env::var_os(name).map(PathBuf::from).ok_or_else(missing);
    println!("cargo::rerun-if-changed={MESSAGES}");
    println!("cargo::rerun-if-changed=message/folders.rs");
    let text = sources(&folders::list(Path::new(MESSAGES))?);
    fs::write(variable("OUT_DIR")?.join("languages.rs"), text)
}

/// The languages as `language.rs` takes them in: code, and the text of each file.
fn sources(languages: &[folders::Folder]) -> String {
    let mut text = format!(
        "const SOURCES: [(&str, &[&str]); {}] = [\n",
        languages.len()
    );
    for (code, files) in languages {
        let files: String = files.iter().map(|file| included(file)).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    ({code:?}, &[\n{files}    ]),");
    }
    text + "];\n"
}

/// A file's text, found from the package's folder, wherever that lies when it is compiled.
fn included(file: &Path) -> String {
    let path = format!("/{}", file.display());
    format!("        include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})),\n")
}
