//! The developer's commands: `cargo xtask run | check | test | e2e | types | pictures | bench |
//! campaign | fuzz`.
//!
//! Each installs what it needs on Debian and Ubuntu, as root or with sudo, and says so.

mod bench;
mod changed;
mod fuzz;
mod packages;
mod steps;
#[cfg(test)]
mod units;

use packages::{BENCH, BUILD, TEST};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use steps::{Done, Steps, cargo, go, npm, root};

const COMMANDS: &str =
    "run | check | test | e2e | types | pictures | bench | campaign | fuzz [TARGET [SECONDS]]";

fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    let done = match command.as_deref() {
        Some("run") => run(),
        Some("check") => check(),
        Some("test") => test(),
        Some("bench") => bench(),
        Some("e2e") => e2e(),
        Some("types") => types(),
        Some("pictures") => pictures(),
        Some("campaign") => campaign(),
        Some("fuzz") => fuzz::run(std::env::args().nth(2), std::env::args().nth(3)),
        _ => Err(format!("cargo xtask {COMMANDS}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the UI; the desktop program embeds the result.
fn ui() -> Done {
    packages::ui()?;
    go(npm().args(["run", "build"]))
}

/// What compiling needs, in a clone where nothing was run yet.
fn compiles() -> Done {
    packages::system(&BUILD)?;
    let built = root().join("ui/dist/index.html");
    if built.exists() { Ok(()) } else { ui() }
}

/// The programs, with the features that they have in the tests: built once for both (`units`).
const PROGRAMS: [&str; 2] = ["build", "--workspace"];

fn clippy() -> Done {
    go(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn run() -> Done {
    packages::system(&BUILD)?;
    ui()?;
    go(cargo().args(PROGRAMS))?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
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

/// What was changed, looked at quickly: no window, and of the slow tests those alone that are
/// changed themselves.
fn check() -> Done {
    let changed = changed::files()?;
    let mut steps = Steps::new();
    steps.step("what compiling needs", compiles)?;
    steps.step("formatting", || {
        go(cargo().args(["fmt", "--all", "--check"]))
    })?;
    if changed::concerns_ui(&changed) {
        steps.step("the UI's checks", || {
            packages::ui()?;
            go(npm().args(["run", "check"]))
        })?;
    }
    steps.step("clippy", clippy)?;
    for arguments in changed::tests(&changed) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        steps.tests(&arguments)?;
    }
    Ok(())
}

fn test() -> Done {
    let mut steps = Steps::new();
    steps.step("system packages", || {
        packages::system(&BUILD)?;
        packages::system(&TEST)?;
        packages::duckdb()
    })?;
    // What is quick to fail comes first.
    steps.step("formatting", || {
        go(cargo().args(["fmt", "--all", "--check"]))
    })?;
    steps.step("building the UI", ui)?;
    steps.step("the UI's checks", || go(npm().args(["run", "check"])))?;
    steps.step("clippy", clippy)?;
    steps.step("the window's driver", packages::driver)?;
    steps.tests(&["--tests"])?;
    steps.step("examples in the documentation", || {
        go(cargo().args(["test", "--workspace", "--doc"]))
    })
}

/// The real window's scenarios alone.
fn e2e() -> Done {
    packages::system(&BUILD)?;
    packages::system(&TEST)?;
    ui()?;
    packages::driver()?;
    // The window's tests run the command line too.
    go(cargo().args(PROGRAMS))?;
    Steps::new().tests(&["--test", "window"])
}

/// Makes the README's pictures of the window anew.
fn pictures() -> Done {
    packages::system(&BUILD)?;
    packages::system(&TEST)?;
    ui()?;
    packages::driver()?;
    go(cargo()
        .args(["test", "--workspace", "--test", "window", "pictures::"])
        .env("TIENBO_NEW_PICTURES", "1"))
}

/// Writes the window's side of the commands anew from the Rust one.
fn types() -> Done {
    compiles()?;
    go(cargo()
        .args(["test", "--workspace", "--lib", "the_windows_types"])
        .env("TIENBO_NEW_TYPES", "1"))
}

/// Alters 10,000 packages of each kind, and every byte of a small one, gives all that comes from outside to
/// its parsers as often, kills the program more than a thousand times, has each call of the system fail and each
/// size of a drive be too small, goes over all screens of the window for 10,000 actions, and attacks all that leaves
/// of thousands of offices; the tests do a part of it.
fn campaign() -> Done {
    packages::system(&BUILD)?;
    packages::system(&TEST)?;
    ui()?;
    packages::driver()?;
    // The gate and the attack on it are compiled optimised: thousands of offices take minutes and not hours.
    let optimised = ["tienbo-core", "tienbo-support"]
        .map(|name| format!("profile.dev.package.{name}.opt-level=2"));
    go(cargo()
        .args(["test", "--workspace", "--lib"])
        .args(["--config", &optimised[0], "--config", &optimised[1]])
        .args(["--", "receiving::attack", "--nocapture"])
        .env("TIENBO_CAMPAIGN", "1"))?;
    go(cargo()
        .args([
            "test",
            "--workspace",
            "--test",
            "promises",
            "--",
            "altered::",
            "memory::",
            "published::",
        ])
        .args(["faults::", "killed", "--nocapture", "--test-threads=1"])
        .env("TIENBO_CAMPAIGN", "1"))?;
    go(cargo().args(PROGRAMS))?;
    go(cargo()
        .args(["test", "--workspace", "--test", "window"])
        .args(["--", "soak::", "typing::", "--nocapture"])
        .env("TIENBO_CAMPAIGN", "1"))
}

fn bench() -> Done {
    packages::system(&BUILD)?;
    packages::system(&TEST)?;
    packages::system(&BENCH)?;
    ui()?;
    packages::driver()?;
    packages::duckdb()?;
    // All of one build: a package by itself would have its dependencies compiled with other features.
    let mut command = cargo();
    command.args(["bench", "--workspace"]);
    let benches = bench::BENCHES.map(|bench| ["--bench", bench]);
    go(command.args(benches.as_flattened()))?;
    let kept = root().join("target").join("bench");
    println!("\n{}", bench::table(&kept).trim_end());
    Ok(())
}
