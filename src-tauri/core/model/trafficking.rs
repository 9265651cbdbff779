//! The choices of the trafficking track: what shows that somebody is a victim, who found it, how she came back.

use super::choice;

choice! {
    /// What shows whether somebody is a victim of trafficking.
    VictimPaper in "victim-paper" {
        /// Giấy xác nhận nạn nhân.
        Certificate = "certificate",
        /// A paper of who rescued her, or of who leads the proceedings.
        Agency = "agency",
        /// A paper of a foreign authority.
        Foreign = "foreign",
        /// An answer that she is none.
        Answer = "answer",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// An authority that finds who is a victim, or hands over whom it rescued.
    VictimAuthority in "victim-authority" {
        /// Công an.
        Police = "police",
        /// Bộ đội Biên phòng.
        BorderGuard = "border-guard",
        /// Cảnh sát biển.
        CoastGuard = "coast-guard",
        /// Cơ quan đại diện Việt Nam ở nước ngoài.
        Mission = "mission",
        /// Tòa án, Viện kiểm sát.
        Court = "court",
        /// A foreign authority or an international organisation.
        Foreign = "foreign",
        /// Cơ sở trợ giúp xã hội, cơ sở hỗ trợ nạn nhân.
        Facility = "facility",
        /// Ủy ban nhân dân xã khác.
        Commune = "commune",
    }
}
choice! {
    /// How somebody came back from traffickers.
    CameBack in "came-back" {
        /// She was rescued.
        Rescued = "rescued",
        /// By herself.
        ByHerself = "by-herself",
        /// She was handed over.
        HandedOver = "handed-over",
    }
}
choice! {
    /// From where she came back.
    CameFrom in "came-from" {
        /// From abroad.
        Abroad = "abroad",
        /// From within the country.
        Inland = "inland",
        /// She is still abroad.
        StillAbroad = "still-abroad",
    }
}
choice! {
    /// With whom she lives now.
    StaysWith in "stays-with" {
        /// Alone or with her children.
        Alone = "alone",
        /// With her family.
        Family = "family",
        /// With relatives or friends.
        Relatives = "relatives",
        /// In a facility.
        Facility = "facility",
    }
}
choice! {
    /// Whose law her supports are: a citizen, or somebody without a nationality who lives here, has others than a foreigner.
    Nationality in "nationality" {
        /// Vietnamese, or without a nationality and living in Vietnam for good.
        Vietnamese = "vietnamese",
        /// A foreigner trafficked in Vietnam.
        Foreign = "foreign",
    }
}
choice! {
    /// To whom supports are owed. Which, wording and source: the catalogue.
    SupportState in "support-state" {
        /// Nạn nhân.
        Identified = "identified",
        /// Người dưới 18 tuổi đi cùng nạn nhân.
        ChildAlong = "child-along",
        /// Người đang trong quá trình xác định là nạn nhân ở trong nước, và người dưới 18 tuổi đi cùng.
        InProcess = "in-process",
        /// The same abroad.
        InProcessAbroad = "in-process-abroad",
        /// Người nước ngoài bị mua bán tại Việt Nam.
        Foreign = "foreign",
    }
}
