//! The receiving office: who has reported what, and when.

use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;
use tienbo_core::figures::Indicators;
use tienbo_core::model::Period;
use tienbo_core::sections::figures;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, copy, enrolled, folder, made_once, shown, string, there,
};

fn cell(matrix: &Value, unit: &str, period: usize) -> Value {
    let rows = matrix["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["unit"] == unit).unwrap();
    row["cells"][period].clone()
}

/// Two communes with a year's records, and their province.
struct Scene {
    folder: TempDir,
    commune: CliOffice,
    other: CliOffice,
    province: CliOffice,
}

impl Scene {
    fn made(name: &str, make: impl FnOnce(&Self)) -> Self {
        let scene = || {
            let folder = folder();
            let ([commune, other], province) = there(folder.path(), [COMMUNE, OTHER_COMMUNE]);
            Self {
                folder,
                commune,
                other,
                province,
            }
        };
        let made = scene();
        made_once(name.to_owned(), made.folder.path(), |path| {
            let scene = scene();
            make(&scene);
            copy(scene.folder.path(), path);
        });
        made
    }

    /// Nothing was reported yet.
    fn before() -> Self {
        Self::made("before two reports", |scene| {
            enrolled(scene.folder.path(), [COMMUNE, OTHER_COMMUNE]);
            scene.commune.import_sample("xa-mau-vu-ninh.xlsx");
            scene.other.import_sample("xa-mau-dap-cau.xlsx");
        })
    }

    /// Both reported for the year, long past the day; one is returned.
    fn returned() -> Self {
        Self::made("two reports, one returned", |scene| {
            copy(Self::before().folder.path(), scene.folder.path());
            for office in [&scene.commune, &scene.other] {
                let package = office.submit("2024");
                assert_eq!(scene.province.verdict(&package), "goi.da-nhan");
            }
            let receipt = shown(&scene.file("receipt.tienbo"));
            let give = ["receipt", COMMUNE, "2024", "-o", &receipt];
            let reason = ["--return-reason", "I.1: thiếu"];
            scene.province.done(&[&give[..], &reason].concat());
        })
    }

    /// The one that was returned is corrected by a document more, and here again.
    fn corrected() -> Self {
        Self::made("two reports, one corrected", |scene| {
            copy(Self::returned().folder.path(), scene.folder.path());
            scene.commune.done(&["reopen", "2024"]);
            let document = r#"{"symbol": "99/KH-BVSTBPN", "date": "2024-11-02",
                "issuer": "Ban VSTBPN", "summary": "Kế hoạch bổ sung"}"#;
            let file = scene.file("document.json");
            std::fs::write(&file, document).unwrap();
            scene
                .commune
                .done(&["add", "issued_documents", &shown(&file)]);
            let again = scene.commune.submit("2024");
            assert_eq!(scene.province.verdict(&again), "goi.thay-the");
        })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The matrix of the half-year and the year, as it stands on a day.
    fn matrix(&self, on: &str, more: &[&str]) -> Value {
        let ask = ["matrix", "2024-6t", "2024", "--on", on];
        self.province.done(&[&ask[..], more].concat())
    }

    /// How many units are asked.
    fn units(&self) -> i64 {
        let matrix = self.matrix("01/06/2024", &[]);
        matrix["rows"].as_array().unwrap().len() as i64
    }
}

#[test]
fn nothing_is_missing_before_its_day_and_everything_after_it() {
    let scene = Scene::before();
    let before = scene.matrix("01/06/2024", &[]);
    let units = before["rows"].as_array().unwrap().len() as i64;
    assert_eq!(cell(&before, COMMUNE, 0)["standing"], "not-due");
    let after = scene.matrix("05/06/2024", &[]);
    assert_eq!(cell(&after, COMMUNE, 0)["standing"], "missing");
    assert_eq!(cell(&after, COMMUNE, 1)["standing"], "not-due");
    assert_eq!(after["periods"][0]["expected"], units);
    assert_eq!(after["periods"][0]["completeness"]["value"], 0);
}

#[test]
fn what_comes_after_its_day_is_late_and_what_was_returned_is_not_here() {
    let scene = Scene::returned();
    let returned = scene.matrix("31/12/2024", &[]);
    assert_eq!(cell(&returned, COMMUNE, 1)["standing"], "returned");
    assert_eq!(cell(&returned, OTHER_COMMUNE, 1)["standing"], "late");
    assert_eq!(returned["periods"][1]["here"], 1);
    assert_eq!(returned["periods"][1]["in_time"], 0);
}

#[test]
fn whoever_has_something_open_is_on_the_list_to_be_called() {
    let scene = Scene::returned();
    let open = scene.matrix("31/12/2024", &["--telephone"]);
    let rows = open["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["unit"] == COMMUNE));
    // Even the one whose report for the year stands has none for the half-year.
    assert_eq!(rows.len() as i64, scene.units());
}

#[test]
fn a_correction_takes_the_place_of_what_was_returned() {
    let scene = Scene::corrected();
    let again = scene.matrix("31/12/2024", &[]);
    assert_eq!(cell(&again, COMMUNE, 1)["standing"], "late");
    assert_eq!(cell(&again, COMMUNE, 1)["revision"], 2);
    assert_eq!(again["periods"][1]["here"], 2);
    // Two of all, in per cent.
    let rate = again["periods"][1]["completeness"]["value"].as_f64();
    let expected = 200.0 / scene.units() as f64;
    assert!((rate.unwrap() - expected).abs() < 0.0001, "{rate:?}");
}

#[test]
fn a_correction_is_seen_beside_what_it_replaced() {
    let scene = Scene::corrected();
    let review = scene.province.done(&["review", COMMUNE, "2024"]);
    let lines = review["lines"].as_array().unwrap();
    let documents = lines
        .iter()
        .find(|line| line["figure"] == "documents")
        .unwrap();
    assert_eq!(
        documents["now"]["value"].as_i64(),
        documents["before"]["value"].as_i64().map(|n| n + 1)
    );
    assert_eq!(documents["last_year"]["value"], Value::Null);
    assert_eq!(review["revision"], 2);
    let none = scene.province.run(&["review", OTHER_COMMUNE, "2024-6t"]);
    assert_eq!(none.code, 5);
}

#[test]
fn totals_are_what_all_records_together_give() {
    let scene = Scene::corrected();
    // Added up from summaries.
    let office = scene.province.open();
    for period in ["2024", "2024-6t"] {
        let period: Period = period.parse().unwrap();
        let totals = office.totals(period).unwrap();
        let counted = figures(&office.all_data(period).unwrap());
        let whole = &totals.whole().unwrap().sum;
        for (code, figure) in &counted {
            assert_eq!(whole.figure(code), figure.value, "{code}");
        }
    }
}

#[test]
fn rows_of_annex_01_are_what_all_records_together_give() {
    let scene = Scene::corrected();
    let annex01 = scene.commune.submit("phu-luc-01/2024/annual");
    assert_eq!(scene.province.verdict(&annex01), "goi.da-nhan");
    let office = scene.province.open();
    let period: Period = "phu-luc-01/2024/annual".parse().unwrap();
    let totals = office.totals(period).unwrap();
    let data = office.all_data(period).unwrap();
    let catalogue = office.catalogue_of(period).unwrap();
    let whole = &totals.whole().unwrap().sum;
    let mut known = 0;
    for (row, of_all) in catalogue
        .annex01
        .iter()
        .zip(Indicators::new(catalogue, &data).all())
    {
        let summed = Indicators::of_summary(catalogue, whole).row(row);
        known += usize::from(summed.value.is_some());
        let (parts, all) = (
            (summed.value, summed.numerator, summed.denominator),
            (of_all.value, of_all.numerator, of_all.denominator),
        );
        assert_eq!(parts, all, "{}", row.code);
    }
    assert!(known > 10, "{known}");
}

#[test]
fn small_counts_of_cases_are_kept_back_in_a_table_that_leaves() {
    let scene = Scene::corrected();
    let csv = scene.file("tong-hop.csv");
    let ask = ["totals", "2024", "cases", "events", "cases.domestic"];
    let out = ["-o", &shown(&csv)];
    scene.province.done(&[&ask[..], &out].concat());
    let csv = std::fs::read_to_string(&csv).unwrap();
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_start_matches('\u{feff}');
        let line = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'));
        line.unwrap().split("\",\"").map(str::to_owned).collect()
    };
    let cases_of = |unit: &Value| -> String {
        let mut lines = csv.lines().map(cells);
        let line = lines.find(|line| line.contains(&string(unit))).unwrap();
        line[line.len() - 2].clone()
    };
    assert_eq!(cells(csv.lines().next().unwrap()).len(), 7, "{csv}");
    let totals = scene.province.done(&["totals", "2024", "cases"]);
    for row in totals["rows"].as_array().unwrap() {
        // Of who has not reported nothing is known, not even that it is none.
        let Some(cases) = row["values"]["cases"]["value"].as_i64() else {
            assert_eq!(row["reported"], 0);
            assert_eq!(cases_of(&row["unit"]), "");
            continue;
        };
        let shown = cases_of(&row["unit"]);
        if (1..5).contains(&cases) {
            assert!(shown == "<5" || shown == "…", "{row} {shown}");
        }
    }
}

#[test]
fn a_trend_has_nothing_for_a_period_that_was_not_reported() {
    let scene = Scene::corrected();
    let ask = ["trend", COMMUNE, "events", "2024-6t", "2024"];
    let trend = scene.province.done(&ask);
    assert_eq!(trend[0]["value"]["value"], Value::Null);
    assert_eq!(trend[1]["value"]["value"], 60);
}

#[test]
fn the_matrix_is_given_away_as_a_workbook_that_others_read() {
    let scene = Scene::corrected();
    let book = scene.file("tinh-hinh.xlsx");
    let made = scene.matrix("31/12/2024", &["-o", &shown(&book)]);
    assert_eq!(string(&made["file"]), shown(&book));
    let mut read: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let name = calamine::Reader::sheet_names(&read)[0].clone();
    let range = calamine::Reader::worksheet_range(&mut read, &name).unwrap();
    // Title, heads, the units, and the two rates.
    assert_eq!(range.height() as i64, scene.units() + 4);
}
