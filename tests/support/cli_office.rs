//! Offices that are worked with by the command line.

use crate::insider::Insider;
use crate::office::{
    COMMUNE, PASSPHRASE, PROVINCE, USER, lay, made_once, open, stretched_less, write_slot,
};
use crate::{Ran, copy, program, repository, run, sample, shown, string};
use age::secrecy::SecretString;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_core::vault::Office;

/// An office in a folder, each act on it a process of its own.
#[derive(Debug)]
pub struct CliOffice {
    /// Code of its unit.
    pub unit: &'static str,
    /// Its folder.
    pub folder: PathBuf,
    passphrase: PathBuf,
}

impl CliOffice {
    /// A new office, in a folder of its unit's name.
    pub fn new(work: &Path, unit: &'static str) -> Self {
        lay(&work.join(unit), unit);
        Self::there(&work.join(unit), unit)
    }

    /// An office made by the command itself.
    pub fn init(work: &Path, unit: &'static str, more: &[&str]) -> Self {
        let office = Self::there(&work.join(unit), unit);
        office.done(&[&["init", "--unit", unit], more].concat());
        office
    }

    /// An office that is there already.
    pub fn there(folder: &Path, unit: &'static str) -> Self {
        let passphrase = folder.with_extension("passphrase");
        std::fs::write(&passphrase, PASSPHRASE).expect("written");
        Self {
            unit,
            folder: folder.to_owned(),
            passphrase,
        }
    }

    /// A file beside it.
    fn beside(&self, name: &str) -> PathBuf {
        self.folder.with_file_name(name)
    }

    /// What a command of another user does, whose passphrase lies in a file.
    pub fn as_user(&self, user: &str, passphrase: &Path, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.args(["--user", user, "--passphrase-file", &shown(passphrase)]);
        run(&mut command)
    }

    /// A command on this office.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program("tienbo"));
        command
            .arg("--office")
            .arg(&self.folder)
            .arg("--passphrase-file")
            .arg(&self.passphrase)
            .arg("--json")
            .args(args);
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        run(&mut self.command(args))
    }

    /// Runs a command that must succeed, and gives its JSON.
    pub fn done(&self, args: &[&str]) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:#?}");
        ran.json()
    }

    /// Gives a user of some roles a passphrase, new or anew.
    pub fn put_user(&self, user: &str, roles: &str, passphrase: &str) {
        let file = self.beside(&format!("{}-{user}.passphrase", self.unit));
        std::fs::write(&file, passphrase).expect("written");
        let put = ["user", user, "--roles", roles];
        self.done(&[&put[..], &["--new-passphrase-file", &shown(&file)]].concat());
        stretched_less(&self.folder, user, passphrase);
    }

    /// Records that every survivor of a case agrees that it is handed over to a unit.
    pub fn agree_to_transfer(&self, case: &str, to: &str) {
        let file = self.beside(&format!("{}-agreed.json", self.unit));
        let seen = self.done(&["case", "show", case]);
        for survivor in seen["survivors"].as_array().expect("survivors") {
            let answer = serde_json::json!({"survivor": survivor["id"], "consent_purpose": "transfer",
                "consent_unit": to, "consent_answer": "given", "consent_by": "herself",
                "asked_on": "2024-03-20"});
            std::fs::write(&file, answer.to_string()).expect("written");
            self.done(&["add", "consent_acts", &shown(&file)]);
        }
    }

    /// Imports packages and gives the outcomes, whatever they are.
    pub fn import(&self, files: &[&Path]) -> Vec<Value> {
        let files: Vec<String> = files.iter().map(|file| shown(file)).collect();
        let mut args = vec!["import"];
        args.extend(files.iter().map(String::as_str));
        let ran = self.run(&args);
        assert!([0, 1].contains(&ran.code), "{ran:#?}");
        match ran.json()["files"].take() {
            Value::Array(outcomes) => outcomes,
            other => panic!("{other}"),
        }
    }

    /// Imports a package and gives the code of its verdict.
    pub fn verdict(&self, file: &Path) -> String {
        string(&self.import(&[file])[0]["verdict"])
    }

    /// Takes in a roster that changes something, and puts it in force: a head's yes of its own.
    pub fn accept_roster(&self, file: &Path) {
        let outcome = self.import(&[file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.danh-ba-cho", "{outcome}");
        self.done(&["inbox", "--accept", &string(&outcome["package_id"])]);
    }

    /// Takes in a case of another unit, and takes it over: a case officer's yes of its own. Gives its id.
    pub fn accept_case(&self, file: &Path) -> String {
        let outcome = self.import(&[file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.vu-viec-cho", "{outcome}");
        let package = string(&outcome["package_id"]);
        string(&self.done(&["case", "accept", &package])["id"])
    }

    /// Closes a period and exports it, to a file beside the office.
    pub fn submit(&self, period: &str) -> PathBuf {
        let closed = self.done(&["close", period, "--reason", "số liệu thử"]);
        let path = self.beside(&format!(
            "{}-{}-{}.tienbo",
            self.unit,
            period.replace('/', "-"),
            closed["revision"]
        ));
        self.done(&["export", period, "-o", &shown(&path)]);
        path
    }

    /// Takes a sample workbook in.
    pub fn import_sample(&self, file: &str) {
        self.done(&["import-xlsx", &shown(&sample(file))]);
    }

    /// Opens the office in this process.
    pub fn open(&self) -> Office {
        open(&self.folder)
    }
}

/// A commune of the program whose database had schema 4, which kept everything open for who had its one key.
pub fn earlier_office(work: &Path) -> CliOffice {
    let folder = work.join(COMMUNE);
    copy(
        &repository("tests/golden/offices/schema-4").join(COMMUNE),
        &folder,
    );
    let slot = Insider::new(&folder, USER, "mật khẩu để thử nghiệm").slot;
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    write_slot(&folder, USER, passphrase, slot.to_string().as_bytes());
    CliOffice::there(&folder, COMMUNE)
}

/// The province trusts the units' cards, and every unit the province's roster.
pub fn enrol(work: &Path, province: &CliOffice, units: &[&CliOffice]) {
    for unit in units {
        let card = work.join(format!("card-{}.tienbo", unit.unit));
        let made = unit.done(&["card", "-o", &shown(&card)]);
        assert_eq!(province.verdict(&card), "goi.the-da-nhan");
        let fingerprint = string(&made["fingerprint"]);
        province.done(&[
            "trust",
            unit.unit,
            &fingerprint,
            "--with",
            "Cán bộ văn phòng",
        ]);
    }
    let roster = work.join("roster.tienbo");
    let made = province.done(&["roster", "-o", &shown(&roster)]);
    let fingerprint = string(&made["fingerprint"]);
    for unit in units {
        let import = ["import", &shown(&roster), "--fingerprint", &fingerprint];
        let outcome = unit.done(&import)["files"][0].take();
        // What else it brings than the province's own key waits for a head's yes.
        if outcome["verdict"] == "goi.danh-ba-cho" {
            unit.done(&["inbox", "--accept", &string(&outcome["package_id"])]);
        }
    }
}

/// Units that the province knows, and the province.
pub fn enrolled<const N: usize>(
    work: &Path,
    units: [&'static str; N],
) -> ([CliOffice; N], CliOffice) {
    made_once(format!("enrolled {units:?}"), work, |work| {
        let province = CliOffice::new(work, PROVINCE);
        let units = units.map(|unit| CliOffice::new(work, unit));
        enrol(work, &province, &units.each_ref());
    });
    there(work, units)
}

/// Units and their province in a folder where they were made.
pub fn there<const N: usize>(work: &Path, units: [&'static str; N]) -> ([CliOffice; N], CliOffice) {
    let there = |unit| CliOffice::there(&work.join(unit), unit);
    (units.map(there), there(PROVINCE))
}

/// A commune with the sample's year, and the province it reports to.
pub fn commune_and_province(work: &Path) -> (CliOffice, CliOffice) {
    made_once("commune and province".to_owned(), work, |work| {
        let ([commune], _) = enrolled(work, [COMMUNE]);
        commune.import_sample("xa-mau-vu-ninh.xlsx");
    });
    let ([commune], province) = there(work, [COMMUNE]);
    (commune, province)
}

/// A copy of a commune's office that stayed behind, the province that has the third revision of the other one, and
/// the second of the copy, which was made later.
pub fn behind(work: &Path) -> (CliOffice, CliOffice, PathBuf) {
    let (commune, province) = commune_and_province(work);
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.da-nhan");
    let behind = CliOffice::there(&work.join("laptop-b"), COMMUNE);
    copy(&commune.folder, &behind.folder);
    commune.done(&["reopen", "2024"]);
    commune.submit("2024");
    commune.done(&["reopen", "2024"]);
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.thay-the");
    // It draws other running numbers meanwhile.
    for _ in 0..4 {
        behind.done(&["card", "-o", &shown(&work.join("the.tienbo"))]);
    }
    behind.done(&["reopen", "2024"]);
    std::fs::create_dir_all(work.join("usb-b")).expect("made");
    let second = work.join("usb-b/lan-nop-2.tienbo");
    behind.done(&["close", "2024", "--reason", "số liệu thử"]);
    behind.done(&["export", "2024", "-o", &shown(&second)]);
    (behind, province, second)
}
