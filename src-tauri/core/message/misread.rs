//! What a library says of a text that is not of the form it should have, told apart and told in words of ours.

use super::{Class, Saying, Told};
use crate::model::Problem;
use std::fmt::Display;

/// What is wrong with a text that is to have a form: JSON, TOML, what is kept. Messages `misread-…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread(Box<Said>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    what: What,
    /// Line and column, where the library says them.
    place: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A value that a type of this program refuses: the problem's code and detail.
    Refused(String, String),
    /// A part is missing.
    Missing(String),
    /// A part that has no place there.
    Unknown(String),
    /// A part that stands there twice.
    Twice(String),
    /// A value that is none of those that can be chosen.
    NoChoice(String),
    /// A value of another type.
    WrongType(String),
    /// A part of another type, whose value the library does not say.
    OtherType,
    /// Longer than it may be.
    TooLong,
    /// It has not the form at all.
    Form,
}

impl Misread {
    /// What a library's words say.
    pub fn of(words: impl Display) -> Self {
        let words = words.to_string();
        let (said, place) = match words.rsplit_once(" at line ") {
            Some((said, place)) => (said, place.split_once(" column ")),
            None => (words.as_str(), None),
        };
        Self(Box::new(Said {
            what: what(said),
            place: place.map(|(line, column)| (line.to_owned(), column.to_owned())),
        }))
    }

    /// That a text is longer than it may be.
    pub fn too_long() -> Self {
        Self(Box::new(Said {
            what: What::TooLong,
            place: None,
        }))
    }
}

/// The name behind a beginning, between the library's quotation marks.
fn named(said: &str, begins: &str) -> Option<String> {
    let rest = said.strip_prefix(begins)?;
    let (name, _) = rest.trim_start_matches('`').split_once('`')?;
    Some(name.to_owned())
}

fn what(said: &str) -> What {
    if let Some((code, detail)) = Problem::carried(said) {
        return What::Refused(code.to_owned(), detail.to_owned());
    }
    if let Some(name) = named(said, "missing field `") {
        return What::Missing(name);
    }
    if let Some(name) = named(said, "unknown field `") {
        return What::Unknown(name);
    }
    if let Some(name) = ["duplicate field `", "duplicate key `"]
        .iter()
        .find_map(|begins| named(said, begins))
    {
        return What::Twice(name);
    }
    if let Some(name) = named(said, "unknown variant `") {
        return What::NoChoice(name);
    }
    let Some(rest) = said
        .strip_prefix("invalid type: ")
        .or_else(|| said.strip_prefix("invalid value: "))
    else {
        return match said.starts_with("invalid length") {
            true => What::OtherType,
            false => What::Form,
        };
    };
    let found = rest.split(", expected").next().unwrap_or_default();
    let value = ['"', '`'].into_iter().find_map(|mark| {
        let (_, value) = found.split_once(mark)?;
        value.strip_suffix(mark)
    });
    value.map_or(What::OtherType, |value| What::WrongType(value.to_owned()))
}

impl Told for Misread {
    fn told(&self) -> Saying<'_> {
        let saying = |id: &'static str| Saying::new(Class::BadInput, id);
        let named = |id: &'static str, name: &str| saying(id).detail(name);
        let saying = match &self.0.what {
            What::Refused(code, detail) => {
                return Saying::new(Class::BadInput, format!("problem-{code}")).detail(detail);
            }
            What::Missing(name) => named("misread-missing", name),
            What::Unknown(name) => named("misread-unknown", name),
            What::Twice(name) => named("misread-twice", name),
            What::NoChoice(name) => named("misread-no-choice", name),
            What::WrongType(value) => named("misread-wrong-type", value),
            What::OtherType => saying("misread-other-type"),
            What::TooLong => saying("misread-too-long"),
            What::Form => saying("misread-form"),
        };
        // Line and column, as programs that edit such texts show them.
        let place = self.0.place.as_ref();
        saying.with(
            "place",
            place.map_or_else(String::new, |(line, column)| format!(" ({line}:{column})")),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "what is read is only told of")]
    struct Form {
        count: u8,
        kind: Kind,
        #[serde(default)]
        pair: [u8; 2],
    }

    #[derive(Debug, Deserialize)]
    enum Kind {
        Known,
    }

    fn json(text: &str) -> Misread {
        Misread::of(serde_json::from_str::<Form>(text).unwrap_err())
    }

    fn toml(text: &str) -> Misread {
        let error = toml::from_str::<Form>(text).unwrap_err();
        Misread::of(error.message())
    }

    #[test]
    fn what_libraries_say_is_known_for_what_it_is() {
        let what = |misread: Misread| misread.0.what;
        let text = |text: &str| text.to_owned();
        assert_eq!(
            what(json(r#"{"kind": "Known"}"#)),
            What::Missing(text("count"))
        );
        assert_eq!(
            what(json(r#"{"colour": 1}"#)),
            What::Unknown(text("colour"))
        );
        assert_eq!(
            what(json(r#"{"count": 1, "count": 2}"#)),
            What::Twice(text("count"))
        );
        assert_eq!(
            what(json(r#"{"kind": "Blue"}"#)),
            What::NoChoice(text("Blue"))
        );
        assert_eq!(
            what(json(r#"{"count": "ba"}"#)),
            What::WrongType(text("ba"))
        );
        assert_eq!(
            what(json(r#"{"count": 300}"#)),
            What::WrongType(text("300"))
        );
        assert_eq!(what(json(r#"{"count": null}"#)), What::OtherType);
        assert_eq!(what(json(r#"{"pair": [1]}"#)), What::OtherType);
        assert_eq!(what(json("{")), What::Form);
        assert_eq!(what(toml("kind = 'Known'")), What::Missing(text("count")));
        assert_eq!(what(toml("colour = 1")), What::Unknown(text("colour")));
        assert_eq!(what(toml("count = 'ba'")), What::WrongType(text("ba")));
        assert_eq!(what(toml("count = ")), What::Form);
        let refused = Misread::of(Problem::Required);
        assert!(matches!(refused.0.what, What::Refused(code, _) if code == "required"));
    }

    #[test]
    fn what_is_told_has_the_place_and_no_word_of_the_library() {
        for (text, of_ours) in [
            (r#"{"colour": 1}"#, "colour"),
            ("{\n\"count\": \"ba\"}", "(2:"),
            (r#"{"count": null}"#, "(1:"),
            ("{", "(1:"),
        ] {
            let own = serde_json::from_str::<Form>(text).unwrap_err().to_string();
            let first = own.split(['`', ':', '"']).next().unwrap_or_default();
            for language in Language::all() {
                let told = json(text).sentence(language);
                assert!(told.contains(of_ours), "{told}");
                assert!(
                    !told.contains(first) && !told.contains("misread-"),
                    "{told}"
                );
            }
        }
    }
}
