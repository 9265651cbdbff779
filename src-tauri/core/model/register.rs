//! The case register's records: a case over time, to the day. They stay in the office; what travels
//! is made from them as [facts](super::CaseFacts). None holds a text: names and accounts lie sealed
//! apart.

use super::{
    Act, AgeBand, Answer, CaseCategory, CaseOutcome, CaseRef, Cell, Column, Consent, Count, Day,
    Field, FieldError, FollowUpForm, FollowUpResult, FoundBy, GbvType, MeasureKind, OtherAct,
    Problem, ProviderKind, RecordRef, ReferralOutcome, Relation, RiskSign, ServiceKind, Set, Sex,
    UnitCode, VoidReason, at, record,
};

/// Refuses a later day that lies before an earlier one.
fn in_order(
    earlier: Option<Day>,
    later: Option<Day>,
    column: &'static str,
) -> Result<(), FieldError> {
    match (earlier, later) {
        (Some(earlier), Some(later)) if later < earlier => Err(at(column)(Problem::RangeBackwards)),
        _ => Ok(()),
    }
}

record! {
    /// Vụ việc bạo lực.
    ViolenceCase {
        /// Random number of the case in this office.
        number: CaseRef,
        /// Day on which it was found; counts into the year.
        found_on: Day,
        /// Category.
        category: CaseCategory,
        /// Whether other categories apply too.
        several: Option<bool>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Acts of domestic violence.
        acts: Set<Act>,
        /// Acts outside the family.
        other_acts: Set<OtherAct>,
        /// GBVIMS type, where the acts do not say which.
        gbv_type: Option<GbvType>,
        /// Where it happened.
        commune: Option<UnitCode>,
        /// Day of the incident.
        incident_on: Option<Day>,
        /// Day on which it was reported.
        reported_on: Option<Day>,
        /// Days from incident to report, where the days themselves are not known.
        days_to_report: Option<Count>,
        /// Another organisation has reported the case already: it is not counted again.
        reported_elsewhere: Option<bool>,
        /// Closed on.
        closed_on: Option<Day>,
        /// How it ended.
        outcome: Option<CaseOutcome>,
        /// Why it was recorded wrongly: such a case counts nowhere.
        voided: Option<VoidReason>,
        /// The unit that handed it over to this one.
        taken_over_from: Option<UnitCode>,
        /// The unit that it was handed over to.
        handed_to: Option<UnitCode>,
        /// Day on which that unit confirmed it.
        handed_on: Option<Day>,
    }
    stays: |r| Some(r.found_on);
    check: |r| in_order(r.incident_on, Some(r.found_on), "found_on")
        .and_then(|()| in_order(r.incident_on, r.reported_on, "reported_on"))
        .and_then(|()| in_order(Some(r.found_on), r.closed_on, "closed_on"));
}

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
        /// Lives with a disability.
        disability: Option<bool>,
        /// Was pregnant.
        pregnant: Option<bool>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
    }
    stays: |_r| None;
}

record! {
    /// Người gây bạo lực.
    Perpetrator {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Random number.
        person: CaseRef,
        /// Sex.
        sex: Sex,
        /// Age.
        age: AgeBand,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
    }
    stays: |_r| None;
}

record! {
    /// Dịch vụ hỗ trợ.
    Service {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// Which.
        service: ServiceKind,
        /// Who gives it.
        provider: Option<ProviderKind>,
        /// Day on which it was offered.
        offered_on: Day,
        /// What she answered.
        answer: Option<Answer>,
        /// Day on which she first received it.
        received_on: Option<Day>,
        /// Day on which it ended.
        ended_on: Option<Day>,
    }
    stays: |r| Some(r.offered_on);
    check: |r| in_order(Some(r.offered_on), r.received_on, "received_on")
        .and_then(|()| in_order(r.received_on, r.ended_on, "ended_on"))
        .and_then(|()| match (r.answer, r.received_on) {
            (Some(Answer::Declined), Some(_)) => Err(at("answer")(Problem::Contradicts)),
            _ => Ok(()),
        });
}

record! {
    /// Chuyển gửi.
    Referral {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// To whom.
        provider: ProviderKind,
        /// For which service.
        service: Option<ServiceKind>,
        /// Day.
        referred_on: Day,
        /// What became of it.
        referral_outcome: Option<ReferralOutcome>,
        /// Since when that is known.
        outcome_on: Option<Day>,
    }
    stays: |r| Some(r.referred_on);
    check: |r| in_order(Some(r.referred_on), r.outcome_on, "outcome_on");
}

record! {
    /// Biện pháp đối với người gây bạo lực.
    Measure {
        /// The perpetrator.
        perpetrator: RecordRef<Perpetrator>,
        /// Which.
        measure: MeasureKind,
        /// Day.
        taken_on: Day,
    }
    stays: |r| Some(r.taken_on);
}

record! {
    /// Lần theo dõi, planned or made.
    FollowUp {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Day for which it is planned.
        due_on: Day,
        /// How.
        follow_up_form: Option<FollowUpForm>,
        /// Day on which it was made.
        done_on: Option<Day>,
        /// What it found.
        follow_up_result: Option<FollowUpResult>,
    }
    stays: |r| Some(r.due_on);
}

record! {
    /// Đánh giá nguy cơ: the short safety checklist.
    RiskCheck {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Day.
        checked_on: Day,
        /// Signs of danger that are there.
        signs: Set<RiskSign>,
    }
    stays: |r| Some(r.checked_on);
}
