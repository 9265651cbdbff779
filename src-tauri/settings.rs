//! What the window remembers of its user between starts. Nothing in it is secret.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tienbo_core::message::Language;
use tienbo_core::vault::write_atomically;
use ts_rs::TS;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order people see them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its code.
    #[cfg(test)]
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub(crate) struct Settings {
    /// Language, by its code.
    #[ts(as = "String")]
    pub(crate) language: Language,
    /// Theme.
    pub(crate) theme: Theme,
    /// Size of text in per cent, 100 to 200.
    pub(crate) zoom: u32,
    /// Minutes without a key or a click after which the office is locked, 1 to 60.
    #[serde(alias = "lockAfter")]
    pub(crate) lock_after: u32,
    /// Who unlocked the office last.
    #[serde(alias = "lastUser")]
    pub(crate) last_user: Option<String>,
    /// The office's folder, where another than the platform's was chosen.
    #[ts(skip)]
    pub(crate) office: Option<PathBuf>,
    /// The folder that is watched for packages.
    #[ts(skip)]
    pub(crate) inbox: Option<PathBuf>,
}

/// The sizes of text to choose from, in per cent.
pub(crate) const ZOOMS: [u32; 6] = [100, 110, 125, 150, 175, 200];
/// The minutes to choose from after which the office is locked.
pub(crate) const LOCK_AFTER: [u32; 7] = [1, 2, 5, 10, 15, 30, 60];

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            zoom: 100,
            lock_after: 10,
            last_user: None,
            office: None,
            inbox: None,
        }
    }
}

fn path() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("TIENBO_SETTINGS") {
        return Some(PathBuf::from(folder));
    }
    directories::ProjectDirs::from("vn", "tienbo", "Tien Bo")
        .map(|dirs| dirs.config_dir().join("settings.json"))
}

impl Settings {
    /// Within its bounds.
    fn bounded(self) -> Self {
        Self {
            zoom: self.zoom.clamp(ZOOMS[0], ZOOMS[ZOOMS.len() - 1]),
            lock_after: self
                .lock_after
                .clamp(LOCK_AFTER[0], LOCK_AFTER[LOCK_AFTER.len() - 1]),
            ..self
        }
    }

    /// The settings kept, or the first ones.
    pub(crate) fn read() -> Self {
        path()
            .and_then(|path| tienbo_core::bounds::read_file(&path, 1 << 20).ok())
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .unwrap_or_default()
            .bounded()
    }

    /// Keeps them. That they could not be kept stops no work.
    pub(crate) fn keep(self) -> Self {
        let settings = self.bounded();
        if let (Some(path), Ok(bytes)) = (path(), serde_json::to_vec_pretty(&settings)) {
            if let Some(folder) = path.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = write_atomically(&path, &bytes);
        }
        settings
    }
}
