use super::folders;
use super::*;
use crate::model::{
    CaseIdentity, CasePapers, CaseRow, ColumnKind, ErasureReason, FlatForm, PersonIdentity,
    RecordKind,
};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The messages of a language: each id with its variables.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/messages")
}

fn messages(files: &[PathBuf]) -> Messages {
    let mut messages = Messages::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("readable");
        let parsed = fluent_syntax::parser::parse(text.as_str());
        let resource = parsed
            .map_err(|(_, errors)| (file, errors))
            .expect("parses");
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                in_pattern(pattern, &mut variables);
            }
            let id = message.id.name.to_owned();
            let before = messages.insert(id.clone(), variables);
            assert_eq!(
                before, None,
                "{id} stands twice, the second time in {file:?}"
            );
        }
    }
    messages
}

fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    let inline = match expression {
        Expression::Inline(inline) => inline,
        Expression::Select { selector, variants } => {
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
            selector
        }
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, variables),
        _ => {}
    }
}

/// What the languages under a folder say otherwise than the first: files, ids, variables.
fn differences(folder: &Path) -> Vec<String> {
    let languages = folders::list(folder).expect("a folder");
    let names = |files: &[PathBuf]| -> BTreeSet<String> {
        let names = files.iter().filter_map(|file| file.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    };
    let first = languages
        .iter()
        .find(|(code, _)| code == Language::FIRST.code());
    let (_, first) = first.expect("the first language");
    let (files, told) = (names(first), messages(first));
    let mut differences = Vec::new();
    for (code, other) in &languages {
        for file in files.symmetric_difference(&names(other)) {
            differences.push(format!("{code}: {file}"));
        }
        let other = messages(other);
        let ids: BTreeSet<&String> = told.keys().chain(other.keys()).collect();
        for id in ids.into_iter().filter(|id| told.get(*id) != other.get(*id)) {
            differences.push(format!("{code}: {id}"));
        }
    }
    differences
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    assert_eq!(differences(&folder()), Vec::<String>::new());
    let of_the_build: Vec<&str> = Language::all().map(Language::code).collect();
    let on_the_disk = folders::list(&folder()).expect("a folder");
    assert_eq!(of_the_build.len(), on_the_disk.len());
    assert!(
        on_the_disk
            .iter()
            .all(|(code, _)| of_the_build.contains(&code.as_str()))
    );
}

#[test]
fn a_third_language_is_one_more_folder() {
    let made = tempfile::tempdir().expect("a folder");
    let copy = |from: &str, to: &str| {
        std::fs::create_dir(made.path().join(to)).expect("a folder");
        for file in folders::list(&folder()).expect("a folder") {
            for file in file.1.iter().filter(|_| file.0 == from) {
                let name = file.file_name().expect("a name");
                std::fs::copy(file, made.path().join(to).join(name)).expect("copied");
            }
        }
    };
    copy("vi", "vi");
    copy("en", "xx");
    std::fs::write(made.path().join("README.md"), "no language").expect("written");
    let codes: Vec<String> = folders::list(made.path())
        .expect("a folder")
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, ["vi", "xx"]);
    assert_eq!(differences(made.path()), Vec::<String>::new());
    // What it leaves out, adds, or gives other variables is told.
    let file = made.path().join("xx/language.ftl");
    std::fs::write(&file, "language-name = { $nobody }\nlanguage-own = x\n").expect("written");
    let told = differences(made.path());
    assert_eq!(
        told,
        [
            "xx: language-locale",
            "xx: language-name",
            "xx: language-own"
        ]
    );
}

#[test]
fn a_language_is_found_by_its_code_and_tells_its_name() {
    assert_eq!(Language::of("vi"), Some(Language::FIRST));
    assert_eq!(Language::of("tlh"), None);
    for language in Language::all() {
        assert_eq!(Language::of(language.code()), Some(language));
        assert_ne!(language.name(), "language-name");
        let kept = serde_json::to_string(&language).expect("JSON");
        assert_eq!(serde_json::from_str::<Language>(&kept).ok(), Some(language));
    }
    // Kept by a program with more languages than this one.
    assert_eq!(
        serde_json::from_str::<Language>("\"tlh\"").ok(),
        Some(Language::FIRST)
    );
}

#[test]
fn every_kind_column_and_choice_has_its_label_and_there_are_no_others() {
    let mut needed = BTreeSet::new();
    let mut need = |id: String| {
        needed.insert(id);
    };
    let rows = [
        CaseRow::columns(),
        CaseIdentity::columns(),
        PersonIdentity::columns(),
        CasePapers::columns(),
    ];
    let rows = rows.into_iter().flatten();
    let mut columns: Vec<(String, ColumnKind)> =
        rows.map(|column| (column.name, column.kind)).collect();
    for kind in RecordKind::ALL {
        need(format!("kind-{}", kind.table().replace('_', "-")));
        columns.extend(kind.columns().iter().map(|c| (c.name.clone(), c.kind)));
    }
    // Beside columns of records: what the command line and the window are asked with.
    for name in ["unit", "reason", "from", "to"] {
        need(format!("column-{name}"));
    }
    // A list that is asked for, and stands in no record.
    for code in ErasureReason::LIST.codes {
        need(format!("choice-{}-{code}", ErasureReason::LIST.name));
    }
    for (name, kind) in columns {
        need(format!("column-{}", name.replace('_', "-")));
        if let ColumnKind::Choice(list) | ColumnKind::Choices(list) = kind {
            for code in list.codes {
                need(format!("choice-{}-{}", list.name, message_safe(code)));
            }
        }
    }
    let labels: BTreeSet<String> = ["kinds.ftl", "columns.ftl", "choices.ftl"]
        .iter()
        .flat_map(|name| messages(&[folder().join("vi").join(name)]).into_keys())
        .collect();
    let wrong: Vec<&String> = labels.symmetric_difference(&needed).collect();
    assert!(wrong.is_empty(), "needed or there, not both: {wrong:#?}");
}
