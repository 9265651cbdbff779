//! Passphrases: from a prompt, a file or a file descriptor, never from an argument.

use crate::exit::Failure;
use age::secrecy::{ExposeSecret, SecretString};
use std::fs::File;
use std::path::Path;
use tienbo_core::bounds;
use tienbo_core::message::{Language, text};

/// Where systems have the descriptors that a shell hands over: somebody is there who writes.
const HANDED_OVER: [&str; 3] = ["/dev/fd", "/dev/stdin", "/proc/self/fd"];

/// The text of a file that lies on a drive, or that the shell hands over.
fn read(path: &Path) -> std::io::Result<SecretString> {
    let handed_over = HANDED_OVER.iter().any(|begin| path.starts_with(begin));
    let file = match handed_over {
        true => File::open(path)?,
        false => bounds::open(path)?,
    };
    bounds::read_secret(file, bounds::MAX_SECRET_FILE)
}

/// The first line of a file.
pub fn first_line(path: &Path) -> Result<SecretString, Failure> {
    let content = read(path).map_err(|error| Failure::file(path, error))?;
    let line = content.expose_secret().lines().next().unwrap_or_default();
    match line.trim().is_empty() {
        true => Err(Failure::usage(
            "cli-no-passphrase",
            path.display().to_string(),
        )),
        false => Ok(SecretString::from(line)),
    }
}

/// Reads a passphrase that is to take effect, from a file or from the prompt.
pub fn new_passphrase(file: Option<&Path>, language: Language) -> Result<SecretString, Failure> {
    match file {
        Some(file) => first_line(file),
        None => ask_twice(language),
    }
}

/// Reads the recovery identity from the text of a recovery sheet.
pub fn recovery_identity(sheet: &Path) -> Result<SecretString, Failure> {
    let content = read(sheet).map_err(|error| Failure::file(sheet, error))?;
    let mut words = content.expose_secret().split_whitespace();
    words
        .find(|word| word.starts_with("AGE-SECRET-KEY-1"))
        .map(SecretString::from)
        .ok_or_else(|| Failure::usage("cli-no-recovery", sheet.display().to_string()))
}

/// Asks for the passphrase of the user who unlocks.
pub fn ask(language: Language) -> Result<SecretString, Failure> {
    prompt(language, "cli-ask-passphrase")
}

fn prompt(language: Language, id: &str) -> Result<SecretString, Failure> {
    Ok(SecretString::from(rpassword::prompt_password(text(
        language,
        id,
        &[],
    ))?))
}

/// Asks for a passphrase that is to take effect, twice.
pub fn ask_twice(language: Language) -> Result<SecretString, Failure> {
    let given = ask(language)?;
    let again = prompt(language, "cli-ask-passphrase-again")?;
    if given.expose_secret() != again.expose_secret() {
        return Err(Failure::usage("cli-passphrases-differ", String::new()));
    }
    Ok(given)
}
