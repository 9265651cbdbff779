//! A case over time: where it stands, who is in it, how it counts.

use super::*;
use std::collections::BTreeSet;
use tienbo_support::{commune_and_province, tool};

#[test]
fn a_case_says_where_it_stands_and_what_is_due() {
    let Scene {
        work: _work,
        commune,
        case,
        ..
    } = scene();
    let seen = commune.done(&["case", "show", &case]);
    assert_eq!(seen["state"], "open");
    assert_eq!(seen["danger"]["risk"], "immediate");
    // One is planned, for later than this danger allows.
    assert_eq!(seen["propose_follow_up"], "2024-03-13");
    // By the hour first, then by the day.
    let due = commune.done(&["case", "due"]);
    assert_eq!(due[0]["duty"], "chair-decision");
    assert_eq!(due[0]["over"], true);
    assert_eq!(due[1]["due_on"], "2024-03-19");
    let list = commune.done(&["case", "list", "--state", "open"]);
    assert_eq!(list["rows"][0]["unserved"], 0);
}

#[test]
fn a_person_is_found_by_what_names_her_and_the_log_does_not_say_what_was_looked_for() {
    let Scene {
        work: _work,
        commune,
        case,
        person,
        ..
    } = scene();
    // Whatever the diacritics; by two words in any order.
    for query in ["quynh", "CHIM hoang", "000188", "0999 414", "0999414243"] {
        let found = commune.done(&["case", "find", query]);
        assert_eq!(found[0]["person"], json!(person), "{query}");
        assert_eq!(found[0]["cases"][0]["id"], json!(case));
        assert_eq!(found[0]["cases"][0]["survivor"], true);
    }
    assert_eq!(commune.done(&["case", "find", "khong ai ca"]), json!([]));
    let office = commune.open();
    let log = tienbo_core::store::audit_entries(office.store()).unwrap();
    let of = |action: &str| log.iter().filter(|entry| entry.action == action).count();
    assert_eq!(of("identity-searched"), 6);
    assert!(
        log.iter()
            .all(|entry| find(entry.subject.as_bytes()).is_none())
    );
}

#[test]
fn a_case_counts_and_each_number_opens_its_cases() {
    let Scene {
        work: _work,
        commune,
        case,
        ..
    } = scene();
    // One survivor found and served, one perpetrator below the threshold, counselled.
    let rows = commune.done(&["case", "count", "2024"]);
    let value = |code: &str| {
        let rows = rows.as_array().unwrap();
        rows.iter().find(|row| row["code"] == code).unwrap().clone()
    };
    assert_eq!(value("III.2.1.1")["value"]["value"], 1);
    assert_eq!(value("III.2.1.1.1")["value"]["value"], 1);
    assert_eq!(value("III.2.2.1.1")["value"]["value"], 1);
    let below = value("register:domestic-perpetrators-below");
    assert_eq!(below["value"]["value"], 1);
    assert_eq!(value("III.2.2.1.2")["value"]["value"], 100);
    // How it was counted, and what prints outside.
    assert_eq!(value("III.2.1.1")["cases"], json!([case]));
    assert_eq!(value("III.2.1.1")["outside"], "<5");
    assert_eq!(value("III.2.1.1.2")["outside"], "…");
}

#[test]
fn a_closed_case_is_neither_closed_again_nor_deleted_and_a_voided_one_counts_nowhere() {
    let Scene {
        work: _work,
        commune,
        case,
        ..
    } = scene();
    let close = [
        "case",
        "close",
        &case,
        "--outcome",
        "moved",
        "--why",
        "Đã chuyển đi nơi khác",
        "--on",
        "20/12/2024",
    ];
    commune.done(&close);
    assert_eq!(commune.run(&close).code, 5);
    commune.done(&["case", "reopen", &case]);
    commune.done(&close);
    assert_eq!(commune.done(&["case", "due"]), json!([]));
    let version = commune.done(&["case", "show", &case])["case"]["version"].to_string();
    let delete = ["delete", "violence_cases", &case, "--version", &version];
    assert_eq!(commune.run(&delete).code, 4);
    let why = "Trùng với vụ đã ghi";
    commune.done(&["case", "void", &case, "--reason", "duplicate", "--why", why]);
    let told = commune.run(&["check", "2024"]).json()["voided"].clone();
    assert!(string(&told[0]["told"]).contains(why), "{told}");
    assert_eq!(counted(&commune, "III.2.1.1"), 0);
    assert_eq!(commune.done(&["case", "show", &case])["state"], "voided");
    assert_eq!(commune.run(&["verify"]).code, 0);
}

#[test]
fn who_refused_to_be_recorded_is_not_named() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    let file = write(
        work,
        "case.json",
        &json!({"case": {"found_on": "12/03/2024", "category": "gender-based",
                         "other_acts": "stalking"},
                "survivor": {"sex": "female", "age": "18-24", "consent": "refused"}}),
    );
    let case = string(&commune.done(&["case", "open", &file])["id"]);
    let person = string(&commune.done(&["case", "show", &case])["survivors"][0]["person"]);
    let names = write(work, "names.json", &json!({"name": "Không Được Ghi"}));
    assert_eq!(
        commune.run(&["case", "name", &case, &person, &names]).code,
        5
    );
    let papers = write(work, "papers.json", &json!({"account": "kể lại"}));
    assert_eq!(commune.run(&["case", "write", &case, &papers]).code, 5);
    // A number that is nobody's in the case.
    assert_eq!(
        commune.run(&["case", "name", &case, "12345", &names]).code,
        5
    );
}

#[test]
fn what_is_wrong_in_both_parts_of_a_new_case_is_told_at_once_and_nothing_is_half_kept() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    let file = write(
        work,
        "case.json",
        &json!({"case": {"found_on": "32/03/2024"}, "survivor": {"age": "trẻ"}}),
    );
    assert_eq!(commune.run(&["case", "open", &file]).code, 4);
    assert_eq!(commune.done(&["case", "list"])["all"], 0);
}

#[test]
fn a_number_put_in_place_of_a_count_prints_as_a_footnote_and_travels() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    let row = "III.2.1.1";
    let put = ["case", "override", "2024", row, "--value", "9"];
    assert_eq!(commune.run(&put).code, 5, "a reason is needed");
    let reason = "công an xã báo thêm năm người";
    commune.done(&[&put[..], &["--reason", reason]].concat());
    assert_eq!(
        commune
            .run(&[
                "case", "override", "2024", "II.1.1", "--value", "9", "--reason", "x"
            ])
            .code,
        5,
        "no row of the register"
    );
    let pdf = shown(&work.join("phu-luc-01.pdf"));
    commune.done(&["report", "phu-luc-01/2024/annual", "-o", &pdf]);
    let text = tool("pdftotext", &["-layout", &pdf, "-"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(reason), "{text}");
    // Who died lowers a rate where she was never helped: the rule stands below each print, whether anybody did or not.
    assert!(text.contains("Người đã chết cũng tính"), "{text}");
    // Four is a small number: neither the note says it, nor the nine, which are the four and the five
    // of the reason.
    assert!(text.contains("… (1)") && !text.contains("đếm 4"), "{text}");
    // At the province the unit's number counts, with its reason.
    assert_eq!(
        province.verdict(&commune.submit("phu-luc-01/2024/annual")),
        "goi.da-nhan"
    );
    let all = province.done(&["figures", "phu-luc-01/2024/annual", "--all"]);
    let rows = all["annex01"].as_array().unwrap();
    let found = rows.iter().find(|found| found["code"] == row).unwrap();
    assert_eq!(found["value"], 9);
    assert_eq!(found["overrides"][0]["counted"]["value"], 4);
    assert_eq!(found["overrides"][0]["reason"], reason);
    // Without it, the register counts again.
    commune.done(&["case", "override", "2024", row]);
    let rows = commune.done(&["case", "count", "2024"]);
    let rows = rows.as_array().unwrap();
    let found = rows.iter().find(|found| found["code"] == row).unwrap();
    assert_eq!(found["value"]["value"], 4);
}

#[test]
fn numbers_for_outside_are_masked_so_that_none_follows_from_the_others() {
    let work = folder();
    let work = work.path();
    let (commune, _) = commune_and_province(work);
    let span = [
        "case",
        "analysis",
        "--from",
        "01/01/2024",
        "--to",
        "31/12/2024",
    ];
    let inside = commune.done(&span);
    let outside = commune.done(&[&span[..], &["--outside"]].concat());
    assert_eq!(inside["cases"], 6);
    assert_eq!(outside["cases"], "6");
    let months = |of: &Value| {
        let rows = of["tables"][0]["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| row["count"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        months(&inside).iter().filter(|count| **count == 1).count(),
        6
    );
    assert!(months(&outside).iter().all(|count| count != "1"));
    // One survivor was offered help and got none: her case stands first, inside alone.
    assert_eq!(inside["without_service"].as_array().unwrap().len(), 1);
    assert_eq!(outside["without_service"], Value::Null);
    let labels: BTreeSet<String> = inside["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| string(&table["code"]))
        .collect();
    assert_eq!(labels.len(), 8);
}
