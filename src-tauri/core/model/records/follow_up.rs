//! Lần theo dõi, planned or made.

use crate::model::{Day, FollowUpForm, FollowUpResult, RecordRef, ViolenceCase, record};

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
        /// Day on which it was made.
        done_on: Option<Day>,
        /// What it found.
        follow_up_result: Option<FollowUpResult>,
        /// Planned as the case was closed, to look at it again.
        review: Option<bool>,
    }
    stays: |r| Some(r.due_on);
    // It is planned ahead.
    any_day: true;
    layout {
        form: due_on follow_up_form said_safe done_on follow_up_result;
        hidden: case review;
    }
}
