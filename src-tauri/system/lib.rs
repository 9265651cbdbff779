//! What the program asks of the operating system, and is told by it, where systems differ. It knows nothing of
//! offices. This crate alone may use functions that Rust cannot check, in its files for Windows, which
//! `cargo check -p tienbo-system --all-features --target x86_64-pc-windows-gnu` checks elsewhere.

#![warn(clippy::unwrap_used, clippy::expect_used)]

#[cfg(feature = "away")]
mod away;
mod memory;

#[cfg(feature = "away")]
pub use away::when_away;
pub use memory::keep_memory_private;
