//! `THREATS.md`: each promise names a test, and there is such a test.

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
