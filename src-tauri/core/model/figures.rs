//! The code of a figure: what is counted, of which kind or form, and which whole it is a part of.
//!
//! As text (`events.form.talk.women`) a code stands in closings, summaries, receipts and, in braces,
//! in people's own texts. What is counted of a kind of record is declared in the record's file; the
//! families of codes are one table (`records/mod.rs`), from which all that goes through all codes follows.

use super::{Choice, ChoiceList, FigureCode};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// What is counted under the word of a family.
pub(crate) trait Counted: Sized {
    /// Whether it counts cases or persons in them, so that small numbers are kept back.
    const OF_CASES: bool;
    /// All that is counted; of counts of cases, a whole before its parts.
    fn all() -> Vec<Self>;
    /// The pieces of its code behind the family's word.
    fn pieces(&self) -> [CodePart<'static>; 3];
    /// The whole that it is a part of, and by what that is divided: parts of a whole by the same
    /// division are apart from one another.
    fn within(&self) -> Option<(FigureCode, Division)>;
}

/// By what a whole is divided into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// Into what was held by the committee and by its members.
    Organiser,
    /// By form.
    Form,
    /// By action month.
    Month,
    /// By purpose.
    Purpose,
    /// Into events and courses.
    Occasion,
    /// Into men, women, and people whose sex was not recorded.
    Sex,
    /// By source of money.
    Source,
    /// By category of a case, of which it has several.
    Category,
    /// The women among all.
    Women,
    /// The heads among all.
    Heads,
    /// What is closed or settled among all.
    Closed,
    /// Those who received a basic service among all.
    Served,
}

/// How the parts of a division make up the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// They add up to it, so that one follows from the others.
    AddUp,
    /// All of it is in one of them at least, some of it in several.
    Cover,
    /// They are some of it.
    Some,
}

impl Division {
    /// How its parts make up the whole.
    pub fn parts(self) -> Parts {
        match self {
            Self::Organiser
            | Self::Form
            | Self::Purpose
            | Self::Occasion
            | Self::Sex
            | Self::Source => Parts::AddUp,
            Self::Category => Parts::Cover,
            Self::Month | Self::Women | Self::Heads | Self::Closed | Self::Served => Parts::Some,
        }
    }
}

/// A piece of a code's text.
#[derive(Clone, Copy)]
pub(crate) enum CodePart<'a> {
    /// What is counted: message `figure-<word>`.
    Family(&'static str),
    /// Which part of it: message `figure-part-<word>`.
    Part(&'static str),
    /// A value of a list of choices.
    Choice(&'static ChoiceList, &'static str),
    /// A word that names nothing on its own.
    Mute(&'static str),
    /// What this program does not know.
    Unknown(&'a str),
    /// No more.
    End,
}

impl<'a> CodePart<'a> {
    /// A value of its list.
    pub(crate) fn choice<C: Choice>(value: C) -> Self {
        Self::Choice(C::list(), value.code())
    }

    fn text(self) -> &'a str {
        match self {
            Self::Family(word) | Self::Part(word) | Self::Mute(word) => word,
            Self::Choice(_, code) => code,
            Self::Unknown(text) => text,
            Self::End => "",
        }
    }
}

/// All of something, then what has each value of a list.
pub(crate) fn all_and_each<C: Choice>(values: &[C]) -> impl Iterator<Item = Option<C>> {
    std::iter::once(None).chain(values.iter().copied().map(Some))
}

/// People who took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum People {
    /// Men.
    Men,
    /// Women.
    Women,
    /// Those whose sex was not recorded.
    Unrecorded,
    /// All of them.
    Total,
}

impl People {
    /// All parts, and the total.
    pub const ALL: [Self; 4] = [Self::Men, Self::Women, Self::Unrecorded, Self::Total];

    /// Whether they are some of the total.
    pub(crate) fn is_part(self) -> bool {
        match self {
            Self::Men | Self::Women | Self::Unrecorded => true,
            Self::Total => false,
        }
    }
}

impl From<People> for CodePart<'_> {
    fn from(people: People) -> Self {
        Self::Part(match people {
            People::Men => "men",
            People::Women => "women",
            People::Unrecorded => "unrecorded",
            People::Total => "total",
        })
    }
}

/// Everyone who took part in anything.
impl Counted for People {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        [(*self).into(), CodePart::End, CodePart::End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        let total = FigureCode::Participants(Self::Total);
        self.is_part().then_some((total, Division::Sex))
    }
}

/// The text of a code that this program does not know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownCode(String);

impl UnknownCode {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// Makes the code of a figure of the table of families.
macro_rules! figures {
    ($($(#[$doc:meta])* $family:ident($counted:ty) = $word:literal;)*) => {
        /// What a figure counts. Codes stand in the order of their texts.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, ts_rs::TS)]
        #[ts(as = "String")]
        pub enum FigureCode {
            $($(#[$doc])* $family($counted),)*
            /// A code that this program does not know, kept by another version of it.
            Unknown($crate::model::UnknownCode),
        }

        impl FigureCode {
            /// Every code that this program knows; of counts of cases, a whole before its parts.
            pub fn all() -> Vec<Self> {
                let mut all = Vec::new();
                $({
                    let counted = <$counted as $crate::model::Counted>::all();
                    all.extend(counted.into_iter().map(Self::$family));
                })*
                all
            }

            /// The whole that it is a part of, and by what that is divided: parts of a whole by the
            /// same division are apart from one another.
            pub fn within(&self) -> Option<(Self, $crate::model::Division)> {
                match self {
                    $(Self::$family(counted) => $crate::model::Counted::within(counted),)*
                    Self::Unknown(_) => None,
                }
            }

            /// Whether it counts cases or persons in them, so that small numbers are kept back. What
            /// this program does not know may be such a count.
            pub fn is_of_cases(&self) -> bool {
                match self {
                    $(Self::$family(_) => <$counted as $crate::model::Counted>::OF_CASES,)*
                    Self::Unknown(_) => true,
                }
            }

            pub(crate) fn pieces(&self) -> [$crate::model::CodePart<'_>; 4] {
                use $crate::model::CodePart::{End, Family, Unknown};
                let (word, [a, b, c]) = match self {
                    $(Self::$family(counted) => {
                        (Family($word), $crate::model::Counted::pieces(counted))
                    })*
                    Self::Unknown(code) => (Unknown(code.text()), [End; 3]),
                };
                [word, a, b, c]
            }
        }
    };
}
pub(super) use figures;

impl FigureCode {
    /// Whether this program knows it.
    pub fn is_known(&self) -> bool {
        !self.is_unknown()
    }

    /// Whether this program does not know it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// The code with a text, where this program knows it.
    pub fn known(text: &str) -> Option<Self> {
        static KNOWN: LazyLock<HashMap<String, FigureCode>> = LazyLock::new(|| {
            let all = FigureCode::all().into_iter();
            all.map(|code| (code.to_string(), code)).collect()
        });
        KNOWN.get(text).cloned()
    }

    /// The texts between the dots.
    fn words(&self) -> impl Iterator<Item = &str> {
        let pieces = self.pieces().into_iter();
        pieces.map(CodePart::text).filter(|text| !text.is_empty())
    }
}

impl fmt::Display for FigureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.words().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}

impl From<&str> for FigureCode {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(UnknownCode(text.to_owned())))
    }
}

impl Ord for FigureCode {
    fn cmp(&self, other: &Self) -> Ordering {
        // As the texts compare, without making them.
        fn bytes(code: &FigureCode) -> impl Iterator<Item = u8> {
            let words = code.words().enumerate();
            words.flat_map(|(index, word)| {
                (index > 0).then_some(b'.').into_iter().chain(word.bytes())
            })
        }
        bytes(self).cmp(bytes(other))
    }
}
impl PartialOrd for FigureCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for FigureCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for FigureCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(from)?.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_from_its_text_known_or_not() {
        for code in FigureCode::all() {
            let text = code.to_string();
            assert_eq!(FigureCode::from(text.as_str()), code);
            assert_eq!(FigureCode::known(&text), Some(code));
        }
        let other = FigureCode::from("events.form.puppet-play.women");
        assert!(matches!(other, FigureCode::Unknown(_)));
        assert_eq!(other.to_string(), "events.form.puppet-play.women");
        let text = serde_json::to_string(&other).unwrap();
        assert_eq!(serde_json::from_str::<FigureCode>(&text).unwrap(), other);
    }

    #[test]
    fn codes_stand_in_the_order_of_their_texts_and_wholes_before_their_parts() {
        let all = FigureCode::all();
        for (index, code) in all.iter().enumerate() {
            for other in &all {
                assert_eq!(code.cmp(other), code.to_string().cmp(&other.to_string()));
            }
            if let Some((whole, _)) = code.within() {
                let before = all[..index].contains(&whole);
                // Men and women come before their total, which never is a count of cases.
                assert!(before || !code.is_of_cases(), "{code}");
                assert!(all.contains(&whole), "{code}");
            }
        }
    }
}
