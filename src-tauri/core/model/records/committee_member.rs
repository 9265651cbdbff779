//! Thành viên Ban VSTBPN, section I.5.1 and the signature.

use crate::model::{
    CodePart, Counted, Day, Division, FigureCode, Line, Problem, Sex, Short, at, choice, record,
};

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
    key: name since;
    // They take office in any year.
    any_day: true;
    layout {
        table: name sex position role since until;
        form: name sex position role since until decision;
        repeat: since decision;
    }
}

/// What is counted of members of the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Members {
    /// Those who serve on the last day.
    Serving,
    /// The women among them.
    Women,
    /// The heads among them.
    Heads,
    /// Those who took up their place in the period.
    Appointed,
}

impl Counted for Members {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        vec![Self::Serving, Self::Women, Self::Heads, Self::Appointed]
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Part};
        let part = match self {
            Self::Serving => End,
            Self::Women => Part("women"),
            Self::Heads => Part("heads"),
            Self::Appointed => Part("appointed"),
        };
        [part, End, End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        let serving = FigureCode::Members(Self::Serving);
        match self {
            Self::Serving | Self::Appointed => None,
            Self::Women => Some((serving, Division::Women)),
            Self::Heads => Some((serving, Division::Heads)),
        }
    }
}
