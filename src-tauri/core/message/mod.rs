//! The product's sentences, from `assets/messages/<language>/*.ftl`: one set for core, command line
//! and window.

mod language;

pub use language::Language;

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
mod folders;
#[cfg(test)]
mod tests;
