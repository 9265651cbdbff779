//! The case register: the list, one case, and cases handed from unit to unit.

use super::{DayText, IdText, small};
use crate::bindings::{as_text, commands};
use crate::desk::{Desk, Session};
use crate::failure::Failure;
use crate::files::{self, Sort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tienbo_core::casework::{Case, CaseError, CaseQuery, CaseState};
use tienbo_core::entry::Typed;
use tienbo_core::message::{self, Language};
use tienbo_core::model::{
    CaseCategory, CaseOutcome, CaseRef, Day, Moment, Record, RecordId, Stored, UnitCode,
    VoidReason, at,
};
use tienbo_core::package::TransferGround;
use tienbo_core::sending;
use tienbo_core::store::{self, TransferDirection};
use tienbo_core::vault::{Office, write_atomically};
use ts_rs::TS;

as_text! {
    /// A random number of a case or person.
    NumberText(CaseRef) |text| CaseRef::new(text).ok();
    /// How a case ended.
    OutcomeText(CaseOutcome) |text| CaseOutcome::from_code(text).ok();
    /// Why a case was recorded wrongly.
    VoidText(VoidReason) |text| VoidReason::from_code(text).ok();
    /// On what ground a case is handed over.
    GroundText(TransferGround) TransferGround::from_code;
    /// A unit's code.
    UnitText(UnitCode) |text| UnitCode::new(text).ok();
}

/// How many cases are given at once.
const PAGE: usize = 200;

/// What the list of cases is asked for.
#[derive(Deserialize, TS)]
pub(crate) struct CasesQuery {
    search: String,
    /// Codes of states.
    states: Vec<String>,
    /// Codes of categories.
    categories: Vec<String>,
    /// Only with a survivor without any service.
    unserved: bool,
    /// Only with a follow-up due until this day.
    due: Option<DayText>,
    /// Only these.
    only: Option<Vec<IdText>>,
    /// From which place on.
    from: u32,
}

/// What the list gives.
#[derive(Serialize, TS)]
pub(crate) struct CasesFound {
    /// Cases in all.
    all: u32,
    /// Cases found.
    found: u32,
    /// A page of them.
    rows: Vec<CaseShown>,
}

/// A case in the list.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseShown {
    id: String,
    number: String,
    found_on: String,
    category: String,
    /// Code of the state.
    state: String,
    survivors: u32,
    unserved: u32,
    /// The next follow-up, as it is shown.
    follow_up: Option<String>,
    /// Whether that day is over.
    overdue: bool,
}

/// Something said of a case: what, and what it is.
#[derive(Serialize, TS)]
pub(crate) struct Said {
    /// Label.
    pub(super) label: String,
    /// Value as it is shown.
    pub(super) value: String,
}

/// A record that belongs to a case.
#[derive(Serialize, TS)]
pub(crate) struct CasePart {
    /// Kind's table.
    kind: String,
    /// Id.
    id: String,
    /// Version.
    version: i64,
    /// What it says, field by field.
    said: Vec<Said>,
}

/// A person in a case, by number alone.
#[derive(Serialize, TS)]
pub(crate) struct PersonInCase {
    /// Random number.
    number: String,
    /// Whether she refused to be recorded.
    refuses: bool,
    /// The record.
    part: CasePart,
}

/// One case.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseView {
    number: String,
    /// Code of the state.
    state: String,
    /// The case itself.
    part: CasePart,
    survivors: Vec<PersonInCase>,
    perpetrators: Vec<PersonInCase>,
    services: Vec<CasePart>,
    referrals: Vec<CasePart>,
    measures: Vec<CasePart>,
    follow_ups: Vec<CasePart>,
    risk_checks: Vec<CasePart>,
    /// Code of the danger the last check found.
    risk: Option<String>,
    /// Whom to call.
    contacts: Vec<Said>,
    /// When the next follow-up should be, where none is planned; as a form writes it.
    propose_follow_up: Option<String>,
    /// What travels of it, part by part; empty where it counts nowhere.
    travels: Vec<Vec<Said>>,
}

/// A case of a person.
#[derive(Serialize, TS)]
pub(crate) struct CaseOfPerson {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) survivor: bool,
}

/// A follow-up that is due.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Due {
    case: String,
    number: String,
    due_on: String,
    overdue: bool,
}

/// What the register reminds of.
#[derive(Serialize, TS)]
pub(crate) struct RegisterReminders {
    /// Follow-ups due today and in the next seven days.
    due: Vec<Due>,
    /// Persons whose identity has been kept for as long as it may; told once a year.
    retention: u32,
}

/// A case handed over or taken over.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransferShown {
    package_id: String,
    case: String,
    incoming: bool,
    unit: String,
    at: String,
    confirmed_at: Option<String>,
}

/// A unit that can take a case over.
#[derive(Serialize, TS)]
pub(crate) struct CaseReceiver {
    code: String,
    name: String,
}

/// What the catalogue says of a choice of the register.
#[derive(Serialize, TS)]
pub(crate) struct Wording {
    /// Name of the list.
    list: String,
    /// Code of the choice.
    code: String,
    /// Wording of the law, or the question as it is put.
    wording: String,
    /// Law and place; empty for a question.
    source: String,
}

fn part<R: Record>(stored: &Stored<R>, language: Language) -> CasePart {
    CasePart {
        kind: R::KIND.table().to_owned(),
        id: stored.id.to_string(),
        version: stored.version,
        said: said(&stored.record, language),
    }
}

fn said<R: Record>(record: &R, language: Language) -> Vec<Said> {
    R::columns()
        .iter()
        .zip(record.to_cells())
        .filter(|(column, _)| column.kind.referred().is_none())
        .map(|(column, cell)| Said {
            label: message::column(language, &column.name),
            value: tienbo_core::typed::show(&cell, column.kind, language),
        })
        .filter(|said| !said.value.is_empty())
        .collect()
}

fn parts<R: Record>(stored: &[Stored<R>], language: Language) -> Vec<CasePart> {
    stored.iter().map(|record| part(record, language)).collect()
}

fn view(office: &Office, case: &Case, language: Language) -> CaseView {
    let refusing = case.refusing();
    let travels = case.facts.as_ref().map_or_else(Vec::new, |facts| {
        let mut travels = vec![said(&facts.case, language)];
        travels.extend(facts.survivors.iter().map(|(_, s)| said(s, language)));
        travels.extend(facts.perpetrators.iter().map(|(_, p)| said(p, language)));
        travels
    });
    let contacts = &office.catalogues().latest().register.contacts;
    CaseView {
        number: case.case.record.number.as_str().to_owned(),
        state: case.state.code().to_owned(),
        part: part(&case.case, language),
        survivors: case
            .survivors
            .iter()
            .map(|survivor| PersonInCase {
                number: survivor.record.person.as_str().to_owned(),
                refuses: refusing.contains(&survivor.record.person),
                part: part(survivor, language),
            })
            .collect(),
        perpetrators: case
            .perpetrators
            .iter()
            .map(|perpetrator| PersonInCase {
                number: perpetrator.record.person.as_str().to_owned(),
                refuses: false,
                part: part(perpetrator, language),
            })
            .collect(),
        services: parts(&case.services, language),
        referrals: parts(&case.referrals, language),
        measures: parts(&case.measures, language),
        follow_ups: parts(&case.follow_ups, language),
        risk_checks: parts(&case.risk_checks, language),
        risk: case.risk.map(|risk| risk.code().to_owned()),
        contacts: contacts
            .iter()
            .map(|contact| Said {
                label: contact.name.clone(),
                value: contact.number.clone(),
            })
            .collect(),
        propose_follow_up: case.propose_follow_up.map(|day| day.to_string()),
        travels,
    }
}

pub(super) fn number_of(office: &Office, id: RecordId) -> String {
    office
        .case(id)
        .map(|case| case.case.record.number.as_str().to_owned())
        .unwrap_or_default()
}

/// Writes what the core made to a place that the user chooses, and gives the place.
pub(super) fn save(desk: &Desk, sort: Sort, name: &str, bytes: &[u8]) -> Result<String, Failure> {
    let path = files::save_as(desk, sort, name)?;
    write_atomically(&path, bytes)?;
    desk.session(|session| {
        session.saved = Some(path.clone());
        Ok(files::shown(&path))
    })
}

/// Works with a case, of which lists are read anew afterwards.
pub(super) fn changed<T, E>(
    desk: &Desk,
    work: impl FnOnce(&mut Office) -> Result<T, E>,
) -> Result<T, Failure>
where
    Failure: From<E>,
{
    desk.session(|session: &mut Session| {
        let done = work(&mut session.office);
        session.changed();
        Ok(done?)
    })
}

commands! {
    /// What the catalogue in force says of the register's choices.
    fn register_wordings(desk) -> Vec<Wording> {
        desk.session(|session| {
            let rules = &session.office.catalogues().latest().register;
            let one = |list: &str, code: &str, wording: &str, source: &str| Wording {
                list: list.to_owned(),
                code: code.to_owned(),
                wording: wording.to_owned(),
                source: source.to_owned(),
            };
            let mut all = Vec::new();
            for rule in &rules.acts {
                all.push(one("act", &rule.code, &rule.wording, &rule.source));
            }
            for rule in &rules.other_acts {
                all.push(one("other-act", &rule.code, &rule.wording, &rule.source));
            }
            for rule in &rules.services {
                all.push(one("service", &rule.code, &rule.wording, &rule.source));
            }
            for rule in &rules.providers {
                all.push(one("provider", &rule.code, &rule.wording, &rule.source));
            }
            for rule in &rules.measures {
                all.push(one("measure", &rule.code, &rule.wording, &rule.source));
            }
            for rule in &rules.risk_signs {
                all.push(one("risk-sign", &rule.code, &rule.wording, ""));
            }
            Ok(all)
        })
    }

    /// What the register reminds of.
    fn register_reminders(desk) -> RegisterReminders {
        desk.office(|office| -> Result<RegisterReminders, CaseError> {
            let today = Day::today().map_err(at("date"))?;
            let until = tienbo_core::casework::later(today, 7);
            Ok(RegisterReminders {
                due: office
                    .reminders(until)?
                    .into_iter()
                    .map(|reminder| Due {
                        case: reminder.case.to_string(),
                        number: reminder.number.as_str().to_owned(),
                        due_on: reminder.due_on.to_string(),
                        overdue: reminder.due_on < today,
                    })
                    .collect(),
                // For who is no case officer there is none.
                retention: small(office.retention_prompt().unwrap_or(0)),
            })
        })
    }

    /// A page of the list of cases.
    fn find_cases(desk, query: CasesQuery) -> CasesFound {
        let language = desk.language();
        desk.session(|session| {
            let list = match session.cases.take() {
                Some(list) => list,
                None => session.office.case_list(language)?,
            };
            let list = session.cases.insert(list);
            let today = Day::today().map_err(at("date"))?;
            let states = CaseState::ALL.into_iter();
            let found = list.find(&CaseQuery {
                search: query.search,
                states: states
                    .filter(|state| query.states.iter().any(|code| code == state.code()))
                    .collect(),
                categories: query
                    .categories
                    .iter()
                    .filter_map(|code| CaseCategory::from_code(code).ok())
                    .collect(),
                days: None,
                unserved: query.unserved,
                due: query.due.map(|day| day.read("due_on")).transpose()?,
                only: query
                    .only
                    .map(|ids| ids.into_iter().map(|id| id.0).collect::<BTreeSet<_>>()),
            });
            let from = usize::try_from(query.from).unwrap_or(0);
            let rows = found
                .iter()
                .skip(from)
                .take(PAGE)
                .filter_map(|place| list.line(*place))
                .map(|line| CaseShown {
                    id: line.id.to_string(),
                    number: line.number.as_str().to_owned(),
                    found_on: line.found_on.to_string(),
                    category: message::choice(language, "case-category", line.category.code()),
                    state: line.state.code().to_owned(),
                    survivors: small(line.survivors),
                    unserved: small(line.unserved),
                    follow_up: line.follow_up.map(|day| day.to_string()),
                    overdue: line.follow_up.is_some_and(|day| day < today),
                })
                .collect();
            Ok(CasesFound {
                all: small(list.len()),
                found: small(found.len()),
                rows,
            })
        })
    }

    /// One case, without who it names.
    fn case_view(desk, id: IdText) -> CaseView {
        let language = desk.language();
        desk.office(|office| -> Result<CaseView, CaseError> {
            let case = office.case(id.0)?;
            Ok(view(office, &case, language))
        })
    }

    /// Records a new case with its first survivor.
    fn open_case(desk, facts: Typed, survivor: Typed) -> String {
        let id = changed(&desk, |office| office.open_case(&facts, &survivor))?;
        Ok(id.to_string())
    }

    /// Closes a case.
    fn close_case(desk, id: IdText, version: i64, on: DayText, outcome: OutcomeText) -> () {
        let on = on.read("closed_on")?;
        changed(&desk, |office| office.close_case(id.0, version, on, outcome.0))
    }

    /// Opens a case again.
    fn reopen_case(desk, id: IdText, version: i64) -> () {
        changed(&desk, |office| office.reopen_case(id.0, version))
    }

    /// Marks a case as recorded wrongly.
    fn void_case(desk, id: IdText, version: i64, reason: VoidText) -> () {
        changed(&desk, |office| office.void_case(id.0, version, reason.0))
    }

    /// Units that a case can be handed over to.
    fn case_receivers(desk) -> Vec<CaseReceiver> {
        let keys = desk.office(|office| sending::case_receivers(office))?;
        Ok(keys
            .into_iter()
            .map(|key| CaseReceiver { code: key.unit.to_string(), name: key.name })
            .collect())
    }

    /// Makes the package that hands a case over, and writes it to a place that the user chooses.
    fn transfer_case(desk, id: IdText, unit: UnitText, ground: GroundText) -> String {
        // The place comes first: without one nothing is handed over.
        let number = desk.office(|office| -> Result<String, CaseError> { Ok(number_of(office, id.0)) })?;
        let name = format!("chuyen-vu-viec-{number}-{}.tienbo", unit.0);
        let path = files::save_as(&desk, Sort::Package, &name)?;
        changed(&desk, |office| office.write_transfer(id.0, &unit.0, ground.0, &path))?;
        Ok(files::shown(&path))
    }

    /// Cases handed over and taken over.
    fn case_transfers(desk) -> Vec<TransferShown> {
        desk.office(|office| -> Result<Vec<TransferShown>, CaseError> {
            let transfers = store::transfers(office.store())?;
            let units = &office.catalogues().latest().units;
            Ok(transfers
                .into_iter()
                .map(|transfer| TransferShown {
                    package_id: transfer.package_id,
                    case: transfer.case.to_string(),
                    incoming: transfer.direction == TransferDirection::In,
                    unit: units
                        .get(&transfer.unit)
                        .map_or_else(|| transfer.unit.to_string(), |unit| unit.name.clone()),
                    at: transfer.at.iso(),
                    confirmed_at: transfer.confirmed_at.map(Moment::iso),
                })
                .collect())
        })
    }

    /// Writes the receipt by which this unit confirms a case it took over.
    fn confirm_transfer(desk, id: IdText) -> String {
        let name = format!("phieu-tiep-nhan-{}.tienbo", id.0);
        let path = files::save_as(&desk, Sort::Package, &name)?;
        changed(&desk, |office| office.confirm_transfer(&id.0.to_string(), &path))?;
        Ok(files::shown(&path))
    }
}
