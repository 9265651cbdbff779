//! Lần theo dõi, planned or made.

use super::in_order;
use crate::model::{
    Companion, Day, FieldError, FollowUpForm, FollowUpResult, Problem, RecordRef, Set,
    ViolenceCase, at, record,
};

record! {
    /// Lần theo dõi, planned or made.
    FollowUp {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Day for which it is planned.
        due_on: Day,
        /// How.
        follow_up_form: Option<FollowUpForm>,
        /// Whether she herself said that day that she may be reached so.
        said_safe: Option<bool>,
        /// Who goes along to her home, where who goes there is threatened.
        goes_along: Set<Companion>,
        /// Day on which it was made.
        done_on: Option<Day>,
        /// What it found.
        follow_up_result: Option<FollowUpResult>,
        /// Day on which who went spoke about the visit with a colleague or a head afterwards.
        debriefed_on: Option<Day>,
        /// Planned as the case was closed, to look at it again.
        review: Option<bool>,
    }
    stays: |r| Some(r.due_on);
    check: |r| in_order(r.done_on, r.debriefed_on, "debriefed_on").and_then(|()| r.is_of_a_visit());
    // It is planned ahead.
    any_day: true;
    layout {
        form: due_on follow_up_form said_safe goes_along done_on follow_up_result debriefed_on;
        hidden: case review;
    }
}

impl FollowUp {
    /// Who goes along, and what was spoken about afterwards, is of a visit; and that of one that was made.
    fn is_of_a_visit(&self) -> Result<(), FieldError> {
        let is_visit = self.follow_up_form == Some(FollowUpForm::Visit);
        if !self.goes_along.is_empty() && !is_visit {
            return Err(at("goes_along")(Problem::Contradicts));
        }
        let was_made = is_visit && self.done_on.is_some();
        match self.debriefed_on.is_some() && !was_made {
            true => Err(at("debriefed_on")(Problem::Contradicts)),
            false => Ok(()),
        }
    }

    /// Whether it was a visit under a threat about which nobody spoke with who went.
    pub fn lacks_debrief(&self) -> bool {
        !self.goes_along.is_empty() && self.done_on.is_some() && self.debriefed_on.is_none()
    }
}
