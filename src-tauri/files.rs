//! The system's file dialogs. The window never names a path.

use crate::desk::Desk;
use crate::failure::DeskError;
use std::path::{Path, PathBuf};
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

fn told(path: FilePath) -> Result<PathBuf, Failure> {
    path.into_path()
        .map_err(|error| ApiError::System(LibraryWords::of(error)).into())
}

/// Where a dialog begins: where files were chosen last, while that is there, or in the user's own folder. Some
/// systems begin among files used lately, where nothing can be written and no folder chosen.
fn beginning(last: Option<&Path>) -> Option<PathBuf> {
    let last = last.filter(|folder| folder.is_dir()).map(Path::to_owned);
    last.or_else(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()))
}

/// Asks with a dialog, one at a time.
fn ask<T>(
    desk: &Desk,
    mut dialog: FileDialogBuilder<tauri::Wry>,
    show: impl FnOnce(FileDialogBuilder<tauri::Wry>) -> Option<T>,
    folder: impl FnOnce(&T) -> Option<PathBuf>,
) -> Result<T, Failure> {
    desk.asking(|last| {
        if let Some(folder) = beginning(last.as_deref()) {
            dialog = dialog.set_directory(folder);
        }
        let chosen = show(dialog).ok_or(DeskError::Cancelled)?;
        *last = folder(&chosen).or(last.take());
        Ok(chosen)
    })
}

/// The folder in which a file lies.
fn around(file: &FilePath) -> Option<PathBuf> {
    let path = file.as_path()?;
    path.parent().map(Path::to_owned)
}

/// Asks where to write a file; its extension is added where it is left out.
pub(crate) fn save_as(desk: &Desk, suggested: &Suggested) -> Result<PathBuf, Failure> {
    let Suggested { kind, name } = suggested;
    let dialog = dialog(desk, *kind).set_file_name(name);
    let mut path = told(ask(
        desk,
        dialog,
        FileDialogBuilder::blocking_save_file,
        around,
    )?)?;
    if path.extension().is_none()
        && let Some(extension) = kind.extensions().first()
    {
        path.set_extension(extension);
    }
    Ok(path)
}

/// Asks for a file to read.
pub(crate) fn open(desk: &Desk, kind: FileKind) -> Result<PathBuf, Failure> {
    let dialog = dialog(desk, kind);
    told(ask(
        desk,
        dialog,
        FileDialogBuilder::blocking_pick_file,
        around,
    )?)
}

/// Asks for files to read.
pub(crate) fn open_many(desk: &Desk, kind: FileKind) -> Result<Vec<PathBuf>, Failure> {
    let dialog = dialog(desk, kind);
    let first = |files: &Vec<FilePath>| files.first().and_then(around);
    let files = ask(desk, dialog, FileDialogBuilder::blocking_pick_files, first)?;
    files.into_iter().map(told).collect()
}

/// Asks for a folder.
pub(crate) fn folder(desk: &Desk) -> Result<PathBuf, Failure> {
    let dialog = desk.app().dialog().file();
    let itself = |folder: &FilePath| folder.as_path().map(Path::to_owned);
    told(ask(
        desk,
        dialog,
        FileDialogBuilder::blocking_pick_folder,
        itself,
    )?)
}
