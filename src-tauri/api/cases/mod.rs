//! The case register, a part in each file: here the list, and the case that people name.

mod acts;
mod child;
mod due;
mod page;
mod restricted;
mod sheets;
mod trafficking;
mod transfers;

use crate::{Failure, Session, today};
pub use acts::*;
pub use child::*;
pub use due::*;
pub use page::*;
pub use restricted::*;
use serde::Serialize;
pub use sheets::*;
use tienbo_core::casework::{CaseLine, CaseQuery};
use tienbo_core::model::{CaseRef, RecordId};
use tienbo_core::store;
use tienbo_core::vault::Office;
pub use trafficking::*;
pub use transfers::*;
use ts_rs::TS;

/// How many cases are given at once.
const PAGE: usize = 200;

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
    /// Whether several users are case officers.
    pub several_officers: bool,
    /// Cases that are restricted to others, in words.
    pub shut: Vec<String>,
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
    let several_officers = session.office.case_officers()?.len() > 1;
    if store::facts_are_closed(store) {
        return Ok(CasesFound {
            all: store::recorded_cases(store)?,
            found: 0,
            rows: Vec::new(),
            closed: true,
            begun,
            several_officers,
            shut: Vec::new(),
        });
    }
    let shut = shut_in_words(session);
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
        several_officers,
        shut,
    })
}

/// The open cases on which who asks works.
///
/// # Errors
/// The database's.
pub fn my_cases(session: &mut Session) -> Result<Vec<RecordId>, Failure> {
    let mine = CaseQuery {
        officer: Some(session.office.user().to_owned()),
        ..CaseQuery::default()
    };
    let list = session.cases()?;
    let found = list.find(&mine).into_iter();
    Ok(found
        .filter_map(|place| list.line(place))
        .map(|line| line.id)
        .collect())
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
