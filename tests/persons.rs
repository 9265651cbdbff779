//! Cases leave person by person only by a head, for a reason, as rows in which nobody is found; and as a workbook
//! only by who may see them.

use crate::keys::Insider;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tienbo_core::figures::CaseCode;
use tienbo_core::model::{FigureCode, RecordId, RecordKind, SurvivorFacts, UnitCode, Year};
use tienbo_core::store;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, PROVINCE, Ran, enrolled, files, folder, open_as, python,
    record_cases, record_cases_as_agreed, shown, string,
};

const REASON: &str = "Nghiên cứu về dịch vụ hỗ trợ, gửi Sở";
const PASSPHRASE: &str = "thêm một mật khẩu dài để thử";
/// The least number of rows that are alike.
const LEAST: usize = 5;

/// A user with some roles.
fn add_user(office: &CliOffice, name: &str, roles: &str) {
    let passphrase = office.folder.with_extension("other-passphrase");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    office.put_user(name, roles, PASSPHRASE);
}

fn as_user(office: &CliOffice, name: &str, args: &[&str]) -> Ran {
    let passphrase = office.folder.with_extension("other-passphrase");
    office.as_user(name, &passphrase, args)
}

/// Gives cases out, and what came of it.
fn give<'a>(period: &'a str, to: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let args = [
        "exchange",
        period,
        "--form",
        "parquet",
        "-o",
        to,
        "--with-cases",
    ];
    [&args[..], more].concat()
}

fn rows(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let told = python("duckdb_rows.py", &[&folder.join("survivor_facts.parquet")]);
    let told: Value = serde_json::from_str(&told).unwrap();
    // Neither number nor id, nor anything that is not said of many.
    let columns = [
        "found", "unit", "category", "sex", "age", "relation", "acts", "received",
    ];
    assert_eq!(told["columns"], serde_json::json!(columns));
    serde_json::from_value(told["rows"].clone()).unwrap()
}

fn classes(rows: &[BTreeMap<String, String>]) -> BTreeMap<&BTreeMap<String, String>, usize> {
    let mut classes = BTreeMap::new();
    for row in rows {
        *classes.entry(row).or_default() += 1;
    }
    classes
}

/// The exact number of a unit, as the office itself sees it.
fn survivors(office: &CliOffice, period: &str, unit: &str) -> usize {
    let totals = office.done(&["totals", period, "survivors"]);
    let all = totals["rows"].as_array().unwrap();
    let of = all.iter().find(|row| row["unit"] == unit).unwrap();
    usize::try_from(of["values"]["survivors"]["value"].as_i64().unwrap()).unwrap()
}

#[test]
fn cases_go_person_by_person_only_by_a_head_for_a_reason_that_the_log_keeps() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    record_cases(&mut commune.open(), 24, 1..=12);
    for (name, roles) in [
        ("hoa", "recorder"),
        ("mai", "case-officer"),
        ("thu", "receiver"),
    ] {
        add_user(&commune, name, roles);
    }
    let to = work.path().join("out");
    let to = shown(&to);
    let with_reason = give("2024", &to, &["--reason", REASON]);
    for name in ["hoa", "mai", "thu"] {
        let ran = as_user(&commune, name, &with_reason);
        assert_eq!(
            (ran.code, &ran.json()["error"]),
            (5, &"vault-not-allowed".into()),
            "{ran:?}"
        );
    }
    for more in [
        &[][..],
        &["--reason", " "],
        &["--reason", &"vì ".repeat(300)],
    ] {
        let ran = commune.run(&give("2024", &to, more));
        let told = ran.json();
        assert_eq!(
            (ran.code, &told["error"]),
            (5, &"receiving-no-reason".into()),
            "{told}"
        );
        assert!(
            string(&told["sentence"]).contains("phải ghi lý do"),
            "{told}"
        );
    }
    let mut without_cases = give("2024", &to, &["--reason", REASON]);
    without_cases.retain(|argument| *argument != "--with-cases");
    assert_eq!(commune.run(&without_cases).code, 2);
    let before = |name: &Path| {
        name.extension()
            .is_some_and(|extension| extension == "parquet")
    };
    assert!(!files(work.path()).iter().any(|file| before(file)));

    let given = commune.done(&with_reason);
    let rows = rows(Path::new(&to));
    assert_eq!(given["persons"]["rows"], rows.len());
    assert!(rows.len() >= LEAST, "{given}");
    assert!(classes(&rows).values().all(|times| *times >= LEAST));
    let found = survivors(&commune, "2024", COMMUNE);
    assert_eq!(given["persons"]["left_out"], found - rows.len());
    assert!(found - rows.len() >= LEAST);
    let office = commune.open();
    let log = store::audit_entries(office.store()).unwrap();
    let entries: Vec<_> = log
        .iter()
        .filter(|entry| entry.action == "persons-exported")
        .collect();
    let [entry] = entries[..] else {
        panic!("{entries:?}");
    };
    assert_eq!(entry.who, tienbo_support::USER);
    let counted = format!("2024: {} + {} –", rows.len(), found - rows.len());
    for said in [REASON, &counted, "relation "] {
        assert!(entry.subject.contains(said), "{}", entry.subject);
    }
}

#[test]
fn rows_of_persons_and_the_totals_together_tell_of_no_few() {
    let work = folder();
    let (communes, province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
    let [commune, other] = &communes;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    other.import_sample("xa-mau-dap-cau.xlsx");
    // Every third does not agree: they stand apart by what is not told of them.
    let agrees = |case: usize| !case.is_multiple_of(3);
    record_cases_as_agreed(&mut commune.open(), 20, 1..=6, agrees);
    assert_eq!(province.verdict(&commune.submit("2024-6t")), "goi.da-nhan");
    let give_to = |name: &str, period: &str| {
        let to = work.path().join(name);
        province.done(&give(period, &shown(&to), &["--reason", REASON]));
        rows(&to)
    };
    let half = give_to("half", "2024-6t");
    assert!(!half.is_empty());
    record_cases_as_agreed(&mut commune.open(), 16, 5..=12, agrees);
    for unit in [commune, other] {
        assert_eq!(province.verdict(&unit.submit("2024")), "goi.da-nhan");
    }
    let year = give_to("year", "2024");
    let again = give_to("again", "2024");
    assert!(year.len() > half.len());
    assert_eq!(year, again);
    // What the later file says more is of many by itself.
    let mut added = classes(&year);
    for (row, times) in classes(&half) {
        *added.get_mut(row).expect("a row that was told stays") -= times;
    }
    assert!(
        added.values().all(|times| *times == 0 || *times >= LEAST),
        "{added:?}"
    );
    // Nor is a number read from the rows, of whatever unit: that of the small one could be taken from it.
    for unit in [COMMUNE, OTHER_COMMUNE, "256", PROVINCE] {
        let of = year.iter().filter(|row| row["unit"] == unit).count();
        let all = survivors(&province, "2024", unit);
        assert!(of == 0 || all - of >= LEAST, "{unit}: {of} of {all}");
    }
    let whole = survivors(&province, "2024", PROVINCE);
    assert!(whole - year.len() >= LEAST);
}

#[test]
fn a_number_that_was_put_in_place_of_a_count_of_cases_is_in_no_file_of_records() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let why = "đếm lại trên giấy";
    commune.done(&[
        "case",
        "override",
        "2024",
        "III.2.1.1",
        "--value",
        "3",
        "--reason",
        why,
    ]);
    let entered = work.path().join("chi-tieu.json");
    let value = r#"{"indicator": "I.1", "year": 2024, "numerator": 7, "denominator": 9}"#;
    std::fs::write(&entered, value).unwrap();
    commune.done(&["add", "indicator_values", &shown(&entered)]);
    let to = work.path().join("out");
    let annex01 = "phu-luc-01/2024/annual";
    commune.done(&["exchange", annex01, "--form", "parquet", "-o", &shown(&to)]);
    let dump = python("duckdb_dump.py", &[&to]);
    assert!(dump.contains("indicator_values.parquet"), "{dump}");
    assert!(
        dump.contains("I.1") && !dump.contains("III.2.1.1"),
        "{dump}"
    );
}

#[test]
fn a_workbook_of_cases_is_written_by_who_may_see_them_and_the_log_says_so() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    for (name, roles) in [
        ("hoa", "recorder"),
        ("mai", "case-officer"),
        ("thu", "receiver"),
    ] {
        add_user(&commune, name, roles);
    }
    let file = work.path().join("vu-viec.xlsx");
    let kinds = [
        RecordKind::ViolenceCase,
        RecordKind::Survivor,
        RecordKind::SurvivorFacts,
        RecordKind::Service,
    ];
    for (name, may) in [("hoa", false), ("thu", false), ("mai", true)] {
        for kind in kinds {
            let mut office = open_as(&commune.folder, name, PASSPHRASE);
            // Without a reason nobody writes one.
            assert!(office.write_workbook(kind, &file, " \u{202e} ").is_err());
            let why = "đối chiếu với sổ giấy";
            assert_eq!(
                office.write_workbook(kind, &file, why).is_ok(),
                may,
                "{name} {kind:?}"
            );
            let log = store::audit_entries(office.store()).unwrap();
            let last = log.last().unwrap();
            assert_eq!(last.action == "persons-exported", may, "{name} {kind:?}");
            assert_eq!(last.subject.ends_with(why), may, "{name} {kind:?}");
            assert_eq!(file.exists(), may);
        }
    }
    // Nor does one lie there of which the log could not tell, as in a database of a newer program.
    std::fs::remove_file(&file).unwrap();
    let insider = Insider::new(&commune.folder, "mai", PASSPHRASE);
    let newer = "PRAGMA user_version = 99";
    insider.database().execute_batch(newer).unwrap();
    let mut office = open_as(&commune.folder, "mai", PASSPHRASE);
    for kind in kinds {
        assert!(office.write_workbook(kind, &file, "đối chiếu").is_err());
        assert!(!file.exists(), "{kind:?}");
    }
    drop(office);
    let mut office = commune.open();
    let documents = RecordKind::IssuedDocument;
    assert!(office.write_workbook(documents, &file, "").is_err());
    assert!(!file.exists());
}

/// What is printed after a file of persons is held against it: however many were left out of the file by mistake, the
/// print has no few beside those who stand in it.
#[test]
fn what_is_printed_after_a_file_of_persons_has_no_few_beside_them() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    record_cases(&mut commune.open(), 24, 1..=3);
    let to = work.path().join("file");
    commune.done(&give("2024", &shown(&to), &["--reason", REASON]));
    let told = rows(&to);
    let of_unit = told.iter().filter(|row| row["unit"] == COMMUNE).count();
    let of_unit = i64::try_from(of_unit).unwrap();
    assert!(of_unit >= 5);
    let year = Year::new(2024).unwrap();
    let untold: Vec<String> = {
        let office = commune.open();
        let told = store::told_persons(office.store(), year).unwrap();
        let told: Vec<RecordId> = told.into_iter().map(|(id, _)| id).collect();
        let all = store::records::<SurvivorFacts>(office.store(), store::OWN).unwrap();
        let untold = all.iter().filter(|survivor| !told.contains(&survivor.id));
        untold
            .map(|survivor| survivor.record.case.id().to_string())
            .collect()
    };
    let printed = || {
        let office = commune.open();
        let gate = office.gate(year).unwrap();
        let period = "phu-luc-02/2024/annual".parse().unwrap();
        let behind = [UnitCode::new(COMMUNE).unwrap()].into();
        let survivors = CaseCode::Figure(FigureCode::SURVIVORS);
        gate.cleared(&behind, period, &survivors).to_string()
    };
    let (mut hidden, mut shown_then) = (0, 0);
    for case in untold {
        match printed().parse::<i64>() {
            Ok(number) => {
                let beside = number - of_unit;
                assert!(beside == 0 || beside >= 5, "{number} beside {of_unit} rows");
                shown_then += 1;
            }
            Err(_) => hidden += 1,
        }
        let why = "ghi nhầm";
        commune.done(&["case", "void", &case, "--reason", "duplicate", "--why", why]);
    }
    assert!(hidden > 0 && shown_then > 0, "{hidden}, {shown_then}");
}
