//! Bảo vệ trẻ em: what was learnt of a child, and who was told.

use crate::model::{
    BestInterest, Carer, ChildWorker, Count, Day, FieldError, HeardBy, NoGuardian, Problem,
    RecordRef, SchoolTold, Set, Survivor, at, record,
};

/// Hours of a day.
const HOURS: i64 = 24;

record! {
    /// Bảo vệ trẻ em: what was learnt of a child, and who was told. It names nobody; words stand in the notes.
    ChildTrack {
        /// The child.
        survivor: RecordRef<Survivor>,
        /// Day on which it was learnt.
        heard_on: Day,
        /// The hour of that day.
        heard_hour: Option<Count>,
        /// How it was learnt.
        heard_by: Option<HeardBy>,
        /// Who cares for the child now.
        carer: Option<Carer>,
        /// Who of the commune was told.
        child_worker: Option<ChildWorker>,
        /// When.
        worker_told_on: Option<Day>,
        /// When the national line for children was told.
        line_told_on: Option<Day>,
        /// Whether the school was told, or why not.
        school_told: Option<SchoolTold>,
        /// When it was.
        school_told_on: Option<Day>,
        /// Why no guardian is asked.
        no_guardian: Option<NoGuardian>,
        /// Why what is done is in the child's best interest.
        best_interest: Set<BestInterest>,
        /// Whether the child was heard, as it can be at its age.
        child_heard: Option<bool>,
    }
    stays: |r| Some(r.heard_on);
    check: |r| r.is_complete();
    layout {
        form:
            heard_on heard_hour heard_by carer child_worker worker_told_on line_told_on school_told
            school_told_on no_guardian best_interest child_heard;
        hidden: survivor;
    }
}

impl ChildTrack {
    /// Who was told has a day and the other way round; where no guardian is asked, it is said why that is good.
    fn is_complete(&self) -> Result<(), FieldError> {
        if let Some(hour) = self.heard_hour.filter(|hour| hour.get() >= HOURS) {
            return Err(at("heard_hour")(Problem::OutOfRange(
                hour.get().to_string(),
            )));
        }
        match (self.child_worker, self.worker_told_on) {
            (Some(_), None) => return Err(at("worker_told_on")(Problem::Required)),
            (None, Some(_)) => return Err(at("child_worker")(Problem::Required)),
            (Some(_), Some(_)) | (None, None) => {}
        }
        let is_told = self.school_told == Some(SchoolTold::Told);
        match (is_told, self.school_told_on) {
            (true, None) => return Err(at("school_told_on")(Problem::Required)),
            (false, Some(_)) => return Err(at("school_told")(Problem::Contradicts)),
            (true, Some(_)) | (false, None) => {}
        }
        match self.no_guardian.is_some() && self.best_interest.is_empty() {
            true => Err(at("best_interest")(Problem::Required)),
            false => Ok(()),
        }
    }
}
