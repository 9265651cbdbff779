//! How the window hears of long work, and stops it.

use crate::bindings::{channel_argument, commands};
use crate::desk::Desk;
use serde::Serialize;
use std::ops::ControlFlow;
use tienbo_core::message::text;
use tienbo_core::progress::Progress;
use ts_rs::TS;

/// How far long work is.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Step {
    /// What is being done, in words.
    text: String,
    /// How much of it is done.
    done: u32,
    /// How much there is; 0 where that is not known.
    of: u32,
}

channel_argument! {
    /// Where the window hears of long work.
    StepsTo(Step)
}

impl StepsTo {
    /// Tells the window, and says whether to go on.
    pub(crate) fn watch<'a>(
        &'a self,
        desk: &'a Desk,
    ) -> impl FnMut(Progress) -> ControlFlow<()> + 'a {
        let language = desk.language();
        desk.begin();
        move |progress| {
            let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
            let _ = self.0.send(Step {
                text: text(language, &format!("progress-{}", progress.step), &[]),
                done: small(progress.done),
                of: small(progress.of),
            });
            if desk.is_cancelled() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        }
    }
}

commands! {
    /// Asks the work under way to stop.
    fn cancel(desk) -> () {
        desk.cancel();
        Ok(())
    }
}
