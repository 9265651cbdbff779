//! Tập huấn, bồi dưỡng: courses for women leaders and councillors, I.3.2, and on gender equality, I.4.3.

use super::{Checking, Printing, Proposal, SectionKind, choice, people};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures};
use crate::message::official as say;
use crate::model::{
    Count, CourseCount, FigureCode, People, RecordKind, TrainingCourse, TrainingPurpose, grouped,
};
use crate::report::{Block, TableColumn};

pub(super) struct Training {
    /// What its courses are for; the first is spoken of in the proposal.
    purposes: [TrainingPurpose; 2],
    proposal: &'static str,
    /// Whom the proposal counts.
    proposed: People,
    /// What a number of classes in a text speaks of.
    claims: &'static [(&'static str, FigureCode)],
}

static LEADERS_CLAIMS: [(&str, FigureCode); 1] = [(
    "lop boi duong",
    FigureCode::courses(Some(TrainingPurpose::WomenLeaders), CourseCount::Classes),
)];

static GENDER_CLAIMS: [(&str, FigureCode); 1] = [(
    "lop tap huan",
    FigureCode::courses(None, CourseCount::Classes),
)];

pub(super) static LEADERS: Training = Training {
    purposes: [
        TrainingPurpose::WomenLeaders,
        TrainingPurpose::WomenCouncillors,
    ],
    proposal: "proposal-leaders",
    proposed: People::Women,
    claims: &LEADERS_CLAIMS,
};

pub(super) static GENDER: Training = Training {
    purposes: [
        TrainingPurpose::GenderEquality,
        TrainingPurpose::Mainstreaming,
    ],
    proposal: "proposal-training",
    proposed: People::Total,
    claims: &GENDER_CLAIMS,
};

impl SectionKind for Training {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::TrainingCourse]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        let all = data.all::<TrainingCourse>().map(|(_, r)| r);
        // All courses are counted by either section, to the same number.
        for purpose in std::iter::once(None).chain(self.purposes.map(Some)) {
            let courses = all
                .clone()
                .filter(|r| purpose.is_none_or(|purpose| r.record.purpose == purpose));
            let ids = courses.clone().map(|course| &course.id);
            let code = |count| FigureCode::courses(purpose, count);
            out.insert(code(CourseCount::Courses), Figure::count(ids));
            // A course without a number of classes is one class.
            let classes = courses
                .clone()
                .map(|r| (r.id, Some(r.record.classes.map_or(1, Count::get))));
            out.insert(code(CourseCount::Classes), Figure::sum(classes));
            let counts = courses.map(|r| (r.id, r.record.participants));
            people::count(out, |part| code(CourseCount::People(part)), counts);
        }
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        self.claims
    }

    fn check(&self, _place: &mut Checking) {}

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        let purpose = Some(self.purposes[0]);
        Some(Proposal {
            message: self.proposal,
            figures: vec![
                FigureCode::courses(purpose, CourseCount::Courses),
                FigureCode::at_courses(purpose, self.proposed),
            ],
        })
    }

    fn print(&self, printing: &Printing, _section: &Section, blocks: &mut Vec<Block>) {
        let held = |purpose: &TrainingPurpose| {
            printing.has_any(&FigureCode::courses(Some(*purpose), CourseCount::Courses))
        };
        if !self.purposes.iter().any(held) {
            blocks.push(Block::paragraph(say("report-no-courses", &[])));
            return;
        }
        for purpose in self.purposes.iter().filter(|purpose| held(purpose)) {
            blocks.push(Block::paragraph(sentence(*purpose, printing)));
        }
        blocks.push(self.table(printing));
    }
}

/// How many courses for a purpose, and for whom.
fn sentence(purpose: TrainingPurpose, printing: &Printing) -> String {
    let code = |count| FigureCode::courses(Some(purpose), count);
    let people = |part| code(CourseCount::People(part));
    say(
        "report-courses",
        &[
            ("purpose", choice(purpose)),
            ("courses", printing.known(&code(CourseCount::Courses))),
            ("classes", printing.known(&code(CourseCount::Classes))),
            ("total", printing.known(&people(People::Total))),
            ("people", printing.people(people)),
        ],
    )
}

impl Training {
    fn table(&self, printing: &Printing) -> Block {
        let columns = vec![
            TableColumn::new(say("report-number", &[]), 8, "center"),
            TableColumn::new(say("report-course", &[]), 58, "left"),
            TableColumn::new(say("report-date", &[]), 24, "center"),
            TableColumn::new(say("report-classes", &[]), 12, "right"),
            TableColumn::new(say("report-men", &[]), 13, "right"),
            TableColumn::new(say("report-women", &[]), 13, "right"),
            TableColumn::new(say("report-total", &[]), 14, "right"),
        ];
        let count = |count: Option<Count>| count.map(|count| count.to_string()).unwrap_or_default();
        let rows = printing.rows(
            |course: &TrainingCourse| self.purposes.contains(&course.purpose),
            |course| {
                let title = match &course.content {
                    Some(content) => format!("{}: {content}", course.title),
                    None => course.title.to_string(),
                };
                vec![
                    title,
                    course.date.to_string(),
                    grouped(course.classes.map_or(1, Count::get)),
                    count(course.participants.men()),
                    count(course.participants.women()),
                    grouped(course.participants.total()),
                ]
            },
        );
        Block::Table { columns, rows }
    }
}
