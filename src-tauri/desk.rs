//! The desk: the one office that is open in this window, and what watches over it.

use crate::failure::DeskError;
use crate::idle::{Clocks, Presence};
use crate::settings::Settings;
use age::secrecy::SecretString;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use tauri::ipc::Channel;
use tauri::{AppHandle, DragDropEvent, Manager};
use tienbo_api::{Failure, Session};
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::message::{Language, text};
use tienbo_core::vault::Office;
use ts_rs::TS;

/// What the window is told without asking.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(crate) enum News {
    /// The office was locked.
    Locked {
        /// Why.
        why: LockedBy,
    },
    /// So many files and folders were dropped onto the window.
    Dropped {
        /// How many.
        count: u32,
    },
    /// Packages were opened in the system, which gave them to the window.
    Given,
    /// The window is being closed: what was typed is to be kept, and then [`crate::at_desk::close_window`] asked for.
    Closing,
    /// Files are held over the window, or not any more.
    Dragged {
        /// Whether they are.
        over: bool,
    },
}

/// Why the window locked itself. Message `ui-locked-<code>`.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LockedBy {
    /// Nobody worked at it.
    Idle,
    /// The session was locked, or the machine went to sleep.
    Away,
}

struct Inner {
    app: AppHandle,
    folder: Mutex<PathBuf>,
    settings: Mutex<Settings>,
    session: Mutex<Option<Session>>,
    /// Held while a passphrase is tried: one after the other.
    attempt: Mutex<()>,
    presence: Mutex<Presence>,
    news: Mutex<Option<Channel<News>>>,
    cancelled: AtomicBool,
    dropped: Mutex<Vec<PathBuf>>,
    /// Packages that were opened in the system and not taken in yet.
    given: Mutex<Vec<PathBuf>>,
    /// A catalogue that a new office may begin with.
    catalogue: Mutex<Option<CatalogueFiles>>,
    /// The file written last for the user, which she may open.
    saved: Mutex<Option<PathBuf>>,
    /// Held while a dialog asks for files or a folder; where those lie that were chosen last.
    asking: Mutex<Option<PathBuf>>,
    closing: AtomicBool,
}

/// The window's state. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desk(Arc<Inner>);

/// What was held while a thread panicked is still whole: every change of it is one assignment.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How the name of a package ends.
const PACKAGE: &str = "tienbo";

/// The longest that a window stays to keep what was typed.
const KEPT_WITHIN: Duration = Duration::from_secs(3);

/// A wrong passphrase is told after this time, whatever was wrong.
const ANSWER_AFTER: Duration = Duration::from_millis(1_000);

impl Desk {
    /// The desk of the office in the folder `TIENBO_OFFICE`, in the folder chosen last, or in the
    /// platform's data folder.
    pub(crate) fn new(app: AppHandle) -> Result<Self, String> {
        let settings = Settings::read();
        let folder = std::env::var_os("TIENBO_OFFICE")
            .map(PathBuf::from)
            .or_else(|| settings.office.clone().filter(|office| office.exists()))
            .or_else(tienbo_core::vault::default_folder)
            .ok_or("no data folder")?;
        Ok(Self(Arc::new(Inner {
            app,
            folder: Mutex::new(folder),
            settings: Mutex::new(settings),
            session: Mutex::new(None),
            attempt: Mutex::default(),
            presence: Mutex::new(Presence::new(Clocks::now())),
            news: Mutex::new(None),
            cancelled: AtomicBool::new(false),
            dropped: Mutex::default(),
            given: Mutex::default(),
            catalogue: Mutex::default(),
            saved: Mutex::default(),
            asking: Mutex::default(),
            closing: AtomicBool::new(false),
        })))
    }

    pub(crate) fn app(&self) -> &AppHandle {
        &self.0.app
    }

    pub(crate) fn folder(&self) -> PathBuf {
        hold(&self.0.folder).clone()
    }

    /// Goes on with the office in another folder, now and at the next start.
    pub(crate) fn move_to(&self, folder: PathBuf) {
        self.lock();
        let settings = Settings {
            office: Some(folder.clone()),
            ..self.settings()
        };
        *hold(&self.0.settings) = settings.keep();
        *hold(&self.0.folder) = folder;
    }

    pub(crate) fn settings(&self) -> Settings {
        hold(&self.0.settings).clone()
    }

    pub(crate) fn put_settings(&self, settings: Settings) -> Settings {
        let kept = settings.keep();
        *hold(&self.0.settings) = kept.clone();
        if let Some(session) = hold(&self.0.session).as_mut() {
            session.speak(kept.language);
        }
        kept
    }

    pub(crate) fn language(&self) -> Language {
        self.settings().language
    }

    /// Asks for files or a folder, where nothing is asked yet: two dialogs would stand behind each other.
    /// `ask` is given, and may change, the folder of what was chosen last.
    pub(crate) fn asking<T>(
        &self,
        ask: impl FnOnce(&mut Option<PathBuf>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match self.0.asking.try_lock() {
            Ok(mut last) => ask(&mut last),
            Err(TryLockError::Poisoned(held)) => ask(&mut held.into_inner()),
            Err(TryLockError::WouldBlock) => Err(DeskError::Asking.into()),
        }
    }

    /// Works with the office that is open.
    pub(crate) fn session<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut held = hold(&self.0.session);
        if self.has_left() {
            self.lock_left(held);
            return Err(DeskError::Locked.into());
        }
        match held.as_mut() {
            Some(session) => work(session),
            None => Err(DeskError::Locked.into()),
        }
    }

    /// Puts an office on the desk.
    pub(crate) fn open(&self, mut office: Office, recovery: Option<SecretString>) {
        *hold(&self.0.presence) = Presence::new(Clocks::now());
        // What a power cut left of an erasure is erased now; what fails here is tried again at the
        // next unlocking.
        let _ = office.finish_erasures();
        let last_user = Some(office.user().to_owned());
        let settings = self.settings();
        if settings.last_user != last_user {
            *hold(&self.0.settings) = Settings {
                last_user,
                ..settings
            }
            .keep();
        }
        // Where another user chose files is hers to know.
        if let Ok(mut last) = self.0.asking.try_lock() {
            *last = None;
        }
        let mut session = Session::new(office, self.language());
        session.recovery = recovery;
        *hold(&self.0.session) = Some(session);
    }

    /// Closes the office and forgets its keys.
    pub(crate) fn lock(&self) {
        *hold(&self.0.session) = None;
        *hold(&self.0.saved) = None;
    }

    /// Whether the window stays until what was typed is kept: where an office is open, and only once. It is closed
    /// after a while even where it gives no answer.
    pub(crate) fn stays_to_keep(&self) -> bool {
        let is_open = hold(&self.0.session).is_some();
        if !is_open || self.0.closing.swap(true, Ordering::AcqRel) {
            return false;
        }
        self.tell(News::Closing);
        let desk = self.clone();
        std::thread::spawn(move || {
            std::thread::sleep(KEPT_WITHIN);
            desk.close_window();
        });
        true
    }

    /// Closes the window without asking.
    pub(crate) fn close_window(&self) {
        if let Some(window) = self.app().get_webview_window("main") {
            let _ = window.destroy();
        }
    }

    /// Notes which file was written last for the user.
    pub(crate) fn written(&self, file: PathBuf) {
        *hold(&self.0.saved) = Some(file);
    }

    /// The file written last for the user.
    pub(crate) fn saved(&self) -> Option<PathBuf> {
        hold(&self.0.saved).clone()
    }

    /// While names are on the screen, the system keeps the window out of pictures of the screen and
    /// out of thumbnails, where it can.
    pub(crate) fn protect(&self, on: bool) {
        for window in self.0.app.webview_windows().values() {
            // Not every system can; there the names are shown all the same.
            let _ = window.set_content_protected(on);
        }
    }

    /// Names are on the screen from now on.
    pub(crate) fn names_are_shown(&self) {
        self.protect(true);
    }

    /// Somebody works at the window. Where nobody did for too long before, asleep or awake, the office is
    /// locked instead.
    pub(crate) fn touch(&self) {
        let has_left = hold(&self.0.presence).sign(Clocks::now(), self.patience());
        // While the office works, its mutex is held: who has left is remembered, and it is locked after.
        if has_left && let Ok(held) = self.0.session.try_lock() {
            self.lock_left(held);
        }
    }

    /// For how long the office stays open while nobody works at it.
    fn patience(&self) -> Duration {
        Duration::from_secs(60 * u64::from(self.settings().lock_after))
    }

    fn has_left(&self) -> bool {
        hold(&self.0.presence).has_left(Clocks::now(), self.patience())
    }

    /// Locks the office, which nobody works at, and says so where it was open.
    fn lock_left(&self, mut held: MutexGuard<'_, Option<Session>>) {
        let was_open = held.take().is_some();
        drop(held);
        *hold(&self.0.saved) = None;
        if was_open {
            self.tell(News::Locked {
                why: LockedBy::Idle,
            });
        }
    }

    /// Where the window is told what it did not ask for.
    pub(crate) fn tell_news(&self, channel: Channel<News>) {
        *hold(&self.0.news) = Some(channel);
    }

    /// Watches a folder for packages, or none.
    pub(crate) fn watch_inbox(&self, inbox: Option<PathBuf>) {
        let settings = Settings {
            inbox,
            ..self.settings()
        };
        *hold(&self.0.settings) = settings.keep();
    }

    /// Files were dropped onto the window, or are held over it.
    pub(crate) fn drag(&self, event: &DragDropEvent) {
        let news = match event {
            DragDropEvent::Drop { paths, .. } => {
                *hold(&self.0.dropped) = paths.clone();
                let count = u32::try_from(paths.len()).unwrap_or(u32::MAX);
                News::Dropped { count }
            }
            DragDropEvent::Enter { .. } => News::Dragged { over: true },
            DragDropEvent::Leave => News::Dragged { over: false },
            _ => return,
        };
        self.tell(news);
    }

    /// What was dropped onto the window last.
    pub(crate) fn dropped(&self) -> Vec<PathBuf> {
        hold(&self.0.dropped).clone()
    }

    /// Packages were opened in the system, by a double click as it is: they are shown once the office is
    /// unlocked, and taken in when its user says so. What is no package is passed over.
    pub(crate) fn give(&self, arguments: impl Iterator<Item = impl Into<PathBuf>>) {
        let packages = arguments.map(Into::into).filter(|path: &PathBuf| {
            path.extension().is_some_and(|end| end == PACKAGE) && path.is_file()
        });
        let packages: Vec<PathBuf> = packages.collect();
        if !packages.is_empty() {
            *hold(&self.0.given) = packages;
            self.tell(News::Given);
        }
    }

    /// The packages that were opened in the system and not taken in yet.
    pub(crate) fn given(&self) -> Vec<PathBuf> {
        hold(&self.0.given).clone()
    }

    /// Forgets them.
    pub(crate) fn forget_given(&self) {
        hold(&self.0.given).clear();
    }

    /// The catalogue that was chosen as a file for a new office.
    pub(crate) fn catalogue(&self) -> Option<CatalogueFiles> {
        hold(&self.0.catalogue).clone()
    }

    /// Keeps a catalogue for a new office.
    pub(crate) fn put_catalogue(&self, files: CatalogueFiles) {
        *hold(&self.0.catalogue) = Some(files);
    }

    /// Locks the office once nobody has worked at it for the time that is set.
    pub(crate) fn watch_idle(&self) {
        let desk = self.clone();
        tauri::async_runtime::spawn(async move {
            let mut tick = tokio::time::interval(Duration::from_secs(1));
            loop {
                tick.tick().await;
                if desk.has_left()
                    && let Ok(held) = desk.0.session.try_lock()
                {
                    desk.lock_left(held);
                }
            }
        });
    }

    /// Locks the office when the session is locked or the machine goes to sleep, where the system tells of it.
    /// Work under way is finished first.
    pub(crate) fn watch_away(&self) {
        let desk = self.clone();
        let why = text(self.language(), "desk-before-sleep", &[]);
        tienbo_system::when_away(why, move || {
            let was_open = hold(&desk.0.session).is_some();
            desk.lock();
            if was_open {
                desk.tell(News::Locked {
                    why: LockedBy::Away,
                });
            }
        });
    }

    fn tell(&self, news: News) {
        if let Some(channel) = hold(&self.0.news).as_ref() {
            let _ = channel.send(news);
        }
    }

    /// Tries a passphrase. Whatever is wrong is told after the same time.
    pub(crate) fn attempt<T>(
        &self,
        open: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let _one_at_a_time = hold(&self.0.attempt);
        let began = Instant::now();
        let opened = open();
        if opened.is_err() {
            std::thread::sleep(ANSWER_AFTER.saturating_sub(began.elapsed()));
        }
        opened
    }

    /// Asks the work that is under way to stop.
    pub(crate) fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
    }

    /// Begins work that can be stopped.
    pub(crate) fn begin(&self) {
        self.0.cancelled.store(false, Ordering::SeqCst);
    }

    /// Whether the work was asked to stop.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }
}
