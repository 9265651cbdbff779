//! The code of a figure: what is counted, of which kind or form, and which whole it is a part of.
//!
//! As text (`events.form.talk.women`) a code stands in closings, summaries, receipts and, in braces,
//! in people's own texts.

use crate::catalogue::Condition;
use crate::message::{self, Language};
use crate::model::{
    ActionMonthChoice, CaseCategory, Choice, ChoiceList, EventForm, FindingKind, FundingSource,
    OrganiserKind, OutlineDash, ProductForm, TrainingPurpose,
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;
use ts_rs::TS;

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
}

/// What is counted of communication events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventCount {
    /// Events.
    Events,
    /// Who took part.
    People(People),
}

/// What is counted of courses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CourseCount {
    /// Courses.
    Courses,
    /// Their classes.
    Classes,
    /// Who took part.
    People(People),
}

/// Members of the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Members {
    /// Those who serve on the last day.
    Serving,
    /// The women among them.
    Women,
    /// The heads among them.
    Heads,
    /// Those who took up their place in the period.
    Appointed,
}

/// Money, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Money {
    /// Granted.
    Granted,
    /// Used.
    Used,
}

/// Cases of violence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cases {
    /// All that were found.
    All,
    /// Those of a category.
    Of(CaseCategory),
    /// Those that are closed.
    Closed,
}

/// Survivors of violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Survivors {
    /// All that were found.
    All,
    /// Those who received a basic service.
    Served,
    /// The women.
    Women,
}

impl Survivors {
    /// All figures of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Served, Self::Women];

    /// Under which conditions Phụ lục 01 counts the same survivors, category by category; nothing where it has no
    /// such count. What is said here the gate takes to be known of both annexes.
    pub(crate) fn in_annex01(self) -> Option<&'static [Condition]> {
        match self {
            Self::All => Some(&[]),
            Self::Served => Some(&[Condition::Served]),
            Self::Women => None,
        }
    }
}

/// What a figure counts. Codes stand in the order of their texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, TS)]
#[ts(as = "String")]
pub enum FigureCode {
    /// Documents issued.
    Documents,
    /// Coordination activities under a dash of the outline.
    Coordination(OutlineDash),
    /// Communication events: all, or those of a form.
    Events(Option<EventForm>, EventCount),
    /// Communication events by who held them.
    EventsBy(OrganiserKind),
    /// Communication events of an action month.
    ActionMonth(ActionMonthChoice, EventCount),
    /// Kinds of communication product that were made.
    Products,
    /// How many were made of a form of product.
    ProductsMade(ProductForm),
    /// Courses: all, or those for a purpose.
    Courses(Option<TrainingPurpose>, CourseCount),
    /// Everyone who took part in anything.
    Participants(People),
    /// Inspections.
    Inspections,
    /// Units inspected.
    UnitsInspected,
    /// Findings of inspections.
    Findings(FindingKind),
    /// Those of them that were settled by the last day.
    FindingsSettled(FindingKind),
    /// Members of the committee.
    Members(Members),
    /// Money: all, or that of a source.
    Funding(Option<FundingSource>, Money),
    /// Cases of violence.
    Cases(Cases),
    /// Survivors of violence.
    Survivors(Survivors),
    /// A code that this program does not know, kept by another version of it.
    Unknown(UnknownCode),
}

/// The text of a code that this program does not know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownCode(String);

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
    /// By category of a case.
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

impl Division {
    /// Whether the parts add up to the whole, so that one follows from the others.
    pub fn adds_up(self) -> bool {
        match self {
            Self::Organiser
            | Self::Form
            | Self::Purpose
            | Self::Occasion
            | Self::Sex
            | Self::Source
            | Self::Category => true,
            Self::Month | Self::Women | Self::Heads | Self::Closed | Self::Served => false,
        }
    }
}

/// A piece of a code's text.
#[derive(Clone, Copy)]
enum CodePart<'a> {
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
    fn text(self) -> &'a str {
        match self {
            Self::Family(word) | Self::Part(word) | Self::Mute(word) => word,
            Self::Choice(_, code) => code,
            Self::Unknown(text) => text,
            Self::End => "",
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
impl From<EventCount> for CodePart<'_> {
    fn from(count: EventCount) -> Self {
        match count {
            EventCount::Events => Self::End,
            EventCount::People(people) => people.into(),
        }
    }
}
impl From<CourseCount> for CodePart<'_> {
    fn from(count: CourseCount) -> Self {
        match count {
            CourseCount::Courses => Self::End,
            CourseCount::Classes => Self::Part("classes"),
            CourseCount::People(people) => people.into(),
        }
    }
}
impl From<Money> for CodePart<'_> {
    fn from(money: Money) -> Self {
        Self::Part(match money {
            Money::Granted => "granted",
            Money::Used => "used",
        })
    }
}

fn choice<C: Choice>(value: C) -> CodePart<'static> {
    CodePart::Choice(C::list(), value.code())
}

impl FigureCode {
    /// All communication events.
    pub const EVENTS: Self = Self::Events(None, EventCount::Events);
    /// All courses.
    pub const COURSES: Self = Self::Courses(None, CourseCount::Courses);
    /// All cases.
    pub const CASES: Self = Self::Cases(Cases::All);
    /// All survivors.
    pub const SURVIVORS: Self = Self::Survivors(Survivors::All);

    /// People who took part in events, in all or of a form.
    pub const fn at_events(form: Option<EventForm>, people: People) -> Self {
        Self::Events(form, EventCount::People(people))
    }

    /// People who took part in courses, in all or for a purpose.
    pub const fn at_courses(purpose: Option<TrainingPurpose>, people: People) -> Self {
        Self::Courses(purpose, CourseCount::People(people))
    }

    /// Whether this program knows it.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }

    /// Every code that this program knows; of counts of cases, a whole before its parts.
    pub fn all() -> Vec<Self> {
        fn each<C: Choice>(all: &[C]) -> impl Iterator<Item = Option<C>> {
            std::iter::once(None).chain(all.iter().copied().map(Some))
        }
        let mut all: Vec<Self> = vec![Self::Documents];
        all.extend(OutlineDash::ALL.iter().copied().map(Self::Coordination));
        all.extend(People::ALL.map(Self::Participants));
        let event_counts = || {
            let people = People::ALL.map(EventCount::People);
            std::iter::once(EventCount::Events).chain(people)
        };
        for form in each(EventForm::ALL) {
            all.extend(event_counts().map(|count| Self::Events(form, count)));
        }
        all.extend(OrganiserKind::ALL.iter().copied().map(Self::EventsBy));
        for month in ActionMonthChoice::ALL {
            if *month != ActionMonthChoice::None {
                all.extend(event_counts().map(|count| Self::ActionMonth(*month, count)));
            }
        }
        all.push(Self::Products);
        all.extend(ProductForm::ALL.iter().copied().map(Self::ProductsMade));
        for purpose in each(TrainingPurpose::ALL) {
            all.push(Self::Courses(purpose, CourseCount::Courses));
            all.push(Self::Courses(purpose, CourseCount::Classes));
            all.extend(People::ALL.map(|people| Self::at_courses(purpose, people)));
        }
        all.extend([Self::Inspections, Self::UnitsInspected]);
        for kind in FindingKind::ALL {
            all.extend([Self::Findings(*kind), Self::FindingsSettled(*kind)]);
        }
        let members = [
            Members::Serving,
            Members::Women,
            Members::Heads,
            Members::Appointed,
        ];
        all.extend(members.map(Self::Members));
        for source in each(FundingSource::ALL) {
            all.extend([Money::Granted, Money::Used].map(|money| Self::Funding(source, money)));
        }
        all.push(Self::CASES);
        let categories = CaseCategory::ALL.iter().copied();
        all.extend(categories.map(|category| Self::Cases(Cases::Of(category))));
        all.push(Self::Cases(Cases::Closed));
        all.extend(Survivors::ALL.map(Self::Survivors));
        all
    }

    /// The code with a text, where this program knows it.
    pub fn known(text: &str) -> Option<Self> {
        static KNOWN: LazyLock<HashMap<String, FigureCode>> = LazyLock::new(|| {
            let all = FigureCode::all().into_iter();
            all.map(|code| (code.to_string(), code)).collect()
        });
        KNOWN.get(text).cloned()
    }

    /// The whole that it is a part of, and by what that is divided: parts of a whole by the same
    /// division are apart from one another.
    pub fn within(&self) -> Option<(Self, Division)> {
        use People::{Men, Total, Unrecorded, Women};
        let whole = match self {
            Self::Documents
            | Self::Coordination(_)
            | Self::Events(None, EventCount::Events)
            | Self::Products
            | Self::ProductsMade(_)
            | Self::Courses(None, CourseCount::Courses | CourseCount::Classes)
            | Self::Participants(Total)
            | Self::Inspections
            | Self::UnitsInspected
            | Self::Findings(_)
            | Self::Members(Members::Serving | Members::Appointed)
            | Self::Funding(None, _)
            | Self::Cases(Cases::All)
            | Self::Survivors(Survivors::All)
            | Self::Unknown(_) => return None,
            Self::Participants(Men | Women | Unrecorded) => {
                (Self::Participants(Total), Division::Sex)
            }
            Self::Events(form, EventCount::People(Men | Women | Unrecorded)) => {
                (Self::at_events(*form, Total), Division::Sex)
            }
            Self::Events(Some(_), count) => (Self::Events(None, *count), Division::Form),
            Self::EventsBy(_) => (Self::EVENTS, Division::Organiser),
            Self::ActionMonth(month, EventCount::People(Men | Women | Unrecorded)) => {
                let total = EventCount::People(Total);
                (Self::ActionMonth(*month, total), Division::Sex)
            }
            Self::ActionMonth(_, count) => (Self::Events(None, *count), Division::Month),
            Self::Courses(purpose, CourseCount::People(Men | Women | Unrecorded)) => {
                (Self::at_courses(*purpose, Total), Division::Sex)
            }
            Self::Courses(Some(_), count) => (Self::Courses(None, *count), Division::Purpose),
            Self::Events(None, EventCount::People(Total))
            | Self::Courses(None, CourseCount::People(Total)) => {
                (Self::Participants(Total), Division::Occasion)
            }
            Self::FindingsSettled(kind) => (Self::Findings(*kind), Division::Closed),
            Self::Members(Members::Women) => (Self::Members(Members::Serving), Division::Women),
            Self::Members(Members::Heads) => (Self::Members(Members::Serving), Division::Heads),
            Self::Funding(Some(_), money) => (Self::Funding(None, *money), Division::Source),
            Self::Cases(Cases::Of(_)) => (Self::CASES, Division::Category),
            Self::Cases(Cases::Closed) => (Self::CASES, Division::Closed),
            Self::Survivors(Survivors::Served) => (Self::SURVIVORS, Division::Served),
            Self::Survivors(Survivors::Women) => (Self::SURVIVORS, Division::Women),
        };
        Some(whole)
    }

    /// Whether it counts cases or persons in them, so that small numbers are kept back. What this
    /// program does not know may be such a count.
    pub fn is_of_cases(&self) -> bool {
        match self {
            Self::Cases(_) | Self::Survivors(_) | Self::Unknown(_) => true,
            Self::Documents
            | Self::Coordination(_)
            | Self::Events(..)
            | Self::EventsBy(_)
            | Self::ActionMonth(..)
            | Self::Products
            | Self::ProductsMade(_)
            | Self::Courses(..)
            | Self::Participants(_)
            | Self::Inspections
            | Self::UnitsInspected
            | Self::Findings(_)
            | Self::FindingsSettled(_)
            | Self::Members(_)
            | Self::Funding(..) => false,
        }
    }

    /// Whether this program does not know it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    fn pieces(&self) -> [CodePart<'_>; 4] {
        use CodePart::{End, Family, Mute, Part};
        match self {
            Self::Documents => [Family("documents"), End, End, End],
            Self::Coordination(dash) => [Family("coordination"), choice(*dash), End, End],
            Self::Events(None, count) => [Family("events"), (*count).into(), End, End],
            Self::Events(Some(form), count) => [
                Family("events"),
                Mute("form"),
                choice(*form),
                (*count).into(),
            ],
            Self::EventsBy(organiser) => [Family("events"), choice(*organiser), End, End],
            Self::ActionMonth(month, count) => {
                [Family("action-month"), choice(*month), (*count).into(), End]
            }
            Self::Products => [Family("products"), End, End, End],
            Self::ProductsMade(form) => [Family("products"), Mute("form"), choice(*form), End],
            Self::Courses(purpose, count) => {
                let purpose = purpose.map_or(End, choice);
                [Family("courses"), purpose, (*count).into(), End]
            }
            Self::Participants(people) => [Family("participants"), (*people).into(), End, End],
            Self::Inspections => [Family("inspections"), End, End, End],
            Self::UnitsInspected => [Family("inspections"), Part("units"), End, End],
            Self::Findings(kind) => [Family("findings"), choice(*kind), End, End],
            Self::FindingsSettled(kind) => {
                [Family("findings"), choice(*kind), Part("settled"), End]
            }
            Self::Members(which) => {
                let part = match which {
                    Members::Serving => End,
                    Members::Women => Part("women"),
                    Members::Heads => Part("heads"),
                    Members::Appointed => Part("appointed"),
                };
                [Family("members"), part, End, End]
            }
            Self::Funding(source, money) => {
                let source = source.map_or(End, choice);
                [Family("funding"), source, (*money).into(), End]
            }
            Self::Cases(which) => {
                let part = match which {
                    Cases::All => End,
                    Cases::Of(category) => choice(*category),
                    Cases::Closed => Part("closed"),
                };
                [Family("cases"), part, End, End]
            }
            Self::Survivors(which) => {
                let part = match which {
                    Survivors::All => End,
                    Survivors::Served => Part("served"),
                    Survivors::Women => Part("women"),
                };
                [Family("survivors"), part, End, End]
            }
            Self::Unknown(UnknownCode(text)) => [CodePart::Unknown(text), End, End, End],
        }
    }

    /// The texts between the dots.
    fn words(&self) -> impl Iterator<Item = &str> {
        let pieces = self.pieces().into_iter();
        pieces.map(CodePart::text).filter(|text| !text.is_empty())
    }

    /// Its name: that of what is counted, and of each part.
    pub fn label(&self, language: Language) -> String {
        let named = self.pieces().into_iter().filter_map(|piece| match piece {
            CodePart::Family(word) => Some(message::text(language, &format!("figure-{word}"), &[])),
            CodePart::Part(word) => {
                Some(message::text(language, &format!("figure-part-{word}"), &[]))
            }
            CodePart::Choice(list, code) => Some(message::choice(language, list.name, code)),
            CodePart::Unknown(text) => Some(text.to_owned()),
            CodePart::Mute(_) | CodePart::End => None,
        });
        named.collect::<Vec<_>>().join(" – ")
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
    fn every_figure_has_a_name_in_every_language() {
        for code in FigureCode::all() {
            for language in Language::all() {
                let label = code.label(language);
                assert!(!label.contains("figure-"), "{code}: {label}");
            }
        }
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
