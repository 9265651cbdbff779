//! `case erase-written`, `case erased`, `case held`, `case told`: the rights of the persons that cases are about.

use super::records::record_id;
use super::{Code, Tell, typed};
use crate::output::line;
use crate::values::day;
use clap::Args;
use std::path::PathBuf;
use tienbo_api::rights::{self, ErasureTyped};
use tienbo_api::{Session, cases, persons};
use tienbo_core::model::{AskedBy, CaseRef, Day, ErasureReason, Guardian, at};

#[derive(Args)]
pub struct EraseWritten {
    pub id: String,
    #[arg(long)]
    pub by: String,
    #[arg(long)]
    pub guardian: Option<String>,
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
    #[arg(long)]
    pub reason: String,
    #[arg(long, default_value = "")]
    pub why: String,
    #[arg(long)]
    pub drop_copies: bool,
}

#[derive(Args)]
pub struct Erased {
    pub id: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct Held {
    pub person: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct ReceiverTold {
    pub id: String,
    #[arg(
        long,
        required_unless_present = "referral",
        conflicts_with = "referral"
    )]
    pub package: Option<String>,
    #[arg(long)]
    pub referral: Option<String>,
    #[arg(long)]
    pub how: String,
}

#[derive(Args)]
pub struct LiftLimit {
    pub id: String,
    #[arg(long)]
    pub request: String,
    #[arg(long)]
    pub why: String,
}

pub fn lift_limit(session: &mut Session, limit: &LiftLimit, told: &Tell) -> Code {
    let id = cases::case_named(session, &limit.id)?;
    let request = record_id(&limit.request)?;
    rights::lift_limit(session, id, request, limit.why.clone())?;
    super::cases::done(id, told)
}

pub fn receiver_told(session: &mut Session, receiver: &ReceiverTold, told: &Tell) -> Code {
    let id = cases::case_named(session, &receiver.id)?;
    let how = receiver.how.clone();
    match (&receiver.package, &receiver.referral) {
        (Some(package), _) => rights::receiver_is_told(session, id, package.clone(), how)?,
        (None, Some(referral)) => {
            rights::provider_is_told(session, id, record_id(referral)?, how)?;
        }
        (None, None) => {}
    }
    super::cases::done(id, told)
}

pub fn erased(session: &mut Session, which: &Erased, told: &Tell) -> Code {
    let id = cases::case_named(session, &which.id)?;
    told.written(&rights::confirm_erasure(session, &which.out, id)?)
}

pub fn held(session: &mut Session, about: &Held, told: &Tell) -> Code {
    let person = CaseRef::new(&about.person).map_err(at("person"))?;
    told.written(&rights::save_held_about(session, &about.out, person)?)
}

pub fn erase_written(session: &mut Session, erase: &EraseWritten, told: &Tell) -> Code {
    let id = cases::case_named(session, &erase.id)?;
    let guardian = erase.guardian.as_deref().map(Guardian::from_code);
    let asked = ErasureTyped {
        asked_by: AskedBy::from_code(&erase.by).map_err(at("asked_by"))?,
        guardian: guardian.transpose().map_err(at("guardian"))?,
        asked_on: typed(erase.on),
        reason: ErasureReason::from_code(&erase.reason).map_err(at("reason"))?,
        why: erase.why.clone(),
    };
    let mut erased = rights::erase_written(session, id, asked)?;
    if erase.drop_copies {
        persons::drop_copies_beside(session)?;
        erased.copies.clear();
    }
    told.answer(&erased, |erased| {
        line(told.text("case-written-erased", &[]))?;
        erased.told.iter().try_for_each(line)?;
        match erased.copies.is_empty() {
            true => Ok(()),
            false => line(told.text("case-copies-left", &[("detail", erased.copies.join(", "))])),
        }
    })
}
