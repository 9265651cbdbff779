//! What a survivor is asked, on paper in plain words: to be read, answered and signed, and once it was answered.

use super::CaseError;
use crate::message::{self, Language};
use crate::model::{
    AgeBand, CaseRef, Choice, ConsentAct, ConsentAnswer, ConsentBy, ConsentPurpose, ConsentSheet,
    Day, LegalTime, RecordId, RecordKind, Referral, Sex, SharedPart, Stored, Survivor,
};
use crate::period::PeriodError;
use crate::register::ConsentState;
use crate::report::{Block, Row, Signature, TableColumn, Text, pdf};
use crate::store::Action;
use crate::vault::{Office, Role};
use std::path::Path;

/// What is asked for on a sheet about keeping.
const KEPT: [ConsentPurpose; 3] = [
    ConsentPurpose::Name,
    ConsentPurpose::Account,
    ConsentPurpose::Share,
];

/// Of whom a sheet is: how she is spoken to, who signs, and what she answered.
#[derive(Default)]
struct Asked {
    person: Option<CaseRef>,
    name: Option<String>,
    age: Option<AgeBand>,
    sex: Option<Sex>,
    /// How it stands with each thing that she was asked for; empty on a sheet that is still to be answered.
    states: Vec<(ConsentPurpose, ConsentState)>,
    /// What she answered, by day.
    acts: Vec<ConsentAct>,
    /// Where she was sent last.
    referral: Option<Referral>,
}

impl Asked {
    /// The word by which she is spoken to: by age and sex where both are known, else one that fits everybody.
    fn word(&self) -> &'static str {
        let sex = self.sex.unwrap_or(Sex::Unrecorded);
        match self.age.unwrap_or(AgeBand::Unknown) {
            AgeBand::Upto5 | AgeBand::Upto11 | AgeBand::Upto15 => "child",
            AgeBand::Upto17 => "young",
            AgeBand::Upto24 | AgeBand::Upto39 | AgeBand::Upto59 => match sex {
                Sex::Female => "woman",
                Sex::Male => "man",
                Sex::Unrecorded => "anybody",
            },
            AgeBand::Over59 => match sex {
                Sex::Female => "old-woman",
                Sex::Male => "old-man",
                Sex::Unrecorded => "anybody",
            },
            AgeBand::Unknown => "anybody",
        }
    }

    /// A sentence that speaks to her.
    fn say(&self, id: &str, more: &[(&str, String)]) -> String {
        let you = message::official(&format!("sheet-you-{}", self.word()), &[]);
        let mut letters = you.chars();
        let begins: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        let mut args = vec![("you", you.clone()), ("begins", begins)];
        args.extend(more.iter().cloned());
        message::official(&format!("consent-sheet-{id}"), &args)
    }

    /// Who signs: a child from seven beside its guardian, one that is younger not at all.
    fn signers(&self) -> Vec<&'static str> {
        match self.age {
            Some(AgeBand::Upto5) => vec!["guardian", "officer"],
            Some(AgeBand::Upto11 | AgeBand::Upto15) => vec!["child", "guardian", "officer"],
            Some(AgeBand::Upto17) => vec!["herself", "guardian-if", "officer"],
            Some(AgeBand::Upto24 | AgeBand::Upto39 | AgeBand::Upto59 | AgeBand::Over59) => {
                vec!["herself", "officer"]
            }
            Some(AgeBand::Unknown) | None => vec!["herself", "guardian-if", "officer"],
        }
    }

    fn who(&self) -> String {
        let dots = || message::official("consent-sheet-dots", &[]);
        let person = self.person.as_ref();
        let number = person.map_or_else(dots, |person| person.as_str().to_owned());
        let number = [("number", number)];
        match &self.name {
            Some(name) => {
                let [number] = number;
                message::official("consent-sheet-named", &[number, ("name", name.clone())])
            }
            None => message::official("consent-sheet-who", &number),
        }
    }

    /// What she answered when she was asked for something; the boxes to be ticked where that is still to come.
    fn answer(&self, purpose: ConsentPurpose) -> String {
        let state = self.states.iter().find(|(of, _)| *of == purpose);
        let Some((_, state)) = state.filter(|(_, state)| *state != ConsentState::NotAsked) else {
            return message::official("consent-sheet-boxes", &[]);
        };
        let last = self.acts.iter().rfind(|act| act.consent_purpose == purpose);
        // What is done without anybody's yes is not said to be one.
        let mut said = match last.and_then(|act| act.consent_by) {
            Some(ConsentBy::Law | ConsentBy::BestInterest) => Vec::new(),
            _ => vec![message::official(&format!("consent-{}", state.code()), &[])],
        };
        if let Some(act) = last {
            let day = [("day", act.asked_on.to_string())];
            said.push(message::official("consent-sheet-on", &day));
            said.extend(act.consent_by.map(label));
        }
        said.join("\n")
    }

    fn keep(&self) -> Vec<Block> {
        let rows = KEPT.iter().map(|purpose| {
            let what = format!("ask-{}", purpose.code());
            let means = format!("means-{}", purpose.code());
            Row::Cells(vec![
                Text::from(self.say(&what, &[])),
                Text::from(self.say(&means, &[])),
                Text::from(self.answer(*purpose)),
            ])
        });
        vec![table(
            &[("asked", 3), ("means", 5), ("answer", 3)],
            rows.collect(),
        )]
    }

    /// Where she is sent, for what, with what: what is said of the last time, or room to write it.
    fn pass_on(&self) -> Vec<Block> {
        let dots = || message::official("consent-sheet-dots", &[]);
        let referral = self.referral.as_ref();
        let to = referral.map_or_else(dots, |one| label(one.provider));
        let service = referral.and_then(|one| one.service);
        let shared = |part: &SharedPart| {
            let is_shared = referral.is_some_and(|one| one.shared.contains(*part));
            ticked(is_shared, &label(*part))
        };
        let along: Vec<String> = SharedPart::ALL.iter().map(shared).collect();
        let answer = match referral.and_then(|one| Some((one.consent_by?, one.referred_on))) {
            Some((by, on)) => {
                let mut said = match by {
                    ConsentBy::Law | ConsentBy::BestInterest => Vec::new(),
                    ConsentBy::Herself | ConsentBy::ChildAndGuardian | ConsentBy::Guardian => {
                        vec![message::official("consent-given", &[])]
                    }
                };
                let day = [("day", on.to_string())];
                said.extend([message::official("consent-sheet-on", &day), label(by)]);
                said.join("\n")
            }
            None => message::official("consent-sheet-boxes", &[]),
        };
        let rows = [
            ("to", to),
            ("for", service.map_or_else(dots, label)),
            ("along", along.join("\n")),
            ("answer", answer),
        ];
        let rows = rows.into_iter().map(|(about, said)| {
            let about = message::official(&format!("consent-sheet-{about}"), &[]);
            Row::Cells(vec![Text::from(about), Text::from(said)])
        });
        let mut blocks = vec![Block::paragraph(self.say("means-transfer", &[]))];
        blocks.push(table(&[("asked", 2), ("answer-here", 5)], rows.collect()));
        blocks
    }

    fn take_back(&self) -> Vec<Block> {
        let rows = ConsentPurpose::ALL.iter().map(|purpose| {
            let mut last = self.acts.iter().rev();
            let last = last.find(|act| act.consent_purpose == *purpose);
            let is_back = last.is_some_and(|act| act.consent_answer == ConsentAnswer::Withdrawn);
            let what = self.say(&format!("ask-{}", purpose.code()), &[]);
            Row::Cells(vec![Text::from(ticked(is_back, &what))])
        });
        vec![
            table(&[("back", 1)], rows.collect()),
            Block::paragraph(self.say("no-reason", &[])),
        ]
    }

    fn signatures(&self) -> Block {
        let signers = self.signers();
        let columns: Vec<(String, u32)> = signers
            .iter()
            .map(|who| (format!("signs-{who}"), 1))
            .collect();
        let columns: Vec<(&str, u32)> = columns
            .iter()
            .map(|(id, width)| (id.as_str(), *width))
            .collect();
        let room = message::official("consent-sheet-signed-on", &[]);
        let room = Text::from(format!("\n\n\n{room}"));
        table(&columns, vec![Row::Cells(vec![room; signers.len()])])
    }
}

fn label<C: Choice>(choice: C) -> String {
    message::choice(Language::OFFICIAL, C::list().name, choice.code())
}

fn ticked(is: bool, what: &str) -> String {
    format!("{} {what}", if is { '☒' } else { '☐' })
}

fn table(columns: &[(&str, u32)], rows: Vec<Row>) -> Block {
    let head = |id: &str| message::official(&format!("consent-sheet-head-{id}"), &[]);
    let columns = columns
        .iter()
        .map(|(id, width)| TableColumn::new(head(id), *width, "left"));
    Block::Table {
        columns: columns.collect(),
        rows,
    }
}

impl Office {
    /// Writes a sheet of what somebody is asked: with nothing on it, for a person of a case by her number, or with what
    /// she answered. Her name stands there only where she agreed that it is kept, and then it is a look at it, logged
    /// before it is written.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer, [`CaseError::NotInCase`]; the system's.
    pub fn write_consent_sheet(
        &mut self,
        sheet: ConsentSheet,
        of: Option<(RecordId, &CaseRef)>,
        answered: bool,
        file: &Path,
        date: Day,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let asked = match of {
            Some((case, person)) => act.who_is_asked(case, person, answered)?,
            None => Asked::default(),
        };
        if let Some((case, _)) = of.filter(|_| asked.name.is_some()) {
            let subject = format!("{} {case}", RecordKind::ViolenceCase.table());
            act.note(Action::IdentityRevealed, &subject)?;
        }
        let rules = &act.catalogues().latest().register;
        let time = rules.time(LegalTime::Withdrawal, date);
        let days = time.map_or(0, |time| time.days).to_string();
        let office = act.name_of_unit(act.unit());
        let args = [("days", days), ("office", office)];
        let mut blocks = vec![Block::paragraph(asked.who())];
        let code = sheet.code();
        blocks.push(Block::paragraph(asked.say(&format!("lead-{code}"), &[])));
        blocks.extend(match sheet {
            ConsentSheet::Keep => asked.keep(),
            ConsentSheet::PassOn => asked.pass_on(),
            ConsentSheet::TakeBack => asked.take_back(),
        });
        let after: &[&str] = match sheet {
            ConsentSheet::Keep => &["if-no", "law", "change", "safe"],
            ConsentSheet::PassOn => &["if-no", "change", "safe"],
            ConsentSheet::TakeBack => &["erased-in", "law", "safe"],
        };
        let after = after.iter().map(|id| asked.say(id, &args));
        blocks.extend(after.map(Block::paragraph));
        blocks.push(asked.signatures());
        let kind = message::official(&format!("consent-sheet-kind-{code}"), &[]);
        let title = message::official(&format!("consent-sheet-title-{code}"), &[]);
        let mut page = act.paper(date)?;
        page.title = format!("{title} – {}", page.title);
        (page.kind, page.summary, page.blocks) = (kind, title, blocks);
        // Who is asked and who asks sign it, and nobody else is given it.
        page.head.number = String::new();
        page.recipients = Vec::new();
        page.signature = Signature {
            role: Vec::new(),
            name: String::new(),
        };
        let page = pdf(&page).map_err(PeriodError::from)?.bytes;
        let subject = format!("consent-sheet {code}");
        Ok(act.note_then_write(file, &page, Action::Printed, &subject)?)
    }

    /// What a sheet says of a survivor of a case.
    fn who_is_asked(
        &self,
        case: RecordId,
        person: &CaseRef,
        answered: bool,
    ) -> Result<Asked, CaseError> {
        let case = self.case(case)?;
        let mut both = case.survivors.iter().zip(&case.agreed);
        let found = both.find(|(survivor, _)| survivor.record.person == *person);
        let (survivor, agreed) = found.ok_or(CaseError::NotInCase)?;
        let Survivor { age, sex, .. } = survivor.record;
        let mut asked = Asked {
            person: Some(person.clone()),
            ..Asked::default()
        };
        if !answered {
            return Ok(asked);
        }
        (asked.age, asked.sex) = (Some(age), Some(sex));
        let hers = |of: RecordId| of == survivor.id;
        let acts = case.consents.iter().map(|one| &one.record);
        asked.acts = acts
            .filter(|act| hers(act.survivor.id()))
            .cloned()
            .collect();
        asked.acts.sort_by_key(|act| act.asked_on);
        asked.states = vec![
            (ConsentPurpose::Name, agreed.name),
            (ConsentPurpose::Account, agreed.account),
            (ConsentPurpose::Share, agreed.share),
        ];
        let referrals = case
            .referrals
            .iter()
            .map(|one: &Stored<Referral>| &one.record);
        let hers = referrals.filter(|one| hers(one.survivor.id()));
        asked.referral = hers.max_by_key(|one| one.referred_on).cloned();
        if agreed.name == ConsentState::Given {
            let known = self.register()?.person(person)?.unwrap_or_default();
            asked.name = known.name.map(|name| name.to_string());
        }
        Ok(asked)
    }
}
