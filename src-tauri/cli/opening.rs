//! Which office a command works in, and who opens it.

use crate::exit::Failure;
use crate::output::tell;
use crate::secret;
use age::secrecy::SecretString;
use clap::Args;
use std::path::PathBuf;
use tienbo_api::{Session, office};
use tienbo_core::message::{Language, text};
use tienbo_core::vault::{self, Office, UserName};

/// Which office, and who opens it.
#[derive(Args)]
pub struct Opening {
    #[arg(long, global = true, env = "TIENBO_OFFICE", value_name = "DIR")]
    pub office: Option<PathBuf>,
    #[arg(long, global = true, default_value = "can-bo")]
    pub user: String,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "FD",
        conflicts_with = "passphrase_file"
    )]
    pub passphrase_fd: Option<u32>,
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        conflicts_with_all = ["passphrase_file", "passphrase_fd"]
    )]
    pub recovery_sheet: Option<PathBuf>,
}

impl Opening {
    /// Opens the office.
    pub fn open(&self, language: Language) -> Result<Session, Failure> {
        let folder = self.folder()?;
        let office = match &self.recovery_sheet {
            Some(sheet) => Office::recover(&folder, &secret::recovery_identity(sheet)?)?,
            None => {
                let user = UserName::new(&self.user)?;
                Office::open(&folder, &user, &self.passphrase(language)?)?
            }
        };
        if office.store().is_read_only() {
            tell(text(language, "cli-read-only", &[]));
        }
        let session = Session::new(office, language);
        if let Some(found) = office::went_back(&session)? {
            found.sentences.into_iter().for_each(tell);
            tell(text(language, "cli-went-back-see", &[]));
        }
        if let Some(found) = office::clock(&session)? {
            found.sentences.into_iter().for_each(tell);
            tell(text(language, "cli-clock-see", &[]));
        }
        office::notices(&session)?.into_iter().for_each(tell);
        if let Some(found) = office::differing(&session)? {
            found.sentences.into_iter().for_each(tell);
            tell(text(language, "cli-differing-see", &[]));
        }
        Ok(session)
    }

    /// The office's folder.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        self.office
            .clone()
            .or_else(vault::default_folder)
            .ok_or_else(|| Failure::usage("cli-no-folder", ""))
    }

    /// The passphrase of the user who unlocks.
    pub fn passphrase(&self, language: Language) -> Result<SecretString, Failure> {
        match self.given()? {
            Some(given) => Ok(given),
            None => secret::ask(language),
        }
    }

    /// The first passphrase of a new office; at the prompt it is asked for twice.
    pub fn first_passphrase(&self, language: Language) -> Result<SecretString, Failure> {
        match self.given()? {
            Some(given) => Ok(given),
            None => secret::ask_twice(language),
        }
    }

    /// The passphrase, where it is given by a file or a file descriptor.
    fn given(&self) -> Result<Option<SecretString>, Failure> {
        if let Some(path) = &self.passphrase_file {
            return secret::first_line(path).map(Some);
        }
        if let Some(descriptor) = self.passphrase_fd {
            return secret::first_line(&PathBuf::from(format!("/dev/fd/{descriptor}"))).map(Some);
        }
        Ok(None)
    }
}
