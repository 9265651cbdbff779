//! Cases handed from unit to unit.

use super::Said;
use crate::files::{FileKind, Suggested, Written};
use crate::inbox::TurnedDownHere;
use crate::{Failure, NamedUnit, Session};
use serde::Serialize;
use std::path::Path;
use tienbo_core::intake::WaitingTransfer;
use tienbo_core::message::{self};
use tienbo_core::model::{Moment, RecordId, UnitCode};
use tienbo_core::package::{ReceiptState, TransferGround};
use tienbo_core::sending::{
    GoesAlong, StaysHere, case_receivers as case_receivers_of, transfer_answers,
};
use tienbo_core::store::{self, TransferDirection, WaitingKind};
use tienbo_core::vault::Role;
use ts_rs::TS;

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
