//! Đánh giá nguy cơ đối với trẻ em: the first assessment and the detailed one, as the decree's forms ask.

use crate::model::{
    ChildAssessmentStage, ChildLevel, Day, FieldError, Problem, RecordRef, Survivor, at, record,
};

record! {
    /// Đánh giá nguy cơ đối với trẻ em (Nghị định 56/2017/NĐ-CP, Mẫu số 02 và 03).
    ChildAssessment {
        /// The child.
        survivor: RecordRef<Survivor>,
        /// Which assessment.
        stage: ChildAssessmentStage,
        /// Day.
        assessed_on: Day,
        /// How much the child is harmed.
        harm_level: Option<ChildLevel>,
        /// How easily who harms it can come to it.
        access_level: Option<ChildLevel>,
        /// How much it impairs the child's growing up. Asked in the detailed assessment alone.
        impact_level: Option<ChildLevel>,
        /// What in its surroundings keeps it from being safe. Asked in the detailed assessment alone.
        obstacle_level: Option<ChildLevel>,
        /// How well the child can protect itself.
        defence_level: Option<ChildLevel>,
        /// How well it knows who can protect it. Asked in the detailed assessment alone.
        knows_level: Option<ChildLevel>,
        /// How well it can bind itself to who can protect it. Asked in the detailed assessment alone.
        bonds_level: Option<ChildLevel>,
        /// How well it can find protection with adults.
        seeks_level: Option<ChildLevel>,
        /// How well others watch over it. Asked in the detailed assessment alone.
        watched_level: Option<ChildLevel>,
        /// What the danger comes to.
        danger_level: Option<ChildLevel>,
    }
    stays: |r| Some(r.assessed_on);
    check: |r| r.fits_its_form();
    layout {
        form:
            stage assessed_on harm_level access_level impact_level obstacle_level defence_level
            knows_level bonds_level seeks_level watched_level danger_level;
        hidden: survivor;
    }
}

/// A question of an assessment: the column that answers it, whether the first assessment asks it, and the answer.
pub type ChildQuestion = (&'static str, bool, Option<ChildLevel>);

impl ChildAssessment {
    /// How much harm there is, question by question, in the order of the form, with the answers of an assessment.
    pub fn harm(of: Option<&Self>) -> [ChildQuestion; 4] {
        let level = |level: fn(&Self) -> Option<ChildLevel>| of.and_then(level);
        [
            ("harm_level", true, level(|one| one.harm_level)),
            ("access_level", true, level(|one| one.access_level)),
            ("impact_level", false, level(|one| one.impact_level)),
            ("obstacle_level", false, level(|one| one.obstacle_level)),
        ]
    }

    /// How well the child can protect itself, in the same way.
    pub fn protection(of: Option<&Self>) -> [ChildQuestion; 5] {
        let level = |level: fn(&Self) -> Option<ChildLevel>| of.and_then(level);
        [
            ("defence_level", true, level(|one| one.defence_level)),
            ("knows_level", false, level(|one| one.knows_level)),
            ("bonds_level", false, level(|one| one.bonds_level)),
            ("seeks_level", true, level(|one| one.seeks_level)),
            ("watched_level", false, level(|one| one.watched_level)),
        ]
    }

    /// Refuses in the first assessment what its form does not ask.
    fn fits_its_form(&self) -> Result<(), FieldError> {
        let is_first = self.stage == ChildAssessmentStage::First;
        let (harm, protection) = (Self::harm(Some(self)), Self::protection(Some(self)));
        let mut questions = harm.iter().chain(&protection);
        let beyond = questions.find(|(_, at_first, answer)| !at_first && answer.is_some());
        match beyond.filter(|_| is_first) {
            Some((column, ..)) => Err(at(column)(Problem::Contradicts)),
            None => Ok(()),
        }
    }
}
