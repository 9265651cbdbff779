//! Offices made by the core, in this process. What many tests begin with is made once and copied.

use crate::{files, folder, sample};
use age::secrecy::SecretString;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::entry::Typed;
use tienbo_core::intake::Comparison;
use tienbo_core::model::UnitCode;
use tienbo_core::progress::Watch;
use tienbo_core::store::{Action, Way, audit_entries};
use tienbo_core::vault::{NewOffice, Office, UserName};

/// The first user of every office, who has all roles.
pub const USER: &str = "can-bo";
/// Her passphrase.
pub const PASSPHRASE: &str = "bốn từ dễ nhớ mà dài";
/// A commune: Phường Vũ Ninh.
pub const COMMUNE: &str = "09163";
/// Another of the same district: Phường Đáp Cầu.
pub const OTHER_COMMUNE: &str = "09166";
/// Their district: Thành phố Bắc Ninh.
pub const DISTRICT: &str = "256";
/// Their province: Tỉnh Bắc Ninh.
pub const PROVINCE: &str = "27";

/// Files by their place under a folder.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// Writes out below a folder what is made once in this process, under a name.
pub fn made_once(name: String, to: &Path, make: impl FnOnce(&Path)) {
    static MADE: Mutex<BTreeMap<String, Arc<OnceLock<Files>>>> = Mutex::new(BTreeMap::new());
    let of_name = {
        let mut made = MADE.lock().expect("no test failed within");
        Arc::clone(made.entry(name).or_default())
    };
    let made = of_name.get_or_init(|| {
        let work = folder();
        make(work.path());
        let inside = files(work.path()).into_iter();
        inside
            .map(|file| {
                let bytes = std::fs::read(&file).expect("read");
                let place = file.strip_prefix(work.path()).expect("below it");
                (place.to_owned(), bytes)
            })
            .collect()
    });
    for (place, bytes) in made {
        let file = to.join(place);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, bytes).expect("written");
    }
}

/// A new office of a unit, closed.
pub(crate) fn lay(folder: &Path, unit: &str) {
    made_once(format!("new {unit}"), folder, |folder| {
        let new = NewOffice {
            unit: UnitCode::new(unit).expect("a unit"),
            name: None,
            catalogue: CatalogueFiles::built_in(crate::paper::CATALOGUE).expect("a catalogue"),
            user: UserName::new(USER).expect("a name"),
            passphrase: SecretString::from(PASSPHRASE.to_owned()),
        };
        Office::create(folder, new).expect("made");
        stretched_less(folder, USER, PASSPHRASE);
    });
}

/// Writes a user's key file anew with her passphrase stretched less than the program does it, which is most of
/// what a command costs. The program opens it as any other; what it writes itself is stretched as always.
pub fn stretched_less(folder: &Path, user: &str, passphrase: &str) {
    let file = folder.join(format!("keys/{user}.age"));
    let passphrase = SecretString::from(passphrase.to_owned());
    let sealed = std::fs::read(&file).expect("a key file");
    let identity = age::scrypt::Identity::new(passphrase.clone());
    let slot = age::decrypt(&identity, &sealed).expect("opens");
    write_slot(folder, user, passphrase, &slot);
}

/// Writes a user's key file, whatever is in it, stretched less than the program does it.
pub fn write_slot(folder: &Path, user: &str, passphrase: SecretString, slot: &[u8]) {
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(8);
    let sealed = age::encrypt(&recipient, slot).expect("sealed");
    std::fs::write(folder.join(format!("keys/{user}.age")), sealed).expect("written");
}

/// A new office of a unit.
pub fn make(folder: &Path, unit: &str) -> Office {
    lay(folder, unit);
    open(folder)
}

/// Opens an office as its first user.
pub fn open(folder: &Path) -> Office {
    open_as(folder, USER, PASSPHRASE)
}

/// Opens an office as a user.
pub fn open_as(folder: &Path, user: &str, passphrase: &str) -> Office {
    let user = UserName::new(user).expect("a user's name");
    let passphrase = SecretString::from(passphrase.to_owned());
    Office::open(folder, &user, &passphrase).expect("opens")
}

/// How often an office's log has an act.
pub fn logged(folder: &Path, action: Action) -> usize {
    let log = audit_entries(open(folder).store()).expect("read");
    let of = log.iter().filter(|entry| entry.action == action.code());
    of.count()
}

/// Fills an office with the sample commune's year.
pub fn fill(office: &mut Office) {
    let sample = sample("xa-mau-vu-ninh.xlsx");
    office
        .import_workbook(
            &sample,
            &tienbo_core::exchange::Answers::default(),
            &mut Watch::none(),
        )
        .expect("the sample");
}

/// Records so many cases of 2024, found in some months, as alike and as different as cases are.
pub fn record_cases(office: &mut Office, number: usize, months: RangeInclusive<usize>) {
    record_cases_as_agreed(office, number, months, |_| true);
}

/// The same, where not every survivor agrees that more than counts her goes along.
pub fn record_cases_as_agreed(
    office: &mut Office,
    number: usize,
    months: RangeInclusive<usize>,
    agrees: impl Fn(usize) -> bool,
) {
    for case in 0..number {
        let of = |some: &[&'static str]| some[case * case % 11 % some.len()];
        let month = months.start() + case % (months.end() - months.start() + 1);
        let fields = |fields: &[(&str, &str)]| -> Typed {
            let fields = fields.iter();
            fields
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect()
        };
        let found = format!("5/{month}/2024");
        let category = of(&["domestic", "domestic", "gender-based", "domestic"]);
        let acts = ["a", "b", "a;b"][case % 3];
        let opened = fields(&[("found_on", &found), ("category", category), ("acts", acts)]);
        let age = of(&["25-39", "40-59", "25-39", "12-15", "25-39"]);
        let relation = of(&["spouse", "spouse", "former-spouse"]);
        // A child does not agree by itself.
        let consent = if age == "12-15" { "law" } else { "given" };
        let survivor = fields(&[
            ("sex", "female"),
            ("age", age),
            ("relation", relation),
            ("consent", consent),
            ("share", if agrees(case) { "1" } else { "0" }),
        ]);
        office.open_case(&opened, &survivor).expect("recorded");
    }
}

/// Lays a commune's office with the sample's year, closed.
pub fn lay_year(folder: &Path) {
    made_once("a commune's year".to_owned(), folder, |folder| {
        fill(&mut make(folder, COMMUNE));
    });
}

/// A commune and its province that know each other's keys.
pub fn enrolled_commune(province: &Path, commune: &Path) -> Office {
    let work = folder();
    crate::enrolled(work.path(), [COMMUNE]);
    crate::copy(&work.path().join(COMMUNE), commune);
    crate::copy(&work.path().join(PROVINCE), province);
    open(province)
}

/// The province takes a unit's card in and trusts it, and writes its roster; gives its own
/// fingerprint, which the unit compares.
pub fn answer_card(
    province: &mut Office,
    card: &Path,
    unit: &str,
    fingerprint: &str,
    roster: &Path,
) -> String {
    let outcome = province.import(card, None).expect("a card");
    assert!(!outcome.is_refused(), "{outcome:?}");
    let unit = UnitCode::new(unit).expect("a unit");
    let compared = Comparison {
        fingerprint: fingerprint.to_owned(),
        way: Way::Telephone,
        spoke_with: "Cán bộ xã".to_owned(),
    };
    province.trust_key(&unit, &compared).expect("trusted");
    province.write_roster(roster).expect("a roster");
    province.fingerprint()
}
