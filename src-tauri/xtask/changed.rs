//! Which files were changed, and what that concerns.

use crate::steps::root;
use std::collections::BTreeSet;
use std::process::Command;

fn git(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(root())
        .output()
        .map_err(|error| format!("git: {error}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git {}: {told}", arguments.join(" ")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The files that differ from where this branch left `origin/main`, or from the last commit where
/// there is no such branch; those that git does not know yet among them.
pub fn files() -> Result<BTreeSet<String>, String> {
    let since = git(&["merge-base", "HEAD", "origin/main"]).unwrap_or_else(|_| "HEAD".to_owned());
    let changed = git(&["diff", "--name-only", since.trim()])?;
    let new = git(&["ls-files", "--others", "--exclude-standard"])?;
    Ok(changed
        .lines()
        .chain(new.lines())
        .map(str::to_owned)
        .collect())
}

/// Whether the UI's own checks have to do with any of them.
pub fn concerns_ui(changed: &BTreeSet<String>) -> bool {
    let of_ui = |file: &String| file.starts_with("ui/") || file.starts_with("assets/messages/");
    changed.iter().any(of_ui)
}

/// One way through the whole: every session of the command line, and two communes' workbooks through
/// their district to the province's totals.
const THROUGH: [&str; 2] = [
    "command_line::",
    "office_to_office::the_provinces_totals_are_the_sum_of_the_workbooks",
];

/// The promises that a file of `tests/` is about.
fn promise(file: &str) -> Option<String> {
    let file = file.strip_prefix("tests/")?;
    let name = match file.split(['/', '.']).next()? {
        "main" | "support" | "window" | "benches" | "peers" => return None,
        "golden" if file.starts_with("golden/pages/") => "documents",
        name => name,
    };
    Some(format!("{name}::"))
}

/// The runs of tests that some changed files ask for, as arguments of `cargo test`.
///
/// All unit tests of Rust, whatever it is in Rust; of the promises in `tests/` those that are changed
/// themselves, that every message is there and asked for where there are messages, and one way
/// through the whole where the core, the command line or what tests share is. Always of the whole
/// workspace: single packages would be built with other features.
pub fn tests(changed: &BTreeSet<String>) -> Vec<Vec<String>> {
    let any = |folders: &[&str]| {
        let within = |file: &String| folders.iter().any(|folder| file.starts_with(folder));
        changed.iter().any(within)
    };
    let mut promises: BTreeSet<String> = changed.iter().filter_map(|file| promise(file)).collect();
    let inside = [
        "src-tauri/core/",
        "src-tauri/api/",
        "src-tauri/cli/",
        "assets/",
        "Cargo.",
    ];
    if any(&inside) || any(&["tests/support/"]) {
        promises.extend(THROUGH.map(str::to_owned));
    }
    if any(&["src-tauri/", "ui/src/", "assets/messages/"]) {
        promises.insert("messages::".to_owned());
    }
    let mut runs = Vec::new();
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    if any(&["src-tauri/", "assets/", "Cargo."]) {
        runs.push(owned(&["--lib", "--bins"]));
    }
    if !promises.is_empty() {
        let mut run: Vec<String> = owned(&["--test", "promises", "--"]);
        run.extend(promises);
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(files: &[&str]) -> Vec<String> {
        let changed = files.iter().map(|file| (*file).to_owned()).collect();
        tests(&changed).iter().map(|run| run.join(" ")).collect()
    }

    #[test]
    fn what_is_changed_is_tested() {
        let through = THROUGH.join(" ");
        assert_eq!(asked(&["README.md", "tests/window/work.rs"]), [""; 0]);
        assert_eq!(
            asked(&["src-tauri/desk.rs"]),
            ["--lib --bins", "--test promises -- messages::"]
        );
        assert_eq!(
            asked(&["tests/attacks.rs", "tests/register/names.rs"]),
            ["--test promises -- attacks:: register::"]
        );
        assert_eq!(
            asked(&["tests/golden.rs", "tests/golden/pages/annex-01.png"]),
            ["--test promises -- documents:: golden::"]
        );
        assert_eq!(
            asked(&["tests/support/office.rs"]),
            [format!("--test promises -- {through}")]
        );
        assert_eq!(
            asked(&["src-tauri/core/model/text.rs"]),
            [
                "--lib --bins".to_owned(),
                format!(
                    "--test promises -- {} messages:: {}",
                    THROUGH[0], THROUGH[1]
                )
            ]
        );
        let ui = ["ui/src/app.css".to_owned()].into();
        assert!(concerns_ui(&ui));
        assert_eq!(
            asked(&["ui/src/app.css"]),
            ["--test promises -- messages::"]
        );
    }
}
