//! What the system says of the memory of a program that runs.

use crate::files::folder;
use crate::program;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A user without rights: whose memory is whose is told only where its owner is not root.
const ANYBODY: u32 = 65_534;
/// A program that is busy starting is given this time.
const LIMIT: Duration = Duration::from_secs(30);

/// A process and all below it.
pub fn family(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(above) = found.get(next).copied() {
        let below = Command::new("pgrep")
            .args(["-P", &above.to_string()])
            .output()
            .expect("pgrep is installed");
        let below = String::from_utf8_lossy(&below.stdout).into_owned();
        found.extend(below.lines().filter_map(|pid| pid.parse::<u32>().ok()));
        next += 1;
    }
    found
}

/// A line of what the system tells of a process, in KiB.
pub fn kibibytes(pid: u32, file: &str, name: &str) -> u64 {
    let told = std::fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
    told.lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// What a window holds in memory, in KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The program itself.
    pub program: u64,
    /// What shows its pages.
    pub web: u64,
}

impl Held {
    /// Of a program that runs.
    pub fn of(program: u32) -> Self {
        let name = |pid: &u32| std::fs::read_to_string(format!("/proc/{pid}/comm"));
        let shows = |pid: &u32| name(pid).is_ok_and(|name| name.starts_with("WebKitWebProc"));
        let held = |pid: u32| kibibytes(pid, "status", "VmRSS:");
        Self {
            program: held(program),
            web: family(program).into_iter().filter(shows).map(held).sum(),
        }
    }
}

impl std::fmt::Display for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (program, web) = (self.program >> 10, self.web >> 10);
        write!(f, "program {program} MiB, web view {web} MiB")
    }
}

/// Whether a process may write its memory down at a crash, and whether its user's other programs may look into
/// it: those files are root's of a process that lets nobody.
#[derive(Debug, PartialEq, Eq)]
struct Memory {
    writes_core: bool,
    is_open: bool,
}

impl Memory {
    fn of(process: &Path) -> Self {
        let limits = std::fs::read_to_string(process.join("limits")).expect("it runs");
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .expect("a limit");
        let owner = std::fs::metadata(process.join("mem")).expect("it runs");
        Self {
            writes_core: !core.split_whitespace().skip(4).take(2).eq(["0", "0"]),
            is_open: owner.uid() != 0,
        }
    }
}

/// Starts a program as its user would, without any right of root's and with all the limits that there are, and
/// waits until it runs and is as it should be, or for some time; gives how it is.
fn started(program: &Path, prepare: impl FnOnce(&mut Command), wanted: Option<&Memory>) -> Memory {
    let mut command = Command::new("sh");
    let script = "ulimit -S -c \"$(ulimit -H -c)\"; exec \"$0\" \"$@\"";
    command.args(["-c", script]).arg(program);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if std::fs::metadata("/proc/self").expect("Linux").uid() == 0 {
        command.uid(ANYBODY).gid(ANYBODY);
    }
    prepare(&mut command);
    let mut running = command.spawn().expect("it starts");
    let process = PathBuf::from(format!("/proc/{}", running.id()));
    let until = Instant::now() + LIMIT;
    let name = program.file_name().expect("a name").to_string_lossy();
    let is_it = || {
        let comm = std::fs::read_to_string(process.join("comm"));
        comm.is_ok_and(|comm| comm.trim() == name)
    };
    let found = loop {
        let found = Memory::of(&process);
        let is_wanted = wanted.is_none_or(|wanted| found == *wanted);
        if (is_it() && is_wanted) || Instant::now() > until {
            break found;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    running.kill().expect("it still runs");
    running.wait().expect("it ends");
    found
}

/// Runs a program of this workspace, which `prepare` gives something to wait for, and asserts that it keeps its
/// memory to itself, unlike another.
pub fn keeps_its_memory(name: &str, prepare: impl FnOnce(&mut Command, &Path)) {
    let folder = folder();
    let for_all = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder.path(), for_all.clone()).expect("a folder");
    let own = folder.path().join(name);
    std::fs::copy(program(name), &own).expect("a copy");
    std::fs::set_permissions(&own, for_all).expect("a program");
    let kept = Memory {
        writes_core: false,
        is_open: false,
    };
    let found = started(&own, |command| prepare(command, folder.path()), Some(&kept));
    assert_eq!(found, kept, "{name}");

    let other = Path::new("/usr/bin/sleep");
    let sleep = |command: &mut Command| {
        command.arg("60");
    };
    assert!(started(other, sleep, None).is_open, "the check sees it");
}
