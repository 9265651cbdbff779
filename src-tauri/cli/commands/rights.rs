//! `case erase-written`: the rights of the persons that cases are about.

use super::{Code, Tell, typed};
use crate::output::line;
use crate::values::day;
use clap::Args;
use tienbo_api::rights::{self, ErasureTyped};
use tienbo_api::{Session, cases, persons};
use tienbo_core::model::{AskedBy, Day, ErasureReason, Guardian, at};

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
