//! The case register: the list, one case, who is in it, what is counted from it, what is kept.

use super::{DayText, IdText, small};
use crate::bindings::{as_text, commands};
use crate::desk::{Desk, Session};
use crate::failure::{DeskError, Failure};
use crate::files::{self, Sort};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tauri::Manager;
use tienbo_core::casework::{
    AnalysisTable, Case, CaseError, CaseQuery, CaseState, Revealed, TransferGround, papers_place,
    person_place,
};
use tienbo_core::entry::Typed;
use tienbo_core::figures::Shown;
use tienbo_core::message::{self, Language};
use tienbo_core::model::{
    CaseCategory, CaseOutcome, CasePapers, CaseRef, Decimal, ErasureReason, PersonIdentity, Record,
    RecordId, UnitCode, VoidReason, Year, grouped,
};
use tienbo_core::store::{Direction, Stored};
use tienbo_core::vault::{Office, write_atomically};
use ts_rs::TS;

as_text! {
    /// A random number of a case or person.
    NumberText(CaseRef) |text| CaseRef::new(text).ok();
    /// How a case ended.
    OutcomeText(CaseOutcome) |text| CaseOutcome::from_code(text).ok();
    /// Why a case was recorded wrongly.
    VoidText(VoidReason) |text| VoidReason::from_code(text).ok();
    /// Why an identity is erased.
    ErasureText(ErasureReason) |text| ErasureReason::from_code(text).ok();
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
    label: String,
    /// Value as it is shown.
    value: String,
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

/// Who a case names, as it is revealed.
#[derive(Serialize, TS)]
pub(crate) struct RevealedCase {
    /// Persons, by number.
    persons: BTreeMap<String, Typed>,
    /// What was written down.
    papers: Typed,
    /// Files.
    files: Vec<CaseFileShown>,
}

/// A file of a case.
#[derive(Serialize, TS)]
pub(crate) struct CaseFileShown {
    id: String,
    name: String,
    /// Size in bytes, as it is shown.
    size: String,
}

/// A person that was found.
#[derive(Serialize, TS)]
pub(crate) struct PersonFound {
    number: String,
    /// What names her, field by field.
    said: Vec<Said>,
    /// Her cases: id, number, and whether she is the survivor.
    cases: Vec<CaseOfPerson>,
}

/// A case of a person.
#[derive(Serialize, TS)]
pub(crate) struct CaseOfPerson {
    id: String,
    number: String,
    survivor: bool,
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

/// A row of the register in Phụ lục 01.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CountRow {
    code: String,
    no: String,
    wording: String,
    measure: String,
    /// Who counts, in words.
    rule: String,
    /// As it is shown; empty where nothing took place.
    value: String,
    /// `numerator / denominator` of a ratio.
    ratio: Option<String>,
    /// What the register counts, where a number was put in its place.
    counted: Option<String>,
    /// Why.
    reason: Option<String>,
    /// What is printed outside the office, where it is not the value.
    outside: Option<String>,
    /// The cases under it.
    cases: Vec<String>,
    may_override: bool,
}

/// A table of the analysis.
#[derive(Serialize, TS)]
pub(crate) struct AnalysisShown {
    code: String,
    rows: Vec<AnalysisRowShown>,
}

/// A row of it.
#[derive(Serialize, TS)]
pub(crate) struct AnalysisRowShown {
    label: String,
    count: u32,
    outside: String,
    cases: Vec<String>,
}

/// The analysis.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AnalysisView {
    cases: u32,
    survivors: u32,
    cases_outside: String,
    survivors_outside: String,
    /// Cases with a survivor without any service: id and number.
    without_service: Vec<CaseOfPerson>,
    tables: Vec<AnalysisShown>,
    /// Numbers from 1 to below this one are masked outside.
    threshold: u32,
}

/// A person whose identity may not be kept any longer.
#[derive(Serialize, TS)]
pub(crate) struct KeptTooLong {
    number: String,
    since: String,
    cases: u32,
}

/// An erasure.
#[derive(Serialize, TS)]
pub(crate) struct ErasureShown {
    at: String,
    who: String,
    number: String,
    reason: String,
    cases: u32,
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
        .filter(|(column, _)| R::KIND.referred(&column.name).is_none())
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

/// While names are on the screen, the system keeps the window out of pictures of the screen and
/// out of thumbnails, where it can.
fn protect(desk: &Desk, on: bool) {
    for window in desk.app().webview_windows().values() {
        // Not every system can; there the names are shown all the same.
        let _ = window.set_content_protected(on);
    }
}

fn revealed(revealed: &Revealed) -> RevealedCase {
    RevealedCase {
        persons: revealed
            .persons
            .iter()
            .map(|(person, identity)| (person.as_str().to_owned(), identity.typed()))
            .collect(),
        papers: revealed.papers.typed(),
        files: revealed
            .files
            .iter()
            .map(|file| CaseFileShown {
                id: file.id.to_string(),
                name: file.name.clone(),
                size: grouped(file.size),
            })
            .collect(),
    }
}

fn number_of(office: &Office, id: RecordId) -> String {
    office
        .case(id)
        .map(|case| case.case.record.number.as_str().to_owned())
        .unwrap_or_default()
}

fn shown(parts: i64) -> String {
    Decimal::from_parts(parts)
        .map(|decimal| decimal.to_string())
        .unwrap_or_default()
}

fn table(table: &AnalysisTable) -> AnalysisShown {
    AnalysisShown {
        code: table.code.to_owned(),
        rows: table
            .rows
            .iter()
            .map(|row| AnalysisRowShown {
                label: row.label.clone(),
                count: u32::try_from(row.count).unwrap_or(u32::MAX),
                outside: row.outside.to_string(),
                cases: row.cases.iter().map(ToString::to_string).collect(),
            })
            .collect(),
    }
}

fn year(number: i32) -> Result<Year, Failure> {
    Year::new(number)
        .map_err(|problem| CaseError::Field(tienbo_core::model::at("year")(problem)).into())
}

/// Writes what the core made to a place that the user chooses, and gives the place.
fn save(desk: &Desk, sort: Sort, name: &str, bytes: &[u8]) -> Result<String, Failure> {
    let path = files::save_as(desk, sort, name)?;
    write_atomically(&path, bytes)?;
    desk.session(|session| {
        session.saved = Some(path.clone());
        Ok(files::shown(&path))
    })
}

/// Works with a case, of which lists are read anew afterwards.
fn changed<T>(
    desk: &Desk,
    work: impl FnOnce(&mut Office) -> Result<T, CaseError>,
) -> Result<T, Failure> {
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
            let today = tienbo_core::casework::today()?;
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
            let today = tienbo_core::casework::today()?;
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
                due: query.due.map(|day| day.0),
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
        changed(&desk, |office| Ok(office.open_case(&facts, &survivor)?.to_string()))
    }

    /// Closes a case.
    fn close_case(desk, id: IdText, version: i64, on: DayText, outcome: OutcomeText) -> () {
        changed(&desk, |office| office.close_case(id.0, version, on.0, outcome.0))
    }

    /// Opens a case again.
    fn reopen_case(desk, id: IdText, version: i64) -> () {
        changed(&desk, |office| office.reopen_case(id.0, version))
    }

    /// Marks a case as recorded wrongly.
    fn void_case(desk, id: IdText, version: i64, reason: VoidText) -> () {
        changed(&desk, |office| office.void_case(id.0, version, reason.0))
    }

    /// Shows who a case names. The look is logged.
    fn reveal_case(desk, id: IdText) -> RevealedCase {
        let shown = desk.office(|office| office.reveal_case(id.0))?;
        protect(&desk, true);
        Ok(revealed(&shown))
    }

    /// The names are off the screen.
    fn hide_case(desk) -> () {
        protect(&desk, false);
        Ok(())
    }

    /// Keeps what names a person of a case.
    fn save_person(desk, id: IdText, person: NumberText, typed: Typed) -> () {
        changed(&desk, |office| {
            let identity = PersonIdentity::read(&typed)?;
            office.put_person(id.0, &person.0, &identity)
        })
    }

    /// What is being typed of a person and not saved.
    fn person_draft(desk, id: IdText, person: NumberText) -> Option<Typed> {
        desk.office(|office| office.identity_draft(&person_place(id.0, &person.0)))
    }

    /// Keeps what is being typed of a person, under the register's key.
    fn keep_person(desk, id: IdText, person: NumberText, typed: Typed) -> () {
        desk.touch();
        desk.office(|office| office.keep_identity_draft(&person_place(id.0, &person.0), &typed))
    }

    /// Keeps account and notes of a case.
    fn save_papers(desk, id: IdText, typed: Typed) -> () {
        changed(&desk, |office| office.put_papers(id.0, &CasePapers::read(&typed)?))
    }

    /// What is being written of a case and not saved.
    fn papers_draft(desk, id: IdText) -> Option<Typed> {
        desk.office(|office| office.identity_draft(&papers_place(id.0)))
    }

    /// Keeps what is being written of a case, under the register's key.
    fn keep_papers(desk, id: IdText, typed: Typed) -> () {
        desk.touch();
        desk.office(|office| office.keep_identity_draft(&papers_place(id.0), &typed))
    }

    /// Attaches a file that the user chooses to a case, under the register's key.
    fn attach_case_file(desk, id: IdText) -> () {
        let path = files::open(&desk, Sort::Any)?;
        let system = |error: std::io::Error| -> Failure {
            DeskError::System(format!("{}: {error}", files::shown(&path))).into()
        };
        let size = path.metadata().map_err(system)?.len();
        if size > tienbo_core::entry::MAX_ATTACHMENT as u64 {
            let size = usize::try_from(size).unwrap_or(usize::MAX);
            return Err(tienbo_core::entry::EntryError::FileTooLarge(size).into());
        }
        let bytes = std::fs::read(&path).map_err(system)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        changed(&desk, |office| office.attach_to_case(id.0, &name, bytes).map(|_| ()))
    }

    /// Writes a file of a case to a place that the user chooses, and gives the place.
    fn save_case_file(desk, id: IdText, file: IdText) -> String {
        let found = desk.office(|office| office.case_file(id.0, file.0))?;
        save(&desk, Sort::Any, &found.name, &found.bytes)
    }

    /// Takes a file of a case away.
    fn drop_case_file(desk, id: IdText, file: IdText) -> () {
        changed(&desk, |office| office.drop_case_file(id.0, file.0))
    }

    /// Finds persons by what names them. The act is logged.
    fn find_persons(desk, query: String) -> Vec<PersonFound> {
        let language = desk.language();
        let found = desk.office(|office| -> Result<Vec<PersonFound>, CaseError> {
            let found = office.find_persons(&query)?;
            Ok(found
                .into_iter()
                .map(|found| {
                    let of = |ids: &[RecordId], survivor| -> Vec<CaseOfPerson> {
                        ids.iter()
                            .map(|id| CaseOfPerson {
                                id: id.to_string(),
                                number: number_of(office, *id),
                                survivor,
                            })
                            .collect()
                    };
                    let mut cases = of(&found.as_survivor, true);
                    cases.extend(of(&found.as_perpetrator, false));
                    PersonFound {
                        number: found.person.as_str().to_owned(),
                        said: found
                            .identity
                            .typed()
                            .into_iter()
                            .map(|(name, value)| Said {
                                label: message::column(language, &name),
                                value,
                            })
                            .collect(),
                        cases,
                    }
                })
                .collect())
        })?;
        protect(&desk, true);
        Ok(found)
    }

    /// The rows of Phụ lục 01 that are counted from the register, in a year.
    fn register_rows(desk, number: i32) -> Vec<CountRow> {
        let language = desk.language();
        let year = year(number)?;
        let rows = desk.office(|office| office.register_rows(year, language))?;
        Ok(rows
            .into_iter()
            .map(|row| CountRow {
                code: row.code,
                no: row.printed_no,
                wording: row.wording,
                measure: row.measure,
                rule: row.rule,
                value: row.value.map(shown).unwrap_or_default(),
                ratio: row
                    .ratio
                    .map(|(above, below)| format!("{} / {}", shown(above), shown(below))),
                counted: row.overridden.as_ref().map(|o| shown(o.counted)),
                reason: row.overridden.map(|o| o.reason),
                outside: row.outside.as_ref().map(Shown::to_string),
                cases: row.cases.iter().map(ToString::to_string).collect(),
                may_override: row.may_override,
            })
            .collect())
    }

    /// Puts a number in place of a count; without one the count holds again.
    fn override_count(desk, number: i32, row: String, value: Option<String>, reason: String) -> () {
        let year = year(number)?;
        changed(&desk, |office| {
            office.override_count(year, &row, value.as_deref(), &reason)
        })
    }

    /// Analyses the cases found between two days.
    fn case_analysis(desk, from: DayText, to: DayText) -> AnalysisView {
        let language = desk.language();
        desk.office(|office| -> Result<AnalysisView, CaseError> {
            let threshold = office.catalogues().latest().regime.mask_below;
            let analysis = office.analysis(from.0, to.0, threshold, language)?;
            Ok(AnalysisView {
                cases: u32::try_from(analysis.cases).unwrap_or(u32::MAX),
                survivors: u32::try_from(analysis.survivors).unwrap_or(u32::MAX),
                cases_outside: analysis.cases_outside.to_string(),
                survivors_outside: analysis.survivors_outside.to_string(),
                without_service: analysis
                    .without_service
                    .iter()
                    .map(|(id, number)| CaseOfPerson {
                        id: id.to_string(),
                        number: number.as_str().to_owned(),
                        survivor: true,
                    })
                    .collect(),
                tables: analysis.tables.iter().map(table).collect(),
                threshold: u32::try_from(threshold).unwrap_or(0),
            })
        })
    }

    /// Writes the analysis as it may leave the office to a workbook that the user chooses.
    fn save_analysis(desk, from: DayText, to: DayText) -> String {
        let language = desk.language();
        let book = desk.office(|office| office.analysis_workbook(from.0, to.0, language))?;
        save(&desk, Sort::Workbook, &format!("vu-viec-{}-{}.xlsx", from.0.iso(), to.0.iso()), &book)
    }

    /// Units that a case can be handed over to.
    fn case_receivers(desk) -> Vec<CaseReceiver> {
        let keys = desk.office(|office| office.case_receivers())?;
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
        let package = changed(&desk, |office| office.export_transfer(id.0, &unit.0, ground.0))?;
        write_atomically(&path, &package.bytes)?;
        Ok(files::shown(&path))
    }

    /// Cases handed over and taken over.
    fn case_transfers(desk) -> Vec<TransferShown> {
        desk.office(|office| -> Result<Vec<TransferShown>, CaseError> {
            let transfers = office.transfers()?;
            let units = &office.catalogues().latest().units;
            Ok(transfers
                .into_iter()
                .map(|transfer| TransferShown {
                    package_id: transfer.package_id,
                    case: transfer.case.to_string(),
                    incoming: transfer.direction == Direction::In,
                    unit: units
                        .get(&transfer.unit)
                        .map_or_else(|| transfer.unit.to_string(), |unit| unit.name.clone()),
                    at: transfer.at,
                    confirmed_at: transfer.confirmed_at,
                })
                .collect())
        })
    }

    /// Writes the receipt by which this unit confirms a case it took over.
    fn confirm_transfer(desk, id: IdText) -> String {
        let name = format!("phieu-tiep-nhan-{}.tienbo", id.0);
        let path = files::save_as(&desk, Sort::Package, &name)?;
        let made = changed(&desk, |office| office.confirm_transfer(&id.0.to_string()))?;
        write_atomically(&path, &made.bytes)?;
        Ok(files::shown(&path))
    }

    /// Erases who a person is, for good.
    fn erase_person(desk, person: NumberText, reason: ErasureText) -> () {
        changed(&desk, |office| office.erase_person(&person.0, reason.0))
    }

    /// The erasures made here.
    fn erasures(desk) -> Vec<ErasureShown> {
        let language = desk.language();
        let erasures = desk.office(|office| office.erasures())?;
        Ok(erasures
            .into_iter()
            .map(|erasure| ErasureShown {
                at: erasure.at,
                who: erasure.who,
                number: erasure.person.as_str().to_owned(),
                reason: message::choice(language, "erasure-reason", erasure.reason.code()),
                cases: u32::try_from(erasure.cases).unwrap_or(0),
            })
            .collect())
    }

    /// Persons whose identity has been kept for as long as it may.
    fn retention_due(desk) -> Vec<KeptTooLong> {
        let due = desk.office(|office| office.retention_due())?;
        Ok(due
            .into_iter()
            .map(|due| KeptTooLong {
                number: due.person.as_str().to_owned(),
                since: due.since.to_string(),
                cases: small(due.cases.len()),
            })
            .collect())
    }

    /// Notes that retention was looked through this year.
    fn review_retention(desk) -> () {
        desk.office(|office| office.review_retention())
    }
}
