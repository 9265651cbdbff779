use super::folders;
use super::*;
use crate::model::{
    AskedBy, CaseIdentity, CasePapers, CaseRow, ChildDuty, ClosingCriterion, ColumnKind,
    ConsentSheet, ErasureReason, FlatForm, HourDuty, KeepGround, LegalTime, LoweringReason,
    PersonIdentity, RecordKind, SupportState,
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
    let names = |code: &str, files: &[PathBuf]| -> BTreeSet<String> {
        let of_language = folder.join(code);
        let names = files
            .iter()
            .filter_map(|file| file.strip_prefix(&of_language).ok());
        names.map(|name| name.display().to_string()).collect()
    };
    let first = languages
        .iter()
        .find(|(code, _)| code == Language::FIRST.code());
    let (_, first) = first.expect("the first language");
    let (files, told) = (names(Language::FIRST.code(), first), messages(first));
    let mut differences = Vec::new();
    for (code, other) in &languages {
        for file in files.symmetric_difference(&names(code, other)) {
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
        let languages = folders::list(&folder()).expect("a folder");
        let (_, files) = languages
            .iter()
            .find(|(code, _)| code == from)
            .expect("there");
        for file in files {
            let name = file.strip_prefix(folder().join(from)).expect("in it");
            let copied = made.path().join(to).join(name);
            std::fs::create_dir_all(copied.parent().expect("a folder")).expect("a folder");
            std::fs::copy(file, copied).expect("copied");
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
    // Lists that are asked for, and stand in no record.
    for list in [
        ErasureReason::LIST,
        AskedBy::LIST,
        ConsentSheet::LIST,
        LoweringReason::LIST,
        ClosingCriterion::LIST,
        HourDuty::LIST,
        ChildDuty::LIST,
        SupportState::LIST,
        LegalTime::LIST,
        KeepGround::LIST,
    ] {
        for code in list.codes {
            need(format!("choice-{}-{code}", list.name));
        }
    }
    for (name, kind) in columns {
        need(format!("column-{}", name.replace('_', "-")));
        if let ColumnKind::Choice(list) | ColumnKind::Choices(list) = kind {
            for code in list.codes {
                need(format!("choice-{}-{}", list.name, message_safe(code)));
            }
        }
    }
    let is_label = |id: &String| {
        let of_labels = ["kind-", "column-", "choice-"];
        of_labels.iter().any(|of| id.starts_with(of))
    };
    let labels: BTreeSet<String> = messages(&first_language())
        .into_keys()
        .filter(is_label)
        .collect();
    let wrong: Vec<&String> = labels.symmetric_difference(&needed).collect();
    assert!(wrong.is_empty(), "needed or there, not both: {wrong:#?}");
}

/// The files of the first language.
fn first_language() -> Vec<PathBuf> {
    let languages = folders::list(&folder()).expect("a folder");
    let mut languages = languages.into_iter();
    let first = languages.find(|(code, _)| code == Language::FIRST.code());
    first.expect("the first language").1
}

/// So that a new kind, and a new field of one, is one file of messages in each language.
#[test]
fn all_that_is_said_of_a_kind_stands_in_its_file() {
    let of_kinds = folder().join(Language::FIRST.code()).join("kinds");
    let file = |kind: RecordKind| of_kinds.join(kind.table()).with_extension("ftl");
    let files: BTreeSet<PathBuf> = RecordKind::ALL.into_iter().map(file).collect();
    for found in first_language() {
        let expected = !found.starts_with(&of_kinds) || files.contains(&found);
        assert!(expected, "of no kind: {}", found.display());
    }
    for kind in RecordKind::ALL {
        let name = kind.table().replace('_', "-");
        let mut own = vec![format!("hint-{name}-")];
        let mut labels = BTreeSet::new();
        for column in kind.columns() {
            labels.insert(format!("column-{}", column.name.replace('_', "-")));
            if let ColumnKind::Choice(list) | ColumnKind::Choices(list) = column.kind {
                own.push(format!("choice-{}-", list.name));
            }
        }
        for id in messages(&[file(kind)]).into_keys() {
            let of_a_label = ["kind-", "column-", "choice-", "hint-"];
            let is_label = of_a_label.iter().any(|of| id.starts_with(of));
            let is_own = id == format!("kind-{name}")
                || labels.contains(&id)
                || own.iter().any(|of| id.starts_with(of));
            assert!(!is_label || is_own, "{id} is not of {name}");
        }
        let whole = [
            format!("kind-{name}"),
            format!("ui-empty-{name}"),
            format!("ui-none-{name}"),
        ];
        let names_it = |id: &String| whole.contains(id) || id.starts_with(&own[0]);
        let others = first_language().into_iter().filter(|of| *of != file(kind));
        let elsewhere: Vec<String> = messages(&others.collect::<Vec<_>>())
            .into_keys()
            .filter(names_it)
            .collect();
        assert_eq!(elsewhere, Vec::<String>::new(), "not in the file of {name}");
    }
}
