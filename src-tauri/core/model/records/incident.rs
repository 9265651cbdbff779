//! Vụ bạo lực mới trong một vụ việc: new violence in a case that is there.

use super::in_order;
use crate::model::{
    Act, Day, GbvType, Injury, OtherAct, RecordRef, Set, Survivor, UnitCode, record,
};

record! {
    /// New violence against a survivor of a case that is there. The first of a case stands in the case itself.
    Incident {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// Day on which it became known; counts into that year where the case was found in an earlier one.
        known_on: Day,
        /// Day on which it happened.
        happened_on: Option<Day>,
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
    }
    stays: |r| Some(r.known_on);
    check: |r| in_order(r.happened_on, Some(r.known_on), "known_on");
    layout {
        form: known_on happened_on acts other_acts gbv_type injury commune;
        hidden: survivor;
    }
}

impl Incident {
    /// The day by whose law its acts are judged: on which it happened, or on which it became known where that is not
    /// known.
    pub fn day_of_acts(&self) -> Day {
        self.happened_on.unwrap_or(self.known_on)
    }
}
