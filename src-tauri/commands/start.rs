//! First start, unlocking, locking, settings.

use super::UserRole;
use crate::bindings::{channel_argument, commands};
use crate::desk::{Desk, News};
use crate::failure::{DeskError, Failure};
use crate::files;
use crate::settings::Settings;
use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tauri::Manager;
use tienbo_core::catalogue::{Catalogue, CatalogueFiles, built_in_ids};
use tienbo_core::message::Language;
use tienbo_core::model::{Day, UnitCode, at};
use tienbo_core::report::check_word;
use tienbo_core::store;
use tienbo_core::vault::{self, MIN_PASSPHRASE, NewOffice, Office, Role, UserName};
use ts_rs::TS;

/// A passphrase or key on its way from the window: wiped after use, shown nowhere.
pub(crate) struct Secret(pub(super) SecretString);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self(SecretString::from(text)))
    }
}
impl TS for Secret {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
}

channel_argument! {
    /// Where the window hears of what it did not ask for.
    NewsTo(News)
}

/// What the first screen shows before anybody has unlocked anything.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfficeState {
    /// Whether an office is there.
    exists: bool,
    /// Its folder.
    folder: String,
    /// Names of the users who can unlock it.
    users: Vec<String>,
    /// Whether it is open already, in a window that was loaded again.
    open: bool,
    /// Settings.
    settings: Settings,
    /// Version of the program.
    version: String,
    /// Code of the language that reports and catalogues are written in.
    official: &'static str,
}

/// A unit that an office can be made for.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnitChoice {
    /// Catalogue.
    catalogue: String,
    /// Name of the catalogue.
    catalogue_name: String,
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Name of its level.
    level: String,
    /// Name of the unit above it.
    above: Option<String>,
}

/// How strong a passphrase is.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Strength {
    /// 0, guessed at once, to 4, not guessed in years.
    score: u32,
    /// Whether it has the characters it needs.
    long_enough: bool,
    /// How many it needs.
    least: u32,
}

/// What a new office is.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewOfficeForm {
    catalogue: String,
    unit: String,
    name: Option<String>,
    user: String,
    passphrase: Secret,
}

/// A recovery sheet to be printed.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecoveryToPrint {
    /// The key, in full.
    identity: String,
    /// The unit's name.
    unit_name: String,
}

/// A report's period.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeriodInfo {
    /// Id, as `phu-luc-02/2024/annual`.
    id: String,
    /// Kind of report: `phu-luc-02`, `phu-luc-01`, `tu-kiem-tra`.
    report: String,
    /// Year.
    year: i32,
    /// `six-months` or `annual`.
    part: String,
    /// The report's name in the catalogue.
    name: String,
    /// First day, `2024-01-01`.
    from: String,
    /// Last day.
    to: String,
    /// Day before which it is due.
    due_before: Option<String>,
    /// Days left to the last day in time; negative once it is past.
    days_left: Option<i64>,
    /// Whether it is closed now.
    closed: bool,
}

/// The office that is open, and who is at it.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenOffice {
    /// Unit.
    unit: String,
    /// Name.
    unit_name: String,
    /// User.
    user: String,
    /// Her roles.
    roles: Vec<UserRole>,
    /// Whether units lie below it, whose submissions it receives.
    receives: bool,
    /// Whether a newer program made it, so that it can only be read.
    read_only: bool,
    /// Whether its recovery sheet still waits to be printed.
    recovery: Option<RecoveryToPrint>,
    /// The periods of its catalogues, by their last day.
    periods: Vec<PeriodInfo>,
    /// The period to work on first.
    current: Option<String>,
}

fn today() -> Option<Day> {
    Day::today().ok()
}

pub(super) fn periods(office: &Office) -> Result<Vec<PeriodInfo>, Failure> {
    let mut found = Vec::new();
    for catalogue in office.catalogues().iter() {
        for period in catalogue.periods() {
            let (Some((from, to)), Some(rule)) = (catalogue.days(period), catalogue.report(period))
            else {
                continue;
            };
            let due = catalogue.due_before(period);
            let closed = store::closing(office.store(), period)?;
            let days_left = due
                .zip(today())
                .map(|(due, today)| (due.date() - today.date()).num_days() - 1);
            found.push(PeriodInfo {
                id: period.to_string(),
                report: period.report.code().to_owned(),
                year: period.year.get(),
                part: period.part.code().to_owned(),
                name: rule.name.clone(),
                from: from.iso(),
                to: to.iso(),
                due_before: due.map(Day::iso),
                days_left,
                closed: closed.is_some_and(|closing| !closing.reopened),
            });
        }
    }
    found.sort_by(|a, b| (&a.to, &a.from, &a.id).cmp(&(&b.to, &b.from, &b.id)));
    Ok(found)
}

/// The Phụ lục 02 that is due next; when all are past, the last.
fn current(periods: &[PeriodInfo]) -> Option<String> {
    let reports = || {
        periods
            .iter()
            .filter(|period| period.report == "phu-luc-02")
    };
    reports()
        .find(|period| period.days_left.is_some_and(|days| days >= 0) && !period.closed)
        .or_else(|| reports().next_back())
        .map(|period| period.id.clone())
}

fn open_office(office: &Office, recovery: Option<&SecretString>) -> Result<OpenOffice, Failure> {
    let periods = periods(office)?;
    Ok(OpenOffice {
        unit: office.unit().to_string(),
        unit_name: office.name().to_owned(),
        user: office.user().to_owned(),
        roles: office.roles().iter().map(|role| (*role).into()).collect(),
        receives: office.receives(),
        read_only: office.store().is_read_only(),
        recovery: recovery.map(|identity| RecoveryToPrint {
            identity: identity.expose_secret().to_owned(),
            unit_name: office.name().to_owned(),
        }),
        current: current(&periods),
        periods,
    })
}

fn add_choices(choices: &mut Vec<UnitChoice>, id: &str, catalogue: &Catalogue) {
    let last = Day::parse_iso(&format!("{}-12-31", catalogue.regime.year));
    let units = last.map_or(&catalogue.units, |last| catalogue.units_on(last));
    for unit in units.iter() {
        let above = unit.parent.as_ref().and_then(|code| units.get(code));
        choices.push(UnitChoice {
            catalogue: id.to_owned(),
            catalogue_name: catalogue.regime.name.clone(),
            code: unit.code.to_string(),
            name: unit.name.clone(),
            level: catalogue
                .level(unit)
                .map(|level| level.name.clone())
                .unwrap_or_default(),
            above: above.map(|unit| unit.name.clone()),
        });
    }
}

fn state(desk: &Desk) -> OfficeState {
    let folder = desk.folder();
    OfficeState {
        exists: folder.join("office.db").exists(),
        users: vault::users(&folder),
        folder: files::shown(&folder),
        open: desk.session(|_| Ok(())).is_ok(),
        settings: desk.settings(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        official: Language::OFFICIAL.code(),
    }
}

commands! {
    /// What is known before anything is unlocked.
    fn office_state(desk) -> OfficeState {
        Ok(state(&desk))
    }

    /// Goes on with the office in a folder that the user chooses, there already or to be made.
    fn choose_office(desk) -> OfficeState {
        let mut folder = files::folder(&desk)?;
        // A folder inside an office stands for the office.
        let office = |folder: &std::path::Path| folder.join("office.db").exists();
        if let Some(above) = folder.parent().filter(|above| office(above) && !office(&folder)) {
            folder = above.to_owned();
        }
        desk.move_to(folder);
        Ok(state(&desk))
    }

    /// Keeps settings, and gives them as they were kept.
    fn put_settings(desk, settings: Settings) -> Settings {
        // The window does not name a folder.
        let Settings { office, inbox, .. } = desk.settings();
        Ok(desk.put_settings(Settings { office, inbox, ..settings }))
    }

    /// Shows the window, whose first screen is ready, and tells it of what it does not ask for.
    fn watch(desk, news: NewsTo) -> () {
        desk.tell_news(news.0);
        if let Some(window) = desk.app().get_webview_window("main") {
            window.show().map_err(|error| DeskError::System(error.to_string()))?;
        }
        Ok(())
    }

    /// Notes that somebody works at the window, which puts off locking.
    fn touch(desk) -> () {
        desk.touch();
        Ok(())
    }

    /// The units of the catalogues that come with the program, and of the one that was chosen as a file.
    fn unit_choices(desk) -> Vec<UnitChoice> {
        let mut choices = Vec::new();
        if let Some((id, files)) = desk.catalogue() {
            add_choices(&mut choices, &id, &files.load()?);
        }
        for id in built_in_ids() {
            add_choices(&mut choices, id, &Catalogue::built_in(id)?);
        }
        Ok(choices)
    }

    /// Takes a catalogue in one file, which the province gives to new units, for the choice of a unit;
    /// gives its id.
    fn choose_catalogue(desk) -> String {
        let path = files::open(&desk, files::Sort::Catalogue)?;
        let found = CatalogueFiles::from_file(&path)?;
        let id = found.load()?.regime.id;
        desk.put_catalogue(id.clone(), found);
        Ok(id)
    }

    /// How strong a passphrase is.
    fn passphrase_strength(_desk, passphrase: Secret) -> Strength {
        let text = passphrase.0.expose_secret();
        let score = zxcvbn::zxcvbn(text, &["tienbo", "tiến bộ", "vstbpn"]).score();
        Ok(Strength {
            score: u32::from(u8::from(score)),
            long_enough: text.chars().count() >= MIN_PASSPHRASE,
            least: u32::try_from(MIN_PASSPHRASE).unwrap_or(u32::MAX),
        })
    }

    /// Makes the office and opens it. Its recovery sheet is there until it is confirmed.
    fn create_office(desk, form: NewOfficeForm) -> OpenOffice {
        let new = NewOffice {
            unit: UnitCode::new(&form.unit).map_err(at("unit"))?,
            name: form.name.filter(|name| !name.trim().is_empty()),
            catalogue: match desk.catalogue() {
                Some((id, files)) if id == form.catalogue => files,
                _ => CatalogueFiles::built_in(&form.catalogue)?,
            },
            user: UserName::new(&form.user)?,
            passphrase: form.passphrase.0,
        };
        let (office, sheet) = Office::create(&desk.folder(), new)?;
        let open = open_office(&office, Some(&sheet.identity))?;
        desk.open(office, Some(sheet.identity));
        Ok(open)
    }

    /// Forgets the recovery key, once the word that stands on its printed sheet was typed back.
    fn confirm_recovery(desk, word: String) -> bool {
        desk.session(|session| {
            let right = session.recovery.as_ref().is_some_and(|identity| {
                check_word(identity.expose_secret()).eq_ignore_ascii_case(word.trim())
            });
            if right {
                session.recovery = None;
                session.office.confirm_recovery_sheet()?;
            }
            Ok(right)
        })
    }

    /// Opens the office with a user's passphrase.
    fn unlock(desk, user: String, passphrase: Secret) -> OpenOffice {
        let office = desk.attempt(|| {
            let user = UserName::new(&user)?;
            Office::open(&desk.folder(), &user, &passphrase.0)
        })?;
        let open = open_office(&office, None)?;
        desk.open(office, None);
        Ok(open)
    }

    /// Opens the office with the key on its recovery sheet, and gives a user a new passphrase.
    fn recover(desk, identity: Secret, user: String, passphrase: Secret) -> OpenOffice {
        let user = UserName::new(&user)?;
        let mut office = desk.attempt(|| Office::recover(&desk.folder(), &identity.0))?;
        let all = [Role::Recorder, Role::CaseOfficer, Role::Head];
        office.put_user(&user, &passphrase.0, &all, true)?;
        drop(office);
        let office = Office::open(&desk.folder(), &user, &passphrase.0)?;
        let open = open_office(&office, None)?;
        desk.open(office, None);
        Ok(open)
    }

    /// Closes the office and forgets its keys.
    fn lock(desk) -> () {
        desk.lock();
        Ok(())
    }

    /// The office that is open.
    fn session(desk) -> OpenOffice {
        desk.session(|session| open_office(&session.office, session.recovery.as_ref()))
    }
}
