//! A province's office with everything that a year brings: 130 units, three reports, corrections,
//! late ones, and every kind of bad package among them. What it counts equals a count made apart, and
//! killing it changes nothing.

mod year;

use age::secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tienbo_core::figures::Indicators;
use tienbo_core::model::{Day, FigureCode, Money, People, Period};
use tienbo_core::package::{Reason, ReceiptState, look};
use tienbo_core::sections::figures;

use tienbo_core::progress::Watch;
use tienbo_core::receiving::{Dhis2Form, Quantity, Standing};
use tienbo_core::store;
use tienbo_core::vault::Office;
use tienbo_support::{
    CliOffice, PROVINCE, copy, folder, made_once, python, short_or_campaign, shown, string, tool,
};
use year::{Chance, PERIODS, Plan, Planned, UNITS};

/// The province, and the folder of files that came.
struct Year {
    work: tempfile::TempDir,
    province: CliOffice,
    inbox: PathBuf,
    plan: &'static Plan,
}

impl Year {
    /// With nothing taken in.
    fn new() -> Self {
        let work = folder();
        let plan = year::lay(work.path());
        Self {
            province: CliOffice::there(&work.path().join(PROVINCE), PROVINCE),
            inbox: work.path().join("inbox"),
            work,
            plan,
        }
    }

    /// With everything taken in, by the command.
    fn taken_in() -> Self {
        let year = Self::new();
        made_once("a year taken in".to_owned(), &year.province.folder, |to| {
            let year = Self::new();
            year.import();
            copy(&year.province.folder, to);
        });
        year
    }

    fn import(&self) {
        let ran = self.province.run(&["import", &shown(&self.inbox)]);
        assert_eq!(ran.code, 1, "{ran:?}");
    }

    /// What the office holds, apart from when and from where it got it.
    fn held(&self) -> Value {
        assert_eq!(self.province.done(&["verify"])["fine"], true);
        let mut inbox = self.province.done(&["inbox"]);
        for submission in inbox["submissions"].as_array_mut().unwrap() {
            submission["imported_at"] = Value::Null;
        }
        let refused = inbox["refused"].as_array_mut().unwrap();
        for file in refused.iter_mut() {
            (file["at"], file["id"]) = (Value::Null, Value::Null);
            // Each year lies in a folder of its own, which goes when it was copied.
            file["there"] = Value::Null;
            let path = string(&file["path"]);
            file["path"] = json!(path.split_once("/inbox/").unwrap().1);
        }
        refused.sort_by_key(|file| string(&file["path"]));
        let figures: Vec<Value> = PERIODS
            .iter()
            .map(|(period, _)| self.province.done(&["figures", period, "--all"]))
            .collect();
        json!({"inbox": inbox, "figures": figures})
    }
}

fn period(index: usize) -> Period {
    PERIODS[index].0.parse().unwrap()
}

fn periods() -> Vec<Period> {
    (0..PERIODS.len()).map(period).collect()
}

#[test]
fn an_import_that_is_stopped_goes_on_where_it_stopped() {
    let year = Year::new();
    let mut office = year.province.open();
    let files = tienbo_core::intake::packages_in(std::slice::from_ref(&year.inbox)).files;
    let mut patience = 40;
    let mut stop = |_| {
        patience -= 1;
        if patience < 0 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    let batch = office
        .import_all(&files, None, &mut Watch::new(&mut stop))
        .unwrap();
    assert!(batch.stopped && batch.outcomes.len() == 40 && batch.files == files.len());
    drop(office);
    year.import();
    assert_eq!(year.held(), Year::taken_in().held());
}

#[test]
fn every_bad_file_is_refused_for_its_reason() {
    let year = Year::taken_in();
    let inbox = year.province.done(&["inbox"]);
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for file in inbox["refused"].as_array().unwrap() {
        *refused.entry(string(&file["code"])).or_insert(0) += 1;
    }
    assert_eq!(refused, year.plan.bad);
}

#[test]
fn the_same_folder_again_changes_nothing() {
    let year = Year::new();
    year.import();
    let once = year.held();
    // Everything is here already, and what was refused is listed once.
    year.import();
    assert_eq!(year.held(), once);
}

/// Every unit stands in the matrix as it should, and the rates are what that gives.
fn matrix_is(office: &Office, plan: &Plan, planned: &BTreeMap<(usize, usize), Planned>) {
    let today = Day::parse("31/12/2024").unwrap();
    let matrix = office.matrix(&periods(), today).unwrap();
    assert!(matrix.rows.len() > UNITS);
    for (index, unit) in plan.units.iter().enumerate() {
        let row = matrix
            .rows
            .iter()
            .find(|row| row.unit == unit.code)
            .unwrap();
        for (period, cell) in row.cells.iter().enumerate() {
            let of_cell = &planned[&(index, period)];
            assert_eq!(cell.standing, of_cell.standing, "{index} {period}");
            let package = cell.package_id.clone().unwrap_or_default();
            assert_eq!(package, of_cell.package, "{index} {period}");
        }
    }
    for (period, column) in matrix.periods.iter().enumerate() {
        let count = |standings: &[Standing]| {
            let of_period = planned.iter().filter(|((_, p), _)| *p == period);
            of_period
                .filter(|(_, planned)| standings.contains(&planned.standing))
                .count() as i64
        };
        assert_eq!(column.in_time, count(&[Standing::InTime]));
        assert_eq!(column.here, count(&[Standing::InTime, Standing::Late]));
        assert_eq!(column.expected, matrix.rows.len() as i64);
    }
}

#[test]
fn the_matrix_says_how_each_unit_stands() {
    let year = Year::taken_in();
    matrix_is(&year.province.open(), year.plan, &year.plan.planned);
}

#[test]
fn totals_are_the_sums_of_what_was_sent() {
    let year = Year::taken_in();
    let office = year.province.open();
    for (period, (name, _)) in PERIODS.iter().enumerate() {
        let sums = year.plan.sums(period);
        let data = office.all_data(name.parse().unwrap()).unwrap();
        let counted = figures(&data);
        let value = |code: &str| {
            counted[&FigureCode::known(code).unwrap()]
                .value
                .unwrap_or(0)
        };
        if period == 2 {
            let catalogue = office.catalogues().latest();
            let row = catalogue
                .annex01
                .iter()
                .find(|row| row.code == "I.1")
                .unwrap();
            let result = Indicators::new(catalogue, &data).row(row);
            assert_eq!(result.numerator, Some(sums.numerator));
            assert_eq!(result.denominator, Some(sums.denominator));
            continue;
        }
        assert_eq!(value("documents"), sums.documents, "{name}");
        assert_eq!(value("events"), sums.events, "{name}");
        assert_eq!(value("participants.men"), sums.men, "{name}");
        assert_eq!(value("participants.women"), sums.women, "{name}");
        assert_eq!(value("funding.granted"), sums.granted, "{name}");
    }
}

#[test]
fn the_sums_are_right_at_every_level_of_the_tree() {
    let year = Year::taken_in();
    let office = year.province.open();
    for (period, (name, _)) in PERIODS.iter().enumerate() {
        let totals = office.totals(name.parse().unwrap()).unwrap();
        let units = office.catalogues().latest().units.clone();
        for row in &totals.rows {
            let mut sums = year::Sums::default();
            let mut reported = 0;
            for ((index, p), planned) in &year.plan.planned {
                let is_below = units.is_within(&year.plan.units[*index].code, &row.unit);
                if *p == period && is_below && planned.standing != Standing::Missing {
                    sums.add(planned.sums);
                    reported += 1;
                }
            }
            assert_eq!(row.reported, reported, "{}", row.unit);
            if period == 2 {
                let catalogue = office.catalogues().latest();
                let of = catalogue
                    .annex01
                    .iter()
                    .find(|row| row.code == "I.1")
                    .unwrap();
                let result = Indicators::of_summary(catalogue, &row.sum).row(of);
                assert_eq!(
                    result.numerator.unwrap_or(0),
                    sums.numerator,
                    "{}",
                    row.unit
                );
                assert_eq!(result.denominator.unwrap_or(0), sums.denominator);
                continue;
            }
            assert_eq!(
                row.sum.figure(&FigureCode::DOCUMENTS),
                Some(sums.documents),
                "{}",
                row.unit
            );
            assert_eq!(
                row.sum.figure(&FigureCode::Participants(People::Women)),
                Some(sums.women)
            );
            assert_eq!(
                row.sum.figure(&FigureCode::funding(None, Money::Granted)),
                Some(sums.granted)
            );
        }
    }
}

#[test]
fn each_number_leads_to_as_many_records_as_it_counts() {
    let year = Year::taken_in();
    let office = year.province.open();
    let line = Quantity::Figure(FigureCode::DOCUMENTS);
    for (index, unit) in year.plan.units.iter().enumerate() {
        let planned = &year.plan.planned[&(index, 1)];
        let traced = office
            .traced("2024".parse().unwrap(), &unit.code, &line)
            .unwrap();
        let records = traced.map(|traced| traced.records.len() as i64);
        let is_here = planned.standing != Standing::Missing;
        assert_eq!(
            records,
            is_here.then_some(planned.sums.documents),
            "{index}"
        );
    }
}

#[test]
fn records_for_other_engines_add_up_alike_and_carry_no_text_that_was_typed() {
    let year = Year::taken_in();
    let mut office = year.province.open();
    let folder = year.work.path().join("parquet");
    std::fs::create_dir(&folder).unwrap();
    office.write_records(&periods(), &folder).unwrap();
    let read = python("duckdb_totals.py", &[&folder]);
    let read: Value = serde_json::from_str(&read).unwrap();
    for (period, (name, _)) in PERIODS.iter().enumerate() {
        let sums = year.plan.sums(period);
        let totals = &read["totals"][self::period(period).to_string()];
        if period == 2 {
            assert_eq!(totals["I.1"].as_i64(), Some(sums.numerator), "{totals}");
            continue;
        }
        assert_eq!(
            totals["events"].as_i64(),
            Some(sums.events),
            "{name}: {totals}"
        );
        assert_eq!(totals["events.men"].as_i64(), Some(sums.men));
        assert_eq!(totals["events.women"].as_i64(), Some(sums.women));
        assert_eq!(totals["documents"].as_i64(), Some(sums.documents));
        assert_eq!(totals["funding.granted"].as_i64(), Some(sums.granted));
    }
    let columns = read["columns"].as_array().unwrap();
    for typed in [
        "record_content",
        "record_summary",
        "record_symbol",
        "record_name",
    ] {
        assert!(columns.iter().all(|column| column != typed), "{typed}");
    }
}

#[test]
fn numerators_and_denominators_for_dhis2_add_up_alike() {
    let year = Year::taken_in();
    let mut office = year.province.open();
    // As XML and as JSON.
    let adx = year.work.path().join("adx.xml");
    let dhis2 = year.work.path().join("dhis2.json");
    for (form, file) in [(Dhis2Form::Adx, &adx), (Dhis2Form::Json, &dhis2)] {
        office.write_dhis2(period(2), form, file).unwrap();
    }
    let sum = |element: &str| {
        let path = format!("sum(//*[local-name()='dataValue'][@dataElement='{element}']/@value)");
        tool("xmllint", &["--xpath", &path, &shown(&adx)])
    };
    let sums = year.plan.sums(2);
    let whole = |parts: i64| (parts / 10_000).to_string();
    assert_eq!(sum("PL01_I_1_TU").trim(), whole(sums.numerator));
    assert_eq!(sum("PL01_I_1_MAU").trim(), whole(sums.denominator));
    let json: Value = serde_json::from_slice(&std::fs::read(&dhis2).unwrap()).unwrap();
    let of = |element: &str| -> i64 {
        let values = json["dataValues"].as_array().unwrap().iter();
        let of_element = values.filter(|value| value["dataElement"] == element);
        of_element
            .map(|value| string(&value["value"]).parse::<i64>().unwrap())
            .sum()
    };
    assert_eq!(of("PL01_I_1_TU"), sums.numerator / 10_000);
    assert_eq!(json["dataValues"][0]["period"], "2024");
}

#[test]
fn every_unit_that_waits_gets_one_receipt_that_says_what_was_decided() {
    let year = Year::taken_in();
    let mut office = year.province.open();
    let mut planned = year.plan.planned.clone();
    // Every thirteenth report is returned, every other one but a few is accepted.
    let mut told: BTreeMap<usize, BTreeMap<String, ReceiptState>> = BTreeMap::new();
    for ((index, period), planned) in &mut planned {
        if planned.standing == Standing::Missing || index % 10 == 9 {
            continue;
        }
        let state = if (index + 5 * period) % 13 == 4 {
            let remark = |text: &str| Reason {
                section: (*period < 2).then(|| "I.1".to_owned()),
                record: None,
                text: text.to_owned(),
            };
            let remarks = [remark("Thiếu văn bản quý II"), remark("  ")];
            office.put_remarks(&planned.package, &remarks).unwrap();
            planned.standing = Standing::Returned;
            ReceiptState::Returned
        } else {
            ReceiptState::Accepted
        };
        office.decide(&planned.package, Some(state)).unwrap();
        told.entry(*index)
            .or_default()
            .insert(planned.package.clone(), state);
    }
    let folder = year.work.path().join("receipts");
    std::fs::create_dir(&folder).unwrap();
    let written = office.write_receipts(&folder).unwrap();
    let units: BTreeSet<&str> = written
        .iter()
        .map(|receipt| receipt.unit.as_str())
        .collect();
    assert_eq!(units.len(), told.len());
    assert_eq!(written.len(), told.len());
    for (index, states) in &told {
        let unit = &year.plan.units[*index];
        let file = written
            .iter()
            .find(|receipt| receipt.unit == unit.code)
            .unwrap();
        let opened = look(&std::fs::read(&file.file).unwrap())
            .unwrap()
            .open(unit.identity.expose_secret())
            .unwrap();
        let receipt: tienbo_core::package::Receipt = opened.message().unwrap();
        let said: BTreeMap<String, ReceiptState> = receipt
            .receipts
            .iter()
            .map(|entry| (entry.package_id.clone(), entry.state))
            .collect();
        assert_eq!(&said, states, "{}", unit.code);
        for entry in receipt.receipts {
            let returned = entry.state == ReceiptState::Returned;
            assert_eq!(entry.reasons.len(), usize::from(returned));
        }
    }
    // Nobody waits any more, so nothing is written twice.
    assert!(office.write_receipts(&folder).unwrap().is_empty());
    matrix_is(&office, year.plan, &planned);
}

#[test]
fn a_return_needs_a_reason_and_what_is_replaced_is_not_decided() {
    let year = Year::taken_in();
    let mut office = year.province.open();
    let here = |planned: &&Planned| planned.standing != Standing::Missing;
    let package = &year.plan.planned.values().find(here).unwrap().package;
    office.put_remarks(package, &[]).unwrap();
    let returned = office.decide(package, Some(ReceiptState::Returned));
    assert!(returned.is_err());
    let submissions = store::submissions(office.store()).unwrap();
    let replaced = submissions.iter().find(|submission| submission.replaced);
    let replaced = &replaced.unwrap().package_id;
    let accepted = office.decide(replaced, Some(ReceiptState::Accepted));
    assert!(accepted.is_err());
}

#[test]
fn an_import_killed_many_times_loses_nothing_and_doubles_nothing() {
    let year = Year::new();
    let pristine = year.work.path().join("pristine");
    copy(&year.province.folder, &pristine);
    let undisturbed = Year::taken_in().held();
    let again = || {
        std::fs::remove_dir_all(&year.province.folder).unwrap();
        copy(&pristine, &year.province.folder);
    };

    let packages = year.province.folder.join("packages");
    let kept = || std::fs::read_dir(&packages).map_or(0, |folder| folder.count());
    let mut chance = Chance(2024);
    let (mut kills, wanted) = (0, short_or_campaign(40, 400));
    while kills < wanted {
        let before = kept();
        let mut child = year
            .province
            .command(&["import", &shown(&year.inbox)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the moment on when the first file of this round is kept.
        let began = Instant::now();
        let mut ended = false;
        while kept() == before && !ended {
            ended = child.try_wait().unwrap().is_some();
            assert!(began.elapsed() < Duration::from_secs(60), "nothing happens");
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(chance.below(40_000)));
        ended |= child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        if ended {
            assert_eq!(year.held(), undisturbed, "after {kills} kills");
            again();
        } else {
            kills += 1;
            if kills % 25 == 0 {
                assert_eq!(year.province.done(&["verify"])["fine"], true);
            }
        }
    }
    year.import();
    assert_eq!(year.held(), undisturbed);
}
