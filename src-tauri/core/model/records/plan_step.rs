//! Bước của kế hoạch an toàn, kế hoạch hỗ trợ.

use super::in_order;
use crate::model::{Day, FieldError, Problem, RecordRef, Survivor, at, choice, record};

choice! {
    /// What is done by a step. Those of the safety plan are the themes that plans of shelters have in common, in words of this
    /// program; those of the case plan are what help there is.
    PlanWhat in "plan-what" {
        /// Lối ra khỏi nhà.
        WayOut = "way-out",
        /// Nơi đến khi phải đi ngay.
        PlaceToGo = "place-to-go",
        /// Dấu hiệu hẹn trước để người khác gọi giúp.
        Signal = "signal",
        /// Túi đồ gửi sẵn ở chỗ tin cậy.
        Bag = "bag",
        /// Giấy tờ, bản sao để ở chỗ an toàn.
        Papers = "papers",
        /// Tiền dự phòng.
        Money = "money",
        /// Điện thoại, số cần gọi.
        Phone = "phone",
        /// Khi căng thẳng thì tránh chỗ nào trong nhà.
        Rooms = "rooms",
        /// Cất vật có thể gây thương tích.
        Weapons = "weapons",
        /// Trẻ em biết đi đâu, gọi ai.
        Children = "children",
        /// Nơi làm việc, trường học được báo trước.
        WorkOrSchool = "work-or-school",
        /// Mật khẩu, định vị, tin nhắn.
        Accounts = "accounts",
        /// Ảnh, giấy khám được giữ ở chỗ an toàn.
        Evidence = "evidence",
        /// Bản quyết định cấm tiếp xúc mang theo.
        BanAtHand = "ban-at-hand",
        /// Khám, điều trị.
        Treatment = "treatment",
        /// Tham vấn, tư vấn tâm lý.
        Counselling = "counselling",
        /// Nơi tạm lánh.
        Shelter = "shelter",
        /// Trình báo, làm việc với công an.
        Police = "police",
        /// Đề nghị cấm tiếp xúc.
        ContactBan = "contact-ban",
        /// Trợ giúp pháp lý, thủ tục.
        LegalHelp = "legal-help",
        /// Giấy tờ tùy thân, hộ tịch.
        Documents = "documents",
        /// Chỗ ở lâu dài.
        Housing = "housing",
        /// Việc làm, sinh kế, vay vốn.
        Livelihood = "livelihood",
        /// Việc học, việc trông trẻ.
        Schooling = "schooling",
        /// Gặp lại, xem lại kế hoạch.
        Review = "review",
    }
}

/// Which plan a step belongs to. Message `plan-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanKind {
    /// Kế hoạch an toàn: what she can do to be safer.
    Safety,
    /// Kế hoạch hỗ trợ: what help is to come, by whom and when.
    Case,
}

impl PlanKind {
    /// All.
    pub const ALL: [Self; 2] = [Self::Safety, Self::Case];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Case => "case",
        }
    }
}

impl PlanWhat {
    /// The plan that it belongs to.
    pub fn plan(self) -> PlanKind {
        match self {
            Self::WayOut
            | Self::PlaceToGo
            | Self::Signal
            | Self::Bag
            | Self::Papers
            | Self::Money
            | Self::Phone
            | Self::Rooms
            | Self::Weapons
            | Self::Children
            | Self::WorkOrSchool
            | Self::Accounts
            | Self::Evidence
            | Self::BanAtHand => PlanKind::Safety,
            Self::Treatment
            | Self::Counselling
            | Self::Shelter
            | Self::Police
            | Self::ContactBan
            | Self::LegalHelp
            | Self::Documents
            | Self::Housing
            | Self::Livelihood
            | Self::Schooling
            | Self::Review => PlanKind::Case,
        }
    }
}

choice! {
    /// Who does a step.
    PlanBy in "plan-by" {
        /// Người bị bạo lực.
        Survivor = "survivor",
        /// Cán bộ vụ việc.
        Officer = "officer",
        /// Cùng làm.
        Together = "together",
        /// Người được tin cậy.
        Trusted = "trusted",
        /// Nơi cung cấp dịch vụ.
        Provider = "provider",
    }
}

choice! {
    /// What became of a step.
    PlanEnd in "plan-end" {
        /// Đã làm.
        Done = "done",
        /// Không cần nữa.
        NotNeeded = "not-needed",
        /// Làm thì không an toàn.
        NotSafe = "not-safe",
        /// Người bị bạo lực không muốn.
        NotWanted = "not-wanted",
        /// Chưa có cách làm: xa, không tiền, không có nơi nhận.
        NotPossible = "not-possible",
    }
}

record! {
    /// A step of the safety plan or of the case plan. What names places and people is written of the case, sealed, and stands in
    /// no step.
    PlanStep {
        /// The survivor whose plan it is.
        survivor: RecordRef<Survivor>,
        /// What is done.
        plan_what: PlanWhat,
        /// Day on which it was agreed with her.
        planned_on: Day,
        /// Who does it.
        plan_by: Option<PlanBy>,
        /// Until when.
        due_on: Option<Day>,
        /// What became of it.
        plan_end: Option<PlanEnd>,
        /// Since when that is so.
        result_on: Option<Day>,
    }
    stays: |r| Some(r.planned_on);
    check: |r| in_order(Some(r.planned_on), r.due_on, "due_on")
        .and_then(|()| in_order(Some(r.planned_on), r.result_on, "result_on"))
        .and_then(|()| r.ends_on_a_day());
    layout {
        form: plan_what planned_on plan_by due_on plan_end result_on;
        hidden: survivor;
    }
}

impl PlanStep {
    /// What ended did so on a day, and the other way round.
    fn ends_on_a_day(&self) -> Result<(), FieldError> {
        match (self.plan_end, self.result_on) {
            (Some(_), None) => Err(at("result_on")(Problem::Required)),
            (None, Some(_)) => Err(at("plan_end")(Problem::Required)),
            (Some(_), Some(_)) | (None, None) => Ok(()),
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.plan_end.is_none()
    }
}
