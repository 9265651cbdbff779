//! Figures of documents, coordination, communication, training, inspections, committee and money.

use super::{
    CourseCount, Dataset, EventCount, Figure, FigureCode, Figures, Members, Money, People, serving,
};
use crate::model::{
    ActionMonthChoice, CommitteeMember, CommunicationEvent, CommunicationProduct,
    CoordinationActivity, Count, Dong, EventForm, FindingKind, FundingLine, FundingSource,
    HeadCount, Inspection, InspectionFinding, IssuedDocument, OrganiserKind, OutlineDash,
    ProductForm, RecordId, Stored, TrainingCourse, TrainingPurpose,
};

/// Puts men, women, unrecorded and total of some head counts.
fn people(
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

pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    documents(data, out);
    communication(data, out);
    training(data, out);
    participants(data, out);
    inspections(data, out);
    committee(data, out);
    funding(data, out);
}

fn documents(data: &Dataset, out: &mut Figures) {
    // I.1: each document issued in the period once.
    let documents = data.all::<IssuedDocument>().map(|(_, r)| &r.id);
    out.insert(FigureCode::Documents, Figure::count(documents));
    // I.2: activities under each dash.
    for dash in OutlineDash::ALL {
        let of_dash = data
            .all::<CoordinationActivity>()
            .filter(|(_, r)| r.record.dash == *dash);
        let figure = Figure::count(of_dash.map(|(_, r)| &r.id));
        out.insert(FigureCode::Coordination(*dash), figure);
    }
}

/// How many events there were, and who took part.
fn events<'a>(
    out: &mut Figures,
    code: impl Fn(EventCount) -> FigureCode,
    events: impl Iterator<Item = &'a Stored<CommunicationEvent>> + Clone,
) {
    // I.4: a record is one event ("cuộc"), whatever its number of sessions.
    let ids = events.clone().map(|event| &event.id);
    out.insert(code(EventCount::Events), Figure::count(ids));
    let counts = events.map(|event| (event.id, event.record.participants));
    people(out, |part| code(EventCount::People(part)), counts);
}

fn communication(data: &Dataset, out: &mut Figures) {
    let all = data.all::<CommunicationEvent>().map(|(_, r)| r);
    events(out, |count| FigureCode::Events(None, count), all.clone());
    for organiser in OrganiserKind::ALL {
        let held = all.clone().filter(|r| r.record.organiser == *organiser);
        let figure = Figure::count(held.map(|r| &r.id));
        out.insert(FigureCode::EventsBy(*organiser), figure);
    }
    for form in EventForm::ALL {
        let of_form = all.clone().filter(|r| r.record.form == *form);
        events(out, |count| FigureCode::Events(Some(*form), count), of_form);
    }

    // I.4, action months: by the date of the event, unless the officer said otherwise.
    for month in ActionMonthChoice::ALL {
        if *month != ActionMonthChoice::None {
            let within = all
                .clone()
                .filter(|r| data.action_month(&r.record) == Some(*month));
            events(out, |count| FigureCode::ActionMonth(*month, count), within);
        }
    }

    // I.4: products, by form; quantities add up within a form.
    let products = data.all::<CommunicationProduct>().map(|(_, r)| r);
    let ids = products.clone().map(|product| &product.id);
    out.insert(FigureCode::Products, Figure::count(ids));
    for form in ProductForm::ALL {
        let of_form = products.clone().filter(|r| r.record.form == *form);
        let quantities = of_form.map(|r| (r.id, Some(r.record.quantity.get())));
        out.insert(FigureCode::ProductsMade(*form), Figure::sum(quantities));
    }
}

fn training(data: &Dataset, out: &mut Figures) {
    let all = data.all::<TrainingCourse>().map(|(_, r)| r);
    let purposes = TrainingPurpose::ALL.iter().copied().map(Some);
    for purpose in std::iter::once(None).chain(purposes) {
        let courses = all
            .clone()
            .filter(|r| purpose.is_none_or(|purpose| r.record.purpose == purpose));
        let ids = courses.clone().map(|course| &course.id);
        let code = |count| FigureCode::Courses(purpose, count);
        out.insert(code(CourseCount::Courses), Figure::count(ids));
        // A course without a number of classes is one class.
        let classes = courses
            .clone()
            .map(|r| (r.id, Some(r.record.classes.map_or(1, Count::get))));
        out.insert(code(CourseCount::Classes), Figure::sum(classes));
        let counts = courses.map(|r| (r.id, r.record.participants));
        people(out, |part| code(CourseCount::People(part)), counts);
    }
}

/// Everyone who took part in anything: the control totals of a package.
fn participants(data: &Dataset, out: &mut Figures) {
    let events = data
        .all::<CommunicationEvent>()
        .map(|(_, r)| (r.id, r.record.participants));
    let courses = data
        .all::<TrainingCourse>()
        .map(|(_, r)| (r.id, r.record.participants));
    people(out, FigureCode::Participants, events.chain(courses));
}

fn inspections(data: &Dataset, out: &mut Figures) {
    let inspections = data.all::<Inspection>().map(|(_, r)| r);
    let ids = inspections.clone().map(|inspection| &inspection.id);
    out.insert(FigureCode::Inspections, Figure::count(ids));
    // Units inspected: one a line.
    let units = inspections.map(|r| (r.id, Some(r.record.units.as_str().lines().count() as i64)));
    out.insert(FigureCode::UnitsInspected, Figure::sum(units));
    let findings = data.all::<InspectionFinding>().map(|(_, r)| r);
    for kind in FindingKind::ALL {
        let of_kind = findings.clone().filter(|r| r.record.kind == *kind);
        let settled = of_kind
            .clone()
            .filter(|r| r.record.settled_on.is_some_and(|day| day <= data.to));
        let settled = Figure::count(settled.map(|r| &r.id));
        out.insert(FigureCode::FindingsSettled(*kind), settled);
        let found = Figure::count(of_kind.map(|r| &r.id));
        out.insert(FigureCode::Findings(*kind), found);
    }
}

fn committee(data: &Dataset, out: &mut Figures) {
    let members = data.all::<CommitteeMember>().map(|(_, r)| r);
    // On the last day of the period.
    let serving = serving(members.clone(), data.to);
    let mut put = |which, figure| out.insert(FigureCode::Members(which), figure);
    put(Members::Serving, serving.members);
    put(Members::Women, serving.women);
    put(Members::Heads, serving.heads);
    // Members who took up their place in the period.
    let appointed = members.filter(|r| (data.from..=data.to).contains(&r.record.since));
    put(Members::Appointed, Figure::count(appointed.map(|r| &r.id)));
}

fn funding(data: &Dataset, out: &mut Figures) {
    let all = data.all::<FundingLine>().map(|(_, r)| r);
    let sources = FundingSource::ALL.iter().copied().map(Some);
    for source in std::iter::once(None).chain(sources) {
        let lines = all
            .clone()
            .filter(|r| source.is_none_or(|source| r.record.source == source));
        let granted = lines.clone().map(|r| (r.id, Some(r.record.granted.get())));
        let code = |money| FigureCode::Funding(source, money);
        out.insert(code(Money::Granted), Figure::sum(granted));
        let used = lines.map(|r| (r.id, r.record.used.map(Dong::get)));
        out.insert(code(Money::Used), Figure::sum(used));
    }
}
