//! What somebody waits for at a large office: its unlocking where thousands of facts of cases lie sealed in it,
//! and the totals of a province whose communes all reported.

use crate::cases;
use age::secrecy::SecretString;
use std::path::Path;
use tienbo_core::figures::{Dataset, control_totals};
use tienbo_core::model::{Period, RecordId, RecordKind, Stored};
use tienbo_core::package::{Content, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::sections::figures;
use tienbo_core::vault::{Office, Role, UserName};
use tienbo_support::bench::{Form, Table, median, timed};
use tienbo_support::paper::{Unit, recipient};
use tienbo_support::{CliOffice, PASSPHRASE, PROVINCE, USER};

/// Rows of facts that each case of the register has: the case, its survivor, its perpetrator, and what of each
/// may travel.
const ROWS: usize = 6;

/// Unlocking by one who holds the facts key, and by one who does not, with so many sealed rows and with ten
/// times as many.
pub fn unlocking(table: &mut Table, form: Form, work: &Path) {
    for rows in form.of([500, 5_000], [50, 500]) {
        let folder = work.join(format!("sealed-{rows}"));
        let mut office = cases::office(&folder, rows / ROWS);
        let of = |user: &str| UserName::new(user).expect("a name");
        let passphrase = SecretString::from(PASSPHRASE.to_owned());
        office
            .put_user(&of("hoa"), &passphrase, &[Role::Recorder], false)
            .expect("a user");
        let place = office.folder().to_owned();
        drop(office);
        let open = |user: &str| {
            let open = || drop(Office::open(&place, &of(user), &passphrase).expect("opens"));
            median(form.of(5, 1), || (), |()| open())
        };
        let (head, recorder) = (open(USER), open("hoa"));
        table
            .add(format!("unlocking by a head, {rows} sealed rows"), head)
            .beside("by a recorder, who opens none", recorder)
            .aim("≤ 2 s");
    }
}

/// What a commune reports of a year: records of several kinds, and a few cases, as many as are hidden or not.
fn content(number: usize) -> Content {
    let mut content = Content::default();
    let mut add = |kind: RecordKind, fields: serde_json::Value| {
        let id = RecordId::new();
        let record = kind.from_json(fields.as_object().expect("fields"));
        content.records.entry(kind).or_default().push(Stored {
            id,
            version: 1,
            origin: 0,
            record: record.expect("a record"),
        });
        id
    };
    add(
        RecordKind::CommunicationEvent,
        serde_json::json!({"date": "2024-03-08", "form": "talk", "organiser": "committee",
            "content": "Nói chuyện chuyên đề", "men": number % 60, "women": number % 90}),
    );
    for case in 0..number * number % 13 {
        let of = |some: &[&'static str]| some[(number + case * case) % some.len()];
        let facts = add(
            RecordKind::CaseFacts,
            serde_json::json!({"number": (1_000 + case).to_string(),
                "found": format!("2024-{:02}", (number + case) % 11 + 1),
                "category": of(&["domestic", "domestic", "gender-based"])}),
        );
        add(
            RecordKind::SurvivorFacts,
            serde_json::json!({"case": facts.to_string(), "person": (2_000 + case).to_string(),
                "sex": of(&["female", "female", "male"]), "age": of(&["25-39", "40-59", "12-15"])}),
        );
    }
    content
}

/// The totals of a year by the command itself, before and after something of them was told.
pub fn totals(table: &mut Table, form: Form, work: &Path) {
    let work = work.join("province");
    std::fs::create_dir(&work).expect("made");
    let command = CliOffice::init(&work, PROVINCE, &[]);
    let mut office = command.open();
    let period: Period = "2024".parse().expect("a period");
    let catalogue = office.catalogues().latest().clone();
    let communes = catalogue
        .units
        .iter()
        .filter(|unit| unit.level == "commune");
    let communes: Vec<_> = communes.take(form.of(usize::MAX, 9)).cloned().collect();
    let files = work.join("files");
    std::fs::create_dir(&files).expect("made");
    for (number, commune) in communes.iter().enumerate() {
        let unit = Unit::new(&commune.code, &commune.name);
        let card = work.join("card");
        std::fs::write(&card, unit.card().bytes).expect("written");
        office.import(&card, None).expect("a card");
        unit.is_trusted_by(&mut office);
        let content = content(number);
        let mut data = Dataset::new(&catalogue, period).expect("a period");
        data.add(&catalogue, &unit.code, &content).expect("records");
        let totals = control_totals(&figures(&data));
        let label = unit.submission_label(period, recipient(&office));
        let package = write_submission(label, &content, totals).expect("a submission");
        std::fs::write(files.join(format!("{number}.tienbo")), package.bytes).expect("written");
    }
    let files = tienbo_core::intake::packages_in(&[files]).files;
    let batch = office.import_all(&files, None, &mut Watch::none());
    for outcome in batch.expect("taken in").outcomes {
        assert_eq!(outcome.verdict.code(), "goi.da-nhan", "{outcome:?}");
    }
    drop(office);
    let out = work.join("totals.csv");
    let out = out.to_string_lossy().into_owned();
    let mut run = |what: &str, args: &[&str]| {
        let took = timed(|| drop(command.done(args)));
        table
            .add(format!("{} communes, {what}", communes.len()), took)
            .aim("≤ 2 s");
    };
    run("verify, for comparison", &["verify"]);
    run("totals shown", &["totals", "2024"]);
    run(
        "totals written, nothing told before",
        &["totals", "2024", "-o", &out],
    );
    run("totals written again", &["totals", "2024", "-o", &out]);
    run(
        "the year's report of all",
        &["report", "2024", "--under", PROVINCE, "-o", &out],
    );
}
