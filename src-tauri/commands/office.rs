//! The first screen: which office is on this laptop.

use serde::Serialize;
use std::path::PathBuf;
use tienbo_core::catalogue::{BUILT_IN_IDS, Catalogue};

/// What the first screen shows before anybody has unlocked anything.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfficeState {
    /// Whether an office is there.
    exists: bool,
    /// Its folder.
    folder: String,
    /// Names of the users who can unlock it.
    users: Vec<String>,
    /// Name of the catalogue for new offices.
    catalogue: String,
    /// Number of units in it.
    units: usize,
}

/// The folder of the office: `TIENBO_OFFICE`, or the platform's data folder.
fn folder() -> Option<PathBuf> {
    std::env::var_os("TIENBO_OFFICE")
        .map(PathBuf::from)
        .or_else(tienbo_core::vault::default_folder)
}

#[tauri::command]
pub(crate) async fn office_state() -> Result<OfficeState, String> {
    tokio::task::spawn_blocking(|| {
        let folder = folder().ok_or("Không tìm thấy thư mục dữ liệu của hệ điều hành.")?;
        let catalogue = Catalogue::built_in(BUILT_IN_IDS[0]).map_err(|error| error.to_string())?;
        Ok(OfficeState {
            exists: folder.join("office.db").exists(),
            users: tienbo_core::vault::users(&folder),
            folder: folder.display().to_string(),
            units: catalogue.units.iter().count(),
            catalogue: catalogue.regime.name,
        })
    })
    .await
    .map_err(|error| error.to_string())?
}
