//! Windows: what a window that nobody sees is told of the session and of power.

use std::ptr::{null, null_mut};
use std::sync::OnceLock;
use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Power::RegisterSuspendResumeNotification;
use windows_sys::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DispatchMessageW, GetMessageW,
    HWND_MESSAGE, MSG, PBT_APMSUSPEND, RegisterClassW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE,
    WNDCLASSW, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};
use windows_sys::w;

/// What is done when somebody leaves. A window's function has no other way to it.
static AWAY: OnceLock<Box<dyn Fn() + Send + Sync>> = OnceLock::new();

/// Listens as long as the program runs.
pub(super) fn listen(away: Box<dyn Fn() + Send + Sync>) {
    if AWAY.set(away).is_err() {
        return;
    }
    let class = WNDCLASSW {
        lpfnWndProc: Some(told),
        // SAFETY: asks for the module of the program itself.
        hInstance: unsafe { GetModuleHandleW(null()) },
        lpszClassName: w!("TienBoAway"),
        ..WNDCLASSW::default()
    };
    // SAFETY: the class and its name outlive the call, the function is one of a window; the window belongs
    // to this thread, which waits for its messages to the end.
    unsafe {
        RegisterClassW(&class);
        let window = CreateWindowExW(
            0,
            class.lpszClassName,
            null(),
            0,
            0,
            0,
            0,
            0,
            HWND_MESSAGE,
            null_mut(),
            class.hInstance,
            null(),
        );
        if window.is_null() {
            return;
        }
        WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION);
        RegisterSuspendResumeNotification(window, DEVICE_NOTIFY_WINDOW_HANDLE);
        let mut message = MSG::default();
        while GetMessageW(&mut message, null_mut(), 0, 0) > 0 {
            DispatchMessageW(&message);
        }
    }
}

/// The window's function.
extern "system" fn told(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    let left = match message {
        WM_WTSSESSION_CHANGE => matches!(
            u32::try_from(what),
            Ok(WTS_SESSION_LOCK | WTS_CONSOLE_DISCONNECT | WTS_REMOTE_DISCONNECT)
        ),
        WM_POWERBROADCAST => u32::try_from(what) == Ok(PBT_APMSUSPEND),
        _ => false,
    };
    if left && let Some(away) = AWAY.get() {
        away();
    }
    // SAFETY: passes on what the system gave.
    unsafe { DefWindowProcW(window, message, what, more) }
}
