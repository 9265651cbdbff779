//! What somebody needs to be helped, and how she and who was violent are told apart where the law asks for it: codes
//! alone, which name nobody and travel in no report.

use super::choice;

choice! {
    /// Dạng khuyết tật (Luật Người khuyết tật 51/2010/QH12, Điều 3 khoản 1). Wording and source: the catalogue.
    DisabilityKind in "disability-kind" {
        /// Vận động.
        Mobility = "mobility",
        /// Nghe, nói.
        HearingSpeech = "hearing-speech",
        /// Nhìn.
        Sight = "sight",
        /// Thần kinh, tâm thần.
        Mental = "mental",
        /// Trí tuệ.
        Intellectual = "intellectual",
        /// Khác.
        Other = "other",
    }
}
impl DisabilityKind {
    /// Whether somebody who lives with it may be unable to decide for herself; of another kind it is not known.
    pub fn may_need_a_guardian(self) -> bool {
        match self {
            Self::Mobility | Self::HearingSpeech | Self::Sight => false,
            Self::Mental | Self::Intellectual | Self::Other => true,
        }
    }
}

choice! {
    /// In which language somebody is to be spoken to, where she needs an interpreter.
    Interpreter in "interpreter" {
        /// Không cần.
        NotNeeded = "not-needed",
        /// Ngôn ngữ ký hiệu.
        Sign = "sign",
        /// Tiếng Tày.
        Tay = "tay",
        /// Tiếng Nùng.
        Nung = "nung",
        /// Tiếng Thái.
        Thai = "thai",
        /// Tiếng Mường.
        Muong = "muong",
        /// Tiếng Mông.
        Hmong = "hmong",
        /// Tiếng Dao.
        Dao = "dao",
        /// Tiếng Sán Chay (Cao Lan, Sán Chí).
        SanChay = "san-chay",
        /// Tiếng Hoa.
        Hoa = "hoa",
        /// Tiếng Khmer.
        Khmer = "khmer",
        /// Tiếng Chăm.
        Cham = "cham",
        /// Tiếng Gia-rai.
        GiaRai = "gia-rai",
        /// Tiếng Ê-đê.
        EDe = "e-de",
        /// Tiếng Ba-na.
        BaNa = "ba-na",
        /// Tiếng Xơ-đăng.
        XoDang = "xo-dang",
        /// Tiếng Mnông.
        Mnong = "mnong",
        /// Tiếng Cơ-ho.
        CoHo = "co-ho",
        /// Tiếng Hrê.
        Hre = "hre",
        /// Tiếng Ra-glai.
        RaGlai = "ra-glai",
        /// Tiếng dân tộc khác.
        OtherEthnic = "other-ethnic",
        /// Tiếng Trung.
        Chinese = "chinese",
        /// Tiếng Lào.
        Lao = "lao",
        /// Tiếng Thái Lan.
        Thailand = "thailand",
        /// Tiếng Hàn.
        Korean = "korean",
        /// Tiếng Nhật.
        Japanese = "japanese",
        /// Tiếng Anh.
        English = "english",
        /// Tiếng Nga.
        Russian = "russian",
        /// Tiếng Pháp.
        French = "french",
        /// Tiếng nước ngoài khác.
        OtherForeign = "other-foreign",
    }
}
choice! {
    /// Dân tộc: the 54 of the official list (Quyết định 121-TCTK/PPCĐ ngày 02/3/1979), in its order.
    Ethnicity in "ethnicity" {
        /// Kinh.
        Kinh = "kinh",
        /// Tày.
        Tay = "tay",
        /// Thái.
        Thai = "thai",
        /// Hoa.
        Hoa = "hoa",
        /// Khơ-me.
        KhoMe = "kho-me",
        /// Mường.
        Muong = "muong",
        /// Nùng.
        Nung = "nung",
        /// Hmông.
        Hmong = "hmong",
        /// Dao.
        Dao = "dao",
        /// Gia-rai.
        GiaRai = "gia-rai",
        /// Ngái.
        Ngai = "ngai",
        /// Ê-đê.
        EDe = "e-de",
        /// Ba-na.
        BaNa = "ba-na",
        /// Xơ-đăng.
        XoDang = "xo-dang",
        /// Sán Chay.
        SanChay = "san-chay",
        /// Cơ-ho.
        CoHo = "co-ho",
        /// Chăm.
        Cham = "cham",
        /// Sán Dìu.
        SanDiu = "san-diu",
        /// Hrê.
        Hre = "hre",
        /// Mnông.
        Mnong = "mnong",
        /// Ra-glai.
        RaGlai = "ra-glai",
        /// Xtiêng.
        Xtieng = "xtieng",
        /// Bru-Vân Kiều.
        BruVanKieu = "bru-van-kieu",
        /// Thổ.
        Tho = "tho",
        /// Giáy.
        Giay = "giay",
        /// Cơ-tu.
        CoTu = "co-tu",
        /// Gié-Triêng.
        GieTrieng = "gie-trieng",
        /// Mạ.
        Ma = "ma",
        /// Khơ-mú.
        KhoMu = "kho-mu",
        /// Co.
        Co = "co",
        /// Ta-ôi.
        TaOi = "ta-oi",
        /// Chơ-ro.
        ChoRo = "cho-ro",
        /// Kháng.
        Khang = "khang",
        /// Xinh-mun.
        XinhMun = "xinh-mun",
        /// Hà Nhì.
        HaNhi = "ha-nhi",
        /// Chu-ru.
        ChuRu = "chu-ru",
        /// Lào.
        Lao = "lao",
        /// La Chi.
        LaChi = "la-chi",
        /// La Ha.
        LaHa = "la-ha",
        /// Phù Lá.
        PhuLa = "phu-la",
        /// La Hủ.
        LaHu = "la-hu",
        /// Lự.
        Lu = "lu",
        /// Lô Lô.
        LoLo = "lo-lo",
        /// Chứt.
        Chut = "chut",
        /// Mảng.
        Mang = "mang",
        /// Pà Thẻn.
        PaThen = "pa-then",
        /// Cơ Lao.
        CoLao = "co-lao",
        /// Cống.
        Cong = "cong",
        /// Bố Y.
        BoY = "bo-y",
        /// Si La.
        SiLa = "si-la",
        /// Pu Péo.
        PuPeo = "pu-peo",
        /// Brâu.
        Brau = "brau",
        /// Ơ Đu.
        ODu = "o-du",
        /// Rơ-măm.
        RoMam = "ro-mam",
        /// Không muốn nói.
        Unsaid = "unsaid",
    }
}
choice! {
    /// Quốc tịch, by the code of ISO 3166-1 of countries that are met with here.
    Citizenship in "citizenship" {
        /// Việt Nam.
        Vn = "vn",
        /// Lào.
        La = "la",
        /// Cam-pu-chia.
        Kh = "kh",
        /// Trung Quốc.
        Cn = "cn",
        /// Đài Loan.
        Tw = "tw",
        /// Hàn Quốc.
        Kr = "kr",
        /// Nhật Bản.
        Jp = "jp",
        /// Thái Lan.
        Th = "th",
        /// Mi-an-ma.
        Mm = "mm",
        /// Ma-lai-xi-a.
        My = "my",
        /// Phi-líp-pin.
        Ph = "ph",
        /// In-đô-nê-xi-a.
        Id = "id",
        /// Xinh-ga-po.
        Sg = "sg",
        /// Ấn Độ.
        In = "in",
        /// Nga.
        Ru = "ru",
        /// Hoa Kỳ.
        Us = "us",
        /// Ca-na-đa.
        Ca = "ca",
        /// Ô-xtrây-li-a.
        Au = "au",
        /// Pháp.
        Fr = "fr",
        /// Đức.
        De = "de",
        /// Anh.
        Gb = "gb",
        /// Nước ngoài khác.
        Foreign = "foreign",
        /// Không quốc tịch.
        Stateless = "stateless",
        /// Không rõ.
        Unknown = "unknown",
    }
}

/// Of whom the law tells apart whose citizens they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitizenOf {
    /// Công dân Việt Nam.
    Vietnam,
    /// Người nước ngoài.
    Elsewhere,
    /// Người không quốc tịch.
    Nowhere,
    /// Not known.
    Unknown,
}

impl CitizenOf {
    /// All, in the order people see them.
    pub const ALL: [Self; 4] = [Self::Vietnam, Self::Elsewhere, Self::Nowhere, Self::Unknown];
    /// Code; message `citizen-of-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnam => "vietnam",
            Self::Elsewhere => "elsewhere",
            Self::Nowhere => "nowhere",
            Self::Unknown => "unknown",
        }
    }
}

impl Citizenship {
    /// Whose citizen that is, as far as the law tells them apart.
    pub fn group(self) -> CitizenOf {
        match self {
            Self::Vn => CitizenOf::Vietnam,
            Self::Stateless => CitizenOf::Nowhere,
            Self::Unknown => CitizenOf::Unknown,
            Self::La
            | Self::Kh
            | Self::Cn
            | Self::Tw
            | Self::Kr
            | Self::Jp
            | Self::Th
            | Self::Mm
            | Self::My
            | Self::Ph
            | Self::Id
            | Self::Sg
            | Self::In
            | Self::Ru
            | Self::Us
            | Self::Ca
            | Self::Au
            | Self::Fr
            | Self::De
            | Self::Gb
            | Self::Foreign => CitizenOf::Elsewhere,
        }
    }
}
