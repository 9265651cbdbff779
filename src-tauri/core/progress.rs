//! How far long work is, and how it is asked to stop.

use crate::message::{Class, Saying, Told};
use std::ops::ControlFlow;

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: message `progress-<step>`.
    pub step: &'static str,
    /// How much of it is done.
    pub done: u64,
    /// How much there is; 0 where that is not known.
    pub of: u64,
}

/// The work was asked to stop; nothing of it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

impl Told for Stopped {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Cancelled, "progress-stopped")
    }
}

/// Who is told of progress, and says whether to go on.
pub struct Watch<'a>(Option<&'a mut dyn FnMut(Progress) -> ControlFlow<()>>);

impl<'a> Watch<'a> {
    /// Tells `watch`.
    pub fn new(watch: &'a mut dyn FnMut(Progress) -> ControlFlow<()>) -> Self {
        Self(Some(watch))
    }

    /// Nobody.
    pub fn none() -> Self {
        Self(None)
    }

    /// Tells how far the work is.
    ///
    /// # Errors
    /// [`Stopped`] where it is to stop.
    pub fn tell(&mut self, step: &'static str, done: u64, of: u64) -> Result<(), Stopped> {
        let Some(watch) = &mut self.0 else {
            return Ok(());
        };
        match watch(Progress { step, done, of }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}
