//! Đánh giá nguy cơ: the safety check, question by question.

use crate::model::{
    Answers, AskedOf, Day, OwnView, RecordRef, RiskSign, Set, SuicideStep, ViolenceCase, record,
};

record! {
    /// Đánh giá nguy cơ: the safety check, question by question.
    RiskCheck {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Day.
        checked_on: Day,
        /// Whose questions they are.
        asked_of: Option<AskedOf>,
        /// Signs of danger, each as it was answered.
        signs: Answers<RiskSign>,
        /// How great the person thinks the danger is.
        own_view: Option<OwnView>,
        /// What was done where somebody thinks of suicide.
        suicide_steps: Set<SuicideStep>,
    }
    stays: |r| Some(r.checked_on);
    layout {
        form: checked_on asked_of signs signs_no signs_unsaid own_view suicide_steps;
        hidden: case;
    }
}

impl RiskCheck {
    /// Whether anything was answered. What was not asked says nothing, above all not that nobody is in danger.
    pub fn says_something(&self) -> bool {
        let viewed = match self.own_view {
            Some(OwnView::Safe | OwnView::Afraid | OwnView::InDanger) => true,
            Some(OwnView::Unsaid) | None => false,
        };
        viewed || !self.signs.is_unasked()
    }
}
