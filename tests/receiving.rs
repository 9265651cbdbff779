//! The receiving office: who has reported what, and when.

use crate::support::{COMMUNE, Desk, OTHER_COMMUNE, PROVINCE, enrol, folder, shown, string};
use serde_json::Value;

fn cell(matrix: &Value, unit: &str, period: usize) -> Value {
    let rows = matrix["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["unit"] == unit).unwrap();
    row["cells"][period].clone()
}

#[test]
fn the_matrix_says_who_reported_in_time_late_or_not_at_all() {
    let work = folder();
    let work = work.path();
    let commune = Desk::new(work, COMMUNE);
    let other = Desk::new(work, OTHER_COMMUNE);
    let province = Desk::new(work, PROVINCE);
    enrol(work, &province, &[&commune, &other]);
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
    for desk in [&commune, &other] {
        assert_eq!(province.verdict(&desk.submit("2024")), "goi.da-nhan");
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
    assert_eq!(province.run(&["review", OTHER_COMMUNE, "2024-6t"]).code, 2);

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
