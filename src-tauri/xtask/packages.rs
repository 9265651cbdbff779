//! What the commands need of the system, installed on Debian and Ubuntu.

use crate::steps::{Done, cargo, go, npm, quiet, root};
use std::path::PathBuf;
use std::process::Command;

/// Needed to build and run the window.
pub const BUILD: [&str; 6] = [
    "build-essential",
    "pkg-config",
    "perl",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libxdo-dev",
];
/// Needed by the tests: the real window's driver, the outside tools that check our files, and the
/// benches' smaller peers.
pub const TEST: [&str; 28] = [
    "libfaketime",
    "zbar-tools",
    "iproute2",
    "strace",
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "dbus-daemon",
    "procps",
    "xdotool",
    "ibus",
    "ibus-gtk3",
    "ibus-unikey",
    "poppler-utils",
    "qpdf",
    "minisign",
    "age",
    "zip",
    "unzip",
    "sqlite3",
    "libxml2-utils",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "python3-pip",
    "python3-docx",
    "python3-openpyxl",
    "libreoffice-calc",
    "python3-uno",
];
/// A peer of the benches' full form alone.
pub const BENCH: [&str; 1] = ["libreoffice-writer"];
/// The engine that reads the records written for other systems.
const DUCKDB: &str = "duckdb==1.4.2";
/// The WebDriver in front of the window; version 2 drives Tauri 2.
const TAURI_DRIVER: &str = "2.1.0";

/// Installs the system packages that are missing.
pub fn system(wanted: &[&str]) -> Done {
    if !quiet("dpkg", &["--version"]) {
        eprintln!(
            "xtask: not a Debian system; install the counterparts of: {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|package| !quiet("dpkg", &["-s", package]))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("xtask: installing {}", missing.join(" "));
    let root = quiet("sh", &["-c", "test $(id -u) -eq 0"]);
    let apt = || {
        let mut command = if root {
            Command::new("apt-get")
        } else {
            let mut command = Command::new("sudo");
            command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
            command
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    go(apt().args(["update", "-q"]))?;
    go(apt()
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(&missing))
}

/// Installs the UI's packages.
pub fn ui() -> Done {
    let ui = root().join("ui");
    let stamp = |path: PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    let installed = stamp(ui.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < stamp(ui.join("package-lock.json")) {
        go(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    }
    Ok(())
}

/// Builds what drives the window.
pub fn driver() -> Done {
    let tools = root().join("target").join("tools");
    if tools.join("bin/tauri-driver").exists() {
        return Ok(());
    }
    go(cargo()
        .args([
            "install",
            "tauri-driver",
            "--locked",
            "--version",
            TAURI_DRIVER,
            "--root",
        ])
        .arg(&tools))
}

/// Installs DuckDB beside what is built.
pub fn duckdb() -> Done {
    let folder = root().join("target").join("python");
    if folder.join("duckdb").exists() {
        return Ok(());
    }
    go(Command::new("/usr/bin/python3")
        .args(["-m", "pip", "install", "--quiet", "--target"])
        .arg(&folder)
        .arg(DUCKDB))
}
