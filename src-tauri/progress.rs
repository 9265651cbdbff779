//! How the window hears of long work.

use crate::desk::Desk;
use serde::Serialize;
use serde_json::Value;
use std::ops::ControlFlow;
use tauri::Webview;
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

/// What the window sends beside the arguments, where it is told of progress.
pub(crate) const STEPS: &str = "steps";

/// The channel of a window whose id was sent as [`STEPS`].
pub(crate) fn channel(sent: Option<&Value>, webview: &Webview) -> Option<Channel<Step>> {
    let id = sent?.as_str()?.parse::<JavaScriptChannelId>().ok()?;
    Some(id.channel_on(webview.clone()))
}

/// Tells a window how far long work is; gives back whether it is to stop.
pub(crate) fn teller(
    desk: &Desk,
    steps: Option<Channel<Step>>,
) -> impl FnMut(Progress) -> ControlFlow<()> + use<'_> {
    let language = desk.language();
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
