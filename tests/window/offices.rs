//! Offices for the window, made by the core; and the command line beside it.

use crate::start::PASSPHRASE;
use age::secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::intake::{Comparison, Way};
use tienbo_core::model::UnitCode;
use tienbo_core::progress::Watch;
use tienbo_core::vault::{NewOffice, Office, UserName};

pub const COMMUNE: &str = "09163";
pub const PROVINCE: &str = "27";

/// Makes an office whose first user is `lan`.
pub fn make(folder: &Path, unit: &str) -> Office {
    let new = NewOffice {
        unit: UnitCode::new(unit).unwrap(),
        name: None,
        catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
        user: UserName::new("lan").unwrap(),
        passphrase: SecretString::from(PASSPHRASE.to_owned()),
    };
    Office::create(folder, new).unwrap().0
}

/// Opens an office as `lan`.
pub fn open(folder: &Path) -> Office {
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    Office::open(folder, &UserName::new("lan").unwrap(), &passphrase).unwrap()
}

/// Fills an office with the sample commune's year.
pub fn fill(office: &mut Office) {
    let sample = sample("xa-mau-vu-ninh.xlsx");
    office.import_workbook(&sample, &mut Watch::none()).unwrap();
}

/// A sample workbook.
pub fn sample(name: &str) -> PathBuf {
    tienbo_stage::root().join("assets/samples").join(name)
}

/// The province takes a unit's card in and trusts it, and writes its roster; gives the roster and
/// the fingerprint to be compared.
pub fn enrol(
    province: &mut Office,
    card: &Path,
    unit: &str,
    fingerprint: &str,
    roster: &Path,
) -> String {
    let outcome = province.import(card, None).unwrap();
    assert!(!outcome.is_refused(), "{outcome:?}");
    let unit = UnitCode::new(unit).unwrap();
    let compared = Comparison {
        fingerprint: fingerprint.to_owned(),
        way: Way::Telephone,
        spoke_with: "Cán bộ xã".to_owned(),
    };
    province.trust_key(&unit, &compared).unwrap();
    province.write_roster(roster).unwrap();
    province.fingerprint().unwrap()
}

/// A commune that is enrolled at its province; gives the province.
pub fn enrolled(folder: &Path, commune_folder: &Path) -> Office {
    let mut commune = make(commune_folder, COMMUNE);
    let mut province = make(folder, PROVINCE);
    let card = folder.with_extension("the.tienbo");
    let roster = folder.with_extension("danh-ba.tienbo");
    commune.write_card(&card).unwrap();
    let own = commune.fingerprint().unwrap();
    let theirs = enrol(&mut province, &card, COMMUNE, &own, &roster);
    let taken = commune.import(&roster, Some(&theirs)).unwrap();
    assert!(!taken.is_refused(), "{taken:?}");
    drop(commune);
    province
}

/// Runs the command line on an office, and gives its exit code and what it printed.
pub fn tienbo(office: &Path, arguments: &[&str]) -> (i32, String) {
    let passphrase = office.with_extension("passphrase");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let output = Command::new(tienbo_stage::program("tienbo"))
        .args(["--user", "lan", "--json", "--office"])
        .arg(office)
        .arg("--passphrase-file")
        .arg(&passphrase)
        .args(arguments)
        .output()
        .expect("the command line is built beside the window");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = String::from_utf8_lossy(&output.stderr);
    (
        output.status.code().unwrap_or(-1),
        format!("{printed}{told}"),
    )
}
