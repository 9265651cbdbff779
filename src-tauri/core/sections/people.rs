//! Who took part in anything, by sex.

use crate::figures::{Dataset, Figure, Figures};
use crate::model::{
    CommunicationEvent, Count, FigureCode, HeadCount, People, RecordId, TrainingCourse,
};

/// Puts men, women, unrecorded and total of some head counts.
pub(super) fn count(
    out: &mut Figures,
    code: impl Fn(People) -> FigureCode,
    counts: impl Iterator<Item = (RecordId, HeadCount)> + Clone,
) {
    for part in People::ALL {
        let number = |count: HeadCount| match part {
            People::Men => count.men().map(Count::get),
            People::Women => count.women().map(Count::get),
            People::Unrecorded => count.unrecorded().map(Count::get),
            People::Total => Some(count.total()),
        };
        let numbers = counts.clone().map(|(id, count)| (id, number(count)));
        out.insert(code(part), Figure::sum(numbers));
    }
}

/// Everyone who took part in events and courses: the control totals of a package.
pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    let events = data
        .all::<CommunicationEvent>()
        .map(|(_, r)| (r.id, r.record.participants));
    let courses = data
        .all::<TrainingCourse>()
        .map(|(_, r)| (r.id, r.record.participants));
    count(out, FigureCode::Participants, events.chain(courses));
}

pub(super) fn claims() -> &'static [(&'static str, FigureCode)] {
    static CLAIMS: [(&str, FigureCode); 2] = [
        ("luot nguoi", FigureCode::Participants(People::Total)),
        ("nguoi tham gia", FigureCode::Participants(People::Total)),
    ];
    &CLAIMS
}
