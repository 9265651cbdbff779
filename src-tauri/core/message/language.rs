//! The languages of the product. Each is a folder under `assets/messages`; a new folder is a new
//! language, here, on the command line and in the window.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::OnceLock;

// `SOURCES`: each language's code and the text of its files, by code.
include!(concat!(env!("OUT_DIR"), "/languages.rs"));

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: [OnceLock<Bundle>; SOURCES.len()] = [const { OnceLock::new() }; SOURCES.len()];

/// A language of the product, found by its code.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct Language(usize);

impl Language {
    /// The language that people see who have chosen none.
    pub const FIRST: Self = Self(place_of("vi"));

    /// The language that the law asks reports in, and with them sheets, tables and workbooks:
    /// Quyết định 373/QĐ-UBND and Nghị định 30/2020/NĐ-CP give their wording.
    pub const OFFICIAL: Self = Self(place_of("vi"));

    /// Every language: the first, then the others by their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = (0..SOURCES.len()).map(Self);
        std::iter::once(Self::FIRST).chain(others.filter(|language| *language != Self::FIRST))
    }

    /// The language with a code, as `en`.
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// Its code: the name of its folder.
    pub fn code(self) -> &'static str {
        SOURCES[self.0].0
    }

    /// Its own name, as its speakers write it.
    pub fn name(self) -> String {
        super::text(self, "language-name", &[])
    }

    /// The message `id` with its arguments, or `None` where the language has none.
    pub(super) fn find(self, id: &str, args: &[(&str, String)]) -> Option<String> {
        let bundle = BUNDLES[self.0].get_or_init(|| bundle(SOURCES[self.0].1));
        let pattern = bundle.get_message(id)?.value()?;
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent), &mut errors);
        Some(text.into_owned())
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::FIRST
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.code().to_owned()
    }
}

impl From<String> for Language {
    /// The first language in place of one that this program has no folder for.
    fn from(code: String) -> Self {
        Self::of(&code).unwrap_or_default()
    }
}

fn bundle(files: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(Vec::new());
    bundle.set_use_isolating(false);
    for text in files {
        // A message that does not parse is missing, which the tests find.
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Where a language stands that must be there: without its folder, the core does not compile.
const fn place_of(code: &str) -> usize {
    let mut place = 0;
    while !same(SOURCES[place].0.as_bytes(), code.as_bytes()) {
        place += 1;
    }
    place
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}
