//! One case as its page shows it, in words.

use super::{
    CaseTransfer, ChildSeen, ReturneeSeen, TransferStanding, case_transfers, children_seen,
    restricted_in_words, returnees_seen,
};
use crate::directory::PlaceShown;
use crate::law::{RestsOn, Told};
use crate::{Failure, Session, today};
use serde::Serialize;
use std::collections::BTreeSet;
use tienbo_core::casework::{Agreed, Case, CaseState, Hour, InCharge};
use tienbo_core::catalogue::{CallCost, Contact, RegisterRules, Risk};
use tienbo_core::entry::{Place, place_named};
use tienbo_core::message::{self, Language, Told as _};
use tienbo_core::model::{
    AskedBy, AskedOf, CaseOutcome, CaseRef, ClosingCriterion, ConsentPurpose, Day, DirectoryEntry,
    ErasureReason, HourDuty, Interpreter, LawGround, LoweringReason, Moment, PlanKind,
    ProviderKind, Record, RecordId, RecordKind, RecordRef, Relation, Relationship, RiskSign,
    Stored, SuicideStep, Survivor, VisitRule, VoidReason,
};
use tienbo_core::register::{
    CaseDoubt, ConsentState, ContactState, ContactWay, Danger, Violence, end_of, rules_of,
};
use tienbo_core::store::{Decided, Decision, TransferDirection, VoidNote};
use tienbo_core::typed;
use tienbo_core::vault::Office;
use ts_rs::TS;

/// Something said: what, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Said {
    /// Column.
    pub column: String,
    /// Its label.
    pub label: String,
    /// Value as it is shown.
    pub value: String,
}

/// A record that belongs to a case.
#[derive(Debug, Serialize, TS)]
pub struct CasePart {
    /// Kind.
    pub kind: RecordKind,
    /// Id.
    pub id: RecordId,
    /// Version.
    pub version: i64,
    /// Its fields, as a package has them.
    #[ts(type = "Record<string, unknown>")]
    pub fields: serde_json::Map<String, serde_json::Value>,
    /// What they say, but for the record it belongs to.
    pub said: Vec<Said>,
    /// What of it rests on the law of its day.
    pub rests_on: Vec<RestsOn>,
    /// The last day of a measure, where that is over.
    pub over_since: Option<Day>,
}

impl CasePart {
    fn resting_on(self, rests_on: Vec<RestsOn>) -> Self {
        Self { rests_on, ..self }
    }
}

/// A person in a case, by number alone.
#[derive(Debug, Serialize, TS)]
pub struct PersonInCase {
    /// Random number.
    pub person: CaseRef,
    /// How it stands with keeping her name; nothing for a perpetrator.
    pub name: Option<ConsentState>,
    /// What she was asked for, each with how it stands, in words.
    pub agreed: Vec<Said>,
    /// Each way to her, and whether it is safe, in words; nothing for a perpetrator.
    pub reach: Vec<WayTold>,
    /// That she needs an interpreter, and in which language, in words.
    pub interpreter: Option<String>,
    /// The record.
    #[serde(flatten)]
    pub part: CasePart,
}

/// How a survivor stands to one of several who were violent.
#[derive(Debug, Serialize, TS)]
pub struct RelationSeen {
    /// The survivor.
    pub survivor: RecordId,
    /// Her number.
    pub survivor_person: CaseRef,
    /// The perpetrator.
    pub perpetrator: RecordId,
    /// His number.
    pub perpetrator_person: CaseRef,
    /// The record that says it, where one does.
    pub record: Option<RecordId>,
    /// Whether it is said.
    pub is_said: bool,
    /// Who stands how to whom, in words.
    pub told: String,
}

/// A way to a survivor, and whether it is safe.
#[derive(Debug, Serialize, TS)]
pub struct WayTold {
    /// Whether she said that it is.
    pub state: ContactState,
    /// The same in words.
    pub told: String,
}

/// One case, without who it names.
#[derive(Debug, Serialize, TS)]
pub struct CaseView {
    /// Random number.
    pub number: CaseRef,
    /// Where it stands.
    pub state: CaseState,
    /// The case itself.
    pub case: CasePart,
    /// Survivors.
    pub survivors: Vec<PersonInCase>,
    /// What survivors were asked, and what they answered, by day.
    pub consents: Vec<CasePart>,
    /// How it stands with an account, notes and files.
    pub written: ConsentState,
    /// Perpetrators.
    pub perpetrators: Vec<PersonInCase>,
    /// How each survivor stands to each of several who were violent.
    pub relations: Vec<RelationSeen>,
    /// New violence in it, by the day on which it became known.
    pub incidents: Vec<CasePart>,
    /// Services, by day.
    pub services: Vec<CasePart>,
    /// Referrals, by day.
    pub referrals: Vec<CasePart>,
    /// Measures, by day.
    pub measures: Vec<CasePart>,
    /// Follow-ups, by day.
    pub follow_ups: Vec<CasePart>,
    /// Steps of the safety plan, in the order in which they were agreed.
    pub safety_plan: Vec<CasePart>,
    /// Steps of the case plan, in the same order.
    pub case_plan: Vec<CasePart>,
    /// Whether somebody is in great danger and has no safety plan.
    pub lacks_safety_plan: bool,
    /// Safety checks, by day.
    pub risk_checks: Vec<CasePart>,
    /// What was asked about what is held of whom it is about, by day.
    pub requests: Vec<CasePart>,
    /// Requests for which what is held of somebody is kept and not used.
    pub limits: Vec<RecordId>,
    /// Its survivors who are children, each with what is asked of who learns of one.
    pub children: Vec<ChildSeen>,
    /// Those of whom it is said that traffickers had them.
    pub returnees: Vec<ReturneeSeen>,
    /// The danger that it is in; none where nobody asked yet.
    pub danger: Option<DangerSeen>,
    /// To what a case officer may lower it.
    pub lower: Vec<Risk>,
    /// Whose questions a safety check asks.
    pub asked_of: AskedOf,
    /// The day on which new violence was found that nobody asked about since.
    pub propose_check: Option<Day>,
    /// The last day on which a follow-up found new violence that is not recorded.
    pub propose_incident: Option<Day>,
    /// Where somebody thinks of suicide: what is to be done.
    pub suicide: Option<SuicideSeen>,
    /// What is due by the hour.
    pub hours: Vec<HourSeen>,
    /// How somebody of the office goes to her home, in words, where who goes there is threatened.
    pub visit: Option<String>,
    /// Who works on it, in words.
    pub in_charge: String,
    /// Who sees it, in words, where it is restricted.
    pub restricted: Option<String>,
    /// Their names.
    pub seen_by: BTreeSet<String>,
    /// What was decided of it, in order.
    pub decisions: Vec<DecisionSeen>,
    /// Whether a head is asked to look at what was decided.
    pub waits_for_a_head: bool,
    /// Whom to call.
    pub contacts: Vec<WhomToCall>,
    /// Places of the directory to which who is in danger is sent; none while the danger is not great.
    pub places_in_danger: Vec<PlaceShown>,
    /// All places to which somebody is sent.
    pub places: Vec<PlaceShown>,
    /// When the next follow-up should be, where none is planned by then.
    pub propose_follow_up: Option<Day>,
    /// What travels of it, part by part; empty where it counts nowhere.
    pub travels: Vec<Vec<Said>>,
    /// Why it is marked as recorded wrongly, by whom and when, in words.
    pub voided: Option<String>,
    /// How it went when it was handed over last, where that unit did not take it.
    pub returned: Option<CaseTransfer>,
    /// What of it does not fit together by the law of its day, or is not said yet.
    pub doubts: Vec<String>,
}

/// The danger that a case is in, and what says so.
#[derive(Debug, Serialize, TS)]
pub struct DangerSeen {
    /// How great it is.
    pub risk: Risk,
    /// What it stands on, in words.
    pub told: String,
    /// The check that found it.
    pub check: Option<RecordId>,
}

/// What is to be done for somebody who thinks of suicide.
#[derive(Debug, Serialize, TS)]
pub struct SuicideSeen {
    /// The check that says so.
    pub check: RecordId,
    /// What was not done yet, in words.
    pub open: Vec<String>,
    /// Whom to call.
    pub contacts: Vec<WhomToCall>,
}

/// What is due by the hour.
#[derive(Debug, Serialize, TS)]
pub struct HourSeen {
    /// What.
    pub duty: HourDuty,
    /// The same, as the catalogue words it, and the law of the day on which the hours began.
    pub rests_on: RestsOn,
    /// When the hours are over.
    pub until: Moment,
    /// Whether they are.
    pub over: bool,
}

/// What was decided of a case.
#[derive(Debug, Serialize, TS)]
pub struct DecisionSeen {
    /// In words.
    pub told: String,
    /// When.
    pub at: Moment,
}

/// Whom to call.
#[derive(Debug, Serialize, TS)]
pub struct WhomToCall {
    /// Who it is.
    pub name: String,
    /// Telephone number; none where it is still to be filled in.
    pub number: Option<String>,
    /// What a call costs, where that is known.
    pub cost: Option<CallCost>,
}

pub(super) fn part<R: Record>(stored: &Stored<R>, language: Language) -> CasePart {
    CasePart {
        kind: R::KIND,
        id: stored.id,
        version: stored.version,
        fields: R::KIND.to_json(&stored.record.to_cells()),
        said: said(&stored.record, language),
        rests_on: Vec::new(),
        over_since: None,
    }
}

fn said<R: Record>(record: &R, language: Language) -> Vec<Said> {
    R::columns()
        .iter()
        .zip(record.to_cells())
        .filter(|(column, _)| column.kind.referred().is_none())
        .map(|(column, cell)| Said {
            label: message::column(language, &column.name),
            value: typed::show(&cell, column.kind, language),
            column: column.name.clone(),
        })
        .filter(|said| !said.value.is_empty())
        .collect()
}

/// A record that says to which place of the directory somebody was sent, with that place in words.
fn at_place(
    mut part: CasePart,
    place: Option<RecordId>,
    known: &[Place],
    language: Language,
) -> CasePart {
    if let Some(entry) = place_named(known, place).map(|place| &place.entry) {
        let number = entry.telephone.iter().map(ToString::to_string);
        let named = std::iter::once(entry.place_name.to_string()).chain(number);
        part.said.push(Said {
            column: "directory_entry".to_owned(),
            label: message::column(language, "directory_entry"),
            value: named.collect::<Vec<_>>().join(", "),
        });
    }
    part
}

/// How survivors stand to those who were violent, where that is said for each, or should be.
fn relations_seen(case: &Case, language: Language) -> Vec<RelationSeen> {
    let mut seen = Vec::new();
    for (survivor, ties) in case.survivors.iter().zip(&case.ties) {
        let hers = |said: &&Stored<Relationship>| said.record.survivor.id() == survivor.id;
        let said: Vec<_> = case.relationships.iter().filter(hers).collect();
        if case.perpetrators.len() < 2 && said.is_empty() {
            continue;
        }
        for perpetrator in &case.perpetrators {
            let mut ties = ties.iter();
            let tie = ties.find(|tie| tie.perpetrator == Some(perpetrator.id));
            let relation = tie.and_then(|tie| tie.relation);
            let mut said = said.iter();
            let record = said.find(|one| one.record.perpetrator.id() == perpetrator.id);
            let (hers, his) = (&survivor.record.person, &perpetrator.record.person);
            let words = match relation {
                Some(of) => message::choice(language, Relation::LIST.name, of.code()),
                None => message::text(language, "relation-unsaid", &[]),
            };
            let args = [
                ("survivor", hers.as_str().to_owned()),
                ("perpetrator", his.as_str().to_owned()),
                ("relation", words),
            ];
            seen.push(RelationSeen {
                survivor: survivor.id,
                survivor_person: hers.clone(),
                perpetrator: perpetrator.id,
                perpetrator_person: his.clone(),
                record: record.map(|one| one.id),
                is_said: relation.is_some(),
                told: message::text(language, "relation-told", &args),
            });
        }
    }
    seen
}

fn parts<R: Record>(stored: &[Stored<R>], language: Language) -> Vec<CasePart> {
    stored.iter().map(|record| part(record, language)).collect()
}

fn view(
    office: &Office,
    case: &Case,
    (returned, in_charge, known): (Option<CaseTransfer>, Option<&InCharge>, &[Place]),
    language: Language,
    today: Day,
) -> CaseView {
    let placed = |part, place: Option<RecordRef<DirectoryEntry>>| {
        at_place(part, place.map(RecordRef::id), known, language)
    };
    let restricted = office.restricted_to(case.case.id);
    let travels = case.facts.iter().flat_map(|facts| {
        let mut travels = vec![said(&facts.case, language)];
        travels.extend(facts.survivors.iter().map(|(_, s)| said(s, language)));
        travels.extend(facts.perpetrators.iter().map(|(_, p)| said(p, language)));
        travels
    });
    let travels = travels.collect();
    let latest = &office.catalogues().latest().register;
    let rules = rules_of(office.catalogues(), case.case.record.found_on);
    let told = Told { rules, language };
    let risk = case.danger.as_ref().map(|danger| danger.risk);
    let below = |risk: &Risk| Some(*risk) < case.danger.as_ref().map(|danger| danger.risk);
    let open = matches!(case.state, CaseState::Open | CaseState::HandingOver);
    let steps = |plan| case.steps(plan).map(|step| part(step, language)).collect();
    CaseView {
        number: case.case.record.number.clone(),
        state: case.state,
        case: part(&case.case, language)
            .resting_on(told.of_acts(Violence::of_case(&case.case.record))),
        survivors: case
            .survivors
            .iter()
            .zip(&case.agreed)
            .map(|(survivor, agreed)| PersonInCase {
                person: survivor.record.person.clone(),
                name: Some(agreed.name),
                agreed: agreed_in_words(agreed, language),
                reach: ways_in_words(&agreed.reach, language),
                interpreter: interpreter_in_words(&survivor.record, language),
                part: part(survivor, language)
                    .resting_on(told.of_disabilities(&survivor.record, case.case.record.found_on)),
            })
            .collect(),
        consents: parts(&case.consents, language),
        written: case.written,
        perpetrators: case
            .perpetrators
            .iter()
            .map(|perpetrator| PersonInCase {
                person: perpetrator.record.person.clone(),
                name: None,
                agreed: Vec::new(),
                reach: Vec::new(),
                interpreter: None,
                part: part(perpetrator, language),
            })
            .collect(),
        relations: relations_seen(case, language),
        incidents: case
            .incidents
            .iter()
            .map(|one| part(one, language).resting_on(told.of_acts(Violence::of(&one.record))))
            .collect(),
        services: case
            .services
            .iter()
            .map(|one| {
                placed(part(one, language), one.record.directory_entry)
                    .resting_on(told.of_service(&one.record))
            })
            .collect(),
        referrals: case
            .referrals
            .iter()
            .map(|one| placed(part(one, language), one.record.directory_entry))
            .collect(),
        measures: case
            .measures
            .iter()
            .map(|one| CasePart {
                rests_on: told.of_measure(&one.record),
                over_since: end_of(&one.record, rules).filter(|end| *end < today),
                ..placed(part(one, language), one.record.directory_entry)
            })
            .collect(),
        follow_ups: parts(&case.follow_ups, language),
        safety_plan: steps(PlanKind::Safety),
        case_plan: steps(PlanKind::Case),
        lacks_safety_plan: case.lacks_safety_plan(),
        risk_checks: parts(&case.risk_checks, language),
        requests: parts(&case.requests, language),
        limits: case.limits.clone(),
        children: children_seen(case, &told),
        returnees: returnees_seen(case, &told),
        danger: case.danger.as_ref().map(|danger| DangerSeen {
            risk: danger.risk,
            told: danger_in_words(danger, language),
            check: danger.check,
        }),
        lower: match open && risk.is_some() {
            true => Risk::ALL.into_iter().filter(below).collect(),
            false => Vec::new(),
        },
        asked_of: case.asked_of,
        propose_check: case.propose_check,
        propose_incident: case.propose_incident,
        suicide: case
            .suicidal
            .filter(|_| open)
            .and_then(|id| suicide_seen(case, id, rules, language)),
        hours: case
            .hours
            .iter()
            .filter_map(|hour| hour_seen(hour, rules, language))
            .collect(),
        visit: case
            .case
            .record
            .staff_threat
            .map(|rule| visit_in_words(rule, case.case.record.staff_threat_since, language)),
        in_charge: in_charge_in_words(in_charge, language),
        restricted: restricted_in_words(restricted.as_ref(), language),
        seen_by: restricted.map(|of| of.seen_by).unwrap_or_default(),
        decisions: case
            .decisions
            .iter()
            .map(|decision| DecisionSeen {
                told: decision_in_words(decision, language),
                at: decision.at,
            })
            .collect(),
        waits_for_a_head: case.decisions.iter().any(Decision::waits_for_a_head),
        contacts: whom_to_call(latest.contacts.iter()),
        places_in_danger: known
            .iter()
            .filter(|place| risk >= Some(Risk::High) && place.helps_in_danger())
            .filter(|place| place.entry.is_open(today))
            .map(|place| PlaceShown::new(office, place, today, language))
            .collect(),
        places: known
            .iter()
            .filter(|place| place.entry.is_open(today))
            .map(|place| PlaceShown::new(office, place, today, language))
            .collect(),
        propose_follow_up: case.propose_follow_up,
        travels,
        voided: case
            .case
            .record
            .voided
            .map(|reason| void_in_words(reason, case.void_note.as_ref(), language)),
        returned,
        doubts: case
            .doubts
            .iter()
            .map(|doubt| doubt_in_words(doubt, language))
            .collect(),
    }
}

/// What a survivor was asked for, each with how it stands.
fn agreed_in_words(agreed: &Agreed, language: Language) -> Vec<Said> {
    let said = |purpose: ConsentPurpose, state: ConsentState| Said {
        column: purpose.code().to_owned(),
        label: message::choice(language, ConsentPurpose::LIST.name, purpose.code()),
        value: message::text(language, &format!("consent-{}", state.code()), &[]),
    };
    vec![
        said(ConsentPurpose::Name, agreed.name),
        said(ConsentPurpose::Account, agreed.account),
        said(ConsentPurpose::Share, agreed.share),
    ]
}

/// That a survivor needs an interpreter, and in which language.
fn interpreter_in_words(survivor: &Survivor, language: Language) -> Option<String> {
    let needed = survivor.interpreter;
    let needed = needed.filter(|of| *of != Interpreter::NotNeeded)?;
    let spoken = message::choice(language, Interpreter::LIST.name, needed.code());
    let args = [("language", spoken)];
    Some(message::text(language, "ui-interpreter-needed", &args))
}

/// Ways to survivors, and whether each is safe. Never says a number.
pub(super) fn ways_in_words(
    ways: &[(ContactWay, ContactState)],
    language: Language,
) -> Vec<WayTold> {
    let told = |(way, state): &(ContactWay, ContactState)| {
        let id = format!("contact-{}-{}", way.code(), state.code());
        WayTold {
            state: *state,
            told: message::text(language, &id, &[]),
        }
    };
    ways.iter().map(told).collect()
}

/// A doubt, after the field that it is about.
pub(super) fn doubt_in_words(doubt: &CaseDoubt, language: Language) -> String {
    let column = message::column(language, doubt.column());
    format!("{column}: {}", doubt.sentence(language))
}

pub(crate) fn whom_to_call<'c>(contacts: impl Iterator<Item = &'c Contact>) -> Vec<WhomToCall> {
    let contact = |contact: &Contact| WhomToCall {
        name: contact.name.clone(),
        number: Some(contact.number.clone()).filter(|number| !number.is_empty()),
        cost: contact.cost,
    };
    contacts.map(contact).collect()
}

/// What the danger of a case stands on.
fn danger_in_words(danger: &Danger, language: Language) -> String {
    let day = danger.on.to_string();
    let signs = danger.signs.iter();
    let signs: Vec<String> = signs
        .map(|sign| message::choice(language, RiskSign::LIST.name, sign.code()))
        .collect();
    let id = match (danger.check, signs.is_empty()) {
        (None, _) => "danger-lowered-on",
        (Some(_), true) => "danger-found-on",
        (Some(_), false) => "danger-found-on-signs",
    };
    message::text(language, id, &[("day", day), ("signs", signs.join(", "))])
}

/// What is to be done for somebody who thinks of suicide, of which a check says what was done.
fn suicide_seen(
    case: &Case,
    check: RecordId,
    rules: &RegisterRules,
    language: Language,
) -> Option<SuicideSeen> {
    let found = case.risk_checks.iter().find(|one| one.id == check)?;
    let open = SuicideStep::ALL.iter();
    let open = open.filter(|step| !found.record.suicide_steps.contains(**step));
    let step = |step: &SuicideStep| {
        let id = format!("suicide-{}", step.code());
        message::text(language, &id, &[])
    };
    Some(SuicideSeen {
        check,
        open: open.map(step).collect(),
        contacts: whom_to_call(rules.contacts.iter().filter(|contact| contact.suicide)),
    })
}

pub(super) fn hour_seen(
    hour: &Hour,
    rules: &RegisterRules,
    language: Language,
) -> Option<HourSeen> {
    let told = Told { rules, language };
    Some(HourSeen {
        duty: hour.duty,
        rests_on: told.of_hour(hour)?,
        until: hour.until,
        over: hour.until < Moment::now(),
    })
}

/// How somebody of the office goes to a home, where who goes there is threatened.
pub(super) fn visit_in_words(rule: VisitRule, since: Option<Day>, language: Language) -> String {
    let rule = message::choice(language, VisitRule::LIST.name, rule.code());
    match since {
        None => message::text(language, "visit-threat", &[("rule", rule)]),
        Some(day) => {
            let args = [("rule", rule), ("day", day.to_string())];
            message::text(language, "visit-threat-since", &args)
        }
    }
}

/// Who works on a case.
pub(super) fn in_charge_in_words(who: Option<&InCharge>, language: Language) -> String {
    let Some(InCharge { officer, stands_in }) = who else {
        return message::text(language, "in-charge-nobody", &[]);
    };
    let officer = ("officer", officer.clone());
    match stands_in {
        None => message::text(language, "in-charge", &[officer]),
        Some((own, until)) => {
            let day = ("day", until.to_string());
            match own.clone() {
                None => message::text(language, "in-charge-stands-in-only", &[officer, day]),
                Some(own) => {
                    let args = [officer, day, ("own", own)];
                    message::text(language, "in-charge-stands-in", &args)
                }
            }
        }
    }
}

/// What was decided of a case, by whom, when and why.
pub(crate) fn decision_in_words(decision: &Decision, language: Language) -> String {
    let choice = |list: &str, code: &str| message::choice(language, list, code);
    let risk = |risk: Risk| message::text(language, &format!("risk-{}", risk.code()), &[]);
    let mut args = vec![
        ("who", decision.who.clone()),
        ("at", decision.at.in_words()),
    ];
    let id = match &decision.what {
        Decided::DangerLowered {
            from, to, reason, ..
        } => {
            args.push(("from", risk(*from)));
            args.push(("to", risk(*to)));
            args.push(("reason", choice(LoweringReason::LIST.name, reason.code())));
            "decided-lowered"
        }
        Decided::Closed { on, outcome, .. } => {
            args.push(("day", on.to_string()));
            match outcome {
                Some(outcome) => {
                    args.push(("outcome", choice(CaseOutcome::LIST.name, outcome.code())));
                    "decided-closed"
                }
                None => "decided-closed-in-workbook",
            }
        }
        Decided::Voided { reason } => {
            args.push(("reason", choice(VoidReason::LIST.name, reason.code())));
            "decided-voided"
        }
        Decided::AskedByLaw { purpose, ground } => {
            args.push(("purpose", choice(ConsentPurpose::LIST.name, purpose.code())));
            args.push(("ground", choice(LawGround::LIST.name, ground.code())));
            "decided-asked-by-law"
        }
        Decided::NoVictim => "decided-no-victim",
        Decided::ReportedElsewhere => "decided-reported-elsewhere",
        Decided::Restricted { seen_by } => {
            let names = Vec::from_iter(seen_by.iter().map(String::as_str));
            args.push(("names", names.join(", ")));
            "decided-restricted"
        }
        Decided::RestrictionLifted => "decided-restriction-lifted",
        Decided::LookedAt => "decided-looked-at",
        Decided::OfficerNamed { officer, until } => {
            args.push(("officer", officer.clone()));
            args.push((
                "until",
                until.map(|day| day.to_string()).unwrap_or_default(),
            ));
            match until {
                None => "decided-officer-named",
                Some(_) => "decided-stand-in-named",
            }
        }
        Decided::Reopened => "decided-reopened",
        Decided::HourDone { duty } => {
            args.push(("duty", choice(HourDuty::LIST.name, duty.code())));
            "decided-hour-done"
        }
        Decided::WrittenErased(said) => {
            args.push(("by", choice(AskedBy::LIST.name, said.asked_by.code())));
            args.push(("day", said.asked_on.to_string()));
            args.push((
                "reason",
                choice(ErasureReason::LIST.name, said.reason.code()),
            ));
            "decided-written-erased"
        }
        Decided::LimitLifted { person, .. } => {
            args.push(("person", person.as_str().to_owned()));
            "decided-limit-lifted"
        }
        Decided::ProviderTold { provider, .. } => {
            args.push(("provider", choice(ProviderKind::LIST.name, provider.code())));
            "decided-provider-told"
        }
        Decided::WrittenGone { person, .. } => {
            args.push(("person", person.as_str().to_owned()));
            "decided-written-gone"
        }
        Decided::ReceiverTold { unit, .. } => {
            args.push(("unit", unit.to_string()));
            "decided-receiver-told"
        }
    };
    let mut told = vec![message::text(language, id, &args)];
    let because =
        |why: &str| message::text(language, "decided-because", &[("why", why.to_owned())]);
    if !decision.why.is_empty() {
        told.push(because(&decision.why));
    }
    if let Decided::Closed { criteria, .. } = &decision.what {
        for answer in criteria {
            let what = choice(ClosingCriterion::LIST.name, answer.criterion.code());
            let met = match answer.met {
                true => "decided-met",
                false => "decided-unmet",
            };
            let args = [("what", what), ("why", answer.why.clone())];
            told.push(message::text(language, met, &args));
        }
    }
    if let Some((who, at)) = &decision.seen {
        let args = [("who", who.clone()), ("at", at.in_words())];
        told.push(message::text(language, "decided-seen", &args));
    }
    told.join(" ")
}

/// Why a case is marked as recorded wrongly, by whom and when.
pub(crate) fn void_in_words(
    reason: VoidReason,
    note: Option<&VoidNote>,
    language: Language,
) -> String {
    let reason = message::choice(language, VoidReason::LIST.name, reason.code());
    let Some(note) = note else {
        return reason;
    };
    let args = [
        ("reason", reason),
        ("who", note.who.clone()),
        ("at", note.at.in_words()),
        ("why", note.why.clone()),
    ];
    message::text(language, "case-void-note", &args)
}

/// One case, without who it names. That somebody looks is logged; why, where she is no case officer.
///
/// # Errors
/// A case that is not there; who cannot read facts of cases; a head who did not say why she looks.
pub fn case_view(
    session: &mut Session,
    id: RecordId,
    why: Option<String>,
) -> Result<CaseView, Failure> {
    let case = session.office.look_at_case(id, why.as_deref())?;
    let mut last = case_transfers(session)?.into_iter();
    let last = last.find(|one| one.case == id && one.direction == TransferDirection::Out);
    let returned = last.filter(|one| one.standing == TransferStanding::TurnedDown);
    let language = session.language();
    let in_charge = session.office.in_charge_of(id)?;
    let known = session.office.directory()?;
    let beside = (returned, in_charge.as_ref(), known.as_slice());
    Ok(view(&session.office, &case, beside, language, today()?))
}

/// Who looked at a case or at whom it names, when, the latest first.
///
/// # Errors
/// Who cannot read facts of cases.
pub fn case_looks(session: &Session, id: RecordId) -> Result<Vec<DecisionSeen>, Failure> {
    session.office.case(id)?;
    let looks = session.office.looks_at(id)?.into_iter();
    let told = looks.filter_map(|look| {
        let what = format!("audit-{}", look.action);
        let what = message::text(session.language(), &what, &[]);
        Some(DecisionSeen {
            told: format!("{}: {what}", look.who),
            at: look.at?,
        })
    });
    Ok(told.collect())
}
