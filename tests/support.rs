//! Offices for the tests: real folders, driven by the real command.

use age::secrecy::SecretString;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tienbo_core::vault::{Office, UserName};

pub const PASSPHRASE: &str = "mật khẩu để thử nghiệm";
pub const COMMUNE: &str = "09163";
pub const OTHER_COMMUNE: &str = "09166";
pub const DISTRICT: &str = "256";
pub const PROVINCE: &str = "27";

/// What a command printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Its standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// Runs `tienbo`.
pub fn tienbo(args: &[&str]) -> Ran {
    run(Command::new(env!("CARGO_BIN_EXE_tienbo")).args(args))
}

pub fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("starts");
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// An office in a folder.
pub struct Desk {
    pub unit: &'static str,
    pub folder: PathBuf,
    passphrase: PathBuf,
    work: PathBuf,
}

impl Desk {
    /// Makes an office.
    pub fn new(work: &Path, unit: &'static str) -> Self {
        Self::made(work, unit, &[])
    }

    /// Makes an office with a catalogue of its own.
    pub fn with_catalogue(work: &Path, unit: &'static str, catalogue: &Path) -> Self {
        Self::made(work, unit, &["--catalogue-file", &shown(catalogue)])
    }

    fn made(work: &Path, unit: &'static str, more: &[&str]) -> Self {
        let passphrase = work.join("passphrase.txt");
        std::fs::write(&passphrase, PASSPHRASE).expect("written");
        let desk = Self {
            unit,
            folder: work.join(unit),
            passphrase,
            work: work.to_owned(),
        };
        let sheet = shown(&work.join(format!("{unit}-recovery.txt")));
        let init = ["init", "--unit", unit, "--recovery-file", &sheet];
        desk.done(&[&init, more].concat());
        desk
    }

    /// A command on this office.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tienbo"));
        command
            .arg("--office")
            .arg(&self.folder)
            .arg("--passphrase-file")
            .arg(&self.passphrase)
            .arg("--json")
            .args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        run(&mut self.command(args))
    }

    /// Runs a command that must succeed, and gives its JSON.
    pub fn done(&self, args: &[&str]) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:#?}");
        ran.json()
    }

    /// Imports packages and gives the outcomes, whatever they are.
    pub fn import(&self, files: &[&Path]) -> Vec<Value> {
        let files: Vec<String> = files.iter().map(|file| shown(file)).collect();
        let mut args = vec!["import"];
        args.extend(files.iter().map(String::as_str));
        let ran = self.run(&args);
        assert!([0, 1].contains(&ran.code), "{ran:#?}");
        match ran.json() {
            Value::Array(outcomes) => outcomes,
            other => panic!("{other}"),
        }
    }

    /// Imports a package and gives the code of its verdict.
    pub fn verdict(&self, file: &Path) -> String {
        string(&self.import(&[file])[0]["verdict"])
    }

    /// Closes a period and exports it.
    pub fn submit(&self, period: &str) -> PathBuf {
        let closed = self.done(&["close", period, "--reason", "số liệu thử"]);
        let name = format!(
            "{}-{}-{}.tienbo",
            self.unit,
            period.replace('/', "-"),
            closed["revision"]
        );
        let path = self.work.join(name);
        self.done(&["export", period, "-o", &shown(&path)]);
        path
    }

    pub fn import_sample(&self, file: &str) {
        self.done(&["import-xlsx", &shown(&sample(file))]);
    }

    /// Opens the office in this process.
    pub fn open(&self) -> Office {
        open(&self.folder, "can-bo", PASSPHRASE)
    }
}

pub fn open(folder: &Path, user: &str, passphrase: &str) -> Office {
    let user = UserName::new(user).expect("a user's name");
    let passphrase = SecretString::from(passphrase.to_owned());
    Office::open(folder, &user, &passphrase).expect("opens")
}

/// The province trusts the units' cards, and every unit the province's roster.
pub fn enrol(work: &Path, province: &Desk, units: &[&Desk]) {
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
        unit.done(&["import", &shown(&roster), "--fingerprint", &fingerprint]);
    }
}

/// A commune with the sample's year, and the province it reports to.
pub fn commune_and_province(work: &Path) -> (Desk, Desk) {
    let commune = Desk::new(work, COMMUNE);
    let province = Desk::new(work, PROVINCE);
    enrol(work, &province, &[&commune]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    (commune, province)
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

pub fn sample(file: &str) -> PathBuf {
    repository("assets/samples").join(file)
}

pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

pub fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value}"))
        .to_owned()
}

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Runs an outside tool that must succeed.
pub fn tool(program: &str, args: &[&str]) -> String {
    let ran = run(Command::new(program).args(args));
    assert_eq!(ran.code, 0, "{program} {args:?}: {ran:#?}");
    ran.stdout
}

/// Runs a script of the repository on a folder, with the packages that lie beside what is built.
pub fn python(script: &str, folder: &Path) -> String {
    let mut python = Command::new("/usr/bin/python3");
    python
        .env("PYTHONPATH", repository("target/python"))
        .arg(repository(script))
        .arg(folder);
    let ran = run(&mut python);
    assert_eq!(ran.code, 0, "{script}: {ran:#?}");
    ran.stdout
}

/// Every file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
