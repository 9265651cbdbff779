//! What is asked of the desk itself: which office is open, who is at it, what was dropped onto the
//! window, what was written last.

use crate::desk::Desk;
use crate::failure::{DeskError, Gone};
use crate::files;
use crate::settings::Settings;
use age::secrecy::SecretString;
use serde::Serialize;
use std::path::Path;
use tienbo_api::files::{FileKind, shown};
use tienbo_api::inbox::{self, TakenFiles};
use tienbo_api::office::{self, KeysDone, Restored};
use tienbo_api::start::{self, NewOfficeForm, OpenOffice, UnitChoice};
use tienbo_api::{ApiError, Failure, Secret};
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::message::{Language, LibraryWords, Told};
use tienbo_core::progress::Watch;
use tienbo_core::vault::{self, FolderStanding, FolderState, Office, UserName, VaultError};
use ts_rs::TS;

/// What the first screen shows before anybody has unlocked anything.
#[derive(Serialize, TS)]
pub(crate) struct OfficeState {
    /// How its folder stands.
    standing: FolderStanding,
    /// What is said of it where no office can be opened or made there.
    said: Option<String>,
    /// Its folder.
    folder: String,
    /// Names of the users who can unlock it.
    users: Vec<String>,
    /// Whether it is open already, in a window that was loaded again.
    open: bool,
    /// Settings.
    settings: Settings,
    /// The folder that is watched for packages.
    inbox: Option<String>,
    /// Version of the program.
    version: &'static str,
    /// Code of the language that reports and catalogues are written in.
    official: &'static str,
}

/// What lies in the watched folder and was not looked at yet.
#[derive(Serialize, TS)]
pub(crate) struct Unseen {
    /// How many packages.
    files: usize,
    /// Whether the folder can be read; a stick may be pulled out.
    there: bool,
}

fn has_office(folder: &Path) -> bool {
    FolderStanding::of(folder) == FolderStanding::Office
}

/// What is known before anything is unlocked.
pub(crate) fn office_state(desk: &Desk) -> Result<OfficeState, Failure> {
    let folder = desk.folder();
    let settings = desk.settings();
    let standing = match FolderStanding::of(&folder) {
        // Where an office was, none is made: a stick may be pulled out.
        FolderStanding::New if settings.office.is_some() && !folder.exists() => {
            FolderStanding::Gone
        }
        standing => standing,
    };
    let said = match standing {
        FolderStanding::New | FolderStanding::Office => None,
        standing => {
            let folder = folder.clone();
            let state = FolderState { folder, standing };
            Some(state.sentence(settings.language))
        }
    };
    Ok(OfficeState {
        standing,
        said,
        users: vault::users(&folder),
        folder: shown(&folder),
        open: desk.session(|_| Ok(())).is_ok(),
        inbox: settings.inbox.as_deref().map(shown),
        settings,
        version: env!("CARGO_PKG_VERSION"),
        official: Language::OFFICIAL.code(),
    })
}

/// Goes on with the office in a folder that the user chooses, there already or to be made.
pub(crate) fn choose_office(desk: &Desk) -> Result<OfficeState, Failure> {
    let mut folder = files::folder(desk)?;
    // A folder inside an office stands for the office.
    if let Some(above) = folder.parent()
        && has_office(above)
        && !has_office(&folder)
    {
        folder = above.to_owned();
    }
    desk.move_to(folder);
    office_state(desk)
}

/// Keeps settings, and gives them as they were kept.
pub(crate) fn put_settings(desk: &Desk, settings: Settings) -> Result<Settings, Failure> {
    // The window does not name a folder.
    let Settings { office, inbox, .. } = desk.settings();
    Ok(desk.put_settings(Settings {
        office,
        inbox,
        ..settings
    }))
}

/// Notes that somebody works at the window, which puts off locking.
pub(crate) fn touch(desk: &Desk) -> Result<(), Failure> {
    desk.touch();
    Ok(())
}

/// The units of the catalogues that come with the program, and of the one that was chosen as a file.
pub(crate) fn unit_choices(desk: &Desk) -> Result<Vec<UnitChoice>, Failure> {
    start::unit_choices(desk.catalogue().as_ref())
}

/// Takes a catalogue in one file, which the province gives to new units, for the choice of a unit;
/// gives its id.
pub(crate) fn choose_catalogue(desk: &Desk) -> Result<String, Failure> {
    let path = files::open(desk, FileKind::Catalogue)?;
    let found = CatalogueFiles::from_file(&path)?;
    let id = found.load()?.regime.id;
    desk.put_catalogue(found);
    Ok(id)
}

/// Makes the office and opens it. Its recovery sheet is there until it is confirmed.
pub(crate) fn create_office(desk: &Desk, form: NewOfficeForm) -> Result<OpenOffice, Failure> {
    let (office, sheet) = start::create(&desk.folder(), form, desk.catalogue())?;
    desk.open(office, Some(sheet.identity));
    desk.session(|session| start::session(session))
}

/// Opens the office with a user's passphrase.
pub(crate) fn unlock(desk: &Desk, user: String, passphrase: Secret) -> Result<OpenOffice, Failure> {
    open_with(desk, &user, &passphrase, Office::open)
}

/// Opens an office whose register of persons is lost and begins a new one: a case officer's act, who was
/// shown what that means.
pub(crate) fn begin_register(
    desk: &Desk,
    user: String,
    passphrase: Secret,
) -> Result<OpenOffice, Failure> {
    open_with(desk, &user, &passphrase, Office::give_up_register)
}

fn open_with(
    desk: &Desk,
    user: &str,
    passphrase: &Secret,
    open: fn(&Path, &UserName, &SecretString) -> Result<Office, VaultError>,
) -> Result<OpenOffice, Failure> {
    let office = desk.attempt(|| {
        let user = UserName::new(user)?;
        Ok(open(&desk.folder(), &user, &passphrase.0)?)
    })?;
    desk.open(office, None);
    desk.session(|session| start::session(session))
}

/// Opens the office with the key on its recovery sheet, and gives a user a new passphrase.
pub(crate) fn recover(
    desk: &Desk,
    identity: Secret,
    user: String,
    passphrase: Secret,
) -> Result<OpenOffice, Failure> {
    let user = UserName::new(&user)?;
    let office = desk.attempt(|| office::recover(&desk.folder(), &identity, &user, &passphrase))?;
    desk.open(office, None);
    desk.session(|session| start::session(session))
}

/// Closes the office and forgets its keys.
pub(crate) fn lock(desk: &Desk) -> Result<(), Failure> {
    desk.lock();
    Ok(())
}

/// Closes the window, in which all that was typed is kept.
pub(crate) fn close_window(desk: &Desk) -> Result<(), Failure> {
    desk.close_window();
    Ok(())
}

/// Gives the present user a new passphrase, once the old one was right; and the office new keys, where
/// somebody saw that one.
pub(crate) fn change_passphrase(
    desk: &Desk,
    old: Secret,
    fresh: Secret,
    seen: bool,
) -> Result<KeysDone, Failure> {
    desk.attempt(|| desk.session(|session| office::change_passphrase(session, &old, &fresh, seen)))
}

/// Asks the work under way to stop.
pub(crate) fn cancel(desk: &Desk) -> Result<(), Failure> {
    desk.cancel();
    Ok(())
}

/// The names are off the screen.
pub(crate) fn hide_case(desk: &Desk) -> Result<(), Failure> {
    desk.protect(false);
    Ok(())
}

/// Puts a backup in place that the user chooses; the office is closed first.
pub(crate) fn restore_backup(desk: &Desk, watch: &mut Watch<'_>) -> Result<Restored, Failure> {
    let from = files::open(desk, FileKind::Backup)?;
    desk.lock();
    office::restore(&from, &desk.folder(), watch)
}

/// Opens the file that was written last in the system's program for it.
pub(crate) fn open_saved(desk: &Desk) -> Result<(), Failure> {
    let path = desk.saved().ok_or(DeskError::Gone(Gone::Saved))?;
    tauri_plugin_opener::open_path(&path, None::<&str>)
        .map_err(|error| ApiError::System(LibraryWords::of(error)).into())
}

/// Takes in files that the user chooses.
pub(crate) fn take_in_files(desk: &Desk, watch: &mut Watch<'_>) -> Result<TakenFiles, Failure> {
    let paths = files::open_many(desk, FileKind::Package)?;
    desk.session(|session| inbox::take_in_all(session, &paths, None, watch))
}

/// Takes in all packages in a folder that the user chooses, however deep they lie.
pub(crate) fn take_in_folder(desk: &Desk, watch: &mut Watch<'_>) -> Result<TakenFiles, Failure> {
    let folder = files::folder(desk)?;
    desk.session(|session| inbox::take_in_all(session, &[folder], None, watch))
}

/// Takes in what was dropped onto the window last.
pub(crate) fn take_in_dropped(desk: &Desk, watch: &mut Watch<'_>) -> Result<TakenFiles, Failure> {
    let paths = desk.dropped();
    if paths.is_empty() {
        return Err(DeskError::Gone(Gone::Dropped).into());
    }
    desk.session(|session| inbox::take_in_all(session, &paths, None, watch))
}

/// The names of the packages that were opened in the system and not taken in yet.
pub(crate) fn given(desk: &Desk) -> Result<Vec<String>, Failure> {
    Ok(desk.given().iter().map(|path| shown(path)).collect())
}

/// Takes in the packages that were opened in the system.
pub(crate) fn take_in_given(desk: &Desk, watch: &mut Watch<'_>) -> Result<TakenFiles, Failure> {
    let paths = desk.given();
    let taken = desk.session(|session| inbox::take_in_all(session, &paths, None, watch))?;
    desk.forget_given();
    Ok(taken)
}

/// Leaves the packages that were opened in the system where they are.
pub(crate) fn forget_given(desk: &Desk) -> Result<(), Failure> {
    desk.forget_given();
    Ok(())
}

/// Takes in what lies in the watched folder and was not looked at yet.
pub(crate) fn take_in_watched(desk: &Desk, watch: &mut Watch<'_>) -> Result<TakenFiles, Failure> {
    let folder = desk
        .settings()
        .inbox
        .ok_or(DeskError::Gone(Gone::Watched))?;
    desk.session(|session| {
        let paths =
            inbox::unseen_in(session, &folder)?.map_err(|error| VaultError::io(&folder)(error))?;
        inbox::take_in_all(session, &paths, None, watch)
    })
}

/// Tries a refused file again.
pub(crate) fn take_in_again(
    desk: &Desk,
    watch: &mut Watch<'_>,
    id: i64,
) -> Result<TakenFiles, Failure> {
    desk.session(|session| {
        let path = inbox::refused_path(session, id)?;
        inbox::take_in_all(session, &[path], None, watch)
    })
}

/// Watches a folder that the user chooses, or none; gives it.
pub(crate) fn watch_inbox(desk: &Desk, on: bool) -> Result<Option<String>, Failure> {
    let folder = if on { Some(files::folder(desk)?) } else { None };
    desk.watch_inbox(folder.clone());
    Ok(folder.as_deref().map(shown))
}

/// What lies in the watched folder and was not looked at yet.
pub(crate) fn unseen(desk: &Desk) -> Result<Unseen, Failure> {
    let nothing = Unseen {
        files: 0,
        there: false,
    };
    let Some(folder) = desk.settings().inbox else {
        return Ok(nothing);
    };
    desk.session(|session| {
        Ok(match inbox::unseen_in(session, &folder)? {
            Ok(found) => Unseen {
                files: found.len(),
                there: true,
            },
            Err(_) => nothing,
        })
    })
}
