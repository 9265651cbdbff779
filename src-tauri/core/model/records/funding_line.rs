//! Kinh phí, section I.5.1.

use crate::model::{Dong, Problem, Short, Year, at, choice, record};

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
    layout {
        table: year source granted used purpose;
        form: year source granted used purpose;
        repeat: year source;
    }
}
