//! Người bị bạo lực.

use crate::model::{
    AgeBand, CaseRef, Citizenship, Consent, DisabilityKind, Ethnicity, FieldError, Identification,
    Interpreter, Problem, RecordRef, Relation, Set, Sex, ViolenceCase, at, record,
};

record! {
    /// Người bị bạo lực.
    Survivor {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Random number: the same person has the same number in every case.
        person: CaseRef,
        /// Sex.
        sex: Sex,
        /// Age when the case was found.
        age: AgeBand,
        /// Her relation to the perpetrator.
        relation: Option<Relation>,
        /// On what ground the case is recorded.
        consent: Option<Consent>,
        /// She agreed to the facts being shared.
        share: Option<bool>,
        /// Whether she may be telephoned; none while nobody asked her. That alone stands outside the register key.
        may_call: Option<bool>,
        /// Whether she may be visited.
        may_visit: Option<bool>,
        /// Whether letters may be sent to her.
        may_write: Option<bool>,
        /// Lives with a disability.
        disability: Option<bool>,
        /// Was pregnant.
        pregnant: Option<bool>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
        /// Whether she has been found to be a victim of trafficking, or that is still going on.
        identification: Option<Identification>,
        /// Which disabilities; none said where nobody asked.
        disability_kinds: Set<DisabilityKind>,
        /// In which language an interpreter is needed, or that none is; none while nobody asked.
        interpreter: Option<Interpreter>,
        /// Of which people she is, as she says herself.
        ethnicity: Option<Ethnicity>,
        /// Whose citizen she is.
        citizenship: Option<Citizenship>,
    }
    stays: |_r| None;
    check: |r| r.agrees();
    layout {
        form:
            may_call may_visit may_write interpreter sex age relation disability disability_kinds pregnant
            identification needs_support;
        more: ethnicity citizenship person;
        // What she was asked when the case was opened; since then each answer is a record of its own.
        hidden: case consent share;
    }
}

impl Survivor {
    /// A kind of disability is none where it is said that there is no disability.
    fn agrees(&self) -> Result<(), FieldError> {
        match self.disability == Some(false) && !self.disability_kinds.is_empty() {
            true => Err(at("disability_kinds")(Problem::Contradicts)),
            false => Ok(()),
        }
    }

    /// Whether she lives with a disability: a kind says so.
    pub fn lives_with_disability(&self) -> Option<bool> {
        match self.disability_kinds.is_empty() {
            true => self.disability,
            false => Some(true),
        }
    }

    /// Whether a disability is said by which an adult may be unable to decide for herself.
    pub fn may_need_a_guardian(&self) -> bool {
        let mut kinds = self.disability_kinds.0.iter();
        let of_kind =
            self.disability_kinds.is_empty() || kinds.any(|kind| kind.may_need_a_guardian());
        self.lives_with_disability() == Some(true) && of_kind
    }
}
