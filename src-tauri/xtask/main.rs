//! The developer's commands: `cargo xtask run | test | e2e | types | pictures | bench`.
//!
//! Each installs what it needs on Debian and Ubuntu, as root or with sudo, and says so.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

type Done = Result<(), String>;

/// Needed to build and run the window.
const BUILD: [&str; 6] = [
    "build-essential",
    "pkg-config",
    "perl",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libxdo-dev",
];
/// Needed by the tests: the real window's driver, and the outside tools that check our files.
const TEST: [&str; 18] = [
    "libfaketime",
    "zbar-tools",
    "iproute2",
    "strace",
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "procps",
    "xdotool",
    "poppler-utils",
    "qpdf",
    "minisign",
    "age",
    "unzip",
    "libxml2-utils",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "python3-pip",
];
/// The peers that the benchmarks compare with.
const BENCH: [&str; 9] = [
    "libreoffice-calc",
    "libreoffice-writer",
    "python3-docx",
    "python3-openpyxl",
    "sqlite3",
    "zip",
    "unzip",
    "minisign",
    "age",
];
/// The engine that reads the records written for other systems.
const DUCKDB: &str = "duckdb==1.4.2";
/// The WebDriver in front of the window; version 2 drives Tauri 2.
const TAURI_DRIVER: &str = "2.1.0";

fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    let done = match command.as_deref() {
        Some("run") => run(),
        Some("test") => test(),
        Some("bench") => bench(),
        Some("e2e") => e2e(),
        Some("types") => types(),
        Some("pictures") => pictures(),
        _ => Err("cargo xtask run | test | e2e | types | pictures | bench".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

fn go(command: &mut Command) -> Done {
    let shown = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ");
    eprintln!("+ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

fn quiet(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Installs the system packages that are missing.
fn packages(wanted: &[&str]) -> Done {
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

/// Installs the UI's packages and builds it; the desktop program embeds the result.
fn ui() -> Done {
    let ui = root().join("ui");
    let npm = |args: &[&str]| go(Command::new("npm").args(args).current_dir(&ui));
    let stamp = |path: PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    let installed = stamp(ui.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < stamp(ui.join("package-lock.json")) {
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    npm(&["run", "build"])
}

fn run() -> Done {
    packages(&BUILD)?;
    ui()?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    // The same targets as `test`, so that both share what is built: other targets, other features.
    go(cargo().args(["build", "--workspace", "--all-targets"]))?;
    if display {
        return go(&mut built("tienbo-desktop"));
    }
    eprintln!("xtask: no display here, so instead of the window: tienbo demo");
    let folder = root().join("target").join("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    go(built("tienbo").arg("demo").arg(&folder))
}

/// A program of this workspace, as `cargo build` left it.
fn built(name: &str) -> Command {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Command::new(target.join("debug").join(name))
}

fn driver() -> Done {
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
fn duckdb() -> Done {
    let folder = root().join("target").join("python");
    if folder.join("duckdb").exists() {
        return Ok(());
    }
    go(Command::new("/usr/bin/python3")
        .args(["-m", "pip", "install", "--quiet", "--target"])
        .arg(&folder)
        .arg(DUCKDB))
}

fn test() -> Done {
    packages(&BUILD)?;
    packages(&TEST)?;
    duckdb()?;
    ui()?;
    go(Command::new("npm")
        .args(["run", "check"])
        .current_dir(root().join("ui")))?;
    go(cargo().args(["fmt", "--all", "--check"]))?;
    go(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))?;
    driver()?;
    go(cargo().args(["test", "--workspace"]))
}

/// The real window's scenarios alone.
fn e2e() -> Done {
    packages(&BUILD)?;
    packages(&TEST)?;
    ui()?;
    driver()?;
    // The window's tests run the command line too.
    go(cargo().args(["build", "--workspace", "--all-targets"]))?;
    go(cargo().args(["test", "--workspace", "--test", "window"]))
}

/// Makes the README's pictures of the window anew.
fn pictures() -> Done {
    packages(&BUILD)?;
    packages(&TEST)?;
    ui()?;
    driver()?;
    go(cargo()
        .args(["test", "--workspace", "--test", "window", "pictures::"])
        .env("TIENBO_NEW_PICTURES", "1"))
}

/// Writes the window's side of the commands anew from the Rust one.
fn types() -> Done {
    go(cargo()
        .args(["test", "--workspace", "--lib", "the_windows_types"])
        .env("TIENBO_NEW_TYPES", "1"))
}

fn bench() -> Done {
    packages(&BUILD)?;
    packages(&TEST)?;
    packages(&BENCH)?;
    ui()?;
    driver()?;
    duckdb()?;
    go(cargo().args([
        "bench",
        "--package",
        "tienbo-cli",
        "--bench",
        "ratios",
        "--bench",
        "country",
    ]))?;
    go(cargo().args([
        "bench",
        "--package",
        "tienbo-desktop",
        "--bench",
        "window_ratios",
    ]))
}
