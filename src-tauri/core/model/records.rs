//! The records an office keeps. Field order is the order of columns everywhere.

use super::{
    Cell, ChoiceList, Column, ColumnKind, Count, Day, DayRange, Decimal, Dong, Field, FieldError,
    HeadCount, Line, Paragraphs, Period, Problem, RecordId, RecordRef, Scalar, Sha256, Year, at,
    choice, record,
};

/// One line of a heading, name or symbol.
pub type Short = Line<300>;
/// A summary or a description.
pub type Long = Paragraphs<5000>;

choice! {
    /// Kind of an issued document (Nghị định 30/2020/NĐ-CP, Điều 7, those that committees issue).
    DocumentKind in "document-kind" {
        /// Quyết định.
        Decision = "decision",
        /// Kế hoạch.
        Plan = "plan",
        /// Công văn.
        Letter = "letter",
        /// Báo cáo.
        Report = "report",
        /// Hướng dẫn.
        Guidance = "guidance",
        /// Thông báo.
        Notice = "notice",
        /// Chương trình.
        Programme = "programme",
        /// Tờ trình.
        Proposal = "proposal",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// The dashes of section I.2 of the outline that a coordination activity reports under.
    OutlineDash in "outline-dash" {
        /// Đôn đốc, phối hợp triển khai chủ trương, chính sách.
        Policy = "I.2.1",
        /// Phối hợp triển khai các kế hoạch của tỉnh.
        Plans = "I.2.2",
        /// Lồng ghép bình đẳng giới.
        Mainstreaming = "I.2.3",
        /// Việc làm, thu nhập, an sinh.
        Livelihood = "I.2.4",
        /// Bảo vệ, hỗ trợ phụ nữ và trẻ em gái bị bạo lực.
        Protection = "I.2.5",
    }
}
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
choice! {
    /// Form of a communication product.
    ProductForm in "product-form" {
        /// Pano, áp phích.
        Poster = "poster",
        /// Băng rôn, khẩu hiệu.
        Banner = "banner",
        /// Tờ rơi, tờ gấp.
        Leaflet = "leaflet",
        /// Tin, bài.
        Article = "article",
        /// Chương trình phát thanh.
        Broadcast = "broadcast",
        /// Video, phóng sự.
        Video = "video",
        /// Bài đăng mạng xã hội.
        SocialPost = "social-post",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// What a course is for.
    TrainingPurpose in "training-purpose" {
        /// Bình đẳng giới và vì sự tiến bộ của phụ nữ.
        GenderEquality = "gender-equality",
        /// Lồng ghép giới trong xây dựng văn bản.
        Mainstreaming = "mainstreaming",
        /// Kỹ năng cho nữ lãnh đạo, quản lý.
        WomenLeaders = "women-leaders",
        /// Nữ đại biểu HĐND.
        WomenCouncillors = "women-councillors",
    }
}
choice! {
    /// Whether a finding is a shortcoming or a recommendation.
    FindingKind in "finding" {
        /// Tồn tại, vướng mắc.
        Shortcoming = "shortcoming",
        /// Kiến nghị, đề xuất.
        Recommendation = "recommendation",
    }
}
choice! {
    /// Sex, as recorded.
    Sex in "sex" {
        /// Nữ.
        Female = "female",
        /// Nam.
        Male = "male",
        /// Chưa ghi nhận.
        Unrecorded = "unrecorded",
    }
}
choice! {
    /// Role in the committee.
    CommitteeRole in "committee-role" {
        /// Trưởng ban.
        Head = "head",
        /// Phó Trưởng ban.
        Deputy = "deputy",
        /// Ủy viên thường trực.
        Standing = "standing",
        /// Ủy viên.
        Member = "member",
        /// Thư ký.
        Secretary = "secretary",
    }
}
choice! {
    /// Where money comes from.
    FundingSource in "funding-source" {
        /// Ngân sách nhà nước.
        StateBudget = "state-budget",
        /// Chương trình mục tiêu quốc gia.
        TargetProgramme = "target-programme",
        /// Xã hội hóa, tài trợ.
        Contribution = "contribution",
        /// Other.
        Other = "other",
    }
}

record! {
    /// Văn bản ban hành: a document issued, section I.1.
    IssuedDocument {
        /// Number and symbol, `05/KH-BVSTBPN`.
        symbol: Line<60>,
        /// Date of issue.
        date: Day,
        /// Issuing body.
        issuer: Short,
        /// Summary of content.
        summary: Paragraphs<1000>,
        /// Kind.
        kind: Option<DocumentKind>,
        /// Topic.
        topic: Option<Short>,
    }
    dated: |r| r.date;
}
record! {
    /// Hoạt động phối hợp liên ngành, section I.2.
    CoordinationActivity {
        /// The dash of the outline it reports under.
        dash: OutlineDash,
        /// When.
        date: DayRange,
        /// What was done.
        content: Long,
        /// With whom.
        partners: Option<Short>,
        /// With what result.
        result: Option<Long>,
    }
    dated: |r| r.date.from();
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
}
record! {
    /// Sản phẩm truyền thông, section I.4.
    CommunicationProduct {
        /// Form.
        form: ProductForm,
        /// Content.
        content: Long,
        /// How many.
        quantity: Count,
        /// Unit of quantity, as `tờ` or `bài`.
        quantity_unit: Option<Line<40>>,
        /// When made.
        date: Day,
        /// Where distributed.
        distributed: Option<Short>,
    }
    dated: |r| r.date;
}
record! {
    /// Lớp tập huấn, bồi dưỡng, sections I.3 and I.4.
    TrainingCourse {
        /// Title.
        title: Short,
        /// When.
        date: DayRange,
        /// Purpose.
        purpose: TrainingPurpose,
        /// For whom.
        audience: Option<Short>,
        /// Content.
        content: Option<Long>,
        /// Number of classes, 1 where empty.
        classes: Option<Count>,
        /// Who took part.
        participants: HeadCount,
        /// Organiser.
        organiser: Option<Short>,
        /// Place.
        place: Option<Short>,
        /// Cost.
        cost: Option<Dong>,
    }
    dated: |r| r.date.from();
}
record! {
    /// Cuộc kiểm tra, section I.5.2.
    Inspection {
        /// Plan or decision it follows.
        decision: Short,
        /// Date.
        date: Day,
        /// Units inspected, one a line.
        units: Long,
        /// Content.
        content: Option<Long>,
        /// Results.
        results: Option<Long>,
    }
    dated: |r| r.date;
}
record! {
    /// Tồn tại hoặc kiến nghị of an inspection, section I.5.2.
    InspectionFinding {
        /// The inspection.
        inspection: RecordRef<Inspection>,
        /// Date of finding.
        date: Day,
        /// Shortcoming or recommendation.
        kind: FindingKind,
        /// Wording.
        content: Long,
        /// To whom it is addressed.
        addressed_to: Option<Short>,
        /// When it was settled; empty while open.
        settled_on: Option<Day>,
    }
    dated: |r| r.date;
    check: |r| match r.settled_on {
        Some(settled) if settled < r.date => {
            Err(at("settled_on")(Problem::RangeBackwards))
        }
        _ => Ok(()),
    };
}
record! {
    /// Thành viên Ban VSTBPN, section I.5.1 and the signature.
    CommitteeMember {
        /// Full name.
        name: Line<100>,
        /// Sex.
        sex: Sex,
        /// Position in government, party or union.
        position: Short,
        /// Role in the committee.
        role: CommitteeRole,
        /// Since when.
        since: Day,
        /// Until when; empty while serving.
        until: Option<Day>,
        /// By which decision.
        decision: Option<Short>,
    }
    day: |r| Some(r.since);
    in_period: |r, period| period.touches(r.since, r.until);
    check: |r| match r.until {
        Some(until) if until < r.since => Err(at("until")(Problem::RangeBackwards)),
        _ => Ok(()),
    };
}
record! {
    /// Kinh phí, section I.5.1.
    FundingLine {
        /// Budget year.
        year: Year,
        /// Source.
        source: FundingSource,
        /// Granted, in đồng.
        granted: Dong,
        /// Used, in đồng.
        used: Option<Dong>,
        /// Purpose.
        purpose: Option<Short>,
    }
    of_year: |r| r.year;
    check: |r| match r.used {
        Some(used) if used > r.granted => Err(at("used")(Problem::PartLargerThanWhole)),
        _ => Ok(()),
    };
}
record! {
    /// Kết quả chỉ tiêu, Phụ lục 01: a value, or a numerator with its denominator.
    IndicatorValue {
        /// Code of the row of Phụ lục 01.
        indicator: Line<20>,
        /// Year.
        year: Year,
        /// Value, where the row is a plain number.
        value: Option<Decimal>,
        /// Numerator, where it is a ratio.
        numerator: Option<Decimal>,
        /// Denominator, where it is a ratio.
        denominator: Option<Decimal>,
        /// Where the number comes from.
        source: Option<Short>,
        /// Note.
        note: Option<Long>,
    }
    of_year: |r| r.year;
    check: |r| match (r.value, r.numerator, r.denominator) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => Ok(()),
        _ => Err(at("value")(Problem::NoValue)),
    };
}
record! {
    /// Nội dung thuyết minh: the text of one place of the outline for one period.
    Narrative {
        /// Code of the section or dash.
        section: Line<20>,
        /// Period, as `phu-luc-02/2024/annual`.
        period: Period,
        /// The text; `{figure-code}` stands for a live figure.
        text: Paragraphs<20000>,
    }
    day: |_r| None;
    year: |r| Some(r.period.year.get());
    in_period: |r, period| r.period == period.period();
}

record! {
    /// Tệp đính kèm: which record a file belongs to. Its bytes are kept by their hash.
    Attachment {
        /// The record.
        record: RecordId,
        /// The file's name.
        name: Line<200>,
        /// Its content.
        sha256: Sha256,
        /// Its size in bytes.
        size: Count,
        /// Whether it leaves the office with its record.
        travels: bool,
    }
    day: |_r| None;
    in_period: |r, period| r.travels && period.has(r.record);
}
