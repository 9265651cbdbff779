//! How the window hears of long work.

use crate::call::{Call, STEPS};
use serde::Serialize;
use std::ops::ControlFlow;
use tauri::ipc::{Channel, JavaScriptChannelId};
use tienbo_core::message::text;
use tienbo_core::progress::Progress;
use ts_rs::TS;

/// How far long work is.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Step {
    /// What is being done, in words.
    text: String,
    /// How much of it is done.
    done: u64,
    /// How much there is; 0 where that is not known.
    of: u64,
}

/// Tells the window that called how far long work is; gives back whether it is to stop.
pub(crate) fn teller(call: &Call) -> impl FnMut(Progress) -> ControlFlow<()> + use<'_> {
    let desk = &call.desk;
    let language = desk.language();
    let steps: Option<Channel<Step>> = call
        .sent
        .get(STEPS)
        .and_then(|id| id.as_str())
        .and_then(|id| id.parse::<JavaScriptChannelId>().ok())
        .map(|id| id.channel_on(call.webview.clone()));
    desk.begin();
    move |progress| {
        if let Some(steps) = &steps {
            // A window that is gone needs no news.
            let _ = steps.send(Step {
                text: text(language, &format!("progress-{}", progress.step), &[]),
                done: progress.done,
                of: progress.of,
            });
        }
        match desk.is_cancelled() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}
