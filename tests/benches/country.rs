//! A receiving office from 130 packages to the whole country: what taking them in, the matrix, the
//! totals and the way down to the records cost, and how that grows. DuckDB reads the same records from
//! Parquet and must find the same sums.

use age::secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::figures::{Dataset, control_totals};
use tienbo_core::model::{Day, FigureCode, People, Period, RecordId, RecordKind, Stored, UnitCode};
use tienbo_core::package::{Content, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::receiving::Quantity;
use tienbo_core::sections::figures;
use tienbo_core::vault::{LessMasking, NewOffice, Office, UserName};
use tienbo_support::bench::{Figure, Form, Table, median, timed};
use tienbo_support::paper::{self, Unit, recipient};
use tienbo_support::{PASSPHRASE, USER, open, python};

/// Communes of the country since July 2025.
const COMMUNES: usize = 3_321;
const PROVINCES: usize = 34;
const YEARS: [i32; 5] = [2024, 2025, 2026, 2027, 2028];

fn period(year: i32) -> Period {
    year.to_string().parse().expect("a period")
}

fn catalogue_id(year: i32) -> String {
    format!("ca-nuoc-{year}.1")
}

/// The catalogue of a year with invented units: the country, its provinces, so many communes.
fn catalogue(year: i32, communes: usize) -> CatalogueFiles {
    let mut files = CatalogueFiles::built_in(paper::CATALOGUE).expect("a catalogue");
    let main = files
        .files
        .get_mut("bac-ninh-2024.toml")
        .expect("its main file");
    *main = main
        .replace("bac-ninh-2024.1", &catalogue_id(year))
        .replace("year = 2024", &format!("year = {year}"))
        .replace("receiving_unit = \"27\"", "receiving_unit = \"90\"");
    let mut units = String::from("code\tname\tlevel\tparent\n90\tCả nước\tprovince\t\n");
    for province in 0..PROVINCES {
        units += &format!("91{province:02}\tTỉnh số {province}\tdistrict\t90\n");
    }
    for commune in 0..communes {
        let province = commune % PROVINCES;
        units += &format!("92{commune:05}\tXã số {commune}\tcommune\t91{province:02}\n");
    }
    files
        .files
        .insert("units-bac-ninh-2024.tsv".to_owned(), units);
    files
}

/// An office that trusts so many communes, and knows the five years.
fn office(folder: &Path, communes: usize) -> (Office, Vec<Unit>) {
    let new = NewOffice {
        unit: UnitCode::new("90").expect("a unit"),
        name: None,
        catalogue: catalogue(YEARS[0], communes),
        user: UserName::new(USER).expect("a name"),
        passphrase: SecretString::from(PASSPHRASE.to_owned()),
    };
    let mut office = Office::create(folder, new).expect("made").0;
    for year in &YEARS[1..] {
        office
            .adopt_catalogue(&catalogue(*year, communes), LessMasking::Refused)
            .expect("adopted");
    }
    let units: Vec<Unit> = (0..communes)
        .map(|commune| {
            let code = UnitCode::new(&format!("92{commune:05}")).expect("a code");
            Unit::new(&code, &format!("Xã số {commune}"))
        })
        .collect();
    let card = folder.join("card");
    for unit in &units {
        std::fs::write(&card, unit.card().bytes).expect("written");
        office.import(&card, None).expect("a card");
        unit.is_trusted_by(&mut office);
    }
    (office, units)
}

/// Eight records of a year.
fn content(commune: usize, year: i32) -> Content {
    let mut content = Content::default();
    let mut add = |kind: RecordKind, fields: serde_json::Value| {
        let record = kind
            .from_json(fields.as_object().expect("fields"))
            .expect("a record");
        content.records.entry(kind).or_default().push(Stored {
            id: RecordId::new(),
            version: 1,
            origin: 0,
            record,
        });
    };
    for number in 1..=3 {
        add(
            RecordKind::IssuedDocument,
            serde_json::json!({"symbol": format!("{number}/KH"), "date": format!("{year}-0{number}-10"),
                "issuer": "Ban VSTBPN", "summary": "Kế hoạch mẫu"}),
        );
        add(
            RecordKind::CommunicationEvent,
            serde_json::json!({"date": format!("{year}-0{number}-08"), "form": "talk",
                "organiser": "committee", "content": "Nói chuyện chuyên đề",
                "men": (commune * 7 + number) % 60, "women": (commune * 11 + number) % 90}),
        );
    }
    add(
        RecordKind::FundingLine,
        serde_json::json!({"year": year, "source": "state-budget",
            "granted": 1_000_000 * (1 + commune % 40)}),
    );
    add(
        RecordKind::Narrative,
        serde_json::json!({"section": "II", "period": period(year).to_string(),
            "text": format!("Khó khăn của xã số {commune}.")}),
    );
    content
}

fn packages(office: &Office, units: &[Unit], years: &[i32], folder: &Path) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).expect("made");
    let mut files = Vec::new();
    for (place, year) in years.iter().enumerate() {
        let catalogue = office
            .catalogues()
            .of_year(period(*year).year)
            .expect("a catalogue");
        for (commune, unit) in units.iter().enumerate() {
            let content = content(commune, *year);
            let mut data = Dataset::new(catalogue, period(*year)).expect("a period");
            data.add(catalogue, &unit.code, &content).expect("records");
            let totals = control_totals(&figures(&data));
            let mut label = unit.submission_label(period(*year), recipient(office));
            label.catalogue = catalogue_id(*year);
            label.sequence = place as i64 + 1;
            let package = write_submission(label, &content, totals).expect("a submission");
            let file = folder.join(format!("{year}-{commune:05}.tienbo"));
            std::fs::write(&file, package.bytes).expect("written");
            files.push(file);
        }
    }
    files
}

fn import(office: &mut Office, files: &[PathBuf]) -> Duration {
    let mut batch = None;
    let taken = timed(|| {
        let done = office.import_all(files, None, &mut Watch::none());
        batch = Some(done.expect("imports"));
    });
    for outcome in batch.expect("there").outcomes {
        assert_eq!(outcome.verdict.code(), "goi.da-nhan", "{outcome:?}");
    }
    taken
}

/// A tenth of some packages and all of them, into an empty office.
fn importing(table: &mut Table, form: Form, work: &Path) {
    let mut before = None;
    for count in form.of([130, 1_300], [4, 40]) {
        let folder = work.join(format!("import-{count}"));
        let (mut office, units) = office(&folder, count);
        let files = packages(
            &office,
            &units,
            &YEARS[..1],
            &work.join(format!("packages-{count}")),
        );
        let taken = import(&mut office, &files);
        let each = table
            .add(
                format!("taking in one of {count} packages, 8 records each"),
                Figure::each(taken, count),
            )
            .grown(10.0, before)
            .aim("≤ 1.2 ×")
            .figure();
        let again = timed(|| {
            let batch = office
                .import_all(&files, None, &mut Watch::none())
                .expect("imports");
            let known = |verdict: &str| verdict == "goi.da-co";
            assert!(
                batch
                    .outcomes
                    .iter()
                    .all(|outcome| known(outcome.verdict.code()))
            );
        });
        table.add(
            format!("the same again, one of {count}"),
            Figure::each(again, count),
        );
        before = Some(each);
    }
}

/// What is looked at, with a tenth of the country's communes and with all of them.
fn looking(table: &mut Table, form: Form, work: &Path) {
    let all = form.of(COMMUNES, 40);
    let mut before: Option<[Figure; 4]> = None;
    for communes in [all / 10, all] {
        let folder = work.join(format!("office-{communes}"));
        let (mut office, units) = office(&folder, communes);
        let files = packages(
            &office,
            &units,
            &YEARS,
            &work.join(format!("files-{communes}")),
        );
        let taken = import(&mut office, &files);
        let size = format!("{communes} communes × {} years", YEARS.len());
        table.add(format!("{size}, taken in"), taken);
        // As the office is opened next time.
        drop(office);
        let mut office = open(&folder);
        let periods = YEARS.map(period);
        let today = Day::parse("31/12/2028").expect("a day");
        let line = Quantity::Figure(FigureCode::Participants(People::Women));
        let last = periods[4];
        let unit = &units[communes / 2].code;
        let runs = form.of(5, 1);
        let matrix = median(
            runs,
            || (),
            |()| {
                let matrix = office.matrix(&periods, today).expect("a matrix");
                assert_eq!(matrix.rows.len(), communes + PROVINCES);
            },
        );
        let mut women = 0;
        let totals = median(
            runs,
            || (),
            |()| {
                let totals = office.totals(last).expect("totals");
                let whole = totals.whole().expect("the whole");
                assert_eq!(whole.reported, communes as i64);
                women = whole
                    .sum
                    .figure(&FigureCode::Participants(People::Women))
                    .expect("known");
            },
        );
        let trend = median(
            runs,
            || (),
            |()| {
                let country = UnitCode::new("90").expect("a unit");
                let points = office.trend(&country, &line, &periods).expect("a trend");
                assert_eq!(points.len(), YEARS.len());
            },
        );
        let drill = median(
            runs,
            || (),
            |()| {
                let traced = office
                    .traced(last, unit, &line)
                    .expect("traced")
                    .expect("reported");
                assert_eq!(traced.records.len(), 3);
            },
        );
        let now = [
            ("matrix, units × 5 years", matrix),
            ("totals of a year, every level", totals),
            ("one number over 5 years", trend),
            ("from a number to a unit's records", drill),
        ];
        for (place, (what, time)) in now.into_iter().enumerate() {
            table
                .add(format!("{size}, {what}"), time)
                .grown(10.0, before.map(|before| before[place]));
        }
        before = Some(now.map(|(_, time)| Figure::from(time)));
        if communes == all {
            peer(table, work, &mut office, last, women, totals);
        }
    }
}

/// DuckDB adds up the same records.
fn peer(
    table: &mut Table,
    work: &Path,
    office: &mut Office,
    period: Period,
    women: i64,
    ours: Duration,
) {
    let folder = work.join("parquet");
    std::fs::create_dir_all(&folder).expect("made");
    let mut records = 0;
    let writing = timed(|| {
        let written = office.write_records(&[period], &folder);
        let files = written.expect("written");
        records = files.iter().map(|file| file.records).sum();
    });
    table.add(format!("{records} records to Parquet"), writing);
    let told = python("duckdb_sums.py", &[&folder]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["women"], women, "DuckDB finds the same");
    let seconds = told["seconds"].as_f64().expect("its time");
    table.add("totals of a year, all figures", ours).beside(
        "DuckDB, five of them from Parquet",
        Duration::from_secs_f64(seconds),
    );
}

fn main() {
    let Some(form) = Form::asked("country") else {
        return;
    };
    let mut table = Table::new("country", form);
    let work = tienbo_support::folder();
    importing(&mut table, form, work.path());
    looking(&mut table, form, work.path());
    table.end();
}
