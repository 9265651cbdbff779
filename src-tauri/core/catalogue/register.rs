//! What a catalogue says of the case register: wording, groups and sources of its lists, weights
//! of the safety checklist, telephone numbers, and how long an identity is kept.

use super::{CatalogueError, Fault, FaultPlace};
use crate::model::{
    Act, Choice, GbvType, MeasureKind, OtherAct, ProviderKind, RiskSign, ServiceKind, Set,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// The register of a catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterRules {
    /// What the maker of the catalogue noted.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Years for which an identity is kept after its last case was closed.
    pub retention_years: u32,
    /// Months after the last day of a period in which a service still counts into it.
    pub grace_months: u32,
    /// From so many signs on the risk is high.
    pub high_risk_signs: usize,
    /// Days until a follow-up is due.
    pub follow_up_days: FollowUpDays,
    /// The sixteen acts.
    pub acts: Vec<ActRule>,
    /// Acts outside the family.
    pub other_acts: Vec<ActRule>,
    /// Services that are offered and counted.
    pub services: Vec<ServiceRule>,
    /// Kinds of provider of a service.
    pub providers: Vec<ListRule>,
    /// Measures against a perpetrator.
    pub measures: Vec<MeasureRule>,
    /// The safety checklist.
    pub risk_signs: Vec<RiskRule>,
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

/// An act of violence, as the law names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRule {
    /// Code, as records name it.
    pub code: String,
    /// Wording of the law.
    pub wording: String,
    /// Groups it belongs to; it counts in each.
    pub groups: Vec<ActGroup>,
    /// GBVIMS type, where the act says which.
    pub gbv_type: Option<String>,
    /// Law and place.
    pub source: String,
}

/// A service that a survivor may be offered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRule {
    /// Code, as records name it.
    pub code: String,
    /// How it is called in forms and tables.
    pub wording: String,
    /// Whether it is a basic service of Chỉ tiêu 2.
    #[serde(default)]
    pub basic: bool,
    /// Law and place.
    pub source: String,
}

/// A measure that may be taken against a perpetrator.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRule {
    /// Code, as records name it.
    pub code: String,
    /// How it is called in forms and tables.
    pub wording: String,
    /// Whether it is the counselling that Chỉ tiêu 2 counts.
    #[serde(default)]
    pub counselling: bool,
    /// Law and place.
    pub source: String,
}

/// An entry of a list without more to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRule {
    /// Code, as records name it.
    pub code: String,
    /// How it is called in forms and tables.
    pub wording: String,
    /// Law and place.
    pub source: String,
}

/// A sign of danger.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRule {
    /// Code, as records name it.
    pub code: String,
    /// The question, as it is put.
    pub wording: String,
    /// Whether this sign alone is immediate danger.
    #[serde(default)]
    pub immediate: bool,
}

/// Whom to call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone number, as it is dialled.
    pub number: String,
    /// Who answers there.
    pub name: String,
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
    /// The danger that signs show.
    pub fn risk(&self, signs: &Set<RiskSign>) -> Risk {
        let immediate = self
            .risk_signs
            .iter()
            .any(|rule| rule.immediate && signs.0.iter().any(|sign| sign.code() == rule.code));
        match signs.0.len() {
            _ if immediate => Risk::Immediate,
            0 => Risk::None,
            many if many >= self.high_risk_signs => Risk::High,
            _ => Risk::Some,
        }
    }

    /// Days until the next follow-up.
    pub fn follow_up_after(&self, risk: Risk) -> u32 {
        match risk {
            Risk::Immediate => self.follow_up_days.immediate,
            Risk::High => self.follow_up_days.high,
            Risk::Some | Risk::None => self.follow_up_days.other,
        }
    }

    /// Whether a service is a basic one.
    pub fn is_basic(&self, service: ServiceKind) -> bool {
        self.services
            .iter()
            .any(|rule| rule.basic && rule.code == service.code())
    }

    /// Whether a measure is counselling.
    pub fn is_counselling(&self, measure: MeasureKind) -> bool {
        self.measures
            .iter()
            .any(|rule| rule.counselling && rule.code == measure.code())
    }

    /// The GBVIMS type that acts show: of several, the one that stands first in the list, as the
    /// system asks.
    pub fn gbv_type(&self, acts: &Set<Act>, other_acts: &Set<OtherAct>) -> Option<GbvType> {
        let of = |rules: &[ActRule], code: &str| {
            let rule = rules.iter().find(|rule| rule.code == code)?;
            GbvType::from_code(rule.gbv_type.as_deref()?).ok()
        };
        let acts = acts.0.iter().filter_map(|act| of(&self.acts, act.code()));
        let other = other_acts
            .0
            .iter()
            .filter_map(|act| of(&self.other_acts, act.code()));
        acts.chain(other).min()
    }

    /// The groups that acts belong to.
    pub fn groups(&self, acts: &Set<Act>, other_acts: &Set<OtherAct>) -> BTreeSet<ActGroup> {
        let codes: Vec<&str> = acts.0.iter().map(|act| act.code()).collect();
        let others: Vec<&str> = other_acts.0.iter().map(|act| act.code()).collect();
        let of = |rules: &[ActRule], codes: &[&str]| -> Vec<ActGroup> {
            let fits = rules
                .iter()
                .filter(|rule| codes.contains(&rule.code.as_str()));
            fits.flat_map(|rule| rule.groups.clone()).collect()
        };
        let mut groups = of(&self.acts, &codes);
        groups.extend(of(&self.other_acts, &others));
        groups.into_iter().collect()
    }
}

/// Checks that every code of the program's lists has its entry, once, and no other is there.
pub(super) fn check(rules: &RegisterRules, file: &str) -> Result<(), CatalogueError> {
    fn codes<'a, C: Choice>(
        file: &str,
        list: &str,
        given: impl Iterator<Item = &'a str>,
        all: &[C],
    ) -> Result<(), CatalogueError> {
        let broken = |code: &str, fault: Fault| CatalogueError::Broken {
            file: file.to_owned(),
            place: FaultPlace::entry(list, code),
            fault,
        };
        let mut seen = BTreeSet::new();
        for code in given {
            if C::from_code(code).is_err() {
                return Err(broken(code, Fault::UnknownCode));
            }
            if !seen.insert(code) {
                return Err(broken(code, Fault::Twice(code.to_owned())));
            }
        }
        match all.iter().find(|choice| !seen.contains(choice.code())) {
            Some(missing) => Err(broken(missing.code(), Fault::NoEntry)),
            None => Ok(()),
        }
    }
    let code = |rule: &'_ ActRule| rule.code.clone();
    let acts: Vec<String> = rules.acts.iter().map(code).collect();
    codes(file, "acts", acts.iter().map(String::as_str), Act::ALL)?;
    let acts: Vec<String> = rules.other_acts.iter().map(code).collect();
    let others = acts.iter().map(String::as_str);
    codes(file, "other_acts", others, OtherAct::ALL)?;
    let services = rules.services.iter().map(|rule| rule.code.as_str());
    codes(file, "services", services, ServiceKind::ALL)?;
    let providers = rules.providers.iter().map(|rule| rule.code.as_str());
    codes(file, "providers", providers, ProviderKind::ALL)?;
    let measures = rules.measures.iter().map(|rule| rule.code.as_str());
    codes(file, "measures", measures, MeasureKind::ALL)?;
    let signs = rules.risk_signs.iter().map(|rule| rule.code.as_str());
    codes(file, "risk_signs", signs, RiskSign::ALL)?;
    for rule in rules.acts.iter().chain(&rules.other_acts) {
        let known = |code: &String| GbvType::from_code(code).is_ok();
        if rule.gbv_type.as_ref().is_some_and(|code| !known(code)) || rule.groups.is_empty() {
            return Err(CatalogueError::Broken {
                file: file.to_owned(),
                place: FaultPlace::entry("acts", &rule.code),
                fault: Fault::ActGroups,
            });
        }
    }
    if rules.contacts.is_empty() {
        return Err(CatalogueError::Broken {
            file: file.to_owned(),
            place: FaultPlace::Key("contacts".to_owned()),
            fault: Fault::NoContact,
        });
    }
    Ok(())
}
