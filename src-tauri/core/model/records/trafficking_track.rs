//! Mua bán người: whether somebody is a victim of trafficking, how she came back, and what she needs.

use super::in_order;
use crate::model::{
    CameBack, CameFrom, Count, Day, FieldError, Identification, Nationality, Problem, RecordRef,
    ServiceKind, Set, StaysWith, Survivor, VictimAuthority, VictimPaper, at, record,
};

record! {
    /// Mua bán người: whether she is a victim, how she came back, what she needs. What was said last of each holds.
    TraffickingTrack {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// Day on which this became known.
        noted_on: Day,
        /// Whether she has been found to be a victim.
        identification: Option<Identification>,
        /// What shows it.
        victim_paper: Option<VictimPaper>,
        /// Day of that paper.
        paper_on: Option<Day>,
        /// Who found it.
        paper_by: Option<VictimAuthority>,
        /// How she came back.
        came_back: Option<CameBack>,
        /// Who rescued her or handed her over.
        brought_by: Option<VictimAuthority>,
        /// From where she came back.
        came_from: Option<CameFrom>,
        /// Whose law her supports are.
        nationality: Option<Nationality>,
        /// With whom she lives now.
        stays_with: Option<StaysWith>,
        /// Whether she is safe there.
        safe_there: Option<bool>,
        /// How many under eighteen came along with her.
        children_along: Option<Count>,
        /// Which supports she needs.
        needs: Set<ServiceKind>,
    }
    stays: |r| Some(r.noted_on);
    check: |r| in_order(r.paper_on, Some(r.noted_on), "noted_on").and_then(|()| r.is_complete());
    layout {
        form:
            noted_on identification victim_paper paper_on paper_by came_back brought_by came_from
            nationality stays_with safe_there children_along needs;
        hidden: survivor;
    }
}

impl TraffickingTrack {
    /// Whether she is a victim or is none stands on a paper, of a day and an authority; nothing else does. Who came back by
    /// herself was brought by nobody.
    fn is_complete(&self) -> Result<(), FieldError> {
        let is_found = matches!(
            self.identification,
            Some(Identification::Identified | Identification::NotIdentified)
        );
        let papers = [
            ("victim_paper", self.victim_paper.is_some()),
            ("paper_on", self.paper_on.is_some()),
            ("paper_by", self.paper_by.is_some()),
        ];
        for (column, is_said) in papers {
            match (is_found, is_said) {
                (true, false) => return Err(at(column)(Problem::Required)),
                (false, true) => return Err(at(column)(Problem::Contradicts)),
                (true, true) | (false, false) => {}
            }
        }
        match (self.came_back, self.brought_by) {
            (Some(CameBack::HandedOver), None) => Err(at("brought_by")(Problem::Required)),
            (Some(CameBack::ByHerself) | None, Some(_)) => {
                Err(at("brought_by")(Problem::Contradicts))
            }
            _ => Ok(()),
        }
    }
}
