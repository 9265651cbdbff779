//! Safety of who goes to a survivor's home: where they are threatened, nobody goes alone, and who went speaks about it
//! with somebody afterwards. How to go stands on the case, under the facts' key: it names nobody, and whoever plans a visit
//! must see it. What the threat is, is written in the notes, under the register's. None of it travels in a report.

use crate::model::{
    Companion, FieldError, FollowUp, FollowUpForm, Problem, ViolenceCase, VisitRule, at,
};
use crate::store::{self, Reader};

/// Refuses a visit to a home where who goes there is threatened, but as the case says. What was planned or made before stays.
///
/// # Errors
/// The column that is wrong.
pub fn check_visit(
    reader: &impl Reader,
    here: Option<&FollowUp>,
    new: &FollowUp,
) -> Result<(), FieldError> {
    let as_it_was = here.is_some_and(|here| {
        let of = |one: &FollowUp| (one.follow_up_form, one.due_on, one.done_on);
        of(here) == of(new) && here.goes_along == new.goes_along
    });
    if as_it_was || new.follow_up_form != Some(FollowUpForm::Visit) {
        return Ok(());
    }
    // That the case is here is checked of every reference.
    let Ok(case) = store::record::<ViolenceCase>(reader, new.case.id()) else {
        return Ok(());
    };
    let along = &new.goes_along;
    match case.record.staff_threat {
        None => Ok(()),
        Some(VisitRule::NoVisit) => Err(at("follow_up_form")(Problem::NobodyVisits)),
        Some(_) if along.is_empty() => Err(at("goes_along")(Problem::NobodyGoesAlone)),
        Some(VisitRule::WithPolice) if !along.contains(Companion::Police) => {
            Err(at("goes_along")(Problem::PoliceGoAlong))
        }
        Some(VisitRule::TwoGo | VisitRule::WithPolice) => Ok(()),
    }
}
