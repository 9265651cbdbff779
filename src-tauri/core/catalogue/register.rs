//! What a catalogue says of the case register: wording, groups and sources of its lists, weights
//! of the safety checklist, telephone numbers, and how long an identity is kept.

use super::law::{Entry, Law, Source, Standing, Validity, version_on};
use super::{CatalogueError, Fault, FaultPlace};
use crate::model::{
    Act, AskedOf, CaseFacts, ChildDuty, Choice, Day, DisabilityKind, GbvType, HourDuty,
    Identification, KeepGround, LegalTime, MeasureIssuer, MeasureKind, OtherAct, OwnView,
    ProviderKind, Relation, RiskCheck, RiskSign, ServiceKind, Set, SupportState,
};
use chrono::{Days, Months};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// The register of a catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterRules {
    /// What the maker of the catalogue noted.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Laws that its statements rest on.
    #[serde(default)]
    pub laws: Vec<Law>,
    /// Years for which an identity is kept after its last case was closed.
    pub retention_years: u32,
    /// Months after the last day of a period in which a service still counts into it.
    pub grace_months: u32,
    /// From so many signs on the risk is high.
    pub high_risk_signs: usize,
    /// Signs that together make a high risk, however few they are.
    #[serde(default)]
    pub high_together: Vec<BTreeSet<String>>,
    /// Days until a follow-up is due.
    pub follow_up_days: FollowUpDays,
    /// Days after a case was closed on which it is looked at again.
    #[serde(default = "review_days")]
    pub review_days: Vec<u32>,
    /// So many days before a case was found what was done may answer it, where the day of its incident is not known.
    #[serde(default = "days_before_found")]
    pub days_before_found: u32,
    /// The sixteen acts.
    pub acts: Vec<ActRule>,
    /// Acts outside the family.
    pub other_acts: Vec<ActRule>,
    /// Services that are offered and counted.
    pub services: Vec<ServiceRule>,
    /// Kinds of provider of a service.
    pub providers: Vec<ProviderRule>,
    /// Measures against a perpetrator.
    pub measures: Vec<MeasureRule>,
    /// Between whom acts are domestic violence.
    #[serde(default)]
    pub relations: Vec<RelationRule>,
    /// What the law asks of who records a case.
    #[serde(default)]
    pub duties: Vec<DutyRule>,
    /// The safety checklist.
    pub risk_signs: Vec<RiskRule>,
    /// What is due by the hour.
    #[serde(default)]
    pub hours: Vec<HourRule>,
    /// Which supports are owed to victims of trafficking, and to who may be one.
    #[serde(default)]
    pub supports: Vec<SupportRule>,
    /// Who counts among those who came back from traffickers.
    #[serde(default)]
    pub returnees: Vec<ReturneeRule>,
    /// Kinds of disability.
    #[serde(default)]
    pub disabilities: Vec<DisabilityRule>,
    /// What is asked of who learns of a child in danger.
    #[serde(default)]
    pub child_duties: Vec<ChildDutyRule>,
    /// Within which days what somebody is owed whom the data are about is to be done.
    #[serde(default)]
    pub times: Vec<TimeRule>,
    /// For how long cases are kept that are kept longer than others.
    #[serde(default)]
    pub keeps: Vec<KeepRule>,
    /// Whom to call in danger.
    pub contacts: Vec<Contact>,
}

/// Days until a follow-up is due, by risk.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpDays {
    /// In immediate danger.
    pub immediate: u32,
    /// At high risk.
    pub high: u32,
    /// At any other risk, or none found.
    pub other: u32,
    /// Where nobody asked about the danger yet.
    #[serde(default = "unchecked_days")]
    pub unchecked: u32,
    /// After new violence, until the danger is asked about again.
    #[serde(default = "new_violence_days")]
    pub new_violence: u32,
}

/// What catalogues of before do not say.
fn days_before_found() -> u32 {
    30
}

fn unchecked_days() -> u32 {
    3
}
fn new_violence_days() -> u32 {
    1
}
fn review_days() -> Vec<u32> {
    vec![30, 90]
}

/// Groups of acts, for charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActGroup {
    /// Thân thể.
    Physical,
    /// Tinh thần.
    Psychological,
    /// Tình dục.
    Sexual,
    /// Kinh tế.
    Economic,
}

impl ActGroup {
    /// All, in the order people see them.
    pub const ALL: [Self; 4] = [
        Self::Physical,
        Self::Psychological,
        Self::Sexual,
        Self::Economic,
    ];
    /// Code; message `act-group-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::Psychological => "psychological",
            Self::Sexual => "sexual",
            Self::Economic => "economic",
        }
    }
}

/// Declares an entry of a list: its code, what is said of it on the days on which it holds, and what is the list's
/// own. A code may have several entries, each for other days.
macro_rules! entry {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $of:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Code, as records name it.
            pub code: String,
            /// As it is worded.
            pub wording: String,
            /// What is to be known beside it.
            #[serde(default)]
            pub note: Option<String>,
            /// First day on which it is so.
            #[serde(default)]
            pub from: Option<Day>,
            /// Last day on which it is so.
            #[serde(default)]
            pub until: Option<Day>,
            /// What it rests on.
            #[serde(default)]
            pub source: Source,
            $($(#[$field_doc])* pub $field: $of,)*
        }
        impl Entry for $name {
            fn code(&self) -> &str {
                &self.code
            }
            fn wording(&self) -> &str {
                &self.wording
            }
            fn note(&self) -> Option<&str> {
                self.note.as_deref()
            }
            fn source(&self) -> &Source {
                &self.source
            }
            fn validity(&self) -> Validity {
                Validity { from: self.from, until: self.until }
            }
        }
    };
}

entry! {
    /// An act of violence, as the law names it.
    ActRule {
        /// Groups it belongs to; it counts in each.
        groups: Vec<ActGroup>,
        /// GBVIMS type, where the act says which.
        gbv_type: Option<String>,
    }
}
entry! {
    /// A service that a survivor may be offered.
    ServiceRule {
        /// Whether it is a basic service of Chỉ tiêu 2.
        #[serde(default)]
        basic: bool,
    }
}
entry! {
    /// A measure that may be taken against a perpetrator.
    MeasureRule {
        /// Whether it is the counselling that Chỉ tiêu 2 counts.
        #[serde(default)]
        counselling: bool,
        /// How long it may last, by who decides it.
        #[serde(default)]
        limits: Vec<Limit>,
    }
}
entry! {
    /// Between whom acts are domestic violence: a survivor's relation to who did it.
    RelationRule {
        /// The acts of the law that are.
        acts: Vec<String>,
        /// Those of which the text was not seen: nothing is said of them.
        #[serde(default)]
        unseen: Vec<String>,
    }
}
entry! {
    /// A kind of provider of a service.
    ProviderRule {
        /// Whether what it gives is never a basic service: who reconciles is not who helps.
        #[serde(default)]
        never_basic: bool,
    }
}
entry! {
    /// What the law asks of who records a case.
    DutyRule {
        /// Whether whoever speaks is to hear of it before she does.
        #[serde(default)]
        before_she_speaks: bool,
    }
}

entry! {
    /// What is due by the hour.
    HourRule {
        /// Within so many hours.
        hours: u32,
    }
}

entry! {
    /// Which supports are owed to somebody whom traffickers had.
    SupportRule {
        /// The services that are.
        services: Vec<String>,
    }
}

impl SupportRule {
    /// Whether a service is.
    pub fn has(&self, service: ServiceKind) -> bool {
        self.services.iter().any(|code| code == service.code())
    }
}

entry! {
    /// Whether somebody counts among those who came back from traffickers, by whether she is found to be a victim.
    ReturneeRule {
        /// Whether she does.
        counts: bool,
    }
}

entry! {
    /// A kind of disability.
    DisabilityRule {}
}
entry! {
    /// What is asked of who learns of a child in danger.
    ChildDutyRule {}
}

entry! {
    /// For how long a case is kept after it ended, where that is longer than for others.
    KeepRule {
        /// Years.
        years: u32,
    }
}

entry! {
    /// Within which days what somebody is owed whom the data are about is to be done.
    TimeRule {
        /// Within so many days.
        days: u32,
        /// Whether they are working days: neither Saturdays nor Sundays. Holidays are not known.
        #[serde(default)]
        working: bool,
    }
}

impl TimeRule {
    /// The last day on which it is done in time, of what began on a day.
    pub fn last_day(&self, from: Day) -> Day {
        let works = |day: Day| {
            use chrono::{Datelike, Weekday};
            !self.working || !matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
        };
        let mut last = from;
        let mut left = self.days;
        while left > 0 {
            let next = last.date().succ_opt().and_then(|date| Day::new(date).ok());
            let Some(next) = next else { return last };
            last = next;
            left -= u32::from(works(last));
        }
        last
    }
}

/// How long a measure may last.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Code of who decides it.
    pub issuer: String,
    /// At most so many days.
    #[serde(default)]
    pub days: u32,
    /// At most so many months, and the days.
    #[serde(default)]
    pub months: u32,
    /// What it rests on.
    pub source: Source,
}

impl Limit {
    /// The last day of a measure that begins on a day.
    fn last_day(&self, from: Day) -> Option<Day> {
        let date = from.date().checked_add_months(Months::new(self.months))?;
        let date = date.checked_add_days(Days::new(self.days.into()))?;
        Day::new(date).ok()
    }
}

/// Which GBVIMS type acts show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GbvDecision {
    /// There are no acts.
    NoActs,
    /// Each says which, and this stands first of them.
    Type(GbvType),
    /// Some act does not say which: whoever records it is asked.
    Asked,
}

/// A sign of danger.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRule {
    /// Code, as records name it.
    pub code: String,
    /// The question, as it is put, where it is put to nobody in another way.
    pub wording: String,
    /// Whom it is for; of nobody in particular, all.
    #[serde(default)]
    pub of: BTreeSet<AskedOf>,
    /// How it is put to some.
    #[serde(default)]
    pub wordings: BTreeMap<AskedOf, String>,
    /// Whether this sign alone is immediate danger.
    #[serde(default)]
    pub immediate: bool,
    /// Whether this sign alone is a high risk.
    #[serde(default)]
    pub high: bool,
}

impl RiskRule {
    /// Whether somebody is asked it.
    pub fn is_for(&self, asked: AskedOf) -> bool {
        self.of.is_empty() || self.of.contains(&asked)
    }
    /// How it is put to somebody.
    pub fn wording_for(&self, asked: AskedOf) -> &str {
        self.wordings.get(&asked).unwrap_or(&self.wording)
    }
}

/// Whom to call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone number, as it is dialled; empty where it is not known yet and to be filled in.
    #[serde(default)]
    pub number: String,
    /// Who answers there.
    pub name: String,
    /// What a call costs, where that is known.
    #[serde(default)]
    pub cost: Option<CallCost>,
    /// What it rests on.
    #[serde(default)]
    pub source: Source,
    /// Whether it is called where somebody thinks of suicide.
    #[serde(default)]
    pub suicide: bool,
}

/// What a call costs who calls. Message `call-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CallCost {
    /// Nothing.
    Free,
    /// It is charged.
    Charged,
}

impl CallCost {
    /// All.
    pub const ALL: [Self; 2] = [Self::Free, Self::Charged];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Charged => "charged",
        }
    }
}

/// How great the danger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// No sign of danger was found.
    None,
    /// Some sign, but fewer than make a high risk.
    Some,
    /// As many signs as make a high risk.
    High,
    /// Immediate danger: call for help now.
    Immediate,
}

impl Risk {
    /// All, the least first.
    pub const ALL: [Self; 4] = [Self::None, Self::Some, Self::High, Self::Immediate];
    /// Code; message `risk-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some => "some",
            Self::High => "high",
            Self::Immediate => "immediate",
        }
    }
}

impl RegisterRules {
    /// The danger that a check shows; nothing where nothing was asked, or nothing was said.
    pub fn risk(&self, check: &RiskCheck) -> Option<Risk> {
        check.says_something().then(|| {
            self.risk_of_signs(&check.signs.yes)
                .max(own_risk(check.own_view))
        })
    }

    /// The danger that signs show.
    pub fn risk_of_signs(&self, signs: &Set<RiskSign>) -> Risk {
        let found: BTreeSet<&str> = signs.0.iter().map(|sign| sign.code()).collect();
        let any = |is: fn(&RiskRule) -> bool| {
            let mut rules = self.risk_signs.iter();
            rules.any(|rule| is(rule) && found.contains(rule.code.as_str()))
        };
        let together = self
            .high_together
            .iter()
            .any(|signs| signs.iter().all(|sign| found.contains(sign.as_str())));
        match found.len() {
            _ if any(|rule| rule.immediate) => Risk::Immediate,
            _ if together || any(|rule| rule.high) => Risk::High,
            0 => Risk::None,
            many if many >= self.high_risk_signs => Risk::High,
            _ => Risk::Some,
        }
    }

    /// The signs of some that weigh most: those that alone, or together, make the risk that they show.
    pub fn weighing(&self, signs: &Set<RiskSign>) -> Vec<RiskSign> {
        let risk = self.risk_of_signs(signs);
        let alone = |sign: &RiskSign| {
            let rule = self.risk_signs.iter().find(|r| r.code == sign.code());
            rule.is_some_and(|rule| match risk {
                Risk::Immediate => rule.immediate,
                Risk::High => rule.high,
                Risk::Some | Risk::None => false,
            })
        };
        let weighing: Vec<RiskSign> = signs.0.iter().copied().filter(alone).collect();
        match weighing.is_empty() {
            true => signs.0.iter().copied().collect(),
            false => weighing,
        }
    }

    /// The questions that somebody is asked.
    pub fn questions_for(&self, asked: AskedOf) -> impl Iterator<Item = &RiskRule> {
        self.risk_signs
            .iter()
            .filter(move |rule| rule.is_for(asked))
    }

    /// Days until the next follow-up.
    pub fn follow_up_after(&self, risk: Option<Risk>) -> u32 {
        match risk {
            Some(Risk::Immediate) => self.follow_up_days.immediate,
            Some(Risk::High) => self.follow_up_days.high,
            Some(Risk::Some | Risk::None) => self.follow_up_days.other,
            None => self.follow_up_days.unchecked,
        }
    }

    /// What is due by the hour, of a kind, for what happened on a day.
    pub fn hour(&self, duty: HourDuty, day: Day) -> Option<&HourRule> {
        version_on(&self.hours, duty.code(), day)
    }

    /// Which supports are owed to somebody, by the law of a day; nothing where that law knows nobody of the kind.
    pub fn supports(&self, state: SupportState, day: Day) -> Option<&SupportRule> {
        let mut supports = self.supports.iter();
        supports.find(|rule| rule.code == state.code() && rule.validity().holds_on(day))
    }

    /// Whether somebody counts among those who came back from traffickers. So it is where nothing is said.
    pub fn returnee_counts(&self, of: Option<Identification>, day: Day) -> bool {
        let rule = of.and_then(|of| version_on(&self.returnees, of.code(), day));
        rule.is_none_or(|rule| rule.counts)
    }

    /// What is asked of who learns of a child in danger, of a kind, on a day.
    pub fn child_duty(&self, duty: ChildDuty, day: Day) -> Option<&ChildDutyRule> {
        version_on(&self.child_duties, duty.code(), day)
    }

    /// Within which days something is to be done, of a kind, for what began on a day.
    pub fn time(&self, time: LegalTime, day: Day) -> Option<&TimeRule> {
        version_on(&self.times, time.code(), day)
    }

    /// For how many years after it ended a case is kept for a ground, at least for as long as any other.
    pub fn keep_years(&self, ground: KeepGround, day: Day) -> u32 {
        let rule = version_on(&self.keeps, ground.code(), day);
        rule.map_or(0, |rule| rule.years).max(self.retention_years)
    }

    /// Whether a service is a basic one, if somebody gave it on a day.
    pub fn is_basic(&self, service: ServiceKind, from: Option<ProviderKind>, day: Day) -> bool {
        let provider = from.and_then(|from| version_on(&self.providers, from.code(), day));
        let is_basic =
            version_on(&self.services, service.code(), day).is_some_and(|rule| rule.basic);
        is_basic && !provider.is_some_and(|rule| rule.never_basic)
    }

    /// Whether there is domestic violence between people of a relation, by the law of a day; nothing where the catalogue
    /// does not say.
    pub fn is_of_family(&self, relation: Relation, day: Day) -> Option<bool> {
        let rule = version_on(&self.relations, relation.code(), day)?;
        Some(!rule.acts.is_empty() || !rule.unseen.is_empty())
    }

    /// Whether a measure is counselling, if it was taken on a day.
    pub fn is_counselling(&self, measure: MeasureKind, day: Day) -> bool {
        version_on(&self.measures, measure.code(), day).is_some_and(|rule| rule.counselling)
    }

    /// What is said of acts on a day.
    fn acts_on(&self, acts: &Set<Act>, other_acts: &Set<OtherAct>, day: Day) -> Vec<&ActRule> {
        let of_law = acts.0.iter();
        let of_law = of_law.filter_map(|act| version_on(&self.acts, act.code(), day));
        let others = other_acts.0.iter();
        let others = others.filter_map(|act| version_on(&self.other_acts, act.code(), day));
        of_law.chain(others).collect()
    }

    /// Which GBVIMS type acts of a day show: of several types the one that stands first in the list, as the system
    /// asks; none where an act among them does not say which it is.
    pub fn decided_type(
        &self,
        acts: &Set<Act>,
        other_acts: &Set<OtherAct>,
        day: Day,
    ) -> GbvDecision {
        let rules = self.acts_on(acts, other_acts, day).into_iter();
        let types = rules.map(|rule| GbvType::from_code(rule.gbv_type.as_deref()?).ok());
        let types: BTreeSet<Option<GbvType>> = types.collect();
        match types.iter().copied().flatten().min() {
            // None stands before it, whatever the other acts may be.
            Some(first) if GbvType::ALL.first() == Some(&first) => GbvDecision::Type(first),
            _ if types.contains(&None) => GbvDecision::Asked,
            Some(first) => GbvDecision::Type(first),
            None => GbvDecision::NoActs,
        }
    }

    /// Whether an act of a day may be domestic violence between people of a relation; so too where the catalogue
    /// does not say.
    pub fn may_count(&self, relation: Relation, act: Act, day: Day) -> bool {
        let rule = version_on(&self.relations, relation.code(), day);
        rule.is_none_or(|rule| {
            let mut acts = rule.acts.iter().chain(&rule.unseen);
            acts.any(|code| code == act.code())
        })
    }

    /// The last day that the law allows a measure which begins on a day; where it is not said who decided it, the
    /// last that it allows anybody. Nothing where the law sets no limit.
    pub fn last_day(
        &self,
        measure: MeasureKind,
        issuer: Option<MeasureIssuer>,
        from: Day,
    ) -> Option<Day> {
        let rule = version_on(&self.measures, measure.code(), from)?;
        let of_issuer = |limit: &&Limit| issuer.is_none_or(|who| who.code() == limit.issuer);
        let limits = rule.limits.iter().filter(of_issuer);
        limits.filter_map(|limit| limit.last_day(from)).max()
    }

    /// The groups that acts of a day belong to.
    pub fn groups(
        &self,
        acts: &Set<Act>,
        other_acts: &Set<OtherAct>,
        day: Day,
    ) -> BTreeSet<ActGroup> {
        let rules = self.acts_on(acts, other_acts, day).into_iter();
        rules.flat_map(|rule| rule.groups.iter().copied()).collect()
    }

    /// The groups that the acts of a case belong to, of which months are known.
    pub fn groups_of(&self, case: &CaseFacts) -> BTreeSet<ActGroup> {
        let month = case.incident.unwrap_or(case.found);
        let day = month.first_day();
        day.map_or_else(BTreeSet::new, |day| {
            self.groups(&case.acts, &case.other_acts, day)
        })
    }

    /// What a catalogue of before does not have yet is as the program's own says it: laws, lists and codes that
    /// came later, and how long a measure may last where it says its law in words.
    pub(super) fn complete_from(&mut self, own: Self) {
        let is_new = |law: &Law| self.laws.iter().all(|known| known.id != law.id);
        let laws: Vec<Law> = own.laws.into_iter().filter(is_new).collect();
        self.laws.extend(laws);
        let is_new = |sign: &RiskRule| self.risk_signs.iter().all(|known| known.code != sign.code);
        let signs: Vec<RiskRule> = own.risk_signs.into_iter().filter(is_new).collect();
        self.risk_signs.extend(signs);
        if self.hours.is_empty() {
            self.hours = own.hours;
        }
        if self.times.is_empty() {
            self.times = own.times;
        }
        if self.keeps.is_empty() {
            self.keeps = own.keeps;
        }
        if self.supports.is_empty() {
            self.supports = own.supports;
        }
        if self.returnees.is_empty() {
            self.returnees = own.returnees;
        }
        if self.disabilities.is_empty() {
            self.disabilities = own.disabilities;
        }
        if self.child_duties.is_empty() {
            self.child_duties = own.child_duties;
        }
        if self.high_together.is_empty() {
            self.high_together = own.high_together;
        }
        if self.duties.is_empty() {
            self.duties = own.duties;
        }
        if self.relations.is_empty() {
            self.relations = own.relations;
        }
        for service in own.services {
            let is_later = LATER_SERVICES
                .iter()
                .any(|later| later.code() == service.code);
            if is_later && self.services.iter().all(|known| known.code != service.code) {
                self.services.push(service);
            }
        }
        for provider in &mut self.providers {
            let mut of_own = own.providers.iter();
            if let (Source::Words(_), Some(own)) = (
                &provider.source,
                of_own.find(|own| own.code == provider.code),
            ) {
                provider.never_basic = own.never_basic;
            }
        }
        for measure in &mut self.measures {
            let mut of_own = own.measures.iter();
            if let (Source::Words(_), Some(own)) =
                (&measure.source, of_own.find(|own| own.code == measure.code))
            {
                measure.limits = own.limits.clone();
            }
        }
    }
}

/// The danger that a person sees, at least: nobody is in less of it than she says.
fn own_risk(view: Option<OwnView>) -> Risk {
    match view {
        Some(OwnView::InDanger) => Risk::High,
        Some(OwnView::Afraid) => Risk::Some,
        Some(OwnView::Safe | OwnView::Unsaid) | None => Risk::None,
    }
}

/// Services that registers of earlier programs do not have.
const LATER_SERVICES: [ServiceKind; 2] = [ServiceKind::Interpreting, ServiceKind::LegalSupport];

/// A list of entries and what is said where it is wrong.
struct List<'a> {
    file: &'a str,
    name: &'static str,
}

impl List<'_> {
    fn broken(&self, code: &str, fault: Fault) -> CatalogueError {
        CatalogueError::Broken {
            file: self.file.to_owned(),
            place: FaultPlace::entry(self.name, code),
            fault,
        }
    }

    /// Every code has its entry, one for each day at most, and no other code is there.
    fn check_codes<E: Entry, C: Choice>(
        &self,
        entries: &[E],
        all: &[C],
    ) -> Result<(), CatalogueError> {
        for entry in entries {
            if C::from_code(entry.code()).is_err() {
                return Err(self.broken(entry.code(), Fault::UnknownCode));
            }
        }
        let missing = |choice: &&C| entries.iter().all(|entry| entry.code() != choice.code());
        match all.iter().find(missing) {
            Some(missing) => Err(self.broken(missing.code(), Fault::NoEntry)),
            None => Ok(()),
        }
    }

    /// No code has two entries for one day; what each rests on is there.
    fn check_law<E: Entry>(&self, entries: &[E], laws: &[Law]) -> Result<(), CatalogueError> {
        for (place, entry) in entries.iter().enumerate() {
            let (code, validity) = (entry.code(), entry.validity());
            if validity.is_backwards() {
                return Err(self.broken(code, Fault::Backwards));
            }
            let twice = |other: &E| other.code() == code && other.validity().meets(validity);
            if entries.iter().take(place).any(twice) {
                return Err(self.broken(code, Fault::Twice(code.to_owned())));
            }
            self.check_source(code, entry.source(), laws)?;
        }
        Ok(())
    }

    /// A law that is cited is in the list of laws, and of a law it is said where in it; what no law says is said
    /// to be the catalogue's own.
    fn check_source(
        &self,
        code: &str,
        source: &Source,
        laws: &[Law],
    ) -> Result<(), CatalogueError> {
        let Source::Law(citations) = source else {
            return Ok(());
        };
        if citations.is_empty() {
            return Err(self.broken(code, Fault::NoLaw(String::new())));
        }
        for citation in citations {
            if laws.iter().all(|law| law.id != citation.law) {
                return Err(self.broken(code, Fault::NoLaw(citation.law.clone())));
            }
            let article = citation.article.as_deref().unwrap_or_default();
            let is_own = citation.standing == Standing::Own;
            if article.trim().is_empty() != is_own {
                return Err(self.broken(code, Fault::NoArticle(citation.law.clone())));
            }
        }
        Ok(())
    }
}

/// Laws are there once each, and none ends before it begins.
fn check_laws(laws: &[Law], file: &str) -> Result<(), CatalogueError> {
    let list = List { file, name: "laws" };
    for (place, law) in laws.iter().enumerate() {
        if law.validity().is_backwards() {
            return Err(list.broken(&law.id, Fault::Backwards));
        }
        if laws.iter().take(place).any(|other| other.id == law.id) {
            return Err(list.broken(&law.id, Fault::Twice(law.id.clone())));
        }
    }
    Ok(())
}

/// Checks that every code of the program's lists has its entry, once for each day, and no other is there; and that
/// what each rests on can be looked up.
pub(super) fn check(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    fn list<E: Entry, C: Choice>(
        file: &str,
        name: &'static str,
        (entries, all): (&[E], &[C]),
        laws: &[Law],
    ) -> Result<(), CatalogueError> {
        let list = List { file, name };
        list.check_codes(entries, all)?;
        list.check_law(entries, laws)
    }
    let laws = &rules.laws;
    check_laws(laws, file)?;
    list(file, "acts", (&rules.acts, Act::ALL), laws)?;
    list(file, "other_acts", (&rules.other_acts, OtherAct::ALL), laws)?;
    list(file, "services", (&rules.services, ServiceKind::ALL), laws)?;
    list(
        file,
        "providers",
        (&rules.providers, ProviderKind::ALL),
        laws,
    )?;
    list(file, "measures", (&rules.measures, MeasureKind::ALL), laws)?;
    check_limits(rules, file)?;
    check_relations(rules, file)?;
    let name = "duties";
    List { file, name }.check_law(&rules.duties, laws)?;
    list(file, "hours", (&rules.hours, HourDuty::ALL), laws)?;
    list(file, "times", (&rules.times, LegalTime::ALL), laws)?;
    list(file, "keeps", (&rules.keeps, KeepGround::ALL), laws)?;
    list(file, "supports", (&rules.supports, SupportState::ALL), laws)?;
    check_supports(rules, file)?;
    let disabilities = (rules.disabilities.as_slice(), DisabilityKind::ALL);
    list(file, "disabilities", disabilities, laws)?;
    let returnees = (rules.returnees.as_slice(), Identification::ALL);
    list(file, "returnees", returnees, laws)?;
    let child_duties = (rules.child_duties.as_slice(), ChildDuty::ALL);
    list(file, "child_duties", child_duties, laws)?;
    check_signs(rules, file)?;
    check_acts(rules, file)?;
    check_contacts(rules, file)
}

/// Who decides a measure is somebody, once, and has some time for it.
fn check_limits(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    let name = "measures";
    let list = List { file, name };
    for rule in &rules.measures {
        for (place, limit) in rule.limits.iter().enumerate() {
            if MeasureIssuer::from_code(&limit.issuer).is_err() {
                return Err(list.broken(&limit.issuer, Fault::UnknownCode));
            }
            let mut before = rule.limits.iter().take(place);
            if before.any(|other| other.issuer == limit.issuer) {
                return Err(list.broken(&rule.code, Fault::Twice(limit.issuer.clone())));
            }
            if limit.days == 0 && limit.months == 0 {
                return Err(list.broken(&rule.code, Fault::NoTime(limit.issuer.clone())));
            }
            list.check_source(&rule.code, &limit.source, &rules.laws)?;
        }
    }
    Ok(())
}

/// Relations and acts are known; of a relation that is not there nothing is said.
fn check_relations(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    let name = "relations";
    let list = List { file, name };
    list.check_law(&rules.relations, &rules.laws)?;
    for rule in &rules.relations {
        let mut acts = rule.acts.iter().chain(&rule.unseen);
        if Relation::from_code(&rule.code).is_err() || acts.any(|act| Act::from_code(act).is_err())
        {
            return Err(list.broken(&rule.code, Fault::UnknownCode));
        }
    }
    Ok(())
}

/// What is owed is a service.
fn check_supports(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    let name = "supports";
    for rule in &rules.supports {
        let known = |code: &&String| ServiceKind::from_code(code).is_err();
        if let Some(unknown) = rule.services.iter().find(known) {
            return Err(List { file, name }.broken(unknown, Fault::UnknownCode));
        }
    }
    Ok(())
}

fn check_signs(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    let signs = &rules.risk_signs;
    let list = List {
        file,
        name: "risk_signs",
    };
    let mut seen = BTreeSet::new();
    for sign in signs {
        if RiskSign::from_code(&sign.code).is_err() {
            return Err(list.broken(&sign.code, Fault::UnknownCode));
        }
        if !seen.insert(sign.code.as_str()) {
            return Err(list.broken(&sign.code, Fault::Twice(sign.code.clone())));
        }
    }
    let mut together = rules.high_together.iter().flatten();
    if let Some(sign) = together.find(|sign| RiskSign::from_code(sign).is_err()) {
        let name = "high_together";
        return Err(List { file, name }.broken(sign, Fault::UnknownCode));
    }
    let mut all = RiskSign::ALL.iter();
    match all.find(|sign| !seen.contains(sign.code())) {
        Some(missing) => Err(list.broken(missing.code(), Fault::NoEntry)),
        None => Ok(()),
    }
}

/// Each act is in a group, and its type is one.
fn check_acts(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    for rule in rules.acts.iter().chain(&rules.other_acts) {
        let known = |code: &String| GbvType::from_code(code).is_ok();
        if rule.gbv_type.as_ref().is_some_and(|code| !known(code)) || rule.groups.is_empty() {
            let list = List { file, name: "acts" };
            return Err(list.broken(&rule.code, Fault::ActGroups));
        }
    }
    Ok(())
}

/// There is somebody to call, and what each line rests on is there.
fn check_contacts(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    let list = List {
        file,
        name: "contacts",
    };
    for contact in &rules.contacts {
        list.check_source(&contact.name, &contact.source, &rules.laws)?;
    }
    let has_number = |contact: &Contact| !contact.number.trim().is_empty();
    if rules.contacts.iter().any(has_number) {
        return Ok(());
    }
    Err(CatalogueError::Broken {
        file: file.to_owned(),
        place: FaultPlace::Key("contacts".to_owned()),
        fault: Fault::NoContact,
    })
}
