//! The receiving office: who has reported what, and when.

use serde_json::Value;
use std::path::Path;
use tienbo_core::figures::{Indicators, figures};
use tienbo_core::model::Period;
use tienbo_support::{COMMUNE, CliOffice, OTHER_COMMUNE, enrolled, folder, shown, string};

fn cell(matrix: &Value, unit: &str, period: usize) -> Value {
    let rows = matrix["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["unit"] == unit).unwrap();
    row["cells"][period].clone()
}

#[test]
fn the_matrix_says_who_reported_in_time_late_or_not_at_all() {
    let work = folder();
    let work = work.path();
    let ([commune, other], province) = enrolled(work, [COMMUNE, OTHER_COMMUNE]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    other.import_sample("xa-mau-dap-cau.xlsx");
    let periods = ["2024-6t", "2024"];
    let matrix = |on: &str, more: &[&str]| {
        let mut args = vec!["matrix"];
        args.extend(periods);
        args.extend(["--on", on]);
        args.extend(more);
        province.done(&args)
    };

    // Before the days they are due nothing is missing, afterwards everything is.
    let before = matrix("01/06/2024", &[]);
    let units = before["rows"].as_array().unwrap().len() as i64;
    assert_eq!(cell(&before, COMMUNE, 0)["standing"], "not-due");
    let after = matrix("05/06/2024", &[]);
    assert_eq!(cell(&after, COMMUNE, 0)["standing"], "missing");
    assert_eq!(cell(&after, COMMUNE, 1)["standing"], "not-due");
    assert_eq!(after["periods"][0]["expected"], units);
    assert_eq!(after["periods"][0]["completeness"], 0);

    // Two report for 2024 now, which is long past the day: late. One is returned, and sends again.
    for office in [&commune, &other] {
        assert_eq!(province.verdict(&office.submit("2024")), "goi.da-nhan");
    }
    let receipt = shown(&work.join("receipt.tienbo"));
    province.done(&[
        "receipt",
        COMMUNE,
        "2024",
        "-o",
        &receipt,
        "--return-reason",
        "I.1: thiếu",
    ]);
    let returned = matrix("31/12/2024", &[]);
    assert_eq!(cell(&returned, COMMUNE, 1)["standing"], "returned");
    assert_eq!(cell(&returned, OTHER_COMMUNE, 1)["standing"], "late");
    assert_eq!(returned["periods"][1]["here"], 1);
    assert_eq!(returned["periods"][1]["in_time"], 0);
    let open = matrix("31/12/2024", &["--telephone"]);
    let rows = open["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["unit"] == COMMUNE));
    // All but the one whose report for the year stands have something open in one of the periods.
    assert_eq!(rows.len() as i64, units);

    commune.done(&["reopen", "2024"]);
    let file = work.join("document.json");
    let document = r#"{"symbol": "99/KH-BVSTBPN", "date": "2024-11-02", "issuer": "Ban VSTBPN",
        "summary": "Kế hoạch bổ sung"}"#;
    std::fs::write(&file, document).unwrap();
    commune.done(&["add", "issued_documents", &shown(&file)]);
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.thay-the");
    let again = matrix("31/12/2024", &[]);
    assert_eq!(cell(&again, COMMUNE, 1)["standing"], "late");
    assert_eq!(cell(&again, COMMUNE, 1)["revision"], 2);
    assert_eq!(again["periods"][1]["here"], 2);
    // Two of all, in ten-thousandths of a per cent, rounded.
    let rate = (2 * 2 * 1_000_000 + units) / (2 * units);
    assert_eq!(again["periods"][1]["completeness"], rate);

    // The correction beside what it replaced.
    let review = province.done(&["review", COMMUNE, "2024"]);
    let lines = review["lines"].as_array().unwrap();
    let documents = lines
        .iter()
        .find(|line| line["figure"] == "documents")
        .unwrap();
    assert_eq!(
        documents["now"].as_i64(),
        documents["before"].as_i64().map(|n| n + 1)
    );
    assert_eq!(documents["last_year"], Value::Null);
    assert_eq!(review["revision"], 2);
    assert_eq!(province.run(&["review", OTHER_COMMUNE, "2024-6t"]).code, 5);

    add_up(work, &commune, &province);

    // As a workbook, readable by others.
    let book = work.join("tinh-hinh.xlsx");
    let made = matrix("31/12/2024", &["-o", &shown(&book)]);
    assert_eq!(string(&made["file"]), shown(&book));
    let mut read: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let name = calamine::Reader::sheet_names(&read)[0].clone();
    let range = calamine::Reader::worksheet_range(&mut read, &name).unwrap();
    // Title, heads, the units, and the two rates.
    assert_eq!(range.height() as i64, units + 4);
}

/// The totals of what two communes sent, as they are seen and as they leave the office.
fn add_up(work: &Path, commune: &CliOffice, province: &CliOffice) {
    // Added up from summaries, every figure and every row is what all records together give.
    let office = province.open();
    for period in ["2024", "2024-6t"] {
        let period: Period = period.parse().unwrap();
        let totals = office.totals(period).unwrap();
        let counted = figures(&office.all_data(period).unwrap());
        let whole = &totals.whole().unwrap().sum;
        for (code, figure) in &counted {
            assert_eq!(whole.figure(code), figure.value, "{code}");
        }
    }
    drop(office);
    commune.done(&["close", "phu-luc-01/2024/annual", "--reason", "thử"]);
    let annex01 = work.join("annex01.tienbo");
    commune.done(&["export", "phu-luc-01/2024/annual", "-o", &shown(&annex01)]);
    assert_eq!(province.verdict(&annex01), "goi.da-nhan");
    let office = province.open();
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
    drop(office);

    // What leaves the office keeps small counts of cases back, at every level.
    let csv = work.join("tong-hop.csv");
    province.done(&[
        "totals",
        "2024",
        "cases",
        "events",
        "cases.domestic",
        "-o",
        &shown(&csv),
    ]);
    let csv = std::fs::read_to_string(&csv).unwrap();
    // Names and levels may have commas of their own: counted from the end.
    let cases_of = |unit: &Value| -> String {
        let unit = format!(",{},", string(unit));
        let line = csv.lines().find(|line| line.contains(&unit)).unwrap();
        line.rsplit(',').nth(1).unwrap().to_owned()
    };
    assert_eq!(csv.lines().next().unwrap().split(',').count(), 7, "{csv}");
    let totals = province.done(&["totals", "2024", "cases"]);
    for row in totals.as_array().unwrap() {
        // Of who has not reported nothing is known, not even that it is none.
        let Some(cases) = row["values"]["cases"].as_i64() else {
            assert_eq!(row["reported"], 0);
            assert_eq!(cases_of(&row["unit"]), "");
            continue;
        };
        let shown = cases_of(&row["unit"]);
        if (1..5).contains(&cases) {
            assert!(shown == "<5" || shown == "…", "{row} {shown}");
        }
    }
    let trend = province.done(&["trend", COMMUNE, "events", "2024-6t", "2024"]);
    assert_eq!(trend[0]["value"], Value::Null);
    assert_eq!(trend[1]["value"], 60);
}
