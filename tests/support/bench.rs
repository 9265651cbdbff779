//! What a bench measures, prints and keeps: one table for all of them.
//!
//! A bench has two forms. `cargo bench` runs the full one, at the sizes that the aims are about; its
//! run is kept in `target/bench` (until `cargo clean`), and the next one says how each figure has changed since. `cargo
//! test` runs the quick one, at sizes of seconds: its speeds mean nothing, but it goes the same way
//! to the end, so that a bench cannot break unnoticed.

use crate::root;
use serde_json::{Value, json};
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

/// How much of a bench is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// At the sizes that the aims are about.
    Full,
    /// At sizes of seconds, and without the peers that are too large for every test run.
    Quick,
}

/// What a program of tests is given with a value behind it, which names no test.
const WITH_VALUE: [&str; 7] = [
    "-Z",
    "--test-threads",
    "--skip",
    "--logfile",
    "--color",
    "--format",
    "--shuffle-seed",
];

impl Form {
    /// What the command line asks for: `cargo bench` says `--bench`. `None` where `cargo test` was
    /// given the name of something else.
    pub fn asked(bench: &str) -> Option<Self> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.iter().any(|argument| argument == "--bench") {
            return Some(Self::Full);
        }
        Self::is_meant(bench, &arguments).then_some(Self::Quick)
    }

    /// Whether what `cargo test` was given names a bench, or nothing.
    fn is_meant(bench: &str, arguments: &[String]) -> bool {
        let mut arguments = arguments.iter();
        let mut named = false;
        while let Some(argument) = arguments.next() {
            if WITH_VALUE.contains(&argument.as_str()) {
                arguments.next();
            } else if !argument.starts_with('-') {
                if bench.contains(argument.as_str()) {
                    return true;
                }
                named = true;
            }
        }
        !named
    }

    /// A size in either form.
    pub fn of<T>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

/// The median time of some runs, each prepared apart.
pub fn median<T>(runs: usize, mut prepare: impl FnMut() -> T, mut run: impl FnMut(T)) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let prepared = prepare();
            let started = Instant::now();
            run(prepared);
            started.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

/// How long something took.
pub fn timed(run: impl FnOnce()) -> Duration {
    let started = Instant::now();
    run();
    started.elapsed()
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    number: f64,
    unit: &'static str,
}

impl Figure {
    /// Memory in MiB.
    pub fn mebibytes(number: u64) -> Self {
        Self {
            number: number as f64,
            unit: "MiB",
        }
    }

    /// The share of one of so many things that took a time, in microseconds.
    pub fn each(time: Duration, many: usize) -> Self {
        Self {
            number: time.as_secs_f64() * 1e6 / many as f64,
            unit: "µs",
        }
    }
}

impl From<Duration> for Figure {
    fn from(time: Duration) -> Self {
        Self {
            number: time.as_secs_f64() * 1e3,
            unit: "ms",
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match self.number {
            number if number < 10.0 => 2,
            number if number < 100.0 => 1,
            _ => 0,
        };
        write!(f, "{:.decimals$} {}", self.number, self.unit)
    }
}

/// What a figure is held against in the same run.
#[derive(Debug)]
enum Against {
    Nothing,
    /// Somebody else's figure for the same.
    Peer(String, Figure),
    /// Our own with so many times less to do.
    Less(f64, Figure),
}

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    what: String,
    figure: Figure,
    against: Against,
    aim: &'static str,
}

impl Line {
    /// Beside what a peer took for the same.
    pub fn beside(&mut self, peer: &str, figure: impl Into<Figure>) -> &mut Self {
        self.against = Against::Peer(peer.to_owned(), figure.into());
        self
    }

    /// Beside our own figure with so many times less to do, if there was one.
    pub fn grown(&mut self, times: f64, before: Option<Figure>) -> &mut Self {
        if let Some(before) = before {
            self.against = Against::Less(times, before);
        }
        self
    }

    /// What is aimed at.
    pub fn aim(&mut self, aim: &'static str) -> &mut Self {
        self.aim = aim;
        self
    }

    /// The figure.
    pub fn figure(&self) -> Figure {
        self.figure
    }

    /// Our figure in parts of what it is held against.
    fn ratio(&self) -> Option<f64> {
        match &self.against {
            Against::Nothing => None,
            Against::Peer(_, other) | Against::Less(_, other) => {
                Some(self.figure.number / other.number)
            }
        }
    }

    fn columns(&self, before: Option<&Value>) -> [String; 6] {
        let ratio = self.ratio().unwrap_or(1.0);
        let (peer, ratio) = match &self.against {
            Against::Nothing => (String::new(), String::new()),
            Against::Peer(name, figure) => {
                let ratio = if ratio < 1.0 {
                    format!("{:.1} × less", 1.0 / ratio)
                } else {
                    format!("{ratio:.2} ×")
                };
                (format!("{name}: {figure}"), ratio)
            }
            Against::Less(times, figure) => (
                format!("itself: {figure}"),
                format!("{ratio:.2} × for {times:.0} ×"),
            ),
        };
        let change = before
            .and_then(|run| {
                let lines = run["lines"].as_array()?;
                let same = lines.iter().find(|line| line["what"] == *self.what)?;
                let number = same["number"].as_f64()?;
                Some(format!(
                    "{:+.0} %",
                    (self.figure.number / number - 1.0) * 100.0
                ))
            })
            .unwrap_or_default();
        [
            self.what.clone(),
            self.figure.to_string(),
            peer,
            ratio,
            self.aim.to_owned(),
            change,
        ]
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what,
            "number": self.figure.number,
            "unit": self.figure.unit,
            "ratio": self.ratio(),
        })
    }
}

/// What a bench found.
#[derive(Debug)]
pub struct Table {
    bench: &'static str,
    form: Form,
    lines: Vec<Line>,
}

impl Table {
    /// Of a bench, in a form.
    pub fn new(bench: &'static str, form: Form) -> Self {
        Self {
            bench,
            form,
            lines: Vec::new(),
        }
    }

    /// Adds a line, and says so at once: a bench may take long.
    pub fn add(&mut self, what: impl Into<String>, figure: impl Into<Figure>) -> &mut Line {
        let (what, figure) = (what.into(), figure.into());
        eprintln!("{what}: {figure}");
        assert!(
            self.lines.iter().all(|line| line.what != what),
            "two lines of one name: {what}"
        );
        self.lines.push(Line {
            what,
            figure,
            against: Against::Nothing,
            aim: "",
        });
        self.lines.last_mut().expect("just added")
    }

    /// Prints the table beside the run before, and keeps this one.
    pub fn end(self) {
        for line in &self.lines {
            assert!(line.figure.number.is_finite(), "{line:?}");
        }
        match self.form {
            Form::Full => {
                let folder = root().join("target/bench");
                let before = newest(&folder, self.bench);
                self.keep(&folder, before.as_ref());
                self.print(before.as_ref());
            }
            // What it kept is found again and compared with, and gone.
            Form::Quick => {
                let folder = crate::folder();
                self.keep(folder.path(), None);
                let before = newest(folder.path(), self.bench);
                assert!(before.is_some(), "what was kept is not found again");
                self.print(before.as_ref());
            }
        }
    }

    fn keep(&self, folder: &Path, before: Option<&Value>) {
        std::fs::create_dir_all(folder).expect("made");
        let made = chrono::Local::now();
        let git = std::process::Command::new("git")
            .args(["describe", "--always", "--dirty"])
            .current_dir(root())
            .output();
        let revision = git.map_or_else(
            |_| "unknown".to_owned(),
            |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        );
        let run = json!({
            "bench": self.bench,
            "made": made.to_rfc3339(),
            "revision": revision,
            "lines": self.lines.iter().map(Line::json).collect::<Vec<_>>(),
        });
        // By its name the newest comes last.
        let name = format!("{}-{}", self.bench, made.format("%Y-%m-%d-%H%M%S"));
        let file = folder.join(name);
        std::fs::write(file.with_extension("json"), format!("{run:#}\n")).expect("written");
        // As it is printed, for `cargo xtask bench`, which puts all benches into one table.
        let rows = self.rows(before).map(|row| row.join("\t") + "\n");
        std::fs::write(file.with_extension("tsv"), rows.collect::<String>()).expect("written");
    }

    fn rows(&self, before: Option<&Value>) -> impl Iterator<Item = [String; 6]> {
        self.lines.iter().map(move |line| line.columns(before))
    }

    fn print(&self, before: Option<&Value>) {
        let since = before.map_or_else(String::new, |run| {
            let of = |name: &str| run[name].as_str().unwrap_or_default().to_owned();
            format!("since {}", of("revision"))
        });
        let head = ["what", "figure", "peer", "ratio", "aim", &since].map(str::to_owned);
        let rows: Vec<[String; 6]> = std::iter::once(head).chain(self.rows(before)).collect();
        let mut widths = [0; 6];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        println!("\n{}", self.bench);
        for row in &rows {
            let cells = row.iter().zip(widths).enumerate();
            let line: String = cells
                .map(|(column, (cell, width))| match column {
                    1 | 5 => format!("{cell:>width$}  "),
                    _ => format!("{cell:<width$}  "),
                })
                .collect();
            println!("{}", line.trim_end());
        }
    }
}

/// The last run of a bench that was kept in a folder.
fn newest(folder: &Path, bench: &str) -> Option<Value> {
    let kept = std::fs::read_dir(folder).ok()?;
    let mut names: Vec<_> = kept
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&format!("{bench}-")) && name.ends_with(".json")
        })
        .collect();
    names.sort();
    let run = std::fs::read(names.last()?).ok()?;
    serde_json::from_slice(&run).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bench_runs_with_every_run_of_all_tests() {
        let is_meant = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
            Form::is_meant("ratios", &arguments)
        };
        assert!(is_meant(&[]));
        assert!(is_meant(&[
            "-Z",
            "unstable-options",
            "--report-time",
            "--test-threads",
            "3"
        ]));
        assert!(is_meant(&["--test-threads=3", "ratio"]));
        assert!(!is_meant(&["--test-threads", "3", "window"]));
    }
}
