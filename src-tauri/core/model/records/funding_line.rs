//! Kinh phí, section I.5.1.

use crate::model::{
    CodePart, Counted, Division, Dong, FigureCode, Problem, Short, Year, all_and_each, at, choice,
    record,
};

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

/// Money, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Money {
    /// Granted.
    Granted,
    /// Used.
    Used,
}

/// Money that is counted: all, or that of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FundingFigure(pub Option<FundingSource>, pub Money);

impl Counted for FundingFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        all_and_each(FundingSource::ALL)
            .flat_map(|source| [Money::Granted, Money::Used].map(|money| Self(source, money)))
            .collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        let source = self.0.map_or(CodePart::End, CodePart::choice);
        let money = CodePart::Part(match self.1 {
            Money::Granted => "granted",
            Money::Used => "used",
        });
        [source, money, CodePart::End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        self.0?;
        Some((FigureCode::funding(None, self.1), Division::Source))
    }
}

impl FigureCode {
    /// Money: all, or that of a source.
    pub const fn funding(source: Option<FundingSource>, money: Money) -> Self {
        Self::Funding(FundingFigure(source, money))
    }
}
