//! When whoever works at the machine leaves it: the session is locked, or the machine goes to sleep.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(windows)]
mod windows;

/// Calls `away` each time the user's session is locked, and each time before the machine goes to sleep, which
/// waits for it a little. `why` tells people who ask their system what it waits for. Where the system tells
/// nothing, it is never called: nothing may rely on it alone.
pub fn when_away(why: String, away: impl Fn() + Send + Sync + 'static) {
    #[cfg(target_os = "linux")]
    let listen = move || linux::listen(&why, &away);
    #[cfg(windows)]
    let listen = move || {
        drop(why);
        windows::listen(Box::new(away))
    };
    #[cfg(not(any(target_os = "linux", windows)))]
    let listen = move || drop((why, away));
    // Without a thread it is as on a system that tells nothing.
    let _ = std::thread::Builder::new()
        .name("away".to_owned())
        .spawn(listen);
}
