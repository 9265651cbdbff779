//! The product's sentences, from `assets/messages/*.ftl`: one set for core, command line and window.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

const VI: &str = include_str!("../../assets/messages/vi.ftl");
const EN: &str = include_str!("../../assets/messages/en.ftl");

type Bundle = FluentBundle<FluentResource>;

fn bundle(text: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(Vec::new());
    bundle.set_use_isolating(false);
    // A message that does not parse is missing, which the test below finds.
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

static VIETNAMESE: LazyLock<Bundle> = LazyLock::new(|| bundle(VI));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(EN));

/// The message `id` with its arguments, or `None` where there is none.
pub fn find(language: Language, id: &str, args: &[(&str, String)]) -> Option<String> {
    let bundle = match language {
        Language::Vietnamese => &*VIETNAMESE,
        Language::English => &*ENGLISH,
    };
    let pattern = bundle.get_message(id)?.value()?;
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&fluent), &mut errors)
            .into_owned(),
    )
}

/// The message `id` with its arguments. A missing message shows its id.
pub fn text(language: Language, id: &str, args: &[(&str, String)]) -> String {
    find(language, id, args).unwrap_or_else(|| id.to_owned())
}

/// The message in Vietnamese.
pub fn vi(id: &str, args: &[(&str, String)]) -> String {
    text(Language::Vietnamese, id, args)
}

/// Something a person is told: message `<code>` says what is wrong, `<code>-do` what to do.
pub trait Told {
    /// Stable code, also the message's id.
    fn code(&self) -> String;
    /// The message's arguments.
    fn args(&self) -> Vec<(&'static str, String)>;
    /// What is told inside the message as its `detail`, where it is about something else told.
    fn inner(&self) -> Option<&dyn Told> {
        None
    }
    /// The fields of a form that are wrong, where it is about a form.
    fn fields(&self) -> Vec<&crate::model::FieldError> {
        Vec::new()
    }
    /// Both sentences.
    fn sentence(&self, language: Language) -> String {
        let code = self.code();
        let mut args = self.args();
        if let Some(inner) = self.inner() {
            args.push(("detail", inner.sentence(language)));
        }
        let what = text(language, &code, &args);
        match find(language, &format!("{code}-do"), &args) {
            Some(todo) => format!("{what} {todo}"),
            None => what,
        }
    }
}

/// The label of a column.
pub fn column(language: Language, name: &str) -> String {
    text(language, &format!("column-{}", name.replace('_', "-")), &[])
}

/// The label of a choice.
pub fn choice(language: Language, list: &str, code: &str) -> String {
    text(
        language,
        &format!("choice-{list}-{}", message_safe(code)),
        &[],
    )
}

/// Fluent ids know letters, digits, `-` and `_` only.
fn message_safe(code: &str) -> String {
    code.replace('.', "-").replace('+', "plus")
}

/// The name of a record kind.
pub fn kind(language: Language, kind: crate::model::RecordKind) -> String {
    text(
        language,
        &format!("kind-{}", kind.table().replace('_', "-")),
        &[],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CaseIdentity, CasePapers, CaseRow, ColumnKind, PersonIdentity, RecordKind};

    #[test]
    fn both_languages_parse_and_have_the_same_messages() {
        let ids = |text: &str| {
            let resource = FluentResource::try_new(text.to_owned())
                .map_err(|(_, errors)| errors)
                .expect("parses");
            let mut ids: Vec<String> = resource
                .entries()
                .filter_map(|entry| match entry {
                    fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                    _ => None,
                })
                .collect();
            ids.sort();
            let all = ids.len();
            ids.dedup();
            assert_eq!(all, ids.len(), "a message stands twice");
            ids
        };
        assert_eq!(ids(VI), ids(EN));
    }

    #[test]
    fn every_kind_column_and_choice_has_a_label() {
        let mut missing = Vec::new();
        let mut need = |id: String| {
            if find(Language::Vietnamese, &id, &[]).is_none() {
                missing.push(id);
            }
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
        for (name, kind) in columns {
            need(format!("column-{}", name.replace('_', "-")));
            if let ColumnKind::Choice(list) | ColumnKind::Choices(list) = kind {
                for code in list.codes {
                    need(format!("choice-{}-{}", list.name, message_safe(code)));
                }
            }
        }
        missing.sort();
        missing.dedup();
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
