//! Thành viên Ban VSTBPN, section I.5.1 and the signature.

use crate::model::{Day, Line, Problem, Sex, Short, at, choice, record};

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
    layout {
        table: name sex position role since until;
        form: name sex position role since until decision;
        repeat: since decision;
    }
}
