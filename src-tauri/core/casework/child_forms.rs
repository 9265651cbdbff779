//! The forms of the decree on the law on children (Nghị định 56/2017/NĐ-CP, Phụ lục, Mẫu số 01–03), filled from what is
//! recorded. What is not recorded stays dotted, to be filled in by hand.
//!
//! The text of Mẫu số 01 was seen. Of 02 and 03 what was seen is what they are and who fills them in; their tables
//! follow Mẫu số 06 of the same decree, which was seen, and a paper of theirs says that it is to be held against the
//! decree. The catalogue says the same of what they rest on.

use super::{Case, CaseError};
use crate::catalogue::{Source, Standing};
use crate::message::{self, Language};
use crate::model::{
    AgeBand, CaseRef, ChildAssessment, ChildAssessmentStage, ChildForm, ChildLevel, ChildQuestion,
    ChildTrack, Choice, Day, HeardBy, PersonIdentity, RecordId, RecordKind, ServiceKind, Sex,
    Stored, Survivor,
};
use crate::period::PeriodError;
use crate::register::{self, ConsentState};
use crate::report::{Block, Row, Signature, TableColumn, Text, pdf};
use crate::store::Action;
use crate::vault::{Office, Role};
use std::path::Path;

/// What stands in place of what is to be filled in within a line.
const GAP: &str = "…………";

/// What is known of a child for its forms.
struct Known<'a> {
    case: &'a Case,
    child: &'a Stored<Survivor>,
    /// What names it; nothing where nobody agreed that this is kept.
    named: PersonIdentity,
    /// Where it happened, as the catalogue names it.
    place: Option<String>,
    /// Whether what the form rests on was not seen word for word.
    unseen: bool,
}

fn say(id: &str) -> String {
    message::official(id, &[])
}

/// A choice as it is read.
fn chosen<C: Choice>(choice: C) -> String {
    message::choice(Language::OFFICIAL, C::list().name, choice.code())
}

fn heading(id: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::from(say(id)),
    }
}

/// A line of a form with what is known there; where nothing is, dots, and some lines of them more.
fn line(id: &str, known: Option<String>, more: u8) -> Block {
    let label = say(id);
    let text = known.as_ref().map(|known| format!("{label} {known}"));
    Block::Line {
        dotted: known.is_none(),
        more: if known.is_none() { more } else { 0 },
        text: Text::from(text.unwrap_or(label)),
    }
}

/// A line with what is known, and room to say more of it by hand.
fn open_line(id: &str, known: &[String], more: u8) -> Block {
    let said = known.join("; ");
    Block::Line {
        text: Text::from(format!("{} {said}", say(id)).trim_end().to_owned()),
        dotted: true,
        more,
    }
}

/// A line whose message has places for what is known.
fn filled(id: &str, args: &[(&str, Option<String>)]) -> Block {
    let args: Vec<(&str, String)> = args
        .iter()
        .map(|(name, known)| (*name, known.clone().unwrap_or_else(|| GAP.to_owned())))
        .collect();
    Block::Line {
        text: Text::from(message::official(id, &args)),
        dotted: false,
        more: 0,
    }
}

impl Known<'_> {
    /// What was learnt of it first.
    fn track(&self) -> Option<&ChildTrack> {
        let mut tracks = self.case.child_tracks.iter().map(|one| &one.record);
        tracks.find(|one| one.survivor.id() == self.child.id)
    }

    /// The last assessment of a kind.
    fn assessment(&self, stage: ChildAssessmentStage) -> Option<&ChildAssessment> {
        let mut all = self.case.child_assessments.iter().map(|one| &one.record);
        all.rfind(|one| one.survivor.id() == self.child.id && one.stage == stage)
    }

    fn name(&self) -> Option<String> {
        self.named.name.as_ref().map(ToString::to_string)
    }

    /// Help that it got until a day, or at all.
    fn helped(&self, until: Option<Day>) -> Vec<String> {
        let services = self.case.services.iter().map(|one| &one.record);
        let hers = services.filter(|one| one.survivor.id() == self.child.id);
        let received = hers.filter_map(|one| Some((one.service, one.received_on?)));
        let in_time = received.filter(|(_, on)| until.is_none_or(|until| *on <= until));
        in_time
            .map(|(service, on)| format!("{} ({on})", chosen(service)))
            .collect()
    }

    fn injury(&self) -> Vec<String> {
        let injury = self.case.case.record.injury.map(chosen);
        injury.into_iter().collect()
    }

    /// Whether its age is known, and as which.
    fn age(&self) -> Option<String> {
        let age = self.child.record.age;
        (age != AgeBand::Unknown).then(|| chosen(age))
    }

    /// A cross at the sex that it is.
    fn sex(&self, of: Sex) -> Option<String> {
        (self.child.record.sex == of).then(|| "X".to_owned())
    }

    fn receipt(&self) -> Vec<Block> {
        let track = self.track();
        let heard_on = track.map(|track| track.heard_on);
        let hour = track.and_then(|track| track.heard_hour);
        let time = [
            ("hour", hour.map(|hour| hour.get().to_string())),
            ("day", heard_on.map(|day| day.to_string())),
        ];
        let born = self.named.born.map(|day| day.to_string());
        let sexes = [
            ("male", self.sex(Sex::Male)),
            ("female", self.sex(Sex::Female)),
            ("unknown", self.sex(Sex::Unrecorded)),
        ];
        let carer = track.and_then(|track| track.carer).map(chosen);
        let before = heard_on.map(|day| self.helped(Some(day)));
        vec![
            heading("child-form-general"),
            heading("child-form-source"),
            line(
                "child-form-heard-by",
                track
                    .and_then(|track| track.heard_by)
                    .map(chosen::<HeardBy>),
                0,
            ),
            filled("child-form-time", &time),
            heading("child-form-child"),
            line("child-form-name", self.name(), 0),
            filled("child-form-born", &[("born", born), ("age", self.age())]),
            filled("child-form-sex", &sexes),
            line("child-form-place", self.place.clone(), 1),
            open_line("child-form-state", &self.injury(), 1),
            line("child-form-outcome", None, 1),
            line("child-form-father", None, 0),
            line("child-form-mother", None, 0),
            line("child-form-family", None, 1),
            line("child-form-carer", carer, 0),
            open_line("child-form-before", &before.unwrap_or_default(), 1),
            heading("child-form-teller"),
            line("child-form-teller-name", None, 0),
            line("child-form-teller-reach", None, 0),
            line("child-form-more", None, 2),
        ]
    }

    /// The lines with which both assessments begin.
    fn assessed(&self, assessment: Option<&ChildAssessment>) -> Vec<Block> {
        let on = assessment.map(|one| one.assessed_on.to_string());
        vec![
            line("child-form-name", self.name(), 0),
            line("child-form-assessor", None, 0),
            line("child-form-assessed-on", on, 0),
        ]
    }

    /// The needs of a child, with the help that is recorded for each.
    fn needs(&self) -> Block {
        let services = self.case.services.iter().map(|one| &one.record);
        let hers: Vec<_> = services
            .filter(|one| one.survivor.id() == self.child.id)
            .collect();
        let row = |(need, kinds): (&str, &[ServiceKind])| {
            let of_need = hers.iter().filter(|one| kinds.contains(&one.service));
            let (mut given, mut by) = (Vec::new(), Vec::new());
            for one in of_need {
                given.push(chosen(one.service));
                by.extend(one.provider.map(chosen));
            }
            let cells = [say(need), given.join("; "), by.join("; ")];
            Row::Cells(cells.map(Text::from).into())
        };
        use ServiceKind as S;
        let needs: [(&str, &[S]); 4] = [
            ("child-form-need-shelter", &[S::Shelter]),
            ("child-form-need-health", &[S::Medical]),
            ("child-form-need-mind", &[S::Counselling]),
            (
                "child-form-need-law",
                &[S::LegalAid, S::LegalSupport, S::Schooling],
            ),
        ];
        Block::Table {
            columns: [(4, "need"), (3, "help"), (3, "provider")]
                .map(|(width, head)| {
                    TableColumn::new(say(&format!("child-form-{head}")), width, "left")
                })
                .into(),
            rows: needs.into_iter().map(row).collect(),
        }
    }

    fn first(&self) -> Vec<Block> {
        let assessment = self.assessment(ChildAssessmentStage::First);
        let mut blocks = self.assessed(assessment);
        blocks.push(heading("child-form-first-danger"));
        blocks.extend(questions(assessment, true));
        blocks.push(conclusion(assessment));
        blocks.push(heading("child-form-urgent"));
        blocks.push(self.needs());
        blocks
    }

    fn detailed(&self) -> Vec<Block> {
        let assessment = self.assessment(ChildAssessmentStage::Detailed);
        let carer = self.track().and_then(|track| track.carer);
        let carer: Vec<String> = carer.map(chosen).into_iter().collect();
        let mut blocks = self.assessed(assessment);
        blocks.extend([
            heading("child-form-gathered"),
            open_line("child-form-body", &self.injury(), 1),
            line("child-form-mind", None, 1),
            line("child-form-bonds", None, 1),
            open_line("child-form-care", &carer, 1),
            line("child-form-family", None, 1),
            open_line("child-form-helped", &self.helped(None), 1),
            heading("child-form-detailed-danger"),
        ]);
        blocks.extend(questions(assessment, false));
        blocks.push(conclusion(assessment));
        blocks.push(heading("child-form-needs"));
        blocks.push(self.needs());
        blocks
    }

    fn blocks(&self, form: ChildForm) -> Vec<Block> {
        let mut blocks = match form {
            ChildForm::Receipt => self.receipt(),
            ChildForm::First => self.first(),
            ChildForm::Detailed => self.detailed(),
        };
        if self.unseen {
            blocks.push(Block::paragraph(say("child-form-unseen")));
        }
        blocks
    }
}

/// The two tables of an assessment: how much harm there is, how well the child can protect itself.
fn questions(assessment: Option<&ChildAssessment>, at_first: bool) -> Vec<Block> {
    let asked = |all: &[ChildQuestion]| -> Vec<ChildQuestion> {
        let asked = all.iter().filter(|(_, first, _)| *first || !at_first);
        asked.copied().collect()
    };
    let harm = asked(&ChildAssessment::harm(assessment));
    let protection = asked(&ChildAssessment::protection(assessment));
    let mut blocks = table("child-form-harm", &harm);
    blocks.extend(table("child-form-protection", &protection));
    blocks
}

fn table(id: &str, questions: &[ChildQuestion]) -> Vec<Block> {
    let row = |(place, (column, _, answer)): (usize, &ChildQuestion)| {
        let levels = say(&format!("child-form-{}", column.replace('_', "-")));
        let question = message::column(Language::OFFICIAL, column);
        let question = format!("{}. {question}", place + 1);
        let answer = answer.map(chosen).unwrap_or_default();
        Row::Cells([question, levels, answer].map(Text::from).into())
    };
    let answers = || questions.iter().filter_map(|(.., answer)| *answer);
    let sum = |level: &ChildLevel| {
        let many = answers().filter(|answer| answer == level).count();
        let is_answered = answers().next().is_some();
        (level.code(), is_answered.then(|| many.to_string()))
    };
    let sums: Vec<_> = ChildLevel::ALL.iter().map(sum).collect();
    let columns = [(4, "question"), (6, "levels"), (2, "level")]
        .map(|(width, head)| TableColumn::new(say(&format!("child-form-{head}")), width, "left"));
    let table = Block::Table {
        columns: columns.into(),
        rows: questions.iter().enumerate().map(row).collect(),
    };
    vec![line_of(id), table, filled("child-form-sum", &sums)]
}

/// A line that says nothing but itself.
fn line_of(id: &str) -> Block {
    Block::Lead {
        text: Text::from(say(id)),
    }
}

fn conclusion(assessment: Option<&ChildAssessment>) -> Block {
    let level = assessment.and_then(|one| one.danger_level).map(chosen);
    open_line(
        "child-form-conclusion",
        &level.into_iter().collect::<Vec<_>>(),
        1,
    )
}

impl Office {
    /// Writes a form of the decree on the law on children of a child in a case, filled from what is recorded. It is a look
    /// at the child's name, and logged as one before it is written; where nobody agreed that the name is kept, it stays
    /// dotted.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer, [`CaseError::NotInCase`] for who is no child
    /// in it; the system's.
    pub fn write_child_form(
        &mut self,
        case: RecordId,
        person: &CaseRef,
        form: ChildForm,
        file: &Path,
        date: Day,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let here = act.case(case)?;
        let children = here.children().into_iter();
        let mut hers = children.filter(|child| child.record.person == *person);
        let child = hers.next().ok_or(CaseError::NotInCase)?;
        let subject = format!("{} {case}", RecordKind::ViolenceCase.table());
        act.note(Action::IdentityRevealed, &subject)?;
        let named = match act.consent_anywhere(person)? {
            ConsentState::Given => act.register()?.person(person)?.unwrap_or_default(),
            ConsentState::NotAsked
            | ConsentState::Expired
            | ConsentState::Limited
            | ConsentState::Refused
            | ConsentState::Withdrawn => PersonIdentity::default(),
        };
        let catalogues = act.catalogues();
        let units = catalogues.latest().units_on(date);
        let commune = here.case.record.commune.as_ref();
        let place = commune.and_then(|unit| units.get(unit));
        let rules = register::rules_of(catalogues, here.case.record.found_on);
        let rule = rules.child_duty(form.duty(), here.case.record.found_on);
        let known = Known {
            case: &here,
            child,
            named,
            place: place.map(|unit| unit.name.clone()),
            unseen: rule.is_none_or(|rule| is_unseen(&rule.source)),
        };
        let mut document = act.paper(date)?;
        let title = say(&format!("child-form-title-{}", form.code()));
        document.title = format!("{title} – {}", document.title);
        document.form = say(&format!("child-form-by-{}", form.code()));
        document.kind = say("child-form-kind");
        document.summary = title;
        document.blocks = known.blocks(form);
        document.signature = Signature {
            role: say(&format!("child-form-signs-{}", form.code()))
                .lines()
                .map(str::to_owned)
                .collect(),
            name: String::new(),
        };
        let page = pdf(&document).map_err(PeriodError::from)?.bytes;
        Ok(act.note_then_write(file, &page, Action::Printed, &subject)?)
    }
}

/// Whether something of what a statement rests on was not seen.
fn is_unseen(source: &Source) -> bool {
    match source {
        Source::Words(_) => true,
        Source::Law(citations) => citations
            .iter()
            .any(|citation| citation.standing == Standing::Believed),
    }
}
