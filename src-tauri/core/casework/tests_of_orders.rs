//! Consent taken back, a case handed over, its survivor erased, the case closed and opened again: in whatever order.

use super::*;
use crate::model::{
    CasePapers, CaseRef, ErasureReason, Line, Paragraphs, PersonIdentity, RecordId, RecordKind,
};
use crate::package::TransferGround;
use crate::sending::{SendingError, StaysHere};
use crate::store::Decided;
use crate::test_offices::*;
use crate::vault::Office;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    TakeBack,
    HandOver,
    Erase,
    Close,
    Reopen,
}

const ACTS: [Act; 5] = [
    Act::TakeBack,
    Act::HandOver,
    Act::Erase,
    Act::Close,
    Act::Reopen,
];

/// Of all orders one of so many is tried: each changes the keys of the register.
const TRIED: usize = 7;

/// All orders of some acts.
fn orders(acts: &[Act]) -> Vec<Vec<Act>> {
    if acts.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (place, first) in acts.iter().enumerate() {
        let mut others = acts.to_vec();
        others.remove(place);
        for mut order in orders(&others) {
            order.insert(0, *first);
            all.push(order);
        }
    }
    all
}

/// What should be so of a case.
#[derive(Debug, Clone)]
struct Expected {
    state: CaseState,
    agreed: bool,
    kept: bool,
    /// Whether it went elsewhere before something was erased.
    sent: bool,
    /// Whether the unit is to be told of an erasure; moments are those of seconds, and of one just before it is not known.
    owes_receiver: Option<bool>,
    closed_once: bool,
}

impl Expected {
    /// What an act does, and whether it is done at all.
    fn does(&mut self, act: Act) -> bool {
        match act {
            Act::TakeBack => self.agreed = false,
            Act::HandOver => {
                let is_open = matches!(self.state, CaseState::Open | CaseState::HandingOver);
                if !is_open || !self.agreed {
                    return false;
                }
                self.state = CaseState::HandingOver;
                self.sent = true;
                if !self.kept {
                    self.owes_receiver = None;
                }
            }
            Act::Erase => {
                self.kept = false;
                self.owes_receiver = Some(self.sent);
            }
            Act::Close => {
                if self.state != CaseState::Open {
                    return false;
                }
                self.state = CaseState::Closed;
                self.closed_once = true;
            }
            Act::Reopen => {
                if self.state == CaseState::Open {
                    return false;
                }
                self.state = CaseState::Open;
            }
        }
        true
    }
}

struct Tried<'p> {
    place: &'p Place,
    office: Office,
    case: RecordId,
    person: CaseRef,
}

impl Tried<'_> {
    fn say(&mut self, purpose: &str, answer: &str) {
        let survivor = self.office.case(self.case).unwrap().survivors[0].id;
        let mut form = typed(&[
            ("consent_purpose", purpose),
            ("consent_answer", answer),
            ("asked_on", "20/3/2024"),
        ]);
        form.insert("survivor".to_owned(), survivor.to_string());
        if answer == "given" {
            form.insert("consent_by".to_owned(), "herself".to_owned());
        }
        if purpose == "transfer" {
            form.insert("consent_unit".to_owned(), OTHER.to_owned());
        }
        let kind = RecordKind::ConsentAct;
        self.office.save_typed(kind, &form, None).unwrap();
    }

    /// Does an act, and says whether it was done.
    fn act(&mut self, act: Act) -> bool {
        let (case, office) = (self.case, &mut self.office);
        let version = office.case(case).unwrap().case.version;
        match act {
            Act::TakeBack => {
                for purpose in ["name", "account", "transfer"] {
                    self.say(purpose, "withdrawn");
                }
                true
            }
            Act::HandOver => {
                let sent = office.write_transfer(
                    case,
                    &unit(OTHER),
                    TransferGround::Consent,
                    StaysHere::default(),
                    &self.place.at("chuyen.tienbo"),
                );
                match sent {
                    Ok(_) => true,
                    Err(SendingError::Case(_)) => false,
                    Err(error) => panic!("{error}"),
                }
            }
            Act::Erase => {
                let erased = office.erase_person(&self.person, ErasureReason::HerWish);
                assert_eq!(erased.unwrap(), [], "what is written goes with her");
                true
            }
            Act::Close => office.close_case(case, version, moved_away(day())).is_ok(),
            Act::Reopen => office.reopen_case(case, version).is_ok(),
        }
    }

    fn holds(&mut self, expected: &Expected, so_far: &[Act]) {
        let seen = self.office.case(self.case).unwrap();
        assert_eq!(seen.state, expected.state, "{so_far:?}");
        // She is counted all the same.
        assert_eq!(seen.facts.len(), 1, "{so_far:?}");
        let shown = self.office.reveal_case(self.case).unwrap();
        let may = expected.kept && expected.agreed;
        let hides = expected.kept && !expected.agreed;
        let her = &shown.persons[0];
        assert_eq!(
            (!her.identity.is_empty(), her.hides),
            (may, hides),
            "{so_far:?}"
        );
        assert_eq!(
            (!shown.papers.is_empty(), shown.hides),
            (may, hides),
            "{so_far:?}"
        );
        assert!(shown.proposals.is_empty(), "{so_far:?}");
        let mut found = self.office.find_persons("Bịa").unwrap().into_iter();
        assert_eq!(
            found.any(|one| one.person == self.person),
            may,
            "{so_far:?}"
        );

        let owed = self.office.owed().unwrap().into_iter();
        let mut owed: Vec<&str> = owed
            .filter(|one| one.case == self.case)
            .map(|one| one.owed.code())
            .collect();
        if expected.owes_receiver.is_none() {
            owed.retain(|code| *code != "receiver-told");
        }
        owed.sort_unstable();
        let mut due = Vec::new();
        if hides {
            due.extend(["name-erased", "written-erased"]);
        }
        if expected.owes_receiver == Some(true) {
            due.push("receiver-told");
        }
        due.sort_unstable();
        assert_eq!(owed, due, "{so_far:?}");

        let is_closing = |one: &&crate::store::Decision| matches!(one.what, Decided::Closed { .. });
        let closed = seen.decisions.iter().find(is_closing);
        assert_eq!(closed.is_some(), expected.closed_once, "{so_far:?}");
        if let Some(closed) = closed {
            // Whatever is done since, a head reads why.
            assert!(
                closed.waits_for_a_head() && !closed.why.is_empty(),
                "{so_far:?}"
            );
            assert_eq!(
                closed.to_forget,
                so_far
                    .iter()
                    .rev()
                    .take_while(|act| **act != Act::Close)
                    .any(|act| *act == Act::Erase),
                "{so_far:?}"
            );
        }
    }
}

#[test]
fn five_acts_in_whatever_order_leave_nothing_shown_kept_or_owed_that_should_not_be() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let mut other = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office, &mut other]);
    take_in(&mut office, &place.at("danh-ba.tienbo"), None);
    let mut tried = Tried {
        place: &place,
        case: RecordId::new(),
        person: CaseRef::new("1").unwrap(),
        office,
    };
    for order in orders(&ACTS).into_iter().step_by(TRIED) {
        let case = open_case(&mut tried.office);
        let seen = tried.office.case(case).unwrap();
        tried.person = seen.survivors[0].record.person.clone();
        tried.case = case;
        tried.say("transfer", "given");
        let identity = PersonIdentity {
            name: Line::new("Bà Bịa").ok(),
            ..PersonIdentity::default()
        };
        let papers = CasePapers {
            account: Paragraphs::new("Kể một lần.").ok(),
            ..CasePapers::default()
        };
        let office = &mut tried.office;
        office
            .put_person(case, &tried.person, &identity, None)
            .unwrap();
        office.put_papers(case, &papers, None).unwrap();
        let mut expected = Expected {
            state: CaseState::Open,
            agreed: true,
            kept: true,
            sent: false,
            owes_receiver: Some(false),
            closed_once: false,
        };
        for (place, act) in order.iter().enumerate() {
            let should = expected.does(*act);
            let so_far = &order[..=place];
            assert_eq!(tried.act(*act), should, "{so_far:?}");
            tried.holds(&expected, so_far);
        }
    }
    assert!(tried.office.verify().unwrap().is_fine());
}
