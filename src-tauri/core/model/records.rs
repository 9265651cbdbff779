//! The records an office keeps. Field order is the order of columns everywhere.

use super::{
    Cell, ChoiceList, Column, ColumnKind, Count, Day, DayRange, Decimal, Dong, Field, FieldError,
    HeadCount, Line, Paragraphs, Period, Problem, RecordId, Scalar, Sha256, Year, at,
};
use std::collections::BTreeSet;

/// Makes an enum whose values have codes, and a column kind of its own.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All values, in the order people see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The codes of all values.
            pub const LIST: ChoiceList = ChoiceList { name: $list, codes: &[$($code,)*] };
            /// The code in files and databases; label: message `choice-<list>-<code>`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
            /// Reads a code.
            ///
            /// # Errors
            /// [`Problem::NotAChoice`] for any other text.
            pub fn from_code(code: &str) -> Result<Self, Problem> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err(Problem::NotAChoice(code.to_owned())),
                }
            }
        }
        impl $crate::model::Choice for $name {
            fn list() -> &'static ChoiceList {
                const LIST: &ChoiceList = &$name::LIST;
                LIST
            }
            fn code(self) -> &'static str { $name::code(self) }
            fn from_code(code: &str) -> Result<Self, Problem> { $name::from_code(code) }
        }
        impl Scalar for $name {
            const KIND: ColumnKind = ColumnKind::Choice(&$name::LIST);
            fn to_cell(&self) -> Cell { Cell::Text(self.code().to_owned()) }
            fn from_cell(cell: Cell) -> Result<Self, Problem> {
                match cell {
                    Cell::Text(code) => Self::from_code(&code),
                    _ => Err(Problem::WrongType),
                }
            }
        }
    };
}
pub(super) use choice;

/// A value with a code in a closed list.
pub trait Choice: Copy + Ord {
    /// The list.
    fn list() -> &'static ChoiceList;
    /// The code.
    fn code(self) -> &'static str;
    /// Reads a code.
    ///
    /// # Errors
    /// [`Problem::NotAChoice`] for any other text.
    fn from_code(code: &str) -> Result<Self, Problem>;
}

/// A set of choices; an empty set is an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T: Ord>(pub BTreeSet<T>);

impl<T: Choice> Set<T> {
    /// Whether a value is in the set.
    pub fn contains(&self, value: T) -> bool {
        self.0.contains(&value)
    }
    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl<T: Choice> Field for Set<T> {
    fn columns(name: &str, out: &mut Vec<Column>) {
        out.push(Column {
            name: name.to_owned(),
            kind: ColumnKind::Choices(T::list()),
            required: false,
        });
    }
    fn write(&self, out: &mut Vec<Cell>) {
        let codes: Vec<&str> = self.0.iter().map(|value| value.code()).collect();
        out.push(if codes.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(codes.join(";"))
        });
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        match cells.next() {
            None | Some(Cell::Empty) => Ok(Self(BTreeSet::new())),
            Some(Cell::Text(codes)) => codes
                .split(';')
                .map(T::from_code)
                .collect::<Result<_, _>>()
                .map(Self)
                .map_err(at(name)),
            Some(Cell::Int(_)) => Err(at(name)(Problem::WrongType)),
        }
    }
}

/// A record: a struct whose flat form has fixed columns.
pub trait Record: Sized {
    /// Which record it is.
    const KIND: RecordKind;
    /// Its columns, in order.
    fn columns() -> Vec<Column>;
    /// Its cells, one for each column.
    fn to_cells(&self) -> Vec<Cell>;
    /// Builds the record from cells in column order.
    ///
    /// # Errors
    /// The first column that is wrong.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError>;
    /// The day by which it falls into a period; `None` for a record that counts by its year.
    fn day(&self) -> Option<Day>;
    /// The year it counts in, where it has no day.
    fn year(&self) -> Option<i32> {
        self.day().map(Day::year)
    }
}

/// Declares a record: its fields, how it is dated, and a check across fields.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident
        { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }
        day: |$this:ident| $day:expr;
        $(year: |$ythis:ident| $year:expr;)?
        $(check: |$cthis:ident| $check:expr;)?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

        impl $crate::model::Record for $name {
            const KIND: $crate::model::RecordKind = $crate::model::RecordKind::$name;
            fn columns() -> Vec<Column> {
                let mut out = Vec::new();
                $(<$type as Field>::columns(stringify!($field), &mut out);)*
                out
            }
            fn to_cells(&self) -> Vec<Cell> {
                let mut out = Vec::new();
                $(self.$field.write(&mut out);)*
                out
            }
            fn from_cells(cells: Vec<Cell>) -> Result<Self, FieldError> {
                let mut cells = cells.into_iter();
                let record = Self {
                    $($field: <$type as Field>::read(stringify!($field), &mut cells)?,)*
                };
                $({
                    let $cthis = &record;
                    $check?;
                })?
                Ok(record)
            }
            fn day(&self) -> Option<Day> {
                let $this = self;
                $day
            }
            $(fn year(&self) -> Option<i32> {
                let $ythis = self;
                $year
            })?
        }
    };
}
pub(super) use record;

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
    day: |r| Some(r.date);
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
    day: |r| Some(r.date.from());
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
    day: |r| Some(r.date.from());
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
    day: |r| Some(r.date);
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
    day: |r| Some(r.date.from());
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
    day: |r| Some(r.date);
}
record! {
    /// Tồn tại hoặc kiến nghị of an inspection, section I.5.2.
    InspectionFinding {
        /// The inspection.
        inspection: RecordId,
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
    day: |r| Some(r.date);
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
    day: |_r| None;
    year: |r| Some(r.year.get());
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
    day: |_r| None;
    year: |r| Some(r.year.get());
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
}

/// The kinds of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// [`IssuedDocument`]
    IssuedDocument,
    /// [`CoordinationActivity`]
    CoordinationActivity,
    /// [`CommunicationEvent`]
    CommunicationEvent,
    /// [`CommunicationProduct`]
    CommunicationProduct,
    /// [`TrainingCourse`]
    TrainingCourse,
    /// [`Inspection`]
    Inspection,
    /// [`InspectionFinding`]
    InspectionFinding,
    /// [`CommitteeMember`]
    CommitteeMember,
    /// [`FundingLine`]
    FundingLine,
    /// [`IndicatorValue`]
    IndicatorValue,
    /// [`ViolenceCase`]
    ViolenceCase,
    /// [`Narrative`]
    Narrative,
    /// [`Attachment`]
    Attachment,
}

/// Runs an expression with `$R` as the record type of a [`RecordKind`].
#[macro_export]
macro_rules! with_record {
    ($kind:expr, $R:ident => $body:expr) => {
        $crate::with_record!(@ $kind, $R, $body;
            IssuedDocument CoordinationActivity CommunicationEvent CommunicationProduct
            TrainingCourse Inspection InspectionFinding CommitteeMember FundingLine
            IndicatorValue ViolenceCase Narrative Attachment)
    };
    (@ $kind:expr, $R:ident, $body:expr; $($name:ident)*) => {
        match $kind {
            $($crate::model::RecordKind::$name => {
                type $R = $crate::model::$name;
                $body
            })*
        }
    };
}

impl RecordKind {
    /// All kinds, in the order in which references can be resolved.
    pub const ALL: [Self; 13] = [
        Self::IssuedDocument,
        Self::CoordinationActivity,
        Self::CommunicationEvent,
        Self::CommunicationProduct,
        Self::TrainingCourse,
        Self::Inspection,
        Self::InspectionFinding,
        Self::CommitteeMember,
        Self::FundingLine,
        Self::IndicatorValue,
        Self::ViolenceCase,
        Self::Narrative,
        Self::Attachment,
    ];

    /// Name of the table, of `records/<name>.jsonl`, and on the command line.
    pub fn table(self) -> &'static str {
        match self {
            Self::IssuedDocument => "issued_documents",
            Self::CoordinationActivity => "coordination_activities",
            Self::CommunicationEvent => "communication_events",
            Self::CommunicationProduct => "communication_products",
            Self::TrainingCourse => "training_courses",
            Self::Inspection => "inspections",
            Self::InspectionFinding => "inspection_findings",
            Self::CommitteeMember => "committee_members",
            Self::FundingLine => "funding_lines",
            Self::IndicatorValue => "indicator_values",
            Self::ViolenceCase => "violence_cases",
            Self::Narrative => "narratives",
            Self::Attachment => "attachments",
        }
    }

    /// Whether a package has it as `records/<table>.jsonl`; the others have a file of their own.
    pub fn has_lines(self) -> bool {
        !matches!(self, Self::Narrative | Self::IndicatorValue)
    }

    /// The kind with this table.
    pub fn from_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// Its columns, made once.
    pub fn columns(self) -> &'static [Column] {
        static COLUMNS: std::sync::LazyLock<Vec<Vec<Column>>> = std::sync::LazyLock::new(|| {
            RecordKind::ALL
                .into_iter()
                .map(|kind| with_record!(kind, R => R::columns()))
                .collect()
        });
        &COLUMNS[self as usize]
    }

    /// Reads a record's cells from a JSON object and checks them; gives them in canonical form.
    /// Fields that are no columns are ignored.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn from_json(
        self,
        object: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Vec<Cell>, FieldError> {
        let mut cells = Vec::with_capacity(self.columns().len());
        for column in self.columns() {
            let value = object.get(&column.name).unwrap_or(&serde_json::Value::Null);
            cells.push(Cell::from_json(value, column.kind).map_err(at(&column.name))?);
        }
        self.canonical(cells)
    }

    /// A record's cells as a JSON object; empty cells are left out.
    pub fn to_json(self, cells: &[Cell]) -> serde_json::Map<String, serde_json::Value> {
        self.columns()
            .iter()
            .zip(cells)
            .filter(|(_, cell)| **cell != Cell::Empty)
            .map(|(column, cell)| (column.name.clone(), cell.to_json(column.kind)))
            .collect()
    }

    /// Checks cells and gives them back in canonical form.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn canonical(self, cells: Vec<Cell>) -> Result<Vec<Cell>, FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| record.to_cells()))
    }

    /// The day and year by which cells in canonical form fall into a period.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn dated(self, cells: Vec<Cell>) -> Result<(Option<Day>, Option<i32>), FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| (record.day(), record.year())))
    }
}
