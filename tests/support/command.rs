//! Commands: the program's own, and outside tools.

use crate::{files::repository, shown};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    /// Exit code; -1 where a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    /// Its standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// A program of this workspace, built with the profile of the test that runs now.
pub fn program(name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository("target"), PathBuf::from);
    let test = std::env::current_exe().expect("it runs");
    // The test lies in `<profile>/deps`.
    let profile = test.ancestors().nth(2).and_then(Path::file_name);
    target.join(profile.expect("two folders above")).join(name)
}

/// Runs `tienbo`.
pub fn tienbo(args: &[&str]) -> Ran {
    run(Command::new(program("tienbo")).args(args))
}

/// Runs a command to its end, in a process whose memory is its own. Gives the most that it had, in bytes.
pub fn measured(command: &Command) -> (Ran, u64) {
    let told = tempfile::NamedTempFile::new().expect("a file");
    let ran = run(Command::new("python3")
        .arg(repository("tests/peers/peak.py"))
        .arg(told.path())
        .arg(command.get_program())
        .args(command.get_args()));
    let kib = std::fs::read_to_string(told.path()).expect("it was measured");
    (ran, kib.parse::<u64>().expect("a number") << 10)
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Runs an outside tool that must succeed.
pub fn tool(program: &str, args: &[&str]) -> String {
    let ran = run(Command::new(program).args(args));
    assert_eq!(ran.code, 0, "{program} {args:?}: {ran:#?}");
    ran.stdout
}

/// Runs a script of `tests/peers`, with the packages that lie beside what is built.
pub fn python(script: &str, args: &[&Path]) -> String {
    let mut python = Command::new("/usr/bin/python3");
    python
        .env("PYTHONPATH", repository("target/python"))
        .arg(repository("tests/peers").join(script))
        .args(args);
    let ran = run(&mut python);
    let args: Vec<String> = args.iter().map(|path| shown(path)).collect();
    assert_eq!(ran.code, 0, "{script} {args:?}: {ran:#?}");
    ran.stdout
}
