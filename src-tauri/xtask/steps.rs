//! The steps of a command, and where the time went.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What went wrong, in words.
pub type Done = Result<(), String>;

/// So many of the slowest tests are told.
const SLOWEST: usize = 15;

/// The repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The cargo that runs us, in the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// npm, in the UI's folder.
pub fn npm() -> Command {
    let mut command = Command::new("npm");
    command.current_dir(root().join("ui"));
    command
}

fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command that must succeed.
pub fn go(command: &mut Command) -> Done {
    let shown = shown(command);
    eprintln!("+ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// Whether a command succeeds.
pub fn quiet(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The steps so far. When they end, well or not, it is printed how long each took.
pub struct Steps {
    began: Instant,
    steps: Vec<(String, Duration)>,
    tests: Vec<(String, Duration)>,
}

impl Steps {
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            steps: Vec::new(),
            tests: Vec::new(),
        }
    }

    /// Does a step.
    pub fn step(&mut self, name: &str, act: impl FnOnce() -> Done) -> Done {
        let began = Instant::now();
        let done = act();
        let failed = if done.is_err() { " (failed)" } else { "" };
        self.steps
            .push((format!("{name}{failed}"), began.elapsed()));
        done
    }

    /// Runs tests, each of their programs a step.
    pub fn tests(&mut self, arguments: &[&str]) -> Done {
        // Times of single tests are told to those alone who may use unstable things: the tests'
        // programs are given that leave, the compiler is not.
        let runner = "target.'cfg(all())'.runner = ['env', 'RUSTC_BOOTSTRAP=1']";
        let mut command = cargo();
        command.args(["test", "--workspace", "--no-fail-fast", "--config", runner]);
        command.args(arguments);
        if !arguments.contains(&"--") {
            command.arg("--");
        }
        command.args(["-Z", "unstable-options", "--report-time"]);
        // They wait as much as they work: for windows, locks that fall, processes that are killed.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        command.args(["--test-threads", &(2 * cores).to_string()]);
        let offices = Offices::in_memory();
        if let Some(Offices(folder)) = &offices {
            command.env("TMPDIR", folder);
        }
        let shown = shown(&command);
        eprintln!("+ {shown}");
        // One after another, as on a terminal: which program runs is told on one of them, how long
        // its tests took on the other.
        let (read, write) = std::io::pipe().map_err(|error| error.to_string())?;
        let twin = write.try_clone().map_err(|error| error.to_string())?;
        let mut child = command
            .stdout(write)
            .stderr(twin)
            .spawn()
            .map_err(|error| format!("{shown}: {error}"))?;
        // Its ends of the pipe would keep it open.
        drop(command);
        self.listen(read);
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{shown}: {status}")),
            Err(error) => Err(format!("{shown}: {error}")),
        }
    }

    /// Passes on what the tests print, and notes their times.
    fn listen(&mut self, printed: impl Read) {
        let mut out = std::io::stdout();
        let mut now = ("building the tests".to_owned(), Instant::now());
        for line in BufReader::new(printed).split(b'\n').map_while(Result::ok) {
            let _ = out.write_all(&line).and_then(|()| out.write_all(b"\n"));
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if let Some(program) = line.strip_prefix("Running ") {
                // `unittests core/lib.rs (target/debug/deps/…)`
                let name = program.split(" (").next().unwrap_or(program);
                self.next(&mut now, name);
            } else if line.starts_with("Doc-tests ") {
                self.next(&mut now, line);
            } else if let Some((name, time)) = timed(line) {
                self.tests.push((name.to_owned(), time));
            }
        }
        self.next(&mut now, "");
    }

    fn next(&mut self, now: &mut (String, Instant), name: &str) {
        let (before, began) = std::mem::replace(now, (name.to_owned(), Instant::now()));
        self.steps.push((before, began.elapsed()));
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        let seconds = |time: &Duration| format!("{:7.1} s", time.as_secs_f64());
        eprintln!("\nWhere the time went");
        for (name, took) in &self.steps {
            eprintln!("{}  {name}", seconds(took));
        }
        eprintln!("{}  in all", seconds(&self.began.elapsed()));
        self.tests.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
        if !self.tests.is_empty() {
            eprintln!("The slowest tests of {}", self.tests.len());
        }
        for (name, took) in self.tests.iter().take(SLOWEST) {
            eprintln!("{}  {name}", seconds(took));
        }
    }
}

/// So much memory must be free, in KiB, for the tests' offices to be laid there.
const ENOUGH_MEMORY: u64 = 12 << 20;
/// And so much of its file system.
const ENOUGH_ROOM: u64 = 4 << 20;

/// A folder in memory for the tests' offices, where the system has room for it: they are written and synced by the
/// hundred, and on a slow disk that is what takes the time. It goes when the tests are over.
struct Offices(PathBuf);

impl Offices {
    fn in_memory() -> Option<Self> {
        let memory = Path::new("/dev/shm");
        let told = std::fs::read_to_string("/proc/meminfo").ok()?;
        let free = told
            .lines()
            .find(|line| line.starts_with("MemAvailable:"))?;
        let free: u64 = free.split_whitespace().nth(1)?.parse().ok()?;
        let mut df = Command::new("df");
        let told = df.args(["-k", "--output=avail"]).arg(memory).output();
        let told = String::from_utf8(told.ok()?.stdout).ok()?;
        let room: u64 = told.lines().nth(1)?.trim().parse().ok()?;
        let folder = memory.join(format!("tienbo-tests-{}", std::process::id()));
        let is_made =
            free >= ENOUGH_MEMORY && room >= ENOUGH_ROOM && std::fs::create_dir(&folder).is_ok();
        is_made.then_some(Self(folder))
    }
}

impl Drop for Offices {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The name and time of `test name ... ok <1.234s>`.
fn timed(line: &str) -> Option<(&str, Duration)> {
    let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let (_, time) = rest.split_once('<')?;
    let seconds = time.strip_suffix("s>")?.parse().ok()?;
    Some((name, Duration::from_secs_f64(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_from_what_tests_print() {
        let printed = "   Compiling core v0.1.0
     Running unittests core/lib.rs (target/debug/deps/core-1)
test model::day ... ok <0.250s>
test model::month ... ok <1.500s>
test result: ok. 2 passed; 0 failed; finished in 1.51s
   Doc-tests core
test core/lib.rs - grouped (line 43) ... ok <0.300s>
";
        let mut steps = Steps::new();
        steps.listen(printed.as_bytes());
        let names: Vec<&str> = steps.steps.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "building the tests",
                "unittests core/lib.rs",
                "Doc-tests core"
            ]
        );
        let times: Vec<u128> = steps.tests.iter().map(|(_, t)| t.as_millis()).collect();
        assert_eq!(times, [250, 1_500, 300]);
        assert_eq!(steps.tests[0].0, "model::day");
    }
}
