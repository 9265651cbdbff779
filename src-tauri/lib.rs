//! The desktop shell: opens the window and passes its calls on to the core. Nothing else.

#![warn(clippy::unwrap_used, clippy::expect_used)]

mod at_desk;
#[cfg(test)]
mod bindings;
mod call;
mod commands;
#[cfg(target_os = "linux")]
mod composing;
mod desk;
mod failure;
mod files;
mod idle;
mod progress;
mod settings;

use desk::Desk;
use tauri::{Manager, RunEvent, WindowEvent};

/// Opens the window and runs until it is closed.
///
/// # Errors
/// Tauri's, when no window can be opened.
pub fn run() -> Result<(), tauri::Error> {
    tienbo_system::keep_memory_private();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, given, _| {
            if let Some(desk) = app.try_state::<Desk>() {
                desk.give(given.into_iter().skip(1));
            }
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.show().and_then(|()| window.set_focus());
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            let desk = Desk::new(app.handle().clone())?;
            desk.watch_idle();
            desk.watch_away();
            // What the system opens a package with names it.
            desk.give(std::env::args_os().skip(1));
            app.manage(desk);
            #[cfg(target_os = "linux")]
            if let Some(window) = app.get_webview_window("main") {
                composing::compose_in_the_field(&window)?;
            }
            Ok(())
        })
        // Shown once its first screen is drawn in its colours, so that it does not flash (`watch`);
        // at the latest a while after it was loaded.
        .on_page_load(|webview, load| {
            if load.event() == tauri::webview::PageLoadEvent::Finished {
                let window = webview.window();
                tauri::async_runtime::spawn(async move {
                    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
                    let _ = window.show();
                });
            }
        })
        .on_window_event(|window, event| {
            let Some(desk) = window.try_state::<Desk>() else {
                return;
            };
            match event {
                WindowEvent::DragDrop(event) => desk.drag(event),
                WindowEvent::CloseRequested { api, .. } if desk.stays_to_keep() => {
                    api.prevent_close();
                }
                _ => {}
            }
        })
        .invoke_handler(tauri::generate_handler![commands::call, commands::watch])
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit)
            && let Some(desk) = app.try_state::<Desk>()
        {
            desk.lock();
        }
    });
    Ok(())
}
