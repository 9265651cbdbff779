//! Cuộc truyền thông, section I.4.

use crate::model::{Count, DayRange, Dong, HeadCount, Long, Short, choice, record};

choice! {
    /// Form of a communication event.
    EventForm in "event-form" {
        /// Tọa đàm.
        Discussion = "discussion",
        /// Hội thảo.
        Workshop = "workshop",
        /// Hội nghị.
        Conference = "conference",
        /// Nói chuyện chuyên đề.
        Talk = "talk",
        /// Mít tinh, diễu hành.
        Rally = "rally",
        /// Hội thi.
        Contest = "contest",
        /// Sinh hoạt câu lạc bộ.
        Club = "club",
        /// Phát thanh, truyền thanh.
        Broadcast = "broadcast",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// Who held a communication event: the committee, or one of its member units.
    OrganiserKind in "organiser" {
        /// Ban VSTBPN.
        Committee = "committee",
        /// Đơn vị thành viên.
        Member = "member",
    }
}
choice! {
    /// The action months of the outline, or none.
    ActionMonthChoice in "action-month" {
        /// Tháng hành động quốc gia về phòng, chống bạo lực gia đình (tháng 6).
        DomesticViolence = "domestic-violence",
        /// Tháng hành động vì bình đẳng giới (15/11–15/12).
        GenderEquality = "gender-equality",
        /// Outside both, though the date lies in one.
        None = "none",
    }
}

record! {
    /// Cuộc truyền thông, section I.4.
    CommunicationEvent {
        /// When.
        date: DayRange,
        /// Form.
        form: EventForm,
        /// By the committee or by a member unit.
        organiser: OrganiserKind,
        /// Which member unit.
        organiser_name: Option<Short>,
        /// Content.
        content: Long,
        /// Place.
        place: Option<Short>,
        /// Who took part.
        participants: HeadCount,
        /// Number of sessions, 1 where empty.
        sessions: Option<Count>,
        /// What it brought about.
        effect: Option<Long>,
        /// Overrides the action month that follows from the date.
        action_month: Option<ActionMonthChoice>,
        /// Cost.
        cost: Option<Dong>,
    }
    dated: |r| r.date.from();
    layout {
        table: date form organiser content place men women unrecorded;
        form: date date_to form organiser organiser_name content place men women unrecorded;
        more: sessions effect action_month cost;
        repeat: form organiser organiser_name place content;
    }
}
