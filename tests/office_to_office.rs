//! What one office enters is what the next one counts: two communes → district → province.

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::BufReader;
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, commune_and_province, enrolled, folder,
    repository, sample, shown, string, tienbo,
};

const WORKBOOKS: [(&str, &str); 3] = [
    (COMMUNE, "xa-mau-vu-ninh.xlsx"),
    (OTHER_COMMUNE, "xa-mau-dap-cau.xlsx"),
    (DISTRICT, "huyen-mau-bac-ninh.xlsx"),
];

/// A sheet's rows as they stand in the file, by heading: read here without the product's code.
fn rows(file: &str, sheet: &str) -> Vec<BTreeMap<String, Data>> {
    let mut book: Xlsx<BufReader<std::fs::File>> = open_workbook(sample(file)).unwrap();
    let Ok(range) = book.worksheet_range(sheet) else {
        return Vec::new();
    };
    let mut rows = range.rows();
    let heads: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(|head| head.to_string().trim_end_matches(" *").to_owned())
        .collect();
    rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

fn all(sheet: &str) -> Vec<BTreeMap<String, Data>> {
    WORKBOOKS
        .iter()
        .flat_map(|(_, file)| rows(file, sheet))
        .collect()
}

fn sum(rows: &[BTreeMap<String, Data>], column: &str) -> i64 {
    rows.iter()
        .filter_map(|row| match row.get(column) {
            Some(Data::Float(number)) => Some(*number as i64),
            _ => None,
        })
        .sum()
}

/// What the three workbooks say, by the names of the province's figures.
fn expected() -> BTreeMap<&'static str, i64> {
    let documents = all("Văn bản ban hành");
    let events = all("Cuộc truyền thông");
    let courses = all("Lớp tập huấn, bồi dưỡng");
    let money = all("Kinh phí");
    let cases = all("Vụ việc bạo lực");
    let own = |row: &&BTreeMap<String, Data>| {
        row["Đơn vị tổ chức"] == Data::String("Ban VSTBPN".to_owned())
    };
    let served = |row: &&BTreeMap<String, Data>| row["Dịch vụ đã nhận"] != Data::Empty;
    BTreeMap::from([
        ("documents", documents.len() as i64),
        ("events", events.len() as i64),
        ("events.committee", events.iter().filter(own).count() as i64),
        ("events.men", sum(&events, "Số nam")),
        ("events.women", sum(&events, "Số nữ")),
        (
            "events.unrecorded",
            sum(&events, "Số chưa ghi nhận giới tính"),
        ),
        ("courses", courses.len() as i64),
        ("courses.women", sum(&courses, "Số nữ")),
        ("inspections", all("Cuộc kiểm tra").len() as i64),
        ("funding.granted", sum(&money, "Số được cấp (đồng)")),
        ("funding.used", sum(&money, "Số đã sử dụng (đồng)")),
        ("cases", cases.len() as i64),
        (
            "survivors.served",
            cases.iter().filter(served).count() as i64,
        ),
    ])
}

fn figures(office: &CliOffice, period: &str) -> Value {
    office.done(&["figures", period, "--all"])["figures"].clone()
}

#[test]
fn the_provinces_totals_are_the_sum_of_the_workbooks() {
    let work = folder();
    let work = work.path();
    let ([commune, other, district], province) = enrolled(work, [COMMUNE, OTHER_COMMUNE, DISTRICT]);
    for (office, (_, file)) in [&commune, &other, &district].into_iter().zip(WORKBOOKS) {
        office.import_sample(file);
    }

    for unit in [&commune, &other] {
        let package = unit.submit("2024");
        assert_eq!(district.verdict(&package), "goi.da-nhan");
    }
    let passed_on = district.submit("2024");
    let outcome = &province.import(&[&passed_on])[0];
    assert_eq!(outcome["verdict"], "goi.da-nhan");
    assert_eq!(outcome["children"].as_array().unwrap().len(), 2);

    let found = figures(&province, "2024");
    for (code, number) in expected() {
        assert_eq!(found[code]["value"], number, "{code}");
    }
    // Every number opens into the records under it.
    assert_eq!(
        found["documents"]["records"].as_array().unwrap().len() as i64,
        found["documents"]["value"].as_i64().unwrap()
    );

    // The same file again changes nothing.
    assert_eq!(province.verdict(&passed_on), "goi.da-co");
    assert_eq!(figures(&province, "2024"), found);

    // Returned with reasons: the commune sees them, corrects, and its second revision replaces.
    let receipt = work.join("receipt.tienbo");
    let reason = "I.1: thiếu một văn bản";
    let args = [
        "receipt",
        COMMUNE,
        "2024",
        "-o",
        &shown(&receipt),
        "--return-reason",
        reason,
    ];
    province.done(&args);
    assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
    let sent = &commune.done(&["inbox"])["sent"][0];
    assert_eq!(sent["receipt"], "returned");
    assert_eq!(sent["reasons"][0]["section"], "I.1");
    assert_eq!(sent["reasons"][0]["text"], "thiếu một văn bản");

    commune.done(&["reopen", "2024"]);
    let document = work.join("document.json");
    let text = r#"{"symbol": "99/BC-BVSTBPN", "date": "2024-12-01", "issuer": "Ban VSTBPN", "summary": "Văn bản bổ sung"}"#;
    std::fs::write(&document, text).unwrap();
    commune.done(&["add", "issued_documents", &shown(&document)]);
    let listed = commune.done(&["list", "communication_events"]);
    let event = &listed[0];
    let id = event["id"].as_str().unwrap();
    commune.done(&["delete", "communication_events", id, "--version", "1"]);
    let second = commune.submit("2024");
    assert_eq!(province.verdict(&second), "goi.thay-the");
    let after = figures(&province, "2024");
    assert_eq!(
        after["documents"]["value"].as_i64().unwrap(),
        found["documents"]["value"].as_i64().unwrap() + 1
    );
    assert_eq!(
        after["events"]["value"].as_i64().unwrap(),
        found["events"]["value"].as_i64().unwrap() - 1
    );

    // The history stays, and who did not report is named.
    let inbox = province.done(&["inbox", "2024"]);
    let of_commune = |entry: &&Value| entry["unit"] == COMMUNE;
    let history: Vec<&Value> = inbox["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(of_commune)
        .collect();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0]["replaced"], true);
    assert_eq!(history[1]["replaced"], false);
    assert_eq!(history[1]["closing"]["reason"], "số liệu thử");
    assert_eq!(inbox["missing"].as_array().unwrap().len(), 138 - 3);
    // Made long after 5 December 2024.
    assert_eq!(history[1]["late"], true);
    assert_eq!(province.done(&["verify"])["fine"], true);
}

#[test]
fn a_closed_period_keeps_its_numbers_until_it_is_opened_again() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    commune.done(&["close", "2024", "--reason", "thử"]);
    let before = commune.done(&["figures", "2024"])["figures"].clone();

    let event = commune.done(&["list", "communication_events"])[0].clone();
    let mut changed = event.as_object().unwrap().clone();
    for name in ["id", "version"] {
        changed.remove(name);
    }
    changed.insert("women".to_owned(), Value::from(1000));
    let file = work.join("changed.json");
    std::fs::write(&file, Value::Object(changed).to_string()).unwrap();
    let id = event["id"].as_str().unwrap();
    let args = [
        "change",
        "communication_events",
        id,
        "--version",
        "1",
        &shown(&file),
    ];
    commune.done(&args);
    let stale = commune.run(&args);
    assert_eq!(stale.code, 5, "{stale:?}");

    assert_eq!(commune.done(&["figures", "2024"])["figures"], before);
    let check = commune.done(&["check", "2024"]);
    let since = &check["changed_since_closing"];
    assert_eq!(since["records"][0]["id"], id);
    assert_eq!(since["records"][0]["change"], "changed");
    let codes: Vec<&str> = since["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| figure["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"events.women"), "{codes:?}");

    // The package carries what stood at closing.
    let package = work.join("closed.tienbo");
    commune.done(&["export", "2024", "-o", &shown(&package)]);
    assert_eq!(province.verdict(&package), "goi.da-nhan");
    assert_eq!(
        figures(&province, "2024")["events.women"],
        before["events.women"]
    );
}

#[test]
fn new_keys_are_introduced_by_the_former_ones() {
    let work = folder();
    let work = work.path();
    let ([commune, other], province) = enrolled(work, [COMMUNE, OTHER_COMMUNE]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let first = commune.submit("2024-6t");

    // A receipt sealed to the former reading key can still be opened after the change.
    assert_eq!(province.verdict(&first), "goi.da-nhan");
    let receipt = work.join("receipt.tienbo");
    province.done(&[
        "receipt",
        COMMUNE,
        "2024-6t",
        "-o",
        &shown(&receipt),
        "--accept",
    ]);
    commune.done(&["reopen", "2024-6t"]);
    let on_the_way = commune.submit("2024-6t");
    let card = work.join("new-card.tienbo");
    commune.done(&["card", "-o", &shown(&card), "--new-keys"]);
    assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");

    // Before its card is there, a package under the new key is not accepted; after it, it is.
    let second = commune.submit("2024");
    assert_eq!(province.verdict(&second), "goi.khoa-la");
    assert_eq!(province.verdict(&card), "goi.the-da-tin-cay");
    assert_eq!(province.verdict(&second), "goi.da-nhan");
    // A package under the former key is refused from now on; what came under it before stays, and
    // can be read again as it came.
    assert_eq!(province.verdict(&on_the_way), "goi.khoa-thu-hoi");
    assert_eq!(province.verdict(&first), "goi.da-co");
    let label = tienbo(&["--json", "inspect", &shown(&first)]).json();
    let again = work.join("again.tienbo");
    let id = string(&label["envelope"]["package_id"]);
    province.done(&["original", &id, "-o", &shown(&again)]);
    assert_eq!(
        std::fs::read(&again).unwrap(),
        std::fs::read(&first).unwrap()
    );
    let (_, content) = province.open().reread(&id).unwrap();
    assert!(!content.records.is_empty());

    // The province changes its keys too: its roster is accepted without another telephone call.
    let card = work.join("province.tienbo");
    province.done(&["card", "-o", &shown(&card), "--new-keys"]);
    let roster = work.join("roster-2.tienbo");
    province.done(&["roster", "-o", &shown(&roster)]);
    assert_eq!(other.verdict(&roster), "goi.danh-ba-da-nhan");
    other.import_sample("xa-mau-dap-cau.xlsx");
    assert_eq!(province.verdict(&other.submit("2024")), "goi.da-nhan");
}

#[test]
fn a_roster_brings_the_next_years_catalogue() {
    let work = folder();
    let work = work.path();
    let ([commune], province) = enrolled(work, [COMMUNE]);
    assert_eq!(commune.run(&["check", "2025"]).code, 5);

    // The same tree with another year and another deadline: nothing but data.
    let folder = work.join("catalogue");
    std::fs::create_dir(&folder).unwrap();
    for name in [
        "outline-2024.toml",
        "annex01-2024.toml",
        "dhis2-2024.toml",
        "units-bac-ninh-2024.tsv",
    ] {
        let file = repository("assets/catalogue").join(name);
        std::fs::copy(file, folder.join(name)).unwrap();
    }
    let text = std::fs::read_to_string(repository("assets/catalogue").join("bac-ninh-2024.toml"))
        .unwrap()
        .replace("bac-ninh-2024.1", "thu-2025.1")
        .replace("\nyear = 2024", "\nyear = 2025")
        .replace("373/QĐ-UBND", "11/QĐ-THU");
    let main = folder.join("thu-2025.toml");
    std::fs::write(&main, text).unwrap();
    province.done(&["catalogue", "--catalogue-file", &shown(&main), "--adopt"]);
    let roster = work.join("roster-2.tienbo");
    province.done(&["roster", "-o", &shown(&roster)]);
    assert_eq!(commune.verdict(&roster), "goi.danh-ba-da-nhan");
    commune.run(&["check", "2025"]).json();

    let file = work.join("members.json");
    let head = r#"{"name": "Nguyễn Thị Mẫu", "sex": "female", "position": "Phó Chủ tịch", "role": "head", "since": "2024-01-01"}"#;
    std::fs::write(&file, head).unwrap();
    commune.done(&["add", "committee_members", &shown(&file)]);
    let package = commune.submit("2025");
    assert_eq!(province.verdict(&package), "goi.da-nhan");
    let label = tienbo(&["inspect", &shown(&package), "--json"]).json();
    assert_eq!(label["envelope"]["catalogue"], "thu-2025.1");
}

#[test]
fn attachments_travel_only_when_ticked() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    let document = commune.done(&["list", "issued_documents"])[0]["id"].clone();
    let document = document.as_str().unwrap();
    let (goes, stays) = (work.join("đi.txt"), work.join("ở-lại.txt"));
    std::fs::write(&goes, "tệp gửi kèm").unwrap();
    std::fs::write(&stays, "tệp để lại").unwrap();
    let attach = ["attach", "issued_documents", document];
    commune.done(&[&attach[..], &[&shown(&goes), "--travels"]].concat());
    commune.done(&[&attach[..], &[&shown(&stays)]].concat());
    let case = commune.done(&["list", "violence_cases"])[0]["id"].clone();
    let refused = commune.run(&[
        "attach",
        "violence_cases",
        case.as_str().unwrap(),
        &shown(&goes),
    ]);
    assert_eq!(refused.code, 4);

    let outcome = &province.import(&[&commune.submit("2024")])[0];
    assert_eq!(outcome["verdict"], "goi.da-nhan");
    assert_eq!(outcome["counts"]["attachments"], 1);
    assert_eq!(province.done(&["verify"])["fine"], true);
}

#[test]
fn indicators_add_up_from_their_numerators() {
    let work = folder();
    let work = work.path();
    let ([commune, other], province) = enrolled(work, [COMMUNE, OTHER_COMMUNE]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let period = "phu-luc-01/2024/annual";
    for (office, women, all) in [(&commune, 1, 2), (&other, 9, 10)] {
        let values = serde_json::json!([
            {"indicator": "I.1.4.a", "year": 2024, "value": all * 10_000},
            {"indicator": "I.1.4.b", "year": 2024, "value": women * 10_000},
        ]);
        let file = work.join("values.json");
        std::fs::write(&file, values.to_string()).unwrap();
        office.done(&["add", "indicator_values", &shown(&file)]);
        // A row that is computed takes no entry.
        let computed = serde_json::json!({"indicator": "I.1.4", "year": 2024, "value": 1});
        std::fs::write(&file, computed.to_string()).unwrap();
        assert_eq!(
            office.run(&["add", "indicator_values", &shown(&file)]).code,
            4
        );
        let check = office.done(&["check", period]);
        let missing = |finding: &&Value| finding["code"] == "no-value";
        let findings = check["findings"].as_array().unwrap();
        assert!(findings.iter().filter(missing).count() > 10);
        assert_eq!(province.verdict(&office.submit(period)), "goi.da-nhan");
    }
    let rows = province.done(&["figures", period, "--all"])["annex01"].clone();
    let value = |code: &str| {
        let rows = rows.as_array().unwrap();
        rows.iter().find(|row| row["code"] == code).unwrap()["value"].clone()
    };
    // 10 of 12, in ten-thousandths of a per cent; not the mean of 50 % and 90 %.
    assert_eq!(value("I.1.4"), 833_333);
    // From the register: four survivors of domestic violence, three of them served.
    assert_eq!(value("III.2.1.1"), 40_000);
    assert_eq!(value("III.2.1.1.1"), 30_000);
    assert_eq!(value("III.2.1.1.2"), 750_000);
    // Nothing found: blank, neither 0 % nor 100 %.
    assert_eq!(value("III.4.3"), Value::Null);
}

#[test]
fn what_is_shown_to_leave_is_what_leaves_and_asked_for_again_it_is_the_same_file() {
    let folder = folder();
    let (commune, province) = commune_and_province(folder.path());
    let package = commune.submit("2024");
    let office = commune.open();
    let period = "2024".parse().unwrap();
    let leaving = office.leaving(period).unwrap();
    // Six survivors and six perpetrators.
    assert_eq!(leaving.identities, 12);
    assert_eq!(leaving.readers, ["Tỉnh Bắc Ninh"]);
    drop(office);

    // The same revision once more: no second package that would be a conflict.
    let again = folder.path().join("again.tienbo");
    commune.done(&["export", "2024", "-o", &shown(&again)]);
    assert_eq!(
        std::fs::read(&package).unwrap(),
        std::fs::read(&again).unwrap()
    );

    assert_eq!(province.verdict(&package), "goi.da-nhan");
    let office = province.open();
    let store = office.store();
    let submission = &tienbo_core::store::submissions(store).unwrap()[0];
    let mut count = 0;
    for (kind, shown) in &leaving.records {
        let arrived = tienbo_core::store::flat_records(store, *kind, submission.origin).unwrap();
        let cells = |records: &[tienbo_core::model::Flat]| {
            let mut all: Vec<_> = records
                .iter()
                .map(|record| (record.id, record.record.clone()))
                .collect();
            all.sort_by_key(|(id, _)| *id);
            all
        };
        assert_eq!(cells(shown), cells(&arrived), "{kind:?}");
        count += arrived.len();
    }
    let arrived: usize = tienbo_core::model::RecordKind::ALL
        .into_iter()
        .map(|kind| {
            tienbo_core::store::flat_records(store, kind, submission.origin)
                .unwrap()
                .len()
        })
        .sum();
    assert_eq!(count, arrived, "something arrived that was not shown");
}
