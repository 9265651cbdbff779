//! Kiện toàn Ban, I.5.1.1: who serves in the committee, and who took up a place in the period.

use super::{Checking, Printing, Proposal, SectionKind, choice, recorded};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures};
use crate::message::official as say;
use crate::model::{
    CommitteeMember, CommitteeRole, Day, FigureCode, Members, RecordKind, Sex, Stored,
};
use crate::report::Block;

pub(super) struct Committee;

impl SectionKind for Committee {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::CommitteeMember]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        let members = data.all::<CommitteeMember>().map(|(_, r)| r);
        // On the last day of the period.
        let serving = serving(members.clone(), data.to);
        let mut put = |which, figure| out.insert(FigureCode::Members(which), figure);
        put(Members::Serving, serving.members);
        put(Members::Women, serving.women);
        put(Members::Heads, serving.heads);
        let appointed = members.filter(|r| is_appointed(&r.record, data));
        put(Members::Appointed, Figure::count(appointed.map(|r| &r.id)));
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 1] =
            [("thanh vien", FigureCode::Members(Members::Serving))];
        &CLAIMS
    }

    /// A committee has one head.
    fn check(&self, place: &mut Checking) {
        match place.value(&FigureCode::Members(Members::Heads)) {
            1 => {}
            0 => place.fail("no-head", place.data.to),
            heads => place.fail("many-heads", heads),
        }
    }

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-committee",
            figures: vec![
                FigureCode::Members(Members::Serving),
                FigureCode::Members(Members::Women),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        let data = printing.data;
        if data.all::<CommitteeMember>().next().is_none() {
            return;
        }
        let known = |which| printing.known(&FigureCode::Members(which));
        blocks.push(Block::paragraph(say(
            "report-members",
            &[
                ("members", known(Members::Serving)),
                ("women", known(Members::Women)),
            ],
        )));
        for (unit, member) in data.all::<CommitteeMember>() {
            let record = &member.record;
            if !is_appointed(record, data) {
                continue;
            }
            let decision = record.decision.as_ref();
            let text = say(
                "report-appointed",
                &[
                    ("name", recorded(member, &record.name.to_string())),
                    ("position", record.position.to_string()),
                    ("role", choice(record.role)),
                    ("since", record.since.to_string()),
                    (
                        "decision",
                        decision.map(|d| format!(" ({d})")).unwrap_or_default(),
                    ),
                ],
            );
            let text = printing.named(unit, &text);
            blocks.push(Block::paragraph(format!("+ {text}")));
        }
    }
}

/// Whether a member took up her place in the period.
fn is_appointed(member: &CommitteeMember, data: &Dataset) -> bool {
    (data.from..=data.to).contains(&member.since)
}

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
