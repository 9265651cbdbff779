//! What `run` builds, `test` builds too, with the same features, so that nothing is built twice.

use crate::steps::cargo;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What cargo would compile: a number for each unit, the same where it and all that it is made of
/// are the same, and what it is.
fn units(arguments: &[&str]) -> BTreeMap<u64, String> {
    let output = cargo()
        .args(arguments)
        .args(["--offline", "--unit-graph", "-Z", "unstable-options"])
        // The list is not told to everyone yet.
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let graph: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let units = graph["units"].as_array().expect("units");
    let mut known = BTreeMap::new();
    (0..units.len())
        .map(|index| (number(units, index, &mut known), name(&units[index])))
        .collect()
}

fn number(units: &[Value], index: usize, known: &mut BTreeMap<usize, u64>) -> u64 {
    if let Some(number) = known.get(&index) {
        return *number;
    }
    let unit = &units[index];
    let below = unit["dependencies"].as_array().expect("dependencies");
    let mut below: Vec<u64> = below
        .iter()
        .filter_map(|unit| unit["index"].as_u64())
        .map(|index| number(units, index as usize, known))
        .collect();
    below.sort_unstable();
    let mut hasher = DefaultHasher::new();
    (name(unit), below).hash(&mut hasher);
    known.insert(index, hasher.finish());
    hasher.finish()
}

/// A unit by what makes it differ from others of its crate.
fn name(unit: &Value) -> String {
    let mut profile = unit["profile"].clone();
    // Tests are compiled with the same profile under another name.
    profile["name"] = Value::Null;
    format!(
        "{} {} {} {} {} {profile}",
        unit["pkg_id"], unit["target"]["kind"], unit["features"], unit["mode"], unit["platform"]
    )
}

#[test]
fn what_run_builds_test_builds_too() {
    let run = units(&crate::PROGRAMS);
    let test = units(&["test", "--workspace", "--tests", "--no-run"]);
    assert!(run.len() > 500, "{}", run.len());
    let mut other: BTreeSet<&String> = run
        .iter()
        // This program is there before anything of it is tested.
        .filter(|(number, name)| !test.contains_key(number) && !name.contains("/xtask#"))
        .map(|(_, name)| name)
        .collect();
    // Where one differs, all that is made of it does: the one is enough.
    let known: BTreeSet<&String> = test.values().collect();
    if other.iter().any(|name| !known.contains(name)) {
        other.retain(|name| !known.contains(name));
    }
    assert!(
        other.is_empty(),
        "compiled otherwise for the tests; give the dependency the same features everywhere: {other:#?}"
    );
}
