//! `THREATS.md`: each promise names a test that every run of the tests runs; the README promises in its words.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tienbo_support::{run, string};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// On which systems and in which builds something is compiled that a run of the tests compiles here.
const COMPILED_HERE: [&str; 3] = [
    "#[cfg(test)]",
    "#[cfg(unix)]",
    "#[cfg(target_os = \"linux\")]",
];

/// What the attributes before an item say of it.
#[derive(Default)]
struct Attributes {
    is_test: bool,
    is_left_out: bool,
}

impl Attributes {
    fn add(&mut self, attribute: &str) {
        self.is_test |= attribute == "#[test]";
        let only_there = attribute.starts_with("#[cfg") && !COMPILED_HERE.contains(&attribute);
        self.is_left_out |= attribute.starts_with("#[ignore") || only_there;
    }
}

/// The file of a module that another file names.
fn file_of(name: &str, named_in: &Path) -> PathBuf {
    let folder = named_in.parent().unwrap();
    let stem = named_in.file_stem().unwrap();
    let folder = match stem.to_str() {
        Some("main" | "lib" | "mod") => folder.to_owned(),
        _ => folder.join(stem),
    };
    let file = folder.join(format!("{name}.rs"));
    match file.exists() {
        true => file,
        false => folder.join(name).join("mod.rs"),
    }
}

/// The names of all tests that are compiled with a file and are not passed over.
fn tests_in(file: &Path, found: &mut BTreeSet<String>) {
    let source = std::fs::read_to_string(file).unwrap();
    let mut said = Attributes::default();
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            said.add(line);
            continue;
        }
        let said = std::mem::take(&mut said);
        if said.is_left_out {
            continue;
        }
        if let Some(name) = line.strip_prefix("fn ").filter(|_| said.is_test) {
            found.extend(name.split_once('(').map(|(name, _)| name.to_owned()));
        }
        let module = line.strip_suffix(';').and_then(|line| {
            let (visibility, name) = line.split_once("mod ")?;
            (visibility.is_empty() || visibility.starts_with("pub")).then_some(name)
        });
        if let Some(name) = module {
            tests_in(&file_of(name, file), found);
        }
    }
}

/// The names of all tests that `cargo test` runs: those of its targets, as cargo tells them.
fn tests_that_run() -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command.current_dir(root());
    let told = run(command.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]));
    let packages = told.json()["packages"].take();
    let mut found = BTreeSet::new();
    for package in packages.as_array().unwrap() {
        let targets = package["targets"].as_array().unwrap().iter();
        for target in targets.filter(|target| target["test"] == Value::Bool(true)) {
            tests_in(Path::new(&string(&target["src_path"])), &mut found);
        }
    }
    found
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn each_promise_names_a_test_that_is_run() {
    let tests = tests_that_run();
    let page = std::fs::read_to_string(root().join("THREATS.md")).unwrap();
    let promises: Vec<&str> = page.split("\n- ").skip(1).collect();
    assert!(promises.len() > 10);
    for promise in promises {
        let promise = promise.split("\n\n").next().unwrap_or_default();
        assert!(!quoted(promise).is_empty(), "without a test: {promise}");
    }
    for name in quoted(&page) {
        assert!(tests.contains(name), "no run of the tests runs {name}");
    }
}

/// What is read from the sources of this program's own tests is what it would run.
#[test]
fn tests_are_found_in_the_sources_as_they_run() {
    let own = std::env::current_exe().unwrap();
    let listed = |more: &[&str]| -> BTreeSet<String> {
        let told = run(std::process::Command::new(&own)
            .args(["--list", "--format", "terse"])
            .args(more));
        let tests = told
            .stdout
            .lines()
            .filter_map(|line| line.strip_suffix(": test"));
        let names = tests.filter_map(|path| path.rsplit("::").next());
        names.map(str::to_owned).collect()
    };
    let passed_over = listed(&["--ignored"]);
    let mut found = BTreeSet::new();
    tests_in(&root().join("tests/main.rs"), &mut found);
    let runs: BTreeSet<String> = listed(&[]).difference(&passed_over).cloned().collect();
    assert_eq!(found, runs);
}

/// The promises of `THREATS.md` under their headings, without their tests.
fn promises(threats: &str) -> String {
    let mut said = Vec::new();
    for section in threats.split("\n## ").skip(1) {
        let (heading, section) = section.split_once('\n').unwrap();
        said.push(format!("**{heading}**\n"));
        for item in section.split("\n- ").skip(1) {
            let item = item.split("\n\n").next().unwrap_or_default();
            let words = item.split('`').next().unwrap_or_default();
            let mut line = String::from("-");
            for word in words.split_whitespace() {
                if line.chars().count() + word.chars().count() >= 104 {
                    said.push(std::mem::replace(&mut line, String::from(" ")));
                }
                line.push_str(&format!(" {word}"));
            }
            said.push(line);
        }
        said.push(String::new());
    }
    said.join("\n").trim_end().to_owned()
}

/// Writes them into the README where `TIENBO_NEW_README` is set.
#[test]
fn the_readme_promises_in_the_same_words() {
    let path = root().join("README.md");
    let threats = std::fs::read_to_string(root().join("THREATS.md")).unwrap();
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("\n## What it promises\n").unwrap();
    let (said, after) = rest.split_once("\n## ").unwrap();
    let (lead, said) = said.split_once(":\n").unwrap();
    let promises = promises(&threats);
    if std::env::var_os("TIENBO_NEW_README").is_some() {
        let section = format!("\n## What it promises\n{lead}:\n\n{promises}\n");
        std::fs::write(&path, format!("{before}{section}\n## {after}")).unwrap();
        return;
    }
    assert_eq!(said.trim(), promises, "TIENBO_NEW_README=1 writes them");
}
