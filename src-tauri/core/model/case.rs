//! The case register's choices, and the random numbers that stand for cases and persons.

use super::{Cell, ColumnKind, Problem, Scalar, choice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

choice! {
    /// What a case is about.
    CaseCategory in "case-category" {
        /// Bạo lực gia đình.
        Domestic = "domestic",
        /// Bạo lực trên cơ sở giới ngoài gia đình.
        GenderBased = "gender-based",
        /// Xâm hại trẻ em.
        ChildAbuse = "child-abuse",
        /// Nạn nhân bị mua bán trở về.
        TraffickingReturnee = "trafficking-returnee",
    }
}
choice! {
    /// The sixteen acts of domestic violence (Luật 13/2022/QH15, Điều 3 khoản 1), by point.
    Act in "act" {
        /// Điểm a: hành hạ, đánh đập, xâm hại sức khỏe.
        A = "a",
        /// Điểm b: lăng mạ, xúc phạm danh dự.
        B = "b",
        /// Điểm c: cưỡng ép chứng kiến bạo lực.
        C = "c",
        /// Điểm d: bỏ mặc, không chăm sóc.
        D = "d",
        /// Điểm đ: kỳ thị, phân biệt.
        Dd = "dd",
        /// Điểm e: ngăn cản gặp gỡ, cô lập.
        E = "e",
        /// Điểm g: ngăn cản quyền, nghĩa vụ.
        G = "g",
        /// Điểm h: tiết lộ đời sống riêng tư.
        H = "h",
        /// Điểm i: cưỡng ép quan hệ tình dục.
        I = "i",
        /// Điểm k: cưỡng ép xem nội dung khiêu dâm.
        K = "k",
        /// Điểm l: cưỡng ép tảo hôn, kết hôn, ly hôn.
        L = "l",
        /// Điểm m: cưỡng ép mang thai, phá thai.
        M = "m",
        /// Điểm n: chiếm đoạt, hủy hoại tài sản.
        N = "n",
        /// Điểm o: cưỡng ép lao động, kiểm soát thu nhập.
        O = "o",
        /// Điểm p: cô lập, giam cầm.
        P = "p",
        /// Điểm q: cưỡng ép ra khỏi chỗ ở.
        Q = "q",
    }
}
choice! {
    /// Age when the case was found, in bands.
    AgeBand in "age-band" {
        /// 0–5.
        Upto5 = "0-5",
        /// 6–11.
        Upto11 = "6-11",
        /// 12–15.
        Upto15 = "12-15",
        /// 16–17.
        Upto17 = "16-17",
        /// 18–24.
        Upto24 = "18-24",
        /// 25–39.
        Upto39 = "25-39",
        /// 40–59.
        Upto59 = "40-59",
        /// 60 and over.
        Over59 = "60+",
        /// Not known.
        Unknown = "unknown",
    }
}
impl AgeBand {
    /// Whether that is a child by the law on children: under sixteen (Luật 102/2016/QH13, Điều 1).
    /// The youngest that somebody of it may be, where she may not be grown: in years.
    pub fn youngest(self) -> Option<u32> {
        match self {
            Self::Upto5 => Some(0),
            Self::Upto11 => Some(6),
            Self::Upto15 => Some(12),
            Self::Upto17 => Some(16),
            Self::Upto24 | Self::Upto39 | Self::Upto59 | Self::Over59 | Self::Unknown => None,
        }
    }

    /// Whether somebody of it is a child by the law on children: under sixteen.
    pub fn is_child(self) -> bool {
        match self {
            Self::Upto5 | Self::Upto11 | Self::Upto15 => true,
            Self::Upto17
            | Self::Upto24
            | Self::Upto39
            | Self::Upto59
            | Self::Over59
            | Self::Unknown => false,
        }
    }
}

choice! {
    /// The survivor's relation to the perpetrator.
    Relation in "relation" {
        /// Vợ hoặc chồng.
        Spouse = "spouse",
        /// Người đã ly hôn.
        Divorced = "divorced",
        /// Người chung sống như vợ chồng.
        Cohabiting = "cohabiting",
        /// Divorced or living as spouses, not said which: as earlier programs asked.
        FormerSpouse = "former-spouse",
        /// Con.
        Child = "child",
        /// Cha mẹ.
        Parent = "parent",
        /// Thành viên khác của gia đình.
        OtherFamily = "other-family",
        /// Người yêu.
        Dating = "dating",
        /// Người yêu cũ.
        FormerDating = "former-dating",
        /// Người quen.
        Acquaintance = "acquaintance",
        /// Đồng nghiệp, cấp trên.
        Colleague = "colleague",
        /// Thầy, cô giáo.
        Teacher = "teacher",
        /// Người có chức quyền.
        Official = "official",
        /// Người lạ.
        Stranger = "stranger",
        /// Not known.
        Unknown = "unknown",
    }
}
choice! {
    /// Basic services (Luật 13/2022/QH15, Điều 22 và tiếp theo) and others.
    ServiceKind in "service" {
        /// Nơi tạm lánh, nhu cầu thiết yếu.
        Shelter = "shelter",
        /// Chăm sóc, điều trị.
        Medical = "medical",
        /// Tư vấn tâm lý, kỹ năng.
        Counselling = "counselling",
        /// Trợ giúp pháp lý.
        LegalAid = "legal-aid",
        /// Hỗ trợ tái hòa nhập (học nghề, vay vốn, trợ cấp), not said which.
        Reintegration = "reintegration",
        /// Chi phí đi lại (returnees).
        Travel = "travel",
        /// Học văn hóa (returnees).
        Schooling = "schooling",
        /// Học nghề, việc làm (returnees).
        Vocational = "vocational",
        /// Trợ cấp khó khăn ban đầu (returnees).
        HardshipAllowance = "hardship-allowance",
        /// Vay vốn (returnees).
        Loan = "loan",
        /// Phiên dịch (returnees).
        Interpreting = "interpreting",
        /// Hỗ trợ pháp luật, beside legal aid (returnees).
        LegalSupport = "legal-support",
    }
}
choice! {
    /// Who gave the services.
    ProviderKind in "provider" {
        /// Địa chỉ tin cậy ở cộng đồng.
        TrustedAddress = "trusted-address",
        /// Cơ sở khám, chữa bệnh.
        Clinic = "clinic",
        /// Mô hình Ngôi nhà tạm lánh.
        Shelter = "shelter",
        /// Cơ sở trợ giúp xã hội.
        SocialFacility = "social-facility",
        /// Trung tâm trợ giúp pháp lý nhà nước.
        LegalAidCentre = "legal-aid-centre",
        /// Tổ hòa giải.
        MediationGroup = "mediation-group",
        /// Hội Liên hiệp Phụ nữ.
        WomensUnion = "womens-union",
        /// Công an xã.
        Police = "police",
        /// Cơ sở khác tham gia phòng, chống bạo lực gia đình.
        OtherFacility = "other-facility",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// What was done toward the perpetrator.
    MeasureKind in "measure" {
        /// Buộc chấm dứt hành vi.
        StopOrder = "stop-order",
        /// Yêu cầu đến trụ sở công an xã.
        PoliceSummons = "police-summons",
        /// Cấm tiếp xúc.
        ContactBan = "contact-ban",
        /// Góp ý, phê bình trong cộng đồng.
        CommunityCriticism = "community-criticism",
        /// Hòa giải.
        Mediation = "mediation",
        /// Giáo dục, hỗ trợ chuyển đổi hành vi: tư vấn, tham vấn.
        Counselling = "counselling",
        /// Công việc phục vụ cộng đồng.
        CommunityService = "community-service",
        /// Xử phạt vi phạm hành chính.
        AdministrativeFine = "administrative-fine",
        /// Xử lý hình sự.
        Criminal = "criminal",
    }
}
choice! {
    /// Who decided a measure.
    MeasureIssuer in "measure-issuer" {
        /// Chủ tịch Ủy ban nhân dân cấp xã.
        Chair = "chair",
        /// Tòa án.
        Court = "court",
        /// Công an.
        Police = "police",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// Whether somebody has been found to be a victim of trafficking.
    Identification in "identification" {
        /// Đã được xác định là nạn nhân.
        Identified = "identified",
        /// Đang trong quá trình xác định là nạn nhân.
        InProcess = "in-process",
        /// Không phải là nạn nhân. A paper says so, which stands in the trafficking track.
        NotIdentified = "not-identified",
    }
}
choice! {
    /// How the case came to be known.
    FoundBy in "found-by" {
        /// Người bị bạo lực tự báo.
        Survivor = "survivor",
        /// Gia đình, hàng xóm.
        Community = "community",
        /// Công an.
        Police = "police",
        /// Y tế.
        Health = "health",
        /// Nhà trường.
        School = "school",
        /// Hội, đoàn thể.
        Union = "union",
        /// Trưởng thôn, tổ trưởng tổ dân phố, Mặt trận.
        VillageHead = "village-head",
        /// Bộ đội Biên phòng.
        BorderGuard = "border-guard",
        /// Đường dây nóng.
        Hotline = "hotline",
        /// Other.
        Other = "other",
    }
}

choice! {
    /// Acts outside the family, beyond the sixteen of the law.
    OtherAct in "other-act" {
        /// Hiếp dâm, cưỡng dâm.
        Rape = "rape",
        /// Dâm ô, tấn công tình dục khác.
        SexualAssault = "sexual-assault",
        /// Quấy rối tình dục.
        SexualHarassment = "sexual-harassment",
        /// Hành hung, gây thương tích.
        PhysicalAssault = "physical-assault",
        /// Đe dọa, bám theo.
        Stalking = "stalking",
        /// Mua bán người.
        Trafficking = "trafficking",
        /// Bạo lực trên mạng.
        Online = "online",
        /// Bóc lột, bỏ mặc trẻ em.
        ChildNeglect = "child-neglect",
    }
}
choice! {
    /// How badly somebody was hurt.
    Injury in "injury" {
        /// Không bị thương tích.
        None = "none",
        /// Bị thương, không phải điều trị.
        Light = "light",
        /// Phải khám, điều trị.
        Treated = "treated",
        /// Phải nằm viện, hoặc để lại di chứng.
        Severe = "severe",
    }
}
choice! {
    /// The six types of the GBV Information Management System.
    GbvType in "gbv-type" {
        /// Rape.
        Rape = "rape",
        /// Sexual assault.
        SexualAssault = "sexual-assault",
        /// Physical assault.
        PhysicalAssault = "physical-assault",
        /// Forced marriage.
        ForcedMarriage = "forced-marriage",
        /// Denial of resources, opportunities or services.
        Denial = "denial",
        /// Psychological or emotional abuse.
        Psychological = "psychological",
    }
}
choice! {
    /// On what ground a survivor's case is recorded.
    Consent in "consent" {
        /// She agreed.
        Given = "given",
        /// The guardian of a child or of a person who cannot decide agreed.
        Guardian = "guardian",
        /// The law asks for it, whoever agrees (danger to life, abuse of a child).
        Law = "law",
        /// She refused: facts are counted, nothing that names her is kept.
        Refused = "refused",
    }
}
choice! {
    /// How a case ended.
    CaseOutcome in "case-outcome" {
        /// Safe, violence has ended.
        Safe = "safe",
        /// Taken over by court or police.
        Prosecution = "prosecution",
        /// Separated or divorced.
        Separated = "separated",
        /// She asked to end it.
        HerWish = "her-wish",
        /// Moved away or not to be reached.
        Moved = "moved",
        /// Handed over to another unit.
        HandedOver = "handed-over",
        /// Died.
        Died = "died",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// Why a case was recorded wrongly.
    VoidReason in "void-reason" {
        /// Recorded twice.
        Duplicate = "duplicate",
        /// It was no violence.
        NoViolence = "no-violence",
        /// It belongs to another unit.
        OtherUnit = "other-unit",
        /// Wrong entry.
        WrongEntry = "wrong-entry",
    }
}
choice! {
    /// What an offer of help was answered with.
    Answer in "answer" {
        /// Accepted.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
    }
}
choice! {
    /// What became of a referral.
    ReferralOutcome in "referral-outcome" {
        /// Taken on there.
        Taken = "taken",
        /// Help given, ended.
        Completed = "completed",
        /// She did not go.
        NotGone = "not-gone",
        /// Turned away there.
        TurnedAway = "turned-away",
    }
}
choice! {
    /// How a follow-up was made.
    FollowUpForm in "follow-up-form" {
        /// Visit.
        Visit = "visit",
        /// Telephone.
        Telephone = "telephone",
        /// She came to the office.
        Office = "office",
        /// Through a person of trust.
        TrustedPerson = "trusted-person",
    }
}
choice! {
    /// How somebody of the office goes to a survivor's home, where who goes there is threatened.
    VisitRule in "visit-rule" {
        /// Two at least, nobody alone.
        TwoGo = "two-go",
        /// With the police.
        WithPolice = "with-police",
        /// Nobody goes there.
        NoVisit = "no-visit",
    }
}
choice! {
    /// Who goes along on a visit, by what they are.
    Companion in "companion" {
        /// Another officer of the commune.
        Colleague = "colleague",
        /// Police.
        Police = "police",
        /// Women's Union.
        WomensUnion = "womens-union",
        /// Head of the hamlet, Fatherland Front.
        Hamlet = "hamlet",
        /// Health station.
        Health = "health",
    }
}
choice! {
    /// What a follow-up found.
    FollowUpResult in "follow-up-result" {
        /// Safe.
        Safe = "safe",
        /// Not safe yet, no new violence.
        AtRisk = "at-risk",
        /// New violence.
        NewViolence = "new-violence",
        /// Not reached.
        NotReached = "not-reached",
    }
}
choice! {
    /// Signs of danger in the short safety checklist. Wording and weight: the catalogue.
    RiskSign in "risk-sign" {
        /// She fears for her life.
        FearsForLife = "fears-for-life",
        /// Threats to kill.
        ThreatToKill = "threat-to-kill",
        /// Weapon used or threatened with.
        Weapon = "weapon",
        /// Strangled, choked.
        Strangled = "strangled",
        /// Injured so that she needs care now.
        Injured = "injured",
        /// Sexual violence.
        Sexual = "sexual",
        /// More often or worse lately.
        Worse = "worse",
        /// Locked in, followed, controlled.
        Controlled = "controlled",
        /// Children are hurt or in danger.
        Children = "children",
        /// Pregnant, or gave birth lately.
        Pregnant = "pregnant",
        /// She thinks of suicide.
        Suicidal = "suicidal",
        /// The perpetrator drinks, gambles or takes drugs.
        Substances = "substances",
        /// Separation under way.
        Separation = "separation",
        /// No safe place to go.
        NoSafePlace = "no-safe-place",
        /// Sexual violence within the last 72 hours.
        SexualRecent = "sexual-recent",
        /// The perpetrator is violently jealous.
        Jealous = "jealous",
        /// He threatens to kill himself.
        HisSuicide = "his-suicide",
        /// He threatens to harm the children.
        ThreatToChildren = "threat-to-children",
        /// A child of hers is not his.
        Stepchild = "stepchild",
        /// He has no work.
        OutOfWork = "out-of-work",
        /// He evaded or ignored the police or a measure.
        AvoidedPolice = "avoided-police",
        /// He can lay hands on a weapon.
        WeaponNear = "weapon-near",
        /// He follows her, lies in wait, watches her messages.
        Stalked = "stalked",
        /// Violence while she was pregnant.
        PregnancyViolence = "pregnancy-violence",
        /// He destroyed things, hurt animals.
        Destroyed = "destroyed",
        /// It was reported before, and went on.
        ReportedBefore = "reported-before",
        /// A child lives with the perpetrator, or he can come to it.
        WithPerpetrator = "with-perpetrator",
        /// A child has no adult who protects it.
        NoProtector = "no-protector",
        /// Food, medicine or care are withheld.
        CareWithheld = "care-withheld",
        /// Money, papers or house are taken away.
        MoneyTaken = "money-taken",
        /// The traffickers know where she is, or threaten her.
        TraffickersNear = "traffickers-near",
        /// Debt by which she is held.
        Debt = "debt",
    }
}
choice! {
    /// Whom the questions of a safety check are for.
    AskedOf in "asked-of" {
        /// A woman.
        Woman = "woman",
        /// A man.
        Man = "man",
        /// A child, of either sex.
        Child = "child",
        /// An old person, of either sex.
        Elder = "elder",
        /// Somebody who came back from traffickers.
        Returnee = "returnee",
    }
}
choice! {
    /// How great the person thinks the danger is.
    OwnView in "own-view" {
        /// Feels safe.
        Safe = "safe",
        /// Is afraid of new violence.
        Afraid = "afraid",
        /// Thinks that life is in danger.
        InDanger = "in-danger",
        /// Does not want to say.
        Unsaid = "unsaid",
    }
}
choice! {
    /// What was done for somebody who thinks of suicide.
    SuicideStep in "suicide-step" {
        /// Somebody stays there.
        NotAlone = "not-alone",
        /// Medicine, pesticide, knives are out of reach.
        MeansAway = "means-away",
        /// A person of trust, whom she named, was told.
        TrustedTold = "trusted-told",
        /// The health station or a doctor was told.
        HealthTold = "health-told",
        /// The line to call was given.
        LineGiven = "line-given",
        /// Taken to a hospital.
        TakenToCare = "taken-to-care",
    }
}
choice! {
    /// Why the danger of a case was lowered.
    LoweringReason in "lowering-reason" {
        /// She lives in a place that is safe.
        SafePlace = "safe-place",
        /// The perpetrator cannot come to her.
        KeptAway = "kept-away",
        /// A new check, with every question asked.
        NewCheck = "new-check",
        /// What was recorded was wrong.
        WrongEntry = "wrong-entry",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// What is due by the hour. Wording, hours and source: the catalogue.
    HourDuty in "hour-duty" {
        /// Health care after sexual violence.
        SexualCare = "sexual-care",
        /// Urgent measures for a child.
        ChildUrgent = "child-urgent",
        /// The chair's decision whether contact is forbidden.
        ChairDecision = "chair-decision",
    }
}
choice! {
    /// What is asked before a case is closed.
    ClosingCriterion in "closing-criterion" {
        /// The person is safe.
        Safe = "safe",
        /// What was planned is done.
        PlanDone = "plan-done",
        /// The person agrees to closing.
        Agrees = "agrees",
        /// Whom to call is known.
        ContactsGiven = "contacts-given",
    }
}
choice! {
    /// Why an identity was erased.
    ErasureReason in "erasure-reason" {
        /// She asked for it.
        HerWish = "her-wish",
        /// The time for which it may be kept is over.
        Retention = "retention",
        /// The case was handed over to another unit.
        HandedOver = "handed-over",
        /// It should never have been recorded.
        Wrong = "wrong",
    }
}

/// A random number of this office for a case or a person: one to eight digits, too few for an
/// identity or telephone number and no place for a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
pub struct CaseRef(String);

impl CaseRef {
    /// Checks a number.
    ///
    /// # Errors
    /// Anything but one to eight digits.
    pub fn new(digits: &str) -> Result<Self, Problem> {
        let digits = digits.trim();
        if (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits.to_owned()))
        } else {
            Err(Problem::NotACaseRef)
        }
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl TryFrom<String> for CaseRef {
    type Error = Problem;
    fn try_from(digits: String) -> Result<Self, Problem> {
        Self::new(&digits)
    }
}
impl From<CaseRef> for String {
    fn from(number: CaseRef) -> Self {
        number.0
    }
}
impl Scalar for CaseRef {
    const KIND: ColumnKind = ColumnKind::Line(8);
    fn to_cell(&self) -> Cell {
        Cell::Text(self.0.clone())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(digits) => Self::new(&digits),
            Cell::Int(number) => Self::new(&number.to_string()),
            Cell::Empty => Err(Problem::Required),
        }
    }
}

impl CaseRef {
    /// Another number of five to eight digits, drawn at random.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn random() -> Result<Self, Problem> {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(|_| Problem::NoValue)?;
        Ok(Self::of_random(bytes))
    }
    /// The number of five to eight digits that random bytes make.
    pub(crate) fn of_random(bytes: [u8; 4]) -> Self {
        let number = 10_000 + u32::from_le_bytes(bytes) % 99_990_000;
        Self(number.to_string())
    }
}
