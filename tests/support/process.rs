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
