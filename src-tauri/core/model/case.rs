//! The violence case: the facts that may travel, and, apart from them, the identity that never does.
//!
//! [`ViolenceCase`] has no free text and no field that names a person, so what leaves the office
//! cannot carry a name: such a package would not compile. [`CaseIdentity`] is not a
//! [`Record`](super::Record) and no function writes it into a package.

use super::{
    Cell, ChoiceList, Column, ColumnKind, Count, Day, Field, FieldError, Line, Month, Paragraphs,
    Problem, Scalar, Set, Sex, UnitCode, choice, record,
};
use serde::{Deserialize, Serialize};

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
choice! {
    /// The survivor's relation to the perpetrator.
    Relation in "relation" {
        /// Vợ hoặc chồng.
        Spouse = "spouse",
        /// Vợ hoặc chồng cũ, người chung sống như vợ chồng.
        FormerSpouse = "former-spouse",
        /// Con.
        Child = "child",
        /// Cha mẹ.
        Parent = "parent",
        /// Thành viên khác của gia đình.
        OtherFamily = "other-family",
        /// Người quen.
        Acquaintance = "acquaintance",
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
        /// Hỗ trợ tái hòa nhập (học nghề, vay vốn, trợ cấp).
        Reintegration = "reintegration",
    }
}
choice! {
    /// Who gave the services.
    ProviderKind in "provider" {
        /// Địa chỉ tin cậy ở cộng đồng.
        TrustedAddress = "trusted-address",
        /// Cơ sở khám, chữa bệnh.
        Clinic = "clinic",
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
        /// Other.
        Other = "other",
    }
}
choice! {
    /// What was done toward the perpetrator.
    Measure in "measure" {
        /// Buộc chấm dứt hành vi.
        StopOrder = "stop-order",
        /// Cấm tiếp xúc.
        ContactBan = "contact-ban",
        /// Góp ý, phê bình trong cộng đồng.
        CommunityCriticism = "community-criticism",
        /// Hòa giải.
        Mediation = "mediation",
        /// Công việc phục vụ cộng đồng.
        CommunityService = "community-service",
        /// Xử phạt vi phạm hành chính.
        AdministrativeFine = "administrative-fine",
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
        /// Đường dây nóng.
        Hotline = "hotline",
        /// Other.
        Other = "other",
    }
}

/// A random number of this office for a case or a person: one to eight digits, too few for an
/// identity or telephone number and no place for a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

record! {
    /// Vụ việc bạo lực: the facts of a case that may leave the office. No text, no names; persons
    /// are random numbers of this office.
    ViolenceCase {
        /// Random number of the case in this office.
        number: CaseRef,
        /// Month in which it was found; counts into the year.
        found: Month,
        /// Month in which it was reported.
        reported: Option<Month>,
        /// Month in which it was closed.
        closed: Option<Month>,
        /// Where it happened.
        commune: Option<UnitCode>,
        /// Category.
        category: CaseCategory,
        /// Whether other categories apply too.
        several: Option<bool>,
        /// Acts.
        acts: Set<Act>,
        /// Random number of the survivor: the same person has the same number in every case.
        survivor: CaseRef,
        /// Survivor's sex.
        survivor_sex: Sex,
        /// Survivor's age.
        survivor_age: AgeBand,
        /// Survivor lives with a disability.
        disability: Option<bool>,
        /// Survivor was pregnant.
        pregnant: Option<bool>,
        /// Survivor's relation to the perpetrator.
        relation: Option<Relation>,
        /// Random number of the perpetrator, where one was found.
        perpetrator: Option<CaseRef>,
        /// Perpetrator's sex.
        perpetrator_sex: Option<Sex>,
        /// Perpetrator's age.
        perpetrator_age: Option<AgeBand>,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
        /// Perpetrator was counselled.
        counselled: Option<bool>,
        /// Measures.
        measures: Set<Measure>,
        /// Services offered.
        offered: Set<ServiceKind>,
        /// Services received.
        received: Set<ServiceKind>,
        /// Services declined.
        declined: Set<ServiceKind>,
        /// Who gave them.
        providers: Set<ProviderKind>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
        /// A returnee who got support.
        got_support: Option<bool>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Month of the incident.
        incident: Option<Month>,
        /// Days from incident to report (help within 72 hours matters).
        days_to_report: Option<Count>,
        /// She agreed to be recorded.
        consent_to_record: Option<bool>,
        /// She agreed to the facts being shared.
        consent_to_share: Option<bool>,
        /// Another organisation has reported the case already: it is not counted again.
        reported_elsewhere: Option<bool>,
    }
    day: |r| r.found.first_day();
    year: |r| Some(r.found.year());
}

/// What names a person in a case. Kept sealed with the register key; never leaves the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseIdentity {
    /// Survivor's name.
    pub survivor_name: Option<Line<200>>,
    /// Survivor's exact date of birth.
    pub survivor_born: Option<Day>,
    /// Survivor's address.
    pub survivor_address: Option<Line<300>>,
    /// Survivor's telephone.
    pub survivor_telephone: Option<Line<200>>,
    /// Survivor's identity number.
    pub survivor_identity_number: Option<Line<200>>,
    /// Perpetrator's name.
    pub perpetrator_name: Option<Line<200>>,
    /// Perpetrator's address.
    pub perpetrator_address: Option<Line<300>>,
    /// Account of events.
    pub account: Option<Paragraphs<20000>>,
    /// Notes.
    pub notes: Option<Paragraphs<20000>>,
}

impl CaseIdentity {
    /// The columns in which a workbook has an identity.
    pub const COLUMNS: [(&'static str, ColumnKind); 9] = [
        ("survivor_name", ColumnKind::Line(200)),
        ("survivor_born", ColumnKind::Day),
        ("survivor_address", ColumnKind::Line(300)),
        ("survivor_telephone", ColumnKind::Line(200)),
        ("survivor_identity_number", ColumnKind::Line(200)),
        ("perpetrator_name", ColumnKind::Line(200)),
        ("perpetrator_address", ColumnKind::Line(300)),
        ("account", ColumnKind::Paragraphs(20000)),
        ("notes", ColumnKind::Paragraphs(20000)),
    ];

    /// Builds an identity from cells in the order of [`Self::COLUMNS`].
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError> {
        let mut cells = cells.into_iter();
        let cells = &mut cells;
        Ok(Self {
            survivor_name: Field::read("survivor_name", cells)?,
            survivor_born: Field::read("survivor_born", cells)?,
            survivor_address: Field::read("survivor_address", cells)?,
            survivor_telephone: Field::read("survivor_telephone", cells)?,
            survivor_identity_number: Field::read("survivor_identity_number", cells)?,
            perpetrator_name: Field::read("perpetrator_name", cells)?,
            perpetrator_address: Field::read("perpetrator_address", cells)?,
            account: Field::read("account", cells)?,
            notes: Field::read("notes", cells)?,
        })
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
