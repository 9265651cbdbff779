//! What an input method composes is in its field before anything else is done.
//!
//! `WebKitGTK` sends what an input method gives by the queue of keys, and a click past it: where a word is still
//! being composed, the click is in the page first, and the word goes to whatever has the focus then, or nowhere.
//! When the window loses the focus, both the web view and the input method give the word, and it stands there twice.
//! Therefore whatever leads away from a word waits here until the word was given and the page has it.

use gtk::gdk::{Event, EventFocus, EventType};
use gtk::glib;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use webkit2gtk::{InputMethodContext, InputMethodContextExt, WebView, WebViewExt, gio};

/// How often the page is asked before what was held goes on: with each answer it has taken one more key of the queue,
/// and a word that is given is two.
const ROUNDS: u32 = 5;

/// The longest that anything is held, should the page not answer.
const PATIENCE: Duration = Duration::from_millis(400);

/// Shows what is composed in its field (wry turns that off), and has it there before a click goes on.
///
/// # Errors
/// Tauri's, when there is no web view.
pub fn compose_in_the_field(window: &tauri::WebviewWindow) -> Result<(), tauri::Error> {
    window.with_webview(|webview| {
        let view = webview.inner();
        let Some(context) = view.input_method_context() else {
            return;
        };
        context.set_enable_preedit(true);
        let word = Rc::new(Word {
            view,
            context,
            composed: Cell::new(false),
            held: RefCell::default(),
            turn: Cell::new(0),
        });
        word.follow();
        Event::set_handler(Some(move |event: &mut Event| word.take(event)));
    })
}

/// The word that is being composed, and what waits for it.
struct Word {
    view: WebView,
    context: InputMethodContext,
    composed: Cell<bool>,
    /// What happened since the first of them led away from the word.
    held: RefCell<VecDeque<Event>>,
    /// Counts what was held together.
    turn: Cell<u64>,
}

impl Word {
    /// Knows from now on whether a word is being composed.
    fn follow(self: &Rc<Self>) {
        let word = Rc::clone(self);
        self.context
            .connect_preedit_started(move |_| word.composed.set(true));
        let word = Rc::clone(self);
        self.context
            .connect_preedit_finished(move |_| word.composed.set(false));
    }

    /// Lets an event go on, or holds it.
    fn take(self: &Rc<Self>, event: &mut Event) {
        let holds = !self.held.borrow().is_empty();
        if holds && is_input(event) {
            self.held.borrow_mut().push_back(event.clone());
        } else if self.composed.get() && leads_away(event) {
            self.held.borrow_mut().push_back(event.clone());
            self.give();
        } else {
            gtk::main_do_event(event);
        }
    }

    /// Has the input method give the word, and what is held go on once the page has it.
    fn give(self: &Rc<Self>) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        // It gives the word where the focus leaves it.
        self.context.notify_focus_out();
        self.context.notify_focus_in();
        self.composed.set(false);
        let word = Rc::clone(self);
        glib::timeout_add_local_once(PATIENCE, move || word.go_on(turn));
        self.ask(turn, ROUNDS);
    }

    /// Waits for the page's answers.
    fn ask(self: &Rc<Self>, turn: u64, rounds: u32) {
        if rounds == 0 {
            return self.go_on(turn);
        }
        let word = Rc::clone(self);
        let none = gio::Cancellable::NONE;
        self.view
            .evaluate_javascript("0", None, None, none, move |_| word.ask(turn, rounds - 1));
    }

    /// Lets what is held go on, in its order.
    fn go_on(self: &Rc<Self>, turn: u64) {
        if self.turn.get() != turn {
            return;
        }
        self.turn.set(turn + 1);
        let held = std::mem::take(&mut *self.held.borrow_mut());
        for mut event in held {
            self.take(&mut event);
        }
    }
}

/// Whether somebody does something by an event: it stays behind those before it.
fn is_input(event: &Event) -> bool {
    matches!(
        event.event_type(),
        EventType::ButtonPress
            | EventType::Scroll
            | EventType::DoubleButtonPress
            | EventType::TripleButtonPress
            | EventType::ButtonRelease
            | EventType::KeyPress
            | EventType::KeyRelease
            | EventType::FocusChange
            | EventType::Delete
            | EventType::TouchBegin
            | EventType::TouchUpdate
            | EventType::TouchEnd
            | EventType::TouchCancel
    )
}

/// Whether an event may lead away from the field in which a word is composed. A key does not: it goes through the
/// input method, which gives the word before it, and asked for it once more would give it twice.
fn leads_away(event: &Event) -> bool {
    match event.event_type() {
        // A word that is given comes into sight, and what is clicked after scrolling would lie elsewhere.
        EventType::ButtonPress | EventType::Scroll | EventType::TouchBegin | EventType::Delete => {
            true
        }
        EventType::FocusChange => event
            .downcast_ref::<EventFocus>()
            .is_some_and(|focus| !focus.is_in()),
        _ => false,
    }
}
