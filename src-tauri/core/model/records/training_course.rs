//! Lớp tập huấn, bồi dưỡng, sections I.3 and I.4.

use crate::model::{Count, DayRange, Dong, HeadCount, Long, Short, choice, record};

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
