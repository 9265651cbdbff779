//! Who serves in the committee on a day.

use super::Figure;
use crate::model::{CommitteeMember, CommitteeRole, Day, Sex, Stored};

/// The members who serve on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    /// All of them.
    pub members: Figure,
    /// The women.
    pub women: Figure,
    /// The heads; one, where the records are in order.
    pub heads: Figure,
}

/// Who of some members serves on a day: from her first day to her last, both included.
pub fn serving<'a>(
    members: impl IntoIterator<Item = &'a Stored<CommitteeMember>>,
    on: Day,
) -> Serving {
    let serving: Vec<_> = members
        .into_iter()
        .filter(|stored| {
            let member = &stored.record;
            member.since <= on && member.until.is_none_or(|until| until >= on)
        })
        .collect();
    let count = |of: fn(&CommitteeMember) -> bool| {
        let found = serving.iter().filter(|stored| of(&stored.record));
        Figure::count(found.map(|stored| &stored.id))
    };
    Serving {
        members: count(|_| true),
        women: count(|member| member.sex == Sex::Female),
        heads: count(|member| member.role == CommitteeRole::Head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, RecordId};
    use crate::store::OWN;

    fn member(sex: Sex, role: CommitteeRole, since: &str, until: &str) -> Stored<CommitteeMember> {
        Stored {
            id: RecordId::new(),
            version: 1,
            origin: OWN,
            record: CommitteeMember {
                name: Line::new("Nguyễn Thị Ví Dụ").unwrap(),
                sex,
                position: Line::new("Chủ tịch").unwrap(),
                role,
                since: Day::parse(since).unwrap(),
                until: (!until.is_empty()).then(|| Day::parse(until).unwrap()),
                decision: None,
            },
        }
    }

    #[test]
    fn a_member_serves_from_her_first_day_to_her_last() {
        let members = [
            member(Sex::Female, CommitteeRole::Head, "1/3/2024", "30/6/2024"),
            member(Sex::Male, CommitteeRole::Head, "1/7/2024", ""),
            member(Sex::Female, CommitteeRole::Member, "1/1/2024", ""),
        ];
        for (on, all, women, head) in [
            ("29/2/2024", 1, 1, None),
            ("1/3/2024", 2, 2, Some(0)),
            ("30/6/2024", 2, 2, Some(0)),
            ("1/7/2024", 2, 1, Some(1)),
        ] {
            let found = serving(&members, Day::parse(on).unwrap());
            assert_eq!(found.members.value, Some(all), "{on}");
            assert_eq!(found.women.value, Some(women), "{on}");
            let heads: Vec<RecordId> = found.heads.records.into_iter().collect();
            let expected: Vec<RecordId> =
                head.map(|at: usize| members[at].id).into_iter().collect();
            assert_eq!(heads, expected, "{on}");
        }
    }
}
