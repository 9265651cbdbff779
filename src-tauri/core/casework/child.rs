//! The child track: which survivors are children, and what is asked of who learns of one that was not said yet.

use super::Case;
use crate::model::{
    AgeBand, CaseCategory, ChildAssessmentStage, ChildDuty, ConsentBy, RecordId, Stored, Survivor,
};

impl Case {
    /// Whether a survivor is a child here: by the law on children who is under sixteen (Luật 102/2016/QH13, Điều 1). Who
    /// is sixteen or seventeen, or of an age that nobody knows, where the case is said to be about a child or something
    /// of the child track is recorded.
    pub fn is_of_child(&self, survivor: &Stored<Survivor>) -> bool {
        let case = &self.case.record;
        let is_said = case.category == CaseCategory::ChildAbuse
            || case.also.contains(CaseCategory::ChildAbuse);
        let hers = |of: RecordId| of == survivor.id;
        let mut tracks = self.child_tracks.iter();
        let is_tracked = tracks.any(|one| hers(one.record.survivor.id()));
        match survivor.record.age {
            age if age.is_child() => true,
            AgeBand::Upto17 | AgeBand::Unknown => is_said || is_tracked,
            _ => is_tracked,
        }
    }

    /// The survivors who are children here.
    pub fn children(&self) -> Vec<&Stored<Survivor>> {
        let survivors = self.survivors.iter();
        survivors.filter(|one| self.is_of_child(one)).collect()
    }

    /// What is asked of who learns of a child and was not said of one yet.
    pub fn child_duties_open(&self, child: RecordId) -> Vec<ChildDuty> {
        let tracks = self.child_tracks.iter().map(|one| &one.record);
        let tracks: Vec<_> = tracks.filter(|one| one.survivor.id() == child).collect();
        let assessed = |stage: ChildAssessmentStage| {
            let mut all = self.child_assessments.iter().map(|one| &one.record);
            all.any(|one| one.survivor.id() == child && one.stage == stage)
        };
        let is_open = |duty: &ChildDuty| match duty {
            ChildDuty::Receipt => tracks.is_empty(),
            ChildDuty::Worker => tracks.iter().all(|one| one.worker_told_on.is_none()),
            ChildDuty::Line => tracks.iter().all(|one| one.line_told_on.is_none()),
            ChildDuty::School => tracks.iter().all(|one| one.school_told.is_none()),
            ChildDuty::BestInterest => {
                self.asked_no_guardian(child)
                    && tracks.iter().all(|one| one.best_interest.is_empty())
            }
            ChildDuty::First => !assessed(ChildAssessmentStage::First),
            ChildDuty::Detailed => !assessed(ChildAssessmentStage::Detailed),
        };
        let all = ChildDuty::ALL.iter().copied();
        all.filter(is_open).collect()
    }

    /// Whether something was agreed to for a child without a guardian, in its best interest.
    fn asked_no_guardian(&self, child: RecordId) -> bool {
        let is_so = |by: Option<ConsentBy>| by == Some(ConsentBy::BestInterest);
        let mut consents = self.consents.iter().map(|one| &one.record);
        let mut referrals = self.referrals.iter().map(|one| &one.record);
        consents.any(|one| one.survivor.id() == child && is_so(one.consent_by))
            || referrals.any(|one| one.survivor.id() == child && is_so(one.consent_by))
    }
}
