//! Figures of documents, coordination, communication, training, inspections, committee and money.

use super::{Dataset, Figure, Figures, serving};
use crate::model::{
    ActionMonthChoice, CommitteeMember, CommunicationEvent, CommunicationProduct,
    CoordinationActivity, Count, Dong, EventForm, FindingKind, FundingLine, FundingSource,
    HeadCount, Inspection, InspectionFinding, IssuedDocument, OrganiserKind, OutlineDash,
    ProductForm, RecordId, TrainingCourse, TrainingPurpose,
};

/// Puts men, women, unrecorded and total of some head counts under `code`.
fn people(out: &mut Figures, code: &str, counts: &[(RecordId, HeadCount)]) {
    let part = |pick: fn(HeadCount) -> Option<Count>| {
        Figure::sum(
            counts
                .iter()
                .map(|(id, count)| (*id, pick(*count).map(Count::get))),
        )
    };
    out.insert(format!("{code}.men"), part(HeadCount::men));
    out.insert(format!("{code}.women"), part(HeadCount::women));
    out.insert(format!("{code}.unrecorded"), part(HeadCount::unrecorded));
    let total = Figure::sum(counts.iter().map(|(id, count)| (*id, Some(count.total()))));
    out.insert(format!("{code}.total"), total);
}

pub(super) fn figures(data: &Dataset, out: &mut Figures) {
    documents(data, out);
    communication(data, out);
    training(data, out);
    inspections(data, out);
    committee(data, out);
}

fn documents(data: &Dataset, out: &mut Figures) {
    // I.1: each document issued in the period once.
    out.insert(
        "documents".to_owned(),
        Figure::count(data.all::<IssuedDocument>().map(|(_, r)| &r.id)),
    );
    // I.2: activities under each dash.
    for dash in OutlineDash::ALL {
        let of_dash = data
            .all::<CoordinationActivity>()
            .filter(|(_, r)| r.record.dash == *dash);
        out.insert(
            format!("coordination.{}", dash.code()),
            Figure::count(of_dash.map(|(_, r)| &r.id)),
        );
    }
}

fn communication(data: &Dataset, out: &mut Figures) {
    let events: Vec<_> = data.all::<CommunicationEvent>().map(|(_, r)| r).collect();
    // I.4: a record is one event ("cuộc"), whatever its number of sessions.
    out.insert(
        "events".to_owned(),
        Figure::count(events.iter().map(|r| &r.id)),
    );
    for organiser in OrganiserKind::ALL {
        let held = events.iter().filter(|r| r.record.organiser == *organiser);
        out.insert(
            format!("events.{}", organiser.code()),
            Figure::count(held.map(|r| &r.id)),
        );
    }
    for form in EventForm::ALL {
        let of_form: Vec<_> = events.iter().filter(|r| r.record.form == *form).collect();
        let code = format!("events.form.{}", form.code());
        out.insert(code.clone(), Figure::count(of_form.iter().map(|r| &r.id)));
        let counts: Vec<_> = of_form
            .iter()
            .map(|r| (r.id, r.record.participants))
            .collect();
        people(out, &code, &counts);
    }
    let counts: Vec<_> = events
        .iter()
        .map(|r| (r.id, r.record.participants))
        .collect();
    people(out, "events", &counts);

    // I.4, action months: by the date of the event, unless the officer said otherwise.
    for month in [
        ActionMonthChoice::DomesticViolence,
        ActionMonthChoice::GenderEquality,
    ] {
        let within: Vec<_> = events
            .iter()
            .filter(|r| data.action_month(&r.record) == Some(month))
            .collect();
        let code = format!("action-month.{}", month.code());
        out.insert(code.clone(), Figure::count(within.iter().map(|r| &r.id)));
        let counts: Vec<_> = within
            .iter()
            .map(|r| (r.id, r.record.participants))
            .collect();
        people(out, &code, &counts);
    }

    // I.4: products, by form; quantities add up within a form.
    let products: Vec<_> = data.all::<CommunicationProduct>().map(|(_, r)| r).collect();
    out.insert(
        "products".to_owned(),
        Figure::count(products.iter().map(|r| &r.id)),
    );
    for form in ProductForm::ALL {
        let of_form = products.iter().filter(|r| r.record.form == *form);
        let quantities = of_form.map(|r| (r.id, Some(r.record.quantity.get())));
        out.insert(
            format!("products.form.{}", form.code()),
            Figure::sum(quantities),
        );
    }
}

fn training(data: &Dataset, out: &mut Figures) {
    let courses: Vec<_> = data.all::<TrainingCourse>().map(|(_, r)| r).collect();
    let classes = |of: &[&&crate::model::Stored<crate::model::TrainingCourse>]| {
        // A course without a number of classes is one class.
        Figure::sum(
            of.iter()
                .map(|r| (r.id, Some(r.record.classes.map_or(1, Count::get)))),
        )
    };
    for purpose in TrainingPurpose::ALL {
        let of_purpose: Vec<_> = courses
            .iter()
            .filter(|r| r.record.purpose == *purpose)
            .collect();
        let code = format!("courses.{}", purpose.code());
        out.insert(
            code.clone(),
            Figure::count(of_purpose.iter().map(|r| &r.id)),
        );
        out.insert(format!("{code}.classes"), classes(&of_purpose));
        let counts: Vec<_> = of_purpose
            .iter()
            .map(|r| (r.id, r.record.participants))
            .collect();
        people(out, &code, &counts);
    }
    let all: Vec<_> = courses.iter().collect();
    out.insert(
        "courses".to_owned(),
        Figure::count(courses.iter().map(|r| &r.id)),
    );
    out.insert("courses.classes".to_owned(), classes(&all));
    let counts: Vec<_> = courses
        .iter()
        .map(|r| (r.id, r.record.participants))
        .collect();
    people(out, "courses", &counts);

    // Everyone who took part in anything: the control totals of a package.
    let events = data
        .all::<CommunicationEvent>()
        .map(|(_, r)| (r.id, r.record.participants));
    let everyone: Vec<_> = events.chain(counts).collect();
    people(out, "participants", &everyone);
}

fn inspections(data: &Dataset, out: &mut Figures) {
    let inspections: Vec<_> = data.all::<Inspection>().map(|(_, r)| r).collect();
    out.insert(
        "inspections".to_owned(),
        Figure::count(inspections.iter().map(|r| &r.id)),
    );
    // Units inspected: one a line.
    let units = inspections
        .iter()
        .map(|r| (r.id, Some(r.record.units.as_str().lines().count() as i64)));
    out.insert("inspections.units".to_owned(), Figure::sum(units));
    let findings: Vec<_> = data.all::<InspectionFinding>().map(|(_, r)| r).collect();
    for kind in FindingKind::ALL {
        let of_kind = || findings.iter().filter(|r| r.record.kind == *kind);
        let code = format!("findings.{}", kind.code());
        let settled = of_kind().filter(|r| r.record.settled_on.is_some_and(|day| day <= data.to));
        out.insert(
            format!("{code}.settled"),
            Figure::count(settled.map(|r| &r.id)),
        );
        out.insert(code, Figure::count(of_kind().map(|r| &r.id)));
    }
}

fn committee(data: &Dataset, out: &mut Figures) {
    // On the last day of the period.
    let serving = serving(data.all::<CommitteeMember>().map(|(_, r)| r), data.to);
    out.insert("members".to_owned(), serving.members);
    out.insert("members.women".to_owned(), serving.women);
    out.insert("members.heads".to_owned(), serving.heads);
    // Members who took up their place in the period.
    let appointed = data
        .all::<CommitteeMember>()
        .map(|(_, r)| r)
        .filter(|r| (data.from..=data.to).contains(&r.record.since));
    out.insert(
        "members.appointed".to_owned(),
        Figure::count(appointed.map(|r| &r.id)),
    );

    let lines: Vec<_> = data.all::<FundingLine>().map(|(_, r)| r).collect();
    let granted = lines.iter().map(|r| (r.id, Some(r.record.granted.get())));
    out.insert("funding.granted".to_owned(), Figure::sum(granted));
    let used = lines.iter().map(|r| (r.id, r.record.used.map(Dong::get)));
    out.insert("funding.used".to_owned(), Figure::sum(used));
    for source in FundingSource::ALL {
        let of_source = || lines.iter().filter(|r| r.record.source == *source);
        let code = format!("funding.{}", source.code());
        let granted = of_source().map(|r| (r.id, Some(r.record.granted.get())));
        out.insert(format!("{code}.granted"), Figure::sum(granted));
        let used = of_source().map(|r| (r.id, r.record.used.map(Dong::get)));
        out.insert(format!("{code}.used"), Figure::sum(used));
    }
}
