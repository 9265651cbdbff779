//! The law behind what the register says: worded for choices and duties, and for what happened on a day.

use crate::{Failure, Session, today};
use serde::Serialize;
use tienbo_core::casework::Hour;
use tienbo_core::catalogue::{Cited, Entry, RegisterRules, Source, Standing, cited, version_on};
use tienbo_core::message::{self, Language};
use tienbo_core::model::{
    Act, ChildDuty, Choice, Day, Identification, LegalTime, Measure, MeasureKind, OtherAct,
    ProviderKind, RiskSign, Service, ServiceKind, SupportState, Survivor,
};
use tienbo_core::register::Violence;
use ts_rs::TS;

/// Where a statement stands in the law, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LawSaid {
    /// Law and article.
    pub text: String,
    /// On which days it is in force, where it is not for good.
    pub in_force: Option<String>,
    /// Whether its text was seen, and when it was looked up; nothing where the catalogue does not say.
    pub standing: Option<String>,
    /// Whether its text was not seen, so that it is to be held against it before it is used.
    pub unseen: bool,
}

/// What the catalogue says of a choice of the register, or asks of who records a case.
#[derive(Debug, Serialize, TS)]
pub struct Wording {
    /// Name of the list; `duty`, or `duty-before` for what is to be said before somebody speaks.
    pub list: String,
    /// Code of the choice.
    pub code: String,
    /// Wording of the law, or the question as it is put.
    pub wording: String,
    /// What is to be known beside it.
    pub note: Option<String>,
    /// Where it stands in the law; empty for a question.
    pub law: Vec<LawSaid>,
}

/// What of a record rests on the law of its day.
#[derive(Debug, Serialize, TS)]
pub struct RestsOn {
    /// What it is: an act, a service, a measure.
    pub label: String,
    /// As the catalogue words it on that day.
    pub wording: String,
    /// What is to be known beside it.
    pub note: Option<String>,
    /// The law of that day.
    pub law: Vec<LawSaid>,
}

/// What a catalogue says, told in a language.
pub(crate) struct Told<'a> {
    pub(crate) rules: &'a RegisterRules,
    pub(crate) language: Language,
}

impl Told<'_> {
    fn text(&self, id: &str, args: &[(&str, String)]) -> String {
        message::text(self.language, id, args)
    }

    fn in_force(&self, cited: &Cited<'_>) -> Option<String> {
        let day = |day: Day| day.to_string();
        match (cited.law.from, cited.law.until) {
            (None, None) => None,
            (Some(from), None) => Some(self.text("law-in-force-from", &[("from", day(from))])),
            (None, Some(until)) => Some(self.text("law-in-force-until", &[("until", day(until))])),
            (Some(from), Some(until)) => {
                let args = [("from", day(from)), ("until", day(until))];
                Some(self.text("law-in-force-between", &args))
            }
        }
    }

    fn cited(&self, cited: &Cited<'_>) -> LawSaid {
        let standing = cited.citation.standing;
        let day = cited.citation.found.to_string();
        let id = format!("law-standing-{}", standing.code());
        LawSaid {
            text: cited.in_words(),
            in_force: self.in_force(cited),
            standing: Some(self.text(&id, &[("day", day)])),
            unseen: standing == Standing::Believed,
        }
    }

    fn source(&self, source: &Source, day: Option<Day>) -> Vec<LawSaid> {
        let laws = &self.rules.laws;
        match source {
            Source::Words(words) if words.is_empty() => Vec::new(),
            Source::Words(words) => vec![LawSaid {
                text: words.clone(),
                in_force: None,
                standing: None,
                unseen: false,
            }],
            Source::Law(_) => {
                let cited = match day {
                    Some(day) => tienbo_core::catalogue::cited_on(laws, source, day),
                    None => cited(laws, source),
                };
                cited.iter().map(|cited| self.cited(cited)).collect()
            }
        }
    }

    /// What a list says of a choice on a day.
    fn on<C: Choice, E: Entry>(&self, list: &[E], choice: C, day: Day) -> Option<RestsOn> {
        let entry = version_on(list, choice.code(), day)?;
        Some(RestsOn {
            label: message::choice(self.language, C::list().name, choice.code()),
            wording: entry.wording().to_owned(),
            note: entry.note().map(str::to_owned),
            law: self.source(entry.source(), Some(day)),
        })
    }

    /// The law of the day on which the acts of a case were done.
    pub(crate) fn of_acts(&self, violence: Violence<'_>) -> Vec<RestsOn> {
        let day = violence.day;
        let acts = violence.acts.0.iter();
        let acts = acts.filter_map(|act| self.on::<Act, _>(&self.rules.acts, *act, day));
        let others = violence.other_acts.0.iter();
        let others =
            others.filter_map(|act| self.on::<OtherAct, _>(&self.rules.other_acts, *act, day));
        acts.chain(others).collect()
    }

    /// The law of the day on which a case was found, of the disabilities that a survivor lives with.
    pub(crate) fn of_disabilities(&self, survivor: &Survivor, day: Day) -> Vec<RestsOn> {
        let kinds = survivor.disability_kinds.0.iter();
        kinds
            .filter_map(|kind| self.on(&self.rules.disabilities, *kind, day))
            .collect()
    }

    /// The law of the day on which a service was received, or else offered.
    pub(crate) fn of_service(&self, service: &Service) -> Vec<RestsOn> {
        let day = service.received_on.unwrap_or(service.offered_on);
        let of_service = self.on(&self.rules.services, service.service, day);
        let provider = service.provider;
        let of_provider = provider.and_then(|who| self.on(&self.rules.providers, who, day));
        of_service.into_iter().chain(of_provider).collect()
    }

    /// What is due by the hour, by the law of the day on which its hours began.
    pub(crate) fn of_hour(&self, hour: &Hour) -> Option<RestsOn> {
        let day = hour.since.day().ok()?;
        self.on(&self.rules.hours, hour.duty, day)
    }

    /// What is asked of who learns of a child in danger, by the law of the day on which it was learnt.
    pub(crate) fn of_child_duty(&self, duty: ChildDuty, since: Day) -> Option<RestsOn> {
        self.on(&self.rules.child_duties, duty, since)
    }

    /// Which supports are owed to whom, by the law of a day.
    pub(crate) fn of_support(&self, state: SupportState, day: Day) -> Option<RestsOn> {
        self.on(&self.rules.supports, state, day)
    }

    /// Whether somebody of whom it is so counts among those who came back from traffickers.
    pub(crate) fn of_returnee(&self, of: Identification, day: Day) -> Option<RestsOn> {
        self.on(&self.rules.returnees, of, day)
    }

    /// Within which days something is to be done, by the law of the day on which its time began.
    pub(crate) fn of_time(&self, time: LegalTime, since: Day) -> Option<RestsOn> {
        self.on(&self.rules.times, time, since)
    }

    /// The law of the day on which a measure was taken.
    pub(crate) fn of_measure(&self, measure: &Measure) -> Vec<RestsOn> {
        let of = self.on(&self.rules.measures, measure.measure, measure.taken_on);
        of.into_iter().collect()
    }

    /// What a list says of all its choices on a day, each with all laws and their days.
    fn all<C: Choice, E: Entry>(&self, list: &[E], choices: &[C], day: Day) -> Vec<Wording> {
        let entries = choices
            .iter()
            .filter_map(|choice| version_on(list, choice.code(), day));
        let worded = entries.map(|entry| self.worded(C::list().name, entry));
        worded.collect()
    }

    fn worded<E: Entry>(&self, list: &str, entry: &E) -> Wording {
        Wording {
            list: list.to_owned(),
            code: entry.code().to_owned(),
            wording: entry.wording().to_owned(),
            note: entry.note().map(str::to_owned),
            law: self.source(entry.source(), None),
        }
    }

    fn duties(&self, day: Day) -> Vec<Wording> {
        let duties = self.rules.duties.iter();
        let in_force = duties.filter(|duty| duty.validity().holds_on(day));
        let list = |is_before: bool| match is_before {
            true => "duty-before",
            false => "duty",
        };
        in_force
            .map(|duty| self.worded(list(duty.before_she_speaks), duty))
            .collect()
    }

    fn questions(&self) -> Vec<Wording> {
        let signs = self.rules.risk_signs.iter();
        let question = signs.map(|rule| Wording {
            list: RiskSign::LIST.name.to_owned(),
            code: rule.code.clone(),
            wording: rule.wording.clone(),
            note: None,
            law: Vec::new(),
        });
        question.collect()
    }
}

/// What the catalogue in force says today of the register's choices, and of what the law asks.
///
/// # Errors
/// A clock outside the years that make sense.
pub fn register_wordings(session: &Session) -> Result<Vec<Wording>, Failure> {
    let rules = &session.office.catalogues().latest().register;
    let day = today()?;
    let told = Told {
        rules,
        language: session.language(),
    };
    let mut all = told.all(&rules.acts, Act::ALL, day);
    all.extend(told.all(&rules.other_acts, OtherAct::ALL, day));
    all.extend(told.all(&rules.services, ServiceKind::ALL, day));
    all.extend(told.all(&rules.providers, ProviderKind::ALL, day));
    all.extend(told.all(&rules.measures, MeasureKind::ALL, day));
    all.extend(told.questions());
    all.extend(told.duties(day));
    Ok(all)
}
