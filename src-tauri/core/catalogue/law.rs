//! The law that a catalogue's statements rest on: acts with their validity, where in them a statement stands, on
//! which day it was looked up, and whether its text was seen.

use crate::model::Day;
use serde::de::{SeqAccess, Visitor, value::SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use ts_rs::TS;

/// A law, decree or other act of the State; or the catalogue itself, where a statement is its maker's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// By which statements name it: its number and symbol.
    pub id: String,
    /// As it is cited.
    pub name: String,
    /// First day on which it is in force.
    pub from: Option<Day>,
    /// Last day on which it is in force.
    pub until: Option<Day>,
}

/// What is known of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Its text was seen.
    Confirmed,
    /// It is believed to be so; its text was not seen.
    Believed,
    /// The catalogue's maker decided it; no law says it.
    Own,
}

impl Standing {
    /// All.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Believed, Self::Own];
    /// Code; message `law-standing-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Believed => "believed",
            Self::Own => "own",
        }
    }
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Id of the law.
    pub law: String,
    /// Article, clause, point; nothing where the law as a whole is meant, or the catalogue itself.
    pub article: Option<String>,
    /// The day on which it was looked up.
    pub found: Day,
    /// What is known of it since.
    pub standing: Standing,
}

/// What a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Source {
    /// As catalogues of before said it: in words, for all days.
    Words(String),
    /// Where it stands, each for the days on which its law is in force.
    Law(Vec<Citation>),
}

impl Default for Source {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Source;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("words, or a list of { law, article, found, standing }")
            }
            fn visit_str<E>(self, words: &str) -> Result<Source, E> {
                Ok(Source::Words(words.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Source, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Source::Law)
            }
        }
        from.deserialize_any(Either)
    }
}

/// The days on which something holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first of them; none where it has held for as long as is known.
    pub from: Option<Day>,
    /// The last of them; none where it goes on holding.
    pub until: Option<Day>,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day on which both hold.
    pub fn meets(self, other: Self) -> bool {
        let begins_by = |from: Option<Day>, until: Option<Day>| match (from, until) {
            (Some(from), Some(until)) => from <= until,
            (None, _) | (_, None) => true,
        };
        begins_by(self.from, other.until) && begins_by(other.from, self.until)
    }

    /// Whether it ends before it begins.
    pub fn is_backwards(self) -> bool {
        self.from
            .zip(self.until)
            .is_some_and(|(from, until)| until < from)
    }
}

impl Law {
    /// The days on which it is in force.
    pub fn validity(&self) -> Validity {
        Validity {
            from: self.from,
            until: self.until,
        }
    }
}

/// A citation with its law.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The law.
    pub law: &'a Law,
    /// Where in it.
    pub citation: &'a Citation,
}

impl Cited<'_> {
    /// Law and article, as it is cited.
    pub fn in_words(&self) -> String {
        match &self.citation.article {
            Some(article) => format!("{}, {article}", self.law.name),
            None => self.law.name.clone(),
        }
    }
}

/// An entry of a list of the register: a code and what is said of it on the days on which it holds.
pub trait Entry {
    /// The code.
    fn code(&self) -> &str;
    /// As it is worded.
    fn wording(&self) -> &str;
    /// What is to be known beside it.
    fn note(&self) -> Option<&str>;
    /// What it rests on.
    fn source(&self) -> &Source;
    /// When it holds.
    fn validity(&self) -> Validity;
}

/// What a list says of a code on a day: of several versions the one that holds then; where none does, the one
/// that came last before it, or else the first.
pub fn version_on<'a, E: Entry>(list: &'a [E], code: &str, day: Day) -> Option<&'a E> {
    let mut versions: Vec<&E> = list.iter().filter(|entry| entry.code() == code).collect();
    versions.sort_by_key(|entry| entry.validity().from);
    let holds = versions.iter().find(|entry| entry.validity().holds_on(day));
    let before = || {
        let mut began = versions.iter().rev();
        began.find(|entry| entry.validity().from.is_none_or(|from| from <= day))
    };
    holds.or_else(before).or(versions.first()).copied()
}

/// The laws of a source that are in force on a day; where none is, all of them, which are told with their days.
pub fn cited_on<'a>(laws: &'a [Law], source: &'a Source, day: Day) -> Vec<Cited<'a>> {
    let all = cited(laws, source);
    let in_force = |cited: &Cited<'_>| cited.law.validity().holds_on(day);
    match all.iter().any(in_force) {
        true => all.into_iter().filter(in_force).collect(),
        false => all,
    }
}

/// The laws of a source, in the order of the catalogue.
pub fn cited<'a>(laws: &'a [Law], source: &'a Source) -> Vec<Cited<'a>> {
    let citations = match source {
        Source::Words(_) => &[],
        Source::Law(citations) => citations.as_slice(),
    };
    let with_law = citations.iter().filter_map(|citation| {
        let law = laws.iter().find(|law| law.id == citation.law)?;
        Some(Cited { law, citation })
    });
    with_law.collect()
}
