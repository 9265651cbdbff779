//! Sự đồng ý: what a survivor was asked for, and what she answered.

use super::in_order;
use crate::model::{
    ConsentAnswer, ConsentBy, ConsentForm, ConsentPurpose, Day, FieldError, Guardian, LawGround,
    NoGuardian, Problem, RecordRef, Survivor, UnitCode, at, record,
};

record! {
    /// Sự đồng ý: what a survivor was asked for, and what she answered. The last answer holds.
    ConsentAct {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// What she was asked for.
        consent_purpose: ConsentPurpose,
        /// The unit that her case is handed over to.
        consent_unit: Option<UnitCode>,
        /// What she answered.
        consent_answer: ConsentAnswer,
        /// Who agreed.
        consent_by: Option<ConsentBy>,
        /// Who the guardian is.
        guardian: Option<Guardian>,
        /// Why no guardian is asked.
        no_guardian: Option<NoGuardian>,
        /// On what the law asks for it, where nobody agreed; earlier programs did not ask.
        law_ground: Option<LawGround>,
        /// How she was asked.
        consent_form: Option<ConsentForm>,
        /// Whether she was told before she spoke what must be reported by law.
        told_first: Option<bool>,
        /// Day on which she was asked.
        asked_on: Day,
        /// Last day on which her yes holds.
        consent_until: Option<Day>,
    }
    stays: |r| Some(r.asked_on);
    check: |r| in_order(Some(r.asked_on), r.consent_until, "consent_until").and_then(|()| r.is_complete());
    layout {
        form:
            consent_purpose consent_unit consent_answer consent_by guardian no_guardian law_ground
            asked_on consent_until consent_form told_first;
        hidden: survivor;
    }
}

impl ConsentAct {
    /// On what the law asks for it, where it does and that is said.
    pub fn by_law(&self) -> Option<LawGround> {
        let is_by_law =
            self.consent_by == Some(ConsentBy::Law) && self.consent_answer == ConsentAnswer::Given;
        self.law_ground.filter(|_| is_by_law)
    }

    /// Refuses that the law asks for something where it is not said on what, and to say so of what it does not ask for.
    ///
    /// # Errors
    /// The column that is missing, or says too much.
    pub fn check_law(&self) -> Result<(), FieldError> {
        let is_by_law =
            self.consent_by == Some(ConsentBy::Law) && self.consent_answer == ConsentAnswer::Given;
        match (is_by_law, self.law_ground) {
            (true, None) => Err(at("law_ground")(Problem::Required)),
            (false, Some(_)) => Err(at("law_ground")(Problem::Contradicts)),
            (true, Some(_)) | (false, None) => Ok(()),
        }
    }

    /// A transfer is to a unit, and nothing else is; a yes is somebody's.
    fn is_complete(&self) -> Result<(), FieldError> {
        let is_transfer = self.consent_purpose == ConsentPurpose::Transfer;
        match (is_transfer, &self.consent_unit) {
            (true, None) => return Err(at("consent_unit")(Problem::Required)),
            (false, Some(_)) => return Err(at("consent_unit")(Problem::Contradicts)),
            _ => {}
        }
        // What went out once is not called back.
        if self.consent_purpose == ConsentPurpose::Share && self.consent_until.is_some() {
            return Err(at("consent_until")(Problem::Contradicts));
        }
        match self.consent_answer {
            ConsentAnswer::Given => who_agreed(self.consent_by, self.guardian, self.no_guardian),
            ConsentAnswer::Refused | ConsentAnswer::Withdrawn => Ok(()),
        }
    }
}

/// Refuses a yes of which is not said whose it is: who the guardian is, or why none was asked.
///
/// # Errors
/// The column that is missing, or says too much.
pub fn who_agreed(
    by: Option<ConsentBy>,
    guardian: Option<Guardian>,
    no_guardian: Option<NoGuardian>,
) -> Result<(), FieldError> {
    let Some(by) = by else {
        return Err(at("consent_by")(Problem::Required));
    };
    let is_guardians = matches!(by, ConsentBy::Guardian | ConsentBy::ChildAndGuardian);
    let is_nobodys = by == ConsentBy::BestInterest;
    let fits = |column: &'static str, is_asked: bool, is_said: bool| match (is_asked, is_said) {
        (true, false) => Err(at(column)(Problem::Required)),
        (false, true) => Err(at(column)(Problem::Contradicts)),
        _ => Ok(()),
    };
    fits("guardian", is_guardians, guardian.is_some())?;
    fits("no_guardian", is_nobodys, no_guardian.is_some())
}
