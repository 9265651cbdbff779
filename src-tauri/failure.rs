//! What only the window can fail with. Messages `desk-…`.

use tienbo_core::message::{Class, Saying, Told};

/// What only the window can fail with. Messages `desk-…`.
pub(crate) enum DeskError {
    /// No office is open.
    Locked,
    /// The user closed a dialog, or stopped what was under way.
    Cancelled,
    /// A dialog asks for a file already.
    Asking,
    /// What it is about is not there any more.
    Gone(Gone),
}

/// What was there a moment ago, or when the window asked for it. Messages `desk-gone-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// What was dropped onto the window.
    Dropped,
    /// The folder that was watched.
    Watched,
    /// The file that was written last.
    Saved,
}

impl Gone {
    fn code(self) -> &'static str {
        match self {
            Self::Dropped => "desk-gone-dropped",
            Self::Watched => "desk-gone-watched",
            Self::Saved => "desk-gone-saved",
        }
    }
}

impl Told for DeskError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Locked => Saying::new(Class::Locked, "desk-locked"),
            Self::Cancelled => Saying::new(Class::Cancelled, "desk-cancelled"),
            Self::Asking => Saying::new(Class::NotNow, "desk-asking"),
            Self::Gone(what) => Saying::new(Class::NotNow, what.code()),
        }
    }
}
