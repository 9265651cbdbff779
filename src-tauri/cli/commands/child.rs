//! `case child-form`: the forms of the decree on the law on children.

use super::{Code, Tell};
use clap::Args;
use std::path::PathBuf;
use tienbo_api::{Session, cases};
use tienbo_core::model::{CaseRef, at};

#[derive(Args)]
pub struct ChildForm {
    pub id: String,
    pub person: String,
    pub form: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

pub fn form(session: &mut Session, which: &ChildForm, told: &Tell) -> Code {
    let id = cases::case_named(session, &which.id)?;
    let person = CaseRef::new(&which.person).map_err(at("person"))?;
    let form = tienbo_core::model::ChildForm::from_code(&which.form).map_err(at("form"))?;
    told.written(&cases::save_child_form(
        session, &which.out, id, person, form,
    )?)
}
