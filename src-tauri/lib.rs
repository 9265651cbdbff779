//! The desktop shell: opens the window and passes its calls on to the core. Nothing else.

#![warn(clippy::unwrap_used, clippy::expect_used)]

mod commands;

/// Opens the window and runs until it is closed.
///
/// # Errors
/// Tauri's, when no window can be opened.
pub fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![commands::office_state])
        .run(tauri::generate_context!())
}
