//! `THREATS.md`: each promise names a test, and there is such a test; the README promises in its words.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of all tests under a folder.
fn tests_in(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests_in(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let after = source.split("#[test]").skip(1);
            let names = after.filter_map(|rest| rest.split_once("fn ")?.1.split_once('('));
            found.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn each_promise_names_a_test_that_is_there() {
    let root = root();
    let mut tests = Vec::new();
    tests_in(&root.join("tests"), &mut tests);
    tests_in(&root.join("src-tauri"), &mut tests);
    let page = std::fs::read_to_string(root.join("THREATS.md")).unwrap();
    let promises: Vec<&str> = page.split("\n- ").skip(1).collect();
    assert!(promises.len() > 10);
    for promise in promises {
        let promise = promise.split("\n\n").next().unwrap_or_default();
        assert!(!quoted(promise).is_empty(), "without a test: {promise}");
    }
    for name in quoted(&page) {
        assert!(tests.iter().any(|test| test == name), "no test {name}");
    }
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
