//! Every sentence that the program asks for is there, and none is there that nobody asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of every file under a folder that ends in one of these.
fn read(folder: &Path, endings: &[&str]) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &read(&path, endings);
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|of| *of == ending))
        {
            text += &std::fs::read_to_string(&path).expect("readable");
        }
    }
    text
}

/// Every message of the first language; the core's tests hold the others to it.
fn messages() -> BTreeSet<String> {
    let text = read(&root().join("assets/messages/vi"), &["ftl"]);
    let ids = text
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id);
    ids.filter(|id| !id.starts_with([' ', '#']))
        .map(str::to_owned)
        .collect()
}

/// What stands in quotation marks behind this.
fn behind<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    let rest = text
        .match_indices(start)
        .map(move |(at, _)| &text[at + start.len()..]);
    rest.filter_map(|rest| rest.split_once('"'))
        .map(|(quoted, _)| quoted)
}

/// Letters, digits and dashes that a quotation mark opens, with the sign behind them: a mark ends what
/// is quoted, `{` and `$` begin what is put in.
fn quoted(text: &str) -> impl Iterator<Item = (&str, char)> {
    text.match_indices(['"', '`', '\''])
        .filter_map(|(at, mark)| {
            let rest = &text[at + mark.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
            Some((&rest[..end], rest[end..].chars().next()?))
        })
}

#[test]
fn every_message_that_is_asked_for_is_there_and_every_other_is_asked_for() {
    let messages = messages();
    // A verdict's code has a dot where the id of its sentence has a dash.
    let rust = read(&root().join("src-tauri"), &["rs"]).replace("\"goi.", "\"goi-");
    let window = read(&root().join("ui/src"), &["ts", "svelte"]);
    let mut asked = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    for (id, then) in quoted(&rust).chain(quoted(&window)) {
        match then {
            '"' | '`' | '\'' => asked.insert(id),
            '{' | '$' if id.ends_with('-') => beginnings.insert(id),
            _ => false,
        };
    }

    // The window's do not compile otherwise. In Rust, whatever begins like a message is one, or is a
    // code that stands in one: `case-category` in `choice-case-category-domestic`.
    let first = |id: &str| id.split_once('-').map(|(first, _)| first.to_owned());
    let firsts: BTreeSet<Option<String>> = messages.iter().map(|id| first(id)).collect();
    let stands_in = |code: &str| {
        let inside = [format!("-{code}-"), format!("-{code}")];
        messages
            .iter()
            .any(|id| id.contains(&inside[0]) || id.ends_with(&inside[1]))
    };
    let missing: Vec<&str> = quoted(&rust)
        .filter(|(id, then)| *then == '"' && id.contains('-') && !id.ends_with('-'))
        .map(|(id, _)| id)
        .filter(|id| firsts.contains(&first(id)) && !messages.contains(*id) && !stands_in(id))
        .collect();
    assert!(missing.is_empty(), "asked for, and not there: {missing:#?}");

    let unlabelled: BTreeSet<String> = behind(&rust, "(at(\"")
        .map(|name| format!("column-{}", name.replace('_', "-")))
        .filter(|id| !messages.contains(id))
        .collect();
    assert!(
        unlabelled.is_empty(),
        "columns without a label: {unlabelled:#?}"
    );

    let unsaid: Vec<&str> = behind(&rust, "place.warn(\"")
        .chain(behind(&rust, "place.fail(\""))
        .filter(|code| !messages.contains(&format!("check-{code}")))
        .collect();
    assert!(
        unsaid.is_empty(),
        "findings without a sentence: {unsaid:#?}"
    );

    let unused: Vec<&String> = messages
        .iter()
        .filter(|id| {
            let whole = asked.contains(id.as_str()) || asked.contains(id.trim_end_matches("-do"));
            !whole && !beginnings.iter().any(|beginning| id.starts_with(beginning))
        })
        .collect();
    assert!(
        unused.is_empty(),
        "there, and asked for by nobody: {unused:#?}"
    );
}
