//! The case register.

use super::{Code, Tell, child, rights, typed, unit, year};
use crate::exit::Failure;
use crate::output::{json, line, table};
use crate::values::day;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};
use tienbo_api::cases::{
    self, CasePart, CaseRow, CaseTransfer, CaseView, DueRow, EndTyped, OfferedCase, PersonInCase,
    Said, WhomToCall,
};
use tienbo_api::counts::{self, CountRow};
use tienbo_api::law::RestsOn;
use tienbo_api::persons::{self, ProposalWaiting};
use tienbo_api::records::RecordDone;
use tienbo_api::{Session, TypedDay};
use tienbo_core::bounds;
use tienbo_core::casework::{CaseQuery, CaseState};
use tienbo_core::catalogue::Risk;
use tienbo_core::entry::Typed;
use tienbo_core::message;
use tienbo_core::model::{
    CaseOutcome, CaseRef, ClosingCriterion, ConsentSheet, Day, ErasureReason, HourDuty,
    LoweringReason, Problem, RecordId, RecordKind, VoidReason, at,
};
use tienbo_core::package::TransferGround;
use tienbo_core::sending::StaysHere;
use tienbo_core::store::CriterionAnswer;

#[derive(Args)]
pub struct Sheet {
    pub sheet: String,
    pub case: Option<String>,
    #[arg(long, requires = "case")]
    pub person: Option<String>,
    #[arg(long, requires = "person")]
    pub answered: bool,
    #[arg(long, short)]
    pub out: PathBuf,
}

/// A sheet of what a survivor is asked.
fn sheet(session: &mut Session, which: &Sheet, told: &Tell) -> Code {
    let sheet = ConsentSheet::from_code(&which.sheet).map_err(at("kind"))?;
    let id = which
        .case
        .as_deref()
        .map(|case| cases::case_named(session, case));
    let id = id.transpose()?;
    let person = which.person.as_deref().map(CaseRef::new);
    let person = person.transpose().map_err(at("person"))?;
    let answered = which.answered;
    let written = cases::save_consent_sheet(session, &which.out, sheet, id, person, answered)?;
    told.written(&written)
}

/// The case register.
#[derive(Args)]
pub struct Cases {
    #[command(subcommand)]
    pub act: CaseDo,
}

#[derive(Subcommand)]
pub enum CaseDo {
    Open(OpenCase),
    List(ListCases),
    Show(ShowCase),
    Reveal(CaseId),
    Name(Name),
    Write(WriteCase),
    Find(FindPerson),
    Close(CloseCase),
    Reopen(CaseId),
    Void(VoidCase),
    Lower(LowerDanger),
    Seen(CaseId),
    Done(HourDone),
    Officer(NameOfficer),
    Restrict(Restrict),
    Unrestrict(Unrestrict),
    Card(PlanCard),
    Due(Due),
    GoesAlong(GoesAlong),
    Transfer(TransferCase),
    Offered(Offered),
    Accept(Accept),
    Refuse(Refuse),
    Confirm(Confirm),
    Transfers,
    Proposals,
    Decide(Decide),
    Erase(Erase),
    EraseWritten(rights::EraseWritten),
    Erased(rights::Erased),
    Held(rights::Held),
    ChildForm(child::ChildForm),
    Sheet(Sheet),
    Told(rights::ReceiverTold),
    LiftLimit(rights::LiftLimit),
    Erasures,
    Retention(Retention),
    Count(Count),
    Override(Override),
    Analysis(Analysis),
    National(National),
}

#[derive(Args)]
pub struct OpenCase {
    pub file: PathBuf,
}

#[derive(Args)]
pub struct ListCases {
    #[arg(long, value_delimiter = ',', value_parser = ["open", "handing-over", "handed-over", "closed", "voided"])]
    pub state: Vec<String>,
    #[arg(long)]
    pub search: Option<String>,
    #[arg(long)]
    pub unserved: bool,
}

#[derive(Args)]
pub struct CaseId {
    pub id: String,
}

#[derive(Args)]
pub struct ShowCase {
    pub id: String,
    #[arg(long)]
    pub why: Option<String>,
}

#[derive(Args)]
pub struct NameOfficer {
    #[arg(required = true)]
    pub cases: Vec<String>,
    #[arg(long)]
    pub to: String,
    #[arg(long, value_parser = day)]
    pub until: Option<Day>,
    #[arg(long, default_value = "")]
    pub why: String,
}

#[derive(Args)]
pub struct Restrict {
    pub id: String,
    #[arg(long, required = true)]
    pub to: Vec<String>,
    #[arg(long)]
    pub why: String,
}

#[derive(Args)]
pub struct Unrestrict {
    pub id: String,
    #[arg(long)]
    pub why: String,
}

#[derive(Args)]
pub struct PlanCard {
    pub id: String,
    pub person: String,
    #[arg(long)]
    pub line: Vec<String>,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct Name {
    pub id: String,
    pub person: String,
    pub file: PathBuf,
}

#[derive(Args)]
pub struct WriteCase {
    pub id: String,
    pub file: PathBuf,
}

#[derive(Args)]
pub struct FindPerson {
    pub query: String,
}

#[derive(Args)]
pub struct CloseCase {
    pub id: String,
    #[arg(long)]
    pub outcome: String,
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
    #[arg(long, value_delimiter = ',')]
    pub met: Vec<String>,
    #[arg(long)]
    pub unmet: Vec<String>,
    #[arg(long, default_value = "")]
    pub why: String,
}

#[derive(Args)]
pub struct LowerDanger {
    pub id: String,
    #[arg(long, value_parser = ["none", "some", "high"])]
    pub to: String,
    #[arg(long)]
    pub reason: String,
    #[arg(long)]
    pub why: String,
}

#[derive(Args)]
pub struct HourDone {
    pub id: String,
    #[arg(long)]
    pub duty: String,
    #[arg(long)]
    pub why: String,
}

#[derive(Args)]
pub struct VoidCase {
    pub id: String,
    #[arg(long)]
    pub reason: String,
    #[arg(long)]
    pub why: String,
}

#[derive(Args)]
pub struct Due {
    #[arg(long, value_parser = day)]
    pub until: Option<Day>,
}

#[derive(Args)]
pub struct TransferCase {
    pub id: String,
    #[arg(long)]
    pub to: String,
    #[arg(long, value_parser = ["consent", "law"])]
    pub ground: String,
    #[arg(long, value_delimiter = ',', value_parser = ["account", "notes", "files", "perpetrators"])]
    pub without: Vec<String>,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct GoesAlong {
    pub id: String,
    #[arg(long)]
    pub to: String,
}

#[derive(Args)]
pub struct Offered {
    pub package: Option<String>,
}

#[derive(Args)]
pub struct Accept {
    pub package: String,
}

#[derive(Args)]
pub struct Refuse {
    pub package: String,
    #[arg(long)]
    pub reason: String,
}

#[derive(Args)]
pub struct Decide {
    pub proposal: i64,
    #[arg(long, conflicts_with = "drop", required_unless_present = "drop")]
    pub take: bool,
    #[arg(long)]
    pub drop: bool,
    #[arg(long, value_delimiter = ',')]
    pub fields: Vec<String>,
}

#[derive(Args)]
pub struct Confirm {
    pub package: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct Erase {
    pub person: String,
    #[arg(long)]
    pub reason: String,
    #[arg(long)]
    pub drop_copies: bool,
}

#[derive(Args)]
pub struct Retention {
    #[arg(long)]
    pub reviewed: bool,
}

#[derive(Args)]
pub struct Count {
    pub year: i32,
}

#[derive(Args)]
pub struct Override {
    pub year: i32,
    pub row: String,
    #[arg(long)]
    pub value: Option<String>,
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Args)]
pub struct Analysis {
    #[arg(long, value_parser = day)]
    pub from: Day,
    #[arg(long, value_parser = day)]
    pub to: Day,
    #[arg(long)]
    pub outside: bool,
}

#[derive(Args)]
pub struct National {
    pub year: i32,
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

pub fn run(session: &mut Session, act: &CaseDo, told: &Tell) -> Code {
    // What a crash left half done is done before anything else.
    session
        .office
        .finish_erasures()
        .map_err(tienbo_api::Failure::from)?;
    match act {
        CaseDo::Open(open) => self::open(session, open, told),
        CaseDo::List(which) => list(session, which, told),
        CaseDo::Show(which) => show(session, which, told),
        CaseDo::Reveal(which) => reveal(session, which),
        CaseDo::Name(name) => self::name(session, name, told),
        CaseDo::Write(papers) => self::papers(session, papers, told),
        CaseDo::Find(find) => self::find(session, find, told),
        CaseDo::Close(close) => self::close(session, close, told),
        CaseDo::Reopen(which) => reopen(session, which, told),
        CaseDo::Void(void) => self::void(session, void, told),
        CaseDo::Lower(lower) => self::lower(session, lower, told),
        CaseDo::Seen(which) => {
            let id = cases::case_named(session, &which.id)?;
            cases::see_decisions(session, id)?;
            done(id, told)
        }
        CaseDo::Done(hour) => hour_done(session, hour, told),
        CaseDo::Officer(name) => officer(session, name, told),
        CaseDo::Restrict(to) => {
            let id = cases::case_named(session, &to.id)?;
            cases::restrict_case(session, id, to.to.clone(), to.why.clone())?;
            done(id, told)
        }
        CaseDo::Unrestrict(which) => {
            let id = cases::case_named(session, &which.id)?;
            cases::lift_restriction(session, id, which.why.clone())?;
            done(id, told)
        }
        CaseDo::Card(card) => self::card(session, card, told),
        CaseDo::Due(due) => self::due(session, due, told),
        CaseDo::GoesAlong(ask) => goes_along(session, ask, told),
        CaseDo::Transfer(transfer) => self::transfer(session, transfer, told),
        CaseDo::Offered(Offered { package: None }) => offered(session, told),
        CaseDo::Offered(Offered {
            package: Some(package),
        }) => offered_names(session, package, told),
        CaseDo::Accept(accept) => {
            let id = cases::accept_case(session, accept.package.clone())?;
            done(id, told)
        }
        CaseDo::Refuse(refuse) => {
            let (package, reason) = (refuse.package.clone(), refuse.reason.clone());
            cases::turn_down_case(session, package, reason)?;
            offered(session, told)
        }
        CaseDo::Proposals => proposals(session, told),
        CaseDo::Decide(decide) => {
            let fields = decide.fields.clone();
            persons::decide_proposal(session, decide.proposal, decide.take, fields)?;
            proposals(session, told)
        }
        CaseDo::Transfers => transfers(session, told),
        CaseDo::Confirm(confirm) => self::confirm(session, confirm, told),
        CaseDo::Erase(erase) => self::erase(session, erase, told),
        CaseDo::EraseWritten(erase) => rights::erase_written(session, erase, told),
        CaseDo::Erased(which) => rights::erased(session, which, told),
        CaseDo::Sheet(which) => sheet(session, which, told),
        CaseDo::Held(about) => rights::held(session, about, told),
        CaseDo::ChildForm(which) => child::form(session, which, told),
        CaseDo::LiftLimit(limit) => rights::lift_limit(session, limit, told),
        CaseDo::Told(receiver) => rights::receiver_told(session, receiver, told),
        CaseDo::Erasures => erasures(session, told),
        CaseDo::Retention(retention) => self::retention(session, retention, told),
        CaseDo::Count(count) => self::count(session, count, told),
        CaseDo::Override(other) => overridden(session, other, told),
        CaseDo::Analysis(analysis) => self::analysis(session, analysis, told),
        CaseDo::National(national) => self::national(session, national, told),
    }
}

fn person(text: &str) -> Result<CaseRef, Failure> {
    Ok(CaseRef::new(text).map_err(at("person"))?)
}

pub(super) fn done(id: RecordId, told: &Tell) -> Code {
    told.result(&RecordDone { id }, id.to_string())
}

/// Reads an object of texts from a JSON file.
fn typed_fields(file: &Path) -> Result<Typed, Failure> {
    Ok(serde_json::from_str(&text_of(file)?)?)
}

fn text_of(file: &Path) -> Result<String, Failure> {
    bounds::read_text_file(file, bounds::MAX_TEXT_FILE).map_err(|error| Failure::file(file, error))
}

fn open(session: &mut Session, open: &OpenCase, told: &Tell) -> Code {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct New {
        case: Typed,
        survivor: Typed,
    }
    let new: New = serde_json::from_str(&text_of(&open.file)?)?;
    done(cases::open_case(session, new.case, new.survivor)?, told)
}

fn list(session: &mut Session, which: &ListCases, told: &Tell) -> Code {
    let states = CaseState::ALL.into_iter();
    let query = CaseQuery {
        search: which.search.clone().unwrap_or_default(),
        states: states
            .filter(|state| which.state.iter().any(|code| code == state.code()))
            .collect(),
        unserved: which.unserved,
        ..CaseQuery::default()
    };
    told.answer(&cases::all_cases(session, &query)?, |found| {
        if found.closed {
            let numbers = [
                ("all", found.all.to_string()),
                ("begun", found.begun.to_string()),
            ];
            line(told.text("cases-closed", &numbers))?;
            return Ok(());
        }
        found.shut.iter().try_for_each(line)?;
        let row = |CaseRow { line, .. }: &CaseRow| {
            let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
            let count = |count: Option<usize>| count.map_or_else(String::new, |n| n.to_string());
            let category = line
                .category
                .map(|category| message::choice(told.language, "case-category", category.code()));
            vec![
                line.number.as_str().to_owned(),
                day(line.found_on),
                category.unwrap_or_default(),
                told.text(&format!("case-state-{}", line.state.code()), &[]),
                count(line.survivors),
                count(line.unserved),
                day(line.follow_up),
            ]
        };
        let heads = [
            "column-number",
            "column-found-on",
            "column-category",
            "head-state",
            "kind-survivors",
            "head-unserved",
            "kind-follow-ups",
        ];
        table(told.heads(&heads), found.rows.iter().map(row).collect())
    })
}

fn card(session: &mut Session, card: &PlanCard, told: &Tell) -> Code {
    let id = cases::case_named(session, &card.id)?;
    let (person, lines) = (person(&card.person)?, card.line.join("\n"));
    told.written(&cases::save_plan_card(
        session, &card.out, id, person, lines,
    )?)
}

fn officer(session: &mut Session, name: &NameOfficer, told: &Tell) -> Code {
    let cases = name.cases.iter();
    let cases: Vec<RecordId> = cases
        .map(|case| cases::case_named(session, case))
        .collect::<Result<_, _>>()?;
    let (to, until) = (name.to.clone(), typed(name.until));
    cases::name_officer(session, cases.clone(), to, until, name.why.clone())?;
    let done: Vec<RecordDone> = cases.into_iter().map(|id| RecordDone { id }).collect();
    told.answer(&done, |done| {
        let mut done = done.iter();
        done.try_for_each(|one| line(one.id.to_string()))
    })
}

fn show(session: &mut Session, which: &ShowCase, told: &Tell) -> Code {
    let id = cases::case_named(session, &which.id)?;
    let view = cases::case_view(session, id, which.why.clone())?;
    told.answer(&view, |view| print(view, told))
}

/// The law behind something, each on a line below it.
fn law(rests_on: &[RestsOn]) -> Result<(), Failure> {
    let law = rests_on.iter().flat_map(|behind| &behind.law);
    law.map(|law| format!("  {}", law.text)).try_for_each(line)
}

fn print(view: &CaseView, told: &Tell) -> Result<(), Failure> {
    let lines = |part: &CasePart| -> Result<(), Failure> {
        let kind = message::kind(told.language, part.kind);
        line(format!("{kind}: {}", part.id))?;
        let said = part.said.iter();
        said.map(|Said { label, value, .. }| format!("  {label}: {value}"))
            .try_for_each(line)?;
        let over = part.over_since.map(|_| told.text("ui-measure-over", &[]));
        over.map(|over| format!("  {over}"))
            .iter()
            .try_for_each(line)?;
        law(&part.rests_on)
    };
    let persons = |persons: &[PersonInCase]| persons.iter().try_for_each(|one| lines(&one.part));
    lines(&view.case)?;
    line(told.text(&format!("case-state-{}", view.state.code()), &[]))?;
    line(&view.in_charge)?;
    view.voided.iter().try_for_each(line)?;
    view.doubts.iter().try_for_each(line)?;
    let mut survivors = view.survivors.iter();
    survivors.try_for_each(|one| one.interpreter.iter().try_for_each(line))?;
    persons(&view.survivors)?;
    persons(&view.perpetrators)?;
    view.relations.iter().try_for_each(|one| line(&one.told))?;
    view.risk_checks.iter().try_for_each(lines)?;
    view.requests.iter().try_for_each(lines)?;
    danger(view, told)?;
    let parts = [
        &view.incidents,
        &view.services,
        &view.referrals,
        &view.measures,
        &view.follow_ups,
        &view.safety_plan,
        &view.case_plan,
    ];
    parts.into_iter().flatten().try_for_each(lines)
}

fn danger(view: &CaseView, told: &Tell) -> Result<(), Failure> {
    let call = |contacts: &[WhomToCall]| {
        let mut contacts = contacts.iter();
        contacts.try_for_each(|contact| {
            let number = contact.number.clone();
            let number = number.unwrap_or_else(|| told.text("contact-no-number", &[]));
            line(format!("{number}: {}", contact.name))
        })
    };
    match &view.danger {
        None => line(told.text("risk-unasked", &[]))?,
        Some(danger) => {
            let risk = told.text(&format!("risk-{}", danger.risk.code()), &[]);
            line(format!("{risk}. {}", danger.told))?;
            if danger.risk == Risk::Immediate {
                call(&view.contacts)?;
            }
        }
    }
    if let Some(suicide) = &view.suicide {
        line(told.text("ui-suicide", &[]))?;
        suicide.open.iter().try_for_each(line)?;
        call(&suicide.contacts)?;
    }
    for hour in &view.hours {
        let args = [
            ("what", hour.rests_on.wording.clone()),
            ("until", hour.until.in_words()),
        ];
        line(told.text("cli-hour-due", &args))?;
        law(std::slice::from_ref(&hour.rests_on))?;
    }
    let mut decisions = view.decisions.iter();
    decisions.try_for_each(|decision| line(&decision.told))
}

/// Always as JSON: what it says has no table.
fn reveal(session: &mut Session, which: &CaseId) -> Code {
    let id = cases::case_named(session, &which.id)?;
    json(&persons::reveal_case(session, id)?)?;
    Ok(crate::exit::FINE)
}

fn name(session: &mut Session, name: &Name, told: &Tell) -> Code {
    let id = cases::case_named(session, &name.id)?;
    persons::save_person(
        session,
        id,
        person(&name.person)?,
        typed_fields(&name.file)?,
        None,
    )?;
    done(id, told)
}

fn papers(session: &mut Session, papers: &WriteCase, told: &Tell) -> Code {
    let id = cases::case_named(session, &papers.id)?;
    persons::save_papers(session, id, typed_fields(&papers.file)?, None)?;
    done(id, told)
}

fn find(session: &mut Session, find: &FindPerson, told: &Tell) -> Code {
    told.answer(
        &persons::find_persons(session, find.query.clone())?,
        |found| {
            for found in found {
                let name = found.said.iter().find(|said| said.column == "name");
                line(format!(
                    "{}  {}  {}",
                    found.person.as_str(),
                    name.map_or("", |said| &said.value),
                    found.cases.len()
                ))?;
            }
            Ok(())
        },
    )
}

fn close(session: &mut Session, close: &CloseCase, told: &Tell) -> Code {
    let (id, version) = cases::case_version(session, &close.id)?;
    let end = EndTyped {
        on: typed(close.on),
        outcome: CaseOutcome::from_code(&close.outcome).map_err(at("outcome"))?,
        criteria: criteria(close)?,
        why: close.why.clone(),
    };
    cases::close_case(session, id, version, end)?;
    done(id, told)
}

/// What was said of the criteria: of one that is not met its code, `=` and why.
fn criteria(close: &CloseCase) -> Result<Vec<CriterionAnswer>, Failure> {
    let answer = |code: &str, met: bool, why: &str| -> Result<CriterionAnswer, Failure> {
        let criterion = ClosingCriterion::from_code(code).map_err(at("outcome"))?;
        Ok(CriterionAnswer {
            criterion,
            met,
            why: why.to_owned(),
        })
    };
    let met = close.met.iter().map(|code| answer(code, true, ""));
    let unmet = close.unmet.iter().map(|given| {
        let (code, why) = given.split_once('=').unwrap_or((given, ""));
        answer(code, false, why)
    });
    met.chain(unmet).collect()
}

fn lower(session: &mut Session, lower: &LowerDanger, told: &Tell) -> Code {
    let id = cases::case_named(session, &lower.id)?;
    let mut risks = Risk::ALL.into_iter();
    let to = risks.find(|risk| risk.code() == lower.to);
    let to = to.ok_or_else(|| at("reason")(Problem::NotAChoice(lower.to.clone())))?;
    let reason = LoweringReason::from_code(&lower.reason).map_err(at("reason"))?;
    cases::lower_danger(session, id, to, reason, lower.why.clone())?;
    done(id, told)
}

fn hour_done(session: &mut Session, hour: &HourDone, told: &Tell) -> Code {
    let id = cases::case_named(session, &hour.id)?;
    let duty = HourDuty::from_code(&hour.duty).map_err(at("reason"))?;
    cases::hour_is_done(session, id, duty, hour.why.clone())?;
    done(id, told)
}

fn reopen(session: &mut Session, which: &CaseId, told: &Tell) -> Code {
    let (id, version) = cases::case_version(session, &which.id)?;
    cases::reopen_case(session, id, version)?;
    done(id, told)
}

fn void(session: &mut Session, void: &VoidCase, told: &Tell) -> Code {
    let (id, version) = cases::case_version(session, &void.id)?;
    let reason = VoidReason::from_code(&void.reason).map_err(at("voided"))?;
    cases::void_case(session, id, version, reason, void.why.clone())?;
    done(id, told)
}

fn due(session: &Session, due: &Due, told: &Tell) -> Code {
    told.answer(&cases::all_due(session, typed(due.until))?, |due| {
        let mut due = due.iter();
        due.try_for_each(|due| match due {
            DueRow::Hour(due) => {
                let what = due.hour.rests_on.wording.clone();
                let args = [("what", what), ("until", due.hour.until.in_words())];
                line(due.number.as_str())?;
                line(format!("  {}", told.text("cli-hour-due", &args)))
            }
            DueRow::Step(step) => {
                line(format!("{}  {}", step.due_on, step.number.as_str()))?;
                line(format!("  {}", step.what))?;
                let mut visit = step.visit.iter();
                visit.try_for_each(|visit| line(format!("  {visit}")))
            }
            DueRow::Debrief(due) => {
                line(format!("{}  {}", due.visited_on, due.number.as_str()))?;
                line(format!("  {}", due.told))
            }
            DueRow::Measure(end) => {
                line(format!("{}  {}", end.ends_on, end.number.as_str()))?;
                line(format!("  {}", end.measure))?;
                match end.over {
                    true => line(format!("  {}", told.text("ui-measure-over", &[]))),
                    false => Ok(()),
                }
            }
            DueRow::FollowUp(due) => {
                line(format!("{}  {}", due.due_on, due.number.as_str()))?;
                let mut ways = due.unsafe_ways.iter();
                ways.try_for_each(|way| line(format!("  {}", way.told)))?;
                let mut visit = due.visit.iter();
                visit.try_for_each(|visit| line(format!("  {visit}")))
            }
            DueRow::Owed(owed) => {
                line(format!("{}  {}", owed.due_on, owed.number.as_str()))?;
                if owed.overdue {
                    line(format!("  {}", told.text("ui-case-overdue", &[])))?;
                }
                line(format!("  {}", owed.told))?;
                let referral = owed.referral.iter().map(ToString::to_string);
                let mut told_of = owed.package.iter().cloned().chain(referral);
                told_of.try_for_each(|id| line(format!("  {id}")))
            }
        })
    })
}

fn transfer(session: &mut Session, transfer: &TransferCase, told: &Tell) -> Code {
    let id = cases::case_named(session, &transfer.id)?;
    let ground = TransferGround::from_code(&transfer.ground)
        .ok_or_else(|| at("consent")(Problem::NotAChoice(transfer.ground.clone())))?;
    let to = unit(&transfer.to)?;
    let stays = |what: &str| transfer.without.iter().any(|one| one == what);
    let stays = StaysHere {
        account: stays("account"),
        notes: stays("notes"),
        files: stays("files"),
        perpetrators: stays("perpetrators"),
    };
    told.written(&cases::transfer_case(
        session,
        &transfer.out,
        id,
        to,
        ground,
        stays,
    )?)
}

/// What would go along with a case, and who did not agree to it.
fn goes_along(session: &Session, ask: &GoesAlong, told: &Tell) -> Code {
    let id = cases::case_named(session, &ask.id)?;
    let along = cases::goes_along(session, id, unit(&ask.to)?)?;
    told.answer(&along, |along| {
        let numbers = |persons: &[CaseRef]| -> String {
            let persons: Vec<&str> = persons.iter().map(CaseRef::as_str).collect();
            persons.join(", ")
        };
        let yes = |is_so: bool| told.text(if is_so { "word-yes" } else { "word-no" }, &[]);
        let rows = [
            ("not-agreed", numbers(&along.not_agreed)),
            ("survivors", numbers(&along.survivors)),
            ("perpetrators", numbers(&along.perpetrators)),
            ("account", yes(along.account)),
            ("notes", yes(along.notes)),
            ("files", along.files.to_string()),
        ];
        let mut rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        rows.try_for_each(|(what, value)| {
            line(format!(
                "{}: {value}",
                told.text(&format!("goes-{what}"), &[])
            ))
        })
    })
}

/// The cases of other units that wait for a yes.
fn offered(session: &Session, told: &Tell) -> Code {
    told.answer(&cases::offered_cases(session)?, |offered| {
        if offered.cases.is_empty() && offered.count > 0 {
            let count = [("count", offered.count.to_string())];
            return line(told.text("ui-offered-others", &count));
        }
        let row = |case: &OfferedCase| {
            let said = case.said.iter();
            let said: Vec<String> = said
                .map(|said| format!("{}: {}", said.label, said.value))
                .collect();
            vec![
                case.package_id.clone(),
                format!("{} ({})", case.unit.name, case.unit.unit),
                case.made_at.to_string(),
                said.join("; "),
                case.not_taken.clone().unwrap_or_default(),
            ]
        };
        let heads = [
            "head-package",
            "head-unit",
            "head-at",
            "head-case",
            "head-not-taken",
        ];
        table(told.heads(&heads), offered.cases.iter().map(row).collect())
    })
}

/// What is to be known of whom one of them names, before the yes.
fn offered_names(session: &Session, package: &str, told: &Tell) -> Code {
    let names = cases::offered_names(session, package.to_owned())?;
    told.answer(&names, |names| {
        let row = vec![
            names.package_id.clone(),
            names.strangers.to_string(),
            names.not_taken.clone().unwrap_or_default(),
        ];
        let heads = ["head-package", "head-strangers", "head-not-taken"];
        table(told.heads(&heads), vec![row])
    })
}

/// Cases handed over and taken over, with what was answered.
fn transfers(session: &Session, told: &Tell) -> Code {
    told.answer(&cases::case_transfers(session)?, |transfers| {
        let row = |one: &CaseTransfer| {
            let way = format!("transfer-way-{}", one.direction.code());
            let standing = format!("transfer-{}", one.standing.code());
            vec![
                one.package_id.clone(),
                told.text(&way, &[]),
                format!("{} ({})", one.unit.name, one.unit.unit),
                one.at.to_string(),
                told.text(&standing, &[]),
                one.reasons.join("; "),
            ]
        };
        let heads = [
            "head-package",
            "head-direction",
            "head-unit",
            "head-at",
            "head-answer",
            "head-why",
        ];
        table(told.heads(&heads), transfers.iter().map(row).collect())
    })
}

/// What waits beside what is known of persons and cases.
fn proposals(session: &Session, told: &Tell) -> Code {
    told.answer(&persons::waiting_proposals(session)?, |waiting| {
        let row = |proposal: &ProposalWaiting| {
            let cases = proposal.cases.iter();
            let cases: Vec<&str> = cases.map(|case| case.number.as_str()).collect();
            let person = proposal.person.as_ref().map(CaseRef::as_str);
            vec![
                proposal.id.to_string(),
                person.unwrap_or_default().to_owned(),
                cases.join(", "),
                proposal.source.clone(),
                proposal.at.to_string(),
            ]
        };
        let heads = [
            "head-id",
            "head-person",
            "head-case",
            "head-source",
            "head-at",
        ];
        table(told.heads(&heads), waiting.iter().map(row).collect())
    })
}

fn confirm(session: &mut Session, confirm: &Confirm, told: &Tell) -> Code {
    let package = confirm.package.clone();
    told.written(&cases::confirm_transfer(session, &confirm.out, package)?)
}

fn erase(session: &mut Session, erase: &Erase, told: &Tell) -> Code {
    let person = person(&erase.person)?;
    let reason = ErasureReason::from_code(&erase.reason).map_err(at("reason"))?;
    let mut erased = persons::erase_person(session, person, reason)?;
    if erase.drop_copies {
        persons::drop_copies_beside(session)?;
        erased.copies.clear();
    }
    told.answer(&erased, |erased| {
        let number = erased.person.as_str().to_owned();
        line(told.text("case-erased", &[("detail", number)]))?;
        erased.told.iter().try_for_each(line)?;
        match erased.copies.is_empty() {
            true => Ok(()),
            false => line(told.text("case-copies-left", &[("detail", erased.copies.join(", "))])),
        }
    })
}

fn erasures(session: &Session, told: &Tell) -> Code {
    told.answer(&persons::erasures(session)?, |erasures| {
        for erasure in erasures {
            let reason = message::choice(told.language, "erasure-reason", erasure.reason.code());
            let left = match erasure.done {
                true => String::new(),
                false => format!("  {}", told.text("case-erasure-not-done", &[])),
            };
            line(format!(
                "{}  {}  {}  {reason}{left}",
                erasure.at,
                erasure.who,
                erasure.person.as_str()
            ))?;
        }
        Ok(())
    })
}

fn retention(session: &mut Session, retention: &Retention, told: &Tell) -> Code {
    let due = persons::retention_due(session)?;
    if retention.reviewed {
        persons::review_retention(session)?;
    }
    told.answer(&due, |due| {
        let mut due = due.iter();
        due.try_for_each(|due| {
            line(format!("{}  {}", due.since, due.person.as_str()))?;
            let mut grounds = due.grounds.iter();
            grounds.try_for_each(|ground| {
                let id = format!("choice-keep-ground-{}", ground.code());
                line(format!("  {}", told.text(&id, &[])))
            })
        })
    })
}

fn count(session: &Session, count: &Count, told: &Tell) -> Code {
    told.answer(
        &counts::register_rows(session, year(count.year)?)?,
        |rows| {
            let row = |row: &CountRow| {
                vec![
                    row.no.clone(),
                    row.wording.clone(),
                    row.value.shown.clone(),
                    row.outside
                        .map(|shown| shown.to_string())
                        .unwrap_or_default(),
                    row.rule.clone(),
                ]
            };
            let heads = [
                "column-number",
                "annex01-indicator",
                "annex01-result",
                "head-outside",
                "head-rule",
            ];
            table(told.heads(&heads), rows.iter().map(row).collect())
        },
    )
}

fn overridden(session: &mut Session, other: &Override, told: &Tell) -> Code {
    let reason = other.reason.clone().unwrap_or_default();
    let (row, value) = (other.row.clone(), other.value.clone());
    let overridden = counts::override_count(session, year(other.year)?, row, value, reason)?;
    told.result(&overridden, &overridden.row)
}

fn analysis(session: &Session, which: &Analysis, told: &Tell) -> Code {
    let (from, to) = (TypedDay::from(which.from), TypedDay::from(which.to));
    if told.json && !which.outside {
        return told.answer(&counts::case_analysis(session, from, to)?, |_| Ok(()));
    }
    let shown = match which.outside {
        true => counts::analysis_outside(session, from, to)?,
        false => counts::case_analysis(session, from, to)?.exact(),
    };
    told.answer(&shown, |analysis| {
        let cases = message::kind(told.language, RecordKind::ViolenceCase);
        let survivors = message::kind(told.language, RecordKind::Survivor);
        line(format!("{cases}: {}", analysis.cases))?;
        line(format!("{survivors}: {}", analysis.survivors))?;
        for of in &analysis.tables {
            line(told.text(&format!("analysis-{}", of.code), &[]))?;
            for row in &of.rows {
                line(format!("  {}: {}", row.label, row.count))?;
            }
        }
        Ok(())
    })
}

fn national(session: &mut Session, which: &National, told: &Tell) -> Code {
    let year = year(which.year)?;
    if let Some(out) = &which.out {
        return told.written(&counts::save_national_table(session, out, year)?);
    }
    let groups = counts::national_table(session, year)?;
    told.answer(&groups, |groups| {
        line(told.text("national-title", &[("year", year.to_string())]))?;
        line(told.text("national-check", &[]))?;
        for group in groups {
            line(told.text(&format!("national-{}", group.code), &[]))?;
            let mut rows = group.rows.iter();
            rows.try_for_each(|row| line(format!("  {}: {}", row.label, row.count)))?;
        }
        line(told.text("national-left-out", &[]))
    })
}
