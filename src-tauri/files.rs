//! Files that the user chooses in the system's own dialogs. The window never names a path.

use crate::desk::Desk;
use crate::failure::{DeskError, Failure};
use std::path::{Path, PathBuf};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tienbo_core::entry::{EntryError, MAX_ATTACHMENT};
use tienbo_core::message::text;

/// A kind of file in a dialog.
#[derive(Clone, Copy)]
pub(crate) enum Sort {
    /// Excel workbook.
    Workbook,
    /// PDF.
    Pdf,
    /// Package of any kind.
    Package,
    /// A table: a workbook, comma-separated values, or a page to print.
    Table,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// A catalogue in one file.
    Catalogue,
    /// Backup of an office.
    Backup,
    /// Whatever it is.
    Any,
}

impl Sort {
    fn extension(self) -> &'static str {
        match self {
            Self::Workbook | Self::Table => "xlsx",
            Self::Xml => "xml",
            Self::Json => "json",
            Self::Catalogue => tienbo_core::catalogue::ONE_FILE,
            Self::Pdf => "pdf",
            Self::Package => "tienbo",
            Self::Backup => "tienbo-backup",
            Self::Any => "*",
        }
    }
}

fn dialog(desk: &Desk, sort: Sort) -> FileDialogBuilder<tauri::Wry> {
    let dialog = desk.app().dialog().file();
    if let Sort::Any = sort {
        return dialog;
    }
    let filter = |extension: &str| {
        let id = format!("desk-file-{extension}");
        (text(desk.language(), &id, &[]), extension.to_owned())
    };
    let (name, extension) = filter(sort.extension());
    let dialog = dialog.add_filter(name, &[&extension]);
    match sort {
        Sort::Table => {
            let (csv, pdf) = (filter("csv"), filter("pdf"));
            let dialog = dialog.add_filter(csv.0, &[&csv.1]);
            dialog.add_filter(pdf.0, &[&pdf.1])
        }
        _ => dialog,
    }
}

fn chosen(path: Option<FilePath>) -> Result<PathBuf, Failure> {
    let path = path.ok_or(DeskError::Cancelled)?;
    path.into_path()
        .map_err(|error| DeskError::System(error.to_string()).into())
}

/// Asks where to write a file; its extension is added where it is left out.
pub(crate) fn save_as(desk: &Desk, sort: Sort, name: &str) -> Result<PathBuf, Failure> {
    let path = dialog(desk, sort).set_file_name(name).blocking_save_file();
    let mut path = chosen(path)?;
    if path.extension().is_none() && !matches!(sort, Sort::Any) {
        path.set_extension(sort.extension());
    }
    Ok(path)
}

/// Asks for a file to read.
pub(crate) fn open(desk: &Desk, sort: Sort) -> Result<PathBuf, Failure> {
    chosen(dialog(desk, sort).blocking_pick_file())
}

/// Asks for files to read.
pub(crate) fn open_many(desk: &Desk, sort: Sort) -> Result<Vec<PathBuf>, Failure> {
    let chosen = dialog(desk, sort)
        .blocking_pick_files()
        .ok_or(DeskError::Cancelled)?;
    chosen
        .into_iter()
        .map(|path| self::chosen(Some(path)))
        .collect()
}

/// Asks for a file to attach, and gives its name and its bytes.
pub(crate) fn attached(desk: &Desk) -> Result<(String, Vec<u8>), Failure> {
    let path = open(desk, Sort::Any)?;
    let system = |error: std::io::Error| -> Failure {
        DeskError::System(format!("{}: {error}", shown(&path))).into()
    };
    // Looked at first: a film is not read into memory to be refused.
    let size = path.metadata().map_err(system)?.len();
    if size > MAX_ATTACHMENT as u64 {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(EntryError::FileTooLarge(size).into());
    }
    let bytes = std::fs::read(&path).map_err(system)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    Ok((name.unwrap_or_default(), bytes))
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

/// A path as the window shows it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
