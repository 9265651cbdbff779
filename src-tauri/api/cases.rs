//! The case register: the list, one case, what is due, and cases handed from unit to unit.

use crate::files::{FileKind, Suggested, Written};
use crate::inbox::TurnedDownHere;
use crate::law::{RestsOn, Told};
use crate::rights::{self, OwedSeen};
use crate::{Failure, NamedUnit, Session, TypedDay, today};
use serde::Serialize;
use std::path::Path;
use tienbo_core::casework::{
    Agreed, Case, CaseLine, CaseQuery, CaseState, EndOfCase, Hour, asked_at_end, earlier, later,
};
use tienbo_core::catalogue::{CallCost, Contact, RegisterRules, Risk};
use tienbo_core::entry::Typed;
use tienbo_core::intake::WaitingTransfer;
use tienbo_core::message::{self, Language, Told as _};
use tienbo_core::model::{
    AskedBy, AskedOf, CaseCategory, CaseOutcome, CaseRef, ClosingCriterion, ConsentPurpose, Day,
    ErasureReason, HourDuty, LawGround, LoweringReason, MeasureKind, Moment, Record, RecordId,
    RecordKind, RiskSign, Stored, SuicideStep, UnitCode, VoidReason,
};
use tienbo_core::package::{ReceiptState, TransferGround};
use tienbo_core::register::{
    CaseDoubt, ConsentState, ContactState, ContactWay, Danger, Violence, asked_at_first,
    doubted_cases, end_of, rules_of,
};
use tienbo_core::sending::{
    GoesAlong, StaysHere, case_receivers as case_receivers_of, transfer_answers,
};
use tienbo_core::store::{
    self, CriterionAnswer, Decided, Decision, TransferDirection, VoidNote, WaitingKind,
};
use tienbo_core::typed;
use tienbo_core::vault::{Office, Role};
use ts_rs::TS;

/// How many cases are given at once.
const PAGE: usize = 200;
/// For how many hours home goes on telling of hours that are over: a week. The case does so until it is decided.
const HOURS_TOLD_LATE: u32 = 7 * 24;

/// What the list gives.
#[derive(Debug, Serialize, TS)]
pub struct CasesFound {
    /// Cases in all.
    pub all: usize,
    /// Cases found.
    pub found: usize,
    /// A page of them.
    pub rows: Vec<CaseRow>,
    /// Whether single cases cannot be read by who asks: then there are no rows.
    pub closed: bool,
    /// Cases that were begun by who cannot read them, and wait for who can.
    pub begun: usize,
}

/// A case in the list.
#[derive(Debug, Serialize, TS)]
pub struct CaseRow {
    /// The case.
    #[serde(flatten)]
    pub line: CaseLine,
    /// Whether the day of its next follow-up is over.
    pub overdue: bool,
}

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
    /// The record.
    #[serde(flatten)]
    pub part: CasePart,
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
    /// Safety checks, by day.
    pub risk_checks: Vec<CasePart>,
    /// What was asked about what is held of whom it is about, by day.
    pub requests: Vec<CasePart>,
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
    /// What was decided of it, in order.
    pub decisions: Vec<DecisionSeen>,
    /// Whether a head is asked to look at what was decided.
    pub waits_for_a_head: bool,
    /// Whom to call.
    pub contacts: Vec<WhomToCall>,
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

/// The form of a new case of a category, or before one is chosen: the fields that it asks for.
#[derive(Debug, Serialize, TS)]
pub struct NewCaseForm {
    /// The category.
    pub category: Option<CaseCategory>,
    /// Fields of the case.
    pub case: Vec<&'static str>,
    /// Fields of its first survivor.
    pub survivor: Vec<&'static str>,
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

/// The same, of a case by its number alone.
#[derive(Debug, Serialize, TS)]
pub struct HourDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What is due.
    #[serde(flatten)]
    pub hour: HourSeen,
}

/// What was decided of a case.
#[derive(Debug, Serialize, TS)]
pub struct DecisionSeen {
    /// In words.
    pub told: String,
    /// When.
    pub at: Moment,
}

/// A case of which something was decided that no head has looked at yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CaseWaiting {
    /// The case.
    pub id: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// By whom, when and why.
    pub told: String,
}

/// A question of the safety check, as it is put to somebody.
#[derive(Debug, Serialize, TS)]
pub struct SafetyQuestion {
    /// Code of the sign.
    pub sign: RiskSign,
    /// Whom it is put to.
    pub asked: AskedOf,
    /// The question.
    pub wording: String,
}

/// What closing a case with an outcome asks for.
#[derive(Debug, Serialize, TS)]
pub struct EndAsked {
    /// The outcome.
    pub outcome: CaseOutcome,
    /// Whether the criteria are asked.
    pub criteria: bool,
    /// Whether words are.
    pub words: bool,
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

/// A case of a person.
#[derive(Debug, Serialize, TS)]
pub struct CaseOfPerson {
    /// Id.
    pub id: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// Whether she is a survivor in it.
    pub survivor: bool,
}

/// A follow-up that is due.
#[derive(Debug, Serialize, TS)]
pub struct FollowUpDue {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// The day.
    pub due_on: Day,
    /// Whether that day is over.
    pub overdue: bool,
    /// How it is not to be made, in words; the number to call stands nowhere but with her name.
    pub unsafe_ways: Vec<WayTold>,
}

/// A measure of a case that ends soon, or has ended lately.
#[derive(Debug, Serialize, TS)]
pub struct MeasureEnding {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What it is.
    pub measure: String,
    /// Its last day.
    pub ends_on: Day,
    /// Whether that day is over.
    pub over: bool,
}

/// A case that is to be looked at again.
#[derive(Debug, Serialize, TS)]
pub struct DoubtedCase {
    /// The case.
    pub case: RecordId,
    /// Its number.
    pub number: CaseRef,
    /// What is doubtful of it, in words.
    pub doubts: Vec<String>,
}

/// What the register reminds of.
#[derive(Debug, Serialize, TS)]
pub struct RegisterReminders {
    /// Follow-ups due today and in the next seven days.
    pub due: Vec<FollowUpDue>,
    /// What whoever cases are about are owed.
    pub owed: Vec<OwedSeen>,
    /// Measures of open cases that end in the next seven days or have ended in the last seven.
    pub ends: Vec<MeasureEnding>,
    /// Cases of the last two years that are to be looked at again.
    pub doubted: Vec<DoubtedCase>,
    /// What is due by the hour, or was until a few days ago.
    pub hours: Vec<HourDue>,
    /// Cases of which something was decided, for a head to look at.
    pub waiting: Vec<CaseWaiting>,
    /// Persons whose identity has been kept for as long as it may; told once a year.
    pub retention: usize,
}

/// A case handed over or taken over.
#[derive(Debug, Serialize, TS)]
pub struct CaseTransfer {
    /// The package it went in.
    pub package_id: String,
    /// The case.
    pub case: RecordId,
    /// Whether it came or went.
    pub direction: TransferDirection,
    /// The other unit.
    pub unit: NamedUnit,
    /// When.
    pub at: Moment,
    /// How it stands.
    pub standing: TransferStanding,
    /// When the unit to which it was handed over answered, or was told that it was taken over.
    pub answered_at: Option<Moment>,
    /// Why it was turned down.
    pub reasons: Vec<String>,
}

/// How a case stands that was handed over or taken over. Message `transfer-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TransferStanding {
    /// The unit to which it was handed over has not answered; the one that handed it over was not told.
    Waits,
    /// It was taken over, and the unit that handed it over knows.
    Confirmed,
    /// The unit to which it was handed over did not take it.
    TurnedDown,
}

impl TransferStanding {
    /// All.
    pub const ALL: [Self; 3] = [Self::Waits, Self::Confirmed, Self::TurnedDown];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::Confirmed => "confirmed",
            Self::TurnedDown => "turned-down",
        }
    }
}

fn part<R: Record>(stored: &Stored<R>, language: Language) -> CasePart {
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

fn parts<R: Record>(stored: &[Stored<R>], language: Language) -> Vec<CasePart> {
    stored.iter().map(|record| part(record, language)).collect()
}

fn view(
    office: &Office,
    case: &Case,
    returned: Option<CaseTransfer>,
    language: Language,
    today: Day,
) -> CaseView {
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
                part: part(survivor, language),
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
                part: part(perpetrator, language),
            })
            .collect(),
        incidents: case
            .incidents
            .iter()
            .map(|one| part(one, language).resting_on(told.of_acts(Violence::of(&one.record))))
            .collect(),
        services: case
            .services
            .iter()
            .map(|one| part(one, language).resting_on(told.of_service(&one.record)))
            .collect(),
        referrals: parts(&case.referrals, language),
        measures: case
            .measures
            .iter()
            .map(|one| CasePart {
                rests_on: told.of_measure(&one.record),
                over_since: end_of(&one.record, rules).filter(|end| *end < today),
                ..part(one, language)
            })
            .collect(),
        follow_ups: parts(&case.follow_ups, language),
        risk_checks: parts(&case.risk_checks, language),
        requests: parts(&case.requests, language),
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

/// Ways to survivors, and whether each is safe. Never says a number.
fn ways_in_words(ways: &[(ContactWay, ContactState)], language: Language) -> Vec<WayTold> {
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
fn doubt_in_words(doubt: &CaseDoubt, language: Language) -> String {
    let column = message::column(language, doubt.column());
    format!("{column}: {}", doubt.sentence(language))
}

fn whom_to_call<'c>(contacts: impl Iterator<Item = &'c Contact>) -> Vec<WhomToCall> {
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

fn hour_seen(hour: &Hour, rules: &RegisterRules, language: Language) -> Option<HourSeen> {
    let told = Told { rules, language };
    Some(HourSeen {
        duty: hour.duty,
        rests_on: told.of_hour(hour)?,
        until: hour.until,
        over: hour.until < Moment::now(),
    })
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
            args.push(("outcome", choice(CaseOutcome::LIST.name, outcome.code())));
            "decided-closed"
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
        Decided::ReportedElsewhere => "decided-reported-elsewhere",
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

/// The questions of the safety check, as they are put to each whom it asks.
///
/// # Errors
/// None.
pub fn safety_questions(session: &Session) -> Result<Vec<SafetyQuestion>, Failure> {
    let rules = &session.office.catalogues().latest().register;
    let mut questions = Vec::new();
    for asked in AskedOf::ALL.iter().copied() {
        for rule in rules.questions_for(asked) {
            if let Ok(sign) = RiskSign::from_code(&rule.code) {
                let wording = rule.wording_for(asked).to_owned();
                questions.push(SafetyQuestion {
                    sign,
                    asked,
                    wording,
                });
            }
        }
    }
    Ok(questions)
}

/// What closing a case asks for, by how it ends.
///
/// # Errors
/// None.
pub fn ends_asked() -> Result<Vec<EndAsked>, Failure> {
    let outcomes = CaseOutcome::ALL.iter().copied();
    let asked = |outcome: CaseOutcome| {
        let asked = asked_at_end(outcome);
        EndAsked {
            outcome,
            criteria: asked.criteria,
            words: asked.words,
        }
    };
    Ok(outcomes.map(asked).collect())
}

/// Cases of which something was decided that no head has looked at yet, for who is told of single cases.
pub(crate) fn waiting(session: &Session) -> Result<Vec<CaseWaiting>, Failure> {
    let waiting = session.office.waiting_for_a_head()?.into_iter();
    Ok(waiting
        .map(|case| CaseWaiting {
            told: decision_in_words(&case.decision, session.language()),
            id: case.id,
            number: case.number,
        })
        .collect())
}

/// Says that a case is in less danger, for a reason and why; a head is asked to look.
///
/// # Errors
/// A case that is in no greater danger; no words.
pub fn lower_danger(
    session: &mut Session,
    id: RecordId,
    to: Risk,
    reason: LoweringReason,
    why: String,
) -> Result<(), Failure> {
    session.office.lower_danger(id, to, reason, &why)?;
    session.changed();
    Ok(())
}

/// A head looked at what was decided of a case.
///
/// # Errors
/// Who is no head; nothing that waits for one.
pub fn see_decisions(session: &mut Session, id: RecordId) -> Result<(), Failure> {
    session.office.see_decisions(id)?;
    session.changed();
    Ok(())
}

/// What was due by the hour is done, or need not be, and why.
///
/// # Errors
/// Nothing of the kind is due; no words.
pub fn hour_is_done(
    session: &mut Session,
    id: RecordId,
    duty: HourDuty,
    why: String,
) -> Result<(), Failure> {
    session.office.hour_is_done(id, duty, &why)?;
    session.changed();
    Ok(())
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

/// The number of a case.
pub(crate) fn case_of_person(
    office: &Office,
    id: RecordId,
    survivor: bool,
) -> Result<CaseOfPerson, Failure> {
    Ok(CaseOfPerson {
        id,
        number: office.case(id)?.case.record.number,
        survivor,
    })
}

fn due_until(session: &Session, until: Day) -> Result<Vec<FollowUpDue>, Failure> {
    let today = today()?;
    session.office.check_may_list(RecordKind::FollowUp)?;
    let reminders = session.office.reminders(until)?.into_iter();
    Ok(reminders
        .map(|reminder| FollowUpDue {
            case: reminder.case,
            number: reminder.number,
            due_on: reminder.due_on,
            overdue: reminder.due_on < today,
            unsafe_ways: ways_in_words(&reminder.unsafe_ways, session.language()),
        })
        .collect())
}

/// Follow-ups of open cases that are due until a day, today unless one is typed, the oldest first.
///
/// # Errors
/// A day that is none.
pub fn follow_ups_due(
    session: &Session,
    until: Option<TypedDay>,
) -> Result<Vec<FollowUpDue>, Failure> {
    due_until(session, TypedDay::read_or_today(until.as_ref(), "due_on")?)
}

/// Something that is due: a follow-up, or what somebody is owed.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum DueRow {
    /// A follow-up.
    FollowUp(FollowUpDue),
    /// What somebody is owed.
    Owed(OwedSeen),
}

/// Follow-ups of open cases that are due until a day, today unless one is typed, and what somebody is owed, whenever.
///
/// # Errors
/// A day that is none.
pub fn all_due(session: &Session, until: Option<TypedDay>) -> Result<Vec<DueRow>, Failure> {
    let follow_ups = follow_ups_due(session, until)?.into_iter();
    let mut due: Vec<DueRow> = follow_ups.map(DueRow::FollowUp).collect();
    if session.office.roles().contains(&Role::CaseOfficer) {
        due.extend(rights::owed(session)?.into_iter().map(DueRow::Owed));
    }
    Ok(due)
}

/// What is due by the hour of all open cases, or was until a few days ago.
///
/// # Errors
/// The database's.
fn hours_due(session: &Session) -> Result<Vec<HourDue>, Failure> {
    let rules = &session.office.catalogues().latest().register;
    let from = Moment::now().before_hours(HOURS_TOLD_LATE);
    let due = session.office.hours_due(from)?.into_iter();
    let due = due.filter_map(|one| {
        Some(HourDue {
            case: one.case,
            number: one.number,
            hour: hour_seen(&one.hour, rules, session.language())?,
        })
    });
    Ok(due.collect())
}

/// What the register reminds of.
///
/// # Errors
/// The database's.
pub fn register_reminders(session: &Session) -> Result<RegisterReminders, Failure> {
    // For who is no case officer there is none.
    let is_officer = session.office.roles().contains(&Role::CaseOfficer);
    let retention = session.office.retention_prompt().unwrap_or(0);
    let is_head = session.office.roles().contains(&Role::Head);
    let waiting = match is_head {
        true => waiting(session)?,
        false => Vec::new(),
    };
    if !is_officer {
        return Ok(RegisterReminders {
            hours: Vec::new(),
            waiting,
            due: Vec::new(),
            ends: Vec::new(),
            doubted: Vec::new(),
            owed: Vec::new(),
            retention,
        });
    }
    Ok(RegisterReminders {
        due: due_until(session, later(today()?, WEEK))?,
        ends: measure_ends(session)?,
        doubted: doubted(session)?,
        owed: rights::owed(session)?,
        hours: hours_due(session)?,
        waiting,
        retention,
    })
}

/// Days of a week.
const WEEK: u32 = 7;

fn measure_ends(session: &Session) -> Result<Vec<MeasureEnding>, Failure> {
    let today = today()?;
    let language = session.language();
    let ends = session
        .office
        .measure_ends(earlier(today, WEEK), later(today, WEEK))?;
    let told = ends.into_iter().map(|end| MeasureEnding {
        case: end.case,
        number: end.number,
        measure: message::choice(language, MeasureKind::LIST.name, end.kind.code()),
        ends_on: end.ends_on,
        over: end.ends_on < today,
    });
    Ok(told.collect())
}

/// Cases of this year and the last in which somebody may be counted wrongly; what is merely not said yet stands on their pages.
fn doubted(session: &Session) -> Result<Vec<DoubtedCase>, Failure> {
    let since = today()?.year() - 1;
    let language = session.language();
    let found = doubted_cases(session.office.store(), session.office.catalogues())?.into_iter();
    let told = found
        .filter(|case| case.counts_on.iter().any(|day| day.year() >= since))
        .map(|case| {
            let counting = case.doubts.iter();
            let counting = counting.filter(|doubt| doubt.may_count_wrongly());
            DoubtedCase {
                case: case.id,
                number: case.number,
                doubts: counting
                    .map(|doubt| doubt_in_words(doubt, language))
                    .collect(),
            }
        });
    Ok(told.filter(|case| !case.doubts.is_empty()).collect())
}

/// The list of cases from a place on, a page of it.
///
/// # Errors
/// The database's.
pub fn find_cases(
    session: &mut Session,
    query: CaseQuery,
    from: usize,
) -> Result<CasesFound, Failure> {
    let found = all_cases(session, &query)?;
    Ok(CasesFound {
        found: found.rows.len(),
        rows: found.rows.into_iter().skip(from).take(PAGE).collect(),
        ..found
    })
}

/// The list of cases, all that fit.
///
/// # Errors
/// The database's.
pub fn all_cases(session: &mut Session, query: &CaseQuery) -> Result<CasesFound, Failure> {
    let today = today()?;
    let store = session.office.store();
    let begun = store::begun_count(store)?;
    if store::facts_are_closed(store) {
        return Ok(CasesFound {
            all: store::recorded_cases(store)?,
            found: 0,
            rows: Vec::new(),
            closed: true,
            begun,
        });
    }
    let list = session.cases()?;
    let found = list.find(query);
    let row = |line: &CaseLine| CaseRow {
        overdue: line.follow_up.is_some_and(|day| day < today),
        line: line.clone(),
    };
    Ok(CasesFound {
        all: list.len(),
        found: found.len(),
        rows: found
            .into_iter()
            .filter_map(|place| list.line(place))
            .map(row)
            .collect(),
        closed: false,
        begun,
    })
}

/// One case, without who it names. That somebody looks is logged.
///
/// # Errors
/// A case that is not there; who cannot read facts of cases.
pub fn case_view(session: &mut Session, id: RecordId) -> Result<CaseView, Failure> {
    let case = session.office.look_at_case(id)?;
    let mut last = case_transfers(session)?.into_iter();
    let last = last.find(|one| one.case == id && one.direction == TransferDirection::Out);
    let returned = last.filter(|one| one.standing == TransferStanding::TurnedDown);
    let language = session.language();
    Ok(view(&session.office, &case, returned, language, today()?))
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

/// The forms of a new case, one for each category and one before it is chosen, for who is at the office.
///
/// # Errors
/// None.
pub fn new_case_forms(session: &Session) -> Result<Vec<NewCaseForm>, Failure> {
    let is_officer = session.office.roles().contains(&Role::CaseOfficer);
    let form = |category: Option<CaseCategory>| NewCaseForm {
        category,
        case: asked_at_first(RecordKind::ViolenceCase, category, is_officer),
        survivor: asked_at_first(RecordKind::Survivor, category, is_officer),
    };
    let categories = CaseCategory::ALL.iter().copied().map(Some);
    Ok([None].into_iter().chain(categories).map(form).collect())
}

/// Records a new case with its first survivor.
///
/// # Errors
/// The fields of both that are wrong; then nothing is saved.
pub fn open_case(
    session: &mut Session,
    facts: Typed,
    survivor: Typed,
) -> Result<RecordId, Failure> {
    let id = session.office.open_case(&facts, &survivor)?;
    session.changed();
    Ok(id)
}

/// How a case ends, as it is said.
#[derive(Debug, serde::Deserialize, TS)]
pub struct EndTyped {
    /// Day, today unless one is typed.
    pub on: Option<TypedDay>,
    /// How it ended.
    pub outcome: CaseOutcome,
    /// What is asked before.
    #[serde(default)]
    pub criteria: Vec<CriterionAnswer>,
    /// Why, in words.
    #[serde(default)]
    pub why: String,
}

/// Closes a case that is still at `version`.
///
/// # Errors
/// A case that is not open, or was changed since; a day that is none; what is asked before a case is closed.
pub fn close_case(
    session: &mut Session,
    id: RecordId,
    version: i64,
    end: EndTyped,
) -> Result<(), Failure> {
    let end = EndOfCase {
        on: TypedDay::read_or_today(end.on.as_ref(), "closed_on")?,
        outcome: end.outcome,
        criteria: end.criteria,
        why: end.why,
    };
    session.office.close_case(id, version, end)?;
    session.changed();
    Ok(())
}

/// Opens a case again that is still at `version`.
///
/// # Errors
/// A case that is open, or was changed since.
pub fn reopen_case(session: &mut Session, id: RecordId, version: i64) -> Result<(), Failure> {
    session.office.reopen_case(id, version)?;
    session.changed();
    Ok(())
}

/// Marks a case as recorded wrongly that is still at `version`; `why` in words, which the head is told of.
///
/// # Errors
/// A case that is marked so already, or was changed since; no words.
pub fn void_case(
    session: &mut Session,
    id: RecordId,
    version: i64,
    reason: VoidReason,
    why: String,
) -> Result<(), Failure> {
    session.office.void_case(id, version, reason, &why)?;
    session.changed();
    Ok(())
}

/// Units that a case can be handed over to.
///
/// # Errors
/// The database's.
pub fn case_receivers(session: &Session) -> Result<Vec<NamedUnit>, Failure> {
    let keys = case_receivers_of(&session.office)?.into_iter();
    Ok(keys
        .map(|key| NamedUnit {
            unit: key.unit,
            name: key.name,
        })
        .collect())
}

/// What the package is called that hands a case over.
///
/// # Errors
/// A case that is not there.
pub fn transfer_name(
    session: &Session,
    id: RecordId,
    unit: UnitCode,
) -> Result<Suggested, Failure> {
    let number = session.office.case(id)?.case.record.number;
    let name = format!("chuyen-vu-viec-{}-{unit}.tienbo", number.as_str());
    Ok(FileKind::Package.named(name))
}

/// What would go along with a case that is handed over to a unit, and who did not agree to it.
///
/// # Errors
/// Who is no case officer; a case that is not there.
pub fn goes_along(session: &Session, id: RecordId, unit: UnitCode) -> Result<GoesAlong, Failure> {
    Ok(session.office.goes_along(id, &unit)?)
}

/// Makes the package that hands a case over, but for what stays here, and writes it.
///
/// # Errors
/// A case that is not open; a survivor who did not agree; a unit that cannot receive cases; the system's.
pub fn transfer_case(
    session: &mut Session,
    to: &Path,
    id: RecordId,
    unit: UnitCode,
    ground: TransferGround,
    stays: StaysHere,
) -> Result<Written, Failure> {
    session
        .office
        .write_transfer(id, &unit, ground, stays, to)?;
    session.changed();
    Ok(Written::at(to))
}

/// Cases handed over and taken over, the latest first.
///
/// # Errors
/// The database's.
pub fn case_transfers(session: &Session) -> Result<Vec<CaseTransfer>, Failure> {
    let catalogues = session.office.catalogues();
    let mut answers = transfer_answers(&session.office)?;
    let transfers = store::transfers(session.office.store())?.into_iter();
    Ok(transfers
        .map(|transfer| {
            let returned = answers
                .remove(&transfer.package_id)
                .filter(|answer| answer.state == ReceiptState::Returned);
            let answered_at = returned.as_ref().map(|answer| answer.at);
            CaseTransfer {
                package_id: transfer.package_id,
                case: transfer.case,
                direction: transfer.direction,
                unit: NamedUnit::of(&transfer.unit, catalogues),
                at: transfer.at,
                standing: match (transfer.confirmed_at, &returned) {
                    (Some(_), _) => TransferStanding::Confirmed,
                    (None, Some(_)) => TransferStanding::TurnedDown,
                    (None, None) => TransferStanding::Waits,
                },
                answered_at: transfer.confirmed_at.or(answered_at),
                reasons: returned
                    .into_iter()
                    .flat_map(|answer| answer.reasons)
                    .map(|reason| reason.text)
                    .collect(),
            }
        })
        .collect())
}

/// A case of another unit that waits for a case officer's yes.
#[derive(Debug, Serialize, TS)]
pub struct OfferedCase {
    /// The package.
    pub package_id: String,
    /// The unit that hands it over.
    pub unit: NamedUnit,
    /// When it was made, by that unit's clock.
    pub made_at: Moment,
    /// When it came in.
    pub came_at: Moment,
    /// Name of the user who took it in.
    pub came_by: String,
    /// What it is, line by line; nothing for who is no case officer, or where it cannot be opened.
    pub said: Vec<Said>,
    /// Why it cannot be taken as it is, in words; nothing where it can.
    pub not_taken: Option<String>,
}

/// Whom a case names that waits, without naming them.
#[derive(Debug, Serialize, TS)]
pub struct OfferedNames {
    /// The package.
    pub package_id: String,
    /// Persons who come with it and are not of it: they will be left out.
    pub strangers: usize,
    /// Why the case cannot be taken, in words; nothing where it can.
    pub not_taken: Option<String>,
}

/// The cases of other units that wait for a case officer's yes.
#[derive(Debug, Serialize, TS)]
pub struct OfferedCases {
    /// How many there are.
    pub count: usize,
    /// Each; none for who is no case officer.
    pub cases: Vec<OfferedCase>,
    /// What was decided and not told to the unit that handed the case over.
    pub untold: Untold,
}

/// Cases that were taken over or turned down, and of which the unit that handed them over was not told.
#[derive(Debug, Serialize, TS)]
pub struct Untold {
    /// Those taken over.
    pub taken_over: Vec<CaseTransfer>,
    /// Those turned down.
    pub turned_down: Vec<CaseTurnedDown>,
}

impl Untold {
    pub(crate) fn here(session: &Session) -> Result<Self, Failure> {
        let mut taken_over = case_transfers(session)?;
        taken_over.retain(|one| {
            one.direction == TransferDirection::In && one.standing == TransferStanding::Waits
        });
        let mut turned_down = cases_turned_down(session)?;
        turned_down.retain(|one| one.told_at.is_none());
        Ok(Self {
            taken_over,
            turned_down,
        })
    }
}

/// The cases of other units that wait for a case officer's yes. Who is none learns how many there are, not
/// whose they are or when they came.
///
/// # Errors
/// The database's.
pub fn offered_cases(session: &Session) -> Result<OfferedCases, Failure> {
    let waiting = session.office.waiting_transfers()?;
    let count = waiting.len();
    let cases = match session.office.roles().contains(&Role::CaseOfficer) {
        true => offered(session, waiting),
        false => Vec::new(),
    };
    Ok(OfferedCases {
        count,
        cases,
        untold: Untold::here(session)?,
    })
}

fn offered(session: &Session, waiting: Vec<WaitingTransfer>) -> Vec<OfferedCase> {
    let language = session.language();
    let catalogues = session.office.catalogues();
    let said = |id: &str, value: String| Said {
        column: id.to_owned(),
        label: message::text(language, &format!("offered-{id}"), &[]),
        value,
    };
    let waiting = waiting.into_iter();
    waiting
        .map(|WaitingTransfer { waiting, case }| OfferedCase {
            unit: NamedUnit::of(&waiting.unit, catalogues),
            package_id: waiting.package_id,
            made_at: waiting.made_at,
            came_at: waiting.came_at,
            came_by: waiting.came_by,
            not_taken: match &case {
                None => Some(message::text(language, "ui-offered-unreadable", &[])),
                Some(_) => None,
            },
            said: case.map_or(Vec::new(), |case| {
                let category = case.category.code();
                let ground = format!("transfer-ground-{}", case.ground.code());
                vec![
                    said(
                        "category",
                        message::choice(language, "case-category", category),
                    ),
                    said("found", case.found_on.to_string()),
                    said("ground", message::text(language, &ground, &[])),
                    said("persons", case.persons.to_string()),
                    said("records", case.records.to_string()),
                ]
            }),
        })
        .collect()
}

/// What a case officer is to know of whom a case names, before her yes to it.
///
/// # Errors
/// Who is no case officer; nothing waits under that id; one that cannot be taken as it is.
pub fn offered_names(session: &Session, package: String) -> Result<OfferedNames, Failure> {
    let names = session.office.names_offered(&package)?;
    let why = || message::text(session.language(), "offered-not-named", &[]);
    Ok(OfferedNames {
        package_id: package,
        strangers: names.strangers,
        not_taken: (!names.can_be_opened).then(why),
    })
}

/// Takes a case over that waits. Gives its id here.
///
/// # Errors
/// Who is no case officer; nothing waits under that id; one that cannot be taken as it is.
pub fn accept_case(session: &mut Session, package: String) -> Result<RecordId, Failure> {
    let case = session.office.accept_transfer(&package)?;
    session.changed();
    Ok(case)
}

/// Turns down a case that waits, with the reason that its unit is told.
///
/// # Errors
/// Who is no case officer; nothing waits under that id; no reason.
pub fn turn_down_case(
    session: &mut Session,
    package: String,
    reason: String,
) -> Result<(), Failure> {
    session.office.turn_down_transfer(&package, &reason)?;
    session.changed();
    Ok(())
}

/// A case of another unit that was not taken.
#[derive(Debug, Serialize, TS)]
pub struct CaseTurnedDown {
    /// What was turned down.
    #[serde(flatten)]
    pub turned_down: TurnedDownHere,
    /// When its unit was told.
    pub told_at: Option<Moment>,
}

/// Cases of other units that were not taken, the latest first.
///
/// # Errors
/// The database's.
pub fn cases_turned_down(session: &Session) -> Result<Vec<CaseTurnedDown>, Failure> {
    let catalogues = session.office.catalogues();
    let turned_down = store::turned_down(session.office.store())?.into_iter();
    Ok(turned_down
        .filter(|one| one.kind == WaitingKind::Transfer)
        .map(|one| CaseTurnedDown {
            told_at: one.told_at,
            turned_down: TurnedDownHere::of(one, catalogues),
        })
        .collect())
}

/// What the receipt of a case taken over is called.
///
/// # Errors
/// None.
pub fn confirmation_name(package: String) -> Result<Suggested, Failure> {
    Ok(FileKind::Package.named(format!("phieu-tiep-nhan-{package}.tienbo")))
}

/// Writes the receipt by which this unit confirms a case it took over.
///
/// # Errors
/// No transfer came in that package; the system's.
pub fn confirm_transfer(
    session: &mut Session,
    to: &Path,
    package: String,
) -> Result<Written, Failure> {
    session.office.confirm_transfer(&package, to)?;
    session.changed();
    Ok(Written::at(to))
}

/// The case with an id or a number, as people name it.
///
/// # Errors
/// A case that is not there.
pub fn case_named(session: &Session, name: &str) -> Result<RecordId, Failure> {
    if let Ok(id) = RecordId::parse(name) {
        return Ok(id);
    }
    let number = CaseRef::new(name).map_err(tienbo_core::model::at("number"))?;
    let found = session.office.case_numbered(&number)?;
    Ok(found.ok_or_else(|| tienbo_core::store::StoreError::NoRecord(name.to_owned()))?)
}

/// The case with an id or a number, and its version.
///
/// # Errors
/// A case that is not there.
pub fn case_version(session: &Session, name: &str) -> Result<(RecordId, i64), Failure> {
    let id = case_named(session, name)?;
    Ok((id, session.office.case(id)?.case.version))
}
