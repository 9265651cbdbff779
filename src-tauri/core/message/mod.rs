//! The product's sentences, from the message files of `assets/messages/<language>`: one set for core,
//! command line and window. All that is said of a kind of record alone stands in its file,
//! `kinds/<table>.ftl`.

mod language;
mod misread;
mod told;
mod trouble;

pub use language::Language;
pub use misread::Misread;
pub use told::{Class, Saying, Told};
pub use trouble::{LibraryWords, Trouble};

use crate::model::{RecordKind, clean, fold};

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

/// Whether a heading that somebody wrote names a column, in any language, by its label or by what else people write
/// over it: whatever its letter case, its marks, the blanks and line ends in it, and the star or colon behind it.
pub fn names_column(heading: &str, name: &str) -> bool {
    let bare = |text: &str| {
        let marks = |c: char| c.is_whitespace() || ['*', ':', '(', ')'].contains(&c);
        fold(&one_line(text)).trim_end_matches(marks).to_owned()
    };
    let heading = bare(heading);
    let also = format!("also-over-{}", name.replace('_', "-"));
    Language::all().any(|language| {
        let also = find(language, &also, &[]).unwrap_or_default();
        bare(&column(language, name)) == heading
            || also
                .split(';')
                .any(|also| !also.trim().is_empty() && bare(also) == heading)
    })
}

/// Whether a sheet that somebody named is a kind's, in any language.
pub fn names_kind(sheet: &str, of: RecordKind) -> bool {
    // Excel cuts the names of sheets.
    let cut = |text: &str| fold(&one_line(text)).chars().take(31).collect::<String>();
    Language::all().any(|language| cut(&kind(language, of)) == cut(sheet))
}

/// A text with one blank for whatever blanks and line ends stand in a row, and nothing that is not seen.
fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
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
pub fn kind(language: Language, kind: RecordKind) -> String {
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
