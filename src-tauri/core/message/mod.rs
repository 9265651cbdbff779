//! The product's sentences, from `assets/messages/<language>/*.ftl`: one set for core, command line
//! and window.

mod language;
mod told;

pub use language::Language;
pub use told::{Class, Saying, Told};

/// The message `id` with its arguments, or `None` where there is none.
pub fn find(language: Language, id: &str, args: &[(&str, String)]) -> Option<String> {
    language.find(id, args)
}

/// The message `id` with its arguments. A missing message shows its id.
pub fn text(language: Language, id: &str, args: &[(&str, String)]) -> String {
    find(language, id, args).unwrap_or_else(|| id.to_owned())
}

/// The message in the language of reports.
pub fn official(id: &str, args: &[(&str, String)]) -> String {
    text(Language::OFFICIAL, id, args)
}

/// The label of a column.
pub fn column(language: Language, name: &str) -> String {
    let id = format!("column-{}", name.replace('_', "-"));
    find(language, &id, &[]).unwrap_or_else(|| name.to_owned())
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
mod folders;
#[cfg(test)]
mod tests;
