//! The receiving office's view of what came in: who reported what, when, and what to do about it.

mod matrix;
mod review;

pub use matrix::*;
pub use review::*;
