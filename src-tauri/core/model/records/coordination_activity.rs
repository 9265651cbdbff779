//! Hoạt động phối hợp liên ngành, section I.2.

use crate::model::{
    CodePart, Counted, DayRange, Division, FigureCode, Long, Short, choice, record,
};

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
    layout {
        table: date dash content partners result;
        form: dash date date_to content partners result;
        repeat: dash partners;
    }
}

/// Coordination activities are counted by the dash under which they stand.
impl Counted for OutlineDash {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        [CodePart::choice(*self), CodePart::End, CodePart::End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        None
    }
}
