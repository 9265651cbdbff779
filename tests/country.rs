//! A receiving office from 130 packages to the whole country: what taking them in, the matrix, the
//! totals and the way down to the records cost, and how that grows. DuckDB reads the same records from
//! Parquet and must find the same sums. `cargo bench --workspace --bench country`.

use age::secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::figures::{Dataset, control_totals, figures};
use tienbo_core::model::{Day, Period, RecordId, RecordKind, UnitCode};
use tienbo_core::package::{Content, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::receiving::Line;
use tienbo_core::store::Stored;
use tienbo_core::vault::{NewOffice, Office, UserName};
use tienbo_support::paper::{self, Unit, recipient};
use tienbo_support::repository;

/// Communes of the country since July 2025.
const COMMUNES: usize = 3_321;
const PROVINCES: usize = 34;
const YEARS: [i32; 5] = [2024, 2025, 2026, 2027, 2028];
const PASSPHRASE: &str = "mật khẩu để đo";

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

fn open(folder: &Path) -> Office {
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    Office::open(
        folder,
        &UserName::new("can-bo").expect("a name"),
        &passphrase,
    )
    .expect("opens")
}

/// An office that trusts so many communes, and knows the five years.
fn office(folder: &Path, communes: usize) -> (Office, Vec<Unit>) {
    let new = NewOffice {
        unit: UnitCode::new("90").expect("a unit"),
        name: None,
        catalogue: catalogue(YEARS[0], communes),
        user: UserName::new("can-bo").expect("a name"),
        passphrase: SecretString::from(PASSPHRASE.to_owned()),
    };
    let mut office = Office::create(folder, new).expect("made").0;
    for year in &YEARS[1..] {
        office
            .adopt_catalogue(&catalogue(*year, communes))
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
    let started = Instant::now();
    let batch = office
        .import_all(files, None, &mut Watch::none())
        .expect("imports");
    let taken = started.elapsed();
    for outcome in &batch.outcomes {
        assert_eq!(outcome.verdict, "goi.da-nhan", "{}", outcome.sentence);
    }
    taken
}

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// 130 and 1,300 packages into an empty office.
fn importing(work: &Path) {
    println!("Taking packages in, 8 records each");
    let mut before: Option<f64> = None;
    for count in [130, 1_300] {
        let folder = work.join(format!("import-{count}"));
        let (mut office, units) = office(&folder, count);
        let files = packages(
            &office,
            &units,
            &YEARS[..1],
            &work.join(format!("packages-{count}")),
        );
        let each = ms(import(&mut office, &files)) / count as f64;
        let growth = before.map_or_else(String::new, |before| {
            format!(
                "   {:.2} × those of a tenth   (aim: ≤ 1.2 ×)",
                each / before
            )
        });
        println!("  {count:5} packages: {each:6.2} ms each{growth}");
        let again = ms(median(1, || {
            let batch = office
                .import_all(&files, None, &mut Watch::none())
                .expect("imports");
            assert!(
                batch
                    .outcomes
                    .iter()
                    .all(|outcome| outcome.verdict == "goi.da-co")
            );
        }));
        println!(
            "        the same again: {:6.2} ms each",
            again / count as f64
        );
        before = Some(each);
    }
}

/// What is looked at, with a tenth of the country's communes and with all of them.
fn looking(work: &Path) {
    let mut before: Option<[f64; 4]> = None;
    for communes in [COMMUNES / 10, COMMUNES] {
        let folder = work.join(format!("office-{communes}"));
        let (mut office, units) = office(&folder, communes);
        let files = packages(
            &office,
            &units,
            &YEARS,
            &work.join(format!("files-{communes}")),
        );
        let taken = import(&mut office, &files);
        println!(
            "{communes} communes × {} years: {} packages taken in within {:.1} s",
            YEARS.len(),
            files.len(),
            taken.as_secs_f64()
        );
        // As the office is opened next time.
        drop(office);
        let mut office = open(&folder);
        let periods = YEARS.map(period);
        let today = Day::parse("31/12/2028").expect("a day");
        let line = Line::Figure("participants.women".to_owned());
        let last = periods[4];
        let unit = &units[communes / 2].code;
        let matrix = median(5, || {
            let matrix = office.matrix(&periods, today).expect("a matrix");
            assert_eq!(matrix.rows.len(), communes + PROVINCES);
        });
        let mut women = 0;
        let totals = median(5, || {
            let totals = office.totals(last).expect("totals");
            let whole = totals.whole().expect("the whole");
            assert_eq!(whole.reported, communes as i64);
            women = whole.sum.figure("participants.women").expect("known");
        });
        let trend = median(3, || {
            let country = UnitCode::new("90").expect("a unit");
            let points = office.trend(&country, &line, &periods).expect("a trend");
            assert_eq!(points.len(), YEARS.len());
        });
        let drill = median(9, || {
            let traced = office
                .traced(last, unit, &line)
                .expect("traced")
                .expect("reported");
            assert_eq!(traced.records.len(), 3);
        });
        let now = [matrix, totals, trend, drill].map(ms);
        let names = [
            "matrix, units × 5 years",
            "totals of a year, every level",
            "one number over 5 years",
            "from a number to a unit's records",
        ];
        for (place, name) in names.into_iter().enumerate() {
            let growth = before.map_or_else(String::new, |before| {
                format!("   {:5.1} × for 10 × the units", now[place] / before[place])
            });
            println!("  {name:36} {:9.1} ms{growth}", now[place]);
        }
        before = Some(now);
        if communes == COMMUNES {
            peer(work, &mut office, last, women, totals);
        }
    }
}

/// DuckDB adds up the same records.
fn peer(work: &Path, office: &mut Office, period: Period, women: i64, ours: Duration) {
    let folder = work.join("parquet");
    std::fs::create_dir_all(&folder).expect("made");
    let started = Instant::now();
    let written = office
        .write_records(&[period], false, &folder)
        .expect("written");
    let records: usize = written.iter().map(|file| file.records).sum();
    println!(
        "  {records} records to Parquet: {:.1} ms",
        ms(started.elapsed())
    );
    let script = format!(
        "import duckdb, time
t = time.time()
rows = duckdb.sql(\"SELECT unit_above, unit, sum(record_women) w, sum(record_men) m, count(*) n FROM '{0}/communication_events.parquet' GROUP BY ROLLUP (unit_above, unit)\").fetchall()
duckdb.sql(\"SELECT unit_above, unit, count(*) n FROM '{0}/issued_documents.parquet' GROUP BY ROLLUP (unit_above, unit)\").fetchall()
duckdb.sql(\"SELECT unit_above, unit, sum(record_granted) n FROM '{0}/funding_lines.parquet' GROUP BY ROLLUP (unit_above, unit)\").fetchall()
took = time.time() - t
print(int(next(row[2] for row in rows if row[0] is None and row[1] is None)), took * 1000)",
        folder.display()
    );
    let output = Command::new("/usr/bin/python3")
        .env("PYTHONPATH", repository("target/python"))
        .args(["-c", &script])
        .output()
        .expect("python is installed");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut told = told.split_whitespace();
    let theirs: i64 = told
        .next()
        .and_then(|sum| sum.parse().ok())
        .expect("DuckDB's sum");
    let took: f64 = told
        .next()
        .and_then(|time| time.parse().ok())
        .expect("its time");
    assert_eq!(theirs, women, "DuckDB finds the same");
    println!(
        "  totals of a year: {:.1} ms for all figures   DuckDB, five of them from Parquet: {took:.1} ms   {:.1} × the time",
        ms(ours),
        ms(ours) / took
    );
}

fn main() {
    // `cargo test --all-targets` runs benches too, without their work: only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let work = tempfile::tempdir().expect("a folder");
    importing(work.path());
    looking(work.path());
}
