//! The system's file dialogs. The window never names a path.

use crate::desk::Desk;
use crate::failure::DeskError;
use std::path::PathBuf;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tienbo_api::files::{FileKind, Suggested};
use tienbo_api::{ApiError, Failure};
use tienbo_core::message::{LibraryWords, text};

fn dialog(desk: &Desk, kind: FileKind) -> FileDialogBuilder<tauri::Wry> {
    let dialog = desk.app().dialog().file();
    kind.extensions().iter().fold(dialog, |dialog, extension| {
        let name = text(desk.language(), &format!("desk-file-{extension}"), &[]);
        dialog.add_filter(name, &[extension])
    })
}

fn chosen(path: Option<FilePath>) -> Result<PathBuf, Failure> {
    let path = path.ok_or(DeskError::Cancelled)?;
    path.into_path()
        .map_err(|error| ApiError::System(LibraryWords::of(error)).into())
}

/// Asks where to write a file; its extension is added where it is left out.
pub(crate) fn save_as(desk: &Desk, suggested: &Suggested) -> Result<PathBuf, Failure> {
    let Suggested { kind, name } = suggested;
    let mut path = chosen(dialog(desk, *kind).set_file_name(name).blocking_save_file())?;
    if path.extension().is_none()
        && let Some(extension) = kind.extensions().first()
    {
        path.set_extension(extension);
    }
    Ok(path)
}

/// Asks for a file to read.
pub(crate) fn open(desk: &Desk, kind: FileKind) -> Result<PathBuf, Failure> {
    chosen(dialog(desk, kind).blocking_pick_file())
}

/// Asks for files to read.
pub(crate) fn open_many(desk: &Desk, kind: FileKind) -> Result<Vec<PathBuf>, Failure> {
    let paths = dialog(desk, kind)
        .blocking_pick_files()
        .ok_or(DeskError::Cancelled)?;
    paths.into_iter().map(|path| chosen(Some(path))).collect()
}

/// Asks for a folder.
pub(crate) fn folder(desk: &Desk) -> Result<PathBuf, Failure> {
    let mut dialog = desk.app().dialog().file();
    // Some systems begin among files used lately, where no folder can be chosen.
    if let Some(dirs) = directories::UserDirs::new() {
        dialog = dialog.set_directory(dirs.home_dir());
    }
    chosen(dialog.blocking_pick_folder())
}
