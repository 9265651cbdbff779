//! Người bị bạo lực.

use crate::model::{
    AgeBand, CaseRef, Consent, Identification, RecordRef, Relation, Sex, ViolenceCase, record,
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
    }
    stays: |_r| None;
    layout {
        form: may_call may_visit may_write sex age relation disability pregnant identification needs_support;
        more: person;
        // What she was asked when the case was opened; since then each answer is a record of its own.
        hidden: case consent share;
    }
}
