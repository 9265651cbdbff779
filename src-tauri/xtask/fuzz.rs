//! Fuzzing with the compiler that the program is built with: `cargo xtask fuzz [TARGET [SECONDS]]`.

use crate::packages::{self, BUILD};
use crate::steps::{Done, cargo, go, root};
use std::path::PathBuf;
use std::process::Command;

/// How long each target runs where nothing else is asked for, in seconds.
const SECONDS: &str = "60";
/// The most memory that a target may take, in MiB.
const MOST_MEMORY: &str = "1024";

/// What lets libFuzzer see which code is reached, as cargo-fuzz asks for it; the address sanitizer, which
/// needs a nightly compiler, is left out.
const SEEN: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
];

/// Builds the targets and runs all of them, or one, each so long or until it finds something. What it found
/// lies in `fuzz/artifacts/<target>`.
pub fn run(target: Option<String>, seconds: Option<String>) -> Done {
    packages::system(&BUILD)?;
    let folder = root().join("fuzz");
    let mut targets = names(&folder)?;
    if let Some(target) = target {
        targets.retain(|name| *name == target);
        if targets.is_empty() {
            return Err(format!("no target {target} in fuzz/targets"));
        }
    }
    let host = host()?;
    // With a target named, programs that only help to build are compiled without what is added here.
    let mut build = cargo();
    build.current_dir(&folder).env("RUSTFLAGS", SEEN.join(" "));
    go(build.args(["build", "--release", "--bins", "--target", &host]))?;
    let built =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder.join("target"), PathBuf::from);
    let seconds = seconds.unwrap_or_else(|| SECONDS.to_owned());
    for name in targets {
        let (corpus, found) = (
            folder.join("corpus").join(&name),
            folder.join("artifacts").join(&name),
        );
        std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
        go(Command::new(built.join(&host).join("release").join(&name))
            .arg(corpus)
            .arg(format!("-artifact_prefix={}/", found.display()))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .args(["-timeout=20", "-print_final_stats=1"]))?;
    }
    Ok(())
}

/// The targets, by name.
fn names(folder: &std::path::Path) -> Result<Vec<String>, String> {
    let targets = folder.join("targets");
    let entries = std::fs::read_dir(&targets).map_err(|error| error.to_string())?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

/// What the compiler makes programs for.
fn host() -> Result<String, String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = Command::new(rustc).arg("-vV").output();
    let said = said.map_err(|error| format!("rustc: {error}"))?.stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    let mut lines = said.lines();
    let host = lines.find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc -vV names no host".to_owned())
}
