//! Passphrases: from a prompt, a file or a file descriptor, never from an argument.

use crate::arguments::Arguments;
use crate::exit::Failure;
use age::secrecy::SecretString;
use std::path::{Path, PathBuf};
use tienbo_core::message::{Language, text};

fn first_line(path: &Path) -> Result<SecretString, Failure> {
    let content = std::fs::read_to_string(path)
        .map_err(|error| Failure::System(format!("{}: {error}", path.display())))?;
    Ok(SecretString::from(
        content.lines().next().unwrap_or_default().to_owned(),
    ))
}

/// Reads the passphrase; a new one is asked for twice.
pub fn passphrase(
    arguments: &Arguments,
    language: Language,
    new: bool,
) -> Result<SecretString, Failure> {
    if let Some(path) = &arguments.passphrase_file {
        return first_line(path);
    }
    if let Some(descriptor) = arguments.passphrase_fd {
        return first_line(&PathBuf::from(format!("/dev/fd/{descriptor}")));
    }
    let ask = |id| rpassword::prompt_password(text(language, id, &[]));
    let given = ask("cli-ask-passphrase")?;
    if new && ask("cli-ask-passphrase-again")? != given {
        return Err(Failure::Usage("cli-passphrases-differ", String::new()));
    }
    Ok(SecretString::from(given))
}
