//! Lớp tập huấn, bồi dưỡng, sections I.3 and I.4.

use crate::model::{
    CodePart, Count, Counted, DayRange, Division, Dong, FigureCode, HeadCount, Long, People, Short,
    all_and_each, choice, record,
};

choice! {
    /// What a course is for.
    TrainingPurpose in "training-purpose" {
        /// Bình đẳng giới và vì sự tiến bộ của phụ nữ.
        GenderEquality = "gender-equality",
        /// Lồng ghép giới trong xây dựng văn bản.
        Mainstreaming = "mainstreaming",
        /// Kỹ năng cho nữ lãnh đạo, quản lý.
        WomenLeaders = "women-leaders",
        /// Nữ đại biểu HĐND.
        WomenCouncillors = "women-councillors",
    }
}

record! {
    /// Lớp tập huấn, bồi dưỡng, sections I.3 and I.4.
    TrainingCourse {
        /// Title.
        title: Short,
        /// When.
        date: DayRange,
        /// Purpose.
        purpose: TrainingPurpose,
        /// For whom.
        audience: Option<Short>,
        /// Content.
        content: Option<Long>,
        /// Number of classes, 1 where empty.
        classes: Option<Count>,
        /// Who took part.
        participants: HeadCount,
        /// Organiser.
        organiser: Option<Short>,
        /// Place.
        place: Option<Short>,
        /// Cost.
        cost: Option<Dong>,
    }
    dated: |r| r.date.from();
    layout {
        table: date title purpose classes men women unrecorded cost;
        form: title date date_to purpose audience content classes men women unrecorded;
        more: organiser place cost;
        repeat: purpose audience organiser place;
    }
}

/// What is counted of some courses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CourseCount {
    /// Courses.
    Courses,
    /// Their classes.
    Classes,
    /// Who took part.
    People(People),
}

impl CourseCount {
    fn all() -> impl Iterator<Item = Self> {
        let counts = [Self::Courses, Self::Classes].into_iter();
        counts.chain(People::ALL.map(Self::People))
    }
}

/// What is counted of courses: of all, or of those for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CourseFigure(pub Option<TrainingPurpose>, pub CourseCount);

impl Counted for CourseFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        all_and_each(TrainingPurpose::ALL)
            .flat_map(|purpose| CourseCount::all().map(move |count| Self(purpose, count)))
            .collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        let count = match self.1 {
            CourseCount::Courses => CodePart::End,
            CourseCount::Classes => CodePart::Part("classes"),
            CourseCount::People(people) => people.into(),
        };
        let purpose = self.0.map_or(CodePart::End, CodePart::choice);
        [purpose, count, CodePart::End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        let Self(purpose, count) = *self;
        match (purpose, count) {
            (_, CourseCount::People(people)) if people.is_part() => Some((
                FigureCode::at_courses(purpose, People::Total),
                Division::Sex,
            )),
            (Some(_), _) => Some((FigureCode::courses(None, count), Division::Purpose)),
            (None, CourseCount::Courses | CourseCount::Classes) => None,
            (None, CourseCount::People(_)) => {
                Some((FigureCode::Participants(People::Total), Division::Occasion))
            }
        }
    }
}

impl FigureCode {
    /// All courses.
    pub const COURSES: Self = Self::Courses(CourseFigure(None, CourseCount::Courses));

    /// Courses: all, or those for a purpose.
    pub const fn courses(purpose: Option<TrainingPurpose>, count: CourseCount) -> Self {
        Self::Courses(CourseFigure(purpose, count))
    }

    /// People who took part in courses, in all or for a purpose.
    pub const fn at_courses(purpose: Option<TrainingPurpose>, people: People) -> Self {
        Self::courses(purpose, CourseCount::People(people))
    }
}
