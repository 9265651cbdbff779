//! What one office enters is what the next one counts: two communes → district → province.

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, Ran, commune_and_province, copy, enrolled, folder,
    made_once, repository, sample, shown, string, there, tienbo,
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

/// Two communes and their district with the workbooks' records, and the province.
struct Country {
    folder: TempDir,
    commune: CliOffice,
    other: CliOffice,
    district: CliOffice,
    province: CliOffice,
}

impl Country {
    fn new() -> Self {
        let folder = folder();
        let ([commune, other, district], province) =
            there(folder.path(), [COMMUNE, OTHER_COMMUNE, DISTRICT]);
        Self {
            folder,
            commune,
            other,
            district,
            province,
        }
    }

    fn made(name: &str, make: impl FnOnce(&Self)) -> Self {
        let made = Self::new();
        made_once(name.to_owned(), made.folder.path(), |path| {
            let country = Self::new();
            make(&country);
            copy(country.folder.path(), path);
        });
        made
    }

    /// The district has passed on what its communes sent, with its own.
    fn passed_on() -> Self {
        Self::made("a district passes on", |country| {
            enrolled(country.folder.path(), [COMMUNE, OTHER_COMMUNE, DISTRICT]);
            let units = [&country.commune, &country.other, &country.district];
            for (office, (_, file)) in units.into_iter().zip(WORKBOOKS) {
                office.import_sample(file);
            }
            for unit in [&country.commune, &country.other] {
                let package = unit.submit("2024");
                assert_eq!(country.district.verdict(&package), "goi.da-nhan");
            }
            let package = country.district.submit("2024");
            std::fs::copy(package, country.package()).unwrap();
        })
    }

    /// The province has taken that in.
    fn taken_in() -> Self {
        Self::made("what a district passed on is taken in", |country| {
            copy(Self::passed_on().folder.path(), country.folder.path());
            let verdict = country.province.verdict(&country.package());
            assert_eq!(verdict, "goi.da-nhan");
        })
    }

    /// The province has returned the commune's with a reason, and the commune knows.
    fn returned() -> Self {
        Self::made("a commune's is returned", |country| {
            copy(Self::taken_in().folder.path(), country.folder.path());
            let receipt = country.file("receipt.tienbo");
            let give = ["receipt", COMMUNE, "2024", "-o", &shown(&receipt)];
            let reason = ["--return-reason", "I.1: thiếu một văn bản"];
            country.province.done(&[&give[..], &reason].concat());
            let verdict = country.commune.verdict(&receipt);
            assert_eq!(verdict, "goi.phieu-da-nhan");
        })
    }

    /// The commune has added a document, deleted an event, and sent its year again.
    fn corrected() -> Self {
        Self::made("a commune's is corrected", |country| {
            copy(Self::returned().folder.path(), country.folder.path());
            let commune = &country.commune;
            commune.done(&["reopen", "2024"]);
            let document = country.file("document.json");
            let text = r#"{"symbol": "99/BC-BVSTBPN", "date": "2024-12-01", "issuer": "Ban VSTBPN", "summary": "Văn bản bổ sung"}"#;
            std::fs::write(&document, text).unwrap();
            commune.done(&["add", "issued_documents", &shown(&document)]);
            let event = string(&commune.done(&["list", "communication_events"])[0]["id"]);
            commune.done(&["delete", "communication_events", &event, "--version", "1"]);
            let second = commune.submit("2024");
            assert_eq!(country.province.verdict(&second), "goi.thay-the");
        })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the district passed on.
    fn package(&self) -> PathBuf {
        self.file("passed-on.tienbo")
    }

    /// The submissions of the commune that the province has, oldest first.
    fn history(&self) -> Vec<Value> {
        let inbox = self.province.done(&["inbox", "2024"]);
        let submissions = inbox["submissions"].as_array().unwrap().iter();
        submissions
            .filter(|entry| entry["unit"] == COMMUNE)
            .cloned()
            .collect()
    }
}

#[test]
fn a_district_passes_on_what_its_communes_sent() {
    let country = Country::passed_on();
    let outcome = &country.province.import(&[&country.package()])[0];
    assert_eq!(outcome["verdict"], "goi.da-nhan");
    assert_eq!(outcome["children"].as_array().unwrap().len(), 2);
}

#[test]
fn the_provinces_totals_are_the_sum_of_the_workbooks() {
    let found = figures(&Country::taken_in().province, "2024");
    for (code, number) in expected() {
        assert_eq!(found[code]["value"], number, "{code}");
    }
    // Every number opens into the records under it.
    assert_eq!(
        found["documents"]["records"].as_array().unwrap().len() as i64,
        found["documents"]["value"].as_i64().unwrap()
    );
}

#[test]
fn the_same_file_again_changes_nothing() {
    let country = Country::taken_in();
    let found = figures(&country.province, "2024");
    assert_eq!(country.province.verdict(&country.package()), "goi.da-co");
    assert_eq!(figures(&country.province, "2024"), found);
}

#[test]
fn the_reason_of_a_return_is_seen_by_the_unit() {
    let country = Country::returned();
    let sent = &country.commune.done(&["inbox"])["sent"][0];
    assert_eq!(sent["receipt"], "returned");
    assert_eq!(sent["reasons"][0]["section"], "I.1");
    assert_eq!(sent["reasons"][0]["text"], "thiếu một văn bản");
}

#[test]
fn a_second_revision_replaces_the_first_in_every_number() {
    let found = figures(&Country::taken_in().province, "2024");
    let after = figures(&Country::corrected().province, "2024");
    assert_eq!(
        after["documents"]["value"].as_i64().unwrap(),
        found["documents"]["value"].as_i64().unwrap() + 1
    );
    assert_eq!(
        after["events"]["value"].as_i64().unwrap(),
        found["events"]["value"].as_i64().unwrap() - 1
    );
}

#[test]
fn the_history_of_a_submission_stays() {
    let country = Country::corrected();
    let history = country.history();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0]["replaced"], true);
    assert_eq!(history[1]["replaced"], false);
    assert_eq!(history[1]["closing"]["reason"], "số liệu thử");
    // Made long after 5 December 2024.
    assert_eq!(history[1]["late"], true);
    assert_eq!(country.province.done(&["verify"])["fine"], true);
}

#[test]
fn who_did_not_report_is_named() {
    let inbox = Country::corrected().province.done(&["inbox", "2024"]);
    assert_eq!(inbox["missing"].as_array().unwrap().len(), 138 - 3);
}

/// A commune that closed its year and changed an event after it, and the province.
struct Closed {
    folder: TempDir,
    commune: CliOffice,
    province: CliOffice,
    /// Id of the event.
    event: String,
    /// The figures at closing.
    before: Value,
}

impl Closed {
    /// What changes the event once more, as if it had not been changed.
    const CHANGE: &str = "change.json";

    fn new() -> Self {
        let folder = folder();
        let path = folder.path();
        made_once("changed after closing".to_owned(), path, |path| {
            let (commune, _) = commune_and_province(path);
            commune.done(&["close", "2024", "--reason", "thử"]);
            let figures = &commune.done(&["figures", "2024"])["figures"];
            std::fs::write(path.join("figures.json"), figures.to_string()).unwrap();
            let mut event = commune.done(&["list", "communication_events"])[0].take();
            let fields = event.as_object_mut().unwrap();
            fields.remove("version");
            let id = string(&fields.remove("id").unwrap());
            fields.insert("women".to_owned(), Value::from(1000));
            std::fs::write(path.join(Self::CHANGE), event.to_string()).unwrap();
            std::fs::write(path.join("event"), &id).unwrap();
            let ran = Self::change(&commune, path, &id);
            assert_eq!(ran.code, 0, "{ran:?}");
        });
        let read = |name: &str| std::fs::read_to_string(path.join(name)).unwrap();
        let ([commune], province) = there(path, [COMMUNE]);
        Self {
            commune,
            province,
            event: read("event"),
            before: serde_json::from_str(&read("figures.json")).unwrap(),
            folder,
        }
    }

    /// Changes the first version of the event.
    fn change(commune: &CliOffice, path: &Path, id: &str) -> Ran {
        let file = shown(&path.join(Self::CHANGE));
        let change = ["change", "communication_events", id, "--version", "1"];
        commune.run(&[&change[..], &[&file]].concat())
    }
}

#[test]
fn a_version_that_is_no_more_is_not_changed() {
    let closed = Closed::new();
    let stale = Closed::change(&closed.commune, closed.folder.path(), &closed.event);
    assert_eq!(stale.code, 5, "{stale:?}");
}

#[test]
fn a_closed_period_keeps_its_numbers_and_says_what_changed_since() {
    let closed = Closed::new();
    let now = &closed.commune.done(&["figures", "2024"])["figures"];
    assert_eq!(*now, closed.before);
    let check = closed.commune.done(&["check", "2024"]);
    let since = &check["changed_since_closing"];
    assert_eq!(since["records"][0]["id"], *closed.event);
    assert_eq!(since["records"][0]["change"], "changed");
    let codes: Vec<&str> = since["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| figure["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"events.women"), "{codes:?}");
}

#[test]
fn a_package_carries_what_stood_at_closing() {
    let closed = Closed::new();
    let package = closed.folder.path().join("closed.tienbo");
    let export = ["export", "2024", "-o", &shown(&package)];
    closed.commune.done(&export);
    assert_eq!(closed.province.verdict(&package), "goi.da-nhan");
    assert_eq!(
        figures(&closed.province, "2024")["events.women"],
        closed.before["events.women"]
    );
}

/// A commune that changed its keys when a receipt was on its way to it, and a package from it.
struct NewKeys {
    folder: TempDir,
    commune: CliOffice,
    province: CliOffice,
}

impl NewKeys {
    fn new() -> Self {
        let folder = folder();
        made_once("new keys".to_owned(), folder.path(), |path| {
            let (commune, province) = commune_and_province(path);
            let keep = |package: &Path, name| std::fs::rename(package, path.join(name)).unwrap();
            keep(&commune.submit("2024-6t"), "first.tienbo");
            let first = path.join("first.tienbo");
            assert_eq!(province.verdict(&first), "goi.da-nhan");
            let receipt = shown(&path.join("receipt.tienbo"));
            province.done(&["receipt", COMMUNE, "2024-6t", "-o", &receipt, "--accept"]);
            commune.done(&["reopen", "2024-6t"]);
            keep(&commune.submit("2024-6t"), "on-the-way.tienbo");
            let card = shown(&path.join("card.tienbo"));
            commune.done(&["card", "-o", &card, "--new-keys"]);
        });
        let ([commune], province) = there(folder.path(), [COMMUNE]);
        Self {
            folder,
            commune,
            province,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The province takes the card of the new keys in.
    fn introduce(&self) {
        let verdict = self.province.verdict(&self.file("card.tienbo"));
        assert_eq!(verdict, "goi.the-da-tin-cay");
    }
}

#[test]
fn a_receipt_that_is_sealed_to_the_former_key_can_still_be_opened() {
    let keys = NewKeys::new();
    let verdict = keys.commune.verdict(&keys.file("receipt.tienbo"));
    assert_eq!(verdict, "goi.phieu-da-nhan");
}

#[test]
fn new_keys_are_introduced_by_the_former_ones() {
    let keys = NewKeys::new();
    let second = keys.commune.submit("2024");
    assert_eq!(keys.province.verdict(&second), "goi.khoa-la");
    keys.introduce();
    assert_eq!(keys.province.verdict(&second), "goi.da-nhan");
}

#[test]
fn a_former_key_is_good_no_more_but_for_what_came_under_it() {
    let keys = NewKeys::new();
    keys.introduce();
    let on_the_way = keys.file("on-the-way.tienbo");
    assert_eq!(keys.province.verdict(&on_the_way), "goi.khoa-thu-hoi");
    let first = keys.file("first.tienbo");
    assert_eq!(keys.province.verdict(&first), "goi.da-co");
    // It can be read again as it came.
    let label = tienbo(&["--json", "inspect", &shown(&first)]).json();
    let again = keys.file("again.tienbo");
    let id = string(&label["envelope"]["package_id"]);
    keys.province.done(&["original", &id, "-o", &shown(&again)]);
    assert_eq!(
        std::fs::read(&again).unwrap(),
        std::fs::read(&first).unwrap()
    );
    let (_, content) = keys.province.open().reread(&id).unwrap();
    assert!(!content.records.is_empty());
}

#[test]
fn a_provinces_new_keys_come_with_its_roster_without_another_call() {
    let folder = folder();
    let (commune, province) = commune_and_province(folder.path());
    let card = shown(&folder.path().join("province.tienbo"));
    province.done(&["card", "-o", &card, "--new-keys"]);
    let roster = folder.path().join("roster-2.tienbo");
    province.done(&["roster", "-o", &shown(&roster)]);
    commune.accept_roster(&roster);
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.da-nhan");
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
    commune.accept_roster(&roster);
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

const ANNEX01: &str = "phu-luc-01/2024/annual";

/// Two communes, the first with the sample's year, that have entered a row's two parts each; and
/// the province.
fn with_values(work: &Path) -> ([CliOffice; 2], CliOffice) {
    made_once("values of annex 01".to_owned(), work, |work| {
        let ([commune, other], _) = enrolled(work, [COMMUNE, OTHER_COMMUNE]);
        commune.import_sample("xa-mau-vu-ninh.xlsx");
        for (office, women, all) in [(&commune, 1, 2), (&other, 9, 10)] {
            let values = serde_json::json!([
                {"indicator": "I.1.4.a", "year": 2024, "value": all},
                {"indicator": "I.1.4.b", "year": 2024, "value": women},
            ]);
            let file = work.join("values.json");
            std::fs::write(&file, values.to_string()).unwrap();
            office.done(&["add", "indicator_values", &shown(&file)]);
        }
    });
    there(work, [COMMUNE, OTHER_COMMUNE])
}

/// The value of a row of the province, once both communes have reported.
fn value_of_all(code: &str) -> Value {
    let work = folder();
    let work = work.path();
    made_once("annex 01 of two communes".to_owned(), work, |work| {
        let (communes, province) = with_values(work);
        for office in &communes {
            assert_eq!(province.verdict(&office.submit(ANNEX01)), "goi.da-nhan");
        }
        let figures = province.done(&["figures", ANNEX01, "--all"]);
        std::fs::write(work.join("rows.json"), figures["annex01"].to_string()).unwrap();
    });
    let rows = std::fs::read(work.join("rows.json")).unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&rows).unwrap();
    rows.iter().find(|row| row["code"] == code).unwrap()["value"].clone()
}

#[test]
fn a_row_that_is_computed_takes_no_entry() {
    let work = folder();
    let (communes, _) = with_values(work.path());
    let file = work.path().join("values.json");
    let computed = serde_json::json!({"indicator": "I.1.4", "year": 2024, "value": 1});
    std::fs::write(&file, computed.to_string()).unwrap();
    for office in communes {
        let refused = office.run(&["add", "indicator_values", &shown(&file)]);
        assert_eq!(refused.code, 4);
    }
}

#[test]
fn rows_without_a_value_are_found_by_the_check() {
    let work = folder();
    let (communes, _) = with_values(work.path());
    for office in communes {
        let check = office.done(&["check", ANNEX01]);
        let missing = |finding: &&Value| finding["code"] == "no-value";
        let findings = check["findings"].as_array().unwrap();
        assert!(findings.iter().filter(missing).count() > 10);
    }
}

#[test]
fn indicators_add_up_from_their_numerators() {
    // 10 of 12, in ten-thousandths of a per cent; not the mean of 50 % and 90 %.
    assert_eq!(value_of_all("I.1.4"), 83.3333);
}

#[test]
fn indicators_of_the_register_are_counted_from_its_cases() {
    // Four survivors of domestic violence, three of them served.
    assert_eq!(value_of_all("III.2.1.1"), 4);
    assert_eq!(value_of_all("III.2.1.1.1"), 3);
    assert_eq!(value_of_all("III.2.1.1.2"), 75);
    // Nothing found: blank, neither 0 % nor 100 %.
    assert_eq!(value_of_all("III.4.3"), Value::Null);
}

/// A commune that exported its year, the package, and the province.
fn exported(work: &Path) -> (CliOffice, PathBuf, CliOffice) {
    made_once("an exported year".to_owned(), work, |work| {
        let (commune, _) = commune_and_province(work);
        let package = commune.submit("2024");
        std::fs::rename(package, work.join("exported.tienbo")).unwrap();
    });
    let ([commune], province) = there(work, [COMMUNE]);
    (commune, work.join("exported.tienbo"), province)
}

#[test]
fn a_revision_that_is_exported_again_is_the_same_file() {
    let folder = folder();
    let (commune, package, _) = exported(folder.path());
    // No second package that would be a conflict.
    let again = folder.path().join("again.tienbo");
    commune.done(&["export", "2024", "-o", &shown(&again)]);
    assert_eq!(
        std::fs::read(&package).unwrap(),
        std::fs::read(&again).unwrap()
    );
}

#[test]
fn what_is_shown_to_leave_is_what_leaves() {
    let folder = folder();
    let (commune, package, province) = exported(folder.path());
    let office = commune.open();
    let leaving = office.leaving("2024".parse().unwrap()).unwrap();
    // Six survivors and six perpetrators.
    assert_eq!(leaving.identities, Some(12));
    assert_eq!(leaving.readers, ["Tỉnh Bắc Ninh"]);
    drop(office);

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
