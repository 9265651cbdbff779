//! Vụ việc bạo lực.

use super::in_order;
use crate::model::{
    Act, CaseCategory, CaseOutcome, CaseRef, Count, Day, FieldError, FoundBy, GbvType, Injury,
    OtherAct, Problem, Set, UnitCode, VisitRule, VoidReason, at, record,
};

record! {
    /// Vụ việc bạo lực.
    ViolenceCase {
        /// Random number of the case in this office.
        number: CaseRef,
        /// Day on which it was found; counts into the year.
        found_on: Day,
        /// Category: what it is about first of all.
        category: CaseCategory,
        /// Of which other categories it is.
        also: Set<CaseCategory>,
        /// Whether other categories apply too, as earlier programs asked, which did not say which.
        several: Option<bool>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Acts of domestic violence.
        acts: Set<Act>,
        /// Acts outside the family.
        other_acts: Set<OtherAct>,
        /// GBVIMS type, where the acts do not say which.
        gbv_type: Option<GbvType>,
        /// Injuries.
        injury: Option<Injury>,
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
        /// How somebody of the office goes to her home, where who goes there is threatened.
        staff_threat: Option<VisitRule>,
        /// Since when that is known.
        staff_threat_since: Option<Day>,
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
        .and_then(|()| in_order(Some(r.found_on), r.closed_on, "closed_on"))
        .and_then(|()| r.threat_has_a_day());
    layout {
        form:
            found_on category also acts other_acts gbv_type injury found_by commune incident_on reported_on
            reported_elsewhere staff_threat staff_threat_since;
        more: days_to_report number;
        hidden: several closed_on outcome voided taken_over_from handed_to handed_on;
    }
}

impl ViolenceCase {
    /// A threat is known since a day, and a day is that of a threat.
    fn threat_has_a_day(&self) -> Result<(), FieldError> {
        match (self.staff_threat, self.staff_threat_since) {
            (Some(_), None) => Err(at("staff_threat_since")(Problem::Required)),
            (None, Some(_)) => Err(at("staff_threat")(Problem::Required)),
            (Some(_), Some(_)) | (None, None) => Ok(()),
        }
    }
}
