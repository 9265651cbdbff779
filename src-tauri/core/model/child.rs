//! The choices of the child track: who learnt of a child in danger, whom was told, how great the harm is.

use super::choice;

choice! {
    /// What is asked of who learns of a child that was harmed or may be. Wording and source: the catalogue.
    ChildDuty in "child-duty" {
        /// What was learnt is written down.
        Receipt = "receipt",
        /// Who works for the protection of children in the commune is told.
        Worker = "worker",
        /// The national line for children is told.
        Line = "line",
        /// The school is told, or it is said why not.
        School = "school",
        /// Where no guardian is asked, it is said why what is done is in the child's best interest.
        BestInterest = "best-interest",
        /// The first assessment of the danger.
        First = "first",
        /// The detailed assessment.
        Detailed = "detailed",
    }
}
choice! {
    /// A form of the decree on the law on children (Nghị định 56/2017/NĐ-CP, Phụ lục).
    ChildForm in "child-form" {
        /// Mẫu số 01: what was learnt of a child.
        Receipt = "01",
        /// Mẫu số 02: the first assessment.
        First = "02",
        /// Mẫu số 03: the detailed assessment.
        Detailed = "03",
    }
}
impl ChildForm {
    /// What is asked of who learns of a child, that the form is.
    pub fn duty(self) -> ChildDuty {
        match self {
            Self::Receipt => ChildDuty::Receipt,
            Self::First => ChildDuty::First,
            Self::Detailed => ChildDuty::Detailed,
        }
    }
}
choice! {
    /// How somebody learnt of a child.
    HeardBy in "heard-by" {
        /// By telephone.
        Telephone = "telephone",
        /// Face to face.
        InPerson = "in-person",
        /// Another person told it.
        AnotherPerson = "another-person",
    }
}
choice! {
    /// Who cares for a child now.
    Carer in "carer" {
        /// Father and mother.
        Parents = "parents",
        /// The mother.
        Mother = "mother",
        /// The father.
        Father = "father",
        /// Grandparents or other relatives.
        Relatives = "relatives",
        /// A family that is none of its own.
        OtherFamily = "other-family",
        /// A facility of care.
        Facility = "facility",
        /// Nobody.
        Nobody = "nobody",
    }
}
choice! {
    /// Who of the commune was told of a child.
    ChildWorker in "child-worker" {
        /// Người làm công tác bảo vệ trẻ em cấp xã.
        Worker = "worker",
        /// Cộng tác viên ở thôn, tổ dân phố.
        Collaborator = "collaborator",
        /// Phòng Văn hóa - Xã hội.
        Office = "office",
        /// Chủ tịch Ủy ban nhân dân cấp xã.
        Chair = "chair",
        /// Công an cấp xã.
        Police = "police",
    }
}
choice! {
    /// Whether a child's school was told, or why it deliberately was not.
    SchoolTold in "school-told" {
        /// It was.
        Told = "told",
        /// Not, for the child's safety: who harms it would learn of it there.
        UnsafeToTell = "unsafe",
        /// Not, as the child does not want it and nothing asks for it.
        ChildsWish = "childs-wish",
        /// It goes to no school.
        NoSchool = "no-school",
    }
}
choice! {
    /// Why what is done is in the child's best interest, where no guardian is asked.
    BestInterest in "best-interest" {
        /// It is away from who harms it.
        AwayFromHarm = "away-from-harm",
        /// It gets care that cannot wait.
        Care = "care",
        /// It can stay with somebody who protects it.
        StaysWithProtector = "stays-with-protector",
        /// It goes on going to school.
        Schooling = "schooling",
        /// It is what the child wants, by its age.
        ChildsView = "childs-view",
    }
}
choice! {
    /// Which assessment of a child in danger.
    ChildAssessmentStage in "child-assessment-stage" {
        /// The first: are urgent measures needed (Nghị định 56/2017/NĐ-CP, Mẫu số 02).
        First = "first",
        /// The detailed one, on which the plan rests (Mẫu số 03).
        Detailed = "detailed",
    }
}
choice! {
    /// How much of something there is, as the decree's forms ask.
    ChildLevel in "child-level" {
        /// Cao.
        High = "high",
        /// Trung bình.
        Medium = "medium",
        /// Thấp.
        Low = "low",
    }
}
